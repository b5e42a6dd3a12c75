# ruff: noqa: INP001, T201 - a program that prints what it found
"""Runs the sample application's tests from the built wheel, and checks that they find every seeded fault.

    python tools/sample_app.py

In a new environment with the wheel, its suite has to pass: as it is, in random order, and on two workers. Then each
fault of ``tests/sample_app/faults.toml`` is put into a copy of the application, and the suite has to fail.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NotRequired, TypedDict, cast

ROOT = Path(__file__).parent.parent
APP = ROOT / "tests" / "sample_app"


class Fault(TypedDict):
    """A text of the application, and what would stand there."""

    name: str
    old: str
    new: str
    more: NotRequired[str]


def main() -> int:
    """Run everything; return 1 if something was not as it should be."""
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        python = environment(Path(folder))
        print(f"installed after {time.monotonic() - begin:.0f} s")
        failed = [
            name
            for name, options in {"as it is": ["-p", "no:randomly"], "random order": [], "two workers": ["-n2"]}.items()
            if not passes(python, APP / "desk.py", *options)
        ]
        for name in failed:
            print(f"the suite fails: {name}")
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            missed = [name for name in pool.map(partial(missed_in, python), faults()) if name]
        for name in missed:
            print(f"a fault is not found: {name}")
    print(f"{len(faults()) - len(missed)} of {len(faults())} faults found, after {time.monotonic() - begin:.0f} s")
    return 1 if failed or missed else 0


def environment(folder: Path) -> Path:
    """Build the wheel, install it with what the suite needs (group ``sample``), and return the environment's Python."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env")  # without pip: this one's knows groups, that of a new environment may not
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = (sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet")
    run(*install, f"{wheel}[html]", "--group", f"{ROOT / 'pyproject.toml'}:sample")
    return python


def faults() -> list[Fault]:
    """Return the faults."""
    return cast("list[Fault]", tomllib.loads((APP / "faults.toml").read_text(encoding="utf-8"))["fault"])


def missed_in(python: Path, fault: Fault) -> str | None:
    """Return the name of a fault if the suite passes with it."""
    code = (APP / "desk.py").read_text(encoding="utf-8")
    if code.count(fault["old"]) != 1:
        return f"{fault['name']} (its text is not in desk.py, or more than once)"
    with tempfile.TemporaryDirectory() as folder:
        broken = Path(folder) / "desk.py"
        broken.write_text(f"{code.replace(fault['old'], fault['new'])}\n{fault.get('more', '')}\n", encoding="utf-8")
        return fault["name"] if passes(python, broken, "-x", "-p", "no:randomly") else None


def passes(python: Path, app: Path, *options: str) -> bool:
    """Return whether the suite passes with an application."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(app, folder)
        shutil.copy(APP / "suite.py", folder)
        Path(folder, "pytest.ini").write_text("[pytest]\nfilterwarnings = error::Warning:desk\n", encoding="utf-8")
        command = [str(python), "-m", "pytest", "-q", "suite.py", *options]
        clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTEST_ADDOPTS"}}
        done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode not in {0, 1}:  # neither passed nor failed
            sys.exit(done.stdout + done.stderr)
        if done.returncode and app.parent == APP:
            print(done.stdout)
        return done.returncode == 0


def run(*command: str, cwd: Path | None = None) -> None:
    """Run a command that has to succeed."""
    subprocess.run(command, cwd=cwd, check=True)  # noqa: S603 - this Python, and pip


if __name__ == "__main__":
    sys.exit(main())
