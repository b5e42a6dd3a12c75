"""What the record answers today, fact by fact: a change to the data shows as a diff of ``tests/snapshots``."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

import cyberconventions as cc

SNAPSHOTS = Path(__file__).parent / "snapshots"
TOOL = SNAPSHOTS.parents[1] / "tools" / "snapshots.py"


@pytest.fixture(scope="module")
def snapshot() -> Callable[[cc.Treaty], str]:
    made: Callable[[cc.Treaty], str] = runpy.run_path(str(TOOL))["snapshot"]
    return made


@pytest.mark.parametrize("treaty", cc.treaties(), ids=lambda treaty: treaty.id)
def test_the_record_answers_as_before(treaty: cc.Treaty, snapshot: Callable[[cc.Treaty], str]) -> None:
    """After a change to the data, or to what should be answered, regenerate them and review the diff."""
    before = (SNAPSHOTS / f"{treaty.id}.txt").read_text(encoding="utf-8").splitlines()

    assert before == snapshot(treaty).splitlines(), "run `python tools/snapshots.py` and review the diff"


def test_there_is_a_snapshot_of_every_treaty_and_no_other() -> None:
    """A treaty that is not on record any more leaves no snapshot."""
    assert sorted(f"{treaty.id}.txt" for treaty in cc.treaties()) == sorted(path.name for path in SNAPSHOTS.iterdir())
