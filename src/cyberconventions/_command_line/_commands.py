"""The one table of commands: how plain words are read, and what the parser for all others is made of."""

from collections.abc import Mapping, Sequence

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    # The words and options that were given, by name; an option that was not is ``None``.
    Asked: TypeAlias = dict[str, Any]
    # What JSON shows, what people read, and the exit status.
    Answer: TypeAlias = tuple[Any, list[str], int]
    # The module and the function that answers, its words, its options, and what it is for.
    Command: TypeAlias = tuple[str, str, tuple[str, ...], tuple[str, ...], str]

_READING = ("treaty", "as_of", "format")

# Without a command, the treaties are listed.
COMMANDS: "Mapping[str, Command]" = {
    "": ("_record", "list_treaties", (), (), ""),
    "status": ("_record", "status", ("state",), ("treaty", "on", "late"), "a State's status under one or all treaties"),
    "desk": (
        "_desk",
        "desk",
        (),
        ("requesting", "requested", "measure", "day", "territory", "treaty", "offence"),
        "on which articles a request from one State to another can rest",
    ),
    "chart": ("_charts", "chart", ("which",), ("on",), "the chart that the record gives for a day"),
    "read": ("_charts", "read", ("file",), _READING, "read a page with a published chart"),
    "check": (
        "_charts",
        "check",
        ("file",),
        _READING,
        "what a published chart adds to the record, or contradicts in it",
    ),
    "diff": ("_charts", "compare", ("old", "new"), _READING, "what changed between two published charts"),
    "convert": ("_charts", "convert", ("file",), (*_READING, "form"), "write a published chart in another form"),
    "update": (
        "_update",
        "update_record",
        ("pages",),
        ("record", "write", "undo", *_READING),
        "bring a record of one's own up to saved pages",
    ),
    "check-record": (
        "_update",
        "check",
        ("folder",),
        ("accept",),
        "check a record of one's own, and accept edits by hand",
    ),
    "export": (
        "_export",
        "write_export",
        ("target",),
        ("file_format", "overwrite"),
        "write the whole record as files for other tools",
    ),
}

CHOICES: "Mapping[str, tuple[str, ...]]" = {
    "format": ("text", "html", "json", "xml", "un-text", "dutch", "table"),
    "form": ("csv", "json", "text", "html"),
    "late": ("unknown", "known"),
    "file_format": ("csv", "json", "parquet", "sqlite", "xlsx", "datapackage"),
}
REQUIRED = frozenset({"requesting", "requested", "measure", "day", "form", "record", "file_format"})
# Options that are written otherwise than they are named, as one word means different things to different commands.
_FLAGS: "Mapping[str, str]" = {
    "requesting": "--from",
    "requested": "--to",
    "day": "--on",
    "form": "--to",
    "file_format": "--format",
}
# Words that may be several, and options without a value: the parser reads the commands that have them.
SEVERAL = frozenset({"pages"})
SWITCHES = frozenset({"write", "undo", "accept", "overwrite"})


def read_plain(words: Sequence[str]) -> "tuple[str, Asked] | None":
    """Return the command and what was asked, where the words are plain; ``None`` where they need the parser.

    Plain are a command's words and whole options, each followed by its value. Help, abbreviations, ``--on=DATE`` and
    everything wrong are left to :mod:`cyberconventions._command_line._usage`, which says what was expected.

    >>> read_plain(["status", "France", "--on", "2010-01-01"])
    ('status', {'json': False, 'treaty': None, 'on': '2010-01-01', 'late': None, 'state': 'France'})
    >>> read_plain(["status", "--help"]) is None
    True
    """
    rest = iter(words)
    command = next((word for word in rest if word != "--json"), "")
    if command not in COMMANDS or (not command and "" in words):
        return None
    _, _, names, options, _ = COMMANDS[command]
    if SWITCHES.intersection(options):
        return None
    by_flag = {flag_of(option): option for option in options}
    asked: Asked = {"json": "--json" in words, **dict.fromkeys(options)}
    given: list[str] = []
    for word in rest:
        if word == "--json":
            continue
        if not word.startswith("-"):
            given.append(word)
            continue
        option, value = by_flag.get(word), next(rest, "-")
        if option is None or value.startswith("-") or value not in CHOICES.get(option, (value,)):
            return None
        asked[option] = value
    if len(given) != len(names) or any(asked[option] is None for option in REQUIRED.intersection(options)):
        return None
    return command, asked | dict(zip(names, given, strict=True))


def flag_of(option: str) -> str:
    """Return an option as it is written.

    >>> flag_of("as_of"), flag_of("requesting")
    ('--as-of', '--from')
    """
    return _FLAGS.get(option) or "--" + option.replace("_", "-")


def function_of(command: str) -> "Callable[[Asked], Answer]":
    """Return the function that answers a command; its module is imported now.

    >>> function_of("status").__name__
    'status'
    """
    module, name, *_ = COMMANDS[command]
    found: Callable[[Asked], Answer] = getattr(__import__(f"{__package__}.{module}", fromlist=[name]), name)
    return found
