"""Checks single cells: ids that refer to another table, and what the other checks read as a day or a number."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from cyberconventions._checks._findings import Finding
from cyberconventions._checks._tables import Table, Tables
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._states import fold
from cyberconventions.errors import did_you_mean

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

# Where ids are defined.
_IDS: Mapping[str, tuple[str, str]] = {
    "States": ("states.csv", "id"),
    "treaties": ("treaties.csv", "id"),
    "sources": ("sources.csv", "id"),
    "resolutions": ("resolutions.csv", "resolution"),
    "programmes": ("programmes.csv", "id"),
    "footnotes": ("footnotes.csv", "number"),
}
# Columns that hold ids, in whatever table: those that may hold several, and States, most of which are in ISO 3166-1
# and in no table. datapackage.json has foreign keys for the others.
_REFERS: Mapping[str, str] = {
    "state": "States",
    "states": "States",
    "successors": "States",
    "continued_by": "States",
    "name_passed_to": "States",
    "former": "States",
    "successor": "States",
    "treaty": "treaties",
    "sources": "sources",
    "printed_in": "sources",
    "resolutions": "resolutions",
    "mandate": "resolutions",
    "programmes": "programmes",
    "footnotes": "footnotes",
}


def whole_number(word: str) -> int:
    """Read a whole number, written in digits.

    Raises:
        ValueError: It is not one.
    """
    if not (word.isascii() and word.isdecimal()):
        raise ValueError(f"{word!r} is not a whole number")
    return int(word)


# What a cell is read as, by the name of its column. A window is more than its form: 1990-02-30 is not a day.
_READ: Mapping[str, Callable[[str], object]] = {
    **dict.fromkeys(("date", "seen", "dated", "established", "made", "confirmed", "joined", "left"), DateWindow.parse),
    **dict.fromkeys(
        ("opened", "adopted", "entry_into_force", "as_of", "complete_to", "complete_from", "ended", "chart"), as_date
    ),
    **dict.fromkeys(("effective", "on", "end", "until", "read", "since", "amended", "withdrawn"), as_date),
    **dict.fromkeys(
        ("consents", "signatures_only", "invited", "signed_or_invited", "yes", "no", "abstain", "number", "row"),
        whole_number,
    ),
}
# Columns of which it is said here what they are read as and refer to, so that nothing is found twice.
SAID_HERE = frozenset((*_REFERS, *_READ))
# Without these a record can't be checked, and without the others it can.
_NEEDED = ("as_of", "on", "reason")
_CHECKED = frozenset((*_REFERS, *_READ, *_NEEDED))


def cell_problems(tables: Tables) -> Iterator[Finding]:
    """Find ids that are not defined, and days and numbers that can't be read."""
    known = _known_ids(tables)
    for table in tables:
        for column in table.rows[0].places if table.rows else ():
            if column in _CHECKED:
                yield from _column_problems(table, column, known)


def _column_problems(table: Table, column: str, known: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    # Many cells of a column are alike, and each is checked once.
    problems = {cell: tuple(_problems(column, cell, known)) for cell in {row[column] for row in table.rows}}
    if any(problems.values()):
        for row in table.rows:
            yield from (row.finding(f"{column} {problem}") for problem in problems[row[column]])


def _problems(column: str, cell: str, known: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Say what is wrong with a cell."""
    whose = _REFERS.get(column, "")
    for word in cell.split() if whose in known else ():
        if word not in known[whose]:
            yield f"{word!r} is not among the {whose}{did_you_mean(word, known[whose])}"
    if not cell:
        if column in _NEEDED:
            yield "is empty, expected a value"
    elif problem := _unreadable(column, cell):
        yield problem


@lru_cache(maxsize=8192)
def _unreadable(column: str, cell: str) -> str:
    """Say why a cell can't be read as a day or a number; nothing if it can, or need not be."""
    try:
        _READ.get(column, str)(cell)
    except ValueError as error:
        return str(error)
    return ""


def _known_ids(tables: Tables) -> dict[str, frozenset[str]]:
    """Return the ids that cells may refer to, by what they are ids of; none of a table that can't be read."""
    # Territories have codes of ISO 3166-1 too, and are not States.
    states = _iso_codes() - {row["territory"] for row in tables.rows("territories.csv")}
    return {
        whose: frozenset(row[column] for row in tables.rows(path)) | (states if whose == "States" else frozenset())
        for whose, (path, column) in _IDS.items()
        if path in tables.by_path and tables.by_path[path].readable
    }


@cache
def iso_names() -> dict[str, str]:
    """Map the names and letter codes of ISO 3166-1 to its alpha-3 codes."""
    import pycountry

    names: dict[str, str] = {}
    for country in pycountry.countries:
        record: Any = country
        for kind in ("alpha_2", "alpha_3", "name", "common_name", "official_name"):
            names[fold(getattr(record, kind, record.name))] = record.alpha_3
    return names


@cache
def _iso_codes() -> frozenset[str]:
    return frozenset(iso_names().values())
