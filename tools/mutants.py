# ruff: noqa: INP001, T201 - a program that prints what it found
"""Finds out which small faults the tests would not notice: mutation testing.

    python tools/mutants.py                  # each module of MODULES that is not done yet
    python tools/mutants.py rules _dates     # these modules
    python tools/mutants.py --report         # write the table from what was found so far
    python tools/mutants.py --survivors      # print what survived and is not listed as equivalent

``tools/mutations.py`` makes the mutants. All tests are collected once. Then each mutant gets a process of its own, a
fork in which the changed function takes the place of the right one wherever that is held, in properties, caches and
closures too; what is changed outside functions is imported anew. There the tests run that reach the changed lines,
until one fails: those that killed a neighbour first, then the module's own, then the quickest. What was found is kept
in ``build/mutants`` as it is found, so the run can be broken off: a mutant that was killed is not tried again as long
as its function is the same, and one that survived is once the tests have changed. ``tests/mutants`` holds the table,
and the list of those that no test can kill, each with its reason.

A run begins with proofs that its answers mean something: there is no compiled table that would answer in place of the
source, the tests pass as they are, and for each module a mutant that has to die, in either way of making one, dies.
"""

import argparse
import ast
import contextlib
import csv
import functools
import gc
import hashlib
import importlib
import importlib.machinery
import importlib.util
import json
import os
import re
import resource
import select
import signal
import sys
import time
import tomllib
import traceback
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
from tools.mutations import Mutant, mutants

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "cyberconventions"
KEPT = ROOT / "build" / "mutants"
TABLE = ROOT / "tests" / "mutants" / "results.csv"
EQUIVALENT = ROOT / "tests" / "mutants" / "equivalent.toml"

# The most central first.
MODULES = (
    "rules",
    "_invitations",
    "_dates",
    "_history",
    "_steps",
    "_late",
    "_edition",
    "_deposit",
    "_treaty",
    "_statements",
    "_statement_lists",
    "_basis",
    "_conditions",
    "_desk",
    "_symbols",
    "_states",
)
# Tests that say little of these modules, or nothing quickly: they are about other modules, run the library in
# processes of their own, or check the record whole.
_PASSED_OVER = (
    *("benchmarks", "charts", "checks", "frames", "fuzz", "plots", "sample_app", "site", "tools", "typing", "un"),
    "update",
    *("test_arrow.py", "test_build.py", "test_compiled.py", "test_completion.py", "test_csv.py", "test_damage.py"),
    *("test_export.py", "test_floors.py", "test_frozen_clock.py", "test_independent_model.py", "test_json.py"),
    *("test_main.py", "test_packaging.py", "test_plugin.py", "test_prose.py", "test_strategies.py"),
)


# Of a test with many cases, some of them; and of files of tests that are imported anew, so many.
_MANY, _CASES = 60, 15
_ALONE = {"test_one_treaty_reads_only_its_own_files"}  # what others read before it would be blamed on the mutant
_FILES = 6
_PATIENCE = 60  # times that, which a process may take by the clock
_TOLD = 100  # mutants after which a line is printed


class Reached(NamedTuple):
    """What was measured of a test: how long it takes, and the lines that it reaches by module."""

    seconds: float
    lines: dict[str, frozenset[int]]


class Found(NamedTuple):
    """What became of a mutant: the test that killed it, or nothing."""

    killed_by: str | None
    tests: int
    digest: str


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", choices=[*MODULES, []], help="modules; all where left out")
    parser.add_argument("--report", action="store_true", help="write the table from what was found so far")
    parser.add_argument("--survivors", action="store_true", help="print what survived")
    parser.add_argument("--jobs", type=int, default=2, help="mutants at a time")
    parser.add_argument("--at-most", type=float, default=0, metavar="MINUTES", help="stop after so many minutes")
    parser.add_argument("--longest", type=float, default=60, metavar="SECONDS", help="of tests, for one mutant")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try one mutant of N only")
    parser.add_argument("--again", action="store_true", help="try what survived, and nothing new")
    parser.add_argument("--tests", nargs="*", default=(), metavar="WORD", help="only files with one of these words")
    options = parser.parse_args()
    _only.extend(options.tests)
    every = 0 if options.again else options.every
    modules = options.modules or MODULES
    if options.survivors:
        return survivors(modules)
    if not options.report:
        run(modules, options.jobs, options.at_most, options.longest, every)
    report()
    return 0


