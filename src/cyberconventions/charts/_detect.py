"""Names the format of an input by its content."""

import re

from cyberconventions.charts._positions import lines_of
from cyberconventions.charts.formats._cells import is_parted, split
from cyberconventions.charts.formats._headers import FIRST_WORD, is_dutch_header, is_un_header
from cyberconventions.charts.formats._pages import is_page
from cyberconventions.charts.formats._plain_cells import header_lines, with_tabs, without_pipes
from cyberconventions.charts.formats._text._words import TITLES, section_of
from cyberconventions.charts.formats._titles import CODE, CONSENT, DAYS, is_header, title_of

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal, TypeAlias

    from cyberconventions.charts._positions import Line

    Format: TypeAlias = Literal["text", "html", "json", "xml", "un-text", "dutch", "table"]
    # The library's own formats, which a caller need not name.
    Own: TypeAlias = Literal["own csv", "own json"]
    # How the lines of a page are read.
    Table: TypeAlias = Literal["text", "un-text", "dutch", "table"]

FORMATS: "tuple[Format, ...]" = ("text", "html", "json", "xml", "un-text", "dutch", "table")

# Two brackets or a bracket and a key: a page may begin with a Markdown link or with a note's number.
_JSON = re.compile(r"\s*(?:\[\s*[\[{\]]|\{\s*[\"}])")
_XML = re.compile(r"\s*<(?:\?xml|Treat|!DOCTYPE(?!\s+html))", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|table|tr|td|div|p|h[1-6]|br)\b[^<>]{0,1000}>", re.IGNORECASE)
_UN_TABLE = "<TGroup"
# The first word of the tables of the UN Treaty Collection and of the Dutch database, at the margin.
_TABLE = re.compile(r"^[ \t\xa0\"]{0,20}Part(?:icipant|y|ies|ij)", re.MULTILINE)
_MARGIN = 40
_FURTHER = re.compile(
    r"\b(?:in(?:to)? force|vigueur|EIF|dates? (?:of|d))\b|(?:ratification|\)) {1,9}(?:accession|adh[ée]sion)(?! ?\(|,)",
    re.IGNORECASE,
)
# Of how many sorts a header has days at least: one with fewer may be a line of a longer one.
_LEAST_DAYS = 2
# How titles of days begin in the Collection's tables, and those that the library adds.
_UN_TITLE = re.compile(
    r"(?:signature|ratif|accep|accession|appro|succ|formal|defin|adh[ée]sion|consen|confirm|provis"
    r"|entry into force$|withdrawal$|effect of withdrawal$)(?!.*\bdate\b)",
    re.IGNORECASE,
)
# An archive, and an old compound file.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# How these two print days, and how neither does.
_DAYS_OF = {
    "un-text": re.compile(r"\b\d{1,2} [^\W\d_]{3,9}\.? \d{4}\b"),
    "dutch": re.compile(r"\b\d{1,2}-\d{1,2}-\d{4}\b"),
}
_SLASHED = re.compile(r"\t\d{1,2}/\d{1,2}/\d{4}\b")
_OTHER_DAY = re.compile(r"\t(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})\b")
# What the library's own CSV and JSON begin with and contain.
_OWN_CSV = "state,name,section,"
_OWN_JSON = '"cyberconventions chart"'
_JSON_OBJECT = re.compile(r"\s*\{")
# A list of members, and a row with a day, as they stand in a text: tags that stray there do not make it HTML.
_HEADING = re.compile(
    r"^[ \t\xa0#*]{0,20}(?:Non-)?Memb(?:ers?|res)(?: States)? (?:of|du)\b[^<>\n]{0,80}$", re.MULTILINE | re.IGNORECASE
)
_ROW = re.compile(r"^[ \t\xa0]{0,20}[^\W\d_<>][^<>\n\d]{0,80}\d{1,2}/\d{1,2}/\d{4}\b", re.MULTILINE)


def recognised(text: str) -> "tuple[Format | Own, str]":
    r"""Return the name of an input's format, and the input with tabs between the cells of its tables.

    >>> [recognised(text)[0] for text in ("<html><p>Status as of 13/03/2020", "[[], [], []]", "Status as of today")]
    ['html', 'json', 'text']
    >>> recognised("Pays;Signature;Ratification\nMalte;17/01/2002;12/04/2012")[0]
    'table'
    """
    if text.startswith(_OWN_CSV):
        return "own csv", text
    if _JSON_OBJECT.match(text) and _OWN_JSON in text:
        return "own json", text
    if "|" in text and not (is_page(text) or _JSON.match(text)):
        text = without_pipes(text)
    marked_up = _by_markup(text)
    if marked_up is not None and not is_page(text) and _HEADING.search(text) and _ROW.search(text):
        return "text", text
    if marked_up is not None:
        return marked_up, text
    text = with_tabs(text)
    name = table_of(lines_of(text)) if may_have_table(text) else "text"
    parted = "\t" in text
    if parted and name in _DAYS_OF and _OTHER_DAY.search(text) and not _DAYS_OF[name].search(text):
        name = "text"  # The titles are usual ones, but the days are not that depositary's.
    if name == "un-text" and _has_other_columns(text):
        name = "text"
    return (_by_titles(text) if parted and name == "text" else name), text


def _has_other_columns(text: str) -> bool:
    """Return whether a header like the UN Treaty Collection's names columns that its tables do not have."""
    before = ""
    for _, raw in lines_of(text):
        if FIRST_WORD in raw[:_MARGIN] and is_un_header(" ".join(raw.split())):
            if not is_parted(raw):  # A title of days may stand above, where each stands on a line of its own.
                return title_of(before).column in DAYS or _FURTHER.search(raw) is not None
            titles = [title_of(cell) for cell in split(raw)[1:]]
            consents = [title for title in titles if title.column == CONSENT]
            apart = len(consents) > 1 and not all(title.letters for title in consents)
            return apart or any(title.column in DAYS and _UN_TITLE.match(title.text) is None for title in titles)
        before = " ".join(raw.split()) or before
    return False  # pragma: no cover - asked for a text with such a header


def _by_titles(text: str) -> "Table":
    """Return how a text with tabs is read: by the titles of its columns, if it has no list of members."""
    headers = (split(line) for line, _ in header_lines(text) if is_parted(line))
    header = next((cells for cells in headers if is_header(cells, _LEAST_DAYS)), None)
    if header is None:
        return "text"
    listed = any(
        section_of(" ".join(line.split())) is not None
        for _, line in lines_of(text)
        if "urope" in line or "rgani" in line or "tates" in line
    )
    return "text" if listed and _is_treaty_office(header, text) else "table"


def _is_treaty_office(header: list[str], text: str) -> bool:
    """Return whether the table below the heading of a list has the Treaty Office's titles and days."""
    titles = [title_of(cell) for cell in header]
    known = all(
        any(word in title.text.casefold() for word, _ in TITLES) for title in titles if title.column in (*DAYS, CODE)
    )
    one = sum(title.column == CONSENT for title in titles) == 1
    return known and one and (_SLASHED.search(text) is not None or _OTHER_DAY.search(text) is None)


def _by_markup(text: str) -> "Format | None":
    """Return the format that brackets and tags are a sign of, or nothing where there are none."""
    if _JSON.match(text):
        return "json"
    html = is_marked_up(text)
    if _XML.match(text) and (not html or _UN_TABLE in text):
        return "xml"
    return "html" if html else None


def is_workbook(content: bytes) -> bool:
    """Return whether an input is a workbook, or what spreadsheets wrote before 2007."""
    return content.startswith(_WORKBOOKS)


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
