"""Tables of typed columns."""

import copy
import pickle
from datetime import date, datetime
from typing import NamedTuple

import pytest

import cyberconventions as cc
from cyberconventions._arrow import Kind
from cyberconventions._table import Column, Table, days, numbers, texts, truths, words
from cyberconventions.errors import ColumnError, InvalidTypeError, InvalidValueError

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
        assert ["text", "-" * 40, "x" * 39 + "…"] == str(Table.of(text=texts(["x" * 200]))).splitlines()

    def test_no_rows(self) -> None:
        """The columns are shown all the same."""
        assert "state\n-----" == str(Table.of(state=words([])))


class TestHtml:
    def test_escaped(self) -> None:
        """Every text is escaped."""
        shown = Table.of(**{"<i>": texts(["<script>", None])})._repr_html_()  # pyright: ignore[reportPrivateUsage]

        assert "<tr><th>&lt;i&gt;</th></tr>" in shown
        assert "<tr><td>&lt;script&gt;</td></tr>\n<tr><td>–</td></tr>" in shown

    def test_counted(self) -> None:
        """The first dozen rows, and how many more there are."""
        shown = many(1509)._repr_html_()  # pyright: ignore[reportPrivateUsage]

        assert 12 == shown.count("<td>&lt;b&gt;&amp; so</td>")
        assert shown.endswith("</table>\n<p>… 1497 more rows</p>")
        assert "more" not in many(12)._repr_html_()  # pyright: ignore[reportPrivateUsage]


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
