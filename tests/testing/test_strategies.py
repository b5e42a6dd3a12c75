"""Strategies make what the library takes, and hypothesis knows every public type."""

import enum
import importlib
import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._explain import Explanation
from cyberconventions.testing import LAYOUTS, register_types

pytest.importorskip("hypothesis")
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.vendor.pretty import pretty

from cyberconventions.testing import strategies
from cyberconventions.testing._resolver import _Waiting, register_resolver, strategy_for  # pyright: ignore[reportPrivateUsage]

ROOT = Path(__file__).parents[2]
FEW = settings(max_examples=30, deadline=None, derandomize=True, database=None)
MODULES = (cc, cc.charts, cc.rules, cc.un)
TYPES: list[Any] = [
    *dict.fromkeys(
        value
        for module in MODULES
        for name in module.__all__
        if inspect.isclass(value := getattr(module, name)) and not issubclass(value, BaseException)
    ),
    Explanation,
]


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: str(kind.__name__))
def test_every_public_type(kind: Any) -> None:  # noqa: ANN401 # of any
    """``st.from_type`` makes values of the type, each equal to itself once it was taken apart."""
    register_types()

    @settings(FEW, max_examples=5)
    @given(st.from_type(kind))
    def check(value: Any) -> None:  # noqa: ANN401 # of any
        assert isinstance(value, kind)
        assert hash(value) == hash(value)
        if attrs.has(kind) and not issubclass(kind, enum.Enum):
            assert value == attrs.evolve(value)
            assert repr(value)

    check()


@pytest.mark.parametrize("rules", [each.id for each in cc.treaties()])
def test_treaties_of_any_kind(rules: str) -> None:
    """Whatever the clauses: every question on every day of the record gets an answer or says what is missing."""

    @FEW
    @given(strategies.treaties(rules), st.data())
    def check(treaty: cc.Treaty, data: Any) -> None:  # noqa: ANN401 # hypothesis' own
        day = data.draw(strategies.dates_within(treaty))
        parties = treaty.parties(day)
        for each in treaty:
            answer = treaty.explain(each.state, day)
            assert (each.status(day) is cc.Status.UNKNOWN) == (len(answer.possible_statuses) > 1)
            assert (answer.is_party == "yes") == (each.state in [*parties])
            assert each.history[0].start is None
        assert treaty.known_at(treaty.as_of).parties() == treaty.parties()
        assert len(cc.Chart.of(treaty, day)) >= len(parties)

    check()


@FEW
@given(st.data())
def test_dates_within(data: Any) -> None:  # noqa: ANN401 # hypothesis' own
    """Days lie between the opening and the record's end, and often beside a change."""
    treaty = data.draw(strategies.treaties())

    assert "2001-11-23" <= str(data.draw(strategies.dates_within(treaty))) <= str(treaty.as_of)


@FEW
@given(strategies.acts(), strategies.acts("FRA", "accession"))
def test_acts(any_act: cc.Act, french: cc.Act) -> None:
    """One can say whose, and which."""
    assert any_act.effective is None or any_act.earliest is None or any_act.effective >= any_act.earliest
    assert ("FRA", cc.ActKind.ACCESSION) == (french.state.id, french.kind)


@settings(FEW, max_examples=100)
@given(strategies.statements(), strategies.statements("FRA", "designation"))
def test_statements(said: cc.Statement, named: cc.Statement) -> None:
    """They begin before they end, whoever makes them; one can say whose, and which."""
    days = [day for day in (said.effective, said.amended, said.withdrawn) if day is not None]

    assert days == sorted(days)
    assert said.amended is None or said.withdrawn is not None
    assert str(said)
    assert ("FRA", cc.StatementKind.DESIGNATION) == (named.state.id, named.kind)


@pytest.mark.parametrize("treaties", [None, ["budapest"], [185, cc.testing.treaty_of(rules="crc")]])
def test_requests(treaties: Any) -> None:  # noqa: ANN401 # of any
    """Each gets an answer, and no warning: the day lies within every record."""

    @FEW
    @given(strategies.requests(treaties))
    def check(request: dict[str, Any]) -> None:
        found = cc.cooperation(**request)
        assert found.answer in cc.Answer
        assert (len(treaties) if treaties else 9) <= len(found.bases)
        assert all(found.on <= each.as_of for each in found.bases)

    check()


