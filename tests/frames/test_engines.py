"""What is particular to one engine: its types, its names of columns, the order of its rows."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions import frames
from cyberconventions.frames._join import DIALECTS, DuckDB
from cyberconventions.frames._spellings import known_spellings, state_id
from tests.frames.engines import LOUD, QUIET, Native, needed, pa, pandas_arrow, plain, status

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark's sockets
]


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

        assert ["party", None, "not participating"] == [plain(each) for each in found["a"]]
        assert ["party", "not participating", None] == [plain(each) for each in found["b"]]

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

        assert [True, True, None] == [plain(each) for each in found["a"]]
        assert [True, None, True] == [plain(each) for each in found["b"]]

    def test_equal_instants_of_different_days(self) -> None:
        """Objects that are equal as instants count each as its own calendar day."""
        instant = datetime(2006, 4, 30, 12, 30, tzinfo=UTC)
        days = [instant, instant.astimezone(timezone(timedelta(hours=12))), None]
        frame = self.pd.DataFrame({"state": "FRA", "day": self.pd.Series(days, dtype=object)})
        for rows, expected in ((frame, [False, True, None]), (frame[1::-1], [True, False])):
            found = frames.with_party(rows, "budapest", state="state", on="day")
            assert expected == [plain(each) for each in found["party"]]

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

        assert [False, True, None] == [plain(each) for each in found["party"]]
        assert days.dtype == found["day"].dtype

    def test_what_can_not_be_looked_up(self) -> None:
        """Lists are no States; two columns of one name are none to ask with."""
        lists = self.pd.DataFrame({"state": [["FRA"], ["JPN"]], "day": ["2010-01-01"] * 2})
        with pytest.raises(cc.errors.InvalidTypeError, match="'state' holds values that can't be looked up"):
            frames.with_status(lists, "budapest", state="state", on="day")
        twice = self.pd.DataFrame([["FRA", "2010-01-01", "JPN"]], columns=["state", "day", "state"])
        with pytest.raises(cc.errors.ColumnError, match="two columns of one name"):
            frames.with_status(twice, "budapest", state="state", on="day")
        with pytest.raises(cc.errors.ColumnError, match="^the frame has no column 'state'$"):
            frames.with_status(self.pd.DataFrame(), "budapest", state="state", on="day")

    @pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/New_York", "Etc/GMT+5"])
    def test_time_zones(self, zone: str) -> None:
        """A datetime with a zone counts as its own calendar day there."""
        days = self.pd.to_datetime(["2006-04-30 23:30", "2006-05-01 00:30"]).tz_localize(zone)
        frame = self.pd.DataFrame({"state": "FRA", "day": days})

        assert [False, True] == frames.with_party(frame, "budapest", state="state", on="day")["party"].tolist()


class TestDask:
    def test_columns_of_one_name(self) -> None:
        """Two columns of one name can't be asked with."""
        frame = needed("pandas").DataFrame([["FRA", "2013-01-01", "JPN"]], columns=["state", "day", "state"])

        with pytest.raises(cc.errors.ColumnError, match="two columns of one name: 'state'"):
            frames.with_party(needed("dask.dataframe").from_pandas(frame), "budapest", state="state", on="day")

    def test_unknown_categories(self) -> None:
        """Days may be of a type whose categories Dask does not know."""
        frame = needed("pandas").DataFrame({"state": ["FRA"] * 3, "day": ["2006-04-30", "2006-05-01", "May"]})
        rows = needed("dask.dataframe").from_pandas(frame, npartitions=3).astype({"day": "category"})

        found = frames.with_party(rows, "budapest", state="state", on="day", errors="null")
        assert [False, True, None] == [plain(each) for each in found["party"].compute()]
        with pytest.raises(cc.errors.InvalidDateError, match=r"'May' \(1 row\)"):
            frames.with_party(rows, "budapest", state="state", on="day").compute()


def _arrow(table: Native) -> Native:
    return table


def _listed(column: Native) -> list[Any]:
    return [plain(each) for each in (column.to_pylist() if hasattr(column, "to_pylist") else column.tolist())]


