"""Finds on a page the tables that list States with their days, and puts their lines together into rows.

The tables of the UN Treaty Collection and of the Dutch treaty database are found in one way: a header, which may stand
over several lines, rows, and a line that ends the table. Their words and what a row means differ: a :class:`Form` knows
these. Cells are parted by tabs; or nothing but spaces parts them, or each stands on a line of its own: then a line that
begins with a day goes on with the row above.
"""

import attrs

from cyberconventions.charts._builder import MOST_CHARTS, Builder, too_many_charts
from cyberconventions.charts.formats._cells import TableLine
from cyberconventions.charts.formats._headers import FIRST_WORD
from cyberconventions.charts.formats._tables import table_facts, wanted_table
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from typing import Protocol

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._builder import Facts, Mark
    from cyberconventions.charts._positions import Line

    class Rows(Protocol):
        """Reads the rows of one table into a builder."""

        def read(self, line: TableLine) -> None:
            """Read a row; what can't be read is noted."""

        def continues(self, line: str) -> bool:
            """Return whether a line has no name, and so goes on with the row above."""

        def is_name(self, line: str) -> bool:
            """Return whether a line begins with the name of a known State, alone or before days."""

        def has_day(self, line: str) -> bool:
            """Return whether a day, or something like one, stands on a line."""

        def close(self) -> None:
            """End the table."""


# With a title and a part of the explanation on each line.
_LONGEST_HEADER = 60
# A name that is broken over lines has at most so many.
_MOST_PIECES = 3


@attrs.frozen
class Form:
    """What a reader knows of the tables that it looks for.

    Attributes:
        what: What such a table is, for messages.
        missing: What is said where there is none.
        begins: Whether a line, with the line before it, begins a header.
        goes_on: Whether a line below that goes on with the header.
        ends: Whether a line ends a table.
        rows: Makes the reader of a table's rows from its builder and the lines of its header.
        head: Reads the lines above a table.
        below: Reads a line below a table.
    """

    what: str
    missing: str
    begins: "Callable[[str, str], bool]"
    goes_on: "Callable[[TableLine], bool]"
    ends: "Callable[[str], bool]"
    rows: "Callable[[Builder, list[TableLine]], Rows]"
    head: "Callable[[Builder, list[Line]], None]"
    below: "Callable[[Builder, str], None]"


def read_listing(
    lines: "Iterable[Line]", form: Form, *, treaty: "TreatyLike | None" = None, as_of: "date | None" = None
) -> "Facts":
    """Return the chart that the wanted table of a page makes, from numbered lines.

    Raises:
        ChartError: There is no such table, or it can't be read.
    """
    page = _Page(form)
    number: int | None = None
    for number, raw in lines:  # the last line's number is wanted
        page.take(number, raw)
    if not page.tables:
        raise ChartError("no chart", [ChartLineError(form.missing, number)])
    found = wanted_table([each.finish(number) for each in page.tables], treaty)
    return table_facts(found, form.what, treaty=treaty, as_of=as_of)


@attrs.define
class _Page:
    """A page as far as it has been read: its tables, and the lines above the next."""

    form: Form
    tables: "list[_Table]" = attrs.Factory(list["_Table"])
    above: "list[Line]" = attrs.Factory(list["Line"])
    # The table that is being read.
    _open: "_Table | None" = None

    def take(self, number: int, raw: str) -> None:
        """Take a line."""
        line = TableLine.of(number, raw)
        if line is None:
            return
        if self._open is None:
            self._take_outside(line)
        else:
            self._take_inside(line, self._open)

    def _take_outside(self, line: TableLine) -> None:
        """Take a line above or below a table."""
        before = self.above[-1][1] if self.above else ""
        if self.form.begins(line.text, before):
            header = [line]
            if not self.form.begins(line.text, ""):
                header.insert(0, TableLine(line.number, before))
            self._begin(header)
        else:
            self.above.append((line.number, line.text))
            if self.tables:
                self.form.below(self.tables[-1].found, line.text)

    def _take_inside(self, line: TableLine, table: "_Table") -> None:
        """Take a line of a table, or the one that ends it."""
        text = line.text
        if FIRST_WORD in text[:5] and table.rows is not None and self.form.begins(text, ""):
            table.flush()
            if not table.repeats(line):
                self.above += table.give_back()
                self._begin([line])
        elif self.form.ends(text) and not (table.rows is None and self.form.goes_on(line)):
            table.flush()
            self._open = None
            self.above.append((line.number, text))
            self.form.below(table.found, text)
        else:
            table.take(line)

    def _begin(self, header: list[TableLine]) -> None:
        """Begin a table with the first line of its header.

        Raises:
            ChartError: There are more tables than a page has.
        """
        if len(self.tables) == MOST_CHARTS:
            raise too_many_charts(header[-1].number)
        before = next((place for place, cell in enumerate(header[0].cells) if cell), 0)
        header[0] = _without_first(header[0], before)
        self._open = _Table(self.form, Builder(line=header[-1].number), self.above, header, before)
        self.tables.append(self._open)
        self.above = []


