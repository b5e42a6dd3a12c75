"""Threads and tasks get the answers that one thread alone gets, from the first question on.

Each process in which everything is used for the first time is a new one (``first_use.py``). The threads change as often
as Python allows; a free-threaded Python runs them at once.

Not tried: threads that end in mid-question, several interpreters in one process, and a record that one thread freezes
(``cc.testing.frozen_record``) while others ask, which is said to hold for the whole process.
"""

import asyncio
import io
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._dataset import bundled, current, opened, opened_before, snapshot
from tests.trust.first_use import THREADS
from tests.trust.fresh import alone, first_use
from tests.trust.whole import WHOLE

# Those of them that a build asks alone, or that a column of measures asks.
NOT_ASKED = {"cyberconventions._treaties.histories", "cyberconventions.frames._cooperation._lists"}


def test_everything_that_is_kept_is_asked() -> None:
    """What a function keeps for later questions is among what the threads ask for, so that a new one is as well."""
    engines = {name for name in alone()["unasked"] if name.startswith("cyberconventions.frames.")}

    assert not {*alone()["unasked"]} - NOT_ASKED - engines
    if any(name.startswith("columns of ") for name in alone()["answers"]):
        assert engines <= NOT_ASKED
    assert all(1 == len(answers) for answers in alone()["answers"].values())


