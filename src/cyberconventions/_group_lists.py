"""The members of a group of States on a day, and all States of the record."""

from datetime import date

from cyberconventions import _groups
from cyberconventions._dataset import per_dataset
from cyberconventions._dates import as_date
from cyberconventions._state_lists import States
from cyberconventions._states import COUNCIL_OF_EUROPE, UN, State, fold, former_states, namesakes, with_id
from cyberconventions.errors import InvalidValueError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._dates import DateLike

# Those that are not Members of the United Nations and take part in treaties in their own names.
_NOT_MEMBERS_OF_THE_UN = ("COK", "EUE", "NIU", "PSE", "VAT")


def group(name: str, on: "DateLike | None" = None) -> States:
    """Return the members of a group of States, in the order of their names.

    Arguments:
        name: A name of the group, or its usual abbreviation: ``"African Union"``, ``"AU"``, ``"GRULAC"``.
        on: The day asked about; where left out, the day up to which the record of the group is known. After it those
            who were members are taken to be members still, with a :class:`CoverageWarning`.

    Returns:
        The certain ones, with those of which it is not known since when they are members. Where former members may be
        missing from the record, more are possible.

    Raises:
        UnknownGroupError: Not a known group; the message lists those that are.
        InvalidDateError: Not a valid date.
        InvalidTypeError: The name is not text.

    >>> import cyberconventions as cc
    >>> len(cc.group("EU", on="2020-01-31")), len(cc.group("European Union", on="2020-02-01"))
    (28, 27)
    >>> cc.group("ASEAN", on="2000-01-01")
    <10 States, more possible>
    """
    return _members_of(name, on)


def states(group: str | None = None, on: "DateLike | None" = None) -> States:
    """Return the States of the record: Members of the United Nations, others that take part in treaties, the EU.

    Arguments:
        group: Only the members of this group, as by :func:`group`.
        on: The day asked about, of a group.

    Raises:
        UnknownGroupError: Not a known group; the message lists those that are.
        InvalidDateError: Not a valid date.
        InvalidTypeError: The group's name is not text.
        InvalidValueError: A day and no group: since when States exist is on record for a few only.

    >>> import cyberconventions as cc
    >>> len(cc.states()), len(cc.states("ASEAN", on="2000-01-01"))
    (198, 10)
    """
    if group is not None:
        return _members_of(group, on)
    if on is not None:
        raise InvalidValueError(
            f"on={str(as_date(on))!r} without a group: since when States exist is on record for a few only, "
            "expected states(group, on=...)"
        )
    return States(with_id(id_) for id_ in sorted((*_groups.in_a_region(), *_NOT_MEMBERS_OF_THE_UN)))


def members_of_coe(on: "DateLike") -> tuple[State, ...]:
    """Return the members of the Council of Europe on a day, in the order of the Treaty Office's charts.

    Arguments:
        on: The day.

    Raises:
        InvalidDateError: Not a valid date.

    >>> len(members_of_coe("2020-03-13")), len(members_of_coe("2026-04-25"))
    (47, 46)
    """
    return _members_of_coe(as_date(on))


@per_dataset(maxsize=128, shared=True)
def _members_of_coe(day: date) -> tuple[State, ...]:
    found = _groups.members(_groups.COUNCIL_OF_EUROPE, day.isoformat())
    members = (with_id(id_) for id_, belongs in found.items() if belongs)
    return tuple(sorted(members, key=lambda member: fold(member.chart_name(day))))


def _members_of(name: str, on: "DateLike | None") -> States:
    group = _groups.group_id(name)
    day = _groups.asked(group, on)
    chart = COUNCIL_OF_EUROPE if group == _groups.COUNCIL_OF_EUROPE else UN
    found = {with_id(id_): belongs for id_, belongs in _groups.members(group, day).items()}
    found = {state: belongs if state.existed(day) else False for state, belongs in found.items()}
    in_order = sorted(found, key=lambda state: fold(state.chart_name(day, chart)))
    former = former_states()
    new = (state for each in former for state in each.successors)
    never = (state for state in (*former, *new) if not state.existed(day))
    return States(
        (state for state in in_order if found[state]),
        undecided=tuple(state for state in in_order if found[state] is None),
        more_possible=not _groups.is_complete(group, day),
        others=(*(state for state in in_order if found[state] is False), *never),
        former=(
            (each, heir)
            for each in former
            if (heir := each.continued_by) is not None and heir in found and each.existed(day)
        ),
        namesakes=namesakes(as_date(day)),
    )
