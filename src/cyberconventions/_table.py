"""Tables of typed columns: what Arrow, HTML, text and data frames are made of.

>>> print(Table.of(state=words(["FRA", "IRL"]), in_force=days([date(2006, 5, 1), None])))
state  in_force
-----  ----------
FRA    2006-05-01
IRL    –
"""

from collections import namedtuple
from datetime import date  # noqa: TC003 # the examples make days
from functools import lru_cache
from typing import Any, Generic, TypeVar, overload

import attrs

from cyberconventions import _arrow
from cyberconventions._arguments import check_fields, check_position
from cyberconventions._arrow import Kind
from cyberconventions._cells import SHOWN, cell, one_line
from cyberconventions._dates import PLAIN, DateWindow, Precision
from cyberconventions.errors import (
    ColumnError,
    InvalidValueError,
    check_type,
    counted,
    did_you_mean,
    quoted,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import SupportsIndex, TypeAlias

    # One row: a named tuple.
    AnyRow: TypeAlias = Any
    # A frame or a table of another library, whose types are not known here.
    Native: TypeAlias = Any

RowT = TypeVar("RowT", bound=tuple[Any, ...])
RowT_co = TypeVar("RowT_co", bound=tuple[Any, ...], covariant=True)

_WIDEST = 52  # characters of a cell in a console
_UNKNOWN = "–"
_TYPES: dict[Kind, type] = {Kind.TEXT: str, Kind.WORD: str, Kind.DAY: PLAIN[0], Kind.NUMBER: int, Kind.TRUTH: bool}


@attrs.frozen(order=False, repr=False)
class Column:
    """The values of one column; ``None`` where a value is unknown.

    Attributes:
        kind: What they are.
        values: The values, in the order of the rows.
        shown: What people see in their place, texts or windows, where a value alone says less than is known: of a day
            that is known to the month, that month. Not compared.

    >>> days([date(2006, 5, 1), None])
    <Column day: 2 values>
    """

    kind: Kind
    values: tuple[Any, ...]
    shown: tuple[str | DateWindow | None, ...] | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        check_type(self.kind, Kind, "a Kind of column")
        check_type(self.values, tuple, "a tuple of values")
        expected = _TYPES[self.kind]
        # The types of all values first: a table of thousands of rows holds two or three.
        for found in set(map(type, self.values)):
            if not (found is expected or found is type(None) or (expected is str and issubclass(found, str))):
                wrong = next(value for value in self.values if type(value) is found)
                raise wrong_type(wrong, f"{_EXPECTED[self.kind]} or None")
            if found is not str and issubclass(found, str):  # A member of an enumeration is text to other libraries.
                plain = tuple([value if value is None else str(value) for value in self.values])
                object.__setattr__(self, "values", plain)
        if self.shown is not None:
            check_type(self.shown, tuple, "a tuple of texts")
            if len(self.shown) != len(self.values):
                raise InvalidValueError(f"{len(self.shown)} texts to show for {len(self.values)} values")

    @property
    def is_known(self) -> bool:
        """Whether anything is known: a value, or something that people see in its place.

        >>> windows([DateWindow.parse("2026-02")]).is_known
        True
        """
        return any(value is not None for value in (self.values if self.shown is None else self.shown))

    def texts(self, rows: int | None = None) -> "list[str]":
        """Return what people see of the first rows, or of all.

        >>> windows([DateWindow.parse("2026-02"), None]).texts()
        ['2026-02', '–']
        """
        return list(map(_cell, (self.values if self.shown is None else self.shown)[:rows]))

    def __repr__(self) -> str:
        return f"<Column {self.kind.value}: {len(self.values)} values>"


_EXPECTED = {
    Kind.TEXT: "text",
    Kind.WORD: "text",
    Kind.DAY: "a date",
    Kind.NUMBER: "a whole number",
    Kind.TRUTH: "True, False",
}


def texts(values: "Iterable[str | None]", shown: "Iterable[str | None] | None" = None) -> Column:
    """Return a column of free text."""
    return Column(Kind.TEXT, tuple(values), _shown(shown))


def words(values: "Iterable[str | None]", shown: "Iterable[str | None] | None" = None) -> Column:
    """Return a column of text of a small vocabulary, such as ids and codes."""
    return Column(Kind.WORD, tuple(values), _shown(shown))


def days(values: "Iterable[date | None]") -> Column:
    """Return a column of calendar days."""
    return Column(Kind.DAY, tuple(values))


def windows(values: "Iterable[DateWindow | None]") -> Column:
    """Return a column of the days that are known to the day; people see the others as well as they are known.

    >>> column = windows([DateWindow.parse("2026-02"), DateWindow.parse("../2012-08-31"), DateWindow.on("2006-05-01")])
    >>> column.values, column.texts()
    ((None, None, datetime.date(2006, 5, 1)), ['2026-02', 'by 2012-08', '2006-05-01'])
    """
    listed = list(values)
    known = [None if window is None else window.day for window in listed]
    return Column(Kind.DAY, tuple(known), tuple(listed))


def window_text(window: DateWindow) -> str:
    """Return a window in words, as well as it is known.

    >>> [window_text(DateWindow.parse(each)) for each in ("2020-03-14/..", "../2012-08", "2019-06-13/2019-12-31", "")]
    ['since 2020-03-14', 'by 2012-08', '2019-06-13 to 2019-12-31', 'day not known']
    """
    first, last = window.earliest, window.latest
    if first == last:
        return "day not known" if first is None else str(first)
    if last is None:
        return f"since {first}"
    months_end = DateWindow(last.replace(day=1), last).precision is Precision.MONTH
    until = str(last)[:7] if months_end else str(last)
    if first is None:
        return f"by {until}"
    if window.precision is not Precision.INTERVAL:
        return str(window)
    return f"{str(first)[:7]} to {until}" if months_end and first.day == 1 else f"{first} to {last}"


def numbers(values: "Iterable[int | None]") -> Column:
    """Return a column of whole numbers."""
    return Column(Kind.NUMBER, tuple(values))


def truths(values: "Iterable[bool | None]") -> Column:
    """Return a column of true and false."""
    return Column(Kind.TRUTH, tuple(values))


def _shown(values: "Iterable[str | None] | None") -> "tuple[str | None, ...] | None":
    return None if values is None else tuple(values)


@attrs.frozen(order=False, repr=False)
class Table(Generic[RowT_co]):
    """Typed columns of one length, which every library that speaks Arrow reads (``polars.DataFrame(table)``).

    Going through a table gives its rows as named tuples; ``table["state"]`` gives the values of a column, ``table[0]``
    a row. In a console it shows its first dozen rows and how many more there are; in a notebook the others are folded.

    Attributes:
        names: The names of the columns, in their order.
        columns: The columns.
        row: The named tuple that rows are made as; one of the columns' names where it is ``None``.
        title: What the table is; shown, and not compared, as the next two.
        note: What a reader has to know before the rows.
        foot: What is shown below them: how far the record goes, where it comes from.

    >>> table = Table.of(state=words(["FRA", "IRL"]), in_force=days([date(2006, 5, 1), None]))
    >>> table
    <Table 2 rows: state, in_force>
    >>> table["state"], table[1].state, [row.in_force for row in table]
    (('FRA', 'IRL'), 'IRL', [datetime.date(2006, 5, 1), None])
    """

    names: tuple[str, ...]
    columns: tuple[Column, ...]
    row: type[RowT_co] | None = attrs.field(default=None, eq=False)
    title: str = attrs.field(default="", eq=False)
    note: str = attrs.field(default="", eq=False)
    foot: tuple[str, ...] = attrs.field(default=(), eq=False)

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        if not self.columns or len(self.names) != len(self.columns) or len(set(self.names)) < len(self.names):
            raise InvalidValueError(
                f"{len(self.columns)} columns named {self.names!r}, expected one or more, each with its own name"
            )
        for name, column in zip(self.names, self.columns, strict=True):
            if len(column.values) != len(self):
                raise InvalidValueError(
                    f"column {name!r} has {len(column.values)} values, expected {len(self)}, as in {self.names[0]!r}"
                )
        fields = getattr(self.row, "_fields", None)
        if self.row is not None and fields != self.names:
            raise InvalidValueError(f"rows with {fields!r} for the columns {self.names!r}, expected the same names")

    @overload
    @classmethod
    def of(cls, row: None = None, /, **columns: Column) -> "Table[AnyRow]": ...
    @overload
    @classmethod
    def of(cls, row: type[RowT], /, **columns: Column) -> "Table[RowT]": ...
    @classmethod
    def of(cls, row: "type[Any] | None" = None, /, **columns: Column) -> "Table[Any]":
        """Make a table of named columns, in the order given.

        Arguments:
            row: The ``NamedTuple`` that rows are made as, whose fields are the columns' names, so that editors and
                type checkers know them.
            columns: The columns by name: made by :func:`words`, :func:`texts`, :func:`days`, :func:`numbers` or
                :func:`truths`.

        Raises:
            InvalidValueError: The columns differ in length, or the row has other names.
            InvalidTypeError: A column is something else.

        >>> Table.of(state=words(["FRA"]), in_force=days([]))
        Traceback (most recent call last):
        cyberconventions.errors.InvalidValueError: column 'in_force' has 0 values, expected 1, as in 'state'
        """
        return Table(tuple(columns), tuple(columns.values()), row)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.columns[0].values)

    def __iter__(self) -> "Iterator[RowT_co]":
        """Go through the rows."""
        return map(self._row, *(column.values for column in self.columns))

    @overload
    def __getitem__(self, key: str) -> tuple[Any, ...]: ...
    @overload
    def __getitem__(self, key: "SupportsIndex") -> RowT_co: ...
    def __getitem__(self, key: "str | SupportsIndex") -> Any:
        """Return the values of the column of that name, or the row of that number.

        Raises:
            ColumnError: There is no column of that name.
            IndexError: There is no row of that number.
            InvalidTypeError: It is neither a name nor a number.
        """
        if isinstance(key, str):
            return self._column(key).values
        if isinstance(key, slice):  # of each column, which would make one row of many values
            raise wrong_type(key, "a column's name or a row's number")
        check_position(key, "a column's name or a row's number")
        return self._row(*(column.values[key] for column in self.columns))

    def _column(self, name: str) -> Column:
        check_type(name, str, "a column's name")
        if name not in self.names:
            hint = did_you_mean(name, self.names)
            raise ColumnError(f"no column {quoted(name)}{hint}; the table has {', '.join(self.names)}")
        return self.columns[self.names.index(name)]

    @property
    def _row(self) -> "type[Any]":
        return self.row or _row_type(self.names)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the table to a library that speaks the Arrow PyCapsule protocol (extra ``arrow``).

        Texts and words are ``string``, so that they join; days are ``date32``, numbers ``int64``.

        Arguments:
            requested_schema: A schema that the reader would prefer. The protocol lets a producer that can't
                cast hand out its own, and the reader cast it, so there is one schema.

        Raises:
            MissingExtraError: Neither pyarrow nor nanoarrow (extra ``arrow``) is installed.
        """
        del requested_schema
        return _arrow.stream(self._typed())

    def __arrow_c_schema__(self) -> object:
        """Hand the names and types of the columns to such a library.

        Raises:
            MissingExtraError: Neither pyarrow nor nanoarrow (extra ``arrow``) is installed.
        """
        return _arrow.schema(self._typed())

    def _typed(self) -> "Iterator[tuple[str, Kind, tuple[Any, ...]]]":
        return ((name, column.kind, column.values) for name, column in zip(self.names, self.columns, strict=True))

    def only(self, *names: str) -> "Table[AnyRow]":
        """Return the table with some of its columns, in the order given.

        Arguments:
            names: Their names.

        Raises:
            ColumnError: There is no column of that name.

        >>> Table.of(state=words(["FRA"]), in_force=days([None])).only("in_force")
        <Table 1 row: in_force>
        """
        return Table(names, tuple([self._column(each) for each in names]), None, self.title, self.note, self.foot)

    def known(self, *names: str) -> "Table[AnyRow]":
        """Return the table with those of some columns in which anything is known, for a cell; all where nothing is.

        Arguments:
            names: Their names.

        Raises:
            ColumnError: There is no column of that name.

        >>> Table.of(state=words(["FRA"]), in_force=days([None])).known("state", "in_force")
        <Table 1 row: state>
        """
        found = [name for name in names if self._column(name).is_known]
        return self.only(*(found or names))

    def to_pandas(self, *, categories: bool = False) -> "Native":
        """Return the table as a pandas ``DataFrame``: days as ``datetime64``, text as pandas has it.

        Arguments:
            categories: Whether words such as ids are categories, which take less memory but do not join with text.

        Raises:
            MissingExtraError: pandas is not installed.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").table().to_pandas()["date"].min()
        Timestamp('2001-11-23 00:00:00')
        """
        check_type(categories, bool, "True or False for categories")
        return _arrow.pandas_frame(self._typed(), categories=categories)

    def to_polars(self, *, categories: bool = False) -> "Native":
        """Return the table as a polars ``DataFrame``.

        Arguments:
            categories: As for :meth:`to_pandas`.

        Raises:
            MissingExtraError: polars is not installed.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").table().to_polars()["date"].min()
        datetime.date(2001, 11, 23)
        """
        check_type(categories, bool, "True or False for categories")
        return _arrow.polars_frame(self._typed(), categories=categories)

    def to_arrow(self, *, categories: bool = False) -> "Native":
        """Return the table as a pyarrow ``Table``.

        Arguments:
            categories: As for :meth:`to_pandas`; they are dictionaries there.

        Raises:
            MissingExtraError: pyarrow is not installed.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").table().to_arrow().schema.field("date").type
        DataType(date32[day])
        """
        check_type(categories, bool, "True or False for categories")
        return _arrow.pyarrow_table(self._typed(), categories=categories)

    def to_dicts(self) -> "list[dict[str, Any]]":
        """Return the rows as mappings of plain Python values, ``None`` where one is unknown.

        >>> Table.of(state=words(["FRA"]), in_force=days([date(2006, 5, 1)])).to_dicts()
        [{'state': 'FRA', 'in_force': datetime.date(2006, 5, 1)}]
        """
        names = self.names
        return [dict(zip(names, row, strict=True)) for row in zip(*(each.values for each in self.columns), strict=True)]

    def to_csv(self) -> str:
        """Return the table as CSV: ISO dates, ``TRUE`` and ``FALSE``, and nothing where a value is unknown.

        >>> print(Table.of(state=words(["FRA", "IRL"]), in_force=days([date(2006, 5, 1), None])).to_csv(), end="")
        state,in_force
        FRA,2006-05-01
        IRL,
        """
        import csv
        from io import StringIO

        written = StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(self.names)
        writer.writerows(zip(*(map(_in_csv, column.values) for column in self.columns), strict=True))
        return written.getvalue()

    def _repr_html_(self) -> str:
        """Show the table in a notebook: its first rows, and the others folded."""
        return cell(
            zip(*(column.texts() for column in self.columns), strict=True),
            heads=[name.replace("_", " ") for name in self.names],
            title=self.title,
            note=self.note,
            foot=self.foot,
            right=[column.kind is Kind.NUMBER for column in self.columns],
        )

    def __rich__(self) -> "Native":
        """Show the first rows in a terminal, where rich draws them: the columns in which anything is known."""
        from rich.table import Table as Drawn
        from rich.text import Text

        table = self.known(*self.names)
        below = "\n".join([*([_more(self)] if len(self) > SHOWN else []), *self.foot])
        drawn = Drawn(title=Text(self.title), caption=Text("\n".join(filter(None, (self.note, below)))))
        for name, column in zip(table.names, table.columns, strict=True):
            justify: Native = "right" if column.kind is Kind.NUMBER else "left"
            # Where there is little room texts are folded, and days are whole: rich would cut both.
            drawn.add_column(Text(name), justify=justify, overflow="fold", no_wrap=column.kind is Kind.DAY)
        for cells in table._cells():
            drawn.add_row(*map(Text, cells))
        return drawn

    def __str__(self) -> str:
        """Return the first rows as aligned text, and how many more there are."""
        rows = [[_cut(text) for text in cells] for cells in self._cells()]
        heads = list(self.names)
        widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
        right = [column.kind is Kind.NUMBER for column in self.columns]
        lines = [heads, ["-" * width for width in widths], *rows]
        found = [_aligned(cells, widths, right) for cells in lines]
        above = [line for line in (self.title, self.note) if line]
        below = [_more(self)] if len(self) > SHOWN else []
        return "\n".join([*above, *([""] if above else []), *found, *below, *([""] if self.foot else []), *self.foot])

    def _cells(self) -> "Iterator[tuple[str, ...]]":
        """Go through the texts of the first rows."""
        return zip(*(column.texts(SHOWN) for column in self.columns), strict=True)

    def __repr__(self) -> str:
        return f"<Table {counted(len(self), 'row')}: {', '.join(self.names)}>"


@lru_cache(maxsize=64)
def _row_type(names: tuple[str, ...]) -> type[Any]:
    """Return the named tuple of these columns; a name that is not an identifier becomes its position, ``_2``."""
    made = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - the names are known at run time only

    def reduce(row: tuple[Any, ...]) -> tuple[Any, ...]:
        return _row_of, (names, tuple(row))

    made.__reduce__ = reduce  # type: ignore[method-assign,assignment] # so that rows can be pickled
    return made


def _row_of(names: tuple[str, ...], values: tuple[Any, ...]) -> "AnyRow":
    return _row_type(names)(*values)


def _cell(value: object) -> str:
    if value is None:
        return _UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    return window_text(value) if isinstance(value, DateWindow) else one_line(value)


def _cut(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else cell[: _WIDEST - 1] + "…"


def _aligned(cells: "Sequence[str]", widths: "Sequence[int]", right: "Sequence[bool]") -> str:
    found = [
        cell.rjust(width) if numeric else cell.ljust(width)
        for cell, width, numeric in zip(cells, widths, right, strict=True)
    ]
    return "  ".join(found).rstrip()


def _more(table: "Table[Any]") -> str:
    return f"… {counted(len(table) - SHOWN, 'more row')}"


def _in_csv(value: object) -> object:
    """Return a value as CSV has it; R and spreadsheets read TRUE, and not true, as what it is."""
    return str(value).upper() if isinstance(value, bool) else value
