"""Makes a treaty of a few days."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import EllipsisType
from typing import cast

import attrs

from cyberconventions._acts import Act, ActKind
from cyberconventions._dates import DateWindow, as_date, calendar_day, calendar_day_after, window_of
from cyberconventions._history import Coverage
from cyberconventions._states import state as state_of
from cyberconventions._steps import EVER
from cyberconventions._treaties import treaty
from cyberconventions._treaty import Treaty
from cyberconventions.errors import (
    InvalidActError,
    InvalidDateError,
    InvalidValueError,
    check_type,
    several,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from cyberconventions._dates import DateLike
    from cyberconventions._states import State, StateLike
    from cyberconventions._treaties import TreatyLike

    Day: TypeAlias = DateLike | DateWindow

    # A day, or a day and the day of effect; a list of them for a State that did the same more than once.
    Dated: TypeAlias = Day | tuple[Day, DateLike] | list[Day | tuple[Day, DateLike]]
    # By State, as a code, a name or a ``State``; a mapping's keys are invariant, so that the union would refuse each.
    ByState: TypeAlias = Mapping[Any, Dated]

# Where no ``as_of`` is given: a day of its own, so that a new release of the data doesn't change anybody's tests.
_AS_OF = calendar_day(2025, 12, 31)

# A consent of which the record can't say whether there is one: it may come this many years after the record's day.
_NEVER_SEEN = 100
_DOUBT = "Whether there is one is not known."

_TERRITORIAL = (ActKind.TERRITORIAL_EXTENSION, ActKind.TERRITORIAL_EXCLUSION)
_ORDER = (ActKind.INVITATION, ActKind.SIGNATURE, ActKind.CONSENT, ActKind.SUSPENSION, ActKind.DENUNCIATION)


def treaty_of(  # noqa: PLR0913 - the words of one record
    *,
    parties: "ByState | None" = None,
    signatories: "Iterable[StateLike] | ByState" = (),
    invited: "ByState | None" = None,
    suspended: "ByState | None" = None,
    withdrawn: "ByState | None" = None,
    unknown: "Iterable[StateLike]" = (),
    acts: "Iterable[Act]" = (),
    rules: "TreatyLike" = "ets185",
    opened: "DateLike | None" = None,
    entry_into_force: "DateLike | EllipsisType | None" = ...,
    as_of: "DateLike | None" = None,
    coverage: Coverage = Coverage.COMPLETE,
    id: str = "test",  # noqa: A002 - the name of the treaty's attribute
    reference: str = "Test No. 1",
    title: str = "Test Convention",
    short_title: str | None = None,
) -> Treaty:
    """Return a treaty to which States did what the arguments say.

    It is a :class:`~cyberconventions.Treaty` like those of the dataset: status, charts, Arrow and frames answer
    from it in the same way. Wherever a day is taken, so are the forms of a day that is not known exactly, such as
    ``"2019-12"``, ``"../2012-08-31"`` and ``""`` (see :meth:`cyberconventions.DateWindow.parse`). A pair gives the
    day of the act and the day from which it has effect; without it the clauses of *rules* give the effect. A list
    of days (or pairs) stands for the same act done more than once.

    Arguments:
        parties: The States that consented to be bound, each with the day of its deposit. The consent of a State
            that has signed is a ratification, every other one an accession.
        signatories: The States that signed: their names, for the day of opening, or each with its day. A State may
            stand among the parties too.
        invited: The States that were invited to accede, each with the day of the decision.
        suspended: The States whose participation was suspended, each with the day.
        withdrawn: The States that denounced the treaty, each with the day on which its notice was received.
        unknown: The States that may have consented at any time since the opening, or not: the record can't say. Of
            one that signed too, only the ratification is in doubt.
        acts: Any other acts.
        rules: The treaty of the dataset whose final clauses, opening, entry into force and depositary this one has.
        opened: The day it was opened for signature; that of *rules* where left out.
        entry_into_force: Its own entry into force, ``None`` where it is not in force. Where left out, the later of
            that of *rules* and *opened*; where *rules* is not in force, what its clause gives for the consents.
        as_of: The day up to which the record is known. Where left out, 2025-12-31, or the later day by which the
            last act was done, the treaty is in force and the last consent has effect.
        coverage: Whether the record lists every act up to then.
        id: The treaty's id.
        reference: Its reference.
        title: Its title.
        short_title: What people call it; the title where left out.

    Raises:
        InvalidActError: An act makes no sense: before the opening, after *as_of*, after the State ended, a denunciation
            without consent, a second signature or suspension, a signature or a second consent by a State that is
            bound, effect before the act, a territorial act without its territory.
        InvalidValueError: A name is empty, or a list of days.
        InvalidDateError: A day is not a date, or the treaty's own days contradict each other.
        UnknownStateError: A State's code or name is not known.
        UnknownTreatyError: The dataset has no treaty *rules*.
        ClauseNotSeenError: The consents are as many as *rules* needs, and its clause on entry into force is not on
            record: give *entry_into_force*.
        InvalidTypeError: An argument has another type.

    >>> test = treaty_of(
    ...     parties={"FRA": "2006-01-10", "Germany": ("2009-03-09", "2009-07-01")},
    ...     signatories=["Ireland"],
    ...     invited={"BRA": "2019-12-11"},
    ...     as_of="2020-03-13",
    ... )
    >>> [(each.state.id, each.status().value, each.entry_into_force) for each in test]  # doctest: +NORMALIZE_WHITESPACE
    [('FRA', 'party', datetime.date(2006, 5, 1)), ('DEU', 'party', datetime.date(2009, 7, 1)),
     ('IRL', 'signatory', None), ('BRA', 'invited', None)]
    >>> str(treaty_of(unknown=["ITA"]).explain("ITA").is_party)
    'unknown'
    >>> left = treaty_of(parties={"FRA": "2006-01-10"}, withdrawn={"FRA": "2020-05-20"})
    >>> left["FRA"].periods
    (<Period party 2006-05-01 to 2020-09-01>,)
    """
    short = title if short_title is None else short_title
    _check_names(id=id, reference=reference, title=title, short_title=short)
    model = treaty(rules)
    since = _since(model) if opened is None else as_date(opened)
    last = None if as_of is None else as_date(as_of)
    signed = _signatures(signatories, since)
    done = [
        *_acts(ActKind.INVITATION, invited, "invited"),
        *signed,
        *_consents(parties, {act.state.id for act in signed}),
        *_acts(ActKind.SUSPENSION, suspended, "suspended"),
        *_acts(ActKind.DENUNCIATION, withdrawn, "withdrawn"),
        *_others(acts),
    ]
    for act in done:
        _check_day(act, since, last)
    done += _in_doubt(unknown, since, last or _AS_OF, {act.state.id: act.earliest for act in signed})
    ordered = _ordered(done, since)
    details = model._details()  # pyright: ignore[reportPrivateUsage] - the clauses come with the footnotes' texts
    found = attrs.evolve(
        model,
        id=id,
        reference=reference,
        title=title,
        short_title=short,
        opened=since,
        adopted=None,
        entry_into_force=_entry_into_force(entry_into_force, model, since, ordered),
        parent=None,
        as_of=_AS_OF if last is None else last,
        coverage=coverage,
        complete_to=None,
        source_ids=(),
        acts=ordered,
        details=attrs.evolve(details, rules=attrs.evolve(details.rules, treaty=reference), flags=()),
    )
    if last is None:
        found = attrs.evolve(found, as_of=max(_days_of(found)))
    _check_treaty(found, since)
    return found


# -- acts from days -----------------------------------------------------------------------------------------------


def _acts(kind: ActKind, given: "ByState | None", name: str) -> list[Act]:
    """Return acts of one kind from days by State."""
    if given is None:
        return []
    check_type(given, Mapping, f"States and their days for {name}")
    found: list[Act] = []
    for ref, days in given.items():
        done = days if isinstance(days, list) else [days]
        if not done:
            raise InvalidValueError(f"no day for {state_of(ref).name} in {name}: give one, '' for any, or leave it out")
        found += [_act(state_of(ref), kind, each) for each in done]
    return found


def _act(state: "State", kind: ActKind, given: "Day | tuple[Day, DateLike]") -> Act:
    if not isinstance(given, tuple):
        return Act(state, kind, window_of(given))
    if len(given) != 2:  # noqa: PLR2004 # a pair
        raise wrong_type(given, "a day, or a pair of the day and the day of effect")
    day, effective = given
    return Act(state, kind, window_of(day), as_date(effective))


def _signatures(signatories: "Iterable[StateLike] | ByState", since: date) -> list[Act]:
    if isinstance(signatories, Mapping):
        return _acts(ActKind.SIGNATURE, cast("ByState", signatories), "signatories")
    if isinstance(signatories, str) or not isinstance(signatories, Iterable):
        raise wrong_type(signatories, "several States, or States and their days, for signatories")
    opening = DateWindow.on(since)
    return [Act(state_of(each), ActKind.SIGNATURE, opening) for each in signatories]


def _in_doubt(states: "Iterable[StateLike]", since: date, as_of: date, signed: "dict[str, date | None]") -> list[Act]:
    """Return consents that may have been given on any day since the opening or the signature, or never."""
    if isinstance(states, str | Mapping) or not isinstance(states, Iterable):
        raise wrong_type(states, "several States for unknown")  # pyright: ignore[reportUnknownArgumentType] - any mapping
    last = calendar_day_after(as_of, months=12 * _NEVER_SEEN, what="the day of the record")
    found: list[Act] = []
    for state in map(state_of, states):
        kind = ActKind.RATIFICATION if state.id in signed else ActKind.ACCESSION
        when = DateWindow(signed.get(state.id) or since, last)
        found.append(Act(state, kind, when, comment=_DOUBT))
    return found


def _consents(parties: "ByState | None", signed: set[str]) -> list[Act]:
    """Return consents: the first one of a State that signed is a ratification, every other one an accession."""
    found: list[Act] = []
    pending = set(signed)
    for act in _acts(ActKind.ACCESSION, parties, "parties"):
        ratifies = act.state.id in pending
        pending.discard(act.state.id)
        found.append(attrs.evolve(act, kind=ActKind.RATIFICATION) if ratifies else act)
    return found


def _others(acts: "Iterable[Act]") -> list[Act]:
    others = [*several(acts, "several acts, as in [cc.Act(…)]")]
    for each in others:
        check_type(each, Act, "an Act")
        if each.kind in _TERRITORIAL and not each.territory:
            raise InvalidActError(f"{each}: a territorial act names its territory, as in territory='Aruba'")
    return others


# -- the order of acts --------------------------------------------------------------------------------------------


def _ordered(acts: list[Act], since: date) -> tuple[Act, ...]:
    """Return acts State by State, those of each in the order of their days."""
    by_state: dict[str, list[Act]] = {}
    for act in acts:
        by_state.setdefault(act.state.id, []).append(act)
    return tuple(act for each in by_state.values() for act in _checked(_by_day(each, since)))


def _by_day(acts: list[Act], since: date) -> list[Act]:
    """Return one State's acts by day; one without a first day stands behind what usually comes before it."""
    day = since
    keyed: list[tuple[date, Act]] = []
    for act in sorted(acts, key=_usual_place):
        day = act.earliest or day
        keyed.append((day, act))
    return [act for _, act in sorted(keyed, key=lambda each: each[0])]


