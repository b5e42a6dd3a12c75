# ruff: noqa: INP001, T201 - a program that prints what it made
"""Writes what is public to ``tests/snapshots/api/public.txt``: ``python tools/public_api.py``.

One fact on each line, so that a change of what users rely on can be reviewed as a diff: every public name with its
arguments, their types and defaults, and what it returns; attributes in their order; members of enumerations; bases of
errors; constants; what the names of types in annotations stand for; commands and their options; fixtures, extras, and
the columns of an export. ``docs/stability.md`` says what is public, and how it may change.
"""

import ast
import enum
import importlib
import inspect
import re
import sys
import tomllib
import types
import typing
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import attrs

import cyberconventions as cc
from cyberconventions import _json
from cyberconventions._command_line._commands import CHOICES, COMMANDS, REQUIRED, SEVERAL, SWITCHES, flag_of
from cyberconventions._export._tables import tables

ROOT = Path(__file__).parents[1]
FILE = ROOT / "tests" / "snapshots" / "api" / "public.txt"
MODULES = (
    "cyberconventions",
    *(
        f"cyberconventions.{name}"
        for name in ("charts", "errors", "frames", "plots", "rules", "testing", "testing.strategies", "un")
    ),
)
# Their values change with each release, and are told by their names.
VERSIONS = ("__version__", "data_version")
# What the line with a class's arguments says already.
_OF_THE_CLASS = ("__init__", "__new__", "__attrs_post_init__", "__reduce__")
_PACKAGE = str(Path(cc.__file__).parent)


def lines() -> Iterator[str]:
    """Return the facts, one after the other."""
    seen: dict[int, str] = {}
    aliases: dict[str, None] = {}
    for name in MODULES:
        module = importlib.import_module(name)
        for each in _names(module):
            value = getattr(module, each)
            path = f"{name}.{each}"
            before = seen.setdefault(id(value), path)
            if before == path or isinstance(value, str | tuple):
                yield from facts(path, value, aliases)
            else:
                yield f"{path} = {before}"
    yield from sorted(aliases)
    for every in (_commands, _fixtures, _project, _exports):
        yield ""
        yield from every()


def _names(module: types.ModuleType) -> list[str]:
    """Return what a module offers: its list, or where it has none its errors and warnings."""
    listed = getattr(module, "__all__", None)
    return sorted(listed or [name for name, each in vars(module).items() if _is_error(each)])


def _is_error(value: object) -> bool:
    return inspect.isclass(value) and issubclass(value, BaseException) and value.__module__.endswith("errors")


def facts(path: str, value: Any, aliases: dict[str, None]) -> Iterator[str]:  # noqa: ANN401 - whatever is public
    """Return the facts on one name, and note the aliases of types that they mention."""
    if path.rpartition(".")[2] in VERSIONS:
        yield f"{path}: {type(value).__name__}"
    elif inspect.isclass(value):
        yield from _class(path, value, aliases)
    elif callable(value) and not isinstance(value, types.GenericAlias) and typing.get_origin(value) is None:
        yield from _calls(path, value, aliases)
    else:
        yield f"{path} = {_shown(value)}"


# -- classes -----------------------------------------------------------------------------------------------------------


def _class(path: str, kind: type[Any], aliases: dict[str, None]) -> Iterator[str]:
    bases = getattr(kind, "__orig_bases__", kind.__bases__)
    yield f"class {path}({', '.join(_shown(base) for base in bases)})"
    if issubclass(kind, enum.Enum):
        yield from (f"{path}.{member.name} = {member.value!r}" for member in kind)
    elif not issubclass(kind, BaseException) or "__init__" in vars(kind):
        yield f"{path}{_signature(kind, kind, aliases)}"
    if attrs.has(kind):
        yield from _attributes(path, kind, aliases)
    own = [each for each in reversed(kind.__mro__) if each.__module__.startswith("cyberconventions")]
    found = {name: (member, each) for each in own for name, member in vars(each).items()}
    for name in sorted(found):
        yield from _member(f"{path}.{name}", *found[name], aliases)


