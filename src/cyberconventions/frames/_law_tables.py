"""Tables of intervals of what a request depends on, for joins of one's own: statements, authorities, territories."""

from datetime import date, timedelta
from typing import NamedTuple, overload

from cyberconventions._answers import Answer
from cyberconventions._application import application_of, grounds_of, turning_days
from cyberconventions._history import NOT_PARTICIPATING, PARTY
from cyberconventions._late import known_only
from cyberconventions._places import Territory, periods_of
from cyberconventions._state_names import territory_codes
from cyberconventions._statement_lists import ended_with_consent, functions_of, known_statements
from cyberconventions._statements import Statement, StatementKind, prefix_of
from cyberconventions._steps import EVER, NEVER, Steps
from cyberconventions._treaty import carried_from, position_in
from cyberconventions.frames._intervals import frame_of, table_from
from cyberconventions.frames._question import How, party_question, several

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from cyberconventions._late import Late
    from cyberconventions._table import Table
    from cyberconventions._treaty import Treaty
    from cyberconventions.frames._columns import Native
    from cyberconventions.frames._question import Treaties

_DAY = timedelta(days=1)


class StatementInterval(NamedTuple):
    """Days on which a statement on one article stands, or may stand.

    Attributes:
        treaty: The treaty's id.
        state: The State's id.
        kind: What it is, whatever it is called: ``"reservation"``, ``"declaration"``, ``"designation"`` and so on.
        filed_as: What the depositary filed it as, where that differs.
        article: The article, ``"29(4)"``; with the number of the treaty before it where a reservation to that holds for
            this one too, ``"185:29(4)"``.
        territory: The code of the territory it is for; ``None`` for the State itself.
        summary: What it says.
        stands: True where it stands; ``None`` where the record can't say.
        start: The first day; ``None`` for "since ever".
        end: The first day after; ``None`` where it is open-ended.
        as_of: The date up to which the treaty's record is known.
    """

    treaty: str
    state: str
    kind: str
    filed_as: str | None
    article: str | None
    territory: str | None
    summary: str
    stands: bool | None
    start: date | None
    end: date | None
    as_of: date


class AuthorityInterval(NamedTuple):
    """Days on which an authority is, or may be, the one that a State named.

    Attributes:
        treaty: The treaty's id.
        state: The State's id.
        function: What it is named for: ``"central"``, ``"24/7"``, ``"extradition"``, ``"urgent"``; ``None`` where that
            is something else.
        territory: The code of the territory it is for; ``None`` for the State itself.
        authority: Its name; ``None`` where one was named and the name was not seen.
        named: True where it is the one; ``None`` where the record can't say.
        start: The first day; ``None`` for "since ever".
        end: The first day after; ``None`` where it is open-ended.
        as_of: The date up to which the treaty's record is known.
    """

    treaty: str
    state: str
    function: str | None
    territory: str | None
    authority: str | None
    named: bool | None
    start: date | None
    end: date | None
    as_of: date


class TerritoryInterval(NamedTuple):
    """Days on which it is the same whether a treaty applies to a territory, and who is responsible for that.

    Attributes:
        treaty: The treaty's id.
        territory: The territory's code.
        state: The id of the State responsible; ``None`` where there is none, or that is disputed.
        applies: Whether the treaty applies; ``None`` where the record can't say.
        start: The first day; ``None`` for "since ever".
        end: The first day after; ``None`` where it is open-ended.
        as_of: The date up to which the treaty's record is known.
    """

    treaty: str
    territory: str
    state: str | None
    applies: bool | None
    start: date | None
    end: date | None
    as_of: date


@overload
def statements(
    treaties: "Treaties | None" = None, backend: None = None, *, late: "Late" = "unknown"
) -> "Table[StatementInterval]": ...
@overload
def statements(treaties: "Treaties | None" = None, *, backend: str, late: "Late" = "unknown") -> "Native": ...
@overload
def statements(treaties: "Treaties | None", backend: str, *, late: "Late" = "unknown") -> "Native": ...
def statements(treaties: "Treaties | None" = None, backend: str | None = None, *, late: "Late" = "unknown") -> "Native":
    """Return what States reserved, declared and otherwise said, with the days on which it stands, a row per article.

    A row that is not there is no "none": whether all that a State said was read, :meth:`Treaty.statements` says.

    Arguments:
        treaties: A treaty or several, each once; all of the dataset where left out.
        backend: As in :func:`intervals`.
        late: As in :func:`with_status`: whether the State is bound after the record's day.

    Raises:
        InvalidValueError: The backend, or ``late``, is another.
        InvalidTypeError: The backend is not a text, or Spark has no active session.
        MissingExtraError: The extra ``frames``, or the backend, is not installed.

    >>> table = statements("budapest", backend="polars")
    >>> table.filter(state="CZE", article="29(4)").select("kind", "stands", "start", "end").rows()
    [('reservation', True, datetime.date(2013, 12, 1), datetime.date(2019, 7, 5))]
    """
    how = How(known_only(late))
    found = [row for treaty in several(treaties) for row in _statements(treaty, how)]
    return frame_of(table_from(StatementInterval, found), backend)


