"""The library as an application meets it: what it exports, what it costs, how its values behave."""

import copy
import inspect
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._dataset import Dataset
from cyberconventions._edition import Details
from cyberconventions._treaties import act_rows, acts_from, details
from cyberconventions._treaty import Treaty


def fresh(code: str) -> str:
    """Run code in a fresh interpreter and return what it printed."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    ).stdout.strip()


class TestExports:
    def test_every_name_loads(self) -> None:
        """Each name of ``__all__`` is there, and ``dir`` lists it."""
        for name in cc.__all__:
            assert getattr(cc, name) is not None
        assert sorted([*cc.__all__, "charts", "errors", "frames", "plots", "rules", "testing", "un"]) == dir(cc)

    def test_star_import(self) -> None:
        """A star import brings every name."""
        assert "True" == fresh("from cyberconventions import *; print(callable(treaty) and callable(treaties))")

    def test_functions_stay_functions(self) -> None:
        """No submodule hides a public name, in whatever order things are loaded."""
        code = (
            "import cyberconventions as cc\n"
            "cc.treaty('budapest').is_party('FRA')\n"
            "import cyberconventions._treaties, cyberconventions.charts, cyberconventions.__main__\n"
            "import types\n"
            "print([name for name in cc.__all__ if isinstance(getattr(cc, name), types.ModuleType)])"
        )
        assert "[]" == fresh(code)

    def test_unknown_name(self) -> None:
        """A name that is not there is an AttributeError."""
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            getattr(cc, "nothing")  # noqa: B009 - no type checker knows the name


class TestCost:
    def test_import_loads_nothing_heavy(self) -> None:
        """``import cyberconventions`` brings in no module but itself."""
        code = "import sys; before = set(sys.modules); import cyberconventions; print(set(sys.modules) - before)"

        assert "{'cyberconventions'}" == fresh(code)

    def test_first_answer_loads_no_rules(self) -> None:
        """The way to the first answer leaves out TOML, pycountry, dateutil and the final clauses.

        A wheel leaves out more, as its manifest is compiled too: see test_compiled.
        """
        code = (
            "import sys, cyberconventions as cc\n"
            "assert cc.treaty('budapest').is_party('FRA', on='2010-01-01')\n"
            "heavy = {'tomllib', 'pycountry', 'dateutil', 'difflib', 'cyberconventions.rules', "
            "'cyberconventions.charts', 'cyberconventions._places', 'cyberconventions._application', "
            "'cyberconventions._answers', 'importlib.metadata'}\n"
            "print(heavy & set(sys.modules))"
        )
        assert "set()" == fresh(code)


def values(treaty: cc.Treaty, chart: cc.Chart) -> list[object]:
    benin = treaty["BEN"]
    return [
        treaty,
        benin,
        benin.acts[0],
        benin.acts[0].when,
        benin.invitation,
        benin.periods[0],
        benin.state,
        benin.footnotes,
        treaty.rules,
        treaty.rules.first,
        treaty.rules.invitation,
        treaty.totals(),
        treaty.sources[0],
        treaty.rules.first_group(treaty.consents),
        chart,
        chart.rows[0],
        cc.charts.Problem("odd", 3),
        cc.decode("a")[0],
    ]


def test_values_are_frozen_hashable_comparable_picklable_and_copyable(budapest: cc.Treaty, chart: cc.Chart) -> None:
    """Every public value behaves as a value."""
    for value in values(budapest, chart):
        for twin in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
            assert value == twin
            assert hash(value) == hash(twin)
        assert not hasattr(value, "__dict__")
        with pytest.raises((AttributeError, TypeError)):
            setattr(value, "anything", 1)  # noqa: B010 - no type checker knows the name


def test_errors_survive_pickling(page: str) -> None:
    """An error raised in a worker process arrives whole."""
    with pytest.raises(cc.errors.ChartError) as caught:
        cc.parse_chart(page.replace("Albania", "Albany"))
    error = caught.value.exceptions[0]

    twin = pickle.loads(pickle.dumps(error))
    assert (str(error), type(error)) == (str(twin), type(twin))


BAD_STATES: list[object] = [None, 1.5, True, b"FRA", "", "Korea", "XXX", ["FRA"]]
BAD_DATES: list[object] = [20200313, "", "2020-02-30", "13/03/2020", b"2020-03-13", 1.5]


# Every call that takes a State, and every call that takes a date. What they are given is wrong on purpose, so
# type checkers must not look at it.
STATE_QUESTIONS: list[Callable[[Any, Any], object]] = [
    lambda t, x: t.status(x),
    lambda t, x: t.is_party(x),
    lambda t, x: t.is_party(x, on=date(2020, 1, 1)),
    lambda t, x: t[x],
    lambda t, x: x in t,
    lambda t, x: t.possible_statuses(x),
    lambda t, x: t.would_enter_into_force(x, deposited="2026-01-01"),
    lambda _, x: cc.state(x),
]
DATE_QUESTIONS: list[Callable[[Any, Any], object]] = [
    lambda t, x: t.status("FRA", on=x),
    lambda t, x: t.is_party("FRA", on=x),
    lambda t, x: t.parties(on=x),
    lambda t, x: t.contracting_states(on=x),
    lambda t, x: t.signatories(on=x),
    lambda t, x: t.invited(on=x),
    lambda t, x: t.unknown(on=x),
    lambda t, x: t.totals(on=x),
    lambda t, x: t.known_at(x),
    lambda t, x: t.would_enter_into_force("FRA", deposited=x),
    lambda t, x: t["BEN"].invitation.validity(x),
    lambda t, x: t["BEN"].status(x),
    lambda t, x: t["BEN"].is_party(x),
    lambda t, x: t["BEN"].notes_on(x),
    lambda t, x: t["FRA"].periods[0].__contains__(x),
    lambda t, x: t["FRA"].state.member_of_coe(x),
    lambda t, x: t.rules.first.effect(x),
    lambda t, x: cc.Chart.of(t, on=x),
    lambda _, x: cc.members_of_coe(x),
    lambda _, x: cc.group("EU", on=x),
    lambda _, x: cc.states("EU", on=x),
    lambda _, x: cc.states(on=x),
    lambda _, x: cc.state("FRA").groups(on=x),
]


class TestBadInput:
    @pytest.mark.parametrize("bad", BAD_STATES)
    @pytest.mark.parametrize("ask", STATE_QUESTIONS)
    def test_states(self, budapest: cc.Treaty, ask: Callable[[cc.Treaty, object], object], bad: object) -> None:
        """A State that is none is an error of the library, wherever a State is taken."""
        with pytest.raises((cc.errors.InvalidTypeError, cc.errors.UnknownStateError)):
            ask(budapest, bad)

    @pytest.mark.parametrize("bad", BAD_DATES)
    @pytest.mark.parametrize("ask", DATE_QUESTIONS)
    def test_dates(self, budapest: cc.Treaty, ask: Callable[[cc.Treaty, object], object], bad: object) -> None:
        """A date that is none is an error of the library, wherever a date is taken."""
        with pytest.raises((cc.errors.InvalidTypeError, cc.errors.InvalidDateError)):
            ask(budapest, bad)

    @pytest.mark.parametrize("bad", [None, 1.5, True, b"185", "", "ets", 186, "Vienna"])
    def test_treaties(self, bad: object) -> None:
        """A treaty that is none is an error that lists the treaties there are."""
        with pytest.raises((cc.errors.InvalidTypeError, cc.errors.UnknownTreatyError)):
            cc.treaty(bad)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_numbers_too_long_to_print(self, budapest: cc.Treaty) -> None:
        """A whole number that Python writes no digits of is an error of the library like any other."""
        bad: Any = 10**5000
        asks: list[Callable[[], object]] = [
            lambda: cc.state(bad),
            lambda: cc.state(-bad),
            lambda: cc.treaty(bad),
            lambda: cc.erratum(bad),
            lambda: bad in budapest,
            lambda: budapest.status("FRA", on=bad),
            lambda: cc.timeline(treaties=bad),
            lambda: cc.state([bad]),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        ]
        for ask in asks:
            with pytest.raises(cc.CyberConventionsError, match="too long to print"):
                ask()

    def test_source(self) -> None:
        """An unknown source is named."""
        act = cc.Act(cc.state("FRA"), cc.ActKind.SIGNATURE, cc.DateWindow.on("2020-01-01"), source_ids=("nothing",))
        with pytest.raises(cc.errors.UnknownSourceError, match="'nothing' is not a source"):
            _ = act.source

    def test_acts(self) -> None:
        """Only a succession takes effect before its notice."""
        window = cc.DateWindow.on("2006-10-23")
        with pytest.raises(cc.errors.InvalidActError, match="can't have effect earlier"):
            cc.Act(cc.state("MNE"), cc.ActKind.ACCESSION, window, effective=date(2006, 6, 3))

        succession = cc.Act(cc.state("MNE"), cc.ActKind.SUCCESSION, window, effective=date(2006, 6, 3))
        assert succession.source is None
        assert "<Act MNE succession 2006-10-23, effective 2006-06-03>" == repr(succession)
        assert "succession by Montenegro, 2006-10-23, effective 2006-06-03" == str(succession)


FRANCE = cc.state("FRA")
DAY = date(2020, 1, 1)
HALF_BUILT: dict[str, Callable[..., object]] = {
    "State without an id": lambda: cc.State("France"),
    "State that is none": lambda: cc.treaty("budapest").status(cc.State("XXX")),
    "window of texts": lambda: cc.DateWindow("2020-01-01", "2020-02-01"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "window of a datetime": lambda: cc.DateWindow(datetime(2020, 1, 1), None),  # noqa: DTZ001
    "window that ends before it begins": lambda: cc.DateWindow(DAY, date(2019, 1, 1)),
    "act of nobody": lambda: cc.Act("Wakanda", "signature", DAY),
    "act of a number": lambda: cc.Act(3.5, "signature", DAY),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "act of another word": lambda: cc.Act("FRA", "signatures", DAY),
    "act of no word": lambda: cc.Act("FRA", 3, DAY),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "act on no day": lambda: cc.Act("FRA", "signature", "2001-11-31"),
    "act on a number": lambda: cc.Act("FRA", "signature", 2001),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "act with effect from no day": lambda: cc.Act("FRA", "accession", DAY, "2020-13-01"),
    "act with a list for a comment": lambda: cc.Act("FRA", "accession", DAY, comment=[]),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "act of no territory": lambda: cc.Act("FRA", "accession", DAY, territory=None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "period backwards": lambda: cc.Period(cc.Status.PARTY, DAY, date(2019, 1, 1)),
    "period of a word": lambda: cc.Period("party", DAY, None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "period of texts": lambda: cc.Period(cc.Status.PARTY, "2020-01-01", None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "totals below nothing": lambda: cc.Totals(-1, 0),
    "totals of a word": lambda: cc.Totals(1, "x"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "clause of half a month": lambda: cc.rules.Clause("1", months=1.5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "clause of a word": lambda: cc.rules.Clause("1", months=1, first_of_next_month="no"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "clause of no article": lambda: cc.rules.Clause(1, months=1),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "open until no day": lambda: cc.rules.Opening(until="2020-13-45"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "open to anybody's guess": lambda: cc.rules.Opening(who=None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "open to one text": lambda: cc.rules.Opening(states="FRA"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "list of one text": lambda: cc.rules.ClosedList("42", "4(2)"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "clause of months and days": lambda: cc.rules.Clause("1", months=1, days=30),
    "effect beyond the calendar": lambda: cc.rules.Clause("1", months=3).effect(date.max),
    "limit of no years": lambda: cc.rules.InvitationRule("37(1)", 0, DAY, "decision"),
    "limit since a text": lambda: cc.rules.InvitationRule("37(1)", 5, "2013-04-10", "decision"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "less than no consents": lambda: cc.rules.Rules("Test", -1, 0, counts_organisations=True, clauses=()),
    "treaty as of a text": lambda: attrs.evolve(cc.treaty(185), as_of="2020-01-01"),  # type: ignore[arg-type]
    "treaty without a record's date": lambda: attrs.evolve(cc.treaty(185), as_of=None),  # type: ignore[arg-type]
    "treaty without details": lambda: attrs.evolve(cc.treaty(185), details=None),  # type: ignore[arg-type]
    "treaty of a word": lambda: attrs.evolve(cc.treaty(185), coverage="complete"),  # type: ignore[arg-type]
    "treaty with a list": lambda: attrs.evolve(cc.treaty(185), acts=[]),  # type: ignore[arg-type]
    "consents that are none": lambda: cc.treaty(185).rules.first_group(None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "consents that are no pairs": lambda: cc.treaty(185).rules.missing([1]),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    "act of another confidence": lambda: cc.Act("FRA", "signature", DAY, confidence="high"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "act of no confidence": lambda: attrs.evolve(cc.treaty(185).acts[0], confidence=7),  # type: ignore[arg-type]
    "act seen on a text": lambda: attrs.evolve(cc.treaty(185).acts[0], seen="2020"),  # type: ignore[arg-type]
    "act with one source": lambda: attrs.evolve(cc.treaty(185).acts[0], source_ids="abc"),  # type: ignore[arg-type]
    "treaty with a number for an act": lambda: attrs.evolve(cc.treaty(185), acts=(1,)),  # type: ignore[arg-type]
    "participation of a name": lambda: attrs.evolve(cc.treaty(185)["FRA"], state="FRA"),  # type: ignore[arg-type]
    "invitation by nothing": lambda: attrs.evolve(cc.treaty(185)["BEN"].invitation, act=None),  # type: ignore[misc]
    "row of a name": lambda: cc.Row("FRA", cc.charts.Section.MEMBER),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "row with a text for a day": lambda: cc.Row(FRANCE, cc.charts.Section.MEMBER, "2020-01-01"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "chart of words": lambda: attrs.evolve(cc.Chart.of(185), rows="nonsense"),  # type: ignore[arg-type]
    "chart as of nothing": lambda: attrs.evolve(cc.Chart.of(185), as_of=None),  # type: ignore[arg-type]
    "chart with pairs for totals": lambda: attrs.evolve(cc.Chart.of(185), totals=(1, 2)),  # type: ignore[arg-type]
    "footnotes of a number": lambda: cc.charts.Footnotes(5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "event on a text": lambda: attrs.evolve(cc.un.events()[0], when="2020"),  # type: ignore[arg-type]
    "event by a name": lambda: attrs.evolve(cc.un.events()[0], body="UNODC"),  # type: ignore[arg-type]
    "chart of no treaty": lambda: cc.Chart.of(3.5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    "chart of an unknown treaty": lambda: cc.Chart.of("Vienna"),
    "deposit beyond the calendar": lambda: cc.treaty(185).would_enter_into_force("FRA", deposited=date.max),
}


def test_a_wrong_value_is_a_value_error() -> None:
    """A number that is none of States is of the right type."""
    with pytest.raises(cc.errors.InvalidValueError, match="-1 is not a number of States, expected 0 or more"):
        cc.Totals(-1, 0)


@pytest.mark.parametrize("make", HALF_BUILT.values(), ids=HALF_BUILT)
def test_no_value_is_half_built(make: Callable[[], object]) -> None:
    """What makes no sense is refused where it is made, not where it is used."""
    with pytest.raises(cc.CyberConventionsError):
        make()


def test_acts_out_of_order() -> None:
    """Acts stand in the order in which they happened: a denunciation before what it denounces is an error."""
    acts = [
        cc.Act(FRANCE, cc.ActKind.DENUNCIATION, cc.DateWindow.on("2010-01-15")),
        cc.Act(FRANCE, cc.ActKind.RATIFICATION, cc.DateWindow.on("2006-01-10")),
    ]
    with pytest.raises(
        cc.errors.InvalidActError, match=r"acts of FRA are out of order: ratification.*, 2006-01-10 follows"
    ):
        attrs.evolve(cc.treaty(185), acts=tuple(acts)).status("FRA")


@pytest.mark.engines
def test_not_a_time() -> None:
    """pandas' NaT counts as a datetime, and is no day."""
    pd = pytest.importorskip("pandas")
    with pytest.raises(cc.errors.InvalidDateError, match="NaT is not a day"):
        cc.treaty(185).is_party("FRA", on=pd.NaT)


