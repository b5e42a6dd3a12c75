"""Treaties, charts and tables of periods as Arrow streams, without pyarrow (extra ``arrow``).

Any library that speaks the Arrow PyCapsule protocol reads them: ``polars.DataFrame(treaty)``,
``pyarrow.table(chart)``, DuckDB. States, kinds and other words of a small vocabulary are
dictionary-encoded, days are ``date32``.

>>> import polars as pl
>>> import cyberconventions as cc
>>> from cyberconventions._arrow import treaty_stream
>>> from types import SimpleNamespace
>>> table = pl.DataFrame(SimpleNamespace(__arrow_c_stream__=lambda _=None: treaty_stream(cc.treaty("budapest"))))
>>> table.filter(pl.col("state") == "FRA").select("kind", "date").rows()[0]
('signature', datetime.date(2001, 11, 23))
"""

import ctypes
from array import array
from collections.abc import Callable, Sequence
from datetime import date

from cyberconventions._treaty import Treaty
from cyberconventions.errors import MissingExtraError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from cyberconventions.charts import Chart
    from cyberconventions.frames.intervals import Intervals

    # nanoarrow, or something of its: it is not typed.
    Nano: TypeAlias = Any

_EPOCH = date(1970, 1, 1).toordinal()


def treaty_stream(treaty: Treaty, requested_schema: object = None) -> object:
    """Return a treaty's acts as an Arrow stream capsule, one row per act.

    Columns: ``treaty``, ``state``, ``kind``, ``confidence``, ``territory`` (dictionaries of text); ``date``
    (where known to the day), ``earliest``, ``latest``, ``effective`` (date32); ``comment`` (text).

    Arguments:
        treaty: The treaty.
        requested_schema: A schema that the reader would like better. The protocol lets a producer that can't
            cast hand out its own, and the reader cast it: nanoarrow has no casts yet, so there is one schema.

    Raises:
        MissingExtraError: The extra ``arrow`` is not installed.
    """
    del requested_schema
    return _stream(_acts(treaty))


def treaty_schema(treaty: Treaty) -> object:
    """Return the schema of :func:`treaty_stream` as an Arrow capsule.

    Arguments:
        treaty: The treaty.

    Raises:
        MissingExtraError: The extra ``arrow`` is not installed.

    >>> import cyberconventions as cc
    >>> type(treaty_schema(cc.treaty("budapest"))).__name__
    'PyCapsule'
    """
    return _schema(_acts(treaty))


def chart_stream(chart: "Chart", requested_schema: object = None) -> object:
    """Return a chart's rows as an Arrow stream capsule, in the order of the chart.

    Columns: ``state``, ``section``, ``consent_mark`` (dictionaries of text); ``signature``, ``consent``,
    ``entry_into_force``, ``as_of`` (date32); ``name`` and ``notes`` (text; the flags as printed, null where
    the chart does not tell which).

    Arguments:
        chart: The chart.
        requested_schema: As for :func:`treaty_stream`.

    Raises:
        MissingExtraError: The extra ``arrow`` is not installed.
    """
    del requested_schema
    return _stream(_rows(chart))


def chart_schema(chart: "Chart") -> object:
    """Return the schema of :func:`chart_stream` as an Arrow capsule.

    Arguments:
        chart: The chart.

    Raises:
        MissingExtraError: The extra ``arrow`` is not installed.

    >>> import cyberconventions as cc
    >>> type(chart_schema(cc.Chart.of("budapest"))).__name__
    'PyCapsule'
    """
    return _schema(_rows(chart))


def intervals_stream(intervals: "Intervals", requested_schema: object = None) -> object:
    """Return a table State × period as an Arrow stream capsule.

    Columns: ``treaty``, ``state``, ``status`` (dictionaries of text); ``start``, ``end``, ``as_of`` (date32).

    Arguments:
        intervals: The periods.
        requested_schema: As for :func:`treaty_stream`.

    Raises:
        MissingExtraError: The extra ``arrow`` is not installed.
    """
    del requested_schema
    return _stream(_periods(intervals))


def intervals_schema(intervals: "Intervals") -> object:
    """Return the schema of :func:`intervals_stream` as an Arrow capsule.

    Arguments:
        intervals: The periods.

    Raises:
        MissingExtraError: The extra ``arrow`` is not installed.

    >>> import cyberconventions as cc
    >>> type(intervals_schema(cc.frames.intervals("budapest"))).__name__
    'PyCapsule'
    """
    return _schema(_periods(intervals))


# -- the columns --------------------------------------------------------------------------------------------------

# A column is made when its name is known and nanoarrow is there: it returns its schema and its array.
_Column = Callable[["Any"], tuple["Any", "Any"]]


