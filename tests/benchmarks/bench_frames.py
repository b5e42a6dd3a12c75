"""How fast columns are, each against the best that a person would write by hand, measured in the same run.

``PYTHONPATH=src python tests/benchmarks/bench_frames.py`` prints ratios at ten million rows;
``… tests/benchmarks/bench_frames.py growth`` prints how time grows from 1e5 rows on, for polars and DuckDB;
``… tests/benchmarks/bench_frames.py stream`` reads a hundred million rows from Parquet and prints the memory's peak
(it writes some 400 MB into the temporary folder first). What is written by hand must give the same answers, or the
script stops; no timing is asserted anywhere.
"""

# ruff: noqa: T201, S608, ANN401 - a script prints, writes its own queries, and takes frames of any library
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportAttributeAccessIssue=false, reportUnknownLambdaType=false, reportUnknownParameterType=false, reportMissingTypeStubs=false

import gc
import os
import resource
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import pyarrow.compute as pc  # type: ignore[import-untyped,unused-ignore]
import pycountry

import cyberconventions as cc
from cyberconventions import frames

Work = Callable[[], object]
ROWS = 10_000_000
ROUNDS = 5
LAST = np.datetime64("2026-04-25")
OPTIONS: dict[str, Any] = {"default": {}, "nulls": {"errors": "null", "on_coverage": "null"}}
CODES: list[str] = [country.alpha_3 for country in pycountry.countries]


def random_rows(rows: int) -> pl.DataFrame:
    """Return alpha-3 codes and days, evenly spread."""
    chance = np.random.default_rng(185)
    states = pl.Series(CODES).gather(pl.Series(chance.integers(0, len(CODES), rows)))
    first = np.datetime64("1995-01-01")
    days = first + chance.integers(0, int((LAST - first).astype(int)) + 1, rows).astype("timedelta64[D]")
    return pl.DataFrame({"state": states, "day": pl.Series(days).cast(pl.Date)})


def seconds(work: Work) -> float:
    """Return how long a piece of work takes, without the rubbish of the one before."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def plain(frame: Any) -> pl.DataFrame:
    """Return what any of the pieces gives, as one kind of frame; the column of answers comes last."""
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return pl.DataFrame(frame.to_arrow_table())
    return frame if isinstance(frame, pl.DataFrame) else pl.DataFrame(pl.from_dataframe(frame))


def same(ours: Any, theirs: Any) -> bool:
    """Tell whether two results have the same answers, row by row or, from DuckDB's joins, as often for each row."""
    found, expected = plain(ours), plain(theirs)
    answers = found.to_series(-1), expected.to_series(-1)
    if not isinstance(theirs, duckdb.DuckDBPyRelation):
        return answers[0].cast(answers[1].dtype).equals(answers[1], null_equal=True)
    keys = ["state", "day", found.columns[-1]]
    return found.select(keys).sort(keys).equals(expected.select(keys).sort(keys))


def compare(title: str, ours: Work, by_hand: Mapping[str, Work], rounds: int = ROUNDS) -> None:
    """Print the median of our time over that of each piece written by hand, taken in turn."""
    found = ours()
    for name, work in by_hand.items():
        if found is not None and not same(found, work()):
            raise SystemExit(f"{title}: {name} gives other answers")
    del found
    ratios: dict[str, list[float]] = {name: [] for name in by_hand}
    taken: list[float] = []
    bases: dict[str, list[float]] = {name: [] for name in by_hand}
    for _ in range(rounds):
        for name, work in by_hand.items():
            base, own = seconds(work), seconds(ours)
            taken.append(own)
            bases[name].append(base)
            ratios[name].append(own / base)
    best = min(bases, key=lambda name: median(bases[name]))
    print(f"{title}: {median(ratios[best]):.2f} times the best by hand ({median(taken):.3f} s)")
    for name in by_hand:
        mark = "*" if name == best else " "
        print(f"  {mark} {name}: {median(bases[name]):.3f} s, ratio {median(ratios[name]):.2f}")
    sys.stdout.flush()


