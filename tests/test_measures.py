"""What one State asks of another, and the clauses that speak of it."""

from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions._measures import ClauseKind, CooperationClause, Measure, bases, clauses
from cyberconventions._treaty_ids import treaty_ids


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("preservation", Measure.PRESERVATION),
        ("Freeze", Measure.PRESERVATION),
        ("expedited preservation", Measure.PRESERVATION),
        ("Art. 29", Measure.PRESERVATION),
        ("29", Measure.PRESERVATION),
        ("article 31", Measure.STORED_DATA),
        ("MLA", Measure.MUTUAL_ASSISTANCE),
        ("24/7", Measure.POINT_OF_CONTACT),
        ("real-time traffic data", Measure.REAL_TIME_TRAFFIC_DATA),
        ("real time traffic data", Measure.REAL_TIME_TRAFFIC_DATA),
        (Measure.EXTRADITION, Measure.EXTRADITION),
    ],
)
def test_words_for_measures(word: str, expected: Measure) -> None:
    """Names, what people call them, and articles of the Budapest Convention."""
    assert expected is cc.measure(word)


def test_unknown_measures() -> None:
    """The message has the nearest, or the list; and it is short whatever was asked."""
    with pytest.raises(cc.errors.UnknownMeasureError, match="did you mean 'preservation'"):
        cc.measure("preservaton")
    with pytest.raises(cc.errors.UnknownMeasureError, match="law enforcement cooperation") as caught:
        cc.measure("ranking" * 100)
    assert len(str(caught.value)) <= 500
    wrong: Any = 29
    with pytest.raises(cc.errors.InvalidTypeError):
        cc.measure(wrong)


BASES = {
    Measure.EXTRADITION: {"ets185": ["24"], "cets201": ["38(3)"], "untoc": ["16"], "opsc": ["5"], "uncc": ["37"]},
    Measure.MUTUAL_ASSISTANCE: {"ets185": ["25"], "cets201": ["38(3)"], "untoc": ["18"], "opsc": ["6"], "uncc": ["40"]},
    Measure.URGENT_ASSISTANCE: {"ets185": ["25"], "cets224": ["10"], "untoc": ["18"], "uncc": ["40"]},
    Measure.PRESERVATION: {"ets185": ["29"], "uncc": ["42"]},
    Measure.TRAFFIC_DATA_DISCLOSURE: {"ets185": ["30"], "cets224": ["8"], "uncc": ["43"]},
    Measure.STORED_DATA: {"ets185": ["31"], "cets224": ["9"], "untoc": ["18(3)"], "opsc": ["6"], "uncc": ["44"]},
    Measure.SUBSCRIBER_INFORMATION: {"ets185": ["31"], "cets224": ["7", "8"], "untoc": ["18(3)"], "uncc": ["44"]},
    Measure.INTERCEPTION: {"ets185": ["34"], "uncc": ["46"]},  # UNTOC 20 encourages only
    Measure.POINT_OF_CONTACT: {"ets185": ["35"], "uncc": ["41"]},
    Measure.TRANSBORDER_ACCESS: {"ets185": ["32"]},
    Measure.JOINT_INVESTIGATION: {},
    Measure.TRANSFER_OF_PROCEEDINGS: {},
}


@pytest.mark.parametrize("asked", BASES, ids=str)
def test_which_clauses_a_request_can_rest_on(asked: Measure) -> None:
    """By treaty: encouragement, procedure and scope are none."""
    found = {id_: [each.article for each in bases(id_, asked)] for id_ in treaty_ids() if bases(id_, asked)}

    assert BASES[asked] == found


def test_malabo_and_the_crc_are_never_a_basis() -> None:
    """Art. 28 of Malabo asks for agreements only; the CRC has no clause."""
    assert {(), ()} == {bases(id_, each) for id_ in ("malabo", "crc") for each in Measure}
    assert ["the reason"] == ["the reason" for each in clauses("crc") if each.kind is ClauseKind.NONE]


def test_what_each_kind_of_clause_is() -> None:
    """The table of the module: nine kinds are no basis, and a basis says what it depends on."""
    assert {
        ClauseKind.SELF_STANDING,
        ClauseKind.OPTIONAL,
        ClauseKind.CONDITIONAL,
        ClauseKind.REFERRAL,
        ClauseKind.UNILATERAL,
        ClauseKind.DERIVED,
    } == {each for each in ClauseKind if each.is_basis}
    assert "no request is needed" == ClauseKind.UNILATERAL.condition
    assert "" == ClauseKind.SELF_STANDING.condition


def test_a_clause_as_text() -> None:
    """With its article, or without where the treaty has none."""
    assert str(clauses("ets185", Measure.PRESERVATION)[0]).startswith("Art. 29, basis (self-standing): One Party asks")
    assert str(clauses("crc")[0]).startswith("No clause on extradition")
    assert "<CooperationClause crc no article, any measure: none>" == repr(clauses("crc")[0])
    assert clauses("uncc")[0].sources[0].id == "un-uncc-text"


def test_a_clause_of_wrong_parts() -> None:
    """Types are checked."""
    wrong: Any = "basis"
    with pytest.raises(cc.errors.InvalidTypeError):
        CooperationClause("ets185", None, (), "2", wrong, "")
    with pytest.raises(cc.errors.InvalidTypeError):
        CooperationClause("ets185", None, (), "2", ClauseKind.SCOPE, "", source_ids=wrong)
