"""How the tests make frames of every engine, read them back, and ask the scalar API the same questions."""

import os
import random
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias, cast

import attrs
import pytest

import cyberconventions as cc

Native: TypeAlias = Any  # frames and columns of libraries whose types share nothing


def needed(library: str) -> Native:
    """Return a library; where it is missing the test is skipped, but never silently where all must be there."""
    wanted = "NEEDS_SPARK" if library == "pyspark" else "NEEDS_ENGINES"
    return import_module(library) if wanted in os.environ else pytest.importorskip(library)


pa = needed("pyarrow")


Columns = Mapping[str, Sequence[object]]


@attrs.frozen
class Engine:
    """How a test makes an engine's frame, and reads it back as lists of Python's own values."""

    name: str
    make: Callable[[Any], Any]
    read: Callable[[Any], Any]
    ordered: bool = True

    @property
    def is_planned(self) -> bool:
        """Whether nothing is computed before the frame is read."""
        return self.name in ("polars-lazy", "dask", "duckdb", "ibis", "pyspark")

    @property
    def raises_its_own(self) -> bool:
        """Whether errors in a plan are of the engine's own type, with one value."""
        return self.name in ("duckdb", "ibis", "pyspark")

    def refused(self, ask: Callable[[], Any], expected: type[Exception]) -> str:
        """Return the message of the error that a question ends in: at the call or, in a plan, when it runs."""
        if not self.is_planned:
            with pytest.raises(expected) as caught:
                ask()
            return str(caught.value)
        planned = ask()
        if self.raises_its_own:
            own = {"pyspark": ("pyspark.errors", "PySparkException")}.get(
                self.name, ("duckdb", "InvalidInputException")
            )
            expected = getattr(import_module(own[0]), own[1])
        with pytest.raises(expected) as caught:
            self.columns(planned)
        return str(caught.value)

    def frame(self, columns: Columns) -> Native:
        """Return a frame with the columns and the rows' numbers."""
        count = len(next(iter(columns.values())))
        arrays = {name: pa.array(values, _arrow_type(values)) for name, values in columns.items()}
        return self.make(pa.table({"n": pa.array(range(count), pa.int64()), **arrays}))

    def columns(self, frame: Native) -> dict[str, list[Any]]:
        """Return the columns of a frame, in the order of the rows' numbers if the engine has none."""
        found = {name: [plain(each) for each in values] for name, values in self.read(frame).items()}
        if self.ordered:
            return found
        order = sorted(range(len(found["n"])), key=found["n"].__getitem__)
        return {name: [values[place] for place in order] for name, values in found.items()}


def _arrow_type(values: Sequence[object]) -> Native:
    known = next((each for each in values if each is not None), None)
    kinds: list[tuple[type, Any]] = [(datetime, pa.timestamp("us")), (date, pa.date32()), (int, pa.int64())]
    return next((kind for python, kind in kinds if isinstance(known, python)), pa.string())


def plain(value: Native) -> Native:
    """Return a value as Python has it: every engine's null is ``None``, every list a list."""
    if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value:  # noqa: PLR0124 - NaN
        return None
    if isinstance(value, list | tuple):
        return list(cast("Sequence[object]", value))
    return bool(value) if type(value).__name__ == "bool_" else value


def _pandas(table: Native) -> Native:
    return table.to_pandas()


def pandas_arrow(table: Native) -> Native:
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _polars(table: Native) -> Native:
    import polars as pl

    return pl.DataFrame(table)


@cache
def _connection() -> Native:
    import duckdb

    return duckdb.connect()  # not the default one, as in applications


def _duckdb(table: Native) -> Native:
    return _connection().from_arrow(table)


def _duckdb_columns(frame: Native) -> dict[str, list[object]]:
    rows = frame.fetchall()
    return {name: [row[place] for row in rows] for place, name in enumerate(frame.columns)}


def _dask(table: Native) -> Native:
    import dask.dataframe as dd

    library: Native = dd
    return library.from_pandas(table.to_pandas(), npartitions=3)


def _ibis(table: Native) -> Native:
    library: Native = needed("ibis")
    return library.memtable(table)


@cache
def spark() -> Native:
    from pyspark.sql import SparkSession

    builder: Native = SparkSession.builder
    settings_ = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.host": "127.0.0.1",
        "spark.log.level": "ERROR",
    }
    for key, value in settings_.items():
        builder = builder.config(key, value)
    return builder.master("local[2]").getOrCreate()


def _spark(table: Native) -> Native:
    kinds = {"int64": "bigint", "string": "string", "date32[day]": "date", "timestamp[us]": "timestamp_ntz"}
    schema = ", ".join(f"`{field.name}` {kinds[str(field.type)]}" for field in table.schema)
    rows = [tuple(row.values()) for row in table.to_pylist()]
    return spark().createDataFrame(rows, schema)


def _spark_columns(frame: Native) -> dict[str, list[object]]:
    rows = frame.collect()
    return {name: [row[place] for row in rows] for place, name in enumerate(frame.columns)}


