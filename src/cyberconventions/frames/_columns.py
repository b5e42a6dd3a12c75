"""What the columns that are asked with must be called and hold."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

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
ISO_LENGTH = 10
_MOST_LISTED = 12  # names of columns in a message


class Columns(NamedTuple):
    """What the columns of a planned frame hold."""

    numeric: tuple[bool, ...]  # for each column of States, whether it holds numbers
    of_text: bool  # whether days are texts; else dates or datetimes


def refuse_dtype(column: str, dtype: object, expected: str) -> InvalidTypeError:
    """Return the error for a column of a wrong type."""
    return InvalidTypeError(f"column {column!r} is of type {dtype}, expected {expected}")


def check_words(**words: object) -> None:
    """Check that what names a column is a text.

    >>> check_words(state="country", on=3)
    Traceback (most recent call last):
    cyberconventions.errors.InvalidTypeError: on=3, expected the name of a column
    """
    for word, name in words.items():
        if not isinstance(name, str):
            raise InvalidTypeError(f"{word}={quoted(name)}, expected the name of a column")
        if not name.isascii() and name != name.encode("utf-8", "replace").decode():  # half a character
            raise ColumnError(f"{word}={quoted(name)}, which no frame can have as a name")


def check_names(
    columns: "Iterable[Any]", asked: Sequence[str], into: Sequence[str], same: "Callable[[str], str]" = str
) -> None:
    """Check that the columns asked with exist, and once only, and that those to be added do not.

    What *same* gives is the same for names that the engine treats as one, such as ``status`` and ``Status``.
    """
    known = [each for each in columns if isinstance(each, str)]
    for name in asked:
        if name not in known:
            more = [f"and {len(known) - _MOST_LISTED} more"] if len(known) > _MOST_LISTED else []
            its = f"; it has {', '.join([*map(quoted, known[:_MOST_LISTED]), *more])}" if known else ""
            raise ColumnError(f"the frame has no column {quoted(name)}{did_you_mean(name, known)}{its}")
        if [same(each) for each in known].count(same(name)) > 1:
            raise ColumnError(f"the frame has two columns of one name: {quoted(name)}")
    for place, name in enumerate(into):
        if same(name) in map(same, known) or name in into[:place]:
            raise ColumnError(
                f"the frame has a column {quoted(name)} already, which is not overwritten; choose another name"
            )


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
