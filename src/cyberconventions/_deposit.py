"""What the final clauses give for an instrument that a State deposits on a day, and whether it could."""

from datetime import date

from cyberconventions._acts import ActKind
from cyberconventions._history import CONSENTED, SIGNATORY, history_of, since_of
from cyberconventions._states import State
from cyberconventions.errors import InvalidDateError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._edition import Named
    from cyberconventions._history import Record


def in_force_after(record: "Named", first: "Named | None", state: State, day: date) -> date | None:
    """Return when a treaty enters into force for a State that deposits on a day.

    Arguments:
        record: The treaty's record.
        first: The record of the treaty that the State has to have entered first, if there is one.
        state: The State.
        day: The day of the deposit.

    Returns:
        The day; ``None`` if the treaty is not in force and this instrument would not complete its number.

    Raises:
        InvalidDateError: The State could not deposit on that day.
        ClauseNotSeenError: The clause that would answer has not been seen.

    >>> import cyberconventions as cc
    >>> protocol, convention = cc.treaty(224), cc.treaty(185)
    >>> str(in_force_after(protocol, convention, cc.state("CZE"), date(2026, 6, 1)))
    '2026-10-01'
    """
    accession = _accedes(record, first, state, day)
    _check_open(record, state, day, accession=accession)
    if first is not None:
        _check_entered(record, first, state, day)
    rules, in_force = record.rules, record.entry_into_force
    consents = [(act.date, act.state) for act in record.acts if act.kind.is_consent and act.date is not None]
    if in_force is None:
        # What the State did already does not count beside this instrument.
        group = rules.first_group([*(each for each in consents if each[1] != state), (day, state)])
        if group is None:
            return None
        in_force = group.entry_into_force
    else:
        group = rules.first_group(consents)
    if group is not None and day <= group.completed_on:
        return in_force
    return rules.effect(day, in_force, accession=accession)


def _accedes(record: "Record", first: "Record | None", state: State, day: date) -> bool:
    """Return whether a State can't sign, so that its instrument is an accession.

    Under the Council of Europe members sign, and so do those that the clause names, and under a protocol those that
    signed the convention; the record says who signed.
    """
    signing = record.rules.open_for_signature
    if _signed(record, state) or state.member_of_coe(day) or (signing is not None and state.id in signing.states):
        return False
    return first is None or not _signed(first, state)


def _signed(record: "Record", state: State) -> bool:
    return any(act.kind.is_signature for act in record.acts if act.state == state)


def _check_open(record: "Named", state: State, day: date, *, accession: bool) -> None:
    """Check that the treaty was open on a day, and that the State had not ended."""
    since = since_of(record)
    if day < since:
        raise InvalidDateError(f"{record.reference} was not open on {day}; it was opened on {since}")
    if state.had_ended(day):
        raise InvalidDateError(f"{state.name} ({state.id}) could not deposit on {day}: it ended on {state.ended}")
    clause = record.rules.open_for_accession
    if not (accession and clause and clause.only_after_entry_into_force and _could_not_sign(record, state)):
        return
    if record.entry_into_force is None or day < record.entry_into_force:
        when = record.entry_into_force or "its entry into force"
        raise InvalidDateError(
            f"{record.reference} is not open for accession before {when} (Art. {clause.article}); "
            f"{state.name} ({state.id}) did not sign it and could not deposit on {day}"
        )


def _could_not_sign(record: "Record", state: State) -> bool:
    """Return whether it is certain that a State which is not listed as a signatory could not sign.

    Where the clause is open to those that took part in drafting, the record may not name them (CETS 201, Art. 45(1)).
    """
    signing = record.rules.open_for_signature
    listed = signing is not None and bool(signing.states or signing.treaty)
    return listed or any(act.kind is ActKind.ACCESSION for act in record.acts if act.state == state)


def _check_entered(record: "Named", first: "Named", state: State, day: date) -> None:
    """Check that the State may have entered another treaty by then; past that treaty's record it may have."""
    if day > first.as_of:
        return
    if record.rules.precondition is not None:
        what, enough, article = "an instrument of", CONSENTED, record.rules.precondition_article
    else:
        signing = record.rules.open_for_signature
        what, enough = "signature or an instrument of", CONSENTED | SIGNATORY
        article = signing.article if signing else None
    if not history_of(first, state.id).at(day) & enough:
        under = f" (Art. {article})" if article else ""
        raise InvalidDateError(
            f"{record.reference} takes {what} {first.reference} before or at the same time{under}; "
            f"{state.name} ({state.id}) had given none by {day}"
        )
