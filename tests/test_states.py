import csv
import inspect
import re
from datetime import date
from pathlib import Path
from typing import Any

import pycountry
import pytest

import cyberconventions as cc
from cyberconventions import _state_names
from cyberconventions._state_names import fold, other_names, read_alike, usual_names
from cyberconventions._states import State, chart_position, territory_codes
from tests.conftest import EqualToNothing

_TABLE = Path(__file__).parent / "cases" / "tables" / "state_names.csv"
NAMES = list(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines()))
UNTERM = list(csv.DictReader(_TABLE.with_name("unterm.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row["name"])
def test_every_name_of_the_facts_resolves(row: dict[str, str]) -> None:
    """Every spelling that occurs in the facts means the State that the facts say."""
    assert row["state"] == cc.state(row["name"]).id


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("TURKIYE", "TUR"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Netherlands (Kingdom of the)", "NLD"),
        ("Netherlands, the Kingdom of the", "NLD"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Côte d'Ivoire", "CIV"),
        ("Cote d\u2019Ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("  united   kingdom ", "GBR"),
        ("Palestine", "PSE"),
        ("Brunei", "BRN"),
        ("the Netherlands", "NLD"),
        ("The Gambia", "GMB"),
        ("Burma", "MMR"),
        ("European Union", "EUE"),
        ("EUE", "EUE"),
        ("Serbia and Montenegro", "SCG"),
        ("Yugoslavia", "YUG"),
        ("Socialist Federal Republic of Yugoslavia", "YUG"),
        ("Czechoslovakia", "CSK"),
        ("GDR", "DDR"),
        ("German Democratic Republic", "DDR"),
        ("USSR", "SUN"),
        ("Zaire", "COD"),
        ("Great Britain", "GBR"),
        ("Naoero", "NRU"),
        ("Nauru", "NRU"),
        ("EU (European Union)", "EUE"),
        ("FYROM", "MKD"),
        ("UAE", "ARE"),
        ("DRC", "COD"),
        ("Lao PDR", "LAO"),
        ("fr", "FRA"),
        ("250", "FRA"),
        (250, "FRA"),
        (4, "AFG"),
        (State("FRA"), "FRA"),
    ],
)
def test_spellings(name: cc.State | str | int, id_: str) -> None:
    """Former names, treaty offices' spellings and ISO codes resolve."""
    assert id_ == cc.state(name).id


@pytest.mark.parametrize(
    "name",
    [
        "Korea",
        "Ivory",
        "Macedonia",
        "America",
        "England",
        "Scotland",
        "the",
        "(the)",
        ", ",
        "Britain",
        "Frence",
        "XX",
        "000",
        "",
        " ",
    ],
)
def test_names_that_must_not_resolve(name: str) -> None:
    """Nothing is resolved by similarity."""
    with pytest.raises(cc.errors.UnknownStateError, match="not a known State code or name"):
        cc.state(name)


def test_korea_brings_up_both_koreas() -> None:
    """An ambiguous name is an error that names the candidates."""
    with pytest.raises(cc.errors.UnknownStateError) as caught:
        cc.state("Korea")

    assert "Korea, Republic of" in str(caught.value)
    assert "Korea, Democratic People's Republic of" in str(caught.value)


@pytest.mark.parametrize("bad", [None, 1.5, True, b"FRA", ["FRA"]])
def test_other_types_are_refused(bad: object) -> None:
    """A State is given by text, number or State."""
    expected = re.escape(f"{bad!r} is of type {type(bad).__name__}, expected a State's code, name or State")
    with pytest.raises(cc.errors.InvalidTypeError, match=f"^{expected}"):
        cc.state(bad)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("ref", ["Gibraltar", "GIB", 292, cc.territory("GIB")])
def test_a_territory_is_named_as_it_was_given(ref: Any) -> None:  # noqa: ANN401 - of any type
    """Gibraltar has a code of ISO 3166-1 and is not a State; the error quotes what stood there."""
    with pytest.raises(
        cc.errors.NotAStateError, match=rf"^{re.escape(repr(ref))} is Gibraltar \(GIB\), a territory and"
    ):
        cc.state(ref)
    with pytest.raises(cc.errors.NotAStateError, match=r"^'GIB' is Gibraltar \(GIB\), a territory and"):
        _ = State("GIB").name


@pytest.mark.parametrize("name", ["Kosovo", "Republic of Kosovo", "XK", "XKX"])
def test_kosovo_is_on_no_list(name: str) -> None:
    """ISO 3166-1 has no code for it, no depositary lists it, and the error says both."""
    said = "name; no depositary of the dataset's treaties lists it, and ISO 3166-1 has no code for it$"
    with pytest.raises(cc.errors.UnknownStateError, match=said):
        cc.state(name)


def test_iso_facts_are_pycountrys() -> None:
    """Every code of ISO 3166-1 resolves, to a State or a territory, with pycountry's facts."""
    for country in pycountry.countries:
        call = cc.territory if country.alpha_3 in territory_codes() else cc.state
        found = call(country.alpha_3)

        assert (country.name, country.alpha_2, country.numeric, country.flag, country.alpha_3) == (
            found.name,
            found.alpha_2,
            found.numeric,
            found.flag,
            found.alpha_3,
        )
        assert found == call(country.alpha_2) == call(country.numeric)
        if isinstance(found, cc.State):
            assert (found.is_organisation, found.ended, found.successors) == (False, None, ())


def test_participants_without_iso_code() -> None:
    """The European Union and former States have ids of the dataset's own."""
    union, former = cc.state("EU"), cc.state("Serbia and Montenegro")

    assert (None, None, None, "🇪🇺", True) == (
        union.alpha_2,
        union.alpha_3,
        union.numeric,
        union.flag,
        union.is_organisation,
    )
    assert (date(2006, 6, 3), None) == (former.ended, former.flag)
    assert {"MNE", "SRB"} == {each.id for each in former.successors}


@pytest.mark.parametrize("bad", ["fra", "FR", "", "FRAN", None])
def test_ids_are_three_capitals(bad: str) -> None:
    """A State is never made from something that is no id."""
    with pytest.raises(cc.errors.UnknownStateError, match="three capital letters"):
        State(bad)


def test_unknown_id_has_no_name() -> None:
    """An id that nobody has says so when its facts are asked for."""
    with pytest.raises(cc.errors.UnknownStateError, match="'QQQ' is not the id of a known State"):
        _ = State("QQQ").name


class TestCouncilOfEurope:
    @pytest.mark.parametrize(
        ("day", "member"), [("1996-02-27", False), ("1996-02-28", True), ("2022-03-15", True), ("2022-03-16", False)]
    )
    def test_russian_federation(self, day: str, *, member: bool) -> None:
        """The Russian Federation was a member from 1996-02-28 and ceased to be one on 2022-03-16."""
        assert member is cc.state("RUS").member_of_coe(day)

    def test_number_of_members(self) -> None:
        """There were 47 members on the page's date and are 46 today."""
        assert 47 == len(cc.members_of_coe("2020-03-13"))
        assert 46 == len(cc.members_of_coe(date(2026, 4, 25)))

    def test_others_never_were(self) -> None:
        """A State outside is no member."""
        assert not cc.state("Japan").member_of_coe("2020-01-01")


def test_printed_names() -> None:
    """Charts print the name of their time and their depositary."""
    assert "Turkey" == cc.state("TUR").chart_name("2020-03-13")
    assert "Türkiye" == cc.state("TUR").chart_name("2026-04-25")
    assert "Slovak Republic" == cc.state("SVK").chart_name("2026-04-25")
    assert "Slovakia" == cc.state("SVK").chart_name("2026-04-25", "un")
    assert "Nauru" == cc.state("NRU").chart_name("2026-06-25", "un")
    assert "Naoero" == cc.state("NRU").chart_name("2026-06-26", "un")
    with pytest.raises(cc.errors.UnknownSourceError, match="expected 'coe' or 'un'"):
        cc.state("SVK").chart_name("2026-04-25", "au")
    with pytest.raises(cc.errors.InvalidTypeError, match="expected a depositary, 'coe' or 'un'"):
        cc.state("SVK").chart_name("2026-04-25", EqualToNothing())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_sorted_by_id() -> None:
    """Not by name: Germany (DEU) comes before Spain (ESP), and the Netherlands (NLD) after both."""
    names = ("Netherlands, Kingdom of the", "Spain", "Germany")

    assert ["DEU", "ESP", "NLD"] == [each.id for each in sorted(map(cc.state, names))]


def test_str_and_repr() -> None:
    """A State shows its name."""
    assert "France" == str(cc.state("FRA"))
    assert "<State FRA France>" == repr(cc.state("FRA"))


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("St Lucia", "LCA"),
        ("St. Kitts and Nevis", "KNA"),
        ("St. Vincent and the Grenadines", "VCT"),
        ("St Vincent & Grenadines", "VCT"),
        ("Antigua & Barbuda", "ATG"),
        ("Congo, Democratic Republic of the", "COD"),
        ("The Democratic Republic of the Congo", "COD"),
        ("Democratic Republic of Congo", "COD"),
        ("Bahamas, The", "BHS"),
        ("Gambia, The", "GMB"),
        ("Gambia (the)", "GMB"),
        ("Guinea Bissau", "GNB"),
        ("Timor\u2010Leste", "TLS"),
        ("U.K.", "GBR"),
        ("U.S.S.R.", "SUN"),
        ("Korea (South)", "KOR"),
        ("Côte d\u02bcIvoire", "CIV"),
        ("Republic of Rwanda", "RWA"),
        ("State of Libya", "LBY"),
        ("the Republic of Albania", "ALB"),
        ("Myanmar (Burma)", "MMR"),
        ("Congo - Kinshasa", "COD"),
        ("Congo (Kinshasa)", "COD"),
        ("D.R. Congo", "COD"),
        ("DPRK", "PRK"),
        ("ROK", "KOR"),
        ("Korea, Rep.", "KOR"),
        ("P.R. China", "CHN"),
        ("PRC", "CHN"),
        ("Holland", "NLD"),
        ("East Germany", "DDR"),
        ("West Germany", "DEU"),
        ("Republic of Ireland", "IRL"),
        ("the Republic of Naoero", "NRU"),
        ("Vatican", "VAT"),
        ("Federal Republic of Yugoslavia", "SCG"),
    ],
)
def test_ways_of_writing_one_name(name: str, id_: str) -> None:
    """Articles, "&", Saints, full stops, hyphens and the order of the parts don't matter."""
    assert id_ == cc.state(name).id


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Allemagne", "DEU"),
        ("Alemania", "DEU"),
        ("Duitsland", "DEU"),
        ("Deutschland", "DEU"),
        ("Pays-Bas", "NLD"),
        ("Estados Unidos", "USA"),
        ("Vereinigte Staaten von Amerika", "USA"),
        ("Iran, République islamique d'", "IRN"),
        ("République démocratique du Congo", "COD"),
        ("Corée du Sud", "KOR"),
        ("Rusia", "RUS"),
        ("Union européenne", "EUE"),
        ("Serbie-Monténégro", "SCG"),
        ("KÖNIGREICH DER NIEDERLANDE", "NLD"),
        ("Großbritannien", "GBR"),
        ("Gran Bretaña", "GBR"),
    ],
)
def test_names_in_other_languages(name: str, id_: str) -> None:
    """French, Spanish, German and Dutch names resolve as English ones do."""
    assert id_ == cc.state(name).id


