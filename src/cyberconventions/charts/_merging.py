"""Merges the rows of a chart into a record, where that is safe, and notes the conflicts where it is not."""

from datetime import date, timedelta

import attrs

from cyberconventions._acts import Act, ActKind, Confidence
from cyberconventions._dates import DateWindow
from cyberconventions._edition import consented_by, signed_by
from cyberconventions._history import Coverage, complete_on
from cyberconventions._states import State
from cyberconventions._symbols import MARKS
from cyberconventions._treaty import Participation
from cyberconventions.charts import _invitations as invitations
from cyberconventions.charts._compare import (
    ONE_COLUMN,
    Difference,
    How,
    What,
    came_back,
    compare_heads,
    compare_rows,
    consented,
    signed,
)
from cyberconventions.charts._completeness import half_row
from cyberconventions.charts._model import Chart
from cyberconventions.charts._revision import Conflict, Last, Revision
from cyberconventions.charts._rows import Row, Section

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Differences: TypeAlias = dict[What, Difference]

_DAY = timedelta(days=1)


def merge(revision: Revision) -> None:
    """Merge a chart's head and rows, then conclude from what the record has beside them."""
    for head in compare_heads(revision.treaty, revision.chart):
        if head.what is What.ENTRY_INTO_FORCE and head.how is How.CHANGED:
            recorded, printed = revision.treaty.entry_into_force, revision.chart.entry_into_force
            revision.conflicts.append(Conflict(None, head.what.value, recorded, printed))
    printed_rows = _printed(revision.chart)
    half = half_row(revision.chart) if revision.gaps else None
    if half is not None:
        printed_rows.pop(half.state, None)
        revision.messages.append(f"The page ends on the row of {half.name}, which may be cut off too: it is left out.")
    known = {each.state: each for each in revision.treaty}
    for state, row in printed_rows.items():
        participation = known.get(state)
        if not invitations.shows_only_invitation(revision, row):
            _merge_row(revision, row, participation)
        elif participation is None or _done(revision, participation) is None:
            invitations.listed(revision, row, participation)
        else:  # A State that has signed or consented is not invited: its days are missing.
            _merge_row(revision, attrs.evolve(row, footnotes=(), consent_mark=None), participation)
    for state, participation in known.items():
        if state not in printed_rows and not state.had_ended(revision.chart.as_of):
            _merge_absence(revision, participation)
    if revision.newer and "flags" in revision.chart.silent_on:
        revision.messages.append(
            f"The flags on the page are those of the day on which it was captured, not of {revision.chart.as_of}: "
            "they are not recorded."
        )


def _printed(chart: Chart) -> dict[State, Row]:
    """Return the rows by State; the row of a former State stands for those that followed it.

    The Treaty Office lists its signature under each of them, the United Nations under the one that continues it.
    """
    rows: dict[State, Row] = {}
    for row in chart.rows:
        rows.setdefault(row.state, row)
    for row in chart.rows:
        continued = row.state.continued_by
        if continued is None:  # What it did stands under its own name.
            continue
        for successor in (continued,) if row.section is Section.PARTICIPANT else row.state.successors:
            rows.setdefault(successor, attrs.evolve(row, state=successor))
    return {state: row for state, row in rows.items() if state.continued_by is None}


def _done(revision: Revision, known: Participation) -> Act | None:
    """Return the consent or the signature that a State had certainly made by the chart's day."""
    return consented_by(known, revision.chart.as_of) or signed_by(known, revision.chart.as_of)


def _recorded(revision: Revision, known: Participation, last: Last, section: Section, name: str) -> Row:
    """Return a State's row as the record has it, to compare a chart's row with.

    A day that is not known exactly is left blank; an effect that may begin on several days stands with the first.
    """
    signature, consent = _date(last.signature), _date(last.consent)
    invited = not (signature or consent) and bool(known.invitations) and _done(revision, known) is None
    return Row(
        state=known.state,
        section=section,
        signature=signature,
        consent=consent,
        consent_mark="a" if invited else None,
        entry_into_force=_effect(revision, last.consent) if consent is not None else None,
        notes=None,
        name=name,
        withdrawal=_date(last.withdrawal),
        withdrawal_effective=_effect(revision, last.withdrawal),
        suspension=_date(last.suspension),
        withdrawn=last.withdrawal is not None,
        consent_kind=last.consent.kind if last.consent is not None else None,
    )


