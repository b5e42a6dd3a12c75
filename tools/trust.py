# ruff: noqa: INP001, T201, S603, S314 - a program that prints what it does, runs pytest, and reads what pytest wrote
"""Attacks the library with everything, and writes docs/trust.md: what is promised, the test that keeps it, and figures.

    python tools/trust.py [--python PATH]... [--without-matrix]

Runs every test that keeps a promise (``@pytest.mark.promise``, and all of ``tests/trust``) with ``TRUST=whole``, which
makes a sample the whole, and then ``tools/matrix.py --quick``, which takes further Pythons by their PATH. The page is
made of what the tests reported: promises, what they counted, and the paragraphs of their modules that begin with "Not
tried:". It takes some fifteen minutes on two cores. Mutants have a command and a table of their own.
"""

import argparse
import ast
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "trust.md"
OWN = {"promise", "test"}  # properties that the page does not list as figures
INTRO = """\
# What is promised, and tried

<!-- Written by tools/trust.py. -->
<!-- index: trust; what was tested; fuzzing; supported Pythons; thread safety -->

`just trust` attacks the library with everything that its tests have, and writes this page: each promise with the test
that keeps it, what was tried and how often, and what was not. The suite runs a sample of the same on every change, and
`just mutants` asks the other way round whether the tests would notice a fault.
"""
BUILT = """\
## What is built, and where it runs

In each cell the wheel is installed in an environment of its own, and tests that come from the sdist are run. Everything
that the library works out is asked once, and the answers are the same in all cells. A version with a t is a
free-threaded one: there the threads ran at once, without a GIL.
"""
LEFT_OUT = """\
Not tried: Windows and macOS; other Pythons than CPython, but for Pyodide, which the tests of the site run; and extras,
in these cells: `just matrix` has one more for each Python, in which the sdist passes all of its tests.

Next: [what it never does to a machine](security.md) · [what is public, and how it may change](stability.md)
"""


@dataclass
class Test:
    """What a test reported, over all of its cases."""

    name: str
    promises: list[str] = field(default_factory=list[str])
    cases: int = 0
    failed: int = 0
    skipped: int = 0

    def result(self) -> str:
        """Return what came of it."""
        said = f"{self.failed} FAILED" if self.failed else "holds"
        number = self.cases - self.skipped
        return f"{said}, {number:,} case{'s' if number != 1 else ''}" + (
            f", {self.skipped} skipped" if self.skipped else ""
        )


@dataclass
class Part:
    """A module of tests: what it is about, what it counted, and what it leaves out."""

    path: str
    tests: dict[str, Test] = field(default_factory=dict[str, Test])
    numbers: dict[str, int] = field(default_factory=dict[str, int])
    texts: dict[str, dict[str, None]] = field(default_factory=dict[str, dict[str, None]])

    def says(self) -> tuple[str, str]:
        """Return the first sentence of the module, and what it says was not tried."""
        text = ast.get_docstring(ast.parse((ROOT / self.path).read_text(encoding="utf-8"))) or self.path
        paragraphs = [" ".join(each.split()) for each in text.split("\n\n")]
        left_out = [each.removeprefix("Not tried: ") for each in paragraphs if each.startswith("Not tried: ")]
        return plain(paragraphs[0]), plain(" ".join(left_out))

    def count(self, name: str, value: str) -> None:
        """Add a number, or list a text."""
        if re.fullmatch(r"\d+", value):
            self.numbers[name] = self.numbers.get(name, 0) + int(value)
        else:
            self.texts.setdefault(name, {})[value] = None


def plain(text: str) -> str:
    """Return a docstring's words as Markdown has them."""
    return text.replace("``", "`")


def attacked(report: Path) -> dict[str, Part]:
    """Run the tests, and return what they reported, module by module."""
    command = (sys.executable, "-m", "pytest", "-m", "promise", "-q", "-n", str(os.cpu_count()), "--dist", "worksteal")
    options = ("-o", "junit_family=xunit1", "--junit-xml", str(report))
    subprocess.run((*command, *options), cwd=ROOT, env={**os.environ, "TRUST": "whole"}, check=False)
    return read(report)


def read(report: Path) -> dict[str, Part]:
    """Return what a report of pytest has, module by module."""
    parts: dict[str, Part] = {}
    for case in ET.parse(report).getroot().iter("testcase"):
        path = case.get("file", "")
        part = parts.setdefault(path, Part(path))
        # "tests.test_a.TestB" and "test_c[case]" are of "TestB::test_c".
        inside = case.get("classname", "").removeprefix(path.removesuffix(".py").replace("/", ".")).strip(".")
        name = "::".join(filter(None, [inside.replace(".", "::"), case.get("name", "").partition("[")[0]]))
        test = part.tests.setdefault(name, Test(name))
        test.cases += 1
        test.failed += case.find("failure") is not None or case.find("error") is not None
        test.skipped += case.find("skipped") is not None
        for each in case.iter("property"):
            found, value = each.get("name", ""), each.get("value", "")
            if found == "promise":
                test.promises += [value] if value not in test.promises else []
            else:
                part.count(found, value)
    return dict(sorted(parts.items()))


def sections(parts: Iterable[Part]) -> Iterator[str]:
    """Yield what the page has of each module."""
    for part in parts:
        head, left_out = part.says()
        rows = [
            f"| {plain(promise)} | `{part.path.removeprefix('tests/')}::{test.name}` | {test.result()} |"
            for test in part.tests.values()
            for promise in test.promises
        ]
        rows.sort()
        figures = [f"- {name}: {number:,}" for name, number in sorted(part.numbers.items())]
        figures += [f"- {name}: {', '.join(sorted(texts))}" for name, texts in sorted(part.texts.items())]
        yield "\n".join([f"## {head.rstrip('.')}", "", "| promise | kept by | result |", "|---|---|---|", *rows])
        if figures:
            yield "\n".join(figures)
        if left_out:
            yield f"Not tried: {left_out}"


def matrix(python: Sequence[str], folder: Path) -> tuple[str, bool]:
    """Test the built wheel with each Python, and return the tables, and whether all passed."""
    tables = folder / "matrix.md"
    more = [word for path in python for word in ("--python", path)]
    command = [sys.executable, str(ROOT / "tools" / "matrix.py"), "--quick", "--markdown", str(tables), *more]
    done = subprocess.run(command, cwd=ROOT, check=False)
    return tables.read_text(encoding="utf-8").strip() if tables.exists() else "FAILED", done.returncode == 0


def main(arguments: Sequence[str]) -> int:
    """Attack, and write the page; return 1 if a promise was not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--python", action="append", default=[], metavar="PATH", help="another Python for the matrix")
    parser.add_argument("--without-matrix", action="store_true", help="leave the matrix out, and the page as it is")
    options = parser.parse_args(arguments)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        parts = attacked(Path(name, "report.xml"))
        failed = sum(test.failed for part in parts.values() for test in part.tests.values())
        print(f"{failed} failed, after {time.monotonic() - begin:.0f} s")
        if options.without_matrix or not parts:
            return 1 if failed or not parts else 0
        tables, passed = matrix(options.python, Path(name))
    minutes = (time.monotonic() - begin) / 60
    ran = (
        f"Last run on {date.today().isoformat()}: {platform.python_implementation()} {platform.python_version()}, "  # noqa: DTZ011 - of this machine
        f"{platform.system()}, {os.cpu_count()} cores, {minutes:.0f} minutes."
    )
    text = [INTRO, ran, *sections(parts.values()), BUILT, tables, LEFT_OUT]
    PAGE.write_text("\n\n".join(each.strip() for each in text) + "\n", encoding="utf-8")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
