"""Tables of Ibis, whatever engine runs them.

Where that is DuckDB or Spark, the join is written as one query in its SQL (``_join.py``). Other engines get a join of
equality in Ibis' own expressions, without functions of one engine and without lists: the days of change are columns of
the small table, the usual spellings are known, in any case and with blanks around them, and nothing raises.
"""

# ruff: noqa: S608 - names and texts are quoted
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUnknownParameterType=false
# (Ibis has no types; what leaves this module is typed)

from itertools import chain
from uuid import uuid4

import ibis  # type: ignore[import-untyped,unused-ignore] # no py.typed
from ibis.expr.operations import SQLStringView  # type: ignore[import-untyped,unused-ignore]

from cyberconventions.frames._columns import ISO_DATE, ISO_LENGTH, Columns, free_prefix
from cyberconventions.frames._join import DIALECTS, plan_of
from cyberconventions.frames._question import Asked, Kind
from cyberconventions.frames._spellings import known_spellings

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from cyberconventions._steps import Steps
    from cyberconventions.frames._columns import Native

_KINDS = {Kind.TEXT: "string", Kind.YES_NO: "boolean", Kind.IDS: "array<string>"}


def answered(frame: "Native", asked: Asked, columns: Columns) -> "Native":
    """Return a table of Ibis with the columns added."""
    engine = frame.get_backend().name
    if engine not in DIALECTS:
        return _joined(frame, asked, columns)
    dialect, rows = DIALECTS[engine], f"cyberconventions_{uuid4().hex}"
    plan = plan_of(dialect, free_prefix([*frame.columns, *asked.into]), asked, columns)
    joins = [
        f"LEFT JOIN (SELECT {small} FROM {dialect.source}) AS {name} ON {condition}"
        for name, (small, condition) in plan.tables.items()
    ]
    if plan.lists:
        joins.append(f"CROSS JOIN (SELECT {plan.lists} FROM {dialect.source})")
    own, answers = ", ".join(plan.own), ", ".join(plan.answers)
    text = f"SELECT {answers} FROM (SELECT {own} FROM {rows} {' '.join(joins)})"
    schema = ibis.schema({**frame.schema(), **dict.fromkeys(asked.into, _KINDS[asked.kind])})
    return SQLStringView(frame.alias(rows).op(), text, schema).to_expr()


def _joined(frame: "Native", asked: Asked, columns: Columns) -> "Native":
    """Join a small table for each column of States and, for two, one of what each two answers come to."""
    steps, kind = asked.question.of_all(), _KINDS[asked.kind]
    numbers = {value: place for place, value in enumerate(asked.question.answers())}
    if len(asked.states) > 1:
        steps, kind = {id_: each.map(numbers.__getitem__) for id_, each in steps.items()}, "int64"
    prefix = free_prefix([*frame.columns, *asked.into])
    found = frame.mutate(**{f"{prefix}day": _day(frame[asked.on], of_text=columns.of_text)})
    answers: list[Any] = []
    for place, (name, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        part = f"{prefix}{place}_"
        table = _table(steps, part, kind, known_spellings(numeric=numeric, territories=asked.how.territories))
        found = found.mutate(**{f"{part}key": found[name].cast("string").strip().lower()})
        found = found.left_join(table, found[f"{part}key"] == table[f"{part}state"])
        days = [each for each in table.columns if each.startswith(f"{part}d")]
        cases = ((found[f"{prefix}day"] >= found[each], found[each.replace(f"{part}d", f"{part}a")]) for each in days)
        answers.append(ibis.cases(*cases))
    if len(answers) == 1:
        return found.mutate(**{asked.into[0]: answers[0]}).select(*frame.columns, *asked.into)
    pair = answers[0] * len(numbers) + answers[1]
    if asked.apart:
        pair = ibis.cases((found[f"{prefix}0_id"] != found[f"{prefix}1_id"], pair))
    found = found.mutate(**{f"{prefix}pair": pair})
    kinds = {f"{prefix}outcome": "int64"} | dict.fromkeys(asked.into, _KINDS[asked.kind])
    columns_of_outcomes = ([values[each] for each in which] for values, which in asked.outcomes(list(numbers)))
    table = _memtable([(place, *each) for place, each in enumerate(zip(*columns_of_outcomes, strict=True))], kinds)
    found = found.left_join(table, found[f"{prefix}pair"] == table[f"{prefix}outcome"])
    return found.select(*frame.columns, *asked.into)


def _memtable(rows: "Iterable[Sequence[Any]]", kinds: "dict[str, str]") -> "Native":
    listed = ([list(each) if isinstance(each, tuple) else each for each in row] for row in rows)
    return ibis.memtable([dict(zip(kinds, row, strict=True)) for row in listed], schema=kinds)


def _table(steps: "Mapping[str, Steps[Any]]", part: str, kind: str, spellings: "Mapping[str, str]") -> "Native":
    """Return the small table to be joined: spellings, and the days of change with what holds from each, latest first.

    A row that met two spellings of one engine would come twice, so there is none that differs by its case alone.
    """
    width = max(len(days) for days, _ in steps.values())
    kinds = {f"{part}state": "string", f"{part}id": "string"}
    for step in range(width):
        kinds |= {f"{part}d{step}": "date", f"{part}a{step}": kind}
    laid = {
        id_: [*chain(*reversed(list(zip(*each, strict=True)))), *[None] * 2 * (width - len(each.days))]
        for id_, each in steps.items()
    }
    ids = {spelling.lower(): id_ for spelling, id_ in spellings.items()}
    return _memtable(([spelling, id_, *laid[id_]] for spelling, id_ in ids.items()), kinds)


def _day(column: "Native", *, of_text: bool) -> "Native":
    """Return the day of a column; a text that is not an ISO date has none."""
    if not of_text:
        return column if column.type().is_date() else column.date()
    text = column.cast("string")
    is_date = text.re_search(f"^(?:{ISO_DATE})$") & (text.length() == ISO_LENGTH)
    return ibis.cases((is_date, text)).cast("date")
