"""What a frame is, and what the columns that are asked with must be called and hold."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (the libraries of frames are partly typed or not at all; what leaves this module is typed)

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cyberconventions.errors import ColumnError, InvalidTypeError, MissingExtraError, did_you_mean, quoted
from cyberconventions.frames._intervals import narwhals
from cyberconventions.frames._spellings import DATES, STATES, days_of

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from cyberconventions.frames._question import Asked

    # A frame, a column or a module of any library: their types have nothing in common.
    Native: TypeAlias = Any

# What as_date takes as a text, for engines that don't ask Python: the days from 0001-01-01 to 9999-12-31, in full.
_YEAR = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9][0-9]|[0-9][1-9][0-9]{2}|[1-9][0-9]{3})"
_LEAP = "(?:0[48]|[2468][048]|[13579][26])"
ISO_DATE = (
    f"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{{2}}{_LEAP}|{_LEAP}00)-02-29)"
)
ISO_LENGTH = 10
_MOST_LISTED = 12  # names of columns in a message
_ONE_DAY = "; for one day, add a column that holds it"
_OLDEST_POLARS = (1, 33)  # has what is needed of the streaming engine and of batches


class Columns(NamedTuple):
    """What the columns of a planned frame hold."""

    numeric: tuple[bool, ...]  # for each column of States, whether it holds numbers
    of_text: bool  # whether days are texts; else dates or datetimes


def refuse_dtype(column: str, dtype: object, expected: str) -> InvalidTypeError:
    """Return the error for a column of a wrong type."""
    return InvalidTypeError(f"column {column!r} is of type {dtype}, expected {expected}")


def check_words(**words: object) -> None:
    """Check that what names a column is a text.

    >>> check_words(state="country", on=3)
    Traceback (most recent call last):
    cyberconventions.errors.InvalidTypeError: on=3, expected the name of a column; for one day, ...
    """
    for word, name in words.items():
        if not isinstance(name, str):
            more = _ONE_DAY if word == "on" else ""
            raise InvalidTypeError(f"{word}={quoted(name)}, expected the name of a column{more}")
        if not name.isascii() and name != name.encode("utf-8", "replace").decode():  # half a character
            raise ColumnError(f"{word}={quoted(name)}, which no frame can have as a name")


def check_names(
    columns: "Iterable[Any]", asked: Sequence[str], into: Sequence[str], same: "Callable[[str], str]" = str
) -> None:
    """Check that the columns asked with exist, and once only, and that those to be added do not.

    What *same* gives is the same for names that the engine treats as one, such as ``status`` and ``Status``.
    """
    known = [each for each in columns if isinstance(each, str)]
    for name in asked:
        if name not in known:
            more = [f"and {len(known) - _MOST_LISTED} more"] if len(known) > _MOST_LISTED else []
            its = f"; it has {', '.join([*map(quoted, known[:_MOST_LISTED]), *more])}" if known else ""
            day = f"; on= names a column{_ONE_DAY}" if days_of([name]) else ""
            raise ColumnError(f"the frame has no column {quoted(name)}{did_you_mean(name, known)}{day}{its}")
        if [same(each) for each in known].count(same(name)) > 1:
            raise ColumnError(f"the frame has two columns of one name: {quoted(name)}")
    for place, name in enumerate(into):
        if same(name) in map(same, known) or name in into[:place]:
            raise ColumnError(
                f"the frame has a column {quoted(name)} already, which is not overwritten; choose another name"
            )


def free_prefix(columns: Iterable[str]) -> str:
    """Return a beginning that no column's name has, in capitals or small letters.

    >>> free_prefix(["state", "day"]), free_prefix(["__CYBERCONVENTIONS_day"])
    ('__cyberconventions_', '__cyberconventions__')
    """
    taken = [each.casefold() for each in columns]
    prefix = "__cyberconventions_"
    while any(each.startswith(prefix) for each in taken):
        prefix += "_"
    return prefix


# -- frames -----------------------------------------------------------------------------------------------------------


def library_of(frame: "Native", asked: "Asked") -> str:
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
        version = library.to_native_namespace().__version__
        if tuple(map(int, version.split(".")[:2])) < _OLDEST_POLARS:
            oldest = ".".join(map(str, _OLDEST_POLARS))
            raise MissingExtraError(f"polars {version} is too old, expected {oldest} or later: pip install -U polars")
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


def columns_of(frame: "Native", asked: "Asked") -> Columns:
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
