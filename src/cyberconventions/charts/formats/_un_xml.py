"""Reads the XML of the UN Treaty Collection.

It is read by the standard library's expat, which is handed the text in one piece and stops at the first
``<!DOCTYPE``: no document of the Collection has one, and without one there are no entities to expand, so a small file
can't become a large text, nor name a file to be fetched.
"""

from datetime import date
from xml.parsers import expat

import attrs

from cyberconventions.charts._builder import Builder
from cyberconventions.charts.formats._cells import TableLine
from cyberconventions.charts.formats._pages import is_page, unexpected_page
from cyberconventions.charts.formats._tables import table_facts, wanted_table
from cyberconventions.charts.formats._un_header import UnTable
from cyberconventions.charts.formats._un_rows import plain, read_head, read_row
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._builder import Facts
    from cyberconventions.charts._positions import Line


def read_xml(text: str, *, treaty: "TreatyLike | None" = None, as_of: date | None = None) -> "Facts":
    """Return the chart that an XML file of the UN Treaty Collection holds.

    Raises:
        ChartError: It is not such a file, it declares a document type, or it can't be read.
    """
    if is_page(text):
        raise unexpected_page(text, "XML of the UN Treaty Collection")
    document = _Document()
    document.parse(text)
    tables = [_read_listed(each, document.line) for each in document.tables]
    if not tables:
        raise ChartError(
            "no chart", [ChartLineError("there is no table of participants (Participants/Table)", document.line)]
        )
    found = wanted_table(tables, treaty)
    return table_facts(found, "the UN Treaty Collection's table", treaty=treaty, as_of=as_of)


def _read_listed(listed: "_Listed", last_line: int) -> Builder:
    """Read one table of participants of an XML file."""
    found = Builder(line=listed.line)
    read_head(found, listed.head)
    table = UnTable.of([" ".join(plain(title).split()) for title in listed.header[1:]])
    table.check(found)
    # A file may be written in one line, which then does not say where a row is.
    in_lines = len({number for number, _ in listed.rows}) == len(listed.rows)
    for position, (number, entries) in enumerate(listed.rows, start=1):
        cells = tuple(" ".join(entry.split()) for entry in entries)
        if any(cells):
            path = None if in_lines else f"table row {position}"
            read_row(found, table, TableLine(number, " ".join(cells), cells, path))
    found.silent_on = table.silent_on(found.rows)
    if not listed.rows:
        found.error("the table has no rows: it may be cut off", last_line)
    return found


@attrs.define
class _Listed:
    """A table of participants in an XML file, and the text above it."""

    head: "list[Line]"
    header: list[str] = attrs.Factory(list[str])
    line: int = 1
    rows: list[tuple[int, list[str]]] = attrs.Factory(list[tuple[int, list[str]]])


class _Document:
    """Collects the tables of participants, and the text above each."""

    def __init__(self) -> None:
        self.tables: list[_Listed] = []
        self.line = 1
        self._head: list[Line] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self._cells: list[str] = []
        self._row_line = 1
        self._open: list[_Listed] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append

    def parse(self, text: str) -> None:
        """Read the whole text, or raise the error with the line on which it stops being XML."""
        try:
            self._parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003 # the last piece
        except expat.ExpatError as error:
            problem = ChartLineError(f"not well-formed XML: {expat.ErrorString(error.code)}", error.lineno)
            raise ChartError("the XML can't be read", [problem]) from None
        self.line = self._parser.CurrentLineNumber

    def _doctype(self, *_: object) -> None:
        message = (
            "the XML declares a document type, and so could define entities that expand without end; it is refused"
        )
        raise ChartError("the XML can't be read", [ChartLineError(message, self._parser.CurrentLineNumber)])

    def _start(self, name: str, _: object) -> None:
        self._path.append(name)
        if name == "Table":
            self._open.append(_Listed(self._head))
            self._head = []
        elif name == "Row":
            self._cells, self._row_line = [], self._parser.CurrentLineNumber
        if name == "Entry" or not self._open:
            self._text.clear()

    def _end(self, name: str) -> None:
        self._path.pop()
        if name == "Entry":
            self._cells.append("".join(self._text))
            self._text.clear()
        elif name == "Row" and self._open:
            listed = self._open[-1]
            if "Thead" not in self._path[-2:]:
                listed.rows.append((self._row_line, self._cells))
            elif not listed.header:
                listed.header, listed.line = self._cells, self._row_line
        elif name == "Table":
            listed = self._open.pop()
            if listed.header:
                self.tables.append(listed)
            else:
                self._head = listed.head + self._head
        elif not self._open:
            self._head.append((self._parser.CurrentLineNumber, "".join(self._text)))
            self._text.clear()
