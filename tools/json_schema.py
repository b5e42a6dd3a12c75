# ruff: noqa: INP001 - a program, not a package
"""Writes the JSON Schema of what ``cc.to_json`` writes: ``docs/schema-1.json``, where 1 is the format's version.

python tools/json_schema.py
"""

import json
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from cyberconventions._dates import DateWindow
from cyberconventions._json import FORMAT, VERSION, fields_of, types
from cyberconventions._places import Territory
from cyberconventions._states import State

PATH = Path(__file__).parent.parent / "docs" / f"schema-{VERSION}.json"

# A pattern beside the format, as most validators don't check formats.
_DAY: dict[str, object] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_SIDE = r"(\.\.|\d{4}(-\d{2}(-\d{2})?)?)"
_PLAIN: dict[object, dict[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: _DAY,
}
_OWN: dict[type[Any], dict[str, object]] = {
    State: {"type": "string", "pattern": "^[A-Z]{3}$"},
    Territory: {"type": "string", "pattern": "^[A-Z]{3}$"},
    DateWindow: {"type": "string", "pattern": rf"^({_SIDE}(/{_SIDE})?)?$"},
}


def schema() -> dict[str, object]:
    """Return the schema, a definition for each class."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Values of {FORMAT}, version {VERSION}",
        "oneOf": [_whole(name) for name in types()],
        "$defs": {name: _definition(kind) for name, kind in types().items()},
    }


def _whole(name: str) -> dict[str, object]:
    properties = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "type": {"const": name},
        "value": {"$ref": f"#/$defs/{name}"},
    }
    return _object(properties, list(properties))


def _definition(kind: type[Any]) -> dict[str, object]:
    if kind in _OWN:
        return _OWN[kind]
    fields = fields_of(kind)
    return _object({name: _of(each) for name, each, _ in fields}, [name for name, _, needed in fields if needed])


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _of(kind: Any) -> dict[str, object]:  # noqa: ANN401 # a type, or a form of typing
    """Return the schema of a type."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    name = next((name for name, each in types().items() if each is kind), None)
    if name is not None:
        return {"$ref": f"#/$defs/{name}"}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [word.value for word in kind]}
    return _FORMS[get_origin(kind)](get_args(kind))


def _any_of(kinds: tuple[Any, ...]) -> dict[str, object]:
    if {date, str} <= {*kinds}:  # a day stands in an object, where a text is possible too
        tagged = _object({"day": _DAY}, ["day"])
        return {"anyOf": [tagged if each is date else _of(each) for each in kinds]}
    return {"anyOf": [_of(each) for each in kinds]}


def _tuple(kinds: tuple[Any, ...]) -> dict[str, object]:
    if kinds[-1] is Ellipsis:
        return {"type": "array", "items": _of(kinds[0])}
    items = [_of(each) for each in kinds]
    distinct = [each for place, each in enumerate(items) if each not in items[:place]]
    inner = distinct[0] if len(distinct) == 1 else {"anyOf": distinct}
    return {"type": "array", "items": inner, "minItems": len(kinds), "maxItems": len(kinds)}


def _words(words: tuple[Any, ...]) -> dict[str, object]:
    return {"enum": [*words]}


_FORMS: dict[Any, Callable[[tuple[Any, ...]], dict[str, object]]] = {
    Union: _any_of,
    UnionType: _any_of,
    tuple: _tuple,
    Literal: _words,
}
_write = partial(json.dumps, ensure_ascii=False, indent=1)


def text() -> str:
    """Return the schema as the file has it."""
    return _write(schema()) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
