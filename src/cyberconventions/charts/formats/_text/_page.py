"""Reads the lines of a Treaty Office page, which may have several charts."""

from cyberconventions.charts._builder import MOST_CHARTS, Builder, too_many_charts
from cyberconventions.charts._names import another_treaty, name_of, same_treaty, treaty_number
from cyberconventions.charts.formats._text._head import read_as_of, read_head
from cyberconventions.charts.formats._text._header import read_header
from cyberconventions.charts.formats._text._lexer import without_markdown
from cyberconventions.charts.formats._text._plain import read_plain
from cyberconventions.charts.formats._text._reading import Reading
from cyberconventions.charts.formats._text._rows import close, goes_on, read_row
from cyberconventions.charts.formats._text._totals import BOTH_TOTALS, read_below
from cyberconventions.charts.formats._text._whole import facts, set_date
from cyberconventions.charts.formats._text._words import (
    AS_OF,
    AS_OF_WORDS,
    CHART,
    LONGEST_ROW,
    REFERENCE_LINE,
    TOTAL_WORDS,
    ends_table,
    section_of,
)
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._builder import Facts
    from cyberconventions.charts._positions import Line
    from cyberconventions.charts._rows import Section

# How the first line of another chart may begin.
_FIRST_LETTERS = "CEÉSc"


def read_lines(
    lines: "Iterable[Line]", *, treaty: "TreatyLike | None" = None, as_of: "date | None" = None, wraps: bool = True
) -> "Facts":
    """Return the chart that stands in a page's numbered lines.

    Arguments:
        lines: The page.
        treaty: The treaty whose chart is wanted, needed where the page has charts of several.
        as_of: The chart's date, where it does not print it.
        wraps: Whether a paragraph may stand on several lines; it does not where they were made from HTML.

    Raises:
        ChartError: There is none, it can't be read, or there are several.
    """
    found = Reading(wraps=wraps)
    charts = [found]
    number: int | None = None
    for number, raw in lines:  # the last line's number is wanted
        line = " ".join(raw.split())
        if line and (line[0] in "#*" or "**" in line):
            line = without_markdown(line)
        if not line:
            continue
        if found.open is not None and goes_on(found, found.open, number, line):
            continue
        if found.section is not None and (line[0] in _FIRST_LETTERS or found.ended) and _begins_another(found, line):
            if len(charts) == MOST_CHARTS:
                raise too_many_charts(number)
            found = Reading(Builder(line=number), wraps)
            charts.append(found)
        _read_line(found, number, line, raw)
    close(found)
    found = _wanted(charts, treaty)
    set_date(found, as_of)
    return facts(found, number)


def _read_line(found: Reading, number: int, line: str, raw: str) -> None:
    section = found.section
    may_be_row = not found.ended and len(line) <= LONGEST_ROW
    if section is not None and may_be_row and read_plain(found, number, line, raw, section):
        return
    heading = section_of(line) if "urope" in line or "rgani" in line or "tates" in line else None
    if heading is not None:
        _begin_section(found, heading)
    elif section is None:
        read_head(found, number, line)
    else:
        _read_table(found, number, line, raw, section)


def _begin_section(found: Reading, section: "Section") -> None:
    found.section, found.in_header, found.open, found.ended = section, True, None, False
    found.header, found.header_line = "", 0
    found.sections.add(section)


def _read_table(found: Reading, number: int, line: str, raw: str, section: "Section") -> None:
    """Read a line of the table that is not a plain row, or a line below the table."""
    if found.ended or line.startswith(TOTAL_WORDS) or found.pending_total or ends_table(line):
        read_below(found, number, line)
    elif line.startswith(AS_OF_WORDS) and (as_of := AS_OF.fullmatch(line)):
        read_as_of(found, number, as_of["date"])
    elif not read_header(found, number, line, raw):
        read_row(found, number, line, raw, section)


def _begins_another(found: Reading, line: str) -> bool:
    """Return whether a line below a chart's first section is the head of another chart."""
    if CHART.fullmatch(line):
        return True
    if REFERENCE_LINE.fullmatch(line):  # Documents repeat their own reference on each page.
        return found.ended or treaty_number(line) != treaty_number(found.chart.reference or found.number or "")
    if AS_OF.fullmatch(line):
        return found.ended or not found.chart.rows
    section = section_of(line)
    return found.ended and section is not None and (len(found.below) == BOTH_TOTALS or section in found.sections)


# -- which chart is wanted -------------------------------------------------------------------------------


def _wanted(charts: list[Reading], treaty: "TreatyLike | None") -> Reading:
    """Return the chart of the named treaty, or the only one."""
    tables = [each for each in charts if each.is_table] or [each for each in charts if each.section is not None]
    charts = tables or charts[-1:]
    if treaty is not None:
        charts = _named(charts, treaty)
    if len(charts) > 1:
        raise _several(charts)
    (found,) = charts
    if treaty is not None and not found.reference:  # The caller names what the page does not.
        found.chart.reference = name_of(treaty)
    return found


def _named(charts: list[Reading], treaty: "TreatyLike") -> list[Reading]:
    """Return the charts of a treaty, or those that do not say of which they are."""
    named = [each for each in charts if each.section is None or same_treaty(each.reference, treaty)]
    named = named or [each for each in charts if not each.reference]
    if not named:
        raise another_treaty(charts[0].name, charts[0].chart.line, treaty)
    return named


def _several(charts: list[Reading]) -> ChartError:
    problems = [
        ChartLineError(f"a chart of {each.name} as of {each.chart.as_of} begins here", each.chart.line or 1)
        for each in charts
    ]
    names = " and ".join(dict.fromkeys(each.name for each in charts))
    return ChartError(
        f"the page has {len(charts)} charts, of {names}: name the treaty you want with treaty=, "
        "or pass the part of the page with one chart of it",
        problems,
    )
