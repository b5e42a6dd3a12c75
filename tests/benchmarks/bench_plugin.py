# ruff: noqa: T201 - a program that prints its table
"""What an installation adds to other people's tests: instructions of pytest without a test, and to import hypothesis.

    python tests/benchmarks/bench_plugin.py

Builds the wheel, and prints the figures of ``docs/testing.md``. Each process runs in an environment of its own, with
what the library needs, and is counted by callgrind: without the library, with it as pip installs it, and as installers
do that leave compiling to Python. Needs valgrind, Linux and the extra ``test``.
"""

import os
import platform
import re
import subprocess
import sys
import tempfile
from importlib.metadata import requires, version
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROCESSES = {
    "pytest": ("-m", "pytest", "--collect-only", "-p", "no:cacheprovider"),
    "hypothesis": ("-c", "import hypothesis"),
}
INSTALLED = {"by pip": (), "not compiled": ("--no-compile",)}


def main() -> None:
    """Measure, and print the table."""
    print(f"Python {platform.python_version()}\n\n| process | instructions | {' | '.join(INSTALLED)} |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
        (wheel,) = folder.glob("*.whl")
        for package, words in PROCESSES.items():
            base, *more = measured(folder / package, f"{package}=={version(package)}", words, wheel)
            figures = " | ".join(f"+{each / base - 1:.2%}" for each in more)
            print(f"| `{' '.join(words)}`, {package} {version(package)} | {base / 1e6:.1f} million | {figures} |")


def measured(folder: Path, package: str, words: tuple[str, ...], wheel: Path) -> list[int]:
    """Return a process's instructions without the library, and with it in each way of installing."""
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    needs = [each for each in requires("cyberconventions") or [] if "extra ==" not in each]
    run(*pip, "install", "--quiet", package, *needs)
    (folder / "empty").mkdir()
    found = [instructions(python, words, folder / "empty")]
    for options in INSTALLED.values():
        run(*pip, "install", "--quiet", "--no-deps", *options, wheel)
        found.append(instructions(python, words, folder / "empty"))
        run(*pip, "uninstall", "--quiet", "--yes", "cyberconventions")
    return found


def instructions(python: Path, words: tuple[str, ...], folder: Path) -> int:
    """Return how many instructions a fresh Python executes, after runs that have written the .pyc files."""
    for _ in range(2):
        run(python, *words, cwd=folder)
    counted = run("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", python, *words, cwd=folder)
    found = re.search(r"Collected : (\d+)", counted)
    if found is None:
        sys.exit(f"valgrind counted nothing:\n{counted}")
    return int(found[1])


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command with a fixed order of sets and nothing else of this process's, and return its messages."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "PIP_NO_COM"))
    }
    kept["PYTHONHASHSEED"] = "0"
    done = subprocess.run(command, cwd=cwd, env=kept, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 5}:  # pytest's word for: no tests
        sys.exit(done.stdout + done.stderr)
    return done.stderr


if __name__ == "__main__":
    main()
