"""On which articles a request can rest: the facts that a desk checks first, and every reason there is."""

import json
import pickle
import warnings
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._basis import LegalBasis, Reason
from cyberconventions._conditions import Condition, Gap
from cyberconventions._measures import ClauseKind, CooperationClause, bases

YES, NO, UNKNOWN = cc.Answer.YES, cc.Answer.NO, cc.Answer.UNKNOWN


def asked(requesting: str, requested: str, measure: str, on: str, **more: Any) -> cc.Cooperation:  # noqa: ANN401 - as the call
    return cc.cooperation(requesting=requesting, requested=requested, measure=measure, on=on, **more)


def by_treaty(found: cc.Cooperation) -> Mapping[str, LegalBasis]:
    return {each.treaty: each for each in reversed(found.bases)}


class TestAcceptance:
    """What every desk of this kind has to get right, with the days before and after."""

    def test_germany_to_nigeria_before_and_on_the_day_of_entry_into_force(self) -> None:
        """ETS 185 is in force for Nigeria from 2022-11-01."""
        before = asked("DEU", "NGA", "preservation", "2022-10-31")
        on_the_day = asked("DEU", "NGA", "preservation", "2022-11-01")

        assert (NO, NO, Reason.NOT_YET) == (before.answer, before.bases[0].in_force, before.bases[0].why)
        assert "Nigeria: not yet in force, but from 2022-11-01" == before.bases[0].reason
        assert (YES, Reason.IN_FORCE) == (on_the_day.bases[0].in_force, on_the_day.bases[0].why)
        assert ("29",) == on_the_day.bases[0].articles

    def test_what_nigeria_reserved_and_whom_it_named(self) -> None:
        """29(4), and its Central Authority Unit."""
        preservation = asked("DEU", "NGA", "preservation", "2023-01-01").bases[0]
        assistance = asked("DEU", "NGA", "mutual assistance", "2023-01-01").bases[0]

        assert YES is preservation.conditions[0].answer
        assert {"NGA", "DEU"} == {each.state.id for each in preservation.conditions[0].because}
        assert str(assistance.authorities).startswith("Central Authority Unit, Office of the Attorney General")

    @pytest.mark.parametrize(("day", "expected"), [("2019-07-04", YES), ("2019-07-05", NO)])
    def test_a_reservation_that_was_withdrawn(self, day: str, expected: cc.Answer) -> None:
        """Czechia's, with effect on receipt (43(1)), though the chart of 2026 still prints R."""
        assert expected is asked("FRA", "CZE", "preservation", day).bases[0].conditions[0].answer

    def test_a_list_that_was_cut(self) -> None:
        """The United Kingdom's: neither "no" nor "none"."""
        basis = asked("FRA", "GBR", "preservation", "2024-01-01").bases[0]

        assert YES is basis.in_force
        assert UNKNOWN is basis.conditions[0].answer
        assert () == basis.authorities.known
        assert ["29(4)", "35", "29", "29"] == [each.article for each in basis.gaps]
        assert "ETS 185, United Kingdom, Art. 29(4): 22(2) text cut; more may follow" in str(basis.gaps[0])
        assert "Settled by: Treaty Office, reservations of United Kingdom, ETS No. 185" in str(basis.gaps[0])

    @pytest.mark.parametrize(("state", "day"), [("JPN", "2013-01-01"), ("AND", "2020-01-01")])
    def test_reservations_that_were_filed_as_declarations(self, state: str, day: str) -> None:
        """Japan's and Andorra's."""
        condition = asked("FRA", state, "preservation", day).bases[0].conditions[0]

        assert YES is condition.answer
        assert ["declaration"] == [each.filed_as and each.filed_as.value for each in condition.because]

    @pytest.mark.parametrize(
        ("day", "expected"),
        [("2026-04-25", NO), ("2021-06-01", NO), ("2020-03-13", NO), ("2020-03-12", UNKNOWN), ("2010-01-01", UNKNOWN)],
    )
    def test_no_flag_on_the_charts(self, day: str, expected: cc.Answer) -> None:
        """Italy: Art. 42 closes at deposit, so no R. in 2020 tells of every later day, and of none before."""
        assert expected is asked("FRA", "ITA", "preservation", day).bases[0].conditions[0].answer

    def test_norways_central_authority_changed(self) -> None:
        """On 2026-01-01."""
        names = [
            str(asked("FRA", "NOR", "mutual assistance", day, treaties=[185]).bases[0].authorities)
            for day in ("2025-12-31", "2026-01-01")
        ]

        assert [
            "National Criminal Investigation Service (KRIPOS)",
            "Director of Public Prosecutions (Riksadvokaten)",
        ] == names

    def test_france_to_korea(self) -> None:
        """ETS 185 no, as Korea was only invited; UNTOC yes, as it is a party since 2015-12-05."""
        preservation = asked("FRA", "KOR", "preservation", "2025-06-01")
        assistance = asked("FRA", "KOR", "mutual assistance", "2025-06-01")

        assert (NO, Reason.NOT_A_PARTY) == (preservation.bases[0].in_force, preservation.bases[0].why)
        assert "<LegalBasis ETS 185 Art. 29: no, Korea, Republic of: not a party (invited)>" == repr(
            preservation.bases[0]
        )
        assert NO is preservation.answer
        assert YES is by_treaty(assistance)["untoc"].in_force
        assert "2015-12-05" == str(by_treaty(assistance)["untoc"].since)
        assert NO is by_treaty(asked("FRA", "KOR", "mutual assistance", "2015-12-04"))["untoc"].in_force


