"""How fast columns are, each against the best that a person would write by hand without a look, in the same run.

``python tests/benchmarks/bench_frames.py`` prints one table: every engine on real frames (a Parquet file of 80 row
groups, categories, mixed names, nulls), at ten million rows. ``… 1e6`` takes fewer rows, ``… 1e7 duckdb spark`` only
some engines; ``… stream`` reads a hundred million rows from Parquet and prints the memory's peak (it writes some 400 MB
into the temporary folder first).

Before anything is timed, each answer, ours and the one by hand, is compared with the scalar call for every State and
day that occurs; the script stops where one differs. Pieces are run in turn, and a figure is the median of ours over the
median of the other: of CPU time, which other work on the machine hardly changes (for Spark with that of Java), and of
time by the clock.
"""

# ruff: noqa: T201, S608, ANN401 - a script prints, writes its own queries, and takes frames of any library
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false, reportUnknownLambdaType=false, reportUnknownParameterType=false
# pyright: reportMissingTypeStubs=false

import gc
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import attrs
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import pyarrow.compute as pc  # type: ignore[import-untyped,unused-ignore]
import pyarrow.parquet as pq  # type: ignore[import-untyped,unused-ignore]
import pycountry

import cyberconventions as cc
from cyberconventions import frames

Work = Callable[[], Any]
FIRST, LAST = np.datetime64("1995-01-01"), np.datetime64("2026-04-25")
ROW_GROUPS = 80
ROUNDS = 5
NULLS = 20  # one row in so many has no State, and one no day
NEVER = np.datetime64("2262-04-11")
LIBRARIES = ("polars", "pandas", "pyarrow", "duckdb", "pyspark", "dask", "ibis-framework", "numpy", "narwhals")

STATES = [each for each in pycountry.countries if each.alpha_3 in {state.id for state in cc.states()}]  # no territories
CODES: list[str] = [country.alpha_3 for country in STATES]
SPELLINGS = {
    text: country.alpha_3
    for country in STATES
    for name in (getattr(country, "common_name", country.name),)
    for text in (country.alpha_3, country.alpha_2, country.numeric, name, name.upper(), name.lower())
}
COLUMNS: dict[str, Any] = {"state": "state", "on": "day"}
UNKNOWN = -1  # is null in columns
STATUSES = {each.value: number for number, each in enumerate(cc.Status) if each is not cc.Status.UNKNOWN}


@attrs.frozen(eq=False)
class Piece:
    """One line of the table: a call, and what a person would write instead.

    Attributes:
        engine: The engine and its kind of frame.
        call: The call.
        rows: What the rows hold.
        ours: Makes our frame, planned or not.
        by_hand: What is written by hand, which gives the same columns.
        name: What that is.
        counted: Counts a frame's rows by State, day and answer, as a frame of polars.
        run: Runs a planned frame to its end.
        limit: What the ratio should not pass, if anything.
    """

    engine: str
    call: str
    rows: str
    ours: Work
    by_hand: Work
    name: str
    counted: Callable[[Any], pl.DataFrame]
    run: Callable[[Any], object] = lambda frame: frame
    limit: float | None = None


# -- rows and answers -------------------------------------------------------------------------------------------------


def random_rows(rows: int, spellings: "list[str] | None" = None, *, nulls: bool = False) -> pl.DataFrame:
    """Return States as they are spelled and days, evenly spread."""
    chance = np.random.default_rng(185)
    known = CODES if spellings is None else spellings
    states = pl.Series(known).gather(pl.Series(chance.integers(0, len(known), rows)))
    days = FIRST + chance.integers(0, int((LAST - FIRST).astype(int)) + 1, rows).astype("timedelta64[D]")
    found = pl.DataFrame({"state": states, "day": pl.Series(days).cast(pl.Date)})
    if not nulls:
        return found
    gaps = [pl.Series(chance.integers(0, NULLS, rows) == 0) for _ in found.columns]
    return found.with_columns(
        pl.when(~gap).then(pl.col(name)).alias(name) for gap, name in zip(gaps, found.columns, strict=True)
    )


def since() -> dict[str, Any]:
    """Return the day since which each State is a party, and a late one for the others: what a person would type in."""
    start: dict[str, Any] = {each.state.id: each.periods[0].start for each in cc.treaty("budapest") if each.periods}
    return {code: start.get(code, NEVER.astype(object)) for code in CODES}


