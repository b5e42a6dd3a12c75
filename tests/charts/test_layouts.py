"""One table in many layouts gives the same rows or an error, never other rows.

The facts are of the record; columns, separators, language, blanks and the print of days are drawn. To try more of them:
``LAYOUTS=10000 python -m pytest tests/charts/test_layouts.py``.
"""

import os
import random
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

import cyberconventions as cc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    # State, signature, consent, accession, entry into force.
    Fact: TypeAlias = tuple[cc.State, date | None, date | None, bool, date | None]

DAY = date(2020, 3, 13)
TITLES = {
    "en": {
        "name": ["State", "Country", "States", "", "State or International Organisation", "Participant", "Party"],
        "signature": ["Signature", "Date of signature", "Signed", "signature_date"],
        "consent": ["Ratification", "Ratification / Accession", "Ratification, Accession(a)", "Ratification date"],
        "accession": ["Accession", "Date of accession"],
        "effect": ["Entry into force", "Entry into Force", "Entry in force", "In force", "EIF"],
        "extra": ["Notes", "Remarks", "No.", "Region"],
    },
    "fr": {
        "name": ["Etat", "États", "Pays", "", "Partie", "Participant"],
        "signature": ["Signature", "Date de signature", "Signé"],
        "consent": ["Ratification", "Ratification / Adhésion", "Date de ratification", "Ratification, Adhésion(a)"],
        "accession": ["Adhésion", "Date d'adhésion"],
        "effect": ["Entrée en vigueur", "Date d’entrée en vigueur"],
        "extra": ["Notes", "Remarques", "N°"],
    },
}
MONTHS = {
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
    "fr": "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre",
}


def month(day: date, language: str) -> str:
    return MONTHS[language].split(",")[day.month - 1]


PRINTS: dict[str, Callable[[date, str], str]] = {
    "dd/mm/yyyy": lambda day, _: f"{day:%d/%m/%Y}",
    "d/m/yyyy": lambda day, _: f"{day.day}/{day.month}/{day.year}",
    "dd.mm.yyyy": lambda day, _: f"{day:%d.%m.%Y}",
    "dd-mm-yyyy": lambda day, _: f"{day:%d-%m-%Y}",
    "iso": lambda day, _: day.isoformat(),
    "stamp": lambda day, _: f"{day.isoformat()}T00:00:00",
    "spelt": lambda day, language: f"{day.day} {month(day, language)} {day.year}",
    "short": lambda day, language: f"{day.day} {month(day, language)[:3]} {day.year}",
    "American": lambda day, _: f"{day:%m/%d/%Y}",
    "two digits": lambda day, _: f"{day:%d/%m/%y}",
}


@pytest.fixture(scope="module")
def facts(budapest: cc.Treaty) -> "list[Fact]":
    """The days of the States with acts by 2020, those of names that one language writes otherwise aside."""
    found: list[Fact] = []
    for row in cc.Chart.of(budapest.known_at(DAY), DAY):
        plain = row.state.name.isascii() and "," not in row.state.name
        if plain and (row.signature or row.consent):
            found.append((row.state, row.signature, row.consent, row.consent_mark == "a", row.entry_into_force))
    return found