class TestTerritories:
    @pytest.mark.parametrize(
        ("wanted", "treaty", "day", "expected", "why"),
        [
            ("NLD CUW 24/7", "ets185", "2024-09-30", NO, Reason.TERRITORY_EXCLUDED),
            ("NLD Curaçao 24/7", "ets185", "2024-10-01", YES, Reason.NO_REQUEST_NEEDED),
            ("NLD ABW 24/7", "ets185", "2025-01-01", NO, Reason.TERRITORY_EXCLUDED),
            ("CHN HKG MLA", "untoc", "2006-09-26", NO, Reason.TERRITORY_EXCLUDED),
            ("CHN HKG MLA", "untoc", "2006-09-27", YES, Reason.IN_FORCE),
            ("CHN HKG MLA", "opsc", "2010-01-01", NO, Reason.TERRITORY_EXCLUDED),
            ("NZL TKL 24/7", "ets185", "2025-12-01", UNKNOWN, Reason.TERRITORY_UNKNOWN),
        ],
    )
    def test_a_request_for_a_territory(
        self, wanted: str, treaty: str, day: str, expected: cc.Answer, why: Reason
    ) -> None:
        """Where the treaty was extended to it, from that day; where it was excluded, or nothing was seen."""
        requested, territory, measure = wanted.split()
        found = by_treaty(asked("FRA", requested, measure, day, territory=territory, treaties=[treaty]))[treaty]

        assert (expected, why) == (found.in_force, found.why)
        assert expected is found.territory

    def test_who_receives_it_there(self) -> None:
        """Curaçao has its own authorities, and where none is named the State's own is not taken."""
        curacao = asked("FRA", "NLD", "24/7", "2025-01-01", territory="Curaçao", treaties=[185]).bases[0]
        tokelau = asked("FRA", "NZL", "24/7", "2026-01-01", territory="TKL", treaties=[185])

        assert "National Central Bureau of Interpol, Willemstad" == curacao.authorities.known[0].name
        assert "not on record" == str(tokelau.bases[0].authorities)
        assert any("the territory is not known" in each.missing for each in tokelau.bases[0].gaps)
        assert "Applies to the territory: unknown" in tokelau.text()
        assert str(tokelau).startswith("France to New Zealand, Tokelau, 24/7 point of contact, 2026-01-01")
        assert "TKL" == tokelau.to_dict()["territory"]
        assert asked("FRA", "NLD", "24/7", "2025-01-01", treaties=[185]).bases[0].territory is None

    def test_territories_are_not_states(self) -> None:
        """Nor does another State answer for them."""
        with pytest.raises(cc.errors.NotAStateError, match="Hong Kong"):
            asked("FRA", "HKG", "MLA", "2020-01-01")
        with pytest.raises(cc.errors.InvalidValueError, match="not a territory of France .* Netherlands"):
            asked("DEU", "FRA", "MLA", "2020-01-01", territory="CUW")
        with pytest.raises(cc.errors.InvalidValueError, match="no State on record is responsible"):
            asked("DEU", "CHN", "MLA", "2020-01-01", territory="TWN")
        with pytest.raises(cc.errors.UnknownTerritoryError):
            asked("DEU", "FRA", "MLA", "2020-01-01", territory="Atlantis")


