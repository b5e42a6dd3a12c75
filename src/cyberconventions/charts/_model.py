"""A chart of signatures and ratifications, as a depositary publishes it."""

from datetime import date
from enum import StrEnum
from types import NoneType

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._dates import as_date, check_days
from cyberconventions._history import Status
from cyberconventions._states import COUNCIL_OF_EUROPE, State, fold, members_of_coe
from cyberconventions._states import state as state_of
from cyberconventions._symbols import MARKS, Code, Footnotes
from cyberconventions._symbols import flags as flags_of
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions._treaty import Participation, Totals
from cyberconventions.errors import ChartError, NotParticipatingError, check_tuple, check_type, wrong_type

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, Literal, TypeAlias

    from cyberconventions._acts import Act
    from cyberconventions._dates import DateLike
    from cyberconventions._states import StateLike
    from cyberconventions._table import Table
    from cyberconventions._treaties import TreatyLike

    Silent: TypeAlias = Literal["entry into force", "flags", "invitations", "kind of consent"]

# The Treaty Office's charts of these years print a bare "a" on the row of a State that may accede.
BARE_MARK_SINCE = date(2022, 1, 1)

# What charts of some form never show.
SILENCES: "tuple[Silent, ...]" = ("entry into force", "flags", "invitations", "kind of consent")

_MARKS = {
    ActKind.ACCESSION: "a",
    ActKind.SUCCESSION: "su",
    ActKind.DEFINITIVE_SIGNATURE: "s",
}
# The letters that the UN Treaty Collection's tables usually define; ratification has none.
_UN_MARKS = {
    ActKind.ACCEPTANCE: "A",
    ActKind.APPROVAL: "AA",
    ActKind.ACCESSION: "a",
    ActKind.FORMAL_CONFIRMATION: "c",
    ActKind.SUCCESSION: "d",
    ActKind.DEFINITIVE_SIGNATURE: "s",
}


class Section(StrEnum):
    """The part of a chart that a row stands in."""

    MEMBER = "member"
    NON_MEMBER = "non-member"
    ORGANISATION = "organisation"
    PARTICIPANT = "participant"  # tables of the UN Treaty Collection have one list


@attrs.frozen(order=False)
class Problem:
    """Something odd on a chart that could be read all the same.

    Attributes:
        message: What is odd.
        line: Where it stands in the input, counted from 1; ``None`` for the chart as a whole.
        path: Where it stands in an input whose lines do not tell: ``"[0][12].DateSignature"`` in a JSON text,
            ``"table row 12"`` on a page that is written in one line.
        state: The State whose row it is about; ``None`` for the chart as a whole. Not compared.

    >>> print(Problem("the total is 5, but the rows count to 3", line=104))
    line 104: the total is 5, but the rows count to 3
    """

    message: str
    line: int | None = None
    path: str | None = None
    state: State | None = attrs.field(default=None, eq=False)

    def __str__(self) -> str:
        if self.path is not None:
            return f"{self.path}: {self.message}"
        return self.message if self.line is None else f"line {self.line}: {self.message}"


