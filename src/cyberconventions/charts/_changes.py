"""What changed between two charts, or two editions of a treaty: values that print as sentences."""

import datetime as dt
from enum import StrEnum
from typing import overload

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._arguments import check_fields, check_position
from cyberconventions._history import done_by
from cyberconventions._states import State
from cyberconventions._symbols import Code
from cyberconventions._treaty import Treaty
from cyberconventions.charts._compare import (
    Difference,
    How,
    Scope,
    What,
    check_same_treaty,
    compare_heads,
    compare_rows,
)
from cyberconventions.charts._completeness import acted_on, cut_off, gaps, half_row, last_row
from cyberconventions.charts._model import Chart
from cyberconventions.charts._rows import Row
from cyberconventions.errors import InvalidValueError, counted, did_you_mean, quoted, wrong_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, SupportsIndex, TypeAlias

    from cyberconventions._table import Table
    from cyberconventions.charts._compare import Value

    Printed: TypeAlias = dt.date | str | tuple[int, ...] | None

# The same, where Python asks: what a chart prints in a cell.
_PRINTED = dt.date | str | tuple[int, ...] | None


class ChangeKind(StrEnum):
    """What kind of change it is, in the order in which a changelog lists them.

    >>> ChangeKind("consent").heading
    'Ratifications, accessions and other consents'
    """

    SIGNATURE = "signature"  #: A State signed.
    CONSENT = "consent"  #: A State ratified, acceded or otherwise consented.
    ENTRY_INTO_FORCE = "entry into force"  #: A day of entry into force was added.
    DENUNCIATION = "denunciation"  #: A State denounced the treaty.
    SUSPENSION = "suspension"  #: A State was suspended.
    INVITATION_MADE = "invitation made"  #: A State is newly listed as invited.
    INVITATION_USED = "invitation used"  #: An invited State acceded.
    INVITATION_LAPSED = "invitation lapsed"  #: A State is no longer listed as invited, and did not accede.
    FLAG_ADDED = "flag added"  #: A flag such as ``R.`` was added to a State's row.
    FLAG_REMOVED = "flag removed"  #: A flag is gone.
    RENAMED = "renamed"  #: A State is printed under another name.
    DATE_CHANGED = "date changed"  #: A day differs from the one that was printed before.
    MARK_CHANGED = "mark changed"  #: The kind of a consent differs, ``a`` for accession and the like.
    FOOTNOTES_CHANGED = "footnotes changed"  #: A row has other footnotes.
    SECTION_CHANGED = "section changed"  #: A row moved to another list.
    ROW_ADDED = "row added"  #: A State is newly listed.
    ROW_GONE = "row gone"  #: A State is no longer listed.

    @property
    def heading(self) -> str:
        """The heading of these changes in a changelog."""
        return _WORDS[self][0]


# Each kind's heading, and its sentence.
_WORDS = {
    ChangeKind.SIGNATURE: ("Signatures", "{who} signed on {date}."),
    ChangeKind.CONSENT: ("Ratifications, accessions and other consents", "{who} {consented} on {date}."),
    ChangeKind.ENTRY_INTO_FORCE: ("Entries into force", "The treaty is in force{for_whom} from {date}."),
    ChangeKind.DENUNCIATION: ("Denunciations", "{who} denounced the treaty on {date}{effect}."),
    ChangeKind.SUSPENSION: ("Suspensions", "{who} was suspended on {date}."),
    ChangeKind.INVITATION_MADE: ("Invitations made", "{who} is newly listed as invited to accede."),
    ChangeKind.INVITATION_USED: ("Invitations used", "{who} used its invitation on {date}."),
    ChangeKind.INVITATION_LAPSED: ("Invitations lapsed", "The invitation of {who} lapsed: it is no longer listed."),
    ChangeKind.FLAG_ADDED: ("Flags added", "{who}: flag {flag} added."),
    ChangeKind.FLAG_REMOVED: ("Flags removed", "{who}: flag {flag} removed."),
    ChangeKind.RENAMED: ("States renamed", "{old} is now printed as {new}."),
    ChangeKind.DATE_CHANGED: ("Dates changed", "{who}: {what} on {old} {is_now}."),
    ChangeKind.MARK_CHANGED: (
        "Marks changed",
        "{who}: the consent is now marked as {new_mark}, no longer as {old_mark}.",
    ),
    ChangeKind.FOOTNOTES_CHANGED: ("Footnotes changed", "{who}: footnotes changed from {old} to {new}."),
    ChangeKind.SECTION_CHANGED: ("Rows moved", "{who} moved from the {old} to the {new} list."),
    ChangeKind.ROW_ADDED: ("Rows added", "{who} is newly listed, {origin}."),
    ChangeKind.ROW_GONE: ("Rows gone", "{who} is no longer listed{done}."),
}
# What a State did.
_ACTS = (ChangeKind.SIGNATURE, ChangeKind.CONSENT, ChangeKind.DENUNCIATION, ChangeKind.SUSPENSION)
# What a row ends with.
_AT_THE_END = (ChangeKind.FLAG_ADDED, ChangeKind.FLAG_REMOVED, ChangeKind.FOOTNOTES_CHANGED)
_ORDER = {kind: position for position, kind in enumerate(ChangeKind)}

