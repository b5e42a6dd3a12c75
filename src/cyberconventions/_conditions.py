"""What a request that rests on an article depends on: reservations of either State, other clauses, who receives it.

A reservation modifies the treaty in both directions (VCLT Art. 21(1)): what one State reserved, the other may plead.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

import attrs

from cyberconventions._answers import Answer
from cyberconventions._arguments import check_fields
from cyberconventions._measures import ClauseKind, CooperationClause, Measure, clauses
from cyberconventions._places import Territory
from cyberconventions._statement_lists import Authorities, AuthorityFunction, Statements
from cyberconventions._statements import Reading, Statement, StatementKind
from cyberconventions._states import State
from cyberconventions._treaty import Treaty, authorities_in, flags_by_day, statements_in


class Offence(StrEnum):
    """What a request is about, as far as dual criminality depends on it."""

    COMPUTER = "Articles 2 to 11"  #: One of the offences of the Budapest Convention, Articles 2 to 11.
    OTHER = "other"  #: Any other offence.


@attrs.frozen(order=False)
class Request:
    """What one State asks of another, and when.

    Attributes:
        requesting: The State that asks.
        requested: The State that is asked.
        measure: What it asks for.
        on: The day.
        territory: The territory of the requested State in which it is to be done; ``None`` for the State itself.
        offence: What it is about; ``None`` where that is not told.

    >>> import cyberconventions as cc
    >>> asked = dict(requesting="Germany", requested="Nigeria", measure="preservation", on="2023-01-01")
    >>> request = cc.cooperation(**asked, treaties=[185]).bases[0].request
    >>> request.requested.id, request.measure.value, str(request.on)
    ('NGA', 'expedited preservation', '2023-01-01')
    """

    requesting: State
    requested: State
    measure: Measure
    on: date
    territory: Territory | None = None
    offence: Offence | None = None

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def place(self) -> str | None:
        """The code of the territory, if there is one."""
        return None if self.territory is None else self.territory.id

    @property
    def states(self) -> tuple[State, State]:
        """The State that is asked and the State that asks; the first has to give something."""
        return self.requested, self.requesting


@attrs.frozen(order=False)
class Condition:
    """What a request depends on beside the article it rests on.

    Attributes:
        subject: What it is about: ``"dual criminality"``, ``"scope"``, ``"procedure"``, and so on.
        answer: Whether it may be pleaded against the request; unknown where the record can't tell.
        articles: The articles that say so.
        because: The statements of either State that it rests on.
        note: What the record knows of it, in words.

    >>> import cyberconventions as cc
    >>> asked = dict(requesting="Germany", requested="Nigeria", measure="preservation", on="2023-01-01")
    >>> print(cc.cooperation(**asked, treaties=[185]).bases[0].conditions[0])
    dual criminality (Art. 29(4)): may be required by a reservation
    """

    subject: str
    answer: Answer
    articles: tuple[str, ...]
    because: tuple[Statement, ...] = ()
    note: str = ""

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def __str__(self) -> str:
        articles = f" (Art. {', '.join(self.articles)})" if self.articles else ""
        return f"{self.subject}{articles}: {self.note}"


@attrs.frozen(order=False)
class Gap:
    """What the record does not know, and what would settle it.

    Attributes:
        treaty: How the treaty is cited, ``"ETS 185"``; empty where it is about no treaty of the dataset.
        state: The State; ``None`` where it is about none.
        article: The article; empty where it is about none.
        missing: What is not known.
        settles: The document that would settle it.

    >>> import cyberconventions as cc
    >>> asked = dict(requesting="Germany", requested="Nigeria", measure="preservation", on="2023-01-01")
    >>> print(cc.cooperation(**asked, treaties=[185]).gaps[-1])
    other treaties between the two are not in this dataset. Settled by: the lists of treaties of either State
    """

    treaty: str
    state: State | None
    article: str
    missing: str
    settles: str

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def __str__(self) -> str:
        about = (self.treaty, self.state.name if self.state else "", f"Art. {self.article}" if self.article else "")
        where = ", ".join(filter(None, about))
        return f"{f'{where}: ' if where else ''}{self.missing}. Settled by: {self.settles}"


# Articles that punish an act themselves by what is an offence in both States.
_DUAL_BY_ITSELF: Mapping[tuple[str, str], str] = {
    ("ets185", "24"): "24(1)",
    ("untoc", "16"): "16(1)",
    ("uncc", "37"): "37(1)",
}
# Under these no dual criminality can be asked for: nothing is done to anybody, or another article decides.
_NEVER_DUAL = frozenset(
    {("ets185", "26"), ("ets185", "30"), ("ets185", "32"), ("ets185", "35"), ("untoc", "18(4)"), ("uncc", "41")}
)
# Articles the statements on which matter for a request under another.
_RELATED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("ets185", "24"): ("2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "22", "24"),
    ("ets185", "25"): ("25", "27"),
    ("ets185", "31"): ("27", "31"),
    ("ets185", "33"): ("14(3)", "20", "33"),
    ("ets185", "34"): ("14(3)", "21", "34"),
}
_FUNCTIONS: Mapping[Measure, AuthorityFunction] = {
    Measure.EXTRADITION: AuthorityFunction.EXTRADITION,
    Measure.PRESERVATION: AuthorityFunction.POINT_OF_CONTACT,
    Measure.TRAFFIC_DATA_DISCLOSURE: AuthorityFunction.POINT_OF_CONTACT,
    Measure.POINT_OF_CONTACT: AuthorityFunction.POINT_OF_CONTACT,
    Measure.EMERGENCY_DISCLOSURE: AuthorityFunction.POINT_OF_CONTACT,
}
_NAMED_UNDER = {AuthorityFunction.EXTRADITION: "24(7)", AuthorityFunction.CENTRAL: "27(2)", "24/7": "35"}
_HAS_THE_OFFENCES = "ets185"
# Which clauses stand beside a basis as conditions, in this order.
_BESIDE = (ClauseKind.SCOPE, ClauseKind.PROCEDURE, ClauseKind.SAFEGUARD)
# What is missing where a State's statements were read only in part.
UNREAD_STATEMENTS = "whether it made statements that are not on record is not known"


def label(treaty: Treaty) -> str:
    """Return how a treaty is cited in short.

    >>> import cyberconventions as cc
    >>> label(cc.treaty("budapest")), label(cc.treaty("palermo")), label(cc.treaty("malabo"))
    ('ETS 185', 'UNTOC', 'Malabo')
    """
    letters = treaty.id.rstrip("0123456789")
    number = treaty.id.removeprefix(letters)
    longest = 5  # of what is an abbreviation
    name = letters.upper() if len(letters) <= longest else letters.capitalize()
    return f"{name} {number}" if number else name


# -- conditions --------------------------------------------------------------------------------------------------------


def conditions_of(
    law: Treaty, basis: CooperationClause, request: Request, through: CooperationClause | None
) -> Iterator[Condition]:
    """Yield what a request that rests on a clause depends on, dual criminality first.

    Arguments:
        law: The treaty whose clause is applied.
        basis: The clause.
        request: What is asked.
        through: The clause by which a protocol carries the basis over; the basis itself where none does.
    """
    if (law.id, basis.article) not in _NEVER_DUAL:
        yield dual_criminality(law, basis, request)
    yield from _reserved_as_a_whole(law, basis, request)
    if request.offence is not None and law.id != _HAS_THE_OFFENCES:
        note = (
            "Articles 2 to 11 are those of the Budapest Convention: whether this treaty covers the offence is not told"
        )
        yield Condition("offence", Answer.UNKNOWN, (), note=note)
    for each in dict.fromkeys(filter(None, (through, basis))):
        if each.kind.condition and each.kind not in (ClauseKind.AUTHORITY, ClauseKind.UNILATERAL):
            yield Condition("basis", Answer.UNKNOWN, (each.article,), note=each.kind.condition)
    for each in clauses(law.id):
        # What is asked may be more than the basis is about: an urgent request rests on Art. 25, and 27(9) speaks of it.
        if each.kind in _BESIDE and each.measure in (None, basis.measure, request.measure):
            yield Condition(each.kind.value, Answer.UNKNOWN, (each.article,), note=each.summary)


def _reserved_as_a_whole(law: Treaty, basis: CooperationClause, request: Request) -> Iterator[Condition]:
    """Yield that a State reserved not to apply the article itself, as CETS 224, Art. 7(9)(a), allows."""
    for state in request.states:
        said = statements_in(law, [state], request.on, basis.article, StatementKind.RESERVATION)
        because = tuple([each for each in (*said, *said.undecided) if basis.article in each.articles])
        if because:
            answer = Answer.YES if because[0] in tuple(said) else Answer.UNKNOWN
            yield Condition("reservation", answer, (basis.article,), because, f"{state.name}: {because[0].summary}")


def dual_criminality(law: Treaty, basis: CooperationClause, request: Request) -> Condition:
    """Return whether the requested State may require that the act is an offence in both."""
    by_itself = _DUAL_BY_ITSELF.get((law.id, basis.article))
    if by_itself:
        return _dual(Answer.YES, by_itself, note="the article itself asks for an offence in both States")
    rule = rule_on_dual_criminality(law, basis)
    if rule is None or rule.reservable.startswith("none"):
        how = [
            each.article for each in clauses(law.id) if each.kind is ClauseKind.DUAL_CRIMINALITY and not each.measure
        ]
        return _dual(Answer.UNKNOWN, *how, note="as the law of the requested State, or another treaty, has it")
    if rule.reservable.startswith("every Party"):
        return _dual(Answer.YES, rule.article, note=rule.summary)
    found = [reservations_to(rule, law, each, request.on) for each in request.states]
    because = tuple([statement for each in found for statement in (*each, *each.undecided)])
    answer = found[0].answer | found[1].answer
    if answer is Answer.YES and request.offence is Offence.COMPUTER:
        # By 29(4) itself only other offences are meant, but some reservations are worded without that limit.
        limited = all(each.spares_computer_offences for each in because)
        answer = Answer.NO if limited and all(each.complete or len(each) for each in found) else Answer.UNKNOWN
    note = {
        Answer.YES: "may be required by a reservation",
        Answer.NO: "neither State reserved it, or not for this offence",
        Answer.UNKNOWN: "the record does not tell whether a reservation lets it be required",
    }
    return Condition("dual criminality", answer, (rule.article,), because, note[answer])


def _dual(answer: Answer, *articles: str, note: str) -> Condition:
    return Condition("dual criminality", answer, articles, note=note)


def rule_on_dual_criminality(law: Treaty, basis: CooperationClause) -> CooperationClause | None:
    """Return the paragraph of a clause's article that is about dual criminality."""
    number = _number(basis.article)
    return next(
        (
            each
            for each in clauses(law.id)
            if each.kind is ClauseKind.DUAL_CRIMINALITY and _number(each.article) == number
        ),
        None,
    )


