"""How many States consented, and how many only signed."""

import attrs

from cyberconventions._arguments import check_fields
from cyberconventions.errors import InvalidValueError, counted


@attrs.frozen(order=False)
class Totals:
    """How many States consented and how many only signed, as a chart's last lines print it.

    Attributes:
        consents: States that consented to be bound ("ratifications/accessions").
        signatures_only: States that signed and did not consent ("signatures not followed by
            ratifications").
        at_least: Whether the true numbers may be higher, because the record is partial or does not know
            some State's status that day.

    >>> import cyberconventions as cc
    >>> print(cc.treaty("malabo").totals())
    at least 17 consents, at least 4 signatures only
    """

    consents: int
    signatures_only: int
    at_least: bool = False

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        for number in (self.consents, self.signatures_only):
            if number < 0:
                raise InvalidValueError(f"{number} is not a number of States, expected 0 or more")

    def __str__(self) -> str:
        least = "at least " if self.at_least else ""
        signatures = counted(self.signatures_only, "signature only", "signatures only")
        return f"{least}{counted(self.consents, 'consent')}, {least}{signatures}"
