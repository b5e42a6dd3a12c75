# ruff: noqa: INP001, S603 - a program, not a package; it runs npm, pip and Sphinx
"""Builds the whole site: pages, the record as JSON files, and the library for the reader's browser.

python tools/build_site.py [FOLDER]

It needs the extra ``docs``, and npm for Pyodide. The pages ask nothing of other servers; the folder can be put on any
file server. Where its address is known, SITE_URL (with a slash at its end) makes links to it show the card.
"""

import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
# CPython for the browser. What the pages load of it; the rest is for pages that show a console.
PYODIDE = "pyodide@314.0.7"
PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip")
# What the library imports. python-dateutil names tzdata too, which it reads for time zones only.
NEEDED = ("attrs", "python-dateutil", "pycountry")


def pages(folder: Path) -> None:
    """Build the pages; every warning is an error."""
    sphinx = [sys.executable, "-m", "sphinx", "--builder", "html", "--fresh-env", "--fail-on-warning", "--keep-going"]
    _ = subprocess.run([*sphinx, "--quiet", str(ROOT / "docs"), str(folder)], check=True)


def pyodide(folder: Path) -> None:
    """Put the files of Pyodide that the pages load into a folder."""
    with tempfile.TemporaryDirectory() as scratch:
        npm = ["npm", "pack", "--silent", "--pack-destination", scratch, PYODIDE]
        name = subprocess.run(npm, check=True, capture_output=True, text=True).stdout.split()[-1]
        with tarfile.open(Path(scratch) / name) as archive:
            for part in PARTS:
                content = archive.extractfile(f"package/{part}")
                if content is None:
                    raise FileNotFoundError(f"{PYODIDE} has no {part}")
                _ = (folder / part).write_bytes(content.read())


def wheels(folder: Path) -> list[str]:
    """Put the library's wheel and those it needs into a folder, and return their names."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    _ = subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    _ = subprocess.run(
        [*pip, "download", "--no-deps", "--only-binary=:all:", "--dest", str(folder), *NEEDED], check=True
    )
    slim(next(folder.glob("pycountry-*.whl")))
    return sorted(path.name for path in folder.glob("*.whl"))


def slim(wheel: Path) -> None:
    """Leave pycountry's translations out of its wheel, 7.7 of 8 MB that the library's own tables stand in for."""
    kept = wheel.with_suffix(".kept")
    with zipfile.ZipFile(wheel) as whole, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as less:
        for item in whole.infolist():
            content = whole.read(item)
            if re.match(r"pycountry/(locales|tests)/", item.filename):
                continue
            if item.filename.endswith(".dist-info/RECORD"):
                lines = content.decode().splitlines(keepends=True)
                content = "".join(line for line in lines if not re.match(r"pycountry/(locales|tests)/", line)).encode()
            less.writestr(item, content)
    _ = kept.replace(wheel)


def browser(folder: Path) -> None:
    """Put everything into ``try/`` that the box on the first page loads, with a list of it and its size."""
    at = folder / "try"
    shutil.rmtree(at, ignore_errors=True)
    at.mkdir(parents=True)
    pyodide(at)
    names = wheels(at)
    size = sum(path.stat().st_size for path in at.iterdir())
    _ = (at / "contents.json").write_text(json.dumps({"wheels": names, "bytes": size}), encoding="utf-8")


def pictures(folder: Path) -> None:
    """Draw the maps of the treaties' pages, and the card that is shown where somebody links to the site."""
    _ = subprocess.run([sys.executable, str(ROOT / "tools" / "pictures.py"), "--site", str(folder)], check=True)


def record(folder: Path) -> None:
    """Write the record as JSON files."""
    _ = subprocess.run([sys.executable, str(ROOT / "tools" / "static_api.py"), str(folder)], check=True)


def main(folder: Path) -> None:
    """Build everything into a folder: the parts write into folders of their own, so they run side by side."""
    with ThreadPoolExecutor() as pool:
        for part in [pool.submit(each, folder) for each in (pages, browser, pictures, record)]:
            part.result()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "site")
