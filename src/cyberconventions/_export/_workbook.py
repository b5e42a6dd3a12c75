"""Writes the tables as one workbook, a sheet for each (extra ``xlsx``)."""

import io
import os
from datetime import date

from cyberconventions._dates import calendar_day
from cyberconventions._export._tables import tables
from cyberconventions.errors import missing_extra

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from cyberconventions._table import Table

    # A sheet that is written row by row, and a cell of it: their stubs lack half of what they have.
    Sheet: TypeAlias = Any
    Cell: TypeAlias = Any

# Before this day programs disagree, as one of them once took 1900 for a leap year: five readers gave three days.
_FIRST_DAY = calendar_day(1900, 3, 1)
_LONGEST = 32_767  # characters of a cell
_WIDEST, _NARROWEST = 60, 8  # characters of a column


def write_workbook(folder: str) -> None:
    """Write the workbook: days as days from 1900-03-01 on, as text before; text as text, whatever it looks like.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise missing_extra(f"a workbook needs openpyxl ({error})", "xlsx") from error
    book = Workbook(write_only=True)
    for each in tables():
        _write_sheet(book.create_sheet(each.name), each.table)
    # In memory first: where the disk is full, openpyxl's open sheets would print tracebacks of their own.
    whole = io.BytesIO()
    book.save(whole)
    with open(os.path.join(folder, "cyberconventions.xlsx"), "wb") as file:
        file.write(whole.getbuffer())


def _write_sheet(sheet: "Sheet", table: "Table[Any]") -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for number, (name, column) in enumerate(zip(table.names, table.columns, strict=True), start=1):
        longest = max([len(name), *(len(str(value)) for value in column.values if value is not None)])
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.names))}{len(table) + 1}"
    heads = [_text(sheet, name) for name in table.names]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in zip(*(column.values for column in table.columns), strict=True):
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: "Sheet", value: object) -> "Cell":
    """Return what a row has of a value."""
    if isinstance(value, date):
        return value if value >= _FIRST_DAY else _text(sheet, value.isoformat())
    if not isinstance(value, str):
        return value
    # Text that begins with a letter is nothing else to any program, and most is: a styled cell takes ten times as long.
    return value if value[:1].isalpha() and value.isprintable() and len(value) <= _LONGEST else _text(sheet, value)


def _text(sheet: "Sheet", value: str) -> "Cell":
    """Return a cell of text: "004" is no number, "=1" no formula, and no control character stops it."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell: Cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)[:_LONGEST])
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
