"""Words that are not plain: help, abbreviations, ``--on=DATE``, and everything that no command takes."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from cyberconventions._command_line._commands import (
    CHOICES,
    COMMANDS,
    REQUIRED,
    SEVERAL,
    SWITCHES,
    flag_of,
    function_of,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from cyberconventions._command_line._commands import Answer, Asked

# What answers from the record, and so from one's own too. The table of plain words has no such option, so that plain
# questions of the bundled record cost no more.
_OF_A_RECORD = frozenset({"", "status", "desk", "chart", "check", "export"})

# How help names each word and each option's value, and what it says of them.
_WORDS = {
    "state": ("STATE", "a name or an ISO 3166 code; of a territory, whether treaties apply to it"),
    "which": ("TREATY", "a treaty's name or number"),
    "file": ("FILE", "a saved page or pasted text"),
    "old": ("OLD", "the older chart"),
    "new": ("NEW", "the newer chart"),
    "pages": ("PAGE", "a saved page or pasted text"),
    "folder": ("FOLDER", "the folder of a record of one's own"),
    "target": ("FOLDER", "the folder that the files are written to; made where it is missing"),
}
_OPTIONS = {
    "treaty": ("T", "a treaty's name or number; all where left out"),
    "on": ("DATE", "the day asked about, YYYY-MM-DD; the record's where left out"),
    "late": (
        None,
        "of a day after the record's: unknown where an act since may have changed it, or the known acts alone",
    ),
    "requesting": ("STATE", "the State that asks: a name or an ISO 3166 code"),
    "requested": ("STATE", "the State that is asked"),
    "measure": ("MEASURE", 'what it asks for: preservation, mutual assistance, extradition, 24/7, "Art. 31", ...'),
    "day": ("DATE", "the day of the request, YYYY-MM-DD"),
    "territory": ("PLACE", "the territory of the State that is asked in which it is to be done"),
    "offence": (
        "OFFENCE",
        'what it is about: "Articles 2 to 11" of the Budapest Convention, or other; any if left out',
    ),
    "as_of": ("DATE", "the day the chart stands as of, where the file does not say"),
    "format": (None, "what the file is, where its content shall not decide"),
    "form": (None, "the form"),
    "record": ("FOLDER", "the folder of the record; made from the bundled one with the first --write"),
    "write": (None, "write what is new, if nothing contradicts the record and the audit passes"),
    "undo": (None, "take the last update back"),
    "file_format": (None, "what the files are; parquet, xlsx and json each need the extra of that name"),
    "overwrite": (None, "replace files that are there already"),
    "accept": (None, "accept what was edited by hand, if the audit passes"),
}
_OF_A_FILE = {"treaty": ("T", "the treaty whose chart is wanted, where the file does not say")}


# What help says of the exit status, of commands for which it is not 0 whatever they answer.
_STATUS_OF = {
    "desk": "0 a basis in force, 1 none in these treaties, 3 not known",
    "check": "0 nothing new, 1 something new or contradictory",
    "diff": "0 nothing changed, 1 something changed",
    "update": "0 nothing is new, or it was written or taken back, 1 something is new and was not written, 3 stopped by "
    "a page or the audit",
    "check-record": "0 sound, or the edits were accepted, 1 edited by hand and not accepted, "
    "3 the audit finds something",
    "export": "0 all is written",
}
_PROGRAM = "python -m cyberconventions"
_BAD_INPUT = "2 bad input, with one line that says what was expected"


class UsageError(Exception):
    """Words on the command line that no command takes."""


class HelpWanted(Exception):  # noqa: N818 - nothing is wrong
    """Help or the version was asked for: its text, which is printed as every answer is."""


class _Version(argparse.Action):
    """The version of the library and that of its data."""

    def __call__(self, *_: object) -> NoReturn:
        from importlib.metadata import version

        from cyberconventions._sources import version_of_data

        raise HelpWanted(f"cyberconventions {version('cyberconventions')}, data {version_of_data()}")


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, as all errors here, and that leaves printing to who prints answers."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")

    def print_help(self, _: object = None) -> NoReturn:
        raise HelpWanted(self.format_help().removesuffix("\n"))


def read_words(words: Sequence[str]) -> "tuple[str, Asked]":
    """Return the command and what was asked.

    Raises:
        UsageError: No command takes these words; the message says what was expected.
        HelpWanted: Help or the version was asked for; this is it.

    >>> read_words(["status", "France", "--on=2010-01-01"])[1]["on"]
    '2010-01-01'
    """
    found: Asked = {"json": False, **vars(_parser().parse_args(words))}
    command = found.pop("command") or ""
    if "record" in found and "record" not in COMMANDS[command][3] and command not in _OF_A_RECORD:
        raise UsageError(f"--record: {command} does not answer from a record; see {_PROGRAM} --help")
    return command, found


def function_in_record(command: str) -> "Callable[[Asked], Answer]":
    """Return the function that answers a command, from the record of one's own that may be asked for.

    >>> function_in_record("status")({"state": "FRA", "treaty": 185, "on": "2010-01-01", "late": None})[2]
    0
    """
    function = function_of(command)

    def answer(asked: "Asked") -> "Answer":
        if command not in _OF_A_RECORD or "record" not in asked:
            return function(asked)
        from cyberconventions._record import dataset, using

        with using(dataset(asked["record"])):
            return function(asked)

    return answer


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    # Before or after the command: what is not given there must not undo what was given here.
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    parser = _Parser(
        prog=_PROGRAM,
        description="Who signed, ratified, acceded or was invited to every cybercrime treaty. Without a command: "
        "the treaties of the dataset, each with the day up to which its record goes.",
        parents=[common],
    )
    about = "print the version of the library and of its data"
    parser.add_argument("--version", action=_Version, nargs=0, default=argparse.SUPPRESS, help=about)
    _add_record(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for command, (_, _, words, options, purpose) in COMMANDS.items():
        if command:
            status = f"Exit status: {_STATUS_OF.get(command, '0 an answer')}; {_BAD_INPUT}."
            described = commands.add_parser(command, parents=[common], help=purpose, epilog=status)
            _describe(described, words, options)
            if command in _OF_A_RECORD:
                _add_record(described)
    return parser


def _add_record(parser: argparse.ArgumentParser) -> None:
    meaning = "answer from the record of one's own in this folder"
    parser.add_argument("--record", metavar="FOLDER", default=argparse.SUPPRESS, help=meaning)


def _describe(parser: argparse.ArgumentParser, words: Sequence[str], options: Sequence[str]) -> None:
    explained = _OPTIONS | _OF_A_FILE if "format" in options else _OPTIONS
    for word in words:
        metavar, meaning = _WORDS[word]
        parser.add_argument(word, metavar=metavar, help=meaning, nargs="*" if word in SEVERAL else None)
    for option in options:
        value, meaning = explained[option]
        if option in SWITCHES:
            parser.add_argument(flag_of(option), action="store_true", help=meaning)
            continue
        parser.add_argument(
            flag_of(option),
            dest=option,
            metavar=value,
            help=meaning,
            choices=CHOICES.get(option),
            required=option in REQUIRED,
        )
