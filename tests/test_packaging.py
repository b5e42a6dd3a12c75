"""What an installation brings: the command, and the extras and groups that messages and pages name."""

import re
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from cyberconventions.__main__ import main

ROOT = Path(__file__).parent.parent
FILE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, GROUPS = FILE["project"], FILE["dependency-groups"]
TEXTS = [
    *ROOT.glob("*.md"),
    *ROOT.glob("docs/**/*.md"),
    *ROOT.glob("src/**/*.py"),
    ROOT / "justfile",
    ROOT / ".ci" / "run",
]


def test_console_script() -> None:
    """``cyberconventions`` is ``python -m cyberconventions``."""
    assert main is EntryPoint("cyberconventions", PROJECT["scripts"]["cyberconventions"], "console_scripts").load()


def test_exit_status_is_what_main_returns(capsys: pytest.CaptureFixture[str]) -> None:
    """A console script exits with what its function returns: 0 for an answer, 2 for bad input."""
    assert 0 == main(["status", "France", "--treaty", "budapest", "--on", "2010-01-01"])
    assert 2 == main(["status", "Korea"])
    assert 1 == len(capsys.readouterr().err.splitlines())


def test_extras_exist() -> None:
    """Every extra that a page or a message names can be installed, from the folder: nothing is published yet."""
    named = {
        extra
        for path in TEXTS
        for extras in re.findall(r"'?\.\[([a-z,]+)\]'?", path.read_text(encoding="utf-8"))
        for extra in extras.split(",")
    }

    assert {"frames", "html", "plot", "test"} <= named <= set(PROJECT["optional-dependencies"])
    for path in TEXTS:
        assert "cyberconventions[" not in path.read_text(encoding="utf-8"), path


def test_groups_exist() -> None:
    """Every group that a page or a command names; none brings the library itself, which pip would fetch elsewhere."""
    named = {
        group
        for path in TEXTS
        for one, several in re.findall(r"--group (\w+)|[Gg]roups?: (\w+(?:, \w+)*)", path.read_text(encoding="utf-8"))
        for group in re.findall(r"\w+", one or several)
    }
    needed = [each for group in GROUPS.values() for each in group if isinstance(each, str)]

    assert (
        {"docs", "engines", "fuzz", "lint", "spark", "tools", "trust"}
        == named & set(GROUPS)
        == set(GROUPS) - {"sample"}
    )
    assert not [each for each in needed if each.startswith(PROJECT["name"])]
