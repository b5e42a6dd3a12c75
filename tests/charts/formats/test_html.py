"""Saved web pages, read by lxml: their lines, their charts, broken ones, endless ones."""

import sys
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions.charts.formats._html import html_lines
from tests.charts.pages import CHARTS, content, errors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cyberconventions.charts._detect import Format


MARKUP = [
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<pre>",
    "<!--",
    "-->",
    "<script>",
]


class TestHtml:
    @pytest.mark.parametrize(
        ("page", "lines"),
        [
            ("a<br>b<!-- <p>c -->d\n<p>e", [(1, "a"), (1, "bd"), (2, "e")]),
            ("<tr><td>Beni<b>n</b><td>4<tr><td>x", [(1, "Benin\t4"), (1, "x")]),
            ("<table><tr>\n<td>a</td>\n<td>b&nbsp;</td></tr></table>", [(1, "a\tb")]),
            ("<tr><td title=\"a>b\">x</td><td a='>'>y</td></tr>", [(1, "x\ty")]),
            ("<style>p > a {}</style><script>if (a<b) '</p>'</script>x", [(1, "x")]),
            ("<script>a\nb</script>\n<p>c", [(3, "c")]),
            ("<pre>a\nb\n</pre>c", [(1, "a"), (2, "b"), (3, "c")]),
            ("<pre>a\nb</pre><p>c", [(1, "a"), (2, "b"), (2, "c")]),
            ("<tr><td>a</td>between<td>b</td></tr>", [(1, "a\tbetween\tb")]),
        ],
    )
    def test_lines(self, page: str, lines: list[tuple[int, str]]) -> None:
        """Rows of tables with tabs, other text by its blocks; comments, scripts and styles are left out."""
        assert lines == html_lines(page)

    def test_inline_markup_in_rows(self) -> None:
        """Rows whose cells have links and marks are read as plain ones are."""
        page = (
            content("portal-2020.html")
            .replace('<td class="a">', '<td><span class="x">')
            .replace("</td>", "</span></td>")
        )

        assert cc.read_chart(CHARTS / "portal-2020.html") == cc.parse_chart(page)

    def test_page_in_one_line(self, budapest: cc.Treaty) -> None:
        """Where the line does not say which row it is, its number does, and a problem falls on its own row's State."""
        page = content("portal-2020.html").replace("\n", "")
        odd = cc.parse_chart(page.replace("01/02/2015", "01/05/2015"))

        assert cc.parse_chart(content("portal-2020.html")) == cc.parse_chart(page)
        assert [(1, "table row 27", cc.state("LUX"))] == [(each.line, each.path, each.state) for each in odd.problems]
        assert str(odd.problems[0]).startswith("table row 27: Luxembourg: entry into force")
        assert ["line 1: table row 2: 'Albanya' is not a known State code or name – did you mean 'Albania'?"] == errors(
            page.replace("Albania", "Albanya")
        )
        newer = attrs.evolve(odd, as_of=date(2020, 4, 1))
        (conflict,) = cc.reconcile(budapest.known_at("2020-03-13"), newer).conflicts
        assert (cc.state("LUX"), "table row 27") == (conflict.state, conflict.path)

    @pytest.mark.parametrize("parts", [("", ""), ("</td></tr><tr><td></td><td>", ""), ("", "<p>x</p>")])
    def test_layout_table(self, parts: tuple[str, str]) -> None:
        """A table that lays out the page, with a menu beside the chart."""
        page = content("portal-2020.html")
        table = page[page.index("<h5>") : page.index("</body>")]
        head = "Chart of signatures and ratifications of Treaty 185<br>Convention on Cybercrime<br>ETS No.185<br>"
        whole = (
            f"<html><body><table><tr><td>Home<br>Contact<br>Legal</td><td>{head}Status as of 13/03/2020<br>{parts[0]}"
            f"{table}{parts[1]}</td></tr></table></body></html>"
        )

        assert cc.parse_chart(page).rows == cc.parse_chart(whole).rows
        assert () == cc.parse_chart(whole).problems

    def test_cell_over_two_columns(self) -> None:
        """What a cell covers stays blank, so that columns stay below their titles."""
        assert [(1, "a\t\tb"), (1, "c\td")] == html_lines("<tr><td colspan=2>a<td>b<tr><td colspan='x'>c<td>d")
        # One that lays the page out has nothing to do with the cells of a table within it.
        within = "<table><tr><td colspan=3>x<table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
        assert [(1, "x"), (1, "a\tb")] == html_lines(within)

    def test_colour_of_a_state_that_left(self) -> None:
        """Suspended and denounced States are shown by colour only: a problem says which, with its row."""
        legend = "State\u00a0who\u00a0suspended State\u00a0who\u00a0denounced"
        page = content("portal-2020.html").replace("State\u00a0who", "State who").replace("\u00a0", " ")
        page = page.replace(
            legend.replace("\u00a0", " "),
            '<span class="x1">State who suspended</span> <span class="x2">State who denounced</span>',
        ).replace('<td class="a">Greece', '<td class="x1">Greece')
        page = page.replace(
            'style="color:red"><td class="a">&nbsp;</td><td class="a">France', "class='x2'><td></td><td>France"
        )

        assert [
            "line 28: France stands in the colour of States that denounced the treaty; no date of it is printed",
            "line 31: Greece stands in the colour of States that are suspended; no date of it is printed",
        ] == [str(each) for each in cc.parse_chart(page).problems]
        assert () == cc.parse_chart(page.replace('class="a"', 'class="x1"')).problems

    @pytest.mark.parametrize("format_", [None, *cc.charts.FORMATS])
    def test_outage(self, format_: "Format | None") -> None:
        """A page that says that the service is down is reported as one, in whatever form a chart was expected."""
        page = "<html><body><p>Service temporarily unavailable: urgent maintenance</p></body></html>"

        assert "outage" in errors(page, format=format_)[0]
        if format_ is None:
            assert "outage" in errors("Service indisponible")[0]


