"""What changed between two charts, or two editions of a treaty: typed values that print as sentences."""

import datetime as dt

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._history import done_by
from cyberconventions._states import State, fold
from cyberconventions._symbols import Code
from cyberconventions._treaty import Treaty
from cyberconventions.charts._model import Chart
from cyberconventions.charts._names import known_treaty, treaty_number
from cyberconventions.charts._rows import Row, Section
from cyberconventions.errors import DifferentTreatiesError, wrong_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias, TypeVar

    AnyChange = TypeVar("AnyChange", bound="Change")

_VERBS = {
    ActKind.RATIFICATION: "ratified",
    ActKind.ACCEPTANCE: "accepted",
    ActKind.APPROVAL: "approved",
    ActKind.ACCESSION: "acceded",
    ActKind.SUCCESSION: "succeeded",
    ActKind.FORMAL_CONFIRMATION: "formally confirmed",
    ActKind.DEFINITIVE_SIGNATURE: "signed without reservation as to ratification",
}
# What a consent of the kind "ratification, acceptance or approval" may be.
_ONE_COLUMN = {ActKind.CONSENT, ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL}


@attrs.frozen(order=False)
class NewSignature:
    """A State signed.

    >>> print(NewSignature(State("FRA"), dt.date(2001, 11, 23)))
    France signed on 2001-11-23.
    """

    state: State
    date: dt.date
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return f"{_name(self)} signed on {self.date}."


@attrs.frozen(order=False)
class NewConsent:
    """A State consented to be bound.

    Attributes:
        state: The State.
        date: The day.
        mark: The letter that the chart prints.
        kind: How the State consented, as far as the chart tells; ``ActKind.CONSENT`` for one of ratification,
            acceptance and approval.
        name: The State's name as printed.

    >>> print(NewConsent(State("JPN"), dt.date(2012, 7, 3), kind=ActKind.ACCEPTANCE))
    Japan accepted on 2012-07-03.
    """

    state: State
    date: dt.date
    mark: str | None = None
    kind: ActKind = ActKind.CONSENT
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return f"{_name(self)} {_VERBS.get(self.kind, 'consented to be bound')} on {self.date}."


@attrs.frozen(order=False)
class NewEntryIntoForce:
    """The treaty's entry into force for a State is published; ``None`` stands for the treaty's own.

    >>> print(NewEntryIntoForce(State("FRA"), dt.date(2006, 5, 1)))
    The treaty is in force for France from 2006-05-01.
    """

    state: State | None
    date: dt.date
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        whom = f" for {_name(self)}" if self.state is not None else ""
        return f"The treaty is in force{whom} from {self.date}."


@attrs.frozen(order=False)
class Denounced:
    """A State denounced the treaty or withdrew from it; the day is ``None`` where it is not printed.

    >>> print(Denounced(State("FRA"), dt.date(2026, 1, 15), dt.date(2026, 5, 1)))
    France denounced the treaty on 2026-01-15, with effect from 2026-05-01.
    """

    state: State
    date: dt.date | None
    effective: dt.date | None = None
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        when = f"on {self.date}" if self.date is not None else "on an unknown day"
        effect = f", with effect from {self.effective}" if self.effective is not None else ""
        return f"{_name(self)} denounced the treaty {when}{effect}."


@attrs.frozen(order=False)
class Suspended:
    """A State's participation was suspended.

    >>> print(Suspended(State("FRA"), dt.date(2026, 1, 15)))
    France was suspended on 2026-01-15.
    """

    state: State
    date: dt.date
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return f"{_name(self)} was suspended on {self.date}."


@attrs.frozen(order=False)
class Invited:
    """A State is listed as one that may accede.

    >>> print(Invited(State("KEN")))
    Kenya is newly listed as invited to accede.
    """

    state: State
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return f"{_name(self)} is newly listed as invited to accede."


@attrs.frozen(order=False)
class InvitationLapsed:
    """A State is no longer listed as one that may accede, and has not acceded.

    >>> print(InvitationLapsed(State("BFA")))
    The invitation of Burkina Faso lapsed: it is no longer listed.
    """

    state: State
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return f"The invitation of {_name(self)} lapsed: it is no longer listed."


