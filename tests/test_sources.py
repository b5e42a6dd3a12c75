"""The documents that facts come from, and their dates."""

from datetime import date

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._dataset import current
from cyberconventions._sources import source


@pytest.mark.parametrize(
    ("id_", "dated"),
    [
        # A list stands as of a day, whenever its copy was made.
        ("au-malabo-2024", "2024-07-08"),
        ("coe-185-2020", "2020-03-13"),
        # The tables of the UN Treaty Collection were collected in a month.
        ("untc-iv-11-2014", "2014-10"),
        ("untc-iv-11-c-2015", "2015-01"),
        ("untc-xviii-12-2014", "2014-01"),
        ("verdragen-013833", "2025-11-14/2026-02-05"),
    ],
)
def test_the_documents_own_date(id_: str, dated: str) -> None:
    """The day, month or interval that a document stands as of is not the day somebody read it."""
    found = source(id_)

    assert (cc.DateWindow.parse(dated), None) == (found.dated, found.read)
    assert str(found).endswith(f" (dated {dated})")


def test_the_day_of_an_event_does_not_date_its_report() -> None:
    """The news on Armenia's deposit of 2020-09-07 carries no date of its own on record."""
    found = source("artsakh-news-188258")

    assert (None, None) == (found.dated, found.read)
    assert str(found).endswith(" (undated)")


def test_both_dates_in_words() -> None:
    """The document's own date and the day somebody read it are kept separate."""
    found = attrs.evolve(source("fedlex-untoc-2026"), read=date(2026, 9, 14))

    assert str(found).endswith("Fedlex, eli/cc/2006/862 (dated 2026-09-11, read on 2026-09-14)")


def test_every_source_has_a_publisher_and_an_address_or_says_that_it_has_none() -> None:
    """A title says where a document has no address on record: a page as somebody saved it, a post, a cutting."""
    rows = current().rows("sources.csv")

    assert all(row["publisher"] for row in rows)
    assert [row["id"] for row in rows if not row["address"]] == [
        row["id"] for row in rows if "address on record)" in row["title"]
    ]
