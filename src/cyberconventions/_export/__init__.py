"""The whole record as files for other tools: CSV, JSON, Parquet, SQLite, a workbook, a data package."""

import os
from contextlib import suppress

from cyberconventions._arguments import path_of
from cyberconventions._export import _json, _workbook, _writers
from cyberconventions._files import written_whole
from cyberconventions.errors import ExistingFileError, InvalidValueError, check_type, did_you_mean, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    # Writes files into a folder.
    Writer: TypeAlias = Callable[[str], None]

# What each format writes: its files, by the names of the tables, and the function that writes them.
_WRITERS: "dict[str, Writer]" = {
    "csv": _writers.write_csv,
    "json": _json.write_json,
    "parquet": _writers.write_parquet,
    "sqlite": _writers.write_sqlite,
    "xlsx": _workbook.write_workbook,
    "datapackage": _writers.write_datapackage,
}
FORMATS = tuple(_WRITERS)
_ENDS = tuple(f".{each}" for each in FORMATS)


def export(folder: "str | os.PathLike[str]", *, format: str, overwrite: bool = False) -> tuple[str, ...]:  # noqa: A002 - the usual name
    """Write the record into a folder, as tables with keys between them: treaties, States, acts, periods, and the rest.

    ``csv`` and ``datapackage`` write a file for each table, the latter with a ``datapackage.json`` that says what each
    column holds; ``parquet`` likewise. ``sqlite`` and ``xlsx`` write one file. ``json`` writes what ``cc.to_json``
    does, a file for each treaty, its statements and each resolution, and one for all events. A record of one's own is
    written inside a block of :func:`cyberconventions.using`.

    Arguments:
        folder: Where to; made where it is missing.
        format: ``"csv"``, ``"json"`` (extra ``json``), ``"parquet"`` (extra ``parquet``), ``"sqlite"``, ``"xlsx"``
            (extra ``xlsx``) or ``"datapackage"``.
        overwrite: Whether files that are there already are replaced. Others in the folder stay as they are.

    Returns:
        The paths of the files that were written.

    Raises:
        ExistingFileError: A file is there already, or a folder where one is to be written; nothing was written.
        InvalidValueError: ``format`` is another word; or ``folder`` ends as files of a format do (``"record.xlsx"``)
            and is not a folder that is there.
        MissingExtraError: What the format needs is not installed.
        OSError: The folder can't be written to.

    >>> from tempfile import TemporaryDirectory
    >>> import cyberconventions as cc
    >>> with TemporaryDirectory() as folder:
    ...     [path] = cc.export(folder, format="sqlite")
    ...     print(os.path.basename(path))
    cyberconventions.sqlite
    """
    target = path_of(folder, "the path of a folder")
    check_type(format, str, f"one of {', '.join(FORMATS)} for format")
    if format not in FORMATS:
        hint = did_you_mean(format, FORMATS)
        raise InvalidValueError(f"{quoted(format)} is not a format{hint}; expected one of {', '.join(FORMATS)}")
    check_type(overwrite, bool, "True or False for overwrite")
    new = not os.path.isdir(target)
    if new and target.casefold().endswith(_ENDS):
        raise InvalidValueError(
            f"{quoted(target)} is the name of a file, expected a folder's; format={format!r} names the files in it"
        )
    os.makedirs(target, exist_ok=True)
    try:
        return _written(target, format, overwrite=overwrite)
    except Exception:
        if new:
            with suppress(OSError):  # it stays where some files have taken their places
                os.rmdir(target)
        raise


def _written(target: str, format: str, *, overwrite: bool) -> tuple[str, ...]:  # noqa: A002 - as above
    """Write the files into a folder; return their paths."""
    with written_whole(target) as made:
        _WRITERS[format](made)
        names = sorted(os.listdir(made))
        folders = [name for name in names if os.path.isdir(os.path.join(target, name))]
        if folders:
            raise ExistingFileError(
                f"{quoted(os.path.join(target, folders[0]))} is a folder, and a file is to be written there; nothing "
                "was written"
            )
        existing = [name for name in names if os.path.exists(os.path.join(target, name))]
        if existing and not overwrite:
            more = f" and {len(existing) - 1} more" if len(existing) > 1 else ""
            raise ExistingFileError(
                f"{os.path.join(target, existing[0])!r}{more} exist{'' if more else 's'} already; nothing was written: "
                "overwrite=True (--overwrite) replaces files"
            )
    return tuple([os.path.join(target, name) for name in names])
