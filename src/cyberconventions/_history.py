"""From acts to status: what follows on each day from what a State did.

A State's history is a function over days (:mod:`cyberconventions._steps`) whose values are sets of statuses. One
status in the set: the record knows. More than one: it does not, and says so.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby, pairwise

from cyberconventions._acts import Act, ActKind
from cyberconventions._dates import DateWindow
from cyberconventions._states import State, former_states, namesake_of
from cyberconventions._steps import EVER, NEVER, Steps
from cyberconventions.errors import ClauseNotSeenError, InvalidActError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Protocol, TypeAlias

    from cyberconventions._invitations import InvitationRule
    from cyberconventions.rules import Rules

    Window: TypeAlias = tuple[date, date]
    History: TypeAlias = Steps[int]

    class Record(Protocol):
        """What of a treaty its participants' histories depend on."""

        @property
        def opened(self) -> date | None: ...
        @property
        def adopted(self) -> date | None: ...
        @property
        def entry_into_force(self) -> date | None: ...
        @property
        def as_of(self) -> date: ...
        @property
        def coverage(self) -> "Coverage": ...
        @property
        def complete_to(self) -> date | None: ...
        @property
        def acts(self) -> tuple[Act, ...]: ...
        @property
        def rules(self) -> "Rules": ...


class Coverage(StrEnum):
    """Whether the record of a treaty lists every act up to its date."""

    COMPLETE = "complete"  #: Every act up to the record's day is on record.
    PARTIAL = "partial"  #: Acts may be missing, so a State without one is unknown.


class Status(StrEnum):
    """The position of a State towards a treaty on a day."""

    NOT_PARTICIPATING = "not participating"  #: Nothing done under the treaty, or an invitation that lapsed.
    INVITED = "invited"  #: Invited to accede, and the invitation stands.
    SIGNATORY = "signatory"  #: Signed, and not consented.
    CONTRACTING = "contracting"  #: Consented, and the treaty is not in force for it yet (VCLT Art. 2(1)(f)).
    PARTY = "party"  #: The treaty is in force for it (VCLT Art. 2(1)(g)).
    SUSPENDED = "suspended"  #: The treaty is suspended for it; a contracting State, not a party.
    WITHDRAWN = "withdrawn"  #: Left, by denunciation or withdrawal that has had effect.
    UNKNOWN = "unknown"  #: The record allows more than one of the others; see ``Treaty.possible_statuses``.


# A set of possible statuses is an int with one bit each: a look-up compares ints, and nothing else.
NOT_PARTICIPATING, INVITED, SIGNATORY, CONTRACTING, PARTY, SUSPENDED, WITHDRAWN = (1 << bit for bit in range(7))
ANY = (1 << 7) - 1
CONSENTED = CONTRACTING | PARTY | SUSPENDED
_DAY = timedelta(days=1)
_NOTHING_DONE = Steps((EVER,), (NOT_PARTICIPATING,))  # one for all States that no act of a complete record names

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


# -- a record's bounds -----------------------------------------------------------------------------------------------


def since_of(record: "Record") -> date:
    """Return the day before which nothing can have happened: opening for signature, or adoption.

    >>> import cyberconventions as cc
    >>> str(since_of(cc.treaty("budapest")))
    '2001-11-23'
    """
    return record.opened or record.adopted or EVER


def complete_on(record: "Record", day: date) -> bool:
    """Return whether the record lists every act up to a day.

    >>> import cyberconventions as cc
    >>> malabo = cc.treaty("malabo")
    >>> complete_on(malabo, date(2024, 7, 8)), complete_on(malabo, date(2024, 7, 9))
    (True, False)
    """
    last = record.as_of if record.coverage is Coverage.COMPLETE else record.complete_to
    return last is not None and day <= last


def done_by(record: "Record", act: Act) -> date:
    """Return the day by which an act of the record had certainly been done.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> str(done_by(budapest, budapest["BRA"].invitation.act))  # decided by then, the day is not known
    '2019-12-11'
    """
    return act.latest or record.as_of


# -- when an act takes effect -----------------------------------------------------------------------------------------


