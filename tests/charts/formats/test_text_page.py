"""The Treaty Office's chart of 2020-03-13, as pasted into a page, whole and damaged."""

import re
from datetime import date

import pytest

import cyberconventions as cc

CELL = re.compile(r"\d{2}/\d{2}/\d{4}")


def chart_dates(page: str) -> list[re.Match[str]]:
    """Find every date of the chart, from its title to its totals."""
    start, end = page.index("Chart of signatures"), page.index("Total number of")
    return list(CELL.finditer(page, start, end))


class TestPage:
    def test_head(self, chart: cc.Chart) -> None:
        """Reference, title and the days of the head, though the page breaks a line of it."""
        assert ("ETS No.185", "Convention on Cybercrime", date(2020, 3, 13)) == (
            chart.reference,
            chart.title,
            chart.as_of,
        )
        assert (date(2001, 11, 23), date(2004, 7, 1)) == (chart.opened, chart.entry_into_force)

    def test_rows(self, chart: cc.Chart) -> None:
        """74 rows: 47 members and 27 others."""
        sections = [row.section for row in chart.rows]

        assert (74, 47, 27) == (
            len(sections),
            sections.count(cc.charts.Section.MEMBER),
            sections.count(cc.charts.Section.NON_MEMBER),
        )

    def test_totals_and_footnotes(self, chart: cc.Chart) -> None:
        """The totals are 64 and 3, the footnotes 4 and 55, and nothing is odd."""
        assert cc.Totals(64, 3) == chart.totals == chart.counted()
        assert [4, 55] == list(chart.footnotes)
        assert () == chart.problems

    @pytest.mark.parametrize(
        ("state", "cells"),
        [
            ("France", (date(2001, 11, 23), date(2006, 1, 10), None, date(2006, 5, 1), "R. D. A.", ())),
            ("Argentina", (None, date(2018, 6, 5), "a", date(2018, 10, 1), "R. A.", ())),
            ("Ireland", (date(2002, 2, 28), None, None, None, "", ())),
            ("Russian Federation", (None, None, None, None, "", ())),
            ("Benin", (None, None, None, None, "", (4,))),
            ("Montenegro", (date(2005, 4, 7), date(2010, 3, 3), None, date(2010, 7, 1), "R. A.", (55,))),
            ("Türkiye", (date(2010, 11, 10), date(2014, 9, 29), None, date(2015, 1, 1), "", ())),
        ],
    )
    def test_row(self, chart: cc.Chart, state: str, cells: tuple[object, ...]) -> None:
        """A row is read by its tokens: dates, mark, footnotes, flags."""
        row = chart[state]
        assert row.notes is not None

        flags = " ".join(str(code) for code in row.notes)
        assert cells == (row.signature, row.consent, row.consent_mark, row.entry_into_force, flags, row.footnotes)

    def test_every_row_keeps_its_line(self, chart: cc.Chart, page: str) -> None:
        """The line number leads to the State's name."""
        lines = page.splitlines()

        for row in chart.rows:
            assert row.line is not None
            assert lines[row.line - 1].startswith(row.name)
        assert chart["BEN"].is_invitation
        assert not chart["RUS"].is_invitation

    def test_bytes_are_utf_8(self, chart: cc.Chart, page: str) -> None:
        """Bytes with or without a byte order mark give the same chart."""
        assert chart == cc.parse_chart(page.encode()) == cc.parse_chart(page.encode("utf-8-sig"))


