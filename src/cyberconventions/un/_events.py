"""The dated events of the UN process: meetings, votes, decisions, ceremonies."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from textwrap import shorten
from typing import overload

import attrs

from cyberconventions._acts import Confidence
from cyberconventions._arguments import check_fields, check_position
from cyberconventions._dataset import current, per_dataset
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._sources import sources
from cyberconventions._states import State, fold
from cyberconventions.errors import (
    InvalidDateError,
    UnknownEventError,
    check_tuple,
    counted,
    did_you_mean,
    quoted,
    several,
    wrong_type,
)
from cyberconventions.un._bodies import Body
from cyberconventions.un._bodies import body as body_of

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, Self, SupportsIndex, TypeAlias

    from cyberconventions._dates import DateLike
    from cyberconventions._sources import Source
    from cyberconventions._table import Table
    from cyberconventions.un._bodies import BodyLike

    KindLike: TypeAlias = "EventKind | str"

_TITLE_WIDTH = 60  # What a repr shows of a title, in characters.
_STATES_SHOWN = 4


class EventKind(StrEnum):
    """What kind of thing happened. The value is the one in the dataset's tables."""

    MEETING = "meeting"  #: A meeting or session.
    DRAFT = "draft"  #: A draft was issued.
    VOTE = "vote"  #: A vote was taken.
    RESOLUTION = "resolution"  #: A resolution was adopted.
    DECISION = "decision"  #: A decision was taken.
    PROGRAMME = "programme"  #: A programme began or changed.
    SIGNING_CEREMONY = "signing ceremony"  #: A ceremony at which States signed.
    ADOPTION = "adoption"  #: A treaty was adopted.
    OPENED = "opened"  #: A treaty was opened for signature.
    CONSENT = "consent"  #: A State consented to be bound.
    ENTRY_INTO_FORCE = "entry into force"  #: A treaty entered into force.


@attrs.frozen(order=False)
class Event:
    """Something that happened on the way to a treaty, or to a treaty itself.

    Attributes:
        when: The day it took place or began, as precisely as it is known.
        end: The last day, where it took more than one.
        body: Who met, decided or acted; for a treaty's own dates, its depositary.
        kind: What kind of thing it was.
        title: What happened, in one line.
        symbol: The symbols of its documents, as published.
        place: Where.
        source_ids: The ids of the sources that state it.
        confidence: How reliable it is.
        comment: What else a reader of the record has to know.
        treaty: The id of the treaty it is about, if any.
        states: The States whose acts it is about, for consents to be bound.

    >>> import cyberconventions as cc
    >>> cc.un.events(kind="vote", until="2018-12-31")
    (<Event 2018-11-14 vote Third Committee: Third Committee approves the draft of resolution 73/187, …>,)
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
        check_fields(self)
        if self.end is not None and self.when.latest is not None and self.end < self.when.latest:
            raise InvalidDateError(f"{self.title!r} can't end on {self.end}, before it begins on {self.when}")

    @property
    def date(self) -> dt.date | None:
        """The day it took place or began; ``None`` unless it is known to the day."""
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
        return sources(self.source_ids)

    @property
    def source(self) -> "Source | None":
        """The best document that states it; ``None`` where the record names none."""
        return next(iter(self.sources), None)

    @property
    def days(self) -> str:
        """The day or days, in ISO form."""
        return f"{self.when}/{self.end}" if self.end else str(self.when) or "unknown day"

    def within(self, since: "DateLike | None", until: "DateLike | None") -> bool:
        """Return whether it took place, or may have, on any day of a period, both ends included.

        Arguments:
            since: The first day of the period; ``None`` where it has none.
            until: The last day.

        Raises:
            InvalidDateError: Not a valid date.

        >>> import cyberconventions as cc
        >>> (event,) = cc.un.events(body="third-committee", kind="vote", since="2019-11-18", until="2019-11-18")
        >>> event.within("2019-11-01", None), event.within(None, "2019-11-01")
        (True, False)
        """
        begin = None if since is None else as_date(since)
        close = None if until is None else as_date(until)
        last = self.end or self.latest
        return (begin is None or last is None or begin <= last) and (
            close is None or self.earliest is None or self.earliest <= close
        )

    def __str__(self) -> str:
        return f"{self.days} {self.body.name}: {self.title}"

    def __repr__(self) -> str:
        about = self.treaty or self.body.name
        title = shorten(self.title, _TITLE_WIDTH, placeholder=" …")
        return f"<Event {self.days} {self.kind.value} {about}{self._states_shown()}: {title}>"

    def _states_shown(self) -> str:
        ids = [state.id for state in self.states]
        shown = ids if len(ids) <= _STATES_SHOWN else [*ids[: _STATES_SHOWN - 1], "…"]
        return "".join(f" {each}" for each in shown)


class Events(tuple[Event, ...]):
    """Events in the order of their days: a tuple of them that is a table too.

    >>> import cyberconventions as cc
    >>> cc.un.events(kind="vote").table()["title"][0]
    'Third Committee approves the draft of resolution 73/187, 88-55-29'
    """

    __slots__ = ()

    def __new__(cls, events: Iterable[Event] = ()) -> "Self":
        """Make a list.

        Arguments:
            events: The events, in the order of their days.

        Raises:
            InvalidTypeError: Something is not an event.
        """
        made = super().__new__(cls, several(events, "events"))
        check_tuple((*made,), Event, "events")
        return made

    @overload
    def __getitem__(self, key: "SupportsIndex", /) -> Event: ...
    @overload
    def __getitem__(self, key: slice, /) -> "Events": ...
    def __getitem__(self, key: "SupportsIndex | slice", /) -> "Event | Events":
        """Return an event, or those of a part as a list that is a table too."""
        check_position(key, "the number of an event, or a slice")
        return Events(super().__getitem__(key)) if isinstance(key, slice) else super().__getitem__(key)

    def table(self) -> "Table[Any]":
        """Return the events as a table.

        Columns: ``date`` (where known to the day), ``earliest``, ``latest``, ``end`` (days); ``kind``, ``body``,
        ``treaty``, ``states``, ``confidence`` (words); ``title``, ``symbol``, ``place``, ``comment`` (text).

        >>> import cyberconventions as cc
        >>> table = cc.timeline(treaties="budapest", until="2001-12-31").table()
        >>> table["date"][-1], table["title"][-1]
        (datetime.date(2001, 11, 23), 'Budapest Convention opened for signature')
        """
        from cyberconventions._sources import in_words, most_used
        from cyberconventions._table import Table, days, texts, windows, words

        table = Table.of(
            date=windows([each.when for each in self]),
            end=days([each.end for each in self]),
            kind=words([each.kind.value for each in self]),
            body=words([each.body.name for each in self]),
            title=texts([each.title for each in self]),
            treaty=words([each.treaty for each in self]),
            symbol=texts([each.symbol or None for each in self]),
            place=texts([each.place or None for each in self]),
            states=words([" ".join(state.id for state in each.states) or None for each in self]),
            earliest=days([each.earliest for each in self]),
            latest=days([each.latest for each in self]),
            confidence=words([each.confidence.value for each in self]),
            comment=texts([each.comment or None for each in self]),
        )
        used = most_used((), self)
        return attrs.evolve(table, note=counted(len(self), "event"), foot=(in_words(used),))

    def _repr_html_(self) -> str:
        """Show the events in a notebook: when, who, and what happened."""
        return self.table().known("date", "end", "body", "kind", "title", "symbol")._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def __reduce__(self) -> "tuple[type[Events], tuple[tuple[Event, ...]]]":
        return Events, ((*self,),)


def event_kind(ref: "KindLike") -> EventKind:
    """Return the kind of event with this name.

    Arguments:
        ref: Its name, with spaces or underscores, or an ``EventKind``.

    Raises:
        UnknownEventError: No kind has this name; the message lists them.
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
            f"{quoted(ref)} is not a kind of event{did_you_mean(key, kinds)}; kinds: {', '.join(kinds)}"
        )
    return found


