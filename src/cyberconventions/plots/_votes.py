"""How States voted on a resolution, and what each was to a treaty that day."""

from collections import Counter
from math import cos, pi, sin

import attrs

from cyberconventions._citation import cite
from cyberconventions._history import Status, status_of
from cyberconventions._states import State
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions._treaty import possible_on
from cyberconventions.errors import UnknownEventError
from cyberconventions.plots._drawing import WIDTH, Drawing, colour, datum
from cyberconventions.plots._looks import OF_STATUS, UNKNOWN, Look
from cyberconventions.plots._picture import Picture
from cyberconventions.un import resolution as resolution_of
from cyberconventions.un import resolutions
from cyberconventions.un._resolutions import PLENARY, TallyCheck, Vote

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cyberconventions._treaties import TreatyLike
    from cyberconventions._treaty import Treaty
    from cyberconventions.plots._drawing import Part
    from cyberconventions.un._resolutions import ResolutionLike, Stage, StageLike

_SEAT, _PITCH = 30, 34
_INNER = 142  # the radius of the first row, with room for the counts within it
_LOOKS = {
    Vote.YES: Look("in favour", "Y", "strong", "on_strong"),
    Vote.ABSTAIN: Look("abstaining", "A", "amber", "on_amber"),
    Vote.NO: Look("against", "N", "red", "on_red", "red_edge"),
    Vote.ABSENT: Look("did not vote", "–", "faint", "ink", "on_faint"),
    Vote.UNKNOWN: attrs.evolve(UNKNOWN, word="not on record"),
}
_CORNERS = {Vote.ABSENT: 4, Vote.UNKNOWN: 4}  # of who has no seat on the arc
_LINE, _FIRST, _COLUMN = 20, 270, 110  # a table: from line to line, to the first column, from column to column
_ARC = (Vote.YES, Vote.ABSTAIN, Vote.NO)


def votes(resolution: "ResolutionLike", by: "TreatyLike | None" = None, stage: "StageLike" = PLENARY) -> Picture:
    """Draw how each Member voted, and by a treaty also what each was to it that day.

    Arguments:
        resolution: The resolution, or its number.
        by: The treaty, or any name of it; the votes alone where left out.
        stage: The step, as for :meth:`cyberconventions.un.Resolution.stage`; the adoption where left out.

    Returns:
        A picture with a seat for each Member, from in favour to against; who did not vote, and whose vote is not on
        record, stands below. By a treaty each seat has the letter of its status, and a table counts votes by status.

    Raises:
        UnknownEventError: Not a known resolution or step, or one without a recorded vote.
        UnknownTreatyError: Not a known treaty.

    >>> import cyberconventions as cc
    >>> print(cc.plots.votes("74/247", by="budapest").alt)
    A/RES/74/247: the vote of 2019-12-27 (plenary). In favour: 79. Abstaining: 33. Against: 60. Did not vote: 21. ...
    """
    found = resolution_of(resolution)
    step = found.stage(stage)
    if step.tally is None:
        raise UnknownEventError(f"{found.symbol} has no recorded vote at the stage {step.name!r} of {step.when}")
    record = None if by is None else treaty_of(by)
    seats = _votes(step)
    statuses = {} if record is None else _statuses(record, step, seats)
    cells = {} if record is None else _cells(seats, statuses)
    drawing = Drawing(WIDTH, 0)
    counts = {vote: sum(1 for each in seats.values() if each is vote) for vote in _LOOKS}
    _arc(drawing, seats, statuses, step)
    drawing.height = _benches(drawing, seats, statuses, counts)
    if record is not None:
        drawing.height = _table(drawing, record, step, cells, drawing.height)
    title = f"{found.symbol}: the vote of {step.when} ({step.name})"
    subtitle = f"{found.title}. {_members(step)}"
    if record is not None:
        subtitle += f" Letters: what the State was to the {record.short_title} that day; record to {record.as_of}."
    tally = ". ".join(f"{_LOOKS[vote].word.capitalize()}: {count}" for vote, count in counts.items() if count)
    alt = f"{title}. {tally}. {_in_words(cells)}{subtitle}"
    source = ". ".join([*(str(each) for each in step.sources[:2]), cite().text])
    return Picture(title, subtitle, alt, source, drawing.specification(title, subtitle, alt, source))


def _votes(step: "Stage") -> "dict[State, Vote]":
    """Return the vote of each Member; one whose vote is not on record is there as well."""
    known = {each.state: each.vote for each in step.ballots}
    return {state: known.get(state, Vote.UNKNOWN) for state in sorted({*known, *_roll_call()})}


