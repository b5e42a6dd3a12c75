"""Checks the cells of the tables against what ``datapackage.json`` says of each column: words, forms, references.

It is the package's own description that counts, whatever that of the folder says: by it the tables are read. A treaty
that the package does not have is described as the others are.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from cyberconventions._checks._cells import SAID_HERE, whole_number
from cyberconventions._checks._findings import Finding
from cyberconventions._checks._tables import Table, Tables, schema_of
from cyberconventions._dates import as_date
from cyberconventions.errors import did_you_mean, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

_TYPES: Mapping[str, Callable[[str], object]] = {"date": as_date, "integer": whole_number}


def form_problems(tables: Tables) -> Iterator[Finding]:
    """Find cells that are not what ``datapackage.json`` says of their column."""
    for path, table in tables.by_path.items():
        schema = schema_of(path)
        for field in schema.get("fields", ()):
            yield from _column_problems(table, field)
        for key in schema.get("foreignKeys", ()):
            yield from _reference_problems(path, table, key, tables)


def _column_problems(table: Table, field: "Mapping[str, Any]") -> Iterator[Finding]:
    name = field["name"]
    # Many cells of a column are alike, and each is checked once.
    problems = {cell: _problem(field, cell) for cell in {row[name] for row in table.rows}}
    for row in table.rows:
        if problems[row[name]]:
            yield row.finding(f"{name} {problems[row[name]]}")


def _problem(field: "Mapping[str, Any]", cell: str) -> str:
    """Say what is wrong with a cell of a column; nothing if nothing is."""
    limits = field.get("constraints", {})
    if not cell:
        return "is empty, expected a value" if limits.get("required") else ""
    words: list[str] = limits.get("enum", [])
    if words and cell not in words:
        return f"{quoted(cell)} is unknown, expected one of {', '.join(words)}{did_you_mean(cell, words)}"
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        return f"{quoted(cell)} has not the form {limits['pattern']}"
    try:
        _TYPES.get("" if field["name"] in SAID_HERE else field["type"], str)(cell)
    except ValueError as error:
        return str(error)
    return ""


def _reference_problems(path: str, table: Table, key: "Mapping[str, Any]", tables: Tables) -> Iterator[Finding]:
    """Find rows that name a row of another table which is not there; of a table that can't be read, none is missed."""
    columns, reference = key["fields"], key["reference"]
    other = f"{reference['resource']}.csv" if reference["resource"] else path
    to = tables.by_path.get(other)
    if to is None or not to.readable or columns[-1] in SAID_HERE:
        return
    known = {row.key(reference["fields"]) for row in to.rows}
    for row in table.rows:
        named = row.key(columns)
        if all(named) and named not in known:
            yield row.finding(f"{' '.join(columns)} {quoted(' '.join(named))} is not in {other}")
