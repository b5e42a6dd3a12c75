"""Strategies for hypothesis: thousands of States, days, acts, treaties, charts and pages, all of them possible.

>>> from hypothesis import given
>>> import cyberconventions as cc
>>> from cyberconventions.testing import strategies
>>> @given(strategies.treaties())
... def test_a_party_has_consented(treaty):
...     for state in treaty.parties():
...         assert state in treaty.contracting_states()
>>> test_a_party_has_consented()

What a strategy makes is what the library takes: acts in an order in which they can have happened, pages that can be
read. :func:`broken_chart_texts` alone makes what it refuses or reports. Values shrink to few States, plain kinds and
early days, and a failing test prints the call that makes them again. ``hypothesis.strategies.from_type`` knows
the library's public types.
"""

import re
from datetime import date, timedelta
from functools import cache
from types import NoneType

from cyberconventions._acts import Act, ActKind, Confidence
from cyberconventions._conditions import Offence
from cyberconventions._dates import DateWindow, as_date, calendar_day
from cyberconventions._history import Coverage, since_of
from cyberconventions._measures import Measure
from cyberconventions._places import Territory
from cyberconventions._state_names import territory_codes
from cyberconventions._statements import Statement, StatementKind, word_of
from cyberconventions._states import state as state_of
from cyberconventions._states import with_id
from cyberconventions._totals import Totals
from cyberconventions._treaties import references, treaties_named
from cyberconventions._treaties import treaties as every_treaty
from cyberconventions._treaties import treaty as treaty_of_record
from cyberconventions._treaty import Treaty, history_in
from cyberconventions.charts import Chart
from cyberconventions.errors import (
    InvalidDateError,
    InvalidValueError,
    MissingExtraError,
    UnknownCodeError,
    check_type,
    quoted,
)
from cyberconventions.testing._builders import treaty_of
from cyberconventions.testing._pages import LAYOUTS, chart_text

try:
    from hypothesis import strategies as st
    from hypothesis.vendor.pretty import for_type_by_name
except ImportError as _missing:  # pragma: no cover - the tests have it
    raise MissingExtraError("strategies need hypothesis: pip install hypothesis") from _missing

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, TypeAlias

    from hypothesis.strategies import DrawFn, SearchStrategy
    from hypothesis.vendor.pretty import RepresentationPrinter

    from cyberconventions._dates import DateLike
    from cyberconventions._states import State, StateLike
    from cyberconventions._treaties import TreatyLike
    from cyberconventions._treaty import Participation
    from cyberconventions.testing._pages import Layout

    # What one State did: the words of treaty_of, each with a value for the State.
    Career: TypeAlias = dict[str, Any]

__all__ = [
    "acts",
    "broken_chart_texts",
    "chart_texts",
    "charts",
    "date_windows",
    "dates_within",
    "participations",
    "requests",
    "statements",
    "states",
    "territories",
    "treaties",
]

# The treaty that treaties() takes the clauses from where nothing else is said, and the day of its records.
_RULES = "ets185"
_AS_OF = calendar_day(2025, 12, 31)
_NOBODY = Totals(0, 0)
_FIRST = calendar_day(2001, 11, 23)  # the opening of the Budapest Convention
_ARTICLES = ("2", "9(1)(e)", "22", "24(7)", "27(2)", "29(4)", "35", "42")  # on which States say something
_SUMMARIES = ("", "Reserves the right not to apply it.", "Requires “dishonest intent” – as in Art. 2, 2nd sentence.")
_MADE = "test"  # the id of treaties that treaty_of() makes
_DAY = timedelta(days=1)
# Layouts that lack what the library needs to read a page of any treaty alone: the day, or the treaty's name.
_NAMELESS = ("json", "dutch")
_READABLE: "tuple[Layout, ...]" = tuple(layout for layout in LAYOUTS if layout not in _NAMELESS)


