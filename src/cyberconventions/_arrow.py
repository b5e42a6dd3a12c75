"""Typed columns as Arrow streams, by nanoarrow (extra ``arrow``) or, where it is missing, by pyarrow.

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

from cyberconventions.errors import MissingExtraError

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
    """Text of a small vocabulary, such as ids and codes (dictionary of int32 to string)."""
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
        MissingExtraError: Neither nanoarrow (extra ``arrow``) nor pyarrow is installed.

    >>> type(stream([("state", Kind.WORD, ["FRA", None])])).__name__
    'PyCapsule'
    """
    columns = list(columns)
    na = _nanoarrow()
    if na is None:
        return _pyarrow_table(columns).__arrow_c_stream__()
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
        MissingExtraError: Neither nanoarrow (extra ``arrow``) nor pyarrow is installed.

    >>> type(schema([("state", Kind.WORD, ["FRA", None])])).__name__
    'PyCapsule'
    """
    na = _nanoarrow()
    if na is None:
        return _pyarrow_table([(name, kind, ()) for name, kind, _ in columns]).schema.__arrow_c_schema__()
    return _struct(na, columns).__arrow_c_schema__()


# -- by nanoarrow -------------------------------------------------------------------------------------------------


def _nanoarrow() -> "Native | None":
    try:
        import nanoarrow  # type: ignore[import-untyped,unused-ignore] # no stubs yet
    except ImportError:
        return None
    return nanoarrow


def _struct(na: "Native", columns: "Columns") -> "Native":
    return na.struct({name: _type(na, kind) for name, kind, _ in columns}, nullable=False)


@lru_cache(maxsize=len(Kind))
def _type(na: "Native", kind: Kind) -> "Native":
    match kind:
        case Kind.TEXT:
            return na.string()
        case Kind.WORD:
            return na.dictionary(na.int32(), na.string())
        case Kind.DAY:
            return na.date32()
        case Kind.NUMBER:
            return na.int64()
        case Kind.TRUTH:
            return na.bool_()


def _array(na: "Native", kind: Kind, values: "Sequence[Any]") -> "Native":
    match kind:
        case Kind.WORD:
            return _words(na, values)
        case Kind.DAY:
            return na.c_array_from_buffers(na.date32(), len(values), _days(values))
        case _:
            return na.c_array(values, _type(na, kind))


_EPOCH = date(1970, 1, 1).toordinal()


def _days(days: "Sequence[date | None]") -> "list[Any]":
    return _buffers([None if day is None else day.toordinal() - _EPOCH for day in days])


def _words(na: "Native", words: "Sequence[str | None]") -> "Native":
    vocabulary = [word for word in dict.fromkeys(words) if word is not None]
    position: dict[str | None, int] = {word: number for number, word in enumerate(vocabulary)}
    numbers = list(map(position.get, words))  # None has no position: null
    encoded = na.c_array_from_buffers(_type(na, Kind.WORD), len(words), _buffers(numbers), validation_level="none")
    _move(na.c_array(vocabulary, na.string()), encoded.dictionary)
    return encoded


def _buffers(numbers: "Sequence[int | None]") -> "list[Any]":
    """Return the validity bits (none if nothing is null) and the values of a column of 32-bit numbers."""
    if None not in numbers:
        return [None, array("i", numbers)]  # type: ignore[arg-type,unused-ignore] # none of them is None
    bits = bytearray((len(numbers) + 7) // 8)
    for index, number in enumerate(numbers):
        if number is not None:
            bits[index // 8] |= 1 << index % 8
    return [bytes(bits), array("i", [number or 0 for number in numbers])]


def _move(values: "Native", into: "Native") -> None:
    """Move an array to where nanoarrow made room for a dictionary.

    nanoarrow has no call to fill a dictionary yet; the Arrow C data interface says how: release what is
    there, copy the struct, and mark the source as released.
    """
    import ctypes

    struct = _arrow_array()
    source = struct.from_address(values._addr())
    target = struct.from_address(into._addr())
    if target.release:
        ctypes.CFUNCTYPE(None, ctypes.c_void_p)(target.release)(ctypes.addressof(target))
    ctypes.memmove(ctypes.addressof(target), ctypes.addressof(source), ctypes.sizeof(struct))
    source.release = None


@lru_cache(maxsize=1)
def _arrow_array() -> "Native":
    """Return ``struct ArrowArray`` of the Arrow C data interface; ctypes is imported when it is first needed."""
    import ctypes

    class ArrowArray(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_int64),
            ("null_count", ctypes.c_int64),
            ("offset", ctypes.c_int64),
            ("n_buffers", ctypes.c_int64),
            ("n_children", ctypes.c_int64),
            ("buffers", ctypes.c_void_p),
            ("children", ctypes.c_void_p),
            ("dictionary", ctypes.c_void_p),
            ("release", ctypes.c_void_p),
            ("private_data", ctypes.c_void_p),
        )

    return ArrowArray


# -- by pyarrow ---------------------------------------------------------------------------------------------------


def _pyarrow_table(columns: "Columns") -> "Native":
    try:
        pa: Native = import_module("pyarrow")
    except ImportError as error:
        raise MissingExtraError(f"Arrow needs nanoarrow or pyarrow ({error}): pip install '.[arrow]'") from error
    types = {
        Kind.TEXT: pa.string(),
        Kind.WORD: pa.string(),
        Kind.DAY: pa.date32(),
        Kind.NUMBER: pa.int64(),
        Kind.TRUTH: pa.bool_(),
    }
    arrays: dict[str, Native] = {}
    for name, kind, values in columns:
        made: Native = pa.array(values, types[kind])
        arrays[name] = made.dictionary_encode() if kind is Kind.WORD else made
    return pa.table(arrays)
