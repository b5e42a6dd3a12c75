"""The plan of engines that join: DuckDB and Spark, also where these run a table of Ibis. It is one query in SQL.

Spellings are a small table that is joined, answers are lists. The small table has one row per usual spelling, with what
stands for its State; so each row of the user's meets at most one row of it, the join is one of equality, and engines
broadcast or hash the table and never move the user's rows. A text that the table does not have is folded and searched
for among all names, in a branch that only such rows take; there unknown names raise. Then each row climbs its State's
days of change as far as its own day reaches.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (frames of engines are partly typed; what leaves this module is typed)

from datetime import date, timedelta
from itertools import count, takewhile
from typing import NamedTuple

from cyberconventions._dataset import per_dataset
from cyberconventions._state_names import READ_ALIKE, fold
from cyberconventions._state_names import spellings as suggestions
from cyberconventions.frames._apart import FIRST_NUMBER, apart
from cyberconventions.frames._columns import ISO_DATE, ISO_LENGTH, Columns, free_prefix
from cyberconventions.frames._question import Asked, Kind, Since
from cyberconventions.frames._spellings import DATES, NOT_A_STATE, QUIETLY, known_names, known_spellings

# ruff: noqa: S608 - names and texts are quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from cyberconventions.frames._columns import Native


class Plan(NamedTuple):
    """The parts of the query."""

    tables: "Mapping[str, tuple[str, str]]"  # the columns of each small table by its name, and what it is joined by
    lists: str  # the columns of the row of lists, if any
    own: "Sequence[str]"  # the user's columns, and those that answers are made from
    answers: "Sequence[str]"  # the user's columns, and the answers


class DuckDB:
    """How DuckDB writes what the join needs.

    Lists are columns of one row beside each of the user's: as literals they would be planned and made again and again.
    """

    mark = '"'
    never = date.max  # stands for States that have no day
    ended: "date | str" = "infinity"  # for those of whom the answer is no ever after; no day comes after it
    number_of_day = "({0} - DATE '1970-01-01')"
    key = 'CAST({0} AS STRING) COLLATE "C"'  # whatever the collation of the column
    line_end = "chr(10 + count(*)::INT) AS line_end"  # not a constant; else lists would be literals again
    source = f"(SELECT {line_end} FROM (SELECT 1 WHERE false))"
    without = "EXCLUDE"
    list_of = "TRY_CAST(split({0}, line_end) AS {1}[])"
    item = "list_extract({0}, {1})"
    zipped = "unnest({0}) AS {2}, unnest({1}) AS {3}"
    place = "list_position({0}, {1})"
    shifted = "({0} >> {1})"
    # As cyberconventions._states.fold does: case, accents, apostrophes and runs of white space are set aside.
    folded = (
        r"strip_accents(lower(trim(regexp_replace(replace(replace({0}, '’', ''''), '‘', ''''), "
        r"'[\s\v\p{{Z}}\x1c-\x1f\x{{85}}]+', ' ', 'g'))))"
    )
    replaced = "regexp_replace({0}, {1}, {2}, 'g')"
    group = "\\"  # stands before the number of a group in what replaces
    matches = "regexp_full_match({0}, {1})"
    error = "error({0})"
    # The nearest of some names to a text, with at most one slip in six letters.
    hint = (
        "coalesce(' – did you mean ''' || list_filter({0}, lambda {2}: "
        "damerau_levenshtein(lower({2}), lower(trim({1}))) * 6 <= strlen({1}))[1] || '''?', '')"
    )

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.lists: dict[str, str] = {}

    def text(self, value: str) -> str:
        """Write a text."""
        return "'" + value.replace("'", "''") + "'"

    def name(self, column: str) -> str:
        """Quote a column's name."""
        return self.mark + column.replace(self.mark, self.mark * 2) + self.mark

    def items(self, written: "Mapping[str, str]") -> "list[str]":
        """Write columns by their names."""
        return [f"{each} AS {self.name(name)}" for name, each in written.items()]

    def run(self, frame: "Native", plan: Plan) -> "Native":
        """Return what a plan makes of a frame, on the frame's own connection."""
        row = frame.limit(0).aggregate(self.line_end)
        found = frame
        for name, (columns, condition) in plan.tables.items():
            found = found.join(row.project(columns).set_alias(name), condition, how="left")
        found = found.cross(row.project(plan.lists).set_alias(f"{self.prefix}lists"))
        return self.projected(self.projected(found, plan.own), plan.answers).set_alias(frame.alias)

    def projected(self, frame: "Native", columns: "Sequence[str]") -> "Native":
        """Return a frame of columns that are written."""
        return frame.project(", ".join(columns))

    def small(self, name: str, values: "Mapping[str, Any]", kind: str) -> str:
        """Write the columns of a small table: spellings, and what stands for each."""
        names = map(self.name, (f"{name}_spelling", name))
        return self.zipped.format(self.written(values), self.written(values.values(), kind), *names)

    def written(self, values: "Iterable[Any]", kind: str = "STRING") -> str:
        """Write a list as one text, which engines read far faster than as many literals."""
        text = "\n".join(map(str, values)).replace("'", "\x1f")  # Of a text with "''" Ibis reads each letter by itself.
        return self.list_of.format(f"replace({self.text(text)}, chr(31), chr(39))", kind)

    def listed(self, values: "Iterable[Any]", kind: str = "STRING") -> str:
        """Return where a list is to be found."""
        return self.name(self.lists.setdefault(self.written(values, kind), f"{self.prefix}list_{len(self.lists)}"))

    def at(self, values: "Iterable[Any]", place: str, kind: str = "INT") -> str:
        """Write an item of a list of numbers, days or truths, by a place from 1 on; null where there is none."""
        return self.item.format(self.listed(values, kind), place)

    def refused(self, name: str, what: str, hint: str = "''") -> str:
        """Write the error for a value of a column."""
        parts = (self.text(f"column {name!r}: '"), f"CAST({self.name(name)} AS STRING)", self.text(f"' is not {what}"))
        return self.error.format(f"concat({', '.join([*parts, hint, self.text(f' {QUIETLY}')])})")

    def day(self, name: str, *, of_text: bool, refuses: bool) -> str:
        """Write the day of a column; the engines' own casts read more than ISO dates."""
        column, written = self.name(name), f"CAST({self.name(name)} AS STRING)"
        if not of_text:
            return f"CAST({column} AS DATE)"
        is_date = f"length({written}) = {ISO_LENGTH} AND {self.matches.format(written, self.text(f'^{ISO_DATE}$'))}"
        wrong = self.refused(name, f"a date, expected {DATES}") if refuses else "NULL"
        cases = f"WHEN {is_date} THEN TRY_CAST({written} AS DATE) WHEN {column} IS NOT NULL THEN CAST({wrong} AS DATE)"
        return f"CASE {cases} END"

    def alike(self, folded: str) -> str:
        """Write the form in which names are one by the rules (:data:`cyberconventions._state_names.READ_ALIKE`)."""
        for pattern, replacement in READ_ALIKE:
            written = self.text(replacement.replace("\\", self.group))
            folded = self.replaced.format(folded, self.text(pattern), written)
        return f"trim({folded})"

    def number(self, name: str, usual: str, rare: "Sequence[tuple[str, str]]", kind: str, asked: Asked) -> str:
        """Write what stands for a State: what the small table has or, for rare spellings, what all names have."""
        written = f"CAST({self.name(name)} AS STRING)"
        folded = self.folded.format(written)
        keys = (folded, self.alike(folded))
        found = [
            self.item.format(meant, f"nullif({self.place.format(names, key)}, 0)")
            for (names, meant), key in zip(rare, keys, strict=True)
        ]
        wrong = "NULL"
        if asked.refuses:
            hint = self.hint.format(self.listed(suggestions()), written, self.name(f"{self.prefix}each"))
            wrong = self.refused(name, NOT_A_STATE, hint)
        found.append(f"CAST({wrong} AS {kind})")
        is_rare = f"{usual} IS NULL AND {self.name(name)} IS NOT NULL"
        return f"CASE WHEN {is_rare} THEN coalesce({', '.join(found)}) ELSE {usual} END"


