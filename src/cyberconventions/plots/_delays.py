"""How long States took from signature to consent, or to entry into force."""

from statistics import median

import attrs

from cyberconventions._arguments import choice
from cyberconventions._history import Status
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions.plots._drawing import WIDTH, Drawing, colour, datum, wrapped
from cyberconventions.plots._looks import UNKNOWN, Look, names, record_words, source_of
from cyberconventions.plots._picture import Picture

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta
    from typing import Literal, TypeAlias

    from cyberconventions._treaties import TreatyLike
    from cyberconventions._treaty import Participation, Treaty
    from cyberconventions.plots._drawing import Part

    By: TypeAlias = Literal["region"] | None
    Until: TypeAlias = Literal["consent", "force"]

_YEAR = 365.25  # days
_DOT = 9  # pixels from one dot to the next
_HIGHEST = 7  # dots, one upon the other
_LABELS = 225
_LINE = 15
_ROWS = ("rows", "medians", "dots", "doubts", "headings", "counts")
_NO_REGION, _ALL = "In no regional group", "All States"
_GOALS = {"consent": ("consent", "consented"), "force": ("entry into force", "in force")}
_TOOK = Look("", "", "strong", "on_strong")
_WAITS = Look("", "", "ground", "ink", "ink")


@attrs.frozen
class _Wait:
    """What became of a State's signature.

    Attributes:
        who: The State's participation.
        look: How it looks; ``None`` where there is no mark, as days are not known or it never signed.
        years: How long it took, or has taken up to the record's day.
        signed: Whether it signed.
    """

    who: "Participation"
    look: Look | None = None
    years: float = 0
    signed: bool = True


def delays(treaty: "TreatyLike", by: "By" = "region", until: "Until" = "consent") -> Picture:
    """Draw how long each State took from its signature to its consent, or to entry into force for it.

    Arguments:
        treaty: The treaty, or any name of it.
        by: ``"region"`` for a row for each UN regional group; ``None`` for one row.
        until: ``"consent"``, or ``"force"``.

    Returns:
        A picture with a dot for each State whose days are known. One that still waits on the record's day has an open
        mark, one of which the record can't say that has a question mark, and neither counts in a median. States without
        a mark are counted in words.

    Raises:
        UnknownTreatyError: Not a known treaty.
        InvalidValueError: Another word for ``by`` or ``until``.

    >>> import cyberconventions as cc
    >>> print(cc.plots.delays(cc.treaty("budapest").known_at("2026-04-25"), by=None).alt)
    Budapest Convention: years from signature to consent. All States: 48 consented, median 4.7 years; 2 waiting; ...
    """
    record = treaty_of(treaty)
    choice(by, ["region"], "by", or_none=True)
    choice(until, _GOALS, "until")
    goal, done = _GOALS[until]
    groups = _groups(record, by, until)
    most = max([each.years for found in groups.values() for each in found], default=0)
    drawing = Drawing(WIDTH - _LABELS, 0, rows={name: [] for name in _ROWS}, left=-_LABELS)
    domain = max(1, int(most) + 1)
    for name, waits in groups.items():
        _row(drawing, name, waits, done, domain)
    _draw(drawing, f"years from signature to {goal}", domain)
    _legend(drawing, record, done)
    title = f"{record.short_title}: years from signature to {goal}"
    subtitle = (
        "One mark per State; where there is no room above others it stands beside them. The upright line in a row is "
        "the median of the States that are drawn as a dot. "
        f"{record_words(record)}"
    )
    counts = [f"{name}: {_counted(waits, done)}." for name, waits in groups.items()]
    alt = f"{title}. {' '.join(counts)} {_waiting(groups)}{subtitle}"
    source = source_of(record)
    return Picture(title, subtitle, alt, source, drawing.specification(title, subtitle, alt, source))


def _groups(record: "Treaty", by: "By", until: "Until") -> "dict[str, list[_Wait]]":
    found: dict[str, list[_Wait]] = {}
    for each in record:
        found.setdefault((each.state.region or _NO_REGION) if by else _ALL, []).append(_wait(each, until))
    return {name: found[name] for name in sorted(found, key=lambda name: (name == _NO_REGION, name))}


def _wait(participation: "Participation", until: "Until") -> _Wait:
    signature, day = participation.signature, participation.treaty.as_of
    if signature is None:
        return _Wait(participation, signed=False)
    if signature.date is None:
        return _Wait(participation)
    consent, force = participation.consent, participation.entry_into_force
    reached = force if until == "force" else (consent.date if consent else None)
    if reached is not None and reached <= day:
        return _Wait(participation, _TOOK, _years(reached - signature.date))
    waiting = {Status.SIGNATORY, Status.CONTRACTING} if until == "force" else {Status.SIGNATORY}
    status = participation.status()
    if status in waiting:
        return _Wait(participation, _WAITS, _years(day - signature.date))
    if status is Status.UNKNOWN:
        return _Wait(participation, UNKNOWN, _years(day - signature.date))
    return _Wait(participation)


def _years(time: "timedelta") -> float:
    return round(time.days / _YEAR, 2)


