"""Finishes a Treaty Office chart: its date, its treaty, and what is wrong with it as a whole."""

from cyberconventions.charts.formats._characters import decoded
from cyberconventions.charts.formats._remarks import limit_of
from cyberconventions.charts.formats._text._totals import BOTH_TOTALS
from cyberconventions.charts.formats._text._words import BILINGUAL, HEADING
from cyberconventions.errors import quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from datetime import date

    from cyberconventions.charts._builder import Facts
    from cyberconventions.charts.formats._text._reading import Reading

_NO_CHART = (
    f"there is no chart of signatures and ratifications: neither the heading of a list, such as {HEADING}, nor a "
    "table with a header such as 'Participant Signature Ratification' was found"
)


def set_date(found: "Reading", as_of: "date | None") -> None:
    """Take the caller's date where the chart prints none or two, and no other date than it prints."""
    chart = found.chart
    if as_of is not None and found.section is not None and (chart.as_of is None or as_of in found.as_of_lines):
        chart.as_of = as_of
    elif as_of is not None and chart.as_of not in (None, as_of):
        chart.error(f"the chart is dated {chart.as_of}, not {as_of} (as_of=)", chart.lines.get("as_of"))
    elif len(found.as_of_lines) > 1:
        for day, line in found.as_of_lines.items():
            if day != chart.as_of:
                chart.problem(f"the page is dated {day} here, but {chart.as_of} on a later line, which is taken", line)


def facts(found: "Reading", last_line: int | None) -> "Facts":
    """Return the chart, if all of it could be read.

    Raises:
        ChartError: Something could not be read.
    """
    _check_whole(found, last_line)
    chart = found.chart
    name = found.name
    chart.reference = found.reference
    chart.title = chart.title.partition(BILINGUAL)[0] if found.bilingual else chart.title
    chart.footnotes = {number: decoded(" ".join(lines)) for number, lines in found.footnotes.items()}
    (chart.invitation_limit,) = chart.limits or (limit_of(chart.reference, council=True),)
    if found.is_legacy:
        chart.silent_on = ("flags", "members without an act")
    return chart.facts(f"the chart of {name}")


def _check_whole(found: "Reading", last_line: int | None) -> None:
    """Note what is wrong with the chart as a whole."""
    chart = found.chart
    if found.stray is not None:
        number, line = found.like_heading or found.stray
        what = "the heading of a list" if found.like_heading else "below the heading of a list"
        message = f"{quoted(line)} is not {what} that is known, such as {HEADING}"
        chart.error(f"{message}; the first row stands on line {found.stray[0]}", number)
    elif found.section is None:
        chart.error(_NO_CHART, last_line)
    if found.pending_total:
        place = chart.lines[found.pending_total]
        chart.error("a total without its number: the page may be cut off", place)
    if chart.as_of is None and not chart.errors:
        chart.error("the chart has no date ('Status as of dd/mm/yyyy')")
    if chart.as_of is None or found.section is None:
        return
    _check_reference(found)
    _check_days(found)
    if not chart.rows:
        chart.problem("the chart has no rows", last_line)
    if len(chart.totals) < BOTH_TOTALS:
        chart.problem("the totals are missing: the table may be cut off", last_line)
    _check_padding(found)
    _check_footnotes(found)


def _check_reference(found: "Reading") -> None:
    """Note a chart that does not name its treaty, or names two."""
    chart, reference = found.chart, found.reference
    if not reference:
        chart.problem("the chart does not name its treaty; pass treaty=", chart.line)
    elif chart.reference and reference != chart.reference:
        message = (
            f"the reference is printed as {quoted(chart.reference)}, but the heading says Treaty {found.number}, "
            "which is taken"
        )
        chart.problem(message, chart.lines.get("reference"))


def _check_days(found: "Reading") -> None:
    """Note rows with two days that may be those of consent and of entry into force, for nothing shows their columns.

    Where the treaty is in force, a chart prints the entry into force beside each consent, and most are on a first of a
    month.
    """
    if not any(row.entry_into_force for row in found.chart.rows):
        return
    for row in found.chart.rows:
        two = row.signature is not None and row.entry_into_force is None and row.consent_mark is None
        if two and row.consent is not None and row.consent.day == 1 and row.line not in found.by_columns:
            message = (
                f"{row.name}: {row.signature} and {row.consent} may be the days of ratification and of entry into "
                "force; the copy lost its blank cells"
            )
            found.chart.problem(message, row.line, row.state)


def _check_padding(found: "Reading") -> None:
    """Note dates that lack a digit: an older page prints 1/7/2004, but no page prints both forms."""
    if not found.padded or not found.unpadded:
        return
    states = {row.line: row.state for row in found.chart.rows}
    for line, text in found.unpadded:
        message = f"{text!r} lacks a digit: the other dates are printed dd/mm/yyyy"
        found.chart.problem(message, line, states.get(line))


def _check_footnotes(found: "Reading") -> None:
    """Note rows whose footnotes have no text."""
    for row in found.chart.rows:
        missing = [number for number in row.footnotes if number not in found.footnotes]
        if missing:
            message = f"footnote {missing[0]} of {row.name} has no text below the table"
            found.chart.problem(message, row.line, row.state)
