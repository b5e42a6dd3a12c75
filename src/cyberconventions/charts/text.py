"""Reads a Treaty Office chart from pasted text.

Blank cells collapse in every text copy, so a row is read as tokens: a name, up to three dates with a mark,
footnote numbers, flags. Non-breaking spaces count as spaces. A cell may stand on a line of its own, and a name or a
header over several: what is no name goes on with the row above. Where a copy glues cells together, the names of
States decide where a name ends. Where tabs part the cells and a header names the columns, the columns tell what a
day is. The ``X`` marks of the oldest pages, which have no letters, are read by their column – where the copy still
tells it.
"""

import re
from datetime import date
from functools import lru_cache
from typing import cast

import attrs

from cyberconventions._symbols import FLAGS, MARKS, Code, Footnotes, treaty_office_footnotes
from cyberconventions._treaty import Totals
from cyberconventions.charts._model import Chart
from cyberconventions.charts._names import (
    REFERENCE,
    Unknown,
    find,
    find_with_mark,
    known_treaty,
    name_of,
    same_treaty,
    treaty_number,
)
from cyberconventions.charts._rows import SILENCES, Problem, Row, Section, with_leaving
from cyberconventions.errors import ChartError, ChartLineError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._rows import Silent

    # A reader's answer: the chart, and the lines on which its head and totals stand.
    Read: TypeAlias = tuple[Chart, Mapping[str, int]]
    Line: TypeAlias = tuple[int, str]
    Piece: TypeAlias = tuple[int, str]  # a line of a row: its number, its text

_CAPTIONS = ("Chart of signatures and ratifications of Treaty ", "Etat des signatures et ratifications du trait")
_CHART = re.compile(
    r"(?:Chart of signatures and ratifications of Treaty|[EÉ]tat des signatures et ratifications du trait[ée]) "
    r"(?P<number>\d{1,9})"
)
_AS_OF = re.compile(r"(?:Status as of|Situation au)(?: / (?:Situation au|Status as of))? ?:? (?P<date>\S+)(?: \(.*\))?")
_AS_OF_WORDS = ("Status as of", "Situation au")
_FIELD = (
    r"(?:Title|Titre|Reference|Référence|Opening (?:of the treaty|for signature)"
    r"|Ouverture (?:du traité|à la signature)|Entry in(?:to)? force|Entrée en vigueur)"
)
_HEAD = re.compile(rf"(?P<field>{_FIELD})(?P<other> / {_FIELD})?(?: ?:)?(?: (?P<value>.+))?", re.IGNORECASE)
_FIELDS = {"t": "title", "r": "reference", "o": "opened", "e": "entry_into_force"}
_NOT_YET = "//"  # where a day will stand
# The oldest pages have no title line "Chart of …": their reference stands alone.
_REFERENCE = re.compile(REFERENCE, re.IGNORECASE)
_TITLE = re.compile(rf"(?P<title>.+) \((?P<reference>{REFERENCE})\)", re.IGNORECASE)
_SECTIONS = {
    "members of council of europe": Section.MEMBER,
    "members of the council of europe": Section.MEMBER,
    "member states of the council of europe": Section.MEMBER,
    "non-members of council of europe": Section.NON_MEMBER,
    "non-members of the council of europe": Section.NON_MEMBER,
    "non-member states of the council of europe": Section.NON_MEMBER,
    "non-member states": Section.NON_MEMBER,
    "international organisations": Section.ORGANISATION,
    "international organizations": Section.ORGANISATION,
    "membres du conseil de l'europe": Section.MEMBER,
    "etats membres du conseil de l'europe": Section.MEMBER,
    "états membres du conseil de l'europe": Section.MEMBER,
    "non-membres du conseil de l'europe": Section.NON_MEMBER,
    "etats non membres du conseil de l'europe": Section.NON_MEMBER,
    "états non membres du conseil de l'europe": Section.NON_MEMBER,
    "organisations internationales": Section.ORGANISATION,
}
_BILINGUAL = " / "
# A line that has no other words is the table's header, or a part of it that a copy broke off.
_HEADER_WORDS = {
    *("state", "states", "or", "international", "organisation", "organization", "signature", "signatures"),
    *("ratification", "ratifications", "entry", "into", "in", "force", "notes", "denunciation", "denunciations"),
    *("effect", "of", "date", "etat", "états", "etats", "état", "ou", "internationale", "entrée", "en", "vigueur"),
    *("dénonciation", "effet", "de", "la", "d'effet", "who", "signed", "ratified", "neither", "nor", "suspended"),
    *("denounced", "r.d.a.t.c.o.", "/"),
    *(flag.lower() for flag in FLAGS),
}
_FLAG_WORDS = {flag.lower() for flag in FLAGS}
_COLUMNS = ("entry into force notes", "entrée en vigueur notes", "entry into force denunciation")
# Titles of columns, in the order in which they are tried: the effect of a denunciation is one, too.
_TITLES = (
    ("effect", "withdrawal_effective"),
    ("effet", "withdrawal_effective"),
    ("nunciation", "withdrawal"),
    ("nonciation", "withdrawal"),
    ("signature", "signature"),
    ("ratification", "consent"),
    ("entry in", "effect"),
    ("entrée en", "effect"),
    ("notes", "notes"),
    ("r.d.a.t.c.o.", "notes"),
)
_DAYS = ("signature", "consent", "effect", "withdrawal", "withdrawal_effective")
_NAME = "name"
_TOTAL = re.compile(
    r"(?:Total number of|Nombre total de) (?P<what>"
    r"signatures (?:not followed by ratifications?|non suivies de ratifications?)"
    r"|ratifications? ?/ ?(?:accessions?|adhésions?))(?: / Nombre total de [^\d:]*)?(?: ?:)?(?: (?P<number>\S+))?$",
    re.IGNORECASE,
)
_TOTAL_WORDS = ("Total number of", "Nombre total de")
# What the library writes below the totals of a partial record.
LOWER_BOUNDS = "Remark: the totals are lower bounds, the record being partial."
# What it writes below a chart whose form is silent on something.
SILENT = "Remark: never shown on charts of this form: "
_FOOTNOTE = re.compile(r"[^\w(:]*(?:\((?P<number>\d{1,9})\)|(?P<bare>\d{1,9}) ?:) (?P<text>.+)")
# What ends the table or the footnotes, where the page goes on.
_AFTER = re.compile(r"Key\b|Légende\b|Source ?:|a ?: (?:Accession|Adhésion)\b")
_DATE = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII)
_LONGEST_DATE = 40
_LIKE_DATE = re.compile(r"[\d/]*\d/[\d/]*")
# Where a copy glued a name, a mark, a date, a number and flags together. The year of a date has four digits.
_GLUE = re.compile(
    r"(?<=[^\W\d_])(?=\d)|(?<=[).'])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=/\d{4})(?=\d)|(?<=[RDATCO]\.)(?=[RDATCO]\.)"
)
_GLUED = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|/\d{5}|[RDATCO]\.[RDATCO]\.")
# A row without damage; one expression for it, since most rows are like that.
_DAY = r"\d\d?/\d\d?/\d{4}"
_ROW = re.compile(
    rf"(?P<name>[^\W\d_]\D*?)(?: (?P<first>{_DAY}))?(?: (?P<accession>a|su|s|r))?(?: (?P<second>{_DAY}))?"
    rf"(?: (?P<third>{_DAY}))?(?P<notes>(?: \d{{1,9}}){{0,9}})"
    r"(?P<flags>(?: [RDATCO]\.){0,6})(?P<crosses>(?: X){0,6})",
    re.ASCII,
)
# A row whose cells a reader's view glued together.
_GLUED_ROW = re.compile(
    rf"(?P<name>[^\W\d_]\D*?) ?(?P<first>{_DAY}) ?(?P<accession>a|su|s|r)?"
    rf"(?: ?(?P<second>{_DAY}))?(?: ?(?P<third>{_DAY}))?"
    r"(?P<notes>(?: ?\d{1,9})?(?: \d{1,9}){0,8}) ?(?P<flags>(?:[RDATCO]\. ?){0,6})(?P<crosses>)",
    re.ASCII,
)
_FLAG = re.compile(r"[RDATCO]\.")
# That expression is quick on lines of the length that rows have, and is not asked about others.
_LONGEST_ROW = 200
_X = "X"
_UNKNOWN = "?"
_SYMBOLS = {*MARKS, *FLAGS, _X, _UNKNOWN}
_MOST_DIGITS = 9
# No row has more cells, each on a line of its own.
_MOST_PIECES = 24


