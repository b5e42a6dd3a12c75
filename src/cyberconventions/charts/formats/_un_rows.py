"""Reads the rows of a table of the UN Treaty Collection, once its header is known.

``Row.consent_mark`` keeps the letter behind a day, ``Row.kind`` says what it means by the table's header. The
Collection's table has no column for the entry into force; those that the library writes may have one, and others.
"""

import json
import re
from datetime import date

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._dataset import remembered
from cyberconventions._dates import calendar_day
from cyberconventions._symbols import FLAGS
from cyberconventions.charts._names import find
from cyberconventions.charts._rows import Row, Section
from cyberconventions.charts.formats._days import dashed_day, month_of
from cyberconventions.charts.formats._tables import name_from
from cyberconventions.charts.formats._un_header import OTHER, PROVISIONAL
from cyberconventions.errors import quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._symbols import Code
    from cyberconventions.charts._builder import Builder
    from cyberconventions.charts._positions import Line
    from cyberconventions.charts.formats._cells import TableLine
    from cyberconventions.charts.formats._un_header import Column, UnTable

_SPELT = r"(?P<day>[0-9]{1,2})(?:er)? (?P<month>[^\W\d_]{3,9})\.? ?(?P<year>[0-9]{4})"
DAY = re.compile(rf"(?:\[ ?)?{_SPELT}(?: ?(?P<letter>[A-Za-z]{{1,2}})(?![A-Za-z]))?(?: ?\])?")
_MARKUP = re.compile(r"<superscript>[^<]*</superscript>|<[^<>]{1,40}>", re.IGNORECASE)
_SUPERSCRIPT = re.compile(r"<superscript>(?P<numbers>[^<]*)</superscript>", re.IGNORECASE)
_AS_AT = re.compile(
    r"(?:status as at|[ée]tat au|situation au|en date du) ?:? ?(?P<date>\d{1,2}-\d{1,2}-\d{4})", re.IGNORECASE
)
_HEAD_DAY = re.compile(rf"(?P<what>Opened for signature|Entry into force)[ :]{{1,5}}{_SPELT}\b", re.IGNORECASE)
_UNKNOWN = "?"
_BLANK = ("", "-", "–", "—", "...", "…", "[]", "]")
# What a letter may mean that is not consent.
_NOT_YET = ("provisional application", "application provisoire")
_MOST_DIGITS = 9
_NUMBERS = re.compile(r"[0-9]+")


@attrs.frozen
class _Cell:
    day: date
    letter: str | None
    withdrawn: bool


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
            found.opened = _spelt_day(day)
        elif day:
            found.entry_into_force = _spelt_day(day)


# -- rows ------------------------------------------------------------------------------------------------


def participant(text: str) -> str:
    """Take footnote marks and brackets off a participant's name.

    >>> participant("China 4,5"), participant("[Philippines]"), participant("Denmark<superscript>12</superscript>")
    ('China', 'Philippines', 'Denmark')
    """
    name = " ".join(plain(text).split()).strip("[]*, ")
    return name.rstrip("0123456789[]*, ") if name[-1:].isdecimal() else name


def plain(text: str) -> str:
    """Take footnote marks and other markup out of a cell's text."""
    return _MARKUP.sub(" ", text) if "<" in text else text


def footnote_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of the footnotes that stand behind a participant's name, or within a cell.

    >>> footnote_numbers("China 4,5"), footnote_numbers("Denmark<superscript>12</superscript>")
    ((4, 5), (12,))
    """
    name = plain(text).strip("[]*, ")
    behind = name[len(name.rstrip("0123456789[]*, ")) :] if name[-1:].isdecimal() else ""
    return (*_marked_up(text), *_numbers_in(behind))


def _marked_up(text: str) -> tuple[int, ...]:
    """Return the numbers that are marked up as those of footnotes."""
    return tuple([number for each in _SUPERSCRIPT.finditer(text) for number in _numbers_in(each["numbers"])])


def _numbers_in(text: str) -> list[int]:
    return [int(number) for number in _NUMBERS.findall(text) if len(number) <= _MOST_DIGITS]


def wrong_letter(letter: str, name: str, table: "UnTable", column: "Column | None" = None) -> str:
    """Say that the letter behind a day is not one of the header, or not one of its column."""
    if column is not None and letter in table.letters:
        known = ", ".join(column.letters) or "none"
        return (
            f"{letter!r} on the row of {name} stands behind a day of {quoted(column.title)}, a column whose letters "
            f"are {known}"
        )
    known = ", ".join(table.letters) or "none"
    return f"{letter!r} on the row of {name} is not among the letters of the table's header: {known}"


def _is_consent(column: "Column", letter: str) -> bool:
    """Return whether a letter in a column of signatures makes one a consent: a definitive signature."""
    code = column.letters.get(letter)
    return column.what == "signature" and code is not None and code.kind is ActKind.DEFINITIVE_SIGNATURE


def read_row(found: "Builder", table: "UnTable", line: "TableLine") -> None:
    """Read a row from its cells; what can't be read is noted."""
    first = line.cells[0]
    _Reader(found, table, line, participant(first)).read(first)


