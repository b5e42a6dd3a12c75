"""On which articles a request can rest: the facts that a desk checks first, and every reason there is."""

import json
import pickle
import re
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._basis import LegalBasis, Reason, laws_beside
from cyberconventions._conditions import (
    UNREAD_STATEMENTS,
    Condition,
    Gap,
    _related,  # pyright: ignore[reportPrivateUsage]
    label,
)
from cyberconventions._measures import ClauseKind, CooperationClause, bases, clauses
from cyberconventions._statements import Statement, StatementKind
from cyberconventions.testing import treaty_of

YES, NO, UNKNOWN = cc.Answer.YES, cc.Answer.NO, cc.Answer.UNKNOWN
CASES = Path(__file__).parent / "cases" / "desk"
BUDAPEST, PROTOCOL = cc.treaty(185).known_at("2026-04-25"), cc.treaty(189).known_at("2025-06-04")


def read(gaps: Iterable[Gap]) -> list[Gap]:
    """Return gaps without those of statements, which most States have as their lists were read in part."""
    return [each for each in gaps if each.missing != UNREAD_STATEMENTS]


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

    def test_a_treaty_without_an_article_for_a_territory(self) -> None:
        """That the treaty applies there changes nothing."""
        [found] = asked("FRA", "CHN", "preservation", "2020-01-01", territory="HKG", treaties=["untoc"]).bases
        assert (Reason.NO_CLAUSE, "no article on it; in force between them") == (found.why, found.reason)

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_a_party_that_is_on_its_way_and_a_territory(self) -> None:
        """Sri Lanka's deposit has effect before anything that Finland may declare on the Åland Islands."""
        then = cc.treaty("budapest").known_at("2015-06-10")
        [found] = asked("LKA", "FIN", "24/7", "2015-06-11", territory="ALA", treaties=[then]).bases
        assert (NO, YES, "2015-08-31") == (found.in_force, found.territory, str(found.certain_until))

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_a_territory_that_a_protocol_leaves_out(self) -> None:
        """Denmark excluded Greenland from ETS 189: by its record, which ends sooner than that of the Convention."""
        [found] = asked("FRA", "DNK", "24/7", "2025-08-01", territory="GRL", treaties=[PROTOCOL]).bases
        assert (Reason.TERRITORY_EXCLUDED, "2025-09-30") == (found.why, str(found.certain_until))

    def test_who_receives_it_there(self) -> None:
        """Curaçao has its own authorities, and where none is named the State's own is not taken."""
        curacao = asked("FRA", "NLD", "24/7", "2025-01-01", territory="Curaçao", treaties=[185]).bases[0]
        tokelau = asked("FRA", "NZL", "24/7", "2026-01-01", territory="TKL", treaties=[185])

        assert "National Central Bureau of Interpol, Willemstad" == curacao.authorities.known[0].name
        assert "not on record" == str(tokelau.bases[0].authorities)
        unseen = (
            "whether it applies to the territory is not known: "
            "whether New Zealand extended the treaty to it or excluded it was not seen"
        )
        assert unseen == tokelau.bases[0].reason
        assert (
            Gap(
                "ETS 185",
                cc.state("NZL"),
                "35",
                unseen,
                "its territorial statements (Secretary General of the Council of Europe)",
            )
            == (read(tokelau.bases[0].gaps)[-1])
        )
        assert "<Cooperation FRA to NZL, 24/7 point of contact, 2026-01-01: unknown, ETS 185 Art. 35>" == repr(tokelau)
        assert "Applies to the territory: unknown" in tokelau.text()
        assert str(tokelau).startswith("France to New Zealand, Tokelau, 24/7 point of contact, 2026-01-01")
        assert "TKL" == tokelau.to_dict()["territory"]
        assert asked("FRA", "NLD", "24/7", "2025-01-01", treaties=[185]).bases[0].territory is None

    def test_territories_are_not_states(self) -> None:
        """Nor does another State answer for them."""
        with pytest.raises(cc.errors.UnknownTerritoryError):
            asked("DEU", "FRA", "MLA", "2020-01-01", territory="Atlantis")
        with pytest.raises(cc.errors.InvalidValueError, match="not a territory of France .* Netherlands"):
            asked("DEU", "FRA", "MLA", "2020-01-01", territory="CUW")
        with pytest.raises(cc.errors.InvalidValueError, match="no State on record is responsible"):
            asked("DEU", "CHN", "MLA", "2020-01-01", territory="TWN")

    @pytest.mark.parametrize(
        ("change", "is_not", "instead"),
        [
            (
                {"requested": "Curaçao"},
                "requested='Curaçao': Curaçao (CUW) is a territory and not a State, and Netherlands (NLD) is",
                "; name that State as requested, and the territory as territory='CUW' (--territory CUW)",
            ),
            (
                {"requesting": cc.territory("MAC")},
                "requesting=<Territory MAC Macao>: Macao (MAC) is a territory and not a State, and Portugal (PRT) is",
                "; name that State as requesting; territory= (--territory) takes one of the requested State",
            ),
            (
                {"requested": 10},
                "requested=10: Antarctica (ATA) is a territory and not a State, and no State on record is",
                "",
            ),
        ],
    )
    def test_the_error_says_where_a_territory_belongs(self, change: dict[str, Any], is_not: str, instead: str) -> None:
        """And which State is asked, or asks, for it."""
        asked: dict[str, Any] = {"requesting": "FRA", "requested": "DEU", "measure": "24/7", "on": "1997-06-30"}
        with pytest.raises(cc.errors.NotAStateError) as caught:
            cc.cooperation(**{**asked, **change})

        assert f"{is_not} responsible for it on 1997-06-30{instead}" == str(caught.value)


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
        assert "the treaty is not in force" == found["uncc"].reason
        assert Reason.TREATY_NOT_IN_FORCE is asked("ALB", "HRV", "preservation", "2004-06-30").bases[0].why

    def test_who_only_signed_on_the_first_day_of_all(self) -> None:
        """ETS 185 came into force on 2004-07-01, for Albania among the first; France had signed."""
        [found] = asked("FRA", "ALB", "preservation", "2004-07-01", treaties=[BUDAPEST]).bases
        assert "France: not a party (signatory)" == found.reason

    def test_who_left_or_is_not_bound_yet(self) -> None:
        """The requested State is named first; the reason has its status, or the day from which it is bound."""
        made = treaty_of(
            id="ets185",
            parties={
                "FRA": "2006-01-10",
                "DEU": "2009-03-09",
                "JPN": "2012-07-03",
                "NLD": ("2010-01-01", "2010-06-01"),
            },
            withdrawn={"DEU": "2012-01-01"},
            suspended={"JPN": "2015-01-01"},
            unknown=["ITA"],
            as_of="2020-12-31",
        )

        def between(requesting: str, requested: str, day: str) -> tuple[str, str, str]:
            [basis] = asked(requesting, requested, "preservation", day, treaties=[made]).bases
            return basis.in_force, basis.why.name, basis.reason

        assert ("yes", "IN_FORCE", "in force between them since 2009-07-01") == between("FRA", "DEU", "2012-04-30")
        assert ("no", "NO_LONGER", "Germany: no longer in force (withdrawn)") == between("FRA", "DEU", "2012-05-01")
        assert ("no", "SUSPENDED", "Japan: suspended (suspended)") == between("FRA", "JPN", "2015-01-01")
        assert ("no", "SUSPENDED", "Japan: suspended (suspended)") == between("DEU", "JPN", "2015-01-01")
        assert ("no", "NOT_YET", "Netherlands: not yet in force, but from 2010-06-01") == (
            between("NLD", "FRA", "2010-05-31")
        )
        assert ("unknown", "UNKNOWN", "whether it is in force for Italy is not known") == (
            between("ITA", "FRA", "2020-12-31")
        )
        assert ("no", "NOT_A_PARTY", "Brazil: not a party (not participating)") == between("ITA", "BRA", "2015-01-01")

    def test_a_consent_that_was_taken_back(self) -> None:
        """Before it had effect: then there is no day from which the treaty is in force for the State."""
        made = treaty_of(
            id="ets185",
            parties={"FRA": "2006-01-10", "DEU": ("2010-01-01", "2011-01-01")},
            withdrawn={"DEU": ("2010-02-01", "2010-06-01")},
            as_of="2020-12-31",
        )
        [found] = asked("FRA", "DEU", "preservation", "2010-03-01", treaties=[made]).bases
        assert (Reason.NOT_YET, "Germany: not yet in force") == (found.why, found.reason)

    def test_an_invitation_nobody_knows_the_day_of(self) -> None:
        """By June 2011 the Philippines had been invited: before, it may have been or not, and was no party."""
        [found] = asked("FRA", "PHL", "preservation", "2010-01-01", treaties=[BUDAPEST]).bases
        assert "Philippines: not a party (not participating or invited)" == found.reason

    def test_the_record_ends(self) -> None:
        """That of ETS 189 on 2025-06-04: what it does not say of that day it never will, of the next it may."""
        for day, why, ended in (
            ("2025-06-04", Reason.UNKNOWN, ""),
            ("2025-06-05", Reason.AFTER_RECORD, "; the record ends on 2025-06-04"),
        ):
            [found] = asked("DEU", "NGA", "preservation", day, treaties=[PROTOCOL]).bases
            assert (why, f"whether it is in force for Nigeria is not known{ended}") == (found.why, found.reason)
            assert ("after the record" if ended else "not known") == found.why.value
            assert (
                Gap(
                    "ETS 189",
                    None,
                    "8(2)",
                    found.reason,
                    f"a list of Parties of {day} or later (Secretary General of the Council of Europe)",
                )
                == (read(found.gaps)[-1])
            )

    def test_what_a_treaty_has_instead(self) -> None:
        """An article on the measure that only encourages; one on any measure, where the treaty is no basis for any."""
        found = {each.treaty: each for each in asked("GHA", "BEN", "preservation", "2025-01-01").bases}
        assert ("Malabo Art. 28(1)", Reason.ENCOURAGEMENT) == (found["malabo"].reference, found["malabo"].why)
        assert ("OPSC", Reason.NO_CLAUSE) == (found["opsc"].reference, found["opsc"].why)  # Art. 10 is on any measure
        assert "UNTOC" == found["untoc"].reference
        sentenced = by_treaty(asked("GHA", "BEN", "transfer of sentenced persons", "2025-01-01"))["untoc"]
        assert ("UNTOC Art. 17", ClauseKind.ENCOURAGEMENT) == (sentenced.reference, sentenced.clause)

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
        """The European Union is a party to UNTOC, and gives and asks for no assistance: its members do."""
        for requesting, requested in (("USA", "EUE"), ("EUE", "USA")):
            found = asked(requesting, requested, "mutual assistance", "2020-01-01")
            assert {(NO, Reason.ORGANISATION)} == {(each.in_force, each.why) for each in found.bases}
            assert "an organisation: its members give assistance" == found.bases[0].reason

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
        assert known["cets224"].reason == (
            "whether it is in force for Costa Rica and Japan is not known; the record ends on 2026-04-15, "
            "when the treaty had 4 of the 5 consents it takes"
        )
        assert (UNKNOWN, "JPN") == next(
            (each.answer, each.because[0].state.id)
            for each in known["cets224"].conditions
            if each.subject == "reservation"
        )
        assert 2 == len(found.possible())
        assert (YES, "2026-07-31") == (known["ets185"].in_force, str(known["ets185"].certain_until))
        assert any("presumed to go on" in each.missing for each in known["ets185"].gaps)
        assert (
            "reservation (Art. 7): Japan: Does not apply Art. 7 (direct disclosure of subscriber information)",
            0,
        ) == (
            next(str(each) for each in found.bases[1].conditions if each.subject == "reservation"),
            sum(each.subject == "reservation" for each in found.bases[2].conditions),  # what it declared on Art. 8
        )
        ireland = asked("FRA", "IRL", "preservation", "2026-07-31", treaties=[185]).bases[0]
        assert (NO, "2026-07-31") == (ireland.in_force, str(ireland.certain_until))
        assert UNKNOWN is asked("FRA", "IRL", "preservation", "2026-08-01", treaties=[185]).answer
        assert asked("FRA", "IRL", "preservation", "2026-08-01", treaties=["crc"]).bases[0].certain_until is None

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_what_no_deposit_changes_has_no_last_day(self) -> None:
        """A treaty without an article on it, one that encourages, an organisation: though one certainly is no party."""
        for requesting, requested, record, day, why in (
            ("FRA", "USA", cc.treaty("crc").known_at("2016-10-25"), "2016-11-01", Reason.NO_CLAUSE),
            ("FRA", "TUV", cc.treaty("untoc").known_at("2026-09-11"), "2026-09-15", Reason.ENCOURAGEMENT),
            ("EUE", "DEU", cc.treaty("opsc").known_at("2025-12-04"), "2025-12-10", Reason.ORGANISATION),
        ):
            [found] = asked(requesting, requested, "joint investigation", day, treaties=[record]).bases
            assert (NO, why, None) == (found.in_force, found.why, found.certain_until)
            assert 1 == sum(each.status in {"signatory", "not participating"} for each in found.parties)

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_a_protocol_is_out_of_reach_as_long_as_the_convention_is(self) -> None:
        """Korea may be a party to ETS 185 from 2026-08-01 on; until the record of that ends, nothing is presumed."""
        for day, until in (("2025-08-01", None), ("2026-07-01", "2026-07-31")):
            [found] = asked("FRA", "KOR", "preservation", day, treaties=[PROTOCOL]).bases
            assert "Korea, Republic of: not a party under ETS 185 (invited)" == found.reason
            assert until == (found.certain_until and str(found.certain_until))

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_the_record_ends_for_a_yes(self) -> None:
        """From the next day on, it is presumed to go on, and a gap says so."""
        gaps = [
            read(asked("FRA", "DEU", "preservation", day, treaties=[BUDAPEST]).bases[0].gaps)
            for day in ("2026-04-25", "2026-04-26")
        ]
        assert [] == gaps[0]
        assert ["what was done after 2026-04-25; it is presumed to go on"] == [each.missing for each in gaps[1]]

    def test_what_has_to_be_in_force_beside_a_treaty(self) -> None:
        """The Convention beside the First Protocol, which carries its articles over; the Second has its own."""
        first, second = cc.treaty(189), cc.treaty(224)
        assert (cc.treaty(185),) == laws_beside(first, clauses("ets189")[0])
        assert {()} == {laws_beside(second, each) for each in (None, *clauses("cets224"))}
        assert () == laws_beside(first, None)

    def test_a_warning_names_each_record_and_the_callers_line(self) -> None:
        """For a "yes" alone, and from the day after the record's."""
        with pytest.warns(cc.CoverageWarning, match="asked about 2026-07-01") as warned:
            asked("FRA", "DEU", "preservation", "2026-07-01", treaties=[BUDAPEST, PROTOCOL])
        assert ["(ets185 on 2026-04-25, ets189 on 2025-06-04)"] == [
            re.findall(r"\(.*\)", str(each.message))[0] for each in warned
        ]
        assert [__file__] == [each.filename for each in warned]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert YES is asked("FRA", "DEU", "preservation", "2026-04-25", treaties=[BUDAPEST]).answer
            assert NO is asked("FRA", "IRL", "preservation", "2026-07-01", treaties=[BUDAPEST]).answer

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
            ("DEU", "LTU", "Articles 2 to 11", UNKNOWN),  # one with it, one without
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

    @pytest.mark.parametrize(
        ("measure", "on", "treaty", "expected"),
        [
            ("extradition", "2020-01-01", "ets185", "24(1)"),  # offences "punishable under the laws of both Parties"
            ("extradition", "2020-01-01", "untoc", "16(1)"),
            ("extradition", "2027-06-01", "uncc", "37(1)"),
            ("mutual assistance", "2020-01-01", "untoc", "18(9)"),
            ("stored data", "2020-01-01", "untoc", "18(9)"),
            ("law enforcement cooperation", "2020-01-01", "untoc", ""),
            ("mutual assistance", "2020-01-01", "ets185", "25(5)"),
            ("stored data", "2020-01-01", "ets185", "25(5)"),
            ("mutual assistance", "2020-01-01", "opsc", ""),
            ("spontaneous information", "2020-01-01", "ets185", None),  # nothing is asked of anybody
            ("spontaneous information", "2020-01-01", "untoc", None),
            ("transborder access", "2020-01-01", "ets185", None),
            ("24/7", "2020-01-01", "ets185", None),
            ("24/7", "2027-06-01", "uncc", None),
            ("traffic data disclosure", "2020-01-01", "ets185", None),  # it follows a request under 29
        ],
    )
    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_which_article_speaks_of_dual_criminality(
        self, measure: str, on: str, treaty: str, expected: str | None
    ) -> None:
        """The article itself, or one on every request; none where it can't be asked for."""
        [found] = asked("FRA", "DEU", measure, on, treaties=[treaty]).bases
        dual = [",".join(each.articles) for each in found.conditions if each.subject == "dual criminality"]

        assert ([] if expected is None else [expected]) == dual

    def test_dual_criminality_in_words(self) -> None:
        """What a memo says for each answer."""
        for state, words in (
            ("DEU", "may be required by a reservation"),
            ("ITA", "neither State reserved it, or not for this offence"),
            ("GBR", "the record does not tell whether a reservation lets it be required"),
        ):
            [found] = asked("FRA", state, "preservation", "2023-01-01", treaties=[BUDAPEST]).bases
            assert f"dual criminality (Art. 29(4)): {words}" == str(found.conditions[0])
        [extradition] = asked("FRA", "DEU", "extradition", "2023-01-01", treaties=[BUDAPEST]).bases
        assert "dual criminality (Art. 24(1)): the article itself asks for an offence in both States" == (
            str(extradition.conditions[0])
        )

    def test_what_a_basis_depends_on(self) -> None:
        """An optional basis, a default procedure and the scope are conditions beside it."""
        found = asked("FRA", "DEU", "mutual assistance", "2020-01-01").bases[0]
        assert {"dual criminality", "basis", "scope", "procedure (only without another treaty)"} < {
            each.subject for each in found.conditions
        }
        extradition = asked("FRA", "DEU", "extradition", "2020-01-01").bases[0]
        assert "basis (Art. 24): if the requested State takes a treaty as the basis" in map(str, extradition.conditions)
        assert () == asked("FRA", "KOR", "preservation", "2025-06-01").bases[0].conditions

    def test_urgent_requests_have_a_procedure_of_their_own(self) -> None:
        """ETS 185, Art. 27(9), beside that of Art. 27, on which the same article 25 rests."""
        for measure, expected in (("urgent assistance", ["27", "27(9)"]), ("mutual assistance", ["27"])):
            found = asked("FRA", "DEU", measure, "2020-01-01", treaties=[185]).bases[0]
            assert (("25",), expected) == (
                found.articles,
                [each.articles[0] for each in found.conditions if each.subject.startswith("procedure")],
            )

    def test_the_first_protocol_carries_articles_over_for_its_own_offences(self) -> None:
        """ETS 189, Art. 8(2), and what the article that it carries over depends on itself."""
        found = {
            each.treaty: [str(one) for one in each.conditions if one.subject == "basis"]
            for each in asked("FRA", "DEU", "mutual assistance", "2020-01-01", treaties=[185, 189]).bases
        }
        own = "basis (Art. 25): as far as the law of the requested State allows"
        assert [own] == found["ets185"]
        assert ["basis (Art. 8(2)): through the articles of the Convention, for the offences of the Protocol", own] == (
            found["ets189"]
        )

    def test_an_offence_of_another_treaty(self) -> None:
        """What Articles 2 to 11 are is told by the Budapest Convention only."""
        found = by_treaty(asked("FRA", "DEU", "MLA", "2020-01-01", offence="other"))
        subjects = {id_: {each.subject for each in found[id_].conditions} for id_ in ("ets185", "ets189", "untoc")}

        assert "offence" in subjects["untoc"]
        assert "offence" not in subjects["ets185"] | subjects["ets189"]  # whose articles are carried over
        assert (
            "offence: Articles 2 to 11 are those of the Budapest Convention: whether this treaty covers the offence is "
            "not told"
        ) in map(str, found["untoc"].conditions)
        untold = by_treaty(asked("FRA", "DEU", "MLA", "2020-01-01"))["untoc"].conditions
        assert "offence" not in {each.subject for each in untold}

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

    @pytest.mark.parametrize(
        ("article", "state", "measure"),
        [
            *(("2", "DEU", "extradition"), ("3", "PER", "extradition"), ("4(2)", "SVK", "extradition")),
            *(("6(3)", "DEU", "extradition"), ("7", "CHL", "extradition"), ("9(4)", "CHE", "extradition")),
            *(("10(3)", "ISR", "extradition"), ("11(3)", "FIN", "extradition"), ("22(1)(d)", "ARG", "extradition")),
            *(("24(5)", "PRT", "extradition"), ("27(9)(e)", "MLT", "mutual assistance")),
            *(("27(9)(e)", "MLT", "stored data"), ("14(3)", "ISR", "real-time traffic data")),
            *(("14(3)", "CHE", "interception"), ("21", "FRA", "interception"), ("14(3)", "ISR", "interception")),
        ],
    )
    def test_statements_on_other_articles_that_matter(self, article: str, state: str, measure: str) -> None:
        """On offences and jurisdiction for extradition, on 27 for assistance, on 14(3) and 21 for data as it arises."""
        [found] = asked("NOR", state, measure, "2021-01-01", treaties=[BUDAPEST]).bases
        about = {each.articles[0] for each in found.statements if each.state.id == state}
        plain = asked("NOR", state, "preservation", "2021-01-01", treaties=[BUDAPEST]).bases[0].statements

        assert article in about
        assert article not in {each.articles[0] for each in plain}

    @pytest.mark.parametrize(
        ("basis", "related"),
        [
            ("24", ["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "22", "24"]),  # offences, jurisdiction
            ("25", ["25", "27"]),  # how requests go
            ("31", ["27", "31"]),
            ("33", ["14(3)", "20", "33"]),  # what each State collects at home
            ("34", ["14(3)", "21", "34"]),
            ("29", ["29"]),
        ],
    )
    def test_which_articles_belong_to_one(self, basis: str, related: list[str]) -> None:
        """Of all articles of the Convention; not every one has a statement yet."""
        clause = next(each for each in clauses("ets185") if each.article == basis)
        articles = [*map(str, range(2, 14)), "14(3)", *map(str, range(15, 36))]
        made = [Statement("ets185", cc.state("FRA"), StatementKind.DECLARATION, (each,), "Said") for each in articles]

        assert related == [
            said.articles[0] for said in made if any(said.concerns(each) for each in _related(BUDAPEST, clause))
        ]

    def test_for_what_an_authority_is_named(self) -> None:
        """Art. 24(7), 27(2) and 35; CETS 224, Art. 9, goes through the points of contact too."""
        for measure, function in (
            ("extradition", "extradition"),
            ("mutual assistance", "central"),
            ("stored data", "central"),
            ("urgent assistance", "central"),  # as Germany named nobody under 27(9)
            ("preservation", "24/7"),
            ("traffic data disclosure", "24/7"),
            ("24/7", "24/7"),
            ("emergency disclosure", "24/7"),
        ):
            assert function == asked("FRA", "DEU", measure, "2020-01-01", treaties=[185]).bases[0].authorities.function
        swiss = asked("FRA", "CHE", "urgent assistance", "2020-01-01", treaties=[185]).bases[0].authorities
        assert "urgent" == swiss.function

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


UNREAD = "the chart has D. for declarations, as which some States filed this reservation, and they were not read"


class TestGaps:
    @pytest.mark.parametrize(
        ("state", "day", "words"),
        [
            ("BRA", "2024-01-01", UNREAD),
            ("GBR", "2024-01-01", "22(2) text cut; more may follow (29(4) not excluded)"),
            # In 2020 it was listed as invited only.
            ("BEN", "2025-01-01", "no R. on the chart of 2026-04-25, but one may have been withdrawn before"),
            ("ITA", "2010-01-01", "no R. on the chart of 2020-03-13, but one may have been withdrawn before"),
            ("DNK", "2010-01-01", "no D. on the chart of 2020-03-13, but one may have been withdrawn before"),
            ("COL", "2024-01-01", "Chart shows R. but no text found"),
            ("UKR", "2024-01-01", "Both reservations of the ratification law read; later text not seen"),
        ],
    )
    def test_why_a_list_is_not_whole(self, state: str, day: str, words: str) -> None:
        """Each case in its words."""
        gaps = asked("FRA", state, "preservation", day, treaties=[BUDAPEST]).bases[0].gaps
        assert words in [each.missing for each in gaps]

    @pytest.mark.parametrize(
        ("state", "measure", "treaty", "article", "says"),
        [
            ("GBR", "24/7", "ets185", "35", "who receives the request is not on record"),
            ("CZE", "extradition", "ets185", "24(7)", "named, but the name was not seen"),
            ("PHL", "mutual assistance", "ets185", "27(2)", "named, but the name was not seen"),
            ("GBR", "mutual assistance", "untoc", "", "who receives the request is not on record"),
        ],
    )
    def test_who_receives_it_is_not_on_record(
        self, state: str, measure: str, treaty: str, article: str, says: str
    ) -> None:
        """The gap has the article under which it is to be named, and whose list would settle it."""
        [found] = asked("FRA", state, measure, "2024-01-01", treaties=[treaty]).bases
        office = "Treaty Office" if treaty == "ets185" else "Secretary-General of the United Nations"
        name = found.request.requested.name
        reference = cc.treaty(treaty).reference

        assert (
            Gap(
                "ETS 185" if treaty == "ets185" else "UNTOC",
                found.request.requested,
                article,
                says,
                f"{office}, authorities of {name}, {reference}",
            )
            == (read(found.gaps)[-1])
        )
        assert [] == read(asked("FRA", "GBR", "transborder access", "2024-01-01", treaties=[185]).bases[0].gaps)

    def test_what_nobody_may_reserve_is_no_gap(self) -> None:
        """Not all of the United Kingdom's were read; ETS 185, 25(5), allows none, and UNTOC 18(9) needs none."""
        for treaty, articles in (("ets185", []), ("untoc", [""])):  # in UNTOC's record nobody receives a request
            [found] = asked("FRA", "GBR", "mutual assistance", "2024-01-01", treaties=[treaty]).bases
            assert articles == [each.article for each in read(found.gaps)]

    def test_no_chart_has_a_flag_yet(self) -> None:
        """The United Kingdom's reservations were read in part; of Italy no chart up to the day has a list."""
        made = treaty_of(id="ets185", parties={"FRA": "2006-01-10", "ITA": "2008-06-05"}, as_of="2020-12-31")
        [found] = asked("FRA", "ITA", "preservation", "2010-01-01", treaties=[made]).bases
        assert "no R. on the chart of a later day, but one may have been withdrawn before" == found.gaps[0].missing
        [on_the_day] = asked("FRA", "ITA", "preservation", "2020-03-12", treaties=[BUDAPEST]).bases
        assert "no R. on the chart of 2020-03-13, but one may have been withdrawn before" == on_the_day.gaps[0].missing

    def test_a_gap_of_two_bases_is_told_once(self) -> None:
        """Ukraine is bound by ETS 185 and 189, and its reservations to 29(4) were read in part."""
        found = asked("FRA", "UKR", "preservation", "2024-01-01", treaties=[BUDAPEST, PROTOCOL])
        assert read(found.bases[0].gaps) == read(found.bases[1].gaps)
        assert ["29(4)", ""] == [each.article for each in read(found.gaps)]
        british = str(asked("FRA", "GBR", "preservation", "2024-01-01", treaties=[BUDAPEST]))
        assert 1 == british.count("not known: ")  # the first of two

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
        assert (
            Gap("UNCC", None, "42", "Text as known: the wording was not read", "the text of the treaty") in found.gaps
        )

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

    def test_as_a_condition(self) -> None:
        """Yes and no are true and false, of the whole and of a basis; the unknown is neither."""
        yes = asked("FRA", "DEU", "preservation", "2020-01-01", treaties=[185])
        no = asked("FRA", "KOR", "preservation", "2025-06-01", treaties=[185])
        unknown = asked("DEU", "NGA", "preservation", "2023-01-01", treaties=[189])

        assert (True, False) == (bool(yes), bool(no)) == (bool(yes.bases[0]), bool(no.bases[0]))
        for each in (unknown, unknown.bases[0]):
            with pytest.raises(cc.errors.UnknownAnswerError):
                bool(each)

    def test_no_treaty(self) -> None:
        """Nothing was asked about, which is no "no"."""
        with pytest.raises(cc.errors.InvalidValueError, match="no treaty is named, expected at least one; leave"):
            asked("FRA", "DEU", "preservation", "2020-01-01", treaties=[])

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
        wrong: dict[str, Any] = {"on": "2023-01-01"}
        for value, change in (
            (found, wrong),
            (found.bases[0], {"as_of": "2023-01-01"}),
            (found.bases[0].request, wrong),
            (found.bases[0].parties[0], {"status": "party"}),
            (found.bases[0].conditions[0], {"answer": "yes"}),
            (found.gaps[0], {"state": "NGA"}),
        ):
            with pytest.raises(cc.errors.InvalidTypeError):
                _ = attrs.evolve(value, **change)
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

    @pytest.mark.parametrize(
        ("state", "day", "period", "acts"),
        [
            ("NGA", "2017-07-09", "<Period not participating .. to 2017-07-10>", 0),
            ("NGA", "2017-07-10", "<Period invited 2017-07-10 to 2022-07-06>", 1),
            ("NGA", "2022-07-05", "<Period invited 2017-07-10 to 2022-07-06>", 1),
            ("NGA", "2022-07-06", "<Period contracting 2022-07-06 to 2022-11-01>", 2),
            ("NGA", "2022-10-31", "<Period contracting 2022-07-06 to 2022-11-01>", 2),
            ("NGA", "2022-11-01", "<Period party 2022-11-01 to ..>", 2),
            ("PHL", "2010-01-01", "None", 1),  # by June 2011 it had been invited, nobody knows since when
        ],
    )
    def test_the_days_of_a_standing(self, state: str, day: str, period: str, acts: int) -> None:
        """A status holds from its first day up to the day before the next one; an act counts from its own day."""
        [basis] = asked("DEU", state, "preservation", day, treaties=[BUDAPEST]).bases
        found = basis.parties[1]

        assert (period, acts) == (repr(found.period), len(found.acts))

    def test_the_sources_of_all_that_an_answer_rests_on(self) -> None:
        """The acts', the clause's, the statements' and the authority's, in this order and each once."""
        [norway] = asked("FRA", "NOR", "mutual assistance", "2024-01-01", treaties=[BUDAPEST]).bases
        found = [each.id for each in norway.sources]
        clause, statements, authority = "un-ets185-text", "coe-185-declarations-fra", "coe-octopus-norway"
        assert ["coe-185-2020", clause, statements, authority] == [
            each for each in found if each in {"coe-185-2020", clause, statements, authority}
        ]
        assert len(found) == len({*found})
        [anguilla] = asked("FRA", "GBR", "24/7", "2026-01-01", territory="AIA", treaties=[BUDAPEST]).bases
        shown = "coe-application-of-the-first-additional"  # that the Convention may not have been extended to it
        assert [clause, shown] == [each.id for each in anguilla.sources if each.id in {clause, shown}]

    def test_nothing_is_partly_read_of_what_is_no_basis(self) -> None:
        """Of what rests on no article, no statement matters."""
        [korea] = asked("FRA", "KOR", "preservation", "2025-06-01", treaties=[BUDAPEST]).bases
        [nigeria] = asked("FRA", "NGA", "preservation", "2025-06-01", treaties=[BUDAPEST]).bases
        unread = [
            [each.state.id for each in basis.gaps if each.state and each.missing == UNREAD_STATEMENTS]
            for basis in (korea, nigeria)
        ]
        assert [[], ["NGA", "FRA"]] == unread

    def test_a_table(self) -> None:
        """Those in force first, then those not known; an authority is named where a request may go to it."""
        named = "Central Authority Unit, Office of the Attorney General"
        treaties = [BUDAPEST, PROTOCOL, cc.treaty("untoc").known_at("2026-09-11"), cc.treaty("crc")]
        found = asked("DEU", "NGA", "mutual assistance", "2023-01-01", treaties=treaties)
        table = found.table()
        assert ("ETS 185 Art. 25", "UNTOC Art. 18", "ETS 189 Art. 8(2)", "CRC") == table["basis"]
        assert ("yes", "yes", "unknown", "no") == table["in_force"]
        assert (
            tuple(each.reason for each in (found.bases[0], found.bases[2], found.bases[1], found.bases[3]))
            == (table["reason"])
        )
        assert ("2022-11-01", "2006-07-14", "None", "None") == tuple(map(str, table["since"]))
        assert ("2026-04-25", "2026-09-11", "2025-06-04", "2016-10-25") == tuple(map(str, table["as_of"]))
        assert (None,) * 4 == table["certain_until"]
        assert table["received_by"][0] is not None
        assert table["received_by"][0].startswith(named)
        assert (("not on record", None)) == (table["received_by"][1], table["received_by"][3])
        assert "Germany to Nigeria, mutual assistance, 2023-01-01" == table.title
        assert "Can a request rest on an article of these treaties: yes" == table.note
        assert [f"Not known: {each}" for each in found.gaps] == [*table.foot[:-1]]
        assert "CC BY 4.0" in table.foot[-1]
        cell = found._repr_html_()  # pyright: ignore[reportPrivateUsage]
        assert ["basis", "in force", "reason", "since", "received by", "as of"] == re.findall(
            r"<th[^>]*>([\w ]+)", cell
        )
        assert str(found).index("UNTOC") < str(found).index("ETS 189")

    def test_late_days_in_a_table(self) -> None:
        """The last day on which an answer is certain."""
        found = asked("FRA", "IRL", "preservation", "2026-07-01", treaties=[BUDAPEST])
        assert "2026-07-31" == str(found.table()["certain_until"][0])
        assert "<th>certain until</th>" in found._repr_html_()  # pyright: ignore[reportPrivateUsage]

    def test_texts(self) -> None:
        """A condition with and without articles, and a gap with and without a State."""
        assert "scope (Art. 1, 2): x" == str(Condition("scope", UNKNOWN, ("1", "2"), note="x"))
        assert "scope: x" == str(Condition("scope", UNKNOWN, (), note="x"))
        assert "ETS 185, France, Art. 35: x. Settled by: y" == str(Gap("ETS 185", cc.state("FRA"), "35", "x", "y"))
        assert "ETS 185, Art. 35: x. Settled by: y" == str(Gap("ETS 185", None, "35", "x", "y"))
        assert "France: x. Settled by: y" == str(Gap("", cc.state("FRA"), "", "x", "y"))
        assert ["ETS 185", "ETS 189", "CETS 201", "CETS 224", "UNTOC", "CRC", "OPSC", "UNCC", "Malabo"] == [
            *map(label, cc.treaties())
        ]

    def test_several_bases_on_one_line(self) -> None:
        """Those on which a request can rest in a short form, those for which there is one reason in a summary."""
        found = asked("FRA", "KOR", "mutual assistance", "2025-06-01")
        assert "<Cooperation KOR to FRA, mutual assistance, 2025-06-01: yes, UNTOC Art. 18, OPSC Art. 6>" == repr(
            asked("KOR", "FRA", "mutual assistance", "2025-06-01")
        )
        assert [each.reference for each in found.in_force()] == ["UNTOC Art. 18", "OPSC Art. 6"]
        nigeria = asked("DEU", "NGA", "preservation", "2023-01-01")
        assert "\n  no       UNTOC, CRC, OPSC: no article on it; in force between them\n" in str(nigeria)

    def test_statements_in_a_mapping(self) -> None:
        """What it was filed as, and when it was withdrawn; who may receive a request."""
        japan = asked("FRA", "JPN", "preservation", "2013-07-04", treaties=[BUDAPEST]).to_dict()["bases"][0]
        assert ("reservation", "declaration") == (
            japan["statements"][0]["kind"],
            japan["conditions"][0]["because"][0]["filed_as"],
        )
        czechia = asked("FRA", "CZE", "preservation", "2019-07-04", treaties=[BUDAPEST]).to_dict()["bases"][0]
        assert ("2013-12-01", "2019-07-05") == tuple(
            czechia["statements"][0][each] for each in ("effective", "withdrawn")
        )
        assert {
            "treaty": "ETS 185",
            "state": "CZE",
            "article": "35",
            "missing": "who receives the request is not on record",
            "settles": "Treaty Office, authorities of Czechia, ETS No. 185",
        } == czechia["gaps"][0]
        denmark = asked("FRA", "DNK", "mutual assistance", "2010-07-04", treaties=[BUDAPEST]).to_dict()["bases"][0]
        assert ["Director of Public Prosecutions (Rigsadvokaten), Copenhagen"] == denmark["authorities"]["possible"]

    def test_two_bases_are_equal_as_far_as_they_say_the_same(self) -> None:
        """Of what record they were worked out is not compared."""
        [found] = asked("FRA", "DEU", "preservation", "2020-01-01", treaties=[BUDAPEST]).bases
        other: dict[str, Any] = {"record": PROTOCOL, "text": None}
        assert found == attrs.evolve(found, **other)
        assert hash(found) == hash(attrs.evolve(found, **other))

    def test_what_is_asked_of_whom(self) -> None:
        """The State that is asked comes first: it has to give something."""
        request = asked("FRA", "NLD", "24/7", "2025-01-01", territory="CUW", treaties=[185]).bases[0].request
        assert (("NLD", "FRA"), "CUW") == (tuple(each.id for each in request.states), request.place)
        assert asked("FRA", "NLD", "24/7", "2025-01-01", treaties=[185]).bases[0].request.place is None


class TestErrors:
    @pytest.mark.parametrize(
        ("change", "error", "words"),
        [
            ({"measure": "wiretap"}, cc.errors.UnknownMeasureError, "expected extradition"),
            ({"requested": "Germany"}, cc.errors.InvalidValueError, "both Germany"),
            # What Serbia was in 2005.
            (
                {"requesting": "SCG", "requested": "SRB", "on": "2005-06-02"},
                cc.errors.InvalidValueError,
                "both Serbia and Montenegro",
            ),
            ({"requested": "SCG"}, cc.errors.InvalidValueError, "ended on 2006-06-03"),
            ({"requesting": "SCG"}, cc.errors.InvalidValueError, "ended on 2006-06-03"),
            ({"requested": "Korea"}, cc.errors.UnknownStateError, "Korea"),
            ({"on": None}, cc.errors.InvalidTypeError, "there is no default"),
            ({"on": "2023-02-30"}, cc.errors.InvalidDateError, "not a day"),
            (
                {"offence": "fraud"},
                cc.errors.InvalidValueError,
                "^'fraud' is not an offence; expected one of Articles 2 to 11, other$",
            ),
            ({"treaties": ["rome"]}, cc.errors.UnknownTreatyError, "rome"),
        ],
    )
    def test_each_has_its_own(self, change: dict[str, Any], error: type[Exception], words: str) -> None:
        """Wrong input is told apart."""
        good = {"requesting": "DEU", "requested": "NGA", "measure": "preservation", "on": "2023-01-01"}
        with pytest.raises(error, match=words):
            cc.cooperation(**{**good, **change})

    def test_a_treaty_without_such_a_clause_is_an_answer(self) -> None:
        """Not an error."""
        assert [Reason.NO_CLAUSE] == [
            each.why for each in asked("FRA", "DEU", "MLA", "2020-01-01", treaties=["crc"]).bases
        ]


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


REQUESTS: dict[str, tuple[tuple[str, str, str, str], dict[str, Any]]] = {
    "germany-nigeria": (("DEU", "NGA", "preservation", "2023-01-01"), {"treaties": [BUDAPEST, PROTOCOL]}),
    "france-curacao": (
        ("FRA", "NLD", "24/7", "2026-07-01"),
        {"territory": "CUW", "offence": "other", "treaties": [BUDAPEST]},
    ),
    "liechtenstein-malta": (
        ("LIE", "MLT", "mutual assistance", "2024-01-01"),
        {"treaties": [BUDAPEST, PROTOCOL, cc.treaty("crc").known_at("2016-10-25")]},
    ),
    "peru-philippines": (("PER", "PHL", "urgent assistance", "2024-01-01"), {"treaties": [BUDAPEST]}),
}


def read_memo(found: cc.Cooperation) -> str:
    """Return a memo and the summary, without the titles of sources and the dataset's version."""
    memo = re.sub(r"(?<=\n  Sources:\n)(    - .*\n)+", "", found.text())
    return f"{memo.partition('Source: ')[0]}{found}\n"


def read_mapping(found: cc.Cooperation) -> dict[str, Any]:
    """Return the mapping, without the sources of each basis."""
    plain = found.to_dict()
    for basis, each in zip(plain["bases"], found.bases, strict=True):
        assert basis.pop("sources") == [source.id for source in each.sources]
    return plain


@pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
class TestMemos:
    """Whole memos, as they stood in September 2026: a line that goes missing or changes is seen."""

    @pytest.mark.parametrize("name", REQUESTS)
    def test_a_memo_and_its_summary(self, name: str) -> None:
        """Each act with its days, each clause, statement, authority and gap, in this order."""
        words, more = REQUESTS[name]
        found = asked(*words, **more)

        assert (CASES / f"{name}.txt").read_text(encoding="utf-8") == read_memo(found)

    @pytest.mark.parametrize("name", ["germany-nigeria", "france-curacao"])
    def test_a_mapping(self, name: str) -> None:
        """The same for programs, under names that stay."""
        words, more = REQUESTS[name]
        found = asked(*words, **more)

        assert json.loads((CASES / f"{name}.json").read_text(encoding="utf-8")) == read_mapping(found)
