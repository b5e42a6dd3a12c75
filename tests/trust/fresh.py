"""Runs ``first_use.py`` in a new process, and keeps what one that is as usual answers."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("first_use.py")


def first_use(*how: str, options: Sequence[str] = (), **env: str) -> dict[str, Any]:
    """Return what a new Python answers that was started with some options and variables of the environment."""
    paths = os.pathsep.join(filter(None, sys.path))
    command = [sys.executable, *options, str(SCRIPT), *how]
    clean = {name: value for name, value in os.environ.items() if name not in {"LANG", "LC_ALL", "PYTHONHASHSEED"}}
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**clean, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", **env},
    )

    assert 0 == done.returncode, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@cache
def alone() -> dict[str, Any]:
    """Return what a Python answers that was started as usual, one question after another."""
    return first_use("alone")