# Letters with one accent, and the letters they fold to.
_ACCENTED = "".join(chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if len(fold(chr(code))) == 1)
_PLAIN = "".join(map(fold, _ACCENTED))
_BLANKS = "".join(chr(code) for code in (*range(0x3001), 0x3000) if not chr(code).strip())


class Spark(DuckDB):
    """How Spark writes it; the small table is broadcast."""

    mark = "`"
    source = "(SELECT 1)"
    without = "EXCEPT"
    never = date.max - timedelta(days=1)
    ended = date.max
    number_of_day = "datediff({0}, DATE '1970-01-01')"
    key = "CAST({0} AS STRING)"
    list_of = "TRY_CAST(split({0}, '\\n') AS array<{1}>)"
    item = "get({0}, CAST({1} AS INT) - 1)"  # Not element_at, which Spark 4.3 takes for not null where its place is.
    zipped = "inline(arrays_zip({0}, {1})) AS ({2}, {3})"
    place = "array_position({0}, {1})"
    shifted = "shiftright({0}, {1})"
    folded = (
        rf"trim(regexp_replace(lower(translate(translate({{0}}, '’‘', '\'\''), '{_ACCENTED}', '{_PLAIN}')), "
        f"'[{_BLANKS}]+', ' '))"
    )
    replaced = "regexp_replace({0}, {1}, {2})"
    group = "$"
    matches = "{0} RLIKE {1}"
    error = "raise_error({0})"
    hint = "''"

    def text(self, value: str) -> str:
        """Write a text."""
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def run(self, frame: "Native", plan: Plan) -> "Native":
        """Return what a plan makes of a frame."""
        from pyspark.sql.functions import expr

        found = frame
        for columns, condition in plan.tables.values():
            small = frame.sparkSession.sql(f"SELECT {columns}").hint("broadcast")
            found = found.join(small, expr(condition), "left")
        return self.projected(self.projected(found, plan.own), plan.answers)

    def projected(self, frame: "Native", columns: "Sequence[str]") -> "Native":
        """Return a frame of columns that are written."""
        return frame.selectExpr(*columns)

    def listed(self, values: "Iterable[Any]", kind: str = "STRING") -> str:
        """Write a list: as a literal it is read once."""
        return self.written(values, kind)


