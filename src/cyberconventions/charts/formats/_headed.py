"""Reads a table of States by the titles of its columns: a spreadsheet or what was exported from one.

The columns may stand in any order, and days may be printed in many ways. Nothing is concluded from an order that is
usual: a header that does not have a column of names, one of signatures and one of consents is refused, and so are dates
that do not show whether the day or the month comes first.
"""

import json
import re
from datetime import date
from itertools import combinations

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._dates import calendar_day
from cyberconventions._states import fold
from cyberconventions._symbols import FLAGS, MARKS, Code
from cyberconventions.charts._builder import MOST_ROWS, Builder, too_many_rows
from cyberconventions.charts._names import find, known_treaty
from cyberconventions.charts._rows import Row, Section
from cyberconventions.charts.formats import _titles as of
from cyberconventions.charts.formats._cells import TableLine
from cyberconventions.charts.formats._printed_days import BLANK, day_of, order_of
from cyberconventions.charts.formats._tables import name_from, table_facts, wanted_table
from cyberconventions.charts.formats._text._lexer import X, is_number
from cyberconventions.charts.formats._text._totals import total_of
from cyberconventions.charts.formats._text._words import AS_OF, CHART, REFERENCE_LINE, section_of
from cyberconventions.charts.formats._titles import KIND_WORDS, Title, is_header, titles
from cyberconventions.errors import ChartError, ChartLineError, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cyberconventions._states import State
    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._builder import Facts
    from cyberconventions.charts._positions import Line
    from cyberconventions.charts._rows import Silent

_UNKNOWN = "?"
# Alone in a column of consents, as the Treaty Office prints it: a State that was invited.
_MAY_ACCEDE = "a"
_LETTERS = {ActKind.ACCESSION: "a", ActKind.SUCCESSION: "su"}
_FRENCH = re.compile(r"\b(?:[eé]tats?|pays|adh[ée]sion|vigueur|sign[ée]e?|date de|traité)\b", re.IGNORECASE)
_NOTE_BEHIND = re.compile(r"(?<=[^\W\d_)\]*]) ?[(\[]?(?P<numbers>\d{1,3}(?:, ?\d{1,3})*)[)\]]?$")
# What stands below a table: a source, a key, a sum.
_SAID_BELOW = re.compile(r"(?:total|totaux|sum|somme|sources?|notes?|key|l[ée]gende|status|situation)\b", re.IGNORECASE)
_SUM = re.compile(r"(?:totals?|totaux|sum|somme) ?:?", re.IGNORECASE)
_BELOW = re.compile(r"[^\w\"“«]|.*:|.{60}")
_LIKE_DAY = re.compile(r"\d[-/. ]\d|\d{4}")
_AS_AT = re.compile(r"status as at ?:? ?(?P<date>\S+)", re.IGNORECASE)
# Columns of which a header may have one only.
_SINGLE = (of.NAME, of.CODE, of.SIGNATURE, of.EFFECT, of.WITHDRAWAL, of.WITHDRAWAL_EFFECTIVE, of.KIND, of.AS_OF)
_NEEDED = {of.SIGNATURE: "signatures", of.CONSENT: "ratifications or accessions"}
# A spreadsheet's day zero, and what the UK's database prints for none.
_NONE = frozenset((calendar_day(1899, 12, 30), calendar_day(1899, 12, 31), calendar_day(1900, 1, 1)))


def read_headed_lines(
    lines: "Iterable[Line]", *, treaty: "TreatyLike | None" = None, as_of: date | None = None
) -> "Facts":
    """Return the chart that a table of States makes, from numbered lines with tabs between their cells.

    Raises:
        ChartError: There is no such table, or it can't be read.
    """
    tables: list[_Table] = []
    above: list[Line] = []
    section = Section.PARTICIPANT
    number: int | None = None
    for number, raw in lines:  # the last line's number is wanted
        line = TableLine.of(number, raw)
        if line is None:
            continue
        heading = section_of(line.text)
        section = heading or section
        if is_header(line.cells) and not any(_LIKE_DAY.search(cell) for cell in line.cells):
            if not tables or tables[-1].header != line.cells:
                tables.append(_Table.of(line, above))
                above = []
        elif tables and heading is None:
            tables[-1].take(line, section)
            above = [*above[-_HEAD_LINES:], (number, line.text)]
        else:
            above.append((number, line.text))
    if not tables:
        message = "there is no table of States: no header with columns such as 'State', 'Signature', 'Ratification'"
        raise ChartError("no chart", [ChartLineError(message, number)])
    found = wanted_table([each.finish() for each in tables], treaty)
    return table_facts(found, "the table", treaty=treaty, as_of=as_of)


_HEAD_LINES = 40


