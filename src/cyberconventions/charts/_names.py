"""Which State or treaty a printed name means.

A name must be known exactly, as everywhere in the library. A reader meets each name once per chart and may meet
thousands of unknown ones, so names are looked up without the cost of an error, and only the first few unknown ones get
suggestions.
"""

import re

from cyberconventions._dataset import per_dataset
from cyberconventions._states import State, find_state, fold
from cyberconventions._states import state as state_of
from cyberconventions._symbols import MARKS
from cyberconventions._treaties import find_treaty
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions.errors import ChartError, ChartLineError, UnknownStateError, UnknownTreatyError, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._treaties import TreatyLike
    from cyberconventions._treaty import Treaty

# Longer than any State's name in any language.
_LONGEST_NAME = 100
# Longer than any treaty's title.
_LONGEST_TITLE = 1000
# So many unknown names get suggestions; each costs a comparison with every name there is.
_SUGGESTIONS = 10

# Charts print a name that is disputed in quotation marks: "The former Yugoslav Republic of Macedonia".
_QUOTATION_MARKS = "\"“”„«»‘’' "
_BILINGUAL = " / "


def find(name: str) -> State | None:
    """Return the State of a printed name, or nothing; names in two languages may be in one cell.

    >>> find("Slovak Republic"), find("Royaume-Uni"), find("Germany / Allemagne")
    (<State SVK Slovakia>, <State GBR United Kingdom>, <State DEU Germany>)
    >>> find("Wakanda") is None
    True
    """
    return _find(name) if len(name) <= _LONGEST_NAME else None


@per_dataset(maxsize=4096)
def _find(name: str) -> State | None:
    found = find_state(name)
    if found is not None:
        return found
    one, _, other = name.partition(_BILINGUAL)
    if other:
        first, second = find(one), find(other)
        return first if first == second else None
    bare = name.strip(_QUOTATION_MARKS)
    return find(bare) if bare not in ("", name) else None


def find_with_mark(name: str) -> tuple[State, str, str] | None:
    """Split a name from the bare mark that a copy glued to it: names decide where the mark begins.

    >>> find_with_mark("Malawia")
    (<State MWI Malawi>, 'Malawi', 'a')
    >>> find_with_mark("Wakandaa") is None
    True
    """
    for mark in MARKS:
        rest = name.removesuffix(mark)
        if rest != name and (state := find(rest)) is not None:
            return state, rest, mark
    return None


class Unknown:
    """Writes the messages about unknown names, the first few with suggestions."""

    def __init__(self) -> None:
        self._left = _SUGGESTIONS

    def message(self, name: str) -> str:
        """Return the error's message for a name."""
        if self._left and len(name) <= _LONGEST_NAME:
            self._left -= 1
            try:
                state_of(name)
            except UnknownStateError as error:
                return str(error)
        return f"{quoted(name)} is not a known State code or name"


# "ETS No.185", "CETS No.: 185", "STE n° 185", "STCE no 185", "STE nº 185".
REFERENCE = r"(?:C?ETS|STC?E) ?(?:no|n[°º])[ .:]*(?P<number>\d{1,9})"
_NUMBER = re.compile(r"(?:(?:C?ETS|STC?E) ?(?:no|n[°º])?[ .:]*)?(?P<number>\d{1,9})", re.IGNORECASE | re.ASCII)


def treaty_number(ref: "TreatyLike") -> str | None:
    """Return the number in the Council of Europe's series that a reference consists of, or nothing.

    >>> treaty_number("STCE no 185"), treaty_number(5), treaty_number("ETS 18 5"), treaty_number(-5)
    ('185', '5', None, None)
    """
    number = (
        _NUMBER.fullmatch((ref if isinstance(ref, str) else quoted(ref)).strip())
        if isinstance(ref, str | int)
        else None
    )
    return (number["number"].lstrip("0") or None) if number is not None else None


def same_treaty(reference: str, treaty: "TreatyLike") -> bool:
    """Return whether a printed reference means a treaty.

    >>> same_treaty("ETS No.185", "budapest"), same_treaty("ETS No.5", 5), same_treaty("ETS No.5", "budapest")
    (True, True, False)
    """
    wanted = known_treaty(treaty)
    if wanted is not None:
        printed = known_treaty(reference)
        return printed is not None and printed.id == wanted.id
    number = treaty_number(treaty)
    if number is not None:
        return number == treaty_number(reference)
    return isinstance(treaty, str) and fold(treaty) == fold(reference)


def name_of(treaty: "TreatyLike") -> str:
    """Return the reference by which a chart or a message names the treaty that the caller means.

    >>> name_of("budapest"), name_of(5), name_of("Bern Convention")
    ('ETS No. 185', 'ETS No. 5', 'Bern Convention')
    """
    known = known_treaty(treaty)
    if known is not None:
        return known.reference
    number = treaty_number(treaty)
    if number is not None:
        return f"ETS No. {number}"
    plain = isinstance(treaty, str) and len(treaty) <= _LONGEST_TITLE and treaty.isprintable()
    return str(treaty) if plain else quoted(treaty)


def known_treaty(ref: "TreatyLike") -> "Treaty | None":
    """Return the dataset's treaty of this name or number, or nothing.

    >>> known_treaty("ETS No.185").short_title
    'Budapest Convention'
    >>> known_treaty("ETS No. 5") is None
    True
    """
    if isinstance(ref, str):
        return find_treaty(ref) if 0 < len(ref) <= _LONGEST_TITLE else None
    try:
        return treaty_of(ref)
    except UnknownTreatyError:
        return None


def another_treaty(found: str, line: int | None, treaty: "TreatyLike") -> ChartError:
    """Return the error that a chart is of another treaty than the caller named."""
    problem = ChartLineError(f"this is a chart of {found}, expected one of {name_of(treaty)}", line)
    return ChartError("a chart of another treaty", [problem])
