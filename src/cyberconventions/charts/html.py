"""Reads a saved web page: its tables become lines with their cells apart, the rest lines of text.

The page is read by lxml, that is by libxml2's HTML parser: it is well kept, recovers what broken pages mean and takes
time linear in the page's length. ``html.parser`` of the standard library needs no installation, but up to Python
3.11.13, 3.12.11 and 3.13.5 takes quadratic time over malformed input (CVE-2025-6069). Only saved pages need a parser,
so lxml is the extra ``html`` (``pip install 'cyberconventions[html]'``), imported when a page is read: the core keeps
three dependencies. Own code begins where the parser ends: with what is a row, a cell or a line of a chart.

The parser tells tags and text to a target and builds no tree. Its tree would take quadratic time over a tag of many
attributes, and would count lines to 65 535 only.
"""

import re

from cyberconventions.charts.text import read_lines
from cyberconventions.errors import ChartError, ChartLineError, MissingExtraError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from cyberconventions.bundle import TreatyLike
    from cyberconventions.charts.text import Line, Read

# The parser takes what stands in the last three as text, tags and all; browsers don't show it.
_UNSEEN = {"script", "style", "noscript", "template", "iframe", "noembed", "noframes"}
_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "img", "ins"),
    *("kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
    *("tt", "u", "var", "wbr"),
}
# libxml2 looks for what an end tag ends among all elements that are open: its time is linear if these are few.
_DEEPEST = 2048
_IMPLIED = {"html", "head", "body"}
_PIECE = 4096
_OUTAGE = re.compile(r"maintenance|temporarily unavailable|service unavailable|indisponible", re.IGNORECASE)
_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


def read_html(text: str, *, treaty: "TreatyLike | None" = None, as_of: "date | None" = None) -> "Read":
    """Return the chart that stands in a saved page, and on which lines its head and totals stand.

    Raises:
        ChartError: There is none, it can't be read, or there are several.
        MissingExtraError: lxml is not installed.
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

    Raises:
        ChartError: The parser can't read the page to its end.
        MissingExtraError: lxml is not installed.
    """
    try:
        from lxml.etree import HTMLParser, LxmlError
    except ImportError as error:
        raise MissingExtraError("a saved page is read by lxml: pip install 'cyberconventions[html]'") from error

    written = text.lstrip()
    if not written:
        return []
    page = _Page(line=1 + text.count("\n", 0, len(text) - len(written)))
    # Before libxml2 2.14 a NUL ends the page; after, it is what HTML says, this character.
    content = text.replace("\0", "\ufffd").encode(errors="replace")
    parser = HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=True, target=page)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
    try:
        parser.feed(b" " * 4)  # it waits for that many
        # Given the page by lines, the parser tells a tag when it has the line on which the tag ends.
        for page.line, line in enumerate(content.splitlines(keepends=True), start=1):
            for place in range(0, len(line), _PIECE):
                page.piece = line[place : place + _PIECE]
                parser.feed(page.piece)
        parser.close()
    except LxmlError as error:
        raise _unreadable(str(error), page.line) from error
    # A broken page has errors; only at a fatal one does the parser stop before the page's end.
    for entry in parser.feed_error_log.filter_from_fatals():
        raise _unreadable(entry.message, page.line)
    return page.lines


def _unreadable(reason: str, line: int) -> ChartError:
    problem = ChartLineError(f"the web page (HTML) can't be read beyond this line: {reason}", line)
    return ChartError("not a chart", [problem])


class _Page:
    """Collects lines of text and rows of tables, as the parser's target: no tree is built."""

    def __init__(self, line: int) -> None:
        self.lines: list[Line] = []
        self._cells: list[str] | None = None  # of the row that is open
        self._in_cell = False
        self._stray = False  # the row that is open has no <tr>
        self._words: list[str] = []
        self.line = 1  # up to which the parser has the input
        self.piece = b""  # the last that it got
        self._at = line  # the line of the input at which the text stands
        self._depth = 0  # elements that are open
        self._unseen = 0  # those of them that are not shown
        self._begun = line  # where the line or row that is open begins
        self._as_is = False  # within <pre>, line breaks count

    def start(self, tag: str, _attributes: object) -> None:
        """Take a tag that opens."""
        # The elements that a page need not write begin where their text does, of which the parser tells later.
        if tag not in _IMPLIED or f"<{tag}".encode() in self.piece.lower():
            self._at = self.line
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _unreadable(f"more than {_DEEPEST} elements within each other", self.line)
        if not self._unseen:
            self._take(tag)
        self._unseen += tag in _UNSEEN

    def end(self, tag: str) -> None:
        """Take a tag that closes, or the end of an element that another tag closes."""
        self._depth -= 1
        self._unseen -= tag in _UNSEEN
        if not self._unseen:
            self._take(f"/{tag}")

    def data(self, text: str) -> None:
        """Take text between tags, whole or in parts."""
        if self._unseen:
            self._at += text.count("\n")
        else:
            self._say(text)

    def doctype(self, _name: str | None, _public_id: str | None, _system_id: str | None) -> None:
        """Pass over the type of the document."""
        self._at = self.line

    def comment(self, _text: str) -> None:
        """Pass over a comment."""
        self._at = self.line

    def pi(self, _target: str, _text: str | None = None) -> None:
        """Pass over an instruction to another program."""
        self._at = self.line

    def close(self) -> None:
        """End the page."""
        self._end_line()

    def _say(self, text: str) -> None:
        """Take text between tags."""
        if self._cells is None and self._as_is:
            for part in text.splitlines(keepends=True):
                self._words.append(part)
                if part.endswith("\n"):
                    self._at += 1
                    self._end_line()
            return
        if not self._words or self._stray:
            words = text.lstrip()
            if not words:
                self._at += text.count("\n")
                return
            if self._stray and not self._in_cell:
                self._end_line()
            if self._cells is None and not self._words:
                self._begun = self._at + text.count("\n", 0, len(text) - len(words))
        self._at += text.count("\n")
        self._words.append(text)

    def _take(self, tag: str) -> None:
        """Take a tag, with its slash if it closes."""
        if tag in ("td", "th"):
            self._open_cell()
        elif tag in ("/td", "/th"):
            self._close_cell()
        elif tag in ("tr", "/tr", "table", "/table"):
            self._end_line()
            if tag == "tr":
                self._cells = []
        elif tag.lstrip("/") not in _INLINE:
            if self._stray and not self._in_cell:
                self._end_line()
            if self._cells is None:
                self._end_line()
            else:
                self._words.append(" ")  # A line break or a block within a cell parts words.
            if tag in ("pre", "/pre"):
                self._as_is = tag == "pre"

    def _text(self) -> str:
        text = "".join(self._words)
        self._words.clear()
        return " ".join(text.split())

    def _open_cell(self) -> None:
        """Begin a cell; one that opens without a row begins a row."""
        if self._cells is None:
            self._end_line()
            self._cells, self._stray = [], True
        elif text := self._text():  # that stands between cells
            self._cells.append(text)
        self._in_cell = True

    def _close_cell(self) -> None:
        """End the cell that is open, unless a table within it has ended its row."""
        if self._cells is None:
            self._end_line()
        else:
            self._cells.append(self._text())
        self._in_cell = False

    def _end_line(self) -> None:
        """End the line or row that is open."""
        text = self._text()
        if self._cells is not None:
            if text:
                self._cells.append(text)
            text = "\t".join(self._cells)
            self._cells, self._in_cell, self._stray = None, False, False
        if text.strip():
            self.lines.append((self._begun, text))
        self._begun = self._at
