"""Reads a Treaty Office chart from pasted text.

Blank cells collapse in every text copy, so a row is read as tokens: a name, up to three dates with a mark,
footnote numbers, flags. Non-breaking spaces count as spaces, and a heading that the page breaks over
lines is still a heading. Where a copy glues cells together, the names of States decide where a name ends.
Only the ``X`` marks of the oldest pages, which have no letters, are read by their column – where the copy
still tells it.
"""

import re
from datetime import date
from functools import lru_cache

import attrs

from cyberconventions.charts.chart import Chart, Problem, Row, Section
from cyberconventions.charts.names import Unknown, find, find_with_mark, known_treaty
from cyberconventions.errors import ChartError, ChartLineError, quoted
from cyberconventions.notes import FLAGS, MARKS, Code, Footnotes, treaty_office_footnotes
from cyberconventions.participation import Totals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from cyberconventions.bundle import TreatyLike

    # A reader's answer: the chart, and the lines on which its head and totals stand.
    Read: TypeAlias = tuple[Chart, Mapping[str, int]]
    Line: TypeAlias = tuple[int, str]

_CHART = re.compile(
    r"(?:Chart of signatures and ratifications of Treaty|[EÉ]tat des signatures et ratifications du trait[ée]) "
    r"(?P<number>\d{1,9})"
)
_AS_OF = re.compile(r"(?P<words>Status as of|Situation au) ?:? (?P<date>\S+)(?: \(.*\))?")
_HEAD = re.compile(
    r"(?P<field>Title|Titre|Reference|Référence|Opening (?:of the treaty|for signature)"
    r"|Ouverture (?:du traité|à la signature)|Entry in(?:to)? force|Entrée en vigueur)"
    r"(?: ?:)?(?: (?P<value>.+))?",
    re.IGNORECASE,
)
_FIELDS = {"t": "title", "r": "reference", "o": "opened", "e": "entry_into_force"}
# The oldest pages have no title line "Chart of …": their reference stands alone.
_REFERENCE = re.compile(r"(?:C?ETS No\.?|STC?E n°)[ .:]*(?P<number>\d{1,9})", re.IGNORECASE)
_TITLE = re.compile(r"(?P<title>.+) \((?P<reference>(?:C?ETS No\.?|STC?E n°)[ .:]*\d{1,9})\)", re.IGNORECASE)
_SECTIONS = {
    "members of council of europe": Section.MEMBER,
    "members of the council of europe": Section.MEMBER,
    "member states of the council of europe": Section.MEMBER,
    "non-members of council of europe": Section.NON_MEMBER,
    "non-members of the council of europe": Section.NON_MEMBER,
    "non-member states of the council of europe": Section.NON_MEMBER,
    "non-member states": Section.NON_MEMBER,
    "international organisations": Section.ORGANISATION,
    "membres du conseil de l'europe": Section.MEMBER,
    "etats membres du conseil de l'europe": Section.MEMBER,
    "états membres du conseil de l'europe": Section.MEMBER,
    "non-membres du conseil de l'europe": Section.NON_MEMBER,
    "etats non membres du conseil de l'europe": Section.NON_MEMBER,
    "états non membres du conseil de l'europe": Section.NON_MEMBER,
    "organisations internationales": Section.ORGANISATION,
}
_COLUMNS = ("entry into force notes", "entrée en vigueur notes", "entry into force denunciation")
# Headings of single columns, where a copy breaks the header over lines.
_COLUMN = {
    "state or international organisation",
    "états ou organisation internationale",
    "etats ou organisation internationale",
    "etat ou organisation internationale",
    "états",
    "etats",
    "states",
    "signature",
    "ratification",
    "entry into force",
    "entrée en vigueur",
    "notes",
    "r. d. a. t. c. o.",
    "r.d.a.t.c.o.",
    *(flag.lower() for flag in FLAGS),
}
_TOTAL = re.compile(
    r"(?:Total number of|Nombre total de) (?P<what>"
    r"signatures (?:not followed by ratifications?|non suivies de ratifications?)"
    r"|ratifications? ?/ ?(?:accessions?|adhésions?))(?: ?:)?(?: (?P<number>\S+))?$",
    re.IGNORECASE,
)
_TOTAL_WORDS = ("Total number of", "Nombre total de")
_FOOTNOTE = re.compile(r"[^\w(:]*(?:\((?P<number>\d{1,9})\)|(?P<bare>\d{1,9}) ?:) (?P<text>.+)")
# What ends the footnotes, where the page goes on.
_AFTER = re.compile(r"Key\b|Légende\b|Source ?:|a ?: (?:Accession|Adhésion)\b")
_DATE = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII)
_LONGEST_DATE = 40
_LIKE_DATE = re.compile(r"[\d/]*\d/[\d/]*")
# Where a copy glued a name, a mark, a date, a number and flags together. The year of a date has four digits.
_GLUE = re.compile(
    r"(?<=[^\W\d_])(?=\d)|(?<=[).'])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=/\d{4})(?=\d)|(?<=[RDATCO]\.)(?=[RDATCO]\.)"
)
_GLUED = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|[RDATCO]\.[RDATCO]\.")
# A row without damage; one expression for it, since most rows are like that.
_ROW = re.compile(
    r"(?P<name>[^\W\d_]\D*?)(?: (?P<first>\d\d/\d\d/\d{4}))?(?: (?P<accession>a|su|s|r))?"
    r"(?: (?P<second>\d\d/\d\d/\d{4}))?(?: (?P<third>\d\d/\d\d/\d{4}))?"
    r"(?P<notes>(?: \d{1,9}){0,9})(?P<flags>(?: [RDATCO]\.){0,6})",
    re.ASCII,
)
# That expression is quick on lines of the length that rows have, and is not asked about others.
_LONGEST_ROW = 200
_X = "X"
_SYMBOLS = {*MARKS, *FLAGS, _X}
_MOST_DIGITS = 9


