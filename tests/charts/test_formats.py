"""Every form in which a chart is published is read, and what is wrong with it is said with its place."""

import json
import re
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions.charts import _parse as reading
from cyberconventions.charts.formats._html import html_lines

CHARTS = Path(__file__).parents[1] / "cases" / "charts"
# Fixture, rows, consents, signatures only, as of.
FIXTURES = {
    "f1-2004.txt": (49, 6, 32, "2004-06-18"),
    "f5-2018.txt": (69, 61, 4, "2018-11-15"),
    "page-2020.txt": (74, 64, 3, "2020-03-13"),
    "french-2020.txt": (75, 64, 3, "2020-03-13"),
    "portal-2020.html": (74, 64, 3, "2020-03-13"),
    "f4-2026-tabs.txt": (97, 81, 2, "2026-04-25"),
    "f4-2026-glued.md": (97, 81, 2, "2026-04-25"),
    "treaty-office-185.json": (98, 81, 2, "2025-08-28"),
    "untoc-2026.xml": (60, 59, 1, "2026-09-11"),
    "untoc-2026.txt": (60, 59, 1, "2026-09-11"),
    "dutch-185.txt": (83, 81, 2, "2025-08-28"),
}
FORMATS = {
    "f1-2004.txt": "text",
    "portal-2020.html": "html",
    "treaty-office-185.json": "json",
    "untoc-2026.xml": "xml",
    "untoc-2026.txt": "un-text",
    "dutch-185.txt": "dutch",
}
UN_HEADER = "Participant\tSignature\tRatification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"


def content(name: str) -> str:
    return (CHARTS / name).read_text(encoding="utf-8")


def errors(text: str | bytes, **how: object) -> list[str]:
    """Return the errors of a text that can't be read."""
    with pytest.raises(cc.errors.ChartError) as caught:
        cc.parse_chart(text, **how)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    return [str(error) for error in caught.value.exceptions]


def messages(chart: cc.Chart) -> str:
    return "\n".join(str(problem) for problem in chart.problems)


def of_185(*rows: str, day: str = "25/04/2026", totals: bool = False) -> str:
    """Make a page of ETS 185 with non-members' rows."""
    lines = [
        "Chart of signatures and ratifications of Treaty 185",
        f"Status as of {day}",
        "Reference ETS No. 185",
        "Non-Members of Council of Europe",
        *rows,
    ]
    if totals:
        lines += [
            "Total number of signatures not followed by ratifications 0",
            f"Total number of ratifications/accessions {len(rows)}",
        ]
    return "\n".join(lines)


