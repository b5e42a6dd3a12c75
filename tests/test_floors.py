"""The floors of the library, and what no import graph shows of them: the names that load on first use."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import cyberconventions as cc

ROOT = Path(__file__).parent.parent
INIT = Path(cc.__file__)


def static_imports(source: str) -> dict[str, str]:
    """Return what type checkers read: the names imported under ``if TYPE_CHECKING``, each with its module."""
    blocks = [
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    imports = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name: node.module or "" for node in imports for alias in node.names}


def test_floors() -> None:
    """A module imports from lower floors only, inside functions and for type checkers too; there are no circles."""
    pytest.importorskip("importlinter")
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    found = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert 0 == found.returncode, found.stdout + found.stderr


def test_static_names_are_the_exported_ones() -> None:
    """What type checkers see is what a star import brings, but for the modules and the two versions."""
    static = set(static_imports(INIT.read_text(encoding="utf-8")))
    modules = {name for name in static if importlib.util.find_spec(f"cyberconventions.{name}")}

    assert set(cc.__all__) - {"__version__", "data_version"} - modules == static - modules


@pytest.mark.parametrize(("name", "module"), static_imports(INIT.read_text(encoding="utf-8")).items())
def test_names_load_from_where_type_checkers_look(name: str, module: str) -> None:
    """The lazy map gives the very object that the static import would."""
    if module == "cyberconventions":
        expected: object = importlib.import_module(f"cyberconventions.{name}")
    else:
        expected = getattr(importlib.import_module(module), name)

    assert expected is getattr(cc, name)
