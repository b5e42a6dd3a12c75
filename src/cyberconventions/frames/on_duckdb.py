"""Relations of DuckDB: what is planned stays a relation on the user's own connection, in the order of its rows.

A join would lose the order, and so would a subquery that hands a table of answers to every row (up to DuckDB 1.4).
So the answers are literal lists, short ones because States with equal answers share a place in them, and a row's
State, as a value of an ``ENUM``, is the place to look at: a projection of one row after another, which keeps the order.
"""

from collections.abc import Iterable, Sequence

from cyberconventions.frames.asked import Asked
from cyberconventions.frames.columns import ISO_DATE, Kind
from cyberconventions.frames.spellings import known_names, meant, numeric_codes
from cyberconventions.frames.steps import Columns, DateColumn, Steps, free_prefix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from cyberconventions.frames.columns import Native
    from cyberconventions.frames.spellings import Spelled

# As cyberconventions.states.fold does: case, accents, apostrophes and runs of white space are set aside.
FOLDED = (
    r"strip_accents(lower(trim(regexp_replace(replace(replace({0}, '’', ''''), '‘', ''''), "
    r"'[\s\v\p{{Z}}\x1c-\x1f\x{{85}}]+', ' ', 'g'))))"
)
_HIGHEST_CODE = 999
_CODE = 3  # letters
# The longer an ENUM, the more a text costs that it has not; shorter ones than these slow down what is found.
_PART = 64
# So many values that mean no State are written into a query; more would make it long, and are found slowly.
_MOST_STRANGERS = 1000
_TYPES = {Kind.TEXT: "VARCHAR", Kind.YES_NO: "BOOLEAN"}


def rows(frame: "Native") -> "list[tuple[Any, ...]]":
    """Run a small query and return its rows."""
    found: list[tuple[Any, ...]] = frame.fetchall()
    return found


def select(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
    """Return some columns under other names."""
    return frame.project(
        ", ".join(f"{name_of(old)} AS {name_of(new)}" for old, new in zip(columns, names, strict=True))
    )


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

    def own(part: str) -> str:
        return name_of(prefix + part)

    found = frame
    lines: list[str] = []
    for place, (state, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        if numeric:
            line = _line_of_number(state, steps)
        elif spelled is not None:
            line = _line_of_known(state, spelled[place], steps)
        else:
            code, folded = own(f"code{place}"), own(f"folded{place}")
            # A code in capitals is found at once; only what is none is folded.
            found = found.project(f"*, {_line_of_code(state, steps)} AS {code}")
            found = found.project(f"*, CASE WHEN {code} IS NULL THEN {FOLDED.format(_written(state))} END AS {folded}")
            line = f"coalesce({code}, {_line_in_parts(folded, known_names(), steps)})"
        lines.append(f"{line} AS {own(str(place))}")
    found = found.project(f"*, {_day(columns.on)} AS {own('day')}, {', '.join(lines)}").set_alias(frame.alias)
    kind = "USMALLINT" if pair else _TYPES[asked.kind]
    answers = [_answer(steps, kind, own("day"), own(str(place))) for place in range(len(lines))]
    if pair:
        numbers = [f"{answer} AS {own(f'number{place}')}" for place, answer in enumerate(answers)]
        found = found.project(f"*, {', '.join(numbers)}")
        of_pair = f"1 + {len(steps.numbers)} * {own('number0')}::BIGINT + {own('number1')}"
        answers = [_outcome(values, of_pair, asked.kind) for values in zip(*steps.outcomes(asked), strict=True)]
    into = ", ".join(f"{answer} AS {name_of(name)}" for answer, name in zip(answers, asked.into, strict=True))
    mine = ", ".join(name_of(each) for each in found.columns if each not in frame.columns)
    return found.project(f"* EXCLUDE ({mine}), {into}").set_alias(frame.alias)


# -- the place of a row's State in the lists ----------------------------------------------------------------------


def _written(state: str) -> str:
    return f"{name_of(state)}::VARCHAR"


def _line_of_known(state: str, spelled: "Spelled", steps: Steps) -> str:
    """Write the line of a text, which is one of the values that occur."""
    # Those that mean no State stand in the ENUM too: a text that it has not costs DuckDB far more than one it has.
    strangers = [value for value, id_ in spelled.items() if id_ is None]
    return _line(_written(state), {**meant(spelled), **dict.fromkeys(strangers[:_MOST_STRANGERS])}, steps)


def _line_of_code(state: str, steps: Steps) -> str:
    """Write the line of a text that is a code of three letters, in capitals."""
    written = _written(state)
    codes = {id_: id_ for id_ in known_names().values() if len(id_) == _CODE}
    return f"CASE WHEN strlen({written}) = {_CODE} THEN {_line_in_parts(written, codes, steps)} END"


def _line_in_parts(written: str, ids: "Mapping[str, str]", steps: Steps) -> str:
    """Write the line of a text in one of several short enumerations, which the order of texts tells.

    What nobody looked at may be anything, and the longer an ``ENUM``, the more a text costs that it has not.
    """
    if len(ids) <= _PART:
        return _line(written, ids, steps)
    values = sorted(ids)  # by code points, as DuckDB compares
    middle = len(values) // 2
    less, more = (
        _line_in_parts(written, {value: ids[value] for value in part}, steps)
        for part in (values[:middle], values[middle:])
    )
    return f"CASE WHEN {written} < {text(values[middle])} THEN {less} ELSE {more} END"


def _line(written: str, ids: "Spelled", steps: Steps) -> str:
    # An ENUM has a value; the one that stands for none at all has no line.
    lines = _list([None if id_ is None else steps.places[id_] + 1 for id_ in ids.values()] or [None], "BIGINT")
    values = ", ".join(map(text, ids or [""]))
    return f"list_extract({lines}, 1 + enum_code(TRY_CAST({written} AS ENUM({values})))::BIGINT)"


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


def _answer(steps: Steps, kind: str, day: str, line: str) -> str:
    """Write the answer of a line on a day: that of the latest change up to it."""
    cases: list[str] = []
    for days, answers in zip(steps.days, steps.answers, strict=True):
        told = {answer for day_, answer in zip(days, answers, strict=True) if day_ is not None}
        # What all lines share needs no list.
        answer = f"{text(told.pop())}::{kind}" if len(told) == 1 else f"list_extract({_list(answers, kind)}, {line})"
        if len(set(days)) > 1:
            reached = f"{day} >= list_extract({_list(days, 'DATE')}, {line})"
        else:
            reached = f"{line} IS NOT NULL AND {day} >= {text(days[0])}::DATE"
        cases.append(f"WHEN {reached} THEN {answer}")
    return f"CASE {' '.join(cases)} END"


def _outcome(values: "Sequence[Any]", pair: str, kind: Kind) -> str:
    """Write the outcome of a pair of answers; each list of ids stands there once."""
    if kind is not Kind.IDS:
        return f"list_extract({_list(values, _TYPES[kind])}, {pair})"
    distinct = {ids: place for place, ids in enumerate(dict.fromkeys(values), start=1)}
    lists = ", ".join(_list(ids, "VARCHAR") for ids in distinct)
    return f"list_extract([{lists}], list_extract({_list([distinct[ids] for ids in values], 'BIGINT')}, {pair}))"


def _list(values: "Iterable[Any]", kind: str) -> str:
    """Write a list; one of dates or numbers as one text, which DuckDB reads far faster than as many literals."""
    if kind == "VARCHAR":
        return f"[{', '.join(map(text, values))}]::VARCHAR[]"
    return f"'[{', '.join('NULL' if value is None else str(value) for value in values)}]'::{kind}[]"
