"""How DuckDB and Spark write what the join of answers needs (``_join.py``)."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (frames of engines are partly typed; what leaves this module is typed)

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cyberconventions._states import fold, spellings
from cyberconventions.frames._columns import DATES, ISO_DATE, Day

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions.frames._columns import Native

# As cyberconventions._states.fold does: case, accents, apostrophes and runs of white space are set aside.
FOLDED = (
    r"strip_accents(lower(trim(regexp_replace(replace(replace({0}, '’', ''''), '‘', ''''), "
    r"'[\s\v\p{{Z}}\x1c-\x1f\x{{85}}]+', ' ', 'g'))))"
)
_NOT_A_STATE = "is not a known State code or name"
_QUIETLY = '(errors="null" makes their answers null)'
_ONE_SLIP_IN = 6  # letters, for a suggestion
_ISO_LENGTH = 10


def text(value: object) -> str:
    """Write a text, number or truth as DuckDB's literal."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"


def name_of(column: str) -> str:
    """Quote a name as DuckDB does."""
    return '"' + column.replace('"', '""') + '"'


def _kind(values: "Iterable[Any]") -> type:
    return next((type(value) for value in values if value is not None), str)


class DuckDB:
    """Relations of DuckDB, on the user's own connection."""

    name = staticmethod(name_of)

    @staticmethod
    def with_columns(frame: "Native", columns: Mapping[str, str]) -> "Native":
        """Add columns to a relation."""
        return frame.project(", ".join(["*", *(f"{written} AS {name_of(name)}" for name, written in columns.items())]))

    @staticmethod
    def without(frame: "Native", found: "Native", columns: Sequence[str]) -> "Native":
        """Leave columns out of a relation."""
        return found.project(f"* EXCLUDE ({', '.join(map(name_of, columns))})").set_alias(frame.alias)

    @staticmethod
    def joined(frame: "Native", columns: "Mapping[str, Sequence[Any]]", condition: str) -> "Native":
        """Join a small table: one row, whose lists become rows, on the connection of the relation."""
        written = (f"unnest({DuckDB._list(values)}) AS {name_of(name)}" for name, values in columns.items())
        table = frame.limit(0).aggregate("count(*) AS rows").project(", ".join(written))
        table = table.set_alias(f"{next(iter(columns))}_table")
        return frame.join(table, condition, how="left")

    @staticmethod
    def key(column: str, *, numeric: bool) -> str:
        """Write the text that is looked up, without the collation of the column, or the number."""
        return f"TRY_CAST({column} AS BIGINT)" if numeric else f'{column}::VARCHAR COLLATE "C"'

    @staticmethod
    def day(column: str, kind: Day, name: str, *, refuses: bool) -> str:
        """Write the day of a column; DuckDB's own cast reads more than ISO dates."""
        if kind is not Day.TEXT:
            return column if kind is Day.DATE else f"{column}::DATE"
        written = f"{column}::VARCHAR"
        parts = (text(f"column {name!r}: '"), written, text(f"' is not a date, expected {DATES} {_QUIETLY}"))
        otherwise = f" WHEN {column} IS NOT NULL THEN error({' || '.join(parts)})::DATE" if refuses else ""
        return (
            f"CASE WHEN regexp_full_match({written}, {text(ISO_DATE)}) THEN TRY_CAST({written} AS DATE){otherwise} END"
        )

    @staticmethod
    def literal(value: "Any") -> str:  # noqa: ANN401 - as in Dialect
        """Write a value."""
        return f"DATE '{value}'" if isinstance(value, date) else text(value)

    @staticmethod
    def item(values: "Sequence[Any]", place: str) -> str:
        """Write an item of a list."""
        if _kind(values) is str:  # Texts take their time to copy, values of an ENUM do not.
            known = [text(value) for value in values if value is not None]
            return f"list_extract([{', '.join(map(text, values))}]::ENUM({', '.join(known)})[], {place})::VARCHAR"
        return f"list_extract({DuckDB._list(values)}, {place})"

    @staticmethod
    def place(values: Iterable[str], key: str) -> str:
        """Write the place in a list of a text once it is folded."""
        return f"nullif(list_position({DuckDB._list(list(values))}, {FOLDED.format(key)}), 0)"

    @staticmethod
    def unknown(name: str, key: str) -> str:
        """Write the error for a value that is not a known State, with the nearest name if it is near."""
        key = f"{key}::VARCHAR"
        near = f"lambda each: damerau_levenshtein(lower(each), lower(trim({key}))) * {_ONE_SLIP_IN} <= strlen({key})"
        hint = f"coalesce(' – did you mean ''' || list_filter({DuckDB._list(spellings())}, {near})[1] || '''?', '')"
        parts = (text(f"column {name!r}: '"), key, text(f"' {_NOT_A_STATE}"), hint, text(f" {_QUIETLY}"))
        return f"error({' || '.join(parts)})::BIGINT"

    @staticmethod
    def _list(values: "Sequence[Any]") -> str:
        """Write a list as one text, which DuckDB reads far faster than as many literals."""
        kind = _kind(values)
        if kind is tuple:
            return f"[{', '.join(DuckDB._list(each) for each in values)}]::VARCHAR[][]"
        if kind is str and None not in values:
            return f"string_split({text(chr(10).join(values))}, chr(10))" if values else "[]::VARCHAR[]"
        types = {
            str: "VARCHAR",
            bool: "BOOLEAN",
            int: "USMALLINT",
        }  # none is greater than the number of pairs of answers
        written = ", ".join("NULL" if value is None else str(value) for value in values)
        return f"'[{written}]'::{types.get(kind, 'DATE')}[]"