def states() -> "SearchStrategy[State]":
    """Make States that take part in treaties, in the order in which most people know them; shrinks to France.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> find(cc.testing.strategies.states(), lambda state: not state.is_organisation)
    <State FRA France>
    """
    return st.sampled_from(_participants())


def states_on(day: date) -> "SearchStrategy[State]":
    """Make States that had not ended by a day."""
    return states().filter(lambda each: not each.had_ended(day))


@cache
def _participants() -> "tuple[State, ...]":
    """Return every State with an act on record, well-known ones first."""
    first = ("FRA", "DEU", "JPN", "BRA", "KEN")
    found = {act.state.id for treaty in every_treaty() for act in treaty.acts}
    return tuple(with_id(id_) for id_ in (*first, *sorted(found - {*first})))


def territories() -> "SearchStrategy[Territory]":
    """Make territories, which are no States: a treaty may apply to them; shrinks to Aruba.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> find(cc.testing.strategies.territories(), lambda place: True)
    <Territory ABW Aruba>
    """
    return st.sampled_from([*map(Territory, sorted(territory_codes()))])


def dates_within(treaty: "TreatyLike") -> "SearchStrategy[date]":
    """Make days from the opening of a treaty to the end of its record; often one on which something changes.

    Arguments:
        treaty: The treaty, or what :func:`cyberconventions.treaty` takes.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> str(find(cc.testing.strategies.dates_within("budapest"), lambda day: True))
    '2001-11-23'
    """
    found = treaty_of_record(treaty)
    first, last = max(since_of(found), date.min + _DAY), found.as_of
    turns = {day for each in found for day in history_in(found, each.state).days}
    near = {day for turn in turns if first < turn <= last for day in (turn - _DAY, turn)}
    return st.sampled_from(sorted({first, last} | near)) | st.dates(first, last)


def date_windows(first: "DateLike" = "2001-11-23", last: "DateLike" = _AS_OF) -> "SearchStrategy[DateWindow]":
    """Make days on record: known to the day, the month or the year, within an interval, or not at all.

    Arguments:
        first: The first day.
        last: The last day.

    Raises:
        InvalidDateError: Not a valid date, or the last day is before the first.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> find(cc.testing.strategies.date_windows(), lambda when: when.day is None)
    <DateWindow 2001-11>
    """
    days = _days(first, last)
    return st.one_of(
        days.map(DateWindow.on),
        days.map(lambda day: DateWindow.parse(f"{day:%Y-%m}")),
        days.map(lambda day: DateWindow.parse(f"{day:%Y}")),
        st.tuples(days, days).map(lambda pair: DateWindow(min(pair), max(pair))),
        days.map(lambda day: DateWindow(None, day)),
        days.map(lambda day: DateWindow(day, None)),
        st.just(DateWindow(None, None)),
    )


def _days(first: "DateLike", last: "DateLike") -> "SearchStrategy[date]":
    """Make days of a period, which there has to be: hypothesis would say so only where a test draws one."""
    begin, end = as_date(first), as_date(last)
    if end < begin:
        raise InvalidDateError(f"the period {begin}/{end} ends before it begins")
    return st.dates(begin, end)


def acts(state: "StateLike | None" = None, kind: "ActKind | str | None" = None) -> "SearchStrategy[Act]":
    """Make single acts, each possible in itself; :func:`treaties` makes sequences of them.

    Arguments:
        state: Who; any State where left out.
        kind: What; anything where left out.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> find(cc.testing.strategies.acts(kind="accession"), lambda act: None not in (act.date, act.effective))
    <Act FRA accession 2001-11-23, effective 2001-11-23>

    Raises:
        UnknownStateError: Not a known State code or name.
        InvalidValueError: The kind is not one.
    """
    if kind is not None or state is not None:
        # Refused here, and not by a test.
        Act("FRA" if state is None else state, ActKind.CONSENT if kind is None else kind, "")
    return _acts(state, kind)


