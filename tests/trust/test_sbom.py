"""The wheel says what it is made of."""

import json
import re
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

import pytest

import cyberconventions as cc
from tools import sbom

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_the_wheel_carries_it(tmp_path: Path) -> None:
    """Where PEP 770 has a place for it, and named in the wheel's own list of files."""
    pytest.importorskip("hatchling")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path), "-t", "wheel"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.iterdir()
    with zipfile.ZipFile(wheel) as opened:
        [name] = [each for each in opened.namelist() if each.endswith(".dist-info/sboms/cyberconventions.cdx.json")]
        [record] = [each for each in opened.namelist() if each.endswith("/RECORD")]

        assert sbom.bill() == json.loads(opened.read(name))
        assert name in opened.read(record).decode()


@pytest.mark.engines
def test_it_is_cyclonedx() -> None:
    """By the schema of its version."""
    needed: Any = pytest.importorskip("cyclonedx.validation.json")
    schema: Any = pytest.importorskip("cyclonedx.schema")
    validator = needed.JsonStrictValidator(schema.SchemaVersion.V1_6)

    assert validator.validate_str(json.dumps(sbom.bill())) is None


def test_it_names_all_that_is_needed() -> None:
    """Each package of the core and of the users' extras, with its licence; and the dataset with its version."""
    found = {each["name"]: each for each in sbom.bill()["components"]}

    assert {*sbom.needed(), "cyberconventions dataset"} == {*found}
    assert {*sbom.needed()} == {*sbom.LICENCES}
    assert {"attrs", "pycountry", "python-dateutil"} == {
        name for name, each in found.items() if each.get("scope") == "required"
    }
    assert cc.data_version == found["cyberconventions dataset"]["version"]
    assert "lxml>=6.0" in [each["value"] for each in found["lxml"]["properties"]]


@pytest.mark.parametrize("name", sbom.LICENCES)
def test_licences_are_those_of_the_packages(name: str) -> None:
    """What each says of itself, where it is installed; and the page has the same."""
    row = next(line for line in PAGE.splitlines() if re.match(rf"\| [^|]*\b{re.escape(name)}\b[^|]* \|", line))
    assert sbom.LICENCES[name] in row
    assert (sbom.needed()[name][1] or "always") in row
    try:
        said: Any = metadata(name)
    except PackageNotFoundError:
        pytest.skip(f"{name} is not installed")
    words = " ".join(
        [said.get("License-Expression") or "", *(said.get_all("License") or []), *(said.get_all("Classifier") or [])]
    )

    assert sbom.LICENCES[name] in words or f"{sbom.LICENCES[name].partition('-')[0]} License" in words
