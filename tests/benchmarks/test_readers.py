"""How fast charts are read: 200 rows in each form, and how time grows to 100 000 rows and over hostile inputs.

Run by ``python -m pytest tests/benchmarks --benchmark-only``, which prints the figures at the end.
"""

import json
import timeit
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import cyberconventions as cc
from cyberconventions.charts.formats._html import html_lines

NUMBER = "Chart of signatures and ratifications of Treaty 999\n"
HEAD = f"{NUMBER}Status as of 01/01/2026\nReference ETS No.999\n"
HEADING = "Non-Members of Council of Europe\n"
COLUMNS = ["Signature", "Ratification", "Entry into Force", "Notes", "R.", "D.", "A.", "T.", "C.", "O."]
UN_HEADER = "Participant\tSignature\tRatification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"
DUTCH_HEADER = "Party Signature Ratification Entry into force"


def states(rows: int) -> list[cc.State]:
    """Return as many States as rows; beyond those that there are, again from the first."""
    known = [each for each in cc.states() if each.ended is None]
    return [known[place % len(known)] for place in range(rows)]


def totals(rows: int) -> str:
    none = "Total number of signatures not followed by ratifications 0"
    return f"{none}\nTotal number of ratifications/accessions {rows}\n"


def text(rows: int, gap: str = " ") -> str:
    lines = [gap.join([state.name, "23/11/2001", "12/05/2003", "01/07/2004", "R. D. A."]) for state in states(rows)]
    return "\n".join([HEAD + HEADING + lines[0], *lines[1:], totals(rows)])


def glued(rows: int) -> str:
    """Return a reader's view: cells glued, rows a line apart, Markdown."""
    lines = [f"{state.name}23/11/2001 12/05/2003 01/07/2004R.D.A.\n" for state in states(rows)]
    return "\n".join([f"# {HEAD}##### {HEADING}", *lines, totals(rows)])


def legacy(rows: int) -> str:
    """Return one of the oldest pages: unpadded dates, crosses by column."""
    lines = [f"{state.name}   23/11/2001   12/5/2003   1/7/2004       X   X   X            " for state in states(rows)]
    head = HEAD.replace("01/01/2026", "1/1/2026")
    return "\n".join([head + HEADING + "   ".join(["States", *COLUMNS]), *lines, totals(rows)])


def cells(rows: int) -> str:
    """Return a committee's document: a cell a line."""
    lines = [f"{state.name}\n23/11/2001\n12/05/2003\n01/07/2004\nR.\nD.\nA." for state in states(rows)]
    return "\n".join([HEAD + totals(rows) + HEADING + "\n".join(["States", *COLUMNS]), *lines])


def portal(rows: int) -> str:
    """Return a saved page of the portal: fifteen columns, elements within each cell."""
    titles = ["", "", "Signature", "Ratification", "", *COLUMNS[2:], "", ""]
    days = ["23/11/2001", "12/05/2003", "", "01/07/2004", "", "R.", "D.", "A.", "", "", "", "", ""]
    row = "".join(f'<td class="a"><span><b>{cell}</b></span></td>' for cell in ("", "{}", *days))
    lines = [f'<tr class="row">{row.format(state.name)}</tr>' for state in states(rows)]
    head = "".join(f"<p>{line}</p>\n" for line in HEAD.splitlines())
    header_cells = "".join(f"<th>{title}</th>" for title in titles)
    header = f"<h5>{HEADING}</h5><table><tr>{header_cells}</tr>"
    below = "".join(f"<p>{line}</p>\n" for line in totals(rows).splitlines())
    return "\n".join([f"<html><body>{head}{header}", *lines, f"</table>{below}</body></html>"])


def written(rows: int, write: Callable[[cc.Chart], str]) -> str:
    """Return what the library itself writes."""
    made = [
        cc.Row(state, cc.charts.Section.NON_MEMBER, date(2001, 11, 23), date(2003, 5, 12), None, date(2004, 7, 1))
        for state in states(rows)
    ]
    return write(cc.Chart("ETS No.999", "Test", date(2026, 1, 1), tuple(made), None, cc.charts.Footnotes()))


