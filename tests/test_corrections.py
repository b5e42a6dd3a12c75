import copy
import pickle
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._corrections import Misprint, Verdict, errata, erratum, misprints, unknowns
from cyberconventions._dataset import current
from cyberconventions.errors import InvalidTypeError, UnknownProvisionError, UnknownTreatyError

IDS = [row["id"] for row in current().rows("treaties.csv")]


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
        """Errata about the UN process name no treaty."""

        assert [*range(1, 13), 19] == [each.row for each in errata() if not each.treaties]

    def test_only_the_unconfirmed_has_no_source(self) -> None:
        """Nothing was found beyond the page on the programme's objectives."""

        assert [each.row for each in errata() if not each.sources] == [12]

    def test_in_words(self) -> None:
        """An erratum prints what is said, how it compares, and what is right."""

        assert (
            str(erratum(22))
            == "Definition of child pornography: Article 2(3) of the Optional Protocol. Wrong: Article 2(c)."
        )

    def test_each_by_its_number(self) -> None:
        """Every one of the 22 is within reach."""
        assert [erratum(row) for row in range(1, 23)] == [*errata()]

    def test_every_erratum_is_about_treaties_of_the_dataset(self) -> None:
        """No erratum or misprint names a treaty that is not there."""
        assert {id_ for each in errata() for id_ in each.treaties} <= set(IDS)
        assert {id_ for each in misprints() for id_ in each.treaties} <= set(IDS)

    def test_of_resolutions_and_programmes(self) -> None:
        """Those about the UN process hang on the resolution or programme they are about."""
        found = {each.number: [found.row for found in each.errata] for each in cc.un.resolutions() if each.errata}

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
        with pytest.raises(InvalidTypeError, match="expected the number of an erratum"):
            erratum(bad)
        with pytest.raises(UnknownTreatyError, match="'nowhere' is not a treaty id of the dataset; it has ets185"):
            errata("nowhere")
        for question in (errata, misprints, unknowns):
            with pytest.raises(InvalidTypeError, match="expected a treaty's id"):
                question(1.5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


class TestMisprints:
    def test_six(self) -> None:
        """Each is listed with what is right."""
        found = {(each.state.id, each.treaties): (each.printed, each.holds) for each in misprints()}

        assert {
            ("ARM", ("cets201",)): ("2020-09-17", "2020-09-07"),
            ("BEN", ("ets185",)): ("2024-06-20 in the column of signatures", "2024-06-20 as an accession"),
            ("CPV", ("ets185",)): ("a day in the year 2108", "2018-06-19"),
            ("NGA", ("ets185",)): ("2022-06-06", "2022-07-06"),
            ("NLD", ("ets185",)): ("2024-05-24", "2024-06-27"),
            ("LUX", ("ets185", "ets189")): ("2015-05-01", "2015-02-01"),
        } == found

    @pytest.mark.parametrize("misprint", misprints(), ids=lambda misprint: misprint.state.id)
    def test_the_acts_have_what_is_right(self, misprint: Misprint) -> None:
        """No misprint has got into the record."""
        for treaty in misprint.treaties:
            participation = cc.treaty(treaty)[misprint.state]
            acts = [act for act in participation.acts if act.kind.value == misprint.act]
            act = participation.consent if not acts or acts[-1].kind.is_consent else acts[-1]

            assert act is not None
            assert misprint.holds[:10] == str(act.effective if misprint.act == "entry into force" else act.date)
            assert misprint.printed not in {str(act.date), str(act.effective)}

    @pytest.mark.parametrize(
        ("treaty", "state", "shows"),
        [(185, "NGA", True), (201, "ARM", False)],
    )
    def test_what_the_rule_shows(self, treaty: int, state: str, *, shows: bool) -> None:
        """ETS 185, Art. 36(4): June gives another entry into force than July; two days of one September do not."""
        found = cc.treaty(treaty)
        misprint = next(each for each in found.misprints if each.state.id == state)
        given = found.would_enter_into_force(state, deposited=misprint.printed)

        assert shows is (given != found[state].entry_into_force)

    def test_the_table_is_named_where_it_is_known(self) -> None:
        """The account of two of the six does not say which table."""
        assert {"CPV", "LUX"} == {each.state.id for each in misprints() if not each.printed_in}
        assert all(each.sources for each in misprints())

    def test_of_a_treaty(self) -> None:
        """A misprint in the table of one of two treaties is listed for both."""
        (luxembourg,) = misprints("ets189")

        assert luxembourg in misprints("ets185")
        assert () == misprints("crc")
        assert "<Misprint ets185 or ets189 LUX entry into force: 2015-05-01 for 2015-02-01>" == repr(luxembourg)


class TestUnknowns:
    @pytest.mark.parametrize(
        ("treaty", "gaps"),
        [
            ("malabo", ["Parties:", "deposit: GAB", "deposit: MDG", "signature: STP ZMB"]),
            ("untoc", ["kind of consent: BRB IRN KOR SLE"]),
            ("ets189", ["Parties:", "days: PRY SEN"]),
            ("uncc", ["signatories:", "consents:", "deposit: AZE VNM"]),
            ("cets201", ["signatories:"]),
            ("ets185", ["flags: TUR", "territories: AZE MDA"]),
            ("crc", []),
        ],
    )
    def test_of_a_treaty(self, treaty: str, gaps: list[str]) -> None:
        """A Party that a count implies and nobody names, and deposits that nobody saw."""
        found = unknowns(treaty)

        assert gaps == [" ".join([f"{each.subject}:", *(state.id for state in each.states)]) for each in found]
        assert found == cc.treaty(treaty).unknowns
        assert all(each.sources for each in found)

    def test_a_state_without_a_deposit_is_not_a_party(self) -> None:
        """Gabon and Madagascar stay unknown to the record of the Malabo Convention."""
        malabo = cc.treaty("malabo")
        gaps = [each for each in unknowns("malabo") if each.subject == "deposit"]
        states = {state.id for each in gaps for state in each.states}

        assert {"GAB", "MDG"} == states
        assert states.isdisjoint({each.id for each in malabo.parties()})
        assert {"unknown"} == {malabo.status(each).value for each in sorted(states)}

    def test_the_kinds_left_open_are_those_of_the_acts(self) -> None:
        """The Palermo Convention has four consents whose kind is not known."""
        left_open = [act.state.id for act in cc.treaty("untoc").acts if act.kind is cc.ActKind.CONSENT]

        assert [state.id for state in unknowns("untoc")[0].states] == left_open

    def test_in_words(self) -> None:
        """A gap prints what is known."""
        parties, gabon, *_ = unknowns("malabo")

        assert str(parties).startswith("Parties: The African Union counts 20 Parties on 2026-02-02")
        assert str(gabon).startswith("Deposit of Gabon: ")
        assert "<Unknown malabo deposit GAB>" == repr(gabon)

    def test_every_gap_is_about_a_treaty_of_the_dataset(self) -> None:
        """Left out, the treaty is any of them."""
        assert {"ets185", "ets189", "cets201", "untoc", "uncc", "malabo"} == {each.treaty for each in unknowns()}


@pytest.mark.parametrize(
    "value",
    [erratum(1), misprints()[0], unknowns("malabo")[1]],
    ids=lambda value: type(value).__name__,
)
def test_frozen_hashable_picklable_copyable(value: object) -> None:
    """Every public value can be a key, go to another process, and not change."""
    assert value == pickle.loads(pickle.dumps(value)) == copy.deepcopy(value)
    assert hash(value) == hash(copy.copy(value))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.subject = None  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
