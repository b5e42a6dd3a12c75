"""Codes and names in a column, resolved once per distinct value; texts in a column of dates likewise."""

from collections.abc import Iterable, Mapping
from itertools import product
from types import MappingProxyType

from cyberconventions import _states
from cyberconventions._dataset import current, per_dataset
from cyberconventions._dates import as_date
from cyberconventions._states import State, fold
from cyberconventions.errors import InvalidDateError, InvalidTypeError, UnknownStateError, did_you_mean, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any, TypeAlias

    # The ids of the values that occur in a column, None for those that mean no State.
    Spelled: TypeAlias = Mapping[Any, str | None]

_LONGEST_CODE = 3  # letters
SHOWN = 10  # so many wrong values are listed, the rest is counted


def state_id(value: object) -> str | None:
    """Return the id of the State that a value of a column means, ``None`` if it means none.

    The same as :func:`cyberconventions.state`, without the search for similar names that its error does:
    a column of a million wrong values must not cost a million searches. A column of numbers with gaps is
    one of floats in pandas, so a whole float counts as a number.

    >>> state_id("côte d'Ivoire"), state_id(250.0), state_id("Korea")
    ('CIV', 'FRA', None)
    """
    if isinstance(value, State):
        return value.id
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        key = value
    elif isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        key = f"{int(value):03d}"
    else:
        return None
    found = _states.find_state(key)
    return None if found is None else found.id


def resolved(values: "Iterable[Any]") -> "Spelled":
    """Return the State's id for each value, ``None`` for those that mean no State."""
    return {value: state_id(value) for value in values if value is not None}


def meant(spelled: "Spelled") -> "dict[Any, str]":
    """Return the State's id for each value that means one."""
    return {value: id_ for value, id_ in spelled.items() if id_ is not None}


def numbered(values: "Iterable[Any]", numbers: "Mapping[str, int]") -> "dict[Any, int]":
    """Return the number of the State that each value means, of those that mean one.

    Arguments:
        values: What occurs in a column.
        numbers: The number of each State, by its id.
    """
    return {value: numbers[id_] for value, id_ in meant(resolved(values)).items()}


def numeric_codes() -> "dict[Any, str]":
    """Return the State's id for each numeric code, as a number."""
    return meant(resolved(range(1000)))


def known_after_a_look(spelled: "Spelled") -> "dict[Any, str]":
    """Return the State's id for each text that a plan knows: those seen, and all codes, which may yet come.

    >>> [known_after_a_look({"Japan": "JPN", "Korea": None}).get(text) for text in ("FR", "FRA", "Japan", "France")]
    ['FRA', 'FRA', 'JPN', None]
    """
    codes = {text: id_ for text, id_ in known_spellings().items() if len(text) <= _LONGEST_CODE and text.isupper()}
    return {**codes, **meant(spelled)}


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
    # "İ" and other letters whose capitals are no capitals of theirs.
    return MappingProxyType({spelling: id_ for spelling, id_ in found.items() if state_id(spelling) == id_})


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


def refuse_states(strangers: "Mapping[str, Mapping[Any, int]]") -> None:
    """Raise the error that lists the values that are no State's code or name, column by column.

    Raises:
        UnknownStateError: Unless there are none.
    """
    known = _states.spellings() if any(strangers.values()) else []
    wrong: list[str] = []
    for column, counts in strangers.items():
        if counts:
            lines = [
                f"{quoted(value)} ({_rows(rows)}){did_you_mean(str(value).strip(), known)}"
                for value, rows in _worst(counts)
            ]
            wrong.append(f"column {column!r}: {_values(counts)} no State's code or name:{_listing(lines, len(counts))}")
    if wrong:
        listing = "\n".join(wrong)
        raise UnknownStateError(f'{listing}\n(errors="null" makes their answers null)')


def days_of(counts: "Mapping[Any, int]", column: str, *, refuse: bool) -> "dict[Any, date]":
    """Return the day that each value of a column of ISO texts or dates means.

    Arguments:
        counts: The distinct values, without null, and how many rows have each.
        column: The column's name, for the error.
        refuse: Whether values that are no dates are an error; else they are left out.

    Raises:
        InvalidDateError: Some are no dates and are to be refused; the message lists them.
    """
    found: dict[Any, date] = {}
    wrong: dict[Any, int] = {}
    for value, rows in counts.items():
        try:
            found[value] = as_date(value)
        except (InvalidDateError, InvalidTypeError):
            wrong[value] = rows
    if wrong and refuse:
        lines = [f"{quoted(value)} ({_rows(rows)})" for value, rows in _worst(wrong)]
        raise InvalidDateError(
            f"column {column!r}: {_values(wrong)} no date, expected a date, a datetime or an ISO date such as "
            f"'2020-03-13':{_listing(lines, len(wrong))}\n"
            '(errors="null" makes their answers null)'
        )
    return found


def _worst(counts: "Mapping[Any, int]") -> "list[tuple[Any, int]]":
    return sorted(counts.items(), key=lambda each: (-each[1], str(each[0])))[:SHOWN]


def _rows(count: int) -> str:
    return f"{count} row" if count == 1 else f"{count} rows"


def _values(counts: "Mapping[Any, int]") -> str:
    return "1 value is" if len(counts) == 1 else f"{len(counts)} values are"


def _listing(lines: list[str], total: int) -> str:
    more = [f"and {total - len(lines)} more"] if total > len(lines) else []
    return "".join(f"\n  {line}" for line in lines + more)


@per_dataset()
def known_names() -> Mapping[str, str]:
    """Map every code and name, in the form in which spellings are compared, to its State's id."""
    return MappingProxyType({fold(name): id_ for name, id_ in known_spellings().items()})
