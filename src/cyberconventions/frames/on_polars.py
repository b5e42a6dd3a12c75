"""Frames of polars, eager and lazy: the answers are expressions, and the rows stay where polars has them.

A text is found in an enumeration, whose code gives the line of its State in the table of answers (``tables.py``);
a day gives the column. Where one day per State tells all, the code gives a day to compare with. An eager frame goes
through the streaming engine, which has all cores.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (polars' types are known by half; what leaves this module is typed)

from collections.abc import Mapping, Sequence
from datetime import date

import attrs
import narwhals.stable.v2 as nw
import polars as pl

from cyberconventions.errors import MissingExtraError
from cyberconventions.frames.asked import Asked, Findings
from cyberconventions.frames.columns import Kind
from cyberconventions.frames.memory import SAMPLE, as_text, distinct, is_of_days, of_states
from cyberconventions.frames.questions import every_state
from cyberconventions.frames.spellings import days_of, known_after_a_look, known_spellings, numbered, numeric_codes
from cyberconventions.frames.steps import Columns, free_prefix
from cyberconventions.frames.tables import day_number

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames.spellings import Spelled

_KINDS: "dict[Kind, pl.DataType]" = {Kind.TEXT: pl.String(), Kind.YES_NO: pl.Boolean(), Kind.IDS: pl.List(pl.String)}
_OLDEST = (1, 33)  # has what is needed of the streaming engine and of batches
_PLACE = pl.UInt32
_NEVER = 2**31 - 1  # No day lies after it.


@attrs.frozen(eq=False)
class StateNumbers:
    """What stands for each State in a column of numbers.

    Attributes:
        by_id: The beginning of its line in the table of answers or, where one day per State tells all, the day before.
        dtype: The kind of the numbers.
    """

    by_id: Mapping[str, int]
    dtype: "type[pl.DataType]"

    @classmethod
    def of(cls, asked: Asked) -> "StateNumbers":
        """Number the States for a question."""
        since = asked.since
        if since is None:
            return cls(asked.table.lines, _PLACE)
        days = {id_: day_number(day) - 1 for id_, day in since.days.items()}
        return cls({state.id: days.get(state.id, _NEVER) for state in every_state()}, pl.Int32)

    def column(self, state: pl.Expr, known: "Mapping[Any, int]", *, numeric: bool) -> pl.Expr:
        """Return the number of each row's State, null for what is none of the known values."""
        if numeric:
            state = state.cast(pl.Int64, strict=False)  # Not every code fits into eight bits.
            return state.replace_strict(list(known), list(known.values()), default=None, return_dtype=self.dtype)
        # An enumeration finds its texts faster than anything else; the empty text is no State, and may be all there is.
        numbers = pl.Series([None, *known.values()], dtype=self.dtype)
        return _looked_up(numbers, state.cast(pl.Enum(["", *known]), strict=False).to_physical())

    def completed(self, numbers: pl.Expr, state: pl.Expr) -> pl.Expr:
        """Find the numbers of texts that are spelled as few are: each once a batch, by the library itself."""

        def complete(batch: Sequence[pl.Series]) -> pl.Series:
            found, texts = batch[0], batch[1].alias("state")  # polars may read its own name as a pattern.
            if found.null_count() == texts.null_count():
                return found
            rare = numbered(texts.filter(found.is_null()).unique().to_list(), self.by_id)
            if not rare:
                return found
            return found.fill_null(texts.replace_strict(rare, default=None, return_dtype=self.dtype))

        return pl.map_batches([numbers, state], complete, return_dtype=self.dtype, is_elementwise=True)


def check_version() -> None:
    """Check that polars is not too old.

    Raises:
        MissingExtraError: It is.
    """
    if tuple(map(int, pl.__version__.split(".")[:2])) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise MissingExtraError(
            f"polars {pl.__version__} is too old, expected {oldest} or later: pip install -U polars"
        )


# -- eager frames -------------------------------------------------------------------------------------------------


