"""Brings a treaty's record up to a newer chart, and says where the two contradict each other.

A chart adds what happened after the record's date. What it says of earlier days is compared and never
merged silently: the record is complete up to its date, so where a day differs, one of them is wrong.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import attrs

from cyberconventions._acts import Act, ActKind
from cyberconventions._arguments import check_fields
from cyberconventions._dates import DateWindow, calendar_day
from cyberconventions._edition import Details
from cyberconventions._history import Coverage
from cyberconventions._sources import source as source_of
from cyberconventions._states import State
from cyberconventions._states import state as state_of
from cyberconventions._symbols import Footnotes
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions._treaty import Treaty, details_of, flag_charts, flags_on
from cyberconventions.charts._changes import ChangeKind, diff
from cyberconventions.charts._checks import checked
from cyberconventions.charts._compare import Scope, check_same_treaty
from cyberconventions.charts._completeness import acted, cut_off, gaps, half_row
from cyberconventions.charts._merging import merge
from cyberconventions.charts._model import Chart
from cyberconventions.charts._revision import Conflict, Revision
from cyberconventions.charts._rows import Section
from cyberconventions.errors import InvalidDateError, check_type, counted, several

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._states import StateLike
    from cyberconventions._treaties import TreatyLike

# Years are added to a chart's day, and the calendar ends in 9999.
_LAST_DAY = calendar_day(2999, 12, 31)


@attrs.frozen(order=False)
class Reconciliation:
    """What a chart adds to a treaty's record, and where the two contradict each other.

    Attributes:
        treaty: The treaty brought up to the chart's date; as of its former date, with the acts that are new, where rows
            may be missing from the chart (``Chart.gaps``); the treaty itself where the chart adds nothing.
        changes: The acts that are new, or better known than before.
        conflicts: What contradicts the record, or is odd on the chart, and was not merged.
        accepted: The conflicts that were merged, because the caller named them.
        messages: What else a reader of the outcome has to know, in sentences.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> found = cc.reconcile(budapest.known_at("2024-12-31"), cc.Chart.of(budapest.known_at("2025-01-10")))
    >>> found.treaty.as_of, found.conflicts
    (datetime.date(2025, 1, 10), ())
    """

    treaty: Treaty
    changes: tuple[Act, ...]
    conflicts: tuple[Conflict, ...]
    accepted: tuple[Conflict, ...] = ()
    messages: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def as_text(self) -> str:
        """Return everything as sentences, a line each.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest")
        >>> print(cc.reconcile(budapest, cc.Chart.of(budapest)).as_text())
        Nothing new.
        <BLANKLINE>
        """
        lines = [f"New: {_sentence(act, self.treaty.as_of)}" for act in self.changes]
        lines += [f"Contradiction: {conflict}" for conflict in self.conflicts]
        lines += [f"Accepted: {conflict}" for conflict in self.accepted]
        lines += self.messages
        return "\n".join(lines or ["Nothing new."]) + "\n"

    def __str__(self) -> str:
        return self.as_text().removesuffix("\n")

    def __repr__(self) -> str:
        found = f"{counted(len(self.changes), 'change')}, {counted(len(self.conflicts), 'conflict')}"
        return f"<Reconciliation {self.treaty.reference} as of {self.treaty.as_of}: {found}>"


def reconcile(
    treaty: "TreatyLike",
    chart: Chart,
    *,
    accept: "Conflict | StateLike | Iterable[Conflict | StateLike]" = (),
    source: str | None = None,
) -> Reconciliation:
    """Bring a treaty's record up to a chart, and say where the two contradict each other.

    What the chart dates after :attr:`Treaty.as_of` is new. A day up to then that the record has otherwise is a
    conflict; so is a new day on a row with something odd about it (a :class:`Problem`), and a row that the chart no
    longer has. A kind of consent that the chart does not show stays as the record knows it. A row with only a mark or
    a footnote is an invitation of unknown date, seen on the chart's date; an invitation that a newer chart no longer
    lists has lapsed. The flags become those of the chart. A chart that is older than the record is compared with the
    record of its day, and nothing changes. Nothing is concluded from what charts of its form omit
    (``Chart.silent_on``): after one without invitations, it is unknown who has been invited since, and the record is
    complete up to its former date only. A chart from which rows may be missing (``Chart.gaps``) leaves the record's
    date and flags as they are: the acts that it shows are merged, and nothing is concluded from what it does not list.
    In a partial record, a signature alone counts up to the day of the last chart that shows it.

    Arguments:
        treaty: The treaty, or any name of it.
        chart: The chart of the same treaty.
        accept: The conflicts in which the chart is right: conflicts of an earlier call, or States for all
            of theirs. A row or an invitation that is gone can't be accepted, nor another entry into force
            of the treaty itself, as the chart does not say what happened.
        source: The id of the dataset's source that the chart comes from, for the acts that it adds.

    Returns:
        The changes, the conflicts, and the treaty brought up to the chart's date.

    Raises:
        DifferentTreatiesError: The chart is of another treaty.
        InvalidActError: An accepted day makes an act that can't be.
        InvalidDateError: The chart's date is out of range.
        InvalidTypeError: The treaty, the chart or something accepted is of another type.
        UnknownSourceError: The dataset has no such source.
        UnknownTreatyError: The dataset has no such treaty.
        UnknownStateError: No State has the code or name of something accepted.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> found = reconcile(budapest.known_at("2024-12-31"), cc.Chart.of(budapest.known_at("2025-01-10")))
    >>> [str(act) for act in found.changes if act.kind.is_consent]
    ['accession by Rwanda, 2025-01-10, effective 2025-05-01']
    >>> found.treaty.as_of
    datetime.date(2025, 1, 10)
    """
    treaty = treaty_of(treaty)
    check_type(chart, Chart, "a Chart")
    check_same_treaty(treaty.reference, chart.reference)
    if chart.as_of > _LAST_DAY:
        raise InvalidDateError(f"the chart's date, {chart.as_of}, is out of range; expected a day up to {_LAST_DAY}")
    older = chart.as_of < treaty.as_of
    source_ids = () if source is None else (source_of(source).id,)
    accepts = _acceptance(() if older else accept)
    revision = _revision(treaty.known_at(chart.as_of) if older else treaty, treaty, chart, source_ids, accepts)
    if revision.gaps:
        revision.messages.append(_cut_off(revision))
    merge(revision)
    if older:
        message = f"The chart of {chart.as_of} is older than the record of {treaty.as_of}: nothing was changed."
        messages = (_cut_off(revision), message) if revision.gaps else (message,)
        return Reconciliation(treaty, (), tuple(revision.conflicts), (), messages)
    return Reconciliation(
        _brought_up(revision),
        tuple(revision.changes),
        tuple(revision.conflicts),
        tuple(revision.accepted),
        tuple(revision.messages),
    )


def _revision(
    treaty: Treaty, full: Treaty, chart: Chart, source_ids: tuple[str, ...], accepts: Callable[[Conflict], bool]
) -> Revision:
    """Return a run that has merged nothing yet."""
    acts: dict[State, list[Act]] = {}
    for act in treaty.acts:
        acts.setdefault(act.state, []).append(act)
    missing = gaps(chart, acted(full, chart.as_of))
    scope = Scope(
        treaty.as_of,
        cut_off=bool(missing) and chart.totals is None,  # Totals stand at the end: what is missing before them is odd.
        omits=frozenset(chart.silent_on),
        limits=frozenset({treaty.footnotes.invitation_limit, chart.footnotes.invitation_limit}),
        of_record=True,
    )
    return Revision(treaty, full, chart, scope, source_ids, accepts, _doubts(chart), missing, acts)


@attrs.frozen(order=False)
class Carried:
    """Hands out details that a new edition carries with it."""

    details: Details

    def __call__(self) -> Details:
        """Return the details."""
        return self.details


def _acceptance(accept: "Conflict | StateLike | Iterable[Conflict | StateLike]") -> Callable[[Conflict], bool]:
    """Return the test whether the caller named a conflict."""
    alone = isinstance(accept, Conflict | State | str | int)
    named = (accept,) if alone else several(accept, "conflicts, or States")
    conflicts = {each for each in named if isinstance(each, Conflict)}
    states = {state_of(each) for each in named if not isinstance(each, Conflict)}
    return lambda conflict: conflict in conflicts or conflict.state in states


def _doubts(chart: Chart) -> dict[State, str]:
    """Return what is odd about the rows of each State."""
    doubts: dict[State, list[str]] = {}
    # A chart that was not read, or was put together by hand, has not been checked yet.
    for problem in (*chart.problems, *checked(attrs.evolve(chart, problems=()), {}).problems):
        if problem.state is not None:
            doubts.setdefault(problem.state, []).append(problem.message)
    return {state: "; ".join(dict.fromkeys(messages)) for state, messages in doubts.items()}


def _entry_into_force(revision: Revision, acts: Iterable[Act]) -> date | None:
    """Return the treaty's own entry into force: on record, as printed, or by its clause."""
    if revision.treaty.entry_into_force is not None or not revision.newer:
        return revision.treaty.entry_into_force
    if revision.chart.entry_into_force is not None:
        return revision.chart.entry_into_force
    consents = [(act.date, act.state) for act in acts if act.kind.is_consent and act.date is not None]
    group = revision.treaty.rules.first_group(consents)
    return group.entry_into_force if group is not None else None


