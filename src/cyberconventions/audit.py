"""Checks the whole dataset: ``python -m cyberconventions.audit [FOLDER]``.

Prints what is wrong with file and line. The exit status is 1 if anything is, 0 if nothing, 2 where there is no
such folder.

The folder's files are read as they stand, without what the library keeps in memory of its own dataset, so a
changed copy can be checked before it is installed.
"""

import argparse
import csv
import io
import json
import os
import re
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import cast

import attrs

from cyberconventions.acts import Act, ActKind, Confidence
from cyberconventions.dates import DateWindow, as_date
from cyberconventions.errors import (
    ClauseNotSeenError,
    InvalidActError,
    InvalidRuleError,
    did_you_mean,
)
from cyberconventions.initiatives import PLENARY, THIRD_COMMITTEE, Basis, EventKind, Vote
from cyberconventions.notes import FLAGS
from cyberconventions.participation import Coverage
from cyberconventions.provisions import Subject, Verdict
from cyberconventions.rules import Clause, InvitationRule, Rules
from cyberconventions.states import COUNCIL_OF_EUROPE, UN, State, fold
from cyberconventions.tables import data_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from enum import StrEnum
    from typing import Any

    Effect = tuple[date, date]
    Key = tuple[object, ...]

_NEVER = date.max
_NOTHING: "Mapping[str, Any]" = {}


@attrs.frozen(order=True)
class Finding:
    """Something that is wrong with the dataset.

    Attributes:
        file: The file's path within the dataset's folder.
        line: The line, counted from 1; 1 also where the file as a whole is meant.
        message: What is wrong: the value, the column and what was expected.

    >>> str(Finding("crc/acts.csv", 12, "state 'XXX' is no State's id"))
    "crc/acts.csv:12: state 'XXX' is no State's id"
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def audit(folder: str | None = None) -> tuple[Finding, ...]:
    """Check a dataset's folder.

    Arguments:
        folder: The folder; the one that comes with the library where left out.

    Returns:
        What is wrong, in the order of files and lines; nothing for a sound dataset.

    Raises:
        NotADirectoryError: There is no such folder.

    >>> audit()
    ()
    """
    root = data_path("") if folder is None else folder
    if not os.path.isdir(root):
        raise NotADirectoryError(f"{root!r} is no folder, expected that of a dataset, with treaties.csv in it")
    findings: list[Finding] = []
    tables = _read_tables(root, findings)
    known = _known(tables)
    broken = [finding for table in tables.values() for finding in _cells(table, known)]
    findings += broken
    unsound = {(finding.file, finding.line) for finding in broken}
    sound = {
        name: attrs.evolve(table, rows=tuple(row for row in table.rows if (row.file, row.line) not in unsound))
        for name, table in tables.items()
    }
    for check in _TABLE_CHECKS:
        findings += check(sound)
    # What a row names counts as used, and its number as given, even if another of its cells can't be read.
    findings += _errata_numbers(tables)
    findings += _package(root, tables)
    records = _records(root, sound, findings)
    # Where a table can't be read at all, what the others say of it would only repeat that.
    if all(table.readable for table in tables.values()):
        for check in _CROSS_CHECKS:
            findings += check(sound)
        findings += _unused_sources(tables)
        for record in records.values():
            for check_record in _RECORD_CHECKS:
                findings += check_record(record, records, sound)
    return tuple(sorted(set(findings)))


def main(argv: Sequence[str] | None = None) -> int:
    """Check a dataset's folder, print what is wrong and return the exit status.

    Arguments:
        argv: The words after the program's name; the process's own where left out.
    """
    parser = argparse.ArgumentParser(prog="python -m cyberconventions.audit", description="Checks the dataset.")
    parser.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="the dataset's folder; the library's own if left out"
    )
    folder: str | None = parser.parse_args(argv).folder
    try:
        findings = audit(folder)
    except NotADirectoryError as error:
        parser.error(str(error))
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    count = len(findings)
    sys.stdout.write(f"{count} problem{'' if count == 1 else 's'} found\n" if count else "The dataset is sound.\n")
    return 1 if findings else 0


# -- what a table must look like ----------------------------------------------------------------------------


@attrs.frozen(order=False)
class _Row:
    """A line of a table."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def words(self, column: str) -> list[str]:
        return self.cells[column].split()

    def key(self, columns: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.cells[column] for column in columns)

    def finding(self, message: str) -> Finding:
        return Finding(self.file, self.line, message)


@attrs.frozen(order=False)
class _Column:
    """What a cell may hold.

    Attributes:
        read: Reads a word; an error it raises is a finding.
        refers: Whose ids its words are, where they are ids.
        several: Whether it holds several words, with spaces between.
        required: Whether it must not be empty.
    """

    read: Callable[[str], object] = str
    refers: str = ""
    several: bool = False
    required: bool = False

    def problems(self, cell: str, known: Mapping[str, frozenset[str]]) -> Iterator[str]:
        """Say what is wrong with a cell."""
        if cell != cell.strip():
            yield f"{cell!r} begins or ends with white space"
        if not cell.strip():
            if self.required:
                yield "is empty, expected a value"
            return
        for word in cell.split() if self.several else [cell]:
            if self.refers in known and word not in known[self.refers]:
                yield f"{word!r} is not among the {self.refers}{did_you_mean(word, known[self.refers])}"
                continue
            try:
                self.read(word)
            except ValueError as error:
                yield str(error)


@attrs.frozen(order=False)
class _Schema:
    """The columns of a table, which of them identify a row, and how its rows are ordered."""

    columns: Mapping[str, _Column]
    key: tuple[str, ...]
    order: "Callable[[_Row], Key] | None" = None
    optional: bool = False


@attrs.frozen(order=False)
class _Table:
    """The rows of a file; none, and not readable, where it is missing, is no CSV, or has not the right header."""

    schema: _Schema
    rows: tuple[_Row, ...]
    readable: bool = True


