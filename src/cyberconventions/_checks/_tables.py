"""Reads the tables of a dataset with the line of each row, as far as they can be read.

Which tables there are, and with which columns, is what ``datapackage.json`` describes. A table that cannot be read
is one finding, and what other tables say of it is left unchecked.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

import attrs

from cyberconventions._checks._findings import Finding
from cyberconventions._csv import header_problem, line_of_error
from cyberconventions._dataset import bundled
from cyberconventions._manifest import MANIFEST, is_table

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions._dataset import Dataset

# A treaty has this table only if it has a line, and then it is a resource of datapackage.json too.
EXCEPTIONS = ("state", "date", "effective", "reason", "sources")


@attrs.frozen(eq=False)
class Row:
    """A row of a table, with the line it starts on.

    Attributes:
        file: The table's path.
        line: The line, counted from 1.
        cells: The contents.
        places: The place of each column among the cells; the same for all rows of a table.
    """

    file: str
    line: int
    cells: Sequence[str]
    places: Mapping[str, int]

    def __getitem__(self, column: str) -> str:
        return self.cells[self.places[column]]

    def words(self, column: str) -> list[str]:
        """Return the words of a cell that holds several."""
        return self[column].split()

    def key(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Return the cells of some columns."""
        return tuple(self[column] for column in columns)

    def by_column(self) -> dict[str, str]:
        """Return the cells by the names of their columns."""
        return {column: self[column] for column in self.places}

    def finding(self, message: str) -> Finding:
        """Return what is wrong with the row, with its file and line."""
        return Finding(self.file, self.line, message)


@attrs.frozen(eq=False)
class Table:
    """The rows of a file.

    Attributes:
        rows: Those that have as many cells as the header.
        lines: The line on which each row starts, also of those that have not.
        readable: Whether it is there, is CSV in UTF-8 and has the columns that are described.
        key: The columns whose cells no two rows share; none where ``datapackage.json`` names none.
    """

    rows: tuple[Row, ...] = ()
    lines: tuple[int, ...] = ()
    readable: bool = True
    key: tuple[str, ...] = ()


@attrs.frozen(eq=False)
class Tables:
    """The tables of a dataset by their paths, and what is wrong with their form."""

    by_path: Mapping[str, Table]
    findings: tuple[Finding, ...]

    def __iter__(self) -> Iterator[Table]:
        return iter(self.by_path.values())

    def rows(self, path: str) -> tuple[Row, ...]:
        """Return the rows of a table; none where there is no such table."""
        table = self.by_path.get(path)
        return table.rows if table else ()

    @property
    def readable(self) -> bool:
        """Whether all of them can be read."""
        return all(table.readable for table in self)

    def without(self, findings: Iterable[Finding]) -> "Tables":
        """Return the tables without the lines on which something was found."""
        lines = {(finding.file, finding.line) for finding in findings}
        kept = {
            path: attrs.evolve(table, rows=tuple(row for row in table.rows if (path, row.line) not in lines))
            for path, table in self.by_path.items()
        }
        return attrs.evolve(self, by_path=kept)


def read_tables(dataset: "Dataset") -> Tables:
    """Read the tables that ``datapackage.json`` describes, and each treaty's exceptions."""
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for path, columns, key in _described(dataset, findings):
        table = _read(dataset, path, columns, findings) if columns else Table(readable=False)
        read: tuple[str, ...] = tuple([each["name"] for each in schema_of(path).get("fields", ())])
        lacking = [each for each in read if each not in columns]
        if table.readable and lacking:
            findings.append(Finding(path, 1, f"lacks what this release reads: {', '.join(lacking)}"))
            table = Table(readable=False)
        tables[path] = attrs.evolve(table, key=key)
    for row in tables["treaties.csv"].rows if "treaties.csv" in tables else ():
        path = f"{row['id']}/exceptions.csv"
        if path not in tables and dataset.has(path):
            tables[path] = _read(dataset, path, EXCEPTIONS, findings)
    return Tables(tables, tuple(findings))


def schema_of(path: str) -> "Mapping[str, Any]":
    """Return how the package describes a table; one of a treaty that it does not have as those of the others."""
    return _schemas().get(path) or _schemas().get(path.partition("/")[2], {})


@cache
def _schemas() -> "Mapping[str, Mapping[str, Any]]":
    """Return how the package describes its tables, by their paths; those of treaties also by their names alone."""
    package: Any = json.loads(bundled().text(MANIFEST))
    found = {each["path"]: each["schema"] for each in package["resources"] if "schema" in each}
    return {path.partition("/")[2]: schema for path, schema in found.items() if "/" in path} | found


