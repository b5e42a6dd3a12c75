"""Who signed, ratified, acceded or was invited to every cybercrime treaty – and so what is in force when.

>>> import cyberconventions as cc
>>> cc.treaty("budapest").is_party("FRA", on="2010-01-01")
True

Beside the names here there are modules: ``cc.errors``, ``cc.rules`` (final clauses), ``cc.charts`` (published tables),
``cc.un`` (the UN process on cybercrime), ``cc.frames`` (columns in data frames), ``cc.plots`` (pictures),
``cc.testing`` (treaties for tests).
"""

# Names load on first use, so that importing the library costs next to nothing. Type checkers and editors
# read the imports below, which never run.
TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions import charts as charts
    from cyberconventions import errors as errors
    from cyberconventions import frames as frames
    from cyberconventions import plots as plots
    from cyberconventions import rules as rules
    from cyberconventions import testing as testing
    from cyberconventions import un as un
    from cyberconventions._acts import Act, ActKind, Confidence
    from cyberconventions._answers import Answer
    from cyberconventions._application import Application, Ground, GroundKind
    from cyberconventions._basis import LegalBasis, Reason, Standing
    from cyberconventions._by_treaty import errata, misprints, unknowns
    from cyberconventions._citation import Citation, cite
    from cyberconventions._conditions import Condition, Gap, Offence, Request
    from cyberconventions._corrections import Erratum, Misprint, Unknown, Verdict, erratum
    from cyberconventions._dates import DateWindow, Precision
    from cyberconventions._desk import Cooperation, cooperation
    from cyberconventions._explain import Explanation
    from cyberconventions._export import export
    from cyberconventions._group_lists import group, members_of_coe, states
    from cyberconventions._groups import Groups
    from cyberconventions._history import Coverage, Status
    from cyberconventions._invitations import Invitation, Validity
    from cyberconventions._json import from_json, to_json
    from cyberconventions._measures import ClauseKind, CooperationClause, Measure, measure
    from cyberconventions._periods import Period
    from cyberconventions._places import Territory, territory
    from cyberconventions._provisions import Provision, Subject
    from cyberconventions._record import Record, dataset, using
    from cyberconventions._sources import Source
    from cyberconventions._state_lists import States
    from cyberconventions._statement_lists import Authorities, Authority, AuthorityFunction, Statements
    from cyberconventions._statements import Reading, Statement, StatementCoverage, StatementKind
    from cyberconventions._states import State, state
    from cyberconventions._symbols import Code, decode
    from cyberconventions._table import Table
    from cyberconventions._totals import Totals
    from cyberconventions._treaties import Treaties, treaties, treaty
    from cyberconventions._treaty import Participation, Treaty
    from cyberconventions.charts import (
        Change,
        ChangeKind,
        ChangeSet,
        Chart,
        Reconciliation,
        Row,
        diff,
        parse_chart,
        read_chart,
        reconcile,
    )
    from cyberconventions.errors import CoverageWarning, CyberConventionsError, CyberConventionsWarning
    from cyberconventions.un import resolution, timeline

    __version__: str
    data_version: str

__all__ = [
    "Act",
    "ActKind",
    "Answer",
    "Application",
    "Authorities",
    "Authority",
    "AuthorityFunction",
    "Change",
    "ChangeKind",
    "ChangeSet",
    "Chart",
    "Citation",
    "ClauseKind",
    "Code",
    "Condition",
    "Confidence",
    "Cooperation",
    "CooperationClause",
    "Coverage",
    "CoverageWarning",
    "CyberConventionsError",
    "CyberConventionsWarning",
    "DateWindow",
    "Erratum",
    "Explanation",
    "Gap",
    "Ground",
    "GroundKind",
    "Groups",
    "Invitation",
    "LegalBasis",
    "Measure",
    "Misprint",
    "Offence",
    "Participation",
    "Period",
    "Precision",
    "Provision",
    "Reading",
    "Reason",
    "Reconciliation",
    "Record",
    "Request",
    "Row",
    "Source",
    "Standing",
    "State",
    "Statement",
    "StatementCoverage",
    "StatementKind",
    "Statements",
    "States",
    "Status",
    "Subject",
    "Table",
    "Territory",
    "Totals",
    "Treaties",
    "Treaty",
    "Unknown",
    "Validity",
    "Verdict",
    "__version__",
    "cite",
    "cooperation",
    "data_version",
    "dataset",
    "decode",
    "diff",
    "errata",
    "erratum",
    "export",
    "from_json",
    "group",
    "measure",
    "members_of_coe",
    "misprints",
    "parse_chart",
    "read_chart",
    "reconcile",
    "resolution",
    "state",
    "states",
    "territory",
    "timeline",
    "to_json",
    "treaties",
    "treaty",
    "unknowns",
    "using",
]

_MODULES = ("charts", "errors", "frames", "plots", "rules", "testing", "un")
_HOMES = {
    "_acts": ("Act", "ActKind", "Confidence"),
    "_answers": ("Answer",),
    "_application": ("Application", "Ground", "GroundKind"),
    "_by_treaty": ("errata", "misprints", "unknowns"),
    "_citation": ("Citation", "cite"),
    "_corrections": ("Erratum", "Misprint", "Unknown", "Verdict", "erratum"),
    "_basis": ("LegalBasis", "Reason", "Standing"),
    "_conditions": ("Condition", "Gap", "Offence", "Request"),
    "_dates": ("DateWindow", "Precision"),
    "_desk": ("Cooperation", "cooperation"),
    "_explain": ("Explanation",),
    "_export": ("export",),
    "_group_lists": ("group", "members_of_coe", "states"),
    "_groups": ("Groups",),
    "_history": ("Coverage", "Status"),
    "_invitations": ("Invitation", "Validity"),
    "_json": ("from_json", "to_json"),
    "_measures": ("ClauseKind", "CooperationClause", "Measure", "measure"),
    "_places": ("Territory", "territory"),
    "_provisions": ("Provision", "Subject"),
    "_record": ("Record", "dataset", "using"),
    "_sources": ("Source",),
    "_state_lists": ("States",),
    "_statement_lists": ("Authorities", "Authority", "AuthorityFunction", "Statements"),
    "_statements": ("Reading", "Statement", "StatementCoverage", "StatementKind"),
    "_states": ("State", "state"),
    "_symbols": ("Code", "decode"),
    "_treaties": ("Treaties", "treaties", "treaty"),
    "_periods": ("Period",),
    "_table": ("Table",),
    "_totals": ("Totals",),
    "_treaty": ("Participation", "Treaty"),
    "charts": (
        "Change",
        "ChangeKind",
        "ChangeSet",
        "Chart",
        "Reconciliation",
        "Row",
        "diff",
        "parse_chart",
        "read_chart",
        "reconcile",
    ),
    "errors": ("CoverageWarning", "CyberConventionsError", "CyberConventionsWarning"),
    "un": ("resolution", "timeline"),
}


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return __import__(f"{__name__}.{name}", fromlist=["__name__"])
    if name == "__version__":
        from importlib.metadata import version

        return version(__name__)
    if name == "data_version":  # Apart from the code's version, and readable without any data.
        from cyberconventions._sources import version_of_data

        return version_of_data()
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # __import__ and not importlib, which would cost more than the rest of this module.
    found = getattr(__import__(f"{__name__}.{home}", fromlist=[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*__all__, *_MODULES])
