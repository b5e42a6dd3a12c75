"""Frames that are planned: checked by their types, answered when their plan runs. Nothing runs at the call.

polars' expressions keep the rows where they are (``_polars.py``); DuckDB, Spark and Ibis join a small table of answers
(``_join.py``); Dask's partitions are frames in memory (``_eager.py``). :func:`counted` is what ``frames.check`` runs.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false
# (frames of engines are partly typed; what leaves this module is typed)

from collections import Counter
from typing import cast

import narwhals.stable.v2 as nw

from cyberconventions.errors import InvalidTypeError
from cyberconventions.frames._columns import ISO_DATE, Columns, Day, refuse_dtype
from cyberconventions.frames._question import Asked, Findings
from cyberconventions.frames._spellings import days_of, state_id

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from cyberconventions.frames._columns import Native

_ISO_LENGTH = 10


def answered(frame: "Native", known: "nw.LazyFrame[Any]", asked: Asked) -> "Native":
    """Return a planned frame with the columns planned too."""
    library, columns = known.implementation, columns_of(frame, known, asked)
    if library.is_polars():
        from cyberconventions.frames import _polars

        return _polars.planned(frame, asked, columns)
    if library.is_ibis():
        from cyberconventions.frames import _ibis

        return _ibis.answered(frame, asked, columns)
    from cyberconventions.frames import _dialects, _join

    return _join.answered(_dialects.DuckDB if library.is_duckdb() else _dialects.Spark, frame, asked, columns)


def answered_partitions(frame: "Native", asked: Asked) -> "Native":
    """Return a frame of Dask with the columns planned, partition by partition."""
    from cyberconventions.frames._eager import answered_partition

    return frame.map_partitions(answered_partition, asked, meta=answered_partition(frame._meta, asked))


# -- types ------------------------------------------------------------------------------------------------------------


def columns_of(frame: "Native", known: "nw.DataFrame[Any] | nw.LazyFrame[Any]", asked: Asked) -> Columns:
    """Return what the columns asked with hold.

    Raises:
        InvalidTypeError: A column can't hold what is asked for.
    """
    schema = cast("Mapping[str, Any]", known.collect_schema())
    texts = (nw.String, nw.Categorical, nw.Enum)
    text = {name for name in asked.columns if schema[name] in texts or _holds_nothing(frame, known, name)}
    for name in asked.states:
        if not (schema[name].is_integer() or name in text):
            raise refuse_dtype(name, schema[name], "text or whole numbers")
    day = schema[asked.on]
    if not (asked.on in text or day in (nw.Date, nw.Datetime)):
        raise refuse_dtype(asked.on, day)
    kind = Day.TEXT if asked.on in text else Day.DATE if day == nw.Date else Day.DATETIME
    return Columns(tuple(name not in text for name in asked.states), kind)


def _holds_nothing(frame: "Native", known: "nw.DataFrame[Any] | nw.LazyFrame[Any]", name: str) -> bool:
    """Return whether a column is of the type that engines give to null alone; narwhals has none for it."""
    library = known.implementation
    if library.is_duckdb():
        kind = dict(zip(frame.columns, frame.types, strict=True))[name]
    elif library.is_ibis():
        kind = frame.schema()[name]
    elif library.is_polars():
        kind = frame.collect_schema()[name]
    else:
        kind = dict(frame.dtypes)[name]
    return str(kind).strip('"').casefold() in ("null", "void")


# -- counts -----------------------------------------------------------------------------------------------------------


def counted(frame: "Native", known: "nw.LazyFrame[Any]", asked: Asked) -> Findings:
    """Run the query that counts what is in the columns.

    Raises:
        InvalidTypeError: A column is of a wrong type, or the frame is a stream.
    """
    if getattr(frame, "isStreaming", False):
        raise InvalidTypeError("a stream can't be checked before it runs: check a batch of it")
    columns = columns_of(frame, known, asked)
    names = [*(f"state_{place}" for place in range(len(asked.states))), "day"]
    # Under names of ours: not every engine finds columns whose names have dots or quotes in them.
    rows: Any = nw.from_native(_renamed(frame, known, dict(zip(names, asked.columns, strict=True))))
    limit: Any = asked.question.as_of
    day = nw.col("day")
    invalid: Mapping[Any, int] = {}
    if columns.day is Day.TEXT:
        of_days = _rows(rows.group_by("day").agg(nw.len().alias("rows")))
        _, invalid = days_of({value: count for value, count in of_days if value is not None})
        day, limit = day.cast(nw.String), str(limit)  # ISO dates compare as texts.
        day = nw.when(day.str.contains(f"^(?:{ISO_DATE})$") & (day.str.len_chars() == _ISO_LENGTH)).then(day)
    elif columns.day is Day.DATETIME:
        day = day.dt.date()
    late = (day > limit).cast(nw.Int64).sum().alias("late")
    nulls = nw.col("day").is_null().cast(nw.Int64).sum().alias("nulls")
    states = rows.group_by(names[:-1]).agg(nw.len().alias("rows"), late, nulls)
    return _findings(_rows(states), invalid, asked)


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


def _renamed(frame: "Native", known: "nw.LazyFrame[Any]", names: "Mapping[str, str]") -> "Native":
    """Return columns under new names; texts differ where their characters do, whatever the collation."""
    library = known.implementation
    if library.is_polars():
        from cyberconventions.frames._polars import own

        return frame.select(own(old).alias(new) for new, old in names.items())
    if library.is_ibis():
        return frame.select(**{new: frame[old] for new, old in names.items()})
    from cyberconventions.frames._dialects import DuckDB, Spark

    if library.is_duckdb():
        kinds = dict(zip(frame.columns, map(str, frame.types), strict=True))
        plain = {old: ' COLLATE "C"' if kinds[old] == "VARCHAR" else "" for old in names.values()}
        return frame.project(", ".join(f"{DuckDB.name(old)}{plain[old]} AS {new}" for new, old in names.items()))
    kinds = dict(frame.dtypes)
    written = {old: f"CAST({Spark.name(old)} AS STRING)" for old in names.values() if kinds[old].startswith("string")}
    return frame.selectExpr(*(f"{written.get(old, Spark.name(old))} AS {new}" for new, old in names.items()))


def counted_partitions(frame: "Native", asked: Asked) -> Findings:
    """Count what is in the columns of a frame of Dask, partition by partition."""
    from dask.base import compute
    from dask.delayed import delayed

    from cyberconventions.frames._eager import partition_findings

    partition_findings(frame._meta, asked)  # A wrong type is reported before anything runs.
    run: Native = compute
    columns = frame[list(dict.fromkeys(asked.columns))]
    found: tuple[Findings, ...] = run(*(delayed(partition_findings)(each, asked) for each in columns.to_delayed()))
    unresolved: dict[str, Counter[Any]] = {name: Counter() for name in asked.states}
    invalid: Counter[Any] = Counter()
    nulls: Counter[str] = Counter(dict.fromkeys(asked.columns, 0))
    for each in found:
        invalid.update(each.invalid)
        nulls.update(each.nulls)
        for name, counts in each.unresolved.items():
            unresolved[name].update(counts)
    return Findings(unresolved, invalid, sum(each.late for each in found), nulls, sum(each.rows for each in found))
