"""What must hold of a record: rules, totals, order, references.

A table's types, keys and closed lists of words are described in ``datapackage.json``, which other tools read too; a
record of one's own is held to that as well, without such a tool. Damage of any kind ends as a finding, with file and
line.
"""

from cyberconventions._checks._acts import ACT_CHECKS
from cyberconventions._checks._cells import cell_problems
from cyberconventions._checks._effects import EFFECT_CHECKS
from cyberconventions._checks._findings import Finding
from cyberconventions._checks._form import form_problems
from cyberconventions._checks._lists import CROSS_CHECKS, TABLE_CHECKS, errata_numbers, unused_sources
from cyberconventions._checks._records import read_records
from cyberconventions._checks._statements import STATEMENT_CHECKS, clause_problems
from cyberconventions._checks._tables import read_tables
from cyberconventions._checks._territories import TERRITORY_CHECKS

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._checks._tables import Tables
    from cyberconventions._dataset import Dataset

__all__ = ["Finding", "check", "check_tables"]


def check(dataset: "Dataset") -> tuple[Finding, ...]:
    """Check a dataset.

    Its files are read as they stand, without what the library keeps in memory, so that a changed copy can be checked
    before it is used.

    Arguments:
        dataset: The dataset, such as :func:`cyberconventions._dataset.opened` gives for a folder.

    Returns:
        What is wrong, in the order of files and lines; nothing for a sound dataset.

    >>> from cyberconventions._dataset import current
    >>> check(current())
    ()
    """
    tables = read_tables(dataset)
    return check_tables(dataset, tables, tuple(form_problems(tables)))


def check_tables(dataset: "Dataset", tables: "Tables", form: "tuple[Finding, ...]" = ()) -> tuple[Finding, ...]:
    """Check a dataset whose tables, and their form, were read already; see :func:`check`."""
    cells = (*cell_problems(tables), *form)
    # A line that can't be read is left out of what follows.
    sound = tables.without(cells)
    findings = [*tables.findings, *cells]
    for check_tables in TABLE_CHECKS:
        findings += check_tables(sound)
    # What a row names counts as used, and its number as given, even if another of its cells can't be read.
    findings += errata_numbers(tables)
    records = read_records(dataset, sound, findings)
    # Where a table can't be read at all, what the others say of it would only repeat that.
    if tables.readable:
        for check_tables in (*CROSS_CHECKS, *TERRITORY_CHECKS):
            findings += check_tables(sound)
        findings += [*clause_problems(sound), *unused_sources(tables)]
        for record in records.by_treaty.values():
            for check_record in (*ACT_CHECKS, *EFFECT_CHECKS, *STATEMENT_CHECKS):
                findings += check_record(record, records)
    return tuple(sorted(set(findings)))
