#!/usr/bin/env bash
# vl-convert-python 1.9.0.post1 (Vega-Lite 6.4).
#
# A mark's own `x`, `y`, `x2`, `y2` place rects, points and texts, whether they are numbers or expressions of the row. The mark
# `rule` takes the same properties without complaint and draws a line of no length at the corner; only channels of the
# encoding place it. A picture that mixes these marks loses its lines and nothing else.
#
# Seen, for a place at 10 and an end at 60:
#   rect  M10,10h50v50h-50Z
#   rule  <line transform="translate(0,0)" x2="0" y2="0" stroke="#000"/>
#   rule, by the encoding  <line transform="translate(10,10)" x2="50" y2="0" stroke="black"/>
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet vl-convert-python==1.9.0.post1

found=$("$work/venv/bin/python" - <<'PYTHON'
import re

import vl_convert

ends = {name: {"expr": f"datum.{name}"} for name in ("x", "x2", "y", "y2")}
level = ends | {"y2": {"expr": "datum.y"}}
drawn = {
    "rect": ({"type": "rect", **ends}, {"opacity": {"value": 1}}, r'd="(M[^"]*)" fill="#'),
    "rule": ({"type": "rule", **level}, {"opacity": {"value": 1}}, r"(<line[^>]*>)"),
    "by the encoding": ({"type": "rule"}, {name: {"value": each} for name, each in level.items()}, r"(<line[^>]*>)"),
}
for name, (mark, encoding, shape) in drawn.items():
    row = {"x": 10, "x2": 60, "y": 10, "y2": 60}
    spec = {"width": 100, "height": 100, "data": {"values": [row]}, "mark": mark, "encoding": encoding}
    print(name, re.search(shape, vl_convert.vegalite_to_svg(spec))[1])
PYTHON
)
printf '%s\n' "$found"
[ "$found" = 'rect M10,10h50v50h-50Z
rule <line transform="translate(0,0)" x2="0" y2="0" stroke="#000"/>
by the encoding <line transform="translate(10,10)" x2="50" y2="0" stroke="black"/>' ]