@st.composite
def _acts(draw: "DrawFn", state: "StateLike | None", kind: "ActKind | str | None") -> Act:
    when = draw(date_windows())
    earliest = when.earliest or _FIRST
    what = draw(st.sampled_from(ActKind)) if kind is None else kind
    return Act(
        draw(states()) if state is None else state,
        what,
        when,
        draw(st.none() | st.dates(earliest, earliest + 400 * _DAY)),
        confidence=draw(st.sampled_from(Confidence)),
        territory=draw(territories()).name if "territorial" in what else "",
        footnotes=draw(st.lists(st.integers(1, 99), max_size=2, unique=True).map(tuple)),
    )


def statements(
    state: "StateLike | None" = None, kind: "StatementKind | str | None" = None
) -> "SearchStrategy[Statement]":
    """Make what States say on articles of the Budapest Convention: reservations, declarations, designations….

    They stand from a day that is known or not, are amended, withdrawn, or withdrawn before they had effect.

    Arguments:
        state: Who; any State where left out.
        kind: What; anything where left out.

    Raises:
        UnknownStateError: Not a known State code or name.
        InvalidValueError: The kind is not one.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> find(cc.testing.strategies.statements(kind="reservation"), lambda said: said.withdrawn and said.effective)
    <Statement FRA reservation ets185 2, from 2001-11-23, withdrawn on 2001-11-24>
    """
    who = None if state is None else state_of(state)
    return _statements(who, word_of(StatementKind, kind, "a kind of statement"))


@st.composite
def _statements(draw: "DrawFn", state: "State | None", kind: "StatementKind | None") -> Statement:
    what = draw(st.sampled_from(StatementKind)) if kind is None else kind
    made = draw(st.none() | date_windows())
    first = _FIRST if made is None or made.earliest is None else made.earliest
    effective = draw(st.none() | st.dates(first, first + 400 * _DAY))
    later = st.none() | st.dates((effective or first) + _DAY, (effective or first) + 4000 * _DAY)
    amended, withdrawn = sorted(draw(st.tuples(later, later)), key=lambda day: day or _AS_OF + 9999 * _DAY)
    return Statement(
        treaty=_RULES,
        state=draw(states()) if state is None else state,
        kind=what,
        articles=tuple(draw(st.lists(st.sampled_from(_ARTICLES), min_size=1, max_size=2, unique=True))),
        summary=draw(st.sampled_from(_SUMMARIES)),
        authority="Ministry of Justice" if what is StatementKind.DESIGNATION and draw(st.booleans()) else "",
        made=made,
        effective=effective,
        amended=amended if withdrawn is not None else None,
        withdrawn=withdrawn if withdrawn is not None else amended,
        confidence=draw(st.sampled_from(Confidence)),
    )


def requests(treaties: "Iterable[TreatyLike] | TreatyLike | None" = None) -> "SearchStrategy[dict[str, Any]]":
    """Make what one State may ask of another: the words of :func:`cyberconventions.cooperation`.

    The days lie within the records of the treaties, so that no answer is presumed: the record that ends first sets the
    last one. A territory, where there is one, is one of the requested State's on that day.

    Arguments:
        treaties: The treaty or the treaties among which a basis is looked for; all of the dataset where left out.

    Raises:
        UnknownTreatyError: The dataset has no such treaty.
        InvalidTypeError: Neither a treaty nor several.
        InvalidValueError: There is none among them.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> asked = cc.testing.strategies.requests(["budapest"])
    >>> request = find(asked, lambda request: cc.cooperation(**request).answer is cc.Answer.YES)
    >>> sorted(request)
    ['measure', 'offence', 'on', 'requested', 'requesting', 'territory', 'treaties']
    """
    given = None if treaties is None else [*references(treaties)]
    records = treaties_named(given)
    last = min(each.as_of for each in records)
    return _requests(min(last, *map(since_of, records)), last, given)


