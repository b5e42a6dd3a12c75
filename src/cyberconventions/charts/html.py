"""Reads a saved web page: its tables become lines with their cells apart, the rest lines of text.

The parser is the standard library's ``html.parser``: a chart needs no document tree, and a dependency only
for saved pages would cost every user its installation. Up to Python 3.11.13, 3.12.11 and 3.13.5 that parser takes
quadratic time over malformed input (CVE-2025-6069). So it is handed well-formed tags only: one expression that
never looks back finds them, what is left of markup counts as text, and comments, scripts and styles are
skipped beforehand. Time is linear in the page's length whichever Python runs it.
"""

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

from cyberconventions.charts.text import read_lines
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cyberconventions.bundle import TreatyLike
    from cyberconventions.charts.text import Line, Read

# A quoted value may hold ">", but no "<": so no two matches ever try the same text.
_TAG = re.compile(r"""<(/?[a-zA-Z][a-zA-Z0-9]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>""")
_MARKUP = re.compile(r"<(?:!--|!|\?|script\b|style\b|noscript\b|/?[a-zA-Z])", re.IGNORECASE)
_UNSEEN = {"script": "</script", "style": "</style", "noscript": "</noscript"}
_TABLE = {"table", "tr", "td", "th"}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
}  # fmt: skip
_OUTAGE = re.compile(r"maintenance|temporarily unavailable|service unavailable|indisponible", re.IGNORECASE)


def read_html(text: str, *, treaty: "TreatyLike | None" = None) -> "Read":
    """Return the chart that stands in a saved page, and on which lines its head and totals stand.

    Raises:
        ChartError: There is none, it can't be read, or there are several.
    """
    return read_lines(html_lines(text), treaty=treaty)


def html_lines(text: str) -> "list[Line]":
    """Return the page's text by lines, a row of a table as one line with tabs between its cells.

    >>> html_lines("<p>Status as of<br>today</p><tr><td>Malawi</td><td></td><td>a</td></tr>")
    [(1, 'Status as of'), (1, 'today'), (1, 'Malawi\\t\\ta')]
    """
    page = _Page()
    for piece in _well_formed(text):
        page.feed(piece)
    page.close()
    page.end_line()
    return page.lines


def outage(text: str, expected: str) -> ChartError | None:
    """Return the error that a web page came where something else was expected, if one did."""
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if not start.startswith(("<!doctype html", "<html", "<head", "<body")) and "<html" not in start:
        return None
    hint = "the page speaks of an outage" if _OUTAGE.search(text[:100_000]) else "an outage or a redirect, it seems"
    problem = ChartLineError(f"a web page (HTML) came where {expected} was expected: {hint}; fetch it again", 1)
    return ChartError("not a chart", [problem])


def _well_formed(text: str) -> Iterator[str]:
    """Yield the page with only the tags that matter, bare, and every other ``<`` as text; lines are kept."""
    missing: set[str] = set()  # ends that were looked for and do not come any more
    place = 0
    while True:
        markup = _MARKUP.search(text, place)
        if markup is None:
            yield text[place:].replace("<", "&lt;")
            return
        yield text[place : markup.start()].replace("<", "&lt;")
        place = markup.start()
        begin = markup.group().lower()
        if begin in ("<!", "<?"):
            end = _after(text, ">", place, missing)
        elif begin == "<!--":
            end = _after(text, "-->", place, missing)
        elif begin[1:] in _UNSEEN:
            end = _after_closing(text, begin[1:], place, missing)
        else:
            tag = _TAG.match(text, place)
            if tag is not None:
                yield _bare(tag)
                place = tag.end()
                continue
            end = None
        if end is None:  # no markup after all
            yield "&lt;"
            place += 1
        else:
            yield "\n" * text.count("\n", place, end)
            place = end


def _bare(tag: "re.Match[str]") -> str:
    """Return a tag without its attributes, or nothing if it does not matter; its line breaks are kept."""
    name = tag[1].lower()
    breaks = "\n" * tag[0].count("\n")
    return breaks if name.lstrip("/") in _INLINE else f"<{name}>{breaks}"


def _after(text: str, end: str, place: int, missing: set[str]) -> int | None:
    """Return the place after the next *end*, or nothing; an end that is missing is looked for once."""
    if end in missing:
        return None
    found = text.find(end, place)
    if found < 0:
        missing.add(end)
        return None
    return found + len(end)


def _after_closing(text: str, name: str, place: int, missing: set[str]) -> int | None:
    """Return the place after the closing tag of a script or a style, or nothing."""
    end = _UNSEEN[name]
    if end in missing:
        return None
    found = re.compile(re.escape(end), re.IGNORECASE).search(text, place)
    if found is None:
        missing.add(end)
        return None
    return _after(text, ">", found.end(), missing)


class _Page(HTMLParser):
    """Collects lines of text and rows of tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._cells: list[str] | None = None  # of the row that is open
        self._words: list[str] = []
        self._line = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 # there are none left
        if tag == "tr":
            self.end_line()
            self._cells, self._line = [], self.getpos()[0]
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "table" or self._cells is None:
            self.end_line()
        else:
            self._words.append(" ")  # A line break or a block within a cell parts words.

    def handle_endtag(self, tag: str) -> None:
        if tag in ("tr", "table"):
            self.end_line()
        elif tag in ("td", "th"):
            self._end_cell()
        elif self._cells is None:
            self.end_line()
        else:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._cells is None:
            first, *more = data.split("\n")
            self._say(first)
            for text in more:  # A page may be text within <pre>.
                self.end_line()
                self._say(text)
            return
        self._words.append(data)

    def _say(self, text: str) -> None:
        self._words.append(text)

    def _end_cell(self) -> None:
        ...

    def end_line(self) -> None:
        ...
