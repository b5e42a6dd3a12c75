"""Reads the head of a Treaty Office chart: the treaty, its dates, and the chart's own."""

import re

from cyberconventions.charts._names import find
from cyberconventions.charts.formats._characters import decoded
from cyberconventions.charts.formats._text._lexer import LIKE_DATE, LONGEST_DATE, ROW
from cyberconventions.charts.formats._text._totals import read_number, read_total
from cyberconventions.charts.formats._text._words import (
    AS_OF,
    CAPTIONS,
    CHART,
    HEAD,
    LIKE_HEADING,
    LONGEST_LINE,
    LONGEST_ROW,
    NOT_YET,
    REFERENCE_LINE,
    TITLE,
    TOTAL,
    TOTAL_WORDS,
    field_of,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.charts.formats._text._reading import Reading

_TITLE = ("Title ", "Reference ")
_BETWEEN_DATES = re.compile(r"[ ,–]+")


def read_head(found: "Reading", number: int, line: str) -> None:
    """Read a line above the first section."""
    previous, found.previous = found.previous, line
    if found.stray is None and LIKE_HEADING.match(line):
        found.like_heading = (number, line)
    chart = CHART.fullmatch(line)
    if chart or line.startswith(CAPTIONS):
        # No treaty has the number 0, and so it is a reference that somebody made up.
        found.number = chart["number"] if chart and chart["number"].strip("0") else found.number
        found.headed, found.chart.line = True, number
    elif as_of := AS_OF.fullmatch(line):
        read_as_of(found, number, as_of["date"])
    elif REFERENCE_LINE.fullmatch(line):
        _read_reference(found, number, line, previous)
    elif found.pending_total:
        read_number(found, number, line)
    elif line.startswith(TOTAL_WORDS) and TOTAL.match(line):
        read_total(found, number, line)
    elif found.headed and found.stray is None and len(line) <= LONGEST_ROW and _is_row(line):
        found.stray = (number, line)
    elif len(line) <= LONGEST_LINE or line.startswith(_TITLE):
        _read_box(found, number, line)


def _is_row(line: str) -> bool:
    """Return whether a line is a State's row with a day, which has no place above the heading of a list."""
    row = ROW.fullmatch(line)
    return row is not None and row["first"] is not None and find(row["name"]) is not None


def read_as_of(found: "Reading", number: int, text: str) -> None:
    """Read the day that the chart is dated."""
    day = found.date(number, text)
    found.chart.lines["as_of"], found.chart.as_of = number, day
    if day is not None:
        found.as_of_lines[day] = number


def _read_reference(found: "Reading", number: int, line: str, previous: str) -> None:
    """Read a reference that stands alone, below the treaty's title."""
    chart = found.chart
    chart.line = chart.line or number
    found.headed, found.pending = True, ""
    chart.reference, chart.title = line, chart.title or previous
    chart.lines["reference"] = number


def _read_box(found: "Reading", number: int, line: str) -> None:
    """Read a line of the box with the treaty's facts."""
    head = HEAD.fullmatch(line)
    # Its words also occur in prose, which stands before the chart; those of two languages do not.
    if not found.headed and (head is None or head["other"] is None) and not found.pending:
        return
    if head is None:
        _read_value(found, number, line)
        return
    found.pending = field_of(head["field"])
    found.bilingual = found.bilingual or head["other"] is not None
    if head["value"] is not None:
        _read_field(found, number, found.pending, head["value"])


def _read_value(found: "Reading", number: int, line: str) -> None:
    """Read a line without the words of the box: the value of the field above it, or title and reference."""
    chart = found.chart
    if found.pending:
        _read_field(found, number, found.pending, line)
    elif not chart.title and (title := TITLE.fullmatch(line)):
        chart.title, chart.reference, chart.lines["reference"] = title["title"], title["reference"], number


def _read_field(found: "Reading", number: int, field: str, value: str) -> None:
    """Read what a line of the head says; days may stand some lines below their words."""
    chart = found.chart
    if field == "title":
        chart.title, found.pending = decoded(value), ""
    elif field == "reference":
        chart.reference, found.pending, chart.lines["reference"] = decoded(value), "", number
    else:
        _read_days(found, number, field, _BETWEEN_DATES.split(value))


def _read_days(found: "Reading", number: int, field: str, words: list[str]) -> None:
    """Read the first day of a field, if there is one among its words."""
    days = [found.date(number, word) for word in words if len(word) <= LONGEST_DATE and LIKE_DATE.fullmatch(word)]
    if days:
        found.chart.lines[field] = number
        if field == "opened":
            found.chart.opened = days[0]
        else:
            found.chart.entry_into_force = days[0]
    if days or NOT_YET in words:
        found.pending = ""
