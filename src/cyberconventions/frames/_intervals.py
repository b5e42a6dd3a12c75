"""The periods of all States under treaties, as a table for joins of one's own."""

from datetime import date
from importlib import import_module
from typing import NamedTuple, TypeAlias

from cyberconventions._table import Table, days, words
from cyberconventions.errors import (
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    check_type,
    did_you_mean,
    quoted,
)
from cyberconventions.frames._question import status_question
from cyberconventions.frames._spellings import every_state

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cyberconventions._treaty import Treaty
    from cyberconventions.frames._columns import Native


BACKENDS = ("pandas", "polars", "pyarrow", "duckdb", "pyspark", "dask", "ibis")


class Interval(NamedTuple):
    """Days on which one State's status under one treaty is the same.

    Attributes:
        treaty: The treaty's id.
        state: The State's id.
        status: The status's value; ``None`` where the record can't say.
        start: The first day; ``None`` for "since ever".
        end: The first day after; ``None`` where it is open-ended.
        as_of: The date up to which the treaty's record is known: what is said of later days follows from the
            acts known by then.
    """

    treaty: str
    state: str
    status: str | None
    start: date | None
    end: date | None
    as_of: date


Intervals: TypeAlias = Table[Interval]


def intervals_of(treaties: "Iterable[Treaty]", *, only_participants: bool = False) -> Intervals:
    """Return the periods of every State under each treaty.

    Arguments:
        treaties: The treaties.
        only_participants: Whether States without an act are left out.

    >>> import cyberconventions as cc
    >>> intervals_of([cc.treaty("budapest")], only_participants=True)  # doctest: +ELLIPSIS
    <Table ... rows: treaty, state, status, start, end, as_of>
    """
    treaty_ids: list[str] = []
    state_ids: list[str] = []
    status: list[str | None] = []
    starts: list[date | None] = []
    ends: list[date | None] = []
    as_of: list[date] = []
    for treaty in treaties:
        question = status_question(treaty, late=True)
        ids = list(question.steps)
        if not only_participants:
            ids += [id_ for id_ in every_state() if id_ not in question.steps]
        for id_ in ids:
            turns, answers = question.of(id_)
            state_ids += [id_] * len(turns)
            status += [None if answer is None else str(answer) for answer in answers]
            starts += (None, *turns[1:])
            ends += (*turns[1:], None)
        treaty_ids += [treaty.id] * (len(state_ids) - len(treaty_ids))
        as_of += [treaty.as_of] * (len(state_ids) - len(as_of))
    return Table.of(
        Interval,
        treaty=words(treaty_ids),
        state=words(state_ids),
        status=words(status),
        start=days(starts),
        end=days(ends),
        as_of=days(as_of),
    )


def narwhals() -> "Native":
    """Return narwhals, as which frames of all libraries are known.

    Raises:
        MissingExtraError: It, or numpy, is not installed.
    """
    try:
        import narwhals.stable.v2 as nw

        import_module("numpy")  # Tables of answers are numpy's.
    except ImportError as error:
        raise MissingExtraError(f"columns need narwhals and numpy ({error}): pip install '.[frames]'") from error
    return nw


def table_of(found: Intervals, backend: str) -> "Native":
    """Return periods as a frame of a library."""
    check_type(backend, str, f"one of {BACKENDS}")
    if backend not in BACKENDS:
        hint = did_you_mean(backend, BACKENDS)
        raise InvalidValueError(f"backend {quoted(backend)}{hint}, expected one of {BACKENDS}")
    nw = narwhals()
    try:
        return _made(nw, found, backend)
    except ImportError as error:
        raise MissingExtraError(f"backend {backend!r} is not installed: pip install {backend}") from error


def _made(nw: "Native", found: Intervals, backend: str) -> "Native":
    schema = {name: nw.Date if name in ("start", "end", "as_of") else nw.String for name in found.names}
    columns = {name: list(found[name]) for name in schema}
    if backend == "pyspark":
        session = import_module("pyspark.sql").SparkSession.getActiveSession()
        if session is None:
            raise InvalidTypeError("backend 'pyspark' needs an active session of Spark")
        types = ", ".join(f"{name} {'date' if kind is nw.Date else 'string'}" for name, kind in schema.items())
        return session.createDataFrame(list(zip(*columns.values(), strict=True)), types)
    if backend in ("pandas", "dask"):
        # There narwhals' Date needs Arrow, and its String makes a text of None before pandas 3.
        pd = import_module("pandas")
        text = pd.Series(["text"]).dtype
        kinds = {name: "datetime64[s]" if kind is nw.Date else text for name, kind in schema.items()}
        table = pd.DataFrame({name: pd.Series(values, dtype=kinds[name]) for name, values in columns.items()})
        return import_module("dask.dataframe").from_pandas(table, npartitions=1) if backend == "dask" else table
    if backend in ("duckdb", "ibis"):
        return nw.from_dict(columns, schema=schema, backend="pyarrow").lazy(backend).to_native()
    return nw.from_dict(columns, schema=schema, backend=backend).to_native()
