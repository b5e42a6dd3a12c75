"""Writes the record in the one JSON shape there is, that of ``cc.to_json`` (extra ``json``)."""

import os

from cyberconventions._export._tables import key_of
from cyberconventions._json import to_json
from cyberconventions._statement_lists import Statements
from cyberconventions._treaties import treaties as every_treaty
from cyberconventions.un import resolutions, timeline


def write_json(folder: str) -> None:
    """Write a file for each treaty, for its statements and for each resolution, and one for all events.

    Raises:
        MissingExtraError: cattrs is not installed.
    """
    for each in every_treaty():
        said = [participation.statements for participation in each]
        coverage = tuple([read for statements in said for read in statements.coverage])
        every = Statements([one for statements in said for one in statements], coverage=coverage)
        _write(folder, f"treaty-{each.id}", each)
        _write(folder, f"statements-{each.id}", every)
    for resolution in resolutions():
        _write(folder, f"resolution-{key_of(resolution.number)}", resolution)
    _write(folder, "events", timeline())


def _write(folder: str, name: str, value: object) -> None:
    with open(os.path.join(folder, f"{name}.json"), "w", encoding="utf-8", newline="\n") as file:
        file.write(to_json(value) + "\n")
