"""The check of the dataset as a program.

Prints what is wrong with file and line. The exit status is 1 if anything is, 0 if nothing, 2 where there is no
such folder.
"""

import argparse
import sys
from collections.abc import Sequence

from cyberconventions.audit import audit


def main(argv: Sequence[str] | None = None) -> int:
    """Check a dataset's folder, print what is wrong and return the exit status.

    Arguments:
        argv: The words after the program's name; the process's own where left out.
    """
    parser = argparse.ArgumentParser(prog="python -m cyberconventions.audit", description="Checks the dataset.")
    parser.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="the dataset's folder; the library's own if left out"
    )
    folder: str | None = parser.parse_args(argv).folder
    try:
        findings = audit(folder)
    except NotADirectoryError as error:
        parser.error(str(error))
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    count = len(findings)
    sys.stdout.write(f"{count} problem{'' if count == 1 else 's'} found\n" if count else "The dataset is sound.\n")
    return 1 if findings else 0


if __name__ == "__main__":  # pragma: no cover - a test runs it as a program
    sys.exit(main())
