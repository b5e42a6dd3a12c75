"""Status over time, against a model that tries every possible date, day by day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions import status as possible
from cyberconventions.acts import Act, ActKind
from cyberconventions.dates import DateWindow
from cyberconventions.status import NEVER, Status, history, possibilities, status_of

START = date(2020, 1, 1)
LENGTH = 30
WAIT = 3
VALID = 4
LIMIT_SINCE = START + timedelta(days=8)
FRANCE = cc.state("FRA")


class DaysRule(cc.InvitationRule):
    """A limit in days, so that a model can go through every day."""

    def expiry(self, decided: date) -> date | None:
        return None if decided < self.since else decided + timedelta(days=VALID)


RULE = DaysRule("37(1)", 0, LIMIT_SINCE, "test")
EFFECTS = {ActKind.RATIFICATION: WAIT, ActKind.DENUNCIATION: WAIT, ActKind.SUCCESSION: 0, ActKind.SUSPENSION: 0}


def days() -> Iterator[date]:
    return (START + timedelta(days=each) for each in range(-2, LENGTH + 15))


def effect_of(act: Act, window: tuple[date, date]) -> tuple[date, date]:
    wait = timedelta(days=EFFECTS[act.kind])
    return window[0] + wait, window[1] + wait


def solve(acts: Sequence[Act]) -> dict[date, int]:
    found = history(
        acts,
        since=START,
        until=START + timedelta(days=LENGTH),
        effect_of=effect_of,
        invitation_rule=lambda: RULE,
    )
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
        found = history(
            acts,
            since=START,
            until=START + timedelta(days=LENGTH),
            effect_of=lambda act, _: (act.effective or NEVER, act.effective or NEVER),
            invitation_rule=lambda: None,
        )

        invited, contracting, party = possible.INVITED, possible.CONTRACTING, possible.PARTY
        assert (possible.NOT_PARTICIPATING, invited, contracting, party) == found[1]

    def test_an_accession_of_unknown_day_proves_nothing(self) -> None:
        """Without the day of accession there is no evidence for the days before."""
        acts = [
            Act(FRANCE, ActKind.INVITATION, DateWindow(None, None)),
            Act(FRANCE, ActKind.ACCESSION, DateWindow(START + timedelta(days=20), None)),
        ]
        found = history(
            acts,
            since=START,
            until=START + timedelta(days=LENGTH),
            effect_of=lambda _, window: (window[0], NEVER),
            invitation_rule=lambda: None,
        )

        assert Status.UNKNOWN is status_of(found[1][1])


def test_status_of_sets() -> None:
    """One possible status is the status; more than one is unknown."""
    assert Status.PARTY is status_of(possible.PARTY)
    assert Status.UNKNOWN is status_of(possible.PARTY | possible.CONTRACTING)
    assert (Status.CONTRACTING, Status.PARTY) == possibilities(possible.PARTY | possible.CONTRACTING)
    assert 7 == len(possibilities(possible.ANY))
