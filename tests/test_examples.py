"""Runs every example of the docstrings, the README and the docs."""

import doctest
import enum
import importlib.util
import inspect
import os
import pkgutil
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sybil.document import Document
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

import cyberconventions as cc
from cyberconventions.__main__ import main

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

ROOT = Path(__file__).parent.parent
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
MODULES = [
    module.name
    for module in pkgutil.walk_packages(cc.__path__, "cyberconventions.")
    if not module.name.endswith("__main__")
]
PUBLIC_MODULES = ["cyberconventions", *(f"cyberconventions.{name}" for name in ("charts", "plots", "rules", "un"))]
# The pages with examples: at least one each.
PAGES = [
    "README.md",
    *(
        f"docs/{page}.md"
        for page in ("start", "bound", "between", "unknown", "cite", "own-treaty", "pin", "errors", "ideas")
    ),
    *(
        f"docs/ideas/{page}.md"
        for page in ("acts", "two-dates", "shelf-life", "unknowns", "invitations", "statements", "states")
    ),
    "docs/entry-into-force.md",
    "docs/current.md",
    "docs/desk.md",
    *(
        f"docs/desk/{page}.md"
        for page in ("basis", "dual-criminality", "statements", "receiver", "territory", "unknown")
    ),
    "docs/territories.md",
    "docs/notebook.md",
    "docs/export.md",
    "docs/scale.md",
    "docs/testing.md",
    "docs/pictures.md",
]
FRAMES = {"to_pandas": "pandas", "to_polars": "polars", "to_arrow": "pyarrow"}
ENGINES = ("altair", "dask", "duckdb", "ibis", "pandas", "polars", "pyarrow", "pyspark")


def engines_in(path: str | Path) -> list[str]:
    """Return the libraries that the examples of a file import, or all of it."""
    text = Path(path).read_text(encoding="utf-8")
    return [each for each in ENGINES if re.search(rf"^( *>>> |)(import|from) {each}\b", text, re.MULTILINE)]


def need_engines(path: str | Path) -> None:
    """Skip the test if a library that the examples import is not installed, unless all must be there."""
    for library in engines_in(path):
        _ = importlib.import_module(library) if "NEEDS_ENGINES" in os.environ else pytest.importorskip(library)


def makers_in(text: str) -> set[str]:
    """Return the libraries that examples have tables made by."""
    called = {library for call, library in FRAMES.items() if f".{call}(" in text}
    return called | set(re.findall(r'>>> .*\bbackend="(\w+)"', text))


def can_run(example: str) -> bool:
    """Return whether what an example has a table made by is installed; all must be where that is asked for."""
    return "NEEDS_ENGINES" in os.environ or all(map(importlib.util.find_spec, makers_in(example)))


def marked(name: str, path: str | Path) -> "ParameterSet":
    """Return a parameter, marked where its examples need engines."""
    made = engines_in(path) or makers_in(Path(path).read_text(encoding="utf-8"))
    marks = [pytest.mark.engines] if made else []
    if name == "cyberconventions.testing.strategies":  # searches for the least values
        marks.append(pytest.mark.no_cover)
    return pytest.param(name, marks=marks)


def origin(name: str) -> str:
    """Return where a module's file is."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return spec.origin


@pytest.fixture
def same_each_time() -> Iterator[None]:
    """Let hypothesis find the same values each time, however busy the machine is."""
    before = settings.get_current_profile_name()
    settings.register_profile("examples", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("examples")
    yield
    settings.load_profile(before)


@pytest.mark.usefixtures("same_each_time")
@pytest.mark.parametrize("name", [marked(name, origin(name)) for name in ("cyberconventions", *MODULES)])
def test_docstrings(name: str) -> None:
    """The examples of a module's docstrings hold."""
    need_engines(origin(name))
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    for each in doctest.DocTestFinder().find(importlib.import_module(name)):
        if can_run(each.docstring or ""):
            runner.run(each)
    assert 0 == runner.failures


