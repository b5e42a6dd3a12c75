"""What several test modules of charts use."""

import pytest

import cyberconventions as cc


@pytest.fixture(scope="session")
def old(budapest: cc.Treaty) -> cc.Treaty:
    """The record as it was known on the day of the pasted page."""
    return budapest.known_at("2020-03-13")
