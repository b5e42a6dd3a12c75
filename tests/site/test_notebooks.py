"""The notebooks of the built site: what their pages show, and what is downloaded. `just site` runs these tests."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

SITE = Path(os.environ.get("SITE", ""))
PAGES = ("cookbook", "research/budapest", "research/evidence", "research/hanoi")
pytestmark = pytest.mark.skipif("SITE" not in os.environ, reason="no site was built (`just site` does)")


@pytest.mark.parametrize("name", PAGES)
class TestNotebook:
    def test_page_shows_what_cells_show(self, name: str) -> None:
        """Tables and pictures, each picture with its words; nothing on stderr."""
        page = (SITE / f"{name}.html").read_text(encoding="utf-8")
        pictures = re.findall(r'<img alt="([^"]*)"[^>]*\.png"', page)

        assert 'class="cc-t"' in page
        assert pictures
        assert all(len(words) > 100 for words in pictures)
        assert "stderr" not in re.findall(r'class="output ([\w ]+)', page)
        assert f'href="{Path(name).name}.ipynb"' in page

    def test_notebook_can_be_downloaded(self, name: str) -> None:
        """It has its outputs, and nothing that only the site understands."""
        notebook: dict[str, Any] = json.loads((SITE / f"{name}.ipynb").read_text(encoding="utf-8"))
        prose = "".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown")
        code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]

        assert "python3" == notebook["metadata"]["kernelspec"]["name"]
        assert prose.startswith("# ")
        assert not re.search(r"\.md\)|\{index\}|<a |Next: ", prose)
        assert any("image/png" in output.get("data", {}) for cell in code for output in cell["outputs"])
