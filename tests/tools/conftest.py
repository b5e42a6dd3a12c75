"""The programs of ``tools/``, which are not a package, and a folder that the audit checks."""

import os
import runpy
from pathlib import Path
from typing import Any

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from cyberconventions._checks import Finding
    from tests.conftest import Folder

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.fixture(scope="session")
def audit_tool() -> dict[str, Any]:
    """The audit, which needs frictionless; what it finds without is tested in ``tests/checks``."""
    if "NEEDS_ENGINES" not in os.environ:  # CI sets it where nothing may be skipped
        pytest.importorskip("frictionless")
    return runpy.run_path(str(TOOLS / "audit.py"))


@pytest.fixture
def folder(folder: "Folder", audit_tool: dict[str, Any]) -> "Folder":
    """A copy of the bundled dataset, and what the audit finds in it; only the changed tables' form is checked."""
    audit: Callable[..., tuple[Finding, ...]] = audit_tool["audit"]
    folder.find = lambda changed: audit(str(changed.root), paths=changed.changed())
    return folder
