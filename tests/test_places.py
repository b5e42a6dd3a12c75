"""Territories are not States: they take no part in treaties, and treaties apply to them or don't."""

import copy
import json
import pickle
import warnings
from datetime import date

import attrs
import pytest

import cyberconventions as cc
from cyberconventions import Answer
from cyberconventions.__main__ import main
from cyberconventions._application import Application, application_of, grounds_of
from cyberconventions._dataset import current
from cyberconventions._edition import Details
from cyberconventions._history import CONTRACTING, PARTY
from cyberconventions._states import State, find_state, territory_codes
from cyberconventions._treaty import application_in
from cyberconventions.errors import NotAStateError, UnknownStateError, UnknownTerritoryError
from cyberconventions.testing import treaty_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Folder

CODES = sorted(territory_codes())
TREATIES = [treaty.id for treaty in cc.treaties()]
# Before there were treaties, while they were made, and after the last record.
DAYS = ["1900-01-01", "1990-09-02", "1999-12-20", "2004-07-01", "2010-10-10", "2025-01-01", "2026-04-25", "9999-12-31"]
QUIET = pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")


@pytest.mark.no_cover  # as other tests reach the same
class TestNeverNo:
    """No question about a State is answered with "no" where the name is a territory's."""

    def test_there_are_52(self) -> None:
        """The 56 codes of ISO 3166-1 that are not members of the UN, without the four that act in their own names."""
        own = ["COK", "NIU", "PSE", "VAT"]

        assert 52 == len(CODES)
        assert set(own).isdisjoint(CODES)
        assert own == [cc.state(id_).id for id_ in own]

    @QUIET
    @pytest.mark.parametrize("treaty", TREATIES)
    @pytest.mark.parametrize("code", CODES)
    def test_of_a_treaty(self, treaty: str, code: str) -> None:
        """Each call that takes a State refuses, on every day, and says how the treaty applies."""
        asked = cc.treaty(treaty)
        questions: list[Callable[[str], object]] = [
            lambda day: asked.is_party(code, on=day),
            lambda day: asked.is_party(code, date.fromisoformat(day)),
            lambda day: asked.status(State(code), on=day),
            lambda day: asked.possible_statuses(cc.territory(code).name, on=day),
            lambda day: asked.is_party(code, on=day, late="known"),
        ]
        for day in DAYS:
            applies = asked.applies_to(code, on=day)
            for ask in questions:
                with pytest.raises(NotAStateError) as caught:
                    ask(day)
                message = str(caught.value)
                assert message.startswith(f"{asked.reference}: {cc.territory(code)} ({code}) is a territory and not a")
                assert f"applies_to({code!r}, on='{day}') is {applies.value}: " in message
                assert len(message) <= 500

    @pytest.mark.parametrize("treaty", TREATIES)
    def test_of_participations(self, treaty: str) -> None:
        """Neither do the calls without a day."""
        asked = cc.treaty(treaty)
        questions: list[Callable[[str], object]] = [
            lambda code: asked[code],
            lambda code: code in asked,
            lambda code: asked.parties().__contains__(code),
            asked.is_party,
            lambda code: asked.would_enter_into_force(code, deposited="2026-11-30"),
            lambda code: cc.treaties(party=code, on="2020-01-01"),
            lambda code: cc.treaties(between=("FRA", code), on="2020-01-01"),
            cc.state,
        ]
        for code in CODES:
            for ask in questions:
                with pytest.raises(NotAStateError, match="territory and not a State"):
                    ask(code)

    @pytest.mark.parametrize("day", [None, "1990-09-02", "2025-01-01"])
    def test_on_the_command_line(self, day: str | None, capsys: pytest.CaptureFixture[str]) -> None:
        """The status of a territory is whether treaties apply to it; "no" is what ``applies_to`` gives."""
        for code in CODES:
            assert 0 == main(["status", code, "--json", *(["--on", day] if day else [])])
            for each in json.loads(capsys.readouterr().out):
                assert "status" not in each
                assert (code, cc.territory(code).name) == (each["territory"], each["name"])
                with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
                    assert each["applies"] == cc.treaty(each["treaty"]).applies_to(code, on=day)

    @QUIET
    @pytest.mark.parametrize("treaty", TREATIES)
    def test_no_has_a_reason(self, treaty: str) -> None:
        """``applies_to`` says no where the State responsible is not a party, or with a declaration."""
        asked = cc.treaty(treaty)
        for code in CODES:
            for day in DAYS:
                found = application_in(asked, code, day)
                if found.answer is Answer.NO and found.ground is None:
                    assert found.responsible is not None
                    assert not asked.is_party(found.responsible, on=day)
                elif found.answer is Answer.NO and found.ground is not None:
                    assert found.ground.kind.value in {"extension", "exclusion"}
                    assert found.sources


