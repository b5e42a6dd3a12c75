"""The desk: on which articles of the treaties a request from one State to another can rest on a day.

It lists, dates and cites. It does not rank, draft or advise, and it knows no treaty that is not in the dataset.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from cyberconventions._acts import Confidence, in_a_memo
from cyberconventions._answers import Answer
from cyberconventions._arguments import check_fields
from cyberconventions._basis import LegalBasis, Standing, bases_of, cited
from cyberconventions._conditions import UNREAD_STATEMENTS, Condition, Gap, Offence, Request
from cyberconventions._dates import as_date
from cyberconventions._late import warn_of_ends
from cyberconventions._measures import Measure
from cyberconventions._measures import measure as measure_of
from cyberconventions._places import Territory
from cyberconventions._places import territory as territory_of
from cyberconventions._statement_lists import Authorities
from cyberconventions._statements import Statement, word_of
from cyberconventions._states import State
from cyberconventions._states import state as state_of
from cyberconventions._treaties import treaties_named
from cyberconventions.errors import InvalidValueError, NotAStateError, quoted, wrong_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions._dates import DateLike
    from cyberconventions._places import TerritoryLike
    from cyberconventions._states import StateLike
    from cyberconventions._table import Table
    from cyberconventions._treaties import TreatyLike

_ORDER = (Answer.YES, Answer.UNKNOWN, Answer.NO)
OTHER_TREATIES = "other treaties between the two"


@attrs.frozen(order=False)
class Cooperation:
    """On which articles a request can rest, treaty by treaty. It prints as a summary; :meth:`text` is a memo.

    Attributes:
        requesting: The State that asks.
        requested: The State that is asked.
        measure: What it asks for.
        on: The day.
        territory: The territory in which it is to be done; ``None`` for the State itself.
        offence: What it is about; ``None`` where that was not told.
        bases: For each treaty the clauses on which it can rest, or the reason why there is none; each says until when
            that is certain (``certain_until``), which the whole can't, as a day may be after some records only.

    >>> import cyberconventions as cc
    >>> found = cc.cooperation(requesting="Germany", requested="Nigeria", measure="preservation", on="2023-01-01")
    >>> found
    <Cooperation DEU to NGA, expedited preservation, 2023-01-01: yes, ETS 185 Art. 29>
    >>> found.bases[0].conditions[0].answer  # may Nigeria require dual criminality?
    <Answer.YES: 'yes'>
    """

    requesting: State
    requested: State
    measure: Measure
    on: date
    territory: Territory | None
    offence: Offence | None
    bases: tuple[LegalBasis, ...]

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def __bool__(self) -> bool:
        """Return whether there is a basis; raise where that is not known.

        Raises:
            UnknownAnswerError: It is unknown; compare ``answer`` to handle that.

        >>> import cyberconventions as cc
        >>> bool(cc.cooperation(requesting="FRA", requested="KOR", measure="preservation", on="2025-06-01"))
        False
        """
        return bool(self.answer)

    @property
    def answer(self) -> Answer:
        """Yes if there is a basis; no if there certainly is none in these treaties; else unknown.

        Of other treaties between the two the record knows nothing, and they are never counted.
        """
        found = {each.in_force for each in self.bases}
        return next((each for each in (Answer.YES, Answer.UNKNOWN) if each in found), Answer.NO)

    def in_force(self) -> tuple[LegalBasis, ...]:
        """Return the bases on which the request can rest.

        >>> import cyberconventions as cc
        >>> found = cc.cooperation(requesting="FRA", requested="KOR", measure="mutual assistance", on="2025-06-01")
        >>> [each.reference for each in found.in_force()]
        ['UNTOC Art. 18', 'OPSC Art. 6']
        """
        return tuple([each for each in self.bases if each.in_force is Answer.YES])

    def possible(self) -> tuple[LegalBasis, ...]:
        """Return the bases of which the record can't say whether the request can rest on them.

        >>> import cyberconventions as cc
        >>> found = cc.cooperation(requesting="DEU", requested="NGA", measure="preservation", on="2023-01-01")
        >>> found.possible()
        (<LegalBasis ETS 189 Art. 8(2): unknown, whether it is in force for Nigeria is not known>,)
        """
        return tuple([each for each in self.bases if each.in_force is Answer.UNKNOWN])

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What the record does not know, that it has no other treaties included."""
        return _once([each.gaps for each in self.bases])

    def text(self) -> str:
        """Return a memo for the file: of each basis the acts, clause, statements and sources, and what is not known.

        >>> import cyberconventions as cc
        >>> asked = {"requesting": "DEU", "requested": "NGA", "measure": "preservation", "on": "2023-01-01"}
        >>> print(cc.cooperation(**asked, treaties=["budapest"]).text())
        Germany to Nigeria, expedited preservation, 2023-01-01
        Answer: yes
        <BLANKLINE>
        ETS 185 Art. 29: yes, in force between them since 2022-11-01
          Kind of clause: basis (self-standing)
          ...
        """
        return "\n".join(_memo(self))

    def to_dict(self) -> "dict[str, Any]":
        """Return plain texts, lists and mappings, for programs and for JSON.

        >>> import cyberconventions as cc
        >>> found = cc.cooperation(requesting="FRA", requested="KOR", measure="freeze", on="2025-06-01")
        >>> found.to_dict()["answer"], found.to_dict()["bases"][0]["why"]
        ('no', 'not a party')
        """
        return {
            "requesting": self.requesting.id,
            "requested": self.requested.id,
            "measure": self.measure.value,
            "on": self.on.isoformat(),
            "territory": self.territory.id if self.territory else None,
            "offence": self.offence.value if self.offence else None,
            "answer": self.answer.value,
            "bases": [_basis_as_dict(each) for each in self.bases],
            "gaps": [_gap_as_dict(each) for each in self.gaps],
        }

    def table(self) -> "Table[Any]":
        """Return the bases as a table: those that are in force first, then those of which that is not known.

        Columns: ``basis``, ``in_force`` (words: yes, no, unknown); ``reason``, ``received_by`` (text); ``since``,
        ``certain_until``, ``as_of`` (days).

        >>> import cyberconventions as cc
        >>> found = cc.cooperation(requesting="DEU", requested="NGA", measure="preservation", on="2023-01-01")
        >>> found.table()["basis"][:2], found.table()["in_force"][:2]
        (('ETS 185 Art. 29', 'ETS 189 Art. 8(2)'), ('yes', 'unknown'))
        """
        from cyberconventions._sources import in_words
        from cyberconventions._table import Table, days, texts, words

        rows = sorted(self.bases, key=lambda each: _ORDER.index(each.in_force))
        table = Table.of(
            basis=words([each.reference for each in rows]),
            in_force=words([each.in_force.value for each in rows]),
            reason=texts([each.reason for each in rows]),
            since=days([each.since for each in rows]),
            received_by=texts([None if each.in_force is Answer.NO else str(each.authorities) for each in rows]),
            certain_until=days([each.certain_until for each in rows]),
            as_of=days([each.as_of for each in rows]),
        )
        answer = f"Can a request rest on an article of these treaties: {self.answer.value}"
        gaps = [f"Not known: {each}" for each in self.gaps]
        return attrs.evolve(table, title=_head(self), note=answer, foot=(*gaps, in_words(())))

    def _repr_html_(self) -> str:
        """Show the bases in a notebook, with what is not known below them."""
        seen = ("basis", "in_force", "reason", "since", "received_by", "certain_until", "as_of")
        return self.table().known(*seen)._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def __str__(self) -> str:
        return "\n".join(_summary(self))

    def __repr__(self) -> str:
        which = self.in_force() or self.possible()
        named = ", ".join(each.reference for each in which) or "no basis"
        asked = f"{self.requesting.id} to {self.requested.id}, {self.measure}, {self.on}"
        return f"<Cooperation {asked}: {self.answer.value}, {named}>"


