"""Reads a saved web page: its tables become lines with their cells apart, the rest lines of text.

A chart needs no document tree, only to know where rows and cells begin, so this takes the standard
library's parts (``re`` for tags, ``html.unescape`` for entities) and no dependency that every user would have
to install. It does not take ``html.parser`` itself: that spends twice the time a chart of 200 rows may
take, and up to Python 3.11.13, 3.12.11 and 3.13.5 quadratic time over malformed input (CVE-2025-6069).
The one expression for tags never reads past a ``<``, so time is linear in the page's length; markup that it
does not know is text.
"""

import re
from html import unescape

from cyberconventions.charts.text import read_lines
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from cyberconventions.bundle import TreatyLike
    from cyberconventions.charts.text import Line, Read

# A quoted value may hold ">", but no "<": so no two matches ever try the same text.
_MARKUP = re.compile(
    r"""<(?:(?P<tag>/?[a-zA-Z][a-zA-Z0-9]*)[^<>"']*(?:"[^"<]*"[^<>"']*|'[^'<]*'[^<>"']*)*>|(?P<other>!--|[!?]))"""
)
# Most rows have cells of mere text: such a row is taken at once.
_ATTRIBUTES = r"""(?:\s[^<>"']*+(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*+)?+"""
_PLAIN_ROW = re.compile(rf"(?:\s*+<t[dh]{_ATTRIBUTES}>[^<]*+</t[dh]>)++\s*+</tr>")
_CELL = re.compile(rf"<t[dh]{_ATTRIBUTES}>([^<]*+)</t[dh]>")
_UNSEEN = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "noscript", "template")}
_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "img", "ins"),
    *("kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
    *("tt", "u", "var", "wbr"),
}
_OUTAGE = re.compile(r"maintenance|temporarily unavailable|service unavailable|indisponible", re.IGNORECASE)
_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


def read_html(text: str, *, treaty: "TreatyLike | None" = None, as_of: "date | None" = None) -> "Read":
    """Return the chart that stands in a saved page, and on which lines its head and totals stand.

    Raises:
        ChartError: There is none, it can't be read, or there are several.
    """
    return read_lines(html_lines(text), treaty=treaty, as_of=as_of)


def is_page(text: str) -> bool:
    """Tell whether a text is a web page from its first word on."""
    return _PAGE.match(text) is not None


def outage(text: str, expected: str) -> ChartError:
    """Return the error that a web page came where something else was expected."""
    hint = "it speaks of an outage" if _OUTAGE.search(text[:100_000]) else "an outage or a redirect, it seems"
    problem = ChartLineError(f"a web page (HTML) came where {expected} was expected: {hint}; fetch it again", 1)
    return ChartError("not a chart", [problem])


def html_lines(text: str) -> "list[Line]":
    r"""Return the page's text by lines, a row of a table as one line with tabs between its cells.

    >>> html_lines("<p>Status as of<br>today</p><tr><td>Malawi</td><td></td><td>a</td></tr>")
    [(1, 'Status as of'), (1, 'today'), (1, 'Malawi\t\ta')]
    """
    page = _Page()
    ended: set[str] = set()  # ends of comments and scripts that do not come any more
    place = 0
    while (markup := _MARKUP.search(text, place)) is not None:
        start, end = markup.span()
        if start > place:
            page.say(text[place:start])
        name = markup["tag"]
        if name is None:
            closing = "-->" if markup["other"] == "!--" else ">"
            after = None if closing in ended else _after(text, closing, end)
            if after is None:
                ended.add(closing)
                page.say(text[start:end])
            else:
                page.skip(text, end, after)
                end = after
        else:
            name = name.lower()
            page.take(name)
            row = _PLAIN_ROW.match(text, end) if name == "tr" else None
            if row is not None:
                page.skip(text, start, row.end())
                page.row(_CELL.findall(text, end, row.end()))
                place = row.end()
                continue
            if name in _UNSEEN and name not in ended:
                closed = _UNSEEN[name].search(text, end)
                if closed is None:
                    ended.add(name)
                else:
                    page.skip(text, end, closed.start())
                    end = closed.start()
        page.skip(text, start, markup.end())
        place = end
    page.say(text[place:])
    page.end_line()
    return page.lines


def _after(text: str, end: str, place: int) -> int | None:
    found = text.find(end, place)
    return None if found < 0 else found + len(end)


def _unescaped(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:  # a character's number of thousands of digits
        return text


class _Page:
    """Collects lines of text and rows of tables."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._cells: list[str] | None = None  # of the row that is open
        self._words: list[str] = []
        self._at = 1  # the line of the input
        self._begun = 1  # where the line or row that is open begins
        self._as_is = False  # within <pre>, line breaks count

    def say(self, text: str) -> None:
        """Take text between tags."""
        if self._as_is and self._cells is None:
            for part in text.splitlines(keepends=True):
                self._words.append(part)
                if part.endswith("\n"):
                    self._at += 1
                    self.end_line()
            return
        if not self._words and self._cells is None:
            leading = len(text) - len(text.lstrip())
            self._begun = self._at + text.count("\n", 0, leading)
        self._at += text.count("\n")
        self._words.append(text)

    def skip(self, text: str, start: int, end: int) -> None:
        """Pass over markup, which may have line breaks."""
        self._at += text.count("\n", start, end)

    def take(self, tag: str) -> None:
        """Take a tag, with its slash if it closes."""
        if tag in ("td", "th", "/td", "/th"):
            self._end_cell(opens=tag[0] != "/")
        elif tag in ("tr", "/tr", "table", "/table"):
            self.end_line()
            if tag == "tr":
                self._cells, self._begun = [], self._at
        elif tag.lstrip("/") not in _INLINE:
            if self._cells is None:
                self.end_line()
            else:
                self._words.append(" ")  # A line break or a block within a cell parts words.
            if tag in ("pre", "/pre"):
                self._as_is = tag == "pre"

    def row(self, cells: list[str]) -> None:
        """Take a whole row of cells."""
        text = "\t".join([" ".join(cell.split()) for cell in _unescaped("\x1f".join(cells)).split("\x1f")])
        self._cells = None
        if text.strip():
            self.lines.append((self._begun, text))
        self._begun = self._at

    def _text(self) -> str:
        text = "".join(self._words)
        self._words.clear()
        return " ".join(_unescaped(text).split())

    def _end_cell(self, *, opens: bool) -> None:
        """End the cell that is open; one that opens without a row begins a row."""
        if self._cells is None:
            self.end_line()
            if opens:
                self._cells, self._begun = [], self._at
            return
        text = self._text()
        if not opens or text:
            self._cells.append(text)

    def end_line(self) -> None:
        """End the line or row that is open."""
        text = self._text()
        if self._cells is not None:
            if text:
                self._cells.append(text)
            text = "\t".join(self._cells)
            self._cells = None
        if text.strip():
            self.lines.append((self._begun, text))
        self._begun = self._at
