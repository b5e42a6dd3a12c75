"""What is written as HTML holds texts as text: no element and no attribute comes from data."""

import contextlib
import html
import re
from collections.abc import Iterable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions._cells import cell, note
from cyberconventions._table import Table, texts
from cyberconventions.testing import chart_text, state, treaty_of

# Parts of texts that end, begin or hide something where they are not escaped.
PARTS = (
    *(
        "<b>",
        "</td>",
        "</table>",
        "<td onclick=x>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?php",
        "<script>",
        "</script>",
    ),
    *(
        "</style>",
        "</title>",
        "</pre>",
        "<svg/onload=x>",
        "<img src=x>",
        '"',
        "'",
        "`",
        "=",
        "/>",
        "&",
        "&lt;",
        "&#60;",
    ),
    *(
        "&amp;lt;",
        "&nbsp",
        "<",
        ">",
        "\\",
        "{",
        "}",
        "{{x}}",
        "$",
        "%",
        "javascript:",
        "é",
        "\u2028",
        "\U0001f600",
        " ",
        "a",
    ),
)
awkward = st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join)
ALL_OF_THEM = "".join(PARTS)
FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None)
FEWER = settings(FEW, max_examples=15)

ELEMENTS = {
    *("div", "style", "p", "strong", "br", "small", "details", "summary", "pre"),
    *("table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
    *("html", "head", "meta", "title", "body", "h1", "h2", "noscript"),
}
INSIDE_TEXT = {"wbr", "span"}  # where a symbol may be broken, and a day that is not
ATTRIBUTES = re.compile(
    r'class="(cc-[a-z]|[nw]|cc-v mathjax_ignore tex2jax_ignore)"|style="width:\d+ch"|charset="utf-8"|lang="en"|'
    r'colspan="\d+"|id="picture"|role="img"'
)


class Page(HTMLParser):
    """Elements, attributes and texts as a browser sees them: Python's tokenizer knows where scripts and styles end."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.others: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        if tag in INSIDE_TEXT:
            return
        self.elements.append(tag)
        self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts:  # and not the line behind the document type
            self.texts[-1] += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)


def checked(text: str, *, scripts: bool = False) -> Page:
    """Read a page; everything in it but its texts is of the library's own making."""
    page = Page(text)

    assert {*page.elements} <= (ELEMENTS | {"script"} if scripts else ELEMENTS)
    assert not page.others
    for name, value in page.attributes:
        assert ATTRIBUTES.fullmatch(f'{name}="{value}"') or name == "aria-label", (name, value)
    return page


def same(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@FEW
@given(st.lists(st.tuples(awkward, awkward), min_size=1, max_size=3), awkward, awkward, awkward, awkward)
def test_cells_of_notebooks(rows: list[tuple[str, str]], head: str, title: str, said: str, foot: str) -> None:
    """Every text of a table stands in its own cell, as it was."""
    page = checked(cell(rows, heads=(head, "b"), title=title, note=said, foot=[foot]))
    found = [text.removesuffix("\n") for tag, text in zip(page.elements, page.texts, strict=True) if tag == "td"]

    assert [each for row in rows for each in row] == found
    assert {same(title), head} <= {*page.texts}
    lxml = pytest.importorskip("lxml.html")
    assert 2 * len(rows) == len(lxml.fromstring(cell(rows, heads=(head, "b"), title=title)).findall(".//td"))


@FEW
@given(awkward, awkward, awkward)
def test_notes_of_notebooks(text: str, summary: str, folded: str) -> None:
    """A citation with its folded entry."""
    page = checked(note(text, summary, folded))

    assert ["div", "style", "p", "details", "summary", "pre"] == page.elements
    assert [text, "", summary, folded] == page.texts[2:]


def shown(value: Any) -> str:  # noqa: ANN401
    found: str = value._repr_html_()
    return found


@FEWER
@given(awkward, awkward)
def test_values_of_ones_own(within: str, about: str) -> None:
    """A State, a treaty and a table with awkward names show themselves as cells and no more."""
    name, title = (" ".join(f"a{each}a".split()) for each in (within, about))
    country = state(name)
    treaty = treaty_of(signatories=[country], title=title, short_title=title)
    table = Table.of(country=texts([name, None]), title=texts([title, "x"]))
    for value in (table, treaty, treaty[country], treaty.signatories()):
        checked(shown(value))
    assert name in checked(shown(table)).texts


@FEWER
@given(awkward, awkward)
def test_pages_with_charts(title: str, footnote: str) -> None:
    """`Chart.to_html` and the page of the other depositary: refused as unprintable, or written as text."""
    chart = attrs.evolve(PLAIN, title=title, footnotes=cc.charts.Footnotes(((4, footnote),)))
    for form in ("html", "un-html"):
        with contextlib.suppress(cc.CyberConventionsError):
            checked(chart_text(chart, format=form))


PLAIN = cc.Chart.of(cc.treaty("budapest").known_at("2026-04-25"), on="2002-01-01")


def test_a_page_is_read_back_as_it_was() -> None:
    """Whatever its title and footnotes are."""
    title, footnote = 'A "<b>" & <script>', "One </td> & two"
    page = attrs.evolve(PLAIN, title=title, footnotes=cc.charts.Footnotes(((4, footnote),))).to_html()

    checked(page)
    pytest.importorskip("lxml")
    again = cc.parse_chart(page)
    assert (title, footnote) == (again.title, again.footnotes[4])


@pytest.mark.engines
class TestPictures:
    """A picture's page and drawing, with awkward words in its title, in what it says, and in its marks."""

    def picture(self) -> "cc.plots.Picture":
        pytest.importorskip("altair")
        pytest.importorskip("vl_convert")
        name = ALL_OF_THEM.replace(" ", "")
        country = state(name)
        treaty = treaty_of(signatories=[country], short_title=name)
        drawn = cc.plots.timeline(treaty, states=[country])
        return attrs.evolve(drawn, title=ALL_OF_THEM, alt=ALL_OF_THEM)

    def test_page(self, tmp_path: Path) -> None:
        self.picture().save(tmp_path / "picture.html")
        written = (tmp_path / "picture.html").read_text(encoding="utf-8")
        head, script, rest = written.partition("</style>\n<script>")
        _, end, body = rest.partition("</script>\n</head>")  # a megabyte of library
        page = checked(head + script + end + body, scripts=True)

        assert [
            "html",
            "head",
            "meta",
            "title",
            "style",
            "script",
            "body",
            "div",
            "noscript",
            "script",
        ] == page.elements
        assert [("aria-label", ALL_OF_THEM)] == [each for each in page.attributes if each[0] == "aria-label"]
        assert ALL_OF_THEM == page.texts[page.elements.index("title")].removesuffix("\n")
        assert "</" not in page.texts[-1]

    def test_drawing(self, tmp_path: Path) -> None:
        etree = pytest.importorskip("lxml.etree")
        self.picture().save(tmp_path / "picture.svg")
        root = etree.fromstring((tmp_path / "picture.svg").read_bytes())
        elements = {etree.QName(each).localname for each in root.iter()}

        assert elements <= {
            "svg",
            "title",
            "g",
            "path",
            "text",
            "tspan",
            "rect",
            "line",
            "defs",
            "clipPath",
            "style",
            "a",
            "image",
        }
        assert not elements & {"a", "image", "style"}
        assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
        assert ALL_OF_THEM == root.get("aria-label")


ENTITY = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a {}>]>\n<Treaty><Title>&a;</Title></Treaty>'


@pytest.mark.parametrize("form", [None, "xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_xml_are_refused(form: Any, encoding: str, tmp_path: Path) -> None:  # noqa: ANN401
    """One that stands for a word, and one that names a file, whose content never shows."""
    (tmp_path / "secret.txt").write_text("SECRET", encoding="utf-8")
    for entity in ('"word"', f'SYSTEM "{(tmp_path / "secret.txt").as_uri()}"'):
        with pytest.raises(cc.errors.ChartError) as refused:
            cc.parse_chart(ENTITY.format(entity).encode(encoding), format=form)

        assert "SECRET" not in str(refused.value)
        assert form is None or "document type" in str(refused.value)


def test_a_page_loads_nothing(tmp_path: Path) -> None:
    """A saved page that names a file, a picture and a style has none of them opened."""
    pytest.importorskip("lxml")
    from tests.trust import audit

    page = PLAIN.to_html().replace(
        "<head>", f'<head><base href="{tmp_path.as_uri()}/"><link rel="stylesheet" href="x"><script src="x"></script>'
    )
    with audit.apart() as seen:
        assert PLAIN.rows == cc.parse_chart(page).rows
    assert not seen.broken


def names_of(parts: Iterable[str]) -> str:
    return html.escape("".join(parts))


def test_the_parser_finds_what_is_not_escaped() -> None:
    """Or the tests above would prove nothing: each part that is mark-up is seen where nobody escapes it."""
    for part in (
        "<b>",
        "<td onclick=x>",
        "<!--a-->",
        "<![CDATA[x]]>",
        "<?php ?>",
        "<script>",
        "<svg/onload=x>",
        "<img src=x>",
    ):
        with pytest.raises(AssertionError):
            checked(f"<div><p>{part}</p></div>")
        checked(f"<div><p>{names_of([part])}</p></div>")
    assert date(2002, 1, 1) == PLAIN.as_of
