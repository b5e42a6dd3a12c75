"""Writes a chart as the UN Treaty Collection lays it out, as text with tabs and as a page.

The table's own header explains its letters. Columns that the Collection's tables do not have are added where a chart
needs them. Rows that would be read as others are refused, and a remark below the table names what else is not printed.
"""

import attrs

from cyberconventions._acts import ActKind
from cyberconventions.charts._rows import Section
from cyberconventions.charts.formats._characters import encoded
from cyberconventions.charts.formats._days import spelt
from cyberconventions.charts.formats._printing import (
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
    from datetime import date

    from cyberconventions.charts._rows import ChartLike, Row
    from cyberconventions.errors import ChartLineError

_LONGEST_LETTER = 2
# What the Treaty Office prints in one column, and a consent of unknown kind may be.
_ONE_COLUMN = {ActKind.CONSENT, ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL}


def is_list_of_participants(chart: "ChartLike") -> bool:
    """Return whether a chart has one list of participants, as the UN Treaty Collection's tables have.

    >>> import cyberconventions as cc
    >>> is_list_of_participants(cc.Chart.of("palermo")), is_list_of_participants(cc.Chart.of("budapest"))
    (True, False)
    """
    return bool(chart.rows) and all(row.section is Section.PARTICIPANT for row in chart.rows)


def write_un_text(chart: "ChartLike") -> str:
    """Return a chart as text in the layout of the UN Treaty Collection's page, with tabs between the cells.

    Raises:
        ChartError: The layout can't print a row, or it would be read as another.

    >>> import cyberconventions as cc
    >>> write_un_text(cc.Chart.of("palermo")).splitlines()[1]
    'Reference UNTC XVIII-12'
    """
    table = _laid_out(chart)
    return "\n".join((*table.head, "", *("\t".join(cells) for cells in table.cells), *table.below)) + "\n"


def write_un_html(chart: "ChartLike") -> str:
    """Return a chart as a page with the table that the UN Treaty Collection shows.

    Raises:
        ChartError: The layout can't print a row, or it would be read as another.

    >>> import cyberconventions as cc
    >>> "<td>Albania</td><td>12 Dec 2000</td><td>21 Aug 2002</td>" in write_un_html(cc.Chart.of("palermo"))
    True
    """
    table = _laid_out(chart)
    header, *listed = table.cells
    return page(
        ordinary(chart.title),
        [
            *paragraphs(table.head),
            "<table>",
            table_row("th", header),
            *(table_row("td", cells) for cells in listed),
            "</table>",
            *paragraphs(table.below),
        ],
    )


@attrs.frozen
class _Table:
    """A table, its header first, with what stands above and below it."""

    head: list[str]
    cells: list[tuple[str, ...]]
    below: list[str]


def _laid_out(chart: "ChartLike") -> _Table:
    """Lay a chart out.

    Raises:
        ChartError: The layout can't print a row, or it would be read as another.
    """
    refuse(
        chart,
        [
            refusal(row, reason)
            for row in chart.rows
            for reason in (*_unprintable(row), *wrong_leaving(chart, row, shown=True))
        ],
    )
    more = {title: cells for title, cells in _further_columns(chart).items() if any(cells)}
    cells = [("Participant", "Signature", _legend(chart), *more)]
    for position, row in enumerate(chart.rows):
        name = printed_name(chart, row)
        consent = joined(_spelt(row.consent), row.consent_mark)
        further = [column[position] for column in more.values()]
        cells.append((f"[{name}]" if row.withdrawn else name, _spelt(row.signature), consent, *further))
    return _Table(_head(chart), cells, _below(chart))


def _head(chart: "ChartLike") -> list[str]:
    head = [f"Title {encoded(chart.title)}", f"Reference {encoded(chart.reference)}"]
    head.append(f"STATUS AS AT : {chart.as_of.day:02}-{chart.as_of.month:02}-{chart.as_of.year:04}")
    if chart.opened is not None:
        head.append(f"Opened for signature : {_spelt(chart.opened)}")
    if chart.entry_into_force is not None:
        head.append(f"Entry into force : {_spelt(chart.entry_into_force)}")
    return head


def _below(chart: "ChartLike") -> list[str]:
    below = [f"{what} {number}" for what, number in totals_of(chart.totals)]
    below += footnotes_of(chart)
    if _is_undistinguished(chart):
        below.append("Remark: ratification, acceptance and approval without a letter are not told apart.")
    return [*below, *remarks_on(chart, council=False)]


def _further_columns(chart: "ChartLike") -> dict[str, list[str]]:
    """Return the cells of the columns that the Collection's tables do not have, by title."""
    rows = chart.rows
    return {
        "Entry into force": [_spelt(row.entry_into_force) for row in rows],
        "Withdrawal": [_spelt(row.withdrawal) for row in rows],
        "Effect of withdrawal": [_spelt(row.withdrawal_effective) for row in rows],
        "Suspension": [_spelt(row.suspension) for row in rows],
        "Notes": [joined(numbers(row), *flags(row)) for row in rows],
    }


def _spelt(day: "date | None") -> str:
    """Return a day as the Collection prints it, 12 Dec 2000; nothing for none."""
    return "" if day is None else spelt(day)


# -- letters -----------------------------------------------------------------------------------------------


def _legend(chart: "ChartLike") -> str:
    """Return the header of the column of consents, which explains its letters.

    Raises:
        ChartError: A letter, or no letter, means two things.
    """
    meanings: dict[str | None, ActKind] = {}
    errors: list[ChartLineError] = []
    if _is_undistinguished(chart):
        meanings[None] = ActKind.CONSENT
    for row in chart.rows:
        loosely = row.consent_mark is None and meanings.get(None) is ActKind.CONSENT and row.kind in _ONE_COLUMN
        if row.kind is None or loosely:
            continue
        if meanings.setdefault(row.consent_mark, row.kind) is not row.kind:
            letter = "consent without a letter" if row.consent_mark is None else f"the letter {row.consent_mark!r}"
            errors.append(refusal(row, f"{letter} means {row.kind} here, and elsewhere {meanings[row.consent_mark]}"))
    refuse(chart, errors)
    unlettered = meanings.pop(None, ActKind.RATIFICATION)
    letters = [f"{kind.value.capitalize()}({letter})" for letter, kind in meanings.items()]
    return ", ".join((unlettered.value.capitalize(), *letters))


def _is_undistinguished(chart: "ChartLike") -> bool:
    """Return whether consents without a letter are partly known to be ratifications, partly not known."""
    unlettered = {row.kind for row in chart.rows if row.consent_mark is None and row.kind is not None}
    return len(unlettered) > 1 and ActKind.CONSENT in unlettered and unlettered.issubset(_ONE_COLUMN)


def _unprintable(row: "Row") -> "Iterator[str]":
    mark = row.consent_mark
    if mark is not None and row.consent is None:
        yield f"the letter {mark!r} without a day of consent has no place"
    if mark is not None and not (mark.isascii() and mark.isalpha() and len(mark) <= _LONGEST_LETTER):
        yield f"{mark!r} is not a letter that a header can explain"
    yield from unknown_flags(row)
