"""A frame of any library, and the two ways to answer it: at once, or as planned.

Frames in memory are answered at once: pandas and pyarrow by numpy (``_eager.py``), polars by its own expressions
(``_polars.py``). Frames that are planned are checked by their types, and nothing runs at the call: polars' expressions
keep the rows where they are, DuckDB and Spark (``_join.py``) and Ibis (``_ibis.py``) join a small table of spellings,
and Dask's partitions are frames in memory.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false
# (the libraries of frames are partly typed or not at all; what leaves this module is typed)

from importlib import import_module
from typing import TypeVar, cast

from cyberconventions.errors import ColumnError, InvalidTypeError
from cyberconventions.frames._columns import check_names, columns_of
from cyberconventions.frames._intervals import narwhals

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from cyberconventions.frames._columns import Columns, Native
    from cyberconventions.frames._question import Asked, Findings

FrameT = TypeVar("FrameT")


def answered(frame: FrameT, asked: "Asked") -> FrameT:
    """Return a frame with the columns added: of the same library, wrapped by narwhals if it was."""
    native, wrap = _unwrapped(frame)
    return cast("FrameT", wrap(_answered(native, asked)))


def _answered(frame: "Native", asked: "Asked") -> "Native":
    from cyberconventions.frames import _eager

    if _is_dask(frame, asked):
        return frame.map_partitions(_eager.answered, asked, meta=_eager.answered(frame._meta, asked))
    library = _library(frame, asked)
    if library.is_pandas_like() or library.is_pyarrow():
        return _eager.answered(frame, asked)
    columns = _columns(frame, asked)
    if library.is_polars():
        from cyberconventions.frames import _polars

        if hasattr(frame, "collect"):
            return _polars.planned(frame, asked, columns)
        return _polars.answered(frame, asked, columns, lambda: counted(frame, asked))
    if library.is_ibis():
        from cyberconventions.frames import _ibis

        return _ibis.answered(frame, asked, columns)
    from cyberconventions.frames import _join

    return _join.answered(_join.DuckDB() if library.is_duckdb() else _join.Spark(), frame, asked, columns)


def counted(frame: object, asked: "Asked") -> "Findings":
    """Count what is in a frame."""
    native, _ = _unwrapped(frame)
    from cyberconventions.frames import _counts, _eager

    if _is_dask(native, asked):
        return _counts.counted_partitions(native, asked)
    library = _library(native, asked)
    if library.is_pandas_like() or library.is_pyarrow():
        return _eager.findings_of(native, asked)
    return _counts.counted(native, library, asked, _columns(native, asked))


def _unwrapped(frame: object) -> "tuple[Native, Callable[[Native], Any]]":
    """Return a frame as its library has it, and what wraps the answer as the frame was."""
    narwhals()
    import narwhals as now

    if not isinstance(frame, now.DataFrame | now.LazyFrame):
        return frame, lambda native: native
    version = type(cast("object", frame)).__module__  # One of its stable versions, or that of the day.
    again = import_module(version if version.startswith("narwhals.stable.") else "narwhals")
    return cast("Native", frame).to_native(), again.from_native


def _is_dask(frame: "Native", asked: "Asked") -> bool:
    """Return whether a frame is of Dask, whose partitions are frames of pandas, with its columns' names checked."""
    if not narwhals().dependencies.is_dask_dataframe(frame):
        return False
    check_names(frame.columns, asked.columns, asked.into)
    return True


def _columns(frame: "Native", asked: "Asked") -> "Columns":
    nw = narwhals()
    return columns_of(nw, frame, nw.from_native(frame), asked.states, asked.on)


def _library(frame: "Native", asked: "Asked") -> "Native":
    """Return which library a frame is of, with its columns' names checked."""
    nw = narwhals()
    try:
        known = nw.from_native(frame)
    except TypeError as error:
        raise InvalidTypeError(
            f"{type(frame).__name__} is not a frame of pandas, polars, pyarrow, DuckDB, PySpark, Dask or Ibis"
        ) from error
    except nw.exceptions.DuplicateError as error:
        raise ColumnError(f"the frame has two columns of one name: {error}") from error
    library = known.implementation
    # Spark, Dask and DuckDB may have two columns of one name, which narwhals does not report.
    names = known.collect_schema().names() if library.is_polars() or library.is_pyarrow() else frame.columns
    check_names(names, asked.columns, asked.into, _same_names(frame, library))
    if library.is_polars():
        from cyberconventions.frames import _polars

        _polars.check_version()
    return library


def _same_names(frame: "Native", library: "Native") -> "Callable[[str], str]":
    """Return what gives the same for two names that an engine treats as one."""
    if library.is_duckdb():
        return lambda name: name.encode().lower().decode()  # É and é are two there.
    if library.is_spark_like() and frame.sparkSession.conf.get("spark.sql.caseSensitive").lower() == "true":
        return str
    return str.casefold if library.is_spark_like() or library.is_ibis() else str