def _described(dataset: "Dataset", findings: list[Finding]) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Yield path, columns and key of each table that is described; no columns where they can't be read."""
    try:
        text = dataset.text(MANIFEST)
        package: Any = json.loads(text)
        resources: dict[str, Any] = {each["path"]: each for each in package["resources"]}
    except FileNotFoundError:
        findings.append(Finding(MANIFEST, 1, "is missing"))
        return
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        findings.append(Finding(MANIFEST, line_of_error(error), f"is not JSON in UTF-8: {error}"))
        return
    except (KeyError, TypeError):
        findings.append(Finding(MANIFEST, 1, "is not a data package, expected resources, each with a path"))
        return
    for path, resource in resources.items():
        if not is_table(path):
            continue
        try:
            columns = tuple(str(field["name"]) for field in resource["schema"]["fields"])
            unique: list[list[str]] = [*resource["schema"].get("uniqueKeys", ()), []]
            key: str | list[str] = resource["schema"].get("primaryKey") or unique[0]
            names = [key] if isinstance(key, str) else key
            yield path, columns, tuple(column for column in columns if column in names)
        except (KeyError, TypeError):
            line = line_with(text, f'"path": "{path}"')
            findings.append(
                Finding(MANIFEST, line, f"resource {path} has no schema, expected fields, each with a name")
            )
            yield path, (), ()


def line_with(text: str, words: str, after: int = 0) -> int:
    """Return the first line with these words, from a line on; that line, or 1, where there is none."""
    lines = text.splitlines()[after:]
    return next((n for n, line in enumerate(lines, start=after + 1) if words in line), max(after, 1))


def _read(dataset: "Dataset", path: str, columns: Sequence[str], findings: list[Finding]) -> Table:
    unreadable = Table(readable=False)
    try:
        text = dataset.text(path)
    except FileNotFoundError:
        findings.append(Finding(path, 1, "is missing"))
        return unreadable
    except UnicodeDecodeError as error:
        findings.append(Finding(path, line_of_error(error), f"is not CSV in UTF-8: {error}"))
        return unreadable
    lines: list[tuple[int, list[str]]] = []
    problem = _parse(path, text, lines)
    if problem is not None:
        findings.append(problem)
        return unreadable
    header = lines[0][1] if lines else []
    words = "begins with a byte order mark" if text.startswith("\ufeff") else header_problem(header, columns)
    if words:
        described = _place_described(dataset, path, header, columns)
        findings.append(Finding(path, 1, f"{words}; expected {','.join(columns)}{described}"))
        return unreadable
    # A cell may hold line breaks: a row starts after the end of the one before.
    rows = [(end + 1, cells) for (end, _), (_, cells) in pairwise(lines)]
    findings += (
        Finding(path, line, f"has {len(cells)} cells, expected {len(header)}")
        for line, cells in rows
        if len(cells) != len(header)
    )
    places = {column: place for place, column in enumerate(header)}
    whole = [Row(path, line, cells, places) for line, cells in rows if len(cells) == len(header)]
    return Table(tuple(whole), tuple(line for line, _ in rows))


def _parse(path: str, text: str, lines: list[tuple[int, list[str]]]) -> Finding | None:
    """Split a text into rows of cells, each with the line it ends on; return what makes that impossible, if anything.

    What was read before an error stays in *lines*.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines.extend((reader.line_num, cells) for cells in reader)
    except csv.Error as error:
        # A quote that nobody closed takes in the lines below: it is in the row that starts here.
        start = lines[-1][0] + 1 if lines else 1
        further = f", as line {reader.line_num} shows" if reader.line_num > start else ""
        return Finding(path, start, f"is not CSV in UTF-8: {error}{further}")
    return None


def _place_described(dataset: "Dataset", path: str, header: Sequence[str], columns: Sequence[str]) -> str:
    """Name the line of ``datapackage.json`` that the header does not follow: either of the two may be wrong."""
    text = dataset.text(MANIFEST)
    if f'"path": "{path}"' not in text:
        return ""
    line = line_with(text, f'"path": "{path}"')
    lost = next((column for column in columns if column not in header), None)
    if lost is not None:
        line = line_with(text, f'"name": "{lost}"', after=line)
    return f" by {MANIFEST}:{line}"
