"""Reads a Treaty Office chart from pasted text.

Blank cells collapse in every text copy, so a row is read as tokens: a name, up to three dates with a mark,
footnote numbers, flags. Non-breaking spaces count as spaces, and a heading that the page breaks over
lines is still a heading.
"""

import re
from datetime import date

import attrs

from cyberconventions.charts.chart import Chart, Problem, Row, Section
from cyberconventions.errors import ChartError, ChartLineError, UnknownStateError
from cyberconventions.notes import FLAGS, MARKS, Code, Footnotes, treaty_office_footnotes
from cyberconventions.participation import Totals
from cyberconventions.states import State, state as state_of

_CHART = re.compile(r"Chart of signatures and ratifications of Treaty (?P<number>\d+)")
_AS_OF = re.compile(r"Status as of:? (?P<date>\S+)")
_HEAD = re.compile(r"(?P<field>Title|Reference|Opening of the treaty|Entry into Force) (?P<value>.+)")
_SECTIONS = {
    "members of council of europe": Section.MEMBER,
    "member states of the council of europe": Section.MEMBER,
    "non-members of council of europe": Section.NON_MEMBER,
    "non-member states of the council of europe": Section.NON_MEMBER,
}
_COLUMNS = "Signature Ratification Entry into Force Notes"
_TOTAL = re.compile(
    r"Total number of (?P<what>signatures not followed by ratifications|ratifications/accessions)(?: (?P<number>\S+))?$"
)
_FOOTNOTE = re.compile(r"\W*\((?P<number>\d+)\) (?P<text>.+)")
_AFTER = re.compile(r"Key\b|Source ?:")
_DATE = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
_SYMBOLS = {*MARKS, *FLAGS}
_LIKE_DATE = re.compile(r"[\d/]*\d/[\d/]*")


@attrs.define
class _Found:
    """What has been read of a chart so far."""

    number: str | None = None
    as_of: date | None = None
    title: str = ""
    reference: str = ""
    opened: date | None = None
    entry_into_force: date | None = None
    section: Section | None = None
    rows: list[Row] = attrs.Factory(list)
    totals: dict[str, int] = attrs.Factory(dict)
    footnotes: dict[int, str] = attrs.Factory(dict)
    errors: list[ChartLineError] = attrs.Factory(list)
    problems: list[Problem] = attrs.Factory(list)
    # Lines on which a date has a day or month of one digit, and of two digits with a leading zero.
    unpadded: list[tuple[int, str]] = attrs.Factory(list)
    padded: bool = False
    # Where the head and the totals stand.
    lines: dict[str, int] = attrs.Factory(dict)

    @property
    def complete(self) -> bool:
        """Whether the table has ended with both of its totals."""
        return len(self.totals) == 2


def read_text(text: str) -> tuple[Chart, dict[str, int]]:
    """Return the chart that stands in a pasted page, and on which lines its head and totals stand.

    Raises:
        ChartError: There is none, or it can't be read.
    """
    lines = [(number, " ".join(line.split())) for number, line in enumerate(text.splitlines(), start=1)]
    found = _Found()
    for number, line in lines:
        if line:
            _read_line(found, number, line)
    _check_whole(found, last_line=len(lines))
    if found.errors:
        title = found.reference or (f"Treaty {found.number}" if found.number else "the input")
        raise ChartError(f"the chart of {title} can't be read", sorted(found.errors, key=lambda error: error.line or 0))
    if found.as_of is None:  # pragma: no cover - _check_whole has reported it
        raise AssertionError
    chart = Chart(
        reference=found.reference or f"ETS No.{found.number}",
        title=found.title,
        as_of=found.as_of,
        rows=tuple(found.rows),
        totals=Totals(found.totals["consents"], found.totals["signatures"]) if found.complete else None,
        footnotes=Footnotes.of(found.footnotes, treaty_office_footnotes().invitation_limit),
        opened=found.opened,
        entry_into_force=found.entry_into_force,
        problems=tuple(found.problems),
    )
    return chart, found.lines


def _read_line(found: _Found, number: int, line: str) -> None:
    section = _SECTIONS.get(line.casefold())
    if section is not None:
        found.section = section
    elif found.section is None:
        _read_head(found, number, line)
    elif found.complete:
        _read_below(found, line)
    elif line.startswith("Total number of"):
        _read_total(found, number, line)
    elif _COLUMNS not in line:
        row = _read_row(found, number, line, found.section)
        if row is not None:
            found.rows.append(row)


def _read_head(found: _Found, number: int, line: str) -> None:
    """Read a line above the first section: the treaty, and the day the chart stands as of."""
    chart = _CHART.fullmatch(line)
    if chart:
        found.number = chart["number"]
        return
    as_of = _AS_OF.fullmatch(line)
    if as_of:
        found.lines["as_of"] = number
        found.as_of = _date(found, number, as_of["date"])
        return
    # The words of the head also occur in prose, which stands before the chart.
    head = _HEAD.match(line) if found.number else None
    if head is None:
        return
    if head["field"] == "Title":
        found.title = head["value"]
    elif head["field"] == "Reference":
        found.reference = head["value"]
    else:
        dates = [_date(found, number, word) for word in re.split(r"[ ,–]+", head["value"]) if _LIKE_DATE.fullmatch(word)]
        day = dates[0] if dates else None
        if head["field"] == "Entry into Force":
            found.entry_into_force, found.lines["entry_into_force"] = day, number
        else:
            found.opened, found.lines["opened"] = day, number


