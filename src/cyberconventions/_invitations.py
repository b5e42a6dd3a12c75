"""Invitations to accede, and how long they are valid (ETS 185, Art. 37(1))."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from types import NoneType

import attrs

from cyberconventions._acts import Act, ActKind
from cyberconventions._dates import DateWindow, as_date, calendar_day_after, keep_days
from cyberconventions._states import State
from cyberconventions.errors import InvalidDateError, InvalidRuleError, check_tuple, check_type, quoted

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
        check_tuple((self.article, self.decision), str, "texts for article and decision")
        if type(self.years) is not int or not 1 <= self.years < date.max.year:
            raise InvalidRuleError(f"Art. {self.article}: {quoted(self.years)} years of validity, expected 1 or more")
        keep_days(self, "since", or_none=False)

    def expiry(self, decided: "DateLike") -> date | None:
        """Return the last day on which a decision is valid.

        Arguments:
            decided: The day of its adoption.

        Returns:
            The anniversary, in calendar years; that of 29 February is 28 February. ``None`` if there is no limit.

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

    def earliest_decision(self, valid_on: "DateLike") -> date:
        """Return the first day on which a decision with a limit may have been adopted if it is valid on a day.

        Arguments:
            valid_on: The day on which it is valid, such as that of a chart that prints the limit beside it.

        Returns:
            The day, which is not before there was a limit, and not so early that the decision had lapsed.

        Raises:
            InvalidDateError: Not a valid date.

        >>> import cyberconventions as cc
        >>> str(cc.treaty("budapest").rules.invitation.earliest_decision("2026-04-25"))
        '2021-04-25'
        """
        day = as_date(valid_on)
        try:
            first = calendar_day_after(day, months=-12 * self.years, what=f"{self.years} years back")
        except InvalidDateError:  # Before the calendar's first year.
            return self.since
        # The anniversary of 28 February falls short of a 29th.
        if first >= self.since and self.expiry(first) != day:
            first += timedelta(days=1)
        return max(first, self.since)

    def __repr__(self) -> str:
        return f"<InvitationRule Art. {self.article}: {self.years} years, for decisions since {self.since}>"


class Validity(StrEnum):
    """Whether an invitation can still be used on a day."""

    NOT_YET = "not yet made"  #: Decided after the day.
    VALID = "valid"  #: Can be used, within its five years.
    EXPIRED = "expired"  #: Its five years are over.
    UNLIMITED = "unlimited"  #: Can be used, without a limit.
    UNKNOWN = "unknown"  #: The day of its decision is not known well enough to tell.


def decisions(acts: Sequence[Act], rule: InvitationRule | None, since: date) -> "Iterator[tuple[Act, DateWindow]]":
    """Yield a State's invitations, each with the window in which it was decided.

    The window on record is narrowed by what shows that the invitation stood: lists on which it was seen, and the
    accession that used it (Art. 37(1)). It was decided by then; and where every day of the window falls under the
    limit, not so early that it had lapsed.

    Arguments:
        acts: The acts of one State, in the order of the record.
        rule: The limit, if there is one.
        since: The first day on which there can be an act under the treaty.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> [window for _, window in decisions(budapest["COL"].acts, budapest.rules.invitation, budapest.opened)]
    [<DateWindow 2013-09-11>, <DateWindow 2015-03-16/2020-03-13>]
    """
    for act, following in pairwise([*acts, None]):
        if act is not None and act.kind is ActKind.INVITATION:
            yield act, _decided(act, following, rule, since)


def _decided(act: Act, following: Act | None, rule: InvitationRule | None, since: date) -> DateWindow:
    found = act.when
    shown = act.seen
    if shown is not None and shown.earliest is not None:
        found = _narrowed(found, shown.earliest, shown.latest or shown.earliest, rule, since)
    if following is not None and following.kind is ActKind.ACCESSION and following.date is not None:
        found = _narrowed(found, following.date, following.date, rule, since)
    return found


def _narrowed(window: DateWindow, by: date, until: date, rule: InvitationRule | None, since: date) -> DateWindow:
    """Narrow the window of a decision by two days on which it stood; a side that contradicts them stays."""
    first = max(window.earliest or since, since)
    last = max(first, by if window.latest is None else min(window.latest, by))
    earliest = window.earliest
    if rule is not None and first >= rule.since and first < (needed := rule.earliest_decision(until)) <= last:
        earliest = needed
    return DateWindow(earliest, last)


