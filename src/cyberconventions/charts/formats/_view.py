"""Shows the first rows of any chart as an HTML table for people; no reader has to understand it."""

from html import escape

from cyberconventions.charts.formats._printing import (
    day_of,
    flags,
    footnotes_of,
    numbers,
    one_line,
    paragraphs,
    table_row,
)
from cyberconventions.charts.formats._treaty_office_writer import DAYS, denunciation_columns, ratification

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.charts._rows import ChartLike, Row

_SUSPENSION = "Suspension"
_SHOWN = 12  # rows


def write_view(chart: "ChartLike") -> str:
    """Return any chart as part of an HTML page, for a notebook: its first rows, and how many more there are.

    >>> import cyberconventions as cc
    >>> "<td>Albania</td>" in write_view(cc.Chart.of("lanzarote"))
    True
    """
    denunciation = denunciation_columns(chart)
    suspension = (_SUSPENSION,) if any(row.suspension for row in chart.rows) else ()
    lines = [
        f"<p>{escape(one_line(chart.title))} ({escape(one_line(chart.reference))}), status as of {chart.as_of}</p>",
        "<table>",
        table_row("th", ("", *DAYS, *denunciation, *suspension, "Notes", "Flags")),
        *(table_row("td", _cells(row, bool(denunciation), bool(suspension))) for row in chart.rows[:_SHOWN]),
        "</table>",
    ]
    more = len(chart.rows) - _SHOWN
    below = [f"… {more} more row{'' if more == 1 else 's'}; to_html() has them all"] if more > 0 else []
    below += [] if chart.totals is None else [str(chart.totals)]
    return "\n".join((*lines, *paragraphs([*below, *footnotes_of(chart)])))


def _cells(row: "Row", denunciation: bool, suspension: bool) -> tuple[str, ...]:  # noqa: FBT001 # as the table has the columns
    name = row.name or row.state.name
    return (
        f"[{name}]" if row.withdrawn else name,
        day_of(row.signature),
        ratification(row),
        day_of(row.entry_into_force),
        *((day_of(row.withdrawal), day_of(row.withdrawal_effective)) if denunciation else ()),
        *((day_of(row.suspension),) if suspension else ()),
        numbers(row),
        " ".join(flags(row)),
    )