# -- the run -----------------------------------------------------------------------------------------------------------


def run(modules: Sequence[str], jobs: int, minutes: float, longest: float, every: int) -> None:
    """Collect the tests, and try the mutants of some modules."""
    os.chdir(ROOT)
    KEPT.mkdir(parents=True, exist_ok=True)
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(KEPT / "pycache")
    import hypothesis
    import pytest

    hypothesis.settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutants")
    # Libraries that many tests load, so that a child that imports everything anew does not load these again.
    for library in ("numpy", "lxml.html", "openpyxl", "jsonschema", "cattrs", "sybil.parsers.markdown", "dateutil"):
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    pytest.main([*_options(), *files_of_tests()], plugins=[_Loop(modules, jobs, minutes, longest, every)])


def _options() -> list[str]:
    # Warnings are errors by the project's settings, and a mutant that only warns is one that is noticed.
    return [
        "-q",
        "-p",
        "no:xdist",
        "-p",
        "no:cacheprovider",
        "--no-header",
        "-W",
        "ignore:Module already imported:pytest.PytestAssertRewriteWarning",
    ]


_only: list[str] = []


def files_of_tests() -> list[str]:
    """Return the files of tests that may notice a mutant."""
    found = sorted((ROOT / "tests").rglob("test_*.py"))
    names = [each.relative_to(ROOT) for each in found if not {*each.relative_to(ROOT).parts} & {*_PASSED_OVER}]
    return [str(each) for each in names if not _only or any(word in str(each) for word in _only)]


class _Loop:
    """Takes the place of pytest's own loop over the tests that it collected."""

    def __init__(self, modules: Sequence[str], jobs: int, minutes: float, longest: float, every: int) -> None:
        self.modules, self.jobs, self.longest, self.every = modules, jobs, longest, every
        self.until = time.monotonic() + minutes * 60 if minutes else float("inf")

    @staticmethod
    def pytest_runtest_logreport(report: Any) -> None:  # noqa: ANN401
        """Keep what failed: a hook of pytest's."""
        if report.failed:
            _failed.append(report.nodeid)

    def pytest_runtestloop(self, session: Any) -> bool:  # noqa: ANN401 - pytest is imported where it is used
        check_source()
        session.config.pluginmanager.unregister(name="terminalreporter")  # of thousands of runs nobody reads the dots
        must(not session.testsfailed, "not all tests can be collected")
        items = {each.nodeid: each for each in few(session.items)}
        reached = measured(items, self.jobs)
        forget()
        for module in self.modules:
            if time.monotonic() < self.until:
                Module(module, items, reached, self.longest, self.every).run(self.jobs, self.until)
        session.shouldstop = False
        os._exit(_reported())


