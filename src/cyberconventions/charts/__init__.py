"""Published tables of signatures and ratifications: what they say, read and compared."""

from cyberconventions.charts.chart import Chart, Problem, Row, Section
from cyberconventions.charts.reading import parse_chart, read_chart

__all__ = ["Chart", "Problem", "Row", "Section", "parse_chart", "read_chart"]