DIALECTS = {"duckdb": DuckDB, "pyspark": Spark, "databricks": Spark}  # by the names of libraries and of Ibis' engines


# -- answers ----------------------------------------------------------------------------------------------------------


def answered(library: str, frame: "Native", asked: Asked, columns: Columns) -> "Native":
    """Return a relation of DuckDB or a DataFrame of Spark with the columns added."""
    dialect, prefix = DIALECTS[library], free_prefix([*frame.columns, *asked.into])
    return dialect(prefix).run(frame, plan_of(dialect, prefix, asked, columns))


@per_dataset(maxsize=16)
def plan_of(written_in: "type[DuckDB]", prefix: str, asked: Asked, columns: Columns) -> Plan:
    """Return how the columns are added to any frame with such columns, with a prefix that no column has."""
    dialect = written_in(prefix)
    # A line per State, those with most changes first: lists of what comes after so many changes end with the last.
    steps = dict(sorted(asked.question.of_all().items(), key=lambda each: -len(each[1].days)))
    by_id: dict[str, Any] = {id_: line for line, id_ in enumerate(steps, start=1)}
    kind, since, quick = "SMALLINT", asked.since, apart(asked, by_id)
    if since is not None:  # One day per State decides: the one before stands for it.
        kind, by_id = "DATE", since.befores(dialect.never, dialect.ended, lambda day: day)
    if quick is not None:
        kind, by_id = "BIGINT", quick.numbers
    own = {f"{prefix}day": dialect.day(asked.on, of_text=columns.of_text, refuses=asked.refuses)}
    rare = [
        (dialect.listed(names), dialect.listed([by_id[id_] for id_ in names.values()], kind))
        for names in known_names(territories=asked.how.territories)
    ]
    tables: dict[str, tuple[str, str]] = {}
    taken: list[str] = []
    for place, (name, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        table = f"{prefix}{place}_usual"
        key = f"{dialect.key.format(dialect.name(name))} = {dialect.name(f'{table}_spelling')}"
        usual = known_spellings(numeric=numeric, territories=asked.how.territories)
        tables[f"{table}_table"] = dialect.small(table, {each: by_id[usual[each]] for each in usual}, kind), key
        taken += [table, f"{table}_spelling"]
        own[f"{prefix}{place}"] = dialect.number(name, dialect.name(table), rare, kind, asked)
    day, *named = map(dialect.name, own)
    if since is not None:
        answers = [_compared(dialect, since, named, day)]
    elif quick is None:
        answers = _answers(dialect, asked, steps, named, day)
    else:
        [otherwise] = _answers(dialect, asked, steps, list(map(quick.line, named)), day)
        number, given = f"{prefix}number", own[f"{prefix}day"]
        until = f"{given} BETWEEN DATE '{date.min}' AND DATE '{quick.until}'"
        own[number] = f"CASE WHEN {until} THEN {dialect.number_of_day.format(given)} - {FIRST_NUMBER} END"
        answers = [quick.written(named, dialect.name(number), dialect.shifted, otherwise, day)]
    kept = f"* {dialect.without} ({', '.join(map(dialect.name, [*own, *taken, *dialect.lists.values()]))})"
    lists = dialect.items({name: each for each, name in dialect.lists.items()})
    added = dialect.items(dict(zip(asked.into, answers, strict=True)))
    return Plan(tables, ", ".join(lists), ["*", *dialect.items(own)], [kept, *added])


def _compared(dialect: DuckDB, since: Since, befores: "Sequence[str]", day: str) -> str:
    """Write whether a day comes after the one before the first "yes", or null where that is not known.

    Nearly all rows take the last branch, those without a day too, and so engines compare column by column.
    """
    before, never = _later(*befores), f"DATE '{dialect.never}'"
    late = f"CASE WHEN {day} > DATE '{since.until}' THEN least({day}, {never}) END > nullif({before}, {never})"
    known = f"BETWEEN DATE '{date.min}' AND DATE '{since.until}'"
    return f"CASE WHEN {day} NOT {known} THEN {late} ELSE {day} > {before} END"


def _later(one: str, other: str | None = None) -> str:
    """Write the later of two days or numbers, and null where one is; engines take longer for ``greatest``."""
    return f"CASE WHEN {one} > {other} THEN {one} WHEN {one} <= {other} THEN {other} END" if other else one


def _answers(
    dialect: DuckDB, asked: Asked, steps: "Mapping[str, Any]", lines: "Sequence[str]", day: str
) -> "list[str]":
    """Write the columns to be added, for rows with a State and a day."""
    changes = ([each for each in steps.values() if len(each.days) > step] for step in count())
    rungs = list(takewhile(bool, changes))
    answers = [each.values[step] for step, rung in enumerate(rungs) for each in rung]
    number = {answer: place for place, answer in enumerate(dict.fromkeys(answers))}
    two = [" <> ".join(lines)] if asked.apart else []
    given = " AND ".join([*(f"{each} IS NOT NULL" for each in lines), f"{day} >= DATE '{date.min}'", *two])
    weights = [len(number), 1][-len(lines) :]  # A pair is a number of two digits.
    digits = [[weight * number[answer] for answer in answers] for weight in weights]
    climbed = (_climbed(dialect, rungs, line, day) for line in lines)
    place = " + ".join(["1", *map(dialect.at, digits, climbed)])
    found: list[str] = []
    for values, which in asked.outcomes(list(number)):
        if asked.kind is Kind.YES_NO:
            found.append(dialect.at([values[each] for each in which], place, "BOOLEAN"))
            continue
        known: list[Any] = [each for each in values if each is not None]
        places = [known.index(value) + 1 if value in known else 0 for value in values]
        at = dialect.at([places[each] for each in which], place)
        if asked.kind is Kind.TEXT:
            found.append(dialect.item.format(dialect.listed(known), at))
        else:
            ids = dialect.item.format(dialect.listed(map(",".join, known)), at)
            found.append(f"regexp_extract_all({ids}, '([^,]+)', 1)")
    return [f"CASE WHEN {given} THEN {each} END" for each in found]


def _climbed(dialect: DuckDB, rungs: "Sequence[Sequence[Any]]", line: str, day: str) -> str:
    """Write the place of the answer on a day: answers since ever come first, then those after one change, and so on."""
    below = sum(map(len, rungs[:-1]))
    written = f"{below} + {line}"
    for step in range(len(rungs) - 1, 0, -1):
        below -= len(rungs[step - 1])
        reached = f"{day} >= {dialect.at([each.days[step] for each in rungs[step]], line, 'DATE')}"
        written = f"CASE WHEN {reached} THEN {written} ELSE {below} + {line} END"
    return written