@st.composite
def _requests(draw: "DrawFn", first: date, last: date, treaties: "list[TreatyLike] | None") -> "dict[str, Any]":
    day = draw(st.dates(first, last))
    lasting = states_on(day)
    place = draw(st.none() | territories().filter(lambda each: each.responsible(day) is not None))
    requested = None if place is None else place.responsible(day)
    one = draw(lasting.filter(lambda each: each != requested))
    other = requested or draw(lasting.filter(lambda each: each != one))
    return {
        "requesting": one.id,
        "requested": other.id,
        "measure": draw(st.sampled_from(Measure)).value,
        "on": day,
        "territory": None if place is None else place.id,
        "offence": draw(st.sampled_from([None, *(each.value for each in Offence)])),
        "treaties": treaties,
    }


# -- what a State does over the years ---------------------------------------------------------------------------------


def _did(word: str) -> "Callable[[list[date]], Career]":
    return lambda days: {word: days[0]}


def _ratified(days: list[date]) -> "Career":
    return {"signatories": days[0], "parties": days[1]}


def _acceded_on_invitation(days: list[date]) -> "Career":
    return {"invited": days[0], "parties": days[1]}


def _left(days: list[date]) -> "Career":
    return {"parties": days[0], "withdrawn": days[1]}


def _came_back(days: list[date]) -> "Career":
    return {"parties": [days[0], days[2]], "withdrawn": days[1]}


def _suspended(days: list[date]) -> "Career":
    return {"parties": days[0], "suspended": days[1]}


def _in_a_month(days: list[date]) -> "Career":
    return {"parties": f"{days[0]:%Y-%m}"}


def _by_a_day(days: list[date]) -> "Career":
    return {"parties": DateWindow(None, days[0])}


def _in_doubt(days: list[date]) -> "Career":
    return {"signatories": days[0], "unknown": True}


_CAREERS: "tuple[Callable[[list[date]], Career], ...]" = (
    _did("parties"),
    _did("signatories"),
    _ratified,
    _did("invited"),
    _acceded_on_invitation,
    _left,
    _came_back,
    _in_a_month,
    _by_a_day,
    _in_doubt,
    lambda _: {"unknown": True},
)


def treaties(
    rules: "TreatyLike" = _RULES, *, max_states: int = 6, suspensions: bool = True, doubts: bool = True
) -> "SearchStrategy[Treaty]":
    """Make treaties under the final clauses of a real one, to which States did what can happen.

    They sign, are invited, ratify, accede, leave, come back and are suspended, on days known exactly or not; of some
    the record can't say. Some records are partial, some end early.

    Arguments:
        rules: The treaty whose clauses, opening, entry into force and depositary they have.
        max_states: The most States with an act.
        suspensions: Whether States are suspended.
        doubts: Whether there is anything that the record doesn't know.

    Raises:
        UnknownTreatyError: The dataset has no such treaty.
        InvalidTypeError: A value of another type.
        InvalidValueError: ``max_states`` is below 0, or more States than there are.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> find(cc.testing.strategies.treaties(), lambda treaty: len(treaty.parties()) == 2)
    <Treaty Test No. 1 Test Convention: 2 parties, 0 signatories, as of 2025-12-31>
    """
    # Refused here, and not by a test.
    model = treaty_of_record(rules)
    check_type(max_states, int, "the most States")
    if isinstance(max_states, bool) or not 0 <= max_states <= len(_participants()):
        raise InvalidValueError(f"max_states={quoted(max_states)}, expected 0 to {len(_participants())}")
    for each in (suspensions, doubts):
        check_type(each, bool, "True or False for suspensions and doubts")
    return _treaties(model, max_states=max_states, suspensions=suspensions, doubts=doubts)


