"""What ``frames.check`` reports of a frame: values that can't be resolved, days that are late, and how many rows."""

from datetime import date
from typing import NamedTuple

import attrs

from cyberconventions import _states
from cyberconventions._table import Table, numbers, texts, words
from cyberconventions.errors import near, quoted
from cyberconventions.frames._spellings import SHOWN, rows_text, worst

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.frames._question import Asked, Findings

UNKNOWN_STATE = "not a known State"
INVALID_DATE = "not a date"


@attrs.frozen(order=False)
class Unresolved:
    """A value that a column of a frame holds and that gets no answer.

    Attributes:
        column: The column.
        value: The value, as text.
        rows: How many rows have it.
        problem: ``"not a known State"`` or ``"not a date"``.
        suggestions: Names of States that are spelled nearly so; none where no match is strong.
    """

    column: str
    value: str
    rows: int
    problem: str
    suggestions: tuple[str, ...] = ()

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

    @classmethod
    def of(cls, asked: "Asked", findings: "Findings") -> "CheckReport":
        """Make the report of what was found."""
        known: list[str] = list(_states.spellings()) if any(findings.unresolved.values()) else []
        wrong = [
            Unresolved(column, str(value), rows, UNKNOWN_STATE, near(str(value).strip(), known))
            for column, counts in findings.unresolved.items()
            for value, rows in worst(counts)
        ]
        wrong += [Unresolved(asked.on, str(value), rows, INVALID_DATE) for value, rows in worst(findings.invalid)]
        return cls(
            about=asked.question.about,
            as_of=asked.question.as_of,
            rows=findings.rows,
            unresolved=tuple(wrong),
            nulls=tuple((name, findings.nulls[name]) for name in dict.fromkeys(asked.columns)),
            late_column=asked.on,
            late=findings.late,
        )

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
        return Table.of(
            Problem,
            column=words(each.column for each in rows),
            problem=words(each.problem for each in rows),
            value=texts(each.value for each in rows),
            rows=numbers(each.rows for each in rows),
            suggestions=texts(each.suggestions for each in rows),
        )

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