def _public() -> dict[str, Any]:
    """Return every public function, class and method; enumerations, errors and properties need no example."""
    found: dict[str, Any] = {}
    for module in map(importlib.import_module, PUBLIC_MODULES):
        for name in getattr(module, "__all__", ()):
            value = getattr(module, name)
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


@pytest.mark.usefixtures("same_each_time")
@pytest.mark.parametrize("name", [marked(name, ROOT / name) for name in PAGES])
def test_pages(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples of a page hold, top to bottom, for a reader in any folder."""
    need_engines(ROOT / name)
    monkeypatch.chdir(tmp_path)
    document = Document.parse(str(ROOT / name), PythonCodeBlockParser(doctest_optionflags=OPTIONS), SkipParser())
    examples = list(document.examples())

    assert examples
    for example in examples:
        example.evaluate()


def test_every_error_says_what_to_do() -> None:
    """The page of errors has each under a heading of its own, with an example but for the two bases."""
    bases = (cc.errors.CyberConventionsError, cc.errors.CyberConventionsWarning)
    public = {name for name, value in vars(cc.errors).items() if inspect.isclass(value) and issubclass(value, bases)}
    sections = re.split(r"^### ", (ROOT / "docs" / "errors.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    explained = {section.partition("\n")[0]: section for section in sections}

    assert public == set(explained)
    assert {base.__name__ for base in bases} == {name for name, text in explained.items() if ">>>" not in text}


def commands_in(name: str) -> list[list[str]]:
    """Return the words of the library's commands that a page shows, after the program's name."""
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if re.match(r"cyberconventions\b", line)]
    return [shlex.split(line, comments=True)[1:] for line in lines]


# tests/update runs those of record.md and own-treaty.md, in a folder of their own.
@pytest.mark.parametrize("name", ["current", "desk", "reference/command-line"])
def test_commands_of_the_pages(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command that a page shows does what it is for, one after the other, in a folder with saved pages."""
    for page in ("page.txt", "old.txt", "new.txt", "old-page.txt"):
        shutil.copy(ROOT / "tests" / "cases" / "charts" / "page-2020.txt", tmp_path / page)
    monkeypatch.chdir(tmp_path)

    commands = commands_in(f"docs/{name}.md")
    assert commands
    for words in commands:
        assert 0 == main(words), (words, capsys.readouterr().err)


def test_ci_runs_the_readmes_commands() -> None:
    """The two commands that the README gives a newcomer are what CI runs."""
    commands = [
        line.strip()
        for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("python -m pip install") and "&&" in line
    ]
    ci = [line.strip() for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()]

    assert 2 == len(commands)
    assert set(commands) <= set(ci)


def test_what_needs_engines_is_marked() -> None:
    """Or nobody would run it: CI has the engines where it runs the marked tests, and nowhere else."""
    wanted = re.compile(rf"""importorskip\(["']({"|".join([*ENGINES, "frictionless"])})["']\)""")
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.parent.name != "frames"]
    asking = {path for path in files if wanted.search(path.read_text(encoding="utf-8"))}

    assert ROOT / "tests" / "test_arrow.py" in asking
    assert {ROOT / "tests" / "tools" / "conftest.py"} == {
        path for path in asking if "pytest.mark.engines" not in path.read_text(encoding="utf-8")
    }


def test_commands_have_one_definition() -> None:
    """CI and the hooks before a commit call commands of the justfile, and no tool behind its back."""
    recipes = set(
        re.findall(r"^([a-z-]+)(?: [^:\n]*)?:", (ROOT / "justfile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    callers = [(ROOT / name).read_text(encoding="utf-8") for name in (".ci/run", ".pre-commit-config.yaml")]
    called = {name for text in callers for name in re.findall(r"\bjust ([a-z-]+)(?: \d+)?$", text, re.MULTILINE)}

    assert {"lint", "types", "audit", "engines", "spark", "fuzz"} <= called <= recipes
    assert not re.search(r"^[^#\n]*\b(ruff|mypy|pyright|lint-imports)\b", "\n".join(callers), re.MULTILINE)