def _one_of(*values: str) -> Callable[[str], object]:
    def read(word: str) -> str:
        if word not in values:
            raise ValueError(f"{word!r} is unknown, expected one of {', '.join(values)}{did_you_mean(word, values)}")
        return word

    return read


def _kind(kinds: "type[StrEnum]") -> Callable[[str], object]:
    return _one_of(*(each.value for each in kinds))


def _number(word: str) -> int:
    if not (word.isascii() and word.isdecimal()):
        raise ValueError(f"{word!r} is no whole number")
    return int(word)


def _flag(word: str) -> str:
    # Flags may be glued together, as on the charts: "R.D.A.".
    for symbol in re.findall(r"[^.]*\.|[^.]+$", word):
        _one_of(*FLAGS)(symbol)
    return word


def _by(*columns: str) -> "Callable[[_Row], Key]":
    return lambda row: row.key(columns)


def _first_day(cell: str) -> date:
    return DateWindow.parse(cell).earliest or date.min


_TEXT = _Column()
_NAME = _Column(required=True)
_DAY = _Column(as_date)
_SOME_DAY = _Column(as_date, required=True)
_WINDOW = _Column(DateWindow.parse)
_SOME_WINDOW = _Column(DateWindow.parse, required=True)
_COUNT = _Column(_number)
_STATE = _Column(refers="States", required=True)
_TREATY = _Column(refers="treaties", required=True)
_BODY = _Column(refers="bodies", required=True)
_SOURCES = _Column(refers="sources", several=True, required=True)
_CONFIDENCE = _Column(_kind(Confidence), required=True)
_RESOLUTION = _Column(refers="resolutions", required=True)
_STAGE = _Column(_one_of(PLENARY, THIRD_COMMITTEE), required=True)

# The tables of the folder itself.
SCHEMAS: Mapping[str, _Schema] = {
    "treaties.csv": _Schema(
        {
            "id": _NAME,
            "reference": _NAME,
            "title": _NAME,
            "short_title": _NAME,
            "names": _TEXT,
            "opened": _DAY,
            "adopted": _DAY,
            "entry_into_force": _DAY,
            "depositary": _NAME,
            "parent": _Column(refers="treaties"),
            "as_of": _SOME_DAY,
            "coverage": _Column(_kind(Coverage), required=True),
            "complete_to": _DAY,
            "sources": _Column(refers="sources", several=True),
        },
        key=("id",),
    ),
    "states.csv": _Schema(
        {
            "id": _NAME,
            "name": _NAME,
            "kind": _Column(_one_of("organisation", "former State"), required=True),
            "flag": _TEXT,
            "ended": _DAY,
            "successors": _Column(refers="States", several=True),
            "continued_by": _Column(refers="States"),
            "comment": _TEXT,
        },
        key=("id",),
        order=_by("id"),
    ),
    "state_names.csv": _Schema(
        {
            "name": _NAME,
            "state": _STATE,
            "charts": _Column(_one_of(COUNCIL_OF_EUROPE, UN), several=True),
            "until": _DAY,
            "comment": _TEXT,
        },
        key=("name",),
    ),
    "coe_members.csv": _Schema(
        {
            "state": _STATE,
            "joined": _SOME_DAY,
            "left": _DAY,
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
        },
        key=("state", "joined"),
    ),
    "sources.csv": _Schema(
        {"id": _NAME, "title": _NAME, "publisher": _NAME, "address": _TEXT, "dated": _WINDOW, "read": _DAY},
        key=("id",),
        order=_by("id"),
    ),
    "footnotes.csv": _Schema(
        {"number": _Column(_number, required=True), "subject": _NAME, "text": _NAME},
        key=("number",),
        order=lambda row: (int(row["number"]),),
    ),
    "totals.csv": _Schema(
        {
            "treaty": _TREATY,
            "on": _SOME_DAY,
            "consents": _COUNT,
            "signatures_only": _COUNT,
            "sources": _SOURCES,
            "comment": _TEXT,
        },
        key=("treaty", "on"),
        order=_by("treaty", "on"),
    ),
    "provisions.csv": _Schema(
        {
            "treaty": _TREATY,
            "article": _NAME,
            "title": _NAME,
            "subject": _Column(_kind(Subject), required=True),
            "summary": _NAME,
            "sources": _SOURCES,
        },
        key=("treaty", "article"),
    ),
    "errata.csv": _Schema(
        {
            "row": _Column(_number, required=True),
            "treaty": _Column(refers="treaties", several=True),
            "resolutions": _Column(refers="resolutions", several=True),
            "programmes": _Column(refers="programmes", several=True),
            "subject": _NAME,
            "statement": _NAME,
            "verdict": _Column(_kind(Verdict), required=True),
            "holds": _NAME,
            # None where nothing beyond the page was found.
            "sources": attrs.evolve(_SOURCES, required=False),
        },
        key=("row",),
        order=lambda row: (int(row["row"]),),
    ),
    "misprints.csv": _Schema(
        {
            "treaty": _Column(refers="treaties", several=True, required=True),
            "state": _STATE,
            "act": _NAME,
            "printed": _NAME,
            "holds": _NAME,
            "shown_by": _NAME,
            # None where the account does not name the table.
            "printed_in": attrs.evolve(_SOURCES, required=False),
            "sources": _SOURCES,
        },
        key=("treaty", "state", "act", "printed"),
        order=_by("treaty", "state"),
    ),
    "unknowns.csv": _Schema(
        {
            "treaty": _TREATY,
            "subject": _NAME,
            # None where not even that is known.
            "states": _Column(refers="States", several=True),
            "statement": _NAME,
            "sources": _SOURCES,
        },
        key=("treaty", "subject", "states"),
    ),
    "bodies.csv": _Schema(
        {"id": _NAME, "name": _NAME, "parent": _Column(refers="bodies"), "names": _TEXT}, key=("id",)
    ),
    "events.csv": _Schema(
        {
            "date": _SOME_WINDOW,
            "end": _DAY,
            "body": _BODY,
            "kind": _Column(_kind(EventKind), required=True),
            "symbol": _TEXT,
            "place": _TEXT,
            "title": _NAME,
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "treaty": _Column(refers="treaties"),
            "comment": _TEXT,
        },
        key=("date", "body", "title"),
        order=lambda row: (_first_day(row["date"]),),
    ),
    "resolutions.csv": _Schema(
        {
            "resolution": _NAME,
            "symbol": _NAME,
            "kind": _Column(_one_of(EventKind.RESOLUTION, EventKind.DECISION), required=True),
            "body": _BODY,
            "title": _NAME,
            "comment": _TEXT,
        },
        key=("resolution",),
    ),
    "stages.csv": _Schema(
        {
            "resolution": _RESOLUTION,
            "stage": _STAGE,
            "body": _BODY,
            "date": _SOME_WINDOW,
            "document": _TEXT,
            "yes": _COUNT,
            "no": _COUNT,
            "abstain": _COUNT,
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
        },
        key=("resolution", "stage"),
        order=lambda row: (_first_day(row["date"]),),
    ),
    "votes.csv": _Schema(
        {
            "resolution": _RESOLUTION,
            "stage": _STAGE,
            "state": _STATE,
            # An unknown vote is the absence of a row.
            "vote": _Column(_one_of(*(each.value for each in Vote if each is not Vote.UNKNOWN)), required=True),
            "basis": _Column(_kind(Basis), required=True),
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
        },
        key=("resolution", "stage", "state"),
        order=_by("resolution", "stage", "state"),
    ),
    "sponsors.csv": _Schema(
        {
            "resolution": _RESOLUTION,
            "document": _NAME,
            "state": _STATE,
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
        },
        key=("resolution", "document", "state"),
    ),
    "programmes.csv": _Schema(
        {
            "id": _NAME,
            "name": _NAME,
            "names": _TEXT,
            "body": _BODY,
            "established": _WINDOW,
            "mandate": _Column(refers="resolutions", several=True),
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
        },
        key=("id",),
    ),
    "programme_statements.csv": _Schema(
        {
            "programme": _Column(refers="programmes", required=True),
            "topic": _Column(_one_of("donor", "objective", "region", "pillar"), required=True),
            "text": _TEXT,
            "state": _Column(refers="States"),
            "date": _WINDOW,
            "verified": _Column(_one_of("yes", "no"), required=True),
            "erratum": _Column(refers="errata"),
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
        },
        key=("programme", "topic", "text", "state"),
    ),
}

