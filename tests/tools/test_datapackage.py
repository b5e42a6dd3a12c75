"""The Frictionless description of the dataset: it holds for every file, and covers every file."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions.audit.schemas import SCHEMAS, TREATY_SCHEMAS

BUNDLED = Path(cc.__file__).parent / "data"


@pytest.fixture(scope="module")
def package() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((BUNDLED / "datapackage.json").read_text(encoding="utf-8"))
    return found


def errors(folder: Path) -> list[str]:
    """What the frictionless library finds wrong with a folder."""
    from frictionless import Package

    report = Package(str(folder / "datapackage.json")).validate()
    problems = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [error.message for error in problems]


def test_frictionless_finds_nothing_wrong() -> None:
    """Types, constraints and keys hold for every row."""
    assert [] == errors(BUNDLED)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("crc/acts.csv", "1990-09-27", "27.09.1990", 'constraint "pattern"'),
        ("crc/acts.csv", "1994-04-27", "27.04.1994", 'type is "date/default"'),
        ("crc/acts.csv", ",signature,", ",signatur,", 'constraint "enum"'),
        ("crc/acts.csv", ",high,", ",,", 'constraint "required"'),
        ("events.csv", ",expert-group,", ",expert-groop,", "foreign key"),
        ("footnotes.csv", "\n55,", "\n4,", "primary key"),
    ],
)
def test_frictionless_finds_damage(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    """The description says enough for another tool to find a mistake."""
    copy = shutil.copytree(BUNDLED, tmp_path / "data")
    text = (copy / file).read_text(encoding="utf-8")
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    assert any(message in each for each in errors(copy))


def tables(package: dict[str, Any]) -> list[dict[str, Any]]:
    """The resources that are tables."""
    return [each for each in package["resources"] if each["format"] == "csv"]


def test_every_file_is_a_resource(package: dict[str, Any]) -> None:
    """No file without a description, no description without a file; what is no table says so by its format."""
    paths = [each["path"] for each in package["resources"]]
    files = [path for pattern in ("*.csv", "*.toml") for path in BUNDLED.rglob(pattern)]

    assert sorted(path.relative_to(BUNDLED).as_posix() for path in files) == sorted(paths)
    assert {"csv", "toml"} == {path.rpartition(".")[2] for path in paths}


def test_acts_are_unique_by_the_key_that_is_given(package: dict[str, Any]) -> None:
    """A day may be unknown and most acts have no territory, so the key is unique but not a primary one."""
    for resource in tables(package):
        if resource["path"].endswith("/acts.csv"):
            (key,) = resource["schema"]["uniqueKeys"]
            with (BUNDLED / resource["path"]).open(encoding="utf-8", newline="") as file:
                rows = [tuple(row[column] for column in key) for row in csv.DictReader(file)]

            assert "primaryKey" not in resource["schema"]
            assert len(rows) == len(set(rows))
            assert tuple(key) == TREATY_SCHEMAS["acts.csv"].key
    assert "Acts have no primary key, as" in package["description"]


def test_the_columns_are_those_of_the_audit(package: dict[str, Any]) -> None:
    """Both checks know the same columns, in the order of the files, and which of them must be filled."""
    for resource in tables(package):
        folder, _, name = resource["path"].rpartition("/")
        columns = (TREATY_SCHEMAS if folder else SCHEMAS)[name].columns
        fields = {
            field["name"]: field.get("constraints", {}).get("required", False) for field in resource["schema"]["fields"]
        }

        assert {name: column.required for name, column in columns.items()} == fields
        assert (BUNDLED / resource["path"]).read_text(encoding="utf-8").startswith(",".join(fields) + "\n")


def test_acts_share_one_schema(package: dict[str, Any]) -> None:
    """The acts of every treaty have one form."""
    schemas = [each["schema"] for each in package["resources"] if each["path"].endswith("/acts.csv")]

    assert len(cc.treaties()) == len(schemas)
    assert all(schema == schemas[0] for schema in schemas)


def test_the_kinds_are_those_of_the_library(package: dict[str, Any]) -> None:
    """The closed lists of words are the library's."""
    acts = next(each for each in package["resources"] if each["name"] == "ets185-acts")
    fields = {field["name"]: field for field in acts["schema"]["fields"]}

    assert [each.value for each in cc.ActKind] == fields["kind"]["constraints"]["enum"]
    assert [each.value for each in cc.Confidence] == fields["confidence"]["constraints"]["enum"]


def test_version_and_licence(package: dict[str, Any]) -> None:
    """The package has the dataset's version and licence."""
    assert (BUNDLED / "VERSION").read_text(encoding="utf-8") == package["version"] + "\n"
    assert ["CC-BY-4.0"] == [each["name"] for each in package["licenses"]]


def test_every_column_is_described(package: dict[str, Any]) -> None:
    """A reader who has nothing but the package learns what each column means."""
    fields = [field for each in tables(package) for field in each["schema"]["fields"]]

    assert all(field["description"].endswith(".") for field in fields)
