"""A kit for tests: treaties, States and pages that a test makes, a record that stands still, assertions, strategies.

>>> from cyberconventions.testing import treaty_of
>>> treaty = treaty_of(parties={"FRA": "2006-01-10"}, signatories=["IRL"])
>>> treaty.status("FRA", on="2006-04-30"), treaty.status("FRA", on="2006-05-01"), treaty.status("IRL")
(<Status.CONTRACTING: 'contracting'>, <Status.PARTY: 'party'>, <Status.SIGNATORY: 'signatory'>)

pytest finds the kit's fixtures by itself (``pytest_cyberconventions``); ``cyberconventions.testing.strategies`` makes
values for hypothesis.
"""

# Names load on first use, as those of the package do: a suite may want one assertion and no hypothesis.
TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.testing import strategies as strategies
    from cyberconventions.testing._assertions import (
        assert_not_party,
        assert_party,
        assert_same_record,
        assert_status_at_least,
    )
    from cyberconventions.testing._builders import treaty_of
    from cyberconventions.testing._frozen import frozen_record
    from cyberconventions.testing._invented import state
    from cyberconventions.testing._pages import LAYOUTS, chart_text
    from cyberconventions.testing._pinned import budapest_2020
    from cyberconventions.testing._registered import register_types

__all__ = [
    "LAYOUTS",
    "assert_not_party",
    "assert_party",
    "assert_same_record",
    "assert_status_at_least",
    "budapest_2020",
    "chart_text",
    "frozen_record",
    "register_types",
    "state",
    "treaty_of",
]

_MODULES = ("strategies",)
_HOMES = {
    "_assertions": ("assert_not_party", "assert_party", "assert_same_record", "assert_status_at_least"),
    "_builders": ("treaty_of",),
    "_frozen": ("frozen_record",),
    "_invented": ("state",),
    "_pages": ("LAYOUTS", "chart_text"),
    "_pinned": ("budapest_2020",),
    "_registered": ("register_types",),
}


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return __import__(f"{__name__}.{name}", fromlist=["__name__"])
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(__import__(f"{__name__}.{home}", fromlist=[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*__all__, *_MODULES])