def _effect(revision: Revision, act: Act | None) -> date | None:
    """Return the first day on which an act may take effect; ``None`` where it has no effect yet."""
    if act is None or act.effective is not None:
        return act.effective if act is not None else None
    first, _ = revision.effect_of(act)
    return first if first != date.max else None


def _date(act: Act | None) -> date | None:
    return act.date if act is not None else None


def _when(act: Act | None) -> date | str | None:
    """Return when the record has an act, for a conflict."""
    return None if act is None else act.date or str(act.when) or "an unknown day"


def _merge_row(revision: Revision, row: Row, known: Participation | None) -> None:
    """Merge what a row shows of a State beyond an invitation."""
    last = revision.last(row.state)
    recorded = _recorded(revision, known, last, row.section, row.name) if known is not None else None
    found = {each.what: each for each in compare_rows(recorded, row, revision.scope)}
    consent = last.consent
    if What.SIGNATURE in found:
        _merge_day(revision, row, What.SIGNATURE, last.signature)
    if What.CONSENT in found:
        again = recorded is not None and came_back(recorded, row, revision.scope)
        former = again and not complete_on(revision.treaty, row.consent or date.min)  # It stays beside the new one.
        _merge_day(revision, row, What.CONSENT, None if former else consent)
    if known is not None and What.INVITATION in found and found[What.INVITATION].how is How.GONE:
        invitations.unlisted(revision, known, row)
    if consent is not None and consent.date == consented(row) is not None:
        _merge_effect(revision, row, consent, found)
        _merge_kind(revision, row, consent, found)
    _merge_withdrawal(revision, row, found)
    _merge_suspension(revision, row, found)
    if row.footnotes and revision.newer:
        _merge_footnotes(revision, row)


def _merge_absence(revision: Revision, known: Participation) -> None:
    """Merge that the chart does not list a State that is on record."""
    name = known.state.chart_name(revision.chart.as_of)
    recorded = _recorded(revision, known, revision.last(known.state), Section.NON_MEMBER, name)
    if revision.scope.cut_off:
        if recorded.is_invitation and revision.shows_invitations:
            invitations.unlisted(revision, known, None)
        return
    done = _done(revision, known)
    for found in compare_rows(recorded, None, revision.scope):
        if found.what is What.ROW and done is not None:
            revision.conflicts.append(Conflict(known.state, "row", f"{done.kind.label} {done.when}", None, name))
        elif found.what is What.INVITATION:
            invitations.unlisted(revision, known, None)


# -- the days of signature and consent, and what belongs to a consent -------------------------------------


def _merge_day(revision: Revision, row: Row, what: What, act: Act | None) -> None:
    """Merge a day of signature or consent that the record has otherwise, if that is safe."""
    printed, kind = _shown(row, what)
    if printed is None:
        gone = act is not None and act.date is not None and act.date <= revision.chart.as_of
        if act is not None and gone and revision.conflict_on(row, what.value, act.date, None):
            revision.acts[row.state].remove(act)
        return
    better = act is not None and act.date is None and _within(printed, act.when)
    new = act is None and not complete_on(revision.treaty, printed)
    doubt = revision.doubts.get(row.state, "")
    safe = (better or new) and not doubt
    if not safe and not revision.conflict_on(row, what.value, _when(act), printed, doubt):
        return
    if act is None:
        _add_day(revision, row, printed, kind)
        return
    effective = _effective(row, act.kind) or (act.effective if better else None)
    revision.replace(act, attrs.evolve(act, when=DateWindow.on(printed), effective=effective))


