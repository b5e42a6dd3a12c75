"""Status over time, against a model that tries every possible date, day by day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions import _history as possible
from cyberconventions._acts import Act, ActKind
from cyberconventions._dates import DateWindow
from cyberconventions._history import Status, history, possibilities, status_of
from cyberconventions.testing import treaty_of

START = date(2020, 1, 1)
LENGTH = 30
WAIT = 3
VALID = 4
LIMIT_SINCE = START + timedelta(days=8)
FRANCE = cc.state("FRA")


class DaysRule(cc.rules.InvitationRule):
    """A limit in days, so that a model can go through every day."""

    def expiry(self, decided: object) -> date | None:
        assert isinstance(decided, date)
        return None if decided < self.since else decided + timedelta(days=VALID)


RULE = DaysRule("37(1)", 1, LIMIT_SINCE, "test")
EFFECTS = {ActKind.RATIFICATION: WAIT, ActKind.DENUNCIATION: WAIT, ActKind.SUCCESSION: 0, ActKind.SUSPENSION: 0}
RULES = cc.rules.Rules(
    treaty="Test No. 1",
    consents_needed=1,
    members_needed=0,
    counts_organisations=True,
    clauses=(("later", cc.rules.Clause("1", days=WAIT)), ("denunciation", cc.rules.Clause("2", days=WAIT))),
    invitation=RULE,
)


@attrs.frozen
class Record:
    """A record as short as the model's calendar, of a treaty in force from the beginning."""

    acts: tuple[Act, ...]
    opened: date | None = START
    adopted: date | None = None
    entry_into_force: date | None = START - timedelta(days=100)
    as_of: date = START + timedelta(days=LENGTH)
    coverage: cc.Coverage = cc.Coverage.COMPLETE
    complete_to: date | None = None
    rules: cc.rules.Rules = RULES


def days() -> Iterator[date]:
    return (START + timedelta(days=each) for each in range(-2, LENGTH + 15))


def solve(acts: Sequence[Act]) -> dict[date, int]:
    found = history(Record(tuple(acts)), acts)
    answer: dict[date, int] = {}
    for day in days():
        position = max(index for index, start in enumerate(found[0]) if start <= day)
        answer[day] = found[1][position]
    return answer


def model(kinds: Sequence[ActKind], dates: Sequence[date], day: date) -> int:
    """Tell the one status on a day, where every date is known: straight from the definitions."""
    strongest = 0
    for position, (kind, consented) in enumerate(zip(kinds, dates, strict=True)):
        if not kind.is_consent or consented > day:
            continue
        later = list(zip(kinds, dates, strict=True))[position + 1 :]
        ends = [done + timedelta(days=WAIT) for each, done in later if each is ActKind.DENUNCIATION]
        suspended = _suspension(later)
        if ends and ends[0] <= day:
            strength = 1
        elif consented + timedelta(days=EFFECTS[kind]) > day:
            strength = 2
        else:
            strength = 3 if suspended is not None and suspended <= day else 4
        strongest = max(strongest, strength)
    if strongest:
        return {1: possible.WITHDRAWN, 2: possible.CONTRACTING, 3: possible.SUSPENDED, 4: possible.PARTY}[strongest]
    done = [kind for kind, at in zip(kinds, dates, strict=True) if at <= day]
    if ActKind.SIGNATURE in done:
        return possible.SIGNATORY
    for kind, at in zip(kinds, dates, strict=True):
        if kind is ActKind.INVITATION and at <= day and (at < LIMIT_SINCE or day <= at + timedelta(days=VALID)):
            return possible.INVITED
    return possible.NOT_PARTICIPATING


def _suspension(later: Sequence[tuple[ActKind, date]]) -> date | None:
    """Return the last suspension before the consent was denounced."""
    found = None
    for kind, at in later:
        if kind is ActKind.DENUNCIATION:
            return found
        if kind is ActKind.SUSPENSION:
            found = at
    return found


KINDS = st.lists(
    st.sampled_from(
        [
            ActKind.INVITATION,
            ActKind.SIGNATURE,
            ActKind.RATIFICATION,
            ActKind.DENUNCIATION,
            ActKind.SUSPENSION,
            ActKind.SUCCESSION,
        ]
    ),
    max_size=5,
)


@st.composite
def records(draw: st.DrawFn, uncertain: int) -> list[tuple[ActKind, int, int]]:
    """Draw acts in order, each with the first and last day it may have happened; at most some uncertain."""
    kinds = draw(KINDS)
    starts = sorted(draw(st.lists(st.integers(0, LENGTH), min_size=len(kinds), max_size=len(kinds))))
    widened = draw(st.sets(st.integers(0, max(0, len(kinds) - 1)), max_size=uncertain))
    rows: list[tuple[ActKind, int, int]] = []
    for position, (kind, start) in enumerate(zip(kinds, starts, strict=True)):
        room = (starts[position + 1] if position + 1 < len(starts) else LENGTH) - start
        last = start + (draw(st.integers(0, min(room, 6))) if position in widened else 0)
        rows.append((kind, start, last))
    return rows


