"""Columns at scale: one body of tests over every engine, each against the scalar API."""

import itertools
import os
import random
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, TypeAlias, cast

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions import frames
from cyberconventions.frames.asked import party_question, status_question
from cyberconventions.frames.columns import ISO_DATE
from cyberconventions.frames.spellings import known_spellings, state_id

Native: TypeAlias = Any  # frames and columns of libraries whose types share nothing


def needed(library: str) -> Native:
    """Return a library; where it is missing the test is skipped, but never silently where all must be there."""
    wanted = "CI" in os.environ if library != "pyspark" else "NEEDS_SPARK" in os.environ  # in a step of its own
    return import_module(library) if wanted else pytest.importorskip(library)


pa = needed("pyarrow")

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark's sockets
]

Columns = Mapping[str, Sequence[object]]

# -- engines ----------------------------------------------------------------------------------------------


@attrs.frozen
class Engine:
    """How a test makes an engine's frame, and reads it back as lists of Python's own values."""

    name: str
    make: Callable[[Any], Any]
    read: Callable[[Any], Any]
    ordered: bool = True

    def frame(self, columns: Columns) -> Native:
        """Return a frame with the columns and the rows' numbers."""
        count = len(next(iter(columns.values())))
        arrays = {name: pa.array(values, _arrow_type(values)) for name, values in columns.items()}
        return self.make(pa.table({"n": pa.array(range(count), pa.int64()), **arrays}))

    def columns(self, frame: Native) -> dict[str, list[Any]]:
        """Return the columns of a frame, in the order of the rows' numbers if the engine has none."""
        found = {name: [_plain(each) for each in values] for name, values in self.read(frame).items()}
        if self.ordered:
            return found
        order = sorted(range(len(found["n"])), key=found["n"].__getitem__)
        return {name: [values[place] for place in order] for name, values in found.items()}


def _arrow_type(values: Sequence[object]) -> Native:
    known = next((each for each in values if each is not None), None)
    kinds: list[tuple[type, Any]] = [(datetime, pa.timestamp("us")), (date, pa.date32()), (int, pa.int64())]
    return next((kind for python, kind in kinds if isinstance(known, python)), pa.string())


def _plain(value: Native) -> Native:
    """Return a value as Python has it: every engine's null is ``None``, every list a list."""
    if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value:  # noqa: PLR0124 - NaN
        return None
    if isinstance(value, list | tuple):
        return list(cast("Sequence[object]", value))
    return bool(value) if type(value).__name__ == "bool_" else value


def _pandas(table: Native) -> Native:
    return table.to_pandas()


def _pandas_arrow(table: Native) -> Native:
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _polars(table: Native) -> Native:
    import polars as pl

    return pl.DataFrame(table)


@cache
def _connection() -> Native:
    import duckdb

    return duckdb.connect()  # not the default one, as in applications


def _duckdb(table: Native) -> Native:
    return _connection().from_arrow(table)


def _duckdb_columns(frame: Native) -> dict[str, list[object]]:
    rows = frame.fetchall()
    return {name: [row[place] for row in rows] for place, name in enumerate(frame.columns)}


def _dask(table: Native) -> Native:
    import dask.dataframe as dd

    library: Native = dd
    return library.from_pandas(table.to_pandas(), npartitions=3)


def _ibis(table: Native) -> Native:
    library: Native = needed("ibis")
    return library.memtable(table)


@cache
def spark() -> Native:
    from pyspark.sql import SparkSession

    builder: Native = SparkSession.builder
    settings_ = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.host": "127.0.0.1",
        "spark.log.level": "ERROR",
    }
    for key, value in settings_.items():
        builder = builder.config(key, value)
    return builder.master("local[2]").getOrCreate()


def _spark(table: Native) -> Native:
    kinds = {"int64": "bigint", "string": "string", "date32[day]": "date", "timestamp[us]": "timestamp_ntz"}
    schema = ", ".join(f"`{field.name}` {kinds[str(field.type)]}" for field in table.schema)
    rows = [tuple(row.values()) for row in table.to_pylist()]
    return spark().createDataFrame(rows, schema)


def _spark_columns(frame: Native) -> dict[str, list[object]]:
    rows = frame.collect()
    return {name: [row[place] for row in rows] for place, name in enumerate(frame.columns)}


ENGINES = [
    Engine("pandas", _pandas, lambda frame: frame.to_dict("list")),
    Engine("pandas-arrow", _pandas_arrow, lambda frame: frame.to_dict("list")),
    Engine("polars", _polars, lambda frame: frame.to_dict(as_series=False)),
    Engine("polars-lazy", lambda t: _polars(t).lazy(), lambda frame: frame.collect().to_dict(as_series=False)),
    Engine("pyarrow", lambda table: table, lambda frame: frame.to_pydict()),
    Engine("dask", _dask, lambda frame: frame.compute().to_dict("list")),
    Engine("duckdb", _duckdb, _duckdb_columns),
    Engine("ibis", _ibis, lambda frame: frame.to_pyarrow().to_pydict(), ordered=False),
    Engine("pyspark", _spark, _spark_columns),
]
LIBRARIES = {"pandas-arrow": "pandas", "polars-lazy": "polars"}


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.param
    needed(LIBRARIES.get(found.name, found.name))
    return found


LOUD: Native = {}
QUIET: Native = {"errors": "null", "on_coverage": "null"}

# -- treaties ---------------------------------------------------------------------------------------------


def act(state: str, kind: cc.ActKind, when: str, effective: str | None = None) -> cc.Act:
    window = cc.DateWindow.parse(when)
    return cc.Act(cc.State(state), kind, window, date.fromisoformat(effective) if effective else None)


@cache
def invented() -> cc.Treaty:
    """A treaty in which States do what the real ones have not done yet: leave, come back, are suspended."""
    kind = cc.ActKind
    acts = (
        act("FRA", kind.SIGNATURE, "2001-11-23"),
        act("FRA", kind.RATIFICATION, "2002-01-10", "2004-07-01"),
        act("FRA", kind.DENUNCIATION, "2010-03-31", "2010-07-01"),
        act("FRA", kind.ACCESSION, "2015-05-05", "2015-09-01"),
        act("DEU", kind.SIGNATURE, "2003"),
        act("DEU", kind.RATIFICATION, "2010-02/2011-06"),
        act("ITA", kind.RATIFICATION, ""),
        act("ESP", kind.RATIFICATION, "2005-01-01", "2005-05-01"),
        act("ESP", kind.SUSPENSION, "2008-12-31"),
        act("PRT", kind.SIGNATURE, "2024-12-31/.."),
        act("COL", kind.INVITATION, "2012-01/2012-08"),
        act("JPN", kind.RATIFICATION, "2026-04-01", "2026-08-01"),
    )
    return attrs.evolve(cc.treaty("budapest"), id="invented", reference="Invented No. 1", acts=acts)


@cache
def partial() -> cc.Treaty:
    """The same with a record that does not list every act."""
    return attrs.evolve(invented(), id="partial", reference="Invented No. 2", coverage=cc.Coverage.PARTIAL)


def budapest() -> cc.Treaty:
    return cc.treaty("budapest")


TREATIES: dict[str, Callable[[], cc.Treaty]] = {"budapest": budapest, "invented": invented, "partial": partial}

# What the scalar API says, null where it does not know.


def status(treaty: cc.Treaty, state: Native, day: Native) -> str | None:
    if state is None or day is None:
        return None
    with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
        found = treaty.status(state, day)
    return None if found is cc.Status.UNKNOWN else found.value


def party(treaty: cc.Treaty, state: Native, day: Native) -> bool | None:
    if state is None or day is None:
        return None
    with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
        try:
            return treaty.is_party(state, day)
        except cc.UnknownStatusError:
            return None