@attrs.define
class _Table:
    """A table as far as it has been read: its lines are read when all are there."""

    found: Builder
    header: tuple[str, ...]
    titles: list[Title]
    above: "list[Line]"
    rows: list[TableLine] = attrs.Factory(list[TableLine])
    # The part of the chart that each row stands in, by its line.
    sections: dict[int, Section] = attrs.Factory(dict[int, Section])

    @classmethod
    def of(cls, line: TableLine, above: "list[Line]") -> "_Table":
        """Begin a table with its header."""
        return cls(Builder(line=line.number), line.cells, titles(line.cells), above)

    def take(self, line: TableLine, section: Section) -> None:
        """Take a line below the header."""
        total = total_of(line.text)
        if total is None:
            if len(self.rows) > MOST_ROWS:
                raise too_many_rows(line.number)
            self.rows.append(line)
            self.sections[line.number] = section
        elif (number := total[1]) is not None:
            self.found.totals.setdefault(total[0], number)

    def finish(self) -> Builder:
        """Return what was read of the table."""
        _read_head(self.found, self.above)
        self._check_header()
        if self.found.errors:
            return self.found
        listed = self._listed()
        reader = _Reader(self.found, self.titles, shows_flags=_shows_flags(self.titles, listed))
        for line in listed:
            reader.read(line, self.sections[line.number])
        self._read_whole()
        if not self.found.rows and not self.found.errors:
            self.found.error("the table has no rows: it may be cut off", self.found.line)
        self.found.silent_on = reader.silent_on()
        return self.found

    def _check_header(self) -> None:
        """Note what is wrong with the header, and with the table's dates."""
        columns = [title.column for title in self.titles]
        named = ", ".join(quoted(title.text) for title in self.titles if title.text) or "nothing"
        for column in _SINGLE:
            if columns.count(column) > 1:
                both = " and ".join(quoted(title.text) for title in self.titles if title.column == column)
                self.found.error(f"two columns of the header mean the same: {both}", self.found.line)
        consents = [title for title in self.titles if title.column == of.CONSENT]
        if any(_mean_the_same(one, other) for one, other in combinations(consents, 2)):
            self.found.error(f"two columns of the header mean the same consents: {named}", self.found.line)
        for column, words in _NEEDED.items():
            if column not in columns:
                self.found.error(f"the header has no column of {words}; it names {named}", self.found.line)
        why = order_of(self._days(), french=_FRENCH.search(" ".join(self.header)) is not None)
        if why:
            self.found.error(f"{why}; expected days first (23/11/2001), or ISO dates (2001-11-23)", self.found.line)

    def _days(self) -> "Iterator[str]":
        """Go through the cells of days. The date above the table may be printed otherwise."""
        places = [place for place, title in enumerate(self.titles) if title.column in (*of.DAYS, of.AS_OF)]
        for line in self.rows:
            for place in places:
                if place < len(line.cells):
                    yield line.cells[place]

    def _listed(self) -> list[TableLine]:
        """Return the lines that are rows: what stands below the last is the page's."""
        rows = self.rows
        while rows and _is_below(rows[-1]):
            rows = rows[:-1]
        return rows

    def _read_whole(self) -> None:
        """Read the columns that say the same on every row: the treaty and the date of the table."""
        for column, what in ((of.TREATY, "treaties"), (of.AS_OF, "dates")):
            place = next((place for place, title in enumerate(self.titles) if title.column == column), None)
            values = (
                {} if place is None else {line.cells[place]: line for line in self._listed() if place < len(line.cells)}
            )
            values.pop("", None)
            if len(values) > 1:
                listing = ", ".join(quoted(value) for value in list(values)[:3])
                self.found.error(f"the rows are of {len(values)} {what}: {listing}", list(values.values())[1].number)
            for value, line in values.items():
                self._read_value(column, value, line)

    def _read_value(self, column: str, value: str, line: TableLine) -> None:
        if column == of.AS_OF:
            day = _day(self.found, value, "the date of the table", line)
            self.found.as_of = day[0] if day else None
        elif (known := known_treaty(value)) is not None:
            self.found.reference, self.found.title = known.reference, known.title
        elif not self.found.reference:
            self.found.reference = value


def _mean_the_same(one: Title, other: Title) -> bool:
    """Return whether a day in either of two columns of consents would be the same act."""
    return one.kind is other.kind and (one.acts == other.acts or not one.acts.isdisjoint(other.acts))


def _shows_flags(titles: list[Title], rows: list[TableLine]) -> bool:
    """Return whether a table has a column for each flag, or flags among its notes."""
    notes = [place for place, title in enumerate(titles) if title.column == of.NOTES]
    return any(title.column == of.FLAG for title in titles) or any(
        word in FLAGS
        for line in rows
        for place in notes
        if place < len(line.cells)
        for word in line.cells[place].split(" ")
    )


