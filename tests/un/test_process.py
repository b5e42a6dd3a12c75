import copy
import pickle
from datetime import date
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._dataset import Dataset, current
from cyberconventions._process import (
    Ballot,
    Basis,
    Body,
    Event,
    EventKind,
    Programme,
    Resolution,
    Stage,
    Statement,
    Tally,
    TallyCheck,
    Vote,
    bodies,
    body,
    event_kind,
    events,
    programme,
    programmes,
    resolution,
    resolutions,
)
from cyberconventions.errors import UnknownEventError


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
        with pytest.raises(cc.NotParticipatingError, match=r"European Union.*193 Members"):
            ahc.vote("EUE")

        with pytest.raises(cc.NotParticipatingError):
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
        """Statements, not a record of the meeting, tell what is known."""

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

    def test_unknown_vote_is_said_to_be_unknown(self, ahc: Resolution) -> None:
        """China's vote in the Committee is not on record."""

        assert Vote.UNKNOWN is ahc.vote("CHN", stage="third committee")
        assert ahc.ballot("CHN", stage="third committee") is None

    def test_a_full_count_of_statements_is_no_roll_call(self, ahc: Resolution) -> None:
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

    def test_no_text(self) -> None:
        """A number alone does not name a resolution."""
        bad: Any = 74

        with pytest.raises(cc.InvalidTypeError, match="expected a resolution's number"):
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
        with pytest.raises(cc.InvalidTypeError, match="expected a stage's name"):
            ahc.stage(bad)

    def test_unknown_state(self, ahc: Resolution) -> None:
        """A State that does not exist is not an unknown vote."""
        with pytest.raises(cc.UnknownStateError):
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

        assert sorted(days, key=str) == days
        assert (resolutions()[0].symbol, resolutions()[-1].symbol) == ("E/RES/2010/18", "A/RES/79/243")


