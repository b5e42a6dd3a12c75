"""A chart checked against the record."""

from datetime import date

import attrs
import pytest

import cyberconventions as cc
from cyberconventions.charts._checks import checked
from tests.charts.pages import messages, of_185


def problems(chart: cc.Chart, state: str, **cells: object) -> list[str]:
    """Return what is odd about a State's row with other cells."""
    row = attrs.evolve(chart[state], **cells)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    rows = tuple(row if each.state == row.state else each for each in chart.rows)
    found = checked(attrs.evolve(chart, rows=rows, totals=None, problems=()), {}).problems
    return [each.message for each in found if each.state == row.state]


class TestAgainstTheRecord:
    def test_as_recorded(self, chart: cc.Chart) -> None:
        """The page of 2020-03-13 prints France's days as the record has them."""
        assert [] == problems(chart, "France")

    @pytest.mark.parametrize(
        ("cells", "message"),
        [
            ({"signature": date(2001, 11, 24)}, "signature is printed as 2001-11-24, but the record has 2001-11-23"),
            ({"consent": date(2006, 1, 11)}, "consent is printed as 2006-01-11, but the record has 2006-01-10"),
        ],
    )
    def test_another_day(self, chart: cc.Chart, cells: dict[str, object], message: str) -> None:
        """A day that the record has otherwise is a problem of the row."""
        assert [f"France: {message}"] == problems(chart, "France", **cells)

    def test_signature_of_a_state_that_accedes_now(self) -> None:
        """Days behind which a letter stands at the wrong place make a signature of an accession."""
        chart = cc.parse_chart(of_185("Uruguay 20/05/2026 01/09/2026 a", "Vanuatu 4", day="01/06/2026"))

        assert "Uruguay: an accession on 2026-09-01, but a signature on 2026-05-20, too" in messages(chart)
        assert cc.reconcile(cc.treaty("budapest").known_at("2026-04-25"), chart).conflicts

    def test_signature_of_a_state_that_acceded(self, chart: cc.Chart) -> None:
        """Australia acceded on 2012-11-30, without a signature."""
        (found,) = problems(chart, "Australia", signature=date(2012, 11, 1))

        assert "the record has no signature, only the accession of 2012-11-30" in found

    def test_signature_ad_referendum(self, chart: cc.Chart) -> None:
        """Printed among the consents, it is compared with the signatures on record."""
        cells = {"signature": None, "consent_mark": "r", "entry_into_force": None}

        assert [] == problems(chart, "Ireland", **cells, consent=date(2002, 2, 28))
        assert ["Ireland: signature is printed as 2002-03-01, but the record has 2002-02-28"] == problems(
            chart, "Ireland", **cells, consent=date(2002, 3, 1)
        )

    def test_signature_beside_one_ad_referendum(self) -> None:
        """A row that prints both has each compared with the record."""
        text = cc.Chart.of("budapest", "2004-06-30").to_text()
        line = next(line for line in text.split("\n") if line.startswith("Norway"))
        read = cc.parse_chart(text.replace(line, "Norway 24/11/2001 23/11/2001 r"))

        assert "Norway: signature is printed as 2001-11-24, but the record has 2001-11-23" in {
            problem.message for problem in read.problems
        }

    def test_days_of_the_treaty(self, chart: cc.Chart) -> None:
        """The line of the problem is that of the head."""
        other = attrs.evolve(chart, opened=date(2001, 11, 24), problems=())
        found = [each for each in checked(other, {"opened": 3}).problems if each.state is None]

        assert "the opening for signature is printed as 2001-11-24, but the record has 2001-11-23" in {
            each.message for each in found if each.line == 3
        }


def test_effect_after_the_calendar() -> None:
    """A consent of the calendar's last month has no entry into force that a day could name."""
    found = problems(cc.Chart.of("budapest"), "France", consent=date(9999, 12, 1), entry_into_force=date(9999, 12, 31))

    assert "France: consent is printed as 9999-12-01, but the record has 2006-01-10" in found
    assert not any("the rule gives" in each for each in found)


def test_entry_into_force_that_the_record_does_not_have() -> None:
    """A chart may know an entry into force that came after the record: that is nothing odd."""
    uncc = cc.treaty("uncc").known_at("2026-08-02")
    later = attrs.evolve(cc.Chart.of(uncc), entry_into_force=date(2027, 1, 1), totals=None, problems=())

    assert uncc.entry_into_force is None
    assert () == checked(later, {}).problems
