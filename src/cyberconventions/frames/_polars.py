"""Frames of polars, lazy and eager: the answers are expressions, and rows keep their order.

A text is found in an enumeration, whose code gives the line of its State in the table of answers; a day gives the
column. Where one day per State decides, the code gives a day to compare with. Texts that the enumeration does not have
go to Python, batch by batch, where rare spellings are resolved and unknown names are refused. An eager frame takes the
same way through the streaming engine, which uses all cores.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (polars' types are partly known; what leaves this module is typed)

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import and_, mul, ne

import polars as pl

from cyberconventions.errors import CyberConventionsError, MissingExtraError
from cyberconventions.frames._columns import Columns, free_prefix
from cyberconventions.frames._eager import Table, day_number
from cyberconventions.frames._question import Asked, Findings, Kind, Since
from cyberconventions.frames._spellings import days_of, known_spellings, numbered, refuse

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames._eager import Numbers

_KINDS: "dict[Kind, pl.DataType]" = {Kind.TEXT: pl.String(), Kind.YES_NO: pl.Boolean(), Kind.IDS: pl.List(pl.String)}
_OLDEST = (1, 33)  # has what is needed of the streaming engine and of batches
_NEVER = 2**31 - 1  # No day lies after it, nor after the next.
_ENDED = _NEVER - 1


def check_version() -> None:
    """Check that polars is not too old."""
    if tuple(map(int, pl.__version__.split(".")[:2])) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise MissingExtraError(
            f"polars {pl.__version__} is too old, expected {oldest} or later: pip install -U polars"
        )


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
    since = None if asked.apart else asked.since
    by_id: Mapping[str, int] = Table.of(asked.question).lines
    if since is not None:  # The day before stands for the State, and no day for States that never are.
        before = {**dict.fromkeys(since.never, _ENDED), **{id_: day_number(day) - 1 for id_, day in since.days.items()}}
        by_id = {id_: before.get(id_, _NEVER) for id_ in asked.question.of_all()}
    # Numbers stand in columns of their own for a while: within one expression Python's part of it is far slower.
    prefix = free_prefix([*frame.collect_schema().names(), *asked.into])
    day = pl.col(f"{prefix}day")
    found = [_day(own(asked.on), asked, of_text=columns.of_text).alias(f"{prefix}day")]
    states: list[pl.Expr] = []
    for place, (name, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        state, number = own(name).cast(pl.String) if numeric else own(name), f"{prefix}{place}"
        # An enumeration finds its texts faster than anything else.
        spellings = known_spellings(numeric=numeric, territories=asked.how.territories)
        code = state.cast(pl.Enum(list(spellings)), strict=False).to_physical()
        found.append(_looked_up([by_id[id_] for id_ in spellings.values()], code).alias(number))
        batch = [pl.col(number), state, day]
        rest = _rest(name, asked, by_id, warn)
        states.append(pl.map_batches(batch, rest, return_dtype=pl.Int32, is_elementwise=True))
    frame = frame.with_columns(found)
    if asked.apart:  # Each number is read twice.
        frame = frame.with_columns(each.alias(f"{prefix}{place}") for place, each in enumerate(states))
        states = [pl.col(f"{prefix}{place}") for place in range(len(states))]
    answers = [answer.alias(name) for answer, name in zip(_answers(states, day, asked), asked.into, strict=True)]
    return frame.with_columns(answers).drop(f"^{prefix}.*$")


def _rest(
    name: str, asked: Asked, by_id: Mapping[str, int], warn: Callable[[str], None]
) -> "Callable[[Sequence[pl.Series]], pl.Series]":
    """Return what is done, batch by batch, with rare spellings, with unknown names and, once, with late days."""
    limit = day_number(asked.question.as_of)
    warned: list[bool] = []

    def complete(batch: Sequence[pl.Series]) -> pl.Series:
        found, states, days = batch[0], batch[1].alias("state"), batch[2]  # polars may read its own name as a pattern.
        if found.null_count() > states.null_count():
            states = states.cast(pl.String)
            counts = _counts(states.filter(found.is_null() & states.is_not_null()))
            rare = numbered(counts, by_id)
            if asked.refuses:
                refuse({name: {value: rows for value, rows in counts.items() if value not in rare}}, {})
            if rare:
                found = found.fill_null(states.replace_strict(rare, default=None, return_dtype=pl.Int32))
        latest: Any = None if asked.how.known or warned else days.max()
        if latest is not None and latest > limit and ((days > limit) & found.is_not_null()).any():
            warned.append(True)
            warn("rows ask")
        return found

    return complete


def _counts(column: pl.Series) -> "dict[Any, int]":
    return dict(column.value_counts(name="rows").rows())


def _answers(states: Sequence[pl.Expr], day: pl.Expr, asked: Asked) -> list[pl.Expr]:
    """Return the columns to be added, from each State's number and the days from 1970-01-01."""
    since = None if asked.apart else asked.since
    if since is not None:
        return [pl.map_batches([*states, day], _compare(since), return_dtype=pl.Boolean, is_elementwise=True)]
    table = Table.of(asked.question)
    column = _looked_up(table.columns, (day - table.first).clip(0, len(table.columns) - 1))
    told = table.answers[1:]  # The first stands for a missing State, which is null here.
    *first, place = (_looked_up(table.cells, line + column) - 1 for line in states)
    for each in first:
        place += each * len(told)
    if asked.apart:
        place = pl.when(reduce(ne, states)).then(place)
    return [
        pl.lit(pl.Series(values, dtype=_KINDS[asked.kind])).gather(_looked_up(which, place))
        for values, which in asked.outcomes(told)
    ]