class TestEvents:
    def test_forty_four(self) -> None:
        """From the Bangkok congress to the ceremony in Hanoi."""
        found = events(until="2025-10-26")

        assert len(found) == 44
        assert (found[0].place, found[-1].place) == ("Bangkok", "Hanoi")

    def test_in_the_order_of_days(self) -> None:
        """An event of which only the year is known stands at its beginning."""
        days = [each.earliest for each in events()]

        assert sorted(days, key=str) == days

    def test_seven_sessions_of_the_expert_group(self) -> None:
        """The page tells of three; there were seven."""
        sessions = events(body="IEG on cybercrime", kind="meeting")

        assert [str(each.date) for each in sessions] == [
            "2011-01-17",
            "2013-02-25",
            "2017-04-10",
            "2018-04-03",
            "2019-03-27",
            "2020-07-27",
            "2021-04-06",
        ]

    def test_by_kind(self) -> None:
        """The Committee's two votes are two events."""

        assert [str(each.when) for each in events(kind=EventKind.VOTE)] == ["2018-11-14", "2019-11-18"]

    def test_a_committee_is_a_body_of_its_own(self) -> None:
        """What the Third Committee did is not what the General Assembly did."""
        assembly = events(body=body("General Assembly"))

        assert body("third-committee") not in {each.body for each in assembly}
        assert body("third-committee").parent == body("GA").id

    def test_period_includes_both_ends(self) -> None:
        """A session belongs to every day from its first to its last."""
        first_session = events(since="2022-03-11", until="2022-03-11")

        assert [each.title for each in first_session] == ["Ad Hoc Committee, first session"]
        assert first_session == events(since=date(2022, 2, 28), until=date(2022, 2, 28))

    def test_what_may_have_happened_in_a_period_is_in_it(self) -> None:
        """Decision 78/549 has no known day, and may be of March 2024."""

        assert [each.symbol for each in events(since="2024-03-01", until="2024-03-31")] == ["Decision 78/549"]

    def test_an_unknown_day_lies_in_every_period(self) -> None:
        """Nothing rules it out."""
        some_day = attrs.evolve(events()[0], when=cc.DateWindow.parse(""), end=None)

        assert some_day.within(date(2000, 1, 1), date(2000, 1, 2))
        assert some_day.days == "unknown day"

    def test_nothing_before_the_first(self) -> None:
        """The record begins in 2005."""

        assert events(until="2005-04-17") == ()

    def test_every_event_names_its_source(self) -> None:
        """No fact without a document behind it."""

        assert all(each.source is not None and each.source.title for each in events())

    def test_without_a_source(self) -> None:
        """An event made by a user has none."""

        assert attrs.evolve(events()[0], source_ids=()).source is None

    def test_low_confidence_is_carried(self) -> None:
        """The 44th meeting rests on one page."""

        assert [str(each.date) for each in events() if each.confidence is cc.Confidence.LOW] == ["2019-11-07"]

    def test_in_words(self) -> None:
        """An event prints as a line and shows itself with its symbol."""
        event = events(kind="resolution", since="2019-12-27", until="2019-12-27")[0]

        assert str(event).startswith("2019-12-27 General Assembly: Resolution 74/247, 79-60-33: ")
        assert repr(event) == "<Event 2019-12-27 General Assembly: resolution A/RES/74/247>"
        assert event.earliest == event.latest == event.date

    def test_an_end_before_the_beginning(self) -> None:
        """A session can't end before it begins."""
        with pytest.raises(cc.InvalidDateError, match="can't end on 2001-01-01"):
            attrs.evolve(events()[0], end=date(2001, 1, 1))

    @pytest.mark.parametrize(
        ("asked", "error", "message"),
        [
            ({"body": "General Asembly"}, UnknownEventError, "did you mean 'General Assembly'"),
            ({"body": 7}, cc.InvalidTypeError, "expected a body's name"),
            ({"kind": "meetings"}, UnknownEventError, "did you mean 'meeting'"),
            ({"kind": 7}, cc.InvalidTypeError, "expected a kind of event"),
            ({"since": "2020-02-30"}, cc.InvalidDateError, "not a day"),
            ({"until": 2020}, cc.InvalidTypeError, "expected a date"),
            ({"since": "2020-01-02", "until": "2020-01-01"}, cc.InvalidDateError, "ends before it begins"),
        ],
    )
    def test_bad_questions(self, asked: dict[str, Any], error: type[Exception], message: str) -> None:
        """A question that makes no sense is an error that says why."""
        with pytest.raises(error, match=message):
            events(**asked)

    def test_kind_by_its_member_name(self) -> None:
        """Underscores are as good as spaces."""

        assert EventKind.SIGNING_CEREMONY is event_kind("signing_ceremony")


class TestBodies:
    def test_chain_of_the_expert_group(self) -> None:
        """ECOSOC's commission set up the expert group; UNODC did not."""
        group = body("expert-group")
        parent = body(group.parent or "")

        assert (parent.id, parent.parent) == ("ccpcj", "ecosoc")

    @pytest.mark.parametrize("name", ["Expert group", "expert group", "Expert group on cybercrime", "IEG"])
    def test_names_of_the_expert_group(self, name: str) -> None:
        """By the word for short, too."""

        assert "expert-group" == body(name).id

    def test_a_word_that_is_no_name(self) -> None:
        """A name is never taken for another that looks like it."""
        with pytest.raises(UnknownEventError, match="did you mean 'Expert group'"):
            body("Experts group")

    def test_every_parent_is_on_record(self) -> None:
        """No body hangs in the air."""
        ids = {each.id for each in bodies()}

        assert {each.parent for each in bodies()} - {None} <= ids

    def test_in_words(self) -> None:
        """A body prints as its name."""

        assert (
            str(body("crime congress")),
            repr(body("crime congress")),
        ) == ("UN Crime Congress", "<Body crime-congress UN Crime Congress>")


