"""Days on which a State's status under a treaty was the same."""

from datetime import date

import attrs

from cyberconventions._arguments import check_fields
from cyberconventions._dates import as_date
from cyberconventions._history import Status
from cyberconventions.errors import InvalidDateError, wrong_type


@attrs.frozen(order=False)
class Period:
    """Days on which one status held.

    Attributes:
        status: The status.
        start: The first day; ``None`` for "since ever".
        end: The first day on which it no longer held; ``None`` where it goes on.

    >>> import cyberconventions as cc
    >>> period = cc.treaty("budapest")["FRA"].periods[0]
    >>> period, "2010-01-01" in period
    (<Period party 2006-05-01 to ..>, True)
    """

    status: Status
    start: date | None
    end: date | None

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise InvalidDateError(f"a period can't begin on {self.start} and have ended by {self.end}")

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date | str):
            raise wrong_type(day, "a date or an ISO date")
        asked = as_date(day)
        return (self.start is None or self.start <= asked) and (self.end is None or asked < self.end)

    def __repr__(self) -> str:
        return f"<Period {self.status.value} {self.start or '..'} to {self.end or '..'}>"
