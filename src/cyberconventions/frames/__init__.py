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

Frames in memory are answered at once, by one look-up per row. Frames that are planned (polars lazy, DuckDB,
Spark, Dask, Ibis) stay planned. Unless ``errors`` and ``on_coverage`` both are ``"null"``, one small query
runs at the call: it counts the distinct values of the State columns and the days after the record's date,
so that wrong names are refused and late days warned of, as everywhere; then the answers are planned for
these values and all alpha-3 codes: a name that comes into the frame after the call gets null. With both
``"null"`` nothing runs at the call; Spark and Ibis then know a code or name in capitals or small letters, with
or without accents and blanks around it, and no other spelling.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeVar, cast, overload

from cyberconventions.errors import (
    ColumnError,
    InvalidTypeError,
    InvalidValueError,
    MissingExtraError,
    check_type,
    did_you_mean,
    quoted,
)
from cyberconventions.frames.asked import (
    Asked,
    both,
    common_outcome,
    membership_question,
    party_question,
    single,
    status_question,
)
from cyberconventions.frames.columns import Kind, any_ascii_case, any_case, check_names, check_words, refuse_dtype
from cyberconventions.frames.intervals import BACKENDS, Interval, Intervals, intervals_of
from cyberconventions.frames.sql import query

if TYPE_CHECKING:
    from typing import Any

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.frames.columns import Native
    from cyberconventions.frames.spellings import Spelled
    from cyberconventions.frames.steps import Columns

    Errors = Literal["raise", "null"]
    OnCoverage = Literal["warn", "null"]