def since_by_spelling() -> dict[str, Any]:
    """Return the same for each spelling."""
    start = since()
    return {text: start[code] for text, code in SPELLINGS.items()}


@cache
def scalar_answers(call: str) -> "np.ndarray[Any, Any]":
    """Return the number of what the scalar call says of each code and each day from the first to the last."""
    treaty = cc.treaty("budapest")
    days = [day.astype(object) for day in np.arange(FIRST, LAST + 1)]

    def ask(code: str, day: Any) -> int:
        if call == "with_status":
            return STATUSES.get(treaty.status(code, day).value, UNKNOWN)
        return int(treaty.is_party(code, day))

    return np.array([[ask(code, day) for day in days] for code in CODES], dtype=np.int8)


def compare(title: str, piece: Piece, found: pl.DataFrame, rows: int) -> None:
    """Compare the answers of a frame with the scalar call's, for every State and day that occur in it."""
    if found["rows"].sum() != rows:
        raise SystemExit(f"{title}: {found['rows'].sum()} rows of {rows}")
    states = [name for name in found.columns if name in ("state", "to")]
    known = found.drop_nulls([*states, "day"])
    day = (known["day"].cast(pl.Date).to_numpy() - FIRST).astype(int)
    place = {text: CODES.index(id_) for text, id_ in SPELLINGS.items()}
    codes = [known[name].cast(pl.String).replace_strict(place).to_numpy() for name in states]
    expected = np.minimum.reduce([scalar_answers(piece.call)[code, day] for code in codes])
    answers = known["answer"]
    if piece.call == "with_status":
        answers = answers.cast(pl.String).replace_strict(STATUSES)
    if not np.array_equal(answers.cast(pl.Int8).fill_null(UNKNOWN).to_numpy(), expected):
        raise SystemExit(f"{title} does not give what the scalar call gives")
    if found.filter(pl.any_horizontal(pl.col(*states, "day").is_null()))["answer"].drop_nulls().len():
        raise SystemExit(f"{title} answers rows without a State or a day")


# -- time -------------------------------------------------------------------------------------------------------------


def cpu_seconds() -> float:
    """Return the CPU time of this process and of Java, if Spark has started it."""
    taken = process_time()
    for process in _JAVA:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        taken += sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    return taken


_JAVA: list[int] = []


def measured(piece: Piece, rows: int) -> str:
    """Compare, run in turn, and return the line of the table."""
    title = f"{piece.engine}, {piece.call}, {piece.rows}"
    works = {"ours": piece.ours, piece.name: piece.by_hand}
    for name, work in works.items():
        compare(f"{title}: {name}", piece, piece.counted(work()), rows)
    cpu: dict[str, list[float]] = {name: [] for name in works}
    wall: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            gc.collect()
            start, busy = perf_counter(), cpu_seconds()
            piece.run(work())
            cpu[name].append(cpu_seconds() - busy)
            wall[name].append(perf_counter() - start)
    ratios = [median(each["ours"]) / median(each[piece.name]) for each in (cpu, wall)]
    limit = "" if piece.limit is None else f"{piece.limit:.2f}"
    taken = f"{ratios[0]:.2f} | {ratios[1]:.2f} | {limit} | {median(wall['ours']):.2f} s"
    return f"| {piece.engine} | `{piece.call}` | {piece.rows} | {taken} | {piece.name} |"


