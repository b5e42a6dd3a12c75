"""The printed DuckDB query."""

import pytest

import cyberconventions as cc
from cyberconventions import frames
from tests.frames.engines import ENGINES, TREATIES, Native, needed, party, random_columns, status

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark's sockets
]


class TestQuery:
    """The query gives what the frame functions give."""

    duckdb = needed("duckdb")

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
        expected = frames.with_status(given, "budapest", state="code", on="day", errors="null").order("code").fetchall()
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
        with pytest.raises(cc.errors.InvalidValueError, match="question='when'"):
            frames.sql("budapest", "logs", state="state", on="day", question="when")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
