"""Reads a published chart, whatever its form."""

import os
import re
from types import NoneType

import attrs

from cyberconventions._arguments import path_of
from cyberconventions._dates import as_date
from cyberconventions.charts._checks import checked
from cyberconventions.charts._detect import FORMATS, is_marked_up, is_workbook, recognised, table_of
from cyberconventions.charts._model import Chart
from cyberconventions.charts._names import another_treaty, name_of, same_treaty
from cyberconventions.charts._positions import Positions, bounded, lines_of
from cyberconventions.charts._rows import Problem
from cyberconventions.charts.formats._headers import FIRST_WORD
from cyberconventions.charts.formats._pages import is_drawn, is_outage, unread_form, without_table
from cyberconventions.charts.formats._plain_cells import with_tabs, without_pipes
from cyberconventions.errors import (
    ChartError,
    ChartLineError,
    MissingFileError,
    UnknownCodeError,
    UnreadableFileError,
    check_type,
    did_you_mean,
    quoted,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import TypeAlias

    from cyberconventions._dates import DateLike
    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._builder import Facts
    from cyberconventions.charts._detect import Format, Own, Table
    from cyberconventions.charts._positions import Line

    Path: TypeAlias = str | os.PathLike[str]

# Bytes, or characters of a text: a chart of 200 rows has some 20 000.
LARGEST_INPUT = 16 * 1024 * 1024
# What is longer is read more carefully, and may have so many tags, lists and values. A saved page of 200 rows has some
# 9 000 tags.
_LONG_PAGE = 128 * 1024
_MOST_MARKUP = (("<", 150_000), ("\n", 200_000))
_MOST_VALUES = (("{", 10_000), ("[", 100_000), (",", 1_000_000))

_SURROGATE = re.compile("[\ud800-\udfff]")
# What a reader says that finds nothing of a chart on a page.
_NOTHING_FOUND = re.compile("there is no (?:chart|table)")
_HTML_CHARSET = re.compile(rb"charset=[\"']?\s*(?:iso-8859-1|windows-1252|latin-?1)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\b", re.IGNORECASE)
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
        text_or_bytes: The page's text, at most 16 MiB; bytes are read as UTF-8, or as a saved page
            declares, or as a workbook (.xlsx; extra ``xlsx``).
        format: What the input is, to override detection: ``"text"`` pasted from a page of the
            Treaty Office, ``"html"`` a saved page of it, ``"json"`` the answer of its web service,
            ``"xml"`` a file of the UN Treaty Collection, ``"un-text"`` a table pasted from there,
            ``"dutch"`` one pasted from the Dutch treaty database, ``"table"`` a table of States with titles above
            its columns, from a spreadsheet.
        treaty: The treaty whose chart is wanted: needed where a page has several charts, or a table
            that does not name its treaty. A chart of another treaty is an error.
        as_of: The chart's date, for formats that do not print it. Where it is not given either, such a chart is
            dated by the last act that it shows, and a problem says so.

    Returns:
        The chart, each row with its line. What is odd but readable (a total that does not add up, an
        entry into force that the treaty's rule does not give) is listed in ``problems``.

    Raises:
        ChartError: The chart can't be read: a group of every problem found, each with its line.
        InvalidTypeError: The input is neither text nor bytes.
        MissingExtraError: A saved page or a workbook is read by a library that is not installed.
        UnknownCodeError: The format is not one of these.

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
    check_type(format, (str, NoneType), f"one of {', '.join(FORMATS)} or None for format")
    if format is not None and format not in FORMATS:
        hint = did_you_mean(format, FORMATS)
        raise UnknownCodeError(f"{quoted(format)} is not a chart format{hint}; expected one of {', '.join(FORMATS)}")
    text = _text(text_or_bytes)
    day = None if as_of is None else as_date(as_of)
    name, plain = recognised(text) if format is None else _converted(format, text)
    if len(text) > _LONG_PAGE:
        _check_parts(name, text)
    try:
        facts = _facts(name, plain, treaty, day)
    except ChartError as error:
        raise _explained(error, text, name) from None
    return checked(_chart(facts), facts.lines)


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
        format: What the file is, to override detection.
        treaty: The treaty whose chart is wanted.
        as_of: The chart's date, for formats that do not print it.

    Returns:
        The chart, each row with its line.

    Raises:
        ChartError: The chart can't be read; a note of the error names the file.
        MissingFileError: There is no such file.
        UnreadableFileError: The file can't be read.

    >>> import cyberconventions as cc
    >>> import os, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = os.path.join(folder, "chart.csv")
    ...     with open(path, "w", encoding="utf-8") as file:
    ...         _ = file.write(cc.Chart.of("budapest", "2020-03-13").to_csv())
    ...     read_chart(path)
    <Chart ETS No. 185 as of 2020-03-13: 75 rows, 64 consents, 3 signatures only>
    """
    name = path_of(path, "the path of a file")
    try:
        with open(name, "rb") as file:
            content = file.read(LARGEST_INPUT + 1)
    except FileNotFoundError as error:
        hint = did_you_mean(os.path.basename(name), _names_beside(name))
        raise MissingFileError(f"there is no file {quoted(name)}{hint}") from error
    except OSError as error:  # A folder, no permission, a path that no system has.
        raise UnreadableFileError(f"{quoted(name)} can't be read: {error.strerror}") from error
    try:
        return parse_chart(content, format=format, treaty=treaty, as_of=as_of)
    except ChartError as error:
        error.add_note(name)
        raise


def _names_beside(path: str) -> list[str]:
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
        problem = ChartLineError(f"the input has {size}, expected at most {LARGEST_INPUT:,} (16 MiB)")
        raise ChartError("too large for a chart", [problem])
    if isinstance(text_or_bytes, bytes) and is_workbook(text_or_bytes):
        from cyberconventions.charts.formats._workbook import workbook_text

        return workbook_text(text_or_bytes)
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
        if content.startswith(b"%PDF-"):
            problem = ChartLineError("this is a PDF: copy its text, or save the table as CSV")
            raise ChartError("not a text", [problem]) from None
        if _HTML_CHARSET.search(content, 0, 4096):  # what browsers read as windows-1252
            return content.decode("cp1252", "replace")
        line = content[: error.start].count(b"\n") + 1
        problem = ChartLineError(f"byte {error.start} is not {error.encoding.upper()}; expected text in UTF-8", line)
        raise ChartError("not a text", [problem]) from None


def _check_parts(name: "Format | Own", text: str) -> None:
    """Refuse a long input with more parts than a chart has, before they are taken apart.

    Raises:
        ChartError: It has.
    """
    parts: tuple[tuple[str, int], ...] = ()
    if name in ("json", "own json"):
        parts = _MOST_VALUES
    elif name in ("html", "xml") or is_marked_up(text):
        parts = _MOST_MARKUP
    for character, most in parts:
        count = text.count(character)
        if count > most:
            problem = ChartLineError(f"the input has {count:,} times {character!r}; no chart has more than {most:,}")
            raise ChartError("too large for a chart", [problem])


def _converted(name: "Format", text: str) -> "tuple[Format, str]":
    """Return an input of a format that the caller names, with tabs between the cells of its tables."""
    if name in ("json", "xml", "html") or is_marked_up(text):
        return name, text
    return name, with_tabs(without_pipes(text) if "|" in text else text)


def _explained(error: ChartError, text: str, name: "Format | Own") -> ChartError:
    """Return the error of a page with what it looks like, if it is of a form that is not read, or has no chart."""
    nothing = _NOTHING_FOUND.search(str(error)) is not None
    if is_drawn(text):
        form = "a table drawn with lines (┌──┐ or +---+): save it as CSV"
    else:
        form = unread_form(text) if nothing or name in ("dutch", "table") else ""
    if form:
        problem = ChartLineError(f"this looks like {form}; that form is not read")
        return ChartError("not a chart that can be read", [problem])
    if not nothing:
        return error
    looks = "an outage page: fetch it again" if is_outage(text) else without_table(text)
    if not looks:
        return error
    problems = [ChartLineError(f"there is no chart; the page looks like {looks}", each.line) for each in error.problems]
    return ChartError(str(error.message).partition("\n")[0], problems)


def _chart(facts: "Facts") -> Chart:
    return Chart(
        reference=facts.reference,
        title=facts.title,
        as_of=facts.as_of,
        rows=facts.rows,
        totals=facts.totals,
        footnotes=facts.footnotes,
        opened=facts.opened,
        entry_into_force=facts.entry_into_force,
        problems=facts.problems,
        silent_on=facts.silent_on,
    )


# -- formats ---------------------------------------------------------------------------------------------


def _facts(name: "Format | Own", text: str, treaty: "TreatyLike | None", as_of: "date | None") -> "Facts":
    """Read an input of a known format."""
    if name == "own csv" or name == "own json":  # noqa: PLR1714 # type checkers narrow this
        return _own(name, text, treaty, as_of)
    if name == "json":
        from cyberconventions.charts.formats._treaty_office_json import read_json

        return read_json(text, treaty=treaty, as_of=as_of)
    if name == "xml":
        from cyberconventions.charts.formats._un_xml import read_xml

        return read_xml(text, treaty=treaty, as_of=as_of)
    if name == "html":
        return _page(None, text, treaty, as_of)
    if name == "text":
        # Tags that strayed into a pasted text say nothing.
        text = _TAG.sub(" ", text) if "<" in text else text
    elif is_marked_up(text):
        return _page(name, text, treaty, as_of)
    return _table(name, lines_of(text), treaty, as_of)


def _own(name: "Own", text: str, treaty: "TreatyLike | None", as_of: "date | None") -> "Facts":
    """Read what the library wrote itself."""
    from cyberconventions.charts.formats._own_csv import read_own_csv
    from cyberconventions.charts.formats._own_json import read_own_json

    facts = read_own_csv(text) if name == "own csv" else read_own_json(text)
    if treaty is not None and not facts.reference:
        facts = attrs.evolve(facts, reference=name_of(treaty))
    if treaty is not None and not same_treaty(facts.reference, treaty):
        raise another_treaty(facts.reference, None, treaty)
    if as_of not in (None, facts.as_of):
        problem = ChartLineError(f"the chart is dated {facts.as_of}, not {as_of} (as_of=)")
        raise ChartError("a chart of another date", [problem])
    return facts


def _page(name: "Table | None", text: str, treaty: "TreatyLike | None", as_of: "date | None") -> "Facts":
    """Read a saved page, which may be one of any depositary."""
    from cyberconventions.charts.formats._colours import coloured
    from cyberconventions.charts.formats._html import html_lines

    lines = html_lines(text) if len(text) <= _LONG_PAGE else list(bounded(html_lines(text)))
    if name is None:
        name = table_of(lines) if FIRST_WORD in text else "text"
    positions = Positions.of(lines)
    if positions is None:
        facts = _table(name, lines, treaty, as_of, wraps=False)
    else:
        try:
            facts = _table(name, positions.lines, treaty, as_of, wraps=False).placed(positions)
        except ChartError as error:
            raise positions.error(error) from None
    facts = attrs.evolve(facts, problems=(*facts.problems, *coloured(text, facts.rows)))
    return _cut_within_table(facts) if facts.totals is None and _ends_within_table(text) else facts


def _ends_within_table(text: str) -> bool:
    """Return whether a page ends before the end tag of its last table, which HTML does not let out."""
    last = max((tag.start() for tag in _TABLE.finditer(text)), default=-1)
    return last >= 0 and _TABLE_END.search(text, last) is None


def _cut_within_table(facts: "Facts") -> "Facts":
    """Note that a page ends within the table that was read."""
    last = facts.rows[-1] if facts.rows else None
    where = (last.line, last.path) if last is not None else (None, None)
    problem = Problem("the page ends within its table: it was cut off", *where)
    return attrs.evolve(facts, problems=(*facts.problems, problem), silent_on=(*facts.silent_on, "rows"))


def _table(
    name: "Table", lines: "Iterable[Line]", treaty: "TreatyLike | None", as_of: "date | None", *, wraps: bool = True
) -> "Facts":
    """Read numbered lines of a known format."""
    if name == "un-text":
        from cyberconventions.charts.formats._un_table import read_un_lines

        return read_un_lines(lines, treaty=treaty, as_of=as_of)
    if name == "dutch":
        from cyberconventions.charts.formats._dutch import read_dutch_lines

        return read_dutch_lines(lines, treaty=treaty, as_of=as_of)
    if name == "table":
        from cyberconventions.charts.formats._headed import read_headed_lines

        return read_headed_lines(lines, treaty=treaty, as_of=as_of)
    from cyberconventions.charts.formats._text._page import read_lines

    return read_lines(lines, treaty=treaty, as_of=as_of, wraps=wraps)
