"""Frames that are planned, not held: answers become rows with a first and a last day, and are joined.

The joined table is small (a few rows per State that occurs), so engines broadcast or hash it and never
move the user's rows; each row of the user's meets at most one row of it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol

import attrs

from cyberconventions.frames.asked import Asked, Findings, named
from cyberconventions.frames.spellings import days_of, known_spellings, state_id

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames.columns import Native
    from cyberconventions.frames.questions import Answer, Ladder, Question

PREFIX = "__cyberconventions_"


class Planner(Protocol):
    """What an engine that plans does for us; each has a module of these functions."""

    def select(self, frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
        """Return some columns under other names."""
        ...

    def rows(self, frame: "Native") -> "list[tuple[Any, ...]]":
        """Run a small query and return its rows."""
        ...

    def with_steps(
        self, frame: "Native", steps: "Steps", state: str, on: "DateColumn", values: Sequence[str]
    ) -> "Native":
        """Join the answers of one column of States, as columns of the given names."""
        ...

    def with_pair(self, frame: "Native", a: Sequence[str], b: Sequence[str], asked: Asked) -> "Native":
        """Add the outcome of two answers, and drop the answers."""
        ...


@attrs.frozen
class DateColumn:
    """The column of dates and what it holds."""

    name: str
    is_text: bool
    is_date: bool


@attrs.frozen
class Columns:
    """What the columns asked with hold.

    Attributes:
        on: The column of dates.
        numeric: For each column of States whether it holds numbers.
    """

    on: DateColumn
    numeric: tuple[bool, ...]


@attrs.frozen
class Steps:
    """Answers as rows: for a value of the column of States, from the first to the last day, the answer.

    Attributes:
        keys: The values of the column of States: texts, or whole numbers.
        first: The first day of each.
        last: The last day of each, included, so that the calendar's last day needs no exception.
        answers: What holds on these days: one tuple for each added column.
        numeric: Whether keys are numbers.
    """

    keys: "tuple[str | int, ...]"
    first: tuple[date, ...]
    last: tuple[date, ...]
    answers: "tuple[tuple[Any, ...], ...]"
    numeric: bool


def rows_of(ladder: "Ladder", *, unknown: bool) -> "Iterable[tuple[date, date, Answer]]":
    """Return each step of a ladder with its first and last day; those without answer only if wanted."""
    days, answers = ladder
    ends = (*(day - timedelta(days=1) for day in days[1:]), date.max)
    for first, last, answer in zip(days, ends, answers, strict=True):
        if unknown or answer is not None:
            yield first, last, answer


def steps(question: "Question", ids: "dict[Any, str]", *, pair: bool, numeric: bool) -> Steps:
    """Return the rows to join for the values of a column.

    Arguments:
        question: The question.
        ids: The State's id for each value that occurs, or may.
        pair: Whether the answers are to be combined with those for a second State: then they are numbers,
            and not knowing is an answer of its own.
        numeric: Whether values are numbers.
    """
    found = [
        (key, first, last, _numbers(answer) if pair else (answer,))
        for key, id_ in ids.items()
        for first, last, answer in rows_of(question.ladder(id_), unknown=pair)
    ]
    if not found:  # An engine needs a row to know the types by; no column holds this key.
        width = _numbers(question.others[1][0]) if pair else (None,)
        found = [(-1 if numeric else "\x00", date.min, date.max, width)]
    keys, firsts, lasts, answers = zip(*found, strict=True)
    return Steps(keys, firsts, lasts, tuple(zip(*answers, strict=True)), numeric)


UNKNOWN = 2


def _numbers(answer: "Answer") -> tuple[int, ...]:
    """Write an answer as numbers: sets of bits as they are, yes, no and unknown as 1, 0 and 2."""
    if isinstance(answer, tuple):
        return answer
    return (UNKNOWN if answer is None else int(answer),)


def reachable(asked: Asked) -> "dict[int, tuple[str, ...]]":
    """Return the ids for every set of treaties that two States may share, by its bits."""
    ladders = [asked.question.others, *asked.question.ladders.values()]
    pairs = {answer for _, answers in ladders for answer in answers if isinstance(answer, tuple)}
    certain = {pair[0] for pair in pairs}
    shared = {a & b for a in certain for b in certain}
    if len(asked.into) > 1:
        shared |= {(a[1] & b[1]) & ~(a[0] & b[0]) for a in pairs for b in pairs}
    return {bits: named(asked.ids, bits) for bits in sorted(shared)}


def with_answers(
    planner: Planner, frame: "Native", spelled: "Sequence[dict[Any, str]] | None", asked: Asked, columns: "Columns"
) -> "Native":
    """Return a planned frame with the columns added.

    Arguments:
        planner: The engine.
        frame: The user's frame.
        spelled: For each column of States the ids of the values that occur; ``None`` if nobody has looked.
        asked: What is asked.
        columns: What the columns hold.
    """
    pair = len(asked.states) > 1
    answers: list[list[str]] = []
    for place, (state, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        ids = spelled[place] if spelled is not None else _codes() if numeric else dict(known_spellings())
        table = steps(asked.question, ids, pair=pair, numeric=numeric)
        names = [f"{PREFIX}{place}_{part}" for part in range(len(table.answers))] if pair else list(asked.into)
        frame = planner.with_steps(frame, table, state, columns.on, names)
        answers.append(names)
    return planner.with_pair(frame, answers[0], answers[1], asked) if pair else frame


def resolved(values: "Iterable[Any]") -> "dict[Any, str]":
    """Return the State's id for each value that is a code or name."""
    found = {value: state_id(value) for value in values if value is not None}
    return {value: id_ for value, id_ in found.items() if id_ is not None}


def _codes() -> "dict[Any, str]":
    return resolved(range(1000))


def findings(counted: "Iterable[tuple[Any, ...]]", known: "Sequence[dict[Any, str]]", asked: Asked) -> Findings:
    """Find what has to be told, from rows of States, their number, and how many of these are late."""
    strangers: dict[str, dict[Any, int]] = {name: {} for name in asked.states}
    late = 0
    for *values, rows, after in counted:
        for name, value, ids in zip(asked.states, values, known, strict=True):
            if value is not None and value not in ids:
                strangers[name][value] = strangers[name].get(value, 0) + rows
        if all(value in ids for value, ids in zip(values, known, strict=True)):
            late += after or 0
    return Findings(strangers if asked.refuses else {}, late if asked.warns else 0)


def check_texts(rows: "Iterable[tuple[Any, ...]]", column: str) -> None:
    """Check that the distinct texts of a column of dates are dates.

    Raises:
        InvalidDateError: Some are none; the message lists them.
    """
    counts = {value: rows for value, rows in rows if value is not None}
    days_of(counts, column, counts)
