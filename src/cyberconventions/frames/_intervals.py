"""The periods of all States under treaties, as a table for joins of one's own."""

# ruff: noqa: ANN401 - frames of any library

from datetime import date
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias, TypeVar, get_args

from cyberconventions._arrow import Kind
from cyberconventions._table import Table, days, numbers, texts, truths
from cyberconventions.errors import (
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    check_type,
    did_you_mean,
    missing_extra,
    quoted,
)
from cyberconventions.frames._question import How, status_question

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cyberconventions._treaty import Treaty

BACKENDS = ("pandas", "polars", "pyarrow", "duckdb", "pyspark", "dask", "ibis")
Row = TypeVar("Row", bound=tuple[Any, ...])


class Interval(NamedTuple):
    """Days on which one State's status under one treaty is the same.

    Attributes:
        treaty: The treaty's id.
        state: The State's id.
        status: The status's value; ``None`` where the record can't say.
        start: The first day; ``None`` for "since ever".
        end: The first day after; ``None`` where it is open-ended.
        as_of: The date up to which the treaty's record is known.
    """

    treaty: str
    state: str
    status: str | None
    start: date | None
    end: date | None
    as_of: date


Intervals: TypeAlias = Table[Interval]


def intervals_of(treaties: "Iterable[Treaty]", how: How, *, only_participants: bool = False) -> Intervals:
    """Return the periods of every State under each treaty, or only of States with acts."""
    rows: list[Interval] = []
    for treaty in treaties:
        question = status_question(treaty, how)
        # The known acts tell who takes part: what may have come since may be anybody's.
        ids = status_question(treaty, How(known=True)).steps if only_participants else question.of_all()
        for id_, steps in ((id_, question.steps.get(id_, question.others)) for id_ in ids):
            rows += [Interval(treaty.id, id_, *period, treaty.as_of) for period in steps.periods()]
    return table_from(Interval, rows)


def table_from(row: "type[Row]", rows: "Sequence[Row]") -> Table[Row]:
    """Return rows as a table whose columns are what the row's fields are; texts, as columns of categories join none."""
    makers: dict[object, Any] = {date: days, bool: truths, int: numbers}
    columns: dict[str, Any] = {}
    for place, (name, hint) in enumerate(row.__annotations__.items()):
        make = next((makers[each] for each in (hint, *get_args(hint)) if each in makers), texts)
        columns[name] = make([each[place] for each in rows])
    return Table.of(row, **columns)


def narwhals() -> Any:
    """Return narwhals, as which frames of all libraries are known.

    Raises:
        MissingExtraError: It, or numpy, is not installed.
    """
    try:
        import narwhals.stable.v2 as nw

        import_module("numpy")  # Tables of answers are numpy's.
    except ImportError as error:
        raise missing_extra(f"columns need narwhals and numpy ({error})", "frames") from error
    return nw


def frame_of(found: "Table[Any]", backend: str | None) -> Any:
    """Return a table as a frame of a library, or as it is where none is named."""
    if backend is None:
        return found
    check_type(backend, str, f"one of {BACKENDS}")
    if backend not in BACKENDS:
        hint = did_you_mean(backend, BACKENDS)
        raise InvalidValueError(f"backend {quoted(backend)}{hint}, expected one of {BACKENDS}")
    nw = narwhals()
    try:
        library = import_module({"dask": "dask.dataframe", "pyspark": "pyspark.sql"}.get(backend, backend))
    except ImportError as error:
        needed = error.name or backend  # Dask names none where it lacks what its frames need.
        raise MissingExtraError(f"backend {backend!r} needs {needed}: pip install {needed}") from error
    if backend == "pyspark":
        session = library.SparkSession.getActiveSession()
        if session is None:
            raise InvalidTypeError("backend 'pyspark' needs an active session of Spark")
        types = {Kind.DAY: "date", Kind.TRUTH: "boolean", Kind.TEXT: "string"}
        columns = (f"{name} {types[column.kind]}" for name, column in zip(found.names, found.columns, strict=True))
        return session.createDataFrame(list(found), ", ".join(columns))
    if backend in ("pandas", "dask"):
        table = found.to_pandas()
        return library.from_pandas(table, npartitions=1) if backend == "dask" else table
    if backend == "polars":
        return found.to_polars()
    table = found.to_arrow()
    return table if backend == "pyarrow" else nw.from_native(table).lazy(backend).to_native()
