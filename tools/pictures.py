# ruff: noqa: INP001, T201 - a program, not a package, that says what it did
"""Redraws the sample pictures of the docs: ``python tools/pictures.py`` (extra ``plot``).

They are in ``docs/pictures/``, light and dark; run this after the data changed. A test compares what they say with the
record. With ``--site FOLDER`` it draws what only the site has: a map for the page of each treaty, and the card that is
shown where somebody links to the site.
"""

import sys
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from pathlib import Path

import cyberconventions as cc

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
TILES = Path(cc.__file__).parent / "data" / "tiles.csv"
SHOWN = ["ALB", "HRV", "FRA", "USA", "DEU", "GBR", "JPN", "CAN", "GRC", "SWE", "NGA", "BRA", "BEN", "IRL"]
SAMPLES: Mapping[str, Callable[[], cc.plots.Picture]] = {
    "growth": lambda: cc.plots.growth(["palermo", "opsc", "budapest", "lanzarote", 189, "malabo"]),
    "timeline": lambda: cc.plots.timeline("budapest", states=SHOWN),
}


def dark(make: Callable[[], cc.plots.Picture]) -> cc.plots.Picture:
    """Return a sample for dark pages."""
    return make().with_theme("dark")


PICTURES: Mapping[str, Callable[[], cc.plots.Picture]] = {
    **{f"{name}.svg": make for name, make in SAMPLES.items()},
    **{f"{name}-dark.svg": partial(dark, make) for name, make in SAMPLES.items()},
}
# The card's colours: what a party, a signatory, an invited State and any other one has.
COLOURS = {cc.Status.PARTY: "#4d94e8", cc.Status.SIGNATORY: "#f3bf4f", cc.Status.INVITED: "#9fd68a"}
OTHER = "#2c333d"


def main(folder: Path = FOLDER) -> int:
    """Draw each sample and return the exit status.

    Arguments:
        folder: Where to; the docs' own where left out.
    """
    for name, make in PICTURES.items():
        make().save(folder / name)
        print(f"{name}: {(folder / name).stat().st_size} bytes")
    return 0


def for_site(folder: Path) -> int:
    """Draw the map of each treaty, light and dark, and the card, and return the exit status.

    Arguments:
        folder: The site's; they go into ``pictures/`` below it.
    """
    import vl_convert

    below = folder / "pictures"
    below.mkdir(parents=True, exist_ok=True)
    for treaty in cc.treaties():
        picture = cc.plots.map(treaty)
        picture.save(below / f"{treaty.id}.svg")
        picture.with_theme("dark").save(below / f"{treaty.id}-dark.svg")
    _ = (below / "card.png").write_bytes(vl_convert.svg_to_png(card()))
    return 0


def card() -> str:
    """Return the card as SVG: what the library answers, and the States by what they are to the Budapest Convention."""
    budapest = cc.treaty("budapest")
    lines = ("Who signed, ratified or acceded to every", "cybercrime treaty, when, and since when it binds.")
    counts = f"{len(budapest.parties())} parties to the {budapest.short_title}"
    tiles: list[str] = []
    for line in TILES.read_text(encoding="utf-8").splitlines()[1:]:
        state, row, column = line.split(",")
        colour = COLOURS.get(budapest.status(state), OTHER)
        place = f'x="{560 + 22 * int(column)}" y="{238 + 22 * int(row)}"'
        tiles.append(f'<rect {place} width="20" height="20" rx="4" fill="{colour}"/>')
    words = "".join(
        f'<text x="64" y="{y}" font-size="{size}" fill="{fill}" font-weight="{weight}">{escape(text)}</text>'
        for text, y, size, fill, weight in (
            ("cyberconventions", 120, 76, "#ffffff", 700),
            (lines[0], 182, 34, "#c3cad4", 400),
            (lines[1], 226, 34, "#c3cad4", 400),
            (counts, 564, 28, "#4d94e8", 700),
            (f"on {budapest.as_of}", 600, 24, "#c3cad4", 400),
        )
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" font-family="sans-serif">'
        f'<rect width="1200" height="630" fill="#14181f"/>{"".join(tiles)}{words}</svg>'
    )


if __name__ == "__main__":
    sys.exit(for_site(Path(sys.argv[2])) if sys.argv[1:2] == ["--site"] else main())
