"""The desk's own tests: fixtures, builders, strategies and assertions of the kit, and nothing else of the library."""

from collections.abc import Callable
from typing import Any

import desk
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import cyberconventions as cc
from cyberconventions.testing import assert_party, state, strategies

FEW = settings(max_examples=15, deadline=None, derandomize=True, database=None)
Frozen = Callable[[str], object]
Make = Callable[..., Any]


@pytest.fixture
def client() -> TestClient:
    return TestClient(desk.app, raise_server_exceptions=False)


# -- yes, no and unknown -----------------------------------------------------------------------------------------------


def test_yes_and_no(treaty_of: Make) -> None:
    """In force from the day that the clauses give, and not a day earlier."""
    treaty = treaty_of(parties={"FRA": "2006-01-10"})

    assert_party(treaty, "FRA", on="2006-05-01")
    assert "no" == desk.answer(treaty, "FRA", "2006-04-30")[0]
    assert "yes" == desk.answer(treaty, "FRA", "2006-05-01")[0] == desk.answer(treaty, "France", None)[0]


def test_odd_cases(treaty_of: Make) -> None:
    """Who has left, is suspended, was only invited or only signed is not bound; of some the record can't say."""
    treaty = treaty_of(
        parties={"FRA": "2006-01-10", "JPN": "2006-01-10"},
        withdrawn={"FRA": "2010-01-10"},
        suspended={"JPN": "2010-01-10"},
        invited={"BRA": "2025-01-10"},
        signatories=["IRL"],
        unknown=["ITA"],
    )

    assert ["no"] * 4 == [desk.answer(treaty, each, None)[0] for each in ("FRA", "JPN", "BRA", "IRL")]
    assert "unknown" == desk.answer(treaty, "ITA", None)[0]


def test_after_the_record(treaty_of: Make) -> None:
    """A deposit since may be in force by then, so that a no doesn't hold for ever."""
    treaty = treaty_of(parties={"FRA": "2006-01-10"}, as_of="2025-12-31")

    assert ["no", "unknown"] == [desk.answer(treaty, "DEU", day)[0] for day in ("2026-01-31", "2027-01-01")]


def test_memo(treaty_of: Make) -> None:
    """It has the act, the clause, and for whom and when it was asked."""
    _, memo = desk.answer(treaty_of(parties={"FRA": "2006-01-10"}), "FRA", "2006-05-01")

    for words in ("accession by France, 2006-01-10", "Art. 37(2)", "France (FRA) on 2006-05-01"):
        assert words in memo


@FEW
@given(strategies.treaties(), st.data())
def test_any_treaty(treaty: cc.Treaty, data: Any) -> None:  # noqa: ANN401 # hypothesis' own
    """What is answered is what the record allows, whatever happened."""
    day = data.draw(strategies.dates_within(treaty))
    parties = treaty.parties(day)
    undecided = {each.id for each in parties.undecided}
    bound = {each.id for each in parties}
    for each in treaty:
        expected = "unknown" if each.state.id in undecided else "yes" if each.state.id in bound else "no"
        assert expected == desk.answer(treaty, each.state.id, day.isoformat())[0]


# -- between two States ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("FRA", "DEU", "yes"),
        ("FRA", "IRL", "no"),
        ("IRL", "FRA", "no"),
        ("FRA", "ITA", "unknown"),
        ("ITA", "FRA", "unknown"),
        ("ITA", "IRL", "no"),
    ],
)
def test_between(treaty_of: Make, one: str, other: str, expected: str) -> None:
    """One no is enough for a no; otherwise one unknown is enough for an unknown."""
    treaty = treaty_of(parties={"FRA": "2006-01-10", "DEU": "2006-01-10"}, signatories=["IRL"], unknown=["ITA"])

    assert expected == desk.between(treaty, one, other, None)


def test_between_on_a_day(treaty_of: Make) -> None:
    """The day counts for both."""
    treaty = treaty_of(parties={"FRA": "2006-01-10", "DEU": "2009-03-09"})

    assert ["no", "yes"] == [desk.between(treaty, "FRA", "DEU", day) for day in ("2009-06-30", "2009-07-01")]


# -- the web -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("state=SWE", "No, it is not in force."),
        ("state=Sweden&on=2020-03-13", "No, it is not in force."),
        ("state=FRA", "Yes, it is in force."),
        ("state=FRA&on=2006-04-30", "No, it is not in force."),
        ("state=IRL&on=2021-01-01", "The record can&#x27;t say."),
    ],
)
def test_answers(client: TestClient, frozen_record: Frozen, asked: str, words: str) -> None:
    """The record of 2020, whatever it has become since."""
    frozen_record("2020-03-13")
    page = client.get(f"/answer?treaty=budapest&{asked}")

    assert (200, True) == (page.status_code, words in page.text)
    assert "as of 2020-03-13" in page.text


