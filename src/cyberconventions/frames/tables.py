"""A question's answers as a table of numbers: one look-up per row, whatever the number of periods.

A row's State gives a line of the table, its day a column; the cell is the number of the answer. Days are
first mapped to the periods between the days on which anything changes for any State, so that the table
has a few hundred columns and stays in the processor's cache.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import attrs
import numpy as np

from cyberconventions.frames.questions import Question, every_state
from cyberconventions.frames.spellings import known_spellings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from cyberconventions.frames.questions import Answer

    Numbers: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

# Rows are taken in blocks whose intermediate results stay in the cache.
BLOCK = 1 << 15
_EPOCH = date(1970, 1, 1).toordinal()

MISSING = 0  # the number that stands for "no answer, because the State or the date is null"


def day_number(day: date) -> int:
    """Return the days from 1970-01-01, as Arrow's date32 and numpy's ``datetime64[D]`` count them.

    >>> day_number(date(2004, 7, 1))
    12600
    """
    return day.toordinal() - _EPOCH


def next_day(day: date) -> date | None:
    """Return the day after, ``None`` after the last one that the calendar has."""
    return None if day == date.max else day + timedelta(days=1)


@attrs.frozen(eq=False)
class Labels:
    """A column of States or texts, each row as a number.

    Attributes:
        numbers: For each row 0 for null, or *i* for ``values[i - 1]``.
        values: The distinct values, and maybe some that do not occur.
        known: How many of the values are, from the first on, those of :func:`known_spellings`.
    """

    numbers: "Numbers"
    values: "Sequence[Any]"
    known: int = 0


@attrs.frozen(eq=False)
class Days:
    """A column of dates as days from 1970-01-01.

    Attributes:
        numbers: For each row the day; anything where the date is null.
        missing: For each row whether the date is null; ``None`` if no date is.
    """

    numbers: "Numbers"
    missing: "Numbers | None"

    def after(self, day: date) -> "Numbers":
        """Tell for each row whether its date lies after a day."""
        found: Numbers = self.numbers > day_number(day)
        return found if self.missing is None else found & ~self.missing


@attrs.frozen(eq=False)
class Table:
    """The answers to one question as a table of numbers.

    Attributes:
        answers: The answers by number; the first is ``None`` for :data:`MISSING`.
        first: The day number that the first column of ``columns`` stands for.
        columns: The column of ``cells`` for each day from the first on; the last holds for ever after.
        lines: The place in ``cells`` at which each State's line begins, by id.
        cells: Numbers of answers, one line after another; the first line is all :data:`MISSING`.
        known_lines: The line for null, and then that of each known spelling.
    """

    answers: "tuple[Answer, ...]"
    first: int
    columns: "Numbers"
    lines: Mapping[str, int]
    cells: "Numbers"
    known_lines: "Numbers"

    @classmethod
    def of(cls, question: Question) -> "Table":
        """Lay out a question's ladders."""
        ladders = [question.others, *question.ladders.values()]
        turning = sorted({day_number(day) for days, _ in ladders for day in days if day > date.min})
        first = turning[0] - 1 if turning else 0
        span = turning[-1] - first + 1 if turning else 1
        columns = np.searchsorted(turning, np.arange(first, first + span), side="right")
        answers: dict[Any, int] = {}
        width = len(turning) + 1
        lines = [np.zeros(width, dtype=np.int64)]
        for ladder in ladders:
            line = np.empty(width, dtype=np.int64)
            for day, answer in zip(*ladder, strict=True):
                start = 0 if day == date.min else int(np.searchsorted(turning, day_number(day))) + 1
                line[start:] = answers.setdefault(answer, len(answers) + 1)
            lines.append(line)
        ids = dict.fromkeys((state.id for state in every_state()), width)
        ids.update({id_: width * place for place, id_ in enumerate(question.ladders, start=2)})
        cells = np.concatenate(lines)
        known = np.array([0, *(ids[id_] for id_ in known_spellings().values())], dtype=np.int64)
        return cls((None, *answers), first, columns, ids, cells.astype(np.min_scalar_type(len(answers))), known)

    def lines_of(self, labels: Labels, ids: "Sequence[str | None]") -> "Numbers":
        """Return where the line of each label's State begins, the first for null.

        Arguments:
            labels: The labels.
            ids: The State's id for each of their values that is no known spelling.
        """
        others = np.array([0 if id_ is None else self.lines[id_] for id_ in ids], dtype=np.int64)
        if not labels.known:
            return np.concatenate((self.known_lines[:1], others))
        return np.concatenate((self.known_lines, others)) if len(others) else self.known_lines

    def look_up(self, lines: "Numbers", labels: "Numbers", days: Days) -> "Numbers":
        """Return the number of the answer for each row.

        Arguments:
            lines: Where each label's line begins, from :meth:`lines_of`.
            labels: Each row's label.
            days: Each row's date.
        """
        found = np.empty(len(labels), dtype=self.cells.dtype)
        for start in range(0, len(labels), BLOCK):
            rows = slice(start, start + BLOCK)
            day = np.subtract(days.numbers[rows], self.first, dtype=np.int64)
            cell = self.columns.take(day, mode="clip")
            cell += lines.take(labels[rows])
            self.cells.take(cell, mode="clip", out=found[rows])
        if days.missing is not None:
            found[days.missing] = MISSING
        return found


def integers(values: "Numbers", missing: "Numbers | None") -> Labels:
    """Label a column of numeric codes; numbers out of range are labels of their own, to be refused by name."""
    known = range(1000)
    within = (values >= known.start) & (values < known.stop)
    numbers = np.where(within, values, -1).astype(np.int64) + 1
    outside = ~within if missing is None else ~within & ~missing
    others: list[Any] = []
    if outside.any():
        distinct, places = np.unique(values[outside], return_inverse=True)
        others = distinct.tolist()
        numbers[outside] = places + len(known) + 1
    if missing is not None:
        numbers[missing] = 0
    return Labels(numbers, [*known, *others])


def days_of_labels(labels: Labels, days: "Sequence[date]") -> Days:
    """Return the days of a column of texts, given the day of each label."""
    by_label = np.array([0, *(day_number(day) for day in days)], dtype=np.int64)
    missing = labels.numbers == 0
    return Days(by_label.take(labels.numbers), missing if missing.any() else None)
