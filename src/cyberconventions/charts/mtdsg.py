"""Reads the tables of the UN Treaty Collection: its XML, and its page as pasted.

The letters after a day are defined in each table's own header and clash with the Council of Europe's, so
they are read from there; ``Row.consent_mark`` keeps the letter, ``Row.kind`` says what it means. The Collection's
table has no column for the entry into force; those that the library writes may have one, and others.

The XML is read by the standard library's expat, which is handed the text in one piece and told to stop at the first
``<!DOCTYPE``: no document of the Collection has one, and without one there are no entities to expand, so a
small file can't become a large text, nor name a file to be fetched.
"""

import re
from datetime import date
from functools import lru_cache
from xml.parsers import expat

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._symbols import FLAGS, UN_KINDS, Code, un_legend
from cyberconventions.charts._names import find
from cyberconventions.charts._rows import Problem, Row, Section
from cyberconventions.charts.html import is_page, outage
from cyberconventions.charts.tables import Found, is_un_header, un_columns, wanted_table
from cyberconventions.charts.text import LOWER_BOUNDS, silences
from cyberconventions.errors import ChartError, ChartLineError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._rows import Silent
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
_HEAD_DAY = re.compile(
    r"(?P<what>Opened for signature|Entry into force)[ :]{1,5}(?P<day>\d{1,2} [A-Za-z]{3,9}\.? \d{4})\b", re.IGNORECASE
)
_TOTAL = re.compile(
    r"Total number of (?P<what>signatures not followed by ratifications|ratifications/accessions) (?P<number>\d{1,9})"
)
_NOTE = re.compile(r"\((?P<number>\d{1,9})\) (?P<text>.+)")
_BELOW = ("Total number of ", "(", "Remark: ")
_UNKNOWN = "?"
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
_MOST_DIGITS = 9


@attrs.define
class _Table:
    """A table's columns, as its header names them."""

    columns: dict[str, int]
    letters: dict[str, Code]
    unlettered: ActKind

    @classmethod
    def of(cls, titles: list[str]) -> "_Table":
        """Read the titles of the columns after the participant's."""
        columns: dict[str, int] = {}
        letters: dict[str, Code] = {}
        unlettered: list[ActKind] = []
        for place, title in enumerate(titles):
            name = _MORE.get(title.casefold())
            if name is None:
                name = "signature" if _SIGNATURE.match(title) else "consent"
                letters |= un_legend(title) if title.strip() else {}
            if name == "consent" and name not in columns:
                kinds = (UN_KINDS.get(" ".join(part.split()).lower()) for part in title.split(","))
                unlettered += [kind for kind in kinds if kind is not None]
            columns.setdefault(name, place)
        return cls(columns, letters, unlettered[0] if unlettered else ActKind.RATIFICATION)

    @property
    def silent_on(self) -> "tuple[Silent, ...]":
        """What the table never shows."""
        return ("invitations",) if "effect" in self.columns else ("invitations", "entry into force")


# Columns that the library adds to the Collection's where a chart needs them.
_MORE = {
    "entry into force": "effect",
    "withdrawal": "withdrawal",
    "effect of withdrawal": "withdrawal_effective",
    "suspension": "suspension",
    "notes": "notes",
}


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
    tables = [_read_listed(each, document.line) for each in document.tables]
    if not tables:
        raise ChartError(
            "no chart", [ChartLineError("there is no table of participants (Participants/Table)", document.line)]
        )
    return wanted_table(tables, treaty).chart("the UN Treaty Collection's table", treaty=treaty, as_of=as_of), {}


def _read_listed(listed: "_Listed", last_line: int) -> Found:
    """Read one table of participants of an XML file."""
    found = Found(line=listed.line)
    _read_head(found, listed.head)
    table = _Table.of([" ".join(_plain(title).split()) for title in listed.header[1:]])
    found.silent_on = table.silent_on
    # A file may be written in one line, which then does not tell a row.
    tells = len({number for number, _ in listed.rows}) == len(listed.rows)
    for position, (number, cells) in enumerate(listed.rows, start=1):
        if any(cell.strip() for cell in cells):
            _read_cells(found, table, _Place(number, None if tells else f"table row {position}"), cells)
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


# -- pasted text -----------------------------------------------------------------------------------------


