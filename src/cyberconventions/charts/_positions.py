"""Says where something stands on a page whose lines do not tell.

A saved page may be written in one line. While it is read, its rows are numbered instead, and what was found is then
given its line and the number of its row: ``table row 12``.
"""

import attrs

from cyberconventions.charts._model import Chart
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cyberconventions.charts.text import Line


@attrs.frozen
class Places:
    """The lines of a page and the rows of its tables, numbered in one.

    Attributes:
        lines: The page's lines, with a number of their own each.
        origins: For each of these numbers the line of the input, and the row of a table.
    """

    lines: "tuple[Line, ...]"
    origins: tuple[tuple[int, str | None], ...]

    @classmethod
    def of(cls, lines: "Sequence[Line]") -> "Places | None":
        r"""Return the places of a page's lines, or nothing if two rows never stand on one line.

        >>> Places.of([(1, "Albania\tx"), (2, "Andorra\tx")]) is None
        True
        >>> Places.of([(1, "Albania\tx"), (1, "Andorra\tx")]).origins
        ((1, 'table row 1'), (1, 'table row 2'))
        """
        rows = [number for number, text in lines if "\t" in text]
        if len(set(rows)) == len(rows):
            return None
        origins: list[tuple[int, str | None]] = []
        row = 0
        for number, text in lines:
            is_row = "\t" in text
            row += is_row
            origins.append((number, f"table row {row}" if is_row else None))
        return cls(tuple(enumerate((text for _, text in lines), start=1)), tuple(origins))

    def chart(self, chart: Chart) -> Chart:
        """Return a chart that was read from the numbered lines, with the places of the input."""
        rows = [attrs.evolve(row, line=self._line(row.line), path=self._path(row.line)) for row in chart.rows]
        problems = [
            attrs.evolve(problem, line=self._line(problem.line), path=self._path(problem.line))
            for problem in chart.problems
        ]
        return attrs.evolve(chart, rows=tuple(rows), problems=tuple(problems))

    def where(self, lines: "Mapping[str, int]") -> dict[str, int]:
        """Return where the head and the totals stand in the input."""
        return {what: self._line(number) or number for what, number in lines.items()}

    def error(self, error: ChartError) -> ChartError:
        """Return the error of a reader with the places of the input."""
        errors = [self._placed(each) for each in error.problems]
        return ChartError(str(error.message).partition("\n")[0], errors)

    def _placed(self, error: ChartLineError) -> ChartLineError:
        path = self._path(error.line)
        message = error.message if path is None else f"{path}: {error.message}"
        return ChartLineError(message, self._line(error.line))

    def _line(self, number: int | None) -> int | None:
        return None if number is None else self.origins[number - 1][0]

    def _path(self, number: int | None) -> str | None:
        return None if number is None else self.origins[number - 1][1]