@attrs.define
class _Found:
    """What has been read of a chart so far."""

    number: str | None = None
    as_of: date | None = None
    title: str = ""
    reference: str = ""
    days: dict[str, date | None] = attrs.Factory(dict[str, "date | None"])
    french: bool = False
    section: Section | None = None
    rows: list[Row] = attrs.Factory(list[Row])
    totals: dict[str, int] = attrs.Factory(dict[str, int])
    footnotes: dict[int, str] = attrs.Factory(dict[int, str])
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
    previous: str = ""
    # Where the flags stand in a tab-separated table, and whether it has the columns of a denunciation.
    flag_cells: dict[int, Code] = attrs.Factory(dict[int, Code])
    denunciations: bool = False
    # Whether the key or the source has been met: what follows is the page's.
    over: bool = False
    # The numbers of the footnotes that rows refer to.
    referred: set[int] = attrs.Factory(set[int])

    @property
    def complete(self) -> bool:
        """Whether the table has ended with both of its totals."""
        return len(self.totals) == 2  # noqa: PLR2004 # signatures and consents

    @property
    def name(self) -> str:
        """What the chart is of, for messages."""
        return self.reference or (f"Treaty {self.number}" if self.number else "the input")


def read_lines(lines: "Iterable[Line]", *, treaty: "TreatyLike | None" = None, as_of: date | None = None) -> "Read":
    """Return the chart that stands in a page's numbered lines, and on which its head and totals stand.

    Arguments:
        lines: The page.
        treaty: The treaty whose chart is wanted, needed where the page has charts of several.
        as_of: The day the chart stands as of, where it does not say so itself.

    Raises:
        ChartError: There is none, it can't be read, or there are several.
    """
    found = _Found()
    charts = [found]
    number = 0
    for number, raw in lines:  # the last line's number is wanted
        line = " ".join(raw.split())
        if not line:
            continue
        if line[0] in "#*" or "**" in line:  # Markdown of a reader's view
            line = " ".join(line.lstrip("#").replace("**", " ").split())
            if not line:
                continue
        if found.section is not None and (line[0] in "CEÉS" or found.complete) and _begins_another(found, line):
            found = _Found(first_line=number)
            charts.append(found)
        _read_line(found, number, line, raw)
    found = _wanted([each for each in charts if each.section is not None] or charts[-1:], treaty)
    if as_of is not None:
        _set_day(found, as_of)
    return _chart(found, last_line=number), found.lines