class TestReasons:
    def test_no_clause_and_encouragement(self) -> None:
        """In force between the two, and still no basis."""
        found = by_treaty(asked("FRA", "BEN", "preservation", "2025-06-01"))

        assert Reason.NO_CLAUSE is found["untoc"].why
        assert "no article on it; in force between them" == found["untoc"].reason
        assert (Reason.NO_CLAUSE, ClauseKind.NONE, ()) == (found["crc"].why, found["crc"].clause, found["crc"].articles)
        malabo = asked("BEN", "COM", "mutual assistance", "2026-02-02", treaties=["malabo"])
        assert NO is malabo.answer
        assert "<Cooperation BEN to COM, mutual assistance, 2026-02-02: no, no basis>" == repr(malabo)
        assert "Malabo Art. 28(2): encouragement only: whether it is in force between them is not known" in str(malabo)
        early = by_treaty(asked("FRA", "BEN", "preservation", "2020-01-01"))["malabo"]
        assert "encouragement only: not in force between them" == early.reason
        assert Reason.ENCOURAGEMENT is by_treaty(asked("FRA", "DEU", "joint investigation", "2020-01-01"))["untoc"].why

    def test_a_treaty_that_is_not_in_force(self) -> None:
        """CETS 224 and the UN convention, and ETS 185 before its own entry into force."""
        found = by_treaty(asked("JPN", "CRI", "subscriber information", "2026-04-15"))
        assert {Reason.TREATY_NOT_IN_FORCE} == {found[each].why for each in ("cets224", "uncc")}
        assert Reason.TREATY_NOT_IN_FORCE is asked("ALB", "HRV", "preservation", "2004-06-30").bases[0].why

    def test_no_request_is_needed(self) -> None:
        """For transborder access and the points of contact."""
        basis = asked("FRA", "DEU", "transborder access", "2020-01-01").bases[0]
        assert (YES, Reason.NO_REQUEST_NEEDED, ()) == (
            basis.in_force,
            basis.why,
            tuple(each for each in basis.conditions if each.subject == "dual criminality"),
        )
        assert "in force between them since 2009-07-01; no request is needed" == basis.reason
        assert Reason.NO_REQUEST_NEEDED is asked("FRA", "DEU", "24/7", "2020-01-01").bases[0].why

    def test_an_organisation(self) -> None:
        """The European Union is a party to UNTOC, and gives no assistance: its members do."""
        found = asked("USA", "EUE", "mutual assistance", "2020-01-01")
        assert {NO} == {each.in_force for each in found.bases}
        assert {Reason.ORGANISATION} == {each.why for each in found.bases}

    def test_the_first_protocol(self) -> None:
        """ETS 189, Art. 8(2), carries 23 to 35 over, where both treaties are in force between the two."""
        found = by_treaty(asked("DEU", "FRA", "preservation", "2020-01-01"))["ets189"]
        assert (YES, ("8(2)",), ClauseKind.DERIVED) == (found.in_force, found.articles, found.clause)
        assert ["DEU"] == [each.state.id for each in found.conditions[0].because]
        assert Reason.NO_CLAUSE is by_treaty(asked("DEU", "FRA", "video conference", "2020-01-01"))["ets189"].why
        unknown = by_treaty(asked("DEU", "NGA", "preservation", "2023-01-01"))["ets189"]
        assert (UNKNOWN, Reason.UNKNOWN) == (unknown.in_force, unknown.why)
        assert unknown.since is None

    def test_a_protocol_takes_the_convention_first(self) -> None:
        """Korea did not deposit under ETS 185, so it is bound by no protocol, whatever the record of it lacks."""
        found = by_treaty(asked("FRA", "KOR", "preservation", "2025-06-01"))["ets189"]
        assert "Korea, Republic of: not a party under ETS 185 (invited)" == found.reason
        late = by_treaty(asked("JPN", "MEX", "subscriber information", "2026-07-20"))["cets224"]
        assert Reason.TREATY_NOT_IN_FORCE is late.why

    def test_after_the_record(self) -> None:
        """A "no" lasts as long as no deposit could have effect; a "yes" is presumed to go on, with one warning."""
        protocol = by_treaty(asked("JPN", "CRI", "subscriber information", "2026-04-15"))["cets224"]
        assert protocol.certain_until is None
        with pytest.warns(cc.CoverageWarning, match="ets185 on 2026-04-25") as warned:
            found = asked("JPN", "CRI", "subscriber information", "2026-11-27", treaties=[185, 224])
        assert 1 == len(warned)
        known = by_treaty(found)
        assert (UNKNOWN, Reason.AFTER_RECORD) == (known["cets224"].in_force, known["cets224"].why)
        assert known["cets224"].reason.endswith(
            "the record ends on 2026-04-15, when the treaty had 4 of the 5 consents it takes"
        )
        assert (UNKNOWN, "JPN") == next(
            (each.answer, each.because[0].state.id)
            for each in known["cets224"].conditions
            if each.subject == "reservation"
        )
        assert 2 == len(found.possible())
        assert (YES, "2026-07-31") == (known["ets185"].in_force, str(known["ets185"].certain_until))
        assert any("presumed to go on" in each.missing for each in known["ets185"].gaps)
        ireland = asked("FRA", "IRL", "preservation", "2026-07-31", treaties=[185]).bases[0]
        assert (NO, "2026-07-31") == (ireland.in_force, str(ireland.certain_until))
        assert UNKNOWN is asked("FRA", "IRL", "preservation", "2026-08-01", treaties=[185]).answer
        assert asked("FRA", "IRL", "preservation", "2026-08-01", treaties=["crc"]).bases[0].certain_until is None

    def test_an_inference_is_no_yes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A clause of low confidence."""
        [clause] = bases("ets185", cc.Measure.PRESERVATION)
        weak = attrs.evolve(clause, confidence=cc.Confidence.LOW)

        def only_that(_treaty: str, _measure: cc.Measure) -> tuple[CooperationClause, ...]:
            return (weak,)

        monkeypatch.setattr("cyberconventions._basis.bases", only_that)

        basis = asked("DEU", "FRA", "preservation", "2020-01-01", treaties=[185]).bases[0]
        assert (UNKNOWN, Reason.INFERENCE) == (basis.in_force, basis.why)
        assert "the article is known by inference only" == basis.reason


class TestConditions:
    @pytest.mark.parametrize(
        ("requesting", "requested", "offence", "expected"),
        [
            ("FRA", "DEU", None, YES),
            ("FRA", "DEU", "other", YES),
            ("FRA", "DEU", "Articles 2 to 11", NO),  # worded for other offences only
            ("FRA", "LTU", "Articles 2 to 11", UNKNOWN),  # worded without that limit
            ("DEU", "ITA", None, YES),  # Germany's own reservation, on which Italy may rely
            ("DEU", "ITA", "Articles 2 to 11", NO),
            ("FRA", "GBR", "Articles 2 to 11", UNKNOWN),
            ("DEU", "GBR", "Articles 2 to 11", UNKNOWN),  # what the United Kingdom reserved is not known
            ("FRA", "ITA", "Articles 2 to 11", NO),
        ],
    )
    def test_dual_criminality_for_preservation(
        self, requesting: str, requested: str, offence: str | None, expected: cc.Answer
    ) -> None:
        """29(4): by a reservation of either State (VCLT 21(1)), and by the paragraph for other offences only."""
        found = asked(requesting, requested, "preservation", "2023-01-01", offence=offence)

        assert expected is found.bases[0].conditions[0].answer

    @pytest.mark.parametrize(
        ("measure", "treaty", "expected"),
        [
            ("extradition", "ets185", YES),  # in the article itself
            ("mutual assistance", "ets185", UNKNOWN),  # 25(4): the law of the requested State
            ("stored data", "ets185", UNKNOWN),
            ("mutual assistance", "untoc", YES),  # 18(9): every Party may decline
            ("mutual assistance", "opsc", UNKNOWN),
        ],
    )
    def test_dual_criminality_for_other_measures(self, measure: str, treaty: str, expected: cc.Answer) -> None:
        """What the article says, or else what the law of the requested State has."""
        condition = by_treaty(asked("FRA", "DEU", measure, "2020-01-01"))[treaty].conditions[0]

        assert ("dual criminality", expected) == (condition.subject, condition.answer)

    def test_what_a_basis_depends_on(self) -> None:
        """An optional basis, a default procedure and the scope are conditions beside it."""
        found = asked("FRA", "DEU", "mutual assistance", "2020-01-01").bases[0]
        assert {"dual criminality", "basis", "scope", "procedure (only without another treaty)"} < {
            each.subject for each in found.conditions
        }
        extradition = asked("FRA", "DEU", "extradition", "2020-01-01").bases[0]
        assert "basis (Art. 24): if the requested State takes a treaty as the basis" in map(str, extradition.conditions)
        assert () == asked("FRA", "KOR", "preservation", "2025-06-01").bases[0].conditions

    def test_an_offence_of_another_treaty(self) -> None:
        """What Articles 2 to 11 are is told by the Budapest Convention only."""
        found = by_treaty(asked("FRA", "DEU", "MLA", "2020-01-01", offence="other"))
        subjects = {id_: {each.subject for each in found[id_].conditions} for id_ in ("ets185", "untoc")}

        assert "offence" in subjects["untoc"]
        assert "offence" not in subjects["ets185"]

    def test_an_article_that_is_reserved_as_a_whole(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """If 29(4) were the basis itself, Nigeria's reservation would be one to it."""
        [clause] = bases("ets185", cc.Measure.PRESERVATION)

        def only_that(_treaty: str, _measure: cc.Measure) -> tuple[CooperationClause, ...]:
            return (attrs.evolve(clause, article="29(4)"),)

        monkeypatch.setattr("cyberconventions._basis.bases", only_that)
        found = asked("FRA", "NGA", "preservation", "2023-01-01", treaties=[185]).bases[0].conditions
        assert [YES] == [each.answer for each in found if each.subject == "reservation"]

    def test_statements_of_both(self) -> None:
        """Of either State, on what the article is about: never a designation, never Chapter II for preservation."""
        assert {("NGA", "29(4)"), ("DEU", "29(4)")} == {
            (each.state.id, each.articles[0])
            for each in asked("DEU", "NGA", "preservation", "2023-01-01").bases[0].statements
        }
        extradition = asked("DEU", "NGA", "extradition", "2023-01-01").bases[0].statements
        assert {"11(3)", "6(3)", "2", "7"} == {each.articles[0] for each in extradition if each.state.id == "DEU"}
        assert "14(3)" in {
            each.articles[0] for each in asked("DEU", "NGA", "real-time traffic data", "2023-01-01").bases[0].statements
        }
        assert () == asked("FRA", "KOR", "preservation", "2025-06-01").bases[0].statements

    def test_who_receives_it(self) -> None:
        """By the function that the measure needs; for an urgent request whom the State named for those."""
        assert "Federal Office of Justice" == str(
            asked("FRA", "CHE", "urgent assistance", "2020-01-01").bases[0].authorities
        )
        assert "Federal Office of Justice, Berne" == str(asked("FRA", "CHE", "MLA", "2020-01-01").bases[0].authorities)
        assert "Federal Foreign Office, Berlin" == str(
            asked("FRA", "DEU", "urgent assistance", "2020-01-01").bases[0].authorities
        )
        assert "Federal Foreign Office, Berlin" == str(
            asked("FRA", "DEU", "extradition", "2020-01-01").bases[0].authorities
        )
        assert "not on record" == str(by_treaty(asked("FRA", "DEU", "MLA", "2020-01-01"))["untoc"].authorities)
        assert "none: not a party" == str(asked("FRA", "KOR", "preservation", "2025-06-01").bases[0].authorities)