def _acts(treaty: Treaty) -> dict[str, _Column]:
    acts = treaty.acts
    return {
        "treaty": _words([treaty.id] * len(acts)),
        "state": _words([act.state.id for act in acts]),
        "kind": _words([act.kind.value for act in acts]),
        "date": _days([act.date for act in acts]),
        "earliest": _days([act.earliest for act in acts]),
        "latest": _days([act.latest for act in acts]),
        "effective": _days([act.effective for act in acts]),
        "confidence": _words([act.confidence.value for act in acts]),
        "territory": _words([act.territory or None for act in acts]),
        "comment": _texts([act.comment or None for act in acts]),
    }


def _rows(chart: "Chart") -> dict[str, _Column]:
    rows = chart.rows
    notes = [None if row.notes is None else " ".join(code.symbol for code in row.notes) for row in rows]
    return {
        "state": _words([row.state.id for row in rows]),
        "name": _texts([row.name for row in rows]),
        "section": _words([row.section.value for row in rows]),
        "signature": _days([row.signature for row in rows]),
        "consent": _days([row.consent for row in rows]),
        "consent_mark": _words([row.consent_mark for row in rows]),
        "entry_into_force": _days([row.entry_into_force for row in rows]),
        "notes": _texts(notes),
        "as_of": _days([chart.as_of] * len(rows)),
    }


def _periods(intervals: "Intervals") -> dict[str, _Column]:
    rows = intervals.rows
    return {
        "treaty": _words([row.treaty for row in rows]),
        "state": _words([row.state for row in rows]),
        "status": _words([row.status for row in rows]),
        "start": _days([row.start for row in rows]),
        "end": _days([row.end for row in rows]),
        "as_of": _days([row.as_of for row in rows]),
    }


def _nanoarrow() -> "Nano":
    try:
        import nanoarrow  # type: ignore[import-untyped,unused-ignore] # no stubs yet
    except ImportError as error:
        raise MissingExtraError(f"Arrow needs nanoarrow ({error}): pip install cyberconventions[arrow]") from error
    return nanoarrow


def _schema(columns: dict[str, _Column]) -> object:
    return _made(columns)[0].__arrow_c_schema__()


def _stream(columns: dict[str, _Column]) -> object:
    na = _nanoarrow()
    schema, arrays = _made(columns)
    length = arrays[0].length
    table = na.c_array_from_buffers(schema, length, [None], children=arrays, null_count=0, validation_level="none")
    return na.c_array_stream(table).__arrow_c_stream__()


def _made(columns: dict[str, _Column]) -> "tuple[Any, list[Any]]":
    """Return the schema of a table and its columns."""
    na = _nanoarrow()
    made = {name: make(na) for name, make in columns.items()}
    schema = na.struct({name: kind for name, (kind, _) in made.items()}, nullable=False)
    return schema, [stored for _, stored in made.values()]


def _days(days: "Sequence[date | None]") -> _Column:
    def make(na: "Nano") -> "tuple[Any, Any]":
        numbers = [None if day is None else day.toordinal() - _EPOCH for day in days]
        return na.date32(), na.c_array_from_buffers(na.date32(), len(days), _buffers(numbers))

    return make


def _texts(texts: "Sequence[str | None]") -> _Column:
    def make(na: "Nano") -> "tuple[Any, Any]":
        return na.string(), na.c_array(texts, na.string())

    return make


def _words(words: "Sequence[str | None]") -> _Column:
    def make(na: "Nano") -> "tuple[Any, Any]":
        vocabulary = list(dict.fromkeys(word for word in words if word is not None))
        place = {word: number for number, word in enumerate(vocabulary)}
        kind = na.dictionary(na.int32(), na.string())
        numbers = [None if word is None else place[word] for word in words]
        encoded = na.c_array_from_buffers(kind, len(words), _buffers(numbers), validation_level="none")
        _move(na.c_array(vocabulary, na.string()), encoded.dictionary)
        return kind, encoded

    return make


def _buffers(numbers: "Sequence[int | None]") -> "list[Any]":
    """Return the validity bits (none if nothing is null) and the values of a column of 32-bit numbers."""
    values = array("i", (0 if number is None else number for number in numbers))
    if None not in numbers:
        return [None, values]
    bits = bytearray((len(numbers) + 7) // 8)
    for place, number in enumerate(numbers):
        if number is not None:
            bits[place // 8] |= 1 << place % 8
    return [bytes(bits), values]


class _ArrowArray(ctypes.Structure):
    """The struct of the Arrow C data interface, of which a move is a copy and a mark."""

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


def _move(values: "Nano", into: "Nano") -> None:
    """Move an array into the place that nanoarrow made for a dictionary.

    nanoarrow has no call to fill a dictionary yet; the Arrow C data interface says how: release what is
    there, copy the struct, and mark the source as released.
    """
    source = _ArrowArray.from_address(values._addr())  # pyright: ignore[reportPrivateUsage]
    target = _ArrowArray.from_address(into._addr())  # pyright: ignore[reportPrivateUsage]
    if target.release:
        ctypes.CFUNCTYPE(None, ctypes.c_void_p)(target.release)(ctypes.addressof(target))
    ctypes.memmove(ctypes.addressof(target), ctypes.addressof(source), ctypes.sizeof(_ArrowArray))
    source.release = None