def _set_day(found: _Found, as_of: date) -> None:
    """Take the caller's word for the day where the chart prints none, and no other day than it prints."""
    if found.as_of is None and found.section is not None:
        found.as_of = as_of
    elif found.as_of not in (None, as_of):
        message = f"the chart stands as of {found.as_of}, not {as_of} (as_of=)"
        found.errors.append(ChartLineError(message, found.lines.get("as_of")))


def _begins_another(found: _Found, line: str) -> bool:
    """Tell whether a line below a chart's first section is the head of another chart."""
    if _CHART.fullmatch(line) or _REFERENCE.fullmatch(line):
        return True
    return found.complete and (_section(line) is not None or _AS_OF.fullmatch(line) is not None)


def _wanted(charts: list[_Found], treaty: "TreatyLike | None") -> _Found:
    """Return the chart of the named treaty, or the only one."""
    if treaty is not None:
        named = [each for each in charts if each.section is None or same_treaty(_reference(each), treaty)]
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
    return charts[0]


def same_treaty(reference: str, treaty: "TreatyLike") -> bool:
    """Tell whether a printed reference means a treaty.

    >>> same_treaty("ETS No.185", "budapest"), same_treaty("ETS No.5", 5), same_treaty("ETS No.5", "budapest")
    (True, True, False)
    """
    wanted = known_treaty(treaty)
    if wanted is not None:
        printed = known_treaty(reference)
        return printed is not None and printed.id == wanted.id
    numbers = [re.sub(r"\D", "", str(each)).lstrip("0") for each in (reference, treaty)]
    return numbers[0] == numbers[1] != ""


def another_treaty(found: str, line: int | None, treaty: "TreatyLike") -> ChartError:
    """Return the error that the chart is of another treaty than the caller named."""
    wanted = known_treaty(treaty)
    name = wanted.reference if wanted is not None else str(treaty)
    problem = ChartLineError(f"this is a chart of {found}, expected one of {name}", line)
    return ChartError("a chart of another treaty", [problem])


def _reference(found: _Found) -> str:
    return found.reference or (f"ETS No.{found.number}" if found.number else "")


def _chart(found: _Found, last_line: int) -> Chart:
    _check_whole(found, last_line)
    if found.errors:
        raise ChartError(
            f"the chart of {found.name} can't be read", sorted(found.errors, key=lambda error: error.line or 0)
        )
    if found.as_of is None:  # pragma: no cover - _check_whole has reported it
        raise AssertionError
    return Chart(
        reference=_reference(found),
        title=found.title,
        as_of=found.as_of,
        rows=tuple(found.rows),
        totals=Totals(found.totals["consents"], found.totals["signatures"]) if found.complete else None,
        footnotes=Footnotes.of(found.footnotes, treaty_office_footnotes().invitation_limit),
        opened=found.days.get("opened"),
        entry_into_force=found.days.get("entry_into_force"),
        problems=tuple(found.problems),
    )


def _section(line: str) -> Section | None:
    return _SECTIONS.get(line.casefold().replace("\u2019", "'").rstrip(" :")) if len(line) <= _LONGEST_ROW else None


def _read_line(found: _Found, number: int, line: str, raw: str) -> None:
    if found.section is not None and not found.complete and not found.denunciations and len(line) <= _LONGEST_ROW:
        plain = _ROW.fullmatch(line)
        row = _plain_row(found, number, plain, found.section) if plain is not None else None
        if row is not None:
            _add(found, row)
            return
    section = _section(line) if "urope" in line or "rganisation" in line or "tates" in line else None
    if section is not None:
        found.section = section
        found.french = found.french or "embres" in line or "internationales" in line
    elif found.section is None:
        _read_head(found, number, line)
    elif found.complete:
        _read_below(found, line)
    elif line.startswith(_TOTAL_WORDS):
        _read_total(found, number, line)
    elif not _is_header(found, line, raw):
        row = _read_row(found, number, line, raw, found.section)
        if row is not None:
            _add(found, row)