def since() -> dict[str, Any]:
    """Return the day since which each State is a party: what a person would type in."""
    return {each.state.id: each.periods[0].start for each in cc.treaty("budapest") if each.periods}


def polars_ratios(rows: pl.DataFrame) -> None:
    """Compare eager and lazy polars."""
    start = since()
    table = pl.DataFrame({"state": list(start), "start": list(start.values())})
    periods = frames.intervals("budapest", backend="polars").with_columns(pl.col("start").fill_null(pl.date(1, 1, 1)))
    wide = periods.group_by("state", maintain_order=True).agg("start", "status")
    starts = pl.lit(pl.Series([start.get(code) for code in CODES], dtype=pl.Date))
    # The fastest that was found: the code of an enumeration is the place in a list.
    place = pl.col("state").cast(pl.Enum(CODES), strict=False).to_physical()
    enumerated = (pl.col("day") >= starts.gather(place)).fill_null(value=False).alias("party")
    since_ = pl.col("state").replace_strict(start, default=None, return_dtype=pl.Date)
    replaced = (pl.col("day") >= since_).fill_null(value=False).alias("party")

    def joined() -> object:
        found = rows.join(table, on="state", how="left", maintain_order="left")
        return found.with_columns(party=(pl.col("day") >= pl.col("start")).fill_null(value=False)).drop("start")

    def ladder() -> object:
        most = int(wide["start"].list.len().max())  # pyright: ignore[reportArgumentType]
        steps = [pl.col("start").list.get(place, null_on_oob=True).alias(f"d{place}") for place in range(most)]
        values = [pl.col("status").list.get(place, null_on_oob=True).alias(f"v{place}") for place in range(most)]
        flat = wide.select("state", *steps, *values)
        chain: Any = pl.when(pl.col("day") >= pl.col(f"d{most - 1}")).then(pl.col(f"v{most - 1}"))
        for place in range(most - 2, -1, -1):
            chain = chain.when(pl.col("day") >= pl.col(f"d{place}")).then(pl.col(f"v{place}"))
        found = rows.lazy().join(flat.lazy(), on="state", how="left", maintain_order="left")
        return found.with_columns(status=chain).select("state", "day", "status").collect()

    def filtered() -> object:
        ends = periods.with_columns(pl.col("end").fill_null(pl.date(9999, 12, 31)))
        found = rows.lazy().with_row_index().join(ends.lazy(), on="state")
        within = (pl.col("day") >= pl.col("start")) & (pl.col("day") < pl.col("end"))
        return found.filter(within).sort("index").select("state", "day", "status").collect()

    lazy = rows.lazy()
    streaming: Any = {
        "Enum and gather, streaming": lambda: lazy.with_columns(enumerated).collect(engine="streaming"),
        "replace_strict, streaming": lambda: lazy.with_columns(replaced).collect(engine="streaming"),
    }
    compare(
        "polars with_party",
        lambda: frames.with_party(rows, "budapest", state="state", on="day"),
        {
            "join, ordered": joined,
            "replace_strict": lambda: rows.with_columns(replaced),
            "Enum and gather": lambda: rows.with_columns(enumerated),
            **streaming,
        },
    )
    compare(
        "polars with_status",
        lambda: frames.with_status(rows, "budapest", state="state", on="day"),
        {"join and when/then": ladder, "join and filter": filtered},
        rounds=3,
    )

    def planned(**options: Any) -> object:
        return frames.with_party(lazy, "budapest", state="state", on="day", **options).collect(engine="streaming")

    def asked_and_enumerated() -> object:
        # What a person asks who wants to know which values are unknown, and how many days are late.
        late = (pl.col("day") > pl.lit(LAST)).sum().alias("late")
        counts = lazy.group_by("state").agg(pl.len(), late).collect(engine="streaming")
        if not counts["state"].is_in(CODES).all() or counts["late"].sum():
            raise SystemExit("the frame holds what the benchmark does not expect")
        return streaming["Enum and gather, streaming"]()

    for name, options in OPTIONS.items():
        asked: Any = {} if options else {"asked what is unknown, Enum and gather": asked_and_enumerated}
        compare(f"polars lazy with_party, {name}", partial(planned, **options), streaming | asked)

    pairs = rows.with_columns(to=pl.col("state").reverse())
    other = pl.col("to").cast(pl.Enum(CODES), strict=False).to_physical()
    both = (pl.col("day") >= starts.gather(place)) & (pl.col("day") >= starts.gather(other))
    compare(
        "polars both_bound",
        lambda: frames.both_bound(pairs, "budapest", a="state", b="to", on="day"),
        {"Enum and gather, twice": lambda: pairs.with_columns(both.fill_null(value=False).alias("both"))},
        rounds=3,
    )
    taken = seconds(lambda: frames.common_treaties(pairs, a="state", b="to", on="day", on_coverage="null"))
    print(f"polars common_treaties, {len(cc.treaties())} treaties: {taken:.3f} s")


