"""Tables of typed columns."""

import copy
import io
import pickle
import sys
from datetime import date, datetime
from typing import Any, NamedTuple

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._arrow import Kind
from cyberconventions._table import Column, Table, days, numbers, texts, truths, window_text, windows, words
from cyberconventions.errors import ColumnError, InvalidTypeError, InvalidValueError, MissingExtraError

pytestmark = pytest.mark.engines

FRANCE = date(2006, 5, 1)


class Day(NamedTuple):
    """A row whose fields editors know."""

    state: str
    day: date | None


def parties() -> Table[Day]:
    return Table.of(Day, state=words(["FRA", "IRL"]), day=days([FRANCE, None]))


def many(rows: int) -> Table[tuple[int, str]]:
    return Table.of(number=numbers(range(rows)), note=texts(["<b>&\n  so"] * rows))


class TestRows:
    def test_typed(self) -> None:
        """Rows are of the named tuple that the table was made with."""
        assert [Day("FRA", FRANCE), Day("IRL", None)] == list(parties())
        assert Day("IRL", None) == parties()[-1]
        assert 2 == len(parties())

    def test_named_after_columns(self) -> None:
        """Without one, rows are named after the columns."""
        (row,) = Table.of(state=words(["FRA"]), count=numbers([3]))

        assert ("FRA", 3) == row
        assert ("FRA", 3) == (row.state, row.count)
        assert ("state", "count") == row._fields

    def test_column_names_that_are_no_identifiers(self) -> None:
        """A column may have any name; its field then has the name of its position."""
        (row,) = Table.of(**{"entry into force": days([FRANCE])})

        assert FRANCE == row._0

    def test_columns(self) -> None:
        """A name gives the values of its column."""
        assert ("FRA", "IRL") == parties()["state"]
        assert (FRANCE, None) == parties()["day"]

    def test_unknown_column(self) -> None:
        """The error lists the columns and the nearest name."""
        with pytest.raises(ColumnError, match="did you mean 'state'.*the table has state, day"):
            parties()["stat"]

    def test_unknown_row(self) -> None:
        """A number past the end is Python's own error."""
        with pytest.raises(IndexError):
            parties()[2]

    def test_neither_name_nor_number(self) -> None:
        """Anything else is refused."""
        with pytest.raises(InvalidTypeError, match="a column's name or a row's number"):
            parties()[1.5]  # type: ignore[call-overload] # pyright: ignore[reportArgumentType, reportCallIssue]


class TestValue:
    def test_equality(self) -> None:
        """Tables with equal columns are equal, whatever their rows are made as."""
        untyped: Table[Day] = Table.of(state=words(["FRA", "IRL"]), day=days([FRANCE, None]))

        assert parties() == untyped
        assert hash(parties()) == hash(untyped)
        assert parties() != Table.of(state=texts(["FRA", "IRL"]), day=days([FRANCE, None]))

    def test_copies(self) -> None:
        """Tables and their rows can be pickled and copied."""
        untyped = Table.of(state=words(["FRA"]), day=days([FRANCE]))
        for each in (parties(), untyped, next(iter(parties())), next(iter(untyped))):
            assert each == pickle.loads(pickle.dumps(each)) == copy.deepcopy(each)
        assert "FRA" == pickle.loads(pickle.dumps(untyped[0])).state

    def test_repr(self) -> None:
        """The number of rows, and the columns."""
        assert "<Table 2 rows: state, day>" == repr(parties())
        assert "<Table 1 row: number, note>" == repr(many(1))
        assert "<Column word: 2 values>" == repr(parties().columns[0])