def events(
    *,
    body: "BodyLike | None" = None,
    kind: "KindLike | None" = None,
    since: "DateLike | None" = None,
    until: "DateLike | None" = None,
) -> Events:
    """Return the dated events of the UN process, in the order of their days.

    Arguments:
        body: Only those of this body itself; its committees are bodies of their own.
        kind: Only those of this kind.
        since: Only those that took place, or may have, on this day or later.
        until: Only those that took place, or may have, on this day or earlier.

    Raises:
        UnknownEventError: No body or kind of event has this name.
        InvalidDateError: A day is not a valid date, or the period ends before it begins.
        InvalidTypeError: A value of another type.

    >>> import cyberconventions as cc
    >>> len(cc.un.events(body="expert group on cybercrime", kind="meeting", until="2021-12-31"))
    7
    """
    wanted = None if body is None else body_of(body)
    return select_events(_events(), body=wanted, kind=kind, since=since, until=until)


def select_events(
    among: Iterable[Event],
    *,
    body: Body | None,
    kind: "KindLike | None",
    since: "DateLike | None",
    until: "DateLike | None",
) -> Events:
    """Return the events of a body, a kind and a period, in the order given; ``None`` means any."""
    wanted = None if kind is None else event_kind(kind)
    first = None if since is None else as_date(since)
    last = None if until is None else as_date(until)
    if first is not None and last is not None and first > last:
        raise InvalidDateError(f"the period {first}/{last} ends before it begins")
    return Events(
        each
        for each in among
        if (body is None or each.body == body) and (wanted is None or each.kind is wanted) and each.within(first, last)
    )


@per_dataset()
def _events() -> tuple[Event, ...]:
    return current().values("events.csv", _event)


def _event(row: dict[str, str]) -> Event:
    return Event(
        when=DateWindow.parse(row["date"]),
        end=as_date(row["end"]) if row["end"] else None,
        body=body_of(row["body"]),
        kind=EventKind(row["kind"]),
        title=row["title"],
        symbol=row["symbol"],
        place=row["place"],
        source_ids=tuple(row["sources"].split()),
        confidence=Confidence(row["confidence"]),
        comment=row["comment"],
        treaty=row["treaty"] or None,
    )
