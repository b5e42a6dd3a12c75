"""Whether a request can rest on a clause of a treaty on a day, and why."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from cyberconventions._acts import Act, Confidence
from cyberconventions._answers import Answer
from cyberconventions._arguments import check_fields
from cyberconventions._conditions import (
    Condition,
    Gap,
    Request,
    authorities_for,
    conditions_of,
    gaps_of,
    label,
    statements_on,
    unread_statements,
)
from cyberconventions._dataset import by_dataset
from cyberconventions._history import CONTRACTING, PARTY, SUSPENDED, WITHDRAWN, Status, possibilities
from cyberconventions._late import certain_until
from cyberconventions._measures import ClauseKind, CooperationClause, Measure, bases, clauses
from cyberconventions._periods import Period
from cyberconventions._sources import Source, sources
from cyberconventions._statement_lists import Authorities
from cyberconventions._statements import Statement
from cyberconventions._states import State
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions._treaty import Treaty, application_on, dataset_of, history_in, possible_on

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._application import Application


class Reason(StrEnum):
    """Why an article is a basis for a request, is none, or why that is not known."""

    IN_FORCE = "in force between them"  #: The article binds both.
    #: It binds both, and allows the measure without a request.
    NO_REQUEST_NEEDED = "in force between them, and no request is needed"
    NOT_YET = "not yet in force"  #: One of them has consented and is not bound yet.
    NO_LONGER = "no longer in force"  #: One of them has left.
    SUSPENDED = "suspended"  #: The treaty is suspended for one of them.
    NOT_A_PARTY = "not a party"  #: One of them is not a party.
    TREATY_NOT_IN_FORCE = "the treaty is not in force"  #: The treaty itself is not in force.
    NO_CLAUSE = "no article on it"  #: The treaty has no article on the measure.
    ENCOURAGEMENT = "encouragement only"  #: The article only encourages States to agree on it.
    #: One of them is an organisation, such as the European Union.
    ORGANISATION = "an organisation: its members give assistance"
    #: The treaty does not apply to the territory that was named.
    TERRITORY_EXCLUDED = "does not apply to the territory"
    TERRITORY_UNKNOWN = "whether it applies to the territory is not known"  #: The record can't tell whether it does.
    INFERENCE = "the article is known by inference only"  #: The article was not read; that it is a basis is inferred.
    AFTER_RECORD = "after the record"  #: The day is after the record's, and an act since may have changed the answer.
    UNKNOWN = "not known"  #: The record can't tell whether one of them is a party.


@attrs.frozen(order=False)
class Standing:
    """A State's position towards a treaty on a day, with the acts it rests on.

    Attributes:
        state: The State.
        status: Its status; ``UNKNOWN`` where the record allows more than one.
        possible: Every status that the record allows.
        acts: What it had done by then, or may have done.
        period: The days on which that status held, by the known acts; ``None`` where it is unknown.

    >>> import cyberconventions as cc
    >>> asked = dict(requesting="Germany", requested="Nigeria", measure="preservation", on="2023-01-01")
    >>> basis = cc.cooperation(**asked, treaties=[185]).bases[0]
    >>> [(each.state.id, each.status.value, str(each.period.start)) for each in basis.parties]
    [('DEU', 'party', '2009-07-01'), ('NGA', 'party', '2022-11-01')]
    """

    state: State
    status: Status
    possible: tuple[Status, ...]
    acts: tuple[Act, ...]
    period: Period | None

    def __attrs_post_init__(self) -> None:
        check_fields(self)


# For what reads tables of clauses or sources, or another treaty; what asks a treaty alone is answered by its dataset.
_by_its_dataset = by_dataset(lambda basis: dataset_of(basis._record))


@attrs.frozen(order=False)
class LegalBasis:
    """A clause of one treaty on which a request may rest, or a treaty that has none, with the reason.

    Attributes:
        treaty: The treaty's id.
        articles: The article; empty where the treaty has none on the measure.
        clause: What the clause does for a request.
        in_force: Whether a request can rest on it: yes, no, or unknown.
        why: Why.
        request: What is asked, by whom, of whom, and when.
        as_of: The day up to which the record of the treaty is known.

    >>> import cyberconventions as cc
    >>> found = cc.cooperation(requesting="DEU", requested="NGA", measure="preservation", on="2022-10-31").bases[0]
    >>> found
    <LegalBasis ETS 185 Art. 29: no, Nigeria: not yet in force, but from 2022-11-01>
    """

    treaty: str
    articles: tuple[str, ...]
    clause: ClauseKind
    in_force: Answer
    why: Reason
    request: Request
    as_of: date
    # Kept, so that what follows is worked out when somebody asks; a treaty and its clause say the same as the above.
    _record: Treaty = attrs.field(alias="record", eq=False, repr=False)
    _clause: CooperationClause | None = attrs.field(alias="text", eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def __bool__(self) -> bool:
        """Return whether a request can rest on it; raise where that is not known.

        Raises:
            UnknownAnswerError: It is unknown; compare ``in_force`` to handle that.

        >>> import cyberconventions as cc
        >>> asked = {"requesting": "FRA", "requested": "KOR", "measure": "preservation", "on": "2025-06-01"}
        >>> bool(cc.cooperation(**asked, treaties=185).bases[0])
        False
        """
        return bool(self.in_force)

    @property
    def reference(self) -> str:
        """How the treaty and the article are cited, ``"ETS 185 Art. 29"``."""
        return " ".join((label(self._record), *(f"Art. {each}" for each in self.articles)))

    @property
    @_by_its_dataset
    def reason(self) -> str:
        """Why, in words, with the State or the day that it turns on."""
        return _reason(self, self._record, self._clause)

    @property
    def parties(self) -> tuple[Standing, Standing]:
        """The positions of the requesting and the requested State, with their acts."""
        asking, asked = self.request.requesting, self.request.requested
        return _standing(self._record, asking, self.request.on), _standing(self._record, asked, self.request.on)

    @property
    def since(self) -> date | None:
        """The day since when the treaty is in force between the two and, if one was named, applies to the territory."""
        if self.in_force is not Answer.YES:
            return None
        starts = [each.period.start for each in self.parties if each.period and each.period.start]
        applied = self.application
        return max([*starts, applied.since] if applied and applied.since else starts)

    @property
    @_by_its_dataset
    def certain_until(self) -> date | None:
        """The last day on which the answer is certain, for a day after the record's.

        ``None`` for a day within the record, where the answer depends on nothing done since, and for "unknown".
        """
        if self.request.on <= self.as_of or self.in_force is Answer.UNKNOWN or self.why in _WHATEVER_IS_DONE:
            return None
        return _certain_until(self, (self._record, *laws_beside(self._record, self._clause)))

    @property
    @_by_its_dataset
    def conditions(self) -> tuple[Condition, ...]:
        """What the request depends on, dual criminality first; empty where there is no basis."""
        return () if self._law is None else tuple(conditions_of(*self._law, self.request, self._clause))

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What either State reserved or declared on it; a reservation works both ways (VCLT Art. 21(1))."""
        return () if self._law is None else tuple(dict.fromkeys(statements_on(*self._law, self.request)))

    @property
    def authorities(self) -> Authorities:
        """Who of the requested State receives the request, as far as that is on record."""
        return authorities_for(self._law[0] if self._law else self._record, self.request)

    @property
    def territory(self) -> Answer | None:
        """Whether the treaty applies to the territory; ``None`` where none was named."""
        return None if self.request.territory is None else _applies(self._record, self.request)

    @property
    @_by_its_dataset
    def gaps(self) -> tuple[Gap, ...]:
        """What the record does not know of it, each with the document that would settle it."""
        return tuple(_gaps(self, self._record, self._law))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents that state the acts, the clause and the statements, the acts' first."""
        return cited(self, self.parties, self.statements, self.authorities)

    @property
    def application(self) -> "Application | None":
        """Whether the treaty applies to the territory, with the reason; ``None`` where none was named."""
        place = self.request.territory
        return None if place is None else application_on(self._record, place, self.request.on)

    @property
    @_by_its_dataset
    def _law(self) -> tuple[Treaty, CooperationClause] | None:
        """The treaty and the clause that are applied: for a protocol that carries articles over, its parent's."""
        if self._clause is None or self.in_force is Answer.NO:
            return None
        if self.clause is ClauseKind.DERIVED and self._record.parent:
            return treaty_of(self._record.parent), bases(self._record.parent, self.request.measure)[0]
        return self._record, self._clause

    def __repr__(self) -> str:
        return f"<LegalBasis {self.reference}: {self.in_force.value}, {self.reason}>"