@attrs.define
class _Open:
    """The row that was read last, which the next line may go on with, and what there was before it."""

    pieces: "list[Piece]"
    section: Section
    rows: int
    errors: int
    unpadded: int
    known: bool
    # Whether lines have come that are not read yet.
    grown: bool = False


@attrs.define
class _Found:
    """What has been read of a chart so far."""

    number: str | None = None
    # Whether there was a line "Chart of signatures …", after which the words of a head are its head.
    headed: bool = False
    as_of: date | None = None
    # Every day that the page says it stands as of, with its line.
    as_of_lines: dict[date, int] = attrs.Factory(dict[date, int])
    title: str = ""
    reference: str = ""
    days: dict[str, date | None] = attrs.Factory(dict[str, "date | None"])
    section: Section | None = None
    sections: set[Section] = attrs.Factory(set[Section])
    rows: list[Row] = attrs.Factory(list[Row])
    totals: dict[str, int] = attrs.Factory(dict[str, int])
    at_least: bool = False
    # The total whose number stands on the next line.
    pending_total: str = ""
    # The footnotes, each in lines; the last of them and its line: the next line may go on with it.
    footnotes: dict[int, list[str]] = attrs.Factory(dict[int, list[str]])
    note: tuple[int, int] = (0, 0)
    wraps: bool = True
    errors: list[ChartLineError] = attrs.Factory(list[ChartLineError])
    problems: list[Problem] = attrs.Factory(list[Problem])
    unknown: Unknown = attrs.Factory(Unknown)
    # Lines on which a date has a day or month of one digit, and of two digits with a leading zero.
    unpadded: list[tuple[int, str]] = attrs.Factory(list[tuple[int, str]])
    padded: bool = False
    # Where the head and the totals stand.
    lines: dict[str, int] = attrs.Factory(dict[str, int])
    first_line: int = 0
    # The field of the head whose value stands on a line of its own, and the line just read.
    pending: str = ""
    bilingual: bool = False
    previous: str = ""
    # What stands in which cell of a tab-separated table, and whether it has the columns of a denunciation.
    columns: tuple[str, ...] = ()
    denunciations: bool = False
    in_header: bool = False
    open: _Open | None = None
    glued: bool = False
    # Whether a row has crosses, as on the oldest pages, and what a remark says that the chart never shows.
    crossed: bool = False
    silent_on: "tuple[Silent, ...]" = ()
    # Totals met below the table; whether the table is over; and whether the key or the source has been met: what
    # follows is the page's.
    below: set[str] = attrs.Factory(set[str])
    ended: bool = False
    over: bool = False
    # The numbers of the footnotes that rows refer to.
    referred: set[int] = attrs.Factory(set[int])

    @property
    def name(self) -> str:
        """What the chart is of, for messages."""
        return self.reference or (f"Treaty {self.number}" if self.number else "the input")

    @property
    def is_table(self) -> bool:
        """Whether there is more than a heading, which any menu may have."""
        dated = self.as_of is not None or bool(self.reference) or self.number is not None
        return bool(self.rows) and (dated or any(row.signature or row.consent for row in self.rows))