def cooperation(  # noqa: PLR0913 - each by its name
    *,
    requesting: "StateLike",
    requested: "StateLike",
    measure: str,
    on: "DateLike",
    territory: "TerritoryLike | None" = None,
    offence: str | None = None,
    treaties: "Iterable[TreatyLike] | TreatyLike | None" = None,
) -> Cooperation:
    """Return on which articles of the treaties a request from one State to another can rest on a day.

    Arguments:
        requesting: The State that asks.
        requested: The State that is asked.
        measure: What it asks for: ``"preservation"``, ``"mutual assistance"``, ``"Art. 31"``; :func:`measure` has all.
        on: The day. There is no default, as the records of the treaties end on different days.
        territory: The territory of the requested State in which it is to be done; the State itself where left out.
        offence: ``"Articles 2 to 11"`` (of the Budapest Convention) or ``"other"``; dual criminality is answered for
            any offence where left out.
        treaties: Only this one, or only these; all where left out.

    Returns:
        For each treaty the clauses with whether they are in force between the two, the reason, the conditions, the
        statements of both, who receives the request, and what is not known.

    Raises:
        UnknownMeasureError: Not a known measure; the message lists them.
        UnknownStateError: Not a known State code or name.
        InvalidDateError: Not a valid date.
        NotAStateError: A territory in the place of a State: name the State responsible, which the message says; a
            territory of the requested State is named as ``territory``.
        UnknownTerritoryError: Not a known territory code or name.
        InvalidValueError: The same State twice, a State that had ended that day, a territory for which another State is
            responsible, another word for ``offence``, an empty list of treaties.

    >>> import cyberconventions as cc
    >>> print(cc.cooperation(requesting="Germany", requested="Nigeria", measure="preservation", on="2023-01-01"))
    Germany to Nigeria, expedited preservation, 2023-01-01
      yes      ETS 185 Art. 29: in force between them since 2022-11-01
               ...
    """
    day = _day(on)
    states = _two(requesting, requested, day)
    request = Request(
        *states,
        measure_of(measure),
        day,
        None if territory is None else _place(territory, states[1], day),
        word_of(Offence, offence, "an offence"),
    )
    found = tuple([basis for record in treaties_named(treaties) for basis in bases_of(record, request)])
    warn_presumed(found, day)
    return Cooperation(
        request.requesting,
        request.requested,
        request.measure,
        day,
        request.territory,
        request.offence,
        found,
    )


