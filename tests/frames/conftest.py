"""Fixtures of the tests of frames."""

import warnings
from collections.abc import Iterator

import pytest

import cyberconventions as cc
from tests.frames.engines import ENGINES, LIBRARIES, TREATIES, Engine, needed


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.param
    needed(LIBRARIES.get(found.name, found.name))
    return found


@pytest.fixture(params=TREATIES)
def treaty(request: pytest.FixtureRequest) -> cc.Treaty:
    name: str = request.param
    return TREATIES[name]()


@pytest.fixture
def quiet() -> Iterator[None]:
    with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
        yield
