from datetime import date
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions.errors import InvalidTypeError, NotParticipatingError, UnknownEventError, UnknownStateError
from cyberconventions.un import (
    Ballot,
    Basis,
    Resolution,
    Stage,
    Tally,
    TallyCheck,
    Vote,
    body,
    resolution,
    resolutions,
)


@pytest.fixture(name="ahc")
def _ahc() -> Resolution:
    """The resolution that set up the Ad Hoc Committee."""
    return resolution("74/247")


class TestPlenaryVote:
    def test_tally_equals_the_roll_call(self, ahc: Resolution) -> None:
        """The published 79-60-33 is what the roll call adds up to."""
        plenary = ahc.stage("plenary")

        assert Tally(79, 60, 33) == plenary.tally == plenary.known == ahc.tally
        assert TallyCheck.MATCHES is plenary.check

    def test_every_member_is_accounted_for(self, ahc: Resolution) -> None:
        """79 yes, 60 no, 33 abstentions and 21 absences make the 193 Members."""
        plenary = ahc.stage("plenary")

        assert [len(plenary.states(vote)) for vote in (Vote.YES, Vote.NO, Vote.ABSTAIN, Vote.ABSENT)] == [
            79,
            60,
            33,
            21,
        ]
        assert len({ballot.state for ballot in plenary.ballots}) == 193

    def test_absences_are_derived_and_say_so(self, ahc: Resolution) -> None:
        """Only a missing vote makes a Member absent, so every absence is derived and nothing else is."""
        derived = {ballot.state for ballot in ahc.stage("plenary").ballots if ballot.basis is Basis.DERIVED}

        assert set(ahc.stage("plenary").states(Vote.ABSENT)) == derived

    @pytest.mark.parametrize(
        ("state", "vote"),
        [("India", Vote.YES), ("RUS", Vote.YES), ("us", Vote.NO), ("Brazil", Vote.ABSTAIN), ("AFG", Vote.ABSENT)],
    )
    def test_vote_of_a_state(self, ahc: Resolution, state: str, vote: Vote) -> None:
        """A State's vote is found by any of its names."""

        assert vote is ahc.vote(state)

    def test_a_non_member_has_no_vote(self, ahc: Resolution) -> None:
        """The roll call is complete, so what is not in it had no vote to cast."""
        with pytest.raises(NotParticipatingError, match=r"European Union.*193 Members"):
            ahc.vote("EUE")

        with pytest.raises(NotParticipatingError):
            ahc.vote("EUE", stage="third committee")

    def test_adoption_day(self, ahc: Resolution) -> None:
        """The plenary adopted it on 27 December 2019."""

        assert date(2019, 12, 27) == ahc.adopted


class TestCommitteeVote:
    def test_roll_call_is_incomplete(self, ahc: Resolution) -> None:
        """Of 88-58-34 only 33 votes against, and one in favour, are known by State."""
        committee = ahc.stage("third_committee")

        assert committee.tally == (88, 58, 34)
        assert committee.known == (1, 33, 0)
        assert TallyCheck.INCOMPLETE is committee.check
        assert (date(2019, 11, 18), "A/C.3/74/L.11/Rev.1") == (committee.date, committee.document)

    def test_no_vote_there_is_verified(self, ahc: Resolution) -> None:
        """What is known comes from statements, not from a record of the meeting."""

        assert not any(ballot.verified for ballot in ahc.stage("third committee").ballots)

    def test_india_in_favour_as_a_page_states(self, ahc: Resolution) -> None:
        """India's vote rests on one web page and is marked so."""
        india = ahc.ballot("India", stage="Third Committee")

        assert india is not None
        assert (india.vote, india.basis, india.confidence) == (Vote.YES, Basis.NAMED, cc.Confidence.LOW)
        assert india.source_ids == ("un-seed-page",)
        assert Vote.YES is ahc.vote("India", stage="third committee")

    def test_members_of_a_bloc_are_not_named(self, ahc: Resolution) -> None:
        """27 members of the European Union are known only as a bloc, six States by name."""
        against = [each for each in ahc.stage("third committee").ballots if each.vote is Vote.NO]

        assert (
            sum(each.basis is Basis.BLOC for each in against),
            sum(each.basis is Basis.NAMED for each in against),
        ) == (27, 6)

    def test_a_vote_not_on_record_is_unknown(self, ahc: Resolution) -> None:
        """China's vote in the Committee is not on record."""

        assert Vote.UNKNOWN is ahc.vote("CHN", stage="third committee")
        assert ahc.ballot("CHN", stage="third committee") is None

    def test_a_full_count_of_statements_is_not_a_roll_call(self, ahc: Resolution) -> None:
        """Votes that add up but rest on statements do not make the roll call complete."""
        committee = attrs.evolve(ahc.stage("third committee"), tally=Tally(1, 33, 0))

        assert TallyCheck.INCOMPLETE is committee.check

    def test_more_votes_than_the_tally_contradict_it(self, ahc: Resolution) -> None:
        """33 known votes against do not fit a tally of 32."""
        committee = attrs.evolve(ahc.stage("third committee"), tally=Tally(88, 32, 34))

        assert TallyCheck.CONTRADICTS is committee.check


