"""Relations of DuckDB and DataFrames of Spark: spellings are a small table that is joined, answers are lists.

The small table has one row per usual spelling, with the line of its State; so each row of the user's meets at most one
row of it, the join is one of equality, and engines broadcast or hash the table and never move the user's rows. A text
that the table does not have is folded and searched for among all names, in a branch that only such rows take; there
unknown names raise. Then each row climbs its State's days of change as far as its own day reaches.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (frames of engines are partly typed; what leaves this module is typed)

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

import attrs

from cyberconventions._states import fold, spellings
from cyberconventions.frames._columns import ISO_DATE, ISO_LENGTH, Columns, free_prefix
from cyberconventions.frames._question import Asked, Kind
from cyberconventions.frames._spellings import DATES, QUIETLY, known_names, known_spellings

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames._columns import Native

_ONE_SLIP_IN = 6  # letters, for a suggestion


@attrs.frozen(eq=False)
class Dialect:
    """What differs between the SQL of DuckDB and that of Spark; the rest is the same.

    Attributes:
        mark: What stands around names.
        text: Writes a text.
        key: A text without the collation of its column.
        cast: The cast of a list of texts to one of another type.
        item: An item of a list, by a place that begins with 1; null where there is none.
        place: The place of a text in a list.
        folded: A text as names are compared: case, accents, apostrophes and runs of white space are set aside.
        matches: Whether a whole text is of a pattern.
        error: What raises.
        near: What the error for a text adds: the nearest of some names, if it is near.
        projected: Returns a frame of columns that are written.
        joined: Joins a small table of texts and numbers, whose names are given, on a text.
        without: Leaves columns out of what was made of a frame.
    """

    mark: str
    text: "Callable[[str], str]"
    key: str
    cast: str
    item: str
    place: str
    folded: str
    matches: str
    error: str
    near: str
    projected: "Callable[[Native, Iterable[str]], Native]"
    joined: "Callable[[Native, Mapping[str, int], str, Sequence[str]], Native]"
    without: "Callable[[Native, Native, Sequence[str]], Native]"

    def name(self, column: str) -> str:
        """Quote a column's name."""
        return self.mark + column.replace(self.mark, self.mark * 2) + self.mark

    def columns(self, frame: "Native", written: "Mapping[str, str]", *kept: str) -> "Native":
        """Return a frame of columns that are written, beside those that are kept."""
        return self.projected(frame, [*kept, *(f"{each} AS {self.name(name)}" for name, each in written.items())])

    def listed(self, values: "Iterable[Any]") -> str:
        """Write a list as one text, which engines read far faster than as many literals."""
        return f"split({self.text(chr(10).join(map(str, values)))}, '\n')"

    def at(self, values: "Iterable[Any]", place: str, kind: str = "BIGINT") -> str:
        """Write an item of a list of numbers, days or truths."""
        return self.item.format(self.cast.format(self.listed(values), kind), place)

    def day(self, name: str, *, of_text: bool, refuses: bool) -> str:
        """Write the day of a column; the engines' own casts read more than ISO dates."""
        column = self.name(name)
        if not of_text:
            return f"CAST({column} AS DATE)"
        written = f"CAST({column} AS STRING)"
        is_date = f"length({written}) = {ISO_LENGTH} AND {self.matches.format(written, self.text(f'^{ISO_DATE}$'))}"
        wrong = self.refused(name, self.text(f"' is not a date, expected {DATES} {QUIETLY}")) if refuses else "NULL"
        cases = f"WHEN {is_date} THEN TRY_CAST({written} AS DATE) WHEN {column} IS NOT NULL THEN CAST({wrong} AS DATE)"
        return f"CASE {cases} END"

    def line(self, name: str, usual: str, lines: "Mapping[str, int]", *, refuses: bool) -> str:
        """Write the line of a State: what the small table has or, for rare spellings, what all names have."""
        column, names = self.name(name), known_names()
        place = self.place.format(self.listed(names), self.folded.format(f"CAST({column} AS STRING)"))
        tries = [self.at([lines[id_] for id_ in names.values()], f"nullif({place}, 0)")]
        if refuses:
            near = self.near.format(self.listed(spellings()), f"CAST({column} AS STRING)")
            what = f"concat({self.text(chr(39) + ' is not a known State code or name')}, {near}, {self.text(' ' + QUIETLY)})"
            tries.append(f"CAST({self.refused(name, what)} AS BIGINT)")
        return f"coalesce({usual}, CASE WHEN {column} IS NOT NULL THEN coalesce({', '.join([*tries, 'NULL'])}) END)"

    def refused(self, name: str, what: str) -> str:
        """Write the error for a value of a column."""
        before = self.text(f"column {name!r}: '")
        return self.error.format(f"concat({before}, CAST({self.name(name)} AS STRING), {what})")


