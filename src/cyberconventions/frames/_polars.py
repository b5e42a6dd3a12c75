"""Frames of polars, lazy and eager: the answers are expressions, and rows keep their order.

A text is found in an enumeration, whose code gives the line of its State in the table of answers; a day gives the
column. Where one day per State decides, the code gives a day to compare with. Texts that the enumeration does not have
go to Python, batch by batch, where rare spellings are resolved and unknown names are refused. An eager frame takes the
same way through the streaming engine, which uses all cores.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (polars' types are partly known; what leaves this module is typed)

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from operator import ne

import polars as pl

from cyberconventions.errors import CyberConventionsError
from cyberconventions.frames._columns import Columns, free_prefix
from cyberconventions.frames._eager import Table, day_number
from cyberconventions.frames._question import Asked, Findings, Kind, Since
from cyberconventions.frames._spellings import days_of, known_spellings, numbered, refuse

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames._eager import Numbers

_KINDS: "dict[Kind, pl.DataType]" = {Kind.TEXT: pl.String(), Kind.YES_NO: pl.Boolean(), Kind.IDS: pl.List(pl.String)}
_NEVER = 2**30  # No day lies after it.
_ENDED = _NEVER + 1  # Nor after this, of those of whom the answer is no ever after.


def own(name: str) -> pl.Expr:
    """Return a user's column, whose name may look like one of polars' patterns (``^s$``, ``*``)."""
    return pl.col(f"^{pl.escape_regex(name)}$" if name.startswith(("^", "*")) else name)


def answered(frame: pl.DataFrame, asked: Asked, columns: Columns, count: Callable[[], Findings]) -> pl.DataFrame:
    """Return a frame in memory with the columns added; if a batch has something to report, all rows are counted."""
    late: list[str] = []
    plan = planned(frame.lazy(), asked, columns, late.append).select(map(own, asked.into))
    try:
        found = plan.collect(engine="streaming")
    except CyberConventionsError:
        asked.report(count())
        raise
    if late:
        asked.report(count())
    return frame.with_columns(found.get_columns())


def planned(frame: pl.LazyFrame, asked: Asked, columns: Columns, warn: Callable[[str], None]) -> pl.LazyFrame:
    """Return a lazy frame with columns added that are computed while its rows stream by, in order."""
    since, by_id = asked.since, Table.of(asked.question).lines
    if since is not None:  # The day before stands for the State, and no day for States that never are.
        by_id = since.befores(_NEVER, _ENDED, day_number)
    schema = frame.collect_schema()
    found, day, prefix = frame, own(asked.on), free_prefix([*schema.names(), *asked.into])
    added: list[str] = []
    if columns.of_text:  # Python reads them, once.
        added = [f"{prefix}day"]
        found, day = frame.with_columns(_days_of_texts(day, asked).alias(*added)), pl.col(*added)
    elif schema[asked.on] != pl.Date:
        day = day.dt.date()  # its own calendar day
    number = day.cast(pl.Int32)  # from 1970-01-01
    batches: list[list[pl.Expr]] = []
    for name, numeric in zip(asked.states, columns.numeric, strict=True):
        state = own(name).cast(pl.String) if numeric else own(name)
        # An enumeration finds its texts faster than anything else.
        spellings = known_spellings(numeric=numeric, territories=asked.how.territories)
        code = state.cast(pl.Enum(list(spellings)), strict=False).to_physical()
        batches.append([_looked_up([by_id[id_] for id_ in spellings.values()], code), state])
    complete = [_rest(name, asked, by_id, warn) for name in asked.states]
    if since is not None:  # Python is asked once a batch, and polars compares: each step of Python's takes its time.
        answers = [number > _in_python(_before(since, complete), *chain(*batches), number)]
    else:
        lines = [_in_python(each, *batch, number) for each, batch in zip(complete, batches, strict=True)]
        if asked.apart:  # Each line is read twice.
            own_lines = {f"{prefix}{place}": line for place, line in enumerate(lines)}
            found, lines = found.with_columns(**own_lines), list(map(pl.col, own_lines))
            added += own_lines
        answers = _answers(lines, number, asked)
    found = found.with_columns(answer.alias(name) for answer, name in zip(answers, asked.into, strict=True))
    return found.drop(added) if added else found


def _in_python(work: "Callable[[Sequence[pl.Series]], pl.Series]", *columns: pl.Expr) -> pl.Expr:
    return pl.map_batches(columns, work, return_dtype=pl.Int32, is_elementwise=True)


def _rest(
    name: str, asked: Asked, by_id: Mapping[str, int], warn: Callable[[str], None]
) -> "Callable[[Sequence[pl.Series]], pl.Series]":
    """Return what is done, batch by batch, with rare spellings, with unknown names and, once, with late days."""
    limit = day_number(asked.question.as_of)
    warned: list[bool] = []
    first = iter((True,))  # Of batches in several threads, the one that takes it warns.

    def complete(batch: Sequence[pl.Series]) -> pl.Series:
        found, states, days = batch
        if found.null_count() > states.null_count():
            states = states.cast(pl.String).alias("state")  # polars may read its own name as a pattern.
            counts = _counts(states.filter(found.is_null() & states.is_not_null()))
            rare = numbered(counts, by_id)
            if asked.refuses:
                refuse({name: {value: rows for value, rows in counts.items() if value not in rare}}, {})
            if rare:
                found = found.fill_null(states.replace_strict(rare, default=None, return_dtype=pl.Int32))
        latest: Any = None if asked.how.known or warned else days.max()
        if latest is not None and latest > limit and ((days > limit) & found.is_not_null()).any():
            warned.append(True)
            if next(first, False):
                warn("rows ask")
        return found

    return complete


def _counts(column: pl.Series) -> "dict[Any, int]":
    return dict(column.value_counts(name="rows").rows())


def _before(
    since: Since, complete: "Sequence[Callable[[Sequence[pl.Series]], pl.Series]]"
) -> "Callable[[Sequence[pl.Series]], pl.Series]":
    """Return what gives, batch by batch, the day before the first "yes" of one State, or of two."""
    until = day_number(since.until)

    def before(batch: Sequence[pl.Series]) -> pl.Series:
        *columns, days = batch
        found, *others = (each([*columns[2 * place : 2 * place + 2], days]) for place, each in enumerate(complete))
        for each in others:  # The later day, and none where either has none.
            later = found.zip_with(found > each, each)
            found = later.set(found.is_null(), None) if found.null_count() else later
        latest: Any = days.max()
        if latest is not None and latest > until:
            found = found.set((found == _NEVER) & (days > until), None)
        return found

    return before


def _answers(states: Sequence[pl.Expr], day: pl.Expr, asked: Asked) -> list[pl.Expr]:
    """Return the columns to be added, from the line of each State and the days from 1970-01-01."""
    table = Table.of(asked.question)
    column = _looked_up(table.columns, (day - table.first).clip(0, len(table.columns) - 1))
    told = table.answers[1:]  # The first stands for a missing State, which is null here.
    *first, place = (_looked_up(table.cells, line + column) - 1 for line in states)
    for each in first:
        place += each * len(told)
    if asked.apart:
        place = pl.when(ne(*states)).then(place)
    return [
        pl.lit(pl.Series(values, dtype=_KINDS[asked.kind])).gather(_looked_up(which, place))
        for values, which in asked.outcomes(told)
    ]


def _looked_up(numbers: "Sequence[int] | Numbers", places: pl.Expr) -> pl.Expr:
    return pl.lit(pl.Series(numbers, dtype=pl.Int32)).gather(places)


def _days_of_texts(texts: pl.Expr, asked: Asked) -> pl.Expr:
    """Return the days from 1970-01-01 of ISO texts."""

    def read(batch: pl.Series) -> pl.Series:
        batch = batch.alias("day")
        counts = _counts(batch.drop_nulls())
        days = {value: day_number(day) for value, day in days_of(counts).items()}
        if asked.refuses:
            refuse({}, {asked.on: {value: rows for value, rows in counts.items() if value not in days}})
        return batch.replace_strict(list(days), list(days.values()), default=None, return_dtype=pl.Int32)

    return texts.cast(pl.String).map_batches(read, return_dtype=pl.Int32, is_elementwise=True)