def read_lines(
    lines: "Iterable[Line]", *, treaty: "TreatyLike | None" = None, as_of: date | None = None, wraps: bool = True
) -> "Read":
    """Return the chart that stands in a page's numbered lines, and on which its head and totals stand.

    Arguments:
        lines: The page.
        treaty: The treaty whose chart is wanted, needed where the page has charts of several.
        as_of: The day the chart stands as of, where it does not say so itself.
        wraps: Whether a paragraph may stand on several lines; it does not where they were made from HTML.

    Raises:
        ChartError: There is none, it can't be read, or there are several.
    """
    found = _Found(wraps=wraps)
    charts = [found]
    number: int | None = None
    for number, raw in lines:  # the last line's number is wanted
        line = " ".join(raw.split())
        if not line:
            continue
        if line[0] in "#*" or "**" in line:  # Markdown of a reader's view
            line = " ".join(line.lstrip("#").replace("**", " ").split())
            if not line:
                continue
        if found.open is not None and _goes_on(found, found.open, number, line):
            continue
        if found.section is not None and (line[0] in "CEÉSc" or found.ended) and _begins_another(found, line):
            found = _Found(first_line=number, wraps=wraps)
            charts.append(found)
        _read_line(found, number, line, raw)
    _close(found)
    tables = [each for each in charts if each.is_table] or [each for each in charts if each.section is not None]
    found = _wanted(tables or charts[-1:], treaty)
    _set_day(found, as_of)
    return _chart(found, last_line=number), found.lines


def _set_day(found: _Found, as_of: date | None) -> None:
    """Take the caller's word for the day where the chart prints none or two, and no other day than it prints."""
    if as_of is not None and found.section is not None and (found.as_of is None or as_of in found.as_of_lines):
        found.as_of = as_of
    elif as_of is not None and found.as_of not in (None, as_of):
        message = f"the chart stands as of {found.as_of}, not {as_of} (as_of=)"
        found.errors.append(ChartLineError(message, found.lines.get("as_of")))
    elif len(found.as_of_lines) > 1:
        for day, line in found.as_of_lines.items():
            if day != found.as_of:
                message = f"the page stands as of {day} here, but as of {found.as_of} on a later line, which is taken"
                found.problems.append(Problem(message, line))


def _begins_another(found: _Found, line: str) -> bool:
    """Tell whether a line below a chart's first section is the head of another chart."""
    if _CHART.fullmatch(line):
        return True
    reference = _REFERENCE.fullmatch(line)
    if reference is not None:  # Documents repeat their own reference on each page.
        return found.ended or treaty_number(line) != treaty_number(found.reference or found.number or "")
    if _AS_OF.fullmatch(line):
        return found.ended or not found.rows
    section = _section(line)
    return found.ended and section is not None and (len(found.below) == 2 or section in found.sections)  # noqa: PLR2004


def _wanted(charts: list[_Found], treaty: "TreatyLike | None") -> _Found:
    """Return the chart of the named treaty, or the only one."""
    if treaty is not None:
        named = [each for each in charts if each.section is None or same_treaty(_reference(each), treaty)]
        named = named or [each for each in charts if not _reference(each)]
        if not named:
            raise another_treaty(charts[0].name, charts[0].first_line or None, treaty)
        charts = named
    if len(charts) > 1:
        problems = [
            ChartLineError(f"a chart of {each.name} as of {each.as_of} begins here", each.first_line or 1)
            for each in charts
        ]
        names = " and ".join(dict.fromkeys(each.name for each in charts))
        raise ChartError(
            f"the page has {len(charts)} charts, of {names}: name the treaty you want with treaty=, "
            "or pass the part of the page with one chart of it",
            problems,
        )
    if treaty is not None and not _reference(charts[0]):  # The caller names what the page does not.
        charts[0].reference = name_of(treaty)
    return charts[0]


def another_treaty(found: str, line: int | None, treaty: "TreatyLike") -> ChartError:
    """Return the error that the chart is of another treaty than the caller named."""
    problem = ChartLineError(f"this is a chart of {found}, expected one of {name_of(treaty)}", line)
    return ChartError("a chart of another treaty", [problem])


def _reference(found: _Found) -> str:
    """Return the treaty's reference: as printed, unless the heading has another number."""
    by_heading = f"ETS No.{found.number}" if found.number else ""
    if found.number and found.reference and not same_treaty(found.reference, int(found.number)):
        known = known_treaty(by_heading)
        return known.reference if known is not None else by_heading
    return found.reference or by_heading