def both(treaty: cc.Treaty, a: Native, b: Native, day: Native) -> bool | None:
    if a is None or b is None or day is None:
        return None
    one, other = party(treaty, a, day), party(treaty, b, day)
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


SPELLINGS = (
    *("FRA", "fr", "250", "France", " france ", "FRANCE", "DEU", "Germany", "de", "ITA", "it", "Spain", "ESP"),
    *("PRT", "COL", "Colombia", "170", "JPN", "jp", "Türkiye", "turkey", "TÜRKIYE", "Côte d\u2019Ivoire", "CIV"),
    *("cote d'ivoire", "USA", "United  States", "TUV", "Andorra", "EUE", "European Union", "SCG", "GBR", "ATA"),
)


def random_columns(seed: int, treaty: cc.Treaty, rows: int = 400) -> dict[str, list[Any]]:
    """Return a frame's columns: States as they come, and days of which many are days of change."""
    choice = random.Random(seed)  # noqa: S311 - no secret
    changes = [each for p in treaty for period in p.history for each in (period.start, period.end) if each]
    near = [day + timedelta(days=by) for day in changes for by in (-1, 0, 1)]
    edges = [date.min, date.max, date(1970, 1, 1), date(1969, 12, 31), treaty.as_of, treaty.as_of + timedelta(days=1)]
    spread = [date(1995, 1, 1) + timedelta(days=choice.randrange(16_000)) for _ in range(300)]
    days = [None, *near, *edges, *spread]
    return {
        "from": [choice.choice([None, *SPELLINGS]) for _ in range(rows)],
        "to": [choice.choice([None, *SPELLINGS]) for _ in range(rows)],
        "day": [choice.choice(days) for _ in range(rows)],
    }


@pytest.fixture(params=TREATIES)
def treaty(request: pytest.FixtureRequest) -> cc.Treaty:
    name: str = request.param
    return TREATIES[name]()


@pytest.fixture
def quiet() -> Iterator[None]:
    with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
        yield


# -- the same answers as the scalar API ---------------------------------------------------------------------


@pytest.mark.usefixtures("quiet")
class TestAnswers:
    def test_status(self, engine: Engine, treaty: cc.Treaty) -> None:
        """The column holds what ``status`` says, null where that is unknown; all else stays as it was."""
        columns = random_columns(1, treaty)
        found = engine.columns(frames.with_status(engine.frame(columns), treaty, state="from", on="day"))

        expected = [status(treaty, *row) for row in zip(columns["from"], columns["day"], strict=True)]
        assert expected == found.pop("status")
        assert engine.columns(engine.frame(columns)) == found

    def test_party(self, engine: Engine, treaty: cc.Treaty) -> None:
        """The column holds what ``is_party`` says, null where that raises."""
        columns = random_columns(2, treaty)
        found = engine.columns(frames.with_party(engine.frame(columns), treaty, state="to", on="day"))

        assert [party(treaty, *row) for row in zip(columns["to"], columns["day"], strict=True)] == found["party"]

    def test_both_bound(self, engine: Engine, treaty: cc.Treaty) -> None:
        """Both are bound where both are parties; one that is none decides."""
        columns = random_columns(3, treaty)
        found = engine.columns(frames.both_bound(engine.frame(columns), treaty, a="from", b="to", on="day", into="x"))

        assert [both(treaty, *row) for row in zip(*columns.values(), strict=True)] == found["x"]

    def test_common_treaties(self, engine: Engine) -> None:
        """The treaties in force between two States, and those of which the record can't tell."""
        treaties = (cc.treaty("budapest"), invented(), partial())
        columns = random_columns(4, invented())
        frame = engine.frame(columns)
        found = engine.columns(
            frames.common_treaties(frame, a="from", b="to", on="day", treaties=treaties, undecided="unsure")
        )

        rows = list(zip(*columns.values(), strict=True))
        for into, wanted in (("common_treaties", True), ("unsure", None)):
            expected = [
                None if None in row else [each.id for each in treaties if both(each, *row) is wanted] for row in rows
            ]
            assert expected == found[into]

    @pytest.mark.parametrize("kind", ["datetime", "text"])
    def test_other_columns_of_days(self, engine: Engine, kind: str) -> None:
        """A datetime counts as its calendar day, an ISO text as the day it says."""
        columns = random_columns(5, invented())
        days = columns["day"]
        if kind == "text":
            columns["day"] = [day and str(day) for day in days]
        else:
            columns["day"] = [day and datetime(day.year, day.month, day.day, 23, 59, 59) for day in days]  # noqa: DTZ001
        found = engine.columns(frames.with_status(engine.frame(columns), invented(), state="from", on="day"))

        assert [status(invented(), *row) for row in zip(columns["from"], days, strict=True)] == found["status"]

    def test_numeric_codes(self, engine: Engine) -> None:
        """A column of whole numbers holds ISO's numeric codes."""
        states = [250, 276, None, 380, 8, 724]
        columns: Columns = {"state": states, "day": [date(2006, 6, 1)] * 6}
        found = engine.columns(frames.with_status(engine.frame(columns), invented(), state="state", on="day"))

        assert [status(invented(), state, date(2006, 6, 1)) for state in states] == found["status"]

    @pytest.mark.parametrize("rows", [0, 1])
    def test_no_row_and_one_row(self, engine: Engine, rows: int) -> None:
        """A frame without rows gets the columns too."""
        table = pa.table({"n": [1], "state": ["FRA"], "day": [date(2006, 6, 1)]}).slice(0, rows)
        frame = frames.with_party(engine.make(table), "budapest", state="state", on="day")
        frame = frames.with_status(frame, "budapest", state="state", on="day")
        frame = frames.both_bound(frame, "budapest", a="state", b="state", on="day")
        found = engine.columns(frame)

        assert ["n", "state", "day", "party", "status", "both_bound"] == list(found)
        assert ([True][:rows], ["party"][:rows]) == (found["party"], found["status"])
        assert [True][:rows] == found["both_bound"]

    def test_all_null(self, engine: Engine) -> None:
        """Nothing asked, nothing answered."""
        frame = engine.frame({"state": [None, None], "day": [date(2006, 6, 1), None]})

        assert [None, None] == engine.columns(frames.with_status(frame, invented(), state="state", on="day"))["status"]

    def test_columns_without_a_type(self, engine: Engine) -> None:
        """A column of nothing but null may be of the type that stands for that."""
        if engine.name == "dask":
            pytest.skip("a frame of Dask's can't be of no type")
        nothing = pa.nulls(2)
        if engine.name == "pyspark":
            frame = spark().sql("SELECT 0L AS n, NULL AS state, NULL AS day UNION ALL SELECT 1L, NULL, NULL")
        else:
            frame = engine.make(pa.table({"n": [0, 1], "state": nothing, "day": nothing}))
        if engine.name == "duckdb" and "INTEGER" in map(str, frame.types):
            pytest.skip("DuckDB before 2.0 makes numbers of such columns")
        for quiet in (LOUD, QUIET):
            found = frames.both_bound(frame, "budapest", a="state", b="state", on="day", **quiet)
            assert [None, None] == engine.columns(found)["both_bound"]

    def test_columns_named_as_ours(self, engine: Engine) -> None:
        """Whatever the user's columns are called, they stay as they are."""
        own = ["__cyberconventions_0", "__CYBERCONVENTIONS__0_d0", "__cyberconventions_lists", "lists", "d0"]
        columns: dict[str, list[Any]] = {name: [name, None] for name in own}
        days = [datetime(2013, 1, 1)] * 2  # noqa: DTZ001
        columns |= {"__cyberconventions_state": ["FRA", "TR"], "day": days}
        for quiet in (LOUD, QUIET):
            found = engine.columns(
                frames.both_bound(
                    engine.frame(columns),
                    "budapest",
                    a="__cyberconventions_state",
                    b="__cyberconventions_state",
                    on="day",
                    into="v0",
                    **quiet,
                )
            )
            assert {"n": [0, 1], **columns, "v0": [True, False]} == found

    def test_the_same_column_twice(self, engine: Engine) -> None:
        """A wrong value of a column that is asked with twice counts once."""
        frame = engine.frame({"state": ["Korea", "FRA"], "day": [date(2010, 1, 1)] * 2})

        with pytest.raises(cc.UnknownStateError, match=r"'Korea' \(1 row\)"):
            frames.both_bound(frame, "budapest", a="state", b="state", on="day")

    def test_both_columns_are_told_of(self, engine: Engine) -> None:
        """Wrong values of two columns are one error."""
        frame = engine.frame({"a": ["Korea", "FRA"], "b": ["FRA", "Narnia"], "day": [date(2010, 1, 1)] * 2})

        with pytest.raises(cc.UnknownStateError, match=r"(?s)column 'a'.*'Korea' \(1 row\).*column 'b'.*'Narnia'"):
            frames.both_bound(frame, "budapest", a="a", b="b", on="day")

    def test_one_treaty(self, engine: Engine) -> None:
        """One treaty need not be a list, and counts once however often it is named."""
        frame = engine.frame({"a": ["FRA", "Türkiye"], "b": ["JPN", "FRA"], "day": [date(2013, 1, 1)] * 2})
        several: list[Native] = ["budapest", 185, cc.treaty("budapest"), ["budapest", 185]]
        for treaties in several:
            found = frames.common_treaties(frame, a="a", b="b", on="day", treaties=treaties, **QUIET)
            assert [["ets185"], []] == engine.columns(found)["common_treaties"]

    def test_two_records_of_a_treaty(self) -> None:
        """The ids in a list can't tell two records of one treaty apart."""
        frame = ENGINES[4].frame({"a": ["FRA"], "b": ["JPN"], "day": [date(2013, 1, 1)]})
        records = [budapest(), budapest().known_at("2005-01-01")]
        with pytest.raises(cc.InvalidValueError, match="two records of 'ets185'"):
            frames.common_treaties(frame, a="a", b="b", on="day", treaties=records)

    def test_spellings_without_a_look(self, engine: Engine) -> None:
        """Case and blanks around a name are set aside by every engine, without a look too."""
        states = [" France ", "FrAnCe", "CÔTE D'IVOIRE", "fra", "\tFRA\n", "250"]
        if engine.name == "ibis":
            states.remove("\tFRA\n")  # What is blank depends on the engine that runs it.
        frame = engine.frame({"state": states, "day": [date(2010, 1, 1)] * len(states)})
        found = frames.with_status(frame, "budapest", state="state", on="day", **QUIET)

        assert [status(budapest(), state, date(2010, 1, 1)) for state in states] == engine.columns(found)["status"]

    def test_every_spelling_without_a_look(self, engine: Engine) -> None:
        """Where the engine can fold a name, every spelling that ``state`` takes is known without a look."""
        if engine.name in ("pyspark", "ibis"):
            pytest.skip("knows usual spellings only")
        states = ["France\xa0", "United\t \u3000States", "  cote d\u2018ivoire", "T\u00dcRKIYE", "Tu\u0308rkiye"]
        frame = engine.frame({"state": states, "day": [date(2010, 1, 1)] * len(states)})
        found = frames.with_status(frame, "budapest", state="state", on="day", **QUIET)

        assert [status(budapest(), state, date(2010, 1, 1)) for state in states] == engine.columns(found)["status"]

    def test_nothing_run_at_the_call(self, engine: Engine) -> None:
        """With both asked to be null, usual spellings are known without looking at the frame."""
        states = [
            "FRA",
            "fra",
            "France",
            "FRANCE",
            "Côte d'Ivoire",
            "cote d\u2019ivoire",
            "Narnia",
            None,
            "250",
            "tr",
        ]
        frame = engine.frame({"state": states, "day": [date(2015, 1, 1)] * len(states)})
        found = frames.with_status(frame, "budapest", state="state", on="day", errors="null", on_coverage="null")

        known = [None if state == "Narnia" else state for state in states]
        expected = [status(cc.treaty("budapest"), state, date(2015, 1, 1)) for state in known]
        assert expected == engine.columns(found)["status"]


