"""Status, totals and entry into force, counted again from the tables alone, for every State on every day.

The model here reads the dataset's CSV and TOML files and shares no code with the library. An act whose day is not known
is played through once for every day on which it may have been done; a status is possible on a day if one of these
plays leads to it. It follows every State, under every treaty, from 1989-01-01 to 2030-12-31.

The library is asked three times. Its `history` is laid out day by day and compared on each of the days. Its answers for
single days are compared on every day on which model or library see a change, on the days before and after it, on the
first of each year, and on every eleventh day, another one for each State. `just trust` asks for all single days, which
takes minutes. Totals are compared on the same turning days and their neighbours, and on the first of each month.

Of days after a record's own, the model tells twice what is possible: from the known acts alone (`late="known"`), and
with what may have been deposited since.

What an instrument of a day would bring, and whether a State could have deposited it, is worked out again for the days
around which that changes, and for some others.

Not tried: days before 1989 and after 2030, and records in which other acts stand than in the bundled one.
"""

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, reduce
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pycountry
import pytest

import cyberconventions as cc
from tests.trust.whole import WHOLE

# Measuring would make it several times as slow, and other tests reach all that it reaches.
pytestmark = [pytest.mark.no_cover, pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")]

DATA = Path(cc.__file__).parent / "data"
DAY = timedelta(days=1)
START = date(1989, 1, 1)
DAYS = (date(2031, 1, 1) - START).days
EVERY = 1 if WHOLE else 11
SELDOM = 1 if WHOLE else 9 * EVERY  # for States without an act, which share one history

Rows = list[dict[str, str]]
Spans = list[tuple[date, date | None, str]]  # from, until (the first day after), and what holds


# -- the tables ---------------------------------------------------------------------------------------------------


@dataclass
class Tables:
    """What the dataset's files say about one treaty, and about States."""

    treaty: dict[str, str]
    acts: Rows
    clauses: dict[str, Any]
    states: Rows
    members: Rows
    successions: Rows
    exceptions: Rows = field(default_factory=list[dict[str, str]])


def rows_of(name: str) -> Rows:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def tables_of(treaty: str) -> Tables:
    exceptions = f"{treaty}/exceptions.csv"
    return Tables(
        treaty=next(row for row in rows_of("treaties.csv") if row["id"] == treaty),
        acts=rows_of(f"{treaty}/acts.csv"),
        clauses=tomllib.loads((DATA / treaty / "treaty.toml").read_text(encoding="utf-8")),
        states=rows_of("states.csv"),
        members=rows_of("coe_members.csv"),
        successions=rows_of("successions.csv"),
        exceptions=rows_of(exceptions) if (DATA / exceptions).exists() else [],
    )


TREATIES = [row["id"] for row in rows_of("treaties.csv")]
TERRITORIES = {row["territory"] for row in rows_of("territories.csv")}
CODES = {country.alpha_3 for country in pycountry.countries} - TERRITORIES
STATES = sorted(CODES | {row["id"] for row in rows_of("states.csv")})


# -- the calendar -------------------------------------------------------------------------------------------------


def first_of_month(months: int) -> date:
    """Return the first day of a month, counted from the year 0."""
    return date(months // 12, months % 12 + 1, 1)


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day if it has no such day."""
    month = day.year * 12 + day.month - 1 + months
    length = (first_of_month(month + 1) - first_of_month(month)).days
    return first_of_month(month).replace(day=min(day.day, length))


def month_after(day: date) -> date:
    return first_of_month(day.year * 12 + day.month)


def wait(day: date, clause: dict[str, Any]) -> date:
    """Return the day on which what was done on a day has effect by a clause."""
    end = add_months(day, clause.get("months", 0)) + clause.get("days", 0) * DAY
    return month_after(end) if clause.get("first_of_next_month") else end


def day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def bounds(text: str) -> tuple[date | None, date | None]:
    """Read a day, a month, a year, or an interval of these with perhaps an open side."""
    if not text:
        return None, None
    first, _, last = text.partition("/")
    last = last or first
    start = None if first == ".." else date.fromisoformat((first + "-01-01")[:10])
    if last == "..":
        return start, None
    end = date.fromisoformat((last + "-01-01")[:10])
    if len(last) == len("2020"):
        end = end.replace(month=12, day=31)
    elif len(last) == len("2020-03"):
        end = month_after(end) - DAY
    return start, end


def span(first: date, last: date) -> list[date]:
    """Return all days from the first to the last."""
    return [first + each * DAY for each in range((last - first).days + 1)]


# -- one act, played through --------------------------------------------------------------------------------------

NOTHING = "nothing"
SIGNATURES = {"signature", "signature ad referendum"}
CONSENTS = {
    "definitive signature",
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "succession",
    "formal confirmation",
    "consent",
}
WITHDRAWALS = {"denunciation", "withdrawal"}
WITHOUT_STATUS = {"territorial extension", "territorial exclusion"}

# The last that holds of these is what the State is to the treaty.
STATUSES = ("not participating", "invited", "signatory", "withdrawn", "contracting", "suspended", "party")
NOT_PARTICIPATING = 1 << STATUSES.index("not participating")
SIGNATORY = 1 << STATUSES.index("signatory")
CONTRACTING = 1 << STATUSES.index("contracting")
PARTY = 1 << STATUSES.index("party")
CONSENTED = CONTRACTING | PARTY | 1 << STATUSES.index("suspended")
ANYTHING = (1 << len(STATUSES)) - 1
NO_CONSENT_IN_FORCE = NOT_PARTICIPATING | 1 << STATUSES.index("invited") | SIGNATORY | CONTRACTING


@dataclass
class Record:
    """One treaty as its tables have it."""

    tables: Tables

    def __post_init__(self) -> None:
        row = self.tables.treaty
        self.opened = date.fromisoformat(row["opened"] or row["adopted"])
        self.in_force = day_of(row["entry_into_force"])
        self.as_of = date.fromisoformat(row["as_of"])
        self.partial = row["coverage"] == "partial"
        self.complete_to = day_of(row["complete_to"]) if self.partial else self.as_of
        self.clauses: dict[str, dict[str, Any]] = self.tables.clauses.get("clauses", {})
        self.acts: dict[str, Rows] = defaultdict(list)
        for act in self.tables.acts:
            self.acts[act["state"]].append(act)

    def days(self, act: dict[str, str]) -> list[date]:
        """Return every day on which an act may have been done, as far as it alone tells."""
        first, last = bounds(act["date"])
        shown = bounds(act["seen"])[0]
        first = max(first or self.opened, self.opened)
        return span(first, max(first, last or shown or self.as_of))

    def clause_for(self, act: dict[str, str]) -> dict[str, Any] | None:
        if act["kind"] in WITHDRAWALS:
            return self.clauses.get("denunciation")
        of_its_own = self.clauses.get("accession") if act["kind"] == "accession" else None
        return of_its_own or self.clauses.get("later")

    def by_clause(self, act: dict[str, str], done: date) -> date | None:
        """Return the day of effect that the treaty's clauses give, if they give one."""
        clause = self.clause_for(act)
        if clause is None or act["kind"] == "succession" or (act["kind"] in CONSENTS and self.in_force is None):
            return None
        if act["kind"] in WITHDRAWALS or self.in_force is None:
            return wait(done, clause)
        if clause.get("only_after_entry_into_force") and done <= self.in_force:
            return self.in_force
        return max(self.in_force, wait(done, clause))

    def effects(self, act: dict[str, str], done: date) -> tuple[date | None, date | None]:
        """Return the first and the last day on which what was done on a day may take effect; None is never."""
        published = day_of(act["effective"])
        if published is not None:
            return published, published
        if act["kind"] in {"succession", "suspension"}:
            return done, done
        if act["kind"] in CONSENTS and self.in_force is None:
            return None, None
        ruled = self.by_clause(act, done)
        if ruled is not None:
            return ruled, ruled
        # No clause was seen: at once, or any time after, but by the day of a list that shows it as in force.
        soonest = max(done, self.in_force or done)
        shown = bounds(act["seen"])[0] if act["kind"] in CONSENTS else None
        return soonest, None if shown is None else max(soonest, shown)

    # Each of these gives all the ways one act may have gone, and for each what holds on which days.

    def signatures(self, act: dict[str, str]) -> Iterator[Spans]:
        for done in self.days(act):
            yield [(done, None, "signatory")]

    def consents(self, act: dict[str, str]) -> Iterator[Spans]:
        possible = [(done, effect) for done in self.days(act) for effect in dict.fromkeys(self.effects(act, done))]
        published = day_of(act["effective"])
        if published is not None:
            # Nobody is bound before the consent; but a succession counts from its date, and the notice comes later.
            possible = [(done, effect) for done, effect in possible if done <= published] or [(published, published)]
        for done, effect in possible:
            contracting: Spans = [(done, effect, "contracting")] if effect != done else []
            yield contracting + ([(effect, None, "party")] if effect is not None else [])

    def turns(self, act: dict[str, str], into: str) -> Iterator[Spans]:
        """Play a suspension or withdrawal through."""
        for done in self.days(act):
            for effect in self.effects(act, done):
                yield [] if effect is None else [(effect, None, into)]

    def over(self, decided: date) -> date | None:
        """Return the first day on which an invitation decided on a day does not stand any more; None is never."""
        limit = self.tables.clauses.get("invitation")
        if limit is None or decided < limit["since"]:
            return None
        return add_months(decided, 12 * limit["years"]) + DAY

    def stands(self, decided: date, on: date) -> bool:
        over = self.over(decided)
        return over is None or on < over

    def invitations(self, act: dict[str, str], following: dict[str, str] | None) -> Iterator[Spans]:
        """Play an invitation through: it stands until its time is over, and on the days that prove it."""
        days = self.days(act)
        shown, shown_last = bounds(act["seen"])
        if shown is not None:
            shown_last = shown_last or shown
            days = [done for done in days if done <= shown] or days[:1]
            days = [done for done in days if self.stands(done, shown_last)] or days
        if following is not None and following["kind"] == "accession":
            acceded, certain = bounds(following["date"])
            if acceded is not None and acceded == certain:  # 37(1): it used an invitation, so that stood by then.
                days = [done for done in days if done <= acceded] or days[:1]
                days = [done for done in days if self.stands(done, acceded)] or days
                shown, shown_last = days[-1], acceded
        for done in days:
            over = self.over(done)
            if shown is None or shown_last is None or over is None:
                yield [(done, over, "invited")]
            elif shown <= over:
                yield [(done, max(over, shown_last + DAY), "invited")]
            else:
                yield [(done, over, "invited"), (shown, shown_last + DAY, "invited")]


def index(day: date) -> int:
    """Return the place of a day among the model's, the first or the last for one outside."""
    return min(max((day - START).days, 0), DAYS)


def what_may_hold(plays: Iterable[Spans]) -> dict[int, frozenset[str]]:
    """Count on each day in how many of the plays what holds; return what may hold from which day on."""
    number = 0
    changes: dict[int, Counter[str]] = defaultdict(Counter)
    for spans in plays:
        number += 1
        for first, until, what in spans:
            changes[index(first)][what] += 1
            changes[DAYS if until is None else index(until)][what] -= 1
    found: dict[int, frozenset[str]] = {}
    counts: Counter[str] = Counter()
    for day in sorted({0, *changes}):
        counts.update(changes.get(day, {}))
        holding = {what for what, count in counts.items() if count}
        found[day] = frozenset(holding if sum(counts.values()) == number else {NOTHING, *holding})
    return found


# -- one State ----------------------------------------------------------------------------------------------------


@dataclass
class Bond:
    """A consent, what suspended it last, and what ended it: places in the list of a State's acts."""

    consent: int
    suspension: int | None = None
    end: int | None = None


def bonds_of(acts: Rows) -> list[Bond]:
    bonds: list[Bond] = []
    for place, act in enumerate(acts):
        if act["kind"] in CONSENTS:
            bonds.append(Bond(place))
        for bond in bonds:
            if bond.end is None and act["kind"] in WITHDRAWALS:
                bond.end = place
            elif bond.end is None and act["kind"] == "suspension":
                bond.suspension = place
    return bonds


def strongest(holding: tuple[str, ...], bonds: list[Bond], others: list[int]) -> int:
    """Return the one status that follows from what holds of each act."""
    found = {"not participating", *(holding[place] for place in others)} - {NOTHING}
    for bond in bonds:
        meaning = holding[bond.consent]
        if bond.suspension is not None and meaning == "party" and holding[bond.suspension] != NOTHING:
            meaning = "suspended"
        if bond.end is not None and holding[bond.end] != NOTHING:
            meaning = "withdrawn"
        found |= {meaning} - {NOTHING}
    return 1 << max(STATUSES.index(each) for each in found)


def plays_of(record: Record, acts: Rows) -> Iterator[Iterator[Spans]]:
    for act, following in pairwise([*acts, None]):
        assert act is not None
        if act["kind"] in CONSENTS:
            yield record.consents(act)
        elif act["kind"] in SIGNATURES:
            yield record.signatures(act)
        elif act["kind"] == "invitation":
            yield record.invitations(act, following)
        else:
            assert act["kind"] in WITHDRAWALS | {"suspension"}, act
            yield record.turns(act, "suspended" if act["kind"] == "suspension" else "withdrawn")


def from_acts(record: Record, every_act: Rows) -> bytearray:
    """Return what a State's acts allow on each day, a set of statuses as bits."""
    acts = [act for act in every_act if act["kind"] not in WITHOUT_STATUS]
    bonds = bonds_of(acts)
    others = [place for place, act in enumerate(acts) if act["kind"] in SIGNATURES | {"invitation"}]
    courses = [what_may_hold(plays) for plays in plays_of(record, acts)]
    answer = bytearray()
    open_now: list[frozenset[str]] = [frozenset({NOTHING})] * len(courses)
    known: dict[tuple[frozenset[str], ...], int] = {}
    for day, until in pairwise([*sorted({0}.union(*courses) - {DAYS}), DAYS]):
        open_now = [course.get(day, before) for course, before in zip(courses, open_now, strict=True)]
        key = tuple(open_now)
        if key not in known:
            known[key] = reduce(int.__or__, (strongest(each, bonds, others) for each in product(*open_now)))
        answer += bytes([known[key]]) * (until - day)
    if record.partial and acts and acts[-1]["kind"] in SIGNATURES:
        # It may have consented since the last list that shows its signature alone.
        seen = bounds(acts[-1]["seen"])[1]
        if seen is not None:
            may_add(answer, seen + DAY, CONTRACTING)
            may_add(answer, None if record.in_force is None else max(seen + DAY, record.in_force), PARTY)
    return answer


@cache
def adding(what: int) -> bytes:
    """Return a table for ``translate`` that adds statuses to each set of them."""
    return bytes(possible | what for possible in range(256))


def may_add(answer: bytearray, since: date | None, what: int) -> None:
    begin = DAYS if since is None else index(since)
    answer[begin:] = answer[begin:].translate(adding(what))


def without_acts(record: Record) -> bytearray:
    """Return what the record allows for all States that it does not name."""
    answer = bytearray([NOT_PARTICIPATING]) * DAYS
    if record.partial:
        since = max(record.opened, record.complete_to + DAY) if record.complete_to else record.opened
        may_add(answer, since, NO_CONSENT_IN_FORCE)
        may_add(answer, None if record.in_force is None else max(since, record.in_force), ANYTHING)
    return answer


def model(record: Record, state: str) -> bytes:
    """Return what a State may be on each day."""
    known_as = state
    for former in record.tables.states:
        if former["id"] == state and former["continued_by"] and state not in record.acts:
            known_as = former["continued_by"]  # What it did stands under the State that continues it.
    days = from_acts(record, record.acts[known_as]) if known_as in record.acts else without_acts(record)
    for former in record.tables.states:
        if former["id"] == state and former["ended"]:
            ended = index(date.fromisoformat(former["ended"]))
            for since in beside(record, former):
                began = index(since) if since else ended
                # Whether it still existed is contested.
                days[began:ended] = days[began:ended].translate(adding(NOT_PARTICIPATING))
            days[ended:] = bytes([NOT_PARTICIPATING]) * (DAYS - ended)
            if former["name_passed_to"]:  # Whoever asks by the name may mean the State that bore it then.
                namesake = model(record, former["name_passed_to"])
                days[ended:] = bytes(mine | theirs for mine, theirs in zip(days[ended:], namesake[ended:], strict=True))
        elif state in former["successors"].split() and state != former["continued_by"] and state in record.acts:
            # A new State: what the former one did stands to it from its first day.
            new = beginning(record, former, state)
            began = index(new) if new else 0
            days[:began] = bytes([NOT_PARTICIPATING]) * began
    return bytes(days)


def in_force_after_the_record(record: Record) -> date:
    """Return the first day on which instruments deposited on the day after the record's may be in force."""
    done = record.as_of + DAY
    completed = replace(record)  # by as many deposits as are lacking
    completed.in_force = record.in_force or wait(done, record.clauses["first"])
    effects: list[date] = []
    for kind in ("ratification", "accession"):
        first, _ = completed.effects({"kind": kind, "effective": ""}, done)
        assert first is not None
        effects.append(first)
    return min(effects)


def after_the_record(record: Record, state: str, known: bytes) -> bytes:
    """Return what a State may be on each day, those after the record's included, by what it may be as far as known.

    What is known on the record's day is presumed to go on, until a deposit of the day after may have had effect.
    """
    if any(row["id"] == state and row["ended"] and row["ended"] <= str(record.as_of) for row in record.tables.states):
        return known
    begin = index(in_force_after_the_record(record))
    table = [possible | may_follow(possible, in_force=record.in_force is not None) for possible in range(ANYTHING + 1)]
    return known[:begin] + known[begin:].translate(bytes(table).ljust(256))


@cache
def may_follow(possible: int, *, in_force: bool) -> int:
    """Return what a State may have become by instruments after the record."""
    may_be, found = words(possible), 0
    if set(may_be) & {"not participating", "invited", "signatory", "withdrawn"}:
        found |= CONTRACTING | PARTY  # It deposited.
    if "contracting" in may_be and not in_force:
        found |= PARTY  # Others did.
    if set(may_be) & {"not participating", "invited"}:
        found |= SIGNATORY
    if "not participating" in may_be:
        found |= 1 << STATUSES.index("invited")
    return found


def beginning(record: Record, former: dict[str, str], successor: str) -> date | None:
    """Return the first day of a State that followed a former one; None if it existed before."""
    for row in record.tables.successions:
        if (row["former"], row["successor"]) == (former["id"], successor):
            return day_of(row["since"])
    return day_of(former["ended"])


def beside(record: Record, former: dict[str, str]) -> list[date | None]:
    """Return since when States that followed a former one existed, for those that did not begin with its end."""
    return [day_of(row["since"]) for row in record.tables.successions if row["former"] == former["id"]]


@cache
def models(treaty: str) -> dict[str, bytes]:
    record = Record(tables_of(treaty))
    return {state: model(record, state) for state in STATES}


# -- the comparison -----------------------------------------------------------------------------------------------


@cache
def words(possible: int) -> list[str]:
    return sorted(each for place, each in enumerate(STATUSES) if possible >> place & 1)


CERTAIN = bytes(
    1 + STATUSES.index(words(possible)[0]) if len(words(possible)) == 1 else 0 for possible in range(ANYTHING + 1)
) + bytes(256 - ANYTHING - 1)
"""For each set of statuses: 0 where it is no single one, else which."""


RUN = re.compile(rb"(.)\1*", re.DOTALL)


def turning_days(days: bytes) -> set[int]:
    """Return the days on which an answer differs from that of the day before."""
    return {run.start() for run in RUN.finditer(days)} - {0}


def near(days: Iterable[int]) -> set[int]:
    return {each for day in days for each in (day - 1, day, day + 1) if 0 <= each < DAYS}


def laid_out(periods: Sequence[cc.Period]) -> bytes:
    """Return the status of each day that a history gives; every day is in exactly one of its periods."""
    assert (periods[0].start, periods[-1].end) == (None, None)
    assert all(earlier.end is not None and earlier.end == later.start for earlier, later in pairwise(periods))
    answer = bytearray()
    for period in periods:
        value = 0 if period.status is cc.Status.UNKNOWN else 1 + STATUSES.index(period.status.value)
        answer += bytes([value]) * ((index(period.end) if period.end else DAYS) - len(answer))
    return bytes(answer)


FIRSTS_OF_YEARS = {index(date(year, 1, 1)) for year in range(START.year, 2031)}
FIRSTS_OF_MONTHS = {index(date(year, month, 1)) for year in range(START.year, 2031) for month in range(1, 13)}


def days_asked(stagger: int, *, has_acts: bool) -> set[int]:
    """Return the days on which the library is asked for a State's status, beside those around changes."""
    return set(range(stagger, DAYS, EVERY if has_acts else SELDOM))


def differences(treaty: cc.Treaty, state: str, expected: bytes, *, has_acts: bool) -> list[str]:
    """Return every day on which the library says something else than the model, as far as it is asked."""
    found: list[str] = []
    turning = turning_days(expected)
    if has_acts:
        wanted, history = expected.translate(CERTAIN), laid_out(treaty[state].history)
        turning |= turning_days(history)
        if wanted != history:
            different = [day for day in range(DAYS) if wanted[day] != history[day]]
            found = [f"{treaty.id} {state} {START + day * DAY}: history, {words(expected[day])}" for day in different]
    stagger = STATES.index(state) % EVERY if state in STATES else 0
    for day in sorted(near(turning) | FIRSTS_OF_YEARS):
        on = START + day * DAY
        possible = sorted(each.value for each in treaty.possible_statuses(state, on=on, late="known"))
        if possible != words(expected[day]):
            found.append(f"{treaty.id} {state} {on}: possible {possible}, expected {words(expected[day])}")
    for day in sorted(near(turning) | days_asked(stagger, has_acts=has_acts)):
        on = START + day * DAY
        status = treaty.status(state, on=on, late="known")
        certain = CERTAIN[expected[day]]
        if status.value != (STATUSES[certain - 1] if certain else "unknown"):
            found.append(f"{treaty.id} {state} {on}: status {status.value}, expected {words(expected[day])}")
    return found


def late_differences(treaty: cc.Treaty, record: Record, state: str, known: bytes) -> list[str]:
    """Return the days after the record's on which the library says something else than the model."""
    expected = after_the_record(record, state, known)
    ask = (record.as_of, in_force_after_the_record(record))
    first = index(record.as_of) + 1
    drawn = set(range(first + STATES.index(state) % EVERY, DAYS, 9 * EVERY))
    found: list[str] = []
    for day in sorted(near({*map(index, ask), *turning_days(expected)}) | drawn):
        on = START + day * DAY
        possible = sorted(each.value for each in treaty.possible_statuses(state, on=on))
        try:
            answer: bool | None = treaty.is_party(state, on=on)
        except cc.errors.UnknownStatusError:
            answer = None
        wanted = None if expected[day] & PARTY else False
        if expected[day] == PARTY:
            wanted = True
        if possible != words(expected[day]) or answer is not wanted:
            found.append(f"{treaty.id} {state} {on}: {possible}, {answer}; expected {words(expected[day])}")
    return found


def totals_of(record: Record, arrays: Iterable[bytes]) -> list[tuple[int, int, bool]]:
    """Count on each day the consents and the signatures alone, and tell whether there may be more.

    There may be if the record does not reach the day, or if a State counts as one thing in one play and as another, or
    as nothing, in another play.
    """
    complete = -1 if record.complete_to is None else (record.complete_to - START).days
    counts_as = [
        {1 if 1 << bit & CONSENTED else 2 if 1 << bit == SIGNATORY else 0 for bit in range(7) if possible >> bit & 1}
        for possible in range(ANYTHING + 1)
    ]
    consents, signatures = (bytes(each == {one} for each in counts_as) for one in (1, 2))
    opens = bytes(len(each) > 1 for each in counts_as)
    found: list[tuple[int, int, bool]] = []
    before: tuple[int, ...] = ()
    consented, signed, open_ = 0, 0, False
    columns: list[tuple[int, ...]] = list(zip(*arrays, strict=True))
    for day, column in enumerate(columns):
        if column != before:
            before = column
            consented, signed = (sum(counts[each] for each in column) for counts in (consents, signatures))
            open_ = any(opens[each] for each in column)
        found.append((consented, signed, day > complete or open_))
    return found


def wrong_totals(treaty: cc.Treaty, record: Record, arrays: dict[str, bytes]) -> list[str]:
    """Return the days, of those asked about, on which the library counts otherwise than the model."""
    found: list[str] = []
    totals = totals_of(record, arrays.values())
    turning = {day for each in arrays.values() for day in turning_days(each)}
    turning |= {day for day in range(1, DAYS) if totals[day] != totals[day - 1]}
    for day in sorted(near(turning) | FIRSTS_OF_MONTHS):
        on = START + day * DAY
        counted = treaty.totals(on=on, late="known")
        if totals[day] != (counted.consents, counted.signatures_only, counted.at_least):
            found.append(f"{treaty.id} {on}: {counted!r}, expected {totals[day]}")
    for day in sorted(turning | {each - 1 for each in turning} | FIRSTS_OF_YEARS):
        on = START + day * DAY
        parties = sorted(each.id for each in treaty.parties(on=on, late="known"))
        expected = sorted(state for state, days in arrays.items() if days[day] == PARTY)
        if parties != expected:
            found.append(f"{treaty.id} {on}: parties {parties}, expected {expected}")
    return found


def entry_into_force(record: Record) -> date | None:
    """Return the treaty's own entry into force: the clause applied to the day that completed its number."""
    completed = completed_on(record)
    return None if completed is None or "first" not in record.clauses else wait(completed, record.clauses["first"])


def completed_on(record: Record) -> date | None:
    """Return the first day by which as many States had consented as the treaty asks for."""
    number = record.tables.clauses["entry_into_force"]
    organisations = {row["id"] for row in record.tables.states if row["kind"] == "organisation"}
    consented: dict[str, date] = {}
    for act in record.tables.acts:
        day = bounds(act["date"])
        left_out = act["state"] in organisations and not number.get("counts_organisations", True)
        if act["kind"] in CONSENTS and day[0] is not None and day[0] == day[1] and not left_out:
            consented.setdefault(act["state"], day[0])
    for today in sorted(set(consented.values())):
        by_now = {state: day for state, day in consented.items() if day <= today}
        members = [state for state, day in by_now.items() if is_member(record, state, day)]
        if len(by_now) >= number["consents"] and len(members) >= number.get("members", 0):
            return today
    return None


def is_member(record: Record, state: str, day: date) -> bool:
    """Tell whether a State is a member of the Council of Europe on a day; a former one has its heir's membership."""
    for former in record.tables.states:
        if former["id"] == state and former["continued_by"]:
            return str(day) < former["ended"] and is_member(record, former["continued_by"], day)
    for row in record.tables.members:
        left = day_of(row["left"])
        if row["state"] == state and date.fromisoformat(row["joined"]) <= day and (left is None or day < left):
            return True
    return False


def wrong_effects(record: Record) -> list[str]:
    """Return the published effects that differ from what the clauses give for a consent of known day."""
    completed = completed_on(record)
    excepted = {(row["state"], row["date"], row["effective"]) for row in record.tables.exceptions}
    found: list[str] = []
    for act in record.tables.acts:
        first, last = bounds(act["date"])
        published = day_of(act["effective"])
        known = first is not None and first == last and published is not None
        if not known or act["kind"] not in CONSENTS - {"succession"} or first is None:
            continue
        ruled = by_rules(record, act, first, completed)
        if ruled not in {None, published} and (act["state"], act["date"], act["effective"]) not in excepted:
            found.append(f"{record.tables.treaty['id']} {act['state']} {first}: {ruled}, published {published}")
    return found


def by_rules(record: Record, act: dict[str, str], done: date, completed: date | None) -> date | None:
    """Return the entry into force for a State that consents on a day, if a clause tells."""
    if completed is not None and done <= completed:
        return record.in_force
    return record.by_clause(act, done)


def entries_into_force(record: Record) -> dict[str, date | None]:
    """Return for every State with a consent the entry into force by its last one; None where it is not known."""
    found: dict[str, date | None] = {}
    for act in record.tables.acts:
        if act["kind"] in CONSENTS:
            possible = {effect for done in record.days(act) for effect in record.effects(act, done)}
            found[act["state"]] = possible.pop() if len(possible) == 1 else None
    for former in record.tables.states:  # Nothing enters into force for a State that has ended.
        day, ended = found.get(former["id"]), day_of(former["ended"])
        if day is not None and ended is not None and day >= ended:
            found[former["id"]] = None
    return found


# -- deposits -----------------------------------------------------------------------------------------------------


def signed_by(record: Record, state: str) -> bool:
    return any(act["kind"] in SIGNATURES | {"definitive signature"} for act in record.acts.get(state, []))


def could_not_deposit(record: Record, state: str, done: date) -> bool:
    """Tell whether it is certain that a State could not deposit on a day."""
    clauses = record.tables.clauses
    signing, acceding = clauses.get("signature", {}), clauses.get("accession", {})
    for former in record.tables.states:
        if former["id"] == state and former["ended"] and done >= date.fromisoformat(former["ended"]):
            return True
    first = clauses.get("precondition", signing).get("treaty")
    convention = Record(tables_of(first)) if first else None
    may_sign = is_member(record, state, done) or signed_by(record, state) or state in signing.get("states", [])
    may_sign = may_sign or (convention is not None and signed_by(convention, state))
    listed = "states" in signing or "treaty" in signing
    acceded = any(act["kind"] == "accession" for act in record.acts.get(state, []))
    waits = acceding.get("only_after_entry_into_force") and (record.in_force is None or done < record.in_force)
    if done < record.opened or (waits and not may_sign and (listed or acceded)):
        return True
    if convention is None or done > convention.as_of:
        return False
    enough = CONSENTED if "precondition" in clauses else CONSENTED | SIGNATORY
    return not models(convention.tables.treaty["id"])[state][index(done)] & enough


@cache
def completed_in(treaty: str) -> date | None:
    return completed_on(Record(tables_of(treaty)))


def after_deposit(record: Record, state: str, done: date) -> date | None:
    """Return the entry into force for a State that deposits on a day; None if the treaty would not be in force."""
    act = {"state": state, "kind": "consent", "date": str(done), "effective": ""}
    if record.in_force is not None:
        return by_rules(record, act, done, completed_in(record.tables.treaty["id"]))
    tables = replace(record.tables)
    tables.acts = [each for each in tables.acts if each["state"] != state] + [act]
    completed = completed_on(Record(tables))
    if completed is None:
        return None
    record = Record(tables)
    record.in_force = wait(completed, record.clauses["first"])
    return record.in_force if done <= completed else record.by_clause(act, done)


# -- the tests ----------------------------------------------------------------------------------------------------


Figures = Callable[[str, object], None]


@pytest.mark.promise("No status is false: each is the one that the acts on record allow, on each day, or unknown.")
@pytest.mark.parametrize("treaty", TREATIES)
def test_every_state_with_acts_has_the_status_that_its_acts_allow_on_every_day(
    treaty: str, record_property: Figures
) -> None:
    """The library's history and its answers for single days are those of the model."""
    record, asked = Record(tables_of(treaty)), cc.treaty(treaty)
    states = [state for state in STATES if state in record.acts]
    record_property("State-days of histories against the model", len(states) * DAYS)
    record_property("State-days asked singly against the model", len(states) * len(days_asked(0, has_acts=True)))

    assert not [each for state in states for each in differences(asked, state, models(treaty)[state], has_acts=True)]


@pytest.mark.promise("Where a record is not complete, a State that it does not name is unknown, not outside.")
@pytest.mark.parametrize("treaty", TREATIES)
def test_every_state_without_acts_has_the_status_that_the_coverage_allows(
    treaty: str, record_property: Figures
) -> None:
    """A complete record knows that such a State takes no part; a partial one knows it up to a day at most."""
    record, asked = Record(tables_of(treaty)), cc.treaty(treaty)
    states = [state for state in STATES if state not in record.acts]
    record_property("State-days asked singly against the model", len(states) * len(days_asked(0, has_acts=False)))

    assert not [each for state in states for each in differences(asked, state, models(treaty)[state], has_acts=False)]


def test_every_state_of_the_tables_is_followed() -> None:
    """No act in any table is by a State, and no treaty in the library, that the model leaves out."""
    assert TREATIES == [treaty.id for treaty in cc.treaties()]
    assert set(STATES) >= {act["state"] for treaty in TREATIES for act in tables_of(treaty).acts}
    assert STATES == [cc.state(each).id for each in STATES]


@pytest.mark.promise("After a record's day, no State is said to be outside that may have become a party since.")
@pytest.mark.parametrize("treaty", TREATIES)
def test_after_the_record_no_state_is_said_to_be_no_party_that_may_have_become_one(treaty: str) -> None:
    """What is known is presumed to go on, until an instrument of the day after the record's may have effect."""
    record, asked = Record(tables_of(treaty)), cc.treaty(treaty)

    assert not [each for state in STATES for each in late_differences(asked, record, state, models(treaty)[state])]


@pytest.mark.promise("Totals and lists of parties are those counted from the acts.")
@pytest.mark.parametrize("treaty", TREATIES)
def test_totals_and_parties_are_those_counted_from_the_model(treaty: str) -> None:
    """Consents, signatures alone and whether there may be more: around every change, and on firsts of months."""
    record = Record(tables_of(treaty))
    arrays = {state: models(treaty)[state] for state in STATES if state in record.acts}
    for former in record.tables.states:
        if former["name_passed_to"] and former["id"] in arrays:  # It counts no more, whoever bears its name.
            ended = index(date.fromisoformat(former["ended"]))
            arrays[former["id"]] = arrays[former["id"]][:ended] + bytes([NOT_PARTICIPATING]) * (DAYS - ended)

    assert not wrong_totals(cc.treaty(treaty), record, arrays)


@pytest.mark.promise("A treaty enters into force when its final clauses say.")
@pytest.mark.parametrize("treaty", TREATIES)
def test_a_treaty_enters_into_force_when_its_clause_says(treaty: str) -> None:
    """The number of consents, members of the Council of Europe among them, and the wait give the published day."""
    record = Record(tables_of(treaty))
    found = entry_into_force(record)

    assert cc.treaty(treaty).entry_into_force == record.in_force
    if "first" in record.clauses and (found is not None or not record.partial):
        assert found == record.in_force


@pytest.mark.promise("A consent takes effect on the published day, which is what the final clauses give.")
@pytest.mark.parametrize("treaty", TREATIES)
def test_a_consent_takes_effect_when_the_clauses_say(treaty: str) -> None:
    """The clauses give the published day for every consent of known day, and the library gives no other."""
    record, asked = Record(tables_of(treaty)), cc.treaty(treaty)
    expected = entries_into_force(record)

    assert not wrong_effects(record)
    assert expected == {state: asked[state].entry_into_force for state in expected}


@pytest.mark.promise(
    "What a deposit of a day would bring is what the final clauses give; one that is not possible is refused."
)
@pytest.mark.parametrize("treaty", TREATIES)
def test_deposits_take_effect_or_are_refused(treaty: str) -> None:
    """What the clauses give for an instrument of any day, and whether a State could have deposited it."""
    record, asked = Record(tables_of(treaty)), cc.treaty(treaty)
    known = [record.opened, record.in_force, record.as_of, date(2030, 1, 31)]
    wrong: list[str] = []
    for place, state in enumerate(STATES):
        if place % 5 and place % 3:  # Others do as well.
            continue
        consented = [bounds(act["date"])[0] for act in record.acts.get(state, []) if act["kind"] in CONSENTS]
        drawn = [record.opened + (each * 997 + place * 37) * DAY for each in range(3)]
        for done in sorted({near for day in [*known, *consented] if day for near in (day - DAY, day)} | {*drawn}):
            try:
                found: date | str | None = asked.would_enter_into_force(state, deposited=done)
            except cc.errors.InvalidDateError:
                found = "refused"
            expected = "refused" if could_not_deposit(record, state, done) else after_deposit(record, state, done)
            if found != expected:
                wrong.append(f"{treaty} {state} {done}: {found}, expected {expected}")

    assert not wrong


# -- the model can tell -------------------------------------------------------------------------------------------


def later(text: str) -> str:
    return str(date.fromisoformat(text) + DAY)


def shifted(kinds: set[str], column: str) -> tuple[str, str, Tables]:
    """Move one day of one act to the day after, the first that makes a difference; return whose it was, and where."""
    for treaty in TREATIES:
        for place, act in enumerate(tables_of(treaty).acts):
            if act["kind"] not in kinds or not act[column].replace("-", "").isdecimal() or len(act[column]) < 10:
                continue
            if column == "date" and act["effective"] and later(act["date"]) >= act["effective"]:
                continue
            acts = tables_of(treaty).acts
            moved = {**act, column: later(act[column])}
            tables = replace(tables_of(treaty), acts=[*acts[:place], moved, *acts[place + 1 :]])
            if model(Record(tables), act["state"]) != models(treaty)[act["state"]]:
                return treaty, act["state"], tables
    raise AssertionError(f"no act of {kinds} has a day in {column} that matters")


@pytest.mark.promise("The model would notice an act that stands one day later.")
@pytest.mark.parametrize(
    ("kinds", "column"),
    [
        (CONSENTS - {"succession"}, "date"),
        (CONSENTS - {"succession"}, "effective"),
        (SIGNATURES, "date"),
        ({"invitation"}, "date"),
        (SIGNATURES, "seen"),
    ],
)
def test_one_day_more_is_noticed(kinds: set[str], column: str) -> None:
    """A table in which one act stands one day later does not fit the library's answers."""
    treaty, state, tables = shifted(kinds, column)
    record, asked = Record(tables), cc.treaty(treaty)
    moved = model(record, state)
    arrays = {each: models(treaty)[each] for each in record.acts}

    assert differences(asked, state, moved, has_acts=True)
    assert not differences(asked, state, models(treaty)[state], has_acts=True)
    if kinds >= {"ratification"}:
        assert wrong_totals(asked, record, arrays | {state: moved})
    if column == "effective":
        assert wrong_effects(record)


def test_another_clause_is_noticed() -> None:
    """A month more in a clause, or a member more among the first consents, does not fit what was published."""
    longer, stricter = deepcopy(tables_of("ets185")), deepcopy(tables_of("ets185"))
    for clause in longer.clauses["clauses"].values():
        clause["months"] = clause.get("months", 0) + 1
    number = stricter.clauses["entry_into_force"]
    number["members"] = number["consents"] + 1

    assert wrong_effects(Record(longer))
    assert entry_into_force(Record(longer)) != cc.treaty("ets185").entry_into_force
    assert entry_into_force(Record(stricter)) != cc.treaty("ets185").entry_into_force


def test_a_record_said_to_be_complete_is_noticed() -> None:
    """A partial record taken for a complete one gives other answers for the States that it does not name."""
    treaty = next(each for each in TREATIES if tables_of(each).treaty["coverage"] == "partial")
    tables = deepcopy(tables_of(treaty))
    tables.treaty["coverage"] = "complete"
    state = next(each for each in STATES if each not in Record(tables).acts and each != "SCG")

    assert differences(cc.treaty(treaty), state, model(Record(tables), state), has_acts=False)