class TestAppliesTo:
    @pytest.mark.parametrize(
        ("treaty", "territory", "day", "answer", "reason"),
        [
            # ETS 185, Art. 38(2): the first extension of all, received on 2024-06-27.
            ("ets185", "Curaçao", "2024-09-30", "no", "excluded by Netherlands, since 2007-03-01"),
            ("ets185", "Curaçao", "2024-10-01", "yes", "extended by Netherlands, since 2024-10-01"),
            ("ets185", "CUW", "2007-02-28", "no", "Netherlands, which is responsible for it, is not a party"),
            ("ets185", "ABW", "2025-01-01", "no", "excluded by Netherlands, since 2007-03-01"),
            ("ets185", "SXM", "2008-01-01", "no", "excluded by Netherlands, since 2007-03-01"),  # then of the Antilles
            ("ets185", "GRL", "2010-01-01", "no", "excluded by Denmark, since 2005-10-01"),
            ("ets185", "PRI", "2010-01-01", "yes", "by default, as United States declared nothing else (VCLT Art. 29)"),
            ("ets185", "NCL", "2010-01-01", "unknown", "probably by default, as France declared nothing else"),
            ("ets185", "TKL", "2025-12-01", "unknown", "whether New Zealand extended the treaty to it or excluded it"),
            ("ets185", "TKL", "2025-11-30", "no", "New Zealand, which is responsible for it, is not a party (contr"),
            ("ets185", "JEY", "2020-01-01", "unknown", "whether United Kingdom extended the treaty to it or excluded"),
            ("ets185", "HKG", "2020-01-01", "no", "China, which is responsible for it, is not a party (not partici"),
            ("ets189", "CUW", "2025-04-30", "no", "extended by Netherlands, but only from 2025-05-01"),
            ("ets189", "CUW", "2025-05-01", "yes", "extended by Netherlands, since 2025-05-01"),
            ("ets189", "FRO", "2010-01-01", "no", "excluded by Denmark, since 2006-03-01"),
            ("untoc", "HKG", "2006-09-26", "no", "extended by China, but only from 2006-09-27"),
            ("untoc", "HKG", "2006-09-27", "yes", "extended by China, since 2006-09-27"),
            ("untoc", "TKL", "2010-01-01", "no", "excluded by New Zealand"),
            ("untoc", "PRI", "2010-01-01", "unknown", "nothing on record says whether United States extended the"),
            ("opsc", "HKG", "2010-01-01", "no", "excluded by China, since 2003-01-03"),
            ("opsc", "HKG", "2024-01-01", "unknown", "excluded by China, since 2003-01-03, as known on 2023-04-20; "),
            ("opsc", "SXM", "2010-01-01", "no", "excluded by Netherlands"),
            ("opsc", "GRL", "2023-04-19", "unknown", "the day of the extension by Denmark is not settled (../2023-"),
            ("opsc", "GRL", "2023-04-20", "yes", "extended by Denmark, since ../2023-04-20"),
            ("crc", "HKG", "1997-06-30", "yes", "extended by United Kingdom, since 1994-09-07"),
            ("crc", "HKG", "1997-07-01", "yes", "extended by China, since 1997-07-01"),
            ("crc", "MAC", "1999-12-19", "yes", "extended by Portugal, since 1999-04-27"),
            ("crc", "MAC", "1999-12-20", "yes", "extended by China, since 1999-12-20"),
            # Two sources, two days: neither is taken for the other.
            ("crc", "ABW", "2000-12-17", "no", "extended by Netherlands, but only from 2000-12-18/2001-01-17"),
            ("crc", "ABW", "2000-12-18", "unknown", "the day of the extension by Netherlands is not settled (2000-12"),
            ("crc", "ABW", "2001-01-17", "yes", "extended by Netherlands, since 2000-12-18/2001-01-17"),
            ("malabo", "REU", "2025-01-01", "unknown", "the record does not say whether France, which is responsib"),
            ("cets224", "CUW", "2025-01-01", "no", "Netherlands, which is responsible for it, is not a party (signat"),
        ],
    )
    def test_facts(self, treaty: str, territory: str, day: str, answer: str, reason: str) -> None:
        """What the declarations of States give, day by day."""
        asked = cc.treaty(treaty)
        found = application_in(asked, territory, day)

        assert answer == asked.applies_to(territory, on=day)
        assert str(found).startswith(f"{answer}: {reason}")

    @QUIET
    @pytest.mark.parametrize("treaty", TREATIES)
    @pytest.mark.parametrize(
        ("code", "why"), [("ATA", "no State is"), ("ESH", "it is disputed"), ("TWN", "it is disp")]
    )
    def test_nobodys_and_disputed(self, treaty: str, code: str, why: str) -> None:
        """Where no State is responsible the answer is unknown, with the reason; Taiwan never follows China."""
        for day in DAYS:
            found = application_in(cc.treaty(treaty), code, day)

            assert (Answer.UNKNOWN, None, None) == (found.answer, found.responsible, found.confidence)
            assert found.reason.startswith(why)

    def test_how_well_it_is_known(self) -> None:
        """A yes by default is of medium confidence, and says so; an extension has its act and sources."""
        default = application_in(cc.treaty("ets185"), "GUM", "2010-01-01")
        extension = application_in(cc.treaty("ets185"), "CUW", "2025-01-01")
        nothing = application_in(cc.treaty("untoc"), "GUM", "2025-01-01")

        assert (cc.Confidence.MEDIUM, "coe-185-2026") == (default.confidence, default.sources[0].id)
        assert str(default).endswith("(VCLT Art. 29) (medium confidence)")
        assert extension.ground is not None
        assert extension.ground.act is cc.treaty("ets185")["NLD"].acts[-1]
        assert (cc.Confidence.HIGH, "fedlex-185-2025") == (extension.confidence, extension.sources[0].id)
        assert () == nothing.sources

    def test_the_clash_stays_visible(self) -> None:
        """The declaration on Curaçao has two days; only one gives the day of effect by Art. 38(2)."""
        budapest = cc.treaty("budapest")
        misprint = next(each for each in budapest.misprints if each.state.id == "NLD")
        clause = budapest.rules.territorial_extension

        assert ("2024-05-24", "2024-06-27") == (misprint.printed, misprint.holds)
        assert date(2024, 9, 1) == clause.effect(date(2024, 5, 24))
        assert date(2024, 10, 1) == clause.effect(date(2024, 6, 27))
        assert "2024-05-24" in budapest["NLD"].acts[-1].comment
        (ground,) = grounds_of(cc.treaty("crc"), cc.territory("ABW"))
        assert "The sources differ" in ground.comment

    def test_by_default_on_the_records_day(self) -> None:
        """Without a day the question is about ``as_of``; after it, yes is presumed to go on, with a warning."""
        budapest = cc.treaty("budapest").known_at("2026-04-25")

        assert budapest.applies_to("GRL") is budapest.applies_to("GRL", on="2026-04-25") is Answer.NO
        with pytest.warns(cc.CoverageWarning, match="asked about 2026-04-26") as caught:
            assert Answer.YES is budapest.applies_to("CUW", on="2026-04-26")
        assert 1 == len(caught)
        assert caught[0].filename == __file__

    def test_no_has_a_shelf_life(self) -> None:
        """ETS 185, Art. 38(2) and 36(4): what is declared the day after the record has effect three months later."""
        budapest = cc.treaty("budapest").known_at("2026-04-25")
        days = ("2026-07-31", "2026-08-01")

        assert [Answer.NO, Answer.UNKNOWN] == [budapest.applies_to("GRL", on=day) for day in days]  # excluded
        assert [Answer.NO, Answer.UNKNOWN] == [budapest.applies_to("HKG", on=day) for day in days]  # not a party
        assert Answer.UNKNOWN is cc.treaty("budapest").applies_to("GRL", on="9999-12-31")

    def test_no_warning_beside_the_error(self) -> None:
        """An error does not warn as well, whatever it does to say how the treaty applies."""
        with warnings.catch_warnings(action="error"), pytest.raises(NotAStateError, match="on 9999-12-31"):
            cc.treaty("budapest").is_party("CUW", on="9999-12-31")

    def test_as_known_on_a_day(self) -> None:
        """The record of an earlier day lacks what became known since, and does not say no for that."""
        budapest, palermo = cc.treaty("budapest"), cc.treaty("palermo")

        assert Answer.NO is budapest.known_at("2024-06-26").applies_to("CUW")
        assert Answer.UNKNOWN is palermo.known_at("2005-01-01").applies_to("HKG")
        assert Answer.NO is palermo.applies_to("HKG", on="2005-01-01")
        assert Answer.YES is palermo.known_at("2007-01-01").applies_to("HKG")

    def test_of_a_treaty_made_of_acts(self) -> None:
        """What an act says counts from its day of effect; without one, from that of the consent it was made with."""
        extension = cc.Act(
            cc.state("NLD"),
            cc.ActKind.TERRITORIAL_EXTENSION,
            cc.DateWindow.on("2006-11-16"),
            territory="Aruba",
        )
        exclusion = attrs.evolve(extension, kind=cc.ActKind.TERRITORIAL_EXCLUSION, territory="curacao")
        undated = attrs.evolve(exclusion, when=cc.DateWindow.parse(""), territory="SXM")
        acts = (extension, exclusion, undated)
        treaty = attrs.evolve(cc.treaty(185), id="invented", acts=(*cc.treaty(185)["NLD"].acts[:2], *acts))

        assert [Answer.NO, Answer.YES] == [treaty.applies_to("ABW", d) for d in ("2006-11-15", "2007-03-01")]
        assert Answer.NO is treaty.applies_to("CUW", "2020-01-01")
        assert Answer.NO is treaty.applies_to("SXM", "2020-01-01")
        assert Answer.UNKNOWN is treaty.applies_to("BES", "2020-01-01")

    @pytest.mark.parametrize(("possible", "answer"), [(PARTY | CONTRACTING, "no"), (CONTRACTING, "no"), (PARTY, "no")])
    def test_excluded_whoever_is_a_party(self, possible: int, answer: str) -> None:
        """An exclusion is enough for a no, even where it is not known whether the State is a party."""
        found = application_of(cc.treaty("ets185"), cc.territory("GRL"), date(2010, 1, 1), possible)

        assert answer == found.answer

    def test_unknown_whether_the_state_is_a_party(self) -> None:
        """An extension is not enough for a yes."""
        found = application_of(cc.treaty("ets185"), cc.territory("CUW"), date(2025, 1, 1), PARTY | CONTRACTING)

        assert (Answer.UNKNOWN, None) == (found.answer, found.ground)

    @pytest.mark.parametrize(
        ("day", "answer"),
        [("2010-06-26", "no"), ("2010-06-27", "unknown"), ("2010-09-30", "unknown"), ("2010-10-01", "yes")],
    )
    def test_without_a_published_day(self, day: str, answer: str) -> None:
        """38(2): on the first day of the month after three months, or with the consent it was made with."""
        extension = cc.Act("NLD", "territorial extension", "2010-06-27", territory="Curaçao")
        made = treaty_of(parties={"NLD": "2006-11-16"}, acts=[extension], as_of="2022-01-01")

        assert answer == made.applies_to("Curaçao", on=day)
        no_clause = attrs.evolve(made.rules, clauses=tuple(each for each in made.rules.clauses if each[0] == "later"))
        bare = attrs.evolve(made, details=lambda: Details(no_clause, made.footnotes))
        assert ("no" if answer == "no" else "unknown") == bare.applies_to("Curaçao", on=day)

    @pytest.mark.parametrize(
        ("day", "answer"),
        [("2012-04-30", "yes"), ("2012-05-01", "no"), ("2018-04-30", "no"), ("2018-05-01", "unknown")],
    )
    def test_a_denunciation_ends_an_extension(self, day: str, answer: str) -> None:
        """A State that comes back may extend the treaty again or not."""
        extension = cc.Act("NLD", "territorial extension", "2010-06-27", "2010-10-01", territory="Curaçao")
        made = treaty_of(
            parties={"NLD": ["2006-11-16", "2018-01-10"]},
            withdrawn={"NLD": "2012-01-10"},
            acts=[extension],
            as_of="2022-01-01",
        )

        assert answer == made.applies_to("Curaçao", on=day)

    @pytest.mark.parametrize("last", ["extension", "exclusion"])
    def test_two_with_effect_on_one_day(self, last: str) -> None:
        """What a State declares a day later holds, though both have effect on the first of the same month."""
        kinds = sorted(("extension", "exclusion"), key=lambda kind: kind == last)
        days = ("2010-02-03", "2010-02-04")
        acts = [
            cc.Act("NLD", f"territorial {kind}", day, "2010-06-01", territory="Aruba")
            for kind, day in zip(kinds, days, strict=True)
        ]
        made = treaty_of(parties={"NLD": "2006-11-16"}, acts=acts)
        assert cc.Answer("yes" if last == "extension" else "no") is made.applies_to("ABW", on="2010-06-01")

    def test_a_value(self) -> None:
        """It is frozen and can go to another process."""
        found = application_in(cc.treaty("ets185"), "CUW", "2025-01-01")

        assert isinstance(found, Application)
        assert found == pickle.loads(pickle.dumps(found)) == copy.deepcopy(found)
        assert hash(found) == hash(copy.copy(found))