def _add(found: _Found, row: Row) -> None:
    found.rows.append(row)
    found.referred.update(row.footnotes)


def _is_header(found: _Found, line: str, raw: str) -> bool:
    """Tell whether a line is the table's header, and learn from it where the flags stand."""
    if line[-1] not in ".escn" or any(char.isdecimal() for char in line[:_LONGEST_ROW]):
        return False  # No header ends in another letter or has a number.
    lowered = line.casefold()
    if lowered not in _COLUMN and not any(columns in lowered for columns in _COLUMNS):
        return False
    found.denunciations = found.denunciations or "nunciation" in lowered
    if "\t" in raw:
        cells = [cell.strip() for cell in raw.split("\t")]
        found.flag_cells = {place: FLAGS[cell] for place, cell in enumerate(cells) if cell in FLAGS}
    return True


def _read_head(found: _Found, number: int, line: str) -> None:
    """Read a line above the first section: the treaty, and the day the chart stands as of."""
    previous, found.previous = found.previous, line
    chart = _CHART.fullmatch(line)
    if chart:
        found.number = chart["number"]
        found.first_line = number
        found.french = line[0] != "C"
        return
    as_of = _AS_OF.fullmatch(line)
    if as_of:
        found.lines["as_of"] = number
        found.as_of = _date(found, number, as_of["date"])
        return
    reference = _REFERENCE.fullmatch(line)
    if reference:
        found.first_line = found.first_line or number
        found.number = found.number or reference["number"]
        found.reference, found.title = line, found.title or previous
        return
    # The words of the head also occur in prose, which stands before the chart.
    if found.number is None or len(line) > 10 * _LONGEST_ROW:
        return
    head = _HEAD.fullmatch(line)
    if head is None:
        if found.pending:
            _read_field(found, number, found.pending, line)
        elif not found.title and (title := _TITLE.fullmatch(line)):
            found.title, found.reference = title["title"], title["reference"]
        return
    found.pending = _field(head["field"])
    if head["value"] is not None:
        _read_field(found, number, found.pending, head["value"])


def _field(words: str) -> str:
    """Return the field that words of the head name."""
    first = words[0].lower()
    return _FIELDS[first] if words.lower() != "référence" else "reference"


def _read_field(found: _Found, number: int, field: str, value: str) -> None:
    """Read what a line of the head says; days may stand some lines below their words."""
    if field == "title":
        found.title, found.pending = value, ""
    elif field == "reference":
        found.reference, found.pending = value, ""
    else:
        words = re.split(r"[ ,–]+", value)
        dates = [
            _date(found, number, word) for word in words if len(word) <= _LONGEST_DATE and _LIKE_DATE.fullmatch(word)
        ]
        if dates:
            found.days[field], found.lines[field], found.pending = dates[0], number, ""


def _read_total(found: _Found, number: int, line: str) -> None:
    total = _TOTAL.match(_GLUE.sub(" ", line) if _GLUED.search(line) else line)
    if total is None or not _is_number(total["number"] or ""):
        found.errors.append(ChartLineError(f"{quoted(line)} is no total, expected its words and a number", number))
        return
    what = "signatures" if total["what"].lower().startswith("signatures") else "consents"
    found.totals[what], found.lines[what] = int(total["number"]), number


def _is_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= _MOST_DIGITS


def _read_below(found: _Found, line: str) -> None:
    """Read a line below the totals: footnotes, up to the key, or to the end if the rows refer to them."""
    if _AFTER.match(line):
        found.over = True  # The chart is over; what follows is the page's.
    footnote = _FOOTNOTE.match(line)
    if not footnote or footnote["text"] == "null":
        return
    number = int(footnote["number"] or footnote["bare"])
    if not found.over or number in found.referred:
        found.footnotes.setdefault(number, footnote["text"])


# -- rows ------------------------------------------------------------------------------------------------


