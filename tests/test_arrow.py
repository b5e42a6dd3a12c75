"""Treaties, charts and tables of periods as Arrow streams."""

import gc
import sys
from datetime import date
from types import SimpleNamespace
from typing import Any, TypeAlias

import attrs
import pytest

import cyberconventions as cc
from cyberconventions import _arrow as arrow
from cyberconventions import frames

pytest.importorskip("nanoarrow")
pa = pytest.importorskip("pyarrow")

Native: TypeAlias = Any  # tables of libraries whose types share nothing


def streamed(stream: object) -> Native:
    """Return what hands out a capsule once."""

    def hand_out(_: object = None) -> object:
        return stream

    return SimpleNamespace(__arrow_c_stream__=hand_out)


def as_table(stream: object) -> Native:
    table = pa.table(streamed(stream))
    table.validate(full=True)
    return table


class TestTreaty:
    def test_acts_are_rows(self, budapest: cc.Treaty) -> None:
        """Every act is a row, with its days and what is known of them."""
        rows = as_table(arrow.treaty_stream(budapest)).to_pylist()

        assert [act.state.id for act in budapest.acts] == [row["state"] for row in rows]
        assert [act.kind.value for act in budapest.acts] == [row["kind"] for row in rows]
        for name in ("date", "earliest", "latest", "effective"):
            assert [getattr(act, name) for act in budapest.acts] == [row[name] for row in rows]
        assert [act.comment or None for act in budapest.acts] == [row["comment"] for row in rows]

    def test_schema(self, budapest: cc.Treaty) -> None:
        """States and kinds are dictionaries, days are date32."""
        schema = as_table(arrow.treaty_stream(budapest)).schema

        for name in ("treaty", "state", "kind", "confidence", "territory"):
            assert pa.dictionary(pa.int32(), pa.string()) == schema.field(name).type
        for name in ("date", "earliest", "latest", "effective"):
            assert pa.date32() == schema.field(name).type

    def test_no_acts(self, budapest: cc.Treaty) -> None:
        """A treaty without acts is a table without rows, of the same types."""
        empty = as_table(arrow.treaty_stream(attrs.evolve(budapest, acts=())))

        assert 0 == len(empty)
        assert as_table(arrow.treaty_stream(budapest)).schema == empty.schema

    def test_any_reader(self, budapest: cc.Treaty) -> None:
        """polars and DuckDB read what pyarrow reads."""
        pl = pytest.importorskip("polars")
        duckdb = pytest.importorskip("duckdb")
        table = pl.DataFrame(streamed(arrow.treaty_stream(budapest)))
        acts = as_table(arrow.treaty_stream(budapest))

        assert acts.to_pylist() == table.to_dicts()
        relation = duckdb.connect().from_arrow(acts).filter("state = 'FRA' AND kind = 'signature'").project("date")
        assert [(date(2001, 11, 23),)] == relation.fetchall()

    def test_treaties_and_charts_speak_themselves(self, budapest: cc.Treaty) -> None:
        """The objects hand out their own streams."""
        assert len(budapest.acts) == len(pa.table(budapest))
        assert 97 == len(pa.table(cc.Chart.of(budapest)))

    def test_memory_is_handed_over(self, budapest: cc.Treaty) -> None:
        """What is read outlives what it was read from, and what is not read is let go."""
        tables = [as_table(arrow.treaty_stream(budapest)) for _ in range(20)]
        for _ in range(20):
            arrow.treaty_stream(budapest)
        gc.collect()

        assert all(tables[0].equals(each) for each in tables)


class TestChart:
    def test_rows(self, budapest: cc.Treaty) -> None:
        """A chart's rows, in its order."""
        chart = cc.Chart.of(budapest)
        rows = as_table(arrow.chart_stream(chart)).to_pylist()

        for name in ("name", "signature", "consent", "consent_mark", "entry_into_force"):
            assert [getattr(row, name) for row in chart.rows] == [row[name] for row in rows]
        assert [row.state.id for row in chart.rows] == [row["state"] for row in rows]
        assert [row.section.value for row in chart.rows] == [row["section"] for row in rows]
        assert "R. D. A." == next(row["notes"] for row in rows if row["state"] == "AND")
        assert {chart.as_of} == {row["as_of"] for row in rows}


class TestIntervals:
    def test_rows(self, budapest: cc.Treaty) -> None:
        """Periods, with null for open ends."""
        periods = frames.intervals(budapest)
        rows = as_table(arrow.intervals_stream(periods)).to_pylist()

        assert [attrs.asdict(each) for each in periods] == rows
        assert len(rows) == len(pa.table(periods))

    def test_a_schema_that_is_asked_for(self) -> None:
        """There is one schema, whatever a reader would like better; the protocol leaves the cast to the reader."""
        periods = frames.intervals("budapest")
        wanted = pa.schema([("treaty", pa.string())]).__arrow_c_schema__()
        found = as_table(arrow.intervals_stream(periods, wanted))

        assert pa.schema(periods) == found.schema


def test_schema_without_rows(budapest: cc.Treaty) -> None:
    """The columns and their types are told without the rows, and are those of the rows."""
    for each in (budapest, cc.Chart.of(budapest), frames.intervals(budapest)):
        assert pa.table(each).schema == pa.schema(each)


def test_missing_extra(budapest: cc.Treaty, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the error says what to install."""
    monkeypatch.setitem(sys.modules, "nanoarrow", None)

    with pytest.raises(ImportError, match=r"pip install cyberconventions\[arrow\]"):
        arrow.treaty_stream(budapest)
