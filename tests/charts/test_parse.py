"""Every form in which a chart is published is recognised and read."""

from datetime import date

import attrs
import pytest

import cyberconventions as cc
from cyberconventions.charts import _parse
from tests.charts.pages import CHARTS, FIXTURES, content, errors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cyberconventions.charts._detect import Format

FORMATS = {
    "f1-2004.txt": "text",
    "portal-2020.html": "html",
    "treaty-office-185.json": "json",
    "untoc-2026.xml": "xml",
    "untoc-2026.txt": "un-text",
    "dutch-185.txt": "dutch",
}


class TestEveryFormat:
    @pytest.mark.parametrize("name", FIXTURES)
    def test_is_recognised_by_its_content(self, name: str) -> None:
        """Rows, totals and date are as published; problems are a date not printed, and rows that samples lack."""
        rows, consents, signatures, as_of = FIXTURES[name]
        chart = cc.read_chart(CHARTS / name)

        assert (rows, cc.Totals(consents, signatures)) == (len(chart.rows), chart.counted())
        assert date.fromisoformat(as_of) == chart.as_of
        expected = ("has no date", *(("States are missing",) if name.startswith("untoc") else ()))
        assert [] == [each for each in chart.problems if not any(words in each.message for words in expected)]

    @pytest.mark.parametrize(("name", "format_"), FORMATS.items())
    def test_can_be_named(self, name: str, format_: "Format") -> None:
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
        assert 16 * 1024 * 1024 == _parse.LARGEST_INPUT
        monkeypatch.setattr(_parse, "LARGEST_INPUT", 10)

        assert ["the input has 11 characters, expected at most 10 (16 MiB)"] == errors("x" * 11)
        assert ["the input has 11 bytes, expected at most 10 (16 MiB)"] == errors(b"x" * 11)

    def test_encodings(self) -> None:
        """UTF-16 with its mark, and what a saved page of the oldest kind declares."""
        page = content("portal-2020.html")
        latin = page.replace("<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">')

        assert cc.parse_chart(page) == cc.parse_chart(page.encode("utf-16"))
        assert cc.parse_chart(page) == cc.parse_chart(latin.replace("Turkey", "Türkiye").encode("cp1252"))
        assert "is not UTF-16" in errors(b"\xff\xfe\x00\xd8\x00")[0]

    def test_byte_order_mark(self, budapest: cc.Treaty) -> None:
        """A text may begin with one as bytes do, in every form."""
        for name in FIXTURES:
            assert cc.parse_chart(content(name)) == cc.parse_chart("\ufeff" + content(name))
        assert cc.Chart.of(budapest) == cc.parse_chart("\ufeff" + cc.Chart.of(budapest).to_json())

    @pytest.mark.parametrize("name", FIXTURES)
    def test_chart_of_another_treaty(self, name: str) -> None:
        """Whoever asks for ETS 189 is not given another treaty's chart."""
        with pytest.raises(cc.errors.ChartError, match="another treaty"):
            cc.parse_chart(content(name), treaty=189)
        if "untoc" not in name:
            assert cc.read_chart(CHARTS / name) == cc.read_chart(CHARTS / name, treaty=185)


class TestOwnForms:
    def test_named_treaty_and_day(self, budapest: cc.Treaty) -> None:
        """They fill a gap and contradict nothing that is written."""
        text = cc.Chart.of(budapest).to_json()
        unnamed = attrs.evolve(cc.Chart.of(budapest), reference="").to_csv()

        assert "expected one of ETS No. 189" in errors(text, treaty=189)[0]
        assert "not 2020-01-01 (as_of=)" in errors(text, as_of="2020-01-01")[0]
        assert cc.Chart.of(budapest) == cc.parse_chart(unnamed, treaty="budapest", as_of="2026-04-25")
