"""A chart writes itself, and what was written reads as an equal chart."""

import json
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions.charts.own_formats import COLUMNS, from_csv, from_json
from cyberconventions.charts.writing import to_csv, to_html, to_json, to_text
from cyberconventions.notes import FLAGS, MARKS

STATES = [
    "ALB",
    "FRA",
    "CIV",
    "STP",
    "MKD",
    "MDA",
    "TUR",
    "USA",
    "KOR",
    "COD",
    "EUE",
    "SCG",
    "CZE",
    "GBR",
    "VAT",
    "BIH",
]
DAYS = st.dates(date(1949, 5, 5), date(2099, 12, 31))
WORDS = st.lists(st.sampled_from(["Convention", "on", "Cybercrime", "<b>", "&", "“loi”", "droits", '"x"']), min_size=1)
NUMBERS = st.integers(1, 99_999)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ORDERED_FLAGS = st.sets(st.sampled_from(list(FLAGS))).map(
    lambda found: tuple(code for symbol, code in FLAGS.items() if symbol in found)
)


@st.composite
def rows(draw: st.DrawFn) -> cc.Row:
    """Draw any row at all, unknown flags and impossible days among them."""
    return cc.Row(
        state=cc.State(draw(st.sampled_from(STATES))),
        section=draw(st.sampled_from(cc.Section)),
        signature=draw(st.none() | DAYS),
        consent=draw(st.none() | DAYS),
        consent_mark=draw(st.none() | st.sampled_from([*MARKS, "A", "AA", "d"])),
        entry_into_force=draw(st.none() | DAYS),
        notes=draw(st.none() | st.lists(st.sampled_from(list(FLAGS.values()))).map(tuple)),
        footnotes=tuple(draw(st.lists(NUMBERS, max_size=3))),
        name=draw(TEXT),
    )


@st.composite
def treaty_office_rows(draw: st.DrawFn) -> cc.Row:
    """Draw a row of a kind that the Treaty Office prints."""
    signature, consent, effect = draw(st.none() | DAYS), draw(st.none() | DAYS), draw(st.none() | DAYS)
    mark = draw(st.none() | st.sampled_from(list(MARKS)))
    if consent is None:
        effect = None
        mark = None if signature is not None else mark
    elif signature is None:
        mark = mark or "a"
    state = cc.State(draw(st.sampled_from(STATES)))
    return cc.Row(
        state=state,
        section=draw(st.sampled_from([each for each in cc.Section if each is not cc.Section.PARTICIPANT])),
        signature=signature,
        consent=consent,
        consent_mark=mark,
        entry_into_force=effect,
        notes=draw(ORDERED_FLAGS),
        footnotes=tuple(draw(st.lists(NUMBERS, max_size=3))),
        name=draw(st.sampled_from(["", state.name, state.chart_name("2020-03-13"), "Atlantis"])),
    )


TOTALS = st.builds(cc.Totals, st.integers(0, 300), st.integers(0, 300))


@st.composite
def charts(draw: st.DrawFn) -> cc.Chart:
    return cc.Chart(
        reference=draw(TEXT),
        title=draw(TEXT),
        as_of=draw(DAYS),
        rows=tuple(draw(st.lists(rows(), max_size=8))),
        totals=draw(st.none() | st.builds(cc.Totals, st.integers(0, 300), st.integers(0, 300), st.booleans())),
        footnotes=cc.Footnotes.of(draw(st.dictionaries(NUMBERS, TEXT, max_size=3)), draw(st.none() | NUMBERS)),
        opened=draw(st.none() | DAYS),
        entry_into_force=draw(st.none() | DAYS),
    )


@st.composite
def treaty_office_charts(draw: st.DrawFn) -> cc.Chart:
    texts = st.dictionaries(NUMBERS, WORDS.map(" ".join), max_size=3)
    totals = draw(st.none() | TOTALS)
    return cc.Chart(
        reference=f"ETS No.{draw(st.integers(1, 250))}",
        title=" ".join(draw(WORDS)),
        as_of=draw(DAYS),
        rows=tuple(draw(st.lists(treaty_office_rows(), max_size=8))),
        totals=totals,
        footnotes=cc.Footnotes.of(draw(texts) if totals else {}, 4),
        opened=draw(st.none() | DAYS),
        entry_into_force=draw(st.none() | DAYS),
    )


