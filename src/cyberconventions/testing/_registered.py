"""Makes hypothesis know the library's public types: ``st.from_type(cc.Treaty)``."""

from hypothesis import assume
from hypothesis import strategies as st

from cyberconventions import _corrections, charts, rules, un
from cyberconventions._acts import Act
from cyberconventions._application import Application, Ground
from cyberconventions._basis import LegalBasis
from cyberconventions._citation import Citation, cite
from cyberconventions._conditions import Request
from cyberconventions._dataset import bundled
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._desk import Cooperation, cooperation
from cyberconventions._explain import Explanation
from cyberconventions._groups import Groups
from cyberconventions._invitations import Invitation, InvitationRule
from cyberconventions._measures import CooperationClause, clauses
from cyberconventions._periods import Period
from cyberconventions._places import Territory
from cyberconventions._provisions import Provision
from cyberconventions._record import Record
from cyberconventions._record import dataset as record_in
from cyberconventions._sources import Source
from cyberconventions._state_lists import States
from cyberconventions._statement_lists import Authorities, Authority, Statements
from cyberconventions._statements import Statement, StatementCoverage
from cyberconventions._states import State
from cyberconventions._symbols import FLAGS, MARKS, Code, Footnotes
from cyberconventions._table import Table
from cyberconventions._totals import Totals
from cyberconventions._treaties import treaties as every_treaty
from cyberconventions._treaties import treaty as treaty_of_record
from cyberconventions._treaty import Participation, Treaty
from cyberconventions.testing import strategies as some
from cyberconventions.testing._builders import treaty_of

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from hypothesis.strategies import DrawFn, SearchStrategy

    # A function that makes the strategy, so that nothing of the record is read before a test asks.
    Makes = Callable[[], SearchStrategy[Any]]


def register_types() -> None:
    """Have ``hypothesis.strategies.from_type`` make values of every public type.

    Where the library is installed, hypothesis knows them already. Call this where it isn't, as in a checkout, or where
    HYPOTHESIS_NO_PLUGINS is set.

    >>> from hypothesis import find, strategies as st
    >>> import cyberconventions as cc
    >>> cc.testing.register_types()
    >>> find(st.from_type(cc.State), lambda state: True)
    <State FRA France>
    """
    for kind, make in _TYPES.items():
        st.register_type_strategy(kind, _asked(make))


def strategy_of(kind: object) -> "SearchStrategy[Any] | None":
    """Return the strategy for a type; ``None`` where it is not one of the public ones."""
    make = _TYPES.get(kind) if isinstance(kind, type) else None
    return None if make is None else make()


def _asked(make: "Makes") -> "Callable[[type[Any]], SearchStrategy[Any]]":
    """Return what hypothesis calls with a type when a test first needs it."""
    return lambda _: make()


def _of_record(values: "Callable[[], Iterable[Any]]") -> "Makes":
    """Take values from the record: what it says of a document can't be made up."""
    return lambda: st.deferred(lambda: st.sampled_from([*values()]))


@st.composite
def _participation_days(draw: "DrawFn") -> "tuple[Participation, Any]":
    each = draw(some.participations())
    return each, draw(some.dates_within(each.treaty))


@st.composite
def _lists(draw: "DrawFn") -> States:
    treaty = draw(some.treaties())
    name = draw(st.sampled_from(["parties", "contracting_states", "signatories", "signed", "invited"]))
    found: States = getattr(treaty, name)(draw(some.dates_within(treaty)))
    return found


@st.composite
def _changes(draw: "DrawFn") -> charts.ChangeSet:
    """Compare two charts of one treaty."""
    treaty = draw(some.treaties(max_states=3, suspensions=False, doubts=False))
    first, last = sorted(draw(st.tuples(*[some.dates_within(treaty)] * 2)))
    return charts.diff(charts.Chart.of(treaty, first), charts.Chart.of(treaty, last))


