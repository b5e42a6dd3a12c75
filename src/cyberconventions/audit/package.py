"""Checks of the descriptor, datapackage.json, and of the version."""

import json
import os
from collections.abc import Generator, Iterator, Mapping
from datetime import date

from cyberconventions.audit.files import content_of, line_of, line_of_byte, line_with
from cyberconventions.audit.findings import Finding
from cyberconventions.audit.reading import header_problem
from cyberconventions.audit.schemas import Table, whole_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PACKAGE = "datapackage.json"
_IN_TREE = ("src", "cyberconventions", "data")


def package_problems(root: str, tables: Mapping[str, Table]) -> Iterator[Finding]:
    """Hold datapackage.json against the tables, and the version it gives against VERSION and CITATION.cff."""
    version = yield from _version(root)
    content = content_of(root, _PACKAGE)
    if content is None:
        yield Finding(_PACKAGE, 1, "is missing")
        return
    try:
        text = content.decode()
        package: Any = json.loads(text)
        resources: dict[str, Any] = {each["path"]: each for each in package["resources"]}
    except UnicodeDecodeError as error:
        yield Finding(_PACKAGE, line_of_byte(content, error.start), f"is no JSON in UTF-8: {error}")
        return
    except json.JSONDecodeError as error:
        yield Finding(_PACKAGE, error.lineno, f"is no JSON in UTF-8: {error}")
        return
    except (KeyError, TypeError):
        yield Finding(_PACKAGE, 1, "is no data package, expected resources, each with a path")
        return
    given = package.get("version")
    if version is not None and given != version:
        yield Finding(_PACKAGE, line_with(text, '"version"'), f"version {given!r}, but VERSION has {version!r}")
    yield from _resources(root, text, resources, tables)


def _resources(root: str, text: str, resources: "Mapping[str, Any]", tables: Mapping[str, Table]) -> Iterator[Finding]:
    treaties = (f"{row['id']}/treaty.toml" for row in tables["treaties.csv"].rows)
    for file in (*tables, *treaties):
        if file not in resources and content_of(root, file) is not None:
            yield Finding(_PACKAGE, 1, f"{file} is no resource, expected every file of the folder to be one")
    for file, resource in resources.items():
        line = line_with(text, f'"path": "{file}"')
        if content_of(root, file) is None:
            yield Finding(_PACKAGE, line, f"resource {file} is not in the folder")
        if file not in tables:
            continue
        try:
            columns = [str(field["name"]) for field in resource["schema"]["fields"]]
        except (KeyError, TypeError):
            yield Finding(_PACKAGE, line, f"resource {file} has no schema, expected fields, each with a name")
            continue
        schema = tables[file].schema
        problem = header_problem(columns, schema)
        if problem:
            unknown = next((column for column in columns if column not in schema.columns), None)
            place = line_with(text, f'"name": "{unknown}"', after=line) if unknown else line
            yield Finding(_PACKAGE, place, f"fields of {file}: {problem}; expected {','.join(schema.columns)}")


def _version(root: str) -> "Generator[Finding, None, str | None]":
    """Check the file VERSION, and CITATION.cff where the folder is part of a source tree; return the version."""
    content = content_of(root, "VERSION")
    version = (content or b"").decode(errors="replace").removesuffix("\n")
    try:
        year, month, day = map(whole_number, version.split("."))
        released = date(year, month, day)
    except ValueError:
        message = "is missing" if content is None else f"{version!r} is no version, expected a day such as 2026.11.23"
        yield Finding("VERSION", 1, message)
        return None
    tree = os.path.abspath(os.path.join(root, *[os.pardir] * 3))
    citation = content_of(tree, "CITATION.cff") if os.path.join(tree, *_IN_TREE) == os.path.abspath(root) else None
    if citation is not None:
        text = citation.decode(errors="replace")
        for key, expected in (("version", version), ("date-released", str(released))):
            line = f"{key}: {expected}"
            if line not in text.splitlines():
                place = line_of(text, f"{key}: ")
                yield Finding("CITATION.cff", place, f"{key} is another than VERSION's, expected {line!r}")
    return version
