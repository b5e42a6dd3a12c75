"""Reads from a saved page which States are suspended or denounced the treaty, where only a colour shows it."""

import re
from html import unescape
from itertools import islice

from cyberconventions.charts._rows import Problem

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from cyberconventions.charts._rows import Row

# The legend of the portal's colours, each in an element with its class or style.
_LEGEND_WORDS = ("suspended", "denounced", "suspendu", "dénonc")
_LEGEND = re.compile(
    r"<[a-z0-9]{1,10}\s(?P<attributes>[^<>]{1,300})>\s{0,20}(?:States?|Etats?|États?)\s[^<>]{0,40}$", re.IGNORECASE
)
_LONGEST_LEGEND = 400
_MOST_LEGENDS = 20
_COLOUR = re.compile(
    r"(?:class|style|color|bgcolor)\s?=\s?(?:\"(?P<double>[^\"]{1,100})\"|'(?P<single>[^']{1,100})')", re.IGNORECASE
)
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]{0,1000}>")
# The beginning of a row, where its colour and its name stand.
_BEGINNING = 4000


def coloured(text: str, rows: "Sequence[Row]") -> list[Problem]:
    """Return a problem for each State that a saved page shows as suspended or denounced by colour alone.

    Arguments:
        text: The page.
        rows: The rows that were read of it.
    """
    meanings = _meanings(text)
    if not meanings:
        return []
    shown = _shown(text, meanings)
    found = [row for row in rows if row.name in shown and not (row.withdrawal or row.suspension)]
    if len(found) > len(rows) // 2:
        return []  # The page gives every row this look.
    return [
        Problem(
            f"{row.name} stands in the colour of States that {shown[row.name]}; no date of it is printed",
            row.line,
            row.path,
            row.state,
        )
        for row in found
    ]


def _meanings(text: str) -> dict[str, str]:
    """Return what the legend says of each colour."""
    meanings: dict[str, str] = {}
    for word in _LEGEND_WORDS:
        for place in islice(re.finditer(word, text), _MOST_LEGENDS):
            legend = _LEGEND.search(text[max(0, place.start() - _LONGEST_LEGEND) : place.start()])
            for colour in _colours(legend["attributes"] if legend else ""):
                meanings.setdefault(colour, "are suspended" if word[0] == "s" else "denounced the treaty")
    return meanings


def _shown(text: str, meanings: dict[str, str]) -> dict[str, str]:
    """Return what the colour of a row says, by each text that stands in the row."""
    shown: dict[str, str] = {}
    for segment in _ROW.split(text)[1:]:
        beginning = segment[:_BEGINNING]
        what = next((meanings[colour] for colour in _colours(beginning) if colour in meanings), None)
        if what is not None:
            words = [" ".join(unescape(cell).split()) for cell in _MARKUP.sub("\n", beginning).split("\n")]
            shown.update(dict.fromkeys((word for word in words if word), what))
    return shown


def _colours(attributes: str) -> list[str]:
    """Return the values of attributes that may colour an element."""
    return [colour["double"] or colour["single"] for colour in _COLOUR.finditer(attributes)]
