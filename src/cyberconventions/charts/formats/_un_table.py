"""Reads a table of the UN Treaty Collection, as pasted from its page or saved with it.

Its cells may be parted by tabs, commas or semicolons, by spaces alone, by the dots that lead the eye on a printed page,
or by nothing; each may stand on a line of its own. Where nothing parts them, a blank cell leaves no trace: a day is
then placed by its letter and by its order, and a row whose days fit several columns is refused.
"""

import re
from datetime import date

import attrs

from cyberconventions.charts._names import find
from cyberconventions.charts.formats._characters import decoded
from cyberconventions.charts.formats._headers import is_un_header
from cyberconventions.charts.formats._listing import Form, read_listing
from cyberconventions.charts.formats._remarks import LOWER_BOUNDS, read_limit, silences
from cyberconventions.charts.formats._un_header import UnTable, goes_on, titles_of
from cyberconventions.charts.formats._un_rows import DAY, participant, read_head, read_row, wrong_letter
from cyberconventions.errors import quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._builder import Builder, Facts, Mark
    from cyberconventions.charts._positions import Line
    from cyberconventions.charts.formats._cells import TableLine

# Where the cells behind the name begin. A footnote's number that a copy glued to a day makes the day unknown.
_FIRST = re.compile(r"(?:\[ ?)?(?<![0-9])[0-9]{1,2}(?:er)? [^\W\d_]{3,9}\.? ?[0-9]")
_LIKE_DAY = re.compile(r"[0-9]{1,2}(?:er)? [^\W\d_]{3,9}\.? ?[0-9]")
# Without a name: a day, a footnote's numbers or a bracket; so is a letter of the header.
_GOES_ON = re.compile(r"(?:\[ ?)?[0-9]{1,2}(?:er)? [^\W\d_]{3,9}\.? ?[0-9]|[0-9][0-9 ,*]*$|\]$")
_LEADERS = re.compile(r" ?(?:(?: ?[.·_]){3,}|…[… .]*) ?")
_SUM = re.compile(r"totals? ?:?(?: \d+)*", re.IGNORECASE)
_TOTAL = re.compile(
    r"Total number of (?P<what>signatures not followed by ratifications|ratifications/accessions) (?P<number>\d{1,9})"
)
_NOTE = re.compile(r"\((?P<number>\d{1,9})\) (?P<text>.+)")
_BELOW = re.compile(r"Total number of |\(\d{1,9}\) |\(Unless otherwise|Remark: ")
_END = (
    "declarations and reservations",
    "declarations",
    "reservations",
    "objections",
    "notifications",
    "territorial application",
    "end note",
    "notes",
    "go to top",
    "historical information",
    "déclarations et réserves",
    "déclarations",
    "réserves",
    "application territoriale",
    "notes de fin",
)
_SHOWN = 5
_MOST_COLUMNS = 40


def read_un_lines(lines: "Iterable[Line]", *, treaty: "TreatyLike | None" = None, as_of: date | None = None) -> "Facts":
    """Return the chart that a pasted table of the UN Treaty Collection makes, from numbered lines.

    Raises:
        ChartError: There is no such table, or it can't be read.
    """
    return read_listing(lines, _FORM, treaty=treaty, as_of=as_of)