# -- DuckDB -----------------------------------------------------------------------------------------------------------


def quoted_text(value: str) -> str:
    """Write a text as DuckDB does."""
    return "'" + value.replace("'", "''") + "'"


def _joined_in_duckdb(frame: "Native", table: "Mapping[str, int]", key: str, names: "Sequence[str]") -> "Native":
    # One row, whose lists become rows, on the connection of the relation.
    texts, numbers = DUCKDB.listed(table), DUCKDB.cast.format(DUCKDB.listed(table.values()), "SMALLINT")
    written = dict(zip(names, (f"unnest({texts})", f"unnest({numbers})"), strict=True))
    small = DUCKDB.columns(frame.limit(0).aggregate("count(*) AS rows"), written).set_alias(f"{names[0]}_table")
    return frame.join(small, f"{key} = {DUCKDB.name(names[0])}", how="left")


FOLDED_IN_DUCKDB = (
    r"strip_accents(lower(trim(regexp_replace(replace(replace({0}, '’', ''''), '‘', ''''), "
    r"'[\s\v\p{{Z}}\x1c-\x1f\x{{85}}]+', ' ', 'g'))))"
)
DUCKDB = Dialect(
    mark='"',
    text=quoted_text,
    key='CAST({0} AS STRING) COLLATE "C"',
    cast="CAST({0} AS {1}[])",
    item="list_extract({0}, {1})",
    place="list_position({0}, {1})",
    folded=FOLDED_IN_DUCKDB,
    matches="regexp_full_match({0}, {1})",
    error="error({0})",
    near=(
        "coalesce(' – did you mean ''' || list_filter({0}, lambda each: damerau_levenshtein(lower(each), "
        f"lower(trim({{1}}))) * {_ONE_SLIP_IN} <= strlen({{1}}))[1] || '''?', '')"
    ),
    projected=lambda frame, columns: frame.project(", ".join(columns)),
    joined=_joined_in_duckdb,
    without=lambda frame, found, columns: found.project(
        f"* EXCLUDE ({', '.join(map(DUCKDB.name, columns))})"
    ).set_alias(frame.alias),
)

# -- Spark ------------------------------------------------------------------------------------------------------------


def _joined_in_spark(frame: "Native", table: "Mapping[str, int]", key: str, names: "Sequence[str]") -> "Native":
    from pyspark.sql.functions import expr

    types = f"{SPARK.name(names[0])} string, {SPARK.name(names[1])} bigint"
    small = frame.sparkSession.createDataFrame(list(table.items()), types).hint("broadcast")
    return frame.join(small, expr(f"{key} = {SPARK.name(names[0])}"), "left")


# Letters with one accent, and the letters they fold to.
_ACCENTED = "".join(chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if len(fold(chr(code))) == 1)
_PLAIN = "".join(map(fold, _ACCENTED))
_BLANKS = "".join(chr(code) for code in (*range(0x3001), 0x3000) if not chr(code).strip())
SPARK = Dialect(
    mark="`",
    text=lambda value: "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'",
    key="CAST({0} AS STRING)",
    cast="CAST({0} AS array<{1}>)",
    item="get({0}, CAST({1} AS INT) - 1)",  # Not element_at, which Spark 4.3 takes for not null where its place is.
    place="array_position({0}, {1})",
    folded=(
        rf"trim(regexp_replace(lower(translate(translate({{0}}, '’‘', '\'\''), '{_ACCENTED}', '{_PLAIN}')), "
        f"'[{_BLANKS}]+', ' '))"
    ),
    matches="{0} RLIKE {1}",
    error="raise_error({0})",
    near="''",
    projected=lambda frame, columns: frame.selectExpr(*columns),
    joined=_joined_in_spark,
    without=lambda _, found, columns: found.drop(*columns),
)

