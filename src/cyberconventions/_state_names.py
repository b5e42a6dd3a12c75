"""The codes and names of States, as they are written, and what ISO 3166-1 says about each.

ISO 3166-1 is read as pycountry has it, translations included. The dataset adds what ISO does not have: the spellings of
treaty offices, former names, former States, participants that are not States, names that other lists use. pycountry
takes longer to load than most answers take, so all this is asked when the package is built or, from a checkout, when a
name is.
"""

from cyberconventions._dataset import compiled, current

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeAlias

    # Name, alpha-2 code, numeric code, flag.
    Facts: TypeAlias = tuple[str, str, str, str]

# The languages whose translations are compiled.
LANGUAGES = ("fr", "es", "de", "nl")

_NAMES = ("name", "common_name", "official_name")


@compiled()
def facts() -> "dict[str, Facts]":
    """Map alpha-3 codes to the facts of ISO 3166-1.

    >>> facts()["FRA"][:3]
    ('France', 'FR', '250')
    """
    return {each.alpha_3: (each.name, each.alpha_2, each.numeric, each.flag) for each in _countries()}


def codes() -> "Iterator[tuple[str, str]]":
    """Go through the codes of ISO 3166-1, and the dataset's own ids, each with the id of its State.

    >>> [code for code, id_ in codes() if id_ == "FRA"]
    ['FR', 'FRA', '250']
    """
    for id_, (_, alpha_2, numeric, _) in facts().items():
        yield from ((code, id_) for code in (alpha_2, id_, numeric))
    yield from ((row["id"], row["id"]) for row in current().rows("states.csv"))


def usual_names() -> "Iterator[tuple[str, str]]":
    """Go through the usual names, each with its State's id: ISO's in English, the dataset's, treaty offices'.

    >>> ("Great Britain", "GBR") in usual_names()
    True
    """
    yield from iso_names()
    yield from ((row["name"], row["state"]) for row in current().rows("state_names.csv"))
    yield from ((row["name"], row["id"]) for row in current().rows("states.csv"))


def other_names() -> "Iterator[tuple[str, str, str]]":
    """Go through the names beside the usual ones: the languages that have it, the name, its State's id.

    >>> ("de", "Frankreich", "FRA") in other_names()
    True
    """
    yield from _translations()
    yield from ((row["languages"], row["name"], row["state"]) for row in current().rows("other_names.csv"))


def iso_names() -> "Iterator[tuple[str, str]]":
    """Go through ISO's English names, each with its alpha-3 code.

    >>> [name for name, code in iso_names() if code == "VNM"]
    ['Viet Nam', 'Vietnam', 'Socialist Republic of Viet Nam']
    """
    for country in _countries():
        for kind in _NAMES:
            name = getattr(country, kind, None)
            if name:
                yield name, country.alpha_3


def _translations() -> "Iterator[tuple[str, str, str]]":
    """Go through ISO's names in other languages: the language, the name, the alpha-3 code."""
    import gettext

    import pycountry

    for language in LANGUAGES:
        translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language]).gettext
        for name, code in iso_names():
            yield language, translated(name), code


def _countries() -> "Iterable[Any]":
    import pycountry

    return pycountry.countries