@attrs.define
class _Table:
    """A table as far as it has been read."""

    form: Form
    found: Builder
    above: "list[Line]"
    header: list[TableLine]
    # How many columns without a title stand before the names.
    before: int = 0
    rows: "Rows | None" = None
    # The lines of the row that is being put together, where its cells are not parted.
    _row: list[TableLine] = attrs.Factory(list[TableLine])
    # Lines since the last row that are not rows, each with what there was before it: the next table's head, perhaps.
    _tail: "list[tuple[Line, Mark]]" = attrs.Factory(list["tuple[Line, Mark]"])
    # The next line of a header that the page repeats.
    _repeated: int = 0

    def take(self, line: TableLine) -> None:
        """Take a line below the beginning of the header."""
        if self.before and line.cells:
            line = _without_first(line, self.before)
        rows = self.rows
        if rows is None:
            if len(self.header) < _LONGEST_HEADER and self.form.goes_on(line):
                self.header.append(line)
                return
            rows = self.rows = self.form.rows(self.found, self.header)
        if self._repeated and self._repeats_on(line):
            return
        if line.cells:
            if self._row:
                self.flush()
            self._read(line, rows)
        elif self._row and (rows.continues(line.text) or self._is_rest_of_name(line, rows)):
            self._row.append(line)
        else:
            self.flush()
            self._row = [line]

    def flush(self) -> None:
        """Read the row that has been put together."""
        if self._row and self.rows is not None:
            lines, self._row = self._row, []
            self._read(_joined(lines), self.rows)

    def finish(self, last_line: int | None) -> Builder:
        """Return what was read of the table, and of the lines above it."""
        self.flush()
        if self.rows is None:
            self.rows = self.form.rows(self.found, self.header)
        self.rows.close()
        if not self.found.rows and not self.found.errors:
            self.found.error("the table has no rows: it may be cut off", last_line)
        self.form.head(self.found, self.above)
        return self.found

    def repeats(self, line: TableLine) -> bool:
        """Return whether a header is this table's own, which a long table repeats."""
        if line.text != self.header[0].text or self._tail:
            return False
        self._repeated = 1
        return True

    def give_back(self) -> "list[Line]":
        """Hand over the lines that turn out to be the next table's head."""
        if self._tail:
            self.found.back_to(self._tail[0][1])
        return [line for line, _ in self._tail]

    def _repeats_on(self, line: TableLine) -> bool:
        """Return whether a line is the next one of a header that is repeated."""
        if self._repeated < len(self.header) and line.text == self.header[self._repeated].text:
            self._repeated += 1
            return True
        self._repeated = 0
        return False

    def _read(self, line: TableLine, rows: "Rows") -> None:
        if self._tail and not line.cells:
            line = self._with_pieces(line, rows)
        found = self.found
        before = len(found.rows), len(found.errors)
        rows.read(line)
        if len(found.errors) == before[1] or rows.has_day(line.text):
            if self._tail:
                self._tail = []
        else:
            self._tail.append(((line.number, line.text), before))

    def _is_rest_of_name(self, line: TableLine, rows: "Rows") -> bool:
        """Return whether a line goes on with the name in the row above: "Bolivia", "(Plurinational State of)"."""
        return line.text[0] == "(" and len(self._row) == 1 and rows.is_name(f"{self._row[0].text} {line.text}")

    def _with_pieces(self, line: TableLine, rows: "Rows") -> TableLine:
        """Put a row together with the lines above that can't be read, if these begin its State's name."""
        pieces = self._tail[-_MOST_PIECES:]
        for start in range(len(pieces)):
            text = " ".join([*(text for (_, text), _ in pieces[start:]), line.text])
            if rows.is_name(text):
                (number, _), before = pieces[start]
                self.found.back_to(before)
                del self._tail[len(self._tail) - len(pieces) + start :]
                return TableLine(number, text)
        return line


def _without_first(line: TableLine, count: int) -> TableLine:
    """Return a line without so many first cells, as far as these are blank or numbers."""
    cells = line.cells
    for _ in range(count):
        if cells[1:] and (not cells[0] or cells[0].isdecimal()):
            cells = cells[1:]
    return attrs.evolve(line, text=" ".join(filter(None, cells)), cells=cells) if cells != line.cells else line


def _joined(lines: list[TableLine]) -> TableLine:
    """Return the lines of a row as one."""
    return lines[0] if len(lines) == 1 else TableLine(lines[0].number, " ".join([line.text for line in lines]))