def _chart(found: _Found, last_line: int | None) -> Chart:
    _check_whole(found, last_line)
    if found.errors:
        raise ChartError(
            f"the chart of {found.name} can't be read", sorted(found.errors, key=lambda error: error.line or 0)
        )
    as_of = found.as_of
    if as_of is None:  # pragma: no cover - _check_whole has reported it
        raise AssertionError
    texts = {number: " ".join(lines) for number, lines in found.footnotes.items()}
    complete = len(found.totals) == 2  # noqa: PLR2004 # signatures and consents
    return Chart(
        reference=_reference(found),
        title=found.title.partition(_BILINGUAL)[0] if found.bilingual else found.title,
        as_of=as_of,
        rows=with_leaving(found.rows, as_of) if found.denunciations else tuple(found.rows),
        totals=Totals(found.totals["consents"], found.totals["signatures"], found.at_least) if complete else None,
        footnotes=Footnotes.of(texts, treaty_office_footnotes().invitation_limit),
        opened=found.days.get("opened"),
        entry_into_force=found.days.get("entry_into_force"),
        problems=tuple(found.problems),
        silent_on=("flags",) if found.crossed else found.silent_on,
    )


def _section(line: str) -> Section | None:
    if len(line) > _LONGEST_ROW:
        return None
    words = line.casefold().replace("\u2019", "'").rstrip(" :")
    return _SECTIONS.get(words) or _SECTIONS.get(words.partition(_BILINGUAL)[0])


def _read_line(found: _Found, number: int, line: str, raw: str) -> None:
    section = found.section
    if section is not None and not found.ended and len(line) <= _LONGEST_ROW and _read_plain(found, number, line, raw):
        return
    heading = _section(line) if "urope" in line or "rgani" in line or "tates" in line else None
    if heading is not None:
        found.section, found.in_header, found.open, found.ended = heading, True, None, False
        found.sections.add(heading)
    elif section is None:
        _read_head(found, number, line)
    elif found.ended or line.startswith(_TOTAL_WORDS) or found.pending_total or _ends_table(line):
        _read_below(found, number, line)
    elif line.startswith(_AS_OF_WORDS) and (as_of := _AS_OF.fullmatch(line)):
        _read_as_of(found, number, as_of["date"])
    elif not _is_header(found, line, raw):
        _read_row(found, number, line, raw, section)


def _read_plain(found: _Found, number: int, line: str, raw: str) -> bool:
    """Read a row without damage, or one that a copy glued together; tell whether this is one."""
    if found.denunciations or found.section is None:
        return False
    plain = (_GLUED_ROW if found.glued else _ROW).fullmatch(line)
    if plain is None:
        plain = (_ROW if found.glued else _GLUED_ROW).fullmatch(line)
        if plain is None:
            return False
        found.glued = plain.re is _GLUED_ROW
    if found.columns and plain["third"] is None and "\t" in raw:
        return False  # Where a cell is blank, the columns tell which.
    before = len(found.unpadded)
    row = _plain_row(found, number, plain, raw)
    if row is None:
        del found.unpadded[before:]
        return False
    found.open = _Open([(number, line)], found.section, len(found.rows), len(found.errors), before, known=True)
    _add(found, row)
    return True


def _add(found: _Found, row: Row) -> None:
    found.in_header = False
    found.rows.append(row)
    if row.footnotes:
        found.referred.update(row.footnotes)


def _ends_table(line: str) -> bool:
    """Tell whether a line stands below the table: a footnote, the key."""
    if line[0].isalpha():
        return _AFTER.match(line) is not None
    return _FOOTNOTE.match(line) is not None


def _is_header(found: _Found, line: str, raw: str) -> bool:
    """Tell whether a line is the table's header, and learn from it what stands in which column."""
    if len(line) > 10 * _LONGEST_ROW:
        return False
    if _REFERENCE.fullmatch(line):  # repeated on each page of a document
        return True
    lowered = line.casefold().replace("\u2019", "'")
    words = lowered.split(" ")
    if words[0] not in _HEADER_WORDS and not any(columns in lowered for columns in _COLUMNS):
        return False
    plain = [word.rstrip(":") for word in words]
    if not _HEADER_WORDS.issuperset(plain) and not any(columns in lowered for columns in _COLUMNS):
        return False
    if any(char.isdecimal() for char in line) or (not found.in_header and _FLAG_WORDS.issuperset(plain)):
        return False  # Below a row, letters alone are its flags.
    found.in_header, found.open = True, None
    found.denunciations = found.denunciations or "nunciation" in lowered or "nonciation" in lowered
    if "\t" in raw:
        found.columns = _columns(raw)
    return True


def _columns(raw: str) -> tuple[str, ...]:
    """Return what stands in which cell, as a tab-separated header says; nothing for a header that does not say."""
    columns: list[str] = []
    for cell in raw.split("\t"):
        title = " ".join(cell.split()).casefold()
        flag = title.upper()
        by_title = next((column for word, column in _TITLES if word in title), "")
        # A cell without a title goes on with the one before it: with a mark, or with nothing.
        columns.append(flag if flag in FLAGS else by_title or (columns[-1] if columns else _NAME))
    return tuple(columns) if {"signature", "consent", "effect"} <= set(columns) else ()


# -- the head ----------------------------------------------------------------------------------------------


def _read_head(found: _Found, number: int, line: str) -> None:
    """Read a line above the first section: the treaty, and the day the chart stands as of."""
    previous, found.previous = found.previous, line
    chart = _CHART.fullmatch(line)
    if chart or line.startswith(_CAPTIONS):
        found.number = chart["number"] if chart else found.number
        found.headed, found.first_line = True, number
    elif as_of := _AS_OF.fullmatch(line):
        _read_as_of(found, number, as_of["date"])
    elif _REFERENCE.fullmatch(line):
        found.first_line = found.first_line or number
        found.headed, found.pending = True, ""
        found.reference, found.title = line, found.title or previous
        found.lines["reference"] = number
    elif found.pending_total:
        _read_number(found, number, line)
    elif line.startswith(_TOTAL_WORDS) and _TOTAL.match(line):
        _read_total(found, number, line)
    elif len(line) <= 10 * _LONGEST_ROW:
        _read_box(found, number, line)


