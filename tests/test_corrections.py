import copy
import pickle
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions import _provisions as module
from cyberconventions._dataset import current
from cyberconventions._provisions import (
    Subject,
    Verdict,
    errata,
    erratum,
    misprints,
    provision,
    provisions,
    unknowns,
)
from cyberconventions.errors import UnknownProvisionError

IDS = [row["id"] for row in current().rows("treaties.csv")]


class TestProvisions:
    @pytest.mark.parametrize(
        ("subject", "articles"),
        [
            (Subject.OFFENCE, [*range(2, 11)]),
            (Subject.POWER, [14, *range(16, 22)]),
            (Subject.SAFEGUARD, [15]),
            (Subject.COOPERATION, [*range(23, 36)]),
        ],
    )
    def test_budapest_convention(self, subject: Subject, articles: list[int]) -> None:
        """Offences in Art. 2-10, powers in Art. 14-21, cooperation in Art. 23-35."""
        found = [int(each.article) for each in provisions("ets185") if each.subject is subject]

        assert articles == found

    @pytest.mark.parametrize("treaty", IDS)
    def test_every_article_resolves(self, treaty: str) -> None:
        """Each provision is found by its article and no article is there twice."""

        for each in provisions(treaty):
            assert each is provision(treaty, each.article)

    @pytest.mark.parametrize("treaty", IDS)
    def test_every_provision_has_a_source(self, treaty: str) -> None:
        """Titles and outlines rest on a document."""

        assert all(each.sources for each in provisions(treaty))

    def test_every_row_is_about_a_treaty_of_the_dataset(self) -> None:
        """No provision or erratum names a treaty that is not there."""
        named = {row["treaty"] for row in current().rows("provisions.csv")}
        named |= {id_ for each in errata() for id_ in each.treaties}
        named |= {id_ for each in misprints() for id_ in each.treaties}

        assert named <= set(IDS)

    @pytest.mark.parametrize("article", ["20(1)(f)", "Art. 20(1)(f)", "article 20 (1) (f)"])
    def test_every_way_to_write_an_article(self, article: str) -> None:
        """Access to child pornography is Art. 20(1)(f) of the Lanzarote Convention."""
        access = provision("cets201", article)

        assert (access.reference, access.subject) == ("Art. 20(1)(f)", Subject.OFFENCE)

    def test_article_as_a_number(self) -> None:
        """Art. 2 of the Convention on Cybercrime is illegal access."""

        assert provision("ets185", 2).title == "Illegal access"

    def test_preamble(self) -> None:
        """The preamble is cited as such."""
        preamble = provision("opsc", "preamble")

        assert (preamble.reference, repr(preamble)) == ("Preamble", "<Provision opsc Preamble Preamble>")

    def test_in_words(self) -> None:
        """A provision prints with its article, title and outline."""

        assert str(provision("ets185", 35)).startswith("Art. 35, 24/7 Network: ")

    def test_a_treaty_without_an_outline(self) -> None:
        """The first Additional Protocol has none on record."""

        assert provisions("ets189") == ()
        with pytest.raises(UnknownProvisionError, match="on record: none"):
            provision("ets189", 3)

    def test_the_pages_article_does_not_resolve(self) -> None:
        """The page's Art. 21(1)(f) is not there, and the right one is suggested."""
        with pytest.raises(UnknownProvisionError, match=r"did you mean '20\(1\)\(f\)'"):
            provision("cets201", "21(1)(f)")

    def test_bad_questions(self) -> None:
        """Unknown treaties and wrong types are errors."""
        bad: Any = 185

        with pytest.raises(cc.errors.UnknownTreatyError, match="did you mean 'ets185'"):
            provisions("ets85")
        with pytest.raises(cc.errors.InvalidTypeError, match="expected a treaty's id"):
            provisions(bad)
        with pytest.raises(cc.errors.InvalidTypeError, match="expected an article"):
            provision("ets185", True)


