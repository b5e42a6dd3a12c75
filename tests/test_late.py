"""Days after a record's own: what is presumed to go on, and what an act since may have changed."""

import warnings
from datetime import date

import attrs
import pytest

import cyberconventions as cc
from cyberconventions import Status
from cyberconventions._edition import Details
from cyberconventions._history import CONTRACTING, PARTY, SUSPENDED, history_of
from cyberconventions._late import certain_until, first_effect, first_end, with_late_days
from cyberconventions.testing import treaty_of
from tests.conftest import EqualToNothing


@pytest.fixture
def made() -> cc.Treaty:
    """Return a treaty under Budapest's clauses: a deposit of 2021-01-01 has effect on 2021-05-01."""
    return treaty_of(
        parties={"FRA": "2006-01-10", "DEU": "2009-03-09", "JPN": "2020-11-02"},
        signatories=["IRL", "JPN"],
        invited={"BRA": "2019-12-11"},
        suspended={"FRA": "2015-01-01"},
        withdrawn={"DEU": "2012-01-01"},
        as_of="2020-12-31",
    )


def without_clauses(treaty: cc.Treaty) -> cc.Treaty:
    """Return a treaty whose clauses on entry into force and denunciation have not been seen."""
    return ruled(treaty, attrs.evolve(treaty.rules, clauses=(), not_seen=("first", "later", "denunciation")))


def ruled(treaty: cc.Treaty, rules: cc.rules.Rules) -> cc.Treaty:
    return attrs.evolve(treaty, details=lambda: Details(rules, treaty.footnotes))


class TestOneState:
    """What is asked about one State."""

    @pytest.mark.parametrize(
        ("state", "day", "expected"),
        [
            ("IRL", "2021-04-30", {Status.SIGNATORY}),
            ("IRL", "2021-05-01", {Status.SIGNATORY, Status.CONTRACTING, Status.PARTY}),
            ("BRA", "2021-05-01", {Status.INVITED, Status.SIGNATORY, Status.CONTRACTING, Status.PARTY}),
            (
                "BRA",
                "2025-01-01",
                {Status.NOT_PARTICIPATING, Status.INVITED, Status.SIGNATORY, Status.CONTRACTING, Status.PARTY},
            ),
            ("CHN", "2021-04-30", {Status.NOT_PARTICIPATING}),
            (
                "CHN",
                "2021-05-01",
                {Status.NOT_PARTICIPATING, Status.INVITED, Status.SIGNATORY, Status.CONTRACTING, Status.PARTY},
            ),
            ("DEU", "2021-04-30", {Status.WITHDRAWN}),
            ("DEU", "2021-05-01", {Status.WITHDRAWN, Status.CONTRACTING, Status.PARTY}),
            ("FRA", "2020-12-31", {Status.SUSPENDED}),
            ("FRA", "2021-01-01", {Status.SUSPENDED, Status.PARTY}),  # it may end without an instrument
            ("JPN", "2021-02-28", {Status.CONTRACTING}),
            ("JPN", "2035-01-01", {Status.PARTY}),
            ("SCG", "2035-01-01", {Status.NOT_PARTICIPATING}),  # ended in 2006
        ],
    )
    def test_status(self, made: cc.Treaty, state: str, day: str, expected: set[Status]) -> None:
        """Whatever a deposit of the day after the record may have brought about is possible from its effect on."""
        assert expected == set(made.possible_statuses(state, on=day))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert (expected.pop() if len(expected) == 1 else Status.UNKNOWN) is made.status(state, on=day)

    def test_a_no_is_certain_at_first_and_a_yes_is_presumed(self, made: cc.Treaty) -> None:
        """No warning comes with the one, and one with the other."""
        assert not made.is_party("IRL", on="2021-04-30")
        assert not made["IRL"].is_party(on=date(2021, 4, 30))
        with pytest.warns(cc.CoverageWarning, match="2021-04-01.*2020-12-31") as told:
            assert made.is_party("JPN", on="2021-04-01")
        assert 1 == len(told)

    def test_known_acts_alone(self, made: cc.Treaty) -> None:
        """`late="known"` gives what a table of the known acts would, and warns of nothing."""
        assert not made.is_party("IRL", on="2035-01-01", late="known")
        assert made.is_party("JPN", on=date(2035, 1, 1), late="known")
        assert Status.SIGNATORY is made["IRL"].status(on="2035-01-01", late="known")
        assert not made["IRL"].is_party(on="2035-01-01", late="known")
        assert Status.NOT_PARTICIPATING is made.status("BRA", on="2025-01-01", late="known")

    def test_nothing_else_is_a_word_for_late(self, made: cc.Treaty) -> None:
        """Whether the answer was prepared or not, and in a list."""
        day = date(2010, 1, 1)
        assert made.is_party("FRA", on=day)
        for late in ("", "Known", "null", None, True):
            with pytest.raises((cc.errors.InvalidValueError, cc.errors.InvalidTypeError), match="'unknown' or 'known'"):
                made.is_party("FRA", on=day, late=late)  # type: ignore[arg-type]
            with pytest.raises((cc.errors.InvalidValueError, cc.errors.InvalidTypeError)):
                made.parties(late=late)  # type: ignore[arg-type]
        with pytest.raises(cc.errors.InvalidTypeError, match="'unknown' or 'known'"):
            made.is_party("FRA", on=day, late=EqualToNothing())  # type: ignore[arg-type]

    def test_a_consent_may_become_effective_by_the_deposits_of_others(self) -> None:
        """CETS 224: four of the five consents it needs; a fifth of 2026-04-16 would bring it into force."""
        protocol = cc.treaty(224).known_at("2026-04-15")
        with pytest.warns(cc.CoverageWarning):
            assert Status.CONTRACTING is protocol.status("HUN", on="2026-07-31")
        assert not protocol.is_party("HUN", on="2026-07-31")
        with pytest.raises(cc.errors.UnknownStatusError):
            protocol.is_party("HUN", on="2026-08-01")

    def test_without_a_clause_a_no_does_not_outlast_the_record(self, made: cc.Treaty) -> None:
        """It may take effect at once, as far as is known."""
        bare = without_clauses(made)
        assert date(2021, 1, 1) == first_effect(bare) == first_end(bare)
        with pytest.raises(cc.errors.UnknownStatusError):
            bare.is_party("IRL", on="2021-01-01")

    def test_the_calendar_may_end_before(self, made: cc.Treaty) -> None:
        """Then no deposit has effect on any day."""
        last = attrs.evolve(made, as_of=date(9999, 12, 1))
        assert date.max == first_effect(last) == first_end(last)
        assert not last.is_party("IRL", on=date(9999, 12, 30))
        ireland = history_of(made, "IRL")
        assert ireland == with_late_days(attrs.evolve(made, as_of=date.max), "IRL", ireland)


