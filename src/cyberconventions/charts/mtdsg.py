"""Reads the tables of the UN Treaty Collection: its XML, and its page as pasted.

The letters after a day are defined in each table's own header and clash with the Council of Europe's, so
they are read from there; ``Row.consent_mark`` keeps the letter, ``Row.kind`` says what it means. The table
has no column for the entry into force.

The XML is read by the standard library's expat, which is handed the text in one piece and told to stop at the first
``<!DOCTYPE``: no document of the Collection has one, and without one there are no entities to expand, so a
small file can't become a large text, nor name a file to be fetched.
"""

import re
from datetime import date
from xml.parsers import expat

import attrs

from cyberconventions.acts import ActKind
from cyberconventions.charts.chart import Problem, Row, Section
from cyberconventions.charts.html import is_page, outage
from cyberconventions.charts.names import find
from cyberconventions.charts.tables import Found, is_un_header, un_columns
from cyberconventions.errors import ChartError, ChartLineError, quoted
from cyberconventions.notes import Code, un_legend

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cyberconventions.bundle import TreatyLike
    from cyberconventions.charts.text import Line, Read

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY = re.compile(
    r"(?:\[ ?)?(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3,9})\.? (?P<year>\d{4})"
    r"(?: ?(?P<letter>[A-Za-z]{1,2})(?![A-Za-z]))?(?: ?\])?",
    re.ASCII,
)
# Where the cells after the name begin.
_FIRST = re.compile(r"(?:\[ ?)?\d{1,2} [A-Za-z]{3,9}\.? \d{1,4}\b", re.ASCII)
_LIKE_DAY = re.compile(r"\d{1,2} [A-Za-z]{3,9}\.? \d", re.ASCII)
_FOOTNOTE = re.compile(r"<superscript>[^<]*</superscript>|<[^<>]{1,40}>", re.IGNORECASE)
_AS_AT = re.compile(r"status as at ?:? ?(?P<date>\d{1,2}-\d{1,2}-\d{4})", re.IGNORECASE)
_SIGNATURE = re.compile(r"Signature(?:, Succession to signature ?\([a-zA-Z]{1,2}\))?", re.IGNORECASE)
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
# What a letter may mean that is no consent.
_NOT_YET = "provisional application"


@attrs.define
class _Table:
    """A table's columns, as its header names them."""

    signature: int | None
    consent: int | None
    letters: dict[str, Code]
    width: int

    @classmethod
    def of(cls, titles: list[str]) -> "_Table":
        """Read the titles of the columns after the participant's."""
        signature = next((place for place, title in enumerate(titles) if _SIGNATURE.match(title)), None)
        others = [place for place in range(len(titles)) if place != signature]
        letters: dict[str, Code] = {}
        for title in titles:
            letters |= un_legend(title)
        return cls(signature, others[0] if others else None, letters, len(titles))


@attrs.frozen
class _Cell:
    day: date
    letter: str | None
    withdrawn: bool


# -- XML -------------------------------------------------------------------------------------------------


def read_xml(text: str, *, treaty: "TreatyLike | None" = None, as_of: date | None = None) -> "Read":
    """Return the chart that an XML file of the UN Treaty Collection holds.

    Raises:
        ChartError: It is no such file, it declares a document type, or it can't be read.
    """
    if is_page(text):
        raise outage(text, "XML of the UN Treaty Collection")
    document = _Document()
    document.parse(text)
    found = Found()
    found.name_from(document.head)
    for _, line in document.head:
        as_at = _AS_AT.search(line)
        found.as_of = found.as_of or (_numeric_day(as_at["date"]) if as_at else None)
    if not document.header:
        raise ChartError(
            "no chart", [ChartLineError("there is no table of participants (Participants/Table)", document.line)]
        )
    table = _Table.of([" ".join(_plain(title).split()) for title in document.header[1:]])
    for number, cells in document.rows:
        if any(cell.strip() for cell in cells):
            _read_cells(found, table, number, cells)
    if not document.rows:
        found.error("the table has no rows: it may be cut off", document.line)
    return found.chart("the UN Treaty Collection's table", treaty=treaty, as_of=as_of, line=document.header_line), {}