def web_service(rows: int) -> str:
    listed = [
        {
            "CodePays": state.id,
            "LibPaysOrga": state.name,
            "NumSTE": "999",
            "DateSignature": "2001-11-23T00:00:00",
            "DateConsentement": "2003-05-12T00:00:00",
            "DateEntreeVigueur": "2004-07-01T00:00:00",
        }
        for state in states(rows)
    ]
    return json.dumps([[], listed, []])


def xml(rows: int) -> str:
    days = "<Entry>23 Nov 2001</Entry><Entry>12 May 2003 a</Entry>"
    entries = "".join(f"<Row><Entry>{state.name}</Entry>{days}</Row>" for state in states(rows))
    header = "<Entry>Participant</Entry><Entry>Signature</Entry><Entry>Ratification, Accession(a)</Entry>"
    return (
        "<Treaty><Participants><Table><TGroup>"
        f"<Thead><Row>{header}</Row></Thead><Tbody><Rows>{entries}</Rows></Tbody>"
        "</TGroup></Table></Participants></Treaty>"
    )


def pasted(rows: int) -> str:
    return "\n".join([UN_HEADER, *(f"{state.name}\t23 Nov 2001\t12 May 2003 a" for state in states(rows))])


def dutch(rows: int) -> str:
    days = "23-11-2001\t12-05-2003 (R)\t01-07-2004"
    return "\n".join([DUTCH_HEADER.replace(" Entry", "\tEntry"), *(f"{state.name}\t{days}" for state in states(rows))])


def table(rows: int) -> str:
    """Return a spreadsheet's table, its columns in another order."""
    lines = [f"2004-07-01,{state.id},2001-11-23,2003-05-12" for state in states(rows)]
    return "\n".join(["Entry into force,Code,Signature,Ratification", *lines])


FORMS: dict[str, Callable[[int], str]] = {
    "text": text,
    "tabs": lambda rows: text(rows, "\t"),
    "glued": glued,
    "legacy": legacy,
    "cells": cells,
    "html": lambda rows: written(rows, cc.Chart.to_html),
    "portal": portal,
    "json": web_service,
    "xml": xml,
    "un-text": pasted,
    "dutch": dutch,
    "table": table,
    "own csv": lambda rows: written(rows, cc.Chart.to_csv),
    "own json": lambda rows: written(rows, cc.Chart.to_json),
}
# Inputs that make a reader scan everything again and again: how each begins, and what repeats without end.
HOSTILE = [
    ("", "Participant 1 Jan 2001 "),
    (UN_HEADER + "\nJapan ", "1 Jan 2001 "),
    (UN_HEADER + "\n", "[1 [2 "),
    (UN_HEADER + "\nChina ", "1, "),
    (UN_HEADER + "\nChina ", "1"),
    (UN_HEADER + "\nChina 1", "]1"),
    (UN_HEADER + "\n", UN_HEADER + "\nx\n"),
    (UN_HEADER + "\nJapan\n", "1 Jan 2001\n"),
    (UN_HEADER + "\nJapan", ". "),
    (UN_HEADER + "\nJapan\n", "1"),
    (UN_HEADER + "\n", "Papua New\n"),
    (UN_HEADER.replace("\t", ";") + "\n", '"\n'),
    (UN_HEADER.replace("\t", ",") + "\n", "Japan,"),
    ("Participant ", "Signature "),
    ("Participant\n", "Signature\n"),
    ("Participant Ratification, ", "x(a), "),
    (NUMBER + "Entry into Force ", "1/"),
    (NUMBER + "x", " (ETS"),
    (DUTCH_HEADER + "\nChile ", "01-01-2001 (A) "),
    (DUTCH_HEADER + "\nChile\n", "01-01-2001\n"),
    (DUTCH_HEADER + "\nChile ", "(< 01-01-2001"),
    ("Party Signature Ratification", "S=Signature "),
    ("Party Signature Ratification Entry into force ", "Termination "),
    (DUTCH_HEADER + "\n- ", "- x "),
    (DUTCH_HEADER + "\n", DUTCH_HEADER + "\nx\n"),
    (HEAD + HEADING + "Benin ", "R. "),
    (HEAD + HEADING + "Benin ", "4 "),
    (HEAD + HEADING + "Benin\n", "4\n"),
    (HEAD + HEADING + "Benin\n", "a\n"),
    (HEAD + HEADING + "Benin", " X"),
    (HEAD + HEADING, "Benina"),
    (HEAD + HEADING, "Wakanda\n"),
    (HEAD + HEADING, "Republic of\n"),
    (HEAD + HEADING, "Signature "),
    (HEAD + HEADING, "\u0301"),
    (HEAD + HEADING, "a / b "),
    ("", "Status as of ("),
    ("", HEADING),
    ("", HEAD + HEADING + "Benin 4\n"),
    ("", "("),
    ("", " "),
    ("", "#"),
    (HEAD + HEADING + "Benin 4\n" + totals(0), "(4"),
    (HEAD + HEADING + "Benin 4\n" + totals(0), "1: x\n"),
    (HEAD + HEADING + "Benin 4\n" + totals(0) + "(4) x\n", "x\n"),
    (HEAD + HEADING + "Benin 23/11/2001\n<br>", "<a "),
    ("<html>", "<td>"),
    ("<html>", "<td colspan=20>"),
    ("<html>", '<td "'),
    ("<html>", "<!--"),
    ("<html>", "<!--x\n"),
    ("<html>", "<tr><td>"),
    ("<html>", "<table><tr><td>x</table>"),
    ("<html>", "<span suspended "),
    ("<html>", '<span class="x">State suspended'),
    ("<html>", "<script>"),
    ("<html>", "<script></scrip"),
    ("<html>", "<a b='"),
    ("<html>", "</html>x"),
    ("<html>", "&#"),
    ("<html>", "&a"),
    ("[[", '{"LibPaysOrga": "x"},'),
    ("<?xml version='1.0'?>", "<a>"),
    ("<?xml version='1.0'?><a>", "&lt;"),
    ("<?xml version='1.0'?><a>", "<Table><Row><Entry>x</Entry></Row></Table>"),
]


