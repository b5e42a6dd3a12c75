"""The manifest of a dataset, ``datapackage.json``: size, hash and number of rows of each of its files.

A file that is not what its manifest describes was damaged, or edited by hand: nothing is answered from it. The
properties, ``bytes``, ``hash`` and ``rows`` of a resource, are those that frictionless checks as well.
"""

import json
import os
from hashlib import sha256
from typing import cast

from cyberconventions._csv import header_problem, line_of_error, read_table
from cyberconventions.errors import DatasetError, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    # The hash of a file, its size in bytes, the number of its rows and its header; no number and no header where it is
    # not a table. A tuple and not a class, as a wheel carries it as a literal.
    Entry = tuple[str, int, int | None, str]

MANIFEST = "datapackage.json"
_LONGEST_PROBLEM = 150  # characters
_REINSTALL = "The installation is damaged: reinstall it, with pip's option --force-reinstall"
_WIDTH = 120  # how long a line may be, as everywhere in the project


def read_manifest(content: bytes) -> "dict[str, Entry]":
    """Return what a manifest says of each file, by its path.

    Arguments:
        content: What is in ``datapackage.json``.

    Raises:
        DatasetError: It can't be read, or lacks something; the message names the line or the file.
    """
    found: dict[str, Entry] = {}
    for resource in _package(content)["resources"]:
        path = resource["path"]
        try:
            header = ",".join([field["name"] for field in resource["schema"]["fields"]]) if is_table(path) else ""
            found[path] = (resource["hash"], resource["bytes"], resource["rows"] if is_table(path) else None, header)
        except (KeyError, TypeError) as error:
            expected = "bytes and hash, and for a table rows and schema"
            raise DatasetError(f"{MANIFEST}: resource {quoted(path)} lacks a property, expected {expected}") from error
    return found


def paths_in(content: bytes) -> tuple[str, ...]:
    """Return the paths of the files that a manifest describes, whatever it says of them.

    Arguments:
        content: What is in ``datapackage.json``.

    Raises:
        DatasetError: It can't be read.
    """
    return tuple([resource["path"] for resource in _package(content)["resources"]])


def changed_in(before: bytes, now: bytes) -> tuple[str, ...]:
    """Return the paths of the files of which two manifests say different things, in their order.

    Raises:
        DatasetError: One of them can't be read.
    """
    known = _by_path(before)
    return tuple(sorted(path for path, each in _by_path(now).items() if known.get(path) != each))


def _by_path(content: bytes) -> "dict[str, dict[str, Any]]":
    return {resource["path"]: resource for resource in _package(content)["resources"]}


def hash_of(content: bytes) -> str:
    """Return the hash of a file, as a manifest has it.

    >>> hash_of(b"")[:20]
    'sha256:e3b0c44298fc1'
    """
    return f"sha256:{sha256(content).hexdigest()}"


def is_table(path: str) -> bool:
    """Return whether a file is a table.

    >>> is_table("ets185/acts.csv"), is_table("ets185/treaty.toml")
    (True, False)
    """
    return path.endswith(".csv")


def _package(content: bytes) -> "dict[str, Any]":
    try:
        package: dict[str, Any] = json.loads(content)
        for resource in package["resources"]:
            resource["path"].split("/")
    except ValueError as error:
        raise DatasetError(f"{MANIFEST}, line {line_of_error(error)}: not JSON in UTF-8") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise DatasetError(f"{MANIFEST}, line 1: not a data package, expected resources, each with a path") from error
    return package


# -- what was damaged -------------------------------------------------------------------------------------------------


def damage(name: str, content: bytes | None, entry: "Entry | None") -> str:
    r"""Say what is wrong with a file that is not what the manifest describes, with its line where that can be told.

    Arguments:
        name: The file's name.
        content: What is in it; ``None`` where it is missing.
        entry: What the manifest says of it; ``None`` where it says nothing.

    >>> damage("states.csv", b"", ("sha256:…", 1064, 4, "id,name"))
    'states.csv, line 1: the file is empty; the manifest says 4 rows'
    >>> damage("states.csv", b"id,name\nEUE,Euro", ("sha256:…", 1064, 4, "id,name"))
    'states.csv, line 2: cut off, the line has no end; the manifest says 4 rows'
    """
    if entry is None:
        return f"{name} is not described by the manifest, {MANIFEST}"
    _, size, rows, header = entry
    says = f"the manifest says {size} bytes" if rows is None else f"the manifest says {rows} rows"
    if content is None:
        return f"{name} is missing; {says}"
    problem = next(_problems(name, content, rows, header), None)
    if problem is None:
        return f"{name} was changed: it has {len(content)} bytes, the manifest says {size}, with another hash"
    return f"{problem}; {says}"


def _problems(name: str, content: bytes, rows: int | None, header: str) -> "Iterator[str]":
    """Yield what is wrong with the form of a file, the likeliest cause first."""
    lines = content.split(b"\n")
    if not content.strip():
        yield f"{name}, line 1: the file is empty"
    yield from (
        f"{name}, line {number}: the line ends in CR LF, expected LF"
        for number, line in enumerate(lines, start=1)
        if line.endswith(b"\r")
    )
    if lines[-1]:
        yield f"{name}, line {len(lines)}: cut off, the line has no end"
    if rows is not None:
        yield from _table_problems(name, content, rows, header)