def _day(on: "DateLike | None") -> date:
    if on is None:
        raise wrong_type(on, "the day of the request: the records end on different days, so there is no default")
    return as_date(on)


def _two(requesting: "StateLike", requested: "StateLike", day: date) -> tuple[State, State]:
    found = _participant("requesting", requesting, day), _participant("requested", requested, day)
    _check_two(*found)
    for each in found:
        if each.had_ended(day):
            raise InvalidValueError(f"{each.name} ({each.id}) ended on {each.ended}, but the request is of {day}")
    # One that a former State goes on as was that State then.
    _check_two(found[0].stood_as(day), found[1].stood_as(day))
    return found


def _participant(role: str, ref: "StateLike", day: date) -> State:
    try:
        return state_of(ref)
    except NotAStateError:
        given: Any = getattr(ref, "id", ref)
        place = territory_of(given)
        state, who = _responsible(place, day)
        instead = f"; name that State as {role}" if state else ""
        if state and role == "requested":
            instead += f", and the territory as territory={place.id!r} (--territory {place.id})"
        elif state:
            instead += "; territory= (--territory) takes one of the requested State"
        raise NotAStateError(
            f"{role}={quoted(ref)}: {place.name} ({place.id}) is a territory and not a State, and {who}{instead}"
        ) from None


def _check_two(requesting: State, requested: State) -> None:
    if requesting == requested:
        raise InvalidValueError(
            f"requesting and requested are both {requesting.name} ({requesting.id}), expected two States"
        )


def _place(territory: "TerritoryLike", requested: State, day: date) -> Territory:
    place = territory_of(territory)
    state, who = _responsible(place, day)
    if state != requested:
        raise InvalidValueError(
            f"{place.name} ({place.id}) is not a territory of {requested.name} ({requested.id}): {who}"
        )
    return place


def _responsible(place: Territory, day: date) -> tuple[State | None, str]:
    """Return the State responsible for a territory, and that in words."""
    state = place.responsible(day)
    who = "no State on record" if state is None else f"{state.name} ({state.id})"
    return state, f"{who} is responsible for it on {day}"


