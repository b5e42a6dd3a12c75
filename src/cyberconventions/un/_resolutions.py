"""The resolutions and decisions of the UN process, with their votes and sponsors."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, TypeVar, overload

import attrs

from cyberconventions._acts import Confidence
from cyberconventions._arguments import check_fields, check_position
from cyberconventions._corrections import errata
from cyberconventions._dataset import current, per_dataset
from cyberconventions._dates import DateWindow
from cyberconventions._sources import sources
from cyberconventions._states import State, fold
from cyberconventions._states import state as state_of
from cyberconventions.errors import (
    InvalidValueError,
    NotParticipatingError,
    UnknownEventError,
    check_tuple,
    check_type,
    counted,
    did_you_mean,
    quoted,
    several,
    wrong_number,
    wrong_type,
)
from cyberconventions.un._bodies import Body, body
from cyberconventions.un._events import EventKind

Value = TypeVar("Value")

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, Self, SupportsIndex, TypeAlias

    from cyberconventions._corrections import Erratum
    from cyberconventions._sources import Source
    from cyberconventions._states import StateLike
    from cyberconventions._table import Column, Table

    ResolutionLike: TypeAlias = "Resolution | str"
    StageLike: TypeAlias = "Stage | Body | str"

PLENARY = "plenary"
THIRD_COMMITTEE = "third committee"


class Vote(StrEnum):
    """How a State voted. The value is the one in the dataset's tables."""

    YES = "yes"  #: In favour.
    NO = "no"  #: Against.
    ABSTAIN = "abstain"  #: Abstained.
    ABSENT = "absent"  #: Did not vote.
    UNKNOWN = "unknown"  #: The record does not know; never a value in the tables.


class Basis(StrEnum):
    """How a State's vote came to be known."""

    ROLL_CALL = "roll call"  #: The roll call names the State.
    DERIVED = "derived"  #: A Member without a vote in the roll call was absent.
    NAMED = "named"  #: A statement outside the record of the meeting names the State.
    BLOC = "bloc"  #: Such a statement names a group that the State belongs to.


class _Votes(NamedTuple):
    yes: int
    no: int
    abstain: int


class Tally(_Votes):
    """The votes in favour, against and abstaining, as published; absences are not counted.

    >>> import cyberconventions as cc
    >>> print(cc.resolution("74/247").stage("plenary").tally)
    79-60-33
    """

    __slots__ = ()

    def __new__(cls, yes: int, no: int, abstain: int) -> "Self":
        """Make a tally.

        Arguments:
            yes: The votes in favour.
            no: Those against.
            abstain: The abstentions.

        Raises:
            InvalidTypeError: One is not a whole number.
            InvalidValueError: One is negative.
        """
        made = super().__new__(cls, yes, no, abstain)
        for each in made:
            if type(each) is not int:
                raise wrong_number(each, "a whole number of votes")
        if min(made) < 0:
            raise InvalidValueError(f"{made} has a number of votes below 0")
        return made

    def __str__(self) -> str:
        return f"{self.yes}-{self.no}-{self.abstain}"


class TallyCheck(StrEnum):
    """Whether the votes on record by State add up to the published tally."""

    MATCHES = "matches the roll call"  #: The votes of the States add up to the published tally.
    INCOMPLETE = "roll call incomplete"  #: Votes of some States are missing, or not from the roll call.
    CONTRADICTS = "contradicts the votes on record"  #: More votes are on record than the tally has.
    NO_TALLY = "no tally on record"  #: No tally was published or found.


