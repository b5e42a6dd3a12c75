"""Columns at scale: what States were to a treaty on each day of a table, a million rows at a time.

The functions take and return the user's own kind of frame: pandas, polars (eager and lazy), pyarrow,
DuckDB relations, PySpark, Dask and Ibis. They need the extra ``frames`` (``pip install
'.[frames]'``) and the library the frame comes from.

>>> import polars as pl
>>> import cyberconventions as cc
>>> from cyberconventions import frames
>>> requests = pl.DataFrame({"country": ["FRA", "Costa Rica", "IE"], "received": ["2010-01-01", "2017-12-31", None]})
>>> frames.with_status(requests, cc.treaty("budapest"), state="country", on="received")["status"].to_list()
['party', 'contracting', None]

There are two ways. Frames in memory are answered at once (``_eager.py``). Frames that are planned (polars lazy, DuckDB,
Spark, Dask, Ibis) stay planned, and nothing runs at the call (``_lazy.py``): unknown names raise when the plan runs.
:func:`check` counts beforehand what would raise, and which days lie after the record's date.

The order of rows is kept by pandas, polars (lazy and streaming too), pyarrow and Dask, and within Spark's partitions.
DuckDB and Ibis join, which loses it: number the rows first, or sort the result.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, TypeVar, cast, overload

from cyberconventions.errors import InvalidValueError, quoted
from cyberconventions.frames._check import CheckReport, Unresolved
from cyberconventions.frames._columns import Kind, check_words
from cyberconventions.frames._frame import answered, counted
from cyberconventions.frames._intervals import Interval, Intervals, intervals_of, table_of
from cyberconventions.frames._question import (
    Asked,
    both,
    common_outcome,
    membership_question,
    party_question,
    single,
    status_question,
)

if TYPE_CHECKING:
    from typing import TypeAlias

    from cyberconventions._treaties import TreatyLike
    from cyberconventions._treaty import Treaty
    from cyberconventions.frames._columns import Native

    Errors: TypeAlias = Literal["raise", "null"]
    OnCoverage: TypeAlias = Literal["warn", "null"]

__all__ = [
    "CheckReport",
    "Interval",
    "Intervals",
    "Unresolved",
    "both_bound",
    "check",
    "common_treaties",
    "intervals",
    "sql",
    "with_party",
    "with_status",
]

FrameT = TypeVar("FrameT")
_MOST_TREATIES = 62  # one bit each of a signed 64-bit number


def __dir__() -> list[str]:
    return [name for name in __all__ if name.islower()]  # What a prompt offers: the calls.


def with_status(  # noqa: PLR0913 - the words of one question
    frame: FrameT,
    treaty: "TreatyLike",
    *,
    state: str,
    on: str,
    into: str = "status",
    errors: "Errors" = "raise",
    on_coverage: "OnCoverage" = "warn",
) -> FrameT:
    """Return the frame with the State's status on the day of each row as a column of text.

    Row count and all other columns stay as they are.

    Arguments:
        frame: The frame.
        treaty: The treaty, or what :func:`cyberconventions.treaty` takes.
        state: The column of States: codes and names, mixed as they come, or numeric codes.
        on: The column of days: dates, datetimes (their own calendar day) or ISO texts.
        into: The column to be added: the values of :class:`~cyberconventions.Status`; null where the State
            or the day is null and where the record can't say.
        errors: What values that are not known States, and texts that are not dates, do. ``"raise"``: an error, in
            memory with all of them and their rows, in a planned frame when it runs (DuckDB, Spark and Ibis raise an
            error of their own with one value; Ibis on other engines than DuckDB and Spark gives null). ``"null"``
            makes their answers null.
        on_coverage: What days after the treaty's ``as_of`` do. ``"warn"`` answers from the acts known by then, with a
            :class:`~cyberconventions.CoverageWarning` that counts the rows; polars lazy and Dask warn when the plan
            runs, DuckDB, Spark and Ibis can't: see :func:`check`. ``"null"`` makes their answers null.

    Raises:
        UnknownStateError: Values of the column of States are not known State codes or names.
        InvalidDateError: Texts of the column of days are not dates.
        InvalidTypeError: A column, or the frame, is of a wrong type.
        InvalidValueError: ``errors`` or ``on_coverage`` is another word.
        ColumnError: A column is missing, or ``into`` is there already.
        MissingExtraError: The extra ``frames`` is not installed, or polars is too old.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"country": ["Benin", "BEN"], "day": ["2024-06-20", "2025-01-01"]})
    >>> with_status(rows, "budapest", state="country", on="day")["status"].tolist()
    ['contracting', 'party']
    """
    check_words(state=state, on=on, into=into)
    refuses, warns = _options(errors, on_coverage)
    question = status_question(_one(treaty), late=warns)
    return answered(frame, Asked(question, (state,), on, (into,), Kind.TEXT, single, refuses, warns))


def with_party(  # noqa: PLR0913 - the words of one question
    frame: FrameT,
    treaty: "TreatyLike",
    *,
    state: str,
    on: str,
    into: str = "party",
    errors: "Errors" = "raise",
    on_coverage: "OnCoverage" = "warn",
) -> FrameT:
    """Return the frame with whether the State was a party on the day of each row.

    The added column is true or false, and null where the State or the day is null and where the record
    can't say (where :meth:`Treaty.is_party` raises). Arguments and errors are those of :func:`with_status`.

    >>> import pyarrow as pa
    >>> rows = pa.table({"country": ["FRA", "COL"], "day": ["2010-01-01", "2020-05-01"]})
    >>> with_party(rows, "budapest", state="country", on="day")["party"].to_pylist()
    [True, False]
    """
    check_words(state=state, on=on, into=into)
    refuses, warns = _options(errors, on_coverage)
    question = party_question(_one(treaty), late=warns)
    return answered(frame, Asked(question, (state,), on, (into,), Kind.YES_NO, single, refuses, warns))


def both_bound(  # noqa: PLR0913 - the words of one question
    frame: FrameT,
    treaty: "TreatyLike",
    *,
    a: str,
    b: str,
    on: str,
    into: str = "both_bound",
    errors: "Errors" = "raise",
    on_coverage: "OnCoverage" = "warn",
) -> FrameT:
    """Return the frame with whether the treaty was in force between two States on the day of each row.

    False where one of them certainly is not a party, whatever is not known of the other; null where a State or
    the day is null, and where the record can't say.

    Arguments:
        frame: The frame.
        treaty: The treaty, or what :func:`cyberconventions.treaty` takes.
        a: The column of the one State.
        b: The column of the other.
        on: The column of days.
        into: The column to be added.
        errors: As in :func:`with_status`.
        on_coverage: As in :func:`with_status`.

    Raises:
        CyberConventionsError: As in :func:`with_status`.

    >>> import polars as pl
    >>> rows = pl.DataFrame({"from": ["FRA", "FRA"], "to": ["JPN", "IRL"], "day": ["2013-01-01", "2013-01-01"]})
    >>> both_bound(rows, "budapest", a="from", b="to", on="day")["both_bound"].to_list()
    [True, False]
    """
    check_words(a=a, b=b, on=on, into=into)
    refuses, warns = _options(errors, on_coverage)
    question = party_question(_one(treaty), late=warns)
    return answered(frame, Asked(question, (a, b), on, (into,), Kind.YES_NO, both, refuses, warns))


def common_treaties(  # noqa: PLR0913 - the words of one question
    frame: FrameT,
    *,
    a: str,
    b: str,
    on: str,
    into: str = "common_treaties",
    undecided: str | None = None,
    treaties: "TreatyLike | Iterable[TreatyLike] | None" = None,
    errors: "Errors" = "raise",
    on_coverage: "OnCoverage" = "warn",
) -> FrameT:
    """Return the frame with the ids of all treaties in force between two States on the day of each row.

    A treaty is listed where it certainly is in force for both. A treaty for which the record can't say is
    not listed, so an empty list does not mean that there is none: ask for the column ``undecided`` to see
    which these are. The columns hold lists (tuples in pandas and Dask); null where a State or the day is
    null.

    Arguments:
        frame: The frame.
        a: The column of the one State.
        b: The column of the other.
        on: The column of days.
        into: The column to be added.
        undecided: A second column to be added: the ids of the treaties for which the record can't say.
        treaties: The treaty or treaties to check, at most 62, each once; all of the dataset where left out.
        errors: As in :func:`with_status`.
        on_coverage: As in :func:`with_status`, for each treaty with its own date; the warning counts from the
            earliest of them.

    Raises:
        CyberConventionsError: As in :func:`with_status`.

    >>> import polars as pl
    >>> rows = pl.DataFrame({"from": ["FRA", "FRA"], "to": ["JPN", "IRL"], "day": ["2013-01-01", "2013-01-01"]})
    >>> common_treaties(rows, a="from", b="to", on="day", treaties=["ets185"])["common_treaties"].to_list()
    [['ets185'], []]
    """
    check_words(a=a, b=b, on=on, into=into, undecided=into if undecided is None else undecided)
    refuses, warns = _options(errors, on_coverage)
    asked = _several(treaties)
    ids = tuple(each.id for each in asked)
    question = membership_question(asked, late=warns)
    outcome = common_outcome(ids, undecided=undecided is not None)
    columns = (into,) if undecided is None else (into, undecided)
    return answered(frame, Asked(question, (a, b), on, columns, Kind.IDS, outcome, refuses, warns))


def check(
    frame: object, treaty: "TreatyLike | Iterable[TreatyLike]", *, state: str | tuple[str, ...], on: str
) -> CheckReport:
    """Count what in a frame can't be resolved, what is null, and how many days lie after the record's date.

    It runs at once, in a planned frame too: one query that counts the distinct values of the columns (two where days
    are texts). Findings raise nothing.

    Arguments:
        frame: The frame, of any library.
        treaty: The treaty or treaties that will be asked about.
        state: The column of States, or a tuple of two.
        on: The column of days.

    Returns:
        A report that prints as a list; ``.ok``, ``.unresolved``, ``.late``, ``.nulls`` and ``.table()``.

    Raises:
        InvalidTypeError: A column, or the frame, is of a wrong type; a stream of Spark can't be counted.
        ColumnError: A column is missing.
        MissingExtraError: The extra ``frames`` is not installed.

    >>> import polars as pl
    >>> rows = pl.LazyFrame({"country": ["FRA", "Korea", "Frnace"], "day": ["2010-01-01", "2031-01-01", "2010-1-1"]})
    >>> print(check(rows, "malabo", state="country", on="day"))  # doctest: +ELLIPSIS
    3 rows checked against AU Malabo, record as of ...: 3 unresolved values, 0 rows after the record
      column 'country': 'Frnace' is not a known State (1 row) – did you mean 'France'?
      column 'country': 'Korea' is not a known State (1 row) – did you mean ...
      column 'day': '2010-1-1' is not a date (1 row)
    """
    states = state if isinstance(state, tuple) else (state,)
    check_words(**{f"state_{place}" if place else "state": name for place, name in enumerate(states)}, on=on)
    question = membership_question(_several(treaty), late=True)
    asked = Asked(question, states, on, (), Kind.IDS, single, refuses=False, warns=False)
    return CheckReport.of(asked, counted(frame, asked))


@overload
def intervals(
    treaties: "TreatyLike | Iterable[TreatyLike]", backend: None = None, *, only_participants: bool = False
) -> Intervals: ...
@overload
def intervals(
    treaties: "TreatyLike | Iterable[TreatyLike]", backend: str, *, only_participants: bool = False
) -> "Native": ...
def intervals(
    treaties: "TreatyLike | Iterable[TreatyLike]", backend: str | None = None, *, only_participants: bool = False
) -> "Native":
    """Return the table State × period of one or more treaties, for joins of one's own.

    Columns: ``treaty`` (id), ``state`` (id: alpha-3 where ISO has one), ``status`` (null where the record
    can't say), ``start`` (first day; null for "since ever"), ``end`` (first day after; null where it goes
    on) and ``as_of`` (the date up to which the record is known). The periods of one State under one treaty cover
    every day once.

    Arguments:
        treaties: A treaty or several.
        backend: For a frame of that library ``"pandas"``, ``"polars"``, ``"pyarrow"``, ``"dask"``, ``"ibis"``,
            ``"duckdb"`` (a relation of its default connection) or ``"pyspark"`` (in the active session); a
            table of :class:`Interval` rows, which every library that speaks Arrow reads, where left out.
        only_participants: Whether States without an act are left out.

    Raises:
        InvalidValueError: The backend is not one of these.
        InvalidTypeError: The backend is not a text, or Spark has no active session.
        MissingExtraError: The extra ``frames``, or the backend, is not installed.

    >>> table = intervals("budapest", backend="polars")
    >>> table.filter(state="FRA").select("status", "start").rows()[-1]
    ('party', datetime.date(2006, 5, 1))
    """
    found = intervals_of(_several(treaties, distinct=False), only_participants=only_participants)
    return found if backend is None else table_of(found, backend)


def sql(  # noqa: PLR0913 - the words of one question
    treaty: "TreatyLike",
    table: str,
    *,
    state: str,
    on: str,
    into: str | None = None,
    question: "Literal['status', 'party']" = "status",
    names: bool = True,
    on_coverage: "OnCoverage" = "warn",
) -> str:
    """Return the DuckDB query that adds the same column as :func:`with_status` or :func:`with_party`.

    It needs nothing but DuckDB: the periods of all States stand in it. Values that are not known States and
    texts that are not dates get null. Where the table has a column ``into`` already, DuckDB refuses the query as
    ambiguous. A join does not keep the order of the rows: add ``ORDER BY``.

    Arguments:
        treaty: The treaty, or what :func:`cyberconventions.treaty` takes.
        table: The table or view to read, as it stands after ``FROM``: ``requests``,
            ``read_parquet('logs/*.parquet')``, or a query in brackets.
        state: The column of States.
        on: The column of days: dates, timestamps or ISO texts.
        into: The column to be added; named as the question where left out.
        question: ``"status"`` or ``"party"``.
        names: Whether the column of States may hold names and any code; otherwise it holds alpha-3 codes in
            capitals, and the query is shorter and faster. Names are compared as :func:`cyberconventions.state`
            does, but for full-width and other compatibility forms of letters, which DuckDB can't fold.
        on_coverage: ``"warn"`` answers days after the treaty's ``as_of`` from the acts known by then (SQL can't
            warn), ``"null"`` does not.

    Raises:
        InvalidValueError: The question is another.
        InvalidTypeError: A column's name is not a text.

    >>> print(sql("budapest", "requests", state="country", on="received", names=False))  # doctest: +ELLIPSIS
    -- Status under ETS No. 185 (Budapest Convention), record as of ...
    WITH cyberconventions_periods(cyberconventions_state, "status", ...) AS (VALUES
      ('AFG', 'not participating', DATE '0001-01-01', DATE 'infinity'),
    ...
    """
    from cyberconventions.frames._sql import query

    into = question if into is None else into
    check_words(table=table, state=state, on=on, into=into)
    if question not in ("status", "party"):
        raise InvalidValueError(f"question={quoted(question)}, expected 'status' or 'party'")
    _, late = _options("raise", on_coverage)
    known = _one(treaty)
    asked = (status_question if question == "status" else party_question)(known, late=late)
    about = f"{question.capitalize()} under {known.reference} ({known.short_title}), record as of {known.as_of}"
    return query(asked, about, table, state=state, on=on, into=into, names=names)


# -- what a call is made of -------------------------------------------------------------------------------------------


def _options(errors: str, on_coverage: str) -> tuple[bool, bool]:
    """Return whether unknown States are refused, and whether late days are answered and warned of."""
    if errors not in ("raise", "null"):
        raise InvalidValueError(f"errors={errors!r}, expected 'raise' or 'null'")
    if on_coverage not in ("warn", "null"):
        raise InvalidValueError(f"on_coverage={on_coverage!r}, expected 'warn' or 'null'")
    return errors == "raise", on_coverage == "warn"


def _one(treaty: "TreatyLike") -> "Treaty":
    from cyberconventions._treaties import treaty as treaty_of

    return treaty_of(treaty)


def _several(treaties: "TreatyLike | Iterable[TreatyLike] | None", *, distinct: bool = True) -> "tuple[Treaty, ...]":
    """Return one or more treaties as several, each once; all of the dataset where left out."""
    from cyberconventions._treaties import treaties as all_treaties
    from cyberconventions._treaty import Treaty

    if treaties is None:
        return all_treaties()
    # A Treaty goes through its participations when it is iterated over, a text through its letters.
    alone = isinstance(treaties, Treaty | str) or not isinstance(treaties, Iterable)
    found = [_one(each) for each in cast("Iterable[TreatyLike]", [treaties] if alone else treaties)]
    if not distinct:
        return tuple(found)
    found = list({id(each): each for each in found}.values())
    if len(found) > _MOST_TREATIES:
        raise InvalidValueError(f"{len(found)} treaties, expected at most {_MOST_TREATIES}")
    for place, each in enumerate(found):
        if each.id in [other.id for other in found[:place]]:
            raise InvalidValueError(
                f"two records of {each.id!r}, which the id can't tell apart; ask for them in two calls"
            )
    return tuple(found)
