"""Builds a chart from what a reader finds, whatever the form of the input.

Every reader works the same way: it makes a :class:`Builder`, adds to it what it finds, each with its position, and
returns the :class:`Facts` that the builder gives – or the builder raises every error that was noted, in one
:class:`~cyberconventions.errors.ChartError`. Nothing here or in a reader knows :class:`Chart`; ``parse_chart`` makes
one of the facts.

A reader of records, as those of the library's own CSV and JSON, does this::

    builder = Builder()
    position = Position(path="rows[3]")             # or Position(line=7): a line of a CSV file is its own position
    state = builder.state(name, position.key("state"))      # None, and an error noted, if the name is not known
    builder.error("'x' is not a date", position.key("signature"))
    builder.rows.append(Row(...))
    builder.totals.update(consents=81, signatures=2)        # both, or the chart has none
    return builder.facts("the chart", as_written=True)      # raises ChartError("the chart can't be read", …)

``as_written=True`` keeps each ``Row.withdrawn`` as the input says; otherwise a State whose withdrawal has taken effect
by the chart's date is marked as withdrawn.
"""

import re
from datetime import date
from types import MappingProxyType

import attrs

from cyberconventions._symbols import Footnotes
from cyberconventions._totals import Totals
from cyberconventions.charts._names import Unknown, find
from cyberconventions.charts._positions import Position
from cyberconventions.charts._rows import Problem, Row, with_leaving
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from cyberconventions._states import State
    from cyberconventions.charts._positions import Positions
    from cyberconventions.charts._rows import Silent

    # Where something stands; a number is a line.
    At: TypeAlias = Position | int | None
    # How much a builder had at some moment.
    Mark: TypeAlias = tuple[int, int]

# No chart has more than a few hundred.
MOST_ROWS = 5000
# The Collection has some 600 treaties.
MOST_CHARTS = 1000
_NOWHERE: "Mapping[str, int]" = MappingProxyType({})
_WITH_BOTH = len(("consents", "signatures"))


def too_many_charts(line: int | None) -> ChartError:
    """Return the error that there are more charts than any page has, on the first line of one of them."""
    message = f"the input has more than {MOST_CHARTS} charts; pass the part of it with one"
    return ChartError("too large for a chart", [ChartLineError(message, line)])


def too_many_rows(line: int | None) -> ChartError:
    """Return the error that there are more rows than any chart has, on one of them."""
    message = f"the input has more than {MOST_ROWS:,} rows, expected a few hundred: no treaty has so many participants"
    return ChartError("too large for a chart", [ChartLineError(message, line)])


class _Rows(list[Row]):
    """The rows of a chart, as many as are read."""

    def append(self, row: Row) -> None:
        """Add a row.

        Raises:
            ChartError: There are more than any chart has.
        """
        if len(self) >= MOST_ROWS:
            raise too_many_rows(row.line)
        list.append(self, row)  # pyright: ignore[reportUnknownMemberType] - a super() would cost as much as the rest


@attrs.frozen
class Facts:
    """What an input says of a chart, as a reader hands it on.

    The attributes are those of a :class:`~cyberconventions.charts.Chart`, and:

    Attributes:
        lines: The lines of the head and of the totals: ``"reference"``, ``"as_of"``, ``"opened"``,
            ``"entry_into_force"``, ``"consents"``, ``"signatures"``.
    """

    reference: str
    title: str
    as_of: date
    rows: tuple[Row, ...]
    totals: Totals | None
    footnotes: Footnotes
    opened: date | None = None
    entry_into_force: date | None = None
    problems: tuple[Problem, ...] = ()
    silent_on: "tuple[Silent, ...]" = ()
    lines: "Mapping[str, int]" = _NOWHERE

    def placed(self, positions: "Positions") -> "Facts":
        """Return facts that were read from numbered lines, with their positions in the input."""
        rows = [(row, positions.at(row.line)) for row in self.rows]
        problems = [(problem, positions.at(problem.line)) for problem in self.problems]
        lines = {what: positions.at(number).line or number for what, number in self.lines.items()}
        return attrs.evolve(
            self,
            rows=tuple(attrs.evolve(row, line=at.line, path=at.path) for row, at in rows),
            problems=tuple(attrs.evolve(problem, line=at.line, path=at.path) for problem, at in problems),
            lines=lines,
        )


