"""The fixtures that pytest finds once the library is installed.

A suite that uses none of them pays for this file alone: it stands outside the package, whose modules pytest would take
longer to import, and each fixture imports what it needs. It asserts nothing, so PYTEST_DONT_REWRITE. Nor does the
library, and pytest is told so.
"""

import pytest

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from cyberconventions._dates import DateLike
    from cyberconventions._treaty import Treaty

__all__ = [
    "budapest",
    "budapest_2020",
    "chart_text",
    "frozen_record",
    "no_coverage_warnings",
    "treaty_of",
]


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Leave the library's modules to Python, as they are without a plugin beside them.

    pytest imports all modules of a distribution with a plugin itself, to rewrite their assertions: from .pyc files of
    its own, or from the sources in each run where it can't write any. It has no way to decline that, so where the set
    has another name one day, a suite takes longer and nothing else.
    """
    marked: set[str] = getattr(early_config.pluginmanager.rewrite_hook, "_must_rewrite", set())
    marked.discard("cyberconventions")


@pytest.fixture
def budapest() -> "Treaty":
    """The Budapest Convention as the record stands, or as the test holds it."""
    import cyberconventions as cc

    return cc.treaty("budapest")


@pytest.fixture(scope="session")
def budapest_2020() -> "Treaty":
    """The Budapest Convention as the page of 13 March 2020 showed it, whatever the record has become since."""
    from cyberconventions.testing import budapest_2020

    return budapest_2020()


@pytest.fixture(scope="session")
def treaty_of() -> "Callable[..., Treaty]":
    """Makes a treaty from what States did: ``cyberconventions.testing.treaty_of``."""
    from cyberconventions.testing import treaty_of

    return treaty_of


@pytest.fixture(scope="session")
def chart_text() -> "Callable[..., str]":
    """Makes a page with a treaty's chart: ``cyberconventions.testing.chart_text``."""
    from cyberconventions.testing import chart_text

    return chart_text


@pytest.fixture
def frozen_record() -> "Iterator[Callable[[DateLike], Any]]":
    """Holds the record as known on a day until the test ends: ``frozen_record("2020-03-13")``."""
    from contextlib import ExitStack

    from cyberconventions.testing import frozen_record

    with ExitStack() as stack:
        yield lambda day: stack.enter_context(frozen_record(day))


@pytest.fixture
def no_coverage_warnings() -> "Iterator[None]":
    """Silences the warning that a day asked about lies after the record's."""
    import warnings

    from cyberconventions.errors import CoverageWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CoverageWarning)
        yield
