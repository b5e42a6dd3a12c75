"""What ``frames.check`` reports of a frame: values that can't be resolved, days that are late, and how many rows."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (frames of engines are partly typed; what leaves this module is typed)

from collections import Counter
from datetime import date
from typing import NamedTuple

import attrs

from cyberconventions import _states
from cyberconventions._arguments import check_fields
from cyberconventions.errors import InvalidTypeError, near, quoted
from cyberconventions.frames._columns import ISO_DATE, ISO_LENGTH, Columns
from cyberconventions.frames._intervals import narwhals, table_from
from cyberconventions.frames._question import Asked, Findings
from cyberconventions.frames._spellings import SHOWN, days_of, numbered, rows_text, territory_id, worst

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from cyberconventions._table import Table
    from cyberconventions.frames._columns import Native


@attrs.frozen(order=False)
class Unresolved:
    """A value that a column of a frame holds and that gets no answer.

    Attributes:
        column: The column.
        value: The value, as text.
        rows: How many rows have it.
        problem: ``"not a known State"``, ``"a territory"`` or ``"not a date"``.
        suggestions: Names of States that are spelled nearly so; none where no match is strong.
    """

    column: str
    value: str
    rows: int
    problem: str
    suggestions: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def __str__(self) -> str:
        hint = f" – did you mean {' or '.join(map(repr, self.suggestions))}?" if self.suggestions else ""
        return f"column {self.column!r}: {quoted(self.value)} is {self.problem} ({rows_text(self.rows)}){hint}"


class Problem(NamedTuple):
    """A row of the table of a :class:`CheckReport`."""

    column: str
    problem: str
    value: str | None
    rows: int
    suggestions: str | None


@attrs.frozen(order=False, repr=False)
class CheckReport:
    """What a call with the same columns would raise, warn of or leave null.

    Attributes:
        about: The reference of the treaty, or of the treaties.
        as_of: The day up to which the record is known; the earliest of several.
        rows: How many rows the frame has.
        unresolved: The values that are not known States and, in the column of days, not dates; in each column the most
            frequent first.
        nulls: The columns asked with, each with the number of its rows that are null.
        late_column: The column of days.
        late: How many rows with a State ask about a day after ``as_of``.
    """

    about: str
    as_of: date
    rows: int
    unresolved: tuple[Unresolved, ...]
    nulls: tuple[tuple[str, int], ...]
    late_column: str
    late: int

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def ok(self) -> bool:
        """Whether every value is resolved and no row asks about a day after the record; nulls are in order."""
        return not self.unresolved and not self.late

    def table(self) -> "Table[Problem]":
        """Return a row for each value that is not resolved, for nulls of each column, and for late days.

        >>> import polars as pl
        >>> import cyberconventions as cc
        >>> rows = pl.DataFrame({"country": ["Frnace", None], "day": ["2010-01-01", "2010-01-01"]})
        >>> print(cc.frames.check(rows, "budapest", state="country", on="day").table())
        column   problem            value   rows  suggestions
        -------  -----------------  ------  ----  -----------
        country  not a known State  Frnace     1  France
        country  null               –          1  –
        """
        rows = [
            Problem(each.column, each.problem, each.value, each.rows, "; ".join(each.suggestions) or None)
            for each in self.unresolved
        ]
        rows += [Problem(column, "null", None, count, None) for column, count in self.nulls if count]
        if self.late:
            rows.append(Problem(self.late_column, f"after {self.as_of}", None, self.late, None))
        return table_from(Problem, rows)

    def __str__(self) -> str:
        lines = [f"{rows_text(self.rows)} checked against {self.about}, record as of {self.as_of}: {self._verdict()}"]
        lines += [f"  {each}" for each in self.unresolved[:SHOWN]]
        if len(self.unresolved) > SHOWN:
            lines.append(f"  and {len(self.unresolved) - SHOWN} more values")
        if self.late:
            lines.append(f"  column {self.late_column!r}: {rows_text(self.late)} after {self.as_of}")
        lines += [f"  column {column!r}: {rows_text(count)} null" for column, count in self.nulls if count]
        return "\n".join(lines)

    def _verdict(self) -> str:
        if self.ok:
            return "ok"
        unresolved = "1 unresolved value" if len(self.unresolved) == 1 else f"{len(self.unresolved)} unresolved values"
        return f"{unresolved}, {rows_text(self.late)} after the record"

    def __repr__(self) -> str:
        return f"<CheckReport {self.about}: {rows_text(self.rows)}, {self._verdict()}>"


def report_of(asked: "Asked", findings: "Findings") -> "CheckReport":
    """Return the report of what was found in a frame."""
    known = _states.spellings() if any(findings.unresolved.values()) else ()
    wrong = [
        Unresolved(column, str(value), rows, *_problem(value, known))
        for column, counts in findings.unresolved.items()
        for value, rows in worst(counts)
    ]
    wrong += [Unresolved(asked.on, str(value), rows, "not a date") for value, rows in worst(findings.invalid)]
    nulls = tuple((name, findings.nulls[name]) for name in dict.fromkeys(asked.columns))
    question = asked.question
    return CheckReport(question.about, question.as_of, findings.rows, tuple(wrong), nulls, asked.on, findings.late)


def _problem(value: object, known: "Iterable[str]") -> tuple[str, tuple[str, ...]]:
    """Say what is wrong with a value that is not a known State, and what it may stand for."""
    if territory_id(value) is not None:
        return "a territory", ()
    return "not a known State", near(str(value).strip(), known)


# -- counts -----------------------------------------------------------------------------------------------------------


def counted(frame: "Native", library: str, asked: Asked, columns: Columns) -> Findings:
    """Run the query that counts what is in the columns.

    Raises:
        InvalidTypeError: The frame is a stream.
    """
    nw = narwhals()
    if getattr(frame, "isStreaming", False):
        raise InvalidTypeError("a stream can't be checked before it runs: check a batch of it")
    rows: Any = nw.from_native(_renamed(frame, library, asked, columns))
    names = [f"state_{place}" for place in range(len(asked.states))]
    limit: Any = asked.question.as_of
    day = nw.col("day")
    invalid: Mapping[Any, int] = {}
    if columns.of_text:
        of_days = dict(_rows(rows.group_by("day").agg(nw.len().alias("rows"))))
        known = days_of(of_days)
        invalid = {value: count for value, count in of_days.items() if value is not None and value not in known}
        day, limit = day.cast(nw.String), str(limit)  # ISO dates compare as texts.
        day = nw.when(day.str.contains(f"^(?:{ISO_DATE})$") & (day.str.len_chars() == ISO_LENGTH)).then(day)
    elif rows.collect_schema()["day"] != nw.Date:
        day = day.dt.date()  # its own calendar day; a cast would take that of UTC
    late = (day > limit).cast(nw.Int64).sum().alias("late")
    nulls = nw.col("day").is_null().cast(nw.Int64).sum().alias("nulls")
    states = _rows(rows.group_by(names).agg(nw.len().alias("rows"), late, nulls))
    return _findings(states, invalid, asked)


def _findings(rows: "Sequence[tuple[Any, ...]]", invalid: "Mapping[Any, int]", asked: Asked) -> Findings:
    """Add up rows of States, their number, and how many of these are late or without a day."""
    known = asked.question.of_all()
    ids = numbered({value for *values, _, _, _ in rows for value in values}, dict.fromkeys(known, 0))
    unresolved: dict[str, Counter[Any]] = {name: Counter() for name in asked.states}
    nulls: Counter[str] = Counter(dict.fromkeys(asked.columns, 0))
    late = total = 0
    for *values, count, after, without in rows:
        total += count
        nulls[asked.on] += int(without or 0)
        for name, value in dict(zip(asked.states, values, strict=True)).items():  # A column asked with twice is one.
            if value is None:
                nulls[name] += count
            elif value not in ids:
                unresolved[name][value] += count
        if all(value in ids for value in values):
            late += int(after or 0)  # DuckDB sums as decimals
    return Findings(unresolved, invalid, late, nulls, total)


def _rows(frame: "Any") -> "list[tuple[Any, ...]]":  # noqa: ANN401 - a lazy frame of narwhals
    found: list[tuple[Any, ...]] = frame.collect("pyarrow").rows()
    return found


def _renamed(frame: "Native", library: str, asked: Asked, columns: Columns) -> "Native":
    """Return the columns under names of ours; texts differ where their characters do, whatever the collation."""
    names = {f"state_{place}": name for place, name in enumerate(asked.states)} | {"day": asked.on}
    if library == "polars":
        from cyberconventions.frames._polars import own

        return frame.lazy().select(own(old).alias(new) for new, old in names.items())
    if library == "ibis":
        return frame.select(**{new: frame[old] for new, old in names.items()})
    from cyberconventions.frames._join import DIALECTS

    dialect = DIALECTS[library]()
    plain = [*columns.numeric, not columns.of_text]
    written = {
        new: dialect.name(old) if each else dialect.key.format(dialect.name(old))
        for (new, old), each in zip(names.items(), plain, strict=True)
    }
    return dialect.projected(frame, dialect.items(written))


def counted_partitions(frame: "Native", asked: Asked) -> Findings:
    """Count what is in the columns of a frame of Dask, partition by partition."""
    from dask.base import compute
    from dask.delayed import delayed

    from cyberconventions.frames._eager import findings_of

    findings_of(frame._meta, asked)  # A wrong type is reported before anything runs.
    run: Native = compute
    columns = frame[list(dict.fromkeys(asked.columns))]
    return Findings.sum(run(*(delayed(findings_of)(each, asked) for each in columns.to_delayed())))