def test_reprs_say_what_a_reader_wants_to_know(budapest: cc.Treaty) -> None:
    """Rules, clauses and limits show themselves in words."""
    assert "<Clause Art. 47: 3 calendar months, then the first day of the next month>" == repr(
        budapest.rules.denunciation
    )
    assert "<InvitationRule Art. 37(1): 5 years, for decisions since 2013-04-10>" == repr(budapest.rules.invitation)
    assert repr(budapest.rules).startswith(
        "<Rules of ETS No. 185: 5 consents needed, 3 of them by members (Art. 36(3))"
    )


def test_one_of_a_thing_is_singular(budapest: cc.Treaty) -> None:
    """In July 2002 Albania alone had ratified; under the Palermo Convention one State has signed and no more."""
    then = budapest.known_at("2002-06-30")
    totals = cc.treaty("palermo").known_at("2026-09-11").totals()

    assert "1 consent, 32 signatures only" == str(then.totals())
    assert "195 consents, 1 signature only" == str(totals)
    assert "1 consent, " in repr(cc.Chart.of(then))
    assert "<Participation IRL in ETS No. 185: signatory, 1 act, as of 2026-04-25>" == repr(
        budapest.known_at("2026-04-25")["IRL"]
    )


def test_chart_is_a_container(chart: cc.Chart) -> None:
    """A chart goes through its rows, counts them and knows its States."""
    assert (74, "ALB") == (len(chart), next(iter(chart)).state.id)
    assert "Japan" in chart
    assert "Kenya" not in chart
    with pytest.raises(cc.errors.UnknownStateError):
        _ = "Wakanda" in chart
    with pytest.raises(cc.errors.InvalidTypeError):
        _ = 3.5 in chart


