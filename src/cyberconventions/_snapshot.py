"""Reads the files of a folder as they are at one moment, whatever an update does to it meanwhile.

An update is prepared in a folder of its own inside the record's, ``.update.new``, which is then renamed to ``.update``:
that is the moment from which it counts. Until each of its files has been moved to its place, they are read from there.
So a process that ends in between, at whatever step, leaves the old record or the new one.
"""

import os
import time

from cyberconventions._manifest import MANIFEST, hash_of, paths_in, read_manifest
from cyberconventions.errors import DatasetError

# An update that counts, and is being moved to its place; in it, a file that names those to be removed.
UPDATE, GONE = ".update", ".gone"
# Where files don't fit together, an update was moving them: how often to read again, and how many seconds later.
_AGAIN, _PAUSE = 5, 0.02


def read_folder(folder: str) -> dict[str, bytes]:
    """Return the content of the files that a record has: its manifest, and those that it describes.

    A file that is missing is left out; whether each is what the manifest describes is checked when it is used.

    Arguments:
        folder: The path of the folder.
    """
    files = _read(folder)
    for _ in range(_AGAIN):
        if _fit(files):
            break
        time.sleep(_PAUSE)
        files = _read(folder)
    return files


def read_file(folder: str, name: str) -> bytes | None:
    """Return the content of a file, from an update that counts where it has one; ``None`` where there is none."""
    content = _content(os.path.join(folder, UPDATE, *name.split("/")))
    if content is None and name in (_content(os.path.join(folder, UPDATE, GONE)) or b"").decode("utf-8").split("\n"):
        return None
    return _content(os.path.join(folder, *name.split("/"))) if content is None else content


def _read(folder: str) -> dict[str, bytes]:
    manifest = read_file(folder, MANIFEST)
    if manifest is None:
        return {}
    files = {MANIFEST: manifest}
    for name in _described(manifest):
        content = read_file(folder, name)
        if content is not None:
            files[name] = content
    return files


def _described(manifest: bytes) -> tuple[str, ...]:
    try:
        return paths_in(manifest)
    except DatasetError:  # which is said when the dataset is used
        return ()


def _fit(files: dict[str, bytes]) -> bool:
    """Return whether the files are those that the manifest describes."""
    try:
        entries = read_manifest(files[MANIFEST]) if files else {}
    except DatasetError:
        return True
    return all(name in files and hash_of(files[name]) == entry[0] for name, entry in entries.items())


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return None
