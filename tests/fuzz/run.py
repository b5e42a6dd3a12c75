"""Fuzzes the readers with atheris: any input gives a chart or an error of the library.

Run by hand or by CI, not by pytest::

    pip install atheris
    python tests/fuzz/run.py text -max_total_time=60

The first word names a format, ``own`` for the library's own CSV and JSON, or ``any`` for recognition by content;
what follows goes to libFuzzer. The seeds are small charts, cut by rows from the pages in ``tests/cases/charts``, and
pieces of those pages. An input that is found is written to the working directory; give its path to run it again.
"""

import json
import re
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

SEEDS = {
    "any": "*",
    "own": "page-2020.txt",
    "text": "*.[tm][xd]*",
    "html": "*.html",
    "json": "*.json",
    "xml": "*.xml",
    "un-text": "untoc-*.txt",
    "dutch": "dutch-*.txt",
    "table": "table-*.csv",
}
CHARTS = Path(__file__).parent.parent / "cases" / "charts"
# Pages are cut to this length, so that the fuzzer tries many; the benchmark has long ones.
LONGEST = 2500
ROWS = 4


def harness(name: str) -> Callable[[bytes], None]:
    """Return the function that reads one input of a format, and fails on any error but the library's."""
    import cyberconventions as cc

    format_ = None if name in ("any", "own") else name

    def read(content: bytes) -> None:
        try:
            chart = cc.parse_chart(content, format=format_)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        except cc.CyberConventionsError as error:
            str(error)
        else:
            assert isinstance(hash(chart), int)
            assert repr(chart)

    return read


def seeds(name: str) -> list[bytes]:
    """Return the charts to begin with: small ones that can be read, and pieces of whole pages."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(CHARTS.glob(SEEDS[name]))]
    if name == "own":
        return [page.encode() for text in pages for page in own(text)]
    pieces = [piece for page in pages for piece in (page[:LONGEST], page[-LONGEST:], page[:1200] + page[-1200:])]
    return [page.encode() for page in (*map(cut, pages), *pieces)]


def cut(page: str) -> str:
    """Return a page with a few rows of its tables."""
    if page.startswith("["):
        return json.dumps([rows[:ROWS] for rows in json.loads(page)], ensure_ascii=False)
    lines = page.splitlines()
    kept: list[str] = []
    of_table = 0
    for line in lines:
        is_row = re.match(r"<Row>|<tr class|[^\W\d_][^\d<]*[\t ]*\d{1,2}[-/ ]", line) is not None
        of_table = of_table + 1 if is_row else 0
        if of_table <= ROWS:
            kept.append(line)
    return "\n".join(kept)


def own(page: str) -> list[str]:
    """Return what the library writes of a page's first rows: CSV and JSON."""
    import attrs

    import cyberconventions as cc

    chart = cc.parse_chart(page)
    few = attrs.evolve(chart, rows=chart.rows[:ROWS], problems=())
    return [few.to_csv(), few.to_json()]


def main(arguments: list[str]) -> int:
    """Fuzz one format until libFuzzer's options say stop."""
    if not arguments or arguments[0] not in SEEDS:
        sys.stderr.write(f"usage: python tests/fuzz/run.py {{{','.join(SEEDS)}}} [libFuzzer's options]\n")
        return 2
    try:
        atheris: Any = import_module("atheris")
    except ImportError:
        sys.stderr.write("atheris is not installed: nothing was fuzzed\n")
        return 0
    name, *options = arguments
    with atheris.instrument_imports(include=["cyberconventions"]):
        read = harness(name)
        read(b"")
        for seed in seeds(name):
            read(seed)  # imports what the format needs
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds(name)):
            (Path(corpus) / f"seed-{number}").write_bytes(seed)
        again = any(Path(option).is_file() for option in options)
        inputs = [] if again else [corpus]
        atheris.Setup([sys.argv[0], f"-max_len={2 * LONGEST}", "-timeout=10", *options, *inputs], read)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
