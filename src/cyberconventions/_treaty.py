"""Treaties, and everything one State did under one of them.

Longer than other modules, since a treaty has participations and a participation its treaty, and each public call
comes with its example. What follows from acts is worked out on lower floors: ``_history`` and ``_edition``.
"""

import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import attrs

from cyberconventions import _history as possible
from cyberconventions._acts import Act, ActKind, Confidence
from cyberconventions._dataset import LONGEST_REMEMBERED, Dataset, by_dataset, current
from cyberconventions._dates import as_date, day_of_iso, keep_days
from cyberconventions._history import (
    Coverage,
    Status,
    complete_on,
    possibilities,
    since_of,
    status_of,
)
from cyberconventions._late import first_effect, gone_since, known_only, presumed
from cyberconventions._state_lists import States
from cyberconventions._states import State, chart_position, former_states, namesakes, with_id
from cyberconventions._states import state as state_of
from cyberconventions._steps import Steps
from cyberconventions.errors import (
    CoverageWarning,
    InvalidDateError,
    NotAStateError,
    NotParticipatingError,
    UnknownStatusError,
    check_tuple,
    check_type,
    counted,
    outside_level,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Protocol, TypeAlias

    from cyberconventions._answers import Answer
    from cyberconventions._application import Application
    from cyberconventions._corrections import Erratum, Misprint, Unknown
    from cyberconventions._dates import DateLike
    from cyberconventions._edition import Details, Named
    from cyberconventions._explain import Explanation
    from cyberconventions._history import History
    from cyberconventions._invitations import Invitation
    from cyberconventions._late import Late
    from cyberconventions._periods import Period
    from cyberconventions._places import Territory, TerritoryLike
    from cyberconventions._provisions import Provision
    from cyberconventions._sources import Source
    from cyberconventions._statement_lists import Authorities, AuthorityFunction, Position, Statements
    from cyberconventions._statements import StatementKind
    from cyberconventions._states import StateLike
    from cyberconventions._symbols import Code, Footnotes
    from cyberconventions._table import Table
    from cyberconventions._totals import Totals
    from cyberconventions.rules import Rules

    Parts: TypeAlias = tuple[tuple[date, ...], tuple[int, ...]]

    class Stored(Protocol):
        """The acts of a treaty of the dataset, made when somebody asks for them; what follows from them comes ready."""

        def __call__(self) -> tuple[Act, ...]: ...
        def __contains__(self, state: str) -> bool: ...
        def of(self, state: str) -> tuple[Act, ...]: ...
        def order(self) -> tuple[str, ...]: ...
        def histories(self) -> Mapping[str, tuple[tuple[str, ...], tuple[int, ...]]] | None: ...


# What ``late`` is where it is left out: by its identity, as a value of pandas is not equal to anything, nor unequal.
_UNKNOWN: "Late" = "unknown"
_PARTY = possible.PARTY  # under a name of this module, as `is_party` is asked for every row of a table


# References to States by which a treaty remembers what it was asked: more than there are usual names and codes.
_MOST_REMEMBERED = 1500


def _empty() -> "dict[Any, Any]":
    return {}


# A method answers from the dataset that its treaty comes from, whichever is current.
_by_its_dataset = by_dataset(lambda own: dataset_of(own if isinstance(own, Treaty) else own.treaty))


class _Acts:
    """Where a treaty keeps its acts: those it was made with, or what gives the dataset's once somebody asks."""

    def __init__(self, slot: "Any") -> None:  # noqa: ANN401 - Python has no public type for it
        self._slot = slot

    def __get__(self, treaty: "Treaty | None", _: type | None = None) -> "tuple[Act, ...] | _Acts":
        if treaty is None:
            return self
        held = self.held(treaty)
        return held() if callable(held) else held

    def __set__(self, treaty: "Treaty", acts: "tuple[Act, ...] | Stored") -> None:
        self._slot.__set__(treaty, acts)

    def held(self, treaty: "Treaty") -> "tuple[Act, ...] | Stored":
        """Return what the treaty was made with."""
        found: tuple[Act, ...] | Stored = self._slot.__get__(treaty)
        return found


@attrs.frozen(order=False, cache_hash=True)
class Treaty:
    """A treaty and the record of every act under it.

    Get one from :func:`cyberconventions.treaty`. Without ``on``, a question is about :attr:`as_of`, so
    that answers do not change by themselves. After that day, what a State is is presumed to go on, with a
    :class:`CoverageWarning`, until the first day on which an instrument deposited on the day after :attr:`as_of` could
    have effect; from then on, of a State that was no party the record can't say. ``late="known"`` asks for the answer
    from the known acts alone.

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
    >>> budapest = cc.treaty("budapest").known_at("2026-04-25")
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
    _details: "Callable[[], Details]" = attrs.field(alias="details", eq=False, repr=False)
    complete_to: date | None = None
    source_ids: tuple[str, ...] = ()
    # What the acts, clauses and statements are read from, whichever dataset is current when somebody asks.
    _dataset: Dataset = attrs.field(factory=current, alias="dataset", eq=False, repr=False)
    # By State's id and by every reference that was asked with: the second question about a State is one look-up. Days,
    # and what is possible from each: the parts of Steps, as Python takes a plain tuple apart faster than a named one.
    _histories: "dict[str | None, Parts]" = attrs.field(factory=_empty, init=False, eq=False, repr=False)
    # In the order of the depositary's chart; ``None`` where nobody has asked for it yet.
    _ordered: "dict[str, Participation | None]" = attrs.field(factory=_empty, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        keep_days(self, "as_of", or_none=False)
        keep_days(self, "opened", "adopted", "entry_into_force", "complete_to")
        check_type(self.coverage, Coverage, "a Coverage")
        if not callable(self._details):
            raise wrong_type(self._details, "a function that returns what the record holds beside acts, for details")
        texts = (self.id, self.reference, self.title, self.short_title, self.depositary)
        check_tuple(texts, str, "texts for id, reference, title, short_title and depositary")
        check_type(self.parent, (str, type(None)), "text or None for parent")
        check_tuple(self.source_ids, str, "ids of sources")
        check_type(self._dataset, Dataset, "a Dataset")
        if self._stored() is None:  # Stored acts are checked one by one, as they are made.
            check_tuple(_ACTS.held(self), Act, "acts")

    # -- the instrument -------------------------------------------------------------------------------

    @property
    def rules(self) -> "Rules":
        """The final clauses on entry into force, invitations, denunciation."""
        return self._details().rules

    @property
    def footnotes(self) -> "Footnotes":
        """The Treaty Office's footnotes on the treaty's chart, by number."""
        return self._details().footnotes

    @property
    @_by_its_dataset
    def sources(self) -> "tuple[Source, ...]":
        """The documents that the treaty's own dates and the acts on record come from, the most used first.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").sources[0].publisher
        'Council of Europe, Treaty Office'
        """
        from cyberconventions._sources import most_used, sources

        return sources(most_used(self.source_ids, self.acts))

    @property
    @_by_its_dataset
    def provisions(self) -> "tuple[Provision, ...]":
        """The articles on computer-related conduct, each with a one-line summary.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").provisions[0].title
        'Illegal access'
        """
        from cyberconventions._provisions import provisions

        return provisions(self.id)

    @property
    @_by_its_dataset
    def errata(self) -> "tuple[Erratum, ...]":
        """Statements about the treaty on the page this dataset started from, with what holds."""
        from cyberconventions._corrections import errata

        return errata(self.id)

    @property
    @_by_its_dataset
    def misprints(self) -> "tuple[Misprint, ...]":
        """Misprints in official tables of the treaty, with what holds and what shows it.

        >>> import cyberconventions as cc
        >>> [each.state.id for each in cc.treaty("budapest").misprints]
        ['BEN', 'CPV', 'NGA', 'NLD', 'LUX']
        """
        from cyberconventions._corrections import misprints

        return misprints(self.id)

    @property
    @_by_its_dataset
    def unknowns(self) -> "tuple[Unknown, ...]":
        """What the record does not know beside the days and clauses that it marks itself.

        >>> import cyberconventions as cc
        >>> print(cc.treaty("malabo").unknowns[0].subject)
        Parties
        """
        from cyberconventions._corrections import unknowns

        return unknowns(self.id)

    # -- participations -------------------------------------------------------------------------------

    def __getitem__(self, state: "StateLike") -> "Participation":
        """Return what one State did.

        Raises:
            NotParticipatingError: The State has no act on record.
            NotAStateError: A territory; the message says how the treaty applies to it.
            UnknownStateError: Not a known State code or name.
        """
        wanted = self._state(state)
        if wanted.id not in self._states():
            raise NotParticipatingError(
                f"{wanted.name} ({wanted.id}) has no act on record under {self.reference} as of {self.as_of} "
                f"({self.coverage.value} record)"
            )
        return self._participation(wanted.id)

    def __contains__(self, state: object) -> bool:
        """Return whether a State has an act on record.

        Raises:
            NotAStateError: A territory; the message says how the treaty applies to it.
            UnknownStateError: Not a known State code or name.
        """
        ref: Any = state
        return self._state(ref).id in self._states()

    def __iter__(self) -> "Iterator[Participation]":
        """Go through the participations in the order of the depositary's chart."""
        return map(self._participation, self._states())

    def __len__(self) -> int:
        """Return the number of States with an act on record."""
        return len(self._states())

    def _states(self) -> "dict[str, Participation | None]":
        """Return the ids of the States with an act, in the order of the chart, with the participations made so far."""
        if not self._ordered:
            stored = self._stored()
            ordered = self._by_acts() if stored is None else dict.fromkeys(stored.order())
            object.__setattr__(self, "_ordered", ordered)  # at once, as another thread may be going through them
        return self._ordered

    def _by_acts(self) -> "dict[str, Participation]":
        acts: dict[str, list[Act]] = {}
        for act in self.acts:
            acts.setdefault(act.state.id, []).append(act)
        found = [Participation(self, each[0].state, tuple(each)) for each in acts.values()]
        found.sort(key=lambda each: self._position(each.state, self.as_of))
        return {each.state.id: each for each in found}

    def _participation(self, id_: str) -> "Participation":
        found = self._ordered[id_]
        if found is None:
            stored = self._stored()
            acts = [act for act in self.acts if act.state.id == id_] if stored is None else stored.of(id_)
            found = self._ordered[id_] = Participation(self, with_id(id_), tuple(acts))
        return found

    def _stored(self) -> "Stored | None":
        """Return where the dataset's acts come from; ``None`` for a treaty that was made of acts."""
        held: Any = _ACTS.held(self)
        # Its class is asked, as a value may answer to any name.
        return held if hasattr(type(held), "histories") else None  # pyright: ignore[reportUnknownArgumentType]

    def _position(self, state: State, day: date) -> tuple[bool, str]:
        """Return the key by which the depositary's chart of a day orders its rows."""
        return chart_position(state, day, council=self.depositary.endswith("Council of Europe"))

    # -- status ---------------------------------------------------------------------------------------

    def status(self, state: "StateLike", on: "DateLike | None" = None, *, late: "Late" = "unknown") -> Status:
        """Return the status of a State on a day.

        Arguments:
            state: A code, a name or a ``State``.
            on: The day asked about; :attr:`as_of` where left out.
            late: What of a day after :attr:`as_of`: ``"unknown"`` where an act since may have changed the answer, or
                ``"known"``, which answers from the known acts.

        Returns:
            The status; ``UNKNOWN`` where the record can't say, which :meth:`possible_statuses` explains.

        Raises:
            NotAStateError: A territory; the message says how the treaty applies to it.
            UnknownStateError: Not a known State code or name.
            InvalidDateError: Not a valid date.
            InvalidValueError: ``late`` is another word.

        >>> import cyberconventions as cc
        >>> cc.treaty(185).status("Benin", on="2024-06-20")
        <Status.CONTRACTING: 'contracting'>
        >>> protocol = cc.treaty(224).known_at("2026-04-15")  # four of the five consents that it needs
        >>> protocol.status("HUN", on="2026-11-01"), protocol.status("HUN", on="2026-11-01", late="known")
        (<Status.UNKNOWN: 'unknown'>, <Status.CONTRACTING: 'contracting'>)
        """
        day, known = self._asked(on), known_only(late)
        found = status_of(self._possible(state, day, known=known))
        if found is not Status.UNKNOWN:
            self._presume(day, known=known)
        return found

    def possible_statuses(
        self, state: "StateLike", on: "DateLike | None" = None, *, late: "Late" = "unknown"
    ) -> tuple[Status, ...]:
        """Return every status that the record allows for a State on a day; one where it knows.

        Arguments:
            state: A code, a name or a ``State``.
            on: The day asked about; :attr:`as_of` where left out.
            late: As in :meth:`status`.

        Raises:
            UnknownStateError: Not a known State code or name.
            InvalidDateError: Not a valid date.
            InvalidValueError: ``late`` is another word.

        >>> import cyberconventions as cc
        >>> [each.value for each in cc.treaty(185).possible_statuses("COL", on="2019-01-01")]
        ['not participating', 'invited']
        """
        return possibilities(self._possible(state, self._asked(on), known=known_only(late)))

    def is_party(self, state: "StateLike", on: "DateLike | None" = None, *, late: "Late" = _UNKNOWN) -> bool:
        """Return whether the treaty is in force for a State on a day (VCLT Art. 2(1)(g)).

        A suspended State is not counted: the treaty does not operate for it. After :attr:`as_of`, a State that is a
        party is presumed to stay one, with a :class:`CoverageWarning`; that one is not a party is certain, without a
        warning, as long as no instrument deposited since could have had effect.

        Arguments:
            state: A code, a name or a ``State``.
            on: The day asked about; :attr:`as_of` where left out.
            late: As in :meth:`status`.

        Raises:
            UnknownStatusError: The record can't say; the message names what is missing.
            NotAStateError: A territory; the message says how the treaty applies to it.
            UnknownStateError: Not a known State code or name.
            InvalidDateError: Not a valid date.
            InvalidValueError: ``late`` is another word.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest").known_at("2026-04-25")
        >>> budapest.is_party("FRA", on="2010-01-01"), budapest.is_party("IRL", on="2026-07-31")
        (True, False)
        >>> budapest.is_party("IRL", on="2026-08-01")
        Traceback (most recent call last):
        cyberconventions.errors.UnknownStatusError: ETS No. 185 does not say whether Ireland (IRL) is a party on \
2026-08-01: the record ends on 2026-04-25, and an instrument deposited since may be in force from 2026-08-01 on \
(possible: signatory or contracting or party); late="known" answers from the known acts
        """
        # Applications ask this for every row of a table, so a question that was prepared before is
        # answered by one look-up and one search; everything else goes the long way.
        day = on if type(on) is date else self._asked(on)
        histories = self._histories
        if type(state) is str and state in histories and day <= self.as_of and late is _UNKNOWN:
            days, statuses = histories[state]
            found = statuses[bisect_right(days, day) - 1]
        else:
            known = known_only(late)
            found = self._possible(state, day, known=known)
            if found == _PARTY:
                self._presume(day, known=known)
        if found == _PARTY:
            return True
        if not found & possible.PARTY:
            return False
        raise UnknownStatusError(self._what_is_missing(state_of(state), day, found))

    @_by_its_dataset
    def applies_to(self, territory: "TerritoryLike", on: "DateLike | None" = None) -> "Answer":
        """Return whether the treaty applies to a territory on a day (VCLT Art. 29).

        "No" rests on a declaration, or on the State responsible not being a party; "yes" on a declaration, or on
        nothing having been declared where that was looked up. Everything else is unknown. After :attr:`as_of`, "yes" is
        presumed to go on, with a :class:`CoverageWarning`, and "no" lasts until a declaration made since could have had
        effect.

        Arguments:
            territory: A code, a name or a ``Territory``.
            on: The day asked about; :attr:`as_of` where left out.

        Raises:
            UnknownTerritoryError: Not a known territory code or name; or that of a State.
            InvalidDateError: Not a valid date.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest")
        >>> [budapest.applies_to("Curaçao", on=day).value for day in ("2024-09-30", "2024-10-01")]
        ['no', 'yes']
        >>> budapest.applies_to("Tokelau", on="2026-01-01")  # the text of New Zealand's declaration was not seen
        <Answer.UNKNOWN: 'unknown'>
        """
        return application_in(self, territory, on).answer

    def parties(self, on: "DateLike | None" = None, *, late: "Late" = "unknown") -> States:
        """Return the States for which the treaty is in force on a day, in the chart's order.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.
            late: As in :meth:`status`.

        Raises:
            InvalidDateError: Not a valid date.
            InvalidValueError: ``late`` is another word.

        >>> import cyberconventions as cc
        >>> [party.id for party in cc.treaty("budapest").parties(on="2004-07-01")]
        ['ALB', 'HRV', 'EST', 'HUN', 'LTU']
        """
        return self._those(possible.PARTY, on, late)

    def contracting_states(self, on: "DateLike | None" = None, *, late: "Late" = "unknown") -> States:
        """Return the States that have consented, whether or not the treaty is in force for them.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.
            late: As in :meth:`status`.

        Raises:
            InvalidDateError: Not a valid date.
            InvalidValueError: ``late`` is another word.

        >>> import cyberconventions as cc
        >>> [state.id for state in cc.treaty(224).contracting_states()]  # in force for nobody yet
        ['HUN', 'SRB', 'CRI', 'JPN']
        """
        return self._those(possible.CONSENTED, on, late)

    def signatories(self, on: "DateLike | None" = None, *, late: "Late" = "unknown") -> States:
        """Return the States that signed and did not consent, in the chart's order.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.
            late: As in :meth:`status`.

        Raises:
            InvalidDateError: Not a valid date.
            InvalidValueError: ``late`` is another word.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").signatories()
        (<State IRL Ireland>, <State ZAF South Africa>)
        """
        return self._those(possible.SIGNATORY, on, late)

    def signed(self, on: "DateLike | None" = None, *, late: "Late" = "unknown") -> States:
        """Return the States that had signed by a day, whatever they have done since, in the chart's order.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.
            late: As in :meth:`status`.

        Raises:
            InvalidDateError: Not a valid date.
            InvalidValueError: ``late`` is another word.

        >>> import cyberconventions as cc
        >>> len(cc.treaty("budapest").signed(on="2001-11-23"))
        30
        """
        day, late_day = self._listed_on(on, late)
        certain, undecided, others = list[State](), list[State](), list[State]()
        for each in sorted(self, key=lambda each: self._position(each.state, day)):
            acts = [act for act in each.acts if act.kind.is_signature]
            began = each.state.began is None or each.state.began <= day
            if began and any(self._signed_by(each.acts, act) <= day for act in acts):
                certain.append(each.state)
            elif (began and any((act.earliest or since_of(self)) <= day for act in acts)) or (
                late_day
                and not each.state.had_ended(day)
                and possible.could_be(self._possible_at(each.state.id, day)) & ~possible.CONSENTED
            ):
                undecided.append(each.state)
            else:
                others.append(each.state)
        more = late_day or not complete_on(self, min(day, self.as_of))
        return States(
            certain,
            undecided=tuple(undecided),
            more_possible=more,
            others=others,
            former=self._former(day),
            namesakes=namesakes(day),
        )

    def _signed_by(self, acts: tuple[Act, ...], signature: Act) -> date:
        """Return the day by which a State had certainly signed: that of a consent which followed, at the latest."""
        later = acts[acts.index(signature) :]
        return min(possible.done_by(self, act) for act in later if act is signature or act.kind.is_consent)

    def invited(self, on: "DateLike | None" = None, *, late: "Late" = "unknown") -> States:
        """Return the States with a standing invitation to accede and no consent.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.
            late: As in :meth:`status`.

        Raises:
            InvalidDateError: Not a valid date.
            InvalidValueError: ``late`` is another word.

        >>> import cyberconventions as cc
        >>> len(cc.treaty("budapest").known_at("2026-04-25").invited())
        14
        """
        return self._those(possible.INVITED, on, late)

    def unknown(self, on: "DateLike | None" = None, *, late: "Late" = "unknown") -> tuple[State, ...]:
        """Return the States with acts on record whose status on a day the record can't say.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.
            late: As in :meth:`status`.

        Raises:
            InvalidDateError: Not a valid date.
            InvalidValueError: ``late`` is another word.

        >>> import cyberconventions as cc
        >>> cc.treaty(189).unknown()
        (<State AUT Austria>, <State CHE Switzerland>)
        """
        day, late_day = self._listed_on(on, late)
        found = self._found(self._states(), day, late_day=late_day)
        return tuple([with_id(id_) for id_, each in found.items() if status_of(each) is Status.UNKNOWN])

    def totals(self, on: "DateLike | None" = None, *, late: "Late" = "unknown") -> "Totals":
        """Return the totals as the chart prints them.

        Arguments:
            on: The day asked about; :attr:`as_of` where left out.
            late: As in :meth:`status`.

        Raises:
            InvalidDateError: Not a valid date.
            InvalidValueError: ``late`` is another word.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").totals(on="2020-03-13")
        Totals(consents=64, signatures_only=3, at_least=False)
        """
        day, late_day = self._listed_on(on, late)
        found = self._found(self._states(), day, late_day=late_day).values()
        consents = sum(1 for each in found if each & possible.CONSENTED and not each & ~possible.CONSENTED)
        signatures = sum(1 for each in found if each == possible.SIGNATORY)
        counted = possible.CONSENTED | possible.SIGNATORY
        open_ = any((each & counted and each & ~counted) or self._undecided(each) for each in found)
        from cyberconventions._totals import Totals

        return Totals(consents, signatures, at_least=open_ or not complete_on(self, day))

    @staticmethod
    def _undecided(found: int) -> bool:
        """Return whether a State may either have consented or only have signed."""
        return bool(found & possible.CONSENTED and found & possible.SIGNATORY)

    def _those(self, wanted: int, on: "DateLike | None", late: "Late") -> States:
        """Return the States whose status on a day is one of some, with those of which the record can't say."""
        day, late_day = self._listed_on(on, late)
        ids = list(self._states())
        if on is not None:  # Members of the Council of Europe, and names, were others on other days.
            ids.sort(key=lambda id_: self._position(with_id(id_), day))
        found = self._found(ids, day, late_day=late_day)
        former = {each.id: each for each in former_states()}
        maybe = self._found(former, day, late_day=late_day) | found
        others = Steps(*self._history_of_others()).at(day)
        if late_day:
            # By an act since the record's day, a State may be what it is not presumed to be; not one that has ended.
            maybe |= {
                id_: possible.could_be(each)
                for id_, each in maybe.items()
                if id_ not in former or not former[id_].had_ended(day)
            }
            others = possible.could_be(presumed(self, others, in_effect=day >= first_effect(self)))
        return States(
            [with_id(id_) for id_, each in found.items() if not each & ~wanted],
            undecided=tuple([with_id(id_) for id_, each in found.items() if maybe[id_] & wanted and each & ~wanted]),
            more_possible=bool(others & wanted),
            others=[with_id(id_) for id_, each in maybe.items() if not each & wanted],
            former=self._former(day),
            namesakes=namesakes(day),
        )

    def _listed_on(self, on: "DateLike | None", late: "Late") -> tuple[date, bool]:
        """Return the day of a list, and whether it is one of which the acts known do not tell all."""
        day, known = self._asked(on), known_only(late)
        self._presume(day, known=known)
        return day, day > self.as_of and not known

    def _found(self, ids: "Iterable[str]", day: date, *, late_day: bool) -> dict[str, int]:
        """Return what is possible on a day for each State of which an id is given."""
        stored = self._stored()
        ready = {} if stored is None else stored.histories() or {}
        text = day.isoformat()  # The build wrote days as texts, which compare as days do.
        found = {
            id_: ready[id_][1][bisect_right(ready[id_][0], text) - 1] if id_ in ready else self._possible_at(id_, day)
            for id_ in ids
        }
        if late_day:
            in_effect = day >= first_effect(self)
            found = {id_: presumed(self, each, in_effect=in_effect) for id_, each in found.items()}
        # A State that has ended is in no list, whoever bears its name.
        ended = [each.id for each in former_states() if each.had_ended(day)]
        return found | {id_: possible.NOT_PARTICIPATING for id_ in ended if id_ in found}

    def _former(self, day: date) -> "list[tuple[State, State]]":
        """Return the former States that there were on a day, each with the State under which its acts stand."""
        return [
            (former, heir)
            for former in former_states()
            if (heir := former.continued_by) is not None and heir.id in self._states() and not former.had_ended(day)
        ]

    def _possible(self, state: "StateLike", day: date, *, known: bool) -> int:
        if isinstance(state, str) and state in self._histories:
            id_ = state
        else:
            id_ = self._resolve(state, day)
            self._possible_at(id_, day)
            if isinstance(state, str) and len(self._histories) < _MOST_REMEMBERED and len(state) <= LONGEST_REMEMBERED:
                self._histories[state] = self._histories[id_]
        found = self._possible_at(id_, day)
        if known or day <= self.as_of or found == possible.PARTY:  # What a party is presumed to be, it stays.
            return found
        gone = gone_since(state_of(state).id)
        if gone is not None and day >= gone:
            return found
        return presumed(self, found, in_effect=day >= first_effect(self))

    def _resolve(self, state: "StateLike", day: date) -> str:
        """Return a State's id, without reading the tables of names if the id itself was given."""
        if isinstance(state, str) and state.isupper():
            stored = self._stored()
            if state in stored if stored is not None else any(act.state.id == state for act in self.acts):
                return state
        return self._state(state, day).id

    def _state(self, ref: "StateLike", day: date | None = None) -> State:
        """Return the State that is asked about.

        Raises:
            NotAStateError: A territory; the message says how the treaty applies to it that day.
        """
        try:
            return state_of(ref)
        except NotAStateError as error:
            found = self._application(ref.id if isinstance(ref, State) else ref, day or self.as_of)
            raise NotAStateError(f"{self.reference}: {found.not_a_state()}") from error

    @_by_its_dataset
    def _application(self, territory: "TerritoryLike", day: date) -> "Application":
        """Return whether the treaty applies to a territory on a day, with the reason, its confidence and sources."""
        from cyberconventions._application import application_of
        from cyberconventions._places import territory as territory_of

        place = territory_of(territory)
        state = place.responsible(day)
        return application_of(self, place, day, 0 if state is None else self._possible(state, day, known=False))

    def _possible_at(self, id_: str, day: date) -> int:
        days, statuses = self._history(id_)
        return statuses[bisect_right(days, day) - 1]

    def _history(self, id_: str) -> "Parts":
        found = self._histories.get(id_)
        if found is None:
            found = self._histories[id_] = self._worked_out(id_)
        return found

    def _worked_out(self, id_: str) -> "Parts":
        """Return the history of a State, as the build left it or as its acts give it."""
        stored = self._stored()
        ready = None if stored is None else stored.histories()
        if ready is None:
            days, statuses = possible.history_of(self, id_)
        elif id_ in ready:
            texts, statuses = ready[id_]
            days = tuple(map(day_of_iso, texts))
        else:
            return self._history_of_others()
        return days, statuses

    def _history_of_others(self) -> "Parts":
        """Return the one history that all States without an act share."""
        found = self._histories.get(None)
        if found is None:
            days, statuses = possible.history_of_others(self)
            found = self._histories[None] = (days, statuses)
        return found

    def _asked(self, on: "DateLike | None") -> date:
        """Return the day a question is about."""
        return self.as_of if on is None else as_date(on)

    def _presume(self, day: date, *, known: bool) -> None:
        """Warn that an answer is presumed, if the record does not reach the day."""
        if day > self.as_of and not known:
            warnings.warn(
                f"{self.reference}: asked about {day}, but the record is known up to {self.as_of} only; "
                'what held then is presumed to go on (late="known" answers from the known acts)',
                CoverageWarning,
                stacklevel=outside_level(),
            )

    @_by_its_dataset
    def _what_is_missing(self, wanted: State, day: date, found: int) -> str:
        from cyberconventions._explain import what_may_have_been_done, why_unknown

        options = " or ".join(each.value for each in possibilities(found))
        acts = tuple([act for act in self.acts if act.state == wanted])
        asked = f"{self.reference} does not say whether {wanted.name} ({wanted.id}) is a party on {day}"
        known = self._possible_at(wanted.id, day)
        if day > self.as_of and not known & possible.PARTY:
            may = what_may_have_been_done(self, known)
            return (
                f"{asked}: the record ends on {self.as_of}, and {may} (possible: {options}); "
                'late="known" answers from the known acts'
            )
        why = why_unknown(self, acts, wanted, day)
        return f"{asked}: {why} (possible: {'any status' if found == possible.ANY else options})"

    @_by_its_dataset
    def explain(self, state: "StateLike | TerritoryLike", on: "DateLike | None" = None) -> "Explanation":
        """Return a State's status on a day with what it rests on; it prints as a memo for the file.

        Asked about a territory, it says whether the treaty applies to it, and how the State responsible stands.

        A warning is shown once and lost; this keeps how far the record goes and how long the answer is certain.

        Arguments:
            state: A code, a name, a ``State`` or a ``Territory``.
            on: The day asked about; :attr:`as_of` where left out.

        Raises:
            UnknownStateError: Not a known State code or name.
            InvalidDateError: Not a valid date.

        >>> import cyberconventions as cc
        >>> print(cc.treaty("budapest").known_at("2026-04-25").explain("IRL", on="2026-07-01"))
        ETS No. 185 (Budapest Convention): Ireland (IRL) on 2026-07-01
        Party: no
        Status: signatory
        Why:
          - It signed, and no consent to be bound by then is on record.
          - The record ends on 2026-04-25; an instrument deposited since may be in force from 2026-08-01 on...
        Acts:
          - signature by Ireland, 2002-02-28 (high confidence)
        Record: complete, as of 2026-04-25
        Certain until: 2026-07-31
        Sources:
          - Chart of signatures and ratifications of Treaty 185, status as of 13/03/2020 ...
        """
        from cyberconventions._explain import Found, explanation, with_application
        from cyberconventions._places import Territory

        day = self._asked(on)
        try:
            wanted = None if isinstance(state, Territory) else state_of(state)
        except NotAStateError:
            wanted = None
        if wanted is None:
            place = state.id if isinstance(state, State) else state
            application = self._application(place, day)
            answer = None if application.responsible is None else self.explain(application.responsible, day)
            return with_application(self, answer, application)
        found = Found(history_in(self, wanted), self._possible(wanted, day, known=False))
        return explanation(self, wanted, day, found)

    # -- statements -----------------------------------------------------------------------------------

    @_by_its_dataset
    def statements(
        self,
        state: "StateLike | None" = None,
        on: "DateLike | None" = None,
        *,
        article: "str | int | None" = None,
        kind: str | None = None,
    ) -> "Statements":
        """Return what States reserved, declared and otherwise said, as it stands on a day.

        A statement has effect only while the treaty is in force for the State. What a chart's flags show is not asked:
        ``R.`` goes on being printed after the last reservation was withdrawn.

        Arguments:
            state: Whose statements; those of all States where left out.
            on: The day asked about; :attr:`as_of` where left out.
            article: Only those about this article, a part of it or one it is a part of: ``"29(4)"``. Where reservations
                to another treaty hold for this one too (ETS 189, Art. 12(1)), with its number: ``"185:29(4)"``.
            kind: Only those that are of this kind, whatever they are called: ``"reservation"``, ``"declaration"``,
                ``"designation"`` (of an authority), ``"territorial"``, ``"communication"``.

        Returns:
            The statements that certainly stand; ``undecided`` are those that may, and ``complete`` says whether the
            State's were read whole. Of no reservation to be sure, ask for one article and ``kind="reservation"``.

        Raises:
            UnknownStateError: Not a known State code or name.
            InvalidDateError: Not a valid date.
            InvalidValueError: ``article`` is not an article, or ``kind`` is another word.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest").known_at("2026-04-25")
        >>> found = budapest.statements("Japan", article="29(4)", kind="reservation")
        >>> found[0].filed_as, found[0].effective
        (<StatementKind.DECLARATION: 'declaration'>, datetime.date(2012, 11, 1))
        >>> budapest["CZE"].notes[0].symbol, len(budapest.statements("CZE", kind="reservation"))
        ('R.', 0)
        """
        from cyberconventions._statements import StatementKind, article_of, word_of

        day = self._asked(on)
        about = None if article is None else article_of(article)
        wanted = word_of(StatementKind, kind, "a kind of statement")
        states = [each.state for each in self] if state is None else [state_of(state)]
        self._presume(day, known=False)
        found = self._said(states, day, about, wanted)
        if state is None and possible.history_of_others(self).at(min(day, self.as_of)) & possible.PARTY:
            return found.of_some()
        return found

    @_by_its_dataset
    def _said(
        self, states: "Iterable[State]", day: date, article: str | None, kind: "StatementKind | None"
    ) -> "Statements":
        from cyberconventions._statement_lists import Question, listed

        question = Question(day, article, kind, carried_from(self))
        return listed(self, [self._position_of(each, day) for each in states], question, lambda: flags_by_day(self))

    @_by_its_dataset
    def authorities(
        self,
        state: "StateLike",
        on: "DateLike | None" = None,
        *,
        function: str | None = None,
        territory: "TerritoryLike | None" = None,
    ) -> "Authorities":
        """Return the authorities that a State named, as far as their names are on record for a day.

        Arguments:
            state: The State.
            on: The day asked about; :attr:`as_of` where left out.
            function: Only those for this: ``"central"`` (mutual assistance; ETS 185, Art. 27(2)), ``"24/7"`` (35),
                ``"extradition"`` (24(7)), ``"urgent"`` (27(9)).
            territory: The territory they are for; those for the State itself where left out. Where none is on record
                for a territory, the State's own is not known to act for it.

        Raises:
            UnknownTerritoryError: Not a known territory code or name.
            UnknownStateError: Not a known State code or name.
            InvalidDateError: Not a valid date.
            InvalidValueError: ``function`` is another word.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest")
        >>> [str(budapest.authorities("NOR", on=day, function="central")) for day in ("2025-12-31", "2026-01-01")]
        ['National Criminal Investigation Service (KRIPOS)', 'Director of Public Prosecutions (Riksadvokaten)']
        >>> str(budapest.authorities("Netherlands", on="2025-01-01", function="24/7", territory="CUW"))
        'National Central Bureau of Interpol, Willemstad'
        """
        from cyberconventions._statement_lists import AuthorityFunction
        from cyberconventions._statements import word_of

        day = self._asked(on)
        wanted = word_of(AuthorityFunction, function, "the function of an authority")
        named, place = state_of(state), None
        if territory is not None:
            from cyberconventions._places import territory as territory_of

            place = territory_of(territory).id
        self._presume(day, known=False)
        return self._named(named, day, wanted, place)

    @_by_its_dataset
    def _named(
        self, state: State, day: date, function: "AuthorityFunction | None", territory: str | None
    ) -> "Authorities":
        from cyberconventions._statement_lists import authorities_of

        return authorities_of(self, self._position_of(state, day), day, function, territory)

    def _position_of(self, state: State, day: date) -> "Position":
        from cyberconventions._statement_lists import Position

        found = self._possible(state, day, known=False)
        own = self[state] if state.id in self._states() else None
        if own is None or own.consent is None:
            return Position(state, found, None)
        left = tuple([possible.effect_of(self, act)[1] for act in own.acts if act.kind.is_withdrawal])
        return Position(state, found, possible.done_by(self, own.consent), own.consent.effective, left)

    # -- rules applied --------------------------------------------------------------------------------

    @property
    def consents(self) -> tuple[tuple[date, State], ...]:
        """The consents on record whose day is known, with their States."""
        return tuple([(act.date, act.state) for act in self.acts if act.kind.is_consent and act.date is not None])

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
            (possible.done_by(self, each.consent), each.state)
            for each in self
            # A consent that only hearsay reports may not be one, and one that was withdrawn is none any more.
            if each.consent
            and each.consent.confidence is not Confidence.LOW
            and not self._possible_at(each.state.id, self.as_of) & ~possible.CONSENTED
        )

    def would_enter_into_force(self, state: "StateLike", *, deposited: "DateLike") -> date | None:
        """Return when the treaty would enter into force for a State that deposits on a day.

        This is what the rule gives, for a party too, whatever the State has deposited; what it did already does not
        count beside this instrument. Considered are: whether the treaty was open on the day, for accession too, and
        whether the State had entered the treaty that this one takes first, as far as the record of that treaty goes.
        Not considered are an invitation to accede, the last day for signature, membership of the organisation that a
        treaty is open to, and a denunciation by another State; nor instruments of others that the record does not
        have, as it is partial or ends before the day.

        Arguments:
            state: A code, a name or a ``State``.
            deposited: The day of the deposit.

        Returns:
            The day; ``None`` if the treaty is not in force and this instrument would not complete the
            number it needs.

        Raises:
            ClauseNotSeenError: The clause that would answer has not been seen.
            InvalidDateError: Not a valid date; or the State could not deposit on that day, as the treaty was not
                open for it, takes another treaty first, or the State had ended.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").would_enter_into_force("Ireland", deposited="2026-11-30")
        datetime.date(2027, 3, 1)
        """
        from cyberconventions._deposit import in_force_after

        return in_force_after(self, entered_first(self), self._state(state), as_date(deposited))

    # -- the record on another day ----------------------------------------------------------------------

    @_by_its_dataset
    def known_at(self, day: "DateLike") -> "Treaty":
        """Return the treaty as the record stood on a day.

        Acts of later days are not in it; an act that a published chart showed only later is not either.
        An act whose day is not known well enough to decide stays, with its uncertainty.

        Arguments:
            day: The day.

        Raises:
            InvalidDateError: The day lies after :attr:`as_of`.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").known_at("2020-03-13")
        <Treaty ETS No. 185 Budapest Convention: 64 parties, 3 signatories, as of 2020-03-13>
        """
        from cyberconventions._edition import acts_known_at, in_force_known_on

        then = as_date(day)
        if then > self.as_of:
            raise InvalidDateError(f"{self.reference} is known up to {self.as_of} only, not at {then}")
        return attrs.evolve(
            self,
            as_of=then,
            entry_into_force=in_force_known_on(self, then),
            acts=acts_known_at(self, then),
            coverage=Coverage.COMPLETE if complete_on(self, then) else self.coverage,
        )

    # -- as a table -------------------------------------------------------------------------------------

    @_by_its_dataset
    def table(self, *, per: str = "act") -> "Table[Any]":
        """Return the record as a table: one row for each act, in the order of :attr:`acts`, or one for each State.

        Columns of acts: ``treaty``, ``state``, ``kind``, ``confidence``, ``territory`` (words); ``date`` (where known
        to the day), ``earliest``, ``latest``, ``effective`` (days); ``comment`` (text). Columns of States, in the order
        of the chart: ``state``, ``status``, ``consent_kind`` (words); ``name`` (text); ``signature``, ``consent``
        (where known to the day), ``entry_into_force`` (days).

        Arguments:
            per: What a row is: ``"act"``, or ``"state"``, as in a notebook.

        Raises:
            InvalidValueError: ``per`` is another word.

        >>> import cyberconventions as cc
        >>> table = cc.treaty("budapest").table()
        >>> table["state"][:3]
        ('ALB', 'ALB', 'AND')
        >>> print(cc.treaty("budapest").known_at("2026-04-25").table(per="state"))
        Budapest Convention (ETS No. 185)
        81 parties, 2 signatories, 14 invited, 2 not participating
        ...
        """
        from cyberconventions._treaty_table import treaty_table

        return treaty_table(self, per)

    def to_pandas(self) -> "Any":  # noqa: ANN401 # of a library that may not be there
        """Return the acts as a pandas ``DataFrame``; ``table(per="state").to_pandas()`` has a row for each State.

        >>> import cyberconventions as cc
        >>> len(cc.treaty("budapest").to_pandas()) == len(cc.treaty("budapest").acts)
        True
        """
        from cyberconventions._treaty_table import acts_table

        return acts_table(self.id, self.acts).to_pandas()

    def to_polars(self) -> "Any":  # noqa: ANN401 # of a library that may not be there
        """Return the acts as a polars ``DataFrame``.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").to_polars()["date"].min()
        datetime.date(2001, 11, 23)
        """
        from cyberconventions._treaty_table import acts_table

        return acts_table(self.id, self.acts).to_polars()

    def to_arrow(self) -> "Any":  # noqa: ANN401 # of a library that may not be there
        """Return the acts as a pyarrow ``Table``.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").to_arrow().num_rows == len(cc.treaty("budapest").acts)
        True
        """
        from cyberconventions._treaty_table import acts_table

        return acts_table(self.id, self.acts).to_arrow()

    def _repr_html_(self) -> str:
        """Show in a notebook what each State did, and how far the record goes."""
        return self.table(per="state")._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand :meth:`table` to any library that speaks the Arrow PyCapsule protocol (extra ``arrow``)."""
        return self.table().__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """Hand the columns of :meth:`table` and their types to such a library (extra ``arrow``)."""
        return self.table().__arrow_c_schema__()

    def __repr__(self) -> str:
        parties = counted(len(self.parties()), "party", "parties")
        signatories = counted(len(self.signatories()), "signatory", "signatories")
        found = f"{parties}, {signatories}"
        if self.coverage is Coverage.PARTIAL:
            found = f"at least {parties}, at least {signatories}, {len(self.unknown())} unknown"
        return f"<Treaty {self.reference} {self.short_title}: {found}, as of {self.as_of}>"


# The slot that attrs made stays, with a reader of its own in front. `__getattr__` would do too, but with it CPython
# 3.11 no longer speeds up the reading of any slot, which `is_party` feels.
_ACTS = _Acts(Treaty.__dict__["acts"])
Treaty.acts = _ACTS  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]


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
        if not any(act.kind is ActKind.INVITATION for act in self.acts):
            return ()
        from cyberconventions._invitations import Invitation, decisions

        rule = self.treaty.rules.invitation
        found = decisions(self.acts, rule, since_of(self.treaty))
        return tuple([Invitation(act, rule, when) for act, when in found])

    @property
    def invitation(self) -> "Invitation | None":
        """The last invitation to accede."""
        return next(reversed(self.invitations), None)

    @property
    def entry_into_force(self) -> date | None:
        """The day the treaty entered or will enter into force for the State, by its last consent.

        ``None`` where there is no consent, the treaty is not in force, the day is not known, or the State had ended
        before.
        """
        from cyberconventions._edition import effective_day

        if self.consent is None:
            return None
        day = effective_day(self, self.consent)
        return None if day is None or self.state.had_ended(day) else day

    @property
    def history(self) -> "tuple[Period, ...]":
        """Every period of the State's status by the known acts, the first open to the past, the last to the future."""
        from cyberconventions._periods import Period

        steps = history_in(self.treaty, self.state)
        return tuple([Period(status_of(each), start, end) for each, start, end in steps.periods()])

    @property
    def periods(self) -> "tuple[Period, ...]":
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
        return self.notes_on(self.treaty.as_of)

    @_by_its_dataset
    def notes_on(self, day: "DateLike") -> "tuple[Code, ...] | None":
        """Return the flags of the last chart on or before a day, decoded.

        Charts after the record's date are not known to it, whatever the day.

        Arguments:
            day: The day.

        Returns:
            The flags; ``None`` where no such chart lists the State: unknown, not empty.

        Raises:
            InvalidDateError: Not a valid date.

        >>> import cyberconventions as cc
        >>> greece = cc.treaty("budapest")["GRC"]
        >>> [code.symbol for code in greece.notes_on("2020-12-31")], greece.notes_on("2019-12-31")
        (['R.', 'D.', 'A.'], None)
        """
        shown = (flags_on(self.treaty, as_date(day)) or {}).get(self.state.id)
        if shown is None:
            return None
        from cyberconventions._symbols import flags

        return flags(shown)

    @property
    def notes_as_of(self) -> date | None:
        """The date of the chart that :attr:`notes` come from, ``None`` where these are unknown."""
        return None if self.notes is None else flag_charts(self.treaty)[-1]

    @property
    def footnotes(self) -> "Footnotes":
        """The Treaty Office's footnotes on the State's row, number to text.

        >>> import cyberconventions as cc
        >>> dict(cc.treaty("budapest")["MNE"].footnotes)
        {55: 'Date of signature by the state union of Serbia and Montenegro.'}
        """
        return self.treaty.footnotes.only(footnote_numbers(self, self.treaty.as_of))

    @property
    @_by_its_dataset
    def statements(self) -> "Statements":
        """Everything the State said on the treaty, as far as it is on record, whether or not it stands.

        ``Treaty.statements`` gives what stands on a day.

        >>> import cyberconventions as cc
        >>> [(str(each.effective), str(each.withdrawn)) for each in cc.treaty("budapest")["CZE"].statements[:1]]
        [('2013-12-01', '2019-07-05')]
        """
        from cyberconventions._statement_lists import said_by

        treaty = self.treaty
        return said_by(treaty, treaty._position_of(self.state, treaty.as_of))  # pyright: ignore[reportPrivateUsage]

    @property
    def time_to_consent(self) -> timedelta | None:
        """The time from signature to consent; ``None`` where either is missing or not known to the day."""
        return _between(_day(self.signature), _day(self.consent))

    @property
    def time_to_entry_into_force(self) -> timedelta | None:
        """The time from consent to entry into force; ``None`` where either is missing.

        A succession has none: it takes effect on the date of succession, whenever it was notified.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest")["Albania"].time_to_entry_into_force.days
        742
        """
        if self.consent is not None and self.consent.kind is ActKind.SUCCESSION:
            return None
        return _between(_day(self.consent), self.entry_into_force)

    def status(self, on: "DateLike | None" = None, *, late: "Late" = "unknown") -> Status:
        """Return the State's status on a day.

        Arguments:
            on: The day; the treaty's ``as_of`` where left out.
            late: As in :meth:`Treaty.status`.

        Raises:
            InvalidDateError: Not a valid date.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest")["BEN"].status("2024-06-20")
        <Status.CONTRACTING: 'contracting'>
        """
        return self.treaty.status(self.state, on, late=late)

    def is_party(self, on: "DateLike | None" = None, *, late: "Late" = "unknown") -> bool:
        """Return whether the treaty is in force for the State on a day, as :meth:`Treaty.is_party` does.

        Arguments:
            on: The day; the treaty's ``as_of`` where left out.
            late: As in :meth:`Treaty.status`.

        Raises:
            InvalidDateError: Not a valid date.
            UnknownStatusError: The record can't answer; the message says what is missing.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest")["FRA"].is_party("2010-01-01")
        True
        """
        return self.treaty.is_party(self.state, on, late=late)

    @property
    def possible_statuses(self) -> tuple[Status, ...]:
        """Every status that the record allows for the State on the treaty's ``as_of``; one where it knows.

        >>> import cyberconventions as cc
        >>> [each.value for each in cc.treaty("budapest")["FRA"].possible_statuses]
        ['party']
        """
        return self.treaty.possible_statuses(self.state)

    @_by_its_dataset
    def table(self) -> "Table[Any]":
        """Return the acts as a table, with the columns of the acts in :meth:`Treaty.table`.

        >>> import cyberconventions as cc
        >>> print(cc.treaty("uncc")["QAT"].table())
        Qatar, UN Convention against Cybercrime (UNTC XVIII-16)
        contracting since 2026-02-28
        ...
        """
        from cyberconventions._treaty_table import participation_table

        return participation_table(self)

    def _repr_html_(self) -> str:
        """Show the acts in a notebook, with the status that follows from them."""
        seen = ("kind", "date", "effective", "territory", "confidence", "comment")
        return self.table().known(*seen)._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def _last(self, wanted: Callable[[Act], bool]) -> Act | None:
        return next((act for act in reversed(self.acts) if wanted(act)), None)

    def __repr__(self) -> str:
        return (
            f"<Participation {self.state.id} in {self.treaty.reference}: {self.status().value}, "
            f"{counted(len(self.acts), 'act')}, as of {self.treaty.as_of}>"
        )


