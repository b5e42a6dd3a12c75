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
    from contextvars import ContextVar
    from types import ModuleType
    from typing import Any, Concatenate, ParamSpec, TypeVar

    Arguments = ParamSpec("Arguments")
    Rest = ParamSpec("Rest")
    Value = TypeVar("Value")
    Caches = dict[Callable[..., Any], Callable[..., Any]]
    # What a manifest says of a file: see _manifest.
    Entry = tuple[str, int, int | None, str]
    # A function that is compiled, and another that lists the arguments for which it is; ``None`` where it takes none.
    Compiled = tuple[Callable[..., Any], Callable[[], Iterable[str]] | None]


LONGEST_REMEMBERED = 100  # characters of a text that a cache keeps; longer than any State's name


def _no_caches() -> "Caches":
    return {}


@attrs.frozen(eq=False)
class Dataset:
    """A folder of tables, as ``src/cyberconventions/data`` is one.

    Its manifest has size, hash and number of rows of each file. What is answered comes from files that were compared
    with it: one that was cut off or changed is an error, never a shorter record.

    Attributes:
        folder: The path of the folder.
        caches: What was worked out from its tables, for each function that :func:`per_dataset` marks.
        checked: The files that were compared with the manifest.
        described: What the manifest says, once it was read; in a list, as threads are to see all of it or nothing.
        files: The content of its files as they were at one moment; ``None`` where each is read when it is needed.
    """

    folder: str
    files: "dict[str, bytes] | None" = attrs.field(default=None, repr=False)
    caches: "Caches" = attrs.field(factory=_no_caches, init=False, repr=False)
    checked: "set[str]" = attrs.field(factory=set, init=False, repr=False)
    described: "list[dict[str, Entry]]" = attrs.field(factory=list, init=False, repr=False)

    def path(self, name: str) -> str:
        """Return the path of a file, whose name has a slash between folders on every system."""
        return os.path.join(self.folder, *name.split("/"))

    # -- files as they stand, for those who check them

    def has(self, name: str) -> bool:
        """Tell whether there is such a file."""
        if self.files is not None:
            return name in self.files
        return os.path.exists(self.path(name))

    def text(self, name: str) -> str:
        """Return the content of a text file."""
        return self._found(name).decode("utf-8")

    def _found(self, name: str) -> bytes:
        if self is _BUNDLED:
            # By the package's own loader, as the package may be in an archive.
            loader: Any = __spec__.loader
            found: bytes = loader.get_data(self.path(name))
            return found
        if self.files is not None:
            if name not in self.files:
                raise FileNotFoundError(self.path(name))
            return self.files[name]
        with open(self.path(name), "rb") as file:
            return file.read()

    # -- files that are what the manifest describes, for answers

    def manifest(self) -> "dict[str, Entry]":
        """Return what the manifest says of each file; of the bundled dataset, what the build wrote of it.

        Raises:
            DatasetError: The manifest can't be read.
        """
        if not self.described:
            of_build: Any = _literal("") if self is _BUNDLED else None
            self.described.append(of_build or self._manifest_of_folder())
        return self.described[0]

    def _manifest_of_folder(self) -> "dict[str, Entry]":
        from cyberconventions._manifest import MANIFEST, read_manifest, remedy

        try:
            return read_manifest(self._found(MANIFEST))
        except OSError as error:
            raise DatasetError(f"{MANIFEST} is missing. {remedy(self.folder, bundled=self is _BUNDLED)}") from error
        except DatasetError as error:
            raise DatasetError(f"{error}. {remedy(self.folder, bundled=self is _BUNDLED)}") from error

    def lists(self, name: str) -> bool:
        """Tell whether the dataset has such a file: one that not every treaty has.

        Raises:
            DatasetError: It lies in the folder, and the manifest does not describe it.
        """
        if name not in self.manifest() and self.has(name):
            self.check(name)
        return name in self.manifest()

    def check(self, name: str) -> None:
        """Check a file against the manifest, and all others in its folder: a record is whole, or an error.

        What was checked once is not read again.

        Raises:
            DatasetError: One of them is missing, cut off or changed; the message names it, and the line where that can
                be told.
        """
        if name in self.checked:
            return
        folder, slash, _ = name.rpartition("/")
        whole = [each for each in self.manifest() if slash and each.startswith(folder + slash)]
        for each in (*whole, name):
            self._sound(each)
        self.checked.update((*whole, name))

    def content(self, name: str) -> bytes:
        """Return the content of a file, which is what the manifest describes.

        Raises:
            DatasetError: It is not, or another file in its folder is not.
        """
        self.check(name)
        return self._sound(name)

    def _sound(self, name: str) -> bytes:
        entry = self.manifest().get(name)
        try:
            content = self._found(name)
        except OSError:
            content = None
        if content is None or entry is None or hash_like(entry[0], content) != entry[0]:
            from cyberconventions._manifest import damage, remedy

            raise DatasetError(f"{damage(name, content, entry)}. {remedy(self.folder, bundled=self is _BUNDLED)}")
        return content

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a table, each by column name.

        Raises:
            DatasetError: The table is not what the manifest describes.
        """
        from cyberconventions._csv import read_table

        return read_table(name, self.content(name))

    def values(self, name: str, make: "Callable[[dict[str, str]], Value]") -> "tuple[Value, ...]":
        """Return each row of a table as the value that *make* gives for it.

        Raises:
            DatasetError: A row can't be read; the message names file, line and what was expected.
        """
        found: list[Value] = []
        for line, row in enumerate(self.rows(name), start=2):
            try:
                found.append(make(row))
            except DatasetError:  # of another table, which it names
                raise
            except (ValueError, LookupError, TypeError) as error:
                raise DatasetError(f"{name}, line {line}: {error}") from error
        return tuple(found)

    def toml(self, name: str) -> "dict[str, Any]":
        """Return the content of a TOML file.

        Raises:
            DatasetError: The file is not what the manifest describes.
        """
        import tomllib

        return tomllib.loads(self.content(name).decode("utf-8"))

    def __reduce__(self) -> "tuple[Callable[..., Dataset], tuple[Any, ...]]":
        # The bundled dataset lies elsewhere on another machine, and caches are worked out again there.
        if self.files is not None:
            return snapshot, (self.folder, self.files)
        return opened, (None if self is _BUNDLED else self.folder,)

    def __deepcopy__(self, _: object) -> "Dataset":
        return self


_BUNDLED = Dataset(os.path.join(os.path.dirname(__file__), "data"))


def opened(folder: str | None) -> Dataset:
    """Return the dataset in a folder; ``None`` stands for the bundled one."""
    return _BUNDLED if folder is None else Dataset(folder)


def snapshot(folder: str, files: "dict[str, bytes] | None" = None) -> Dataset:
    """Return the dataset in a folder as it is now: what an update writes later does not change it.

    Arguments:
        folder: The path of the folder.
        files: The content of its files, where it is not that of the folder.
    """
    from cyberconventions._chosen import OPENED
    from cyberconventions._snapshot import read_folder

    content = read_folder(folder) if files is None else files
    for each in _all_opened():
        if each.folder == folder and each.files == content:
            return each
    made = Dataset(folder, content)
    OPENED[id(made)] = made
    return made


def _all_opened() -> "list[Dataset]":
    """Return the datasets that were opened and are in use; another thread may be opening one."""
    from cyberconventions._chosen import OPENED

    return [each for ref in OPENED.valuerefs() if (each := ref()) is not None]


def bundled() -> Dataset:
    """Return the dataset that came with the package: States, territories and groups are always its own.

    >>> bundled().has("states.csv")
    True
    """
    return _BUNDLED


# The context variable once a block has chosen a dataset; until then, asking costs nothing.
_chosen: "ContextVar[tuple[Dataset, ...]] | None" = None


def current() -> Dataset:
    """Return the dataset that answers questions.

    >>> current().has("treaties.csv")
    True
    """
    return _BUNDLED if _chosen is None else (_chosen.get() or (_BUNDLED,))[-1]


def opened_before() -> "tuple[Dataset, ...]":
    """Return the other datasets that values may come from: a value outlives the block in which it was asked for."""
    if _chosen is None:
        return ()
    return tuple([each for each in (_BUNDLED, *_all_opened()) if each is not current()])


class using:  # noqa: N801 - a context manager, as contextlib's are
    """Answers from a dataset within a block, in the thread or task that the block is in.

    One object will do for blocks in many threads and tasks, and for blocks that end in another order than they began.
    """

    __slots__ = ("_dataset",)

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def __enter__(self) -> Dataset:
        global _chosen  # noqa: PLW0603 - once in a process, and to the same value
        from cyberconventions._chosen import CHOSEN

        _chosen = CHOSEN
        CHOSEN.set((*CHOSEN.get(), self._dataset))
        return self._dataset

    def __exit__(self, *_: object) -> None:
        from cyberconventions._chosen import CHOSEN

        chosen = list(reversed(CHOSEN.get()))
        # None is to be taken away where a generator that left off inside a block is ended by another task.
        if self._dataset in chosen:
            chosen.remove(self._dataset)
        CHOSEN.set(tuple(reversed(chosen)))


def remembered(
    maxsize: int,
) -> "Callable[[Callable[Concatenate[str, Rest], Value]], Callable[Concatenate[str, Rest], Value]]":
    """Cache what a function says of a text, unless that is longer than any name: memory is bounded either way.

    Arguments:
        maxsize: How many texts to remember.
    """

    def decorate(find: "Callable[Concatenate[str, Rest], Value]") -> "Callable[Concatenate[str, Rest], Value]":
        cached: Callable[..., Value] = lru_cache(maxsize)(find)

        @wraps(find)
        def found(text: str, /, *rest: "Rest.args", **more: "Rest.kwargs") -> "Value":
            return (cached if len(text) <= LONGEST_REMEMBERED else find)(text, *rest, **more)

        return found

    return decorate


def per_dataset(
    maxsize: int = 4096, *, shared: bool = False
) -> "Callable[[Callable[Arguments, Value]], Callable[Arguments, Value]]":
    """Cache what a function works out, on the dataset that is current when it is called.

    Arguments:
        maxsize: How many results to keep for each dataset; where left out, more than any dataset gives rise to.
        shared: Whether the function reads the bundled dataset alone, whichever is current.
    """

    def decorate(make: "Callable[Arguments, Value]") -> "Callable[Arguments, Value]":
        @wraps(make)
        def cached(*args: "Arguments.args", **kwargs: "Arguments.kwargs") -> "Value":
            caches = (_BUNDLED if shared else current()).caches
            found: Callable[Arguments, Value] | None = caches.get(make)
            if found is None:
                found = caches.setdefault(make, lru_cache(maxsize)(make))
            return found(*args, **kwargs)

        return cached

    return decorate


def by_dataset(
    find: "Callable[[Any], Dataset]",
) -> "Callable[[Callable[Arguments, Value]], Callable[Arguments, Value]]":
    """Let a method answer from the dataset that its value comes from, whichever is current.

    Arguments:
        find: Returns the dataset of a value.
    """

    def decorate(answer: "Callable[Arguments, Value]") -> "Callable[Arguments, Value]":
        @wraps(answer)
        def answered(*args: "Arguments.args", **kwargs: "Arguments.kwargs") -> "Value":
            dataset = find(args[0])
            if dataset is current():
                return answer(*args, **kwargs)
            with using(dataset):
                return answer(*args, **kwargs)

        return answered

    return decorate


# -- what the build works out -----------------------------------------------------------------------------------------

COMPILED: "list[Compiled]" = []


def compiled(
    each: "Callable[[], Iterable[str]] | None" = None, *, shared: bool = False
) -> "Callable[[Callable[Arguments, Value]], Callable[Arguments, Value]]":
    """Mark a function whose answers are worked out when the package is built.

    It returns plain literals, and takes one text or nothing. ``tools/compile_tables.py`` writes what it returns as
    modules of ``cyberconventions._compiled``, which only wheels have. Without them, as in a checkout, and for any other
    dataset, the function itself answers, from the tables. Either way the answer is kept as by :func:`per_dataset`.

    Arguments:
        each: Lists the arguments for which to compile it; left out where it takes none.
        shared: As for :func:`per_dataset`.
    """

    def decorate(make: "Callable[Arguments, Value]") -> "Callable[Arguments, Value]":
        @per_dataset(shared=shared)
        @wraps(make)
        def found(*args: "Arguments.args", **kwargs: "Arguments.kwargs") -> "Value":
            ready = (_literal_of if shared else built)(make, *args, **kwargs)
            return make(*args, **kwargs) if ready is None else ready

        COMPILED.append((found, each))
        return found

    return decorate


def built(
    function: "Callable[Arguments, Value]", *args: "Arguments.args", **kwargs: "Arguments.kwargs"
) -> "Value | None":
    """Return what the build found a function to answer; ``None`` where there was no build, or for another dataset.

    Raises:
        DatasetError: What the build wrote is damaged, or one of the files that it was worked out from.

    >>> built(print, "nothing") is None
    True
    """
    return _literal_of(function, *args, **kwargs) if current() is _BUNDLED else None


def _literal_of(
    function: "Callable[Arguments, Value]", *args: "Arguments.args", **kwargs: "Arguments.kwargs"
) -> "Value | None":
    value: Any = _literal("." + module_of(function, *map(str, args), *map(str, kwargs.values())))
    found: Value | None = value
    return found


def _literal(name: str) -> object:
    """Return the value that a module of literals holds; ``None`` where there is no such module.

    Arguments:
        name: The module's name, with a dot; nothing for the package, which holds the manifest.
    """
    try:
        # __import__ and not importlib, as in the package itself.
        module = __import__(f"cyberconventions._compiled{name}", fromlist=["VALUE"])
        if getattr(module, "__file__", None) is None:
            return None  # a folder without modules, as Python leaves one behind
        value, files, whole = module.VALUE, module.FILES, _checksum_of(module) == module.CHECKSUM
    except ModuleNotFoundError:
        return None
    except Exception as error:  # a damaged module fails in any way
        from cyberconventions._manifest import broken_module

        raise broken_module(name, f"{type(error).__name__}: {error}", getattr(error, "lineno", None)) from error
    changed = [file.partition("=")[0] for file in files.split() if not _as_then(file)] if whole else []
    if not whole or changed:
        from cyberconventions._manifest import broken_module

        raise broken_module(name, f"worked out from another {changed[0]}" if changed else "not what the build wrote")
    return value


def _as_then(file: str) -> bool:
    """Return whether a file, which is sound, is the one of the build."""
    name, _, hash_ = file.partition("=")
    _BUNDLED.check(name)
    return _BUNDLED.manifest()[name][0] == hash_


def _checksum_of(module: "ModuleType") -> int:
    """Return the checksum of a module's text; what the module says it is where a distribution has no sources."""
    facts: Any = module
    if not facts.__file__.endswith(".py"):
        return int(facts.CHECKSUM)
    text: bytes = facts.__spec__.loader.get_data(facts.__file__)
    return checksum(text.rpartition(b"CHECKSUM")[0])


def checksum(text: bytes) -> int:
    """Return a number that a text with a line less, or another letter, does not have.

    >>> checksum(b"VALUE = 1") == checksum(b"VALUE = 2")
    False
    """
    from binascii import crc32

    return crc32(text)


def hash_like(other: str, content: bytes) -> str:
    """Return the hash of a file's content, of the kind that another one is.

    >>> hash_like("crc32:…", b"")
    'crc32:00000000'
    """
    # Importing hashlib takes a twentieth of a first answer, so a wheel's manifest has this hash: damage is no attack.
    if other.startswith("crc32:"):
        return f"crc32:{checksum(content):08x}"
    from cyberconventions._manifest import hash_of

    return hash_of(content)


def module_of(function: "Callable[..., Any]", *arguments: str) -> str:
    """Return the name of the module that holds what a function answers.

    >>> module_of(current, "ets185")
    'dataset_current_ets185'
    """
    home = function.__module__.rpartition(".")[2]
    return "_".join([home.strip("_"), function.__name__.strip("_"), *arguments])