class TestEveryFormat:
    @pytest.mark.parametrize("name", FIXTURES)
    def test_is_recognised_by_its_content(self, name: str) -> None:
        """Rows, totals and date are those of the facts; odd are a date not printed, and the rows that samples lack."""
        rows, consents, signatures, as_of = FIXTURES[name]
        chart = cc.read_chart(CHARTS / name)

        assert (rows, cc.Totals(consents, signatures)) == (len(chart.rows), chart.counted())
        assert date.fromisoformat(as_of) == chart.as_of
        told = ("does not say as of which day", *(("States are missing",) if name.startswith("untoc") else ()))
        assert [] == [each for each in chart.problems if not any(words in each.message for words in told)]

    @pytest.mark.parametrize(("name", "format_"), FORMATS.items())
    def test_can_be_named(self, name: str, format_: "reading.Format") -> None:
        """``format=`` reads the same chart."""
        assert cc.read_chart(CHARTS / name) == cc.read_chart(CHARTS / name, format=format_)

    @pytest.mark.parametrize("name", ["f4-2026-tabs.txt", "f4-2026-glued.md"])
    def test_chart_of_2026_is_the_record(self, name: str, budapest: cc.Treaty) -> None:
        """Tab-separated or glued together, the rows are those that the record makes."""
        chart = cc.read_chart(CHARTS / name)

        assert cc.Chart.of(budapest, on="2026-04-25").rows == chart.rows
        assert [4, 55] == list(chart.footnotes)
        assert (date(2001, 11, 23), date(2004, 7, 1)) == (chart.opened, chart.entry_into_force)

    def test_saved_page_is_the_pasted_page(self) -> None:
        """The portal's table of fifteen columns gives the chart of its pasted copy."""
        assert cc.read_chart(CHARTS / "page-2020.txt") == cc.read_chart(CHARTS / "portal-2020.html")

    @pytest.mark.parametrize("name", ["treaty-office-185.json", "dutch-185.txt"])
    def test_same_days_as_the_chart(self, name: str) -> None:
        """The Treaty Office's JSON and the Dutch table have the days of the chart."""
        chart = cc.read_chart(CHARTS / "f4-2026-tabs.txt")

        for row in cc.read_chart(CHARTS / name, as_of="2026-04-25").rows:
            if row.signature or row.consent:
                days = (row.signature, row.consent, row.entry_into_force)
                published = chart[row.state]
                assert (published.signature, published.consent, published.entry_into_force) == days

    def test_unknown_format(self) -> None:
        """A format that does not exist is an error that lists those that do."""
        with pytest.raises(cc.errors.UnknownCodeError, match="did you mean 'html'.*expected one of text"):
            cc.parse_chart("", format="htlm")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_what_the_library_wrote_is_recognised(self, budapest: cc.Treaty) -> None:
        """Its own CSV and JSON are read by ``parse_chart``, too."""
        chart = cc.Chart.of(budapest)

        assert chart == cc.parse_chart(chart.to_csv()) == cc.parse_chart(chart.to_json())

    @pytest.mark.parametrize(
        "text",
        [
            "<p>Nothing",
            "[1] a note",
            "{x}",
            "Participants agreed.\nParty time.\n",
            "<table><tr><td>1</td></table>",
            "# x",
        ],
    )
    def test_no_chart_on_the_page(self, text: str) -> None:
        """Recognition does not swallow that there is none."""
        with pytest.raises(cc.errors.ChartError, match="there is no chart"):
            cc.parse_chart(text)

    def test_too_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Beyond the documented size nothing is read."""
        assert 64 * 1024 * 1024 == reading.LARGEST_INPUT
        monkeypatch.setattr(reading, "LARGEST_INPUT", 10)

        assert ["the input has 11 characters, expected at most 10 (64 MiB)"] == errors("x" * 11)
        assert ["the input has 11 bytes, expected at most 10 (64 MiB)"] == errors(b"x" * 11)

    def test_encodings(self) -> None:
        """UTF-16 with its mark, and what a saved page of the oldest kind declares."""
        page = content("portal-2020.html")
        latin = page.replace("<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">')

        assert cc.parse_chart(page) == cc.parse_chart(page.encode("utf-16"))
        assert cc.parse_chart(page) == cc.parse_chart(latin.replace("Turkey", "Türkiye").encode("cp1252"))
        assert "is not UTF-16" in errors(b"\xff\xfe\x00\xd8\x00")[0]


class TestOldPages:
    def test_crosses_are_read_by_column(self) -> None:
        """Three spaces between cells, an empty cell one character wide: the column tells the flag."""
        chart = cc.read_chart(CHARTS / "f1-2004.txt")

        assert ["A."] == [str(code) for code in chart["Albania"].notes or ()]
        assert ["R.", "D.", "A."] == [str(code) for code in chart["Hungary"].notes or ()]
        assert () == chart["Armenia"].notes
        assert ("Convention on Cybercrime", "CETS No.: 185") == (chart.title, chart.reference)
        assert (date(2001, 11, 23), date(2004, 7, 1)) == (chart.opened, chart.entry_into_force)

    def test_lost_spacing_makes_flags_unknown(self) -> None:
        """Unknown, not wrong; dates and totals are read all the same."""
        page = "\n".join(" ".join(line.split()) for line in content("f1-2004.txt").splitlines())
        chart = cc.parse_chart(page)

        assert None is chart["Hungary"].notes
        assert () == chart["Armenia"].notes
        assert date(2003, 12, 4) == chart["Hungary"].consent

    @pytest.mark.parametrize(
        ("row", "flags"),
        [
            ("Chile   20/4/2017 a   1/8/2017       X   X   X            ", "R. D. A."),
            ("Chile   20/4/2017 a   1/8/2017      X       X            ", "R. A."),
            ("Chile   20/4/2017 a   1/8/2017   55   X       X            ", "R. A."),
            ("Canada   23/11/2001       X                    ", "R."),
            ("Canada   23/11/2001               X            ", "A."),  # blank cells of days leave no blanks
            ("Chile   20/4/2017 a       X       X   ", "R. A."),
            ("Chile   20/4/2017 a   1/8/2017" + " " * 300 + "X", None),
            ("Chile   20/4/2017 a   1/8/2017 X X", None),
            ("Chile\t\t20/4/2017 a\t1/8/2017\t\tX\t\tX\t\t\t", "R. A."),
            ("Chile\t\t20/4/2017 a\t1/8/2017\tX\t\t\t\t\t\t", None),
            ("Chile   X", None),
            ("Chile X 20/4/2017 a   1/8/2017", None),
        ],
    )
    def test_column_of_a_cross(self, row: str, flags: str | None) -> None:
        """The notes print nothing, a blank or a number; tabs tell the column by the header."""
        header = "States\tSignature\tRatification\tEntry into force\tNotes\tR.\tD.\tA.\tT.\tC.\tO."
        notes = cc.parse_chart(of_185(header, row)).rows[0].notes

        assert flags == (None if notes is None else " ".join(map(str, notes)))

    def test_a_cross_and_a_letter_do_not_mix(self) -> None:
        """A row has crosses or letters."""
        assert "'X' on the row of Chile" in errors(of_185("Chile 20/04/2017 a 01/08/2017 A. X"))[0]

    def test_one_date_of_a_padded_page_does_not_make_it_padded(self) -> None:
        """23/11/2001 is printed the same on both kinds of page."""
        chart = cc.parse_chart(of_185("Canada 23/11/2001", "Chile 20/4/2017 a 1/8/2017", day="25/10/2020"))

        assert "lacks a digit" not in messages(chart)


class TestCommitteeDocuments:
    def test_one_cell_a_line(self, budapest: cc.Treaty) -> None:
        """A document of 2018 has a cell on each line, two languages, and its totals before the table."""
        chart = cc.read_chart(CHARTS / "f5-2018.txt")
        recorded = cc.Chart.of(budapest, on="2018-11-15")

        assert [attrs.evolve(row, notes=None) for row in recorded] == [attrs.evolve(row, notes=None) for row in chart]
        assert cc.Totals(61, 4) == chart.totals
        assert ("CETS No.: 185", "Convention on Cybercrime") == (chart.reference, chart.title)
        assert (date(2001, 11, 23), date(2004, 7, 1)) == (chart.opened, chart.entry_into_force)
        assert ["R.", "D.", "A."] == [str(code) for code in chart["France"].notes or ()]
        assert "five years as from its adoption." in chart.footnotes[4]

    def test_names_over_two_lines(self) -> None:
        """A cell of a narrow table breaks its name, a quoted one too."""
        chart = cc.read_chart(CHARTS / "f5-2018.txt")

        assert "“The former Yugoslav Republic of Macedonia”" == chart["MKD"].name
        assert "Bosnia and Herzegovina" == chart["BIH"].name

    def test_not_yet_in_force(self) -> None:
        """A day that is not known yet is printed as two slashes."""
        page = of_185("Chile 20/04/2017 a").replace(
            "Reference ETS No. 185", "Reference ETS No. 185\nEntry into force\nDate : //\nPlace: 01/01/2020"
        )

        assert None is cc.parse_chart(page).entry_into_force

    @pytest.mark.parametrize(
        ("rows", "what"),
        [
            (["Chile", "20/04/2017", "a", "a"], "line 8: 'a' on the row of Chile is not expected there"),
            (["Chile", "20/04/2017", "31/04/2017"], "line 7: '31/04/2017' is not a day of the calendar"),
            (["Chily", "20/04/2017"], "line 5: 'Chily' is no State"),
            (["Chile", *["4"] * 40], "'4' is not a known State code or name"),
        ],
    )
    def test_errors_have_the_line_of_their_cell(self, rows: list[str], what: str) -> None:
        """Not of the row; and no row has cells without end."""
        assert any(what in error for error in errors(of_185(*rows)))

    @pytest.mark.parametrize("number", ["", "many"])
    def test_a_total_without_its_number(self, number: str) -> None:
        """The number stands on the next line, or is missing."""
        page = of_185("Chile 20/04/2017 a 01/08/2017") + "\nTotal number of ratifications/accessions:\n"

        whole = cc.parse_chart(page + "1\nTotal number of signatures not followed by ratifications 0")

        assert cc.Totals(1, 0) == whole.totals
        assert "number" in errors(page + number)[0]


class TestGlue:
    @pytest.mark.parametrize(
        ("row", "cells"),
        [
            ("Estonia23/11/2001 12/05/2003 01/07/2004A.", ("EST", "2001-11-23", "2003-05-12", None, (), "A.")),
            ("Ghana03/12/2018 a 01/04/2019A.", ("GHA", None, "2018-12-03", "a", (), "A.")),
            ("Ghana03/12/2018a01/04/2019R.D.A.", ("GHA", None, "2018-12-03", "a", (), "R. D. A.")),
            (
                "Montenegro07/04/200503/03/201001/07/201055R.A.",
                ("MNE", "2005-04-07", "2010-03-03", None, (55,), "R. A."),
            ),
            ("Serbia 07/04/2005 14/04/2009 01/08/200955 A.", ("SRB", "2005-04-07", "2009-04-14", None, (55,), "A.")),
            ("Malawia 4", ("MWI", None, None, "a", (4,), "")),
            ("Mexicoa", ("MEX", None, None, "a", (), "")),
            ("Benin4", ("BEN", None, None, None, (4,), "")),
            ("Australia", ("AUS", None, None, None, (), "")),
            ("Côte d\u2019Ivoire29/07/2024 a 01/11/2024A.", ("CIV", None, "2024-07-29", "a", (), "A.")),
        ],
    )
    def test_names_decide(self, row: str, cells: tuple[object, ...]) -> None:
        """Where a copy glued cells together, the names of States decide where a name ends."""
        read = cc.parse_chart(of_185(row)).rows[0]
        assert read.notes is not None

        signature, consent = (str(day) if day else None for day in (read.signature, read.consent))
        flags = " ".join(map(str, read.notes))
        assert cells == (read.state.id, signature, consent, read.consent_mark, read.footnotes, flags)

    def test_lines_of_markdown_alone(self) -> None:
        """A line that has nothing but Markdown is blank."""
        assert 1 == len(cc.parse_chart(of_185("#", "****", "Mexico", "##")).rows)

    def test_a_name_that_is_none_stays_an_error(self) -> None:
        """Neither with nor without the letter."""
        assert "'Wakandaa' is no State" in errors(of_185("Wakandaa"))[0]


class TestPage:
    def test_denunciation_gains_two_columns(self) -> None:
        """The day of denunciation and of its effect."""
        header = "Signature Ratification Entry into Force Denunciation Effect of denunciation Notes R. D. A. T. C. O."
        page = of_185(
            header,
            "Canada 23/11/2001 08/07/2015 01/11/2015 02/02/2020 01/06/2020 R.",
            "Chile 20/04/2017 a 01/08/2017 03/02/2020 01/06/2020",
            "Japan 23/11/2001 03/07/2012 01/11/2012",
        )
        canada, chile, japan = cc.parse_chart(page).rows

        assert (date(2020, 2, 2), date(2020, 6, 1), True) == (
            canada.withdrawal,
            canada.withdrawal_effective,
            canada.withdrawn,
        )
        assert (date(2020, 2, 3), date(2020, 6, 1), date(2017, 8, 1)) == (
            chile.withdrawal,
            chile.withdrawal_effective,
            chile.entry_into_force,
        )
        assert not japan.withdrawn

    @pytest.mark.parametrize(
        ("header", "row"),
        [
            (
                "State\tSignature\tRatification\tEntry into Force\tDenunciation\tEffect of denunciation\tNotes\tR.",
                "Canada\t23/11/2001\t08/07/2015\t01/11/2015\t02/02/2020\t01/06/2020\t\tR.",
            ),
            (
                "Etats\tSignature\tRatification\tEntrée en vigueur\tNotes\tR.\tDénonciation\tEffet de la dénonciation",
                "Canada\t23/11/2001\t08/07/2015\t01/11/2015\t\tR.\t02/02/2020\t01/06/2020",
            ),
            (
                "Signature Ratification Entry into Force Notes R.\nDenunciation\nEffect of\ndenunciation",
                "Canada 23/11/2001 08/07/2015 01/11/2015 R. 02/02/2020 01/06/2020",
            ),
            (
                "Signature\nRatification\nEntry into Force\nDenunciation\nEffect of denunciation\nNotes\nR.",
                "Canada\n23/11/2001\n08/07/2015\n01/11/2015\n02/02/2020\n01/06/2020\nR.",
            ),
        ],
    )
    def test_where_the_columns_of_a_denunciation_stand(self, header: str, row: str) -> None:
        """Before the notes or behind the flags, in English and French, apart by tabs, blanks or lines."""
        (canada,) = cc.parse_chart(of_185(header, row)).rows

        assert (date(2015, 7, 8), date(2020, 2, 2), date(2020, 6, 1)) == (
            canada.consent,
            canada.withdrawal,
            canada.withdrawal_effective,
        )
        assert canada.withdrawn
        assert ["R."] == [str(code) for code in canada.notes or ()]

    def test_columns_tell_what_a_day_is(self) -> None:
        """A signature and a denunciation alone do not make a consent."""
        header = "State\tSignature\tRatification\tEntry into Force\tDenunciation\tEffect of denunciation\tNotes\tR."
        (japan,) = cc.parse_chart(of_185(header, "Japan\t23/11/2001\t\t\t03/03/2022\t01/07/2022")).rows

        assert (date(2001, 11, 23), None, date(2022, 3, 3)) == (japan.signature, japan.consent, japan.withdrawal)

    def test_cells_that_do_not_fit_their_columns_are_read_as_words(self) -> None:
        """A page whose header covers two columns of its rows is read as before."""
        header = "State\tSignature\tRatification\tEntry into Force\tNotes\tR."
        row = "Chile\t\t20/04/2017\ta\t01/08/2017"
        (chile,) = cc.parse_chart(of_185(header, row)).rows

        assert (date(2017, 4, 20), "a", date(2017, 8, 1)) == (chile.consent, chile.consent_mark, chile.entry_into_force)

    @pytest.mark.parametrize(
        "header",
        [
            ["State or International", "Organisation", "", "Signature", "Ratification", "Entry into", "Force Notes"],
            ["Signature Ratification", "", "Entry into Force", "", "Notes", "R. D. A.", "", "T. C. O."],
            ["Etats / States", "Signature", "Ratification", "Entrée en vigueur", "Notes", "R.", "D."],
        ],
    )
    def test_header_in_pieces(self, header: list[str]) -> None:
        """A line made of a header's words only is one, above the rows and among them."""
        chile, japan = "Chile 20/04/2017 a 01/08/2017", "Japan 23/11/2001 03/07/2012 01/11/2012"

        assert 2 == len(cc.parse_chart(of_185(*header, chile, *header, japan)))

    @pytest.mark.parametrize(
        ("name", "state"),
        [
            ('"The former Yugoslav Republic of Macedonia"', "MKD"),
            ("“The former Yugoslav Republic of Macedonia”", "MKD"),
            ("« L’ex-République yougoslave de Macédoine »", "MKD"),
            ("Pays-Bas (Royaume des)", "NLD"),
            ("Russie", "RUS"),
            ("Serbie-Monténégro", "SCG"),
            ("Trinité et Tobago", "TTO"),
            ("Antigua et Barbuda", "ATG"),
            ("Corée (République de)", "KOR"),
            ("Germany / Allemagne", "DEU"),
        ],
    )
    def test_names(self, name: str, state: str) -> None:
        """In quotation marks, in French under an English head, in both languages."""
        assert [cc.State(state)] == [row.state for row in cc.parse_chart(of_185(name))]

    def test_names_of_two_states_are_no_name(self) -> None:
        """Both halves of a bilingual name mean one State."""
        assert "is no State" in errors(of_185("Germany / Autriche"))[0]

    def test_spelling_of_organisations(self) -> None:
        """With an s or a z."""
        chart = cc.parse_chart(of_185("Chile", "International Organizations", "European Union"))

        assert cc.charts.Section.ORGANISATION is chart["EUE"].section

    @pytest.mark.parametrize("menu", ["Non-Member States\nHome\nContact", "Member States\nAlbania\nAndorra\nHome"])
    def test_menu_lines_are_no_second_chart(self, menu: str) -> None:
        """Above or below a chart, a heading without dated rows is the page's menu."""
        page = content("page-2020.txt")

        assert cc.parse_chart(page) == cc.parse_chart(f"{page}\n{menu}\n") == cc.parse_chart(f"{menu}\n{page}")

    def test_two_days_of_one_page(self) -> None:
        """The later line counts, unless the caller knows better; the other is a problem with its line."""
        page = content("page-2020.txt").replace(
            "Status as of 13/03/2020", "Status as of 13/03/2024\nStatus as of 13/03/2020"
        )

        assert "line 16: the page stands as of 2024-03-13 here, but as of 2020-03-13" in messages(cc.parse_chart(page))
        assert date(2024, 3, 13) == cc.parse_chart(page, as_of="2024-03-13").as_of

    @pytest.mark.parametrize("stray", ["<br>\n", "<div>", '{"a":1}\n', "[[1]]\n", "<Treaty>\n", "<?xml?>\n"])
    def test_what_strayed_into_a_page_does_not_hide_its_chart(self, stray: str) -> None:
        """A pasted page is told by its plain lines, whatever stands before them."""
        page = content("page-2020.txt")

        assert cc.parse_chart(page) == cc.parse_chart(stray + page)
        assert cc.parse_chart(page) == cc.parse_chart(page.replace("A.\nAndorra", "A.<br>\nAndorra"))

    @pytest.mark.parametrize("reference", ["ETS No.15", "XYZ"])
    def test_heading_and_reference_disagree(self, reference: str, budapest: cc.Treaty) -> None:
        """The number of the heading counts, and the reference is a problem with its line."""
        chart = cc.parse_chart(content("page-2020.txt").replace("ETS No.185", reference))

        assert [
            f"line 19: the reference is printed as '{reference}', but the heading says Treaty 185, which is taken"
        ] == [str(each) for each in chart.problems]
        assert () == cc.reconcile(budapest, chart).conflicts

    def test_chart_without_a_reference(self) -> None:
        """It is a problem, and the caller may name the treaty."""
        page = (
            content("page-2020.txt")
            .replace("Reference ETS No.185\n", "")
            .replace("Chart of signatures and", "A list of")
        )

        assert "the chart does not say of which treaty it is; pass treaty=" in messages(cc.parse_chart(page))
        assert ("ETS No. 185", ()) == (
            cc.parse_chart(page, treaty=185).reference,
            cc.parse_chart(page, treaty=185).problems,
        )

    @pytest.mark.parametrize("reference", ["STE nº 185", "STE No. 185", "STCE no 185", "CETS No.: 185"])
    def test_spellings_of_a_reference(self, reference: str) -> None:
        """One treaty under both prefixes, in both languages."""
        page = content("f1-2004.txt").replace("CETS No.: 185", reference)

        assert reference == cc.parse_chart(page, treaty="budapest").reference

    @pytest.mark.parametrize("treaty", [-185, "ETS 18 5", "ets 185a"])
    def test_what_is_no_reference(self, treaty: "str | int") -> None:
        """Digits within another word name no treaty."""
        with pytest.raises(cc.errors.ChartError, match="another treaty"):
            cc.parse_chart(content("page-2020.txt"), treaty=treaty)

    def test_byte_order_mark(self, budapest: cc.Treaty) -> None:
        """A text may begin with one as bytes do, in every form."""
        for name in FIXTURES:
            assert cc.parse_chart(content(name)) == cc.parse_chart("\ufeff" + content(name))
        assert cc.Chart.of(budapest) == cc.parse_chart("\ufeff" + cc.Chart.of(budapest).to_json())

    def test_lines_of_the_head_below_a_heading(self) -> None:
        """Documents repeat their reference on each page, and may say their day below the table's heading."""
        rows = ["Chile 20/04/2017 a 01/08/2017", "ETS No. 185", "Status as of 25/04/2026", "Japan 23/11/2001"]

        assert 2 == len(cc.parse_chart(of_185(*rows)))
        with pytest.raises(cc.errors.ChartError, match="2 charts, of ETS No. 185 and ETS No. 189"):
            cc.parse_chart(
                of_185(rows[0], "ETS No. 189", "Status as of 25/04/2026", "Members of Council of Europe", "Malta")
            )

    def test_two_totals_of_one_kind(self) -> None:
        """The first counts, the second is a problem."""
        total = "Total number of ratifications/accessions "
        page = content("page-2020.txt").replace(f"{total}64", f"{total}64\n{total}65")

        assert "line 108: a second total of consents is printed, 65; the first, on line 107, is 64" == messages(
            cc.parse_chart(page)
        )

    def test_chart_without_rows(self) -> None:
        """A heading alone is odd."""
        assert "line 4: the chart has no rows" in messages(cc.parse_chart(of_185()))

    @pytest.mark.parametrize(
        ("before", "after", "what"),
        [
            ("Benin 4\n", "", "line 81: Benin is missing: by the record it was invited to accede on 2020-03-13"),
            ("Benin 4\n", "Kenya 4\n", "line 81: Benin is missing"),
            (
                "Benin 4\n",
                "Kenya 4\n",
                "line 81: Kenya is printed as invited, but by the record it was not participating",
            ),
            ("Russian Federation\n", "", "line 66: Russian Federation is missing: a chart lists every member"),
            ("Tunisia 4\n", "", "line 104: Tunisia is missing"),
        ],
    )
    def test_missing_rows(self, before: str, after: str, what: str) -> None:
        """A row that is gone is told on the line of the row after it."""
        page = content("page-2020.txt")
        assert before in page

        assert what in messages(cc.parse_chart(page.replace(before, after)))

    def test_empty_input_has_no_line(self) -> None:
        """There is no line 0."""
        assert not errors("")[0].startswith("line")

    def test_footnote_over_two_lines(self) -> None:
        """What stands on the very next line belongs to it, what stands after a blank line does not."""
        page = of_185("Benin 4", totals=True) + "\n(4) Five years\nas from its adoption.\n\nA menu\n"

        assert {4: "Five years as from its adoption."} == dict(cc.parse_chart(page).footnotes)

    def test_table_without_totals_ends_with_the_key(self) -> None:
        """Or with its footnotes; the totals are missing all the same."""
        chart = cc.parse_chart(of_185("Benin 4") + "\n(4) Five years.\nKey a: Accession\nHome\n")

        assert (1, {4: "Five years."}) == (len(chart), dict(chart.footnotes))
        assert "the totals are missing" in messages(chart)

    def test_two_charts_on_one_page(self) -> None:
        """Without a name it is an error that names both; with one, that chart is read."""
        second = of_185("Chile 20/04/2017 a 01/08/2017", totals=True).replace("185", "189")
        page = content("page-2020.txt") + "\n" + second
        with pytest.raises(cc.errors.ChartError, match=r"2 charts, of ETS No.185 and ETS No. 189: name the treaty"):
            cc.parse_chart(page)

        assert 74 == len(cc.parse_chart(page, treaty="budapest").rows)
        assert 1 == len(cc.parse_chart(page, treaty=189).rows)
        assert "line 127: a chart of ETS No. 189 as of 2026-04-25 begins here" in errors(page)

    def test_the_same_chart_of_two_days(self) -> None:
        """Naming the treaty does not tell which is wanted."""
        page = of_185("Chile 20/04/2017 a 01/08/2017", totals=True)
        both = page + "\n" + page.replace("25/04/2026", "13/03/2020")

        assert 2 == len(errors(both, treaty=185))

    def test_a_heading_without_a_table_is_no_chart(self) -> None:
        """A list of links names other charts, before and after."""
        link = "Chart of signatures and ratifications of Treaty 189\n"

        assert 185 == int(re.sub(r"\D", "", cc.parse_chart(link + of_185("Chile 20/04/2017 a 01/08/2017")).reference))
        assert 74 == len(cc.parse_chart(content("page-2020.txt") + link).rows)

    @pytest.mark.parametrize("name", FIXTURES)
    def test_chart_of_another_treaty(self, name: str) -> None:
        """Whoever asks for ETS 189 is not given another treaty's chart."""
        with pytest.raises(cc.errors.ChartError, match="another treaty"):
            cc.parse_chart(content(name), treaty=189)
        if "untoc" not in name:
            assert cc.read_chart(CHARTS / name) == cc.read_chart(CHARTS / name, treaty=185)

    def test_treaty_that_is_not_on_record(self) -> None:
        """Numbers are compared where the dataset does not know the treaty."""
        page = of_185("Chile 20/04/2017 a 01/08/2017").replace("185", "5")

        assert cc.parse_chart(page, treaty=5) == cc.parse_chart(page, treaty="ETS No. 005")
        assert "expected one of ETS No. 24" in errors(page, treaty=24)[0]

    def test_day_of_the_caller(self) -> None:
        """It fills a gap, and contradicts no printed day."""
        page = of_185("Chile 20/04/2017 a 01/08/2017")

        assert date(2020, 1, 1) == cc.parse_chart(page.replace("Status as of 25/04/2026", ""), as_of="2020-01-01").as_of
        assert ["line 2: the chart stands as of 2026-04-25, not 2020-01-01 (as_of=)"] == errors(
            page, as_of="2020-01-01"
        )
        assert "there is no chart" in errors("", as_of="2020-01-01")[0]

    def test_footnotes_after_the_key(self) -> None:
        """Those that a row refers to, and no numbered line of the page."""
        page = of_185("Benin 4", totals=True) + "\nKey a: Accession\n4: Five years.\n(1) a list\n: null\n4: null\n"

        assert {4: "Five years."} == dict(cc.parse_chart(page).footnotes)

    @pytest.mark.parametrize(
        ("row", "what"),
        [
            ("Chile 20/04/2017 a 01/08/2017 R. R.", "'R.' on the row of Chile"),
            ("Chile 20/04/2017 20/05/2017 a 20/06/2017 20/07/2017", "where none is expected"),
            ("Chile 20/04/9999 a", "comes after the chart's date"),
        ],
    )
    def test_rows_that_are_nearly_right(self, row: str, what: str) -> None:
        """A flag twice, a date too many, the end of the calendar."""
        try:
            assert what in messages(cc.parse_chart(of_185(row)))
        except cc.errors.ChartError as error:
            assert what in str(error)  # noqa: PT017 # an error or a problem

    @pytest.mark.parametrize("number", ["9" * 5000, "\u0663", "12x"])
    def test_numbers_of_any_length(self, number: str) -> None:
        """No number is too long for an error."""
        with pytest.raises(cc.errors.ChartError):
            cc.parse_chart(of_185(f"Benin {number}x", f"Total number of ratifications/accessions {number}"))


