"""Misprints of official tables are found, whatever the form of the chart."""

import json

import pytest

import cyberconventions as cc
from tests.charts.pages import content, messages, of_185


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

    def test_a_name_that_passed_on(self) -> None:
        """On a chart of 2002 Yugoslavia is the Federal Republic: nothing is merged, and conflicts say what to do."""
        palermo = cc.treaty("untoc")
        rows = "Participant\tSignature\tRatification\nYugoslavia\t12 Dec 2000\t6 Sep 2001\nZambia\t\t"
        printed, meant = (
            cc.parse_chart(text, treaty="untoc", as_of="2002-01-01")
            for text in (rows, rows.replace("Yugoslavia", "Serbia and Montenegro"))
        )
        hint = (
            "Yugoslavia (YUG) ended on 1992-04-27, but has 2001-09-06; "
            "if Serbia and Montenegro is meant, which bore the name, write 'Serbia and Montenegro'"
        )
        before = palermo.known_at("2001-06-01")

        assert hint in messages(printed)
        assert "ended on" not in messages(meant)
        assert () == cc.reconcile(before, printed).changes
        assert all(hint in str(each) for each in cc.reconcile(before, printed).conflicts)
        assert ["SRB"] == [each.state.id for each in cc.reconcile(before, meant).changes]

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
        """17 for 7 September 2020: both give the same entry into force, so only the record finds it."""
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
