"""The rows of the chart that the record gives for a day."""

from datetime import date

from cyberconventions._acts import ActKind
from cyberconventions._edition import (
    consented_by,
    effective_day,
    in_force_known_on,
    signed_by,
    suspended_by,
    withdrawn_by,
)
from cyberconventions._group_lists import members_of_coe
from cyberconventions._history import Status
from cyberconventions._states import COUNCIL_OF_EUROPE, State, fold
from cyberconventions._symbols import Code
from cyberconventions._symbols import flags as flags_of
from cyberconventions._treaty import Participation, Treaty, flags_on, footnote_numbers, status_on
from cyberconventions.charts._rows import BARE_MARK_SINCE, Row, Section

TYPE_CHECKING: bool = False

_MARKS = {
    ActKind.ACCESSION: "a",
    ActKind.SUCCESSION: "su",
    ActKind.DEFINITIVE_SIGNATURE: "s",
}
# The letters that the UN Treaty Collection's tables usually define; ratification has none.
_UN_MARKS = {
    ActKind.ACCEPTANCE: "A",
    ActKind.APPROVAL: "AA",
    ActKind.ACCESSION: "a",
    ActKind.FORMAL_CONFIRMATION: "c",
    ActKind.SUCCESSION: "d",
    ActKind.DEFINITIVE_SIGNATURE: "s",
}


def is_council_chart(treaty: Treaty) -> bool:
    """Return whether the depositary prints members of the Council of Europe, non-members and organisations apart."""
    return treaty.depositary.endswith("Council of Europe")


def rows_of(treaty: Treaty, day: date) -> tuple[Row, ...]:
    """Return the rows of a treaty's chart as of a day, in the order of its depositary.

    The Council of Europe's charts list every member, whatever it did.

    >>> import cyberconventions as cc
    >>> rows_of(cc.treaty("budapest"), cc.treaty("budapest").as_of)[0]
    <Row ALB 2001-11-23 2002-06-20 2004-07-01>
    """
    council = is_council_chart(treaty)
    flags = flags_on(treaty, day)
    in_force = in_force_known_on(treaty, day) is not None
    rows = [_row(each, day, council=council, flags=flags, in_force=in_force) for each in treaty]
    shown = {row.state: row for row in rows if row is not None}
    if council:  # Members are all listed, those that did nothing with a blank row.
        for member in members_of_coe(day):
            shown.setdefault(member.stood_as(day), _blank(member.stood_as(day), day, flags))
    return tuple(sorted(shown.values(), key=lambda row: (row.section is not Section.MEMBER, fold(row.name))))


def _notes(state: State, flags: "dict[str, str] | None") -> tuple[Code, ...] | None:
    if flags is None or state.id not in flags:
        return None
    return flags_of(flags[state.id])


def _section(state: State, day: date) -> Section:
    if state.member_of_coe(day):
        return Section.MEMBER
    return Section.ORGANISATION if state.is_organisation else Section.NON_MEMBER


def _blank(state: State, day: date, flags: "dict[str, str] | None") -> Row:
    return Row(state, Section.MEMBER, notes=_notes(state, flags), name=state.chart_name(day))


def _row(
    each: Participation, day: date, *, council: bool, flags: "dict[str, str] | None", in_force: bool
) -> Row | None:
    """Return a State's row, or nothing if the chart of that day would not list the State.

    Until it was known that the treaty would enter into force, nobody could print a day that the record has by
    hindsight.
    """
    state = each.state.stood_as(day)
    if each.state.had_ended(day):
        return None
    if each.state.began is not None and day < each.state.began:
        return None
    signature = signed_by(each, day)
    consent = consented_by(each, day)
    status = status_on(each.treaty, each.state, day)
    invited = status is Status.INVITED
    if signature is None and consent is None and not invited:
        return None
    if consent is signature:  # A definitive signature is printed as consent, once.
        signature = None
    if consent is not None:  # A mark without a day would be read as an invitation.
        mark = (_MARKS if council else _UN_MARKS).get(consent.kind) if consent.date is not None else None
    else:
        mark = "a" if invited and council and day >= BARE_MARK_SINCE else None
    withdrawal = None if consent is None else withdrawn_by(each, day, consent)
    suspension = None if consent is None else suspended_by(each, day, consent)
    return Row(
        state=state,
        section=_section(each.state, day) if council else Section.PARTICIPANT,
        signature=signature.date if signature is not None else None,
        consent=consent.date if consent is not None else None,
        consent_mark=mark,
        entry_into_force=effective_day(each, consent) if consent is not None and in_force else None,
        notes=_notes(state, flags) if council else (),
        footnotes=footnote_numbers(each, day),
        name=state.chart_name(day, COUNCIL_OF_EUROPE if council else "un"),
        withdrawal=withdrawal.date if withdrawal is not None else None,
        withdrawal_effective=effective_day(each, withdrawal) if withdrawal is not None else None,
        suspension=suspension.date if suspension is not None else None,
        withdrawn=status is Status.WITHDRAWN,
        consent_kind=consent.kind if consent is not None and not council else None,
    )
