"""The tables of an export, with the keys between them.

A key has no slash, so that it can stand in an address: the resolution 74/247 has the id ``74-247``. It is made of what
it names, with a number only where that is not enough, so that it stays when a row is added. Numbers of ISO 3166 are
text and stand beside the codes.
"""

import re
from datetime import date

import attrs

from cyberconventions._acts import Act
from cyberconventions._citation import cite
from cyberconventions._group_lists import states as every_state
from cyberconventions._history import Status
from cyberconventions._sources import source_rows, sources, version_of_data
from cyberconventions._states import State, former_states
from cyberconventions._table import Table, days, numbers, texts, truths, words
from cyberconventions._treaties import treaties as every_treaty
from cyberconventions.un import resolutions, timeline

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from cyberconventions._periods import Period
    from cyberconventions._statements import Statement
    from cyberconventions._treaty import Treaty
    from cyberconventions.un import Ballot, Event, Resolution, Stage


@attrs.frozen
class Exported:
    """A table of an export.

    Attributes:
        name: Its name.
        about: What a row is.
        table: Its columns.
        key: The columns that together name a row.
        references: Columns that hold the key of another table's row, with that table.
    """

    name: str
    about: str
    table: "Table[Any]"
    key: tuple[str, ...]
    references: tuple[tuple[str, str], ...] = ()


def tables() -> "tuple[Exported, ...]":
    """Return the tables of the current record, each after those that it refers to.

    >>> [each.name for each in tables()][:4]
    ['about', 'sources', 'states', 'treaties']
    """
    treaties = every_treaty()
    steps = [(each, stage) for each in resolutions() for stage in each.stages]
    happened = timeline()
    return (
        _about(treaties),
        _sources(),
        _states(treaties),
        _treaties(treaties),
        _participations(treaties),
        _acts(treaties),
        _periods(treaties),
        _statements(treaties),
        _resolutions(),
        _stages(steps),
        _votes(steps),
        _sponsors(),
        _events(happened),
        _event_states(happened),
    )


def key_of(*parts: object) -> str:
    """Return a key of parts, of letters, numbers and hyphens.

    >>> key_of("74/247", "third committee", "IND")
    '74-247-third-committee-IND'
    """
    return "-".join(re.sub(r"[^\w.]+", "-", str(part)).strip("-") for part in parts if part)


def _numbered(keys: "Iterable[str]") -> list[str]:
    """Return keys that differ: one that was there already gets a number."""
    found: dict[str, None] = {}
    for key in keys:
        made, number = key, 1
        while made in found:
            number += 1
            made = f"{key}-{number}"
        found[made] = None
    return [*found]


def _about(treaties: "Sequence[Treaty]") -> Exported:
    known = {
        "title": "Signatures, ratifications and accessions under cybercrime treaties",
        "version": version_of_data(),
        "licence": "CC BY 4.0",
        "citation": cite().text,
        "records": "; ".join(f"{each.id}: {each.coverage.value}, as of {each.as_of}" for each in treaties),
    }
    table = Table.of(name=words(known), value=texts(known.values()))
    return Exported("about", "What this is, and how far each record goes", table, ("name",))


def _sources() -> Exported:
    found = sources(source_rows())
    table = Table.of(
        id=words([each.id for each in found]),
        title=texts([each.title for each in found]),
        publisher=texts([each.publisher for each in found]),
        address=texts([each.address or None for each in found]),
        dated=texts([None if each.dated is None else str(each.dated) for each in found]),
        read=days([each.read for each in found]),
    )
    return Exported("sources", "A document that states facts of the record", table, ("id",))