def _shown(row: Row, what: What) -> tuple[date | None, ActKind]:
    """Return a row's day of consent or signature, and its kind as far as the chart says it."""
    if what is What.CONSENT:
        return consented(row), row.kind or ActKind.CONSENT
    pending = row.kind is ActKind.SIGNATURE_AD_REFERENDUM
    return signed(row), ActKind.SIGNATURE_AD_REFERENDUM if pending else ActKind.SIGNATURE


def _within(day: date, window: DateWindow) -> bool:
    first, last = window.earliest, window.latest
    return (first is None or first <= day) and (last is None or day <= last)


def _effective(row: Row, kind: ActKind) -> date | None:
    return row.entry_into_force if kind.is_consent else None


def _add_day(revision: Revision, row: Row, day: date, kind: ActKind) -> None:
    if kind is ActKind.ACCESSION:
        invitations.presuppose(revision, row.state, day)
    mark = row.consent_mark
    explained = row.consent_kind is not None or not mark or mark in MARKS
    act = _act(revision, row, kind, DateWindow.on(day), _effective(row, kind))
    if not explained:
        act = attrs.evolve(act, comment=f"{act.comment} Its mark there, {mark!r}, is not in the key.")
    revision.add(act)


def _act(revision: Revision, row: Row, kind: ActKind, when: DateWindow, effective: date | None) -> Act:
    """Return an act that the chart adds."""
    return Act(
        state=row.state,
        kind=kind,
        when=when,
        effective=effective,
        source_ids=revision.source_ids,
        confidence=Confidence.MEDIUM,
        comment=f"From the chart of {revision.chart.as_of}.",
    )


def _merge_effect(revision: Revision, row: Row, act: Act, found: "Differences") -> None:
    """Merge the entry into force of a consent that the record has."""
    printed = row.entry_into_force
    if What.ENTRY_INTO_FORCE not in found or printed is None:
        return
    first, last = revision.effect_of(act)
    better = attrs.evolve(act, effective=printed)
    doubt = revision.doubts.get(row.state, "")
    open_ = first < printed <= last or (revision.treaty.entry_into_force is None and revision.newer)
    if open_ and not doubt:
        if revision.newer:  # The treaty entered into force since, or the record did not know the day.
            revision.replace(act, better)
        return
    recorded = None if first == date.max else first
    if revision.conflict_on(row, What.ENTRY_INTO_FORCE.value, recorded, printed, doubt):
        revision.replace(act, better)


def _merge_kind(revision: Revision, row: Row, act: Act, found: "Differences") -> None:
    """Merge the kind of a consent, where the chart says it."""
    kind = row.kind
    if What.KIND_OF_CONSENT not in found or kind is None or kind is ActKind.CONSENT:
        return
    if act.kind is ActKind.CONSENT and kind in ONE_COLUMN:  # The record did not know which of the three.
        if not revision.newer:
            return
    elif not revision.conflict_on(row, What.KIND_OF_CONSENT.value, act.kind.label, kind.label):
        return
    now = next(each for each in revision.acts[row.state] if each.kind is act.kind and each.when == act.when)
    revision.replace(now, attrs.evolve(now, kind=kind))


def _merge_footnotes(revision: Revision, row: Row) -> None:
    """Carry a footnote that the record does not have over to the last act of the row."""
    acts = [act for act in revision.acts.get(row.state, ()) if act.kind.is_signature or act.kind.is_consent]
    known = {number for act in acts for number in act.footnotes} | revision.scope.limits
    new = tuple(number for number in row.footnotes if number not in known)
    if not new or not acts:
        return
    act = acts[-1]
    better = attrs.evolve(act, footnotes=(*act.footnotes, *new))
    revision.put(act, better)
    revision.changes = [better if each is act else each for each in revision.changes]
    revision.messages.append(f"{row.name or row.state}: footnotes {', '.join(map(str, new))} added.")


