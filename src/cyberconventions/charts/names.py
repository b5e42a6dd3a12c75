"""Tells which State a chart's row is about.

A name must be known exactly, as everywhere in the library. A reader meets each name once per chart and may
meet thousands of unknown ones, so names are looked up without an error's cost, and only the first few
unknown ones are explained with suggestions.
"""

from functools import cache, lru_cache

from cyberconventions.errors import UnknownStateError, UnknownTreatyError, quoted
from cyberconventions.notes import MARKS
from cyberconventions.states import State, find_state, fold
from cyberconventions.states import state as state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cyberconventions.bundle import TreatyLike
    from cyberconventions.participation import Treaty

# Longer than any State's name in any language.
_LONGEST_NAME = 100
# Longer than any treaty's title.
_LONGEST_TITLE = 1000
# So many unknown names get suggestions; each costs a comparison with every name there is.
_SUGGESTIONS = 10

# How the Treaty Office's French charts print names that ISO 3166's French translation has otherwise.
_FRENCH = {
    "Bosnie et Herzégovine": "BIH",
    "Cap-Vert": "CPV",
    "Communauté européenne": "EUE",
    "Etats-Unis d'Amérique": "USA",
    "Fédération de Russie": "RUS",
    "L'ex-République yougoslave de Macédoine": "MKD",
    "Nigéria": "NGA",
    "République de Corée": "KOR",
    "République de Moldova": "MDA",
    "République dominicaine": "DOM",
    "République slovaque": "SVK",
    "République tchèque": "CZE",
    "Royaume-Uni": "GBR",
    "Saint-Siège": "VAT",
    "Sao Tomé-et-Principe": "STP",
    "Serbie et Monténégro": "SCG",
    "Türkiye": "TUR",
    "Union européenne": "EUE",
}


@lru_cache(maxsize=4096)
def find(name: str, *, french: bool = False) -> State | None:
    """Return the State of a printed name, or nothing.

    >>> find("Slovak Republic"), find("Wakanda")
    (<State SVK Slovakia>, None)
    >>> find("Royaume-Uni", french=True)
    <State GBR United Kingdom>
    """
    if len(name) > _LONGEST_NAME:
        return None
    found = find_state(name)
    if found is None and french and (id_ := _french_names().get(fold(name))) is not None:
        found = state_of(id_)
    return found


def find_with_mark(name: str, *, french: bool = False) -> tuple[State, str, str] | None:
    """Split a name from the bare mark that a copy glued to it: names decide where the mark begins.

    >>> find_with_mark("Malawia")
    (<State MWI Malawi>, 'Malawi', 'a')
    >>> find_with_mark("Wakandaa") is None
    True
    """
    for mark in MARKS:
        rest = name.removesuffix(mark)
        if rest != name and (state := find(rest, french=french)) is not None:
            return state, rest, mark
    return None


class Unknown:
    """Words the errors about unknown names, the first few with suggestions."""

    def __init__(self) -> None:
        self._left = _SUGGESTIONS

    def message(self, name: str) -> str:
        """Say that no State has this name."""
        if self._left and len(name) <= _LONGEST_NAME:
            self._left -= 1
            try:
                state_of(name)
            except UnknownStateError as error:
                return str(error)
        return f"{quoted(name)} is no State's code or name"


def known_treaty(ref: "TreatyLike") -> "Treaty | None":
    """Return the dataset's treaty of this name or number, or nothing.

    >>> known_treaty("ETS No.185").short_title
    'Budapest Convention'
    >>> known_treaty("ETS No. 5") is None
    True
    """
    from cyberconventions.bundle import find_treaty, treaty

    if isinstance(ref, str):
        return find_treaty(ref) if 0 < len(ref) <= _LONGEST_TITLE else None
    try:
        return treaty(ref)
    except UnknownTreatyError:
        return None


@cache
def _french_names() -> dict[str, str]:
    """Map French names, ISO 3166's and the Treaty Office's, to ids of States."""
    import gettext

    import pycountry

    french = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["fr"])
    names: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("name", "official_name", "common_name"):
            name: str | None = getattr(country, attribute, None)
            if name is not None:
                names[fold(french.gettext(name))] = country.alpha_3
    names.update((fold(name), id_) for name, id_ in _FRENCH.items())
    return names