@attrs.frozen(order=False)
class Row:
    """One State's row of a chart, as published.

    Attributes:
        state: The State.
        section: The part of the chart.
        signature: The day of signature.
        consent: The day of ratification, acceptance, approval, accession, ….
        consent_mark: The letter after that day (``"a"`` accession, ``"s"`` definitive signature, ``"su"``
            succession, ``"r"`` signature ad referendum). A letter without a day is no consent: the State
            may accede.
        entry_into_force: The day the treaty entered or will enter into force for the State.
        notes: The flags, decoded; ``None`` where the chart does not tell which.
        footnotes: The numbers of the footnotes.
        name: The State's name as printed; two rows that differ only in it are equal.
        line: The line of the input; likewise.
        withdrawal: The day of denunciation or withdrawal, where the chart has a column for it.
        withdrawal_effective: The day on which that takes effect.
        suspension: The day of suspension.
        withdrawn: Whether the chart shows that the State has left by the chart's date, with or without a day.
        consent_kind: What the letter means, where the chart's own legend says so (the UN Treaty
            Collection, the Dutch treaty database); :attr:`kind` answers for every chart.
        known_notes: Flags that certainly stand on a row whose ``notes`` are not known in full.
        extra: What the source says beside these columns, by key, each value as JSON text.
        path: The place in an input whose lines do not tell, as in :class:`Problem`; likewise not compared.

    >>> import cyberconventions as cc
    >>> row = cc.Chart.of("budapest")["Japan"]
    >>> row, row.kind.label, [code.symbol for code in row.notes]
    (<Row JPN 2001-11-23 2012-07-03 2012-11-01>, 'ratification, acceptance or approval', ['R.', 'D.', 'A.'])
    """

    state: State
    section: Section
    signature: date | None = None
    consent: date | None = None
    consent_mark: str | None = None
    entry_into_force: date | None = None
    notes: tuple[Code, ...] | None = ()
    footnotes: tuple[int, ...] = ()
    name: str = attrs.field(default="", eq=False)
    line: int | None = attrs.field(default=None, eq=False)
    withdrawal: date | None = None
    withdrawal_effective: date | None = None
    suspension: date | None = None
    withdrawn: bool = False
    consent_kind: ActKind | None = attrs.field(default=None, eq=False)
    known_notes: tuple[Code, ...] = attrs.field(default=(), eq=False)
    extra: tuple[tuple[str, str], ...] = attrs.field(default=(), eq=False)
    path: str | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        check_type(self.state, State, "a State; cc.state() finds one by name")
        check_type(self.section, Section, "a Section")
        check_days(self.signature, self.consent, self.entry_into_force)
        check_days(self.withdrawal, self.withdrawal_effective, self.suspension)

    @property
    def kind(self) -> ActKind | None:
        """What kind of consent the row shows, as far as the chart tells; ``None`` without consent.

        A plain date in the Treaty Office's column covers ratification, acceptance and approval:
        ``ActKind.CONSENT``.
        """
        if self.consent is None:
            return None
        if self.consent_kind is not None:
            return self.consent_kind
        mark = MARKS.get(self.consent_mark) if self.consent_mark is not None else None
        return mark.kind if mark is not None else ActKind.CONSENT

    @property
    def is_invitation(self) -> bool:
        """Whether the row shows only that the State may accede."""
        nothing_done = self.signature is None and self.consent is None
        return nothing_done and (self.consent_mark is not None or bool(self.footnotes))

    def __repr__(self) -> str:
        cells = (self.signature or "-", self.consent or "-", self.consent_mark or "", self.entry_into_force or "-")
        return f"<Row {self.state.id} {' '.join(str(cell) for cell in cells if cell)}>"