def _is_below(line: TableLine) -> bool:
    """Return whether a line stands below a table: one cell that is not a State's name, or a sum."""
    filled = [cell for cell in line.cells or (line.text,) if cell]
    if _SUM.fullmatch(filled[0]) is not None and all(cell.isdecimal() for cell in filled[1:]):
        return True
    if len(filled) != 1 or find(filled[0]) is not None:
        return False
    return _SAID_BELOW.match(filled[0]) is not None or (
        _BELOW.match(filled[0]) is not None and _LIKE_DAY.search(filled[0]) is None
    )


def _read_head(found: Builder, above: "list[Line]") -> None:
    """Read the lines above a table: the treaty, and the table's date."""
    name_from(found, above)
    for number, text in above:
        chart = CHART.fullmatch(text)
        as_of = AS_OF.fullmatch(text) or _AS_AT.search(text)
        if chart is not None:
            known = known_treaty(f"ETS {chart['number']}")
            found.reference = known.reference if known is not None else f"ETS No.{chart['number']}"
        elif as_of is not None:
            day = _day(found, as_of["date"], "the date of the table", TableLine(number, text))
            found.as_of = day[0] if day is not None else found.as_of
        elif not found.reference and REFERENCE_LINE.fullmatch(text):
            found.reference = text


def _day(found: Builder, text: str, what: str, line: TableLine) -> tuple[date, str] | None:
    """Read a cell with a day, and what stands behind it; nothing for a blank one."""
    if text.casefold() in BLANK:
        return None
    try:
        day = day_of(text)
    except ValueError as error:
        found.error(f"{quoted(text)} is not a day of the calendar ({error})", line.at)
        return None
    if day is None or day[0] in _NONE:
        found.error(f"{quoted(text)} is not a date, expected {what}", line.at)
        return None
    return day


