"""What Spark plans: the answers are broadcast, the user's rows are not moved."""

import os
import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from sybil.document import Document
from sybil.parsers.markdown import PythonCodeBlockParser

import cyberconventions as cc
from cyberconventions import frames

# Where Spark must be there, its absence is no reason to skip.
pyspark = import_module("pyspark") if "NEEDS_SPARK" in os.environ else pytest.importorskip("pyspark")

Native: TypeAlias = Any  # what PySpark returns is typed by half

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # sockets between Python and the Java process
]

# The names of Spark's physical nodes that move rows between tasks; a broadcast moves the small table only.
EXCHANGES = (
    "ShuffleQueryStage",
    "Exchange hashpartitioning",
    "Exchange rangepartitioning",
    "Exchange SinglePartition",
    "Exchange RoundRobinPartitioning",
)


@pytest.fixture(scope="module")
def session() -> Native:
    from pyspark.sql import SparkSession

    builder: Native = SparkSession.builder
    options = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.driver.host": "127.0.0.1"}
    for key, value in options.items():
        builder = builder.config(key, value)
    return builder.master("local[2]").getOrCreate()


@pytest.fixture
def requests(session: Native) -> Iterator[Any]:
    """Rows that Spark can't know to be few, while it may not broadcast of its own accord."""
    session.conf.set("spark.sql.autoBroadcastJoinThreshold", "-1")
    rows = session.range(0, 10_000, 1, 8).selectExpr(
        "id",
        "element_at(array('FRA', 'Japan', 'tr', 'Côte d\\'Ivoire'), int(id % 4) + 1) AS sender",
        "element_at(array('DEU', 'USA', NULL), int(id % 3) + 1) AS receiver",
        "date_add(DATE'2000-01-01', int(id)) AS day",
    )
    yield rows
    session.conf.unset("spark.sql.autoBroadcastJoinThreshold")


def plan(frame: Native) -> str:
    """Return the physical plan as Spark prints it."""
    return str(frame._jdf.queryExecution().executedPlan().toString())


@pytest.mark.parametrize("quiet", [True, False], ids=["null", "default"])
def test_broadcast_without_exchange(requests: Native, quiet: bool) -> None:
    """One broadcast join per column of States, and no exchange of the user's rows."""
    options: Native = {"errors": "null", "late": "known"} if quiet else {"late": "known"}
    one = frames.with_status(requests, "budapest", state="sender", on="day", **options)
    pair = frames.both_bound(requests, "budapest", a="sender", b="receiver", on="day", **options)
    shared = frames.common_treaties(
        requests, a="sender", b="receiver", on="day", treaties=["budapest"], undecided="unsure", **options
    )

    for frame, joins in ((one, 1), (pair, 2), (shared, 2)):
        printed = plan(frame)
        assert joins == len(re.findall(r"BroadcastHashJoin .*LeftOuter, BuildRight", printed)), printed
        assert not [each for each in EXCHANGES if each in printed], printed
        assert "SortMergeJoin" not in printed
        assert "Sort " not in printed


@pytest.mark.filterwarnings("ignore:toPandas attempted Arrow optimization", "ignore::DeprecationWarning")
def test_table_of_ibis(session: Native) -> None:
    """Where Spark runs a table of Ibis, every spelling is known that Spark can fold, and an unknown one raises."""
    ibis: Native = pytest.importorskip("ibis")
    connection = ibis.pyspark.connect(session)
    day = "DATE'2020-05-01' AS day"
    table = connection.sql(f"SELECT ' c\u00d4te  d\u2019ivoire' AS a, 'Allemagne' AS b, {day}")
    found = frames.with_status(table, "budapest", state="a", on="day")
    found = frames.common_treaties(found, a="b", b="b", on="day", treaties="budapest")
    wrong = frames.with_party(connection.sql(f"SELECT 'Frnace' AS a, {day}"), 185, state="a", on="day")

    rows = found.to_pyarrow().to_pylist()
    assert [("not participating", ["ets185"])] == [(row["status"], row["common_treaties"]) for row in rows]
    with pytest.raises(pyspark.errors.PySparkException, match="'Frnace' is not a known State"):
        wrong.to_pyarrow()


def test_partitions_stay(requests: Native) -> None:
    """Rows stay in their partitions, in their order."""
    found = frames.with_party(requests, "budapest", state="sender", on="day", late="known")

    assert 8 == found.rdd.getNumPartitions()
    assert list(range(10_000)) == [row["id"] for row in found.select("id").collect()]


def test_nothing_runs_at_the_call(session: Native) -> None:
    """A job that would fail is only planned."""
    rows = session.range(1).selectExpr("'FRA' AS state", "CAST(raise_error('was run') AS DATE) AS day")

    planned = frames.with_party(rows, "budapest", state="state", on="day")
    assert ["state", "day", "party"] == planned.columns
    with pytest.raises(Exception, match="was run"):
        planned.collect()


