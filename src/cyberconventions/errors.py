"""Every error and warning of the library, with one base each.

An error is always a :class:`CyberConventionsError` and the built-in that fits, so both
``except cc.CyberConventionsError`` and ``except LookupError`` work. A message names the value, the
place, what was expected and the nearest right spellings where the match is strong.
"""

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any


class CyberConventionsError(Exception):
    """Base of every error this library raises on purpose."""


class InvalidTypeError(CyberConventionsError, TypeError):
    """A value of a type that the call does not take."""


class InvalidValueError(CyberConventionsError, ValueError):
    """A value of the right type that the call does not take: a negative number of States, an unknown option."""


class InvalidDateError(CyberConventionsError, ValueError):
    """Text that is not a date, or a date that the calendar does not have."""


class UnknownStateError(CyberConventionsError, LookupError):
    """No State has this name or code; nothing is resolved by similarity."""


class NotAStateError(UnknownStateError):
    """This is a territory's name or code, and a territory is no participant: a State is responsible for it.

    ``cc.territory()`` says which State, ``Treaty.applies_to()`` whether a treaty applies to the territory.
    """


class UnknownTerritoryError(CyberConventionsError, LookupError):
    """No territory has this name or code; States are not territories."""


class UnknownGroupError(CyberConventionsError, LookupError):
    """No group of States of the dataset has this name."""


class UnknownTreatyError(CyberConventionsError, LookupError):
    """No treaty of the dataset has this name, number or reference."""


class UnknownCodeError(CyberConventionsError, LookupError):
    """A chart's symbol that its key does not explain."""


class UnknownSourceError(CyberConventionsError, LookupError):
    """No source of the dataset has this id."""


class UnknownEventError(CyberConventionsError, LookupError):
    """No body, event, resolution or programme of the dataset has this name."""


class UnknownProvisionError(CyberConventionsError, LookupError):
    """No provision or erratum of the dataset has this article or number."""


class UnknownMeasureError(CyberConventionsError, LookupError):
    """Nothing that one State asks of another has this name; the message lists what there is."""


class NotParticipatingError(CyberConventionsError, LookupError):
    """The State has no act on record under the treaty."""


class UnknownStatusError(CyberConventionsError, LookupError):
    """The record can't answer a yes/no question; the message says what is missing."""


class UnknownAnswerError(CyberConventionsError, LookupError):
    """An answer that is not known was used as if it were yes or no."""


class ClauseNotSeenError(CyberConventionsError, LookupError):
    """The final clause that would answer has not been seen, so nothing is computed from it."""


class InvalidActError(CyberConventionsError, ValueError):
    """An act whose parts contradict each other."""


class InvalidRuleError(CyberConventionsError, ValueError):
    """A final clause whose numbers make no sense."""


class DatasetError(CyberConventionsError, ValueError):
    """The dataset is broken; the message names file, line and column."""


_MOST_LISTED = 21  # twenty, and how many more


class ChartLineError(CyberConventionsError, ValueError):
    """One thing on a published chart that can't be read.

    Attributes:
        line: The line's number in the input, counted from 1; ``None`` for the input as a whole.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        place = "" if line is None else f"line {line}: "
        super().__init__(f"{place}{message}")
        self.message = message
        self.line = line

    def __reduce__(self) -> tuple[type["ChartLineError"], tuple[str, int | None]]:
        return type(self), (self.message, self.line)


class ChartError(CyberConventionsError, ExceptionGroup[ChartLineError]):
    """A published chart that can't be read: every problem found, each with its line.

    >>> import cyberconventions as cc
    >>> try:
    ...     cc.parse_chart("Status as of 30/02/2020", format="text")
    ... except cc.errors.ChartError as error:
    ...     print(error.problems[0].line, error.problems[0].message[:32])
    1 '30/02/2020' is not a day of the
    """

    def __new__(cls, message: str, errors: "Sequence[ChartLineError]") -> "ChartError":  # pyright: ignore[reportInconsistentConstructor] - as ExceptionGroup
        """Make the group, with its problems listed in its message."""
        listing = "".join(f"\n  {error}" for error in errors[:_MOST_LISTED])
        if len(errors) > _MOST_LISTED:
            listing += f"\n  … and {len(errors) - _MOST_LISTED} more"
        return super().__new__(cls, message + listing, errors)

    @property
    def problems(self) -> "tuple[ChartLineError, ...]":
        """The problems, one by one, in the order of their lines."""
        return tuple(each for each in self.exceptions if isinstance(each, ChartLineError))

    def derive(self, errors: "Sequence[ChartLineError]") -> "ChartError":  # type: ignore[override]
        """Keep the class when ``except*`` splits the group."""
        return ChartError(self.message.partition("\n")[0], errors)


class InvalidJSONError(CyberConventionsError, ValueError):
    """JSON that does not hold a value of the library; the message has the path of what is wrong."""


class UnreadableFileError(CyberConventionsError, OSError):
    """A file that can't be opened or read."""


