"""What a treaty's articles are about."""

from enum import StrEnum

import attrs

from cyberconventions._arguments import check_fields
from cyberconventions._dataset import current, per_dataset
from cyberconventions._sources import sources
from cyberconventions._states import fold
from cyberconventions._treaty_ids import check_treaty_id
from cyberconventions.errors import UnknownProvisionError, did_you_mean, quoted, wrong_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._sources import Source


class Subject(StrEnum):
    """What a provision does: it makes an act an offence, gives a power, requires cooperation, and so on."""

    OFFENCE = "offence"  #: Makes an act an offence.
    POWER = "power"  #: Gives a power of investigation.
    SAFEGUARD = "safeguard"  #: Limits a power.
    COOPERATION = "cooperation"  #: Requires or allows cooperation between States.
    PROTECTION = "protection"  #: Protects victims, children or personal data.
    DEFINITION = "definition"  #: Defines a term.
    PREAMBLE = "preamble"  #: Is part of the preamble.
    FINAL_CLAUSE = "final clause"  #: Is a final clause.


@attrs.frozen(order=False)
class Provision:
    """An article of a treaty, or part of one, in outline.

    Attributes:
        treaty: The treaty's id, ``"ets185"``.
        article: Its number, ``"2"`` or ``"20(1)(f)"``, or ``"preamble"``.
        title: The article's title; a description where the treaty prints none.
        subject: What kind of provision it is.
        summary: What it is about, in one line of the dataset's own; the treaty's text prevails.
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

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def reference(self) -> str:
        """The article as it is cited, ``"Art. 35"``."""
        return "Preamble" if self.subject is Subject.PREAMBLE else f"Art. {self.article}"

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return sources(self.source_ids)

    def __str__(self) -> str:
        return f"{self.reference}, {self.title}: {self.summary}"

    def __repr__(self) -> str:
        return f"<Provision {self.treaty} {self.reference} {self.title}>"


def provisions(treaty_id: str) -> tuple[Provision, ...]:
    """Return the provisions on record of a treaty, in the treaty's order.

    Arguments:
        treaty_id: The treaty's id, ``"ets185"``; ``Treaty.provisions`` passes its own.

    Returns:
        The provisions; empty where the record has no outline of the treaty.

    Raises:
        UnknownTreatyError: No treaty of the dataset has this id.
        InvalidTypeError: The id is not text.

    >>> [each.article for each in provisions("ets185") if each.subject is Subject.OFFENCE]
    ['2', '3', '4', '5', '6', '7', '8', '9', '10']
    """
    check_treaty_id(treaty_id)
    return tuple(each for each in _provisions() if each.treaty == treaty_id)


def provision(treaty_id: str, article: "str | int") -> Provision:
    """Return one provision of a treaty.

    Arguments:
        treaty_id: The treaty's id.
        article: The article: ``"20(1)(f)"``, ``"Art. 20 (1) (f)"``, ``2``, ``"preamble"``.

    Raises:
        UnknownProvisionError: The record has no such article; the message lists those it has.
        UnknownTreatyError: No treaty of the dataset has this id.
        InvalidTypeError: The id is not text, or the article neither text nor a number.

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
