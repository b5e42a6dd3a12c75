"""How many States each treaty bound, day by day."""

from datetime import date

from cyberconventions._citation import cite
from cyberconventions._history import PARTY, since_of
from cyberconventions._treaties import treaties_named
from cyberconventions._treaty import Treaty, history_in
from cyberconventions.plots._drawing import SPACE, WIDTH, Drawing, colour, datum, over_time, text_width, wrapped
from cyberconventions.plots._looks import source_of
from cyberconventions.plots._picture import Picture

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.plots._drawing import Part

_HEIGHT = 400
_COLOURS = 9
_DASHES = ((1, 0), (7, 3), (2, 2), (9, 3, 2, 3), (4, 4))
_LABEL, _LINE = 12, 15  # the size of a label, and from one of its lines to the next
_LABEL_WIDTH = 210
_TICKS = (5, 10, 20, 50, 100, 200, 500, 1000)


def growth(treaties: "Iterable[TreatyLike] | TreatyLike | None" = None) -> Picture:
    """Draw how many parties treaties have had, day by day.

    Arguments:
        treaties: The treaty or the treaties, or any names of them; all where left out.

    Returns:
        A picture. Each line ends on the day to which its record goes, and counts what had begun by then. Where a State
        may have been a party, a band above the line says how many there may have been.

    Raises:
        UnknownTreatyError: Not a known treaty.
        InvalidValueError: No treaty at all.

    >>> import cyberconventions as cc
    >>> treaties = [cc.treaty("palermo").known_at("2026-09-11"), cc.treaty("budapest").known_at("2026-04-25")]
    >>> print(cc.plots.growth(treaties).alt)
    Parties over time. Palermo Convention: 194 on 2026-09-11. Budapest Convention: 81 on 2026-04-25. ...
    """
    records = treaties_named(treaties)
    days = {record.id: _days(record) for record in records}
    last = max(record.as_of for record in records)
    first = date.fromisoformat(min(days[record.id][0]["day"] for record in records))
    top = max(each["most"] for found in days.values() for each in found)
    step = next(tick for tick in _TICKS if top / tick <= 5 or tick == _TICKS[-1])  # noqa: PLR2004 - lines of a grid
    top = max(step, -(-top // step) * step)
    names = {record.id: _name(record, days[record.id][-1]) for record in records}
    room = max(text_width(line, _LABEL, bold=True) for lines in names.values() for line in lines)
    drawing = Drawing(WIDTH - 60 - room, _HEIGHT, left=-44)
    x = over_time("day", first, last, grid=False)
    y = {
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "axis": {"title": "parties", "values": list(range(0, top + 1, step))},
    }
    for place, record in enumerate(records):
        style = {"interpolate": "step-after", "strokeWidth": 2.2, "strokeDash": _DASHES[place % len(_DASHES)]}
        tone = colour(f"line_{place % _COLOURS + 1}")
        name = f"parties {record.id}"
        rows = [{**each, "treaty": record.short_title} for each in days[record.id]]
        drawing.add(
            name,
            {"type": "area", "interpolate": "step-after", "color": tone, "opacity": 0.25},
            rows,
            x=x,
            y={**y, "field": "most"},
            y2={"field": "parties"},
        )
        drawing.add(name, {"type": "line", "color": tone, **style}, x=x, y={**y, "field": "parties"})
    _ends(drawing, records, {id_: found[-1] for id_, found in days.items()}, names, top, x, y)
    drawing.below = drawing.height + 24
    title = "Parties over time"
    subtitle = (
        "Each line ends on the day to which its record goes; the number is that of the parties on that day."
        + _uncertain(records, days)
    )
    counts = [f"{record.short_title}: {_count(record, days[record.id][-1])} on {record.as_of}." for record in records]
    alt = f"{title}. {' '.join(counts)} {subtitle}"
    source = source_of(records[0]) if len(records) == 1 else cite().text
    return Picture(title, subtitle, alt, source, drawing.specification(title, subtitle, alt, source))


def _days(record: Treaty) -> "list[Part]":
    """Return how many parties there were from each day on, up to the record's day: certainly, and at most."""
    changes: dict[date, list[int]] = {}
    for each in record:
        ended = each.state.ended or date.max  # Its name may be another State's then.
        for possible, start, end in history_in(record, each.state).periods():
            if not possible & PARTY or (start or date.min) >= ended:
                continue
            for day, sign in ((start, 1), (min(end or ended, ended), -1)):
                if day is not None and day <= record.as_of:
                    change = changes.setdefault(day, [0, 0])
                    change[0] += sign * (possible == PARTY)
                    change[1] += sign
    begin = record.entry_into_force or since_of(record)
    changes.setdefault(min([begin, *changes]), [0, 0])
    changes.setdefault(record.as_of, [0, 0])
    parties = most = 0
    rows: list[Part] = [{"day": min(changes).isoformat(), "parties": 0, "most": 0}]
    for day, (certain, at_most) in sorted(changes.items()):
        parties, most = parties + certain, most + at_most
        rows.append({"day": day.isoformat(), "parties": parties, "most": most})
    return rows


def _name(record: Treaty, last: "Part") -> list[str]:
    return wrapped(f"{record.short_title} {_count(record, last)}", _LABEL, _LABEL_WIDTH, bold=True)


def _count(record: Treaty, last: "Part") -> str:
    if record.entry_into_force is None or record.entry_into_force > record.as_of:
        return "0 (not in force)"
    return f"at least {last['parties']}" if record.parties().at_least else str(last["parties"])


def _uncertain(records: "Sequence[Treaty]", days: "dict[str, list[Part]]") -> str:
    some = any(each["parties"] < each["most"] for found in days.values() for each in found)
    band = " A band above a line: there may have been as many, as a day or a status is not known." if some else ""
    partial = [record.short_title for record in records if record.parties().more_possible]
    more = f" The record is partial, and States without an act in it may be parties: {', '.join(partial)}."
    return band + (more if partial else "")


def _ends(  # noqa: PLR0913, PLR0917 - what was worked out before
    drawing: Drawing,
    records: "Sequence[Treaty]",
    last: "dict[str, Part]",
    names: "dict[str, list[str]]",
    top: int,
    x: "Part",
    y: "Part",
) -> None:
    """Name each line at its end, one below the other where there is no room."""
    first, final = (date.fromisoformat(day) for day in x["scale"]["domain"])
    rows: list[Part] = []
    for place, record in enumerate(records):
        rows.append(
            {
                "treaty": record.short_title,
                "day": record.as_of.isoformat(),
                "parties": last[record.id]["parties"],
                "text": "\n".join(names[record.id]),
                "lines": len(names[record.id]),
                "ink": colour(f"line_{place % _COLOURS + 1}"),
                "left": drawing.width * (record.as_of - first).days / max(1, (final - first).days),
                "top": drawing.height * (1 - last[record.id]["parties"] / top),
            }
        )
    rows.sort(key=lambda row: row["top"])
    spread(rows, drawing.height)
    leaders = [{**row, "right": drawing.width + SPACE - 4, "bottom": row["label"]} for row in rows]
    drawing.rules("leaders", leaders, strokeDash=[1, 3], stroke=datum("ink"))
    dot = {"type": "point", "filled": True, "size": 45, "opacity": 1}
    drawing.add("ends", dot, rows, x=x, y={**y, "field": "parties"}, fill="ink", tooltip="text")
    for row in rows:
        row["under"] = row["label"] - row["lines"] * _LINE / 2 + 2
        row["right"] = drawing.width + SPACE
    drawing.texts(
        "ends", x="right", y="under", size=_LABEL, bold=True, baseline="top", lineBreak="\n", lineHeight=_LINE
    )


def spread(rows: "list[Part]", height: float) -> None:
    """Give each row, in the order of ``top``, a ``label`` near it, so that labels of some lines don't meet.

    >>> rows = [{"top": 10, "lines": 1}, {"top": 12, "lines": 1}, {"top": 100, "lines": 1}]
    >>> spread(rows, 100)
    >>> [row["label"] for row in rows]
    [10, 27.0, 100]
    """
    below = float("-inf")
    for row in rows:
        half = row["lines"] * _LINE / 2
        row["label"] = max(row["top"], below + half)
        below = row["label"] + half + 2
    above = height + _LINE
    for row in reversed(rows):
        half = row["lines"] * _LINE / 2
        row["label"] = min(row["label"], above - half)
        above = row["label"] - half - 2
