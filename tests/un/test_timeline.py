import pickle
from datetime import date
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions.errors import InvalidDateError, InvalidTypeError, UnknownEventError, UnknownTreatyError
from cyberconventions.un import EventKind, events, timeline
from cyberconventions.un._timeline import treaty_events

COUNCIL = "Secretary General of the Council of Europe"


def without_first_clause(treaty: cc.Treaty) -> cc.Treaty:
    """Return the treaty as if the clause on its own entry into force had not been seen."""
    rules = attrs.evolve(treaty.rules, clauses=(), not_seen=("first",))
    details = attrs.evolve(treaty._details(), rules=rules)  # pyright: ignore[reportPrivateUsage]
    return attrs.evolve(treaty, details=lambda: details)


class TestTimeline:
    def test_spans_the_process_and_the_treaties(self) -> None:
        """It has every event of the UN process and the dates of every treaty."""
        found = timeline()

        assert set(events()) < set(found)
        assert {each.id for each in cc.treaties()} == {each.treaty for each in found} - {None}

    def test_in_the_order_of_days(self) -> None:
        """Nothing comes before what happened earlier."""
        days = [each.earliest for each in timeline()]

        assert sorted(days, key=str) == days

    def test_only_the_process(self) -> None:
        """No treaty asked for, no treaty's dates."""

        assert events() == timeline(treaties=())

    @pytest.mark.parametrize("ref", ["budapest", 185, ["ETS 185"], ["budapest", 185]])
    def test_one_treaty(self, ref: "str | int | list[str | int]") -> None:
        """A treaty can be asked for by any of its names, alone or in a list, and is there once."""
        found = [each for each in timeline(treaties=ref) if each.body.name == COUNCIL]

        assert list(treaty_events(cc.treaty(185))) == found

    def test_a_treaty_itself(self, budapest: cc.Treaty) -> None:
        """A treaty as it was known on a day brings its own dates."""
        early = budapest.known_at("2004-01-01")

        assert [each.kind.value for each in timeline(treaties=early, body=COUNCIL)] == ["opened", "consent"]

    def test_by_depositary_kind_and_period(self) -> None:
        """The Budapest Convention entered into force on 1 July 2004."""
        found = timeline(body=COUNCIL, kind="entry into force", since="2004-01-01", until="2004-12-31")

        assert [(date(2004, 7, 1), "Budapest Convention enters into force")] == [
            (each.date, each.title) for each in found
        ]

    def test_by_body_of_the_process(self) -> None:
        """The UN's bodies are known here too."""

        assert events(body="Ad Hoc Committee") == timeline(body="Ad Hoc Committee")

    def test_an_adoption_is_listed_once(self) -> None:
        """The General Assembly adopted the Convention against Cybercrime; it is not listed a second time."""
        found = timeline(kind=EventKind.ADOPTION, since="2024-12-24", until="2024-12-24")

        assert [each.symbol for each in found] == ["A/RES/79/243"]

    def test_an_opening_is_listed_once(self) -> None:
        """The Convention against Cybercrime was opened at the ceremony in Hanoi: one event, not two."""
        found = timeline(since="2025-10-25", until="2025-10-25")

        assert [("uncc", EventKind.SIGNING_CEREMONY)] == [(each.treaty, each.kind) for each in found]

    @pytest.mark.parametrize("asked", [{"kind": "opened"}, {"body": "Secretary-General of the United Nations"}])
    def test_a_question_about_openings_gets_this_one(self, asked: dict[str, Any]) -> None:
        """Nor is the opening lost where the ceremony is not part of the answer."""
        found = timeline(**asked, treaties="uncc", since="2025-10-25", until="2025-10-25")

        assert [EventKind.OPENED] == [each.kind for each in found]

    @pytest.mark.parametrize(
        ("asked", "error", "message"),
        [
            ({"body": "Secretary General of the Council of Europ"}, UnknownEventError, f"did you mean '{COUNCIL}'"),
            ({"kind": "ratified"}, UnknownEventError, "kinds: meeting"),
            ({"treaties": "atlantis"}, UnknownTreatyError, "atlantis.* treaty of the dataset"),
            ({"treaties": 1.5}, InvalidTypeError, "expected a treaty's name"),
            ({"since": "2020-01-02", "until": "2020-01-01"}, InvalidDateError, "ends before it begins"),
        ],
    )
    def test_bad_questions(self, asked: dict[str, Any], error: type[Exception], message: str) -> None:
        """An invalid question is an error that says why."""
        with pytest.raises(error, match=message):
            timeline(**asked)

    def test_hashable_and_picklable(self) -> None:
        """Events are values."""
        found = timeline()

        assert found == pickle.loads(pickle.dumps(found))
        assert len(found) == len(set(found))