def _states(treaties: "Sequence[Treaty]") -> Exported:
    acting = [each.state for treaty in treaties for each in treaty]
    found = list(dict.fromkeys([*every_state(), *former_states(), *acting]))
    table = Table.of(
        id=words([each.id for each in found]),
        name=texts([each.name for each in found]),
        alpha_2=words([each.alpha_2 for each in found]),
        numeric=words([each.numeric for each in found]),
        region=words([each.region for each in found]),
        is_organisation=truths([each.is_organisation for each in found]),
        began=days([each.began for each in found]),
        ended=days([each.ended for each in found]),
        continued_by=words([_id(each.continued_by) for each in found]),
    )
    return Exported(
        "states",
        "A State, or an organisation that takes part in treaties",
        table,
        ("id",),
        (("continued_by", "states"),),
    )


def _id(state: State | None) -> str | None:
    return None if state is None else state.id


def _treaties(treaties: "Sequence[Treaty]") -> Exported:
    totals = [each.totals() for each in treaties]
    table = Table.of(
        id=words([each.id for each in treaties]),
        reference=texts([each.reference for each in treaties]),
        title=texts([each.title for each in treaties]),
        short_title=texts([each.short_title for each in treaties]),
        adopted=days([each.adopted for each in treaties]),
        opened=days([each.opened for each in treaties]),
        entry_into_force=days([each.entry_into_force for each in treaties]),
        depositary=texts([each.depositary for each in treaties]),
        parent=words([each.parent for each in treaties]),
        as_of=days([each.as_of for each in treaties]),
        coverage=words([each.coverage.value for each in treaties]),
        complete_to=days([each.complete_to for each in treaties]),
        parties=numbers([len(each.parties()) for each in treaties]),
        consents=numbers([each.consents for each in totals]),
        signatures_only=numbers([each.signatures_only for each in totals]),
        at_least=truths([each.at_least for each in totals]),
    )
    about = "A treaty, with how far its record goes; where at_least is true, its numbers are lower bounds"
    return Exported("treaties", about, table, ("id",), (("parent", "treaties"),))


def _participations(treaties: "Sequence[Treaty]") -> Exported:
    rows = [(treaty, each) for treaty in treaties for each in treaty]
    acts = [(each.signature, each.consent) for _, each in rows]
    possible = [each.possible_statuses for _, each in rows]
    table = Table.of(
        treaty=words([treaty.id for treaty, _ in rows]),
        state=words([each.state.id for _, each in rows]),
        status=words([each[0].value if len(each) == 1 else Status.UNKNOWN.value for each in possible]),
        possible=words([" or ".join(status.value for status in each) for each in possible]),
        signature=days([_day(signature) for signature, _ in acts]),
        signature_as_known=texts([_as_known(signature) for signature, _ in acts]),
        consent=days([_day(consent) for _, consent in acts]),
        consent_as_known=texts([_as_known(consent) for _, consent in acts]),
        consent_kind=words([None if consent is None else consent.kind.value for _, consent in acts]),
        entry_into_force=days([each.entry_into_force for _, each in rows]),
        as_of=days([treaty.as_of for treaty, _ in rows]),
    )
    about = "What one State did under one treaty, and its status on the record's day"
    return Exported("participations", about, table, ("treaty", "state"), (("treaty", "treaties"), ("state", "states")))


def _day(act: Act | None) -> date | None:
    return None if act is None else act.date


def _as_known(act: Act | None) -> str | None:
    return None if act is None else str(act.when) or None


def _acts(treaties: "Sequence[Treaty]") -> Exported:
    rows = [(treaty, act) for treaty in treaties for each in treaty for act in each.acts]
    acts = [act for _, act in rows]
    # Without the day, which is known better later on.
    keys = [key_of(treaty.id, act.state.id, act.kind.value, act.territory) for treaty, act in rows]
    table = Table.of(
        id=words(_numbered(keys)),
        treaty=words([treaty.id for treaty, _ in rows]),
        state=words([act.state.id for act in acts]),
        kind=words([act.kind.value for act in acts]),
        date=days([act.date for act in acts]),
        as_known=texts([_as_known(act) for act in acts]),
        earliest=days([act.earliest for act in acts]),
        latest=days([act.latest for act in acts]),
        effective=days([act.effective for act in acts]),
        territory=words([act.territory or None for act in acts]),
        **_founded(acts),
    )
    refers = (("treaty", "treaties"), ("state", "states"), ("source", "sources"))
    return Exported("acts", "What a State did; date is empty where it is not known to the day", table, ("id",), refers)


