"""From acts to status: what follows on each day from what a State did.

A State's history is a short list of days, each with the set of statuses that are possible from that day
until the next. One status in the set: the record knows. More than one: it does not, and says so.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from cyberconventions._acts import Act, ActKind
from cyberconventions.errors import InvalidActError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from cyberconventions.rules import InvitationRule

    Window: TypeAlias = tuple[date, date]
    History: TypeAlias = tuple[tuple[date, ...], tuple[int, ...]]


class Status(StrEnum):
    """What a State is to a treaty on a day."""

    NOT_PARTICIPATING = "not participating"
    INVITED = "invited"
    SIGNATORY = "signatory"  # signed, no consent
    CONTRACTING = "contracting"  # has consented, not yet in force for it (VCLT Art. 2(1)(f))
    PARTY = "party"  # has consented and in force for it (VCLT Art. 2(1)(g))
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


# A set of possible statuses is an int with one bit each: a look-up compares ints, and nothing else.
NOT_PARTICIPATING, INVITED, SIGNATORY, CONTRACTING, PARTY, SUSPENDED, WITHDRAWN = (1 << bit for bit in range(7))
ANY = (1 << 7) - 1
CONSENTED = CONTRACTING | PARTY | SUSPENDED
NEVER = date.max

_BITS = {
    Status.NOT_PARTICIPATING: NOT_PARTICIPATING,
    Status.INVITED: INVITED,
    Status.SIGNATORY: SIGNATORY,
    Status.CONTRACTING: CONTRACTING,
    Status.PARTY: PARTY,
    Status.SUSPENDED: SUSPENDED,
    Status.WITHDRAWN: WITHDRAWN,
}
_BY_BIT = {bit: status for status, bit in _BITS.items()}


def status_of(possible: int) -> Status:
    """Return the one possible status, or ``UNKNOWN``."""
    return _BY_BIT.get(possible, Status.UNKNOWN)


def possibilities(possible: int) -> tuple[Status, ...]:
    """Return the possible statuses, one by one."""
    return tuple(status for status, bit in _BITS.items() if possible & bit)


def history(
    acts: Sequence[Act],
    *,
    since: date,
    until: date,
    effect_of: "Callable[[Act, Window], Window]",
    invitation_rule: "Callable[[], InvitationRule | None]",
) -> "History":
    """Work out what one State's acts mean for its status, for all days at once.

    Arguments:
        acts: The State's acts in the order of the record, which is the order in which they happened.
        since: The day before which nothing can have happened (the treaty's opening).
        until: The day by which every act on record had happened (the record's date).
        effect_of: Gives the first and last day on which a consent, denunciation or suspension done within
            a window may take effect; ``NEVER`` if it has none.
        invitation_rule: Gives the limit on invitations; asked only if there is an invitation.

    Returns:
        Days, and for each the set of statuses possible from that day until the next.

    Raises:
        InvalidActError: The acts are not in the order in which they happened.
    """
    _check_order(acts)
    windows = [_window(act, since, until) for act in acts]
    signatures = [window for act, window in zip(acts, windows, strict=True) if act.kind.is_signature]
    episodes = _episodes(acts, windows, effect_of)
    invitations = _invitations(acts, windows, invitation_rule) if _any_invitation(acts) else []

    turning_days = {since}
    for first, last in signatures:
        turning_days |= {first, last}
    for episode in episodes:
        turning_days |= episode.days()
    for invitation in invitations:
        turning_days |= invitation.days()
    days = [date.min]
    possible = [NOT_PARTICIPATING]
    for day in sorted(turning_days):
        if since <= day < NEVER:
            found = _possible(day, signatures, episodes, invitations)
            if found != possible[-1]:
                days.append(day)
                possible.append(found)
    return tuple(days), tuple(possible)


def changed(found: "History", first: date, until: date, change: "Callable[[int], int]") -> "History":
    """Return a history with what is possible changed on some days.

    Arguments:
        found: The history.
        first: The first of the days.
        until: The day after the last of them; ``NEVER`` where they go on.
        change: Gives what is possible on such a day from what was.

    >>> days, statuses = changed(((date.min,), (SIGNATORY,)), date(2024, 7, 9), NEVER, lambda each: each | PARTY)
    >>> days[1], possibilities(statuses[1])
    (datetime.date(2024, 7, 9), (<Status.SIGNATORY: 'signatory'>, <Status.PARTY: 'party'>))
    """
    days, statuses = found
    new: list[tuple[date, int]] = []
    for day in sorted({*days, first, until} - {NEVER}):
        value = statuses[bisect_right(days, day) - 1]
        if first <= day < until:
            value = change(value)
        if not new or value != new[-1][1]:
            new.append((day, value))
    turning, values = zip(*new, strict=True)
    return turning, values


def _any_invitation(acts: Iterable[Act]) -> bool:
    return any(act.kind is ActKind.INVITATION for act in acts)


def _check_order(acts: Sequence[Act]) -> None:
    """Check that no act certainly happened before one that stands before it.

    A decision to invite is told of late: it may stand wherever its accession follows.
    """
    for earlier, later in pairwise(acts):
        if earlier.earliest is not None and later.latest is not None and later.latest < earlier.earliest:
            raise InvalidActError(f"acts of {later.state.id} are out of order: {later} stands after {earlier}")


def _window(act: Act, since: date, until: date) -> "Window":
    """Bound the day of an act by what is certain: the treaty was open, the record has the act."""
    first, last = act.when.earliest, act.when.latest
    if first is None or first < since:
        first = since
    if last is None:
        last = until if act.seen is None or act.seen.earliest is None else act.seen.earliest
    return first, max(first, last)


class _Episode:
    """One consent to be bound, from its deposit to the end a denunciation puts to it."""

    __slots__ = ("consent", "effect", "end", "suspension")

    def __init__(self, consent: "Window", effect: "Window") -> None:
        self.consent = consent
        self.effect = effect
        self.end: Window = (NEVER, NEVER)
        self.suspension: Window = (NEVER, NEVER)

    def days(self) -> set[date]:
        return {*self.consent, *self.effect, *self.end, *self.suspension}

    def possible(self, day: date) -> set[int]:
        """Return what this consent may mean on a day; 0 where it may not have been given yet."""
        found: set[int] = set()
        if self.consent[1] > day:
            found.add(0)
        if self.end[0] <= day:
            found.add(WITHDRAWN)
        if self.consent[0] > day or self.end[1] <= day:
            return found
        # A consent with effect at once (succession) is never one without effect.
        if self.effect[1] > day and self.effect != self.consent:
            found.add(CONTRACTING)
        if self.effect[0] <= day and self.suspension[1] > day:
            found.add(PARTY)
        if self.effect[0] <= day and self.suspension[0] <= day:
            found.add(SUSPENDED)
        return found


def _episodes(
    acts: Sequence[Act], windows: "Sequence[Window]", effect_of: "Callable[[Act, Window], Window]"
) -> list[_Episode]:
    episodes: list[_Episode] = []
    for act, window in zip(acts, windows, strict=True):
        if act.kind.is_consent:
            effect = effect_of(act, window)
            # A succession takes effect on its own date, before the notice; any other consent precedes
            # its effect, which bounds it where its own day is not known.
            last = min(window[1], effect[1])
            episodes.append(_Episode((min(window[0], effect[0], last), last), effect))
        elif act.kind.is_withdrawal:
            effect = effect_of(act, window)
            for episode in episodes:
                if episode.end == (NEVER, NEVER):
                    episode.end = effect
        elif act.kind is ActKind.SUSPENSION:
            effect = effect_of(act, window)
            for episode in episodes:
                if episode.end == (NEVER, NEVER):
                    episode.suspension = effect
    return episodes


class _Standing:
    """One invitation to accede, and the days on which it may or must have stood."""

    __slots__ = ("evidence", "first", "last", "rule")

    def __init__(self, window: "Window", evidence: "Window | None", rule: "InvitationRule | None") -> None:
        self.first, self.last = window
        self.evidence = evidence
        self.rule = rule

    def _end(self, decided: date) -> date:
        expiry = self.rule.expiry(decided) if self.rule else None
        return NEVER if expiry is None else expiry

    def _soonest_end(self) -> date:
        """Return the first day on which the invitation may have ended."""
        if self.rule is None or self.last < self.rule.since:
            return NEVER
        return self._end(max(self.first, self.rule.since))

    def days(self) -> set[date]:
        ends = {self._end(self.last), self._soonest_end()}
        found = {self.first, self.last} | {end + timedelta(days=1) for end in ends if end < NEVER}
        if self.evidence:
            found |= {self.evidence[0], self.evidence[1] + timedelta(days=1)}
        return found

    def possible(self, day: date) -> int:
        if self.evidence and self.evidence[0] <= day <= self.evidence[1]:
            return INVITED
        found = 0
        unlimited = self.rule is None or self.first < self.rule.since
        if self.first <= day and (unlimited or day <= self._end(min(self.last, day))):
            found |= INVITED
        if day < self.last or day > self._soonest_end():
            found |= NOT_PARTICIPATING
        return found


def _invitations(
    acts: Sequence[Act], windows: "Sequence[Window]", invitation_rule: "Callable[[], InvitationRule | None]"
) -> list[_Standing]:
    """Pair each invitation with the evidence that it stood: charts that show it, and the accession."""
    rule = invitation_rule()
    standing: list[_Standing] = []
    for position, act in enumerate(acts):
        if act.kind is not ActKind.INVITATION:
            continue
        first, last = windows[position]
        shown = act.seen
        evidence = None
        if shown is not None and shown.earliest is not None:
            evidence = (shown.earliest, shown.latest or shown.earliest)
        if evidence:
            last = max(first, min(last, evidence[0]))
        # Art. 37(1): who acceded had a valid invitation, the last one before the accession; it stood from
        # its decision until then.
        following = next(iter(acts[position + 1 :]), None)
        if following is not None and following.kind is ActKind.ACCESSION and following.date is not None:
            last = max(first, min(last, following.date))
            evidence = (last, following.date)
        standing.append(_Standing((first, last), evidence, rule))
    return standing


def _possible(
    day: date, signatures: "Sequence[Window]", episodes: Sequence[_Episode], invitations: Sequence[_Standing]
) -> int:
    """Return the set of statuses that the acts allow on a day."""
    strongest = {0}
    for episode in episodes:
        # The order of the bits is not the order of strength: a party to one consent outweighs an
        # earlier one that was denounced, and only then does suspension come before contracting.
        strongest = {max(a, b, key=_STRENGTH.__getitem__) for a in strongest for b in episode.possible(day)}
    found = 0
    for each in strongest:
        found |= each
    if 0 not in strongest:
        return found
    if any(last <= day for _, last in signatures):
        return found | SIGNATORY
    if any(first <= day for first, _ in signatures):
        found |= SIGNATORY
    return found | _invited(day, invitations)


def _invited(day: date, invitations: Sequence[_Standing]) -> int:
    found = [invitation.possible(day) for invitation in invitations]
    if INVITED in found:
        return INVITED
    return NOT_PARTICIPATING | (INVITED if any(each & INVITED for each in found) else 0)


_STRENGTH = {0: 0, WITHDRAWN: 1, CONTRACTING: 2, SUSPENDED: 3, PARTY: 4}