class TestForerunner:
    def test_both_tallies(self) -> None:
        """Resolution 73/187: 88-55-29 in the Committee, 94-59-33 in plenary."""
        stages = resolution("73/187").stages

        assert [("third committee", date(2018, 11, 14), "88-55-29"), ("plenary", date(2018, 12, 17), "94-59-33")] == [
            (each.name, each.date, str(each.tally)) for each in stages
        ]

    def test_votes_by_state_are_unknown(self) -> None:
        """Its roll call is not part of the dataset."""

        assert Vote.UNKNOWN is resolution("73/187").vote("India")
        assert TallyCheck.INCOMPLETE is resolution("73/187").stage().check


class TestResolution:
    @pytest.mark.parametrize(
        "ref",
        [
            "74/247",
            "A/RES/74/247",
            "a/res/74/247",
            "res 74/247",
            "Res. 74/247",
            "resolution 74/247",
            "GA resolution 74/247",
            "General Assembly resolution no. 74/247",
            "UNGA 74/247",
            "UNGA resolution 74/247",
            "UN resolution 74/247",
            "UN Res. 74/247",
            "United Nations General Assembly 74/247",
        ],
    )
    def test_every_way_to_write_it(self, ref: str, ahc: Resolution) -> None:
        """Number, symbol and words mean the same resolution."""

        assert resolution(ref) is resolution(ahc) is ahc

    @pytest.mark.parametrize(
        ("ref", "symbol"),
        [
            ("decision 74/567", "Decision 74/567"),
            ("E/RES/2010/18", "E/RES/2010/18"),
            ("ECOSOC resolution 2010/18", "E/RES/2010/18"),
            ("CCPCJ res. 26/4", "CCPCJ resolution 26/4"),
            ("CCPCJ 26/4", "CCPCJ resolution 26/4"),
            ("UNGA decision 74/567", "Decision 74/567"),
            ("UN decision 75/555", "Decision 75/555"),
        ],
    )
    def test_decisions_and_other_bodies(self, ref: str, symbol: str) -> None:
        """Decisions, and resolutions of ECOSOC and the CCPCJ, are found too."""

        assert symbol == resolution(ref).symbol

    @pytest.mark.parametrize(
        "ref",
        [
            "74/248",
            "",
            "A/RES/26/4",
            "Security Council resolution 74/247",
            "74",
            # Another body's series has this number.
            "UN resolution 26/4",
            "UNGA 26/4",
            "CCPCJ 74/247",
            # It is a decision.
            "UN resolution 74/567",
        ],
    )
    def test_unknown_resolution(self, ref: str) -> None:
        """What is not on record, or is in another body's series, is an error that lists what is."""
        with pytest.raises(UnknownEventError, match=r"on record: .*A/RES/74/247") as caught:
            resolution(ref)

        assert isinstance(caught.value, LookupError)
        assert isinstance(caught.value, cc.CyberConventionsError)

    def test_near_spelling_is_suggested(self) -> None:
        """A misprint brings up the right symbol."""
        with pytest.raises(UnknownEventError, match="did you mean 'A/RES/74/247'"):
            resolution("A/RES/74/274")

    def test_not_text(self) -> None:
        """A number alone does not name a resolution."""
        bad: Any = 74

        with pytest.raises(InvalidTypeError, match="expected a resolution's number"):
            resolution(bad)

    def test_stage_by_body(self, ahc: Resolution) -> None:
        """A stage is found by its name, its body's name, its body, or itself."""
        committee = ahc.stages[0]

        assert (
            committee is ahc.stage(committee) is ahc.stage(body("third-committee")) is ahc.stage("GA Third Committee")
        )

    def test_unknown_stage(self, ahc: Resolution) -> None:
        """A resolution lists the stages it has."""
        bad: Any = 3

        with pytest.raises(UnknownEventError, match="it has third committee, plenary"):
            ahc.stage("first committee")
        with pytest.raises(UnknownEventError):
            resolution("65/230").vote("India", stage="third committee")
        with pytest.raises(InvalidTypeError, match="expected a stage's name"):
            ahc.stage(bad)

    def test_unknown_state(self, ahc: Resolution) -> None:
        """A State that does not exist is not an unknown vote."""
        with pytest.raises(UnknownStateError):
            ahc.vote("Atlantis")

    def test_without_a_tally(self) -> None:
        """The convention's adoption has no tally on record."""
        adoption = resolution("79/243")

        assert adoption.tally is None
        assert TallyCheck.NO_TALLY is adoption.stage().check
        assert repr(adoption.stage()) == "<Stage plenary 2024-12-24: no tally on record>"
        assert repr(adoption) == "<Resolution A/RES/79/243: plenary 2024-12-24>"

    def test_day_not_known(self) -> None:
        """Decision 78/549 was taken between the two concluding sessions."""
        when = resolution("78/549").stage().when

        assert (date(2024, 2, 9), date(2024, 7, 29)) == (when.earliest, when.latest)
        assert resolution("78/549").adopted is None

    def test_sponsors(self, ahc: Resolution) -> None:
        """Eight States issued the draft; India is on record for the revised one."""

        assert {"BLR", "KHM", "CHN", "PRK", "MMR", "NIC", "RUS", "VEN"} == {
            each.id for each in ahc.sponsors("A/C.3/74/L.11")
        }
        assert len(ahc.sponsors()) == 9
        assert repr(ahc.sponsorships[-1]) == "<Sponsorship IND of A/C.3/74/L.11/Rev.1>"

    def test_in_the_order_of_adoption(self) -> None:
        """From the Economic and Social Council in 2010 to the convention in 2024."""
        days = [each.stage().when.earliest for each in resolutions()]
        until_2024 = [each.symbol for each in resolutions() if str(each.stage().when.earliest) <= "2024-12-31"]

        assert sorted(days, key=str) == days
        assert ("E/RES/2010/18", "A/RES/79/243") == (until_2024[0], until_2024[-1])


class TestSources:
    @pytest.mark.parametrize(
        "value",
        [resolution("74/247"), *resolution("74/247").stages, resolution("74/247").stages[1].ballots[0]],
        ids=lambda value: type(value).__name__,
    )
    def test_resolve(self, value: Resolution | Stage | Ballot) -> None:
        """Every source id has a document."""

        assert value.sources

    def test_every_row_has_one_on_record(self) -> None:
        """Every source id of a vote, a stage or a sponsorship is on record."""
        stages = [stage for each in resolutions() for stage in each.stages]

        assert all(stage.sources for stage in stages)
        assert all(ballot.sources for stage in stages for ballot in stage.ballots)
        assert all(sponsorship.sources for each in resolutions() for sponsorship in each.sponsorships)


def test_ballot_in_words() -> None:
    """A ballot says how it is known."""

    assert repr(resolution("74/247").ballot("IND")) == "<Ballot IND yes, roll call>"
