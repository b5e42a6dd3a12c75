"""What is written is read back, in every format, whatever a title, a reference or a footnote says."""

import csv
from collections.abc import Callable

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cyberconventions as cc

FORMATS: dict[str, Callable[[cc.Chart], str]] = {
    "text": cc.Chart.to_text,
    "html": cc.Chart.to_html,
    "csv": cc.Chart.to_csv,
    "json": cc.Chart.to_json,
}
# The charts of both depositaries, with rows and without.
CHARTS = {
    "Treaty Office": cc.Chart.of("budapest", "2020-03-13"),
    "Collection": cc.Chart.of("untoc", "2003-09-29"),
}
# Characters that a page can have: not halves of one, and none that HTML has no place for.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], include_characters="\t\n\r\x85"), max_size=60
)
PIECES = st.sampled_from(
    [
        *(
            "Members of Council of Europe",
            "Status as of 01/01/2001",
            "Participant Signature",
            "ETS No. 5",
            "State,Signature",
        ),
        *(
            "Party Signature Ratification Entry into force",
            "Reference ",
            "Title ",
            "<b>",
            "</p>",
            "**",
            "# ",
            "&#60;",
            "&lt;",
        ),
        *(
            "Total number of ratifications/accessions 3",
            "(5) ",
            "4: ",
            "null",
            "Entry into Force 01/01/2001",
            "\n",
            "|",
            "a",
        ),
        *(
            "Chart of signatures and ratifications of Treaty 5",
            "Remark: footnote 4 limits invitations.",
            "maintenance",
            " ",
        ),
    ]
)
ANY = st.one_of(TEXTS, st.lists(PIECES, max_size=3).map("".join))


def few(name: str, rows: int) -> cc.Chart:
    """Return a chart with its first rows."""
    chart = CHARTS[name]
    return attrs.evolve(chart, rows=chart.rows[:rows], totals=None)


@pytest.mark.parametrize("name", CHARTS)
class TestReadBack:
    @given(title=ANY, reference=ANY, note=ANY, rows=st.integers(0, 3), limit=st.sampled_from([None, 4, 7]))
    @example(title="", reference="", note="", rows=0, limit=None)
    @example(title="<b>Convention</b> & **more**", reference="Invented", note="a  b\n", rows=2, limit=7)
    @example(title="&#60;", reference="UNTC XVIII-12", note="null", rows=0, limit=4)
    @settings(deadline=None, max_examples=40)
    def test_any_words(  # noqa: PLR0913, PLR0917 # what a chart is made of
        self, name: str, title: str, reference: str, note: str, rows: int, limit: int | None
    ) -> None:
        """A title with markup, an invented reference, a footnote that looks like another line."""
        footnotes = cc.charts.Footnotes.of({7: note}, limit)
        chart = attrs.evolve(few(name, rows), title=title, reference=reference, footnotes=footnotes)

        for format_, write in FORMATS.items():
            assert chart == cc.parse_chart(write(chart)), format_

    @pytest.mark.parametrize("format_", FORMATS)
    def test_long_footnote(self, name: str, format_: str) -> None:
        """A State's whole declaration; the limit of the csv module, which is the process's, stays as it is."""
        limit = csv.field_size_limit()
        footnotes = cc.charts.Footnotes.of({7: "The Government declares. " * 8000 + "End"}, None)
        chart = attrs.evolve(few(name, 3), footnotes=footnotes)

        assert chart == cc.parse_chart(FORMATS[format_](chart))
        assert limit == csv.field_size_limit()
