"""One more act, on a copy of the repository: it takes lines of data, regenerated files, and nothing else.

The copy gets what CONTRIBUTING-DATA.md says: a State that was invited to the Budapest Convention accedes.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import cyberconventions as cc

ROOT = Path(__file__).parents[2]
COPIED = (
    *("src", "tests", "docs", "tools", ".ci", "pyproject.toml", "CITATION.cff", "README.md", "CHANGELOG.md"),
    *("CONTRIBUTING.md", "CONTRIBUTING-DATA.md", "justfile", ".pre-commit-config.yaml"),
)
DATA = "src/cyberconventions/data"
SOURCE = "zz-chart"
# What a ratification changes: lines of data, what a tool regenerates, and the changelog.
EDITED = {
    "CHANGELOG.md",
    "CITATION.cff",
    *(f"{DATA}/{file}" for file in ("VERSION", "datapackage.json", "sources.csv", "totals.csv", "treaties.csv")),
    f"{DATA}/ets185/acts.csv",
}
REGENERATED = {"docs/treaties/ets185.md", "tests/snapshots/ets185.txt"}
# The tests that speak of records, the examples of docstrings, README and docs, and the notebooks.
SPEAKING = (
    *("tests/test_examples.py", "tests/test_snapshots.py", "tests/test_budapest.py", "tests/test_treaties.py"),
    *("tests/test_history.py", "tests/test_rules.py", "tests/test_provisions.py", "tests/test_symbols.py"),
    *("tests/test_main.py", "tests/test_citation.py", "tests/test_arrow.py", "tests/test_public.py", "tests/un"),
    *("tests/charts", "tests/tools/test_treaty_pages.py", "tests/test_notebooks.py"),
)
# Tests of any input whatever, and of very many, state nothing of the record; Spark takes long to start.
NOT_SPEAKING = ("--ignore=tests/charts/test_any_input.py", "--ignore=tests/charts/test_refusals.py", "-k", "not spark")
PYTEST = ("-q", "-p", "no:cacheprovider")
# What still speaks of today's record as if it were the last one; to be emptied.
DATED: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def act() -> tuple[str, date, date, date]:
    """Who accedes, on which day, with which effect, and the day of the chart that shows it."""
    budapest = cc.treaty("budapest")
    state = budapest.invited()[0]
    day = budapest.as_of + timedelta(days=30)
    effective = budapest.would_enter_into_force(state, deposited=day)

    assert effective is not None
    return state.id, day, effective, day + timedelta(days=7)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, act: tuple[str, date, date, date]) -> Path:
    """The repository with one accession more; its manifest, pages and snapshots regenerated."""
    root = tmp_path_factory.mktemp("repository")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, root / name)
    accede(root, *act)
    for tool in ("manifest", "treaty_pages", "snapshots"):
        done = run(root, f"tools/{tool}.py")

        assert 0 == done.returncode, done.stderr
    return root


def accede(root: Path, state: str, day: date, effective: date, seen: date) -> None:
    """Add the act, its source, the record's date, the total and the version, as the guide says."""
    data = root / DATA
    invitation = [line for line in lines(data / "ets185/acts.csv") if line.startswith(f"{state},")][-1]
    before = cc.treaty("budapest").totals()
    as_of = str(cc.treaty("budapest").as_of)
    old = (data / "VERSION").read_text(encoding="utf-8").strip()
    version = max(seen, date.fromisoformat(old.replace(".", "-")) + timedelta(days=1))
    new = f"{version:%Y.%m.%d}"

    insert(data / "ets185/acts.csv", f"{state},accession,{day},{effective},{SOURCE},high,,,,", below=invitation.__eq__)
    insert(
        data / "sources.csv",
        f"{SOURCE},Chart of signatures and ratifications of Treaty 185,Treaty Office,https://example.org,{seen},{seen}",
        below=lambda line: line.partition(",")[0] < SOURCE,
    )
    insert(
        data / "totals.csv",
        f"ets185,{seen},{before.consents + 1},{before.signatures_only},,,{SOURCE},",
        below=lambda line: line.startswith("ets185,"),
    )
    still_seen(data / "ets185/acts.csv", state, as_of, seen)
    change(data / "treaties.csv", "ets185,", as_of, str(seen))
    change(data / "VERSION", old, old, new)
    change(data / "datapackage.json", '  "version"', old, new)
    change(root / "CITATION.cff", "version:", old, new)
    change(root / "CITATION.cff", "date-released:", old.replace(".", "-"), str(version))
    insert(root / "CHANGELOG.md", f"- {state} acceded to the Budapest Convention.", below=lambda line: "###" in line)


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def insert(path: Path, new: str, *, below: Callable[[str], bool]) -> None:
    """Insert a line below the last one that is wanted."""
    found = lines(path)
    number = max(number for number, line in enumerate(found) if below(line))
    path.write_text("\n".join([*found[: number + 1], new, *found[number + 1 :]]) + "\n", encoding="utf-8")