def test_requests_shrink() -> None:
    """To two well-known States and the first measure."""
    asked = find(strategies.requests("budapest"), lambda asked: bool(asked["territory"]), settings=FEW)

    assert ("FRA", "NLD", "ABW", None) == tuple(
        asked[each] for each in ("requesting", "requested", "territory", "offence")
    )


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: strategies.requests(1.5), cc.errors.InvalidTypeError, "or several of them"),  # type: ignore[arg-type]
        (lambda: strategies.requests([]), cc.errors.InvalidValueError, "no treaty is named"),
        (lambda: strategies.requests(["vienna"]), cc.errors.UnknownTreatyError, "vienna"),
        (lambda: strategies.acts("Wakanda"), cc.errors.UnknownStateError, "Wakanda"),
        (lambda: strategies.acts(kind="handshake"), cc.errors.InvalidValueError, "handshake"),
        (lambda: strategies.statements("Wakanda"), cc.errors.UnknownStateError, "Wakanda"),
        (lambda: strategies.statements(kind="oath"), cc.errors.InvalidValueError, "oath"),
        (lambda: strategies.date_windows("2020-01-01", "2019-01-01"), cc.errors.InvalidDateError, "ends before"),
        (lambda: strategies.date_windows("x"), cc.errors.InvalidDateError, "'x'"),
    ],
)
def test_what_can_not_be_made(make: Any, error: type[Exception], message: str) -> None:  # noqa: ANN401 # of any
    """It is refused where it is asked for, before a test runs."""
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_are_read(layout: Any) -> None:  # noqa: ANN401 # a word
    """Pages in each layout are read, with nothing odd about them."""

    @FEW
    @given(strategies.chart_texts(layout))
    def check(page: str) -> None:
        if layout in ("json", "dutch"):  # the made treaty is not on record, and its name is not on the page
            assert cc.parse_chart(page, as_of="2025-12-31").counted().consents >= 0
        else:
            assert () == cc.parse_chart(page).problems

    check()


@FEW
@given(strategies.chart_texts())
def test_any_page(page: str) -> None:
    """Without a layout, any that can be read alone."""
    assert len(cc.parse_chart(page)) > 0


@settings(FEW, max_examples=100)
@given(strategies.broken_chart_texts())
def test_broken_pages(page: str) -> None:
    """Something is wrong with each, and the library says so."""
    try:
        chart = cc.parse_chart(page)
    except cc.errors.ChartError:
        return
    assert chart.problems or chart.gaps


