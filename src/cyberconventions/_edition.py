"""The record as it was known on a day, and what it shows of the acts done by then."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

import attrs

from cyberconventions._acts import Act, ActKind
from cyberconventions._dates import DateWindow
from cyberconventions._history import done_by, effect_of, since_of
from cyberconventions._invitations import decisions
from cyberconventions._steps import NEVER

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Protocol

    from cyberconventions._history import Record
    from cyberconventions._symbols import Footnotes
    from cyberconventions.rules import Rules

    class Named(Record, Protocol):
        """A treaty's record with the reference under which messages name it."""

        @property
        def reference(self) -> str: ...

    class Participant(Protocol):
        """What one State did under a treaty."""

        @property
        def treaty(self) -> Record: ...
        @property
        def acts(self) -> tuple[Act, ...]: ...


@attrs.frozen(order=False)
class Details:
    """What a treaty's record holds beside acts; read when it is first asked for.

    Attributes:
        rules: The final clauses.
        footnotes: The Treaty Office's footnotes by number.
        flags: The flags of each dated chart: its day, and for each State it lists the flags as printed.
        entered_first: Finds the record of the treaty that a State has to have entered first, if there is one.
    """

    rules: "Rules"
    footnotes: "Footnotes"
    flags: tuple[tuple[date, tuple[tuple[str, str], ...]], ...] = ()
    entered_first: "Callable[[], Named] | None" = None

    def __call__(self) -> "Details":
        """Return itself: a treaty that is made of its details has nothing to read."""
        return self

    def charts_by(self, day: date) -> "list[tuple[date, tuple[tuple[str, str], ...]]]":
        """Return the charts up to a day, each with its flags."""
        return [chart for chart in self.flags if chart[0] <= day]


# -- acts done by a day -------------------------------------------------------------------------------------------


def signed_by(participant: "Participant", day: date) -> Act | None:
    """Return the last signature that had certainly been given by a day.

    >>> import cyberconventions as cc
    >>> signed_by(cc.treaty("budapest")["FRA"], date(2001, 11, 23))
    <Act FRA signature 2001-11-23>
    """
    return _last(participant, participant.acts, day, lambda kind: kind.is_signature)


def consented_by(participant: "Participant", day: date) -> Act | None:
    """Return the last consent that had certainly been given by a day.

    >>> import cyberconventions as cc
    >>> consented_by(cc.treaty("budapest")["FRA"], date(2006, 1, 9)) is None
    True
    """
    return _last(participant, participant.acts, day, lambda kind: kind.is_consent)


def withdrawn_by(participant: "Participant", day: date, consent: Act) -> Act | None:
    """Return the denunciation or withdrawal that ends a consent, if it had certainly been made by a day.

    >>> import cyberconventions as cc
    >>> france = cc.treaty("budapest")["FRA"]
    >>> withdrawn_by(france, date(2026, 1, 1), france.consent) is None
    True
    """
    later = participant.acts[participant.acts.index(consent) + 1 :]
    return next((act for act in later if act.kind.is_withdrawal and done_by(participant.treaty, act) <= day), None)


def suspended_by(participant: "Participant", day: date, consent: Act) -> Act | None:
    """Return the last suspension of a consent that had certainly been made by a day.

    >>> import cyberconventions as cc
    >>> france = cc.treaty("budapest")["FRA"]
    >>> suspended_by(france, date(2026, 1, 1), france.consent) is None
    True
    """
    later = participant.acts[participant.acts.index(consent) + 1 :]
    return _last(participant, later, day, lambda kind: kind is ActKind.SUSPENSION)


def _last(
    participant: "Participant", acts: tuple[Act, ...], day: date, wanted: Callable[[ActKind], bool]
) -> Act | None:
    record = participant.treaty
    return next((act for act in reversed(acts) if wanted(act.kind) and done_by(record, act) <= day), None)


def effective_day(participant: "Participant", act: Act) -> date | None:
    """Return the day on which an act takes effect, published or by the clause; ``None`` if it is not known.

    >>> import cyberconventions as cc
    >>> brazil = cc.treaty("budapest")["BRA"]
    >>> str(effective_day(brazil, brazil.consent))
    '2023-03-01'
    """
    first, last = effect_of(participant.treaty, act)
    return first if first == last != NEVER else None