def few(items: "list[Any]") -> "list[Any]":
    """Return the tests, and of one with many cases some of them: a hundred territories say one thing."""
    cases: dict[str, list[Any]] = defaultdict(list)
    for each in (each for each in items if each.name not in _ALONE):
        cases[each.nodeid if "::test_docstrings[" in each.nodeid else each.nodeid.partition("[")[0]].append(each)
    return [each for its in cases.values() for each in (its if len(its) <= _MANY else its[:: len(its) // _CASES])]


def _reported() -> int:
    report()
    sys.stdout.flush()
    return 0


def must(true: bool, otherwise: str) -> None:  # noqa: FBT001 - as an assertion
    """End the run if something is not as it has to be."""
    if not true:
        raise RuntimeError(otherwise)


def check_source() -> None:
    """Check that it is the checkout's source that answers, and no table that a build made of it."""
    import cyberconventions

    must(Path(cyberconventions.__file__).parent == SOURCE, f"another copy is installed: {cyberconventions.__file__}")
    must(not list(SOURCE.glob("_compiled/*.py")), "compiled tables would answer in place of the source")


def forget() -> None:
    """Empty every cache of the library, so that what a mutant changes is worked out again."""
    from cyberconventions._dataset import bundled

    bundled().caches.clear()
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith("cyberconventions"):  # pyright: ignore[reportPrivateUsage]
            each.cache_clear()


# -- which tests reach which lines -------------------------------------------------------------------------------------


def measured(items: "dict[str, Any]", jobs: int) -> dict[str, Reached]:
    """Return what each test reaches, of those that pass; only new and changed files of tests are measured."""
    source = digest_of(*(SOURCE / f"{each}.py" for each in MODULES))
    kept = KEPT / f"reached-{source}.json"
    before: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {"files": {}}
    files: dict[str, Any] = {}
    todo: dict[str, list[Any]] = {}
    sizes = Counter(nodeid.partition("::")[0] for nodeid in items)
    for nodeid, item in items.items():
        name = nodeid.partition("::")[0]
        digest = f"{digest_of(ROOT / name)} {sizes[name]}"
        if before["files"].get(name, {}).get("digest") == digest:
            files[name] = before["files"][name]
        else:
            files.setdefault(name, {"digest": digest, "tests": {}})
            todo.setdefault(name, []).append(item)
    begin = time.monotonic()
    for name, tests in _in_children({name: functools.partial(_reach, its) for name, its in todo.items()}, jobs):
        files[name]["tests"] = tests
        before["files"] = {**before["files"], name: files[name]}
        kept.write_text(json.dumps(before))
    if todo:
        print(f"\nmeasured {sum(map(len, todo.values()))} tests in {time.monotonic() - begin:.0f} s")
    return {
        nodeid: Reached(seconds, {module: frozenset(lines) for module, lines in reached.items()})
        for each in files.values()
        for nodeid, (seconds, reached) in each["tests"].items()
        if nodeid in items
    }


def _reach(items: "list[Any]") -> "dict[str, Any]":
    import coverage

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    watched = {str(SOURCE / f"{module}.py"): module for module in MODULES}
    cover = coverage.Coverage(data_file=None, include=[*watched], config_file=False)
    found: dict[str, Any] = {}
    for item in items:
        forget()
        cover.erase()
        cover.start()
        begin = time.process_time()
        failed = not _passes(item)
        seconds = time.process_time() - begin
        cover.stop()
        if failed:
            print("passed over, as it fails by itself:", item.nodeid, file=sys.stderr)
            continue
        with warnings.catch_warnings(action="ignore"):  # of a test that reaches none of the modules
            data = cover.get_data()
        lines = {module: sorted(data.lines(path) or ()) for path, module in watched.items()}
        found[item.nodeid] = (round(seconds, 4), {module: each for module, each in lines.items() if each})
    return found


def _in_children(work: "dict[str, Callable[[], dict[str, Any]]]", jobs: int) -> "Iterator[tuple[str, dict[str, Any]]]":
    """Yield what each function returns in a process of its own, some at a time."""
    todo, running = [*work.items()], dict[int, tuple[str, int]]()
    while todo or running:
        while todo and len(running) < jobs:
            name, function = todo.pop(0)
            out, into = os.pipe()
            pid = os.fork()
            if not pid:
                try:
                    with os.fdopen(into, "w") as file:
                        json.dump(function(), file)
                finally:
                    os._exit(0)
            os.close(into)
            running[out] = name, pid
        for out in select.select([*running], [], [])[0]:
            name, pid = running.pop(out)
            with os.fdopen(out) as file:
                yield name, json.load(file)
            os.waitpid(pid, 0)


_failed: list[str] = []


def _passes(item: Any, following: Any = None) -> bool:  # noqa: ANN401
    """Run one test, with what it needs, and return whether it passes or is skipped."""
    _failed.clear()
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    return not _failed


# -- one module --------------------------------------------------------------------------------------------------------


class Child(NamedTuple):
    """A process that tries a mutant."""

    mutant: Mutant
    tests: list[str]
    until: float
    pid: int
    out: int


class Module:
    """The mutants of one module, and what became of them."""

    def __init__(
        self, name: str, items: "dict[str, Any]", reached: dict[str, Reached], longest: float, every: int
    ) -> None:
        self.longest, self.every = longest, every
        self.name, self.items, self.reached = name, items, reached
        self.path = SOURCE / f"{name}.py"
        self.source = self.path.read_text(encoding="utf-8")
        importlib.import_module(f"cyberconventions.{name}")  # which may be loaded when it is first needed
        gc.unfreeze()  # what is frozen for the forks of one module would not be found for the next
        self.functions = functions_of(self.path)
        self.tests = digest_of(*((ROOT / each) for each in files_of_tests()))
        self.digests = Digests(self.source)
        self.of_lines: dict[int, set[str]] = defaultdict(set)
        for nodeid, each in reached.items():
            for line in each.lines.get(name, ()):
                self.of_lines[line].add(nodeid)
        self.killers: dict[str, list[str]] = defaultdict(list)  # by function, the last one first

    def run(self, jobs: int, until: float) -> None:
        """Try each mutant that is not known to die."""
        results = Results(self.name)
        todo = self.todo(results)
        if not todo:
            return
        self.steady()
        self.prove()
        gc.freeze()
        begin, running, survived, place = time.monotonic(), list[Child](), 0, 0
        for place, each in enumerate(todo, start=1):
            while len(running) >= jobs:
                survived += self.gather(running, results)
            if time.monotonic() > until:
                break
            running.append(self.child(each, self.candidates(each)))
            if place % _TOLD == 0:
                self.tell(place, len(todo), begin, survived)
        while running:
            survived += self.gather(running, results)
        self.tell(place, len(todo), begin, survived)

    def todo(self, results: "Results") -> list[Mutant]:
        """Return the mutants to try; those that are imported anew, which takes long, last."""
        made = mutants(self.source)
        for each in made:
            known = results.found.get(each.key)
            if known and known.killed_by and known.killed_by in self.reached:
                self.killers[each.where].insert(0, known.killed_by)
        chosen = made[:: self.every] if self.every else [each for each in made if each.key in results.found]
        todo = [each for each in chosen if not results.knows(each, self.digests.of(each), self.tests)]
        return sorted(todo, key=lambda each: not each.inside)

    def tell(self, place: int, of: int, begin: float, survived: int) -> None:
        """Print how far the run is."""
        print(f"{self.name}: {place} of {of} in {time.monotonic() - begin:.0f} s, {survived} survived", flush=True)

    def steady(self) -> None:
        """Leave out tests that fail without a mutant, once others ran before them in the same process."""
        tests = sorted((each for each in self.reached if self.name in self.reached[each].lines), key=self._order)
        items = [self.items[each] for each in tests]

        def failing() -> dict[str, Any]:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            return {
                "failing": [item.nodeid for item, after in zip_longest(items, items[1:]) if not _passes(item, after)]
            }

        for _, found in _in_children({"": failing}, 1):
            for each in found["failing"]:
                print(f"{self.name}: passed over, as it fails by itself after others: {each}")
                for line in self.of_lines.values():
                    line.discard(each)

    def prove(self) -> None:
        """Prove that mutants of the module are seen, and that the tests pass without one."""
        lines = self.source.splitlines(keepends=True)
        tree = ast.parse(self.source)
        function = max(
            (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)),
            key=lambda each: len(self.of_lines[each.body[-1].lineno]),
        )
        body = function.body[-1]
        at = body.lineno - 1
        damaged = "".join([*lines[:at], f"{'':{body.col_offset}}raise MemoryError\n", *lines[at:]])
        broken = "".join([*lines, "raise MemoryError\n"])
        where = (function.lineno, function.end_lineno or function.lineno)
        for name, inside, source, dies in (
            ("nothing", True, self.source, False),
            ("nothing, imported anew", False, self.source, False),
            ("a function that raises", True, damaged, True),
            ("a module that raises", False, broken, True),
        ):
            made = Mutant("", where[0], name, "", 0, inside, where, source)
            tests = self.candidates(made)[:20]
            must(bool(tests), f"no test reaches {self.name}")
            child = self.child(made, tests)
            found = self.result(child)
            must((found.killed_by is not None) is dies, f"{self.name}: {name}: {found.killed_by or 'no test failed'}")

    def candidates(self, mutant: Mutant) -> list[str]:
        """Return the tests that may kill a mutant: those that killed its neighbours first, then the quickest."""
        first, last = mutant.lines
        found = {each for line in range(first, last + 1) for each in self.of_lines.get(line, ())}
        if not mutant.inside:
            found = {each for lines in self.digests.lines_of(mutant) for line in lines for each in self.of_lines[line]}
            found = found or {each for line in self.of_lines.values() for each in line}
            found |= self._naming(self.digests.name_of(mutant))
        known = [each for each in dict.fromkeys(self.killers[mutant.where][:5]) if each in found]
        rest = sorted(found - {*known}, key=self._order)
        chosen: list[str] = []
        seconds = 0.0
        for each in (*known, *rest):
            seconds += self.reached[each].seconds
            if seconds > self.longest and chosen:
                break
            chosen.append(each)
        return chosen if mutant.inside else in_few_files(chosen)

    def _naming(self, name: str) -> set[str]:
        """Return the tests of files that name a class or a constant: what is not called leaves no trace."""
        files = {each.partition("::")[0] for each in self.reached}
        words = re.compile(rf"\b{re.sub('(?<=[a-z])(?=[A-Z])', '_?', name)}s?\b", re.IGNORECASE)
        naming = {each for each in files if name and words.search((ROOT / each).read_text("utf-8"))}
        return {each for each in self.reached if each.partition("::")[0] in naming}

    def _order(self, test: str) -> tuple[int, float]:
        """Put the module's own examples first, then the tests that have its name, then others; the quickest first."""
        named = self.name.strip("_").removesuffix("s").partition("_")[0]
        own = test.endswith(f"::test_docstrings[cyberconventions.{self.name}]")
        near = named in test.partition("::")[0] or "test_boundaries" in test or "test_values" in test
        return 0 if own else 1 if near else 2, self.reached[test].seconds

    def child(self, mutant: Mutant, tests: list[str]) -> Child:
        """Start a process in which a mutant is tried."""
        seconds = 10 + 10 * sum(self.reached[each].seconds for each in tests)
        out, into = os.pipe()
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            os.close(into)
            return Child(mutant, tests, time.monotonic() + _PATIENCE * seconds, pid, out)
        try:
            # Time of the processor, as other programs may keep it busy.
            resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + seconds), -1))
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            os.write(into, (self.tried(mutant, tests) or "").encode())
        except BaseException:  # noqa: BLE001 - whatever a mutant does, it is not right
            os.write(into, f"error: {traceback.format_exc()[-500:]}".encode())
        finally:
            os._exit(0)

    def tried(self, mutant: Mutant, tests: list[str]) -> str | None:
        """Return the test that a mutant fails."""
        if not mutant.inside:
            return imported_anew(f"cyberconventions.{self.name}", self.path, mutant.source, tests)
        if not put_in_place(self.functions, self.path, mutant.source):
            return imported_anew(f"cyberconventions.{self.name}", self.path, mutant.source, in_few_files(tests))
        items = [self.items[each] for each in tests]
        for item, following in zip_longest(items, items[1:]):
            if not _passes(item, following):
                return str(item.nodeid)
        return None

    def gather(self, running: list[Child], results: "Results") -> int:
        """Wait until a process has ended, keep what it found, and return how many mutants survived."""
        ready, _, _ = select.select([each.out for each in running], [], [], 1)
        survived = 0
        for each in [*running]:
            if each.out in ready or time.monotonic() > each.until:
                running.remove(each)
                found = self.result(each)
                survived += found.killed_by is None
                if found.killed_by in self.reached:
                    self.killers[each.mutant.where].insert(0, found.killed_by)
                results.add(each.mutant, found, self.digests.of(each.mutant), self.tests)
        return survived

    def result(self, child: Child) -> Found:
        """Return what a process found; one that takes too long found that its mutant dies."""
        ready, _, _ = select.select([child.out], [], [], max(0.0, child.until - time.monotonic()))
        if ready:
            with os.fdopen(child.out) as file:
                text = file.read()
        else:
            os.kill(child.pid, signal.SIGKILL)
            os.close(child.out)
            text = "took too long"
        _, status = os.waitpid(child.pid, 0)
        if os.WIFSIGNALED(status):
            text = text or f"ended by signal {os.WTERMSIG(status)}"
        if text.startswith("error: "):
            raise RuntimeError(f"{child.mutant.key}: {text}")
        return Found(text or None, len(child.tests), "")


