#!/usr/bin/env bash
# Ibis 12.0.0 on DuckDB 1.4.4 and 2.0.1, with sqlglot 30.12.0 (Ibis asks for DuckDB from 0.10.3 on, without an upper bound).
#
# DuckDB 2.0 dropped a method that Ibis calls to stream a result, so to_pyarrow_batches raises AttributeError; to_pyarrow goes on
# as ever. What nobody would expect is what comes after: DuckDB 2 has the query open by then and lets no other begin on the
# connection, so the next question, one that worked before, fails too, as "in use". It does so until the connection is replaced:
# a job that streams where it can and falls back to whole tables has no way back.
#
# Seen, to_pyarrow_batches, and then to_pyarrow on the same connection:
#   DuckDB 1.4.4    1 row; 1 row
#   DuckDB 2.0.1    AttributeError; ResourceInUseException
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
cat >"$work/ask.py" <<'PYTHON'
import ibis

connection = ibis.duckdb.connect()
connection.raw_sql("CREATE TABLE rows AS SELECT 1 AS number")
rows = connection.table("rows")


def said(ask):
    try:
        return f"{ask()} row"
    except Exception as error:
        return type(error).__name__


print(said(lambda: rows.to_pyarrow_batches().read_all().num_rows), said(lambda: rows.to_pyarrow().num_rows), sep="; ")
PYTHON
found=$(for version in 1.4.4 2.0.1; do
    "$work/venv/bin/python" -m pip install --quiet 'ibis-framework[duckdb]==12.0.0' sqlglot==30.12.0 "duckdb==$version"
    "$work/venv/bin/python" "$work/ask.py"
done)
printf '%s\n' "$found"
[ "$found" = "1 row; 1 row
AttributeError; ResourceInUseException" ]
