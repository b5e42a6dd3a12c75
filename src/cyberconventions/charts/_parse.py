"""Reads a published chart, whatever its form."""

import os
import re

import attrs

from cyberconventions._dates import as_date
from cyberconventions.charts._checks import checked
from cyberconventions.charts._model import Chart
from cyberconventions.charts._names import name_of, same_treaty
from cyberconventions.charts._positions import Places
from cyberconventions.charts.html import is_page, tells_of_outage
from cyberconventions.charts.tables import is_dutch_header, is_un_header
from cyberconventions.charts.text import another_treaty, read_lines
from cyberconventions.errors import (
    ChartError,
    ChartLineError,
    MissingFileError,
    UnknownCodeError,
    UnreadableFileError,
    did_you_mean,
    quoted,
    wrong_type,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import Literal, TypeAlias

    from cyberconventions._dates import DateLike
    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts.text import Line

    Path: TypeAlias = str | os.PathLike[str]
    Format: TypeAlias = Literal["text", "html", "json", "xml", "un-text", "dutch"]

FORMATS: "tuple[Format, ...]" = ("text", "html", "json", "xml", "un-text", "dutch")
# Bytes, or characters of a text: a chart of 200 rows has some 20 000.
LARGEST_INPUT = 64 * 1024 * 1024

# Two brackets or a bracket and a key: a page may begin with a Markdown link or with a note's number.
_JSON = re.compile(r"\s*(?:\[\s*[\[{\]]|\{\s*[\"}])")
_XML = re.compile(r"\s*<(?:\?xml|Treat|!DOCTYPE(?!\s+html))", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|table|tr|td|div|p|h[1-6]|br)\b[^<>]{0,1000}>", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
# What a reader says that finds nothing of a chart on a page.
_OUTAGE_FITS = re.compile("there is no (?:chart|table)")
_HTML_CHARSET = re.compile(rb"charset=[\"']?\s*(?:iso-8859-1|windows-1252|latin-?1)\b", re.IGNORECASE)
# The first word of the tables of the UN Treaty Collection and of the Dutch database, at the margin.
_TABLE = re.compile(r"^[ \t\xa0]{0,20}Part(?:icipants?|y|ies)\b", re.MULTILINE)
_TABLE_WORD = "Part"
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
_TAG = re.compile(
    r"</?(?:html|head|body|table|tr|td|th|div|p|h[1-6]|br|hr|span|font|ul|li|a|treaty)\b[^<>\n]{0,1000}>", re.IGNORECASE
)


def parse_chart(
    text_or_bytes: str | bytes,
    *,
    format: "Format | None" = None,  # noqa: A002 # the word a caller expects
    treaty: "TreatyLike | None" = None,
    as_of: "DateLike | None" = None,
) -> Chart:
    """Return the chart of signatures and ratifications that a text holds.

    The chart may stand anywhere in a pasted page. It is read by its words, not by its columns, which
    no copy keeps.

    Arguments:
        text_or_bytes: The page's text, at most 64 MiB; bytes are read as UTF-8, or as a saved page
            declares.
        format: What the input is, if its content shall not tell: ``"text"`` pasted from a page of the
            Treaty Office, ``"html"`` a saved page of it, ``"json"`` the answer of its web service,
            ``"xml"`` a file of the UN Treaty Collection, ``"un-text"`` a table pasted from there,
            ``"dutch"`` one pasted from the Dutch treaty database.
        treaty: The treaty whose chart is wanted: needed where a page has several charts, or a table
            that does not name its treaty. A chart of another treaty is an error.
        as_of: The day on which the chart stands as of, for formats that do not print it. Where it is
            not given either, such a chart stands as of the last act that it shows, and a problem says so.

    Returns:
        The chart, each row with its line. What is odd but readable (a total that does not add up, an
        entry into force that the treaty's rule does not give) is listed in ``problems``.

    Raises:
        ChartError: The chart can't be read: a group of every problem found, each with its line.
        InvalidTypeError: The input is neither text nor bytes.
        UnknownCodeError: There is no such format.

    >>> import cyberconventions as cc
    >>> page = '''
    ... Chart of signatures and ratifications of Treaty 185
    ... Status as of 13/03/2020
    ... Non-Members of Council of Europe
    ... Argentina 05/06/2018 a 01/10/2018 R. A.
    ... Total number of signatures not followed by ratifications 0
    ... Total number of ratifications/accessions 1
    ... '''
    >>> cc.parse_chart(page).rows[0].entry_into_force
    datetime.date(2018, 10, 1)
    """
    if format is not None and format not in FORMATS:
        hint = did_you_mean(str(format), FORMATS)
        raise UnknownCodeError(f"{quoted(format)} is no format of a chart{hint}; expected one of {', '.join(FORMATS)}")
    text = _text(text_or_bytes)
    day = None if as_of is None else as_date(as_of)
    name = format or _recognised(text)
    try:
        chart, lines = _own(text, treaty, day) if name == "own" else _read(name, text, treaty, day)
    except ChartError as error:
        if _OUTAGE_FITS.search(str(error)) and tells_of_outage(text):
            raise _with_outage(error) from None
        raise
    return checked(chart, lines)


def read_chart(
    path: "Path",
    *,
    format: "Format | None" = None,  # noqa: A002 # as above
    treaty: "TreatyLike | None" = None,
    as_of: "DateLike | None" = None,
) -> Chart:
    """Return the chart of signatures and ratifications in a file, as :func:`parse_chart` does.

    Arguments:
        path: The file.
        format: What the file is, if its content shall not tell.
        treaty: The treaty whose chart is wanted.
        as_of: The day on which the chart stands as of, for formats that do not print it.

    Returns:
        The chart, each row with its line.

    Raises:
        ChartError: The chart can't be read.
        MissingFileError: There is no such file.
        UnreadableFileError: The file can't be read.

    >>> import cyberconventions as cc
    >>> import os, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = os.path.join(folder, "chart.csv")
    ...     with open(path, "w", encoding="utf-8") as file:
    ...         _ = file.write(cc.Chart.of("budapest").to_csv())
    ...     read_chart(path)
    <Chart ETS No. 185 as of 2026-04-25: 97 rows, 81 consents, 2 signatures only>
    """
    if not isinstance(path, str | os.PathLike):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise wrong_type(path, "the path of a file")
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST_INPUT + 1)
    except FileNotFoundError as error:
        hint = did_you_mean(os.path.basename(path), _names_beside(path))
        raise MissingFileError(f"there is no file {quoted(os.fspath(path))}{hint}") from error
    except (OSError, ValueError) as error:  # A folder, no permission, a path that no system has.
        raise UnreadableFileError(f"{quoted(os.fspath(path))} can't be read: {error}") from error
    try:
        return parse_chart(content, format=format, treaty=treaty, as_of=as_of)
    except ChartError as error:
        headline = str(error.message).partition("\n")[0]
        raise ChartError(f"{os.fspath(path)}: {headline}", error.problems) from None


