"""Groups of States: which State, by its id, is a member of which group on a day.

The list of a group's members is complete from a day on. Before it others may have been members, and those of which the
record does not say since when they are may not. So a State is a member, is not, or is undecided.
"""

from datetime import date

from cyberconventions._dataset import bundled, compiled
from cyberconventions._dates import DateWindow, as_date
from cyberconventions.errors import (
    CoverageWarning,
    UnknownAnswerError,
    UnknownGroupError,
    UnknownStatusError,
    check_tuple,
    outside_level,
    quoted,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import NoReturn, Self, TypeAlias

    from cyberconventions._dates import DateLike

    # ISO days: it may have joined, had joined, may have left, had left; whether what is known of it is certain.
    Stay: TypeAlias = tuple[str, str, str, str, bool]

COUNCIL_OF_EUROPE = "coe"
_REGIONAL = "regional"
_FIRST, _NEVER = date.min.isoformat(), date.max.isoformat()


class Groups(tuple[str, ...]):  # noqa: SLOT001 - Python gives no slots to tuples of any length
    """The groups of which a State certainly is a member, by name, with those of which it may be one.

    ``in`` takes any name of a group, and raises where the record does not say whether the State was a member.

    Attributes:
        undecided: The groups of which the record can't say, by name.

    >>> import cyberconventions as cc
    >>> chile = cc.state("Chile").groups(on="2012-01-01")
    >>> "OECD" in chile, "CoE" in chile, "Pacific Islands Forum" in chile.undecided
    (True, False, True)
    """

    undecided: tuple[str, ...]

    def __new__(cls, certain: tuple[str, ...] = (), undecided: tuple[str, ...] = ()) -> "Self":
        """Make a list of the names of groups."""
        check_tuple(certain, str, "names of groups")
        check_tuple(undecided, str, "names of groups")
        made = super().__new__(cls, certain)
        made.__dict__["undecided"] = undecided
        return made

    def __contains__(self, name: object) -> bool:
        """Return whether the State is a member of a group.

        Raises:
            UnknownStatusError: It may be.
            UnknownGroupError: Not a known group.
        """
        found = name_of(group_id(name))
        if found in self.undecided:
            raise UnknownStatusError(f"the record does not say whether the State was in the {found} on that day")
        return super().__contains__(found)

    def __bool__(self) -> bool:
        """Return whether the State is a member of a group.

        Raises:
            UnknownAnswerError: It certainly is of none, but may be of some.
        """
        if not len(self) and self.undecided:
            raise UnknownAnswerError(
                f"the State certainly was in no group on record, but may have been in {len(self.undecided)}; "
                "write `len(groups)`, or handle `groups.undecided`"
            )
        return bool(len(self))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Groups):
            return super().__eq__(other) and self.undecided == other.undecided
        return not self.undecided and super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(((*self,), self.undecided)) if self.undecided else super().__hash__()

    def __setattr__(self, name: str, value: object) -> "NoReturn":
        raise AttributeError(f"a list of groups is frozen: {name} can't be set")

    def __delattr__(self, name: str) -> "NoReturn":
        raise AttributeError(f"a list of groups is frozen: {name} can't be deleted")

    def __reduce__(self) -> "tuple[type[Groups], tuple[tuple[str, ...], tuple[str, ...]]]":
        return Groups, (tuple(self), self.undecided)

    def __repr__(self) -> str:
        undecided = f"; undecided: {', '.join(self.undecided)}"
        return f"<Groups {', '.join(self)}{undecided}>" if self.undecided else super().__repr__()


def group_id(name: object) -> str:
    """Return the id of the group that a name or abbreviation means; case and runs of white space are set aside.

    Raises:
        UnknownGroupError: Not a known group; the message lists those that are.
        InvalidTypeError: Not text.

    >>> group_id("african union"), group_id("AU")
    ('au', 'au')
    """
    if not isinstance(name, str):
        raise wrong_type(name, "a group's name")
    found = _ids().get(_key(name))
    if found is None:
        known = ", ".join(row["names"].partition("|")[0] for row in _groups().values())
        raise UnknownGroupError(f"{quoted(name)} is not a known group of States, expected one of {known}")
    return found


def name_of(group: str) -> str:
    """Return the name of the group with an id.

    >>> name_of("coe")
    'Council of Europe'
    """
    return _groups()[group]["name"]


def asked(group: str, on: "DateLike | None") -> str:
    """Return the day asked about, as ISO text, with a warning if it lies after the record of the group.

    Arguments:
        group: The id of the group.
        on: The day; that of the record where left out.

    Raises:
        InvalidDateError: Not a valid date.
    """
    as_of = _groups()[group]["as_of"]
    day = as_of if on is None else as_date(on).isoformat()
    if day > as_of:
        _warn(name_of(group), day, as_of)
    return day


