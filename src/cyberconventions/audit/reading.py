"""Reads the tables of a folder as they stand."""

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from cyberconventions._states import fold
from cyberconventions.audit.files import content_of, line_of_byte
from cyberconventions.audit.findings import Finding
from cyberconventions.audit.schemas import SCHEMAS, TREATY_SCHEMAS, Row, Schema, Table
from cyberconventions.errors import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_tables(root: str, findings: list[Finding]) -> dict[str, Table]:
    """Read every table of the folder; what can't be read is a finding."""
    tables = {file: _read_table(root, file, schema, findings) for file, schema in SCHEMAS.items()}
    treaties = dict.fromkeys(row["id"] for row in tables["treaties.csv"].rows if row["id"])
    for treaty in treaties:
        for name, schema in TREATY_SCHEMAS.items():
            tables[f"{treaty}/{name}"] = _read_table(root, f"{treaty}/{name}", schema, findings)
    findings += (
        Finding(file, 1, "is no table of the dataset, expected its name to be known or its folder to be a treaty's id")
        for file in _csv_files(root)
        # Without the table of treaties nobody knows which folders are a treaty's.
        if file not in tables and (tables["treaties.csv"].readable or "/" not in file)
    )
    return tables


def _csv_files(root: str) -> Iterator[str]:
    for folder, _, names in os.walk(root):
        place = os.path.relpath(folder, root).replace(os.sep, "/")
        yield from (name if place == "." else f"{place}/{name}" for name in names if name.endswith(".csv"))


def _read_table(root: str, file: str, schema: Schema, findings: list[Finding]) -> Table:
    unreadable = Table(schema, (), readable=False)
    content = content_of(root, file)
    if content is None:
        if schema.optional:
            return Table(schema, ())
        findings.append(Finding(file, 1, "is missing"))
        return unreadable
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        findings.append(Finding(file, line_of_byte(content, error.start), f"is no CSV in UTF-8: {error}"))
        return unreadable
    lines: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        # What was read before an error stays in the list.
        lines.extend((reader.line_num, cells) for cells in reader)
    except csv.Error as error:
        # A quote that nobody closed takes in the lines below: the row it stands in is the place to look.
        start = lines[-1][0] + 1 if lines else 1
        further = f", as line {reader.line_num} shows" if reader.line_num > start else ""
        findings.append(Finding(file, start, f"is no CSV in UTF-8: {error}{further}"))
        return unreadable
    header = lines[0][1] if lines else []
    problem = "begins with a byte order mark" if text.startswith("\ufeff") else header_problem(header, schema)
    if problem:
        findings.append(Finding(file, 1, f"{problem}; expected {','.join(schema.columns)}"))
        return unreadable
    rows: list[Row] = []
    # A cell may hold line breaks: a row starts after the end of the one before.
    for (end, _), (_, cells) in pairwise(lines):
        if len(cells) != len(header):
            findings.append(Finding(file, end + 1, f"has {len(cells)} cells, expected {len(header)}"))
            continue
        rows.append(Row(file, end + 1, dict(zip(header, cells, strict=True))))
    return Table(schema, tuple(rows))


def header_problem(columns: Sequence[str], schema: Schema) -> str:
    """Say what is wrong with the names of a table's columns, in one sentence; nothing if nothing is."""
    problems = [
        f"unknown column {column!r}{did_you_mean(column, schema.columns)}"
        for column in dict.fromkeys(columns)
        if column not in schema.columns
    ]
    problems += [
        f"column {column!r} stands {columns.count(column)} times"
        for column in schema.columns
        if columns.count(column) != 1
    ]
    if not problems and list(columns) != list(schema.columns):
        problems.append(f"the columns stand in the order {','.join(columns)}")
    return "; ".join(problems)


def known_ids(tables: Mapping[str, Table]) -> dict[str, frozenset[str]]:
    """Return the ids that cells may refer to, by what they are ids of."""
    iso = frozenset(iso_names().values())
    ids = {
        "States": ("states.csv", "id"),
        "treaties": ("treaties.csv", "id"),
        "sources": ("sources.csv", "id"),
        "bodies": ("bodies.csv", "id"),
        "resolutions": ("resolutions.csv", "resolution"),
        "programmes": ("programmes.csv", "id"),
        "footnotes": ("footnotes.csv", "number"),
        "errata": ("errata.csv", "row"),
    }
    return {
        whose: frozenset(row[column] for row in tables[file].rows) | (iso if whose == "States" else frozenset())
        for whose, (file, column) in ids.items()
        # Of a table that can't be read nobody knows the ids.
        if tables[file].readable
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
