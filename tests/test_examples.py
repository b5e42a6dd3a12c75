"""Runs every example of the docstrings, the README and the docs."""

import doctest
import enum
import importlib
import inspect
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from sybil.document import Document
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

import cyberconventions as cc

ROOT = Path(__file__).parent.parent
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
MODULES = [
    module.name
    for module in pkgutil.walk_packages(cc.__path__, "cyberconventions.")
    if not module.name.endswith("__main__")
]
# Pages that carry examples: at least one each.
PAGES = ["README.md", "docs/ideas.md", "docs/entry-into-force.md", "docs/current.md", "docs/scale.md"]


@pytest.mark.parametrize("name", ["cyberconventions", *MODULES])
def test_docstrings(name: str) -> None:
    """The examples of a module's docstrings hold."""
    assert 0 == doctest.testmod(importlib.import_module(name), optionflags=OPTIONS).failed


def _public() -> dict[str, Any]:
    """Return every public function, class and method; enumerations, errors and properties speak for themselves."""
    found: dict[str, Any] = {}
    for name in cc.__all__:
        value = getattr(cc, name)
        if inspect.isfunction(value):
            found[name] = value
        elif inspect.isclass(value) and not issubclass(value, BaseException | enum.Enum):
            found[name] = value
            for called, member in vars(value).items():
                method: Any = getattr(member, "__func__", member)  # a class method's function
                if inspect.isfunction(method) and not called.startswith("_"):
                    found[f"{name}.{called}"] = method
    return found


@pytest.mark.parametrize("name", _public())
def test_public_calls_are_documented(name: str) -> None:
    """Each has an example, which the tests above run, and each call explains its arguments."""
    value = _public()[name]
    text = inspect.getdoc(value) or ""

    assert ">>>" in text
    if inspect.isfunction(value) and set(inspect.signature(value).parameters) - {"self", "cls"}:
        assert "Arguments:" in text


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    """The examples of a page hold, top to bottom."""
    document = Document.parse(str(ROOT / name), PythonCodeBlockParser(doctest_optionflags=OPTIONS), SkipParser())
    examples = list(document.examples())

    assert examples
    for example in examples:
        example.evaluate()


def test_ci_runs_the_readmes_test_command() -> None:
    """What the README tells a newcomer to run is what CI runs."""
    commands = [
        line.strip()
        for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("python -m pip install")
    ]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert 2 == len(commands)
    assert all(f"\n{command}\n" in ci for command in commands)
