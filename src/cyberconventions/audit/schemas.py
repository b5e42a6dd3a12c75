"""What each table of the dataset must look like: its columns, what identifies a row, and how rows are ordered."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import attrs

from cyberconventions._acts import ActKind, Confidence
from cyberconventions._corrections import Verdict
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._history import Coverage
from cyberconventions._provisions import Subject
from cyberconventions._states import COUNCIL_OF_EUROPE, UN
from cyberconventions._symbols import FLAGS
from cyberconventions.audit.findings import Finding
from cyberconventions.errors import did_you_mean
from cyberconventions.un._events import EventKind
from cyberconventions.un._resolutions import PLENARY, THIRD_COMMITTEE, Basis, Vote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from enum import StrEnum

    Key = tuple[object, ...]


@attrs.frozen(order=False)
class Row:
    """A line of a table."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def words(self, column: str) -> list[str]:
        """Return the words of a cell that holds several."""
        return self.cells[column].split()

    def key(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Return the cells of some columns."""
        return tuple(self.cells[column] for column in columns)

    def finding(self, message: str) -> Finding:
        """Return what is wrong with the row, with its file and line."""
        return Finding(self.file, self.line, message)


@attrs.frozen(order=False)
class _Column:
    """What a cell may hold.

    Attributes:
        read: Reads a word; an error it raises is a finding.
        refers: Whose ids its words are, where they are ids.
        several: Whether it holds several words, with spaces between.
        required: Whether it must not be empty.
    """

    read: Callable[[str], object] = str
    refers: str = ""
    several: bool = False
    required: bool = False

    def problems(self, cell: str, known: Mapping[str, frozenset[str]]) -> Iterator[str]:
        """Say what is wrong with a cell."""
        if cell != cell.strip():
            yield f"{cell!r} begins or ends with white space"
        if not cell.strip():
            if self.required:
                yield "is empty, expected a value"
            return
        for word in cell.split() if self.several else [cell]:
            if self.refers in known and word not in known[self.refers]:
                yield f"{word!r} is not among the {self.refers}{did_you_mean(word, known[self.refers])}"
                continue
            try:
                self.read(word)
            except ValueError as error:
                yield str(error)


@attrs.frozen(order=False)
class Schema:
    """The columns of a table, which of them identify a row, and how its rows are ordered."""

    columns: Mapping[str, _Column]
    key: tuple[str, ...]
    order: "Callable[[Row], Key] | None" = None
    optional: bool = False


@attrs.frozen(order=False)
class Table:
    """The rows of a file; none, and not readable, where it is missing, is no CSV, or has not the right header."""

    schema: Schema
    rows: tuple[Row, ...]
    readable: bool = True


def _one_of(*values: str) -> Callable[[str], object]:
    def read(word: str) -> str:
        if word not in values:
            raise ValueError(f"{word!r} is unknown, expected one of {', '.join(values)}{did_you_mean(word, values)}")
        return word

    return read


def _kind(kinds: "type[StrEnum]") -> Callable[[str], object]:
    return _one_of(*(each.value for each in kinds))


def whole_number(word: str) -> int:
    """Read a whole number, written in digits.

    Raises:
        ValueError: It is none.
    """
    if not (word.isascii() and word.isdecimal()):
        raise ValueError(f"{word!r} is no whole number")
    return int(word)


def _flag(word: str) -> str:
    # Flags may be glued together, as on the charts: "R.D.A.".
    for symbol in re.findall(r"[^.]*\.|[^.]+$", word):
        _one_of(*FLAGS)(symbol)
    return word


def _by(*columns: str) -> "Callable[[Row], Key]":
    return lambda row: row.key(columns)


def _first_day(cell: str) -> date:
    return DateWindow.parse(cell).earliest or date.min


_TEXT = _Column()
_NAME = _Column(required=True)
_DAY = _Column(as_date)
_SOME_DAY = _Column(as_date, required=True)
_WINDOW = _Column(DateWindow.parse)
_SOME_WINDOW = _Column(DateWindow.parse, required=True)
_COUNT = _Column(whole_number)
_STATE = _Column(refers="States", required=True)
_TREATY = _Column(refers="treaties", required=True)
_BODY = _Column(refers="bodies", required=True)
_SOURCES = _Column(refers="sources", several=True, required=True)
_CONFIDENCE = _Column(_kind(Confidence), required=True)
_RESOLUTION = _Column(refers="resolutions", required=True)
_STAGE = _Column(_one_of(PLENARY, THIRD_COMMITTEE), required=True)

# The tables of the folder itself.
SCHEMAS: Mapping[str, Schema] = {
    "treaties.csv": Schema(
        {
            "id": _NAME,
            "reference": _NAME,
            "title": _NAME,
            "short_title": _NAME,
            "names": _TEXT,
            "opened": _DAY,
            "adopted": _DAY,
            "entry_into_force": _DAY,
            "depositary": _NAME,
            "parent": _Column(refers="treaties"),
            "as_of": _SOME_DAY,
            "coverage": _Column(_kind(Coverage), required=True),
            "complete_to": _DAY,
            "sources": _Column(refers="sources", several=True),
        },
        key=("id",),
    ),
    "states.csv": Schema(
        {
            "id": _NAME,
            "name": _NAME,
            "kind": _Column(_one_of("organisation", "former State"), required=True),
            "flag": _TEXT,
            "ended": _DAY,
            "successors": _Column(refers="States", several=True),
            "continued_by": _Column(refers="States"),
            "comment": _TEXT,
        },
        key=("id",),
        order=_by("id"),
    ),
    "state_names.csv": Schema(
        {
            "name": _NAME,
            "state": _STATE,
            "charts": _Column(_one_of(COUNCIL_OF_EUROPE, UN), several=True),
            "until": _DAY,
            "comment": _TEXT,
        },
        key=("name",),
    ),
    "coe_members.csv": Schema(
        {
            "state": _STATE,
            "joined": _SOME_DAY,
            "left": _DAY,
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
        },
        key=("state", "joined"),
    ),
    "sources.csv": Schema(
        {"id": _NAME, "title": _NAME, "publisher": _NAME, "address": _TEXT, "dated": _WINDOW, "read": _DAY},
        key=("id",),
        order=_by("id"),
    ),
    "footnotes.csv": Schema(
        {"number": _Column(whole_number, required=True), "subject": _NAME, "text": _NAME},
        key=("number",),
        order=lambda row: (int(row["number"]),),
    ),
    "totals.csv": Schema(
        {
            "treaty": _TREATY,
            "on": _SOME_DAY,
            "consents": _COUNT,
            "signatures_only": _COUNT,
            "sources": _SOURCES,
            "comment": _TEXT,
        },
        key=("treaty", "on"),
        order=_by("treaty", "on"),
    ),
    "provisions.csv": Schema(
        {
            "treaty": _TREATY,
            "article": _NAME,
            "title": _NAME,
            "subject": _Column(_kind(Subject), required=True),
            "summary": _NAME,
            "sources": _SOURCES,
        },
        key=("treaty", "article"),
    ),
    "errata.csv": Schema(
        {
            "row": _Column(whole_number, required=True),
            "treaty": _Column(refers="treaties", several=True),
            "resolutions": _Column(refers="resolutions", several=True),
            "programmes": _Column(refers="programmes", several=True),
            "subject": _NAME,
            "statement": _NAME,
            "verdict": _Column(_kind(Verdict), required=True),
            "holds": _NAME,
            # None where nothing beyond the page was found.
            "sources": attrs.evolve(_SOURCES, required=False),
        },
        key=("row",),
        order=lambda row: (int(row["row"]),),
    ),
    "misprints.csv": Schema(
        {
            "treaty": _Column(refers="treaties", several=True, required=True),
            "state": _STATE,
            "act": _NAME,
            "printed": _NAME,
            "holds": _NAME,
            "shown_by": _NAME,
            # None where the account does not name the table.
            "printed_in": attrs.evolve(_SOURCES, required=False),
            "sources": _SOURCES,
        },
        key=("treaty", "state", "act", "printed"),
        order=_by("treaty", "state"),
    ),
    "unknowns.csv": Schema(
        {
            "treaty": _TREATY,
            "subject": _NAME,
            # None where not even that is known.
            "states": _Column(refers="States", several=True),
            "statement": _NAME,
            "sources": _SOURCES,
        },
        key=("treaty", "subject", "states"),
    ),
    "bodies.csv": Schema({"id": _NAME, "name": _NAME, "parent": _Column(refers="bodies"), "names": _TEXT}, key=("id",)),
    "events.csv": Schema(
        {
            "date": _SOME_WINDOW,
            "end": _DAY,
            "body": _BODY,
            "kind": _Column(_kind(EventKind), required=True),
            "symbol": _TEXT,
            "place": _TEXT,
            "title": _NAME,
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "treaty": _Column(refers="treaties"),
            "comment": _TEXT,
        },
        key=("date", "body", "title"),
        order=lambda row: (_first_day(row["date"]),),
    ),
    "resolutions.csv": Schema(
        {
            "resolution": _NAME,
            "symbol": _NAME,
            "kind": _Column(_one_of(EventKind.RESOLUTION, EventKind.DECISION), required=True),
            "body": _BODY,
            "title": _NAME,
            "comment": _TEXT,
        },
        key=("resolution",),
    ),
    "stages.csv": Schema(
        {
            "resolution": _RESOLUTION,
            "stage": _STAGE,
            "body": _BODY,
            "date": _SOME_WINDOW,
            "document": _TEXT,
            "yes": _COUNT,
            "no": _COUNT,
            "abstain": _COUNT,
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
        },
        key=("resolution", "stage"),
        order=lambda row: (_first_day(row["date"]),),
    ),
    "votes.csv": Schema(
        {
            "resolution": _RESOLUTION,
            "stage": _STAGE,
            "state": _STATE,
            # An unknown vote is the absence of a row.
            "vote": _Column(_one_of(*(each.value for each in Vote if each is not Vote.UNKNOWN)), required=True),
            "basis": _Column(_kind(Basis), required=True),
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
        },
        key=("resolution", "stage", "state"),
        order=_by("resolution", "stage", "state"),
    ),
    "sponsors.csv": Schema(
        {
            "resolution": _RESOLUTION,
            "document": _NAME,
            "state": _STATE,
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
        },
        key=("resolution", "document", "state"),
    ),
    "programmes.csv": Schema(
        {
            "id": _NAME,
            "name": _NAME,
            "names": _TEXT,
            "body": _BODY,
            "established": _WINDOW,
            "mandate": _Column(refers="resolutions", several=True),
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
        },
        key=("id",),
    ),
    "programme_statements.csv": Schema(
        {
            "programme": _Column(refers="programmes", required=True),
            "topic": _Column(_one_of("donor", "objective", "region", "pillar"), required=True),
            "text": _TEXT,
            "state": _Column(refers="States"),
            "date": _WINDOW,
            "verified": _Column(_one_of("yes", "no"), required=True),
            "erratum": _Column(refers="errata"),
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
        },
        key=("programme", "topic", "text", "state"),
    ),
}

# The tables of each treaty's folder.
TREATY_SCHEMAS: Mapping[str, Schema] = {
    "acts.csv": Schema(
        {
            "state": _STATE,
            "kind": _Column(_kind(ActKind), required=True),
            "date": _WINDOW,
            "effective": _DAY,
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
            "seen": _WINDOW,
            "territory": _TEXT,
            "footnotes": _Column(refers="footnotes", several=True),
        },
        key=("state", "kind", "date", "territory"),
        order=_by("state"),
    ),
    "flags.csv": Schema(
        {"chart": _SOME_DAY, "state": _STATE, "flags": _Column(_flag, several=True)},
        key=("chart", "state"),
        order=_by("chart"),
        optional=True,
    ),
    "exceptions.csv": Schema(
        {"state": _STATE, "date": _SOME_WINDOW, "effective": _SOME_DAY, "reason": _NAME, "sources": _SOURCES},
        key=("state", "date"),
        order=_by("state", "date"),
        optional=True,
    ),
}
