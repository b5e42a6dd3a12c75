"""Saved web pages, read by lxml: broken ones, endless ones, and their lines."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions.charts.formats._html import html_lines

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
        """Lines, or an error that the page can't be read to its end; the benchmarks tell how long it takes."""
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
