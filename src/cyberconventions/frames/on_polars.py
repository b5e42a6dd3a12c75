"""Columns of polars, in and out."""

from functools import cache

import numpy as np
import polars as pl

from cyberconventions.frames.columns import Kind, refuse_dtype
from cyberconventions.frames.spellings import days_of, known_spellings
from cyberconventions.frames.tables import Days, Labels, days_of_labels, integers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from cyberconventions.frames.columns import Native
    from cyberconventions.frames.tables import Numbers

_KINDS = {Kind.TEXT: pl.String(), Kind.YES_NO: pl.Boolean(), Kind.IDS: pl.List(pl.String())}
_NULL = "\0"  # a category that stands for null and that no column has


def series(frame: "Native", name: str) -> pl.Series:
    """Return a column of a frame."""
    found: pl.Series = frame.get_column(name)
    return found


def with_column(frame: "Native", name: str, column: pl.Series) -> "Native":
    """Return the frame with a column added."""
    return frame.with_columns(column.alias(name))


def states(column: pl.Series, name: str) -> Labels:
    """Label a column of States.

    Most columns hold usual spellings only: polars looks these up at once, as a cast to the enumeration of
    them. Only what is left is looked at value by value.
    """
    dtype: Native = column.dtype  # An instance that equals its class: more than its type tells.
    if dtype.is_integer():
        missing = column.is_null().to_numpy() if column.null_count() else None
        return integers(column.fill_null(0).to_numpy(), missing)
    if dtype not in (pl.String, pl.Categorical, pl.Enum, pl.Null):
        raise refuse_dtype(name, dtype, "text or whole numbers")
    text = column if dtype == pl.String else column.cast(pl.String)
    values, known = _known()
    count = len(values)
    found = text.cast(known, strict=False)
    if found.null_count() > text.null_count():
        others = text.filter(found.is_null() & text.is_not_null()).unique().to_list()
        values = [*values, *others]
        found = text.cast(pl.Enum([_NULL, *values]), strict=False)
    return Labels(found.to_physical().fill_null(0).to_numpy(), values, count)


@cache
def _known() -> tuple[list[str], pl.Enum]:
    values = list(known_spellings())
    return values, pl.Enum([_NULL, *values])


def days(column: pl.Series, name: str) -> Days:
    """Return the days of a column of dates, datetimes (their own calendar day) or ISO texts."""
    dtype: Native = column.dtype
    if dtype in (pl.String, pl.Categorical, pl.Enum):
        return _days_of_text(column.cast(pl.String), name)
    if dtype == pl.Null:
        return Days(np.zeros(len(column), dtype=np.int32), np.ones(len(column), dtype=np.bool_))
    if dtype == pl.Datetime:
        column = column.dt.date()
    elif dtype != pl.Date:
        raise refuse_dtype(name, dtype)
    missing = column.is_null().to_numpy() if column.null_count() else None
    return Days(column.to_physical().fill_null(0).to_numpy(), missing)


def _days_of_text(column: pl.Series, name: str) -> Days:
    counts = column.alias("text").drop_nulls().value_counts(name="rows")
    distinct: list[str] = counts["text"].to_list()
    known: Sequence[date] = list(
        days_of(distinct, name, dict(zip(distinct, counts["rows"].to_list(), strict=True))).values()
    )
    numbers = column.cast(pl.Enum([_NULL, *distinct])).to_physical().fill_null(0).to_numpy()
    return days_of_labels(Labels(numbers, distinct), known)


def column(answers: "Sequence[Any]", numbers: "Numbers", kind: Kind) -> pl.Series:
    """Return the answers as a column."""
    return pl.Series(answers, dtype=_KINDS[kind]).gather(pl.Series(numbers))


def lazily(frame: pl.LazyFrame, names: "Sequence[str]", into: str, answer: "Native", kind: Kind) -> pl.LazyFrame:
    """Return the lazy frame with a column added that is computed while its rows stream by."""
    added = pl.map_batches([pl.col(name) for name in names], answer, return_dtype=_KINDS[kind], is_elementwise=True)
    return frame.with_columns(added.alias(into))


def select(frame: pl.LazyFrame, columns: "Sequence[str]", names: "Sequence[str]") -> pl.LazyFrame:
    """Return some columns under other names."""
    return frame.select(pl.col(old).alias(new) for old, new in zip(columns, names, strict=True))


def rows(frame: pl.LazyFrame) -> "list[tuple[Any, ...]]":
    """Run a small query and return its rows."""
    found: pl.DataFrame = frame.collect(engine="streaming")
    return found.rows()