_VERBS = {
    ActKind.RATIFICATION: "ratified",
    ActKind.ACCEPTANCE: "accepted",
    ActKind.APPROVAL: "approved",
    ActKind.ACCESSION: "acceded",
    ActKind.SUCCESSION: "succeeded",
    ActKind.FORMAL_CONFIRMATION: "formally confirmed",
    ActKind.DEFINITIVE_SIGNATURE: "signed without reservation as to ratification",
}


@attrs.frozen(order=False)
class Change:
    """One thing that changed; it prints as a sentence.

    Attributes:
        kind: What kind of change it is; this says which of the other attributes are set.
        state: The State; ``None`` for the treaty itself.
        date: The day of what was done, or of the entry into force; of a date that changed, the new one, or the old one
            where it is no longer printed. ``None`` for a change without a day, or a day that is not printed.
        effective: The day on which a denunciation takes effect.
        what: Which date changed: ``"signature"``, ``"consent"``, ``"entry into force"``, ``"denunciation"``, ``"effect
            of denunciation"``, ``"suspension"`` or ``"opening for signature"``.
        old: What was printed: a date, a kind of consent, the numbers of footnotes, a section or a name.
        new: What is printed now, likewise; ``None`` for a date that is no longer printed.
        consent: How the State consented, as far as the chart says; ``ActKind.CONSENT`` for one of ratification,
            acceptance and approval.
        mark: The letter that the chart prints after the day of consent.
        old_mark: The letter that it printed before a mark changed.
        flag: The flag that was added or removed.
        former: The former State whose row an added row continues.
        row: The row that is gone.
        name: The State's name as printed; not compared.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> change = cc.diff(budapest.known_at("2024-12-31"), budapest.known_at("2025-01-10"))[0]
    >>> print(change)
    Rwanda acceded on 2025-01-10.
    >>> change.kind, change.state.id, change.date, change.consent
    (<ChangeKind.CONSENT: 'consent'>, 'RWA', datetime.date(2025, 1, 10), <ActKind.ACCESSION: 'accession'>)
    >>> print(Change(ChangeKind.DENUNCIATION, State("FRA"), dt.date(2026, 1, 15), effective=dt.date(2026, 5, 1)))
    France denounced the treaty on 2026-01-15, with effect from 2026-05-01.
    """

    kind: ChangeKind
    state: State | None = None
    date: dt.date | None = None
    effective: dt.date | None = None
    what: str = ""
    old: "Printed" = None
    new: "Printed" = None
    consent: ActKind | None = None
    mark: str | None = None
    old_mark: str | None = None
    flag: Code | None = None
    former: State | None = None
    row: Row | None = None
    name: str = attrs.field(default="", eq=False)

    def __attrs_post_init__(self) -> None:
        check_fields(self, old=_PRINTED, new=_PRINTED)

    def __str__(self) -> str:
        who = (self.name or str(self.state)) if self.state is not None else "The treaty"
        return _WORDS[self.kind][1].format(
            who=who,
            for_whom=f" for {who}" if self.state is not None else "",
            date=self.date or "an unknown day",
            effect=f", with effect from {self.effective}" if self.effective is not None else "",
            consented=_VERBS.get(self.consent or ActKind.CONSENT, "consented to be bound"),
            what=self.what,
            old=_words(self.old),
            new=_words(self.new),
            is_now=f"is now printed as {self.new}" if self.new is not None else "is no longer printed",
            old_mark=_mark(self.old_mark, self.old),
            new_mark=_mark(self.mark, self.new),
            flag=f"{self.flag} ({self.flag.name})" if self.flag is not None else "",
            origin=f"as a successor of {self.former}" if self.former is not None else "with nothing done",
            done=_done(self.row),
        )


