"""Frames of Dask: each of their partitions is a frame of pandas, and is answered as one (``memory.py``)."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false, reportAttributeAccessIssue=false
# (the libraries of frames are typed by half or not at all; what leaves this module is typed)

from collections import Counter

import narwhals.stable.v2 as nw

from cyberconventions.frames.asked import Asked, Findings
from cyberconventions.frames.memory import (
    as_text,
    columns_asked,
    distinct,
    known,
    look,
    may_hold_text,
    read,
    with_answers,
)
from cyberconventions.frames.steps import check_texts

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from cyberconventions.frames.columns import Native


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
    _answered(frame._meta, asked)  # A wrong type is told before anything runs.
    if may_hold_text(known(nw.from_native(frame._meta[asked.on], series_only=True))):
        days: Counter[Any] = Counter()
        for counts in _of_each_partition(_days, frame[[asked.on]], asked):
            days.update(counts)
        check_texts(days.items(), asked)
    looked = _of_each_partition(_looked, frame[list(dict.fromkeys((*asked.states, asked.on)))], asked)
    strangers: dict[str, Counter[Any]] = {name: Counter() for name in asked.states}
    for each in looked:
        for name, counts in each.strangers.items():
            strangers[name].update(counts)
    return Findings(strangers, sum(each.late for each in looked))


def _of_each_partition(look_at: "Callable[[Native, Asked], Any]", frame: "Native", asked: Asked) -> "tuple[Any, ...]":
    from dask.base import compute
    from dask.delayed import delayed

    run: Native = compute
    found: tuple[Any, ...] = run(*(delayed(look_at)(each, asked) for each in frame.to_delayed()))
    return found


def _days(partition: "Native", asked: Asked) -> "dict[Any, int]":
    return distinct(as_text(known(nw.from_native(partition[asked.on], series_only=True))), asked.on)


def _looked(partition: "Native", asked: Asked) -> Findings:
    return look(read(columns_asked(nw.from_native(partition, eager_only=True), asked), asked), asked)