@given(
    st.lists(
        st.tuples(
            st.none() | st.sampled_from(SPELLINGS),
            st.none() | st.dates(date(1995, 1, 1), date(2035, 1, 1)) | st.dates(),
        ),
        max_size=30,
    ),
    st.sampled_from(["pandas", "pandas-arrow", "polars", "polars-lazy", "pyarrow"]),
    st.sampled_from(sorted(TREATIES)),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)
def test_any_frame(rows: list[tuple[str | None, date | None]], name: str, which: str) -> None:
    """Whatever the rows, in memory the columns agree with the scalar API."""
    engine = next(each for each in ENGINES if each.name == name)
    treaty = TREATIES[which]()
    columns: Columns = {"state": [row[0] for row in rows], "day": [row[1] for row in rows]}
    with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
        frame = frames.with_status(engine.frame(columns), treaty, state="state", on="day")
        found = engine.columns(frames.with_party(frame, treaty, state="state", on="day"))

    assert [status(treaty, *row) for row in rows] == found["status"]
    assert [party(treaty, *row) for row in rows] == found["party"]


@pytest.mark.parametrize("name", ["polars-lazy", "duckdb", "dask"])
@pytest.mark.parametrize("options", [{}, {"errors": "null"}, QUIET], ids=["looks first", "for late days", "not at all"])
def test_rare_spellings(name: str, options: Native) -> None:
    """Engines that know every spelling know it whether anybody looked before or not, beside those of most."""
    needed(LIBRARIES.get(name, name))
    engine = next(each for each in ENGINES if each.name == name)
    spelled: list[str | None] = ["FRA", " Costa   Rica ", None, "fRaNcE", "Cote  d\u2019Ivoire", "250", "TONGA"] * 900
    strangers = [] if options == {} else ["Korea", "", "XXX"]
    days: list[date | None] = [date(2010, 1, 1)] * (len(spelled) + len(strangers))
    frame = engine.frame({"state": [*spelled, *strangers], "day": days})
    found = engine.columns(frames.with_status(frame, "budapest", state="state", on="day", **options))

    budapest = cc.treaty("budapest")
    expected = [status(budapest, each, days[0]) for each in spelled[:7]] * 900
    assert "party" in expected
    assert [*expected, *[None] * len(strangers)] == [_plain(each) for each in found["status"]]


# -- what can't be answered -----------------------------------------------------------------------------------


