"""Who signed, ratified, acceded or was invited to every cybercrime treaty – and so what is in force when.

>>> import cyberconventions as cc
>>> cc.treaty("budapest").is_party("FRA", on="2010-01-01")
True
"""

# Names load on first use, so that importing the library costs next to nothing. Type checkers and editors
# read the imports below, which never run.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from cyberconventions import frames as frames
    from cyberconventions._acts import Act, ActKind, Confidence
    from cyberconventions._citation import Citation, cite
    from cyberconventions._dates import DateWindow, Precision
    from cyberconventions._history import Status
    from cyberconventions._process import (
        Ballot,
        Basis,
        Body,
        Event,
        EventKind,
        Programme,
        Resolution,
        Sponsorship,
        Stage,
        Statement,
        Tally,
        TallyCheck,
        Vote,
        bodies,
        body,
        events,
        programme,
        programmes,
        resolution,
        resolutions,
    )
    from cyberconventions._provisions import (
        Erratum,
        Misprint,
        Provision,
        Subject,
        Unknown,
        Verdict,
        errata,
        erratum,
        misprints,
        unknowns,
    )
    from cyberconventions._sources import Source
    from cyberconventions._states import State, members_of_coe, state
    from cyberconventions._symbols import Code, Footnotes, decode
    from cyberconventions._timeline import timeline
    from cyberconventions._treaties import treaties, treaty
    from cyberconventions._treaty import Coverage, Participation, Period, Totals, Treaty
    from cyberconventions.charts import (
        Change,
        ChangeKind,
        ChangeSet,
        Chart,
        Conflict,
        Problem,
        Reconciliation,
        Row,
        Section,
        diff,
        parse_chart,
        read_chart,
        reconcile,
    )
    from cyberconventions.errors import (
        ChartError,
        ChartLineError,
        ClauseNotSeenError,
        ColumnError,
        CoverageWarning,
        CyberConventionsError,
        CyberConventionsWarning,
        DatasetError,
        DifferentTreatiesError,
        InvalidActError,
        InvalidDateError,
        InvalidRuleError,
        InvalidTypeError,
        InvalidValueError,
        MissingExtraError,
        MissingFileError,
        NotParticipatingError,
        UnknownCodeError,
        UnknownEventError,
        UnknownProvisionError,
        UnknownSourceError,
        UnknownStateError,
        UnknownStatusError,
        UnknownTreatyError,
        UnreadableFileError,
    )
    from cyberconventions.rules import Clause, FirstGroup, Invitation, InvitationRule, Opening, Rules, Validity

__all__ = [
    "Act",
    "ActKind",
    "Ballot",
    "Basis",
    "Body",
    "Change",
    "ChangeKind",
    "ChangeSet",
    "Chart",
    "ChartError",
    "ChartLineError",
    "Citation",
    "Clause",
    "ClauseNotSeenError",
    "Code",
    "ColumnError",
    "Confidence",
    "Conflict",
    "Coverage",
    "CoverageWarning",
    "CyberConventionsError",
    "CyberConventionsWarning",
    "DatasetError",
    "DateWindow",
    "DifferentTreatiesError",
    "Erratum",
    "Event",
    "EventKind",
    "FirstGroup",
    "Footnotes",
    "InvalidActError",
    "InvalidDateError",
    "InvalidRuleError",
    "InvalidTypeError",
    "InvalidValueError",
    "Invitation",
    "InvitationRule",
    "Misprint",
    "MissingExtraError",
    "MissingFileError",
    "NotParticipatingError",
    "Opening",
    "Participation",
    "Period",
    "Precision",
    "Problem",
    "Programme",
    "Provision",
    "Reconciliation",
    "Resolution",
    "Row",
    "Rules",
    "Section",
    "Source",
    "Sponsorship",
    "Stage",
    "State",
    "Statement",
    "Status",
    "Subject",
    "Tally",
    "TallyCheck",
    "Totals",
    "Treaty",
    "Unknown",
    "UnknownCodeError",
    "UnknownEventError",
    "UnknownProvisionError",
    "UnknownSourceError",
    "UnknownStateError",
    "UnknownStatusError",
    "UnknownTreatyError",
    "UnreadableFileError",
    "Validity",
    "Verdict",
    "Vote",
    "__version__",
    "bodies",
    "body",
    "cite",
    "data_version",
    "decode",
    "diff",
    "errata",
    "erratum",
    "events",
    "members_of_coe",
    "misprints",
    "parse_chart",
    "programme",
    "programmes",
    "read_chart",
    "reconcile",
    "resolution",
    "resolutions",
    "state",
    "timeline",
    "treaties",
    "treaty",
    "unknowns",
]

if TYPE_CHECKING:
    __version__: str
    data_version: str

_HOMES = {
    "_provisions": (
        "Erratum",
        "Misprint",
        "Provision",
        "Subject",
        "Unknown",
        "Verdict",
        "errata",
        "erratum",
        "misprints",
        "unknowns",
    ),
    "_timeline": ("timeline",),
    "_citation": ("Citation", "cite"),
    "_process": (
        "Ballot",
        "Basis",
        "Body",
        "Event",
        "EventKind",
        "Programme",
        "Resolution",
        "Sponsorship",
        "Stage",
        "Statement",
        "Tally",
        "TallyCheck",
        "Vote",
        "bodies",
        "body",
        "events",
        "programme",
        "programmes",
        "resolution",
        "resolutions",
    ),
    "_acts": ("Act", "ActKind", "Confidence"),
    "_treaties": ("treaties", "treaty"),
    "charts": (
        "Change",
        "ChangeKind",
        "ChangeSet",
        "Chart",
        "Conflict",
        "Problem",
        "Reconciliation",
        "Row",
        "Section",
        "diff",
        "parse_chart",
        "read_chart",
        "reconcile",
    ),
    "_dates": ("DateWindow", "Precision"),
    "_symbols": ("Code", "Footnotes", "decode"),
    "rules": ("Clause", "FirstGroup", "Invitation", "InvitationRule", "Opening", "Rules", "Validity"),
    "_sources": ("Source",),
    "_states": ("State", "members_of_coe", "state"),
    "_history": ("Status",),
    "_treaty": ("Coverage", "Participation", "Period", "Totals", "Treaty"),
}


def __getattr__(name: str) -> object:
    if name == "frames":  # A module of its own, with an extra of its own.
        return __import__(f"{__name__}.frames", fromlist=["with_status"])
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "__version__":
        from importlib.metadata import version

        return version(__name__)
    if name == "data_version":  # Apart from the code's version, and readable without any data.
        from cyberconventions._citation import version_of_data

        return version_of_data()
    home = next((module for module, names in _HOMES.items() if name in names), "errors")
    # __import__ and not importlib, which would cost more than the rest of this module.
    found = getattr(__import__(f"{__name__}.{home}", fromlist=[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*__all__, "frames"])
