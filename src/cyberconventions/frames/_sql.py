"""The same answers as one DuckDB query that a person can read, keep and run without Python."""

from datetime import timedelta

from cyberconventions.frames._join import DuckDB
from cyberconventions.frames._question import Question

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from cyberconventions._steps import Steps
    from cyberconventions.frames._question import Answer

    Names: TypeAlias = tuple[Mapping[str, str], Mapping[str, str]]  # as known_names() gives them

# ruff: noqa: S608 - the user reads the query, and runs it

# A whole number is the code that has zeros in front.
_AS_CODE = (
    "CASE WHEN typeof({0}) LIKE '%INT%' AND {0}::VARCHAR NOT LIKE '___%' "
    "THEN lpad({0}::VARCHAR, 3, '0') ELSE {0}::VARCHAR END"
)

# A text that DuckDB's own cast takes for a date, such as 2013-1-1, is none here.
_AS_DAY = (
    "TRY_CAST(CASE WHEN typeof({0}) SIMILAR TO '(DATE|TIMESTAMP).*'\n"
    "    OR {0}::VARCHAR SIMILAR TO '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}'\n"
    "    THEN {0} END AS DATE)"
)


def query(  # noqa: PLR0913 - the words of one query
    question: Question, about: str, table: str, *, state: str, on: str, into: str, names: "Names | None"
) -> str:
    """Return the query that adds the answer on the day of each row.

    Its own tables and columns have names that no user's table has; but for the column to be added, which is
    written without its table, so that a column of this name in the user's table makes it ambiguous.
    """
    duckdb = DuckDB()
    steps = question.of_all()
    periods = ",\n".join(line for id_ in sorted(steps) for line in _periods(duckdb, id_, steps[id_]))
    head = (
        f"-- {about}\nWITH cyberconventions_periods(cyberconventions_state, {duckdb.name(into)}, "
        f"cyberconventions_first, cyberconventions_last) AS (VALUES\n{periods}\n)"
    )
    asked = f"cyberconventions_asked.{duckdb.name(state)}"
    day = _AS_DAY.format(f"cyberconventions_asked.{duckdb.name(on)}")
    select = f"SELECT cyberconventions_asked.*, {duckdb.name(into)}\nFROM {table} AS cyberconventions_asked\n"
    within = f"  AND {day} BETWEEN cyberconventions_first AND cyberconventions_last"
    if names is None:
        return f"{head}\n{select}LEFT JOIN cyberconventions_periods ON {asked} = cyberconventions_state\n{within}"
    listed = ",\n".join(
        f"  ({duckdb.text(name)}, {alike}, {duckdb.text(id_)})"
        for alike, known in zip(("false", "true"), names, strict=True)
        for name, id_ in sorted(known.items())
    )
    folded = duckdb.folded.format(_AS_CODE.format("cyberconventions_written"))
    return (
        f"{head},\ncyberconventions_names(cyberconventions_name, cyberconventions_alike, cyberconventions_id) AS (\n"
        f"VALUES\n{listed}\n),\n"
        "-- each distinct value is looked up once, as it is written or as a name that is read alike\n"
        "cyberconventions_forms AS (\n"
        f"  SELECT *, {duckdb.alike('cyberconventions_folded')} AS cyberconventions_form\n"
        f"  FROM (SELECT *, {folded} AS cyberconventions_folded\n"
        f"    FROM (SELECT DISTINCT {duckdb.name(state)} AS cyberconventions_written FROM {table}))\n),\n"
        "cyberconventions_resolved AS (\n"
        "  SELECT cyberconventions_written,\n"
        "    arg_min(cyberconventions_id, cyberconventions_alike) AS cyberconventions_id\n"
        "  FROM cyberconventions_forms JOIN cyberconventions_names ON cyberconventions_name =\n"
        "    CASE WHEN cyberconventions_alike THEN cyberconventions_form ELSE cyberconventions_folded END\n"
        "  GROUP BY cyberconventions_written\n)\n"
        f"{select}LEFT JOIN cyberconventions_resolved ON {asked} = cyberconventions_written\n"
        f"LEFT JOIN cyberconventions_periods ON cyberconventions_id = cyberconventions_state\n{within}"
    )


def _periods(duckdb: DuckDB, id_: str, steps: "Steps[Answer]") -> "Iterable[str]":
    """Write each period with an answer, with its first and last day."""
    days, answers = steps
    ends = (*(day - timedelta(days=1) for day in days[1:]), "infinity")
    for first, last, answer in zip(days, ends, answers, strict=True):
        if answer is not None:
            written = duckdb.text(answer) if isinstance(answer, str) else str(answer).lower()
            yield f"  ({duckdb.text(id_)}, {written}, DATE '{first}', DATE '{last}')"
