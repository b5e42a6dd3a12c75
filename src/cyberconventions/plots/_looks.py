"""How statuses and answers look, and what a picture says of the record it shows."""

import attrs

from cyberconventions._citation import cite
from cyberconventions._history import Coverage, Status
from cyberconventions.plots._drawing import colour

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cyberconventions._states import State
    from cyberconventions._treaty import Treaty
    from cyberconventions.plots._drawing import Part

_FEW = 15  # States that words name one by one
_DASHED, _PLAIN = (3, 2), (1, 0)


@attrs.frozen
class Look:
    """How one word looks: its letter, its colours, whether its edge is dashed.

    Attributes:
        word: The word, which stands in every legend.
        letter: The letter that stands on it, as colours are lost in print.
        fill: The colour.
        ink: The colour of what stands on it.
        edge: The colour of its edge.
        dashed: Whether its edge is dashed, as that of all that is not known.
    """

    word: str
    letter: str
    fill: str
    ink: str
    edge: str = ""
    dashed: bool = False

    def row(self) -> "Part":
        """Return what rows of marks have of it."""
        return {
            "word": self.word,
            "letter": self.letter,
            "fill": colour(self.fill),
            "ink": colour(self.ink),
            "edge": colour(self.edge or self.fill),
            "dash": _DASHED if self.dashed else _PLAIN,
        }


UNKNOWN = Look("unknown", "?", "ground", "ink", "ink", dashed=True)
# In the order of legends.
OF_STATUS = {
    Status.PARTY: Look("party", "P", "strong", "on_strong"),
    Status.CONTRACTING: Look("contracting", "C", "soft", "on_soft", "strong"),
    Status.SIGNATORY: Look("signatory", "S", "amber", "on_amber"),
    Status.INVITED: Look("invited", "I", "green", "on_green", "on_green"),
    Status.SUSPENDED: Look("suspended", "X", "violet", "on_violet"),
    Status.WITHDRAWN: Look("withdrawn", "W", "grey", "on_grey"),
    Status.UNKNOWN: UNKNOWN,
    Status.NOT_PARTICIPATING: Look("not participating", "·", "faint", "on_faint"),
}


def names(states: "Iterable[State]") -> str:
    """Return the names of States, or how many more there are than a sentence has room for."""
    found = [state.name for state in states]
    more = len(found) - _FEW
    return "; ".join(found) if more <= 0 else f"{'; '.join(found[:_FEW])} and {more} more"


def record_words(treaty: "Treaty", day: "date | None" = None) -> str:
    """Say up to which day a record goes, where it has gaps, and what is presumed of a later day."""
    words = [f"Record to {treaty.as_of}."]
    if treaty.coverage is Coverage.PARTIAL:
        after = f"after {treaty.complete_to}" if treaty.complete_to else "and has gaps"
        words.append(f"It is partial {after}: a State of which it has no act may have acted.")
    if day is not None and day > treaty.as_of:
        words.append("What held on its last day is presumed to go on.")
    return " ".join(words)


def source_of(treaty: "Treaty") -> str:
    """Return the line that says where a picture of one treaty comes from."""
    return cite(treaty).text
