"""Frames in memory: columns become numbers, numbers are looked up in one table, answers become columns.

One way for pandas, pyarrow and the like, through narwhals. Dask's partitions are frames of pandas and are answered by
the same function, when Dask computes them.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false, reportAttributeAccessIssue=false
# (the libraries of frames are partly typed or not at all; what leaves this module is typed)

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import lru_cache

import attrs
import narwhals.stable.v2 as nw
import numpy as np

from cyberconventions.errors import InvalidTypeError
from cyberconventions.frames._columns import Kind, refuse_dtype
from cyberconventions.frames._question import Asked, Findings, Question
from cyberconventions.frames._spellings import days_of, every_state, numbered

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, TypeAlias

    from cyberconventions.frames._columns import Native
    from cyberconventions.frames._question import Answer

    Series = nw.Series[Any]
    Numbers: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

_KINDS: "dict[Kind, Any]" = {Kind.TEXT: nw.String, Kind.YES_NO: nw.Boolean, Kind.IDS: nw.List(nw.String)}
_SAMPLE = 4096  # Values of so many rows are resolved before the whole column is read: mostly all there are.
_UNRESOLVED = -1
_NO_DAY = -(1 << 31)
_CHUNK = 1 << 22  # Arrow's strings have 32-bit offsets: so many rows of answers always fit into one chunk.
_BLOCK = 1 << 15  # Rows are taken in blocks whose intermediate results stay in the cache.
_WORTH_A_THREAD = 1 << 18  # rows
_EPOCH = date(1970, 1, 1).toordinal()
_MISSING = 0  # the number that stands for "no answer, because the State or the date is null"


# -- the table of answers ---------------------------------------------------------------------------------------------


def day_number(day: date) -> int:
    """Return the days from 1970-01-01, as Arrow's date32 and numpy's ``datetime64[D]`` count them.

    >>> day_number(date(2004, 7, 1))
    12600
    """
    return day.toordinal() - _EPOCH


@attrs.frozen(eq=False)
class Table:
    """The answers to one question as a table of numbers: one look-up per row, however many the periods.

    A row's State gives a line, its day a column; the cell is the number of the answer. Days are first mapped to the
    periods between the days on which anything changes for any State, so that the table stays in the processor's cache.

    Attributes:
        answers: The answers by number; the first is ``None`` for a missing State or day.
        first: The day number that the first of ``columns`` stands for.
        columns: The column of ``cells`` for each day from the first on; the last holds for ever after.
        lines: Where in ``cells`` each State's line begins, by id.
        cells: Numbers of answers, one line after another; the first line is that of a missing State.
    """

    answers: "tuple[Answer, ...]"
    first: int
    columns: "Numbers"
    lines: "Mapping[str, int]"
    cells: "Numbers"

    @staticmethod
    @lru_cache(maxsize=64)
    def of(question: Question) -> "Table":
        """Lay out the answers to a question, once for each."""
        steps = [question.others, *question.steps.values()]
        turning = sorted({day_number(day) for days, _ in steps for day in days if day > date.min})
        first = turning[0] - 1 if turning else 0
        span = turning[-1] - first + 1 if turning else 1
        columns = np.searchsorted(turning, np.arange(first, first + span), side="right")
        answers: dict[Any, int] = {}
        width = len(turning) + 1
        lines = [np.zeros(width, dtype=np.int64)]
        for each in steps:
            line = np.empty(width, dtype=np.int64)
            for day, answer in zip(*each, strict=True):
                start = 0 if day == date.min else int(np.searchsorted(turning, day_number(day))) + 1
                line[start:] = answers.setdefault(answer, len(answers) + 1)
            lines.append(line)
        ids = dict.fromkeys(every_state(), width)
        ids.update({id_: width * place for place, id_ in enumerate(question.steps, start=2)})
        cells = np.concatenate(lines)
        return Table((None, *answers), first, columns, ids, cells.astype(np.min_scalar_type(len(answers))))

    def look_up(self, lines: "Numbers", days: "Days") -> "Numbers":
        """Return the number of the answer for each row.

        Arguments:
            lines: Where the line of each row's State begins, 0 where the row has none.
            days: Each row's day.
        """
        found = np.empty(len(lines), dtype=self.cells.dtype)

        def fill(part: slice) -> None:
            for start in range(part.start, part.stop, _BLOCK):
                rows = slice(start, min(start + _BLOCK, part.stop))
                day = np.subtract(days.numbers[rows], self.first, dtype=np.int64)
                cell = self.columns.take(day, mode="clip")
                cell += lines[rows]
                self.cells.take(cell, mode="clip", out=found[rows])

        _side_by_side(fill, len(lines))
        if days.missing is not None:
            found[days.missing] = _MISSING
        return found


def _side_by_side(work: "Callable[[slice], None]", rows: int) -> None:
    """Do a piece of work on all rows, on every core a part of them, if they are many."""
    workers = min(os.cpu_count() or 1, rows // _WORTH_A_THREAD)
    if workers <= 1:
        work(slice(0, rows))
        return
    bounds = [rows * place // workers for place in range(workers + 1)]
    with ThreadPoolExecutor(workers) as threads:
        for _ in threads.map(work, map(slice, bounds, bounds[1:])):
            pass  # An error of any part is raised here.


# -- frames -----------------------------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class Days:
    """A column of days.

    Attributes:
        numbers: For each row the days from 1970-01-01; anything where there is no day.
        missing: For each row whether there is no day; ``None`` if every row has one.
        invalid: The values that are not dates, with their rows.
    """

    numbers: "Numbers"
    missing: "Numbers | None"
    invalid: "Mapping[Any, int]" = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Reading:
    """The columns of a frame as numbers: for each column of States the lines of the table, and the days."""

    lines: "Sequence[Numbers]"
    days: Days
    findings: Findings


def answered(frame: "nw.DataFrame[Any]", asked: Asked) -> "Native":
    """Return a frame with the columns added, as its library has it."""
    reading = read(frame, asked)
    asked.report(reading.findings)
    answers = dict(zip(asked.into, _answers(reading, asked, frame.implementation), strict=True))
    if not frame.implementation.is_pandas_like():
        return frame.with_columns(*(column.alias(name) for name, column in answers.items())).to_native()
    # narwhals would give a plain frame, without the user's class, attributes and kind of column index.
    own = frame.to_native().copy(deep=False)
    for name, column in answers.items():
        own[name] = column.to_native().array
    return own


def answered_partition(partition: "Native", asked: Asked) -> "Native":
    """Return a partition of a frame of Dask with the columns added."""
    return answered(nw.from_native(partition, eager_only=True), asked)


def partition_findings(partition: "Native", asked: Asked) -> Findings:
    """Count what is in the columns of a partition of a frame of Dask."""
    return read(nw.from_native(partition, eager_only=True), asked).findings


def read(frame: "nw.DataFrame[Any]", asked: Asked) -> Reading:
    """Read the columns of States and the column of days."""
    columns = {name: _known(frame.get_column(name)) for name in asked.columns}
    table = Table.of(asked.question)
    states = {name: _states(columns[name], name, table) for name in dict.fromkeys(asked.states)}
    days = _days(columns[asked.on], asked.on)
    lines = [states[name][0] for name in asked.states]
    late: Numbers = days.numbers > day_number(asked.question.as_of)
    if late.any():
        for each in (*lines, *([] if days.missing is None else [~days.missing])):
            late = late & (each > 0)
    findings = Findings(
        unresolved={name: unresolved for name, (_, unresolved) in states.items()},
        invalid=days.invalid,
        late=int(np.count_nonzero(late)),
        nulls={name: column.null_count() for name, column in columns.items()},
        rows=len(frame),
    )
    return Reading(lines, days, findings)


def _answers(reading: Reading, asked: Asked, library: nw.Implementation) -> "list[Series]":
    """Return the columns to be added, of the library of the frame."""
    table = Table.of(asked.question)
    found = [table.look_up(lines, reading.days) for lines in reading.lines]
    if len(found) == 1:
        return [_column(table.answers, found[0], asked.kind, library)]
    outcomes, numbers = _paired(found[0], found[1], table.answers, asked)
    return [
        _column([None, *(each[place] for each in outcomes)], numbers, asked.kind, library)
        for place in range(len(asked.into))
    ]


def _paired(
    a: "Numbers", b: "Numbers", answers: "Sequence[Any]", asked: Asked
) -> "tuple[list[tuple[Any, ...]], Numbers]":
    """Return the outcomes of the pairs of answers that occur, and for each row the number of its own."""
    size = len(answers)
    pairs = a.astype(np.min_scalar_type(size * size)) * size + b
    occurring = np.flatnonzero(np.bincount(pairs, minlength=size * size))
    by_pair = np.zeros(size * size, dtype=np.min_scalar_type(len(occurring) + 1))
    outcomes: list[tuple[Any, ...]] = []
    for pair in occurring.tolist():
        first, second = divmod(pair, size)
        if _MISSING not in (first, second):
            outcomes.append(asked.outcome(answers[first], answers[second]))
            by_pair[pair] = len(outcomes)
    return outcomes, by_pair.take(pairs)


# -- columns of States ------------------------------------------------------------------------------------------------


def _states(column: "Series", name: str, table: Table) -> "tuple[Numbers, dict[Any, int]]":
    """Return where each row's State begins in the table, and the values that are not known States, with their rows.

    Each distinct value is resolved once: those of the first rows before the column is read, and what is
    left of it, if anything, afterwards.
    """
    dtype, library = column.dtype, column.implementation
    numbers = dtype.is_integer() or (dtype.is_float() and library.is_pandas_like())  # With gaps, floats there.
    if not (numbers or _may_hold_text(column)):
        raise refuse_dtype(name, dtype, "text or whole numbers")
    column = column if numbers else as_text(column)
    lines = np.full(len(column), _UNRESOLVED, dtype=np.int32)
    known = numbered(distinct(column.head(_SAMPLE), name), table.lines)
    if known:
        lines = _replaced(column, known, _UNRESOLVED)
    rest = np.flatnonzero(lines == _UNRESOLVED)
    unresolved: dict[Any, int] = {}
    if len(rest):
        others = column if len(rest) == len(column) else column[rest]
        counts = distinct(others, name)
        found = numbered(counts, table.lines)
        unresolved = {value: rows for value, rows in counts.items() if value not in found}
        lines = np.array(lines)  # The library's own may not be written to.
        lines[rest] = _replaced(others, found, 0) if found else 0
    return lines, unresolved


# -- columns of days --------------------------------------------------------------------------------------------------


def _days(column: "Series", name: str) -> Days:
    """Return the days of a column of dates, datetimes (their own calendar day) or ISO texts."""
    dtype = column.dtype
    if not (dtype == nw.Date or isinstance(dtype, nw.Datetime)):
        if not (_may_hold_text(column) or _is_a_gap(column)):
            raise refuse_dtype(name, dtype)
        return _days_of_values(as_text(column), name)
    if isinstance(dtype, nw.Datetime) and dtype.time_zone is not None:
        column = column.dt.replace_time_zone(None)
    if dtype == nw.Date and not column.implementation.is_pandas_like():
        missing = column.is_null().to_numpy() if column.null_count() else None
        return Days(column.cast(nw.Int32).fill_null(0).to_numpy(), missing)  # as they lie in memory
    values = column.to_numpy()
    if values.dtype == object:  # pandas' columns that lie in Arrow
        values = column.to_arrow().to_numpy(zero_copy_only=False)
    days = values.astype("datetime64[D]")
    missing = np.isnat(days)
    return Days(days.view(np.int64), missing if missing.any() else None)


def _days_of_values(column: "Series", name: str) -> Days:
    """Return the days of a column of ISO texts, or of dates that are objects of Python."""
    counts = distinct(column, name)
    if any(isinstance(value, datetime) and value.tzinfo for value in counts):
        # Instants that are equal, and so one value to Python, may be of different days.
        column = nw.from_native(column.to_native().map(_own_day, na_action="ignore"), series_only=True)
        counts = distinct(column, name)
    days, invalid = days_of(counts)
    found = {value: day_number(day) for value, day in days.items()}
    numbers = _replaced(column, found, _NO_DAY) if found else np.full(len(column), _NO_DAY, dtype=np.int32)
    missing = numbers == _NO_DAY
    return Days(numbers, missing if missing.any() else None, invalid)


def _own_day(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


# -- columns, in and out ----------------------------------------------------------------------------------------------


def _known(column: "Series") -> "Series":
    """Return a column of a type that narwhals knows; some of pandas' and Arrow's it does not, or partly."""
    native = column.to_native()
    if column.implementation.is_pandas_like():
        if getattr(native.dtype, "tz", None) is not None:  # It does not know names such as America/New_York.
            return nw.from_native(native.dt.tz_localize(None), series_only=True)
        if not hasattr(native.dtype, "pyarrow_dtype") or column.dtype.is_float():
            return column
        native = _in_chunks(column)
    elif not column.implementation.is_pyarrow():
        return column
    if str(native.type).startswith("dictionary"):
        native = native.cast(native.type.value_type)
    if str(native.type).startswith("date64"):
        native = native.cast("timestamp[ms]")
    return nw.from_native(native, series_only=True)


def _in_chunks(column: "Series") -> "Native":
    """Return a column as Arrow's, whose chunks stay as they are: through Python they would take ten times as long."""
    import pyarrow as pa  # type: ignore[import-untyped,unused-ignore] # no stubs

    arrow = column.to_arrow()
    return arrow if isinstance(arrow, pa.ChunkedArray) else pa.chunked_array([arrow])