def _usual_place(act: Act) -> int:
    if act.kind.is_consent:
        return _ORDER.index(ActKind.CONSENT)
    if act.kind.is_signature:
        return _ORDER.index(ActKind.SIGNATURE)
    if act.kind.is_withdrawal:
        return _ORDER.index(ActKind.DENUNCIATION)
    return _ORDER.index(act.kind) if act.kind in _ORDER else _ORDER.index(ActKind.SUSPENSION)


def _checked(acts: list[Act]) -> list[Act]:
    """Check that a State leaves or is suspended only while it is bound, and consents or signs only while it isn't."""
    bound: Act | None = None
    signed: Act | None = None
    suspended: Act | None = None
    for act in acts:
        leaves = act.kind.is_withdrawal
        if bound is None and (leaves or act.kind is ActKind.SUSPENSION):
            raise InvalidActError(f"{act}: {act.state.name} has not consented to be bound before; give it in parties")
        joins = act.kind.is_consent or act.kind.is_signature or act.kind is ActKind.INVITATION
        if bound is not None and joins:
            raise InvalidActError(
                f"{act}: {act.state.name} is bound already ({bound}); give its denunciation in between"
            )
        if act.kind.is_signature and signed is not None:
            raise InvalidActError(f"{act}: {act.state.name} has signed already ({signed})")
        if act.kind is ActKind.SUSPENSION and suspended is not None:
            raise InvalidActError(f"{act}: {act.state.name} is suspended already ({suspended})")
        signed = act if act.kind.is_signature else None if leaves else signed
        suspended = act if act.kind is ActKind.SUSPENSION else None if leaves else suspended
        if leaves:
            bound = None
        elif act.kind.is_consent:
            bound = act
    return acts