@_by_its_dataset
def cited(
    basis: LegalBasis,
    parties: tuple[Standing, Standing],
    statements: tuple[Statement, ...],
    authorities: Authorities,
) -> tuple[Source, ...]:
    """Return the sources of a basis of which the rest is known, for who has looked it up."""
    clause, applied = basis._clause, basis.application  # pyright: ignore[reportPrivateUsage]
    ids = [each for standing in parties for act in standing.acts for each in act.source_ids]
    ids += clause.source_ids if clause else ()
    ids += applied.ground.source_ids if applied and applied.ground else ()
    ids += [each for statement in statements for each in statement.source_ids]
    ids += [each for named in authorities.known for each in named.statement.source_ids]
    return sources(dict.fromkeys(ids))


# No deposit and no denunciation changes these.
_WHATEVER_IS_DONE = (Reason.NO_CLAUSE, Reason.ENCOURAGEMENT, Reason.ORGANISATION)


# -- whether a request can rest on a clause ---------------------------------------------------------------------------


def bases_of(record: Treaty, request: Request) -> Iterator[LegalBasis]:
    """Yield a basis for each clause of a treaty on the measure; where there is none, one that says why."""
    found = clauses_on(record, request.measure)
    for clause in found or (_instead(record.id, request.measure),):
        answer, why = _outcome(record, clause, request)
        yield LegalBasis(
            record.id,
            (clause.article,) if clause and clause.article else (),
            clause.kind if clause else ClauseKind.NONE,
            answer,
            why,
            request,
            record.as_of,
            record,
            clause,
        )