class TestChecks:
    def test_length(self) -> None:
        """All columns have one length."""
        with pytest.raises(InvalidValueError, match="'day' has 0 values, expected 1, as in 'state'"):
            Table.of(state=words(["FRA"]), day=days([]))

    @pytest.mark.parametrize("names", [(), ("state",), ("state", "state")])
    def test_names(self, names: tuple[str, ...]) -> None:
        """Every column has a name of its own."""
        with pytest.raises(InvalidValueError, match="each with its own name"):
            Table(names, (words(["FRA"]), days([None])))
        with pytest.raises(InvalidValueError, match="one or more"):
            Table.of()

    def test_row(self) -> None:
        """A row has the fields of the columns."""
        with pytest.raises(InvalidValueError, match="the same names"):
            Table.of(Day, state=words(["FRA"]))
        with pytest.raises(InvalidValueError, match="rows with None"):
            Table.of(tuple, state=words(["FRA"]))

    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            (Kind.TEXT, 3),
            (Kind.WORD, b"FRA"),
            (Kind.DAY, "2006-05-01"),
            (Kind.DAY, datetime(2006, 5, 1)),  # noqa: DTZ001 - two of one day differ
            (Kind.NUMBER, True),
            (Kind.NUMBER, 1.0),
            (Kind.TRUTH, 1),
        ],
    )
    def test_values(self, kind: Kind, value: object) -> None:
        """A value has the type of its column."""
        with pytest.raises(InvalidTypeError, match=r"expected .* or None"):
            Column(kind, (None, value))

    def test_values_are_a_tuple(self) -> None:
        """Nobody changes a table from outside."""
        with pytest.raises(InvalidTypeError, match="a tuple of values"):
            Column(Kind.WORD, ["FRA"])  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_a_column_is_a_column(self) -> None:
        """Bare values do not say what they are."""
        with pytest.raises(InvalidTypeError, match="columns"):
            Table.of(state=("FRA",))  # type: ignore[call-overload] # pyright: ignore[reportArgumentType]

    def test_words_of_an_enumeration(self) -> None:
        """Members of a text enumeration are text."""
        assert (cc.Status.PARTY,) == words([cc.Status.PARTY]).values


class TestText:
    def test_short(self) -> None:
        """All rows, aligned; what is unknown is a dash."""
        table = Table.of(
            state=words(["FRA", "IRL"]), acts=numbers([12, 2]), party=truths([True, False]), since=days([FRANCE, None])
        )

        assert (
            "state  acts  party  since\n"
            "-----  ----  -----  ----------\n"
            "FRA      12  yes    2006-05-01\n"
            "IRL       2  no     –"
        ) == str(table)

    @pytest.mark.parametrize(("rows", "last"), [(12, "11  <b>& so"), (13, "… 1 more row"), (1509, "… 1497 more rows")])
    def test_long(self, rows: int, last: str) -> None:
        """The first dozen rows, and how many more there are."""
        lines = str(many(rows)).splitlines()

        assert last in lines[-1]
        assert min(rows, 12) + (rows > 12) + 2 == len(lines)

    def test_long_cells_are_cut(self) -> None:
        """A cell takes one line, and not all of it."""
        assert ["text", "-" * 52, "x" * 51 + "…"] == str(Table.of(text=texts(["x" * 200]))).splitlines()

    def test_no_rows(self) -> None:
        """The columns are shown all the same."""
        assert "state\n-----" == str(Table.of(state=words([])))


class TestHtml:
    def test_escaped(self) -> None:
        """Every text is escaped."""
        shown = Table.of(**{"<i>": texts(["<script>", None])})._repr_html_()  # pyright: ignore[reportPrivateUsage]

        assert "<tr><th>&lt;i&gt;</th></tr>" in shown
        assert "<tr><td>&lt;script&gt;</td></tr>\n<tr><td>–</td></tr>" in shown

    def test_folded(self) -> None:
        """The first dozen rows are seen, the others folded, and of very many the last are only counted."""
        shown = many(1509)._repr_html_()  # pyright: ignore[reportPrivateUsage]
        seen, _, folded = shown.partition("<details><summary>488 more rows</summary>")

        assert 12 == seen.count("<td>&lt;b&gt;&amp; so</td>")
        assert 488 == folded.count("<td>&lt;b&gt;&amp; so</td>")
        assert folded.endswith("</details><p>… 1009 more rows</p></div>")

    @pytest.mark.parametrize(("rows", "more"), [(15, False), (16, True)])
    def test_few_rows_are_not_folded(self, rows: int, more: bool) -> None:
        """A few rows more than a dozen are not worth a click."""
        assert more == ("4 more rows" in many(rows)._repr_html_())  # pyright: ignore[reportPrivateUsage]

    def test_about(self) -> None:
        """Title, note and foot stand around the rows."""
        shown = about()._repr_html_()  # pyright: ignore[reportPrivateUsage]

        assert "<p><strong>A &amp; B</strong><br>As of &lt;now&gt;</p>" in shown
        assert shown.endswith("<p><small>Source: C</small></p></div>")

    def test_no_rows(self) -> None:
        """It says that there are none."""
        assert "<p>No rows.</p>" in Table.of(state=words([]))._repr_html_()  # pyright: ignore[reportPrivateUsage]

    def test_numbers_stand_right(self) -> None:
        """So that they can be compared."""
        assert '<td class="n">0</td><td>' in many(1)._repr_html_()  # pyright: ignore[reportPrivateUsage]


