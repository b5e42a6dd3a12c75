"""Typed columns as Arrow streams, by pyarrow or, where it is missing, by nanoarrow (extra ``arrow``).

Any library that speaks the Arrow PyCapsule protocol reads them: polars, pyarrow, DuckDB, pandas.

>>> import polars as pl
>>> import cyberconventions as cc
>>> acts = pl.DataFrame(cc.treaty("budapest"))
>>> acts.filter(pl.col("state") == "FRA").select("kind", "date").rows()[0]
('signature', datetime.date(2001, 11, 23))
"""

from array import array
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from itertools import accumulate

from cyberconventions.errors import MissingExtraError, missing_extra

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, TypeAlias

    # nanoarrow, pyarrow, or a part of either: neither is typed.
    Native: TypeAlias = Any
    # Name, kind and values; ``None`` where a value is unknown.
    Columns: TypeAlias = "Iterable[tuple[str, Kind, Sequence[Any]]]"


class Kind(StrEnum):
    """What a column holds. The Arrow type of each kind stands in brackets."""

    TEXT = "text"
    """Free text (string)."""
    WORD = "word"
    """Text of a small vocabulary, such as ids and codes (string; as categories, dictionary of int32 to string)."""
    DAY = "day"
    """Calendar days (date32)."""
    NUMBER = "number"
    """Whole numbers (int64)."""
    TRUTH = "true or false"
    """True or false (bool)."""


def stream(columns: "Columns") -> object:
    """Return columns as an Arrow stream capsule, in one batch.

    Arguments:
        columns: Name, kind and values of each, ``None`` where a value is unknown; all of one length.

    Raises:
        MissingExtraError: Neither pyarrow nor nanoarrow (extra ``arrow``) is installed.

    >>> type(stream([("state", Kind.WORD, ["FRA", None])])).__name__
    'PyCapsule'
    """
    columns = list(columns)
    pa = _pyarrow()
    if pa is not None:
        return _table(pa, columns).__arrow_c_stream__()
    na = _nanoarrow()
    arrays = [_array(na, kind, values) for _, kind, values in columns]
    batch = na.c_array_from_buffers(
        _struct(na, columns), arrays[0].length, [None], children=arrays, null_count=0, validation_level="none"
    )
    return na.c_array_stream(batch).__arrow_c_stream__()


def schema(columns: "Columns") -> object:
    """Return names and types of columns as an Arrow capsule, without reading a value.

    Arguments:
        columns: As for :func:`stream`.

    Raises:
        MissingExtraError: Neither pyarrow nor nanoarrow (extra ``arrow``) is installed.

    >>> type(schema([("state", Kind.WORD, ["FRA", None])])).__name__
    'PyCapsule'
    """
    pa = _pyarrow()
    if pa is not None:
        return _table(pa, [(name, kind, ()) for name, kind, _ in columns]).schema.__arrow_c_schema__()
    return _struct(_nanoarrow(), columns).__arrow_c_schema__()


def pyarrow_table(columns: "Columns", *, categories: bool = False) -> "Native":
    """Return columns as a pyarrow Table.

    Arguments:
        columns: As for :func:`stream`.
        categories: Whether words are dictionaries, and not text.

    Raises:
        MissingExtraError: pyarrow is not installed.

    >>> pyarrow_table([("state", Kind.WORD, ["FRA", None])]).schema.field("state").type
    DataType(string)
    """
    pa = _pyarrow()
    if pa is None:
        raise missing_extra("a pyarrow Table needs pyarrow", "parquet")
    return _table(pa, columns, categories=categories)


def pandas_frame(columns: "Columns", *, categories: bool = False) -> "Native":
    """Return columns as a pandas DataFrame: text as pandas has it, days as ``datetime64``, the others nullable.

    Arguments:
        columns: As for :func:`stream`.
        categories: Whether words are categories, and not text.

    Raises:
        MissingExtraError: pandas is not installed.

    >>> [str(each) for each in pandas_frame([("day", Kind.DAY, [date(2006, 5, 1), None])]).dtypes]
    ['datetime64[s]']
    """
    try:
        pd: Native = import_module("pandas")
    except ImportError as error:
        raise MissingExtraError(f"a pandas DataFrame needs pandas ({error}): pip install pandas") from error
    text = pd.Series(["x"]).dtype  # str, or object before pandas 3: as a frame of one's own has it, so that they join
    types = {
        Kind.TEXT: text,
        Kind.WORD: "category" if categories else text,
        Kind.DAY: "datetime64[s]",  # which has every day that Python has
        Kind.NUMBER: "Int64",
        Kind.TRUTH: "boolean",
    }
    return pd.DataFrame({name: pd.Series(values, dtype=types[kind]) for name, kind, values in columns})


