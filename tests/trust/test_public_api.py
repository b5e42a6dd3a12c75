"""What is public stays as it is, unless a diff that somebody reviewed says otherwise."""

import enum
from pathlib import Path

import attrs
import pytest

from tools import public_api

ROOT = Path(__file__).parents[2]
STABILITY = (ROOT / "docs" / "stability.md").read_text(encoding="utf-8")


def test_the_public_surface_is_as_before() -> None:
    """After a change of it on purpose: `just api`, review the diff, and say in the changelog what users have to do."""
    before = public_api.FILE.read_text(encoding="utf-8").splitlines()

    assert before == public_api.text().splitlines(), "run `just api` and review the diff"


class Colour(enum.StrEnum):
    RED = "red"


@attrs.frozen(order=False)
class Paint:
    """As public values are made."""

    colour: Colour
    coats: int = attrs.field(default=2, eq=False)
    _secret: str = attrs.field(default="", alias="secret")


# What a release can change without anyone seeing it, and how that shows.
CHANGES = {
    "a member's value": (Colour, "paint.Colour.RED = 'red'"),
    "an attribute's type": (Paint, "paint.Paint.colour: Colour"),
    "a default": (Paint, "paint.Paint(colour: Colour, coats: int = 2, secret: str = '')"),
    "what counts for equality": (Paint, "paint.Paint.coats: int  # not in eq"),
    "the order of attributes": (Paint, "paint.Paint has colour, coats"),
    "a constant": (("a", "b"), "paint.WORDS = ('a', 'b')"),
    "an error's base": (type("Odd", (LookupError,), {}), "class paint.Odd(LookupError)"),
}


@pytest.mark.parametrize(("value", "line"), CHANGES.values(), ids=CHANGES)
def test_each_kind_of_change_shows(value: object, line: str) -> None:
    """Also what tools that read only the source report nothing of: values, types of attributes, what is returned."""
    name = "WORDS" if isinstance(value, tuple) else str(getattr(value, "__name__", ""))
    found = list(public_api.facts(f"paint.{name}", value, {}))

    assert line in found


def test_what_is_returned_shows() -> None:
    """A function's line ends with it."""

    def mixed(first: Colour, *, coats: "int | None" = None) -> "list[Paint]":
        raise NotImplementedError(first, coats)

    [line] = public_api.facts("paint.mixed", mixed, {})

    assert line.startswith("paint.mixed(first: ")
    assert line.endswith("*, coats: int | None = None) -> list[Paint]")


def test_the_surface_has_every_kind() -> None:
    """Names, errors, names of types, commands, fixtures, extras and exports are in it."""
    written = public_api.FILE.read_text(encoding="utf-8")
    for start in (
        "class ",
        "type Late = ",
        "$ cyberconventions desk --from",
        "@pytest.fixture",
        "extra ",
        "export acts",
    ):
        assert f"\n{start}" in written


def test_the_policy_names_each_version() -> None:
    """The page says which Python, which form of JSON, and which modules are public."""
    assert "Python 3.11" in STABILITY
    assert "version 1" in STABILITY
    for module in public_api.MODULES[1:]:
        assert f"`{module.replace('cyberconventions', 'cc')}`" in STABILITY, module
