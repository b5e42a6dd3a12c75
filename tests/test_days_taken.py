"""Any day is taken wherever a day is, and none but a plain `date` is kept or given back, whatever holds the clock."""

import datetime as dt
import gc
import pickle
import subprocess
import sys
import weakref
from functools import partial
from pathlib import Path
from typing import Any, Self

import attrs
import pytest

import cyberconventions as cc

pytest.importorskip("hypothesis")
pytest.importorskip("cattrs")
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

from cyberconventions.testing import register_types
from tests import days_taken

ROOT = Path(__file__).parents[1]
# Within the record and after it.
DAYS = ((2020, 3, 13), (2026, 12, 1))
ANY = settings(phases=[Phase.generate], max_examples=100, database=None, derandomize=True)
MADE: list[weakref.ref[Any]] = []
VALUES = [kind for kind in days_taken.public().values() if isinstance(kind, type) and days_taken.fields(kind)]


class Day(dt.date):
    """A date of one's own; each that is made is followed, those that come of arithmetic too."""

    def __new__(cls, *parts: int) -> Self:
        made = super().__new__(cls, *parts)
        MADE.append(weakref.ref(made))
        return made


class Moment(dt.datetime):
    """A moment of one's own, likewise."""

    def __new__(cls, *parts: Any) -> Self:  # noqa: ANN401 # numbers, and perhaps a zone
        made = super().__new__(cls, *parts)
        MADE.append(weakref.ref(made))
        return made


def still_there() -> list[Any]:
    """What is left of the days that were made; the caller holds what came of them."""
    if any(each() is not None for each in MADE):
        gc.collect()
    found = [each() for each in MADE]
    MADE.clear()
    return [each for each in found if each is not None]


def test_the_walk_finds_what_takes_a_day() -> None:
    """By name and argument; a signature says it by its own word for a day, or by an alias of it."""
    assert {"Treaty.is_party.on", "Rules.missing.consents", "treaty_of.withdrawn", "events.since"} <= {
        *days_taken.calls()
    }
    assert {cc.Act, cc.DateWindow, cc.Treaty, cc.charts.Conflict, cc.rules.Opening} <= {*VALUES}
    assert {"DateLike", "ByState", "Printed"} <= days_taken.day_types()


@pytest.mark.parametrize("name", days_taken.calls())
def test_every_call(name: str) -> None:
    """A subclass of `date`, and one of `datetime`: the same answer, the same warnings, the same error; nothing kept."""
    ask = days_taken.calls()[name]
    for parts in DAYS:
        expected = days_taken.outcome(partial(asked, ask, dt.date, parts))
        for kind, more in ((Day, ()), (Moment, (23, 30))):
            found = days_taken.outcome(partial(asked, ask, kind, (*parts, *more)))

            assert shown(expected) == shown(found)
            assert [] == still_there()


def asked(ask: days_taken.Ask, kind: Any, parts: tuple[int, ...]) -> Any:  # noqa: ANN401 # of any
    """Ask about a day that nobody else holds."""
    return ask(kind(*parts))


def shown(outcome: tuple[Any, ...]) -> object:
    """An outcome as it compares: two strategies of hypothesis never do."""
    return repr(outcome) if "SearchStrategy" in {each.__name__ for each in type(outcome[1]).__mro__} else outcome


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: str(kind.__name__))
def test_every_value(kind: Any) -> None:  # noqa: ANN401 # a class
    """A value that is made with a subclass of `date` equals the same made without, and keeps a plain one."""
    register_types()
    value = find(st.from_type(kind), lambda _: True, settings=ANY)
    for field in days_taken.fields(kind):
        day = getattr(value, field.name)
        day = day if isinstance(day, dt.date) else dt.date(*DAYS[0])
        parts = (day.year, day.month, day.day)
        made = partial(with_day, value, field.alias)
        expected = days_taken.outcome(partial(asked, made, dt.date, parts))

        assert expected == days_taken.outcome(partial(asked, made, Day, parts))
        assert [] == still_there()
        moment = days_taken.outcome(partial(asked, made, Moment, parts))
        assert moment == expected or moment[0] is cc.errors.InvalidTypeError, "taken as its day, or refused"
        assert [] == still_there()


def with_day(value: Any, field: str, day: dt.date) -> Any:  # noqa: ANN401 # of any
    """A value with another day."""
    return attrs.evolve(value, **{field: day})


# In a process of its own: what holds the clock, when it and the library are loaded, and when the record is first read.
HELD = """
import datetime as dt, pickle, sys
PLAIN = (dt.date,)
library, order = sys.argv[1:]

def load():
    global days_taken
    from tests import days_taken

def answers(day):
    return {name: days_taken.outcome(lambda: ask(day)) for name, ask in days_taken.answers().items()}

if order == "library first":
    load()
if library == "freezegun":
    from freezegun import freeze_time as hold
elif library == "time_machine":
    from time_machine import travel as hold
else:
    from contextlib import nullcontext as hold
if order == "after a freeze":
    with hold("2020-03-13"):
        dt.date.today()
    load()
else:
    with hold("2020-03-13"):
        load()
        within = answers(dt.date.today() if library else PLAIN[0](2020, 3, 13))
after = answers(PLAIN[0](2020, 3, 13))
if order == "after a freeze":
    within = after
kinds = ()
if library == "freezegun":
    from freezegun.api import FakeDate, FakeDatetime
    kinds = (FakeDate, FakeDatetime)
strange = days_taken.held(kinds)
values = {name: (within[name], after[name]) for name in after if not name.startswith("date_windows")}
sys.stdout.buffer.write(pickle.dumps((values, repr(strange))))
"""
# time-machine puts nothing in the place of Python's classes, so that it leaves nothing behind.
ORDERS = {
    "freezegun": ("library first", "clock first", "after a freeze"),
    "time_machine": ("library first", "clock first"),
}


def held(library: str, order: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", HELD, library, order]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_in_and_after_a_freeze() -> None:
    """Every answer, JSON included, is that of a process without; nothing that is kept is the library's that froze."""
    for library in ORDERS:
        pytest.importorskip(library)
    wanted = [("", ""), *((library, order) for library, orders in ORDERS.items() for order in orders)]
    started = {each: held(*each) for each in wanted}
    ended = {each: process.communicate() for each, process in started.items()}

    assert dict.fromkeys(wanted, 0) == {each: process.returncode for each, process in started.items()}, ended
    expected, _ = pickle.loads(ended.pop(("", ""))[0])
    for (library, order), (said, _) in ended.items():
        found, strange = pickle.loads(said)
        assert "[]" == strange, (library, order)
        assert library.encode() not in said, (library, order)
        assert expected == found, (library, order)
