"""Checks the whole dataset: ``python -m cyberconventions.audit [FOLDER]``.

Finds what is wrong, with file and line. The folder's files are read as they stand, without what the library keeps
in memory of its own dataset, so a changed copy can be checked before it is installed.
"""

import os

import attrs

from cyberconventions._dataset import current
from cyberconventions.audit.findings import Finding
from cyberconventions.audit.package import package_problems
from cyberconventions.audit.reading import known_ids, read_tables
from cyberconventions.audit.record_checks import RECORD_CHECKS
from cyberconventions.audit.records import read_records
from cyberconventions.audit.table_checks import (
    CROSS_CHECKS,
    TABLE_CHECKS,
    cell_problems,
    errata_numbers,
    unused_sources,
)

__all__ = ["Finding", "audit"]


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
    root = current().path("") if folder is None else folder
    if not os.path.isdir(root):
        raise NotADirectoryError(f"{root!r} is no folder, expected that of a dataset, with treaties.csv in it")
    findings: list[Finding] = []
    tables = read_tables(root, findings)
    known = known_ids(tables)
    broken = [finding for table in tables.values() for finding in cell_problems(table, known)]
    findings += broken
    unsound = {(finding.file, finding.line) for finding in broken}
    sound = {
        name: attrs.evolve(table, rows=tuple(row for row in table.rows if (row.file, row.line) not in unsound))
        for name, table in tables.items()
    }
    for check in TABLE_CHECKS:
        findings += check(sound)
    # What a row names counts as used, and its number as given, even if another of its cells can't be read.
    findings += errata_numbers(tables)
    findings += package_problems(root, tables)
    records = read_records(root, sound, findings)
    # Where a table can't be read at all, what the others say of it would only repeat that.
    if all(table.readable for table in tables.values()):
        for check in CROSS_CHECKS:
            findings += check(sound)
        findings += unused_sources(tables)
        for record in records.values():
            for check_record in RECORD_CHECKS:
                findings += check_record(record, records, sound)
    return tuple(sorted(set(findings)))
