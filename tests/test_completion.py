"""What a person finds by pressing Tab: in a Python prompt by ``dir``, in editors by jedi."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import cyberconventions as cc

jedi: Any = pytest.importorskip("jedi")  # typed by half


@cache
def completions(code: str) -> set[str]:
    """Return what jedi offers at the end of a piece of code."""
    project = jedi.Project(Path(cc.__file__).parent.parent)
    return {each.name for each in jedi.Script(code, project=project).complete()}


def test_dir_of_frames_lists_its_calls() -> None:
    """``dir(cc.frames)`` shows what can be asked, and none of its imports and modules."""

    columns = ["both_bound", "common_treaties", "with_cooperation", "with_party", "with_status"]
    tables = ["authorities", "intervals", "statements", "territories"]
    assert sorted([*columns, *tables, "check", "sql"]) == dir(cc.frames)


def test_dir_of_the_library_lists_its_exports() -> None:
    """``dir(cc)`` shows the exported names and the public modules."""

    assert set(cc.__all__) <= set(dir(cc))
    assert not [name for name in dir(cc) if name.startswith("_") and name != "__version__"]


@pytest.mark.parametrize("name", ["treaty", "state", "diff", "reconcile", "parse_chart", "Status", "frames", "errors"])
def test_editors_complete_the_library(name: str) -> None:
    """``cc.`` offers every name, though names load on first use."""

    assert name in completions("import cyberconventions as cc\ncc.")


@pytest.mark.parametrize("name", ["status", "is_party", "parties", "totals", "known_at", "as_of", "rules", "acts"])
def test_editors_complete_a_treaty(name: str) -> None:
    """``b.`` offers what a treaty answers."""

    assert name in completions('import cyberconventions as cc\nb = cc.treaty("budapest")\nb.')


@pytest.mark.parametrize("name", ["consent", "entry_into_force", "periods", "time_to_consent"])
def test_editors_complete_a_participation(name: str) -> None:
    """``b["France"].`` offers what a participation says."""

    assert name in completions('import cyberconventions as cc\nb = cc.treaty("budapest")\nb["France"].')


@pytest.mark.parametrize(
    ("code", "name"), [("cc.treaty(185).rules.later.", "effect"), ('cc.resolution("74/247").', "vote")]
)
def test_editors_complete_what_follows(code: str, name: str) -> None:
    """Values of values are completed too, whichever module their class comes from."""

    assert name in completions(f"import cyberconventions as cc\n{code}")


def test_editors_read_imports_for_type_checkers() -> None:
    """``TYPE_CHECKING: bool`` could be true; of a plain ``TYPE_CHECKING = False`` jedi knows that it is not."""
    modules = sorted(Path(cc.__file__).parent.rglob("*.py"))

    assert [] == [str(path) for path in modules if "\nTYPE_CHECKING = False\n" in path.read_text(encoding="utf-8")]