@attrs.frozen(order=False)
class Ballot:
    """The vote of one State at one stage, and how it is known.

    Attributes:
        state: Who.
        vote: How.
        basis: How it is known.
        source_ids: The ids of the sources that state it.
        confidence: How reliable it is.
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

    def __attrs_post_init__(self) -> None:
        check_fields(self)

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
        return sources(self.source_ids)

    def __repr__(self) -> str:
        return f"<Ballot {self.state.id} {self.vote.value}, {self.basis.value}>"


class Ballots(tuple[Ballot, ...]):
    """The votes of one stage by State: a tuple of them that is a table too.

    >>> import cyberconventions as cc
    >>> len(cc.resolution("74/247").stage("plenary").ballots.table())
    193
    """

    __slots__ = ()

    def __new__(cls, ballots: Iterable[Ballot] = ()) -> "Self":
        """Make a list.

        Arguments:
            ballots: The votes.

        Raises:
            InvalidTypeError: Something is not a ballot.
        """
        made = super().__new__(cls, several(ballots, "ballots"))
        check_tuple((*made,), Ballot, "ballots")
        return made

    @overload
    def __getitem__(self, key: "SupportsIndex", /) -> Ballot: ...
    @overload
    def __getitem__(self, key: slice, /) -> "Ballots": ...
    def __getitem__(self, key: "SupportsIndex | slice", /) -> "Ballot | Ballots":
        """Return a vote, or those of a part as a list that is a table too."""
        check_position(key, "the number of a vote, or a slice")
        return Ballots(super().__getitem__(key)) if isinstance(key, slice) else super().__getitem__(key)

    def table(self) -> "Table[Any]":
        """Return the votes as a table.

        Columns: ``state``, ``vote``, ``basis``, ``confidence`` (words); ``name``, ``comment`` (text); ``verified``
        (true or false: whether a roll call gives the vote).

        >>> import cyberconventions as cc
        >>> cc.resolution("74/247").stage("plenary").ballots.table()[0].vote
        'absent'
        """
        from cyberconventions._sources import in_words, most_used
        from cyberconventions._table import Table

        table = Table.of(**_columns(self))
        return attrs.evolve(
            table, note=f"{counted(len(self), 'vote')} on record by State", foot=(in_words(most_used((), self)),)
        )

    def _repr_html_(self) -> str:
        """Show the votes in a notebook, and how they are known."""
        return self.table()._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def __reduce__(self) -> "tuple[type[Ballots], tuple[tuple[Ballot, ...]]]":
        return Ballots, ((*self,),)


def _columns(ballots: "Iterable[Ballot]") -> "dict[str, Column]":
    from cyberconventions._table import texts, truths, words

    rows = [*ballots]
    return {
        "state": words([each.state.id for each in rows]),
        "name": texts([each.state.name for each in rows]),
        "vote": words([each.vote.value for each in rows]),
        "basis": words([each.basis.value for each in rows]),
        "verified": truths([each.verified for each in rows]),
        "confidence": words([each.confidence.value for each in rows]),
        "comment": texts([each.comment or None for each in rows]),
    }


@attrs.frozen(order=False)
class Stage:
    """One step of a resolution: its adoption in plenary, or the vote on its draft in the Third Committee.

    Attributes:
        name: ``"plenary"`` or ``"third committee"``.
        body: The body that voted or adopted.
        when: The day, as precisely as it is known.
        document: The symbol of the draft, where it is on record.
        tally: The published tally; ``None`` without a recorded vote, or where its tally is not on record.
        ballots: The votes by State, as far as they are on record.
        source_ids: The ids of the sources that state it.
        confidence: How reliable it is.
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
    ballots: Ballots = attrs.field(default=Ballots(), converter=Ballots)
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    comment: str = ""

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def date(self) -> dt.date | None:
        """The day, ``None`` unless it is known to the day."""
        return self.when.day

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return sources(self.source_ids)

    def states(self, vote: Vote) -> tuple[State, ...]:
        """Return the States on record with a vote.

        Arguments:
            vote: The vote.

        >>> import cyberconventions as cc
        >>> len(cc.resolution("74/247").stage("plenary").states(cc.un.Vote.ABSENT))
        21
        """
        check_type(vote, Vote, "a Vote")
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
        confidence: How reliable it is.

    >>> import cyberconventions as cc
    >>> [each for each in cc.resolution("74/247").sponsorships if each.state.id == "IND"]
    [<Sponsorship IND of A/C.3/74/L.11/Rev.1>]
    """

    state: State
    document: str
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return sources(self.source_ids)

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

    def __attrs_post_init__(self) -> None:
        check_fields(self)

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
        return sources(dict.fromkeys(id_ for each in self.stages for id_ in each.source_ids))

    @property
    def errata(self) -> "tuple[Erratum, ...]":
        """What the page the dataset started from says of it, compared with primary sources.

        >>> import cyberconventions as cc
        >>> [each.row for each in cc.resolution("74/247").errata]
        [1, 2, 3, 4]
        """
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
        """Return a State's vote with how it is known; ``None`` where the record does not have it.

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
        """Return how a State voted.

        Arguments:
            state: A code, a name or a ``State``.
            stage: As for :meth:`stage`; the adoption where left out.

        Returns:
            The vote, ``UNKNOWN`` where the record does not have it. :meth:`ballot` says how it is known.

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

        Raises:
            UnknownEventError: No sponsor of a draft with this symbol is on record; the message lists those that are.
            InvalidTypeError: The symbol is not text.

        >>> import cyberconventions as cc
        >>> [each.id for each in cc.resolution("74/247").sponsors("A/C.3/74/L.11/Rev.1")]
        ['IND']
        """
        drafts = [each.document for each in self.sponsorships]
        if document is not None:
            check_type(document, str, "the symbol of a draft")
            if document not in drafts:
                known = ", ".join(dict.fromkeys(drafts)) or "none"
                raise UnknownEventError(
                    f"{self.symbol} has no sponsors of a draft {quoted(document)} on record"
                    f"{did_you_mean(document, drafts)}; it has those of {known}"
                )
        on_record = [each for each in self.sponsorships if document is None or each.document == document]
        return tuple(dict.fromkeys(each.state for each in on_record))

    def table(self) -> "Table[Any]":
        """Return the votes on record by State as a table, stage by stage.

        Columns: ``resolution``, ``stage`` (words), ``date`` (where known to the day), and those of
        :meth:`Ballots.table`.

        >>> import cyberconventions as cc
        >>> found = cc.resolution("74/247").table()
        >>> [row.vote for row in found if row.state == "IND" and row.stage == "plenary"]
        ['yes']
        """
        from cyberconventions._sources import in_words
        from cyberconventions._table import Table, windows, words

        rows = [(stage, ballot) for stage in self.stages for ballot in stage.ballots]
        table = Table.of(
            resolution=words([self.number] * len(rows)),
            stage=words([stage.name for stage, _ in rows]),
            date=windows([stage.when for stage, _ in rows]),
            **_columns(ballot for _, ballot in rows),
        )
        return attrs.evolve(
            table,
            title=f"{self.symbol}: {self.title}",
            note="; ".join(_in_words(each) for each in self.stages),
            foot=(in_words(dict.fromkeys(id_ for each in self.stages for id_ in each.source_ids)),),
        )

    def _repr_html_(self) -> str:
        """Show in a notebook how States voted, and how that is known."""
        seen = ("stage", "date", "name", "vote", "basis")
        return self.table().only(*seen)._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def __repr__(self) -> str:
        steps = [f"{each.name} {each.when}{f' {each.tally}' if each.tally else ''}" for each in self.stages]
        return f"<Resolution {self.symbol}: {', '.join(steps)}>"


