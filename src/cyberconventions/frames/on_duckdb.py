"""Relations of DuckDB: what is planned stays a relation on the user's own connection."""

from collections.abc import Sequence

from cyberconventions.frames.asked import Asked
from cyberconventions.frames.columns import Kind
from cyberconventions.frames.joins import PREFIX, DateColumn, Steps, reachable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames.columns import Native


def rows(frame: "Native") -> "list[tuple[Any, ...]]":
    """Run a small query and return its rows."""
    found: list[tuple[Any, ...]] = frame.fetchall()
    return found


def select(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
    """Return some columns under other names."""
    return frame.project(
        ", ".join(f"{name_of(old)} AS {name_of(new)}" for old, new in zip(columns, names, strict=True))
    )


def name_of(column: str) -> str:
    """Quote a name."""
    return '"' + column.replace('"', '""') + '"'


def text(value: object) -> str:
    """Write a value as a literal."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"


def day_of(column: str, on: DateColumn) -> str:
    """Write the day of a column of dates, qualified by the table it is in."""
    if on.is_date:
        return column
    return f"strptime({column}, '%Y-%m-%d')::DATE" if on.is_text else f"{column}::DATE"


def with_steps(frame: "Native", steps: Steps, state: str, on: DateColumn, values: Sequence[str]) -> "Native":
    """Join the answers of one column of States, as columns of the given names."""
    key, first, last = (PREFIX + part for part in ("state", "first", "last"))
    columns = [
        f"unnest([{', '.join(text(each) for each in steps.keys)}]) AS {key}",
        f"unnest(string_split('{' '.join(map(str, steps.first))}', ' '))::DATE AS {first}",
        f"unnest(string_split('{' '.join(map(str, steps.last))}', ' '))::DATE AS {last}",
        *(
            f"unnest([{', '.join(map(text, answers))}]) AS {name_of(PREFIX + name)}"
            for name, answers in zip(values, steps.answers, strict=True)
        ),
    ]
    asked = f"rows_.{name_of(state)}"
    if not steps.numeric:
        asked = f"{asked}::VARCHAR"
    day = day_of(f"rows_.{name_of(on.name)}", on)
    condition = f"{asked} = steps_.{key} AND {day} >= steps_.{first} AND {day} <= steps_.{last}"
    added = ", ".join(f"steps_.{name_of(PREFIX + name)} AS {name_of(name)}" for name in values)
    joined = frame.set_alias("rows_").join(_table(frame, columns).set_alias("steps_"), condition, how="left")
    return joined.project(f"rows_.*, {added}").set_alias(frame.alias)


def _table(frame: "Native", columns: Sequence[str]) -> "Native":
    """Return a table of literals on the connection of a relation.

    A relation does not give away its connection, and joins only with its like: so the table is made of
    the relation itself, of none of its rows.
    """
    return frame.limit(0).aggregate("count(*) AS nothing").project(", ".join(columns))


def with_pair(frame: "Native", a: Sequence[str], b: Sequence[str], asked: Asked) -> "Native":
    """Add the outcome of two answers, and drop the answers."""
    dropped = ", ".join(name_of(each) for each in (*a, *b))
    kept = f"* EXCLUDE ({dropped})"
    if asked.kind is Kind.YES_NO:
        first, second = name_of(a[0]), name_of(b[0])
        outcome = (
            f"CASE WHEN {first} IS NULL OR {second} IS NULL THEN NULL WHEN {first} = 0 OR {second} = 0 THEN false "
            f"WHEN {first} = 1 AND {second} = 1 THEN true END"
        )
        return frame.project(f"{kept}, {outcome} AS {name_of(asked.into[0])}").set_alias(frame.alias)
    certain = f"{name_of(a[0])} & {name_of(b[0])}"
    may_be = f"{name_of(a[1])} & {name_of(b[1])}"
    shared = reachable(asked)
    names = f"map([{', '.join(map(str, shared))}], [{', '.join(_ids(each) for each in shared.values())}])"
    masks = [f"({certain})", f"(({may_be}) - ({certain}))"]
    added = ", ".join(
        f"map_extract({names}, {mask})[1] AS {name_of(into)}" for mask, into in zip(masks, asked.into, strict=False)
    )
    return frame.project(f"{kept}, {added}").set_alias(frame.alias)


def _ids(ids: Sequence[str]) -> str:
    return f"[{', '.join(map(text, ids))}]::VARCHAR[]"