def pandas_ratios(rows: pl.DataFrame) -> None:
    """Compare pandas, with its own text and with objects."""
    start = {state: pd.Timestamp(day) for state, day in since().items()}
    days = rows["day"].to_numpy().astype("datetime64[ns]")
    own = pd.DataFrame({"state": pd.Series(rows["state"].to_numpy(), dtype="str"), "day": days})

    def mapped(frame: Any) -> object:
        return frame.assign(party=frame["state"].map(start) <= frame["day"])

    periods = frames.intervals("budapest")
    steps = {each.state: [one for one in periods if one.state == each.state] for each in periods}
    most = max(map(len, steps.values()))

    def mapped_steps(frame: Any) -> object:
        found = frame["state"].map({state: each[0].status for state, each in steps.items()})
        for step in range(1, most):
            later = {state: each[step] for state, each in steps.items() if len(each) > step}
            days = {state: pd.Timestamp(str(each.start)) for state, each in later.items()}
            reached = frame["day"] >= frame["state"].map(days)
            found = found.mask(reached, frame["state"].map({state: each.status for state, each in later.items()}))
        return frame.assign(status=found)

    columns: Any = {"state": "state", "on": "day"}
    kinds = (
        ("str", own),
        ("object", own.astype({"state": object})),
        ("category", own.astype({"state": "category"})),
    )
    for title, frame in kinds:
        compare(
            f"pandas with_party, {title}",
            partial(frames.with_party, frame, "budapest", **columns),
            {"Series.map": partial(mapped, frame)},
            rounds=3,
        )
        compare(
            f"pandas with_status, {title}",
            partial(frames.with_status, frame, "budapest", **columns),
            {"Series.map, once per change": partial(mapped_steps, frame)},
            rounds=3,
        )


def arrow_ratios(rows: pl.DataFrame) -> None:
    """Compare pyarrow."""
    start = since()
    table = rows.to_arrow().cast(pa.schema([("state", pa.string()), ("day", pa.date32())]))
    states, days = pa.array(start), pa.array(start.values())

    def by_hand() -> object:
        since_ = pc.take(days, pc.index_in(table["state"], states))
        return table.append_column("party", pc.fill_null(pc.greater_equal(table["day"], since_), fill_value=False))

    compare(
        "pyarrow with_party",
        lambda: frames.with_party(table, "budapest", state="state", on="day"),
        {"index_in and take": by_hand},
    )
    periods = (
        frames.intervals("budapest", backend="polars").group_by("state", maintain_order=True).agg("start", "status")
    )
    most = int(periods["start"].list.len().max())  # pyright: ignore[reportArgumentType]
    keys = periods["state"].to_arrow().cast(pa.string())
    steps = [periods["start"].list.get(place, null_on_oob=True).to_arrow() for place in range(most)]
    values = [periods["status"].list.get(place, null_on_oob=True).to_arrow().cast(pa.string()) for place in range(most)]

    def ladder() -> object:
        place = pc.index_in(table["state"], keys)
        found = pc.take(values[0], place)
        for step, value in zip(steps[1:], values[1:], strict=True):
            reached = pc.fill_null(pc.greater_equal(table["day"], pc.take(step, place)), fill_value=False)
            found = pc.if_else(reached, pc.take(value, place), found)
        return table.append_column("status", found)

    compare(
        "pyarrow with_status",
        lambda: frames.with_status(table, "budapest", state="state", on="day"),
        {"index_in, take and if_else": ladder},
        rounds=3,
    )