def acts_of(record: Sequence[tuple[ActKind, int, int]]) -> list[Act]:
    return [
        Act(FRANCE, kind, DateWindow(START + timedelta(days=first), START + timedelta(days=last)))
        for kind, first, last in record
    ]


def outcomes(record: Sequence[tuple[ActKind, int, int]], day: date) -> int:
    """Collect the statuses of a day over every way the dates may have been."""
    kinds = [kind for kind, _, _ in record]
    found = 0
    for offsets in product(*(range(first, last + 1) for _, first, last in record)):
        found |= model(kinds, [START + timedelta(days=offset) for offset in offsets], day)
    return found


@settings(max_examples=150, deadline=None)
@given(records(uncertain=0))
def test_exact_dates_give_one_status_a_day(record: list[tuple[ActKind, int, int]]) -> None:
    """VCLT 2(1)(f), (g): contracting from consent, a party from entry into force, until a denunciation's effect."""
    answer = solve(acts_of(record))

    for day in days():
        assert outcomes(record, day) == answer[day], day


@settings(max_examples=150, deadline=None)
@given(records(uncertain=1))
def test_one_uncertain_date_gives_exactly_what_is_possible(record: list[tuple[ActKind, int, int]]) -> None:
    """A status is unknown on just those days on which the uncertain date makes a difference."""
    answer = solve(acts_of(record))

    for day in days():
        assert outcomes(record, day) == answer[day], (day, possibilities(answer[day]))


@settings(max_examples=150, deadline=None)
@given(records(uncertain=3))
def test_several_uncertain_dates_never_hide_a_possibility(record: list[tuple[ActKind, int, int]]) -> None:
    """With more uncertain dates, nothing that may have been is left out: never a guess."""
    answer = solve(acts_of(record))

    for day in days():
        assert outcomes(record, day) & ~answer[day] == 0, day


# -- the same under the clauses of ETS 185 ------------------------------------------------------------------------


def first_day_after_three_months(day: date) -> date:
    """Say it without dateutil: three months end in the third month from here, the next one begins after."""
    months = day.year * 12 + day.month - 1 + 4
    return date(months // 12, months % 12 + 1, 1)


def five_years_later(day: date) -> date:
    return day.replace(year=day.year + 5, day=28 if (day.month, day.day) == (2, 29) else day.day)


IN_FORCE = date(2004, 7, 1)
CLAUSED = (
    ActKind.INVITATION,
    ActKind.SIGNATURE,
    ActKind.SIGNATURE_AD_REFERENDUM,
    ActKind.DEFINITIVE_SIGNATURE,
    ActKind.RATIFICATION,
    ActKind.ACCEPTANCE,
    ActKind.APPROVAL,
    ActKind.ACCESSION,
    ActKind.CONSENT,
    ActKind.DENUNCIATION,
    ActKind.WITHDRAWAL,
)


def under_the_clauses(acts: Sequence[tuple[ActKind, date]], day: date) -> cc.Status:
    """Tell the status on a day by going through the acts one after the other."""
    signed = invited = False
    bound: list[tuple[date, date]] = []  # from entry into force until the denunciation's effect
    for position, (kind, done) in enumerate(acts):
        if done > day:
            break
        signed = signed or kind.is_signature
        if kind is ActKind.INVITATION and (done < date(2013, 4, 10) or day <= five_years_later(done)):
            invited = True
        if kind.is_consent:
            ends = [at for each, at in acts[position + 1 :] if each.is_withdrawal and at <= day]
            end = first_day_after_three_months(ends[0]) if ends else date.max
            bound.append((max(IN_FORCE, first_day_after_three_months(done)), end))
    if any(start <= day < end for start, end in bound):
        return cc.Status.PARTY
    if any(day < start and day < end for start, end in bound):
        return cc.Status.CONTRACTING
    if bound:
        return cc.Status.WITHDRAWN
    if signed:
        return cc.Status.SIGNATORY
    return cc.Status.INVITED if invited else cc.Status.NOT_PARTICIPATING


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(CLAUSED), st.dates(date(2001, 11, 23), date(2025, 12, 31))), max_size=6),
    st.lists(st.dates(date(2001, 11, 1), date(2026, 4, 25)), max_size=10),
)
def test_any_acts_under_the_clauses_of_budapest(drawn: list[tuple[ActKind, date]], others: list[date]) -> None:
    """36(3), 36(4), 37(2): in force on the first day of the month after three months from consent, never before
    2004-07-01. 47: a denunciation has effect on the first day of the month after three months from its receipt.
    37(1), and the decision of 10 April 2013: an invitation decided since then may be used for five years.
    """
    acts = sorted(drawn, key=lambda each: each[1])
    treaty = attrs.evolve(
        cc.treaty("budapest"), acts=tuple(Act(FRANCE, kind, DateWindow.on(day)) for kind, day in acts)
    )
    turning = [day for _, done in acts for day in (done, first_day_after_three_months(done), five_years_later(done))]
    near = [day + timedelta(days=by) for day in [*turning, IN_FORCE] for by in (-1, 0, 1)]

    for day in [*near, *others]:
        # An accession proves that an invitation stood until then, whatever the limit says: a test of its own.
        invited = any(kind is ActKind.INVITATION and done <= day for kind, done in acts)
        acceded = any(kind is ActKind.ACCESSION for kind, _ in acts)
        if day <= treaty.as_of and not (invited and acceded):
            assert under_the_clauses(acts, day) is treaty.status("FRA", on=day), day


