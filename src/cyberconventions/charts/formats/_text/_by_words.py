"""Reads a row of a Treaty Office table by its words, from left to right."""

import re
from datetime import date

import attrs

from cyberconventions._symbols import FLAGS, MARKS, Code
from cyberconventions.charts._names import find, find_with_mark
from cyberconventions.charts._rows import Row, Section
from cyberconventions.charts.formats._text._crosses import crossed
from cyberconventions.charts.formats._text._lexer import UNKNOWN, X, is_number, unglued, words_of
from cyberconventions.charts.formats._text._words import HEADING, LIKE_HEADING
from cyberconventions.errors import quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._states import State
    from cyberconventions.charts._positions import Line
    from cyberconventions.charts.formats._text._reading import Reading


# What stands before the first day of a row.
_BEFORE_DAY = re.compile(r".+?(?=\d\d?/|$)")


def row_by_words(found: "Reading", pieces: "list[Line]", raw: str, section: Section) -> tuple[Row | None, bool]:
    """Read a row from its lines; return as well whether its name is a State's, or whether it has more than a name."""
    number = pieces[0][0]
    name, state, cells = _name_and_cells(pieces)
    if state is None:
        _note_unknown(found, number, name, pieces[0][1], alone=not cells)
        return None, bool(cells)
    read = _Words(found, number, name)
    for read.number, cell in cells:
        read.take(cell)
        if read.failed:  # What follows on the row is out of its place.
            return None, True
    signature, consent, effect = read.days()
    if read.failed:
        return None, True
    notes: tuple[Code, ...] | None = tuple(read.flags)
    if read.crosses:
        notes = crossed(found, raw, read.crosses, (signature, consent, effect))
    row = Row(
        state,
        section,
        signature,
        consent,
        read.mark,
        effect,
        None if read.in_doubt else notes,
        tuple(read.footnotes),
        name,
        number,
        withdrawal=read.withdrawal[0] if read.withdrawal else None,
        withdrawal_effective=read.withdrawal[1] if len(read.withdrawal) > 1 else None,
        known_notes=tuple(read.flags) if read.in_doubt else (),
    )
    return row, True


def _note_unknown(found: "Reading", number: int, name: str, line: str, *, alone: bool) -> None:
    """Note that a line does not begin with a State's name."""
    if alone and LIKE_HEADING.match(name):
        message = f"{quoted(name)} is neither a State's name nor the heading of a list that is known, such as {HEADING}"
        found.chart.error(message, number)
        return
    glued = line[len(name) : len(name) + 1] not in ("", " ")
    found.chart.unknown_state((_BEFORE_DAY.match(line) or [name])[0].strip() if glued else name, number)


def _name_and_cells(pieces: "list[Line]") -> "tuple[str, State | None, list[Line]]":
    """Return a row's name, its State if that is known, and the cells behind the name, each with its line."""
    number, line = pieces[0]
    words, name_ends = words_of(line)
    name = " ".join(words[:name_ends])
    cells = [(number, cell) for cell in words[name_ends:]]
    for place, more in pieces[1:]:
        cells += [(place, cell) for cell in unglued(more).split(" ")]
    state = find(name)
    if state is None and not any("/" in cell for _, cell in cells):
        parted = find_with_mark(name)
        if parted is not None:
            state, name, mark = parted
            cells = [(number, mark), *cells]
    return name, state, cells


@attrs.define
class _Words:
    """The cells of one row, taken from left to right."""

    found: "Reading"
    number: int
    name: str
    dates: list[date] = attrs.Factory(list[date])
    mark: str | None = None
    mark_after: int = 0
    footnotes: list[int] = attrs.Factory(list[int])
    flags: list[Code] = attrs.Factory(list[Code])
    in_doubt: bool = False
    crosses: int = 0
    # Days behind the flags, where the columns of a denunciation may stand.
    last: list[date] = attrs.Factory(list[date])
    withdrawal: list[date] = attrs.Factory(list[date])
    failed: bool = False

    def take(self, cell: str) -> None:
        """Take one cell, or note why it can't be taken."""
        if "/" in cell:
            self._take_date(cell)
        elif not (self._take_mark(cell) or self._take_note(cell)):
            self._fail(
                f"{quoted(cell)} on the row of {self.name} is not expected there; a row has a name, dates, one of "
                f"{', '.join(MARKS)}, footnote numbers, then some of {' '.join(FLAGS)}"
            )

    def _take_date(self, cell: str) -> None:
        day = self.found.date(self.number, cell)
        behind = self._is_behind()
        taken = self.last if behind else self.dates
        most = (2 if behind else 5) if self.found.denunciations else (0 if behind else 3)
        if len(taken) == most:
            self._fail(f"a date, {quoted(cell)}, where none is expected on the row of {self.name}")
        elif day is not None:
            taken.append(day)
        else:
            self.failed = True

    def _take_mark(self, cell: str) -> bool:
        """Take a mark, which stands before the notes; return whether it is one."""
        if cell not in MARKS or self.mark is not None or self._is_behind():
            return False
        self.mark, self.mark_after = cell, len(self.dates)
        return True

    def _take_note(self, cell: str) -> bool:
        """Take a footnote number, a flag, a cross or a question mark; return whether it is one."""
        if is_number(cell) and not (self.flags or self.in_doubt):
            self.footnotes.append(int(cell))
        elif cell in FLAGS and FLAGS[cell] not in self.flags and not self.crosses:
            self.flags.append(FLAGS[cell])
        elif cell == UNKNOWN:
            self.in_doubt = True
        elif cell == X and not self.flags and self.crosses < len(FLAGS):
            self.crosses += 1
        else:
            return False
        return True

    def _is_behind(self) -> bool:
        """Return whether a note has been taken, so that no date of the treaty and no mark can follow."""
        return bool(self.footnotes or self.flags or self.in_doubt)

    def _fail(self, message: str) -> None:
        self.failed = True
        self.found.chart.error(message, self.number)

    def days(self) -> tuple[date | None, date | None, date | None]:
        """Return signature, consent and effect: how many dates there are and where the mark stands decides."""
        cells: list[date | None] = list(self.dates)
        if self.mark is None:
            self.withdrawal = [*self.dates[3:], *self.last][:2]
            signature, consent, effect = [*cells, None, None, None][:3]
            return signature, consent, effect
        if self.mark_after == 0 and not self.dates:
            return None, None, None  # A bare letter: the State may accede.
        before, after = cells[: self.mark_after], cells[self.mark_after :]
        if not 1 <= len(before) <= 2 or len(after) > (3 if self.found.denunciations else 1):  # noqa: PLR2004 # columns
            self._fail(f"the mark {self.mark!r} on the row of {self.name} does not follow the day of consent")
            return None, None, None
        self.withdrawal = [*self.dates[self.mark_after + 1 :], *self.last][:2]
        return before[0] if len(before) > 1 else None, before[-1], after[0] if after else None