def _read_row(found: _Found, number: int, line: str, raw: str, section: Section) -> Row | None:
    """Read a row of the table; what can't be read is noted, and there is no row."""
    if _GLUED.search(line):
        line = _GLUE.sub(" ", line)
    words = line.split(" ")
    # No State's name has a word that begins with a digit or is a mark or a flag.
    name_ends = 1
    while name_ends < len(words) and not (words[name_ends][:1].isdecimal() or words[name_ends] in _SYMBOLS):
        name_ends += 1
    name, cells = " ".join(words[:name_ends]), words[name_ends:]
    state = find(name, french=found.french)
    if state is None and not any("/" in cell for cell in cells):
        split = find_with_mark(name, french=found.french)
        if split is not None:
            state, name, glued = split
            cells = [glued, *cells]
    if state is None:
        found.errors.append(ChartLineError(found.unknown.message(name), number))
    read = _Cells(found, number, name)
    for cell in cells:
        read.take(cell)
    if state is None or read.failed:
        return None
    signature, consent, effect = read.days()
    if read.failed:
        return None
    notes: tuple[Code, ...] | None = tuple(read.flags)
    if read.crosses:
        notes = _crossed(found, raw, read.crosses, missing=[signature, consent, effect].count(None))
    return Row(
        state,
        section,
        signature,
        consent,
        read.mark,
        effect,
        notes,
        tuple(read.footnotes),
        name,
        number,
        withdrawal=read.withdrawal[0] if read.withdrawal else None,
        withdrawal_effective=read.withdrawal[1] if len(read.withdrawal) > 1 else None,
        withdrawn=bool(read.withdrawal),
    )


def _plain_row(found: _Found, number: int, cells: "re.Match[str]", section: Section) -> Row | None:
    """Read a row without damage; nothing if there is more to it."""
    name, first, mark, second, third, footnotes, flags = cells.groups()
    state = find(name, french=found.french)
    if state is None or (mark and (third or (second and not first))) or (second and not first):
        return None
    days = [_day(each) for each in (first, second, third) if each]
    if None in days:
        return None
    if not found.padded:
        found.padded = any(each[0] == "0" or each[3] == "0" for each in (first, second, third) if each)
    if mark is None:
        signature, consent, effect = [*days, None, None, None][:3]
    else:
        signature, (consent, effect) = None, [*days, None, None][:2]
    symbols = flags.split()
    if len(set(symbols)) < len(symbols):
        return None
    return Row(
        state,
        section,
        signature,
        consent,
        mark,
        effect,
        tuple([FLAGS[symbol] for symbol in symbols]),
        tuple([int(each) for each in footnotes.split()]),
        name,
        number,
    )


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
    crosses: int = 0
    withdrawal: list[date] = attrs.Factory(list[date])
    failed: bool = False

    def take(self, cell: str) -> None:
        """Take one cell, or note why it can't be taken."""
        if "/" in cell:
            self._take_date(cell)
        elif cell in MARKS and self.mark is None and not (self.footnotes or self.flags):
            self.mark, self.mark_after = cell, len(self.dates)
        elif _is_number(cell) and not self.flags:
            self.footnotes.append(int(cell))
        elif cell in FLAGS and FLAGS[cell] not in self.flags:
            self.flags.append(FLAGS[cell])
        elif cell == _X and not self.flags and self.crosses < len(FLAGS):
            self.crosses += 1
        else:
            self._fail(
                f"{quoted(cell)} on the row of {self.name} is not expected there; a row has a name, dates, one of "
                f"{', '.join(MARKS)}, footnote numbers, then some of {' '.join(FLAGS)}"
            )

    def _take_date(self, cell: str) -> None:
        day = _date(self.found, self.number, cell)
        most = 5 if self.found.denunciations else 3
        if self.footnotes or self.flags or len(self.dates) == most:
            self._fail(f"a date, {quoted(cell)}, where none is expected on the row of {self.name}")
        elif day is not None:
            self.dates.append(day)
        else:
            self.failed = True

    def _fail(self, message: str) -> None:
        self.failed = True
        self.found.errors.append(ChartLineError(message, self.number))

    def days(self) -> tuple[date | None, date | None, date | None]:
        """Tell which column each date stood in, from how many there are and where the mark stands."""
        cells: list[date | None] = list(self.dates)
        if self.mark is None:
            self.withdrawal = self.dates[3:]
            signature, consent, effect = [*cells, None, None, None][:3]
            return signature, consent, effect
        if self.mark_after == 0 and not self.dates:
            return None, None, None  # A bare letter: the State may accede.
        before, after = cells[: self.mark_after], cells[self.mark_after :]
        if not 1 <= len(before) <= 2 or len(after) > (3 if self.found.denunciations else 1):  # noqa: PLR2004 # columns
            self._fail(f"the mark {self.mark!r} on the row of {self.name} does not follow the day of consent")
            return None, None, None
        self.withdrawal = self.dates[self.mark_after + 1 :]
        return before[0] if len(before) > 1 else None, before[-1], after[0] if after else None


