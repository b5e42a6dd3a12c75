"""Checks the tables that treaties share: names, memberships, events, votes, sources, errata."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from cyberconventions._checks._cells import iso_names
from cyberconventions._checks._findings import Finding
from cyberconventions._checks._tables import Tables
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._history import Coverage
from cyberconventions._state_names import fold, read_alike
from cyberconventions.un._resolutions import PLENARY, Basis

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Check: TypeAlias = Callable[[Tables], Iterator[Finding]]


def _keys(tables: Tables) -> Iterator[Finding]:
    """Find rows of one key, and lines of a table without a key that stand there twice."""
    for table in tables:
        lines: dict[tuple[str, ...], int] = {}
        for row in table.rows:
            key = table.key or tuple(row.places)
            line = lines.setdefault(row.key(key), row.line)
            if line != row.line:
                yield row.finding(f"has the {', '.join(table.key) or 'cells'} of line {line}, expected others")


def _treaty_dates(tables: Tables) -> Iterator[Finding]:
    steps = ("adopted", "opened", "entry_into_force")
    for row in tables.rows("treaties.csv"):
        dated = [(step, row[step]) for step in steps if row[step]]
        for (before, first), (after, last) in pairwise(dated):
            if last < first:
                yield row.finding(f"{after} {last} is before {before} {first}")
        if row["complete_to"] and row["coverage"] == Coverage.COMPLETE:
            yield row.finding(f"complete_to {row['complete_to']}, but the record is complete to its as_of anyway")
        elif row["complete_to"] > row["as_of"]:
            yield row.finding(f"complete_to {row['complete_to']} is after as_of {row['as_of']}")


def _treaty_names(tables: Tables) -> Iterator[Finding]:
    """Find names that two treaties, two bodies or two groups share."""
    for file, columns in (
        ("treaties.csv", ("id", "reference", "title", "short_title")),
        ("bodies.csv", ("id", "name")),
        ("groups.csv", ("id", "name")),
    ):
        owners: dict[str, str] = {}
        for row in tables.rows(file):
            for name in filter(None, (*row.key(columns), *row["names"].split("|"))):
                owner = owners.setdefault(fold(name), row["id"])
                if owner != row["id"]:
                    yield row.finding(f"name {name!r} is {owner}'s already")


def _state_names(tables: Tables) -> Iterator[Finding]:
    """Find spellings that mean two States, ISO 3166-1's names included."""
    owners = dict(iso_names())
    for row in tables.rows("states.csv"):
        for name in (row["id"], row["name"]):
            if owners.setdefault(fold(name), row["id"]) != row["id"]:
                yield row.finding(f"{name!r} means {owners[fold(name)]} already")
    for row in tables.rows("state_names.csv"):
        if owners.setdefault(fold(row["name"]), row["state"]) != row["state"]:
            yield row.finding(f"name {row['name']!r} means {owners[fold(row['name'])]} already, not {row['state']}")
    codes = set(owners.values())
    alike = {read_alike(name): state for name, state in owners.items()}
    for row in tables.rows("other_names.csv"):
        if row["code"] not in codes:
            yield row.finding(f"code {row['code']!r} is not in ISO 3166-1, nor the id of a row of states.csv")
        owner = alike.setdefault(read_alike(fold(row["name"])), row["code"])
        if owner != row["code"]:
            yield row.finding(f"name {row['name']!r} means {owner} already, not {row['code']}")
        if not row["sources"] and not row["comment"]:
            yield row.finding(
                f"name {row['name']!r} has no sources, expected some, or a comment that says who prints it"
            )


def _group_members(tables: Tables) -> Iterator[Finding]:
    """Find members of whom nothing says since when, or who left before they joined, or who vote in two regions."""
    groups = {row["id"]: row for row in tables.rows("groups.csv")}
    regions: dict[str, str] = {}
    for row in (each for each in tables.rows("group_members.csv") if each["group"] in groups):
        group = groups[row["group"]]
        if not row["joined"] and not group["complete_from"]:
            yield row.finding(
                f"joined is empty, expected a day: the members of {group['id']} are complete on every day"
            )
        if row["left"] and row["joined"] and row["left"] <= row["joined"]:
            yield row.finding(f"left {row['left']} is not after joined {row['joined']}")
        if group["kind"] == "regional" and not row["role"]:
            other = regions.setdefault(row["state"], group["id"])
            if other != group["id"]:
                yield row.finding(f"{row['state']} votes in {other} already, expected role 'takes part'")


