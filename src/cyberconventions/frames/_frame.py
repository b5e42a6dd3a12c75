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
from cyberconventions.frames._columns import Columns, check_names, refuse_dtype
from cyberconventions.frames._intervals import narwhals
from cyberconventions.frames._spellings import DATES, STATES

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from cyberconventions.frames._columns import Native
    from cyberconventions.frames._question import Asked, Findings

FrameT = TypeVar("FrameT")


def answered(frame: FrameT, asked: "Asked") -> FrameT:
    """Return a frame with the columns added: of the same library, wrapped by narwhals if it was."""
    nw = narwhals()
    native: Native = nw.to_native(frame, pass_through=True)
    return wrapped(_answered(native, asked), frame, native)


def wrapped(found: "Native", frame: FrameT, native: "Native") -> FrameT:
    """Return what was made of a frame: as it is or, if the frame was wrapped by narwhals, wrapped again."""
    if native is frame:
        return cast("FrameT", found)
    version = type(frame).__module__  # One of narwhals' stable versions, or that of the day.
    again = import_module(version if version.startswith("narwhals.stable.") else "narwhals")
    return cast("FrameT", again.from_native(found))


def _answered(frame: "Native", asked: "Asked") -> "Native":
    library = _library(frame, asked)
    from cyberconventions.frames import _eager

    if library == "dask":
        return frame.map_partitions(_eager.answered, asked, meta=_eager.answered(frame._meta, asked))
    if library in ("pandas", "pyarrow"):
        return _eager.answered(frame, asked)
    columns = _columns(frame, asked)
    if library == "polars":
        from cyberconventions.frames import _polars

        if hasattr(frame, "collect"):
            return _polars.planned(frame, asked, columns, asked.warn)
        return _polars.answered(frame, asked, columns, lambda: counted(frame, asked))
    if library == "ibis":
        from cyberconventions.frames import _ibis

        return _ibis.answered(frame, asked, columns)
    from cyberconventions.frames import _join

    return _join.answered(library, frame, asked, columns)


def counted(frame: object, asked: "Asked") -> "Findings":
    """Count what is in a frame."""
    native: Native = narwhals().to_native(frame, pass_through=True)
    library = _library(native, asked)
    from cyberconventions.frames import _check, _eager

    if library == "dask":
        return _check.counted_partitions(native, asked)
    if library in ("pandas", "pyarrow"):
        return _eager.findings_of(native, asked)
    return _check.counted(native, library, asked, _columns(native, asked))


def _library(frame: "Native", asked: "Asked") -> str:
    """Return which library a frame is of, with its columns' names checked."""
    nw = narwhals()
    if nw.dependencies.is_dask_dataframe(frame):
        check_names(frame.columns, asked.columns, asked.into)
        return "dask"
    try:
        known = nw.from_native(frame)
    except TypeError as error:
        raise InvalidTypeError(
            f"{type(frame).__name__} is not a frame of pandas, polars, pyarrow, DuckDB, PySpark, Dask or Ibis"
        ) from error
    except nw.exceptions.DuplicateError as error:
        raise ColumnError(f"the frame has two columns of one name: {error}") from error
    library = known.implementation
    if library.is_polars():
        from cyberconventions.frames import _polars

        _polars.check_version()
    same: Callable[[str], str] = str
    if library.is_duckdb():
        same = _in_small_ascii
    elif library.is_ibis():
        same = str.casefold
    elif library.is_spark_like():
        tells_case = str(frame.sparkSession.conf.get("spark.sql.caseSensitive")).lower() == "true"
        same = str if tells_case else str.casefold
    # Spark and DuckDB may have two columns of one name, which narwhals does not report.
    names = frame.columns if library.is_duckdb() or library.is_spark_like() else known.collect_schema().names()
    check_names(names, asked.columns, asked.into, same)
    return "pandas" if library.is_pandas_like() else "pyspark" if library.is_spark_like() else library.value


def _in_small_ascii(name: str) -> str:
    return name.encode().lower().decode()  # To DuckDB É and é are two.


def _columns(frame: "Native", asked: "Asked") -> Columns:
    """Return what the columns of a frame hold, from its types alone.

    Raises:
        InvalidTypeError: A column can't hold what is asked for.
    """
    nw = narwhals()
    known = nw.from_native(frame)
    schema = known.collect_schema()
    texts = (nw.String, nw.Categorical, nw.Enum)
    text = {name for name in asked.columns if schema[name] in texts or _holds_nothing(frame, known, name)}
    for name in asked.states:
        if not (schema[name].is_integer() or name in text):
            raise refuse_dtype(name, schema[name], STATES)
    if not (asked.on in text or schema[asked.on] in (nw.Date, nw.Datetime)):
        raise refuse_dtype(asked.on, schema[asked.on], DATES)
    return Columns(tuple(name not in text for name in asked.states), asked.on in text)


def _holds_nothing(frame: "Native", known: "Native", name: str) -> bool:
    """Return whether a column is of the type that engines give to null alone; narwhals has none for it."""
    library = known.implementation
    if library.is_duckdb():
        kinds = dict(zip(frame.columns, frame.types, strict=True))
    elif library.is_spark_like():
        kinds = dict(frame.dtypes)
    else:
        kinds = frame.schema() if library.is_ibis() else frame.lazy().collect_schema()
    return str(kinds[name]).strip('"').casefold() in ("null", "void")
