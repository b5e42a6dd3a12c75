"""A question's answers as a table of numbers: one look-up per row, whatever the number of periods.

A row's State gives a line of the table, its day a column; the cell is the number of the answer. Days are
first mapped to the periods between the days on which anything changes for any State, so that the table
has a few hundred columns and stays in the processor's cache.
"""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import attrs
import numpy as np

from cyberconventions.frames.questions import Question, every_state

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from cyberconventions.frames.questions import Answer

    Numbers: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

# Rows are taken in blocks whose intermediate results stay in the cache.
BLOCK = 1 << 15
_WORTH_A_THREAD = 1 << 18  # rows
_EPOCH = date(1970, 1, 1).toordinal()

MISSING = 0  # the number that stands for "no answer, because the State or the date is null"


def day_number(day: date) -> int:
    """Return the days from 1970-01-01, as Arrow's date32 and numpy's ``datetime64[D]`` count them.

    >>> day_number(date(2004, 7, 1))
    12600
    """
    return day.toordinal() - _EPOCH


def side_by_side(work: "Callable[[slice], None]", rows: int) -> None:
    """Do a piece of work on all rows, on every core a part of them, if they are many.

    Arguments:
        work: What is done with a part of the rows, mostly outside Python.
        rows: How many rows there are.
    """
    workers = min(os.cpu_count() or 1, rows // _WORTH_A_THREAD)
    if workers <= 1:
        work(slice(0, rows))
        return
    bounds = [rows * place // workers for place in range(workers + 1)]
    with ThreadPoolExecutor(workers) as threads:
        for _ in threads.map(work, map(slice, bounds, bounds[1:])):
            pass  # An error of any part is raised here.


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
    """

    answers: "tuple[Answer, ...]"
    first: int
    columns: "Numbers"
    lines: Mapping[str, int]
    cells: "Numbers"

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
        return cls((None, *answers), first, columns, ids, cells.astype(np.min_scalar_type(len(answers))))

    def look_up(self, lines: "Numbers", days: Days) -> "Numbers":
        """Return the number of the answer for each row.

        Arguments:
            lines: Where the line of each row's State begins, 0 where the row has none.
            days: Each row's date.
        """
        found = np.empty(len(lines), dtype=self.cells.dtype)

        def fill(part: slice) -> None:
            for start in range(part.start, part.stop, BLOCK):
                rows = slice(start, min(start + BLOCK, part.stop))
                day = np.subtract(days.numbers[rows], self.first, dtype=np.int64)
                cell = self.columns.take(day, mode="clip")
                cell += lines[rows]
                self.cells.take(cell, mode="clip", out=found[rows])

        side_by_side(fill, len(lines))
        if days.missing is not None:
            found[days.missing] = MISSING
        return found
