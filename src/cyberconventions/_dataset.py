"""The dataset that is current: the one place that opens its files, and what every cache hangs on.

Whatever is worked out from the tables is kept on the :class:`Dataset` it came from, by :func:`per_dataset`, so that
another dataset in its place brings its own answers. What nearly every question needs is worked out before anybody asks:
:func:`compiled` marks the functions whose answers a wheel carries as Python literals.
"""

import os
from functools import lru_cache, wraps

import attrs

from cyberconventions.errors import DatasetError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, ParamSpec, TypeVar

    Arguments = ParamSpec("Arguments")
    Value = TypeVar("Value")
    Caches = dict[Callable[..., Any], Callable[..., Any]]
    # A function that is compiled, and another that lists the arguments for which it is; ``None`` where it takes none.
    Compiled = tuple[Callable[..., Any], Callable[[], Iterable[str]] | None]


def _no_caches() -> "Caches":
    return {}


@attrs.frozen(eq=False)
class Dataset:
    """A folder of tables, as ``src/cyberconventions/data`` is one.

    Attributes:
        folder: The path of the folder.
        caches: What was worked out from its tables, for each function that :func:`per_dataset` marks.
    """

    folder: str
    caches: "Caches" = attrs.field(factory=_no_caches, init=False, repr=False)

    def path(self, name: str) -> str:
        """Return the path of a file, whose name has a slash between folders on every system."""
        return os.path.join(self.folder, *name.split("/"))

    def has(self, name: str) -> bool:
        """Tell whether there is such a file."""
        return os.path.exists(self.path(name))

    def text(self, name: str) -> str:
        """Return the content of a text file."""
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a table, each by column name."""
        from cyberconventions._csv import read_table

        return read_table(self.path(name))

    def values(self, name: str, make: "Callable[[dict[str, str]], Value]") -> "tuple[Value, ...]":
        """Return each row of a table as the value that *make* gives for it.

        Raises:
            DatasetError: A row can't be read; the message names file, line and what was expected.
        """
        found: list[Value] = []
        for line, row in enumerate(self.rows(name), start=2):
            try:
                found.append(make(row))
            except (ValueError, LookupError, TypeError) as error:
                raise DatasetError(f"{name}, line {line}: {error}") from error
        return tuple(found)

    def toml(self, name: str) -> "dict[str, Any]":
        """Return the content of a TOML file."""
        import tomllib

        with open(self.path(name), "rb") as file:
            return tomllib.load(file)

    def __reduce__(self) -> "tuple[Callable[[str | None], Dataset], tuple[str | None]]":
        # The bundled dataset lies elsewhere on another machine, and caches are worked out again there.
        return opened, (None if self is _BUNDLED else self.folder,)


_BUNDLED = Dataset(os.path.join(os.path.dirname(__file__), "data"))


def opened(folder: str | None) -> Dataset:
    """Return the dataset in a folder; ``None`` stands for the bundled one."""
    return _BUNDLED if folder is None else Dataset(folder)


def current() -> Dataset:
    """Return the dataset that answers questions.

    >>> current().has("treaties.csv")
    True
    """
    return _BUNDLED


def per_dataset(
    maxsize: int | None = None,
) -> "Callable[[Callable[Arguments, Value]], Callable[Arguments, Value]]":
    """Cache what a function works out, on the dataset that is current when it is called.

    Arguments:
        maxsize: How many results to keep for each dataset; all where left out.
    """

    def decorate(make: "Callable[Arguments, Value]") -> "Callable[Arguments, Value]":
        @wraps(make)
        def cached(*args: "Arguments.args", **kwargs: "Arguments.kwargs") -> "Value":
            caches = current().caches
            found: Callable[Arguments, Value] | None = caches.get(make)
            if found is None:
                found = caches.setdefault(make, lru_cache(maxsize)(make))
            return found(*args, **kwargs)

        return cached

    return decorate


# -- what the build works out -----------------------------------------------------------------------------------------

COMPILED: "list[Compiled]" = []


def compiled(
    each: "Callable[[], Iterable[str]] | None" = None,
) -> "Callable[[Callable[Arguments, Value]], Callable[Arguments, Value]]":
    """Mark a function whose answers are worked out when the package is built.

    It returns plain literals, and takes one text or nothing. ``tools/compile_tables.py`` writes what it returns as
    modules of ``cyberconventions._compiled``, which only wheels have. Without them, as in a checkout, and for any other
    dataset, the function itself answers, from the tables. Either way the answer is kept as by :func:`per_dataset`.

    Arguments:
        each: Lists the arguments for which to compile it; left out where it takes none.
    """

    def decorate(make: "Callable[Arguments, Value]") -> "Callable[Arguments, Value]":
        @per_dataset()
        @wraps(make)
        def found(*args: "Arguments.args", **kwargs: "Arguments.kwargs") -> "Value":
            ready = built(make, *args, **kwargs)
            return make(*args, **kwargs) if ready is None else ready

        COMPILED.append((found, each))
        return found

    return decorate


def built(
    function: "Callable[Arguments, Value]", *args: "Arguments.args", **kwargs: "Arguments.kwargs"
) -> "Value | None":
    """Return what the build found a function to answer; ``None`` where there was no build, or for another dataset.

    >>> built(print, "nothing") is None
    True
    """
    if current() is not _BUNDLED:
        return None
    name = module_of(function, *map(str, args), *map(str, kwargs.values()))
    try:
        # __import__ and not importlib, as in the package itself.
        module = __import__(f"cyberconventions._compiled.{name}", fromlist=["VALUE"])
    except ModuleNotFoundError:
        return None
    value: Value = module.VALUE
    return value


def module_of(function: "Callable[..., Any]", *arguments: str) -> str:
    """Return the name of the module that holds what a function answers.

    >>> module_of(current, "ets185")
    'dataset_current_ets185'
    """
    home = function.__module__.rpartition(".")[2]
    return "_".join([home.strip("_"), function.__name__.strip("_"), *arguments])
