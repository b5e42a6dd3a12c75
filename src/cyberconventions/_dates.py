"""Dates with their precision.

A day asked about is a plain :class:`datetime.date`. A day on record may be known to the day, to the
month or the year, within an interval, or not at all: that is a :class:`DateWindow`.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

import attrs

from cyberconventions.errors import InvalidDateError, quoted, wrong_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, Protocol, TypeAlias

    from dateutil.relativedelta import relativedelta

    class NumpyDay(Protocol):
        """A ``numpy.datetime64``."""

        def astype(self, dtype: str, /) -> object: ...

    DateLike: TypeAlias = date | datetime | NumpyDay | str

_EXPECTED = "a date, a datetime or an ISO date such as '2020-03-13'"
# Python's class itself, in a tuple: while freezegun holds the clock, every module's `date` is a subclass of it.
PLAIN: tuple[type[date]] = (date.__mro__[-2],)
_LAST = PLAIN[0](9999, 12, 31)
# The day of an ISO text that is known to be one, without a check.
day_of_iso = PLAIN[0].fromisoformat
_LONGEST_MOMENT = 42  # '2020-03-13T10:00:00.000000+00:00:00.000000'


def as_date(value: "DateLike") -> date:
    """Return the calendar day that *value* means.

    Arguments:
        value: A ``date`` or a subclass of it, an ISO 8601 date ``YYYY-MM-DD``, or a moment: a ``datetime``, a
            ``numpy.datetime64``, or an ISO text of date and time. It means its own calendar day; no time zone is
            applied.

    Returns:
        A plain ``date``.

    Raises:
        InvalidDateError: The text is not an ISO date, or the calendar has no such day.
        InvalidTypeError: The value is of another type.

    >>> as_date("2020-03-13"), as_date("2020-03-13T23:30:00Z")
    (datetime.date(2020, 3, 13), datetime.date(2020, 3, 13))
    """
    # fromisoformat also takes '20200313' and week dates, which the dataset and the API do not use.
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return PLAIN[0].fromisoformat(value)
        except ValueError as error:
            raise InvalidDateError(
                f"{quoted(value)} is not a day of the calendar ({error}), expected {_EXPECTED}"
            ) from None
    return _day_of_moment(value)


def _day_of_moment(value: object) -> date:
    if isinstance(value, datetime):
        if value != value:  # noqa: PLR0124 # pandas' NaT counts as a datetime
            raise InvalidDateError(f"{quoted(value)} is not a day, expected {_EXPECTED}")
        return calendar_day(value.year, value.month, value.day)
    if isinstance(value, date):
        return calendar_day(value.year, value.month, value.day)
    if type(value).__name__ == "datetime64":  # numpy's, without importing numpy
        numpy_day: Any = value
        day: object = numpy_day.astype("datetime64[D]").astype(object)
        if not isinstance(day, date):  # NaT, or a year that no calendar of Python's has
            raise InvalidDateError(f"{quoted(value)} is not a day, expected {_EXPECTED}")
        return day
    if not isinstance(value, str):
        raise wrong_type(value, _EXPECTED)
    if value[10:11] in {"T", " "} and len(value) <= _LONGEST_MOMENT:
        try:
            datetime.fromisoformat(value)
            return as_date(value[:10])
        except ValueError:
            pass
    raise InvalidDateError(f"{quoted(value)} is not a date, expected {_EXPECTED}")


def calendar_day(year: int, month: int, day: int) -> date:
    """Return a day of the calendar, a plain ``date`` whatever a test has put in its place.

    Raises:
        ValueError: The calendar has no such day.

    >>> calendar_day(2020, 3, 13)
    datetime.date(2020, 3, 13)
    """
    return PLAIN[0](year, month, day)


def calendar_day_after(
    day: date, *, months: int = 0, days: int = 0, first_of_next_month: bool = False, what: object
) -> date:
    """Return the day some calendar months or days after a day, as dateutil counts them.

    Arguments:
        day: The day to start from.
        months: Calendar months: the same day of a later month, clipped to that month's end.
        days: Days.
        first_of_next_month: Whether to go on to the first day of the month that follows.
        what: What is added, for the message.

    Raises:
        InvalidDateError: The calendar ends before that day.

    >>> str(calendar_day_after(date(2022, 11, 30), months=3, first_of_next_month=True, what="three months"))
    '2023-03-01'
    """
    try:
        end: date = day + _wait(months, days, first_of_next_month)
    except (OverflowError, ValueError):
        raise InvalidDateError(f"{what} after {day} lies beyond the calendar's last year, {_LAST.year}") from None
    return end


@lru_cache
def _wait(months: int, days: int, first_of_next_month: bool) -> "relativedelta":  # noqa: FBT001 - a cache key
    # Loaded here: a published effect date needs no arithmetic, and most answers come from those.
    from dateutil.relativedelta import relativedelta

    if first_of_next_month:
        return relativedelta(months=months + 1, days=days, day=1)
    return relativedelta(months=months, days=days)


def keep_days(made: object, *names: str, or_none: bool = True) -> None:
    """Check that fields of a value that was just made hold dates or ``None``, and keep plain dates in them.

    A datetime counts as a date in Python, but two of one day are not equal, so it is refused.

    Arguments:
        made: The value.
        names: Its fields.
        or_none: Whether ``None`` will do.

    Raises:
        InvalidTypeError: One holds something else.
    """
    for name in names:
        day = getattr(made, name)
        if type(day) is PLAIN[0] or (day is None and or_none):
            continue
        if not isinstance(day, date) or isinstance(day, datetime):
            raise wrong_type(day, f"a date{' or None' if or_none else ''} for {name}")
        object.__setattr__(made, name, calendar_day(day.year, day.month, day.day))


class Precision(StrEnum):
    """How well a date on record is known."""

    DAY = "day"  #: To the day.
    MONTH = "month"  #: To the month.
    YEAR = "year"  #: To the year.
    INTERVAL = "interval"  #: Between two days, or on one side of one.
    UNKNOWN = "unknown"  #: Nothing on record bounds the day.


def _months_end(year: int, month: int) -> date:
    if (year, month) == (_LAST.year, _LAST.month):
        return _LAST
    return calendar_day(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@attrs.frozen(order=False)
class DateWindow:
    """The days on which something may have happened, from the first to the last, both included.

    Attributes:
        earliest: The first day it may have happened; ``None`` where nothing bounds it.
        latest: The last day it may have happened; ``None`` where nothing bounds it.

    >>> DateWindow.parse("2019-12")
    <DateWindow 2019-12>
    >>> DateWindow.parse("2019-12").latest
    datetime.date(2019, 12, 31)
    """

    earliest: date | None
    latest: date | None

    def __attrs_post_init__(self) -> None:
        keep_days(self, "earliest", "latest")
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise InvalidDateError(f"the window {self.earliest}/{self.latest} ends before it begins")

    @classmethod
    def on(cls, day: "DateLike") -> "DateWindow":
        """Return the window of one day.

        Arguments:
            day: The day.

        Raises:
            InvalidDateError: Not a valid date.

        >>> DateWindow.on("2020-03-16").precision
        <Precision.DAY: 'day'>
        """
        known = as_date(day)
        return cls(known, known)

    @classmethod
    def parse(cls, text: str) -> "DateWindow":
        """Read the dataset's ISO 8601 forms.

        Arguments:
            text: ``2020-03-16``, ``2019-12``, ``2020``, ``2019-06-13/2019-12-31`` (either side may be a
                month or a year), ``../2012-08-31``, ``2020-03-14/..``, or nothing for unknown.

        Raises:
            InvalidDateError: The text has none of these forms, or ends before it begins.
            InvalidTypeError: It is not text.

        >>> DateWindow.parse("2019-06-13/2019-12").latest, DateWindow.parse("../2012-08-31").earliest
        (datetime.date(2019, 12, 31), None)
        """
        if not isinstance(text, str):
            raise wrong_type(text, "an ISO date or interval")
        if len(text) == 10 and "/" not in text:  # By far the most frequent form.
            return cls.on(text)
        if not text:
            return cls(None, None)
        first, slash, last = text.partition("/")
        if slash and not (first and last):
            raise InvalidDateError(f"{quoted(text)}: write '..' for an open side of an interval")
        return cls(_bound(first, text)[0], _bound(last if slash else first, text)[1])

    @property
    def day(self) -> date | None:
        """The day itself, where it is known to the day."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def precision(self) -> Precision:
        """How well the date is known.

        >>> DateWindow.parse("2012-01/2012-08").precision
        <Precision.INTERVAL: 'interval'>
        """
        first, last = self.earliest, self.latest
        if first is None and last is None:
            return Precision.UNKNOWN
        if first is None or last is None:
            return Precision.INTERVAL
        if first == last:
            return Precision.DAY
        if first.day == 1 and last == _months_end(first.year, first.month):
            return Precision.MONTH
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return Precision.YEAR
        return Precision.INTERVAL

    def __str__(self) -> str:
        """Return the ISO form that :meth:`parse` reads."""
        first, last = self.earliest, self.latest
        precision = self.precision
        if precision is Precision.UNKNOWN:
            return ""
        if precision is Precision.INTERVAL or first is None:
            return f"{first or '..'}/{last or '..'}"
        return str(first)[: {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[precision]]

    def __repr__(self) -> str:
        return f"<DateWindow {str(self) or 'unknown'}>"


def window_of(value: "DateLike | DateWindow") -> DateWindow:
    """Return the window that *value* means: itself, one that a text of the dataset's forms gives, or that of a day.

    Raises:
        InvalidDateError: The text has none of these forms, or the calendar has no such day.
        InvalidTypeError: The value is of another type.

    >>> window_of("2019-12"), window_of(date(2020, 3, 13))
    (<DateWindow 2019-12>, <DateWindow 2020-03-13>)
    """
    if isinstance(value, DateWindow):
        return value
    return DateWindow.parse(value) if isinstance(value, str) else DateWindow.on(value)


def _bound(text: str, whole: str) -> tuple[date | None, date | None]:
    """Return the first and last day that one side of an interval covers."""
    if text == "..":
        return None, None
    if len(text) == 10:
        day = as_date(text)
        return day, day
    try:
        if len(text) == 7 and text[4] == "-":
            first = as_date(text + "-01")
            return first, _months_end(first.year, first.month)
        if len(text) == 4:
            return as_date(text + "-01-01"), as_date(text + "-12-31")
    except ValueError:
        pass
    raise InvalidDateError(
        f"{quoted(whole)} is not a date on record, expected an ISO date, month, year or interval such as "
        "'2020-03-16', '2019-12' or '2019-06-13/2019-12-31'"
    )
