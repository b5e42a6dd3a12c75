"""Frames in memory: columns become numbers, numbers are looked up in a table, answers become columns."""

from typing import Protocol

import attrs
import numpy as np

from cyberconventions.frames.asked import Asked, Findings
from cyberconventions.frames.columns import Kind
from cyberconventions.frames.spellings import state_id
from cyberconventions.frames.tables import MISSING, Days, Labels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cyberconventions.frames.columns import Native
    from cyberconventions.frames.tables import Numbers


class Engine(Protocol):
    """What a library of frames does for us; each has a module of these functions."""

    def series(self, frame: "Native", name: str) -> "Native":
        """Return a column of a frame."""
        ...

    def with_column(self, frame: "Native", name: str, column: "Native") -> "Native":
        """Return the frame with a column added."""
        ...

    def states(self, column: "Native", name: str) -> Labels:
        """Label a column of States."""
        ...

    def days(self, column: "Native", name: str) -> Days:
        """Return the days of a column of dates."""
        ...

    def column(self, answers: "Sequence[Any]", numbers: "Numbers", kind: Kind) -> "Native":
        """Return the answers as a column."""
        ...


@attrs.frozen(eq=False)
class Reading:
    """The columns of a frame as numbers.

    Attributes:
        labels: The columns of States.
        ids: For each of them the ids that its labels mean, ``None`` where they mean none; without those
            that are known spellings.
        days: The column of dates.
    """

    labels: "Sequence[Labels]"
    ids: "Sequence[Sequence[str | None]]"
    days: Days


def read(engine: Engine, columns: "Sequence[Any]", asked: Asked) -> Reading:
    """Read the columns of States and the column of dates, which comes last."""
    labels = [engine.states(column, name) for column, name in zip(columns, asked.states, strict=False)]
    ids = [[state_id(value) for value in each.values[each.known :]] for each in labels]
    return Reading(labels, ids, engine.days(columns[-1], asked.on))


def look(reading: Reading, asked: Asked) -> Findings:
    """Find what has to be told of the columns."""
    strangers = {
        name: _strangers(labels, ids)
        for name, labels, ids in zip(asked.states, reading.labels, reading.ids, strict=True)
    }
    return Findings(strangers if asked.refuses else {}, _late(reading, asked) if asked.warns else 0)


def _strangers(labels: Labels, ids: "Sequence[str | None]") -> "dict[Any, int]":
    unknown = [place for place, id_ in enumerate(ids, start=labels.known + 1) if id_ is None]
    if not unknown:
        return {}
    rows = np.bincount(labels.numbers, minlength=len(labels.values) + 1)
    return {labels.values[place - 1]: int(rows[place]) for place in unknown if rows[place]}


def _late(reading: Reading, asked: Asked) -> int:
    late = reading.days.after(asked.question.as_of)
    if not late.any():
        return 0
    for labels, ids in zip(reading.labels, reading.ids, strict=True):
        resolved = np.array([False, *[True] * labels.known, *(id_ is not None for id_ in ids)])
        late = late & resolved.take(labels.numbers)
    return int(np.count_nonzero(late))


def answer(engine: Engine, reading: Reading, asked: Asked) -> "list[Any]":
    """Return the columns to be added."""
    table = asked.table
    found = [
        table.look_up(table.lines_of(labels, ids), labels.numbers, reading.days)
        for labels, ids in zip(reading.labels, reading.ids, strict=True)
    ]
    if len(found) == 1:
        return [engine.column(table.answers, found[0], asked.kind)]
    outcomes, numbers = _paired(found[0], found[1], asked)
    return [
        engine.column([None, *(each[place] for each in outcomes)], numbers, asked.kind)
        for place in range(len(asked.into))
    ]


def _paired(a: "Numbers", b: "Numbers", asked: Asked) -> "tuple[list[tuple[Any, ...]], Numbers]":
    """Return the outcomes of the pairs of answers that occur, and for each row the number of its own."""
    answers = asked.table.answers
    size = len(answers)
    pairs = a.astype(np.min_scalar_type(size * size)) * size + b
    occurring = np.flatnonzero(np.bincount(pairs, minlength=size * size))
    by_pair = np.zeros(size * size, dtype=np.min_scalar_type(len(occurring) + 1))
    outcomes: list[tuple[Any, ...]] = []
    for pair in occurring.tolist():
        first, second = divmod(pair, size)
        if MISSING not in (first, second):
            outcomes.append(asked.outcome(answers[first], answers[second]))
            by_pair[pair] = len(outcomes)
    return outcomes, by_pair.take(pairs)


def with_answers(engine: Engine, frame: "Native", asked: Asked) -> "Native":
    """Return a frame in memory with the columns added."""
    reading = read(engine, [engine.series(frame, name) for name in (*asked.states, asked.on)], asked)
    asked.tell(look(reading, asked))
    for name, column in zip(asked.into, answer(engine, reading, asked), strict=True):
        frame = engine.with_column(frame, name, column)
    return frame
