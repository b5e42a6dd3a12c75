# ruff: noqa: INP001, T201 - a program, not a package, that says what it did
"""Rewrites the manifest of a dataset: ``python tools/manifest.py [FOLDER]``.

The manifest, ``datapackage.json``, has size, hash and number of rows of each file, and the library answers from files
only that are what it describes. Run this after each edit of a table; a table of its own has to be described first.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from cyberconventions._manifest import MANIFEST, renewed
from cyberconventions.errors import DatasetError

DATA = Path(__file__).parents[1] / "src" / "cyberconventions" / "data"


def main(argv: Sequence[str] | None = None) -> int:
    """Rewrite the manifest of a dataset's folder and return the exit status: 1 where a file can't be read.

    Arguments:
        argv: The words after the program's name; the process's own where left out.
    """
    parser = argparse.ArgumentParser(prog="python tools/manifest.py", description="Rewrites the manifest of a dataset.")
    parser.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="the dataset's folder; this repository's if left out"
    )
    folder = Path(parser.parse_args(argv).folder or DATA)
    try:
        text = renewed(str(folder))
    except DatasetError as error:
        print(error, file=sys.stderr)
        return 1
    place = folder / MANIFEST
    if text == place.read_text(encoding="utf-8"):
        print(f"{MANIFEST} describes every file as it is.")
    else:
        place.write_text(text, encoding="utf-8", newline="\n")
        print(f"{MANIFEST} was rewritten.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
