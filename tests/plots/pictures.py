"""Every kind of picture, and what is drawn in one."""

import importlib
import json
import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions.plots import Picture
from cyberconventions.plots._drawing import text_width

Rows = list[dict[str, Any]]

TREATIES = [treaty.id for treaty in cc.treaties()]
# Of one treaty each.
OF_TREATY: dict[str, Callable[[str], Picture]] = {
    "map": cc.plots.map,
    "growth": cc.plots.growth,
    "timeline": cc.plots.timeline,
    "delays": cc.plots.delays,
    "reservations": cc.plots.reservations,
}
OTHERS: dict[str, Callable[[], Picture]] = {
    "former States": lambda: cc.plots.map("crc", on="1991-07-01"),
    "every treaty": cc.plots.growth,
    "some States": lambda: cc.plots.timeline("budapest", states=["Albania", "Ireland", "Nigeria"]),
    "one row": lambda: cc.plots.delays("budapest", by=None, until="force"),
    "votes": lambda: cc.plots.votes("74/247"),
    "votes by status": lambda: cc.plots.votes("74/247", by="budapest"),
    "votes from statements": lambda: cc.plots.votes("74/247", by="palermo", stage="third committee"),
    "tally alone": lambda: cc.plots.votes("73/187"),
    "overlap": cc.plots.overlap,
    "overlap of a day": lambda: cc.plots.overlap(["budapest", 189, "lanzarote"], on="2023-07-01"),
    "partners": lambda: cc.plots.partners("Nigeria", "mutual assistance", on="2025-01-01"),
}


def every_picture() -> Iterator[tuple[str, Callable[[], Picture]]]:
    """Each kind of picture for each treaty, and the others."""
    for name, make in OF_TREATY.items():
        for treaty in TREATIES:
            yield f"{name} of {treaty}", partial(make, treaty)
    yield from OTHERS.items()


def needed(library: str) -> Any:  # noqa: ANN401 - a module, untyped on purpose
    """Return a library of the extra, or skip the test where nothing says that it must be there."""
    return importlib.import_module(library) if "NEEDS_ENGINES" in os.environ else pytest.importorskip(library)


def specification(picture: Picture, *, themed: bool = False) -> dict[str, Any]:
    """The Vega-Lite specification, with colours by name or as a theme gives them."""
    if themed:
        return picture._themed()  # pyright: ignore[reportPrivateUsage]
    found: dict[str, Any] = json.loads(picture._specification)  # pyright: ignore[reportPrivateUsage]
    return found


def png(picture: Picture) -> bytes:
    return picture._repr_png_()  # pyright: ignore[reportPrivateUsage]


def shown(picture: Picture) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a notebook shows, and what it is told of that."""
    return picture._repr_mimebundle_(include=None, exclude=None)  # pyright: ignore[reportPrivateUsage]


def rows(picture: Picture, name: str) -> Rows:
    """What a picture draws in a layer; nothing where it has no such layer."""
    found: Rows = specification(picture)["datasets"].get(name, [])
    return found


class Text:
    """A line of text in a picture, and the box that it fills."""

    left: float
    right: float
    top: float
    bottom: float

    def __init__(self, mark: dict[str, Any], row: dict[str, Any], words: str) -> None:
        size = mark["fontSize"]
        width = max(text_width(line, size, bold="fontWeight" in mark) for line in words.split("\n"))
        lines = words.count("\n") + 1
        high = size * 0.75 if lines == 1 else lines * mark["lineHeight"]
        x, y = (row[mark[axis]["expr"].removeprefix("datum.")] for axis in ("x", "y"))
        shift = {"left": 0.0, "center": 0.5, "right": 1.0}[mark["align"]]
        above = 0.0 if mark["baseline"] == "top" or lines > 1 else 0.5
        if mark.get("angle") == 270:
            self.left, self.right, self.top, self.bottom = x - high / 2, x + high / 2, y - width, y
        else:
            self.left, self.top = x - width * shift, y - high * above
            self.right, self.bottom = self.left + width, self.top + high
        self.words = words

    def meets(self, other: "Text") -> bool:
        across: float = min(self.right, other.right) - max(self.left, other.left)
        down: float = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.5 and down > 0.5

    def __repr__(self) -> str:
        return f"{self.words!r} at {self.left:.0f}, {self.top:.0f}"


def texts(picture: Picture) -> list[Text]:
    """Every text in a picture but its title and the labels of its axes."""
    found = specification(picture)
    return [
        Text(layer["mark"], row, str(row[layer["encoding"]["text"]["field"]]))
        for layer in found["layer"]
        if layer["mark"]["type"] == "text"
        for row in found["datasets"][layer["data"]["name"]]
        if row[layer["encoding"]["text"]["field"]]
    ]


def fields(picture: Picture) -> Iterator[tuple[str, str]]:
    """The fields that the layers of a picture read, each with the name of its rows."""
    for layer in specification(picture)["layer"]:
        written = json.dumps([layer["mark"], layer["encoding"]])
        for field in re.findall(r'datum\.(\w+)|"field": "(\w+)"', written):
            yield layer["data"]["name"], "".join(field)
