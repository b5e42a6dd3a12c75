"""The check of cells against what ``datapackage.json`` says of their columns."""

import csv
import json

import pytest

import cyberconventions as cc
from cyberconventions._checks._cells import cell_problems
from cyberconventions._checks._form import form_problems
from cyberconventions._checks._tables import read_tables
from cyberconventions._dataset import opened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.conftest import Folder


def test_each_kind_of_limit(folder: "Folder") -> None:
    """Closed lists, required cells, forms, types and references, each on the line that breaks it."""
    lines = [
        folder.change("ets185/acts.csv", "FRA,signature", ",high,", ",hihg,"),
        folder.change("ets185/statement_coverage.csv", "GBR,", ",partial,", ",in part,"),
        folder.change("sources.csv", "coe-185-2020,", '"Council of Europe, Treaty Office"', ""),
        folder.change("ets185/flags.csv", "2026-04-25,FRA,", "R. D. A.", "R D A"),
        folder.change("treaties.csv", "ets189,", ",ets185,", ",ets158,"),
        folder.change("tiles.csv", "FRA,", ",10", ",ten"),
    ]
    found = {(each.file, each.line): each.message for each in folder.findings()}

    assert found.pop(("ets185/acts.csv", lines[0])).startswith(
        "confidence 'hihg' is unknown, expected one of high, medium, low – did you mean 'high'?"
    )
    assert "'in part' is unknown, expected one of" in found.pop(("ets185/statement_coverage.csv", lines[1]))
    assert "publisher is empty, expected a value" == found.pop(("sources.csv", lines[2]))
    assert "flags 'R D A' has not the form" in found.pop(("ets185/flags.csv", lines[3]))
    assert "parent 'ets158' is not in treaties.csv" == found.pop(("treaties.csv", lines[4]))
    assert "column 'ten' is not a whole number" == found.pop(("tiles.csv", lines[5]))
    assert not found


def test_a_word_that_was_not_checked(folder: "Folder") -> None:
    """Who reads the folder without a check gets an error that names the table."""
    folder.change("ets185/statement_coverage.csv", "GBR,", ",partial,", ",in part,")
    folder.accept()

    with pytest.raises(cc.errors.DatasetError, match=r"ets185/statement_coverage.csv, GBR: 'in part' is not a valid"):
        cc.dataset(str(folder.root)).treaty(185).statements("GBR")


@pytest.mark.parametrize("limits", ["all", "none"])
def test_the_description_is_the_packages(folder: "Folder", limits: str) -> None:
    """A folder that describes its tables otherwise is held to the same, and so is a treaty that it adds."""
    place = folder.root / "datapackage.json"
    package = json.loads(place.read_text(encoding="utf-8"))
    for resource in package["resources"] if limits == "none" else ():
        for field in resource.get("schema", {}).get("fields", ()):
            field.pop("constraints", None)
    place.write_text(json.dumps(package), encoding="utf-8")
    columns = folder.lines("ets189/acts.csv")[0]
    (folder.root / "mine").mkdir()
    folder.write("mine/acts.csv", [columns, "FRA,signature,2020-01-01,,coe-185-2020,sure,,,,"])
    folder.describe("mine/acts.csv", columns)
    tables = read_tables(opened(str(folder.root)))

    assert ["confidence 'sure' is unknown"] == [each.message.partition(",")[0] for each in form_problems(tables)]
    assert not [*cell_problems(tables)]


def test_columns_of_an_earlier_release(folder: "Folder") -> None:
    """A folder that describes, and has, fewer columns than this release reads is told which."""
    table, place = folder.root / "measures.csv", folder.root / "datapackage.json"
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    column = rows[0].index("also")
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([*row[:column], *row[column + 1 :]] for row in rows)
    package = json.loads(place.read_text(encoding="utf-8"))
    [measures] = [each for each in package["resources"] if each["path"] == "measures.csv"]
    measures["schema"]["fields"] = [each for each in measures["schema"]["fields"] if each["name"] != "also"]
    place.write_text(json.dumps(package), encoding="utf-8")

    assert folder.finds_only("measures.csv", 1, "lacks what this release reads: also")
