# ruff: noqa: INP001, T201 - a program, not a package, that says what it did
"""Redraws the sample pictures of the docs: ``python tools/pictures.py`` (extra ``plot``).

They are in ``docs/pictures/``; run this after the data changed. A test compares what they say with the record.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import cyberconventions as cc

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SHOWN = ["ALB", "HRV", "FRA", "USA", "DEU", "GBR", "JPN", "CAN", "GRC", "SWE", "NGA", "BRA", "BEN", "IRL"]
PICTURES: Mapping[str, Callable[[], cc.plots.Picture]] = {
    "growth.svg": lambda: cc.plots.growth(["palermo", "opsc", "budapest", "lanzarote", 189, "malabo"]),
    "timeline.svg": lambda: cc.plots.timeline("budapest", states=SHOWN),
}


def main(folder: Path = FOLDER) -> int:
    """Draw each picture and return the exit status.

    Arguments:
        folder: Where to; the docs' own where left out.
    """
    for name, make in PICTURES.items():
        make().save(folder / name)
        print(f"{name}: {(folder / name).stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