def clauses_on(record: Treaty, measure: Measure) -> tuple[CooperationClause, ...]:
    """Return the clauses of a treaty on which a request for a measure can rest, those that it carries over included.

    >>> import cyberconventions as cc
    >>> [each.article for each in clauses_on(cc.treaty(189), cc.Measure.PRESERVATION)]
    ['8(2)']
    """
    return bases(record.id, measure) or _carried_over(record, measure)


def _carried_over(record: Treaty, measure: Measure) -> tuple[CooperationClause, ...]:
    """Return the clause by which a protocol carries over its parent's articles, if that has one on the measure."""
    derived = [each for each in clauses(record.id) if each.kind is ClauseKind.DERIVED]
    return tuple(derived) if derived and record.parent and bases(record.parent, measure) else ()


def _instead(treaty_id: str, measure: Measure) -> CooperationClause | None:
    """Return what a treaty has on a measure instead of a basis: a clause that encourages, or that there is none.

    What is about every measure is given for a treaty that has no basis at all.
    """
    weak = (ClauseKind.ENCOURAGEMENT, ClauseKind.NONE)
    every = clauses(treaty_id)
    own = [each for each in every if each.measure is measure and each.kind in weak]
    general = [each for each in every if each.measure is None and each.kind in weak]
    return next(iter((*own, *(general if not any(each.is_basis for each in every) else ()))), None)


def _outcome(record: Treaty, clause: CooperationClause | None, request: Request) -> tuple[Answer, Reason]:
    """Return whether a request can rest on a clause, and why."""
    if request.requested.is_organisation or request.requesting.is_organisation:
        return Answer.NO, Reason.ORGANISATION
    if clause is None or not clause.is_basis:
        weak = clause is not None and clause.kind is ClauseKind.ENCOURAGEMENT
        return Answer.NO, Reason.ENCOURAGEMENT if weak else Reason.NO_CLAUSE
    between = _between(record, request)
    for law in laws_beside(record, clause):
        between &= _between(law, request)
    if between is Answer.NO:
        return Answer.NO, _why_not(record, clause, request)
    return _between_parties(record, clause, request, between)