def with_answers(frame: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """Return a frame with the columns added."""
    own = [f"state_{place}" for place in range(len(asked.states))]
    states = [
        of_states(nw.from_native(frame[name], series_only=True), name).to_native().alias(alias)
        for alias, name in zip(own, asked.states, strict=True)
    ]
    rows = pl.DataFrame([*states, _days(frame[asked.on], asked).alias("day")])
    numbers = StateNumbers.of(asked)
    first = [_counts(each.head(SAMPLE), name) for each, name in zip(states, asked.states, strict=True)]
    known = [numbered(counts, numbers.by_id) for counts in first]
    columns = _numbered(rows, known, numbers)
    answers = _streamed(rows, columns, asked)
    strangers: dict[str, dict[Any, int]] = {}
    if answers[0].null_count() > rows.select(pl.any_horizontal(pl.all().is_null()).sum()).item():
        others = [
            _counts(rows.lazy().filter(column.is_null()).select(alias).collect(engine="streaming")[alias], name)
            for column, alias, name in zip(columns, own, asked.states, strict=True)
        ]
        learnt = [numbered(counts, numbers.by_id) for counts in others]
        if any(learnt):
            both = [{**a, **b} for a, b in zip(known, learnt, strict=True)]
            answers = _streamed(rows, _numbered(rows, both, numbers), asked)
        strangers = {
            name: {value: count for value, count in counts.items() if value not in found}
            for name, counts, found in zip(asked.states, others, learnt, strict=True)
        }
    late = _late(rows, [strangers.get(name, {}) for name in asked.states], asked) if asked.warns else 0
    asked.tell(Findings(strangers if asked.refuses else {}, late))
    return frame.with_columns(answer.alias(name) for answer, name in zip(answers, asked.into, strict=True))


def _numbered(rows: pl.DataFrame, known: "Sequence[Mapping[Any, int]]", numbers: StateNumbers) -> list[pl.Expr]:
    """Return the numbers of the columns of States."""
    return [
        numbers.column(pl.col(name), values, numeric=rows[name].dtype.is_integer())
        for name, values in zip(rows.columns[:-1], known, strict=True)
    ]


def _streamed(rows: pl.DataFrame, columns: Sequence[pl.Expr], asked: Asked) -> list[pl.Series]:
    """Return the columns to be added."""
    answers = [each.alias(str(place)) for place, each in enumerate(_answers(columns, pl.col("day"), asked))]
    return rows.lazy().select(answers).collect(engine="streaming").get_columns()


def _late(rows: pl.DataFrame, strangers: "Sequence[Mapping[Any, int]]", asked: Asked) -> int:
    """Count the rows with an answer whose day lies after the record's."""
    limit = day_number(asked.question.as_of)
    latest: Any = rows["day"].max()
    if latest is None or latest <= limit:
        return 0
    late = rows.filter(pl.col("day") > limit)
    for name, values in zip(rows.columns[:-1], strangers, strict=True):
        late = late.filter(pl.col(name).is_not_null() & ~pl.col(name).is_in(list(values)))
    return len(late)


def _counts(column: pl.Series, name: str) -> "dict[Any, int]":
    return distinct(nw.from_native(column, series_only=True), name)


# -- lazy frames --------------------------------------------------------------------------------------------------


def planned(frame: pl.LazyFrame, spelled: "Sequence[Spelled] | None", asked: Asked, columns: Columns) -> pl.LazyFrame:
    """Return a lazy frame with columns added that are computed while its rows stream by, in order.

    Arguments:
        frame: The frame.
        spelled: For each column of States the ids of the values that occur; ``None`` if nobody has looked.
        asked: What is asked.
        columns: What the columns hold.
    """
    numbers = StateNumbers.of(asked)
    # Numbers stand in columns of their own for a while: within one expression Python's part of it is far slower.
    prefix = free_prefix([*frame.collect_schema().names(), *asked.into])
    found: list[pl.Expr] = []
    completed: list[pl.Expr] = []
    for place, (name, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        state = _own(name) if numeric else _own(name).cast(pl.String)
        if numeric:
            ids: Mapping[Any, str] = numeric_codes()
        else:
            ids = known_spellings() if spelled is None else known_after_a_look(spelled[place])
        column = numbers.column(state, {value: numbers.by_id[id_] for value, id_ in ids.items()}, numeric=numeric)
        found.append(column.alias(f"{prefix}{place}"))
        own = pl.col(f"{prefix}{place}")
        completed.append(own if numeric or spelled is not None else numbers.completed(own, state))
    day = _own(columns.on.name)
    if columns.on.is_text:
        day = day.map_batches(lambda texts: _days(texts, asked), return_dtype=pl.Int32, is_elementwise=True)
    else:
        day = _day(day, is_date=columns.on.is_date)
    answers = [answer.alias(name) for answer, name in zip(_answers(completed, day, asked), asked.into, strict=True)]
    return frame.with_columns(found).with_columns(answers).drop(f"{prefix}{place}" for place in range(len(found)))


def rows(frame: pl.LazyFrame) -> "list[tuple[Any, ...]]":
    """Run a small query and return its rows."""
    return frame.collect(engine="streaming").rows()


def looked_at(frame: pl.LazyFrame, columns: Sequence[str], names: Sequence[str]) -> pl.LazyFrame:
    """Return some columns under other names."""
    return frame.select(_own(old).alias(new) for old, new in zip(columns, names, strict=True))


def _own(name: str) -> pl.Expr:
    """Return a user's column, whose name may look like one of polars' patterns (``^s$``, ``*``)."""
    return pl.col(f"^{pl.escape_regex(name)}$" if name.startswith(("^", "*")) else name)


# -- expressions --------------------------------------------------------------------------------------------------


def _answers(states: Sequence[pl.Expr], day: pl.Expr, asked: Asked) -> list[pl.Expr]:
    """Return the columns to be added, from each State's number and the days from 1970-01-01."""
    since = asked.since
    if since is not None:
        return [_after(states, day, since.until)]
    table = asked.table
    columns = pl.Series(table.columns, dtype=_PLACE)
    column = _looked_up(columns, (day - table.first).clip(0, len(columns) - 1))
    kind = _KINDS[asked.kind]
    if len(states) == 1 and asked.kind is Kind.YES_NO:
        answers = pl.Series(table.answers, dtype=kind)
        return [_looked_up(answers.gather(pl.Series(table.cells)), states[0] + column)]
    numbers = [_looked_up(pl.Series(table.cells), line + column) for line in states]
    if len(states) == 1:
        return [_looked_up(pl.Series(table.answers, dtype=kind), numbers[0])]
    told = table.answers[1:]  # The first stands for "no State", which is null here.
    pair = (numbers[0].cast(_PLACE) - 1) * len(told) + (numbers[1] - 1)
    outcomes = zip(*(asked.outcome(a, b) for a in told for b in told), strict=True)
    return [_outcome(each, pair, kind) for each in outcomes]


def _after(states: Sequence[pl.Expr], day: pl.Expr, until: date) -> pl.Expr:
    """Tell whether a day lies after that of each State, for days with an answer."""
    after = day > states[0]
    for before in states[1:]:
        # A product, as "and" would make a no of a no and null.
        after = (after.cast(pl.UInt8) * (day > before).cast(pl.UInt8)).cast(pl.Boolean)
    return after if until == date.max else pl.when(day <= day_number(until)).then(after)


def _outcome(values: "Sequence[Any]", pair: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """Return the outcome of a pair of answers; each list of ids stands there once."""
    place_of = {value: place for place, value in enumerate(dict.fromkeys(values))}
    places = pl.Series([place_of[value] for value in values], dtype=_PLACE)
    return _looked_up(pl.Series(list(place_of), dtype=kind), _looked_up(places, pair))


def _looked_up(values: pl.Series, places: pl.Expr) -> pl.Expr:
    return pl.lit(values).gather(places)


# -- days ---------------------------------------------------------------------------------------------------------


def _day(day: pl.Expr, *, is_date: bool) -> pl.Expr:
    """Return the days from 1970-01-01 of dates or datetimes (their own calendar day)."""
    return (day if is_date else day.dt.replace_time_zone(None).dt.date()).cast(pl.Int32)


def _days(column: pl.Series, asked: Asked) -> pl.Series:
    """Return the days from 1970-01-01 of a column of dates, datetimes or ISO texts."""
    known = nw.from_native(column.alias("day"), series_only=True)  # likewise
    if is_of_days(known, asked.on):
        return pl.select(_day(pl.lit(column), is_date=column.dtype == pl.Date)).to_series()
    texts: pl.Series = as_text(known).to_native()
    days = days_of(_counts(texts, asked.on), asked.on, refuse=asked.refuses)
    numbers = {value: day_number(day) for value, day in days.items()}
    if not numbers:
        return pl.repeat(None, len(column), dtype=pl.Int32, eager=True)
    return texts.replace_strict(numbers, default=None, return_dtype=pl.Int32)
