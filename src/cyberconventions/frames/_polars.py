"""Frames of polars, lazy and eager: the answers are expressions, and rows keep their order.

A text is found in an enumeration, whose code gives the line of its State in the table of answers; a day gives the
column. Where one day per State decides, the code gives a day to compare with. Texts that the enumeration does not have
go to Python, batch by batch, where rare spellings are resolved and unknown names are refused. An eager frame takes the
same way through the streaming engine, which uses all cores.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (polars' types are partly known; what leaves this module is typed)

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import polars as pl

from cyberconventions.errors import CyberConventionsError, MissingExtraError
from cyberconventions.frames._columns import Columns, free_prefix
from cyberconventions.frames._eager import Table, day_number
from cyberconventions.frames._question import Asked, Findings, Kind
from cyberconventions.frames._spellings import (
    days_of,
    every_state,
    known_spellings,
    numbered,
    refuse,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

_KINDS: "dict[Kind, pl.DataType]" = {Kind.TEXT: pl.String(), Kind.YES_NO: pl.Boolean(), Kind.IDS: pl.List(pl.String)}
_OLDEST = (1, 33)  # has what is needed of the streaming engine and of batches
_PLACE = pl.UInt32
_NEVER = 2**31 - 1  # No day lies after it.


def check_version() -> None:
    """Check that polars is not too old.

    Raises:
        MissingExtraError: It is.
    """
    if tuple(map(int, pl.__version__.split(".")[:2])) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise MissingExtraError(
            f"polars {pl.__version__} is too old, expected {oldest} or later: pip install -U polars"
        )


def own(name: str) -> pl.Expr:
    """Return a user's column, whose name may look like one of polars' patterns (``^s$``, ``*``)."""
    return pl.col(f"^{pl.escape_regex(name)}$" if name.startswith(("^", "*")) else name)


def answered(frame: pl.DataFrame, asked: Asked, columns: Columns, count: Callable[[], Findings]) -> pl.DataFrame:
    """Return a frame in memory with the columns added.

    Arguments:
        frame: The frame.
        asked: What is asked.
        columns: What the columns hold.
        count: Counts what is in the whole frame, once a batch was found to hold something to report.
    """
    late: list[str] = []
    try:
        answers = planned(frame.lazy(), asked, columns, warn=late.append).select(map(own, asked.into))
        found = answers.collect(engine="streaming")
    except CyberConventionsError:
        asked.report(count())
        raise
    if late:
        asked.report(count())
    return frame.with_columns(found.get_columns())


def planned(
    frame: pl.LazyFrame, asked: Asked, columns: Columns, warn: Callable[[str], None] | None = None
) -> pl.LazyFrame:
    """Return a lazy frame with columns added that are computed while its rows stream by, in order.

    Arguments:
        frame: The frame.
        asked: What is asked.
        columns: What the columns hold.
        warn: Is told of late days, once, when the plan runs.
    """
    since = asked.since
    by_id: Mapping[str, int] = Table.of(asked.question).lines
    dtype: type[pl.DataType] = _PLACE
    if since is not None:  # The day before stands for the State, and no day for States that never are.
        dtype, by_id = pl.Int32, dict.fromkeys(every_state(), _NEVER)
        by_id.update({id_: day_number(day) - 1 for id_, day in since.days.items()})
    # Numbers stand in columns of their own for a while: within one expression Python's part of it is far slower.
    prefix = free_prefix([*frame.collect_schema().names(), *asked.into])
    day = pl.col(f"{prefix}day")
    found = [_day(own(asked.on), asked, of_text=columns.of_text).alias(f"{prefix}day")]
    states: list[pl.Expr] = []
    for place, (name, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        state = own(name).cast(pl.String)
        # An enumeration finds its texts faster than anything else.
        spellings = known_spellings(numeric=numeric)
        numbers = pl.Series([by_id[id_] for id_ in spellings.values()], dtype=dtype)
        code = state.cast(pl.Enum(list(spellings)), strict=False).to_physical()
        found.append(_looked_up(numbers, code).alias(f"{prefix}{place}"))
        rest = _rest(name, asked, by_id, dtype, asked.warn if warn is None else warn)
        states.append(
            pl.map_batches([pl.col(f"{prefix}{place}"), state, day], rest, return_dtype=dtype, is_elementwise=True)
        )
    answers = [answer.alias(name) for answer, name in zip(_answers(states, day, asked), asked.into, strict=True)]
    return frame.with_columns(found).with_columns(answers).drop(f"^{prefix}.*$")


# -- States -----------------------------------------------------------------------------------------------------------


def _rest(
    name: str, asked: Asked, by_id: Mapping[str, int], dtype: "type[pl.DataType]", warn: Callable[[str], None]
) -> "Callable[[Sequence[pl.Series]], pl.Series]":
    """Return what is done, batch by batch, with rare spellings, with unknown names and with late days."""
    limit = day_number(asked.question.as_of)
    warned: list[bool] = []

    def complete(batch: Sequence[pl.Series]) -> pl.Series:
        found, states, days = batch[0], batch[1].alias("state"), batch[2]  # polars may read its own name as a pattern.
        if found.null_count() > states.null_count():
            counts = _counts(states.filter(found.is_null() & states.is_not_null()))
            rare = numbered(counts, by_id)
            if asked.refuses:
                refuse({name: {value: rows for value, rows in counts.items() if value not in rare}}, {})
            if rare:
                found = found.fill_null(states.replace_strict(rare, default=None, return_dtype=dtype))
        latest: Any = days.max() if asked.warns and not warned else None
        if latest is not None and latest > limit and ((days > limit) & found.is_not_null()).any():
            warned.append(True)
            warn("rows ask")
        return found

    return complete


def _counts(column: pl.Series) -> "dict[Any, int]":
    return dict(column.value_counts(name="rows").rows())


# -- answers ----------------------------------------------------------------------------------------------------------


def _answers(states: Sequence[pl.Expr], day: pl.Expr, asked: Asked) -> list[pl.Expr]:
    """Return the columns to be added, from each State's number and the days from 1970-01-01."""
    since = asked.since
    if since is not None:
        return [_after(states, day, since.until)]
    table = Table.of(asked.question)
    columns = pl.Series(table.columns, dtype=_PLACE)
    column = _looked_up(columns, (day - table.first).clip(0, len(columns) - 1))
    *first, last = (_looked_up(pl.Series(table.cells), line + column) for line in states)
    told = table.answers[1:]  # The first stands for a missing State, which is null here.
    place = last.cast(_PLACE) - 1
    for each in first:
        place += (each.cast(_PLACE) - 1) * len(told)
    return [
        _looked_up(pl.Series(values, dtype=_KINDS[asked.kind]), _looked_up(pl.Series(which, dtype=_PLACE), place))
        for values, which in asked.outcomes(told)
    ]


def _after(states: Sequence[pl.Expr], day: pl.Expr, until: date) -> pl.Expr:
    """Return whether a day lies after that of each State, for days with an answer."""
    after = day > states[0]
    for before in states[1:]:
        # A product, as "and" would make a no of a no and null.
        after = (after.cast(pl.UInt8) * (day > before).cast(pl.UInt8)).cast(pl.Boolean)
    return after if until == date.max else pl.when(day <= day_number(until)).then(after)


def _looked_up(values: pl.Series, places: pl.Expr) -> pl.Expr:
    return pl.lit(values).gather(places)


# -- days -------------------------------------------------------------------------------------------------------------


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
