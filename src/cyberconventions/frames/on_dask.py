"""DataFrames of Dask: each partition is a frame of pandas, and answers as one."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false, reportAttributeAccessIssue=false
# (the libraries of frames are typed by half or not at all; what leaves this module is typed)

from collections import Counter

from cyberconventions.frames import on_pandas
from cyberconventions.frames.asked import Asked, Findings
from cyberconventions.frames.joins import check_texts
from cyberconventions.frames.memory import look, read, with_answers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames.columns import Native


def with_column_added(frame: "Native", asked: Asked) -> "Native":
    """Return the frame with the columns added, partition by partition."""
    if asked.needs_a_look:
        asked.tell(_look(frame, asked))
    meta = frame._meta.copy()
    for name in asked.into:
        meta[name] = on_pandas.empty(asked.kind)
    return frame.map_partitions(_answered, asked.after_a_look(), meta=meta)


def _answered(partition: "Native", asked: Asked) -> "Native":
    return with_answers(on_pandas, partition, asked)


def _look(frame: "Native", asked: Asked) -> Findings:
    from dask.base import compute
    from dask.delayed import delayed

    if on_pandas.holds_text(frame._meta[asked.on]):
        counts = frame[asked.on].value_counts().compute()
        check_texts(counts.items(), asked.on)
    partitions = frame[list(dict.fromkeys((*asked.states, asked.on)))].to_delayed()
    run: Native = compute
    looked: tuple[Findings, ...] = run(*(delayed(_looked)(each, asked) for each in partitions))
    strangers: dict[str, Counter[Any]] = {name: Counter() for name in asked.states}
    for each in looked:
        for name, counts in each.strangers.items():
            strangers[name].update(counts)
    return Findings(strangers, sum(each.late for each in looked))


def _looked(partition: "Native", asked: Asked) -> Findings:
    columns = [on_pandas.series(partition, name) for name in (*asked.states, asked.on)]
    return look(read(on_pandas, columns, asked), asked)