@attrs.define
class _Reader:
    """Reads one row.

    Attributes:
        found: Where the row, or what can't be read, is noted.
        table: The table's columns.
        line: The row's cells.
        name: The State's name.
        days: The days that the row has, by the attribute of a row.
    """

    found: "Builder"
    table: "UnTable"
    line: "TableLine"
    name: str
    days: "dict[str, date]" = attrs.Factory(dict[str, date])
    _consents: "list[tuple[Column, _Cell]]" = attrs.Factory(list["tuple[Column, _Cell]"])
    _footnotes: tuple[int, ...] = ()
    _flags: "tuple[Code, ...] | None" = ()
    _known: "tuple[Code, ...]" = ()
    _extra: "list[tuple[str, str]]" = attrs.Factory(list["tuple[str, str]"])

    def read(self, first: str) -> None:
        """Read the row; what can't be read is noted."""
        before = len(self.found.errors)
        state = find(self.name)
        if state is None:
            self.found.unknown_state(self.name, self.line.at)
        if len(first) > len(self.name):
            self._footnotes = footnote_numbers(first)
        columns = self.table.columns
        for place, text in enumerate(self.line.cells[1:]):
            if text:
                self._take(columns[place] if place < len(columns) else None, text)
        if len(self._consents) > 1:
            both = ", ".join(str(cell.day) for _, cell in self._consents)
            self.found.error(f"{self.name} has days in two columns of consent: {both}", self.line.at)
        if len(self.found.errors) > before or state is None:
            return
        days = self.days
        mark, kind, withdrawn = self._consent()
        self.found.rows.append(
            Row(
                state,
                Section.PARTICIPANT,
                days.get("signature"),
                days.get("consent"),
                mark,
                days.get("entry_into_force"),
                notes=self._flags,
                footnotes=self._footnotes,
                name=self.name,
                line=self.line.number,
                withdrawal=days.get("withdrawal"),
                withdrawal_effective=days.get("withdrawal_effective"),
                suspension=days.get("suspension"),
                withdrawn=first.startswith("[") or withdrawn,
                consent_kind=kind,
                known_notes=self._known,
                extra=tuple(self._extra),
                path=self.line.path,
            )
        )

    def _take(self, column: "Column | None", text: str) -> None:
        """Take a cell that is not blank."""
        if "<" in text:
            self._footnotes += _marked_up(text)
            text = " ".join(plain(text).split())
        if column is not None and column.what == "notes":
            self._take_notes(text)
        elif column is not None and column.what == OTHER:
            self._extra.append((column.title, json.dumps(text, ensure_ascii=False)))
        elif (cell := self._day(text, column)) is not None:
            if column is None:
                message = f"{self.name}: a date, {cell.day}, in a column that the table does not have"
                self.found.error(message, self.line.at)
            elif column.what == "consent" or (cell.letter and _is_consent(column, cell.letter)):
                self._consents.append((column, cell))
            elif column.what == PROVISIONAL:
                self._extra.append((PROVISIONAL, f'"{cell.day}"'))
            else:
                self.days[column.what] = cell.day

    def _day(self, text: str, column: "Column | None") -> "_Cell | None":
        """Read a cell: nothing, or a day with a letter of its column."""
        words = text.strip("* ")
        if words in _BLANK:
            return None
        day = DAY.fullmatch(words.strip("[] "))
        if day is None or month_of(day["month"]) is None:
            self._error(f"{quoted(words)} on the row of {quoted(self.name)} is not a date", "'25 Oct 2025'")
            return None
        letter = day["letter"]
        if letter and column is not None and letter not in column.letters:
            self.table.moved = self.table.moved or letter in self.table.letters
            self.found.error(wrong_letter(letter, self.name, self.table, column), self.line.at)
            return None
        try:
            return _Cell(_calendar_day(day["day"], day["month"], day["year"]), letter, withdrawn="[" in words)
        except ValueError as error:
            self.found.error(f"{words!r} is not a day of the calendar ({error})", self.line.at)
            return None

    def _consent(self) -> "tuple[str | None, ActKind | None, bool]":
        """Take the day of consent, and return its letter, what it means, and whether it is that of a former party."""
        if not self._consents:
            return None, None, False
        ((column, cell),) = self._consents
        code = column.letters.get(cell.letter) if cell.letter else None
        if code is not None and code.name.startswith(_NOT_YET):
            message = f"{self.name}: {code.name} from {cell.day} is not a consent to be bound"
            self.found.problem(message, self.line.at, find(self.name))
            self._extra.append((PROVISIONAL, f'"{cell.day}"'))
            return None, None, False
        self.days["consent"] = cell.day
        kind = column.plain if code is None else code.kind or ActKind.CONSENT
        return cell.letter, kind, cell.withdrawn

    def _take_notes(self, text: str) -> None:
        """Take a cell of notes that the library wrote: footnote numbers, flags, a question mark."""
        flags: list[Code] = []
        unknown = False
        for word in text.split():
            if word.isdecimal() and len(word) <= _MOST_DIGITS:
                self._footnotes += (int(word),)
            elif word in FLAGS:
                flags.append(FLAGS[word])
            elif word == _UNKNOWN:
                unknown = True
            else:
                self._error(f"{quoted(word)} on the row of {quoted(self.name)} is not a note", " ".join(FLAGS))
                return
        self._flags, self._known = (None, tuple(flags)) if unknown else (tuple(flags), ())

    def _error(self, message: str, expected: str) -> None:
        self.found.error(f"{message}, expected {expected}", self.line.at)


# -- days ------------------------------------------------------------------------------------------------


@remembered(maxsize=4096)
def _calendar_day(day: str, month: str, year: str) -> date:
    return calendar_day(int(year), month_of(month) or 0, int(day))


def _spelt_day(day: "re.Match[str]") -> date | None:
    try:
        return _calendar_day(day["day"], day["month"], day["year"])
    except ValueError:
        return None


def _numeric_day(text: str) -> date | None:
    try:
        return dashed_day(text)
    except ValueError:
        return None
