"""What sources get wrong and what none of them says: errata, misprints and gaps.

The page that the dataset started from has errata, official tables have misprints, and a record has gaps. The functions
take a treaty's id; ``cc.errata`` and its like take any name of a treaty.
"""

from enum import StrEnum

import attrs

from cyberconventions._arguments import check_fields
from cyberconventions._dataset import current, per_dataset
from cyberconventions._sources import sources
from cyberconventions._states import State
from cyberconventions._treaty_ids import check_treaty_id
from cyberconventions.errors import UnknownProvisionError, quoted, wrong_number

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._sources import Source


class Verdict(StrEnum):
    """How a statement compares with primary sources."""

    WRONG = "wrong"  #: Primary sources contradict it.
    MISLEADING = "misleading"  #: True to the letter, and likely to be misread.
    INCOMPLETE = "incomplete"  #: True as far as it goes.
    UNVERIFIED = "unverified"  #: Nothing beyond the page was found.
    AMBIGUOUS = "ambiguous"  #: It can be read in two ways.
    DATED = "dated"  #: It was true when it was written.
    HALF_CONFIRMED = "half confirmed"  #: Primary sources confirm a part of it.
    HOLDS = "holds"  #: Primary sources confirm it.
    GAP = "gap"  #: The page omits it.


@attrs.frozen(order=False)
class Erratum:
    """A statement of the page the dataset started from, compared with primary sources.

    Attributes:
        row: Its number, which does not change; cite it.
        treaties: The ids of the treaties it is about; empty where it is about the UN process.
        subject: What it is about.
        statement: What the page says, in the dataset's own words.
        verdict: How that compares with primary sources.
        holds: What is right.
        source_ids: The ids of the sources for what is right; empty where nothing beyond the page was found.
        resolutions: The numbers of the resolutions it is about, if any; ``Resolution.errata`` finds it by them.
        programmes: The ids of the programmes it is about, if any; ``Programme.errata`` finds it by them.

    >>> erratum(14)
    <Erratum 14 wrong: Access to child pornography>
    """

    row: int
    treaties: tuple[str, ...]
    subject: str
    statement: str
    verdict: Verdict
    holds: str
    source_ids: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents for what is right, the best first."""
        return sources(self.source_ids)

    def __str__(self) -> str:
        return f"{self.subject}: {self.statement} {self.verdict.value.capitalize()}: {self.holds}"

    def __repr__(self) -> str:
        return f"<Erratum {self.row} {self.verdict.value}: {self.subject}>"


@attrs.frozen(order=False)
class Misprint:
    """A mistake in an official table of signatures and ratifications; the acts on record have the right day.

    Attributes:
        treaties: The ids of the treaties whose table it is. Several where the State did the same under each of
            them on one day, and the account does not say which table had the mistake.
        state: Whose row it is in.
        act: What it is about, ``"accession"``.
        printed: What the table prints.
        holds: What is right.
        shown_by: What shows the mistake.
        printed_in_ids: The ids of the sources that print it; empty where the account does not name the table.
        source_ids: The ids of the sources for what is right.

    >>> misprints("cets201")
    (<Misprint cets201 ARM ratification: 2020-09-17 for 2020-09-07>,)
    """

    treaties: tuple[str, ...]
    state: State
    act: str
    printed: str
    holds: str
    shown_by: str
    printed_in_ids: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def printed_in(self) -> "tuple[Source, ...]":
        """The documents that print it."""
        return sources(self.printed_in_ids)

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents for what is right, the best first."""
        return sources(self.source_ids)

    def __str__(self) -> str:
        return f"{self.state.name}, {self.act}: {self.printed} is printed for {self.holds}. {self.shown_by}"

    def __repr__(self) -> str:
        treaties = " or ".join(self.treaties)
        return f"<Misprint {treaties} {self.state.id} {self.act}: {self.printed} for {self.holds}>"


