"""Writes the tables as CSV, Parquet, SQLite and as a data package."""

import os
from datetime import date
from importlib import import_module

from cyberconventions._arrow import Kind
from cyberconventions._export._tables import Exported, tables
from cyberconventions._sources import version_of_data
from cyberconventions.errors import missing_extra

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


def write_csv(folder: str) -> None:
    """Write a file for each table."""
    for each in tables():
        _write(folder, f"{each.name}.csv", each.table.to_csv())


def _write(folder: str, name: str, text: str) -> None:
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        file.write(text)


def write_parquet(folder: str) -> None:
    """Write a file for each table.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError as error:
        raise missing_extra(f"Parquet needs pyarrow ({error})", "parquet") from error
    for each in tables():
        parquet.write_table(each.table.to_arrow(), os.path.join(folder, f"{each.name}.parquet"))


# -- SQLite ------------------------------------------------------------------------------------------------------------


def write_sqlite(folder: str) -> None:
    """Write one database: text in UTF-8, days as ISO text, 1 and 0 for true and false, with the keys between tables.

    Raises:
        OSError: It can't be written, as the disk is full.
    """
    import sqlite3

    try:
        _write_database(os.path.join(folder, "cyberconventions.sqlite"))
    except sqlite3.OperationalError as error:
        raise OSError(f"the database can't be written: {error}") from error


def _write_database(path: str) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA defer_foreign_keys = ON")
        for each in tables():
            database.execute(_create(each))
            marks = ", ".join("?" * len(each.table.names))
            rows = zip(*(map(_in_sqlite, column.values) for column in each.table.columns), strict=True)
            database.executemany(f'INSERT INTO "{each.name}" VALUES ({marks})', rows)  # noqa: S608 - our own names
        database.commit()
        database.execute("VACUUM")


def _create(exported: Exported) -> str:
    types = {Kind.NUMBER: "INTEGER", Kind.TRUTH: "INTEGER"}
    refers = dict(exported.references)
    columns: list[str] = []
    for name, column in zip(exported.table.names, exported.table.columns, strict=True):
        needed = " NOT NULL" if name in exported.key else ""
        refers_to = f' REFERENCES "{refers[name]}"' if name in refers else ""
        columns.append(f'"{name}" {types.get(column.kind, "TEXT")}{needed}{refers_to}')
    key = ", ".join(f'"{name}"' for name in exported.key)
    return f'CREATE TABLE "{exported.name}" ({", ".join(columns)}, PRIMARY KEY ({key}))'


def _in_sqlite(value: object) -> object:
    """Return a value as SQLite stores it; its own conversion of dates is deprecated from Python 3.12 on."""
    return value.isoformat() if isinstance(value, date) else value


# -- data package ------------------------------------------------------------------------------------------------------


def write_datapackage(folder: str) -> None:
    """Write the CSV files, and a ``datapackage.json`` (Frictionless) with the type of each column and the keys."""
    import json

    listed = tables()
    for each in listed:
        _write(folder, f"{each.name}.csv", each.table.to_csv())
    package = {
        "profile": "tabular-data-package",
        "name": "cyberconventions-export",
        "title": "Signatures, ratifications and accessions under cybercrime treaties",
        "version": version_of_data(),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": [_resource(each) for each in listed],
    }
    _write(folder, "datapackage.json", json.dumps(package, ensure_ascii=False, indent=1) + "\n")


def _resource(exported: Exported) -> "dict[str, Any]":
    table = exported.table
    return {
        "profile": "tabular-data-resource",
        "name": exported.name,
        "title": exported.about,
        "path": f"{exported.name}.csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                _field(name, column.kind, needed=name in exported.key)
                for name, column in zip(table.names, table.columns, strict=True)
            ],
            "missingValues": [""],
            "primaryKey": list(exported.key),
            "foreignKeys": list(_foreign_keys(exported)),
        },
    }


_TYPES: "dict[Kind, dict[str, Any]]" = {
    Kind.TEXT: {"type": "string"},
    Kind.WORD: {"type": "string"},
    Kind.DAY: {"type": "date"},
    Kind.NUMBER: {"type": "integer"},
    Kind.TRUTH: {"type": "boolean", "trueValues": ["TRUE"], "falseValues": ["FALSE"]},
}


def _field(name: str, kind: Kind, *, needed: bool) -> "dict[str, Any]":
    return {"name": name, **_TYPES[kind], **({"constraints": {"required": True}} if needed else {})}


def _foreign_keys(exported: Exported) -> "Iterable[dict[str, Any]]":
    for column, table in exported.references:
        resource = "" if table == exported.name else table  # Its own name is written as nothing.
        yield {"fields": [column], "reference": {"resource": resource, "fields": ["id"]}}
