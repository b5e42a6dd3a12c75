"""Brings a treaty's record up to a newer chart, and says where the two contradict each other.

A chart adds what happened after the record's date. What it says of earlier days is compared and never
merged silently: the record is complete up to its date, so a day that differs is an error of one of them.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

import attrs

from cyberconventions._acts import Act, ActKind, Confidence
from cyberconventions._dates import DateWindow
from cyberconventions._history import Status
from cyberconventions._sources import source as source_of
from cyberconventions._states import State
from cyberconventions._states import state as state_of
from cyberconventions._symbols import MARKS, Footnotes
from cyberconventions._treaty import Coverage, Details, Participation, Treaty
from cyberconventions.charts._changes import ChangeKind, check_same_treaty, diff
from cyberconventions.charts._checks import checked
from cyberconventions.charts._model import Chart
from cyberconventions.charts._rows import BARE_MARK_SINCE, Row, Section
from cyberconventions.errors import InvalidDateError, wrong_type
from cyberconventions.rules import Invitation, Validity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cyberconventions._states import StateLike

_DAY = timedelta(days=1)
# Years are added to a chart's day, and the calendar ends in 9999.
_LAST_DAY = date(2999, 12, 31)
# What a consent of the kind "ratification, acceptance or approval" may be.
_ONE_COLUMN = (ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL)


@attrs.frozen(order=False)
class Conflict:
    """A chart and the record contradict each other.

    Attributes:
        state: Whose row it is; ``None`` for the treaty as a whole.
        what: ``"signature"``, ``"consent"``, ``"entry into force"``, ``"kind of consent"``, ``"denunciation"``,
            ``"effect of denunciation"``, ``"suspension"``, ``"invitation"`` or ``"row"``.
        recorded: What the record has; ``None`` where it has nothing.
        printed: What the chart prints; ``None`` where it prints nothing.
        name: The State's name as the chart prints it.
        why: What is odd about the chart's row, where that is why it was not merged.
        line: The line of the input.
        path: The place in an input whose lines do not tell.

    >>> print(Conflict(State("FRA"), "consent", date(2006, 1, 10), date(2006, 1, 11)))
    France, consent: the chart has 2006-01-11, the record has 2006-01-10.
    """

    state: State | None
    what: str
    recorded: date | str | None
    printed: date | str | None
    name: str = attrs.field(default="", eq=False)
    why: str = attrs.field(default="", eq=False)
    line: int | None = attrs.field(default=None, eq=False)
    path: str | None = attrs.field(default=None, eq=False)

    def __str__(self) -> str:
        whose = (self.name or str(self.state)) if self.state is not None else "The treaty"
        printed = f"the chart has {self.printed}" if self.printed is not None else "the chart has none"
        recorded = f"the record has {self.recorded}" if self.recorded is not None else "the record has none"
        place = self.path or (f"line {self.line}" if self.line is not None else "")
        why = f" ({self.why})" if self.why else ""
        return f"{place}{': ' if place else ''}{whose}, {self.what}: {printed}, {recorded}{why}."


@attrs.frozen(order=False)
class Reconciliation:
    """What a chart adds to a treaty's record, and where the two contradict each other.

    Attributes:
        treaty: The treaty brought up to the chart's date; the treaty itself where the chart adds nothing.
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
        return (
            f"<Reconciliation {self.treaty.reference} as of {self.treaty.as_of}: {len(self.changes)} changes, "
            f"{len(self.conflicts)} conflicts>"
        )


