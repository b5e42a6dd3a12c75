"""How fast charts are read: 200 rows in each form, and how time grows to 100 000 rows.

Run by ``python -m pytest tests/benchmarks --benchmark-only``, which prints the figures at the end.
"""

import json
import timeit
from datetime import date
from statistics import median

import pycountry
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import cyberconventions as cc

FORMS = ["text", "tabs", "html", "json", "xml"]
HEAD = "Chart of signatures and ratifications of Treaty 999\nStatus as of 01/01/2026\nReference ETS No.999\n"


def states(rows: int) -> list[cc.State]:
    """Return as many States as rows; beyond those that there are, again from the first."""
    known = [cc.state(country.alpha_3) for country in pycountry.countries]
    return [known[place % len(known)] for place in range(rows)]


def chart(rows: int, form: str) -> str:
    """Return a chart of so many rows, as it is published."""
    found = states(rows)
    if form in ("text", "tabs"):
        gap = "\t" if form == "tabs" else " "
        lines = [gap.join([state.name, "23/11/2001", "12/05/2003", "01/07/2004", "R. D. A."]) for state in found]
        body = "\n".join(["Non-Members of Council of Europe", *lines])
        total = "Total number of signatures not followed by ratifications 0\nTotal number of ratifications/accessions"
        return f"{HEAD}{body}\n{total} {rows}\n"
    if form == "html":
        made = [
            cc.Row(state, cc.Section.NON_MEMBER, date(2001, 11, 23), date(2003, 5, 12), None, date(2004, 7, 1))
            for state in found
        ]
        return cc.Chart("ETS No.999", "Test", date(2026, 1, 1), tuple(made), None, cc.Footnotes()).to_html()
    if form == "json":
        listed = [
            {
                "CodePays": state.id,
                "LibPaysOrga": state.name,
                "NumSTE": "999",
                "DateSignature": "2001-11-23T00:00:00",
                "DateConsentement": "2003-05-12T00:00:00",
                "DateEntreeVigueur": "2004-07-01T00:00:00",
            }
            for state in found
        ]
        return json.dumps([[], listed, []])
    days = "<Entry>23 Nov 2001</Entry><Entry>12 May 2003 a</Entry>"
    entries = "".join(f"<Row><Entry>{state.name}</Entry>{days}</Row>" for state in found)
    header = "<Entry>Participant</Entry><Entry>Signature</Entry><Entry>Ratification, Accession(a)</Entry>"
    return (
        "<Treaty><Participants><Table><TGroup>"
        f"<Thead><Row>{header}</Row></Thead><Tbody><Rows>{entries}</Rows></Tbody>"
        "</TGroup></Table></Participants></Treaty>"
    )


def seconds(text: str, repeat: int) -> float:
    """Return the median time of reading a text."""
    timer = timeit.Timer(lambda: cc.parse_chart(text, as_of="2026-01-01"))
    return median(timer.repeat(repeat, 1))


@pytest.mark.parametrize("form", FORMS)
def test_reading(benchmark: BenchmarkFixture, ratios: list[str], form: str) -> None:
    """200 rows, and the growth from 10 000 rows to 100 000: ten times is linear."""
    text = chart(200, form)
    benchmark(cc.parse_chart, text, as_of="2026-01-01")  # pyright: ignore[reportUnknownMemberType]
    small = seconds(text, 15)
    growth = seconds(chart(100_000, form), 1) / seconds(chart(10_000, form), 1)
    ratios.append(f"200 rows of {form}: {1e3 * small:.1f} ms; ten times the rows take {growth:.1f} times the time")
