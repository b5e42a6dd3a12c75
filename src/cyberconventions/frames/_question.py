"""What a call asks of a frame, and what a treaty's record answers for every State on every day.

A :class:`Question` holds for each State the days on which the answer changes and the answer from each of them on.
Frames in memory and polars look answers up in one table of numbers (``_eager.py``), engines with joins climb the days
of change (``_join.py``).
"""

import sys
import warnings
from collections import Counter
from datetime import date, timedelta
from enum import Enum
from itertools import chain, product
from typing import NamedTuple, TypeVar

import attrs

from cyberconventions import _history as possible
from cyberconventions._arguments import choice
from cyberconventions._dataset import per_dataset
from cyberconventions._history import history_of_others, status_of
from cyberconventions._late import known_only, with_late_days
from cyberconventions._places import Territory, periods_of
from cyberconventions._state_names import territory_codes
from cyberconventions._states import former_states
from cyberconventions._steps import EVER, NEVER, Steps
from cyberconventions._treaties import treaties_named
from cyberconventions._treaty import Treaty, history_in
from cyberconventions.errors import CoverageWarning, InvalidValueError
from cyberconventions.frames._spellings import every_state, refuse, rows_text

T = TypeVar("T")

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, Literal, TypeAlias

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.frames._spellings import Counts

    Treaties: TypeAlias = TreatyLike | Iterable[TreatyLike]
    Errors: TypeAlias = Literal["raise", "null"]
    Territories: TypeAlias = Literal["raise", "responsible"]

    # A status, yes or no, or that for each of several treaties; None where it is not known.
    Answer: TypeAlias = Any


class Kind(Enum):
    """The kind of column that an answer makes."""

    TEXT = "text"
    YES_NO = "yes or no"
    IDS = "list of ids"


class Since(NamedTuple):
    """What a question comes down to where every State begins with "no" and changes to "yes" once, if at all."""

    lasts: "Mapping[str, date | None]"  # the last day of "no" by id: "NEVER", or none where that is not known
    until: date  # the last day for which that is known of all

    def befores(self, never: "T", ended: "T", day: "Callable[[date], T]") -> "dict[str, T]":
        """Return the day before the first "yes" by id; *never* where it is not known later on, *ended* where it is no.

        The later of two such days is that of a pair, if *ended* is the last of all and *never* the last but one.
        """
        found = self.lasts.items()
        return {id_: never if last is None else ended if last == NEVER else day(last) for id_, last in found}


@attrs.frozen(eq=False)
class Question:
    """One question about a State and a day, answered for all of them."""

    steps: "Mapping[str, Steps[Answer]]"  # by State's id, of States with acts; None where the record can't say
    others: "Steps[Answer]"  # of every State without an act
    as_of: date  # the last day for which the record is known to be complete
    about: str  # what a warning calls the record, "ETS No. 185"

    def of_all(self) -> "dict[str, Steps[Answer]]":
        """Return the answers for every State, or territory if asked for, that a name or code can mean, by id."""
        return {**dict.fromkeys(every_state(), self.others), **self.steps}

    def answers(self) -> "list[Answer]":
        """Return every answer that a State gets on some day, each once."""
        return list(dict.fromkeys(chain(self.others.values, *(each.values for each in self.steps.values()))))

    def since(self) -> Since | None:
        """Return the one day per State that decides, if the question is such a one."""
        lasts: dict[str, date | None] = {}
        ends: set[date] = set()
        for id_, (days, answers) in self.of_all().items():
            last = days[-1] - timedelta(days=1) if len(days) > 1 else NEVER
            if answers == (False, None):
                ends.add(last)
            elif answers not in ((False,), (False, True)):
                return None
            lasts[id_] = None if None in answers else last
        return Since(lasts, min(ends, default=NEVER)) if len(ends) < 2 else None  # noqa: PLR2004 - one end


@attrs.frozen
class _Record:
    """A treaty as the key of a cache: itself and no other, for equal ones may have different rules."""

    treaty: Treaty = attrs.field(eq=id)


