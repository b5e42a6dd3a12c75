"""What a chart says of invitations: that one is still valid, was used, or has lapsed.

A chart prints no day of an invitation. When it was decided is concluded from the treaty's limit on invitations, from
the charts on which it was seen, and from what the record knew before.
"""

from datetime import date, timedelta

import attrs

from cyberconventions._acts import Act, ActKind, Confidence
from cyberconventions._dates import DateWindow
from cyberconventions._history import Coverage, Status
from cyberconventions._invitations import valid_to
from cyberconventions._states import State
from cyberconventions._treaty import Participation
from cyberconventions.charts._revision import Conflict, Revision
from cyberconventions.charts._rows import BARE_MARK_SINCE, Row, Section
from cyberconventions.rules import Invitation, Validity

_DAY = timedelta(days=1)


def shows_only_invitation(revision: Revision, row: Row) -> bool:
    """Return whether a row shows only that the State was invited.

    Before there were marks and a limit, such a row was blank; members' rows are blank too.
    """
    if row.signature is not None or row.consent is not None:
        return False
    if not revision.shows_invitations or revision.treaty.rules.invitation is None:
        return False
    return row.is_invitation or (row.section is Section.NON_MEMBER and revision.chart.as_of < BARE_MARK_SINCE)


def listed(revision: Revision, row: Row, known: Participation | None) -> None:
    """Merge a row that shows only that the State may accede."""
    if not revision.newer:
        _listed_by_then(revision, row)
        return
    before = known.status() if known is not None else revision.treaty.status(row.state)
    last = known.invitation if known is not None else None
    validity = last.validity(revision.chart.as_of) if last is not None else Validity.EXPIRED
    unknown_before = before is Status.NOT_PARTICIPATING and (last is None or not _is_later(revision, last.act))
    if validity is Validity.EXPIRED or unknown_before or last is None:
        act = _new_invitation(revision, row.state, last, before, unlimited=_is_unlimited(revision, row))
        revision.add(_limited(revision, row, act))
    elif validity is Validity.UNKNOWN:
        _see(revision, last.act, before)


def _is_later(revision: Revision, act: Act) -> bool:
    """Return whether an invitation is known from a chart after the record's date: one that was cut off."""
    day = act.seen.latest if act.seen is not None else act.earliest
    return day is not None and day > revision.treaty.as_of


def _listed_by_then(revision: Revision, row: Row) -> None:
    """Compare a row that shows an invitation with what the record knows of the chart's day.

    The record may know only by hindsight that the State was invited, or may have been.
    """
    day = revision.chart.as_of
    if Status.INVITED in revision.full.possible_statuses(row.state, day):
        return
    recorded = revision.full.status(row.state, day).value
    if revision.conflict_on(row, "invitation", recorded, Status.INVITED.value):
        act = _new_invitation(revision, row.state, None, Status.UNKNOWN, unlimited=False)
        revision.add(_limited(revision, row, act))


def _is_unlimited(revision: Revision, row: Row) -> bool:
    """Return whether an invitation is from before there was a limit.

    That is one on a chart of that time, and one on a later chart that prints the footnote on the limit and
    leaves it out on this row; since the Treaty Office prints a mark on these rows, the row has that.
    """
    limit, rule = revision.treaty.footnotes.invitation_limit, revision.treaty.rules.invitation
    if limit is None or rule is None or limit in row.footnotes:
        return False
    if revision.chart.as_of < rule.since:
        return True
    shows = row.consent_mark is not None or revision.chart.as_of < BARE_MARK_SINCE
    return shows and limit in revision.chart.footnotes


def _limited(revision: Revision, row: Row, act: Act) -> Act:
    """Return an invitation that was decided when there was a limit, if the row prints the footnote on it."""
    limit, rule = revision.treaty.footnotes.invitation_limit, revision.treaty.rules.invitation
    if limit is None or rule is None or limit not in row.footnotes:
        return act
    return attrs.evolve(act, when=DateWindow(max(act.earliest or rule.since, rule.since), act.latest))


def _new_invitation(
    revision: Revision, state: State, last: Invitation | None, before: Status, *, unlimited: bool
) -> Act:
    """Return the invitation that a row shows; the chart does not say when it was decided."""
    treaty, chart = revision.treaty, revision.chart
    rule = treaty.rules.invitation
    earliest = latest = None
    if unlimited and rule is not None:
        latest = rule.since - _DAY
    elif before is Status.NOT_PARTICIPATING and treaty.coverage is Coverage.COMPLETE:
        earliest = treaty.as_of + _DAY
    elif last is not None and last.act.earliest is not None:
        earliest = last.act.earliest + _DAY
    return Act(
        state=state,
        kind=ActKind.INVITATION,
        when=DateWindow(earliest, latest),
        source_ids=revision.source_ids,
        confidence=Confidence.MEDIUM,
        comment=f"On the chart of {chart.as_of}, not on record up to {treaty.as_of}.",
        seen=DateWindow.on(chart.as_of),
    )