def reconcile(
    treaty: Treaty, chart: Chart, *, accept: "Iterable[Conflict | StateLike]" = (), source: str | None = None
) -> Reconciliation:
    """Bring a treaty's record up to a chart, and say where the two contradict each other.

    New is what the chart dates after :attr:`Treaty.as_of`. A day up to then that the record has otherwise is
    a conflict; so is a new day on a row with something odd about it (a :class:`Problem`), and a row that the
    chart no longer has. A kind of consent that the chart can't tell stays as the record knows it. A row with
    a mark or a footnote only is an invitation of unknown date, seen to stand on the chart's date; an
    invitation that a newer chart no longer lists has lapsed. The flags become those of the chart. Where the
    chart is older than the record, it is compared with the record of its day, and nothing changes. From what charts
    of its form never show (``Chart.silent_on``) nothing is concluded: one without invitations leaves open who has
    been invited since, and the record complete up to its former date only.

    Arguments:
        treaty: The treaty.
        chart: The chart of the same treaty.
        accept: The conflicts in which the chart is right: conflicts of an earlier call, or States for all
            of theirs. A row or an invitation that is gone can't be accepted, nor another entry into force
            of the treaty itself, as the chart does not tell what happened.
        source: The id of the dataset's source that the chart comes from, for the acts that it adds.

    Returns:
        The changes, the conflicts, and the treaty brought up to the chart's date.

    Raises:
        DifferentTreatiesError: The chart is of another treaty.
        InvalidActError: An accepted day makes an act that can't be.
        InvalidDateError: The chart stands as of a day on which no chart can stand.
        InvalidTypeError: The treaty, the chart or something accepted is of another type.
        UnknownSourceError: The dataset has no such source.
        UnknownStateError: No State has the code or name of something accepted.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> found = reconcile(budapest.known_at("2024-12-31"), cc.Chart.of(budapest.known_at("2025-01-10")))
    >>> [str(act) for act in found.changes if act.kind.is_consent]
    ['accession by Rwanda, 2025-01-10, effective 2025-05-01']
    >>> found.treaty.as_of
    datetime.date(2025, 1, 10)
    """
    for value, kind in ((treaty, Treaty), (chart, Chart)):
        if not isinstance(value, kind):
            raise wrong_type(value, f"a {kind.__name__}")
    check_same_treaty(treaty.reference, chart.reference)
    if chart.as_of > _LAST_DAY:
        raise InvalidDateError(f"no chart stands as of {chart.as_of}; expected a day up to {_LAST_DAY}")
    older = chart.as_of < treaty.as_of
    merging = _Merging(
        treaty=treaty.known_at(chart.as_of) if older else treaty,
        full=treaty,
        chart=chart,
        source_ids=() if source is None else (source_of(source).id,),
        accepts=(lambda _: False) if older else _acceptance(accept),
        doubts=_doubts(chart),
    )
    merging.merge()
    if older:
        message = f"The chart of {chart.as_of} is older than the record of {treaty.as_of}: nothing was changed."
        return Reconciliation(treaty, (), tuple(merging.conflicts), (), (message,))
    return Reconciliation(
        merging.brought_up(),
        tuple(merging.changes),
        tuple(merging.conflicts),
        tuple(merging.accepted),
        tuple(merging.messages),
    )


@attrs.frozen(order=False)
class Carried:
    """Hands out details that a new edition carries with it."""

    details: Details

    def __call__(self) -> Details:
        """Return the details."""
        return self.details


def _acceptance(accept: "Iterable[Conflict | StateLike]") -> Callable[[Conflict], bool]:
    """Return what tells whether the caller named a conflict."""
    if not isinstance(accept, Conflict | State | str | int | Iterable):
        raise wrong_type(accept, "conflicts, or States")
    named = [accept] if isinstance(accept, Conflict | State | str | int) else [*accept]
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


def _printed(chart: Chart) -> dict[State, Row]:
    """Return the rows by State; the row of a former State speaks for those that followed it.

    The Treaty Office lists its signature under each of them, the United Nations under the one that continues it.
    """
    rows: dict[State, Row] = {}
    for row in chart.rows:
        rows.setdefault(row.state, row)
    for row in chart.rows:
        heirs, continued = row.state.successors, row.state.continued_by
        if row.section is Section.PARTICIPANT and continued is not None:
            heirs = (continued,)
        for successor in heirs:
            rows.setdefault(successor, attrs.evolve(row, state=successor))
    return {state: row for state, row in rows.items() if not state.successors}