def _founded(rows: "Iterable[Act | Ballot | Event | Stage | Statement]") -> "dict[str, Any]":
    """Return the columns that say where facts come from, and how well they are founded."""
    found = [*rows]
    return {
        "confidence": words([each.confidence.value for each in found]),
        "source": words([next(iter(each.source_ids), None) for each in found]),
        "sources": texts([" ".join(each.source_ids) or None for each in found]),
        "comment": texts([each.comment or None for each in found]),
    }


def _periods(treaties: "Sequence[Treaty]") -> Exported:
    rows = [
        (treaty, one.state, period) for treaty in treaties for one in treaty for period in _since_first(one.history)
    ]
    keys = [key_of(treaty.id, state.id, period.status.value, period.start) for treaty, state, period in rows]
    table = Table.of(
        id=words(_numbered(keys)),
        treaty=words([treaty.id for treaty, _, _ in rows]),
        state=words([state.id for _, state, _ in rows]),
        status=words([period.status.value for _, _, period in rows]),
        start=days([period.start for _, _, period in rows]),
        end=days([period.end for _, _, period in rows]),
        as_of=days([treaty.as_of for treaty, _, _ in rows]),
    )
    about = "Days on which one State's status was the same, by the known acts; end is the first day after"
    return Exported("periods", about, table, ("id",), (("treaty", "treaties"), ("state", "states")))


def _since_first(history: "Sequence[Period]") -> "Iterator[Period]":
    """Go through the periods but the one before the first act."""
    return (each for each in history if each.start is not None or each.status is not Status.NOT_PARTICIPATING)


def _statements(treaties: "Sequence[Treaty]") -> Exported:
    said = [each for treaty in treaties for participation in treaty for each in participation.statements]
    keys = [key_of(each.treaty, each.state.id, each.kind.value, *each.articles) for each in said]
    table = Table.of(
        id=words(_numbered(keys)),
        treaty=words([each.treaty for each in said]),
        state=words([each.state.id for each in said]),
        kind=words([each.kind.value for each in said]),
        filed_as=words([None if each.filed_as is None else each.filed_as.value for each in said]),
        articles=texts([" ".join(each.articles) or None for each in said]),
        summary=texts([each.summary for each in said]),
        authority=texts([each.authority or None for each in said]),
        made=texts([str(each.made) or None if each.made else None for each in said]),
        effective=days([each.effective for each in said]),
        amended=days([each.amended for each in said]),
        withdrawn=days([each.withdrawn for each in said]),
        seen=texts([str(each.seen) or None if each.seen else None for each in said]),
        territories=texts([" ".join(each.territories) or None for each in said]),
        **_founded(said),
    )
    about = "A reservation, a declaration, a designation of an authority and the like, whether or not it still stands"
    refers = (("treaty", "treaties"), ("state", "states"), ("source", "sources"))
    return Exported("statements", about, table, ("id",), refers)


def _resolutions() -> Exported:
    found = resolutions()
    table = Table.of(
        id=words([key_of(each.number) for each in found]),
        number=texts([each.number for each in found]),
        symbol=texts([each.symbol for each in found]),
        kind=words([each.kind.value for each in found]),
        body=words([each.body.name for each in found]),
        adopted=days([each.adopted for each in found]),
        title=texts([each.title for each in found]),
        comment=texts([each.comment or None for each in found]),
    )
    return Exported("resolutions", "A resolution or decision, with what it does in a line", table, ("id",))


