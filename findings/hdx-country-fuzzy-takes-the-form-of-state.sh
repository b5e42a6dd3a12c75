#!/usr/bin/env bash
# hdx-python-country 4.2.5.
#
# get_iso3_country_code_fuzzy is the look-up that the humanitarian exchange recommends for names as they come. Where no name fits it
# searches for words of the table's names in the given one, and words that say what form a State has count as any other: a name that
# it does not know is given to another State of that form, be it Comoros for the Soviet Union. One expects it to give up, or to
# choose a State with a like name. It does mark such a match as not exact, but so are right ones ("Kirghizstan").
#
# Seen, name, code, whether it is exact:
#   Union of Soviet Socialist Republics    COM, Comoros                         False
#   République sud-africaine               CAF, Central African Republic        False
#   República Islámica del Pakistán        IRN, Iran                            False
#   État de Libye                          PSE, Palestine                       False
#   Royaume de Belgique                    NLD, Netherlands                     False
#   Kirghizstan                            KGZ, and right                       False
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet hdx-python-country==4.2.5 hdx-python-utilities==4.2.5

cd "$work"
found=$("$work/venv/bin/python" - <<'PYTHON'
from hdx.location.country import Country

Country.countriesdata(use_live=False)  # the table that comes with the package
for name in (
    "Union of Soviet Socialist Republics",
    "République sud-africaine",
    "República Islámica del Pakistán",
    "État de Libye",
    "Royaume de Belgique",
    "Kirghizstan",
):
    print(name, *Country.get_iso3_country_code_fuzzy(name))
PYTHON
)
printf '%s\n' "$found"
[ "$found" = "Union of Soviet Socialist Republics COM False
République sud-africaine CAF False
República Islámica del Pakistán IRN False
État de Libye PSE False
Royaume de Belgique NLD False
Kirghizstan KGZ False" ]