def effect_of(record: "Record", act: Act) -> "Window":
    """Return the first and last day on which an act of the record may take effect; ``NEVER`` if it has none.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> first, last = effect_of(budapest, budapest["FRA"].consent)
    >>> str(first), str(last)
    ('2006-05-01', '2006-05-01')
    """
    return _effect_within(record, act, (act.earliest or since_of(record), done_by(record, act)))


def _effect_within(record: "Record", act: Act, window: "Window") -> "Window":
    """Return when an act done within a window may take effect.

    The date the depositary published comes first; where there is none, the treaty's clause gives it; where the
    clause has not been seen, only that the effect does not precede the act is certain.
    """
    if act.effective is not None:
        return act.effective, act.effective
    first, last = window
    if act.kind is ActKind.SUCCESSION or act.kind is ActKind.SUSPENSION:
        return first, last
    if act.kind.is_consent and record.entry_into_force is None:
        return NEVER, NEVER
    try:
        return _by_clause(record, act, first), _by_clause(record, act, last)
    except ClauseNotSeenError:
        floor = first if record.entry_into_force is None else max(first, record.entry_into_force)
        # A depositary's list of parties that shows the State proves that it was one by then.
        shown = act.seen.earliest if act.kind.is_consent and act.seen is not None else None
        return floor, NEVER if shown is None else max(floor, shown)


def _by_clause(record: "Record", act: Act, day: date) -> date:
    if act.kind.is_consent and record.entry_into_force is not None:
        return record.rules.effect(day, record.entry_into_force, accession=act.kind is ActKind.ACCESSION)
    return record.rules.denunciation.effect(day)


# -- histories ----------------------------------------------------------------------------------------------------


def history_of(record: "Record", id_: str) -> "History":
    """Return what is possible on each day for the State with an id.

    >>> import cyberconventions as cc
    >>> [str(day) for day in history_of(cc.treaty("budapest"), "FRA").days[1:]]
    ['2001-11-23', '2006-01-10', '2006-05-01']
    """
    acts = tuple([act for act in record.acts if act.state.id == id_])
    if not acts:
        former = next((each for each in former_states() if each.id == id_), None)
        if former is None:
            return history_of_others(record)
        # Its acts stand under the State that continues it, and were its own until it ended.
        heir = former.continued_by
        return _until_end(record, history_of(record, heir.id) if heir else history_of_others(record), former)
    state = acts[0].state
    found = _until_end(record, _with_doubt(record, acts, history(record, acts)), state)
    began = state.began
    # What a former State did counts for a new State from the day on which it exists, and not before.
    return found if began is None else found.changed(EVER, began, lambda _: NOT_PARTICIPATING)


def _until_end(record: "Record", found: "History", state: State) -> "History":
    """Return a State's history until it ended; while its existence was contested, it may have been nothing.

    Who asks about it by a name that another State bore later may mean that one: what either was is possible.
    """
    ended, contested = state.ended, state.contested_since
    if ended is None:
        return found
    if contested is not None and contested < ended:
        found = found.changed(contested, ended, lambda each: each | NOT_PARTICIPATING)
    found = found.changed(ended, NEVER, lambda _: NOT_PARTICIPATING)
    namesake = namesake_of(state, ended)
    if namesake is None:
        return found
    both = Steps.zip([found, history_of(record, namesake.id).changed(EVER, ended, lambda _: 0)])
    return both.map(lambda each: each[0] | each[1])


def history_of_others(record: "Record") -> "History":
    """Return the history that all States share of which the record has no act.

    In a partial record it may be anything, after the day up to which the record is complete; but nobody is a party
    before the treaty itself is in force.

    >>> import cyberconventions as cc
    >>> [possibilities(each) for each in history_of_others(cc.treaty("budapest")).values]
    [(<Status.NOT_PARTICIPATING: 'not participating'>,)]
    """
    found = _NOTHING_DONE
    if record.coverage is Coverage.COMPLETE:
        return found
    since = since_of(record)
    if record.complete_to is not None:
        since = max(since, record.complete_to + _DAY)
    found = found.changed(since, NEVER, lambda _: ANY & ~(PARTY | SUSPENDED | WITHDRAWN))
    if record.entry_into_force is None:
        return found
    return found.changed(max(since, record.entry_into_force), NEVER, lambda _: ANY)


