"""The Frictionless description of the dataset: it holds for every file, and covers every file."""

import csv
import json
import shutil
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions._corrections import Verdict
from cyberconventions._provisions import Subject
from cyberconventions._symbols import FLAGS
from cyberconventions._treaties import ACT_COLUMNS
from cyberconventions.un._events import EventKind
from cyberconventions.un._resolutions import PLENARY, THIRD_COMMITTEE, Basis, Vote

BUNDLED = Path(cc.__file__).parent / "data"


@pytest.fixture(scope="module")
def package() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((BUNDLED / "datapackage.json").read_text(encoding="utf-8"))
    return found


def errors(folder: Path, file: str) -> list[str]:
    """What the frictionless library finds wrong with a file; that it finds nothing in any the audit's test shows."""
    from frictionless import Package

    package = Package(str(folder / "datapackage.json"))
    report = next(each for each in package.resources if each.path == file).validate()
    return [error.message for task in report.tasks for error in task.errors]


@pytest.mark.engines
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
    pytest.importorskip("frictionless")
    copy = shutil.copytree(BUNDLED, tmp_path / "data")
    text = (copy / file).read_text(encoding="utf-8")
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    assert any(message in each for each in errors(copy, file))


def tables(package: dict[str, Any]) -> list[dict[str, Any]]:
    """The resources that are tables."""
    return [each for each in package["resources"] if each["format"] == "csv"]


def test_every_file_is_a_resource(package: dict[str, Any]) -> None:
    """No file without a description, no description without a file; what is no table says so by its format."""
    paths = [each["path"] for each in package["resources"]]
    files = [path for pattern in ("*.csv", "*.toml", "VERSION") for path in BUNDLED.rglob(pattern)]

    assert sorted(path.relative_to(BUNDLED).as_posix() for path in files) == sorted(paths)
    assert {"csv", "toml", "VERSION"} == {path.rpartition(".")[2] for path in paths}


def test_acts_are_unique_by_the_key_that_is_given(package: dict[str, Any]) -> None:
    """A day may be unknown and most acts have no territory, so the key is unique but not a primary one."""
    for resource in tables(package):
        if resource["path"].endswith("/acts.csv"):
            (key,) = resource["schema"]["uniqueKeys"]
            with (BUNDLED / resource["path"]).open(encoding="utf-8", newline="") as file:
                rows = [tuple(row[column] for column in key) for row in csv.DictReader(file)]

            assert "primaryKey" not in resource["schema"]
            assert len(rows) == len(set(rows))
            assert ["state", "kind", "date", "territory"] == key
    assert "Acts have no primary key, as" in package["description"]


def test_the_columns_are_those_of_the_files(package: dict[str, Any]) -> None:
    """Every column is described, in the order of the file; the library reads those of the acts."""
    for resource in tables(package):
        fields = [field["name"] for field in resource["schema"]["fields"]]

        assert (BUNDLED / resource["path"]).read_text(encoding="utf-8").startswith(",".join(fields) + "\n")
        if resource["path"].endswith("/acts.csv"):
            assert list(ACT_COLUMNS) == fields


def test_every_row_is_identified(package: dict[str, Any]) -> None:
    """Each table says which columns no two rows share."""
    assert all({"primaryKey", "uniqueKeys"} & set(each["schema"]) for each in tables(package))


def test_acts_share_one_schema(package: dict[str, Any]) -> None:
    """The acts of every treaty have one form."""
    schemas = [each["schema"] for each in package["resources"] if each["path"].endswith("/acts.csv")]

    assert len(cc.treaties()) == len(schemas)
    assert all(schema == schemas[0] for schema in schemas)


@pytest.mark.parametrize(
    ("table", "column", "kinds"),
    [
        ("ets185-acts", "kind", cc.ActKind),
        ("ets185-acts", "confidence", cc.Confidence),
        ("treaties", "coverage", cc.Coverage),
        ("provisions", "subject", Subject),
        ("errata", "verdict", Verdict),
        ("events", "kind", EventKind),
        ("votes", "basis", Basis),
    ],
)
def test_the_closed_lists_are_those_of_the_library(
    package: dict[str, Any], table: str, column: str, kinds: type[StrEnum]
) -> None:
    """A word that the library can't read is an error for other tools too."""
    assert [each.value for each in kinds] == constraints(package, table, column)["enum"]


def test_the_other_closed_lists(package: dict[str, Any]) -> None:
    """Votes are on record or have no row; a decision is adopted like a resolution; flags are the Treaty Office's."""
    votes = [each.value for each in Vote if each is not Vote.UNKNOWN]

    assert votes == constraints(package, "votes", "vote")["enum"]
    assert [PLENARY, THIRD_COMMITTEE] == constraints(package, "votes", "stage")["enum"]
    assert [PLENARY, THIRD_COMMITTEE] == constraints(package, "stages", "stage")["enum"]
    assert [EventKind.RESOLUTION, EventKind.DECISION] == constraints(package, "resolutions", "kind")["enum"]
    assert "".join(FLAGS).replace(".", "") in constraints(package, "ets185-flags", "flags")["pattern"]


def constraints(package: dict[str, Any], table: str, column: str) -> dict[str, Any]:
    """What a column may hold."""
    resource = next(each for each in package["resources"] if each["name"] == table)
    found: dict[str, Any] = next(each for each in resource["schema"]["fields"] if each["name"] == column)["constraints"]
    return found


def test_version_and_licence(package: dict[str, Any]) -> None:
    """The package has the dataset's version and licence."""
    assert (BUNDLED / "VERSION").read_text(encoding="utf-8") == package["version"] + "\n"
    assert ["CC-BY-4.0"] == [each["name"] for each in package["licenses"]]


def test_every_column_is_described(package: dict[str, Any]) -> None:
    """A reader who has nothing but the package learns what each column means."""
    fields = [field for each in tables(package) for field in each["schema"]["fields"]]

    assert all(field["description"].endswith(".") for field in fields)
