"""Statements as a table, those that may stand last."""

import attrs

from cyberconventions._sources import in_words
from cyberconventions._table import Table, days, texts, windows, words
from cyberconventions.errors import counted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cyberconventions._statements import Statement, StatementCoverage


_READ = "Those asked for were read whole."
_UNREAD = "Not all statements were read, so others may stand; .coverage says whose."


def statements_table(
    certain: "Sequence[Statement]",
    undecided: "Sequence[Statement]",
    coverage: "Sequence[StatementCoverage]",
    *,
    complete: bool,
) -> "Table[Any]":
    """Return statements as a table.

    Arguments:
        certain: Those that certainly stand.
        undecided: Those that may.
        coverage: What was read of whose statements.
        complete: Whether there are no others.

    >>> statements_table((), (), (), complete=False).note
    '0 statements. Not all statements were read, so others may stand; .coverage says whose.'
    """
    rows = [*certain, *undecided]
    note = counted(len(certain), "statement")
    note += f", and {len(undecided)} that may stand" if undecided else ""
    table = Table.of(
        treaty=words([each.treaty for each in rows]),
        state=words([each.state.id for each in rows]),
        name=texts([each.state.name for each in rows]),
        kind=words([each.kind.value for each in rows]),
        articles=texts([", ".join(each.articles) or None for each in rows]),
        summary=texts([each.summary for each in rows]),
        stands=words(["yes"] * len(certain) + ["unknown"] * len(undecided)),
        made=windows([each.made for each in rows]),
        effective=days([each.effective for each in rows]),
        withdrawn=days([each.withdrawn for each in rows]),
        seen=windows([each.seen for each in rows]),
        filed_as=words([None if each.filed_as is None else each.filed_as.value for each in rows]),
        authority=texts([each.authority or None for each in rows]),
        territories=texts([" ".join(each.territories) or None for each in rows]),
        confidence=words([each.confidence.value for each in rows]),
        comment=texts([each.comment or None for each in rows]),
    )
    said = [source for each in (rows or coverage) for source in each.source_ids]
    return attrs.evolve(table, note=f"{note}. {_READ if complete else _UNREAD}", foot=(in_words(said),))