def _table_problems(name: str, content: bytes, rows: int, header: str) -> "Iterator[str]":
    found = content.partition(b"\n")[0].decode("utf-8", errors="replace")
    if problem := header_problem(found.split(","), header.split(",")):
        yield f"{name}, line 1: {problem}"
    try:
        table = read_table(name, content)
    except DatasetError as error:
        yield str(error)
    else:
        lines: dict[tuple[str, ...], int] = {}
        for line, row in enumerate(table, start=2):
            first = lines.setdefault(tuple(row.values()), line)
            if first != line:
                yield f"{name}, line {line}: repeats line {first}"
        if len(table) != rows:
            yield f"{name} has {len(table)} rows"


def broken_module(name: str, problem: str, line: int | None = None) -> DatasetError:
    """Return the error for a module of what the build worked out.

    Arguments:
        name: Its name, with a dot; nothing for the package.
        problem: What is wrong with it; what Python says of that may be long.
        line: Its line, where that can be told.

    >>> str(broken_module(".treaties_listed", "EOFError: marshal data too short"))[:72]
    'cyberconventions/_compiled/treaties_listed.py: EOFError: marshal data to'
    """
    file = f"cyberconventions/_compiled/{name.removeprefix('.') or '__init__'}.py"
    place = file if line is None else f"{file}, line {line}"
    return DatasetError(f"{place}: {problem[:_LONGEST_PROBLEM]}. {_REINSTALL}")


def remedy(folder: str, *, bundled: bool) -> str:
    """Say what to do where a file of a dataset is damaged.

    Arguments:
        folder: The dataset's folder.
        bundled: Whether it came with the package.

    >>> remedy("records", bundled=False)
    'After an edit by hand run: cyberconventions check-record records --accept; otherwise restore the file from a copy'
    """
    if not bundled:
        command = f"cyberconventions check-record {_shortened(folder)} --accept"
        return f"After an edit by hand run: {command}; otherwise restore the file from a copy"
    if os.path.exists(os.path.join(folder, "..", "..", "..", "tools", "manifest.py")):
        return "After an edit by hand run: python tools/manifest.py; otherwise restore the file from git"
    return _REINSTALL


def _shortened(folder: str) -> str:
    """Return a path that a message has room for: the end of it says more than its beginning."""
    return folder if len(folder) <= _LONGEST_PROBLEM else f"…{folder[-_LONGEST_PROBLEM:]}"


# -- writing it -------------------------------------------------------------------------------------------------------


def renewed(folder: str) -> str:
    """Return the manifest of a folder with size, hash and number of rows of each file as the file is now.

    Arguments:
        folder: The path of the folder; nothing is written to it.

    Raises:
        DatasetError: The manifest or a table can't be read, or a file is missing.
    """
    return renewed_by(lambda name: _content(folder, name))


def renewed_by(content: "Callable[[str], bytes]") -> str:
    """Return a manifest with size, hash and number of rows of each file as what *content* gives for its name.

    Arguments:
        content: Returns the content of a file, the manifest's too.

    Raises:
        DatasetError: The manifest or a table can't be read, or a file is missing.
    """
    package = _package(content(MANIFEST))
    package["resources"] = [_described(content, resource) for resource in package["resources"]]
    return _written(package) + "\n"


def _content(folder: str, name: str) -> bytes:
    try:
        with open(os.path.join(folder, *name.split("/")), "rb") as file:
            return file.read()
    except OSError as error:
        raise DatasetError(f"{name} can't be read: {error.strerror}") from error


def _described(read: "Callable[[str], bytes]", resource: "dict[str, Any]") -> "dict[str, Any]":
    """Return a resource with the properties that its file has now, below its path."""
    path = resource["path"]
    content = read(path)
    now: dict[str, Any] = {"bytes": len(content), "hash": hash_of(content)}
    if is_table(path):
        now["rows"] = len(read_table(path, content))
    found: dict[str, Any] = {}
    for key, value in resource.items():
        if key not in now:
            found[key] = value
        if key == "path":
            found |= now
    return found


def _written(value: object, indent: str = "", before: int = 0) -> str:
    """Return a value as JSON: on one line where it fits, else an item a line.

    Arguments:
        value: The value.
        indent: What its line begins with.
        before: How many characters stand between that and the value.

    >>> _written([{"path": "a.csv", "bytes": 3}])
    '[{"path": "a.csv", "bytes": 3}]'
    """
    short = json.dumps(value, ensure_ascii=False)
    # A comma may follow.
    if len(indent) + before + len(short) + 1 < _WIDTH or not isinstance(value, dict | list):
        return short
    deeper = f"{indent}  "
    if isinstance(value, dict):
        facts = cast("dict[str, object]", value)
        names = {key: f"{json.dumps(key, ensure_ascii=False)}: " for key in facts}
        items = [f"{name}{_written(facts[key], deeper, len(name))}" for key, name in names.items()]
        first, last = "{}"
    else:
        items = [_written(each, deeper) for each in cast("list[object]", value)]
        first, last = "[]"
    return "\n".join([first, ",\n".join([f"{deeper}{item}" for item in items]), f"{indent}{last}"])
