"""Writes to the folder of a record: everything or nothing, by one process at a time.

How it is read meanwhile: see ``cyberconventions._snapshot``.
"""

import os
import shutil
import sys
from contextlib import contextmanager

from cyberconventions._manifest import MANIFEST
from cyberconventions._snapshot import GONE, UPDATE, read_file
from cyberconventions.errors import DatasetError, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LOCK, NEW, PREVIOUS = ".lock", ".update.new", ".previous"


@contextmanager
def locked(folder: str) -> "Iterator[None]":
    """Keep other processes from writing to a record meanwhile; a process that ends gives the lock back.

    Arguments:
        folder: The folder, which is made where there is none.

    Raises:
        DatasetError: Another process has it, or nothing can be written there.
    """
    try:
        os.makedirs(folder, exist_ok=True)
        file = open(os.path.join(folder, LOCK), "ab")  # noqa: SIM115 - closed below
    except OSError as error:
        raise DatasetError(f"{quoted(folder)}: the folder of a record can't be written there: {error}") from error
    with file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise DatasetError(f"{quoted(folder)}: another process writes to this record; nothing was done") from error
        yield


if sys.platform == "win32":  # pragma: no cover

    def _lock(file: int) -> None:
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:

    def _lock(file: int) -> None:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_new(folder: str) -> bool:
    """Return whether there is nothing in a folder yet, or no such folder.

    Raises:
        DatasetError: There is something, and it is not a record.
    """
    if read_file(folder, MANIFEST) is not None:
        return False
    if os.path.isdir(folder) and {*os.listdir(folder)} - {LOCK, NEW}:
        raise DatasetError(f"{quoted(folder)} is neither empty nor the folder of a record: it has no {MANIFEST}")
    return True


def commit(
    folder: str,
    files: "Mapping[str, bytes]",
    *,
    gone: "Sequence[str]" = (),
    kept: "Mapping[str, bytes] | None" = None,
) -> None:
    """Write files into a folder, all of them or none.

    Arguments:
        folder: The folder.
        files: Their content, by name.
        gone: The names of files to remove.
        kept: What to keep for :func:`previous`; what was kept before stays where left out.
    """
    place = os.path.join(folder, NEW)
    shutil.rmtree(place, ignore_errors=True)
    for name, content in files.items():
        _write(os.path.join(place, *name.split("/")), content)
    for name, content in (kept or {}).items():
        _write(os.path.join(place, PREVIOUS, *name.split("/")), content)
    _write(os.path.join(place, GONE), "\n".join(gone).encode("utf-8"))
    os.rename(place, os.path.join(folder, UPDATE))  # From here on it counts.
    finish(folder)


def finish(folder: str) -> None:
    """Move an update that counts to its place: a process may have ended before it was done with that."""
    place = os.path.join(folder, UPDATE)
    if not os.path.isdir(place):
        return
    if os.path.isdir(os.path.join(place, PREVIOUS)):
        shutil.rmtree(os.path.join(folder, PREVIOUS), ignore_errors=True)
        os.rename(os.path.join(place, PREVIOUS), os.path.join(folder, PREVIOUS))
    for name in (read_file(place, GONE) or b"").decode("utf-8").split("\n"):
        _remove(os.path.join(folder, *name.split("/")) if name else "")
    for name in _names(place):
        if name != GONE:
            target = os.path.join(folder, *name.split("/"))
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.replace(os.path.join(place, *name.split("/")), target)
    shutil.rmtree(place)


def previous(folder: str) -> dict[str, bytes]:
    """Return the files as they were before the last update; nothing where none was kept."""
    place = os.path.join(folder, PREVIOUS)
    return {name: read_file(place, name) or b"" for name in _names(place)}


def tables_in(folder: str) -> list[str]:
    """Return the names of the tables and clauses that lie in a folder, without saved pages and kept copies."""
    names = (name for name in _names(folder) if name.endswith((".csv", ".toml")))
    return [name for name in names if not name.startswith((".", "pages/"))]


def _names(folder: str) -> list[str]:
    """Return the names of the files in a folder, with a slash between folders on every system."""
    found = [
        os.path.relpath(os.path.join(parent, name), folder).replace(os.sep, "/")
        for parent, _, names in os.walk(folder)
        for name in names
    ]
    return sorted(found)


def _remove(path: str) -> None:
    if os.path.isdir(path):
        shutil.rmtree(path)
    elif os.path.exists(path):
        os.remove(path)


def _write(path: str, content: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
