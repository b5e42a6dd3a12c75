"""A chart: its rows, and that what it writes reads as an equal chart."""

from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions._symbols import FLAGS, MARKS
from cyberconventions.charts._rows import SILENCES, has_left
from tests.charts.pages import CHARTS

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


class TestChart:
    def test_repr(self, chart: cc.Chart) -> None:
        """A chart says its date and totals."""
        assert "<Chart ETS No.185 as of 2020-03-13: 74 rows, 64 consents, 3 signatures only>" == repr(chart)
        assert "<Row BEN - ->" == repr(chart["Benin"]) or "BEN" in repr(chart["Benin"])

    def test_missing_row(self, chart: cc.Chart) -> None:
        """A State that the chart does not list is an error."""
        with pytest.raises(cc.errors.NotParticipatingError, match="no row for Kenya"):
            _ = chart["KEN"]


class TestRoundTrip:
    @settings(deadline=None)
    @given(charts())
    def test_csv_keeps_any_chart(self, chart: cc.Chart) -> None:
        """Everything survives CSV: marks, flags, footnotes, denunciations, suspensions, what only one source says."""
        read = cc.parse_chart(chart.to_csv())

        assert whole(chart) == whole(read)
        assert [row.name for row in chart.rows] == [row.name for row in read.rows]

    @settings(deadline=None)
    @given(charts())
    def test_json_keeps_any_chart(self, chart: cc.Chart) -> None:
        """Everything survives JSON."""
        read = cc.parse_chart(chart.to_json())

        assert whole(chart) == whole(read)
        assert [row.name for row in chart.rows] == [row.name for row in read.rows]

    @settings(deadline=None)
    @given(treaty_office_charts())
    def test_text_keeps_what_the_treaty_office_prints(self, chart: cc.Chart) -> None:
        """A chart of the Treaty Office's kind reads back from its layout, in whatever order its rows stand."""
        assert whole(chart) == whole(cc.parse_chart(chart.to_text()))

    @settings(deadline=None)
    @given(treaty_office_charts())
    def test_html_keeps_what_the_treaty_office_prints(self, chart: cc.Chart) -> None:
        """A chart of the Treaty Office's kind reads back from its page, escaped characters and all."""
        assert whole(chart) == whole(cc.parse_chart(chart.to_html()))

    @settings(deadline=None)
    @given(collections())
    def test_text_and_html_keep_a_list_of_participants(self, chart: cc.Chart) -> None:
        """A chart of the UN Treaty Collection's kind reads back with its letters and further columns."""
        assert whole(chart) == whole(cc.parse_chart(chart.to_text())) == whole(cc.parse_chart(chart.to_html()))

    @settings(deadline=None)
    @given(charts())
    def test_any_chart_shows_itself(self, chart: cc.Chart) -> None:
        """A notebook shows whatever is on a chart; text and HTML say what they can't print."""
        assert "<table " in chart._repr_html_()  # pyright: ignore[reportPrivateUsage]
        for write in (chart.to_text, chart.to_html):
            try:
                assert isinstance(write(), str)
            except cc.errors.ChartError as error:
                assert "CSV and JSON can hold it" in str(error)  # noqa: PT017 # printed, or refused

    @pytest.mark.parametrize("day", ["2004-07-01", "2014-01-01", "2020-03-13", "2024-07-01", "2026-04-25"])
    def test_real_charts(self, budapest: cc.Treaty, day: str) -> None:
        """The charts of five days read back with their names, flags that no chart showed as unknown."""
        chart = cc.Chart.of(budapest.known_at(day))

        assert chart == cc.parse_chart(chart.to_csv()) == cc.parse_chart(chart.to_json())
        assert chart == cc.parse_chart(chart.to_text()) == cc.parse_chart(chart.to_html())
        names = [row.name for row in chart.rows]
        assert names == [row.name for row in cc.parse_chart(chart.to_csv()).rows]
        assert names == [row.name for row in cc.parse_chart(chart.to_text()).rows]

    @pytest.mark.parametrize("name", ["treaty-office-185.json", "dutch-185.txt", "f1-2004.txt", "untoc-2026.xml"])
    def test_other_forms(self, name: str) -> None:
        """What was read of another form is written and read back, and is as silent as that form."""
        chart = cc.read_chart(CHARTS / name)
        bare = attrs.evolve(chart, rows=tuple(attrs.evolve(row, extra=()) for row in chart.rows))

        assert whole(chart) == whole(cc.parse_chart(chart.to_csv())) == whole(cc.parse_chart(chart.to_json()))
        assert whole(bare) == whole(cc.parse_chart(bare.to_text())) == whole(cc.parse_chart(bare.to_html()))

    @pytest.mark.parametrize("treaty", cc.treaties(), ids=lambda each: each.id)
    def test_every_treaty(self, treaty: cc.Treaty) -> None:
        """All four forms hold the chart of every treaty of the dataset, and a notebook shows it."""
        chart = cc.Chart.of(treaty)

        assert whole(chart) == whole(cc.parse_chart(chart.to_csv())) == whole(cc.parse_chart(chart.to_json()))
        assert chart == cc.parse_chart(chart.to_text()) == cc.parse_chart(chart.to_html())
        assert "<table " in chart._repr_html_()  # pyright: ignore[reportPrivateUsage]
        # Some spreadsheets put a byte order mark in front.
        assert chart == cc.parse_chart("\ufeff" + chart.to_csv()) == cc.parse_chart("\ufeff" + chart.to_json())
