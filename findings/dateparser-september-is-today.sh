#!/usr/bin/env bash
# dateparser 1.5.0.
#
# "5 set 2006" is how Italian and Portuguese charts write the fifth of September. Without a language, dateparser does not know the
# word, drops it, and takes the rest for the fifth month of 2006; the day it adds is that of the day on which the program runs. No
# error, no null: a whole date, right in its year only, and another one tomorrow. With "9 ott 2006" it finds October.
#
# Seen, on two days (settings RELATIVE_BASE, as if it were that day):
#                 2026-11-03     2026-11-28     languages=["it"]
#   5 set 2006    2006-05-03     2006-05-28     2006-09-05
#   9 ott 2006    2006-10-09     2006-10-09     2006-10-09
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet dateparser==1.5.0

found=$("$work/venv/bin/python" -W ignore - <<'PYTHON'
from datetime import datetime

import dateparser


def read(text, day, **options):
    return dateparser.parse(text, settings={"RELATIVE_BASE": datetime(2026, 11, day)}, **options).date()


for text in "5 set 2006", "9 ott 2006":
    print(text, read(text, 3), read(text, 28), read(text, 28, languages=["it"]))
PYTHON
)
printf '%s\n' "$found"
[ "$found" = "5 set 2006 2006-05-03 2006-05-28 2006-09-05
9 ott 2006 2006-10-09 2006-10-09 2006-10-09" ]
