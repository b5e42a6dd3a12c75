#!/usr/bin/env bash
# polars 2.1.0, freezegun 1.5.5.
#
# polars looks Python's own classes up once, when it reads its first value, and keeps what it found. Where that happens inside
# freezegun's freeze it keeps the frozen class: columns of real dates become Object, inside the freeze and for the rest of the
# process. Importing polars before the freeze does not help; reading one value before it does.
#
# Seen, the type of a column of a real date inside the freeze and after it:
#   nothing before the freeze    Object Object
#   polars imported before       Object Object
#   one date read before         Date Date
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet polars==2.1.0 freezegun==1.5.5

cat >"$work/try.py" <<'PYTHON'
import datetime
import sys

from freezegun import freeze_time

before, real = sys.argv[1], datetime.date(2020, 3, 13)
if before != "nothing":
    import polars
if before == "read":
    polars.Series([real])
with freeze_time("2020-03-13"):
    import polars

    inside = polars.Series([real]).dtype
print(before, inside, polars.Series([real]).dtype)
PYTHON
found=$(for before in nothing imported read; do "$work/venv/bin/python" "$work/try.py" "$before"; done)
printf '%s\n' "$found"
[ "$found" = "nothing Object Object
imported Object Object
read Date Date" ]