# Letters with one accent, and the letters they fold to.
_ACCENTED = "".join(chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if len(fold(chr(code))) == 1)
_PLAIN = "".join(map(fold, _ACCENTED))
_BLANKS = "".join(chr(code) for code in (*range(0x3001), 0x3000) if not chr(code).strip())


class Spark:
    """DataFrames of Spark: the small table is broadcast, the user's rows stay where they are."""

    @staticmethod
    def name(column: str) -> str:
        """Quote a column's name."""
        return "`" + column.replace("`", "``") + "`"

    @staticmethod
    def with_columns(frame: "Native", columns: Mapping[str, str]) -> "Native":
        """Add columns to a frame."""
        return frame.selectExpr("*", *(f"{written} AS {Spark.name(name)}" for name, written in columns.items()))

    @staticmethod
    def without(frame: "Native", found: "Native", columns: Sequence[str]) -> "Native":
        """Leave columns out of a frame."""
        del frame
        return found.drop(*columns)

    @staticmethod
    def joined(frame: "Native", columns: "Mapping[str, Sequence[Any]]", condition: str) -> "Native":
        """Join a small table, which is broadcast."""
        from pyspark.sql.functions import expr

        types = {int: "bigint", bool: "boolean", str: "string"}
        kinds = (f"{Spark.name(name)} {types.get(_kind(values), 'date')}" for name, values in columns.items())
        rows = list(zip(*columns.values(), strict=True))
        table = frame.sparkSession.createDataFrame(rows, ", ".join(kinds)).hint("broadcast")
        return frame.join(table, expr(condition), "left")

    @staticmethod
    def key(column: str, *, numeric: bool) -> str:
        """Write the text that is looked up, without the collation of the column, or the number."""
        return f"CAST({column} AS {'BIGINT' if numeric else 'STRING'})"

    @staticmethod
    def day(column: str, kind: Day, name: str, *, refuses: bool) -> str:
        """Write the day of a column; Spark's own cast reads more than ISO dates."""
        if kind is not Day.TEXT:
            return column if kind is Day.DATE else f"CAST({column} AS DATE)"
        written = f"CAST({column} AS STRING)"
        wrong = Spark._error(f"column {name!r}: '", written, f"' is not a date, expected {DATES} {_QUIETLY}", "DATE")
        otherwise = f" WHEN {column} IS NOT NULL THEN {wrong}" if refuses else ""
        matches = f"length({written}) = {_ISO_LENGTH} AND {written} RLIKE {Spark._text(f'^{ISO_DATE}$')}"
        return f"CASE WHEN {matches} THEN CAST({written} AS DATE){otherwise} END"

    @staticmethod
    def literal(value: "Any") -> str:  # noqa: ANN401 - as in Dialect
        """Write a value."""
        if isinstance(value, str):
            return Spark._text(value)
        if isinstance(value, tuple):
            return f"array({', '.join(map(Spark.literal, value))})" if value else "CAST(array() AS array<string>)"
        return f"DATE'{value}'" if isinstance(value, date) else text(value)

    @staticmethod
    def item(values: "Sequence[Any]", place: str) -> str:
        """Write an item of a list; one of numbers is one text, which Spark reads far faster than as many literals."""
        if _kind(values) is int and None not in values:
            written = f"CAST(split('{','.join(map(str, values))}', ',') AS array<bigint>)"
        else:
            written = f"array({', '.join(map(Spark.literal, values))})"
        # Not element_at, which Spark 4.3 takes for not null where its place is.
        return f"get({written}, CAST({place} AS INT) - 1)"

    @staticmethod
    def place(values: Iterable[str], key: str) -> str:
        """Write the place in a list of a text once it is folded."""
        folded = f"lower(translate(translate({key}, '’‘', {Spark._text(chr(39) * 2)}), '{_ACCENTED}', '{_PLAIN}'))"
        trimmed = f"trim(regexp_replace({folded}, '[{_BLANKS}]+', ' '))"
        return f"nullif(array_position(split({Spark._text('|'.join(values))}, '[|]'), {trimmed}), 0)"

    @staticmethod
    def unknown(name: str, key: str) -> str:
        """Write the error for a value that is not a known State."""
        return Spark._error(f"column {name!r}: '", key, f"' {_NOT_A_STATE} {_QUIETLY}", "BIGINT")

    @staticmethod
    def _error(before: str, value: str, after: str, kind: str) -> str:
        return f"CAST(raise_error(concat({Spark._text(before)}, {value}, {Spark._text(after)})) AS {kind})"

    @staticmethod
    def _text(value: str) -> str:
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
