# ruff: noqa: INP001 - a program, no package
"""Writes what the package answers without reading its tables: modules of Python literals.

    python tools/compile_tables.py FOLDER

The build of a wheel (``hatch_build.py``) runs this, so that a first answer needs neither the tables nor pycountry.
Each function that ``cyberconventions._dataset.compiled`` marks is asked once for each of its arguments, and its answer
becomes a module. The tables stay the only source: the functions are those that answer from them in a checkout.
"""

import sys
from collections.abc import Iterator
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
    (folder / "__init__.py").write_text(f'"""What the build worked out."""\n\n{HEADER}', encoding="utf-8", newline="\n")
    for name, answer in answers():
        text = f"{HEADER}\nVALUE = {literal(answer)}\n"
        (folder / f"{name}.py").write_text(text, encoding="utf-8", newline="\n")


def answers() -> Iterator[tuple[str, object]]:
    """Go through the modules' names, each with the value that the tables give for it."""
    from importlib import import_module

    from cyberconventions import _treaties
    from cyberconventions._dataset import COMPILED, built, module_of

    # With these and all that they import, every function that is marked is there.
    for name in ("_measures", "_statements", "_treaties"):
        import_module(f"cyberconventions.{name}")
    if built(_treaties.act_rows, "ets185") is not None:
        sys.exit("this package was built already: compile from a checkout")
    for function, each in COMPILED:
        for arguments in [()] if each is None else [(argument,) for argument in each()]:
            yield module_of(function, *arguments), function(*arguments)


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
