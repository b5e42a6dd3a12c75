"""The rows of a chart, and what is odd about it."""

from datetime import date
from enum import StrEnum

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._arguments import check_fields
from cyberconventions._dates import calendar_day
from cyberconventions._states import State
from cyberconventions._symbols import MARKS, Code

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal, Protocol, TypeAlias

    from cyberconventions._symbols import Footnotes
    from cyberconventions._totals import Totals

    Silent: TypeAlias = Literal[
        "entry into force",
        "flags",
        "footnotes",
        "invitations",
        "kind of consent",
        "members without an act",
        "rows",
    ]

    class ChartLike(Protocol):
        """What writers need of a chart, which stands on a floor above them."""

        @property
        def reference(self) -> str: ...
        @property
        def title(self) -> str: ...
        @property
        def as_of(self) -> date: ...
        @property
        def rows(self) -> "tuple[Row, ...]": ...
        @property
        def totals(self) -> Totals | None: ...
        @property
        def footnotes(self) -> Footnotes: ...
        @property
        def opened(self) -> date | None: ...
        @property
        def entry_into_force(self) -> date | None: ...
        @property
        def problems(self) -> "tuple[Problem, ...]": ...
        @property
        def silent_on(self) -> tuple[Silent, ...]: ...
        def counted(self) -> Totals: ...


# The Treaty Office's charts of these years print a bare "a" on the row of a State that may accede.
BARE_MARK_SINCE = calendar_day(2022, 1, 1)

# What charts of some form omit; a page that was cut off omits rows.
SILENCES: "tuple[Silent, ...]" = (
    "entry into force",
    "flags",
    "footnotes",
    "invitations",
    "kind of consent",
    "members without an act",
    "rows",
)


class Section(StrEnum):
    """The part of a chart that a row stands in."""

    MEMBER = "member"  #: Members of the Council of Europe.
    NON_MEMBER = "non-member"  #: States that are not.
    ORGANISATION = "organisation"  #: International organisations.
    PARTICIPANT = "participant"  #: The one list that tables of the UN Treaty Collection have.


@attrs.frozen(order=False)
class Problem:
    """Something odd on a chart that could still be read.

    Attributes:
        message: What is odd.
        line: Where it stands in the input, counted from 1; ``None`` for the chart as a whole.
        path: Where it stands in an input whose lines do not say: ``"[0][12].DateSignature"`` in a JSON text,
            ``"table row 12"`` on a page that is written in one line.
        state: The State whose row it is about; ``None`` for the chart as a whole. Not compared.

    >>> print(Problem("the total is 5, but the rows count to 3", line=104))
    line 104: the total is 5, but the rows count to 3
    """

    message: str
    line: int | None = None
    path: str | None = None
    state: State | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        check_fields(self)

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
            succession, ``"r"`` signature ad referendum). A letter without a day is not a consent: the
            State may accede.
        entry_into_force: The day the treaty entered or will enter into force for the State.
        notes: The flags, decoded; ``None`` where the chart does not say which.
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
        path: The position in an input whose lines do not say, as in :class:`Problem`; likewise not compared.

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
        check_fields(self)

    @property
    def kind(self) -> ActKind | None:
        """What kind of consent the row shows, as far as the chart says; ``None`` without consent.

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
        """Whether the row shows only that the State may accede; participants have footnotes on other things."""
        if self.signature is not None or self.consent is not None:
            return False
        noted = bool(self.footnotes) and self.section is not Section.PARTICIPANT
        return noted or self.consent_mark is not None

    def __repr__(self) -> str:
        cells = (self.signature or "-", self.consent or "-", self.consent_mark or "", self.entry_into_force or "-")
        return f"<Row {self.state.id} {' '.join(str(cell) for cell in cells if cell)}>"


def has_left(withdrawal: date | None, effective: date | None, as_of: date) -> bool:
    """Return whether a State that denounced or withdrew has left by a chart's date.

    >>> has_left(date(2024, 1, 5), date(2024, 5, 1), date(2024, 2, 1))
    False
    """
    left = effective or withdrawal
    return left is not None and left <= as_of


def with_leaving(rows: "Iterable[Row]", as_of: date) -> tuple[Row, ...]:
    """Return rows that say whether their States have left by a chart's date, where they have a day of it."""
    return tuple(
        attrs.evolve(row, withdrawn=row.withdrawn or has_left(row.withdrawal, row.withdrawal_effective, as_of))
        if row.withdrawal is not None or row.withdrawal_effective is not None
        else row
        for row in rows
    )