@pytest.mark.parametrize("make", [_arrow, pandas_arrow])
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

        with pytest.raises(cc.errors.MissingExtraError, match=r"^polars 1\.9\.1 is too old, expected 1\.33 or later"):
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
            with pytest.raises(cc.errors.InvalidTypeError, match=f"column '{name}' is of type Object"):
                frames.with_party(each, "budapest", state="state", on="day")

    def test_time_zones(self) -> None:
        """A datetime with a zone counts as its own calendar day there, eager and lazy."""
        days = self.pl.Series([datetime(2006, 4, 30, 23, 30), datetime(2006, 5, 1, 0, 30)])  # noqa: DTZ001
        frame = self.pl.DataFrame({"state": ["FRA"] * 2, "day": days.dt.replace_time_zone("Pacific/Auckland")})
        for each in (frame, frame.lazy()):
            found = frames.with_party(each, "budapest", state="state", on="day").lazy().collect()
            assert [False, True] == found["party"].to_list()

    @pytest.mark.parametrize("name", ["^s$", "^.*$", "*"])
    @pytest.mark.parametrize("options", [LOUD, QUIET], ids=["default", "null"])
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
    @pytest.mark.parametrize("options", [LOUD, QUIET], ids=["default", "null"])
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

    def test_rows_stay(self) -> None:
        """Every row comes once; its order is for the user to ask for, by a number of the row."""
        connection = self.duckdb.connect()
        connection.sql(
            "CREATE TABLE logs AS SELECT i, ['FRA', 'Tonga', NULL][1 + i % 3] AS state, "
            "DATE '2000-01-01' + (i % 9000)::INT AS \"day\" FROM range(300_000) AS t(i)"
        )
        found = frames.with_party(connection.table("logs"), "budapest", state="state", on="day")
        found = frames.both_bound(found, "budapest", a="state", b="state", on="day")
        found = frames.common_treaties(found, a="state", b="state", on="day", treaties="budapest", **QUIET)
        rows = found.order("i").fetchnumpy()

        assert list(range(300_000)) == rows["i"].tolist()
        assert rows["party"].tolist() == rows["both_bound"].tolist()

    def test_every_spelling(self) -> None:
        """Every code and name is found, and what lies between two of them is not."""
        spelled = [each for name in known_spellings() for each in (name, f"{name}!", f" {name}", name[:-1])]
        connection = self.duckdb.connect()
        connection.execute("CREATE TABLE logs AS SELECT unnest($1) AS state, DATE '2020-01-01' AS \"day\"", [spelled])
        found = frames.with_status(connection.table("logs"), "budapest", state="state", on="day", **QUIET)

        states = [state_id(each) for each in spelled]
        assert None in states
        expected = {
            text: each and status(cc.treaty("budapest"), each, date(2020, 1, 1))
            for text, each in zip(spelled, states, strict=True)
        }
        assert expected == {row[0]: row[2] for row in found.fetchall()}

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    @pytest.mark.parametrize("options", [LOUD, QUIET], ids=["default", "null"])
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

        none = (None, None)
        never = (False, "not participating")
        assert [none, none, (False, "signatory"), (True, "party")] == found["FRA"]
        assert [none, none, never, none if options == LOUD else never] == found["IND"] == found["JAM"]

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
        with pytest.raises(self.duckdb.InvalidInputException, match="'[Kk]orea' is not a known State"):
            frames.with_party(logs, "budapest", state="state", on="day").fetchall()
        unresolved = frames.check(logs, "budapest", state="state", on="day").unresolved
        assert [("Korea", 1), ("korea", 1)] == [(each.value, each.rows) for each in unresolved]

    def test_rows_that_come_later(self) -> None:
        """A row that comes after the call is answered like any other."""
        connection = self.duckdb.connect()
        connection.sql("CREATE TABLE logs AS SELECT 'France' AS state, DATE '2010-01-01' AS \"day\"")
        found = frames.with_party(connection.table("logs"), "budapest", state="state", on="day")
        connection.sql("INSERT INTO logs SELECT unnest(['DEU', 'Denmark']), DATE '2010-01-01'")

        assert [True] * 3 == [row[2] for row in found.fetchall()]

    def test_rows_that_are_not_read_raise_nothing(self) -> None:
        """What a filter leaves out, and a column that nobody selects, is not computed."""
        rows = self.duckdb.sql("SELECT unnest(['Frnace', 'FRA']) AS state, DATE '2010-01-01' AS \"day\"")
        found = frames.with_party(rows, "budapest", state="state", on="day")

        assert [(2,)] == found.aggregate("count(*)").fetchall()
        assert [("FRA", True)] == found.filter("state = 'FRA'").project("state, party").fetchall()
        with pytest.raises(
            self.duckdb.InvalidInputException, match="'Frnace' is not a known .* did you mean 'France'?"
        ):
            found.fetchall()

    def test_the_hint_is_for_the_value(self) -> None:
        """Whatever the column is called, and the query calls its own."""
        for name in ("each", "EACH", "__cyberconventions_each"):
            rows = self.duckdb.sql(f"SELECT 'Frnace' AS {name}, DATE '2010-01-01' AS \"day\"")
            found = frames.with_party(rows, "budapest", state=name, on="day")
            with pytest.raises(self.duckdb.InvalidInputException, match="'Frnace' is .* did you mean 'France'?"):
                found.fetchall()

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

        with pytest.raises(cc.errors.ColumnError, match="already"):
            frames.with_status(rows, "budapest", state="state", on="day")
        found = frames.with_status(rows, "budapest", state="state", on="day", into="é")
        assert ["state", "day", "Status", "É", "é"] == found.columns

    def test_columns_of_one_name(self) -> None:
        """Of two columns of one name DuckDB would take the first; it may have others, and renames them."""
        rows = self.duckdb.sql(
            "SELECT 'FRA' AS state, DATE '2010-01-01' AS \"day\", 1 AS x, 2 AS x, 'TUV' AS \"STATE\""
        )

        for name in ("state", "STATE"):
            with pytest.raises(cc.errors.ColumnError, match=f"two columns of one name: '{name}'"):
                frames.with_party(rows, "budapest", state=name, on="day")
        found = frames.with_party(rows.project('state, "day", x, 2 AS x'), "budapest", state="state", on="day")
        assert [True] == [row[-1] for row in found.fetchall()]


