# ruff: noqa: INP001, T201, S603 - a program that prints what it found, and runs Pythons
"""Builds the sdist and the wheel, and tests them with each Python and each release of what they need.

    python tools/matrix.py [--builds | --quick] [--python PATH]... [--markdown FILE]

Two builds have to be equal, and the wheel that comes from the sdist equal to the checkout's. ``check-wheel-contents``
and ``twine check`` have to find nothing. Then each cell is an environment of its own, with the wheel, not the source:

* each Python that is found on the PATH by its name (``python3.11`` and later, and free-threaded ones, ``python3.14t``),
  or at a PATH given: once with the oldest release of each thing that the core needs, once with the newest;
* the core alone, without extras; its tests come from the sdist;
* a zip with the wheel and what it needs, imported as it is, and started as a zipapp.

In each, everything that the library works out is asked once (``tests/trust/first_use.py``), and has to be answered as
in the others; some tests that tell are run. Without ``--quick`` there is one more cell for each Python, in which the
sdist passes all of its own tests, with its extra ``test``. Cells run two at a time.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import zipapp
import zipfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAMES = tuple(f"python3.{minor}{kind}" for minor in range(11, 17) for kind in ("", "t"))
# What the tests need beside the library; a test whose library is missing is skipped.
TESTS = ("pytest>=9.0", "pytest-benchmark>=4.0", "hypothesis>=6.100")
# What needs no extra: the core's answers, a record of one's own, and threads.
TELLING = (
    *("tests/test_budapest.py", "tests/test_treaties.py", "tests/test_states.py", "tests/test_dates.py"),
    *("tests/test_groups.py", "tests/test_history.py", "tests/test_rules.py", "tests/test_record.py"),
    *("tests/test_late.py", "tests/un", "tests/trust/test_threads.py"),
)
# Answers that need an extra.
MISSING = re.compile(r"^['\"](MissingExtraError|ModuleNotFoundError)")


@dataclass
class Cell:
    """What was installed, and what came of it."""

    python: str
    needs: str
    form: str
    passed: bool = True
    said: str = ""
    seconds: float = 0
    answers: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def row(self) -> tuple[str, ...]:
        """Return the cells of a table's row."""
        return self.python, self.needs, self.form, f"{'passed' if self.passed else 'FAILED'}: {self.said}"


