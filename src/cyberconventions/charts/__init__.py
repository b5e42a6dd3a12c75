"""Published tables of signatures and ratifications: what they say, read, written and compared."""

from cyberconventions._symbols import Footnotes
from cyberconventions.charts._changes import (
    ChangeSet,
    DateChanged,
    Denounced,
    FlagAdded,
    FlagRemoved,
    FootnotesChanged,
    InvitationLapsed,
    InvitationUsed,
    Invited,
    MarkChanged,
    NewConsent,
    NewEntryIntoForce,
    NewSignature,
    RowAdded,
    RowGone,
    SectionChanged,
    StateRenamed,
    Suspended,
    diff,
)
from cyberconventions.charts._detect import FORMATS
from cyberconventions.charts._model import Chart
from cyberconventions.charts._parse import parse_chart, read_chart
from cyberconventions.charts._reconcile import Conflict, Reconciliation, reconcile
from cyberconventions.charts._rows import Problem, Row, Section

__all__ = [
    "FORMATS",
    "ChangeSet",
    "Chart",
    "Conflict",
    "DateChanged",
    "Denounced",
    "FlagAdded",
    "FlagRemoved",
    "Footnotes",
    "FootnotesChanged",
    "InvitationLapsed",
    "InvitationUsed",
    "Invited",
    "MarkChanged",
    "NewConsent",
    "NewEntryIntoForce",
    "NewSignature",
    "Problem",
    "Reconciliation",
    "Row",
    "RowAdded",
    "RowGone",
    "Section",
    "SectionChanged",
    "StateRenamed",
    "Suspended",
    "diff",
    "parse_chart",
    "read_chart",
    "reconcile",
]
