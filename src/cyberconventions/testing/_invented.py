"""States that there are not, for tests in which a real one would say something of the real one."""

from typing import cast

from cyberconventions._places import Territory
from cyberconventions._states import INVENTED, State, find_state, find_territory, fold
from cyberconventions.errors import InvalidValueError, check_type, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cyberconventions._iso import Facts

_IN_USE = "XKX"  # in wide use for Kosovo
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def state(name: str) -> State:
    """Return an invented State of a name, the same one each time.

    Its id is one of the codes XAA to XZZ, which ISO 3166-1 gives to nobody. It can do what any State can, and no
    look-up by name or code finds it: :func:`cyberconventions.state` raises, columns of a frame leave it unresolved, and
    a page that names it can't be read. It is known to this process only.

    Arguments:
        name: Any name that no State and no territory has.

    Raises:
        InvalidValueError: A State or a territory has this name or code, or the codes are used up.
        InvalidTypeError: The name is not text.

    >>> import cyberconventions as cc
    >>> ruritania = cc.testing.state("Ruritania")
    >>> ruritania, cc.testing.treaty_of(parties={ruritania: "2006-01-10"}).is_party(ruritania)
    (<State XRU Ruritania>, True)
    >>> cc.state("Ruritania")
    Traceback (most recent call last):
    cyberconventions.errors.UnknownStateError: 'Ruritania' is not a known State code or name...
    """
    check_type(name, str, "a name for an invented State")
    wanted = " ".join(name.split())
    place = find_territory(wanted)
    real = find_state(wanted) if place is None else Territory(place)
    if not wanted or real is not None:
        raise InvalidValueError(f"{quoted(name)} {'is empty' if real is None else f'is {real!r}'}, expected a new name")
    for id_ in _ids_for(wanted):
        facts = INVENTED.get(id_)
        if facts is None:
            # A name, and no codes.
            facts = INVENTED.setdefault(id_, cast("Facts", (wanted, None, None, None)))
        if fold(facts[0]) == fold(wanted):
            return State(id_)
    raise InvalidValueError(f"{quoted(name)} can't be invented: all codes from XAA to XZZ are used up")


def _ids_for(name: str) -> "Iterator[str]":
    """Go through the ids that a State may get: first one that its name suggests."""
    letters = [letter for letter in fold(name).upper() if letter in _LETTERS] or ["A"]
    first = [letters[0] + letter for letter in (*letters[1:], *_LETTERS)]
    rest = [one + other for one in _LETTERS for other in _LETTERS]
    ids = (f"X{pair}" for pair in dict.fromkeys([*first, *rest]))
    return (id_ for id_ in ids if id_ != _IN_USE and find_state(id_) is None)
