"""Memory is bounded: whatever a service is asked, and however often, what is remembered of it stays small.

``TRUST=whole`` asks ten times as often; the bounds stay the same.
"""

import gc
import pkgutil
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from inspect import signature
from time import process_time
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions._dataset import bundled
from tests.trust import awkward
from tests.trust.whole import WHOLE

TIMES = 10 if WHOLE else 1
MOST = 2.0  # MB that may be remembered of what was asked
SLOWEST = 1.5  # seconds of the processor for a call with a text of 200,000 characters

Ask = Callable[[str], object]


def growth(ask: Ask, texts: Iterator[str]) -> float:
    """Return the megabytes that are held after many questions, beyond what one of each kind takes."""
    for text in ("France", "Wakanda", "budapest", "2020-01-01"):
        with suppress(cc.CyberConventionsError):
            ask(text)
    gc.collect()
    tracemalloc.start()
    for text in texts:
        with suppress(cc.CyberConventionsError):
            ask(text)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 1e6


def spellings(name: str, count: int) -> Iterator[str]:
    """Go through ways to write a name: each letter large or small, and so many blanks behind."""
    for number in range(count):
        letters = (each.upper() if number >> place & 1 else each.lower() for place, each in enumerate(name))
        yield "".join(letters) + " " * (number >> len(name))


@pytest.mark.no_cover
def test_spellings_of_one_state(record_property: Callable[[str, object], None]) -> None:
    """A treaty remembers by which references it was asked, and not all of them."""
    budapest = cc.treaty("budapest")
    held = growth(lambda text: budapest.is_party(text, on="2020-01-01"), spellings("France", 20_000 * TIMES))

    record_property(f"MB held after {20_000 * TIMES:,} spellings of one State", f"{held:.1f}")
    assert held < MOST
    assert budapest.is_party("fRaNcE" + " " * 5000, on="2020-01-01")


def long_names(count: int) -> Iterator[str]:
    """Go through names of 100 kB: of a State, with blanks behind, and of nothing."""
    for number in range(count):
        yield "France" + " " * (100_000 + number)
        yield f"{number} " + "é" * 50_000


ASKED: dict[str, Ask] = {
    "a State": cc.state,
    "a territory": cc.territory,
    "a treaty": cc.treaty,
    "a group": cc.group,
    "a measure": cc.measure,
    "a resolution": cc.resolution,
    "a body": cc.un.body,
    "a programme": cc.un.programme,
    "a window": cc.DateWindow.parse,
    "symbols": cc.decode,
    "a page": cc.parse_chart,
    "the status of a State": lambda text: cc.treaty("budapest").status(text),
    "whether a State is in a list": lambda text: cc.treaty("budapest").parties().__contains__(text),
    "a day": lambda text: cc.treaty("budapest").is_party("FRA", on=text),
    "the source of an act": lambda text: cc.Act("FRA", "signature", "2001-11-23", source_ids=(text,)).sources,
    "statements on a made treaty": lambda text: cc.testing.treaty_of(
        parties={"FRA": "2006-01-10"}, id=text or "x"
    ).statements("FRA"),
}


@pytest.mark.no_cover
@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_long_texts(ask: Ask) -> None:
    """A text that is longer than any name is forgotten once it was answered."""
    assert growth(ask, long_names(6 * TIMES)) < MOST / 4


def pages(count: int) -> Iterator[str]:
    """Go through pages of the Treaty Office's web service, with long texts in place of names and days."""
    page = cc.testing.chart_text("ets185", format="json")
    for number in range(count):
        yield page.replace("Albania", f"{number}" + "x" * 50_000).replace("T00:00:00", f"T{number}" + "9" * 20_000, 10)


@pytest.mark.no_cover
def test_pages() -> None:
    """What readers remember of cells stays small."""
    held = growth(lambda page: cc.parse_chart(page, treaty="ets185", as_of="2026-04-25"), pages(20 * TIMES))

    assert held < MOST


def caches() -> Iterator[tuple[str, Any]]:
    """Go through every cache of the library: those of its modules, and those that hang on the dataset."""
    for found in pkgutil.walk_packages(cc.__path__, f"{cc.__name__}."):
        if found.name.rpartition(".")[2] != "__main__" and "_compiled" not in found.name:
            module = import_module(found.name)
            for name, value in vars(module).items():
                if hasattr(value, "cache_parameters") and value.__module__ == found.name:
                    yield f"{found.name}.{name}", value
    for make, value in bundled().caches.items():
        yield f"{make.__module__}.{make.__name__}", value


# Caches without a bound, by whose arguments there can be only so many.
OF_FEW = {
    "cyberconventions._states.with_id": "ids of States",
    "cyberconventions.charts.formats._delimited._cell": "what separates cells",
}


@pytest.mark.engines
def test_every_cache_has_a_bound() -> None:
    """Or takes no argument, or one of a few."""
    pytest.importorskip("polars")  # some modules need a library of frames
    cc.treaty("budapest").status("France")
    unbounded = {
        name
        for name, cached in caches()
        if cached.cache_parameters()["maxsize"] is None and signature(cached.__wrapped__).parameters
    }

    assert {*OF_FEW} == unbounded


@pytest.mark.no_cover
def test_long_texts_are_quick(record_property: Callable[[str, object], None]) -> None:
    """No message, and no search for what was meant, takes seconds."""
    slowest = 0.0
    for name, ask in ASKED.items():
        for text in (awkward.NONSENSE["long"], awkward.NONSENSE["long, of accents"], "ab " * 66_667, " " * 200_000):
            begin = process_time()
            with suppress(cc.CyberConventionsError), warnings.catch_warnings(action="ignore"):
                ask(text)
            seconds = process_time() - begin
            slowest = max(slowest, seconds)
            assert seconds < SLOWEST, (name, text[:5])
    record_property("seconds for the slowest answer to a text of 200,000 characters", f"{slowest:.2f}")