# -- engines ----------------------------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class Files:
    """The rows as Parquet files of 80 row groups."""

    folder: Path
    rows: int

    def path(self, kind: str) -> str:
        """Return the file of codes, of mixed spellings, or of codes with gaps."""
        path = self.folder / f"{kind}.parquet"
        if not path.exists():
            spellings = list(SPELLINGS) if kind == "mixed" else None
            table = random_rows(self.rows, spellings, nulls=kind == "nulls").to_arrow()
            table = table.cast(pa.schema([("state", pa.string()), ("day", pa.date32())]))
            pq.write_table(table, path, row_group_size=-(-self.rows // ROW_GROUPS))
        return str(path)


def ask(call: str, frame: Any) -> Any:
    """Ask about the Budapest Convention by the default call."""
    if call == "both_bound":
        return frames.both_bound(frame, "budapest", a="state", b="to", on="day", into="answer")
    return getattr(frames, call)(frame, "budapest", into="answer", **COLUMNS)


def polars_pieces(files: Files) -> Iterator[Piece]:
    """Compare lazy polars, streaming and in memory, and eager polars."""

    def after(start: Mapping[str, Any], name: str = "state") -> pl.Expr:
        place = pl.col(name).cast(pl.Enum(list(start)), strict=False).to_physical()
        return pl.col("day") >= pl.lit(pl.Series(list(start.values()), dtype=pl.Date)).gather(place)

    def counted(frame: Any) -> pl.DataFrame:
        names = [each for each in ("state", "to", "day", "answer") if each in frame.lazy().collect_schema().names()]
        found: pl.DataFrame = frame.lazy().group_by(names).agg(pl.len().alias("rows")).collect(engine="streaming")
        return found

    def by_hand(frame: Any, start: Mapping[str, Any]) -> Any:
        return frame.with_columns(answer=after(start))

    def collect(engine: Any, frame: Any) -> Any:
        return frame.collect(engine=engine)

    def streamed(frame: Any) -> Any:
        return collect("streaming", by_hand(frame.lazy(), since()))

    starts = {"codes": since(), "mixed": since_by_spelling(), "nulls": since()}
    for kind, start in starts.items():
        rows = pl.scan_parquet(files.path(kind))
        yield Piece(
            "polars lazy, from Parquet, streaming",
            "with_party",
            kind,
            partial(ask, "with_party", rows),
            partial(by_hand, rows, start),
            "`Enum` of the spellings, `gather`",
            counted,
            partial(collect, "streaming"),
            1.05,
        )
    held = pl.read_parquet(files.path("codes"))
    for engine in ("streaming", "in-memory"):
        yield Piece(
            f"polars lazy, {engine}",
            "with_party",
            "codes",
            partial(ask, "with_party", held.lazy()),
            partial(by_hand, held.lazy(), since()),
            "`Enum`, `gather`",
            counted,
            partial(collect, engine),
            1.05,
        )
    for kind, dtype in (("codes", pl.String), ("categories", pl.Categorical)):
        given = held.with_columns(pl.col("state").cast(dtype))
        yield Piece(
            "polars",
            "with_party",
            kind,
            partial(ask, "with_party", given),
            partial(streamed, given),
            "`Enum`, `gather`, streaming",
            counted,
        )
    periods = frames.intervals("budapest", backend="polars")
    periods = periods.select("state", pl.col("start").fill_null(pl.date(1, 1, 1)), pl.col("status").alias("answer"))

    def joined() -> pl.DataFrame:
        numbered = held.with_row_index().sort("day")
        return numbered.join_asof(periods.sort("start"), left_on="day", right_on="start", by="state").sort("index")

    yield Piece(
        "polars", "with_status", "codes", partial(ask, "with_status", held), joined, "`join_asof`, in order", counted
    )
    pairs = held.with_columns(to=pl.col("state").reverse())
    yield Piece(
        "polars",
        "both_bound",
        "codes",
        partial(ask, "both_bound", pairs),
        lambda: pairs.lazy().with_columns(answer=after(since()) & after(since(), "to")).collect(engine="streaming"),
        "`Enum`, `gather`, twice, streaming",
        counted,
    )


def counted_in_memory(frame: Any) -> pl.DataFrame:
    """Count rows by State, day and answer."""
    table = pa.Table.from_pandas(frame, preserve_index=False) if isinstance(frame, pd.DataFrame) else frame
    return pl.DataFrame(table).group_by("state", "day", "answer").agg(pl.len().alias("rows"))


def pandas_mapped(frame: Any, start: Mapping[str, Any]) -> Any:
    """Return what a person would write: the first day of each State, compared."""
    first = frame["state"].map({name: pd.Timestamp(day) for name, day in start.items()})
    return frame.assign(answer=(first <= frame["day"]).astype("boolean").mask(first.isna() | frame["day"].isna()))


def pandas_pieces(files: Files) -> Iterator[Piece]:
    """Compare pandas, read from Parquet and made of arrays."""
    starts = {"codes": since(), "mixed": since_by_spelling(), "nulls": since()}
    held = {kind: pd.read_parquet(files.path(kind)) for kind in starts}
    for each in held.values():
        each["day"] = pd.to_datetime(each["day"])
    rows = {f"from Parquet|{kind}": each for kind, each in held.items()}
    rows["arrays, `object`|codes"] = held["codes"].assign(state=held["codes"]["state"].to_numpy(dtype=object))
    rows["arrays, `object`|codes"]["state"] = rows["arrays, `object`|codes"]["state"].astype(object)
    rows["`category`|codes"] = held["codes"].astype({"state": "category"})
    for title, frame in rows.items():
        kind, what = title.split("|")

        def by_hand(frame: Any = frame, what: str = what) -> Any:
            if what == "nulls":
                return pandas_mapped(frame, starts[what])
            first = frame["state"].map({name: pd.Timestamp(day) for name, day in starts[what].items()})
            return frame.assign(answer=first <= frame["day"])

        yield Piece(
            f"pandas, {kind}",
            "with_party",
            what,
            partial(ask, "with_party", frame),
            by_hand,
            "`Series.map`, comparison",
            counted_in_memory,
            limit=0.30 if kind == "from Parquet" else None,
        )
    periods = frames.intervals("budapest", backend="pandas").rename(columns={"status": "answer"})[
        ["state", "start", "answer"]
    ]
    periods["start"] = periods["start"].fillna(pd.Timestamp(1, 1, 1)).astype(held["codes"]["day"].dtype)

    def merged() -> Any:
        left = held["codes"].sort_values("day")
        return pd.merge_asof(left, periods.sort_values("start"), left_on="day", right_on="start", by="state").drop(
            columns="start"
        )

    yield Piece(
        "pandas, from Parquet",
        "with_status",
        "codes",
        partial(ask, "with_status", held["codes"]),
        merged,
        "`merge_asof`, not put in order again",
        counted_in_memory,
    )


def pyarrow_pieces(files: Files) -> Iterator[Piece]:
    """Compare pyarrow."""
    table = pq.read_table(files.path("codes"))
    start = since()
    states, days = pa.array(start), pa.array(start.values())

    def by_hand() -> Any:
        return table.append_column(
            "answer", pc.greater_equal(table["day"], pc.take(days, pc.index_in(table["state"], states)))
        )

    yield Piece(
        "pyarrow, from Parquet",
        "with_party",
        "codes",
        partial(ask, "with_party", table),
        by_hand,
        "`index_in`, `take`",
        counted_in_memory,
    )
    periods = frames.intervals("budapest", backend="polars").filter(pl.col("state").is_in(CODES))
    wide = periods.group_by("state", maintain_order=True).agg("start", "status")
    most = int(wide["start"].list.len().max())  # pyright: ignore[reportArgumentType]
    keys = wide["state"].to_arrow().cast(pa.string())
    steps = [wide["start"].list.get(place, null_on_oob=True).to_arrow() for place in range(most)]
    values = [wide["status"].list.get(place, null_on_oob=True).to_arrow().cast(pa.string()) for place in range(most)]

    def ladder() -> Any:
        place = pc.index_in(table["state"], keys)
        found = pc.take(values[0], place)
        for step, value in zip(steps[1:], values[1:], strict=True):
            reached = pc.fill_null(pc.greater_equal(table["day"], pc.take(step, place)), fill_value=False)
            found = pc.if_else(reached, pc.take(value, place), found)
        return table.append_column("answer", found)

    yield Piece(
        "pyarrow, from Parquet",
        "with_status",
        "codes",
        partial(ask, "with_status", table),
        ladder,
        "`index_in`, `take` and `if_else`, once per change",
        counted_in_memory,
    )


def duckdb_pieces(files: Files) -> Iterator[Piece]:
    """Compare DuckDB, from a table of its own into a table of its own."""
    connection = duckdb.connect()
    connection.sql("SET enable_progress_bar = false")
    starts = {"codes": since(), "mixed": since_by_spelling(), "nulls": since()}
    for kind, start in starts.items():
        connection.sql(
            f"CREATE TABLE {kind} AS SELECT row_number() OVER () AS n, * FROM read_parquet('{files.path(kind)}')"
        )
        connection.execute(
            f"CREATE TABLE since_{kind} AS SELECT unnest($1) AS state, unnest($2)::DATE AS start",
            [list(start), list(start.values())],
        )

    def counted(relation: Any) -> pl.DataFrame:
        found = relation.aggregate('state, "day", answer, count(*) AS rows')
        return pl.DataFrame(found.to_arrow_table())

    def run(relation: Any) -> None:
        relation.create("kept")
        connection.execute("DROP TABLE kept")

    def query(kind: str) -> str:
        return f"SELECT given.*, day >= start AS answer FROM {kind} AS given LEFT JOIN since_{kind} USING (state)"

    for kind in starts:
        yield Piece(
            "DuckDB",
            "with_party",
            kind,
            partial(ask, "with_party", connection.table(kind)),
            partial(connection.sql, query(kind)),
            "join of all spellings" if kind == "mixed" else "join on the first party day",
            counted,
            run,
            1.05 if kind == "mixed" else 1.10,
        )
    yield Piece(
        "DuckDB, in order",
        "with_party",
        "codes",
        lambda: ask("with_party", connection.table("codes")).order("n"),
        lambda: connection.sql(f"{query('codes')} ORDER BY n"),
        "the same join, `ORDER BY`",
        counted,
        run,
    )
    connection.register("periods_given", frames.intervals("budapest", backend="pyarrow"))
    connection.sql(
        "CREATE TABLE periods AS SELECT state, status AS answer, coalesce(start, DATE '0001-01-01') AS first_day, "
        "coalesce(\"end\", DATE '9999-12-31') AS end_day FROM periods_given"
    )
    yield Piece(
        "DuckDB",
        "with_status",
        "codes",
        lambda: ask("with_status", connection.table("codes")),
        lambda: connection.sql(
            "SELECT given.*, answer FROM codes AS given LEFT JOIN periods "
            "ON given.state = periods.state AND day >= first_day AND day < end_day"
        ),
        "join of State × period",
        counted,
        run,
    )


def spark_pieces(files: Files) -> Iterator[Piece]:
    """Compare Spark, from Parquet into nothing."""
    from pyspark.sql import SparkSession
    from pyspark.sql.functions import broadcast, col

    builder: Any = SparkSession.builder
    options = {"ui.enabled": "false", "driver.memory": "4g", "driver.host": "127.0.0.1", "log.level": "ERROR"}
    for key, value in {**options, "sql.shuffle.partitions": "2", "sql.session.timeZone": "UTC"}.items():
        builder = builder.config(f"spark.{key}", value)
    spark = builder.master("local[2]").getOrCreate()
    _JAVA.append(spark.sparkContext._gateway.proc.pid)

    def counted(frame: Any) -> pl.DataFrame:
        return pl.DataFrame(
            frame.groupBy("state", "day", "answer").count().withColumnRenamed("count", "rows").toArrow()
        )

    for kind, start in {"codes": since(), "mixed": since_by_spelling()}.items():
        rows = spark.read.parquet(files.path(kind))
        small = spark.createDataFrame(list(start.items()), "state string, start date")

        def by_hand(rows: Any = rows, small: Any = small) -> Any:
            found = rows.join(broadcast(small), "state", "left")
            return found.withColumn("answer", col("day") >= col("start")).drop("start")

        yield Piece(
            "Spark, from Parquet",
            "with_party",
            kind,
            partial(ask, "with_party", rows),
            by_hand,
            "broadcast join of all spellings" if kind == "mixed" else "broadcast join on the first party day",
            counted,
            lambda frame: frame.write.format("noop").mode("overwrite").save(),
            1.10,
        )
    spark.stop()
    _JAVA.clear()


def dask_pieces(files: Files) -> Iterator[Piece]:
    """Compare Dask."""
    import dask.dataframe as dd

    library: Any = dd
    held = pd.read_parquet(files.path("codes"))
    held["day"] = pd.to_datetime(held["day"])
    rows = library.from_pandas(held, npartitions=8)
    first = {name: pd.Timestamp(day) for name, day in since().items()}

    def by_hand() -> Any:
        return rows.assign(answer=rows["state"].map(first, meta=("state", "datetime64[us]")) <= rows["day"])

    yield Piece(
        "Dask, 8 partitions",
        "with_party",
        "codes",
        partial(ask, "with_party", rows),
        by_hand,
        "`Series.map`, comparison",
        lambda frame: counted_in_memory(frame.compute()),
        lambda frame: frame.compute(),
        0.30,
    )


def ibis_pieces(files: Files) -> Iterator[Piece]:
    """Compare Ibis on DuckDB; the answers are counted, as Ibis 12 can't create a table in DuckDB 2."""
    import ibis  # type: ignore[import-untyped,unused-ignore]

    native = duckdb.connect()
    native.sql("SET enable_progress_bar = false")
    native.sql(f"CREATE TABLE codes AS SELECT * FROM read_parquet('{files.path('codes')}')")
    connection: Any = ibis.duckdb.from_connection(native)
    rows = connection.table("codes")
    small = ibis.memtable(pa.table({"state": list(since()), "start": pa.array(since().values())}))

    def by_hand() -> Any:
        found = rows.left_join(small, "state")
        return found.mutate(answer=found["day"] >= found["start"]).select("state", "day", "answer")

    def counted(table: Any) -> pl.DataFrame:
        found = table.group_by("state", "day", "answer").aggregate(rows=table.count())
        return pl.DataFrame(connection.to_pyarrow(found))

    yield Piece(
        "Ibis on DuckDB, counted",
        "with_party",
        "codes",
        partial(ask, "with_party", rows),
        by_hand,
        "join on the first party day",
        counted,
        lambda table: connection.to_pyarrow(table.group_by("answer").aggregate(rows=table.count())),
        1.05,
    )


ENGINES: dict[str, Callable[[Files], Iterator[Piece]]] = {
    "polars": polars_pieces,
    "pandas": pandas_pieces,
    "pyarrow": pyarrow_pieces,
    "duckdb": duckdb_pieces,
    "ibis": ibis_pieces,
    "dask": dask_pieces,
    "spark": spark_pieces,
}


def table(rows: int, engines: "list[str]") -> None:
    """Print the table of ratios."""
    print(f"{rows:,} rows, {os.cpu_count()} cores, Python {sys.version.split()[0]}:")
    print(", ".join(f"{each} {version(each)}" for each in LIBRARIES), end="\n\n")
    print("| frame | call | rows | CPU | time | at most | ours | by hand |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        files = Files(Path(folder), rows)
        for engine in engines or ENGINES:
            for piece in ENGINES[engine](files):
                print(measured(piece, rows), flush=True)


# -- a hundred million rows -------------------------------------------------------------------------------------------

_STREAM = {
    "polars": (
        "import polars as pl\n"
        "rows = pl.scan_parquet(path)\n"
        "found = frames.with_party(rows, 'budapest', state='state', on='day')\n"
        "print(found.group_by('party').len().collect(engine='streaming').sort('party').rows())"
    ),
    "polars to Parquet": (
        "import polars as pl\n"
        "rows = pl.scan_parquet(path)\n"
        "found = frames.with_status(rows, 'budapest', state='state', on='day')\n"
        "found.sink_parquet(path + '.out', engine='streaming')"
    ),
    "DuckDB": (
        "import duckdb\n"
        "duckdb.sql(\"SET memory_limit = '1500MB'; SET enable_progress_bar = false\")\n"
        "found = frames.with_party(duckdb.read_parquet(path), 'budapest', state='state', on='day')\n"
        "print(found.aggregate('party, count(*)').fetchall())"
    ),
    "DuckDB to Parquet": (
        "import duckdb\n"
        "duckdb.sql(\"SET memory_limit = '1500MB'; SET enable_progress_bar = false\")\n"
        "found = frames.with_status(duckdb.read_parquet(path), 'budapest', state='state', on='day')\n"
        "found.write_parquet(path + '.out')"
    ),
}
# The kernel's own mark: what getrusage tells of a child begins with its parent's.
_PEAK = "\nprint(int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) // 1024, 'MiB at most')"


def stream() -> None:
    """Print the time and the memory's peak of a hundred million rows from Parquet, each in its own process."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "rows.parquet")
        parts = [str(Path(folder) / f"{part}.parquet") for part in range(10)]
        for part in parts:
            random_rows(10_000_000).write_parquet(part)
        duckdb.sql(f"COPY (SELECT * FROM read_parquet({parts})) TO '{path}'")
        for name, code in _STREAM.items():
            head = f"from cyberconventions import frames\npath = {path!r}\n"
            start = perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", head + code + _PEAK], check=True, capture_output=True, text=True
            )
            print(f"{name}: {perf_counter() - start:.1f} s, {done.stdout.strip().replace(chr(10), ', ')}", flush=True)


if __name__ == "__main__":
    warnings.simplefilter("error", cc.CoverageWarning)
    words = sys.argv[1:]
    if words == ["stream"]:
        stream()
    else:
        numbers = [each for each in words if each not in ENGINES]
        table(int(float(numbers[0])) if numbers else 10_000_000, [each for each in words if each in ENGINES])
