"""What a column must be to be asked with, and what kind of column an answer makes."""

from collections.abc import Iterable, Sequence
from enum import Enum

from cyberconventions.errors import ColumnError, InvalidTypeError, did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    # A frame, a column or a module of any library: their types have nothing in common.
    Native: TypeAlias = Any


class Kind(Enum):
    """The kind of column that an answer makes."""

    TEXT = "text"
    YES_NO = "yes or no"
    IDS = "list of ids"


def refuse_dtype(
    column: str, dtype: object, expected: str = "dates, datetimes or ISO dates such as '2020-03-13'"
) -> InvalidTypeError:
    """Return the error for a column of a wrong type."""
    return InvalidTypeError(f"column {column!r} is of type {dtype}, expected {expected}")


def check_names(columns: "Iterable[Any]", asked: Sequence[str], into: Sequence[str], *, any_case: bool) -> None:
    """Check that the columns asked with exist, and that those to be added do not.

    Arguments:
        columns: The frame's columns.
        asked: The columns asked with.
        into: The columns to be added.
        any_case: Whether the engine takes ``status`` and ``Status`` for the same column.

    Raises:
        ColumnError: A column is missing, or is there already.
    """
    known = [each for each in columns if isinstance(each, str)]
    for name in asked:
        if name not in known:
            raise ColumnError(
                f"the frame has no column {name!r}{did_you_mean(name, known)}; it has {', '.join(map(repr, known))}"
            )
    taken = {each.casefold() if any_case else each for each in known}
    for place, name in enumerate(into):
        if (name.casefold() if any_case else name) in taken or name in into[:place]:
            raise ColumnError(f"the frame has a column {name!r} already, which is not overwritten; choose another name")
