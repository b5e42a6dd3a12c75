"""Turns a workbook (.xlsx) into lines with tabs between the cells, one for each row of its sheet.

It is read by openpyxl, in the extra ``xlsx`` (``pip install '.[xlsx]'``), imported when a workbook is read. Its last
release is of 2024, and it is what pandas reads workbooks with. It goes through a sheet row by row, so reading can stop;
python-calamine, which is released more often, reserves memory for the whole rectangle that a sheet claims, and so a
workbook of five kilobytes with a cell in the last corner ends the process. What unpacks to more than a chart could need
is refused before it is unpacked.
"""

import os
from datetime import date, datetime
from threading import RLock

from cyberconventions.charts.formats._cells import is_parted, split
from cyberconventions.charts.formats._days import spelt
from cyberconventions.charts.formats._headers import is_dutch_header, is_un_header
from cyberconventions.charts.formats._text._words import section_of
from cyberconventions.charts.formats._titles import is_header
from cyberconventions.errors import ChartError, ChartLineError, missing_extra

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    Cells: TypeAlias = tuple[object, ...]

# How workbooks of before 2007 begin, and workbooks with a password.
_OLD = b"\xd0\xcf\x11\xe0"
# What the sheets of a workbook may unpack to: one of 200 rows takes some 100 000 bytes.
_LARGEST = 8 * 1024 * 1024
# What else is an archive, by a part that it has.
_OTHERS = {
    "word/document.xml": "a document of a word processor (.docx)",
    "ppt/presentation.xml": "a presentation (.pptx)",
    "content.xml": "an OpenDocument file (.ods, .odt)",
    "Index/Document.iwa": "a file of Numbers or Pages",
}
_MOST_ROWS = 6000
_MOST_COLUMNS = 64
# What is ignored, is ignored in the whole process: of two threads, the one that ends last would leave it so for good.
_ALONE = RLock()
# A fork waits for a thread that reads: its lock and filters would stay in the child for good.
if hasattr(os, "register_at_fork"):  # pragma: no branch - systems without forks
    os.register_at_fork(before=_ALONE.acquire, after_in_parent=_ALONE.release, after_in_child=_ALONE.release)


def workbook_text(content: bytes) -> str:
    """Return the sheet with a table of States as lines with tabs, the first where none has one.

    Raises:
        ChartError: It is not a workbook that can be read, or several of its sheets have such a table.
        MissingExtraError: openpyxl is not installed.
    """
    sheets = {name: rows for name, rows in _sheets(content).items() if rows}
    if not sheets:
        raise _unreadable("the workbook has no visible sheet with cells")
    written = {name: _written(rows, date.isoformat) for name, rows in sheets.items()}
    wanted = [name for name, lines in written.items() if any(_heads_table(line) for line in lines)] or [*sheets][:1]
    if len(wanted) > 1:
        listing = ", ".join(map(repr, wanted[:5]))
        raise _unreadable(f"{len(wanted)} sheets have a table of States: {listing}; save the one you want alone")
    (name,) = wanted
    return "\n".join(_written(sheets[name], _style(written[name])))


def _unreadable(message: str) -> ChartError:
    return ChartError("the workbook can't be read", [ChartLineError(message)])


def _sheets(content: bytes) -> "dict[str, list[Cells]]":
    """Return the rows of the visible sheets of a workbook."""
    if content.startswith(_OLD):
        raise _unreadable("it is a workbook of before 2007 (.xls), or has a password: save it as .xlsx or CSV")
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise missing_extra("a workbook (.xlsx) is read by openpyxl", "xlsx") from error
    import io
    import warnings

    _check_parts(content)
    try:
        with _ALONE, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves aside: styles, validation
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            found = {
                sheet.title: _rows(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True))
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            }
            if _has_formulas(content):
                formulas = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
                for name, rows in found.items():
                    _check_computed(name, rows, formulas[name].iter_rows(max_col=_MOST_COLUMNS))
            return found
    except ChartError:
        raise
    except Exception as error:  # noqa: BLE001 # a broken workbook raises whatever comes
        reason = " ".join(f"{type(error).__name__}: {error}"[:200].split())
        raise _unreadable(f"it is not a workbook as spreadsheets write it ({reason})") from None


def _check_parts(content: bytes) -> None:
    """Refuse what is another archive, or unpacks to more than a chart could need.

    Raises:
        ChartError: It does, or can't be unpacked.
    """
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _unreadable(f"it is not a workbook as spreadsheets write it ({error})") from None
    names = {part.filename for part in parts}
    for name, what in _OTHERS.items():
        if name in names:
            raise _unreadable(f"it is {what}, expected one saved as .xlsx, or CSV or text")
    size = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if size > _LARGEST:
        raise _unreadable(f"it unpacks to {size:,} bytes, expected at most {_LARGEST:,}")


def _has_formulas(content: bytes) -> bool:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(b"<f" in archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))


def _rows(rows: "Iterable[Cells]") -> "list[Cells]":
    """Return the rows of a sheet.

    Raises:
        ChartError: There are more than any chart has.
    """
    found: list[Cells] = []
    for row in rows:
        if len(found) == _MOST_ROWS:
            raise _unreadable(f"a sheet has more than {_MOST_ROWS:,} rows; no treaty has so many participants")
        found.append(row)
    return found if any(any(cell is not None for cell in row) for row in found) else []


def _check_computed(sheet: str, rows: "list[Cells]", formulas: "Iterable[Cells]") -> None:
    """Refuse a formula whose value was never computed: its cell would be read as blank.

    Raises:
        ChartError: There is one.
    """
    for values, cells in zip(rows, formulas, strict=False):
        for value, cell in zip(values, cells, strict=False):
            if value is None and getattr(cell, "data_type", "") == "f":
                place = getattr(cell, "coordinate", "")
                raise _unreadable(
                    f"cell {place} of sheet {sheet!r} has a formula without a value: open the workbook in a "
                    "spreadsheet and save it, or write the days themselves"
                )


def _written(rows: "list[Cells]", day: "Callable[[date], str]") -> list[str]:
    return ["\t".join([_text(cell, day) for cell in row]).rstrip("\t") for row in rows]


def _text(cell: object, day: "Callable[[date], str]") -> str:
    """Return a cell's text."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return day(cell.date()) if cell.time() == datetime.min.time() else cell.isoformat(" ")
    return " ".join(str(cell).split())


def _heads_table(line: str) -> bool:
    """Return whether a line is the header of a table, or the heading of a list of members."""
    words = " ".join(line.split())
    return (
        (is_parted(line) and is_header(split(line)))
        or section_of(words) is not None
        or is_un_header(words)
        or is_dutch_header(words)
    )


def _style(lines: list[str]) -> "Callable[[date], str]":
    """Return how days are printed where a table of this form is published: a sheet has them as days, or as texts."""
    words = [" ".join(line.split()) for line in lines]
    if any(section_of(line) is not None for line in words):
        return lambda day: f"{day:%d/%m/%Y}"
    if any(is_un_header(line) for line in words):
        return spelt
    if any(is_dutch_header(line) for line in words):
        return lambda day: f"{day:%d-%m-%Y}"
    return date.isoformat