# -- the record as known on a day -----------------------------------------------------------------------------------


def in_force_known_on(record: "Record", day: date) -> date | None:
    """Return the treaty's own entry into force, as far as it was known on a day.

    ``None`` before the consent that completed the number of those needed: until then nobody could know it.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")  # Lithuania's was the fifth
    >>> in_force_known_on(budapest, date(2004, 3, 17)), str(in_force_known_on(budapest, date(2004, 3, 18)))
    (None, '2004-07-01')
    """
    if record.entry_into_force is None or day >= record.entry_into_force:
        return record.entry_into_force
    dated = [(act.date, act.state) for act in record.acts if act.kind.is_consent and act.date is not None]
    group = record.rules.first_group([consent for consent in dated if consent[0] <= day])
    return group.entry_into_force if group else None


def acts_known_at(record: "Record", day: date) -> tuple[Act, ...]:
    """Return the acts that the record had on a day, each as far as it was known then.

    >>> import cyberconventions as cc
    >>> len(acts_known_at(cc.treaty("budapest"), date(2001, 11, 22)))
    0
    """
    acts: Iterable[Act] = _known_acts(record, day)
    if in_force_known_on(record, day) is None:  # Nobody could publish when a consent would take effect.
        acts = [attrs.evolve(act, effective=None) if act.kind.is_consent else act for act in acts]
    return tuple(acts)


def _known_acts(record: "Record", day: date) -> "Iterator[Act]":
    """Yield the acts that the record had on a day, each as far as it was known then.

    What shows that an invitation stood may be of a later day. It is left out, and the window of the decision keeps what
    was concluded from it.
    """
    for _, acts_of_one in groupby(record.acts, key=lambda act: act.state):
        acts = tuple(acts_of_one)
        decided = _decisions(record, acts)
        had = [(place, act) for place, act in enumerate(acts) if _known_from(record, act, decided.get(place)) <= day]
        known = [_as_known(record, act, day) for _, act in had]
        still = _decisions(record, known)
        for now, ((place, recorded), act) in enumerate(zip(had, known, strict=True)):
            when = decided.get(place)
            # Where nothing shows it, the act as known says more: that it had happened by the day of this record.
            if when is None or when in (recorded.when, still.get(now)):
                yield act
            else:
                yield attrs.evolve(act, when=when)


def _decisions(record: "Record", acts: "Sequence[Act]") -> "dict[int, DateWindow]":
    """Map the positions of a State's invitations to the windows in which they were decided."""
    places = [place for place, act in enumerate(acts) if act.kind is ActKind.INVITATION]
    if not places:
        return {}
    found = decisions(acts, record.rules.invitation, since_of(record))
    return {place: when for place, (_, when) in zip(places, found, strict=True)}


def _known_from(record: "Record", act: Act, decided: DateWindow | None) -> date:
    """Return the first day on which the record may have had an act; an invitation's decision has a window."""
    if decided is not None and decided.earliest is not None:
        return decided.earliest
    if act.kind is ActKind.INVITATION and act.earliest is None and act.seen is not None:
        # Known by hindsight only (Mexico): no day bounds it, and charts before the first that shows it have a gap.
        return act.seen.earliest or since_of(record)
    return act.earliest or since_of(record)


def _as_known(record: "Record", act: Act, day: date) -> Act:
    """Return an act as far as it was known on a day.

    What this record knows of it keeps its window closed: that it had happened by the day of this record, or by that
    of the first chart which shows it. A chart of a later day had not been seen.
    """
    seen, when, latest = act.seen, act.when, record.as_of
    if seen is not None and seen.earliest is not None:
        if seen.earliest > day:
            latest, seen = seen.earliest, None
        else:
            seen = DateWindow(seen.earliest, min(seen.latest or day, day))
    if when.latest is None and seen is None:
        when = DateWindow(when.earliest, max(latest, when.earliest or latest))
    return attrs.evolve(act, when=when, seen=seen)
