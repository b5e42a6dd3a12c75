#!/usr/bin/env bash
# pandas 3.1.1, with lxml 6.1.3.
#
# read_html takes a comma for a mark of thousands unless told otherwise, which read_csv does not. So a column of a chart that names
# notes by their numbers comes as whole numbers: "1,2" is note 12, and nothing tells it from a real note 12. A converter for the
# column, which keeps texts as they are elsewhere, gets a text whose comma is gone already.
#
# Seen, the cells "1,2", "3" and "10":
#   read_html                          [12, 3, 10]
#   read_html, a converter to text     ['12', '3', '10']
#   read_html, thousands=None          ['1,2', '3', '10']
#   read_csv                           ['1,2', '3', '10']
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet pandas==3.1.1 lxml==6.1.3

found=$("$work/venv/bin/python" - <<'PYTHON'
import io

import pandas as pd

cells = ["1,2", "3", "10"]
page = "<table><tr><th>Notes</th></tr>" + "".join(f"<tr><td>{cell}</td></tr>" for cell in cells) + "</table>"
sheet = "\n".join(["Notes", *(f'"{cell}"' for cell in cells)])


def html(**options):
    return pd.read_html(io.StringIO(page), **options)[0]["Notes"].tolist()


print("read_html", html())
print("converter", html(converters={"Notes": str}))
print("thousands=None", html(thousands=None))
print("read_csv", pd.read_csv(io.StringIO(sheet))["Notes"].tolist())
PYTHON
)
printf '%s\n' "$found"
[ "$found" = "read_html [12, 3, 10]
converter ['12', '3', '10']
thousands=None ['1,2', '3', '10']
read_csv ['1,2', '3', '10']" ]