def _names_beside(path: "Path") -> list[str]:
    """List what the folder of a missing file has, as far as it can be seen."""
    try:
        return os.listdir(os.path.dirname(path) or ".")
    except OSError:
        return []


def _text(text_or_bytes: object) -> str:
    """Return the input as text, if it is one of a size that is read."""
    if not isinstance(text_or_bytes, str | bytes):
        raise wrong_type(text_or_bytes, "text or bytes")
    if len(text_or_bytes) > LARGEST_INPUT:
        size = f"{len(text_or_bytes):,} {'bytes' if isinstance(text_or_bytes, bytes) else 'characters'}"
        problem = ChartLineError(f"the input has {size}, expected at most {LARGEST_INPUT:,} (64 MiB)")
        raise ChartError("too large for a chart", [problem])
    text = text_or_bytes if isinstance(text_or_bytes, str) else _decoded(text_or_bytes)
    if not text.isascii() and _SURROGATE.search(text):  # half a character, which nothing can write
        text = text.encode("utf-8", "replace").decode()
    return text.removeprefix("\ufeff")


def _decoded(content: bytes) -> str:
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _HTML_CHARSET.search(content, 0, 4096):  # what browsers read as windows-1252
            return content.decode("cp1252", "replace")
        line = content[: error.start].count(b"\n") + 1
        problem = ChartLineError(f"byte {error.start} is not {error.encoding.upper()}; expected text in UTF-8", line)
        raise ChartError("not a text", [problem]) from None


def _with_outage(error: ChartError) -> ChartError:
    """Return the error that there is no chart, with the reason that the page gives."""
    problems = [
        ChartLineError(f"{each.message}; the page speaks of an outage: fetch it again", each.line)
        for each in error.problems
    ]
    return ChartError(str(error.message).partition("\n")[0], problems)