def _see(revision: Revision, act: Act, before: Status) -> None:
    """Note that a known invitation, whose day is not known well enough, still stood on the chart."""
    if act.seen is not None and act.seen.earliest is not None:
        first = act.seen.earliest
    else:
        first = revision.treaty.as_of if before is Status.INVITED else revision.chart.as_of
    shown_by = tuple(dict.fromkeys((*act.source_ids, *revision.source_ids)))
    revision.put(act, attrs.evolve(act, seen=DateWindow(first, revision.chart.as_of), source_ids=shown_by))


def presuppose(revision: Revision, state: State, day: date) -> None:
    """Add the invitation that an accession presupposes (ETS 185, Art. 37(1)), if none on record fits."""
    treaty = revision.treaty
    rule = treaty.rules.invitation
    if rule is None or day <= treaty.as_of:
        return
    invitations = [act for act in revision.acts.get(state, ()) if act.kind is ActKind.INVITATION]
    last = Invitation(invitations[-1], rule) if invitations else None
    if last is not None and last.validity(day) is not Validity.EXPIRED:
        return
    before = treaty.status(state)
    first = treaty.as_of + _DAY if before is Status.NOT_PARTICIPATING else None
    if last is not None and first is None and last.act.earliest is not None:
        first = last.act.earliest + _DAY
    revision.add(
        Act(
            state=state,
            kind=ActKind.INVITATION,
            when=DateWindow(first, day),
            source_ids=revision.source_ids,
            confidence=Confidence.LOW,
            comment="Date not found: the accession presupposes an invitation.",
        )
    )


def unlisted(revision: Revision, known: Participation, row: Row | None) -> None:
    """Conclude what follows for the invitations of a State that the chart leaves out, or whose row it leaves blank."""
    chart = revision.chart
    # Before there were marks, an invitation without limit stood on the chart as a blank row.
    if row is not None and row.section is not Section.MEMBER and chart.as_of < BARE_MARK_SINCE:
        return
    name = known.state.chart_name(chart.as_of)
    if revision.gaps:
        why = "the chart has no totals and may be cut off" if chart.totals is None else "rows of the chart are missing"
        revision.messages.append(f"{name} is not listed as invited, but {why}: nothing is concluded.")
    elif revision.newer:
        _lapse(revision, known, name)
    elif known.status() is Status.INVITED is revision.full.status(known.state, chart.as_of):
        revision.conflicts.append(Conflict(known.state, "invitation", Status.INVITED.value, None, name))


def _lapse(revision: Revision, known: Participation, name: str) -> None:
    """Conclude from a newer chart that an invitation had ended by its date."""
    day, before = revision.chart.as_of, known.status()
    ended = [_ended(invitation, day) for invitation in known.invitations]
    certain = [act for act in ended if act is not None]
    if len(certain) < len(ended):
        if before is not Status.UNKNOWN:  # Otherwise it may not have been made by then.
            recorded, why = before.value, _why_it_stands(revision, known.invitations[-1])
            revision.conflicts.append(Conflict(known.state, "invitation", recorded, None, name, why))
        return
    for invitation, act in zip(known.invitations, certain, strict=True):
        revision.put(invitation.act, act)
    if before is Status.INVITED:
        revision.messages.append(f"The invitation of {name} lapsed: the chart of {day} does not list it.")


def _why_it_stands(revision: Revision, last: Invitation) -> str:
    if revision.treaty.rules.invitation is None:
        return "the record has no limit"
    return f"it is {valid_to(last)} by the record"


def _ended(invitation: Invitation, day: date) -> Act | None:
    """Return an invitation such that it ended before a day; ``None`` where that can't be."""
    act, rule = invitation.act, invitation.rule
    validity = invitation.validity(day)
    if validity is Validity.EXPIRED:
        return act
    if rule is None or validity is not Validity.UNKNOWN:
        return None
    # Decided so long ago that the limit had run out, and not before there was a limit.
    latest = invitation.when.latest or day
    while (end := rule.expiry(latest)) is not None and end >= day:
        latest -= max(_DAY, end - day)
    earliest = max(invitation.when.earliest or rule.since, rule.since)
    if earliest > latest:
        return None
    return attrs.evolve(act, when=DateWindow(earliest, latest))
