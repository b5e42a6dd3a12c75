"""Treaties, and everything one State did under one of them."""

import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum

import attrs

from cyberconventions import _history as possible
from cyberconventions._acts import Act, ActKind, Confidence
from cyberconventions._dates import DateWindow, as_date, check_days
from cyberconventions._history import NEVER, Status, history, possibilities, status_of
from cyberconventions._states import State, former_states
from cyberconventions._states import state as state_of
from cyberconventions.errors import (
    ClauseNotSeenError,
    CoverageWarning,
    InvalidActError,
    InvalidDateError,
    InvalidValueError,
    NotParticipatingError,
    UnknownStatusError,
    check_tuple,
    check_type,
    quoted,
    wrong_type,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions._dates import DateLike
    from cyberconventions._history import History, Window
    from cyberconventions._provisions import Erratum, Misprint, Provision, Unknown
    from cyberconventions._sources import Source
    from cyberconventions._states import StateLike
    from cyberconventions._symbols import Code, Footnotes
    from cyberconventions._table import Table
    from cyberconventions.rules import Invitation, Rules


class Coverage(StrEnum):
    """Whether the record of a treaty lists every act up to its date."""

    COMPLETE = "complete"
    PARTIAL = "partial"


@attrs.frozen(order=False)
class Totals:
    """How many States consented and how many only signed, as a chart's last lines print it.

    Attributes:
        consents: States that consented to be bound ("ratifications/accessions").
        signatures_only: States that signed and did not consent ("signatures not followed by
            ratifications").
        at_least: Whether the true numbers may be higher, because the record is partial or does not know
            some State's status that day.

    >>> import cyberconventions as cc
    >>> print(cc.treaty("malabo").totals())
    at least 17 consents, at least 4 signatures only
    """

    consents: int
    signatures_only: int
    at_least: bool = False

    def __attrs_post_init__(self) -> None:
        for number in (self.consents, self.signatures_only):
            if type(number) is not int:
                raise wrong_type(number, "a number of States")
            if number < 0:
                raise InvalidValueError(f"{number} is no number of States, expected 0 or more")

    def __str__(self) -> str:
        least = "at least " if self.at_least else ""
        return f"{least}{self.consents} consents, {least}{self.signatures_only} signatures only"


@attrs.frozen(order=False)
class Period:
    """Days on which one status held.

    Attributes:
        status: The status.
        start: The first day; ``None`` for "since ever".
        end: The first day on which it no longer held; ``None`` where it goes on.

    >>> import cyberconventions as cc
    >>> period = cc.treaty("budapest")["FRA"].periods[0]
    >>> period, "2010-01-01" in period
    (<Period party 2006-05-01 to ..>, True)
    """

    status: Status
    start: date | None
    end: date | None

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.status, Status):
            raise wrong_type(self.status, "a Status")
        check_days(self.start, self.end)
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise InvalidDateError(f"a period can't begin on {self.start} and have ended by {self.end}")

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date | str):
            raise wrong_type(day, "a date or an ISO date")
        asked = as_date(day)
        return (self.start is None or self.start <= asked) and (self.end is None or asked < self.end)

    def __repr__(self) -> str:
        return f"<Period {self.status.value} {self.start or '..'} to {self.end or '..'}>"


@attrs.frozen(order=False)
class Details:
    """What a treaty's record holds beside acts; read when it is first asked for.

    Attributes:
        rules: The final clauses.
        footnotes: The Treaty Office's footnotes by number.
        flags: The flags of each dated chart: its day, and for each State it lists the flags as printed.
    """

    rules: "Rules"
    footnotes: "Footnotes"
    flags: tuple[tuple[date, tuple[tuple[str, str], ...]], ...] = ()


_DAY = timedelta(days=1)


def _not_participating(_: int) -> int:
    return possible.NOT_PARTICIPATING


def _empty() -> "dict[str, Any]":
    return {}


