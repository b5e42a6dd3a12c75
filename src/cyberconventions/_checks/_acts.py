"""Checks the acts of one treaty: their days, their order, who did what twice, and who may take part."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

from cyberconventions._acts import Act, ActKind
from cyberconventions._checks._findings import Finding
from cyberconventions._checks._records import Record, Records
from cyberconventions._dates import as_date
from cyberconventions._history import Coverage

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Check: TypeAlias = Callable[[Record, Records], Iterator[Finding]]


def _act_dates(record: Record, records: Records) -> Iterator[Finding]:
    """Find acts before the treaty was open, sightings after the record's date, and acts of ended States."""
    ended = {row["id"]: as_date(row["ended"]) for row in records.tables.rows("states.csv") if row["ended"]}
    for row, act in record.acts:
        if act.latest is not None and act.latest < record.since:
            yield row.finding(f"date {act.when} is before {record.since}, when the treaty was opened or adopted")
        if act.seen is not None and act.seen.latest is not None and act.seen.latest > record.as_of:
            yield row.finding(f"seen {act.seen} is after the record's as_of {record.as_of}")
        end = ended.get(act.state.id)
        if end is not None and act.earliest is not None and act.earliest >= end:
            yield row.finding(f"date {act.when} is after {act.state.id} ended on {end}")


def _sequence(record: Record, _records: Records) -> Iterator[Finding]:
    """Find acts of a State that are below a later one."""
    for acts in record.by_state().values():
        for (above, earlier), (row, act) in pairwise(acts):
            if earlier.earliest is not None and act.latest is not None and act.latest < earlier.earliest:
                yield row.finding(f"date {act.when} is below {earlier.when} on line {above.line}, expected above")


def _once(record: Record, _records: Records) -> Iterator[Finding]:
    """Find signatures, consents and suspensions that stand twice, and acts on the wrong side of a State's consent."""
    for acts in record.by_state().values():
        signature: int | None = None
        consent: int | None = None
        suspension: int | None = None
        for row, act in acts:
            problem = _wrong_after(act, signature, consent)
            if act.kind is ActKind.SUSPENSION and suspension is not None:
                problem = f", which was suspended on line {suspension} already"
            if problem:
                yield row.finding(f"{act.kind.value} by {act.state.id}{problem}")
            if act.kind is ActKind.SUSPENSION:
                suspension = row.line
            elif act.kind.is_withdrawal:
                signature = consent = suspension = None
            elif act.kind.is_consent:
                consent = row.line
            elif act.kind is ActKind.SIGNATURE:
                signature = row.line


def _wrong_after(act: Act, signature: int | None, consent: int | None) -> str:
    """Say what is wrong with an act below a signature or a consent on these lines; nothing if nothing is."""
    if act.kind.is_withdrawal or act.kind is ActKind.SUSPENSION:
        return " has no consent above it" if consent is None else ""
    if act.kind is ActKind.ACCESSION and signature is not None:
        # VCLT, Art. 14 and 15: who signed ratifies, accepts or approves; who did not accedes.
        return f", which signed on line {signature}: expected ratification, acceptance, approval or consent"
    if act.kind.is_consent:
        return "" if consent is None else f", which consented on line {consent} already"
    if consent is not None and (act.kind.is_signature or act.kind is ActKind.INVITATION):
        return f" is below the consent on line {consent}, expected above"
    if act.kind is ActKind.SIGNATURE and signature is not None:
        return f", which signed on line {signature} already"
    return ""


def _succession(record: Record, records: Records) -> Iterator[Finding]:
    """Find consents of a former State that a successor's consent counts again while the former one existed."""
    consents = {act.state.id: (row, act) for row, act in record.acts if act.kind.is_consent}
    begins = {row.key(("former", "successor")): row["since"] for row in records.tables.rows("successions.csv")}
    for state in records.tables.rows("states.csv"):
        for successor in state.words("successors") if state["id"] in consents else ():
            if successor not in consents:
                continue
            row, act = consents[successor]
            begin = begins.get((state["id"], successor), state["ended"])
            if successor == state["continued_by"] or (begin and act.effective and str(act.effective) < begin):
                line = consents[state["id"]][0].line
                yield row.finding(
                    f"{successor} succeeded to {state['id']}, whose consent is on line {line}: counted twice"
                )