def test_one_check_counts_everything(session: Native) -> None:
    """Wrong names come with their rows, late days with theirs, from one query; the job raises when it runs."""
    rows = session.createDataFrame(
        [("FRA", date(2027, 1, 1)), ("Korea", date(2010, 1, 1)), ("Korea", None)], "state string, day date"
    )
    found = frames.check(rows, "budapest", state="state", on="day")

    assert [("Korea", 2)] == [(each.value, each.rows) for each in found.unresolved]
    assert 1 == found.late
    planned = frames.with_party(rows, "budapest", state="state", on="day")
    with pytest.raises(pyspark.errors.PySparkException, match="column 'state': 'Korea' is not a known State code"):
        planned.collect()
    assert [True] == [row["party"] for row in planned.where("state = 'FRA'").collect()]
    planned = frames.with_party(rows, "budapest", state="state", on="day", errors="null")
    assert [True, None, None] == [row["party"] for row in planned.collect()]


@pytest.mark.parametrize("collation", ["UTF8_LCASE", "UNICODE_CI"])
def test_collations(session: Native, collation: str) -> None:
    """Spellings that a collation takes for one are looked at one by one, and the column keeps it."""
    spelled = session.createDataFrame([("FRA",), ("fra",), ("France",)], "state string")
    rows = spelled.selectExpr(f"state COLLATE {collation} AS state", "DATE'2010-01-01' AS day")
    found = frames.with_party(rows, "budapest", state="state", on="day")

    assert [True] * 3 == [row["party"] for row in found.collect()]
    assert rows.schema["state"] == found.schema["state"]


def test_columns_stay_the_same_columns(session: Native) -> None:
    """A job may go on to refer to columns by the frame it asked with."""
    rows = session.createDataFrame([("FRA", date(2010, 1, 1))], "state string, day date")
    found = frames.with_party(rows, "budapest", state="state", on="day")

    assert ["FRA"] == [row[0] for row in found.select(rows["state"]).where(rows["day"] < date(2011, 1, 1)).collect()]


def test_capitals(session: Native) -> None:
    """``Party`` is ``party`` and ``State`` ``state`` unless Spark was told otherwise."""
    rows = session.createDataFrame([("FRA", date(2010, 1, 1), 1)], "state string, day date, Party int")
    double = rows.selectExpr("state", "day", "'TUV' AS State")
    with pytest.raises(cc.errors.ColumnError, match="already"):
        frames.with_party(rows, "budapest", state="state", on="day")
    with pytest.raises(cc.errors.ColumnError, match="two columns of one name: 'state'"):
        frames.with_party(double, "budapest", state="state", on="day")
    with pytest.raises(cc.errors.ColumnError, match="two columns of one name: 'day'"):
        frames.with_party(rows.select("state", "day", "day"), "budapest", state="state", on="day")
    try:
        session.conf.set("spark.sql.caseSensitive", "TRUE")
        found = frames.with_party(double, "budapest", state="state", on="day")
        assert [True] == [row["party"] for row in found.collect()]
        found = frames.with_party(rows, "budapest", state="state", on="day")
        assert [("FRA", date(2010, 1, 1), 1, True)] == [tuple(row) for row in found.collect()]
    finally:
        session.conf.unset("spark.sql.caseSensitive")


def test_streams(session: Native) -> None:
    """A stream gets the column like any frame; it can't be checked before it runs."""
    rows = session.readStream.format("rate").load().selectExpr("'FRA' AS state", "timestamp AS day")

    with pytest.raises(cc.errors.InvalidTypeError, match="a stream can't be checked"):
        frames.check(rows, "budapest", state="state", on="day")
    planned = frames.with_party(rows, "budapest", state="state", on="day")
    assert planned.isStreaming
    assert ["state", "day", "party"] == planned.columns


def test_odd_names_of_columns(session: Native) -> None:
    """Dots, backticks and stars in names of columns are part of the names."""
    rows = session.createDataFrame([("FRA", date(2010, 1, 1), 1)], "`the.state` string, `on``day` date, `*` int")
    found = frames.with_party(rows, "budapest", state="the.state", on="on`day")

    assert [("FRA", date(2010, 1, 1), 1, True)] == [tuple(row) for row in found.collect()]


def test_instants_count_in_the_zone_of_the_session(session: Native) -> None:
    """A TIMESTAMP is an instant; its day is the one that the session's time zone gives it."""
    zone = session.conf.get("spark.sql.session.timeZone")
    try:
        session.conf.set("spark.sql.session.timeZone", "Pacific/Auckland")
        rows = session.sql(
            "SELECT 'FRA' AS state, TIMESTAMP'2006-04-30 23:30:00+12:00' AS day UNION ALL "
            "SELECT 'FRA', TIMESTAMP'2006-05-01 00:30:00+12:00'"
        )
        found = frames.with_party(rows, "budapest", state="state", on="day")
        assert [False, True] == [row["party"] for row in found.collect()]
    finally:
        session.conf.set("spark.sql.session.timeZone", zone)


def test_the_page_holds(session: Native) -> None:
    """The documentation's Spark job runs as it stands, top to bottom."""
    page = Path(__file__).parents[2] / "docs" / "spark.md"
    examples = list(Document.parse(str(page), PythonCodeBlockParser()).examples())

    assert 3 == len(examples)
    assert session is not None
    for example in examples:
        example.evaluate()
