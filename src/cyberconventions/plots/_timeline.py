"""What each State was to a treaty, from its first act to the record's day."""

from datetime import date

from cyberconventions._history import Status
from cyberconventions._states import State
from cyberconventions._states import state as state_of
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions.errors import several
from cyberconventions.plots._drawing import WIDTH, Drawing, datum, over_time, text_width
from cyberconventions.plots._looks import OF_STATUS, record_words, source_of
from cyberconventions.plots._picture import Picture

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cyberconventions._periods import Period
    from cyberconventions._states import StateLike
    from cyberconventions._treaties import TreatyLike
    from cyberconventions._treaty import Participation, Treaty
    from cyberconventions.plots._drawing import Part

# How thick a bar is: print in grey tells them apart as well.
_THICK = {Status.PARTY: 13, Status.UNKNOWN: 11, Status.CONTRACTING: 11, Status.INVITED: 8}
_USUAL = 9
_FEW = 40  # rows, which have more room than many
_ROOM_FOR_LETTER = 14
_ORDER = (Status.PARTY, Status.CONTRACTING, Status.SIGNATORY, Status.INVITED)


def timeline(treaty: "TreatyLike", states: "Iterable[StateLike] | StateLike | None" = None) -> Picture:
    """Draw what States were to a treaty, day by day: from signature to consent to entry into force.

    Arguments:
        treaty: The treaty, or any name of it.
        states: Only this one, or only these; every State with an act on record where left out.

    Returns:
        A picture with a row for each State and a bar for each period that had begun by the record's day, on which bars
        end that are still open. Where the record can't say what a State was, the bar is empty and has a question mark.

    Raises:
        UnknownTreatyError: Not a known treaty.
        UnknownStateError: Not a known State code or name.
        NotParticipatingError: One of the States has no act on record.

    >>> import cyberconventions as cc
    >>> print(cc.plots.timeline("budapest", states=["Albania", "Ireland"]).alt)
    Budapest Convention: from signature to consent to entry into force. Albania: signatory from 2001-11-23, ...
    """
    record = treaty_of(treaty)
    alone = isinstance(states, State | str | int)
    named = () if states is None else (states,) if alone else several(states, "a State or several")
    chosen = [*record] if states is None else [record[each] for each in dict.fromkeys(map(state_of, named))]
    found = {each.state: begun(each) for each in chosen}
    ordered = sorted(found, key=lambda state: _position(state, found[state]))
    labels = max([text_width(state.name, 11) for state in ordered], default=0) + 14
    pitch = 22 if len(ordered) <= _FEW else 16
    drawing = Drawing(WIDTH - labels, pitch * len(ordered), left=-labels)
    starts = [period.start or record.as_of for periods in found.values() for period in periods]
    domain = min([*starts, record.as_of]), record.as_of
    rows = [
        row for place, state in enumerate(ordered) for row in _bars(record, state, found[state], place * pitch, pitch)
    ]
    _stripes(drawing, ordered, pitch)
    places = {"y": datum("top"), "y2": datum("bottom"), "strokeDash": datum("dash")}
    x = over_time("start", *domain, orient="top")
    drawing.add(
        "bars",
        {"type": "rect", "cornerRadius": 1.5, **places},
        rows,
        x=x,
        x2={"field": "end"},
        fill="fill",
        stroke="edge",
        tooltip="tip",
    )
    _letters(drawing, rows, domain)
    looks = [OF_STATUS[status] for status in OF_STATUS if any(row["status"] == status.value for row in rows)]
    drawing.legend([{**look.row(), "text": look.word} for look in looks], -50)
    title = f"{record.short_title}: from signature to consent to entry into force"
    subtitle = f"{_whom(record, len(ordered))} Bars that are still open end on {record.as_of}. {record_words(record)}"
    alt = f"{title}. {' '.join(_in_words(state, found[state], record) for state in ordered)} {subtitle}"
    source = source_of(record)
    return Picture(title, subtitle, alt, source, drawing.specification(title, subtitle, alt, source))


def begun(participation: "Participation") -> "list[Period]":
    """Return the periods in which a State was something to a treaty, and which had begun by the record's day."""
    day = participation.treaty.as_of
    return [
        period
        for period in participation.history
        if period.status is not Status.NOT_PARTICIPATING and (period.start is None or period.start <= day)
    ]


def _position(state: State, periods: "Sequence[Period]") -> tuple[object, ...]:
    """Return the key of a row: parties first, each in the order in which it came so far."""
    first = [
        next((period.start or date.min for period in periods if period.status is each), date.max) for each in _ORDER
    ]
    return *first, state.name


def _bars(record: "Treaty", state: State, periods: "Sequence[Period]", top: float, pitch: float) -> "Iterable[Part]":
    for period in periods:
        look, thick = OF_STATUS[period.status], _THICK.get(period.status, _USUAL)
        start, still = period.start or record.as_of, period.end is None or period.end > record.as_of
        end = record.as_of if still or period.end is None else period.end
        yield {
            "state": state.id,
            "name": state.name,
            "status": period.status.value,
            "start": start.isoformat(),
            "end": end.isoformat(),
            "open": still,
            **look.row(),
            "top": top + (pitch - thick) / 2,
            "bottom": top + (pitch + thick) / 2,
            "middle": top + pitch / 2,
            "tip": f"{state.name}: {look.word} from {start} {f'to {end}' if not still else f'on, as of {end}'}",
        }


def _letters(drawing: Drawing, rows: "Iterable[Part]", domain: "tuple[date, date]") -> None:
    """Put its letter on each bar that has room for it."""
    found: list[Part] = []
    days = max(1, (domain[1] - domain[0]).days)
    for row in rows:
        left, right = (
            (date.fromisoformat(row[each]) - domain[0]).days * drawing.width / days for each in ("start", "end")
        )
        if right - left >= _ROOM_FOR_LETTER:
            found.append({"text": row["letter"], "x": left + 7, "y": row["middle"] + 0.5, "ink": row["ink"]})
    drawing.texts("letters", found, size=8, align="center", bold=True)


def _stripes(drawing: Drawing, states: "Sequence[State]", pitch: float) -> None:
    """Name the rows, with a ground behind every other one."""
    rows: list[Part] = [
        {
            "text": state.name,
            "x": -8,
            "y": (place + 0.5) * pitch,
            "left": drawing.left,
            "right": drawing.width,
            "top": place * pitch,
            "bottom": (place + 1) * pitch,
            "stripe": place % 2 == 0,
        }
        for place, state in enumerate(states)
    ]
    places = {"x": datum("left"), "x2": datum("right"), "y": datum("top"), "y2": datum("bottom")}
    drawing.add("stripes", {"type": "rect", "fill": "colour:stripe", **places}, [row for row in rows if row["stripe"]])
    drawing.texts("states", rows, align="right")


def _whom(record: "Treaty", count: int) -> str:
    if count == len(record):
        return f"Every State with an act on record ({count})."
    return f"{count} of the {len(record)} States with an act on record."


def _in_words(state: State, periods: "Iterable[Period]", record: "Treaty") -> str:
    words = [f"{OF_STATUS[each.status].word} from {each.start or record.as_of}" for each in periods]
    return f"{state.name}: {', '.join(words)}."