class TestTerritory:
    def test_responsible(self) -> None:
        """Hong Kong and Macao changed hands; nobody else's did in the treaties' time."""
        hong_kong, macao = cc.territory("HKG"), cc.territory("MAC")

        assert ["GBR", "CHN"] == [_id(hong_kong.responsible(day)) for day in ("1997-06-30", "1997-07-01")]
        assert ["PRT", "CHN"] == [_id(macao.responsible(day)) for day in ("1999-12-19", date(1999, 12, 20))]
        assert {"HKG", "MAC"} == {
            code
            for code in CODES
            if cc.territory(code).responsible("1980-01-01") != cc.territory(code).responsible("2026-01-01")
        }

    def test_disputed(self) -> None:
        """Of two it is disputed which State is responsible; for Antarctica none is."""
        nobodys = {code for code in CODES if cc.territory(code).responsible("2026-01-01") is None}

        assert {"ATA", "ESH", "TWN"} == nobodys
        assert {"ESH", "TWN"} == {code for code in CODES if cc.territory(code).disputed}
        assert "Contested by Argentina" in cc.territory("FLK").comment

    def test_facts_of_iso(self) -> None:
        """A territory has the codes of ISO 3166-1 and a flag."""
        found = cc.territory("Curaçao")

        assert ("CUW", "CUW", "CW", "531") == (found.id, found.alpha_3, found.alpha_2, found.numeric)
        assert ("Curaçao", "🇨🇼") == (str(found), found.flag)
        assert "<Territory CUW Curaçao>" == repr(found)

    def test_sources(self) -> None:
        """Who is responsible has a source and a confidence, the agreement on the Chagos Archipelago included."""
        for code in CODES:
            assert cc.territory(code).sources[0] == cc.territory(code).source
        assert cc.Confidence.MEDIUM is cc.territory("IOT").confidence
        assert cc.Confidence.HIGH is cc.territory("HKG").confidence

    @pytest.mark.parametrize("ref", ["CUW", "cw", 531, "531", "Curacao", " CURAÇAO ", cc.territory("CUW")])
    def test_references(self, ref: object) -> None:
        """Codes, names and territories, as a State is given."""
        assert cc.territory("CUW") == cc.territory(ref)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_short_numbers(self) -> None:
        """The numeric code of Antarctica is 010."""
        assert "ATA" == cc.territory(10).id

    @pytest.mark.parametrize(
        ("ref", "message"),
        [
            ("FRA", "'FRA' is France (FRA), a State and not a territory: cc.state('FRA') takes it"),
            ("Niue", "'Niue' is Niue (NIU), a State and not a territory: cc.state('NIU') takes it"),
            (250, "250 is France (FRA), a State and not a territory: cc.state('FRA') takes it"),
            ("Grenland", "'Grenland' is not a known territory code or name – did you mean 'Greenland'?"),
            ("Narnia", "'Narnia' is not a known territory code or name"),
        ],
    )
    def test_what_is_not_a_territory(self, ref: object, message: str) -> None:
        """A State is not a territory, and a name that nobody knows is neither."""
        with pytest.raises(UnknownTerritoryError) as caught:
            cc.territory(ref)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

        assert message == str(caught.value)

    @pytest.mark.parametrize("bad", [None, 1.5, True, b"CUW", ["CUW"], cc.state("FRA")])
    def test_other_types_are_refused(self, bad: object) -> None:
        """A territory is given by text, number or Territory."""
        with pytest.raises(cc.errors.InvalidTypeError):
            cc.territory(bad)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    @pytest.mark.parametrize("bad", ["FRA", "Curaçao", "cuw", ""])
    def test_ids(self, bad: str) -> None:
        """A territory is made of its code only."""
        with pytest.raises(UnknownTerritoryError, match="is not the id of a territory"):
            cc.Territory(bad)

    def test_a_value(self) -> None:
        """It is frozen, sorted by id, and can be a key."""
        found = cc.territory("CUW")

        assert found == pickle.loads(pickle.dumps(found)) == copy.deepcopy(found)
        assert 1 == len({found, copy.copy(found)})
        assert [cc.territory("ABW"), found] == sorted([found, cc.territory("ABW")])
        with pytest.raises(AttributeError):
            found.id = "ABW"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]