def _as_on_record(invitation: "Invitation") -> DateWindow:
    act: object = invitation.act  # which is checked once all fields are there
    return act.when if isinstance(act, Act) else DateWindow(None, None)


@attrs.frozen(order=False)
class Invitation:
    """An invitation to accede, and how long it is valid (ETS 185, Art. 37(1)).

    Attributes:
        act: The decision to invite, as it stands on record.
        rule: The limit, ``None`` where the treaty's depositary has none.
        when: When it was decided. An invitation of a participation has the window of :attr:`act`, narrowed by the
            charts that show it and by the accession that used it.

    >>> import cyberconventions as cc
    >>> cc.treaty("budapest")["KEN"].invitation
    <Invitation KEN decided 2024-10-09, valid to 2029-10-09>
    """

    act: Act
    rule: InvitationRule | None
    when: DateWindow = attrs.field(default=attrs.Factory(_as_on_record, takes_self=True))

    def __attrs_post_init__(self) -> None:
        check_type(self.act, Act, "an act")
        check_type(self.rule, (InvitationRule, NoneType), "an InvitationRule or None")
        check_type(self.when, DateWindow, "a DateWindow")

    @property
    def state(self) -> State:
        """The State that was invited."""
        return self.act.state

    @property
    def decided(self) -> date | None:
        """The day of adoption, ``None`` unless it is known to the day."""
        return self.when.day

    @property
    def expires(self) -> DateWindow | None:
        """When the last day of validity falls; ``None`` if there is no limit.

        The window is as wide as that of the decision. Where the decision may be from before the limit, the window has
        a first day and no last.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest")
        >>> [budapest[each].invitation.expires for each in ("KEN", "SLE", "COL", "MEX")]
        [<DateWindow 2029-10-09>, <DateWindow 2028-02-01/2028-02-28>, <DateWindow 2020-03-16/2025-03-13>, None]
        """
        first, last = self.when.earliest, self.when.latest
        if self.rule is None or (last is not None and last < self.rule.since):
            return None
        limited = max(first or self.rule.since, self.rule.since)
        always = first is not None and first >= self.rule.since
        return DateWindow(self.rule.expiry(limited), self.rule.expiry(last) if last and always else None)

    def validity(self, on: "DateLike") -> Validity:
        """Return whether the invitation is valid on a day, from its decision date and the rule alone.

        Arguments:
            on: The day.

        Returns:
            ``VALID`` from adoption up to and including the fifth anniversary, then ``EXPIRED``;
            ``UNLIMITED`` where it was decided before there was a limit; ``NOT_YET`` before adoption;
            ``UNKNOWN`` where the decision date is not known well enough to say.

        Raises:
            InvalidDateError: Not a valid date.

        >>> import cyberconventions as cc
        >>> kenya = cc.treaty("budapest")["KEN"].invitation
        >>> kenya.decided, kenya.expires, kenya.validity("2029-10-09")
        (datetime.date(2024, 10, 9), <DateWindow 2029-10-09>, <Validity.VALID: 'valid'>)
        """
        day = as_date(on)
        first, last = self.when.earliest, self.when.latest
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

    def _repr_html_(self) -> str:
        """Show in a notebook when it was decided, and how long it is valid."""
        from cyberconventions._cells import cell
        from cyberconventions._sources import in_words
        from cyberconventions._table import window_text

        rows = [("decided", window_text(self.when)), ("validity", valid_to(self))]
        rows += [("limit", f"{self.rule.years} years (Art. {self.rule.article})")] if self.rule is not None else []
        rows += [("comment", self.act.comment)] if self.act.comment else []
        title = f"{self.state.name}, invitation to accede"
        return cell(rows, title=title, foot=[in_words(self.act.source_ids)])

    def __repr__(self) -> str:
        return f"<Invitation {self.state.id} decided {str(self.when) or 'on an unknown day'}, {valid_to(self)}>"


def valid_to(invitation: Invitation) -> str:
    """Return in words how long an invitation is valid.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> valid_to(budapest["KEN"].invitation), valid_to(budapest["COL"].invitation), valid_to(budapest["MEX"].invitation)
    ('valid to 2029-10-09', 'valid to a day from 2020-03-16 to 2025-03-13', 'without limit')
    """
    window = invitation.expires
    if window is None:
        return "without limit"
    if window.latest is None:
        return f"valid to {window.earliest} at least"
    return (
        f"valid to {window}" if "/" not in str(window) else f"valid to a day from {window.earliest} to {window.latest}"
    )
