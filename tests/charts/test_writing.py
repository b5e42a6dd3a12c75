"""A chart writes itself, and what was written reads as an equal chart."""

import csv
import json
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions._symbols import FLAGS, MARKS
from cyberconventions.charts._rows import SILENCES, has_left
from cyberconventions.charts.own_formats import COLUMNS, from_csv, from_json
from cyberconventions.charts.writing import to_csv, to_html, to_json, to_text

CHARTS = Path(__file__).parents[1] / "cases" / "charts"
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


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def rows(draw: st.DrawFn) -> cc.Row:
    """Draw any row at all, unknown flags and impossible days among them."""
    return cc.Row(
        state=cc.State(draw(st.sampled_from(STATES))),
        section=draw(st.sampled_from(cc.charts.Section)),
        signature=draw(st.none() | DAYS),
        consent=draw(st.none() | DAYS),
        consent_mark=draw(st.none() | st.sampled_from([*MARKS, "A", "AA", "d"])),
        entry_into_force=draw(st.none() | DAYS),
        notes=draw(st.none() | st.lists(st.sampled_from(list(FLAGS.values()))).map(tuple)),
        footnotes=tuple(draw(st.lists(NUMBERS, max_size=3))),
        name=draw(TEXT),
        withdrawal=draw(st.none() | DAYS),
        withdrawal_effective=draw(st.none() | DAYS),
        suspension=draw(st.none() | DAYS),
        withdrawn=draw(st.booleans()),
        consent_kind=draw(st.none() | st.sampled_from(cc.ActKind)),
        known_notes=draw(ORDERED_FLAGS),
        extra=tuple(draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=2))),
    )


@st.composite
def treaty_office_rows(draw: st.DrawFn, as_of: date) -> cc.Row:
    """Draw a row of a kind that the Treaty Office prints, with a denunciation or without, its flags known or not."""
    signature, consent, effect = draw(st.none() | DAYS), draw(st.none() | DAYS), draw(st.none() | DAYS)
    mark = draw(st.none() | st.sampled_from(list(MARKS)))
    state = cc.State(draw(st.sampled_from(STATES)))
    flags = draw(ORDERED_FLAGS)
    known = draw(st.booleans())
    withdrawal, left = draw(st.none() | DAYS), draw(st.none() | DAYS)
    return cc.Row(
        state=state,
        section=draw(
            st.sampled_from([each for each in cc.charts.Section if each is not cc.charts.Section.PARTICIPANT])
        ),
        signature=signature,
        consent=consent,
        consent_mark=mark,
        entry_into_force=effect,
        notes=flags if known else None,
        footnotes=tuple(draw(st.lists(NUMBERS, max_size=3))),
        name=draw(st.sampled_from(["", state.name, state.chart_name("2020-03-13"), "Atlantis"])),
        withdrawal=withdrawal,
        withdrawal_effective=left,
        withdrawn=has_left(withdrawal, left, as_of),
        known_notes=() if known else flags,
    )


KINDS = {
    "A": cc.ActKind.ACCEPTANCE,
    "AA": cc.ActKind.APPROVAL,
    "a": cc.ActKind.ACCESSION,
    "d": cc.ActKind.SUCCESSION,
    "c": cc.ActKind.FORMAL_CONFIRMATION,
    "s": cc.ActKind.DEFINITIVE_SIGNATURE,
    None: cc.ActKind.RATIFICATION,
}


@st.composite
def participants(draw: st.DrawFn, as_of: date) -> cc.Row:
    """Draw a row as the UN Treaty Collection prints it, with the columns that the library adds."""
    consent = draw(st.none() | DAYS)
    mark = draw(st.sampled_from(list(KINDS))) if consent else None
    state = cc.State(draw(st.sampled_from(STATES)))
    flags = draw(ORDERED_FLAGS)
    known = draw(st.booleans())
    withdrawal, left = draw(st.none() | DAYS), draw(st.none() | DAYS)
    return cc.Row(
        state=state,
        section=cc.charts.Section.PARTICIPANT,
        signature=draw(st.none() | DAYS),
        consent=consent,
        consent_mark=mark,
        entry_into_force=draw(st.none() | DAYS),
        notes=flags if known else None,
        footnotes=tuple(draw(st.lists(NUMBERS, max_size=3))),
        name=state.chart_name(as_of, "un"),
        withdrawal=withdrawal,
        withdrawal_effective=left,
        suspension=draw(st.none() | DAYS),
        withdrawn=has_left(withdrawal, left, as_of) or draw(st.booleans()),
        consent_kind=KINDS[mark] if consent else None,
        known_notes=() if known else flags,
    )


