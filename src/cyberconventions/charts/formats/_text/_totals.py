"""Reads what stands below a Treaty Office table: the totals, the footnotes, the library's own remarks."""

from cyberconventions.charts.formats._remarks import LOWER_BOUNDS, read_limit, silences
from cyberconventions.charts.formats._text._lexer import is_number, unglued
from cyberconventions.charts.formats._text._words import AFTER, FOOTNOTE, TOTAL, TOTAL_WORDS
from cyberconventions.errors import quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.charts.formats._text._reading import Reading

BOTH_TOTALS = len(("consents", "signatures"))


def read_below(found: "Reading", number: int, line: str) -> None:
    """Read a line below the table."""
    found.open = None
    if found.pending_total:
        read_number(found, number, line)
    elif line.startswith(TOTAL_WORDS):
        read_total(found, number, line)
    else:
        found.ended = True
        _read_footnotes(found, number, line)


def total_of(line: str) -> tuple[str, int | None] | None:
    """Return what a line is the total of, and its number if that stands on it; nothing for a line that is not a total.

    >>> total_of("Total number of ratifications/accessions 81"), total_of("Total 81")
    (('consents', 81), None)
    """
    total = TOTAL.match(unglued(line)) if line.startswith(TOTAL_WORDS) else None
    if total is None or not (total["number"] is None or is_number(total["number"])):
        return None
    what = "signatures" if total["what"].lower().startswith("signatures") else "consents"
    return what, None if total["number"] is None else int(total["number"])


def read_total(found: "Reading", number: int, line: str) -> None:
    """Read a total: its words, and its number or, on the next line, nothing but that."""
    total = total_of(line)
    if total is None:
        found.chart.error(f"{quoted(line)} is not a total, expected its words and a number", number)
        return
    what, value = total
    found.chart.lines.setdefault(what, number)
    if value is None:
        found.pending_total = what
    else:
        _take_total(found, number, what, value)


def read_number(found: "Reading", number: int, line: str) -> None:
    """Read the number of a total, which stands on the line below its words."""
    what, found.pending_total = found.pending_total, ""
    if is_number(line):
        _take_total(found, number, what, int(line))
    else:
        above = found.chart.lines[what]
        message = f"{quoted(line)} is not a number, expected that of the total of {what} on line {above}"
        found.chart.error(message, number)


def _take_total(found: "Reading", number: int, what: str, value: int) -> None:
    first = found.chart.totals.setdefault(what, value)
    if first != value:
        above = found.chart.lines[what]
        found.chart.problem(
            f"a second total of {what} is printed, {value}; the first, on line {above}, is {first}", number
        )
    if found.section is not None:
        found.below.add(what)
        found.ended = found.ended or len(found.below) == BOTH_TOTALS


def _read_footnotes(found: "Reading", number: int, line: str) -> None:
    """Read footnotes, up to the key, or to the end if the rows refer to them."""
    if AFTER.match(line):
        found.over = True  # The chart is over; what follows is the page's.
    chart = found.chart
    chart.at_least = chart.at_least or line == LOWER_BOUNDS
    chart.silent_on = chart.silent_on or silences(line)
    read_limit(chart, line)
    footnote = FOOTNOTE.match(line)
    if not footnote:
        _go_on(found, number, line)
        return
    if footnote["text"] == "null":
        return
    note = int(footnote["number"] or footnote["bare"])
    if (not found.over or note in found.referred) and note not in found.footnotes:
        found.footnotes[note] = [footnote["text"]]
        found.note = (note, number)


def _go_on(found: "Reading", number: int, line: str) -> None:
    """Add a line to the footnote on the line above it, if there is one."""
    note, place = found.note
    if place == number - 1 and found.wraps and not found.over:
        found.footnotes[note].append(line)
        found.note = (note, number)