def polars_frame(columns: "Columns", *, categories: bool = False) -> "Native":
    """Return columns as a polars DataFrame.

    Arguments:
        columns: As for :func:`stream`.
        categories: Whether words are categories, and not text.

    Raises:
        MissingExtraError: polars is not installed.

    >>> polars_frame([("day", Kind.DAY, [date(2006, 5, 1), None])]).dtypes
    [Date]
    """
    try:
        pl: Native = import_module("polars")
    except ImportError as error:
        raise MissingExtraError(f"a polars DataFrame needs polars ({error}): pip install polars") from error
    types = {
        Kind.TEXT: pl.String,
        Kind.WORD: pl.Categorical if categories else pl.String,
        Kind.DAY: pl.Date,
        Kind.NUMBER: pl.Int64,
        Kind.TRUTH: pl.Boolean,
    }
    found = list(columns)
    return pl.DataFrame(
        {name: values for name, _, values in found}, schema={name: types[kind] for name, kind, _ in found}
    )


# -- by nanoarrow -------------------------------------------------------------------------------------------------


def _nanoarrow() -> "Native":
    try:
        import nanoarrow  # type: ignore[import-untyped,unused-ignore] # no stubs yet
    except ImportError as error:
        raise missing_extra(f"Arrow needs pyarrow or nanoarrow ({error})", "arrow") from error
    return nanoarrow


def _struct(na: "Native", columns: "Columns") -> "Native":
    return na.struct({name: _type(na, kind) for name, kind, _ in columns}, nullable=False)


@lru_cache(maxsize=len(Kind))
def _type(na: "Native", kind: Kind) -> "Native":
    match kind:
        case Kind.TEXT | Kind.WORD:
            return na.string()
        case Kind.DAY:
            return na.date32()
        case Kind.NUMBER:
            return na.int64()
        case Kind.TRUTH:
            return na.bool_()


def _array(na: "Native", kind: Kind, values: "Sequence[Any]") -> "Native":
    return na.c_array_from_buffers(_type(na, kind), len(values), _buffers(kind, values))


# -- by pyarrow ---------------------------------------------------------------------------------------------------


def _pyarrow() -> "Native | None":
    try:
        return import_module("pyarrow")
    except ImportError:
        return None


def _table(pa: "Native", columns: "Columns", *, categories: bool = False) -> "Native":
    types = {
        Kind.TEXT: pa.string(),
        Kind.WORD: pa.string(),
        Kind.DAY: pa.date32(),
        Kind.NUMBER: pa.int64(),
        Kind.TRUTH: pa.bool_(),
    }
    arrays: dict[str, Native] = {}
    for name, kind, values in columns:
        # Of buffers, as pyarrow imports pandas to see whether values are some of its own, which takes half a second.
        buffers = [None if each is None else pa.py_buffer(each) for each in _buffers(kind, values)]
        made: Native = pa.Array.from_buffers(types[kind], len(values), buffers)
        arrays[name] = made.dictionary_encode() if categories and kind is Kind.WORD else made
    return pa.table(arrays)


# -- buffers ------------------------------------------------------------------------------------------------------

_EPOCH = date(1970, 1, 1).toordinal()


def _buffers(kind: Kind, values: "Sequence[Any]") -> "list[Any]":
    """Return a column as Arrow lays it out: which values are known (nothing if all are), and the values."""
    known = _bits([value is not None for value in values]) if None in values else None
    match kind:
        case Kind.TEXT | Kind.WORD:
            found = [b"" if value is None else value.encode() for value in values]
            return [known, array("i", accumulate(map(len, found), initial=0)), b"".join(found)]
        case Kind.DAY:
            return [known, array("i", [0 if day is None else day.toordinal() - _EPOCH for day in values])]
        case Kind.NUMBER:
            return [known, array("q", [value or 0 for value in values])]
        case Kind.TRUTH:
            return [known, _bits(values)]


def _bits(values: "Sequence[bool | None]") -> bytes:
    """Return truths as bits, the first one the lowest of its byte."""
    bits = bytearray((len(values) + 7) // 8)
    for index, value in enumerate(values):
        if value:
            bits[index // 8] |= 1 << index % 8
    return bytes(bits)
