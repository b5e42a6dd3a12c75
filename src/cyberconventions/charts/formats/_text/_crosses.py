"""Reads the ``X`` marks of the oldest pages by their column, where the copy still shows it.

On those pages cells stand three spaces apart, and every blank cell leaves one space of its own – a blank day as well as
a blank flag. So a row shows its columns as long as no space is lost; where one is, which flags the marks are is not
known.
"""

import re
from functools import lru_cache

from cyberconventions._symbols import FLAGS, Code
from cyberconventions.charts.formats._cells import is_parted, split
from cyberconventions.charts.formats._text._lexer import X
from cyberconventions.charts.formats._text._words import LONGEST_ROW

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from datetime import date
    from typing import TypeAlias

    from cyberconventions.charts.formats._text._reading import Reading

    # Signature, consent and entry into force.
    Days: TypeAlias = tuple[date | None, date | None, date | None]

_GAP = 3
_BLANK = _GAP + 1  # a blank cell with its gap
_SPACES = re.compile(r" {2,}")
_NOTES = 1


def spaced(raw: str) -> list[str] | None:
    r"""Return the cells of a row that stand three spaces apart; ``None`` where the copy lost a space.

    >>> spaced("Canada   23/11/2001               X                    ")
    ['Canada', '23/11/2001', '', '', '', 'X', '', '', '', '', '']
    >>> spaced("Canada  23/11/2001") is None
    True
    """
    line = raw.replace("\xa0", " ").lstrip(" ")
    text = line.rstrip(" ")
    cells: list[str] = []
    place = 0
    for gap in _SPACES.finditer(text):
        blanks, rest = divmod(gap.end() - gap.start() - _GAP, _BLANK)
        if rest:
            return None
        cells.append(text[place : gap.start()])
        cells += [""] * blanks
        place = gap.end()
    cells.append(text[place:])
    blanks, rest = divmod(len(line) - len(text), _BLANK)
    return None if rest else cells + [""] * blanks


def crossed(found: "Reading", raw: str, crosses: int, days: "Days") -> tuple[Code, ...] | None:
    """Return the flags that the crosses of a row stand for; ``None`` where the copy lost their columns.

    Arguments:
        found: The chart, whose header may say what stands in which cell.
        raw: The row as it stands in the input.
        crosses: How many crosses it has.
        days: Its signature, consent and entry into force, as they were read.
    """
    found.crossed = True
    if found.columns and is_parted(raw):
        codes = [FLAGS.get(column) for column, cell in zip(found.columns, split(raw), strict=False) if cell == X]
        known = tuple(code for code in codes if code is not None)
        return known if len(known) == crosses else None
    slash = raw.rfind("/")
    if slash < 0 or len(raw) > LONGEST_ROW:
        return None
    if days[-1] is not None:  # as on most rows with crosses: none of its days is blank behind the last
        return _crossed_behind(raw[slash + len("/2004") :], crosses, found.flags)
    cells = spaced(raw)
    if cells is None or [bool(cell) for cell in cells[1 : 1 + len(days)]] != [day is not None for day in days]:
        return None
    return _flags(cells[1 + len(days) + _NOTES :], crosses, found.flags)


@lru_cache(maxsize=4096)
def _crossed_behind(tail: str, crosses: int, symbols: tuple[str, ...]) -> tuple[Code, ...] | None:
    """Return the flags that the crosses behind a row's entry into force stand for."""
    cells = spaced(f"/{tail}")
    return _flags(cells[1 + _NOTES :], crosses, symbols) if cells is not None else None


def _flags(cells: list[str], crosses: int, symbols: tuple[str, ...]) -> tuple[Code, ...] | None:
    """Return the flags whose cells have a cross, if every cross has its column."""
    # A copy may strip the blanks that end a line: all of them, or none.
    whole = len(cells) == len(symbols) or (len(cells) < len(symbols) and cells[-1:] == [X])
    shown = [symbol for symbol, cell in zip(symbols, cells, strict=False) if cell == X]
    return tuple(FLAGS[symbol] for symbol in shown) if whole and len(shown) == crosses else None
