"""The built site, opened in a browser: `just site` builds it and runs these tests."""

import importlib
import json
import re
import subprocess
import tarfile
import time
from pathlib import Path
from typing import Any

import pytest

import cyberconventions as cc
from tests.site.pages import SITE, needs_site, opened, written

pytestmark = needs_site

# What readers type, and the page that answers; it has to be among the first three found.
QUERIES = {
    "is a state bound": "bound.html",
    "on what day in force": "bound.html",
    "two states bound": "between.html",
    "cite": "cite.html",
    "bibtex": "cite.html",
    "ballots": "reference/un.html",
    "votes": "reference/un.html",
    "signatories": "reference/treaties.html",
    "invitation expires": "ideas/invitations.html",
    "invited to accede": "ideas/invitations.html",
    "data frame": "scale.html",
    "polars": "scale.html",
    "spark": "spark.html",
    "million rows": "scale.html",
    "data version": "reference/record.html",
    "own treaty": "own-treaty.html",
    "testing": "testing.html",
    "pytest fixtures": "testing.html",
    "hypothesis": "testing.html",
    "territories": "territories.html",
    "hong kong": "territories.html",
    "unknown": "unknown.html",
    "is my data current": "current.html",
    "record of my own": "record.html",
    "reservation": "desk/statements.html",
    "dual criminality": "desk/dual-criminality.html",
    "24/7 contact": "desk/receiver.html",
    "would_enter": "reference/treaties.html",
    "entry into force": "entry-into-force.html",
    "names accepted": "names.html",
    "african union": "groups.html",
    "exit status": "reference/command-line.html",
    "glossary": "glossary.html",
    "errors": "errors.html",
    "UnknownStatusError": "errors.html",
    "pin data in tests": "pin.html",
    "two dates": "ideas/two-dates.html",
    "shelf life": "ideas/shelf-life.html",
    "status": "ideas/acts.html",
    "rules": "entry-into-force.html",
    "statements": "ideas/statements.html",
    "former States": "ideas/states.html",
    "data dictionary": "data-dictionary.html",
    "fetch": "api.html",
    "StateLike": "reference/arguments.html",
    "Confidence": "reference/treaties.html",
    "Budapest Convention": "treaties/ets185.html",
    "changelog": "changelog.html",
    "contributing data": "contributing-data.html",
    "notebook": "notebook.html",
    "excel": "export.html",
    "map": "pictures.html",
    "cookbook": "cookbook.html",
    "install": "start.html",
    "extras": "start.html",
}


