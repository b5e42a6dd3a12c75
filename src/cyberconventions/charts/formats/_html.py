"""Reads a saved web page: its tables become lines with their cells apart, the rest lines of text.

The page is read by lxml, that is by libxml2's HTML parser: it is well kept, recovers what broken pages mean and takes
time linear in the page's length. ``html.parser`` of the standard library needs no installation, but up to Python
3.11.13, 3.12.11 and 3.13.5 takes quadratic time over malformed input (CVE-2025-6069). Only saved pages need a parser,
so lxml is the extra ``html`` (``pip install '.[html]'``), imported when a page is read: the core keeps
three dependencies. Own code begins where the parser ends: with what is a row, a cell or a line of a chart.

The parser hands tags and text to a target and builds no tree. Its tree would take quadratic time over a tag of many
attributes, and would count lines to 65 535 only.
"""

import re

from cyberconventions.errors import ChartError, ChartLineError, missing_extra

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from cyberconventions.charts._positions import Line

# The parser takes what stands in the last three as text, tags and all; browsers don't show it.
_UNSEEN = {"script", "style", "noscript", "template", "iframe", "noembed", "noframes"}
_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "img", "ins"),
    *("kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
    *("tt", "u", "var", "wbr"),
}
_MARKS_UP = re.compile(r"</?(?:a|b|em|font|i|small|span|strong|sub|sup|u)(?: [a-z-]{1,20}=\"[^\"<>\n]{0,300}\"){0,5}>")
# libxml2 looks for what an end tag ends among all elements that are open: its time is linear if these are few.
_DEEPEST = 2048
# No cell of a chart is wider.
_WIDEST = 20
# A cell of a chart is short. One that holds a page's head or its text has more, in several blocks.
_LONGEST_CELL = 60
_BLOCKS = 3
_CELLS = {"td", "th"}
_IMPLIED = {"html", "head", "body"}
_PIECE = 4096


def html_lines(text: str) -> "list[Line]":
    r"""Return the page's text by lines, a row of a table as one line with tabs between its cells.

    A table that only lays the page out gives its cells' text by lines, too.

    >>> html_lines("<p>Status as of<br>today</p><tr><td>Malawi</td><td></td><td>a</td></tr>")
    [(1, 'Status as of'), (1, 'today'), (1, 'Malawi\t\ta')]

    Raises:
        ChartError: The parser can't read the page to its end.
        MissingExtraError: lxml is not installed.
    """
    try:
        from lxml.etree import HTMLParser, LxmlError
    except ImportError as error:
        raise missing_extra("a saved page is read by lxml", "html") from error

    written = text.lstrip()
    if not written:
        return []
    page = _Page(line=1 + text.count("\n", 0, len(text) - len(written)))
    # What only marks text up says nothing, and handing it over would take longer than all the rest.
    text = _MARKS_UP.sub("", text)
    # Before libxml2 2.14 a NUL ends the page; after, it is what HTML says, this character.
    content = text.replace("\0", "\ufffd").encode(errors="replace")
    parser = HTMLParser(encoding="utf-8", recover=True, no_network=True, huge_tree=True, target=page)  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
    try:
        parser.feed(b" " * 4)  # it waits for that many
        # Given the page by lines, the parser hands over a tag when it has the line on which the tag ends.
        for page.line, line in enumerate(content.splitlines(keepends=True), start=1):
            for place in range(0, len(line), _PIECE):
                page.piece = line[place : place + _PIECE]
                parser.feed(page.piece)
        parser.close()
    except LxmlError as error:  # pragma: no cover - libxml2 before 2.14
        raise _unreadable(str(error), page.line) from error
    # A broken page has errors; only at a fatal one does the parser stop before the page's end.
    for entry in parser.feed_error_log.filter_from_fatals():
        raise _unreadable(entry.message, page.line)  # pragma: no cover - libxml2 before 2.14
    return page.lines


def _unreadable(reason: str, line: int) -> ChartError:
    problem = ChartLineError(f"the web page (HTML) can't be read beyond this line: {reason}", line)
    return ChartError("not a chart", [problem])


