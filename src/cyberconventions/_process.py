"""The UN process on cybercrime: bodies, dated events, resolutions with their votes, and programmes."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, TypeVar

import attrs

from cyberconventions._acts import Confidence
from cyberconventions._dataset import current, per_dataset
from cyberconventions._dates import DateWindow, as_date, check_days
from cyberconventions._states import State, fold
from cyberconventions._states import state as state_of
from cyberconventions.errors import (
    InvalidDateError,
    NotParticipatingError,
    UnknownEventError,
    check_type,
    did_you_mean,
    quoted,
    wrong_type,
)

Value = TypeVar("Value")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from cyberconventions._dates import DateLike
    from cyberconventions._provisions import Erratum
    from cyberconventions._sources import Source
    from cyberconventions._states import StateLike

    BodyLike: TypeAlias = "Body | str"
    KindLike: TypeAlias = "EventKind | str"
    ResolutionLike: TypeAlias = "Resolution | str"
    StageLike: TypeAlias = "Stage | Body | str"

PLENARY = "plenary"
THIRD_COMMITTEE = "third committee"


# -- bodies and events ------------------------------------------------------------------------------------


@attrs.frozen(order=False)
class Body:
    """Who met, decided or acted: an organ of the United Nations, or the depositary of a treaty.

    Attributes:
        id: The dataset's id, ``"general-assembly"``.
        name: The name, ``"General Assembly"``.
        parent: The id of the body that set it up or that it is part of, if any.
        names: Other names it is known by.

    >>> import cyberconventions as cc
    >>> cc.body("GA")
    <Body general-assembly General Assembly>
    """

    id: str
    name: str
    parent: str | None = None
    names: tuple[str, ...] = ()

    def is_called(self, name: str) -> bool:
        """Tell whether this is one of the body's names, case and accents set aside.

        Arguments:
            name: The name.

        >>> import cyberconventions as cc
        >>> cc.body("ccpcj").is_called("Commission on Crime Prevention and Criminal Justice")
        True
        """
        return fold(name) in {self.id, fold(self.name), *map(fold, self.names)}

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<Body {self.id} {self.name}>"


class EventKind(StrEnum):
    """What kind of thing happened. The value is what stands in the dataset's tables."""

    MEETING = "meeting"
    DRAFT = "draft"
    VOTE = "vote"
    RESOLUTION = "resolution"
    DECISION = "decision"
    PROGRAMME = "programme"
    SIGNING_CEREMONY = "signing ceremony"
    # A treaty's own dates; an adoption by the General Assembly is an event of the UN process too.
    ADOPTION = "adoption"
    OPENED = "opened"
    CONSENT = "consent"
    ENTRY_INTO_FORCE = "entry into force"