__all__ = [
    "Interval",
    "Intervals",
    "both_bound",
    "common_treaties",
    "intervals",
    "sql",
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
    on_coverage: "OnCoverage" = "warn",
) -> FrameT:
    """Return the frame with the State's status on the day of each row as a column of text.

    Row order and row count stay as they are (where the engine has an order), and so do all other columns.

    Arguments:
        frame: The frame.
        treaty: The treaty, or what :func:`cyberconventions.treaty` takes.
        state: The column of States: codes and names, mixed as they come, or numeric codes.
        on: The column of days: dates, datetimes (their own calendar day) or ISO texts.
        into: The column to be added: the values of :class:`~cyberconventions.Status`; null where the State
            or the day is null and where the record can't tell.
        errors: What values that are no State's code or name, and texts that are no dates, do: ``"raise"``
            lists them with their rows, ``"null"`` makes their answers null.
        on_coverage: What days after the treaty's ``as_of`` do: ``"warn"`` answers from the acts known by
            then, with one :class:`~cyberconventions.CoverageWarning` that counts the rows; ``"null"`` makes
            their answers null.

    Raises:
        UnknownStateError: Values of the column of States are no State's code or name.
        InvalidDateError: Texts of the column of days are no dates.
        InvalidTypeError: A column, or the frame, is of a wrong type.
        InvalidValueError: ``errors`` or ``on_coverage`` is another word.
        ColumnError: A column is not there, or ``into`` is there already.
        MissingExtraError: The extra ``frames`` is not installed, or polars is too old.

    >>> import pandas as pd
    >>> import cyberconventions as cc
    >>> rows = pd.DataFrame({"country": ["Benin", "BEN"], "day": ["2024-06-20", "2025-01-01"]})
    >>> with_status(rows, "budapest", state="country", on="day")["status"].tolist()
    ['contracting', 'party']
    """
    from cyberconventions._treaties import treaty as treaty_of

    check_words(state=state, on=on, into=into)
    refuses, warns = _options(errors, on_coverage)
    return _answered(
        frame,
        Asked(
            question=status_question(treaty_of(treaty), beyond=warns),
            states=(state,),
            on=on,
            into=(into,),
            kind=Kind.TEXT,
            outcome=single,
            refuses=refuses,
            warns=warns,
        ),
    )


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
    can't tell (where :meth:`Treaty.is_party` raises). Arguments and errors are those of :func:`with_status`.

    >>> import pyarrow as pa
    >>> rows = pa.table({"country": ["FRA", "COL"], "day": ["2010-01-01", "2020-05-01"]})
    >>> with_party(rows, "budapest", state="country", on="day")["party"].to_pylist()
    [True, False]
    """
    from cyberconventions._treaties import treaty as treaty_of

    check_words(state=state, on=on, into=into)
    refuses, warns = _options(errors, on_coverage)
    return _answered(
        frame,
        Asked(
            question=party_question(treaty_of(treaty), beyond=warns),
            states=(state,),
            on=on,
            into=(into,),
            kind=Kind.YES_NO,
            outcome=single,
            refuses=refuses,
            warns=warns,
        ),
    )


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

    False where one of them certainly is no party, whatever is not known of the other; null where a State or
    the day is null, and where the record can't tell.

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
    from cyberconventions._treaties import treaty as treaty_of

    check_words(a=a, b=b, on=on, into=into)
    refuses, warns = _options(errors, on_coverage)
    return _answered(
        frame,
        Asked(
            question=party_question(treaty_of(treaty), beyond=warns),
            states=(a, b),
            on=on,
            into=(into,),
            kind=Kind.YES_NO,
            outcome=both,
            refuses=refuses,
            warns=warns,
        ),
    )


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

    A treaty is listed where it certainly is in force for both. A treaty of which the record can't tell is
    not listed, so an empty list does not mean that there is none: ask for the column ``undecided`` to see
    which these are. The columns hold lists (tuples in pandas and Dask); null where a State or the day is
    null.

    Arguments:
        frame: The frame.
        a: The column of the one State.
        b: The column of the other.
        on: The column of days.
        into: The column to be added.
        undecided: A second column to be added: the ids of the treaties of which the record can't tell.
        treaties: The treaty or treaties to look at, at most 62, each once; all of the dataset where left out.
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
    from cyberconventions._treaties import treaties as all_treaties
    from cyberconventions._treaties import treaty as treaty_of

    check_words(a=a, b=b, on=on, into=into)
    if undecided is not None:
        check_words(undecided=undecided)
    refuses, warns = _options(errors, on_coverage)
    looked_at = all_treaties() if treaties is None else tuple(dict.fromkeys(map(treaty_of, _several(treaties))))
    if len(looked_at) > _MOST_TREATIES:
        raise InvalidValueError(f"{len(looked_at)} treaties, expected at most {_MOST_TREATIES}")
    ids = tuple(each.id for each in looked_at)
    for id_ in ids:
        if ids.count(id_) > 1:
            raise InvalidValueError(f"two records of {id_!r}, which the id can't tell apart; ask for them in two calls")
    return _answered(
        frame,
        Asked(
            question=membership_question(looked_at, beyond=warns),
            states=(a, b),
            on=on,
            into=(into,) if undecided is None else (into, undecided),
            kind=Kind.IDS,
            outcome=common_outcome(ids, undecided=undecided is not None),
            refuses=refuses,
            warns=warns,
            ids=ids,
        ),
    )


def _several(treaties: "TreatyLike | Iterable[TreatyLike]") -> "list[TreatyLike]":
    """Return one or more treaties as several."""
    from cyberconventions._treaty import Treaty

    # A Treaty goes through its participations when it is iterated over, a text through its letters.
    if isinstance(treaties, Treaty | str) or not isinstance(treaties, Iterable):
        return [treaties]
    return list(treaties)


_MOST_TREATIES = 62  # one bit each of a signed 64-bit number


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
    can't tell), ``start`` (first day; null for "since ever"), ``end`` (first day after; null where it goes
    on) and ``as_of`` (the date up to which the record is known). The periods of one State under one treaty cover
    every day once.

    Arguments:
        treaties: A treaty or several.
        backend: For a frame of that library ``"pandas"``, ``"polars"``, ``"pyarrow"``, ``"dask"``, ``"ibis"``,
            ``"duckdb"`` (a relation of its default connection) or ``"pyspark"`` (in the active session); a
            table of :class:`Interval` rows, which every library that speaks Arrow reads, where left out.
        only_participants: Whether States without an act are left out.

    Raises:
        InvalidValueError: There is no such backend.
        InvalidTypeError: The backend is no text, or Spark has no active session.
        MissingExtraError: The extra ``frames``, or the backend, is not installed.

    >>> table = intervals("budapest", backend="polars")
    >>> table.filter(state="FRA").select("status", "start").rows()[-1]
    ('party', datetime.date(2006, 5, 1))
    """
    from cyberconventions._treaties import treaty as treaty_of

    found = intervals_of(map(treaty_of, _several(treaties)), only_participants=only_participants)
    if backend is None:
        return found
    check_type(backend, str, f"one of {BACKENDS}")
    if backend not in BACKENDS:
        hint = did_you_mean(backend, BACKENDS)
        raise InvalidValueError(f"backend {quoted(backend)}{hint}, expected one of {BACKENDS}")
    try:
        return _table_of(found, backend)
    except ImportError as error:
        raise MissingExtraError(f"backend {backend!r} is not installed: pip install {backend}") from error


