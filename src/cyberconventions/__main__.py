"""The command line: ``cyberconventions`` or ``python -m cyberconventions``.

Lists the treaties of the dataset, says a State's status on a day, on which articles a request can rest, prints a
treaty's chart; reads a published chart, checks it against the record, compares two of them, converts one; keeps a
record of one's own up to date. Every command prints JSON with ``--json``. Exit statuses:

======  =======================  =======================================  ===================================
status  ``desk``                 ``check``, ``diff``                      every other command
======  =======================  =======================================  ===================================
0       a basis in force         nothing new, nothing changed             an answer, "unknown" and "no" included
1       none in these treaties   something new, contradictory or changed
2       bad input, with one line on standard error
3       not known
======  =======================  =======================================  ===================================

``update`` and ``check-record`` exit as ``docs/record.md`` says.
"""

import os
import sys
import warnings
from collections.abc import Sequence

from cyberconventions._command_line._commands import function_of, read_plain
from cyberconventions.errors import ChartError, CyberConventionsError, CyberConventionsWarning

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions._command_line._commands import Asked

BAD_INPUT = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status.

    Arguments:
        argv: The words after the program's name; the process's own where left out.
    """
    found = _read(sys.argv[1:] if argv is None else argv)
    if found is None:
        return BAD_INPUT
    command, asked = found
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", CyberConventionsWarning)
        try:
            answer, lines, status = function_of(command)(asked)
        except (CyberConventionsError, OSError) as error:
            return _refuse(error)
    for warning in dict.fromkeys(str(each.message) for each in caught):
        print(f"cyberconventions: warning: {warning}", file=sys.stderr)
    try:
        text = _json(answer) if asked["json"] else "\n".join(lines)
        _print(text, data=asked["json"] or command == "convert")
    except OSError as error:
        if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison]
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Nothing is left to fail at the end.
        if not isinstance(error, BrokenPipeError):  # There, who reads has seen enough, as `head` does.
            return _refuse(error)
    return status


def _read(words: Sequence[str]) -> "tuple[str, Asked] | None":
    """Return the command and what was asked; ``None`` where no command takes these words, which is said."""
    plain = read_plain(words)
    if plain is not None:
        return plain
    from cyberconventions._command_line._usage import UsageError, read_words

    try:
        return read_words(words)
    except UsageError as error:
        _refuse(error)
        return None


def _refuse(error: Exception) -> int:
    print(f"cyberconventions: {_one_line(error)}", file=sys.stderr)
    return BAD_INPUT


def _one_line(error: Exception) -> str:
    if isinstance(error, ChartError):
        first, *others = error.exceptions
        more = f" (and {len(others)} more)" if others else ""
        file = "".join(f"{note}: " for note in getattr(error, "__notes__", ()))
        return f"{file}{error.message.partition(chr(10))[0]}: {first}{more}"
    return " ".join(str(error).split())


def _json(answer: "Any") -> str:  # noqa: ANN401 - whatever JSON can show
    import json

    return json.dumps(answer, ensure_ascii=False, indent=2)


def _print(text: str, *, data: bool) -> None:
    """Print a text on whatever the terminal can show: names of States have letters that not all can.

    Data that goes into a file or another program is UTF-8, whatever the terminal speaks.
    """
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison] - closed by who started the process
        raise OSError("standard output is closed")
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if data and reconfigure is not None and not sys.stdout.isatty():
        reconfigure(encoding="utf-8")
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), flush=True)


if __name__ == "__main__":
    sys.exit(main())
