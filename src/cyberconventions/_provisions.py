"""What a treaty's articles are about; what the sources got wrong, and what none of them tells.

The page that the dataset started from has errata, official tables have misprints, and a record has gaps.
"""

from enum import StrEnum

import attrs

from cyberconventions._dataset import current, per_dataset
from cyberconventions._states import State, fold
from cyberconventions.errors import UnknownProvisionError, UnknownTreatyError, did_you_mean, quoted, wrong_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cyberconventions._sources import Source
    from cyberconventions._treaties import TreatyLike


class Subject(StrEnum):
    """What a provision is: it makes an act an offence, gives a power, demands cooperation, …."""

    OFFENCE = "offence"
    POWER = "power"
    SAFEGUARD = "safeguard"
    COOPERATION = "cooperation"
    PROTECTION = "protection"
    DEFINITION = "definition"
    PREAMBLE = "preamble"
    FINAL_CLAUSE = "final clause"


@attrs.frozen(order=False)
class Provision:
    """An article of a treaty, or part of one, in outline.

    Attributes:
        treaty: The treaty's id, ``"ets185"``.
        article: Its number, ``"2"`` or ``"20(1)(f)"``, or ``"preamble"``.
        title: The article's title; a description where the treaty prints none.
        subject: What kind of provision it is.
        summary: What it is about, in one line of the dataset's own. The text of the treaty is what counts.
        source_ids: The ids of the sources that state it.

    >>> provision("ets185", "35")
    <Provision ets185 Art. 35 24/7 Network>
    """

    treaty: str
    article: str
    title: str
    subject: Subject
    summary: str
    source_ids: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """The article as it is cited, ``"Art. 35"``."""
        return "Preamble" if self.subject is Subject.PREAMBLE else f"Art. {self.article}"

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return _sources(self.source_ids)

    def __str__(self) -> str:
        return f"{self.reference}, {self.title}: {self.summary}"

    def __repr__(self) -> str:
        return f"<Provision {self.treaty} {self.reference} {self.title}>"


class Verdict(StrEnum):
    """How a statement stands against primary sources."""

    WRONG = "wrong"
    MISLEADING = "misleading"
    INCOMPLETE = "incomplete"
    UNVERIFIED = "unverified"
    AMBIGUOUS = "ambiguous"
    DATED = "dated"
    HALF_CONFIRMED = "half confirmed"
    HOLDS = "holds"
    GAP = "gap"  # The page says nothing of it.


@attrs.frozen(order=False)
class Erratum:
    """A statement of the page the dataset started from, held against primary sources.

    Attributes:
        row: Its number, which does not change; cite it.
        treaties: The ids of the treaties it is about; none where it is about the UN process.
        subject: What it is about.
        statement: What the page says, in the dataset's own words.
        verdict: How that stands.
        holds: What holds.
        source_ids: The ids of the sources for what holds; none where nothing beyond the page was found.
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

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents for what holds, the best first."""
        return _sources(self.source_ids)

    def __str__(self) -> str:
        return f"{self.subject}: {self.statement} {self.verdict.value.capitalize()}: {self.holds}"

    def __repr__(self) -> str:
        return f"<Erratum {self.row} {self.verdict.value}: {self.subject}>"


@attrs.frozen(order=False)
class Misprint:
    """A slip in an official table of signatures and ratifications; the acts on record have what holds.

    Attributes:
        treaties: The ids of the treaties whose table it is. Several where the State did the same under each of
            them on one day, and the account does not say which table had the slip.
        state: Whose row it stands in.
        act: What it is about, ``"accession"``.
        printed: What the table prints.
        holds: What holds.
        shown_by: How the slip shows.
        printed_in_ids: The ids of the sources that print it; none where the account does not name the table.
        source_ids: The ids of the sources for what holds.

    >>> misprints("lanzarote")
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

    @property
    def printed_in(self) -> "tuple[Source, ...]":
        """The documents that print it."""
        return _sources(self.printed_in_ids)

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents for what holds, the best first."""
        return _sources(self.source_ids)

    def __str__(self) -> str:
        return f"{self.state.name}, {self.act}: {self.printed} is printed for {self.holds}. {self.shown_by}"

    def __repr__(self) -> str:
        treaties = " or ".join(self.treaties)
        return f"<Misprint {treaties} {self.state.id} {self.act}: {self.printed} for {self.holds}>"