@attrs.frozen(order=False, cache_hash=True)
class Treaty:
    """A treaty and the record of every act under it.

    Get one from :func:`cyberconventions.treaty`. Without ``on``, a question is about :attr:`as_of`, so
    that answers do not change by themselves; an ``on`` after that day is answered from the known acts,
    with a :class:`CoverageWarning`.

    Attributes:
        id: The dataset's id, ``"ets185"``.
        reference: The depositary's reference, ``"ETS No. 185"``.
        title: The official title.
        short_title: What people call it.
        opened: The day it was opened for signature; ``None`` where that is not on record.
        adopted: The day its text was adopted, where that is on record.
        entry_into_force: Its own entry into force; ``None`` while it is not in force.
        depositary: Who keeps the instruments.
        parent: The id of the treaty this one is a protocol to, if any.
        as_of: The day up to which the record is known to be complete (or, if partial, was compiled).
        coverage: Whether the record lists every act up to then.
        complete_to: In a partial record, the day up to which it lists every act all the same; ``None`` where
            there is no such day.
        source_ids: The ids of the documents that state the treaty's own dates.
        acts: The acts, those of one State together and in the order in which they happened.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> budapest
    <Treaty ETS No. 185 Budapest Convention: 81 parties, 2 signatories, as of 2026-04-25>
    >>> budapest.status("COL", on="2020-05-01")
    <Status.CONTRACTING: 'contracting'>
    """

    id: str
    reference: str
    title: str
    short_title: str
    opened: date | None
    adopted: date | None
    entry_into_force: date | None
    depositary: str
    parent: str | None
    as_of: date
    coverage: Coverage
    acts: tuple[Act, ...]
    _details: Callable[[], Details] = attrs.field(alias="details", eq=False, repr=False)
    complete_to: date | None = None
    source_ids: tuple[str, ...] = ()
    # Histories by State's id and by every reference that was asked with: the second question about a
    # State is one look-up.
    _histories: "dict[str, History]" = attrs.field(factory=_empty, init=False, eq=False, repr=False)
    _ordered: "dict[str, Participation]" = attrs.field(factory=_empty, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for name, day in (
            ("opened", self.opened),
            ("adopted", self.adopted),
            ("entry_into_force", self.entry_into_force),
            ("complete_to", self.complete_to),
            ("as_of", self.as_of),
        ):
            if type(day) is not date and (day is not None or name == "as_of"):
                raise wrong_type(day, f"a date for {name}")
        check_type(self.coverage, Coverage, "a Coverage")
        check_tuple(self.acts, Act, "acts")

    # -- the instrument -------------------------------------------------------------------------------

    @property
    def rules(self) -> "Rules":
        """The final clauses: entry into force, invitations, denunciation."""
        return self._details().rules

    @property
    def footnotes(self) -> "Footnotes":
        """The Treaty Office's footnotes on the treaty's chart, by number."""
        return self._details().footnotes

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that the treaty's own dates and the acts on record come from, the most used first.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").sources[0].publisher
        'Council of Europe, Treaty Office'
        """
        from cyberconventions._sources import source

        used: dict[str, int] = dict.fromkeys(self.source_ids, 0)
        for act in self.acts:
            for each in act.source_ids:
                used[each] = used.get(each, 0) + 1
        return tuple(source(each) for each in sorted(used, key=lambda each: -used[each]))

    @property
    def provisions(self) -> "tuple[Provision, ...]":
        """The articles on computer-related conduct, each with a one-line summary.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").provisions[0].title
        'Illegal access'
        """
        from cyberconventions._provisions import provisions

        return provisions(self.id)

    @property
    def errata(self) -> "tuple[Erratum, ...]":
        """Statements about the treaty on the page this dataset started from, with what holds."""
        from cyberconventions._provisions import errata

        return errata(self.id)

    @property
    def misprints(self) -> "tuple[Misprint, ...]":
        """Misprints in official tables of the treaty, with what holds and what shows it.

        >>> import cyberconventions as cc
        >>> [each.state.id for each in cc.treaty("budapest").misprints]
        ['BEN', 'CPV', 'NGA', 'LUX']
        """
        from cyberconventions._provisions import misprints

        return misprints(self.id)

    @property
    def unknowns(self) -> "tuple[Unknown, ...]":
        """What the record does not know beside the days and clauses that it marks itself.

        >>> import cyberconventions as cc
        >>> print(cc.treaty("malabo").unknowns[0].subject)
        Parties
        """
        from cyberconventions._provisions import unknowns

        return unknowns(self.id)

    @property
    def charts(self) -> tuple[date, ...]:
        """The days of the published charts whose flags are on record, up to :attr:`as_of`."""
        return tuple(day for day, _ in self._details().flags if day <= self.as_of)

    def flags_on(self, day: "DateLike") -> dict[str, str] | None:
        """Return the flags of the last chart on or before a day, as printed, by State's id.

        ``None`` where no such chart is on record: unknown, not empty. Charts after :attr:`as_of` are not known
        to the record, whatever the day.

        Arguments:
            day: The day.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").flags_on("2020-12-31")["GRC"], cc.treaty("budapest").flags_on("2019-12-31")
        ('R. D. A.', None)
        """
        asked = min(as_date(day), self.as_of)
        charts = [rows for chart, rows in self._details().flags if chart <= asked]
        return dict(charts[-1]) if charts else None

    @property
    def since(self) -> date:
        """The day before which nothing can have happened: opening for signature, or adoption."""
        return self.opened or self.adopted or date.min

    # -- participations -------------------------------------------------------------------------------

    def __getitem__(self, state: "StateLike") -> "Participation":
        """Return what one State did.

        Raises:
            NotParticipatingError: The State has no act on record.
            UnknownStateError: No State has this code or name.
        """
        wanted = state_of(state)
        found = self._participations().get(wanted.id)
        if found is None:
            raise NotParticipatingError(
                f"{wanted.name} ({wanted.id}) has no act on record under {self.reference} as of {self.as_of} "
                f"({self.coverage.value} record)"
            )
        return found

    def __contains__(self, state: object) -> bool:
        """Tell whether a State has an act on record."""
        if not isinstance(state, str | int | State):
            raise wrong_type(state, "a State's code, name or State")
        return state_of(state).id in self._participations()

    def __iter__(self) -> "Iterator[Participation]":
        """Go through the participations in the order of the depositary's chart."""
        return iter(self._participations().values())

    def __len__(self) -> int:
        """Return the number of States with an act on record."""
        return len(self._participations())

    def _participations(self) -> "dict[str, Participation]":
        if not self._ordered and self.acts:
            acts: dict[str, list[Act]] = {}
            for act in self.acts:
                acts.setdefault(act.state.id, []).append(act)
            found = [Participation(self, each[0].state, tuple(each)) for each in acts.values()]
            found.sort(key=lambda each: self.chart_position(each.state))
            self._ordered.update({each.state.id: each for each in found})
        return self._ordered

    def chart_position(self, state: "StateLike", on: "DateLike | None" = None) -> tuple[bool, str]:
        """Return the key by which the depositary's chart of a day orders its rows.

        The Treaty Office prints members of the Council of Europe first; each list is alphabetical.

        Arguments:
            state: A code, a name or a ``State``.
            on: The day; :attr:`as_of` where left out.

        Raises:
            UnknownStateError: No State has this code or name.
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").chart_position("Türkiye"), cc.treaty("budapest").chart_position("Japan")
        ((False, 'turkiye'), (True, 'japan'))
        """
        from cyberconventions._states import fold

        day = self.as_of if on is None else as_date(on)
        wanted = state_of(state)
        of_coe = self.depositary.endswith("Council of Europe")
        outside = of_coe and not wanted.member_of_coe(day)
        return outside, fold(wanted.chart_name(day, "coe" if of_coe else "un"))

    # -- status ---------------------------------------------------------------------------------------

    def status(self, state: "StateLike", on: "DateLike | None" = None) -> Status:
        """Tell what a State is to the treaty on a day.

        Arguments:
            state: A code, a name or a ``State``.
            on: The day asked about; :attr:`as_of` where left out.

        Returns:
            The status; ``UNKNOWN`` where the record can't tell, which :meth:`possible_statuses` explains.

        Raises:
            UnknownStateError: No State has this code or name.
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty(185).status("Benin", on="2024-06-20")
        <Status.CONTRACTING: 'contracting'>
        """
        return status_of(self._possible(state, on))

    def possible_statuses(self, state: "StateLike", on: "DateLike | None" = None) -> tuple[Status, ...]:
        """Return every status that the record allows for a State on a day; one where it knows.

        Arguments:
            state: A code, a name or a ``State``.
            on: The day asked about; :attr:`as_of` where left out.

        Raises:
            UnknownStateError: No State has this code or name.
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> [each.value for each in cc.treaty(185).possible_statuses("COL", on="2019-01-01")]
        ['not participating', 'invited']
        """
        return possibilities(self._possible(state, on))

    def is_party(self, state: "StateLike", on: "DateLike | None" = None) -> bool:
        """Tell whether the treaty is in force for a State on a day (VCLT Art. 2(1)(g)).

        A suspended State is not counted: the treaty does not operate for it.

        Arguments:
            state: A code, a name or a ``State``.
            on: The day asked about; :attr:`as_of` where left out.

        Raises:
            UnknownStatusError: The record can't tell; the message says what is missing.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").is_party("FRA", on="2010-01-01")
        True
        """
        # Applications ask this for every row of a table, so a question that was prepared before is
        # answered by one look-up and one search; everything else goes the long way.
        if type(on) is date and type(state) is str and state in self._histories and on <= self.as_of:
            days, statuses = self._histories[state]
            found = statuses[bisect_right(days, on) - 1]
        else:
            found = self._possible(state, on)
        if found == possible.PARTY:
            return True
        if not found & possible.PARTY:
            return False
        raise UnknownStatusError(self._what_is_missing(state, on, found))

    def parties(self, on: "DateLike | None" = None) -> tuple[State, ...]:
        """Return the States for which the treaty is in force on a day, in the chart's order.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> [party.id for party in cc.treaty("budapest").parties(on="2004-07-01")]
        ['ALB', 'HRV', 'EST', 'HUN', 'LTU']
        """
        return self._certain(possible.PARTY, on)

    def contracting_states(self, on: "DateLike | None" = None) -> tuple[State, ...]:
        """Return the States that have consented, whether or not the treaty is in force for them.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> [state.id for state in cc.treaty(224).contracting_states()]  # in force for nobody yet
        ['HUN', 'SRB', 'CRI', 'JPN']
        """
        return self._certain(possible.CONSENTED, on)

    def signatories(self, on: "DateLike | None" = None) -> tuple[State, ...]:
        """Return the States that signed and did not consent, in the chart's order.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").signatories()
        (<State IRL Ireland>, <State ZAF South Africa>)
        """
        return self._certain(possible.SIGNATORY, on)

    def invited(self, on: "DateLike | None" = None) -> tuple[State, ...]:
        """Return the States with a standing invitation to accede and no consent.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> len(cc.treaty("budapest").invited())
        14
        """
        return self._certain(possible.INVITED, on)

    def unknown(self, on: "DateLike | None" = None) -> tuple[State, ...]:
        """Return the States with acts on record whose status on a day the record can't tell.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty(189).unknown()
        (<State AUT Austria>, <State CHE Switzerland>)
        """
        day = self._asked(on)
        return tuple(each.state for each in self if status_of(self._possible_at(each.state.id, day)) is Status.UNKNOWN)

    def totals(self, on: "DateLike | None" = None) -> Totals:
        """Return the totals as the chart prints them.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").totals(on="2020-03-13")
        Totals(consents=64, signatures_only=3, at_least=False)
        """
        day = self._asked(on)
        found = [self._possible_at(each.state.id, day) for each in self]
        consents = sum(1 for each in found if each & possible.CONSENTED and not each & ~possible.CONSENTED)
        signatures = sum(1 for each in found if each == possible.SIGNATORY)
        counted = possible.CONSENTED | possible.SIGNATORY
        open_ = any((each & counted and each & ~counted) or self._undecided(each) for each in found)
        return Totals(consents, signatures, at_least=open_ or not self.complete_on(day))

    def complete_on(self, day: "DateLike") -> bool:
        """Tell whether the record lists every act up to a day.

        Arguments:
            day: The day.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty("malabo").complete_on("2024-07-08"), cc.treaty("malabo").complete_on("2024-07-09")
        (True, False)
        """
        last = self.as_of if self.coverage is Coverage.COMPLETE else self.complete_to
        return last is not None and as_date(day) <= last

    @staticmethod
    def _undecided(found: int) -> bool:
        """Tell whether a State may either have consented or only have signed."""
        return bool(found & possible.CONSENTED and found & possible.SIGNATORY)

    def _certain(self, wanted: int, on: "DateLike | None") -> tuple[State, ...]:
        day = self._asked(on)
        found = [each.state for each in self if not self._possible_at(each.state.id, day) & ~wanted]
        if on is not None:  # Members of the Council of Europe, and names, were others on other days.
            found.sort(key=lambda state: self.chart_position(state, day))
        return tuple(found)

    def _possible(self, state: "StateLike", on: "DateLike | None") -> int:
        day = self._asked(on)
        if isinstance(state, str) and state in self._histories:
            return self._possible_at(state, day)
        id_ = self._resolve(state)
        found = self._possible_at(id_, day)
        if isinstance(state, str):
            self._histories[state] = self._histories[id_]
        return found

    def _resolve(self, state: "StateLike") -> str:
        """Return a State's id, without reading the tables of names if the id itself was given."""
        if isinstance(state, str) and state.isupper() and any(act.state.id == state for act in self.acts):
            return state
        return state_of(state).id

    def possible_on(self, state: "StateLike", day: "DateLike") -> int:
        """Return the set of statuses that the record allows for a State on a day, as bits (``status.py``).

        Without a warning where the record does not reach the day.

        Arguments:
            state: Code, name, or :class:`State`.
            day: The day.

        Raises:
            UnknownStateError: No State has this code or name.
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").possible_on("FRA", date(2010, 1, 1)) == possible.PARTY
        True
        """
        return self._possible_at(self._resolve(state), as_date(day))

    def _possible_at(self, id_: str, day: date) -> int:
        if id_ not in self._histories:
            self._histories[id_] = self._history(id_)
        days, statuses = self._histories[id_]
        return statuses[bisect_right(days, day) - 1]

    def history_of(self, state: "StateLike") -> "History":
        """Return the days on which a State's status changes, and what is possible from each on.

        Arguments:
            state: Code, name, or :class:`State`.

        Raises:
            UnknownStateError: No State has this code or name.

        >>> import cyberconventions as cc
        >>> days, _ = cc.treaty("budapest").history_of("France")
        >>> [str(day) for day in days[1:]]
        ['2001-11-23', '2006-01-10', '2006-05-01']
        """
        return self._history(self._resolve(state))

    def _history(self, id_: str) -> "History":
        acts = tuple(act for act in self.acts if act.state.id == id_)
        if not acts:
            former = next((each for each in former_states() if each.id == id_), None)
            if former is None or former.ended is None or former.continued_by is None:
                return self.history_of_others()
            # Its acts stand under the State that continues it, and were its own until it ended.
            found = self._history(former.continued_by.id)
            return possible.changed(found, former.ended, NEVER, _not_participating)
        found = self._with_doubt(
            acts,
            history(
                acts,
                since=self.since,
                until=self.as_of,
                effect_of=self.effect_window,
                invitation_rule=lambda: self.rules.invitation,
            ),
        )
        began = acts[0].state.began
        # What a former State did stands to a new State from the day on which there is one, and not before.
        return found if began is None else possible.changed(found, date.min, began, _not_participating)

    def history_of_others(self) -> "History":
        """Return the history that all States share of which the record has no act, as :meth:`history_of` does.

        In a partial record it may be anything, after the day up to which the record is complete; but nobody
        is a party before the treaty itself is in force.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").history_of_others() == ((date.min,), (possible.NOT_PARTICIPATING,))
        True
        """
        found: History = ((date.min,), (possible.NOT_PARTICIPATING,))
        if self.coverage is Coverage.COMPLETE:
            return found
        since = self.since if self.complete_to is None else max(self.since, self.complete_to + _DAY)
        before = possible.ANY & ~(possible.PARTY | possible.SUSPENDED | possible.WITHDRAWN)
        found = possible.changed(found, since, NEVER, lambda _: before)
        if self.entry_into_force is None:
            return found
        return possible.changed(found, max(since, self.entry_into_force), NEVER, lambda _: possible.ANY)

    def _with_doubt(self, acts: tuple[Act, ...], found: "History") -> "History":
        """Add to a signatory's history in a partial record that it may have consented since it was last seen.

        A list that shows a signature alone proves that there was no consent by its day, and nothing more.
        """
        last = acts[-1]
        if self.coverage is Coverage.COMPLETE or not last.kind.is_signature or last.kind.is_consent:
            return found
        if last.seen is None or last.seen.latest is None:
            return found
        since = last.seen.latest + _DAY
        found = possible.changed(found, since, NEVER, lambda each: each | possible.CONTRACTING)
        if self.entry_into_force is None:
            return found
        since = max(since, self.entry_into_force)
        return possible.changed(found, since, NEVER, lambda each: each | possible.PARTY)

    def _asked(self, on: "DateLike | None") -> date:
        """Return the day a question is about, and warn if the record does not reach it."""
        if on is None:
            return self.as_of
        day = as_date(on)
        if day > self.as_of:
            warnings.warn(
                f"{self.reference}: asked about {day}, but the record is known up to {self.as_of} only; "
                "answered from the acts known by then",
                CoverageWarning,
                stacklevel=outside_level(),
            )
        return day

    def _what_is_missing(self, state: "StateLike", on: "DateLike | None", found: int) -> str:
        wanted = state_of(state)
        day = self.as_of if on is None else as_date(on)
        options = " or ".join(each.value for each in possibilities(found))
        acts = [act for act in self.acts if act.state == wanted]
        if not acts:
            why = f"the record is {self.coverage.value} and has no act of it"
        elif acts[-1].kind.is_signature and acts[-1].seen is not None and self.coverage is Coverage.PARTIAL:
            why = f"the record is partial, and was last told on {acts[-1].seen.latest} that it had only signed"
        else:
            inexact = [str(act) for act in acts if act.date is None or (act.kind.is_consent and not act.effective)]
            why = f"not known well enough: {'; '.join(inexact) or 'its acts'}"
        return (
            f"{self.reference} does not tell whether {wanted.name} ({wanted.id}) is a party on {day}: {why} "
            f"(possible: {options if acts else 'any status'})"
        )

    # -- rules applied --------------------------------------------------------------------------------

    def effect_window(self, act: Act, window: "Window") -> "Window":
        """Return the first and last day on which an act done within a window may take effect.

        The date the depositary published comes first; where there is none, the treaty's clause gives it;
        where the clause has not been seen, only that effect does not precede the act is certain.

        Arguments:
            act: One of :attr:`acts`.
            window: The first and last day on which it may have been done.

        Raises:
            InvalidTypeError: It is no act, or the window no pair of days.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest")
        >>> first, last = budapest.effect_window(budapest["FRA"].consent, (date(2006, 1, 10), date(2006, 1, 10)))
        >>> str(first), str(last)
        ('2006-05-01', '2006-05-01')
        """
        check_type(act, Act, "an act")
        if act.effective is not None:
            return act.effective, act.effective
        try:
            first, last = window
        except TypeError:
            raise wrong_type(window, "the first and the last day") from None
        if act.kind is ActKind.SUCCESSION or act.kind is ActKind.SUSPENSION:
            return first, last
        if act.kind.is_consent and self.entry_into_force is None:
            return NEVER, NEVER
        try:
            return self._effect(act, first), self._effect(act, last)
        except ClauseNotSeenError:
            floor = first if self.entry_into_force is None else max(first, self.entry_into_force)
            # A depositary's list of parties that shows the State proves that it was one by then.
            shown = act.seen.earliest if act.kind.is_consent and act.seen is not None else None
            return floor, NEVER if shown is None else max(floor, shown)

    def _effect(self, act: Act, day: date) -> date:
        if act.kind.is_consent and self.entry_into_force is not None:
            return self.rules.effect(day, self.entry_into_force, accession=act.kind is ActKind.ACCESSION)
        return self.rules.denunciation.effect(day)

    @property
    def consents(self) -> list[tuple[date, State]]:
        """The consents on record whose day is known, with their States."""
        return [(act.date, act.state) for act in self.acts if act.kind.is_consent and act.date is not None]

    @property
    def instruments_needed(self) -> int:
        """How many consents the treaty still lacks to enter into force, 0 once it is in force.

        Where the record is partial this is the most that may be lacking; a consent of low confidence is not
        counted.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").known_at("2003-12-31").instruments_needed
        1
        """
        if self.entry_into_force is not None:
            return 0
        return self.rules.missing(
            (self.done_by(each.consent), each.state)
            for each in self
            # A consent that only hearsay reports may not be one.
            if each.consent and each.consent.confidence is not Confidence.LOW
        )

    def would_enter_into_force(self, state: "StateLike", *, deposited: "DateLike") -> date | None:
        """Return when the treaty would enter into force for a State that deposits on a day.

        This is what the rule gives, whether or not the State has deposited anything, and whether or not
        it may (an invitation to accede is not looked at).

        Arguments:
            state: A code, a name or a ``State``.
            deposited: The day of the deposit.

        Returns:
            The day; ``None`` if the treaty is not in force and this instrument would not complete the
            number it needs.

        Raises:
            ClauseNotSeenError: The clause that would tell has not been seen.
            InvalidDateError: The day is none, the treaty was not open yet, or the State had ended.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").would_enter_into_force("Ireland", deposited="2026-11-30")
        datetime.date(2027, 3, 1)
        """
        day = as_date(deposited)
        wanted = state_of(state)
        if day < self.since:
            raise InvalidDateError(f"{self.reference} was not open on {day}; it was opened on {self.since}")
        if wanted.ended is not None and day >= wanted.ended:
            raise InvalidDateError(f"{wanted.name} ({wanted.id}) deposits nothing on {day}: it ended on {wanted.ended}")
        # A State outside the Council of Europe that did not sign accedes; the record tells who signed.
        signed = any(act.kind.is_signature for act in self.acts if act.state == wanted)
        accession = not signed and not wanted.member_of_coe(day)
        in_force = self.entry_into_force
        if in_force is None:
            others = [consent for consent in self.consents if consent[1] != wanted]
            group = self.rules.first_group([*others, (day, wanted)])
            if group is None:
                return None
            in_force = group.entry_into_force
            if day <= group.completed_on:
                return in_force
        elif self._before_completion(day):
            return in_force
        return self.rules.effect(day, in_force, accession=accession)

    def _before_completion(self, day: date) -> bool:
        """Tell whether an instrument of a day is one of those that brought the treaty into force."""
        group = self.rules.first_group(self.consents)
        return group is not None and day <= group.completed_on

    # -- the record on another day ----------------------------------------------------------------------

    def known_at(self, day: "DateLike") -> "Treaty":
        """Return the treaty as the record stood on a day.

        Acts of later days are not in it; an act that a published chart showed only later is not either.
        An act whose day is not known well enough to tell stays, with its uncertainty.

        Arguments:
            day: The day.

        Raises:
            InvalidDateError: The day lies after :attr:`as_of`.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").known_at("2020-03-13")
        <Treaty ETS No. 185 Budapest Convention: 64 parties, 3 signatories, as of 2020-03-13>
        """
        then = as_date(day)
        if then > self.as_of:
            raise InvalidDateError(f"{self.reference} is known up to {self.as_of} only, not at {then}")
        acts = [self._bounded(act, then) for act in self.acts if self._known_from(act) <= then]
        in_force = self.entry_into_force_known_on(then)
        if in_force is None:
            acts = [attrs.evolve(act, effective=None) if act.kind.is_consent else act for act in acts]
        return attrs.evolve(
            self,
            as_of=then,
            entry_into_force=in_force,
            acts=tuple(acts),
            coverage=Coverage.COMPLETE if self.complete_on(then) else self.coverage,
        )

    def entry_into_force_known_on(self, day: "DateLike") -> date | None:
        """Return the treaty's own entry into force, as far as it was known on a day.

        ``None`` before the consent that completed the number of those needed: until then nobody could know it.

        Arguments:
            day: The day.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest")  # Lithuania's was the fifth
        >>> budapest.entry_into_force_known_on("2004-03-17"), budapest.entry_into_force_known_on("2004-03-18")
        (None, datetime.date(2004, 7, 1))
        """
        then = as_date(day)
        if self.entry_into_force is None or then >= self.entry_into_force:
            return self.entry_into_force
        group = self.rules.first_group([consent for consent in self.consents if consent[0] <= then])
        return group.entry_into_force if group else None

    def done_by(self, act: Act) -> date:
        """Return the day by which an act of this record had certainly been done.

        Arguments:
            act: One of :attr:`acts`.

        Raises:
            InvalidTypeError: It is no act.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest")
        >>> budapest.done_by(budapest["BRA"].invitation.act)  # decided by 11 December 2019, the day is not known
        datetime.date(2019, 12, 11)
        """
        check_type(act, Act, "an act")
        return act.latest or self.as_of

    def _known_from(self, act: Act) -> date:
        """Return the first day on which the record may have had an act."""
        if act.kind is ActKind.INVITATION and act.earliest is None and act.seen is not None:
            # Known by hindsight only (Mexico): no day bounds it, and charts before the first that shows it have a gap.
            return act.seen.earliest or self.since
        return act.earliest or self.since

    def _bounded(self, act: Act, then: date) -> Act:
        """Return an act as far as it was known on a day.

        What this record knows of it keeps its window closed: that it had happened by the day of this record, or
        by that of the first chart which shows it. A chart of a later day had not been seen.
        """
        seen, when, done_by = act.seen, act.when, self.as_of
        if seen is not None and seen.earliest is not None:
            if seen.earliest > then:
                done_by, seen = seen.earliest, None
            else:
                seen = DateWindow(seen.earliest, min(seen.latest or then, then))
        if when.latest is None and seen is None:
            when = DateWindow(when.earliest, max(done_by, when.earliest or done_by))
        return attrs.evolve(act, when=when, seen=seen)

    # -- as a table -------------------------------------------------------------------------------------

    def table(self) -> "Table[Any]":
        """Return the acts as a table, one row per act, in the order of :attr:`acts`.

        Columns: ``treaty``, ``state``, ``kind``, ``confidence``, ``territory`` (words); ``date`` (where known to the
        day), ``earliest``, ``latest``, ``effective`` (days); ``comment`` (text).

        >>> import cyberconventions as cc
        >>> table = cc.treaty("budapest").table()
        >>> table["state"][:3]
        ('ALB', 'ALB', 'AND')
        """
        from cyberconventions._table import Table, days, texts, words

        acts = self.acts
        return Table.of(
            treaty=words([self.id] * len(acts)),
            state=words([act.state.id for act in acts]),
            kind=words([act.kind.value for act in acts]),
            date=days([act.date for act in acts]),
            earliest=days([act.earliest for act in acts]),
            latest=days([act.latest for act in acts]),
            effective=days([act.effective for act in acts]),
            confidence=words([act.confidence.value for act in acts]),
            territory=words([act.territory or None for act in acts]),
            comment=texts([act.comment or None for act in acts]),
        )

    def _repr_html_(self) -> str:
        """Show the treaty's chart as a table in a notebook."""
        from cyberconventions.charts._model import Chart

        return Chart.of(self)._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand :meth:`table` to any library that speaks the Arrow PyCapsule protocol (extra ``arrow``)."""
        return self.table().__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """Hand the columns of :meth:`table` and their types to such a library (extra ``arrow``)."""
        return self.table().__arrow_c_schema__()

    def __repr__(self) -> str:
        parties, signatories = len(self.parties()), len(self.signatories())
        found = f"{parties} parties, {signatories} signatories"
        if self.coverage is Coverage.PARTIAL:
            found = f"at least {parties} parties, at least {signatories} signatories, {len(self.unknown())} unknown"
        return f"<Treaty {self.reference} {self.short_title}: {found}, as of {self.as_of}>"


@attrs.frozen(order=False)
class Participation:
    """Everything one State did under one treaty, and what follows from it.

    Attributes:
        treaty: The treaty.
        state: The State.
        acts: Its acts, in the order in which they happened.

    >>> import cyberconventions as cc
    >>> france = cc.treaty("budapest")["FRA"]
    >>> france.time_to_entry_into_force.days
    111
    """

    treaty: Treaty
    state: State
    acts: tuple[Act, ...]

    def __attrs_post_init__(self) -> None:
        check_type(self.treaty, Treaty, "a Treaty")
        check_type(self.state, State, "a State")
        check_tuple(self.acts, Act, "acts")

    @property
    def signature(self) -> Act | None:
        """The signature, the last one if there are several."""
        return self._last(lambda act: act.kind.is_signature)

    @property
    def consent(self) -> Act | None:
        """The consent to be bound, the last one if there are several."""
        return self._last(lambda act: act.kind.is_consent)

    @property
    def withdrawal(self) -> Act | None:
        """The denunciation or withdrawal, the last one if there are several."""
        return self._last(lambda act: act.kind.is_withdrawal)

    @property
    def invitations(self) -> "tuple[Invitation, ...]":
        """Every invitation to accede, in the order of the decisions."""
        acts = [act for act in self.acts if act.kind is ActKind.INVITATION]
        if not acts:
            return ()
        from cyberconventions.rules import Invitation

        rule = self.treaty.rules.invitation
        return tuple(Invitation(act, rule) for act in acts)

    @property
    def invitation(self) -> "Invitation | None":
        """The last invitation to accede."""
        return next(reversed(self.invitations), None)

    @property
    def entry_into_force(self) -> date | None:
        """The day the treaty entered or will enter into force for the State, by its last consent.

        ``None`` where there is no consent, the treaty is not in force, or the day is not known.
        """
        return None if self.consent is None else self.entry_into_force_of(self.consent)

    def entry_into_force_of(self, consent: Act) -> date | None:
        """Return the day the treaty entered or will enter into force for the State by one of its consents.

        ``None`` where the treaty is not in force, or the day is not known.

        Arguments:
            consent: One of :attr:`acts`; a State that left and came back has several.

        Raises:
            InvalidTypeError: It is no act.

        >>> import cyberconventions as cc
        >>> brazil = cc.treaty("budapest")["BRA"]
        >>> brazil.entry_into_force_of(brazil.consent)
        datetime.date(2023, 3, 1)
        """
        check_type(consent, Act, "an act")
        first = consent.earliest or self.treaty.since
        last = consent.latest or self.treaty.as_of
        effect = self.treaty.effect_window(consent, (first, last))
        return effect[0] if effect[0] == effect[1] != NEVER else None

    @property
    def history(self) -> tuple[Period, ...]:
        """Every period of the State's status, the first open to the past, the last to the future."""
        self.treaty.status(self.state)
        days, statuses = self.treaty._histories[self.state.id]  # pyright: ignore[reportPrivateUsage]
        starts: tuple[date | None, ...] = (None, *days[1:])
        ends: tuple[date | None, ...] = (*days[1:], None)
        return tuple(
            Period(status_of(each), start, end) for each, start, end in zip(statuses, starts, ends, strict=True)
        )

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods in which the State certainly is a party; more than one if it came back.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest")["FRA"].periods
        (<Period party 2006-05-01 to ..>,)
        """
        return tuple(period for period in self.history if period.status is Status.PARTY)

    @property
    def notes(self) -> "tuple[Code, ...] | None":
        """The flags of the last chart on or before the record's date, decoded.

        ``None`` where no such chart lists the State: unknown, not empty.
        """
        shown = (self.treaty.flags_on(self.treaty.as_of) or {}).get(self.state.id)
        if shown is None:
            return None
        from cyberconventions._symbols import flags

        return flags(shown)

    @property
    def notes_as_of(self) -> date | None:
        """The date of the chart that :attr:`notes` come from, ``None`` where these are unknown."""
        return None if self.notes is None else self.treaty.charts[-1]

    @property
    def footnotes(self) -> "Footnotes":
        """The Treaty Office's footnotes on the State's row, number to text.

        >>> import cyberconventions as cc
        >>> dict(cc.treaty("budapest")["MNE"].footnotes)
        {55: 'Date of signature by the state union of Serbia and Montenegro.'}
        """
        return self.treaty.footnotes.only(self.footnote_numbers())

    def footnote_numbers(self, on: "DateLike | None" = None) -> tuple[int, ...]:
        """Return the numbers of the footnotes that the chart of a day prints on the State's row.

        Footnote 4 (ETS 185) stands on a standing invitation that has a time limit. Without a warning where the
        record does not reach the day.

        Arguments:
            on: The day; the treaty's ``as_of`` where left out.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest")["BEN"].footnote_numbers("2020-03-13")
        (4,)
        """
        day = self.treaty.as_of if on is None else as_date(on)
        numbers = {number for act in self.acts if (act.latest or day) <= day for number in act.footnotes}
        rule_note = self.treaty.footnotes.invitation_limit
        if rule_note and self.status_on(day) is Status.INVITED:
            standing = [each for each in self.invitations if (each.act.earliest or self.treaty.since) <= day]
            last = standing[-1]
            # Decided, as far as is known, when there was a limit already.
            latest = last.act.latest
            if last.rule is not None and (latest is None or latest >= last.rule.since):
                numbers.add(rule_note)
        return tuple(sorted(numbers))

    @property
    def time_to_consent(self) -> timedelta | None:
        """The time from signature to consent; ``None`` where either is missing or not known to the day."""
        return _between(_day(self.signature), _day(self.consent))

    @property
    def time_to_entry_into_force(self) -> timedelta | None:
        """The time from consent to entry into force; ``None`` where either is missing.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest")["Albania"].time_to_entry_into_force.days
        742
        """
        return _between(_day(self.consent), self.entry_into_force)

    def status(self, on: "DateLike | None" = None) -> Status:
        """Tell the State's status on a day.

        Arguments:
            on: The day; the treaty's ``as_of`` where left out.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest")["BEN"].status("2024-06-20")
        <Status.CONTRACTING: 'contracting'>
        """
        return self.treaty.status(self.state, on)

    def status_on(self, day: "DateLike") -> Status:
        """Tell the State's status on a day, without a warning where the record does not reach it.

        For callers that ask for many States, and warn once.

        Arguments:
            day: The day.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest")["FRA"].status_on(date(2030, 1, 1))
        <Status.PARTY: 'party'>
        """
        return status_of(self.treaty.possible_on(self.state.id, day))

    def withdrawn_by(self, day: "DateLike", consent: Act) -> Act | None:
        """Return the denunciation or withdrawal that ends a consent, if it had certainly been made by a day.

        Arguments:
            day: The day.
            consent: One of :attr:`acts`.

        Raises:
            InvalidDateError: The day is none.
            InvalidActError: The consent is none of the State's acts.

        >>> import cyberconventions as cc
        >>> france = cc.treaty("budapest")["FRA"]
        >>> france.withdrawn_by("2026-01-01", france.consent) is None
        True
        """
        asked = as_date(day)
        if consent not in self.acts:
            raise InvalidActError(f"{quoted(consent)} is no act of {self.state.id} under {self.treaty.reference}")
        later = self.acts[self.acts.index(consent) + 1 :]
        return next((act for act in later if act.kind.is_withdrawal and self.treaty.done_by(act) <= asked), None)

    def signed_by(self, day: "DateLike") -> Act | None:
        """Return the last signature that had certainly been given by a day.

        Arguments:
            day: The day.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest")["FRA"].signed_by("2001-11-23")
        <Act FRA signature 2001-11-23>
        """
        asked = as_date(day)
        return self._last(lambda act: act.kind.is_signature and self.treaty.done_by(act) <= asked)

    def consented_by(self, day: "DateLike") -> Act | None:
        """Return the last consent that had certainly been given by a day.

        Arguments:
            day: The day.

        Raises:
            InvalidDateError: The day is none.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest")["FRA"].consented_by("2006-01-09") is None
        True
        """
        asked = as_date(day)
        return self._last(lambda act: act.kind.is_consent and self.treaty.done_by(act) <= asked)

    def _last(self, wanted: Callable[[Act], bool]) -> Act | None:
        return next((act for act in reversed(self.acts) if wanted(act)), None)

    def __repr__(self) -> str:
        return (
            f"<Participation {self.state.id} in {self.treaty.reference}: {self.status().value}, "
            f"{len(self.acts)} acts, as of {self.treaty.as_of}>"
        )


def _day(act: Act | None) -> date | None:
    return None if act is None else act.date


def _between(first: date | None, last: date | None) -> timedelta | None:
    return None if first is None or last is None else last - first


def outside_level() -> int:
    """Return the stack level of the caller's own line, so that a warning points there."""
    import sys

    level = 2
    frame = sys._getframe(2)  # pyright: ignore[reportPrivateUsage] - warnings learn to skip files in 3.12 only
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("cyberconventions."):
        frame = frame.f_back
        level += 1
    return level
