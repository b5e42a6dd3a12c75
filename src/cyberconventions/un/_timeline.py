"""One timeline of the UN process and of the treaties' own dates."""

from datetime import date
from itertools import groupby

from cyberconventions._acts import Act, Confidence
from cyberconventions._dates import DateWindow
from cyberconventions._history import Coverage, since_of
from cyberconventions._states import State, fold
from cyberconventions._treaties import treaties as every_treaty
from cyberconventions._treaties import treaties_named
from cyberconventions._treaty import Treaty
from cyberconventions.errors import ClauseNotSeenError
from cyberconventions.un._bodies import Body, bodies
from cyberconventions.un._bodies import body as body_of
from cyberconventions.un._events import Event, EventKind, Events, events, select_events

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cyberconventions._dates import DateLike
    from cyberconventions._treaties import TreatyLike
    from cyberconventions.rules import FirstGroup
    from cyberconventions.un._bodies import BodyLike
    from cyberconventions.un._events import KindLike

_WEAKEST_FIRST = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def timeline(
    *,
    body: "BodyLike | None" = None,
    kind: "KindLike | None" = None,
    since: "DateLike | None" = None,
    until: "DateLike | None" = None,
    treaties: "Iterable[TreatyLike] | TreatyLike | None" = None,
) -> Events:
    """Return the events of the UN process and the treaties' own dates, in the order of their days.

    A treaty's dates are its adoption, its opening for signature, its entry into force, and some consents to be bound:
    the first, every tenth, and the one that completes the number its final clauses require. Their body is the
    depositary. Where the record does not show which consent was the first or the tenth (partial coverage, or an
    earlier one of unknown day), that consent is left out. The numbers are the depositary's: a regional organisation
    counts, as the clause that leaves it out is for entry into force only, and a former State counts until it ended.

    A treaty's date that is also an event of the UN process is listed once, as that event: the adoption of the
    Convention against Cybercrime by the General Assembly, and its opening for signature at the ceremony in Hanoi.

    Arguments:
        body: Only those of this body itself, or of this depositary.
        kind: Only those of this kind.
        since: Only those that took place, or may have, on this day or later.
        until: Only those that took place, or may have, on this day or earlier.
        treaties: The treaty or treaties whose own dates to include; every treaty of the dataset where left out.
            ``()`` leaves the UN process alone.

    Raises:
        UnknownEventError: No body or kind of event has this name.
        UnknownTreatyError: The dataset has no such treaty.
        InvalidDateError: A day is not a valid date, or the period ends before it begins.
        InvalidTypeError: A value of another type.

    >>> import cyberconventions as cc
    >>> for event in cc.timeline(body="Secretary General of the Council of Europe", treaties=185, until="2004-12-31"):
    ...     print(event.date, event.title)
    2001-11-23 Budapest Convention opened for signature
    2002-06-20 First consent on record to the Budapest Convention: Albania
    2004-03-18 5th consent on record to the Budapest Convention, which completes the number needed: Lithuania
    2004-07-01 Budapest Convention enters into force
    """
    chosen = treaties_named(treaties, or_none=True)
    wanted = None
    if body is not None:
        depositaries = dict.fromkeys(map(_depositary, (*chosen, *every_treaty())))
        wanted = body_of(body, (*bodies(), *depositaries))
    process, own = (
        select_events(among, body=wanted, kind=kind, since=since, until=until)
        for among in (events(), [each for treaty in chosen for each in treaty_events(treaty)])
    )
    # A question about a depositary or about openings gets the treaty's own date: the ceremony does not match either.
    listed = {(each.treaty, _of_treaty(each.kind), each.date) for each in process if each.treaty is not None}
    new = [each for each in own if (each.treaty, each.kind, each.date) not in listed]
    return Events(sorted([*process, *new], key=_position))


def _of_treaty(kind: EventKind) -> EventKind:
    """Return the kind of a treaty's own date that an event of the process takes the place of."""
    return EventKind.OPENED if kind is EventKind.SIGNING_CEREMONY else kind


