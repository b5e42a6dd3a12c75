"""Programmes of technical assistance against cybercrime, and what is said of them."""

import attrs

from cyberconventions._acts import Confidence
from cyberconventions._arguments import check_fields
from cyberconventions._corrections import errata
from cyberconventions._dataset import current, per_dataset
from cyberconventions._dates import DateWindow
from cyberconventions._sources import sources
from cyberconventions._states import State, fold
from cyberconventions.errors import UnknownEventError, check_type, did_you_mean, quoted, wrong_type
from cyberconventions.un._bodies import Body, body
from cyberconventions.un._resolutions import Resolution, resolution

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._corrections import Erratum
    from cyberconventions._sources import Source


@attrs.frozen(order=False)
class ProgrammeStatement:
    """One thing that is said of a programme, and whether it is verified.

    Attributes:
        topic: ``"donor"``, ``"objective"``, ``"region"`` or ``"pillar"``.
        text: What is said, in the dataset's own words; for a donor, the State's name.
        when: The time it is said of, where that is on record.
        verified: Whether a source other than the page the dataset started from says so.
        state: The State, for a donor.
        erratum: The number of the erratum on it, if any.
        source_ids: The ids of the sources that state it.
        confidence: How reliable it is.
        comment: What else a reader of the record has to know.

    >>> import cyberconventions as cc
    >>> [each.verified for each in cc.un.programme().on("region")]  # on the page alone
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

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return sources(self.source_ids)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        verified = "verified" if self.verified else "unverified"
        return f"<ProgrammeStatement {self.topic}, {verified}: {self.text}>"


@attrs.frozen(order=False)
class Programme:
    """A programme of technical assistance against cybercrime.

    Attributes:
        id: The dataset's id.
        name: The name.
        body: The body that runs it.
        established: When it was set up, as precisely as that is known.
        mandate: The numbers of the resolutions it rests on.
        statements: What is said of it, each verified or not.
        names: Other names it is known by.
        source_ids: The ids of the sources on its mandate.
        confidence: How reliable that is.
        comment: What else a reader of the record has to know.

    >>> import cyberconventions as cc
    >>> [each.state.id for each in cc.un.programme().donors][:6]
    ['AUS', 'CAN', 'JPN', 'NOR', 'GBR', 'USA']
    """

    id: str
    name: str
    body: Body
    established: DateWindow
    mandate: tuple[str, ...]
    statements: tuple[ProgrammeStatement, ...]
    names: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    comment: str = ""

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def donors(self) -> tuple[ProgrammeStatement, ...]:
        """The governments that pay for it, with the time of each where that is on record."""
        return self.on("donor")

    @property
    def objectives(self) -> tuple[ProgrammeStatement, ...]:
        """What it sets out to do."""
        return self.on("objective")

    @property
    def regions(self) -> tuple[ProgrammeStatement, ...]:
        """Where it works.

        >>> import cyberconventions as cc
        >>> [each.verified for each in cc.un.programme().regions]
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
        return sources(self.source_ids)

    @property
    def errata(self) -> "tuple[Erratum, ...]":
        """What the page the dataset started from says of it, compared with primary sources.

        >>> import cyberconventions as cc
        >>> cc.un.programme().errata[0]
        <Erratum 11 dated: Global Programme on Cybercrime>
        """
        return tuple(each for each in errata() if self.id in each.programmes)

    def on(self, topic: str) -> tuple[ProgrammeStatement, ...]:
        """Return what is said on a topic.

        Arguments:
            topic: ``"donor"``, ``"objective"``, ``"region"`` or ``"pillar"``.

        >>> import cyberconventions as cc
        >>> [each.state.id for each in cc.un.programme().on("donor")][:3]
        ['AUS', 'CAN', 'JPN']
        """
        known = dict.fromkeys(each.topic for each in self.statements)
        check_type(topic, str, "a topic")
        if topic not in known:
            raise UnknownEventError(
                f"nothing of {self.name} on record is on {quoted(topic)}{did_you_mean(topic, known)}; "
                f"topics: {', '.join(known)}"
            )
        return tuple(each for each in self.statements if each.topic == topic)

    def __repr__(self) -> str:
        return f"<Programme {self.name}: {self.body.name}, since {self.established}>"


def programmes() -> tuple[Programme, ...]:
    """Return the programmes on record.

    >>> import cyberconventions as cc
    >>> cc.un.programmes()[0]
    <Programme Global Programme on Cybercrime: United Nations Office on Drugs and Crime, since 2013>
    """
    return _programmes()


def programme(ref: str = "Global Programme on Cybercrime") -> Programme:
    """Return a programme by its id or name.

    Arguments:
        ref: The id or name; the Global Programme on Cybercrime where left out.

    Raises:
        UnknownEventError: None on record has this name.
        InvalidTypeError: The reference is not text.

    >>> import cyberconventions as cc
    >>> cc.un.programme("Global Programme").mandate
    ('65/230', '22/7', '22/8')
    """
    if not isinstance(ref, str):
        raise wrong_type(ref, "a programme's name")
    key = fold(ref)
    for each in _programmes():
        if key in {each.id, *map(fold, (each.name, *each.names))}:
            return each
    hint = did_you_mean(ref, [each.name for each in _programmes()])
    raise UnknownEventError(f"{quoted(ref)} is not a programme on record{hint}")


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
            statements=tuple(each for programme_id, each in statements if programme_id == row["id"]),
            names=tuple(filter(None, row["names"].split("|"))),
            source_ids=tuple(row["sources"].split()),
            confidence=Confidence(row["confidence"]),
            comment=row["comment"],
        ),
    )


def _statement(row: dict[str, str]) -> ProgrammeStatement:
    state = State(row["state"]) if row["state"] else None
    return ProgrammeStatement(
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
