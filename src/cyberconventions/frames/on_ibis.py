"""Tables of Ibis, whatever engine runs them."""

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


def rows(frame: "Native") -> "list[tuple[Any, ...]]":
    """Run a small query and return its rows."""
    found = frame.to_pyarrow()
    return [tuple(row.values()) for row in found.to_pylist()]


def select(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
    """Return some columns under other names."""
    return frame.select(**{new: frame[old] for old, new in zip(columns, names, strict=True)})


def with_steps(frame: "Native", steps: Steps, state: str, on: DateColumn, values: Sequence[str]) -> "Native":
    """Join the answers of one column of States, as columns of the given names."""
    import ibis  # type: ignore[import-untyped,unused-ignore] # no py.typed

    key, first, last = (PREFIX + part for part in ("state", "first", "last"))
    added = [f"{PREFIX}answer_{place}" for place in range(len(values))]
    kinds = {key: "int64" if steps.numeric else "string", first: "date", last: "date"}
    kinds |= {name: _kind(answers) for name, answers in zip(added, steps.answers, strict=True)}
    columns = (steps.keys, steps.first, steps.last, *steps.answers)
    lines = [dict(zip(kinds, row, strict=True)) for row in zip(*columns, strict=True)]
    table = ibis.memtable(lines, schema=kinds)
    asked = frame[state] if steps.numeric else frame[state].cast("string")
    day = frame[on.name]
    if not on.is_date:
        day = day.as_date("%Y-%m-%d") if on.is_text else day.date()
    joined = frame.left_join(table, [asked == table[key], day >= table[first], day <= table[last]])
    kept = {name: joined[name] for name in frame.columns}
    return joined.select(**kept, **{name: joined[part] for name, part in zip(values, added, strict=True)})


def _kind(answers: "Sequence[Any]") -> str:
    known = next((each for each in answers if each is not None), None)
    if isinstance(known, bool):
        return "boolean"
    return "int64" if isinstance(known, int) else "string"


def with_pair(frame: "Native", a: Sequence[str], b: Sequence[str], asked: Asked) -> "Native":
    """Add the outcome of two answers, and drop the answers."""
    import ibis  # type: ignore[import-untyped,unused-ignore] # no py.typed

    first, second = frame[a[0]], frame[b[0]]
    if asked.kind is Kind.YES_NO:
        known = first.notnull() & second.notnull()
        outcome = ibis.cases(
            (known & ((first == 0) | (second == 0)), False),
            (known & (first == 1) & (second == 1), True),
        )
        return frame.mutate(**{asked.into[0]: outcome}).drop(*a, *b)
    certain = first & second
    may_be = frame[a[1]] & frame[b[1]]
    shared = reachable(asked)
    names = ibis.map(list(shared), [list(ids) for ids in shared.values()])
    masks = zip(asked.into, (certain, may_be - certain), strict=False)
    return frame.mutate(**{into: names.get(mask) for into, mask in masks}).drop(*a, *b)