class TestRoundTrip:
    @settings(deadline=None)
    @given(charts())
    def test_csv_keeps_any_chart(self, chart: cc.Chart) -> None:
        """Every mark, flag, footnote and section survives CSV, unknown flags as unknown."""
        assert chart == from_csv(to_csv(chart))

    @settings(deadline=None)
    @given(charts())
    def test_json_keeps_any_chart(self, chart: cc.Chart) -> None:
        """Every mark, flag, footnote and section survives JSON, unknown flags as unknown."""
        assert chart == from_json(to_json(chart))

    @settings(deadline=None)
    @given(treaty_office_charts())
    def test_text_keeps_what_the_treaty_office_prints(self, chart: cc.Chart) -> None:
        """A chart of the Treaty Office's kind reads back from its layout, in whatever order its rows stand."""
        assert chart == cc.parse_chart(to_text(chart))

    @settings(deadline=None)
    @given(treaty_office_charts())
    def test_html_keeps_what_the_treaty_office_prints(self, chart: cc.Chart) -> None:
        """A chart of the Treaty Office's kind reads back from its page, escaped characters and all."""
        assert chart == cc.parse_chart(to_html(chart))

    @pytest.mark.parametrize("day", ["2004-07-01", "2014-01-01", "2020-03-13", "2024-07-01", "2026-04-25"])
    def test_real_charts(self, budapest: cc.Treaty, day: str) -> None:
        """The charts of five days read back with their names; where no chart showed flags, text has none."""
        chart = cc.Chart.of(budapest.known_at(day))

        assert chart == from_csv(to_csv(chart)) == from_json(to_json(chart))
        known = attrs.evolve(chart, rows=tuple(attrs.evolve(row, notes=row.notes or ()) for row in chart.rows))
        assert known == cc.parse_chart(to_text(chart)) == cc.parse_chart(to_html(chart))
        names = [row.name for row in chart.rows]
        assert names == [row.name for row in from_csv(to_csv(chart)).rows]
        assert names == [row.name for row in cc.parse_chart(to_text(chart)).rows]

    @pytest.mark.parametrize("treaty", cc.treaties(), ids=lambda each: each.id)
    def test_every_treaty(self, treaty: cc.Treaty) -> None:
        """CSV and JSON hold the chart of every treaty of the dataset."""
        chart = cc.Chart.of(treaty)

        assert chart == from_csv(to_csv(chart)) == from_json(to_json(chart))
        # Some spreadsheets put a byte order mark in front.
        assert chart == from_csv("\ufeff" + to_csv(chart)) == from_json("\ufeff" + to_json(chart))


class TestText:
    def test_is_the_treaty_offices(self, page: str, chart: cc.Chart) -> None:
        """The rows, sections and totals of the real page of 2020-03-13 come out word for word."""
        expected = {" ".join(line.split()) for line in page.splitlines()}
        written = to_text(chart).splitlines()

        rows = written[written.index("Members of Council of Europe") : written.index("") - 1 or None]
        assert {"Chart of signatures and ratifications of Treaty 185", "Status as of 13/03/2020"} <= {*written}
        assert "Total number of ratifications/accessions 64" in written
        assert {line for line in rows if line[:1].isalpha() and "/" in line and "Key" not in line} <= expected

    def test_unknown_flags_are_a_remark(self, budapest: cc.Treaty) -> None:
        """The layout has no sign for flags that nobody knows: a remark names the States."""
        text = to_text(cc.Chart.of(budapest, on="2010-01-01"))

        assert "Remark: the flags are not known of Albania; Andorra; " in text
        assert "Remark" not in to_text(cc.Chart.of(budapest.known_at("2020-03-13")))

    def test_lower_bounds_are_a_remark(self, chart: cc.Chart) -> None:
        """Totals of a partial record are printed as numbers, and a remark says that they are lower bounds."""
        least = attrs.evolve(chart, totals=cc.Totals(64, 3, at_least=True))

        assert "lower bounds" in to_text(least)
        assert cc.Totals(64, 3) == cc.parse_chart(to_text(least)).totals

    def test_reference_without_number(self, chart: cc.Chart) -> None:
        """A reference without a number stands in the caption as it is."""
        assert to_text(attrs.evolve(chart, reference="Malabo")).startswith(
            "Chart of signatures and ratifications of Treaty Malabo\n"
        )

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ({"consent": date(2024, 6, 20)}, "would be read as a signature"),
            ({"entry_into_force": date(2024, 10, 1)}, "would be read as one"),
            ({"signature": date(2024, 6, 20), "consent_mark": "a"}, "would make it consent"),
            ({"consent": date(2024, 6, 20), "consent_mark": "AA"}, "'AA' is not in the key"),
            ({"notes": (cc.Code("X.", "x", "X."),)}, "'X.' is not in the key"),
        ],
    )
    def test_refuses_what_would_read_otherwise(self, chart: cc.Chart, cells: dict[str, object], why: str) -> None:
        """A row that the layout would turn into another one is an error that names it, in text and HTML."""
        row = attrs.evolve(cc.Row(cc.state("Benin"), cc.Section.NON_MEMBER, line=83), **cells)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        odd = attrs.evolve(chart, rows=(row,))

        for write in (to_text, to_html):
            with pytest.raises(cc.ChartError, match="line 83: Benin") as caught:
                write(odd)
            assert why in str(caught.value)

    def test_refuses_footnotes_without_totals(self, chart: cc.Chart) -> None:
        """Footnotes stand below the totals, so a chart that has none can't print them."""
        with pytest.raises(cc.ChartError, match="footnotes stand below the totals"):
            to_text(attrs.evolve(chart, totals=None))