@attrs.frozen(order=False)
class Chart:
    """A published table of who signed and who consented, as of one day.

    Attributes:
        reference: The treaty's reference as printed, ``"ETS No.185"``.
        title: The treaty's title.
        as_of: The day the chart stands as of.
        rows: The rows in the order of the chart.
        totals: The totals as printed; ``None`` where the chart prints none.
        footnotes: The footnotes by number.
        opened: The day the treaty was opened for signature, where printed.
        entry_into_force: The treaty's own entry into force, where printed.
        problems: What is odd about a chart that was read; not part of its equality.
        silent_on: What charts of this form never show, so that a gap means nothing: ``"entry into force"``,
            ``"invitations"``, the ``"kind of consent"``; and ``"flags"`` where these are not those of the
            chart's date (the Treaty Office's oldest pages print those of the day of capture). Not part of
            its equality.

    >>> import cyberconventions as cc
    >>> chart = cc.Chart.of(cc.treaty("budapest"))
    >>> chart
    <Chart ETS No. 185 as of 2026-04-25: 97 rows, 81 consents, 2 signatures only>
    >>> chart["Côte d'Ivoire"]
    <Row CIV - 2024-07-29 a 2024-11-01>
    """

    reference: str
    title: str
    as_of: date
    rows: tuple[Row, ...]
    totals: Totals | None
    footnotes: Footnotes
    opened: date | None = None
    entry_into_force: date | None = None
    problems: tuple[Problem, ...] = attrs.field(default=(), eq=False)
    silent_on: "tuple[Silent, ...]" = attrs.field(default=(), eq=False)

    def __attrs_post_init__(self) -> None:
        check_type(self.as_of, date, "the day the chart stands as of")
        check_days(self.as_of, self.opened, self.entry_into_force)
        check_tuple(self.rows, Row, "rows")
        check_type(self.totals, (Totals, NoneType), "Totals or None")
        check_type(self.footnotes, Footnotes, "Footnotes")
        check_tuple(self.problems, Problem, "problems")

    @classmethod
    def of(cls, treaty: "TreatyLike", on: "DateLike | None" = None) -> "Chart":
        """Return the chart that the record gives for a day.

        Arguments:
            treaty: The treaty, or what :func:`cyberconventions.treaty` takes.
            on: The day the chart stands as of; the record's date where left out.

        Returns:
            A row for each State that a chart of the depositary would list: the Council of Europe's prints
            every member, whatever it did. An act whose day is not known leaves its cell blank; where the rows
            do not count to the record's totals, the chart has none, or lower bounds if the record is partial.

        Raises:
            UnknownTreatyError: The dataset has no such treaty.
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.Chart.of("budapest", "2020-03-13")["Benin"]
        <Row BEN - - ->
        """
        treaty = treaty_of(treaty)
        day = treaty.as_of if on is None else as_date(on)
        totals = treaty.totals(day)  # Warns, once, of a day that the record does not reach.
        council = treaty.depositary.endswith("Council of Europe")
        flags = treaty.flags_on(day)
        in_force = treaty.entry_into_force_known_on(day)
        rows = [_row(each, day, council=council, flags=flags, in_force=in_force is not None) for each in treaty]
        shown = {row.state: row for row in rows if row is not None}
        if council:  # Members are all listed, those that did nothing with a blank row.
            for member in members_of_coe(day):
                shown.setdefault(member.stood_as(day), _blank(member.stood_as(day), day, flags))
        ordered = sorted(shown.values(), key=lambda row: (row.section is not Section.MEMBER, fold(row.name)))
        numbers = {number for row in ordered for number in row.footnotes}
        found = cls(
            reference=treaty.reference,
            title=treaty.title,
            as_of=day,
            rows=tuple(ordered),
            totals=totals,
            footnotes=treaty.footnotes.only(numbers),
            opened=treaty.opened,
            entry_into_force=in_force,
            silent_on=() if council else ("invitations",),
        )
        return found if totals.at_least or totals == found.counted() else attrs.evolve(found, totals=None)

    def __iter__(self) -> "Iterator[Row]":
        """Go through the rows in the order of the chart."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __contains__(self, state: object) -> bool:
        """Tell whether the chart lists a State.

        Raises:
            UnknownStateError: No State has this code or name.
            InvalidTypeError: It is neither text, a number nor a State.
        """
        if not isinstance(state, str | int | State):
            raise wrong_type(state, "a State's code, name or State")
        wanted = state_of(state)
        return any(row.state == wanted for row in self.rows)

    def __getitem__(self, state: "StateLike") -> Row:
        """Return the row of a State.

        Raises:
            NotParticipatingError: The chart does not list the State.
            UnknownStateError: No State has this code or name.
        """
        wanted = state_of(state)
        for row in self.rows:
            if row.state == wanted:
                return row
        raise NotParticipatingError(f"the chart of {self.reference} as of {self.as_of} has no row for {wanted.name}")

    def counted(self) -> Totals:
        """Count the rows: consents, and signatures without consent; States that have left count in neither.

        >>> import cyberconventions as cc
        >>> cc.Chart.of("budapest").counted()
        Totals(consents=81, signatures_only=2, at_least=False)
        """
        pending = ActKind.SIGNATURE_AD_REFERENDUM
        rows = [row for row in self.rows if not row.withdrawn]
        consents = sum(1 for row in rows if row.consent is not None and row.kind is not pending)
        signatures = sum(
            1 for row in rows if (row.signature is not None and row.consent is None) or row.kind is pending
        )
        return Totals(consents, signatures)

    def to_text(self) -> str:
        """Write the chart as text, in the layout of the depositary's pages.

        Raises:
            CyberConventionsError: The chart has something that this layout can't print.

        >>> import cyberconventions as cc
        >>> chart = cc.Chart.of(cc.treaty("budapest"))
        >>> cc.parse_chart(chart.to_text()) == chart
        True
        """
        from cyberconventions.charts.writing import to_text

        return to_text(self)

    def to_html(self) -> str:
        """Write the chart as a page with the depositary's table, with every text escaped.

        Raises:
            CyberConventionsError: The chart has something that this layout can't print.

        >>> import cyberconventions as cc
        >>> chart = cc.Chart.of("budapest")
        >>> cc.parse_chart(chart.to_html()) == chart
        True
        """
        from cyberconventions.charts.writing import to_html

        return to_html(self)

    def to_csv(self) -> str:
        """Write the chart as CSV, a row a State; reading it gives an equal chart.

        >>> import cyberconventions as cc
        >>> chart = cc.Chart.of("budapest")
        >>> cc.parse_chart(chart.to_csv()) == chart
        True
        """
        from cyberconventions.charts.writing import to_csv

        return to_csv(self)

    def to_json(self) -> str:
        """Write the chart as JSON; reading it gives an equal chart.

        >>> import cyberconventions as cc
        >>> chart = cc.Chart.of("budapest")
        >>> cc.parse_chart(chart.to_json()) == chart
        True
        """
        from cyberconventions.charts.writing import to_json

        return to_json(self)

    def _repr_html_(self) -> str:
        """Show the chart as a table in a notebook: in its depositary's layout, or plainly where that can't hold it."""
        from cyberconventions.charts.writing import to_html, to_view

        try:
            return to_html(self)
        except ChartError:
            return to_view(self)

    def table(self) -> "Table[Any]":
        """Return the rows as a table, in the order of the chart.

        Columns: ``state``, ``section``, ``consent_mark`` (words); ``signature``, ``consent``, ``entry_into_force``,
        ``as_of`` (days); ``name`` and ``notes`` (text; the flags as printed, ``None`` where the chart omits them).

        >>> import cyberconventions as cc
        >>> cc.Chart.of("budapest", on="2020-03-13").table()["state"][:2]
        ('ALB', 'AND')
        """
        from cyberconventions._table import Table, days, texts, words

        rows = self.rows
        notes = [None if row.notes is None else " ".join(code.symbol for code in row.notes) for row in rows]
        return Table.of(
            state=words([row.state.id for row in rows]),
            name=texts([row.name for row in rows]),
            section=words([row.section.value for row in rows]),
            signature=days([row.signature for row in rows]),
            consent=days([row.consent for row in rows]),
            consent_mark=words([row.consent_mark for row in rows]),
            entry_into_force=days([row.entry_into_force for row in rows]),
            notes=texts(notes),
            as_of=days([self.as_of] * len(rows)),
        )

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand :meth:`table` to any library that speaks the Arrow PyCapsule protocol (extra ``arrow``)."""
        return self.table().__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """Hand the columns of :meth:`table` and their types to such a library (extra ``arrow``)."""
        return self.table().__arrow_c_schema__()

    def __repr__(self) -> str:
        totals = self.totals or self.counted()
        problems = f", {len(self.problems)} problems" if self.problems else ""
        return f"<Chart {self.reference} as of {self.as_of}: {len(self.rows)} rows, {totals}{problems}>"