class MissingFileError(UnreadableFileError, FileNotFoundError):
    """No file has this path; the message names those of its folder that are spelt like it."""


class ExistingFileError(CyberConventionsError, FileExistsError):
    """A file that would be written is there already."""


class ColumnError(CyberConventionsError, ValueError):
    """A column that a frame does not have, or one that would be overwritten."""


class MissingExtraError(CyberConventionsError, ImportError):
    """A library is missing that an extra of this one brings; the message says which extra."""


class DifferentTreatiesError(CyberConventionsError, ValueError):
    """Two charts, or a chart and a record, that are not of the same treaty."""


class CyberConventionsWarning(UserWarning):
    """Base of every warning this library gives."""


class CoverageWarning(CyberConventionsWarning):
    """The day asked about lies after the day up to which the record is known to be complete."""


_CLOSE = 0.82  # one wrong letter in a word of six
_LONGEST_QUOTE = 100  # longer than any State's name in any language


def quoted(value: object) -> str:
    """Quote a value in a message, cut to a length that a person reads.

    >>> quoted("Wakanda"), len(quoted("x" * 200_000)) < 200
    ("'Wakanda'", True)
    """
    try:
        if isinstance(value, str | bytes):
            shown = repr(value) if len(value) <= _LONGEST_QUOTE else f"{value[:_LONGEST_QUOTE]!r}…"
        else:
            from reprlib import Repr  # cuts nested values as well, whatever their depth

            short = Repr()
            short.maxother = _LONGEST_QUOTE
            shown = short.repr(value)
    except ValueError:  # Python refuses to write whole numbers of more than some thousand digits.
        shown = f"<{type(value).__name__} too long to print>"
    except Exception:  # noqa: BLE001 # a message is to be had of whatever can't show itself
        shown = f"<{type(value).__name__} that can't be shown>"
    return shown if len(shown) <= 2 * _LONGEST_QUOTE else f"{shown[: 2 * _LONGEST_QUOTE]}…"


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with what is counted.

    >>> counted(1, "party", "parties"), counted(1497, "more row")
    ('1 party', '1497 more rows')
    """
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def of_type(value: object) -> str:
    """Return what a message says of a value whose type is wrong.

    >>> of_type(3)
    '3 is of type int'
    """
    return f"{quoted(value)} is of type {type(value).__name__[:_LONGEST_QUOTE]}"


def wrong_type(value: object, expected: str) -> InvalidTypeError:
    """Return the error for a value of a type that a call does not take.

    >>> str(wrong_type(3.5, "a date"))
    '3.5 is of type float, expected a date'
    """
    return InvalidTypeError(f"{of_type(value)}, expected {expected}")


def wrong_number(value: object, expected: str) -> InvalidTypeError:
    """Return the error for a value of a type that a call does not take, where it takes Python's whole numbers.

    A whole number of another library, such as ``numpy.int64(185)``, is one of them once ``int`` has made it so.

    >>> str(wrong_number(3.5, "a treaty's number"))
    "3.5 is of type float, expected a treaty's number"
    """
    from operator import index

    given: Any = value
    try:
        index(given)
    except Exception:  # noqa: BLE001 # whatever its own method does
        return wrong_type(value, expected)
    # A truth is a number to Python.
    return wrong_type(value, expected if isinstance(value, int) else f"{expected}; int() makes a number of it")


def missing_extra(needs: str, extra: str) -> MissingExtraError:
    """Return the error that a library is missing, with the command that installs the extra which brings it.

    >>> str(missing_extra("JSON needs cattrs", "json"))
    "JSON needs cattrs: pip install '.[json]' in a copy of the repository"
    """
    return MissingExtraError(f"{needs}: pip install '.[{extra}]' in a copy of the repository")


def check_type(value: object, kind: "type | tuple[type, ...]", expected: str) -> None:
    """Check that a value that something is made of has its type.

    Arguments:
        value: The value.
        kind: The type, or the types.
        expected: What was expected, for the message.

    Raises:
        InvalidTypeError: It has another type.

    >>> check_type("FRA", str, "a State's id")
    """
    if not isinstance(value, kind):
        raise wrong_type(value, expected)


def check_tuple(values: object, kind: type, expected: str) -> None:
    """Check that a value that something is made of is a tuple of values of one type.

    Arguments:
        values: The tuple.
        kind: The type of each.
        expected: What they are, for the message.

    Raises:
        InvalidTypeError: It is not a tuple, or one of its values has another type.

    >>> check_tuple(["FRA"], str, "ids")
    Traceback (most recent call last):
    cyberconventions.errors.InvalidTypeError: ['FRA'] is of type list, expected a tuple of ids
    """
    found: Any = values
    if not isinstance(values, tuple):
        raise wrong_type(values, f"a tuple of {expected}")
    if {kind}.issuperset(map(type, found)):  # nearly always, and then no value is looked at in Python
        return
    for each in found:
        if not isinstance(each, kind) or (kind is int and isinstance(each, bool)):
            raise wrong_type(each, f"one of a tuple of {expected}")


def several(values: object, expected: str) -> "tuple[Any, ...]":
    """Return several values that a caller gave, in a list, a tuple or anything else that can be gone through.

    Arguments:
        values: What the caller gave.
        expected: What was expected, for the message.

    Raises:
        InvalidTypeError: It can't be gone through, or is a text, which would be its letters.

    >>> several("FRA", "several States")
    Traceback (most recent call last):
    cyberconventions.errors.InvalidTypeError: 'FRA' is of type str, expected several States
    """
    if isinstance(values, str | bytes | bytearray):
        raise wrong_type(values, expected)
    given: Any = values
    try:
        return tuple(given)
    except CyberConventionsError:
        raise
    except TypeError as error:
        raise wrong_type(values, expected) from error


def did_you_mean(wanted: str, known: "Iterable[str]", limit: int = 3) -> str:
    """Return `` – did you mean 'x' or 'y'?`` for what *wanted* very likely stands for, or nothing.

    >>> did_you_mean("korea", ["Kenya", "Korea, Republic of"])
    " – did you mean 'Korea, Republic of'?"
    """
    found = near(wanted, known, limit)
    return f" – did you mean {' or '.join(map(repr, found))}?" if found else ""


def near(wanted: str, known: "Iterable[str]", limit: int = 3) -> tuple[str, ...]:
    """Return what *wanted* very likely stands for.

    Names that contain *wanted* come first: "Korea" must bring up both Koreas. Others must differ by a slip of the
    pen: no suggestion beats a wrong one ("Alemania" is not Albania).

    >>> near("Frnace", ["France"]), near("Alemania", ["Albania"])
    (('France',), ())
    """
    if len(wanted) > _LONGEST_QUOTE:  # no slip of the pen, and each comparison would take its time
        return ()
    import difflib

    by_key = {name.casefold(): name for name in known}
    key = " ".join(wanted.casefold().split())
    found = [name for folded, name in by_key.items() if key and f" {key} " in f" {folded.replace(',', ' ')} "]
    letters = sorted(key)
    found += [name for folded, name in by_key.items() if len(folded) == len(key) and sorted(folded) == letters]
    found += [by_key[folded] for folded in difflib.get_close_matches(key, by_key, n=limit, cutoff=_CLOSE)]
    return tuple(dict.fromkeys(found))[:limit]


def outside_level() -> int:
    """Return the stack level of the first line outside the library, so that a warning points there."""
    import sys

    level = 2
    frame = sys._getframe(2)  # pyright: ignore[reportPrivateUsage] - warnings learn to skip files in 3.12 only
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("cyberconventions."):
        frame = frame.f_back
        level += 1
    return level
