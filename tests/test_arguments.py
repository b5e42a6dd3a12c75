"""What callers hand in: fields of a value, several values, words, places in a list, paths."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._arguments import check_fields, check_position, choice, path_of
from cyberconventions.errors import (
    InvalidTypeError,
    InvalidValueError,
    UnknownEventError,
    UnreadableFileError,
    check_tuple,
    quoted,
    several,
)
from cyberconventions.un import Tally


class Day(date):
    """A day of another class, as a test's clock may give."""


class Silent:
    """A value that can't show itself."""

    def __repr__(self) -> str:
        raise RuntimeError("nobody asked me")


@attrs.frozen
class Named:
    """A value with each kind of field."""

    name: str | None
    day: date
    count: int | None = None
    numbers: tuple[int, ...] = ()
    pair: tuple[str, int] = ("", 0)
    kind: type[Any] | None = None
    state: "State | None" = None  # type: ignore[name-defined]  # noqa: F821 # pyright: ignore[reportUndefinedVariable]
    what: "Unsaid" = None  # type: ignore[name-defined]  # noqa: F821 # pyright: ignore[reportUndefinedVariable]

    def __attrs_post_init__(self) -> None:
        check_fields(self, what=str | None)


@attrs.frozen
class Several:
    """A value with each kind of tuple."""

    names: tuple[str, ...] | None = None
    numbers: tuple[int, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    counted: tuple[tuple[str, int], ...] = ()
    either: tuple[str, ...] | tuple[int, int] = ()

    def __attrs_post_init__(self) -> None:
        check_fields(self)


TODAY = date(2020, 3, 13)


def named(**fields: Any) -> Named:  # noqa: ANN401 - wrong on purpose
    """Make a value, right but for the fields given."""
    given: dict[str, Any] = {"name": None, "day": TODAY, **fields}
    return Named(**given)


class TestFields:
    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("name", 3, "3 is of type int, expected text or None for name"),
            ("day", None, "None is of type NoneType, expected a date for day"),
            ("day", datetime(2020, 1, 1), "expected a date for day"),  # noqa: DTZ001
            ("count", True, "True is of type bool, expected a number or None for count"),
            ("numbers", [1], "is of type list, expected a tuple of a number for numbers"),
            ("numbers", (1, "2"), "is of type tuple, expected a tuple of a number for numbers"),
            ("pair", ("a", 1, 2), "expected a tuple of text and a number for pair"),
            ("pair", ("a", "b"), "expected a tuple of text and a number for pair"),
            ("kind", "int", "expected a type or None for kind"),
            ("state", "FRA", r"expected a State; cc.state\(\) finds one by name or None for state"),
            ("what", 3, "expected text or None for what"),
        ],
    )
    def test_refused(self, field: str, value: object, message: str) -> None:
        """A field of another type is refused where the value is made, the first time and later."""
        for _ in range(2):
            with pytest.raises(InvalidTypeError, match=message):
                named(**{field: value})
            named()

    def test_taken(self) -> None:
        """What the class says is kept as it is."""
        made = Named("a", TODAY, 3, (1, 2), ("b", 4), int, cc.state("FRA"), "c")

        assert ("a", TODAY, 3, (1, 2), ("b", 4), int, cc.state("FRA"), "c") == attrs.astuple(made, recurse=False)

    def test_numbers_have_bounds(self) -> None:
        """A number of more digits than Python writes would make a value that can't be shown."""
        assert 3 == named(count=3).count
        for number in (10**5000, -(10**5000)):
            with pytest.raises(InvalidValueError, match="is too long for count, expected at most 63 bits"):
                named(count=number)
        with pytest.raises(InvalidTypeError, match="for numbers"):
            named(numbers=(2**63,))

    @pytest.mark.parametrize(
        ("field", "right", "wrong"),
        [
            ("names", ("a", "b"), [("a", 1), (None,)]),
            ("numbers", (2**63 - 1, 0), [(1, True), (2**63,), (-(2**63), 0), ("a",)]),
            ("pairs", (("a", "b"), ("c", "d")), [(("a", "b"), ("c", 1)), (("a",),), (("a", "b", "c"),), (["a", "b"],)]),
            ("counted", (("a", 1),), [(("a", True),), (("a", 2**63),)]),
            ("either", (1, 2), [(1, 2, 3), ("a", 1)]),
        ],
    )
    def test_what_is_in_a_tuple(self, field: str, right: Any, wrong: list[Any]) -> None:  # noqa: ANN401
        """Also when a tuple in the same place was right before: another one may not be."""
        for value in wrong:
            for _ in range(2):
                assert right == getattr(Several(**{field: right}), field)
                with pytest.raises(InvalidTypeError, match=f"for {field}"):
                    Several(**{field: value})

    def test_known_types_are_not_looked_at_one_by_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Charts have thousands of rows, each with numbers of footnotes or pairs of texts."""
        made: dict[str, Any] = {"names": ("a",), "numbers": (1, 2), "pairs": (("a", "b"),)}
        first = Several(**made)
        monkeypatch.setattr("cyberconventions._arguments._holds", None)

        assert first == Several(**made)

    def test_days_are_plain(self) -> None:
        """A day of another class is kept as Python's own, each time."""
        for _ in range(2):
            assert type(Named(None, Day(2020, 3, 13)).day) is date

    def test_only_so_many_combinations_are_remembered(self) -> None:
        """Texts of a thousand classes take no more room than of a hundred."""
        from cyberconventions._arguments import _PLANS  # pyright: ignore[reportPrivateUsage]

        for number in range(150):
            Named(type(f"Text{number}", (str,), {})(), TODAY)
        assert 100 >= len(_PLANS[Named][1])


