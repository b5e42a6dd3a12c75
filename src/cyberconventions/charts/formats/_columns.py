"""Finds the columns of days that nothing but spaces parts: by their letters, by their order, and by what is usual.

A row's days stand in the order of its columns, but a blank cell leaves no trace. A day with a letter stands in a column
that has the letter. Where the rest fits several columns, one of them must be more usual than all others, or the row is
refused: a signature without a consent is usual, a consent without a letter and without a signature is not.
"""

from itertools import combinations

import attrs

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# No table has more columns of days.
_MOST = 12


@attrs.frozen
class Place:
    """A column as a place for days.

    Attributes:
        letters: The letters that days in it may have.
        plain: Whether a day in it may have none.
        rare: Whether a day in it is rarer than in the others.
        after: The position of the column without which a day without a letter in this one is rare.
    """

    letters: frozenset[str] = frozenset()
    plain: bool = True
    rare: bool = False
    after: int | None = None

    def takes(self, letter: str | None) -> bool:
        """Return whether a day with a letter, or with none, may stand here."""
        return self.plain if letter is None else letter in self.letters


def place_days(places: "Sequence[Place]", letters: "Sequence[str | None]") -> "tuple[int, ...] | None":
    """Return the positions of the columns in which days stand, ``None`` where that can't be told.

    Arguments:
        places: The columns.
        letters: The letters of the days in their order, ``None`` for a day without one.

    >>> un = (Place(), Place(frozenset("a"), after=0))
    >>> place_days(un, [None]), place_days(un, ["a"]), place_days(un, [None, None]), place_days(un, [None] * 3)
    ((0,), (1,), (0, 1), None)
    >>> place_days((Place(), Place(), Place()), [None]) is None
    True
    """
    if not 0 < len(letters) <= len(places) <= _MOST:
        return None
    fitting: dict[int, list[tuple[int, ...]]] = {}
    for chosen in combinations(range(len(places)), len(letters)):
        if all(places[position].takes(letter) for position, letter in zip(chosen, letters, strict=True)):
            rare = sum(
                _is_rare(places[position], letter, chosen) for position, letter in zip(chosen, letters, strict=True)
            )
            fitting.setdefault(rare, []).append(chosen)
    usual = fitting[min(fitting)] if fitting else []
    return usual[0] if len(usual) == 1 else None


def _is_rare(place: Place, letter: str | None, chosen: tuple[int, ...]) -> bool:
    return place.rare or (letter is None and place.after is not None and place.after not in chosen)
