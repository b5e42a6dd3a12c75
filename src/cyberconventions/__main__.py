"""The command line: ``cyberconventions`` or ``python -m cyberconventions``.

Lists the treaties of the dataset, says a State's status on a day, on which articles a request can rest, prints a
treaty's chart; reads a published chart, checks it against the record, compares two of them, converts one; keeps a
record of one's own up to date. Every command prints JSON with ``--json``. The exit statuses of each are in
``docs/reference/command-line.md``.
"""

import os
import sys
import warnings
from collections.abc import Sequence

from cyberconventions._command_line._commands import function_of, read_plain
from cyberconventions.errors import ChartError, CyberConventionsError, CyberConventionsWarning, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, TextIO

    from cyberconventions._command_line._commands import Asked

BAD_INPUT = 2
_LONGEST_LINE = 500


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status.

    Arguments:
        argv: The words after the program's name; the process's own where left out.

    Raises:
        KeyboardInterrupt: The command was interrupted. Python then ends the process by the signal, so that a loop of
            a shell ends too, and prints no traceback.
    """
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except KeyboardInterrupt:
        sys.excepthook = _silent
        raise


def _silent(*_: object) -> None:
    pass


def _run(words: Sequence[str]) -> int:
    found, answering = read_plain(words), function_of
    if found is None:
        from cyberconventions._command_line._usage import HelpWanted, UsageError, function_in_record, read_words

        answering = function_in_record
        try:
            found = read_words(words)
        except HelpWanted as wanted:
            return _print(str(wanted), status=0)
        except UsageError as error:
            return _refuse(str(error))
    command, asked = found
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", CyberConventionsWarning)
        try:
            answer, lines, status = answering(command)(asked)
        except CyberConventionsError as error:
            return _refuse(_text_of(error))
        except OSError as error:  # Files that can't be read are errors of the library: this one can't be written.
            return _refuse(f"{_place(asked)}{error}")
    for warning in dict.fromkeys(str(each.message) for each in caught):
        # The argument of Python that it names is an option of one command.
        _say("warning: " + warning.replace('late="known"', "status --late known"))
    text = _json(answer) if asked["json"] else "\n".join(lines)
    return _print(text, status=status, data=asked["json"] or command == "convert")


def _refuse(message: str) -> int:
    _say(message)
    return BAD_INPUT


def _text_of(error: CyberConventionsError) -> str:
    if isinstance(error, ChartError):
        first, *others = error.exceptions
        more = f" (and {len(others)} more)" if others else ""
        file = "".join(f"{note}: " for note in getattr(error, "__notes__", ()))
        return f"{file}{error.message.partition(chr(10))[0]}: {first}{more}"
    return str(error)


def _place(asked: "Asked") -> str:
    """Return which folder a command writes to, for a message of the system that may not name it."""
    found = asked.get("target") or asked.get("record") or asked.get("folder")
    return f"{quoted(found)} can't be written: " if found else ""


def _json(answer: "Any") -> str:  # noqa: ANN401 - whatever JSON can show
    import json

    return json.dumps(answer, ensure_ascii=False, indent=2)


def _say(message: str) -> None:
    """Print one line on standard error; where that can't be, the exit status alone says it."""
    line = " ".join(message.split())
    line = line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"
    if sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison] - print() would take standard output
        return
    try:
        print(f"cyberconventions: {line}", file=sys.stderr, flush=True)
    except OSError:
        _give_up(sys.stderr)


def _print(text: str, *, status: int, data: bool = False) -> int:
    """Print a text, and return the exit status.

    It suits what the terminal can show, as names of States have letters that not all can. Data that goes into a file
    or another program is UTF-8, whatever the terminal speaks.
    """
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison] - closed by who started the process
        return _refuse("standard output is closed")
    try:
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if data and reconfigure is not None and not sys.stdout.isatty():
            reconfigure(encoding="utf-8")
        encoding = sys.stdout.encoding or "utf-8"
        print(text.encode(encoding, "backslashreplace").decode(encoding), flush=True)
    except BrokenPipeError:  # Who reads has seen enough, as `head` does.
        _give_up(sys.stdout)
    except OSError as error:
        _give_up(sys.stdout)
        return _refuse(f"standard output can't be written: {error}")
    return status


def _give_up(stream: "TextIO") -> None:
    """Let what a stream still holds go nowhere, so that nothing is left to fail when the process ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