@attrs.frozen
class How:
    """How a question is meant."""

    known: bool = False  # days after the record's are answered from the acts known by then
    territories: bool = False  # a territory gets the answer of the State responsible for it that day


def status_question(treaty: Treaty, how: How) -> Question:
    """Ask for the status, as :meth:`Treaty.status` gives it; unknown is ``None``."""
    return _asked_of(_Record(treaty), _status, how)


def party_question(treaty: Treaty, how: How) -> Question:
    """Ask whether a State is a party, as :meth:`Treaty.is_party` says; unknown is ``None``."""
    return _asked_of(_Record(treaty), _party, how)


def membership_question(treaties: tuple[Treaty, ...], how: How) -> Question:
    """Ask of several treaties whether a State is a party."""
    return _memberships(tuple(map(_Record, treaties)), how)


@per_dataset(maxsize=64)
def _asked_of(record: _Record, answer: "Callable[[int], Answer]", how: How) -> Question:
    treaty = record.treaty

    def answers(id_: str, history: "Steps[int]") -> "Steps[Answer]":
        return (history if how.known else with_late_days(treaty, id_, history)).map(answer)

    others = history_of_others(treaty)
    # A former State has no acts of its own, and those of the State that continues it.
    former = [state for state in former_states() if not how.known or history_in(treaty, state) != others]
    states = dict.fromkeys([*(act.state for act in treaty.acts), *former])
    steps = {state.id: answers(state.id, history_in(treaty, state)) for state in states}
    found = Question(steps, answers("", others), treaty.as_of, treaty.reference)
    return _with_territories(found) if how.territories else found


def _with_territories(asked: Question) -> Question:
    """Add the answers for territories: those of the State that is responsible on each day, and else none."""
    steps = dict(asked.steps)
    for code in territory_codes():
        found: dict[date, Answer] = {EVER: None}
        for state, first, last in periods_of(Territory(code)):
            own = asked.steps.get(state.id, asked.others)
            found |= {day: own.at(day) for day in (first, *own.days) if first <= day <= last}
            if last != NEVER:
                found[last + timedelta(days=1)] = None
        steps[code] = Steps.of(dict(sorted(found.items())))
    return attrs.evolve(asked, steps=steps)


@per_dataset(maxsize=16)
def _memberships(records: tuple[_Record, ...], how: How) -> Question:
    asked = [_asked_of(record, _party, how) for record in records]
    # Of no treaty at all a territory is asked, too.
    ids = sorted({*(territory_codes() if how.territories else ()), *(id_ for each in asked for id_ in each.steps)})
    steps = {id_: Steps.zip(each.steps.get(id_, each.others) for each in asked) for id_ in ids}
    as_of = min((each.as_of for each in asked), default=NEVER)
    return Question(steps, Steps.zip(each.others for each in asked), as_of, ", ".join(each.about for each in asked))


def _status(found: int) -> str | None:
    status = status_of(found)
    return None if status is possible.Status.UNKNOWN else status.value


def _party(found: int) -> bool | None:
    if found == possible.PARTY:
        return True
    return None if found & possible.PARTY else False


def single(answer: "Answer") -> "tuple[Any, ...]":
    """Pass the answer on."""
    return (answer,)


def both(a: "bool | None", b: "bool | None") -> "tuple[bool | None]":
    """Return whether both are bound: no, if one certainly is not, whatever is not known of the other."""
    return (False if a is False or b is False else a and b,)


def in_common(
    ids: tuple[str, ...], wanted: "tuple[bool | None, ...]", a: "Sequence[Any]", b: "Sequence[Any]"
) -> "tuple[Any, ...]":
    """Return which treaties are in force between two States (True) or may be (None), for each answer wanted."""
    found = [both(*each)[0] for each in zip(a, b, strict=True)]
    return tuple(tuple(id_ for id_, each in zip(ids, found, strict=True) if each is one) for one in wanted)


# -- the words of a call ----------------------------------------------------------------------------------------------