class TestProgramme:
    def test_mandate(self) -> None:
        """General Assembly resolution 65/230 and two resolutions of the CCPCJ."""

        assert [each.symbol for each in programme().resolutions] == [
            "A/RES/65/230",
            "CCPCJ resolution 22/7",
            "CCPCJ resolution 22/8",
        ]
        assert str(programme().established) == "2013"

    def test_donors_of_the_page_and_a_later_one(self) -> None:
        """Six governments as of the page's time, Qatar since 2023."""
        *early, qatar = programme().donors

        assert [each.state.id for each in early if each.state] == ["AUS", "CAN", "JPN", "NOR", "GBR", "USA"]
        assert (str(qatar), str(qatar.when), qatar.verified, qatar.erratum) == ("Qatar", "2023", True, 11)

    def test_objectives_and_regions_are_unverified(self) -> None:
        """Nothing beyond the page confirms them."""
        unverified = (*programme().objectives, *programme().regions)

        assert [(each.verified, each.erratum) for each in unverified] == [(False, 12)] * 7
        assert repr(unverified[3]) == "<Statement region, unverified: Central America>"
        assert "verified:" in repr(programme().donors[0])

    def test_by_name(self) -> None:
        """There is one, by its name, another name, or its id."""
        one = programme("global programme on cybercrime")

        assert (one,) == programmes()
        assert one is programme("Global Programme") is programme(one.id)

    def test_unknown(self) -> None:
        """Another name is an error."""
        bad: Any = 1

        with pytest.raises(UnknownEventError, match="did you mean 'Global Programme on Cybercrime'"):
            programme("Global Programme on Cybercrimes")
        with pytest.raises(cc.InvalidTypeError):
            programme(bad)


class TestValues:
    @pytest.mark.parametrize(
        "value",
        [
            bodies()[0],
            events()[0],
            resolution("74/247"),
            resolution("74/247").stages[0],
            resolution("74/247").stages[0].ballots[0],
            resolution("74/247").sponsorships[0],
            Tally(79, 60, 33),
            programme(),
            programme().statements[0],
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_frozen_hashable_picklable_copyable(self, value: object) -> None:
        """Every public value can be a key, go to another process, and not change."""
        assert value == pickle.loads(pickle.dumps(value)) == copy.deepcopy(value)
        assert hash(value) == hash(copy.copy(value))
        with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
            value.body = None  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]

    @pytest.mark.parametrize(
        "value",
        [
            resolution("74/247"),
            *resolution("74/247").stages,
            resolution("74/247").stages[1].ballots[0],
            programme(),
            programme().statements[0],
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_sources_resolve(self, value: Resolution | Stage | Ballot | Programme | Statement) -> None:
        """Every source id has a document."""

        assert value.sources

    def test_every_row_has_a_source_on_record(self) -> None:
        """No source id of a vote, a stage or a statement dangles."""
        stages = [stage for each in resolutions() for stage in each.stages]

        assert all(stage.sources for stage in stages)
        assert all(ballot.sources for stage in stages for ballot in stage.ballots)
        assert all(sponsorship.sources for each in resolutions() for sponsorship in each.sponsorships)
        assert all(statement.sources for statement in programme().statements)

    def test_ballot_in_words(self) -> None:
        """A ballot says how it is known."""

        assert repr(resolution("74/247").ballot("IND")) == "<Ballot IND yes, roll call>"


class TestReading:
    def test_a_broken_row_names_its_place(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A row that can't be read is an error with file and line."""
        rows = [{"kind": "meeting"}, {"kind": "picnic"}]

        def broken(_self: Dataset, _: str) -> list[dict[str, str]]:
            return rows

        monkeypatch.setattr(Dataset, "rows", broken)

        with pytest.raises(cc.DatasetError, match=r"events\.csv, line 3: 'picnic'"):
            current().values("events.csv", lambda row: EventKind(row["kind"]))

    def test_an_own_body(self) -> None:
        """A body outside the process can be looked for too."""
        office = Body("treaty-office", "Treaty Office")

        assert office is body("treaty office", among=(office,))
        assert isinstance(events()[0], Event)