# The tables of each treaty's folder.
TREATY_SCHEMAS: Mapping[str, _Schema] = {
    "acts.csv": _Schema(
        {
            "state": _STATE,
            "kind": _Column(_kind(ActKind), required=True),
            "date": _WINDOW,
            "effective": _DAY,
            "sources": _SOURCES,
            "confidence": _CONFIDENCE,
            "comment": _TEXT,
            "seen": _WINDOW,
            "territory": _TEXT,
            "footnotes": _Column(refers="footnotes", several=True),
        },
        key=("state", "kind", "date", "territory"),
        order=_by("state"),
    ),
    "flags.csv": _Schema(
        {"chart": _SOME_DAY, "state": _STATE, "flags": _Column(_flag, several=True)},
        key=("chart", "state"),
        order=_by("chart"),
        optional=True,
    ),
    "exceptions.csv": _Schema(
        {"state": _STATE, "date": _SOME_WINDOW, "effective": _SOME_DAY, "reason": _NAME, "sources": _SOURCES},
        key=("state", "date"),
        order=_by("state", "date"),
        optional=True,
    ),
}


# -- reading ------------------------------------------------------------------------------------------------


def _read_tables(root: str, findings: list[Finding]) -> dict[str, _Table]:
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


def _read_table(root: str, file: str, schema: _Schema, findings: list[Finding]) -> _Table:
    unreadable = _Table(schema, (), readable=False)
    content = _content(root, file)
    if content is None:
        if schema.optional:
            return _Table(schema, ())
        findings.append(Finding(file, 1, "is missing"))
        return unreadable
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        findings.append(Finding(file, _line_of_byte(content, error.start), f"is no CSV in UTF-8: {error}"))
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
    problem = "begins with a byte order mark" if text.startswith("\ufeff") else _header_problem(header, schema)
    if problem:
        findings.append(Finding(file, 1, f"{problem}; expected {','.join(schema.columns)}"))
        return unreadable
    rows: list[_Row] = []
    # A cell may hold line breaks: a row starts after the end of the one before.
    for (end, _), (_, cells) in pairwise(lines):
        if len(cells) != len(header):
            findings.append(Finding(file, end + 1, f"has {len(cells)} cells, expected {len(header)}"))
            continue
        rows.append(_Row(file, end + 1, dict(zip(header, cells, strict=True))))
    return _Table(schema, tuple(rows))


def _content(root: str, file: str) -> bytes | None:
    """Return what a file of the folder holds; ``None`` if it is not there."""
    path = os.path.join(root, *file.split("/"))
    if not os.path.exists(path):
        return None
    with open(path, "rb") as binary:
        return binary.read()