class _Document:
    """Collects the table of participants, and the text above it."""

    def __init__(self) -> None:
        self.header: list[str] = []
        self.header_line = 1
        self.rows: list[tuple[int, list[str]]] = []
        self.head: list[Line] = []
        self.line = 1
        self._path: list[str] = []
        self._text: list[str] = []
        self._cells: list[str] = []
        self._row_line = 1
        self._in_table = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append

    def parse(self, text: str) -> None:
        """Read the whole text, or say on which line it ends to be XML."""
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
            self._in_table += 1
        elif name == "Row":
            self._cells, self._row_line = [], self._parser.CurrentLineNumber
        if name == "Entry" or not self._in_table:
            self._text.clear()

    def _end(self, name: str) -> None:
        self._path.pop()
        if name == "Entry":
            self._cells.append("".join(self._text))
            self._text.clear()
        elif name == "Row" and "Thead" in self._path[-2:]:
            if not self.header:
                self.header, self.header_line = self._cells, self._row_line
        elif name == "Row" and self._in_table:
            self.rows.append((self._row_line, self._cells))
        elif name == "Table":
            self._in_table -= 1
        elif not self._in_table and not self.header:
            self.head.append((self._parser.CurrentLineNumber, "".join(self._text)))
            self._text.clear()


# -- pasted text -----------------------------------------------------------------------------------------


def read_un_lines(lines: "Iterable[Line]", *, treaty: "TreatyLike | None" = None, as_of: date | None = None) -> "Read":
    """Return the chart that a pasted table of the UN Treaty Collection makes, from numbered lines.

    Raises:
        ChartError: There is no such table, or it can't be read.
    """
    found = Found()
    above: list[Line] = []
    header: list[str] = []
    header_line = 1
    table: _Table | None = None
    number = 1
    for number, raw in lines:  # the last line's number is wanted
        line = " ".join(raw.split())
        if not line:
            continue
        if table is None and not header:
            as_at = _AS_AT.search(line)
            if as_at:
                found.as_of = _numeric_day(as_at["date"])
            if is_un_header(line):
                header, header_line = [raw], number
            else:
                above.append((number, line))
        elif table is None and not _LIKE_DAY.search(line) and find(_name(line)) is None:
            header.append(raw)
        elif line.casefold().rstrip(" .:") in _END:
            break
        else:
            table = table or _Table.of(_titles(header))
            cells = raw.split("\t") if raw.strip().count("\t") else _split(table, line)
            _read_cells(found, table, number, cells)
    if not header:
        message = "there is no table of the UN Treaty Collection: no header 'Participant Signature …'"
        raise ChartError("no chart", [ChartLineError(message, number)])
    if table is None:
        found.error("the table has no rows: it may be cut off", number)
    found.name_from(above)
    return found.chart("the UN Treaty Collection's table", treaty=treaty, as_of=as_of, line=header_line), {}


def _titles(header: list[str]) -> list[str]:
    """Return the titles of the columns after the participant's, from the lines of a pasted header."""
    cells = [" ".join(cell.split()) for raw in header for cell in raw.split("\t")]
    cells = [cell for cell in cells if cell]
    if len(cells) > 1 and un_columns(cells[0]) == "":
        return cells[1:]
    words = un_columns(" ".join(cells)) or ""
    signature = _SIGNATURE.match(words)
    if signature is None:
        return [words]
    return [title for title in (signature.group(), words[signature.end() :].strip(" ,")) if title]


def _split(table: _Table, line: str) -> list[str]:
    """Put the cells of a line without tabs into columns: by their letters, or in the order of the columns."""
    starts = _FIRST.search(line)
    if starts is None:
        return [line]
    name, rest = line[: starts.start()].strip(), line[starts.start() :]
    days = list(_DAY.finditer(rest))
    if rest.count("[") != rest.count("]") and name.startswith("["):
        rest = rest.rstrip("] ")
    if len(days) == 1 and table.signature is not None and table.consent is not None:
        consents = days[0]["letter"] is not None and not _is_to_signature(table, days[0]["letter"])
        return [name, "", rest] if consents else [name, rest]
    ends = [day.end() for day in days[:-1]]
    return [name, *(rest[start:end] for start, end in zip([0, *ends], [*ends, len(rest)], strict=True))]