@attrs.frozen(order=False)
class InvitationUsed:
    """A State that was listed as invited consented; the consent is a change of its own.

    >>> print(InvitationUsed(State("BEN"), dt.date(2024, 6, 20)))
    Benin used its invitation on 2024-06-20.
    """

    state: State
    date: dt.date
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return f"{_name(self)} used its invitation on {self.date}."


@attrs.frozen(order=False)
class FlagAdded:
    """A State's row has a flag that it did not have.

    >>> from cyberconventions._symbols import FLAGS
    >>> print(FlagAdded(State("UKR"), FLAGS["C."]))
    Ukraine: flag C. (communication) added.
    """

    state: State
    flag: Code
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return f"{_name(self)}: flag {self.flag} ({self.flag.name}) added."


@attrs.frozen(order=False)
class FlagRemoved:
    """A State's row lost a flag.

    >>> from cyberconventions._symbols import FLAGS
    >>> print(FlagRemoved(State("GRC"), FLAGS["D."]))
    Greece: flag D. (declarations) removed.
    """

    state: State
    flag: Code
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return f"{_name(self)}: flag {self.flag} ({self.flag.name}) removed."


@attrs.frozen(order=False)
class StateRenamed:
    """A State is printed under another name.

    >>> print(StateRenamed(State("TUR"), "Turkey", "Türkiye"))
    Turkey is now printed as Türkiye.
    """

    state: State
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.old} is now printed as {self.new}."


@attrs.frozen(order=False)
class DateChanged:
    """A day that was printed is printed otherwise, or no longer.

    Attributes:
        state: Whose day; ``None`` for the treaty's own.
        what: ``"signature"``, ``"consent"``, ``"entry into force"``, ``"denunciation"``, ``"effect of
            denunciation"``, ``"suspension"`` or ``"opening for signature"``.
        old: The day as it was printed.
        new: The day as it is printed; ``None`` where it no longer is.
        name: The State's name as printed.

    >>> print(DateChanged(State("FRA"), "consent", dt.date(2006, 1, 10), dt.date(2006, 1, 11)))
    France: consent on 2006-01-10 is now printed as 2006-01-11.
    """

    state: State | None
    what: str
    old: dt.date
    new: dt.date | None
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        whose = _name(self) if self.state is not None else "The treaty"
        now = f"is now printed as {self.new}" if self.new is not None else "is no longer printed"
        return f"{whose}: {self.what} on {self.old} {now}."


@attrs.frozen(order=False)
class MarkChanged:
    """The letter behind a day of consent means another kind of consent.

    >>> print(MarkChanged(State("JPN"), "a", None, ActKind.ACCESSION))
    Japan: the consent is now marked as ratification, acceptance or approval, no longer as accession.
    """

    state: State
    old: str | None
    new: str | None
    old_kind: ActKind = ActKind.CONSENT
    new_kind: ActKind = ActKind.CONSENT
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        new, old = _kind(self.new, self.new_kind), _kind(self.old, self.old_kind)
        return f"{_name(self)}: the consent is now marked as {new}, no longer as {old}."


@attrs.frozen(order=False)
class FootnotesChanged:
    """A State's row has other footnotes than before.

    >>> print(FootnotesChanged(State("SRB"), (), (55,)))
    Serbia: footnotes none became 55.
    """

    state: State
    old: tuple[int, ...]
    new: tuple[int, ...]
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return f"{_name(self)}: footnotes {_numbers(self.old)} became {_numbers(self.new)}."


@attrs.frozen(order=False)
class SectionChanged:
    """A State's row moved, as when it joins the Council of Europe.

    >>> print(SectionChanged(State("RUS"), Section.MEMBER, Section.NON_MEMBER))
    Russian Federation moved from the member to the non-member list.
    """

    state: State
    old: Section
    new: Section
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        return f"{_name(self)} moved from the {self.old.value} to the {self.new.value} list."