class TestLines:
    @pytest.mark.parametrize(
        ("page", "lines"),
        [
            ("", []),
            (" \n\t", []),
            ("<!-- c -->", []),
            ("<!doctype html>", []),
            ("<![CDATA[x]]>", []),
            ("a\0b", [(1, "a\ufffdb")]),
            ("\ud800", [(1, "?")]),
            ("\n\n&amp;x\ny<p>z", [(3, "&x y"), (4, "z")]),
            ("<!doctype html>\n<html>\n<body>\ntext\n&amp;<br>more", [(4, "text &"), (5, "more")]),
            ("<html><body>a</body></html>\n\nb<p>c", [(1, "a"), (3, "b"), (3, "c")]),
            ("<p>\na<!-- c\n --><p>b", [(2, "a"), (3, "b")]),
            ("<p>a\n<script>x\ny</script>b\n<p>c", [(1, "a"), (3, "b"), (4, "c")]),
            ("<p>a<noscript><p>no</p><template>t</template></noscript>b", [(1, "a"), (1, "b")]),
            ("<script>never ends", []),
            ("a < b <3 <!-- never ends", [(1, "a < b <3")]),
            ("<iframe><p>no</p></iframe>x", [(1, "x")]),
            ("<div><tr><td>a</td><br><td>b</td><br></div>", [(1, "a\tb")]),
            ("<td>a</td><td>b</td><code>c", [(1, "a\tb"), (1, "c")]),
            ("<td>a<td>b</td><td>c", [(1, "a\tb\tc")]),
            ("<table><tr><td>a</td>b</tr></table>", [(1, "a\tb")]),
            ("a<code>b</code><span>c</span><b class='x'>d</b>", [(1, "abcd")]),
            ("<tr><td>a<td><td>b<tr><td>c", [(1, "a\t\tb"), (1, "c")]),
            ("<td>a</td></td></table>text<td><p>b<br>c</p></td>", [(1, "a"), (1, "text"), (1, "b c")]),
            ("<td>a</td> <th>b</th><p>c", [(1, "a\tb"), (1, "c")]),
            ("<tr><td><span>a<td>b<tr><td>c", [(1, "a\tb"), (1, "c")]),
            ("<table><tr><td>a<table><tr><td>b</table></td><td>c</table>", [(1, "a"), (1, "b"), (1, "c")]),
            ("<?php x ?>y&#" + "9" * 5000 + ";", [(1, "y\ufffd")]),
        ],
    )
    def test_lines(self, page: str, lines: list[tuple[int, str]]) -> None:
        """As a browser shows them, each with its line of the input."""
        assert lines == html_lines(page)

    def test_lines_after_65535(self) -> None:
        """Beyond what libxml2 counts to."""
        lines = html_lines("<table>\n" + "<tr\n>\n<td>x</td></tr>\n" * 40_000 + "</table>")

        assert (3, "x") == lines[0]
        assert (120_000, "x") == lines[-1]


class TestHostile:
    def test_depth(self) -> None:
        """An error of the library, with its line."""
        with pytest.raises(cc.errors.ChartError, match="line 2048: .*more than 2048 elements within each other"):
            html_lines("\n" + "<div>\n" * 100_000)

    @pytest.mark.parametrize(
        "page",
        [
            "<a " + " ".join(f"x{number}=1" for number in range(80_000)) + ">x",
            "<span>" * 2000 + "</b>" * 80_000,
            "</html>x" * 20_000,
            "<!--" * 80_000,
            "<!--" + "x\n" * 80_000,
            "<script></scrip" * 80_000,
            "<a b='" * 80_000,
            "&a" * 80_000,
        ],
        ids=range(8),
    )
    def test_endless(self, page: str) -> None:
        """Lines, or an error that the page can't be read to its end; the benchmarks measure how long it takes."""
        try:
            assert isinstance(html_lines(page), list)
        except cc.errors.ChartError as error:
            assert "can't be read beyond this line" in str(error)  # noqa: PT017 # lines or an error

    @given(st.lists(st.sampled_from(MARKUP) | st.text(max_size=5), max_size=30).map("".join))
    @settings(max_examples=100)
    def test_any_page(self, page: str) -> None:
        """Lines in their order, never an exception of lxml."""
        lines = html_lines(page)

        assert all(text.strip() for _, text in lines)
        assert [line for line, _ in lines] == sorted(line for line, _ in lines)


def test_without_lxml(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the extra."""
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setitem(sys.modules, "lxml.etree", None)

    with pytest.raises(cc.errors.MissingExtraError, match=r"pip install '\.\[html\]'") as caught:
        html_lines("<p>x")
    assert isinstance(caught.value, cc.CyberConventionsError)
    assert isinstance(caught.value, ImportError)