@attrs.frozen(order=False)
class Event:
    """Something that happened on the way to a treaty, or to one.

    Attributes:
        when: The day it took place or began, as well as it is known.
        end: The last day, where it took more than one.
        body: Who met, decided or acted; for a treaty's own dates, its depositary.
        kind: What kind of thing it was.
        title: What happened, in one line.
        symbol: The symbols of its documents, as published.
        place: Where.
        source_ids: The ids of the sources that state it.
        confidence: How well it is founded.
        comment: What else a reader of the record has to know.
        treaty: The id of the treaty it is about, if any.
        states: The States whose acts it is about, for consents to be bound.

    >>> import cyberconventions as cc
    >>> cc.events(kind="signing ceremony")
    (<Event 2025-10-25/2025-10-26 United Nations and Viet Nam: signing ceremony>,)
    """

    when: DateWindow
    end: dt.date | None
    body: Body
    kind: EventKind
    title: str
    symbol: str = ""
    place: str = ""
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    comment: str = ""
    treaty: str | None = None
    states: tuple[State, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_type(self.when, DateWindow, "a DateWindow; DateWindow.on() makes one of a day")
        check_days(self.end)
        check_type(self.body, Body, "a Body; cc.body() finds one by name")
        check_type(self.kind, EventKind, "an EventKind")
        if self.end is not None and self.when.latest is not None and self.end < self.when.latest:
            raise InvalidDateError(f"{self.title!r} can't end on {self.end}, before it begins on {self.when}")

    @property
    def date(self) -> dt.date | None:
        """The day it took place or began, ``None`` unless it is known to the day."""
        return self.when.day

    @property
    def earliest(self) -> dt.date | None:
        """The first day on which it may have taken place or begun."""
        return self.when.earliest

    @property
    def latest(self) -> dt.date | None:
        """The last day on which it may have taken place or begun."""
        return self.when.latest

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return _sources(self.source_ids)

    @property
    def source(self) -> "Source | None":
        """The best document that states it; ``None`` where the record names none."""
        return next(iter(self.sources), None)

    @property
    def days(self) -> str:
        """The day or days, in ISO form."""
        return f"{self.when}/{self.end}" if self.end else str(self.when) or "unknown day"

    def within(self, since: dt.date | None, until: dt.date | None) -> bool:
        """Tell whether any day on which it took place, or may have, lies in a period, both ends included.

        Arguments:
            since: The first day of the period; ``None`` where it has none.
            until: The last day.

        >>> import cyberconventions as cc
        >>> (event,) = cc.events(body="third-committee", kind="vote", since="2019-11-18", until="2019-11-18")
        >>> event.within(dt.date(2019, 11, 1), None), event.within(None, dt.date(2019, 11, 1))
        (True, False)
        """
        last = self.end or self.latest
        return (since is None or last is None or since <= last) and (
            until is None or self.earliest is None or self.earliest <= until
        )

    def __str__(self) -> str:
        return f"{self.days} {self.body.name}: {self.title}"

    def __repr__(self) -> str:
        symbol = f" {self.symbol}" if self.symbol else ""
        return f"<Event {self.days} {self.body.name}: {self.kind.value}{symbol}>"


def bodies() -> tuple[Body, ...]:
    """Return the bodies of the UN process.

    >>> import cyberconventions as cc
    >>> [each.name for each in cc.bodies() if each.parent == "general-assembly"]
    ['Third Committee', 'Ad Hoc Committee']
    """
    return _bodies()


def body(ref: "BodyLike", among: "Iterable[Body] | None" = None) -> Body:
    """Return the body that a name means.

    Arguments:
        ref: Its id, its name, another name on record (``"GA"``, ``"CCPCJ"``), or a ``Body``.
        among: The bodies to look among; those of the UN process where left out.

    Raises:
        UnknownEventError: There is none; the message lists those on record.
        InvalidTypeError: The reference is neither text nor a ``Body``.

    >>> import cyberconventions as cc
    >>> cc.body("CCPCJ").name
    'Commission on Crime Prevention and Criminal Justice'
    """
    if isinstance(ref, Body):
        return ref
    if not isinstance(ref, str):
        raise wrong_type(ref, "a body's name or a Body")
    known = _bodies() if among is None else tuple(among)
    found = next((each for each in known if each.is_called(ref)), None)
    if found is None:
        hint = did_you_mean(ref, [name for each in known for name in (each.name, each.id, *each.names)])
        raise UnknownEventError(
            f"{quoted(ref)} is no body on record{hint}; on record: {', '.join(each.name for each in known)}"
        )
    return found


def event_kind(ref: "KindLike") -> EventKind:
    """Return the kind of event that a word means.

    Raises:
        UnknownEventError: There is none; the message lists them.
        InvalidTypeError: The reference is neither text nor an ``EventKind``.

    >>> event_kind("Signing ceremony")
    <EventKind.SIGNING_CEREMONY: 'signing ceremony'>
    """
    if isinstance(ref, EventKind):
        return ref
    if not isinstance(ref, str):
        raise wrong_type(ref, "a kind of event or an EventKind")
    key = fold(ref.replace("_", " "))
    found = next((each for each in EventKind if each.value == key), None)
    if found is None:
        kinds = [each.value for each in EventKind]
        raise UnknownEventError(
            f"{quoted(ref)} is no kind of event{did_you_mean(key, kinds)}; kinds: {', '.join(kinds)}"
        )
    return found


def events(
    *,
    body: "BodyLike | None" = None,
    kind: "KindLike | None" = None,
    since: "DateLike | None" = None,
    until: "DateLike | None" = None,
) -> tuple[Event, ...]:
    """Return the dated events of the UN process, in the order of their days.

    Arguments:
        body: Only those of this body itself; its committees are bodies of their own.
        kind: Only those of this kind.
        since: Only those that took place, or may have, on this day or later.
        until: Only those that took place, or may have, on this day or earlier.

    Raises:
        UnknownEventError: No body or kind of event has this name.
        InvalidDateError: A day is none, or the period ends before it begins.
        InvalidTypeError: A value of another type.

    >>> import cyberconventions as cc
    >>> len(cc.events(body="expert group on cybercrime", kind="meeting"))
    7
    """
    return select_events(_events(), body=_body_or_none(body), kind=kind, since=since, until=until)


def select_events(
    among: Iterable[Event],
    *,
    body: Body | None,
    kind: "KindLike | None",
    since: "DateLike | None",
    until: "DateLike | None",
) -> tuple[Event, ...]:
    """Return the events of a body, a kind and a period, in the order given; ``None`` leaves a question open."""
    wanted = None if kind is None else event_kind(kind)
    first = None if since is None else as_date(since)
    last = None if until is None else as_date(until)
    if first is not None and last is not None and first > last:
        raise InvalidDateError(f"the period {first}/{last} ends before it begins")
    return tuple(
        each
        for each in among
        if (body is None or each.body == body) and (wanted is None or each.kind is wanted) and each.within(first, last)
    )


# -- resolutions and votes --------------------------------------------------------------------------------


class Vote(StrEnum):
    """How a State voted. The value is what stands in the dataset's tables."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    ABSENT = "absent"
    # What the record answers where it does not know; never a row of the tables.
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """How a State's vote came to be known."""

    ROLL_CALL = "roll call"
    DERIVED = "derived"  # A Member without a vote in the roll call was absent.
    NAMED = "named"  # A statement outside the record of the meeting names the State.
    BLOC = "bloc"  # Such a statement names a group that the State belongs to.


class Tally(NamedTuple):
    """The votes in favour, against and abstaining, as published; absences are no votes.

    >>> import cyberconventions as cc
    >>> print(cc.resolution("74/247").stage("plenary").tally)
    79-60-33
    """

    yes: int
    no: int
    abstain: int

    def __str__(self) -> str:
        return f"{self.yes}-{self.no}-{self.abstain}"


class TallyCheck(StrEnum):
    """Whether the votes on record by State add up to the published tally."""

    MATCHES = "matches the roll call"
    INCOMPLETE = "roll call incomplete"
    CONTRADICTS = "contradicts the votes on record"
    NO_TALLY = "no tally on record"


@attrs.frozen(order=False)
class Ballot:
    """The vote of one State at one stage, and how it is known.

    Attributes:
        state: Who.
        vote: How.
        basis: How it is known.
        source_ids: The ids of the sources that state it.
        confidence: How well it is founded.
        comment: What else a reader of the record has to know.

    >>> import cyberconventions as cc
    >>> ballot = cc.resolution("74/247").ballot("India")
    >>> ballot.vote, ballot.verified
    (<Vote.YES: 'yes'>, True)
    """

    state: State
    vote: Vote
    basis: Basis
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    comment: str = ""

    @property
    def verified(self) -> bool:
        """Whether a roll call gives the vote, and not a statement alone.

        >>> import cyberconventions as cc
        >>> cc.resolution("74/247").ballot("India", stage="third committee").verified
        False
        """
        return self.basis is Basis.ROLL_CALL or self.basis is Basis.DERIVED

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return _sources(self.source_ids)

    def __repr__(self) -> str:
        return f"<Ballot {self.state.id} {self.vote.value}, {self.basis.value}>"


@attrs.frozen(order=False)
class Stage:
    """One step of a resolution: its adoption in plenary, or the vote on its draft in the Third Committee.

    Attributes:
        name: ``"plenary"`` or ``"third committee"``.
        body: The body that voted or adopted.
        when: The day, as well as it is known.
        document: The symbol of the draft, where it is on record.
        tally: The published tally; ``None`` where there was no recorded vote, or none is on record.
        ballots: The votes by State, as far as they are on record.
        source_ids: The ids of the sources that state it.
        confidence: How well it is founded.
        comment: What else a reader of the record has to know.

    >>> import cyberconventions as cc
    >>> cc.resolution("74/247").stage("third committee")
    <Stage third committee 2019-11-18: 88-58-34, roll call incomplete>
    """

    name: str
    body: Body
    when: DateWindow
    document: str = ""
    tally: Tally | None = None
    ballots: tuple[Ballot, ...] = ()
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    comment: str = ""

    @property
    def date(self) -> dt.date | None:
        """The day, ``None`` unless it is known to the day."""
        return self.when.day

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return _sources(self.source_ids)

    def states(self, vote: Vote) -> tuple[State, ...]:
        """Return the States on record with a vote.

        Arguments:
            vote: The vote.

        >>> import cyberconventions as cc
        >>> len(cc.resolution("74/247").stage("plenary").states(cc.Vote.ABSENT))
        21
        """
        return tuple(each.state for each in self.ballots if each.vote is vote)

    @property
    def known(self) -> Tally:
        """The votes on record by State, counted."""
        return Tally(*(len(self.states(each)) for each in (Vote.YES, Vote.NO, Vote.ABSTAIN)))

    @property
    def check(self) -> TallyCheck:
        """Whether the votes on record by State add up to the published tally."""
        if self.tally is None:
            return TallyCheck.NO_TALLY
        if any(known > published for known, published in zip(self.known, self.tally, strict=True)):
            return TallyCheck.CONTRADICTS
        verified = all(each.verified for each in self.ballots)
        return TallyCheck.MATCHES if verified and self.known == self.tally else TallyCheck.INCOMPLETE

    def __repr__(self) -> str:
        tally = f"{self.tally}, {self.check.value}" if self.tally else self.check.value
        return f"<Stage {self.name} {self.when}: {tally}>"


@attrs.frozen(order=False)
class Sponsorship:
    """A State on record among the sponsors of a draft.

    Attributes:
        state: The sponsor.
        document: The symbol of the draft.
        source_ids: The ids of the sources that state it.
        confidence: How well it is founded.

    >>> import cyberconventions as cc
    >>> [each for each in cc.resolution("74/247").sponsorships if each.state.id == "IND"]
    [<Sponsorship IND of A/C.3/74/L.11/Rev.1>]
    """

    state: State
    document: str
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return _sources(self.source_ids)

    def __repr__(self) -> str:
        return f"<Sponsorship {self.state.id} of {self.document}>"


@attrs.frozen(order=False)
class Resolution:
    """A resolution or decision of a UN body, and how it came about.

    Attributes:
        number: ``"74/247"``.
        symbol: ``"A/RES/74/247"``.
        kind: ``EventKind.RESOLUTION`` or ``EventKind.DECISION``.
        body: The body that adopted it.
        title: What it does, in one line.
        stages: Its steps, in the order of their days.
        sponsorships: The sponsors of its drafts, as far as they are on record.
        comment: What else a reader of the record has to know.

    >>> import cyberconventions as cc
    >>> cc.resolution("74/247")
    <Resolution A/RES/74/247: third committee 2019-11-18 88-58-34, plenary 2019-12-27 79-60-33>
    """

    number: str
    symbol: str
    kind: EventKind
    body: Body
    title: str
    stages: tuple[Stage, ...]
    sponsorships: tuple[Sponsorship, ...] = ()
    comment: str = ""

    @property
    def adopted(self) -> dt.date | None:
        """The day of adoption, ``None`` unless it is known to the day."""
        return self.stage(PLENARY).date

    @property
    def tally(self) -> Tally | None:
        """The tally of the adoption; the other stages have their own."""
        return self.stage(PLENARY).tally

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that its stages come from."""
        return _sources(dict.fromkeys(id_ for each in self.stages for id_ in each.source_ids))

    @property
    def errata(self) -> "tuple[Erratum, ...]":
        """What the page the dataset started from says of it, held against primary sources.

        >>> import cyberconventions as cc
        >>> [each.row for each in cc.resolution("74/247").errata]
        [1, 2, 3, 4]
        """
        from cyberconventions._provisions import errata

        return tuple(each for each in errata() if self.number in each.resolutions)

    def stage(self, ref: "StageLike" = PLENARY) -> Stage:
        """Return one step.

        Arguments:
            ref: ``"plenary"``, ``"third committee"``, the body's name, a ``Body`` or a ``Stage``.

        Raises:
            UnknownEventError: The resolution has no such step on record.
            InvalidTypeError: A value of another type.

        >>> import cyberconventions as cc
        >>> str(cc.resolution("73/187").stage("third committee").tally)
        '88-55-29'
        """
        if isinstance(ref, Stage | Body):
            found = next((each for each in self.stages if ref in (each, each.body)), None)
        elif isinstance(ref, str):
            key = fold(ref.replace("_", " "))
            found = next((each for each in self.stages if each.name == key or each.body.is_called(key)), None)
        else:
            raise wrong_type(ref, "a stage's name, a Body or a Stage")
        if found is None:
            names = [each.name for each in self.stages]
            hint = did_you_mean(str(ref), names)
            raise UnknownEventError(
                f"{self.symbol} has no stage {quoted(ref)} on record{hint}; it has {', '.join(names)}"
            )
        return found

    def ballot(self, state: "StateLike", stage: "StageLike" = PLENARY) -> Ballot | None:
        """Return a State's vote with how it is known; ``None`` where the record has none.

        Arguments:
            state: A code, a name or a ``State``.
            stage: As for :meth:`stage`.

        Raises:
            UnknownEventError: The resolution has no such stage.
            UnknownStateError: No State has this code or name.

        >>> import cyberconventions as cc
        >>> cc.resolution("74/247").ballot("Japan").vote
        <Vote.NO: 'no'>
        """
        wanted = state_of(state)
        return next((each for each in self.stage(stage).ballots if each.state == wanted), None)

    def vote(self, state: "StateLike", stage: "StageLike" = PLENARY) -> Vote:
        """Tell how a State voted.

        Arguments:
            state: A code, a name or a ``State``.
            stage: As for :meth:`stage`; the adoption where left out.

        Returns:
            The vote, ``UNKNOWN`` where the record does not have it. :meth:`ballot` tells how it is known.

        Raises:
            NotParticipatingError: A complete roll call of the resolution does not have the State among
                the Members.
            UnknownEventError: The resolution has no such stage.
            UnknownStateError: No State has this code or name.

        >>> import cyberconventions as cc
        >>> cc.resolution("74/247").vote("India"), cc.resolution("73/187").vote("India")
        (<Vote.YES: 'yes'>, <Vote.UNKNOWN: 'unknown'>)
        """
        found = self.ballot(state, stage)
        if found is not None:
            return found.vote
        wanted = state_of(state)
        complete = next((each for each in self.stages if each.check is TallyCheck.MATCHES), None)
        if complete is not None and all(each.state != wanted for each in complete.ballots):
            raise NotParticipatingError(
                f"{wanted.name} ({wanted.id}) is not among the {len(complete.ballots)} Members in the roll call of "
                f"{self.symbol}, {complete.name} {complete.when}"
            )
        return Vote.UNKNOWN

    def sponsors(self, document: str | None = None) -> tuple[State, ...]:
        """Return the sponsors on record, of one draft or of any.

        Arguments:
            document: The symbol of the draft.

        >>> import cyberconventions as cc
        >>> [each.id for each in cc.resolution("74/247").sponsors("A/C.3/74/L.11/Rev.1")]
        ['IND']
        """
        on_record = [each for each in self.sponsorships if document is None or each.document == document]
        return tuple(dict.fromkeys(each.state for each in on_record))

    def __repr__(self) -> str:
        steps = [f"{each.name} {each.when}{f' {each.tally}' if each.tally else ''}" for each in self.stages]
        return f"<Resolution {self.symbol}: {', '.join(steps)}>"


def resolution(ref: "ResolutionLike") -> Resolution:
    """Return a resolution or decision of the UN process.

    Arguments:
        ref: Its number or symbol (``"74/247"``, ``"A/RES/74/247"``, ``"res 74/247"``, ``"GA resolution
            74/247"``, ``"UNGA 74/247"``, ``"UN resolution 74/247"``, ``"decision 74/567"``), or a ``Resolution``.
            "UN" alone means the General Assembly; a resolution of another body takes its name.

    Raises:
        UnknownEventError: None on record has this number; the message lists them.
        InvalidTypeError: The reference is neither text nor a ``Resolution``.

    >>> import cyberconventions as cc
    >>> cc.resolution("A/RES/74/247") is cc.resolution("res 74/247")
    True
    """
    if isinstance(ref, Resolution):
        return ref
    if not isinstance(ref, str):
        raise wrong_type(ref, "a resolution's number such as '74/247'")
    found = _resolutions_by_name().get(_compact(ref))
    if found is None:
        known = [each.symbol for each in _resolutions()]
        hint = did_you_mean(ref, [*known, *(each.number for each in _resolutions())])
        raise UnknownEventError(f"{quoted(ref)} is no resolution on record{hint}; on record: {', '.join(known)}")
    return found


def resolutions() -> tuple[Resolution, ...]:
    """Return the resolutions and decisions of the UN process, in the order of their adoption.

    >>> import cyberconventions as cc
    >>> cc.resolutions()[-1].symbol
    'A/RES/79/243'
    """
    return _resolutions()


# -- programmes -------------------------------------------------------------------------------------------


@attrs.frozen(order=False)
class Statement:
    """One thing that is said of a programme, and whether it is verified.

    Attributes:
        topic: ``"donor"``, ``"objective"``, ``"region"`` or ``"pillar"``.
        text: What is said, in the dataset's own words; for a donor, the State's name.
        when: The time it is said of, where that is on record.
        verified: Whether a source other than the page the dataset started from says so.
        state: The State, for a donor.
        erratum: The number of the erratum on it, if any.
        source_ids: The ids of the sources that state it.
        confidence: How well it is founded.
        comment: What else a reader of the record has to know.

    >>> import cyberconventions as cc
    >>> [each.verified for each in cc.programme().on("region")]  # on the page alone
    [False, False, False, False]
    """

    topic: str
    text: str
    when: DateWindow
    verified: bool
    state: State | None = None
    erratum: int | None = None
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    comment: str = ""

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return _sources(self.source_ids)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        verified = "verified" if self.verified else "unverified"
        return f"<Statement {self.topic}, {verified}: {self.text}>"


@attrs.frozen(order=False)
class Programme:
    """A programme of technical assistance against cybercrime.

    Attributes:
        id: The dataset's id.
        name: The name.
        body: The body that runs it.
        established: When it was set up, as well as that is known.
        mandate: The numbers of the resolutions it rests on.
        statements: What is said of it, each verified or not.
        names: Other names it is known by.
        source_ids: The ids of the sources on its mandate.
        confidence: How well that is founded.
        comment: What else a reader of the record has to know.

    >>> import cyberconventions as cc
    >>> [each.state.id for each in cc.programme().donors]
    ['AUS', 'CAN', 'JPN', 'NOR', 'GBR', 'USA', 'QAT']
    """

    id: str
    name: str
    body: Body
    established: DateWindow
    mandate: tuple[str, ...]
    statements: tuple[Statement, ...]
    names: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    comment: str = ""

    @property
    def donors(self) -> tuple[Statement, ...]:
        """The governments that pay for it, with the time of each where that is on record."""
        return self.on("donor")

    @property
    def objectives(self) -> tuple[Statement, ...]:
        """What it sets out to do."""
        return self.on("objective")

    @property
    def regions(self) -> tuple[Statement, ...]:
        """Where it works.

        >>> import cyberconventions as cc
        >>> [each.verified for each in cc.programme().regions]
        [False, False, False, False]
        """
        return self.on("region")

    @property
    def resolutions(self) -> tuple[Resolution, ...]:
        """The resolutions of :attr:`mandate`."""
        return tuple(resolution(each) for each in self.mandate)

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents on its mandate, the best first."""
        return _sources(self.source_ids)

    @property
    def errata(self) -> "tuple[Erratum, ...]":
        """What the page the dataset started from says of it, held against primary sources.

        >>> import cyberconventions as cc
        >>> cc.programme().errata[0]
        <Erratum 11 dated: Global Programme on Cybercrime>
        """
        from cyberconventions._provisions import errata

        return tuple(each for each in errata() if self.id in each.programmes)

    def on(self, topic: str) -> tuple[Statement, ...]:
        """Return what is said on a topic.

        Arguments:
            topic: ``"donor"``, ``"objective"``, ``"region"`` or ``"pillar"``.

        >>> import cyberconventions as cc
        >>> [each.state.id for each in cc.programme().on("donor")][:3]
        ['AUS', 'CAN', 'JPN']
        """
        return tuple(each for each in self.statements if each.topic == topic)

    def __repr__(self) -> str:
        return f"<Programme {self.name}: {self.body.name}, since {self.established}>"


def programmes() -> tuple[Programme, ...]:
    """Return the programmes on record.

    >>> import cyberconventions as cc
    >>> cc.programmes()
    (<Programme Global Programme on Cybercrime: United Nations Office on Drugs and Crime, since 2013>,)
    """
    return _programmes()


def programme(ref: str = "Global Programme on Cybercrime") -> Programme:
    """Return a programme by its id or name.

    Arguments:
        ref: The id or name; the Global Programme on Cybercrime where left out.

    Raises:
        UnknownEventError: None on record has this name.
        InvalidTypeError: The reference is no text.

    >>> import cyberconventions as cc
    >>> cc.programme("Global Programme").mandate
    ('65/230', '22/7', '22/8')
    """
    if not isinstance(ref, str):
        raise wrong_type(ref, "a programme's name")
    key = fold(ref)
    for each in _programmes():
        if key in {each.id, *map(fold, (each.name, *each.names))}:
            return each
    hint = did_you_mean(ref, [each.name for each in _programmes()])
    raise UnknownEventError(f"{quoted(ref)} is no programme on record{hint}")


# -- reading ----------------------------------------------------------------------------------------------


def _sources(ids: Iterable[str]) -> "tuple[Source, ...]":
    from cyberconventions._sources import source

    return tuple(source(each) for each in ids)


def _body_or_none(ref: "BodyLike | None") -> Body | None:
    return None if ref is None else body(ref)


@per_dataset()
def _bodies() -> tuple[Body, ...]:
    return current().values(
        "bodies.csv",
        lambda row: Body(row["id"], row["name"], row["parent"] or None, tuple(row["names"].split("|"))),
    )


@per_dataset()
def _events() -> tuple[Event, ...]:
    return current().values("events.csv", _event)


def _event(row: dict[str, str]) -> Event:
    return Event(
        when=DateWindow.parse(row["date"]),
        end=as_date(row["end"]) if row["end"] else None,
        body=body(row["body"]),
        kind=EventKind(row["kind"]),
        title=row["title"],
        symbol=row["symbol"],
        place=row["place"],
        source_ids=tuple(row["sources"].split()),
        confidence=Confidence(row["confidence"]),
        comment=row["comment"],
        treaty=row["treaty"] or None,
    )


@per_dataset()
def _resolutions() -> tuple[Resolution, ...]:
    ballots = current().values("votes.csv", lambda row: ((row["resolution"], row["stage"]), _ballot(row)))
    stages = current().values("stages.csv", lambda row: (row["resolution"], _stage(row, ballots)))
    sponsors = current().values("sponsors.csv", lambda row: (row["resolution"], _sponsorship(row)))
    return current().values(
        "resolutions.csv",
        lambda row: Resolution(
            number=row["resolution"],
            symbol=row["symbol"],
            kind=EventKind(row["kind"]),
            body=body(row["body"]),
            title=row["title"],
            stages=_of(row["resolution"], stages),
            sponsorships=_of(row["resolution"], sponsors),
            comment=row["comment"],
        ),
    )


def _of(key: object, rows: Iterable[tuple[object, Value]]) -> tuple[Value, ...]:
    return tuple(value for each, value in rows if each == key)


def _stage(row: dict[str, str], ballots: Iterable[tuple[tuple[str, str], Ballot]]) -> Stage:
    return Stage(
        name=row["stage"],
        body=body(row["body"]),
        when=DateWindow.parse(row["date"]),
        document=row["document"],
        tally=Tally(int(row["yes"]), int(row["no"]), int(row["abstain"])) if row["yes"] else None,
        ballots=_of((row["resolution"], row["stage"]), ballots),
        source_ids=tuple(row["sources"].split()),
        confidence=Confidence(row["confidence"]),
        comment=row["comment"],
    )


def _ballot(row: dict[str, str]) -> Ballot:
    return Ballot(
        state=State(row["state"]),
        vote=Vote(row["vote"]),
        basis=Basis(row["basis"]),
        source_ids=tuple(row["sources"].split()),
        confidence=Confidence(row["confidence"]),
        comment=row["comment"],
    )


def _sponsorship(row: dict[str, str]) -> Sponsorship:
    return Sponsorship(
        State(row["state"]), row["document"], tuple(row["sources"].split()), Confidence(row["confidence"])
    )


@per_dataset()
def _resolutions_by_name() -> dict[str, Resolution]:
    """Map every way to write a resolution's number to it; the same number in another body's series is none."""
    names: dict[str, Resolution] = {}
    for each in _resolutions():
        word = each.kind.value
        bodies = [each.body.name, *filter(None, each.body.names)]
        # "UN" alone is no name of a body, yet every other body's resolutions go by the body.
        words = [*bodies, "UN", "United Nations"] if each.body.id == "general-assembly" else bodies
        prefixes = ("", word, *bodies, *(f"{name} {word}" for name in words))
        for spelling in (each.symbol, *(f"{prefix} {each.number}" for prefix in prefixes)):
            names[_compact(spelling)] = each
    return names


def _compact(ref: str) -> str:
    """Return the form in which two spellings of a resolution's number are equal."""
    short = fold(ref).replace("resolution", "res").replace("decision", "dec")
    return short.replace("no.", "").replace(".", "").replace(" ", "")


@per_dataset()
def _programmes() -> tuple[Programme, ...]:
    statements = current().values("programme_statements.csv", lambda row: (row["programme"], _statement(row)))
    return current().values(
        "programmes.csv",
        lambda row: Programme(
            id=row["id"],
            name=row["name"],
            body=body(row["body"]),
            established=DateWindow.parse(row["established"]),
            mandate=tuple(row["mandate"].split()),
            statements=_of(row["id"], statements),
            names=tuple(row["names"].split("|")),
            source_ids=tuple(row["sources"].split()),
            confidence=Confidence(row["confidence"]),
            comment=row["comment"],
        ),
    )


def _statement(row: dict[str, str]) -> Statement:
    state = State(row["state"]) if row["state"] else None
    return Statement(
        topic=row["topic"],
        text=state.name if state else row["text"],
        when=DateWindow.parse(row["date"]),
        verified={"yes": True, "no": False}[row["verified"]],
        state=state,
        erratum=int(row["erratum"]) if row["erratum"] else None,
        source_ids=tuple(row["sources"].split()),
        confidence=Confidence(row["confidence"]),
        comment=row["comment"],
    )
