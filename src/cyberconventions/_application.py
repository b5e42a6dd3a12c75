"""Whether a treaty applies to a territory on a day, and how well that is known.

A treaty binds a State for its whole territory unless another intention appears (VCLT Art. 29). Such intentions are acts
on record, which name territories, or lines of ``territorial_application.csv``, where a published table shows that a
treaty applies and nobody has seen the act. "No" takes one of them, or a State responsible that is not a Party.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

import attrs

from cyberconventions._acts import Act, ActKind, Confidence
from cyberconventions._answers import Answer
from cyberconventions._arguments import check_fields
from cyberconventions._dataset import current, per_dataset
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._history import PARTY, effect_of, possibilities
from cyberconventions._places import Territory, named_in, periods_of
from cyberconventions._states import State, with_id
from cyberconventions._steps import EVER, NEVER
from cyberconventions.errors import ClauseNotSeenError, InvalidDateError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Protocol

    from cyberconventions._history import Record as WithHistories
    from cyberconventions._sources import Source

    class Record(WithHistories, Protocol):
        """What of a treaty its application to territories depends on."""

        @property
        def id(self) -> str: ...


class GroundKind(StrEnum):
    """What is known of a treaty and a territory. The value is what stands in the dataset's table."""

    EXTENSION = "extension"  #: The State extended the treaty to the territory.
    EXCLUSION = "exclusion"  #: The State excluded the territory.
    DEFAULT = "default"  #: A document shows that the State declared nothing (VCLT Art. 29).
    UNKNOWN = "unknown"  #: The State made a declaration that was not read.


_BY_ACT = {ActKind.TERRITORIAL_EXTENSION: GroundKind.EXTENSION, ActKind.TERRITORIAL_EXCLUSION: GroundKind.EXCLUSION}


@attrs.frozen(order=False)
class Ground:
    """An act, or what a published table shows, on which it rests whether a treaty applies to a territory.

    Attributes:
        state: The State to whose consent it belongs.
        kind: What it says.
        when: The day since when, as well as it is known.
        seen: The last document that shows it; ``None`` for an act.
        source_ids: The ids of the sources.
        confidence: How well it is founded.
        comment: What else a reader has to know.
        act: The act, where one is on record.

    >>> import cyberconventions as cc
    >>> ground = cc.treaty("budapest").explain("Curaçao", on="2025-01-01").application.ground
    >>> ground.kind.value, str(ground.when), ground.act.kind.value
    ('extension', '2024-10-01', 'territorial extension')
    """

    state: State
    kind: GroundKind
    when: DateWindow
    seen: date | None
    source_ids: tuple[str, ...]
    confidence: Confidence
    comment: str
    act: Act | None = None

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def first(self) -> date:
        """The first day on which it may have effect."""
        return self.when.earliest or EVER

    @property
    def last(self) -> date:
        """The last day on which it may take effect.

        An exclusion without a day stands as long as the State is bound: it is made with the consent.
        """
        unknown = EVER if self.kind is GroundKind.EXCLUSION and self.when.earliest is None else NEVER
        return self.when.latest or unknown


