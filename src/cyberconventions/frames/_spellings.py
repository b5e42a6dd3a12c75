"""Codes and names in a column, resolved once per distinct value; texts in a column of days likewise."""

from collections.abc import Iterable, Mapping
from itertools import product
from types import MappingProxyType

from cyberconventions import _states
from cyberconventions._dataset import current, per_dataset
from cyberconventions._dates import as_date
from cyberconventions._states import State, fold
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
    from datetime import date
    from typing import Any, TypeAlias

    Counts: TypeAlias = Mapping[Any, int]  # values and how many rows have each

SHOWN = 10  # so many wrong values are listed, the rest is counted


def state_id(value: object) -> str | None:
    """Return the id of the State that a value of a column means; ``None`` for other values.

    The same as :func:`cyberconventions.state`, without the search for similar names that its error does:
    a column of a million wrong values must not cost a million searches. A column of numbers with gaps is
    one of floats in pandas, so a whole float counts as a number.

    >>> state_id("côte d'Ivoire"), state_id(250.0), state_id("Korea")
    ('CIV', 'FRA', None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str | State):
        key = value if isinstance(value, str) else value.id
    elif isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        key = f"{int(value):03d}"
    else:
        return None
    found = _states.find_state(key)
    return None if found is None else found.id


def numbered(values: "Iterable[Any]", numbers: "Mapping[str, int]") -> "dict[Any, int]":
    """Return the number of the State that each value means, of those that mean one.

    Arguments:
        values: What occurs in a column.
        numbers: The number of each State, by its id.
    """
    found = {value: state_id(value) for value in values}
    return {value: numbers[id_] for value, id_ in found.items() if id_ is not None}


def numeric_codes() -> "dict[int, str]":
    """Return the State's id for each numeric code, as a number."""
    found = {code: state_id(code) for code in range(1000)}
    return {code: id_ for code, id_ in found.items() if id_ is not None}


@per_dataset()
def every_state() -> tuple[str, ...]:
    """Return the id of every State that a name or code can mean, sorted."""
    return tuple(sorted(set(known_spellings().values())))


@per_dataset()
def known_spellings() -> Mapping[str, str]:
    """Map the usual spellings of codes and names to ids, for engines that look up without asking Python.

    Each as it is written, in capitals and in small letters, with and without each of its accents, with
    either apostrophe.
    """
    found: dict[str, str] = {}
    for name, id_ in _written():
        for spelling in _variants(name):
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
            name = getattr(record, kind, None)
            if name:
                yield name, record.alpha_3
    for row in current().rows("state_names.csv"):
        yield row["name"], row["state"]
    for row in current().rows("states.csv"):
        yield row["id"], row["id"]
        yield row["name"], row["id"]


def _variants(name: str) -> Iterable[str]:
    ways = [dict.fromkeys((char, _plain(char))) for char in name]
    for chars in product(*ways):
        yield "".join(chars)


def _plain(char: str) -> str:
    if char in "'\u2019":
        return "'" if char == "\u2019" else "\u2019"
    folded = char if char.isascii() else fold(char)
    return folded.upper() if char.isupper() else folded or char


def days_of(counts: "Counts") -> "tuple[dict[Any, date], dict[Any, int]]":
    """Return the day that each value of a column of ISO texts or dates means, and the values that mean none."""
    found: dict[Any, date] = {}
    invalid: dict[Any, int] = {}
    for value, rows in counts.items():
        try:
            found[value] = as_date(value)
        except (InvalidDateError, InvalidTypeError):
            invalid[value] = rows
    return found, invalid


# -- messages ---------------------------------------------------------------------------------------------------------

_QUIETLY = '(errors="null" makes their answers null)'


def refuse_states(unresolved: "Mapping[str, Counts]") -> None:
    """Raise the error that lists the values that are not known States, column by column, if there are any.

    Raises:
        NotAStateError: Some of them are territories.
        UnknownStateError: There are, and none is a territory.
    """
    if not any(unresolved.values()):
        return
    wrong: list[str] = []
    for column, counts in unresolved.items():
        if counts:
            are = "1 value is not a known State code or name"
            if len(counts) > 1:
                are = f"{len(counts)} values are not known State codes or names"
            lines = [f"{quoted(value)} ({rows_text(rows)}){_hint(value)}" for value, rows in worst(counts)[:SHOWN]]
            wrong.append(f"column {column!r}: {are}:{_listing(lines, len(counts))}")
    places = any(_territory(value) for counts in unresolved.values() for value in counts)
    raise (NotAStateError if places else UnknownStateError)("\n".join([*wrong, _QUIETLY]))


def _hint(value: object) -> str:
    place = _territory(value)
    if place is not None:
        return f" is a territory ({place}): ask applies_to({place!r}, on=…) of a treaty"
    return did_you_mean(str(value).strip(), _states.spellings())


def _territory(value: object) -> str | None:
    """Return the code of the territory that a value of a column means, or nothing."""
    if isinstance(value, State):
        return _states.find_territory(value.id)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _states.find_territory(str(value).zfill(3) if isinstance(value, int) else str(value))


def refuse_days(invalid: "Counts", column: str) -> None:
    """Raise the error that lists the values that are not dates, if there are any.

    Raises:
        InvalidDateError: There are.
    """
    if invalid:
        are = "1 value is not a date" if len(invalid) == 1 else f"{len(invalid)} values are not dates"
        lines = [f"{quoted(value)} ({rows_text(rows)})" for value, rows in worst(invalid)[:SHOWN]]
        raise InvalidDateError(
            f"column {column!r}: {are}, expected a date, a datetime or an ISO date such as '2020-03-13':"
            f"{_listing(lines, len(invalid))}\n{_QUIETLY}"
        )


def worst(counts: "Counts") -> "list[tuple[Any, int]]":
    """Return values and their rows, the most frequent first."""
    return sorted(counts.items(), key=lambda each: (-each[1], str(each[0])))


def rows_text(count: int) -> str:
    """Write a number of rows.

    >>> rows_text(1), rows_text(2)
    ('1 row', '2 rows')
    """
    return f"{count} row" if count == 1 else f"{count} rows"


def _listing(lines: list[str], total: int) -> str:
    more = [f"and {total - len(lines)} more"] if total > len(lines) else []
    return "".join(f"\n  {line}" for line in lines + more)
