"""Names the format of an input by its content."""

import re

from cyberconventions.charts.formats._headers import FIRST_WORD, is_dutch_header, is_un_header
from cyberconventions.charts.formats._pages import is_page

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal, TypeAlias

    from cyberconventions.charts._positions import Line

    Format: TypeAlias = Literal["text", "html", "json", "xml", "un-text", "dutch"]
    # The library's own formats, which a caller need not name.
    Own: TypeAlias = Literal["own csv", "own json"]
    # How the lines of a page are read.
    Table: TypeAlias = Literal["text", "un-text", "dutch"]

FORMATS: "tuple[Format, ...]" = ("text", "html", "json", "xml", "un-text", "dutch")

# Two brackets or a bracket and a key: a page may begin with a Markdown link or with a note's number.
_JSON = re.compile(r"\s*(?:\[\s*[\[{\]]|\{\s*[\"}])")
_XML = re.compile(r"\s*<(?:\?xml|Treat|!DOCTYPE(?!\s+html))", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|table|tr|td|div|p|h[1-6]|br)\b[^<>]{0,1000}>", re.IGNORECASE)
_UN_TABLE = "<TGroup"
# The first word of the tables of the UN Treaty Collection and of the Dutch database, at the margin.
_TABLE = re.compile(r"^[ \t\xa0\"]{0,20}Part(?:icipant|y|ies|ij)", re.MULTILINE)
_MARGIN = 40
# What the library's own CSV and JSON begin with and contain.
_OWN_CSV = "state,name,section,"
_OWN_JSON = '"cyberconventions chart"'
_JSON_OBJECT = re.compile(r"\s*\{")
# A list of members, and a row with a day, as they stand in a text: tags that stray there do not make it HTML.
_HEADING = re.compile(
    r"^[ \t\xa0#*]{0,20}(?:Non-)?Memb(?:ers?|res)(?: States)? (?:of|du)\b[^<>\n]{0,80}$", re.MULTILINE | re.IGNORECASE
)
_ROW = re.compile(r"^[ \t\xa0]{0,20}[^\W\d_<>][^<>\n\d]{0,80}\d{1,2}/\d{1,2}/\d{4}\b", re.MULTILINE)


def format_of(text: str) -> "Format | Own":
    """Return the name of an input's format.

    >>> format_of("<html><p>Status as of 13/03/2020"), format_of("[[], [], []]"), format_of("Status as of 13/03/2020")
    ('html', 'json', 'text')
    """
    if text.startswith(_OWN_CSV):
        return "own csv"
    if _JSON_OBJECT.match(text) and _OWN_JSON in text:
        return "own json"
    marked_up = _by_markup(text)
    if marked_up is not None and not is_page(text) and _HEADING.search(text) and _ROW.search(text):
        return "text"
    if marked_up is not None:
        return marked_up
    return table_of(enumerate(text.splitlines(), start=1)) if may_have_table(text) else "text"


def _by_markup(text: str) -> "Format | None":
    """Return the format that brackets and tags are a sign of, or nothing where there are none."""
    if _JSON.match(text):
        return "json"
    html = is_marked_up(text)
    if _XML.match(text) and (not html or _UN_TABLE in text):
        return "xml"
    return "html" if html else None


def is_marked_up(text: str) -> bool:
    """Return whether a text has tags of a web page."""
    return _HTML.search(text) is not None


def may_have_table(text: str) -> bool:
    """Return whether a line of a text begins as the header of another depositary's table does."""
    return _TABLE.search(text) is not None


def table_of(lines: "Iterable[Line]") -> "Table":
    """Return how lines are read, which the header of the first table among them decides."""
    before = ""
    for _, raw in lines:
        if before or FIRST_WORD in raw[:_MARGIN]:
            line = " ".join(raw.split())
            if not line:
                continue
            if is_un_header(line):
                return "un-text"
            if is_dutch_header(line, before):
                return "dutch"
            before = line if line.startswith(FIRST_WORD) else ""
    return "text"