@pytest.mark.promise("32 threads that use everything for the first time, at one moment, get what one thread gets.")
@pytest.mark.parametrize("share", [1, 4, 4, 8] if WHOLE else [8])
def test_first_use(share: int, record_property: Callable[[str, object], None]) -> None:
    """No other answer, no part of one, no error."""
    found = first_use("together", str(share))

    assert alone()["answers"] == found["answers"]
    record_property("first questions of threads", THREADS * len(alone()["answers"]) // share)
    record_property("threads run", "one at a time" if found["gil"] else "at once, without a GIL")


# -- what threads do at one moment -------------------------------------------------------------------------------------


@pytest.fixture
def often() -> Iterator[None]:
    """Have Python change threads as often as it can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def at_once(*tasks: Callable[[], object]) -> list[object]:
    """Run each task in a thread of its own; return what they got, an error as it was raised."""
    barrier = threading.Barrier(len(tasks), timeout=60)
    found: list[object] = [None] * len(tasks)

    def run(number: int, task: Callable[[], object]) -> None:
        try:
            barrier.wait()
            found[number] = task()
        except Exception as error:  # noqa: BLE001 - the test says which
            found[number] = error

    threads = [threading.Thread(target=run, args=each) for each in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_threads_begin_untraced() -> None:
    """Each thread that a test starts runs, though the run is measured: see conftest.py."""
    assert threading.gettrace() is None


@pytest.mark.usefixtures("often")
@pytest.mark.promise("Records can be opened in threads while others answer from them.")
def test_records_are_opened_while_sources_are_looked_up() -> None:
    """Whoever looks through the records that are open does not care whether another is opened meanwhile."""
    files = snapshot(bundled().folder).files

    def ask() -> bool:
        kept = [snapshot(f"{place}", files) for place in range(60)]
        return all(any(each is other for other in opened_before()) for each in kept)

    with cc.using(cc.dataset(bundled().folder)):
        opened_before()

    assert [True] * 8 == at_once(*[ask] * 8)


@pytest.mark.usefixtures("often")
def test_a_treaty_and_a_manifest_are_read_by_threads() -> None:
    """A treaty and a manifest that threads read for the first time are there whole, or not yet."""
    for _ in range(20):
        treaty, dataset = attrs.evolve(cc.treaty("budapest")), opened(bundled().folder)
        asked = [lambda treaty=treaty: len(treaty), lambda dataset=dataset: len(dataset.manifest())]

        assert [len(cc.treaty("budapest")), len(bundled().manifest())] * 4 == at_once(*asked * 4)


@pytest.mark.usefixtures("often")
@pytest.mark.promise("A workbook that is read in a thread changes nothing for the others: no filter of warnings.")
def test_workbooks_are_read_by_threads() -> None:
    """What warnings do is one for the process, and as before once all are read."""
    content = workbook()
    before = list(warnings.filters)
    found = at_once(*[lambda: len(cc.parse_chart(content))] * 8)

    assert [1] * 8 == found
    assert before == list(warnings.filters)


def workbook() -> bytes:
    """Return a workbook with a chart of one row."""
    pytest.importorskip("openpyxl")
    from openpyxl import Workbook

    book, content = Workbook(), io.BytesIO()
    sheet: Any = book.active
    for row in (("", "Signature", "Ratification", "Entry into Force"), ("France", "23/11/2001", "10/01/2006", "")):
        sheet.append(row)
    book.save(content)
    return content.getvalue()


@pytest.mark.promise("A process that is forked while a thread reads a workbook can read one, and warns as its parent.")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of a fork beside threads, which is what is tried
def test_a_fork_while_a_workbook_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the reader's lock nor what it ignores goes along."""
    from cyberconventions.charts.formats import _workbook

    content, before, reading = workbook(), list(warnings.filters), threading.Event()
    cc.parse_chart(content)  # what a thread is importing at a fork is locked in the child, by Python itself
    rows = _workbook._rows  # pyright: ignore[reportPrivateUsage]

    def slowly(sheet: Any) -> Any:  # noqa: ANN401 - as the function it stands for
        reading.set()
        time.sleep(0.2)
        return rows(sheet)

    monkeypatch.setattr(_workbook, "_rows", slowly)
    reader = threading.Thread(target=lambda: cc.parse_chart(content))
    reader.start()
    reading.wait()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        signal.alarm(20)  # ends a child that waits for ever
        os._exit(0 if list(warnings.filters) == before and len(cc.parse_chart(content)) == 1 else 1)
    reader.join()

    assert 0 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# -- a record of one's own ---------------------------------------------------------------------------------------------


@pytest.fixture
def own() -> cc.Record:
    return cc.dataset(bundled().folder)


@pytest.fixture
def other(own: cc.Record) -> cc.Record:
    return cc.Record("elsewhere", snapshot("elsewhere", snapshot(own.folder).files))


def chosen() -> bool:
    """Whether another record than the bundled one answers."""
    return current() is not bundled()


@pytest.mark.promise("`cc.using` holds for the thread or task of its block, and for tasks that are started in it.")
def test_who_takes_the_choice_along(own: cc.Record, record_property: Callable[[str, object], None]) -> None:
    """A new thread does not, unless Python says that threads do, as a free-threaded one does by itself."""
    inherits = bool(getattr(sys.flags, "thread_inherit_context", False))

    async def told() -> bool:
        await asyncio.sleep(0)
        return chosen()

    async def started() -> list[bool]:
        loop = asyncio.get_running_loop()
        with cc.using(own):
            inside = [asyncio.create_task(told()), asyncio.create_task(asyncio.to_thread(chosen))]
            executor = loop.run_in_executor(None, chosen)
        outside = asyncio.create_task(told())
        return [*await asyncio.gather(*inside, outside), await executor]

    assert [True, True, False, inherits] == asyncio.run(started())
    seen: list[bool] = []
    with cc.using(own):
        thread = threading.Thread(target=lambda: seen.append(chosen()))
        thread.start()
        thread.join()
        with ThreadPoolExecutor(1) as pool:
            seen.append(pool.submit(chosen).result())
    assert [inherits, inherits] == seen
    record_property("threads inherit the choice", "yes" if inherits else "no")


@pytest.mark.promise("Tasks that choose records in turn each keep their own, however they are mixed.")
def test_tasks_in_turn(own: cc.Record, other: cc.Record) -> None:
    """A task that waits inside of its block finds its record again; the others never see it."""
    assert own.treaty("budapest") is not other.treaty("budapest")
    wrong: list[int] = []

    async def task(number: int) -> None:
        record = (own, other, None)[number % 3]
        for _ in range(20):
            if record is None:
                await asyncio.sleep(0)
                wrong.extend([number] if chosen() else [])
                continue
            with cc.using(record):
                await asyncio.sleep(0)
                treaty = cc.treaty("budapest")
                wrong.extend([] if treaty is record.treaty("budapest") else [number])
            wrong.extend([number] if chosen() else [])

    async def run() -> None:
        await asyncio.gather(*map(task, range(30)))

    asyncio.run(run())

    assert not wrong
    assert not chosen()


@pytest.mark.usefixtures("often")
def test_one_block_in_many_threads_and_tasks(own: cc.Record) -> None:
    """The object that ``cc.using`` returns can be shared."""
    block = cc.using(own)

    def enter() -> bool:
        seen: list[bool] = []
        for _ in range(50):
            with block:
                seen.append(chosen())
            seen.append(not chosen())
        return all(seen)

    async def task() -> bool:
        with block:
            await asyncio.sleep(0)
            inside = chosen()
        return inside and not chosen()

    async def run() -> list[bool]:
        return await asyncio.gather(*[task() for _ in range(20)])

    assert [True] * 8 == at_once(*[enter] * 8)
    assert [True] * 20 == asyncio.run(run())


@pytest.mark.promise("After blocks of `cc.using` that ended in any order, the bundled record answers again.")
def test_blocks_that_end_out_of_order(own: cc.Record, other: cc.Record) -> None:
    """A generator that yields inside of a block shows its choice to its caller, until it ends, and no longer."""

    def lines() -> Iterator[bool]:
        with cc.using(own):
            yield chosen()
            yield chosen()

    generator = lines()
    assert next(generator)
    with cc.using(other):
        assert [True] == list(generator)
        assert chosen()
    assert not chosen()
    first, second = cc.using(own), cc.using(other)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert chosen()
    second.__exit__(None, None, None)
    assert not chosen()
    second.__exit__(None, None, None)  # of another task, which can't take away what it does not have
    assert not chosen()