def has_left(withdrawal: date | None, effective: date | None, as_of: date) -> bool:
    """Tell whether a State that denounced or withdrew has left by a chart's date.

    >>> has_left(date(2024, 1, 5), date(2024, 5, 1), date(2024, 2, 1))
    False
    """
    left = effective or withdrawal
    return left is not None and left <= as_of


def with_leaving(rows: "Iterable[Row]", as_of: date) -> tuple[Row, ...]:
    """Return rows that tell whether their States have left by a chart's date, where they have a day of it."""
    return tuple(
        attrs.evolve(row, withdrawn=row.withdrawn or has_left(row.withdrawal, row.withdrawal_effective, as_of))
        if row.withdrawal is not None or row.withdrawal_effective is not None
        else row
        for row in rows
    )


def _notes(state: State, flags: "dict[str, str] | None") -> tuple[Code, ...] | None:
    if flags is None or state.id not in flags:
        return None
    return flags_of(flags[state.id])


def _section(state: State, day: date) -> Section:
    if state.member_of_coe(day):
        return Section.MEMBER
    return Section.ORGANISATION if state.is_organisation else Section.NON_MEMBER


def _blank(state: State, day: date, flags: "dict[str, str] | None") -> Row:
    return Row(state, Section.MEMBER, notes=_notes(state, flags), name=state.chart_name(day))