def _number(article: str) -> str:
    return article.partition("(")[0]


def reservations_to(rule: CooperationClause, law: Treaty, state: State, day: date) -> Statements:
    """Return a State's reservations to a rule that stand on a day."""
    return statements_in(law, [state], day, rule.article, StatementKind.RESERVATION)


def statements_on(law: Treaty, basis: CooperationClause, request: Request) -> Iterator[Statement]:
    """Yield what either State reserved or declared on a clause, as it stands or may stand on the day."""
    articles = _related(law, basis)
    for state in request.states:
        said = statements_in(law, [state], request.on, None, None)
        for each in (*said, *said.undecided):
            if each.kind is not StatementKind.DESIGNATION and any(each.concerns(article) for article in articles):
                yield each


def _related(law: Treaty, basis: CooperationClause) -> tuple[str, ...]:
    """Return the articles on which a statement is one on a clause."""
    return _RELATED.get((law.id, basis.article), (_number(basis.article),))


def authorities_for(law: Treaty, request: Request) -> Authorities:
    """Return who of the requested State receives a request."""
    function = _FUNCTIONS.get(request.measure, AuthorityFunction.CENTRAL)
    if request.measure is Measure.URGENT_ASSISTANCE:
        urgent = authorities_in(law, request.requested, request.on, AuthorityFunction.URGENT, request.place)
        if urgent.known:
            return urgent
    return authorities_in(law, request.requested, request.on, function, request.place)


