"""Frames in memory: columns become numbers, numbers are looked up in a table, answers become columns.

One way for pandas, pyarrow and the like, through narwhals. Partitions of Dask are answered by the same functions,
one by one.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false, reportAttributeAccessIssue=false
# (the libraries of frames are typed by half or not at all; what leaves this module is typed)

from datetime import datetime

import attrs
import narwhals.stable.v2 as nw
import numpy as np

from cyberconventions.errors import InvalidTypeError
from cyberconventions.frames.asked import Asked, Findings
from cyberconventions.frames.columns import Kind, refuse_dtype
from cyberconventions.frames.spellings import days_of, numbered
from cyberconventions.frames.tables import MISSING, Days, Table, day_number

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from cyberconventions.frames.columns import Native
    from cyberconventions.frames.tables import Numbers

    Series = nw.Series[Any]

_KINDS: "dict[Kind, Any]" = {Kind.TEXT: nw.String, Kind.YES_NO: nw.Boolean, Kind.IDS: nw.List(nw.String)}
# Values that occur among so many rows are known before the whole column is looked at: mostly all there are.
SAMPLE = 4096
_UNRESOLVED = -1
_NO_DAY = -(1 << 31)
# Arrow's strings have 32-bit offsets: so many rows of answers always fit into one chunk.
_CHUNK = 1 << 22


@attrs.frozen(eq=False)
class Reading:
    """The columns of a frame as numbers.

    Attributes:
        lines: For each column of States, where the line of each row's State begins in the table; 0 where it
            is null or no State.
        strangers: For each column of States the values that are no State's code or name, with their rows.
        days: The column of dates.
    """

    lines: "Sequence[Numbers]"
    strangers: "Sequence[Mapping[Any, int]]"
    days: Days


def read(columns: "Sequence[Series]", asked: Asked) -> Reading:
    """Read the columns of States and the column of dates, which comes last."""
    read_states = [_states(column, name, asked.table) for column, name in zip(columns, asked.states, strict=False)]
    lines, strangers = zip(*read_states, strict=True)
    return Reading(lines, strangers, _days(columns[-1], asked))


def look(reading: Reading, asked: Asked) -> Findings:
    """Find what has to be told of the columns."""
    strangers = dict(zip(asked.states, reading.strangers, strict=True))
    return Findings(strangers if asked.refuses else {}, _late(reading, asked) if asked.warns else 0)


def _late(reading: Reading, asked: Asked) -> int:
    late = reading.days.after(asked.question.as_of)
    if not late.any():
        return 0
    for lines in reading.lines:
        late = late & (lines > 0)
    return int(np.count_nonzero(late))


def answer(reading: Reading, asked: Asked, library: nw.Implementation) -> "list[Series]":
    """Return the columns to be added, of the library of the frame."""
    table = asked.table
    found = [table.look_up(lines, reading.days) for lines in reading.lines]
    if len(found) == 1:
        return [_column(table.answers, found[0], asked.kind, library)]
    outcomes, numbers = _paired(found[0], found[1], asked)
    return [
        _column([None, *(each[place] for each in outcomes)], numbers, asked.kind, library)
        for place in range(len(asked.into))
    ]


def _paired(a: "Numbers", b: "Numbers", asked: Asked) -> "tuple[list[tuple[Any, ...]], Numbers]":
    """Return the outcomes of the pairs of answers that occur, and for each row the number of its own."""
    answers = asked.table.answers
    size = len(answers)
    pairs = a.astype(np.min_scalar_type(size * size)) * size + b
    occurring = np.flatnonzero(np.bincount(pairs, minlength=size * size))
    by_pair = np.zeros(size * size, dtype=np.min_scalar_type(len(occurring) + 1))
    outcomes: list[tuple[Any, ...]] = []
    for pair in occurring.tolist():
        first, second = divmod(pair, size)
        if MISSING not in (first, second):
            outcomes.append(asked.outcome(answers[first], answers[second]))
            by_pair[pair] = len(outcomes)
    return outcomes, by_pair.take(pairs)


def with_answers(frame: "nw.DataFrame[Any]", asked: Asked) -> "Native":
    """Return a frame in memory with the columns added, as its library has it."""
    reading = read(columns_asked(frame, asked), asked)
    asked.tell(look(reading, asked))
    answers = dict(zip(asked.into, answer(reading, asked, frame.implementation), strict=True))
    if not frame.implementation.is_pandas_like():
        return frame.with_columns(*(column.alias(name) for name, column in answers.items())).to_native()
    # narwhals would give a plain frame, without the user's class, attributes and kind of column index.
    own = frame.to_native().copy(deep=False)
    for name, column in answers.items():
        own[name] = column.to_native().array
    return own


# -- columns of States ------------------------------------------------------------------------------------------


def _states(column: "Series", name: str, table: Table) -> "tuple[Numbers, dict[Any, int]]":
    """Return where each row's State begins in the table, and the values that mean none with their rows.

    Each distinct value is resolved once: those of the first rows before the column is looked at, and what is
    left of it, if anything, afterwards.
    """
    column = of_states(column, name)
    lines = np.full(len(column), _UNRESOLVED, dtype=np.int32)
    known = numbered(distinct(column.head(SAMPLE), name), table.lines)
    if known:
        lines = _replaced(column, known, _UNRESOLVED)
    rest = np.flatnonzero(lines == _UNRESOLVED)
    strangers: dict[Any, int] = {}
    if len(rest):
        others = column if len(rest) == len(column) else column[rest]
        counts = distinct(others, name)
        found = numbered(counts, table.lines)
        strangers = {value: rows for value, rows in counts.items() if value not in found}
        lines = np.array(lines)  # The library's own may not be written to.
        lines[rest] = _replaced(others, found, 0) if found else 0
    return lines, strangers


def of_states(column: "Series", name: str) -> "Series":
    """Return a column of States as texts in the form that is looked up fastest, or as numbers.

    Raises:
        InvalidTypeError: It can hold neither.
    """
    dtype, library = column.dtype, column.implementation
    numbers = dtype.is_integer() or (dtype.is_float() and library.is_pandas_like())  # With gaps, floats there.
    if not (numbers or may_hold_text(column)):
        raise refuse_dtype(name, dtype, "text or whole numbers")
    return column if numbers else as_text(column)


# -- columns of dates --------------------------------------------------------------------------------------------


def _days(column: "Series", asked: Asked) -> Days:
    """Return the days of a column of dates, datetimes (their own calendar day) or ISO texts."""
    if not is_of_days(column, asked.on):
        return _days_of_values(as_text(column), asked)
    dtype = column.dtype
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


def is_of_days(column: "Series", name: str) -> bool:
    """Tell whether a column holds dates or datetimes, or else what may be ISO texts.

    Raises:
        InvalidTypeError: It can hold neither.
    """
    if column.dtype == nw.Date or isinstance(column.dtype, nw.Datetime):
        return True
    if not (may_hold_text(column) or _is_a_gap(column)):
        raise refuse_dtype(name, column.dtype)
    return False


def _days_of_values(column: "Series", asked: Asked) -> Days:
    """Return the days of a column of ISO texts, or of dates that are objects of Python."""
    counts = distinct(column, asked.on)
    if any(isinstance(value, datetime) and value.tzinfo for value in counts):
        # Instants that are equal, and so one value to Python, may be of different days.
        column = nw.from_native(column.to_native().map(_own_day, na_action="ignore"), series_only=True)
        counts = distinct(column, asked.on)
    days = days_of(counts, asked.on, refuse=asked.refuses)
    found = {value: day_number(day) for value, day in days.items()}
    numbers = _replaced(column, found, _NO_DAY) if found else np.full(len(column), _NO_DAY, dtype=np.int32)
    missing = numbers == _NO_DAY
    return Days(numbers, missing if missing.any() else None)


def _own_day(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


# -- columns, in and out -----------------------------------------------------------------------------------------


def columns_asked(frame: "nw.DataFrame[Any]", asked: Asked) -> "list[Series]":
    """Return the columns of States and the column of dates, which comes last."""
    return [known(frame.get_column(name)) for name in (*asked.states, asked.on)]


def known(column: "Series") -> "Series":
    """Return a column of a type that narwhals knows; some of pandas' and Arrow's it does not, or by half."""
    native = column.to_native()
    if column.implementation.is_pandas_like():
        if getattr(native.dtype, "tz", None) is not None:  # It does not know names such as America/New_York.
            return nw.from_native(native.dt.tz_localize(None), series_only=True)
        if not hasattr(native.dtype, "pyarrow_dtype") or column.dtype.is_float():
            return column
        import pyarrow as pa  # type: ignore[import-untyped,unused-ignore] # no stubs

        native = pa.chunked_array([column.to_arrow()])
    elif not column.implementation.is_pyarrow():
        return column
    if str(native.type).startswith("dictionary"):
        native = native.cast(native.type.value_type)
    if str(native.type).startswith("date64"):
        native = native.cast("timestamp[ms]")
    return nw.from_native(native, series_only=True)


def may_hold_text(column: "Series") -> bool:
    """Tell whether a column holds texts or, as pandas' columns of objects, may hold anything; or only nulls."""
    dtype: Any = column.dtype  # An instance that equals its class: more than its type tells.
    if dtype in (nw.String, nw.Categorical, nw.Enum):
        return True
    if dtype == nw.Object:
        return column.implementation.is_pandas_like()  # polars can do nothing with its own
    return dtype == nw.Unknown and column.null_count() == len(column)