def run(*command: str | Path, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command without this process's own paths; whoever calls looks whether it succeeded."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "COVERAGE"))}
    return subprocess.run(command, cwd=cwd, env=clean | env, capture_output=True, text=True, check=False)


def succeeded(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command that has to succeed, and return what it printed."""
    done = run(*command, cwd=cwd)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


# -- what is built -----------------------------------------------------------------------------------------------------


def build(source: Path, folder: Path, what: str) -> Path:
    """Build a distribution, and return its file."""
    succeeded(sys.executable, "-m", "hatchling", "build", "-t", what, "-d", folder, cwd=source)
    (found,) = folder.iterdir()
    return found


def hash_of(path: Path) -> str:
    """Return a file's hash."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def distributions(folder: Path) -> tuple[Path, list[tuple[str, ...]]]:
    """Build everything twice, and unpack the sdist; return the wheel, and what was checked."""
    found = {
        f"{what} {turn}": build(ROOT, folder / f"{what}{turn}", what) for what in ("sdist", "wheel") for turn in "12"
    }
    wheel, sdist = found["wheel 1"], found["sdist 1"]
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    again = build(unpacked(folder), folder / "from-sdist", "wheel")
    checks = [
        ("two builds of the sdist", hash_of(sdist) == hash_of(found["sdist 2"]), hash_of(sdist)[:12]),
        ("two builds of the wheel", hash_of(wheel) == hash_of(found["wheel 2"]), hash_of(wheel)[:12]),
        ("wheel from the sdist", hash_of(again) == hash_of(wheel), hash_of(again)[:12]),
    ]
    for name, module, options in (
        ("check-wheel-contents", "check_wheel_contents", (wheel,)),
        ("twine check", "twine", ("check", "--strict", wheel, sdist)),
    ):
        done = run(sys.executable, "-m", module, *options, NO_COLOR="1")
        said = "nothing found" if done.returncode == 0 else " ".join((done.stdout + done.stderr).split())
        checks.append((name, done.returncode == 0, said))
    return wheel, [(name, f"{'passed' if passed else 'FAILED'}: {said}") for name, passed, said in checks]


def unpacked(folder: Path) -> Path:
    """Return the folder of the sdist's content."""
    (found,) = (folder / "unpacked").iterdir()
    return found


# -- Pythons and cells -------------------------------------------------------------------------------------------------


def pythons(more: Iterable[str]) -> dict[str, str]:
    """Return the Pythons that are found and run, by their versions: one of each minor version, the oldest first."""
    code = (
        "import sys, sysconfig; free = 't' if sysconfig.get_config_var('Py_GIL_DISABLED') else '';"
        "print(sys.version_info >= (3, 11), *['{}.{}'.format(*sys.version_info) + free, sys.version.split()[0] + free])"
    )
    found: dict[str, tuple[str, str]] = {}
    for path in dict.fromkeys([*more, *filter(None, map(shutil.which, NAMES))]):
        done = run(path, "-c", code)
        will_do, minor, version = (done.stdout.split() or ["", "", ""])[:3]
        if will_do == "True":
            found.setdefault(minor, (version, path))
    return dict(sorted(found.values(), key=lambda each: [int(part) for part in re.findall(r"\d+", each[0])]))


def floors() -> list[str]:
    """Return the oldest releases that the core takes, each as pip takes it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [each.replace(">=", "==") for each in project["dependencies"]]


def environment(folder: Path, python: str, *packages: str | Path) -> Path:
    """Make an environment with packages, and return its Python; pip is this one's, as a Python may bring an old one."""
    succeeded(python, "-m", "venv", "--without-pip", folder)
    made = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    succeeded(sys.executable, "-m", "pip", "--python", made, "install", "--quiet", "--no-compile", *packages)
    return made


def answers(python: str | Path, tests: Path, *options: str, **env: str) -> dict[str, list[str]]:
    """Ask everything once, outside of any source."""
    done = run(python, *options, tests / "trust" / "first_use.py", "alone", cwd=tests, PYTHONUTF8="1", **env)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, list[str]] = json.loads(done.stdout)["answers"]
    return {name: each for name, each in found.items() if not MISSING.match(each[0])}


def tested(python: Path, source: Path, tests: Sequence[str]) -> tuple[bool, str]:
    """Run tests of the sdist; return whether they passed, and what they said at the end."""
    free_threaded = {"PYTHON_GIL": "0"} if python.resolve().name.endswith("t") else {}
    options = ("-q", "-p", "no:cacheprovider", "--no-header")
    done = run(
        python, "-m", "pytest", *options, *tests, cwd=source, CI="true", PYTHONDONTWRITEBYTECODE="1", **free_threaded
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    last = re.sub(r" in [\d.]+s.*", "", (done.stdout.strip().splitlines() or [""])[-1].strip("= "))
    return done.returncode == 0, " ".join("; ".join([last, *lines[:5], done.stderr[-500:]]).split()).rstrip("; ")


def fill(cell: Cell, python: str, packages: Sequence[str | Path], source: Path, tests: Sequence[str]) -> Cell:
    """Fill a cell: install, ask, test."""
    begin = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as folder:
            made = environment(Path(folder, "env"), python, *packages)
            cell.answers = answers(made, source / "tests")
            cell.passed, cell.said = tested(made, source, tests)
    except RuntimeError as error:
        cell.passed, cell.said = False, str(error)
    cell.seconds = time.monotonic() - begin
    print(" | ".join(cell.row()), f"({cell.seconds:.0f} s)", flush=True)
    return cell


def zipped(cell: Cell, python: str, wheel: Path, source: Path) -> Cell:
    """Fill a cell with a zip that has everything, and a zipapp of it."""
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            install = (sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--target", folder / "all")
            succeeded(*install, wheel)
            archive = folder / "all.zip"
            with zipfile.ZipFile(archive, "w") as file:
                for path in sorted((folder / "all").rglob("*")):
                    file.write(path, path.relative_to(folder / "all"))
            cell.answers = answers(python, source / "tests", "-S", PYTHONPATH=str(archive))
            zipapp.create_archive(folder / "all", folder / "app.pyz", main="cyberconventions.__main__:main")
            asked = ("status", "France", "--treaty", "budapest", "--on", "2010-01-01")
            said = run(python, "-S", folder / "app.pyz", *asked, cwd=folder)
            cell.passed = said.returncode == 0 and "party" in said.stdout
            cell.said = "a zipapp of it answers" if cell.passed else said.stderr[-500:]
    except RuntimeError as error:
        cell.passed, cell.said = False, str(error)
    print(" | ".join(cell.row()), flush=True)
    return cell


def compare(cells: Sequence[Cell]) -> None:
    """Note in each cell how many answers it gave, and which are others than those of the first."""
    for cell in cells:
        other = [name for name, each in cell.answers.items() if each != cells[0].answers.get(name, each)]
        cell.said = f"{len(cell.answers)} answers; {cell.said}"
        if other:
            cell.passed = False
            cell.said += f"; other answers: {', '.join(other)}"


def cells_of(wheel: Path, source: Path, found: dict[str, str], *, quick: bool) -> list[Cell]:
    """Fill all cells, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        tasks = [
            pool.submit(fill, Cell(name, needs, "wheel, core alone"), path, [wheel, *TESTS, *more], source, TELLING)
            for needs, more in (("newest", []), ("oldest", floors()))
            for name, path in found.items()
        ]
        tasks += [pool.submit(zipped, Cell(name, "newest", "zip"), path, wheel, source) for name, path in found.items()]
        if not quick:
            tasks += [
                pool.submit(fill, Cell(name, "newest", "wheel, extra test"), path, [f"{wheel}[test]"], source, ())
                for name, path in found.items()
            ]
        cells = [task.result() for task in tasks]
    compare(cells)
    return cells


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(arguments: Sequence[str]) -> int:
    """Fill the matrix and print it; return 1 if something failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--builds", action="store_true", help="build and check, and fill no cells")
    parser.add_argument("--quick", action="store_true", help="leave out the cells that run all tests")
    parser.add_argument("--python", action="append", default=[], metavar="PATH", help="another Python")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables there")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        wheel, checks = distributions(Path(name))
        tables = [table(("what is built", "result"), checks)]
        if not options.builds:
            cells = cells_of(wheel, unpacked(Path(name)), pythons(options.python), quick=options.quick)
            tables.append(table(("Python", "what it needs", "form", "result"), [cell.row() for cell in cells]))
    text = "\n\n".join(tables)
    print(text)
    if options.markdown:
        options.markdown.write_text(f"{text}\n", encoding="utf-8")
    return 1 if "FAILED" in text else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
