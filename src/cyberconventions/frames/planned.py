"""Frames of Spark and tables of Ibis, through narwhals: the answers are a small table that is joined.

The small table has one row per spelling, with the days of its State's changes side by side; so each row of
the user's meets at most one row of it, the join is one of equality, and engines broadcast or hash the table
and never move the user's rows.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false, reportPrivateImportUsage=false, reportAttributeAccessIssue=false
# (the libraries of frames are typed by half or not at all; what leaves this module is typed)

from collections.abc import Mapping, Sequence
from typing import Protocol

import narwhals.stable.v2 as nw

from cyberconventions.frames.asked import Asked
from cyberconventions.frames.columns import ISO_DATE, Kind
from cyberconventions.frames.spellings import known_after_a_look, known_spellings, meant, numeric_codes
from cyberconventions.frames.steps import Columns, DateColumn, Steps, free_prefix

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames.columns import Native
    from cyberconventions.frames.spellings import Spelled

_KINDS = {Kind.TEXT: "string", Kind.YES_NO: "boolean", Kind.IDS: "array<string>"}
_NUMBER = "int64"
_ISO_LENGTH = 10


class Engine(Protocol):
    """What differs between engines.

    Attributes:
        compares_bytes: Whether two spellings are two in its joins, whatever the collation of the user's column.
    """

    compares_bytes: bool

    @staticmethod
    def rows(frame: "Native") -> "list[tuple[Any, ...]]":
        """Run a small query and return its rows."""
        ...

    @staticmethod
    def looked_at(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
        """Return some columns under other names, texts so that they differ where the plan tells them apart."""
        ...

    @staticmethod
    def select(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
        """Return some columns under other names."""
        ...

    @staticmethod
    def table(frame: "Native", kinds: Mapping[str, str], rows: "Sequence[tuple[Any, ...]]") -> "Native":
        """Return a small table to be joined to a frame."""
        ...

    @staticmethod
    def is_plain(name: str) -> bool:
        """Tell whether narwhals finds a column of this name."""
        ...


class Spark:
    """DataFrames of Spark: the small table is broadcast, the user's rows stay where they are."""

    compares_bytes = True

    @staticmethod
    def rows(frame: "Native") -> "list[tuple[Any, ...]]":
        """Run a small query and return its rows."""
        return [tuple(row) for row in frame.collect()]

    @staticmethod
    def looked_at(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
        """Return some columns under other names, texts without their collation."""
        found = Spark.select(frame, columns, names)
        return found.select(
            *(found[name].cast("string") if kind.startswith("string") else found[name] for name, kind in found.dtypes)
        )

    @staticmethod
    def select(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
        """Return some columns under other names."""
        quoted = ["`" + old.replace("`", "``") + "`" for old in columns]
        # A column that keeps its name stays the same column, for whoever refers to it by the old frame.
        kept = zip(quoted, columns, names, strict=True)
        return frame.select(*(frame[quote] if old == new else frame[quote].alias(new) for quote, old, new in kept))

    @staticmethod
    def table(frame: "Native", kinds: Mapping[str, str], rows: "Sequence[tuple[Any, ...]]") -> "Native":
        """Return a small table to be joined to a frame."""
        schema = ", ".join(f"`{name}` {'bigint' if kind == _NUMBER else kind}" for name, kind in kinds.items())
        return frame.sparkSession.createDataFrame(list(rows), schema).hint("broadcast")

    @staticmethod
    def is_plain(name: str) -> bool:
        """Tell whether narwhals finds a column of this name: Spark reads dots, backticks and stars as syntax."""
        return not set(name) & set(".`*")


class Ibis:
    """Tables of Ibis, whatever engine runs them."""

    compares_bytes = False

    @staticmethod
    def rows(frame: "Native") -> "list[tuple[Any, ...]]":
        """Run a small query and return its rows."""
        return [tuple(row.values()) for row in frame.to_pyarrow().to_pylist()]

    @staticmethod
    def looked_at(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
        """Return some columns under other names."""
        return Ibis.select(frame, columns, names)

    @staticmethod
    def select(frame: "Native", columns: Sequence[str], names: Sequence[str]) -> "Native":
        """Return some columns under other names."""
        return frame.select(**{new: frame[old] for old, new in zip(columns, names, strict=True)})

    @staticmethod
    def table(frame: "Native", kinds: Mapping[str, str], rows: "Sequence[tuple[Any, ...]]") -> "Native":
        """Return a small table to be joined to a frame."""
        import ibis  # type: ignore[import-untyped,unused-ignore] # no py.typed

        del frame
        return ibis.memtable([dict(zip(kinds, row, strict=True)) for row in rows], schema=kinds)

    @staticmethod
    def is_plain(name: str) -> bool:
        """Tell whether narwhals finds a column of this name: any."""
        return bool(name)


def with_answers(
    engine: type[Engine], frame: "Native", spelled: "Sequence[Spelled] | None", asked: Asked, columns: Columns
) -> "Native":
    """Return a planned frame with the columns added.

    Arguments:
        engine: What differs between engines.
        frame: The user's frame.
        spelled: For each column of States the ids of the values that occur; ``None`` if nobody has looked.
        asked: What is asked.
        columns: What the columns hold.
    """
    names: list[str] = list(frame.columns)
    prefix = free_prefix([*names, *asked.into])
    safe = [name if engine.is_plain(name) else f"{prefix}c{place}" for place, name in enumerate(names)]
    into = [name if engine.is_plain(name) else f"{prefix}i{place}" for place, name in enumerate(asked.into)]
    renamed = safe != names
    found: Any = nw.from_native(engine.select(frame, names, safe) if renamed else frame)
    safe_name = dict(zip(names, safe, strict=True))
    of_two = len(asked.states) > 1
    steps = Steps.of(asked.question, pair=of_two)
    answers: list[Any] = []
    for place, (state, numeric) in enumerate(zip(asked.states, columns.numeric, strict=True)):
        ids = numeric_codes() if numeric else _texts(engine, None if spelled is None else spelled[place])
        key = nw.col(safe_name[state])
        if not numeric:
            key = key.cast(nw.String)
            if spelled is None:
                key = key.str.strip_chars().str.to_lowercase()
        part = f"{prefix}{place}"
        kinds, rows = _table(
            part, ids, steps, columns.on, numeric=numeric, kind=_NUMBER if of_two else _KINDS[asked.kind]
        )
        table = nw.from_native(engine.table(frame, kinds, rows))
        own = f"{part}_asked"
        found = found.with_columns(key.alias(own)).join(table, how="left", left_on=own, right_on=f"{part}_state")
        answers.append(_answer(part, len(steps.days), day_of(safe_name[columns.on.name], columns.on)))
    if not of_two:
        found = found.with_columns(answers[0].alias(into[0]))
    elif asked.kind is Kind.YES_NO:
        found = _both(found, answers, into[0], steps, prefix)
    else:
        pair = answers[0] * len(steps.numbers) + answers[1]
        kinds = {f"{prefix}number": _NUMBER, **dict.fromkeys(into, _KINDS[asked.kind])}
        outcomes = [(place, *map(list, outcome)) for place, outcome in enumerate(steps.outcomes(asked))]
        table = nw.from_native(engine.table(frame, kinds, outcomes))
        found = found.with_columns(pair.alias(f"{prefix}pair"))
        found = found.join(table, how="left", left_on=f"{prefix}pair", right_on=f"{prefix}number")
    native = found.select(*safe, *into).to_native()
    if safe + into == names + list(asked.into):
        return native
    return engine.select(native, [*safe, *into], [*names, *asked.into])


def _texts(engine: type[Engine], spelled: "Spelled | None") -> "Mapping[Any, str]":
    """Return the ids of what may occur; where nobody has looked, of texts in small letters."""
    if spelled is not None:
        # A row that met both a spelling seen and a code of the same letters would come twice.
        return known_after_a_look(spelled) if engine.compares_bytes else meant(spelled)
    return {spelling.lower(): id_ for spelling, id_ in known_spellings().items()}


def _table(  # noqa: PLR0913 - the parts of one table
    part: str, ids: "Mapping[Any, str]", steps: Steps, on: DateColumn, *, numeric: bool, kind: str
) -> "tuple[dict[str, str], list[tuple[Any, ...]]]":
    """Return the columns' kinds and the rows of the table to join for one column of States."""
    kinds = {f"{part}_state": _NUMBER if numeric else "string"}
    for step in range(len(steps.days)):
        kinds |= {f"{part}_d{step}": "string" if on.is_text else "date", f"{part}_v{step}": kind}
    rows: list[tuple[Any, ...]] = []
    for spelling, id_ in ids.items():
        place = steps.places[id_]
        row: list[Any] = [spelling]
        for days, answers in zip(steps.days, steps.answers, strict=True):
            day = days[place]
            # ISO dates compare as texts.
            row += [str(day) if on.is_text and day is not None else day, answers[place]]
        rows.append(tuple(row))
    if not rows:  # An engine that makes a table of nothing may lose the kinds; a key of null meets no row.
        rows.append((None,) * len(kinds))
    return kinds, rows


def day_of(name: str, on: DateColumn) -> "Any":  # noqa: ANN401 - an expression of narwhals
    """Return the day of a column of dates; a text that is no ISO date has none."""
    day: Any = nw.col(name)
    if on.is_date:
        return day
    if not on.is_text:
        return day.dt.date()
    day = day.cast(nw.String)
    is_date = day.str.contains(f"^(?:{ISO_DATE})$") & (day.str.len_chars() == _ISO_LENGTH)
    return nw.when(is_date).then(day)


def _answer(part: str, steps: int, day: "Any") -> "Any":  # noqa: ANN401 - expressions of narwhals
    """Return the answer on a day: that of the latest change up to it."""
    found: Any = None
    for step in reversed(range(steps)):
        reached = nw.when(day >= nw.col(f"{part}_d{step}")).then(nw.col(f"{part}_v{step}"))
        found = reached if found is None else reached.otherwise(found)
    return found


def _both(found: "Any", answers: "Sequence[Any]", into: str, steps: Steps, prefix: str) -> "Any":  # noqa: ANN401
    """Add whether both are bound: no, if one certainly is not, whatever is not known of the other."""
    numbers = [f"{prefix}a", f"{prefix}b"]
    found = found.with_columns(*(answer.alias(name) for answer, name in zip(answers, numbers, strict=True)))
    a, b = map(nw.col, numbers)
    yes, no = steps.numbers.get(True, -1), steps.numbers.get(False, -1)
    decided = nw.when((a == yes) & (b == yes)).then(nw.lit(True))  # noqa: FBT003 - a literal
    either = nw.when(((a == no) | (b == no)) & ~a.is_null() & ~b.is_null()).then(nw.lit(False))  # noqa: FBT003
    return found.with_columns(decided.otherwise(either).alias(into))
