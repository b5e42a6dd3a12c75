"""The same answers as one DuckDB query that a person can read, keep and run without Python."""

from cyberconventions.frames.on_duckdb import FOLDED, name_of, text
from cyberconventions.frames.questions import Question, every_state
from cyberconventions.frames.spellings import known_names
from cyberconventions.frames.steps import rows_of
from cyberconventions.participation import Treaty

# ruff: noqa: S608 - the user reads the query, and runs it

def query(  # noqa: PLR0913 - the words of one query
    treaty: Treaty, question: Question, table: str, *, state: str, on: str, into: str, names: bool
) -> str:
    """Return the query that adds the status on the day of each row.

    Arguments:
        treaty: The treaty.
        question: The question for its statuses.
        table: What stands after ``FROM``.
        state: The column of States.
        on: The column of days.
        into: The column to be added.
        names: Whether the column of States holds names and any code.
    """
    others = [each.id for each in every_state() if each.id not in question.ladders]
    ids = sorted([*question.ladders, *others])
    periods = [
        (id_, status, first, last)
        for id_ in ids
        for first, last, status in rows_of(question.ladder(id_))
    ]
    values = ",\n".join(
        f"  ({text(id_)}, {text(status)}, DATE '{first}', DATE '{last}')" for id_, status, first, last in periods
    )
    head = (
        f"-- Status under {treaty.reference} ({treaty.short_title}), record as of {treaty.as_of}\n"
        f"WITH periods(state, status, first_day, last_day) AS (VALUES\n{values}\n)"
    )
    if not names:
        return (
            f"{head}\nSELECT asked.*, periods.status AS {name_of(into)}\nFROM {table} AS asked\n"
            f"LEFT JOIN periods ON asked.{name_of(state)} = periods.state\n{_on(on)}"
        )
    spellings = ",\n".join(f"  ({text(name)}, {text(id_)})" for name, id_ in sorted(known_names().items()))
    folded = FOLDED.format(f"{name_of(state)}::VARCHAR")
    return (
        f"{head},\nnames(name, state) AS (VALUES\n{spellings}\n),\n"
        "-- each distinct value is looked up once\n"
        f"written AS (SELECT DISTINCT {name_of(state)} AS as_written FROM {table}),\n"
        "resolved AS (\n  SELECT written.as_written, names.state FROM written\n"
        f"  JOIN names ON names.name = {folded.replace(name_of(state), 'written.as_written')}\n)\n"
        f"SELECT asked.*, periods.status AS {name_of(into)}\nFROM {table} AS asked\n"
        f"LEFT JOIN resolved ON asked.{name_of(state)} = resolved.as_written\n"
        f"LEFT JOIN periods ON resolved.state = periods.state\n{_on(on)}"
    )


def _on(on: str) -> str:
    day = f"asked.{name_of(on)}::DATE"
    return f"  AND {day} BETWEEN periods.first_day AND periods.last_day"