def _in_words(stage: Stage) -> str:
    """Say how a step ended, and whether the votes on record explain it."""
    when = f"{stage.name} {str(stage.when) or 'on a day not known'}"
    if stage.tally is None:
        return f"{when}: no tally on record" if stage.ballots else f"{when}: no vote on record"
    yes, no, abstain = stage.tally
    return f"{when}: {yes} in favour, {no} against, {abstain} abstaining ({stage.check.value})"


def resolution(ref: "ResolutionLike") -> Resolution:
    """Return a resolution or decision of the UN process.

    Arguments:
        ref: Its number or symbol (``"74/247"``, ``"A/RES/74/247"``, ``"res 74/247"``, ``"GA resolution
            74/247"``, ``"UNGA 74/247"``, ``"UN resolution 74/247"``, ``"decision 74/567"``), or a ``Resolution``.
            "UN" alone means the General Assembly; a resolution of another body takes its name.

    Raises:
        UnknownEventError: None on record has this number; the message lists those that are.
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
        raise UnknownEventError(f"{quoted(ref)} is not a resolution on record{hint}; on record: {', '.join(known)}")
    return found


def resolutions() -> tuple[Resolution, ...]:
    """Return the resolutions and decisions of the UN process, in the order of their adoption.

    >>> import cyberconventions as cc
    >>> cc.un.resolutions()[0].symbol
    'E/RES/2010/18'
    """
    return _resolutions()


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
            stages=_with_key(row["resolution"], stages),
            sponsorships=_with_key(row["resolution"], sponsors),
            comment=row["comment"],
        ),
    )


def _with_key(key: object, rows: Iterable[tuple[object, Value]]) -> tuple[Value, ...]:
    return tuple(value for each, value in rows if each == key)


def _stage(row: dict[str, str], ballots: Iterable[tuple[tuple[str, str], Ballot]]) -> Stage:
    return Stage(
        name=row["stage"],
        body=body(row["body"]),
        when=DateWindow.parse(row["date"]),
        document=row["document"],
        tally=Tally(int(row["yes"]), int(row["no"]), int(row["abstain"])) if row["yes"] else None,
        ballots=Ballots(_with_key((row["resolution"], row["stage"]), ballots)),
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
    """Map every way to write a resolution's number to it; another body's series is kept separate."""
    names: dict[str, Resolution] = {}
    for each in _resolutions():
        word = each.kind.value
        bodies = [each.body.name, *each.body.names]
        # "UN" alone means the General Assembly: every other body's resolutions carry its name.
        words = [*bodies, "UN", "United Nations"] if each.body.id == "general-assembly" else bodies
        prefixes = ("", word, *bodies, *(f"{name} {word}" for name in words))
        for spelling in (each.symbol, *(f"{prefix} {each.number}" for prefix in prefixes)):
            names[_compact(spelling)] = each
    return names


def _compact(ref: str) -> str:
    """Return the form in which two spellings of a resolution's number are equal."""
    short = fold(ref).replace("resolution", "res").replace("decision", "dec")
    return short.replace("no.", "").replace(".", "").replace(" ", "")
