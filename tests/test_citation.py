"""How the dataset is cited, and its version."""

import re
from datetime import date
from pathlib import Path

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._dataset import current
from cyberconventions._sources import source


def test_dataset() -> None:
    """The dataset is cited with its own version."""
    citation = cc.cite()

    assert str(citation) == citation.text
    assert f"version {cc.data_version}" in citation.text
    assert citation.bibtex.startswith("@misc{cyberconventions,\n  title = {{cyberconventions: ")
    assert "note" not in citation.bibtex


def test_record_of_a_treaty(budapest: cc.Treaty) -> None:
    """A treaty's record is cited with the day it stands as of, an edition's with its own."""
    today = cc.treaty("budapest")
    status = f"Convention on Cybercrime (ETS No. 185), status as of {today.as_of}. In: "

    assert cc.cite("185") == cc.cite(today)
    assert cc.cite(185).text.startswith(status)
    assert "complete record, after the Secretary General of the Council of Europe" in cc.cite(185).bibtex
    assert "as of 2020-03-13" in cc.cite(budapest.known_at("2020-03-13")).text


def test_nothing_to_cite() -> None:
    """A treaty that is none is an error."""
    with pytest.raises(cc.errors.UnknownTreatyError):
        cc.cite("Vienna")


def test_versions() -> None:
    """Code and data have versions of their own; CITATION.cff names that of the data."""
    cff = (Path(__file__).parent.parent / "CITATION.cff").read_text(encoding="utf-8")

    assert re.fullmatch(r"\d{4}\.\d{1,2}\.\d{1,2}", cc.data_version)
    assert re.fullmatch(r"\d+\.\d+\.\d+", cc.__version__)
    assert f"\nversion: {cc.data_version}\n" in cff


class TestSources:
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
    def test_the_documents_own_date(self, id_: str, dated: str) -> None:
        """The day, month or interval that a document stands as of is no day of reading."""
        found = source(id_)

        assert (cc.DateWindow.parse(dated), None) == (found.dated, found.read)
        assert str(found).endswith(f" (dated {dated})")

    def test_a_day_of_an_event_is_no_date_of_its_report(self) -> None:
        """The news on Armenia's deposit of 2020-09-07 carries no date of its own on record."""
        found = source("artsakh-news-188258")

        assert (None, None) == (found.dated, found.read)
        assert str(found).endswith(" (undated)")

    def test_both_dates_in_words(self) -> None:
        """The document's own date and the day somebody read it stand apart."""
        found = attrs.evolve(source("fedlex-untoc-2026"), read=date(2026, 9, 14))

        assert str(found).endswith("Fedlex, eli/cc/2006/862 (dated 2026-09-11, read on 2026-09-14)")

    def test_every_source_has_a_publisher_and_an_address_or_says_that_it_has_none(self) -> None:
        """Three documents have no address on record: a chart and a page as somebody saved them, and a post."""
        assert all(row["publisher"] for row in current().rows("sources.csv"))
        assert ["coe-185-2020", "post-2026-08-02", "un-seed-page"] == [
            row["id"] for row in current().rows("sources.csv") if not row["address"]
        ]
        assert "Publisher not on record, no address on record" in str(source("post-2026-08-02"))

    def test_titles_are_about_the_document(self) -> None:
        """A title says what was read: a transcription of the African Union's list, not its PDF."""
        titles = " ".join(row["title"] for row in current().rows("sources.csv"))

        assert "repository" not in titles
        assert "stored" not in titles
        assert "the PDF itself was not seen" in source("au-malabo-2026").title