def _cut_off(revision: Revision) -> str:
    """Say that rows may be missing from the chart, and what follows."""
    stays = f", and the record stays as of {revision.treaty.as_of}" if revision.newer else ""
    return f"{cut_off(revision.chart, revision.gaps)} Nothing is concluded from what it does not list{stays}."


def _brought_up(revision: Revision) -> Treaty:
    """Return the treaty with what was merged."""
    merged = tuple(act for each in revision.acts.values() for act in each)
    moves = revision.newer and not revision.gaps
    if not moves and merged == revision.treaty.acts:
        return revision.treaty
    in_force = _entry_into_force(revision, merged)
    if in_force != revision.treaty.entry_into_force:
        revision.messages.append(f"The treaty's entry into force is {in_force}.")
    coverage, complete_to = revision.treaty.coverage, revision.treaty.complete_to
    gap = _gap(revision) if moves and coverage is Coverage.COMPLETE else ""
    if gap:
        coverage, complete_to = Coverage.PARTIAL, revision.treaty.as_of
        revision.messages.append(gap)
    partial = revision.newer and coverage is Coverage.PARTIAL
    return attrs.evolve(
        revision.treaty,
        as_of=revision.chart.as_of if moves else revision.treaty.as_of,
        entry_into_force=in_force,
        acts=_with_sightings(revision, merged) if partial else merged,
        coverage=coverage,
        complete_to=complete_to,
        details=Carried(_details(revision)),
    )