class TestMisprints:
    """The five misprints met in official tables are found when they are put into a chart."""

    @pytest.mark.parametrize(
        ("row", "what"),
        [
            (
                "Cabo Verde 19/06/2108 a 01/10/2018 A.",
                "entry into force on 2018-10-01 comes before consent on 2108-06-19",
            ),
            ("Cabo Verde 19/06/2108 a 01/10/2018 A.", "consent on 2108-06-19 comes after the chart's date"),
            ("Nigeria 06/06/2022 a 01/11/2022 A.", "the rule gives 2022-10-01"),
            ("Benin 20/06/2024 01/10/2024", "no signature, only the accession of 2024-06-20"),
        ],
    )
    def test_of_an_accession_to_185(self, row: str, what: str) -> None:
        """Cabo Verde's year, Nigeria's month, Benin's column."""
        (problem, *_) = [each for each in cc.parse_chart(of_185(row)).problems if what in each.message]

        assert 5 == problem.line

    @pytest.mark.parametrize(
        ("name", "before", "after", "what"),
        [
            # Luxembourg's entry into force three months late, in every form that has a column for it.
            ("page-2020.txt", "01/02/2015", "01/05/2015", "Luxembourg: entry into force is printed as 2015-05-01"),
            ("french-2020.txt", "01/02/2015", "01/05/2015", "Luxembourg: entry into force is printed as 2015-05-01"),
            ("portal-2020.html", "01/02/2015", "01/05/2015", "Luxembourg: entry into force is printed as 2015-05-01"),
            ("f4-2026-tabs.txt", "01/02/2015", "01/05/2015", "Luxembourg: entry into force is printed as 2015-05-01"),
            ("f4-2026-glued.md", "01/02/2015", "01/05/2015", "Luxembourg: entry into force is printed as 2015-05-01"),
            ("f5-2018.txt", "01/02/2015", "01/05/2015", "Luxembourg: entry into force is printed as 2015-05-01"),
            ("treaty-office-185.json", "2015-02-01T", "2015-05-01T", "Luxembourg: entry into force is printed as 2015"),
            ("dutch-185.txt", "01-02-2015", "01-05-2015", "Luxembourg: entry into force is printed as 2015-05-01"),
            # Nigeria's accession of 6 July 2022 as of 6 June.
            ("f4-2026-tabs.txt", "06/07/2022", "06/06/2022", "the rule gives 2022-10-01 for consent on 2022-06-06"),
            ("f4-2026-glued.md", "06/07/2022", "06/06/2022", "the rule gives 2022-10-01 for consent on 2022-06-06"),
            ("chart-2024.txt", "06/07/2022", "06/06/2022", "the rule gives 2022-10-01 for consent on 2022-06-06"),
            (
                "treaty-office-185.json",
                "2022-07-06T",
                "2022-06-06T",
                "the rule gives 2022-10-01 for consent on 2022-06",
            ),
            ("dutch-185.txt", "06-07-2022", "06-06-2022", "the rule gives 2022-10-01 for consent on 2022-06-06"),
            # Cabo Verde's accession of 2018 with the year 2108.
            ("page-2020.txt", "19/06/2018", "19/06/2108", "consent on 2108-06-19 comes after the chart's date"),
            ("f5-2018.txt", "19/06/2018", "19/06/2108", "consent on 2108-06-19 comes after the chart's date"),
            ("f4-2026-tabs.txt", "19/06/2018", "19/06/2108", "entry into force on 2018-10-01 comes before consent"),
            ("f4-2026-glued.md", "19/06/2018", "19/06/2108", "entry into force on 2018-10-01 comes before consent"),
            ("treaty-office-185.json", "2018-06-19T", "2108-06-19T", "entry into force on 2018-10-01 comes before"),
            ("dutch-185.txt", "19-06-2018", "19-06-2108", "entry into force on 2018-10-01 comes before consent"),
            # Benin's accession in the column of signatures.
            ("f4-2026-tabs.txt", "Benin\t\t20/06/2024 a", "Benin\t20/06/2024\t", "Benin: an entry into force without"),
            ("f4-2026-glued.md", "Benin20/06/2024 a", "Benin20/06/2024", "only the accession of 2024-06-20"),
            ("chart-2024.txt", "Benin 20/06/2024 a", "Benin 20/06/2024", "only the accession of 2024-06-20"),
        ],
    )
    def test_in_every_form(self, name: str, before: str, after: str, what: str) -> None:
        """Whatever the form, a misprint that it can hold is found."""
        page = content(name)
        assert before in page

        assert what in messages(cc.parse_chart(page.replace(before, after)))

    def test_luxembourg(self) -> None:
        """Entry into force printed three months late."""
        page = content("page-2020.txt").replace("16/10/2014 01/02/2015", "16/10/2014 01/05/2015")
        chart = cc.parse_chart(page)

        assert "Luxembourg: entry into force is printed as 2015-05-01, but the rule gives 2015-02-01" in messages(chart)

    def test_benin_in_the_other_formats(self) -> None:
        """A day in the column of signatures, as the Dutch database prints it, and in the JSON."""
        dutch = content("dutch-185.txt").replace("Benin\t\t20-06-2024 (A)", "Benin\t20-06-2024\t")
        rows = json.loads(content("treaty-office-185.json"))
        (benin,) = [row for row in rows[1] if row["LibPaysOrga"] == "Benin"]
        benin["DateSignature"], benin["DateConsentement"] = benin["DateConsentement"], None

        for text in (dutch, json.dumps(rows)):
            assert "Benin: an entry into force without consent" in messages(cc.parse_chart(text))
            assert "signature is printed as 2024-06-20" in messages(cc.parse_chart(text))

    def test_armenia_in_the_lanzarote_convention(self) -> None:
        """17 for 7 September 2020: both give the same entry into force, so the record tells."""
        try:
            cc.treaty(201)
        except cc.errors.UnknownTreatyError:
            pytest.skip("the dataset does not have CETS 201")
        page = (
            of_185("Armenia 29/09/2010 17/09/2020 01/01/2021")
            .replace("ETS No. 185", "CETS No. 201")
            .replace("185", "201")
            .replace("Non-Members", "Members")
        )

        assert "Armenia: consent is printed as 2020-09-17, but the record has 2020-09-07" in messages(
            cc.parse_chart(page)
        )


