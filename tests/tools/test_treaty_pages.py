"""The treaties' pages in the docs are what the generator makes of the data now."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

import cyberconventions as cc

DOCS = Path(__file__).parents[2] / "docs"
PAGES = DOCS / "treaties"


@pytest.fixture(scope="module")
def page() -> Callable[[cc.Treaty], str]:
    made: Callable[[cc.Treaty], str] = runpy.run_path(str(DOCS.parent / "tools" / "treaty_pages.py"))["page"]
    return made


@pytest.mark.parametrize("treaty", cc.treaties(), ids=lambda treaty: treaty.id)
def test_the_page_is_up_to_date(treaty: cc.Treaty, page: Callable[[cc.Treaty], str]) -> None:
    """After a change to the data: ``python tools/treaty_pages.py``."""
    assert (PAGES / f"{treaty.id}.md").read_text(encoding="utf-8") == page(treaty)


def test_there_is_a_page_for_every_treaty_and_no_other() -> None:
    """A treaty that went away leaves no page."""
    pages = {path.name for path in PAGES.iterdir()} - {"index.md"}
    assert {f"{treaty.id}.md" for treaty in cc.treaties()} == pages


@pytest.mark.parametrize(
    ("treaty", "day", "lines"),
    [
        (
            "ets185",
            "2026-04-25",
            [
                "81 Parties; 81 consents, 2 signatures only.",
                "| France | 2001-11-23 | 2006-01-10 | consent | 2006-05-01 |",
                "| Ireland | 2002-02-28 |",
                "| Kenya | 2024-10-09 | 2029-10-09 |",
                "| a State that consents later | 36(4) | 3 calendar months, then the first day of the next month |",
            ],
        ),
        (
            "untoc",
            "2026-09-11",
            [
                # The Swiss table alone gives these, and has one column for the three kinds.
                "| Republic of Korea | 2000-12-13 | 2015-11-05 | consent | 2015-12-05 |",
                # No source prints the day of effect for the Marshall Islands; the rule gives it.
                "| Marshall Islands | – | 2011-06-15 | accession | 2011-07-15 (computed) |",
                "Computed: no source prints the day, the clause gives it.",
                # Another source has Japan's.
                "| Japan | 2000-12-12 | 2017-07-11 | acceptance | 2017-08-10 |",
            ],
        ),
        (
            "uncc",
            "2026-08-02",
            [
                "Open for signature (Art. 64).",
                "The last day for signature: 2026-12-31.",
            ],
        ),
        ("crc", "2016-10-25", ["No closing date for signature."]),
        (
            "opsc",
            "2025-12-04",
            [
                (
                    "Open for signature to Parties to and signatories of the Convention on the Rights of the Child "
                    "(Art. 13(1))."
                ),
            ],
        ),
        (
            "malabo",
            "2026-02-02",
            [
                "At least 17 Parties; at least 17 consents, at least 4 signatures only.",
                "| a State that consents later | VCLT Art. 24(3), as the treaty is silent | at once |",
                (
                    "- The wording of Art. 35 (signature), Art. 35 (accession), Art. 38(2) (denunciation): cited as "
                    "known, not read."
                ),
                "| complete through | 2024-07-08 |",
            ],
        ),
        (
            "cets224",
            "2026-04-15",
            [
                "Not in force: at most 1 more of the 5 consents needed. Recorded: 4 consents, 48 signatures only.",
                "There is no accession clause: Parties that acceded to the Convention on Cybercrime sign and ratify.",
                "Reservations are allowed only to 7(9)(a), 7(9)(b), 8(13), 17 (Art. 19(1)).",
                "- The clause on territorial extension: not seen, so nothing is computed from it.",
            ],
        ),
        (
            "ets189",
            "2025-06-04",
            [
                "| ratification | 2009-05-01/2009-12-31 | Romania |",
                "- Status of Austria, Switzerland: signatory or contracting or party.",
                "| Switzerland | 2003-10-09 | 2003-10-09 |",
            ],
        ),
    ],
)
def test_a_page_says_what_is_known_and_what_is_not(
    treaty: str, day: str, lines: list[str], page: Callable[[cc.Treaty], str]
) -> None:
    """Totals, dates, clauses, and the gaps, as they were known on a day."""
    found = page(cc.treaty(treaty).known_at(day)).splitlines()

    assert [] == [line for line in lines if line not in found]


@pytest.mark.parametrize("treaty", cc.treaties(), ids=lambda treaty: treaty.id)
def test_a_page_has_every_gap_misprint_and_erratum(treaty: cc.Treaty) -> None:
    """What the record does not know, and what its sources got wrong, stands on the treaty's page."""
    text = (PAGES / f"{treaty.id}.md").read_text(encoding="utf-8")
    said = [
        *(each.statement for each in cc.unknowns(treaty)),
        *(each.shown_by for each in cc.misprints(treaty)),
        *(each.holds for each in cc.errata(treaty)),
    ]

    assert [] == [words for words in said if words not in text]


def test_computed_days_are_marked_and_no_others(page: Callable[[cc.Treaty], str]) -> None:
    """A day that a source prints and one that the clause gives look different."""
    marked = {treaty.id: page(treaty).count("(computed) |") for treaty in cc.treaties()}
    without = {
        treaty.id: sum(
            each.consent is not None and each.consent.effective is None and each.entry_into_force is not None
            for each in treaty
        )
        for treaty in cc.treaties()
    }

    assert without == marked


def test_a_day_that_is_not_known_is_said(page: Callable[[cc.Treaty], str]) -> None:
    """Slovakia signed the first Additional Protocol; no source says when."""
    assert "| Slovak Republic | day not known | 2023-06-28 | ratification | 2023-10-01 |" in page(cc.treaty(189))