def _memberships(tables: Tables) -> Iterator[Finding]:
    until: dict[str, str] = {}
    for row in sorted(tables.rows("coe_members.csv"), key=lambda row: row["joined"]):
        if row["left"] and row["left"] <= row["joined"]:
            yield row.finding(f"left {row['left']} is not after joined {row['joined']}")
        before = until.get(row["state"])
        if before is not None and (not before or row["joined"] < before):
            yield row.finding(f"{row['state']} joined {row['joined']}, but was a member already")
        until[row["state"]] = row["left"]


def _successions(tables: Tables) -> Iterator[Finding]:
    """Find successors of which states.csv knows nothing, and beginnings after the former State's end."""
    formers = {row["id"]: row for row in tables.rows("states.csv")}
    for row in tables.rows("successions.csv"):
        former = formers.get(row["former"])
        if former is None or row["successor"] not in former.words("successors"):
            yield row.finding(f"successor {row['successor']!r} is not among those of {row['former']} in states.csv")
        elif row["since"] >= former["ended"]:
            yield row.finding(f"since {row['since']}, but {row['former']} ended on {former['ended']}: expected no line")


def _events(tables: Tables) -> Iterator[Finding]:
    for row in tables.rows("events.csv"):
        latest = DateWindow.parse(row["date"]).latest
        if row["end"] and latest is not None and as_date(row["end"]) < latest:
            yield row.finding(f"end {row['end']} is before date {row['date']}")


def _adoptions(tables: Tables) -> Iterator[Finding]:
    """Find resolutions that were never adopted."""
    adopted = {row["resolution"] for row in tables.rows("stages.csv") if row["stage"] == PLENARY}
    for row in tables.rows("resolutions.csv"):
        if row["resolution"] not in adopted:
            yield row.finding(f"resolution {row['resolution']!r} has no stage {PLENARY!r} in stages.csv")


def _tallies(tables: Tables) -> Iterator[Finding]:
    """Compare the votes by State with the published tallies; a roll call must match, other votes must fit in."""
    for row in tables.rows("stages.csv"):
        published = row.key(("yes", "no", "abstain"))
        if not any(published):
            continue
        if not all(published):
            yield row.finding(f"tally {'-'.join(published)} is not complete, expected yes, no and abstain or none")
            continue
        key = ("resolution", "stage")
        votes = [vote for vote in tables.rows("votes.csv") if vote.key(key) == row.key(key)]
        complete = any(vote["basis"] == Basis.ROLL_CALL for vote in votes)
        for kind, tally in zip(("yes", "no", "abstain"), map(int, published), strict=True):
            counted = sum(vote["vote"] == kind for vote in votes)
            if counted > tally or (complete and counted < tally):
                yield row.finding(f"{kind} {tally}, but votes.csv has {counted} for {' '.join(row.key(key))}")


def _donors(tables: Tables) -> Iterator[Finding]:
    for row in tables.rows("programme_statements.csv"):
        if bool(row["text"]) is bool(row["state"]):
            yield row.finding("expected either text or, for a donor, state")


def _addresses(tables: Tables) -> Iterator[Finding]:
    for row in tables.rows("sources.csv"):
        if not row["address"] and "address on record" not in row["title"]:
            yield row.finding("address is empty, expected one, or a title that says that there is no address on record")


def unused_sources(tables: Tables) -> Iterator[Finding]:
    """Find sources that no row names."""
    used = {word for table in tables for row in table.rows if "sources" in row.places for word in row.words("sources")}
    for row in tables.rows("sources.csv"):
        if row["id"] not in used:
            yield row.finding(f"source {row['id']!r} is used nowhere")


def errata_numbers(tables: Tables) -> Iterator[Finding]:
    """Find numbers that are missing: an erratum is cited by its number, so none goes away."""
    numbers = {0, *(int(row["row"]) for row in tables.rows("errata.csv") if row["row"].isdecimal())}
    for row in tables.rows("errata.csv"):
        if row["row"].isdecimal() and int(row["row"]) - 1 not in numbers | {-1}:
            yield row.finding(
                f"row {row['row']}, but no row {int(row['row']) - 1}: numbers are cited, so all of them stay"
            )


# Of one table each, and of what lies across several.
TABLE_CHECKS: "tuple[Check, ...]" = (_keys, _treaty_dates, _treaty_names, _memberships, _events, _donors, _addresses)
CROSS_CHECKS: "tuple[Check, ...]" = (_state_names, _group_members, _successions, _adoptions, _tallies)