class TestTreatyOfficeJson:
    def test_sections_and_kinds(self) -> None:
        """Three lists; accession only where a State may do nothing else; CodePays is not ISO 3166."""
        chart = cc.read_chart(CHARTS / "treaty-office-185.json")

        assert (cc.charts.Section.MEMBER, cc.charts.Section.NON_MEMBER, cc.charts.Section.ORGANISATION) == tuple(
            chart[state].section for state in ("BGR", "CHL", "European Union")
        )
        assert (None, cc.ActKind.CONSENT) == (chart["BGR"].consent_mark, chart["BGR"].kind)
        assert ("a", cc.ActKind.ACCESSION) == (chart["CHL"].consent_mark, chart["CHL"].kind)
        assert (None, cc.ActKind.CONSENT) == (chart["CAN"].consent_mark, chart["CAN"].kind)
        assert (None, None, None) == (chart["MEX"].signature, chart["MEX"].consent, chart["MEX"].kind)
        assert not chart["MEX"].is_invitation
        assert "[0][0]" == chart["ALB"].path

    def test_unknown_keys_are_kept_and_flags_known_in_part(self) -> None:
        """No key tells of authorities, so which flags stand there is not known."""
        row = cc.read_chart(CHARTS / "treaty-office-185.json")["MNE"]

        assert None is row.notes
        assert ["R."] == [str(code) for code in row.known_notes]
        assert ("Remarque", '"55"') in row.extra
        assert ("Reserves", "true") in row.extra
        assert isinstance(hash(row), int)

    @pytest.mark.parametrize(
        ("before", "after", "what"),
        [
            (
                '"LibPaysOrga": "Chile"',
                '"LibPaysOrga": "Chili con carne"',
                "].LibPaysOrga: 'Chili con carne' is no State",
            ),
            ('"LibPaysOrga": "Chile"', '"LibPaysOrga": 5', "].LibPaysOrga: 5 is no name"),
            ("2017-04-20T00:00:00", "2017-04-31T00:00:00", "].DateConsentement: '2017-04-31T00:00:00' is no day"),
            ("2017-04-20T00:00:00", "20/04/2017", "].DateConsentement: '20/04/2017' is no day, expected YYYY-MM-DD"),
            ('"2017-04-20T00:00:00"', "20170420", "].DateConsentement: '20170420' is no day"),
            ('"NumSTE": "185"', '"NumSTE": "189"', "NumSTE: the rows are of different treaties: '189' at [0][0]"),
        ],
    )
    def test_errors_name_the_path(self, before: str, after: str, what: str) -> None:
        """Each value that can't be read has its path."""
        text = content("treaty-office-185.json")
        assert before in text

        assert what in errors(text.replace(before, after, 1))[0]

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("[[], []]", "expected a list of three lists"),
            ('{"Message": "An error has occurred."}', "expected a list of three lists"),
            ("[[], [], [5]]", "[2][0]: 5 is no row"),
            ("[[], [], []]", "nothing tells as of which day"),
            ("[[],", "expected the service's three lists"),
            ("[" * 200_000, "nested too deeply"),
            ("[[], [], [" + "1" * 5000 + "]]", "expected the service's three lists"),
            ('[[{"NumSTE": "x", "LibPaysOrga": "France"}], [], []]', "[0][0].NumSTE: 'x' is no number"),
        ],
    )
    def test_what_is_no_chart(self, text: str, what: str) -> None:
        """Other JSON, broken JSON, and JSON made to break a reader."""
        assert what in errors(text)[0]

    def test_outage(self) -> None:
        """A web page where JSON was expected is said to be one."""
        page = "<!DOCTYPE html><html><body>Service unavailable</body></html>"

        assert (
            "a web page (HTML) came where JSON was expected: it speaks of an outage" in errors(page, format="json")[0]
        )
        assert "an outage or a redirect" in errors("<html><a href='x'>moved</a>", format="json")[0]
        assert "where XML of the UN" in errors("<html>Urgent maintenance", format="xml")[0]

    def test_problems_have_paths(self) -> None:
        """An entry into force that the rule does not give."""
        text = content("treaty-office-185.json").replace("2017-08-01T00", "2017-09-01T00", 1)

        assert "[1][" in messages(cc.parse_chart(text))
        assert "Chile: entry into force is printed as 2017-09-01" in messages(cc.parse_chart(text))

    def test_denounced_suspended_and_french(self) -> None:
        """The days of denunciation, its effect and suspension; names as ``langue=FRA`` gives them."""
        row = {
            "LibPaysOrga": "Royaume-Uni",
            "NumSTE": 5,
            "DateSignature": "1950-11-04T00:00:00",
            "DateConsentement": "1951-03-08T00:00:00Z",
            "DateDenonciation": "1960-01-01",
            "DateEffetDenonciation": "1960-07-01",
            "DateSuspension": "1959-01-01",
            "Reserves": "N",
            "Declarations": "O",
        }
        chart = cc.parse_chart(json.dumps([[row, row], [], []]), as_of="1990-01-01")
        (first, _) = chart.rows

        assert ("GBR", "ETS No.5", True) == (first.state.id, chart.reference, first.withdrawn)
        assert (date(1960, 1, 1), date(1960, 7, 1), date(1959, 1, 1)) == (
            first.withdrawal,
            first.withdrawal_effective,
            first.suspension,
        )
        assert ["D."] == [str(code) for code in first.known_notes]
        assert "[0][1]: Royaume-Uni has a second row; the first stands at [0][0]" in messages(chart)

    def test_no_number_and_no_treaty(self) -> None:
        """The rows do not say of which treaty they are; the caller may."""
        text = '[[{"LibPaysOrga": "France", "DateSignature": "2001-11-23"}], [], []]'

        assert "pass treaty=" in messages(cc.parse_chart(text))
        assert "ETS No. 185" == cc.parse_chart(text, treaty="budapest").reference
        assert "ETS No. 5" == cc.parse_chart(text, treaty=5).reference

    def test_denunciation_and_suspension(self) -> None:
        """Each has its key; a State that denounced has left when that takes effect."""
        rows = json.loads(content("treaty-office-185.json"))
        row = next(row for row in rows[1] if row["LibPaysOrga"] == "Chile")
        row |= {"DateDenonciation": None, "DateEffetDenonciation": "2025-08-01", "DateSuspension": "2024-01-01"}
        chile = cc.parse_chart(json.dumps(rows))["CHL"]

        assert (None, date(2025, 8, 1), date(2024, 1, 1)) == (
            chile.withdrawal,
            chile.withdrawal_effective,
            chile.suspension,
        )
        assert chile.withdrawn
        assert not cc.parse_chart(json.dumps(rows).replace("2025-08-01", "2026-08-01"))["CHL"].withdrawn

    def test_half_a_character_does_not_survive(self) -> None:
        """JSON can write half of a pair of surrogates, which nothing can encode."""
        text = content("treaty-office-185.json").replace('"Remarque": null', '"Remar\\ud83dque": "\\ud83d"', 1)
        chart = cc.parse_chart(text)

        assert chart == cc.parse_chart(chart.to_json().encode())
        assert cc.parse_chart("\ud800\n" + content("page-2020.txt")).rows


