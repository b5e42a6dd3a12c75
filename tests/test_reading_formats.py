"""Every form in which a chart is published is read, and what is wrong with it is said with its place."""

import json
import re
import time
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions.charts import reading
from cyberconventions.charts.html import html_lines

CHARTS = Path(__file__).parent / "charts"
# Fixture, rows, consents, signatures only, as of.
FIXTURES = {
    "f1-2004.txt": (49, 6, 32, "2004-06-18"),
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
    with pytest.raises(cc.ChartError) as caught:
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
        """Rows, totals and date are those of the facts, and nothing is odd but a date not printed."""
        rows, consents, signatures, as_of = FIXTURES[name]
        chart = cc.read_chart(CHARTS / name)

        assert (rows, cc.Totals(consents, signatures)) == (len(chart.rows), chart.counted())
        assert date.fromisoformat(as_of) == chart.as_of
        assert [] == [each for each in chart.problems if "does not say as of which day" not in each.message]

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
        with pytest.raises(cc.UnknownCodeError, match="did you mean 'html'.*expected one of text"):
            cc.parse_chart("", format="htlm")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_what_the_library_wrote_is_recognised(self, budapest: cc.Treaty) -> None:
        """Its own CSV and JSON are read by ``parse_chart``, too."""
        writing = pytest.importorskip("cyberconventions.charts.writing")
        chart = cc.Chart.of(budapest)

        assert chart == cc.parse_chart(writing.to_csv(chart)) == cc.parse_chart(writing.to_json(chart))

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
        with pytest.raises(cc.ChartError, match="there is no chart"):
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
            ("Canada   23/11/2001               X            ", None),  # columns of blank dates may be there or not
            ("Chile   20/4/2017 a   1/8/2017 X X", None),
            ("Chile\t\t20/4/2017 a\t1/8/2017\t\tX\t\tX\t\t\t", "R. A."),
            ("Chile\t\t20/4/2017 a\t1/8/2017\tX\t\t\t\t\t\t", None),
            ("Chile   X", None),
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

    def test_two_charts_on_one_page(self) -> None:
        """Without a name it is an error that names both; with one, that chart is read."""
        second = of_185("Chile 20/04/2017 a 01/08/2017", totals=True).replace("185", "189")
        page = content("page-2020.txt") + "\n" + second
        with pytest.raises(cc.ChartError, match=r"2 charts, of ETS No.185 and ETS No. 189: name the treaty"):
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
        with pytest.raises(cc.ChartError, match="another treaty"):
            cc.parse_chart(content(name), treaty=189)
        if "untoc" not in name:
            assert cc.read_chart(CHARTS / name) == cc.read_chart(CHARTS / name, treaty=185)

    def test_treaty_that_is_not_on_record(self) -> None:
        """Numbers are compared where the dataset does not know the treaty."""
        page = of_185("Chile 20/04/2017 a 01/08/2017").replace("185", "5")

        assert cc.parse_chart(page, treaty=5) == cc.parse_chart(page, treaty="ETS No. 005")
        assert "expected one of 24" in errors(page, treaty=24)[0]

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
        except cc.ChartError as error:
            assert what in str(error)  # noqa: PT017 # an error or a problem

    @pytest.mark.parametrize("number", ["9" * 5000, "\u0663", "12x"])
    def test_numbers_of_any_length(self, number: str) -> None:
        """No number is too long for an error."""
        with pytest.raises(cc.ChartError):
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
        except cc.UnknownTreatyError:
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

        assert (cc.Section.MEMBER, cc.Section.NON_MEMBER, cc.Section.ORGANISATION) == tuple(
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
        assert "5" == cc.parse_chart(text, treaty=5).reference


class TestUnTreatyCollection:
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
        (row,) = cc.parse_chart(self.header + "Chile 20-04-2017 (A) 01-08-2017 01-02-2020 01-06-2020").rows

        assert (date(2020, 2, 1), date(2020, 6, 1), True) == (row.withdrawal, row.withdrawal_effective, row.withdrawn)

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
            ("Chili 20-04-2017", "'Chili' is no State"),
        ],
    )
    def test_errors_have_their_line(self, cells: str, what: str) -> None:
        """Of a row."""
        (error,) = errors(self.header + cells)

        assert error.startswith("line 2: ")
        assert what in error

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

    @pytest.mark.parametrize(
        ("head", "piece"),
        [
            ("", "Participant 1 Jan 2001 "),
            (UN_HEADER + "\nJapan ", "1 Jan 2001 "),
            (UN_HEADER + "\n", "[1 [2 "),
            (UN_HEADER + "\nChina ", "1, "),
            (UN_HEADER + "\nChina ", "1"),
            (UN_HEADER + "\nChina 1", "]1"),
            ("Chart of signatures and ratifications of Treaty 185\nEntry into Force ", "1/"),
            ("Chart of signatures and ratifications of Treaty 185\nx", " (ETS"),
            ("Party Signature Ratification Entry into force\nChile ", "01-01-2001 (A) "),
            ("Party Signature Ratification Entry into force\n- ", "- x "),
            (of_185() + "\nBenin ", "R. "),
            (of_185() + "\nBenin ", "4 "),
            (of_185() + "\nBenin", " X"),
            (of_185() + "\n", "Benina"),
            (of_185() + "\n", "Wakanda\n"),
            (of_185() + "\n", "\u0301"),
            ("", "Status as of ("),
            ("", "("),
            ("", " "),
            ("", "#"),
            (of_185("Benin 4", totals=True) + "\n", "(4"),
            (of_185("Benin 4", totals=True) + "\n", "1: x\n"),
            ("<html>", "<td>"),
            ("<html>", '<td "'),
            ("<html>", "<!--"),
            ("<html>", "<tr><td>"),
            ("<html>", "<script>"),
            ("<html>", "&#"),
            ("[[", '{"LibPaysOrga": "x"},'),
            ("<?xml version='1.0'?>", "<a>"),
            ("<?xml version='1.0'?><a>", "&lt;"),
        ],
    )
    def test_time_grows_with_the_length(self, head: str, piece: str) -> None:
        """No input takes more than linear time: ten times as long, at most thirty times the time."""
        size = 20_000
        short, long = (took(head + piece * (each // len(piece))) for each in (size, 10 * size))

        assert long < 0.05 + 30 * short


def chart_or_error(text: str | bytes, format_: "reading.Format | None") -> None:
    """Read a text; any error but the library's own fails the test."""
    with suppress(cc.CyberConventionsError):
        assert isinstance(hash(cc.parse_chart(text, format=format_)), int)


def took(text: str) -> float:
    """Return the shorter of two times to read a text, in seconds."""
    times: list[float] = []
    for _ in range(2):
        start = time.perf_counter()
        chart_or_error(text, None)
        times.append(time.perf_counter() - start)
    return min(times)


@cache
def fuzz_run() -> ModuleType:
    """Load the script, which is no module of the library."""
    spec = spec_from_file_location("fuzz_run", Path(__file__).parent / "fuzz" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestFuzzHarness:
    """``tests/fuzz/run.py`` is run by hand and in CI; here it reads its own seeds."""

    @pytest.mark.parametrize("name", ["any", *reading.FORMATS])
    def test_reads_its_seeds(self, name: str) -> None:
        """Every format has seeds, and each is a chart or an error of the library."""
        run = fuzz_run()
        pages = run.seeds(name)

        assert pages
        for page in pages:
            run.harness(name)(page)

    def test_says_how_it_is_run(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Without a format there is nothing to fuzz."""
        assert 2 == fuzz_run().main([])
        assert "usage:" in capsys.readouterr().err
