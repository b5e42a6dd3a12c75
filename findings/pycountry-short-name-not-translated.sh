#!/usr/bin/env bash
# pycountry 26.2.16.
#
# pycountry ships translations of the names in ISO 3166-1. In Spanish the short name of Algeria is left in English, though
# its official name is translated ("… de Argelia"), so a look-up that is made of the translations does not know "Argelia".
# In French two official names are misspelt where the short ones are right: "Bengladesh" beside Bangladesh, "Bouthan"
# beside Bhoutan. Nothing tells a name that was left in English from one that is the same in both languages (France).
#
# Seen:
#   es  Algeria | República Democrática Popular de Argelia
#   fr  Bangladesh | République populaire du Bengladesh
#   fr  Bhoutan | Royaume du Bouthan
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet pycountry==26.2.16

found=$(PYTHONIOENCODING=utf-8 "$work/venv/bin/python" - <<'PYTHON'
import gettext

import pycountry

for language, code in (("es", "DZA"), ("fr", "BGD"), ("fr", "BTN")):
    translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language]).gettext
    country = pycountry.countries.get(alpha_3=code)
    print(f"{language} {translated(country.name)} | {translated(country.official_name)}")
PYTHON
)
printf '%s\n' "$found"
[ "$found" = "es Algeria | República Democrática Popular de Argelia
fr Bangladesh | République populaire du Bengladesh
fr Bhoutan | Royaume du Bouthan" ]