def test_tables_in_a_notebook(budapest: cc.Treaty) -> None:
    """A treaty and a chart show themselves as a table."""
    shown = (budapest._repr_html_(), cc.Chart.of(budapest)._repr_html_())  # pyright: ignore[reportPrivateUsage]

    assert all("<td>Albania</td>" in html for html in shown)
    assert all("<!DOCTYPE" not in html for html in shown)


def test_errors_of_a_chart_can_be_split(page: str) -> None:
    """``except*`` gets a part of the errors as a ChartError again."""
    with pytest.raises(cc.errors.ChartError) as caught:
        cc.parse_chart(page.replace("Albania", "Albany").replace("Japan", "Nippon"))
    assert [30, 92] == [problem.line for problem in caught.value.problems]
    part = caught.value.subgroup(lambda error: isinstance(error, cc.errors.ChartLineError) and error.line == 92)

    assert isinstance(part, cc.errors.ChartError)
    assert ["'Nippon' is not a known State code or name"] == [problem.message for problem in part.problems]


def test_frames_load_on_first_use() -> None:
    """``cc.frames`` needs no import of its own."""
    assert "True" == fresh("import cyberconventions as cc; print(callable(cc.frames.with_status))")
    assert cc.frames is sys.modules["cyberconventions.frames"]