TOTALS = st.builds(cc.Totals, st.integers(0, 300), st.integers(0, 300))


SILENT_ON = st.lists(st.sampled_from(SILENCES), unique=True).map(tuple)


@st.composite
def charts(draw: st.DrawFn) -> cc.Chart:
    return cc.Chart(
        reference=draw(TEXT),
        title=draw(TEXT),
        as_of=draw(DAYS),
        rows=tuple(draw(st.lists(rows(), max_size=8))),
        totals=draw(st.none() | st.builds(cc.Totals, st.integers(0, 300), st.integers(0, 300), st.booleans())),
        footnotes=cc.charts.Footnotes.of(draw(st.dictionaries(NUMBERS, TEXT, max_size=3)), draw(st.none() | NUMBERS)),
        opened=draw(st.none() | DAYS),
        entry_into_force=draw(st.none() | DAYS),
        silent_on=draw(SILENT_ON),
    )


@st.composite
def treaty_office_charts(draw: st.DrawFn) -> cc.Chart:
    texts = st.dictionaries(NUMBERS, WORDS.map(" ".join), max_size=3)
    as_of = draw(DAYS)
    return cc.Chart(
        reference=f"ETS No.{draw(st.integers(1, 250))}",
        title=" ".join(draw(WORDS)),
        as_of=as_of,
        rows=tuple(draw(st.lists(treaty_office_rows(as_of), max_size=8))),
        totals=draw(st.none() | TOTALS),
        footnotes=cc.charts.Footnotes.of(draw(texts), 4),
        opened=draw(st.none() | DAYS),
        entry_into_force=draw(st.none() | DAYS),
        silent_on=draw(SILENT_ON),
    )


@st.composite
def collections(draw: st.DrawFn) -> cc.Chart:
    texts = st.dictionaries(NUMBERS, WORDS.map(" ".join), max_size=3)
    as_of = draw(DAYS)
    return cc.Chart(
        reference=f"UNTC {draw(st.integers(1, 250))}",
        title=" ".join(draw(WORDS)),
        as_of=as_of,
        rows=tuple(draw(st.lists(participants(as_of), min_size=1, max_size=8))),
        totals=draw(st.none() | TOTALS),
        footnotes=cc.charts.Footnotes.of(draw(texts)),
        opened=draw(st.none() | DAYS),
        entry_into_force=draw(st.none() | DAYS),
        silent_on=draw(SILENT_ON) or ("invitations",),
    )


def whole(chart: cc.Chart) -> list[object]:
    """Return everything on a chart, what its equality leaves out among it, but the places in an input."""
    fields = [each.name for each in attrs.fields(cc.Row) if each.name not in ("line", "path", "name")]
    return [chart, chart.silent_on, [[getattr(row, name) for name in fields] for row in chart.rows]]


