"""How fast the core is, each figure against a baseline measured in the same run.

Run by ``python -m pytest tests/benchmarks --benchmark-only``. The ratios are printed at the end; nothing
here is asserted but that the work was done.
"""

import inspect
import subprocess
import sys
import timeit
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import cast

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import cyberconventions as cc
from cyberconventions import _treaties
from cyberconventions._dataset import current

FIRST_ANSWER = "import cyberconventions as cc; cc.treaty('budapest').is_party('FRA', on='2010-01-01')"


def process(code: str) -> float:
    """Return the seconds that a fresh interpreter needs."""
    return timeit.timeit(lambda: subprocess.run([sys.executable, "-c", code], check=True), number=1)


def in_turn(ours: Callable[[], float], base: Callable[[], float], rounds: int) -> tuple[float, float, float]:
    """Return the medians of both, and of their ratio pair by pair: the machine's speed drifts."""
    pairs = [(ours(), base()) for _ in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs)


def test_import(benchmark: BenchmarkFixture, ratios: list[str]) -> None:
    """``import cyberconventions`` against a bare interpreter."""
    benchmark.pedantic(process, args=("import cyberconventions",), rounds=5)  # type: ignore[no-untyped-call]  # pyright: ignore[reportUnknownMemberType]
    ours, base, ratio = in_turn(lambda: process("import cyberconventions"), lambda: process("pass"), 41)
    ratios.append(f"import cyberconventions: {1e3 * (ours - base):+.2f} ms over bare Python ({ratio:.2f} times)")


def test_first_answer(benchmark: BenchmarkFixture, ratios: list[str]) -> None:
    """A cold process to the first answer, against one that only imports attrs."""
    benchmark.pedantic(process, args=(FIRST_ANSWER,), rounds=5)  # type: ignore[no-untyped-call]  # pyright: ignore[reportUnknownMemberType]
    ours, base, ratio = in_turn(lambda: process(FIRST_ANSWER), lambda: process("import attrs"), 41)
    ratios.append(
        f"first answer: {ratio:.2f} times a process that imports attrs ({1e3 * ours:.0f} and {1e3 * base:.0f} ms)"
    )


def test_is_party(benchmark: BenchmarkFixture, ratios: list[str]) -> None:
    """``is_party`` with a State id and a date, against a dict look-up plus a date comparison."""
    budapest, day = cc.treaty("budapest"), date(2010, 1, 1)
    since = {"FRA": date(2006, 5, 1)}
    assert benchmark(budapest.is_party, "FRA", day)  # pyright: ignore[reportUnknownMemberType]

    def ours() -> float:
        return timeit.timeit(
            "is_party('FRA', day)", globals={"is_party": budapest.is_party, "day": day}, number=100_000
        )

    def base() -> float:
        return timeit.timeit("since['FRA'] <= day", globals={"since": since, "day": day}, number=100_000)

    mine, floor, ratio = in_turn(ours, base, 21)
    ratios.append(
        f"is_party: {ratio:.1f} times a dict look-up plus a date comparison ({1e4 * mine:.0f} and {1e4 * floor:.0f} ns)"
    )


def test_parse_chart(benchmark: BenchmarkFixture, page: str, ratios: list[str]) -> None:
    """``parse_chart`` on the page of 2020, against splitting its lines into words."""
    chart = cast("cc.Chart", benchmark(cc.parse_chart, page))  # pyright: ignore[reportUnknownMemberType]
    assert 74 == len(chart.rows)

    def ours() -> float:
        return timeit.timeit(lambda: cc.parse_chart(page), number=10) / 10

    def base() -> float:
        return timeit.timeit(lambda: [line.split() for line in page.splitlines()], number=10) / 10

    mine, _, ratio = in_turn(ours, base, 21)
    ratios.append(f"parse_chart: {1e3 * mine:.2f} ms for 74 rows ({ratio:.0f} times splitting the page into words)")


if __name__ == "__main__":
    sys.exit(pytest.main([__file__, "--benchmark-only"]))


def test_nine_treaties(benchmark: BenchmarkFixture, ratios: list[str]) -> None:
    """All treaties with every act, in a process that is warm, against reading the same tables as rows."""
    ids = [each.id for each in cc.treaties()]

    def ours() -> int:
        return sum(len(inspect.unwrap(_treaties._load)(id_).acts) for id_ in ids)  # pyright: ignore[reportPrivateUsage]

    def rows() -> int:
        return sum(len(current().rows(f"{id_}/acts.csv")) for id_ in ids)

    assert benchmark(ours) == rows()  # pyright: ignore[reportUnknownMemberType]
    taken, _, ratio = in_turn(lambda: timeit.timeit(ours, number=1), lambda: timeit.timeit(rows, number=1), 21)
    ratios.append(f"nine treaties: {1e3 * taken:.0f} ms for {rows()} acts ({ratio:.1f} times reading their rows)")


def test_cell(benchmark: BenchmarkFixture, ratios: list[str]) -> None:
    """A treaty's cell in a notebook, and its size."""
    budapest = cc.treaty("budapest")
    html = benchmark(budapest._repr_html_)  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportUnknownVariableType]

    seconds = min(timeit.repeat(budapest._repr_html_, number=1, repeat=50))  # pyright: ignore[reportPrivateUsage]
    size = len(html.encode()) / 1000  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
    ratios.append(f"cell of the Budapest Convention: {1e3 * seconds:.1f} ms, {size:.1f} kB for {len(budapest)} rows")


@pytest.mark.engines
def test_to_polars(benchmark: BenchmarkFixture, ratios: list[str]) -> None:
    """The acts as a polars frame, against a frame of columns that are ready."""
    pl = pytest.importorskip("polars")
    budapest = cc.treaty("budapest")
    table = budapest.table()
    ready = {name: table[name] for name in table.names}
    assert len(budapest.acts) == len(benchmark(budapest.to_polars))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]

    _, _, ratio = in_turn(
        lambda: timeit.timeit(budapest.to_polars, number=50),
        lambda: timeit.timeit(lambda: pl.DataFrame(ready), number=50),
        15,
    )
    ratios.append(f"t.to_polars(): {ratio:.1f} times polars.DataFrame of ready columns")


@pytest.mark.engines
def test_export(benchmark: BenchmarkFixture, ratios: list[str], tmp_path: Path) -> None:
    """The whole record as Parquet, in a process that has loaded pyarrow."""
    pytest.importorskip("pyarrow.parquet")

    def write() -> tuple[str, ...]:
        return cc.export(tmp_path, format="parquet", overwrite=True)

    assert benchmark.pedantic(write, rounds=3)  # type: ignore[no-untyped-call]  # pyright: ignore[reportUnknownMemberType]
    seconds = min(timeit.repeat(write, number=1, repeat=3))
    code = f"import cyberconventions as cc; cc.export({str(tmp_path)!r}, format='parquet', overwrite=True)"
    ratios.append(f"the record as Parquet: {seconds:.2f} s, {process(code):.2f} s in a fresh process")


@pytest.mark.engines
def test_picture(benchmark: BenchmarkFixture, ratios: list[str]) -> None:
    """The specification of the map, and the map as PNG."""
    pytest.importorskip("vl_convert")

    def specified() -> cc.plots.Picture:
        return cc.plots.map("budapest", on="2025-06-01")

    picture = benchmark(specified)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    made = min(timeit.repeat(specified, number=1, repeat=20))
    drawn = min(timeit.repeat(picture._repr_png_, number=1, repeat=9))  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportUnknownArgumentType]
    ratios.append(f"the map: {1e3 * made:.0f} ms for its specification, {drawn:.2f} s as PNG")
