"""Pictures as they are drawn: PNG, SVG, a page, the altair chart. Skipped where the extra ``plot`` is not installed."""

import os
import re
import socket
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any, NoReturn

import pytest

import cyberconventions as cc
from tests.plots.pictures import OF_TREATY, every_picture, needed, png, shown, specification

DRAWN = cc.plots.timeline("budapest", states=["Albania", "Ireland", "Nigeria"])


@pytest.fixture(scope="module")
def altair() -> Any:  # noqa: ANN401 - a module, untyped on purpose
    return needed("altair")


@pytest.fixture(autouse=True)
def vl_convert() -> Any:  # noqa: ANN401
    return needed("vl_convert")


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket can be opened."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_files(theme: str, tmp_path: Path) -> None:
    """Each form of file, in each theme, with its words and without a network."""
    picture = DRAWN.with_theme("dark" if theme == "dark" else "light")
    for form in ("png", "svg", "html"):
        picture.save(tmp_path / f"picture.{form}")
    svg, page = ((tmp_path / f"picture.{form}").read_text(encoding="utf-8") for form in ("svg", "html"))

    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")
    assert f"<title>{picture.title}</title>" in svg
    assert f'aria-label="{picture.alt}"' in svg
    assert "Ireland</text>" in svg
    assert f"<title>{picture.title}</title>" in page
    assert page.count(picture.alt) >= 3  # for who hears it, for who runs no scripts, and in the specification
    for text in (svg, page):
        assert ("#ffffff" if theme == "light" else "#15191f") in text
        # Nothing is loaded from elsewhere; Vega's own text has such words in it, which are no elements of the page.
        assert not re.search(
            r"<(script|img|link|iframe|image)[^>]*(src|href)=|@import", re.sub(r"(?s)<script>.*?</script>", "", text)
        )


NO_NETWORK = ["unshare", "--map-root-user", "--net"]


def test_a_machine_without_a_network(tmp_path: Path) -> None:
    """In a process that has none at all, where the system can make one."""
    can = (
        sys.platform == "linux"
        and not subprocess.run([*NO_NETWORK, "true"], check=False, capture_output=True).returncode
    )
    if not can:
        pytest.skip("needs Linux and the right to make a network namespace")
    code = (
        "import socket, sys, cyberconventions as cc\n"
        "assert [name for _, name in socket.if_nameindex()] == ['lo']\n"
        "picture = cc.plots.timeline('budapest', states=['Ireland'])\n"
        "for form in ('png', 'html'): picture.save(f'{sys.argv[1]}/ireland.{form}')"
    )
    subprocess.run([*NO_NETWORK, sys.executable, "-c", code, str(tmp_path)], check=True)

    assert {"ireland.png", "ireland.html"} == set(os.listdir(tmp_path))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """And not the one in which the picture is whole before it takes its place."""
    with pytest.raises(cc.errors.MissingFileError, match=r"^there is no folder '[^']*nowhere' to write into$"):
        DRAWN.save(tmp_path / "nowhere" / "picture.svg")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX systems")
def test_a_file_that_does_not_fit_replaces_nothing(tmp_path: Path) -> None:
    """The picture that was there stays, and nothing is left beside it; a link keeps leading to the file."""
    DRAWN.save(tmp_path / "picture.png")
    (tmp_path / "link.svg").symlink_to(tmp_path / "linked.svg")
    DRAWN.save(tmp_path / "link.svg")
    before = (tmp_path / "picture.png").read_bytes()
    code = (
        "import resource, sys, cyberconventions as cc\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: cc.plots.map('budapest').save(sys.argv[1])\n"
        "except OSError: print('refused')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "picture.png")], capture_output=True, check=True, text=True
    )

    assert "refused\n" == done.stdout
    assert before == (tmp_path / "picture.png").read_bytes()
    assert (tmp_path / "link.svg").is_symlink()
    assert {"picture.png", "link.svg", "linked.svg"} == set(os.listdir(tmp_path))


def test_the_png_is_twice_the_size_that_a_notebook_shows() -> None:
    """As sharp on a screen with small pixels as in print; the words stand where there are no pictures."""
    data, metadata = shown(DRAWN)
    width, height = struct.unpack(">II", data["image/png"][16:24])

    assert {"image/png", "text/plain"} == set(data)
    assert (width // 2, height // 2) == (metadata["image/png"]["width"], metadata["image/png"]["height"])
    assert 880 <= metadata["image/png"]["width"] <= 910
    assert DRAWN.alt == data["text/plain"] == metadata["image/png"]["alt"]


def test_a_png_is_packed_without_a_loss(vl_convert: Any) -> None:  # noqa: ANN401
    """The same pixels in a third of the bytes."""
    drawn = vl_convert.vegalite_to_png(specification(DRAWN, themed=True), scale=2)
    packed = png(DRAWN)

    def pixels(png: bytes) -> bytes:
        place, found = 8, b""
        while place < len(png):
            size = int.from_bytes(png[place : place + 4], "big")
            content = png[place + 4 : place + 8 + size]
            assert zlib.crc32(content) == int.from_bytes(png[place + 8 + size : place + 12 + size], "big")
            found += content[4:] if content.startswith(b"IDAT") else b""
            place += size + 12
        return zlib.decompress(found)

    assert pixels(drawn) == pixels(packed)
    assert len(packed) < len(drawn) / 2


def test_the_chart_goes_on(altair: Any) -> None:  # noqa: ANN401
    """It is altair's, valid, new each time; and what altair was told elsewhere does not change a picture."""
    before = png(DRAWN)
    with altair.theme.enable("dark"):
        assert before == png(DRAWN)
    renderer = altair.renderers.active
    chart = DRAWN.chart.properties(width=300, title="Three States")

    assert isinstance(chart, altair.LayerChart)
    assert 300 == chart.to_dict()["width"]
    assert 300 != DRAWN.chart.to_dict()["width"]
    assert before == png(DRAWN)
    assert renderer == altair.renderers.active


def test_every_chart_is_valid(altair: Any) -> None:  # noqa: ANN401
    """By altair's schema of Vega-Lite: one of each kind, a small one where there is."""
    of_each = [f"{name} of malabo" for name in OF_TREATY] + ["votes by status", "overlap of a day"]
    pictures = dict(every_picture())
    for name in (*of_each, "reservations of cets201"):
        assert isinstance(pictures[name]().chart, altair.LayerChart), name


def test_a_title_can_not_end_a_script(tmp_path: Path) -> None:
    """A treaty may be called anything."""
    record = cc.testing.treaty_of(parties={"FRA": "2006-01-10"})
    title = "</script><script>alert(1)</script>"
    named = cc.plots.map(__import__("attrs").evolve(record, short_title=title))
    named.save(tmp_path / "picture.html")
    named.save(tmp_path / "picture.svg")

    for form in ("html", "svg"):
        assert "<script>alert" not in (tmp_path / f"picture.{form}").read_text(encoding="utf-8")