@pytest.mark.parametrize("row", UNTERM, ids=lambda row: row["state"])
def test_unterm_names(row: dict[str, str]) -> None:
    """The United Nations' short and formal names, with and without article."""
    for name in (row["short"], row["formal"], row["formal"].removeprefix("the ")):
        assert row["state"] == cc.state(name).id


def test_no_name_means_two_states() -> None:
    """In whatever languages; a new release of ISO's data or of its translations might bring one."""
    owners: dict[str, dict[str, str]] = {}
    for name, id_ in (*usual_names(), *((name, id_) for _, name, id_ in other_names())):
        owners.setdefault(read_alike(fold(name)), {})[id_] = name

    assert [] == [names for names in owners.values() if len(names) > 1]
    assert 1700 < len(owners)


def test_a_form_of_two_states_means_neither(monkeypatch: pytest.MonkeyPatch) -> None:
    """One language's name of one State may be another's of another."""

    def names() -> list[tuple[str, str, str]]:
        return [("fr", "Atlantide", "FRA"), ("es", "ATLÁNTIDE", "ESP"), ("de", "Atlantis", "DEU")]

    monkeypatch.setattr(_state_names, "other_names", names)
    ids = inspect.unwrap(_state_names.other_ids)()

    assert "DEU" == ids["atlantis"]
    assert "atlantide" not in ids