def alone_until(record: "Record", act: Act) -> date:
    """Return the last day on which a State is certain not to have consented since an act, in a partial record.

    That is the day of the last list that shows the act alone, or the day to which the record is complete; where there
    is neither since the act, the day before it.

    >>> import cyberconventions as cc
    >>> malabo = cc.treaty("malabo")
    >>> str(alone_until(malabo, malabo["COM"].signature))
    '2024-07-08'
    """
    seen = act.seen.latest if act.seen is not None else None
    first = act.earliest or since_of(record)
    before = first if first == EVER else first - _DAY
    return max(day for day in (seen, record.complete_to, before) if day is not None)


def could_be(found: int) -> int:
    """Return what a State may have become by acts not on record that count at once: all but a party.

    >>> could_be(SIGNATORY) == SIGNATORY | CONTRACTING
    True
    """
    if found & NOT_PARTICIPATING:
        found |= INVITED
    if found & (NOT_PARTICIPATING | INVITED):
        found |= SIGNATORY
    if found & (NOT_PARTICIPATING | INVITED | SIGNATORY | WITHDRAWN):
        found |= CONTRACTING
    return found


def last_step(acts: Sequence[Act]) -> Act | None:
    """Return the last act by which a State came nearer to a treaty, or went: an act on a territory is neither."""
    territorial = (ActKind.TERRITORIAL_EXTENSION, ActKind.TERRITORIAL_EXCLUSION)
    return next((act for act in reversed(acts) if act.kind not in territorial), None)


def _with_doubt(record: "Record", acts: Sequence[Act], found: "History") -> "History":
    """Add to the history of a State that is not bound by its last act, in a partial record, that it may have consented.

    A list that shows a signature alone proves that there was no consent by its day, and so does the record up to the
    day to which it is complete: nothing proves more. Likewise for an invitation, and for a denunciation, after which a
    State may come back.
    """
    last = last_step(acts)
    if record.coverage is Coverage.COMPLETE:
        return found
    if last is None:
        return history_of_others(record)
    if last.kind.is_consent or last.kind is ActKind.SUSPENSION:
        return found
    since = alone_until(record, last) + _DAY
    found = found.changed(since, NEVER, could_be)
    if record.entry_into_force is None:
        return found
    in_force = max(since, record.entry_into_force)
    return found.changed(in_force, NEVER, lambda each: each | PARTY if each & CONTRACTING else each)


def history(record: "Record", acts: Sequence[Act]) -> "History":
    """Return what one State's acts make possible on each day, whatever else is not known.

    Arguments:
        record: The treaty's record.
        acts: The State's acts in the order of the record, which is the order in which they happened.

    Raises:
        InvalidActError: The acts are not in the order in which they happened.
    """
    _check_order(acts)
    since = since_of(record)
    windows = [_window(act, since, record.as_of) for act in acts]
    signatures = [window for act, window in zip(acts, windows, strict=True) if act.kind.is_signature]
    episodes = _episodes(record, acts, windows)
    invitations = _invitations(record, acts) if _any_invitation(acts) else []
    found = {EVER: NOT_PARTICIPATING}
    turning = {since}.union(*signatures, *(each.days() for each in episodes), *(each.days() for each in invitations))
    for day in sorted(turning):
        if since <= day < NEVER:
            found[day] = _possible(day, signatures, episodes, invitations)
    return Steps.of(found)


def _any_invitation(acts: Iterable[Act]) -> bool:
    return any(act.kind is ActKind.INVITATION for act in acts)


def _check_order(acts: Sequence[Act]) -> None:
    """Check that no act certainly happened before one that stands before it.

    A decision to invite is reported late: it may stand wherever its accession follows.
    """
    for earlier, later in pairwise(acts):
        if earlier.earliest is not None and later.latest is not None and later.latest < earlier.earliest:
            raise InvalidActError(f"acts of {later.state.id} are out of order: {later} follows {earlier}")


def _window(act: Act, since: date, until: date) -> "Window":
    """Bound the day of an act by what is certain: the treaty was open, the record has the act."""
    return _bounded(act, act.when, since, until)