def _warn(about: str, day: str, as_of: str) -> None:
    import warnings

    warnings.warn(
        f"{about}: asked about {day}, but the record is known up to {as_of} only; "
        "those who were members then are taken to be members still",
        CoverageWarning,
        stacklevel=outside_level(),
    )


def is_complete(group: str, day: str) -> bool:
    """Return whether the members on record are all that there may have been on a day.

    >>> is_complete("eu", "1980-01-01"), is_complete("au", "1980-01-01")
    (True, False)
    """
    row = _groups()[group]
    return row["complete_from"] <= day <= row["as_of"]


def members(group: str, day: str) -> dict[str, bool | None]:
    """Map each State on record with a group to whether it is a member on a day; ``None`` where that is undecided.

    >>> members("eu", "2020-02-01")["GBR"], members("asean", "2000-01-01")["KHM"]
    (False, True)
    """
    may_join = day > _groups()[group]["as_of"]
    found = {state: _belongs(stays, day) for state, stays in _stays()[group].items()}
    return {state: None if belongs is False and may_join else belongs for state, belongs in found.items()}


def groups_of(state: str, on: "DateLike | None") -> Groups:
    """Return the groups of which the State with an id is a member.

    Arguments:
        state: The id.
        on: The day; that of each group's record where left out.

    Raises:
        InvalidDateError: Not a valid date.
    """
    asked_about = None if on is None else as_date(on).isoformat()
    as_of = min(row["as_of"] for row in _groups().values())
    if asked_about is not None and asked_about > as_of:
        _warn("groups of States", asked_about, as_of)
    found: dict[str, bool | None] = {}
    for id_, row in _groups().items():
        day = asked_about or row["as_of"]
        found[row["name"]] = members(id_, day).get(state, False if is_complete(id_, day) else None)
    return Groups(
        tuple(name for name, belongs in found.items() if belongs),
        tuple(name for name, belongs in found.items() if belongs is None),
    )


def region_of(state: str) -> str | None:
    """Return the UN regional group in which the State with an id votes, by name; ``None`` where it is in none.

    >>> region_of("TUR"), region_of("EUE")
    ('Western European and Others Group', None)
    """
    group = _regions().get(state)
    return None if group is None else name_of(group)


def in_a_region() -> tuple[str, ...]:
    """Return the ids of the States that are in a UN regional group: all Members of the United Nations."""
    return tuple(_regions())


def _belongs(stays: "tuple[Stay, ...]", day: str) -> bool | None:
    """Return whether a State is a member on a day; ``None`` where that is not known."""
    possible = [stay for stay in stays if stay[0] <= day < stay[3]]
    if any(certain and joined <= day < leaves for _, joined, leaves, _, certain in possible):
        return True
    return None if possible else False


def _key(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


# -- what the tables give, as literals --------------------------------------------------------------------------------


@compiled(shared=True)
def _groups() -> dict[str, dict[str, str]]:
    """Map the ids of groups to their rows."""
    return {row["id"]: row for row in bundled().rows("groups.csv")}


@compiled(shared=True)
def _ids() -> dict[str, str]:
    """Map every name of a group to its id."""
    groups = _groups().items()
    return {_key(name): id_ for id_, row in groups for name in (id_, row["name"], *row["names"].split("|"))}


@compiled(shared=True)
def _regions() -> dict[str, str]:
    """Map each State in a UN regional group to that in which it votes."""
    regional = {id_ for id_, row in _groups().items() if row["kind"] == _REGIONAL}
    rows = bundled().rows("group_members.csv")
    return {row["state"]: row["group"] for row in rows if row["group"] in regional and not row["role"]}


@compiled(shared=True)
def _stays() -> "dict[str, dict[str, tuple[Stay, ...]]]":
    """Map each group to the States on record with it, and when they joined and left."""
    found: dict[str, dict[str, tuple[Stay, ...]]] = {id_: {} for id_ in _groups()}
    council = ({**row, "group": COUNCIL_OF_EUROPE} for row in bundled().rows("coe_members.csv"))
    for row in (*bundled().rows("group_members.csv"), *council):
        stays = found[row["group"]]
        stays[row["state"]] = (*stays.get(row["state"], ()), _stay(row, _groups()[row["group"]]["complete_from"]))
    return found


def _stay(row: dict[str, str], listed: str) -> "Stay":
    """Read a row; a State of which it is not known since when is a member has joined when the list was made."""
    joined, left = (DateWindow.parse(row[column]) for column in ("joined", "left"))
    return (
        str(joined.earliest or _FIRST),
        str(joined.latest or listed),
        str(left.earliest or _NEVER),
        str(left.latest or _NEVER),
        row["confidence"] != "low",
    )