class TestGaps:
    @pytest.mark.parametrize(
        ("state", "day", "words"),
        [
            ("BRA", "2024-01-01", "the chart has D. for declarations"),
            ("ITA", "2010-01-01", "no R. on the chart of 2020-03-13, but one may have been withdrawn before"),
            ("DNK", "2010-01-01", "no D. on the chart of 2020-03-13, but one may have been withdrawn before"),
            ("COL", "2024-01-01", "Chart shows R. but no text found"),
            ("UKR", "2024-01-01", "Both reservations of the ratification law read; later text not seen"),
        ],
    )
    def test_why_a_list_is_not_whole(self, state: str, day: str, words: str) -> None:
        """Each case in its words."""
        gaps = asked("FRA", state, "preservation", day).bases[0].gaps
        assert any(words in each.missing for each in gaps), [each.missing for each in gaps]

    def test_other_treaties_are_always_a_gap(self) -> None:
        """Bilateral treaties and those of other organisations are not in the dataset, and never counted."""
        found = asked("FRA", "KOR", "preservation", "2025-06-01")
        assert str(found.gaps[-1]).startswith("other treaties between the two are not in this dataset. Settled by: ")
        assert str(found).endswith("other treaties between the two (not in this dataset)")

    def test_text_that_was_not_read(self) -> None:
        """The UN convention's chapter V is cited as known."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = asked("QAT", "FRA", "preservation", "2027-06-01", treaties=["uncc"]).bases[0]
        assert UNKNOWN is found.in_force
        assert any("the wording was not read" in each.missing for each in found.gaps)

    def test_unread_lists_of_other_treaties(self) -> None:
        """UNCC 42(4): nobody's reservations were collected."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = asked("QAT", "FRA", "preservation", "2027-06-01", treaties=["uncc"]).bases[0]
        assert UNKNOWN is found.conditions[0].answer