def _between_parties(
    record: Treaty, clause: CooperationClause, request: Request, between: Answer
) -> tuple[Answer, Reason]:
    """Return whether a request can rest on a clause of a treaty that is, or may be, in force between the two."""
    applies = _applies(record, request)
    if applies is Answer.NO:
        return Answer.NO, Reason.TERRITORY_EXCLUDED
    if between is Answer.UNKNOWN:
        return Answer.UNKNOWN, Reason.UNKNOWN if request.on <= record.as_of else Reason.AFTER_RECORD
    if applies is Answer.UNKNOWN:
        return Answer.UNKNOWN, Reason.TERRITORY_UNKNOWN
    return _by_clause(clause)


def _by_clause(clause: CooperationClause) -> tuple[Answer, Reason]:
    """Return what a clause in force between two States gives: an inference never makes a "yes"."""
    if clause.confidence is Confidence.LOW:
        return Answer.UNKNOWN, Reason.INFERENCE
    unasked = clause.kind in (ClauseKind.AUTHORITY, ClauseKind.UNILATERAL)
    return Answer.YES, Reason.NO_REQUEST_NEEDED if unasked else Reason.IN_FORCE


def _between(record: Treaty, request: Request) -> Answer:
    """Return whether a treaty is in force between the two States."""
    asked, asking = [_bound(possible_on(record, state, request.on)) for state in request.states]
    return asked & asking


def _bound(possible: int) -> Answer:
    if not possible & PARTY:
        return Answer.NO
    return Answer.YES if possible == PARTY else Answer.UNKNOWN


def laws_beside(record: Treaty, clause: CooperationClause | None) -> tuple[Treaty, ...]:
    """Return what has to be in force beside a treaty: the parent of a protocol that carries its articles over."""
    derived = clause is not None and clause.kind is ClauseKind.DERIVED and record.parent
    return (treaty_of(record.parent),) if derived and record.parent else ()


def _why_not(record: Treaty, clause: CooperationClause, request: Request) -> Reason:
    law, _, possible = _that_is_not_bound(record, clause, request)
    if law.entry_into_force is None or request.on < law.entry_into_force:
        return Reason.TREATY_NOT_IN_FORCE
    reasons = {CONTRACTING: Reason.NOT_YET, WITHDRAWN: Reason.NO_LONGER, SUSPENDED: Reason.SUSPENDED}
    return reasons.get(possible, Reason.NOT_A_PARTY)


def _that_is_not_bound(record: Treaty, clause: CooperationClause | None, request: Request) -> tuple[Treaty, State, int]:
    """Return the treaty and the State, the requested one first, for which it certainly is not in force."""
    every = (
        (law, state, possible_on(law, state, request.on))
        for law in (record, *laws_beside(record, clause))
        for state in request.states
    )
    return next(each for each in every if not each[2] & PARTY)


def _applies(record: Treaty, request: Request) -> Answer:
    """Return whether a treaty applies to the territory that a request is about; yes where it is about none."""
    return Answer.YES if request.territory is None else application_on(record, request.territory, request.on).answer


# -- in words ---------------------------------------------------------------------------------------------------------


def _reason(basis: LegalBasis, record: Treaty, clause: CooperationClause | None) -> str:
    request, why = basis.request, basis.why
    if why in (Reason.IN_FORCE, Reason.NO_REQUEST_NEEDED):
        unasked = "" if why is Reason.IN_FORCE else "; no request is needed"
        place = f", for {request.territory.name}" if request.territory else ""
        return f"{Reason.IN_FORCE.value}{place} since {basis.since}{unasked}"
    if why in (Reason.NOT_YET, Reason.NO_LONGER, Reason.SUSPENDED, Reason.NOT_A_PARTY):
        return _who_is_not(record, clause, request, why)
    if why in (Reason.UNKNOWN, Reason.AFTER_RECORD):
        return _what_is_unknown(record, request)
    if request.territory and why in (Reason.TERRITORY_EXCLUDED, Reason.TERRITORY_UNKNOWN):
        return f"{why.value}: {application_on(record, request.territory, request.on).reason}"
    if why is Reason.ENCOURAGEMENT:
        return f"{why.value}: {_in_force_words(record, request)}"
    return f"{why.value}; {_in_force_words(record, request)}" if why is Reason.NO_CLAUSE else why.value


