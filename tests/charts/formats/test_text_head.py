"""The head of the Treaty Office's chart, what stands below its table, and pages with several charts."""

import re
from datetime import date

import pytest

import cyberconventions as cc
from tests.charts.pages import content, errors, messages, of_185


class TestHead:
    def test_two_days_of_one_page(self) -> None:
        """The later line counts, unless the caller knows better; the other is a problem with its line."""
        page = content("page-2020.txt").replace(
            "Status as of 13/03/2020", "Status as of 13/03/2024\nStatus as of 13/03/2020"
        )

        assert "line 16: the page is dated 2024-03-13 here, but 2020-03-13 on a later line, which is taken" in messages(
            cc.parse_chart(page)
        )
        assert date(2024, 3, 13) == cc.parse_chart(page, as_of="2024-03-13").as_of

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

        assert "the chart does not name its treaty; pass treaty=" in messages(cc.parse_chart(page))
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

    def test_lines_of_the_head_below_a_heading(self) -> None:
        """Documents repeat their reference on each page, and may say their day below the table's heading."""
        rows = ["Chile 20/04/2017 a 01/08/2017", "ETS No. 185", "Status as of 25/04/2026", "Japan 23/11/2001"]

        assert 2 == len(cc.parse_chart(of_185(*rows)))
        with pytest.raises(cc.errors.ChartError, match="2 charts, of ETS No. 185 and ETS No. 189"):
            cc.parse_chart(
                of_185(rows[0], "ETS No. 189", "Status as of 25/04/2026", "Members of Council of Europe", "Malta")
            )

    def test_treaty_that_is_not_on_record(self) -> None:
        """Numbers are compared where the dataset does not know the treaty."""
        page = of_185("Chile 20/04/2017 a 01/08/2017").replace("185", "5")

        assert cc.parse_chart(page, treaty=5) == cc.parse_chart(page, treaty="ETS No. 005")
        assert "expected one of ETS No. 24" in errors(page, treaty=24)[0]

    def test_day_of_the_caller(self) -> None:
        """It fills a gap, and contradicts no printed day."""
        page = of_185("Chile 20/04/2017 a 01/08/2017")

        assert date(2020, 1, 1) == cc.parse_chart(page.replace("Status as of 25/04/2026", ""), as_of="2020-01-01").as_of
        assert ["line 2: the chart is dated 2026-04-25, not 2020-01-01 (as_of=)"] == errors(page, as_of="2020-01-01")
        assert "there is no chart" in errors("", as_of="2020-01-01")[0]


class TestSeveralCharts:
    @pytest.mark.parametrize("menu", ["Non-Member States\nHome\nContact", "Member States\nAlbania\nAndorra\nHome"])
    def test_menu_lines_are_no_second_chart(self, menu: str) -> None:
        """Above or below a chart, a heading without dated rows is the page's menu."""
        page = content("page-2020.txt")

        assert cc.parse_chart(page) == cc.parse_chart(f"{page}\n{menu}\n") == cc.parse_chart(f"{menu}\n{page}")

    @pytest.mark.parametrize("stray", ["<br>\n", "<div>", '{"a":1}\n', "[[1]]\n", "<Treaty>\n", "<?xml?>\n"])
    def test_what_strayed_into_a_page_does_not_hide_its_chart(self, stray: str) -> None:
        """A pasted page is recognised by its plain lines, whatever stands before them."""
        page = content("page-2020.txt")

        assert cc.parse_chart(page) == cc.parse_chart(stray + page)
        assert cc.parse_chart(page) == cc.parse_chart(page.replace("A.\nAndorra", "A.<br>\nAndorra"))

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
        """Naming the treaty does not decide which is wanted."""
        page = of_185("Chile 20/04/2017 a 01/08/2017", totals=True)
        both = page + "\n" + page.replace("25/04/2026", "13/03/2020")

        assert 2 == len(errors(both, treaty=185))

    def test_a_heading_without_a_table_is_no_chart(self) -> None:
        """A list of links names other charts, before and after."""
        link = "Chart of signatures and ratifications of Treaty 189\n"

        assert 185 == int(re.sub(r"\D", "", cc.parse_chart(link + of_185("Chile 20/04/2017 a 01/08/2017")).reference))
        assert 74 == len(cc.parse_chart(content("page-2020.txt") + link).rows)


class TestWhole:
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
        """A missing row is reported on the line of the row after it."""
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

    def test_footnotes_after_the_key(self) -> None:
        """Those that a row refers to, and no numbered line of the page."""
        page = of_185("Benin 4", totals=True) + "\nKey a: Accession\n4: Five years.\n(1) a list\n: null\n4: null\n"

        assert {4: "Five years."} == dict(cc.parse_chart(page).footnotes)


def test_digits_make_no_header() -> None:
    """A line with the words of a header and a digit is a line of something else."""
    page = cc.Chart.of("budapest", "2026-04-25").to_text()
    header = next(line for line in page.splitlines() if line.startswith("Signature"))

    assert (
        "'Signature Ratification Entry into Force Notes' is not a known State"
        in (errors(page.replace(header, f"{header} 7", 1))[0])
    )
