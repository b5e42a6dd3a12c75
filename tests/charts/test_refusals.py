"""What can't be read is told in one true sentence: what the input looks like, a fault once, and not too much of it."""

import re
import subprocess
import sys

import pytest

import cyberconventions as cc
from cyberconventions.charts._builder import MOST_ROWS
from tests.charts.pages import content, errors, messages, of_185

OTHER_FORMS = {
    "Geltungsbereich am 14. September 2020\nVertragsstaaten\tRatifikation\nAlbanien\t20. Juni 2002": "Swiss",
    "Champ d'application le 14 septembre 2020\nEtats parties Ratification Adhésion (A)\nAlbanie 20 juin 2002": "Swiss",
    "E. PARTIJGEGEVENS\nPartij Ondertekening Ratificatie Type\nAlbanië 23-11-01 20-06-02 R": "Tractatenblad",
    "Partij\tOndertekening\tRatificatie\tType\nAlbanië\t23-11-01\t20-06-02\tR": "Tractatenblad",
    "┌─────────┬───────────┐\n│ State   │ Signature │\n│ Estonia │ 23/11/2001│": "drawn with lines",
    "Members of Council of Europe\n+-----+-----+\n| Estonia | 23/11/2001 |\n+-----+-----+": "drawn with lines",
    "Country\tAction\tAction Date\tEffective Date\nAlbania\tSignature\t23/11/2001\t01-Jan-1900": "one row for each act",
    "United Nations Treaty Collection\nSTATUS AS AT : 20-10-2026 05:00:00 EDT\nDepositary": "a page of the UN Treaty",
    "verdragenbank\nVerdrag inzake cybercrime": "the Dutch treaty database without its table",
    "<html><body>Service temporarily unavailable</body></html>": "an outage page: fetch it again",
    "State Signature Ratification\n======= ========== ==========\nEstonia 23/11/2001 12/05/2003": "drawn with lines",
    "{| class=wikitable\n! State !! Signed\n|-\n| Estonia || 23 November 2001\n|}": "the mark-up of a wiki",
    "Parties with reservations, declarations and objections\nParty Reservations": "database without its table",
    "This site is down for scheduled maintenance.": "an outage page: fetch it again",
    "Le service est indisponible": "an outage page: fetch it again",
}


