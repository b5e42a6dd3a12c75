"""Reads the table of parties of the Dutch treaty database, as pasted.

Its columns are party, signature, ratification, entry into force, renunciation and termination; days are
``dd-mm-yyyy``, and the kind of consent stands in brackets after its day.
"""

import json
import re
from datetime import date
from functools import lru_cache

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._dates import calendar_day
from cyberconventions.charts._builder import Builder
from cyberconventions.charts._rows import Row, Section
from cyberconventions.charts.formats._cells import TableLine
from cyberconventions.charts.formats._headers import is_dutch_header
from cyberconventions.charts.formats._tables import name_from, table_facts, wanted_table
from cyberconventions.errors import ChartError, ChartLineError, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cyberconventions._states import State
    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._builder import Facts
    from cyberconventions.charts._positions import Line

_KINDS = {
    "R": ActKind.CONSENT,  # ratification, acceptance, approval or notification
    "A": ActKind.ACCESSION,
    "Su": ActKind.SUCCESSION,
    "S": ActKind.DEFINITIVE_SIGNATURE,
    "NK": ActKind.CONSENT,  # not known
}
_TOKEN = re.compile(r"(?P<day>\d{1,2}-\d{1,2}-\d{4})|\((?P<kind>[A-Za-z]{1,2})\)|(?P<other>\S+)", re.ASCII)
# Where the cells behind the name begin. Names have brackets, too: "Iran (Islamic Republic of)".
_FIRST = re.compile(r"\d|(?<= )\((?:R|A|Su|S|NK)\)")
# A part of a State, listed below it, has a row that begins with a dash.
_PART = re.compile(r"[-–•] ?(?P<part>\D+?):?(?= \d|$)")
_LONGEST_PART = 200
_LONGEST_HEAD = 20
_END = re.compile(
    r"\* ?[:=]|Legend|Explanation|Declarations|Reservations|Objections|\(?R\)? ?[:=]|Footnotes?\b",
    re.IGNORECASE,
)
_COLUMNS = ("signature", "consent", "effect", "withdrawal", "end")
_DAY = re.compile(r"\d-\d", re.ASCII)


def read_dutch_lines(
    lines: "Iterable[Line]", *, treaty: "TreatyLike | None" = None, as_of: date | None = None
) -> "Facts":
    """Return the chart that a pasted table of the Dutch treaty database makes, from numbered lines.

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
        message = (
            "there is no table of the Dutch treaty database: no header 'Party Signature Ratification Entry into force'"
        )
        raise ChartError("no chart", [ChartLineError(message, number)])
    found = wanted_table([each.finish(number) for each in page.tables], treaty)
    return table_facts(found, "the Dutch database's table", treaty=treaty, as_of=as_of)


@attrs.define
class _Page:
    """A page as far as it has been read: its tables, and the lines above the next."""

    tables: "list[_Table]" = attrs.Factory(list["_Table"])
    above: "list[Line]" = attrs.Factory(list["Line"])

    def take(self, line: TableLine) -> None:
        """Take a line that is not blank."""
        last = self.tables[-1] if self.tables else None
        is_header = is_dutch_header(line.text)
        if is_header and (last is None or last.ended or last.tail):
            self._open(line, last)
        elif last is None or last.ended:
            self.above.append((line.number, line.text))
        elif _END.match(line.text):
            last.ended = True
        elif not is_header:
            last.take(line)

    def _open(self, line: TableLine, last: "_Table | None") -> None:
        """Begin a table with its header."""
        found = Builder(line=line.number, silent_on=("invitations",))
        self.tables.append(_Table(found, [*self.above, *(last.give_back() if last is not None else ())]))
        self.above = []


@attrs.define
class _Table:
    """A table as far as it has been read."""

    found: Builder
    above: "list[Line]"
    ended: bool = False
    # Lines since the last row that are not rows: the next table's head, if there is one.
    tail: "list[Line]" = attrs.Factory(list["Line"])

    def take(self, line: TableLine) -> None:
        """Take a line below the header."""
        before = len(self.found.errors)
        _read_row(self.found, line)
        fails = len(self.found.errors) == before + 1 and not _DAY.search(line.text)
        self.tail = [*self.tail, (line.number, line.text)][-_LONGEST_HEAD:] if fails else []

    def give_back(self) -> "list[Line]":
        """Hand over the lines that turn out to be the next table's head."""
        if self.tail:
            del self.found.errors[len(self.found.errors) - len(self.tail) :]
        return self.tail

    def finish(self, last_line: int | None) -> Builder:
        """Return the table with its treaty, as far as the lines above it name it."""
        if not self.found.rows and not self.found.errors:
            self.found.error("the table has no rows: it may be cut off", last_line)
        name_from(self.found, self.above)
        return self.found