def about() -> Table[Any]:
    return attrs.evolve(Table.of(state=words(["FRA"])), title="A & B", note="As of <now>", foot=("Source: C",))


class TestOtherLibraries:
    """Days are days, and text is text, wherever the table goes."""

    def every_kind(self) -> Table[Any]:
        return Table.of(
            word=words(["NAM", None]),
            text=texts(["NA", None]),
            day=days([date(1815, 6, 9), None]),
            number=numbers([4, None]),
            truth=truths([True, None]),
        )

    def test_pandas(self) -> None:
        """Every day that Python has; text joins with text, and categories are there if asked for."""
        pd = pytest.importorskip("pandas")
        found = self.every_kind().to_pandas()
        text = str(pd.Series(["x"]).dtype)

        assert [text, text, "datetime64[s]", "Int64", "boolean"] == [str(each) for each in found.dtypes]
        assert ["NAM", "NA", pd.Timestamp("1815-06-09"), 4, True] == list(found.iloc[0])
        assert found.iloc[1].isna().all()
        assert 1 == len(found.merge(pd.DataFrame({"text": ["NA"]}), on="text"))
        assert "category" == self.every_kind().to_pandas(categories=True)["word"].dtype
        earliest = Table.of(day=days([date.min, date.max])).to_pandas()["day"]
        assert ["0001-01-01", "9999-12-31"] == [str(each.date()) for each in earliest]

    def test_polars(self) -> None:
        """The same types whatever the values."""
        pl = pytest.importorskip("polars")
        found = self.every_kind().to_polars()
        types = [pl.String, pl.String, pl.Date, pl.Int64, pl.Boolean]

        assert types == found.dtypes == Table.of(**dict(zip(*self.empty(), strict=True))).to_polars().dtypes
        assert self.every_kind().to_dicts() == found.to_dicts()
        assert pl.Categorical == self.every_kind().to_polars(categories=True)["word"].dtype
        assert 1 == len(found.join(pl.DataFrame({"text": ["NA"]}), on="text"))

    def empty(self) -> tuple[tuple[str, ...], list[Column]]:
        table = self.every_kind()
        return table.names, [Column(each.kind, ()) for each in table.columns]

    def test_arrow(self) -> None:
        """A pyarrow Table, with dictionaries if asked for."""
        pa = pytest.importorskip("pyarrow")
        found = self.every_kind().to_arrow()

        assert self.every_kind().to_dicts() == found.to_pylist()
        assert pa.string() == found.schema.field("word").type
        asked = self.every_kind().to_arrow(categories=True).schema.field("word").type
        assert pa.dictionary(pa.int32(), pa.string()) == asked

    @pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
    def test_missing(self, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """An error says what to install."""
        monkeypatch.setitem(sys.modules, library, None)
        to = {"pandas": "to_pandas", "polars": "to_polars", "pyarrow": "to_arrow"}[library]

        with pytest.raises(MissingExtraError, match=r"pip install"):
            getattr(self.every_kind(), to)()

    def test_csv(self) -> None:
        """Nothing where a value is unknown, and quotes where a text needs them."""
        table = Table.of(
            note=texts(['a, "b"\nc', None]), flag=truths([True, False]), day=days([None, date(1815, 6, 9)])
        )

        assert 'note,flag,day\n"a, ""b""\nc",TRUE,\n,FALSE,1815-06-09\n' == table.to_csv()

    def test_rich(self) -> None:
        """rich draws the rows, and reads no markup in them."""
        rich = pytest.importorskip("rich.console")
        console = rich.Console(width=80, record=True, file=io.StringIO())
        console.print(Table.of(number=numbers(range(13)), note=texts(["[red]x[/red]"] * 13)))
        console.print(about())
        drawn = console.export_text()

        assert 12 == drawn.count("[red]x[/red]")
        assert "… 1 more row" in drawn
        assert "A & B" in drawn
        assert "Source: C" in drawn

    def test_rich_cuts_nothing(self, budapest: cc.Treaty) -> None:
        """In a narrow terminal days are whole, and words folded."""
        rich = pytest.importorskip("rich.console")
        console = rich.Console(width=80, record=True, file=io.StringIO())
        console.print(budapest["FRA"].table())
        drawn = console.export_text()

        assert {"2001-11-23", "2006-01-10", "2006-05-01"} <= {*drawn.replace("│", " ").split()}
        assert "…" not in drawn


class TestLibrariesThatDraw:
    """Those that take frames need one step; a test runs it as docs/notebook.md has it."""

    def test_altair(self, budapest: cc.Treaty) -> None:
        """A bar for each status."""
        altair = pytest.importorskip("altair")
        pytest.importorskip("polars")
        rows = budapest.table(per="state").to_polars()
        drawn = altair.Chart(rows).mark_bar().encode(x="status", y="count()").to_dict()

        assert "nominal" == drawn["encoding"]["x"]["type"]
        assert len(budapest) == len(next(iter(drawn["datasets"].values())))

    def test_great_tables_and_itables(self, budapest: cc.Treaty) -> None:
        """Their pages have the State."""
        great_tables, itables = pytest.importorskip("great_tables"), pytest.importorskip("itables")
        pytest.importorskip("polars")
        rows = budapest.table(per="state").to_polars()

        assert "Albania" in great_tables.GT(rows.head()).as_raw_html()
        assert "Albania" in itables.to_html_datatable(rows)

    @pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
    def test_narwhals(self, budapest: cc.Treaty, library: str) -> None:
        """Frames of all three are narwhals' too, with days as days."""
        nw = pytest.importorskip("narwhals.stable.v2")
        pytest.importorskip(library)
        to = {"pandas": "to_pandas", "polars": "to_polars", "pyarrow": "to_arrow"}[library]
        found = nw.from_native(getattr(budapest.table(per="state"), to)())

        assert len(budapest) == len(found)
        assert found.schema["consent"] in {nw.Date(), nw.Datetime("s")}


class TestShown:
    """People see more than a value says, where more is known."""

    def test_windows(self) -> None:
        """A day that is known to the month is no day for a program, and that month for people."""
        parse = cc.DateWindow.parse
        column = windows([parse("2026-02"), parse("2019-06-13/2019-12-31"), parse(""), None, parse("2006-05-01")])

        assert (None, None, None, None, FRANCE) == column.values
        assert ["2026-02", "2019-06-13 to 2019-12-31", "day not known", "–", "2006-05-01"] == column.texts()

    @pytest.mark.parametrize(
        ("window", "text"),
        [
            ("../2012-08", "by 2012-08"),
            ("../2012-08-30", "by 2012-08-30"),
            ("2020-03-14/..", "since 2020-03-14"),
            ("2019-06/2019-08", "2019-06 to 2019-08"),
            ("2019-06-02/2019-08", "2019-06-02 to 2019-08-31"),
            ("2019", "2019"),
            ("9999-12", "9999-12"),
        ],
    )
    def test_window_in_words(self, window: str, text: str) -> None:
        """As well as it is known, and no better."""
        assert text == window_text(cc.DateWindow.parse(window))

    def test_not_compared(self) -> None:
        """What is shown changes no value."""
        assert texts(["a"], ["b"]) == texts(["a"])

    def test_one_text_for_each_value(self) -> None:
        """Nothing is shown for a value that is not there."""
        with pytest.raises(InvalidValueError, match="2 texts to show for 1 values"):
            texts(["a"], ["b", "c"])
        with pytest.raises(InvalidTypeError, match="a tuple of texts"):
            Column(Kind.TEXT, ("a",), ["b"])  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_title_is_text(self) -> None:
        """Other values are refused where the table is made."""
        with pytest.raises(InvalidTypeError, match="expected text for title"):
            attrs.evolve(parties(), title=3)  # type: ignore[arg-type]
        with pytest.raises(InvalidTypeError, match="a tuple of text for foot"):
            attrs.evolve(parties(), foot="Source")  # type: ignore[arg-type]

    def test_in_a_console(self) -> None:
        """Title and foot stand around the rows there too."""
        assert ["A & B", "As of <now>", "", "state", "-----", "FRA", "", "Source: C"] == str(about()).splitlines()


class TestWhoGivesTables:
    def test_treaty(self, budapest: cc.Treaty) -> None:
        """One row per act."""
        table = budapest.table()
        france = next(row for row in table if row.state == "FRA")

        assert [act.state.id for act in budapest.acts] == list(table["state"])
        assert ("ets185", "signature", date(2001, 11, 23)) == (france.treaty, france.kind, france.date)

    def test_chart(self, budapest: cc.Treaty) -> None:
        """One row per State of the chart."""
        chart = cc.Chart.of(budapest)

        assert [row.state.id for row in chart.rows] == list(chart.table()["state"])

    def test_intervals(self) -> None:
        """One row per period, in a type that editors know."""
        periods = cc.frames.intervals("budapest", only_participants=True)
        found = [row.start for row in periods if row.state == "FRA" and row.status == "party"]

        assert [FRANCE] == found
        assert ("treaty", "state", "status", "start", "end", "as_of") == periods.names
