"""Files that others asked for, which are written whole or not at all."""

import os
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from cyberconventions.errors import MissingFileError, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def written_whole(folder: str) -> "Iterator[str]":
    """Give a folder to write in, whose files take their places in another one once all of them are whole.

    They replace what is there. Where the block raises, as when the disk is full, what was there stays.

    Arguments:
        folder: The path of the folder where they are to be.

    Raises:
        MissingFileError: There is no such folder.

    >>> with TemporaryDirectory() as folder:
    ...     with written_whole(folder) as made, open(os.path.join(made, "a.txt"), "w") as file:
    ...         _ = file.write("whole")
    ...     print(os.listdir(folder))
    ['a.txt']
    """
    if not os.path.isdir(folder):
        raise MissingFileError(f"there is no folder {quoted(folder)} to write into")
    with TemporaryDirectory(dir=folder, prefix=".cyberconventions-") as made:
        yield made
        for name in sorted(os.listdir(made)):
            os.replace(os.path.join(made, name), os.path.join(folder, name))
