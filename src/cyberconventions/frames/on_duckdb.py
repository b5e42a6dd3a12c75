"""Relations of DuckDB: what is planned stays a relation on the user's own connection, in the order of its rows.

A join would lose the order, and so would a subquery that hands a table of answers to every row (up to DuckDB 1.4).
So the answers are literal lists, short ones because States with few changes stand last in them, and a row's State,
as a value of an ``ENUM``, is the place to look at: a projection of one row after another, which keeps the order.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import product, takewhile
from string import ascii_uppercase

from cyberconventions.frames.asked import Asked
from cyberconventions.frames.columns import ISO_DATE, Kind
from cyberconventions.frames.questions import Since
from cyberconventions.frames.spellings import known_after_a_look, known_names, meant, numeric_codes
from cyberconventions.frames.steps import Columns, DateColumn, Steps, free_prefix

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    from cyberconventions.frames.columns import Native
    from cyberconventions.frames.spellings import Spelled

    Step: TypeAlias = tuple[Sequence[date | None], Sequence[Any]]

# As cyberconventions._states.fold does: case, accents, apostrophes and runs of white space are set aside.
FOLDED = (
    r"strip_accents(lower(trim(regexp_replace(replace(replace({0}, '’', ''''), '‘', ''''), "
    r"'[\s\v\p{{Z}}\x1c-\x1f\x{{85}}]+', ' ', 'g'))))"
)
_HIGHEST_CODE = 999
_ALPHA_3, _ALPHA_2 = 3, 2  # letters
_MANY_STEPS = 2  # With more of them it pays to test for days before any change.
_A_DAY = timedelta(days=1)
# So many values that mean no State are written into a query; more would make it long, and are found slowly.
_MOST_STRANGERS = 1000


def rows(frame: "Native") -> "list[tuple[Any, ...]]":
    """Run a small query and return its rows."""
    found: list[tuple[Any, ...]] = frame.fetchall()
    return found


def looked_at(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
    """Return some columns under other names; texts differ where their bytes do, whatever the collation."""
    kinds = dict(zip(frame.columns, map(str, frame.types), strict=True))
    written = (name_of(old) + (' COLLATE "C"' if kinds[old] == "VARCHAR" else "") for old in columns)
    return frame.project(", ".join(f"{old} AS {name_of(new)}" for old, new in zip(written, names, strict=True)))


def name_of(column: str) -> str:
    """Quote a name."""
    return '"' + column.replace('"', '""') + '"'


def text(value: object) -> str:
    """Write a value as a literal."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"


def with_answers(frame: "Native", spelled: "Sequence[Spelled] | None", asked: Asked, columns: Columns) -> "Native":
    """Return a relation with the columns added.

    Arguments:
        frame: The user's relation.
        spelled: For each column of States the ids of the values that occur; ``None`` if nobody has looked.
        asked: What is asked.
        columns: What the columns hold.
    """
    pair = len(asked.states) > 1
    steps = Steps.of(asked.question, pair=pair)
    prefix = free_prefix(frame.columns)
    day = name_of(f"{prefix}day")
    lines = {name_of(f"{prefix}line{place}"): line for place, line in enumerate(_lines(spelled, asked, columns, steps))}
    found = _with(frame, {day: _day(columns.on), **lines})
    answers = [_answer(asked, steps, day, line) for line in lines]
    mine = [day, *lines]
    if pair:
        numbers = {name_of(f"{prefix}number{place}"): answer for place, answer in enumerate(answers)}
        found = _with(found, numbers)
        a, b = numbers
        of_pair = f"1 + {len(steps.numbers)} * {a}::BIGINT + {b}"
        answers = [_outcome(values, of_pair, asked.kind) for values in zip(*steps.outcomes(asked), strict=True)]
        mine += numbers
    into = dict(zip(map(name_of, asked.into), answers, strict=True))
    return _with(found, into, but=mine).set_alias(frame.alias)


def _with(frame: "Native", columns: "Mapping[str, str]", but: "Sequence[str]" = ()) -> "Native":
    """Add columns to a relation, and leave some out."""
    rest = f"* EXCLUDE ({', '.join(but)})" if but else "*"
    return frame.project(", ".join([rest, *(f"{written} AS {name}" for name, written in columns.items())]))