class TestRoundTrip:
    @settings(deadline=None)
    @given(charts())
    def test_csv_keeps_any_chart(self, chart: cc.Chart) -> None:
        """Everything survives CSV: marks, flags, footnotes, denunciations, suspensions, what only one source says."""
        read = from_csv(to_csv(chart))

        assert whole(chart) == whole(read)
        assert [row.name for row in chart.rows] == [row.name for row in read.rows]

    @settings(deadline=None)
    @given(charts())
    def test_json_keeps_any_chart(self, chart: cc.Chart) -> None:
        """Everything survives JSON."""
        read = from_json(to_json(chart))

        assert whole(chart) == whole(read)
        assert [row.name for row in chart.rows] == [row.name for row in read.rows]

    @settings(deadline=None)
    @given(treaty_office_charts())
    def test_text_keeps_what_the_treaty_office_prints(self, chart: cc.Chart) -> None:
        """A chart of the Treaty Office's kind reads back from its layout, in whatever order its rows stand."""
        assert whole(chart) == whole(cc.parse_chart(to_text(chart)))

    @settings(deadline=None)
    @given(treaty_office_charts())
    def test_html_keeps_what_the_treaty_office_prints(self, chart: cc.Chart) -> None:
        """A chart of the Treaty Office's kind reads back from its page, escaped characters and all."""
        assert whole(chart) == whole(cc.parse_chart(to_html(chart)))

    @settings(deadline=None)
    @given(collections())
    def test_text_and_html_keep_a_list_of_participants(self, chart: cc.Chart) -> None:
        """A chart of the UN Treaty Collection's kind reads back with its letters and further columns."""
        assert whole(chart) == whole(cc.parse_chart(to_text(chart))) == whole(cc.parse_chart(to_html(chart)))

    @settings(deadline=None)
    @given(charts())
    def test_any_chart_shows_itself(self, chart: cc.Chart) -> None:
        """A notebook shows whatever is on a chart; text and HTML say what they can't print."""
        assert "<table>" in chart._repr_html_()  # pyright: ignore[reportPrivateUsage]
        for write in (to_text, to_html):
            try:
                assert isinstance(write(chart), str)
            except cc.errors.ChartError as error:
                assert "CSV and JSON can hold it" in str(error)  # noqa: PT017 # printed, or refused

    @pytest.mark.parametrize("day", ["2004-07-01", "2014-01-01", "2020-03-13", "2024-07-01", "2026-04-25"])
    def test_real_charts(self, budapest: cc.Treaty, day: str) -> None:
        """The charts of five days read back with their names, flags that no chart showed as unknown."""
        chart = cc.Chart.of(budapest.known_at(day))

        assert chart == from_csv(to_csv(chart)) == from_json(to_json(chart))
        assert chart == cc.parse_chart(to_text(chart)) == cc.parse_chart(to_html(chart))
        names = [row.name for row in chart.rows]
        assert names == [row.name for row in from_csv(to_csv(chart)).rows]
        assert names == [row.name for row in cc.parse_chart(to_text(chart)).rows]

    @pytest.mark.parametrize("name", ["treaty-office-185.json", "dutch-185.txt", "f1-2004.txt", "untoc-2026.xml"])
    def test_other_forms(self, name: str) -> None:
        """What was read of another form is written and read back, and is as silent as that form."""
        chart = cc.read_chart(CHARTS / name)
        bare = attrs.evolve(chart, rows=tuple(attrs.evolve(row, extra=()) for row in chart.rows))

        assert whole(chart) == whole(from_csv(to_csv(chart))) == whole(from_json(to_json(chart)))
        assert whole(bare) == whole(cc.parse_chart(to_text(bare))) == whole(cc.parse_chart(to_html(bare)))

    @pytest.mark.parametrize("treaty", cc.treaties(), ids=lambda each: each.id)
    def test_every_treaty(self, treaty: cc.Treaty) -> None:
        """All four forms hold the chart of every treaty of the dataset, and a notebook shows it."""
        chart = cc.Chart.of(treaty)

        assert whole(chart) == whole(from_csv(to_csv(chart))) == whole(from_json(to_json(chart)))
        assert chart == cc.parse_chart(to_text(chart)) == cc.parse_chart(to_html(chart))
        assert "<table>" in chart._repr_html_()  # pyright: ignore[reportPrivateUsage]
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

    def test_unknown_flags_are_a_question_mark(self, budapest: cc.Treaty) -> None:
        """Flags that nobody knows stand as a question mark behind those that are certain, and never as none."""
        chart = cc.Chart.of(budapest, on="2010-01-01")
        some = attrs.evolve(chart, rows=(attrs.evolve(chart["ALB"], known_notes=(FLAGS["R."],)),))

        assert "\nAlbania 23/11/2001 20/06/2002 01/07/2004 ?\n" in to_text(chart)
        assert {None} == {row.notes for row in cc.parse_chart(to_text(chart)).rows}
        assert "\nAlbania 23/11/2001 20/06/2002 01/07/2004 R. ?\n" in to_text(some)
        assert "<td>R.</td><td>?</td>" in to_html(some)

    def test_lower_bounds_are_a_remark(self, chart: cc.Chart) -> None:
        """Totals of a partial record are printed as numbers, and a remark says that they are lower bounds."""
        least = attrs.evolve(chart, totals=cc.Totals(64, 3, at_least=True))

        assert "lower bounds" in to_text(least)
        assert cc.Totals(64, 3, at_least=True) == cc.parse_chart(to_text(least)).totals

    def test_denunciation_has_its_columns(self, chart: cc.Chart) -> None:
        """A chart with a denunciation stands apart by tabs, with the two columns more that it has."""
        left = attrs.evolve(
            chart["FRA"], withdrawal=date(2019, 1, 5), withdrawal_effective=date(2019, 5, 1), withdrawn=True
        )
        rows = tuple(left if row.state == left.state else row for row in chart.rows)
        with_it = attrs.evolve(chart, rows=rows)

        assert "\tEntry into Force\tDenunciation\tEffect of denunciation\tNotes\t" in to_text(with_it)
        assert "France\t23/11/2001\t10/01/2006\t01/05/2006\t05/01/2019\t01/05/2019\t\tR.\tD.\tA." in to_text(with_it)
        assert whole(with_it) == whole(cc.parse_chart(to_text(with_it))) == whole(cc.parse_chart(to_html(with_it)))

    @pytest.mark.parametrize(
        "cells",
        [
            {"consent": date(2024, 6, 20)},
            {"entry_into_force": date(2024, 10, 1)},
            {"signature": date(2024, 6, 20), "consent_mark": "a"},
        ],
    )
    def test_columns_tell_where_words_do_not(self, chart: cc.Chart, cells: dict[str, object]) -> None:
        """A row that would read otherwise with its blank cells gone keeps them."""
        row = attrs.evolve(cc.Row(cc.state("Benin"), cc.charts.Section.NON_MEMBER), **cells)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        odd = attrs.evolve(chart, rows=(row,))

        assert odd == cc.parse_chart(to_text(odd)) == cc.parse_chart(to_html(odd))

    def test_what_only_one_source_says_is_a_remark(self, chart: cc.Chart) -> None:
        """Keys of the Treaty Office's JSON have no column."""
        rows = tuple(attrs.evolve(row, extra=(("Remarque", "null"),)) for row in chart.rows)

        assert "Remark: not printed is what the source says beside the columns: Remarque." in to_text(
            attrs.evolve(chart, rows=rows)
        )

    def test_reference_without_number(self, chart: cc.Chart) -> None:
        """A reference without a number stands in the caption as it is."""
        assert to_text(attrs.evolve(chart, reference="Malabo")).startswith(
            "Chart of signatures and ratifications of Treaty Malabo\n"
        )

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ({"consent": date(2024, 6, 20), "consent_mark": "AA"}, "'AA' is not in the key"),
            ({"notes": (cc.Code("X.", "x", "X."),)}, "'X.' is not in the key"),
            ({"suspension": date(2024, 6, 20)}, "a suspension on 2024-06-20 is shown by colour only"),
            ({"withdrawn": True}, "can't be printed without a day"),
            ({"withdrawal": date(2019, 1, 5)}, "would be read as one that has taken effect"),
            ({"consent": date(2024, 6, 20), "consent_kind": cc.ActKind.APPROVAL}, "approval would be read as consent"),
            ({"section": cc.charts.Section.PARTICIPANT}, "a row of a list of participants stands among"),
        ],
    )
    def test_refuses_what_would_be_lost(self, chart: cc.Chart, cells: dict[str, object], why: str) -> None:
        """What the layout can't print is an error that names the row, in text and HTML; CSV and JSON hold it."""
        row = attrs.evolve(cc.Row(cc.state("Benin"), cc.charts.Section.NON_MEMBER, line=83), **cells)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        odd = attrs.evolve(chart, rows=(chart["FRA"], row))

        for write in (to_text, to_html):
            with pytest.raises(cc.errors.ChartError, match="line 83: Benin") as caught:
                write(odd)
            assert why in str(caught.value)
        if "notes" not in cells:
            assert whole(odd) == whole(from_json(to_json(odd)))

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ({"consent_mark": "a"}, "the letter 'a' without a day of consent has no place"),
            ({"consent": date(2024, 6, 20), "consent_mark": "a1"}, "'a1' is no letter"),
            (
                {"consent": date(2024, 6, 20), "consent_mark": "a", "consent_kind": cc.ActKind.APPROVAL},
                "the letter 'a' means approval here, and elsewhere accession",
            ),
            ({"notes": (cc.Code("X.", "x", "X."),)}, "'X.' is not in the key"),
            ({"withdrawal": date(2009, 1, 5)}, "would be read as one that has taken effect"),
        ],
    )
    def test_refuses_what_a_list_of_participants_loses(self, cells: dict[str, object], why: str) -> None:
        """Each letter of a table has one meaning, and stands behind a day."""
        crc = cc.Chart.of("crc")
        row = attrs.evolve(crc["FRA"], **{"consent": None, "consent_mark": None, **cells})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        odd = attrs.evolve(crc, rows=(*crc.rows[:10], row))

        for write in (to_text, to_html):
            with pytest.raises(cc.errors.ChartError, match="France") as caught:
                write(odd)
            assert why in str(caught.value)

    def test_footnotes_without_totals(self, chart: cc.Chart) -> None:
        """The key ends the table where a chart has no totals."""
        without = attrs.evolve(chart, totals=None)

        assert without == cc.parse_chart(to_text(without)) == cc.parse_chart(to_html(without))

    def test_view(self, chart: cc.Chart) -> None:
        """What the layout can't print, a notebook shows all the same."""
        suspended = attrs.evolve(chart["FRA"], suspension=date(2019, 1, 5))
        left = attrs.evolve(chart["ITA"], withdrawn=True, withdrawal=date(2019, 1, 6))
        for rows, shown in (((suspended,), "<td>05/01/2019</td>"), ((suspended, left), "<td>[Italy]</td>")):
            assert shown in attrs.evolve(chart, rows=rows)._repr_html_()  # pyright: ignore[reportPrivateUsage]

    def test_kinds_that_a_record_does_not_tell_apart(self) -> None:
        """Of consents to the Malabo Convention some are known to be ratifications, some not: a remark says so."""
        assert "Remark: ratification, acceptance and approval without a letter are not told apart." in to_text(
            cc.Chart.of("malabo")
        )


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
            "2001-11-23,2004-07-01,81,2,no,4,,,,,,,,"
        ) in lines

    @pytest.mark.parametrize(
        ("old", "new", "why"),
        [
            ("FRA,France", "XXX,France", "line 3: 'XXX' is no State"),
            ("2001-11-23,2006-01-10", "2001-11-23,2006-02-30", "line 3: '2006-02-30' is not a day"),
            ("FRA,France,member", "FRA,France,club", "line 3: 'club' is no section"),
            ("R. D. A.", "R. Q.", "line 3: 'Q.' is no flag"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,maybe,,,,", "line 2: 'maybe' is neither yes nor no"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,,handshake,,,", "line 2: 'handshake' is no kind of act"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,,,,[1],", "line 2: 1 is a int, expected a list"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,,,,[[]],", "line 2: [] is no pair of key and text"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,,,,[,", "line 2: '[' is no JSON"),
            ("3,no,4,,,,,,,,", "3,no,4,,,,,,,,colour", "'colour' is nothing that a chart never shows"),
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

        with pytest.raises(cc.errors.ChartError) as caught:
            from_csv(text.replace(old, new, 1))
        assert why in str(caught.value)

    def test_former_columns_are_enough(self, chart: cc.Chart) -> None:
        """A table from before there were columns for denunciations is read."""
        lines = to_csv(chart).splitlines()
        cut = "\n".join(",".join(line.split(",")[:-8]) for line in lines if '"' not in line)

        assert chart["FRA"] == from_csv(cut)["FRA"]

    def test_cell_beyond_the_limit(self, chart: cc.Chart) -> None:
        """How long a cell may be is one setting for the whole process."""
        limit = csv.field_size_limit(10)
        try:
            with pytest.raises(cc.errors.ChartError, match="line 1: not a table of comma-separated values"):
                from_csv(to_csv(chart))
        finally:
            csv.field_size_limit(limit)

    def test_many_unknown_states(self, chart: cc.Chart) -> None:
        """Only the first few unknown names get suggestions: each is compared with every name there is."""
        header, first, *_ = to_csv(chart).splitlines()
        with pytest.raises(cc.errors.ChartError) as caught:
            from_csv("\n".join([header, *(first.replace("ALB", f"ALBANY{number}", 1) for number in range(300))]))

        assert 300 == len(caught.value.problems)
        assert 10 == sum("did you mean" in str(each) for each in caught.value.problems)

    def test_two_charts_in_one(self, budapest: cc.Treaty) -> None:
        """Lines of two charts do not make one."""
        both = to_csv(cc.Chart.of(budapest)) + to_csv(cc.Chart.of(budapest, on="2020-03-13")).partition("\n")[2]

        with pytest.raises(cc.errors.ChartError, match="line 101: as_of is '2020-03-13'.*two charts"):
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
        with pytest.raises(cc.errors.ChartError, match=why) as caught:
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
            ({"title": "half \ud83d"}, "title: .* has half a character"),
            ({"silent_on": "flags"}, "silent_on: 'flags' is a str, expected a list"),
            ({"totals": {"consents": True, "signatures_only": -1}}, "totals.consents: True is no number"),
            ({"footnotes": [{"number": "9999999999", "text": ""}]}, r"footnotes\[0\].number: '9999999999' is no"),
            ({"version": 2}, "version 2; expected 'cyberconventions chart', 1"),
        ],
    )
    def test_problems_have_their_path(self, chart: cc.Chart, change: dict[str, object], why: str) -> None:
        """What can't be read is told with its path."""
        with pytest.raises(cc.errors.ChartError, match=why):
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
        with pytest.raises(cc.errors.ChartError, match=why):
            from_json(text)