# Pictures that are shown and did not load, or of which both the light and the dark one are shown.
_MISSING_PICTURES = """async () => {
  const shown = [...document.querySelectorAll("article img")].filter((each) => each.checkVisibility());
  for (const each of shown) each.loading = "eager";
  await Promise.allSettled(shown.map((each) => each.decode()));
  const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "only-light" : "only-dark";
  return shown.filter((each) => !each.naturalWidth || each.classList.contains(scheme)).map((each) => each.src);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_opens(browser: Any, address: str, scheme: str) -> None:  # noqa: ANN401
    """No page asks anything of another server, fails, or is wider than the window."""
    names = written()
    assert len(names) > 65

    with opened(browser, color_scheme=scheme, viewport={"width": 1280, "height": 900}) as (page, outside, wrong):
        for name in names:
            page.goto(address + name)
            assert "cyberconventions" in page.title(), name
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280, name
            assert [] == page.evaluate(_MISSING_PICTURES), name
        assert ([], []) == (outside, wrong)


def test_search_finds_what_readers_type(browser: Any, address: str) -> None:  # noqa: ANN401
    """The page that answers is among the first three; what the page shows is what its script finds."""
    found = "query => Search._performSearch(...Search._parseQuery(query)).slice(-3).reverse().map((each) => each[0])"
    with opened(browser) as (page, outside, _):
        page.goto(f"{address}search.html?q=cite")
        page.wait_for_selector("#search-results li:nth-child(3) > a")
        links = page.eval_on_selector_all("#search-results li > a", "all => all.slice(0, 3).map(each => each.href)")
        shown = [re.split(r"\.html", link.removeprefix(address))[0] for link in links]
        assert page.evaluate(found, "cite") == shown
        first = {query: [f"{name}.html" for name in page.evaluate(found, query)] for query in QUERIES}
        assert not outside
    assert {} == {query: names for query, names in first.items() if QUERIES[query] not in names}


def test_the_box_answers(browser: Any, address: str, record_property: Any) -> None:  # noqa: ANN401
    """The library runs in the browser: a question that is ready, one that is typed, and a mistake."""
    with opened(browser) as (page, outside, wrong):
        page.goto(address)
        page.wait_for_function("document.querySelector('[data-size]').textContent.includes('MB')")
        begun = time.monotonic()
        page.click("#try button[type=submit]")
        page.wait_for_function("document.querySelector('#try output').dataset.answered", timeout=60_000)
        record_property("seconds to the first answer", round(time.monotonic() - begun, 1))
        assert "True" == page.text_content("#try output")

        for text, answer in {
            "cc.treaty('crc').is_party('USA', on='2010-01-01')": "False",
            "cc.state('Korea')": "UnknownStateError: 'Korea' is not a known State",
            "cc.treaty(185).status('COL', on='2019-01-01')": "unknown",
        }.items():
            page.fill("#try input", text)
            page.click("#try button[type=submit]")
            assert answer in page.text_content("#try output")
        for ready in page.query_selector_all("#try button[data-question]"):
            ready.click()
            assert "Error" not in page.text_content("#try output")
        assert ([], []) == (outside, wrong)


def test_the_record_is_read_by_fetch(browser: Any, address: str) -> None:  # noqa: ANN401
    """Every file is what its schema says, and a page reads them."""
    # By name, as both checkers run without the extra.
    validator_of: Any = importlib.import_module("jsonschema").Draft202012Validator
    referencing: Any = importlib.import_module("referencing")
    root = SITE / "api" / "v1"
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (root / "schema").iterdir()}
    registry = referencing.Registry().with_resources(
        [(name, referencing.Resource.from_contents(text)) for name, text in schemas.items()]
    )
    with opened(browser) as (page, outside, wrong):
        page.goto(address)
        read = "url => fetch(url).then(answer => answer.json())"
        index = page.evaluate(read, "api/v1/index.json")
        files = {
            "index.json": ["index.json"],
            "values.json": [each["file"] for each in index["treaties"]],
            "state.json": [each["file"] for each in index["states"]],
        }
        assert {"treaties/ets185.json"} <= {*files["values.json"]}
        for name, paths in files.items():
            validator = validator_of(schemas[name], registry=registry)
            for path in paths:
                validator.validate(page.evaluate(read, f"api/v1/{path}"))
        assert ([], []) == (outside, wrong)
    written = {path.relative_to(root).as_posix() for path in root.rglob("*.json") if path.parent.name != "schema"}
    assert written == {"openapi.json", *(path for paths in files.values() for path in paths)}


def test_without_scripts(browser: Any, address: str) -> None:  # noqa: ANN401
    """Every page but the box and the search works with scripts off."""
    with opened(browser, java_script_enabled=False) as (page, *_):
        page.goto(address)
        assert not page.is_visible("#try")
        page.click("text=Is a State bound, and from what day?")
        assert page.url.endswith("bound.html")
        assert page.is_visible("text=would a new party be bound")
    with opened(browser, java_script_enabled=False, color_scheme="dark") as (page, *_):
        page.goto(address)
        page.click("text=the treaties >> nth=0")
        page.click("article >> text=Budapest Convention")
        assert page.is_visible("img.only-dark")
        assert not page.is_visible("img.only-light")
        page.click("article >> text=First Additional Protocol >> nth=-1")
        page.click("article >> text=the rules")
        page.click("article >> text=invitations >> nth=-1")
        assert page.is_visible("h1:has-text('Invitations')")


def test_nothing_is_cut(browser: Any, address: str) -> None:  # noqa: ANN401
    """The first commands are seen whole, a day stays on one line on a phone, and a dark page has no light picture."""
    with opened(browser, viewport={"width": 1280, "height": 900}) as (page, *_):
        page.goto(address)
        assert page.evaluate(
            "[...document.querySelectorAll('.highlight-sh pre')].every(e => e.scrollWidth <= e.clientWidth)"
        )
    with opened(browser, viewport={"width": 420, "height": 900}) as (page, *_):
        page.goto(address + "treaties/ets185.html")
        heights = page.evaluate("[...document.querySelectorAll('td .day')].map(e => e.getClientRects().length)")
        assert {1} == set(heights)
    with opened(browser, color_scheme="dark") as (page, *_):
        page.goto(address + "cookbook.html")
        assert "invert" in page.evaluate("getComputedStyle(document.querySelector('.cell_output img')).filter")


def test_the_first_page_is_one_screen(browser: Any, address: str) -> None:  # noqa: ANN401
    """What it answers, the commands, the picture and where to go: of a usual screen, with the box."""
    with opened(browser, viewport={"width": 1920, "height": 1080}) as (page, *_):
        page.goto(address)
        page.wait_for_function("document.querySelector('[data-size]').textContent.includes('MB')")
        assert page.evaluate("document.querySelector('article').getBoundingClientRect().height") < 1080


# What axe looks at, a page of each kind; Lighthouse's score for accessibility rests on the same rules.
LOOKED_AT = {
    "index.html": ("light", "dark"),
    "bound.html": ("light",),
    "treaties/cets224.html": ("dark",),
    "reference/rules.html": ("light",),
    "search.html": ("light",),
}


def test_accessibility(browser: Any, address: str, tmp_path: Path) -> None:  # noqa: ANN401
    """Axe finds nothing."""
    npm = ["npm", "pack", "--silent", "--pack-destination", str(tmp_path), "axe-core@4"]
    packed = subprocess.run(npm, check=True, capture_output=True, text=True)
    with tarfile.open(tmp_path / packed.stdout.split()[-1]) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        axe = script.read().decode()
    found = {}
    for scheme in ("light", "dark"):
        with opened(browser, color_scheme=scheme) as (page, *_):
            for name in (each for each, schemes in LOOKED_AT.items() if scheme in schemes):
                page.goto(address + name)
                page.evaluate(axe)
                for violation in page.evaluate("axe.run()")["violations"]:
                    found[name, scheme, violation["id"]] = violation["nodes"][0]["html"]
    assert found == {}


def test_the_wheel_answers_in_node(record_property: Any) -> None:  # noqa: ANN401
    """What the site gives a browser answers without one, and as the library does here."""
    questions = [
        'cc.treaty("budapest").is_party("France", on="2010-01-01")',
        'cc.treaty("budapest").status("COL", on="2019-01-01")',
        'cc.treaty("budapest").would_enter_into_force("Ireland", deposited="2026-11-30")',
        'len(cc.treaty("untoc").parties())',
        '[treaty.id for treaty in cc.treaties(between=("France", "Japan"), on="2015-01-01")]',
        'str(cc.treaty("budapest").explain("Benin", on="2024-07-01"))',
        'cc.cooperation(requesting="DEU", requested="NGA", measure="preservation", on="2023-01-01").text()',
        "cc.data_version",
    ]
    script = Path(__file__).with_name("answers.mjs")
    node = ["node", str(script), str((SITE / "try").resolve()), *questions]
    told = subprocess.run(node, check=False, capture_output=True, text=True)
    assert 0 == told.returncode, told.stderr[-2000:]
    answered = json.loads(told.stdout)

    assert [repr(eval(each, {"cc": cc})) for each in questions] == answered["answers"]  # noqa: S307 - those above
    record_property("seconds to the first answer", round(answered["seconds"], 1))
