"""Reads a table of the UN Treaty Collection, as pasted from its page or saved with it."""

import re
from datetime import date

import attrs

from cyberconventions.charts._builder import Builder
from cyberconventions.charts._names import find
from cyberconventions.charts.formats._cells import TableLine
from cyberconventions.charts.formats._characters import decoded
from cyberconventions.charts.formats._headers import is_un_header, un_columns
from cyberconventions.charts.formats._remarks import LOWER_BOUNDS, read_limit, silences
from cyberconventions.charts.formats._tables import table_facts, wanted_table
from cyberconventions.charts.formats._un_rows import DAY, SIGNATURE, UnTable, participant, read_head, read_row
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._builder import Facts, Mark
    from cyberconventions.charts._positions import Line

# Where the cells behind the name begin.
_FIRST = re.compile(r"(?:\[ ?)?\d{1,2} [A-Za-z]{3,9}\.? \d{1,4}\b", re.ASCII)
_LIKE_DAY = re.compile(r"\d{1,2} [A-Za-z]{3,9}\.? \d", re.ASCII)
_TOTAL = re.compile(
    r"Total number of (?P<what>signatures not followed by ratifications|ratifications/accessions) (?P<number>\d{1,9})"
)
_NOTE = re.compile(r"\((?P<number>\d{1,9})\) (?P<text>.+)")
_BELOW = ("Total number of ", "(", "Remark: ")
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
)


def read_un_lines(lines: "Iterable[Line]", *, treaty: "TreatyLike | None" = None, as_of: date | None = None) -> "Facts":
    """Return the chart that a pasted table of the UN Treaty Collection makes, from numbered lines.

    Raises:
        ChartError: There is no such table, or it can't be read.
    """
    page = _Page()
    number: int | None = None
    for number, raw in lines:  # the last line's number is wanted
        line = TableLine.of(number, raw)
        if line is not None:
            page.take(line)
    if not page.tables:
        message = "there is no table of the UN Treaty Collection: no header 'Participant Signature …'"
        raise ChartError("no chart", [ChartLineError(message, number)])
    found = wanted_table([each.finish(number) for each in page.tables], treaty)
    return table_facts(found, "the UN Treaty Collection's table", treaty=treaty, as_of=as_of)


@attrs.define
class _Page:
    """A page as far as it has been read: its tables, and the lines above the next."""

    tables: "list[_Pasted]" = attrs.Factory(list["_Pasted"])
    above: "list[Line]" = attrs.Factory(list["Line"])

    def take(self, line: TableLine) -> None:
        """Take a line that is not blank."""
        last = self.tables[-1] if self.tables else None
        if is_un_header(line.text) and (last is None or last.table is not None):
            if last is None or not last.repeats(line.text):
                self._open(line, last)
        elif last is None or last.ended:
            self.above.append((line.number, line.text))
            if last is not None:
                _read_below(last.found, line.text)
        elif line.text.casefold().rstrip(" .:") in _END or line.text.startswith(_BELOW):
            last.ended = True
            _read_below(last.found, line.text)
        else:
            last.take(line)

    def _open(self, line: TableLine, last: "_Pasted | None") -> None:
        """Begin a table with the first line of its header."""
        above = [*self.above, *(last.give_back() if last is not None else ())]
        self.tables.append(_Pasted(Builder(line=line.number), above, line.text, _titles_of(line)))
        self.above = []


@attrs.define
class _Pasted:
    """A pasted table as far as it has been read."""

    found: Builder
    above: "list[Line]"
    first: str
    # The titles of the columns; a header may stand over several lines.
    header: list[str]
    table: UnTable | None = None
    ended: bool = False
    # Lines since the last row that are not rows: the next table's head, if there is one.
    tail: "list[Line]" = attrs.Factory(list["Line"])
    before_tail: "Mark" = (0, 0)

    def take(self, line: TableLine) -> None:
        """Take a line below the beginning of the header."""
        dated = _LIKE_DAY.search(line.text) is not None
        if self.table is None:
            first = line.cells[0] if line.cells else line.text
            if not dated and find(participant(first)) is None:
                self.header += _titles_of(line)
                return
            self.table = UnTable.of(_titles(self.header))
            self.found.silent_on = self.table.silent_on
        if not self.tail:
            self.before_tail = self.found.mark()
        before = len(self.found.rows)
        read_row(
            self.found, self.table, line if line.cells else attrs.evolve(line, cells=_cells(self.table, line.text))
        )
        if dated or len(self.found.rows) > before:
            self.tail = []
        else:
            self.tail.append((line.number, line.text))

    def finish(self, last_line: int | None) -> Builder:
        """Return what was read of the table, and of the lines above it."""
        if self.table is None:
            self.found.error("the table has no rows: it may be cut off", last_line)
        read_head(self.found, self.above)
        return self.found

    def repeats(self, line: str) -> bool:
        """Return whether a header is this table's own, which a long table repeats."""
        return line == self.first and not self.ended and not self.tail

    def give_back(self) -> "list[Line]":
        """Hand over the lines that turn out to be the next table's head."""
        if self.tail:
            self.found.back_to(self.before_tail)
        return self.tail


def _read_below(found: Builder, line: str) -> None:
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


def _titles_of(line: TableLine) -> list[str]:
    """Return the titles that stand on one line of a header."""
    return [cell for cell in line.cells or (line.text,) if cell]


def _titles(header: list[str]) -> list[str]:
    """Return the titles of the columns behind the participant's, from all titles of a pasted header."""
    if len(header) > 1 and un_columns(header[0]) == "":
        return header[1:]
    words = un_columns(" ".join(header)) or ""
    signature = SIGNATURE.match(words)
    if signature is None:
        return [words]
    return [title for title in (signature.group(), words[signature.end() :].strip(" ,")) if title]


def _cells(table: UnTable, line: str) -> tuple[str, ...]:
    """Put the cells of a line that does not part them into columns: by their letters, or in the columns' order."""
    starts = _FIRST.search(line)
    if starts is None:
        return (line,)
    name, rest = line[: starts.start()].strip(), line[starts.start() :]
    days = list(DAY.finditer(rest))
    if rest.count("[") != rest.count("]") and name.startswith("["):
        rest = rest.rstrip("] ")
    if len(days) == 1 and {"signature", "consent"} <= table.columns.keys():
        consents = days[0]["letter"] is not None and not _is_to_signature(table, days[0]["letter"])
        return (name, "", rest) if consents else (name, rest)
    ends = [day.end() for day in days[:-1]]
    return (name, *(rest[start:end].strip() for start, end in zip([0, *ends], [*ends, len(rest)], strict=True)))


def _is_to_signature(table: UnTable, letter: str) -> bool:
    code = table.letters.get(letter)
    return code is not None and code.name == "succession to signature"