# -- gaps --------------------------------------------------------------------------------------------------------------


def gaps_of(law: Treaty, basis: CooperationClause, request: Request) -> Iterator[Gap]:
    """Yield what the record does not know of a request that rests on a clause."""
    rule = None if (law.id, basis.article) in _NEVER_DUAL else rule_on_dual_criminality(law, basis)
    if rule is not None and not rule.reservable.startswith(("every Party", "none")):
        for state in request.states:
            found = reservations_to(rule, law, state, request.on)
            if found.answer is Answer.UNKNOWN:
                yield Gap(
                    label(law),
                    state,
                    rule.article,
                    _why_unread(law, found, request.on),
                    _list_of(law, "reservations", state),
                )
    receivers = authorities_for(law, request)
    if not receivers.known and basis.kind is not ClauseKind.UNILATERAL:
        named = _NAMED_UNDER.get(receivers.function or "", "") if law.id == "ets185" else ""
        what = "who receives the request is not on record" if str(receivers) == "not on record" else str(receivers)
        yield Gap(label(law), request.requested, named, what, _list_of(law, "authorities", request.requested))
    if basis.comment:
        yield Gap(label(law), None, basis.article, basis.comment.rstrip("."), "the text of the treaty")


def unread_statements(law: Treaty, basis: CooperationClause, request: Request) -> Iterator[Gap]:
    """Yield a gap for each State that may have said more on a clause than what is on record for the day."""
    for state in request.states:
        said = (statements_in(law, [state], request.on, article, None) for article in _related(law, basis))
        if not all(each.complete for each in said):
            settles = _list_of(law, "reservations and declarations", state)
            yield Gap(label(law), state, basis.article, UNREAD_STATEMENTS, settles)


def _why_unread(law: Treaty, found: Statements, day: date) -> str:
    """Say why a list of one State's reservations is not whole."""
    [read] = [each for each in found.coverage if each.treaty == law.id]
    if read.reservations in (Reading.PARTIAL, Reading.UNREAD):
        return read.comment.rstrip(".") or f"its reservations: {read.reservations.value}"
    if read.declarations is Reading.UNREAD:
        return "the chart has D. for declarations, as which some States filed this reservation, and they were not read"
    flag = "R." if read.reservations is Reading.NONE_ON_CHARTS else "D."
    charts = [str(chart) for chart, flags in flags_by_day(law) if read.state.id in flags and chart > day]
    return f"no {flag} on the chart of {charts[0] if charts else 'a later day'}, but one may have been withdrawn before"


def _list_of(law: Treaty, what: str, state: State) -> str:
    office = "Treaty Office" if law.depositary.endswith("Council of Europe") else law.depositary
    return f"{office}, {what} of {state.name}, {law.reference}"