def _attributes(path: str, kind: type[Any], aliases: dict[str, None]) -> Iterator[str]:
    fields = [each for each in attrs.fields(kind) if not each.name.startswith("_")]
    traits = {
        "hashable": kind.__hash__ is not None,
        "ordered": "__lt__" in {name for each in kind.__mro__[:-1] for name in vars(each)},
    }
    yield f"{path} is {', '.join(word for word, true in traits.items() if true) or 'neither hashable nor ordered'}"
    yield f"{path} has {', '.join(each.name for each in fields) or 'no attributes'}"
    written = {
        name: what for each in reversed(kind.__mro__) for name, what in vars(each).get("__annotations__", {}).items()
    }
    for each in fields:
        left_out = [word for word in ("init", "eq", "repr") if getattr(each, word) is False]
        more = f"  # not in {', '.join(left_out)}" if left_out else ""
        yield f"{path}.{each.name}: {_annotation(written.get(each.name, each.type), kind, aliases)}{more}"


def _member(path: str, member: Any, kind: type[Any], aliases: dict[str, None]) -> Iterator[str]:  # noqa: ANN401
    name = path.rpartition(".")[2]
    special = name.startswith("__") and name.endswith("__")
    if (name.startswith("_") and not special and name != "_repr_html_") or name in _OF_THE_CLASS:
        return
    if isinstance(member, property | cached_property):
        function: Any = member.fget if isinstance(member, property) else member.func
        yield f"{path}: {_returned(function, aliases)} (property)"
    elif type(member) in (classmethod, staticmethod):
        word = type(member).__name__
        yield from (f"{line} ({word})" for line in _calls(path, member.__func__, aliases))
    elif inspect.isroutine(member):
        written = getattr(inspect.unwrap(member), "__code__", None)
        if written is not None and written.co_filename.startswith(_PACKAGE):  # and not what attrs or Python made
            yield from _calls(path, member, aliases)
    elif not special and not attrs.has(kind) and name in getattr(kind, "__annotations__", {}):
        yield f"{path}: {_annotation(kind.__annotations__[name], kind, aliases)}"


# -- functions and types -----------------------------------------------------------------------------------------------


def _calls(path: str, function: Callable[..., Any], aliases: dict[str, None]) -> Iterator[str]:
    overloads = [getattr(each, "__func__", each) for each in typing.get_overloads(inspect.unwrap(function))]
    yield from (f"{path}{_signature(each, each, aliases)}" for each in overloads or [function])


def _signature(called: Callable[..., Any], home: Any, aliases: dict[str, None]) -> str:  # noqa: ANN401 - as they come
    found = inspect.signature(called)
    parameters = [
        each.replace(
            annotation=_Plain(_annotation(each.annotation, home, aliases))
            if each.annotation is not each.empty
            else each.empty,
            default=each.empty if each.default is each.empty else _Plain(_shown(each.default)),
        )
        for each in found.parameters.values()
    ]
    text = str(found.replace(parameters=parameters, return_annotation=found.empty))
    if found.return_annotation is found.empty or inspect.isclass(called):
        return text
    return f"{text} -> {_annotation(found.return_annotation, home, aliases)}"


