"""Answers that say what they rest on."""

import warnings
from datetime import date
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions import Answer
from cyberconventions._states import State
from cyberconventions.testing import treaty_of


@pytest.fixture
def made() -> cc.Treaty:
    """Return a treaty under Budapest's clauses, as known on 2020-12-31."""
    return treaty_of(
        parties={"FRA": "2006-01-10", "DEU": "2009-03-09", "JPN": "2020-11-02", "ITA": ("2008-06-05", "2008-10-01")},
        signatories=["IRL", "JPN"],
        invited={"BRA": "2019-12-11"},
        suspended={"ITA": "2015-01-01"},
        withdrawn={"DEU": "2012-01-01"},
        as_of="2020-12-31",
    )


def told(answer: object) -> str:
    """Return the reasons of a memo, on one line."""
    return str(answer).partition("Why:\n")[2].partition("\nActs")[0].replace("\n", " ")


@pytest.mark.parametrize(
    ("state", "day", "party", "status", "until", "why"),
    [
        ("FRA", "2020-12-31", "yes", "party", None, "in force for it since 2006-05-01"),
        ("FRA", "2022-01-01", "yes", "party", "2021-04-30", "denunciation since could have effect from 2021-05-01 on"),
        ("IRL", "2020-12-31", "no", "signatory", None, "no consent to be bound by then is on record"),
        ("IRL", "2021-04-30", "no", "signatory", "2021-04-30", "from 2021-05-01 on, so not yet on this day"),
        ("IRL", "2021-05-01", "unknown", "unknown", "2021-04-30", "an instrument deposited since may be in force"),
        ("BRA", "2020-01-01", "no", "invited", None, "standing invitation"),
        ("DEU", "2012-03-31", "yes", "party", None, "in force for it since 2009-07-01"),
        (
            "DEU",
            "2020-01-01",
            "no",
            "withdrawn",
            None,
            "withdrew from the treaty with effect from 2012-05-01",
        ),
        ("ITA", "2020-01-01", "no", "suspended", None, "suspended since 2015-01-01"),
        ("ITA", "2021-01-01", "unknown", "unknown", "2020-12-31", "suspended since 2015-01-01"),
        ("JPN", "2020-12-31", "no", "contracting", None, "the treaty is in force for it from 2021-03-01 on"),
        ("CHN", "2010-01-01", "no", "not participating", None, "No act of it by then is on record"),
        ("CHN", "2001-01-01", "no", "not participating", None, "opened for signature on 2001-11-23"),
        ("SCG", "2010-01-01", "no", "not participating", None, "The State ended on 2006-06-03"),
    ],
)
def test_one_answer(  # noqa: PLR0913, PLR0917 - one question and all of its answer
    made: cc.Treaty, state: str, day: str, party: str, status: str, until: str | None, why: str
) -> None:
    """Each status has its reason, and each day after the record says how long the answer is certain."""
    answer = made.explain(state, on=day)

    assert (party, status) == (answer.is_party, answer.status)
    assert until == (None if answer.certain_until is None else str(answer.certain_until))
    assert why in told(answer)
    assert f"on {day}: party {party}" in repr(answer)


@pytest.mark.no_cover  # as other tests reach the same; so for what turns an answer over
@pytest.mark.parametrize("treaty", cc.treaties())
def test_an_explanation_says_what_the_treaty_says(treaty: cc.Treaty) -> None:
    """For each State with an act, some others and some days; and never with a warning."""
    days = [date(year, 7, 1) for year in range(1990, 2031, 4)] + [treaty.as_of]
    for state in [*(each.state.id for each in treaty), "CHE", "SCG", "CHN"]:
        for day in days:
            answer = treaty.explain(state, day)
            assert treaty.possible_statuses(state, day) == answer.possible_statuses
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    party = Answer.YES if treaty.is_party(state, day) else Answer.NO
                except cc.errors.UnknownStatusError:
                    party = Answer.UNKNOWN
            memo = str(answer)
            assert party is answer.is_party
            assert all(f"  - {each}" in memo for each in (*answer.why, *answer.sources))


def test_an_answer_without_a_source_says_so() -> None:
    """As of a treaty made for a test: no heading stands above nothing."""
    memo = str(cc.testing.treaty_of(parties={"FRA": "2006-01-10"}).explain("FRA"))

    assert memo.endswith("\nSources: none")