def _row(
    each: Participation, day: date, *, council: bool, flags: "dict[str, str] | None", in_force: bool
) -> Row | None:
    """Return a State's row, or nothing if the chart of that day would not list the State.

    Until it was known that the treaty would be in force, nobody could print what the record tells by hindsight.
    """
    state = each.state.stood_as(day)
    if each.state.began is not None and day < each.state.began:
        return None
    signature = each.signed_by(day)
    consent = each.consented_by(day)
    status = each.status_on(day)
    invited = status is Status.INVITED
    if signature is None and consent is None and not invited:
        return None
    if consent is signature:  # A definitive signature is printed as consent, once.
        signature = None
    if consent is not None:  # A mark without a day would be read as an invitation.
        mark = (_MARKS if council else _UN_MARKS).get(consent.kind) if consent.date is not None else None
    else:
        mark = "a" if invited and council and day >= BARE_MARK_SINCE else None
    withdrawal = None if consent is None else each.withdrawn_by(day, consent)
    suspension = None if consent is None else _suspended_by(each, day, consent)
    return Row(
        state=state,
        section=_section(each.state, day) if council else Section.PARTICIPANT,
        signature=signature.date if signature is not None else None,
        consent=consent.date if consent is not None else None,
        consent_mark=mark,
        entry_into_force=each.entry_into_force_of(consent) if consent is not None and in_force else None,
        notes=_notes(state, flags) if council else (),
        footnotes=each.footnote_numbers(day),
        name=state.chart_name(day, COUNCIL_OF_EUROPE if council else "un"),
        withdrawal=withdrawal.date if withdrawal is not None else None,
        withdrawal_effective=_effect(each, withdrawal) if withdrawal is not None else None,
        suspension=suspension.date if suspension is not None else None,
        withdrawn=status is Status.WITHDRAWN,
        consent_kind=consent.kind if consent is not None and not council else None,
    )


def _suspended_by(each: Participation, day: date, consent: "Act") -> "Act | None":
    """Return the suspension of a consent, if it had certainly been made by a day."""
    later = each.acts[each.acts.index(consent) + 1 :]
    suspensions = [act for act in later if act.kind is ActKind.SUSPENSION and each.treaty.done_by(act) <= day]
    return suspensions[-1] if suspensions else None


def _effect(each: Participation, withdrawal: "Act") -> date | None:
    """Return the day on which a withdrawal takes effect, published or by the clause; ``None`` if not known."""
    first = withdrawal.earliest or each.treaty.since
    effect = each.treaty.effect_window(withdrawal, (first, each.treaty.done_by(withdrawal)))
    return effect[0] if effect[0] == effect[1] != date.max else None