class TestHowLong:
    """The last day on which an answer is certain."""

    @pytest.mark.parametrize(
        ("known", "state", "day", "expected"),
        [
            ("2015-06-10", "LKA", "2015-06-10", None),  # the record's own day
            ("2015-06-10", "LKA", "2015-06-11", "2015-08-31"),  # it had deposited, and is bound from 2015-09-01
            ("2015-06-10", "LKA", "2015-09-15", "2015-09-30"),  # then a notice of 2015-06-11 may have had effect
            ("2015-06-10", "IRL", "2015-06-11", "2015-09-30"),
            ("2015-06-10", "IRL", "2016-01-01", "2015-09-30"),
            ("2015-06-10", "FRA", "2016-01-01", "2015-09-30"),
            ("2006-06-02", "SCG", "2010-01-01", "9999-12-31"),  # on the next day it was no State that could deposit
        ],
    )
    def test_a_state_of_the_budapest_convention(self, known: str, state: str, day: str, expected: str | None) -> None:
        """By what it had done by the record's day, or may have done since."""
        record = cc.treaty("budapest").known_at(known)
        until = certain_until(record, state, history_of(record, state), date.fromisoformat(day))

        assert expected == (None if until is None else str(until))

    def test_a_consent_that_waits_for_another(self) -> None:
        """A fifth deposit under CETS 224 brings it into force for Hungary too, three months later."""
        protocol = cc.treaty(224).known_at("2026-04-15")
        until = certain_until(protocol, "HUN", history_of(protocol, "HUN"), date(2026, 5, 1))
        assert "2026-07-31" == str(until)

    def test_a_day_of_effect_that_is_known_stays(self) -> None:
        """No deposit of another State brings it forward once the treaty is in force."""
        record = treaty_of(parties={"FRA": "2006-01-10", "DEU": ("2020-12-01", "2022-01-01")}, as_of="2021-12-31")
        record = attrs.evolve(record, as_of=date(2020, 12, 31))
        late = with_late_days(record, "DEU", history_of(record, "DEU"))
        assert [CONTRACTING, CONTRACTING, PARTY] == [
            late.at(date.fromisoformat(day)) for day in ("2020-12-31", "2021-12-31", "2022-01-01")
        ]

    def test_a_suspension(self, made: cc.Treaty) -> None:
        """It may have ended on the day after the record's, and not on that day."""
        late = with_late_days(made, "FRA", history_of(made, "FRA"))
        assert [SUSPENDED, SUSPENDED | PARTY] == [late.at(date(2020, 12, 31)), late.at(date(2021, 1, 1))]
        until = certain_until(made, "FRA", history_of(made, "FRA"), date(2021, 2, 1))
        assert "2020-12-31" == str(until)

    def test_either_way_of_consent_may_be_the_quicker(self, made: cc.Treaty) -> None:
        """Where an accession takes six months and a ratification three, or the other way round."""
        quick = dict(made.rules.clauses)["later"]
        slow = attrs.evolve(quick, months=6)
        for later, accession in ((quick, slow), (slow, quick)):
            clauses = {**dict(made.rules.clauses), "later": later, "accession": accession}
            assert date(2021, 5, 1) == first_effect(ruled(made, attrs.evolve(made.rules, clauses=(*clauses.items(),))))


