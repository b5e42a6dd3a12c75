"""Checks of one treaty's record: its acts against each other, its clauses and the published totals."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from cyberconventions._acts import Act, ActKind
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._history import Coverage
from cyberconventions.audit.findings import Finding
from cyberconventions.audit.records import Record
from cyberconventions.audit.schemas import Row, Table
from cyberconventions.errors import ClauseNotSeenError
from cyberconventions.rules import Rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    Effect = tuple[date, date]

_NEVER = date.max


def _act_dates(record: Record, _records: Mapping[str, Record], tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find acts before the treaty was open, sightings after the record's date, and acts of ended States."""
    ended = {row["id"]: as_date(row["ended"]) for row in tables["states.csv"].rows if row["ended"]}
    for row, act in record.acts:
        if act.latest is not None and act.latest < record.since:
            yield row.finding(f"date {act.when} is before {record.since}, when the treaty was opened or adopted")
        if act.seen is not None and act.seen.latest is not None and act.seen.latest > record.as_of:
            yield row.finding(f"seen {act.seen} is after the record's as_of {record.as_of}")
        end = ended.get(act.state.id)
        if end is not None and act.earliest is not None and act.earliest >= end:
            yield row.finding(f"date {act.when} is after {act.state.id} ended on {end}")


def _sequence(record: Record, _records: Mapping[str, Record], _tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find acts of a State that stand below a later one."""
    for acts in record.by_state().values():
        for (above, earlier), (row, act) in pairwise(acts):
            if earlier.earliest is not None and act.latest is not None and act.latest < earlier.earliest:
                yield row.finding(f"date {act.when} stands below {earlier.when} on line {above.line}, expected above")


def _once(record: Record, _records: Mapping[str, Record], _tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find signatures and consents that count a State twice, and acts on the wrong side of its consent."""
    for acts in record.by_state().values():
        signature: int | None = None
        consent: int | None = None
        for row, act in acts:
            what = f"{act.kind.value} by {act.state.id}"
            if act.kind.is_withdrawal:
                if consent is None:
                    yield row.finding(f"{what} stands below no consent")
                signature = consent = None
            elif act.kind.is_consent:
                if consent is not None:
                    yield row.finding(f"{what}, which consented on line {consent} already")
                consent = row.line
            elif consent is not None and (act.kind.is_signature or act.kind is ActKind.INVITATION):
                yield row.finding(f"{what} stands below the consent on line {consent}, expected above")
            elif act.kind is ActKind.SIGNATURE:
                if signature is not None:
                    yield row.finding(f"{what}, which signed on line {signature} already")
                signature = row.line


def _succession(record: Record, _records: Mapping[str, Record], tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find consents of a former State that a successor's consent counts again."""
    consents = {act.state.id: row for row, act in record.acts if act.kind.is_consent}
    for state in tables["states.csv"].rows:
        for successor in state.words("successors") if state["id"] in consents else ():
            if successor in consents:
                line = consents[state["id"]].line
                yield consents[successor].finding(
                    f"{successor} succeeded to {state['id']}, whose consent stands on line {line}: counted twice"
                )


def _last_seen(record: Record, _records: Mapping[str, Record], _tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find signatures in a partial record that no list shows: without one, nothing tells that no consent followed."""
    if record.row["coverage"] == Coverage.COMPLETE:
        return
    for acts in record.by_state().values():
        row, act = acts[-1]
        if act.kind.is_signature and not act.kind.is_consent and act.seen is None:
            yield row.finding(f"{act.kind.value} by {act.state.id} in a partial record: seen is empty, expected a day")


def _flag_rows(record: Record, _records: Mapping[str, Record], tables: Mapping[str, Table]) -> Iterator[Finding]:
    states = {row["state"] for row, _ in record.acts}
    for row in tables[f"{record.row['id']}/flags.csv"].rows:
        # Charts list members of the Council of Europe without any act too.
        if row["flags"] and row["state"] not in states:
            yield row.finding(f"state {row['state']!r} has flags but no act on record")


def _first_group(record: Record, rules: Rules, tables: Mapping[str, Table]) -> "tuple[date, date | None] | None":
    """Return the day that completed the number of consents, and the treaty's entry into force by its clause."""
    organisations = {row["id"] for row in tables["states.csv"].rows if row["kind"] == "organisation"}
    first: dict[str, date] = {}
    for _, act in record.acts:
        if act.kind.is_consent and act.date is not None:
            first.setdefault(act.state.id, act.date)
    counted = [
        (day, state)
        for state, day in sorted(first.items(), key=lambda item: item[1])
        if rules.counts_organisations or state not in organisations
    ]
    members = 0
    for position, (day, state) in enumerate(counted, start=1):
        # Membership is looked up only where the clause asks for it.
        members += rules.members_needed > 0 and _member_of_coe(state, day, tables)
        if position >= rules.consents_needed and members >= rules.members_needed:
            try:
                return day, rules.first.effect(day)
            except ClauseNotSeenError:
                return day, None
    return None


def _member_of_coe(state: str, day: date, tables: Mapping[str, Table]) -> bool:
    return any(
        row["state"] == state and row["joined"] <= str(day) and not (row["left"] and row["left"] <= str(day))
        for row in tables["coe_members.csv"].rows
    )


def _own_entry_into_force(
    record: Record, _records: Mapping[str, Record], tables: Mapping[str, Table]
) -> Iterator[Finding]:
    """Hold the treaty's own entry into force against the consents that completed its number."""
    if record.rules is None:
        return
    group = _first_group(record, record.rules, tables)
    published = record.in_force
    if group is None:
        if published is not None and record.row["coverage"] == Coverage.COMPLETE:
            yield record.row.finding(
                f"entry_into_force {published}, but the record lacks some of the {record.rules.consents_needed} "
                "consents it takes"
            )
        return
    completed, day = group
    if published is None or (day is not None and day != published):
        given = published or "is empty"
        yield record.row.finding(
            f"entry_into_force {given}, but the consent of {completed} completed the number"
            + (f": {day} by the clause" if day else "")
        )


def _effects(record: Record, _records: Mapping[str, Record], tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Hold published effect dates against the treaty's rules; exceptions.csv lists those that differ."""
    if record.rules is None:
        return
    key = ("state", "date", "effective")
    exceptions = {row.key(key): row for row in tables[f"{record.row['id']}/exceptions.csv"].rows}
    group = _first_group(record, record.rules, tables)
    used: set[tuple[str, ...]] = set()
    for row, act in record.acts:
        if act.effective is None:
            continue
        if act.kind.is_consent and record.in_force is None:
            yield row.finding(f"effective {act.effective}, but the treaty is not in force")
            continue
        window = _expected(record, record.rules, group[0] if group else None, act)
        if window is None or window[0] <= act.effective <= window[1]:
            continue
        if row.key(key) in exceptions:
            used.add(row.key(key))
            continue
        given = str(DateWindow(*window))
        yield row.finding(f"effective {act.effective}, but the rules give {given}; exceptions.csv does not list it")
    for exception, row in exceptions.items():
        if exception not in used:
            yield row.finding(f"exception {' '.join(exception)} fits no act whose effect differs from the rules")


def _expected(record: Record, rules: Rules, completed: date | None, act: Act) -> "Effect | None":
    """Return the first and last day on which the rules allow an act to take effect; ``None`` if they don't say."""
    if act.kind is ActKind.SUCCESSION:  # Effective from the date of succession, which no clause gives.
        return None
    last = record.done_by(act)
    first = min(act.earliest or record.since, last)
    if act.kind.is_consent and record.in_force is not None:
        try:
            effects = [
                rules.effect(day, record.in_force, accession=act.kind is ActKind.ACCESSION)
                for day in dict.fromkeys((first, last))
            ]
            return effects[0], effects[-1]
        except ClauseNotSeenError:
            # For the first group effect comes with the treaty's own entry into force.
            return (record.in_force, record.in_force) if completed is not None and last <= completed else None
    topic = "denunciation" if act.kind.is_withdrawal else act.kind.value.replace(" ", "_")
    clause = dict(rules.clauses).get(topic)
    return None if clause is None else (clause.effect(first), clause.effect(last))


def _precondition(record: Record, records: Mapping[str, Record], _tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find consents without, or before, the consent to another treaty that they take."""
    other = records.get(record.rules.precondition or "") if record.rules else None
    if other is None:
        return
    earliest: dict[str, date] = {}
    for _, act in other.acts:
        if act.kind.is_consent:
            earliest.setdefault(act.state.id, act.earliest or other.since)
    for row, act in record.acts:
        if act.kind.is_consent and earliest.get(act.state.id, _NEVER) > record.done_by(act):
            yield row.finding(f"{act.kind.value} takes consent to {other.row['id']} by then, which is not on record")


def _signatures(record: Record, records: Mapping[str, Record], _tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find signatures after the window for them, and acts of States that the treaty is not open to."""
    until = record.signature.get("until")
    other = records.get(record.signature.get("treaty", ""))
    entered: dict[str, date] = {}
    for _, act in other.acts if other else ():
        if act.kind.is_consent or act.kind.is_signature:
            day = act.earliest or other.since if other else _NEVER
            entered[act.state.id] = min(day, entered.get(act.state.id, _NEVER))
    for row, act in record.acts:
        if until is not None and act.kind.is_signature and act.earliest is not None and act.earliest > until:
            yield row.finding(f"date {act.when} is after {until}, the last day for signature")
        taking_part = act.kind.is_consent or act.kind.is_signature
        if other and taking_part and entered.get(act.state.id, _NEVER) > record.done_by(act):
            yield row.finding(f"{act.kind.value} takes signature of, or consent to, {other.row['id']} by then")


def _totals(record: Record, _records: Mapping[str, Record], tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Hold published totals against the record."""
    for row in tables["totals.csv"].rows:
        if row["treaty"] != record.row["id"]:
            continue
        day = as_date(row["on"])
        if day > record.as_of:
            yield row.finding(f"on {day} is after the as_of {record.as_of} of {row['treaty']}")
            continue
        states = record.by_state().values()
        counted = {
            "consents": sum(_consented(record, acts, day) for acts in states),
            "signatures_only": sum(_signed_only(record, acts, day) for acts in states),
        }
        for column, number in counted.items():
            if row[column] and int(row[column]) != number:
                yield row.finding(f"{column} {row[column]}, but the record of {row['treaty']} has {number} on {day}")


def _consented(record: Record, acts: Iterable[tuple[Row, Act]], day: date) -> bool:
    """Tell whether a State had certainly consented by a day, and not withdrawn with effect."""
    standing = False
    for _, act in acts:
        if act.kind.is_consent and record.done_by(act) <= day:
            standing = True
        elif act.kind.is_withdrawal and record.done_by(act) <= day:
            window = _expected(record, record.rules, None, act) if record.rules else None
            effect = act.effective or (window[1] if window else record.done_by(act))
            standing = standing and effect > day
    return standing


def _signed_only(record: Record, acts: Sequence[tuple[Row, Act]], day: date) -> bool:
    """Tell whether a State had certainly signed by a day and can't have consented."""
    signed = any(act.kind.is_signature and record.done_by(act) <= day for _, act in acts)
    return signed and not any(act.kind.is_consent and (act.earliest or record.since) <= day for _, act in acts)


RECORD_CHECKS: tuple[
    Callable[[Record, Mapping[str, Record], Mapping[str, Table]], Iterator[Finding]],
    ...,
] = (
    _act_dates,
    _sequence,
    _once,
    _succession,
    _last_seen,
    _flag_rows,
    _own_entry_into_force,
    _effects,
    _precondition,
    _signatures,
    _totals,
)