class TestUnTreatyCollection:
    def test_cut_off(self) -> None:
        """A table without totals that ends too early lacks States on record, which its last row tells."""
        whole = cc.Chart.of("palermo").to_text().splitlines(keepends=True)
        last = next(number for number, line in enumerate(whole, start=1) if line.startswith("Angola"))
        (problem,) = cc.parse_chart("".join(whole[:last])).problems
        without = "".join(line for line in whole if not line.startswith(("Albania", "Total")))

        assert last == problem.line
        assert "States are missing that by the record had signed or consented by 2026-09-11: " in problem.message
        assert problem.message.endswith(", …")
        (problem,) = cc.parse_chart(without).problems
        assert "1 State is missing that by the record had signed or consented by 2026-09-11: Albania" == problem.message

    def test_xml_and_pasted_table_are_the_same(self) -> None:
        """Footnote marks are stripped, ``Sept`` is September, letters are the table's own."""
        xml, text = (cc.read_chart(CHARTS / f"untoc-2026.{ending}") for ending in ("xml", "txt"))

        assert xml == text
        assert "UNTC XVIII-12" == xml.reference
        assert ("China", date(2003, 9, 23)) == (xml["CHN"].name, xml["CHN"].consent)
        kinds = {row.consent_mark: row.kind for row in xml.rows if row.consent}
        assert cc.ActKind.ACCESSION is kinds["a"]
        assert cc.ActKind.RATIFICATION is kinds[None]
        assert cc.ActKind.ACCEPTANCE is xml["CHN"].kind or "A" not in kinds

    @pytest.mark.parametrize(
        ("cells", "row"),
        [
            ("Angola\t\t5 December 1990 a", (None, "1990-12-05", "a", "accession", False)),
            ("Japan\t21 Sept 1990\t22 Apr 1994 A", ("1990-09-21", "1994-04-22", "A", "acceptance", False)),
            ("China 4, 5\t29 Aug 1990\t2 Mar 1992", ("1990-08-29", "1992-03-02", None, "ratification", False)),
            ("Croatia5\t\t12 Oct 1992 d", (None, "1992-10-12", "d", "succession", False)),
            ("[Philippines]\t28 Dec 2000\t[30 Aug 2011 ]", ("2000-12-28", "2011-08-30", None, "ratification", True)),
            ("[Burundi 3 13 Jan 1999 21 Sep 2004]", ("1999-01-13", "2004-09-21", None, "ratification", True)),
            ("Angola 5 Dec 1990 a", (None, "1990-12-05", "a", "accession", False)),
            ("Japan 21 Sep 1990 22 Apr 1994 AA", ("1990-09-21", "1994-04-22", "AA", "approval", False)),
            ("United States of America 16 Feb 1995", ("1995-02-16", None, None, None, False)),
            (
                "Bolivia (Plurinational State of)\t8 Mar 1990 \t26 Jun 1990 ",
                ("1990-03-08", "1990-06-26", None, "ratification", False),
            ),
            ("Afghanistan", (None, None, None, None, False)),
        ],
    )
    def test_row(self, cells: str, row: tuple[object, ...]) -> None:
        """With or without tabs."""
        (read,) = cc.parse_chart(f"{UN_HEADER}\n{cells}\n", treaty="ETS 5", as_of="2026-01-01").rows

        days = (str(day) if day else None for day in (read.signature, read.consent))
        assert row == (*days, read.consent_mark, read.kind.value if read.kind else None, read.withdrawn)

    def test_letters_are_those_of_the_header(self) -> None:
        """``s`` means one thing here and nothing there; an unknown letter is an error."""
        text = "Participant\tSignature\tDefinitive signature(s), Ratification\nJapan\t\t1 Jan 2001 s\n"

        assert cc.ActKind.DEFINITIVE_SIGNATURE is cc.parse_chart(text).rows[0].kind
        assert "'s' on the row of Japan is not among the letters" in errors(f"{UN_HEADER}\nJapan\t\t1 Jan 2001 s\n")[0]
        headless = content("untoc-2026.xml").replace(
            "Ratification, Acceptance(A), Approval(AA), Formal confirmation(c), Accession(a), Succession(d)", " "
        )
        assert "'a' on the row of Bahrain is not among the letters of the table's header: none" in errors(headless)[0]

    def test_other_headers(self) -> None:
        """Broken over lines, without signatures, with provisional application, with succession to signature."""
        broken = (
            "Participant\nSignature, Succession to signature(d)\nRatification, Accession(a), Succession(d)\n"
            "Croatia 12 Oct 1992 d\n"
        )
        assert date(1992, 10, 12) == cc.parse_chart(broken.replace(", Succession to signature(d)", "")).rows[0].consent
        assert cc.parse_chart(broken).rows
        only = "Participant Ratification, Accession(a)\nJapan 1 Jan 2001\n"
        assert (None, date(2001, 1, 1)) == (
            cc.parse_chart(only).rows[0].signature,
            cc.parse_chart(only).rows[0].consent,
        )
        provisional = (
            "Participant\tSignature\tRatification, Provisional application(n)\nJapan\t2 Jan 2001\t1 May 2001 n\n"
        )
        chart = cc.parse_chart(provisional)
        assert (None, (("provisional application", '"2001-05-01"'),)) == (chart.rows[0].consent, chart.rows[0].extra)
        assert "provisional application from 2001-05-01 is no consent" in messages(chart)

    @pytest.mark.parametrize(
        ("cells", "what"),
        [
            ("Japan\t31 Feb 2001\t", "'31 Feb 2001' is not a day of the calendar"),
            ("Japan\t29 Feb 2001\t", "'29 Feb 2001' is not a day of the calendar"),
            ("Japan\t1 Foo 2001\t", "'1 Foo 2001' on the row of 'Japan' is no date"),
            ("Nihon\t1 Jan 2001\t", "'Nihon' is no State"),
            (
                "Japan\t1 Jan 2001\t2 Jan 2001\t3 Jan 2001",
                "a day, 2001-01-03, in a column that the table does not have",
            ),
        ],
    )
    def test_errors_have_their_line(self, cells: str, what: str) -> None:
        """Of a row of a pasted table."""
        (error,) = errors(f"\n{UN_HEADER}\n{cells}\n")

        assert error.startswith("line 3: ")
        assert what in error

    def test_day_of_the_page(self) -> None:
        """ "Status as at" is read, and an impossible day of it is as good as none."""
        text = f"STATUS AS AT : 31-02-2026\n{UN_HEADER}\nJapan\t1 Jan 2001\t\n"

        assert date(2001, 1, 1) == cc.parse_chart(text).as_of
        assert date(2026, 2, 1) == cc.parse_chart(text.replace("31-02", "01-02")).as_of
        assert "not 2020-01-01 (as_of=)" in errors(text.replace("31-02", "01-02"), as_of="2020-01-01")[0]

    def test_truncated(self) -> None:
        """A table that ends with its header."""
        assert "the table has no rows: it may be cut off" in errors(UN_HEADER, as_of="2026-01-01")[0]
        assert "there is no table of the UN" in errors("nothing", format="un-text")[0]
        xml = content("untoc-2026.xml")
        assert "line 40: not well-formed XML" in errors("\n".join(xml.splitlines()[:39]) + "\n")[0]
        empty = re.sub(r"<Tbody>.*</Tbody>", "<Tbody></Tbody>", xml, flags=re.DOTALL)
        assert "the table has no rows" in errors(empty)[0]
        assert "no table of participants" in errors("<?xml version='1.0'?><Treaty><Row/></Treaty>")[0]

    def test_entities_are_refused(self) -> None:
        """A document type could define entities that expand without end, or name a file."""
        bomb = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Treaty>&b;</Treaty>'

        assert "line 2: the XML declares a document type" in errors(bomb)[0]

    def test_saved_page(self) -> None:
        """A web page with the table of another depositary is read as what it is."""
        rows = [line.split("\t") for line in content("untoc-2026.txt").splitlines() if "\t" in line]
        table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        page = (
            f"<html><p>United Nations Convention against Transnational Organized Crime</p><table>{table}</table></html>"
        )

        assert cc.read_chart(CHARTS / "untoc-2026.txt").rows == cc.parse_chart(page, as_of="2026-09-11").rows

    def test_two_tables(self) -> None:
        """The named one is read; without a name both are told, with their lines."""
        end = ["Declarations", "", "https://treaties.un.org"]
        for between in (*end, ""):
            page = (
                f"United Nations Convention against Transnational Organized Crime\n{UN_HEADER}\nJapan\t12 Dec 2000\t\n"
                f"{between}\nConvention on the Rights of the Child\n{UN_HEADER}\nJapan\t21 Sept 1990\t22 Apr 1994\n"
            )
            assert [date(1994, 4, 22)] == [row.consent for row in cc.parse_chart(page, treaty="crc")]
            assert [None] == [row.consent for row in cc.parse_chart(page, treaty="palermo")]
            assert [
                "line 2: a table of UNTC XVIII-12 begins here",
                "line 6: a table of UNTC IV-11 begins here",
            ] == errors(page)

    def test_header_repeated_within_a_table(self) -> None:
        """As on each page of a long one."""
        assert 2 == len(cc.parse_chart(f"{UN_HEADER}\nJapan\t12 Dec 2000\t\n{UN_HEADER}\nChina\t12 Dec 2000\t\n"))

    def test_two_tables_in_one_file(self) -> None:
        """XML may hold the participants of two treaties."""
        xml = content("untoc-2026.xml")
        one = xml[xml.index("<Title>") : xml.index("</Treaty>")]
        other = one.replace(
            "12. United Nations Convention against Transnational", "11. United Nations Convention against"
        )
        other = other.replace(
            "United Nations Convention against Organized Crime", "Convention on the Rights of the Child"
        )
        both = xml.replace("</Treaty>", f"{other}</Treaty>")

        assert 2 == len(errors(both))
        assert "UNTC IV-11" == cc.parse_chart(both, treaty="crc").reference
        assert cc.parse_chart(xml) == cc.parse_chart(both, treaty="palermo")

    def test_file_in_one_line(self) -> None:
        """Where the line does not tell, the number of the row does."""
        xml = content("untoc-2026.xml").replace("\n", "")

        assert "table row 1" == cc.parse_chart(xml)["Afghanistan"].path
        assert (
            "line 1: table row 1: '31 Sept 2003' is not a day"
            in errors(xml.replace("24 Sept 2003", "31 Sept 2003", 1))[0]
        )
        assert "table row 2: Albania: consent is printed as 2002-08-22" in messages(
            cc.parse_chart(xml.replace("21 Aug 2002", "22 Aug 2002"))
        )

    def test_rows_and_tables_that_say_nothing(self) -> None:
        """A blank row, a second line of the header, a table without one."""
        xml = content("untoc-2026.xml")
        odd = xml.replace("</Thead>", "<Row><Entry>x</Entry></Row></Thead>").replace(
            "</Rows>", "<Row><Entry/></Row></Rows>"
        )
        odd = odd.replace("<Participants>", "<Table><Row><Entry>Legend</Entry></Row></Table><Participants>")

        assert cc.parse_chart(xml) == cc.parse_chart(odd)

    def test_header_without_tabs(self) -> None:
        """The columns are told by their words, a participant's first day is a signature."""
        (row,) = cc.parse_chart(
            "Participant Signature Ratification, Accession(a)\nJapan 12 Dec 2000 11 Jul 2017\n"
        ).rows

        assert (date(2000, 12, 12), date(2017, 7, 11)) == (row.signature, row.consent)

    @pytest.mark.parametrize(
        ("day", "in_force"),
        [
            ("29 September 2003, in accordance with article 38(1)", date(2003, 9, 29)),
            ("31 Feb 2003", None),
            ("1 Foo 2003", None),
        ],
    )
    def test_entry_into_force_of_the_treaty(self, day: str, in_force: date | None) -> None:
        """As the Collection's page prints it; an impossible day is none."""
        text = content("untoc-2026.txt").replace("STATUS", f"Entry into force\t:\t{day}\nSTATUS")

        assert in_force == cc.parse_chart(text).entry_into_force

    def test_notes_of_the_librarys_own(self) -> None:
        """A column that the library adds; what is no note there is an error."""
        text = f"{UN_HEADER}\tNotes\nJapan\t12 Dec 2000\t\t5 R. ?\n"
        (row,) = cc.parse_chart(text).rows

        assert ((5,), None, ["R."]) == (row.footnotes, row.notes, [str(code) for code in row.known_notes])
        assert "'Q.' on the row of 'Japan' is no note" in errors(text.replace("R.", "Q."))[0]

    def test_withdrawn_participant(self) -> None:
        """Brackets tell that a State has left, and not when."""
        (row,) = cc.parse_chart(f"{UN_HEADER}\n[Japan]\t12 Dec 2000\t[11 Jul 2017]\n").rows

        assert (True, None) == (row.withdrawn, row.withdrawal)


