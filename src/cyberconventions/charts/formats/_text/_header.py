"""Reads the header of a Treaty Office table, which says what stands in which column."""

from cyberconventions._symbols import FLAGS
from cyberconventions.charts.formats._cells import is_parted, split
from cyberconventions.charts.formats._text._crosses import spaced
from cyberconventions.charts.formats._text._words import (
    COLUMNS,
    FLAG_WORDS,
    HEADER_WORDS,
    LONGEST_LINE,
    REFERENCE_LINE,
    TITLES,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.charts.formats._text._reading import Reading

NAME = "name"
_DAYS = ("signature", "consent", "effect")


def read_header(found: "Reading", number: int, line: str, raw: str) -> bool:
    """Read a line of the header, and return whether it is one; a reference that a document repeats is taken for one."""
    if len(line) > LONGEST_LINE:
        return False
    if REFERENCE_LINE.fullmatch(line):  # repeated on each page of a document
        return True
    lowered = line.casefold().replace("\u2019", "'")
    if not _is_header(found, lowered):
        return False
    found.header = f"{found.header} {lowered}" if found.in_header else lowered
    found.header_line = found.header_line if found.in_header and found.header_line else number
    found.in_header, found.open = True, None
    found.denunciations = found.denunciations or "nunciation" in lowered or "nonciation" in lowered
    named = _days_of(found.header)
    found.only_columns = bool(named) and named != [*_DAYS]
    symbols = tuple(dict.fromkeys(word.upper() for word in found.header.split(" ") if word in FLAG_WORDS))
    found.flags = symbols or found.flags
    cells = split(raw) if is_parted(raw) else spaced(raw)
    if cells is not None and len(cells) > 1:
        found.spaced = not is_parted(raw)
        found.columns = _columns(cells, named)
    return True


def _days_of(header: str) -> list[str]:
    """Return which days a header names, in its order."""
    places = {
        "signature": header.find("signature"),
        "consent": header.find("ratification"),
        "effect": max(header.find("entry in"), header.find("entrée en")),
    }
    return sorted((day for day, place in places.items() if place >= 0), key=places.__getitem__)


def _is_header(found: "Reading", lowered: str) -> bool:
    words = lowered.split(" ")
    titled = any(columns in lowered for columns in COLUMNS)
    if words[0] not in HEADER_WORDS and not titled:
        return False
    plain = [word.rstrip(":") for word in words]
    if not titled and not HEADER_WORDS.issuperset(plain):
        return False
    if any(char.isdecimal() for char in lowered):
        return False
    return found.in_header or not FLAG_WORDS.issuperset(plain)  # Below a row, letters alone are its flags.


def _columns(cells: list[str], named: list[str]) -> tuple[str, ...]:
    """Return what stands in which cell, as the cells of a header say.

    Nothing for a line that names fewer days than the header: it stands over several lines.
    """
    columns: list[str] = []
    for cell in cells:
        title = cell.casefold()
        flag = title.upper()
        by_title = next((column for word, column in TITLES if word in title), "")
        # A cell without a title goes on with the one before it: with a mark, or with nothing.
        columns.append(flag if flag in FLAGS else by_title or (columns[-1] if columns else NAME))
    if not named or not set(columns).issuperset(named):
        return ()
    # The oldest pages have no title above the names, nor a space for it.
    return tuple(columns) if columns[0] == NAME else (NAME, *columns)
