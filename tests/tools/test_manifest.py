"""The manifest is what its tool makes of the files now; the tool accepts an edit."""

import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions._dataset import opened
from cyberconventions._manifest import MANIFEST, renewed
from cyberconventions.errors import DatasetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.conftest import Folder

TOOL = Path(__file__).parents[2] / "tools" / "manifest.py"
BUNDLED = Path(cc.__path__[0]) / "data"


@pytest.fixture(scope="module")
def main() -> Callable[[list[str]], int]:
    called: Callable[[list[str]], int] = runpy.run_path(str(TOOL))["main"]
    return called


def resource(folder: Path, path: str) -> dict[str, Any]:
    package = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = [each for each in package["resources"] if each["path"] == path]

    assert 1 == len(found)
    return found[0]


def test_it_is_up_to_date() -> None:
    """After a change to the data: ``python tools/manifest.py``."""
    assert (BUNDLED / MANIFEST).read_text(encoding="utf-8") == renewed(str(BUNDLED))


def test_an_edit_is_accepted_by_one_command(
    folder: "Folder", main: Callable[[list[str]], int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Until then nothing is answered from the file; nothing else of the manifest changes."""
    before = resource(folder.root, "footnotes.csv")
    line = folder.lines("footnotes.csv")[-1]
    folder.write("footnotes.csv", [*folder.lines("footnotes.csv"), line.replace("55", "56", 1)])
    with pytest.raises(DatasetError, match=r"^footnotes\.csv has 3 rows; the manifest says 2 rows\. "):
        opened(str(folder.root)).rows("footnotes.csv")

    assert 0 == main([str(folder.root)])
    assert 3 == len(opened(str(folder.root)).rows("footnotes.csv"))
    after = resource(folder.root, "footnotes.csv")
    assert (2, 3) == (before["rows"], after["rows"])
    assert {"bytes", "hash", "rows"} == {key for key in after if before[key] != after[key]}
    assert list(before) == list(after)
    assert 0 == main([str(folder.root)])
    assert [f"{MANIFEST} was rewritten.", f"{MANIFEST} describes every file as it is."] == (
        capsys.readouterr().out.splitlines()
    )


def test_what_is_new_gets_its_properties(folder: "Folder", main: Callable[[list[str]], int]) -> None:
    """Who describes a table need not count its bytes."""
    folder.write("more.csv", ["state,comment", "FRA,"])
    folder.describe("more.csv", "state,comment")

    assert 0 == main([str(folder.root)])
    found = resource(folder.root, "more.csv")
    assert ["name", "path", "bytes", "hash", "rows", "schema"] == list(found)
    assert (19, 1) == (found["bytes"], found["rows"])
    assert "rows" not in resource(folder.root, "ets185/treaty.toml")


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("ets185/acts.csv", "state,kind\nFRA\n", "ets185/acts.csv, line 2: 1 cell, expected 2"),
        ("ets185/acts.csv", 'state,kind\nFRA,"a\n', "ets185/acts.csv, line 2: not CSV (unexpected end of data)"),
        (MANIFEST, "{", "datapackage.json, line 1: not JSON in UTF-8"),
    ],
)
def test_what_cannot_be_read_is_not_accepted(folder: "Folder", file: str, text: str, expected: str) -> None:
    """A broken table stays an error, with its line, and the manifest as it was."""
    (folder.root / file).write_text(text, encoding="utf-8", newline="\n")
    before = (folder.root / MANIFEST).read_bytes()
    done = subprocess.run([sys.executable, TOOL, folder.root], capture_output=True, text=True, check=False)

    assert (1, f"{expected}\n") == (done.returncode, done.stderr)
    assert before == (folder.root / MANIFEST).read_bytes()


def test_a_missing_file_is_not_accepted(
    folder: "Folder", main: Callable[[list[str]], int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever removes a table removes its resource too."""
    (folder.root / "votes.csv").unlink()

    assert 1 == main([str(folder.root)])
    assert "votes.csv can't be read: No such file or directory\n" == capsys.readouterr().err


def test_lines_end_in_the_same_way_on_every_system() -> None:
    """Git leaves the tables' bytes as they are."""
    rules = (TOOL.parents[1] / ".gitattributes").read_text(encoding="utf-8")

    assert "src/cyberconventions/data/** text eol=lf" in rules.splitlines()
    assert not [path for path in BUNDLED.rglob("*.csv") if b"\r" in path.read_bytes()]