def _who_is_not(record: Treaty, clause: CooperationClause | None, request: Request, why: Reason) -> str:
    """Name the State for which a treaty is not in force, the requested one first."""
    law, state, possible = _that_is_not_bound(record, clause, request)
    cited = "" if law is record else f" under {label(law)}"
    if why is Reason.NOT_YET:
        later = history_in(law, state).periods()
        since = next((start for value, start, _ in later if value == PARTY and start and start > request.on), None)
        # None where it took its consent back before that had effect.
        return f"{state.name}: {why.value}{cited}{f', but from {since}' if since else ''}"
    status = " or ".join(each.value for each in possibilities(possible))
    return f"{state.name}: {why.value}{cited} ({status})"


def _what_is_unknown(record: Treaty, request: Request) -> str:
    names = [each.name for each in request.states if _bound(possible_on(record, each, request.on)) is Answer.UNKNOWN]
    ended = f"; the record ends on {record.as_of}" if request.on > record.as_of else ""
    if ended and record.entry_into_force is None:
        needed = record.rules.consents_needed
        ended += f", when the treaty had {needed - record.instruments_needed} of the {needed} consents it takes"
    return f"whether it is in force for {' and '.join(names) or 'the two'} is not known{ended}"


def _in_force_words(record: Treaty, request: Request) -> str:
    words = {
        Answer.YES: "in force between them",
        Answer.NO: "not in force between them",
        Answer.UNKNOWN: "whether it is in force between them is not known",
    }
    return words[_between(record, request)]


def _certain_until(basis: LegalBasis, laws: tuple[Treaty, ...]) -> date | None:
    """Return until when it is certain that treaties are in force between two States, and apply, or that one is not."""
    request, record = basis.request, laws[0]
    ends = [
        (law, state, certain_until(law, state.id, history_in(law, state), request.on))
        for law in laws
        for state in request.states
    ]
    applied: list[date | None] = []
    if basis.application is not None:
        from cyberconventions._application import certain_for  # what few requests need

        applied = [certain_for(record, basis.application, None)]  # how long the State is a party is in `ends`
    if basis.in_force is Answer.YES:
        return min(filter(None, [*applied, *(day for _, _, day in ends)]), default=None)
    # It is no as long as one of them certainly is no party, or the territory is left out.
    outside = [day for law, state, day in ends if not possible_on(law, state, request.on) & PARTY]
    outside += applied if basis.why is Reason.TERRITORY_EXCLUDED else []
    return max(filter(None, outside), default=None)


def _standing(record: Treaty, state: State, day: date) -> Standing:
    possible = possible_on(record, state, day)
    options = possibilities(possible)
    acts = record[state].acts if state in record else ()
    done = tuple([act for act in acts if act.earliest is None or act.earliest <= day])
    status = options[0] if len(options) == 1 else Status.UNKNOWN
    period = None
    if status is not Status.UNKNOWN:
        spans = history_in(record, state).periods()
        period = next(Period(status, start, end) for _, start, end in spans if end is None or day < end)
    return Standing(state, status, options, done, period)


def _gaps(basis: LegalBasis, record: Treaty, law: "tuple[Treaty, CooperationClause] | None") -> Iterator[Gap]:
    request = basis.request
    if law is not None:
        yield from gaps_of(*law, request)
    cited, article = label(record), next(iter(basis.articles), "")
    if basis.why in (Reason.UNKNOWN, Reason.AFTER_RECORD):
        yield Gap(
            cited, None, article, basis.reason, f"a list of Parties of {request.on} or later ({record.depositary})"
        )
    elif basis.why is Reason.TERRITORY_UNKNOWN:
        yield Gap(cited, request.requested, article, basis.reason, f"its territorial statements ({record.depositary})")
    elif basis.in_force is Answer.YES and request.on > basis.as_of:
        missing = f"what was done after {basis.as_of}; it is presumed to go on"
        yield Gap(cited, None, article, missing, f"a list of Parties of {request.on} or later ({record.depositary})")
    if law is not None:  # last, as few requests turn on them
        yield from unread_statements(*law, request)
