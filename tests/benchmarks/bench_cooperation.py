"""How fast ``frames.with_cooperation`` is against two joins and a ``CASE`` written by hand, in the same run.

``python tests/benchmarks/bench_cooperation.py`` prints a table at a million rows; ``… 4e6`` takes more. As in
``bench_frames.py``: each answer, ours and the one by hand, is compared with the scalar call before it is timed, both
are run in turn, and a figure is the median of ours over the median of the other, of CPU time and of time by the clock.
Both give null where a State or the day is null, and where both are the same State.
"""

# ruff: noqa: T201, S608, ANN401 - a script prints, writes its own queries, and takes frames of any library
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

import gc
import sys
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import attrs
import duckdb
import polars as pl

import cyberconventions as cc
from cyberconventions import frames
from cyberconventions._states import territory_codes

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.benchmarks.bench_frames import CODES, random_rows

ROUNDS = 15
MOST = 1.5
CHECKED = 3000  # rows that are compared with the scalar call
ASKED: dict[str, Any] = {"requesting": "state", "requested": "to", "on": "day", "into": "answer"}
STATES = [code for code in CODES if code not in territory_codes()]
NEVER = date(9999, 12, 31)
MEASURES: dict[str, "list[str] | None"] = {"preservation": None, "mutual assistance": ["ets185", "untoc"]}


@attrs.frozen(eq=False)
class Piece:
    """One line of the table: ours, and what a person would write instead.

    Attributes:
        engine: The engine.
        measure: What is asked for, under the treaties of ``MEASURES``.
        ours: Makes our frame.
        by_hand: What is written by hand.
        run: Runs a frame to its end.
        read: Returns the answers of a frame in the order of the rows.
    """

    engine: str
    measure: str
    ours: Callable[[], Any]
    by_hand: Callable[[], Any]
    run: Callable[[Any], object]
    read: Callable[[Any], "list[bool | None]"]


def first_days(treaties: "list[str]") -> pl.DataFrame:
    """Return for each State the first day as a party to each treaty: what a person would type in."""
    found: dict[str, Any] = {"state": STATES}
    for id_ in treaties:
        days = {each.state.id: each.periods[0].start for each in cc.treaty(id_) if each.periods}
        found[id_] = [days.get(code, NEVER) for code in STATES]
    return pl.DataFrame(found)


def polars_pieces(rows: pl.DataFrame) -> Iterator[Piece]:
    """Compare polars: eager, against a lazy plan that the streaming engine runs."""

    def by_hand(small: pl.DataFrame) -> pl.DataFrame:
        ids = small.columns[1:]
        other = small.rename({"state": "to", **{id_: f"{id_} of the other" for id_ in ids}}).lazy()
        found = rows.lazy().join(small.lazy(), on="state", how="left", maintain_order="left")
        found = found.join(other, on="to", how="left", maintain_order="left")
        day = pl.col("day")
        bound = pl.any_horizontal([(day >= pl.col(id_)) & (day >= pl.col(f"{id_} of the other")) for id_ in ids])
        answer = pl.when((pl.col("state") != pl.col("to")) & day.is_not_null()).then(bound)
        made: pl.DataFrame = found.select(*rows.columns, answer=answer).collect(engine="streaming")
        return made

    for measure, treaties in MEASURES.items():
        yield Piece(
            "polars",
            measure,
            partial(frames.with_cooperation, rows, measure, treaties=treaties, **ASKED),
            partial(by_hand, first_days(treaties or ["ets185"])),
            lambda frame: frame,
            lambda frame: frame["answer"].to_list(),
        )


def duckdb_pieces(rows: pl.DataFrame) -> Iterator[Piece]:
    """Compare DuckDB, from a table of its own into a table of its own."""
    connection = duckdb.connect()
    connection.sql("SET enable_progress_bar = false")
    connection.register("given", rows.with_row_index("n").to_arrow())
    connection.sql("CREATE TABLE requests AS SELECT * FROM given")

    def run(relation: Any) -> None:
        relation.create("kept")
        connection.execute("DROP TABLE kept")

    def ours(measure: str, treaties: "list[str] | None") -> Any:
        return frames.with_cooperation(connection.table("requests"), measure, treaties=treaties, **ASKED)

    for place, (measure, treaties) in enumerate(MEASURES.items()):
        small = first_days(treaties or ["ets185"])
        connection.register("small", small.to_arrow())
        connection.sql(f"CREATE TABLE small_{place} AS SELECT * FROM small")
        bound = " OR ".join(f"(day >= a.{id_} AND day >= b.{id_})" for id_ in small.columns[1:])
        query = (
            f"SELECT requests.*, CASE WHEN a.state <> b.state AND day IS NOT NULL THEN {bound} END AS answer "
            f"FROM requests LEFT JOIN small_{place} AS a ON requests.state = a.state "
            f'LEFT JOIN small_{place} AS b ON requests."to" = b.state'
        )
        yield Piece(
            "DuckDB",
            measure,
            partial(ours, measure, treaties),
            partial(connection.sql, query),
            run,
            lambda relation: [answer for (answer,) in relation.order("n").project("answer").fetchall()],
        )


def scalar(row: "tuple[Any, Any, Any]", measure: str) -> bool | None:
    """Return what the scalar call says of a row."""
    asking, day, asked = row
    if None in row or asking == asked:
        return None
    with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):  # of a protocol's record
        found = cc.cooperation(requesting=asking, requested=asked, measure=measure, on=day, treaties=MEASURES[measure])
    return {cc.Answer.YES: True, cc.Answer.NO: False}.get(found.answer)


def measured(piece: Piece, rows: pl.DataFrame) -> str:
    """Compare, run in turn, and return the line of the table."""
    works = {"ours": piece.ours, "by hand": piece.by_hand}
    expected = [scalar(row, piece.measure) for row in rows.head(CHECKED).rows()]
    answers = {name: piece.read(work()) for name, work in works.items()}
    if answers["ours"] != answers["by hand"] or answers["ours"][:CHECKED] != expected:
        raise SystemExit(f"{piece.engine}, {piece.measure}: the answers differ")
    cpu: dict[str, list[float]] = {name: [] for name in works}
    wall: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            gc.collect()
            start, busy = perf_counter(), process_time()
            piece.run(work())
            cpu[name].append(process_time() - busy)
            wall[name].append(perf_counter() - start)
    ratios = [median(each["ours"]) / median(each["by hand"]) for each in (cpu, wall)]
    treaties = ", ".join(MEASURES[piece.measure] or ["all treaties"])
    taken = f"{ratios[0]:.2f} | {ratios[1]:.2f} | {MOST:.2f} | {median(cpu['ours']):.2f} s"
    return f"| {piece.engine} | {piece.measure} ({treaties}) | {taken} |"


def main(count: int) -> None:
    """Compare, and print the table."""
    rows = random_rows(count, STATES, nulls=True)
    rows = rows.with_columns(to=pl.col("state").reverse())
    print(f"{count:,} rows: polars {pl.__version__}, DuckDB {duckdb.__version__}\n")
    print("| frame | measure | CPU | time | at most | ours, CPU |\n|---|---|---|---|---|---|")
    for pieces in (polars_pieces, duckdb_pieces):
        for piece in pieces(rows):
            print(measured(piece, rows), flush=True)


if __name__ == "__main__":
    warnings.simplefilter("error", cc.CoverageWarning)
    main(int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000)
