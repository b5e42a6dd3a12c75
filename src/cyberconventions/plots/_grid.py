"""The tile grid: one place for each State of the record, and marks on it."""

from cyberconventions._dataset import bundled, per_dataset
from cyberconventions._states import State, former_states
from cyberconventions.plots._drawing import SMALL, WIDTH, Drawing

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cyberconventions.plots._drawing import Part
    from cyberconventions.plots._looks import Look

_PITCH = 32
_TILE = 29
_LEGEND = (13, 17)  # the rows in whose lower left corner the sea has room for a legend
_LEGEND_COLUMNS = (0, 5)


@per_dataset(shared=True)
def places() -> "dict[str, tuple[int, int]]":
    """Return the row and column of each State's tile, from the upper left corner, by its id.

    >>> places()["ISL"]
    (0, 10)
    """
    return {row["state"]: (int(row["row"]), int(row["column"])) for row in bundled().rows("tiles.csv")}


def without_a_place(states: "Iterable[State]", day: "date") -> "list[State]":
    """Return the States that were there on a day and have no tile: former States, and those of tests."""
    return [state for state in states if state.id not in places() and state.existed(day)]


def on_grid(day: "date", more: "Iterable[State]" = ()) -> "list[State]":
    """Return the States that a map of a day shows, in the order of the grid."""
    former = [
        state for state in former_states() if state.continued_by is None
    ]  # others are shown by who continues them
    return [*(State(id_) for id_ in places()), *without_a_place(dict.fromkeys((*more, *former)), day)]


def draw(tiles: "Sequence[tuple[State, Look, str]]", order: "Iterable[Look]") -> Drawing:
    """Return a map of tiles, each with what it says under the pointer, and a legend that counts them."""
    rows = [_tile(state, look, tip, place) for state, look, tip, place in _placed(tiles)]
    found = Drawing(WIDTH, max(row["bottom"] for row in rows))
    found.boxes("tiles", rows, strokeDash={"expr": "datum.dash"})
    found.texts("tiles", text="state", y="high", align="center", bold=True, size=SMALL)
    found.texts("tiles", text="letter", y="low", align="center", size=SMALL)
    extra = [row for row in rows if row["state"] not in places()]
    if extra:
        y = extra[0]["top"] - 10
        found.lines("extra", ["Without a place on the grid"], 0, y, size=SMALL, fill="muted")
    _legend(found, {look: sum(1 for _, each, _ in tiles if each == look) for look in order})
    return found


def _placed(tiles: "Sequence[tuple[State, Look, str]]") -> "Iterable[tuple[State, Look, str, tuple[float, float]]]":
    extra = 0
    below = max(row for row, _ in places().values()) + 1.6
    columns = int(WIDTH // _PITCH)
    for state, look, tip in tiles:
        place: tuple[float, float] | None = places().get(state.id)
        if place is None:
            place = below + extra // columns, extra % columns
            extra += 1
        yield state, look, tip, place


def _tile(state: State, look: "Look", tip: str, place: "tuple[float, float]") -> "Part":
    top, left = place[0] * _PITCH, place[1] * _PITCH
    middle = {"x": left + _TILE / 2, "high": top + 9.5, "low": top + 21.5}
    box = {"left": left, "top": top, "right": left + _TILE, "bottom": top + _TILE}
    return {"state": state.id, "name": state.name, **look.row(), **box, **middle, "tip": f"{state.name}: {tip}"}


def _legend(drawing: Drawing, counts: "Mapping[Look, int]") -> None:
    rows: list[Part] = []
    room = _LEGEND[1] - _LEGEND[0]
    for place, (look, count) in enumerate((look, count) for look, count in counts.items() if count):
        column, line = divmod(place, room)
        left, top = _LEGEND_COLUMNS[column] * _PITCH, (_LEGEND[0] + line) * _PITCH
        box = {"left": left, "top": top, "right": left + _TILE, "bottom": top + _TILE}
        words = {"text": f"{look.word} · {count}", "tip": look.word, "x": left + _TILE / 2, "y": top + _TILE / 2}
        rows.append({**look.row(), **box, **words, "beside": left + _TILE + 7})
    drawing.boxes("legend", rows, strokeDash={"expr": "datum.dash"})
    drawing.texts("legend", text="letter", align="center", bold=True)
    drawing.texts("legend", x="beside", fill="muted")
