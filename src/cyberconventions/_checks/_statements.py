"""Checks what States said on one treaty: what may be reserved and declared, since when it stands, and what was read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from cyberconventions._acts import Act, Confidence
from cyberconventions._checks._findings import Finding
from cyberconventions._checks._records import Record, Records
from cyberconventions._checks._tables import Row, Tables
from cyberconventions._dates import DateWindow
from cyberconventions._measures import ClauseKind, Measure
from cyberconventions._statements import Reading, StatementKind, is_within, prefix_of
from cyberconventions.rules import ClosedList, Rules

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Check: TypeAlias = Callable[[Record, Records], Iterator[Finding]]

_MODIFYING = (StatementKind.RESERVATION, StatementKind.DECLARATION)
# The flags of charts, by what they stand for.
_FLAGS: Mapping[str, str] = {StatementKind.RESERVATION: "R.", StatementKind.DECLARATION: "D."}
# The columns on what was read, each with the flag of what it is about.
FLAGGED_AS: Mapping[str, str] = {"reservations": "R.", "declarations": "D.", "authorities": "A."}
# The articles of ETS 185 under which authorities are named.
_NAMED_UNDER = {"ets185": ("24(7)", "27(2)", "27(9)", "35")}


def _allowed(record: Record, records: Records) -> Iterator[Finding]:
    """Find reservations and declarations to what the treaty's closed list does not name, and that no line excepts."""
    if record.rules is None:
        return
    key = ("state", "kind", "articles")
    exceptions = {row.key(key): row for row in records.tables.rows(f"{record.id}/statement_exceptions.csv")}
    used: set[tuple[str, ...]] = set()
    for row in (row for row in _rows(record, records) if row["kind"] in _MODIFYING):
        allowed = _list_for(record.rules, row["kind"])
        if allowed is None or allowed.examples or _names_one(row, allowed):
            continue
        if row.key(key) in exceptions:
            used.add(row.key(key))
        else:
            yield row.finding(
                f"articles {row['articles']!r}, but Art. {allowed.article} allows a {row['kind']} to "
                f"{', '.join(allowed.only_to)} only; statement_exceptions.csv does not list it"
            )
    for each, row in exceptions.items():
        if each not in used:
            yield row.finding(f"exception {' '.join(each)} fits no statement that its treaty does not allow")


def _list_for(rules: Rules, kind: str) -> ClosedList | None:
    return rules.reservations if kind == StatementKind.RESERVATION else rules.declarations


def _names_one(row: Row, allowed: ClosedList) -> bool:
    """Tell whether a statement names a provision of a list, a part of one, or the article one belongs to."""
    named = row.words("articles")
    return any(is_within(each, one) or is_within(one, each) for each in named for one in allowed.only_to)


def _designations(record: Record, records: Records) -> Iterator[Finding]:
    """Find authorities named under articles that ask for none, and names in other statements."""
    under = _NAMED_UNDER.get(record.id)
    for row in _rows(record, records):
        if row["kind"] != StatementKind.DESIGNATION:
            if row["authority"]:
                yield row.finding(f"authority {row['authority']!r}, but statements of the kind {row['kind']} name none")
        elif under and row["articles"]:
            for each in row.words("articles"):
                if not any(is_within(each, one) or is_within(one, each) for one in under):
                    yield row.finding(f"articles {each!r}, but authorities are named under {', '.join(under)}")


def _territories(record: Record, records: Records) -> Iterator[Finding]:
    """Find statements for what is not a known territory."""
    known = {row["territory"] for row in records.tables.rows("territories.csv")}
    for row in _rows(record, records):
        for each in row.words("territory"):
            if each not in known:
                yield row.finding(f"territory {each!r} is not in territories.csv")


def _days(record: Record, records: Records) -> Iterator[Finding]:
    """Find statements with effect before the treaty is in force for the State, and days in the wrong order."""
    bound = _bound_since(record)
    for row in _rows(record, records):
        since, effective, withdrawn = bound.get(row["state"]), row["effective"], row["withdrawn"]
        if effective and (since is None or effective < str(since)):
            when = f"on {since}" if since else "on no day on record"
            yield row.finding(f"effective {effective}, but the treaty is in force for {row['state']} {when}")
        if withdrawn and not effective and (since is None or withdrawn >= str(since)):
            yield row.finding(f"withdrawn {withdrawn}, but effective is empty: expected the day from which it stood")
        if effective and withdrawn and withdrawn <= effective:
            yield row.finding(
                f"withdrawn {withdrawn} is not after effective {effective}: leave that empty if it never stood"
            )
        if row["amended"] and not (effective < row["amended"] and (not withdrawn or row["amended"] < withdrawn)):
            yield row.finding(f"amended {row['amended']} is on no day on which it stands")


def _late(record: Record, records: Records) -> Iterator[Finding]:
    """Find reservations of a later day than the deposit's, where the treaty says when they may be made."""
    allowed = record.rules.reservations if record.rules else None
    if allowed is None or not allowed.when:
        return
    bound = _bound_since(record)
    # A State that left and came back makes its reservations once more.
    deposits = {(act.state.id, str(act.effective)) for _, act in record.acts if act.kind.is_consent}
    for row in _rows(record, records):
        since, again = bound.get(row["state"]), (row["state"], row["effective"]) in deposits
        if row["kind"] == StatementKind.RESERVATION and since and row["effective"] > str(since) and not again:
            yield row.finding(
                f"effective {row['effective']} is after {since}, but a reservation is made {allowed.when} "
                f"(Art. {allowed.article})"
            )