class TestDutchDatabase:
    header = "Party\tSignature\tRatification\tEntry into force\tRenunciation\tTermination\n"

    @pytest.mark.parametrize(
        ("cells", "row"),
        [
            ("Chile 20-04-2017 (A) 01-08-2017", (None, "2017-04-20", "A", "accession", "2017-08-01")),
            ("France 23-11-2001 10-01-2006 (R) 01-05-2006", ("2001-11-23", "2006-01-10", "R", "consent", "2006-05-01")),
            (
                "Serbia\t07-04-2005\t14-04-2009 (NK)\t01-08-2009",
                ("2005-04-07", "2009-04-14", "NK", "consent", "2009-08-01"),
            ),
            ("Serbia\t\t14-04-2009 (Su)\t\t", (None, "2009-04-14", "Su", "succession", None)),
            ("Malta * 17-01-2002 (S) 01-08-2012", (None, "2002-01-17", "S", "definitive signature", "2012-08-01")),
            ("Ireland 28-02-2002", ("2002-02-28", None, None, None, None)),
            ("Iran (Islamic Republic of) 01-01-2002", ("2002-01-01", None, None, None, None)),
        ],
    )
    def test_row(self, cells: str, row: tuple[object, ...]) -> None:
        """The kind stands in brackets after the day; with or without tabs."""
        (read,) = cc.parse_chart(self.header + cells, treaty="ETS 5").rows
        signature, consent, effect = (
            str(day) if day else None for day in (read.signature, read.consent, read.entry_into_force)
        )

        assert row == (signature, consent, read.consent_mark, read.kind.value if read.kind else None, effect)

    def test_withdrawal(self) -> None:
        """Renunciation and termination."""
        text = self.header + "Chile 20-04-2017 (A) 01-08-2017 01-02-2020 01-06-2020"
        for day, left in (("2020-05-31", False), ("2020-06-01", True)):
            (row,) = cc.parse_chart(text, as_of=day).rows
            assert (date(2020, 2, 1), date(2020, 6, 1)) == (row.withdrawal, row.withdrawal_effective)
            assert left is row.withdrawn

    def test_parts_of_a_state(self) -> None:
        """The Kingdom in Europe is the State's row; other parts are kept beside it."""
        (row,) = cc.parse_chart(
            self.header
            + "Netherlands, the Kingdom of the 23-11-2001\n"
            + "- in Europe: 16-11-2006 (R) 01-03-2007\n"
            + "- Curaçao 27-06-2024 (R)\n"
        ).rows

        assert (date(2001, 11, 23), date(2006, 11, 16), "R") == (row.signature, row.consent, row.consent_mark)
        assert (("Curaçao", '"27-06-2024 (R)"'),) == row.extra
        assert "31-02-2024" in errors(self.header + "Chile 01-01-2001\n- in Europe 31-02-2024 (R)")[0]

    @pytest.mark.parametrize(
        ("cells", "what"),
        [
            ("Chile 31-04-2017 (A)", "'31-04-2017' is not a day of the calendar"),
            ("Chile 20-04-2017 (X)", "'(X)' on the row of 'Chile' is not expected there"),
            ("Chile 20-04-2017 01-08-2017 01-09-2017 (R)", "columns that the table does not have"),
            ("Chile" + " 20-04-2017" * 6, "columns that the table does not have"),
            ("Chily 20-04-2017", "'Chily' is no State"),
        ],
    )
    def test_errors_have_their_line(self, cells: str, what: str) -> None:
        """Of a row."""
        (error,) = errors(self.header + cells)

        assert error.startswith("line 2: ")
        assert what in error

    def test_header_repeated_within_a_table(self) -> None:
        """As on each page of a long one."""
        rows = "Chile 20-04-2017 (A) 01-08-2017\n"

        assert 2 == len(cc.parse_chart(self.header + rows + self.header + rows.replace("Chile", "Japan")))

    def test_two_tables(self) -> None:
        """The named one is read; without a name both are told, with their lines."""
        for end in ("R=Ratification\n", ""):
            page = (
                f"Convention on Cybercrime\n{self.header}Chile 20-04-2017 (A) 01-08-2017\n{end}"
                f"Convention on the Rights of the Child\n{self.header}Chile 26-01-1990 13-08-1990 (R) 12-09-1990\n"
            )
            assert date(2017, 4, 20) == cc.parse_chart(page, treaty=185)["CHL"].consent
            assert date(1990, 8, 13) == cc.parse_chart(page, treaty="crc")["CHL"].consent
            assert 2 == len(errors(page))

    def test_where_the_table_ends(self) -> None:
        """Below it the letters are explained."""
        assert 1 == len(cc.parse_chart(self.header + "\nChile 20-04-2017 (A) 01-08-2017\nR=Ratification\nprose").rows)
        assert "the table has no rows" in errors(self.header, as_of="2026-01-01")[0]
        assert "there is no table of the Dutch" in errors("nothing", format="dutch")[0]