@st.composite
def _treaties(draw: "DrawFn", model: Treaty, *, max_states: int, suspensions: bool, doubts: bool) -> Treaty:
    first = since_of(model)
    in_force = max(model.entry_into_force or first, first)
    last = max(_AS_OF, in_force + 400 * _DAY)
    as_of = draw(st.just(last) | st.dates(in_force, last))
    # A day known to the month ends with the month, and a record can't end before.
    exact = [each for each in _CAREERS if each not in (_in_a_month, _by_a_day, _in_doubt, _CAREERS[-1])]
    careers = [*(_CAREERS if doubts else exact), *([_suspended] if suspensions else [])]
    words: dict[str, Any] = {"unknown": []}
    for state in draw(st.lists(states_on(as_of), max_size=max_states, unique=True)):
        days = sorted(draw(st.lists(st.dates(first, as_of), min_size=3, max_size=3, unique=True)))
        for word, done in draw(st.sampled_from(careers))(days).items():
            if word == "unknown":
                words[word].append(state)
            else:
                words.setdefault(word, {})[state] = done
    coverage = draw(st.sampled_from(Coverage)) if doubts else Coverage.COMPLETE
    return treaty_of(rules=model, as_of=as_of, coverage=coverage, **words)


def participations() -> "SearchStrategy[Participation]":
    """Make what one State did under a treaty, with the treaty.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> find(cc.testing.strategies.participations(), lambda each: each.withdrawal is not None)
    <Participation FRA in Test No. 1: withdrawn, 2 acts, as of 2025-12-31>
    """
    made = treaties(max_states=3).filter(len)
    return made.flatmap(lambda treaty: st.sampled_from([*treaty]))


def charts(rules: "TreatyLike" = _RULES) -> "SearchStrategy[Chart]":
    """Make charts of made treaties, on any day of their records.

    Arguments:
        rules: The treaty whose depositary publishes them.

    Raises:
        UnknownTreatyError: The dataset has no such treaty.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> find(cc.testing.strategies.charts(rules="untoc"), lambda chart: chart.counted().consents == 1)
    <Chart Test No. 1 as of 2000-12-12: 1 row, 1 consent, 0 signatures only>
    """
    return _charts(treaty_of_record(rules))


@st.composite
def _charts(draw: "DrawFn", rules: Treaty) -> Chart:
    # Not every layout shows a suspension, or a consent of which only the month is known.
    treaty = draw(_treaties(rules, max_states=4, suspensions=False, doubts=False))
    return Chart.of(treaty, draw(dates_within(treaty)))


def chart_texts(format: "Layout | None" = None) -> "SearchStrategy[str]":  # noqa: A002 # the word of parse_chart
    """Make pages with charts, which :func:`cyberconventions.parse_chart` reads without complaint.

    Arguments:
        format: The layout, one of ``cyberconventions.testing.LAYOUTS``; where left out, any that names its treaty and
            its day. To read one of the others, ``"json"`` and ``"dutch"``, give the parser ``treaty=`` and ``as_of=``.

    Raises:
        UnknownCodeError: The layout is not one of these.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> page = find(cc.testing.strategies.chart_texts("dutch"), lambda page: "France" in page)
    >>> page.splitlines()[-1].split()[:2]
    ['France', '23-11-2001']
    """
    check_type(format, (str, NoneType), f"one of {', '.join(LAYOUTS)} or None for format")
    if format is not None and format not in LAYOUTS:
        raise UnknownCodeError(f"{quoted(format)} is not a layout, expected one of {', '.join(LAYOUTS)}")
    return _chart_texts(_READABLE if format is None else (format,))


@st.composite
def _chart_texts(draw: "DrawFn", layouts: "tuple[Layout, ...]") -> str:
    layout = draw(st.sampled_from(layouts))
    # Of a table without rows one can't tell whether it was cut off.
    return chart_text(draw(charts().filter(lambda chart: chart.counted() != _NOBODY)), format=layout)


# -- pages that can't be read ------------------------------------------------------------------------------------------


def _cut_off(page: str) -> str:
    lines = page.splitlines()
    return "\n".join(lines[: next(place for place, line in enumerate(lines) if "France" in line) + 1])


