"""Watches what the library does while any test runs: Python reports files, sockets, processes, imports and code.

``docs/security.md`` says what the library never does. Here that is checked over the whole run: what breaks it fails the
test in which it happened. Something counts as the library's if, going from where it happened to who called that, the
library is met before a test. What Python's own modules and other libraries do on its behalf counts too.
"""

import contextlib
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import attrs
import pytest

import cyberconventions

ROOT = Path(__file__).parents[2]
PACKAGE = str(Path(cyberconventions.__file__).parent)

# What writes, and for which promise: all other modules never open a file for writing.
WRITERS = {
    "_files.py": "cc.export, Picture.save",
    "_export/": "cc.export",
    "_update/_folder.py": "cyberconventions update, check-record --accept",
    "plots/_picture.py": "Picture.save",
    "__main__.py": "nothing: it opens the null device where a stream has failed",
}
# Code that these make from classes, not from data: constructors, converters, named tuples, annotations.
MAKERS = ("/attr/", "/cattrs/", "/collections/__init__.py", "/typing.py", "/dataclasses.py", "/annotationlib.py")
# What others ask the environment for while the library waits: argparse, how to print help;
# tempfile, where openpyxl may keep its sheets; pyarrow, when it makes a frame (from C: it is not seen who asks).
ASKED = {
    **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), ("/tempfile.py",)),
    **dict.fromkeys(("COLUMNS", "LINES", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"), ("/argparse.py", "/gettext.py")),
    "PYARROW_IGNORE_TIMEZONE": ("<frozen _collections_abc>",),
}
# Frames and the pictures' and sheets' libraries are the user's own or an extra; what they do by themselves is theirs.
ENGINES = ("/pyspark/", "/py4j/", "/dask/", "/distributed/", "/duckdb/", "/ibis/", "/pandas/", "/polars/", "/narwhals/")
# Libraries that the library imports, beside Python's own.
IMPORTED = {
    *("attr", "attrs", "dateutil", "pycountry"),
    *("altair", "cattrs", "lxml", "nanoarrow", "narwhals", "numpy", "openpyxl", "pyarrow", "vl_convert"),
    *("dask", "duckdb", "ibis", "pandas", "polars", "pyspark", "rich", "hypothesis", "pytest"),
}

_NETWORK = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "telnetlib.", "webbrowser.")
_PROCESSES = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile", "pty.")
_CODE = ("exec", "compile", "code.__new__", "pickle.find_class", "builtins.input")
_CHANGES = (
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "os.link", "os.symlink", "os.chmod", "os.chown"),
    *("os.utime", "os.chflags", "shutil.", "tempfile.", "sqlite3.connect"),
)
_ENVIRONMENT = ("os.putenv", "os.unsetenv", "environ")
_KINDS = {
    **dict.fromkeys(_NETWORK, "network"),
    **dict.fromkeys(_PROCESSES, "process"),
    **dict.fromkeys(_CODE, "code"),
    **dict.fromkeys(_CHANGES, "change"),
    **dict.fromkeys(_ENVIRONMENT, "environment"),
    "open": "open",
    "import": "import",
}
# Strategies of the library are run by hypothesis, which keeps what it found in files of its own.
_KITS = ("_pytest", "pluggy", "sybil", "hypothesis")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@attrs.define
class Watch:
    """What was seen: how many events in the library's name, and those that break a promise."""

    seen: dict[str, int] = attrs.field(factory=dict[str, int])
    broken: list[str] = attrs.field(factory=list[str])
    _kinds: dict[str, str] = attrs.field(factory=dict[str, str])
    _places: dict[str, str] = attrs.field(factory=dict[str, str])

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take one event; most are of no interest."""
        kind = self._kinds.get(event)
        if kind is None:
            kind = self._kinds[event] = next((_KINDS[each] for each in _KINDS if _is(event, each)), "")
        if kind and (kind != "open" or _writes(arguments)):
            self.judge(kind, event, arguments, sys._getframe(1))  # pyright: ignore[reportPrivateUsage]

    def judge(self, kind: str, event: str, arguments: tuple[Any, ...], frame: FrameType | None) -> None:
        """Find out in whose name something happened, and keep it if it breaks a promise."""
        between: list[str] = []
        while frame is not None:
            file = frame.f_code.co_filename
            place = self._places.get(file)
            if place is None:
                place = self._places[file] = _place(file)
            if place == "test":
                return
            if place != "other":
                break
            between.append(file)
            frame = frame.f_back
        else:
            return
        self.seen[kind] = self.seen.get(kind, 0) + 1
        if not _allowed(kind, arguments, place, between):
            self.broken.append(f"{place}, line {frame.f_lineno}: {event}{arguments!r:.200}, by {between[:1]}")


def _is(event: str, each: str) -> bool:
    return event.startswith(each) if each.endswith(".") or each in ("os.exec", "os.spawn", "os.fork") else event == each


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    return any(each in mode for each in "wax+") if isinstance(mode, str) else bool(flags & _WRITING)


def _place(file: str) -> str:
    """Return where in the library a file is, "test" for what calls the library, "other" for all that it calls."""
    path = os.path.abspath(file) if not file.startswith("<") else file
    if path.startswith(PACKAGE + os.sep):
        return path[len(PACKAGE) + 1 :].replace(os.sep, "/")
    if path.startswith(("<doctest", "<string>", "<stdin>")):
        return "test"
    if path.startswith(str(ROOT)) and "site-packages" not in path:
        return "test"
    return "test" if any(f"{os.sep}{each}{os.sep}" in path for each in _KITS) else "other"


def _allowed(kind: str, arguments: tuple[Any, ...], place: str, between: list[str]) -> bool:
    """Return whether the library may do that there; ``between`` are the files through which it came to it."""
    importing = any(each.startswith("<frozen importlib") or "/importlib/" in each for each in between)
    if kind == "import":
        name = str(arguments[0]).partition(".")[0]
        return bool(between) or name in IMPORTED or name == "cyberconventions" or name in sys.stdlib_module_names
    if importing or any(each in file for file in between for each in ENGINES):
        return kind not in ("network", "process") or any(each in file for file in between for each in ENGINES)
    if kind in ("open", "change"):
        return place.startswith(tuple(WRITERS))
    if kind == "code":
        # In a checkout, and when the wheel is built: Python reads how pycountry's catalogues form the plural.
        makers = (*MAKERS, "/gettext.py") if place == "_iso.py" else MAKERS
        return any(each in file for file in between for each in makers)
    if kind == "environment":
        return any(file.endswith(each) for file in between for each in ASKED.get(arguments[0], ()))
    return False


WATCH = Watch()


class _Watched(os._Environ):  # type: ignore[type-arg] # pyright: ignore[reportPrivateUsage]
    """The environment, which Python's events do not tell of when it is read."""

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401
        WATCH.judge("environment", "os.environ", (key,), sys._getframe(1))  # pyright: ignore[reportPrivateUsage]
        return super().__getitem__(key)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]

    def __iter__(self) -> Iterator[Any]:
        WATCH.judge("environment", "os.environ", ("all of it",), sys._getframe(1))  # pyright: ignore[reportPrivateUsage]
        return super().__iter__()  # pyright: ignore[reportUnknownVariableType]


def begin() -> None:
    """Watch from here on, to the end of the process: Python lets nobody take such a hook away."""
    os.environ.__class__ = _Watched
    sys.addaudithook(WATCH)


@contextlib.contextmanager
def apart() -> Generator[Watch]:
    """Give what is seen within a block to the test, and take it out of the run."""
    before = dict(WATCH.seen), list(WATCH.broken)
    found = Watch()
    WATCH.seen, WATCH.broken = found.seen, found.broken
    try:
        yield found
    finally:
        WATCH.seen, WATCH.broken = before


def fail_if_broken() -> None:
    """Fail the test that runs if anything since the last one broke a promise."""
    broken, WATCH.broken = WATCH.broken, []
    if broken:
        pytest.fail("the library did what docs/security.md says it never does:\n" + "\n".join(broken), pytrace=False)
