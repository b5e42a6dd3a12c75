"""How a line of a table parts its cells: the one place that every reader of tables asks.

Tabs part the cells of text that is copied from a page, and of a saved page's rows. Where nothing but spaces stands
between them, a reader finds the cells by their words.
"""

import attrs

from cyberconventions.charts._positions import Position


def is_parted(raw: str) -> bool:
    """Return whether a line itself parts its cells, so that a blank one keeps its column."""
    return "\t" in raw


def split(raw: str) -> list[str]:
    r"""Return the cells of a line, with their white space reduced.

    >>> split("Malawi \t\t 26  Apr 2001")
    ['Malawi', '', '26 Apr 2001']
    """
    return [" ".join(cell.split()) for cell in raw.split("\t")]


@attrs.frozen
class TableLine:
    """A line of a table, and its cells where the line itself parts them.

    Attributes:
        number: The line's number in the input.
        text: The whole line, with its white space reduced.
        cells: The cells, likewise; none where only their words part them.
        path: Where the line stands, if its number does not say.
    """

    number: int
    text: str
    cells: tuple[str, ...] = ()
    path: str | None = None

    @classmethod
    def of(cls, number: int, raw: str) -> "TableLine | None":
        r"""Return a line of an input, or nothing if it is blank.

        >>> TableLine.of(3, "Malawi\t\ta").cells, TableLine.of(3, " Malawi  a").cells, TableLine.of(3, " ")
        (('Malawi', '', 'a'), (), None)
        """
        if is_parted(raw.strip()):
            cells = split(raw)
            return cls(number, " ".join([cell for cell in cells if cell]), tuple(cells))
        text = " ".join(raw.split())
        return cls(number, text) if text else None

    @property
    def at(self) -> Position:
        """Where the line stands."""
        return Position(self.number, self.path)
