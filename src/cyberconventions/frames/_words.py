"""What the words of a call mean."""

from collections.abc import Iterable
from typing import cast

from cyberconventions._arguments import choice
from cyberconventions._late import known_only
from cyberconventions._treaties import treaties as all_treaties
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions._treaty import Treaty
from cyberconventions.errors import InvalidValueError
from cyberconventions.frames._question import How

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Literal, TypeAlias

    from cyberconventions._treaties import TreatyLike

    Treaties: TypeAlias = TreatyLike | Iterable[TreatyLike]
    Errors: TypeAlias = Literal["raise", "null"]
    Territories: TypeAlias = Literal["raise", "responsible"]


def options(errors: str, late: str, territories: str) -> tuple[bool, How]:
    """Return whether unknown States are refused, and how the question is meant."""
    refuses = choice(errors, ["raise", "null"], "errors") == "raise"
    stand_in = choice(territories, ["raise", "responsible"], "territories") == "responsible"
    return refuses, How(known_only(late), stand_in)


def listed(treaties: "Treaties") -> tuple[Treaty, ...]:
    """Return one or more treaties as several."""
    # A Treaty goes through its participations when it is iterated over, a text through its letters.
    alone = isinstance(treaties, Treaty | str) or not isinstance(treaties, Iterable)
    return tuple(treaty_of(each) for each in cast("Iterable[TreatyLike]", [treaties] if alone else treaties))


def several(treaties: "Treaties | None") -> tuple[Treaty, ...]:
    """Return one or more treaties, each once; all of the dataset where left out."""
    if treaties is None:
        return all_treaties()
    found = tuple({id(each): each for each in listed(treaties)}.values())
    ids = [each.id for each in found]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise InvalidValueError(f"two records of {id_!r}, which the id can't tell apart; ask for them in two calls")
    return found
