"""Columns of pandas, in and out."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false, reportAttributeAccessIssue=false
# (the libraries of frames are typed by half or not at all; what leaves this module is typed)

import numpy as np
import pandas as pd

from cyberconventions.frames.columns import Kind, refuse_dtype
from cyberconventions.frames.spellings import days_of
from cyberconventions.frames.tables import Days, Labels, days_of_labels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from cyberconventions.frames.columns import Native
    from cyberconventions.frames.tables import Numbers


def series(frame: "Native", name: str) -> "Native":
    """Return a column of a frame."""
    found = frame[name]
    if isinstance(found, pd.DataFrame):
        raise refuse_dtype(name, "several columns of one name", "one column")
    return found


def with_column(frame: "Native", name: str, column: "Native") -> "Native":
    """Return the frame with a column added; the other columns are shared, not copied."""
    added = frame.copy(deep=False)
    added[name] = column
    return added


def states(column: "Native", name: str) -> Labels:
    """Label a column of States; pandas finds the distinct values."""
    dtype = column.dtype
    if pd.api.types.is_bool_dtype(dtype) or pd.api.types.is_datetime64_any_dtype(dtype):
        raise refuse_dtype(name, dtype, "text or whole numbers")
    return _labels(column)


def _labels(column: "Native") -> Labels:
    numbers, values = pd.factorize(column)
    return Labels(numbers + 1, values.tolist())


def days(column: "Native", name: str) -> Days:
    """Return the days of a column of dates, datetimes (their own calendar day) or ISO texts."""
    dtype = column.dtype
    if isinstance(dtype, pd.ArrowDtype):
        from cyberconventions.frames import on_arrow

        return on_arrow.days(on_arrow.chunked(column), name)
    if pd.api.types.is_datetime64_any_dtype(dtype):
        local = column if dtype.kind == "M" and getattr(dtype, "tz", None) is None else column.dt.tz_localize(None)
        numbers = local.to_numpy().astype("datetime64[D]").view(np.int64)
        missing = column.isna().to_numpy()
        return Days(numbers, missing if missing.any() else None)
    if not holds_text(column):
        raise refuse_dtype(name, dtype)
    labels = _labels(column)
    rows = np.bincount(labels.numbers, minlength=len(labels.values) + 1).tolist()
    found = days_of(labels.values, name, dict(zip(labels.values, rows[1:], strict=True)))
    return days_of_labels(labels, list(found.values()))


def holds_text(column: "Native") -> bool:
    """Tell whether a column may hold texts: a column of objects holds anything."""
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return True
    return bool(pd.api.types.is_string_dtype(dtype) or pd.api.types.is_object_dtype(dtype))


def column(answers: "Sequence[Any]", numbers: "Numbers", kind: Kind) -> "Native":
    """Return the answers as an array of pandas' own: text as text is by default, ``boolean``, or tuples."""
    if kind is Kind.TEXT:
        return pd.Series([None, *answers[1:]], dtype=_text_dtype()).array.take(numbers)
    if kind is Kind.YES_NO:
        values = np.array([bool(each) for each in answers])
        unknown = np.array([each is None for each in answers])
        return pd.arrays.BooleanArray(values.take(numbers), unknown.take(numbers))
    ids = np.empty(len(answers), dtype=object)
    ids[:] = [None if each is None else tuple(each) for each in answers]
    return ids.take(numbers)


def _text_dtype() -> "Native":
    """Return the type that pandas gives to text when it is not told: ``str`` since pandas 3, before ``object``."""
    return pd.Series(["text"]).dtype


def empty(kind: Kind) -> "Native":
    """Return a column of answers without rows, by which Dask knows its type."""
    return column([None], np.zeros(0, dtype=np.int64), kind)