def _is_to_signature(table: _Table, letter: str) -> bool:
    code = table.letters.get(letter)
    return code is not None and code.name == "succession to signature"


# -- both ------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Take footnote marks and other markup out of a cell's text."""
    return _FOOTNOTE.sub(" ", text) if "<" in text else text


def _name(text: str) -> str:
    """Take footnote marks and brackets off a participant's name.

    >>> _name("China 4,5"), _name("[Philippines]"), _name("Denmark<superscript>12</superscript>")
    ('China', 'Philippines', 'Denmark')
    """
    name = " ".join(_plain(text).split()).strip("[]*, ")
    return name.rstrip("0123456789, ").rstrip("[]*, ") if name[-1:].isdecimal() else name


def _read_cells(found: Found, table: _Table, number: int, cells: list[str]) -> None:
    before = len(found.errors)
    name = _name(cells[0])
    withdrawn = cells[0].strip().startswith("[")
    state = find(name)
    if state is None:
        found.error(found.unknown.message(name), number)
    read = [_cell(found, table, number, name, cell) for cell in cells[1:]]
    if len(found.errors) > before or state is None:
        return
    signature = _at(read, table.signature)
    consent = _at(read, table.consent)
    misplaced = [each for place, each in enumerate(read) if each and place not in (table.signature, table.consent)]
    if misplaced:
        found.error(f"{name}: a day, {misplaced[0].day}, in a column that the table does not have", number)
        return
    code = table.letters.get(consent.letter) if consent is not None and consent.letter else None
    extra: tuple[tuple[str, str], ...] = ()
    if consent is not None and code is not None and code.name == _NOT_YET:
        found.problems.append(Problem(f"{name}: {code.name} from {consent.day} is no consent", number))
        extra, consent = ((code.name, f'"{consent.day}"'),), None
    found.rows.append(
        Row(
            state,
            Section.PARTICIPANT,
            signature.day if signature is not None else None,
            consent.day if consent is not None else None,
            consent.letter if consent is not None else None,
            name=name,
            line=number,
            withdrawn=withdrawn or (consent is not None and consent.withdrawn),
            consent_kind=_kind(code, consent),
            extra=extra,
        )
    )


def _at(cells: "list[_Cell | None]", place: int | None) -> "_Cell | None":
    return cells[place] if place is not None and place < len(cells) else None


def _kind(code: Code | None, consent: "_Cell | None") -> ActKind | None:
    if consent is None:
        return None
    if code is not None:
        return code.kind or ActKind.CONSENT
    return ActKind.RATIFICATION


def _cell(found: Found, table: _Table, number: int, name: str, text: str) -> "_Cell | None":
    """Read a cell: nothing, or a day with a letter of the header."""
    words = " ".join(_plain(text).split()).strip("* ")
    if not words or words in ("-", "–", "[]", "]"):
        return None
    day = _DAY.fullmatch(words.strip("[] "))
    month = _MONTHS.get(day["month"].lower()) if day else None
    if day is None or month is None:
        found.error(f"{quoted(words)} on the row of {quoted(name)} is no date, expected '25 Oct 2025'", number)
        return None
    if day["letter"] and day["letter"] not in table.letters:
        letters = ", ".join(table.letters) or "none"
        found.error(
            f"{day['letter']!r} on the row of {name} is not among the letters of the table's header: {letters}", number
        )
        return None
    try:
        return _Cell(date(int(day["year"]), month, int(day["day"])), day["letter"], withdrawn="[" in words)
    except ValueError as error:
        found.error(f"{words!r} is not a day of the calendar ({error})", number)
        return None


def _numeric_day(text: str) -> date | None:
    day, month, year = (int(part) for part in text.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return None