@st.composite
def _reconciled(draw: "DrawFn") -> charts.Reconciliation:
    """Bring a record up to a later chart of its treaty."""
    treaty = draw(some.treaties(max_states=3, suspensions=False, doubts=False))
    return charts.reconcile(treaty.known_at(draw(some.dates_within(treaty))), charts.Chart.of(treaty))


@st.composite
def _conflicts(draw: "DrawFn") -> charts.Conflict:
    """Compare a record with a chart that has another day for one State."""
    days = draw(st.lists(st.dates(*_DAYS), min_size=2, max_size=2, unique=True))
    state = draw(some.states_on(_DAYS[1]))
    one, other = (treaty_of(parties={state: day}, id="ets185", reference="ETS No. 185") for day in days)
    found = charts.reconcile(one, charts.Chart.of(other)).conflicts
    assume(bool(found))  # a former State does nothing on some days
    return found[0]


_DAYS = (as_date("2005-01-01"), as_date("2024-12-31"))


@st.composite
def _openings(draw: "DrawFn") -> rules.Opening:
    return rules.Opening(
        article=draw(st.none() | _ARTICLES),
        until=draw(st.none() | st.dates()),
        open_ended=draw(st.booleans()),
        consent_by_signature=draw(st.booleans()),
        states=tuple(state.id for state in draw(st.lists(some.states(), max_size=3))),
    )


_ARTICLES = st.integers(1, 60).map(str)
_WORDS = st.sampled_from(["", "a note", "Ünïcode, “quotes” and <signs> & more"])


def _clauses() -> "SearchStrategy[rules.Clause]":
    in_months = st.builds(
        rules.Clause, _ARTICLES, months=st.integers(0, 12), first_of_next_month=st.booleans(), text_read=st.booleans()
    )
    return in_months | st.builds(rules.Clause, _ARTICLES, days=st.integers(0, 365), silent=st.booleans())


def _groups() -> "list[rules.FirstGroup]":
    found = (each.rules.first_group(each.consents) for each in every_treaty() if each.entry_into_force is not None)
    return [group for group in found if group is not None]


@st.composite
def _of_places(draw: "DrawFn") -> Explanation:
    """Ask a treaty on record about a territory."""
    treaty = draw(st.sampled_from(every_treaty()))
    return treaty.explain(draw(some.territories()), draw(some.dates_within(treaty)))


def _ground(answer: Explanation) -> "Ground | None":
    return answer.application.ground if answer.application else None


def _statements() -> "list[Statements]":
    budapest = treaty_of_record("budapest")
    standing = [budapest.statements(on=day, article="29(4)") for day in ("2010-01-01", "2021-06-01")]
    return [*standing, *(each.statements for each in budapest)]


def _said() -> list[Statement]:
    return [*dict.fromkeys(said for each in _statements() for said in (*each, *each.undecided))]


def _authorities() -> "list[Authorities]":
    return [
        treaty_of_record("budapest").authorities(each.state, on="2024-01-01") for each in treaty_of_record("budapest")
    ]


def _cooperations() -> "list[Cooperation]":
    asked = {"requesting": "FRA", "measure": "preservation", "on": "2023-01-01"}
    return [cooperation(requested=each, **asked) for each in ("DEU", "NLD", "IRL", "JPN")]


def _stages() -> "list[Any]":
    return [stage for each in un.resolutions() for stage in each.stages]


