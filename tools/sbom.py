# ruff: noqa: INP001 - a program, not a package
"""Writes what the library is made of, for those who keep track of it: a bill of materials in CycloneDX's form.

    python tools/sbom.py FILE

The build of a wheel (``hatch_build.py``) puts it into the wheel, where PEP 770 has a place for it. It names no versions
of what the library needs, as those are chosen where it is installed, and neither a day nor a random number, so that two
builds are the same byte for byte. What is installed beside the library in an environment: ``just sbom``.
"""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NAME = "cyberconventions.cdx.json"
# Of what users install, in SPDX's words. A test compares them with what each package says of itself.
LICENCES = {
    "attrs": "MIT",
    "python-dateutil": "BSD-3-Clause",
    "pycountry": "LGPL-2.1-only",
    "narwhals": "MIT",
    "numpy": "BSD-3-Clause",
    "nanoarrow": "Apache-2.0",
    "pyarrow": "Apache-2.0",
    "lxml": "BSD-3-Clause",
    "cattrs": "MIT",
    "openpyxl": "MIT",
    "altair": "BSD-3-Clause",
    "vl-convert-python": "BSD-3-Clause",
}
_REQUIREMENT = re.compile(r"([\w-]+)(.*)")


def needed() -> dict[str, tuple[str, str]]:
    """Return what the library needs: each package with the versions that do, and the extra that brings it, if any."""
    project = _project()
    found = {name: (versions, "") for name, versions in map(_parted, project["dependencies"])}
    for extra, packages in project["optional-dependencies"].items():
        if not any(each.startswith(project["name"]) for each in packages):  # that is `test`, for contributors
            found |= {name: (versions, extra) for name, versions in map(_parted, packages)}
    return found


def bill() -> dict[str, Any]:
    """Return the bill of materials."""
    project = _project()
    ref = f"pkg:pypi/{project['name']}@{project['version']}"
    data = (ROOT / "src" / "cyberconventions" / "data" / "VERSION").read_text(encoding="utf-8").split()[0]
    main = {
        "type": "library",
        "bom-ref": ref,
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"license": {"id": "MIT"}}],
        "purl": ref,
    }
    dataset = {
        "type": "data",
        "bom-ref": "dataset",
        "name": "cyberconventions dataset",
        "version": data,
        "description": "The tables in cyberconventions/data, and what was worked out from them and from pycountry.",
        "licenses": [{"license": {"id": "CC-BY-4.0"}}],
    }
    components = [_component(name, versions, extra) for name, (versions, extra) in sorted(needed().items())]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": main},
        "components": [dataset, *components],
        "dependencies": [
            {"ref": ref, "dependsOn": ["dataset", *(each["bom-ref"] for each in components)]},
            {"ref": "dataset"},
            *({"ref": each["bom-ref"]} for each in components),
        ],
    }


def _component(name: str, versions: str, extra: str) -> dict[str, Any]:
    properties = [{"name": "python:requirement", "value": f"{name}{versions}"}]
    properties += [{"name": "python:extra", "value": extra}] if extra else []
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}",
        "name": name,
        "scope": "optional" if extra else "required",
        "licenses": [{"expression": LICENCES[name]}],
        "purl": f"pkg:pypi/{name}",
        "properties": properties,
    }


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def _parted(requirement: str) -> tuple[str, str]:
    found = _REQUIREMENT.fullmatch(requirement)
    if found is None:
        raise ValueError(f"{requirement!r} is not a name with versions")
    return found[1], found[2]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(bill(), indent=1) + "\n", encoding="utf-8", newline="\n")
