"""The contradictions of a chart and the record."""

from datetime import date

import attrs

import cyberconventions as cc
from cyberconventions.charts import Conflict


def test_conflict_is_a_value() -> None:
    """Two conflicts are equal by State and days, not by where they stand."""
    one = Conflict(cc.state("FRA"), "consent", date(2006, 1, 10), date(2006, 1, 11), line=46)

    assert one == attrs.evolve(one, line=None, name="France")
    assert str(one).startswith("line 46: France, consent: ")
