"""Territories: what has a code of ISO 3166-1 and takes part in no treaty in its own name.

A treaty applies to a territory, or does not, through the State that is responsible for it; ``_application`` works that
out. The Cook Islands, Niue, Palestine and the Holy See take part in their own names, and are States.
"""

from datetime import date

import attrs

from cyberconventions._acts import Confidence
from cyberconventions._dataset import bundled, per_dataset
from cyberconventions._dates import as_date
from cyberconventions._states import (
    State,
    find_state,
    find_territory,
    fold,
    territory_codes,
    territory_facts,
    with_id,
)
from cyberconventions._steps import EVER, NEVER
from cyberconventions.errors import UnknownTerritoryError, did_you_mean, quoted, wrong_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from cyberconventions._dates import DateLike
    from cyberconventions._sources import Source

    TerritoryLike: TypeAlias = "Territory | str | int"

_ID_LENGTH = 3


@attrs.frozen(order=True)
class Territory:
    """A territory: no participant in treaties, but a treaty may apply to it; sorted by id.

    Get one from :func:`cyberconventions.territory`, and ask :meth:`cyberconventions.Treaty.applies_to`.

    Attributes:
        id: The ISO 3166-1 alpha-3 code.

    >>> import cyberconventions as cc
    >>> cc.territory("Hong Kong")
    <Territory HKG Hong Kong>
    """

    id: str

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.id, str) or self.id not in territory_codes():
            raise UnknownTerritoryError(f"{quoted(self.id)} is not the id of a territory; cc.territory() takes names")

    @property
    def name(self) -> str:
        """The short name in ISO 3166."""
        return territory_facts()[self.id][0]

    @property
    def alpha_2(self) -> str:
        """The ISO 3166-1 alpha-2 code."""
        return territory_facts()[self.id][1]

    @property
    def alpha_3(self) -> str:
        """The ISO 3166-1 alpha-3 code."""
        return self.id

    @property
    def numeric(self) -> str:
        """The ISO 3166-1 numeric code, three digits."""
        return territory_facts()[self.id][2]

    @property
    def flag(self) -> str:
        """The flag as an emoji."""
        return territory_facts()[self.id][3]

    @property
    def disputed(self) -> bool:
        """Whether it is disputed which State is responsible, so that the record names none.

        Where States contest a territory for which one of them is responsible, :attr:`comment` says so.

        >>> import cyberconventions as cc
        >>> cc.territory("TWN").disputed, cc.territory("ATA").disputed
        (True, False)
        """
        return any(row["disputed"] for row in _rows()[self.id])

    @property
    def comment(self) -> str:
        """What else a reader has to know; empty where there is nothing."""
        return _rows()[self.id][-1]["comment"]

    @property
    def confidence(self) -> Confidence:
        """How well it is founded which State is responsible."""
        return Confidence(_rows()[self.id][-1]["confidence"])

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that say which State is responsible, the best first."""
        from cyberconventions._sources import sources

        return sources(_rows()[self.id][-1]["sources"].split())

    @property
    def source(self) -> "Source":
        """The best of these documents."""
        return self.sources[0]

    def responsible(self, on: "DateLike") -> State | None:
        """Return the State responsible for the territory's international relations on a day.

        Arguments:
            on: The day. The record speaks of the time of its treaties, and gives earlier days the same answer.

        Returns:
            The State; ``None`` where there is none (Antarctica) or where that is :attr:`disputed`.

        Raises:
            InvalidDateError: Not a valid date.

        >>> import cyberconventions as cc
        >>> hong_kong = cc.territory("HKG")
        >>> hong_kong.responsible("1997-06-30"), hong_kong.responsible("1997-07-01")
        (<State GBR United Kingdom>, <State CHN China>)
        """
        day = as_date(on)
        return next((state for state, first, last in periods_of(self) if first <= day <= last), None)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<Territory {self.id} {self.name}>"


def territory(ref: "TerritoryLike") -> Territory:
    """Return the territory that a code or a name means.

    Names match as for :func:`cyberconventions.state`: exactly, but for case, accents, apostrophes and white space.

    Arguments:
        ref: An ISO 3166-1 alpha-2, alpha-3 or numeric code, a name, or a ``Territory``.

    Raises:
        UnknownTerritoryError: Not a known territory code or name; or that of a State.
        InvalidTypeError: The reference is neither text, a number nor a Territory.

    >>> import cyberconventions as cc
    >>> cc.territory("Curacao") == cc.territory("cw") == cc.territory(531)
    True
    >>> cc.territory("France")
    Traceback (most recent call last):
    cyberconventions.errors.UnknownTerritoryError: 'France' is France (FRA), a State and not a territory: ...
    """
    if isinstance(ref, Territory):
        return ref
    if isinstance(ref, bool) or not isinstance(ref, str | int):
        raise wrong_type(ref, "a territory's code, name or Territory")
    name = ref if isinstance(ref, str) else quoted(ref).zfill(_ID_LENGTH)
    found = find_territory(name)
    if found is not None:
        return Territory(found)
    state = find_state(name)
    if state is not None:
        raise UnknownTerritoryError(
            f"{quoted(ref)} is {state.name} ({state.id}), a State and not a territory: cc.state({state.id!r}) takes it"
        )
    hint = did_you_mean(name, [facts[0] for facts in territory_facts().values()])
    raise UnknownTerritoryError(f"{quoted(ref)} is not a known territory code or name{hint}")


def periods_of(territory: Territory) -> tuple[tuple[State, date, date], ...]:
    """Return the States responsible for a territory, each with the first and the last day; none where there is none.

    >>> [(state.id, str(last)) for state, _, last in periods_of(Territory("HKG"))]
    [('GBR', '1997-06-30'), ('CHN', '9999-12-31')]
    """
    return tuple(
        (
            with_id(row["state"]),
            as_date(row["since"]) if row["since"] else EVER,
            as_date(row["until"]) if row["until"] else NEVER,
        )
        for row in _rows()[territory.id]
        if row["state"]
    )


def named_in(act: str) -> frozenset[str]:
    """Return the codes of the territories that an act means: it names one, or a whole of which several are parts.

    >>> sorted(named_in("all parts of the Kingdom outside Europe")), sorted(named_in("Curaçao"))
    (['ABW', 'BES', 'CUW', 'SXM'], ['CUW'])
    """
    one = find_territory(act)
    if one is not None:
        return frozenset({one})
    return frozenset(code for code, rows in _rows().items() if act and fold(rows[-1]["part_of"]) == fold(act))


@per_dataset(shared=True)
def _rows() -> dict[str, tuple[dict[str, str], ...]]:
    """Map codes of territories to their rows, in the order of the days."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in bundled().rows("territories.csv"):
        found.setdefault(row["territory"], []).append(row)
    return {code: tuple(rows) for code, rows in found.items()}