class _Plain:
    """A text that a signature shows as it is."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _returned(function: Callable[..., Any], aliases: dict[str, None]) -> str:
    return _annotation(inspect.unwrap(function).__annotations__["return"], function, aliases)


def _annotation(annotation: Any, home: Any, aliases: dict[str, None]) -> str:  # noqa: ANN401
    """Return a type as it is written, and note what the names in it stand for."""
    text = annotation if isinstance(annotation, str) else _shown(annotation)
    home = inspect.unwrap(home) if callable(home) else home
    for word in re.findall(r"[A-Za-z_]\w*", text):
        _note_alias(home.__module__, word, aliases)
    return text.replace('"', "").replace("'", "") if "Literal" not in text else text


def _note_alias(module: str, word: str, aliases: dict[str, None]) -> None:
    found = _alias(module, word)
    if found is not None:
        home, definition = found
        if aliases.setdefault(f"type {word} = {definition}") is None:
            for inner in set(re.findall(r"[A-Za-z_]\w*", definition)) - {word}:
                _note_alias(home, inner, aliases)


def _alias(module: str, word: str) -> tuple[str, str] | None:
    """Return where an alias of a type is defined, and as what; most are there for type checkers only."""
    names = _assigned(module) if module.startswith("cyberconventions") else {}
    found = names.get(word)
    return _alias(found[0], word) if found and found[1] is None else typing.cast("tuple[str, str] | None", found)


@cache
def _assigned(module: str) -> dict[str, tuple[str, str | None]]:
    """Return the aliases of types that a module defines, and the names that it imports from the library."""
    found: dict[str, tuple[str, str | None]] = {}
    for node in ast.walk(ast.parse(inspect.getsource(sys.modules.get(module) or importlib.import_module(module)))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cyberconventions"):
            found |= {each.asname or each.name: (str(node.module), None) for each in node.names}
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias" and node.value:
            value = node.value.value if isinstance(node.value, ast.Constant) else ast.unparse(node.value)
            found[ast.unparse(node.target)] = module, str(value)
    return found


def _shown(value: Any) -> str:  # noqa: ANN401 - a default, a constant, a type
    if value is attrs.NOTHING:
        return "..."
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if isinstance(value, typing.TypeVar):
        return value.__name__
    if isinstance(value, types.GenericAlias | types.UnionType) or typing.get_origin(value) is not None:
        return re.sub(r"\b(?:\w+\.)+(?=\w)", "", repr(value)).replace("~", "")
    if inspect.isclass(value) or inspect.isroutine(value):
        return str(value.__qualname__)
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))


# -- what else people rely on ------------------------------------------------------------------------------------------


def _commands() -> Iterator[str]:
    for command, (_, _, words, options, _) in COMMANDS.items():
        named = [f"{word.upper()}..." if word in SEVERAL else word.upper() for word in words]
        parts = [_option(each) for each in sorted(options, key=flag_of)]
        yield " ".join(["$ cyberconventions", *filter(None, [command]), *named, *parts, "[--json]"])


def _option(option: str) -> str:
    value = "" if option in SWITCHES else f" {{{','.join(CHOICES[option])}}}" if option in CHOICES else " VALUE"
    return f"{flag_of(option)}{value}" if option in REQUIRED else f"[{flag_of(option)}{value}]"


def _fixtures() -> Iterator[str]:
    plugin = ast.parse((ROOT / "src" / "pytest_cyberconventions.py").read_text(encoding="utf-8"))
    for node in plugin.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.decorator_list:
            marks = " ".join(f"@{ast.unparse(each)}" for each in node.decorator_list)
            returned = ast.unparse(node.returns).strip("'\"") if node.returns else ""
            yield f"{marks} {node.name}: {returned}"


def _project() -> Iterator[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield f"python {project['requires-python']}"
    yield from (f"needs {each}" for each in project["dependencies"])
    for extra, needed in project["optional-dependencies"].items():
        if not any(each.startswith(project["name"]) for each in needed):  # that is `test`, for contributors
            yield f"extra {extra}: {', '.join(needed)}"
    for group, points in {"console_scripts": project["scripts"], **project["entry-points"]}.items():
        yield from (f"entry point {group}: {name} = {target}" for name, target in points.items())
    yield f"JSON {_json.FORMAT} {_json.VERSION}: {', '.join(_json.types())}"


def _exports() -> Iterator[str]:
    for each in tables():
        columns = zip(each.table.names, each.table.columns, strict=True)
        yield f"export {each.name}: {', '.join(f'{name} {column.kind.value}' for name, column in columns)}"
        yield f"export {each.name} key: {', '.join(each.key)}" + "".join(
            f"; {column} of {table}" for column, table in each.references
        )


def text() -> str:
    """Return the facts as the file has them."""
    return "\n".join(lines()) + "\n"


if __name__ == "__main__":
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text(), encoding="utf-8", newline="\n")
    print(f"{cc.__name__}: {text().count(chr(10))} facts")
