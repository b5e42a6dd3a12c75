#!/usr/bin/env bash
# pycountry 26.2.16.
#
# countries.search_fuzzy takes a name that stands anywhere inside of another one, parts of words included, for a match, and turns
# ISO's "Korea, Republic of" round for nobody. So the usual name of one State can find its neighbour alone, as the one sure match
# of a list of one; and the whole name is worth no more than a part, so that a State named in full can come second.
#
# Seen, all that search_fuzzy finds:
#   Republic of Korea     PRK, the Democratic People's Republic of Korea; nothing else
#   Korea, Republic of    KOR
#   Republic of Niger     NGA, the Federal Republic of Nigeria; nothing else
#   Niger                 NGA, then NER, which is Niger
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet pycountry==26.2.16

found=$("$work/venv/bin/python" - <<'PYTHON'
from pycountry import countries

for name in "Republic of Korea", "Korea, Republic of", "Republic of Niger", "Niger":
    print(f"{name}:", *(each.alpha_3 for each in countries.search_fuzzy(name)))
PYTHON
)
printf '%s\n' "$found"
[ "$found" = "Republic of Korea: PRK
Korea, Republic of: KOR
Republic of Niger: NGA
Niger: NGA NER" ]
