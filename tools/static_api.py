# ruff: noqa: INP001, T201 - a program, not a package; it prints
"""Writes the record as JSON files that any page or language can read: ``python tools/static_api.py FOLDER``.

``api/v1/treaties/<id>.json`` is what ``cc.to_json`` gives; ``api/v1/states/<id>.json`` has what one State did under
each treaty, in the same form. ``openapi.json`` describes both, with a schema for each.
"""

import json
import sys
from pathlib import Path
from typing import Any

import cyberconventions as cc

VALUES = Path(__file__).parent.parent / "docs" / "schema-1.json"
TITLE = "cyberconventions: who is bound by which cybercrime treaty, and since when"


def value_of(value: object) -> Any:  # noqa: ANN401 - JSON
    """Return what ``cc.to_json`` makes of a value, without the format's envelope."""
    return json.loads(cc.to_json(value))["value"]


def state_file(state: cc.State) -> dict[str, Any]:
    """Return what the record holds of a State: under each treaty its acts, periods, and status on the record's day."""
    under: list[dict[str, Any]] = []
    for treaty in cc.treaties():
        found = treaty[state] if state in treaty else None  # noqa: SIM401 - a Treaty is no mapping
        under.append(
            {
                "treaty": treaty.id,
                "as_of": str(treaty.as_of),
                "coverage": treaty.coverage.value,
                "status": treaty.status(state).value,
                "possible_statuses": [status.value for status in treaty.possible_statuses(state)],
                "acts": [value_of(act) for act in found.acts] if found else [],
                "periods": [value_of(period) for period in found.history] if found else [],
            }
        )
    return {"data_version": cc.data_version, "id": state.id, "name": state.name, "treaties": under}


def state_schema() -> dict[str, Any]:
    """Return the JSON Schema of a State's file; acts and periods are those of the values' schema."""
    statuses = {"enum": [status.value for status in cc.Status]}
    under = {
        "treaty": {"enum": [treaty.id for treaty in cc.treaties()]},
        "as_of": {"type": "string", "format": "date"},
        "coverage": {"enum": [each.value for each in cc.Coverage]},
        "status": statuses,
        "possible_statuses": {"type": "array", "items": statuses},
        "acts": {"type": "array", "items": {"$ref": "values.json#/$defs/Act"}},
        "periods": {"type": "array", "items": {"$ref": "values.json#/$defs/Period"}},
    }
    fields = {
        "data_version": {"type": "string"},
        "id": {"type": "string", "pattern": "^[A-Z]{2,3}$"},
        "name": {"type": "string"},
        "treaties": {"type": "array", "items": closed(under)},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "What one State did", **closed(fields)}


def index_schema() -> dict[str, Any]:
    """Return the JSON Schema of the list of files."""
    text = {"type": "string"}
    treaty = closed({"id": text, "reference": text, "title": text, "as_of": text, "file": text})
    state = closed({"id": text, "name": text, "file": text})
    lists = {"treaties": {"type": "array", "items": treaty}, "states": {"type": "array", "items": state}}
    whole = closed({"data_version": text, **lists})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "The files there are", **whole}


def closed(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with these fields and no others."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def openapi() -> dict[str, Any]:
    """Return the description of the files as an API of three paths."""

    def path(summary: str, schema_file: str, parameter: tuple[str, str] | None = None) -> dict[str, Any]:
        answer = {
            "description": summary,
            "content": {"application/json": {"schema": {"$ref": f"schema/{schema_file}"}}},
        }
        get: dict[str, Any] = {
            "summary": summary,
            "operationId": schema_file.removesuffix(".json"),
            "responses": {"200": answer},
        }
        if parameter:
            name, example = parameter
            place = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, "example": example}
            get["parameters"] = [place]
            get["responses"]["404"] = {"description": "There is none with this id."}
        return {"get": get}

    return {
        "openapi": "3.1.0",
        "info": {
            "title": TITLE,
            "version": cc.data_version,
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": "."}],
        "paths": {
            "/index.json": path("The treaties and States there are", "index.json"),
            "/treaties/{id}.json": path("A treaty with every act on record", "values.json", ("id", "ets185")),
            "/states/{id}.json": path("What one State did under each treaty", "state.json", ("id", "FRA")),
        },
    }


def contents() -> dict[str, str]:
    """Return the text of each file by its path."""
    treaties, states = list(cc.treaties()), [state for state in cc.states() if not state.ended]
    index = {
        "data_version": cc.data_version,
        "treaties": [
            {
                "id": t.id,
                "reference": t.reference,
                "title": t.title,
                "as_of": str(t.as_of),
                "file": f"treaties/{t.id}.json",
            }
            for t in treaties
        ],
        "states": [{"id": s.id, "name": s.name, "file": f"states/{s.id}.json"} for s in states],
    }
    plain: dict[str, Any] = {
        "index.json": index,
        "openapi.json": openapi(),
        "schema/index.json": index_schema(),
        "schema/state.json": state_schema(),
        "schema/values.json": json.loads(VALUES.read_text(encoding="utf-8")),
        **{f"states/{state.id}.json": state_file(state) for state in states},
    }
    found = {path: json.dumps(value, ensure_ascii=False, indent=1) + "\n" for path, value in plain.items()}
    return found | {f"treaties/{treaty.id}.json": cc.to_json(treaty) + "\n" for treaty in treaties}


def write(folder: Path) -> int:
    """Write the files below ``api/v1`` of a folder, and return how many there are."""
    found = contents()
    for path, text in found.items():
        file = folder / "api" / "v1" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        _ = file.write_text(text, encoding="utf-8")
    return len(found)


if __name__ == "__main__":
    print(write(Path(sys.argv[1])), "files")
