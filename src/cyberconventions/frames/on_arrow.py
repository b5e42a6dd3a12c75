"""Columns of pyarrow, in and out."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false, reportAttributeAccessIssue=false
# (the libraries of frames are typed by half or not at all; what leaves this module is typed)

from functools import cache

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped,unused-ignore] # pyarrow has no stubs
import pyarrow.compute as pc  # type: ignore[import-untyped,unused-ignore]

from cyberconventions.frames.columns import Kind, refuse_dtype
from cyberconventions.frames.spellings import days_of, known_spellings
from cyberconventions.frames.tables import Days, Labels, days_of_labels, integers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cyberconventions.frames.columns import Native
    from cyberconventions.frames.tables import Numbers

_KINDS = {Kind.TEXT: pa.string(), Kind.YES_NO: pa.bool_(), Kind.IDS: pa.list_(pa.string())}
# Arrow's strings have 32-bit offsets: so many rows of answers always fit into one chunk.
_CHUNK = 1 << 22


def series(frame: "Native", name: str) -> "Native":
    """Return a column of a table."""
    return frame.column(name)


def chunked(column: "Native") -> "Native":
    """Return a column of pandas that lies in Arrow as Arrow sees it."""
    found = pa.array(column.array)
    return found if isinstance(found, pa.ChunkedArray) else pa.chunked_array([found])


def with_column(frame: "Native", name: str, column: "Native") -> "Native":
    """Return the table with a column added."""
    return frame.append_column(name, column)


def states(column: "Native", name: str) -> Labels:
    """Label a column of States: the usual spellings at once, what is left value by value."""
    dtype = column.type
    if pa.types.is_integer(dtype):
        missing = column.is_null().to_numpy() if column.null_count else None
        return integers(column.fill_null(0).to_numpy(), missing)
    if pa.types.is_null(dtype):
        return Labels(np.zeros(len(column), dtype=np.int64), [])
    text = _text(column)
    if text is None:
        raise refuse_dtype(name, dtype, "text or whole numbers")
    values = _known()
    count = len(values)
    found = pc.index_in(text, pa.array(values, text.type))
    if found.null_count > text.null_count:
        others = pc.unique(text.filter(pc.and_(pc.is_null(found), pc.is_valid(text)))).to_pylist()
        values = [*values, *others]
        found = pc.index_in(text, pa.array(values, text.type))
    return Labels(_numbers(found), values, count)


@cache
def _known() -> list[str]:
    return list(known_spellings())


def _text(column: "Native") -> "Native":
    """Return a column of text without a dictionary; ``None`` if it is no text."""
    dtype = column.type
    if pa.types.is_dictionary(dtype):
        column = column.cast(dtype.value_type)
        dtype = column.type
    if pa.types.is_string_view(dtype):
        return column.cast(pa.large_string())
    return column if pa.types.is_string(dtype) or pa.types.is_large_string(dtype) else None


def _numbers(found: "Native") -> "Numbers":
    """Return positions as labels: one more, 0 for null."""
    numbers = pc.add(found, pa.scalar(1, found.type))
    found_at: Numbers = pc.fill_null(numbers, 0).to_numpy()
    return found_at


def days(column: "Native", name: str) -> Days:
    """Return the days of a column of dates, datetimes (their own calendar day) or ISO texts."""
    dtype = column.type
    if pa.types.is_null(dtype):
        return Days(np.zeros(len(column), dtype=np.int32), np.ones(len(column), dtype=np.bool_))
    text = _text(column)
    if text is not None:
        return _days_of_text(text, name)
    if pa.types.is_timestamp(dtype):
        local = column if dtype.tz is None else pc.local_timestamp(column)
        column = pc.floor_temporal(local, unit="day").cast(pa.date32())
    elif not pa.types.is_date(dtype):
        raise refuse_dtype(name, dtype)
    missing = column.is_null().to_numpy() if column.null_count else None
    numbers = column.cast(pa.date32()).cast(pa.int32()).fill_null(0).to_numpy()
    return Days(numbers, missing)


def _days_of_text(text: "Native", name: str) -> Days:
    counts = pc.value_counts(text.drop_null())
    distinct = counts.field("values")
    rows = counts.field("counts").to_pylist()
    found = days_of(distinct.to_pylist(), name, dict(zip(distinct.to_pylist(), rows, strict=True)))
    return days_of_labels(Labels(_numbers(pc.index_in(text, distinct)), list(found)), list(found.values()))


def column(answers: "Sequence[Any]", numbers: "Numbers", kind: Kind) -> "Native":
    """Return the answers as a column."""
    values = pa.array(answers, _KINDS[kind])
    chunks = [values.take(pa.array(numbers[start : start + _CHUNK])) for start in range(0, len(numbers), _CHUNK)]
    return pa.chunked_array(chunks, _KINDS[kind])