class TestWrongValues:
    def test_strangers_are_listed_with_their_rows(self, engine: Engine) -> None:
        """Unresolved values are named, counted, and come with suggestions."""
        frame = engine.frame({"state": ["Korea", "FRA", "Korea", "Narnia", None], "day": [date(2010, 1, 1)] * 5})

        with pytest.raises(cc.UnknownStateError) as caught:
            frames.with_status(frame, "budapest", state="state", on="day")
        message = str(caught.value)
        assert "column 'state': 2 values are no State's code or name" in message
        assert "'Korea' (2 rows) – did you mean" in message
        assert "'Narnia' (1 row)" in message

    def test_strangers_may_be_null(self, engine: Engine) -> None:
        """``errors="null"`` leaves their rows without an answer."""
        frame = engine.frame({"state": ["Korea", "FRA"], "day": [date(2010, 1, 1)] * 2})
        found = frames.with_status(frame, "budapest", state="state", on="day", errors="null")

        assert [None, "party"] == engine.columns(found)["status"]

    def test_numbers_that_are_no_codes(self, engine: Engine) -> None:
        """A number outside ISO 3166 is a stranger like any other."""
        frame = engine.frame({"state": [250, 999, -4, 10**9], "day": [date(2010, 1, 1)] * 4})

        with pytest.raises(cc.UnknownStateError, match="3 values are no State's"):
            frames.with_status(frame, "budapest", state="state", on="day")
        found = frames.with_status(frame, "budapest", state="state", on="day", errors="null")
        assert ["party", None, None, None] == engine.columns(found)["status"]

    def test_texts_that_are_no_dates(self, engine: Engine) -> None:
        """Texts are ISO dates or an error."""
        days = ["2010-01-01", "2010-02-30", "01.02.2010", "2010-02-30", None]
        frame = engine.frame({"state": ["FRA"] * 5, "day": days})

        with pytest.raises(cc.InvalidDateError, match=r"2 values are no date(?s:.*)'2010-02-30' \(2 rows\)"):
            frames.with_status(frame, "budapest", state="state", on="day")

    @pytest.mark.parametrize("on_coverage", ["null", "warn"])
    def test_texts_that_are_no_dates_may_be_null(self, engine: Engine, on_coverage: Native) -> None:
        """With ``errors="null"`` a text that is no ISO date has no answer, and does not count as late."""
        days = ["2010-01-01", "2010-1-5", "2010-02-29", "20100101", "2010-01-01 ", "2027-01-01x", "infinity", "", None]
        frame = engine.frame({"state": ["FRA"] * len(days), "day": days})
        options: Native = {"errors": "null", "on_coverage": on_coverage}
        found = frames.with_status(frame, "budapest", state="state", on="day", **options)

        assert ["party"] + [None] * (len(days) - 1) == engine.columns(found)["status"]

    def test_names_of_columns(self, engine: Engine) -> None:
        """A column is asked with by its name, and nothing else."""
        frame = engine.frame({"state": ["FRA"], "day": [date(2010, 1, 1)]})
        wrong: list[tuple[str, Native]] = [
            ("state", 0),
            ("on", date(2010, 1, 1)),
            ("state", cc.state("FRA")),
            ("into", 3),
        ]
        for word, value in wrong:
            words: Native = {"state": "state", "on": "day", word: value}
            with pytest.raises(cc.InvalidTypeError, match=f"^{word}=.*, expected the name of a column$"):
                frames.with_status(frame, "budapest", **words)

    def test_wrong_types(self, engine: Engine) -> None:
        """Numbers are no dates, dates are no States."""
        frame = engine.frame({"state": ["FRA"], "day": [date(2010, 1, 1)], "number": [1]})

        with pytest.raises(cc.InvalidTypeError, match="column 'number' is of type"):
            frames.with_status(frame, "budapest", state="state", on="number")
        if engine.name not in ("pandas", "dask"):  # There a column of dates is one of objects.
            with pytest.raises(cc.InvalidTypeError, match="column 'day' is of type"):
                frames.with_status(frame, "budapest", state="day", on="day")

    def test_columns_that_are_not_there_or_there_already(self, engine: Engine) -> None:
        """Nothing is overwritten; a misspelt column gets a suggestion."""
        frame = engine.frame({"state": ["FRA"], "day": [date(2010, 1, 1)], "status": ["mine"]})

        with pytest.raises(cc.ColumnError, match="'status' already"):
            frames.with_status(frame, "budapest", state="state", on="day")
        with pytest.raises(cc.ColumnError, match="no column 'stat' – did you mean 'state'"):
            frames.with_party(frame, "budapest", state="stat", on="day")

    def test_no_frame(self) -> None:
        """A list is no frame; an option has its values."""
        rows: list[str] = []
        with pytest.raises(cc.InvalidTypeError, match="list is no frame"):
            frames.with_status(rows, "budapest", state="a", on="b")
        with pytest.raises(cc.InvalidValueError, match="errors='ignore'"):
            frames.with_status(rows, "budapest", state="a", on="b", errors="ignore")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(cc.InvalidValueError, match="on_coverage='raise'"):
            frames.with_status(rows, "budapest", state="a", on="b", on_coverage="raise")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_missing_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the extra the error says what to install."""
        monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)

        with pytest.raises(cc.MissingExtraError, match=r"pip install cyberconventions\[frames\]"):
            frames.with_status(object(), "budapest", state="a", on="b")


class TestLateDays:
    COLUMNS: ClassVar[Columns] = {
        "state": ["JPN", "JPN", "FRA", None, "JPN"],
        "to": ["JPN", "FRA", "FRA", "FRA", None],
        "day": [date(2026, 8, 1), date(2026, 4, 26), date(2026, 4, 25), date(2030, 1, 1), date(2027, 1, 1)],
    }

    def test_one_warning_counts_the_rows(self, engine: Engine) -> None:
        """Days after the record's date are answered; one warning says how many rows ask for them."""
        frame = engine.frame(self.COLUMNS)

        with pytest.warns(cc.CoverageWarning) as caught:
            found = engine.columns(frames.with_status(frame, invented(), state="state", on="day"))
        assert ["party", "contracting", "party", None, "party"] == found["status"]
        assert 1 == len([each for each in caught if each.category is cc.CoverageWarning])
        assert "Invented No. 1: 3 rows ask about days after 2026-04-25" in str(caught[0].message)
        assert __file__ == caught[0].filename

    def test_pairs_count_once(self, engine: Engine) -> None:
        """A row of two States is one row."""
        with pytest.warns(cc.CoverageWarning, match="2 rows ask"):
            frames.both_bound(engine.frame(self.COLUMNS), invented(), a="state", b="to", on="day")

    def test_what_has_no_answer_is_not_late(self, engine: Engine) -> None:
        """A row without a State is not counted, whether it is null or a value that means none."""
        states = ["JPN", "Narnia", None, " fRaNcE ", "", "JPN"]
        frame = engine.frame({"state": states, "day": [date(2026, 8, 1)] * 5 + [date(2026, 4, 25)]})

        for call in (frames.with_party, frames.with_status):
            with pytest.warns(cc.CoverageWarning, match="2 rows ask"):
                found = call(frame, invented(), state="state", on="day", into="answer", errors="null")
            assert [True, False, False, True, False, True] == [
                each is not None for each in engine.columns(found)["answer"]
            ]

    def test_null_instead(self, engine: Engine) -> None:
        """``on_coverage="null"`` does not warn and does not answer."""
        found = frames.with_status(engine.frame(self.COLUMNS), invented(), state="state", on="day", on_coverage="null")

        assert [None, None, "party", None, None] == engine.columns(found)["status"]


class TestOneDayTellsAll:
    """A question that one day per State answers is asked of polars and DuckDB as one comparison."""

    @pytest.mark.parametrize("beyond", [True, False])
    def test_where_it_does(self, beyond: bool) -> None:
        """The day is that since which a State is a party; without it the State never was one."""
        budapest = cc.treaty("budapest")
        since = party_question(budapest, beyond=beyond).since()

        assert since is not None
        assert since.until == (date.max if beyond else budapest.as_of)
        assert since.days == {each.state.id: each.periods[0].start for each in budapest if each.periods}

    @pytest.mark.parametrize("treaty", ["untoc", "malabo"])
    def test_where_it_does_not(self, treaty: str) -> None:
        """A State that ended (Serbia and Montenegro) and an answer that is not known take more; so does a status."""
        assert party_question(cc.treaty(treaty), beyond=True).since() is None
        assert status_question(cc.treaty("budapest"), beyond=True).since() is None

    def test_not_where_records_end_apart(self) -> None:
        """A question whose States have no last day in common is not such a one either."""
        question = party_question(cc.treaty("budapest"), beyond=False)
        ladders = {**question.ladders, "FRA": ((date.min, date(2006, 5, 1)), (False, True))}

        assert attrs.evolve(question, ladders=ladders).since() is None


