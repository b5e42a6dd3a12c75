"""The published pages that tests of charts read, what they show, and how a test makes a chart that differs."""

from datetime import date
from pathlib import Path

import attrs
import pytest

import cyberconventions as cc
from cyberconventions.charts import Reconciliation

CHARTS = Path(__file__).parents[1] / "cases" / "charts"
# Fixture, rows, consents, signatures only, as of.
FIXTURES = {
    "f1-2004.txt": (38, 6, 32, "2004-06-18"),
    "f5-2018.txt": (69, 61, 4, "2018-11-15"),
    "page-2020.txt": (74, 64, 3, "2020-03-13"),
    "french-2020.txt": (75, 64, 3, "2020-03-13"),
    "portal-2020.html": (74, 64, 3, "2020-03-13"),
    "f4-2026-tabs.txt": (97, 81, 2, "2026-04-25"),
    "f4-2026-glued.md": (97, 81, 2, "2026-04-25"),
    "treaty-office-185.json": (98, 81, 2, "2025-08-28"),
    "untoc-2026.xml": (60, 59, 1, "2026-09-11"),
    "untoc-2026.txt": (60, 59, 1, "2026-09-11"),
    "dutch-185.txt": (83, 81, 2, "2025-08-28"),
    "table-185.csv": (67, 64, 3, "2020-03-13"),
}


def content(name: str) -> str:
    """Return the text of a page."""
    return (CHARTS / name).read_text(encoding="utf-8")


def errors(text: str | bytes, **how: object) -> list[str]:
    """Return the errors of a text that can't be read."""
    with pytest.raises(cc.errors.ChartError) as caught:
        cc.parse_chart(text, **how)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    return [str(error) for error in caught.value.exceptions]


def messages(chart: cc.Chart) -> str:
    """Return what is odd about a chart, a line each."""
    return "\n".join(str(problem) for problem in chart.problems)


def of_185(*rows: str, day: str = "25/04/2026", totals: bool = False) -> str:
    """Make a page of ETS 185 with non-members' rows."""
    lines = [
        "Chart of signatures and ratifications of Treaty 185",
        f"Status as of {day}",
        "Reference ETS No. 185",
        "Non-Members of Council of Europe",
        *rows,
    ]
    if totals:
        lines += [
            "Total number of signatures not followed by ratifications 0",
            f"Total number of ratifications/accessions {len(rows)}",
        ]
    return "\n".join(lines)


def changed(chart: cc.Chart, state: str, day: str | None = None, **cells: object) -> cc.Chart:
    """Return a chart with other cells in one State's row, as of another day."""
    row = attrs.evolve(chart[state], **cells)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    rows = tuple(row if each.state == row.state else each for each in chart.rows)
    return attrs.evolve(chart, rows=rows, as_of=date.fromisoformat(day) if day else chart.as_of)


def without(chart: cc.Chart, state: str, day: str) -> cc.Chart:
    """Return a chart of another day without one State's row."""
    wanted = chart[state]
    return attrs.evolve(
        chart, rows=tuple(row for row in chart.rows if row is not wanted), as_of=date.fromisoformat(day)
    )


def conflicts(found: Reconciliation) -> list[tuple[str, str]]:
    """Return whom and what a chart contradicts."""
    return [(each.state.id if each.state else "", each.what) for each in found.conflicts]