def _read_box(found: _Found, number: int, line: str) -> None:
    """Read a line of the box with the treaty's facts."""
    head = _HEAD.fullmatch(line)
    # Its words also occur in prose, which stands before the chart; those of two languages do not.
    if not found.headed and (head is None or head["other"] is None) and not found.pending:
        return
    if head is None:
        if found.pending:
            _read_field(found, number, found.pending, line)
        elif not found.title and (title := _TITLE.fullmatch(line)):
            found.title, found.reference, found.lines["reference"] = title["title"], title["reference"], number
        return
    found.pending = _field(head["field"])
    found.bilingual = found.bilingual or head["other"] is not None
    if head["value"] is not None:
        _read_field(found, number, found.pending, head["value"])


def _read_as_of(found: _Found, number: int, text: str) -> None:
    day = _date(found, number, text)
    found.lines["as_of"], found.as_of = number, day
    if day is not None:
        found.as_of_lines[day] = number


def _field(words: str) -> str:
    """Return the field that words of the head name."""
    first = words[0].lower()
    return _FIELDS[first] if words.lower() != "référence" else "reference"


def _read_field(found: _Found, number: int, field: str, value: str) -> None:
    """Read what a line of the head says; days may stand some lines below their words."""
    if field == "title":
        found.title, found.pending = value, ""
    elif field == "reference":
        found.reference, found.pending, found.lines["reference"] = value, "", number
    else:
        words = re.split(r"[ ,–]+", value)
        dates = [
            _date(found, number, word) for word in words if len(word) <= _LONGEST_DATE and _LIKE_DATE.fullmatch(word)
        ]
        if dates:
            found.days[field], found.lines[field] = dates[0], number
        if dates or _NOT_YET in words:
            found.pending = ""


# -- totals and footnotes ----------------------------------------------------------------------------------


def _read_total(found: _Found, number: int, line: str) -> None:
    total = _TOTAL.match(_GLUE.sub(" ", line) if _GLUED.search(line) else line)
    if total is None or not (total["number"] is None or _is_number(total["number"])):
        found.errors.append(ChartLineError(f"{quoted(line)} is no total, expected its words and a number", number))
        return
    what = "signatures" if total["what"].lower().startswith("signatures") else "consents"
    found.lines.setdefault(what, number)
    if total["number"] is None:
        found.pending_total = what
    else:
        _take_total(found, number, what, int(total["number"]))


def _read_number(found: _Found, number: int, line: str) -> None:
    """Read the number of a total, which stands on the line below its words."""
    what, found.pending_total = found.pending_total, ""
    if _is_number(line):
        _take_total(found, number, what, int(line))
    else:
        message = f"{quoted(line)} is no number, expected that of the total of {what} on line {found.lines[what]}"
        found.errors.append(ChartLineError(message, number))


def _take_total(found: _Found, number: int, what: str, value: int) -> None:
    before = found.totals.setdefault(what, value)
    if before != value:
        place = found.lines[what]
        found.problems.append(
            Problem(f"a second total of {what} is printed, {value}; the first, on line {place}, is {before}", number)
        )
    if found.section is not None:
        found.below.add(what)
        found.ended = found.ended or len(found.below) == 2  # noqa: PLR2004 # signatures and consents


def silences(line: str) -> "tuple[Silent, ...]":
    """Return what a remark of the library says that a chart never shows; nothing for another line.

    >>> silences("Remark: never shown on charts of this form: flags; invitations.")
    ('flags', 'invitations')
    """
    if not line.startswith(SILENT):
        return ()
    told = line.removeprefix(SILENT).rstrip(".").split("; ")
    return tuple(known for each in told for known in SILENCES if known == each)


def _is_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= _MOST_DIGITS


def _read_below(found: _Found, number: int, line: str) -> None:
    """Read a line below the table: its totals and what follows them."""
    found.open = None
    if found.pending_total:
        _read_number(found, number, line)
    elif line.startswith(_TOTAL_WORDS):
        _read_total(found, number, line)
    else:
        found.ended = True
        _read_footnotes(found, number, line)


def _read_footnotes(found: _Found, number: int, line: str) -> None:
    """Read footnotes, up to the key, or to the end if the rows refer to them."""
    if _AFTER.match(line):
        found.over = True  # The chart is over; what follows is the page's.
    found.at_least = found.at_least or line == LOWER_BOUNDS
    found.silent_on = found.silent_on or silences(line)
    footnote = _FOOTNOTE.match(line)
    if not footnote:
        note, place = found.note
        if place == number - 1 and found.wraps and not found.over:
            found.footnotes[note].append(line)
            found.note = (note, number)
        return
    if footnote["text"] == "null":
        return
    note = int(footnote["number"] or footnote["bare"])
    if (not found.over or note in found.referred) and note not in found.footnotes:
        found.footnotes[note] = [footnote["text"]]
        found.note = (note, number)


# -- rows ------------------------------------------------------------------------------------------------


def _goes_on(found: _Found, above: _Open, number: int, line: str) -> bool:
    """Tell whether a line goes on with the row above, and keep it till the row is whole; else end that row."""
    cells = line[0].isdecimal() or line in _SYMBOLS or line.partition(" ")[0] in _SYMBOLS
    if cells and above.known and len(above.pieces) < _MOST_PIECES and not (":" in line and _ends_table(line)):
        above.pieces.append((number, line))
        above.grown = True
        return True
    _close(found)
    return False


