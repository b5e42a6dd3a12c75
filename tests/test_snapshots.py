"""What the record answers today, fact by fact: a change to the data shows as a diff of ``tests/snapshots``."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

import cyberconventions as cc

SNAPSHOTS = Path(__file__).parent / "snapshots"
TOOL = SNAPSHOTS.parents[1] / "tools" / "snapshots.py"


@pytest.fixture(scope="module")
def tool() -> dict[str, Any]:
    return runpy.run_path(str(TOOL))


@pytest.mark.parametrize("treaty", cc.treaties(), ids=lambda treaty: treaty.id)
def test_the_record_answers_as_before(treaty: cc.Treaty, tool: dict[str, Any]) -> None:
    """After a change to the data, or to what should be answered, regenerate them and review the diff."""
    before = (SNAPSHOTS / f"{treaty.id}.txt").read_text(encoding="utf-8").splitlines()

    assert before == tool["snapshot"](treaty).splitlines(), "run `python tools/snapshots.py` and review the diff"


@pytest.mark.parametrize("treaty", cc.treaties(), ids=lambda treaty: treaty.id)
def test_what_was_known_stays_known(treaty: cc.Treaty, tool: dict[str, Any]) -> None:
    """On four days of each record. Acts of later days change nothing there; a correction does."""
    before = (SNAPSHOTS / "known_at" / f"{treaty.id}.txt").read_text(encoding="utf-8").splitlines()

    assert 4 == len(set(tool["DAYS"][treaty.id])) == sum(line.startswith("known at ") for line in before)
    assert before == tool["known_at"](treaty).splitlines(), "a correction? Run `python tools/snapshots.py`, and say so"


def test_the_changelog_names_what_was_known(tool: dict[str, Any]) -> None:
    """A correction changes the mark of these files, so that it can't land without the changelog."""
    changelog = (TOOL.parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = changelog.split("\n## ")[1]
    named = re.findall(r"known_at`, `([0-9a-f]{12})`", newest.partition("### Dataset")[2])

    assert [tool["mark"]()] == named, "say under Dataset what was corrected, with the new mark"


@pytest.mark.parametrize("folder", [".", "known_at"])
def test_there_is_a_snapshot_of_every_treaty_and_no_other(folder: str) -> None:
    """A treaty that is not on record any more leaves no snapshot."""
    assert sorted(f"{treaty.id}.txt" for treaty in cc.treaties()) == sorted(
        path.name for path in (SNAPSHOTS / folder).glob("*.txt")
    )
