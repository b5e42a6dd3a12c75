"""Splits text whose cells are parted by commas, or by another character.

The standard library's reader has a limit for the length of a cell, which is one setting for the whole process. A cell
of a chart may be longer than that limit: a footnote with a State's whole declaration.
"""

import re
from functools import cache

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# A line without quotation marks.
_PLAIN = re.compile(r'(?P<cells>[^"\r\n]*+)(?:\r\n?|\n|\Z)')
_LINE_END = re.compile(r"\r\n?|\n")
# No table has more columns. What stands behind so many cells of a line stays together.
_MOST_CELLS = 256
_REST = re.compile(r"(?P<cells>[^\r\n]*+)(?:\r\n?|\n|\Z)")


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """Return the pattern of one cell with what ends it.

    A quotation mark that never closes goes on to the end of the input.
    """
    part = re.escape(delimiter)
    return re.compile(
        rf'(?:"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"?)?+(?P<plain>[^{part}\r\n]*+)(?P<end>{part}|\r\n?|\n|\Z)',
    )


def records_of(text: str, delimiter: str = ",") -> "Iterator[tuple[int, list[str]]]":
    r"""Split text into records of cells, each with the line on which it ends; a blank line is a record without cells.

    >>> list(records_of('a,b\n"1\n""2"" 3",\n'))
    [(1, ['a', 'b']), (3, ['1\n"2" 3', ''])]
    """
    text = text.removesuffix("\n").removesuffix("\r")
    line, place = 1, 0
    while place < len(text):
        plain = _PLAIN.match(text, place)
        if plain is not None:
            cells, place = plain["cells"].split(delimiter, _MOST_CELLS) if plain["cells"] else [], plain.end()
        else:
            cells, place, more = _quoted_record(text, place, delimiter)
            line += more
        yield line, cells
        line += 1


def _quoted_record(text: str, place: int, delimiter: str) -> tuple[list[str], int, int]:
    """Return the cells of the record that begins at a place, where it ends, and how many line ends its cells have."""
    pattern = _cell(delimiter)
    cells: list[str] = []
    lines = 0
    while True:
        if len(cells) == _MOST_CELLS:
            rest = _REST.match(text, place)
            assert rest is not None  # noqa: S101 # it may be empty
            return [*cells, rest["cells"]], rest.end(), lines
        cell = pattern.match(text, place)
        if cell is None:  # pragma: no cover - there is a cell everywhere
            raise AssertionError
        quoted_part, plain, end = cell.groups()
        if quoted_part is None:
            cells.append(plain)
        else:
            lines += len(_LINE_END.findall(quoted_part))
            cells.append(quoted_part.replace('""', '"') + plain)
        place = cell.end()
        if end != delimiter:
            return cells, place, lines