# -- denunciation and suspension --------------------------------------------------------------------------


def _merge_withdrawal(revision: Revision, row: Row, found: "Differences") -> None:
    """Merge what the chart shows of a denunciation, if that is safe."""
    day, effect = found.get(What.DENUNCIATION), row.withdrawal_effective
    if day is None and What.EFFECT_OF_DENUNCIATION not in found:
        return
    act = revision.last(row.state).withdrawal
    if row.withdrawal is None and effect is None and not row.withdrawn:
        _merge_no_denunciation(revision, row, act)
    elif act is None:
        _add_denunciation(revision, row)
    elif day is not None and row.withdrawal is not None:
        _merge_denunciation(revision, row, act, row.withdrawal)
    elif effect is not None:
        _merge_leaving(revision, row, act, effect)


def _merge_no_denunciation(revision: Revision, row: Row, act: Act | None) -> None:
    """Note a denunciation on record that the chart does not print, of a known day or of an unknown one by its date."""
    by = act.when.latest if act is not None else None
    if by is not None and by <= revision.chart.as_of and row.consent is not None and row.consent <= by:
        revision.conflict_on(row, What.DENUNCIATION.value, _when(act), None)


def _merge_denunciation(revision: Revision, row: Row, act: Act, printed: date) -> None:
    """Merge the day of a denunciation."""
    better = act.date is None and _within(printed, act.when)
    if better and not revision.newer:
        return
    if better or revision.conflict_on(row, What.DENUNCIATION.value, _when(act), printed):
        effective = row.withdrawal_effective or (act.effective if better else None)
        revision.replace(act, attrs.evolve(act, when=DateWindow.on(printed), effective=effective))


def _merge_leaving(revision: Revision, row: Row, act: Act, effect: date) -> None:
    """Merge the day on which a denunciation takes effect."""
    first, last = revision.effect_of(act)
    if effect == first or (first < effect <= last and not revision.newer):
        return
    known = None if first == date.max else first
    if first < effect <= last or revision.conflict_on(row, What.EFFECT_OF_DENUNCIATION.value, known, effect):
        revision.replace(act, attrs.evolve(act, effective=effect))


def _add_denunciation(revision: Revision, row: Row) -> None:
    """Add a denunciation that the record does not have; its day may have to be concluded from its effect."""
    treaty, as_of = revision.treaty, revision.chart.as_of
    printed, effect = row.withdrawal, row.withdrawal_effective
    shown = printed or effect or "withdrawn"
    if not any(act.kind.is_consent for act in revision.acts.get(row.state, ())):
        revision.conflict_on(row, What.DENUNCIATION.value, None, shown, "there is no consent")
        return
    latest = printed or min(effect or as_of, as_of)
    new = not complete_on(treaty, latest)
    doubt = revision.doubts.get(row.state, "")
    if (doubt or not new) and not revision.conflict_on(row, What.DENUNCIATION.value, None, shown, doubt):
        return
    since = treaty.as_of + _DAY if new and treaty.coverage is Coverage.COMPLETE else None
    revision.add(_act(revision, row, ActKind.DENUNCIATION, DateWindow(printed or since, latest), effect))


def _merge_suspension(revision: Revision, row: Row, found: "Differences") -> None:
    """Merge the day of a suspension, if that is safe.

    Most charts show a suspension by colour only, and the day on which one ended nowhere.
    """
    printed = row.suspension
    if What.SUSPENSION not in found or printed is None:
        return
    act = revision.last(row.state).suspension
    doubt = revision.doubts.get(row.state, "")
    safe = act is None and not complete_on(revision.treaty, printed) and not doubt
    if not safe and not revision.conflict_on(row, What.SUSPENSION.value, _when(act), printed, doubt):
        return
    if act is None:
        revision.add(_act(revision, row, ActKind.SUSPENSION, DateWindow.on(printed), None))
    else:
        revision.replace(act, attrs.evolve(act, when=DateWindow.on(printed), effective=None))
