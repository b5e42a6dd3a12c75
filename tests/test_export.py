"""The record as files that other tools open."""

import csv
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._export import FORMATS, _tables, _workbook, _writers
from cyberconventions._export._tables import Exported, tables
from cyberconventions._table import Table, days, numbers, texts, truths, words
from cyberconventions.errors import ExistingFileError, InvalidTypeError, InvalidValueError, MissingExtraError

pytestmark = pytest.mark.engines

Native: TypeAlias = Any
DOCS = Path(__file__).parent.parent / "docs"
ODD = Exported(
    "odd",
    "What tools take for something else",
    Table.of(
        id=words(["74-247", "2"]),
        parent=words(["74-247", None]),
        symbol=texts(["74/247", "=1+1"]),
        alpha_2=words(["NA", "+41"]),
        numeric=words(["004", None]),
        flag=truths([True, False]),
        other=truths([None, True]),
        day=days([date(1899, 12, 31), date(1900, 2, 28)]),
        later=days([date(1900, 3, 1), None]),
        number=numbers([0, None]),
        note=texts(['a "b", c\nd', "\x07 bell"]),
    ),
    ("id",),
    (("parent", "odd"),),
)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> "Native":
    """A folder with the record in a format, made once."""
    made: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in made:
            made[name] = tmp_path_factory.mktemp(name)
            cc.export(made[name], format=name)
        return made[name]

    return of


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    """One table of values that are easily mistaken, written by the real writers."""
    for module in (_tables, _writers, _workbook):
        monkeypatch.setattr(module, "tables", lambda: (ODD,))


class TestTables:
    def test_whole_record(self) -> None:
        """Every treaty, act, participation, statement, vote and event is a row."""
        found = {each.name: each.table for each in tables()}
        treaties = cc.treaties()

        assert [each.id for each in treaties] == list(found["treaties"]["id"])
        assert sum(len(each.acts) for each in treaties) == len(found["acts"])
        assert sum(map(len, treaties)) == len(found["participations"])
        assert sum(len(each.statements) for treaty in treaties for each in treaty) == len(found["statements"])
        assert sum(len(stage.ballots) for each in cc.un.resolutions() for stage in each.stages) == len(found["votes"])
        assert [each.title for each in cc.timeline()] == list(found["events"]["title"])

    def test_keys(self) -> None:
        """A key names one row, has no slash, and each reference leads to a row of an earlier table."""
        ids: dict[str, set[str]] = {}
        for each in tables():
            keys = list(zip(*(each.table[name] for name in each.key), strict=True))
            assert len(keys) == len(set(keys)), each.name
            if each.key == ("id",):
                ids[each.name] = set(each.table["id"])
                assert not [key for key in ids[each.name] if re.search(r"[/\s]", key)]
            for column, name in each.references:
                assert set(each.table[column]) - {None} <= ids[name], (each.name, column)

    def test_keys_last(self) -> None:
        """An act that comes in between changes no other key, and a second one of its kind has a number."""
        budapest = cc.treaty("budapest").known_at("2020-03-13")
        more = [cc.Act("KEN", "invitation", "2010-01-01"), cc.Act("COL", "invitation", "2020-03-13")]
        before, after = (
            {*_tables._acts([each]).table["id"]}  # pyright: ignore[reportPrivateUsage]
            for each in (budapest, attrs.evolve(budapest, acts=(*budapest.acts, *more)))
        )

        assert {"ets185-FRA-signature", "ets185-FRA-consent", "ets185-COL-invitation"} <= before <= after
        assert {"ets185-KEN-invitation", "ets185-COL-invitation-3"} == after - before

    def test_what_is_not_known(self) -> None:
        """Qatar ratified in some day of February 2026; a State with another signature may have since."""
        rows = {row.state: row for row in _table("participations") if row.treaty == "uncc"}
        [act] = [row for row in _table("acts") if (row.treaty, row.state, row.date) == ("uncc", "QAT", None)]

        assert (None, "2026-02", "contracting") == (
            rows["QAT"].consent,
            rows["QAT"].consent_as_known,
            rows["QAT"].status,
        )
        assert ("unknown", "signatory or contracting") == (rows["BRA"].status, rows["BRA"].possible)
        assert (None, "2026-02", date(2026, 2, 1), date(2026, 2, 28), "low") == (
            act.date,
            act.as_known,
            act.earliest,
            act.latest,
            act.confidence,
        )

    def test_periods(self) -> None:
        """Benin was invited, contracting and a party, one after the other."""
        found = [row for row in _table("periods") if (row.treaty, row.state) == ("ets185", "BEN")]

        assert ["contracting", "party"] == [row.status for row in found][-2:]
        assert (date(2024, 10, 1), None) == (found[-1].start, found[-1].end)
        assert all(before.end == after.start for before, after in pairwise(found))

    def test_a_record_of_ones_own(self, tmp_path: Path) -> None:
        """Inside a block of ``cc.using``, that record is exported."""
        with cc.using(cc.dataset(Path(cc.__file__).parent / "data")):
            [path] = cc.export(tmp_path, format="sqlite")

        assert Path(path).is_file()


