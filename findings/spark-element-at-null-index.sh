#!/usr/bin/env bash
# pyspark 4.3.0 on Java 17.
#
# element_at(array, index) is documented to give null for a null index, and does with ANSI mode off. With ANSI mode on, the
# default since Spark 4.0, an array of literals is taken for one that can't give null: the column's type says "not null", and
# a null index gives the last item. get(array, index) gives null in both modes.
#
# Seen, for the indexes 1 and null:
#   element_at(array(10, 20), i)  [10, 20] nullable False
#   get(array(10, 20), i - 1)     [10, None] nullable True
#   element_at, ANSI mode off     [10, None]
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet pyspark==4.3.0

found=$("$work/venv/bin/python" - 2>/dev/null <<'PYTHON'
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
frame = spark.createDataFrame([(1,), (None,)], "i int")
for written in ("element_at(array(10, 20), i)", "get(array(10, 20), i - 1)"):
    asked = frame.selectExpr(written)
    print(written, [row[0] for row in asked.collect()], "nullable", asked.schema[0].nullable)
spark.conf.set("spark.sql.ansi.enabled", "false")
print("ANSI off", [row[0] for row in frame.selectExpr("element_at(array(10, 20), i)").collect()])
spark.stop()
PYTHON
)
printf '%s\n' "$found"
[ "$found" = "element_at(array(10, 20), i) [10, 20] nullable False
get(array(10, 20), i - 1) [10, None] nullable True
ANSI off [10, None]" ]
