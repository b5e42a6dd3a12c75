"""The wheel: what is in it, and that it answers."""

import compileall
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cyberconventions._dataset import COMPILED, module_of

pytest.importorskip("hatchling")
ROOT = Path(__file__).parent.parent
MODULES = {
    f"cyberconventions/_compiled/{module_of(function, *arguments)}.py"
    for function, each in COMPILED
    for arguments in ([()] if each is None else [(argument,) for argument in each()])
}


def build(folder: Path, *options: str) -> Path:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(folder), *options], cwd=ROOT, check=True)
    (found,) = folder.iterdir()
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"), "-t", "wheel")


def test_the_wheel_has_tables_and_literals(wheel: Path) -> None:
    """The tables that people read, and all that was worked out from them; nothing of it stays in the source."""
    names = set(zipfile.ZipFile(wheel).namelist())

    assert MODULES | {"cyberconventions/_compiled/__init__.py", "cyberconventions/data/ets185/acts.csv"} <= names
    assert not (ROOT / "src" / "cyberconventions" / "_compiled").exists()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the wheel is unpacked."""
    found = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(found)
    return found


QUESTION = "cc.treaty('budapest').is_party('France', on='2010-01-01')"


def answer(question: str, place: Path) -> str:
    """What a fresh Python prints that finds the library there."""
    code = f"import sys; sys.path.insert(0, {str(place)!r}); import cyberconventions as cc; print({question})"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_wheel_answers(installed: Path) -> None:
    """The README's first question, from the wheel alone, which parses no table for it."""
    assert "True False\n" == answer(f"{QUESTION}, 'csv' in sys.modules", installed)


@pytest.mark.promise("The wheel answers from an archive, without being unpacked.")
def test_the_wheel_answers_without_being_unpacked(wheel: Path) -> None:
    """Python imports from archives too; tables that were not compiled are in there as well."""
    assert "True True\n" == answer(f"{QUESTION}, bool(cc.treaty('budapest').provisions)", wheel)


@pytest.mark.promise("The wheel answers without sources, from compiled modules alone.")
def test_the_wheel_answers_without_sources(installed: Path, tmp_path: Path) -> None:
    """Some distributions carry compiled modules alone."""
    copy = shutil.copytree(installed, tmp_path / "copy")
    compiled = copy / "cyberconventions" / "_compiled"
    assert compileall.compile_dir(compiled, legacy=True, quiet=1)
    for module in compiled.glob("*.py"):
        module.unlink()

    assert "True False\n" == answer(f"{QUESTION}, 'csv' in sys.modules", copy)


@pytest.mark.promise("Two builds give the same wheel, byte for byte.")
def test_two_builds_are_the_same(wheel: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    assert wheel.read_bytes() == build(tmp_path, "-t", "wheel").read_bytes()


def test_the_source_distribution_can_build_the_wheel(tmp_path: Path) -> None:
    """It has the hook, and the program that the hook runs."""
    names = subprocess.run(
        [sys.executable, "-m", "tarfile", "-l", str(build(tmp_path, "-t", "sdist"))],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    packed = {name.partition("/")[2] for name in names.split()}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout  # noqa: S607

    assert {"hatch_build.py", "tools/compile_tables.py"} <= packed
    # Its own tests read all that is in the repository, but scripts that show what other software does.
    assert not {name for name in tracked.splitlines() if not name.startswith("findings/")} - packed