class TestErrata:
    def test_twenty_two(self) -> None:
        """Their numbers are stable."""

        assert [*range(1, 23)] == [each.row for each in errata()]

    @pytest.mark.parametrize(
        ("verdict", "rows"),
        [
            (Verdict.WRONG, [4, 13, 14, 15, 22]),
            (Verdict.MISLEADING, [1, 5, 6]),
            (Verdict.INCOMPLETE, [8, 17]),
            (Verdict.UNVERIFIED, [7, 12]),
            (Verdict.AMBIGUOUS, [9, 10]),
            (Verdict.DATED, [11]),
            (Verdict.HALF_CONFIRMED, [2]),
            (Verdict.HOLDS, [3, 16, 18, 21]),
            (Verdict.GAP, [19, 20]),
        ],
    )
    def test_verdicts(self, verdict: Verdict, rows: list[int]) -> None:
        """What is wrong, what holds, and what lies between."""

        assert rows == [each.row for each in errata() if each.verdict is verdict]

    @pytest.mark.parametrize(
        ("treaty", "rows"),
        [("ets185", [18]), ("cets201", [14, 15, 16]), ("opsc", [13, 21, 22]), ("crc", [21]), ("ets189", [])],
    )
    def test_of_a_treaty(self, treaty: str, rows: list[int]) -> None:
        """Each treaty has its own; one erratum can be about two."""

        assert rows == [each.row for each in errata(treaty)]

    def test_the_process_has_no_treaty(self) -> None:
        """Errata about the UN process are about no treaty."""

        assert [*range(1, 13), 19] == [each.row for each in errata() if not each.treaties]

    def test_only_the_unconfirmed_has_no_source(self) -> None:
        """Nothing was found beyond the page on the programme's objectives."""

        assert [each.row for each in errata() if not each.sources] == [12]

    def test_in_words(self) -> None:
        """An erratum prints what is said, how it stands, and what holds."""

        assert (
            str(erratum(22))
            == "Definition of child pornography: Article 2(3) of the Optional Protocol. Wrong: Article 2(c)."
        )

    def test_by_any_name_of_a_treaty(self) -> None:
        """A treaty's number, name or the treaty itself will do; every one of the 22 is within reach."""
        assert [14, 15, 16] == [each.row for each in cc.errata(201)]
        assert cc.errata("CETS No. 201") == cc.errata(cc.treaty("lanzarote")) == cc.treaty(201).errata
        assert [cc.erratum(row) for row in range(1, 23)] == [*cc.errata()]

    def test_of_resolutions_and_programmes(self) -> None:
        """Those about the UN process hang on the resolution or programme they are about."""
        found = {each.number: [erratum.row for erratum in each.errata] for each in cc.un.resolutions() if each.errata}

        assert {
            "2010/18": [6],
            "65/230": [5, 6],
            "73/187": [19],
            "74/247": [1, 2, 3, 4],
            "74/567": [4],
            "75/555": [4],
            "79/243": [20],
        } == found
        assert [11, 12] == [each.row for each in cc.un.programme().errata]

    def test_bad_questions(self) -> None:
        """Unknown numbers and treaties are errors."""
        bad: Any = "22"

        with pytest.raises(UnknownProvisionError, match="expected 1 to 22"):
            erratum(23)
        with pytest.raises(cc.errors.InvalidTypeError, match="expected the number of an erratum"):
            erratum(bad)
        with pytest.raises(cc.errors.UnknownTreatyError):
            errata("nowhere")
        with pytest.raises(cc.errors.InvalidTypeError):
            errata(1.5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


class TestMisprints:
    def test_five(self) -> None:
        """Each is told with what holds."""
        found = {(each.state.id, each.treaties): (each.printed, each.holds) for each in cc.misprints()}

        assert {
            ("ARM", ("cets201",)): ("2020-09-17", "2020-09-07"),
            ("BEN", ("ets185",)): ("2024-06-20 in the column of signatures", "2024-06-20 as an accession"),
            ("CPV", ("ets185",)): ("a day in the year 2108", "2018-06-19"),
            ("NGA", ("ets185",)): ("2022-06-06", "2022-07-06"),
            ("LUX", ("ets185", "ets189")): ("2015-05-01", "2015-02-01"),
        } == found

    @pytest.mark.parametrize("slip", misprints(), ids=lambda slip: slip.state.id)
    def test_the_acts_have_what_holds(self, slip: cc.Misprint) -> None:
        """No misprint has got into the record."""
        for treaty in slip.treaties:
            consent = cc.treaty(treaty)[slip.state].consent

            assert consent is not None
            assert slip.holds[:10] == str(consent.effective if slip.act == "entry into force" else consent.date)
            assert slip.printed not in {str(consent.date), str(consent.effective)}

    @pytest.mark.parametrize(
        ("treaty", "state", "shows"),
        [(185, "NGA", True), (201, "ARM", False)],
    )
    def test_what_the_rule_tells(self, treaty: int, state: str, *, shows: bool) -> None:
        """ETS 185, Art. 36(4): June gives another entry into force than July; two days of one September do not."""
        found = cc.treaty(treaty)
        slip = next(each for each in cc.misprints(treaty) if each.state.id == state)
        given = found.would_enter_into_force(state, deposited=slip.printed)

        assert shows is (given != found[state].entry_into_force)

    def test_the_table_is_named_where_it_is_known(self) -> None:
        """The account of two of the five does not say which table."""
        assert {"CPV", "LUX"} == {each.state.id for each in misprints() if not each.printed_in}
        assert all(each.sources for each in misprints())

    def test_of_a_treaty(self) -> None:
        """A misprint in the table of one of two treaties is told with both."""
        assert ["LUX"] == [each.state.id for each in cc.misprints("ETS 189")] == [misprints("ets189")[0].state.id]
        assert () == cc.misprints("crc")
        assert "<Misprint ets185 or ets189 LUX entry into force: 2015-05-01 for 2015-02-01>" == repr(misprints(189)[0])


class TestUnknowns:
    @pytest.mark.parametrize(
        ("treaty", "gaps"),
        [
            ("malabo", ["Parties:", "deposit: GAB", "deposit: MDG", "signature: STP ZMB"]),
            ("untoc", ["kind of consent: BRB IRN KOR SLE"]),
            ("ets189", ["Parties:", "days: PRY SEN"]),
            ("uncc", ["signatories:", "consents:", "deposit: AZE VNM"]),
            ("cets201", ["signatories:"]),
            ("crc", []),
        ],
    )
    def test_of_a_treaty(self, treaty: str, gaps: list[str]) -> None:
        """A Party that a count implies and nobody names, and deposits that nobody saw."""
        found = cc.unknowns(treaty)

        assert gaps == [" ".join([f"{each.subject}:", *(state.id for state in each.states)]) for each in found]
        assert found == cc.unknowns(cc.treaty(treaty))
        assert all(each.sources for each in found)

    def test_a_state_without_a_deposit_is_no_party(self) -> None:
        """Gabon and Madagascar stay unknown to the record of the Malabo Convention."""
        malabo = cc.treaty("malabo")
        gaps = [each for each in cc.unknowns("malabo") if each.subject == "deposit"]
        states = {state.id for each in gaps for state in each.states}

        assert {"GAB", "MDG"} == states
        assert states.isdisjoint({each.id for each in malabo.parties()})
        assert {"unknown"} == {malabo.status(each).value for each in sorted(states)}

    def test_the_kinds_left_open_are_those_of_the_acts(self) -> None:
        """The Palermo Convention has four consents whose kind is not known."""
        left_open = [act.state.id for act in cc.treaty("untoc").acts if act.kind is cc.ActKind.CONSENT]

        assert [state.id for state in unknowns("untoc")[0].states] == left_open

    def test_in_words(self) -> None:
        """A gap prints what is known all the same."""
        parties, gabon, *_ = unknowns("malabo")

        assert str(parties).startswith("Parties: The African Union counts 20 Parties on 2026-02-02")
        assert str(gabon).startswith("Deposit of Gabon: ")
        assert "<Unknown malabo deposit GAB>" == repr(gabon)

    def test_every_gap_is_about_a_treaty_of_the_dataset(self) -> None:
        """Left out, the treaty is any of them."""
        assert {"ets189", "cets201", "untoc", "uncc", "malabo"} == {each.treaty for each in unknowns()}


@pytest.mark.parametrize(
    "value",
    [provision("ets185", 2), erratum(1), misprints()[0], unknowns("malabo")[1]],
    ids=lambda value: type(value).__name__,
)
def test_frozen_hashable_picklable_copyable(value: object) -> None:
    """Every public value can be a key, go to another process, and not change."""
    assert value == pickle.loads(pickle.dumps(value)) == copy.deepcopy(value)
    assert hash(value) == hash(copy.copy(value))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.subject = None  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]


def test_read_once() -> None:
    """The tables are read on the first question and kept."""

    assert module.provisions("crc")[0] is provision("crc", 34)