# -- answers ----------------------------------------------------------------------------------------------------------


def answered(dialect: Dialect, frame: "Native", asked: Asked, columns: Columns) -> "Native":
    """Return a planned frame with the columns added."""
    # A line per State, those with most changes first; lists of what comes after so many changes end with the last.
    steps = dict(sorted(asked.question.of_all().items(), key=lambda each: -len(each[1].days)))
    lines = {id_: line for line, id_ in enumerate(steps, start=1)}
    prefix = free_prefix([*frame.columns, *asked.into])
    own = {f"{prefix}day": dialect.day(asked.on, of_text=columns.of_text, refuses=asked.refuses)}
    found, taken = frame, [*own]
    for place, (name, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        spelling, usual, line = (f"{prefix}{place}_{part}" for part in ("spelling", "usual", "line"))
        table = {each: lines[id_] for each, id_ in known_spellings(numeric=numeric).items()}
        found = dialect.joined(found, table, dialect.key.format(dialect.name(name)), (spelling, usual))
        own[line] = dialect.line(name, dialect.name(usual), lines, refuses=asked.refuses)
        taken += [spelling, usual, line]
    day, *named = map(dialect.name, own)
    known = " AND ".join([*(f"{line} IS NOT NULL" for line in named), f"{day} >= DATE '{date.min}'"])
    written = zip(asked.into, _answers(dialect, asked, steps, named, day), strict=True)
    found = dialect.columns(
        dialect.columns(found, own, "*"), {into: f"CASE WHEN {known} THEN {each} END" for into, each in written}, "*"
    )
    return dialect.without(frame, found, taken)


def _answers(
    dialect: Dialect, asked: Asked, steps: "Mapping[str, Any]", lines: "Sequence[str]", day: str
) -> "list[str]":
    """Write the columns to be added, for rows with a State and a day."""
    since = asked.since
    if since is not None:  # One day per State decides.
        days = [since.days[id_] for id_ in steps if id_ in since.days]
        after = " AND ".join(f"coalesce({day} >= {dialect.at(days, line, 'DATE')}, false)" for line in lines)
        return [after if since.until == date.max else f"CASE WHEN {day} <= DATE '{since.until}' THEN {after} END"]
    rungs = [
        [each for each in steps.values() if len(each.days) > rung]
        for rung in range(len(next(iter(steps.values())).days))
    ]
    laid = [each.values[rung] for rung, reaching in enumerate(rungs) for each in reaching]
    number = {answer: place for place, answer in enumerate(dict.fromkeys(laid))}
    numbers = [number[answer] for answer in laid]
    places = [dialect.at(numbers, _climbed(dialect, rungs, line, day)) for line in lines]
    place = " + ".join([f"{len(number)} * {each}" for each in places[:-1]] + [places[-1], "1"])
    found: list[str] = []
    for values, which in asked.outcomes(list(number)):
        known = [True, False] if asked.kind is Kind.YES_NO else [each for each in values if each is not None]
        known_place = {value: place for place, value in enumerate(known, start=1)}
        at = dialect.at([known_place.get(values[each], 0) for each in which], place)
        if asked.kind is Kind.YES_NO:
            found.append(dialect.at(known, at, "BOOLEAN"))
        elif asked.kind is Kind.TEXT:
            found.append(dialect.item.format(dialect.listed(known), at))
        else:
            ids = dialect.item.format(dialect.listed(",".join(each) for each in known), at)
            found.append(f"regexp_extract_all({ids}, '([^,]+)', 1)")
    return found


def _climbed(dialect: Dialect, rungs: "Sequence[Sequence[Any]]", line: str, day: str) -> str:
    """Write the place of the answer on a day, among the answers from the beginning, after one change, after two …"""
    below = sum(map(len, rungs[:-1]))
    written = f"{below} + {line}"
    for rung in range(len(rungs) - 1, 0, -1):
        below -= len(rungs[rung - 1])
        reached = f"{day} >= {dialect.at([each.days[rung] for each in rungs[rung]], line, 'DATE')}"
        written = f"CASE WHEN {reached} THEN {written} ELSE {below} + {line} END"
    return written