# -- days of the treaty -------------------------------------------------------------------------------------------


def _since(model: Treaty) -> date:
    """Return the day of opening for signature, or of adoption where the opening is not on record."""
    return model.opened or model.adopted or EVER


def _check_names(**names: str) -> None:
    for name, text in names.items():
        check_type(text, str, f"text for {name}")
        if not text.strip():
            raise InvalidValueError(f"{name} is empty, expected what the treaty is called")


def _check_day(act: Act, since: date, as_of: date | None) -> None:
    if act.earliest is not None and act.state.had_ended(act.earliest):
        raise InvalidActError(f"{act}: {act.state.name} ended on {act.state.ended}")
    if act.latest is not None and act.latest < since:
        raise InvalidActError(f"{act}: before the treaty was opened on {since}; give an earlier day for opened")
    if as_of is not None and act.earliest is not None and act.earliest > as_of:
        raise InvalidActError(f"{act}: after the record's day, {as_of}; give a later day for as_of")


def _entry_into_force(
    given: "DateLike | EllipsisType | None", model: Treaty, since: date, acts: tuple[Act, ...]
) -> date | None:
    if not isinstance(given, EllipsisType):
        return None if given is None else as_date(given)
    if model.entry_into_force is not None:
        return max(model.entry_into_force, since)
    consents = [(act.date, act.state) for act in acts if act.kind.is_consent and act.date is not None]
    group = model.rules.first_group(consents)
    return None if group is None else group.entry_into_force


def _days_of(found: Treaty) -> list[date]:
    """Return the days that a record without a day of its own has to reach."""
    own = [day for day in (found.opened, found.entry_into_force) if day is not None]
    done = [act.earliest for act in found.acts if act.earliest is not None]
    effects = [act.effective for act in found.acts if act.effective is not None]
    in_force = [each.entry_into_force for each in found if each.entry_into_force is not None]
    return [_AS_OF, *own, *done, *effects, *in_force]


def _check_treaty(found: Treaty, since: date) -> None:
    """Check a treaty's own days, and that each State's acts can have happened in their order."""
    if found.as_of < since:
        raise InvalidDateError(f"the record's day, {found.as_of}, is before the treaty was opened on {since}")
    if found.entry_into_force is not None and found.entry_into_force < since:
        raise InvalidDateError(
            f"entry into force on {found.entry_into_force} is before the treaty was opened on {since}"
        )
    for each in found:
        _ = each.history