def _compare(since: Since) -> "Callable[[Sequence[pl.Series]], pl.Series]":
    """Return what compares, batch by batch, the days with those before the first "yes" of one State, or of two."""
    until = day_number(since.until)

    def compare(batch: Sequence[pl.Series]) -> pl.Series:
        latest: Any = batch[-1].max()
        *befores, day = (each.alias(str(place)) for place, each in enumerate(batch))
        after = [day > before for before in befores]
        if latest is None or latest <= until:
            # A product, as "and" would make a no of a no and null.
            numbers = [each.cast(pl.UInt8) for each in after]
            return reduce(mul, numbers).cast(pl.Boolean) if len(numbers) > 1 else after[0]
        known = [
            pl.when(after | (pl.lit(day) <= until) | (pl.lit(before) == _ENDED)).then(after)
            for before, after in zip(befores, map(pl.lit, after), strict=True)
        ]
        given = pl.all_horizontal([pl.lit(each).is_not_null() for each in batch])
        return pl.select(pl.when(given).then(reduce(and_, known))).to_series()

    return compare


def _looked_up(numbers: "Sequence[int] | Numbers", places: pl.Expr) -> pl.Expr:
    return pl.lit(pl.Series(numbers, dtype=pl.Int32)).gather(places)


def _day(day: pl.Expr, asked: Asked, *, of_text: bool) -> pl.Expr:
    """Return the days from 1970-01-01 of dates, datetimes (their own calendar day) or ISO texts."""

    def of_texts(texts: pl.Series) -> pl.Series:
        texts = texts.alias("day")
        counts = _counts(texts.drop_nulls())
        days = {value: day_number(day) for value, day in days_of(counts).items()}
        if asked.refuses:
            refuse({}, {asked.on: {value: rows for value, rows in counts.items() if value not in days}})
        return texts.replace_strict(list(days), list(days.values()), default=None, return_dtype=pl.Int32)

    if of_text:
        return day.cast(pl.String).map_batches(of_texts, return_dtype=pl.Int32, is_elementwise=True)
    return day.dt.date().cast(pl.Int32)
