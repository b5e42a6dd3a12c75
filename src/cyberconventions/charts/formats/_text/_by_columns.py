"""Reads a row of a Treaty Office table whose tabs part its cells, by the titles of the columns."""

from datetime import date

import attrs

from cyberconventions._symbols import FLAGS, MARKS, Code
from cyberconventions.charts._names import find
from cyberconventions.charts._rows import Row, Section
from cyberconventions.charts.formats._text._header import NAME
from cyberconventions.charts.formats._text._lexer import DATE, UNKNOWN, X, is_number, plain_day

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.charts.formats._text._reading import Reading

_DAYS = ("signature", "consent", "effect", "withdrawal", "withdrawal_effective")


def row_by_columns(found: "Reading", number: int, cells: list[str], section: Section) -> Row | None:
    """Read a row; nothing if its cells do not fit their columns."""
    if len(cells) > len(found.columns):
        return None
    read = _Columns()
    for column, cell in zip(found.columns, cells, strict=False):
        if cell and not read.take(column, cell):
            return None
    name = " ".join(read.names)
    state = find(name)
    if state is None:
        return None
    for word in read.dates:
        found.date(number, word)  # notes how it is printed
    found.crossed = found.crossed or read.crossed
    flags = tuple(read.flags)
    return Row(
        state,
        section,
        read.days.get("signature"),
        read.days.get("consent"),
        read.mark,
        read.days.get("effect"),
        None if read.in_doubt else flags,
        tuple(read.footnotes),
        name,
        number,
        withdrawal=read.days.get("withdrawal"),
        withdrawal_effective=read.days.get("withdrawal_effective"),
        known_notes=flags if read.in_doubt else (),
    )


@attrs.define
class _Columns:
    """The cells of one row, each under the title of its column."""

    names: list[str] = attrs.Factory(list[str])
    dates: list[str] = attrs.Factory(list[str])
    days: dict[str, date] = attrs.Factory(dict[str, date])
    mark: str | None = None
    footnotes: list[int] = attrs.Factory(list[int])
    flags: list[Code] = attrs.Factory(list[Code])
    in_doubt: bool = False
    crossed: bool = False

    def take(self, column: str, cell: str) -> bool:
        """Take a cell, and return whether it fits its column."""
        if column == NAME:
            self.names.append(cell)
            return True
        take = self._take_day if column in _DAYS else self._take_note
        return all(take(column, word) for word in cell.split(" "))

    def _take_day(self, column: str, word: str) -> bool:
        day = plain_day(word)[0] if DATE.fullmatch(word) else None
        if day is not None and column not in self.days:
            self.days[column] = day
            self.dates.append(word)
            return True
        if column == "consent" and word in MARKS and self.mark is None:
            self.mark = word
            return True
        return False

    def _take_note(self, column: str, word: str) -> bool:
        flag = FLAGS.get(column if word == X else word)
        if column == "notes" and is_number(word):
            self.footnotes.append(int(word))
        elif flag is not None and flag not in self.flags and column in ("notes", str(flag)):
            self.flags.append(flag)
            self.crossed = self.crossed or word == X
        elif word == UNKNOWN:
            self.in_doubt = True
        else:
            return False
        return True
