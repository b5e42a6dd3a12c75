"""Tables of Ibis, whatever engine runs them: the same join (``_join.py``), written as Ibis' expressions.

No engine's own functions are used but, where DuckDB or Spark runs the table, the one that raises; so the usual
spellings are known, in any case and with blanks around them.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUnknownParameterType=false
# (Ibis has no types; what leaves this module is typed)

import ibis  # type: ignore[import-untyped,unused-ignore] # no py.typed

from cyberconventions.frames._columns import DATES, ISO_DATE, Columns, Day, Kind, free_prefix
from cyberconventions.frames._join import Lines
from cyberconventions.frames._question import Asked
from cyberconventions.frames._spellings import known_spellings, numeric_codes

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from cyberconventions.frames._columns import Native

_KINDS = {Kind.TEXT: "string", Kind.YES_NO: "boolean", Kind.IDS: "array<string>"}
_RAISING = {"duckdb": "error", "pyspark": "raise_error", "databricks": "raise_error"}
_ISO_LENGTH = 10


def answered(frame: "Native", asked: Asked, columns: Columns) -> "Native":
    """Return a table of Ibis with the columns added."""
    pair = len(asked.states) > 1
    lines = Lines.of(asked.question, numbered=pair)
    prefix = free_prefix([*frame.columns, *asked.into])
    refuse = _refuse(frame) if asked.refuses else None
    kind = "int64" if pair else _KINDS[asked.kind]
    found = frame.mutate(**{f"{prefix}day": _day(frame[asked.on], columns.day, asked.on, refuse)})
    answers: list[Any] = []
    for place, (name, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        part = f"{prefix}{place}_"
        key = found[name].cast("int64") if numeric else found[name].cast("string").strip().lower()
        found = found.mutate(**{f"{part}key": key})
        table = _table(lines, part, kind, numeric=numeric)
        found = found.left_join(table, found[f"{part}key"] == table[f"{part}state"])
        otherwise = ibis.null(kind)
        if refuse is not None:
            wrong = refuse(f"column {name!r}: '", found[name].cast("string"), "' is not a known State code or name")
            otherwise = ibis.cases((found[name].notnull(), wrong.cast(kind)), else_=ibis.null(kind))
        answer = _answer(found, lines, part, prefix)
        answers.append(ibis.cases((found[f"{part}state"].notnull(), answer), else_=otherwise))
    if not pair:
        return found.mutate(**{asked.into[0]: answers[0]}).select(*frame.columns, *asked.into)
    # Two numbers are one number of a table of outcomes.
    found = found.mutate(**{f"{prefix}pair": answers[0] * len(lines.numbers) + answers[1]})
    names = [f"{prefix}number", *(f"{prefix}{place}" for place in range(len(asked.into)))]
    outcomes = [asked.outcome(a, b) for a in lines.numbers for b in lines.numbers]
    rows = [
        (place, *(list(each) if isinstance(each, tuple) else each for each in outcome))
        for place, outcome in enumerate(outcomes)
    ]
    table = _memtable(rows, dict(zip(names, ["int64", *[_KINDS[asked.kind]] * len(asked.into)], strict=True)))
    found = found.left_join(table, found[f"{prefix}pair"] == table[names[0]])
    return found.mutate(**{into: found[name] for into, name in zip(asked.into, names[1:], strict=True)}).select(
        *frame.columns, *asked.into
    )


def _memtable(rows: "Sequence[tuple[Any, ...]]", kinds: "dict[str, str]") -> "Native":
    return ibis.memtable([dict(zip(kinds, row, strict=True)) for row in rows], schema=kinds)


def _table(lines: Lines, part: str, kind: str, *, numeric: bool) -> "Native":
    """Return the small table to be joined: a row that met two spellings of one engine would come twice."""
    ids: dict[Any, str] = dict(numeric_codes())
    if not numeric:
        ids = {spelling.lower(): id_ for spelling, id_ in known_spellings().items()}
    kinds = {f"{part}state": "int64" if numeric else "string"}
    for step in range(len(lines.days)):
        kinds |= {f"{part}d{step}": "date", f"{part}a{step}": kind}
    rows: list[tuple[Any, ...]] = []
    for spelling, id_ in ids.items():
        place = lines.places[id_]
        steps = zip(lines.days, lines.answers, strict=True)
        rows.append((spelling, *(part[place] for step in steps for part in step)))
    return _memtable(rows, kinds)


def _answer(found: "Native", lines: Lines, part: str, prefix: str) -> "Native":
    """Return the answer on a day: that of the latest change up to it."""
    day = found[f"{prefix}day"]
    cases = ((day >= found[f"{part}d{step}"], found[f"{part}a{step}"]) for step in range(len(lines.days)))
    return ibis.cases(*cases)


def _day(column: "Native", kind: Day, name: str, refuse: "Callable[..., Native] | None") -> "Native":
    """Return the day of a column; a text that is not an ISO date raises or has none."""
    if kind is not Day.TEXT:
        return column if kind is Day.DATE else column.date()
    text = column.cast("string")
    is_date = text.re_search(f"^(?:{ISO_DATE})$") & (text.length() == _ISO_LENGTH)
    otherwise = ibis.null("date")
    if refuse is not None:
        wrong = refuse(f"column {name!r}: '", text, f"' is not a date, expected {DATES}")
        otherwise = ibis.cases((text.notnull(), wrong.cast("date")), else_=otherwise)
    return ibis.cases((is_date, ibis.cases((is_date, text)).cast("date")), else_=otherwise)


def _refuse(frame: "Native") -> "Callable[..., Native] | None":
    """Return what raises in the engine that runs a table; nothing where it has no function for it."""
    name = _RAISING.get(frame.get_backend().name)
    if name is None:
        return None

    def error(message: str) -> str:
        raise NotImplementedError(message)

    builtin: Any = ibis.udf.scalar.builtin
    raising = builtin(error, name=name)

    def refuse(before: str, value: "Native", after: str) -> "Native":
        return raising(ibis.literal(before) + value + ibis.literal(f'{after} (errors="null" makes their answers null)'))

    return refuse
