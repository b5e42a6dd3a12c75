"""Writes a chart as the Treaty Office of the Council of Europe lays it out, as text and as a page.

The cells of the text stand apart by blanks, or by tabs where only the column shows what a day is. The layout has no
place for some facts: rows that would be read as others are refused, and a remark below the table names what else is
not printed.
"""

import re
from html import escape
from itertools import groupby

from cyberconventions._acts import ActKind
from cyberconventions._symbols import FLAGS, MARKS
from cyberconventions.charts._names import treaty_number
from cyberconventions.charts._rows import Section
from cyberconventions.charts.formats._characters import encoded
from cyberconventions.charts.formats._printing import (
    UNKNOWN,
    day_of,
    flags,
    footnotes_of,
    joined,
    numbers,
    ordinary,
    page,
    paragraphs,
    printed_name,
    refusal,
    refuse,
    remarks_on,
    table_row,
    totals_of,
    unknown_flags,
    wrong_leaving,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cyberconventions.charts._rows import ChartLike, Row

DAYS = ("Signature", "Ratification", "Entry into Force")
DENUNCIATION = ("Denunciation", "Effect of denunciation")
_HEADINGS = {
    Section.MEMBER: "Members of Council of Europe",
    Section.NON_MEMBER: "Non-Members of Council of Europe",
    Section.ORGANISATION: "International Organisations",
}
_NAME = "State or International Organisation"
_KEY = (
    "Key: a: Accession s: Signature without reservation as to ratification su: Succession "
    'r: Signature "ad referendum". R.: Reservations D.: Declarations, Denunciations, Derogations A.: Authorities '
    "T.: Territorial Application C.: Communication O.: Objection."
)


def write_treaty_office_text(chart: "ChartLike") -> str:
    """Return a chart as text in the layout of the Treaty Office's page.

    Raises:
        ChartError: The layout can't print a row, or it would be read as another.

    >>> import cyberconventions as cc
    >>> write_treaty_office_text(cc.Chart.of("budapest", on="2020-03-13")).splitlines()[10:13]
    ['', 'Members of Council of Europe', 'Signature Ratification Entry into Force Notes R. D. A. T. C. O.']
    """
    _refuse_unprintable(chart)
    lines = [_caption(chart), "", ordinary(chart.title), "", f"Status as of {day_of(chart.as_of)}", ""]
    lines += [f"{field} {value}" for field, value in _head(chart)]
    denunciation = denunciation_columns(chart)
    apart = bool(denunciation) or any(_needs_columns(row) for row in chart.rows)
    columns = (*DAYS, *denunciation, "Notes", *FLAGS)
    for section, rows in _sections(chart):
        lines += ["", _HEADINGS[section], "\t".join((_NAME, *columns)) if apart else " ".join(columns)]
        if apart:
            lines += ["\t".join((printed_name(chart, row), *_cells(row, bool(denunciation)))) for row in rows]
        else:
            lines += [joined(printed_name(chart, row), *_words(row)) for row in rows]
    lines += [f"{what} {number}" for what, number in totals_of(chart.totals)]
    lines += ["", *_below(chart)]
    return "\n".join(lines) + "\n"


def write_treaty_office_html(chart: "ChartLike") -> str:
    """Return a chart as a page with the table that the Treaty Office shows, each flag in its column.

    Raises:
        ChartError: The layout can't print a row, or it would be read as another.

    >>> import cyberconventions as cc
    >>> page = write_treaty_office_html(cc.Chart.of("budapest", on="2020-03-13"))
    >>> "<td>Albania</td><td>23/11/2001</td><td>20/06/2002</td><td>01/07/2004</td>" in page
    True
    """
    _refuse_unprintable(chart)
    denunciation = denunciation_columns(chart)
    columns = ("", *DAYS, *denunciation, "Notes", *FLAGS)
    lines = [
        f"<h1>{escape(_caption(chart))}</h1>",
        f"<h2>{escape(ordinary(chart.title))}</h2>",
        f"<p>Status as of {day_of(chart.as_of)}</p>",
        "<table>",
        *(f"<tr><th>{field}</th><td>{escape(value)}</td></tr>" for field, value in _head(chart)),
        "</table>",
        "<table>",
    ]
    for section, rows in _sections(chart):
        lines.append(f'<tr><th colspan="{len(columns)}">{_HEADINGS[section]}</th></tr>')
        lines.append(table_row("th", columns))
        lines += [table_row("td", (printed_name(chart, row), *_cells(row, bool(denunciation)))) for row in rows]
    wide = len(columns) - 1
    lines += [f'<tr><td colspan="{wide}">{what}</td><td>{number}</td></tr>' for what, number in totals_of(chart.totals)]
    lines += ["</table>", *paragraphs(_below(chart))]
    return page(_caption(chart), lines)


def denunciation_columns(chart: "ChartLike") -> tuple[str, ...]:
    """Return the titles of the two columns that a chart with a denunciation has; nothing for another chart."""
    return DENUNCIATION if any(row.withdrawal or row.withdrawal_effective for row in chart.rows) else ()


def ratification(row: "Row") -> str:
    """Return the cell with the day of consent and its letter."""
    return joined(day_of(row.consent), row.consent_mark)


def _caption(chart: "ChartLike") -> str:
    """Return the caption, with the treaty's number where it has one in the Council of Europe's series.

    Another reference stands there in full: the 12 of UNTC XVIII-12 would be read as ETS No. 12.
    """
    number = _NUMBER.search(chart.reference) if treaty_number(chart.reference) else None
    return f"Chart of signatures and ratifications of Treaty {number[0] if number else encoded(chart.reference)}"


_NUMBER = re.compile(r"\d+")


def _head(chart: "ChartLike") -> list[tuple[str, str]]:
    """Return the fields of the box above the table."""
    fields = [("Title", encoded(chart.title)), ("Reference", encoded(chart.reference))]
    if chart.opened is not None:
        fields.append(("Opening of the treaty", day_of(chart.opened)))
    if chart.entry_into_force is not None:
        fields.append(("Entry into Force", day_of(chart.entry_into_force)))
    return fields


def _sections(chart: "ChartLike") -> "Iterator[tuple[Section, Iterator[Row]]]":
    """Go through the parts of the chart in its own order; a chart without rows is an empty list of members."""
    if not chart.rows:
        yield Section.MEMBER, iter(())
    yield from groupby(chart.rows, key=lambda row: row.section)


def _needs_columns(row: "Row") -> bool:
    """Return whether only the columns show what the days and the mark of a row are."""
    if row.consent is None:
        return row.entry_into_force is not None or (row.signature is not None and row.consent_mark is not None)
    return row.signature is None and row.consent_mark is None


def _words(row: "Row") -> tuple[str, ...]:
    """Return what stands behind the name where blank cells vanish."""
    return day_of(row.signature), ratification(row), day_of(row.entry_into_force), numbers(row), *flags(row)


def _cells(row: "Row", denunciation: bool) -> tuple[str, ...]:  # noqa: FBT001 # as the chart has the columns
    """Return the cells behind the name, each flag in its own column."""
    left = (day_of(row.withdrawal), day_of(row.withdrawal_effective)) if denunciation else ()
    shown = flags(row)
    unknown = UNKNOWN if row.notes is None else ""
    # Where all flags stand there, and it is not known that these are all, no column of a flag is left.
    notes = joined(numbers(row), unknown) if set(FLAGS) <= set(shown) else numbers(row)
    return (
        day_of(row.signature),
        ratification(row),
        day_of(row.entry_into_force),
        *left,
        notes,
        *(symbol if symbol in shown else unknown for symbol in FLAGS),
    )


def _below(chart: "ChartLike") -> list[str]:
    return [*footnotes_of(chart), "", _KEY, *remarks_on(chart, council=True)]


def _refuse_unprintable(chart: "ChartLike") -> None:
    """Refuse rows that would be read as others."""
    refuse(
        chart,
        [
            refusal(row, reason)
            for row in chart.rows
            for reason in (*_unprintable(row), *wrong_leaving(chart, row, shown=False))
        ],
    )


def _unprintable(row: "Row") -> "Iterator[str]":
    if row.section is Section.PARTICIPANT:
        yield "a row of a list of participants stands among lists of members and non-members"
    if row.consent_mark is not None and row.consent_mark not in MARKS:
        yield f"the mark {row.consent_mark!r} is not in the key, which has {', '.join(MARKS)}"
    elif row.consent is not None:
        marked = MARKS[row.consent_mark].kind if row.consent_mark is not None else ActKind.CONSENT
        if row.kind is not marked:
            yield f"consent by {row.kind} would be read as {marked}"
    if row.suspension is not None:
        yield f"a suspension on {row.suspension} is shown by colour only"
    yield from unknown_flags(row)