def _roll_call() -> tuple[State, ...]:
    """Return the Members, as in the first complete roll call on record."""
    steps = (step for each in resolutions() for step in each.stages if step.check is TallyCheck.MATCHES)
    return tuple(each.state for step in [*steps][:1] for each in step.ballots)


def _statuses(record: "Treaty", step: "Stage", states: "Iterable[State]") -> "dict[State, Status]":
    day = step.when.latest or record.as_of
    if day > record.as_of:
        record.parties(day)  # which warns that answers are presumed
    return {state: status_of(possible_on(record, state, day)) for state in states}


def _members(step: "Stage") -> str:
    if step.check is TallyCheck.MATCHES:
        return "Each seat is a Member."
    named = len(step.ballots)
    words = f"By State {named} votes are on record, from statements alone" if named else "No vote by State is on record"
    return f"{words}; the Members are those of the roll call on {_first_roll_call()}."


def _first_roll_call() -> str:
    return next(each.symbol for each in resolutions() for step in each.stages if step.check is TallyCheck.MATCHES)


# -- seats -------------------------------------------------------------------------------------------------------------


def _seat(state: State, vote: Vote, status: Status | None, x: float, y: float) -> "Part":
    look, half = _LOOKS[vote], _SEAT / 2
    letter = "" if status is None else OF_STATUS[status].letter
    words = look.word if status is None else f"{look.word}; {OF_STATUS[status].word}"
    box = {"left": x - half, "right": x + half, "top": y - half, "bottom": y + half, "corner": _CORNERS.get(vote, half)}
    texts = {"high": y if status is None else y - 4, "low": y + 8, "x": x, "tip": f"{state.name}: {words}"}
    return {"state": state.id, "vote": vote.value, **look.row(), "letter": letter, **box, **texts}


def _draw(drawing: Drawing, name: str, rows: "Iterable[Part]") -> None:
    drawing.boxes(name, rows, cornerRadius=datum("corner"), strokeDash=datum("dash"))
    drawing.texts(name, text="state", y="high", align="center", size=9, bold=True)
    drawing.texts(name, text="letter", y="low", align="center", size=9)


def _ordered(
    seats: "Mapping[State, Vote]", statuses: "Mapping[State, Status]", votes: "Sequence[Vote]"
) -> "list[tuple[State, Vote]]":
    """Return the States in the order of their votes, then of their statuses, then of their ids."""
    order = [*OF_STATUS]
    found = [(state, vote) for state, vote in seats.items() if vote in votes]
    return sorted(found, key=lambda each: (votes.index(each[1]), order.index(statuses.get(each[0], order[0])), each[0]))


def _arc(drawing: Drawing, seats: "Mapping[State, Vote]", statuses: "Mapping[State, Status]", step: "Stage") -> None:
    """Seat who voted on an arc, and write the tally within it."""
    voted = _ordered(seats, statuses, _ARC)
    places = [*_places(len(voted))]
    radius = max([radius for _, radius in places], default=0)
    drawing.height = max(radius, 70.0) + _SEAT
    centre, ground = drawing.width / 2, drawing.height - _SEAT / 2
    rows = [
        _seat(state, vote, statuses.get(state), centre - at * cos(angle), ground - at * sin(angle))
        for (state, vote), (angle, at) in zip(voted, places, strict=True)
    ]
    _draw(drawing, "seats", rows)
    _tally(drawing, seats, step, centre, ground - 44)