def layout(rng: random.Random, facts: "list[Fact]") -> tuple[str, list[tuple[object, ...]]]:
    """Return a table in a drawn layout, and the rows that it shows."""
    language = rng.choice(["en", "en", "fr"])
    shown = sorted(rng.sample(facts, rng.randint(1, 8)), key=lambda fact: fact[0].name)
    printed = rng.choice([*PRINTS])
    # Nobody prints French titles, or the Treaty Office's headings, above American dates.
    american = printed == "American"
    language = "en" if american else language
    write = PRINTS[printed]
    apart = rng.random() < 0.4
    columns = ["name", "signature", "consent", *(["accession"] if apart else []), *(["effect"] * (rng.random() < 0.8))]
    columns += ["extra"] * (rng.random() < 0.2)
    if rng.random() < 0.15:
        columns.remove(rng.choice(columns))
    if rng.random() < 0.5:
        rng.shuffle(columns)
    titles = [rng.choice(TITLES[language][column]) for column in columns]
    mark = rng.choice([" a", " a", "a", " (a)", " A", ""])
    blank = rng.choice(["", "", " ", "-", "\xa0"])
    lines: list[list[str]] = []
    for state, signature, consent, accedes, effect in shown:
        cells = {
            "name": state.name,
            "signature": write(signature, language) if signature else blank,
            "consent": write(consent, language) + (mark if accedes else "") if consent else blank,
            "accession": blank,
            "effect": write(effect, language) if effect else blank,
            "extra": rng.choice([blank, blank, "x"]),
        }
        if apart and accedes and consent:
            cells["consent"], cells["accession"] = blank, write(consent, language)
        lines.append([cells[column] for column in columns])
    expected = [(fact[0].id, *days(columns, fact, apart=apart)) for fact in shown]
    return joined(rng, titles, lines, listed=not american), expected


def days(columns: list[str], fact: "Fact", *, apart: bool) -> tuple[object, ...]:
    """Return what the columns of a table show of a State."""
    _, signature, consent, accedes, effect = fact
    shown = "accession" if accedes and apart else "consent"
    return (
        signature if "signature" in columns else None,
        consent if shown in columns else None,
        effect if "effect" in columns else None,
    )


def joined(rng: random.Random, titles: list[str], lines: list[list[str]], *, listed: bool) -> str:
    """Return a page with a table whose cells something parts, or nothing does."""
    heads = ["", "Convention on Cybercrime\n", "Chart of signatures and ratifications of Treaty 185\n"]
    head = rng.choice(heads) + rng.choice(["", "Status as of 13/03/2020\n", "Situation au 13/03/2020\n"])
    if listed and rng.random() < 0.25:
        head += rng.choice(["Members of Council of Europe\n", "Non-Members of Council of Europe\n"])
    separator = rng.choice(["\t", ",", ";", "|", "pipes", "pipes", " ", "   ", "\n", ""])
    if separator == "pipes":
        rule = "|".join(["---"] * len(titles))
        rows = [f"| {' | '.join(cells)} |" for cells in (titles, *lines)]
        return head + "\n".join([rows[0], f"|{rule}|", *rows[1:]])
    quoted = separator in (",", ";") and rng.random() < 0.5

    def escape(cell: str) -> str:
        plain = separator in ("", " ", "   ", "\n") or not (quoted or separator in cell)
        return cell if plain else f'"{cell}"'

    if separator == "   " and rng.random() < 0.5:  # as the oldest pages: a blank cell leaves a space
        lines = [[cell or " " for cell in cells] for cells in lines]
    return head + "\n".join([separator.join([escape(cell) for cell in cells]) for cells in (titles, *lines)])


def outcome(page: str, expected: list[tuple[object, ...]]) -> str:
    """Return whether a page is read as it is meant, refused, or read otherwise, with a problem or without."""
    try:
        chart = cc.parse_chart(page, treaty=185, as_of=DAY)
    except cc.CyberConventionsError:
        return "refused"
    read = [(row.state.id, row.signature, row.consent, row.entry_into_force) for row in chart.rows]
    if read != expected and any("the copy lost its blank cells" in each.message for each in chart.problems):
        return "told"  # that two days of a row may be others
    return "read" if read == expected else "misread"


@pytest.mark.filterwarnings("ignore::cyberconventions.errors.CyberConventionsWarning")
def test_no_layout_is_misread(facts: "list[Fact]") -> None:
    """Whatever the layout, the rows are those of the record, or there is an error."""
    rng = random.Random(2020)  # noqa: S311 # drawn layouts, the same in every run
    counts: Counter[str] = Counter()
    for _ in range(int(os.environ.get("LAYOUTS", "600"))):
        page, expected = layout(rng, facts)
        how = outcome(page, expected)
        counts[how] += 1
        assert how != "misread", page
    assert counts["read"] > counts["refused"] / 3
