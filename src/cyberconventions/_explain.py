"""An answer with what it rests on: the acts, the clause, how far the record goes, and the documents."""

from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from cyberconventions._acts import Act, ActKind, in_a_memo
from cyberconventions._answers import Answer
from cyberconventions._application import Application, certain_for
from cyberconventions._arguments import check_fields
from cyberconventions._edition import effective_day
from cyberconventions._history import (
    CONTRACTING,
    INVITED,
    PARTY,
    SIGNATORY,
    SUSPENDED,
    WITHDRAWN,
    Coverage,
    Status,
    alone_until,
    last_step,
    possibilities,
    since_of,
)
from cyberconventions._late import certain_until, first_effect
from cyberconventions._sources import Source, sources
from cyberconventions._states import State, namesake_of
from cyberconventions._steps import NEVER

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Protocol

    from cyberconventions._edition import Named
    from cyberconventions._history import History
    from cyberconventions.rules import Clause

    class Titled(Named, Protocol):
        """A treaty's record with what people call the treaty, and the documents that state its own dates."""

        @property
        def id(self) -> str: ...
        @property
        def short_title(self) -> str: ...
        @property
        def source_ids(self) -> tuple[str, ...]: ...


_DAY = timedelta(days=1)
_SIGNED, _LEFT = ("signed", "a signature"), ("left the treaty", "a denunciation")
# What a State did that is not bound by it, in two forms.
_ALONE = {
    ActKind.INVITATION: ("was invited", "an invitation"),
    ActKind.SIGNATURE: _SIGNED,
    ActKind.SIGNATURE_AD_REFERENDUM: _SIGNED,
    ActKind.DENUNCIATION: _LEFT,
    ActKind.WITHDRAWAL: _LEFT,
}


@attrs.frozen(order=False)
class Explanation:
    """A State's position towards a treaty on a day, with what the answer rests on. It prints as a memo.

    Asked about a territory, it says whether the treaty applies to it, and how the State responsible stands.

    Attributes:
        reference: The treaty's reference, ``"ETS No. 185"``.
        title: What people call the treaty.
        state: The State; for a territory, the one responsible for it that day, ``None`` where there is none.
        on: The day.
        possible_statuses: Every status that the record allows.
        why: Why, a sentence each.
        acts: What the State had done by then, or may have done.
        clause: The final clause by which its last consent or denunciation has effect; ``None`` where there is none or
            it was not seen.
        as_of: The day of the record.
        coverage: Whether the record lists every act up to that day.
        complete_to: In a partial record, the day up to which it lists every act all the same.
        certain_until: For a day after the record's: the last day on which the answer whether the State is a party, or
            whether the treaty applies to the territory, is certain, as no act could have had effect that was done
            since, or is known to have none yet. The calendar's last day where nothing can turn it over, as the State
            has ended; ``None`` for a day within the record, and where the record can't say in the first place.
        sources: The documents that state the acts, or the treaty's own dates where there are none.
        application: For a territory: whether the treaty applies to it, why, and how well that is known; else ``None``.

    >>> import cyberconventions as cc
    >>> answer = cc.treaty("budapest").known_at("2026-04-25").explain("Ireland", on="2026-07-01")
    >>> answer.is_party, str(answer.certain_until)
    (<Answer.NO: 'no'>, '2026-07-31')
    >>> print(cc.treaty("budapest").explain("Curaçao", on="2025-01-01").application)
    yes: extended by Netherlands, since 2024-10-01
    """

    reference: str
    title: str
    state: State | None
    on: date
    possible_statuses: tuple[Status, ...]
    why: tuple[str, ...]
    acts: tuple[Act, ...]
    clause: "Clause | None"
    as_of: date
    coverage: Coverage
    complete_to: date | None
    certain_until: date | None
    sources: tuple[Source, ...]
    application: Application | None = None

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def status(self) -> Status:
        """The status; ``UNKNOWN`` where the record allows more than one."""
        return self.possible_statuses[0] if len(self.possible_statuses) == 1 else Status.UNKNOWN

    @property
    def is_party(self) -> Answer:
        """Whether the treaty was in force for the State (VCLT Art. 2(1)(g)); unknown where there is no State."""
        if self.possible_statuses and Status.PARTY not in self.possible_statuses:
            return Answer.NO
        return Answer.YES if self.status is Status.PARTY else Answer.UNKNOWN

    def _lines(self) -> Iterator[str]:
        whose = f"{self.state.name} ({self.state.id})" if self.state else "none on record"
        found = self.application
        if found is None:
            yield f"{self.reference} ({self.title}): {whose} on {self.on}"
        else:
            place = found.territory
            yield f"{self.reference} ({self.title}): {place.name} ({place.id}), a territory, on {self.on}"
            yield f"Applies: {found}"
            if self.on > self.as_of and found.answer is not Answer.UNKNOWN:
                yield self._certain
            yield from (f"  {each}" for each in (found.ground.comment if found.ground else "", place.comment) if each)
            yield f"Responsible: {whose}"
        if self.state is not None:
            yield from self._standing()
        yield "Sources:" if self.sources else "Sources: none"
        yield from (f"  - {each}" for each in self.sources)

    def _standing(self) -> Iterator[str]:
        yield f"Party: {'not known' if self.is_party is Answer.UNKNOWN else self.is_party.value}"
        yield f"Status: {' or '.join(each.value for each in self.possible_statuses)}"
        yield "Why:"
        yield from (f"  - {each}" for each in self.why)
        if self.clause is not None:
            yield f"Clause: {self.clause}"
        yield "Acts:" if self.acts else "Acts: none on record"
        yield from (f"  - {in_a_memo(each, self.on, self.as_of)}" for each in self.acts)
        whole = "complete" if self.coverage is Coverage.COMPLETE else "partial"
        up_to = f", complete up to {self.complete_to}" if self.complete_to and whole == "partial" else ""
        yield f"Record: {whole}{up_to}, as of {self.as_of}"
        if self.on > self.as_of and self.application is None:
            yield self._certain

    @property
    def _certain(self) -> str:
        return (
            "Certain for good"
            if self.certain_until == NEVER
            else f"Certain until: {self.certain_until or 'not at all'}"
        )

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def __repr__(self) -> str:
        found = self.application
        whose = found.territory.id if found else self.state.id if self.state else ""
        answer = (
            f"applies {found.answer.value}" if found else f"party {self.is_party.value}, status {self.status.value}"
        )
        return f"<Explanation {whose} under {self.reference} on {self.on}: {answer}, record as of {self.as_of}>"