class TestHtml:
    def test_row(self, budapest: cc.Treaty) -> None:
        """Each flag stands in its column, an apostrophe is escaped."""
        page = to_html(cc.Chart.of(budapest))

        assert (
            "<tr><td>Côte d&#x27;Ivoire</td><td></td><td>29/07/2024 a</td><td>01/11/2024</td><td></td>"
            "<td></td><td></td><td>A.</td><td></td><td></td><td></td></tr>"
        ) in page


class TestCsv:
    def test_lines(self, budapest: cc.Treaty) -> None:
        """97 rows and one footnote of 2026-04-25 are 99 lines with the header; Benin's stands by itself."""
        lines = to_csv(cc.Chart.of(budapest)).splitlines()

        assert 1 + 97 + 2 == len(lines)
        assert (
            "BEN,Benin,non-member,,2024-06-20,a,2024-10-01,A.,,,ETS No. 185,Convention on Cybercrime,2026-04-25,"
            "2001-11-23,2004-07-01,81,2,no,4"
        ) in lines

    @pytest.mark.parametrize(
        ("old", "new", "why"),
        [
            ("FRA,France", "XXX,France", "line 3: 'XXX' is no State"),
            ("2001-11-23,2006-01-10", "2001-11-23,2006-02-30", "line 3: '2006-02-30' is not a day"),
            ("FRA,France,member", "FRA,France,club", "line 3: 'club' is no section"),
            ("R. D. A.", "R. Q.", "line 3: 'Q.' is no flag"),
            ("55,Date", "x,Date", "line 6: 'x' is no number"),
            ("state,name", "state,label", "line 1: the columns name are missing"),
            ("FRA,France", 'FRA,"France', "line 6: reference is ''"),
        ],
    )
    def test_problems_have_their_line(self, chart: cc.Chart, old: str, new: str, why: str) -> None:
        """What can't be read is told with its line; a quote that never ends leaves too little."""
        few = attrs.evolve(chart, rows=tuple(chart[each] for each in ("ALB", "FRA", "MNE")))
        text = to_csv(few)
        assert old in text

        with pytest.raises(cc.ChartError) as caught:
            from_csv(text.replace(old, new, 1))
        assert why in str(caught.value)

    def test_two_charts_in_one(self, budapest: cc.Treaty) -> None:
        """Lines of two charts do not make one."""
        both = to_csv(cc.Chart.of(budapest)) + to_csv(cc.Chart.of(budapest, on="2020-03-13")).partition("\n")[2]

        with pytest.raises(cc.ChartError, match="line 101: as_of is '2020-03-13'.*two charts"):
            from_csv(both)

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", "missing"),
            (",".join(COLUMNS) + "\n", "nothing stands below the header"),
            (",".join(COLUMNS) + "\n" + "x" * 200_000, "not a table of comma-separated values|does not say"),
            (",".join(COLUMNS) + "\nFRA\n", "does not say as of which day"),
        ],
    )
    def test_no_chart(self, text: str, why: str) -> None:
        """Nothing, a header alone, a cell beyond all measure, a line cut off: each an error that says so.

        How long a cell may be is one setting for the whole process, which other libraries raise.
        """
        with pytest.raises(cc.ChartError, match=why) as caught:
            from_csv(text)
        assert len(str(caught.value)) < 5_000


class TestJson:
    def test_unknown_flags_are_null(self, budapest: cc.Treaty) -> None:
        """Flags that nobody knows are null, no flags an empty list."""
        rows = json.loads(to_json(cc.Chart.of(budapest, on="2010-01-01")))["rows"]

        assert rows[0]["notes"] is None
        assert [] == json.loads(to_json(cc.Chart.of(budapest)))["rows"][20]["notes"]

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"as_of": None}, "as_of: the chart does not say as of which day"),
            ({"as_of": 2020}, "as_of: 2020 is a int, expected text"),
            ({"rows": {}}, "rows: {} is a dict, expected a list"),
            ({"rows": [1]}, r"rows\[0\]: 1 is a int, expected an object with keys"),
            ({"totals": 64}, "totals: 64 is a int"),
            ({"totals": {"consents": True, "signatures_only": -1}}, "totals.consents: True is no number"),
            ({"footnotes": [{"number": "9999999999", "text": ""}]}, r"footnotes\[0\].number: '9999999999' is no"),
            ({"version": 2}, "version 2; expected 'cyberconventions chart', 1"),
        ],
    )
    def test_problems_have_their_path(self, chart: cc.Chart, change: dict[str, object], why: str) -> None:
        """What can't be read is told with its path."""
        with pytest.raises(cc.ChartError, match=why):
            from_json(json.dumps({**json.loads(to_json(chart)), **change}))

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("{\n", "line 2: not JSON"),
            ("[" * 200_000, "JSON that can't be read"),
            ("9" * 5_000, "JSON that can't be read"),
            ("[]", r"\[\] is a list, expected an object"),
        ],
    )
    def test_no_chart(self, text: str, why: str) -> None:
        """What is no JSON, too deep, too long or a list is an error of the library."""
        with pytest.raises(cc.ChartError, match=why):
            from_json(text)
