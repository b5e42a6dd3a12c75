"""Relations of DuckDB: what is planned stays a relation on the user's own connection, in the order of its rows.

A join would lose the order. So the answers are lists that one scalar subquery hands to every row, and a row's
State, as a value of an ``ENUM``, is the place to look at in them: a projection, which keeps the order.
"""

from collections.abc import Iterable, Sequence

from cyberconventions.frames.asked import Asked
from cyberconventions.frames.columns import ISO_DATE, Kind
from cyberconventions.frames.spellings import known_names
from cyberconventions.frames.steps import Columns, DateColumn, Steps, free_prefix, numeric_codes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from cyberconventions.frames.columns import Native

# As cyberconventions.states.fold does: case, accents, apostrophes and runs of white space are set aside.
FOLDED = (
    r"strip_accents(lower(trim(regexp_replace(replace(replace({0}, '’', ''''), '‘', ''''), "
    r"'[\s\v\p{{Z}}\x1c-\x1f\x{{85}}]+', ' ', 'g'))))"
)
_HIGHEST_CODE = 999
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


def with_answers(
    frame: "Native", spelled: "Sequence[dict[Any, str]] | None", asked: Asked, columns: Columns
) -> "Native":
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

    lists: dict[str, str] = {}
    lines: list[str] = []
    for place, (state, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        ids = None if spelled is None else spelled[place]
        line = _line_of_number if numeric else _line_of_text
        lines.append(line(state, ids, steps, lists, own("lists")))
    kind = "USMALLINT" if pair else _TYPES[asked.kind]
    days = [_in_line(f"d{step}", each, "DATE", lists, own("lists")) for step, each in enumerate(steps.days)]
    values = [_in_line(f"v{step}", each, kind, lists, own("lists")) for step, each in enumerate(steps.answers)]
    if pair:
        _add_outcomes(lists, steps.outcomes(asked), asked)
    literal = ", ".join(f"{name}: {values}" for name, values in lists.items())
    added = [f"{line} AS {own(str(place))}" for place, line in enumerate(lines)]
    found = (
        frame.project(f"*, (SELECT {{{literal}}}) AS {own('lists')}")
        .project(f"*, {_day(columns.on)} AS {own('day')}, {', '.join(added)}")
        .set_alias(frame.alias)
    )
    answers = [_answer(days, values, own("day"), own(str(place))) for place in range(len(lines))]
    if pair:
        numbers = [f"{answer} AS {own(f'number{place}')}" for place, answer in enumerate(answers)]
        found = found.project(f"*, {', '.join(numbers)}")
        pair_ = f"1 + {len(steps.numbers)} * {own('number0')}::BIGINT + {own('number1')}"
        answers = [_outcome(part, own("lists"), pair_, asked) for part in range(len(asked.into))]
    into = ", ".join(f"{answer} AS {name_of(name)}" for answer, name in zip(answers, asked.into, strict=True))
    mine = ", ".join(name_of(each) for each in found.columns if each not in frame.columns)
    return found.project(f"* EXCLUDE ({mine}), {into}").set_alias(frame.alias)


# -- the place of a row's State in the lists ----------------------------------------------------------------------


def _line_of_text(state: str, ids: "dict[Any, str] | None", steps: Steps, lists: dict[str, str], table: str) -> str:
    """Write the line of a text: of the values that occur, or else of any code, and of any name once folded."""
    written = f"{name_of(state)}::VARCHAR"
    if ids is not None:
        return _line(written, ids, steps, lists, table)
    names = known_names()
    codes = {id_: id_ for id_ in sorted(set(names.values()))}
    # A code in capitals is found at once; only what is none is folded.
    exact = _line(written, codes, steps, lists, table)
    return f"coalesce({exact}, {_line(FOLDED.format(written), names, steps, lists, table)})"


def _line(written: str, ids: "Mapping[Any, str]", steps: Steps, lists: dict[str, str], table: str) -> str:
    name = f"lines{len(lists)}"
    # An ENUM has a value; the one that stands for none at all has no line.
    lists[name] = f"{_list([steps.places[id_] + 1 for id_ in ids.values()] or [None])}::BIGINT[]"
    values = ", ".join(map(text, ids or [""]))
    return f"list_extract({table}.{name}, 1 + enum_code(TRY_CAST({written} AS ENUM({values})))::BIGINT)"


def _line_of_number(state: str, ids: "dict[Any, str] | None", steps: Steps, lists: dict[str, str], table: str) -> str:
    del ids  # All numeric codes there may be are few enough.
    name = f"lines{len(lists)}"
    codes = numeric_codes()
    places = (steps.places[codes[code]] + 1 if code in codes else None for code in range(_HIGHEST_CODE + 1))
    lists[name] = f"{_list(places)}::BIGINT[]"
    column = name_of(state)
    return (
        f"CASE WHEN {column} BETWEEN 0 AND {_HIGHEST_CODE} "
        f"THEN list_extract({table}.{name}, 1 + TRY_CAST({column} AS BIGINT)) END"
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


def _in_line(name: str, values: "Sequence[Any]", kind: str, lists: dict[str, str], table: str) -> str:
    """Write the value of a step, with room for a row's line; what all lines share needs no list."""
    if len(set(values)) == 1:
        return f"{text(values[0])}::{kind}"
    lists[name] = f"{_list(values)}::DATE[]" if kind == "DATE" else _literals(values, kind)
    return f"list_extract({table}.{name}, {{0}})"


def _answer(days: Sequence[str], values: Sequence[str], day: str, line: str) -> str:
    """Write the answer of a line on a day: that of the latest change up to it."""
    steps = zip(days, values, strict=True)
    cases = " ".join(f"WHEN {day} >= {first.format(line)} THEN {value.format(line)}" for first, value in steps)
    # What all lines share must not be the answer of a row that has none.
    return f"CASE WHEN {line} IS NULL THEN NULL {cases} END"


def _add_outcomes(lists: dict[str, str], outcomes: "Sequence[tuple[Any, ...]]", asked: Asked) -> None:
    """Add the outcomes of pairs; lists of ids once each, and where they are."""
    for part, values in enumerate(zip(*outcomes, strict=True)):
        if asked.kind is Kind.IDS:
            distinct = {ids: place for place, ids in enumerate(dict.fromkeys(values), start=1)}
            lists[f"ids{part}"] = f"[{', '.join(_literals(ids, 'VARCHAR') for ids in distinct)}]"
            lists[f"outcome{part}"] = f"{_list(distinct[ids] for ids in values)}::BIGINT[]"
        else:
            lists[f"outcome{part}"] = _literals(values, _TYPES[asked.kind])


def _outcome(part: int, table: str, pair: str, asked: Asked) -> str:
    found = f"list_extract({table}.outcome{part}, {pair})"
    return f"list_extract({table}.ids{part}, {found})" if asked.kind is Kind.IDS else found


def _list(values: "Iterable[Any]") -> str:
    """Write a list of dates or numbers as one text, which DuckDB reads far faster than as many literals."""
    return f"'[{', '.join('NULL' if value is None else str(value) for value in values)}]'"


def _literals(values: "Iterable[Any]", kind: str) -> str:
    return f"[{', '.join(map(text, values))}]::{kind}[]"
