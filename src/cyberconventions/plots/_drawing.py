"""Marks on a plane of pixels, and the Vega-Lite specification that they make together.

Everything but bars and lines over time has its place worked out here, in pixels, so that labels are where there is room
for them. Fonts differ from place to place; widths are those of Helvetica, which Arial and Liberation Sans share.
"""

import json
from datetime import date

import attrs

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, TypeAlias

    # A mark, an encoding, a row of data, as Vega-Lite has them.
    Part: TypeAlias = dict[str, Any]

WIDTH = 868  # with the space around, 900 pixels
SPACE = 16
FONT = "'Liberation Sans', Arial, Helvetica, sans-serif"
TITLE, SUBTITLE, SMALL = 17, 12, 10
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 1200, 12000)  # months from one tick to the next
_TICKS = 14
_LEAD = 1.35  # lines of text, from one to the next

# Hundredths of the size of the font; capitals and letters of other scripts are taken for 70.
_WIDTHS = {
    letter: width
    for width, letters in {
        20: "'|",
        23: "ijl",
        28: "ft.,:;!/\\I[] ",
        34: "r-()`·",
        36: '"°',
        50: "ckszvxyJ",
        56: "abdeghnopqu0123456789L?$#_–",
        59: "+<=>≥~×",
        62: "FTZ",
        67: "ABEKPSVXY&",
        78: "GOQ",
        84: "mM",
        89: "%",
        95: "W",
    }.items()
    for letter in letters
}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in pixels.

    >>> round(text_width("France", 10)), round(text_width("France", 10, bold=True))
    (31, 34)
    """
    found = sum(_WIDTHS.get(letter, 72 if letter == "w" else 70) for letter in text) * size / 100
    return found * (1.08 if bold else 1)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return a text as lines that are no wider than that; one word that is wider keeps its line.

    >>> wrapped("Convention on Cybercrime", 10, 80)
    ['Convention on', 'Cybercrime']
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(text: str, size: float, width: float) -> list[str]:
    """Return a text as the fewest lines that fit, none much shorter than the others.

    >>> balanced("Convention on Cybercrime", 10, 115)
    ['Convention on', 'Cybercrime']
    """
    lines = wrapped(text, size, width)
    narrower = width
    while len(lines) > 1 and len(wrapped(text, size, narrower - size)) == len(lines):
        narrower -= size
    return wrapped(text, size, narrower)


def over_time(field: str, first: date, last: date, **axis: object) -> "Part":
    """Return the channel of days from one to another, with a year or, in a short time, a month at each tick.

    >>> axis = over_time("day", date(2001, 11, 23), date(2026, 4, 25))["axis"]
    >>> axis["format"], len(axis["values"])
    ('%Y', 13)
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(each for each in _STEPS if months / each <= _TICKS)
    starts = (date(first.year + month // 12, month % 12 + 1, 1) for month in range(0, months + 12, min(step, 12)))
    ticks = [day for day in starts if first <= day <= last and (day.year % max(1, step // 12) == 0)]
    since = date(1970, 1, 1)
    return {
        "field": field,
        "type": "temporal",
        # Days are those of no time zone.
        "scale": {"type": "utc", "domain": [first.isoformat(), last.isoformat()], "nice": False},
        "axis": {
            "title": None,
            "values": [(day - since).days * 86_400_000 for day in ticks],  # milliseconds, as scripts count time
            "format": "%Y" if step >= 12 else "%b %Y",  # noqa: PLR2004 - months
            "labelFlush": 24,
            **axis,
        },
    }


def colour(name: str) -> str:
    """Return what stands for a colour in a specification until a theme gives it."""
    return f"colour:{name}"


def datum(field: str) -> "Part":
    """Return what makes a property of a mark that of the row."""
    return {"expr": f"datum.{field}"}


@attrs.define
class Drawing:
    """Layers of marks, each with its rows.

    Attributes:
        width: In pixels, without titles.
        height: Likewise, as far as its axes go.
        layers: The marks, the lowest first.
        rows: What they show, by the name that layers have for it.
        below: Where what stands below them begins.
        left: Where what stands to the left of them begins: 0, or less.
    """

    width: float
    height: float
    layers: "list[Part]" = attrs.field(factory=list)
    rows: "dict[str, list[Part]]" = attrs.field(factory=dict)
    below: float = 0
    left: float = 0

    def add(
        self, name: str, mark: "Mapping[str, Any]", rows: "Iterable[Part] | None" = None, **channels: "Part | str"
    ) -> None:
        """Add a layer of marks.

        Arguments:
            name: What the rows are called.
            mark: The mark; its properties may be those of the row: see :func:`datum`.
            rows: The rows; left out for further marks of rows that are there.
            channels: The field that gives a channel (``fill``, ``text``), or the channel as Vega-Lite has it.
        """
        if rows is not None:
            self.rows[name] = list(rows)
        if not self.rows[name]:
            return
        encoding = {channel: _channel(channel, given) for channel, given in channels.items()}
        self.layers.append({"data": {"name": name}, "mark": dict(mark), "encoding": encoding})

    def boxes(self, name: str, rows: "Iterable[Part] | None" = None, **properties: object) -> None:
        """Add rectangles: of each row ``left``, ``top``, ``right``, ``bottom``, ``fill``, ``edge``, ``tip``."""
        places = {"x": datum("left"), "y": datum("top"), "x2": datum("right"), "y2": datum("bottom")}
        mark = {"type": "rect", "cornerRadius": 3, **places, **properties}
        self.add(name, mark, rows, fill="fill", stroke="edge", tooltip="tip")

    def rules(self, name: str, rows: "Iterable[Part] | None" = None, **properties: object) -> None:
        """Add straight lines: of each row from ``left`` and ``top`` to ``right`` and ``bottom``."""
        # Of lines Vega-Lite takes places from channels alone, and not from the mark as of boxes.
        places = {"x": "left", "x2": "right", "y": "top", "y2": "bottom"}
        channels = {channel: {"value": datum(field)} for channel, field in places.items()}
        self.add(name, {"type": "rule", **properties}, rows, **channels)

    def texts(  # noqa: PLR0913 - each by its name
        self,
        name: str,
        rows: "Iterable[Part] | None" = None,
        *,
        text: str = "text",
        x: str = "x",
        y: str = "y",
        fill: str = "ink",
        size: float = 11,
        align: str = "left",
        bold: bool = False,
        **properties: object,
    ) -> None:
        """Add texts: of each row its ``text`` at ``x`` and ``y``, in its colour or in that of all texts."""
        mark: Part = {
            "type": "text",
            "x": datum(x),
            "y": datum(y),
            "align": align,
            "baseline": "middle",
            "fontSize": size,
            **({"fontWeight": "bold"} if bold else {}),
            **properties,
        }
        found = self.rows[name] if rows is None else list(rows)
        if any(fill in row for row in found):
            self.add(name, mark, rows if rows is None else found, text=text, fill=fill)
        else:
            self.add(name, {**mark, "fill": colour(fill)}, rows if rows is None else found, text=text)

    def lines(  # noqa: PLR0913 - each by its name
        self,
        name: str,
        lines: "Sequence[str]",
        x: float,
        y: float,
        *,
        size: float = 11,
        fill: str = "ink",
        bold: bool = False,
    ) -> float:
        """Add lines of text, one below the other; return where the next would be."""
        step = size * _LEAD
        rows = [{"text": line, "x": x, "y": y + step * place} for place, line in enumerate(lines)]
        self.texts(name, rows, size=size, fill=fill, bold=bold)
        return y + step * len(lines)

    def legend(self, words: "Iterable[Part]", y: float) -> float:
        """Add boxes, each with its letter in it and its words beside it, in lines; return where they end.

        Arguments:
            words: Of each ``text``, ``letter``, ``fill``, ``ink``, ``edge``, ``dash``; ``shape`` where it is no box.
            y: Where the first line begins.
        """
        high, gap, left = 16, 18, self.left
        rows: list[Part] = []
        for each in words:
            width = high + 6 + text_width(each["text"], 11) + gap
            if left > self.left and left + width - gap > self.width:
                left, y = self.left, y + high + 6
            place = {"left": left, "right": left + high, "top": y, "bottom": y + high}
            middle = {"x": left + high / 2, "y": y + high / 2, "words": left + high + 6, "tip": each["text"]}
            rows.append({**each, **place, **middle})
            left += width
        self.boxes("legend boxes", [row for row in rows if "shape" not in row], strokeDash=datum("dash"))
        self.texts("legend boxes", text="letter", size=SMALL, align="center", bold=True)
        point = {"type": "point", "filled": True, "opacity": 1, "size": 60, "x": datum("x"), "y": datum("y")}
        marks = [row for row in rows if "shape" in row]
        self.add("legend marks", {**point, "shape": datum("shape")}, marks, fill="fill", stroke="edge")
        self.rows["legend"] = rows
        self.texts("legend", x="words", fill="muted")
        return y + high

    def specification(self, title: str, subtitle: str, alt: str, source: str) -> str:
        """Return the Vega-Lite specification, as JSON; colours have their names still.

        Arguments:
            title: What it shows.
            subtitle: What a reader has to know, the day of the record among it.
            alt: All that in words.
            source: Where it comes from.
        """
        below = max(self.below, self.height) + 18
        self.lines("source", balanced(source, SMALL, WIDTH), self.left, below, size=SMALL, fill="muted")
        found = {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            "description": alt,
            "width": self.width,
            "height": self.height,
            "padding": SPACE,
            "background": colour("ground"),
            "title": {
                "text": wrapped(title, TITLE, WIDTH, bold=True),
                "subtitle": wrapped(subtitle, SUBTITLE, WIDTH),
                "anchor": "start",
                "frame": "bounds",
                "offset": 14,
            },
            "datasets": self.rows,
            "layer": self.layers,
            "config": _CONFIG,
        }
        return json.dumps(found, ensure_ascii=False)


def _channel(channel: str, given: "Part | str") -> "Part":
    if not isinstance(given, str):
        return given
    found: Part = {"field": given, "type": "nominal"}
    return {**found, "scale": None} if channel in ("fill", "stroke") else found


_CONFIG: "Part" = {
    "font": FONT,
    "view": {"stroke": None},
    "mark": {"aria": False},
    "title": {
        "color": colour("ink"),
        "fontSize": TITLE,
        "subtitleColor": colour("muted"),
        "subtitleFontSize": SUBTITLE,
        "subtitlePadding": 6,
        "subtitleLineHeight": 16,
    },
    "axis": {
        "labelColor": colour("muted"),
        "titleColor": colour("muted"),
        "gridColor": colour("line"),
        "domain": False,
        "tickColor": colour("line"),
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
    },
}
