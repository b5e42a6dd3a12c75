"""Opens pages of the built site in Debian's Chromium."""

import contextlib
import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

SITE = Path(os.environ.get("SITE", ""))
CHROMIUM = Path("/usr/bin/chromium")
needs_site = pytest.mark.skipif(
    "SITE" not in os.environ or not CHROMIUM.exists(), reason="no site was built (`just site` does), or no Chromium"
)


def written() -> list[str]:
    """Return the paths of all pages, from the site's top."""
    return sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))


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