ENGINES = [
    Engine("pandas", _pandas, lambda frame: frame.to_dict("list")),
    Engine("pandas-arrow", pandas_arrow, lambda frame: frame.to_dict("list")),
    Engine("polars", _polars, lambda frame: frame.to_dict(as_series=False)),
    Engine("polars-lazy", lambda t: _polars(t).lazy(), lambda frame: frame.collect().to_dict(as_series=False)),
    Engine("pyarrow", lambda table: table, lambda frame: frame.to_pydict()),
    Engine("dask", _dask, lambda frame: frame.compute().to_dict("list")),
    Engine("duckdb", _duckdb, _duckdb_columns, ordered=False),
    Engine("ibis", _ibis, lambda frame: frame.to_pyarrow().to_pydict(), ordered=False),
    Engine("pyspark", _spark, _spark_columns),
]


LIBRARIES = {"pandas-arrow": "pandas", "polars-lazy": "polars"}


LOUD: Native = {}


QUIET: Native = {"errors": "null", "on_coverage": "null"}


def act(state: str, kind: cc.ActKind, when: str, effective: str | None = None) -> cc.Act:
    window = cc.DateWindow.parse(when)
    return cc.Act(cc.State(state), kind, window, date.fromisoformat(effective) if effective else None)


@cache
def invented() -> cc.Treaty:
    """A treaty in which States do what the real ones have not done yet: leave, come back, are suspended."""
    kind = cc.ActKind
    acts = (
        act("FRA", kind.SIGNATURE, "2001-11-23"),
        act("FRA", kind.RATIFICATION, "2002-01-10", "2004-07-01"),
        act("FRA", kind.DENUNCIATION, "2010-03-31", "2010-07-01"),
        act("FRA", kind.ACCESSION, "2015-05-05", "2015-09-01"),
        act("DEU", kind.SIGNATURE, "2003"),
        act("DEU", kind.RATIFICATION, "2010-02/2011-06"),
        act("ITA", kind.RATIFICATION, ""),
        act("ESP", kind.RATIFICATION, "2005-01-01", "2005-05-01"),
        act("ESP", kind.SUSPENSION, "2008-12-31"),
        act("PRT", kind.SIGNATURE, "2024-12-31/.."),
        act("COL", kind.INVITATION, "2012-01/2012-08"),
        act("JPN", kind.RATIFICATION, "2026-04-01", "2026-08-01"),
    )
    return attrs.evolve(cc.treaty("budapest"), id="invented", reference="Invented No. 1", acts=acts)


@cache
def partial() -> cc.Treaty:
    """The same with a record that does not list every act."""
    return attrs.evolve(invented(), id="partial", reference="Invented No. 2", coverage=cc.Coverage.PARTIAL)


def budapest() -> cc.Treaty:
    return cc.treaty("budapest")


TREATIES: dict[str, Callable[[], cc.Treaty]] = {"budapest": budapest, "invented": invented, "partial": partial}


def status(treaty: cc.Treaty, state: Native, day: Native) -> str | None:
    if state is None or day is None:
        return None
    with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
        found = treaty.status(state, day)
    return None if found is cc.Status.UNKNOWN else found.value


def party(treaty: cc.Treaty, state: Native, day: Native) -> bool | None:
    if state is None or day is None:
        return None
    with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
        try:
            return treaty.is_party(state, day)
        except cc.errors.UnknownStatusError:
            return None


def both(treaty: cc.Treaty, a: Native, b: Native, day: Native) -> bool | None:
    if a is None or b is None or day is None:
        return None
    one, other = party(treaty, a, day), party(treaty, b, day)
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


SPELLINGS = (
    *("FRA", "fr", "250", "France", " france ", "FRANCE", "DEU", "Germany", "de", "ITA", "it", "Spain", "ESP"),
    *("PRT", "COL", "Colombia", "170", "JPN", "jp", "Türkiye", "turkey", "TÜRKIYE", "Côte d\u2019Ivoire", "CIV"),
    *("cote d'ivoire", "USA", "United States", "TUV", "Andorra", "EUE", "European Union", "SCG", "GBR", "NRU"),
)


def random_columns(seed: int, treaty: cc.Treaty, rows: int = 400) -> dict[str, list[Any]]:
    """Return a frame's columns: States as they come, and days of which many are days of change."""
    choice = random.Random(seed)  # noqa: S311 - no secret
    changes = [each for p in treaty for period in p.history for each in (period.start, period.end) if each]
    near = [day + timedelta(days=by) for day in changes for by in (-1, 0, 1)]
    edges = [date.min, date.max, date(1970, 1, 1), date(1969, 12, 31), treaty.as_of, treaty.as_of + timedelta(days=1)]
    spread = [date(1995, 1, 1) + timedelta(days=choice.randrange(16_000)) for _ in range(300)]
    days = [None, *near, *edges, *spread]
    return {
        "from": [choice.choice([None, *SPELLINGS]) for _ in range(rows)],
        "to": [choice.choice([None, *SPELLINGS]) for _ in range(rows)],
        "day": [choice.choice(days) for _ in range(rows)],
    }
