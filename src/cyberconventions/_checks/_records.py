"""Reads what a dataset has of each treaty: its acts, and its final clauses."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import attrs

from cyberconventions._acts import Act, ActKind
from cyberconventions._checks._findings import Finding
from cyberconventions._checks._tables import Row, Tables
from cyberconventions._checks._treaty_files import read_clauses
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._history import Coverage, history
from cyberconventions._states import State
from cyberconventions.errors import InvalidActError
from cyberconventions.rules import Rules

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from cyberconventions._dataset import Dataset

    Line: TypeAlias = "tuple[Row, Act]"

# What an act is read from.
_READ = ("state", "kind", "date", "effective", "seen", "territory")
_NO_CLAUSE: "Mapping[str, Any]" = {}


@attrs.frozen(eq=False)
class Record:
    """What there is of one treaty, as far as it can be read.

    Attributes:
        id: Its id.
        row: Its line of ``treaties.csv``.
        as_of: The date up to which the record is known.
        since: The first day on which there may be an act.
        in_force: The treaty's own entry into force, as published.
        acts: Its acts, each with its line.
        rules: Its final clauses; ``None`` where they can't be read.
        signature: Who may sign, and until when, as ``treaty.toml`` has it.
    """

    id: str
    row: Row
    as_of: date
    since: date
    in_force: date | None
    acts: "tuple[Line, ...]"
    rules: Rules | None
    signature: "Mapping[str, Any]"

    def by_state(self) -> "dict[str, list[Line]]":
        """Return the acts of each State, with their lines."""
        found: dict[str, list[Line]] = {}
        for row, act in self.acts:
            found.setdefault(act.state.id, []).append((row, act))
        return found

    def possible_on(self, day: date) -> "list[int]":
        """Return the statuses that are possible on a day for each State with acts; nothing where it can't be said."""
        if self.rules is None:
            return []
        known = _Known(
            opened=self.since,
            entry_into_force=self.in_force,
            as_of=self.as_of,
            coverage=Coverage(self.row["coverage"]),
            acts=tuple(act for _, act in self.acts),
            rules=self.rules,
        )
        try:
            return [history(known, [act for _, act in acts]).at(day) for acts in self.by_state().values()]
        except InvalidActError:  # The order of the acts is found elsewhere.
            return []

    def done_by(self, act: Act) -> date:
        """Return the day by which an act had certainly been done."""
        return min(act.latest or (act.seen and act.seen.earliest) or self.as_of, self.as_of)


@attrs.frozen(eq=False)
class _Known:
    """A record as the library works out histories from it."""

    opened: date | None
    entry_into_force: date | None
    as_of: date
    coverage: Coverage
    acts: tuple[Act, ...]
    rules: Rules
    adopted: date | None = None
    complete_to: date | None = None


@attrs.frozen(eq=False)
class Records:
    """The records of all treaties, and the tables they share."""

    tables: Tables
    by_treaty: Mapping[str, Record]


def read_records(dataset: "Dataset", tables: Tables, findings: list[Finding]) -> Records:
    """Read what there is of every treaty; what can't be read is a finding."""
    records: dict[str, Record] = {}
    for row in tables.rows("treaties.csv"):
        rules, signature = read_clauses(dataset, row, tables, findings) or (None, _NO_CLAUSE)
        records[row["id"]] = Record(
            id=row["id"],
            row=row,
            as_of=as_date(row["as_of"]),
            since=as_date(row["opened"] or row["adopted"] or "0001-01-01"),
            in_force=as_date(row["entry_into_force"]) if row["entry_into_force"] else None,
            acts=tuple(_read_acts(row, tables, findings)),
            rules=rules,
            signature=signature,
        )
    return Records(tables, records)


def _read_acts(treaty: Row, tables: Tables, findings: list[Finding]) -> "list[Line]":
    acts: list[Line] = []
    for row in tables.rows(f"{treaty['id']}/acts.csv"):
        try:
            act = _act(row.key(_READ))
        except ValueError as error:  # a kind that is not one, an effect before the act
            findings.append(row.finding(str(error)))
            continue
        if act.earliest is not None and act.earliest > as_date(treaty["as_of"]):
            findings.append(row.finding(f"date {act.when} is after the record's as_of {treaty['as_of']}"))
            continue
        acts.append((row, act))
    return acts


# A dataset is checked before and after a change, and most of its acts stay.
@lru_cache(maxsize=4096)
def _act(cells: tuple[str, ...]) -> Act:
    state, kind, when, effective, seen, territory = cells
    return Act(
        state=State(state),
        kind=ActKind(kind),
        when=DateWindow.parse(when),
        effective=as_date(effective) if effective else None,
        seen=DateWindow.parse(seen) if seen else None,
        territory=territory,
    )
