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

Frames in memory are answered at once. Frames that are planned (polars lazy, DuckDB, Spark, Dask, Ibis) stay planned,
and nothing runs at the call: unknown names raise when the plan runs. :func:`check` counts beforehand what would raise.
DuckDB and Ibis join, which loses the order of rows: number them first, or sort the result.
"""

from functools import partial
from typing import TYPE_CHECKING, Literal, TypeVar, overload

from cyberconventions._arguments import choice
from cyberconventions._late import known_only
from cyberconventions._treaties import references, treaties_named
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions.errors import check_type
from cyberconventions.frames._check import CheckReport, Unresolved, report_of
from cyberconventions.frames._columns import check_words
from cyberconventions.frames._cooperation import with_cooperation
from cyberconventions.frames._frame import answered, counted
from cyberconventions.frames._intervals import Interval, Intervals, frame_of, intervals_of
from cyberconventions.frames._law_tables import (
    AuthorityInterval,
    StatementInterval,
    TerritoryInterval,
    authorities,
    statements,
    territories,
)
from cyberconventions.frames._question import (
    Asked,
    How,
    Kind,
    both,
    in_common,
    membership_question,
    options,
    party_question,
    several,
    single,
    status_question,
)
from cyberconventions.frames._spellings import known_names

if TYPE_CHECKING:
    from cyberconventions._late import Late
    from cyberconventions._treaties import TreatyLike
    from cyberconventions.frames._columns import Native
    from cyberconventions.frames._question import Errors, Territories, Treaties

__all__ = [
    "AuthorityInterval",
    "CheckReport",
    "Interval",
    "Intervals",
    "StatementInterval",
    "TerritoryInterval",
    "Unresolved",
    "authorities",
    "both_bound",
    "check",
    "common_treaties",
    "intervals",
    "sql",
    "statements",
    "territories",
    "with_cooperation",
    "with_party",
    "with_status",
]

FrameT = TypeVar("FrameT")


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
    late: "Late" = "unknown",
    territories: "Territories" = "raise",
) -> FrameT:
    """Return the frame with the State's status on the day of each row as a column of text.

    A table in ``docs/scale.md`` says what each engine does with unknown names and late days.

    Arguments:
        frame: The frame, whose rows and columns stay as they are.
        treaty: The treaty, or what :func:`cyberconventions.treaty` takes.
        state: The column of States: codes and names, mixed as they come, or numeric codes.
        on: The column of days: dates, datetimes (their own calendar day) or ISO texts.
        into: The column to be added: the values of :class:`~cyberconventions.Status`; null where the State
            or the day is null and where the record can't say.
        errors: Whether values that are not known States, and texts that are not dates, ``"raise"`` an error, in
            memory with all of them and their rows, in a planned frame when it runs; or get ``"null"``.
        late: What days after ``as_of`` get. ``"unknown"``: what held then, with a warning where the engine can, and
            null where an act since may have changed it, as :meth:`Treaty.status`; ``"known"``: what known acts give.
        territories: Whether territories ``"raise"``, or get null as ``errors`` says; or get the answer of the State
            ``"responsible"`` for them on the day, which does not say whether the treaty applies to them.

    Raises:
        UnknownStateError: Values are not known State codes or names; a NotAStateError if some are territories.
        InvalidDateError: Texts of the column of days are not dates.
        InvalidTypeError: A column, or the frame, is of a wrong type.
        InvalidValueError: ``errors``, ``late`` or ``territories`` is another word.
        ColumnError: A column is missing, or ``into`` is there already.
        MissingExtraError: The extra ``frames`` is not installed, or polars is too old.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"country": ["Benin", "BEN"], "day": ["2024-06-20", "2025-01-01"]})
    >>> with_status(rows, "budapest", state="country", on="day")["status"].tolist()
    ['contracting', 'party']
    """
    check_words(state=state, on=on, into=into)
    refuses, how = options(errors, late, territories)
    question = status_question(treaty_of(treaty), how)
    return answered(frame, Asked(question, (state,), on, (into,), Kind.TEXT, single, refuses, how))


def with_party(  # noqa: PLR0913 - the words of one question
    frame: FrameT,
    treaty: "TreatyLike",
    *,
    state: str,
    on: str,
    into: str = "party",
    errors: "Errors" = "raise",
    late: "Late" = "unknown",
    territories: "Territories" = "raise",
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
    refuses, how = options(errors, late, territories)
    question = party_question(treaty_of(treaty), how)
    return answered(frame, Asked(question, (state,), on, (into,), Kind.YES_NO, single, refuses, how))


def both_bound(  # noqa: PLR0913 - the words of one question
    frame: FrameT,
    treaty: "TreatyLike",
    *,
    a: str,
    b: str,
    on: str,
    into: str = "both_bound",
    errors: "Errors" = "raise",
    late: "Late" = "unknown",
    territories: "Territories" = "raise",
) -> FrameT:
    """Return the frame with whether the treaty was in force between two States on the day of each row.

    False where one of them, ``a`` or ``b``, certainly is not a party, whatever is not known of the other; null as in
    :func:`with_party`. The other arguments, and the errors, are those of :func:`with_status`.

    >>> import polars as pl
    >>> rows = pl.DataFrame({"from": ["FRA", "FRA"], "to": ["JPN", "IRL"], "day": ["2013-01-01", "2013-01-01"]})
    >>> both_bound(rows, "budapest", a="from", b="to", on="day")["both_bound"].to_list()
    [True, False]
    """
    check_words(a=a, b=b, on=on, into=into)
    refuses, how = options(errors, late, territories)
    question = party_question(treaty_of(treaty), how)
    return answered(frame, Asked(question, (a, b), on, (into,), Kind.YES_NO, both, refuses, how))


def common_treaties(  # noqa: PLR0913 - the words of one question
    frame: FrameT,
    *,
    a: str,
    b: str,
    on: str,
    into: str = "common_treaties",
    undecided: str | None = None,
    treaties: "Treaties | None" = None,
    errors: "Errors" = "raise",
    late: "Late" = "unknown",
    territories: "Territories" = "raise",
) -> FrameT:
    """Return the frame with the ids of all treaties in force between two States on the day of each row.

    An empty list does not mean that there is none: those for which the record can't say are in the column
    ``undecided``, if asked for. The columns hold lists (tuples in pandas and Dask); null where a State or the day is
    null. ``treaties`` is one or several, each once; all of the dataset where left out. Each has its own ``as_of`` for
    ``late``; the warning counts from the earliest. All else is as in :func:`both_bound`.

    >>> import polars as pl
    >>> rows = pl.DataFrame({"from": ["FRA", "FRA"], "to": ["JPN", "IRL"], "day": ["2013-01-01", "2013-01-01"]})
    >>> common_treaties(rows, a="from", b="to", on="day", treaties=["ets185"])["common_treaties"].to_list()
    [['ets185'], []]
    """
    columns = (into,) if undecided is None else (into, undecided)
    check_words(a=a, b=b, on=on, into=into, undecided=columns[-1])
    refuses, how = options(errors, late, territories)
    asked = several(treaties)
    outcome = partial(in_common, tuple(each.id for each in asked), (True, None)[: len(columns)])
    question = membership_question(asked, how)
    return answered(frame, Asked(question, (a, b), on, columns, Kind.IDS, outcome, refuses, how))


def check(
    frame: object,
    treaty: "Treaties | None",
    *,
    state: str | tuple[str, ...],
    on: str,
    territories: "Territories" = "raise",
) -> CheckReport:
    """Count what in a frame can't be resolved, what is null, and how many days lie after the record's date.

    It runs at once, in a planned frame too: one query that counts the distinct values of the columns (two where days
    are texts). Findings raise nothing; a column that is missing or of a wrong type, or a stream of Spark, does.

    Arguments:
        frame: The frame, of any library.
        treaty: The treaty or treaties that will be asked about; ``None`` for all.
        state: The column of States, or a tuple of two.
        on: The column of days.
        territories: As in :func:`with_status`.

    Returns:
        A report that prints as a list; ``.ok``, ``.unresolved``, ``.late``, ``.nulls`` and ``.table()``.

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
    _, how = options("raise", "known", territories)
    question = membership_question(several(treaty), how)
    asked = Asked(question, states, on, (), Kind.IDS, single, refuses=False, how=how)
    return report_of(asked, counted(frame, asked))