def _day(act: Act | None) -> date | None:
    return None if act is None else act.date


def _between(first: date | None, last: date | None) -> timedelta | None:
    return None if first is None or last is None else last - first


# -- what other modules ask, and users don't --------------------------------------------------------------------------


def history_in(treaty: Treaty, state: State) -> "History":
    """Return the sets of statuses that a record allows for a State, as steps over days."""
    return Steps(*treaty._history(state.id))  # pyright: ignore[reportPrivateUsage]


def status_on(treaty: Treaty, state: State, day: date) -> Status:
    """Return a State's status on a day, without a warning where the record does not reach it."""
    return status_of(history_in(treaty, state).at(day))


def possible_on(treaty: Treaty, state: State, day: date, *, known: bool = False) -> int:
    """Return what is possible for a State on a day, with what may have been done since the record's day or without."""
    return treaty._possible(state.id, day, known=known)  # pyright: ignore[reportPrivateUsage]


def application_on(treaty: Treaty, territory: "Territory", day: date) -> "Application":
    """Return what :func:`application_in` does, without a warning where the record does not reach the day."""
    return treaty._application(territory, day)  # pyright: ignore[reportPrivateUsage]


def statements_in(
    treaty: Treaty, states: "Iterable[State]", day: date, article: str | None, kind: "StatementKind | None"
) -> "Statements":
    """Return what :meth:`Treaty.statements` does, without a warning where the record does not reach the day."""
    return treaty._said(states, day, article, kind)  # pyright: ignore[reportPrivateUsage]


