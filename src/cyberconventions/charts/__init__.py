"""Published tables of signatures and ratifications: what they say, read, written and compared."""

from cyberconventions._symbols import Footnotes
from cyberconventions.charts._changes import Change, ChangeKind, ChangeSet, diff
from cyberconventions.charts._detect import FORMATS
from cyberconventions.charts._model import Chart
from cyberconventions.charts._parse import parse_chart, read_chart
from cyberconventions.charts._reconcile import Reconciliation, reconcile
from cyberconventions.charts._revision import Conflict
from cyberconventions.charts._rows import Problem, Row, Section

__all__ = [
    "FORMATS",
    "Change",
    "ChangeKind",
    "ChangeSet",
    "Chart",
    "Conflict",
    "Footnotes",
    "Problem",
    "Reconciliation",
    "Row",
    "Section",
    "diff",
    "parse_chart",
    "read_chart",
    "reconcile",
]