def duckdb_ratios(rows: pl.DataFrame) -> None:
    """Compare DuckDB, from a table of its own into a table of its own."""
    connection = duckdb.connect()
    connection.register("given", rows.to_arrow())
    connection.sql("CREATE TABLE logs AS SELECT state::VARCHAR AS state, day FROM given")
    connection.sql("CREATE TABLE numbered AS SELECT *, row_number() OVER () AS number FROM logs")
    connection.register("periods_given", frames.intervals("budapest", backend="pyarrow"))
    connection.sql(
        "CREATE TABLE periods AS SELECT state, status, coalesce(start, DATE '0001-01-01') AS first_day, "
        "coalesce(\"end\", DATE '9999-12-31') AS end_day FROM periods_given"
    )
    values = ", ".join(f"('{state}', DATE '{day}')" for state, day in since().items())
    connection.sql(f"CREATE TABLE since AS SELECT * FROM (VALUES {values}) AS t(state, start)")
    logs = connection.table("logs")
    of_periods = "FROM logs LEFT JOIN periods ON logs.state = periods.state AND day >= first_day AND day < end_day"
    queries = {
        frames.with_party: {
            "join": "SELECT logs.*, coalesce(day >= start, false) AS party FROM logs LEFT JOIN since USING (state)",
            # Where the status is not known, it is not because the State may be a party.
            "join of State x period": f"SELECT logs.*, coalesce(status = 'party', false) AS party {of_periods}",
        },
        frames.with_status: {"join": f"SELECT logs.*, status {of_periods}"},
    }
    # What a person asks who wants to know which values have no match, and how many days are late.
    unknown = "SELECT state, count(*) FROM logs ANTI JOIN periods USING (state) GROUP BY state"
    late = f"SELECT count(*) FROM logs WHERE day > DATE '{LAST}'"

    def kept(relation: duckdb.DuckDBPyRelation) -> None:
        relation.create("kept")
        connection.execute("DROP TABLE kept")

    def answered(ours: Callable[[], duckdb.DuckDBPyRelation]) -> None:
        kept(ours())

    def joined(query: str) -> None:
        kept(connection.sql(query))

    def asked_and_joined(query: str) -> None:
        if connection.sql(unknown).fetchall() or connection.sql(late).fetchall() != [(0,)]:
            raise SystemExit("the table holds what the benchmark does not expect")
        joined(query)

    for call, by_hand in queries.items():
        query = by_hand["join"]
        ordered = f"SELECT * EXCLUDE (number) FROM ({query.replace('logs', 'numbered')}) ORDER BY number"
        works: dict[str, Work] = {name: partial(joined, each) for name, each in by_hand.items()}
        works["join, ordered"] = partial(joined, ordered)
        for name, options in OPTIONS.items():
            ours = partial(call, logs, "budapest", state="state", on="day", **options)
            if not all(same(ours(), connection.sql(each)) for each in by_hand.values()):
                raise SystemExit(f"other answers than by hand: {by_hand}")
            asked: dict[str, Work] = {}
            if not options:
                asked["asked what has no match, joined"] = partial(asked_and_joined, query)
            compare(f"DuckDB {call.__name__}, {name}", partial(answered, ours), works | asked)