def options(errors: str, late: str, territories: str) -> tuple[bool, How]:
    """Return whether unknown States are refused, and how the question is meant."""
    refuses = choice(errors, ["raise", "null"], "errors") == "raise"
    stand_in = choice(territories, ["raise", "responsible"], "territories") == "responsible"
    return refuses, How(known_only(late), stand_in)


def several(treaties: "Treaties | None") -> tuple[Treaty, ...]:
    """Return one or more treaties, each once; all of the dataset where left out."""
    found = treaties_named(treaties)
    ids = [each.id for each in found]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise InvalidValueError(f"two records of {id_!r}, which the id can't tell apart; ask for them in two calls")
    return found


# -- a call -----------------------------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class Findings:
    """What was found in the columns of a frame, or of a part of it."""

    unresolved: "Mapping[str, Counts]"  # by column of States, the values that are not known States
    invalid: "Counts"  # the values of the column of days that are not dates
    late: int  # how many rows with a State ask about a day after the record's date
    nulls: "Mapping[str, int]"  # by column
    rows: int

    @classmethod
    def sum(cls, parts: "Sequence[Findings]") -> "Findings":
        """Add up what was found in the parts of a frame."""
        return cls(
            {name: _added(each.unresolved[name] for each in parts) for name in parts[0].unresolved},
            _added(each.invalid for each in parts),
            sum(each.late for each in parts),
            _added(each.nulls for each in parts),
            sum(each.rows for each in parts),
        )


def _added(counts: "Iterable[Mapping[Any, int]]") -> "Counts":
    found: Counter[Any] = Counter()
    for each in counts:
        found.update(each)
    return found


def caller() -> tuple[str, int]:
    """Return the file and line of the first caller outside the library, for warnings that come later."""
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage] - warnings learn to skip files in 3.12 only
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("cyberconventions."):
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno


_SHOWN: "dict[Any, Any]" = {}  # by which warnings knows what it has shown at a line


@attrs.frozen
class Asked:
    """What a call asks of a frame."""

    question: Question
    states: tuple[str, ...]  # the columns of States: one, or two for a pair
    on: str  # the column of days
    into: tuple[str, ...]  # the columns to be added
    kind: Kind
    outcome: "Callable[..., tuple[Any, ...]]"  # makes one value per added column from the answer for each State
    refuses: bool  # values that are not known States and texts that are not dates; else they get null
    how: How
    line: tuple[str, int] = attrs.field(factory=caller, eq=False)  # where the call stands in the user's code
    apart: bool = False  # a State with itself gets null

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns asked with, that of days last."""
        return (*self.states, self.on)

    @property
    def since(self) -> Since | None:
        """The one day per State that decides, if the question is such a one."""
        return self.question.since() if self.kind is Kind.YES_NO and not self.apart else None

    def outcomes(self, answers: "Sequence[Any]") -> "list[tuple[list[Any], list[int]]]":
        """Return for each column to be added its distinct values, and the place in them for each answer or pair.

        Of *n* answers the pair of *a* and *b* comes at place *n* times *a* plus *b*.
        """
        combinations = product(answers, repeat=len(self.states))
        columns = list(zip(*(self.outcome(*each) for each in combinations), strict=True))
        places = [{value: place for place, value in enumerate(dict.fromkeys(values))} for values in columns]
        return [(list(each), list(map(each.__getitem__, values))) for each, values in zip(places, columns, strict=True)]

    def report(self, findings: Findings) -> None:
        """Raise or warn of what was found in the columns."""
        if self.refuses:
            refuse(findings.unresolved, {self.on: findings.invalid})
        if findings.late and not self.how.known:
            self.warn("1 row asks" if findings.late == 1 else f"{rows_text(findings.late)} ask")

    def warn(self, who: str) -> None:
        """Warn that rows ask about days after the record's date."""
        text = (
            f"{self.question.about}: {who} about days after {self.question.as_of}, up to which the record is known; "
            'what held then is presumed to go on (late="known" answers from the known acts)'
        )
        warnings.warn_explicit(text, CoverageWarning, *self.line, registry=_SHOWN)
