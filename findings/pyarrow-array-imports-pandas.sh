#!/usr/bin/env bash
# pyarrow 26.0.1, pandas 3.1.1.
#
# pyarrow.array makes an array of Python's own strings or dates; where pandas is installed, the first such call imports it (to ask
# whether the values are one of its series), also where the type is given. A process that only writes a Parquet file pays for
# pandas. from_buffers asks nothing.
#
# Seen, whether pandas is loaded after the call:
#   array with a type    True
#   from_buffers         False
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet pyarrow==26.0.1 pandas==3.1.1

cat >"$work/try.py" <<'PYTHON'
import sys

import pyarrow

if sys.argv[1] == "array":
    made = pyarrow.array(("FRA", "DEU"), pyarrow.string())
else:
    offsets = pyarrow.py_buffer((0).to_bytes(4, "little") + (3).to_bytes(4, "little") + (6).to_bytes(4, "little"))
    made = pyarrow.Array.from_buffers(pyarrow.string(), 2, [None, offsets, pyarrow.py_buffer(b"FRADEU")])
assert made.to_pylist() == ["FRA", "DEU"]
print(sys.argv[1], "pandas" in sys.modules)
PYTHON
found=$(for way in array buffers; do "$work/venv/bin/python" "$work/try.py" "$way"; done)
printf '%s\n' "$found"
[ "$found" = "array True
buffers False" ]
