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
from cyberconventions._history import history_of_others, status_of
from cyberconventions._states import State, former_states
from cyberconventions._steps import NEVER, Steps
from cyberconventions._treaty import Treaty, history_in

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    Answer: TypeAlias = str | bool | int | tuple[int, int] | None
    Ladder: TypeAlias = Steps[Answer]


def _no_answer(_: "Answer") -> "Answer":
    return None


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
        if self.as_of == date.max:
            return self
        after = self.as_of + timedelta(days=1)
        ladders = {id_: ladder.changed(after, NEVER, _no_answer) for id_, ladder in self.ladders.items()}
        return attrs.evolve(self, ladders=ladders, others=self.others.changed(after, NEVER, _no_answer))


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
        ladders={id_: Steps.zip(each.ladder(id_) for each in asked).map(_membership) for id_ in sorted(ids)},
        others=Steps.zip(each.others for each in asked).map(_membership),
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
    others = history_of_others(treaty)
    # A former State has no acts of its own, and those of the State that continues it.
    former = [state for state in former_states() if history_in(treaty, state) != others]
    states = dict.fromkeys([*(act.state for act in treaty.acts), *former])
    return Question(
        ladders={state.id: history_in(treaty, state).map(answer) for state in states},
        others=others.map(answer),
        as_of=treaty.as_of,
        about=treaty.reference,
    )


def _membership(told: "tuple[Answer, ...]") -> tuple[int, int]:
    """Return the answers of several yes/no questions as two sets of bits: certainly yes, and possibly yes."""
    certain = sum(1 << bit for bit, each in enumerate(told) if each is True)
    may_be = sum(1 << bit for bit, each in enumerate(told) if each is not False)
    return certain, may_be


@lru_cache(maxsize=1)
def every_state() -> tuple[State, ...]:
    """Return every State that a name or code can mean, by id."""
    from cyberconventions.frames.spellings import known_spellings

    return tuple(State(id_) for id_ in sorted(set(known_spellings().values())))
