"""Prints the ratios that the benchmarks measured."""

import pytest

RATIOS = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RATIOS] = []


@pytest.fixture
def ratios(request: pytest.FixtureRequest) -> list[str]:
    """Where a benchmark notes what it found."""
    return request.config.stash[RATIOS]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.stash[RATIOS]:
        terminalreporter.section("ratios, each measured in this run")
        for line in config.stash[RATIOS]:
            terminalreporter.write_line(line)