_DAMAGE: "dict[str, Callable[[str], str]]" = {
    "empty": lambda _: "",
    "an outage": lambda _: "<html><head><title>503 Service Unavailable</title></head><body>Try later.</body></html>",
    "no such State": lambda page: page.replace("France", "Freedonia"),
    "no such day": lambda page: re.sub(r"(?<=France )\d\d/\d\d/", "31/02/", page),
    "no date": lambda page: re.sub(r"Status as of .*", "", page),
    "another total": lambda page: re.sub(r"(?<=ratifications/accessions )\d+", "99", page),
    "cut off": _cut_off,
    "a row twice": lambda page: re.sub(r"^(France .*)$", r"\1\n\1", page, flags=re.MULTILINE),
    "a date too many": lambda page: re.sub(r"^(France .*)$", r"\1 01/01/2020 01/01/2020", page, flags=re.MULTILINE),
}


@st.composite
def broken_chart_texts(draw: "DrawFn") -> str:
    """Make pages of the Treaty Office that are damaged: cut off, with days or States that there are not, and the like.

    Of each the library reports that something is wrong: :func:`cyberconventions.parse_chart` raises ``ChartError``, or
    the chart has ``problems`` or ``gaps``.

    >>> import cyberconventions as cc
    >>> from hypothesis import find
    >>> find(cc.testing.strategies.broken_chart_texts(), lambda page: True)
    ''
    """
    damage = draw(st.sampled_from([*_DAMAGE.values()]))
    signed = draw(st.dates(date(2001, 11, 23), date(2010, 1, 1)))
    consented = draw(st.dates(signed, date(2015, 1, 1)))
    others = draw(st.lists(states_on(date(2015, 1, 1)), max_size=3, unique=True))
    treaty = treaty_of(
        signatories={"FRA": signed},
        parties={"FRA": consented, **{each: consented for each in others if each.id != "FRA"}},
    )
    return damage(chart_text(treaty))


# -- how a failing test prints them ------------------------------------------------------------------------------------


def _act_as_code(act: Act) -> str:
    """Return the call that makes an act, with what is not left to its default."""
    effective = f", effective={str(act.effective)!r}" if act.effective else ""
    more = f", confidence=Confidence.{act.confidence.name}" if act.confidence is not Confidence.HIGH else ""
    more += f", territory={act.territory!r}" if act.territory else ""
    notes = f", footnotes={act.footnotes!r}" if act.footnotes else ""
    return f"Act({act.state.id!r}, {act.kind.value!r}, {str(act.when)!r}{effective}{more}{notes})"


def _treaty_as_code(treaty: Treaty) -> str:
    """Return the call that makes a treaty; the short form of one that is on record."""
    if treaty.id != _MADE:
        return repr(treaty)
    rules = next(each.id for each in every_treaty() if each.rules.clauses == treaty.rules.clauses)
    acts = ", ".join(map(_act_as_code, treaty.acts))
    partial = ", coverage=Coverage.PARTIAL" if treaty.coverage is Coverage.PARTIAL else ""
    return f"treaty_of(acts=[{acts}], rules={rules!r}, as_of={str(treaty.as_of)!r}{partial})"


def _participation_as_code(participation: "Participation") -> str:
    return f"{_treaty_as_code(participation.treaty)}[{participation.state.id!r}]"


def _chart_in_short(chart: Chart) -> str:
    rows = [repr(row) for row in chart.rows if row.signature is not None or row.consent is not None]
    return f"{chart!r} {' '.join(rows)}".rstrip()


def _prints(as_text: "Callable[[Any], str]") -> "Callable[[object, RepresentationPrinter, bool], None]":
    return lambda value, printer, _: printer.text(as_text(value))


for_type_by_name("cyberconventions._acts", "Act", _prints(_act_as_code))
for_type_by_name("cyberconventions._treaty", "Treaty", _prints(_treaty_as_code))
for_type_by_name("cyberconventions._treaty", "Participation", _prints(_participation_as_code))
for_type_by_name("cyberconventions.charts._model", "Chart", _prints(_chart_in_short))
