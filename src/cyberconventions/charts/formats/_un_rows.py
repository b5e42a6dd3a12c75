"""Reads the rows of a table of the UN Treaty Collection, once its cells are known.

The letters after a day are defined in each table's own header and clash with the Council of Europe's, so they are read
from there; ``Row.consent_mark`` keeps the letter, ``Row.kind`` says what it means. The Collection's table has no column
for the entry into force; those that the library writes may have one, and others.
"""

import re
from datetime import date
from functools import lru_cache

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._dates import calendar_day
from cyberconventions._symbols import FLAGS, UN_KINDS, Code, un_legend
from cyberconventions.charts._names import find
from cyberconventions.charts._rows import Row, Section
from cyberconventions.charts.formats._tables import name_from
from cyberconventions.errors import quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._states import State
    from cyberconventions.charts._builder import Builder
    from cyberconventions.charts._positions import Line
    from cyberconventions.charts._rows import Silent
    from cyberconventions.charts.formats._cells import TableLine

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
DAY = re.compile(
    r"(?:\[ ?)?(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3,9})\.? (?P<year>\d{4})"
    r"(?: ?(?P<letter>[A-Za-z]{1,2})(?![A-Za-z]))?(?: ?\])?",
    re.ASCII,
)
SIGNATURE = re.compile(r"Signature(?:, Succession to signature ?\([a-zA-Z]{1,2}\))?", re.IGNORECASE)
_MARKUP = re.compile(r"<superscript>[^<]*</superscript>|<[^<>]{1,40}>", re.IGNORECASE)
_AS_AT = re.compile(r"status as at ?:? ?(?P<date>\d{1,2}-\d{1,2}-\d{4})", re.IGNORECASE)
_HEAD_DAY = re.compile(
    r"(?P<what>Opened for signature|Entry into force)[ :]{1,5}(?P<day>\d{1,2} [A-Za-z]{3,9}\.? \d{4})\b", re.IGNORECASE
)
_UNKNOWN = "?"
_BLANK = ("", "-", "–", "[]", "]")
# What a letter may mean that is not consent.
_NOT_YET = "provisional application"
_MOST_DIGITS = 9
# Columns that the library adds to the Collection's where a chart needs them.
_MORE = {
    "entry into force": "effect",
    "withdrawal": "withdrawal",
    "effect of withdrawal": "withdrawal_effective",
    "suspension": "suspension",
    "notes": "notes",
}


@attrs.define
class UnTable:
    """A table's columns, as its header names them.

    Attributes:
        columns: The position of each column behind the participant's.
        letters: What each letter of the header means.
        unlettered: What a day without a letter means.
    """

    columns: dict[str, int]
    letters: dict[str, Code]
    unlettered: ActKind

    @classmethod
    def of(cls, titles: list[str]) -> "UnTable":
        """Read the titles of the columns behind the participant's."""
        columns: dict[str, int] = {}
        letters: dict[str, Code] = {}
        unlettered: list[ActKind] = []
        for place, title in enumerate(titles):
            name = _MORE.get(title.casefold())
            if name is None:
                name = "signature" if SIGNATURE.match(title) else "consent"
                letters |= un_legend(title) if title.strip() else {}
            if name == "consent" and name not in columns:
                unlettered += _unlettered(title)
            columns.setdefault(name, place)
        return cls(columns, letters, unlettered[0] if unlettered else ActKind.RATIFICATION)

    @property
    def silent_on(self) -> "tuple[Silent, ...]":
        """What the table omits."""
        return ("invitations",) if "effect" in self.columns else ("invitations", "entry into force")


def _unlettered(title: str) -> list[ActKind]:
    """Return the kinds that a title names without a letter."""
    kinds = (UN_KINDS.get(" ".join(part.split()).lower()) for part in title.split(","))
    return [kind for kind in kinds if kind is not None]


@attrs.frozen
class _Cell:
    day: date
    letter: str | None
    withdrawn: bool


@attrs.frozen
class _Notes:
    """What stands in a column of notes."""

    footnotes: tuple[int, ...] = ()
    flags: tuple[Code, ...] | None = ()
    known: tuple[Code, ...] = ()


@attrs.frozen
class _Consent:
    """What stands in the column of consent: the day if it is one, and what else it is."""

    cell: _Cell | None
    kind: ActKind | None
    extra: tuple[tuple[str, str], ...] = ()


_NO_CONSENT = _Consent(None, None)


# -- the head --------------------------------------------------------------------------------------------


def read_head(found: "Builder", above: "list[Line]") -> None:
    """Read the lines above a table: the treaty, and the table's date."""
    name_from(found, above)
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


# -- rows ------------------------------------------------------------------------------------------------


def participant(text: str) -> str:
    """Take footnote marks and brackets off a participant's name.

    >>> participant("China 4,5"), participant("[Philippines]"), participant("Denmark<superscript>12</superscript>")
    ('China', 'Philippines', 'Denmark')
    """
    name = " ".join(plain(text).split()).strip("[]*, ")
    return name.rstrip("0123456789, ").rstrip("[]*, ") if name[-1:].isdecimal() else name


