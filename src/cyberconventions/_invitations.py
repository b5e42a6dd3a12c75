"""Invitations to accede, and how long they are valid (ETS 185, Art. 37(1))."""

from datetime import date
from enum import StrEnum
from types import NoneType

import attrs

from cyberconventions._acts import Act
from cyberconventions._dates import as_date, calendar_day_after
from cyberconventions._states import State
from cyberconventions.errors import InvalidRuleError, check_type, wrong_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._dates import DateLike


@attrs.frozen(order=False)
class InvitationRule:
    """How long a decision to invite a State to accede is valid.

    For ETS 185: since the decision of the Ministers' Deputies of 10 April 2013 (1168th meeting, item
    10.2), five years from adoption; a decision before that has no limit.

    Attributes:
        article: The article under which States are invited.
        years: Calendar years for which a decision is valid, the last anniversary included.
        since: Decisions adopted from this day on are limited.
        decision: The document that set the limit.

    >>> import cyberconventions as cc
    >>> cc.treaty("budapest").rules.invitation
    <InvitationRule Art. 37(1): 5 years, for decisions since 2013-04-10>
    """

    article: str
    years: int
    since: date
    decision: str

    def __attrs_post_init__(self) -> None:
        if type(self.years) is not int or self.years < 1:
            raise InvalidRuleError(f"Art. {self.article}: {self.years!r} years of validity, expected 1 or more")
        if type(self.since) is not date:
            raise wrong_type(self.since, "the date since which decisions are limited")

    def expiry(self, decided: "DateLike") -> date | None:
        """Return the last day on which a decision is valid.

        Arguments:
            decided: The day of its adoption.

        Returns:
            The anniversary, in calendar years: of 29 February, 28 February. ``None`` if there is no limit.

        Raises:
            InvalidDateError: Not a valid date.

        >>> import cyberconventions as cc
        >>> rule = cc.treaty("budapest").rules.invitation
        >>> rule.expiry("2024-10-09"), rule.expiry("2013-04-09")
        (datetime.date(2029, 10, 9), None)
        """
        day = as_date(decided)
        if day < self.since:
            return None
        return calendar_day_after(day, months=12 * self.years, what=f"{self.years} years")

    def __repr__(self) -> str:
        return f"<InvitationRule Art. {self.article}: {self.years} years, for decisions since {self.since}>"


class Validity(StrEnum):
    """Whether an invitation can still be used on a day."""

    NOT_YET = "not yet made"
    VALID = "valid"
    EXPIRED = "expired"
    UNLIMITED = "unlimited"
    UNKNOWN = "unknown"


@attrs.frozen(order=False)
class Invitation:
    """An invitation to accede, and how long it is valid (ETS 185, Art. 37(1)).

    Attributes:
        act: The decision to invite, as it stands on record.
        rule: The limit, ``None`` where the treaty's depositary has none.

    >>> import cyberconventions as cc
    >>> cc.treaty("budapest")["KEN"].invitation
    <Invitation KEN decided 2024-10-09, valid to 2029-10-09>
    """

    act: Act
    rule: InvitationRule | None

    def __attrs_post_init__(self) -> None:
        check_type(self.act, Act, "an act")
        check_type(self.rule, (InvitationRule, NoneType), "an InvitationRule or None")

    @property
    def state(self) -> State:
        """The State that was invited."""
        return self.act.state

    @property
    def decided(self) -> date | None:
        """The day of adoption, ``None`` unless it is known to the day."""
        return self.act.date

    @property
    def expires(self) -> date | None:
        """The last day of validity; ``None`` if there is no limit or it is not known to the day."""
        decided = self.decided
        return self.rule.expiry(decided) if self.rule and decided else None

    def validity(self, on: "DateLike") -> Validity:
        """Return whether the invitation is valid on a day, from its decision date and the rule alone.

        Arguments:
            on: The day.

        Returns:
            ``VALID`` from adoption up to and including the fifth anniversary, then ``EXPIRED``;
            ``UNLIMITED`` where it was decided before there was a limit; ``NOT_YET`` before adoption;
            ``UNKNOWN`` where the decision date is not known well enough to tell.

        Raises:
            InvalidDateError: Not a valid date.

        >>> import cyberconventions as cc
        >>> kenya = cc.treaty("budapest")["KEN"].invitation
        >>> kenya.decided, kenya.expires, kenya.validity("2029-10-09")
        (datetime.date(2024, 10, 9), datetime.date(2029, 10, 9), <Validity.VALID: 'valid'>)
        """
        day = as_date(on)
        first, last = self.act.earliest, self.act.latest
        if first is not None and day < first:
            return Validity.NOT_YET
        if last is None or day < last:
            return Validity.UNKNOWN
        if self.rule is None or self.rule.expiry(last) is None:
            return Validity.UNLIMITED
        earliest_end = self.rule.expiry(first) if first else None
        latest_end = self.rule.expiry(last)
        if earliest_end is not None and day <= earliest_end:
            return Validity.VALID
        if earliest_end is not None and latest_end is not None and day > latest_end:
            return Validity.EXPIRED
        return Validity.UNKNOWN

    def __repr__(self) -> str:
        until = f", valid to {self.expires}" if self.expires else ""
        return f"<Invitation {self.state.id} decided {str(self.act.when) or 'on an unknown day'}{until}>"