# Strategies are looked up when a test asks: whoever loads `strategies` first loads this module from within it.
# ruff: noqa: PLW0108
_TYPES: "dict[type[Any], Makes]" = {
    State: lambda: some.states(),
    States: _lists,
    Table: lambda: st.builds(Treaty.table, some.treaties()),
    Territory: lambda: some.territories(),
    Groups: lambda: st.builds(State.groups, some.states(), st.dates(*_DAYS)),
    DateWindow: lambda: some.date_windows(),
    Act: lambda: some.acts(),
    Treaty: lambda: some.treaties(),
    Participation: lambda: some.participations(),
    Period: lambda: some.participations().flatmap(lambda each: st.sampled_from(each.history)),
    Totals: lambda: st.builds(Totals, st.integers(0, 200), st.integers(0, 200), st.booleans()),
    Explanation: lambda: (
        _participation_days().map(lambda pair: pair[0].treaty.explain(pair[0].state, pair[1])) | _of_places()
    ),
    Application: lambda: _of_places().map(lambda answer: answer.application),
    Ground: lambda: _of_places().map(_ground).filter(lambda ground: ground is not None),
    Invitation: lambda: (
        some.participations().filter(lambda each: bool(each.invitations)).map(lambda each: each.invitations[0])
    ),
    Code: lambda: st.sampled_from([*FLAGS.values(), *MARKS.values()]),
    Footnotes: lambda: st.dictionaries(st.integers(1, 99), _WORDS, max_size=3).map(Footnotes.of),
    rules.Clause: _clauses,
    rules.Opening: _openings,
    rules.ClosedList: lambda: st.builds(rules.ClosedList, _ARTICLES, st.lists(_ARTICLES).map(tuple), st.booleans()),
    rules.FirstGroup: _of_record(_groups),
    rules.Rules: _of_record(lambda: [each.rules for each in every_treaty()]),
    InvitationRule: _of_record(lambda: [treaty_of_record("budapest").rules.invitation]),
    charts.Chart: lambda: some.charts(),
    charts.Row: lambda: some.charts().filter(len).flatmap(lambda chart: st.sampled_from(chart.rows)),
    charts.Problem: lambda: st.builds(charts.Problem, _WORDS, st.none() | st.integers(1, 999)),
    charts.ChangeSet: _changes,
    charts.Change: lambda: _changes().filter(lambda found: bool(found.changes)).map(lambda found: found.changes[0]),
    charts.Reconciliation: _reconciled,
    charts.Conflict: _conflicts,
    Record: _of_record(lambda: [record_in(bundled().folder)]),
    Citation: _of_record(lambda: [cite(), *map(cite, every_treaty())]),
    Source: _of_record(lambda: dict.fromkeys(source for each in every_treaty() for source in each.sources)),
    Provision: _of_record(lambda: [provision for each in every_treaty() for provision in each.provisions]),
    Statement: lambda: some.statements() | st.deferred(lambda: st.sampled_from(_said())),
    StatementCoverage: _of_record(lambda: dict.fromkeys(read for each in _statements() for read in each.coverage)),
    Statements: _of_record(_statements),
    Authority: _of_record(
        lambda: dict.fromkeys(named for each in _authorities() for named in (*each.known, *each.possible))
    ),
    Authorities: _of_record(_authorities),
    Cooperation: _of_record(_cooperations),
    LegalBasis: _of_record(lambda: [basis for each in _cooperations() for basis in each.bases]),
    Request: _of_record(lambda: [each.bases[0].request for each in _cooperations()]),
    CooperationClause: _of_record(lambda: clauses("ets185")),
    _corrections.Erratum: _of_record(_corrections.errata),
    _corrections.Misprint: _of_record(_corrections.misprints),
    _corrections.Unknown: _of_record(_corrections.unknowns),
    un.Body: _of_record(un.bodies),
    un.Event: _of_record(un.events),
    un.Events: _of_record(lambda: [un.events(), un.timeline(treaties="budapest")]),
    un.Programme: _of_record(un.programmes),
    un.ProgrammeStatement: _of_record(lambda: [said for each in un.programmes() for said in each.statements]),
    un.Resolution: _of_record(un.resolutions),
    un.Stage: _of_record(_stages),
    un.Ballot: _of_record(lambda: [ballot for stage in _stages() for ballot in stage.ballots]),
    un.Ballots: _of_record(lambda: [stage.ballots for stage in _stages()]),
    un.Tally: _of_record(lambda: [stage.tally for stage in _stages() if stage.tally is not None]),
    un.Sponsorship: _of_record(lambda: [each for found in un.resolutions() for each in found.sponsorships]),
}
