"""Frames that come in batches: lazy frames of polars, and those of Dask, whose partitions are of pandas.

Each batch is a frame in memory and is answered as one (``memory.py``).
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false, reportAttributeAccessIssue=false
# (the libraries of frames are typed by half or not at all; what leaves this module is typed)

from collections import Counter
from collections.abc import Sequence

import narwhals.stable.v2 as nw

from cyberconventions.frames.asked import Asked, Findings
from cyberconventions.frames.columns import Kind
from cyberconventions.frames.memory import answer, lines_of, look, may_hold_text, read, with_answers
from cyberconventions.frames.steps import check_texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames.columns import Native


# -- polars -------------------------------------------------------------------------------------------------------


def select(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
    """Return some columns under other names."""
    return (
        nw.from_native(frame)
        .select(nw.col(old).alias(new) for old, new in zip(columns, names, strict=True))
        .to_native()
    )


def rows(frame: "Native") -> "list[tuple[Any, ...]]":
    """Run a small query and return its rows."""
    found: list[tuple[Any, ...]] = nw.from_native(frame).collect(engine="streaming").rows()
    return found


def streamed(frame: "Native", asked: Asked, spelled: "Sequence[dict[Any, str]] | None") -> "Native":
    """Return a lazy frame of polars with columns added that are computed while its rows stream by, in order.

    Arguments:
        frame: The frame.
        asked: What is asked.
        spelled: For each column of States the ids of the values that occur; ``None`` if nobody has looked.
    """
    import polars as pl

    known = {name: lines_of(ids, asked.table) for name, ids in zip(asked.states, spelled or (), strict=False)}

    kinds: dict[Kind, Any] = {Kind.TEXT: pl.String, Kind.YES_NO: pl.Boolean, Kind.IDS: pl.List(pl.String)}
    asked_with = [pl.col(name) for name in (*asked.states, asked.on)]
    for place, into in enumerate(asked.into):

        def answered(batch: "Sequence[pl.Series]", place: int = place) -> pl.Series:
            columns = [nw.from_native(column, series_only=True) for column in batch]
            found: pl.Series = answer(read(columns, asked, known), asked, columns[0])[place].to_native()
            return found

        added = pl.map_batches(asked_with, answered, return_dtype=kinds[asked.kind], is_elementwise=True)
        frame = frame.with_columns(added.alias(into))
    return frame


# -- Dask ---------------------------------------------------------------------------------------------------------


def partitioned(frame: "Native", asked: Asked) -> "Native":
    """Return a frame of Dask with the columns added, partition by partition."""
    if asked.needs_a_look:
        asked.tell(_look(frame, asked))
    later = asked.after_a_look()
    return frame.map_partitions(_answered, later, meta=_answered(frame._meta, later))


def _answered(partition: "Native", asked: Asked) -> "Native":
    return with_answers(nw.from_native(partition, eager_only=True), asked)


def _look(frame: "Native", asked: Asked) -> Findings:
    """Look at every partition, and add up what was found."""
    from dask.base import compute
    from dask.delayed import delayed

    names = list(dict.fromkeys((*asked.states, asked.on)))
    _answered(frame._meta, asked)  # A wrong type is told before anything runs.
    if may_hold_text(nw.from_native(frame._meta[asked.on], series_only=True)):
        check_texts(frame[asked.on].value_counts().compute().items(), asked)
    run: Native = compute
    looked: tuple[Findings, ...] = run(*(delayed(_looked)(each, asked) for each in frame[names].to_delayed()))
    strangers: dict[str, Counter[Any]] = {name: Counter() for name in asked.states}
    for each in looked:
        for name, counts in each.strangers.items():
            strangers[name].update(counts)
    return Findings(strangers, sum(each.late for each in looked))


def _looked(partition: "Native", asked: Asked) -> Findings:
    known = nw.from_native(partition, eager_only=True)
    return look(read([known.get_column(name) for name in (*asked.states, asked.on)], asked), asked)
