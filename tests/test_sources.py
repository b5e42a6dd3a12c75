"""The documents that facts come from, and their dates."""

from datetime import date

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._dataset import current
from cyberconventions._sources import source, sources
from cyberconventions.errors import UnknownSourceError


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
    """Three documents have no address on record: a chart and a page as somebody saved them, and a post."""
    assert all(row["publisher"] for row in current().rows("sources.csv"))
    assert ["coe-185-2020", "post-2026-08-02", "un-seed-page"] == [
        row["id"] for row in current().rows("sources.csv") if not row["address"]
    ]
    assert "Publisher not on record, no address on record" in str(source("post-2026-08-02"))


def test_titles_are_about_the_document() -> None:
    """A title says what was read: a transcription of the African Union's list, not its PDF."""
    titles = " ".join(row["title"] for row in current().rows("sources.csv"))

    assert "repository" not in titles
    assert "stored" not in titles
    assert "the PDF itself was not seen" in source("au-malabo-2026").title


def test_several_in_the_order_given() -> None:
    """A record names its best source first."""
    assert ["coe-185-2020", "au-malabo-2024"] == [each.id for each in sources(("coe-185-2020", "au-malabo-2024"))]
    assert () == sources(())


def test_unknown() -> None:
    """An id that is not on record is an error with the nearest ones."""
    with pytest.raises(
        UnknownSourceError, match="'coe-185-202' is not a source id of the dataset – did you mean 'coe-"
    ):
        sources(["coe-185-202"])
