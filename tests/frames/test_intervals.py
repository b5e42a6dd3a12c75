"""The table State × period."""

import itertools
import sys
from datetime import date

import pytest

import cyberconventions as cc
from cyberconventions import frames
from tests.frames.engines import (
    ENGINES,
    invented,
    needed,
    partial,
    plain,
    spark,
    status,
)

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark's sockets
]


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
        found = {name: [plain(each) for each in values] for name, values in engine.read(table).items()}
        rows = [
            tuple(getattr(value, "date", lambda value=value: value)() for value in row)
            for row in zip(*found.values(), strict=True)
        ]

        assert backend == type(table).__module__.split(".")[0].lstrip("_")
        expected = list(frames.intervals(["budapest", partial()]))
        assert sorted(expected, key=str) == sorted(rows, key=str)

    def test_wrong_backends(self) -> None:
        """A backend has a name, and not every name is one."""
        with pytest.raises(cc.errors.InvalidValueError, match="did you mean 'pandas'"):
            frames.intervals("budapest", backend="panda")
        with pytest.raises(cc.errors.InvalidTypeError, match="expected one of"):
            frames.intervals("budapest", backend=needed("pandas").DataFrame())

    def test_joins_with_texts(self) -> None:
        """States and statuses are texts, as in most frames, and not categories."""
        pl = needed("polars")
        periods = pl.DataFrame(frames.intervals("budapest"))
        joined = pl.DataFrame({"state": ["FRA"]}).join(periods, on="state")

        assert "party" == joined["status"].to_list()[-1]

    def test_a_schema_that_is_asked_for(self) -> None:
        """Who asks for texts and days gets them."""
        pa = needed("pyarrow")
        kinds = {
            name: pa.date32() if name in ("start", "end", "as_of") else pa.string() for name in frames.Interval._fields
        }
        reader = pa.RecordBatchReader.from_stream(frames.intervals("budapest"), schema=pa.schema(kinds))

        assert pa.schema(kinds) == reader.read_all().schema

    def test_missing_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is missing is named: the backend or, where pandas is there but not narwhals, that and the extra."""
        needed("pandas")
        monkeypatch.setitem(sys.modules, "dask.dataframe", None)
        with pytest.raises(cc.errors.MissingExtraError, match="backend 'dask' needs dask.dataframe: pip install"):
            frames.intervals("budapest", backend="dask")
        monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
        with pytest.raises(cc.errors.MissingExtraError, match=r"need narwhals and numpy .*pip install '\.\[frames\]'"):
            frames.intervals("budapest", backend="pandas")

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
