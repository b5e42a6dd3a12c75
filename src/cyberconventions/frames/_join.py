"""Relations of DuckDB and DataFrames of Spark: spellings are a small table that is joined, answers are lists.

The small table has one row per usual spelling, with the line of its State; so each row of the user's meets at most one
row of it, the join is one of equality, and engines broadcast or hash the table and never move the user's rows. A text
that the table does not have is folded and searched for among all names, in a branch that only such rows take; there
unknown names raise. Then each row climbs its State's days of change as far as its own day reaches.
"""

from datetime import date
from itertools import pairwise

import attrs

from cyberconventions.frames._columns import Columns, Kind, free_prefix
from cyberconventions.frames._question import Asked, Question
from cyberconventions.frames._spellings import known_names, known_spellings, numeric_codes

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, TypeAlias

    from cyberconventions.frames._columns import Native
    from cyberconventions.frames._dialects import DuckDB, Spark
    from cyberconventions.frames._question import Answer

    Dialect: TypeAlias = type[DuckDB | Spark]

_KINDS = {Kind.TEXT: "VARCHAR", Kind.YES_NO: "BOOLEAN", Kind.IDS: "VARCHAR[]"}
_FIRST = f"DATE '{date.min}'"


@attrs.frozen(eq=False)
class Ladder:
    """The answers to one question, rung by rung: a line per State, those with most changes first.

    Attributes:
        lines: Each State's line, from 1 on, by its id.
        rungs: For the beginning and for each change: how many answers stand before those of the rung, and the day
            from which each line's answer holds; lines without so many changes are left off.
        answers: The answers, rung after rung.
    """

    lines: "Mapping[str, int]"
    rungs: "tuple[tuple[int, tuple[date, ...]], ...]"
    answers: "tuple[Answer, ...]"

    @classmethod
    def of(cls, question: Question) -> "Ladder":
        """Lay out the answers to a question."""
        steps = dict(sorted(question.of_all().items(), key=lambda each: -len(each[1].days)))
        answers: list[Answer] = []
        rungs: list[tuple[int, tuple[date, ...]]] = []
        for rung in range(max(len(days) for days, _ in steps.values())):
            reaching = [each for each in steps.values() if len(each.days) > rung]
            rungs.append((len(answers), tuple(days[rung] for days, _ in reaching)))
            answers += [values[rung] for _, values in reaching]
        return cls({id_: line for line, id_ in enumerate(steps, start=1)}, tuple(rungs), tuple(answers))

    def climbed(self, dialect: "Dialect", line: str, day: str) -> str:
        """Write the place of the answer on a day."""
        written = f"{self.rungs[-1][0]} + {line}"
        for (below, _), (_, days) in reversed(list(pairwise(self.rungs))):
            reached = f"{day} >= {dialect.item(days, line, 'DATE')}"
            written = f"CASE WHEN {reached} THEN {written} ELSE {below} + {line} END"
        return written


def answered(dialect: "Dialect", frame: "Native", asked: Asked, columns: Columns) -> "Native":
    """Return a planned frame with the columns added.

    Arguments:
        dialect: What differs between engines.
        frame: The user's frame.
        asked: What is asked.
        columns: What the columns hold.
    """
    ladder = Ladder.of(asked.question)
    prefix = free_prefix([*frame.columns, *asked.into])
    name = dialect.name
    found, own = frame, {f"{prefix}day": dialect.day(name(asked.on), columns.day, asked.on, refuses=asked.refuses)}
    taken = [*own]
    lines: list[str] = []
    for place, (state, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        names = [f"{prefix}{place}_{part}" for part in ("spelling", "usual", "line")]
        table: Mapping[Any, str] = numeric_codes() if numeric else known_spellings()
        by_spelling = {spelling: ladder.lines[id_] for spelling, id_ in table.items()}
        found = dialect.joined(found, by_spelling, dialect.key(name(state), numeric=numeric), names[:2])
        rare = _rare(dialect, ladder, state, numeric=numeric, refuses=asked.refuses)
        own[names[2]] = f"coalesce({name(names[1])}, CASE WHEN {name(state)} IS NOT NULL THEN {rare} END)"
        taken += names
        lines.append(name(names[2]))
    day = name(f"{prefix}day")
    found = dialect.projected(found, own, "*")
    known = " AND ".join([*(f"{line} IS NOT NULL" for line in lines), f"{day} >= {_FIRST}"])
    written = {
        into: f"CASE WHEN {known} THEN {each} END"
        for into, each in zip(asked.into, _answers(dialect, ladder, asked, lines, day), strict=True)
    }
    return dialect.without(frame, dialect.projected(found, written, "*"), taken)


def _rare(dialect: "Dialect", ladder: Ladder, state: str, *, numeric: bool, refuses: bool) -> str:
    """Write the line of a State whose spelling the small table does not have, or the error."""
    tries: list[str] = []
    if not numeric:
        names = known_names()
        place = dialect.place(names, dialect.name(state))
        tries.append(dialect.item([ladder.lines[id_] for id_ in names.values()], f"nullif({place}, 0)", "BIGINT"))
    if refuses:
        tries.append(dialect.unknown(state, dialect.name(state)))
    return f"coalesce({', '.join([*tries, 'NULL'])})"


def _answers(dialect: "Dialect", ladder: Ladder, asked: Asked, lines: "Sequence[str]", day: str) -> list[str]:
    """Write the columns to be added, for rows with a State and a day."""
    since = asked.since
    if since is not None:  # One day per State decides: that of the first rung, which the others never reach.
        days = [since.days[id_] for id_ in ladder.lines if id_ in since.days]
        after = " AND ".join(f"coalesce({day} >= {dialect.item(days, line, 'DATE')}, false)" for line in lines)
        return [after if since.until == date.max else f"CASE WHEN {day} <= DATE '{since.until}' THEN {after} END"]
    places = [ladder.climbed(dialect, line, day) for line in lines]
    if len(places) == 1:
        outcomes = [asked.outcome(answer) for answer in ladder.answers]
    else:
        number = {answer: place for place, answer in enumerate(dict.fromkeys(ladder.answers))}
        numbers = [number[answer] for answer in ladder.answers]
        a, b = (dialect.item(numbers, place, "BIGINT") for place in places)
        places = [f"{len(number)} * {a} + {b} + 1"]
        outcomes = [asked.outcome(a, b) for a in number for b in number]
    return [_outcome(dialect, values, places[0], _KINDS[asked.kind]) for values in zip(*outcomes, strict=True)]


def _outcome(dialect: "Dialect", values: "Sequence[Any]", place: str, kind: str) -> str:
    """Write the outcome at a place; each text and list of ids stands there once, null nowhere."""
    known = [value for value in dict.fromkeys(values) if value is not None]
    if not known:
        return f"CAST(NULL AS {kind})"
    number = {value: place for place, value in enumerate(known, start=1)}
    return dialect.item(known, dialect.item([number.get(value, 0) for value in values], place, "BIGINT"), kind)
