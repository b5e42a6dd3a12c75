"""Who can take part in a treaty: States and the European Union.

Which id a name means is in ``_state_names``. The dataset adds to ISO 3166-1 what that does not have: former States,
participants that are not States, the names that depositaries print.
"""

from datetime import date
from functools import cache

import attrs

from cyberconventions._dataset import bundled, compiled, per_dataset
from cyberconventions._dates import as_date
from cyberconventions._state_names import find_territory as find_territory  # noqa: PLC0414 - likewise
from cyberconventions._state_names import fold as fold  # noqa: PLC0414 - higher floors take it from here
from cyberconventions._state_names import id_of
from cyberconventions._state_names import spellings as spellings  # noqa: PLC0414 - likewise
from cyberconventions._state_names import territory_codes as territory_codes  # noqa: PLC0414 - likewise
from cyberconventions.errors import (
    NotAStateError,
    UnknownSourceError,
    UnknownStateError,
    check_type,
    did_you_mean,
    quoted,
    wrong_number,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from cyberconventions._dates import DateLike
    from cyberconventions._groups import Groups
    from cyberconventions._iso import Facts

    StateLike: TypeAlias = "State | str | int"

# How depositaries' tables print a name: of the Treaty Office, of the UN Treaty Collection.
COUNCIL_OF_EUROPE = "coe"
UN = "un"

# States that a test has invented (``cc.testing.state``), by id, which no look-up by code or name finds.
INVENTED: "dict[str, Facts]" = {}

_ID_LENGTH = 3
# What has no code of ISO 3166-1 and stands in no depositary's list; errors say so.
_UNLISTED = frozenset({"kosovo", "republic of kosovo", "xk", "xkx"})
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
        """The short name, which is ISO 3166's, or the dataset's where ISO has none.

        >>> State("MDA").name
        'Moldova, Republic of'
        """
        own = _own_states().get(self.id)
        return own["name"] if own else _iso_facts(self.id)[0]

    @property
    def alpha_2(self) -> str | None:
        """The ISO 3166-1 alpha-2 code, ``None`` where ISO has none."""
        return None if self.id in _own_states() else _iso_facts(self.id)[1]

    @property
    def alpha_3(self) -> str | None:
        """The ISO 3166-1 alpha-3 code, ``None`` where ISO has none."""
        return None if self.id in _own_states() else self.id

    @property
    def numeric(self) -> str | None:
        """The ISO 3166-1 numeric code, three digits, ``None`` where ISO has none."""
        return None if self.id in _own_states() else _iso_facts(self.id)[2]

    @property
    def flag(self) -> str | None:
        """The flag as an emoji, ``None`` where Unicode has none."""
        own = _own_states().get(self.id)
        return (own["flag"] or None) if own else _iso_facts(self.id)[3]

    @property
    def region(self) -> str | None:
        """The UN regional group in which the State votes, by name; ``None`` where it is in none.

        Türkiye takes part in two and votes in one.

        >>> State("TUR").region, State("PSE").region
        ('Western European and Others Group', None)
        """
        from cyberconventions import _groups

        return _groups.region_of(self.id)

    def groups(self, on: "DateLike | None" = None) -> "Groups":
        """Return the groups of which the State is a member, by name, with those of which the record can't say.

        Arguments:
            on: The day asked about; where left out, the day up to which the record of each group is known. After
                it those who were members are taken to be members still, with a :class:`CoverageWarning`.

        Raises:
            InvalidDateError: Not a valid date.

        >>> "Council of Europe" in State("RUS").groups(on="2022-03-15")
        True
        """
        from cyberconventions import _groups

        if self.ended is not None if on is None else not self.existed(on):
            namesake = None if on is None else namesake_of(self, as_date(on))
            found = _groups.Groups() if namesake is None else namesake.groups(on)
            return _groups.Groups((), (*found, *found.undecided))
        return _groups.groups_of((self.continued_by or self).id, on)

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
                since = _since().get((id_, self.id), former["ended"])
                return as_date(since) if since else None
        return None

    @property
    def contested_since(self) -> date | None:
        """The first day on which a successor existed beside a former State, so that its existence is contested.

        >>> State("YUG").contested_since, State("CSK").contested_since
        (datetime.date(1991, 6, 25), None)
        """
        beside = [as_date(since) for (former, _), since in _since().items() if former == self.id and since]
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
        day = as_date(on)
        return self.ended is not None and day >= self.ended

    def existed(self, on: "DateLike") -> bool:
        """Return whether the State existed on a day, as far as the record says when it began or ended.

        Arguments:
            on: The day.

        Raises:
            InvalidDateError: Not a valid date.

        >>> State("SVN").existed("1991-06-24"), State("YUG").existed("1991-06-24")
        (False, True)
        """
        day = as_date(on)
        began = self.stood_as(day).began
        return not self.had_ended(day) and (began is None or began <= day)

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
            InvalidTypeError: ``chart`` is not text.

        >>> State("TUR").chart_name("2020-03-13"), State("TUR").chart_name("2026-04-25")
        ('Turkey', 'Türkiye')
        """
        day = as_date(on).isoformat()
        check_type(chart, str, "a depositary, 'coe' or 'un'")
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
        from cyberconventions import _groups

        day = as_date(on)
        listed = self if self.ended is None else self.continued_by or self
        found = _groups.members(_groups.COUNCIL_OF_EUROPE, day.isoformat()).get(listed.id)
        return bool(found) and not self.had_ended(day)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<State {self.id} {self.name}>"


_TERRITORY = ("cyberconventions._places", "Territory")  # a class on a higher floor


def state(ref: "StateLike") -> State:
    """Return the State that a code or a name means.

    A name must match exactly once case, accents, apostrophes and runs of white space are set aside, and a few ways of
    writing one name ("St. Lucia", "Bahamas, The", "Antigua & Barbuda"; ``docs/names.md`` has them, and every name).
    Nothing is resolved by similarity, so "Korea" is an error that names both Koreas. Territories are
    not States (:func:`cyberconventions.territory`); the Cook Islands, Niue, Palestine and the Holy See,
    which take part in treaties in their own names, are.

    Arguments:
        ref: An ISO 3166-1 alpha-2, alpha-3 or numeric code, an official, common or former name in English,
            French, Spanish, German or Dutch, a treaty office's spelling, or a ``State``.

    Raises:
        NotAStateError: The code or name of a territory (an ``UnknownStateError`` too).
        UnknownStateError: Not a known State code or name.
        InvalidTypeError: The reference is neither text, a number nor a State.

    >>> import cyberconventions as cc
    >>> cc.state("Turkey") == cc.state("tr") == cc.state(792) == cc.state("Türkei")
    True
    """
    if isinstance(ref, State):
        if ref.id not in _own_states():
            _iso_facts(ref.id)
        return ref
    if isinstance(ref, bool) or not isinstance(ref, str | int):
        if (type(ref).__module__, type(ref).__name__) == _TERRITORY:
            raise not_a_state(quoted(ref), getattr(ref, "id"))  # noqa: B009 - of a class that is not known here
        raise wrong_number(ref, "a State's code, name or State")
    name = ref if isinstance(ref, str) else quoted(ref).zfill(_ID_LENGTH)
    found = find_state(name)
    if found is None:
        place = find_territory(name)
        if place is not None:
            raise not_a_state(quoted(ref), place)
        raise UnknownStateError(f"{quoted(ref)} is not a known State code or name{_hint(name.strip())}")
    return found


def not_a_state(ref: str, place: str) -> NotAStateError:
    """Return the error that a reference means the territory with an id, as a message quotes the reference."""
    return NotAStateError(
        f"{ref} is {territory_facts()[place][0]} ({place}), a territory and not a State: cc.territory({place!r}) says "
        f"which State is responsible for it, a treaty's applies_to({place!r}) whether the treaty applies to it"
    )


def _hint(name: str) -> str:
    if fold(name) in _UNLISTED:
        return "; no depositary of the dataset's treaties lists it, and ISO 3166-1 has no code for it"
    code = name.zfill(_ID_LENGTH)  # ISO's numeric codes have three digits.
    return f" – did you mean {code!r}?" if code != name and find_state(code) else did_you_mean(name, spellings())


def find_state(name: str) -> State | None:
    """Return the State that a code or a name means, or nothing: :func:`state` without an error's cost.

    >>> find_state("Wakanda") is None
    True
    """
    id_ = id_of(name)
    return None if id_ is None else with_id(id_)


@cache
def with_id(id_: str) -> State:
    """Return the State with an id that is known to be one: the same object each time.

    >>> with_id("FRA") is with_id("FRA")
    True
    """
    return State(id_)


@per_dataset(shared=True)
def former_states() -> tuple[State, ...]:
    """Return the States of the dataset that exist no longer.

    >>> [state.id for state in former_states()]
    ['CSK', 'DDR', 'SCG', 'SUN', 'YUG']
    """
    return tuple(State(id_) for id_, own in _own_states().items() if own["ended"])


def namesake_of(state: State, day: date) -> State | None:
    """Return the State that bore a former one's name on a day, after its end, and so may be the one that is meant.

    The name of Yugoslavia passed to the Federal Republic, which became Serbia and Montenegro. On which day it dropped
    the name is not on record, so it may be meant until it ended itself.

    >>> namesake_of(State("YUG"), date(1995, 1, 1)), namesake_of(State("YUG"), date(1990, 1, 1))
    (<State SCG Serbia and Montenegro>, None)
    """
    return next((other for former, other in _namesakes(day) if former == state), None)


def namesakes(day: date) -> tuple[tuple[State, State], ...]:
    """Return the former States whose name another bore on a day, each with the State that stands in lists for that.

    >>> namesakes(date(1995, 1, 1))
    ((<State YUG Yugoslavia>, <State SRB Serbia>),)
    """
    return tuple([(former, other.continued_by or other) for former, other in _namesakes(day)])


def _namesakes(day: date) -> list[tuple[State, State]]:
    return [(former, other) for former, other, since, until in _passed_names() if since <= day < until]


@per_dataset(shared=True)
def _passed_names() -> tuple[tuple[State, State, date, date], ...]:
    """List the names that passed to another State: whose, to which, the first day, and the first day without that."""
    return tuple(
        [
            (
                State(id_),
                State(own["name_passed_to"]),
                as_date(own["ended"]),
                State(own["name_passed_to"]).ended or date.max,
            )
            for id_, own in _own_states().items()
            if own["name_passed_to"]
        ]
    )


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


# -- what the tables and pycountry give, as literals ------------------------------------------------------------------


@compiled(shared=True)
def _own_states() -> dict[str, dict[str, str]]:
    """Map the ids of participants that ISO 3166-1 does not list to their rows."""
    return {row["id"]: row for row in bundled().rows("states.csv")}


@compiled(shared=True)
def _since() -> dict[tuple[str, str], str]:
    """Map a former State and a successor to the day since when that existed; empty where it always had."""
    return {(row["former"], row["successor"]): row["since"] for row in bundled().rows("successions.csv")}


@compiled(shared=True)
def _printed_names() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """Map a depositary and a State to the names its tables print, each after the last day it does."""
    printed: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in bundled().rows("state_names.csv"):
        until = as_date(row["until"]) if row["until"] else date.max
        for chart in row["charts"].split():
            printed.setdefault((chart, row["state"]), []).append((until.isoformat(), row["name"]))
    return {key: tuple(sorted(names)) for key, names in printed.items()}


def _iso_facts(alpha_3: str) -> "Facts":
    """Return the facts of ISO 3166-1 on a country."""
    found = _state_facts().get(alpha_3) or INVENTED.get(alpha_3)
    if found is None and alpha_3 in territory_facts():
        raise not_a_state(repr(alpha_3), alpha_3)
    if found is None:
        raise UnknownStateError(f"{alpha_3!r} is not the id of a known State{did_you_mean(alpha_3, spellings())}")
    return found


@compiled(shared=True)
def _state_facts() -> "dict[str, Facts]":
    """Map alpha-3 codes of States to the facts of ISO 3166-1."""
    from cyberconventions._iso import facts

    return {id_: found for id_, found in facts().items() if id_ not in territory_codes()}


@compiled(shared=True)
def territory_facts() -> "dict[str, Facts]":
    """Map alpha-3 codes of territories to the facts of ISO 3166-1."""
    from cyberconventions._iso import facts

    return {id_: found for id_, found in facts().items() if id_ in territory_codes()}
