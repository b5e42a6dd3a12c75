# ruff: noqa: INP001 - a program, not a package
"""Checks a dataset's folder: ``python tools/audit.py [FOLDER]``.

Three things are checked: the form of the tables, which ``datapackage.json`` describes, by frictionless; what must hold
of the records, by ``cyberconventions._checks``; and what makes the folder a release: every file described, its lines
in order, one version everywhere, a manifest that is up to date.

Every problem is printed with file and line; of a sound dataset, the clauses whose wording was not read are listed. The
exit status is 1 if there is a problem, 0 if there is none, 2 where the folder does not exist.
"""

import argparse
import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from frictionless import Error, FrictionlessException, Package, errors

from cyberconventions._checks import Finding, check_tables
from cyberconventions._checks._cells import cell_problems, whole_number
from cyberconventions._checks._tables import Row, Table, Tables, line_with, read_tables
from cyberconventions._dataset import opened
from cyberconventions._dates import DateWindow
from cyberconventions._manifest import MANIFEST, read_manifest, renewed
from cyberconventions._treaties import rules_of
from cyberconventions.errors import DatasetError, did_you_mean

DATA = Path(__file__).parents[1] / "src" / "cyberconventions" / "data"
# How the lines of a table are ordered, by its file's name; the others have an order of their own.
ORDER: Mapping[str, tuple[str, ...]] = {
    "states.csv": ("id",),
    "state_names.csv": ("name",),
    "other_names.csv": ("code", "name"),
    "tiles.csv": ("state",),
    "groups.csv": ("id",),
    "group_members.csv": ("group", "state"),
    "successions.csv": ("former", "successor"),
    "territories.csv": ("territory", "since"),
    "territorial_application.csv": ("treaty", "territory", "date"),
    "sources.csv": ("id",),
    "footnotes.csv": ("number",),
    "totals.csv": ("treaty", "on"),
    "errata.csv": ("row",),
    "misprints.csv": ("treaty", "state"),
    "events.csv": ("date",),
    "stages.csv": ("date",),
    "votes.csv": ("resolution", "stage", "state"),
    "acts.csv": ("state",),
    "flags.csv": ("chart",),
    "exceptions.csv": ("state", "date"),
    "statements.csv": ("state",),
    "statement_coverage.csv": ("state",),
    "statement_exceptions.csv": ("state",),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Check a dataset's folder, print what is wrong and return the exit status.

    Arguments:
        argv: The words after the program's name; the process's own where left out.
    """
    parser = argparse.ArgumentParser(prog="python tools/audit.py", description="Checks a dataset.")
    parser.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="the dataset's folder; this repository's if left out"
    )
    folder: str | None = parser.parse_args(argv).folder
    try:
        findings = audit(folder)
    except NotADirectoryError as error:
        parser.error(str(error))
    except DatasetError as error:  # of the bundled tables, which the checks ask for States and their names
        sys.stdout.write(f"{error}\n1 problem found\n")
        return 1
    if not findings:
        sys.stdout.writelines(f"{line}\n" for line in text_as_known(folder))
    sys.stdout.write(report(findings))
    return 1 if findings else 0


def report(findings: Sequence[Finding]) -> str:
    """Return the findings, one a line, and their number."""
    if not findings:
        return "The dataset is sound.\n"
    count = len(findings)
    return "".join(f"{each}\n" for each in findings) + f"{count} problem{'' if count == 1 else 's'} found\n"


def text_as_known(folder: str | None = None) -> Iterator[str]:
    """Yield the clauses that are cited from knowledge of a treaty, as their wording was not at hand.

    Arguments:
        folder: The dataset's folder; this repository's own where left out.
    """
    dataset = opened(str(folder or DATA))
    for row in dataset.rows("treaties.csv"):
        cited = rules_of(row, dataset.toml(f"{row['id']}/treaty.toml")).text_as_known
        if cited:
            topics = ", ".join(f"{topic} (Art. {article})" for topic, article in cited)
            yield f"{row['id']}: text as known, wording not read: {topics}"


def audit(folder: str | None = None, *, paths: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Check a dataset's folder.

    Arguments:
        folder: The folder; this repository's own where left out.
        paths: The tables whose form to check, by their paths in the folder; all where left out.

    Returns:
        What is wrong, in the order of files and lines; nothing for a sound dataset.

    Raises:
        NotADirectoryError: There is no such folder.
    """
    root = DATA if folder is None else Path(folder)
    if not root.is_dir():
        raise NotADirectoryError(f"{folder!r} is not a folder, expected that of a dataset, with treaties.csv in it")
    dataset = opened(str(root))
    tables = read_tables(dataset)
    cells = tuple(cell_problems(tables))
    chosen = [path for path in tables.by_path if paths is None or path in paths]
    form = _once([*cells, *space_problems(tables, chosen), *form_problems(root, tables, chosen)])
    # What comes first on a line is the reason for what follows, and the one to fix.
    steps = (tables.findings, form, order_problems(tables.without(cells), chosen), check_tables(dataset, tables))
    found: set[Finding] = set()
    for findings in steps:
        lines = {(each.file, each.line) for each in found}
        found |= {each for each in findings if (each.file, each.line) not in lines}
    return tuple(sorted([*found, *release_problems(root, tables)])) or tuple(manifest_problems(root))


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding for each cell: a message begins with the name of its column."""
    return list(
        {(each.file, each.line, each.message.partition(" ")[0]): each for each in reversed([*findings])}.values()
    )


# -- the form of the tables ---------------------------------------------------------------------------------


def form_problems(root: Path, tables: Tables, paths: Collection[str]) -> Iterator[Finding]:
    """Find what does not agree with ``datapackage.json``: types, closed lists of words, keys and references.

    Arguments:
        root: The folder.
        tables: Its tables; those that can't be read are left out.
        paths: Which of them to check.
    """
    readable = {path: table for path, table in tables.by_path.items() if table.readable}
    if not readable:
        return
    described: Any = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    resources = [each for each in described["resources"] if each["path"] in readable]
    by_name = {each["name"]: each["path"] for each in resources}
    needed = {"", *(each["name"] for each in resources if each["path"] in paths)}
    needed |= {
        key["reference"]["resource"] for each in resources if each["name"] in needed for key in _references(each)
    }
    used = [_for_frictionless(each, by_name) for each in resources if each["name"] in needed]
    try:
        package: Any = Package.from_descriptor({**described, "resources": used}, basepath=str(root)) if used else None
        reports = [each.validate() for each in package.resources if each.path in paths] if used else []
    except FrictionlessException as problem:
        notes = "; ".join(each.note for each in problem.reasons) or problem.error.note
        yield Finding(MANIFEST, 1, f"frictionless cannot use it: {notes}")
        return
    for checked in reports:
        for task in checked.tasks:
            for error in task.errors:
                yield _form_finding(error, task.place, readable, by_name)


def _references(resource: Mapping[str, Any]) -> Sequence[Any]:
    """Return the foreign keys of a resource."""
    found: Sequence[Any] = resource["schema"].get("foreignKeys", ())
    return found


def _for_frictionless(resource: Mapping[str, Any], known: Collection[str]) -> Mapping[str, Any]:
    """Return a resource without references to tables that can't be read, and with its unique key as the primary one.

    frictionless does not check ``uniqueKeys``, and takes a primary key some cells of which are empty.
    """
    schema = dict(resource["schema"])
    schema["foreignKeys"] = [each for each in _references(resource) if each["reference"]["resource"] in {"", *known}]
    if "uniqueKeys" in schema:
        (schema["primaryKey"],) = schema["uniqueKeys"]
    # How many bytes and rows there are is the manifest's affair: a stale one is a problem of its own, and the last.
    described = {key: value for key, value in resource.items() if key not in {"bytes", "hash", "rows"}}
    return {**described, "schema": schema}


def _form_finding(error: Error, path: str, tables: Mapping[str, Table], by_name: Mapping[str, str]) -> Finding:
    """Say what frictionless found, in the words of this report."""
    if not isinstance(error, errors.RowError):
        return Finding(path, 1, error.message)
    lines = (1, *tables[path].lines)
    above = re.search(r"the row at position (\d+)", error.note)
    if isinstance(error, errors.PrimaryKeyError) and above:
        message = f"repeats line {lines[int(above[1]) - 1]}: {', '.join(error.cells)}"
    elif isinstance(error, errors.ForeignKeyError):
        message = _reference_message(error, by_name.get(error.reference_name, path), tables)
    elif isinstance(error, errors.CellError):
        message = f"{error.field_name} {_cell_message(error)}"
    else:
        message = error.note
    return Finding(path, lines[error.row_number - 1], message)


def _reference_message(error: errors.ForeignKeyError, path: str, tables: Mapping[str, Table]) -> str:
    value = " ".join(error.field_cells)
    known = {" ".join(row.key(error.reference_field_names)) for row in tables[path].rows}
    return f"{' '.join(error.field_names)} {value!r} is not in {path}{did_you_mean(value, known)}"


def _cell_message(error: errors.CellError) -> str:
    """Say what is wrong with a cell, without the column's name."""
    if isinstance(error, errors.TypeError):
        kind = "a day such as 2020-03-16" if '"date/' in error.note else "a whole number"
        return f"{error.cell!r} is not {kind}"
    if '"required"' in error.note:
        return "is empty, expected a value"
    words = re.findall(r"'([^']*)'", error.note) if '"enum"' in error.note else []
    if words:
        return f"{error.cell!r} is unknown, expected one of {', '.join(words)}{did_you_mean(error.cell, words)}"
    return f"{error.cell!r} does not fit: {error.note}"


# -- white space and order -----------------------------------------------------------------------------------


def space_problems(tables: Tables, paths: Iterable[str]) -> Iterator[Finding]:
    """Find cells with white space around them."""
    for row in (row for path in paths for row in tables.rows(path)):
        if all(cell == cell.strip() for cell in row.cells):
            continue
        for column, cell in row.by_column().items():
            if cell != cell.strip():
                yield row.finding(f"{column} {cell!r} begins or ends with white space")


def order_problems(tables: Tables, paths: Iterable[str]) -> Iterator[Finding]:
    """Find lines below one that they should precede."""
    for path in paths:
        columns = ORDER.get(path.rpartition("/")[2], ())
        for above, row in pairwise(tables.rows(path)):
            if _place(row, columns) < _place(above, columns):
                words, words_above = " ".join(row.key(columns)), " ".join(above.key(columns))
                yield row.finding(f"{words} is below {words_above}, expected above")


def _place(row: Row, columns: Iterable[str]) -> tuple[object, ...]:
    """Return what the lines of a table are sorted by."""
    return tuple(_sorted_by(column, row[column]) for column in columns)


def _sorted_by(column: str, cell: str) -> object:
    if column in {"number", "row"}:
        return int(cell or 0)
    if column == "date":
        return DateWindow.parse(cell).earliest or date.min
    return cell


# -- the release --------------------------------------------------------------------------------------------


def release_problems(root: Path, tables: Tables) -> Iterator[Finding]:
    """Find files that ``datapackage.json`` does not describe or that are not there, and versions that differ."""
    version = _version(root)
    yield from version if isinstance(version, tuple) else _citation_problems(root, version)
    if any(finding.file == MANIFEST and not tables.by_path for finding in tables.findings):
        return  # It can't be read at all.
    text = (root / MANIFEST).read_text(encoding="utf-8")
    package: Any = json.loads(text)
    given = package.get("version")
    if isinstance(version, str) and given != version:
        yield Finding(MANIFEST, line_with(text, '"version"'), f"version {given!r}, but VERSION has {version!r}")
    described: set[str] = {each["path"] for each in package["resources"]} - {"VERSION"}  # which was checked above
    there = {path.relative_to(root).as_posix() for pattern in ("*.csv", "*.toml") for path in root.rglob(pattern)}
    for path in sorted(there - described):
        yield Finding(path, 1, f"is not described, expected every file to be a resource of {MANIFEST}")
    for path in sorted(described - there):
        yield Finding(MANIFEST, line_with(text, f'"path": "{path}"'), f"resource {path} is not in the folder")


def manifest_problems(root: Path) -> Iterator[Finding]:
    """Find files that changed after size, hash and number of rows were written into ``datapackage.json``."""
    command = "run python tools/manifest.py"
    try:
        before = read_manifest((root / MANIFEST).read_bytes())
        now = read_manifest(renewed(str(root)).encode("utf-8"))
    except DatasetError as error:
        yield Finding(MANIFEST, 1, f"{error}; {command}")
        return
    for path in now:
        if before[path] != now[path]:
            yield Finding(path, 1, f"was changed since {MANIFEST} was written; {command}")


def _version(root: Path) -> str | tuple[Finding]:
    """Return what the file VERSION says; what is wrong with it where that is not a day."""
    try:
        version = (root / "VERSION").read_text(encoding="utf-8", errors="replace").removesuffix("\n")
    except FileNotFoundError:
        return (Finding("VERSION", 1, "is missing"),)
    try:
        _day(version)
    except ValueError:
        return (Finding("VERSION", 1, f"{version!r} is not a version, expected a day such as 2026.11.23"),)
    return version


def _day(version: str) -> date:
    year, month, day = map(whole_number, version.split("."))
    return date(year, month, day)


def _citation_problems(root: Path, version: str) -> Iterator[Finding]:
    """Compare VERSION with CITATION.cff where the folder is part of a source tree."""
    tree = (root / ".." / ".." / "..").resolve()
    citation = tree / "CITATION.cff"
    if root.resolve() != tree / "src" / "cyberconventions" / "data" or not citation.exists():
        return
    lines = citation.read_text(encoding="utf-8").splitlines()
    for key, expected in (("version", version), ("date-released", str(_day(version)))):
        if f"{key}: {expected}" not in lines:
            line = next((number for number, each in enumerate(lines, start=1) if each.startswith(f"{key}: ")), 1)
            yield Finding("CITATION.cff", line, f"{key} differs from VERSION, expected '{key}: {expected}'")


if __name__ == "__main__":
    sys.exit(main())
