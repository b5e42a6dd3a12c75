"""The UN process on cybercrime: bodies, dated events, resolutions with their votes, programmes, and the timeline.

>>> import cyberconventions as cc
>>> cc.un.resolution("74/247").vote("India")
<Vote.YES: 'yes'>
"""

# Names load on first use: a resolution does not need the treaties, the timeline does. Type checkers and editors
# read the imports below, which never run.
TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.un._bodies import Body, bodies, body
    from cyberconventions.un._events import Event, EventKind, Events, events
    from cyberconventions.un._programmes import Programme, ProgrammeStatement, programme, programmes
    from cyberconventions.un._resolutions import (
        Ballot,
        Ballots,
        Basis,
        Resolution,
        Sponsorship,
        Stage,
        Tally,
        TallyCheck,
        Vote,
        resolution,
        resolutions,
    )
    from cyberconventions.un._timeline import timeline

__all__ = [
    "Ballot",
    "Ballots",
    "Basis",
    "Body",
    "Event",
    "EventKind",
    "Events",
    "Programme",
    "ProgrammeStatement",
    "Resolution",
    "Sponsorship",
    "Stage",
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
    "timeline",
]

_HOMES = {
    "_bodies": ("Body", "bodies", "body"),
    "_events": ("Event", "EventKind", "Events", "events"),
    "_programmes": ("Programme", "ProgrammeStatement", "programme", "programmes"),
    "_resolutions": (
        "Ballot",
        "Ballots",
        "Ballots",
        "Basis",
        "Resolution",
        "Sponsorship",
        "Stage",
        "Tally",
        "TallyCheck",
        "Vote",
        "resolution",
        "resolutions",
    ),
    "_timeline": ("timeline",),
}


def __getattr__(name: str) -> object:
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(__import__(f"{__name__}.{home}", fromlist=[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
