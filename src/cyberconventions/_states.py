"""Who can take part in a treaty: States and the European Union.

ISO 3166 facts come from pycountry, when the package is built or, from a checkout, when one of them is asked for. The
dataset adds what ISO does not have: the spellings of treaty offices, former names, former States, participants that
are not States, and membership of the Council of Europe.
"""

from datetime import date
from functools import cache, lru_cache

import attrs

from cyberconventions._dataset import compiled, current, per_dataset
from cyberconventions._dates import as_date
from cyberconventions.errors import (
    DatasetError,
    UnknownSourceError,
    UnknownStateError,
    did_you_mean,
    quoted,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TypeAlias

    from cyberconventions._dates import DateLike

    StateLike: TypeAlias = "State | str | int"
    # Name, alpha-2 code, numeric code, flag.
    Facts: TypeAlias = tuple[str, str, str, str]

# How depositaries' tables print a name: of the Treaty Office, of the UN Treaty Collection.
COUNCIL_OF_EUROPE = "coe"
UN = "un"

# States that a test has invented (``cc.testing.state``), by id, which no look-up by code or name finds.
INVENTED: "dict[str, Facts]" = {}

_ID_LENGTH = 3
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@attrs.frozen(order=True)
class State:
    """A State, or an organisation that can take part in treaties; sorted by id.

    Attributes:
        id: The ISO 3166-1 alpha-3 code where there is one, else the dataset's own id (``EUE`` for the
            European Union, ``SCG`` for Serbia and Montenegro).

    >>> import cyberconventions as cc
    >>> cc.state("Côte d'Ivoire")
    <State CIV Côte d'Ivoire>
    """

    id: str

    def __attrs_post_init__(self) -> None:
        if not (isinstance(self.id, str) and len(self.id) == _ID_LENGTH and _CAPITALS.issuperset(self.id)):
            raise UnknownStateError(
                f"{quoted(self.id)} is not the id of a State, expected three capital letters; cc.state() takes names"
            )

    @property
    def name(self) -> str:
        """The short name: ISO 3166's, or the dataset's where ISO has none.

        >>> State("MDA").name
        'Moldova, Republic of'
        """
        own = _own_states().get(self.id)
        return own["name"] if own else _iso(self.id)[0]

    @property
    def alpha_2(self) -> str | None:
        """The ISO 3166-1 alpha-2 code, ``None`` where ISO has none."""
        return None if self.id in _own_states() else _iso(self.id)[1]

    @property
    def alpha_3(self) -> str | None:
        """The ISO 3166-1 alpha-3 code, ``None`` where ISO has none."""
        return None if self.id in _own_states() else self.id

    @property
    def numeric(self) -> str | None:
        """The ISO 3166-1 numeric code, three digits, ``None`` where ISO has none."""
        return None if self.id in _own_states() else _iso(self.id)[2]

    @property
    def flag(self) -> str | None:
        """The flag as an emoji, ``None`` where Unicode has none."""
        own = _own_states().get(self.id)
        return (own["flag"] or None) if own else _iso(self.id)[3]

    @property
    def is_organisation(self) -> bool:
        """Whether this is a regional organisation and not a State."""
        own = _own_states().get(self.id)
        return own is not None and own["kind"] == "organisation"

    @property
    def ended(self) -> date | None:
        """The day a former State ceased to exist, ``None`` for a present one.

        >>> State("SCG").ended
        datetime.date(2006, 6, 3)
        """
        own = _own_states().get(self.id)
        return as_date(own["ended"]) if own and own["ended"] else None

    @property
    def began(self) -> date | None:
        """The day on which a new State came out of a former one; ``None`` for every other State.

        >>> State("MNE").began, State("SRB").began, State("HRV").began
        (datetime.date(2006, 6, 3), None, datetime.date(1991, 10, 8))
        """
        for id_, former in _own_states().items():
            if self.id in former["successors"].split() and self.id != former["continued_by"]:
                return _since().get((id_, self.id), as_date(former["ended"]))
        return None

    @property
    def contested_since(self) -> date | None:
        """The day from which a former State's existence is contested: the first on which a successor existed beside it.

        >>> State("YUG").contested_since, State("CSK").contested_since
        (datetime.date(1991, 6, 25), None)
        """
        beside = [since for (former, _), since in _since().items() if former == self.id and since is not None]
        return min(beside, default=None)

    def had_ended(self, on: "DateLike") -> bool:
        """Return whether a former State existed no longer on a day.

        Arguments:
            on: The day.

        Raises:
            InvalidDateError: Not a valid date.

        >>> State("CSK").had_ended("1992-12-31"), State("CSK").had_ended("1993-01-01")
        (False, True)
        """
        return self.ended is not None and as_date(on) >= self.ended

    @property
    def continued_by(self) -> "State | None":
        """The State as which a former one goes on under another name, with its acts.

        >>> State("SCG").continued_by
        <State SRB Serbia>
        """
        own = _own_states().get(self.id)
        return State(own["continued_by"]) if own and own["continued_by"] else None

    def stood_as(self, on: "DateLike") -> "State":
        """Return the State that this one was on a day: itself, or the former one that it continues.

        Arguments:
            on: The day.

        Raises:
            InvalidDateError: Not a valid date.

        >>> State("SRB").stood_as("2005-12-31"), State("SRB").stood_as("2006-06-03")
        (<State SCG Serbia and Montenegro>, <State SRB Serbia>)
        """
        day = as_date(on)
        for id_, former in _own_states().items():
            if former["continued_by"] == self.id and day < as_date(former["ended"]):
                return State(id_)
        return self

    @property
    def successors(self) -> "tuple[State, ...]":
        """The States that followed a former State.

        >>> State("SCG").successors
        (<State MNE Montenegro>, <State SRB Serbia>)
        """
        own = _own_states().get(self.id)
        return tuple(State(each) for each in own["successors"].split()) if own else ()

    def chart_name(self, on: "DateLike", chart: str = COUNCIL_OF_EUROPE) -> str:
        """Return the name as a depositary's table of that day prints it.

        Arguments:
            on: The day the table stands as of.
            chart: ``"coe"`` for the Treaty Office of the Council of Europe, ``"un"`` for the UN Treaty
                Collection.

        Raises:
            InvalidDateError: Not a valid date.
            UnknownSourceError: The names that this depositary prints are not on record.

        >>> State("TUR").chart_name("2020-03-13"), State("TUR").chart_name("2026-04-25")
        ('Turkey', 'Türkiye')
        """
        day = as_date(on).isoformat()
        if chart not in (COUNCIL_OF_EUROPE, UN):
            raise UnknownSourceError(
                f"{quoted(chart)} is not a depositary whose printed names are on record, expected 'coe' or 'un'"
            )
        for until, printed in _printed_names().get((chart, self.id), ()):
            if day <= until:
                return printed
        return self.name

    def member_of_coe(self, on: "DateLike") -> bool:
        """Return whether the State is a member of the Council of Europe on a day.

        The day on which membership ceases is the first day outside.

        Arguments:
            on: The day.

        Raises:
            InvalidDateError: Not a valid date.

        >>> State("RUS").member_of_coe("2022-03-15"), State("RUS").member_of_coe("2022-03-16")
        (True, False)
        """
        day = as_date(on).isoformat()
        return any(joined <= day and (not left or day < left) for joined, left in _membership().get(self.id, ()))

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<State {self.id} {self.name}>"


def state(ref: "StateLike") -> State:
    """Return the State that a code or a name means.

    A name must match exactly once case, accents, apostrophes and runs of white space are set aside:
    nothing is resolved by similarity, so "Korea" is an error that names both Koreas. The codes of ISO
    3166-1 resolve, dependent territories' among them; those have no participation of their own.

    Arguments:
        ref: An ISO 3166-1 alpha-2, alpha-3 or numeric code, an official, common or former name, a
            treaty office's spelling, or a ``State``.

    Raises:
        UnknownStateError: Not a known State code or name.
        InvalidTypeError: The reference is neither text, a number nor a State.

    >>> import cyberconventions as cc
    >>> cc.state("Turkey") == cc.state("tr") == cc.state(792) == cc.state("Türkiye")
    True
    """
    if isinstance(ref, State):
        if ref.id not in _own_states():
            _iso(ref.id)
        return ref
    if isinstance(ref, bool) or not isinstance(ref, str | int):
        raise wrong_type(ref, "a State's code, name or State")
    name = ref if isinstance(ref, str) else quoted(ref).zfill(_ID_LENGTH)
    found = find_state(name)
    if found is None:
        raise UnknownStateError(f"{quoted(ref)} is not a known State code or name{_hint(name.strip())}")
    return found


def _hint(name: str) -> str:
    code = name.zfill(_ID_LENGTH)  # ISO's numeric codes have three digits.
    return f" – did you mean {code!r}?" if code != name and find_state(code) else did_you_mean(name, spellings())


def find_state(name: str) -> State | None:
    """Return the State that a code or a name means, or nothing: :func:`state` without an error's cost.

    >>> find_state("Wakanda") is None
    True
    """
    id_ = _ids().get(fold(name))
    return None if id_ is None else with_id(id_)


@cache
def with_id(id_: str) -> State:
    """Return the State with an id that is known to be one: the same object each time.

    >>> with_id("FRA") is with_id("FRA")
    True
    """
    return State(id_)


def former_states() -> tuple[State, ...]:
    """Return the States of the dataset that exist no longer.

    >>> [state.id for state in former_states()]
    ['CSK', 'DDR', 'SCG', 'YUG']
    """
    return tuple(State(id_) for id_, own in _own_states().items() if own["ended"])


def members_of_coe(on: "DateLike") -> tuple[State, ...]:
    """Return the members of the Council of Europe on a day, in the order of the Treaty Office's charts.

    Arguments:
        on: The day.

    Raises:
        InvalidDateError: Not a valid date.

    >>> len(members_of_coe("2020-03-13")), len(members_of_coe("2026-04-25"))
    (47, 46)
    """
    return _members(as_date(on))


@per_dataset(maxsize=128)
def _members(day: date) -> tuple[State, ...]:
    members = (State(each) for each in _membership() if State(each).member_of_coe(day))
    return tuple(sorted(members, key=lambda member: fold(member.chart_name(day))))


def chart_position(state: State, day: date, *, council: bool) -> tuple[bool, str]:
    """Return the key by which a depositary's chart of a day orders its rows: alphabetical by printed name.

    Arguments:
        state: The State.
        day: The day the chart stands as of.
        council: Whether it is a chart of the Treaty Office, which prints members of the Council of Europe first.

    >>> chart_position(State("TUR"), date(2026, 4, 25), council=True)
    (False, 'turkiye')
    """
    outside = council and not state.member_of_coe(day)
    return outside, fold(state.chart_name(day, COUNCIL_OF_EUROPE if council else UN))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the form in which two spellings of one name are equal.

    >>> fold("  CÔTE d’Ivoire ")
    "cote d'ivoire"
    """
    straight = text.replace("\u2019", "'").replace("\u2018", "'").casefold()
    if not straight.isascii():
        import unicodedata

        decomposed = unicodedata.normalize("NFKD", straight)
        straight = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(straight.split())


# -- what the tables and pycountry give, as literals ------------------------------------------------------------------


@compiled()
def _own_states() -> dict[str, dict[str, str]]:
    """Map the ids of participants that ISO 3166-1 does not list to their rows."""
    return {row["id"]: row for row in current().rows("states.csv")}


@per_dataset()
def _since() -> dict[tuple[str, str], date | None]:
    """Map a former State and a successor to the day since when that existed; ``None`` where it always had."""
    rows = current().rows("successions.csv")
    return {(row["former"], row["successor"]): as_date(row["since"]) if row["since"] else None for row in rows}


@compiled()
def _ids() -> dict[str, str]:
    """Map every code and name, folded, to the id of a State."""
    return {**_iso_names(), **_own_names()}


def _own_names() -> dict[str, str]:
    """Map the dataset's names and own ids to ids of States."""
    names: dict[str, str] = {}
    for row in current().rows("state_names.csv"):
        if names.setdefault(fold(row["name"]), row["state"]) != row["state"]:
            raise DatasetError(f"state_names.csv: {row['name']!r} names two States")
    for id_, own in _own_states().items():
        names[fold(id_)] = names[fold(own["name"])] = id_
    return names


@compiled()
def _printed_names() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Map a depositary and a State to the names its tables print, each after the last day it does."""
    printed: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in current().rows("state_names.csv"):
        until = as_date(row["until"]) if row["until"] else date.max
        for chart in row["charts"].split():
            printed.setdefault((chart, row["state"]), []).append((until.isoformat(), row["name"]))
    return {key: tuple(sorted(names)) for key, names in printed.items()}


@compiled()
def _membership() -> dict[str, tuple[tuple[str, str], ...]]:
    """Map members of the Council of Europe to the days on which they joined and left; nothing for who stayed."""
    membership: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in current().rows("coe_members.csv"):
        left = as_date(row["left"]).isoformat() if row["left"] else ""
        stay = (as_date(row["joined"]).isoformat(), left)
        membership[row["state"]] = (*membership.get(row["state"], ()), stay)
    return membership


def _iso(alpha_3: str) -> "Facts":
    """Return the facts of ISO 3166-1 on a country."""
    found = _iso_facts().get(alpha_3) or INVENTED.get(alpha_3)
    if found is None:
        raise UnknownStateError(f"{alpha_3!r} is not the id of a known State{did_you_mean(alpha_3, spellings())}")
    return found


@compiled()
def _iso_facts() -> "dict[str, Facts]":
    """Map alpha-3 codes to the facts of ISO 3166-1."""
    import pycountry

    countries: Iterable[Any] = pycountry.countries
    return {each.alpha_3: (each.name, each.alpha_2, each.numeric, each.flag) for each in countries}


def _iso_names() -> dict[str, str]:
    """Map every code and name of ISO 3166-1 to its alpha-3 code."""
    import pycountry

    names: dict[str, str] = {}
    for country in pycountry.countries:
        record: Any = country
        spellings = [record.alpha_2, record.alpha_3, record.numeric, record.name]
        spellings += [getattr(record, kind, None) for kind in ("common_name", "official_name")]
        names.update((fold(each), record.alpha_3) for each in spellings if each)
    return names


@compiled()
def spellings() -> tuple[str, ...]:
    """List the names to suggest from: one of each State, and the dataset's own."""
    iso_names = _iso_names()
    iso = [facts[0] for facts in _iso_facts().values()]
    own = [row["name"] for row in current().rows("state_names.csv") if not iso_names.get(fold(row["name"]))]
    return (*iso, *own, *(each["name"] for each in _own_states().values()))
