"""The sample pictures of the docs show the record as it is."""

import html
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.plots.pictures import needed

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"


@pytest.fixture(scope="module")
def tool() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tools" / "pictures.py"))


def test_samples_are_up_to_date(tool: dict[str, Any]) -> None:
    """After a change to the data: ``just pictures``. What each says in words is compared; all are small."""
    files = sorted(FOLDER.iterdir())

    assert sorted({**tool["PICTURES"], **tool["COVERS"]}) == [file.name for file in files]
    assert sum(file.stat().st_size for file in files) < 240_000
    for name, make in tool["PICTURES"].items():
        assert f'aria-label="{make().alt}"' in html.unescape((FOLDER / name).read_text(encoding="utf-8"))
    for name, draw in tool["COVERS"].items():
        assert draw() == (FOLDER / name).read_text(encoding="utf-8")


def test_the_tool_draws_them(tool: dict[str, Any], tmp_path: Path) -> None:
    """Each one, to the folder."""
    needed("vl_convert")

    assert 0 == tool["main"](tmp_path)
    assert sorted({**tool["PICTURES"], **tool["COVERS"]}) == sorted(file.name for file in tmp_path.iterdir())
