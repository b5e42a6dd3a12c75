"""What ISO 3166-1 says about countries, as pycountry has it: codes, names, flags, and translations of the names.

pycountry takes longer to load than most answers take, so this is asked when the package is built or, from a checkout,
when a name is.
"""

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeAlias

    # Name, alpha-2 code, numeric code, flag.
    Facts: TypeAlias = tuple[str, str, str, str]

# The languages whose translations are compiled.
LANGUAGES = ("fr", "es", "de", "nl")

_NAMES = ("name", "common_name", "official_name")


def facts() -> "dict[str, Facts]":
    """Map alpha-3 codes to the facts of ISO 3166-1.

    >>> facts()["FRA"][:3]
    ('France', 'FR', '250')
    """
    return {each.alpha_3: (each.name, each.alpha_2, each.numeric, each.flag) for each in _countries()}


def names() -> "Iterator[tuple[str, str]]":
    """Go through the English names, each with its alpha-3 code.

    >>> [name for name, code in names() if code == "VNM"]
    ['Viet Nam', 'Vietnam', 'Socialist Republic of Viet Nam']
    """
    for country in _countries():
        for kind in _NAMES:
            name = getattr(country, kind, None)
            if name:
                yield name, country.alpha_3


def translations() -> "Iterator[tuple[str, str, str]]":
    """Go through the names in other languages: the language, the name, the alpha-3 code.

    >>> [name for language, name, code in translations() if code == "DEU"][0]
    'Allemagne'
    """
    import gettext

    import pycountry

    for language in LANGUAGES:
        translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language]).gettext
        for name, code in names():
            yield language, translated(name), code


def _countries() -> "Iterable[Any]":
    import pycountry

    return pycountry.countries