class TestHtml:
    @pytest.mark.parametrize(
        ("page", "lines"),
        [
            ("a<br>b<!-- <p>c -->d\n<p>e", [(1, "a"), (1, "bd"), (2, "e")]),
            ("<tr><td>Beni<b>n</b><td>4<tr><td>x", [(1, "Benin\t4"), (1, "x")]),
            ("<table><tr>\n<td>a</td>\n<td>b&nbsp;</td></tr></table>", [(1, "a\tb")]),
            ("<tr><td title=\"a>b\">x</td><td a='>'>y</td></tr>", [(1, "x\ty")]),
            ("<style>p > a {}</style><script>if (a<b) '</p>'</script>x", [(1, "x")]),
            ("<script>a\nb</script>\n<p>c", [(3, "c")]),
            ("<pre>a\nb\n</pre>c", [(1, "a"), (2, "b"), (3, "c")]),
            ("<pre>a\nb</pre><p>c", [(1, "a"), (2, "b"), (2, "c")]),
            ("<tr><td>a</td>between<td>b</td></tr>", [(1, "a\tbetween\tb")]),
        ],
    )
    def test_lines(self, page: str, lines: list[tuple[int, str]]) -> None:
        """Rows of tables with tabs, other text by its blocks; comments, scripts and styles are left out."""
        assert lines == html_lines(page)

    def test_inline_markup_in_rows(self) -> None:
        """Rows whose cells have links and marks are read as plain ones are."""
        page = (
            content("portal-2020.html")
            .replace('<td class="a">', '<td><span class="x">')
            .replace("</td>", "</span></td>")
        )

        assert cc.read_chart(CHARTS / "portal-2020.html") == cc.parse_chart(page)

    def test_page_in_one_line(self, budapest: cc.Treaty) -> None:
        """Where the line does not tell, the number of the row does, and a problem falls on its own row's State."""
        page = content("portal-2020.html").replace("\n", "")
        odd = cc.parse_chart(page.replace("01/02/2015", "01/05/2015"))

        assert cc.parse_chart(content("portal-2020.html")) == cc.parse_chart(page)
        assert [(1, "table row 27", cc.state("LUX"))] == [(each.line, each.path, each.state) for each in odd.problems]
        assert str(odd.problems[0]).startswith("table row 27: Luxembourg: entry into force")
        assert ["line 1: table row 2: 'Albanya' is not a known State code or name – did you mean 'Albania'?"] == errors(
            page.replace("Albania", "Albanya")
        )
        newer = attrs.evolve(odd, as_of=date(2020, 4, 1))
        (conflict,) = cc.reconcile(budapest.known_at("2020-03-13"), newer).conflicts
        assert (cc.state("LUX"), "table row 27") == (conflict.state, conflict.path)

    @pytest.mark.parametrize("parts", [("", ""), ("</td></tr><tr><td></td><td>", ""), ("", "<p>x</p>")])
    def test_layout_table(self, parts: tuple[str, str]) -> None:
        """A table that lays out the page, with a menu beside the chart."""
        page = content("portal-2020.html")
        table = page[page.index("<h5>") : page.index("</body>")]
        head = "Chart of signatures and ratifications of Treaty 185<br>Convention on Cybercrime<br>ETS No.185<br>"
        whole = (
            f"<html><body><table><tr><td>Home<br>Contact<br>Legal</td><td>{head}Status as of 13/03/2020<br>{parts[0]}"
            f"{table}{parts[1]}</td></tr></table></body></html>"
        )

        assert cc.parse_chart(page).rows == cc.parse_chart(whole).rows
        assert () == cc.parse_chart(whole).problems

    def test_cell_over_two_columns(self) -> None:
        """What a cell covers stays blank, so that columns stay below their titles."""
        assert [(1, "a\t\tb"), (1, "c\td")] == html_lines("<tr><td colspan=2>a<td>b<tr><td colspan='x'>c<td>d")
        # One that lays the page out has nothing to do with the cells of a table within it.
        within = "<table><tr><td colspan=3>x<table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
        assert [(1, "x"), (1, "a\tb")] == html_lines(within)

    def test_colour_of_a_state_that_left(self) -> None:
        """Suspended and denounced States are shown by colour only: a problem says which, with its row."""
        legend = "State\u00a0who\u00a0suspended State\u00a0who\u00a0denounced"
        page = content("portal-2020.html").replace("State\u00a0who", "State who").replace("\u00a0", " ")
        page = page.replace(
            legend.replace("\u00a0", " "),
            '<span class="x1">State who suspended</span> <span class="x2">State who denounced</span>',
        ).replace('<td class="a">Greece', '<td class="x1">Greece')
        page = page.replace(
            'style="color:red"><td class="a">&nbsp;</td><td class="a">France', "class='x2'><td></td><td>France"
        )

        assert [
            "line 28: France stands in the colour of States that denounced the treaty; no day of it is printed",
            "line 31: Greece stands in the colour of States that are suspended; no day of it is printed",
        ] == [str(each) for each in cc.parse_chart(page).problems]
        assert () == cc.parse_chart(page.replace('class="a"', 'class="x1"')).problems

    @pytest.mark.parametrize("format_", [None, *reading.FORMATS])
    def test_outage(self, format_: "reading.Format | None") -> None:
        """A page that says that the service is down is told as one, in whatever form a chart was expected."""
        page = "<html><body><p>Service temporarily unavailable: urgent maintenance</p></body></html>"

        assert "outage" in errors(page, format=format_)[0]
        if format_ is None:
            assert "outage" in errors("Service indisponible")[0]