@attrs.define
class Builder:
    """Collects what is found of a chart, what is odd about it, and what could not be read.

    Attributes:
        reference: The treaty's reference as printed.
        title: The treaty's title.
        as_of: The day the chart stands as of.
        opened: The day the treaty was opened for signature.
        entry_into_force: The treaty's own entry into force.
        rows: The rows read so far.
        totals: The printed totals of ``"consents"`` and of ``"signatures"`` not followed by one.
        at_least: Whether the totals are lower bounds.
        footnotes: The footnotes by number.
        invitation_limit: The number of the footnote that limits invitations.
        limits: That number or ``None``, if the chart itself says which footnote it is.
        silent_on: What charts of this form omit.
        line: The line on which the chart, or the header of its table, begins.
        lines: The lines of the head and of the totals, as in :class:`Facts`.
        errors: What could not be read.
        problems: What is odd but readable.
    """

    reference: str = ""
    title: str = ""
    as_of: date | None = None
    opened: date | None = None
    entry_into_force: date | None = None
    rows: list[Row] = attrs.Factory(_Rows)
    totals: dict[str, int] = attrs.Factory(dict[str, int])
    at_least: bool = False
    footnotes: dict[int, str] = attrs.Factory(dict[int, str])
    invitation_limit: int | None = None
    limits: "tuple[int | None, ...]" = ()
    silent_on: "tuple[Silent, ...]" = ()
    line: int | None = None
    lines: dict[str, int] = attrs.Factory(dict[str, int])
    errors: list[ChartLineError] = attrs.Factory(list[ChartLineError])
    problems: list[Problem] = attrs.Factory(list[Problem])
    _unknown: Unknown = attrs.field(factory=Unknown, init=False)

    def error(self, message: str, at: "At" = None) -> None:
        """Note what can't be read.

        Raises:
            ChartError: So much has been noted that this is no chart.
        """
        if len(self.errors) >= _MOST_ERRORS:
            raise ChartError("the input can't be read; there are more problems than these", _told(self.errors))
        self.errors.append(at.error(message) if isinstance(at, Position) else ChartLineError(message, at))

    def problem(self, message: str, at: "At" = None, state: "State | None" = None) -> None:
        """Note what is odd but readable."""
        where = at if isinstance(at, Position) else Position(at)
        self.problems.append(Problem(message, where.line, where.path, state))

    def state(self, name: str, at: "At" = None) -> "State | None":
        """Return the State of a printed name; note an error if the name is not known."""
        state = find(name)
        if state is None:
            self.unknown_state(name, at)
        return state

    def unknown_state(self, name: str, at: "At" = None) -> None:
        """Note that a printed name is not a known State's."""
        self.error(self._unknown.message(name), at)

    def mark(self) -> "Mark":
        """Return how many rows and errors there are, for :meth:`back_to`."""
        return len(self.rows), len(self.errors)

    def back_to(self, mark: "Mark") -> None:
        """Take back the rows and errors added since a mark: the lines turned out to be something else."""
        rows, errors = mark
        del self.rows[rows:], self.errors[errors:]

    def facts(self, what: str, *, as_written: bool = False) -> Facts:
        """Return what was found, if all of it could be read.

        Arguments:
            what: What was read, for the error: ``"the UN Treaty Collection's table"``.
            as_written: Whether the rows themselves say which States have left.

        Raises:
            ChartError: Something could not be read, or the chart has no date.
        """
        if self.as_of is None and not self.errors:
            self.error("the chart has no date", self.line)
        if self.errors or self.as_of is None:
            raise ChartError(f"{what} can't be read", _told(self.errors))
        totals = None
        if len(self.totals) == _WITH_BOTH:
            totals = Totals(self.totals["consents"], self.totals["signatures"], self.at_least)
        return Facts(
            reference=self.reference,
            title=self.title,
            as_of=self.as_of,
            rows=tuple(self.rows) if as_written else with_leaving(self.rows, self.as_of),
            totals=totals,
            footnotes=Footnotes.of(self.footnotes, self.invitation_limit),
            opened=self.opened,
            entry_into_force=self.entry_into_force,
            problems=tuple(self.problems),
            silent_on=self.silent_on,
            lines=self.lines,
        )


def _line(error: ChartLineError) -> int:
    return error.line or 0


def _told(errors: list[ChartLineError]) -> list[ChartLineError]:
    """Return what can't be read in the order of the lines: each fault once, and the first of many.

    A heading that is misread makes the same error on every row.
    """
    faults: dict[str, list[ChartLineError]] = {}
    for error in sorted(errors, key=_line):
        is_name = error.message.startswith(("'", '"')) and "is not a known State" in error.message
        faults.setdefault(error.message if is_name else _VALUES.sub("", error.message), []).append(error)
    told: list[ChartLineError] = []
    for alike in faults.values():
        told += alike if len(alike) < _ALIKE else [_first_of(alike)]
    told.sort(key=_line)
    if len(told) > _MOST_TOLD:
        more = told[_MOST_TOLD:]
        told = [*told[:_MOST_TOLD], ChartLineError(f"{len(more)} more problems, from this line on", more[0].line)]
    return told


def _first_of(alike: list[ChartLineError]) -> ChartLineError:
    """Return the first of several errors that have one cause, with how many more there are."""
    last = f", the last on line {alike[-1].line}" if alike[-1].line is not None else ""
    return ChartLineError(f"{alike[0].message} – and {len(alike) - 1} more errors like this{last}", alike[0].line)


# What differs between errors that have one cause: quoted values, names of rows, numbers, paths.
_VALUES = re.compile(r"'[^']*'|\"[^\"]*\"|(?<=the row of )[^;,]{1,100}?(?= (?:is|are|does|has)\b)|\d+")
# After so many nothing more is read.
_MOST_ERRORS = 1000
# So many errors of one sort are one fault.
_ALIKE = 3
_MOST_TOLD = 20