@given(st.dates().map(str) | st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\n?\Z") | st.text("0123456789-", max_size=11))
@settings(max_examples=500)
def test_the_pattern_of_a_date(day: str) -> None:
    """What engines take for an ISO date is what the scalar API takes for one."""
    try:
        cc.treaty("budapest").status("FRA", day)
        known = True
    except cc.InvalidDateError:
        known = False
    except cc.CoverageWarning:
        known = True

    assert known == (re.fullmatch(ISO_DATE, day) is not None)


@pytest.mark.parametrize("version", ["narwhals", "narwhals.stable.v1", "narwhals.stable.v2"])
def test_frames_in_a_wrapper(version: str) -> None:
    """A frame that narwhals wraps comes back wrapped by the same version of it."""
    pl = needed("polars")
    nw: Native = import_module(version)
    plain = pl.DataFrame({"state": ["FRA"], "day": [date(2010, 1, 1)]})
    for native in (plain, plain.lazy()):
        wrapped = nw.from_native(native)
        found = frames.with_party(wrapped, "budapest", state="state", on="day")
        assert type(wrapped) is type(found)
        assert [True] == found.lazy().collect()["party"].to_list()


# -- engines' own ways ------------------------------------------------------------------------------------------


class TestPandas:
    pd = needed("pandas")

    def test_index_and_types_stay(self) -> None:
        """Index, order and the types of other columns are the user's; their frame is not changed."""
        frame = self.pd.DataFrame(
            {"state": self.pd.Categorical(["FRA", None, "TR"]), "day": self.pd.to_datetime(["2010-01-01"] * 3), "x": 1},
            index=["c", "a", "a"],
        )
        found = frames.with_party(frame, "budapest", state="state", on="day")

        assert ["c", "a", "a"] == list(found.index)
        assert list(frame.dtypes) == list(found.dtypes)[:-1]
        assert "boolean" == str(found.dtypes["party"])
        assert "party" not in frame.columns

    def test_frames_of_ones_own(self) -> None:
        """A class of one's own, attributes and labels that are no texts stay, as ``assign`` leaves them."""

        class Own(self.pd.DataFrame):  # type: ignore[misc, name-defined]
            @property
            def _constructor(self) -> type:
                return Own

        labels = self.pd.Index(["state", "day", None], dtype=object)
        frame = Own([["FRA", "2013-01-01", 1]], columns=labels)
        frame.attrs["source"] = "a register"
        found = frames.with_party(frame, "budapest", state="state", on="day")

        expected = frame.assign(party=self.pd.array([True]))
        assert (Own, frame.attrs, 3) == (type(found), found.attrs, frame.shape[1])
        assert list(expected.columns) == list(found.columns)
        assert expected.equals(found)

    def test_numbers_with_gaps_and_mixed_values(self) -> None:
        """A column of numeric codes with a gap is one of floats; one of objects may hold anything."""
        frame = self.pd.DataFrame({"floats": [250.0, None, 792], "mixed": ["FRA", 792, None], "day": "2010-01-01"})
        found = frames.with_status(frame, "budapest", state="floats", on="day", into="a")
        found = frames.with_status(found, "budapest", state="mixed", on="day", into="b")

        assert ["party", None, "not participating"] == [_plain(each) for each in found["a"]]
        assert ["party", "not participating", None] == [_plain(each) for each in found["b"]]

    def test_objects_and_categories(self) -> None:
        """States and dates may be Python's own objects, or categories of whatever kind."""
        france = cc.state("FRA")
        frame = self.pd.DataFrame(
            {
                "objects": [france, france, None],
                "numbers": self.pd.Categorical([250, 36, 250]),
                "day": [date(2010, 1, 1), datetime(2010, 1, 1, 5), None],  # noqa: DTZ001
                "text": self.pd.Categorical(["2010-01-01", None, "2013-03-01"]),
            }
        )
        found = frames.with_party(frame, "budapest", state="objects", on="day", into="a")
        found = frames.with_party(found, "budapest", state="numbers", on="text", into="b")

        assert [True, True, None] == [_plain(each) for each in found["a"]]
        assert [True, None, True] == [_plain(each) for each in found["b"]]

    def test_equal_instants_of_different_days(self) -> None:
        """Objects that are equal as instants count each as its own calendar day."""
        instant = datetime(2006, 4, 30, 12, 30, tzinfo=UTC)
        days = [instant, instant.astimezone(timezone(timedelta(hours=12))), None]
        frame = self.pd.DataFrame({"state": "FRA", "day": self.pd.Series(days, dtype=object)})
        for rows, expected in ((frame, [False, True, None]), (frame[1::-1], [True, False])):
            found = frames.with_party(rows, "budapest", state="state", on="day")
            assert expected == [_plain(each) for each in found["party"]]

    @pytest.mark.parametrize(
        "dtype",
        ["datetime64[s]", "datetime64[ns]", "timestamp[us][pyarrow]", "date32[day][pyarrow]", "string[pyarrow]", "str"],
    )
    def test_dates_of_every_type(self, dtype: str) -> None:
        """Whatever pandas keeps a date as, the day is the same and the column stays of its type."""
        texts = ["2006-04-30", "2006-05-01", None]
        is_text = dtype.startswith("st")
        days = (
            self.pd.Series(texts, dtype=dtype) if is_text else self.pd.Series(self.pd.to_datetime(texts)).astype(dtype)
        )
        found = frames.with_party(self.pd.DataFrame({"state": "FRA", "day": days}), "budapest", state="state", on="day")

        assert [False, True, None] == [_plain(each) for each in found["party"]]
        assert days.dtype == found["day"].dtype

    def test_what_can_not_be_looked_up(self) -> None:
        """Lists are no States; two columns of one name are none to ask with."""
        lists = self.pd.DataFrame({"state": [["FRA"], ["JPN"]], "day": ["2010-01-01"] * 2})
        with pytest.raises(cc.InvalidTypeError, match="'state' holds values that can't be looked up"):
            frames.with_status(lists, "budapest", state="state", on="day")
        twice = self.pd.DataFrame([["FRA", "2010-01-01", "JPN"]], columns=["state", "day", "state"])
        with pytest.raises(cc.ColumnError, match="two columns of one name"):
            frames.with_status(twice, "budapest", state="state", on="day")
        with pytest.raises(cc.ColumnError, match="^the frame has no column 'state'$"):
            frames.with_status(self.pd.DataFrame(), "budapest", state="state", on="day")

    @pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York", "Etc/GMT+5"])
    def test_time_zones(self, zone: str) -> None:
        """A datetime with a zone counts as its own calendar day there."""
        days = self.pd.to_datetime(["2006-04-30 23:30", "2006-05-01 00:30"]).tz_localize(zone)
        frame = self.pd.DataFrame({"state": "FRA", "day": days})

        assert [False, True] == frames.with_party(frame, "budapest", state="state", on="day")["party"].tolist()


class TestDask:
    def test_columns_of_one_name(self) -> None:
        """Two columns of one name are refused, as in pandas."""
        frame = needed("pandas").DataFrame([["FRA", "2013-01-01", 1, 2]], columns=["state", "day", "x", "x"])

        with pytest.raises(cc.ColumnError, match="two columns of one name: 'x'"):
            frames.with_party(needed("dask.dataframe").from_pandas(frame), "budapest", state="state", on="day")

    def test_unknown_categories(self) -> None:
        """Days may be of a type whose categories Dask does not know."""
        frame = needed("pandas").DataFrame({"state": ["FRA"] * 3, "day": ["2006-04-30", "2006-05-01", "May"]})
        rows = needed("dask.dataframe").from_pandas(frame, npartitions=3).astype({"day": "category"})

        found = frames.with_party(rows, "budapest", state="state", on="day", errors="null")
        assert [False, True, None] == [_plain(each) for each in found["party"].compute()]
        with pytest.raises(cc.InvalidDateError, match=r"'May' \(1 row\)"):
            frames.with_party(rows, "budapest", state="state", on="day")


def _arrow(table: Native) -> Native:
    return table


def _listed(column: Native) -> list[Any]:
    return [_plain(each) for each in (column.to_pylist() if hasattr(column, "to_pylist") else column.tolist())]


@pytest.mark.parametrize("make", [_arrow, _pandas_arrow])
class TestArrow:
    """Columns of Arrow's types, in pandas too."""

    @pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view(), pa.int16(), pa.uint8()])
    @pytest.mark.parametrize("encoded", [False, True])
    def test_states_of_every_type(self, make: Callable[[Any], Any], kind: Native, encoded: bool) -> None:
        """Whatever Arrow keeps a text or a number as, it is looked up; the column stays of its type."""
        states = pa.array([250, 100, None] if pa.types.is_integer(kind) else ["FRA", "Japan", None], kind)
        if encoded and kind == pa.string_view():
            pytest.skip("Arrow does not decode it")
        states = states.dictionary_encode() if encoded else states
        given = make(pa.table({"state": states, "day": pa.array([date(2015, 1, 1)] * 3)}))
        found = frames.with_party(given, "budapest", state="state", on="day")

        assert [True, True, None] == _listed(found["party"])
        assert given["state"].equals(found["state"])

    @pytest.mark.parametrize("kind", [pa.date64(), pa.timestamp("ns", "America/New_York"), pa.timestamp("s")])
    @pytest.mark.parametrize("encoded", [False, True])
    def test_dates_of_every_type(self, make: Callable[[Any], Any], kind: Native, encoded: bool) -> None:
        """1970-01-01 lies before the treaty, as does an instant of that day."""
        days = pa.array([0, None], pa.int64()).cast(kind)
        days = days.dictionary_encode() if encoded else days
        given = make(pa.table({"state": ["FRA", "FRA"], "day": days}))
        found = frames.with_status(given, "budapest", state="state", on="day")

        assert ["not participating", None] == _listed(found["status"])

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_days_that_python_has_not(self, make: Callable[[Any], Any]) -> None:
        """A day after the year 9999 comes after all changes; a ``date64`` need not be midnight."""
        far, no_midnight = (
            pa.array([3_000_000], pa.int32()).cast(pa.date32()),
            pa.array([2 * 10**12 + 5]).view(pa.date64()),
        )
        for days in (far, no_midnight):
            given = make(pa.table({"state": ["ALB"], "day": days}))
            found = frames.with_party(given, "budapest", state="state", on="day")
            assert [True] == _listed(found["party"])