def _words(printed: "Printed") -> str:
    if isinstance(printed, tuple):
        return ", ".join(str(number) for number in printed) or "none"
    return str(printed)


def _mark(letter: str | None, kind: "Printed") -> str:
    """Name a kind of consent, or quote the letter that the chart does not explain."""
    if letter is not None and kind is ActKind.CONSENT:
        return repr(letter)
    return kind.label if isinstance(kind, ActKind) else str(kind)


def _done(row: Row | None) -> str:
    """Say what stood on a row that is gone."""
    if row is None:
        return ""
    days = (("signature", row.signature), ("consent", row.consent))
    done = [f"{what} on {day}" for what, day in days if day is not None]
    return f", with its {' and '.join(done)}" if done else ""


@attrs.frozen(order=False)
class ChangeSet:
    """The changes from one chart to another: by date, those without one last, then in the chart's order.

    Attributes:
        reference: The treaty's reference, as the newer chart prints it.
        old: The date of the first chart.
        new: The date of the second chart.
        changes: The changes.
        messages: What else a reader has to know, in sentences: that a chart was cut off.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty(185).known_at("2026-04-25")
    >>> changes = diff(budapest.known_at("2020-03-13"), budapest)
    >>> changes
    <ChangeSet ETS No. 185 from 2020-03-13 to 2026-04-25: 84 changes>
    >>> print(changes.of("consent")[0])
    Colombia acceded on 2020-03-16.
    """

    reference: str
    old: dt.date
    new: dt.date
    changes: tuple[Change, ...]
    messages: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def of(self, kind: ChangeKind | str) -> tuple[Change, ...]:
        """Return the changes of one kind.

        Arguments:
            kind: The kind, or its value, such as ``"consent"``.

        Raises:
            InvalidTypeError: It is not text.
            InvalidValueError: It is not the value of any kind.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest")
        >>> changes = cc.diff(budapest.known_at("2025-06-01"), budapest.known_at("2025-06-30"))
        >>> [str(change) for change in changes.of(cc.ChangeKind.CONSENT)]
        ['São Tomé and Príncipe acceded on 2025-06-05.', 'Vanuatu acceded on 2025-06-05.']
        """
        wanted = _kind(kind)
        return tuple(change for change in self.changes if change.kind is wanted)

    def as_text(self) -> str:
        """Return a changelog: the changes as sentences, under a heading for each kind.

        >>> import cyberconventions as cc
        >>> old, new = cc.treaty(185).known_at("2026-04-24"), cc.treaty(185).known_at("2026-04-25")
        >>> print(diff(old, new).as_text().splitlines()[0])
        ETS No. 185: changes from 2026-04-24 to 2026-04-25
        """
        lines = [f"{self.reference}: changes from {self.old} to {self.new}", ""]
        if self.messages:
            lines += [*self.messages, ""]
        for kind in ChangeKind:
            found = self.of(kind)
            if found:
                lines += [kind.heading, *(f"- {change}" for change in found), ""]
        if not self.changes:
            lines += ["Nothing changed.", ""]
        return "\n".join(lines)

    def table(self) -> "Table[Any]":
        """Return the changes as a table, a row for each.

        Columns: ``kind``, ``state``, ``consent``, ``flag`` (words); ``date``, ``effective`` (days); ``change`` (text:
        the sentence that the change prints as).

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest")
        >>> cc.diff(budapest.known_at("2024-12-31"), budapest.known_at("2025-01-10")).table()["change"][0]
        'Rwanda acceded on 2025-01-10.'
        """
        from cyberconventions._sources import in_words
        from cyberconventions._table import Table, days, texts, words

        rows = self.changes
        table = Table.of(
            date=days([each.date for each in rows]),
            kind=words([each.kind.value for each in rows]),
            state=words([None if each.state is None else each.state.id for each in rows]),
            change=texts([str(each) for each in rows]),
            effective=days([each.effective for each in rows]),
            consent=words([None if each.consent is None else each.consent.value for each in rows]),
            flag=words([None if each.flag is None else each.flag.symbol for each in rows]),
        )
        return attrs.evolve(
            table,
            title=f"{self.reference}: changes from {self.old} to {self.new}",
            note=counted(len(rows), "change"),
            foot=(*self.messages, in_words(())),
        )

    def _repr_html_(self) -> str:
        """Show the changes in a notebook."""
        return self.table().known("date", "kind", "change", "effective")._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def __iter__(self) -> "Iterator[Change]":
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    @overload
    def __getitem__(self, position: "SupportsIndex") -> Change: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Change, ...]: ...
    def __getitem__(self, position: "SupportsIndex | slice") -> Change | tuple[Change, ...]:
        check_position(position, "the number of a change, or a slice")
        return self.changes[position]

    def __str__(self) -> str:
        return self.as_text().removesuffix("\n")

    def __repr__(self) -> str:
        return f"<ChangeSet {self.reference} from {self.old} to {self.new}: {counted(len(self.changes), 'change')}>"


