"""Answers for frames that are planned, not held: each spelling has a line, each line the days of its changes.

Engines that plan get a small table of these and compare days with it, the latest change first, so that most
rows are answered by the first comparison (``on_duckdb.py``, ``planned.py``).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import attrs

from cyberconventions.frames.asked import Asked, Findings
from cyberconventions.frames.questions import every_state
from cyberconventions.frames.spellings import days_of

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from cyberconventions.frames.questions import Answer, Ladder, Question
    from cyberconventions.frames.spellings import Spelled


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


@attrs.frozen(eq=False)
class Steps:
    """The answers to one question, change by change.

    Attributes:
        places: Each State's line, by its id, in the order of the lines: States with most changes come first, so that
            the later of ``days`` end with nothing but ``None``; those that are answered as any State without an act
            come last.
        others: The first line of these.
        days: For each change, beginning with the latest, the day of it in each line; ``None`` where a line has
            no more.
        answers: What holds from these days on, as they are or, for pairs, by number.
        numbers: The number of each answer, for pairs.
    """

    places: "Mapping[str, int]"
    others: int
    days: tuple[tuple[date | None, ...], ...]
    answers: "tuple[tuple[Any, ...], ...]"
    numbers: "Mapping[Answer, int]"

    @classmethod
    def of(cls, question: "Question", *, pair: bool) -> "Steps":
        """Lay out a question's ladders."""
        ladders = {each.id: question.ladder(each.id) for each in every_state()}
        ids = sorted(ladders, key=lambda id_: (ladders[id_] == question.others, -len(ladders[id_][0]), id_))
        lines = [ladders[id_] for id_ in ids]
        numbers: dict[Answer, int] = {}
        for _, answers in lines:
            for answer in answers:
                numbers.setdefault(answer, len(numbers))
        width = max(len(days) for days, _ in lines)
        wanted: Any = numbers.get if pair else _itself
        return cls(
            places={id_: place for place, id_ in enumerate(ids)},
            others=sum(ladder != question.others for ladder in lines),
            days=tuple(zip(*(_laid(days, width) for days, _ in lines), strict=True)),
            answers=tuple(zip(*(map(wanted, _laid(answers, width)) for _, answers in lines), strict=True)),
            numbers=numbers,
        )

    def outcomes(self, asked: Asked) -> "list[tuple[Any, ...]]":
        """Return the outcome of every pair of answers, the numbers of the first changing slowest."""
        return [asked.outcome(a, b) for a in self.numbers for b in self.numbers]


def _itself(answer: "Answer") -> "Answer":
    return answer


def _laid(values: "Sequence[Any]", width: int) -> "list[Any]":
    """Lay out a ladder: the latest change first; what holds since ever is alike for nearly all, and stands last."""
    return [*reversed(values[1:]), *[None] * (width - len(values)), values[0]]


def free_prefix(columns: Iterable[str]) -> str:
    """Return a beginning that no column's name has, in capitals or small letters.

    >>> free_prefix(["state", "day"]), free_prefix(["__CYBERCONVENTIONS_day"])
    ('__cyberconventions_', '__cyberconventions__')
    """
    taken = [each.casefold() for each in columns]
    prefix = "__cyberconventions_"
    while any(each.startswith(prefix) for each in taken):
        prefix += "_"
    return prefix


def rows_of(ladder: "Ladder") -> "Iterable[tuple[date, date, Answer]]":
    """Return each step of a ladder that has an answer, with its first and last day."""
    days, answers = ladder
    ends = (*(day - timedelta(days=1) for day in days[1:]), date.max)
    for first, last, answer in zip(days, ends, answers, strict=True):
        if answer is not None:
            yield first, last, answer


def findings(counted: "Iterable[tuple[Any, ...]]", spelled: "Sequence[Spelled]", asked: Asked) -> Findings:
    """Find what has to be told, from rows of States, their number, and how many of these are late."""
    strangers: dict[str, dict[Any, int]] = {name: {} for name in asked.states}
    late = 0
    for *values, rows, after in counted:
        # A column asked with twice is one column.
        for name, (value, ids) in dict(zip(asked.states, zip(values, spelled, strict=True), strict=True)).items():
            if value is not None and ids[value] is None:
                strangers[name][value] = strangers[name].get(value, 0) + rows
        if all(ids.get(value) is not None for value, ids in zip(values, spelled, strict=True)):
            late += after or 0
    return Findings(strangers if asked.refuses else {}, late if asked.warns else 0)


def check_texts(rows: "Iterable[tuple[Any, ...]]", asked: Asked) -> None:
    """Check that the distinct texts of the column of dates are dates, if anything else is to be refused.

    Raises:
        InvalidDateError: Some are none; the message lists them.
    """
    days_of({value: rows for value, rows in rows if value is not None}, asked.on, refuse=asked.refuses)
