"""What one State asks of another, and which clauses of the treaties speak of it.

Which clauses are a basis for a request, so that an answer may be "yes":

=========================================  =====  ==================================================================
kind of clause                             basis  printed as
=========================================  =====  ==================================================================
basis (self-standing)                      yes    the article
basis (optional)                           yes    if the requested State takes a treaty as the basis
basis (conditions of domestic law)         yes    as far as the law of the requested State allows
referral                                   yes    executed through other instruments and the law of the requested State
unilateral                                 yes    no request is needed
authority                                  yes    where the measure is the point of contact: no request is needed
derived                                    yes    if both treaties are in force between the two
procedure (only without another treaty)    no     a condition of the basis
safeguard (only without another treaty)    no     a condition of the basis
dual criminality                           no     a condition of the basis
scope                                      no     a condition of the basis
encouragement                              no     the reason: it asks for agreements, or for domestic measures
none                                       no     the reason: the treaty has no such clause
=========================================  =====  ==================================================================

A clause of low confidence is an inference, and gives "unknown" where it would give "yes".
"""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from cyberconventions._acts import Confidence
from cyberconventions._arguments import check_fields
from cyberconventions._dataset import compiled, current, per_dataset
from cyberconventions._sources import sources
from cyberconventions._statements import as_article
from cyberconventions._states import fold
from cyberconventions.errors import UnknownMeasureError, did_you_mean, wrong_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._sources import Source


class Measure(StrEnum):
    """What one State asks of another."""

    EXTRADITION = "extradition"  #: To hand over a person (ETS 185, Art. 24).
    MUTUAL_ASSISTANCE = "mutual assistance"  #: Mutual assistance in general (Art. 25, 27).
    #: Mutual assistance where life or safety is at risk (CETS 224, Art. 10).
    URGENT_ASSISTANCE = "urgent mutual assistance"
    SPONTANEOUS_INFORMATION = "spontaneous information"  #: To forward information unasked (ETS 185, Art. 26).
    PRESERVATION = "expedited preservation"  #: To keep stored data from being lost (Art. 29).
    TRAFFIC_DATA_DISCLOSURE = "traffic data disclosure"  #: To disclose preserved traffic data (Art. 30).
    STORED_DATA = "access to stored data"  #: To search, seize and disclose stored data (Art. 31).
    SUBSCRIBER_INFORMATION = "subscriber information"  #: To disclose who a subscriber is (CETS 224, Art. 7).
    DOMAIN_REGISTRATION = "domain registration"  #: To disclose who registered a domain name (CETS 224, Art. 6).
    REAL_TIME_TRAFFIC_DATA = "real-time traffic data"  #: To collect traffic data as it arises (ETS 185, Art. 33).
    INTERCEPTION = "interception of content"  #: To intercept content (Art. 34).
    EMERGENCY_DISCLOSURE = "emergency disclosure"  #: To disclose stored data in an emergency (CETS 224, Art. 9).
    VIDEO_CONFERENCE = "video conference"  #: To hear a person by video (CETS 224, Art. 11).
    JOINT_INVESTIGATION = "joint investigation"  #: To investigate in a joint team (CETS 224, Art. 12).
    CONFISCATION = "confiscation"  #: To seize and confiscate proceeds.
    TRANSBORDER_ACCESS = "transborder access"  #: To access data abroad without a request (ETS 185, Art. 32).
    POINT_OF_CONTACT = "24/7 point of contact"  #: The 24/7 network (Art. 35).
    TRANSFER_OF_PROCEEDINGS = "transfer of proceedings"  #: To take criminal proceedings over.
    TRANSFER_OF_SENTENCED_PERSONS = "transfer of sentenced persons"  #: To let a person serve a sentence elsewhere.
    LAW_ENFORCEMENT_COOPERATION = "law enforcement cooperation"  #: Between police forces.