class TestConsents:
    def test_milestones_of_the_budapest_convention(self, budapest: cc.Treaty) -> None:
        """The first, the fifth that completed the number, and every tenth."""
        found = [each for each in treaty_events(budapest) if each.kind is EventKind.CONSENT]

        assert [(str(each.date), tuple(state.id for state in each.states)) for each in found[:5]] == [
            ("2002-06-20", ("ALB",)),
            ("2004-03-18", ("LTU",)),
            ("2005-04-07", ("BGR",)),
            ("2007-02-14", ("LVA",)),
            ("2010-06-03", ("ESP",)),
        ]

    def test_numbers_count_the_union(self) -> None:
        """Uruguay was the 100th Party to UNTOC by the UN: 38(1) leaves the Union out for entry into force only."""
        hundredth = next(each for each in treaty_events(cc.treaty("palermo")) if each.title.startswith("100th"))

        assert "100th consent on record to the Palermo Convention: Uruguay" == hundredth.title
        assert (date(2005, 3, 4), "") == (hundredth.date, hundredth.comment)
        assert 191 == cc.treaty("palermo").totals(on="2023-02-20").consents  # Bhutan was the 191st by UNODC.
        consent = cc.treaty("palermo")["BTN"].consent
        assert consent is not None
        assert (date(2023, 2, 20), True) == (consent.date, consent.comment.startswith("The 191st Party by UNODC"))

    def test_numbers_count_a_former_state_until_it_ended(self) -> None:
        """Yugoslavia and Czechoslovakia were among the Parties to the CRC that the UN counted in 1991."""
        found = {each.title.partition(" ")[0]: str(each.date) for each in treaty_events(cc.treaty("crc"))}

        assert ("1990-12-06", "1991-01-28", "1991-05-14") == (found["60th"], found["70th"], found["80th"])
        assert "1993-03-02" == found["130th"]  # without Czechoslovakia, with the Czech Republic

    def test_before_the_union_consented(self) -> None:
        """The Union's consent of 2004-05-21 changes no earlier number."""
        fortieth = next(each for each in treaty_events(cc.treaty("palermo")) if "completes" in each.title)

        assert (date(2003, 7, 1), "") == (fortieth.date, fortieth.comment)

    def test_they_carry_their_sources(self, budapest: cc.Treaty) -> None:
        """A consent's event rests on what the act rests on."""
        lithuania = next(each for each in treaty_events(budapest) if "completes" in each.title)

        assert budapest["LTU"].consent is not None
        assert budapest["LTU"].consent.source_ids == lithuania.source_ids

    def test_several_on_one_day(self) -> None:
        """Three States brought the Convention on the Rights of the Child to its twentieth consent on one day."""
        twentieth = next(each for each in treaty_events(cc.treaty("crc")) if "completes" in each.title)

        assert str(twentieth.date) == "1990-08-03"
        assert {"BEN", "BGD", "SDN"} == {state.id for state in twentieth.states}
        assert "20th consent on record" in twentieth.title
        assert "among those of" in twentieth.title

    def test_a_partial_record_numbers_nothing(self) -> None:
        """The first Additional Protocol's record is partial; only the consent that completed the number is sure."""
        found = [each for each in treaty_events(cc.treaty(189)) if each.kind is EventKind.CONSENT]

        assert [(str(each.date), each.states[0].id, each.confidence) for each in found] == [
            ("2005-11-14", "MKD", cc.Confidence.MEDIUM)
        ]
        assert found[0].title.startswith("Consent to the ")
        assert found[0].comment

    def test_an_undated_consent_ends_the_numbering(self, budapest: cc.Treaty) -> None:
        """With one consent of some day in 2003, the fifth and the tenth are not sure any more."""
        acts = tuple(
            attrs.evolve(act, when=cc.DateWindow.parse("2003"), effective=None)
            if act.state.id == "EST" and act.kind.is_consent
            else act
            for act in budapest.acts
        )
        found = treaty_events(attrs.evolve(budapest, acts=acts))

        assert [str(each.date) for each in found if each.kind is EventKind.CONSENT] == ["2002-06-20"]

    def test_a_clause_not_seen_completes_nothing(self, budapest: cc.Treaty) -> None:
        """Without the clause the record does not show which consent brought the treaty into force."""
        found = treaty_events(without_first_clause(budapest))

        assert not any("completes" in each.title for each in found)

    def test_a_clause_that_gives_another_day_completes_nothing(self, budapest: cc.Treaty) -> None:
        """A computed day that is not the published one explains nothing."""
        found = treaty_events(attrs.evolve(budapest, entry_into_force=date(2004, 8, 1)))

        assert not any("completes" in each.title for each in found)

    def test_not_in_force(self) -> None:
        """The Second Additional Protocol has its first consent and no entry into force."""
        kinds = [each.kind.value for each in treaty_events(cc.treaty(224).known_at("2026-04-15"))]

        assert kinds == ["opened", "consent"]


def test_every_event_has_a_source() -> None:
    """Meetings, votes, openings, entries into force, consents: each names a document."""
    assert [] == [event for event in cc.timeline() if not event.sources]
    (opened,) = cc.timeline(treaties=185, kind="opened", body="Secretary General of the Council of Europe")
    assert "coe-185-2020" == opened.sources[0].id


def test_reprs_say_what_they_are_about(budapest: cc.Treaty) -> None:
    """A consent names the treaty and whose it is; a long title or list is cut."""
    found = {str(each.date): repr(each) for each in treaty_events(budapest)}
    fiftieth = next(each for each in treaty_events(cc.treaty("untoc")) if each.date == date(2003, 9, 26))

    assert "<Event 2004-07-01 entry into force ets185: Budapest Convention enters into force>" == found["2004-07-01"]
    assert (
        "<Event 2004-03-18 consent ets185 LTU: 5th consent on record to the Budapest Convention, which …>"
    ) == found["2004-03-18"]
    assert repr(fiftieth).startswith("<Event 2003-09-26 consent untoc BLZ LAO RWA: 50th consent")
    assert " BLZ LAO RWA …: " in repr(attrs.evolve(fiftieth, states=(*fiftieth.states, *fiftieth.states)))
