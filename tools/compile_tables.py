# ruff: noqa: INP001 - a program, no package
"""Writes what the package answers without reading its tables: modules of Python literals.

    python tools/compile_tables.py FOLDER

The build of a wheel (``hatch_build.py``) runs this, so that a first answer needs neither the tables nor pycountry.
Each function that ``cyberconventions._dataset.compiled`` marks is asked once for each of its arguments, and its answer
becomes a module. The tables stay the only source: the functions are those that answer from them in a checkout. Beside
its value a module has the hashes of the files that were read for it, as the value holds for no others.
"""

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

SOURCE = Path(__file__).resolve().parent.parent / "src"
HEADER = (
    "# Written by tools/compile_tables.py when the package was built, from the tables in data/ and from pycountry.\n"
)


def main() -> None:
    """Write the modules into the folder that is named."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program's name and one word
        sys.exit("expected one folder: python tools/compile_tables.py FOLDER")
    sys.path.insert(0, str(SOURCE))
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in modules():
        (folder / f"{name}.py").write_text(text, encoding="utf-8", newline="\n")


def modules() -> Iterator[tuple[str, str]]:
    """Go through the modules' names, each with its text: value, files that it stands on, checksum.

    The first is that of the package itself, whose value is the manifest.
    """
    # With all that it imports, and what that imports when asked, all functions that are marked.
    from cyberconventions import _treaties
    from cyberconventions._dataset import COMPILED, built, checksum, current, hash_like, module_of

    def text(value: object, files: Iterable[str]) -> str:
        # In one text, as a mapping takes five times the memory, and a first answer has a dozen of them.
        hashes = " ".join([f"{file}={manifest[file][0]}" for file in files])
        above = f"{HEADER}\nVALUE = {literal(value)}\nFILES = {hashes!r}\n"
        return f"{above}CHECKSUM = {checksum(above.encode())}\n"

    for name in ("_groups", "_measures", "_statements"):
        import_module(f"cyberconventions.{name}")
    if built(_treaties.act_rows, "ets185") is not None:
        sys.exit("this package was built already: compile from a checkout")
    manifest = {
        name: (hash_like("crc32:", current().content(name)), *entry[1:]) for name, entry in current().manifest().items()
    }
    yield "__init__", text(manifest, ())
    for function, each in COMPILED:
        for arguments in [()] if each is None else [(argument,) for argument in each()]:
            # Afresh, so that each file that the value stands on is read again, and noted.
            current().caches.clear()
            current().checked.clear()
            value = function(*arguments)
            yield module_of(function, *arguments), text(value, sorted(current().checked))


def literal(value: object) -> str:
    """Return a value as Python text, a mapping with one item on a line.

    >>> print(literal({"FRA": ("France", "FR")}))
    {
        'FRA': ('France', 'FR'),
    }
    """
    if not isinstance(value, dict):
        return repr(value)
    items = cast("dict[object, object]", value)
    lines = "".join(f"    {key!r}: {item!r},\n" for key, item in items.items())
    return f"{{\n{lines}}}"


if __name__ == "__main__":
    main()