def warn_presumed(found: Iterable[LegalBasis], day: date) -> None:
    """Warn once that answers are presumed, if a record on which one rests does not reach the day."""
    late = {each.treaty: each.as_of for each in found if each.in_force is Answer.YES and day > each.as_of}
    warn_of_ends(late, day)


# -- in words ----------------------------------------------------------------------------------------------------------


def _head(found: Cooperation) -> str:
    territory = f", {found.territory.name}" if found.territory else ""
    offence = f", offence: {found.offence.value}" if found.offence else ""
    return f"{found.requesting.name} to {found.requested.name}{territory}, {found.measure}, {found.on}{offence}"


def _summary(found: Cooperation) -> Iterator[str]:
    yield _head(found)
    for each in sorted(found.bases, key=lambda each: _ORDER.index(each.in_force)):
        if each.in_force is not Answer.NO:
            yield f"  {each.in_force.value:8} {each.reference}: {each.reason}"
            yield from (f"           {line}" for line in _what_matters(each))
    reasons: dict[str, list[str]] = {}
    for each in found.bases:
        if each.in_force is Answer.NO:
            reasons.setdefault(each.reason, []).append(each.reference)
    yield from (f"  {Answer.NO.value:8} {', '.join(which)}: {reason}" for reason, which in reasons.items())
    yield f"  {Answer.UNKNOWN.value:8} {OTHER_TREATIES} (not in this dataset)"


def _what_matters(basis: LegalBasis) -> Iterator[str]:
    """Say what a reader of a summary has to know of a basis: reservations, who receives it, what was not read."""
    requested = basis.request.requested
    dual = [each for each in basis.conditions if each.subject == "dual criminality"]
    for condition in dual:
        for each in condition.because:
            own = each.state == requested
            yield f"{each}" if own else f"{each}. {requested.name} may rely on it too (VCLT Art. 21(1))"
        if not condition.because:
            yield str(condition)
    gaps = basis.gaps
    more = _of_others(gaps, "others" if basis.statements else "any")
    if more:
        yield f"statements: {more}"
    yield f"to: {basis.authorities}"
    yield from [f"not known: {each}" for each in gaps if each.missing != UNREAD_STATEMENTS][:1]


def _of_others(gaps: Iterable[Gap], others: str) -> str:
    """Say whose statements on a basis may not all be on record, by the gaps of the basis; empty for nobody's."""
    names = [each.state.name for each in gaps if each.state and each.missing == UNREAD_STATEMENTS]
    return f"whether {' or '.join(names)} made {others} is not known" if names else ""


def _once(gaps: Iterable[tuple[Gap, ...]]) -> tuple[Gap, ...]:
    """Return the gaps of several bases, each once, and the one that is always there."""
    others = Gap("", None, "", f"{OTHER_TREATIES} are not in this dataset", "the lists of treaties of either State")
    return (*dict.fromkeys(gap for each in gaps for gap in each), others)


def _memo(found: Cooperation) -> Iterator[str]:
    from cyberconventions._sources import dataset_in_words

    yield _head(found)
    yield f"Answer: {found.answer.value}"
    gaps = [each.gaps for each in found.bases]  # once, for each is looked up when it is asked for
    for each, missing in zip(found.bases, gaps, strict=True):
        yield ""
        yield f"{each.reference}: {each.in_force.value}, {each.reason}"
        yield from (f"  {line}" for line in _memo_of(each, missing))
    yield ""
    yield "Not known:"
    yield from (f"  - {each}" for each in _once(gaps))
    yield ""
    yield f"Source: {dataset_in_words()}"