@pytest.mark.parametrize("treaty", cc.treaties())
def test_an_answer_is_certain_as_long_as_it_says(treaty: cc.Treaty) -> None:
    """A no is one up to that day, and the day after it is not known; a yes never is a no."""
    for state in ("FRA", "CHN", "IRL", "KEN", "SCG"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            today = treaty.explain(state, on=treaty.as_of.replace(year=treaty.as_of.year + 5))
        if today.certain_until is None or today.certain_until < treaty.as_of:
            continue
        last = treaty.explain(state, on=today.certain_until)
        if today.is_party is Answer.UNKNOWN:
            assert Answer.NO is last.is_party
            after = date.fromordinal(today.certain_until.toordinal() + 1)
            assert Answer.UNKNOWN is treaty.explain(state, on=after).is_party


@pytest.mark.no_cover
@pytest.mark.parametrize("treaty", cc.treaties())
@pytest.mark.parametrize("day", ["2004-05-01", "2010-01-15", "2015-06-10", "2020-03-13", "2024-07-01"])
def test_what_the_record_knows_may_turn_an_answer_over_sooner(treaty: cc.Treaty, day: str) -> None:
    """A consent that has no effect yet, a denunciation on its way: no answer is certain past the day of its effect."""
    if date.fromisoformat(day) > treaty.as_of or (treaty.opened or treaty.as_of) > date.fromisoformat(day):
        pytest.skip("the record does not reach that day")
    edition = treaty.known_at(day)
    first = date.fromordinal(date.fromisoformat(day).toordinal() + 1)
    for each in edition:
        answer = edition.explain(each.state, on=first)
        if answer.certain_until is None or answer.certain_until < first:
            continue
        last = edition.explain(each.state, on=answer.certain_until)
        after = edition.explain(each.state, on=date.fromordinal(answer.certain_until.toordinal() + 1))
        assert answer.is_party is last.is_party, each
        assert answer.is_party is Answer.YES or answer.is_party is not after.is_party, each


def test_acts_on_their_way(made: cc.Treaty) -> None:
    """The reason names the day on which they have effect."""
    japan = made.explain("JPN", on="2021-01-15")
    assert (Answer.NO, "2021-02-28") == (japan.is_party, str(japan.certain_until))
    assert "from 2021-03-01 on, an act that it knows has effect" in told(japan)

    leaving = treaty_of(parties={"FRA": "2006-01-10"}, withdrawn={"FRA": "2020-11-20"}, as_of="2020-12-31")
    france = leaving.explain("FRA", on="2021-02-01")
    assert (Answer.YES, "2021-02-28") == (france.is_party, str(france.certain_until))
    assert not leaving.is_party("FRA", on="2021-03-01")


def test_nothing_turns_over_what_is_said_of_a_state_that_has_ended() -> None:
    """Serbia and Montenegro ended in 2006; what Serbia did later is not among its acts."""
    ended = cc.treaty("budapest").known_at("2026-04-25").explain("SCG", on="2035-01-01")

    assert (Answer.NO, date.max) == (ended.is_party, ended.certain_until)
    assert ["signature"] == [act.kind for act in ended.acts]
    assert "  - The State ended on 2006-06-03." == told(ended)
    assert "Certain for good" in str(ended)


def test_a_no_that_never_was_certain_has_no_last_day() -> None:
    """A denunciation known by the record's day has effect when another instrument may have had effect too."""
    treaty = treaty_of(
        parties={"FRA": "2006-01-10"}, withdrawn={"FRA": ("2025-12-31", "2026-06-01")}, as_of="2025-12-31"
    )

    assert "2026-04-30" == str(treaty.explain("FRA", on="2026-02-01").certain_until)
    after = treaty.explain("FRA", on="2026-06-01")
    assert (Answer.UNKNOWN, None) == (after.is_party, after.certain_until)


def test_a_day_that_is_not_known_is_told_as_the_last_one() -> None:
    """A consent of 2020: in force from some day between, and by the last of these."""
    treaty = treaty_of(parties={"CHL": "2020"}, as_of="2025-12-31")

    assert "in force for it since 2021-04-01 at the latest" in told(treaty.explain("CHL", on="2022-01-01"))


def test_a_suspension_may_end_without_an_instrument(made: cc.Treaty) -> None:
    """So the reason is another than for those outside."""
    assert "a suspension may have been lifted since" in told(made.explain("ITA", on="2021-01-01"))
    with pytest.raises(cc.errors.UnknownStatusError, match="a suspension may have been lifted since"):
        made.is_party("ITA", on="2021-01-01")


def test_the_clause_behind_an_answer(made: cc.Treaty) -> None:
    """The first group, those who consent later, those who accede and those who leave have each their own."""
    budapest = cc.treaty("budapest")
    assert ["36(3)", "36(3)", "36(4)", "37(2)"] == [
        clause.article
        for state in ("ALB", "LTU", "FRA", "AUS")
        if (clause := budapest.explain(state, on="2020-01-01").clause) is not None
    ]
    left = made.explain("DEU").clause
    assert left is not None
    assert "47" == left.article
    assert made.explain("IRL").clause is None
    assert cc.treaty("crc").explain("CZE").clause is None  # a succession waits for nothing
    protocol = cc.treaty(224).known_at("2026-04-15").explain("HUN").clause
    assert protocol is not None
    assert "16(3)" == protocol.article


@pytest.mark.parametrize(
    ("treaty", "state", "day", "why"),
    [
        ("budapest", "COL", "2019-01-01", "Not known well enough: invitation of Colombia"),
        ("malabo", "COM", "2026-01-01", "a list of 2024-07-08 was the last to show a signature alone"),
        ("malabo", "FRA", "2026-01-01", "The record is partial and has no act of it"),
        ("crc", "YUG", "1992-01-01", "Its existence is contested"),
    ],
)
def test_what_is_not_known_has_a_reason(treaty: str, state: str, day: str, why: str) -> None:
    """The act that is not known well enough, the list that ended, or the record's coverage."""
    assert why in told(cc.treaty(treaty).explain(state, on=day))


@pytest.mark.parametrize(
    ("treaty", "territory", "day", "applies", "said"),
    [
        ("budapest", "Curaçao", "2025-01-01", "yes", "Responsible: Netherlands (NLD)\nParty: yes"),
        ("budapest", "ABW", "2025-01-01", "no", "Applies: no: excluded by Netherlands"),
        ("palermo", "HKG", "2020-01-01", "yes", "Applies: yes: extended by China"),
        ("budapest", "HKG", "2020-01-01", "no", "Responsible: China (CHN)\nParty: no"),
        ("crc", "ATA", "2010-01-01", "unknown", "Responsible: none on record\nSources:"),
        ("crc", "Tokelau", "2010-01-01", "unknown", "Responsible: New Zealand (NZL)\nParty: yes"),
    ],
)
def test_a_territory(treaty: str, territory: str, day: str, applies: str, said: str) -> None:
    """Whether the treaty applies, why, who is responsible and how that State stands."""
    asked = cc.treaty(treaty)
    answer = asked.explain(territory, on=day)

    assert answer == asked.explain(cc.territory(territory), on=day)
    assert answer.application is not None
    assert applies == answer.application.answer == asked.applies_to(territory, on=day)
    assert said in str(answer)
    assert f"{cc.territory(territory).id} under {asked.reference} on {day}: applies {applies}" in repr(answer)
    assert answer.is_party is (Answer.UNKNOWN if answer.state is None else asked.explain(answer.state, on=day).is_party)
    assert set(cc.territory(territory).sources) <= set(answer.sources) or answer.application.sources


def test_a_state_made_of_a_territorys_code() -> None:
    """It is explained as the territory that it is."""
    assert cc.treaty("crc").explain("HKG", "2010-01-01") == cc.treaty("crc").explain(State("HKG"), "2010-01-01")


def test_an_explanation_is_made_of_what_it_says(made: cc.Treaty) -> None:
    """Its parts are checked."""
    answer = made.explain("FRA")
    wrong: dict[str, object] = {"state": "FRA", "on": "2020", "acts": [], "sources": ("x",), "why": [""]}
    for name, value in wrong.items():
        bad: dict[str, Any] = {name: value}
        with pytest.raises(cc.errors.InvalidTypeError):
            attrs.evolve(answer, **bad)
    assert answer == attrs.evolve(answer)