def test_the_pinned_page_and_the_frozen_record(budapest_2020: cc.Treaty, frozen_record: Frozen) -> None:
    """The desk answers the same from both."""
    frozen_record("2020-03-13")
    for each in budapest_2020:
        assert (
            desk.answer(cc.treaty("budapest"), each.state.id, None)[0]
            == desk.answer(budapest_2020, each.state.id, None)[0]
        )


def test_between_on_the_web(client: TestClient, frozen_record: Frozen) -> None:
    """Both States are named."""
    frozen_record("2020-03-13")
    page = client.get("/between?treaty=budapest&one=France&other=Peru")

    assert "Yes, it is in force." in page.text
    assert "Budapest Convention: France and Peru" in page.text
    assert "No, it" in client.get("/between?treaty=budapest&one=France&other=Peru&on=2019-11-30").text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/answer?treaty=budapest&state=Wakanda", "&#x27;Wakanda&#x27; is not a known State"),
        ("/answer?treaty=vienna&state=FRA", "&#x27;vienna&#x27; is not a treaty"),
        ("/answer?treaty=budapest&state=FRA&on=2020-02-30", "&#x27;2020-02-30&#x27; is not a day"),
        ("/answer?treaty=budapest", "missing: &#x27;state&#x27;"),
        ("/between?treaty=budapest&one=FRA", "missing: &#x27;other&#x27;"),
        ("/answer?treaty=budapest&state=<b>", "&lt;b&gt;"),
    ],
)
def test_bad_input(client: TestClient, address: str, words: str) -> None:
    """It gets a page that says what is wrong, and nothing of what the desk is made of."""
    page = client.get(address)

    assert (400, True) == (page.status_code, words in page.text)
    assert "Please check what you asked" in page.text
    assert "<b>" not in page.text
    assert "Traceback" not in page.text


def test_form(client: TestClient) -> None:
    """Every page has it."""
    for address in ("/", "/answer?treaty=budapest&state=FRA"):
        assert '<input name="state">' in client.get(address).text


# -- charts ------------------------------------------------------------------------------------------------------------


def test_chart(chart_text: Make) -> None:
    """What a page says is counted."""
    page = chart_text(parties={"FRA": "2006-01-10", "DEU": "2009-03-09"}, signatories=["IRL"], on="2020-03-13")

    assert "2020-03-13: 2 consents, 1 signatures only." == desk.summary(page)


def test_chart_that_lacks_a_row(chart_text: Make) -> None:
    """A page whose total is above the number of its rows can't be trusted."""
    page = chart_text(parties={"FRA": "2006-01-10", "JPN": "2009-03-09"}, on="2020-03-13")

    doubts = desk.summary(page.replace("accessions 2", "accessions 3")).partition("Check by hand: ")[2]
    assert "a total of 3 consents, but has rows with 2 only" in doubts


def test_chart_with_a_slip(chart_text: Make) -> None:
    """Nor can one whose total is not that of its rows."""
    page = chart_text(parties={"FRA": "2006-01-10"}, on="2020-03-13").replace("accessions 1", "accessions 0")

    assert "printed as 0, but the rows count to 1" in desk.summary(page).partition("Check by hand: ")[2]


@FEW
@given(strategies.chart_texts())
def test_any_chart(page: str) -> None:
    """A good page raises no doubt."""
    assert "by hand" not in desk.summary(page)


@FEW
@given(strategies.broken_chart_texts())
def test_broken_charts(page: str) -> None:
    """A damaged one is refused with a page, or trusted with a warning only."""
    found = TestClient(desk.app, raise_server_exceptions=False).post("/chart", content=page)

    assert found.status_code == 400 or (found.status_code == 200 and "Check by hand: " in found.text)


def test_invented_states(client: TestClient, chart_text: Make) -> None:
    """A page that names a State that there is not is no chart."""
    page = chart_text(parties={state("Ruritania"): "2006-01-10"})
    found = client.post("/chart", content=page)

    assert (400, True) == (found.status_code, "&#x27;Ruritania&#x27; is not a known State" in found.text)


@FEW
@given(st.from_type(cc.Act))
def test_types_are_known(act: cc.Act) -> None:
    """The installed library tells hypothesis of its types."""
    assert isinstance(act.state, cc.State)


@pytest.mark.usefixtures("no_coverage_warnings")
def test_quiet(treaty_of: Make) -> None:
    """A day after the record, asked on purpose."""
    assert treaty_of(parties={"FRA": "2006-01-10"}, as_of="2025-12-31").is_party("FRA", on="2026-01-01")
