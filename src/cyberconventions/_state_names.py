"""Which State a code or a name means, by ids.

Names are looked up in two steps, so that a first answer loads no more than it needs: codes and usual names as they are
written, then every name there is, in whatever language, by the rules of :data:`READ_ALIKE`. ISO 3166-1 gives most of
them (``_iso``); the dataset adds the spellings of treaty offices, former names, former States, participants that are
not States, and names that other lists use.
"""

from cyberconventions._dataset import LONGEST_REMEMBERED, bundled, compiled, per_dataset, remembered
from cyberconventions.errors import DatasetError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# When two spellings are one name: what is replaced in a folded text, in this order, and by what. Any engine reads
# these regular expressions, so that a query can do the same.
READ_ALIKE = (
    ("[\u02b9\u02bc\u2032`]", "'"),  # Côte dʼIvoire
    (r"^(.+?),? \((.+)\)$", r"\2 \1"),  # Iran (Islamic Republic of); Bahamas (the)
    (r"^(.+), (.+)$", r"\2 \1"),  # Congo, Democratic Republic of the
    (r"&", " and "),
    (r"\.", ""),  # U.K.
    ("[-\u2010-\u2015]", " "),  # Guinea Bissau
    (r"\bst\b", "saint"),
    (r"\bthe\b", " "),
    (r"' ", "'"),  # Iran, République islamique d'
    (r" +", " "),
)


def id_of(name: str) -> str | None:
    """Return the id of the State that a code or a name means, or nothing.

    >>> id_of("Côte d’Ivoire"), id_of("Bahamas, The"), id_of("Korea")
    ('CIV', 'BHS', None)
    """
    key = fold(name)
    id_ = usual_ids().get(key)
    return other_ids().get(read_alike(key)) if id_ is None and len(key) <= LONGEST_REMEMBERED else id_


def find_territory(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-3 code of the territory that a code or a name means, or nothing.

    >>> find_territory("curaçao"), find_territory("Groenland"), find_territory("France") is None
    ('CUW', 'GRL', True)
    """
    key = fold(name)
    id_ = territory_ids().get(key)
    return other_territory_ids().get(read_alike(key)) if id_ is None and len(key) <= LONGEST_REMEMBERED else id_


@remembered(maxsize=4096)
def fold(text: str) -> str:
    """Return the form in which two spellings of one name are equal.

    >>> fold("  CÔTE d’Ivoire ")
    "cote d'ivoire"
    """
    straight = text.replace("\u2019", "'").replace("\u2018", "'").casefold()
    if not straight.isascii():
        import unicodedata

        decomposed = unicodedata.normalize("NFKD", straight)
        straight = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(straight.split())


@remembered(maxsize=4096)
def read_alike(key: str) -> str:
    """Return the form in which two folded spellings are one name by the rules of :data:`READ_ALIKE`.

    >>> read_alike("congo, democratic republic of the"), read_alike("st. vincent & grenadines")
    ('democratic republic of congo', 'saint vincent and grenadines')
    """
    import re

    for pattern, replacement in READ_ALIKE:
        key = re.sub(pattern, replacement, key)
    return key.strip()


# -- what the tables and pycountry give ------------------------------------------------------------------------------


def codes() -> "Iterator[tuple[str, str]]":
    """Go through the codes of ISO 3166-1, and the dataset's own ids, each with the id of its State.

    >>> [code for code, id_ in codes() if id_ == "FRA"]
    ['FR', 'FRA', '250']
    """
    from cyberconventions import _iso

    for id_, (_, alpha_2, numeric, _) in _iso.facts().items():
        yield from ((code, id_) for code in (alpha_2, id_, numeric))
    yield from ((row["id"], row["id"]) for row in bundled().rows("states.csv"))


def usual_names() -> "Iterator[tuple[str, str]]":
    """Go through the usual names, each with its State's id: ISO's in English, the dataset's, treaty offices'.

    >>> ("Great Britain", "GBR") in usual_names()
    True
    """
    from cyberconventions import _iso

    yield from _iso.names()
    yield from ((row["name"], row["state"]) for row in bundled().rows("state_names.csv"))
    yield from ((row["name"], row["id"]) for row in bundled().rows("states.csv"))


def other_names() -> "Iterator[tuple[str, str, str]]":
    """Go through the names beside the usual ones: the languages that have it, the name, its State's id.

    >>> ("de", "Frankreich", "FRA") in other_names()
    True
    """
    from cyberconventions import _iso

    yield from _iso.translations()
    yield from ((row["languages"], row["name"], row["code"]) for row in bundled().rows("other_names.csv"))


@compiled(shared=True)
def usual_ids() -> dict[str, str]:
    """Map every code and usual name, folded, to the id of a State."""
    return {name: id_ for name, id_ in _as_written().items() if id_ not in territory_codes()}


@compiled(shared=True)
def other_ids() -> dict[str, str]:
    """Map every name, by the rules, to the id of a State; nothing that two States share, in whatever languages."""
    return {name: id_ for name, id_ in _by_rules().items() if id_ not in territory_codes()}


@compiled(shared=True)
def territory_ids() -> dict[str, str]:
    """Map every code and usual name, folded, to the code of a territory: a first answer on a State does without."""
    return {name: id_ for name, id_ in _as_written().items() if id_ in territory_codes()}


@compiled(shared=True)
def other_territory_ids() -> dict[str, str]:
    """Map every name, by the rules, to the code of a territory."""
    return {name: id_ for name, id_ in _by_rules().items() if id_ in territory_codes()}


@per_dataset(shared=True)
def territory_codes() -> frozenset[str]:
    """Return the codes of ISO 3166-1 that are territories, which take part in no treaty in their own name."""
    return frozenset(row["territory"] for row in bundled().rows("territories.csv"))


def _as_written() -> dict[str, str]:
    ids: dict[str, str] = {}
    for name, id_ in (*codes(), *usual_names()):
        if ids.setdefault(fold(name), id_) != id_:
            raise DatasetError(f"state_names.csv: {name!r} names two States")
    return ids


def _by_rules() -> dict[str, str]:
    ids: dict[str, set[str]] = {}
    for name, id_ in (*usual_names(), *((name, id_) for _, name, id_ in other_names())):
        ids.setdefault(read_alike(fold(name)), set()).add(id_)
    return {key: found.pop() for key, found in ids.items() if len(found) == 1}


@compiled(shared=True)
def spellings() -> tuple[str, ...]:
    """List the names to suggest from: ISO's short ones, and those of the dataset that are not ISO's."""
    from cyberconventions import _iso

    iso = {fold(name) for name, _ in (*codes(), *_iso.names())}
    own = (row["name"] for row in bundled().rows("state_names.csv"))
    return (
        *(name for name, *_ in _iso.facts().values()),
        *(name for name in own if fold(name) not in iso),
        *(row["name"] for row in bundled().rows("states.csv")),
    )