def _memo_of(basis: LegalBasis, gaps: tuple[Gap, ...]) -> Iterator[str]:
    if basis.articles:
        yield f"Kind of clause: {basis.clause.value}"
    yield f"Record as of: {basis.as_of}"
    until = basis.certain_until
    if until:
        yield f"Certain until: {until}"
    parties, statements, authorities = basis.parties, basis.statements, basis.authorities  # each is looked up
    for standing in parties:
        yield f"{standing.state.name}: {' or '.join(each.value for each in standing.possible)}"
        yield from (f"  - {in_a_memo(act, basis.request.on, basis.as_of)}" for act in standing.acts)
    yield from _memo_of_law(basis, gaps, statements, authorities)
    sources = cited(basis, parties, statements, authorities)
    yield "Sources:" if sources else "Sources: none"
    yield from (f"  - {each}" for each in sources)


def _memo_of_law(
    basis: LegalBasis, gaps: tuple[Gap, ...], statements: tuple[Statement, ...], authorities: Authorities
) -> Iterator[str]:
    """Say what a request that rests, or may rest, on a basis depends on; nothing where there is none."""
    if basis.in_force is Answer.NO:
        return
    yield "Conditions:"
    yield from (f"  - {each}" for each in basis.conditions)
    more = _of_others(gaps, "others" if statements else "any")
    read = "those on record" if statements else "none on record for this article"
    yield f"Statements: {read}; {more}" if more else f"Statements: {read}"
    for each in statements:
        notes = [f"{each.confidence.value} confidence"] if each.confidence is Confidence.HIGH else []  # else it says so
        notes += [f"as seen on {each.seen}"] if each.seen else []
        yield f"  - {each}" + (f" ({'; '.join(notes)})" if notes else "")
    yield f"Received by: {authorities}"
    for named in authorities.known:
        statement = named.statement
        yield f"  - named from {statement.effective}{f', as seen on {statement.seen}' if statement.seen else ''}"
    if basis.application is not None:
        yield f"Applies to the territory: {basis.application}"


# -- as plain values ---------------------------------------------------------------------------------------------------


def _basis_as_dict(basis: LegalBasis) -> "dict[str, Any]":
    authorities = basis.authorities
    return {
        "treaty": basis.treaty,
        "articles": list(basis.articles),
        "clause": basis.clause.value,
        "in_force": basis.in_force.value,
        "why": basis.why.value,
        "reason": basis.reason,
        "since": _iso(basis.since),
        "certain_until": _iso(basis.certain_until),
        "as_of": basis.as_of.isoformat(),
        "parties": [_standing_as_dict(each) for each in basis.parties],
        "conditions": [_condition_as_dict(each) for each in basis.conditions],
        "statements": [_statement_as_dict(each) for each in basis.statements],
        "authorities": {
            "known": [each.name for each in authorities.known],
            "possible": [each.name for each in authorities.possible],
            "complete": authorities.complete.value,
        },
        "territory": None if basis.territory is None else basis.territory.value,
        "gaps": [_gap_as_dict(each) for each in basis.gaps],
        "sources": [each.id for each in basis.sources],
    }


def _standing_as_dict(standing: Standing) -> "dict[str, Any]":
    return {
        "state": standing.state.id,
        "status": standing.status.value,
        "possible": [each.value for each in standing.possible],
        "acts": [str(each) for each in standing.acts],
        "since": _iso(standing.period.start if standing.period else None),
    }


def _condition_as_dict(condition: Condition) -> "dict[str, Any]":
    return {
        "subject": condition.subject,
        "answer": condition.answer.value,
        "articles": list(condition.articles),
        "because": [_statement_as_dict(each) for each in condition.because],
        "note": condition.note,
    }


def _statement_as_dict(statement: Statement) -> "dict[str, Any]":
    return {
        "treaty": statement.treaty,
        "state": statement.state.id,
        "kind": statement.kind.value,
        "filed_as": statement.filed_as.value if statement.filed_as else None,
        "articles": list(statement.articles),
        "summary": statement.summary,
        "effective": _iso(statement.effective),
        "withdrawn": _iso(statement.withdrawn),
        "seen": str(statement.seen) if statement.seen else None,
        "confidence": statement.confidence.value,
        "sources": list(statement.source_ids),
    }


def _gap_as_dict(gap: Gap) -> "dict[str, Any]":
    return {
        "treaty": gap.treaty or None,
        "state": gap.state.id if gap.state else None,
        "article": gap.article or None,
        "missing": gap.missing,
        "settles": gap.settles,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
