"""Maps of tiles: what each State is to a treaty, and to whom a State can send a request."""

from cyberconventions._answers import Answer
from cyberconventions._basis import LegalBasis, bases_of
from cyberconventions._citation import cite
from cyberconventions._conditions import Request
from cyberconventions._dates import as_date
from cyberconventions._desk import warn_presumed
from cyberconventions._history import Status, status_of
from cyberconventions._measures import measure as measure_of
from cyberconventions._states import State
from cyberconventions._states import state as state_of
from cyberconventions._treaties import treaties_named
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions._treaty import possible_on
from cyberconventions.errors import InvalidValueError
from cyberconventions.plots import _grid
from cyberconventions.plots._looks import OF_STATUS, UNKNOWN, Look, names, record_words, source_of
from cyberconventions.plots._picture import Picture

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cyberconventions._dates import DateLike
    from cyberconventions._states import StateLike
    from cyberconventions._treaties import TreatyLike
    from cyberconventions._treaty import Treaty

_NOT_THERE = Look("not a State that day", "–", "ground", "muted", "line")
_PLACES = "One tile per State, and one for the European Union; places are approximate."


def map(treaty: "TreatyLike", on: "DateLike | None" = None) -> Picture:  # noqa: A001 - what it is
    """Draw what each State is to a treaty on a day, as a map with one tile for each.

    Arguments:
        treaty: The treaty, or any name of it.
        on: The day; that of the record where left out. After it, what held is presumed to go on.

    Returns:
        A picture. Every State of the record has a tile, and so has each former State that existed that day; one of
        which the record can't say what it is has a dashed edge and a question mark.

    Raises:
        UnknownTreatyError: Not a known treaty.
        InvalidDateError: Not a valid date.

    >>> import cyberconventions as cc
    >>> print(cc.plots.map("budapest", on="2025-06-01").alt)
    Budapest Convention: the status of each State on 2025-06-01. Party: 78. Signatory: Ireland; South Africa. ...
    """
    record = treaty_of(treaty)
    day = record.as_of if on is None else as_date(on)
    if day > record.as_of:
        record.parties(day)  # which warns that answers are presumed
    looks = {state: _look(record, state, day) for state in _grid.on_grid(day, (each.state for each in record))}
    order = (*OF_STATUS.values(), _NOT_THERE)
    title = f"{record.short_title}: the status of each State on {day}"
    subtitle = f"{_PLACES} {record_words(record, day)}{_others(looks, day)}"
    drawing = _grid.draw([(state, look, look.word) for state, look in looks.items()], order)
    alt = f"{title}. {_in_words(looks, order)} {subtitle}"
    source = source_of(record)
    return Picture(title, subtitle, alt, source, drawing.specification(title, subtitle, alt, source))


def _look(record: "Treaty", state: State, day: "date") -> Look:
    found = status_of(possible_on(record, state, day))
    return OF_STATUS[found] if state.existed(day) or found is not Status.NOT_PARTICIPATING else _NOT_THERE


def _others(looks: "Iterable[State]", day: "date") -> str:
    """Say which tile stands for a State of another name that day."""
    former = {state: state.stood_as(day) for state in looks if state.existed(day)}
    words = [f"{state.id} stands for {then.name}." for state, then in former.items() if then != state]
    return "".join(f" {each}" for each in words)


def _in_words(looks: "dict[State, Look]", order: "Iterable[Look]") -> str:
    """Say which States look how; how many where they are many."""
    found: list[str] = []
    for look in order:
        which = [state for state, each in looks.items() if each == look]
        if which:
            few = len(which) <= _FEW and look.word not in _COUNTED
            found.append(f"{look.word[0].upper()}{look.word[1:]}: {names(which) if few else len(which)}.")
    return " ".join(found)


_FEW = 15
_COUNTED = {"not participating"}


# -- to whom a request can go ------------------------------------------------------------------------------------------

