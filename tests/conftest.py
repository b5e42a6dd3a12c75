"""What several test modules use."""

from pathlib import Path

import pytest

import cyberconventions as cc

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def budapest() -> cc.Treaty:
    return cc.treaty("budapest").known_at("2026-04-25")


@pytest.fixture(scope="session")
def page() -> str:
    """The chart of 2020-03-13 inside a page, as somebody pasted it."""
    return (HERE / "cases" / "charts" / "page-2020.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def chart(page: str) -> cc.Chart:
    return cc.parse_chart(page)