def treaty_events(treaty: Treaty) -> tuple[Event, ...]:
    """Return a treaty's own dates, in the order of their days.

    >>> import cyberconventions as cc
    >>> [str(event.date) for event in treaty_events(cc.treaty("budapest"))][:3]
    ['2001-11-23', '2002-06-20', '2004-03-18']
    """
    name = treaty.short_title
    dates = (
        (treaty.adopted, EventKind.ADOPTION, f"{name} adopted"),
        (treaty.opened, EventKind.OPENED, f"{name} opened for signature"),
        (treaty.entry_into_force, EventKind.ENTRY_INTO_FORCE, f"{name} enters into force"),
    )
    own = [
        Event(
            when=DateWindow.on(day),
            end=None,
            body=_depositary(treaty),
            kind=kind,
            title=title,
            source_ids=treaty.source_ids,
            treaty=treaty.id,
        )
        for day, kind, title in dates
        if day is not None
    ]
    return tuple(sorted([*own, *_consents(treaty)], key=_position))


def _position(event: Event) -> tuple[date, date]:
    """Return the key by which events are ordered: the first day each may have begun, then the last."""
    first = event.earliest or event.latest or date.max
    return first, event.latest or first


def _depositary(treaty: Treaty) -> Body:
    return Body(id=fold(treaty.depositary).replace(" ", "-"), name=treaty.depositary)


def _consents(treaty: Treaty) -> "Iterator[Event]":
    """Yield the consents that the timeline lists, those of one day as one event."""
    given: dict[State, tuple[date, Act]] = {}
    for act in sorted(treaty.acts, key=lambda act: act.date or date.max):
        if act.kind.is_consent and act.date is not None:
            given.setdefault(act.state, (act.date, act))
    completing = _completing(treaty, [(day, state) for state, (day, _) in given.items()])
    sure_before = _numbered_before(treaty)
    reached = 0
    counted = [(done, state.ended or date.max) for state, (done, _) in given.items()]
    for day, consents in groupby(given.values(), key=lambda consent: consent[0]):
        acts = tuple(act for _, act in consents)
        # As the depositary counts: who had ended by then does not count any more.
        number = sum(done <= day < ended for done, ended in counted)
        completes = completing is not None and completing.completed_on == day
        needed = len(completing.states) if completing is not None and completes else None
        named = (
            _milestones(range(max(reached, number - len(acts)) + 1, number + 1), needed) if day < sure_before else []
        )
        reached = max(reached, number)
        if named or completes:
            yield _consent(treaty, day, acts, named, completes=completes)


def _milestones(numbers: range, needed: int | None) -> list[int]:
    """Return the numbers to name: the first, every tenth, and the one that completes the number needed."""
    return [each for each in numbers if each in {1, needed} or each % 10 == 0]


def _completing(treaty: Treaty, consents: "Iterable[tuple[date, State]]") -> "FirstGroup | None":
    """Return the consents that brought the treaty into force, if they explain the published day."""
    if treaty.entry_into_force is None:
        return None
    try:
        group = treaty.rules.first_group(consents)
    except ClauseNotSeenError:
        return None
    return group if group is not None and group.entry_into_force == treaty.entry_into_force else None


def _numbered_before(treaty: Treaty) -> date:
    """Return the day from which the record can't number consents: an earlier one may be missing."""
    if treaty.coverage is Coverage.PARTIAL:
        return date.min
    undated = [act.earliest or since_of(treaty) for act in treaty.acts if act.kind.is_consent and act.date is None]
    return min(undated, default=date.max)


def _consent(treaty: Treaty, day: date, acts: tuple[Act, ...], numbers: list[int], *, completes: bool) -> Event:
    states = tuple(act.state for act in acts)
    what = f"{' and '.join(map(_ordinal, numbers))} consent on record" if numbers else "consent"
    of_several = ", among those of" if len(acts) > 1 else ":"
    office = "coe" if treaty.depositary.endswith("Council of Europe") else "un"
    names = "; ".join(state.chart_name(treaty.as_of, office) for state in states)
    purpose = ", which completes the number needed" if completes else ""
    title = f"{what} to the {treaty.short_title}{purpose}{of_several} {names}"
    partial = treaty.coverage is Coverage.PARTIAL
    confidences = [act.confidence for act in acts] + ([Confidence.MEDIUM] if partial else [])
    return Event(
        when=DateWindow.on(day),
        end=None,
        body=_depositary(treaty),
        kind=EventKind.CONSENT,
        title=title[0].upper() + title[1:],
        source_ids=tuple(dict.fromkeys(id_ for act in acts for id_ in act.source_ids)),
        confidence=min(confidences, key=_WEAKEST_FIRST.index),
        comment="The record is partial; the published entry into force confirms it." if partial else "",
        treaty=treaty.id,
        states=states,
    )


def _ordinal(number: int) -> str:
    """Return a number as an English ordinal; spelled out where it begins a series."""
    if number == 1:
        return "first"
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