@attrs.frozen(order=False)
class Unknown:
    """Something that the record of a treaty does not know, beside the days and clauses that the record marks itself.

    Attributes:
        treaty: The treaty's id.
        subject: What is not known, ``"Parties"``.
        states: Whose acts it is about; none where not even that is known.
        statement: What is known all the same, and what is not.
        source_ids: The ids of the sources that show the gap.

    >>> for each in unknowns("malabo"):
    ...     print(each.subject, [state.id for state in each.states])
    Parties []
    deposit ['GAB']
    deposit ['MDG']
    signature ['STP', 'ZMB']
    """

    treaty: str
    subject: str
    states: tuple[State, ...]
    statement: str
    source_ids: tuple[str, ...] = ()

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that show the gap, the best first."""
        return _sources(self.source_ids)

    def __str__(self) -> str:
        whose = f" of {', '.join(state.name for state in self.states)}" if self.states else ""
        return f"{self.subject[0].upper()}{self.subject[1:]}{whose}: {self.statement}"

    def __repr__(self) -> str:
        states = "".join(f" {state.id}" for state in self.states)
        return f"<Unknown {self.treaty} {self.subject}{states}>"


def provisions(treaty_id: str) -> tuple[Provision, ...]:
    """Return the provisions on record of a treaty, in the treaty's order.

    Arguments:
        treaty_id: The treaty's id, ``"ets185"``; ``Treaty.provisions`` asks with its own.

    Returns:
        The provisions; none where the record has no outline of the treaty.

    Raises:
        UnknownTreatyError: No treaty of the dataset has this id.
        InvalidTypeError: The id is no text.

    >>> [each.article for each in provisions("ets185") if each.subject is Subject.OFFENCE]
    ['2', '3', '4', '5', '6', '7', '8', '9', '10']
    """
    _check(treaty_id)
    return tuple(each for each in _provisions() if each.treaty == treaty_id)


def provision(treaty_id: str, article: "str | int") -> Provision:
    """Return one provision of a treaty.

    Arguments:
        treaty_id: The treaty's id.
        article: The article: ``"20(1)(f)"``, ``"Art. 20 (1) (f)"``, ``2``, ``"preamble"``.

    Raises:
        UnknownProvisionError: The record has no such article; the message lists those it has.
        UnknownTreatyError: No treaty of the dataset has this id.
        InvalidTypeError: The id is no text, or the article neither text nor a number.

    >>> provision("cets201", "Art. 20(1)(f)").subject
    <Subject.OFFENCE: 'offence'>
    """
    if isinstance(article, bool) or not isinstance(article, str | int):
        raise wrong_type(article, "an article such as '20(1)(f)'")
    known = provisions(treaty_id)
    key = fold(str(article)).replace(" ", "").removeprefix("article").removeprefix("art").removeprefix(".")
    found = next((each for each in known if each.article == key), None)
    if found is None:
        articles = [each.article for each in known]
        on_record = ", ".join(articles) or "none"
        raise UnknownProvisionError(
            f"{treaty_id}: no provision {quoted(article)} on record{did_you_mean(key, articles)}; "
            f"on record: {on_record}"
        )
    return found


def errata(treaty: "TreatyLike | None" = None) -> tuple[Erratum, ...]:
    """Return the errata of the page the dataset started from.

    Arguments:
        treaty: Only those about this treaty, whatever name it is given by; all of them, those about the UN process
            included, where left out.

    Raises:
        UnknownTreatyError: The dataset has no such treaty.
        InvalidTypeError: The reference is neither text nor a number.

    >>> import cyberconventions as cc
    >>> [each.row for each in cc.errata("Lanzarote Convention")], len(cc.errata())
    ([14, 15, 16], 22)
    """
    if treaty is None:
        return _errata()
    id_ = _id_of(treaty)
    return tuple(each for each in _errata() if id_ in each.treaties)


def erratum(row: int) -> Erratum:
    """Return an erratum by its number.

    Arguments:
        row: The number, which does not change.

    Raises:
        UnknownProvisionError: There is none.
        InvalidTypeError: It is no whole number.

    >>> import cyberconventions as cc
    >>> cc.erratum(22).holds
    'Article 2(c).'
    """
    if isinstance(row, bool) or not isinstance(row, int):
        raise wrong_type(row, "the number of an erratum")
    found = next((each for each in _errata() if each.row == row), None)
    if found is None:
        raise UnknownProvisionError(f"there is no erratum {quoted(row)}, expected 1 to {len(_errata())}")
    return found


def misprints(treaty: "TreatyLike | None" = None) -> tuple[Misprint, ...]:
    """Return the misprints met in official tables.

    Arguments:
        treaty: Only those in tables of this treaty, whatever name it is given by; all of them where left out.

    Raises:
        UnknownTreatyError: The dataset has no such treaty.
        InvalidTypeError: The reference is neither text nor a number.

    >>> import cyberconventions as cc
    >>> print(cc.misprints(201)[0])
    Armenia, ratification: 2020-09-17 is printed for 2020-09-07. ...
    """
    if treaty is None:
        return _misprints()
    id_ = _id_of(treaty)
    return tuple(each for each in _misprints() if id_ in each.treaties)


def unknowns(treaty: "TreatyLike | None" = None) -> tuple[Unknown, ...]:
    """Return what the record of a treaty does not know, beside the days and clauses that it marks itself.

    An act whose day is not known says so itself, and so does a clause that was not seen
    (``Rules.not_seen``). Here stands what has no act: a Party or signatory that a count implies and nobody names, a
    deposit that nobody saw.

    Arguments:
        treaty: Only those of this treaty, whatever name it is given by; all of them where left out.

    Raises:
        UnknownTreatyError: The dataset has no such treaty.
        InvalidTypeError: The reference is neither text nor a number.

    >>> import cyberconventions as cc
    >>> cc.unknowns("Palermo Convention")
    (<Unknown untoc kind of consent BRB IRN KOR SLE>,)
    """
    if treaty is None:
        return _unknowns()
    id_ = _id_of(treaty)
    return tuple(each for each in _unknowns() if id_ == each.treaty)


def _id_of(treaty: "TreatyLike") -> str:
    """Return the id of a treaty that is given by any of its names."""
    if isinstance(treaty, str) and treaty in _treaty_ids():  # A Treaty asks with its own id: no name to look up.
        return treaty
    from cyberconventions._treaties import treaty as treaty_of

    return treaty_of(treaty).id


def _check(treaty_id: str) -> None:
    if not isinstance(treaty_id, str):
        raise wrong_type(treaty_id, "a treaty's id")
    if treaty_id not in _treaty_ids():
        known = ", ".join(_treaty_ids())
        hint = did_you_mean(treaty_id, _treaty_ids())
        raise UnknownTreatyError(f"{quoted(treaty_id)} is no id of a treaty of the dataset{hint}; it has {known}")


def _sources(ids: tuple[str, ...]) -> "tuple[Source, ...]":
    from cyberconventions._sources import source

    return tuple(source(each) for each in ids)


@per_dataset()
def _treaty_ids() -> tuple[str, ...]:
    return tuple(row["id"] for row in current().rows("treaties.csv"))


@per_dataset()
def _provisions() -> tuple[Provision, ...]:
    return current().values(
        "provisions.csv",
        lambda row: Provision(
            treaty=row["treaty"],
            article=row["article"],
            title=row["title"],
            subject=Subject(row["subject"]),
            summary=row["summary"],
            source_ids=tuple(row["sources"].split()),
        ),
    )


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
