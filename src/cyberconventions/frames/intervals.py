"""The periods of all States under treaties, as a table for joins of one's own."""

from datetime import date
from typing import TYPE_CHECKING

import attrs

from cyberconventions.frames.questions import every_state, statuses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cyberconventions._treaty import Treaty


BACKENDS = ("pandas", "polars", "pyarrow", "duckdb", "pyspark", "dask", "ibis")


@attrs.frozen(order=False)
class Interval:
    """Days on which one State's status under one treaty is the same.

    Attributes:
        treaty: The treaty's id.
        state: The State's id.
        status: The status's value; ``None`` where the record can't tell.
        start: The first day; ``None`` for "since ever".
        end: The first day after; ``None`` where it goes on.
        as_of: The date up to which the treaty's record is known: what is said of later days follows from the
            acts known by then.
    """

    treaty: str
    state: str
    status: str | None
    start: date | None
    end: date | None
    as_of: date


@attrs.frozen(order=False)
class Intervals:
    """A table State × period, which every library that speaks Arrow reads (``polars.DataFrame(it)``).

    >>> import cyberconventions as cc
    >>> intervals_of([cc.treaty("budapest")], only_participants=True)  # doctest: +ELLIPSIS
    <Intervals ets185: 100 States, ... periods>
    """

    rows: tuple[Interval, ...] = attrs.field(repr=False)

    def __iter__(self) -> "Iterator[Interval]":
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> Interval:
        return self.rows[place]

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the table to a library that speaks the Arrow PyCapsule protocol (extra ``arrow``)."""
        from cyberconventions._arrow import intervals_stream

        return intervals_stream(self, requested_schema)

    def __arrow_c_schema__(self) -> object:
        """Tell such a library the columns and their types (extra ``arrow``)."""
        from cyberconventions._arrow import intervals_schema

        return intervals_schema(self)

    def __repr__(self) -> str:
        treaties = " ".join(dict.fromkeys(each.treaty for each in self.rows))
        states = len({each.state for each in self.rows})
        return f"<Intervals {treaties or 'of nothing'}: {states} States, {len(self.rows)} periods>"


def intervals_of(treaties: "Iterable[Treaty]", *, only_participants: bool = False) -> Intervals:
    """Return the periods of every State under each treaty.

    Arguments:
        treaties: The treaties.
        only_participants: Whether States without an act are left out.
    """
    rows: list[Interval] = []
    for treaty in treaties:
        question = statuses(treaty)
        ids = list(question.ladders)
        if not only_participants:
            ids += [state.id for state in every_state() if state.id not in question.ladders]
        for id_ in ids:
            days, answers = question.ladder(id_)
            starts, ends = (None, *days[1:]), (*days[1:], None)
            for answer, start, end in zip(answers, starts, ends, strict=True):
                rows.append(Interval(treaty.id, id_, None if answer is None else str(answer), start, end, treaty.as_of))
    return Intervals(tuple(rows))
