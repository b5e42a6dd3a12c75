"""A treaty and what States did under it as tables: one row for each act, or one for each State."""

import attrs

from cyberconventions._acts import ActKind, Confidence
from cyberconventions._arrow import Kind
from cyberconventions._history import Coverage, Status
from cyberconventions._sources import in_words, most_used
from cyberconventions._table import Column, Table, days, texts, window_text, windows, words
from cyberconventions.errors import InvalidValueError, check_type, did_you_mean, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from typing import Any, Protocol

    from cyberconventions._acts import Act
    from cyberconventions._invitations import Invitation
    from cyberconventions._states import State

    class Period(Protocol):
        """What of a period they show."""

        @property
        def status(self) -> Status: ...
        @property
        def start(self) -> date | None: ...

    class Record(Protocol):
        """What of a treaty its tables show."""

        @property
        def id(self) -> str: ...
        @property
        def reference(self) -> str: ...
        @property
        def short_title(self) -> str: ...
        @property
        def as_of(self) -> date: ...
        @property
        def coverage(self) -> Coverage: ...
        @property
        def complete_to(self) -> date | None: ...
        @property
        def acts(self) -> tuple[Act, ...]: ...
        @property
        def source_ids(self) -> tuple[str, ...]: ...
        def __iter__(self) -> "Iterator[Participant]": ...

    class Participant(Protocol):
        """What of a participation they show."""

        @property
        def treaty(self) -> Record: ...
        @property
        def state(self) -> State: ...
        @property
        def acts(self) -> tuple[Act, ...]: ...
        @property
        def signature(self) -> Act | None: ...
        @property
        def consent(self) -> Act | None: ...
        @property
        def invitation(self) -> Invitation | None: ...
        @property
        def entry_into_force(self) -> date | None: ...
        @property
        def history(self) -> tuple[Period, ...]: ...
        @property
        def possible_statuses(self) -> tuple[Status, ...]: ...


_PER = ("act", "state")
# How the note of a table counts States, one and several.
_COUNTED = {
    Status.PARTY: ("party", "parties"),
    Status.CONTRACTING: ("contracting State that is not a party", "contracting States that are not parties"),
    Status.SIGNATORY: ("signatory", "signatories"),
    Status.INVITED: ("invited", "invited"),
    Status.SUSPENDED: ("suspended", "suspended"),
    Status.WITHDRAWN: ("withdrawn", "withdrawn"),
    Status.NOT_PARTICIPATING: ("not participating", "not participating"),
    Status.UNKNOWN: ("whose status is unknown", "whose status is unknown"),
}


def treaty_table(treaty: "Record", per: str) -> "Table[Any]":
    """Return the acts of a treaty as a table, or the participations.

    Arguments:
        treaty: The treaty.
        per: What a row is: ``"act"`` or ``"state"``.

    Raises:
        InvalidValueError: It is another word.

    >>> import cyberconventions as cc
    >>> treaty_table(cc.treaty("budapest"), "state")[0].consent
    datetime.date(2002, 6, 20)
    """
    check_type(per, str, f"{' or '.join(_PER)} for per")
    if per not in _PER:
        hint = did_you_mean(per, _PER)
        raise InvalidValueError(f"{quoted(per)} is not what a row may be{hint}; expected {' or '.join(_PER)}")
    title = f"{treaty.short_title} ({treaty.reference})"
    foot = record_in_words(treaty)
    if per == "act":
        return attrs.evolve(acts_table(treaty.id, treaty.acts), title=f"Acts under the {title}", foot=foot)
    rows = list(treaty)
    possible = [each.possible_statuses for each in rows]
    found = [each[0] if len(each) == 1 else Status.UNKNOWN for each in possible]
    table = Table.of(
        state=words([each.state.id for each in rows]),
        name=texts([each.state.name for each in rows]),
        status=words(
            [status.value for status in found],
            [_status_in_words(*each) for each in zip(rows, found, possible, strict=True)],
        ),
        signature=_acts_in_words([each.signature for each in rows]),
        consent=_acts_in_words([each.consent for each in rows]),
        consent_kind=words([None if each.consent is None else each.consent.kind.value for each in rows]),
        entry_into_force=days([each.entry_into_force for each in rows]),
    )
    explained = (
        (f"'{ActKind.CONSENT.value}' stands for {ActKind.CONSENT.label}.",)
        if ActKind.CONSENT in table["consent_kind"]
        else ()
    )
    return attrs.evolve(table, title=title, note=_counts(treaty, found), foot=(*explained, *foot))


