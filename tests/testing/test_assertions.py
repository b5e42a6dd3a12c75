"""Assertions that a person can act on."""

from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions.errors import NotAStateError
from cyberconventions.testing import (
    assert_not_party,
    assert_party,
    assert_same_record,
    assert_status_at_least,
    treaty_of,
)

TREATY = treaty_of(
    parties={"FRA": "2006-01-10", "JPN": "2010-01-01"},
    signatories=["IRL"],
    suspended={"JPN": "2015-01-01"},
    unknown=["ITA"],
)


def test_party() -> None:
    """Nothing happens where the treaty is in force, or where it is not and that is expected."""
    assert_party(TREATY, "France", on="2006-05-01")
    assert_party(TREATY, "FRA")
    assert_not_party(TREATY, "FRA", on="2006-04-30")
    assert_not_party(TREATY, "DEU")


@pytest.mark.parametrize(
    ("state", "on", "words"),
    [
        ("FRA", "2006-04-30", ["it is not", "accession by France, 2006-01-10", "party: from 2006-05-01", "Art. 37(2)"]),
        ("IRL", None, ["it is not", "signature by Ireland", "not participating: before 2001-11-23"]),
        ("DEU", "2010-01-01", ["it is not", "no act on record, on whatever day"]),
        ("ITA", None, ["the record can't say", "accession by Italy"]),
    ],
)
def test_no_party(state: str, on: str | None, words: list[str]) -> None:
    """A failure has the acts, the clause and every period."""
    with pytest.raises(AssertionError) as caught:
        assert_party(TREATY, state, on)
    for word in words:
        assert word in str(caught.value)


def test_a_territory() -> None:
    """It is no State, so what holds of the one responsible for it is no answer."""
    for ask in (assert_party, assert_not_party):
        with pytest.raises(NotAStateError):
            ask(TREATY, "Curaçao", on="2007-01-01")
    with pytest.raises(NotAStateError):
        assert_status_at_least(TREATY, "Curaçao", "signatory")


def test_a_party_after_all() -> None:
    """Likewise the other way round; that the record can't say is no proof."""
    with pytest.raises(AssertionError, match=r"to be not in force for France \(FRA\) on 2007-01-01, and it is\n"):
        assert_not_party(TREATY, "FRA", on="2007-01-01")
    with pytest.raises(AssertionError, match="the record can't say"):
        assert_not_party(TREATY, "ITA")


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("FRA", "party"),
        ("FRA", cc.Status.INVITED),
        ("JPN", "contracting"),
        ("IRL", "signatory"),
        ("ITA", "not participating"),
    ],
)
def test_at_least(state: str, status: str) -> None:
    """A higher status holds the lower ones; who is suspended has consented."""
    assert_status_at_least(TREATY, state, status)


@pytest.mark.parametrize(("state", "status"), [("IRL", "contracting"), ("ITA", "signatory"), ("JPN", "party")])
def test_less(state: str, status: str) -> None:
    """A lower status that is possible fails, and is named."""
    with pytest.raises(AssertionError, match=f"expected at least {status} for"):
        assert_status_at_least(TREATY, state, status)


def test_partial_records() -> None:
    """A signatory of a partial record may have ratified since, and is at least a signatory."""
    acts = [cc.Act("FRA", "signature", "2001-11-23", seen=cc.DateWindow.on("2010-01-01"))]
    partial = treaty_of(acts=acts, coverage=cc.Coverage.PARTIAL)

    assert cc.Status.UNKNOWN is partial.status("FRA")
    assert_status_at_least(partial, "FRA", "signatory")


def test_no_step() -> None:
    """Withdrawn is no step towards being a party."""
    with pytest.raises(cc.errors.InvalidValueError, match="'withdrawn' is not a step"):
        assert_status_at_least(TREATY, "FRA", "withdrawn")


def test_same_record() -> None:
    """Equal treaties and charts pass."""
    again = treaty_of(parties={"FRA": "2006-01-10", "JPN": "2010-01-01"}, signatories=["IRL"])

    assert_same_record(again, treaty_of(parties={"FRA": "2006-01-10", "JPN": "2010-01-01"}, signatories=["IRL"]))
    assert_same_record(cc.Chart.of(again), cc.Chart.of(again))


def test_differences() -> None:
    """Each line that differs is printed: acts with what is said of them, facts, clauses."""
    budapest = cc.treaty("budapest").known_at("2020-03-13")
    first, *others = budapest.acts
    other = attrs.evolve(
        budapest,
        acts=(attrs.evolve(first, confidence=cc.Confidence.LOW, footnotes=(7, 8)), *others[1:]),
        title="Another",
    )
    with pytest.raises(AssertionError) as caught:
        assert_same_record(other, budapest)

    lines = str(caught.value).splitlines()
    assert "the record of ETS No. 185 differs from what was expected" == lines[0]
    assert {"- title: Convention on Cybercrime", "+ title: Another"} <= set(lines)
    assert sum(line.startswith("+ ALB signature") and "low" in line and "7 8" in line for line in lines) == 1
    assert any(line.startswith("- ALB consent 2002-06-20 effective=2004-07-01") for line in lines)
    with pytest.raises(AssertionError, match=r"- rules\.consents_needed: 5\n"):
        assert_same_record(treaty_of(rules="crc", as_of="2026-01-01"), treaty_of(as_of="2026-01-01"))


def test_long_differences_end() -> None:
    """A message stays readable."""
    chart = cc.Chart.of("crc", on="2000-01-01")
    with pytest.raises(AssertionError, match=r"\n… and \d+ lines more$") as caught:
        assert_same_record(attrs.evolve(chart, rows=()), chart)
    assert 62 == len(str(caught.value).splitlines())


@pytest.mark.parametrize("pair", [(TREATY, cc.Chart.of(TREATY)), (1, TREATY), (TREATY, None)])
def test_wrong_records(pair: tuple[Any, Any]) -> None:
    """They are two treaties or two charts."""
    with pytest.raises(cc.errors.InvalidTypeError):
        assert_same_record(*pair)
    with pytest.raises(cc.errors.InvalidTypeError):
        assert_party(pair[1] if pair[0] is TREATY else pair[0], "FRA")