def _id(state: cc.State | None) -> str | None:
    return None if state is None else state.id


class TestStates:
    @pytest.mark.parametrize(
        ("name", "id_"),
        [
            ("Falklands", "FLK"),
            ("Malvinas", "FLK"),
            ("Hong Kong SAR", "HKG"),
            ("Hong Kong, China", "HKG"),
            ("Macau SAR", "MAC"),
            ("Faeroe Islands", "FRO"),
        ],
    )
    def test_names_that_people_use(self, name: str, id_: str) -> None:
        """Beside those of lists."""
        assert id_ == cc.territory(name).id

    @pytest.mark.parametrize("ref", ["HKG", "hk", 344, "Hong Kong", State("HKG"), cc.territory("HKG")])
    def test_not_a_state(self, ref: object) -> None:
        """``cc.state`` points to ``cc.territory``; who caught unknown States goes on doing so."""
        with pytest.raises(NotAStateError, match=r"is Hong Kong \(HKG\), a territory and not a State: cc.territory"):
            cc.state(ref)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        assert issubclass(NotAStateError, UnknownStateError)

    @pytest.mark.parametrize("name", ["Kosovo", "Republic of Kosovo", "XKX", "xk"])
    def test_kosovo(self, name: str) -> None:
        """No depositary lists it and it has no code: that is what the error says."""
        for ask in (cc.state, cc.treaty("budapest").is_party, cc.treaty("untoc").status):
            with pytest.raises(UnknownStateError, match="no depositary of the dataset's treaties lists it") as caught:
                ask(name)
            assert not isinstance(caught.value, NotAStateError)

    def test_a_state_made_of_a_territorys_code(self) -> None:
        """It has no facts of a State."""
        with pytest.raises(NotAStateError):
            _ = State("HKG").name
        assert find_state("HKG") is None

    def test_on_a_chart(self) -> None:
        """A row that names a territory is a problem with a line, and no State's row."""
        page = cc.Chart.of(cc.treaty("budapest").known_at("2020-03-13")).to_text()
        for name in ("Guadeloupe", "Hong-Kong"):
            with pytest.raises(cc.errors.ChartError, match="line|known State|territory and not a State"):
                cc.parse_chart(page.replace("Albania", name), format="text")

    def test_a_record_of_ones_own(self) -> None:
        """A treaty for tests takes no territory either."""
        with pytest.raises(NotAStateError):
            treaty_of(signatories=["HKG"])


