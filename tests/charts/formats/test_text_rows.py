"""Rows of the Treaty Office's chart, as copies of each generation of its pages have them."""

from datetime import date

import attrs
import pytest

import cyberconventions as cc
from tests.charts.pages import CHARTS, content, errors, messages, of_185


class TestOldPages:
    def test_crosses_are_read_by_column(self) -> None:
        """Three spaces between cells, an empty cell one character wide: the column decides the flag."""
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
            ("Chile   20/4/2017 a   1/8/2017      X       X            ", None),  # the notes have lost their space
            ("Chile   20/4/2017 a   1/8/2017   55   X       X            ", "R. A."),
            ("Chile   20/4/2017 a   1/8/2017       X       X", "R. A."),  # stripped
            ("Chile   20/4/2017 a   1/8/2017       X       X    ", None),  # stripped in part
            ("Canada   23/11/2001               X                    ", "R."),
            ("Canada   23/11/2001                       X            ", "A."),
            ("Canada   23/11/2001                               X", "C."),
            ("Canada   23/11/2001               X            ", None),  # neither all blank cells nor none
            ("Canada   23/11/2001       X                    ", None),  # in the column of entry into force
            ("Canada  23/11/2001               X                    ", None),
            ("Canada\xa0  23/11/2001\xa0              X                    ", "R."),
            ("Chile       20/4/2017 a           X       X            ", "R. A."),
            ("Chile   20/4/2017 a           X       X            ", None),  # an accession in the column of signature
            ("Chile   20/4/2017   8/7/2017           X       X            ", "R. A."),
            ("Chile   20/4/2017 a   1/8/2017" + " " * 300 + "X", None),
            ("Chile   20/4/2017 a   1/8/2017 X X", None),
            ("Chile\t\t20/4/2017 a\t1/8/2017\t\tX\t\tX\t\t\t", "R. A."),
            ("Chile\t\t20/4/2017 a\t1/8/2017\tX\t\t\t\t\t\t", None),
            ("Chile   X", None),
            ("Chile X 20/4/2017 a   1/8/2017", None),
        ],
    )
    def test_column_of_a_cross(self, row: str, flags: str | None) -> None:
        """Every blank cell leaves a space, a blank day as well; with tabs, the header names the column."""
        header = "States\tSignature\tRatification\tEntry into force\tNotes\tR.\tD.\tA.\tT.\tC.\tO."
        notes = cc.parse_chart(of_185(header, row)).rows[0].notes

        assert flags == (None if notes is None else " ".join(map(str, notes)))

    def test_days_are_read_by_column_too(self) -> None:
        """Where all cells of a row are there, so is the column of each day."""
        header = "   Signature   Ratification   Entry into force   Notes   R.   D.   A.   T.   C.   O."
        row = "Chile       20/4/2017   1/8/2017       X   " + "   ".join(" " * 5)
        (chile,) = cc.parse_chart(of_185(header, row, day="1/9/2017")).rows

        assert (None, date(2017, 4, 20), date(2017, 8, 1)) == (chile.signature, chile.consent, chile.entry_into_force)
        assert ["R."] == [str(code) for code in chile.notes or ()]

    def test_the_header_orders_the_flags(self) -> None:
        """A cross stands under the flag that the header names there."""
        header = "Signature Ratification Entry into force Notes D. R. A. T. C. O."
        (chile,) = cc.parse_chart(of_185(header, "Chile   20/4/2017 a   1/8/2017       X" + " " * 20)).rows

        assert ["D."] == [str(code) for code in chile.notes or ()]

    def test_a_header_over_several_lines_does_not_say_the_columns(self) -> None:
        """Tabs within one of its lines: the rows are read by their words."""
        page = of_185(
            "State\tSignature\nRatification\tEntry into force", "Chile\t20/4/2017 a\t1/8/2017", day="1/9/2017"
        )

        assert date(2017, 4, 20) == cc.parse_chart(page).rows[0].consent

    def test_two_days_without_a_mark(self) -> None:
        """Where other rows have three, they may be those of ratification and of entry into force."""
        rows = ["Canada 23/11/2001 08/07/2015 01/11/2015", "Benin 20/06/2024 01/10/2024"]

        assert "Benin: 2024-06-20 and 2024-10-01 may be the days of ratification and of entry" in messages(
            cc.parse_chart(of_185(*rows))
        )

    def test_members_without_an_act_are_not_missing(self) -> None:
        """Turkey and Andorra had done nothing by then; Italy had signed."""
        chart = cc.read_chart(CHARTS / "f1-2004.txt")
        assert not chart.problems
        page = content("f1-2004.txt")
        cut = cc.parse_chart("\n".join(line for line in page.splitlines() if not line.startswith("Italy ")))

        assert "Italy is missing: by the record it had signed or consented by 2004-06-18" in messages(cut)
        assert "every member" not in messages(cut)

    def test_pages_without_crosses(self) -> None:
        """No flag stood on the page of that day; it lists only members with an act all the same."""
        page = [
            "Convention on Cybercrime\nCETS No.: 185\nStatus as of: 1/3/2003",
            "Member States of the Council of Europe",
            "   Signature   Ratification   Entry into force   Notes   R.   D.   A.   T.   C.   O.",
            "Albania   23/11/2001   20/6/2002" + " " * 32,
        ]
        chart = cc.parse_chart("\n".join(page))

        assert ("flags", "members without an act") == chart.silent_on
        assert "Andorra" not in messages(chart)

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
            (["Chily", "20/04/2017"], "line 5: 'Chily' is not a known State"),
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

    def test_an_unknown_name_stays_an_error(self) -> None:
        """Neither with nor without the letter."""
        assert "'Wakandaa' is not a known State" in errors(of_185("Wakandaa"))[0]


class TestRows:
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

    def test_columns_decide_what_a_day_is(self) -> None:
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

    def test_names_of_two_states_are_an_error(self) -> None:
        """Both halves of a bilingual name mean one State."""
        assert "is not a known State" in errors(of_185("Germany / Autriche"))[0]

    def test_spelling_of_organisations(self) -> None:
        """With an s or a z."""
        chart = cc.parse_chart(of_185("Chile", "International Organizations", "European Union"))

        assert cc.charts.Section.ORGANISATION is chart["EUE"].section

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


def test_more_cells_than_titles() -> None:
    """A row with more cells than the header names is read by its words."""
    page = "Status as of 25/04/2026\nNon-Members of Council of Europe\n"
    page += "\tSignature\tRatification\tEntry into Force\tNotes\n"
    chart = cc.parse_chart(f"{page}Chile\t\t20/04/2017 a\t01/08/2017\t\tR.\tD.", treaty=185)

    assert ["R.", "D."] == [str(flag) for flag in chart.rows[0].notes or ()]
