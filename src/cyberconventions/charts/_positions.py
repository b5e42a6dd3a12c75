"""Where something stands in an input: its line, and a path where the line does not say.

A saved page or a file may be written in one line. While a page is read, its rows are then numbered instead, and what
was found is given its line and the number of its row afterwards: ``table row 12``.
"""

import re

import attrs

from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    # A line of an input: its number, counted from 1, and its text.
    Line: TypeAlias = tuple[int, str]

# A text of this length is cut into lines at once; a longer one piece by piece.
_SHORT = 64 * 1024
# No page of a chart has so many lines that are not blank.
_MOST_LINES = 12_000
_MOST_BLANK = 500_000
# No row or heading is longer. A footnote may be, and a title.
_LONGEST = 600
_LONGEST_NOTE = 2_000_000
_MAY_BE_LONG = re.compile(r"[^\w(:]{0,20}(?:\(\d{1,9}\)|\d{1,9} ?:) |Title |Reference ")


def lines_of(text: str) -> "Iterable[Line]":
    r"""Return the lines of a text with their numbers.

    Of an overlong line that can't be a footnote only the beginning is returned.

    >>> list(lines_of("a\nb"))
    [(1, 'a'), (2, 'b')]

    Raises:
        ChartError: There are more lines than any page of a chart has.
    """
    if len(text) <= _SHORT:
        return enumerate(text.splitlines(), start=1)
    return bounded(_pieces(text))


def bounded(lines: "Iterable[Line]") -> "Iterator[Line]":
    """Go through numbered lines, as many as the page of a chart may have.

    Raises:
        ChartError: There are more.
    """
    filled = 0
    for number, raw in lines:
        if raw and not raw.isspace():
            filled += 1
        if filled > _MOST_LINES or number > _MOST_BLANK:
            message = f"the input has more than {number - 1:,} lines; no page of a chart has so many"
            raise _too_large(message, number)
        if len(raw) > _LONGEST and not _MAY_BE_LONG.match(raw):
            yield number, raw[:_LONGEST]
        elif len(raw) > _LONGEST_NOTE:
            raise _too_large(f"the line has {len(raw):,} characters; no footnote is so long", number)
        else:
            yield number, raw


def _too_large(message: str, line: int) -> ChartError:
    return ChartError("too large for a chart", [ChartLineError(message, line)])


def _pieces(text: str) -> "Iterator[Line]":
    number = place = 0
    while place < len(text):
        end = text.find("\n", place + _SHORT) + 1 or len(text)
        for raw in text[place:end].splitlines():
            number += 1
            yield number, raw
        place = end


@attrs.frozen
class Position:
    """Where something stands in an input.

    Attributes:
        line: The line, counted from 1; ``None`` for a place that has none, or for the input as a whole.
        path: The path, where the line does not say: ``"[0][12].DateSignature"`` in JSON, ``"table row 12"`` on a page
            that is written in one line.

    >>> Position(path="rows[3]").key("signature"), Position(line=7).key("signature")
    (Position(line=None, path='rows[3].signature'), Position(line=7, path=None))
    """

    line: int | None = None
    path: str | None = None

    def key(self, key: str) -> "Position":
        """Return the position of a record's value: a path goes on with the key, a line stays the line."""
        if self.path is None:
            return self
        return Position(self.line, f"{self.path}.{key}" if self.path else key)

    def error(self, message: str) -> ChartLineError:
        """Return an error at this position.

        >>> print(Position(1, "table row 2").error("'Albanya' is not a known State"))
        line 1: table row 2: 'Albanya' is not a known State
        """
        return ChartLineError(f"{self.path}: {message}" if self.path else message, self.line)


@attrs.frozen
class Positions:
    """The lines of a page and the rows of its tables, numbered consecutively.

    Attributes:
        lines: The page's lines, each with a number of its own.
        origins: For each of these numbers, in order, the position in the input.
    """

    lines: "tuple[Line, ...]"
    origins: tuple[Position, ...]

    @classmethod
    def of(cls, lines: "Sequence[Line]") -> "Positions | None":
        r"""Return the positions of a page's lines, or nothing if no two rows stand on one line.

        >>> Positions.of([(1, "Albania\tx"), (2, "Andorra\tx")]) is None
        True
        >>> Positions.of([(1, "Albania\tx"), (1, "Andorra\tx")]).at(2)
        Position(line=1, path='table row 2')
        """
        rows = [number for number, text in lines if "\t" in text]
        if len(set(rows)) == len(rows):
            return None
        origins: list[Position] = []
        row = 0
        for number, text in lines:
            is_row = "\t" in text
            row += is_row
            origins.append(Position(number, f"table row {row}" if is_row else None))
        return cls(tuple(enumerate((text for _, text in lines), start=1)), tuple(origins))

    def at(self, number: int | None) -> Position:
        """Return the position in the input of a numbered line."""
        return Position() if number is None else self.origins[number - 1]

    def error(self, error: ChartError) -> ChartError:
        """Return a reader's error with the positions of the input."""
        errors = [self.at(each.line).error(each.message) for each in error.problems]
        return ChartError(str(error.message).partition("\n")[0], errors)