@attrs.frozen(order=False)
class RowAdded:
    """A State is newly listed, with a blank row or with what a former State had done.

    Attributes:
        state: The State.
        name: The State's name as printed.
        former: The former State whose row the State's goes on from.

    >>> print(RowAdded(State("KEN")))
    Kenya is newly listed, with nothing done.
    """

    state: State
    name: str = attrs.field(default="", eq=False)
    former: State | None = None

    def __str__(self) -> str:
        if self.former is not None:
            return f"{_name(self)} is newly listed, as a successor of {self.former}."
        return f"{_name(self)} is newly listed, with nothing done."


@attrs.frozen(order=False)
class RowGone:
    """A State is no longer listed.

    Attributes:
        state: The State.
        row: The row that is gone.
        name: The State's name as it was printed.

    >>> print(RowGone(State("RUS"), Row(State("RUS"), Section.MEMBER)))
    Russian Federation is no longer listed.
    """

    state: State
    row: Row
    name: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        done = [
            f"{what} on {day}"
            for what, day in (("signature", self.row.signature), ("consent", self.row.consent))
            if day is not None
        ]
        return f"{_name(self)} is no longer listed{', with its ' + ' and '.join(done) if done else ''}."


if TYPE_CHECKING:
    Change: TypeAlias = (
        NewSignature
        | NewConsent
        | NewEntryIntoForce
        | Denounced
        | Suspended
        | Invited
        | InvitationLapsed
        | InvitationUsed
        | FlagAdded
        | FlagRemoved
        | StateRenamed
        | DateChanged
        | MarkChanged
        | FootnotesChanged
        | SectionChanged
        | RowAdded
        | RowGone
    )

_TITLES: "dict[type[Change], str]" = {
    NewSignature: "Signatures",
    NewConsent: "Ratifications, accessions and other consents",
    NewEntryIntoForce: "Entries into force",
    Denounced: "Denunciations",
    Suspended: "Suspensions",
    Invited: "Invitations made",
    InvitationUsed: "Invitations used",
    InvitationLapsed: "Invitations lapsed",
    FlagAdded: "Flags added",
    FlagRemoved: "Flags removed",
    StateRenamed: "States renamed",
    DateChanged: "Days printed otherwise",
    MarkChanged: "Marks printed otherwise",
    FootnotesChanged: "Footnotes",
    SectionChanged: "Rows moved",
    RowAdded: "Rows added",
    RowGone: "Rows gone",
}
_ORDER = list(_TITLES)


@attrs.frozen(order=False)
class ChangeSet:
    """The changes from one chart to another: by date, those without one last, then in the chart's order.

    Attributes:
        reference: The treaty's reference, as the newer chart prints it.
        old: The day the first chart stands as of.
        new: The day the second chart stands as of.
        changes: The changes.

    >>> import cyberconventions as cc
    >>> changes = diff(cc.treaty(185).known_at("2020-03-13"), cc.treaty(185))
    >>> changes
    <ChangeSet ETS No. 185 from 2020-03-13 to 2026-04-25: 84 changes>
    >>> print(changes.of(NewConsent)[0])
    Colombia acceded on 2020-03-16.
    """

    reference: str
    old: dt.date
    new: dt.date
    changes: "tuple[Change, ...]"

    def of(self, kind: "type[AnyChange]") -> "tuple[AnyChange, ...]":
        """Return the changes of one kind.

        Arguments:
            kind: The class of the changes, such as ``cc.NewConsent``.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest")
        >>> changes = cc.diff(budapest.known_at("2025-06-01"), budapest.known_at("2025-06-30"))
        >>> [str(change) for change in changes.of(cc.NewConsent)]
        ['São Tomé and Príncipe acceded on 2025-06-05.', 'Vanuatu acceded on 2025-06-05.']
        """
        return tuple(change for change in self.changes if isinstance(change, kind))

    def as_text(self) -> str:
        """Return a changelog: the changes as sentences, under a heading for each kind.

        >>> import cyberconventions as cc
        >>> print(diff(cc.treaty(185).known_at("2026-04-24"), cc.treaty(185)).as_text().splitlines()[0])
        ETS No. 185: changes from 2026-04-24 to 2026-04-25
        """
        lines = [f"{self.reference}: changes from {self.old} to {self.new}", ""]
        for kind, title in _TITLES.items():
            found = self.of(kind)
            if found:
                lines += [title, *(f"- {change}" for change in found), ""]
        if not self.changes:
            lines += ["Nothing changed.", ""]
        return "\n".join(lines)

    def __iter__(self) -> "Iterator[Change]":
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __getitem__(self, position: int) -> "Change":
        return self.changes[position]

    def __str__(self) -> str:
        return self.as_text().removesuffix("\n")

    def __repr__(self) -> str:
        return f"<ChangeSet {self.reference} from {self.old} to {self.new}: {len(self.changes)} changes>"