class TestPolars:
    pl = needed("polars")

    @pytest.mark.parametrize("lazy", [False, True])
    def test_too_old(self, monkeypatch: pytest.MonkeyPatch, lazy: bool) -> None:
        """A polars without the streaming engine that is needed is named, with what would do."""
        frame = self.pl.DataFrame({"state": ["FRA"], "day": [date(2013, 1, 1)]})
        monkeypatch.setattr(self.pl, "__version__", "1.9.1")

        with pytest.raises(cc.MissingExtraError, match=r"^polars 1\.9\.1 is too old, expected 1\.33 or later"):
            frames.with_party(frame.lazy() if lazy else frame, "budapest", state="state", on="day")

    def test_categories(self) -> None:
        """Categories and enumerations are texts."""
        states = ["FRA", None, "Japan"]
        frame = self.pl.DataFrame({"day": [date(2013, 1, 1)] * 3}).with_columns(
            self.pl.Series("category", states, self.pl.Categorical),
            self.pl.Series("enumeration", states, self.pl.Enum(["FRA", "Japan"])),
        )
        for name in ("category", "enumeration"):
            for each in (frame, frame.lazy()):
                found = frames.with_party(each, "budapest", state=name, on="day").lazy().collect()
                assert [True, None, True] == found["party"].to_list()
                assert frame.schema.items() <= found.schema.items()

    @pytest.mark.parametrize("name", ["state", "day"])
    def test_objects(self, name: str) -> None:
        """A column of Python's objects is refused, eager and lazy."""
        columns = {"state": ["FRA"], "day": ["2013-01-01"]}
        frame = self.pl.DataFrame(columns, schema_overrides={name: self.pl.Object})
        for each in (frame, frame.lazy()):
            with pytest.raises(cc.InvalidTypeError, match=f"column '{name}' is of type Object"):
                frames.with_party(each, "budapest", state="state", on="day")

    def test_time_zones(self) -> None:
        """A datetime with a zone counts as its own calendar day there, eager and lazy."""
        days = self.pl.Series([datetime(2006, 4, 30, 23, 30), datetime(2006, 5, 1, 0, 30)])  # noqa: DTZ001
        frame = self.pl.DataFrame({"state": ["FRA"] * 2, "day": days.dt.replace_time_zone("Pacific/Auckland")})
        for each in (frame, frame.lazy()):
            found = frames.with_party(each, "budapest", state="state", on="day").lazy().collect()
            assert [False, True] == found["party"].to_list()

    @pytest.mark.parametrize("name", ["^s$", "^.*$", "*"])
    @pytest.mark.parametrize("options", [LOUD, QUIET], ids=["looks first", "runs nothing first"])
    def test_names_that_are_patterns(self, name: str, options: Native) -> None:
        """A column is found by its name, whatever polars might read it as."""
        spelled = ["FRA", "  france"]  # The second is rare, and found in a way of its own.
        for columns, state, on in (
            ({name: spelled, "s": ["Tuvalu"] * 2, "d": ["2013-01-01"] * 2}, name, "d"),
            ({"t": spelled, "s": ["Tuvalu"] * 2, name: ["2013-01-01"] * 2}, "t", name),
        ):
            frame = self.pl.DataFrame(columns)
            for each in (frame, frame.lazy()):
                found = frames.with_party(each, "budapest", state=state, on=on, into="^x*$", **options)
                assert frame.with_columns(self.pl.Series("^x*$", [True, True])).equals(found.lazy().collect())

    @pytest.mark.parametrize("dtype", ["Int8", "UInt8", "UInt64"])
    @pytest.mark.parametrize("options", [LOUD, QUIET], ids=["looks first", "runs nothing first"])
    def test_codes_of_few_bits(self, dtype: str, options: Native) -> None:
        """A column of small numbers can't hold every code, but those it holds are known."""
        codes = self.pl.Series([8, 100], dtype=getattr(self.pl, dtype))
        frame = self.pl.LazyFrame({"state": codes, "day": [date(2013, 1, 1)] * 2})
        found = frames.both_bound(frame, "budapest", a="state", b="state", on="day", **options).collect()

        assert [True, True] == found["both_bound"].to_list()

    def test_streams(self) -> None:
        """The plan streams and keeps the order of the rows."""
        rows = 300_000
        frame = self.pl.LazyFrame({"n": range(rows), "state": ["FRA", "Tonga"] * (rows // 2)}).with_columns(
            day=self.pl.lit(date(2013, 1, 1))
        )
        found = frames.with_party(frame, "budapest", state="state", on="day").collect(engine="streaming")

        assert found["n"].is_sorted()
        assert rows // 2 == found.filter(state="FRA")["party"].sum() == found["party"].sum()


class TestDuckDB:
    duckdb = needed("duckdb")

    def test_any_connection(self) -> None:
        """A relation is answered on its own connection, which is left as it was."""
        connection = self.duckdb.connect()
        rows = connection.sql("SELECT 'FRA' AS state, DATE '2010-01-01' AS \"day\"")
        found = frames.with_party(rows, "budapest", state="state", on="day")

        assert [("FRA", date(2010, 1, 1), True)] == found.fetchall()
        assert [] == connection.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()

    @pytest.mark.parametrize("quiet", [False, True])
    def test_order_stays(self, quiet: bool) -> None:
        """Rows come in the order of the relation: that of a table, or the one asked for."""
        connection = self.duckdb.connect()
        connection.sql(
            "CREATE TABLE logs AS SELECT i, hash(i) AS mixed, ['FRA', 'Tonga', NULL][1 + i % 3] AS state, "
            "DATE '2000-01-01' + (i % 9000)::INT AS \"day\" FROM range(300_000) AS t(i)"
        )
        options: Native = QUIET if quiet else LOUD
        for order, relation in (
            ("i", connection.table("logs")),
            ("mixed", connection.table("logs").order("mixed")),
        ):
            found = frames.with_party(relation, "budapest", state="state", on="day", **options)
            found = frames.both_bound(found, "budapest", a="state", b="state", on="day", **options)
            found = frames.common_treaties(found, a="state", b="state", on="day", treaties="budapest", **QUIET)
            rows = found.fetchnumpy()[order]
            assert 300_000 == len(rows)
            assert (rows[1:] > rows[:-1]).all()

    def test_every_spelling_that_nobody_looked_at(self) -> None:
        """Every code and name is found, and what lies between two of them is none."""
        spelled = [each for name in known_spellings() for each in (name, f"{name}!", f" {name}", name[:-1])]
        connection = self.duckdb.connect()
        connection.execute("CREATE TABLE logs AS SELECT unnest($1) AS state, DATE '2020-01-01' AS \"day\"", [spelled])
        found = frames.with_status(connection.table("logs"), "budapest", state="state", on="day", **QUIET)

        states = [state_id(each) for each in spelled]
        assert None in states
        assert [each and status(cc.treaty("budapest"), each, date(2020, 1, 1)) for each in states] == [
            row[2] for row in found.fetchall()
        ]

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    @pytest.mark.parametrize("options", [LOUD, QUIET], ids=["looks first", "runs nothing first"])
    def test_days_beyond_all_days(self, options: Native) -> None:
        """``infinity`` comes after every day, ``-infinity`` and what lies before the year 1 before any."""
        rows = self.duckdb.sql(
            "SELECT s AS state, d::DATE AS \"day\" FROM (VALUES ('FRA'), ('IND'), ('JAM')) AS s(s), "
            "(VALUES ('-infinity'), ('0044-03-15 (BC)'), ('2003-01-01'), ('infinity')) AS d(d)"
        )
        party = frames.with_party(rows, "budapest", state="state", on="day", **options)
        status_ = frames.with_status(party, "budapest", state="state", on="day", **options).order('state, "day"')
        rows = status_.fetchall()
        found = {state: [row[2:] for row in rows if row[0] == state] for state in ("FRA", "IND", "JAM")}

        last = options == LOUD
        none = (None, None)
        never = (False, "not participating")
        assert [none, none, (False, "signatory"), (True, "party") if last else none] == found["FRA"]
        assert [none, none, never, never if last else none] == found["IND"] == found["JAM"]

    @pytest.mark.parametrize("collation", ["COLLATE NOCASE", "COLLATE NOACCENT.NOCASE", "by default"])
    def test_collations(self, collation: str) -> None:
        """Spellings that a collation takes for one are looked at one by one, and counted so."""
        connection = self.duckdb.connect()
        if collation == "by default":
            connection.sql("SET default_collation = 'NOCASE'")
            collation = ""
        connection.sql(f"CREATE TABLE logs (state VARCHAR {collation}, day VARCHAR {collation})")
        logs = connection.table("logs")
        logs.insert(["FRA", "2010-01-01"])
        logs.insert(["fra", "2010-01-01"])
        found = frames.both_bound(logs, "budapest", a="state", b="state", on="day")
        assert [True, True] == [row[2] for row in found.fetchall()]
        logs.insert(["korea", "2010-01-01"])
        logs.insert(["Korea", "2010-01-01"])
        with pytest.raises(cc.UnknownStateError, match=r"'Korea' \(1 row\)(?s:.*)'korea' \(1 row\)"):
            frames.with_party(logs, "budapest", state="state", on="day")

    def test_rows_that_come_later(self) -> None:
        """A code is known though it was not there when the call looked; a name is null."""
        connection = self.duckdb.connect()
        connection.sql("CREATE TABLE logs AS SELECT 'France' AS state, DATE '2010-01-01' AS \"day\"")
        found = frames.with_party(connection.table("logs"), "budapest", state="state", on="day")
        connection.sql("INSERT INTO logs SELECT unnest(['DEU', 'Denmark']), DATE '2010-01-01'")

        assert [True, True, None] == [row[2] for row in found.fetchall()]

    def test_types_stay(self) -> None:
        """Columns keep their types, an enumeration of States too; what is added is of a plain type."""
        rows = self.duckdb.sql(
            "SELECT 'FRA'::ENUM('FRA', 'TUR') AS state, TIMESTAMP '2010-01-01 10:00' AS \"day\", 250::UTINYINT AS code"
        )
        found = frames.with_status(rows, "budapest", state="state", on="day")
        found = frames.common_treaties(found, a="code", b="state", on="day", treaties="budapest")

        assert [*rows.types, "VARCHAR", "VARCHAR[]"] == found.types
        assert ["party", ["ets185"]] == list(found.fetchall()[0][3:])

    def test_same_case(self) -> None:
        """DuckDB takes ``Status`` and ``status`` for one column, but not ``É`` and ``é``."""
        rows = self.duckdb.sql("SELECT 'FRA' AS state, DATE '2010-01-01' AS \"day\", 1 AS \"Status\", 2 AS É")

        with pytest.raises(cc.ColumnError, match="already"):
            frames.with_status(rows, "budapest", state="state", on="day")
        found = frames.with_status(rows, "budapest", state="state", on="day", into="é")
        assert ["state", "day", "Status", "É", "é"] == found.columns

    def test_columns_of_one_name(self) -> None:
        """Of two columns of one name DuckDB would take the first; it may have others, and renames them."""
        rows = self.duckdb.sql(
            "SELECT 'FRA' AS state, DATE '2010-01-01' AS \"day\", 1 AS x, 2 AS x, 'TUV' AS \"STATE\""
        )

        for name in ("state", "STATE"):
            with pytest.raises(cc.ColumnError, match=f"two columns of one name: '{name}'"):
                frames.with_party(rows, "budapest", state=name, on="day")
        found = frames.with_party(rows.project('state, "day", x, 2 AS x'), "budapest", state="state", on="day")
        assert [True] == [row[-1] for row in found.fetchall()]

    @pytest.mark.parametrize("names", [True, False])
    @pytest.mark.parametrize("which", TREATIES)
    @pytest.mark.parametrize("question", ["status", "party"])
    def test_query(self, which: str, names: bool, question: Native) -> None:
        """The printed query gives the column of ``with_status``, or of ``with_party``."""
        treaty = TREATIES[which]()
        columns = random_columns(7, treaty)
        if not names:
            columns["from"] = [state and cc.state(state).id for state in columns["from"]]
        connection = self.duckdb.connect()
        connection.register("requests", ENGINES[4].frame(columns))
        query = frames.sql(treaty, "requests", state="from", on="day", names=names, question=question)
        rows = sorted(connection.sql(query).fetchall(), key=lambda row: row[0])

        scalar = status if question == "status" else party
        assert [scalar(treaty, *row) for row in zip(columns["from"], columns["day"], strict=True)] == [
            row[-1] for row in rows
        ]

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    @pytest.mark.parametrize("names", [True, False])
    @pytest.mark.parametrize("kind", ["DATE", "TIMESTAMP", "VARCHAR"])
    def test_query_of_odd_days(self, kind: str, names: bool) -> None:
        """What is a day to ``with_status`` is one to the query: no text but an ISO date, and every date."""
        connection = self.duckdb.connect()
        days = ["2013-01-01", "12000-01-01", "infinity", "-infinity", "0044-03-15 (BC)"]
        if kind == "VARCHAR":
            days += ["2013-1-1", " 2013-01-01 ", "2013/01/01", "2013-01-01 10:00", "epoch", "2013-02-30", "0000-01-01"]
        connection.execute(f"CREATE TABLE logs AS SELECT 'FRA' AS state, unnest($1)::{kind} AS \"day\"", [days])
        given = connection.table("logs")
        expected = frames.with_status(given, "budapest", state="state", on="day", errors="null").fetchall()

        assert "party" == expected[0][-1]
        query = frames.sql("budapest", "logs", state="state", on="day", names=names)
        assert sorted(expected, key=str) == sorted(connection.sql(query).fetchall(), key=str)

    def test_query_of_numeric_codes(self) -> None:
        """Every numeric code is known as a number, without its zeros."""
        connection = self.duckdb.connect()
        connection.sql("CREATE TABLE logs AS SELECT i AS code, DATE '2015-01-01' AS \"day\" FROM range(-20, 1300) t(i)")
        given = connection.table("logs")
        expected = frames.with_status(given, "budapest", state="code", on="day", errors="null").fetchall()
        found = connection.sql(frames.sql("budapest", "logs", state="code", on="day")).order("code").fetchall()

        assert expected == found
        assert ("party", "party") == tuple(row[-1] for row in found if row[0] in (8, 250))

    @pytest.mark.parametrize("table", ["periods", "names", "written", "resolved", "asked"])
    def test_query_of_any_table(self, table: str) -> None:
        """The query reads the user's table, whatever its name."""
        connection = self.duckdb.connect()
        connection.sql(f"CREATE TABLE {table} AS SELECT 'France' AS state, '2010-01-01' AS name, 1 AS first_day")
        query = frames.sql("budapest", table, state="state", on="name")

        assert [("France", "2010-01-01", 1, "party")] == connection.sql(query).fetchall()

    def test_query_does_not_overwrite(self) -> None:
        """A column of the table's that is called as the one to be added makes the query ambiguous."""
        connection = self.duckdb.connect()
        connection.sql("CREATE TABLE logs AS SELECT 'FRA' AS state, DATE '2010-01-01' AS \"day\", 'mine' AS status")
        for names in (True, False):
            with pytest.raises(self.duckdb.BinderException, match="mbiguous"):
                connection.sql(frames.sql("budapest", "logs", state="state", on="day", names=names))
        found = connection.sql(frames.sql("budapest", "logs", state="state", on="day", into="theirs"))
        assert ["state", "day", "status", "theirs"] == found.columns
        with pytest.raises(cc.InvalidValueError, match="question='when'"):
            frames.sql("budapest", "logs", state="state", on="day", question="when")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestIbis:
    ibis = needed("ibis")

    @pytest.mark.filterwarnings("ignore:The 'future.infer_string' option")  # Ibis sets it to read from SQLite
    @pytest.mark.parametrize("quiet", [False, True])
    @pytest.mark.parametrize("backend", ["polars", "sqlite"])
    def test_other_engines(self, backend: str, quiet: bool) -> None:
        """Engines whose joins are of equality only answer as others do."""
        columns: Native = {"a": ["FRA", "Türkiye", None], "b": ["JPN", "FRA", "FRA"], "day": [date(2013, 1, 1)] * 3}
        connection = getattr(self.ibis, backend).connect()
        if backend == "sqlite":
            connection.raw_sql("CREATE TABLE logs (a text, b text, day date)")
            values = zip(*columns.values(), strict=True)
            for row in values:
                connection.con.execute("INSERT INTO logs VALUES (?, ?, ?)", [each and str(each) for each in row])
            table = connection.table("logs")
        else:
            table = connection.create_table("logs", pa.table(columns))
        options: Native = QUIET if quiet else LOUD
        found = frames.with_status(table, "budapest", state="a", on="day", **options)
        found = frames.both_bound(found, "budapest", a="a", b="b", on="day", **options)
        rows = sorted(found.to_pyarrow().to_pylist(), key=lambda row: str(row["a"]))

        expected = [("party", True), (None, None), ("signatory", False)]
        assert expected == [(row["status"], row["both_bound"]) for row in rows]

    @pytest.mark.filterwarnings("ignore:The 'future.infer_string' option")
    @pytest.mark.parametrize("options", [LOUD, QUIET], ids=["looks first", "runs nothing first"])
    def test_collations(self, options: Native) -> None:
        """A row comes once, and is answered, where the engine takes its spelling and another for one."""
        connection = self.ibis.sqlite.connect()
        connection.con.execute("CREATE TABLE logs (state text COLLATE NOCASE, day date)")
        connection.con.execute("INSERT INTO logs VALUES ('Fra', '2013-01-01'), ('FRA', '2013-01-01')")
        found = frames.with_party(connection.table("logs"), "budapest", state="state", on="day", **options)

        assert [True] * 2 == found.to_pyarrow()["party"].to_pylist()


# -- intervals ------------------------------------------------------------------------------------------------


class TestIntervals:
    def test_every_day_once(self, treaty: cc.Treaty) -> None:
        """The periods of a State cover all days, and say what the scalar API says."""
        by_state: dict[str, list[frames.Interval]] = {}
        for each in frames.intervals(treaty):
            by_state.setdefault(each.state, []).append(each)
        for state, periods in by_state.items():
            assert (None, None) == (periods[0].start, periods[-1].end)
            for one, following in itertools.pairwise(periods):
                assert one.end == following.start
            for each in periods:
                assert each.status == status(treaty, state, each.start or date.min)
        assert {"FRA", "TUV", "EUE"} <= set(by_state)

    def test_only_participants(self) -> None:
        """States without an act may be left out."""
        found = frames.intervals([invented()], only_participants=True)

        assert ["FRA", "DEU", "ITA", "ESP", "PRT", "COL", "JPN"] == list(dict.fromkeys(each.state for each in found))
        assert f"<Table {len(found)} rows: treaty, state, status, start, end, as_of>" == repr(found)

    @pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow", "duckdb", "dask", "ibis", "pyspark"])
    def test_backends(self, backend: str) -> None:
        """The table comes as a frame of the library asked for."""
        needed(backend)
        if backend == "pyspark":
            spark()
        table = frames.intervals(["budapest", partial()], backend=backend)
        engine = next(each for each in ENGINES if each.name == backend)
        found = {name: [_plain(each) for each in values] for name, values in engine.read(table).items()}
        rows = [
            tuple(getattr(value, "date", lambda value=value: value)() for value in row)
            for row in zip(*found.values(), strict=True)
        ]

        assert backend == type(table).__module__.split(".")[0].lstrip("_")
        expected = list(frames.intervals(["budapest", partial()]))
        assert sorted(expected, key=str) == sorted(rows, key=str)

    def test_wrong_backends(self) -> None:
        """A backend has a name, and not every name is one."""
        with pytest.raises(cc.InvalidValueError, match="did you mean 'pandas'"):
            frames.intervals("budapest", backend="panda")
        with pytest.raises(cc.InvalidTypeError, match="expected one of"):
            frames.intervals("budapest", backend=needed("pandas").DataFrame())

    def test_a_join_of_ones_own(self) -> None:
        """Joined by State and day, the table gives what ``with_status`` gives."""
        duckdb = needed("duckdb")
        connection = duckdb.connect()
        connection.register("periods", frames.intervals(invented(), backend="pyarrow"))
        connection.sql(
            "CREATE TABLE days AS SELECT 'FRA' AS state, day::DATE AS day FROM "
            "generate_series(DATE '2001-01-01', DATE '2016-01-01', INTERVAL 20 DAY) AS t(day)"
        )
        joined = connection.sql(
            "SELECT day, status FROM days JOIN periods USING (state) "
            'WHERE (start IS NULL OR day >= start) AND ("end" IS NULL OR day < "end") ORDER BY day'
        ).fetchall()

        assert 274 == len(joined)
        assert [status(invented(), "FRA", day) for day, _ in joined] == [found for _, found in joined]