@attrs.frozen
class _Days:
    """The days of a row, by column."""

    signature: date | None = None
    consent: date | None = None
    effect: date | None = None
    withdrawal: date | None = None
    end: date | None = None
    kind: str | None = None

    def row(self, state: "State", name: str, line: int) -> Row:
        return Row(
            state,
            Section.PARTICIPANT,
            self.signature,
            self.consent,
            self.kind,
            self.effect,
            name=name,
            line=line,
            withdrawal=self.withdrawal,
            withdrawal_effective=self.end,
            consent_kind=_KINDS[self.kind] if self.kind is not None else None,
            notes=None,
        )


def _read_row(found: Builder, line: TableLine) -> None:
    part = _PART.match(line.text) if len(line.text) <= _LONGEST_PART else None
    if part is not None and found.rows:
        _read_part(found, line, part)
        return
    starts = _FIRST.search(line.text)
    name = (line.text[: starts.start()] if starts else line.text).strip(" *")
    state = found.state(name, line.number)
    days = _days(found, line, name, line.text[starts.start() :] if starts else "")
    if state is not None and days is not None:
        found.rows.append(days.row(state, name, line.number))


def _read_part(found: Builder, line: TableLine, part: "re.Match[str]") -> None:
    """Take the row of a part of the State above: of its territory in Europe, or of another."""
    above = found.rows[-1]
    cells = line.text[part.end() :].strip()
    days = _days(found, TableLine(line.number, line.text), above.name, cells)
    if days is None:
        return
    if "europe" in part["part"].lower() and above.consent is None:
        together = attrs.evolve(days, signature=above.signature or days.signature)
        found.rows[-1] = together.row(above.state, above.name, above.line or line.number)
    else:
        territory = (part["part"].strip(), json.dumps(cells))
        found.rows[-1] = attrs.evolve(above, extra=(*above.extra, territory))


def _days(found: Builder, line: TableLine, name: str, cells: str) -> _Days | None:
    """Read the days of a row; their columns are those of its cells, or else follow from the bracket of the consent."""
    before = len(found.errors)
    days: list[date | None] = []
    kind: str | None = None
    kind_at = -1
    for token in _TOKEN.finditer(cells):
        if token["day"]:
            days.append(_day(found, line.number, token["day"]))
        elif kind is None and days and token["kind"] in _KINDS:
            kind, kind_at = token["kind"], len(days) - 1
        else:
            found.error(
                f"{quoted(token.group())} on the row of {quoted(name)} is not expected there; a row has a party, "
                f"days dd-mm-yyyy, one of ({'), ('.join(_KINDS)})",
                line.number,
            )
    columns = _columns(line.cells, len(days)) or _COLUMNS[0 if kind_at != 0 else 1 :]
    if len(days) > len(columns) or kind_at > 1:
        message = f"the row of {quoted(name)} has dates or ({kind}) in columns that the table does not have"
        found.error(message, line.number)
    if len(found.errors) > before:
        return None
    return _Days(**dict(zip(columns, days, strict=False)), kind=kind)


def _columns(cells: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return the columns in which the days of a row stand, nothing for a row whose line does not part its cells."""
    filled = tuple(name for name, cell in zip(_COLUMNS, cells[1:], strict=False) if _DAY.search(cell))
    return filled if len(filled) == count and cells and cells[0] else ()


def _day(found: Builder, number: int, text: str) -> date | None:
    try:
        return _calendar_day(text)
    except ValueError as error:
        found.error(f"{text!r} is not a day of the calendar ({error})", number)
        return None


@lru_cache(maxsize=4096)
def _calendar_day(text: str) -> date:
    day, month, year = text.split("-")
    return calendar_day(int(year), int(month), int(day))