def authorities_in(
    treaty: Treaty, state: State, day: date, function: "AuthorityFunction | None", territory: str | None
) -> "Authorities":
    """Return what :meth:`Treaty.authorities` does, without a warning where the record does not reach the day."""
    return treaty._named(state, day, function, territory)  # pyright: ignore[reportPrivateUsage]


def carried_from(treaty: Treaty) -> str | None:
    """Return the id of the treaty that this one is a protocol to, where reservations to it hold for this one too."""
    allowed = treaty.rules.reservations if treaty.parent else None
    return treaty.parent if allowed is not None and allowed.carries_over else None


def position_in(treaty: Treaty, state: State, day: date) -> "Position":
    """Return a State's position on a day, on which it depends what of its statements has effect."""
    return treaty._position_of(state, day)  # pyright: ignore[reportPrivateUsage]


def application_in(treaty: Treaty, territory: "TerritoryLike", on: "DateLike | None" = None) -> "Application":
    """Return whether a treaty applies to a territory on a day, with the reason, how well it is founded and the sources.

    >>> import cyberconventions as cc
    >>> print(application_in(cc.treaty("budapest"), "PRI", "2010-01-01"))
    yes: by default, as United States declared nothing else (VCLT Art. 29) (medium confidence)
    """
    from cyberconventions._answers import Answer

    found = treaty._application(territory, treaty._asked(on))  # pyright: ignore[reportPrivateUsage]
    if found.answer is Answer.YES:
        treaty._presume(found.on, known=False)  # pyright: ignore[reportPrivateUsage]
    return found


