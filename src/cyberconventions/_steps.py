"""A function over days that changes on some of them: the one form in which answers for all days are held.

What a State is on each day, the periods of that, and the columns of a data frame are all the same thing: a short
list of days, and the value from each of them until the next.
"""

from bisect import bisect_right
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from cyberconventions._dates import calendar_day

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

EVER = calendar_day(1, 1, 1)  # as the beginning of what has no first day
NEVER = calendar_day(9999, 12, 31)  # as the end of what goes on: no day of the calendar comes after it

Value = TypeVar("Value")
Other = TypeVar("Other")


class Steps(NamedTuple, Generic[Value]):
    """A value for every day.

    Attributes:
        days: The days on which the value changes, in order; the first is ``EVER``.
        values: The value from each of these days until the next; two neighbours differ.

    >>> steps = Steps.of({date.min: "no", date(2004, 7, 1): "yes", date(2005, 1, 1): "yes"})
    >>> steps
    Steps(days=(datetime.date(1, 1, 1), datetime.date(2004, 7, 1)), values=('no', 'yes'))
    >>> steps.at(date(2004, 6, 30)), steps.at(date(2004, 7, 1))
    ('no', 'yes')
    """

    days: tuple[date, ...]
    values: tuple[Value, ...]

    @staticmethod
    def of(values: "dict[date, Other]") -> "Steps[Other]":
        """Return the steps that have these values from these days on.

        Arguments:
            values: For each day the value from that day on, in the order of the days, the first ``EVER``.
        """
        days: list[date] = []
        kept: list[Other] = []
        for day, value in values.items():
            if not kept or value != kept[-1]:
                days.append(day)
                kept.append(value)
        return Steps(tuple(days), tuple(kept))

    def at(self, day: date) -> Value:
        """Return the value on a day."""
        return self.values[bisect_right(self.days, day) - 1]

    def map(self, change: "Callable[[Value], Other]") -> "Steps[Other]":
        """Return the steps whose value on each day is made from this one's.

        >>> Steps.of({date.min: 1, date(2004, 7, 1): 2, date(2005, 1, 1): 4}).map(lambda each: each > 1).values
        (False, True)
        """
        return Steps.of({day: change(value) for day, value in zip(self.days, self.values, strict=True)})

    def changed(self, first: date, until: date, change: "Callable[[Value], Value]") -> "Steps[Value]":
        """Return the steps with the values of some days changed.

        Arguments:
            first: The first of these days.
            until: The day after the last of them; ``NEVER`` where they go on.
            change: Gives the new value from the old one.

        >>> Steps.of({date.min: 1}).changed(date(2004, 7, 1), date(2005, 1, 1), lambda each: each + 1).values
        (1, 2, 1)
        """
        found: dict[date, Value] = {}
        for day in sorted({*self.days, first, until} - {NEVER}):
            value = self.at(day)
            found[day] = change(value) if first <= day < until else value
        return Steps.of(found)

    @staticmethod
    def zip(steps: "Iterable[Steps[Other]]") -> "Steps[tuple[Other, ...]]":
        """Return the steps whose value on each day holds those of several.

        >>> one, two = Steps.of({date.min: 1, date(2004, 7, 1): 2}), Steps.of({date.min: 3})
        >>> Steps.zip([one, two]).values
        ((1, 3), (2, 3))
        """
        parts = tuple(steps)
        days = sorted({EVER, *(day for part in parts for day in part.days)})
        return Steps.of({day: tuple([part.at(day) for part in parts]) for day in days})

    def periods(self) -> "Iterator[tuple[Value, date | None, date | None]]":
        """Go through the values, each with its first day and the day after its last; ``None`` where there is none.

        >>> for value, start, end in Steps.of({date.min: 1, date(2004, 7, 1): 2}).periods():
        ...     print(value, start, end)
        1 None 2004-07-01
        2 2004-07-01 None
        """
        return zip(self.values, (None, *self.days[1:]), (*self.days[1:], None), strict=True)