class TestValues:
    def test_a_summary_a_memo_and_a_mapping(self) -> None:
        """The memo has the acts, the clause, the declarations with "as seen on", and the sources."""
        found = asked("Germany", "Nigeria", "preservation", "2023-01-01", offence="other")
        text = found.text()

        assert str(found).startswith(
            "Germany to Nigeria, expedited preservation, 2023-01-01, offence: other\n  yes      ETS 185"
        )
        assert "Nigeria may rely on it too (VCLT Art. 21(1))" in str(found)
        for words in (
            "Answer: yes",
            "accession by Nigeria, 2022-07-06, effective 2022-11-01",
            "Kind of clause: basis (self-standing)",
            "as seen on 2017-12-13",
            "Received by: National Cybercrime Centre of the Police",
            "named from 2022-11-01",
            "WIPO Lex",
            "CC BY 4.0",
        ):
            assert words in text
        assert "Sources:\n\n" not in asked("Brazil", "Kenya", "preservation", "2023-01-01").text()  # CETS 201 and 224
        memo = asked("PER", "PHL", "subscriber information", "2024-01-01").text()
        for words in (
            "Statements: those on record; whether Philippines or Peru made others is not known\n",
            "Urgent requests go to its central authority (medium confidence) (as seen on 2019-03-10)\n",
            "Statements: none on record for this article; whether Philippines or Peru made any is not known\n",
            "Sources: none\n",
        ):
            assert words in memo
        italian = asked("ALB", "ITA", "freeze", "2026-04-25", treaties=["budapest"]).text()
        assert "Statements: none on record for this article\n" in italian
        plain = json.loads(json.dumps(found.to_dict()))
        assert ["DEU", "NGA", "2023-01-01", "yes"] == [
            plain[key] for key in ("requesting", "requested", "on", "answer")
        ]
        assert "in force between them since 2022-11-01" == plain["bases"][0]["reason"]
        assert plain["gaps"][-1] == {
            "treaty": None,
            "state": None,
            "article": None,
            "missing": "other treaties between the two are not in this dataset",
            "settles": "the lists of treaties of either State",
        }

    def test_what_was_read_in_part_is_a_gap_and_in_the_summary(self) -> None:
        """Of Italy all that concerns Art. 29 was read, of Germany and Nigeria not: list, summary and memo agree."""
        for names in (("Nigeria", "Germany"), ("Italy", "Germany"), ("Italy", "Albania")):
            found = asked(names[1], names[0], "preservation", "2024-01-01", treaties=["budapest"])
            unread = [each for each in found.gaps if each.missing.startswith("whether it made statements")]
            words = f"whether {' or '.join(each.state.name for each in unread if each.state)} made "

            assert [name for name in names if name not in ("Italy", "Albania")] == [
                each.state.name for each in unread if each.state
            ]
            assert bool(unread) is (f"\n           statements: {words}" in str(found))
            assert bool(unread) is (words in found.text())
            assert all(f"\n  - {each}\n" in found.text() for each in unread)
        assert "statements:" not in str(found)

    def test_one_treaty_by_itself(self) -> None:
        """It need not be a list, as elsewhere, and counts once however often it is named."""
        alone = asked("FRA", "JPN", "MLA", "2010-01-01", treaties=[185])
        for one in ("budapest", 185, cc.treaty(185), ["budapest", 185, cc.treaty(185)]):
            assert alone == asked("FRA", "JPN", "MLA", "2010-01-01", treaties=one)
        then = cc.treaty(185).known_at("2012-01-01")  # two records of one treaty are two
        found = asked("FRA", "JPN", "MLA", "2010-01-01", treaties=[185, then, "uncc"])
        assert [cc.treaty(185).as_of, then.as_of] == [each.as_of for each in found.bases if each.treaty == "ets185"]

    def test_every_request_has_a_memo(self) -> None:
        """Whatever the measure, for treaties in force, not in force and after their records."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for measure in cc.Measure:
                for day in ("1989-01-01", "2020-01-01", "2027-06-01"):
                    found = asked("JPN", "CRI", measure, day)
                    assert found.text()
                    assert json.dumps(found.to_dict())
                    assert str(found)

    def test_values(self) -> None:
        """Frozen, hashable, comparable, picklable."""
        found = asked("Germany", "Nigeria", "preservation", "2023-01-01")
        twin = pickle.loads(pickle.dumps(found))

        assert (found, hash(found)) == (twin, hash(twin))
        assert found == asked("DEU", "NGA", "Art. 29", "2023-01-01")
        assert found != asked("DEU", "NGA", "Art. 29", "2023-01-02")
        assert found.bases[0].sources
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            found.on = None  # type: ignore[misc, assignment]  # pyright: ignore[reportAttributeAccessIssue]
        wrong: Any = "yes"
        with pytest.raises(cc.errors.InvalidTypeError):
            Condition("dual criminality", wrong, ())
        assert "nothing. Settled by: x" == str(Gap("", None, "", "nothing", "x"))

    def test_standings(self) -> None:
        """Both States with what they did by then, and the period."""
        asking, requested = asked("DEU", "NGA", "preservation", "2022-10-31").bases[0].parties

        assert ("DEU", cc.Status.PARTY, "2009-07-01") == (
            asking.state.id,
            asking.status,
            str(asking.period and asking.period.start),
        )
        assert ("NGA", cc.Status.CONTRACTING, 2) == (requested.state.id, requested.status, len(requested.acts))
        unknown = by_treaty(asked("DEU", "NGA", "preservation", "2023-01-01"))["ets189"].parties[1]
        assert (cc.Status.UNKNOWN, None, ()) == (unknown.status, unknown.period, unknown.acts)


class TestErrors:
    @pytest.mark.parametrize(
        ("change", "error", "words"),
        [
            ({"measure": "wiretap"}, cc.errors.UnknownMeasureError, "expected extradition"),
            ({"requested": "Germany"}, cc.errors.InvalidValueError, "both Germany"),
            ({"requested": "SCG"}, cc.errors.InvalidValueError, "ended on 2006-06-03"),
            ({"requested": "Korea"}, cc.errors.UnknownStateError, "Korea"),
            ({"on": None}, cc.errors.InvalidTypeError, "there is no default"),
            ({"on": "2023-02-30"}, cc.errors.InvalidDateError, "not a day"),
            ({"offence": "fraud"}, cc.errors.InvalidValueError, "expected one of Articles 2 to 11, other"),
            ({"treaties": ["rome"]}, cc.errors.UnknownTreatyError, "rome"),
        ],
    )
    def test_each_has_its_own(self, change: dict[str, Any], error: type[Exception], words: str) -> None:
        """Wrong input is told apart."""
        good = {"requesting": "DEU", "requested": "NGA", "measure": "preservation", "on": "2023-01-01"}
        with pytest.raises(error, match=words):
            cc.cooperation(**{**good, **change})

    def test_a_treaty_without_such_a_clause_is_an_answer(self) -> None:
        """Not an error; and without treaties there is no basis."""
        assert [Reason.NO_CLAUSE] == [
            each.why for each in asked("FRA", "DEU", "MLA", "2020-01-01", treaties=["crc"]).bases
        ]
        assert (NO, ()) == ((none := asked("FRA", "DEU", "MLA", "2020-01-01", treaties=[])).answer, none.bases)


@pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
def test_an_act_on_its_way_ends_what_is_certain() -> None:
    """Sri Lanka had deposited on 2015-05-29: a no of that June holds until the day before its effect."""
    then = cc.treaty("budapest").known_at("2015-06-10")
    asked = {"measure": "mutual assistance", "treaties": [then]}
    one = cc.cooperation(requesting="FRA", requested="LKA", on="2015-06-11", **asked).bases[0]  # type: ignore[arg-type]
    two = cc.cooperation(requesting="IRL", requested="LKA", on="2015-06-11", **asked).bases[0]  # type: ignore[arg-type]
    both = cc.cooperation(requesting="FRA", requested="DEU", on="2015-06-11", **asked).bases[0]  # type: ignore[arg-type]

    assert ("no", "2015-08-31") == (one.in_force, str(one.certain_until))
    assert ("no", "2015-09-30") == (two.in_force, str(two.certain_until))  # Ireland is no party for longer
    assert ("yes", "2015-09-30") == (both.in_force, str(both.certain_until))


class TestATerritorysOwnDays:
    """A treaty applies to a territory since a day of its own, and that may end by another declaration."""

    @pytest.mark.parametrize(
        ("wanted", "treaty", "since"),
        [
            ("NLD CUW 24/7 2025-01-01", "ets185", "2024-10-01"),
            ("CHN HKG MLA 2020-01-01", "untoc", "2006-09-27"),
            ("FIN ALA 24/7 2020-01-01", "ets185", "2007-09-01"),  # by default, so since it is in force for Finland
            ("CHN MAC MLA 2020-01-01", "opsc", "2003-03-05"),  # for China itself earlier, for France on that day
        ],
    )
    def test_since_when_it_applies(self, wanted: str, treaty: str, since: str) -> None:
        """Not since the day on which the treaty came into force between the two."""
        requested, territory, measure, day = wanted.split()
        basis = asked("FRA", requested, measure, day, territory=territory, treaties=[treaty]).bases[0]

        assert (YES, since) == (basis.in_force, str(basis.since))
        assert f"in force between them, for {cc.territory(territory).name} since {since}" in basis.reason

    def test_the_memo_says_why_it_applies(self) -> None:
        """With the act, or that there is none; the sources of that are among the others."""
        curacao = asked("FRA", "NLD", "24/7", "2025-01-01", territory="Curaçao", treaties=[185])
        aruba = asked("FRA", "NLD", "24/7", "2025-01-01", territory="ABW", treaties=[185])

        assert "Applies to the territory: yes: extended by Netherlands, since 2024-10-01" in curacao.text()
        assert "does not apply to the territory: excluded by Netherlands" in aruba.bases[0].reason
        ground, excluded = curacao.bases[0].application, aruba.bases[0].application
        assert ground is not None
        assert excluded is not None
        assert excluded.since is None
        assert set(ground.sources) <= set(curacao.bases[0].sources)

    @pytest.mark.parametrize(
        ("wanted", "treaty", "expected", "until"),
        [
            ("CUW", "ets185", YES, "2026-07-31"),  # taken back as a denunciation is made (38(3), 47(2))
            ("ABW", "ets185", NO, "2026-07-31"),  # it may have been included since (38(2))
            ("CUW", "ets189", YES, "2025-09-30"),  # whose record ends earlier
        ],
    )
    def test_until_when_that_is_certain(self, wanted: str, treaty: str, expected: cc.Answer, until: str) -> None:
        """As far as no declaration made since could have effect."""
        record = cc.treaty(treaty)
        assert str(record.as_of) in {"2026-04-25", "2025-06-04"}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            basis = asked("FRA", "NLD", "24/7", "2026-07-01", territory=wanted, treaties=[treaty]).bases[0]
            explained = record.explain(wanted, on="2026-07-01")

        assert (expected, until) == (basis.in_force, str(basis.certain_until))
        assert until == str(explained.certain_until)
        assert f"Certain until: {until}" in str(explained)

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_without_a_clause_nothing_is_certain_for_a_territory(self) -> None:
        """UNTOC has none on territories, so China may have taken Hong Kong's extension back on the day after."""
        untoc = cc.treaty("untoc")
        basis = asked("FRA", "CHN", "MLA", "2027-07-01", territory="HKG", treaties=["untoc"]).bases[0]
        other = asked("FRA", "CHN", "MLA", "2027-07-01", treaties=["untoc"]).bases[0]

        assert untoc.as_of == basis.certain_until
        assert other.certain_until is not None
        assert untoc.as_of < other.certain_until

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_a_state_that_is_no_party_decides(self) -> None:
        """Then a treaty does not apply as long as the State certainly is none; an unknown answer has no such day."""
        irish = asked("IRL", "NLD", "24/7", "2026-07-01", territory="CUW", treaties=[185]).bases[0]
        hong_kong = cc.treaty("budapest").explain("HKG", on="2026-07-01")  # as China is no party
        tokelau = cc.treaty("budapest").explain("TKL", on="2026-07-01")

        assert (NO, "2026-07-31") == (irish.in_force, str(irish.certain_until))
        assert hong_kong.application is not None
        assert ("no", "2026-07-31") == (hong_kong.application.answer, str(hong_kong.certain_until))
        assert (None, None) == (tokelau.certain_until, cc.treaty("budapest").explain("CUW", "2025-01-01").certain_until)


def test_an_act_that_may_not_have_been_done_by_the_day() -> None:
    """Serbia's ratification of ETS 189 lies between 2009 and 2017: in 2010 the memo says so."""
    memos = [asked("FRA", "SRB", "preservation", day, treaties=[189]).text() for day in ("2010-01-01", "2018-01-01")]
    explained = str(cc.treaty(189).explain("SRB", on="2010-01-01"))
    words = "ratification by Serbia, 2009-01-01/2017-01-25 (medium confidence"

    assert [f"{words}, but perhaps not by then)" in each for each in (*memos, explained)] == [True, False, True]
    assert f"{words})" in memos[1]
