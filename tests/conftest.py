"""What several test modules use."""

import json
import shutil
import threading
from pathlib import Path

import pytest

import cyberconventions as cc
from cyberconventions._checks import Finding, check
from cyberconventions._dataset import current, opened
from cyberconventions._manifest import MANIFEST, renewed
from tests.trust import audit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator

HERE = Path(__file__).parent
audit.begin()


class Folder:
    """A copy of the dataset, to be damaged."""

    def __init__(self, root: Path, find: "Callable[[Folder], tuple[Finding, ...]]") -> None:
        self.root = root
        self.find: Callable[[Folder], tuple[Finding, ...]] = find

    def lines(self, file: str) -> list[str]:
        return (self.root / file).read_text(encoding="utf-8").splitlines()

    def write(self, file: str, lines: list[str]) -> None:
        (self.root / file).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def line(self, file: str, start: str) -> int:
        """The number of the only line that begins so."""
        numbers = [number for number, line in enumerate(self.lines(file), start=1) if line.startswith(start)]

        assert 1 == len(numbers), (file, start, numbers)
        return numbers[0]

    def change(self, file: str, start: str, old: str, new: str) -> int:
        """Replace text in the line that begins so; return its number."""
        number = self.line(file, start)
        lines = self.lines(file)

        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        self.write(file, lines)
        return number

    def insert(self, file: str, below: str, line: str) -> int:
        """Insert a line below the one that begins so; return its number."""
        number = self.line(file, below)
        lines = self.lines(file)
        lines.insert(number, line)
        self.write(file, lines)
        return number + 1

    def swap(self, file: str, start: str) -> int:
        """Swap the line that begins so with the next; return the lower one's number."""
        number = self.line(file, start)
        lines = self.lines(file)
        lines[number - 1 : number + 1] = lines[number], lines[number - 1]
        self.write(file, lines)
        return number + 1

    def remove(self, file: str, start: str) -> int:
        number = self.line(file, start)
        lines = self.lines(file)
        del lines[number - 1]
        self.write(file, lines)
        return number

    def describe(self, file: str, columns: str) -> None:
        """Make a table a resource of datapackage.json."""
        place = self.root / "datapackage.json"
        package = json.loads(place.read_text(encoding="utf-8"))
        fields = [{"name": column, "type": "string"} for column in columns.split(",")]
        package["resources"].append({"name": "more", "path": file, "schema": {"fields": fields}})
        place.write_text(json.dumps(package), encoding="utf-8")

    def accept(self) -> None:
        """Rewrite the manifest after an edit, as tools/manifest.py does."""
        (self.root / MANIFEST).write_text(renewed(str(self.root)), encoding="utf-8", newline="\n")

    def changed(self) -> set[str]:
        """The tables that are not those of the bundled dataset any more."""
        bundled = Path(current().path(""))
        paths = (path.relative_to(self.root) for path in self.root.rglob("*.csv"))
        return {
            path.as_posix()
            for path in paths
            if not (bundled / path).exists() or (bundled / path).read_bytes() != (self.root / path).read_bytes()
        }

    def findings(self) -> tuple[Finding, ...]:
        return self.find(self)

    def finds(self, file: str, line: int, *words: str) -> bool:
        """Whether the check finds something on that line, with these words in its message."""
        found = [each.message for each in self.findings() if (each.file, each.line) == (file, line)]
        return any(all(word in message for word in words) for message in found)

    def finds_only(self, file: str, line: int, *words: str) -> bool:
        """Whether that is all it finds."""
        found = self.findings()
        return [(file, line)] == [(each.file, each.line) for each in found] and all(
            word in found[0].message for word in words
        )


class EqualToNothing:
    """Of which nobody can say whether it equals something, as ``pandas.NA``."""

    def __eq__(self, _: object) -> "EqualToNothing":  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        return self

    def __bool__(self) -> bool:
        raise TypeError("boolean value is ambiguous")

    __hash__ = object.__hash__


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the engines by its place or a fixture; elsewhere the mark stands at the test.

    Of the core, tests of frames reach what other tests reach too, and measuring makes them several times as slow.
    What a test promises goes into the report that pytest writes, for tools/trust.py; in tests/trust, where it has no
    mark for it, that is what its docstring begins with.
    """
    for item in items:
        if HERE / "trust" in item.path.parents and not item.get_closest_marker("promise"):
            says = getattr(getattr(item, "obj", None), "__doc__", None) or item.name
            item.add_marker(pytest.mark.promise(says.partition("\n")[0]))
        item.user_properties += [("promise", mark.args[0]) for mark in item.iter_markers("promise")]
        if HERE / "frames" in item.path.parents:
            item.add_marker(pytest.mark.engines)
            item.add_marker(pytest.mark.no_cover)
        elif HERE / "plots" in item.path.parents or "audit_tool" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.engines)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> "Generator[None]":
    """Fail a test in which the library did what docs/security.md says it never does.

    What threads reach is not measured: where an audit hook watches, two threads that begin to be traced at one moment
    are one too many for CPython 3.11. The second ends before it runs, and a barrier that counts on it waits for ever.
    """
    threading.settrace(None)  # pyright: ignore[reportArgumentType] # typeshed: None is taken, as by sys.settrace
    yield
    audit.fail_if_broken()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much of what the library did was watched; of one process alone."""
    seen = ", ".join(f"{count} {kind}" for kind, count in sorted(audit.WATCH.seen.items()))
    terminalreporter.write_line(f"watched in the library's name: {seen or 'nothing'}")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A copy of the bundled dataset, and what the check of the record finds in it."""
    shutil.copytree(current().path(""), tmp_path / "data")
    return Folder(tmp_path / "data", lambda folder: check(opened(str(folder.root))))


@pytest.fixture(scope="session")
def budapest() -> cc.Treaty:
    return cc.treaty("budapest").known_at("2026-04-25")


@pytest.fixture(scope="session")
def page() -> str:
    """The chart of 2020-03-13 inside a page, as somebody pasted it."""
    return (HERE / "cases" / "charts" / "page-2020.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def chart(page: str) -> cc.Chart:
    return cc.parse_chart(page)
