"""Codes and names in a column, resolved once per distinct value; texts in a column of days likewise."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from unicodedata import combining, normalize

from cyberconventions import _states
from cyberconventions._dataset import current, per_dataset
from cyberconventions._dates import as_date
from cyberconventions._states import State, fold
from cyberconventions.errors import InvalidDateError, InvalidTypeError, UnknownStateError, did_you_mean, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any, TypeAlias

    Counts: TypeAlias = Mapping[Any, int]  # values and how many rows have each

SHOWN = 10  # so many wrong values are listed, the rest is counted
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
    if isinstance(value, State):
        return value.id
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = f"{int(value):03d}" if value == value // 1 else None
    found = _states.find_state(value) if isinstance(value, str) else None
    return None if found is None else found.id


def numbered(values: "Iterable[Any]", numbers: "Mapping[str, int]") -> "dict[Any, int]":
    """Return the number of the State that each value means, of those that mean one, from the numbers by id."""
    found = {value: state_id(value) for value in values}
    return {value: numbers[id_] for value, id_ in found.items() if id_ is not None}


@per_dataset()
def every_state() -> tuple[str, ...]:
    """Return the id of every State that a name or code can mean, sorted."""
    return tuple(sorted(set(known_spellings().values())))


@per_dataset()
def known_spellings(*, numeric: bool = False) -> Mapping[str, str]:
    """Map usual spellings of codes and names, or whole numbers as text, to ids, for engines that don't ask Python.

    Names as they are written, in capitals and in small letters, with and without accents, with either apostrophe.
    """
    if numeric:
        codes = {str(code): state_id(code) for code in range(1000)}
        return MappingProxyType({code: id_ for code, id_ in codes.items() if id_ is not None})
    found: dict[str, str] = {}
    for name, id_ in _written():
        plain = "".join(char for char in normalize("NFKD", name) if not combining(char))
        for spelling in {each.replace(*marks) for each in (name, plain) for marks in (("'", "’"), ("’", "'"))}:
            found[spelling] = found[spelling.upper()] = found[spelling.lower()] = id_
    # Not every letter's capital folds back to it: "İ".
    return MappingProxyType({spelling: id_ for spelling, id_ in found.items() if state_id(spelling) == id_})


@per_dataset()
def known_names() -> Mapping[str, str]:
    """Map every code and name, in the form in which spellings are compared, to its State's id."""
    return MappingProxyType({fold(name): id_ for name, id_ in known_spellings().items()})


def _written() -> "Iterable[tuple[str, str]]":
    import pycountry

    for country in pycountry.countries:
        record: Any = country
        for kind in ("alpha_3", "alpha_2", "numeric", "name", "common_name", "official_name"):
            if hasattr(record, kind):
                yield getattr(record, kind), record.alpha_3
    for row in current().rows("state_names.csv"):
        yield row["name"], row["state"]
    for row in current().rows("states.csv"):
        yield from ((row["id"], row["id"]), (row["name"], row["id"]))


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
    known = _states.spellings() if any(unresolved.values()) else ()
    what = (NOT_A_STATE, "known State codes or names")
    wrong = [_listed(name, counts, *what, known) for name, counts in unresolved.items() if counts]
    if wrong:
        raise UnknownStateError("\n".join([*wrong, QUIETLY]))
    for name, counts in invalid.items():
        if counts:
            raise InvalidDateError(f"{_listed(name, counts, 'a date', 'dates')}\nexpected {DATES} {QUIETLY}")


def _listed(column: str, counts: "Counts", one: str, several: str, known: "Iterable[str]" = ()) -> str:
    """List the values of a column that are not what they should be, the most frequent first."""
    are = f"1 value is not {one}" if len(counts) == 1 else f"{len(counts)} values are not {several}"
    shown = [
        f"{quoted(value)} ({rows_text(rows)}){did_you_mean(str(value).strip(), known)}"
        for value, rows in worst(counts)[:SHOWN]
    ]
    more = [f"and {len(counts) - len(shown)} more"] if len(counts) > len(shown) else []
    return "\n  ".join([f"column {column!r}: {are}:", *shown, *more])


def worst(counts: "Counts") -> "list[tuple[Any, int]]":
    """Return values and their rows, the most frequent first."""
    return sorted(counts.items(), key=lambda each: (-each[1], str(each[0])))


def rows_text(count: int) -> str:
    """Write a number of rows: ``1 row``, ``2 rows``."""
    return f"{count} row" if count == 1 else f"{count} rows"
