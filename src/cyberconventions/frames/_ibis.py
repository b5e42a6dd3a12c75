"""Tables of Ibis, whatever engine runs them: the same join (``_join.py``), written as Ibis' expressions.

No engine's own functions and no lists are used but, where DuckDB or Spark runs the table, the function that raises; so
the days of change are columns of the small table, and the usual spellings are known, in any case and with blanks
around them.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUnknownParameterType=false
# (Ibis has no types; what leaves this module is typed)

from datetime import timedelta
from itertools import chain

import ibis  # type: ignore[import-untyped,unused-ignore] # no py.typed

from cyberconventions._steps import EVER, NEVER, Steps
from cyberconventions.frames._columns import ISO_DATE, ISO_LENGTH, Columns, free_prefix
from cyberconventions.frames._question import Asked, Kind, Since
from cyberconventions.frames._spellings import DATES, NOT_A_STATE, QUIETLY, known_spellings

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from cyberconventions.frames._columns import Native

_KINDS = {Kind.TEXT: "string", Kind.YES_NO: "boolean", Kind.IDS: "array<string>"}
_NEVER = NEVER - timedelta(days=1)  # stands for States that have no day
_CODE = 3  # characters
_RAISING = {"duckdb": "error", "pyspark": "raise_error", "databricks": "raise_error"}


def answered(frame: "Native", asked: Asked, columns: Columns) -> "Native":
    """Return a table of Ibis with the columns added."""
    steps = asked.question.of_all()
    numbers: dict[Any, int] = {}
    kind, since = _KINDS[asked.kind], None if asked.apart else asked.since
    if since is not None:  # One day per State decides: the one before stands for it.
        kind, befores = "date", since.befores(steps, _NEVER, NEVER, lambda day: day)
        steps = {id_: Steps((EVER,), (before,)) for id_, before in befores.items()}
    elif len(asked.states) > 1:  # Answers are carried as numbers; two of them are the number of an outcome.
        kind = "int64"
        numbers = {
            value: number for number, value in enumerate({value: 0 for _, values in steps.values() for value in values})
        }
        steps = {id_: each.map(numbers.__getitem__) for id_, each in steps.items()}
    prefix = free_prefix([*frame.columns, *asked.into])
    refuse = _refuse(frame) if asked.refuses else None
    found = frame.mutate(**{f"{prefix}day": _day(frame[asked.on], asked.on, refuse, of_text=columns.of_text)})
    answers: list[Any] = []
    known: list[Any] = []  # the ids of the States
    for place, (name, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        part = f"{prefix}{place}_"
        spellings = known_spellings(numeric=numeric, territories=asked.how.territories)
        table = _table(steps, part, kind, spellings)
        text = found[name].cast("string")
        # Engines take longer to strip texts than for all else, so codes are not.
        unblanked: Any = ibis.cases((text.length() > _CODE, text.strip()), else_=text)
        found = found.mutate(**{f"{part}key": unblanked.lower()})
        found = found.left_join(table, found[f"{part}key"] == table[f"{part}state"])
        known.append(found[f"{part}id"])
        days = [each for each in table.columns if each.startswith(f"{part}d")]
        cases = ((found[f"{prefix}day"] >= found[each], found[each.replace(f"{part}d", f"{part}a")]) for each in days)
        otherwise = ibis.null(kind)
        if refuse is not None:
            wrong = refuse(name, found[name], NOT_A_STATE).cast(kind)
            otherwise = ibis.cases((found[name].notnull(), wrong), else_=otherwise)
        if since is not None:
            answers.append(ibis.coalesce(found[f"{part}a0"], otherwise))
        else:
            answers.append(ibis.cases((found[f"{part}state"].notnull(), ibis.cases(*cases)), else_=otherwise))
    if since is not None:
        found = found.mutate(**{f"{prefix}{place}": each for place, each in enumerate(answers)})
        answers = [
            _compared(since, found[f"{prefix}day"], [found[f"{prefix}{place}"] for place in range(len(answers))])
        ]
    if not numbers:
        return found.mutate(**{asked.into[0]: answers[0]}).select(*frame.columns, *asked.into)
    pair = answers[0] * len(numbers) + answers[1]
    if asked.apart:
        pair = ibis.cases((known[0] == known[1], ibis.null(kind)), else_=pair)
    found = found.mutate(**{f"{prefix}pair": pair})
    outcomes = [asked.outcome(a, b) for a in numbers for b in numbers]
    kinds = {f"{prefix}number": "int64"} | {f"{prefix}{place}": _KINDS[asked.kind] for place in range(len(asked.into))}
    table = _memtable([(place, *outcome) for place, outcome in enumerate(outcomes)], kinds)
    found = found.left_join(table, found[f"{prefix}pair"] == table[f"{prefix}number"])
    written = {into: found[f"{prefix}{place}"] for place, into in enumerate(asked.into)}
    return found.mutate(**written).select(*frame.columns, *asked.into)


def _compared(since: Since, day: "Native", befores: "Sequence[Native]") -> "Native":
    """Return whether a day comes after the one before the first "yes", or null where that is not known."""
    before: Any = befores[0]
    if len(befores) > 1:
        before = ibis.cases((befores[0].notnull() & befores[1].notnull(), ibis.greatest(*befores)))
    late = day > since.until
    return ibis.cases(
        (day.between(EVER, since.until), day > before),
        (late & (before < _NEVER), True),
        (late & (before == NEVER), False),
    )


def _memtable(rows: "Iterable[Sequence[Any]]", kinds: "dict[str, str]") -> "Native":
    listed = ([list(each) if isinstance(each, tuple) else each for each in row] for row in rows)
    return ibis.memtable([dict(zip(kinds, row, strict=True)) for row in listed], schema=kinds)


def _table(steps: "Mapping[str, Steps[Any]]", part: str, kind: str, spellings: "Mapping[str, str]") -> "Native":
    """Return the small table to be joined: spellings, and the days of change with what holds from each, latest first.

    A row that met two spellings of one engine would come twice, so there is none that differs by its case alone.
    """
    ids = {spelling.lower(): id_ for spelling, id_ in spellings.items()}
    blank = {each: id_ for code, id_ in ids.items() if len(code) < _CODE for each in (f"{code} ", f" {code}")}
    width = max(len(days) for days, _ in steps.values())
    kinds = {f"{part}state": "string", f"{part}id": "string"}
    for step in range(width):
        kinds |= {f"{part}d{step}": "date", f"{part}a{step}": kind}
    laid = {
        id_: [*chain(*reversed(list(zip(*each, strict=True)))), *[None] * 2 * (width - len(each.days))]
        for id_, each in steps.items()
    }
    return _memtable(([spelling, id_, *laid[id_]] for spelling, id_ in (ids | blank).items()), kinds)


def _day(column: "Native", name: str, refuse: "Callable[..., Native] | None", *, of_text: bool) -> "Native":
    """Return the day of a column; a text that is not an ISO date raises or has none."""
    if not of_text:
        return column if column.type().is_date() else column.date()
    text = column.cast("string")
    is_date = text.re_search(f"^(?:{ISO_DATE})$") & (text.length() == ISO_LENGTH)
    otherwise = ibis.null("date")
    if refuse is not None:
        wrong = refuse(name, text, f"a date, expected {DATES}").cast("date")
        otherwise = ibis.cases((text.notnull(), wrong), else_=otherwise)
    return ibis.cases((is_date, ibis.cases((is_date, text)).cast("date")), else_=otherwise)


def _refuse(frame: "Native") -> "Callable[[str, Native, str], Native] | None":
    """Return what raises in the engine that runs a table; nothing where it has no function for it."""
    name = _RAISING.get(frame.get_backend().name)
    if name is None:
        return None

    def error(message: str) -> str:
        raise NotImplementedError(message)

    builtin: Any = ibis.udf.scalar.builtin
    raising = builtin(error, name=name)
    return lambda column, value, what: raising(
        ibis.literal(f"column {column!r}: '") + value.cast("string") + ibis.literal(f"' is not {what} {QUIETLY}")
    )