def _acts_in_words(acts: "Sequence[Act | None]") -> Column:
    """Return the days of acts that are known to the day; people see the others too, and which are badly founded."""
    shown = [
        None
        if act is None
        else f"{window_text(act.when)}, low confidence"
        if act.confidence is Confidence.LOW
        else act.when
        for act in acts
    ]
    return Column(Kind.DAY, tuple([None if act is None else act.date for act in acts]), tuple(shown))


def participation_table(participation: "Participant") -> "Table[Any]":
    """Return what one State did under a treaty as a table, one row for each act.

    >>> import cyberconventions as cc
    >>> participation_table(cc.treaty("budapest")["FRA"])["kind"]
    ('signature', 'consent')
    """
    treaty, possible = participation.treaty, participation.possible_statuses
    status = possible[0] if len(possible) == 1 else Status.UNKNOWN
    said = _status_in_words(participation, status, possible)
    since = None if status is Status.UNKNOWN else _since(participation, status)
    return attrs.evolve(
        acts_table(treaty.id, participation.acts),
        title=f"{participation.state.name}, {treaty.short_title} ({treaty.reference})",
        note=f"{status.value} since {since}{said.removeprefix(status.value)}" if since else said,
        foot=record_in_words(treaty, most_used((), participation.acts)),
    )


def acts_table(treaty: str, acts: "Sequence[Act]") -> "Table[Any]":
    """Return acts under a treaty as a table.

    >>> import cyberconventions as cc
    >>> acts_table("uncc", cc.treaty("uncc")["QAT"].acts).columns[3].texts()
    ['2025-10-25', '2026-02']
    """
    return Table.of(
        treaty=words([treaty] * len(acts)),
        state=words([act.state.id for act in acts]),
        kind=words([act.kind.value for act in acts]),
        date=windows([act.when for act in acts]),
        earliest=days([act.earliest for act in acts]),
        latest=days([act.latest for act in acts]),
        effective=days([act.effective for act in acts]),
        confidence=words([act.confidence.value for act in acts]),
        territory=words([act.territory or None for act in acts]),
        comment=texts([act.comment or None for act in acts]),
    )


def record_in_words(treaty: "Record", of: "Iterable[str] | None" = None) -> tuple[str, ...]:
    """Return how far a record goes and what it rests on, as the lines below a table.

    >>> import cyberconventions as cc
    >>> record_in_words(cc.treaty("uncc"))[0]
    'Record as of 2026-08-02, partial: it is complete to 2025-11-19, and of acts since then some may be missing.'
    """
    known = f"Record as of {treaty.as_of}, {treaty.coverage.value}"
    if treaty.coverage is Coverage.PARTIAL:
        known += ": some acts may be missing"
        if treaty.complete_to is not None:
            known = f"{known.partition(':')[0]}: it is complete to {treaty.complete_to}, and of acts since then some"
            known += " may be missing"
    return f"{known}.", in_words(most_used(treaty.source_ids, treaty.acts) if of is None else of)


def _status_in_words(participation: "Participant", status: Status, possible: tuple[Status, ...]) -> str:
    """Return a status with what its word alone leaves out: what may be, since when, or until when."""
    if status is Status.UNKNOWN:
        since = _since(participation, status)
        return f"unknown{f' since {since}' if since else ''}: {' or '.join(each.value for each in possible)}"
    invitation = participation.invitation if status is Status.INVITED else None
    if invitation is None:
        return status.value
    last = invitation.expires
    return f"{status.value}, {'without limit' if last is None else f'expires {window_text(last)}'}"


def _since(participation: "Participant", status: Status) -> str | None:
    """Return the day since which a State has had a status, in words; ``None`` where it always had it."""
    as_of, since, before = participation.treaty.as_of, None, None
    for period in participation.history:
        if period.start is not None and period.start > as_of:
            break
        if period.status is not status:
            since, before = None, period.status
        elif since is None and period.start is not None:
            # What was not known before may have begun before.
            since = f"{period.start}{' at the latest' if before is Status.UNKNOWN else ''}"
    return since


def _counts(treaty: "Record", found: "Sequence[Status]") -> str:
    """Return how many States have which status; of a record that is partial, these are lower bounds."""
    counts = [(found.count(status), names) for status, names in _COUNTED.items()]
    said = ", ".join(f"{number} {names[number != 1]}" for number, names in counts if number)
    if treaty.coverage is Coverage.COMPLETE:
        return said or "no act on record"
    return f"At least: {said or 'nothing on record'}. States that are not listed may have acted too."