@pytest.mark.no_cover  # a search for the least values
def test_small_values() -> None:
    """What a failing test is left with is short and readable, and what the docs show."""
    unknown = find(strategies.treaties(), lambda treaty: bool(treaty.unknown()), settings=FEW)
    left = find(strategies.participations(), lambda each: each.withdrawal is not None, settings=FEW)

    assert 2 >= len(unknown.acts)
    assert ("FRA", "2001-11-23", 2) == (left.state.id, str(left.acts[0].date), len(left.acts))
    printed = " ".join(pretty(left).split()).replace("( ", "(").replace("[ ", "[")
    # Which of the first days it leaves differs with how long hypothesis searches.
    sample = printed.replace("rules='ets185', as_of='2025-12-31'", "…").replace(str(left.acts[1].date), "…")
    assert f"\neach={sample}\n" in (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")


def test_a_failure_prints_code() -> None:
    """What a failing test prints of a value is the call that makes it again, short enough to be read."""

    @settings(FEW, max_examples=100, report_multiple_bugs=False)
    @given(strategies.participations())
    def check(each: cc.Participation) -> None:
        assert each.withdrawal is None

    with pytest.raises(AssertionError) as caught:
        check()
    printed = "\n".join(caught.value.__notes__)
    assert "each=treaty_of(acts=[Act('FRA', 'accession', '2001-11-23'), Act('FRA', 'denunciation', " in printed
    assert "rules='ets185', as_of='2025-12-31')['FRA']" in printed
    assert 20 > len(printed.splitlines())


def test_other_values_are_printed_in_short() -> None:
    """A real treaty by its repr, a chart with the rows that say something, an act as the call that makes it."""
    act = cc.Act("FRA", "accession", "2006", "2007-05-01", confidence=cc.Confidence.LOW, footnotes=(4,))
    partial = cc.testing.treaty_of(acts=[act], coverage=cc.Coverage.PARTIAL)
    chart = cc.Chart.of(cc.testing.treaty_of(parties={"FRA": "2006-01-10"}), on="2020-01-01")

    assert repr(cc.treaty("crc")) == pretty(cc.treaty("crc"))
    assert f"{chart!r} <Row FRA - 2006-01-10 a 2006-05-01>" == pretty(chart)
    assert (
        "treaty_of(acts=[Act('FRA', 'accession', '2006', effective='2007-05-01', confidence=Confidence.LOW, "
        "footnotes=(4,))], rules='ets185', as_of='2025-12-31', coverage=Coverage.PARTIAL)" == pretty(partial)
    )


def test_no_such_layout() -> None:
    """Another word is named."""
    with pytest.raises(cc.errors.UnknownCodeError, match="'txt' is not a layout"):
        strategies.chart_texts("txt")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def test_hypothesis_is_imported_on_use_only() -> None:
    """The kit does without it until a strategy is wanted."""
    code = (
        "import sys, cyberconventions.testing as testing; testing.treaty_of(parties={'FRA': '2006-01-10'}); "
        "print('hypothesis' in sys.modules, testing.strategies.states() is not None)"
    )
    assert (
        "False True\n"
        == subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    )


WITHOUT_REGISTERING = """
import os, sys
os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"
from cyberconventions.testing._resolver import register_resolver
import hypothesis
register_resolver()
print("cyberconventions._treaty" in sys.modules, "hypothesis.strategies._internal.types" in sys.modules)
import attrs
import cyberconventions as cc
from hypothesis import find, strategies as st

@attrs.frozen
class Request:
    state: cc.State
    about: cc.Status

settings = hypothesis.settings(database=None, derandomize=True)
print(find(st.from_type(Request), lambda _: True, settings=settings).state, st.from_type(int))
st.register_type_strategy(cc.State, st.just(cc.state("IRL")))
print(find(st.from_type(cc.State), lambda _: True, settings=settings))
"""


def test_the_installed_library_is_asked_for_its_types() -> None:
    """hypothesis loads nothing of the record when it is imported, nor its table; a strategy of one's own is first."""
    done = subprocess.run([sys.executable, "-c", WITHOUT_REGISTERING], capture_output=True, text=True, check=True)

    assert ["False False", "France integers()", "Ireland"] == done.stdout.splitlines()


def test_the_entry_is_made_when_the_table_is_loaded() -> None:
    """By the module's own loader, and the module says so; each time it is loaded, and nothing else is touched."""
    name = "hypothesis.strategies._internal.types"
    with pytest.MonkeyPatch.context() as patch:
        own = importlib.import_module(name)
        before = list(sys.meta_path)
        patch.setattr(sys, "meta_path", list(sys.meta_path))
        patch.setattr(importlib.import_module(name.rpartition(".")[0]), "types", own)  # to have that one back
        patch.delitem(sys.modules, name)
        register_resolver()
        waiting: Any = sys.meta_path[0]

        assert waiting not in before
        assert not hasattr(waiting, "get_source")
        assert waiting.find_spec("json", None) is None
        assert waiting.find_spec(name, ["nowhere"]) is None
        for _ in range(2):
            loaded = importlib.import_module(name)
            # A thread may be going through the finders, and must find all of them.
            assert [waiting, *before] == sys.meta_path
            assert strategy_for is vars(loaded)["_global_extra_lookup"]["cyberconventions"]
            assert loaded.__spec__ is not None
            assert loaded.__spec__.loader is loaded.__loader__ is not waiting
            del sys.modules[name]


def test_the_table_can_be_found_without_loading_it() -> None:
    """Who asks where the module is, gets a loader that can do what the module's own can."""
    finder = _Waiting()
    name = "hypothesis.strategies._internal.types"
    found: Any = finder.find_spec(name, importlib.import_module(name.rpartition(".")[0]).__path__)

    assert found.loader is finder
    assert inspect.getsource(importlib.import_module(name)) == found.loader.get_source(name)
    assert not found.loader.is_package(name)


def test_a_hypothesis_without_the_table() -> None:
    """Nothing happens: ``register_types`` is there."""
    from hypothesis.strategies._internal import types as own

    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(own, "_global_extra_lookup")
        register_resolver()
    assert strategy_for(cc.Status) is None
    assert strategy_for("State") is None
    assert strategy_for(3) is None