@attrs.frozen(order=False)
class Unknown:
    """Something that the record of a treaty does not know, apart from the days and clauses that it marks itself.

    Attributes:
        treaty: The treaty's id.
        subject: What is not known, ``"Parties"``.
        states: Whose acts it is about; empty where not even that is known.
        statement: What is known, and what is not.
        source_ids: The ids of the sources that show the gap.

    >>> unknowns("untoc")
    (<Unknown untoc kind of consent BRB IRN KOR SLE>,)
    """

    treaty: str
    subject: str
    states: tuple[State, ...]
    statement: str
    source_ids: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that show the gap, the best first."""
        return sources(self.source_ids)

    def __str__(self) -> str:
        whose = f" of {', '.join(state.name for state in self.states)}" if self.states else ""
        return f"{self.subject[0].upper()}{self.subject[1:]}{whose}: {self.statement}"

    def __repr__(self) -> str:
        states = "".join(f" {state.id}" for state in self.states)
        return f"<Unknown {self.treaty} {self.subject}{states}>"


def errata(treaty_id: str | None = None) -> tuple[Erratum, ...]:
    """Return the errata of the page the dataset started from.

    Arguments:
        treaty_id: Only those about the treaty with this id; all of them, those about the UN process included, where
            left out.

    Raises:
        UnknownTreatyError: No treaty of the dataset has this id.
        InvalidTypeError: The id is not text.

    >>> [each.row for each in errata("cets201")]
    [14, 15, 16]
    """
    if treaty_id is None:
        return _errata()
    check_treaty_id(treaty_id)
    return tuple(each for each in _errata() if treaty_id in each.treaties)


def erratum(row: int) -> Erratum:
    """Return an erratum by its number.

    Arguments:
        row: The number, which does not change.

    Raises:
        UnknownProvisionError: No erratum has this number.
        InvalidTypeError: It is not a whole number.

    >>> import cyberconventions as cc
    >>> cc.erratum(22).holds
    'Article 2(c).'
    """
    if isinstance(row, bool) or not isinstance(row, int):
        raise wrong_number(row, "the number of an erratum")
    found = next((each for each in _errata() if each.row == row), None)
    if found is None:
        raise UnknownProvisionError(f"there is no erratum {quoted(row)}, expected 1 to {len(_errata())}")
    return found


def misprints(treaty_id: str | None = None) -> tuple[Misprint, ...]:
    """Return the misprints found in official tables.

    Arguments:
        treaty_id: Only those in tables of the treaty with this id; all of them where left out.

    Raises:
        UnknownTreatyError: No treaty of the dataset has this id.
        InvalidTypeError: The id is not text.

    >>> [each.state.id for each in misprints("ets189")]
    ['LUX']
    """
    if treaty_id is None:
        return _misprints()
    check_treaty_id(treaty_id)
    return tuple(each for each in _misprints() if treaty_id in each.treaties)


def unknowns(treaty_id: str | None = None) -> tuple[Unknown, ...]:
    """Return what the record of a treaty does not know, apart from the days and clauses that it marks itself.

    Arguments:
        treaty_id: Only those of the treaty with this id; all of them where left out.

    Raises:
        UnknownTreatyError: No treaty of the dataset has this id.
        InvalidTypeError: The id is not text.

    >>> print(unknowns("malabo")[0].subject)
    Parties
    """
    if treaty_id is None:
        return _unknowns()
    check_treaty_id(treaty_id)
    return tuple(each for each in _unknowns() if each.treaty == treaty_id)


@per_dataset()
def _errata() -> tuple[Erratum, ...]:
    return current().values(
        "errata.csv",
        lambda row: Erratum(
            row=int(row["row"]),
            treaties=tuple(row["treaty"].split()),
            subject=row["subject"],
            statement=row["statement"],
            verdict=Verdict(row["verdict"]),
            holds=row["holds"],
            source_ids=tuple(row["sources"].split()),
            resolutions=tuple(row["resolutions"].split()),
            programmes=tuple(row["programmes"].split()),
        ),
    )


@per_dataset()
def _misprints() -> tuple[Misprint, ...]:
    return current().values(
        "misprints.csv",
        lambda row: Misprint(
            treaties=tuple(row["treaty"].split()),
            state=State(row["state"]),
            act=row["act"],
            printed=row["printed"],
            holds=row["holds"],
            shown_by=row["shown_by"],
            printed_in_ids=tuple(row["printed_in"].split()),
            source_ids=tuple(row["sources"].split()),
        ),
    )


@per_dataset()
def _unknowns() -> tuple[Unknown, ...]:
    return current().values(
        "unknowns.csv",
        lambda row: Unknown(
            treaty=row["treaty"],
            subject=row["subject"],
            states=tuple(State(id_) for id_ in row["states"].split()),
            statement=row["statement"],
            source_ids=tuple(row["sources"].split()),
        ),
    )