def _confirmed(record: Record, records: Records) -> Iterator[Finding]:
    """Find statements made at signature that stand, and were not confirmed with the consent (VCLT Art. 23(2))."""
    consents: dict[str, list[Act]] = {}
    for _, act in record.acts:
        if act.kind.is_consent:
            consents.setdefault(act.state.id, []).append(act)
    for row in _rows(record, records):
        consent = _consent_to(row, consents.get(row["state"], []))
        if row["kind"] not in _MODIFYING or not row["made"] or consent is None or consent.earliest is None:
            continue
        made, confirmed = DateWindow.parse(row["made"]).latest, DateWindow.parse(row["confirmed"]).earliest
        if made is not None and made < consent.earliest and row["effective"] and confirmed is None:
            yield row.finding(
                f"effective {row['effective']}, but made {row['made']}, before consent, and not confirmed"
            )
        elif confirmed is not None and confirmed < consent.earliest:
            yield row.finding(f"confirmed {row['confirmed']} is before the consent of {consent.when}")


def _consent_to(row: Row, consents: "Sequence[Act]") -> Act | None:
    """Return the consent under which a statement stands: the last that has effect by then; else the last of all."""
    by_then = [act for act in consents if act.effective is not None and str(act.effective) <= row["effective"]]
    return next(reversed(by_then or consents), None)


def _flagged(record: Record, records: Records) -> Iterator[Finding]:
    """Find reservations and declarations that stood on the day of a chart that does not flag them.

    A flag without a statement is not wrong: it outlives the reservation, and not every list was read. What a chart is
    known to lack is a line of ``unknowns.csv`` with the subject "flags".
    """
    lacking = {
        state
        for row in records.tables.rows("unknowns.csv")
        if row["treaty"] == record.id and row["subject"] == "flags"
        for state in row.words("states")
    }
    charts: dict[str, list[Row]] = {}
    for row in records.tables.rows(f"{record.id}/flags.csv"):
        charts.setdefault(row["state"], []).append(row)
    for row in _rows(record, records):
        flag = _FLAGS.get(row["filed_as"] or row["kind"])
        if flag is None or row["confidence"] == Confidence.LOW or row["state"] in lacking:
            continue
        for chart in charts.get(row["state"], ()):
            if _stood(row, chart["chart"]) and flag not in chart["flags"]:
                yield row.finding(f"{row['kind']} stood on {chart['chart']}, but that day's chart has no {flag}")


def _stood(row: Row, day: str) -> bool:
    return "" < row["effective"] <= day and not "" < row["withdrawn"] <= day


def _coverage(record: Record, records: Records) -> Iterator[Finding]:
    """Find lines on what was read that charts, or the acts on record, contradict."""
    shown: dict[str, list[str]] = {}
    for row in records.tables.rows(f"{record.id}/flags.csv"):
        shown.setdefault(row["state"], []).append(row["flags"])
    consented = {act.state.id for _, act in record.acts if act.kind.is_consent}
    for row in records.tables.rows(f"{record.id}/statement_coverage.csv"):
        if row["state"] not in consented:
            yield row.finding(f"state {row['state']!r} has no consent on record, so nothing it said has effect")
        for column, flag in FLAGGED_AS.items():
            printed = any(flag in each for each in shown.get(row["state"], ()))
            if row[column] == (Reading.NONE_ON_CHARTS if printed else Reading.UNREAD):
                yield row.finding(f"{column} {row[column]!r}, but {'a' if printed else 'no'} chart has {flag}")


def _carried_over(record: Record, records: Records) -> Iterator[Finding]:
    """Find reservations that repeat those to the treaty that this one is a protocol to, which hold for it anyway."""
    allowed = record.rules.reservations if record.rules else None
    parent = record.row["parent"]
    number = prefix_of(parent)
    for row in _rows(record, records) if allowed is not None and allowed.carries_over and parent else ():
        named = row.words("articles")
        if row["kind"] == StatementKind.RESERVATION and all(each.startswith(number) for each in named):
            yield row.finding(
                f"articles {row['articles']!r}: reservations to No. {number[:-1]} hold for this treaty too "
                f"(Art. {allowed.carries_over if allowed else ''}), expected no line"
            )


def _bound_since(record: Record) -> dict[str, date]:
    """Return since when the treaty has been in force for each State, as published or by its clauses."""
    found: dict[str, date] = {}
    for _, act in record.acts:
        day = act.effective if record.in_force is not None and act.kind.is_consent else None
        if day is not None:
            found.setdefault(act.state.id, day)
    return found


def _rows(record: Record, records: Records) -> tuple[Row, ...]:
    return records.tables.rows(f"{record.id}/statements.csv")


STATEMENT_CHECKS: "tuple[Check, ...]" = (
    _allowed,
    _designations,
    _territories,
    _days,
    _late,
    _confirmed,
    _flagged,
    _coverage,
    _carried_over,
)


def clause_problems(tables: Tables) -> Iterator[Finding]:
    """Find clauses on cooperation without an article, and measures that are none."""
    for row in tables.rows("measures.csv"):
        if bool(row["article"]) is (row["kind"] == ClauseKind.NONE):
            yield row.finding(f"article {row['article']!r}, but the kind is {row['kind']!r}: expected one of the two")
        for each in filter(None, row["also"].split("|")):
            if each not in list(Measure):
                yield row.finding(f"also {each!r} is not a measure")
