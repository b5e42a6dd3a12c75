"""Codes and names in a column, resolved once per distinct value; texts in a column of days likewise."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from unicodedata import combining, normalize

from cyberconventions import _states
from cyberconventions._dataset import per_dataset
from cyberconventions._dates import as_date
from cyberconventions._state_names import (
    codes,
    find_territory,
    other_ids,
    other_territory_ids,
    territory_ids,
    usual_ids,
    usual_names,
)
from cyberconventions._states import State
from cyberconventions.errors import (
    InvalidDateError,
    InvalidTypeError,
    NotAStateError,
    UnknownStateError,
    did_you_mean,
    quoted,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any, TypeAlias

    Counts: TypeAlias = Mapping[Any, int]  # values and how many rows have each

SHOWN = 10  # so many wrong values are listed, the rest is counted
_ROOM = 380  # characters for the values, of the 500 that a message may have
QUIETLY = '(errors="null" makes their answers null)'
NOT_A_STATE = "a known State code or name"
STATES = "text or whole numbers"
DATES = "dates, datetimes or ISO dates such as '2020-03-13'"


def state_id(value: object) -> str | None:
    """Return the id of the State that a value of a column means; ``None`` for other values.

    The same as :func:`cyberconventions.state`, without the search for similar names that its error does. A column of
    numbers with gaps is one of floats in pandas, so a whole float counts as a number.

    >>> state_id("côte d'Ivoire"), state_id(250.0), state_id("Korea")
    ('CIV', 'FRA', None)
    """
    name = _as_name(value)
    found = None if name is None else _states.find_state(name)
    return None if found is None else found.id


def territory_id(value: object) -> str | None:
    """Return the code of the territory that a value of a column means; ``None`` for other values.

    >>> territory_id("Hong Kong"), territory_id(344), territory_id("FRA")
    ('HKG', 'HKG', None)
    """
    name = _as_name(value)
    return None if name is None else find_territory(name)


def _as_name(value: object) -> str | None:
    if isinstance(value, State):
        return value.id
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{int(value):03d}" if value == value // 1 else None
    return value if isinstance(value, str) else None


def numbered(values: "Iterable[Any]", numbers: "Mapping[str, int]") -> "dict[Any, int]":
    """Return the number of what each value means, of those that mean something with a number.

    Arguments:
        values: What occurs in a column.
        numbers: The numbers of States by id, and of territories where these are answered.
    """
    found = {value: numbers.get(state_id(value) or territory_id(value) or "") for value in values}
    return {value: number for value, number in found.items() if number is not None}


@per_dataset()
def every_state() -> tuple[str, ...]:
    """Return the id of every State that a name or code can mean, sorted."""
    return tuple(sorted(set(known_spellings().values())))


@per_dataset()
def known_spellings(*, numeric: bool = False, territories: bool = False) -> Mapping[str, str]:
    """Map usual spellings of codes and names, or whole numbers as text, to ids, for engines that don't ask Python.

    Names as they are written, in capitals and in small letters, with and without accents, with either apostrophe.
    """

    def meant(value: object) -> str | None:
        return state_id(value) or (territory_id(value) if territories else None)

    if numeric:
        of_codes = {str(code): meant(code) for code in range(1000)}
        return MappingProxyType({code: id_ for code, id_ in of_codes.items() if id_ is not None})
    found: dict[str, str] = {}
    for name, id_ in (*codes(), *usual_names()):
        plain = "".join(char for char in normalize("NFKD", name) if not combining(char))
        for spelling in {each.replace(*marks) for each in (name, plain) for marks in (("'", "’"), ("’", "'"))}:
            found[spelling] = found[spelling.upper()] = found[spelling.lower()] = id_
    # Codes of one kind side by side, where engines find them faster. Not every letter's capital folds back to it: "İ".
    listed = sorted(found.items(), key=lambda each: (len(each[0]), each))
    return MappingProxyType({spelling: id_ for spelling, id_ in listed if meant(spelling) == id_})


def known_names(*, territories: bool = False) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Map codes and usual names, folded, to ids; and every name, as the rules for reading names alike make it."""
    usual, other = usual_ids(), other_ids()
    return ({**usual, **territory_ids()}, {**other, **other_territory_ids()}) if territories else (usual, other)


def days_of(values: "Iterable[Any]") -> "dict[Any, date]":
    """Return the day that each value of a column of ISO texts or dates means, of those that mean one."""
    found: dict[Any, date] = {}
    for value in values:
        try:
            found[value] = as_date(value)
        except (InvalidDateError, InvalidTypeError):
            continue
    return found


def refuse(unresolved: "Mapping[str, Counts]", invalid: "Mapping[str, Counts]") -> None:
    """Raise the error that lists, column by column, the values that are not known States or, if none, not dates."""
    what = (NOT_A_STATE, "known State codes or names")
    of = {name: counts for name, counts in unresolved.items() if counts}
    wrong = [listed(name, counts, what, _hint, _ROOM // len(of)) for name, counts in of.items()]
    if wrong:
        places = any(territory_id(value) for counts in unresolved.values() for value in counts)
        raise (NotAStateError if places else UnknownStateError)("\n".join([*wrong, QUIETLY]))
    for name, counts in invalid.items():
        if counts:
            raise InvalidDateError(f"{listed(name, counts, ('a date', 'dates'))}\nexpected {DATES} {QUIETLY}")


def _hint(value: object) -> str:
    place = territory_id(value)
    if place is not None:
        return f" is a territory ({place}): ask applies_to({place!r}, on=…) of a treaty"
    return did_you_mean(str(value).strip(), _states.spellings())


def listed(
    column: str,
    counts: "Counts",
    what: tuple[str, str],
    hint: "Callable[[object], str]" = lambda _: "",
    room: int = _ROOM // 2,
) -> str:
    """List the values of a column that are not what they should be, the most frequent first, while there is room."""
    one, several = what
    are = f"1 value is not {one}" if len(counts) == 1 else f"{len(counts)} values are not {several}"
    shown = [f"column {quoted(column)}: {are}:"]
    for value, rows in worst(counts)[:SHOWN]:
        line = f"{quoted(value)} ({rows_text(rows)}){hint(value)}"
        left = max(room - len("\n  ".join(shown)), 0)
        if len(line) > left and len(shown) > 1:
            break
        shown.append(line if len(line) <= left else f"{line[:left]}…")
    more = [f"and {len(counts) - len(shown) + 1} more"] if len(counts) >= len(shown) else []
    return "\n  ".join([*shown, *more])


def worst(counts: "Counts") -> "list[tuple[Any, int]]":
    """Return values and their rows, the most frequent first."""
    return sorted(counts.items(), key=lambda each: (-each[1], str(each[0])))


def rows_text(count: int) -> str:
    """Write a number of rows: ``1 row``, ``2 rows``."""
    return f"{count} row" if count == 1 else f"{count} rows"