def _kind(kind: ChangeKind | str) -> ChangeKind:
    if not isinstance(kind, str):
        raise wrong_type(kind, "a ChangeKind or its value")
    try:
        return ChangeKind(kind)
    except ValueError:
        known = [each.value for each in ChangeKind]
        hint = did_you_mean(kind, known)
        raise InvalidValueError(
            f"{quoted(kind)} is not a kind of change{hint}; expected one of {', '.join(known)}"
        ) from None


def diff(old: Chart | Treaty, new: Chart | Treaty) -> ChangeSet:
    """Return what changed between two charts, or two editions of a treaty.

    An edition stands for its chart as of its own date. What one of the charts omits (``Chart.silent_on``) and unknown
    flags are not compared. A mark without a day and the number of the footnote that limits invitations mean the same,
    and one in place of the other is not a change; nor are two letters of two depositaries for one kind of consent.
    The row of a former State continues as that of the State that continues it, and its other successors start from it.
    From a chart that was cut off (``Chart.gaps``) nothing is concluded for the States that it does not list: no row is
    gone and no invitation lapsed; where it is the first, only acts after its date are new. A message says so.

    Arguments:
        old: The chart or edition to start from.
        new: The chart or edition to compare with it.

    Returns:
        The changes, as values that print as sentences.

    Raises:
        DifferentTreatiesError: They are of two treaties.
        InvalidTypeError: One of them is neither a chart nor a treaty.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> print(diff(budapest.known_at("2024-12-31"), budapest.known_at("2025-01-10"))[0])
    Rwanda acceded on 2025-01-10.
    """
    before, after = _chart(old), _chart(new)
    check_same_treaty(before.reference, after.reference)
    lacks = () if isinstance(old, Treaty) else gaps(before)
    lacks_now = () if isinstance(new, Treaty) else gaps(after, acted_on(before, after.as_of))
    earlier, later = _rows(before, lacks), _rows(after, lacks_now)
    scope = Scope(
        before.as_of,
        cut_off=bool(lacks_now),
        omits=frozenset({*before.silent_on, *after.silent_on}),
        limits=frozenset({before.footnotes.invitation_limit, after.footnotes.invitation_limit}),
    )
    found = [_head_change(each) for each in compare_heads(before, after)]
    found += _successions(earlier, later, scope)
    states = dict.fromkeys([*later, *earlier])
    positions = {state: position for position, state in enumerate(states)}
    ends = {row.state for chart, why in ((before, lacks), (after, lacks_now)) if why and (row := last_row(chart))}
    for state in states:
        was = earlier.get(state)
        changes = _row_changes(was, later.get(state), scope)
        if state in ends:
            changes = [each for each in changes if each.kind not in _AT_THE_END]
        found += _since(changes, before.as_of) if lacks and was is None else changes
    if isinstance(new, Treaty):
        reported = {change.state for change in found if change.kind is ChangeKind.DENUNCIATION}
        found += [each for each in _denunciations(old, new) if each.state not in reported]

    def order(change: Change) -> tuple[dt.date, int, int]:
        position = -1 if change.state is None else positions.get(change.state, len(positions))
        return change.date or dt.date.max, position, _ORDER[change.kind]

    said = (
        (before, lacks, "Of States that it does not list, only acts after its date are reported."),
        (after, lacks_now, "What it does not list is not reported as gone."),
    )
    messages = tuple(f"{cut_off(chart, why)} {so}" for chart, why, so in said if why)
    return ChangeSet(after.reference, before.as_of, after.as_of, tuple(sorted(found, key=order)), messages)


