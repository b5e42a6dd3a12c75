"""Tells hypothesis who knows the library's types, which is all that importing hypothesis pays for."""

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_PACKAGE = "cyberconventions"


def register_resolver() -> None:
    """Have hypothesis ask here for a type that nobody has registered; it calls this when it is imported.

    It has one table for that, with which its own numpy types are found. It is not documented, so nothing happens where
    it is missing: ``register_types()`` does the same then, with what is.
    """
    from hypothesis.strategies._internal import types

    table: dict[str, object] = getattr(types, "_global_extra_lookup", {})
    table[_PACKAGE] = strategy_for


def strategy_for(kind: object) -> "SearchStrategy[object] | None":
    """Return the strategy for a public type of the library; ``None`` for every other.

    Arguments:
        kind: What ``st.from_type`` is asked for.

    >>> strategy_for(int) is None
    True
    """
    module = getattr(kind, "__module__", None)
    if not isinstance(module, str) or module.partition(".")[0] != _PACKAGE:
        return None
    from cyberconventions.testing._registered import strategy_of

    return strategy_of(kind)
