"""The library's own CSV for charts."""

import csv
import io

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions.charts.formats._delimited import records_of
from cyberconventions.charts.formats._own_csv import COLUMNS, read_own_csv, write_own_csv


class TestCsv:
    def test_lines(self, budapest: cc.Treaty) -> None:
        """97 rows and one footnote of 2026-04-25 are 99 lines with the header; Benin's stands by itself."""
        lines = write_own_csv(cc.Chart.of(budapest)).splitlines()

        assert 1 + 97 + 2 == len(lines)
        assert (
            "BEN,Benin,non-member,,2024-06-20,a,2024-10-01,A.,,,ETS No. 185,Convention on Cybercrime,2026-04-25,"
            "2001-11-23,2004-07-01,81,2,no,4,,,,,,,,"
        ) in lines

    @pytest.mark.parametrize(
        ("old", "new", "why"),
        [
            ("FRA,France", "XXX,France", "line 3: 'XXX' is no"),
            ("2001-11-23,2006-01-10", "2001-11-23,2006-02-30", "line 3: '2006-02-30' is not a day"),
            ("FRA,France,member", "FRA,France,club", "line 3: 'club' is not a section"),
            ("R. D. A.", "R. Q.", "line 3: 'Q.' is not a flag"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,maybe,,,,", "line 2: 'maybe' is neither yes nor no"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,,handshake,,,", "line 2: 'handshake' is not a kind of act"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,,,,[1],", "line 2: 1 is of type int, expected a list"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,,,,[[]],", "line 2: [] is not a pair of key and text"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,,,,[,", "line 2: '[' is not JSON"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,,,,,colour", "'colour' is not something that a chart omits"),
            ("55,Date", "x,Date", "line 6: 'x' is not a number"),
            ("state,name", "state,label", "line 1: the columns name are missing"),
            ("FRA,France", 'FRA,"France', "line 6: reference is ''"),
        ],
    )
    def test_problems_have_their_line(self, chart: cc.Chart, old: str, new: str, why: str) -> None:
        """What can't be read is told with its line; a quote that never ends leaves too little."""
        few = attrs.evolve(chart, rows=tuple(chart[each] for each in ("ALB", "FRA", "MNE")))
        text = write_own_csv(few)
        assert old in text

        with pytest.raises(cc.errors.ChartError) as caught:
            read_own_csv(text.replace(old, new, 1))
        assert why in str(caught.value)

    def test_former_columns_are_enough(self, chart: cc.Chart) -> None:
        """A table from before there were columns for denunciations is read."""
        lines = write_own_csv(chart).splitlines()
        cut = "\n".join(",".join(line.split(",")[:-8]) for line in lines if '"' not in line)

        assert chart["FRA"] == cc.parse_chart(cut)["FRA"]

    def test_cell_of_any_length(self, chart: cc.Chart) -> None:
        """A footnote of 200,000 characters reads back, whatever limit the process has set for its own tables."""
        long = attrs.evolve(chart, footnotes=cc.charts.Footnotes.of({4: 'a "declaration"\n' * 12_500}, 4))
        assert len(long.footnotes[4]) == 200_000
        limit = csv.field_size_limit(10)
        try:
            assert long == cc.parse_chart(long.to_csv())
        finally:
            csv.field_size_limit(limit)

    def test_many_unknown_states(self, chart: cc.Chart) -> None:
        """Only the first few unknown names get suggestions: each is compared with every name there is."""
        header, first, *_ = write_own_csv(chart).splitlines()
        with pytest.raises(cc.errors.ChartError) as caught:
            read_own_csv("\n".join([header, *(first.replace("ALB", f"Albania{number}", 1) for number in range(300))]))

        assert 21 == len(caught.value.problems)
        assert "line 22: 280 more problems, from this line on" == str(caught.value.problems[-1])
        assert 10 == sum("did you mean" in str(each) for each in caught.value.problems)

    @given(st.text(st.sampled_from('a,"\n\r '), max_size=20))
    def test_splits_as_the_standard_library_does(self, text: str) -> None:
        """The cells are those of the standard library's reader, the last line end aside."""
        text = text.rstrip("\r\n")

        records = list(csv.reader(io.StringIO(text, newline="")))
        assert records == [cells for _, cells in records_of(text)]

    def test_blank_lines(self, chart: cc.Chart) -> None:
        """An editor may leave some; the rows keep their numbers."""
        written = write_own_csv(chart)

        assert chart.rows == read_own_csv(written.replace("\n", "\n\n")).rows

    def test_lines_of_records(self) -> None:
        """A record has the line on which it ends: cells may have several."""
        text = 'a,b\r\n\r\n"1\n2\r\n3",c\rd\n'

        assert [(1, ["a", "b"]), (2, []), (5, ["1\n2\r\n3", "c"]), (6, ["d"])] == list(records_of(text))

    def test_two_charts_in_one(self, budapest: cc.Treaty) -> None:
        """Lines of two charts do not make one."""
        both = (
            write_own_csv(cc.Chart.of(budapest))
            + write_own_csv(cc.Chart.of(budapest, on="2020-03-13")).partition("\n")[2]
        )

        with pytest.raises(cc.errors.ChartError, match="line 101: as_of is '2020-03-13'.*two charts"):
            read_own_csv(both)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", "missing"),
            (",".join(COLUMNS) + "\n", "nothing stands below the header"),
            (",".join(COLUMNS) + "\n" + "x" * 200_000, "the chart has no date"),
            (",".join(COLUMNS) + "\n" + '"' * 200_001, "the chart has no date"),
            (",".join(COLUMNS) + "\nFRA\n", "the chart has no date"),
        ],
    )
    def test_no_chart(self, text: str, why: str) -> None:
        """Nothing, a header alone, a cell beyond all measure, a line cut off: each an error that says so."""
        with pytest.raises(cc.errors.ChartError, match=why) as caught:
            read_own_csv(text)
        assert len(str(caught.value)) < 5_000