@overload
def intervals(
    treaties: "Treaties", backend: None = None, *, only_participants: bool = False, late: "Late" = "unknown"
) -> Intervals: ...
@overload
def intervals(
    treaties: "Treaties", backend: str, *, only_participants: bool = False, late: "Late" = "unknown"
) -> "Native": ...
def intervals(
    treaties: "Treaties", backend: str | None = None, *, only_participants: bool = False, late: "Late" = "unknown"
) -> "Native":
    """Return the table State × period of one or more treaties, for joins of one's own.

    The columns are those of :class:`Interval`. The periods of one State under one treaty cover every day once.

    Arguments:
        treaties: A treaty or several, each once.
        backend: For a frame of that library ``"pandas"``, ``"polars"``, ``"pyarrow"``, ``"dask"``, ``"ibis"``,
            ``"duckdb"`` (of its default connection) or ``"pyspark"`` (of the active session); where left out, a
            table of named tuples, which every library that speaks Arrow reads.
        only_participants: Whether States without an act are left out.
        late: As in :func:`with_status`.

    Raises:
        InvalidValueError: The backend is not one of these.
        InvalidTypeError: The backend is not a text, or Spark has no active session.
        MissingExtraError: The extra ``frames``, or the backend, is not installed.

    >>> table = intervals("budapest", backend="polars")
    >>> table.filter(state="FRA").select("status", "start").rows()[-1]
    ('party', datetime.date(2006, 5, 1))
    """
    check_type(only_participants, bool, "True or False for only_participants")
    named = treaties_named(references(treaties), or_none=True)
    return frame_of(intervals_of(named, How(known_only(late)), only_participants=only_participants), backend)


