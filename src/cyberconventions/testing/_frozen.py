"""The record as it was known on a day, for as long as a test lasts."""

from contextlib import contextmanager

from cyberconventions import _treaties
from cyberconventions._dates import as_date

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cyberconventions._dates import DateLike


@contextmanager
def frozen_record(day: "DateLike") -> "Iterator[date]":
    """Have the whole process answer from the record as it was known on a day, for the length of a block.

    :func:`cyberconventions.treaty`, :func:`cyberconventions.treaties` and everything that asks them give each treaty as
    :meth:`Treaty.known_at` does: in every thread, those that run already and those that are started within, and in
    every task. A record that ends before the day is given as it stands. What was there before comes back at the end.
    It is one setting of the process, so threads that test at the same time share it.

    A ``Treaty`` that was made before stays what it is; an application that keeps one in a variable of a module doesn't
    see the block. What is not of a treaty's record stays whole: the UN process, groups and names of States. Ask those
    with a day, as in ``cc.timeline(until=day)``.

    Arguments:
        day: The day.

    Yields:
        The day.

    Raises:
        InvalidDateError: Not a valid date.

    >>> import cyberconventions as cc
    >>> with cc.testing.frozen_record("2020-03-13"):
    ...     cc.treaty("budapest")
    <Treaty ETS No. 185 Budapest Convention: 64 parties, 3 signatories, as of 2020-03-13>
    """
    known = as_date(day)
    before = _treaties.frozen_on(known)
    try:
        yield known
    finally:
        _treaties.frozen_on(before)
