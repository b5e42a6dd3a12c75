"""Reads the rows of a Treaty Office table, each from the lines on which it stands."""

from cyberconventions.charts._names import find
from cyberconventions.charts.formats._cells import is_parted, split
from cyberconventions.charts.formats._text._by_columns import row_by_columns
from cyberconventions.charts.formats._text._by_words import row_by_words
from cyberconventions.charts.formats._text._crosses import spaced
from cyberconventions.charts.formats._text._lexer import ROW, SYMBOLS, words_of
from cyberconventions.charts.formats._text._plain import plain_row
from cyberconventions.charts.formats._text._words import LONGEST_ROW, ends_table
from cyberconventions.errors import quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.charts._positions import Line
    from cyberconventions.charts._rows import Section
    from cyberconventions.charts.formats._text._reading import OpenRow, Reading

# No row has more cells, each on a line of its own.
_MOST_PIECES = 24


def goes_on(found: "Reading", above: "OpenRow", number: int, line: str) -> bool:
    """Return whether a line goes on with the row above, and keep it until the row is whole; else end that row."""
    is_cell = line[0].isdecimal() or line.partition(" ")[0] in SYMBOLS
    if is_cell and above.known and len(above.pieces) < _MOST_PIECES and not (":" in line and ends_table(line)):
        above.pieces.append((number, line))
        above.grown = True
        return True
    if above.grown:
        close(found)
    return False


def close(found: "Reading") -> None:
    """Read the row that is open with all its lines."""
    above = found.open
    if above is None or not above.grown:
        return
    found.forget(above)
    plain = (
        ROW.fullmatch(" ".join(line for _, line in above.pieces))
        if not (found.denunciations or found.only_columns)
        else None
    )
    row = plain_row(found, above.pieces[0][0], plain, "", above.section) if plain is not None else None
    if row is None:
        del found.unpadded[above.unpadded :]
        _take_row(found, above.pieces, "", above.section)
    else:
        found.add(row)
    found.open = None


def read_row(found: "Reading", number: int, line: str, raw: str, section: "Section") -> None:
    """Read a row of the table; what can't be read is noted."""
    above = found.open
    if above is not None and not above.known:
        name = f"{above.pieces[0][1]} {line}"
        if len(name) <= LONGEST_ROW and _is_broken_name(name):
            found.forget(above)
            _take_row(found, [(above.pieces[0][0], name)], raw, section)
            return
    _take_row(found, [(number, line)], raw, section)


def _note_columns(found: "Reading", number: int) -> None:
    """Note, once for a header, that rows do not show the columns that it names."""
    header = quoted(found.header.strip())
    if not any(error.message.startswith(header) for error in found.chart.errors):
        message = (
            f"{header} does not name signature, ratification and entry into force in this order, and the rows don't "
            f"show which column a day stands in (the first on line {number}); expected tabs between the cells"
        )
        found.chart.error(message, found.header_line or number)


def _cells(found: "Reading", raw: str) -> list[str] | None:
    """Return the cells of a row, if the line and the header show which columns they stand in."""
    if not found.columns:
        return None
    if is_parted(raw):
        return split(raw.rstrip())
    cells = spaced(raw) if found.spaced else None
    return cells if cells is not None and len(cells) == len(found.columns) else None


def _is_broken_name(line: str) -> bool:
    words, name_ends = words_of(line)
    return find(" ".join(words[:name_ends])) is not None


def _take_row(found: "Reading", pieces: "list[Line]", raw: str, section: "Section") -> None:
    """Read a row from its lines, and leave it open for more."""
    opened = found.opens(pieces, section)
    number = pieces[0][0]
    cells = _cells(found, raw)
    row = row_by_columns(found, number, cells, section) if cells is not None else None
    if row is not None:
        found.by_columns.add(number)
    elif found.only_columns and any("/" in line for _, line in pieces):
        opened.known = True
        _note_columns(found, number)
    else:
        row, opened.known = row_by_words(found, pieces, raw, section)
    found.open = opened
    found.in_header = False
    if row is not None:
        found.add(row)