class TestTables:
    def test_every_line_is_about_known_things(self) -> None:
        """No line of the table repeats an act on record."""
        rows = current().rows("territorial_application.csv")
        acts = {
            (treaty.id, act.state.id, act.kind.value)
            for treaty in cc.treaties()
            for act in treaty.acts
            if act.kind in {cc.ActKind.TERRITORIAL_EXTENSION, cc.ActKind.TERRITORIAL_EXCLUSION}
        }

        assert {("ets185", "DNK", "territorial exclusion"), ("ets189", "NLD", "territorial extension")} < acts
        assert {row["territory"] for row in rows} <= set(CODES)
        assert not [row for row in rows if row["treaty"] == "ets185" and row["kind"] in {"extension", "exclusion"}]

    def test_grounds(self) -> None:
        """Acts come first, then what tables show."""
        found = grounds_of(cc.treaty("crc"), cc.territory("HKG"))

        assert [("GBR", "1994-09-07"), ("CHN", "1997-07-01")] == [(each.state.id, str(each.when)) for each in found]
        assert all(each.act is None for each in found)

    def test_a_broken_line(self, folder: "Folder") -> None:
        """The audit finds a kind that there is not; its other checks are tested beside it."""
        line = folder.change("territorial_application.csv", "crc,HKG,GBR", "1994-09-07", "1994-09-31")

        assert folder.finds_only("territorial_application.csv", line, "date '1994-09-31' is not a day of the calendar")
