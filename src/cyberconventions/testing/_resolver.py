"""Tells hypothesis who knows the library's types, which is all that importing hypothesis pays for."""

import sys

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any

    from hypothesis.strategies import SearchStrategy

_PACKAGE = "cyberconventions"
_TYPES = "hypothesis.strategies._internal.types"


def register_resolver() -> None:
    """Have hypothesis ask here for a type that nobody has registered; it calls this when it is imported.

    It has one table for that, with which its own numpy types are found. It is not documented, so nothing happens where
    it is missing: ``register_types()`` does the same then, with what is. The table's module would add a fifteenth to
    the import of hypothesis, which loads it when a test first asks for a type; until then this waits.
    """
    module = sys.modules.get(_TYPES)
    if module is None:
        sys.meta_path.insert(0, _Waiting())
    else:
        _enter(module)


class _Waiting:
    """Finds the table's module as Python does, and makes the entry once that has run.

    It stays among the finders: taking one out moves those after it, and a thread that goes through them would miss one.
    """

    _loader: "Any" = None

    def __getattr__(self, name: str) -> "Any":  # noqa: ANN401 - whatever else a loader can do
        return getattr(self._loader, name)

    def find_spec(
        self, name: str, path: "Sequence[str] | None", target: "ModuleType | None" = None
    ) -> "ModuleSpec | None":
        """Return how the module is loaded; nothing for every other."""
        if name != _TYPES:
            return None
        from importlib.machinery import PathFinder

        found: Any = PathFinder.find_spec(name, path, target)
        if found is not None:
            self._loader, found.loader = found.loader, self
        spec: ModuleSpec | None = found
        return spec

    def create_module(self, spec: "ModuleSpec") -> "ModuleType | None":
        """Make the module as its own loader does."""
        made: ModuleType | None = self._loader.create_module(spec)
        return made

    def exec_module(self, module: "ModuleType") -> None:
        """Run the module as its own loader does, which it is to name, and make the entry."""
        spec: Any = module.__spec__
        spec.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        _enter(module)


def _enter(module: "ModuleType") -> None:
    table: dict[str, object] = getattr(module, "_global_extra_lookup", {})
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