def read(content: str) -> None:
    """Read an input, whatever it is."""
    with suppress(cc.CyberConventionsError):
        cc.parse_chart(content, as_of="2026-01-01")


def seconds(content: str, repeat: int) -> float:
    """Return the median time of reading an input."""
    return median(timeit.repeat(lambda: read(content), repeat=repeat, number=1))


@pytest.mark.parametrize("form", FORMS)
def test_reading(benchmark: BenchmarkFixture, ratios: list[str], form: str) -> None:
    """200 rows, and the growth from 10 000 rows to 100 000: ten times is linear."""
    made = FORMS[form]
    content = made(200)
    assert 200 == len(cc.parse_chart(content, as_of="2026-01-01"))
    benchmark(read, content)  # pyright: ignore[reportUnknownMemberType]
    small = seconds(content, 15)
    growth = seconds(made(100_000), 1) / seconds(made(10_000), 1)
    ratios.append(f"200 rows of {form}: {1e3 * small:.1f} ms; ten times the rows take {growth:.1f} times the time")


def test_hostile(benchmark: BenchmarkFixture, ratios: list[str]) -> None:
    """No input takes more than linear time: the worst growth from 20 000 characters to 200 000 is printed."""
    benchmark(read, "")  # pyright: ignore[reportUnknownMemberType]
    worst: list[tuple[float, float, str]] = []
    for head, piece in HOSTILE:
        short, long = (seconds(head + piece * (size // len(piece)), 3) for size in (20_000, 200_000))
        worst.append((long / max(short, 1e-3), long, head[-20:] + piece))
    growth, slowest, piece = max(worst)
    ratios.append(
        f"hostile inputs: ten times as long takes at most {growth:.1f} times the time ({piece!r}, {slowest:.2f} s)"
    )


def test_attributes_without_end(benchmark: BenchmarkFixture, ratios: list[str]) -> None:
    """A tag of many attributes, whose tree would take quadratic time."""
    page = "<a " + " ".join(f"x{number}=1" for number in range(80_000)) + ">x"
    assert [(1, "x")] == benchmark.pedantic(html_lines, args=(page,), rounds=3)  # type: ignore[no-untyped-call]  # pyright: ignore[reportUnknownMemberType]
    ratios.append(f"a tag of 80 000 attributes: {timeit.timeit(lambda: html_lines(page), number=1):.2f} s")
