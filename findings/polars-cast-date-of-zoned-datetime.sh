#!/usr/bin/env bash
# polars 2.1.0.
#
# A datetime with a time zone has two calendar days in polars. `dt.date()` gives the one that the column prints, of its own
# zone; `cast(pl.Date)` gives the day in UTC, without a word. Whoever takes the cast for the shorter way to write the same
# is a day off for what happened near midnight: an instrument deposited in Paris at half past midnight falls on the day
# before, one deposited in Bogotá in the evening on the day after.
#
# Seen, for 2020-03-13 00:30 in Paris and 2020-03-13 23:30 in Bogotá:
#   Europe/Paris   dt.date() 2020-03-13, cast 2020-03-12
#   America/Bogota dt.date() 2020-03-13, cast 2020-03-14
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet polars==2.1.0 tzdata

found=$("$work/venv/bin/python" - <<'PYTHON'
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

for zone, hour in (("Europe/Paris", 0), ("America/Bogota", 23)):
    column = pl.Series([datetime(2020, 3, 13, hour, 30, tzinfo=ZoneInfo(zone))])
    print(f"{zone}: {column.dt.date()[0]} {column.cast(pl.Date)[0]}")
PYTHON
)
printf '%s\n' "$found"
[ "$found" = "Europe/Paris: 2020-03-13 2020-03-12
America/Bogota: 2020-03-13 2020-03-14" ]