_LONGEST = 20  # of a word in a message, so that the list of measures has room
# What people say for a measure beside its name and its article of the Budapest Convention.
_NAMES: Mapping[str, Measure] = {
    "mla": Measure.MUTUAL_ASSISTANCE,
    "mutual legal assistance": Measure.MUTUAL_ASSISTANCE,
    "urgent assistance": Measure.URGENT_ASSISTANCE,
    "emergency mutual assistance": Measure.URGENT_ASSISTANCE,
    "preservation": Measure.PRESERVATION,
    "freeze": Measure.PRESERVATION,
    "expedited disclosure of traffic data": Measure.TRAFFIC_DATA_DISCLOSURE,
    "partial disclosure": Measure.TRAFFIC_DATA_DISCLOSURE,
    "stored data": Measure.STORED_DATA,
    "search and seizure": Measure.STORED_DATA,
    "subscriber data": Measure.SUBSCRIBER_INFORMATION,
    "domain name registration information": Measure.DOMAIN_REGISTRATION,
    "interception": Measure.INTERCEPTION,
    "real time traffic data": Measure.REAL_TIME_TRAFFIC_DATA,
    "emergency disclosure of stored data": Measure.EMERGENCY_DISCLOSURE,
    "24/7": Measure.POINT_OF_CONTACT,
    "point of contact": Measure.POINT_OF_CONTACT,
}


class ClauseKind(StrEnum):
    """What a clause does for a request. The value is what stands in the table."""

    SELF_STANDING = "basis (self-standing)"  #: A basis by itself.
    OPTIONAL = "basis (optional)"  #: A basis if the requested State takes a treaty as one.
    CONDITIONAL = "basis (conditions of domestic law)"  #: A basis as far as the law of the requested State allows.
    REFERRAL = "referral"  #: A basis, executed through other instruments and domestic law.
    UNILATERAL = "unilateral"  #: Allows something without a request.
    AUTHORITY = "authority"  #: Sets up a point of contact.
    DERIVED = "derived"  #: Takes the articles of the Convention over (ETS 189, Art. 8(2)).
    #: How to proceed where there is no other treaty; a condition.
    PROCEDURE = "procedure (only without another treaty)"
    SAFEGUARD = "safeguard (only without another treaty)"  #: Limits on use where there is no other treaty; a condition.
    DUAL_CRIMINALITY = "dual criminality"  #: Whether dual criminality may be required; a condition.
    SCOPE = "scope"  #: How far cooperation goes; a condition.
    ENCOURAGEMENT = "encouragement"  #: States are encouraged to agree on it; not a basis.
    NONE = "none"  #: The treaty has no article on it.

    @property
    def is_basis(self) -> bool:
        """Whether a request can rest on such a clause; an authority's only where the authority is what is asked for.

        >>> ClauseKind.OPTIONAL.is_basis, ClauseKind.ENCOURAGEMENT.is_basis, ClauseKind.AUTHORITY.is_basis
        (True, False, False)
        """
        return self in _BASES

    @property
    def condition(self) -> str:
        """What the clause makes a request depend on, in words; empty where nothing."""
        return _CONDITIONS.get(self, "")


_CONDITIONS = {
    ClauseKind.OPTIONAL: "if the requested State takes a treaty as the basis",
    ClauseKind.CONDITIONAL: "as far as the law of the requested State allows",
    ClauseKind.REFERRAL: "executed through other instruments and the law of the requested State",
    ClauseKind.UNILATERAL: "no request is needed",
    ClauseKind.AUTHORITY: "no request is needed",
    ClauseKind.DERIVED: "through the articles of the Convention, for the offences of the Protocol",
}
_BASES = frozenset(_CONDITIONS) - {ClauseKind.AUTHORITY} | {ClauseKind.SELF_STANDING}


@attrs.frozen(order=False)
class CooperationClause:
    """A clause of a treaty on cooperation.

    Attributes:
        treaty: The treaty's id.
        measure: What it is about; ``None`` where it is about every measure.
        also: Further measures that it serves, as the treaty has no clause of its own on them.
        article: Its article; empty where the treaty has none on the measure.
        kind: What it does for a request.
        summary: What it says, in the words of the dataset; the treaty's text is what counts.
        reservable: Who may reserve or declare something on it, in words; empty where that was not looked for.
        source_ids: The ids of the sources that state it.
        confidence: How well it is founded.
        comment: What else a reader has to know: whether the wording was read.

    >>> clauses("ets185", Measure.PRESERVATION)[0]
    <CooperationClause ets185 Art. 29, expedited preservation: basis (self-standing)>
    """

    treaty: str
    measure: Measure | None
    also: tuple[Measure, ...]
    article: str
    kind: ClauseKind
    summary: str
    reservable: str = ""
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    comment: str = ""

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def is_basis(self) -> bool:
        """Whether a request for its measure can rest on it; of low confidence, that is not certain."""
        return self.kind.is_basis or (self.kind is ClauseKind.AUTHORITY and self.measure is Measure.POINT_OF_CONTACT)

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return sources(self.source_ids)

    def __str__(self) -> str:
        return f"Art. {self.article}, {self.kind.value}: {self.summary}" if self.article else self.summary

    def __repr__(self) -> str:
        article = f"Art. {self.article}" if self.article else "no article"
        return f"<CooperationClause {self.treaty} {article}, {self.measure or 'any measure'}: {self.kind.value}>"