def _close(found: _Found) -> None:
    """Read the row that is open with all its lines."""
    above = found.open
    if above is None or not above.grown:
        return
    _forget(found, above)
    plain = _ROW.fullmatch(" ".join(line for _, line in above.pieces)) if not found.denunciations else None
    row = _plain_row(found, above.pieces[0][0], plain, "") if plain is not None else None
    if row is None:
        del found.unpadded[above.unpadded :]
        _take_row(found, above.pieces, "", above.section)
    else:
        _add(found, row)
    found.open = None


def _read_row(found: _Found, number: int, line: str, raw: str, section: Section) -> None:
    """Read a row of the table; what can't be read is noted."""
    above = found.open
    if above is not None and not above.known:
        name = f"{above.pieces[0][1]} {line}"
        if len(name) <= _LONGEST_ROW and _is_broken_name(name):
            _forget(found, above)
            _take_row(found, [(above.pieces[0][0], name)], raw, section)
            return
    _take_row(found, [(number, line)], raw, section)


def _forget(found: _Found, above: _Open) -> None:
    """Take back what was read of the row above, to read it again with its next line."""
    del found.rows[above.rows :], found.errors[above.errors :], found.unpadded[above.unpadded :]


def _is_broken_name(line: str) -> bool:
    words, name_ends = _words(line)
    return find(" ".join(words[:name_ends])) is not None


def _words(line: str) -> tuple[list[str], int]:
    """Split a row, and tell where its name ends: none has a word that begins with a digit or is a mark or a flag."""
    if _GLUED.search(line):
        line = _GLUE.sub(" ", line)
    words = line.split(" ")
    name_ends = 1
    while name_ends < len(words) and not (words[name_ends][:1].isdecimal() or words[name_ends] in _SYMBOLS):
        name_ends += 1
    return words, name_ends


def _take_row(found: _Found, pieces: "list[Piece]", raw: str, section: Section) -> None:
    """Read a row from its lines, and leave it open for more."""
    opened = _Open(pieces, section, len(found.rows), len(found.errors), len(found.unpadded), known=True)
    row = _by_columns(found, pieces[0][0], raw, section) if found.columns and "\t" in raw else None
    if row is None:
        row, opened.known = _by_words(found, pieces, raw, section)
    found.open = opened
    found.in_header = False
    if row is not None:
        _add(found, row)


def _by_words(found: _Found, pieces: "list[Piece]", raw: str, section: Section) -> tuple[Row | None, bool]:
    """Read a row by its words; tell as well whether its name is a State's, or whether it has more than a name."""
    number, line = pieces[0]
    words, name_ends = _words(line)
    name = " ".join(words[:name_ends])
    cells = [(number, cell) for cell in words[name_ends:]]
    for place, more in pieces[1:]:
        cells += [(place, cell) for cell in (_GLUE.sub(" ", more) if _GLUED.search(more) else more).split(" ")]
    state = find(name)
    if state is None and not any("/" in cell for _, cell in cells):
        split = find_with_mark(name)
        if split is not None:
            state, name, glued = split
            cells = [(number, glued), *cells]
    if state is None:
        found.errors.append(ChartLineError(found.unknown.message(name), number))
    read = _Cells(found, number, name)
    for read.number, cell in cells:
        read.take(cell)
    known = state is not None or bool(cells)
    if state is None or read.failed:
        return None, known
    signature, consent, effect = read.days()
    if read.failed:
        return None, known
    notes: tuple[Code, ...] | None = tuple(read.flags)
    if read.crosses:
        notes = _crossed(found, raw, read.crosses)
    row = Row(
        state,
        section,
        signature,
        consent,
        read.mark,
        effect,
        None if read.in_doubt else notes,
        tuple(read.footnotes),
        name,
        number,
        withdrawal=read.withdrawal[0] if read.withdrawal else None,
        withdrawal_effective=read.withdrawal[1] if len(read.withdrawal) > 1 else None,
        known_notes=tuple(read.flags) if read.in_doubt else (),
    )
    return row, known


def _plain_row(found: _Found, number: int, cells: "re.Match[str]", raw: str) -> Row | None:
    """Read a row without damage; nothing if there is more to it."""
    name, first, mark, second, third, footnotes, flags, crosses = cells.groups()
    state = find(name)
    if state is None or (second and not first) or (mark and third) or (flags and crosses):
        return None
    days: list[date | None] = []
    for text in (first, second, third):
        if text:
            day, padded, short = _plain_day(text)
            if day is None:
                return None
            days.append(day)
            found.padded = found.padded or padded
            if short:
                found.unpadded.append((number, text))
    if mark is None:
        signature, consent, effect = [*days, None, None, None][:3]
    else:
        signature, (consent, effect) = None, [*days, None, None][:2]
    notes = _plain_flags(flags)
    if notes is None:
        return None
    return Row(
        state,
        cast("Section", found.section),
        signature,
        consent,
        mark,
        effect,
        _crossed(found, raw, crosses.count(_X)) if crosses else notes,
        tuple([int(each) for each in footnotes.split()]) if footnotes else (),
        name,
        number,
    )


@lru_cache(maxsize=4096)
def _plain_flags(text: str) -> tuple[Code, ...] | None:
    """Return the flags of a plain row; nothing if one stands there twice."""
    symbols = _FLAG.findall(text)
    return tuple(FLAGS[symbol] for symbol in symbols) if len(set(symbols)) == len(symbols) else None


