#!/usr/bin/env bash
# DuckDB 1.4.4 and 2.0.1, Python 3.11.
#
# `relation.query(name, sql)` runs SQL over a relation, which the SQL calls by a name of one's choice. It reads like a
# name that holds within that SQL. In 1.4.4 it is a view of the connection's database, and not a temporary one: it stays
# there, in a database file after closing too; a view that the user had by that name is replaced without a word; and as
# relations run when they are fetched, a first result changes once the same name is used for a second. In 2.0.1 none of
# this happens. A library that supports both and plans over its user's relations can't use the method.
#
# Seen (views left after closing; the user's view; two results in turn):
#   1.4.4 ['mine', 'rows_of_t'] [('FRA',)] [(2,)] [(2,)]
#   2.0.1 ['mine'] [('kept',)] [(1,)] [(2,)]
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for version in 1.4.4 2.0.1; do
    python3 -m venv "$work/$version"
    "$work/$version/bin/python" -m pip install --quiet "duckdb==$version"
    "$work/$version/bin/python" - "$work/$version.db" <<'PYTHON' >>"$work/found"
import sys

import duckdb

connection = duckdb.connect(sys.argv[1])
connection.execute("CREATE TABLE t AS SELECT 'FRA' AS state")
connection.execute("CREATE VIEW mine AS SELECT 'kept' AS state")
assert connection.table("t").query("rows_of_t", "SELECT count(*) FROM rows_of_t").fetchall() == [(1,)]
assert connection.table("t").query("mine", "SELECT state FROM mine").fetchall() == [("FRA",)]
results = [connection.sql(f"SELECT {number} AS a").query("one", "SELECT a FROM one") for number in (1, 2)]
fetched = [result.fetchall() for result in results]
connection.execute("DROP VIEW IF EXISTS one")
connection.close()

connection = duckdb.connect(sys.argv[1])
views = connection.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1").fetchall()
mine = connection.sql("FROM mine").fetchall()
print(duckdb.__version__, [name for (name,) in views], mine, *fetched)
PYTHON
done

cat "$work/found"
[ "$(cat "$work/found")" = "1.4.4 ['mine', 'rows_of_t'] [('FRA',)] [(2,)] [(2,)]
2.0.1 ['mine'] [('kept',)] [(1,)] [(2,)]" ]