def dataset_of(treaty: Treaty) -> Dataset:
    """Return the dataset that a treaty comes from; of one that was made of acts, that which was current then."""
    return treaty._dataset  # pyright: ignore[reportPrivateUsage]


def details_of(treaty: Treaty) -> "Details":
    """Return what a record holds beside acts."""
    return treaty._details()  # pyright: ignore[reportPrivateUsage]


def flag_charts(treaty: Treaty) -> tuple[date, ...]:
    """Return the days of the published charts whose flags are on record, up to the record's date.

    >>> import cyberconventions as cc
    >>> [str(day) for day in flag_charts(cc.treaty("budapest").known_at("2026-04-25"))]
    ['2020-03-13', '2026-04-25']
    """
    details = details_of(treaty)
    return tuple([day for day, _ in details.charts_by(treaty.as_of)])


def flags_on(treaty: Treaty, day: date) -> dict[str, str] | None:
    """Return the flags of the last chart on or before a day, as printed, by State's id.

    ``None`` where no such chart is on record: unknown, not empty.

    >>> import cyberconventions as cc
    >>> flags_on(cc.treaty("budapest"), date(2020, 12, 31))["GRC"]
    'R. D. A.'
    """
    details = details_of(treaty)
    charts = details.charts_by(min(day, treaty.as_of))
    return dict(charts[-1][1]) if charts else None


