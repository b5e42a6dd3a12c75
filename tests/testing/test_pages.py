"""Pages that a test makes are read as published ones are."""

from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions.testing import LAYOUTS, chart_text, treaty_of

UNDATED = ("json", "dutch")  # layouts that print no date
ODD: dict[str, Any] = {
    "parties": {"FRA": "2006-01-10", "JPN": "2010-01-01", "BEL": "2012-08-20"},
    "signatories": ["IRL", "FRA"],
    "withdrawn": {"JPN": "2015-01-01"},
    "as_of": "2020-03-13",
}


def read(page: str, layout: str, **more: Any) -> cc.Chart:  # noqa: ANN401 # words of parse_chart
    day = {"as_of": "2020-03-13"} if layout in UNDATED else {}
    return cc.parse_chart(page, **day, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_was_given_is_read(layout: Any) -> None:  # noqa: ANN401 # a word
    """Every layout keeps the days, and who left."""
    chart = read(chart_text(format=layout, **ODD), layout)
    france, japan, ireland = chart["FRA"], chart["JPN"], chart["IRL"]

    assert ["2001-11-23", "2006-01-10", "2006-05-01"] == [
        str(day) for day in (france.signature, france.consent, france.entry_into_force)
    ]
    assert ("2010-01-01", True) == (str(japan.consent), japan.withdrawn)
    assert ("2001-11-23", None) == (str(ireland.signature), ireland.consent)
    assert cc.Totals(2, 1) == chart.counted()
    assert not chart.gaps


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("ref", ["budapest", "untoc", "malabo"])
def test_pages_of_the_record(layout: Any, ref: str) -> None:  # noqa: ANN401 # a word
    """A treaty of any depositary, in any layout but one: the Treaty Office's service has no list of participants."""
    expected = cc.Chart.of(ref, on="2020-03-13")
    if layout == "json" and ref != "budapest":
        with pytest.raises(cc.errors.ChartError, match="its row is of a list of participants"):
            chart_text(ref, on="2020-03-13", format=layout)
        return
    chart = read(chart_text(expected, format=layout), layout, treaty=ref)

    assert expected.counted() == chart.counted()
    assert () == chart.problems


def test_treaty_office() -> None:
    """Its page, its text and the library's own forms keep all of a chart; as does the text of a chart itself."""
    chart = cc.Chart.of("budapest", on="2020-03-13")

    for layout in ("text", "html", "own csv", "own json"):
        assert chart == cc.parse_chart(chart_text("budapest", on="2020-03-13", format=layout))
    assert chart.to_text() == chart_text(chart)


def test_kinds_of_consent_in_the_dutch_database() -> None:
    """Its letters are accession, succession, definitive signature, and one for the rest."""
    acts = [cc.Act("FRA", "definitive signature", "2004-01-15"), cc.Act("MNE", "succession", "2006-10-23")]
    chart = read(chart_text(acts=acts, parties={"JPN": "2010-01-01"}, format="dutch"), "dutch", treaty="budapest")

    assert ["definitive signature", "succession", "accession"] == [
        str(chart[each].kind) for each in ("FRA", "MNE", "JPN")
    ]


def test_suspension() -> None:
    """What a layout can't show is an error, with the row."""
    treaty = treaty_of(parties={"FRA": "2006-01-10"}, suspended={"FRA": "2010-01-01"})

    for layout in ("dutch", "text"):
        with pytest.raises(cc.errors.ChartError, match=r"France.*suspen"):
            chart_text(treaty, format=layout)  # pyright: ignore[reportArgumentType]


def test_wrong_words() -> None:
    """Another layout is named with those there are; a treaty comes ready, or in words."""
    with pytest.raises(cc.errors.UnknownCodeError, match="'txt' is not a layout.*expected one of text, html"):
        chart_text("budapest", format="txt")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    with pytest.raises(cc.errors.InvalidTypeError, match="expected one of the two"):
        chart_text("budapest", parties={"FRA": "2006-01-10"})
    with pytest.raises(cc.errors.InvalidTypeError, match="give its treaty for another one"):
        chart_text(cc.Chart.of("budapest", on="2020-03-13"), on="2020-01-01")
