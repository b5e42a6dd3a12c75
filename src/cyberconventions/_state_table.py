"""States as a table, those that may belong to a list last."""

import attrs

from cyberconventions._sources import in_words
from cyberconventions._table import Table, texts, words
from cyberconventions.errors import counted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cyberconventions._states import State


def states_table(certain: "Sequence[State]", undecided: "Sequence[State]", *, more_possible: bool) -> "Table[Any]":
    """Return States as a table.

    Arguments:
        certain: Those that certainly belong to a list.
        undecided: Those that may.
        more_possible: Whether States that are in neither may belong.

    >>> import cyberconventions as cc
    >>> states_table([], [cc.state("Qatar")], more_possible=True).note
    '0 States, and 1 that may belong: Qatar. States without an act on record may belong too.'
    """
    rows = [*certain, *undecided]
    note = counted(len(certain), "State")
    note += f", and {len(undecided)} that may belong: {', '.join(each.name for each in undecided)}" if undecided else ""
    note += ". States without an act on record may belong too." if more_possible else ""
    table = Table.of(
        state=words([each.id for each in rows]),
        name=texts([each.name for each in rows]),
        alpha_2=words([each.alpha_2 for each in rows]),
        region=words([each.region for each in rows]),
        belongs=words(["yes"] * len(certain) + ["unknown"] * len(undecided)),
    )
    return attrs.evolve(table, note=note, foot=(in_words(()),))