def diff(old: Chart | Treaty, new: Chart | Treaty) -> ChangeSet:
    """Return what changed between two charts, or two editions of a treaty.

    An edition stands for its chart as of its own date. What one of the charts never shows (``Chart.silent_on``)
    and unknown flags are not compared. A mark without a day and the number of the footnote that limits
    invitations say one thing in two ways, and count as no change by themselves; so do two letters of two
    depositaries for one kind of consent. The row of a former State goes on as that of the State that continues
    it, and its other successors start from it.

    Arguments:
        old: The chart or edition to start from.
        new: The chart or edition to compare with it.

    Returns:
        The changes, as typed values that print as sentences.

    Raises:
        DifferentTreatiesError: They are not of the same treaty.
        InvalidTypeError: One of them is neither a chart nor a treaty.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> print(diff(budapest.known_at("2024-12-31"), budapest.known_at("2025-01-10"))[0])
    Rwanda acceded on 2025-01-10.
    """
    before, after = _chart(old), _chart(new)
    check_same_treaty(before.reference, after.reference)
    earlier, later = _rows(before), _rows(after)
    ways = _Ways(
        limit={before.footnotes.invitation_limit, after.footnotes.invitation_limit},
        silent_on={*before.silent_on, *after.silent_on},
    )
    found: list[Change] = [*_treaty_days(before, after), *_successions(earlier, later, ways)]
    states = dict.fromkeys([*later, *earlier])
    positions = {state.id: position for position, state in enumerate(states)}
    for state in states:
        found += _row_changes(earlier.get(state), later.get(state), ways)
    if isinstance(new, Treaty):
        told = {change.state for change in found if isinstance(change, Denounced)}
        found += [each for each in _denunciations(old, new) if each.state not in told]

    def order(change: "Change") -> tuple[dt.date, int, int]:
        state = change.state
        position = -1 if state is None else positions.get(state.id, len(positions))
        return _day(change) or dt.date.max, position, _ORDER.index(type(change))

    return ChangeSet(after.reference, before.as_of, after.as_of, tuple(sorted(found, key=order)))


@attrs.frozen
class _Ways:
    """How two charts differ in what they print, whatever happened.

    Attributes:
        limit: The numbers of the footnotes that limit invitations.
        silent_on: What one of them never shows.
    """

    limit: set[int | None]
    silent_on: set[str]


def _successions(earlier: dict[State, Row], later: dict[State, Row], ways: _Ways) -> "list[Change]":
    """Compare the rows of former States with those of the States that followed, and take them off the lists."""
    found: list[Change] = []
    for one, other in ((earlier, later), (later, earlier)):
        for former in [state for state in one if state.continued_by is not None and state not in other]:
            continued = former.continued_by
            if continued is None or continued not in other or continued in one:
                continue
            row, now = one.pop(former), other.pop(continued)
            if one is later:  # The newer chart stands as of the earlier day.
                found += _row_changes(now, row, ways)
                continue
            found += _row_changes(row, now, ways)
            for successor in former.successors:
                if successor in later and successor not in earlier:
                    new = later.pop(successor)
                    found.append(RowAdded(successor, new.name, former))
                    started = attrs.evolve(row, state=successor, name=new.name, section=new.section, notes=new.notes)
                    found += _row_changes(started, new, ways)
    return found


def check_same_treaty(reference: str, other: str) -> None:
    """Check that two references, as printed, are of the same treaty.

    Raises:
        DifferentTreatiesError: They are not.
    """
    if _treaty_key(reference) != _treaty_key(other):
        raise DifferentTreatiesError(f"{reference!r} and {other!r} are two treaties; expected charts of the same one")