def _crossed(found: _Found, raw: str, crosses: int, *, missing: int) -> tuple[Code, ...] | None:
    """Tell which flags the crosses of a row stand for; ``None`` where the copy lost their columns."""
    if "\t" in raw:
        cells = [cell.strip() for cell in raw.split("\t")]
        places = [place for place, cell in enumerate(cells) if cell == _X]
        codes = tuple(found.flag_cells[place] for place in places if place in found.flag_cells)
        return codes if len(codes) == crosses else None
    dates = list(_DATE.finditer(raw))
    end = dates[-1].end() if dates else 0
    if not dates:
        return None
    tail = raw[end:]
    places = [place for place, char in enumerate(tail) if char == _X]
    note = re.search(r"\d[\d ]*", tail[: places[0]]) if len(places) == crosses else None
    # Cells stand three spaces apart. After the last date come the notes, which print nothing, one blank or
    # a number; blank cells of dates that the row lacks may or may not have left their blanks as well.
    if note:
        starts = {note.start() + len(note.group().rstrip()) + 3}
    else:
        mark = re.match(r"\s*(?:a|su|s|r)(?=\s)", tail)
        after = mark.end() if mark else 0
        starts = {after + 3 + blank + 3 + 4 * each for blank in (0, 1) for each in (0, missing)}
    readings = {each for start in starts if (each := _at(places, start)) is not None and len(each) == crosses}
    return readings.pop() if len(readings) == 1 else None


def _at(places: list[int], start: int) -> tuple[Code, ...] | None:
    """Return the flags whose columns, four characters apart, stand at these places."""
    columns = [divmod(place - start, 4) for place in places]
    if any(rest or not 0 <= column < len(FLAGS) for column, rest in columns):
        return None
    flags = tuple(FLAGS.values())
    return tuple(flags[column] for column, _ in columns)


# -- days ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    """Return the day that a padded text prints, or nothing."""
    try:
        return date(int(text[6:]), int(text[3:5]), int(text[:2]))
    except ValueError:
        return None


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


def _check_whole(found: _Found, last_line: int) -> None:
    """Note what is wrong with the chart as a whole."""
    if found.section is None:
        message = "there is no chart of signatures and ratifications: no list of members of the Council of Europe"
        found.errors.append(ChartLineError(f"{message} or of non-members was found", last_line))
    if found.as_of is None and not found.errors:
        found.errors.append(
            ChartLineError("the chart does not say as of which day it stands ('Status as of dd/mm/yyyy')")
        )
    if found.as_of is None or found.section is None:
        return
    if not found.complete:
        found.problems.append(Problem("the totals are missing: the table may be cut off", last_line))
    if found.padded:  # An older page prints 1/7/2004, but no page prints both forms.
        found.problems += [
            Problem(f"{text!r} lacks a digit: the other dates are printed dd/mm/yyyy", line)
            for line, text in found.unpadded
        ]
    for row in found.rows:
        missing = [number for number in row.footnotes if number not in found.footnotes]
        if missing:
            found.problems.append(Problem(f"footnote {missing[0]} of {row.name} has no text below the table", row.line))
