"""Checks of the tables: of each alone, and of what lies across several."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from cyberconventions._dates import DateWindow, as_date
from cyberconventions._history import Coverage
from cyberconventions._states import fold
from cyberconventions.audit.findings import Finding
from cyberconventions.audit.reading import iso_names
from cyberconventions.audit.schemas import Table
from cyberconventions.un._resolutions import PLENARY, Basis


def cell_problems(table: Table, known: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Find cells that hold what their column can't.

    Arguments:
        table: The table.
        known: The ids that cells may refer to, by what they are ids of.
    """
    for name, column in table.schema.columns.items():
        # Most cells of a column are alike, and each is looked at once.
        problems = {cell: tuple(column.problems(cell, known)) for cell in {row[name] for row in table.rows}}
        for row in table.rows:
            yield from (row.finding(f"{name} {problem}") for problem in problems[row[name]])


def _duplicates(tables: Mapping[str, Table]) -> Iterator[Finding]:
    for table in tables.values():
        first: dict[tuple[str, ...], int] = {}
        for row in table.rows:
            key = row.key(table.schema.key)
            if first.setdefault(key, row.line) != row.line:
                words = ", ".join(f"{column} {cell!r}" for column, cell in zip(table.schema.key, key, strict=True))
                yield row.finding(f"stands on line {first[key]} already: {words}")


def _out_of_order(tables: Mapping[str, Table]) -> Iterator[Finding]:
    for table in tables.values():
        order = table.schema.order
        if order is None:
            continue
        for above, row in pairwise(table.rows):
            if order(row) < order(above):
                words = " ".join(str(part) for part in order(row))
                yield row.finding(
                    f"{words} stands below {' '.join(str(part) for part in order(above))}, expected above"
                )


def _treaty_dates(tables: Mapping[str, Table]) -> Iterator[Finding]:
    steps = ("adopted", "opened", "entry_into_force")
    for row in tables["treaties.csv"].rows:
        dated = [(step, row[step]) for step in steps if row[step]]
        for (before, first), (after, last) in pairwise(dated):
            if last < first:
                yield row.finding(f"{after} {last} is before {before} {first}")
        if row["complete_to"] and row["coverage"] == Coverage.COMPLETE:
            yield row.finding(f"complete_to {row['complete_to']}, but the record is complete to its as_of anyway")
        elif row["complete_to"] > row["as_of"]:
            yield row.finding(f"complete_to {row['complete_to']} is after as_of {row['as_of']}")