def _treaty_key(reference: str) -> str:
    """Return what is equal for all references of one treaty ("ETS No.185", "CETS No. 185")."""
    known = known_treaty(reference)
    return known.id if known is not None else treaty_number(reference) or fold(reference)


def _chart(value: Chart | Treaty) -> Chart:
    if isinstance(value, Treaty):
        return Chart.of(value)
    if isinstance(value, Chart):  # pyright: ignore[reportUnnecessaryIsInstance]
        return value
    raise wrong_type(value, "a Chart or a Treaty")


def _rows(chart: Chart) -> dict[State, Row]:
    """Return the rows by State; of two rows of one State the first counts."""
    rows: dict[State, Row] = {}
    for row in chart.rows:
        rows.setdefault(row.state, row)
    return rows


def _treaty_days(before: Chart, after: Chart) -> "Iterator[Change]":
    for what, old, new in (
        ("opening for signature", before.opened, after.opened),
        ("entry into force", before.entry_into_force, after.entry_into_force),
    ):
        if old is not None and new is not None and old != new:
            yield DateChanged(None, what, old, new)
    # Not every chart prints its head: a day from before the older chart was left out there.
    force = after.entry_into_force
    if before.entry_into_force is None and force is not None and force > before.as_of:
        yield NewEntryIntoForce(None, force)


def _row_changes(old: Row | None, new: Row | None, ways: _Ways) -> "list[Change]":
    """Compare the rows of one State."""
    if new is None:
        return [] if old is None else _gone(old, ways)
    if old is not None:
        return [
            *_day_changes(old, new, ways),
            *_withdrawal_changes(old, new),
            *_invitation_changes(old, new, ways),
            *_flag_changes(old, new, ways),
            *_print_changes(old, new, ways),
        ]
    # A row that was not there had no flags.
    blank = Row(new.state, new.section, name=new.name)
    return _row_changes(blank, new, ways) or [RowAdded(new.state, new.name)]


def _gone(old: Row, ways: _Ways) -> "list[Change]":
    if not old.is_invitation:
        return [RowGone(old.state, old, old.name)]
    return [] if "invitations" in ways.silent_on else [InvitationLapsed(old.state, old.name)]


def _is_blank(row: Row) -> bool:
    return row.signature is None and row.consent is None and not row.is_invitation


def _signed(row: Row) -> dt.date | None:
    """Return the day of signature; a signature ad referendum is printed like consent, but is none."""
    return row.consent if row.kind is ActKind.SIGNATURE_AD_REFERENDUM else row.signature


def _consented(row: Row) -> dt.date | None:
    return None if row.kind is ActKind.SIGNATURE_AD_REFERENDUM else row.consent


def _came_back(old: Row, new: Row) -> bool:
    """Tell whether a State that had left has consented again."""
    before, after = _consented(old), _consented(new)
    left = old.withdrawn or old.withdrawal is not None
    return left and not new.withdrawn and before is not None and after is not None and after > before


def _day_changes(old: Row, new: Row, ways: _Ways) -> "Iterator[Change]":
    again = _came_back(old, new)
    for what, before, after in (
        ("signature", _signed(old), _signed(new)),
        ("consent", _consented(old), _consented(new)),
        ("entry into force", old.entry_into_force, new.entry_into_force),
    ):
        if what in ways.silent_on or before == after:
            continue
        if after is not None and (before is None or (again and after > before)):
            yield _new_day(new, what, after)
        elif before is not None and not (again and after is None):
            yield DateChanged(new.state, what, before, after, new.name)


def _new_day(row: Row, what: str, day: dt.date) -> "Change":
    if what == "signature":
        return NewSignature(row.state, day, row.name)
    if what == "consent":
        return NewConsent(row.state, day, row.consent_mark, row.kind or ActKind.CONSENT, row.name)
    return NewEntryIntoForce(row.state, day, row.name)