def _places(count: int) -> "Iterator[tuple[float, float]]":
    """Return the angle and radius of each seat, from left to right, in as few rows as there is room in."""
    rows = 0
    while sum(_room(row) for row in range(rows)) < count:
        rows += 1
    room = [_room(row) for row in range(rows)]
    # Each row has its share, and the last one what is left.
    seats = [count * each // sum(room) for each in room]
    for row in range(count - sum(seats)):
        seats[-1 - row % rows] += 1
    found = [
        (pi * (place + 0.5) / number if number < _room(row) else pi * place / max(1, number - 1), _INNER + row * _PITCH)
        for row, number in enumerate(seats)
        for place in range(number)
    ]
    return iter(sorted(found))


def _room(row: int) -> int:
    return int(pi * (_INNER + row * _PITCH) / _PITCH)


def _tally(drawing: Drawing, seats: "Mapping[State, Vote]", step: "Stage", centre: float, y: float) -> None:
    """Write the published tally, and how many of each vote are on record by State where those are fewer."""
    published = step.tally or (0, 0, 0)
    rows: list[Part] = []
    for vote, count, place in zip((Vote.YES, Vote.NO, Vote.ABSTAIN), published, (-1, 1, 0), strict=True):
        named = sum(1 for each in seats.values() if each is vote)
        words = _LOOKS[vote].word if named == count else f"{_LOOKS[vote].word}\n({named} named)"
        x = centre + place * 80
        box = {"left": x - 7, "right": x + 7, "top": y - 36, "bottom": y - 22, "tip": words}
        row = {"x": x, "y": y, "under": y + 22, "count": str(count), "words": words}
        rows.append({**_LOOKS[vote].row(), **row, **box, "tone": colour("ink")})
    drawing.boxes("tally", rows, cornerRadius=7)
    drawing.texts("tally", text="count", fill="tone", align="center", size=30, bold=True)
    drawing.texts("tally", text="words", y="under", align="center", fill="muted", lineBreak="\n", lineHeight=14)


def _benches(
    drawing: Drawing, seats: "Mapping[State, Vote]", statuses: "Mapping[State, Status]", counts: "Mapping[Vote, int]"
) -> float:
    """Seat who did not vote, and whose vote is not on record, below; return where that ends."""
    y = drawing.height + 14
    columns = int((drawing.width + _PITCH - _SEAT) // _PITCH)
    for vote in (Vote.ABSENT, Vote.UNKNOWN):
        if not counts[vote]:
            continue
        y = drawing.lines(
            f"{vote.value} heading", [f"{_LOOKS[vote].word.capitalize()} · {counts[vote]}"], 0, y, bold=True
        )
        rows = [
            _seat(
                state,
                vote,
                statuses.get(state),
                _SEAT / 2 + place % columns * _PITCH,
                y + 12 + place // columns * _PITCH,
            )
            for place, (state, _) in enumerate(_ordered(seats, statuses, [vote]))
        ]
        _draw(drawing, f"{vote.value} seats", rows)
        y = max(row["bottom"] for row in rows) + 20
    return y


# -- votes by status ---------------------------------------------------------------------------------------------------


def _table(
    drawing: Drawing, record: "Treaty", step: "Stage", cells: "Mapping[tuple[Status, Vote], int]", y: float
) -> float:
    """Count votes by status below the seats; return where the table ends."""
    columns = [vote for vote in _LOOKS if any(each is vote for _, each in cells)]
    lines = [status for status in OF_STATUS if any(each is status for each, _ in cells)]
    drawing.lines("table heading", [f"By what they were to the {record.short_title} on {step.when}"], 0, y, bold=True)
    head = y + _LINE
    right = {vote: _FIRST + _COLUMN * place for place, vote in enumerate(columns)}
    heads = [{"text": _LOOKS[vote].word, "x": x, "y": head} for vote, x in right.items()]
    letters: list[Part] = []
    counts: list[Part] = []
    rules: list[Part] = []
    for place, status in enumerate(lines, start=1):
        middle = head + _LINE * place
        above = middle - _LINE / 2
        rules.append({"left": 0, "right": _FIRST + _COLUMN * (len(columns) - 1), "top": above, "bottom": above})
        letters.append({"text": f"{OF_STATUS[status].letter}   {OF_STATUS[status].word}", "x": 0, "y": middle})
        for vote, x in right.items():
            count = str(cells.get((status, vote), 0))
            counts.append({"text": count, "x": x, "y": middle, "status": status.value, "vote": vote.value})
    drawing.texts("table heads", heads, fill="muted", align="right")
    drawing.rules("rules", rules, color=colour("line"))
    drawing.texts("table lines", letters)
    drawing.texts("table", counts, align="right")
    return head + _LINE * len(lines) + 8


def _cells(seats: "Mapping[State, Vote]", statuses: "Mapping[State, Status]") -> "dict[tuple[Status, Vote], int]":
    """Return how many Members of each status voted how."""
    return Counter((statuses[state], vote) for state, vote in seats.items())


def _in_words(cells: "Mapping[tuple[Status, Vote], int]") -> str:
    order = [*OF_STATUS]
    found: dict[Status, list[str]] = {}
    for (status, vote), count in sorted(
        cells.items(), key=lambda cell: (order.index(cell[0][0]), [*_LOOKS].index(cell[0][1]))
    ):
        found.setdefault(status, []).append(f"{count} {_LOOKS[vote].word}")
    return "".join(f"{OF_STATUS[status].word.capitalize()}: {', '.join(each)}. " for status, each in found.items())