def _treaty_names(tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find names that two treaties, or two bodies, share."""
    for file, columns in (
        ("treaties.csv", ("id", "reference", "title", "short_title")),
        ("bodies.csv", ("id", "name")),
    ):
        owners: dict[str, str] = {}
        for row in tables[file].rows:
            for name in filter(None, (*row.key(columns), *row["names"].split("|"))):
                owner = owners.setdefault(fold(name), row["id"])
                if owner != row["id"]:
                    yield row.finding(f"name {name!r} is {owner}'s already")


def _state_names(tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find spellings that mean two States, ISO 3166-1's names included."""
    owners = dict(iso_names())
    for row in tables["states.csv"].rows:
        for name in (row["id"], row["name"]):
            if owners.setdefault(fold(name), row["id"]) != row["id"]:
                yield row.finding(f"{name!r} means {owners[fold(name)]} already")
    for row in tables["state_names.csv"].rows:
        if owners.setdefault(fold(row["name"]), row["state"]) != row["state"]:
            yield row.finding(f"name {row['name']!r} means {owners[fold(row['name'])]} already, not {row['state']}")


def _memberships(tables: Mapping[str, Table]) -> Iterator[Finding]:
    until: dict[str, str] = {}
    for row in sorted(tables["coe_members.csv"].rows, key=lambda row: row["joined"]):
        if row["left"] and row["left"] <= row["joined"]:
            yield row.finding(f"left {row['left']} is not after joined {row['joined']}")
        before = until.get(row["state"])
        if before is not None and (not before or row["joined"] < before):
            yield row.finding(f"{row['state']} joined {row['joined']}, but was a member already")
        until[row["state"]] = row["left"]


def _events(tables: Mapping[str, Table]) -> Iterator[Finding]:
    for row in tables["events.csv"].rows:
        latest = DateWindow.parse(row["date"]).latest
        if row["end"] and latest is not None and as_date(row["end"]) < latest:
            yield row.finding(f"end {row['end']} is before date {row['date']}")


def _stages(tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find resolutions that were never adopted, and votes that belong to no stage."""
    stages = {row.key(("resolution", "stage")) for row in tables["stages.csv"].rows}
    resolutions = {row["resolution"] for row in tables["resolutions.csv"].rows}
    for row in tables["resolutions.csv"].rows:
        if (row["resolution"], PLENARY) not in stages:
            yield row.finding(f"resolution {row['resolution']!r} has no stage {PLENARY!r} in stages.csv")
    for row in tables["votes.csv"].rows:
        # A resolution that can't be read is a finding of its own.
        if row["resolution"] in resolutions and row.key(("resolution", "stage")) not in stages:
            yield row.finding(f"stage {row['stage']!r} of {row['resolution']!r} is not in stages.csv")


def _tallies(tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Hold the votes by State against the published tallies; a roll call must match, other votes must fit in."""
    for row in tables["stages.csv"].rows:
        published = row.key(("yes", "no", "abstain"))
        if not any(published):
            continue
        if not all(published):
            yield row.finding(f"tally {'-'.join(published)} is not complete, expected yes, no and abstain or none")
            continue
        key = ("resolution", "stage")
        votes = [vote for vote in tables["votes.csv"].rows if vote.key(key) == row.key(key)]
        complete = any(vote["basis"] == Basis.ROLL_CALL for vote in votes)
        for kind, tally in zip(("yes", "no", "abstain"), map(int, published), strict=True):
            counted = sum(vote["vote"] == kind for vote in votes)
            if counted > tally or (complete and counted < tally):
                yield row.finding(f"{kind} {tally}, but votes.csv has {counted} for {' '.join(row.key(key))}")


def _donors(tables: Mapping[str, Table]) -> Iterator[Finding]:
    for row in tables["programme_statements.csv"].rows:
        if bool(row["text"]) is bool(row["state"]):
            yield row.finding("expected either text or, for a donor, state")


def _addresses(tables: Mapping[str, Table]) -> Iterator[Finding]:
    for row in tables["sources.csv"].rows:
        if not row["address"] and "address on record" not in row["title"]:
            yield row.finding("address is empty, expected one, or a title that says that there is no address on record")


def unused_sources(tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find sources that no row names."""
    used = {
        word
        for table in tables.values()
        if "sources" in table.schema.columns
        for row in table.rows
        for word in row.words("sources")
    }
    for row in tables["sources.csv"].rows:
        if row["id"] not in used:
            yield row.finding(f"source {row['id']!r} is used nowhere")


def errata_numbers(tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Find numbers that are missing: an erratum is cited by its number, so none goes away."""
    numbers = {0, *(int(row["row"]) for row in tables["errata.csv"].rows if row["row"].isdecimal())}
    for row in tables["errata.csv"].rows:
        if row["row"].isdecimal() and int(row["row"]) - 1 not in numbers | {-1}:
            yield row.finding(
                f"row {row['row']}, but no row {int(row['row']) - 1}: numbers are cited, so all of them stay"
            )


# Of one table each, and of what lies across several.
TABLE_CHECKS: tuple[Callable[[Mapping[str, Table]], Iterator[Finding]], ...] = (
    _duplicates,
    _out_of_order,
    _treaty_dates,
    _treaty_names,
    _memberships,
    _events,
    _donors,
    _addresses,
)
CROSS_CHECKS: tuple[Callable[[Mapping[str, Table]], Iterator[Finding]], ...] = (
    _state_names,
    _stages,
    _tallies,
)