@attrs.define
class _Rows:
    """Reads the rows of one table."""

    found: "Builder"
    table: UnTable
    begins: "Mark"
    lines: "list[TableLine]" = attrs.Factory(list["TableLine"])

    @classmethod
    def of(cls, found: "Builder", header: "list[TableLine]") -> "_Rows":
        """Read the lines of a header."""
        titles = titles_of(header)
        table = UnTable.of((titles or ())[:_MOST_COLUMNS])
        if titles is None:
            words = quoted(" ".join([line.text for line in header]))
            found.error(f"the header does not say where its columns end: {words}; copy it with its cells", found.line)
        else:
            table.check(found)
        return cls(found, table, found.mark())

    def read(self, line: "TableLine") -> None:
        """Read a row by its cells, or where nothing parts them, or they have been moved, by its days.

        What can't be read is noted. What adds up the rows is not one.
        """
        if line.text[0] in "Tt" and _SUM.fullmatch(line.text):
            return
        self.lines.append(line)
        if line.cells and not (self.table.moved and _may_be_moved(line.cells)):
            read_row(self.found, self.table, line)
        elif (cells := self._cells(line)) is not None:
            read_row(self.found, self.table, attrs.evolve(line, cells=cells))

    def continues(self, line: str) -> bool:
        """Return whether a line has no name, and so goes on with the row above."""
        return _GOES_ON.match(line) is not None or line in self.table.letters

    def is_name(self, line: str) -> bool:
        """Return whether a line begins with the name of a known State, alone or before days."""
        line = _without_leaders(line)
        starts = _FIRST.search(line)
        return find(participant(line[: starts.start()] if starts else line)) is not None

    def has_day(self, line: str) -> bool:
        """Return whether a day, or something like one, stands on a line."""
        return _LIKE_DAY.search(line) is not None

    def close(self) -> None:
        """Note how lone days were read, and whether the table prints footnotes.

        Where blank cells have been moved, no row's cells stand in their columns, but for a row with a blank one before
        a day: all are read again.
        """
        if self.table.moved:
            self.found.back_to(self.begins)
            self.table.lone.clear()
            lines, self.lines = self.lines, []
            for line in lines:
                self.read(line)
        self.found.silent_on = self.found.silent_on or self.table.silent_on(self.found.rows)
        lone = self.table.lone
        if lone:
            shown = ", ".join(lone[:_SHOWN]) + (", …" if len(lone) > _SHOWN else "")
            why = "blank cells stand behind the others" if self.table.moved else "nothing but spaces parts the cells"
            message = f"{why}: a single day without a letter is read as a signature ({len(lone)}: {shown})"
            self.found.problem(message, self.found.line)

    def _cells(self, line: "TableLine") -> "tuple[str, ...] | None":
        """Put the cells of a line that does not part them into columns; nothing, and an error, where that fails."""
        text = _without_leaders(line.text)
        starts = _FIRST.search(text)
        if starts is None:
            return (text,)
        name, rest = text[: starts.start()].strip(), text[starts.start() :]
        if rest.count("[") != rest.count("]") and name.startswith("["):
            rest = rest.rstrip("] ")
        days: list[re.Match[str]] = []
        place = 0
        while day := DAY.match(rest, place):
            days.append(day)
            place = day.end() + (rest[day.end() : day.end() + 1] == " ")
        if place < len(rest):
            name = participant(name)
            message = f"{quoted(rest[place:])} on the row of {quoted(name)} is not a date, expected '25 Oct 2025'"
            self.found.error(message, line.at)
            return None
        columns = self.table.place(tuple([day["letter"] for day in days]))
        if columns is None:
            self._misfit(line, participant(name), days)
            return None
        if len(days) == 1 and days[0]["letter"] is None and self.table.is_ambiguous:
            self.table.lone.append(participant(name))
        cells = [name, *[""] * (columns[-1] + 1)]
        for column, day in zip(columns, days, strict=True):
            cells[column + 1] = day.group().strip()
        return tuple(cells)

    def _misfit(self, line: "TableLine", name: str, days: "list[re.Match[str]]") -> None:
        """Note that the days of a row do not stand in one way in the table's columns."""
        unknown = [day["letter"] for day in days if day["letter"] and day["letter"] not in self.table.letters]
        if unknown:
            message = wrong_letter(unknown[0], name, self.table)
        else:
            message = (
                f"the days of {quoted(name)} ({', '.join([day.group().strip() for day in days[:_SHOWN]])}) do not fit "
                "the table's columns in one way only; copy the table with its cells, or save the page"
            )
        self.found.error(message, line.at)


def _without_leaders(text: str) -> str:
    """Return a row without the dots that lead from a name to its days.

    >>> _without_leaders("Oman. . . . . 13 May 2005 a")
    'Oman 13 May 2005 a'
    """
    led = "." in text or "…" in text or "·" in text or "_" in text
    return _LEADERS.sub(" ", text).strip() if led else text


def _may_be_moved(cells: tuple[str, ...]) -> bool:
    """Return whether no cell is blank but the last ones."""
    return all(cells[: len(cells) - cells[::-1].index(next(filter(None, cells[::-1])))])


def _goes_on(line: "TableLine") -> bool:
    """Return whether a line goes on with a header: it has words of one, no day, and no State's name."""
    if _LIKE_DAY.search(line.text) is not None or not goes_on(line.text):
        return False
    return find(participant(line.cells[0] if line.cells else line.text)) is None


def _ends(line: str) -> bool:
    """Return whether a line ends a table."""
    return _BELOW.match(line) is not None or line.casefold().rstrip(" .:") in _END


def _read_below(found: "Builder", line: str) -> None:
    """Read a line below a table that the library wrote: its totals, its footnotes."""
    total = _TOTAL.fullmatch(line)
    if total is not None:
        what = "signatures" if total["what"].startswith("signatures") else "consents"
        found.totals.setdefault(what, int(total["number"]))
    elif (note := _NOTE.fullmatch(line)) is not None:
        found.footnotes.setdefault(int(note["number"]), decoded(note["text"]))
    found.at_least = found.at_least or line == LOWER_BOUNDS
    read_limit(found, line)
    (found.invitation_limit,) = found.limits or (None,)
    found.silent_on = silences(line) or found.silent_on


_FORM = Form(
    what="the UN Treaty Collection's table",
    missing="there is no table of the UN Treaty Collection: no header 'Participant Signature …'",
    begins=lambda line, _: is_un_header(line),
    goes_on=_goes_on,
    ends=_ends,
    rows=_Rows.of,
    head=read_head,
    below=_read_below,
)
