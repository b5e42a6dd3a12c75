"""The typed contract also runs: every call in it exists, with these arguments."""

import inspect
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

CALLS = {
    name: value
    for name, value in runpy.run_path(str(Path(__file__).with_name("contract.py"))).items()
    if inspect.isfunction(value) and value.__module__ == "<run_path>" and not inspect.signature(value).parameters
}


def test_contract_has_parts() -> None:
    """Those without a parameter are run."""
    assert {"finding", "answers_of_a_treaty", "participations", "charts", "changes", "symbols"} <= set(CALLS)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_contract_runs(call: Callable[[], None]) -> None:
    """What type checkers believe is there."""
    call()
