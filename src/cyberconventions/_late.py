"""What a record still tells of the days after its own.

What holds on the record's day is presumed to go on, until an act may have changed it that was done the day after and
that the record can't have. For a State that is not a party this is the deposit of an instrument: until the first day on
which one could have effect by the treaty's clauses, that the State is no party is certain. A succession, which takes
effect before it is notified, is left aside.
"""

from bisect import bisect_right
from datetime import date, timedelta

from cyberconventions._history import (
    CONTRACTING,
    INVITED,
    NOT_PARTICIPATING,
    PARTY,
    SIGNATORY,
    SUSPENDED,
    WITHDRAWN,
    could_be,
)
from cyberconventions._states import former_states, namesake_of, with_id
from cyberconventions._steps import NEVER
from cyberconventions.errors import (
    ClauseNotSeenError,
    CoverageWarning,
    InvalidDateError,
    InvalidValueError,
    check_type,
    outside_level,
    quoted,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal, TypeAlias

    from cyberconventions._history import History, Record

    Late: TypeAlias = Literal["unknown", "known"]

_DAY = timedelta(days=1)


def known_only(late: "Late | str") -> bool:
    """Return whether the word for ``late`` asks for the answer from the acts known by the record's day.

    Raises:
        InvalidTypeError: Not text.
        InvalidValueError: Another word.

    >>> known_only("known"), known_only("unknown")
    (True, False)
    """
    check_type(late, str, "'unknown' or 'known' for late")
    if late not in {"unknown", "known"}:
        raise InvalidValueError(f"late={quoted(late)}, expected 'unknown' or 'known'")
    return late == "known"


def first_effect(record: "Record") -> date:
    """Return the first day on which instruments that a record can't have may have effect.

    They were deposited on the day after the record's own, however many.

    >>> import cyberconventions as cc
    >>> str(first_effect(cc.treaty("budapest").known_at("2026-04-25")))
    '2026-08-01'
    """
    rules, since, in_force = record.rules, record.as_of + _DAY, record.entry_into_force
    try:
        if in_force is None:
            return rules.first.effect(since)
        return max(since, min(rules.effect(since, in_force, accession=each) for each in (False, True)))
    except ClauseNotSeenError:
        return since
    except InvalidDateError:  # the calendar ends before
        return NEVER


def first_end(record: "Record") -> date:
    """Return the first day on which a denunciation that a record can't have may have ended a party's participation.

    >>> import cyberconventions as cc
    >>> str(first_end(cc.treaty("budapest").known_at("2026-04-25")))
    '2026-08-01'
    """
    since = record.as_of + _DAY
    try:
        return record.rules.denunciation.effect(since)
    except ClauseNotSeenError:
        return since
    except InvalidDateError:
        return NEVER


def certain_until(record: "Record", id_: str, history: "History", day: date) -> date | None:
    """Return the last day on which it is certain whether a State is a party, asked about a day after the record's.

    An act since the record's day may turn the answer over, and so may one that the record knows, such as a consent
    that has no effect yet.

    Arguments:
        record: The treaty's record.
        id_: The State's id.
        history: What the State's acts make possible on each day.
        day: The day.

    Returns:
        The day, ``NEVER`` where nothing can turn the answer over; ``None`` for a day within the record, and where the
        record can't say in the first place.

    >>> import cyberconventions as cc
    >>> from cyberconventions._history import history_of
    >>> then = cc.treaty("budapest").known_at("2015-06-10")  # Sri Lanka had deposited on 2015-05-29
    >>> str(certain_until(then, "LKA", history_of(then, "LKA"), date(2015, 6, 11)))
    '2015-08-31'
    """
    known = history.at(day)
    if day <= record.as_of or (known & PARTY and known != PARTY):
        return None
    late, began = with_late_days(record, id_, history), history.days[bisect_right(history.days, day) - 1]
    since = max(began, record.as_of + _DAY)

    def turned(value: int) -> bool:
        return value != PARTY if known == PARTY else bool(value & PARTY)

    if turned(late.at(since)):  # It never was certain, or on the record's day only.
        return record.as_of if since > began else None
    ends = [start for start, value in zip(late.days, late.values, strict=True) if start > since and turned(value)]
    over = min([*ends, first_end(record) if known == PARTY else NEVER])
    return over if over == NEVER else over - _DAY


def gone_since(id_: str) -> date | None:
    """Return the first day on which neither a State nor one that bore its name after it exists; ``None`` for most.

    From then on nothing that the record can't have may have changed what the State is.

    >>> [str(gone_since(each)) for each in ("CSK", "YUG", "FRA")]  # Serbia and Montenegro bore Yugoslavia's name
    ['1993-01-01', '2006-06-03', 'None']
    """
    ended = next((each.ended for each in former_states() if each.id == id_), None)
    namesake = None if ended is None else namesake_of(with_id(id_), ended)
    return ended if namesake is None else namesake.ended


def presumed(record: "Record", found: int, *, in_effect: bool) -> int:
    """Return what is possible for a State, which has not ended, after the record's day.

    Arguments:
        record: The treaty's record.
        found: What its acts make possible.
        in_effect: Whether the day is one on which a deposit made since could have effect (:func:`first_effect`).

    >>> import cyberconventions as cc
    >>> presumed(cc.treaty("budapest"), SIGNATORY, in_effect=True) == SIGNATORY | CONTRACTING | PARTY
    True
    """
    if found & SUSPENDED:  # It may end without an instrument.
        found |= PARTY
    if in_effect and found & (NOT_PARTICIPATING | INVITED | SIGNATORY | WITHDRAWN):
        return could_be(found) | PARTY
    if in_effect and found & CONTRACTING and record.entry_into_force is None:
        return found | PARTY
    return found


def with_late_days(record: "Record", id_: str, found: "History") -> "History":
    """Return a State's history with what a record tells of the days after its own.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest").known_at("2026-04-25")
    >>> from cyberconventions._history import history_of
    >>> [str(day) for day in with_late_days(budapest, "IRL", history_of(budapest, "IRL")).days[1:]]
    ['2002-02-28', '2026-08-01']
    """
    if record.as_of == NEVER:
        return found
    since, effect, gone = record.as_of + _DAY, first_effect(record), gone_since(id_) or NEVER
    found = found.changed(since, gone, lambda each: presumed(record, each, in_effect=False))
    return found.changed(effect, gone, lambda each: presumed(record, each, in_effect=True))


def warn_of_ends(ends: "Mapping[str, date]", day: date) -> None:
    """Warn once that answers of several records are presumed, as these end before the day.

    Arguments:
        ends: The days on which they end, by the treaties' ids; nothing is said where there are none.
        day: The day asked about.
    """
    if ends:
        import warnings

        listing = ", ".join(f"{treaty} on {as_of}" for treaty, as_of in ends.items())
        warnings.warn(
            f"asked about {day}, but the records end earlier ({listing}); what held then is presumed to go on",
            CoverageWarning,
            stacklevel=outside_level(),
        )
