"""Treaties, charts and tables of periods as Arrow streams."""

import gc
import sys
from datetime import date
from typing import Any, TypeAlias

import pytest

import cyberconventions as cc
from cyberconventions import frames
from cyberconventions._table import Table, days, numbers, texts, truths, words
from cyberconventions.errors import MissingExtraError
from cyberconventions.testing import treaty_of

pa = pytest.importorskip("pyarrow")
pytestmark = pytest.mark.engines

Native: TypeAlias = Any  # tables of libraries whose types share nothing


def as_table(value: Native) -> Native:
    table = pa.table(value)
    table.validate(full=True)
    return table


def every_kind() -> Table[Any]:
    """A column of each kind, with a value that is not known, more than eight rows."""
    return Table.of(
        word=words([None, "FRA", "FRA", "", *["IRL"] * 7]),
        text=texts(["Türkiye", None, "", *["x"] * 8]),
        day=days([date(1949, 5, 5), None, date.max, date.min, *[date(2001, 11, 23)] * 7]),
        number=numbers([0, -1, None, 2**40, *range(7)]),
        truth=truths([True, None, False, True, *[False] * 7]),
    )


@pytest.fixture(params=["nanoarrow", "pyarrow"])
def through(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Whether nanoarrow makes the stream, or pyarrow where that is missing."""
    name: str = request.param
    if name == "pyarrow":
        monkeypatch.setitem(sys.modules, "nanoarrow", None)
    else:
        pytest.importorskip("nanoarrow")
    return name


@pytest.mark.usefixtures("through")
class TestTable:
    def test_every_kind(self) -> None:
        """Values come back as they went."""
        table = every_kind()
        read = as_table(table)

        assert [row._asdict() for row in table] == read.to_pylist()
        types = [pa.dictionary(pa.int32(), pa.string()), pa.string(), pa.date32(), pa.int64(), pa.bool_()]
        assert types == [field.type for field in read.schema]

    def test_no_rows(self) -> None:
        """A table without rows has the same types."""
        empty = as_table(Table.of(word=words([]), text=texts([]), day=days([]), number=numbers([]), truth=truths([])))

        assert 0 == len(empty)
        assert as_table(every_kind()).schema == empty.schema

    def test_nothing_known(self) -> None:
        """A column in which nothing is known keeps its type."""
        read = as_table(Table.of(word=words([None] * 9), day=days([None] * 9)))

        assert [{"word": None, "day": None}] * 9 == read.to_pylist()
        assert pa.dictionary(pa.int32(), pa.string()) == read.schema.field("word").type

    def test_schema_without_rows(self, budapest: cc.Treaty) -> None:
        """The schema by itself is that of the stream."""
        for each in (every_kind(), budapest, cc.Chart.of(budapest), frames.intervals("budapest")):
            assert pa.table(each).schema == pa.schema(each)

    def test_a_schema_that_is_asked_for(self) -> None:
        """There is one schema, whatever a reader would prefer; the protocol leaves the cast to the reader."""
        wanted = pa.schema([("treaty", pa.string())])
        periods = frames.intervals("budapest")

        class Asked:
            def __arrow_c_stream__(self, _: object = None) -> object:
                return periods.__arrow_c_stream__(wanted.__arrow_c_schema__())

        assert pa.schema(periods) == as_table(Asked()).schema

    def test_memory_is_handed_over(self, budapest: cc.Treaty) -> None:
        """What is read outlives what it was read from, and what is not read is let go."""
        tables = [as_table(budapest.table()) for _ in range(20)]
        for _ in range(20):
            budapest.table().__arrow_c_stream__()
        gc.collect()

        assert all(tables[0].equals(each) for each in tables)


@pytest.mark.usefixtures("through")
class TestTreaty:
    def test_acts_are_rows(self, budapest: cc.Treaty) -> None:
        """Every act is a row, with its days and what is known of them."""
        rows = as_table(budapest).to_pylist()

        assert [act.state.id for act in budapest.acts] == [row["state"] for row in rows]
        assert [act.kind.value for act in budapest.acts] == [row["kind"] for row in rows]
        for name in ("date", "earliest", "latest", "effective"):
            assert [getattr(act, name) for act in budapest.acts] == [row[name] for row in rows]
        assert [act.comment or None for act in budapest.acts] == [row["comment"] for row in rows]

    def test_schema(self, budapest: cc.Treaty) -> None:
        """States and kinds are dictionaries, days are date32."""
        schema = as_table(budapest).schema

        names = [
            "treaty",
            "state",
            "kind",
            "date",
            "earliest",
            "latest",
            "effective",
            "confidence",
            "territory",
            "comment",
        ]
        assert names == schema.names
        for name in ("treaty", "state", "kind", "confidence", "territory"):
            assert pa.dictionary(pa.int32(), pa.string()) == schema.field(name).type
        for name in ("date", "earliest", "latest", "effective"):
            assert pa.date32() == schema.field(name).type

    def test_no_acts(self, budapest: cc.Treaty) -> None:
        """A treaty without acts is a table without rows, of the same types."""
        empty = as_table(treaty_of())

        assert 0 == len(empty)
        assert as_table(budapest).schema == empty.schema

    def test_any_reader(self, budapest: cc.Treaty) -> None:
        """polars and DuckDB read what pyarrow reads."""
        pl = pytest.importorskip("polars")
        duckdb = pytest.importorskip("duckdb")
        acts = as_table(budapest)

        assert acts.to_pylist() == pl.DataFrame(budapest).to_dicts()
        relation = duckdb.connect().from_arrow(acts).filter("state = 'FRA' AND kind = 'signature'").project("date")
        assert [(date(2001, 11, 23),)] == relation.fetchall()

    def test_treaties_and_charts_speak_themselves(self, budapest: cc.Treaty) -> None:
        """The objects hand out their own streams."""
        assert len(budapest.acts) == len(pa.table(budapest))
        assert 97 == len(pa.table(cc.Chart.of(budapest)))


@pytest.mark.usefixtures("through")
class TestChart:
    def test_rows(self, budapest: cc.Treaty) -> None:
        """A chart's rows, in its order."""
        chart = cc.Chart.of(budapest)
        rows = as_table(chart).to_pylist()

        for name in ("name", "signature", "consent", "consent_mark", "entry_into_force"):
            assert [getattr(row, name) for row in chart.rows] == [row[name] for row in rows]
        assert [row.state.id for row in chart.rows] == [row["state"] for row in rows]
        assert [row.section.value for row in chart.rows] == [row["section"] for row in rows]
        assert "R. D. A." == next(row["notes"] for row in rows if row["state"] == "AND")
        assert {chart.as_of} == {row["as_of"] for row in rows}


@pytest.mark.usefixtures("through")
class TestIntervals:
    def test_rows(self, budapest: cc.Treaty) -> None:
        """Periods, with null for open ends."""
        periods = frames.intervals(budapest)

        assert [each._asdict() for each in periods] == as_table(periods).to_pylist()


def test_missing_extra(budapest: cc.Treaty, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, and without pyarrow, the error says what to install."""
    monkeypatch.setitem(sys.modules, "nanoarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    for call in (budapest.__arrow_c_stream__, budapest.__arrow_c_schema__):
        with pytest.raises(MissingExtraError, match=r"pip install '\.\[arrow\]'"):
            call()