def plain(text: str) -> str:
    """Take footnote marks and other markup out of a cell's text."""
    return _MARKUP.sub(" ", text) if "<" in text else text


def read_row(found: "Builder", table: UnTable, line: "TableLine") -> None:
    """Read a row from its cells; what can't be read is noted."""
    _Reader(found, table, line, participant(line.cells[0])).read()


@attrs.define
class _Reader:
    """Reads one row."""

    found: "Builder"
    table: UnTable
    line: "TableLine"
    name: str

    def read(self) -> None:
        """Read the row; what can't be read is noted."""
        before = len(self.found.errors)
        state = find(self.name)
        if state is None:
            self.found.unknown_state(self.name, self.line.at)
        notes_at = self.table.columns.get("notes")
        cells = self.line.cells[1:]
        days = [None if place == notes_at else self._day(cell) for place, cell in enumerate(cells)]
        notes = self._notes(cells[notes_at]) if notes_at is not None and notes_at < len(cells) else _Notes()
        if len(self.found.errors) > before or state is None or self._misplaced(days):
            return
        by_column = {column: days[place] for column, place in self.table.columns.items() if place < len(days)}
        self.found.rows.append(self._row(state, by_column, notes))

    def _misplaced(self, days: "list[_Cell | None]") -> bool:
        """Return whether there is a date behind the last column, and note it."""
        columns = self.table.columns.values()
        misplaced = next((each for place, each in enumerate(days) if each and place not in columns), None)
        if misplaced is not None:
            message = f"{self.name}: a date, {misplaced.day}, in a column that the table does not have"
            self.found.error(message, self.line.at)
        return misplaced is not None

    def _row(self, state: "State", by_column: "dict[str, _Cell | None]", notes: _Notes) -> Row:
        consent = self._consent(state, by_column.get("consent"))
        cell = consent.cell
        return Row(
            state,
            Section.PARTICIPANT,
            _day_of(by_column.get("signature")),
            _day_of(cell),
            cell.letter if cell is not None else None,
            _day_of(by_column.get("effect")),
            notes=notes.flags,
            footnotes=notes.footnotes,
            name=self.name,
            line=self.line.number,
            withdrawal=_day_of(by_column.get("withdrawal")),
            withdrawal_effective=_day_of(by_column.get("withdrawal_effective")),
            suspension=_day_of(by_column.get("suspension")),
            withdrawn=self.line.cells[0].startswith("[") or (cell is not None and cell.withdrawn),
            consent_kind=consent.kind,
            known_notes=notes.known,
            extra=consent.extra,
            path=self.line.path,
        )

    def _consent(self, state: "State", cell: "_Cell | None") -> _Consent:
        """Read what a day in the column of consent means."""
        if cell is None:
            return _NO_CONSENT
        code = self.table.letters.get(cell.letter) if cell.letter else None
        if code is None:
            return _Consent(cell, self.table.unlettered)
        if code.name == _NOT_YET:
            message = f"{self.name}: {code.name} from {cell.day} is not a consent to be bound"
            self.found.problem(message, self.line.at, state)
            return _Consent(None, None, ((code.name, f'"{cell.day}"'),))
        return _Consent(cell, code.kind or ActKind.CONSENT)

    def _notes(self, text: str) -> _Notes:
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
                self._error(f"{quoted(word)} on the row of {quoted(self.name)} is not a note", " ".join(FLAGS))
        return _Notes(tuple(footnotes), None if unknown else tuple(flags), tuple(flags) if unknown else ())

    def _day(self, text: str) -> "_Cell | None":
        """Read a cell: nothing, or a day with a letter of the header."""
        words = (" ".join(plain(text).split()) if "<" in text else text).strip("* ")
        if words in _BLANK:
            return None
        day = DAY.fullmatch(words.strip("[] "))
        if day is None or day["month"].lower() not in _MONTHS:
            self._error(f"{quoted(words)} on the row of {quoted(self.name)} is not a date", "'25 Oct 2025'")
            return None
        letter = day["letter"]
        if letter and letter not in self.table.letters:
            letters = ", ".join(self.table.letters) or "none"
            message = f"{letter!r} on the row of {self.name} is not among the letters of the table's header: {letters}"
            self.found.error(message, self.line.at)
            return None
        try:
            return _Cell(_calendar_day(day["day"], day["month"], day["year"]), letter, withdrawn="[" in words)
        except ValueError as error:
            self.found.error(f"{words!r} is not a day of the calendar ({error})", self.line.at)
            return None

    def _error(self, message: str, expected: str) -> None:
        self.found.error(f"{message}, expected {expected}", self.line.at)


def _day_of(cell: "_Cell | None") -> date | None:
    return None if cell is None else cell.day


# -- days ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _calendar_day(day: str, month: str, year: str) -> date:
    return calendar_day(int(year), _MONTHS[month.lower()], int(day))


def _spelt_day(text: str) -> date | None:
    day, month, year = text.replace(".", "").split(" ")
    try:
        return _calendar_day(day, month, year)
    except (KeyError, ValueError):
        return None


def _numeric_day(text: str) -> date | None:
    day, month, year = (int(part) for part in text.split("-"))
    try:
        return calendar_day(year, month, day)
    except ValueError:
        return None
