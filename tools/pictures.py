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
# What a party, a signatory, an invited State and any other one has on the cover and on the card, light and dark.
SHADES = {
    "light": {
        cc.Status.PARTY: "#1f5fa8",
        cc.Status.SIGNATORY: "#e0a126",
        cc.Status.INVITED: "#5ba84a",
        None: "#dfe3e8",
    },
    "dark": {cc.Status.PARTY: "#4d94e8", cc.Status.SIGNATORY: "#f3bf4f", cc.Status.INVITED: "#9fd68a", None: "#2c333d"},
}


def tiles(theme: str, left: int, top: int, step: int) -> str:
    """Return the States on a map of tiles, as SVG, by what they are to the Budapest Convention."""
    budapest = cc.treaty("budapest")
    colours: Mapping[cc.Status | None, str] = SHADES[theme]
    drawn: list[str] = []
    for line in TILES.read_text(encoding="utf-8").splitlines()[1:]:
        state, row, column = line.split(",")
        place = f'x="{left + step * int(column)}" y="{top + step * int(row)}"'
        colour = colours.get(budapest.status(state), colours[None])
        drawn.append(f'<rect {place} width="{step - 2}" height="{step - 2}" rx="{step // 5}" fill="{colour}"/>')
    return "".join(drawn)


def words(text: str, at: tuple[int, int], size: int, colour: str, weight: int = 400) -> str:
    """Return a line of text as SVG."""
    return (
        f'<text x="{at[0]}" y="{at[1]}" font-size="{size}" font-weight="{weight}" fill="{colour}">{escape(text)}</text>'
    )


def cover(theme: str) -> str:
    """Return the first page's picture as SVG; its words stand in a size that is read beside other text."""
    budapest = cc.treaty("budapest")
    ink, muted = ("#1b1f24", "#57606a") if theme == "light" else ("#ffffff", "#a9b3bf")
    title = f"Budapest Convention on {budapest.as_of}"
    counts = {
        cc.Status.PARTY: f"{len(budapest.parties())} parties",
        cc.Status.SIGNATORY: f"{len(budapest.signatories())} signatories",
        cc.Status.INVITED: f"{len(budapest.invited())} invited",
    }
    legend = "".join(
        f'<rect x="{8 + 132 * place}" y="282" width="12" height="12" rx="2" fill="{SHADES[theme][status]}"/>'
        + words(text, (26 + 132 * place, 293), 14, muted)
        for place, (status, text) in enumerate(counts.items())
    )
    alt = f"{title}: {', '.join(counts.values())}. One tile per State; places are approximate."
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="304" viewBox="0 0 400 304" role="img" '
        f'font-family="Helvetica, Arial, sans-serif" aria-label="{escape(alt)}">'
        f"{words(title, (8, 20), 16, ink, 700)}{tiles(theme, 8, 34, 14)}{legend}</svg>\n"
    )


COVERS: Mapping[str, Callable[[], str]] = {
    "cover.svg": lambda: cover("light"),
    "cover-dark.svg": lambda: cover("dark"),
}


def main(folder: Path = FOLDER) -> int:
    """Draw each sample and return the exit status.

    Arguments:
        folder: Where to; the docs' own where left out.
    """
    for name, make in PICTURES.items():
        make().save(folder / name)
        print(f"{name}: {(folder / name).stat().st_size} bytes")
    for name, draw in COVERS.items():
        print(f"{name}: {(folder / name).write_text(draw(), encoding='utf-8')} letters")
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
    said = (
        words("cyberconventions", (64, 120), 76, "#ffffff", 700),
        words("Who signed, ratified or acceded to every", (64, 182), 34, "#c3cad4"),
        words("cybercrime treaty, when, and since when it binds.", (64, 226), 34, "#c3cad4"),
        words(f"{len(budapest.parties())} parties to the {budapest.short_title}", (64, 564), 28, "#4d94e8", 700),
        words(f"on {budapest.as_of}", (64, 600), 24, "#c3cad4"),
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" font-family="sans-serif">'
        f'<rect width="1200" height="630" fill="#14181f"/>{tiles("dark", 560, 238, 22)}{"".join(said)}</svg>'
    )


if __name__ == "__main__":
    sys.exit(for_site(Path(sys.argv[2])) if sys.argv[1:2] == ["--site"] else main())
