#!/usr/bin/env bash
# nbconvert 7.17.2.
#
# A picture among a cell's outputs may carry its words in its metadata, as {"image/png": {"alt": ...}}. nbconvert's classic template
# writes them as the image's alt text; the lab template, which is the default, leaves them out and writes a sentence of its own
# that says no description was given.
#
# Seen, the alt text of the same notebook's picture:
#   classic    A map
#   lab        No description has been provided for this image
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet nbconvert==7.17.2

cat >"$work/try.py" <<'PYTHON'
import sys
from html.parser import HTMLParser

import nbformat
from nbconvert import HTMLExporter

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
output = nbformat.v4.new_output("display_data", {"image/png": DOT}, metadata={"image/png": {"alt": "A map"}})
book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("draw()", execution_count=1, outputs=[output])])


class Images(HTMLParser):
    def handle_starttag(self, tag, attrs):
        if tag == "img":
            print(sys.argv[1], dict(attrs).get("alt"))


Images().feed(HTMLExporter(template_name=sys.argv[1]).from_notebook_node(book)[0])
PYTHON
found=$(for template in classic lab; do "$work/venv/bin/python" "$work/try.py" "$template"; done)
printf '%s\n' "$found"
[ "$found" = "classic A map
lab No description has been provided for this image" ]
