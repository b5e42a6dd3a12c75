"""No text makes a regular expression of the library slow: each takes time in proportion to its text."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.trust import patterns

# Expressions that are applied to short texts only, and why that is so.
SHORT = {"_state_names.py": "names of at most 100 characters: `_state_names._LONGEST_NAME`"}


@pytest.fixture(scope="module")
def compiled() -> dict[tuple[str, int], set[str]]:
    """Every expression with its flags, and the places where it is compiled: what ran, and what is written."""
    command = [sys.executable, patterns.__file__]
    printed = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    found = {(each["pattern"], each["flags"]): set(each["places"]) for each in json.loads(printed)}
    seen = {place for places in found.values() for place in places}
    for place, written in patterns.places().items():
        if place not in seen:
            assert written is not None, f"{place}: an expression that nothing compiled; let patterns.py do that"
            found.setdefault(written, set()).add(place)
    return found


@pytest.mark.no_cover  # it measures time
def test_each_is_linear(
    compiled: dict[tuple[str, int], set[str]], record_property: Callable[[str, object], None]
) -> None:
    """Against texts of 16,000 characters made of its own letters, in the ways in which it is used."""
    uses = patterns.uses()
    measured = 0
    for (pattern, flags), places in compiled.items():
        if not any(place.startswith(tuple(SHORT)) for place in places):
            ways = {way for place in places for way in uses.get(place, patterns.WAYS)}
            assert not patterns.slow(pattern, flags, ways), places
            measured += 1

    assert measured >= 120
    record_property("regular expressions measured", measured)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("pattern", "way"),
    [
        (r"[-=]{3,}[-=+]*\+", "match"),
        (r"a*a*b", "match"),
    ],
)
def test_what_is_not_linear_is_found(pattern: str, way: str) -> None:
    """Or the test above would prove nothing; the first stood in the library."""
    assert patterns.slow(pattern, 0, {way})


def test_what_starts_at_one_place_is_linear() -> None:
    """The same expression, where it need not be looked for, and others that only look alike."""
    assert not patterns.slow(r"\s+x", 0, {"match"})
    assert not patterns.slow(r"(?=[\d/]*\d/)[\d/]+", 0, {"fullmatch"})
    assert not patterns.slow(r"[-=]{3}[-=+]*\+", 0, {"match"})
