"""Frames in memory: columns become numbers, numbers are looked up in one table, answers become columns.

One way for pandas and pyarrow, on all cores, block by block of rows. Dask's partitions are frames of pandas and are
answered by the same function, when Dask computes them.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportUnknownLambdaType=false
# (the libraries of frames are partly typed or not at all; what leaves this module is typed)

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import lru_cache, partial
from importlib import import_module

import attrs
import numpy as np

from cyberconventions.errors import InvalidTypeError
from cyberconventions.frames._columns import refuse_dtype
from cyberconventions.frames._question import Asked, Findings, Kind, Question, single
from cyberconventions.frames._spellings import DATES, STATES, days_of, every_state, numbered

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, TypeAlias

    from cyberconventions.frames._columns import Native
    from cyberconventions.frames._question import Answer

    Numbers: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

_CHUNK = 1 << 22  # Arrow's strings have 32-bit offsets: so many rows of answers always fit into one chunk.
_BLOCK = 1 << 17  # Rows are taken in blocks whose intermediate results stay in the cache.
_EPOCH = date(1970, 1, 1)
_NO_DAY = np.iinfo(np.int64).min  # as numpy's "not a time"


def day_number(day: date) -> int:
    """Return the days from 1970-01-01, as Arrow's date32 and numpy's ``datetime64[D]`` count them.

    >>> day_number(date(2004, 7, 1))
    12600
    """
    return (day - _EPOCH).days


@attrs.frozen(eq=False)
class Table:
    """The answers to one question as a table of numbers: one look-up per row, however many the periods.

    A row's State gives a line, its day a column; the cell is the number of the answer. Days are first mapped to the
    periods between the days on which anything changes for any State, so that the table stays in the processor's cache.
    """

    answers: "tuple[Answer, ...]"  # by number; the first is None for a missing State or day
    first: int  # the day number that the first of the columns stands for
    columns: "Numbers"  # the column of each day from the first on; the last holds for ever after
    lines: "Mapping[str, int]"  # where among the cells each State's line begins, by id
    cells: "Numbers"  # numbers of answers, line after line; the first line is that of a missing State

    @staticmethod
    @lru_cache(maxsize=64)
    def of(question: Question) -> "Table":
        """Lay out the answers to a question, once for each."""
        steps = [question.others, *question.steps.values()]
        turning = sorted({day_number(day) for days, _ in steps for day in days[1:]})
        first, last = (turning[0] - 1, turning[-1]) if turning else (0, 0)
        width = len(turning) + 1
        columns = np.searchsorted(turning, np.arange(first, last + 1), side="right")
        columns = columns.astype(np.min_scalar_type(width))
        answers: dict[Any, int] = {}
        lines = [np.zeros(width, dtype=np.int64)]
        for days, values in steps:
            starts = [0, *(np.searchsorted(turning, list(map(day_number, days[1:]))) + 1), width]
            lines.append(np.repeat([answers.setdefault(each, len(answers) + 1) for each in values], np.diff(starts)))
        ids = dict.fromkeys(every_state(), width)
        ids.update({id_: width * place for place, id_ in enumerate(question.steps, start=2)})
        cells = np.concatenate(lines)
        return Table((None, *answers), first, columns, ids, cells.astype(np.min_scalar_type(len(answers))))

    def look_up(self, lines: "Numbers", days: "Numbers") -> "Numbers":
        """Return the number of the answer for each row, from the line of its State and the number of its day."""
        cell = lines + self.columns.take(days - self.first, mode="clip")
        missing = days == _NO_DAY
        if missing.any():
            cell[missing] = 0
        return self.cells.take(cell)


# -- frames -----------------------------------------------------------------------------------------------------------


def answered(frame: "Native", asked: Asked) -> "Native":
    """Return a frame of pandas or pyarrow with the columns added."""
    outcomes = asked.outcomes(Table.of(asked.question).answers[1:])
    places = [
        np.array([0, *(each + 1 for each in which)], np.min_scalar_type(len(values))) for values, which in outcomes
    ]
    numbers, findings = _read(frame, asked, places)
    asked.report(findings)
    is_arrow = hasattr(frame, "append_column")
    found = frame if is_arrow else frame.copy(deep=False)
    for name, (values, _), each in zip(asked.into, outcomes, numbers, strict=True):
        if is_arrow:
            found = found.append_column(name, _arrow(values, each, asked.kind))
        else:
            found[name] = _pandas(values, asked.kind).take(each)
    return found


def findings_of(frame: "Native", asked: Asked) -> Findings:
    """Count what is in the columns of a frame."""
    return _read(frame, asked, [])[1]


def _read(frame: "Native", asked: Asked, which: "Sequence[Numbers]") -> "tuple[list[Numbers], Findings]":
    """Return for each column to be added the numbers of the outcomes, and what was found in the columns."""
    columns = {name: _column(frame[name]) for name in asked.columns}
    for name, is_day in [*((name, False) for name in asked.states), (asked.on, True)]:
        _check_type(columns[name], name, is_day=is_day)
    bounds = range(0, max(len(frame), 1), _BLOCK)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, len(bounds))) as threads:
        work = partial(_block, columns, asked, which, {name: {} for name in asked.states})
        found = list(threads.map(work, bounds))
    numbers = [np.concatenate(parts) for parts in zip(*(parts for parts, _ in found), strict=True)]
    return numbers, Findings.sum([findings for _, findings in found])


def _block(
    columns: "Mapping[str, Native]",
    asked: Asked,
    which: "Sequence[Numbers]",
    seen: "Mapping[str, dict[Any, int]]",
    start: int,
) -> "tuple[list[Numbers], Findings]":
    """Answer a block of rows."""
    table = Table.of(asked.question)
    parts = {
        name: each.slice(start, _BLOCK) if hasattr(each, "chunks") else each.iloc[start : start + _BLOCK]
        for name, each in columns.items()
    }
    days, invalid, without = _days(parts[asked.on], asked.on)
    lines: dict[str, Numbers] = {}
    unresolved: dict[str, Mapping[Any, int]] = {}
    nulls: dict[str, int] = {}
    for name in asked.states:
        known = seen[name]
        codes, values = _encoded(parts[name], name, known)
        known.update(numbered([value for value in values if value not in known], table.lines))
        lines[name], unresolved[name], nulls[name] = _numbers(codes, values, known, 0)
    late: Numbers = days > day_number(asked.question.as_of)
    if late.any():
        late = np.logical_and.reduce([late, *(each > 0 for each in lines.values())])
    findings = Findings(unresolved, invalid, int(np.count_nonzero(late)), nulls | {asked.on: without}, len(days))
    place, *others = (table.look_up(lines[name], days) for name in asked.states)
    if asked.apart:
        place *= np.not_equal(*(lines[name] for name in asked.states))
    for each in others:  # A pair is a number too, and none where a State or the day is missing.
        both = (place > 0) & (each > 0)
        place = ((place.astype(np.int64) - 1) * (len(table.answers) - 1) + each) * both
    # The answers for one State are the outcomes, in the same order.
    return [place if asked.outcome is single else each.take(place) for each in which], findings


# -- columns in -------------------------------------------------------------------------------------------------------


def _column(column: "Native") -> "Native":
    """Return a column as Arrow has it, chunk by chunk, if it lies in Arrow; else as pandas does."""
    if hasattr(column, "chunks"):
        arrow = column
    elif hasattr(column.dtype, "pyarrow_dtype") or getattr(column.dtype, "storage", "") == "pyarrow":
        arrow = column.array.__arrow_array__()
    else:  # A zone would go through Python's objects.
        return column.dt.tz_localize(None) if getattr(column.dtype, "tz", None) is not None else column
    kind, pa = str(arrow.type), import_module("pyarrow")
    if kind.startswith("timestamp") and arrow.type.tz is not None:
        arrow = import_module("pyarrow.compute").local_timestamp(arrow)
    other = {"date64[ms]": pa.timestamp("ms"), "null": pa.string()}.get(kind)
    return arrow if other is None else arrow.cast(other)


def _check_type(column: "Native", name: str, *, is_day: bool) -> None:
    """Refuse what can hold no State, or no day; objects of pandas may hold anything."""
    if hasattr(column, "chunks"):
        kind = str(column.type).removeprefix("large_")
        right = kind.startswith(("string", "dictionary", *(("date", "timestamp") if is_day else ("int", "uint"))))
    else:
        kind = column.dtype.kind
        right = kind in ("OM" if is_day else "Oiuf") or (kind == "f" and not column.count())  # No value makes floats.
    if not right:
        dtype = column.type if hasattr(column, "chunks") else column.dtype
        raise refuse_dtype(name, dtype, DATES if is_day else STATES)


def _encoded(column: "Native", name: str, seen: "Iterable[Any]" = ()) -> "tuple[Numbers, list[Any]]":
    """Return for each row the place of its value among the distinct ones, -1 for null, and these.

    Arrow finds texts among those seen before faster than it collects them.
    """
    if hasattr(column, "chunks"):
        encoded, values = str(column.type).startswith("dictionary"), list(seen)
        codes = None
        if values and not encoded:
            pa = import_module("pyarrow")
            codes = import_module("pyarrow.compute").index_in(column, pa.array(values, column.type)).combine_chunks()
        if codes is None or codes.null_count > column.null_count:
            arrow = (column if encoded else column.dictionary_encode()).combine_chunks()
            codes, values = arrow.indices.cast("int32"), arrow.dictionary.to_pylist()
        return codes.fill_null(-1).to_numpy(zero_copy_only=False), values
    if hasattr(column, "cat"):
        return column.cat.codes.to_numpy(), column.cat.categories.tolist()
    try:
        codes, values = column.factorize()
    except TypeError as error:
        raise InvalidTypeError(f"column {name!r} holds values that can't be looked up: {error}") from error
    return codes, values.tolist()


def _numbers(
    codes: "Numbers", values: "Sequence[Any]", known: "Mapping[Any, int]", default: int
) -> "tuple[Numbers, dict[Any, int], int]":
    """Return the number of each row's value; the values without one, with their rows; and the rows of null."""
    numbers = np.array([*(known.get(value, default) for value in values), default])[codes]
    unknown = {place: value for place, value in enumerate(values) if value is not None and value not in known}
    rows = np.bincount(codes.astype(np.int64) + 1, minlength=len(values) + 1)[1:].tolist() if unknown else []
    counts = {value: rows[place] for place, value in unknown.items() if rows[place]}
    return numbers, counts, int(np.count_nonzero(codes < 0))  # -1, for null, is the last


