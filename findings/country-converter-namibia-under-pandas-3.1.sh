#!/usr/bin/env bash
# country_converter 1.3.2, with pandas 3.0.0 and 3.1.1 (it asks for pandas without an upper bound).
#
# The table of country_converter has Namibia's code, NA, and reads it with a converter to text for that column. Up to pandas 3.0 a
# converted column was not searched for missing values; from 3.1 on it is, "NA" becomes a missing value, and the library's one
# class can't be made at all: the code is compiled as a regular expression, which a missing value is not. The same holds for any
# table of codes that relied on converters to keep Namibia.
#
# Seen:
#   pandas 3.0.0    a converter keeps ['NA', 'FR'];     Namibia is NAM
#   pandas 3.1.1    a converter gives [nan, 'FR'];      CountryConverter() raises TypeError, whatever is to be converted
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
cat >"$work/convert.py" <<'PYTHON'
import io

import country_converter
import pandas as pd

table = pd.read_csv(io.StringIO("code\nNA\nFR\n"), converters={"code": str})
try:
    found = country_converter.CountryConverter().convert("Namibia", to="ISO3")
except TypeError as error:
    found = f"TypeError: {error}"
print(table["code"].tolist(), found)
PYTHON
found=$(for version in 3.0.0 3.1.1; do
    "$work/venv/bin/python" -m pip install --quiet country_converter==1.3.2 pandas==$version
    "$work/venv/bin/python" "$work/convert.py"
done)
printf '%s\n' "$found"
[ "$found" = "['NA', 'FR'] NAM
[nan, 'FR'] TypeError: first argument must be string or compiled pattern" ]
