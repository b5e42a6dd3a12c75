"""Requests from one State to another, for engines that join: nearly all rows need no more than comparisons.

Until a day a State is not a party to a treaty, and from then on it is one. So a number for each State holds its place
among the States and that day for each of up to three treaties, and of two numbers and the row's day an engine compares
as many days as the request depends on. Other States (one that ended, one of which something is not known) have negative
numbers; they, and days after the record, take the way of all other questions.
"""

from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple, cast

from cyberconventions.frames._eager import day_number
from cyberconventions.frames._question import Asked, Kind

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from cyberconventions._steps import Steps
    from cyberconventions.frames._question import Answer, Question

_FIRST = date(1950, 1, 1)  # No treaty is older.
FIRST_NUMBER = day_number(_FIRST)
_STATES, _DAYS = 9, 16  # bits
_NEVER = 2**_DAYS - 1  # days after the first: the year 2129
_LAST = _FIRST + timedelta(days=_NEVER - 1)
_MOST = 3  # treaties


class Apart(NamedTuple):
    """How requests between two States come down to days."""

    numbers: dict[str, int]  # by id
    width: int  # how many treaties a number has the days of
    sets: tuple[tuple[int, ...], ...]  # of treaties; a request can rest on each of them where both are parties to all
    until: date  # the last day for which this is so

    def line(self, number: str) -> str:
        """Write the place of a State among the lines."""
        return f"(abs({number}) & {2**_STATES - 1})"

    def written(self, numbers: "Sequence[str]", day: str, shifted: str, otherwise: str, on: str) -> str:
        """Write whether a request can rest on a treaty.

        Arguments:
            numbers: What holds the numbers of the two States.
            day: What holds the number of days since the first, null where that is not to be compared.
            shifted: How a number is shifted to the right.
            otherwise: What holds for other States and other days.
            on: What holds the day.
        """
        known = [f"{day} IS NOT NULL", " <> ".join(numbers)]
        if min(self.numbers.values()) < 0:
            known += [f"{each} > 0" for each in numbers]
        since: list[list[str]] = []
        for law in range(self.width):
            shifts = [shifted.format(each, _STATES + _DAYS * law) for each in numbers]
            since.append(shifts if law == self.width - 1 else [f"({each} & {_NEVER})" for each in shifts])
        every = (" AND ".join(f"{day} >= {each}" for law in laws for each in since[law]) for laws in self.sets)
        quick = f"WHEN {' AND '.join(known)} THEN {' OR '.join(f'({each})' for each in every)}"
        # Nulls are left out first, so that of most batches no row comes to what takes longer.
        return f"CASE {quick} WHEN {' <> '.join(numbers)} AND {on} IS NOT NULL THEN {otherwise} END"


def apart(asked: Asked, lines: "dict[str, int]") -> Apart | None:
    """Return how the question comes down to days, if it does."""
    sets = _sets(asked.question, asked.outcome) if asked.apart and asked.kind is Kind.YES_NO else None
    if not sets or max(lines.values()) >= 2**_STATES:
        return None
    # Where there is no record to end, a "never" would be a day at last.
    until, steps = min(asked.question.as_of, _LAST), asked.question.of_all()
    numbers = {id_: _number(steps[id_], line, until) for id_, line in lines.items()}
    return Apart(numbers, len(_laws(asked.question.others.values[0])), sets, until)


def _laws(answer: "Answer") -> "tuple[bool | None, ...]":
    return cast("tuple[bool | None, ...]", answer if isinstance(answer, tuple) else (answer,))


@lru_cache(maxsize=64)
def _sets(question: "Question", outcome: "Callable[..., tuple[Any, ...]]") -> "tuple[tuple[int, ...], ...]":
    """Return the smallest sets of treaties that make a "yes", if the outcome for all pairs depends on these alone."""
    answers = question.answers()
    width = len(_laws(answers[0]))
    if width > _MOST:
        return ()
    found: list[tuple[int, ...]] = []
    for size in range(1, width + 1):
        for laws in combinations(range(width), size):
            held: Any = tuple([law in laws for law in range(width)])
            held = held if isinstance(answers[0], tuple) else held[0]
            if outcome(held, held)[0] is True and not any(set(each) <= set(laws) for each in found):
                found.append(laws)
    known = [each for each in answers if None not in _laws(each)]
    for a in known:
        for b in known:
            both = [one and other for one, other in zip(_laws(a), _laws(b), strict=True)]
            if outcome(a, b)[0] is not any(all(both[law] for law in laws) for laws in found):
                return ()
    return tuple(found)


def _number(steps: "Steps[Any]", line: int, until: date) -> int:
    """Return the number of a State: its line, and for each treaty the days from the first until it is a party."""
    held = [(day, _laws(value)) for day, value in zip(*steps, strict=True) if day <= until]
    number = line
    for law in range(len(held[0][1])):
        values = [each[law] for _, each in held]
        since = next((day for day, each in held if each[law]), None)
        if None in values or values != sorted(values, key=bool) or (since is not None and since < _FIRST):
            return -line
        number += ((since - _FIRST).days if since else _NEVER) << (_STATES + _DAYS * law)
    return number
