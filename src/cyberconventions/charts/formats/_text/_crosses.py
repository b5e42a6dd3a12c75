"""Reads the ``X`` marks of the oldest pages by their column, where the copy still shows it."""

import re
from functools import lru_cache

from cyberconventions._symbols import FLAGS, Code
from cyberconventions.charts.formats._cells import is_parted, split
from cyberconventions.charts.formats._text._lexer import X
from cyberconventions.charts.formats._text._words import LONGEST_ROW

_MARK_BEHIND = re.compile(r"\s*(?:a|su|s|r)(?=\s)")
_NUMBERS = re.compile(r"\d(?:[\d ]*\d)?")


def crossed(columns: tuple[str, ...], raw: str, crosses: int) -> tuple[Code, ...] | None:
    """Return the flags that the crosses of a row stand for; ``None`` where the copy lost their columns.

    Arguments:
        columns: What stands in which cell, where the header says so.
        raw: The row as it stands in the input.
        crosses: How many crosses it has.
    """
    if is_parted(raw):
        codes = [FLAGS.get(column) for column, cell in zip(columns, split(raw), strict=False) if cell == X]
        known = tuple(code for code in codes if code is not None)
        return known if len(known) == crosses else None
    slash = raw.rfind("/")
    if slash < 0:
        return None
    tail = raw[slash + len("/2004") :]
    return _crossed_behind(tail, crosses) if len(tail) <= LONGEST_ROW else None


@lru_cache(maxsize=4096)
def _crossed_behind(tail: str, crosses: int) -> tuple[Code, ...] | None:
    """Return the flags that the crosses behind a row's last day stand for."""
    places = [place for place, char in enumerate(tail) if char == X]
    if len(places) != crosses:
        return None
    # Cells stand three spaces apart, and blank cells of days that the row lacks leave none. After the last day
    # come the notes, which print nothing, one blank or a number.
    mark = _MARK_BEHIND.match(tail)
    first = mark.end() if mark else 0
    note = _NUMBERS.search(tail[first : places[0]])
    starts = {first + note.end() + 3} if note else {first + 3 + blank + 3 for blank in (0, 1)}
    readings = {each for start in starts if (each := _at(places, start)) is not None and len(each) == crosses}
    return readings.pop() if len(readings) == 1 else None


def _at(places: list[int], start: int) -> tuple[Code, ...] | None:
    """Return the flags whose columns, four characters apart, stand at these places."""
    columns = [divmod(place - start, 4) for place in places]
    if any(rest or not 0 <= column < len(FLAGS) for column, rest in columns):
        return None
    flags = tuple(FLAGS.values())
    return tuple(flags[column] for column, _ in columns)
