"""What a treaty's record answers for every State on every day, in a form that any engine can look up.

A :class:`Question` holds one ladder per State: the days on which the answer changes, and the answer from
each of them on. Frames in memory and those of polars look answers up in one table of numbers
(``tables.py``); the other engines get the days of change side by side (``steps.py``). Where one day per State tells
all (:class:`Since`), polars and DuckDB compare with that.
"""

from datetime import date, timedelta
from functools import lru_cache

import attrs

from cyberconventions import _history as possible
from cyberconventions._history import status_of
from cyberconventions._states import State, former_states
from cyberconventions._treaty import Treaty

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from cyberconventions._history import History

    Answer: TypeAlias = str | bool | int | tuple[int, int] | None
    Ladder: TypeAlias = tuple[tuple[date, ...], tuple[Answer, ...]]


@attrs.frozen(eq=False)
class Question:
    """One question about a State and a day, answered for all of them.

    Attributes:
        ladders: By State's id: the days on which the answer changes, the first of them ``date.min``, and
            the answer from each day on, ``None`` where the record can't tell. States with acts only.
        others: The ladder of every State without an act.
        as_of: The last day for which the record is known to be complete.
        about: What a warning calls the record, ``"ETS No. 185"``.
    """

    ladders: "Mapping[str, Ladder]"
    others: "Ladder"
    as_of: date
    about: str

    def ladder(self, id_: str) -> "Ladder":
        """Return the ladder of a State."""
        return self.ladders.get(id_, self.others)

    def since(self) -> "Since | None":
        """Return the one day per State that tells all, if the question is such a one."""
        days: dict[str, date] = {}
        ends: set[date] = set()
        for id_, (turns, answers) in [*self.ladders.items(), ("", self.others)]:
            if answers not in ((False,), (False, None), (False, True), (False, True, None)):
                return None
            if True in answers:
                days[id_] = turns[1]
            ends.add(turns[-1] - timedelta(days=1) if answers[-1] is None else date.max)
        return Since(days, ends.pop()) if len(ends) == 1 and "" not in days else None

    def up_to_as_of(self) -> "Question":
        """Return the question with no answer for days after the record's date."""
        ladders = {id_: _cut(ladder, self.as_of) for id_, ladder in self.ladders.items()}
        return attrs.evolve(self, ladders=ladders, others=_cut(self.others, self.as_of))


@attrs.frozen(eq=False)
class Since:
    """What a question comes down to where all States begin with no and change to yes once, if at all.

    Attributes:
        days: The day since which the answer is yes, by State's id; the others have none.
        until: The last day with an answer.
    """

    days: "Mapping[str, date]"
    until: date


def statuses(treaty: Treaty) -> Question:
    """Ask for the status, as :meth:`Treaty.status` tells it; unknown is ``None``."""
    return _question(treaty, _status)


def parties(treaty: Treaty) -> Question:
    """Ask whether a State is a party, as :meth:`Treaty.is_party` tells it; unknown is ``None``."""
    return _question(treaty, _party)


def memberships(treaties: tuple[Treaty, ...], *, beyond: bool) -> Question:
    """Ask for which treaties a State certainly is, and for which it may be, a party.

    An answer is two sets of bits, bit *i* for ``treaties[i]``; the second set contains the first.

    Arguments:
        treaties: The treaties.
        beyond: Whether there are answers for days after each record's date.
    """
    asked = [parties(treaty) for treaty in treaties]
    if not beyond:
        asked = [each.up_to_as_of() for each in asked]
    ids = {id_ for each in asked for id_ in each.ladders}
    return Question(
        ladders={id_: _woven([each.ladder(id_) for each in asked]) for id_ in sorted(ids)},
        others=_woven([each.others for each in asked]),
        as_of=min((each.as_of for each in asked), default=date.max),
        about=", ".join(treaty.reference for treaty in treaties),
    )


def _status(found: int) -> str | None:
    status = status_of(found)
    return None if status is possible.Status.UNKNOWN else status.value


def _party(found: int) -> bool | None:
    if found == possible.PARTY:
        return True
    return None if found & possible.PARTY else False


def _question(treaty: Treaty, answer: "Callable[[int], Answer]") -> Question:
    histories, others = _histories(treaty)
    return Question(
        ladders={id_: _ladder(history, answer) for id_, history in histories.items()},
        others=_ladder(others, answer),
        as_of=treaty.as_of,
        about=treaty.reference,
    )


@lru_cache(maxsize=64)
def _histories(treaty: Treaty) -> "tuple[dict[str, History], History]":
    """Return the history of every State with an act, and the one that all others share."""
    of = treaty.history_of  # one source for scalar answers and columns
    others = treaty.history_of_others()
    ids = dict.fromkeys(act.state.id for act in treaty.acts)
    found = {id_: of(id_) for id_ in ids}
    # A former State has no acts of its own, and those of the State that continues it.
    former = {state.id: of(state.id) for state in former_states() if state.id not in found}
    return found | {id_: history for id_, history in former.items() if history != others}, others


def _ladder(history: "History", answer: "Callable[[int], Answer]") -> "Ladder":
    days: list[date] = []
    answers: list[Answer] = []
    for day, found in zip(*history, strict=True):
        told = answer(found)
        if days and day == days[-1]:  # A treaty that is open "since ever" begins with two entries.
            days.pop()
            answers.pop()
        if not answers or told != answers[-1]:
            days.append(day)
            answers.append(told)
    return tuple(days), tuple(answers)


def _woven(ladders: "list[Ladder]") -> "Ladder":
    """Return the ladder that answers several yes/no ladders at once, with two sets of bits."""
    days = sorted({date.min, *(day for ladder in ladders for day in ladder[0])})
    answers: list[Answer] = []
    for day in days:
        told = [at(ladder, day) for ladder in ladders]
        certain = sum(1 << bit for bit, each in enumerate(told) if each is True)
        may_be = sum(1 << bit for bit, each in enumerate(told) if each is not False)
        answers.append((certain, may_be))
    return tuple(days), tuple(answers)


def at(ladder: "Ladder", day: date) -> "Answer":
    """Return what a ladder answers for a day."""
    from bisect import bisect_right

    days, answers = ladder
    return answers[bisect_right(days, day) - 1]


def _cut(ladder: "Ladder", as_of: date) -> "Ladder":
    """End a ladder with the record's date: from the next day on there is no answer."""
    if as_of == date.max:
        return ladder
    kept = [(day, answer) for day, answer in zip(*ladder, strict=True) if day <= as_of]
    days, answers = zip(*kept, strict=True)
    return (*days, as_of + timedelta(days=1)), (*answers, None)


@lru_cache(maxsize=1)
def every_state() -> tuple[State, ...]:
    """Return every State that a name or code can mean, by id."""
    from cyberconventions.frames.spellings import known_spellings

    return tuple(State(id_) for id_ in sorted(set(known_spellings().values())))
