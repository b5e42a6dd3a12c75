"""How DuckDB and Spark write what the join of answers needs (``_join.py``)."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (frames of engines are partly typed; what leaves this module is typed)

from cyberconventions._states import fold, spellings
from cyberconventions.frames._columns import DATES, ISO_DATE, ISO_LENGTH, Day

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from cyberconventions.frames._columns import Native

# As cyberconventions._states.fold does: case, accents, apostrophes and runs of white space are set aside.
FOLDED = (
    r"strip_accents(lower(trim(regexp_replace(replace(replace({0}, '’', ''''), '‘', ''''), "
    r"'[\s\v\p{{Z}}\x1c-\x1f\x{{85}}]+', ' ', 'g'))))"
)
_QUIETLY = '(errors="null" makes their answers null)'
_NOT_A_STATE = f"' is not a known State code or name {_QUIETLY}"
_NOT_A_DATE = f"' is not a date, expected {DATES} {_QUIETLY}"
_ONE_SLIP_IN = 6  # letters, for a suggestion


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


def _listed(values: "Iterable[Any]") -> str:
    return ",".join(str(value).lower() for value in values)


class DuckDB:
    """Relations of DuckDB, on the user's own connection."""

    name = staticmethod(name_of)

    @staticmethod
    def projected(frame: "Native", written: "Mapping[str, str]", *kept: str) -> "Native":
        """Return a relation of columns that are written, beside those that are kept."""
        return frame.project(", ".join([*kept, *(f"{each} AS {name_of(name)}" for name, each in written.items())]))

    @staticmethod
    def without(frame: "Native", found: "Native", columns: "Iterable[str]") -> "Native":
        """Leave columns out of what was made of a frame."""
        return found.project(f"* EXCLUDE ({', '.join(map(name_of, columns))})").set_alias(frame.alias)

    @staticmethod
    def joined(frame: "Native", table: "Mapping[Any, int]", key: str, names: "Sequence[str]") -> "Native":
        """Join a small table of two columns: one row, whose lists become rows, on the connection of the relation."""
        values = f"string_split({text(chr(10).join(map(str, table)))}, chr(10))"
        kind = "BIGINT" if all(isinstance(each, int) for each in table) else "VARCHAR"
        written = {names[0]: f"unnest({values})::{kind}", names[1]: f"unnest('[{_listed(table.values())}]'::SMALLINT[])"}
        small = DuckDB.projected(frame.limit(0).aggregate("count(*) AS rows"), written).set_alias(f"{names[0]}_table")
        return frame.join(small, f"{key} = {name_of(names[0])}", how="left")

    @staticmethod
    def key(column: str, *, numeric: bool) -> str:
        """Write what is looked up: the text, without the collation of the column, or the number."""
        return f"TRY_CAST({column} AS BIGINT)" if numeric else f'{column}::VARCHAR COLLATE "C"'

    @staticmethod
    def day(column: str, kind: Day, name: str, *, refuses: bool) -> str:
        """Write the day of a column; DuckDB's own cast reads more than ISO dates."""
        if kind is not Day.TEXT:
            return column if kind is Day.DATE else f"{column}::DATE"
        written = f"{column}::VARCHAR"
        wrong = f"error({text(f'column {name!r}: {chr(39)}')} || {written} || {text(_NOT_A_DATE)})::DATE"
        otherwise = f" WHEN {column} IS NOT NULL THEN {wrong}" if refuses else ""
        return (
            f"CASE WHEN regexp_full_match({written}, {text(ISO_DATE)}) THEN TRY_CAST({written} AS DATE){otherwise} END"
        )

    @staticmethod
    def item(values: "Sequence[Any]", place: str, kind: str) -> str:
        """Write an item of a list, which is one text: DuckDB reads it far faster than as many literals."""
        if kind == "VARCHAR":  # Texts take their time to copy, values of an ENUM do not.
            listed = ", ".join(map(text, values))
            return f"list_extract([{listed}]::ENUM({listed})[], {place})::VARCHAR"
        if kind == "VARCHAR[]":
            lists = ", ".join(f"[{', '.join(map(text, each))}]" for each in values)
            return f"list_extract([{lists}]::VARCHAR[][], {place})"
        return f"list_extract('[{_listed(values)}]'::{kind}[], {place})"

    @staticmethod
    def place(values: "Iterable[str]", column: str) -> str:
        """Write the place in a list of a column's text once it is folded."""
        folded = FOLDED.format(f"{column}::VARCHAR")
        return f"list_position(string_split({text(chr(10).join(values))}, chr(10)), {folded})"

    @staticmethod
    def unknown(name: str, column: str) -> str:
        """Write the error for a value that is not a known State, with the nearest name if it is near."""
        key = f"{column}::VARCHAR"
        near = f"lambda each: damerau_levenshtein(lower(each), lower(trim({key}))) * {_ONE_SLIP_IN} <= strlen({key})"
        known = f"string_split({text(chr(10).join(spellings()))}, chr(10))"
        hint = f"coalesce(' – did you mean ''' || list_filter({known}, {near})[1] || '''?', '')"
        before, (is_not, quietly) = f"column {name!r}: '", _NOT_A_STATE.split(" (")
        return f"error({' || '.join([text(before), key, text(is_not), hint, text(f' ({quietly}')])})::BIGINT"


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
    def projected(frame: "Native", written: "Mapping[str, str]", *kept: str) -> "Native":
        """Return a frame of columns that are written, beside those that are kept."""
        return frame.selectExpr(*kept, *(f"{each} AS {Spark.name(name)}" for name, each in written.items()))

    @staticmethod
    def without(frame: "Native", found: "Native", columns: "Iterable[str]") -> "Native":
        """Leave columns out of what was made of a frame."""
        del frame
        return found.drop(*columns)

    @staticmethod
    def joined(frame: "Native", table: "Mapping[Any, int]", key: str, names: "Sequence[str]") -> "Native":
        """Join a small table of two columns, which is broadcast."""
        from pyspark.sql.functions import expr

        kind = "bigint" if all(isinstance(each, int) for each in table) else "string"
        types = f"{Spark.name(names[0])} {kind}, {Spark.name(names[1])} int"
        small = frame.sparkSession.createDataFrame(list(table.items()), types).hint("broadcast")
        return frame.join(small, expr(f"{key} = {Spark.name(names[0])}"), "left")

    @staticmethod
    def key(column: str, *, numeric: bool) -> str:
        """Write what is looked up: the text, without the collation of the column, or the number."""
        return f"CAST({column} AS {'BIGINT' if numeric else 'STRING'})"

    @staticmethod
    def day(column: str, kind: Day, name: str, *, refuses: bool) -> str:
        """Write the day of a column; Spark's own cast reads more than ISO dates."""
        if kind is not Day.TEXT:
            return column if kind is Day.DATE else f"CAST({column} AS DATE)"
        written = f"CAST({column} AS STRING)"
        wrong = Spark._error(name, written, _NOT_A_DATE, "DATE")
        otherwise = f" WHEN {column} IS NOT NULL THEN {wrong}" if refuses else ""
        matches = f"length({written}) = {ISO_LENGTH} AND {written} RLIKE {Spark._text(f'^{ISO_DATE}$')}"
        return f"CASE WHEN {matches} THEN CAST({written} AS DATE){otherwise} END"

    @staticmethod
    def item(values: "Sequence[Any]", place: str, kind: str) -> str:
        """Write an item of a list; one of numbers or days is one text, which Spark reads faster than many literals."""
        if kind == "VARCHAR":
            written = f"array({', '.join(map(Spark._text, values))})"
        elif kind == "VARCHAR[]":
            lists = (f"CAST(array({', '.join(map(Spark._text, each))}) AS array<string>)" for each in values)
            written = f"array({', '.join(lists)})"
        else:
            written = f"CAST(split('{_listed(values)}', ',') AS array<{kind}>)"
        # Not element_at, which Spark 4.3 takes for not null where its place is.
        return f"get({written}, CAST({place} AS INT) - 1)"

    @staticmethod
    def place(values: "Iterable[str]", column: str) -> str:
        """Write the place in a list of a column's text once it is folded."""
        plain = f"translate(CAST({column} AS STRING), '’‘', {Spark._text(chr(39) * 2)})"
        folded = f"lower(translate({plain}, '{_ACCENTED}', '{_PLAIN}'))"
        trimmed = f"trim(regexp_replace({folded}, '[{_BLANKS}]+', ' '))"
        return f"array_position(split({Spark._text('|'.join(values))}, '[|]'), {trimmed})"

    @staticmethod
    def unknown(name: str, column: str) -> str:
        """Write the error for a value that is not a known State."""
        return Spark._error(name, f"CAST({column} AS STRING)", _NOT_A_STATE, "BIGINT")

    @staticmethod
    def _error(name: str, value: str, after: str, kind: str) -> str:
        before = Spark._text(f"column {name!r}: '")
        return f"CAST(raise_error(concat({before}, {value}, {Spark._text(after)})) AS {kind})"

    @staticmethod
    def _text(value: str) -> str:
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