def _counted(waits: "Sequence[_Wait]", done: str) -> str:
    """Say how many States did what; each is in one of the counts."""
    took = [each.years for each in waits if each.look == _TOOK]
    counts = {
        f"{done}, median {median(took):.1f} years" if took else done: len(took),
        "waiting": sum(1 for each in waits if each.look == _WAITS),
        "perhaps waiting": sum(1 for each in waits if each.look == UNKNOWN),
        "signed, days not known": sum(1 for each in waits if each.look is None and each.signed),
        "not signed": sum(1 for each in waits if not each.signed),
    }
    return "; ".join(f"{count} {what}" for what, count in counts.items() if count)


def _waiting(groups: "dict[str, list[_Wait]]") -> str:
    found = [each.who.state for waits in groups.values() for each in waits if each.look == _WAITS]
    return f"Still waiting: {names(found)}. " if found else ""


def _row(drawing: Drawing, name: str, waits: "Sequence[_Wait]", done: str, domain: int) -> None:
    """Add a row: its name and counts, its dots one upon the other, its median."""
    heading = wrapped(name, 11, _LABELS - 20, bold=True)
    counts = _counted(waits, done).partition("; ")
    lines = [*heading, *(line for part in (counts[0], counts[2]) for line in wrapped(part, 11, _LABELS - 20))]
    levels: dict[int, int] = {}
    dots: list[Part] = []
    for each in sorted(waits, key=lambda each: (each.years, each.who.state.id)):
        if each.look is not None:
            place = _free(levels, round(each.years / domain * drawing.width / _DOT), int(drawing.width / _DOT))
            levels[place] = levels.get(place, 0) + 1
            tip = f"{each.who.state.name}: {each.years:.1f} years{'' if each.look == _TOOK else ' so far'}"
            shape = "circle" if each.look == _TOOK else "triangle-right"
            mark = "took" if each.look == _TOOK else "waits" if each.look == _WAITS else "may wait"
            state = {"state": each.who.state.id, "years": each.years, "mark": mark, "shape": shape, "tip": tip}
            dots.append({**each.look.row(), **state, "x": place * _DOT, "level": levels[place]})
    top = drawing.height
    drawing.height += max(max(levels.values(), default=0) * _DOT, len(lines) * _LINE) + 20
    for dot in dots:
        dot["y"] = drawing.height - 4 - _DOT * dot["level"]
    took = [each.years for each in waits if each.look == _TOOK]
    drawing.rows["dots"].extend(dot for dot in dots if dot["mark"] != "may wait")
    drawing.rows["doubts"].extend(dot for dot in dots if dot["mark"] == "may wait")
    middle = [{"years": median(took), "top": top + 4, "bottom": drawing.height}] if took else []
    drawing.rows["medians"].extend(middle)
    labels = [
        {"text": line, "x": -_LABELS, "y": top + 16 + _LINE * place, "heading": place < len(heading)}
        for place, line in enumerate(lines)
    ]
    drawing.rows["headings"].extend(each for each in labels if each["heading"])
    drawing.rows["counts"].extend(each for each in labels if not each["heading"])
    drawing.rows["rows"].append(
        {"left": -_LABELS, "right": drawing.width, "top": drawing.height, "bottom": drawing.height}
    )


def _free(levels: "dict[int, int]", place: int, last: int) -> int:
    """Return the nearest place with room for a dot: a column holds so many, and further ones stand beside it."""
    beside = (place + step * side for step in range(last + 1) for side in (1, -1))
    return next(each for each in beside if 0 <= each <= last and levels.get(each, 0) < _HIGHEST)


def _draw(drawing: Drawing, title: str, domain: int) -> None:
    drawing.rules("rows", color=colour("line"))
    x = {
        "field": "years",
        "type": "quantitative",
        "scale": {"domain": [0, domain], "nice": False},
        "axis": {"title": title, "values": _ticks(domain), "format": "~g"},
    }
    # The axis is there without a median, too.
    drawing.add("axis", {"type": "point", "opacity": 0, "y": 0}, [{"years": 0}], x=x)
    upright = {"y": datum("top"), "y2": datum("bottom"), "strokeWidth": 2, "color": colour("ink")}
    drawing.add("medians", {"type": "rule", **upright}, x=x)
    dot = {
        "type": "point",
        "filled": True,
        "opacity": 1,
        "size": 46,
        "strokeWidth": 1.2,
        "x": datum("x"),
        "y": datum("y"),
    }
    drawing.add("dots", {**dot, "shape": datum("shape")}, fill="fill", stroke="edge", tooltip="tip")
    drawing.texts("doubts", text="letter", align="center", size=9, bold=True)
    drawing.texts("headings", bold=True)
    drawing.texts("counts", fill="muted")


def _ticks(domain: int) -> list[float]:
    step = 1 + domain // 15 if domain > 3 else 0.5  # noqa: PLR2004 - years
    return [place * step for place in range(int(domain / step) + 1)]


def _legend(drawing: Drawing, record: "Treaty", done: str) -> None:
    marks = {
        "took": {**_TOOK.row(), "text": done, "shape": "circle"},
        "waits": {**_WAITS.row(), "text": f"signed, and still waiting on {record.as_of}", "shape": "triangle-right"},
        "may wait": {**UNKNOWN.row(), "text": f"signed, and perhaps still waiting on {record.as_of}"},
    }
    there = {each["mark"] for each in drawing.rows["dots"] + drawing.rows["doubts"]}
    if there:
        drawing.below = drawing.legend([look for mark, look in marks.items() if mark in there], drawing.height + 48)
