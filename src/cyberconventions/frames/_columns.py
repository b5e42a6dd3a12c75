"""What a column must be to be asked with, and what kind of column an answer makes."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import Enum

import attrs

from cyberconventions.errors import ColumnError, InvalidTypeError, did_you_mean, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    # A frame, a column or a module of any library: their types have nothing in common.
    Native: TypeAlias = Any

# What as_date takes as a text, for engines that don't ask Python: the days from 0001-01-01 to 9999-12-31, in full.
_YEAR = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9][0-9]|[0-9][1-9][0-9]{2}|[1-9][0-9]{3})"
_LEAP = "(?:0[48]|[2468][048]|[13579][26])"
ISO_DATE = (
    f"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{{2}}{_LEAP}|{_LEAP}00)-02-29)"
)
DATES = "dates, datetimes or ISO dates such as '2020-03-13'"


class Kind(Enum):
    """The kind of column that an answer makes."""

    TEXT = "text"
    YES_NO = "yes or no"
    IDS = "list of ids"


class Day(Enum):
    """What a column of days holds."""

    DATE = "dates"
    DATETIME = "datetimes"
    TEXT = "ISO texts"
    NUMBER = "days from 1970-01-01"


@attrs.frozen
class Columns:
    """What the columns asked with hold.

    Attributes:
        numeric: For each column of States whether it holds numbers.
        day: What the column of days holds.
    """

    numeric: tuple[bool, ...]
    day: Day


def refuse_dtype(column: str, dtype: object, expected: str = DATES) -> InvalidTypeError:
    """Return the error for a column of a wrong type."""
    return InvalidTypeError(f"column {column!r} is of type {dtype}, expected {expected}")


def check_words(**words: object) -> None:
    """Check that what names a column is a text.

    Raises:
        InvalidTypeError: It is something else.

    >>> check_words(state="country", on=3)
    Traceback (most recent call last):
    cyberconventions.errors.InvalidTypeError: on=3, expected the name of a column
    """
    for word, name in words.items():
        if not isinstance(name, str):
            raise InvalidTypeError(f"{word}={quoted(name)}, expected the name of a column")


def any_case(name: str) -> str:
    """Return what is the same for two names that Spark and most databases treat as one."""
    return name.casefold()


def any_ascii_case(name: str) -> str:
    """Return what is the same for two names that DuckDB treats as one; ``É`` and ``é`` are two there.

    >>> any_ascii_case("ÉTAT")
    'État'
    """
    return name.encode().lower().decode()


def check_names(
    columns: "Iterable[Any]",
    asked: Sequence[str],
    into: Sequence[str],
    *,
    same: "Callable[[str], str]" = str,
    doubles: bool = False,
) -> None:
    """Check that the columns asked with exist, and once only, and that those to be added do not.

    Arguments:
        columns: The frame's columns.
        asked: The columns asked with.
        into: The columns to be added.
        same: Gives the same for names that the engine treats as one, such as ``status`` and ``Status``.
        doubles: Whether two of the other columns may share a name.

    Raises:
        ColumnError: A column is missing, there twice, or there already.
    """
    known = [each for each in columns if isinstance(each, str)]
    for name in asked:
        if name not in known:
            its = f"; it has {', '.join(map(repr, known))}" if known else ""
            raise ColumnError(f"the frame has no column {name!r}{did_you_mean(name, known)}{its}")
    taken = Counter(map(same, known))
    for name in asked if doubles else known:
        if taken[same(name)] > 1:
            raise ColumnError(f"the frame has two columns of one name: {name!r}")
    for place, name in enumerate(into):
        if same(name) in taken or name in into[:place]:
            raise ColumnError(f"the frame has a column {name!r} already, which is not overwritten; choose another name")


def free_prefix(columns: Iterable[str]) -> str:
    """Return a beginning that no column's name has, in capitals or small letters.

    >>> free_prefix(["state", "day"]), free_prefix(["__CYBERCONVENTIONS_day"])
    ('__cyberconventions_', '__cyberconventions__')
    """
    taken = [each.casefold() for each in columns]
    prefix = "__cyberconventions_"
    while any(each.startswith(prefix) for each in taken):
        prefix += "_"
    return prefix