def test_one_name_for_two_states_breaks_the_dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    """A usual spelling that means two States is an error of the dataset, not a matter of order."""

    def names() -> list[tuple[str, str]]:
        return [("Atlantis", "FRA"), ("ATLANTIS", "DEU")]

    monkeypatch.setattr(_state_names, "usual_names", names)
    with pytest.raises(cc.errors.DatasetError, match="'ATLANTIS' names two States"):
        inspect.unwrap(_state_names.usual_ids)()


@pytest.mark.parametrize("name", ["Alemanha", "England", "Scotland", "Wales"])
def test_no_suggestion_beats_a_wrong_one(name: str) -> None:
    """What is like a State's name and does not mean it brings up nothing."""
    with pytest.raises(cc.errors.UnknownStateError, match="name$"):
        cc.state(name)


def test_long_texts_are_no_names() -> None:
    """Nothing is looked for in a text that is longer than any name."""
    with pytest.raises(cc.errors.UnknownStateError):
        cc.state("the " * 50_000 + "Gambia")


def test_numeric_codes_have_three_digits() -> None:
    """A text of fewer digits is no code, and the error tells the one that it may be."""
    assert "ALB" == cc.state(8).id == cc.state("008").id
    with pytest.raises(cc.errors.UnknownStateError, match="did you mean '008'"):
        cc.state("8")
    with pytest.raises(cc.errors.UnknownStateError, match="name$"):
        cc.state("XX")


