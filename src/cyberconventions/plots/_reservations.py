"""What States reserved and declared, article by article."""

import re

import attrs

from cyberconventions._dates import as_date
from cyberconventions._statements import Statement, StatementKind, prefix_of
from cyberconventions._states import State
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions._treaty import statements_in
from cyberconventions.plots._drawing import SMALL, WIDTH, Drawing, colour, datum, text_width, wrapped
from cyberconventions.plots._looks import Look, record_words, source_of
from cyberconventions.plots._picture import Picture

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cyberconventions._dates import DateLike
    from cyberconventions._treaties import TreatyLike
    from cyberconventions._treaty import Treaty
    from cyberconventions.plots._drawing import Part

_LINE, _LINES = 18, 14  # from one row to the next, from one line of text to the next
_WIDEST, _HEAD = 26, 62
# In the order in which one stands before another on the same article.
_LOOKS = {
    StatementKind.RESERVATION: Look("reservation", "R", "strong", "on_strong"),
    StatementKind.DECLARATION: Look("declaration", "D", "amber", "on_amber"),
}
_BOTH = Look("both", "RD", "violet", "on_violet")
_MAY_STAND = Look("may stand", "R?", "ground", "ink", "ink", dashed=True)
_NOT_WHOLE = Look("not read whole: there may be more", "?", "ground", "ink", "ink", dashed=True)
_NO_ARTICLE = "article not known"
_ENABLING = {"40", "42"}  # of ETS 185, which allow declarations and reservations to others and stand last
_NONE = "Read whole, and none stands"
_UNREAD = "None on record, but not read whole"


def reservations(treaty: "TreatyLike", on: "DateLike | None" = None) -> Picture:
    """Draw which articles each party made a reservation or a declaration to, as they stand on a day.

    Arguments:
        treaty: The treaty, or any name of it.
        on: The day; that of the record where left out. After it, what held is presumed to go on.

    Returns:
        A picture with a row for each State of which a reservation or a declaration is on record, and a column for each
        article. States of which none is on record stand below, those that were read whole apart from the others.

    Raises:
        UnknownTreatyError: Not a known treaty.
        InvalidDateError: Not a valid date.

    >>> import cyberconventions as cc
    >>> print(cc.plots.reservations("budapest", on="2023-01-01").alt)
    Budapest Convention: reservations and declarations on 2023-01-01. Andorra: declaration to Art. 2, ...
    """
    record = treaty_of(treaty)
    day = record.as_of if on is None else as_date(on)
    bound = record.parties(day)  # which warns where answers are presumed
    said = {state: _said(record, state, day) for state in (*bound, *bound.undecided)}
    rows = {state: each for state, each in said.items() if each.cells}
    articles = sorted({article for each in rows.values() for article in each.cells}, key=_number)
    labels = max([text_width(state.name, 11) for state in rows], default=0) + 10
    pitch = min(_WIDEST, (WIDTH - labels) / (len(articles) + 1))
    top = _HEAD if rows else 0
    drawing = Drawing(WIDTH, top + _LINE * len(rows))
    if rows:
        _matrix(drawing, rows, articles, labels, pitch)
    whole = [state for state, each in said.items() if not each.cells and each.whole]
    unread = [state for state, each in said.items() if not each.cells and not each.whole]
    y = drawing.height + (22 if rows else 6)
    for name, heading, states in (("none", _NONE, whole), ("unread", _UNREAD, unread)):
        y = _list(drawing, name, heading, states, y)
    if not said:
        y = drawing.lines("nobody", ["The treaty bound no State that day, so no statement had effect."], 0, y)
    drawing.below = y - 14
    title = f"{record.short_title}: reservations and declarations on {day}"
    subtitle = f"By article, as they stand for the {len(bound)} parties. {record_words(record, day)}"
    words = [f"{state.name}: {each.in_words()}." for state, each in rows.items()]
    lists = [
        f"{heading}: {'; '.join(map(str, states))}."
        for heading, states in ((_NONE, whole), (_UNREAD, unread))
        if states
    ]
    alt = f"{title}. {' '.join([*words, *lists])} {subtitle}"
    source = source_of(record)
    return Picture(title, subtitle, alt, source, drawing.specification(title, subtitle, alt, source))


@attrs.frozen
class _Said:
    """What one State said.

    Attributes:
        cells: Of each article how it looks, and what was said on it.
        whole: Whether its reservations and declarations were read whole.
    """

    cells: "dict[str, tuple[Look, str]]"
    whole: bool

    def in_words(self) -> str:
        return ", ".join(f"{look.word} to Art. {article}" for article, (look, _) in self.cells.items())