@attrs.frozen
class Found:
    """What a record allows for a State, and how that changes from day to day.

    Attributes:
        history: What its acts make possible on each day.
        possible: What is possible on the day asked about, what may have been done since the record's day included.
    """

    history: "History"
    possible: int


def explanation(record: "Titled", state: State, day: date, found: Found) -> Explanation:
    """Return an answer with what it rests on.

    Arguments:
        record: The treaty's record.
        state: The State.
        day: The day.
        found: What the record allows.
    """
    known_as = state.continued_by or state if all(act.state != state for act in record.acts) else state
    last = day if state.ended is None else min(day, state.ended - _DAY)
    done = tuple([act for act in record.acts if act.state == known_as and (act.earliest or since_of(record)) <= last])
    ids = dict.fromkeys(each for act in done for each in act.source_ids) or record.source_ids
    return attrs.evolve(
        _bare(record, day),
        state=state,
        possible_statuses=possibilities(found.possible),
        why=tuple(_reasons(record, done, state, day, found)),
        acts=done,
        clause=_clause(record, done),
        certain_until=certain_until(record, state.id, found.history, day),
        sources=sources(ids),
    )


def _bare(record: "Titled", day: date) -> Explanation:
    return Explanation(
        reference=record.reference,
        title=record.short_title,
        state=None,
        on=day,
        possible_statuses=(),
        why=(),
        acts=(),
        clause=None,
        as_of=record.as_of,
        coverage=record.coverage,
        complete_to=record.complete_to,
        certain_until=None,
        sources=(),
    )


def with_application(record: "Titled", responsible: Explanation | None, application: Application) -> Explanation:
    """Return whether a treaty applies to a territory, with how the State responsible stands.

    Arguments:
        record: The treaty's record.
        responsible: How the State responsible stands; ``None`` where there is none.
        application: Whether the treaty applies, and why.
    """
    found = responsible or _bare(record, application.on)
    own = application.sources or application.territory.sources
    return attrs.evolve(
        found,
        application=application,
        certain_until=certain_for(record, application, found.certain_until),
        sources=tuple(dict.fromkeys((*own, *found.sources))),
    )


# -- the clause ---------------------------------------------------------------------------------------------------


def _clause(record: "Named", acts: tuple[Act, ...]) -> "Clause | None":
    """Return the clause by which a State's last consent or denunciation has effect."""
    last = next((act for act in reversed(acts) if act.kind.is_consent or act.kind.is_withdrawal), None)
    if last is None or last.kind is ActKind.SUCCESSION:
        return None
    return dict(record.rules.clauses).get(_topic(record, last))


def _topic(record: "Named", act: Act) -> str:
    if act.kind.is_withdrawal:
        return "denunciation"
    consents = [(each.date, each.state) for each in record.acts if each.kind.is_consent and each.date is not None]
    first = record.rules.first_group(consents) if "first" in dict(record.rules.clauses) else None
    if record.entry_into_force is None or (first and act.date is not None and act.date <= first.completed_on):
        return "first"
    acceded = act.kind is ActKind.ACCESSION and "accession" in dict(record.rules.clauses)
    return "accession" if acceded else "later"