@pytest.mark.parametrize(
    ("id_", "ended", "successors", "contested"),
    [
        ("CSK", "1993-01-01", ["CZE", "SVK"], "None"),
        ("DDR", "1990-10-03", ["DEU"], "None"),
        ("YUG", "1992-04-27", ["BIH", "HRV", "MKD", "SCG", "SVN"], "1991-06-25"),
        ("SCG", "2006-06-03", ["MNE", "SRB"], "None"),
        ("SUN", "1991-12-24", ["RUS"], "None"),
    ],
)
def test_former_states(id_: str, ended: str, successors: list[str], contested: str) -> None:
    """The first day without a State, who followed, and since when a successor existed beside it."""
    former = cc.state(id_)

    assert (ended, contested) == (str(former.ended), str(former.contested_since))
    assert successors == [each.id for each in former.successors]
    assert former.had_ended(ended)
    assert not former.had_ended("1990-10-02")


@pytest.mark.parametrize(
    ("id_", "began"),
    [
        ("HRV", "1991-10-08"),
        ("SVN", "1991-06-25"),
        ("BIH", "1992-03-06"),
        ("MKD", "1991-09-17"),
        ("SCG", "1992-04-27"),
        ("CZE", "1993-01-01"),
        ("SVK", "1993-01-01"),
        ("MNE", "2006-06-03"),
        ("DEU", "None"),  # existed before the German Democratic Republic ended
        ("SRB", "None"),
        ("FRA", "None"),
    ],
)
def test_beginnings(id_: str, began: str) -> None:
    """Since when a State exists that came out of a former one."""
    state = cc.state(id_)

    assert began == str(state.began)
    assert state.existed(state.began or "1992-04-27")


@pytest.mark.parametrize(
    ("id_", "day", "member"),
    [
        ("GRC", "1970-12-30", True),
        ("GRC", "1970-12-31", False),
        ("GRC", "1974-11-27", False),
        ("GRC", "1974-11-28", True),
        ("CSK", "1991-02-20", False),
        ("CSK", "1991-02-21", True),
        ("CSK", "1992-12-31", True),
        ("CSK", "1993-01-01", False),
        ("CZE", "1993-01-01", False),
        ("CZE", "1993-06-30", True),
        ("SCG", "2003-04-02", False),
        ("SCG", "2003-04-03", True),
        ("SCG", "2006-06-02", True),
        ("SCG", "2006-06-03", False),
        ("SRB", "2006-06-03", True),
    ],
)
def test_periods_of_membership(id_: str, day: str, member: bool) -> None:
    """Greece left the Council of Europe and came back; Czechoslovakia was a member until it ended.

    Serbia and Montenegro was one from 2003-04-03, and Serbia continues its membership.
    """
    assert member is cc.state(id_).member_of_coe(day)


def test_each_depositary_has_its_own_order() -> None:
    """The Treaty Office has members first, and "Congo"; the United Nations "Democratic Republic of the Congo"."""
    ids = ("COD", "DNK", "CYP", "CUB")

    def order(*, council: bool) -> list[str]:
        return sorted(ids, key=lambda id_: chart_position(State(id_), date(2026, 4, 25), council=council))

    assert ["CYP", "DNK", "COD", "CUB"] == order(council=True)
    assert ["CUB", "CYP", "COD", "DNK"] == order(council=False)
