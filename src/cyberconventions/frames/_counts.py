"""What ``frames.check`` runs on frames of polars and on planned ones: one query that counts what is in the columns."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (frames of engines are partly typed; what leaves this module is typed)

from collections import Counter

import narwhals.stable.v2 as nw

from cyberconventions.errors import InvalidTypeError
from cyberconventions.frames._columns import ISO_DATE, ISO_LENGTH, Columns
from cyberconventions.frames._question import Asked, Findings
from cyberconventions.frames._spellings import days_of, state_id

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from cyberconventions.frames._columns import Native


def counted(frame: "Native", library: str, asked: Asked, columns: Columns) -> Findings:
    """Run the query that counts what is in the columns.

    Raises:
        InvalidTypeError: The frame is a stream.
    """
    if getattr(frame, "isStreaming", False):
        raise InvalidTypeError("a stream can't be checked before it runs: check a batch of it")
    rows: Any = nw.from_native(_renamed(frame, library, asked, columns))
    names = [f"state_{place}" for place in range(len(asked.states))]
    limit: Any = asked.question.as_of
    day = nw.col("day")
    invalid: Mapping[Any, int] = {}
    if columns.of_text:
        of_days = dict(_rows(rows.group_by("day").agg(nw.len().alias("rows"))))
        known = days_of(of_days)
        invalid = {value: count for value, count in of_days.items() if value is not None and value not in known}
        day, limit = day.cast(nw.String), str(limit)  # ISO dates compare as texts.
        day = nw.when(day.str.contains(f"^(?:{ISO_DATE})$") & (day.str.len_chars() == ISO_LENGTH)).then(day)
    else:
        day = day.cast(nw.Date)
    late = (day > limit).cast(nw.Int64).sum().alias("late")
    nulls = nw.col("day").is_null().cast(nw.Int64).sum().alias("nulls")
    states = _rows(rows.group_by(names).agg(nw.len().alias("rows"), late, nulls))
    return _findings(states, invalid, asked)


def _findings(rows: "Sequence[tuple[Any, ...]]", invalid: "Mapping[Any, int]", asked: Asked) -> Findings:
    """Add up rows of States, their number, and how many of these are late or without a day."""
    ids = {value: state_id(value) for *values, _, _, _ in rows for value in values}
    unresolved: dict[str, Counter[Any]] = {name: Counter() for name in asked.states}
    nulls: Counter[str] = Counter(dict.fromkeys(asked.columns, 0))
    late = total = 0
    for *values, count, after, without in rows:
        total += count
        nulls[asked.on] += without or 0
        for name, value in dict(zip(asked.states, values, strict=True)).items():  # A column asked with twice is one.
            if value is None:
                nulls[name] += count
            elif ids[value] is None:
                unresolved[name][value] += count
        if all(ids[value] is not None for value in values):
            late += after or 0
    return Findings(unresolved, invalid, late, nulls, total)


def _rows(frame: "Any") -> "list[tuple[Any, ...]]":  # noqa: ANN401 - a lazy frame of narwhals
    found: list[tuple[Any, ...]] = frame.collect("pyarrow").rows()
    return found


def _renamed(frame: "Native", library: str, asked: Asked, columns: Columns) -> "Native":
    """Return the columns under names of ours; texts differ where their characters do, whatever the collation."""
    names = {f"state_{place}": name for place, name in enumerate(asked.states)} | {"day": asked.on}
    if library == "polars":
        from cyberconventions.frames._polars import own

        return frame.lazy().select(own(old).alias(new) for new, old in names.items())
    if library == "ibis":
        return frame.select(**{new: frame[old] for new, old in names.items()})
    from cyberconventions.frames._join import DuckDB, Spark

    dialect = DuckDB() if library == "duckdb" else Spark()
    plain = [*columns.numeric, not columns.of_text]
    written = {
        new: dialect.name(old) if each else dialect.key.format(dialect.name(old))
        for (new, old), each in zip(names.items(), plain, strict=True)
    }
    return dialect.projected(frame, written)


def counted_partitions(frame: "Native", asked: Asked) -> Findings:
    """Count what is in the columns of a frame of Dask, partition by partition."""
    from dask.base import compute
    from dask.delayed import delayed

    from cyberconventions.frames._eager import findings_of

    findings_of(frame._meta, asked)  # A wrong type is reported before anything runs.
    run: Native = compute
    columns = frame[list(dict.fromkeys(asked.columns))]
    return Findings.sum(run(*(delayed(findings_of)(each, asked) for each in columns.to_delayed())))