def functions_of(path: Path) -> dict[tuple[str, int], list[FunctionType]]:
    """Return the functions of a module that there are in memory, by name and line: in properties and closures too."""
    found: dict[tuple[str, int], list[FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename == str(path):
            found[each.__code__.co_qualname, each.__code__.co_firstlineno].append(each)
    return found


def in_few_files(tests: Sequence[str]) -> list[str]:
    """Return the tests of the first files: they are imported anew, so as few as will do."""
    by_file: dict[str, list[str]] = {}
    for each in tests:
        by_file.setdefault(each.partition("::")[0], []).append(each)
    return [each for name in list(by_file)[:_FILES] for each in by_file[name]]


def put_in_place(functions: dict[tuple[str, int], list[FunctionType]], path: Path, source: str) -> bool:
    """Let the functions of a module do what another text of it says, and return whether Python allows that.

    It does not where another text has no more use for a variable of the function around it, or for ``super()``.
    """
    for code in _codes(compile(source, str(path), "exec", dont_inherit=True)):
        for each in functions.get((code.co_qualname, code.co_firstlineno), ()):
            if len(each.__code__.co_freevars) != len(code.co_freevars):
                return False
            if each.__code__ != code:
                each.__code__ = code
    return True


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def imported_anew(name: str, path: Path, source: str, tests: list[str]) -> str | None:
    """Import the library again with another text of one module, and return the test that fails."""
    import pytest

    class Loader(importlib.machinery.SourceFileLoader):
        def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002
            return compile(source, str(path), "exec", dont_inherit=True)

    class Finder:
        @staticmethod
        def find_spec(wanted: str, *_: object) -> "importlib.machinery.ModuleSpec | None":
            return (
                importlib.util.spec_from_file_location(name, path, loader=Loader(name, str(path)))
                if wanted == name
                else None
            )

    for each in [*sys.modules]:
        if each.partition(".")[0] in {"cyberconventions", "tests", "conftest"} or each.startswith("test_"):
            del sys.modules[each]
    sys.meta_path.insert(0, Finder)
    order = {each: place for place, each in enumerate(tests)}
    failed: list[str] = []

    class Only:
        @staticmethod
        def pytest_collection_modifyitems(items: "list[Any]") -> None:
            items[:] = sorted((each for each in items if each.nodeid in order), key=lambda each: order[each.nodeid])

        @staticmethod
        def pytest_runtest_logreport(report: Any) -> None:  # noqa: ANN401
            if report.failed:
                failed.append(report.nodeid)

    status = pytest.main(
        [*_options(), "-x", *dict.fromkeys(each.partition("::")[0] for each in tests)], plugins=[Only()]
    )
    if failed:
        return failed[0]
    return None if status == pytest.ExitCode.OK else f"not collected: {status!r}"


class Digests:
    """What a mutant depends on: its function as it is, or of one outside functions the whole module."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.functions: dict[str, list[ast.FunctionDef]] = defaultdict(list)
        self._walk(self.tree, ())
        self.whole = _short(ast.dump(self.tree))

    def _walk(self, node: ast.Module | ast.ClassDef, names: tuple[str, ...]) -> None:
        for each in node.body:
            if isinstance(each, ast.FunctionDef):
                self.functions[".".join((*names, each.name))].append(each)
            elif isinstance(each, ast.ClassDef):
                self._walk(each, (*names, each.name))

    def of(self, mutant: Mutant) -> str:
        """Return the digest."""
        if mutant.where not in self.functions:
            return self.whole
        return _short("".join(map(ast.dump, self.functions[mutant.where])))

    def lines_of(self, mutant: Mutant) -> Iterator[range]:
        """Yield the lines of the functions that something outside functions matters for."""
        if mutant.where in self.functions:
            yield from (_body(each) for each in self.functions[mutant.where])
            return
        target = self._target(mutant)
        for name, functions in self.functions.items():
            of_class = bool(mutant.where) and name.startswith(f"{mutant.where}.")
            for each in functions:
                if of_class or (target and any(_names(node) == target for node in ast.walk(each))):
                    yield _body(each)

    def name_of(self, mutant: Mutant) -> str:
        """Return the class or the constant that a mutant changes."""
        return mutant.where.partition(".")[0] or self._target(mutant) or ""

    def _target(self, mutant: Mutant) -> str | None:
        """Return the name of the constant that a mutant changes."""
        for each in self.tree.body:
            if isinstance(each, ast.Assign | ast.AnnAssign) and each.lineno <= mutant.line <= (each.end_lineno or 0):
                target = each.targets[0] if isinstance(each, ast.Assign) else each.target
                return target.id if isinstance(target, ast.Name) else None
        return None


def _names(node: ast.AST) -> str | None:
    return node.id if isinstance(node, ast.Name) else None


def _body(each: ast.FunctionDef) -> range:
    return range(each.body[0].lineno, (each.end_lineno or each.lineno) + 1)


# -- what was found ----------------------------------------------------------------------------------------------------


class Results:
    """What was found of a module, kept as it is found."""

    def __init__(self, module: str) -> None:
        self.path = KEPT / f"{module}.jsonl"
        self.found: dict[str, Found] = {}
        self.tests: dict[str, str] = {}
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").splitlines():
                each = json.loads(line)
                self.found[each["key"]] = Found(each["killed_by"], each["tests"], each["digest"])
                self.tests[each["key"]] = each["of_tests"]

    def knows(self, mutant: Mutant, digest: str, tests: str) -> bool:
        """Return whether a mutant need not be tried: it died, or it survived these very tests."""
        found = self.found.get(mutant.key)
        return (
            found is not None
            and found.digest == digest
            and (found.killed_by is not None or self.tests[mutant.key] == tests)
        )

    def add(self, mutant: Mutant, found: Found, digest: str, tests: str) -> None:
        """Keep what was found."""
        self.found[mutant.key] = found._replace(digest=digest)
        self.tests[mutant.key] = tests
        facts = {
            "key": mutant.key,
            "killed_by": found.killed_by,
            "tests": found.tests,
            "digest": digest,
            "of_tests": tests,
        }
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(facts, ensure_ascii=False) + "\n")


class Listed(NamedTuple):
    """A mutant that no test can kill, or several alike."""

    module: str | None
    where: str | None
    before: str | None
    after: str | None
    reason: str

    def names(self, module: str, mutant: Mutant) -> bool:
        """Return whether a mutant is one of these; what is left out is any."""
        own = (module, mutant.where, mutant.before, mutant.after)
        return all(said is None or said == found for said, found in zip(self[:4], own, strict=True))


def listed() -> list[Listed]:
    """Return the list of equivalents."""
    if not EQUIVALENT.exists():
        return []
    facts = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))
    return [
        Listed(each.get("module"), each.get("where"), each.get("before"), each.get("after"), each["reason"])
        for each in facts.get("equivalent", [])
    ]


class Sum(NamedTuple):
    """How many mutants of a module there are, and what became of them."""

    module: str
    mutants: int
    tried: int
    killed: int
    equivalent: int
    survived: int

    @property
    def share(self) -> str:
        """The share of those tried that are not equivalent which died, in percent."""
        counted = self.killed + self.survived
        return f"{100 * self.killed / counted:.1f}" if counted else ""


def summed(module: str) -> tuple[Sum, list[Mutant]]:
    """Return the sums of a module, and what survived without being listed as equivalent."""
    made, results = _made(module), Results(module)
    tried = [each for each, digest in made if each.key in results.found and results.found[each.key].digest == digest]
    alive = [each for each in tried if results.found[each.key].killed_by is None]
    equivalents = listed()
    left = [each for each in alive if not any(one.names(module, each) for one in equivalents)]
    return Sum(module, len(made), len(tried), len(tried) - len(alive), len(alive) - len(left), len(left)), left


def _made(module: str) -> list[tuple[Mutant, str]]:
    """Return the mutants of a module without their texts, each with the digest of what it depends on."""
    source = (SOURCE / f"{module}.py").read_text(encoding="utf-8")
    kept = KEPT / f"{module}.made.json"
    rules = digest_of(Path(__file__).parent / "mutations.py")
    if kept.exists():
        before = json.loads(kept.read_text(encoding="utf-8"))
        if before["of"] == [_short(source), rules]:
            return [(Mutant(*each), digest) for each, digest in before["made"]]
    digests = Digests(source)
    made = [(each._replace(source=""), digests.of(each)) for each in mutants(source)]
    kept.write_text(json.dumps({"of": [_short(source), rules], "made": made}), encoding="utf-8")
    return made


def report() -> None:
    """Write the table."""
    # What was found elsewhere of modules that were not tried here stays.
    before = TABLE.read_text(encoding="utf-8").splitlines()[1:] if TABLE.exists() else []
    rows = {row[0]: row for row in csv.reader(before)}
    for module in MODULES:
        if (KEPT / f"{module}.jsonl").exists() or module not in rows:
            found, _ = summed(module)
            rows[module] = [*map(str, found), found.share]
        _, made, tried, killed, equivalent, survived, share = rows[module]
        print(
            f"{module:18} {tried:>5} of {made:>5} tried, {killed:>5} killed, {equivalent:>3} equivalent, "
            f"{survived:>3} survived  {share}"
        )
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["module", "mutants", "tried", "killed", "equivalent", "survived", "killed_percent"])
        writer.writerows(rows[module] for module in MODULES)


def survivors(modules: Sequence[str]) -> int:
    """Print what survived and is not listed as equivalent."""
    left = 0
    for module in modules:
        for each in summed(module)[1]:
            left += 1
            print(f"{module}:{each.line} {each.where}\n  - {each.before}\n  + {each.after}")
    return 1 if left else 0


def digest_of(*paths: Path) -> str:
    """Return a digest of some files."""
    return _short(*(each.read_text(encoding="utf-8") for each in paths))


def _short(*texts: str) -> str:
    found = hashlib.sha256()
    for each in texts:
        found.update(each.encode())
    return found.hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
