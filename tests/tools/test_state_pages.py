"""The pages of names and groups in the docs are what the generator makes of the data now."""

import runpy
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import pytest

from cyberconventions._state_names import usual_names
from cyberconventions._states import find_state, find_territory

DOCS = Path(__file__).parents[2] / "docs"
Pages = Callable[[], Mapping[str, str]]


@pytest.fixture(scope="module")
def pages() -> Pages:
    made: Pages = runpy.run_path(str(DOCS.parent / "tools" / "state_pages.py"))["pages"]
    return made


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_groups_are_up_to_date(pages: Pages) -> None:
    """After a change to the data: ``python tools/state_pages.py``."""
    assert page("groups.md") == pages()["groups.md"]


def test_names_are_up_to_date(pages: Pages) -> None:
    """The page holds all names as they are with the release of pycountry that it names."""
    if f"pycountry {version('pycountry')}" in page("names.md"):
        assert page("names.md") == pages()["names.md"]
    assert {name for name, _ in usual_names()} <= {name for name, _ in listed()}


def test_every_listed_name_resolves() -> None:
    """As the page says: each code and each name in the table means the State of its line."""
    found = {name: getattr(find_state(name), "id", None) or find_territory(name) for name, _ in listed()}

    assert dict(listed()) == found
    assert 2_500 < len(found)


def listed() -> list[tuple[str, str]]:
    lines = [line.strip("| ").split(" | ") for line in page("names.md").splitlines() if line.startswith("| ")]
    return [
        (name, line[0])
        for line in lines[1:]
        for name in (line[0], *line[1].split(", "), *(name for cell in line[2:] for name in cell.split("; ")))
        if name
    ]
