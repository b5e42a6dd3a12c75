"""Frames of polars, eager and lazy: the answers are expressions, and the rows stay where polars has them.

A text is found in an enumeration, whose codes give the line of its State in the table of answers
(``tables.py``); a day gives the column. An eager frame goes through the streaming engine, which has all cores.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (polars' types are known by half; what leaves this module is typed)

from collections.abc import Mapping, Sequence

import narwhals.stable.v2 as nw
import polars as pl

from cyberconventions.frames.asked import Asked, Findings
from cyberconventions.frames.columns import Kind
from cyberconventions.frames.memory import SAMPLE, as_text, distinct, is_of_days, lines_of, of_states
from cyberconventions.frames.spellings import days_of, known_spellings, meant, numeric_codes
from cyberconventions.frames.steps import Columns
from cyberconventions.frames.tables import Table, day_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames.spellings import Spelled

_KINDS: "dict[Kind, pl.DataType]" = {Kind.TEXT: pl.String(), Kind.YES_NO: pl.Boolean(), Kind.IDS: pl.List(pl.String)}
_LINE = pl.UInt32


# -- eager frames -------------------------------------------------------------------------------------------------


def with_answers(frame: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """Return a frame with the columns added."""
    names = [f"state_{place}" for place in range(len(asked.states))]
    states = [
        of_states(nw.from_native(frame[name], series_only=True), name).to_native().alias(own)
        for own, name in zip(names, asked.states, strict=True)
    ]
    day = _days(frame[asked.on], asked).alias("day")
    table = asked.table
    known = [lines_of(_counts(each.head(SAMPLE), name), table) for each, name in zip(states, asked.states, strict=True)]
    lines, answers = _streamed([*states, day], known, asked)
    others = [
        _counts(state.filter(line.is_null()), name) if line.null_count() > state.null_count() else {}
        for state, line, name in zip(states, lines, asked.states, strict=True)
    ]
    learnt = [lines_of(counts, table) for counts in others]
    if any(learnt):
        lines, answers = _streamed([*states, day], [{**a, **b} for a, b in zip(known, learnt, strict=True)], asked)
    strangers = {
        name: {value: rows for value, rows in counts.items() if value not in found}
        for name, counts, found in zip(asked.states, others, learnt, strict=True)
    }
    asked.tell(Findings(strangers if asked.refuses else {}, _late(day, lines, asked) if asked.warns else 0))
    return frame.with_columns(answers)


def _streamed(
    columns: Sequence[pl.Series], known: "Sequence[Mapping[Any, int]]", asked: Asked
) -> tuple[list[pl.Series], list[pl.Series]]:
    """Return the lines of the columns of States, and the columns to be added."""
    states, day = columns[:-1], pl.col(columns[-1].name)
    lines = [f"line_{place}" for place in range(len(states))]
    found = [
        _line(pl.col(state.name), ids, numeric=state.dtype.is_integer()).alias(line)
        for state, ids, line in zip(states, known, lines, strict=True)
    ]
    answers = [
        each.alias(f"answer_{place}") for place, each in enumerate(_answers(list(map(pl.col, lines)), day, asked))
    ]
    done = pl.DataFrame(columns).lazy().with_columns(found).select(*lines, *answers).collect(engine="streaming")
    into = [done[f"answer_{place}"].alias(name) for place, name in enumerate(asked.into)]
    return [done[line] for line in lines], into


def _late(day: pl.Series, lines: Sequence[pl.Series], asked: Asked) -> int:
    """Count the rows with an answer whose day lies after the record's."""
    limit = day_number(asked.question.as_of)
    latest: Any = day.max()
    if latest is None or latest <= limit:
        return 0
    late = day > limit
    for line in lines:
        late &= line.is_not_null()
    return int(late.sum())


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
    table = asked.table
    lines: list[pl.Expr] = []
    for place, (name, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        state = pl.col(name) if numeric else pl.col(name).cast(pl.String)
        if spelled is not None:
            ids: Mapping[Any, str] = meant(spelled[place])
        else:
            ids = numeric_codes() if numeric else known_spellings()
        line = _line(state, {value: table.lines[id_] for value, id_ in ids.items()}, numeric=numeric)
        if spelled is None and not numeric:
            line = _completed(line, state, table)
        lines.append(line)
    day = pl.col(columns.on.name)
    if columns.on.is_text:
        day = day.map_batches(lambda texts: _days(texts, asked), return_dtype=pl.Int32, is_elementwise=True)
    else:
        day = _day(day, is_date=columns.on.is_date)
    answers = _answers(lines, day, asked)
    return frame.with_columns(answer.alias(name) for answer, name in zip(answers, asked.into, strict=True))


def rows(frame: pl.LazyFrame) -> "list[tuple[Any, ...]]":
    """Run a small query and return its rows."""
    return frame.collect(engine="streaming").rows()


def select(frame: pl.LazyFrame, columns: Sequence[str], names: Sequence[str]) -> pl.LazyFrame:
    """Return some columns under other names."""
    return frame.select(pl.col(old).alias(new) for old, new in zip(columns, names, strict=True))


def _completed(line: pl.Expr, state: pl.Expr, table: Table) -> pl.Expr:
    """Find the lines of texts that are spelled as few are: each once a batch, by the library itself."""

    def completed(batch: Sequence[pl.Series]) -> pl.Series:
        lines, texts = batch
        if lines.null_count() == texts.null_count():
            return lines
        rare = lines_of(texts.filter(lines.is_null()).unique().to_list(), table)
        if not rare:
            return lines
        return lines.fill_null(texts.replace_strict(rare, default=None, return_dtype=_LINE))

    return pl.map_batches([line, state], completed, return_dtype=_LINE, is_elementwise=True)


# -- expressions --------------------------------------------------------------------------------------------------


def _line(state: pl.Expr, lines: "Mapping[Any, int]", *, numeric: bool) -> pl.Expr:
    """Return the beginning of a State's line in the table of answers, null for what is none."""
    if numeric:
        return state.replace_strict(list(lines), list(lines.values()), default=None, return_dtype=_LINE)
    # An enumeration finds its texts faster than anything else; the empty text is no State, and may be all there is.
    enumeration = pl.Enum(["", *lines])
    return _looked_up(
        pl.Series([None, *lines.values()], dtype=_LINE), state.cast(enumeration, strict=False).to_physical()
    )


def _answers(lines: Sequence[pl.Expr], day: pl.Expr, asked: Asked) -> list[pl.Expr]:
    """Return the columns to be added, from each State's line and the days from 1970-01-01."""
    table = asked.table
    columns = pl.Series(table.columns, dtype=_LINE)
    column = _looked_up(columns, (day - table.first).clip(0, len(columns) - 1))
    kind = _KINDS[asked.kind]
    if len(lines) == 1 and asked.kind is Kind.YES_NO:
        answers = pl.Series(table.answers, dtype=kind)
        return [_looked_up(answers.gather(pl.Series(table.cells)), lines[0] + column)]
    numbers = [_looked_up(pl.Series(table.cells), line + column) for line in lines]
    if len(lines) == 1:
        return [_looked_up(pl.Series(table.answers, dtype=kind), numbers[0])]
    told = table.answers[1:]  # The first stands for "no State", which is null here.
    pair = (numbers[0].cast(_LINE) - 1) * len(told) + (numbers[1] - 1)
    outcomes = zip(*(asked.outcome(a, b) for a in told for b in told), strict=True)
    return [_outcome(each, pair, kind) for each in outcomes]


def _outcome(values: "Sequence[Any]", pair: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """Return the outcome of a pair of answers; each list of ids stands there once."""
    place_of = {value: place for place, value in enumerate(dict.fromkeys(values))}
    places = pl.Series([place_of[value] for value in values], dtype=_LINE)
    return _looked_up(pl.Series(list(place_of), dtype=kind), _looked_up(places, pair))


def _looked_up(values: pl.Series, places: pl.Expr) -> pl.Expr:
    return pl.lit(values).gather(places)


# -- days ---------------------------------------------------------------------------------------------------------


def _day(day: pl.Expr, *, is_date: bool) -> pl.Expr:
    """Return the days from 1970-01-01 of dates or datetimes (their own calendar day)."""
    return (day if is_date else day.dt.replace_time_zone(None).dt.date()).cast(pl.Int32)


def _days(column: pl.Series, asked: Asked) -> pl.Series:
    """Return the days from 1970-01-01 of a column of dates, datetimes or ISO texts."""
    known = nw.from_native(column, series_only=True)
    if is_of_days(known, asked.on):
        return pl.select(_day(pl.lit(column), is_date=column.dtype == pl.Date)).to_series()
    texts: pl.Series = as_text(known).to_native()
    days = days_of(_counts(texts, asked.on), asked.on, refuse=asked.refuses)
    numbers = {value: day_number(day) for value, day in days.items()}
    if not numbers:
        return pl.repeat(None, len(column), dtype=pl.Int32, eager=True)
    return texts.replace_strict(numbers, default=None, return_dtype=pl.Int32)