def sql(  # noqa: PLR0913 - the words of one question
    treaty: "TreatyLike",
    table: str,
    *,
    state: str,
    on: str,
    into: str | None = None,
    question: "Literal['status', 'party']" = "status",
    names: bool = True,
    late: "Late" = "unknown",
    territories: "Territories" = "raise",
) -> str:
    """Return the DuckDB query that adds the same column as :func:`with_status` or :func:`with_party`.

    It needs nothing but DuckDB: the periods of all States stand in it. Values that are not known States, and
    texts that are not dates, get null, and SQL can't warn of late days. Where the table has a column ``into`` already,
    DuckDB refuses the query as ambiguous. A join does not keep the order of the rows: add ``ORDER BY``.

    Arguments:
        treaty: The treaty, or what :func:`cyberconventions.treaty` takes.
        table: What to read, as it stands after ``FROM``: ``requests``, ``read_parquet('…')``, or a query in brackets.
        state: The column of States.
        on: The column of days: dates, timestamps or ISO texts.
        into: The column to be added; named as the question where left out.
        question: ``"status"`` or ``"party"``.
        names: Whether the column of States may hold names and any code; otherwise it holds alpha-3 codes in
            capitals, and the query is shorter and faster.
        late: As in :func:`with_status`.
        territories: As in :func:`with_status`; other than ``"responsible"``, territories get null.

    Raises:
        InvalidValueError: The question is another.
        InvalidTypeError: A column's name is not a text.

    >>> print(sql("budapest", "requests", state="country", on="received", names=False))  # doctest: +ELLIPSIS
    -- Status under ETS No. 185 (Budapest Convention), record as of ...
    WITH cyberconventions_periods(cyberconventions_state, "status", ...) AS (VALUES
      ('AFG', 'not participating', DATE '0001-01-01', DATE '...'),
    ...
    """
    from cyberconventions.frames._sql import query

    into = question if into is None else into
    check_words(table=table, state=state, on=on, into=into)
    choice(question, ["status", "party"], "question")
    check_type(names, bool, "True or False for names")
    _, how = options("raise", late, territories)
    known = treaty_of(treaty)
    asked = (status_question if question == "status" else party_question)(known, how)
    about = f"{question.capitalize()} under {known.reference} ({known.short_title}), record as of {known.as_of}"
    spellings = known_names(territories=how.territories) if names else None
    return query(asked, about, table, state=state, on=on, into=into, names=spellings)