class TestOwnTreaties:
    """Treaties that a user makes, as a fixture or from another source."""

    def treaty(self, *acts: cc.Act, coverage: cc.Coverage = cc.Coverage.COMPLETE, in_force: bool = True) -> Treaty:
        return Treaty(
            id="test",
            reference="Test No. 1",
            title="Test Convention",
            short_title="Test",
            opened=date(2000, 1, 1),
            adopted=None,
            entry_into_force=date(2001, 1, 1) if in_force else None,
            depositary="Secretary General of the Council of Europe",
            parent=None,
            as_of=date(2020, 1, 1),
            coverage=coverage,
            acts=acts,
            details=budapest_details,
        )

    def act(self, kind: cc.ActKind, when: str, effective: str | None = None) -> cc.Act:
        return cc.Act(
            cc.state("FRA"),
            kind,
            cc.DateWindow.parse(when),
            effective=date.fromisoformat(effective) if effective else None,
        )

    def test_leaving_and_coming_back(self) -> None:
        """47: a denunciation has effect on the first of the month after three months; a State may come back."""
        treaty = self.treaty(
            self.act(cc.ActKind.RATIFICATION, "2002-01-15"),
            self.act(cc.ActKind.DENUNCIATION, "2005-05-20"),
            self.act(cc.ActKind.ACCESSION, "2010-03-31"),
        )
        france = treaty["FRA"]

        assert [(date(2002, 5, 1), date(2005, 9, 1)), (date(2010, 7, 1), None)] == [
            (period.start, period.end) for period in france.periods
        ]
        assert cc.Status.WITHDRAWN is treaty.status("FRA", "2005-09-01")
        assert france.withdrawal is not None
        assert date(2010, 7, 1) == france.entry_into_force
        assert "<Period party 2002-05-01 to 2005-09-01>" == repr(france.periods[0])

    def test_suspension(self) -> None:
        """A suspended State is no party for the purpose of being bound, yet has consented."""
        treaty = self.treaty(
            self.act(cc.ActKind.RATIFICATION, "2002-01-15"), self.act(cc.ActKind.SUSPENSION, "2008-01-01")
        )

        assert cc.Status.SUSPENDED is treaty.status("FRA")
        assert not treaty.is_party("FRA")
        assert (cc.state("FRA"),) == treaty.contracting_states()
        assert () == treaty.parties()

    def test_definitive_signature(self) -> None:
        """Consent by signature alone stands once on the chart, with its mark."""
        treaty = self.treaty(self.act(cc.ActKind.DEFINITIVE_SIGNATURE, "2002-01-15"))
        row = cc.Chart.of(treaty)["FRA"]

        assert (None, date(2002, 1, 15), "s") == (row.signature, row.consent, row.consent_mark)
        assert cc.Totals(1, 0) == treaty.totals()

    def test_partial_record(self) -> None:
        """In a partial record a State without acts is unknown, and totals say at least."""
        treaty = self.treaty(self.act(cc.ActKind.RATIFICATION, "2002-01-15"), coverage=cc.Coverage.PARTIAL)

        assert cc.Status.UNKNOWN is treaty.status("DEU")
        assert cc.Status.NOT_PARTICIPATING is treaty.status("DEU", "1999-12-31")
        assert cc.Totals(1, 0, at_least=True) == treaty.totals()
        assert "at least 1 consent, at least 0 signatures only" == str(treaty.totals())
        assert "at least 1 party" in repr(treaty)
        with pytest.raises(cc.errors.UnknownStatusError, match="the record is partial and has no act of it"):
            treaty.is_party("DEU")

    def test_unknown_day_of_consent(self) -> None:
        """What is not known is said, with the act whose date is missing."""
        treaty = self.treaty(self.act(cc.ActKind.RATIFICATION, "2009"))

        assert treaty.is_party("FRA", "2010-05-01")
        assert not treaty.is_party("FRA", "2009-04-30")
        assert treaty["FRA"].entry_into_force is None
        assert (cc.state("FRA"),) == treaty.unknown("2009-08-01")
        assert treaty.totals("2009-08-01").at_least
        with pytest.raises(cc.errors.UnknownStatusError, match="ratification by France, 2009") as caught:
            treaty.is_party("FRA", on="2009-08-01")
        assert "2009-08-01" in str(caught.value)
        with pytest.raises(cc.errors.UnknownStatusError, match="2009-08-01"):
            treaty.is_party("FRA", on=date(2009, 8, 1))

    def test_signed_or_consented(self) -> None:
        """A State that certainly signed and may have consented makes both totals a lower bound."""
        treaty = self.treaty(self.act(cc.ActKind.SIGNATURE, "2001-01-01"), self.act(cc.ActKind.RATIFICATION, "2009"))

        assert cc.Totals(0, 0, at_least=True) == treaty.totals("2009-06-01")

    def test_not_in_force(self) -> None:
        """A treaty that is not in force has contracting States and no parties."""
        treaty = self.treaty(self.act(cc.ActKind.RATIFICATION, "2002-01-15"), in_force=False)

        assert cc.Status.CONTRACTING is treaty.status("FRA")
        assert treaty["FRA"].entry_into_force is None
        assert 4 == treaty.instruments_needed
        assert treaty.would_enter_into_force("DEU", deposited="2003-01-01") is None

    def test_a_consent_that_was_withdrawn_is_lacking_again(self) -> None:
        """Before the treaty is in force."""
        denunciation = cc.Act("FRA", "denunciation", "2003-01-15")
        treaty = self.treaty(self.act(cc.ActKind.RATIFICATION, "2002-01-15"), denunciation, in_force=False)

        assert 5 == treaty.instruments_needed

    def test_deposit_after_the_number_is_complete(self) -> None:
        """36(4): who deposits after the five waits from the own deposit, though the treaty is not in force yet."""
        ids = ("ALB", "DEU", "EST", "HUN", "LTU")
        acts = [
            cc.Act(cc.state(id_), cc.ActKind.RATIFICATION, cc.DateWindow.on(f"2002-01-0{day}"))
            for day, id_ in enumerate(ids, start=1)
        ]
        treaty = self.treaty(*acts, in_force=False)

        assert 0 == treaty.instruments_needed
        assert date(2002, 5, 1) == treaty.would_enter_into_force("FRA", deposited="2002-01-05")
        assert date(2002, 6, 1) == treaty.would_enter_into_force("FRA", deposited="2002-02-01")

    def test_without_acts(self) -> None:
        """A treaty may be empty."""
        treaty = self.treaty()

        assert (0, [], ()) == (len(treaty), list(treaty), treaty.parties())
        assert "FRA" not in treaty