def read_un_lines(lines: "Iterable[Line]", *, treaty: "TreatyLike | None" = None, as_of: date | None = None) -> "Read":
    """Return the chart that a pasted table of the UN Treaty Collection makes, from numbered lines.

    Raises:
        ChartError: There is no such table, or it can't be read.
    """
    tables: list[_Pasted] = []
    above: list[Line] = []
    number: int | None = None
    for number, raw in lines:  # the last line's number is wanted
        line = " ".join(raw.split())
        if not line:
            continue
        last = tables[-1] if tables else None
        if is_un_header(line) and (last is None or last.table is not None):
            if last is None or not last.repeats(line):
                tables.append(_Pasted(Found(line=number), [*above, *(last.give_back() if last else ())], line, [raw]))
                above = []
        elif last is None or last.ended:
            above.append((number, line))
            if last is not None:
                _read_below(last.found, line)
        elif line.casefold().rstrip(" .:") in _END or line.startswith(_BELOW):
            last.ended = True
            _read_below(last.found, line)
        else:
            last.take(number, line, raw)
    if not tables:
        message = "there is no table of the UN Treaty Collection: no header 'Participant Signature …'"
        raise ChartError("no chart", [ChartLineError(message, number)])
    found = wanted_table([each.finish(number) for each in tables], treaty)
    return found.chart("the UN Treaty Collection's table", treaty=treaty, as_of=as_of), {}


@attrs.define
class _Pasted:
    """A pasted table as far as it has been read."""

    found: Found
    above: "list[Line]"
    first: str
    header: list[str]
    table: _Table | None = None
    ended: bool = False
    # Lines since the last row that are no rows: the next table's head, if there is one.
    tail: "list[Line]" = attrs.Factory(list["Line"])
    errors: int = 0

    def take(self, number: int, line: str, raw: str) -> None:
        """Take a line below the beginning of the header."""
        dated = _LIKE_DAY.search(line) is not None
        if self.table is None and not dated and find(_name(raw.partition("\t")[0])) is None:
            self.header.append(raw)
            return
        if self.table is None:
            self.table = _Table.of(_titles(self.header))
            self.found.silent_on = self.table.silent_on
        if not self.tail:
            self.errors = len(self.found.errors)
        cells = raw.split("\t") if raw.strip().count("\t") else _split(self.table, line)
        before = len(self.found.rows)
        _read_cells(self.found, self.table, _Place(number), cells)
        if dated or len(self.found.rows) > before:
            self.tail = []
        else:
            self.tail.append((number, line))

    def finish(self, last_line: int | None) -> Found:
        """Return what was read of the table, and of the lines above it."""
        if self.table is None:
            self.found.error("the table has no rows: it may be cut off", last_line)
        _read_head(self.found, self.above)
        return self.found

    def repeats(self, line: str) -> bool:
        """Tell whether a header is this table's own, which a long table repeats."""
        return line == self.first and not self.ended and not self.tail

    def give_back(self) -> "list[Line]":
        """Hand over the lines that turn out to be the next table's head."""
        if self.tail:
            del self.found.errors[self.errors :]
        return self.tail


def _read_below(found: Found, line: str) -> None:
    """Read a line below a table that the library wrote: its totals, its footnotes."""
    total = _TOTAL.fullmatch(line)
    if total is not None:
        what = "signatures_only" if total["what"].startswith("signatures") else "consents"
        found.totals.setdefault(what, int(total["number"]))
    elif (note := _NOTE.fullmatch(line)) is not None:
        found.footnotes.setdefault(int(note["number"]), note["text"])
    found.at_least = found.at_least or line == LOWER_BOUNDS
    found.silent_on = silences(line) or found.silent_on


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
    if len(days) == 1 and {"signature", "consent"} <= table.columns.keys():
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


@attrs.frozen
class _Place:
    """Where a row stands; the path where the line does not tell."""

    line: int
    path: str | None = None


def _read_head(found: Found, above: "list[Line]") -> None:
    """Read the lines above a table: the treaty, and as of which day the table stands."""
    found.name_from(above)
    for _, text in above:
        line = " ".join(text.split())
        as_at = _AS_AT.search(line)
        if as_at:
            found.as_of = _numeric_day(as_at["date"]) or found.as_of
        day = _HEAD_DAY.match(line)
        if day and day["what"][0] in "Oo":
            found.opened = _spelt_day(day["day"])
        elif day:
            found.entry_into_force = _spelt_day(day["day"])


