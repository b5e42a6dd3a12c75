"""Checks what a chart says against itself, the treaty's rules and the record.

The entry-into-force rule recomputes every published date, and so finds misprints: a wrong digit in a day
of consent gives another first of the month.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

import attrs

from cyberconventions.bundle import treaty as treaty_of
from cyberconventions.charts.chart import Chart, Problem, Row, Section
from cyberconventions.errors import ClauseNotSeenError, UnknownTreatyError
from cyberconventions.participation import Treaty
from cyberconventions.states import State, members_of_coe


def checked(chart: Chart, lines: Mapping[str, int]) -> Chart:
    """Return the chart with everything that is odd about it added to its problems.

    Arguments:
        chart: The chart as it was read.
        lines: Where its head and its totals stand in the input: ``"opened"``, ``"consents"``, ….
    """
    try:
        treaty = treaty_of(chart.reference)
    except UnknownTreatyError:
        treaty = None
    found = [*chart.problems, *_totals(chart, lines), *_doubles(chart), *_members(chart)]
    for row in chart.rows:
        found += _order(chart, row)
    if treaty is not None:
        recorded = _recorded_days(treaty)
        for row in chart.rows:
            found += _against_rule(treaty, row)
            if row.state.id in recorded:
                found += _against_record(row, *recorded[row.state.id])
        found += _head(chart, treaty, lines)
    found.sort(key=lambda problem: problem.line or 0)
    return attrs.evolve(chart, problems=tuple(found))


def _totals(chart: Chart, lines: Mapping[str, int]) -> Iterator[Problem]:
    if chart.totals is None:
        return
    counted = chart.counted()
    for what, printed, rows, place in (
        ("ratifications/accessions", chart.totals.consents, counted.consents, "consents"),
        ("signatures not followed by ratifications", chart.totals.signatures_only, counted.signatures_only, "signatures"),
    ):
        if printed != rows:
            yield Problem(f"the total of {what} is printed as {printed}, but the rows count to {rows}", lines.get(place))


def _doubles(chart: Chart) -> Iterator[Problem]:
    first: dict[str, Row] = {}
    for row in chart.rows:
        earlier = first.setdefault(row.state.id, row)
        if earlier is not row:
            yield Problem(f"{row.name} has a second row; the first stands on line {earlier.line}", row.line)


def _members(chart: Chart) -> Iterator[Problem]:
    """Check the sections against membership of the Council of Europe: members are all listed."""
    listed = {row.state: row for row in chart.rows if row.section is Section.MEMBER}
    if not listed:
        return
    members = set(members_of_coe(chart.as_of))
    for state, row in listed.items():
        if state not in members and not members.intersection(state.successors):
            yield Problem(f"{row.name} stands among the members, but was none on {chart.as_of}", row.line)
    for row in chart.rows:
        if row.section is Section.NON_MEMBER and row.state in members:
            yield Problem(f"{row.name} stands among the non-members, but was a member on {chart.as_of}", row.line)
    everyone = {row.state for row in chart.rows}
    everyone |= {successor for state in everyone for successor in state.successors}
    for state in sorted(members - everyone, key=lambda state: state.id):
        yield Problem(f"{state.name} is missing: a chart lists every member of the Council of Europe")


def _order(chart: Chart, row: Row) -> Iterator[Problem]:
    """Check that a row's days follow each other."""
    if row.signature and row.consent and row.consent < row.signature:
        yield Problem(f"{row.name}: consent on {row.consent} comes before signature on {row.signature}", row.line)
    if row.entry_into_force and row.consent is None:
        yield Problem(f"{row.name}: an entry into force without consent", row.line)
    if row.consent and row.entry_into_force and row.entry_into_force < row.consent and row.consent_mark != "su":
        yield Problem(
            f"{row.name}: entry into force on {row.entry_into_force} comes before consent on {row.consent}", row.line
        )
    for what, day in (("signature", row.signature), ("consent", row.consent)):
        if day is not None and day > chart.as_of:
            yield Problem(f"{row.name}: {what} on {day} comes after the chart's date, {chart.as_of}", row.line)
        if day is not None and chart.opened is not None and day < chart.opened:
            yield Problem(f"{row.name}: {what} on {day} comes before the treaty was opened, {chart.opened}", row.line)


def _against_rule(treaty: Treaty, row: Row) -> Iterator[Problem]:
    """Compute the entry into force again (ETS 185: Art. 36(3), 36(4), 37(2))."""
    in_force = treaty.entry_into_force
    if row.consent is None or in_force is None or row.consent_mark in ("su", "r"):
        return
    try:
        expected = treaty.rules.effect(row.consent, in_force, accession=row.consent_mark == "a")
    except ClauseNotSeenError:
        return
    if row.entry_into_force is None:
        yield Problem(f"{row.name}: no entry into force is printed; the rule gives {expected}", row.line)
    elif row.entry_into_force != expected:
        yield Problem(
            f"{row.name}: entry into force is printed as {row.entry_into_force}, but the rule gives {expected} "
            f"for consent on {row.consent}",
            row.line,
        )


@lru_cache(maxsize=16)
def _recorded_days(treaty: Treaty) -> dict[str, tuple[set[date | None], set[date | None]]]:
    """Return the days of signature and of consent that the record has for each State."""
    days: dict[str, tuple[set[date | None], set[date | None]]] = {}
    for act in treaty.acts:
        signatures, consents = days.setdefault(act.state.id, (set(), set()))
        if act.kind.is_signature:
            signatures.add(act.date)
        if act.kind.is_consent:
            consents.add(act.date)
    return days


def _against_record(row: Row, signatures: set[date | None], consents: set[date | None]) -> Iterator[Problem]:
    """Compare a row's days with the bundled record, where that knows them to the day."""
    for what, printed, recorded in (("signature", row.signature, signatures), ("consent", row.consent, consents)):
        if printed is not None and recorded and printed not in recorded and None not in recorded:
            listing = ", ".join(sorted(str(day) for day in recorded))
            yield Problem(f"{row.name}: {what} is printed as {printed}, but the record has {listing}", row.line)


def _head(chart: Chart, treaty: Treaty, lines: Mapping[str, int]) -> Iterator[Problem]:
    for what, printed, recorded, place in (
        ("the opening for signature", chart.opened, treaty.opened, "opened"),
        ("the treaty's entry into force", chart.entry_into_force, treaty.entry_into_force, "entry_into_force"),
    ):
        if printed is not None and recorded is not None and printed != recorded:
            yield Problem(f"{what} is printed as {printed}, but the record has {recorded}", lines.get(place))
    if chart.as_of < treaty.since:
        yield Problem(
            f"the chart's date, {chart.as_of}, comes before the treaty was opened, {treaty.since}", lines.get("as_of")
        )