@attrs.frozen(order=False)
class Application:
    """Whether a treaty applies to a territory on a day, with the reason.

    Attributes:
        treaty: The id of the treaty.
        territory: The territory.
        on: The day.
        responsible: The State responsible that day; ``None`` where there is none, or that is disputed.
        answer: Whether the treaty applies.
        reason: Why, in words that follow "yes: ", "no: " or "unknown: ".
        ground: The act, or what a table shows, on which the answer rests; ``None`` where there is nothing.
        confidence: How well the answer is founded; ``None`` for "unknown".

    >>> import cyberconventions as cc
    >>> print(cc.treaty("budapest").explain("Curaçao", on="2025-01-01").application)
    yes: extended by Netherlands, since 2024-10-01
    """

    treaty: str
    territory: Territory
    on: date
    responsible: State | None
    answer: Answer
    reason: str
    ground: Ground | None = None
    confidence: Confidence | None = None

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def not_a_state(self) -> str:
        """Say that the territory is not a State, who is responsible for it, and whether the treaty applies.

        >>> import cyberconventions as cc
        >>> print(cc.treaty("budapest").explain("Curaçao", on="2025-01-01").application.not_a_state())
        Curaçao (CUW) is a territory and not a State. Netherlands (NLD) is responsible for it on 2025-01-01; ...
        """
        place, state = self.territory, self.responsible
        who = "No State on record" if state is None else f"{state.name} ({state.id})"
        return (
            f"{place.name} ({place.id}) is a territory and not a State. {who} is responsible for it on {self.on}; "
            f"applies_to({place.id!r}, on='{self.on}') is {self}"
        )

    @property
    def since(self) -> date | None:
        """The day since when it applies, by an extension or as the State has been responsible since; else ``None``.

        >>> import cyberconventions as cc
        >>> day = date(2025, 1, 1)
        >>> str(application_of(cc.treaty("budapest"), cc.territory("CUW"), day, PARTY).since)
        '2024-10-01'
        """
        if self.answer is not Answer.YES:
            return None
        began = [first for _, first, last in periods_of(self.territory) if date.min < first <= self.on <= last]
        if self.ground is not None and self.ground.kind is GroundKind.EXTENSION:
            began.append(self.ground.last)
        return max(began, default=None)

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents behind the ground, the best first."""
        from cyberconventions._sources import sources

        return sources(self.ground.source_ids) if self.ground else ()

    def __str__(self) -> str:
        confidence = f" ({self.confidence.value} confidence)" if self.confidence not in (None, Confidence.HIGH) else ""
        return f"{self.answer.value}: {self.reason}{confidence}"


def application_of(record: "Record", territory: Territory, day: date, possible: int) -> Application:
    """Return whether a treaty applies to a territory on a day.

    Arguments:
        record: The treaty.
        territory: The territory.
        day: The day.
        possible: The statuses that are possible for the State responsible that day; any number where there is none.

    >>> import cyberconventions as cc
    >>> print(application_of(cc.treaty("palermo"), cc.territory("HKG"), date(2020, 1, 1), PARTY))
    yes: extended by China, since 2006-09-27
    """
    state = territory.responsible(day)
    if state is None:
        why = "it is disputed which State is responsible" if territory.disputed else "no State is responsible"
        return Application(record.id, territory, day, None, Answer.UNKNOWN, why)
    if not possible & PARTY:
        status = " or ".join(each.value for each in possibilities(possible))
        why = f"{state.name}, which is responsible for it, is not a party ({status})"
        return Application(record.id, territory, day, state, Answer.NO, why, confidence=Confidence.HIGH)
    grounds = [each for each in grounds_of(record, territory) if each.state == state and _stands(record, each, day)]
    answer, why, ground = _by_grounds(record, grounds, state, day)
    if possible != PARTY and answer is not Answer.NO:
        why = f"the record does not say whether {state.name}, which is responsible for it, is a party"
        answer, ground = Answer.UNKNOWN, None
    confidence = None if answer is Answer.UNKNOWN or ground is None else ground.confidence
    return Application(record.id, territory, day, state, answer, why, ground, confidence)


def _stands(record: "Record", ground: Ground, day: date) -> bool:
    """Return whether a ground is of the consent that binds its State: one from before a denunciation is not."""
    left = [act for act in record.acts if act.state == ground.state and act.kind.is_withdrawal]
    ends = [effect_of(record, act) for act in left]
    return all(first > day or last <= ground.first for first, last in ends)


def _by_grounds(
    record: "Record", grounds: "list[Ground]", state: State, day: date
) -> "tuple[Answer, str, Ground | None]":
    """Return what grounds say of a day on which the State responsible is a party."""
    declared = [each for each in grounds if each.kind in _BY_ACT.values()]
    # Of two that take effect on one day, the one that was declared last holds, which is below the other.
    settled = max(
        (each for each in reversed(declared) if each.last <= day),
        key=lambda each: (each.last, each.act is not None),
        default=None,
    )
    pending = next((each for each in declared if each.first <= day < each.last), None)
    if pending is not None and (settled is None or settled.kind is not pending.kind):
        return (
            Answer.UNKNOWN,
            f"the day of the {pending.kind.value} by {state.name} is not settled ({pending.when})",
            pending,
        )
    if settled is not None:
        return _settled(record, settled, day)
    later = min(
        (each for each in declared if each.kind is GroundKind.EXTENSION), key=lambda each: each.first, default=None
    )
    if later is not None:
        return Answer.NO, f"extended by {state.name}, but only from {later.when}", later
    return _undeclared(next((each for each in grounds if each not in declared), None), state)


def _settled(record: "Record", ground: Ground, day: date) -> "tuple[Answer, str, Ground]":
    """Return what an extension or exclusion says of a day on which it has effect.

    What is excluded may be included later, so an exclusion counts as far as a document shows it – for an act, up to the
    day of the record – and then until a declaration made since could have had effect.
    """
    since = f", since {ground.when}" if str(ground.when) else ""
    if ground.kind is GroundKind.EXTENSION:
        return Answer.YES, f"extended by {ground.state.name}{since}", ground
    shown = ground.seen or record.as_of
    if day <= shown or day < _soonest(record, shown):
        return Answer.NO, f"excluded by {ground.state.name}{since}", ground
    why = f"excluded by {ground.state.name}{since}, as known on {shown}; it may have been included since"
    return Answer.UNKNOWN, why, ground


def certain_for(record: "Record", found: Application, state_until: date | None) -> date | None:
    """Return the last day on which it is certain whether a treaty applies, asked about a day after the record's.

    Arguments:
        record: The treaty's record.
        found: Whether it applies on the day.
        state_until: The last day on which it is certain whether the State responsible is a party.

    Returns:
        The day: after it an extension or exclusion declared since may have effect (ETS 185, Art. 38(2) and (3)), or one
        that the record knows has. ``None`` for a day within the record, and where the answer is unknown.

    >>> import cyberconventions as cc
    >>> budapest, day = cc.treaty("budapest").known_at("2026-04-25"), date(2026, 7, 1)
    >>> aruba = application_of(budapest, cc.territory("ABW"), day, PARTY)
    >>> aruba.answer, str(certain_for(budapest, aruba, None))
    (<Answer.NO: 'no'>, '2026-07-31')
    """
    if found.on <= record.as_of or found.answer is Answer.UNKNOWN:
        return None
    if found.ground is None and found.answer is Answer.NO:  # as the State is not a party
        return state_until
    turning = {*turning_days(record, grounds_of(record, found.territory))}
    turning |= {last + timedelta(days=1) for _, _, last in periods_of(found.territory) if last != NEVER}
    over = [
        day
        for day in turning
        if day > found.on and application_of(record, found.territory, day, PARTY).answer is not found.answer
    ]
    over += [_soonest(record, record.as_of)] if found.answer is Answer.YES else []
    until = min(over, default=NEVER)
    until = until if until == NEVER else until - timedelta(days=1)
    return until if state_until is None or found.answer is Answer.NO else min(until, state_until)


def turning_days(record: "Record", grounds: Iterable[Ground]) -> "Iterable[date]":
    """Yield the days on which what grounds say may change."""
    for each in grounds:
        shown = each.seen or record.as_of
        yield from (each.first, each.last, shown + timedelta(days=1), _soonest(record, shown))


def _soonest(record: "Record", shown: date) -> date:
    """Return the first day on which an extension declared after a day may have effect (ETS 185, Art. 38(2))."""
    since = shown + timedelta(days=1)
    return _in_effect(record, since) or since


def _in_effect(record: "Record", day: date) -> date | None:
    """Return when a declaration on a territory that is made on a day has effect (ETS 185, Art. 38(2), 38(3))."""
    try:
        return record.rules.territorial_extension.effect(day)
    except (ClauseNotSeenError, InvalidDateError):  # or the calendar ends before
        return None


def _undeclared(ground: Ground | None, state: State) -> "tuple[Answer, str, Ground | None]":
    """Return what is known where no extension and no exclusion is on record."""
    if ground is None:
        return (
            Answer.UNKNOWN,
            f"nothing on record says whether {state.name} extended the treaty to it or excluded it",
            None,
        )
    if ground.kind is GroundKind.UNKNOWN:
        return Answer.UNKNOWN, f"whether {state.name} extended the treaty to it or excluded it was not seen", ground
    default = f"by default, as {state.name} declared nothing else (VCLT Art. 29)"
    if ground.confidence is Confidence.LOW:  # An inference never makes a "yes".
        return Answer.UNKNOWN, f"probably {default}, which is an inference", ground
    return Answer.YES, default, ground


# -- grounds ----------------------------------------------------------------------------------------------------------


def grounds_of(record: "Record", territory: Territory) -> tuple[Ground, ...]:
    """Return the grounds on record for a treaty and a territory: acts first, then what tables show.

    >>> import cyberconventions as cc
    >>> [each.kind.value for each in grounds_of(cc.treaty("budapest"), cc.territory("CUW"))]
    ['exclusion', 'extension']
    """
    acts = [
        _by_act(record, act) for act in record.acts if act.kind in _BY_ACT and territory.id in named_in(act.territory)
    ]
    return (*acts, *_known(record, _shown().get((record.id, territory.id), ())))


def _by_act(record: "Record", act: Act) -> Ground:
    """Return an act with the days on which it may have effect: as published, or by the clause on later declarations.

    One that was made with the consent has effect with that, so earlier than the clause says.
    """
    when = DateWindow(act.effective, act.effective)
    if act.effective is None:
        when = DateWindow(act.earliest, act.latest and _in_effect(record, act.latest))
    return Ground(act.state, _BY_ACT[act.kind], when, None, act.source_ids, act.confidence, act.comment, act)


def _known(record: "Record", grounds: Iterable[Ground]) -> "Iterable[Ground]":
    """Return those of the grounds that the record may have known, if it is one of an earlier day than the dataset's."""
    if record.as_of >= _records_end().get(record.id, date.min):
        return grounds
    return [each for each in grounds if each.first <= record.as_of]


@per_dataset()
def _records_end() -> dict[str, date]:
    return {row["id"]: as_date(row["as_of"]) for row in current().rows("treaties.csv")}


@per_dataset()
def _shown() -> dict[tuple[str, str], tuple[Ground, ...]]:
    """Map a treaty and a territory to what published tables show."""
    found: dict[tuple[str, str], list[Ground]] = {}
    table = "territorial_application.csv"
    for key, ground in current().values(table, lambda row: ((row["treaty"], row["territory"]), _from_row(row))):
        found.setdefault(key, []).append(ground)
    return {key: tuple(grounds) for key, grounds in found.items()}


def _from_row(row: dict[str, str]) -> Ground:
    return Ground(
        state=with_id(row["state"]),
        kind=GroundKind(row["kind"]),
        when=DateWindow.parse(row["date"]),
        seen=DateWindow.parse(row["seen"]).latest if row["seen"] else None,
        source_ids=tuple(row["sources"].split()),
        confidence=Confidence(row["confidence"]),
        comment=row["comment"],
    )
