"""What callers hand in, checked in one place for each kind: fields of a value, several values, words, paths.

States, days, treaties and territories are checked where they are found (``state``, ``as_date``, ``treaty``,
``territory``), a single type by ``errors.check_type``. Nothing here asks a value for more than its type before that is
known to be right, as an array has no truth and a list no hash.
"""

import os
from datetime import date, datetime
from functools import partial
from itertools import chain
from operator import attrgetter, index
from types import GenericAlias, UnionType
from typing import cast

from cyberconventions._dates import PLAIN, calendar_day
from cyberconventions.errors import (
    InvalidValueError,
    UnreadableFileError,
    check_type,
    did_you_mean,
    quoted,
    wrong_number,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeAlias

    # What a class says of a field.
    Said: TypeAlias = Any
    # Whether what is in a tuple surely is what a class says.
    Inside: TypeAlias = Callable[[tuple[Any, ...]], bool]
    # Reads a value's class and fields; the types that they had in values that were found right; the places of tuples
    # with what is asked of those in them, and those of numbers; a field's name, what the class says of it, and its
    # public name.
    Plan: TypeAlias = tuple[
        Callable[[Any], tuple[Any, ...]],
        set[tuple[type[Any], ...]],
        list[tuple[int, Inside]],
        list[int],
        list[tuple[str, Said, str]],
    ]

_PLANS: "dict[type[Any], Plan]" = {}
_MOST_REMEMBERED = 100  # combinations of types of a class
_LARGEST = 2**63  # of numbers that a field holds; Python writes no digits of much longer ones
_WORDS = {"str": "text", "int": "a number", "bool": "True or False", "None": "None", "NoneType": "None"}
_HINTS = {
    "Body": "; cc.un.body() finds one by name",
    "DateWindow": "; DateWindow.on() makes one of a day",
    "State": "; cc.state() finds one by name",
    "Treaty": "; cc.treaty() finds one by name",
}


def check_fields(made: object, **kinds: object) -> None:
    """Check that each field of a value that was just made has the type that its class says, and keep plain dates.

    A datetime counts as a date in Python, and a truth as a number; here they do not.

    Arguments:
        made: The value, of a class of attrs.
        kinds: The types of fields whose annotation is a name that only type checkers know.

    Raises:
        InvalidTypeError: A field holds something else.
        InvalidValueError: A number of more digits than anything has.

    >>> import cyberconventions as cc
    >>> cc.Citation("a text", 3)
    Traceback (most recent call last):
    cyberconventions.errors.InvalidTypeError: 3 is of type int, expected text for bibtex
    """
    read, right, tuples, numbers, fields = _PLANS.get(type(made)) or _planned(type(made), kinds)
    values = read(made)
    types = (*map(type, values),)
    if types in right and _right_within(values, types, tuples, numbers):  # nearly always
        return
    for value, (name, said, called) in zip(values[1:], fields, strict=True):
        if not _holds(value, said):
            if isinstance(value, int) and not isinstance(value, bool) and _holds(0, said):
                raise InvalidValueError(f"{quoted(value)} is too long for {called}, expected at most 63 bits")
            wrong = wrong_number if int in _each_of(said) else wrong_type
            raise wrong(value, f"{_words(said)} for {called}")
        if isinstance(value, date) and type(value) is not PLAIN[0]:
            object.__setattr__(made, name, calendar_day(value.year, value.month, value.day))
            types = ()  # a value of the same types has no plain date there either, and is not remembered as right
    if types and len(right) < _MOST_REMEMBERED:
        right.add(types)


def _right_within(
    values: "tuple[Any, ...]",
    types: "tuple[type[Any], ...]",
    tuples: "list[tuple[int, Inside]]",
    numbers: "list[int]",
) -> bool:
    """Return whether values whose types were found right before hold the right things, and numbers have bounds."""
    for place in numbers:
        if not -_LARGEST < (values[place] or 0) < _LARGEST:
            return False
    for place, holds in tuples:
        if issubclass(types[place], tuple) and values[place] and not holds(values[place]):
            return False
    return True


def _planned(kind: "type[Any]", kinds: "dict[str, object]") -> "Plan":
    """Return how values of a class are checked."""
    fields = [each for each in kind.__attrs_attrs__ if each.init]
    said = [kinds.get(each.name, each.type) for each in fields]
    inside = [(place, _inside(each)) for place, each in enumerate(said, start=1)]
    found = _PLANS[kind] = (
        attrgetter("__class__", *(each.name for each in fields)),
        set(),
        [(place, holds) for place, holds in inside if holds is not None],
        [place for place, each in enumerate(said, start=1) if int in _each_of(each)],
        [(each.name, what, each.alias) for each, what in zip(fields, said, strict=True)],
    )
    return found


def _each_of(said: "Said") -> "tuple[Any, ...]":
    """Return the types of a union."""
    return said.__args__ if isinstance(said, UnionType) else (said,)


def _inside(said: "Said") -> "Inside | None":
    """Return what is asked of a tuple that is not empty, before each in it is looked at; ``None`` for no tuple.

    Of most it is enough to compare the types in them, which takes a fraction of the time.
    """
    inner = [each.__args__ for each in _each_of(said) if isinstance(each, GenericAlias) and each.__origin__ is tuple]
    if not inner and not (isinstance(said, str) and "tuple" in said):
        return None
    if len(inner) != 1 or inner[0][-1] is not ...:
        return _never
    of = inner[0][0]
    if of is int:
        return _are_numbers
    if isinstance(of, type) and not isinstance(of, GenericAlias):
        return partial(_are_of, frozenset([of]))
    alike = isinstance(of, GenericAlias) and of.__origin__ is tuple and of.__args__ == (str, str)
    return _are_pairs if alike else _never


def _never(values: "tuple[Any, ...]") -> bool:
    del values
    return False


def _are_of(kinds: "frozenset[type[Any]]", values: "tuple[Any, ...]") -> bool:
    return kinds.issuperset(map(type, values))


def _are_numbers(values: "tuple[Any, ...]") -> bool:
    return {*map(type, values)} == {int} and -_LARGEST < min(values) <= max(values) < _LARGEST


def _are_pairs(values: "tuple[Any, ...]") -> bool:
    """Return whether each is a pair of texts."""
    return (
        {*map(type, values)} == {tuple}
        and {*map(len, values)} == {2}
        and {*map(type, chain.from_iterable(values))} == {str}
    )


def _holds(value: object, said: "Said") -> bool:
    """Return whether a value is of the type that a class says of a field."""
    if isinstance(said, type):
        if said is int:
            return type(value) is not bool and isinstance(value, int) and -_LARGEST < value < _LARGEST
        return isinstance(value, said) and not isinstance(value, datetime)  # no field is a moment
    if isinstance(said, UnionType):
        return any(_holds(value, each) for each in _each_of(said))
    if isinstance(said, str):  # a class that is not loaded where it is said
        names = {each.__name__ for each in type(value).__mro__}
        return any(each.strip() in names or (value is None and each.strip() == "None") for each in said.split("|"))
    if isinstance(said, GenericAlias) and said.__origin__ is tuple:
        several: Any = value
        return isinstance(value, tuple) and _all_hold(several, said.__args__)
    # Of a class itself; what else there is, such as functions, is checked where it is used.
    return not isinstance(said, GenericAlias) or said.__origin__ is not type or isinstance(value, type)


def _all_hold(values: "tuple[object, ...]", said: "tuple[Any, ...]") -> bool:
    if said[-1] is ...:
        return all(_holds(each, said[0]) for each in values)
    return len(values) == len(said) and all(_holds(each, of) for each, of in zip(values, said, strict=True))


def _words(said: "Said") -> str:
    """Return what a message says of a type."""
    if isinstance(said, UnionType):
        return " or ".join(map(_words, _each_of(said)))
    if isinstance(said, GenericAlias) and said.__origin__ is tuple:
        inner = [each for each in said.__args__ if each is not ...]
        return f"a tuple of {' and '.join(map(_words, inner))}"
    if isinstance(said, str):
        return " or ".join(_word(each.strip()) for each in said.split("|"))
    return _word(getattr(said, "__name__", str(said)))


def _word(name: str) -> str:
    article = "an" if name[0] in "AEIOU" else "a"
    return _WORDS.get(name) or f"{article} {name}{_HINTS.get(name, '')}"


def check_position(place: object, expected: str) -> None:
    """Check that what stands in brackets behind a list is a whole number, or a slice of whole numbers.

    Raises:
        InvalidTypeError: It is neither.

    >>> check_position("first", "a number")
    Traceback (most recent call last):
    cyberconventions.errors.InvalidTypeError: 'first' is of type str, expected a number
    """
    given: Any = place
    ends: tuple[Any, ...] = (given.start, given.stop, given.step) if isinstance(place, slice) else (given,)
    try:
        for each in filter(lambda end: end is not None or place is None, ends):
            index(each)
    except TypeError:
        raise wrong_type(given, expected) from None
    if isinstance(place, bool):
        raise wrong_type(place, expected)


def choice(word: object, words: "Iterable[str]", name: str, *, or_none: bool = False) -> str | None:
    """Return the one of some words that an argument is; ``None`` where that will do.

    Raises:
        InvalidTypeError: Not text.
        InvalidValueError: Another word.

    >>> choice("nul", ["raise", "null"], "errors")
    Traceback (most recent call last):
    cyberconventions.errors.InvalidValueError: errors='nul' – did you mean 'null'?, expected 'raise' or 'null'
    """
    known = {each: each for each in words}
    expected = " or ".join([*map(repr, known), *(["None"] if or_none else [])])
    if word is None and or_none:
        return None
    check_type(word, str, f"{expected} for {name}")
    found = known.get(str(word))
    if found is None:
        raise InvalidValueError(f"{name}={quoted(word)}{did_you_mean(str(word), known)}, expected {expected}")
    return found


def path_of(path: object, expected: str) -> str:
    """Return the path that a caller gave, as text.

    Raises:
        InvalidTypeError: It is neither text nor a ``Path``.
        UnreadableFileError: No file can have it.

    >>> path_of(3, "the path of a folder")
    Traceback (most recent call last):
    cyberconventions.errors.InvalidTypeError: 3 is of type int, expected the path of a folder
    """
    given: Any = path
    found: object = None
    if isinstance(path, str | os.PathLike):
        try:
            found = os.fspath(cast("str", given))
        except Exception:  # noqa: BLE001 # whatever its own method does
            found = None
    if not isinstance(found, str):
        raise wrong_type(given, expected)
    try:
        encoded = os.fsencode(found)
    except UnicodeEncodeError:
        encoded = b"\0"
    if b"\0" in encoded:
        raise UnreadableFileError(f"{quoted(given)} can't be read or written: no system has such a path")
    return found