def _signature(row: Row) -> tuple[date | None, ActKind]:
    if row.kind is ActKind.SIGNATURE_AD_REFERENDUM:
        return row.consent, ActKind.SIGNATURE_AD_REFERENDUM
    return row.signature, ActKind.SIGNATURE


def _consent(row: Row) -> tuple[date | None, ActKind]:
    """Return the day of consent, and its kind as far as the chart tells it."""
    if row.kind is ActKind.SIGNATURE_AD_REFERENDUM:
        return None, ActKind.CONSENT
    return row.consent, row.kind or ActKind.CONSENT


@attrs.define
class _Merging:
    """One run: the acts by State as they become, and what is found on the way."""

    treaty: Treaty
    # The record as it stands today: of an older chart's day it knows more than was known then.
    full: Treaty
    chart: Chart
    source_ids: tuple[str, ...]
    accepts: Callable[[Conflict], bool]
    doubts: dict[State, str]
    acts: dict[State, list[Act]] = attrs.field(factory=dict[State, list[Act]])
    changes: list[Act] = attrs.field(factory=list[Act])
    conflicts: list[Conflict] = attrs.field(factory=list[Conflict])
    accepted: list[Conflict] = attrs.field(factory=list[Conflict])
    messages: list[str] = attrs.field(factory=list[str])

    @property
    def newer(self) -> bool:
        """Whether the chart tells of days that the record does not cover."""
        return self.chart.as_of > self.treaty.as_of

    def merge(self) -> None:
        """Go through the chart's rows, then through what the record has beside them."""
        for act in self.treaty.acts:
            self.acts.setdefault(act.state, []).append(act)
        self._head()
        printed = _printed(self.chart)
        known = {each.state: each for each in self.treaty}
        for state, row in printed.items():
            participation = known.get(state)
            if self._is_invitation(row):
                self._invitation(row, participation)
            else:
                self._row(row, participation)
        for state, participation in known.items():
            if state not in printed:
                self._unlisted(participation, None)
        if self.newer and "flags" in self.chart.silent_on:
            self.messages.append(
                f"The flags on the page are those of the day on which it was captured, not of {self.chart.as_of}: "
                "they are not recorded."
            )

    @property
    def shows_invitations(self) -> bool:
        """Whether the chart would show that a State is invited."""
        return "invitations" not in self.chart.silent_on

    def _is_invitation(self, row: Row) -> bool:
        """Tell whether a row shows only that the State was invited.

        Before there were marks and a limit, such a row was blank; members' rows are blank too.
        """
        if not self.shows_invitations or self.treaty.rules.invitation is None:
            return False
        blank = row.signature is None and row.consent is None and row.section is Section.NON_MEMBER
        return row.is_invitation or (blank and self.chart.as_of < BARE_MARK_SINCE)

    # -- one row ----------------------------------------------------------------------------------------

    def _row(self, row: Row, known: Participation | None) -> None:
        signature = known.signature if known else None
        consent = known.consent if known else None
        if consent is signature:  # A definitive signature is printed as consent, once.
            signature = None
        self._day(row, "signature", signature, *_signature(row))
        self._day(row, "consent", consent, *_consent(row))
        if known is not None and row.signature is None and row.consent is None:
            self._unlisted(known, row)
        if consent is not None and consent.date == _consent(row)[0] is not None:
            self._effect(row, consent)
            self._kind(row, consent)
        self._withdrawal(row)
        self._suspension(row)
        self._footnotes(row)

    def _day(self, row: Row, what: str, act: Act | None, printed: date | None, kind: ActKind) -> None:
        """Compare one day of a row with the act on record, and merge it if that is safe."""
        if printed is None:
            # A day that the record itself does not know is printed nowhere, as far as it knows.
            missing = act is not None and act.date is not None and act.date <= self.chart.as_of
            if act is not None and missing and self._chart_is_right(row, what, act, None):
                self.acts[row.state].remove(act)
            return
        if act is not None and act.date == printed:
            return
        new = not self.treaty.complete_on(printed)
        if new and what == "consent" and self.treaty.status(row.state) is Status.WITHDRAWN:
            act = None  # A State that left may come back.
        better = act is not None and act.date is None and _within(printed, act.when)
        doubt = self.doubts.get(row.state, "")
        safe = not doubt and (better or (new and act is None))
        if not safe and not self._chart_is_right(row, what, act, printed, doubt):
            return
        if act is None:
            self._add(row, printed, kind)
        else:
            effective = _effective(row, act.kind) or (act.effective if better else None)
            self._replace(act, attrs.evolve(act, when=DateWindow.on(printed), effective=effective))

    def _chart_is_right(self, row: Row, what: str, act: Act | None, printed: date | None, why: str = "") -> bool:
        """Note that a day differs, and tell whether the caller accepts the chart's."""
        recorded = None if act is None else (act.date or str(act.when) or "an unknown day")
        return self._conflict(Conflict(row.state, what, recorded, printed, row.name, why, row.line, row.path))

    def _conflict(self, conflict: Conflict) -> bool:
        """Note a conflict, and tell whether the caller accepts the chart's side of it."""
        accepted = self.accepts(conflict)
        (self.accepted if accepted else self.conflicts).append(conflict)
        return accepted

    def _add(self, row: Row, day: date, kind: ActKind) -> None:
        if kind is ActKind.ACCESSION:
            self._presuppose_invitation(row.state, day)
        mark = row.consent_mark
        told = row.consent_kind is not None or not mark or mark in MARKS
        unread = "" if told else f" Its mark there, {mark!r}, is not in the key."
        self._append(
            Act(
                state=row.state,
                kind=kind,
                when=DateWindow.on(day),
                effective=_effective(row, kind),
                source_ids=self.source_ids,
                confidence=Confidence.MEDIUM,
                comment=f"From the chart of {self.chart.as_of}.{unread}",
            )
        )

    def _append(self, act: Act) -> None:
        self.acts.setdefault(act.state, []).append(act)
        self.changes.append(act)

    def _replace(self, act: Act, better: Act) -> None:
        acts = self.acts[act.state]
        acts[acts.index(act)] = better
        self.changes = [each for each in self.changes if each is not act]
        self.changes.append(better)

    def _effect(self, row: Row, act: Act) -> None:
        """Compare the entry into force of a consent that the record has."""
        printed = row.entry_into_force
        first, last = self.treaty.effect_window(act, (act.when.earliest or self.treaty.since, self.treaty.done_by(act)))
        if printed is None or printed == first:
            return
        better = attrs.evolve(act, effective=printed)
        doubt = self.doubts.get(row.state, "")
        open_ = first < printed <= last or (self.treaty.entry_into_force is None and self.newer)
        if open_ and not doubt:
            if self.newer:  # The treaty entered into force since, or the record did not know the day.
                self._replace(act, better)
            return
        known = None if first == date.max else first
        conflict = Conflict(row.state, "entry into force", known, printed, row.name, doubt, row.line, row.path)
        if self._conflict(conflict):
            self._replace(act, better)

    def _kind(self, row: Row, act: Act) -> None:
        """Compare the kind of a consent, where the chart tells it."""
        kind = _consent(row)[1]
        if kind in (act.kind, ActKind.CONSENT):
            return
        if act.kind is ActKind.CONSENT and kind in _ONE_COLUMN:
            if not self.newer:
                return
        elif not self._conflict(
            Conflict(row.state, "kind of consent", act.kind.label, kind.label, row.name, line=row.line, path=row.path)
        ):
            return
        now = next(each for each in self.acts[row.state] if each.kind is act.kind and each.when == act.when)
        self._replace(now, attrs.evolve(now, kind=kind))

    # -- denunciation and suspension ----------------------------------------------------------------------

    def _last(self, state: State, wanted: Callable[[ActKind], bool]) -> Act | None:
        """Return an act of a State that came after its last consent, as the acts stand by now."""
        for act in reversed(self.acts.get(state, ())):
            if wanted(act.kind):
                return act
            if act.kind.is_consent:
                return None
        return None

    def _withdrawal(self, row: Row) -> None:
        """Compare what the chart shows of a denunciation with the record, and merge it if that is safe."""
        act = self._last(row.state, lambda kind: kind.is_withdrawal)
        printed = row.withdrawal
        if printed is None and row.withdrawal_effective is None and not row.withdrawn:
            self._undenounced(row, act)
        elif act is None:
            self._denounce(row, printed, row.withdrawal_effective)
        elif printed is not None and printed != act.date:
            self._denounced_on(row, act, printed)
        elif row.withdrawal_effective is not None:
            self._left_on(row, act, row.withdrawal_effective)

    def _undenounced(self, row: Row, act: Act | None) -> None:
        """Note a denunciation on record that the chart does not print."""
        day = act.date if act is not None else None
        if day is not None and day <= self.chart.as_of and row.consent is not None and row.consent <= day:
            self._conflict_on(row, "denunciation", day, None)

    def _denounced_on(self, row: Row, act: Act, printed: date) -> None:
        """Compare the day of a denunciation."""
        better = act.date is None and _within(printed, act.when)
        if better and not self.newer:
            return
        if better or self._conflict_on(row, "denunciation", act.date or str(act.when), printed):
            effective = row.withdrawal_effective or (act.effective if better else None)
            self._replace(act, attrs.evolve(act, when=DateWindow.on(printed), effective=effective))

    def _left_on(self, row: Row, act: Act, effect: date) -> None:
        """Compare the day on which a denunciation takes effect."""
        first, last = self.treaty.effect_window(act, (act.when.earliest or self.treaty.since, self.treaty.done_by(act)))
        if effect == first or (first < effect <= last and not self.newer):
            return
        known = None if first == date.max else first
        if first < effect <= last or self._conflict_on(row, "effect of denunciation", known, effect):
            self._replace(act, attrs.evolve(act, effective=effect))

    def _denounce(self, row: Row, printed: date | None, effect: date | None) -> None:
        """Add a denunciation that the record does not have; its day may have to be told from its effect."""
        if not any(act.kind.is_consent for act in self.acts.get(row.state, ())):
            self._conflict_on(row, "denunciation", None, printed or effect or "withdrawn", "there is no consent")
            return
        latest = printed or min(effect or self.chart.as_of, self.chart.as_of)
        first = self.treaty.as_of + _DAY if self.treaty.coverage is Coverage.COMPLETE else None
        new = not self.treaty.complete_on(latest)
        doubt = self.doubts.get(row.state, "")
        if (doubt or not new) and not self._conflict_on(
            row, "denunciation", None, printed or effect or "withdrawn", doubt
        ):
            return
        self._append(
            Act(
                state=row.state,
                kind=ActKind.DENUNCIATION,
                when=DateWindow(printed or (first if new else None), latest),
                effective=effect,
                source_ids=self.source_ids,
                confidence=Confidence.MEDIUM,
                comment=f"From the chart of {self.chart.as_of}.",
            )
        )

    def _suspension(self, row: Row) -> None:
        """Compare the day of a suspension with the record, and merge it if that is safe."""
        act = self._last(row.state, lambda kind: kind is ActKind.SUSPENSION)
        printed = row.suspension
        if printed is None or (act is not None and act.date == printed):
            return  # Most charts show a suspension by colour only, and the day on which one ended nowhere.
        doubt = self.doubts.get(row.state, "")
        safe = act is None and not self.treaty.complete_on(printed) and not doubt
        recorded = None if act is None else act.date or str(act.when)
        if not safe and not self._conflict_on(row, "suspension", recorded, printed, doubt):
            return
        if act is not None:
            self._replace(act, attrs.evolve(act, when=DateWindow.on(printed), effective=None))
            return
        self._append(
            Act(
                state=row.state,
                kind=ActKind.SUSPENSION,
                when=DateWindow.on(printed),
                source_ids=self.source_ids,
                confidence=Confidence.MEDIUM,
                comment=f"From the chart of {self.chart.as_of}.",
            )
        )

    def _conflict_on(
        self, row: Row, what: str, recorded: date | str | None, printed: date | str | None, why: str = ""
    ) -> bool:
        """Note that a row differs, and tell whether the caller accepts the chart's side."""
        return self._conflict(Conflict(row.state, what, recorded, printed, row.name, why, row.line, row.path))

    def _footnotes(self, row: Row) -> None:
        """Carry a footnote that the record does not have over to the last act of the row."""
        acts = [act for act in self.acts.get(row.state, ()) if act.kind.is_signature or act.kind.is_consent]
        limit = self.treaty.footnotes.invitation_limit
        known = {number for act in acts for number in act.footnotes} | {limit}
        new = tuple(number for number in row.footnotes if number not in known)
        if new and acts and self.newer:
            act = acts[-1]
            stored = self.acts[row.state]
            better = attrs.evolve(act, footnotes=(*act.footnotes, *new))
            stored[stored.index(act)] = better
            self.changes = [better if each is act else each for each in self.changes]
            self.messages.append(f"{row.name or row.state}: footnotes {', '.join(map(str, new))} added.")

    # -- invitations ------------------------------------------------------------------------------------

    def _invitation(self, row: Row, known: Participation | None) -> None:
        """Read a row that shows only that the State may accede."""
        before = known.status() if known is not None else self.treaty.status(row.state)
        if known is not None and (known.signed_by(self.chart.as_of) or known.consented_by(self.chart.as_of)):
            self._row(attrs.evolve(row, footnotes=(), consent_mark=None), known)
            return
        if not self.newer:
            # The record may know only by hindsight that the State was invited, or may have been.
            recorded = self.full.status(row.state, self.chart.as_of)
            ruled_out = Status.INVITED not in self.full.possible_statuses(row.state, self.chart.as_of)
            if ruled_out and self._conflict_on(row, "invitation", recorded.value, Status.INVITED.value):
                self._append(self._new_invitation(row.state, None, Status.UNKNOWN, unlimited=False))
            return
        last = known.invitation if known is not None else None
        unlimited = self._is_unlimited(row)
        validity = last.validity(self.chart.as_of) if last is not None else Validity.EXPIRED
        if validity is Validity.EXPIRED or before is Status.NOT_PARTICIPATING or last is None:
            self._append(self._new_invitation(row.state, last, before, unlimited=unlimited))
        elif validity is Validity.UNKNOWN:
            self._see(last.act, before)

    def _is_unlimited(self, row: Row) -> bool:
        """Tell whether an invitation is from before there was a limit.

        That is one on a chart of that time, and one on a later chart that prints the footnote on the limit and
        leaves it out on this row; since the Treaty Office prints a mark on these rows, the row has that.
        """
        limit, rule = self.treaty.footnotes.invitation_limit, self.treaty.rules.invitation
        if limit is None or rule is None or limit in row.footnotes:
            return False
        if self.chart.as_of < rule.since:
            return True
        shows = row.consent_mark is not None or self.chart.as_of < BARE_MARK_SINCE
        return shows and limit in self.chart.footnotes

    def _new_invitation(self, state: State, last: Invitation | None, before: Status, *, unlimited: bool) -> Act:
        """Return the invitation that a row shows; when it was decided, a chart does not tell."""
        rule = self.treaty.rules.invitation
        earliest = latest = None
        if unlimited and rule is not None:
            latest = rule.since - _DAY
        elif before is Status.NOT_PARTICIPATING and self.treaty.coverage is Coverage.COMPLETE:
            earliest = self.treaty.as_of + _DAY
        elif last is not None and last.act.earliest is not None:
            earliest = last.act.earliest + _DAY
        return Act(
            state=state,
            kind=ActKind.INVITATION,
            when=DateWindow(earliest, latest),
            confidence=Confidence.MEDIUM,
            comment=f"On the chart of {self.chart.as_of}, not on record up to {self.treaty.as_of}.",
            seen=DateWindow.on(self.chart.as_of),
        )

    def _see(self, act: Act, before: Status) -> None:
        """Note that a known invitation, whose day is not known well enough, still stood on the chart."""
        if act.seen is not None and act.seen.earliest is not None:
            first = act.seen.earliest
        else:
            first = self.treaty.as_of if before is Status.INVITED else self.chart.as_of
        stored = self.acts[act.state]
        stored[stored.index(act)] = attrs.evolve(act, seen=DateWindow(first, self.chart.as_of))

    def _presuppose_invitation(self, state: State, day: date) -> None:
        """Add the invitation that an accession presupposes (ETS 185, Art. 37(1)), if none on record fits."""
        rule = self.treaty.rules.invitation
        if rule is None or day <= self.treaty.as_of:
            return
        invitations = [act for act in self.acts.get(state, ()) if act.kind is ActKind.INVITATION]
        last = Invitation(invitations[-1], rule) if invitations else None
        if last is not None and last.validity(day) is not Validity.EXPIRED:
            return
        before = self.treaty.status(state)
        first = self.treaty.as_of + _DAY if before is Status.NOT_PARTICIPATING else None
        if last is not None and first is None and last.act.earliest is not None:
            first = last.act.earliest + _DAY
        self._append(
            Act(
                state=state,
                kind=ActKind.INVITATION,
                when=DateWindow(first, day),
                confidence=Confidence.LOW,
                comment="Date not found: the accession presupposes an invitation.",
            )
        )

    # -- what the chart does not show -------------------------------------------------------------------

    def _unlisted(self, known: Participation, row: Row | None) -> None:
        """Look at a State on record that the chart leaves out, or whose row it leaves blank."""
        name = known.state.chart_name(self.chart.as_of)
        done = known.consented_by(self.chart.as_of) or known.signed_by(self.chart.as_of)
        if done is not None:
            if row is None:
                recorded = f"{done.kind.label} {done.when}"
                self.conflicts.append(Conflict(known.state, "row", recorded, None, name))
            return
        if not self.shows_invitations:
            return
        # Before there were marks, an invitation without limit stood on the chart as a blank row.
        standing = row is not None and row.section is not Section.MEMBER and self.chart.as_of < BARE_MARK_SINCE
        if standing or not known.invitations:
            return
        if self.newer and self.chart.totals is None:
            why = "the chart has no totals and may be cut off"
            self.messages.append(f"{name} is not listed as invited, but {why}: nothing is concluded.")
        elif self.newer:
            self._lapse(known, name)
        elif known.status() is Status.INVITED is self.full.status(known.state, self.chart.as_of):
            self.conflicts.append(Conflict(known.state, "invitation", Status.INVITED.value, None, name))

    def _lapse(self, known: Participation, name: str) -> None:
        """Conclude from a newer chart that an invitation had ended by its date."""
        rule = self.treaty.rules.invitation
        before = known.status()
        ended = [self._ended(invitation) for invitation in known.invitations]
        certain = [act for act in ended if act is not None]
        if len(certain) < len(ended):
            if before is Status.UNKNOWN:
                return  # It may not have been made by then.
            last = known.invitations[-1]
            until = f"valid to {last.expires}" if last.expires else "without limit"
            why = f"it is {until} by the record" if rule is not None else "the record has no limit"
            self.conflicts.append(Conflict(known.state, "invitation", before.value, None, name, why))
            return
        stored = self.acts[known.state]
        for invitation, act in zip(known.invitations, certain, strict=True):
            stored[stored.index(invitation.act)] = act
        if before is Status.INVITED:
            self.messages.append(f"The invitation of {name} lapsed: the chart of {self.chart.as_of} does not list it.")

    def _ended(self, invitation: Invitation) -> Act | None:
        """Return an invitation such that it ended before the chart; ``None`` where that can't be."""
        act, rule, day = invitation.act, invitation.rule, self.chart.as_of
        validity = invitation.validity(day)
        if validity is Validity.EXPIRED:
            return act
        if rule is None or validity is not Validity.UNKNOWN:
            return None
        # Decided so long ago that the limit had run out, and not before there was a limit.
        latest = act.latest or day
        while (end := rule.expiry(latest)) is not None and end >= day:
            latest -= max(_DAY, end - day)
        earliest = max(act.earliest or rule.since, rule.since)
        if earliest > latest:
            return None
        return attrs.evolve(act, when=DateWindow(earliest, latest))

    # -- the treaty -------------------------------------------------------------------------------------

    def _head(self) -> None:
        printed, recorded = self.chart.entry_into_force, self.treaty.entry_into_force
        if printed is not None and recorded is not None and printed != recorded:
            self.conflicts.append(Conflict(None, "entry into force", recorded, printed))

    def _entry_into_force(self, acts: Iterable[Act]) -> date | None:
        """Return the treaty's own entry into force: on record, as printed, or by its clause."""
        if self.treaty.entry_into_force is not None or not self.newer:
            return self.treaty.entry_into_force
        if self.chart.entry_into_force is not None:
            return self.chart.entry_into_force
        consents = [(act.date, act.state) for act in acts if act.kind.is_consent and act.date is not None]
        group = self.treaty.rules.first_group(consents)
        return group.entry_into_force if group is not None else None

    def brought_up(self) -> Treaty:
        """Return the treaty with what was merged."""
        acts = tuple(act for each in self.acts.values() for act in each)
        if not self.newer and acts == self.treaty.acts:
            return self.treaty
        in_force = self._entry_into_force(acts)
        if in_force != self.treaty.entry_into_force:
            self.messages.append(f"The treaty's entry into force is {in_force}.")
        coverage, complete_to = self.treaty.coverage, self.treaty.complete_to
        gap = self._gap() if self.newer and coverage is Coverage.COMPLETE else ""
        if gap:
            coverage, complete_to = Coverage.PARTIAL, self.treaty.as_of
            self.messages.append(gap)
        return attrs.evolve(
            self.treaty,
            as_of=self.chart.as_of,
            entry_into_force=in_force,
            acts=acts,
            coverage=coverage,
            complete_to=complete_to,
            details=Carried(self._details()),
        )

    def _gap(self) -> str:
        """Say why the record is complete no further than before; nothing if the chart leaves nothing open."""
        known_to = self.treaty.as_of
        if self.treaty.rules.invitation is not None and not self.shows_invitations:
            return (
                f"Charts of this form show no invitations: which States were invited after {known_to} is not known, "
                "and the record complete up to that day only."
            )
        if self.chart.totals is not None and self.chart.totals.at_least:
            return f"The chart's totals are lower bounds: the record is complete up to {known_to} only."
        return ""

    def _details(self) -> Details:
        """Return the clauses, the footnotes and the flags, with those of the chart."""
        flags = [(day, tuple((self.treaty.flags_on(day) or {}).items())) for day in self.treaty.charts]
        shown = tuple(self._flags())
        if self.newer and shown:
            flags.append((self.chart.as_of, shown))
            changes = diff(self.treaty, self.chart)
            self.messages += [
                str(change) for change in (*changes.of(ChangeKind.FLAG_ADDED), *changes.of(ChangeKind.FLAG_REMOVED))
            ]
        known = self.treaty.footnotes
        texts = {**self.chart.footnotes, **known}
        return Details(self.treaty.rules, Footnotes.of(texts, known.invitation_limit), tuple(flags))

    def _flags(self) -> Iterator[tuple[str, str]]:
        """Go through the flags of the chart; the UN Treaty Collection's tables have none.

        Those of the oldest pages are of another day than the chart.
        """
        if "flags" in self.chart.silent_on:
            return
        for row in self.chart.rows:
            if row.notes is not None and row.section is not Section.PARTICIPANT:
                yield row.state.id, " ".join(str(code) for code in row.notes)


def _within(day: date, window: DateWindow) -> bool:
    first, last = window.earliest, window.latest
    return (first is None or first <= day) and (last is None or day <= last)


def _effective(row: Row, kind: ActKind) -> date | None:
    return row.entry_into_force if kind.is_consent else None


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