def _may_hold_text(column: "Series") -> bool:
    """Return whether a column holds texts or, as pandas' columns of objects, may hold anything; or only nulls."""
    dtype: Any = column.dtype  # An instance that equals its class: more than its type says.
    if dtype in (nw.String, nw.Categorical, nw.Enum):
        return True
    if dtype == nw.Object:
        return column.implementation.is_pandas_like()  # polars can do nothing with its own
    return dtype == nw.Unknown and column.null_count() == len(column)


def _is_a_gap(column: "Series") -> bool:
    """Return whether a column of floats is what pandas makes of a column without any value."""
    return column.dtype.is_float() and column.implementation.is_pandas_like() and column.null_count() == len(column)


def as_text(column: "Series") -> "Series":
    """Return a column of texts in the form that is looked up fastest."""
    if column.dtype == nw.Unknown:
        return column.cast(nw.String)
    if not column.implementation.is_pandas_like():
        return column.cast(nw.String)  # without a dictionary of categories
    if column.dtype == nw.String and column.to_native().dtype != object:
        # Such text lies in Arrow, if that is there, and pandas itself would make objects of it.
        try:
            return nw.from_native(_in_chunks(column), series_only=True)
        except ImportError:  # pandas does not need pyarrow.
            return nw.from_native(column.to_native().astype(object), series_only=True)
    return column