class TestIbis:
    ibis = needed("ibis")

    @pytest.mark.parametrize("dialect", DIALECTS.values())
    def test_quick_texts(self, dialect: type[DuckDB]) -> None:
        """Long texts hold no quote, with which Ibis would read them letter by letter."""
        text = dialect().written(["cote d'ivoire", "fra"])

        assert "cote d\x1fivoire" in text
        assert text.count("'") == (2 if dialect is DuckDB else 4)  # Spark's other two are around its end of a line.

    @pytest.mark.filterwarnings("ignore:The 'future.infer_string' option")  # Ibis sets it to read from SQLite
    @pytest.mark.parametrize("quiet", [False, True])
    @pytest.mark.parametrize("backend", ["polars", "sqlite"])
    def test_other_engines(self, backend: str, quiet: bool) -> None:
        """Engines whose joins are of equality only answer as others do."""
        columns: Native = {
            "a": ["FRA", "Türkiye", None],
            "b": ["JPN", "FRA", "FRA"],
            "day": [date(2013, 1, 1)] * 3,
            "text": ["2013-01-01", "2013-1-1", None],
        }
        connection = getattr(self.ibis, backend).connect()
        if backend == "sqlite":
            connection.raw_sql("CREATE TABLE logs (a text, b text, day date, text text)")
            values = zip(*columns.values(), strict=True)
            for row in values:
                connection.con.execute("INSERT INTO logs VALUES (?, ?, ?, ?)", [each and str(each) for each in row])
            table = connection.table("logs")
        else:
            table = connection.create_table("logs", pa.table(columns))
        options: Native = QUIET if quiet else LOUD
        found = frames.with_status(table, "budapest", state="a", on="day", **options)
        found = frames.both_bound(found, "budapest", a="a", b="b", on="day", **options)
        other = frames.with_party(table, "budapest", state="b", on="text", **options)
        other = frames.with_cooperation(other, "preservation", requesting="a", requested="b", on="day", **options)
        answers = [
            tuple(row[name] for row in sorted(each.to_pyarrow().to_pylist(), key=lambda row: str(row["a"])))
            for each, names in ((found, ("status", "both_bound")), (other, ("party", "cooperation")))
            for name in names
        ]

        assert [("party", None, "signatory"), (True, None, False)] == answers[:2]
        assert [(True, None, None), (True, None, False)] == answers[2:]

    @pytest.mark.filterwarnings("ignore:The 'future.infer_string' option")
    @pytest.mark.parametrize("options", [LOUD, QUIET], ids=["default", "null"])
    def test_collations(self, options: Native) -> None:
        """A row comes once, and is answered, where the engine takes its spelling and another for one."""
        connection = self.ibis.sqlite.connect()
        connection.con.execute("CREATE TABLE logs (state text COLLATE NOCASE, day date)")
        connection.con.execute("INSERT INTO logs VALUES ('Fra', '2013-01-01'), ('FRA', '2013-01-01')")
        found = frames.with_party(connection.table("logs"), "budapest", state="state", on="day", **options)

        assert [True] * 2 == found.to_pyarrow()["party"].to_pylist()