def duckdb_names(rows: pl.DataFrame) -> None:
    """Print what names, and what means no State, cost on DuckDB: an ENUM answers slowly for a text that it has not."""
    connection = duckdb.connect()
    few = rows.head(1_000_000)
    quiet = OPTIONS["nulls"]
    texts = {
        "names": [country.name for country in pycountry.countries],
        "alpha-2 codes": [country.alpha_2 for country in pycountry.countries],
        "no State's names": ["Korea", "Narnia"],
        "three capitals that are no code": ["XXX", "UNK"],
    }

    def answered(**options: Any) -> None:
        frames.with_party(connection.table("logs"), "budapest", state="state", on="day", **options).create("kept")
        connection.execute("DROP TABLE kept")

    for title, names in texts.items():
        states = pl.Series(names * (len(few) // len(names) + 1)).head(len(few))
        connection.register("given", few.with_columns(state=states).to_arrow())
        connection.sql("CREATE OR REPLACE TABLE logs AS SELECT state::VARCHAR AS state, day FROM given")
        for name, asked in (("nulls", quiet),):
            print(f"DuckDB with_party, {title}, {name}: {seconds(partial(answered, **asked)):.2f} s a million rows")


def naive_ratio(rows: pl.DataFrame) -> None:
    """Compare with a call of the scalar API per row."""
    frame = rows.head(200_000).to_pandas()
    budapest = cc.treaty("budapest")

    def naive() -> object:
        return frame.apply(lambda row: budapest.status(row["state"], row["day"]).value, axis=1)

    slow = seconds(naive) / len(frame)
    whole = rows.to_pandas()
    whole["day"] = whole["day"].astype("datetime64[s]")
    fast = seconds(lambda: frames.with_status(whole, "budapest", state="state", on="day")) / len(whole)
    fastest = seconds(lambda: frames.with_status(rows, "budapest", state="state", on="day")) / len(rows)
    print(f"apply of the scalar call: {slow / fast:.0f} times pandas, {slow / fastest:.0f} times polars")


def cores(work: Work) -> tuple[float, float]:
    """Return the time that a piece of work takes, and that of all cores together."""
    work()
    taken: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        gc.collect()
        start, busy = perf_counter(), process_time()
        work()
        taken.append((perf_counter() - start, process_time() - busy))
    return median(each[0] for each in taken), median(each[1] for each in taken)


def floor(rows: int) -> None:
    """Print rows per second of one core beside a take of numpy, which is as fast as memory allows."""
    table = random_rows(rows)
    places = np.random.default_rng(1).integers(0, 60_000, rows)
    cells = np.zeros(60_000, dtype=np.uint8)
    connection = duckdb.connect()
    connection.register("given", table.to_arrow())
    connection.sql("CREATE TABLE logs AS SELECT state::VARCHAR AS state, day FROM given")
    logs = connection.table("logs")

    def counted() -> object:
        return frames.with_party(logs, "budapest", state="state", on="day").aggregate("party, count(*)").fetchall()

    pieces: dict[str, Work] = {
        "numpy take": lambda: cells.take(places),
        "polars": lambda: frames.with_party(table, "budapest", state="state", on="day"),
        "DuckDB, counted": counted,
    }
    for name, work in pieces.items():
        taken, busy = cores(work)
        print(f"{rows:>11,} rows, {name}: {taken:.4f} s, {rows / busy / 1e6:.0f} million rows per second and core")
    sys.stdout.flush()


def growth() -> None:
    """Print how time grows with rows."""
    for rows in (10**5, 10**6, 10**7, 10**8):
        floor(rows)


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
            random_rows(ROWS).write_parquet(part)
        duckdb.sql(f"COPY (SELECT * FROM read_parquet({parts})) TO '{path}'")
        for name, code in _STREAM.items():
            head = f"from cyberconventions import frames\npath = {path!r}\n"
            start = perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", head + code + _PEAK], check=True, capture_output=True, text=True
            )
            print(f"{name}: {perf_counter() - start:.1f} s, {done.stdout.strip().replace(chr(10), ', ')}", flush=True)


def main(what: str) -> None:
    """Run one of the parts."""
    warnings.simplefilter("error", cc.CoverageWarning)
    libraries = ("polars", "pandas", "pyarrow", "duckdb", "numpy", "narwhals")
    print(f"{os.cpu_count()} cores;", ", ".join(f"{each} {version(each)}" for each in libraries))
    if what == "growth":
        growth()
    elif what == "stream":
        stream()
    else:
        rows = random_rows(ROWS)
        parts = {
            "polars": polars_ratios,
            "pandas": pandas_ratios,
            "arrow": arrow_ratios,
            "duckdb": duckdb_ratios,
            "duckdb_names": duckdb_names,
            "naive": naive_ratio,
        }
        for name, part in parts.items():
            if what in ("ratios", name):
                part(rows)
        print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "ratios")