def _by_columns(found: _Found, number: int, raw: str, section: Section) -> Row | None:
    """Read a tab-separated row by the titles of its columns; nothing if its cells do not fit them."""
    cells = [" ".join(cell.split()) for cell in raw.rstrip().split("\t")]
    if len(cells) > len(found.columns):
        return None
    read = _Columns()
    for column, cell in zip(found.columns, cells, strict=False):
        if cell and not read.take(column, cell):
            return None
    name = " ".join(read.names)
    state = find(name)
    if state is None:
        return None
    for word in read.dates:
        _date(found, number, word)  # notes how it is printed
    found.crossed = found.crossed or read.crossed
    flags = tuple(read.flags)
    return Row(
        state,
        section,
        read.days.get("signature"),
        read.days.get("consent"),
        read.mark,
        read.days.get("effect"),
        None if read.in_doubt else flags,
        tuple(read.footnotes),
        name,
        number,
        withdrawal=read.days.get("withdrawal"),
        withdrawal_effective=read.days.get("withdrawal_effective"),
        known_notes=flags if read.in_doubt else (),
    )


@attrs.define
class _Columns:
    """The cells of one row, each under the title of its column."""

    names: list[str] = attrs.Factory(list[str])
    dates: list[str] = attrs.Factory(list[str])
    days: dict[str, date] = attrs.Factory(dict[str, date])
    mark: str | None = None
    footnotes: list[int] = attrs.Factory(list[int])
    flags: list[Code] = attrs.Factory(list[Code])
    in_doubt: bool = False
    crossed: bool = False

    def take(self, column: str, cell: str) -> bool:
        """Take a cell, and tell whether it fits its column."""
        if column == _NAME:
            self.names.append(cell)
            return True
        take = self._take_day if column in _DAYS else self._take_note
        return all(take(column, word) for word in cell.split(" "))

    def _take_day(self, column: str, word: str) -> bool:
        day = _plain_day(word)[0] if _DATE.fullmatch(word) else None
        if day is not None and column not in self.days:
            self.days[column] = day
            self.dates.append(word)
            return True
        if column == "consent" and word in MARKS and self.mark is None:
            self.mark = word
            return True
        return False

    def _take_note(self, column: str, word: str) -> bool:
        flag = FLAGS.get(column if word == _X else word)
        if column == "notes" and _is_number(word):
            self.footnotes.append(int(word))
        elif flag is not None and flag not in self.flags and column in ("notes", str(flag)):
            self.flags.append(flag)
            self.crossed = self.crossed or word == _X
        elif word == _UNKNOWN:
            self.in_doubt = True
        else:
            return False
        return True


@attrs.define
class _Cells:
    """The cells of one row, taken from left to right."""

    found: _Found
    number: int
    name: str
    dates: list[date] = attrs.Factory(list[date])
    mark: str | None = None
    mark_after: int = 0
    footnotes: list[int] = attrs.Factory(list[int])
    flags: list[Code] = attrs.Factory(list[Code])
    in_doubt: bool = False
    crosses: int = 0
    # Days behind the flags, where the columns of a denunciation may stand.
    last: list[date] = attrs.Factory(list[date])
    withdrawal: list[date] = attrs.Factory(list[date])
    failed: bool = False

    def take(self, cell: str) -> None:
        """Take one cell, or note why it can't be taken."""
        if "/" in cell:
            self._take_date(cell)
        elif cell in MARKS and self.mark is None and not (self.footnotes or self.flags or self.in_doubt):
            self.mark, self.mark_after = cell, len(self.dates)
        elif _is_number(cell) and not (self.flags or self.in_doubt):
            self.footnotes.append(int(cell))
        elif cell in FLAGS and FLAGS[cell] not in self.flags and not self.crosses:
            self.flags.append(FLAGS[cell])
        elif cell == _UNKNOWN:
            self.in_doubt = True
        elif cell == _X and not self.flags and self.crosses < len(FLAGS):
            self.crosses += 1
        else:
            self._fail(
                f"{quoted(cell)} on the row of {self.name} is not expected there; a row has a name, dates, one of "
                f"{', '.join(MARKS)}, footnote numbers, then some of {' '.join(FLAGS)}"
            )

    def _take_date(self, cell: str) -> None:
        day = _date(self.found, self.number, cell)
        behind = bool(self.footnotes or self.flags or self.in_doubt)
        taken = self.last if behind else self.dates
        most = (2 if behind else 5) if self.found.denunciations else (0 if behind else 3)
        if len(taken) == most:
            self._fail(f"a date, {quoted(cell)}, where none is expected on the row of {self.name}")
        elif day is not None:
            taken.append(day)
        else:
            self.failed = True

    def _fail(self, message: str) -> None:
        self.failed = True
        self.found.errors.append(ChartLineError(message, self.number))

    def days(self) -> tuple[date | None, date | None, date | None]:
        """Tell which column each date stood in, from how many there are and where the mark stands."""
        cells: list[date | None] = list(self.dates)
        if self.mark is None:
            self.withdrawal = [*self.dates[3:], *self.last][:2]
            signature, consent, effect = [*cells, None, None, None][:3]
            return signature, consent, effect
        if self.mark_after == 0 and not self.dates:
            return None, None, None  # A bare letter: the State may accede.
        before, after = cells[: self.mark_after], cells[self.mark_after :]
        if not 1 <= len(before) <= 2 or len(after) > (3 if self.found.denunciations else 1):  # noqa: PLR2004 # columns
            self._fail(f"the mark {self.mark!r} on the row of {self.name} does not follow the day of consent")
            return None, None, None
        self.withdrawal = [*self.dates[self.mark_after + 1 :], *self.last][:2]
        return before[0] if len(before) > 1 else None, before[-1], after[0] if after else None