class TestNumbersOfOtherLibraries:
    """A whole number that is not Python's, as numpy's arrays give it."""

    class Whole:
        def __index__(self) -> int:
            return 185

        def __repr__(self) -> str:
            return "whole(185)"

    def test_refused_with_the_way_out(self) -> None:
        """The message says what makes a number of it, and says so of nothing else."""
        calls: list[Callable[[Any], object]] = [
            cc.treaty,
            cc.state,
            cc.erratum,
            partial(cc.Totals, 0),
            partial(Tally, 0, 0),
        ]
        for call in calls:
            for wrong in (self.Whole(), 1.5, None, True, [1]):
                with pytest.raises(InvalidTypeError) as caught:
                    call(wrong)
                hint = "; int() makes a number of it"
                assert isinstance(wrong, self.Whole) is str(caught.value).endswith(hint), (call, wrong)


def test_several() -> None:
    """Whatever can be gone through will do, but for texts; its own errors are not hidden."""
    assert (1, 2) == several(iter([1, 2]), "numbers")
    for wrong in (3, "FRA", b"FRA", bytearray(2)):
        with pytest.raises(InvalidTypeError, match="expected numbers"):
            several(wrong, "numbers")
    with pytest.raises(cc.errors.UnknownStateError):
        several(map(cc.state, ["Wakanda"]), "States")
    with pytest.raises(RuntimeError):
        several(_failing(), "numbers")


def _failing() -> Iterator[int]:
    yield 1
    raise RuntimeError


def test_positions() -> None:
    """A number, or a slice of numbers."""
    for right in (0, -1, slice(None), slice(1, None, 2)):
        check_position(right, "a number")
    for wrong in (None, True, 1.5, "first", [0], slice("a", None), Silent()):
        with pytest.raises(InvalidTypeError, match="expected a number"):
            check_position(wrong, "a number")


def test_choices() -> None:
    """One of some words, and None where that will do."""
    assert "null" == choice("null", ["raise", "null"], "errors")
    assert choice(None, ["region"], "by", or_none=True) is None
    with pytest.raises(InvalidTypeError, match="None is of type NoneType, expected 'raise' or 'null' for errors"):
        choice(None, ["raise", "null"], "errors")
    with pytest.raises(InvalidValueError, match="by='x', expected 'region' or None"):
        choice("x", ["region"], "by", or_none=True)


def test_paths() -> None:
    """A text or a Path that a system can have."""
    assert "a/b" == path_of(Path("a/b"), "the path of a file") == path_of("a/b", "the path of a file")

    class Raising:
        def __fspath__(self) -> str:
            raise RuntimeError

    class OfBytes:
        def __fspath__(self) -> bytes:
            return b"a"

    for wrong in (1, b"a", OfBytes(), Raising(), None):
        with pytest.raises(InvalidTypeError, match="expected the path of a file"):
            path_of(wrong, "the path of a file")
    for impossible in ("a\0b", "\ud800"):
        with pytest.raises(UnreadableFileError, match="no system has such a path"):
            path_of(impossible, "the path of a file")