@overload
def authorities(
    treaties: "Treaties | None" = None, backend: None = None, *, late: "Late" = "unknown"
) -> "Table[AuthorityInterval]": ...
@overload
def authorities(treaties: "Treaties | None" = None, *, backend: str, late: "Late" = "unknown") -> "Native": ...
@overload
def authorities(treaties: "Treaties | None", backend: str, *, late: "Late" = "unknown") -> "Native": ...
def authorities(
    treaties: "Treaties | None" = None, backend: str | None = None, *, late: "Late" = "unknown"
) -> "Native":
    """Return whom States named to receive requests, with the days, a row per function and territory.

    Where no row is there, no authority is on record, which does not mean that there is none. Arguments and errors are
    those of :func:`statements`.

    >>> table = authorities("budapest", backend="polars")
    >>> table.filter(state="NOR", function="central").select("authority", "start", "end").rows()[-1]
    ('Director of Public Prosecutions (Riksadvokaten)', datetime.date(2026, 1, 1), None)
    """
    how = How(known_only(late))
    found = [row for treaty in several(treaties) for row in _authorities(treaty, how)]
    return frame_of(table_from(AuthorityInterval, found), backend)


@overload
def territories(
    treaties: "Treaties | None" = None, backend: None = None, *, late: "Late" = "unknown"
) -> "Table[TerritoryInterval]": ...
@overload
def territories(treaties: "Treaties | None" = None, *, backend: str, late: "Late" = "unknown") -> "Native": ...
@overload
def territories(treaties: "Treaties | None", backend: str, *, late: "Late" = "unknown") -> "Native": ...
def territories(
    treaties: "Treaties | None" = None, backend: str | None = None, *, late: "Late" = "unknown"
) -> "Native":
    """Return for every territory since when a treaty applies to it, and through which State.

    The rows of one territory under one treaty cover every day once. Arguments and errors are those of
    :func:`statements`.

    >>> table = territories("palermo", backend="polars")
    >>> table.filter(territory="HKG").select("state", "applies", "start").rows()[-1]
    ('CHN', True, datetime.date(2006, 9, 27))
    """
    how = How(known_only(late))
    found = [row for treaty in several(treaties) for row in _territories(treaty, how)]
    return frame_of(table_from(TerritoryInterval, found), backend)


# -- rows -------------------------------------------------------------------------------------------------------------


def _statements(treaty: "Treaty", how: How) -> "Iterator[StatementInterval]":
    for said, stands in _said(treaty, how):
        number = prefix_of(said.treaty) if said.treaty != treaty.id else ""
        filed = said.filed_as.value if said.filed_as else None
        for article in said.articles or (None,):
            for place in said.territories or (None,):
                about = (
                    *(treaty.id, said.state.id, said.kind.value, filed),
                    *(article and number + article, place, said.summary),
                )
                yield from (StatementInterval(*about, *each, treaty.as_of) for each in _periods(stands))


def _authorities(treaty: "Treaty", how: How) -> "Iterator[AuthorityInterval]":
    for said, stands in _said(treaty, how):
        if said.kind is not StatementKind.DESIGNATION:
            continue
        named = stands
        if said.amended is not None and said.authority:  # before, its text was another
            named = stands.changed(EVER, said.amended, lambda answer: None if answer else answer)
        for function in functions_of(said) or (None,):
            for place in said.territories or (None,):
                about = (treaty.id, said.state.id, function and function.value, place, said.authority or None)
                yield from (AuthorityInterval(*about, *each, treaty.as_of) for each in _periods(named))


def _said(treaty: "Treaty", how: How) -> "Iterator[tuple[Statement, Steps[bool | None]]]":
    """Yield what States said on a treaty, with whether it stands on each day."""
    question = party_question(treaty, how)
    parent = carried_from(treaty)
    carried = () if parent is None else (parent,)
    for each in treaty:
        bound = question.steps.get(each.state.id, question.others)
        position = position_in(treaty, each.state, treaty.as_of)
        for said in known_statements(treaty, position, *carried):
            if said.treaty == treaty.id or said.kind is StatementKind.RESERVATION:
                yield said, _stands(said, bound, ended_with_consent(treaty, position, said))


def _stands(said: Statement, bound: "Steps[bool | None]", ended: date | None) -> "Steps[bool | None]":
    """Return whether a statement stands on each day: it has effect only while the State is bound by that consent."""
    own = (said.effective, said.withdrawn, said.made.earliest if said.made else None, ended)
    found: dict[date, bool | None] = {}
    for day in sorted({*bound.days, *filter(None, own)}):
        answer, party = said.stands(day), bound.at(day)
        no = answer is Answer.NO or party is False or (ended is not None and day >= ended)
        found[day] = False if no else True if answer is Answer.YES and party else None
    return Steps.of(found)


def _territories(treaty: "Treaty", how: How) -> "Iterator[TerritoryInterval]":
    question = party_question(treaty, how)
    as_possible = {True: PARTY, False: NOT_PARTICIPATING, None: PARTY | NOT_PARTICIPATING}
    for code in sorted(territory_codes()):
        place = Territory(code)
        turning = {EVER, *turning_days(treaty, grounds_of(treaty, place))}
        for state, first, last in periods_of(place):
            turning |= {first, last if last == NEVER else last + _DAY}
            turning |= {*question.steps.get(state.id, question.others).days}
        values: dict[date, tuple[str | None, bool | None]] = {}
        for day in sorted(turning):
            asked = place.responsible(day)
            party = None if asked is None else question.steps.get(asked.id, question.others).at(day)
            answer = application_of(treaty, place, day, as_possible[party]).answer
            known = None if answer is Answer.UNKNOWN else answer is Answer.YES
            values[day] = (None if asked is None else asked.id, known)
        for (id_, applies), start, end in Steps.of(values).periods():
            yield TerritoryInterval(treaty.id, code, id_, applies, start, end, treaty.as_of)


def _periods(steps: "Steps[bool | None]") -> "Iterator[tuple[bool | None, date | None, date | None]]":
    return (each for each in steps.periods() if each[0] is not False)
