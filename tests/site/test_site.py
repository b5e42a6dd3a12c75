"""The built site, opened in a browser: `just site` builds it and runs these tests."""

import contextlib
import http.server
import importlib
import json
import os
import threading
import time
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

SITE = Path(os.environ.get("SITE", ""))
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(
    "SITE" not in os.environ or not CHROMIUM.exists(), reason="no site was built (`just site` does), or no Chromium"
)

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
    "invitation expires": "entry-into-force.html",
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
    "errors": "reference/errors.html",
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class' name
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the site as any file server does."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start Debian's Chromium, without a window."""
    sync_playwright: Any = importlib.import_module("playwright.sync_api").sync_playwright
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield started
        started.close()


@contextlib.contextmanager
def opened(browser: Any, **options: Any) -> Generator[tuple[Any, list[str], list[str]]]:  # noqa: ANN401
    """Open a page that notes what it asks of other servers, and what goes wrong in it."""
    context = browser.new_context(**options)
    page = context.new_page()
    outside: list[str] = []
    wrong: list[str] = []

    def asked(request: Any) -> None:  # noqa: ANN401
        if "127.0.0.1" not in request.url:
            outside.append(request.url)

    def said(message: Any) -> None:  # noqa: ANN401
        if message.type == "error":
            wrong.append(message.text)

    def failed(error: object) -> None:
        wrong.append(str(error))

    for event, noted in {"request": asked, "console": said, "pageerror": failed}.items():
        page.on(event, noted)
    yield page, outside, wrong
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_opens(browser: Any, address: str, scheme: str) -> None:  # noqa: ANN401
    """No page asks anything of another server, fails, or is wider than the window."""
    names = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html") if "try" not in path.parts)
    assert len(names) > 40

    with opened(browser, color_scheme=scheme, viewport={"width": 1280, "height": 900}) as (page, outside, wrong):
        for name in names:
            page.goto(address + name)
            assert "cyberconventions" in page.title(), name
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280, name
        assert ([], []) == (outside, wrong)


def test_search_finds_what_readers_type(browser: Any, address: str) -> None:  # noqa: ANN401
    missed = {}
    with opened(browser) as (page, outside, _):
        for query, wanted in QUERIES.items():
            page.goto(f"{address}search.html?q={query.replace('/', '%2F')}")
            page.wait_for_function(
                "document.querySelector('#search-results .search-summary')?.textContent.includes('found')"
            )
            page.wait_for_selector("#search-results li a", timeout=5000)
            links = page.eval_on_selector_all("#search-results li > a", "all => all.slice(0, 3).map(each => each.href)")
            first = [link.removeprefix(address).partition("?")[0].partition("#")[0] for link in links]
            if wanted not in first:
                missed[query] = first
        assert not outside
    assert missed == {}


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