def measure(ref: str) -> Measure:
    """Return the measure that a word means.

    Arguments:
        ref: Its name, what people call it (``"preservation"``, ``"freeze"``, ``"MLA"``), or its article of the
            Budapest Convention (``"Art. 29"``).

    Raises:
        UnknownMeasureError: Not a known measure; the message lists them.
        InvalidTypeError: Not text.

    >>> import cyberconventions as cc
    >>> cc.measure("freeze"), cc.measure("Art. 35")
    (<Measure.PRESERVATION: 'expedited preservation'>, <Measure.POINT_OF_CONTACT: '24/7 point of contact'>)
    """
    if isinstance(ref, Measure):
        return ref
    if not isinstance(ref, str):
        raise wrong_type(ref, "a measure such as 'preservation'")
    key = fold(ref)
    names = {**{each.value: each for each in Measure}, **_NAMES}
    found = names.get(key) or names.get(key.replace("-", " ")) or _by_article().get(as_article(ref))
    if found is None:
        shown = repr(ref) if len(repr(ref)) <= _LONGEST else f"{ref[:_LONGEST]!r:.{_LONGEST}}…"
        hint = did_you_mean(ref, names) or f", expected {', '.join(each.value for each in Measure)}"
        raise UnknownMeasureError(f"{shown} is not a measure{hint}")
    return found


def clauses(treaty_id: str, asked: Measure | None = None) -> tuple[CooperationClause, ...]:
    """Return the clauses of a treaty on cooperation, in the order of the treaty's articles.

    Arguments:
        treaty_id: The treaty's id.
        asked: Only those on this measure; all of them, those on every measure included, where left out.

    >>> [each.article for each in clauses("ets185", Measure.PRESERVATION)]
    ['29', '29(4)']
    """
    every = _clauses().get(treaty_id, ())
    return every if asked is None else tuple([each for each in every if each.measure is asked or asked in each.also])


def bases(treaty_id: str, asked: Measure) -> tuple[CooperationClause, ...]:
    """Return the clauses of a treaty on which a request for a measure can rest.

    >>> [each.article for each in bases("untoc", Measure.SUBSCRIBER_INFORMATION)]
    ['18(3)']
    """
    return tuple([each for each in clauses(treaty_id, asked) if each.is_basis])


@compiled()
def clause_rows() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the rows of the table of clauses, by the treaty's id."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in current().rows("measures.csv"):
        found.setdefault(row["treaty"], []).append(tuple(row.values())[1:])
    return {treaty: tuple(rows) for treaty, rows in found.items()}


@per_dataset()
def _clauses() -> dict[str, tuple[CooperationClause, ...]]:
    return {treaty: tuple([_clause(treaty, *row) for row in rows]) for treaty, rows in clause_rows().items()}


def _clause(treaty: str, *cells: str) -> CooperationClause:
    word, also, article, kind, summary, reservable, source_ids, confidence, comment = cells
    return CooperationClause(
        treaty=treaty,
        measure=None if word == "any" else Measure(word),
        also=tuple([Measure(each) for each in also.split("|") if each]),
        article=article,
        kind=ClauseKind(kind),
        summary=summary,
        reservable=reservable,
        source_ids=tuple(source_ids.split()),
        confidence=Confidence(confidence),
        comment=comment,
    )


@per_dataset()
def _by_article() -> dict[str, Measure]:
    """Map articles of the Budapest Convention to the measure that each is about."""
    found: dict[str, Measure] = {}
    for each in clauses("ets185"):
        if each.measure is not None:
            found.setdefault(each.article, each.measure)
    return found