def still_seen(path: Path, state: str, as_of: str, seen: date) -> None:
    """Say of the other States' invitations that the new chart shows them, as the last one did."""
    found = [
        re.sub(rf"(\d[\d-]*/)?{as_of}(?=,[^,]*,[^,]*$)", lambda found: f"{found[1] or f'{as_of}/'}{seen}", line)
        if ",invitation," in line and not line.startswith(f"{state},")
        else line
        for line in lines(path)
    ]
    path.write_text("\n".join(found) + "\n", encoding="utf-8")


def change(path: Path, start: str, old: str, new: str) -> None:
    """Replace text in the only line that begins so."""
    found = lines(path)
    (number,) = (number for number, line in enumerate(found) if line.startswith(start) and old in line)
    found[number] = found[number].replace(old, new, 1)
    path.write_text("\n".join(found) + "\n", encoding="utf-8")


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, on the copy's library."""
    env = {name: value for name, value in os.environ.items() if name not in {"PYTEST_ADDOPTS", "COVERAGE_FILE"}}
    env["PYTHONPATH"] = str(root / "src")
    return subprocess.run([sys.executable, *words], cwd=root, env=env, capture_output=True, text=True, check=False)


def files(root: Path) -> Iterator[str]:
    for name in COPIED:
        paths = (root / name).rglob("*") if (root / name).is_dir() else [root / name]
        yield from (path.relative_to(root).as_posix() for path in paths if path.is_file() and path.suffix != ".pyc")


def differing(copy: Path, file: str) -> tuple[list[str], list[str]]:
    """The lines of a file that the copy has not any more, and those that are new in it."""
    before, after = lines(ROOT / file), lines(copy / file)
    return [line for line in before if line not in after], [line for line in after if line not in before]


@pytest.mark.engines
def test_the_audit_is_sound(copy: Path) -> None:
    """The act, its source, the total and the version agree."""
    pytest.importorskip("frictionless")
    done = run(copy, "tools/audit.py")

    assert (0, "The dataset is sound.") == (done.returncode, done.stdout.splitlines()[-1])


def test_nothing_else_changes(copy: Path) -> None:
    """Data, what is made from it, and the changelog."""
    changed = {file for file in files(copy) if (ROOT / file).read_bytes() != (copy / file).read_bytes()}

    assert EDITED | REGENERATED == changed
    assert set(files(ROOT)) == set(files(copy))


def test_the_snapshot_shows_what_happened(copy: Path, act: tuple[str, date, date, date]) -> None:
    """The figures of the record, the State's line, and the bounds that the new chart puts on invitations."""
    state, day, effective, _ = act
    lost, new = differing(copy, "tests/snapshots/ets185.txt")
    about = [line for line in new if line.startswith(f"{state} ")]

    assert 1 == len(about)
    assert f"consented {day} (accession); in force {effective}" in about[0]
    bounded = by_the_chart(state)
    assert {state, *bounded} == {line.split()[0] for line in new if line[:3].isupper()}
    assert len(lost) <= 9 + len(bounded)
    assert len(new) <= 9 + len(bounded)


def by_the_chart(state: str) -> set[str]:
    """The other States with an invitation of which the last chart says that it was decided in the five years before."""
    budapest = cc.treaty("budapest")
    rule = budapest.rules.invitation
    assert rule is not None
    first = rule.earliest_decision(budapest.as_of)
    others = [each for each in budapest.invited() if each.id != state]
    return {each.id for each in others if (found := budapest[each].invitation) and found.when.earliest == first}


def test_the_page_shows_what_happened(copy: Path, act: tuple[str, date, date, date]) -> None:
    """A line for the consent, one less for the invitation, the figures, the bounds of invitations and the source."""
    bounded = by_the_chart(act[0])
    lost, new = differing(copy, "docs/treaties/ets185.md")

    assert len(lost) <= 8 + len(bounded)
    assert len(new) <= 8 + len(bounded)


def failures(copy: Path, marked: str, least: int) -> set[str]:
    """The tests that fail in the copy, of those with a mark or without it."""
    report = copy / "report.xml"
    which = f"{marked} and not hypothesis and not no_cover"
    done = run(copy, "-m", "pytest", *PYTEST, f"--junitxml={report}", "-m", which, *NOT_SPEAKING, *SPEAKING)

    assert done.returncode in (0, 1), done.stdout + done.stderr  # the tests ran, whatever they found
    cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 # pytest wrote it just now
    assert len(cases) > least
    failed = (case for case in cases if case.find("failure") is not None or case.find("error") is not None)
    return {f"{case.get('classname', '').replace('.', '/')}::{case.get('name')}" for case in failed}


@pytest.mark.parametrize(
    ("marked", "least"), [("not engines", 1000), pytest.param("engines", 20, marks=pytest.mark.engines)]
)
def test_what_the_tests_and_examples_say_still_holds(copy: Path, marked: str, least: int) -> None:
    """They speak of days that are over: a fact of the world stays one."""
    if marked == "engines" and "NEEDS_ENGINES" not in os.environ:
        pytest.importorskip("pyarrow")
    assert [] == sorted(each for each in failures(copy, marked, least) if not each.startswith(DATED))
