"""Which treaties bind the same States."""

from cyberconventions._citation import cite
from cyberconventions._dates import as_date
from cyberconventions._history import PARTY
from cyberconventions._treaties import treaties_named
from cyberconventions._treaty import possible_on
from cyberconventions.plots import _grid
from cyberconventions.plots._drawing import WIDTH, Drawing, colour, datum, text_width
from cyberconventions.plots._looks import names
from cyberconventions.plots._picture import Picture

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from typing import TypeAlias

    from cyberconventions._dates import DateLike
    from cyberconventions._states import State
    from cyberconventions._treaties import TreatyLike
    from cyberconventions._treaty import Treaty
    from cyberconventions.plots._drawing import Part

    # Of each treaty whether it binds the States of a column: yes, no, or not known.
    Pattern: TypeAlias = tuple[str, ...]

_YES, _NO, _MAYBE = "yes", "no", "?"
_BARS, _LINE, _COLUMN = 180, 28, 34
_NAMED = 3  # States of a column that are named above its bar
_GAP = 26


def overlap(treaties: "Iterable[TreatyLike] | TreatyLike | None" = None, on: "DateLike | None" = None) -> Picture:
    """Draw which treaties bind the same States: who is party to exactly these.

    Arguments:
        treaties: The treaty or the treaties, or any names of them; all where left out.
        on: The day; that of each treaty's record where left out. After it, what held is presumed to go on.

    Returns:
        A picture with a column for each combination, the largest first, and a bar that counts its States. A question
        mark stands where the record can't say whether they are parties. Combinations for which there is no room are
        one column, the last.

    Raises:
        UnknownTreatyError: Not a known treaty.
        InvalidDateError: Not a valid date.
        InvalidValueError: No treaty at all.

    >>> import cyberconventions as cc
    >>> print(cc.plots.overlap(["budapest", "lanzarote"], on="2023-07-01").alt)
    Which treaties bind the same States on 2023-07-01. None of them: 127. ...
    """
    records = treaties_named(treaties)
    day = None if on is None else as_date(on)
    columns = _columns(records, day)
    labels = max(text_width(record.short_title, 11) for record in records) + 68
    room = int((WIDTH - labels) // _COLUMN)
    fits = room if len(columns) <= room else room - 1  # and one for the others
    shown, rest = dict([*columns.items()][:fits]), dict([*columns.items()][fits:])
    drawing = Drawing(WIDTH - labels, _BARS + _GAP + _LINE * len(records), left=-labels)
    _bars(drawing, shown, rest)
    _names(drawing, records, columns)
    _dots(drawing, shown, records)
    title = "Which treaties bind the same States" + (f" on {day}" if day else "")
    ends = "" if day else " Each treaty is taken on the day to which its record goes."
    others = f" The last column has the {len(rest)} smallest combinations together." if rest else ""
    doubts = " ?: whether they are parties is not known." if any(_MAYBE in each for each in columns) else ""
    what = "Each column is one combination; its bar counts the States that are parties to exactly these."
    subtitle = f"{what}{ends}{others}{doubts}"
    alt = f"{title}. {' '.join(_in_words(pattern, states, records) for pattern, states in columns.items())} {subtitle}"
    source = cite().text
    return Picture(title, subtitle, alt, source, drawing.specification(title, subtitle, alt, source))


def _columns(records: "Sequence[Treaty]", day: "date | None") -> "dict[Pattern, list[State]]":
    """Return the States of each combination, the largest first."""
    found: dict[Pattern, list[State]] = {}
    latest = max(record.as_of for record in records) if day is None else day
    every = dict.fromkeys([*_grid.on_grid(latest, (each.state for record in records for each in record))])
    for record in records:
        if day is not None and day > record.as_of:
            record.parties(day)  # which warns that answers are presumed
    for state in every:
        pattern = tuple(_bound(possible_on(record, state, day or record.as_of)) for record in records)
        found.setdefault(pattern, []).append(state)
    return dict(sorted(found.items(), key=lambda column: (-len(column[1]), column[0])))


def _bound(possible: int) -> str:
    return _YES if possible == PARTY else _MAYBE if possible & PARTY else _NO


def _bars(drawing: Drawing, shown: "Mapping[Pattern, list[State]]", rest: "Mapping[Pattern, list[State]]") -> None:
    together = [state for states in rest.values() for state in states]
    counts = [*shown.values(), *([together] if rest else [])]
    most = max(len(states) for states in counts)
    bars: list[Part] = []
    texts: list[Part] = []
    for place, states in enumerate(counts):
        middle = (place + 0.5) * _COLUMN
        high = len(states) / most * (_BARS - 30)
        box = {"left": middle - 11, "right": middle + 11, "top": _BARS - high, "bottom": _BARS}
        last = bool(rest) and place == len(counts) - 1
        style = {"fill": colour("grey" if last else "strong"), "edge": colour("grey" if last else "strong")}
        bars.append(
            {**box, **style, "count": len(states), "states": " ".join(each.id for each in states), "tip": names(states)}
        )
        above = [str(len(states)), *([state.id for state in states] if len(states) <= _NAMED and not last else [])]
        texts += [
            {"text": text, "x": middle, "y": _BARS - high - 8 - 11 * line, "bold": not line}
            for line, text in enumerate(above)
        ]
    drawing.boxes("bars", bars)
    ground = {"left": 0, "right": len(counts) * _COLUMN, "top": _BARS, "bottom": _BARS}
    drawing.rules("ground", [ground], color=colour("muted"))
    drawing.texts("counts", [row for row in texts if row["bold"]], align="center", bold=True)
    drawing.texts("few", [row for row in texts if not row["bold"]], align="center", size=9, fill="muted")
    if rest:
        y = _BARS + _GAP / 2 + 4
        drawing.texts(
            "rest",
            [{"text": "others", "x": (len(counts) - 0.5) * _COLUMN, "y": y}],
            align="center",
            size=9,
            fill="muted",
        )


def _names(drawing: Drawing, records: "Sequence[Treaty]", columns: "Mapping[Pattern, list[State]]") -> None:
    """Name each treaty at its line, with the number of its parties."""
    rows: list[Part] = []
    for place, record in enumerate(records):
        top = _BARS + _GAP + place * _LINE
        parties = sum(len(states) for pattern, states in columns.items() if pattern[place] == _YES)
        more = any(pattern[place] == _MAYBE for pattern in columns)
        row = {
            "text": record.short_title,
            "x": drawing.left + 6,
            "y": top + _LINE / 2,
            "count": f"{'≥ ' if more else ''}{parties}",
        }
        rows.append({**row, "top": top, "bottom": top + _LINE, "end": -10, "stripe": place % 2 == 0})
    places = {"x": drawing.left, "x2": drawing.width, "y": datum("top"), "y2": datum("bottom")}
    drawing.add("stripes", {"type": "rect", "fill": colour("stripe"), **places}, [row for row in rows if row["stripe"]])
    drawing.texts("treaties", rows)
    drawing.texts("treaties", text="count", x="end", align="right", fill="muted")


def _dots(drawing: Drawing, shown: "Iterable[Pattern]", records: "Sequence[Treaty]") -> None:
    """Add a dot for each treaty of a combination, and join those that bind its States."""
    dots: list[Part] = []
    links: list[Part] = []
    for place, pattern in enumerate(shown):
        x = (place + 0.5) * _COLUMN
        y = [_BARS + _GAP + (line + 0.5) * _LINE for line in range(len(records))]
        bound = [y[line] for line, each in enumerate(pattern) if each == _YES]
        links += [{"left": x, "right": x, "top": bound[0], "bottom": bound[-1]}] if bound else []
        dots += [
            {"x": x, "y": y[line], "bound": each, "fill": colour("strong" if each == _YES else "line")}
            for line, each in enumerate(pattern)
        ]
    dot = {"type": "point", "filled": True, "opacity": 1, "x": datum("x"), "y": datum("y")}
    drawing.add("gaps", {**dot, "size": 50}, [row for row in dots if row["bound"] == _NO], fill="fill")
    drawing.rules("links", links, strokeWidth=2.5, color=colour("strong"))
    drawing.add("dots", {**dot, "size": 110}, [row for row in dots if row["bound"] == _YES], fill="fill")
    ring = {**dot, "filled": False, "size": 130, "strokeWidth": 1, "strokeDash": [2, 2], "color": colour("ink")}
    doubts = [{**row, "text": _MAYBE} for row in dots if row["bound"] == _MAYBE]
    drawing.add("doubts", {**ring, "fill": colour("ground")}, doubts)
    drawing.texts("doubts", align="center", size=9, bold=True)


def _in_words(pattern: "Pattern", states: "list[State]", records: "Sequence[Treaty]") -> str:
    parts = [
        f"{'perhaps ' if each == _MAYBE else ''}{record.short_title}"
        for record, each in zip(records, pattern, strict=True)
        if each != _NO
    ]
    return f"{', '.join(parts) or 'None of them'}: {len(states)}."
