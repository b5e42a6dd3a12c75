"""The fixtures, in suites of other people."""

import subprocess
import sys
import threading
import time

import attrs
import pytest

import cyberconventions as cc
import pytest_cyberconventions as plugin
from cyberconventions._treaties import frozen_on
from cyberconventions._treaty import entered_first
from cyberconventions.testing import budapest_2020, frozen_record

# By the module, as the entry point is not there in a checkout; this suite itself does without (see pyproject.toml).
LOADED = ("-p", "no:cyberconventions", "-p", plugin.__name__, "-p", "no:cacheprovider")


def run(pytester: pytest.Pytester, suite: str, *options: str, apart: bool = False, **outcomes: int) -> pytest.RunResult:
    """Run a suite, in a process of its own where it changes what modules have."""
    pytester.makepyfile(suite)
    pytester.makeini("[pytest]\nfilterwarnings = error")
    found = (pytester.runpytest_subprocess if apart else pytester.runpytest_inprocess)(*LOADED, *options)
    found.assert_outcomes(**outcomes)
    return found


EVERY_FIXTURE = """
import pytest
import cyberconventions as cc

def test_budapest(budapest):
    assert budapest is cc.treaty("budapest")

def test_page(budapest_2020):
    assert (64, 3) == (len(budapest_2020.parties()), len(budapest_2020.signatories()))

def test_builders(treaty_of, chart_text):
    treaty = treaty_of(parties={"FRA": "2006-01-10"})
    assert cc.parse_chart(chart_text(treaty))["FRA"].consent == treaty["FRA"].consent.date

def test_frozen(frozen_record):
    assert "2020-03-13" == str(frozen_record("2020-03-13"))
    assert 64 == len(cc.treaty("budapest").parties())
    frozen_record("2004-07-01")
    assert 5 == len(cc.treaty("budapest").parties())

def test_frozen_fixture_order(frozen_record, budapest):
    frozen_record("2020-03-13")
    assert 64 < len(budapest.parties())

def test_not_frozen():
    assert 64 < len(cc.treaty("budapest").parties())

def test_quiet(no_coverage_warnings, budapest_2020):
    assert budapest_2020.is_party("FRA", on="2020-03-14")

def test_loud(budapest_2020):
    with pytest.raises(cc.CoverageWarning):
        budapest_2020.is_party("FRA", on="2020-03-14")
"""


def test_fixtures(pytester: pytest.Pytester) -> None:
    """Each does what its name says, and nothing is left of it afterwards."""
    run(pytester, EVERY_FIXTURE, passed=8)


def test_fixtures_are_described(pytester: pytest.Pytester) -> None:
    """``pytest --fixtures`` lists them with a sentence each."""
    listed = run(pytester, "", "--fixtures").stdout.str()

    for name in plugin.__all__:
        assert name in listed
    assert "no docstring" not in listed.partition("pytest_cyberconventions")[2].partition("-- fixtures defined")[0]


FROZEN_IN_A_TEST_THAT_FAILS = """
import cyberconventions as cc
PARTIES = len(cc.treaty("budapest").parties())

def test_fails(frozen_record):
    frozen_record("2020-03-13")
    raise ValueError

def test_after():
    assert PARTIES == len(cc.treaty("budapest").parties())
"""


def test_restored_after_a_failure(pytester: pytest.Pytester) -> None:
    """A test that fails leaves the record as it was."""
    run(pytester, FROZEN_IN_A_TEST_THAT_FAILS, passed=1, failed=1)


SHUFFLED = """
import random
import pytest
import cyberconventions as cc

COUNTS = {"2004-07-01": 5, "2020-03-13": 64, None: len(cc.treaty("budapest").known_at("2026-04-25").parties())}
CASES = random.Random(5).choices(list(COUNTS), k=40)

@pytest.mark.parametrize("day", CASES)
def test_any_order(frozen_record, day):
    frozen_record(day or "2026-04-25")
    assert COUNTS[day] == len(cc.treaty("budapest").parties())
    assert COUNTS[day] == len(next(each for each in cc.treaties() if each.id == "ets185").parties())

def test_free():
    assert "2026-04-25" <= str(cc.treaty("budapest").as_of)
"""


@pytest.mark.parametrize("workers", [(), ("-n", "2", "-p", "xdist")], ids=["alone", "xdist"])
def test_any_order_and_workers(pytester: pytest.Pytester, workers: tuple[str, ...]) -> None:
    """Days in any order, in one process and in two workers of pytest-xdist."""
    if workers:
        pytest.importorskip("xdist")
    run(pytester, SHUFFLED, *workers, apart=bool(workers), passed=41)


WITH_A_CLOCK = """
import datetime as dt
import pytest
import cyberconventions as cc

def ask():
    return cc.treaty("budapest").is_party("SWE", on=dt.date.today().isoformat(), late="known")

def test_record_and_clock(frozen_record):
    clock = pytest.importorskip(LIBRARY)
    with (clock.freeze_time if LIBRARY == "freezegun" else clock.travel)("2026-01-05"):
        assert ask()
        frozen_record("2020-03-13")
        assert not ask()
    assert not ask()

def test_later():
    assert cc.treaty("budapest").is_party("SWE", on="2026-01-05")
"""


@pytest.mark.parametrize("library", ["freezegun", "time_machine"])
def test_with_a_library_that_holds_the_clock(pytester: pytest.Pytester, library: str) -> None:
    """What the record is and what day it is are two things, and each can be held."""
    pytest.importorskip(library)
    run(pytester, WITH_A_CLOCK.replace("LIBRARY", repr(library)), apart=True, passed=2)