# -- the place of a row's State in the lists ----------------------------------------------------------------------


def _written(state: str) -> str:
    return f"{name_of(state)}::VARCHAR"


def _lines(spelled: "Sequence[Spelled] | None", asked: Asked, columns: Columns, steps: Steps) -> "Iterable[str]":
    """Write the line of each column of States."""
    for place, (state, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        if numeric:
            yield _line_of_number(state, steps)
        elif spelled is None:
            yield _line_of_any(state, steps)
        else:
            yield _line_of_known(state, spelled[place], steps)


def _line_of_known(state: str, spelled: "Spelled", steps: Steps) -> str:
    """Write the line of a text, which is one of the values that occur."""
    only_codes = all(value == id_ for value, id_ in meant(spelled).items())
    known = _codes(steps) if only_codes else known_after_a_look(spelled)
    # Those that mean no State stand in the ENUM too: a text that it has not costs DuckDB far more than one it has.
    strangers = [value for value, id_ in spelled.items() if id_ is None]
    return _line(_written(state), {**known, **dict.fromkeys(strangers[:_MOST_STRANGERS])}, steps)


def _line_of_any(state: str, steps: Steps) -> str:
    """Write the line of a text that may be anything: a code in capitals is found at once, else the folded name."""
    written = _written(state)
    names = known_names()
    # All pairs of capitals: an ENUM finds a text at once, but spends far longer on one that it has not.
    alpha_2 = {pair: names.get(pair.lower()) for pair in map("".join, product(ascii_uppercase, repeat=_ALPHA_2))}
    found: list[str] = []
    for length, codes in ((_ALPHA_3, _codes(steps)), (_ALPHA_2, alpha_2)):
        may_be = f"strlen({written}) = {length} AND {written} BETWEEN {text(min(codes))} AND {text(max(codes))}"
        found.append(f"WHEN {may_be} THEN {_line(written, codes, steps)}")
    # So the rest is searched for, one after another, names before codes. They are one literal, as each of many takes
    # its time to plan, parted by what no folded name has.
    ordered = sorted(names, key=lambda name: len(name) <= _ALPHA_3)
    place = "list_position(string_split({}, chr(10)), {})".format(text("\n".join(ordered)), FOLDED.format(written))
    lines = _list((steps.places[names[name]] + 1 for name in ordered), "BIGINT")
    return f"coalesce(CASE {' '.join(found)} END, list_extract({lines}, {place}))"


def _codes(steps: Steps) -> "dict[str, str]":
    return {id_: id_ for id_ in steps.places}


def _line(written: str, ids: "Spelled", steps: Steps) -> str:
    lines = [None if id_ is None else steps.places[id_] + 1 for id_ in ids.values()]
    code = f"1 + enum_code(TRY_CAST({written} AS ENUM({', '.join(map(text, ids))})))::BIGINT"
    # All codes, in the order of the lines, need no list.
    return code if lines == list(range(1, len(lines) + 1)) else f"list_extract({_list(lines, 'BIGINT')}, {code})"


def _line_of_number(state: str, steps: Steps) -> str:
    """Write the line of a number, by all numeric codes that there may be."""
    codes = numeric_codes()
    lines = (steps.places[codes[code]] + 1 if code in codes else None for code in range(_HIGHEST_CODE + 1))
    column = name_of(state)
    return (
        f"CASE WHEN {column} BETWEEN 0 AND {_HIGHEST_CODE} "
        f"THEN list_extract({_list(lines, 'BIGINT')}, 1 + TRY_CAST({column} AS BIGINT)) END"
    )


# -- days and answers ---------------------------------------------------------------------------------------------


def _day(on: DateColumn) -> str:
    """Write the day of a column of dates; a text that is no ISO date has none."""
    column = name_of(on.name)
    if on.is_date:
        return column
    if on.is_text:
        return f"TRY_CAST(CASE WHEN regexp_full_match({column}::VARCHAR, {text(ISO_DATE)}) THEN {column} END AS DATE)"
    return f"{column}::DATE"


def _since(since: Since, steps: Steps, day: str, line: str) -> str:
    """Write the answer of a line on a day where one day per State tells all."""
    # The day before, for DuckDB's own last day "infinity" is after it, and not after that of a State without any.
    before = (since.days[id_] - _A_DAY if id_ in since.days else "infinity" for id_ in steps.places)
    answered = f"{day} >= {text(date.min)}::DATE"
    if since.until < date.max:
        answered += f" AND {day} <= {text(since.until)}::DATE"
    return f"CASE WHEN {answered} THEN {day} > list_extract({_list(before, 'DATE')}, {line}) END"


def _answer(asked: Asked, steps: Steps, day: str, line: str) -> str:
    """Write the answer of a line on a day, for pairs its number."""
    if len(asked.states) > 1:
        return _by_steps(steps, "USMALLINT", day, line)
    if asked.kind is Kind.TEXT:
        # Texts take their time to copy, so they are chosen as values of an ENUM.
        texts = ", ".join(text(answer) for answer in steps.numbers if answer is not None)
        return f"({_by_steps(steps, f'ENUM({texts})', day, line)})::VARCHAR" if texts else "NULL::VARCHAR"
    since = asked.since
    return _by_steps(steps, "BOOLEAN", day, line) if since is None else _since(since, steps, day, line)


def _by_steps(steps: Steps, kind: str, day: str, line: str) -> str:
    """Write the answer of a line on a day: that of the latest change up to it."""
    every = list(zip(steps.days, steps.answers, strict=True))
    shared = list(takewhile(lambda step: len(set(step[0])) == 1, every))
    # DuckDB builds a list again for every two thousand rows: what many States share is kept out of it.
    rest = every[len(shared) :]
    others = [(days[steps.others :], answers[steps.others :]) for days, answers in rest]
    own = [(days[: steps.others], answers[: steps.others]) for days, answers in rest]
    cases = [_case(step, kind, day, line) for step in shared]
    cases += [_case(step, kind, day, line, after=steps.others) for step in others if any(step[0])]
    cases += [_case(step, kind, day, line) for step in own]
    if len(own) > _MANY_STEPS:
        # Most days lie after a State's last change or before its first; so these are tested for at once.
        changes = zip(*(days for days, _ in own[:-1]), strict=True)
        first = _list([min((day for day in days if day is not None), default=None) for days in changes], "DATE")
        reached = f"{day} < list_extract({first}, {line}) AND {day} >= {text(date.min)}::DATE"
        cases.insert(1 - len(own), f"WHEN {reached} THEN {_told(own[-1], kind, line)}")
    return f"CASE {' '.join(cases)} END"


def _case(step: "Step", kind: str, day: str, line: str, after: int = 0) -> str:
    """Write one step of an answer, for the lines after one."""
    days, _ = step
    reached = f"{line} > {after} AND {day} >= {text(days[0])}::DATE"
    if len(set(days)) > 1:
        reached = f"{day} >= list_extract({_list(days, 'DATE')}, {line})"
    return f"WHEN {reached} THEN {_told(step, kind, line)}"


def _told(step: "Step", kind: str, line: str) -> str:
    """Write the answer of a step; what all lines share needs no list."""
    days, answers = step
    told = {answer for day, answer in zip(days, answers, strict=True) if day is not None}
    return f"{text(told.pop())}::{kind}" if len(told) == 1 else f"list_extract({_list(answers, kind)}, {line})"


def _outcome(values: "Sequence[Any]", pair: str, kind: Kind) -> str:
    """Write the outcome of a pair of answers; each list of ids stands there once."""
    if kind is not Kind.IDS:
        return f"list_extract({_list(values, 'BOOLEAN')}, {pair})"
    distinct = {ids: place for place, ids in enumerate(dict.fromkeys(values), start=1)}
    lists = ", ".join(_list(ids, "VARCHAR") for ids in distinct)
    return f"list_extract([{lists}], list_extract({_list([distinct[ids] for ids in values], 'BIGINT')}, {pair}))"


def _list(values: "Iterable[Any]", kind: str) -> str:
    """Write a list without the nulls at its end, which DuckDB finds there anyway.

    One of dates or numbers is one text, which DuckDB reads far faster than as many literals.
    """
    kept = list(values)
    while kept and kept[-1] is None:
        kept.pop()
    if kind == "VARCHAR":
        return f"[{', '.join(map(text, kept))}]::VARCHAR[]"
    return f"'[{', '.join('NULL' if value is None else str(value) for value in kept)}]'::{kind}[]"