def _recognised(text: str) -> str:
    """Name the format of an input by its content."""
    if text.startswith(_OWN_CSV) or (_JSON_OBJECT.match(text) and _OWN_JSON in text):
        return "own"
    html = _HTML.search(text)
    is_json, is_xml = _JSON.match(text), _XML.match(text)
    if (html or is_json or is_xml) and not is_page(text) and _HEADING.search(text) and _ROW.search(text):
        return "text"
    if is_json:
        return "json"
    if is_xml and (html is None or "<TGroup" in text):
        return "xml"
    if html is not None:
        return "html"
    return _kind_of_table(enumerate(text.splitlines(), start=1)) if _TABLE.search(text) else "text"


def _kind_of_table(lines: "Iterable[Line]") -> str:
    """Name the format of lines by the header of the first table among them."""
    for _, raw in lines:
        if "Part" in raw[:_MARGIN]:
            line = " ".join(raw.split())
            if is_un_header(line):
                return "un-text"
            if is_dutch_header(line):
                return "dutch"
    return "text"


def _own(text: str, treaty: "TreatyLike | None", as_of: "date | None") -> "tuple[Chart, Mapping[str, int]]":
    """Read what the library wrote itself."""
    from cyberconventions.charts.formats._own_csv import read_own_csv
    from cyberconventions.charts.formats._own_json import read_own_json

    facts = read_own_csv(text) if text.startswith(_OWN_CSV) else read_own_json(text)
    named = {field.name: getattr(facts, field.name) for field in attrs.fields(Chart)}
    chart = Chart(**named)
    if treaty is not None and not chart.reference:
        chart = attrs.evolve(chart, reference=name_of(treaty))
    if treaty is not None and not same_treaty(chart.reference, treaty):
        raise another_treaty(chart.reference, None, treaty)
    if as_of not in (None, chart.as_of):
        problem = ChartLineError(f"the chart stands as of {chart.as_of}, not {as_of} (as_of=)")
        raise ChartError("a chart of another day", [problem])
    return chart, {}


def _read(name: str, text: str, treaty: "TreatyLike | None", as_of: "date | None") -> "tuple[Chart, Mapping[str, int]]":
    """Read an input of a known format."""
    if name == "json":
        from cyberconventions.charts.treaty_office_json import read_json

        return read_json(text, treaty=treaty, as_of=as_of)
    if name == "xml":
        from cyberconventions.charts.mtdsg import read_xml

        return read_xml(text, treaty=treaty, as_of=as_of)
    if name == "html" or (name in ("un-text", "dutch") and _HTML.search(text)):
        return _read_page(name, text, treaty, as_of)
    if name == "text" and "<" in text:
        text = _TAG.sub(" ", text)  # Tags that strayed into a pasted text say nothing.
    return _read_table(name, enumerate(text.splitlines(), start=1), treaty, as_of)


def _read_page(
    name: str, text: str, treaty: "TreatyLike | None", as_of: "date | None"
) -> "tuple[Chart, Mapping[str, int]]":
    """Read a saved page, which may as well be one of another depositary."""
    from cyberconventions.charts.html import coloured, html_lines

    lines = html_lines(text)
    if name == "html":
        name = _kind_of_table(lines) if _TABLE_WORD in text else "text"
    places = Places.of(lines)
    if places is None:
        chart, where = _read_table(name, lines, treaty, as_of, wraps=False)
    else:
        try:
            chart, where = _read_table(name, places.lines, treaty, as_of, wraps=False)
        except ChartError as error:
            raise places.error(error) from None
        chart, where = places.chart(chart), places.where(where)
    return attrs.evolve(chart, problems=(*chart.problems, *coloured(text, chart))), where


def _read_table(
    name: str, lines: "Iterable[Line]", treaty: "TreatyLike | None", as_of: "date | None", *, wraps: bool = True
) -> "tuple[Chart, Mapping[str, int]]":
    """Read numbered lines of a known format."""
    if name == "un-text":
        from cyberconventions.charts.mtdsg import read_un_lines

        return read_un_lines(lines, treaty=treaty, as_of=as_of)
    if name == "dutch":
        from cyberconventions.charts.dutch import read_dutch_lines

        return read_dutch_lines(lines, treaty=treaty, as_of=as_of)
    return read_lines(lines, treaty=treaty, as_of=as_of, wraps=wraps)
