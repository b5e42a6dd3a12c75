"""The built site's pages as they are written: what leads where, and what others show of them."""

import enum
import posixpath
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest

import cyberconventions as cc
from tests.site.pages import SITE, needs_site, written

ROOT = Path(__file__).parents[2]
# Made by the theme; not pages to read on from.
LISTS = {"genindex.html", "py-modindex.html", "search.html"}

pytestmark = needs_site


@pytest.fixture(scope="module")
def pages() -> dict[str, lxml.html.HtmlElement]:
    """Return each page by its path from the site's top."""
    return {name: lxml.html.fromstring((SITE / name).read_text(encoding="utf-8")) for name in written()}


def links(name: str, page: lxml.html.HtmlElement) -> set[str]:
    """Return the pages to which a page has a link."""
    targets = {str(each.get("href")).partition("#")[0] for each in page.iter("a") if each.get("href")}
    return {posixpath.normpath(posixpath.join(posixpath.dirname(name), each)) for each in targets if each}


def test_every_page_leads_on(pages: dict[str, lxml.html.HtmlElement]) -> None:
    """Each has a way on at its foot: one that we wrote or, where nobody did, the next page of the list."""
    ends: list[str] = []
    for name, page in pages.items():
        own = [each for each in page.findall(".//article//p") if each.text_content().startswith("Next:")]
        ways = own[-1].findall(".//a") if own else page.findall(".//a[@class='next-page']")
        if not ways and name not in LISTS | {"index.html"}:
            ends.append(name)

    assert [] == ends


def test_every_link_leads_to_a_page_and_every_page_is_reached(pages: dict[str, lxml.html.HtmlElement]) -> None:
    """Within two clicks of the first page, and not by the lists that the theme makes."""
    leads = {name: links(name, page) for name, page in pages.items()}
    first = leads["index.html"] | {"index.html"}
    second = {each for name in first & set(pages) for each in leads[name]}

    assert set(pages) - LISTS <= first | second
    broken = {
        (name, each)
        for name, targets in leads.items()
        for each in targets
        if ":/" not in each and not (SITE / each).exists()
    }
    assert set() == broken
    ids = {name: {str(each.get("id")) for each in page.iter() if each.get("id")} for name, page in pages.items()}
    lost = {
        (name, str(each.get("href")))
        for name, page in pages.items()
        for each in page.iter("a")
        for path, sign, anchor in [str(each.get("href")).partition("#")]
        if sign and anchor and ":" not in path
        for target in [posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name]
        if target in ids and unquote(anchor) not in ids[target]
    }
    assert set() == lost


def test_what_others_show(pages: dict[str, lxml.html.HtmlElement]) -> None:
    """Each page says what it is about, and has a card, as large as those who show it ask for."""
    for name, page in pages.items():
        found = {each.get("property"): str(each.get("content")) for each in page.iter("meta") if each.get("property")}
        if name in LISTS:
            continue
        assert 20 < len(found["og:description"]) <= 202, name
        assert found["og:title"], name
        assert (SITE / Path(name).parent / found["og:image"]).resolve() == (SITE / "pictures" / "card.png").resolve()
        assert page.find(".//link[@rel='shortcut icon']") is not None, name
    head = (SITE / "pictures" / "card.png").read_bytes()[16:24]
    assert (1200, 630) == (int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big"))


def test_every_treaty_has_its_page(pages: dict[str, lxml.html.HtmlElement]) -> None:
    """With who is a party, the rules, what it is about, what is not known, and its map, light and dark."""
    for treaty in cc.treaties():
        page = pages[f"treaties/{treaty.id}.html"]
        heads = {each.text_content().rstrip("¶") for each in page.findall(".//h2")}
        wanted = {f"Status on {treaty.as_of}", "Final clauses", "Cooperation", "Statements of States", "Sources"}
        assert {*wanted, "What is not known", *["Misprints"] * bool(treaty.misprints)} <= heads, treaty.id
        maps = [each for each in page.findall(".//article//img") if "pictures/" in str(each.get("src"))]
        assert ["only-light", "only-dark"] == [each.get("class") for each in maps]
        assert all(str(each.get("alt")).startswith(treaty.short_title) for each in maps)


def test_every_member_is_explained(pages: dict[str, lxml.html.HtmlElement]) -> None:
    """Members of enumerations have an anchor and a sentence in the reference."""
    anchors = {
        str(each.get("id")): each
        for name, page in pages.items()
        if name.startswith("reference/")
        for each in page.iter("dt")
    }
    public = [(module, getattr(module, name)) for module in (cc, cc.charts, cc.un) for name in module.__all__]
    kinds = {value for _, value in public if isinstance(value, type) and issubclass(value, enum.Enum)}
    assert len(kinds) > 20
    for kind in kinds:
        ids = {name.rpartition(".")[2]: dt for name, dt in anchors.items() if name.split(".")[-2:-1] == [kind.__name__]}
        for member in kind:
            assert member.name in ids, (kind, member)
            explained = ids[member.name].getnext()
            assert explained is not None, (kind, member)
            assert explained.text_content().strip(), (kind, member)


def test_the_glossary_has_the_words(pages: dict[str, lxml.html.HtmlElement]) -> None:
    """Each status and each kind of act is a term, or part of one."""
    terms = " ".join(each.text_content().casefold() for each in pages["glossary.html"].findall(".//article//dt"))
    words = {each.value for each in (*cc.Status, *cc.ActKind, *cc.StatementKind)} - {"communication", "consent"}

    assert [] == [word for word in sorted(words) if word.split()[-1].replace("suspended", "suspension") not in terms]