def distinct(column: "Series", name: str) -> "dict[Any, int]":
    """Return the distinct values of a column, without null, and how many rows have each."""
    try:
        counts = column.alias("value").drop_nulls().value_counts(name="rows")
        rows = zip(counts["value"].to_list(), counts["rows"].to_list(), strict=True)
        return {value: count for value, count in rows if count}
    except TypeError as error:
        raise InvalidTypeError(f"column {name!r} holds values that can't be looked up: {error}") from error


def _replaced(column: "Series", numbers: "Mapping[Any, int]", default: int) -> "Numbers":
    """Return the number of each row's value."""
    library = column.implementation
    if library.is_pandas_like() and column.dtype == nw.Categorical:
        categories = [numbers.get(each, default) for each in column.cat.get_categories().to_list()]
        codes: Numbers = column.to_native().cat.codes.to_numpy()
        return np.array([*categories, default], dtype=np.int32).take(codes, mode="wrap")  # -1, for null, is the last
    replaced = column.replace_strict(list(numbers), list(numbers.values()), default=default, return_dtype=nw.Int32)
    return replaced.to_numpy()


def _column(answers: "Sequence[Any]", numbers: "Numbers", kind: Kind, library: nw.Implementation) -> "Series":
    """Return the answers as a column of a library."""
    if library.is_pandas_like():
        own: Series = nw.from_native(_of_pandas(answers, kind, library.to_native_namespace()), series_only=True)
        return own[numbers]
    values: Series = nw.new_series("answers", answers, _KINDS[kind], backend=library.to_native_namespace())
    if not library.is_pyarrow() or len(numbers) <= _CHUNK:
        return values[numbers]
    chunks = [values[numbers[start : start + _CHUNK]].to_native() for start in range(0, len(numbers), _CHUNK)]
    pa = library.to_native_namespace()
    return nw.from_native(pa.chunked_array([chunk for each in chunks for chunk in each.chunks]), series_only=True)


def _of_pandas(answers: "Sequence[Any]", kind: Kind, pd: "Native") -> "Native":
    """Return the answers as pandas has them: text as text is by default, ``boolean``, or tuples.

    narwhals' Boolean is numpy's there, which has no null, and its List needs Arrow.
    """
    if kind is Kind.TEXT:
        return pd.Series([None, *answers[1:]], dtype=pd.Series(["text"]).dtype)
    if kind is Kind.YES_NO:
        return pd.Series(answers, dtype="boolean")
    return pd.Series([None if each is None else tuple(each) for each in answers], dtype=object)
