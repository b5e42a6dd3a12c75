"""Relations of DuckDB, DataFrames of Spark and tables of Ibis: the answers are a small table that is joined.

The small table has one row per usual spelling, with the days on which the answers of its State change side by side,
the latest first; so each row of the user's meets at most one row of it, the join is one of equality, and engines
broadcast or hash the table and never move the user's rows. A text that the table does not have is folded and searched
for among all names, in a branch that only such rows take; there unknown names raise.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import product

import attrs

from cyberconventions.frames._columns import Columns, Kind, free_prefix
from cyberconventions.frames._question import Asked, Question, all_steps
from cyberconventions.frames._spellings import known_names, known_spellings, numeric_codes

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from cyberconventions.frames._columns import Native
    from cyberconventions.frames._dialects import DuckDB, Spark

    Dialect: TypeAlias = type[DuckDB | Spark]


_FEW = 2


@attrs.frozen(eq=False)
class Lines:
    """The answers to one question, change by change.

    Attributes:
        places: Each State's place in the lines, by its id.
        days: For each change, beginning with the latest, the day of it in each line; ``None`` where a line has
            no more. What holds since ever stands last.
        answers: What holds from these days on, as it is or, for pairs, by number.
        numbers: The number of each answer, for pairs.
    """

    places: Mapping[str, int]
    days: tuple[tuple[date | None, ...], ...]
    answers: "tuple[tuple[Any, ...], ...]"
    numbers: "Mapping[Any, int]"

    def periods(self, place: int) -> "Iterable[tuple[date, date, Any]]":
        """Return the periods of a line, the latest first: the first day, the last day and the answer of each."""
        last = date.max
        for days, answers in zip(self.days, self.answers, strict=True):
            first = days[place]
            if first is not None:
                yield first, last, answers[place]
                last = first - timedelta(days=1) if first > date.min else last

    @property
    def are_wide(self) -> bool:
        """Whether more than two of these columns differ from line to line."""
        return sum(len(set(each)) > 1 for each in (*self.days, *self.answers)) > _FEW

    @classmethod
    def of(cls, question: Question, *, numbered: bool) -> "Lines":
        """Lay out the answers to a question."""
        steps = all_steps(question)
        width = max(len(days) for days, _ in steps.values())
        numbers: dict[Any, int] = {}
        for _, values in steps.values():
            for value in values:
                numbers.setdefault(value, len(numbers))
        answers = [[numbers[each] if numbered else each for each in values] for _, values in steps.values()]
        return cls(
            places={id_: place for place, id_ in enumerate(steps)},
            days=tuple(zip(*(_laid(days, width) for days, _ in steps.values()), strict=True)),
            answers=tuple(zip(*(_laid(each, width) for each in answers), strict=True)),
            numbers=numbers,
        )


def _laid(values: "Sequence[Any]", width: int) -> "list[Any]":
    """Lay out steps: the latest first; what holds since ever is the same for nearly all, and stands last."""
    return [*reversed(values[1:]), *[None] * (width - len(values)), values[0]]


def answered(dialect: "Dialect", frame: "Native", asked: Asked, columns: Columns) -> "Native":
    """Return a planned frame with the columns added.

    Arguments:
        dialect: What differs between engines.
        frame: The user's frame.
        asked: What is asked.
        columns: What the columns hold.
    """
    pair = len(asked.states) > 1
    numbered = pair or asked.kind is Kind.TEXT  # Numbers are carried faster than texts.
    lines = Lines.of(asked.question, numbered=numbered)
    prefix = free_prefix([*frame.columns, *asked.into])
    day = f"{prefix}day"
    mine = {day: dialect.day(dialect.name(asked.on), columns.day, asked.on, refuses=asked.refuses)}
    states = [
        _State(dialect, lines, name, f"{prefix}{place}_", numeric=numeric)
        for place, (name, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True))
    ]
    mine |= {state.key: dialect.key(dialect.name(state.name), numeric=state.numeric) for state in states}
    found = dialect.with_columns(frame, mine)
    for state in states:
        found = dialect.joined(found, state.table(), state.condition(day))
    found = dialect.with_columns(found, {state.rare: state.place(refuses=asked.refuses) for state in states})
    answers = {state.answer: state.written(day) for state in states}
    written = list(answers.values())
    if numbered:
        found = dialect.with_columns(found, answers)
        place = " + ".join(["1", *_weighted(map(dialect.name, answers), len(lines.numbers))])
        outcomes = zip(*(asked.outcome(*each) for each in product(lines.numbers, repeat=len(states))), strict=True)
        written = [_outcome(dialect, values, place, asked.kind) for values in outcomes]
    found = dialect.with_columns(found, dict(zip(asked.into, written, strict=True)))
    own = [day, *(name for state in states for name in (*state.columns(), *((state.answer,) if numbered else ())))]
    return dialect.without(frame, found, own)


def _weighted(numbers: Iterable[str], base: int) -> Iterable[str]:
    """Write the parts of the number of a pair, or of one answer."""
    *first, last = numbers
    return (*(f"{base} * CAST({each} AS BIGINT)" for each in first), f"CAST({last} AS BIGINT)")


def _outcome(dialect: "Dialect", values: "Sequence[Any]", place: str, kind: Kind) -> str:
    """Write the outcome of a pair of answers; each list of ids stands there once."""
    distinct = {value: number for number, value in enumerate(dict.fromkeys(values), start=1)}
    if kind is Kind.YES_NO:
        distinct = {True: 1, False: 2, None: 3}  # An engine may lose the type of a list of nulls.
    return dialect.item(list(distinct), dialect.item([distinct[value] for value in values], place))


@attrs.frozen(eq=False)
class _State:
    """A column of States in a plan: the columns that stand for it, and what is written of them."""

    dialect: "Dialect"
    lines: Lines
    name: str
    prefix: str
    numeric: bool = attrs.field(kw_only=True)

    @property
    def key(self) -> str:
        """The column of what is looked up."""
        return f"{self.prefix}key"

    @property
    def rare(self) -> str:
        """The column of the place in the lines of what the join has not found."""
        return f"{self.prefix}rare"

    @property
    def answer(self) -> str:
        """The column of the answer, for pairs."""
        return f"{self.prefix}answer"

    def columns(self) -> list[str]:
        """Name all columns that are not the user's."""
        return [self.key, self.rare, *self.table()]

    def table(self) -> "dict[str, Sequence[Any]]":
        """Return the small table to be joined: the spellings, and their days and answers where these differ.

        If that is more than two columns, it has a row for each period instead: hash joins are slow to carry many.
        """
        ids: Mapping[Any, str] = numeric_codes() if self.numeric else known_spellings()
        places = [self.lines.places[id_] for id_ in ids.values()]
        names = [f"{self.prefix}{part}" for part in ("state", "first", "last", "answer_")]
        if self.lines.are_wide:
            rows = [(each, *row) for each, place in zip(ids, places, strict=True) for row in self.lines.periods(place)]
            return dict(zip(names, zip(*rows, strict=True), strict=True))
        found: dict[str, Sequence[Any]] = {names[0]: list(ids)}
        for step, parts in enumerate(zip(self.lines.days, self.lines.answers, strict=True)):
            for part, values in zip("da", parts, strict=True):
                if len(set(values)) > 1:
                    found[f"{self.prefix}{part}{step}"] = [values[place] for place in places]
        return found

    def condition(self, day: str) -> str:
        """Write the condition on which a row of the small table is joined."""
        names = [self.dialect.name(f"{self.prefix}{part}") for part in ("state", "first", "last")]
        equal = f"{self.dialect.name(self.key)} = {names[0]}"
        on = self.dialect.name(day)
        return f"{equal} AND {on} >= {names[1]} AND {on} <= {names[2]}" if self.lines.are_wide else equal

    def place(self, *, refuses: bool) -> str:
        """Write the place in the lines of what the join has not found, or the error."""
        key, known = self.dialect.name(self.key), self.dialect.name(f"{self.prefix}state")
        tries: list[str] = []
        if not self.numeric:
            names = known_names()
            place = self.dialect.place(names, key)
            tries.append(self.dialect.item([self.lines.places[id_] + 1 for id_ in names.values()], place))
        if refuses:
            tries.append(self.dialect.unknown(self.name, key))
        return f"CASE WHEN {known} IS NULL AND {key} IS NOT NULL THEN coalesce({', '.join([*tries, 'NULL'])}) END"

    def written(self, day: str) -> str:
        """Write the answer on a day: that of the latest change up to it."""
        known, rare = self.dialect.name(f"{self.prefix}state"), self.dialect.name(self.rare)
        found = self.dialect.name(f"{self.prefix}answer_") if self.lines.are_wide else self._steps(day, self._column)
        listed = self._steps(day, self._listed)
        return f"CASE WHEN {known} IS NOT NULL THEN {found} WHEN {rare} IS NOT NULL THEN {listed} END"

    def _steps(self, day: str, part: "Any") -> str:  # noqa: ANN401 - one of the two functions below
        cases: list[str] = []
        for step, (days, answers) in enumerate(zip(self.lines.days, self.lines.answers, strict=True)):
            reached = f"{self.dialect.name(day)} >= {part(days, f'd{step}')}"
            cases.append(f"WHEN {reached} THEN {part(answers, f'a{step}')}")
        return f"CASE {' '.join(cases)} END"

    def _column(self, values: "Sequence[Any]", column: str) -> str:
        if len(set(values)) == 1:
            return self.dialect.literal(values[0])
        return self.dialect.name(f"{self.prefix}{column}")

    def _listed(self, values: "Sequence[Any]", _: str) -> str:
        if len(set(values)) == 1:
            return self.dialect.literal(values[0])
        return self.dialect.item(values, self.dialect.name(self.rare))