class TestLikeness:
    @pytest.mark.parametrize("page", OTHER_FORMS)
    def test_named(self, page: str) -> None:
        """A form that is known and not read, or a page without its table, is named: one error."""
        (error,) = errors(page)

        assert OTHER_FORMS[page] in error
        assert "Council of Europe" not in error

    def test_pdf(self) -> None:
        """A document that is not a text is named."""
        assert ["this is a PDF: copy its text, or save the table as CSV"] == errors(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3")

    @pytest.mark.parametrize(
        "page",
        [
            "The ministry has 12 duties, among them maintenance of the land register.\nFrance signed on 23/11/2001.",
            "States are responsible for system maintenance of their own databases.",
            "The scheduled maintenance of roads is a duty of communes.",
        ],
    )
    def test_no_outage(self, page: str) -> None:
        """Maintenance is a word like others."""
        (error,) = errors(page)

        assert "outage" not in error
        assert "neither the heading of a list, such as 'Members of Council of Europe', nor a table" in error


class TestOneErrorPerFault:
    @pytest.mark.parametrize(
        ("name", "old", "new", "line"),
        [
            ("f4-2026-tabs.txt", "\nMembers of Council of Europe", "\nMembers of Concil of Europa", 14),
            ("page-2020.txt", "\nMembers of Council of Europe", "\nMembrs of Council of Europe", 28),
            ("f4-2026-tabs.txt", "Non-Members of Council", "Non-Members of the Councl", 63),
            ("f4-2026-tabs.txt", "Ratification", "Ratificaton", 16),
            ("page-2020.txt", "Signature Ratification Entry", "Ratification Signature Entry", 29),
            ("untoc-2026.txt", "Accession(a)", "Accession(x)", 18),
            ("untoc-2026.txt", "Participant", "Particpant", None),
            ("dutch-185.txt", "(R)", "(Q)", 5),
            ("table-185.csv", "Accession (a)", "Accession (x)", 50),
            ("table-185.csv", "Ratification, Accession (a)", "Ratifcation", 3),
            ("page-2020.txt", "Albania 23/11/2001", "A1bania 23/11/2001", 30),
            ("page-2020.txt", "Albania 23/11/2001 20/06/2002", "Albania 23/l1/2001 20/O6/2002", 30),
        ],
    )
    def test_misread(self, name: str, old: str, new: str, line: int | None) -> None:
        """A heading, title or letter that is misread is told once, with its line or the first that it spoils."""
        page = content(name)
        assert old in page
        (error,) = errors(page.replace(old, new))

        assert line is None or error.startswith(f"line {line}: ")

    def test_a_heading_that_is_not_known(self) -> None:
        """It is not called a State's name."""
        page = content("page-2020.txt")
        (error,) = errors(page.replace("\nNon-Members of Council of Europe", "\nNon-Members of Councll of Europe"))

        assert "'Non-Members of Councll of Europe' is neither a State's name nor the heading of a list" in error
        (error,) = errors(page.replace("\nMembers of Council of Europe", "\nMernbers of Council of Europe"))
        assert "'Mernbers of Council of Europe' is not the heading of a list that is known" in error

    def test_a_name_without_a_day(self) -> None:
        """It is shown as far as the line has it."""
        assert "'Wakanda' is not a known State" in errors(of_185("Wakanda4/5/2018 A."))[0]
        assert "'Wa' is not a known State" in errors(of_185("Wa 4 A."))[0]

    def test_rows_of_a_part_of_the_page(self) -> None:
        """Many that are missing are told as one problem; a few one by one."""
        page = content("page-2020.txt")
        first, last = page.index("\nBelgium"), page.index("\nGermany")
        several = [
            each for each in messages(cc.parse_chart(page[:first] + page[last:])).splitlines() if "missing" in each
        ]
        few = page[:first] + page[page.index("\nBulgaria") :]

        assert ["Belgium is missing: a chart lists every member of the Council of Europe – and 10 more like this"] == [
            each.partition(": ")[2] for each in several
        ]
        assert 2 == messages(cc.parse_chart(few)).count("is missing")

    def test_errors_alike(self) -> None:
        """The first of them says how many there are and where they end; two are two."""
        rows = [f"{state.name} 2018-12-03" for state in cc.treaty("budapest").known_at("2026-04-25").parties()[:9]]
        (error,) = errors(of_185(*rows))

        assert error.endswith("– and 8 more errors like this, the last on line 13")
        assert 2 == len(errors(of_185(*rows[:2])))

    def test_the_first_twenty(self) -> None:
        """Unknown names are faults of their own; the error lists twenty of them, and how many more."""
        with pytest.raises(cc.errors.ChartError) as caught:
            cc.parse_chart(of_185(*(f"Wa{chr(97 + number // 9)}ka{chr(97 + number % 9)}nda" for number in range(45))))

        assert 21 == len(caught.value.problems)
        assert "line 25: 25 more problems, from this line on" == str(caught.value.problems[-1])
        assert 22 == len(str(caught.value.message).splitlines())

    def test_long_groups(self) -> None:
        """An error that was made of more problems lists the first as well."""
        error = cc.errors.ChartError("x", [cc.errors.ChartLineError("y", number) for number in range(50)])

        assert "… and 29 more" in str(error.message)
        assert 50 == len(error.problems)


LARGE = {
    "rows": (of_185(), "\nBenin 20/06/2024 a 01/10/2024"),
    "unknown names": (of_185(), "\nWakanda"),
    "rows of the Collection": ("Participant\tSignature\tRatification\n", "Japan\t12 Dec 2000\t11 Jul 2017\n"),
    "rows of a table": ("State,Signature,Ratification\n", "Malta,17/01/2002,12/04/2012\n"),
    "Markdown": ("| Participant | Signature |\n|---|---|\n", "| Japan | 12 Dec 2000 |\n"),
    "headings": ("", "Members of Council of Europe\n"),
    "blank lines": ("", "\n"),
    "spaces": (of_185(), " "),
    "one line": (of_185() + "\nBenin ", "23/11/2001 "),
    "footnotes": (of_185("Benin 4", totals=True) + "\n", "(4) x\n"),
    "one footnote": (of_185("Benin 4", totals=True) + "\n(4) ", "word "),
    "quotation marks": ("State,Signature,Ratification\nMalta,1", '"'),
    "tags": ("<html>", "<td>"),
    "lines of a page": ("<html>", "<p>x</p>\n"),
    "lists": ("[[", "[],"),
    "objects": ("[[", '{"LibPaysOrga": "x"},'),
    "elements": ("<?xml version='1.0'?>", "<a>"),
    "cells": ("State,Signature,Ratification\n", "Japan,12/12/2000,"),
    "quoted cells": ("State,Signature,Ratification\n", '"1",'),
    "headers": ("", "Participant\tSignature\tRatification\nx\n"),
    "headers of the Dutch database": ("", "Party Signature Ratification Entry into force\nx\n"),
    "own CSV": (cc.Chart.of("budapest", "2002-01-01").to_csv(), "x,"),
}
MEASURE = """
import sys, time, resource
from contextlib import suppress
import cyberconventions as cc
with suppress(cc.CyberConventionsError):
    cc.parse_chart("State,Signature,Ratification")
head, piece, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
page = head + piece * ((size - len(head)) // len(piece))
before, since = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
with suppress(cc.CyberConventionsError):
    cc.parse_chart(page, as_of="2026-01-01")
print(time.process_time() - since, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


class TestLargeInput:
    @pytest.mark.parametrize(
        "page",
        [
            of_185(*(f"{name} 20/06/2024 a 01/10/2024" for name in ("Benin", "Fiji") for _ in range(MOST_ROWS))),
            "Participant\tSignature\tRatification\n" + "Japan\t12 Dec 2000\t11 Jul 2017\n" * (MOST_ROWS + 1),
            "State,Signature,Ratification\n" + "Malta,17/01/2002,12/04/2012\n" * (MOST_ROWS + 2),
        ],
    )
    def test_more_rows_than_a_chart_has(self, page: str) -> None:
        """Reading stops with one error, on the first row too many."""
        (error,) = errors(page, treaty=185)

        assert re.match(r"line \d+: the input has more than 5,000 rows, expected a few hundred", error)

    @pytest.mark.parametrize(
        ("page", "what"),
        [
            ("x\n" * 40_000, "the input has more than 12,000 lines; no page of a chart has so many"),
            (of_185("Benin 4", totals=True) + "\n(4) " + "x" * 3_000_000, "no footnote is so long"),
            (of_185("Benin 4") + "\n" + (of_185("Benin 4") + "\n") * 1000, "more than 1000 charts; pass the part"),
            ("Participant\tSignature\tRatification\nx\n" * 1001, "more than 1000 charts; pass the part of it"),
            (LARGE["own CSV"][0] + "ALB,\n" * 12_000, "the input has more than 5,000 rows"),
            ("[[" + '{"a": 1},' * 20_000, "20,000 times '{'; no chart has more than 10,000"),
        ],
    )
    def test_more_than_a_chart_has(self, page: str, what: str) -> None:
        """Lines, a footnote's length, records, objects: one error."""
        (error,) = errors(page)

        assert what in error

    def test_more_problems_than_are_told(self) -> None:
        """After a thousand problems nothing more is read."""
        names = (f"{a}{b}{c}landia" for a in "ABCDEFGHIJKL" for b in "abcdefghijkl" for c in "abcdefghijkl")
        with pytest.raises(cc.errors.ChartError, match="more problems than these") as caught:
            cc.parse_chart(of_185(*names))

        assert 21 == len(caught.value.problems)

    def test_overlong_lines(self) -> None:
        """Of a line that no row or heading can be, the beginning is read."""
        chart = cc.parse_chart("y" * 70_000 + "\n" + of_185("Benin 20/06/2024 a 01/10/2024"))

        assert [5] == [row.line - 1 for row in chart.rows if row.line]

    @pytest.mark.parametrize("family", LARGE)
    def test_time_and_memory(self, family: str) -> None:
        """16 MiB take at most two seconds and 200 MiB (measured as the processor's time), whatever repeats."""
        size = 16 * 1024 * 1024
        head, piece = LARGE[family]
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, head, piece, str(size)], capture_output=True, text=True, check=True
        )
        seconds, mebibytes = map(float, done.stdout.split())

        assert seconds < 2
        assert mebibytes < 200
