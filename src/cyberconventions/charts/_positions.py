"""Where something stands in an input: its line, and a path where the line does not say.

A saved page or a file may be written in one line. While a page is read, its rows are then numbered instead, and what
was found is given its line and the number of its row afterwards: ``table row 12``.
"""

import attrs

from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    # A line of an input: its number, counted from 1, and its text.
    Line: TypeAlias = tuple[int, str]


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
