"""Pictures of the record: maps, lines, bars and tables that show themselves in a notebook (extra ``plot``).

Each call returns a :class:`Picture`, drawn on this machine as PNG; ``picture.chart`` is the altair chart to go on
with, and ``picture.save("world.svg")`` writes PNG, SVG, or a page of its own. Nothing is loaded from a network.

What is not known has a letter, a dashed edge and a word of its own; no State is left out without a word; and what is
still open ends on the record's day.

>>> import cyberconventions as cc
>>> cc.plots.map("budapest", on="2025-06-01")
<Picture Budapest Convention: the status of each State on 2025-06-01>
"""

from cyberconventions.plots._delays import delays
from cyberconventions.plots._growth import growth
from cyberconventions.plots._maps import map, partners  # noqa: A004 - what it is
from cyberconventions.plots._overlap import overlap
from cyberconventions.plots._picture import Picture
from cyberconventions.plots._reservations import reservations
from cyberconventions.plots._timeline import timeline
from cyberconventions.plots._votes import votes

__all__ = [
    "Picture",
    "delays",
    "growth",
    "map",
    "overlap",
    "partners",
    "reservations",
    "timeline",
    "votes",
]