def _since(changes: list[Change], day: dt.date) -> list[Change]:
    """Return the changes of a State that are new after a day, whatever a chart of that day said of it."""
    acts = [each for each in changes if each.kind in _ACTS and each.date is not None and each.date > day]
    consents = any(each.kind is ChangeKind.CONSENT for each in acts)
    return [each for each in changes if each in acts or (consents and each.kind is ChangeKind.ENTRY_INTO_FORCE)]


def _successions(earlier: dict[State, Row], later: dict[State, Row], scope: Scope) -> list[Change]:
    """Compare the rows of former States with those of the States that followed, and take them off the lists."""
    found: list[Change] = []
    for one, other in ((earlier, later), (later, earlier)):
        for former in [state for state in one if state.continued_by is not None and state not in other]:
            continued = former.continued_by
            if continued is None or continued not in other or continued in one:
                continue
            row, now = one.pop(former), other.pop(continued)
            if one is later:  # The newer chart is of the earlier day.
                found += _row_changes(now, row, scope)
            else:
                found += _row_changes(row, now, scope)
                found += _other_successors(row, earlier, later, scope)
    return found


def _other_successors(row: Row, earlier: dict[State, Row], later: dict[State, Row], scope: Scope) -> list[Change]:
    """Compare the row of a former State with those of its successors that are newly listed."""
    found: list[Change] = []
    for successor in row.state.successors:
        if successor in later and successor not in earlier:
            new = later.pop(successor)
            found.append(Change(ChangeKind.ROW_ADDED, successor, former=row.state, name=new.name))
            started = attrs.evolve(row, state=successor, name=new.name, section=new.section, notes=new.notes)
            found += _row_changes(started, new, scope)
    return found


def _chart(value: Chart | Treaty) -> Chart:
    if isinstance(value, Treaty):
        return Chart.of(value)
    if isinstance(value, Chart):  # pyright: ignore[reportUnnecessaryIsInstance]
        return value
    raise wrong_type(value, "a Chart or a Treaty")


def _rows(chart: Chart, lacks: tuple[str, ...]) -> dict[State, Row]:
    """Return the rows by State; of two rows of one State the first counts. A row that may be cut off is left out."""
    half = half_row(chart) if lacks else None
    rows: dict[State, Row] = {}
    for row in chart.rows:
        if row is not half:
            rows.setdefault(row.state, row)
    return rows


