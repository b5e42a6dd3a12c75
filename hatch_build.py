"""The build hook: puts into a wheel what ``tools/compile_tables.py`` and ``tools/sbom.py`` write."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTables(BuildHookInterface[Any]):
    """Writes modules of literals outside the source, and has them packed into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the modules; an editable install, which is a checkout, answers from the tables."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory()
        bill = Path(self._folder.name, "cyberconventions.cdx.json")
        # Processes of their own: the library is imported from the source, and leaves nothing behind in the builder.
        for tool, target in (("compile_tables.py", self._folder.name), ("sbom.py", str(bill))):
            command = [sys.executable, "-B", str(Path(self.root, "tools", tool)), target]
            subprocess.run(command, check=True)  # noqa: S603 - this Python and a file of the project
        build_data["sbom_files"].append(str(bill))
        for module in sorted(Path(self._folder.name).glob("*.py")):
            build_data["force_include"][str(module)] = f"cyberconventions/_compiled/{module.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the modules, which are in the wheel now."""
        if version != "editable":
            self._folder.cleanup()
