# ruff: noqa: T201 - a program that prints its table
"""What a first answer costs: instructions from a cold start, and memory.

    python tests/benchmarks/bench_cold.py

Prints the table of ``docs/cold-start.md`` for the installed library; ``PYTHONPATH=$PWD/src`` in front measures a
checkout, which answers from the tables. Needs valgrind and Linux. Instructions are counted by callgrind, so that what
else the machine does changes nothing; each count is a ratio to the look-up of one country in pycountry in the same run.
"""

import os
import platform
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version

import pycountry

from cyberconventions._states import territory_codes

IMPORT = "import cyberconventions as cc; "
BASE = ["-c", 'import pycountry; pycountry.countries.get(alpha_3="FRA")']
STATUS = "status France --treaty budapest --on 2010-01-01"
DESK = "desk --from Germany --to Nigeria --measure preservation --on 2023-01-01"
# What is measured, how the table names it, and the most that it may cost.
PROCESSES = (
    ('cc.treaty("budapest").is_party("France", on="2010-01-01")', "", 1.00),
    ('cc.treaty("budapest").is_party("FRA", on="2010-01-01")', "", 0.97),
    (f"python -m cyberconventions {STATUS}", "", 1.05),
    (f"python -m cyberconventions {DESK}", " (under all nine)", 1.58),  # 1.5 times the status
    ("python -m cyberconventions", " (all nine, with their dates)", 1.15),
    ("[len(t) for t in cc.treaties()]", "", 1.05),
)
MOST_MEMORY = 4.7  # MB
STATES = {*(country.alpha_3 for country in pycountry.countries), "EUE", "SCG"} - territory_codes()

MEMORY = """
import sys, tracemalloc
states = sys.argv[1].split()
tracemalloc.start()
import cyberconventions as cc
for treaty in cc.treaties():
    for state in states:
        treaty.status(state)
print(tracemalloc.get_traced_memory()[0] / 1e6)
"""


def main() -> None:
    """Measure, and print the table."""
    base = instructions(BASE)
    names = ("attrs", "pycountry")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    print(f"Python {platform.python_version()}, {versions}; 1 = {base / 1e6:.1f} million instructions.\n")
    print("| process | measured | at most |\n|---|---|---|")
    for asked, more, most in PROCESSES:
        ratio = instructions(words_of(asked)) / base
        print(f"| `{asked}`{more} | {ratio:.2f} | {most:.2f} |")
    print(
        f"| memory: all nine treaties, the status of all {len(STATES)} States | {memory():.1f} MB | {MOST_MEMORY} MB |"
    )


def words_of(asked: str) -> list[str]:
    """Return the words after ``python`` for a command, or for an expression of Python."""
    command, is_command, _ = asked.partition("python ")
    return asked.split()[1:] if is_command and not command else ["-c", IMPORT + asked]


def environment() -> dict[str, str]:
    """Return this process's environment, with .pyc files and a fixed order of sets."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONHASHSEED": "0"}


def instructions(words: list[str]) -> int:
    """Return how many instructions a fresh Python executes, after one run that has written the .pyc files."""
    command = [sys.executable, *words]
    run(command)
    counted = run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command])
    found = re.search(r"Collected : (\d+)", counted.stderr)
    if found is None:
        sys.exit(f"valgrind counted nothing:\n{counted.stderr}")
    return int(found[1])


def memory() -> float:
    """Return the megabytes that Python objects hold once every treaty was asked about every State, by id."""
    ids = sorted(STATES)
    return float(run([sys.executable, "-c", MEMORY, " ".join(ids)]).stdout)


def run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    """Run a command in an empty folder, where nothing lies beside it that Python could import."""
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=True)


if __name__ == "__main__":
    main()
