"""What a treaty's articles are about, and what the page the dataset started from got wrong."""

from enum import StrEnum
from functools import cache

import attrs

from cyberconventions.errors import UnknownProvisionError, UnknownTreatyError, did_you_mean, quoted, wrong_type
from cyberconventions.states import fold
from cyberconventions.tables import data_rows, read_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cyberconventions.sources import Source


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

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents for what holds, the best first."""
        return _sources(self.source_ids)

    def __str__(self) -> str:
        return f"{self.subject}: {self.statement} {self.verdict.value.capitalize()}: {self.holds}"

    def __repr__(self) -> str:
        return f"<Erratum {self.row} {self.verdict.value}: {self.subject}>"


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


def errata(treaty_id: str | None = None) -> tuple[Erratum, ...]:
    """Return the errata of the page the dataset started from.

    Arguments:
        treaty_id: Only those about the treaty with this id; all, the UN process included, where left out.

    Raises:
        UnknownTreatyError: No treaty of the dataset has this id.
        InvalidTypeError: The id is no text.

    >>> [each.row for each in errata("cets201")]
    [14, 15, 16]
    """
    if treaty_id is None:
        return _errata()
    _check(treaty_id)
    return tuple(each for each in _errata() if treaty_id in each.treaties)


def erratum(row: int) -> Erratum:
    """Return an erratum by its number.

    Raises:
        UnknownProvisionError: There is none.

    >>> erratum(22).holds
    'Article 2(c).'
    """
    found = next((each for each in _errata() if each.row == row), None)
    if found is None:
        raise UnknownProvisionError(f"there is no erratum {quoted(row)}, expected 1 to {len(_errata())}")
    return found


def _check(treaty_id: str) -> None:
    if not isinstance(treaty_id, str):
        raise wrong_type(treaty_id, "a treaty's id")
    if treaty_id not in _treaty_ids():
        known = ", ".join(_treaty_ids())
        hint = did_you_mean(treaty_id, _treaty_ids())
        raise UnknownTreatyError(f"{quoted(treaty_id)} is no id of a treaty of the dataset{hint}; it has {known}")


def _sources(ids: tuple[str, ...]) -> "tuple[Source, ...]":
    from cyberconventions.sources import source

    return tuple(source(each) for each in ids)


@cache
def _treaty_ids() -> tuple[str, ...]:
    return tuple(row["id"] for row in data_rows("treaties.csv"))


@cache
def _provisions() -> tuple[Provision, ...]:
    return read_rows(
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


@cache
def _errata() -> tuple[Erratum, ...]:
    return read_rows(
        "errata.csv",
        lambda row: Erratum(
            row=int(row["row"]),
            treaties=tuple(row["treaty"].split()),
            subject=row["subject"],
            statement=row["statement"],
            verdict=Verdict(row["verdict"]),
            holds=row["holds"],
            source_ids=tuple(row["sources"].split()),
        ),
    )