def _table_of(found: Intervals, backend: str) -> "Native":
    """Return periods as a frame of a library."""
    nw = _narwhals()
    schema = {"treaty": nw.String, "state": nw.String, "status": nw.String}
    schema |= {"start": nw.Date, "end": nw.Date, "as_of": nw.Date}
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

    It needs nothing but DuckDB: the periods of all States stand in it. What is no State's code or name and a
    text that is no date get null. Where the table has a column ``into`` already, DuckDB refuses the query as
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
        InvalidValueError: There is no such question.
        InvalidTypeError: A column's name is none.

    >>> print(sql("budapest", "requests", state="country", on="received", names=False))  # doctest: +ELLIPSIS
    -- Status under ETS No. 185 (Budapest Convention), record as of ...
    WITH cyberconventions_periods(cyberconventions_state, "status", ...) AS (VALUES
      ('ABW', 'not participating', DATE '0001-01-01', DATE 'infinity'),
    ...
    """
    from cyberconventions._treaties import treaty as treaty_of

    into = question if into is None else into
    check_words(table=table, state=state, on=on, into=into)
    if question not in ("status", "party"):
        raise InvalidValueError(f"question={quoted(question)}, expected 'status' or 'party'")
    _, warns = _options("raise", on_coverage)
    known = treaty_of(treaty)
    asked = (status_question if question == "status" else party_question)(known, beyond=warns)
    about = f"{question.capitalize()} under {known.reference} ({known.short_title}), record as of {known.as_of}"
    return query(asked, about, table, state=state, on=on, into=into, names=names)


def _options(errors: str, on_coverage: str) -> tuple[bool, bool]:
    """Return whether unknown States are refused, and whether late days are answered and warned of."""
    if errors not in ("raise", "null"):
        raise InvalidValueError(f"errors={errors!r}, expected 'raise' or 'null'")
    if on_coverage not in ("warn", "null"):
        raise InvalidValueError(f"on_coverage={on_coverage!r}, expected 'warn' or 'null'")
    return errors == "raise", on_coverage == "warn"


def _narwhals() -> "Native":
    try:
        import narwhals.stable.v2 as nw

        import_module("numpy")  # Tables of answers are numpy's.
    except ImportError as error:
        raise MissingExtraError(f"columns need narwhals and numpy ({error}): pip install '.[frames]'") from error
    return nw


def _answered(frame: FrameT, asked: Asked) -> FrameT:
    """Answer a frame of any library: the result is of the same library, wrapped by narwhals if it was."""
    _narwhals()
    import narwhals

    wrapped: Any = frame
    if isinstance(wrapped, narwhals.DataFrame | narwhals.LazyFrame):
        kept = type(cast("object", wrapped)).__module__  # One of its stable versions, or that of the day.
        again = import_module(kept if kept.startswith("narwhals.stable.") else "narwhals")
        wrapped = again.from_native(_dispatched(wrapped.to_native(), asked))
        return cast("FrameT", wrapped)
    return cast("FrameT", _dispatched(frame, asked))


def _dispatched(frame: "Native", asked: Asked) -> "Native":
    """Answer a frame in the way of its library: at once, partition by partition, or as its engine plans."""
    nw = _narwhals()
    if nw.dependencies.is_dask_dataframe(frame):  # Of Dask nothing is needed but its partitions, frames of pandas.
        from cyberconventions.frames.on_dask import partitioned

        check_names(frame.columns, (*asked.states, asked.on), asked.into)
        return partitioned(frame, asked)
    try:
        known = nw.from_native(frame)
    except TypeError as error:
        raise InvalidTypeError(
            f"{type(frame).__name__} is no frame, expected one of pandas, polars, pyarrow, DuckDB, PySpark, Dask, Ibis"
        ) from error
    except nw.exceptions.DuplicateError as error:
        raise ColumnError(f"the frame has two columns of one name: {error}") from error
    library = known.implementation
    # Spark and DuckDB may have two columns of one name, of which narwhals does not tell.
    names = frame.columns if library.is_duckdb() or library.is_spark_like() else known.collect_schema().names()
    # DuckDB itself gives another name to one that is not asked with.
    same, doubles = _same_names(frame, library), library.is_duckdb()
    check_names(names, (*asked.states, asked.on), asked.into, same=same, doubles=doubles)
    if library.is_polars():
        from cyberconventions.frames import on_polars

        on_polars.check_version()
        if isinstance(known, nw.DataFrame):
            return on_polars.with_answers(frame, asked)
    if isinstance(known, nw.LazyFrame):
        return _planned(frame, known, asked)
    from cyberconventions.frames.memory import with_answers

    return with_answers(known, asked)


def _same_names(frame: "Native", library: "Native") -> "Callable[[str], str]":
    """Return what gives the same for two names that an engine takes for one."""
    if library.is_duckdb():
        return any_ascii_case
    if library.is_spark_like():
        tells = frame.sparkSession.conf.get("spark.sql.caseSensitive").lower() == "true"
        return str if tells else any_case
    return any_case if library.is_ibis() else str


def _planned(frame: "Native", known: "Native", asked: Asked) -> "Native":
    """Answer a frame of an engine that plans."""
    columns = _columns(frame, known, asked)
    if known.implementation.is_polars():
        from cyberconventions.frames import on_polars

        return on_polars.planned(frame, _look(on_polars, frame, columns, asked), asked.after_a_look(), columns)
    if known.implementation.is_duckdb():
        from cyberconventions.frames import on_duckdb

        return on_duckdb.with_answers(frame, _look(on_duckdb, frame, columns, asked), asked, columns)
    from cyberconventions.frames import planned

    engine = planned.Ibis if known.implementation.is_ibis() else planned.Spark
    return planned.with_answers(engine, frame, _look(engine, frame, columns, asked), asked, columns)


def _look(engine: "Native", frame: "Native", columns: "Columns", asked: Asked) -> "list[Spelled] | None":
    """Run the query that counts what is in the columns, and tell what is wrong or late; if anybody wants to know.

    Returns:
        For each column of States the ids of the values that occur, ``None`` for those that mean no State.
    """
    if not asked.needs_a_look:
        return None
    from cyberconventions.frames.planned import day_of
    from cyberconventions.frames.spellings import resolved
    from cyberconventions.frames.steps import check_texts, findings

    nw = _narwhals()
    if getattr(frame, "isStreaming", False):
        raise InvalidTypeError(
            'a stream can\'t be looked at before it runs: ask with errors="null" and on_coverage="null"'
        )
    names = [*(f"state_{place}" for place in range(len(asked.states))), "day"]
    # Under names of ours: not every engine finds columns whose names have dots or quotes in them.
    rows = nw.from_native(engine.looked_at(frame, (*asked.states, asked.on), names))
    limit: Any = asked.question.as_of
    if columns.on.is_text:
        if asked.refuses:
            check_texts(engine.rows(rows.group_by("day").agg(nw.len().alias("rows")).to_native()), asked)
        limit = str(limit)  # ISO dates compare as texts.
    late = (day_of("day", columns.on) > limit).cast(nw.Int64).sum().alias("late")
    counted = engine.rows(rows.group_by(names[:-1]).agg(nw.len().alias("rows"), late).to_native())
    spelled = [resolved({row[place] for row in counted}) for place in range(len(asked.states))]
    asked.tell(findings(counted, spelled, asked))
    return spelled


def _columns(frame: "Native", known: "Native", asked: Asked) -> "Columns":
    """Check the types of the columns asked with."""
    from cyberconventions.frames.steps import Columns, DateColumn

    nw = _narwhals()
    schema = known.collect_schema()
    texts = (nw.String, nw.Categorical, nw.Enum)
    texts_or_nothing = {
        name for name in (*asked.states, asked.on) if schema[name] in texts or _holds_nothing(frame, known, name)
    }
    for name in asked.states:
        if not (schema[name].is_integer() or name in texts_or_nothing):
            raise refuse_dtype(name, schema[name], "text or whole numbers")
    day = schema[asked.on]
    if not (asked.on in texts_or_nothing or day in (nw.Date, nw.Datetime)):
        raise refuse_dtype(asked.on, day)
    on = DateColumn(asked.on, is_text=asked.on in texts_or_nothing, is_date=day == nw.Date)
    return Columns(on, tuple(name not in texts_or_nothing for name in asked.states))


def _holds_nothing(frame: "Native", known: "Native", name: str) -> bool:
    """Tell whether a column is of the type that engines give to null without more; narwhals has none for it."""
    library = known.implementation
    if library.is_duckdb():
        kind = dict(zip(frame.columns, frame.types, strict=True))[name]
    elif library.is_ibis():
        kind = frame.schema()[name]
    elif library.is_polars():
        kind = frame.collect_schema()[name]
    else:
        kind = dict(frame.dtypes)[name]
    return str(kind).strip('"').casefold() in ("null", "void")