def _withdrawal_changes(old: Row, new: Row) -> "Iterator[Change]":
    """Compare what two rows show of a denunciation or a suspension."""
    if _came_back(old, new):
        return
    had_left = old.withdrawn or old.withdrawal is not None or old.withdrawal_effective is not None
    has_left = new.withdrawn or new.withdrawal is not None or new.withdrawal_effective is not None
    if has_left and not had_left:
        yield Denounced(new.state, new.withdrawal, new.withdrawal_effective, new.name)
    else:
        for what, before, after in (
            ("denunciation", old.withdrawal, new.withdrawal),
            ("effect of denunciation", old.withdrawal_effective, new.withdrawal_effective),
        ):
            # A chart that shows only that a State has left does not contradict one that has the day.
            if before is not None and before != after and (after is not None or not new.withdrawn):
                yield DateChanged(new.state, what, before, after, new.name)
    if new.suspension is not None and old.suspension is None:
        yield Suspended(new.state, new.suspension, new.name)
    elif old.suspension is not None and old.suspension != new.suspension:
        yield DateChanged(new.state, "suspension", old.suspension, new.suspension, new.name)


def _invitation_changes(old: Row, new: Row, ways: _Ways) -> "Iterator[Change]":
    consented = _consented(new)
    if old.is_invitation and consented is not None:
        yield InvitationUsed(new.state, consented, new.name)
    elif "invitations" in ways.silent_on:
        return
    elif old.is_invitation and _is_blank(new):
        yield InvitationLapsed(new.state, new.name)
    elif new.is_invitation and not old.is_invitation:
        yield Invited(new.state, new.name)


def _print_changes(old: Row, new: Row, ways: _Ways) -> "Iterator[Change]":
    """Compare how a row is printed: the kind of consent, footnotes, section, name."""
    state, name = new.state, new.name
    if old.kind is not None and new.kind is not None and not _may_be_one_kind(old.kind, new.kind, ways):
        yield MarkChanged(state, old.consent_mark, new.consent_mark, old.kind, new.kind, name)
    before, after = (tuple(number for number in row.footnotes if number not in ways.limit) for row in (old, new))
    if before != after:
        yield FootnotesChanged(state, before, after, name)
    if old.section is not new.section and Section.PARTICIPANT not in (old.section, new.section):
        yield SectionChanged(state, old.section, new.section, name)
    if old.name and name and fold(old.name) != fold(name):
        yield StateRenamed(state, old.name, name)


def _may_be_one_kind(old: ActKind, new: ActKind, ways: _Ways) -> bool:
    """Tell whether two kinds of consent may be one, which a chart does not tell further."""
    if old is new or (ActKind.CONSENT in (old, new) and "kind of consent" in ways.silent_on):
        return True
    return ActKind.CONSENT in (old, new) and {old, new} <= _ONE_COLUMN


def _flag_changes(old: Row, new: Row, ways: _Ways) -> "Iterator[Change]":
    if old.notes is None or new.notes is None or "flags" in ways.silent_on:
        return
    for flag in new.notes:
        if flag not in old.notes:
            yield FlagAdded(new.state, flag, new.name)
    for flag in old.notes:
        if flag not in new.notes:
            yield FlagRemoved(new.state, flag, new.name)


def _denunciations(old: Chart | Treaty, new: Treaty) -> "Iterator[Denounced]":
    """Find the denunciations that only the new edition has, or that came after the old chart.

    A chart shows none whose day is not known.
    """
    for act in new.acts:
        if not act.kind.is_withdrawal:
            continue
        known = act in old.acts if isinstance(old, Treaty) else done_by(new, act) <= old.as_of
        if not known:
            yield Denounced(act.state, act.date, act.effective, act.state.chart_name(new.as_of))


def _day(change: "Change") -> dt.date | None:
    if isinstance(change, NewSignature | NewConsent | NewEntryIntoForce | Denounced | Suspended | InvitationUsed):
        return change.date
    return (change.new or change.old) if isinstance(change, DateChanged) else None


def _name(change: "Change") -> str:
    printed = getattr(change, "name", "")
    return printed or str(change.state)


def _kind(mark: str | None, kind: ActKind) -> str:
    """Name a kind of consent, or quote the letter that the chart does not explain."""
    return repr(mark) if mark is not None and kind is ActKind.CONSENT else kind.label


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers) or "none"