class _Page:
    """Collects lines of text and rows of tables, as the parser's target: no tree is built."""

    def __init__(self, line: int) -> None:
        self.lines: list[Line] = []
        self._cells: list[str] | None = None  # of the row that is open
        self._width = 1  # of the cell that is open
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

    def start(self, tag: str, attributes: "Mapping[str, str]") -> None:
        """Take a tag that opens."""
        if tag in _CELLS and self._depth < _DEEPEST and not self._unseen:  # as most are
            self._at = self.line
            self._depth += 1
            if self._cells is None or self._words:
                self._open_cell()
            self._in_cell = True
            self._width = _width(attributes["colspan"]) if attributes and "colspan" in attributes else 1
            return
        # The elements that a page need not write begin where their text does, which the parser hands over later.
        if tag not in _IMPLIED or f"<{tag}".encode() in self.piece.lower():
            self._at = self.line
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _unreadable(f"more than {_DEEPEST} elements within each other", self.line)
        if tag in _INLINE:  # as most are that are not cells
            return
        if not self._unseen:
            self._take(tag, tag)
        self._unseen += tag in _UNSEEN

    def end(self, tag: str) -> None:
        """Take a tag that closes, or the end of an element that another tag closes."""
        self._depth -= 1
        if tag in _INLINE:
            return
        self._unseen -= tag in _UNSEEN
        if not self._unseen:
            if tag in _CELLS:
                self._close_cell()
            else:
                self._take(tag, "")

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

    def pi(self, _target: str, _text: str | None = None) -> None:  # pragma: no cover - a comment since libxml2 2.14
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

    def _take(self, tag: str, opens: str) -> None:
        """Take the tag of a block, a row or a table, which opens or closes."""
        if tag in ("tr", "table"):
            if opens == "table" and self._in_cell:
                self._lay_out()
            self._end_line()
            if opens == "tr":
                self._cells = []
            return
        if self._stray and not self._in_cell:
            self._end_line()
        if self._cells is None:
            self._end_line()
        else:
            self._words.append(_BREAK)  # A line break or a block within a cell parts words.
        if tag == "pre":
            self._as_is = bool(opens)

    def _text(self) -> str:
        """Return the text since the last cell or line; where a block ended, the mark of it stands."""
        if not self._words:
            return ""
        text = "".join(self._words)
        self._words.clear()
        if _BREAK not in text:
            return " ".join(text.split())
        return _BREAK.join(block for part in text.split(_BREAK) if (block := " ".join(part.split())))

    def _open_cell(self) -> None:
        """Begin a cell; one that opens without a row begins a row."""
        if self._cells is None:
            self._end_line()
            self._cells, self._stray = [], True
        elif text := self._text():  # that stands between cells
            self._cells.append(text)

    def _close_cell(self) -> None:
        """End the cell that is open, unless a table within it has ended its row."""
        if self._cells is None:
            self._end_line()
        else:
            self._cells.append(self._text() if self._words else "")
            if self._width > 1:
                self._cells.extend([""] * (self._width - 1))
        self._in_cell = False

    def _lay_out(self) -> None:
        """Turn the row that is open into lines: it holds a table, and so lays out the page."""
        cells = [*(self._cells or ()), self._text()]
        self._cells, self._in_cell, self._stray = None, False, False
        self._add_blocks(cells)

    def _add_blocks(self, cells: list[str]) -> None:
        self.lines += [(self._begun, block) for cell in cells for block in cell.split(_BREAK) if block]

    def _end_line(self) -> None:
        """End the line or row that is open."""
        text = self._text()
        if self._cells is None:
            if text:
                self.lines.append((self._begun, text))
        else:
            cells, self._cells, self._in_cell, self._stray = self._cells, None, False, False
            if text:
                cells.append(text)
            row = "\t".join(cells)
            if _BREAK not in row:
                if row.strip():
                    self.lines.append((self._begun, row))
            elif any(_lays_out(cell) for cell in cells):
                self._add_blocks(cells)
            else:
                self.lines.append((self._begun, row.replace(_BREAK, " ")))
        self._begun = self._at


# Where a line or a block ends within a cell; no page has this character.
_BREAK = "\0"


def _lays_out(cell: str) -> bool:
    """Return whether a cell holds a part of the page rather than a State's name or a day."""
    return cell.count(_BREAK) >= _BLOCKS - 1 and len(cell) > _LONGEST_CELL


def _width(text: str) -> int:
    """Return how many columns a cell covers."""
    return min(max(int(text), 1), _WIDEST) if text.isascii() and text.isdecimal() and len(text) < len("100") else 1