def flags_by_day(treaty: Treaty) -> "tuple[tuple[date, dict[str, str]], ...]":
    """Return the flags of each published chart up to the record's date, by State's id.

    >>> import cyberconventions as cc
    >>> [flags["GRC"] for _, flags in flags_by_day(cc.treaty("budapest").known_at("2026-04-25"))]
    ['R. D. A.', 'R. A.']
    """
    return tuple([(day, dict(flags)) for day, flags in details_of(treaty).charts_by(treaty.as_of)])


def entered_first(treaty: Treaty) -> "Named | None":
    """Return the record of the treaty that a State has to have entered before this one, if there is one.

    >>> import cyberconventions as cc
    >>> entered_first(cc.treaty(189)) is cc.treaty(185)
    True
    """
    found = details_of(treaty).entered_first
    return None if found is None else found()


def footnote_numbers(participation: Participation, day: date) -> tuple[int, ...]:
    """Return the numbers of the footnotes that the chart of a day prints on a State's row.

    Footnote 4 (ETS 185) stands on a standing invitation that has a time limit.

    >>> import cyberconventions as cc
    >>> footnote_numbers(cc.treaty("budapest")["BEN"], date(2020, 3, 13))
    (4,)
    """
    treaty = participation.treaty
    numbers = {number for act in participation.acts if (act.latest or day) <= day for number in act.footnotes}
    limit = treaty.footnotes.invitation_limit
    if limit and status_on(treaty, participation.state, day) is Status.INVITED:
        since = since_of(treaty)
        last = [each for each in participation.invitations if (each.when.earliest or since) <= day][-1]
        # Decided, as far as is known, when there was a limit already.
        latest = last.when.latest
        if last.rule is not None and (latest is None or latest >= last.rule.since):
            numbers.add(limit)
    return tuple(sorted(numbers))