# What a difference of a row is as a change; any other is a date that changed.
_KINDS = {
    (What.SIGNATURE, How.NEW): ChangeKind.SIGNATURE,
    (What.CONSENT, How.NEW): ChangeKind.CONSENT,
    (What.ENTRY_INTO_FORCE, How.NEW): ChangeKind.ENTRY_INTO_FORCE,
    (What.DENUNCIATION, How.NEW): ChangeKind.DENUNCIATION,
    (What.SUSPENSION, How.NEW): ChangeKind.SUSPENSION,
    (What.INVITATION, How.NEW): ChangeKind.INVITATION_MADE,
    (What.INVITATION, How.USED): ChangeKind.INVITATION_USED,
    (What.INVITATION, How.GONE): ChangeKind.INVITATION_LAPSED,
    (What.FLAG, How.NEW): ChangeKind.FLAG_ADDED,
    (What.FLAG, How.GONE): ChangeKind.FLAG_REMOVED,
    (What.NAME, How.CHANGED): ChangeKind.RENAMED,
    (What.KIND_OF_CONSENT, How.CHANGED): ChangeKind.MARK_CHANGED,
    (What.FOOTNOTES, How.CHANGED): ChangeKind.FOOTNOTES_CHANGED,
    (What.SECTION, How.CHANGED): ChangeKind.SECTION_CHANGED,
    (What.ROW, How.NEW): ChangeKind.ROW_ADDED,
    (What.ROW, How.GONE): ChangeKind.ROW_GONE,
}

_OLD_AND_NEW = (
    ChangeKind.RENAMED,
    ChangeKind.MARK_CHANGED,
    ChangeKind.FOOTNOTES_CHANGED,
    ChangeKind.SECTION_CHANGED,
)


def _head_change(found: Difference) -> Change:
    if found.how is How.NEW:
        return Change(ChangeKind.ENTRY_INTO_FORCE, date=_day(found.new))
    return _date_changed(None, found, "")


def _row_changes(old: Row | None, new: Row | None, scope: Scope) -> list[Change]:
    """Compare the rows of one State; what one of them only says less about has not changed."""
    row = new or old
    found = compare_rows(old, new, scope)
    return [] if row is None else [_change(each, old or row, row) for each in found if not each.compatible]


def _change(found: Difference, old: Row, row: Row) -> Change:
    """Return what a difference between two rows is as a change."""
    kind = _KINDS.get((found.what, found.how), ChangeKind.DATE_CHANGED)
    state, name, day = row.state, row.name, _day(found.new)
    if kind is ChangeKind.DATE_CHANGED:
        return _date_changed(state, found, name)
    if kind is ChangeKind.CONSENT:
        return Change(kind, state, day, consent=row.kind or ActKind.CONSENT, mark=row.consent_mark, name=name)
    if kind is ChangeKind.DENUNCIATION:
        return Change(kind, state, day, row.withdrawal_effective, name=name)
    if kind in (ChangeKind.FLAG_ADDED, ChangeKind.FLAG_REMOVED):
        flag = found.new or found.old
        return Change(kind, state, flag=flag if isinstance(flag, Code) else None, name=name)
    if kind in _OLD_AND_NEW:
        change = Change(kind, state, old=_printed(found.old), new=_printed(found.new), name=name)
        if kind is ChangeKind.MARK_CHANGED:
            change = attrs.evolve(change, mark=row.consent_mark, old_mark=old.consent_mark)
        return change
    return Change(kind, state, day, row=row if kind is ChangeKind.ROW_GONE else None, name=name)


def _date_changed(state: State | None, found: Difference, name: str) -> Change:
    old, new = _day(found.old), _day(found.new)
    return Change(ChangeKind.DATE_CHANGED, state, new or old, what=found.what.value, old=old, new=new, name=name)


def _printed(value: "Value") -> "Printed":
    return None if isinstance(value, Code | Row) else value


def _day(value: "Value") -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def _denunciations(old: Chart | Treaty, new: Treaty) -> "Iterator[Change]":
    """Find the denunciations that only the new edition has, or that came after the old chart.

    A chart shows no denunciation whose day is not known.
    """
    for act in new.acts:
        if not act.kind.is_withdrawal:
            continue
        known = act in old.acts if isinstance(old, Treaty) else done_by(new, act) <= old.as_of
        if not known:
            name = act.state.chart_name(new.as_of)
            yield Change(ChangeKind.DENUNCIATION, act.state, act.date, act.effective, name=name)
