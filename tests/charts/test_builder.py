"""The one builder of charts keeps what readers find, with positions, and raises what they could not read together."""

from datetime import date

import pytest

import cyberconventions as cc
from cyberconventions.charts._builder import Builder
from cyberconventions.charts._positions import Position, Positions


def row(state: str, line: int, withdrawn_on: date | None = None) -> cc.Row:
    return cc.Row(cc.state(state), cc.charts.Section.PARTICIPANT, line=line, withdrawal=withdrawn_on)


class TestErrors:
    def test_are_raised_together_in_the_order_of_their_lines(self) -> None:
        """Whatever the order in which they were noted, and each with its path where it has one."""
        builder = Builder()
        builder.error("second", 7)
        builder.error("first", Position(1, "table row 2"))
        assert builder.state("Wakanda", Position(path="rows[3]").key("state")) is None

        with pytest.raises(cc.errors.ChartError, match="the table can't be read") as caught:
            builder.facts("the table")
        assert ["rows[3].state", "line 1: table row 2: first", "line 7: second"] == [
            str(each).partition(": 'W")[0] for each in caught.value.problems
        ]

    def test_a_chart_needs_a_date(self) -> None:
        """It is the one fact without which there is no chart."""
        with pytest.raises(cc.errors.ChartError, match="line 4: the chart has no date"):
            Builder(line=4).facts("the chart")

    def test_what_turns_out_to_be_something_else_is_taken_back(self) -> None:
        """Rows and errors since the mark go, what was there before stays."""
        builder = Builder(as_of=date(2020, 1, 1), rows=[row("FRA", 1)])
        mark = builder.mark()
        builder.rows.append(row("DEU", 2))
        builder.error("not a row", 3)
        builder.back_to(mark)

        assert ["FRA"] == [each.state.id for each in builder.facts("the chart").rows]


class TestFacts:
    def test_a_state_that_left_by_the_charts_date_is_marked(self) -> None:
        """Unless the input says itself which have."""
        builder = Builder(as_of=date(2020, 1, 1), rows=[row("FRA", 1, date(2019, 1, 1)), row("DEU", 2)])

        assert [True, False] == [each.withdrawn for each in builder.facts("the chart").rows]
        assert [False, False] == [each.withdrawn for each in builder.facts("the chart", as_written=True).rows]

    def test_one_total_is_not_enough(self) -> None:
        """A chart has both totals or none."""
        builder = Builder(as_of=date(2020, 1, 1), totals={"consents": 3})
        assert builder.facts("the chart").totals is None
        builder.totals["signatures"] = 1

        assert cc.Totals(3, 1) == builder.facts("the chart").totals

    def test_positions_of_a_page_in_one_line(self) -> None:
        """Rows, problems and the lines of the head are given back their positions in the input."""
        positions = Positions.of([(1, "Head"), (1, "France\t"), (1, "Germany\t")])
        assert positions is not None
        builder = Builder(as_of=date(2020, 1, 1), rows=[row("FRA", 2), row("DEU", 3)], lines={"as_of": 1})
        builder.problem("odd", 3, cc.state("DEU"))
        facts = builder.facts("the chart").placed(positions)

        assert [(1, "table row 1"), (1, "table row 2")] == [(each.line, each.path) for each in facts.rows]
        assert ["table row 2: odd"] == [str(each) for each in facts.problems]
        assert {"as_of": 1} == facts.lines