@given(
    st.lists(
        st.tuples(
            st.dates(date(2001, 11, 23), date(2030, 1, 1)),
            st.sampled_from(["FRA", "JPN", "DEU", "CAN", "EST", "USA", "ITA"]),
        )
    )
)
def test_the_first_group_of_any_consents(drawn: list[tuple[date, str]]) -> None:
    """36(3): five States have consented, at least three of them members of the Council of Europe.

    The day on which that is so first is found by counting on every day. A State counts once, by its first consent.
    """
    rules = cc.treaty("budapest").rules
    consents = [(day, cc.state(state)) for day, state in drawn]
    group = rules.first_group(consents)
    first = {state: min(day for day, each in consents if each == state) for _, state in consents}
    complete = [
        day
        for day, _ in sorted(consents, key=lambda each: each[0])
        if len({state for done, state in consents if done <= day}) >= 5
        and sum(done <= day and state.member_of_coe(done) for state, done in first.items()) >= 3
    ]

    if not complete:
        assert group is None
        assert rules.missing(consents) > 0
    else:
        assert group is not None
        assert complete[0] == group.completed_on
        assert first_day_after_three_months(complete[0]) == group.entry_into_force
        assert 0 == rules.missing(consents)


class TestEvidence:
    def test_a_chart_that_shows_an_invitation_proves_it(self) -> None:
        """An invitation of unknown date stood on the days of the charts that show it."""
        seen = DateWindow(START + timedelta(days=20), START + timedelta(days=22))
        answer = solve([Act(FRANCE, ActKind.INVITATION, DateWindow(None, None), seen=seen)])

        unknown = possible.INVITED | possible.NOT_PARTICIPATING
        assert unknown == answer[START + timedelta(days=19)]
        assert {possible.INVITED} == {answer[START + timedelta(days=each)] for each in (20, 21, 22)}
        assert unknown == answer[START + timedelta(days=23)]

    def test_an_accession_proves_the_invitation_it_used(self) -> None:
        """37(1): who accedes had been invited, and the invitation stood until then."""
        acts = [
            Act(FRANCE, ActKind.INVITATION, DateWindow.on(START + timedelta(days=9)), seen=None),
            Act(
                FRANCE,
                ActKind.ACCESSION,
                DateWindow.on(START + timedelta(days=25)),
                effective=START + timedelta(days=28),
            ),
        ]
        record = Record(tuple(acts), rules=attrs.evolve(RULES, invitation=None))
        found = history(record, acts)

        invited, contracting, party = possible.INVITED, possible.CONTRACTING, possible.PARTY
        assert (possible.NOT_PARTICIPATING, invited, contracting, party) == found[1]

    def test_an_accession_of_unknown_day_proves_nothing(self) -> None:
        """Without the day of accession there is no evidence for the days before."""
        acts = [
            Act(FRANCE, ActKind.INVITATION, DateWindow(None, None)),
            Act(FRANCE, ActKind.ACCESSION, DateWindow(START + timedelta(days=20), None)),
        ]
        record = Record(tuple(acts), rules=attrs.evolve(RULES, clauses=(), not_seen=("later",), invitation=None))
        found = history(record, acts)

        assert Status.UNKNOWN is status_of(found[1][1])


def test_who_has_not_consented_has_not_left() -> None:
    """However little is known of the day of a denunciation."""
    made = treaty_of(parties={"DEU": "2010-10-04"}, withdrawn={"DEU": ""})

    assert (Status.NOT_PARTICIPATING,) == made.possible_statuses("DEU", on="2010-10-03")
    assert Status.WITHDRAWN in made.possible_statuses("DEU", on="2010-10-04")


def test_status_of_sets() -> None:
    """One possible status is the status; more than one is unknown."""
    assert Status.PARTY is status_of(possible.PARTY)
    assert Status.UNKNOWN is status_of(possible.PARTY | possible.CONTRACTING)
    assert (Status.CONTRACTING, Status.PARTY) == possibilities(possible.PARTY | possible.CONTRACTING)
    assert 7 == len(possibilities(possible.ANY))
