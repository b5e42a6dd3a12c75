"""Lists of States that carry what is not known: who certainly belongs, and who may."""

from collections.abc import Iterable

from cyberconventions._states import State
from cyberconventions._states import state as state_of
from cyberconventions.errors import (
    InvalidTypeError,
    InvalidValueError,
    UnknownAnswerError,
    UnknownStatusError,
    check_tuple,
    check_type,
    counted,
    several,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn, Self

    from cyberconventions._table import Table


_NO, _MAYBE, _YES = 0, 1, 2


class States(tuple[State, ...]):  # noqa: SLOT001 - Python gives no slots to tuples of any length
    """The States that certainly belong to a list, with those that may.

    It is a tuple of the certain ones, so going through it, its length and its items leave out the others. ``in`` does
    not: it raises for a State that may belong, and so does the list as a condition where none certainly does. ``-``,
    ``&`` and ``|`` between two lists give a list that carries what is undecided; Python's own ``set()`` and ``list()``
    lose it.

    Attributes:
        undecided: States of which the record can't say whether they belong.
        more_possible: Whether States without an act on record may belong too, as in a partial record.

    >>> import cyberconventions as cc
    >>> invited = cc.treaty("budapest").known_at("2026-04-25").invited(on="2019-01-01")
    >>> [state.id for state in invited.undecided]
    ['COL', 'PER']
    >>> "France" in invited
    False

    A former State and the one that continues it are one member, listed under the name that continues:

    >>> parties = cc.treaty("palermo").parties(on="2004-12-14")
    >>> "Serbia and Montenegro" in parties, "Serbia" in parties
    (True, True)
    """

    undecided: tuple[State, ...]
    more_possible: bool
    # Where more are possible, the States with acts that certainly do not belong.
    _others: frozenset[State]
    # Former States, each with the one that continues it and stands in the list for both.
    _former: frozenset[tuple[State, State]]
    # Former States whose name passed to another, each with the one that stands in the list for that.
    _namesakes: frozenset[tuple[State, State]]

    def __new__(  # noqa: PLR0913 - all that a list may leave open
        cls,
        certain: Iterable[State] = (),
        *,
        undecided: tuple[State, ...] = (),
        more_possible: bool = False,
        others: Iterable[State] = (),
        former: Iterable[tuple[State, State]] = (),
        namesakes: Iterable[tuple[State, State]] = (),
    ) -> "Self":
        """Make a list.

        Arguments:
            certain: The States that certainly belong.
            undecided: Those that may.
            more_possible: Whether States that are in neither may belong.
            others: Where more are possible, the States that certainly do not belong.
            former: Former States, each with the one that continues it: ``in`` gives the same for both, and they
                count once.
            namesakes: Former States whose name passed to another, each with the one that stands in the list for that:
                where it may belong, ``in`` can't say which of them is meant.

        Raises:
            InvalidTypeError: Something is not a State.
            InvalidValueError: A State stands in the list twice.
        """
        made = super().__new__(cls, several(certain, "States"))
        check_tuple(undecided, State, "States")
        check_type(more_possible, bool, "True or False")
        others = several(others, "other States")
        check_tuple((*made, *others), State, "States")
        absent = frozenset(others if more_possible else ())
        ids = [state.id for state in (*made, *undecided, *absent)]
        if len({*ids}) < len(ids):
            twice = State(next(id_ for id_ in ids if ids.count(id_) > 1))
            raise InvalidValueError(f"{twice!r} stands in the list twice, expected each State once")
        pairs = [several(each, "pairs of States") for each in (former, namesakes)]
        for each in (*pairs[0], *pairs[1]):
            check_tuple(each, State, "a pair of States")
            if len(each) != 2:  # noqa: PLR2004 # a pair
                raise wrong_type(each, "a pair of States")
        made.__dict__.update(
            undecided=undecided,
            more_possible=more_possible,
            _others=absent,
            _former=frozenset(pairs[0]),
            _namesakes=frozenset(pairs[1]),
        )
        return made

    @property
    def at_least(self) -> bool:
        """Whether there may be more than the certain ones, so that their number is a lower bound."""
        return bool(self.undecided) or self.more_possible

    def __contains__(self, state: object) -> bool:
        """Return whether a State belongs.

        Raises:
            UnknownStatusError: It may.
            UnknownStateError: Not a known State code or name.
        """
        ref: Any = state
        wanted = state_of(ref)
        found = self._member(wanted)
        if found == _MAYBE:
            raise UnknownStatusError(
                f"the record does not say whether {wanted.name} ({wanted.id}) belongs to this list of {len(self)} "
                f"certain and {len(self.undecided)} undecided States"
            )
        return found == _YES

    def __bool__(self) -> bool:
        """Return whether a State belongs.

        Raises:
            UnknownAnswerError: None certainly does, but some may.
        """
        if not len(self) and self.at_least:
            whose = " ".join(state.id for state in self.undecided[:5])
            raise UnknownAnswerError(
                f"no State certainly belongs to this list, but some may ({whose or 'any without an act on record'}); "
                "write `len(states)` for the certain ones, or handle `states.at_least`"
            )
        return bool(len(self))

    def _member(self, state: State) -> int:
        state = next((heir for former, heir in self._former if former == state), state)
        if super().__contains__(state):
            return _YES
        if any(self._member(other) for named, other in self._namesakes if named == state):
            return _MAYBE
        if state in self.undecided:
            return _MAYBE
        return _MAYBE if self.more_possible and state not in self._others else _NO

    def _combined(self, other: "States", how: "Callable[[int, int], int]") -> "States":
        """Return the States of two lists, each by what holds of it in both."""
        if not isinstance(other, States):
            raise wrong_type(other, "a list of States such as t.parties()")
        named = dict.fromkeys((*self, *self.undecided, *self._others, *other, *other.undecided, *other._others))
        found = {state: how(self._member(state), other._member(state)) for state in named}
        unnamed = how(*(_MAYBE if each.more_possible else _NO for each in (self, other)))
        former = self._former | other._former
        for gone, _ in former:
            found.pop(gone, None)  # who goes on as another counts once
        for gone, heir in self._former ^ other._former:
            # Where one list is of a day after its end, the two may differ; that the heir is out does not put it in.
            belongs = how(self._member(gone), other._member(gone))
            if belongs != found.get(heir, unnamed):
                former -= {(gone, heir)}
                found[gone] = min(belongs, _MAYBE)
        return States(
            (state for state, belongs in found.items() if belongs == _YES),
            undecided=tuple(state for state, belongs in found.items() if belongs == _MAYBE),
            more_possible=unnamed == _MAYBE,
            others=(state for state, belongs in found.items() if belongs == _NO),
            former=former,
            namesakes=self._namesakes | other._namesakes,
        )

    def __sub__(self, other: "States") -> "States":
        """Return the States of this list that do not belong to another.

        >>> import cyberconventions as cc
        >>> found = cc.treaty("budapest").parties(on="2025-06-04") - cc.treaty(189).parties(on="2025-06-04")
        >>> found.more_possible, found.at_least
        (False, True)
        """
        return self._combined(other, lambda one, two: min(one, _YES - two))

    def __and__(self, other: "States") -> "States":
        """Return the States that belong to both lists."""
        return self._combined(other, min)

    def __or__(self, other: "States") -> "States":
        """Return the States that belong to one of two lists, or to both."""
        return self._combined(other, max)

    def table(self) -> "Table[Any]":
        """Return the States as a table, the undecided last.

        Columns: ``state``, ``alpha_2``, ``region``, ``belongs`` (words: ``"yes"`` or ``"unknown"``); ``name`` (text).

        >>> import cyberconventions as cc
        >>> print(cc.treaty("budapest").known_at("2026-04-25").invited(on="2019-01-01").table().note)
        3 States, and 2 that may belong: Colombia, Peru
        """
        from cyberconventions._state_table import states_table

        return states_table(self, self.undecided, more_possible=self.more_possible)

    def _repr_html_(self) -> str:
        """Show the States in a notebook, with those that may belong."""
        return self.table()._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def __eq__(self, other: object) -> bool:
        if isinstance(other, States):
            return super().__eq__(other) and self._unknown() == other._unknown()
        return not self.at_least and super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(((*self,), self._unknown())) if self.at_least else super().__hash__()

    def __lt__(self, _: object) -> "NoReturn":
        raise _unordered()

    def __le__(self, _: object) -> "NoReturn":
        raise _unordered()

    def __gt__(self, _: object) -> "NoReturn":
        raise _unordered()

    def __ge__(self, _: object) -> "NoReturn":
        raise _unordered()

    def _unknown(self) -> tuple[tuple[State, ...], bool]:
        return self.undecided, self.more_possible

    def __setattr__(self, name: str, value: object) -> "NoReturn":
        raise AttributeError(f"a list of States is frozen: {name} can't be set")

    def __delattr__(self, name: str) -> "NoReturn":
        raise AttributeError(f"a list of States is frozen: {name} can't be deleted")

    def __reduce__(self) -> "tuple[Callable[..., States], tuple[object, ...]]":
        open_ = {
            "undecided": self.undecided,
            "more_possible": self.more_possible,
            "others": tuple(sorted(self._others)),
        }
        names = {"former": tuple(sorted(self._former)), "namesakes": tuple(sorted(self._namesakes))}
        return _made, (tuple(self), open_ | names)

    def __repr__(self) -> str:
        unknown = [f"{len(self.undecided)} undecided: {' '.join(state.id for state in self.undecided)}"]
        unknown = (unknown if self.undecided else []) + (["more possible"] if self.more_possible else [])
        return super().__repr__() if not unknown else f"<{counted(len(self), 'State')}, {', '.join(unknown)}>"


def _unordered() -> InvalidTypeError:
    """Refuse `<=`, which asks of sets whether one holds the other, and of tuples something else."""
    return InvalidTypeError(
        "lists of States have no order; whether one holds all of another: found = other - this, then "
        "not found and not found.at_least"
    )


def _made(certain: tuple[State, ...], rest: "dict[str, Any]") -> States:
    return States(certain, **rest)
