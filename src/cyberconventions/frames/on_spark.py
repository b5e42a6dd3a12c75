"""DataFrames of Spark: the answers are broadcast, the user's rows stay where they are."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false, reportAttributeAccessIssue=false
# (the libraries of frames are typed by half or not at all; what leaves this module is typed)

from collections.abc import Sequence

from cyberconventions.frames.asked import Asked
from cyberconventions.frames.columns import Kind
from cyberconventions.frames.joins import PREFIX, DateColumn, Steps, reachable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames.columns import Native

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,.-()_/")


def rows(frame: "Native") -> "list[tuple[Any, ...]]":
    """Run a small query and return its rows."""
    return [tuple(row) for row in frame.collect()]


def select(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
    """Return some columns under other names."""
    return frame.select(*(_column(frame, old).alias(new) for old, new in zip(columns, names, strict=True)))


def _literal(value: object) -> str:
    """Write a value as a literal, whatever Spark is told about backslashes and quotes."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, str) and not set(value) <= _PLAIN:
        return f"CAST(X'{value.encode().hex()}' AS STRING)"
    return f"'{value}'"


def _column(frame: "Native", name: str) -> "Native":
    return frame["`" + name.replace("`", "``") + "`"]


def with_steps(frame: "Native", steps: Steps, state: str, on: DateColumn, values: Sequence[str]) -> "Native":
    """Join the answers of one column of States, as columns of the given names."""
    from pyspark.sql import functions as f

    key, first, last = (PREFIX + part for part in ("state", "first", "last"))
    lines = ", ".join(
        f"({_literal(row[0])}, DATE'{row[1]}', DATE'{row[2]}', {', '.join(map(_literal, row[3:]))})"
        for row in zip(steps.keys, steps.first, steps.last, *steps.answers, strict=True)
    )
    added = [f"{PREFIX}answer_{place}" for place in range(len(values))]
    table = frame.sparkSession.sql(f"SELECT * FROM VALUES {lines} AS steps({', '.join([key, first, last, *added])})")  # noqa: S608 - our own words and numbers
    asked = _column(frame, state)
    day = _column(frame, on.name)
    if not on.is_date:
        day = f.to_date(day, "yyyy-MM-dd") if on.is_text else f.to_date(day)
    condition = (asked == table[key]) & (day >= table[first]) & (day <= table[last])
    joined = frame.join(table.hint("broadcast"), condition, "left").drop(key, first, last)
    return joined.withColumnsRenamed(dict(zip(added, values, strict=True)))


def with_pair(frame: "Native", a: Sequence[str], b: Sequence[str], asked: Asked) -> "Native":
    """Add the outcome of two answers, and drop the answers."""
    from pyspark.sql import functions as f

    first, second = (_column(frame, each[0]) for each in (a, b))
    if asked.kind is Kind.YES_NO:
        known = first.isNotNull() & second.isNotNull()
        outcome = f.when(known & ((first == 0) | (second == 0)), f.lit(False)).when(  # noqa: FBT003 - a literal
            known & (first == 1) & (second == 1),
            f.lit(True),  # noqa: FBT003
        )
        return frame.withColumn(asked.into[0], outcome).drop(*a, *b)
    certain = first.bitwiseAND(second)
    may_be = _column(frame, a[1]).bitwiseAND(_column(frame, b[1]))
    shared = reachable(asked)
    entries = [part for bits, ids in shared.items() for part in (f.lit(bits), _ids(ids))]
    names = f.create_map(*entries)
    for into, mask in zip(asked.into, (certain, may_be - certain), strict=False):
        frame = frame.withColumn(into, names[mask])
    return frame.drop(*a, *b)


def _ids(ids: Sequence[str]) -> "Native":
    from pyspark.sql import functions as f

    return f.array(*(f.lit(each) for each in ids)).cast("array<string>")