def _bounded(act: Act, when: DateWindow, since: date, until: date) -> "Window":
    first, last = when.earliest, when.latest
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

    def standing(self, day: date) -> set[int]:
        """Return what this consent may mean on a day if it has not ended; 0 where it may not have been given yet."""
        if self.consent[0] > day:
            return {0}
        found = {0} if self.consent[1] > day else set[int]()
        # A consent with effect at once (succession) is never one without effect.
        if self.effect[1] > day and self.effect != self.consent:
            found.add(CONTRACTING)
        if self.effect[0] <= day and self.suspension[1] > day:
            found.add(PARTY)
        if self.effect[0] <= day and self.suspension[0] <= day:
            found.add(SUSPENDED)
        return found

    def ended(self, day: date) -> set[int]:
        """Return what this consent may mean on a day if it has ended; 0 where it may not have been given yet."""
        if self.consent[0] > day:
            return {0}
        return {0, WITHDRAWN} if self.consent[1] > day else {WITHDRAWN}


def _episodes(record: "Record", acts: Sequence[Act], windows: "Sequence[Window]") -> list[_Episode]:
    episodes: list[_Episode] = []
    for act, window in zip(acts, windows, strict=True):
        if act.kind.is_consent:
            effect = _effect_within(record, act, window)
            # A succession takes effect on its own date, before the notice; any other consent precedes
            # its effect, which bounds it where its own day is not known.
            last = min(window[1], effect[1])
            episodes.append(_Episode((min(window[0], effect[0], last), last), effect))
        elif act.kind.is_withdrawal:
            effect = _effect_within(record, act, window)
            for episode in episodes:
                if episode.end == (NEVER, NEVER):
                    episode.end = effect
        elif act.kind is ActKind.SUSPENSION:
            effect = _effect_within(record, act, window)
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
        decided = max(self.first, self.rule.since)
        if self.evidence:  # Not so early that it had lapsed by then.
            needed = self.rule.earliest_decision(self.evidence[1])
            decided = needed if decided < needed <= self.last else decided
        return self._end(decided)

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


def _invitations(record: "Record", acts: Sequence[Act]) -> list[_Standing]:
    """Pair each invitation with the evidence that it stood: charts that show it, and the accession."""
    from cyberconventions._invitations import decisions  # most answers do without, as the build worked them out

    rule, since = record.rules.invitation, since_of(record)
    following = {id(act): after for act, after in pairwise(acts)}
    standing: list[_Standing] = []
    for act, decided in decisions(acts, rule, since):
        window = _bounded(act, decided, since, record.as_of)
        evidence = None
        if act.seen is not None and act.seen.earliest is not None:
            evidence = (act.seen.earliest, act.seen.latest or act.seen.earliest)
        # Art. 37(1): who acceded had a valid invitation, the last one before the accession; it stood from
        # its decision until then.
        after = following.get(id(act))
        if after is not None and after.kind is ActKind.ACCESSION and after.date is not None:
            evidence = (window[1], after.date)
        standing.append(_Standing(window, evidence, rule))
    return standing


def _possible(
    day: date, signatures: "Sequence[Window]", episodes: Sequence[_Episode], invitations: Sequence[_Standing]
) -> int:
    """Return the set of statuses that the acts allow on a day."""
    strongest = {0}
    # One denunciation ends all the consents before it, on the same day, whichever that was.
    for _, together in groupby(episodes, key=lambda episode: id(episode.end)):
        group = list(together)
        end = group[0].end
        outcomes: set[int] = set()
        if end[1] > day:
            outcomes |= _strongest(each.standing(day) for each in group)
        if end[0] <= day:
            outcomes |= _strongest(each.ended(day) for each in group)
        strongest = _strongest([strongest, outcomes])
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


def _strongest(choices: "Iterable[set[int]]") -> set[int]:
    """Return what may be the strongest of several consents, each with the set of what it may mean.

    The order of the bits is not the order of strength: a party by one consent outweighs an earlier one that was
    denounced, and only then does suspension come before contracting.
    """
    found = {0}
    for each in choices:
        found = {max(one, other, key=_STRENGTH.__getitem__) for one in found for other in each}
    return found


_STRENGTH = {0: 0, WITHDRAWN: 1, CONTRACTING: 2, SUSPENDED: 3, PARTY: 4}