def budapest_details() -> Details:
    return details("ets185")


def test_broken_dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that can't be read is named with file and line."""
    row = dict.fromkeys(
        ("state", "kind", "date", "effective", "sources", "comment", "seen", "territory", "footnotes"), ""
    )
    good = row | {"state": "FRA", "kind": "signature", "confidence": "high"}

    def rows(_self: Dataset, _: str) -> list[dict[str, str]]:
        return [good, good | {"kind": "handshake"}]

    monkeypatch.setattr(Dataset, "rows", rows)
    with pytest.raises(cc.errors.DatasetError, match=r"ets185/acts\.csv, line 3: 'handshake'"):
        acts_from("ets185/acts.csv", "FRA", inspect.unwrap(act_rows)("ets185")["FRA"])


def test_one_name_for_two_treaties_breaks_the_dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means two treaties is an error of the dataset."""
    from cyberconventions import _treaties

    row = {"reference": "Test", "title": "Test", "short_title": "Test", "names": ""}

    rows = [{"id": id_, **row} for id_ in ("one", "two")]
    monkeypatch.setattr(_treaties, "current", lambda: SimpleNamespace(rows=lambda _: rows))  # pyright: ignore[reportUnknownLambdaType]
    with pytest.raises(cc.errors.DatasetError, match="'Test' names both two and one"):
        inspect.unwrap(_treaties._listed)()  # pyright: ignore[reportPrivateUsage]


def test_problem_of_the_chart_as_a_whole() -> None:
    """A problem without a line says only what is odd."""
    assert "odd" == str(cc.charts.Problem("odd"))


def test_the_reference_has_every_name() -> None:
    """Each is on one of its pages, or its module is listed whole."""
    reference = Path(__file__).parent.parent / "docs" / "reference"
    listed = "\n".join(page.read_text(encoding="utf-8") for page in reference.glob("*.md"))
    names = {*cc.__all__, *cc.frames.__all__}
    whole = {name for module in (cc.charts, cc.un, cc.errors) for name in dir(module)}

    assert {"charts", "errors", "plots", "rules", "testing", "un"} <= set(
        re.findall(r"automodule:: cyberconventions\.(\w+)$", listed, re.MULTILINE)
    )
    assert set() == names - whole - set(re.findall(r":: (\w+)$", listed, re.MULTILINE))
