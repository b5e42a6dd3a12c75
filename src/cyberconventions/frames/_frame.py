"""A frame of any library, and the two ways to answer it: at once (``_eager.py``) or as planned (``_lazy.py``)."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (the libraries of frames are partly typed or not at all; what leaves this module is typed)

from importlib import import_module
from typing import TypeVar, cast

from cyberconventions.errors import ColumnError, InvalidTypeError
from cyberconventions.frames._columns import any_ascii_case, any_case, check_names
from cyberconventions.frames._intervals import narwhals

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from cyberconventions.frames._columns import Native
    from cyberconventions.frames._question import Asked, Findings

FrameT = TypeVar("FrameT")


def answered(frame: FrameT, asked: "Asked") -> FrameT:
    """Return a frame with the columns added: of the same library, wrapped by narwhals if it was."""
    native, wrap = _unwrapped(frame)
    return cast("FrameT", wrap(_answered(native, asked)))


def _answered(frame: "Native", asked: "Asked") -> "Native":
    nw = narwhals()
    from cyberconventions.frames import _eager, _lazy

    if nw.dependencies.is_dask_dataframe(frame):  # Its partitions are frames of pandas, and all that is needed.
        check_names(frame.columns, asked.columns, asked.into)
        return _lazy.answered_partitions(frame, asked)
    known = _known(frame, asked)
    if isinstance(known, nw.LazyFrame):
        return _lazy.answered(frame, known, asked)
    if known.implementation.is_polars():
        from cyberconventions.frames import _polars

        return _polars.answered(frame, asked, _lazy.columns_of(frame, known, asked))
    return _eager.answered(known, asked)


def counted(frame: object, asked: "Asked") -> "Findings":
    """Count what is in a frame."""
    nw = narwhals()
    from cyberconventions.frames import _eager, _lazy

    native, _ = _unwrapped(frame)
    if nw.dependencies.is_dask_dataframe(native):
        check_names(native.columns, asked.columns, ())
        return _lazy.counted_partitions(native, asked)
    known = _known(native, asked)
    if known.implementation.is_polars():
        known = known.lazy()
    if isinstance(known, nw.LazyFrame):
        return _lazy.counted(known.to_native(), known, asked)
    return _eager.read(known, asked).findings


def _unwrapped(frame: object) -> "tuple[Native, Callable[[Native], Any]]":
    """Return a frame as its library has it, and what wraps the answer as the frame was."""
    narwhals()
    import narwhals as now

    if not isinstance(frame, now.DataFrame | now.LazyFrame):
        return frame, lambda native: native
    version = type(cast("object", frame)).__module__  # One of its stable versions, or that of the day.
    again = import_module(version if version.startswith("narwhals.stable.") else "narwhals")
    return cast("Native", frame).to_native(), again.from_native


def _known(frame: "Native", asked: "Asked") -> "Native":
    """Return a frame as narwhals knows it, with its columns' names checked."""
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
    # Spark and DuckDB may have two columns of one name, which narwhals does not report.
    names = frame.columns if library.is_duckdb() or library.is_spark_like() else known.collect_schema().names()
    # DuckDB itself renames one that is not asked with.
    check_names(names, asked.columns, asked.into, same=_same_names(frame, library), doubles=library.is_duckdb())
    if library.is_polars():
        from cyberconventions.frames import _polars

        _polars.check_version()
    return known


def _same_names(frame: "Native", library: "Native") -> "Callable[[str], str]":
    """Return what gives the same for two names that an engine treats as one."""
    if library.is_duckdb():
        return any_ascii_case
    if library.is_spark_like():
        differ = frame.sparkSession.conf.get("spark.sql.caseSensitive").lower() == "true"
        return str if differ else any_case
    return any_case if library.is_ibis() else str
