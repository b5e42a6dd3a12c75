"""The periods of all States under treaties, as a table for joins of one's own."""

from datetime import date
from typing import NamedTuple, TypeAlias

from cyberconventions._table import Table, days, words
from cyberconventions.frames.questions import every_state, statuses

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cyberconventions._treaty import Treaty


BACKENDS = ("pandas", "polars", "pyarrow", "duckdb", "pyspark", "dask", "ibis")


class Interval(NamedTuple):
    """Days on which one State's status under one treaty is the same.

    Attributes:
        treaty: The treaty's id.
        state: The State's id.
        status: The status's value; ``None`` where the record can't tell.
        start: The first day; ``None`` for "since ever".
        end: The first day after; ``None`` where it is open-ended.
        as_of: The date up to which the treaty's record is known: what is said of later days follows from the
            acts known by then.
    """

    treaty: str
    state: str
    status: str | None
    start: date | None
    end: date | None
    as_of: date


Intervals: TypeAlias = Table[Interval]


def intervals_of(treaties: "Iterable[Treaty]", *, only_participants: bool = False) -> Intervals:
    """Return the periods of every State under each treaty.

    Arguments:
        treaties: The treaties.
        only_participants: Whether States without an act are left out.

    >>> import cyberconventions as cc
    >>> intervals_of([cc.treaty("budapest")], only_participants=True)  # doctest: +ELLIPSIS
    <Table ... rows: treaty, state, status, start, end, as_of>
    """
    treaty_ids: list[str] = []
    state_ids: list[str] = []
    status: list[str | None] = []
    starts: list[date | None] = []
    ends: list[date | None] = []
    as_of: list[date] = []
    for treaty in treaties:
        question = statuses(treaty)
        ids = list(question.ladders)
        if not only_participants:
            ids += [state.id for state in every_state() if state.id not in question.ladders]
        for id_ in ids:
            turns, answers = question.ladder(id_)
            state_ids += [id_] * len(turns)
            status += [None if answer is None else str(answer) for answer in answers]
            starts += (None, *turns[1:])
            ends += (*turns[1:], None)
        treaty_ids += [treaty.id] * (len(state_ids) - len(treaty_ids))
        as_of += [treaty.as_of] * (len(state_ids) - len(as_of))
    return Table.of(
        Interval,
        treaty=words(treaty_ids),
        state=words(state_ids),
        status=words(status),
        start=days(starts),
        end=days(ends),
        as_of=days(as_of),
    )