def _is_a_gap(column: "Series") -> bool:
    """Tell whether a column of floats is what pandas makes of a column without any value."""
    return column.dtype.is_float() and column.implementation.is_pandas_like() and column.null_count() == len(column)


def as_text(column: "Series") -> "Series":
    """Return a column of texts in the form that is looked up fastest."""
    if column.dtype == nw.Unknown:
        return column.cast(nw.String)
    if not column.implementation.is_pandas_like():
        return column.cast(nw.String)  # without a dictionary of categories
    if column.dtype == nw.String and column.to_native().dtype != object:
        import pyarrow as pa  # type: ignore[import-untyped,unused-ignore] # no stubs

        # Such text lies in Arrow, if that is there, and pandas itself would make objects of it.
        text: Series = nw.from_native(pa.chunked_array([column.to_arrow()]), series_only=True)
        return text
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
    parts: Series = nw.from_native(
        pa.chunked_array([chunk for each in chunks for chunk in each.chunks]), series_only=True
    )
    return parts


def _of_pandas(answers: "Sequence[Any]", kind: Kind, pd: "Native") -> "Native":
    """Return the answers as pandas has them: text as text is by default, ``boolean``, or tuples.

    narwhals' Boolean is numpy's there, which has no null, and its List needs Arrow.
    """
    if kind is Kind.TEXT:
        return pd.Series([None, *answers[1:]], dtype=pd.Series(["text"]).dtype)
    if kind is Kind.YES_NO:
        return pd.Series(answers, dtype="boolean")
    return pd.Series([None if each is None else tuple(each) for each in answers], dtype=object)