def _said(record: "Treaty", state: State, day: "date") -> _Said:
    found: dict[str, list[tuple[Statement, bool]]] = {}
    whole = True
    for kind in _LOOKS:
        statements = statements_in(record, (state,), day, None, kind)
        whole = whole and statements.complete
        for each, certain in (
            *((each, True) for each in statements),
            *((each, False) for each in statements.undecided),
        ):
            for article in _articles(each, record):
                found.setdefault(article, []).append((each, certain))
    return _Said({article: _cell(found[article]) for article in sorted(found, key=_number)}, whole)


def _articles(statement: Statement, record: "Treaty") -> "Iterable[str]":
    """Return the articles that a statement is about; those of a treaty whose reservations hold too have its number."""
    about = statement.articles
    if len(about) > 1 and about[-1] in _ENABLING:
        about = about[:-1]
    number = "" if statement.treaty == record.id else prefix_of(statement.treaty)
    return [f"{number}{article}" for article in about] or [_NO_ARTICLE]


def _number(article: str) -> list[tuple[int, str]]:
    """Return the key by which articles are ordered: 2 before 10, 9(2) before 9(2)(b)."""
    return [(int(each), "") if each.isdigit() else (0, each) for each in re.findall(r"\d+|[a-z]+|[^\da-z]+", article)]


def _cell(statements: "Sequence[tuple[Statement, bool]]") -> tuple[Look, str]:
    words = "; ".join(each.summary for each, _ in statements)
    certain = {each.kind for each, stands in statements if stands}
    if len(certain) > 1:
        return _BOTH, words
    if certain:
        return _LOOKS[certain.pop()], words
    kind = _LOOKS[statements[0][0].kind]
    return attrs.evolve(_MAY_STAND, letter=f"{kind.letter}?", word=f"{kind.word}, which may stand,"), words


def _matrix(
    drawing: Drawing, rows: "Mapping[State, _Said]", articles: "Sequence[str]", labels: float, pitch: float
) -> None:
    places = {article: labels + pitch * place for place, article in enumerate(articles)}
    more = labels + pitch * len(articles)
    heads = [{"text": text, "x": x + pitch / 2, "y": _HEAD - 6} for text, x in (*places.items(), ("more?", more))]
    drawing.texts("articles", heads, angle=270, size=SMALL, fill="muted")
    names: list[Part] = []
    cells: list[Part] = []
    for line, (state, said) in enumerate(rows.items()):
        y = _HEAD + _LINE * line
        names.append(
            {"text": state.name, "x": 0, "y": y + _LINE / 2, "top": y, "bottom": y + _LINE, "stripe": line % 2 == 0}
        )
        shown = [(places[article], article, look, words) for article, (look, words) in said.cells.items()]
        shown += [] if said.whole else [(more, "", _NOT_WHOLE, _NOT_WHOLE.word)]
        for left, article, look, words in shown:
            box = {"left": left + 1, "right": left + pitch - 1, "top": y + 1.5, "bottom": y + _LINE - 1.5}
            tip = f"{state.name}, Art. {article}: {words}" if article else f"{state.name}: {words}"
            middle = {"x": left + pitch / 2, "y": y + _LINE / 2 + 0.5}
            cells.append({"state": state.id, "article": article, **look.row(), **box, **middle, "tip": tip})
    stripe = {
        "type": "rect",
        "fill": colour("stripe"),
        "x": 0,
        "x2": more + pitch,
        "y": datum("top"),
        "y2": datum("bottom"),
    }
    drawing.add("stripes", stripe, [row for row in names if row["stripe"]])
    drawing.texts("states", names)
    drawing.boxes("cells", cells, cornerRadius=2, strokeDash=datum("dash"))
    drawing.texts("cells", text="letter", align="center", size=9, bold=True)
    looks = (*_LOOKS.values(), _BOTH, _MAY_STAND, _NOT_WHOLE)
    there = {row["letter"] for row in cells}
    drawing.legend(
        [
            {**each.row(), "text": each.word}
            for each in looks
            if each.letter in there or (each == _MAY_STAND and "D?" in there)
        ],
        -26,
    )


def _list(drawing: Drawing, name: str, heading: str, states: "Sequence[State]", y: float) -> float:
    """Name States below; return where that ends."""
    if not states:
        return y
    y = drawing.lines(f"{name} heading", [f"{heading} · {len(states)}"], 0, y, bold=True)
    y = drawing.lines(name, wrapped("; ".join(each.name for each in states), 11, WIDTH), 0, y, fill="muted")
    return y + 8