def _table(name: str) -> "Table[Any]":
    return next(each.table for each in tables() if each.name == name)


class TestFiles:
    @pytest.mark.usefixtures("odd")
    @pytest.mark.parametrize("name", [each for each in FORMATS if each != "json"])
    def test_existing_files(self, name: str, tmp_path: Path) -> None:
        """A file that is there is an error, and nothing is written; it is replaced if asked for."""
        _need(name)
        folder = tmp_path / "new" / "folder"
        written = cc.export(folder, format=name)
        first = Path(written[0])
        first.write_text("mine")

        with pytest.raises(ExistingFileError, match=re.escape(first.name)):
            cc.export(folder, format=name)
        assert "mine" == first.read_text()
        assert sorted(written) == sorted(str(path) for path in folder.iterdir())
        (folder / "other.txt").write_text("mine")
        assert written == cc.export(str(folder), format=name, overwrite=True)
        assert b"mine" != first.read_bytes()
        assert "mine" == (folder / "other.txt").read_text()

    def test_wrong_words(self, tmp_path: Path) -> None:
        """Errors name what was expected."""
        with pytest.raises(InvalidValueError, match="'excel' is not a format.*xlsx"):
            cc.export(tmp_path, format="excel")
        with pytest.raises(InvalidTypeError, match="the path of a folder"):
            cc.export(3, format="csv")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        with pytest.raises(InvalidTypeError, match="overwrite"):
            cc.export(tmp_path, format="csv", overwrite="yes")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        for name in ("record.xlsx", "record.CSV", "new/record.sqlite"):
            with pytest.raises(InvalidValueError, match="is the name of a file, expected a folder's; format='csv'"):
                cc.export(tmp_path / name, format="csv")
        assert [] == list(tmp_path.iterdir())
        (tmp_path / "tables.csv").mkdir()  # a folder that is there
        assert cc.export(tmp_path / "tables.csv", format="csv")
        assert cc.export(f"{tmp_path}/other.csv/", format="csv")  # a text that says so
        (tmp_path / "file").write_text("")
        with pytest.raises(OSError, match="file"):
            cc.export(tmp_path / "file", format="csv")

    @pytest.mark.parametrize(("name", "library"), [("parquet", "pyarrow"), ("xlsx", "openpyxl"), ("json", "cattrs")])
    def test_missing_extra(self, name: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error says what to install, and no file is left."""
        for module in [each for each in sys.modules if each.partition(".")[0] == library]:
            monkeypatch.setitem(sys.modules, module, None)
        monkeypatch.setitem(sys.modules, library, None)
        if name == "json":
            from cyberconventions import _json

            _json._converter.cache_clear()  # pyright: ignore[reportPrivateUsage]

        with pytest.raises(MissingExtraError, match=rf"\.\[{name}\]"):
            cc.export(tmp_path / "new", format=name)
        assert [] == list(tmp_path.iterdir())


def _need(name: str) -> None:
    for library in {"parquet": ["pyarrow"], "xlsx": ["openpyxl"], "json": ["cattrs"]}.get(name, []):
        pytest.importorskip(library)


class TestSqlite:
    def test_keys_hold(self, exported: "Native") -> None:
        """SQLite itself finds every reference."""
        with closing(sqlite3.connect(exported("sqlite") / "cyberconventions.sqlite")) as database:
            assert [] == database.execute("PRAGMA foreign_key_check").fetchall()
            assert [("ok",)] == database.execute("PRAGMA integrity_check").fetchall()
            counts = {each.name: len(each.table) for each in tables()}
            assert counts == {
                name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - our own names
                for name in counts
            }

    @pytest.mark.usefixtures("odd")
    def test_odd_values(self, tmp_path: Path) -> None:
        """Text stays text, days are ISO texts and truths 1 and 0."""
        [path] = cc.export(tmp_path, format="sqlite")
        with closing(sqlite3.connect(path)) as database:
            rows = database.execute("SELECT * FROM odd ORDER BY number IS NULL").fetchall()

        first = ("74-247", "74-247", "74/247", "NA", "004", 1, None, "1899-12-31", "1900-03-01", 0, 'a "b", c\nd')
        assert [first, ("2", None, "=1+1", "+41", None, 0, 1, "1900-02-28", None, None, "\x07 bell")] == rows


class TestDocumentedSql:
    """The queries of docs/export.md, on SQLite and on DuckDB."""

    QUERIES = re.findall(r"```sql\n(.*?)```", (DOCS / "export.md").read_text(encoding="utf-8"), re.DOTALL)

    def test_sqlite(self, exported: "Native") -> None:
        """Each answers, and the first as the library does."""
        with closing(sqlite3.connect(exported("sqlite") / "cyberconventions.sqlite")) as database:
            parties, votes, inexact = (database.execute(query).fetchall() for query in self.QUERIES)

        self._check(parties, votes, inexact)

    def test_duckdb(self, exported: "Native") -> None:
        """DuckDB gives the same, from tables made of the Parquet files."""
        duckdb = pytest.importorskip("duckdb")
        pytest.importorskip("pyarrow")
        with duckdb.connect() as database:
            for path in exported("parquet").glob("*.parquet"):
                database.read_parquet(str(path)).create(path.stem)
            parties, votes, inexact = (database.execute(query).fetchall() for query in self.QUERIES)

        self._check(parties, votes, inexact)

    def _check(self, parties: "list[Native]", votes: "list[Native]", inexact: "list[Native]") -> None:
        budapest = cc.treaty("budapest")
        assert sorted(state.name for state in budapest.parties("2010-01-01")) == sorted(name for name, *_ in parties)
        assert len(budapest.parties()) == sum(number for _, number in votes)
        assert ("uncc", "QAT", "ratification", "2026-02", "low") in inexact

    def test_tables(self) -> None:
        """The page names every table with its key, and what it refers to."""
        rows = re.findall(
            r"^\| `(\w+)` \| [^|]* \| ([^|]*) \| ([^|]*)\|$", (DOCS / "export.md").read_text("utf-8"), re.MULTILINE
        )
        named = {name: (re.findall(r"`(\w+)`", key), set(re.findall(r"`(\w+)`", refers))) for name, key, refers in rows}
        own = {"treaties": {"parent"}, "states": {"continued_by"}}

        assert {
            each.name: ([*each.key], own.get(each.name) or {table for _, table in each.references}) for each in tables()
        } == named


class TestCsv:
    @pytest.mark.usefixtures("odd")
    def test_odd_values(self, tmp_path: Path) -> None:
        """Nothing where a value is unknown; TRUE and FALSE, as R and spreadsheets read them."""
        [path] = cc.export(tmp_path, format="csv")
        with Path(path).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))

        assert ("NA", "004", "TRUE", "", "1899-12-31") == tuple(
            rows[0][name] for name in ("alpha_2", "numeric", "flag", "other", "day")
        )
        assert 'a "b", c\nd' == rows[0]["note"]

    def test_pandas(self, exported: "Native") -> None:
        """pandas keeps Namibia and the zeros with the options that the docs name."""
        pd = pytest.importorskip("pandas")
        states = pd.read_csv(
            exported("csv") / "states.csv", dtype={"numeric": str}, keep_default_na=False, na_values=[""]
        )

        assert "NA" == states.set_index("id").loc["NAM", "alpha_2"]
        assert "004" == states.set_index("id").loc["AFG", "numeric"]
        assert bool == states["is_organisation"].dtype

    def test_duckdb(self, exported: "Native") -> None:
        """DuckDB reads days as days, codes as text and truths as truths."""
        duckdb = pytest.importorskip("duckdb")
        acts = duckdb.read_csv(str(exported("csv") / "acts.csv"))
        states = duckdb.read_csv(str(exported("csv") / "states.csv"))

        assert "DATE" == str(dict(zip(acts.columns, acts.types, strict=True))["date"])
        assert [("NA", "516")] == states.filter("id = 'NAM'").project("alpha_2, numeric").fetchall()
        assert [("004",)] == states.filter("id = 'AFG'").project("numeric").fetchall()
        assert [("EUE",)] == states.filter("is_organisation").project("id").fetchall()


class TestParquet:
    def test_no_frames_are_loaded(self, tmp_path: Path) -> None:
        """pandas and polars, which take longer to load than the record to be written, are not needed."""
        pytest.importorskip("pyarrow")
        code = (
            "import sys, cyberconventions as cc; cc.export(sys.argv[1], format='parquet'); "
            "print(sorted({'pandas', 'polars'} & {*sys.modules}))"
        )
        words = [sys.executable, "-c", code, str(tmp_path)]

        assert "[]\n" == subprocess.run(words, capture_output=True, text=True, check=True).stdout

    def test_types(self, exported: "Native") -> None:
        """Days are days and text is text; every row is there."""
        parquet = pytest.importorskip("pyarrow.parquet")
        for each in tables():
            read = parquet.read_table(exported("parquet") / f"{each.name}.parquet")
            assert each.table.to_dicts() == read.to_pylist()
            assert {"string", "date32[day]", "int64", "bool"} >= {str(field.type) for field in read.schema}

    def test_other_readers(self, exported: "Native") -> None:
        """pandas, polars and DuckDB count the same parties."""
        pytest.importorskip("pyarrow")
        path = str(exported("parquet") / "participations.parquet")
        expected = len(cc.treaty("budapest").parties())
        pd, pl, duckdb = (pytest.importorskip(name) for name in ("pandas", "polars", "duckdb"))
        asked = "treaty = 'ets185' AND status = 'party'"
        relation: Native = duckdb.read_parquet(path)

        assert expected == len(pd.read_parquet(path).query("treaty == 'ets185' and status == 'party'"))
        assert expected == len(pl.read_parquet(path).filter(treaty="ets185", status="party"))
        assert expected == len(relation.filter(asked).fetchall())


class TestWorkbook:
    def test_sheets(self, exported: "Native") -> None:
        """A sheet for each table, with its header and every row."""
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.load_workbook(exported("xlsx") / "cyberconventions.xlsx", read_only=True)

        assert [each.name for each in tables()] == book.sheetnames
        for each in tables():
            sheet: Native = book[each.name]
            assert each.table.names == next(sheet.iter_rows(values_only=True))
        votes: Native = book["votes"]
        assert len(_table("votes")) == len(list(votes.iter_rows())) - 1
        book.close()

    @pytest.mark.usefixtures("odd")
    def test_odd_values(self, tmp_path: Path) -> None:
        """A code is text, a formula is none, and days before 1900-03-01 are text: programs disagree about those."""
        openpyxl = pytest.importorskip("openpyxl")
        [path] = cc.export(tmp_path, format="xlsx")
        book = openpyxl.load_workbook(path)
        rows = list(book["odd"].iter_rows(min_row=2))

        first = ["74-247", "74-247", "74/247", "NA", "004", True, None, "1899-12-31", datetime(1900, 3, 1), 0]  # noqa: DTZ001
        assert first == [cell.value for cell in rows[0]][:-1]
        assert ["=1+1", "+41", "1900-02-28", "� bell"] == [rows[1][place].value for place in (2, 3, 7, 10)]
        assert {"s"} == {cell.data_type for cell in (*rows[0][:5], rows[1][2])}
        assert "yyyy-mm-dd" == rows[0][8].number_format
        assert "@" == rows[0][4].number_format
        assert "A2" == book["odd"].freeze_panes

    def test_pandas(self, exported: "Native") -> None:
        """pandas keeps codes and Namibia with the options that the docs name."""
        pd = pytest.importorskip("pandas")
        pytest.importorskip("openpyxl")
        states = pd.read_excel(
            exported("xlsx") / "cyberconventions.xlsx", "states", dtype=str, keep_default_na=False, engine="openpyxl"
        ).set_index("id")

        assert ("NA", "516", "004") == (
            states.loc["NAM", "alpha_2"],
            states.loc["NAM", "numeric"],
            states.loc["AFG", "numeric"],
        )


class TestDataPackage:
    def test_frictionless(self, exported: "Native") -> None:
        """Types, keys and references are what the description says."""
        frictionless = pytest.importorskip("frictionless")
        report = frictionless.Package(str(exported("datapackage") / "datapackage.json")).validate()

        assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])[:5]

    @pytest.mark.usefixtures("odd")
    def test_description(self, tmp_path: Path) -> None:
        """What is true and what is missing is said, and a table that refers to itself is named by nothing."""
        cc.export(tmp_path, format="datapackage")
        package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
        [resource] = package["resources"]
        fields = {field["name"]: field for field in resource["schema"]["fields"]}

        assert {"name": "flag", "type": "boolean", "trueValues": ["TRUE"], "falseValues": ["FALSE"]} == fields["flag"]
        assert ["date", "integer", "string"] == [fields[name]["type"] for name in ("day", "number", "numeric")]
        assert {"required": True} == fields["id"]["constraints"]
        assert [""] == resource["schema"]["missingValues"]
        assert [{"fields": ["parent"], "reference": {"resource": "", "fields": ["id"]}}] == (
            resource["schema"]["foreignKeys"]
        )
        assert cc.data_version == package["version"]


class TestJson:
    def test_comes_back(self, exported: "Native") -> None:
        """Each file is what ``cc.to_json`` writes, and ``cc.from_json`` reads."""
        pytest.importorskip("cattrs")
        read = {path.stem: cc.from_json(path.read_bytes()) for path in exported("json").iterdir()}

        assert cc.treaty("budapest") == read["treaty-ets185"]
        assert cc.resolution("74/247") == read["resolution-74-247"]
        assert cc.timeline() == read["events"]
        assert cc.treaty("budapest")["CZE"].statements[0] in set(read["statements-ets185"])


class TestCommand:
    def test_export(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """It writes the files and lists them; those that are there are an error unless asked."""
        from cyberconventions.__main__ import main

        asked = ["export", str(tmp_path), "--format", "sqlite"]

        assert 0 == main(asked)
        assert f"Written: {tmp_path / 'cyberconventions.sqlite'}\n" == capsys.readouterr().out
        assert 2 == main(asked)
        assert "already; nothing was written" in capsys.readouterr().err
        assert 0 == main([*asked, "--overwrite", "--json"])
        assert [str(tmp_path / "cyberconventions.sqlite")] == json.loads(capsys.readouterr().out)["written"]

    def test_wrong_format(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """It says which there are."""
        from cyberconventions.__main__ import main

        assert 2 == main(["export", str(tmp_path), "--format", "excel"])
        assert "xlsx" in capsys.readouterr().err
        assert 2 == main(["export", str(tmp_path / "record.xlsx"), "--format", "xlsx"])
        assert "expected a folder's" in capsys.readouterr().err
        assert 2 == main(["export", str(tmp_path)])
        assert "--format" in capsys.readouterr().err
