"""Turns tables whose cells are parted by pipes, commas or semicolons into lines with tabs, which every reader takes.

That happens once, before the format is detected, and each line keeps its number. Pipes part the cells of Markdown
tables, as reader modes and scrapers save them: the whole table, or its head only. Commas and semicolons part those of a
spreadsheet that was saved as CSV: there the header of a table of States shows which.
"""

import re
from html import unescape

from cyberconventions.charts._positions import bounded, lines_of
from cyberconventions.charts.formats._delimited import records_of
from cyberconventions.charts.formats._headers import separator_of
from cyberconventions.charts.formats._titles import is_header

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PIPE = "|"
_UNESCAPED = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOTE = re.compile(r"\[\^(\d{1,3})\]")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,1000}(?:\s\"[^\"]{0,200}\")?\)")
_TAG = re.compile(r"</?(?:a|b|br|em|font|i|p|small|span|strong|sub|sup|u)\b[^<>]{0,300}>", re.IGNORECASE)
_TABLE_TAGS = ("<table", "<tr", "<TABLE", "<TR", "<TGroup")
_DELIMITERS = (";", ",", "\t", _PIPE)
# A header of a table of States has one of these words, in this part of the text.
_HEADER_WORDS = ("articipant", "ignature", "atifi", "igned", "IGNATURE", "ATIFI")
_BEGINNING = 50_000
_MOST_PLACES = 20
_LONGEST_HEADER = 2000
_LEAST_CELLS = 3
_LEAST_DAYS = 2
# So much below a header has a row with a day.
_BELOW = 20_000


def with_tabs(text: str) -> str:
    r"""Return a text with tabs between the cells of a table that commas or semicolons part; another text as it is.

    >>> with_tabs('State;Signature;Ratification\nMalta;17/01/2002;12/04/2012')
    'State\tSignature\tRatification\nMalta\t17/01/2002\t12/04/2012'
    """
    delimiter = _delimiter(text)
    return text if delimiter is None else _without_delimiters(text, delimiter)


# -- pipes -----------------------------------------------------------------------------------------------


def without_pipes(text: str) -> str:
    r"""Return a text with tabs between the cells of its Markdown tables; the rules below their headers become blank.

    >>> without_pipes("Status as of 01/02/2016\n| | Signature |\n|---|---|\n| [Malta](x.md) | 17/01/2002 |")
    'Status as of 01/02/2016\n\tSignature\n\nMalta\t17/01/2002'
    """
    if any(tag in text for tag in _TABLE_TAGS):
        return text
    lines = [line for _, line in lines_of(text)]
    within = False
    outer = _has_outer_pipes(lines)
    for place, line in enumerate(lines):
        if _PIPE not in line:
            within = False
            continue
        stripped = line.strip()
        if "-" in stripped and not stripped.strip("|:- \t"):
            within = True
            lines[place] = ""
            if place and _PIPE in lines[place - 1]:  # the header, which may have no pipe at either end
                lines[place - 1] = _row(lines[place - 1].strip())
        elif within or (outer and _is_between_pipes(stripped)):
            lines[place] = _row(stripped)
    return "\n".join(lines)


def _is_between_pipes(line: str) -> bool:
    return line[0] == _PIPE == line[-1] and len(line) > 1


def _has_outer_pipes(lines: list[str]) -> bool:
    """Return whether pipes stand at both ends of rows, not only between cells, of which the outer may be blank.

    The header shows it, or the rule below it.
    """
    piped = (line.strip() for line in lines if line.count(_PIPE) > 1)
    return _is_between_pipes(next(piped, "||")) or any("-" in line and not line.strip("|:- \t") for line in lines)


def _row(line: str) -> str:
    r"""Return a row of a Markdown table with tabs between its cells.

    >>> _row("| **Japan** | 12 Dec 2000 | [11 Jul 2017](https://treaties.un.org) |")
    'Japan\t12 Dec 2000\t11 Jul 2017'
    """
    line = line.removeprefix(_PIPE)
    if line.endswith(_PIPE) and not line.endswith("\\|"):
        line = line[:-1]
    return "\t".join([_cell(cell) for cell in _UNESCAPED.split(line)])


def _cell(cell: str) -> str:
    """Return a cell of a Markdown table as its reader sees it."""
    if "<" in cell:
        cell = _TAG.sub(" ", cell)
    if "[^" in cell:
        cell = _NOTE.sub(r" \1", cell)
    if "](" in cell:
        cell = _LINK.sub(r"\1", cell)
    if "&" in cell:
        cell = unescape(cell)
    cell = cell.replace("**", "").replace("__", "").replace("`", "")
    if "\\" in cell:
        cell = _ESCAPED.sub(r"\1", cell)
    words = cell.strip().lstrip("#").split()
    text = " ".join(words)
    return text[1:-1] if len(text) > len("**") and text[0] == text[-1] and text[0] in "*_" else text


# -- commas and semicolons -------------------------------------------------------------------------------


def _delimiter(text: str) -> str | None:
    """Return what parts the cells of a table of States, if a line is its header and it is not a tab alone."""
    for line, end in header_lines(text):
        if separator := separator_of(line):  # another depositary's header, which says it by itself
            return separator
        found = _parts(line)
        if found is not None and _has_day_behind(text, found, end):
            return None if found == "\t" and '"' not in line else found
    return None


def header_lines(text: str) -> "Iterator[tuple[str, int]]":
    r"""Go through the lines near the beginning of a text that have a word of a header, each with its end.

    >>> list(header_lines("State;Signature\nMalta;17/01/2002"))
    [('State;Signature', 15)]
    """
    for word in _HEADER_WORDS:
        place = text.find(word, 0, _BEGINNING)
        for _ in range(_MOST_PLACES):
            begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            if place < 0 or end < 0:
                break
            if end - begin <= _LONGEST_HEADER:
                yield text[begin:end], end
            place = text.find(word, end, _BEGINNING)


def _parts(line: str) -> str | None:
    """Return what parts the cells of a line that is a header; nothing for another line."""
    for delimiter in _DELIMITERS:
        if line.count(delimiter) + 1 >= _LEAST_CELLS:
            _, cells = next(records_of(line, delimiter))
            if is_header(cells, _LEAST_DAYS):
                return delimiter
    return None


def _has_day_behind(text: str, delimiter: str, place: int) -> bool:
    """Return whether what parts the cells of a header does so below it, too: a day stands behind it."""
    return re.compile(rf"{re.escape(delimiter)}[ \"]?\d").search(text, place, place + _BELOW) is not None


def _without_delimiters(text: str, delimiter: str) -> str:
    """Part the cells of a delimited text by tabs, each record on the line on which it ends."""
    lines: list[str] = []
    records = (
        (number, "\t".join([" ".join(cell.split()) for cell in cells])) for number, cells in records_of(text, delimiter)
    )
    for number, line in bounded(records):
        lines += [""] * (number - 1 - len(lines))
        lines.append(line)
    return "\n".join(lines)
