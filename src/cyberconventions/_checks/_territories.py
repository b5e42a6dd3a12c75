"""Checks what a dataset says of territories: who is responsible for them, and which treaties apply to them."""

from collections.abc import Callable, Iterator
from datetime import date

from cyberconventions._application import GroundKind
from cyberconventions._checks._cells import iso_names
from cyberconventions._checks._findings import Finding
from cyberconventions._checks._tables import Row, Tables
from cyberconventions._dates import DateWindow
from cyberconventions._states import fold

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Check: TypeAlias = Callable[[Tables], Iterator[Finding]]

TERRITORIES = "territories.csv"
SHOWN = "territorial_application.csv"
_ACT = "territorial "  # as the kind of a territorial act begins
_DECLARED = (GroundKind.EXTENSION, GroundKind.EXCLUSION)


def _responsible(tables: Tables) -> Iterator[Finding]:
    """Find territories with two States at a time, and lines that contradict themselves."""
    above: dict[str, Row] = {}
    for row in tables.rows(TERRITORIES):
        code = row["territory"]
        if row["disputed"] and row["state"]:
            yield row.finding(f"state {row['state']} is responsible, but that is disputed: expected one of the two")
        if row["since"] and row["until"] and row["until"] < row["since"]:
            yield row.finding(f"until {row['until']} is before since {row['since']}")
        before = above.get(code)
        if before is not None and (not before["until"] or row["since"] <= before["until"]):
            until = before["until"] or "the present"
            yield row.finding(f"since {row['since'] or 'ever'}, but line {before.line} has {code} until {until}")
        above[code] = row


def _territorial_acts(tables: Tables) -> Iterator[Finding]:
    """Find territorial acts that name no known territory, or one for which another State was responsible."""
    known = _named(tables)
    for row in _acts(tables):
        if not row["kind"].startswith(_ACT):
            if row["territory"]:
                yield row.finding(f"territory {row['territory']!r}, but {row['kind']} is not a territorial act")
            continue
        codes = known.get(fold(row["territory"]))
        if codes is None:
            yield row.finding(f"territory {row['territory']!r} is not known: expected a name of {TERRITORIES}")
            continue
        day = row["effective"] or str(DateWindow.parse(row["date"]).latest or "")
        for code in codes:
            yield from _by_another(row, code, day, tables)


def _shown(tables: Tables) -> Iterator[Finding]:
    """Find lines on territories that lack a day, name the wrong State, or say what an act says already."""
    acts: dict[tuple[str, ...], Row] = {
        (row.file.partition("/")[0], code, row["state"], row["kind"].removeprefix(_ACT)): row
        for row in _acts(tables)
        for code in (_named(tables).get(fold(row["territory"]), ()) if row["territory"] else ())
    }
    for row in tables.rows(SHOWN):
        when = DateWindow.parse(row["date"])
        if row["kind"] == GroundKind.EXTENSION and when.latest is None:
            yield row.finding("date has no last day, expected one: it is known to be extended by then")
        if row["kind"] not in _DECLARED and row["date"]:
            yield row.finding(f"date {row['date']}, but {row['kind']} has none: it follows from the State's consent")
        yield from _by_another(row, row["territory"], str(when.latest or when.earliest or ""), tables)
        act = acts.get(row.key(("treaty", "territory", "state", "kind")))
        if act is not None:
            yield row.finding(f"{row['kind']} is an act on record, {act.file}:{act.line}: expected no line")


def _flagged(tables: Tables) -> Iterator[Finding]:
    """Find States that a chart flags T. of whose declaration nothing is on record, and no gap is listed."""
    explained = {(row["treaty"], row["state"]) for row in tables.rows(SHOWN)}
    explained |= {(row.file.partition("/")[0], row["state"]) for row in _acts(tables) if row["kind"].startswith(_ACT)}
    for row in tables.rows("unknowns.csv"):
        explained |= {(row["treaty"], state) for state in row.words("states") if row["subject"] == "territories"}
    for treaty in tables.rows("treaties.csv"):
        for row in tables.rows(f"{treaty['id']}/flags.csv"):
            if "T." in row.words("flags") and (treaty["id"], row["state"]) not in explained:
                yield row.finding(
                    f"flags {row['flags']!r}, but no act of {row['state']} and no line of {SHOWN} says to which "
                    "territories that applies: expected a line of unknowns.csv with the subject 'territories'"
                )


def _by_another(row: Row, code: str, day: str, tables: Tables) -> Iterator[Finding]:
    """Find that another State than the row's was responsible for a territory on a day; now, where it has none."""
    day = day or str(date.max)
    periods = [each for each in tables.rows(TERRITORIES) if each["territory"] == code]
    responsible = [
        each["state"] for each in periods if each["since"] <= day and (not each["until"] or day <= each["until"])
    ]
    if row["state"] not in responsible:
        others = " or ".join(filter(None, responsible)) or "no State"
        yield row.finding(f"state {row['state']}, but {others} is responsible for {code}")


def _acts(tables: Tables) -> Iterator[Row]:
    for treaty in tables.rows("treaties.csv"):
        yield from tables.rows(f"{treaty['id']}/acts.csv")


def _named(tables: Tables) -> dict[str, list[str]]:
    """Map what acts call a territory, or a whole of which several are parts, to codes."""
    codes = {row["territory"] for row in tables.rows(TERRITORIES)}
    found = {name: [code] for name, code in iso_names().items() if code in codes}
    for row in tables.rows(TERRITORIES):
        if row["part_of"]:
            found.setdefault(fold(row["part_of"]), []).append(row["territory"])
    return found


TERRITORY_CHECKS: "tuple[Check, ...]" = (_responsible, _territorial_acts, _shown, _flagged)