def _read_total(found: _Found, number: int, line: str) -> None:
    total = _TOTAL.match(line)
    if total is None or not (total["number"] or "").isdecimal():
        found.errors.append(ChartLineError(f"{line!r} is no total, expected its words and a number", number))
        return
    what = "signatures" if total["what"].startswith("signatures") else "consents"
    found.totals[what], found.lines[what] = int(total["number"]), number


def _read_below(found: _Found, line: str) -> None:
    """Read a line below the totals: footnotes, up to the key."""
    if _AFTER.match(line):
        found.number = None  # The chart is over; what follows is the page's.
    footnote = _FOOTNOTE.match(line)
    if footnote:
        found.footnotes.setdefault(int(footnote["number"]), footnote["text"])


def _read_row(found: _Found, number: int, line: str, section: Section) -> Row | None:
    """Read a row of the table; what can't be read is noted, and there is no row."""
    before = len(found.errors)
    words = line.split(" ")
    # No State's name has a word that begins with a digit or is a mark or a flag.
    name_ends = 1
    while name_ends < len(words) and not (words[name_ends][0].isdecimal() or words[name_ends] in _SYMBOLS):
        name_ends += 1
    name, cells = " ".join(words[:name_ends]), words[name_ends:]
    state = _state(found, number, name)
    dates: list[date] = []
    mark: str | None = None
    mark_after = 0
    footnotes: list[int] = []
    flags: list[Code] = []
    for cell in cells:
        if "/" in cell:
            day = _date(found, number, cell)
            if footnotes or flags or len(dates) == 3:
                found.errors.append(ChartLineError(f"a date, {cell!r}, where none is expected on the row of {name}", number))
            elif day is not None:
                dates.append(day)
        elif cell in MARKS and mark is None and not (footnotes or flags):
            mark, mark_after = cell, len(dates)
        elif cell.isdecimal() and not flags:
            footnotes.append(int(cell))
        elif cell in FLAGS and FLAGS[cell] not in flags:
            flags.append(FLAGS[cell])
        else:
            found.errors.append(
                ChartLineError(
                    f"{cell!r} on the row of {name} is not expected there; a row has a name, dates, one of "
                    f"{', '.join(MARKS)}, footnote numbers, then some of {' '.join(FLAGS)}",
                    number,
                )
            )
    if state is None or len(found.errors) > before:
        return None
    signature, consent, effect = _cells(found, number, name, dates, mark, mark_after)
    return Row(state, section, signature, consent, mark, effect, tuple(flags), tuple(footnotes), name, number)


def _cells(
    found: _Found, number: int, name: str, dates: list[date], mark: str | None, mark_after: int
) -> tuple[date | None, date | None, date | None]:
    """Tell which column each date stood in, from how many there are and where the mark stands."""
    cells: list[date | None] = list(dates)
    if mark is None:
        signature, consent, effect = cells + [None] * (3 - len(cells))
        return signature, consent, effect
    if mark_after == 0 and not dates:
        return None, None, None  # A bare letter: the State may accede.
    before, after = cells[:mark_after], cells[mark_after:]
    if not 1 <= len(before) <= 2 or len(after) > 1:
        found.errors.append(
            ChartLineError(f"the mark {mark!r} on the row of {name} does not follow the day of consent", number)
        )
        return None, None, None
    return before[0] if len(before) == 2 else None, before[-1], after[0] if after else None


def _state(found: _Found, number: int, name: str) -> State | None:
    try:
        return state_of(name)
    except UnknownStateError as error:
        found.errors.append(ChartLineError(str(error), number))
        return None


def _date(found: _Found, number: int, text: str) -> date | None:
    """Read a day as the Treaty Office prints it: day, month, year."""
    parts = _DATE.fullmatch(text)
    if parts is None:
        found.errors.append(ChartLineError(f"{text!r} is no date, expected dd/mm/yyyy", number))
        return None
    day, month = parts["day"], parts["month"]
    if len(day) == 1 or len(month) == 1:
        found.unpadded.append((number, text))
    if day[0] == "0" or month[0] == "0":
        found.padded = True
    try:
        return date(int(parts["year"]), int(month), int(day))
    except ValueError as error:
        found.errors.append(ChartLineError(f"{text!r} is not a day of the calendar ({error})", number))
        return None


def _check_whole(found: _Found, last_line: int) -> None:
    """Note what is wrong with the chart as a whole."""
    if found.section is None:
        message = "there is no chart of signatures and ratifications: no list of members of the Council of Europe"
        found.errors.append(ChartLineError(f"{message} or of non-members was found", last_line))
    if found.as_of is None and not found.errors:
        found.errors.append(ChartLineError("the chart does not say as of which day it stands ('Status as of dd/mm/yyyy')"))
    if found.as_of is None or found.section is None:
        return
    if not found.complete:
        found.problems.append(Problem("the totals are missing: the table may be cut off", last_line))
    if found.padded:  # An older page prints 1/7/2004, but no page prints both forms.
        found.problems += [
            Problem(f"{text!r} lacks a digit: the other dates are printed dd/mm/yyyy", line)
            for line, text in found.unpadded
        ]
    for row in found.rows:
        missing = [number for number in row.footnotes if number not in found.footnotes]
        if missing:
            found.problems.append(Problem(f"footnote {missing[0]} of {row.name} has no text below the table", row.line))