def _crossed(found: _Found, raw: str, crosses: int) -> tuple[Code, ...] | None:
    """Tell which flags the crosses of a row stand for; ``None`` where the copy lost their columns."""
    found.crossed = True
    if "\t" in raw:
        cells = [cell.strip() for cell in raw.split("\t")]
        codes = [FLAGS.get(column) for column, cell in zip(found.columns, cells, strict=False) if cell == _X]
        known = tuple(code for code in codes if code is not None)
        return known if len(known) == crosses else None
    slash = raw.rfind("/")
    if slash < 0:
        return None
    tail = raw[slash + len("/2004") :]
    return _crossed_behind(tail, crosses) if len(tail) <= _LONGEST_ROW else None


@lru_cache(maxsize=4096)
def _crossed_behind(tail: str, crosses: int) -> tuple[Code, ...] | None:
    """Tell which flags the crosses behind a row's last day stand for."""
    places = [place for place, char in enumerate(tail) if char == _X]
    if len(places) != crosses:
        return None
    # Cells stand three spaces apart, and blank cells of days that the row lacks leave none. After the last day
    # come the notes, which print nothing, one blank or a number.
    mark = _MARK_BEHIND.match(tail)
    first = mark.end() if mark else 0
    note = _NUMBERS.search(tail[first : places[0]])
    starts = {first + note.end() + 3} if note else {first + 3 + blank + 3 for blank in (0, 1)}
    readings = {each for start in starts if (each := _at(places, start)) is not None and len(each) == crosses}
    return readings.pop() if len(readings) == 1 else None


_MARK_BEHIND = re.compile(r"\s*(?:a|su|s|r)(?=\s)")
_NUMBERS = re.compile(r"\d(?:[\d ]*\d)?")


def _at(places: list[int], start: int) -> tuple[Code, ...] | None:
    """Return the flags whose columns, four characters apart, stand at these places."""
    columns = [divmod(place - start, 4) for place in places]
    if any(rest or not 0 <= column < len(FLAGS) for column, rest in columns):
        return None
    flags = tuple(FLAGS.values())
    return tuple(flags[column] for column, _ in columns)


# -- days ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _plain_day(text: str) -> tuple[date | None, bool, bool]:
    """Return the day that a text prints, or nothing; whether it has a leading zero, and whether it lacks one."""
    day, month, year = text.split("/")
    padded, short = day[0] == "0" or month[0] == "0", len(day) == 1 or len(month) == 1
    try:
        return date(int(year), int(month), int(day)), padded, short
    except ValueError:
        return None, padded, short


def _date(found: _Found, number: int, text: str) -> date | None:
    """Read a day as the Treaty Office prints it: day, month, year."""
    parts = _DATE.fullmatch(text)
    if parts is None:
        found.errors.append(ChartLineError(f"{quoted(text)} is no date, expected dd/mm/yyyy", number))
        return None
    day, month = parts["day"], parts["month"]
    if len(day) == 1 or len(month) == 1:
        found.unpadded.append((number, text))
    if day[0] == "0" or month[0] == "0":
        found.padded = True
    try:
        return date(int(parts["year"]), int(month), int(day))
    except ValueError as error:
        found.errors.append(ChartLineError(f"{text!r} is not a day of the calendar ({error})", number))
        return None


# -- the chart as a whole ----------------------------------------------------------------------------------


def _check_whole(found: _Found, last_line: int | None) -> None:
    """Note what is wrong with the chart as a whole."""
    if found.section is None:
        message = "there is no chart of signatures and ratifications: no list of members of the Council of Europe"
        found.errors.append(ChartLineError(f"{message} or of non-members was found", last_line))
    if found.pending_total:
        place = found.lines[found.pending_total]
        found.errors.append(ChartLineError("a total without its number: the page may be cut off", place))
    if found.as_of is None and not found.errors:
        found.errors.append(
            ChartLineError("the chart does not say as of which day it stands ('Status as of dd/mm/yyyy')")
        )
    if found.as_of is None or found.section is None:
        return
    _check_reference(found)
    if not found.rows:
        found.problems.append(Problem("the chart has no rows", last_line))
    if len(found.totals) < 2:  # noqa: PLR2004 # signatures and consents
        found.problems.append(Problem("the totals are missing: the table may be cut off", last_line))
    states = {row.line: row.state for row in found.rows}
    if found.padded:  # An older page prints 1/7/2004, but no page prints both forms.
        found.problems += [
            Problem(f"{text!r} lacks a digit: the other dates are printed dd/mm/yyyy", line, state=states.get(line))
            for line, text in found.unpadded
        ]
    for row in found.rows:
        missing = [number for number in row.footnotes if number not in found.footnotes]
        if missing:
            message = f"footnote {missing[0]} of {row.name} has no text below the table"
            found.problems.append(Problem(message, row.line, state=row.state))


def _check_reference(found: _Found) -> None:
    """Note a chart that does not name its treaty, or names two."""
    reference = _reference(found)
    if not reference:
        message = "the chart does not say of which treaty it is; pass treaty="
        found.problems.append(Problem(message, found.first_line or None))
    elif found.reference and reference != found.reference:
        message = (
            f"the reference is printed as {quoted(found.reference)}, but the heading says Treaty {found.number}, "
            "which is taken"
        )
        found.problems.append(Problem(message, found.lines.get("reference")))
