"""Reads the table of parties of the Dutch treaty database, as pasted.

Its columns are party, signature, ratification, entry into force, renunciation and termination; days are
``dd-mm-yyyy``, and the kind of consent stands in brackets after its day.
"""

import json
import re
from datetime import date

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._states import State
from cyberconventions.charts._names import find
from cyberconventions.charts._rows import Row, Section
from cyberconventions.charts.tables import Found, is_dutch_header, wanted_table
from cyberconventions.errors import ChartError, ChartLineError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts.text import Line, Read

_KINDS = {
    "R": ActKind.CONSENT,  # ratification, acceptance, approval or notification
    "A": ActKind.ACCESSION,
    "Su": ActKind.SUCCESSION,
    "S": ActKind.DEFINITIVE_SIGNATURE,
    "NK": ActKind.CONSENT,  # not known
}
_TOKEN = re.compile(r"(?P<day>\d{1,2}-\d{1,2}-\d{4})|\((?P<kind>[A-Za-z]{1,2})\)|(?P<other>\S+)", re.ASCII)
# Where the cells after the name begin. Names have brackets, too: "Iran (Islamic Republic of)".
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
) -> "Read":
    """Return the chart that a pasted table of the Dutch treaty database makes, from numbered lines.

    Raises:
        ChartError: There is no such table, or it can't be read.
    """
    tables: list[tuple[Found, list[Line]]] = []
    above: list[Line] = []
    tail: list[Line] = []
    ended = True
    number: int | None = None
    for number, raw in lines:  # the last line's number is wanted
        line = " ".join(raw.split())
        if not line:
            continue
        found = tables[-1][0] if tables else None
        if is_dutch_header(line) and (ended or tail):
            # Lines below the last row that are no rows are the head of this table.
            if found is not None and tail:
                del found.errors[len(found.errors) - len(tail) :]
            tables.append((Found(line=number, silent_on=("invitations",)), [*above, *tail]))
            above, tail, ended = [], [], False
        elif found is None or ended:
            above.append((number, line))
        elif _END.match(line):
            ended = True
        elif not is_dutch_header(line):
            before = len(found.errors)
            _read_row(found, number, line, raw)
            fails = len(found.errors) == before + 1 and not _DAY.search(line)
            tail = [*tail, (number, line)][-_LONGEST_HEAD:] if fails else []
    if not tables:
        message = (
            "there is no table of the Dutch treaty database: no header 'Party Signature Ratification Entry into force'"
        )
        raise ChartError("no chart", [ChartLineError(message, number)])
    found = wanted_table([_finished(found, head, number) for found, head in tables], treaty)
    return found.chart("the Dutch database's table", treaty=treaty, as_of=as_of), {"header": found.line or 1}


def _finished(found: Found, head: "list[Line]", last_line: int | None) -> Found:
    """Return a table with its treaty, as far as the lines above it tell."""
    if not found.rows and not found.errors:
        found.error("the table has no rows: it may be cut off", last_line)
    found.name_from(head)
    return found


@attrs.frozen
class _Days:
    """The days of a row, by column."""

    signature: date | None = None
    consent: date | None = None
    effect: date | None = None
    withdrawal: date | None = None
    end: date | None = None
    kind: str | None = None

    def row(self, state: State, name: str, line: int) -> Row:
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


def _read_row(found: Found, number: int, line: str, raw: str) -> None:
    part = _PART.match(line) if len(line) <= _LONGEST_PART else None
    if part is not None and found.rows:
        _read_part(found, number, line, part)
        return
    starts = _FIRST.search(line)
    name = (line[: starts.start()] if starts else line).strip(" *")
    state = find(name)
    if state is None:
        found.error(found.unknown.message(name), number)
    days = _days(found, number, name, line[starts.start() :] if starts else "", raw)
    if state is not None and days is not None:
        found.rows.append(days.row(state, name, number))


def _read_part(found: Found, number: int, line: str, part: "re.Match[str]") -> None:
    """Take the row of a part of the State above: of its territory in Europe, or of another."""
    above = found.rows[-1]
    cells = line[part.end() :].strip()
    days = _days(found, number, above.name, cells, "")
    if days is None:
        return
    if "europe" in part["part"].lower() and above.consent is None:
        together = attrs.evolve(days, signature=above.signature or days.signature)
        found.rows[-1] = together.row(above.state, above.name, above.line or number)
    else:
        territory = (part["part"].strip(), json.dumps(cells))
        found.rows[-1] = attrs.evolve(above, extra=(*above.extra, territory))


def _days(found: Found, number: int, name: str, cells: str, raw: str) -> _Days | None:
    """Read the days of a row; their columns are told by tabs, or else by the bracket after the consent."""
    before = len(found.errors)
    days: list[date | None] = []
    kind: str | None = None
    kind_at = -1
    for token in _TOKEN.finditer(cells):
        if token["day"]:
            days.append(_day(found, number, token["day"]))
        elif kind is None and days and token["kind"] in _KINDS:
            kind, kind_at = token["kind"], len(days) - 1
        else:
            found.error(
                f"{quoted(token.group())} on the row of {quoted(name)} is not expected there; a row has a party, "
                f"days dd-mm-yyyy, one of ({'), ('.join(_KINDS)})",
                number,
            )
    columns = _columns(raw, len(days)) or _COLUMNS[0 if kind_at != 0 else 1 :]
    if len(days) > len(columns) or kind_at > 1:
        found.error(f"the row of {quoted(name)} has days or ({kind}) in columns that the table does not have", number)
    if len(found.errors) > before:
        return None
    return _Days(**dict(zip(columns, days, strict=False)), kind=kind)


def _columns(raw: str, count: int) -> tuple[str, ...]:
    """Return the columns in which the days of a tab-separated row stand, nothing for another row."""
    cells = raw.split("\t")
    filled = tuple(name for name, cell in zip(_COLUMNS, cells[1:], strict=False) if _DAY.search(cell))
    return filled if len(filled) == count and cells[0].strip() else ()


def _day(found: Found, number: int, text: str) -> date | None:
    day, month, year = text.split("-")
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        found.error(f"{text!r} is not a day of the calendar ({error})", number)
        return None