def _last_seen(record: Record, _records: Records) -> Iterator[Finding]:
    """Find signatures in a partial record that no list shows: nothing else shows that no consent followed."""
    if record.row["coverage"] == Coverage.COMPLETE:
        return
    for acts in record.by_state().values():
        row, act = acts[-1]
        if act.kind.is_signature and not act.kind.is_consent and act.seen is None:
            yield row.finding(f"{act.kind.value} by {act.state.id} in a partial record: seen is empty, expected a day")


def _flag_rows(record: Record, records: Records) -> Iterator[Finding]:
    states = {row["state"] for row, _ in record.acts}
    for row in records.tables.rows(f"{record.id}/flags.csv"):
        # Charts list members of the Council of Europe without any act too.
        if row["flags"] and row["state"] not in states:
            yield row.finding(f"state {row['state']!r} has flags but no act on record")


def _precondition(record: Record, records: Records) -> Iterator[Finding]:
    """Find consents without, or before, the consent to another treaty that they take."""
    other = records.by_treaty.get(record.rules.precondition or "") if record.rules else None
    if other is None:
        return
    consented = _first_days(other, lambda kind: kind.is_consent)
    for row, act in record.acts:
        if act.kind.is_consent and consented.get(act.state.id, date.max) > record.done_by(act):
            yield row.finding(f"{act.kind.value} takes consent to {other.id} by then, which is not on record")


def _open_to(record: Record, records: Records) -> Iterator[Finding]:
    """Find acts of States that the treaty is not open to, as they had not entered another treaty."""
    other = records.by_treaty.get(record.signature.get("treaty", ""))
    if other is None:
        return
    entered = _first_days(other, _takes_part)
    for row, act in record.acts:
        if _takes_part(act.kind) and entered.get(act.state.id, date.max) > record.done_by(act):
            yield row.finding(f"{act.kind.value} takes signature of, or consent to, {other.id} by then")


def _takes_part(kind: ActKind) -> bool:
    return kind.is_consent or kind.is_signature


def _first_days(record: Record, wanted: Callable[[ActKind], bool]) -> dict[str, date]:
    """Return, for each State, the first day on which it may have done an act of the wanted kinds."""
    days: dict[str, date] = {}
    for _, act in record.acts:
        if wanted(act.kind):
            day = act.earliest or record.since
            days[act.state.id] = min(day, days.get(act.state.id, day))
    return days


def _last_day_for_signature(record: Record, _records: Records) -> Iterator[Finding]:
    """Find signatures after the last day for them."""
    until: date = record.signature.get("until", date.max)
    for row, act in record.acts:
        if act.kind.is_signature and act.earliest is not None and act.earliest > until:
            yield row.finding(f"date {act.when} is after {until}, the last day for signature")


def _lapsed(record: Record, _records: Records) -> Iterator[Finding]:
    """Find invitations that had lapsed when a list showed them, or when the State acceded."""
    rule = record.rules.invitation if record.rules else None
    if rule is None:
        return
    for acts in record.by_state().values():
        for (row, act), after in zip(acts, [*acts[1:], None], strict=True):
            end = rule.expiry(act.latest) if act.kind is ActKind.INVITATION and act.latest else None
            shown = [(act.seen.latest, "seen")] if act.seen else []
            if after is not None and after[1].kind is ActKind.ACCESSION:
                shown.append((after[1].earliest, "used"))
            for day, how in shown:
                if end is not None and day is not None and day > end:
                    yield row.finding(f"invitation of {act.when} is {how} on {day}, but was valid to {end} at most")


ACT_CHECKS: "tuple[Check, ...]" = (
    _act_dates,
    _sequence,
    _once,
    _succession,
    _last_seen,
    _flag_rows,
    _precondition,
    _open_to,
    _last_day_for_signature,
    _lapsed,
)