def _days(column: "Native", name: str) -> "tuple[Numbers, Mapping[Any, int], int]":
    """Return the days of dates, datetimes (their own calendar day) or ISO texts; what is none; and the rows of null."""
    is_arrow = hasattr(column, "chunks")
    if str(column.type).startswith(("date", "timestamp")) if is_arrow else column.dtype.kind == "M":
        days = column.to_numpy().astype("datetime64[D]").view(np.int64)
        return days, {}, int(np.count_nonzero(days == _NO_DAY))
    codes, values = _encoded(column, name)
    if not is_arrow and any(isinstance(value, datetime) and value.tzinfo for value in values):
        # Instants that are equal, and so one value to Python, may be of different days.
        own = column.map(lambda value: value.date() if isinstance(value, datetime) else value, na_action="ignore")
        return _days(own, name)
    return _numbers(codes, values, {value: day_number(day) for value, day in days_of(values).items()}, _NO_DAY)


# -- columns out ------------------------------------------------------------------------------------------------------


def _pandas(values: "Sequence[Any]", kind: Kind) -> "Native":
    """Return outcomes after a null as pandas has them: text as text is by default, ``boolean``, or tuples."""
    pd = import_module("pandas")
    dtype = {Kind.TEXT: pd.Series(["text"]).dtype, Kind.YES_NO: "boolean", Kind.IDS: object}[kind]
    return pd.Series([None, *values], dtype=dtype).array


def _arrow(values: "Sequence[Any]", numbers: "Numbers", kind: Kind) -> "Native":
    """Return the outcome of each row as a column of pyarrow."""
    pa = import_module("pyarrow")
    dtype = {Kind.TEXT: pa.string(), Kind.YES_NO: pa.bool_(), Kind.IDS: pa.list_(pa.string())}[kind]
    own = pa.array([None, *values], dtype)
    blocks = range(0, len(numbers), _CHUNK)
    return pa.chunked_array([own.take(pa.array(numbers[start : start + _CHUNK])) for start in blocks], dtype)
