"""``frames.check``: one query that counts what can't be answered, on every engine."""

import pickle
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

import cyberconventions as cc
from cyberconventions import frames
from tests.frames.engines import Engine, Native, invented, needed

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark's sockets
]

COLUMNS: Mapping[str, list[Native]] = {
    "from": ["FRA", "Korea", "Frnace", None, "Korea", "Japan"],
    "to": ["JPN", "JPN", "Narnia", "FRA", "JPN", "de"],
    "day": [date(2026, 8, 1), date(2030, 1, 1), date(2010, 1, 1), date(2010, 1, 1), None, date(2031, 1, 1)],
}


def test_one_column(engine: Engine) -> None:
    """Unresolved values come with their rows and suggestions; late days and nulls are counted."""
    found = frames.check(engine.frame(COLUMNS), invented(), state="from", on="day")

    assert [("from", "Korea", 2), ("from", "Frnace", 1)] == [
        (each.column, each.value, each.rows) for each in found.unresolved
    ]
    assert ("France",) == found.unresolved[1].suggestions
    assert (6, 2, (("from", 1), ("day", 1))) == (found.rows, found.late, found.nulls)
    assert not found.ok


def test_two_columns(engine: Engine) -> None:
    """A pair of columns is checked together: a row is late where both States are known."""
    found = frames.check(engine.frame(COLUMNS), invented(), state=("from", "to"), on="day")

    assert [("from", "Korea"), ("from", "Frnace"), ("to", "Narnia")] == [
        (each.column, each.value) for each in found.unresolved
    ]
    assert (2, (("from", 1), ("to", 0), ("day", 1))) == (found.late, found.nulls)


def test_texts_that_are_not_dates(engine: Engine) -> None:
    """A text of the column of days that is not an ISO date is reported; it is not late."""
    days = ["2010-01-01", "2030-01-01x", "1.2.2010", "1.2.2010", None, "2030-01-01"]
    found = frames.check(engine.frame({"state": ["FRA"] * 6, "day": days}), "budapest", state="state", on="day")

    assert [("day", "1.2.2010", 2, "not a date"), ("day", "2030-01-01x", 1, "not a date")] == [
        (each.column, each.value, each.rows, each.problem) for each in found.unresolved
    ]
    assert (1, 6) == (found.late, found.rows)


def test_all_in_order(engine: Engine) -> None:
    """A frame without findings is ok, nulls or not; so is one without rows."""
    table: Mapping[str, list[Native]] = {"state": ["FRA", None], "day": [date(2010, 1, 1)] * 2}
    for rows in (
        engine.frame(table),
        engine.make(needed("pyarrow").table({"n": [1], **{k: v[:1] for k, v in table.items()}})),
    ):
        found = frames.check(rows, ["budapest", "crc"], state="state", on="day")
        assert found.ok
        assert "ok" in str(found)


def test_numbers(engine: Engine) -> None:
    """Numbers are checked as numeric codes."""
    frame = engine.frame({"state": [250, 999, 999], "day": [date(2010, 1, 1)] * 3})
    found = frames.check(frame, "budapest", state="state", on="day")

    assert [("999", 2)] == [(each.value, each.rows) for each in found.unresolved]


@pytest.mark.parametrize("lazy", [False, True])
def test_time_zones(lazy: bool) -> None:
    """A datetime with a zone is late by its own calendar day."""
    pl = needed("polars")
    days = pl.Series([datetime(2026, 4, 25, 23, 30), datetime(2026, 4, 26, 0, 30)])  # noqa: DTZ001
    frame = pl.DataFrame({"state": ["FRA"] * 2, "day": days.dt.replace_time_zone("Pacific/Auckland")})

    assert 1 == frames.check(frame.lazy() if lazy else frame, invented(), state="state", on="day").late


def test_namibia(tmp_path: Path) -> None:
    """pandas reads Namibia's code as null unless told not to; the report counts what is null."""
    pd = needed("pandas")
    (tmp_path / "rows.csv").write_text("state,day\nNA,2010-01-01\nFR,2010-01-01\n", encoding="utf-8")
    lost = frames.check(pd.read_csv(tmp_path / "rows.csv"), "budapest", state="state", on="day")
    kept = frames.check(pd.read_csv(tmp_path / "rows.csv", keep_default_na=False), "budapest", state="state", on="day")

    assert (("state", 1), ("day", 0)) == lost.nulls
    assert (("state", 0), ("day", 0)) == kept.nulls


class TestReport:
    def report(self) -> frames.CheckReport:
        table = needed("pyarrow").table(COLUMNS)
        return frames.check(table, invented(), state=("from", "to"), on="day")

    def test_text(self) -> None:
        """It prints as a list that a person can work through."""
        assert (
            "6 rows checked against Invented No. 1, record as of 2026-04-25: "
            "3 unresolved values, 2 rows after the record\n"
            "  column 'from': 'Korea' is not a known State (2 rows) – did you mean"
        ) in str(self.report())
        assert "\n  column 'day': 2 rows after 2026-04-25\n  column 'from': 1 row null\n" in str(self.report())
        assert "<CheckReport Invented No. 1: 6 rows, 3 unresolved values, 2 rows after the record>" == repr(
            self.report()
        )

    def test_table(self) -> None:
        """It comes as a table, one row a finding."""
        rows = list(self.report().table())

        assert ("from", "not a known State", "Frnace", 1, "France") == tuple(rows[1])
        assert ("day", "after 2026-04-25", None, 2, None) == tuple(rows[-1])

    def test_a_value_like_others(self) -> None:
        """It is hashable, comparable and can be pickled."""
        found = self.report()

        assert found == pickle.loads(pickle.dumps(found))
        assert {found, self.report()} == {found}

    def test_columns(self) -> None:
        """Columns must be there, and be named."""
        table = needed("pyarrow").table(COLUMNS)
        with pytest.raises(cc.errors.ColumnError, match="no column 'form' – did you mean 'from'"):
            frames.check(table, "budapest", state="form", on="day")
        with pytest.raises(cc.errors.InvalidTypeError, match="^on=3, expected the name of a column; for one day, .*$"):
            frames.check(table, "budapest", state="from", on=3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