class TestMessages:
    def test_anything_can_be_quoted(self) -> None:
        """However long it is, and whatever its own method does."""
        assert "<Silent that can't be shown>" == quoted(type("Silent", (str,), {"__repr__": Silent.__repr__})("a"))
        long: list[object] = ["x" * 200_000, "\ud800" * 200, {str(n): "x" * 100 for n in range(99)}, 10**5000]
        for value in (*long, Silent(), long):
            assert 250 > len(quoted(value))

    def test_a_class_with_a_long_name(self) -> None:
        """The name of a class is cut too."""
        with pytest.raises(InvalidTypeError) as caught:
            cc.state(type("x" * 1000, (), {})())

        assert 500 > len(str(caught.value))

    def test_no_suggestion_for_a_long_text(self) -> None:
        """What is longer than any name is no slip of the pen."""
        assert () == cc.errors.near("x" * 101, ["x" * 100])


def test_tuples_take_values_of_subclasses() -> None:
    """Each is looked at then."""
    word = type("Word", (str,), {})("FRA")
    check_tuple((word, "DEU", word), str, "ids")
    with pytest.raises(InvalidTypeError, match="3 is of type int, expected one of a tuple of ids"):
        check_tuple((word, 3), str, "ids")
    with pytest.raises(InvalidTypeError, match="True is of type bool, expected one of a tuple of numbers"):
        check_tuple((1, True), int, "numbers")


@pytest.mark.parametrize("wrong", [-1, True, 10**9, "3"])
def test_strategies_refuse_at_the_call(wrong: Any) -> None:  # noqa: ANN401 - wrong on purpose
    """And not where a test draws from them."""
    with pytest.raises(cc.CyberConventionsError):
        cc.testing.strategies.treaties(max_states=wrong)


class TestSlips:
    """A name that nothing has is an error, and not an empty answer."""

    def test_sponsors(self) -> None:
        with pytest.raises(
            UnknownEventError, match=r"has no sponsors of a draft 'A/C.3/74/L.11/Rev.2' on record – did"
        ):
            cc.resolution("74/247").sponsors("A/C.3/74/L.11/Rev.2")
        without = next(each for each in cc.un.resolutions() if not each.sponsorships)
        with pytest.raises(UnknownEventError, match="it has those of none"):
            without.sponsors("A/C.3/74/L.11")

    def test_topics(self) -> None:
        with pytest.raises(UnknownEventError, match="is on 'donors' – did you mean 'donor'"):
            cc.un.programme().on("donors")

    def test_treaties(self) -> None:
        found = cc.treaties()
        assert found.__contains__("Budapest Convention")
        with pytest.raises(cc.errors.UnknownTreatyError):
            found.__contains__("Vienna")

    def test_many_bodies(self) -> None:
        """The message lists some of them."""
        with pytest.raises(UnknownEventError, match=r"on record: .* and \d+ more"):
            cc.un.body("nobody", among=[*cc.un.bodies(), *cc.un.bodies()])


def test_tuples_are_looked_into_each_time() -> None:
    """Also where a field takes something beside a tuple, and of a class of tuples."""
    made = cc.diff(cc.Chart.of(185, "2010-01-01"), cc.Chart.of(185, "2020-01-01")).changes[0]
    for old in ((1, 2), TODAY, (), None, TODAY, (3,)):
        assert old == attrs.evolve(made, old=old).old
    with pytest.raises(InvalidTypeError, match="for old"):
        attrs.evolve(made, old=("1",))  # type: ignore[arg-type]
    with pytest.raises(InvalidTypeError, match="a tuple of text for source_ids"):
        attrs.evolve(cc.un.events()[0], source_ids=cc.treaty(185).parties())  # type: ignore[arg-type]


def test_what_is_meant_by_a_treaty_that_is_not_on_record() -> None:
    """A message has its name as it is, if a person can read it."""
    from cyberconventions.charts._names import name_of

    assert "Bern Convention" == name_of("Bern Convention")
    assert "ETS No. 5" == name_of(5)
    assert r"'a\nb'" == name_of("a\nb")
    assert "<int too long to print>" == name_of(10**5000)


def test_pairs_of_states(budapest: cc.Treaty) -> None:
    """A list of States takes pairs, each of two."""
    france = cc.state("FRA")
    with pytest.raises(InvalidTypeError, match="a pair of States"):
        cc.States([france], former=[(france,)])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    with pytest.raises(InvalidTypeError, match="a row's number"):
        _ = budapest.table()[:2]  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType, reportCallIssue]


def test_a_folder_that_can_not_be_listed() -> None:
    """Such as one with a name that is too long."""
    with pytest.raises(cc.errors.DatasetError, match="can't be read: File name too long"):
        cc.dataset("x" * 5000)