def _line_of_byte(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


def _header_problem(columns: Sequence[str], schema: _Schema) -> str:
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


def _known(tables: Mapping[str, _Table]) -> dict[str, frozenset[str]]:
    """Return the ids that cells may refer to, by what they are ids of."""
    iso = frozenset(_iso_names().values())
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
def _iso_names() -> dict[str, str]:
    """Map the names and letter codes of ISO 3166-1 to its alpha-3 codes."""
    import pycountry

    names: dict[str, str] = {}
    for country in pycountry.countries:
        record: Any = country
        for kind in ("alpha_2", "alpha_3", "name", "common_name", "official_name"):
            names[fold(getattr(record, kind, record.name))] = record.alpha_3
    return names


# -- checks of single tables --------------------------------------------------------------------------------


def _cells(table: _Table, known: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    for name, column in table.schema.columns.items():
        # Most cells of a column are alike, and each is looked at once.
        problems = {cell: tuple(column.problems(cell, known)) for cell in {row[name] for row in table.rows}}
        for row in table.rows:
            yield from (row.finding(f"{name} {problem}") for problem in problems[row[name]])


def _duplicates(tables: Mapping[str, _Table]) -> Iterator[Finding]:
    for table in tables.values():
        first: dict[tuple[str, ...], int] = {}
        for row in table.rows:
            key = row.key(table.schema.key)
            if first.setdefault(key, row.line) != row.line:
                words = ", ".join(f"{column} {cell!r}" for column, cell in zip(table.schema.key, key, strict=True))
                yield row.finding(f"stands on line {first[key]} already: {words}")


def _out_of_order(tables: Mapping[str, _Table]) -> Iterator[Finding]:
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


def _treaty_dates(tables: Mapping[str, _Table]) -> Iterator[Finding]:
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


def _treaty_names(tables: Mapping[str, _Table]) -> Iterator[Finding]:
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


def _state_names(tables: Mapping[str, _Table]) -> Iterator[Finding]:
    """Find spellings that mean two States, ISO 3166-1's names included."""
    owners = dict(_iso_names())
    for row in tables["states.csv"].rows:
        for name in (row["id"], row["name"]):
            if owners.setdefault(fold(name), row["id"]) != row["id"]:
                yield row.finding(f"{name!r} means {owners[fold(name)]} already")
    for row in tables["state_names.csv"].rows:
        if owners.setdefault(fold(row["name"]), row["state"]) != row["state"]:
            yield row.finding(f"name {row['name']!r} means {owners[fold(row['name'])]} already, not {row['state']}")


def _memberships(tables: Mapping[str, _Table]) -> Iterator[Finding]:
    until: dict[str, str] = {}
    for row in sorted(tables["coe_members.csv"].rows, key=lambda row: row["joined"]):
        if row["left"] and row["left"] <= row["joined"]:
            yield row.finding(f"left {row['left']} is not after joined {row['joined']}")
        before = until.get(row["state"])
        if before is not None and (not before or row["joined"] < before):
            yield row.finding(f"{row['state']} joined {row['joined']}, but was a member already")
        until[row["state"]] = row["left"]


def _events(tables: Mapping[str, _Table]) -> Iterator[Finding]:
    for row in tables["events.csv"].rows:
        latest = DateWindow.parse(row["date"]).latest
        if row["end"] and latest is not None and as_date(row["end"]) < latest:
            yield row.finding(f"end {row['end']} is before date {row['date']}")


def _stages(tables: Mapping[str, _Table]) -> Iterator[Finding]:
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


def _tallies(tables: Mapping[str, _Table]) -> Iterator[Finding]:
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


def _donors(tables: Mapping[str, _Table]) -> Iterator[Finding]:
    for row in tables["programme_statements.csv"].rows:
        if bool(row["text"]) is bool(row["state"]):
            yield row.finding("expected either text or, for a donor, state")


def _addresses(tables: Mapping[str, _Table]) -> Iterator[Finding]:
    for row in tables["sources.csv"].rows:
        if not row["address"] and "address on record" not in row["title"]:
            yield row.finding("address is empty, expected one, or a title that says that there is no address on record")


def _unused_sources(tables: Mapping[str, _Table]) -> Iterator[Finding]:
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


def _errata_numbers(tables: Mapping[str, _Table]) -> Iterator[Finding]:
    """Find numbers that are missing: an erratum is cited by its number, so none goes away."""
    numbers = {0, *(int(row["row"]) for row in tables["errata.csv"].rows if row["row"].isdecimal())}
    for row in tables["errata.csv"].rows:
        if row["row"].isdecimal() and int(row["row"]) - 1 not in numbers | {-1}:
            yield row.finding(
                f"row {row['row']}, but no row {int(row['row']) - 1}: numbers are cited, so all of them stay"
            )


# Of one table each, and of what lies across several.
_TABLE_CHECKS: tuple[Callable[[Mapping[str, _Table]], Iterator[Finding]], ...] = (
    _duplicates,
    _out_of_order,
    _treaty_dates,
    _treaty_names,
    _memberships,
    _events,
    _donors,
    _addresses,
)
_CROSS_CHECKS: tuple[Callable[[Mapping[str, _Table]], Iterator[Finding]], ...] = (
    _state_names,
    _stages,
    _tallies,
)


# -- the descriptor and the version -------------------------------------------------------------------------

_PACKAGE = "datapackage.json"


def _package(root: str, tables: Mapping[str, _Table]) -> Iterator[Finding]:
    """Hold datapackage.json against the tables, and the version it gives against VERSION and CITATION.cff."""
    version = yield from _version(root)
    content = _content(root, _PACKAGE)
    if content is None:
        yield Finding(_PACKAGE, 1, "is missing")
        return
    try:
        text = content.decode()
        package: Any = json.loads(text)
        resources: dict[str, Any] = {each["path"]: each for each in package["resources"]}
    except UnicodeDecodeError as error:
        yield Finding(_PACKAGE, _line_of_byte(content, error.start), f"is no JSON in UTF-8: {error}")
        return
    except json.JSONDecodeError as error:
        yield Finding(_PACKAGE, error.lineno, f"is no JSON in UTF-8: {error}")
        return
    except (KeyError, TypeError):
        yield Finding(_PACKAGE, 1, "is no data package, expected resources, each with a path")
        return
    given = package.get("version")
    if version is not None and given != version:
        yield Finding(_PACKAGE, _line_with(text, '"version"'), f"version {given!r}, but VERSION has {version!r}")
    yield from _resources(root, text, resources, tables)


def _resources(root: str, text: str, resources: "Mapping[str, Any]", tables: Mapping[str, _Table]) -> Iterator[Finding]:
    treaties = (f"{row['id']}/treaty.toml" for row in tables["treaties.csv"].rows)
    for file in (*tables, *treaties):
        if file not in resources and _content(root, file) is not None:
            yield Finding(_PACKAGE, 1, f"{file} is no resource, expected every file of the folder to be one")
    for file, resource in resources.items():
        line = _line_with(text, f'"path": "{file}"')
        if _content(root, file) is None:
            yield Finding(_PACKAGE, line, f"resource {file} is not in the folder")
        if file not in tables:
            continue
        try:
            columns = [str(field["name"]) for field in resource["schema"]["fields"]]
        except (KeyError, TypeError):
            yield Finding(_PACKAGE, line, f"resource {file} has no schema, expected fields, each with a name")
            continue
        schema = tables[file].schema
        problem = _header_problem(columns, schema)
        if problem:
            unknown = next((column for column in columns if column not in schema.columns), None)
            place = _line_with(text, f'"name": "{unknown}"', after=line) if unknown else line
            yield Finding(_PACKAGE, place, f"fields of {file}: {problem}; expected {','.join(schema.columns)}")


def _version(root: str) -> "Generator[Finding, None, str | None]":
    """Check the file VERSION, and CITATION.cff where the folder is part of a source tree; return the version."""
    content = _content(root, "VERSION")
    version = (content or b"").decode(errors="replace").removesuffix("\n")
    try:
        year, month, day = map(_number, version.split("."))
        released = date(year, month, day)
    except ValueError:
        message = "is missing" if content is None else f"{version!r} is no version, expected a day such as 2026.11.23"
        yield Finding("VERSION", 1, message)
        return None
    tree = os.path.abspath(os.path.join(root, *[os.pardir] * 3))
    citation = _content(tree, "CITATION.cff") if os.path.join(tree, *_IN_TREE) == os.path.abspath(root) else None
    if citation is not None:
        text = citation.decode(errors="replace")
        for key, expected in (("version", version), ("date-released", str(released))):
            line = f"{key}: {expected}"
            if line not in text.splitlines():
                place = _line_of(text, f"{key}: ")
                yield Finding("CITATION.cff", place, f"{key} is another than VERSION's, expected {line!r}")
    return version


_IN_TREE = ("src", "cyberconventions", "data")


def _line_with(text: str, words: str, after: int = 0) -> int:
    """Return the first line with these words, from a line on; that line, or 1, where there is none."""
    lines = text.splitlines()[after:]
    return next((n for n, line in enumerate(lines, start=after + 1) if words in line), max(after, 1))


# -- one treaty's record ------------------------------------------------------------------------------------


@attrs.frozen(order=False)
class _Record:
    """What the folder has of one treaty, as far as it can be read."""

    row: _Row
    acts: tuple[tuple[_Row, Act], ...]
    rules: Rules | None
    signature: "Mapping[str, Any]"

    @property
    def as_of(self) -> date:
        return as_date(self.row["as_of"])

    @property
    def since(self) -> date:
        return as_date(self.row["opened"] or self.row["adopted"] or "0001-01-01")

    @property
    def in_force(self) -> date | None:
        return as_date(self.row["entry_into_force"]) if self.row["entry_into_force"] else None

    def by_state(self) -> dict[str, list[tuple[_Row, Act]]]:
        found: dict[str, list[tuple[_Row, Act]]] = {}
        for row, act in self.acts:
            found.setdefault(act.state.id, []).append((row, act))
        return found

    def done_by(self, act: Act) -> date:
        """Return the day by which an act had certainly been done."""
        return min(act.latest or (act.seen and act.seen.earliest) or self.as_of, self.as_of)


def _records(root: str, tables: Mapping[str, _Table], findings: list[Finding]) -> dict[str, _Record]:
    records: dict[str, _Record] = {}
    for row in tables["treaties.csv"].rows:
        acts: list[tuple[_Row, Act]] = []
        for each in tables[f"{row['id']}/acts.csv"].rows:
            try:
                act = _act(each)
            except InvalidActError as error:
                findings.append(each.finding(str(error)))
                continue
            if act.earliest is not None and act.earliest > as_date(row["as_of"]):
                findings.append(each.finding(f"date {act.when} is after the record's as_of {row['as_of']}"))
                continue
            acts.append((each, act))
        rules, signature = _read_rules(root, row, tables, findings) or (None, _NOTHING)
        records[row["id"]] = _Record(row, tuple(acts), rules, signature)
    return records


def _act(row: _Row) -> Act:
    return Act(
        state=State(row["state"]),
        kind=ActKind(row["kind"]),
        when=DateWindow.parse(row["date"]),
        effective=as_date(row["effective"]) if row["effective"] else None,
        seen=DateWindow.parse(row["seen"]) if row["seen"] else None,
        territory=row["territory"],
    )


# The keys of treaty.toml, with the type of each; a section's name stands before its key.
_CLAUSE_KEYS: Mapping[str, type] = {
    "article": str,
    "months": int,
    "days": int,
    "first_of_next_month": bool,
    "only_after_entry_into_force": bool,
}
_SECTIONS: Mapping[str, Mapping[str, type]] = {
    "entry_into_force": {"article": str, "consents": int, "members": int, "counts_organisations": bool},
    "invitation": {"article": str, "years": int, "since": date, "decision": str},
    "precondition": {"treaty": str, "article": str},
    # Who may sign, or accede without having signed; where, and until when.
    "signature": {
        "article": str,
        "who": str,
        "treaty": str,
        "consent_by_signature": bool,
        "place": str,
        "until": date,
        "open_ended": bool,
    },
    "accession": {"article": str, "who": str, "treaty": str},
}
_REQUIRED_KEYS: Mapping[str, frozenset[str]] = {
    "entry_into_force": frozenset({"consents"}),
    "invitation": frozenset({"article", "years", "since", "decision"}),
    "precondition": frozenset({"treaty"}),
    "signature": frozenset(),
    "accession": frozenset({"article", "who"}),
}
_TOPICS = (
    "first",
    "later",
    "accession",
    "territorial_extension",
    "territorial_withdrawal",
    "reservation_withdrawal",
    "denunciation",
)
# What every treaty says something on, and what those of the Council of Europe do beyond that: a clause on each is on
# record, or was looked for and not seen.
_EVERYWHERE = ("first", "later", "denunciation")
_COUNCILS = ("accession", "territorial_extension", "reservation_withdrawal")


def _read_rules(
    root: str, row: _Row, tables: Mapping[str, _Table], findings: list[Finding]
) -> "tuple[Rules, Mapping[str, Any]] | None":
    """Read a treaty's clauses, and who may sign; ``None``, and what is wrong among the findings, where it can't be."""
    import tomllib

    file = f"{row['id']}/treaty.toml"
    content = _content(root, file)
    if content is None:
        findings.append(Finding(file, 1, "is missing"))
        return None
    try:
        text = content.decode()
        facts = tomllib.loads(text)
    except UnicodeDecodeError as error:
        findings.append(Finding(file, _line_of_byte(content, error.start), f"is no TOML in UTF-8: {error}"))
        return None
    except ValueError as error:
        at = re.search(r"at line (\d+)", str(error))
        findings.append(Finding(file, int(at[1]) if at else 1, f"is no TOML in UTF-8: {error}"))
        return None
    problems = [Finding(file, _line_of(text, where), message) for where, message in _toml_problems(row, facts, tables)]
    findings += problems
    if problems:
        return None
    try:
        return _rules(row, facts), _section(facts, "signature")
    except InvalidRuleError as error:
        article = str(error).removeprefix("Art. ").partition(":")[0]
        findings.append(Finding(file, _line_of(text, f'article = "{article}"'), str(error)))
        return None


def _line_of(text: str, where: str) -> int:
    """Return the first line that begins with a section's head or a key, 1 where there is none.

    A key within a section is given after the section's head and a line break.
    """
    lines = text.splitlines()
    line = 0
    for wanted in where.split("\n"):
        line = next((n for n, each in enumerate(lines[line:], start=line + 1) if each.startswith(wanted)), line)
    return max(line, 1)


def _toml_problems(row: _Row, facts: "Mapping[str, Any]", tables: Mapping[str, _Table]) -> Iterator[tuple[str, str]]:
    """Yield where in the file something is wrong, as :func:`_line_of` takes it, and what."""
    top = {"not_seen": list, "clauses": dict, **dict.fromkeys(_SECTIONS, dict)}
    yield from _key_problems("", facts, top, frozenset({"entry_into_force"}))
    for name, keys in _SECTIONS.items():
        if name in facts:
            yield from _key_problems(name, _section(facts, name), keys, _REQUIRED_KEYS[name])
    yield from _topic_problems(row, facts)
    yield from _entry_problems(facts, tables)


def _topic_problems(row: _Row, facts: "Mapping[str, Any]") -> Iterator[tuple[str, str]]:
    """Find clauses on unknown topics, and topics of which the file says nothing."""
    clauses = _section(facts, "clauses")
    not_seen = _words(facts, "not_seen")
    for topic in clauses:
        if topic not in _TOPICS:
            yield f"[clauses.{topic}]", f"clause {topic!r} is unknown, expected one of {', '.join(_TOPICS)}"
        else:
            yield from _key_problems(f"clauses.{topic}", _section(clauses, topic), _CLAUSE_KEYS, frozenset({"article"}))
    for topic in not_seen:
        if topic not in _TOPICS:
            yield "not_seen", f"not_seen {topic!r} is unknown, expected one of {', '.join(_TOPICS)}"
        elif topic in clauses:
            yield "not_seen", f"not_seen {topic!r} has a clause all the same"
    council = row["depositary"].endswith("Council of Europe")
    for topic in (*_EVERYWHERE, *_COUNCILS) if council else _EVERYWHERE:
        if topic not in clauses and topic not in not_seen:
            yield "not_seen", f"no clause on {topic!r}, expected [clauses.{topic}], or {topic!r} in not_seen"


def _entry_problems(facts: "Mapping[str, Any]", tables: Mapping[str, _Table]) -> Iterator[tuple[str, str]]:
    """Find treaties that a State is to have entered first and that are none, and windows open and closed at once."""
    treaties = {row["id"] for row in tables["treaties.csv"].rows}
    for name in ("precondition", "signature", "accession"):
        treaty = _section(facts, name).get("treaty")
        if treaty is not None and treaty not in treaties:
            yield f"[{name}]\ntreaty", f"treaty {treaty!r} is not among the treaties"
    signature = _section(facts, "signature")
    if signature.get("open_ended") and "until" in signature:
        yield "[signature]\nopen_ended", f"open_ended, but until {signature['until']}"


def _section(facts: "Mapping[str, Any]", name: str) -> "dict[str, Any]":
    """Return a section; an empty one, which lacks what it needs, where there is something else."""
    found = facts.get(name)
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _words(facts: "Mapping[str, Any]", name: str) -> list[str]:
    found = facts.get(name)
    return [str(each) for each in cast("list[object]", found)] if isinstance(found, list) else []


def _key_problems(
    section: str, facts: "Mapping[str, Any]", keys: Mapping[str, type], required: frozenset[str]
) -> Iterator[tuple[str, str]]:
    head = f"[{section}]" if section else ""
    sections = {key for key in facts if isinstance(facts[key], dict)}
    for key, value in facts.items():
        # Within the file, a section's key follows its head; a section itself is a head.
        where = f"{head}\n{key}" if head else f"[{key}]" if key in sections else key
        if key not in keys:
            yield where, f"unknown key {key!r}{did_you_mean(key, keys)}; expected {', '.join(keys)}"
        elif type(value) is not keys[key]:
            yield where, f"{key} {value!r} is a {type(value).__name__}, expected a {keys[key].__name__}"
    for key in sorted(required - facts.keys()):
        yield head, f"{key} is missing{f' in [{section}]' if section else ''}"


def _rules(row: _Row, facts: "Mapping[str, Any]") -> Rules:
    number = facts["entry_into_force"]
    precondition = facts.get("precondition", {})
    return Rules(
        treaty=row["reference"],
        consents_needed=number["consents"],
        members_needed=number.get("members", 0),
        counts_organisations=number.get("counts_organisations", True),
        clauses=tuple((topic, Clause(**clause)) for topic, clause in facts.get("clauses", {}).items()),
        not_seen=tuple(facts.get("not_seen", ())),
        invitation=InvitationRule(**facts["invitation"]) if "invitation" in facts else None,
        precondition=precondition.get("treaty"),
    )


# -- checks of one treaty's record --------------------------------------------------------------------------


def _act_dates(record: _Record, _records: Mapping[str, _Record], tables: Mapping[str, _Table]) -> Iterator[Finding]:
    """Find acts before the treaty was open, sightings after the record's date, and acts of ended States."""
    ended = {row["id"]: as_date(row["ended"]) for row in tables["states.csv"].rows if row["ended"]}
    for row, act in record.acts:
        if act.latest is not None and act.latest < record.since:
            yield row.finding(f"date {act.when} is before {record.since}, when the treaty was opened or adopted")
        if act.seen is not None and act.seen.latest is not None and act.seen.latest > record.as_of:
            yield row.finding(f"seen {act.seen} is after the record's as_of {record.as_of}")
        end = ended.get(act.state.id)
        if end is not None and act.earliest is not None and act.earliest >= end:
            yield row.finding(f"date {act.when} is after {act.state.id} ended on {end}")


def _sequence(record: _Record, _records: Mapping[str, _Record], _tables: Mapping[str, _Table]) -> Iterator[Finding]:
    """Find acts of a State that stand below a later one."""
    for acts in record.by_state().values():
        for (above, earlier), (row, act) in pairwise(acts):
            if earlier.earliest is not None and act.latest is not None and act.latest < earlier.earliest:
                yield row.finding(f"date {act.when} stands below {earlier.when} on line {above.line}, expected above")


def _once(record: _Record, _records: Mapping[str, _Record], _tables: Mapping[str, _Table]) -> Iterator[Finding]:
    """Find signatures and consents that count a State twice, and acts on the wrong side of its consent."""
    for acts in record.by_state().values():
        signature: int | None = None
        consent: int | None = None
        for row, act in acts:
            what = f"{act.kind.value} by {act.state.id}"
            if act.kind.is_withdrawal:
                if consent is None:
                    yield row.finding(f"{what} stands below no consent")
                signature = consent = None
            elif act.kind.is_consent:
                if consent is not None:
                    yield row.finding(f"{what}, which consented on line {consent} already")
                consent = row.line
            elif consent is not None and (act.kind.is_signature or act.kind is ActKind.INVITATION):
                yield row.finding(f"{what} stands below the consent on line {consent}, expected above")
            elif act.kind is ActKind.SIGNATURE:
                if signature is not None:
                    yield row.finding(f"{what}, which signed on line {signature} already")
                signature = row.line


def _succession(record: _Record, _records: Mapping[str, _Record], tables: Mapping[str, _Table]) -> Iterator[Finding]:
    """Find consents of a former State that a successor's consent counts again."""
    consents = {act.state.id: row for row, act in record.acts if act.kind.is_consent}
    for state in tables["states.csv"].rows:
        for successor in state.words("successors") if state["id"] in consents else ():
            if successor in consents:
                line = consents[state["id"]].line
                yield consents[successor].finding(
                    f"{successor} succeeded to {state['id']}, whose consent stands on line {line}: counted twice"
                )


def _flag_rows(record: _Record, _records: Mapping[str, _Record], tables: Mapping[str, _Table]) -> Iterator[Finding]:
    states = {row["state"] for row, _ in record.acts}
    for row in tables[f"{record.row['id']}/flags.csv"].rows:
        # Charts list members of the Council of Europe without any act too.
        if row["flags"] and row["state"] not in states:
            yield row.finding(f"state {row['state']!r} has flags but no act on record")


def _first_group(record: _Record, rules: Rules, tables: Mapping[str, _Table]) -> "tuple[date, date | None] | None":
    """Return the day that completed the number of consents, and the treaty's entry into force by its clause."""
    organisations = {row["id"] for row in tables["states.csv"].rows if row["kind"] == "organisation"}
    first: dict[str, date] = {}
    for _, act in record.acts:
        if act.kind.is_consent and act.date is not None:
            first.setdefault(act.state.id, act.date)
    counted = [
        (day, state)
        for state, day in sorted(first.items(), key=lambda item: item[1])
        if rules.counts_organisations or state not in organisations
    ]
    members = 0
    for position, (day, state) in enumerate(counted, start=1):
        # Membership is looked up only where the clause asks for it.
        members += rules.members_needed > 0 and _member_of_coe(state, day, tables)
        if position >= rules.consents_needed and members >= rules.members_needed:
            try:
                return day, rules.first.effect(day)
            except ClauseNotSeenError:
                return day, None
    return None


def _member_of_coe(state: str, day: date, tables: Mapping[str, _Table]) -> bool:
    return any(
        row["state"] == state and row["joined"] <= str(day) and not (row["left"] and row["left"] <= str(day))
        for row in tables["coe_members.csv"].rows
    )


def _own_entry_into_force(
    record: _Record, _records: Mapping[str, _Record], tables: Mapping[str, _Table]
) -> Iterator[Finding]:
    """Hold the treaty's own entry into force against the consents that completed its number."""
    if record.rules is None:
        return
    group = _first_group(record, record.rules, tables)
    published = record.in_force
    if group is None:
        if published is not None and record.row["coverage"] == Coverage.COMPLETE:
            yield record.row.finding(
                f"entry_into_force {published}, but the record lacks some of the {record.rules.consents_needed} "
                "consents it takes"
            )
        return
    completed, day = group
    if published is None or (day is not None and day != published):
        given = published or "is empty"
        yield record.row.finding(
            f"entry_into_force {given}, but the consent of {completed} completed the number"
            + (f": {day} by the clause" if day else "")
        )


def _effects(record: _Record, _records: Mapping[str, _Record], tables: Mapping[str, _Table]) -> Iterator[Finding]:
    """Hold published effect dates against the treaty's rules; exceptions.csv lists those that differ."""
    if record.rules is None:
        return
    key = ("state", "date", "effective")
    exceptions = {row.key(key): row for row in tables[f"{record.row['id']}/exceptions.csv"].rows}
    group = _first_group(record, record.rules, tables)
    used: set[tuple[str, ...]] = set()
    for row, act in record.acts:
        if act.effective is None:
            continue
        if act.kind.is_consent and record.in_force is None:
            yield row.finding(f"effective {act.effective}, but the treaty is not in force")
            continue
        window = _expected(record, record.rules, group[0] if group else None, act)
        if window is None or window[0] <= act.effective <= window[1]:
            continue
        if row.key(key) in exceptions:
            used.add(row.key(key))
            continue
        given = str(DateWindow(*window))
        yield row.finding(f"effective {act.effective}, but the rules give {given}; exceptions.csv does not list it")
    for exception, row in exceptions.items():
        if exception not in used:
            yield row.finding(f"exception {' '.join(exception)} fits no act whose effect differs from the rules")


def _expected(record: _Record, rules: Rules, completed: date | None, act: Act) -> "Effect | None":
    """Return the first and last day on which the rules allow an act to take effect; ``None`` if they don't say."""
    if act.kind is ActKind.SUCCESSION:  # Effective from the date of succession, which no clause gives.
        return None
    last = record.done_by(act)
    first = min(act.earliest or record.since, last)
    if act.kind.is_consent and record.in_force is not None:
        try:
            effects = [
                rules.effect(day, record.in_force, accession=act.kind is ActKind.ACCESSION)
                for day in dict.fromkeys((first, last))
            ]
            return effects[0], effects[-1]
        except ClauseNotSeenError:
            # For the first group effect comes with the treaty's own entry into force.
            return (record.in_force, record.in_force) if completed is not None and last <= completed else None
    topic = "denunciation" if act.kind.is_withdrawal else act.kind.value.replace(" ", "_")
    clause = dict(rules.clauses).get(topic)
    return None if clause is None else (clause.effect(first), clause.effect(last))


def _precondition(record: _Record, records: Mapping[str, _Record], _tables: Mapping[str, _Table]) -> Iterator[Finding]:
    """Find consents without, or before, the consent to another treaty that they take."""
    other = records.get(record.rules.precondition or "") if record.rules else None
    if other is None:
        return
    earliest: dict[str, date] = {}
    for _, act in other.acts:
        if act.kind.is_consent:
            earliest.setdefault(act.state.id, act.earliest or other.since)
    for row, act in record.acts:
        if act.kind.is_consent and earliest.get(act.state.id, _NEVER) > record.done_by(act):
            yield row.finding(f"{act.kind.value} takes consent to {other.row['id']} by then, which is not on record")


def _signatures(record: _Record, records: Mapping[str, _Record], _tables: Mapping[str, _Table]) -> Iterator[Finding]:
    """Find signatures after the window for them, and acts of States that the treaty is not open to."""
    until = record.signature.get("until")
    other = records.get(record.signature.get("treaty", ""))
    entered: dict[str, date] = {}
    for _, act in other.acts if other else ():
        if act.kind.is_consent or act.kind.is_signature:
            day = act.earliest or other.since if other else _NEVER
            entered[act.state.id] = min(day, entered.get(act.state.id, _NEVER))
    for row, act in record.acts:
        if until is not None and act.kind.is_signature and act.earliest is not None and act.earliest > until:
            yield row.finding(f"date {act.when} is after {until}, the last day for signature")
        taking_part = act.kind.is_consent or act.kind.is_signature
        if other and taking_part and entered.get(act.state.id, _NEVER) > record.done_by(act):
            yield row.finding(f"{act.kind.value} takes signature of, or consent to, {other.row['id']} by then")


def _totals(record: _Record, _records: Mapping[str, _Record], tables: Mapping[str, _Table]) -> Iterator[Finding]:
    """Hold published totals against the record."""
    for row in tables["totals.csv"].rows:
        if row["treaty"] != record.row["id"]:
            continue
        day = as_date(row["on"])
        if day > record.as_of:
            yield row.finding(f"on {day} is after the as_of {record.as_of} of {row['treaty']}")
            continue
        states = record.by_state().values()
        counted = {
            "consents": sum(_consented(record, acts, day) for acts in states),
            "signatures_only": sum(_signed_only(record, acts, day) for acts in states),
        }
        for column, number in counted.items():
            if row[column] and int(row[column]) != number:
                yield row.finding(f"{column} {row[column]}, but the record of {row['treaty']} has {number} on {day}")


def _consented(record: _Record, acts: Iterable[tuple[_Row, Act]], day: date) -> bool:
    """Tell whether a State had certainly consented by a day, and not withdrawn with effect."""
    standing = False
    for _, act in acts:
        if act.kind.is_consent and record.done_by(act) <= day:
            standing = True
        elif act.kind.is_withdrawal and record.done_by(act) <= day:
            window = _expected(record, record.rules, None, act) if record.rules else None
            effect = act.effective or (window[1] if window else record.done_by(act))
            standing = standing and effect > day
    return standing


def _signed_only(record: _Record, acts: Sequence[tuple[_Row, Act]], day: date) -> bool:
    """Tell whether a State had certainly signed by a day and can't have consented."""
    signed = any(act.kind.is_signature and record.done_by(act) <= day for _, act in acts)
    return signed and not any(act.kind.is_consent and (act.earliest or record.since) <= day for _, act in acts)


_RECORD_CHECKS: tuple[
    Callable[[_Record, Mapping[str, _Record], Mapping[str, _Table]], Iterator[Finding]],
    ...,
] = (
    _act_dates,
    _sequence,
    _once,
    _succession,
    _flag_rows,
    _own_entry_into_force,
    _effects,
    _precondition,
    _signatures,
    _totals,
)


if __name__ == "__main__":  # pragma: no cover - a test runs it as a program
    sys.exit(main())