_YES = Look("at least one legal basis", "Y", "strong", "on_strong")
_NO = Look("none in these treaties", "N", "faint", "on_faint")
_SELF = Look("the State that asks", "A", "amber", "on_amber")
_OF_ANSWER = {Answer.YES: _YES, Answer.UNKNOWN: UNKNOWN, Answer.NO: _NO}


def partners(
    state: "StateLike",
    measure: str,
    on: "DateLike",
    treaties: "Iterable[TreatyLike] | TreatyLike | None" = None,
) -> Picture:
    """Draw to which States one can send a request on a day, as a map with one tile for each.

    Arguments:
        state: The State that asks.
        measure: What it asks for, as :func:`cyberconventions.cooperation` takes it.
        on: The day.
        treaties: Only this one, or only these, or their records as known on a day; all where left out.

    Returns:
        A picture of the answers of :func:`cyberconventions.cooperation`, one for each State. "None" is about the
        treaties of the dataset alone: others between the two are not in it.

    Raises:
        UnknownStateError: Not a known State code or name.
        UnknownMeasureError: Not a known measure.
        UnknownTreatyError: Not a known treaty.
        InvalidDateError: Not a valid date.
        InvalidValueError: The State had ended that day.

    >>> import cyberconventions as cc
    >>> print(cc.plots.partners("Germany", "preservation", on="2023-01-01").alt)
    To whom can Germany send a request for expedited preservation on 2023-01-01? The State that asks: Germany. ...
    """
    asking, what, day = state_of(state), measure_of(measure), as_date(on)
    if asking.had_ended(day):
        raise InvalidValueError(f"{asking.name} ({asking.id}) ended on {asking.ended}, but the request is of {day}")
    records = treaties_named(treaties)
    shown = asking.continued_by or asking  # the grid has for a former State the one that it went on as
    looks: dict[State, Look] = {shown: _SELF}
    tips: dict[State, str] = {shown: _SELF.word}
    found: list[LegalBasis] = []
    for other in _grid.on_grid(day):
        if not other.existed(day):
            looks[other], tips[other] = _NOT_THERE, _NOT_THERE.word
        elif other != shown:
            request = Request(asking, other, what, day, None, None)
            bases = [each for record in records for each in bases_of(record, request)]
            looks[other], tips[other] = _answer(bases)
            found += bases
    warn_presumed(found, day)
    clauses: dict[tuple[str, date], int] = {}
    for each in found:
        if each.in_force is Answer.YES:
            clauses[each.reference, each.as_of] = clauses.get((each.reference, each.as_of), 0) + 1
    title = f"To whom can {asking.name} send a request for {what.value} on {day}?"
    counts = "; ".join(f"{reference}: {count} (record to {as_of})" for (reference, as_of), count in clauses.items())
    late = (
        " What held on the last day of a record is presumed to go on." if any(day > end for _, end in clauses) else ""
    )
    others = "Treaties that are not in this dataset" if treaties is None else "Other treaties"
    subtitle = f"States with a legal basis, by clause: {counts or 'none'}. {others} are not counted. {_PLACES}{late}"
    order = (_SELF, _YES, UNKNOWN, _NO, _NOT_THERE)
    drawing = _grid.draw([(each, look, tips[each]) for each, look in looks.items()], order)
    alt = f"{title} {_in_words(looks, order)} {subtitle}"
    source = cite().text
    return Picture(title, subtitle, alt, source, drawing.specification(title, subtitle, alt, source))


def _answer(bases: "list[LegalBasis]") -> tuple[Look, str]:
    """Return how a State looks by the bases between it and the one that asks, and which these are."""
    which = {
        answer: [each.reference for each in bases if each.in_force is answer] for answer in (Answer.YES, Answer.UNKNOWN)
    }
    found = next((answer for answer, references in which.items() if references), Answer.NO)
    look = _OF_ANSWER[found]
    return look, ", ".join(which.get(found, ())) if found is Answer.YES else look.word