def _stages(steps: "Sequence[tuple[Resolution, Stage]]") -> Exported:
    stages = [stage for _, stage in steps]
    tallies = [stage.tally or (None, None, None) for stage in stages]
    table = Table.of(
        id=words([key_of(each.number, stage.name) for each, stage in steps]),
        resolution=words([key_of(each.number) for each, _ in steps]),
        name=words([stage.name for stage in stages]),
        body=words([stage.body.name for stage in stages]),
        date=days([stage.date for stage in stages]),
        as_known=texts([str(stage.when) or None for stage in stages]),
        document=texts([stage.document or None for stage in stages]),
        yes=numbers([yes for yes, _, _ in tallies]),
        no=numbers([no for _, no, _ in tallies]),
        abstain=numbers([abstain for _, _, abstain in tallies]),
        tally_check=words([stage.check.value for stage in stages]),
        **_founded(stages),
    )
    refers = (("resolution", "resolutions"), ("source", "sources"))
    return Exported("stages", "A step of a resolution, with the published tally", table, ("id",), refers)


def _votes(steps: "Sequence[tuple[Resolution, Stage]]") -> Exported:
    rows = [(key_of(each.number, stage.name), ballot) for each, stage in steps for ballot in stage.ballots]
    ballots = [ballot for _, ballot in rows]
    table = Table.of(
        id=words([key_of(stage, ballot.state.id) for stage, ballot in rows]),
        stage=words([stage for stage, _ in rows]),
        state=words([ballot.state.id for ballot in ballots]),
        vote=words([ballot.vote.value for ballot in ballots]),
        basis=words([ballot.basis.value for ballot in ballots]),
        verified=truths([ballot.verified for ballot in ballots]),
        **_founded(ballots),
    )
    refers = (("stage", "stages"), ("state", "states"), ("source", "sources"))
    about = "How a State voted, and how that is known; a State that is missing is unknown"
    return Exported("votes", about, table, ("id",), refers)


def _sponsors() -> Exported:
    rows = [(key_of(each.number), sponsor) for each in resolutions() for sponsor in each.sponsorships]
    table = Table.of(
        resolution=words([resolution for resolution, _ in rows]),
        document=words([sponsor.document for _, sponsor in rows]),
        state=words([sponsor.state.id for _, sponsor in rows]),
        confidence=words([sponsor.confidence.value for _, sponsor in rows]),
        source=words([next(iter(sponsor.source_ids), None) for _, sponsor in rows]),
    )
    refers = (("resolution", "resolutions"), ("state", "states"), ("source", "sources"))
    about = "A State on record among the sponsors of a draft"
    return Exported("sponsors", about, table, ("resolution", "document", "state"), refers)


def _event_ids(events: "Sequence[Event]") -> list[str]:
    """Return a key of the day and kind of each, numbered where that is not enough."""
    return _numbered(key_of(str(each.when) or "unknown", each.kind.value, each.treaty) for each in events)


def _events(events: "Sequence[Event]") -> Exported:
    table = Table.of(
        id=words(_event_ids(events)),
        date=days([each.date for each in events]),
        as_known=texts([str(each.when) or None for each in events]),
        earliest=days([each.earliest for each in events]),
        latest=days([each.latest for each in events]),
        end=days([each.end for each in events]),
        kind=words([each.kind.value for each in events]),
        body=words([each.body.name for each in events]),
        title=texts([each.title for each in events]),
        symbol=texts([each.symbol or None for each in events]),
        place=texts([each.place or None for each in events]),
        treaty=words([each.treaty for each in events]),
        **_founded(events),
    )
    about = "An event of the UN process, or a treaty's own date"
    return Exported("events", about, table, ("id",), (("treaty", "treaties"), ("source", "sources")))


def _event_states(events: "Sequence[Event]") -> Exported:
    rows = [(id_, state) for id_, each in zip(_event_ids(events), events, strict=True) for state in each.states]
    table = Table.of(event=words([id_ for id_, _ in rows]), state=words([state.id for _, state in rows]))
    about = "A State whose act an event is about"
    return Exported("event_states", about, table, ("event", "state"), (("event", "events"), ("state", "states")))
