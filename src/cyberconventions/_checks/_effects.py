"""Checks one treaty's record against its clauses and against published totals."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from cyberconventions._acts import Act, ActKind
from cyberconventions._checks._findings import Finding
from cyberconventions._checks._records import Record, Records
from cyberconventions._checks._tables import Row, Tables
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._history import INVITED, SIGNATORY, Coverage
from cyberconventions.errors import ClauseNotSeenError
from cyberconventions.rules import Rules

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Check: TypeAlias = Callable[[Record, Records], Iterator[Finding]]
    Effect: TypeAlias = tuple[date, date]


def _first_group(record: Record, rules: Rules, tables: Tables) -> "tuple[date, date | None] | None":
    """Return the day that completed the number of consents, and the treaty's entry into force by its clause."""
    members = 0
    for position, (day, state) in enumerate(_counted(record, rules, tables), start=1):
        # Membership is looked up only where the clause asks for it.
        members += rules.members_needed > 0 and _member_of_coe(state, day, tables)
        if position >= rules.consents_needed and members >= rules.members_needed:
            try:
                return day, rules.first.effect(day)
            except ClauseNotSeenError:
                return day, None
    return None


def _counted(record: Record, rules: Rules, tables: Tables) -> list[tuple[date, str]]:
    """Return the first consent of each State that counts towards entry into force, in the order of their days."""
    organisations = {row["id"] for row in tables.rows("states.csv") if row["kind"] == "organisation"}
    first: dict[str, date] = {}
    for _, act in record.acts:
        if act.kind.is_consent and act.date is not None:
            first.setdefault(act.state.id, act.date)
    in_order = sorted(first.items(), key=lambda item: item[1])
    return [(day, state) for state, day in in_order if rules.counts_organisations or state not in organisations]


def _member_of_coe(state: str, day: date, tables: Tables) -> bool:
    return any(
        row["state"] == state and row["joined"] <= str(day) and not (row["left"] and row["left"] <= str(day))
        for row in tables.rows("coe_members.csv")
    )


def _own_entry_into_force(record: Record, records: Records) -> Iterator[Finding]:
    """Compare the treaty's own entry into force with the consents that completed its number."""
    if record.rules is None:
        return
    group = _first_group(record, record.rules, records.tables)
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


def _effects(record: Record, records: Records) -> Iterator[Finding]:
    """Compare published effect dates with the treaty's rules; exceptions.csv lists those that differ."""
    if record.rules is None:
        return
    key = ("state", "date", "effective")
    exceptions = {row.key(key): row for row in records.tables.rows(f"{record.id}/exceptions.csv")}
    group = _first_group(record, record.rules, records.tables)
    used: set[tuple[str, ...]] = set()
    for row, act in record.acts:
        problem = _effect_problem(record, record.rules, group[0] if group else None, act)
        if problem and row.key(key) in exceptions:
            used.add(row.key(key))
        elif problem:
            yield row.finding(f"effective {act.effective}, but {problem}")
    for exception, row in exceptions.items():
        if exception not in used:
            yield row.finding(f"exception {' '.join(exception)} fits no act whose effect differs from the rules")


def _effect_problem(record: Record, rules: Rules, completed: date | None, act: Act) -> str:
    """Say what the published effect of an act is compared with and differs from; nothing where it does not."""
    if act.effective is None:
        return ""
    if act.kind.is_consent and record.in_force is None:
        return "the treaty is not in force"
    window = _expected(record, rules, completed, act)
    if window is None or window[0] <= act.effective <= window[1]:
        return ""
    return f"the rules give {DateWindow(*window)}; exceptions.csv does not list it"


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


def _totals(record: Record, records: Records) -> Iterator[Finding]:
    """Compare published totals with the record."""
    for row in records.tables.rows("totals.csv"):
        if row["treaty"] != record.id:
            continue
        day = as_date(row["on"])
        if day > record.as_of:
            yield row.finding(f"on {day} is after the as_of {record.as_of} of {row['treaty']}")
            continue
        ended = {
            each["id"] for each in records.tables.rows("states.csv") if each["ended"] and each["ended"] <= str(day)
        }
        states = [acts for state, acts in record.by_state().items() if state not in ended]
        counted = {
            "consents": sum(_consented(record, acts, day) for acts in states),
            "signatures_only": sum(_signed_only(record, acts, day) for acts in states),
        }
        for column, number in counted.items():
            if row[column] and int(row[column]) != number:
                yield row.finding(f"{column} {row[column]}, but the record of {row['treaty']} has {number} on {day}")


def _consented(record: Record, acts: "Iterable[tuple[Row, Act]]", day: date) -> bool:
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


def _signed_only(record: Record, acts: "Sequence[tuple[Row, Act]]", day: date) -> bool:
    """Tell whether a State had certainly signed by a day and can't have consented."""
    signed = any(act.kind.is_signature and record.done_by(act) <= day for _, act in acts)
    return signed and not any(act.kind.is_consent and (act.earliest or record.since) <= day for _, act in acts)


def _published_invited(record: Record, records: Records) -> Iterator[Finding]:
    """Compare published numbers of invited States with those that certainly are, and that may be, by the record."""
    for row in records.tables.rows("totals.csv"):
        if row["treaty"] != record.id or as_date(row["on"]) > record.as_of:
            continue
        possible = record.possible_on(as_date(row["on"]))
        for column, counted in (("invited", INVITED), ("signed_or_invited", INVITED | SIGNATORY)):
            least = sum(not each & ~counted for each in possible)
            most = sum(bool(each & counted) for each in possible)
            if possible and row[column] and not least <= int(row[column]) <= most:
                given = f"{least} to {most}" if least < most else str(most)
                yield row.finding(
                    f"{column} {row[column]}, but the record of {row['treaty']} has {given} on {row['on']}"
                )


EFFECT_CHECKS: "tuple[Check, ...]" = (_own_entry_into_force, _effects, _totals, _published_invited)
