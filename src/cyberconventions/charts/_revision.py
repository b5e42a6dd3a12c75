"""A record as a chart changes it: the acts as they become, and what contradicts them."""

from collections.abc import Callable
from datetime import date

import attrs

from cyberconventions._acts import Act, ActKind
from cyberconventions._arguments import check_fields
from cyberconventions._history import effect_of
from cyberconventions._states import State
from cyberconventions._treaty import Treaty
from cyberconventions.charts._compare import Scope
from cyberconventions.charts._model import Chart
from cyberconventions.charts._rows import Row


@attrs.frozen(order=False)
class Conflict:
    """A chart and the record contradict each other.

    Attributes:
        state: Whose row it is; ``None`` for the treaty as a whole.
        what: ``"signature"``, ``"consent"``, ``"entry into force"``, ``"kind of consent"``, ``"denunciation"``,
            ``"effect of denunciation"``, ``"suspension"``, ``"invitation"`` or ``"row"``.
        recorded: What the record has; ``None`` where it has nothing.
        printed: What the chart prints; ``None`` where it prints nothing.
        name: The State's name as the chart prints it.
        why: What is odd about the chart's row, where that is why it was not merged.
        line: The line of the input.
        path: The position in an input where lines do not help, as in :class:`Problem`.

    >>> print(Conflict(State("FRA"), "consent", date(2006, 1, 10), date(2006, 1, 11)))
    France, consent: the chart has 2006-01-11, the record has 2006-01-10.
    """

    state: State | None
    what: str
    recorded: date | str | None
    printed: date | str | None
    name: str = attrs.field(default="", eq=False)
    why: str = attrs.field(default="", eq=False)
    line: int | None = attrs.field(default=None, eq=False)
    path: str | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def __str__(self) -> str:
        whose = (self.name or str(self.state)) if self.state is not None else "The treaty"
        printed = f"the chart has {self.printed}" if self.printed is not None else "the chart has none"
        recorded = f"the record has {self.recorded}" if self.recorded is not None else "the record has none"
        place = self.path or (f"line {self.line}" if self.line is not None else "")
        why = f" ({self.why})" if self.why else ""
        return f"{place}{': ' if place else ''}{whose}, {self.what}: {printed}, {recorded}{why}."


@attrs.define
class Last:
    """The last acts of a State: of several signatures or consents the last one counts.

    Attributes:
        signature: Its signature, unless that is its consent as well.
        consent: Its consent to be bound.
        withdrawal: Its denunciation or withdrawal after that.
        suspension: Its suspension after that.
    """

    signature: Act | None = None
    consent: Act | None = None
    withdrawal: Act | None = None
    suspension: Act | None = None


@attrs.define
class Revision:
    """One run of merging a chart into a record.

    Attributes:
        treaty: The record that the chart is merged into; for an older chart, that of the chart's day.
        full: The record as it stands today: of an older chart's day it knows more than was known then.
        chart: The chart.
        scope: What the comparison of their rows has to know.
        source_ids: The sources of the acts that the chart adds.
        accepts: Says whether the caller accepts the chart's side of a conflict.
        doubts: What is odd about the rows of each State.
        gaps: Why rows may be missing from the chart (``Chart.gaps``).
        acts: The acts of each State as they become.
        changes: The acts that are new, or better known than before.
        conflicts: What contradicts the record, or is odd on the chart, and was not merged.
        accepted: The conflicts that were merged.
        messages: What else a reader of the outcome has to know.
    """

    treaty: Treaty
    full: Treaty
    chart: Chart
    scope: Scope
    source_ids: tuple[str, ...]
    accepts: Callable[[Conflict], bool]
    doubts: dict[State, str]
    gaps: tuple[str, ...]
    acts: dict[State, list[Act]]
    changes: list[Act] = attrs.field(factory=list[Act])
    conflicts: list[Conflict] = attrs.field(factory=list[Conflict])
    accepted: list[Conflict] = attrs.field(factory=list[Conflict])
    messages: list[str] = attrs.field(factory=list[str])

    @property
    def newer(self) -> bool:
        """Whether the chart covers days that the record does not."""
        return self.chart.as_of > self.treaty.as_of

    @property
    def shows_invitations(self) -> bool:
        """Whether the chart would show that a State is invited."""
        return "invitations" not in self.chart.silent_on

    def effect_of(self, act: Act) -> tuple[date, date]:
        """Return the first and the last day on which an act on record may take effect."""
        return effect_of(self.treaty, act)

    def last(self, state: State) -> "Last":
        """Return the last acts of a State, as the acts stand by now."""
        found = Last()
        for act in reversed(self.acts.get(state, ())):
            kind = act.kind
            if found.consent is None:
                if kind.is_consent:
                    found.consent = act
                elif found.withdrawal is None and kind.is_withdrawal:
                    found.withdrawal = act
                elif found.suspension is None and kind is ActKind.SUSPENSION:
                    found.suspension = act
            if found.signature is None and kind.is_signature and act is not found.consent:
                found.signature = act
        return found

    def add(self, act: Act) -> None:
        """Add an act that the record does not have."""
        self.acts.setdefault(act.state, []).append(act)
        self.changes.append(act)

    def replace(self, act: Act, better: Act) -> None:
        """Put an act in the place of one that is known less well; what it says more rests on the chart."""
        if act not in self.changes:
            sources = dict.fromkeys((*better.source_ids, *self.source_ids))
            comment = f"{better.comment} Completed from the chart of {self.chart.as_of}.".strip()
            better = attrs.evolve(better, source_ids=tuple(sources), comment=comment)
        self.put(act, better)
        self.changes = [each for each in self.changes if each is not act]
        self.changes.append(better)

    def put(self, act: Act, other: Act) -> None:
        """Put an act in the place of another without counting it as a change."""
        acts = self.acts[act.state]
        acts[acts.index(act)] = other

    def conflict(self, conflict: Conflict) -> bool:
        """Note a conflict, and return whether the caller accepts the chart's side of it."""
        accepted = self.accepts(conflict)
        (self.accepted if accepted else self.conflicts).append(conflict)
        return accepted

    def conflict_on(
        self, row: Row, what: str, recorded: date | str | None, printed: date | str | None, why: str = ""
    ) -> bool:
        """Note that a row differs from the record, and return whether the caller accepts the chart's side."""
        return self.conflict(Conflict(row.state, what, recorded, printed, row.name, why, row.line, row.path))