def _read_cells(found: Found, table: _Table, place: _Place, cells: list[str]) -> None:
    before = len(found.errors)
    name = _name(cells[0])
    bracketed = cells[0].strip().startswith("[")
    state = find(name)
    if state is None:
        _error(found, place, found.unknown.message(name))
    notes_at = table.columns.get("notes")
    texts = [cell for position, cell in enumerate(cells[1:]) if position == notes_at]
    read = [
        None if position == notes_at else _cell(found, table, place, name, cell)
        for position, cell in enumerate(cells[1:])
    ]
    notes = _read_notes(found, place, name, texts[0] if texts else "")
    if len(found.errors) > before or state is None:
        return
    misplaced = [each for position, each in enumerate(read) if each and position not in table.columns.values()]
    if misplaced:
        _error(found, place, f"{name}: a day, {misplaced[0].day}, in a column that the table does not have")
        return
    signature, consent, effect, withdrawal, withdrawal_effective, suspension = (
        _at(read, table.columns.get(column))
        for column in ("signature", "consent", "effect", "withdrawal", "withdrawal_effective", "suspension")
    )
    code = table.letters.get(consent.letter) if consent is not None and consent.letter else None
    extra: tuple[tuple[str, str], ...] = ()
    if consent is not None and code is not None and code.name == _NOT_YET:
        message = f"{name}: {code.name} from {consent.day} is no consent"
        found.problems.append(Problem(message, place.line, place.path, state))
        extra, consent = ((code.name, f'"{consent.day}"'),), None
    found.rows.append(
        Row(
            state,
            Section.PARTICIPANT,
            _day_of(signature),
            _day_of(consent),
            consent.letter if consent is not None else None,
            _day_of(effect),
            notes=notes.flags,
            footnotes=notes.footnotes,
            name=name,
            line=place.line,
            withdrawal=_day_of(withdrawal),
            withdrawal_effective=_day_of(withdrawal_effective),
            suspension=_day_of(suspension),
            withdrawn=bracketed or (consent is not None and consent.withdrawn),
            consent_kind=_kind(table, code, consent),
            known_notes=notes.known,
            extra=extra,
            path=place.path,
        )
    )


@attrs.frozen
class _Notes:
    """What stands in a column of notes."""

    footnotes: tuple[int, ...]
    flags: tuple[Code, ...] | None
    known: tuple[Code, ...]


def _read_notes(found: Found, place: _Place, name: str, text: str) -> _Notes:
    """Read a cell of notes that the library wrote: footnote numbers, flags, a question mark."""
    footnotes: list[int] = []
    flags: list[Code] = []
    unknown = False
    for word in text.split():
        if word.isdecimal() and len(word) <= _MOST_DIGITS:
            footnotes.append(int(word))
        elif word in FLAGS:
            flags.append(FLAGS[word])
        elif word == _UNKNOWN:
            unknown = True
        else:
            _error(found, place, f"{quoted(word)} on the row of {quoted(name)} is no note, expected {' '.join(FLAGS)}")
    return _Notes(tuple(footnotes), None if unknown else tuple(flags), tuple(flags) if unknown else ())


def _error(found: Found, place: _Place, message: str) -> None:
    found.error(message if place.path is None else f"{place.path}: {message}", place.line)


def _day_of(cell: "_Cell | None") -> date | None:
    return None if cell is None else cell.day


def _at(cells: "list[_Cell | None]", place: int | None) -> "_Cell | None":
    return cells[place] if place is not None and place < len(cells) else None


def _kind(table: _Table, code: Code | None, consent: "_Cell | None") -> ActKind | None:
    if consent is None:
        return None
    if code is not None:
        return code.kind or ActKind.CONSENT
    return table.unlettered


def _cell(found: Found, table: _Table, place: _Place, name: str, text: str) -> "_Cell | None":
    """Read a cell: nothing, or a day with a letter of the header."""
    words = " ".join(_plain(text).split()).strip("* ")
    if not words or words in ("-", "–", "[]", "]"):
        return None
    day = _DAY.fullmatch(words.strip("[] "))
    if day is None or day["month"].lower() not in _MONTHS:
        _error(found, place, f"{quoted(words)} on the row of {quoted(name)} is no date, expected '25 Oct 2025'")
        return None
    if day["letter"] and day["letter"] not in table.letters:
        letters = ", ".join(table.letters) or "none"
        message = f"{day['letter']!r} on the row of {name} is not among the letters of the table's header: {letters}"
        _error(found, place, message)
        return None
    try:
        return _Cell(_calendar_day(day["day"], day["month"], day["year"]), day["letter"], withdrawn="[" in words)
    except ValueError as error:
        _error(found, place, f"{words!r} is not a day of the calendar ({error})")
        return None


@lru_cache(maxsize=4096)
def _calendar_day(day: str, month: str, year: str) -> date:
    return date(int(year), _MONTHS[month.lower()], int(day))


def _spelt_day(text: str) -> date | None:
    day, month, year = text.replace(".", "").split(" ")
    try:
        return _calendar_day(day, month, year)
    except (KeyError, ValueError):
        return None


def _numeric_day(text: str) -> date | None:
    day, month, year = (int(part) for part in text.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return None