def _with_sightings(revision: Revision, acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Return the acts, a signature alone and a denunciation with the chart's day as the last on which it was seen.

    In a partial record these States may have consented on any later day. A chart whose totals are lower bounds comes
    from a record that does not know all, and proves nothing.
    """
    chart = revision.chart
    if chart.totals is not None and chart.totals.at_least:
        return acts
    half = half_row(chart) if revision.gaps else None
    alone = {row.state for row in chart.rows if row.signature and not row.consent and not row.withdrawn}
    if half is not None:
        alone.discard(half.state)
    alone -= {act.state for act in acts if act.kind.is_consent}
    left = {row.state for row in chart.rows if row.withdrawn}

    def is_shown(act: Act) -> bool:
        return act.state in alone if act.kind.is_signature else act.kind.is_withdrawal and act.state in left

    return tuple(_seen(act, chart.as_of) if is_shown(act) else act for act in acts)


def _seen(act: Act, day: date) -> Act:
    """Return an act as also seen on a day."""
    first = act.seen.earliest if act.seen is not None else None
    return attrs.evolve(act, seen=DateWindow(first or day, day))


def _gap(revision: Revision) -> str:
    """Say why the record is complete no further than before; nothing if the chart leaves nothing open."""
    known_to = revision.treaty.as_of
    if revision.treaty.rules.invitation is not None and not revision.shows_invitations:
        return (
            f"Charts of this form show no invitations: which States were invited after {known_to} is not known, "
            "and the record is complete up to that day only."
        )
    if revision.chart.totals is not None and revision.chart.totals.at_least:
        return f"The chart's totals are lower bounds: the record is complete up to {known_to} only."
    return ""


def _details(revision: Revision) -> Details:
    """Return the clauses, the footnotes and the flags, with those of the chart."""
    flags = [(day, tuple((flags_on(revision.treaty, day) or {}).items())) for day in flag_charts(revision.treaty)]
    shown = tuple(_flags(revision.chart))
    if revision.newer and not revision.gaps and shown:
        flags.append((revision.chart.as_of, shown))
        changes = diff(revision.treaty, revision.chart)
        revision.messages += [
            str(change) for change in (*changes.of(ChangeKind.FLAG_ADDED), *changes.of(ChangeKind.FLAG_REMOVED))
        ]
    known = revision.treaty.footnotes
    texts = {**revision.chart.footnotes, **known}
    footnotes = Footnotes.of(texts, known.invitation_limit)
    return attrs.evolve(details_of(revision.treaty), footnotes=footnotes, flags=tuple(flags))


def _flags(chart: Chart) -> Iterator[tuple[str, str]]:
    """Return the flags of the chart by State; the UN Treaty Collection's tables have none.

    The flags of the oldest pages are those of another day.
    """
    if "flags" in chart.silent_on:
        return
    for row in chart.rows:
        if row.notes is not None and row.section is not Section.PARTICIPANT:
            yield row.state.id, " ".join(str(code) for code in row.notes)


def _sentence(act: Act, day: date) -> str:
    """Say in a sentence what an act that a chart brought was."""
    name = act.state.chart_name(day)
    if act.kind is ActKind.INVITATION:
        when = f"in {act.when}" if act.latest is not None else "on an unknown day"
        shown = f"; listed on {act.seen.latest}" if act.seen is not None else ""
        return f"{name} was invited to accede {when}{shown}."
    when = f"on {act.when}" if act.date is not None else f"in {act.when}"
    words = "with effect from" if act.kind.is_withdrawal else "in force for it from"
    effect = f", {words} {act.effective}" if act.effective is not None else ""
    return f"{act.kind.label} by {name} {when}{effect}."
