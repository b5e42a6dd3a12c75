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
from cyberconventions._arrow import Kind
from cyberconventions._dates import PLAIN
from cyberconventions.errors import ColumnError, InvalidValueError, check_tuple, check_type, did_you_mean, wrong_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    # One row: a named tuple.
    AnyRow: TypeAlias = Any

RowT = TypeVar("RowT", bound=tuple[Any, ...])
RowT_co = TypeVar("RowT_co", bound=tuple[Any, ...], covariant=True)

_SHOWN = 12  # rows of a table in a console or a notebook
_WIDEST = 40  # characters of a cell in a console
_UNKNOWN = "–"
_TYPES: dict[Kind, type] = {Kind.TEXT: str, Kind.WORD: str, Kind.DAY: PLAIN[0], Kind.NUMBER: int, Kind.TRUTH: bool}


@attrs.frozen(order=False, repr=False)
class Column:
    """The values of one column; ``None`` where a value is unknown.

    Attributes:
        kind: What they are.
        values: The values, in the order of the rows.

    >>> days([date(2006, 5, 1), None])
    <Column day: 2 values>
    """

    kind: Kind
    values: tuple[Any, ...]

    def __attrs_post_init__(self) -> None:
        check_type(self.kind, Kind, "a Kind of column")
        check_type(self.values, tuple, "a tuple of values")
        expected = _TYPES[self.kind]
        # The types of all values first: a table of thousands of rows holds two or three.
        for found in set(map(type, self.values)):
            if not (found is expected or found is type(None) or (expected is str and issubclass(found, str))):
                wrong = next(value for value in self.values if type(value) is found)
                raise wrong_type(wrong, f"{_EXPECTED[self.kind]} or None")

    def __repr__(self) -> str:
        return f"<Column {self.kind.value}: {len(self.values)} values>"


_EXPECTED = {
    Kind.TEXT: "text",
    Kind.WORD: "text",
    Kind.DAY: "a date",
    Kind.NUMBER: "a whole number",
    Kind.TRUTH: "True, False",
}


def texts(values: "Iterable[str | None]") -> Column:
    """Return a column of free text."""
    return Column(Kind.TEXT, tuple(values))


def words(values: "Iterable[str | None]") -> Column:
    """Return a column of text of a small vocabulary, such as ids and codes."""
    return Column(Kind.WORD, tuple(values))


def days(values: "Iterable[date | None]") -> Column:
    """Return a column of calendar days."""
    return Column(Kind.DAY, tuple(values))


def numbers(values: "Iterable[int | None]") -> Column:
    """Return a column of whole numbers."""
    return Column(Kind.NUMBER, tuple(values))


def truths(values: "Iterable[bool | None]") -> Column:
    """Return a column of true and false."""
    return Column(Kind.TRUTH, tuple(values))


@attrs.frozen(order=False, repr=False)
class Table(Generic[RowT_co]):
    """Typed columns of one length, which every library that speaks Arrow reads (``polars.DataFrame(table)``).

    Going through a table gives its rows as named tuples; ``table["state"]`` gives the values of a column, ``table[0]``
    a row. In a console and in a notebook it shows its first dozen rows and how many more there are.

    Attributes:
        names: The names of the columns, in their order.
        columns: The columns.
        row: The named tuple that rows are made as; one of the columns' names where it is ``None``.

    >>> table = Table.of(state=words(["FRA", "IRL"]), in_force=days([date(2006, 5, 1), None]))
    >>> table
    <Table 2 rows: state, in_force>
    >>> table["state"], table[1].state, [row.in_force for row in table]
    (('FRA', 'IRL'), 'IRL', [datetime.date(2006, 5, 1), None])
    """

    names: tuple[str, ...]
    columns: tuple[Column, ...]
    row: type[RowT_co] | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        check_tuple(self.names, str, "names of columns")
        check_tuple(self.columns, Column, "columns")
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
    def __getitem__(self, key: int) -> RowT_co: ...
    def __getitem__(self, key: str | int) -> Any:
        """Return the values of the column of that name, or the row of that number.

        Raises:
            ColumnError: There is no column of that name.
            IndexError: There is no row of that number.
            InvalidTypeError: It is neither a name nor a number.
        """
        if isinstance(key, str):
            if key not in self.names:
                hint = did_you_mean(key, self.names)
                raise ColumnError(f"no column {key!r}{hint}; the table has {', '.join(self.names)}")
            return self.columns[self.names.index(key)].values
        check_type(key, int, "a column's name or a row's number")
        return self._row(*(column.values[key] for column in self.columns))

    @property
    def _row(self) -> "type[Any]":
        return self.row or _row_type(self.names)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the table to a library that speaks the Arrow PyCapsule protocol (extra ``arrow``).

        Words are dictionary-encoded, days are ``date32``, numbers ``int64``.

        Arguments:
            requested_schema: A schema that the reader would prefer. The protocol lets a producer that can't
                cast hand out its own, and the reader cast it: nanoarrow has no casts yet, so there is one schema.

        Raises:
            MissingExtraError: Neither nanoarrow (extra ``arrow``) nor pyarrow is installed.
        """
        del requested_schema
        return _arrow.stream(self._typed())

    def __arrow_c_schema__(self) -> object:
        """Hand the names and types of the columns to such a library.

        Raises:
            MissingExtraError: Neither nanoarrow (extra ``arrow``) nor pyarrow is installed.
        """
        return _arrow.schema(self._typed())

    def _typed(self) -> "Iterator[tuple[str, Kind, tuple[Any, ...]]]":
        return ((name, column.kind, column.values) for name, column in zip(self.names, self.columns, strict=True))

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook, and how many more there are."""
        from html import escape

        def line(tag: str, cells: "Iterable[str]") -> str:
            return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

        head = line("th", self.names)
        body = "\n".join(line("td", cells) for cells in self._cells())
        more = f"\n<p>{_more(self)}</p>" if len(self) > _SHOWN else ""
        return f"<table>\n<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>{more}"

    def __str__(self) -> str:
        """Return the first rows as aligned text, and how many more there are."""
        rows = [[_cut(cell) for cell in cells] for cells in self._cells()]
        heads = list(self.names)
        widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
        right = [column.kind is Kind.NUMBER for column in self.columns]
        lines = [heads, ["-" * width for width in widths], *rows]
        found = [_aligned(cells, widths, right) for cells in lines]
        return "\n".join([*found, _more(self)] if len(self) > _SHOWN else found)

    def _cells(self) -> "Iterator[tuple[str, ...]]":
        """Go through the texts of the first rows."""
        return zip(*(map(_cell, column.values[:_SHOWN]) for column in self.columns), strict=True)

    def __repr__(self) -> str:
        return f"<Table {_counted(len(self))}: {', '.join(self.names)}>"


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
    return " ".join(str(value).split())


def _cut(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else cell[: _WIDEST - 1] + "…"


def _aligned(cells: "Sequence[str]", widths: "Sequence[int]", right: "Sequence[bool]") -> str:
    found = [
        cell.rjust(width) if numeric else cell.ljust(width)
        for cell, width, numeric in zip(cells, widths, right, strict=True)
    ]
    return "  ".join(found).rstrip()


def _counted(rows: int) -> str:
    return f"{rows} row" if rows == 1 else f"{rows} rows"


def _more(table: "Table[Any]") -> str:
    return f"… {_counted(len(table) - _SHOWN).replace(' ', ' more ')}"