class TestLists:
    """What is asked about all States."""

    pytestmark = pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")

    def test_parties(self, made: cc.Treaty) -> None:
        """None may have been added until a deposit may have effect."""
        before, after = made.parties(on="2021-04-30"), made.parties(on="2021-05-01")
        assert ("JPN",) == tuple(each.id for each in before) == tuple(each.id for each in after)
        assert not before.more_possible
        assert after.more_possible
        assert {"FRA"} == {each.id for each in before.undecided}
        assert {"BRA", "DEU", "FRA", "IRL"} == {each.id for each in after.undecided}

    def test_what_has_effect_at_once_is_unknown_at_once(self, made: cc.Treaty) -> None:
        """A signature, a deposit and an invitation of the day after the record's."""
        contracting, signatories = made.contracting_states(on="2021-01-01"), made.signatories(on="2021-01-01")
        invited, signed = made.invited(on="2021-01-01"), made.signed(on="2021-01-01")

        assert all(each.more_possible for each in (contracting, signatories, invited, signed))
        assert {"FRA", "JPN"} == {each.id for each in contracting}
        assert {"BRA", "DEU", "IRL"} == {each.id for each in contracting.undecided}
        assert ["IRL"] == [each.id for each in signatories]
        assert ["BRA"] == [each.id for each in signatories.undecided]
        assert (["BRA"], []) == ([each.id for each in invited], [each.id for each in invited.undecided])
        with pytest.raises(cc.errors.UnknownStatusError):
            _ = cc.state("CHN") in invited
        assert cc.state("IRL") in signed
        assert cc.state("JPN") in signed
        with pytest.raises(cc.errors.UnknownStatusError):
            _ = cc.state("BRA") in signed

    def test_known_acts_alone(self, made: cc.Treaty) -> None:
        """As the lists of the record's day, but for what the clauses bring about."""
        assert not made.parties(on="2035-01-01", late="known").at_least
        assert ["IRL"] == [each.id for each in made.signatories(on="2035-01-01", late="known")]
        assert not made.signed(on="2035-01-01", late="known").at_least
        assert (2, 1) == (made.totals(on="2021-05-01", late="known").consents, made.totals().signatures_only)
        assert not made.unknown(on="2035-01-01", late="known")

    def test_totals_and_unknown(self, made: cc.Treaty) -> None:
        """Who may have become a party counts nowhere."""
        assert cc.Totals(2, 0, at_least=True) == made.totals(on="2021-05-01")
        assert {"BRA", "DEU", "FRA", "IRL"} == {each.id for each in made.unknown(on="2021-05-01")}

    def test_treaties(self) -> None:
        """Those in force for a State on a late day, and those that may be."""
        found = cc.treaties(party="IRL", on="2035-01-01")
        assert {"crc", "untoc"} <= {each.id for each in found}
        assert "ets185" in {each.id for each in found.undecided}
        assert "ets185" not in {each.id for each in cc.treaties(party="IRL", on="2035-01-01", late="known").undecided}


@pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
class TestFormerStates:
    """A State that has ended does nothing more, whether it ended before the record's day or after it."""

    @pytest.mark.parametrize("known", ["1990-06-01", "1991-06-01", "2016-10-25"])
    @pytest.mark.parametrize("day", ["1990-08-01", "1993-01-01", "2030-01-01"])
    def test_lists(self, known: str, day: str) -> None:
        """They can be asked for, and have no State that is no more; to sign is all that it may have done."""
        crc, on = cc.treaty("crc").known_at(known), date.fromisoformat(day)
        for found in (crc.parties(on), crc.contracting_states(on), crc.signatories(on), crc.invited(on)):
            assert not [each for each in (*found, *found.undecided) if each.had_ended(on)]
        assert not [each for each in crc.signed(on).undecided if each.had_ended(on)]

    def test_who_ends_after_the_record(self) -> None:
        """It is nothing from then on, and until then what it may have become: no list leaves that out."""
        crc = cc.treaty("crc").known_at("1991-06-01")
        assert [Status.PARTY, Status.NOT_PARTICIPATING] == [
            crc.status("CSK", on=day) for day in ("1992-12-31", "1993-01-01")
        ]
        assert cc.state("CSK") not in crc.parties("1993-01-01")
        before = cc.treaty("crc").known_at("1990-06-01")
        with pytest.raises(cc.errors.UnknownStatusError):
            _ = cc.state("CSK") in before.contracting_states("1990-08-01")
        late = with_late_days(before, "CSK", history_of(before, "CSK"))
        assert 1 == late.at(date(1993, 1, 1))

    def test_a_name_that_passed_on(self) -> None:
        """Who asks about Yugoslavia may mean the State that bore its name, until that ended too."""
        crc = cc.treaty("crc").known_at("1991-06-01")
        assert Status.UNKNOWN is crc.status("YUG", on="2006-06-02")
        assert Status.NOT_PARTICIPATING is crc.status("YUG", on="2006-06-03")