class TestOwnForms:
    def test_named_treaty_and_day(self, budapest: cc.Treaty) -> None:
        """They fill a gap and contradict nothing that is written."""
        text = cc.Chart.of(budapest).to_json()
        unnamed = attrs.evolve(cc.Chart.of(budapest), reference="").to_csv()

        assert "expected one of ETS No. 189" in errors(text, treaty=189)[0]
        assert "not 2020-01-01 (as_of=)" in errors(text, as_of="2020-01-01")[0]
        assert cc.Chart.of(budapest) == cc.parse_chart(unnamed, treaty="budapest", as_of="2026-04-25")


class TestAnything:
    @given(st.text(max_size=300))
    @settings(max_examples=100)
    def test_any_text(self, text: str) -> None:
        """A chart or an error of the library, whatever the format."""
        for format_ in (None, *reading.FORMATS):
            chart_or_error(text, format_)

    @given(st.binary(max_size=300))
    @settings(max_examples=100)
    def test_any_bytes(self, content_: bytes) -> None:
        """Likewise."""
        chart_or_error(content_, None)

    @pytest.mark.parametrize("name", FIXTURES)
    @given(data=st.data())
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_mutated_chart(self, name: str, data: st.DataObject) -> None:
        """Real charts with pieces cut, doubled, swapped and replaced."""
        text = content(name)
        for _ in range(data.draw(st.integers(1, 4))):
            start = data.draw(st.integers(0, len(text)))
            end = min(len(text), start + data.draw(st.integers(0, 60)))
            piece = data.draw(
                st.one_of(
                    st.just(""),
                    st.just(text[start:end] * 2),
                    st.just(text[start:end][::-1]),
                    st.sampled_from(
                        ["a", "X", "R.", "01/01/2001", "31/31/2001", "\t", "\n", "<", "[", "]", "(4)", "9" * 5000]
                    ),
                    st.text(max_size=8),
                )
            )
            text = text[:start] + piece + text[end:]
        chart_or_error(text, None)


def is_chart(page: bytes) -> bool:
    """Tell whether a page can be read."""
    try:
        return len(cc.parse_chart(page)) > 1
    except cc.errors.ChartError:
        return False


def chart_or_error(text: str | bytes, format_: "reading.Format | None") -> None:
    """Read a text; any error but the library's own fails the test."""
    with suppress(cc.CyberConventionsError):
        assert isinstance(hash(cc.parse_chart(text, format=format_)), int)


@cache
def fuzz_run() -> ModuleType:
    """Load the script, which is no module of the library."""
    spec = spec_from_file_location("fuzz_run", Path(__file__).parents[1] / "fuzz" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestFuzzHarness:
    """``tests/fuzz/run.py`` is run by hand and in CI; here it reads its own seeds."""

    @pytest.mark.parametrize("name", ["any", "own", *reading.FORMATS])
    def test_reads_its_seeds(self, name: str) -> None:
        """Every format has seeds, and each is a chart or an error of the library."""
        run = fuzz_run()
        pages = run.seeds(name)

        assert pages
        for page in pages:
            run.harness(name)(page)
        # A fuzzer gets further from pages that are charts than from pieces of them.
        assert any(is_chart(page) for page in pages)

    def test_says_how_it_is_run(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Without a format there is nothing to fuzz."""
        assert 2 == fuzz_run().main([])
        assert "usage:" in capsys.readouterr().err
