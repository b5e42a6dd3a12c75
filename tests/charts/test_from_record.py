"""The chart that the record gives for a day."""

import csv
from pathlib import Path

import cyberconventions as cc


class TestOfTheRecord:
    def test_known_at_gives_the_page_row_by_row(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """The edition of 2020-03-13 makes the very chart that the page shows."""
        made = cc.Chart.of(budapest.known_at("2020-03-13"))

        assert [row.name for row in chart.rows] == [row.name for row in made.rows]
        assert chart.rows == made.rows
        assert (chart.totals, chart.footnotes, chart.as_of) == (made.totals, made.footnotes, made.as_of)

    def test_today_gives_the_published_chart(self, budapest: cc.Treaty) -> None:
        """The record makes the 97 rows of the chart of 2026-04-25."""
        table = (Path(__file__).parents[1] / "cases" / "tables" / "ets185-2026-04-25.csv").read_text(encoding="utf-8")
        published = list(csv.DictReader(table.splitlines()))
        made = cc.Chart.of(budapest)

        assert 97 == len(made.rows)
        for row, cells in zip(made.rows, published, strict=True):
            assert row.notes is not None
            assert list(cells.values()) == [
                row.name,
                row.state.id,
                row.section.value,
                str(row.signature or ""),
                str(row.consent or ""),
                row.consent_mark or "",
                str(row.entry_into_force or ""),
                " ".join(str(number) for number in row.footnotes),
                " ".join(str(code) for code in row.notes),
            ]

    def test_before_the_first_chart_flags_are_unknown(self, budapest: cc.Treaty) -> None:
        """Unknown, not empty."""
        early = cc.Chart.of(budapest, on="2010-01-01")

        assert {None} == {row.notes for row in early.rows}
        assert "2010-01-01" == early.as_of.isoformat()
