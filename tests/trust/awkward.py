"""Values that nobody means: each is made anew for each attack, as some can be used once."""

# ruff: noqa: ANN401, DTZ901, PLW0108 - whatever a value is, is the point, and each is made anew

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from functools import partial
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import Any, NoReturn

import cyberconventions as cc

LONG = 200_000  # characters


class Text(str):
    """A text of another class."""

    __slots__ = ()


class Day(date):
    """A day of another class."""


class Number(int):
    """A number of another class."""


class Colour(Enum):
    """A word of nobody's."""

    RED = "red"


class Word(StrEnum):
    """A word that is a text."""

    RED = "red"


class Count(IntEnum):
    """A word that is a number."""

    ONE = 1


def _raise(*_: object) -> NoReturn:
    raise RuntimeError("nobody asked me")


def raising(*methods: str) -> Any:
    """Return an object of which some methods raise."""
    return type("Raising", (), dict.fromkeys(methods, _raise))()


def generator() -> Iterator[str]:
    """Go through the names of two States."""
    yield from ("FRA", "DEU")


def deep() -> list[Any]:
    """Return lists in lists, as deep as Python's own stack."""
    found: list[Any] = []
    for _ in range(5000):
        found = [found]
    return found


def _circular() -> list[Any]:
    found: list[Any] = []
    found.append(found)
    return found


# Texts that name nothing at all: a call that takes the name of something refuses them.
NONSENSE: dict[str, str] = {
    "empty": "",
    "blank": " ",
    "null character": "\x00",
    "typo": "typo-of-nothing",
    "long": "x" * LONG,
    "long and blank": " " * LONG,
    "long, of accents": "é" * LONG,
    "half a character": "\ud800",
    "right to left": "\u202eecnarF",
    "braces": "{0!r}%s%(x)s",
    "markup": "<script>alert(1)</script>",
    "lines": "a\nb\r\nc",
}

PLAIN: dict[str, Callable[[], Any]] = {
    **{f"text: {name}": partial(str, text) for name, text in NONSENSE.items()},
    "None": lambda: None,
    "True": lambda: True,
    "False": lambda: False,
    "nan": lambda: float("nan"),
    "infinity": lambda: float("inf"),
    "a float": lambda: 1.5,
    "-1": lambda: -1,
    "zero": lambda: 0,
    "a long number": lambda: 10**5000,
    "a long negative number": lambda: -(10**5000),
    "a number of 65 bits": lambda: 2**64,
    "a complex number": lambda: 1j,
    "a decimal": lambda: Decimal("sNaN"),
    "a fraction": lambda: Fraction(1, 3),
    "bytes": lambda: b"FRA",
    "a long bytearray": lambda: bytearray(LONG),
    "an empty list": list,
    "a list": lambda: ["FRA", "DEU"],
    "a list in itself": _circular,
    "lists in lists": deep,
    "an empty tuple": tuple,
    "a tuple of anything": lambda: (1, None, "FRA"),
    "an empty dict": dict,
    "a dict": lambda: {"FRA": "2020-01-01"},
    "a dict of anything": lambda: {1: None, None: 1},
    "a set": lambda: {"FRA"},
    "a range": lambda: range(3),
    "a slice": lambda: slice(None),
    "a generator": generator,
    "a function": lambda: len,
    "a method": lambda: cc.treaty("budapest").parties,
    "a class": lambda: int,
    "a module": lambda: cc,
    "an error": lambda: ValueError("no"),
    "an object": object,
    "...": lambda: ...,
    "NotImplemented": lambda: NotImplemented,
    "the last day": lambda: date.max,
    "the first day": lambda: date.min,
    "an aware datetime": lambda: datetime(2020, 1, 1, tzinfo=UTC),
    "the last datetime": lambda: datetime.max,
    "a timedelta": lambda: timedelta(days=1),
    "a path": lambda: PurePosixPath("nothing/here"),
    "a word of an enumeration": lambda: Colour.RED,
    "a word that is a text": lambda: Word.RED,
    "a word that is a number": lambda: Count.ONE,
    "no repr": lambda: raising("__repr__", "__str__"),
    "no hash": lambda: raising("__hash__"),
    "no equality": lambda: raising("__eq__", "__ne__", "__hash__"),
    "no truth": lambda: raising("__bool__", "__len__"),
    "no attributes": lambda: raising("__getattr__"),
    "nothing at all": lambda: raising("__repr__", "__str__", "__hash__", "__eq__", "__bool__", "__getattr__"),
    "a State": lambda: cc.state("FRA"),
    "a Territory": lambda: cc.territory("CUW"),
    "a Treaty": lambda: cc.treaty("ets189"),
    "a Status": lambda: cc.Status.PARTY,
    "an Answer": lambda: cc.Answer.UNKNOWN,
    "an Act": lambda: cc.treaty("budapest")["FRA"].acts[0],
    "a DateWindow": lambda: cc.DateWindow.parse("2019-12"),
    "States": lambda: cc.treaty("budapest").parties(),
    "no States": cc.States,
    "a Table": lambda: cc.treaty("budapest").rules.table(),
    "a Resolution": lambda: cc.resolution("74/247"),
}

if find_spec("numpy"):
    import numpy as np

    more: dict[str, Callable[[], Any]] = {
        "numpy: a number": lambda: np.int64(3),
        "numpy: not a number": lambda: np.float64("nan"),
        "numpy: a truth": lambda: np.bool_(True),
        "numpy: a text": lambda: np.str_("FRA"),
        "numpy: a day": lambda: np.datetime64("2020-01-01"),
        "numpy: no day": lambda: np.datetime64("NaT"),
        "numpy: an array": lambda: np.array(["FRA", "DEU"]),
        "numpy: a day of long ago": lambda: np.datetime64(-(10**9), "Y"),
    }
    PLAIN.update(more)
if find_spec("pandas"):
    import pandas as pd

    more = {
        "pandas: NA": lambda: pd.NA,
        "pandas: NaT": lambda: pd.NaT,
        "pandas: a moment": lambda: pd.Timestamp("2020-01-01T12:00"),
        "pandas: a series": lambda: pd.Series(["FRA"]),
        "pandas: an index": lambda: pd.Index(["FRA"]),
    }
    PLAIN.update(more)


def like(valid: Any) -> dict[str, Callable[[], Any]]:
    """Return values made of what a parameter takes: of another class, alone in a list, or too often."""
    found: dict[str, Callable[[], Any]] = {
        "its own in a list": lambda: [valid],
        "its own in a dict": lambda: {"FRA": valid},
    }
    if type(valid) is str:
        found |= {
            "its own, of another class": lambda: Text(valid),
            "its own, in bytes": valid.encode,
            "its own, in a tuple": lambda: (valid,),
        }
    if type(valid) is date:
        found["its own, of another class"] = lambda: Day(valid.year, valid.month, valid.day)
    if type(valid) is int:
        found |= {"its own, of another class": lambda: Number(valid), "its own, as a float": lambda: float(valid)}
    if type(valid) is tuple:
        found["its own, as a set"] = lambda: {*valid}
        found["its own and another"] = lambda: (*valid, object())
    return found
