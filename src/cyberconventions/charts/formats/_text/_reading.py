"""What has been read of a Treaty Office chart so far, and where on the page the reader is."""

import datetime as dt

import attrs

from cyberconventions._dates import calendar_day
from cyberconventions._symbols import FLAGS
from cyberconventions.charts._builder import Builder
from cyberconventions.charts._names import known_treaty, same_treaty
from cyberconventions.charts.formats._text._lexer import DATE
from cyberconventions.errors import quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.charts._builder import Mark
    from cyberconventions.charts._positions import Line
    from cyberconventions.charts._rows import Row, Section


@attrs.define
class OpenRow:
    """The row that was read last, which the next line may go on with, and what there was before it."""

    pieces: "list[Line]"
    section: "Section"
    before: "Mark"
    unpadded: int
    # Whether the name is a State's, or there is more than a name.
    known: bool
    # Whether lines have come that are not read yet.
    grown: bool = False


@attrs.define
class Reading:
    """A chart that is being read."""

    chart: Builder = attrs.Factory(Builder)
    # Whether a paragraph may stand on several lines; it does not where they were made from HTML.
    wraps: bool = True

    # -- the head
    # The number in the heading "Chart of signatures … of Treaty 185".
    number: str | None = None
    # Whether there was such a heading, after which the words of a head are its head.
    headed: bool = False
    # Every day that the page is dated, with its line.
    as_of_lines: dict[dt.date, int] = attrs.Factory(dict[dt.date, int])
    # The field of the head whose value stands on a line of its own, and the line just read.
    pending: str = ""
    bilingual: bool = False
    previous: str = ""
    # The first line above any heading of a list that is a row, and the last above it that is like a heading.
    stray: "Line | None" = None
    like_heading: "Line | None" = None

    # -- the table
    section: "Section | None" = None
    sections: "set[Section]" = attrs.Factory(set["Section"])
    # The words of the header so far, which may stand on several lines. What stands in which cell, where tabs or three
    # spaces part the cells of the header; whether the days stand in another order than usual, so that only columns show
    # what is what; and the order of the flags.
    header: str = ""
    header_line: int = 0
    columns: tuple[str, ...] = ()
    spaced: bool = False
    only_columns: bool = False
    flags: tuple[str, ...] = tuple(FLAGS)
    # The lines of the rows that were read by their columns.
    by_columns: set[int] = attrs.Factory(set[int])
    # Whether there are the columns of a denunciation.
    denunciations: bool = False
    in_header: bool = False
    open: OpenRow | None = None
    # Whether a reader's view glued the cells of the last row together; whether a row has crosses, as on the oldest
    # pages.
    glued: bool = False
    crossed: bool = False
    # Lines on which a date has a day or month of one digit; whether one has two digits with a leading zero.
    unpadded: list[tuple[int, str]] = attrs.Factory(list[tuple[int, str]])
    padded: bool = False
    # The numbers of the footnotes that rows refer to.
    referred: set[int] = attrs.Factory(set[int])

    # -- below the table
    # The total whose number stands on the next line.
    pending_total: str = ""
    # The footnotes, each in lines; the last of them and its line: the next line may go on with it.
    footnotes: dict[int, list[str]] = attrs.Factory(dict[int, list[str]])
    note: tuple[int, int] = (0, 0)
    # Totals found below the table; whether the table is over; and whether the key or the source has been found: what
    # follows is the page's.
    below: set[str] = attrs.Factory(set[str])
    ended: bool = False
    over: bool = False

    @property
    def name(self) -> str:
        """What the chart is of, for messages."""
        return self.chart.reference or (f"Treaty {self.number}" if self.number else "the input")

    @property
    def reference(self) -> str:
        """The treaty's reference: as printed, unless the heading has another number."""
        printed = self.chart.reference
        by_heading = f"ETS No.{self.number}" if self.number else ""
        if self.number and printed and not same_treaty(printed, int(self.number)):
            known = known_treaty(by_heading)
            return known.reference if known is not None else by_heading
        return printed or by_heading

    @property
    def is_table(self) -> bool:
        """Whether there is more than a heading, which any menu may have."""
        dated = self.chart.as_of is not None or bool(self.chart.reference) or self.number is not None
        rows = self.chart.rows
        return bool(rows) and (dated or any(row.signature or row.consent for row in rows))

    @property
    def is_legacy(self) -> bool:
        """Whether this is one of the oldest pages, which list only members with an act and have crosses for flags."""
        unpadded = bool(self.unpadded) and not self.padded and not any(row.notes for row in self.chart.rows)
        return self.crossed or self.spaced or unpadded

    def add(self, row: "Row") -> None:
        """Add a row."""
        self.in_header = False
        self.chart.rows.append(row)
        if row.footnotes:
            self.referred.update(row.footnotes)

    def opens(self, pieces: "list[Line]", section: "Section", *, known: bool = True) -> OpenRow:
        """Return the row that begins here."""
        return OpenRow(pieces, section, self.chart.mark(), len(self.unpadded), known)

    def forget(self, row: OpenRow) -> None:
        """Take back what was read of a row, to read it again with its next line."""
        self.chart.back_to(row.before)
        del self.unpadded[row.unpadded :]

    def date(self, number: int, text: str) -> dt.date | None:
        """Read a day as the Treaty Office prints it: day, month, year."""
        parts = DATE.fullmatch(text)
        if parts is None:
            self.chart.error(f"{quoted(text)} is not a date, expected dd/mm/yyyy", number)
            return None
        day, month = parts["day"], parts["month"]
        if len(day) == 1 or len(month) == 1:
            self.unpadded.append((number, text))
        if day[0] == "0" or month[0] == "0":
            self.padded = True
        try:
            return calendar_day(int(parts["year"]), int(month), int(day))
        except ValueError as error:
            self.chart.error(f"{text!r} is not a day of the calendar ({error})", number)
            return None
