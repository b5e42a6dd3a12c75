"""A picture: what it shows in words, and its specification, which nobody can change."""

import json
import os
import re
import zlib

import attrs

from cyberconventions._arguments import check_fields, choice, path_of
from cyberconventions.errors import InvalidValueError, missing_extra, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any, Literal, TypeAlias

    from altair import LayerChart

    Theme: TypeAlias = Literal["light", "dark"]

# Of each colour that of the light theme and that of the dark one. Colours that stand beside each other differ in
# lightness, too, so that print in grey holds them apart; and no colour stands without a letter or a word.
_COLOURS = {
    "ground": ("#ffffff", "#15191f"),
    "ink": ("#1a1d21", "#e8eaed"),
    "muted": ("#565e6b", "#a9b1bd"),
    "line": ("#e1e4e9", "#323944"),
    "stripe": ("#f1f3f6", "#1e242c"),
    "faint": ("#eceff3", "#262d37"),
    "on_faint": ("#59616e", "#a3abb7"),
    "strong": ("#1f5fa8", "#6fabf0"),
    "on_strong": ("#ffffff", "#0b1724"),
    "soft": ("#9cc3ee", "#2c5f99"),
    "on_soft": ("#0d2a47", "#eaf3fd"),
    "amber": ("#f2c14e", "#dcab35"),
    "on_amber": ("#332500", "#241a00"),
    "green": ("#cfe8c5", "#32613c"),
    "on_green": ("#1d4518", "#def3db"),
    "violet": ("#b9a5e0", "#7d64b3"),
    "on_violet": ("#251646", "#ffffff"),
    "grey": ("#6b7380", "#9aa3b0"),
    "on_grey": ("#ffffff", "#12161b"),
    "red": ("#fbe3dc", "#47211a"),
    "on_red": ("#6d2010", "#ffe0d8"),
    "red_edge": ("#b5402a", "#e8836d"),
    # Lines, each dark enough on white, or light enough on black, to be read as the colour of a text as well.
    "line_1": ("#1f5fa8", "#6fabf0"),
    "line_2": ("#b63442", "#f0808b"),
    "line_3": ("#1a7a6c", "#4fc3b2"),
    "line_4": ("#8a5a00", "#e0ae4d"),
    "line_5": ("#6b46a3", "#b598e8"),
    "line_6": ("#4a6b16", "#a3c665"),
    "line_7": ("#a02d80", "#e58acb"),
    "line_8": ("#44505f", "#b4bfcc"),
    "line_9": ("#7a3b1d", "#d99a78"),
}
_THEMES = ("light", "dark")
_COLOUR = re.compile(r'"colour:(\w+)"')
_FORMS = ("png", "svg", "html")
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>body {{ background: {ground}; margin: 0 }}</style>
<script>{script}</script>
</head>
<body>
<div id="picture" role="img" aria-label="{alt}"></div>
<noscript>{alt}</noscript>
<script>vegaEmbed("#picture", {specification}, {{"actions": false, "renderer": "svg"}})</script>
</body>
</html>
"""
_PNG = b"\x89PNG\r\n\x1a\n"
_SCALE = 2  # of a PNG: pixels of a screen with twice as many for one of the picture


@attrs.frozen(order=False)
class Picture:
    """A picture that shows itself in a notebook, and what it shows in words.

    It is drawn on this machine, as PNG, without a network, and no renderer of altair's is chosen or changed. It stays
    as it was made: :attr:`chart` is a new chart each time.

    Attributes:
        title: What it shows.
        subtitle: What a reader has to know, the day of the record among it.
        alt: All of it in words, for who can't see it.
        source: How to cite the record it shows.
        theme: ``"light"`` or ``"dark"``.

    >>> import cyberconventions as cc
    >>> picture = cc.plots.map("budapest", on="2025-06-01")
    >>> picture
    <Picture Budapest Convention: the status of each State on 2025-06-01>
    """

    title: str
    subtitle: str
    alt: str
    source: str
    _specification: str = attrs.field(alias="specification", repr=False)
    theme: "Theme" = "light"

    def __attrs_post_init__(self) -> None:
        check_fields(self, theme=str)
        choice(self.theme, _THEMES, "theme")

    def with_theme(self, theme: "Theme") -> "Picture":
        """Return the picture in other colours.

        Arguments:
            theme: ``"light"`` or ``"dark"``.

        Raises:
            InvalidValueError: Another word.

        >>> import cyberconventions as cc
        >>> cc.plots.growth(["budapest"]).with_theme("dark").theme
        'dark'
        """
        return attrs.evolve(self, theme=theme)

    @property
    def chart(self) -> "LayerChart":
        """The altair chart, to go on with; its ``datasets`` are the rows that are drawn.

        Raises:
            MissingExtraError: altair is missing (extra ``plot``).

        >>> import altair as alt
        >>> import cyberconventions as cc
        >>> chart = cc.plots.map("budapest").chart
        >>> isinstance(chart, alt.LayerChart), len(chart.to_dict()["datasets"]["tiles"])
        (True, 198)
        """
        found: LayerChart = _library("altair").LayerChart.from_dict(self._themed())
        return found

    def save(self, path: "str | os.PathLike[str]") -> None:
        """Write the picture to a file, in the form that its name ends with.

        Arguments:
            path: The file: ``.png`` (twice the pixels, for print), ``.svg``, or ``.html``: a page of its own that shows
                more under the pointer, and loads nothing.

        Raises:
            InvalidValueError: The name ends otherwise.
            MissingExtraError: vl-convert-python is missing (extra ``plot``).
            MissingFileError: The folder of the file is missing.
            OSError: The file can't be written; what was there stays.

        >>> import cyberconventions as cc
        >>> cc.plots.map("budapest").save("world.jpg")
        Traceback (most recent call last):
        cyberconventions.errors.InvalidValueError: 'world.jpg' ends in none of .png, .svg, .html
        """
        name = path_of(path, "the path of a file")
        form = name.rpartition(".")[2].casefold()
        if form not in _FORMS:
            raise InvalidValueError(f"{quoted(name)} ends in none of {', '.join(f'.{each}' for each in _FORMS)}")
        content = self._repr_png_() if form == "png" else getattr(self, f"_{form}")().encode("utf-8")
        from cyberconventions._files import written_whole

        folder, file_name = os.path.split(os.path.realpath(name))
        with written_whole(folder) as made, open(os.path.join(made, file_name), "wb") as file:
            file.write(content)

    def _themed(self) -> "dict[str, Any]":
        place = _THEMES.index(self.theme)
        found: dict[str, Any] = json.loads(
            _COLOUR.sub(lambda match: f'"{_COLOURS[match[1]][place]}"', self._specification)
        )
        return found

    def _repr_png_(self) -> bytes:
        return _packed(_library("vl_convert").vegalite_to_png(self._themed(), scale=_SCALE, allowed_base_urls=[]))

    def _svg(self) -> str:
        found: str = _library("vl_convert").vegalite_to_svg(self._themed(), allowed_base_urls=[])
        head, _, rest = found.partition(">")
        return f'{head} role="img" aria-label="{_escaped(self.alt)}"><title>{_escaped(self.title)}</title>{rest}'

    def _html(self) -> str:
        # In a script a text must not end it; and without the menu of vega-embed, whose editor is a web page.
        found = json.dumps(self._themed(), ensure_ascii=False).replace("<", "\\u003c")
        return _PAGE.format(
            title=_escaped(self.title),
            alt=_escaped(self.alt),
            ground=_COLOURS["ground"][_THEMES.index(self.theme)],
            script=_library("vl_convert").javascript_bundle(),
            specification=found,
        )

    def _repr_mimebundle_(self, **_: object) -> "tuple[dict[str, Any], dict[str, Any]]":
        """Return the PNG with its size on the page, and its words for where there are no pictures."""
        drawn = self._repr_png_()
        # A PNG's header has width and height in bytes 16 to 24.
        width, height = (int.from_bytes(drawn[start : start + 4], "big") // _SCALE for start in (16, 20))
        data = {"image/png": drawn, "text/plain": self.alt}
        return data, {"image/png": {"width": width, "height": height, "alt": self.alt}}

    def __repr__(self) -> str:
        return f"<Picture {self.title}>"


def _packed(drawn: bytes) -> bytes:
    """Return a PNG whose pixels are compressed well: as it was drawn it would make notebooks three times as large."""
    chunks: dict[bytes, bytes] = {}
    place = len(_PNG)
    while place < len(drawn):
        size = int.from_bytes(drawn[place : place + 4], "big")
        name = drawn[place + 4 : place + 8]
        chunks[name] = chunks.get(name, b"") + drawn[place + 8 : place + 8 + size]
        place += size + 12
    chunks[b"IDAT"] = zlib.compress(zlib.decompress(chunks[b"IDAT"]))
    return _PNG + b"".join(
        len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")
        for name, content in chunks.items()
    )


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)


def _library(name: str) -> "ModuleType | Any":  # noqa: ANN401 - what a library offers depends on which
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise missing_extra(f"pictures need altair and vl-convert-python ({error})", "plot") from error