# -- the reasons ----------------------------------------------------------------------------------------------------


def _reasons(record: "Named", acts: tuple[Act, ...], state: State, day: date, found: Found) -> Iterator[str]:
    known = found.history.at(day)
    if known & (known - 1):  # more than one is possible
        yield _sentence(why_unknown(record, acts, state, day))
    else:
        yield _sentence(_by_status(record, acts, state, day, found.history))
    if day <= record.as_of or state.had_ended(day):
        return
    until, ends = certain_until(record, state.id, found.history, day), f"The record ends on {record.as_of}"
    if found.possible != known:
        yield f"{ends}; {what_may_have_been_done(record, known)}."
    elif until is not None and found.history.at(until + _DAY) != known:
        yield f"{ends}; from {until + _DAY} on, an act that it knows has effect."
    elif known == PARTY and until is not None:
        yield (
            f"{ends}; that the State stays a party is presumed, "
            f"as a denunciation since could have effect from {until + _DAY} on."
        )
    elif until is not None:
        yield f"{ends}; {what_may_have_come(record)}, so not yet on this day."


def what_may_have_been_done(record: "Named", known: int) -> str:
    """Say what a record can't have that may have changed what a State was."""
    return "a suspension may have been lifted since" if known & SUSPENDED else what_may_have_come(record)


def what_may_have_come(record: "Named") -> str:
    """Say since when what a record can't have may have made a State a party."""
    return f"an instrument deposited since may be in force from {first_effect(record)} on"


def why_unknown(record: "Named", acts: tuple[Act, ...], state: State, day: date) -> str:
    """Say what of a State's acts is not known well enough for one answer on a day."""
    namesake = namesake_of(state, day)
    if namesake is not None:
        return (
            f"{state.name} ({state.id}) is the State that ended on {state.ended}, and its name may mean "
            f"{namesake.name} ({namesake.id}), which bore it afterwards: ask about that one"
        )
    last = last_step(acts)
    if last is None:
        return f"the record is {record.coverage.value} and has no act of it"
    if record.coverage is Coverage.PARTIAL and day > alone_until(record, last) and last.kind in _ALONE:
        return _why_it_may_have_consented(record, last)
    if state.contested_since is not None and day >= state.contested_since:
        return f"its existence is contested from {state.contested_since} to its end on {state.ended}"
    inexact = [str(act) for act in acts if act.date is None or (act.kind.is_consent and not act.effective)]
    return f"not known well enough: {'; '.join(inexact) or 'its acts'}"


def _why_it_may_have_consented(record: "Named", last: Act) -> str:
    """Say why a State that is not bound by its last act in a partial record may have consented since."""
    did, what = _ALONE[last.kind]
    if last.seen is None:
        return f"the record is partial, and that it only {did} is certain up to {alone_until(record, last)}"
    return f"the record is partial, and a list of {last.seen.latest} was the last to show {what} alone"


def _by_status(record: "Named", acts: tuple[Act, ...], state: State, day: date, history: "History") -> str:
    """Say why a State has the one status that its acts allow."""
    known = history.at(day)
    periods = list(history.periods())
    place = next(
        place for place, (value, _, end) in enumerate(periods) if value == known and (end is None or day < end)
    )
    first = periods[place][1]
    # Where it may have been so before, the day is the last on which it can have begun.
    since = f"{first} at the latest" if place and periods[place - 1][0] & known else f"{first}"
    said = {
        PARTY: f"the treaty is in force for it since {since}",
        SUSPENDED: f"its participation is suspended since {since}",
        WITHDRAWN: f"it denounced or withdrew from the treaty with effect from {since}",
        SIGNATORY: "it signed, and no consent to be bound by then is on record",
        INVITED: "it has a standing invitation to accede, and neither signed nor consented by then",
    }
    if known in said:
        return said[known]
    if known == CONTRACTING:
        return f"it consented to be bound; {_when_in_force(record, acts)}"
    if state.had_ended(day):
        return f"the State ended on {state.ended}"
    if record.opened is not None and day < record.opened:
        return f"the treaty was opened for signature on {record.opened}"
    return "no act by then that still has effect is on record" if acts else "no act of it by then is on record"


def _when_in_force(record: "Named", acts: tuple[Act, ...]) -> str:
    consent = next(act for act in reversed(acts) if act.kind.is_consent)
    if record.entry_into_force is None:
        article = f" (Art. {record.rules.consents_article})" if record.rules.consents_article else ""
        return f"the treaty, which takes {record.rules.consents_needed} consents{article}, is not in force"
    effect = effective_day(_Participant(record, acts), consent)
    return (
        "from which day it is bound is not known"
        if effect is None
        else f"the treaty is in force for it from {effect} on"
    )


@attrs.frozen
class _Participant:
    treaty: "Named"
    acts: tuple[Act, ...]


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