class TestDamage:
    @pytest.mark.no_cover  # as other tests reach the same; so for the next ones
    def test_a_digit_taken_away_anywhere_is_noticed(self, page: str) -> None:
        """Every digit of every date of the chart counts."""
        for found in chart_dates(page):
            line = page.count("\n", 0, found.start()) + 1
            for offset in (0, 1, 3, 4, 6, 7, 8, 9):
                damaged = page[: found.start() + offset] + page[found.start() + offset + 1 :]
                assert line in problem_lines(damaged), (found.group(), offset)

    @pytest.mark.no_cover
    def test_two_dates_of_a_row_swapped(self, page: str) -> None:
        """Signature, consent and entry into force in the wrong order are noticed on their line."""
        for first, second in zip(chart_dates(page), chart_dates(page)[1:], strict=False):
            between = page[first.end() : second.start()]
            if "\n" in between or first.group() == second.group():
                continue
            swapped = page[: first.start()] + second.group() + between + first.group() + page[second.end() :]
            assert page.count("\n", 0, first.start()) + 1 in problem_lines(swapped), first.group()

    @pytest.mark.no_cover
    def test_two_dates_of_different_rows_swapped(self, page: str) -> None:
        """Dates that stand in each other's row are noticed, signatures by the record."""
        dates = chart_dates(page)
        for step in (2, 3, 5, 40):
            for first, second in zip(dates, dates[step:], strict=False):
                if first.group() == second.group():
                    continue
                swapped = (
                    page[: first.start()]
                    + second.group()
                    + page[first.end() : second.start()]
                    + first.group()
                    + page[second.end() :]
                )
                assert problem_lines(swapped), (first.group(), second.group())

    @pytest.mark.parametrize(
        ("before", "after", "what"),
        [
            ("ratifications/accessions 64", "ratifications/accessions 65", "printed as 65, but the rows count to 64"),
            ("ratifications 3", "ratifications 4", "printed as 4, but the rows count to 3"),
        ],
    )
    def test_changed_total(self, page: str, before: str, after: str, what: str) -> None:
        """A total that the rows do not add up to is a problem on its line."""
        assert before in page
        chart = cc.parse_chart(page.replace(before, after))

        (problem,) = chart.problems
        assert what in problem.message
        assert page.splitlines()[(problem.line or 0) - 1].startswith("Total number")
        assert str(problem).startswith(f"line {problem.line}: ")

    @pytest.mark.no_cover
    def test_cut_anywhere_in_the_middle(self, page: str) -> None:
        """A page that ends before its footnotes is never taken for whole."""
        for end in range(page.index("Chart of signatures"), page.index("(4)"), 7):
            assert problem_lines(page[:end]), page[end - 20 : end]

    @pytest.mark.parametrize(
        ("before", "after", "what"),
        [
            ("France 23/11/2001", "Frence 23/11/2001", "did you mean 'France'"),
            ("20/06/2002", "31/06/2002", "not a day of the calendar"),
            ("Argentina 05/06/2018", "Argentina 05/06/2018 b", "'b' on the row of Argentina is not expected"),
            ("Ghana 03/12/2018", "Ghana 03/12/2018 a a", "'a' on the row of Ghana is not expected"),
            ("01/07/2004 A.", "01/07/2004 A. 01/07/2004", "a date, '01/07/2004', where none is expected"),
            (
                "Peru 26/08/2019\u00a0a 01/12/2019",
                "Peru 26/08/2019 26/08/2019 26/08/2019 a",
                "does not follow the day of",
            ),
            ("Peru 26/08/2019\u00a0a", "Peru a 26/08/2019", "does not follow the day of consent"),
            ("R. D. A. T.\n", "R. D. A. T. 5\n", "'5' on the row of"),
            ("ratifications/accessions 64", "ratifications/accessions many", "is not a total"),
            ("Status as of 13/03/2020", "Status as of today", "'today' is not a date"),
            ("Status as of 13/03/2020", "Status", "the chart has no date"),
        ],
    )
    def test_unreadable(self, page: str, before: str, after: str, what: str) -> None:
        """What can't be read is an error with its line, and there is no half-read chart."""
        assert before in page
        with pytest.raises(cc.errors.ChartError) as caught:
            cc.parse_chart(page.replace(before, after, 1))

        assert what in str(caught.value.exceptions[0])

    def test_all_errors_come_together(self, page: str) -> None:
        """One error names everything that can't be read, in the order of the lines."""
        damaged = page.replace("Albania", "Albany").replace("Zealand", "").replace("26/08/2019", "26/18/2019")
        with pytest.raises(cc.errors.ChartError, match="ETS No.185 can't be read") as caught:
            cc.parse_chart(damaged)

        lines = [error.line for error in caught.value.exceptions if isinstance(error, cc.errors.ChartLineError)]
        assert 2 == len(lines)
        assert sorted(line or 0 for line in lines) == lines
        assert isinstance(caught.value, ExceptionGroup)
        assert isinstance(caught.value, cc.CyberConventionsError)
        assert isinstance(caught.value.split(lambda _: True)[0], cc.errors.ChartError)

    @pytest.mark.parametrize(
        ("before", "after", "what"),
        [
            ("Russian Federation\n", "", "Russian Federation is missing"),
            ("Russian Federation\n", "Russian Federation\nRussian Federation\n", "has a second row"),
            ("Russian Federation\n", "Russian Federation\nJapan\n", "stands among the members"),
            ("Benin 4\n", "Benin 4\nSpain\n", "stands among the non-members"),
            ("Benin 4\n", "Benin 5\n", "footnote 5 of Benin has no text"),
            ("Ireland 28/02/2002\n", "Ireland 28/02/2002 20/12/2019\n", "the rule gives 2020-04-01"),
            ("France 23/11/2001", "France 23/11/2021", "comes after the chart's date"),
            ("France 23/11/2001", "France 22/11/2001", "comes before the treaty was opened"),
            ("Budapest, 23/11/2001", "Budapest, 24/11/2001", "the opening for signature is printed as 2001-11-24"),
            ("Force 01/07/2004", "Force 01/08/2004", "own entry into force is printed as|the record has 2004-07-01"),
            ("as of 13/03/2020", "as of 13/03/2000", "comes before the treaty was opened"),
        ],
    )
    def test_odd_but_readable(self, page: str, before: str, after: str, what: str) -> None:
        """What contradicts the chart, the rules or the record is a problem."""
        assert before in page
        chart = cc.parse_chart(page.replace(before, after, 1))

        assert any(re.search(what, str(problem)) for problem in chart.problems), chart.problems
        assert re.search(r"\d problems?>$", repr(chart))

    def test_entry_into_force_without_consent_or_before_it(self) -> None:
        """A row whose days do not follow each other."""
        row = cc.Row(cc.state("FRA"), cc.charts.Section.MEMBER, entry_into_force=date(2020, 1, 1))
        assert "<Row FRA - - 2020-01-01>" == repr(row)

    @pytest.mark.parametrize("text", ["", "no chart here", "Status as of 13/03/2020\n", "\n" * 5])
    def test_no_chart(self, text: str) -> None:
        """A text without a chart is an error that says so."""
        with pytest.raises(cc.errors.ChartError, match="there is no chart"):
            cc.parse_chart(text)

    def test_not_a_text(self) -> None:
        """Bytes that are no UTF-8, and other types."""
        with pytest.raises(cc.errors.ChartError, match="line 2: byte 4 is not UTF-8"):
            cc.parse_chart(b"abc\n\xff")
        with pytest.raises(cc.errors.InvalidTypeError):
            cc.parse_chart(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(cc.errors.InvalidTypeError):
            cc.read_chart(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_unknown_treaty_is_checked_against_itself_only(self, page: str) -> None:
        """A chart of a treaty that the dataset does not have is read all the same."""
        chart = cc.parse_chart(page.replace("ETS No.185", "ETS No.999").replace("Treaty 185", "Treaty 999"))

        assert "ETS No.999" == chart.reference
        assert () == chart.problems


def problem_lines(text: str) -> set[int | None]:
    """Return the lines that errors or problems name."""
    try:
        return {problem.line for problem in cc.parse_chart(text).problems}
    except cc.errors.ChartError as error:
        return {each.line for each in error.exceptions if isinstance(each, cc.errors.ChartLineError)}
