#!/usr/bin/env bash
# Ibis 12.0.0 with sqlglot 30.12.0 and 30.30.0, on DuckDB 1.4.4, Python 3.11.
#
# Ibis writes its SQL with sqlglot, and asks for any release from 23.4 on but one. Within the same major version of
# sqlglot, what stood for the name in its expression of DROP came to be left out of the SQL without an error: a fresh
# `pip install 'ibis-framework[duckdb]'` gets a `create_table(name, data)` that fails on its own
# "DROP VIEW IF EXISTS", which says nothing to drop. Data handed over as a schema or by `memtable` is not concerned.
#
# Seen:
#   30.12.0 'DROP VIEW IF EXISTS rows' 1 row
#   30.30.0 'DROP VIEW IF EXISTS' ParserException
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet 'ibis-framework[duckdb]==12.0.0' duckdb==1.4.4 sqlglot==30.12.0

for version in 30.12.0 30.30.0; do
    "$work/venv/bin/python" -m pip install --quiet "sqlglot==$version"
    "$work/venv/bin/python" - <<'PYTHON' >>"$work/found"
import duckdb
import ibis
import pyarrow as pa
import sqlglot
from sqlglot.expressions import Drop

try:
    table = ibis.duckdb.connect().create_table("parties", pa.table({"state": ["FRA"]}))
    got = f"{table.count().execute()} row"
except duckdb.Error as error:
    got = type(error).__name__
print(sqlglot.__version__, repr(Drop(kind="VIEW", this="rows", exists=True).sql("duckdb")), got)
PYTHON
done

cat "$work/found"
[ "$(cat "$work/found")" = "30.12.0 'DROP VIEW IF EXISTS rows' 1 row
30.30.0 'DROP VIEW IF EXISTS' ParserException" ]