@attrs.define
class _Reader:
    """Reads the rows of a table, each from its cells."""

    found: Builder
    titles: list[Title]
    # Whether the table has flags; whether any row shows the kind of its consent.
    shows_flags: bool
    kinds: bool = False
    # The letters that the header explains.
    letters: "dict[str, Code]" = attrs.Factory(dict[str, Code])
    _at: dict[str, list[int]] = attrs.Factory(dict[str, list[int]])

    def __attrs_post_init__(self) -> None:
        for place, title in enumerate(self.titles):
            self._at.setdefault(title.column, []).append(place)
            self.letters.update(title.letters)
        self.kinds = of.KIND in self._at or any(title.kind is ActKind.ACCESSION for title in self.titles)

    def silent_on(self) -> "tuple[Silent, ...]":
        """Return what the table omits."""
        omitted: list[Silent] = [] if of.EFFECT in self._at else ["entry into force"]
        omitted.append("invitations")
        return tuple(omitted if self.kinds else [*omitted, "kind of consent"])

    def read(self, line: TableLine, section: Section) -> None:
        """Read a row; what can't be read is noted."""
        before = len(self.found.errors)
        cells = line.cells or (line.text,)
        if any(cells[len(self.titles) :]):
            self.found.error(f"the row has {len(cells)} cells, but the header names {len(self.titles)}", line.at)
            return
        state, name, footnotes = self._state(cells, line)
        signature = self._plain(of.SIGNATURE, cells, line)
        consent, mark, kind = self._consent(cells, line)
        effect = self._plain(of.EFFECT, cells, line)
        withdrawal = self._plain(of.WITHDRAWAL, cells, line)
        left = self._plain(of.WITHDRAWAL_EFFECTIVE, cells, line)
        notes, numbers, extra = self._notes(cells, line)
        if state is None or len(self.found.errors) > before:
            return
        row = Row(
            state,
            section,
            signature,
            consent,
            mark,
            effect,
            notes,
            (*footnotes, *numbers),
            name,
            line.number,
            withdrawal=withdrawal,
            withdrawal_effective=left,
            consent_kind=kind,
            extra=extra,
        )
        self.found.rows.append(row)

    def _cell(self, column: str, cells: tuple[str, ...]) -> str:
        """Return the cell of a row in a column, if the table has it."""
        place = self._at.get(column, [len(cells)])[0]
        return cells[place] if place < len(cells) else ""

    def _state(self, cells: tuple[str, ...], line: TableLine) -> "tuple[State | None, str, tuple[int, ...]]":
        """Read a row's State, by its name and by its code, and the numbers of footnotes behind its name."""
        name, code = self._cell(of.NAME, cells).strip(" *"), self._cell(of.CODE, cells)
        numbers: tuple[int, ...] = ()
        state = find(name) if name else None
        noted = _NOTE_BEHIND.search(name) if state is None else None
        if noted is not None:
            name = name[: noted.start()]
            state = find(name)
            numbers = tuple(int(number) for number in noted["numbers"].split(","))
        coded = find(code) if code else None
        if (state is None and name) or (coded is None and (code or not name)):
            self.found.unknown_state(name if name and state is None else code, line.at)
        elif state is not None and coded is not None and state != coded:
            self.found.error(f"{quoted(name)} and the code {quoted(code)} are two States", line.at)
        return state or coded, name or code, numbers

    def _plain(self, column: str, cells: tuple[str, ...], line: TableLine) -> date | None:
        """Read a day behind which nothing stands."""
        cell = self._cell(column, cells)
        day = _day(self.found, cell, "a day", line) if cell else None
        if day is not None and day[1]:
            self.found.error(f"{quoted(cell)} has more than a day, expected 2001-11-23", line.at)
        return day[0] if day is not None else None

    def _consent(self, cells: tuple[str, ...], line: TableLine) -> "tuple[date | None, str | None, ActKind | None]":
        """Read a row's consent: its day, its letter, and its kind as far as the table says it."""
        places = [place for place in self._at[of.CONSENT] if place < len(cells)]
        if [cells[place] for place in places if cells[place]] == [_MAY_ACCEDE]:
            return None, _MAY_ACCEDE, None
        days = [
            (found, self.titles[place])
            for place in places
            if (found := _day(self.found, cells[place], "a day", line)) is not None
        ]
        kind_cell = self._cell(of.KIND, cells)
        said = self._kind(kind_cell, line)
        if days and title_is_signature(kind_cell):
            self.found.error(f"{quoted(kind_cell)} is the kind of a day in a column of consents", line.at)
        if len(days) > 1:
            self.found.error(f"{quoted(line.text)} has two days of consent, expected one", line.at)
        if len(days) != 1:
            return None, None, None
        (day, behind), title = days[0]
        if behind:
            self.kinds = True
            mark, kind = self._behind(behind, title, line)
            return day, mark, kind
        kind = said or title.kind
        return day, _LETTERS.get(kind) if kind else None, None if kind is ActKind.CONSENT else kind

    def _behind(self, text: str, title: Title, line: TableLine) -> "tuple[str | None, ActKind | None]":
        """Read what stands behind a day of consent: a letter, or the kind in words."""
        letters = dict(title.letters) or self.letters
        code = letters.get(text) if letters else MARKS.get(text)
        if code is not None:
            return text, code.kind
        kind = KIND_WORDS.get(fold(text))
        if kind is not None:
            return _LETTERS.get(kind), None if kind is ActKind.CONSENT else kind
        known = ", ".join(letters or MARKS)
        self.found.error(f"{quoted(text)} behind a day of consent is not explained; known are {known}", line.at)
        return None, None

    def _kind(self, text: str, line: TableLine) -> ActKind | None:
        """Read a cell that says the kind of consent."""
        if text.casefold() in BLANK or title_is_signature(text):
            return None
        kind = KIND_WORDS.get(fold(text)) or (MARKS[text].kind if text in MARKS else None)
        if kind is None:
            self.found.error(f"{quoted(text)} is not a kind of consent", line.at)
        return kind

    def _notes(
        self, cells: tuple[str, ...], line: TableLine
    ) -> "tuple[tuple[Code, ...] | None, tuple[int, ...], tuple[tuple[str, str], ...]]":
        """Read a row's flags, the numbers of its footnotes, and what else it says."""
        flags: dict[str, Code] = {}
        numbers: list[int] = []
        extra: list[tuple[str, str]] = []
        known = self.shows_flags
        for title, cell in zip(self.titles, cells, strict=False):
            if not cell or title.column not in (of.FLAG, of.NOTES, of.OTHER):
                continue
            if title.flag is not None and cell in (title.flag.symbol, X, X.lower()):
                flags[title.flag.symbol] = title.flag
            elif title.flag is not None and cell == _UNKNOWN:
                known = False
            elif title.flag is not None:
                self.found.error(f"{quoted(cell)} in the column {title.text} is not a flag", line.at)
            elif title.column == of.NOTES and all(is_number(word) or word in FLAGS for word in cell.split(" ")):
                numbers += [int(word) for word in cell.split(" ") if word not in FLAGS]
                flags |= {word: FLAGS[word] for word in cell.split(" ") if word in FLAGS}
            else:
                extra.append((title.text, json.dumps(cell, ensure_ascii=False)))
        return tuple(flags.values()) if known else None, tuple(numbers), tuple(extra)


def title_is_signature(text: str) -> bool:
    """Return whether a kind of act is a signature, which a row may have without a consent."""
    return of.title_of(text).column == of.SIGNATURE