class TestFrozen:
    def test_threads_and_tasks(self) -> None:
        """Threads that run already, threads that are started, pools and tasks see the same record."""
        import asyncio
        from concurrent.futures import ThreadPoolExecutor

        def parties() -> int:
            return len(cc.treaty("budapest").parties())

        async def tasks() -> list[int]:
            loop = asyncio.get_running_loop()
            found = await asyncio.gather(
                asyncio.create_task(asyncio.to_thread(parties)), loop.run_in_executor(None, parties)
            )
            return [*found, parties()]

        seen: list[int] = []
        begin, end = threading.Event(), threading.Event()

        def waits() -> None:
            begin.wait(60)
            seen.append(parties())
            end.set()

        started_before = threading.Thread(target=waits)
        started_before.start()
        with ThreadPoolExecutor(1) as pool:
            before = pool.submit(parties).result()
            with frozen_record("2020-03-13"):
                begin.set()
                assert end.wait(60)
                assert [64] == seen
                assert 64 == pool.submit(parties).result()
                assert [64, 64, 64] == asyncio.run(tasks())
            assert before == pool.submit(parties).result() == parties()
        started_before.join()

    def test_everything_that_asks_for_a_treaty(self) -> None:
        """Charts, timelines, columns, lists, and the treaty that another one takes first."""
        with frozen_record("2020-03-13"):
            assert "2020-03-13" == str(cc.Chart.of("budapest").as_of)
            assert not [each for each in cc.timeline(treaties=224) if each.kind is cc.un.EventKind.CONSENT]
            assert "ets185" in [each.id for each in cc.treaties(party="PER", on="2020-03-01", late="known")]
            assert "ets185" not in [each.id for each in cc.treaties(party="SWE", on="2020-03-01", late="known")]
            first = entered_first(cc.treaty(189))
            assert first is not None
            assert "2020-03-13" == str(first.as_of)
            assert cc.treaty("budapest") is cc.treaty(185)
            with pytest.raises(cc.errors.InvalidDateError):
                cc.treaty("budapest").known_at("2020-03-14")

    def test_a_day_after_the_record(self) -> None:
        """A record that ends before the day stands as it is; the others are as known on the day."""
        whole = cc.treaty("malabo")
        with frozen_record("9999-12-31"):
            assert whole is cc.treaty("malabo")

    def test_blocks_within_blocks(self) -> None:
        """Each gives back what it found."""
        whole = cc.treaty("budapest").as_of
        with frozen_record("2020-03-13"):
            with pytest.raises(ZeroDivisionError), frozen_record("2004-07-01"):
                _ = 1 / 0
            assert "2020-03-13" == str(cc.treaty("budapest").as_of)
        assert whole == cc.treaty("budapest").as_of
        assert frozen_on(None) is None

    def test_no_day(self) -> None:
        """What is no day changes nothing."""
        whole = cc.treaty("budapest").as_of
        with pytest.raises(cc.errors.InvalidDateError), frozen_record("2020-02-30"):
            pass
        assert whole == cc.treaty("budapest").as_of


def test_the_page_of_2020(page: str) -> None:
    """The pinned treaty gives the published chart, row by row: days, marks, flags, footnotes and totals."""
    shown = cc.parse_chart(page)
    made = cc.Chart.of(budapest_2020())

    assert attrs.evolve(shown, reference=made.reference) == made
    assert budapest_2020() is budapest_2020()


def test_the_page_and_the_record_agree() -> None:
    """On the page's day every State has the status that the record gives; it knows less of other days."""
    record, page = cc.treaty("budapest").known_at("2020-03-13"), budapest_2020()

    assert record.parties() == page.parties()
    assert {each.state: each.status() for each in record} == {each.state: each.status() for each in page}
    assert record["FRA"].periods == page["FRA"].periods


LEFT_TO_PYTHON = """
import cyberconventions
import marks

def test_loaders():
    assert HERE == (type(cyberconventions.__spec__.loader).__name__ == type(marks.__spec__.loader).__name__)
"""


@pytest.mark.parametrize("plugin_there", [True, False])
def test_pytest_leaves_the_library_to_python(pytester: pytest.Pytester, plugin_there: bool) -> None:
    """Its modules come from the .pyc files of the installation, though pytest would rewrite all of a plugin's."""
    pytester.makepyfile(
        early="import pytest; pytest.register_assert_rewrite('marks', 'cyberconventions')",  # as an installation does
        marks="",
        test_it=LEFT_TO_PYTHON.replace("HERE", str(not plugin_there)),
    )
    loaded = ("-p", plugin.__name__) if plugin_there else ()
    found = pytester.runpytest_subprocess("-p", "no:cyberconventions", "-p", "early", *loaded)

    found.assert_outcomes(passed=1)


def test_costs_nothing_until_used() -> None:
    """The plugin's module loads nothing of the library."""
    code = (
        "import sys, pytest; before = set(sys.modules); import pytest_cyberconventions; "
        "print(sorted(set(sys.modules) - before))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "['pytest_cyberconventions']\n" == loaded


def test_a_question_stays_as_fast() -> None:
    """A treaty is found in a few millionths of a second, held or not."""
    begin = time.perf_counter()
    for _ in range(1000):
        cc.treaty("budapest")
    assert 0.1 > time.perf_counter() - begin
