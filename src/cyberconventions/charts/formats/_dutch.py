"""Reads the table of parties of the Dutch treaty database, as pasted or saved, in English or in Dutch.

Its columns are party, signature, on some pages provisional application, ratification, entry into force, renunciation
and termination; the page's header explains its letters in between. Days are ``dd-mm-yyyy``, and the kind of consent
stands in brackets after its day. Each language has its own letters for the kinds.

Where nothing parts the cells, or a copy has moved blank cells behind the others, the day with the bracket tells the
columns; a row whose other days fit several columns is refused.
"""

import json
import re
from datetime import date

import attrs

from cyberconventions._acts import ActKind
from cyberconventions.charts._names import find
from cyberconventions.charts._rows import Row, Section
from cyberconventions.charts.formats._columns import Place, place_days
from cyberconventions.charts.formats._days import dashed_day
from cyberconventions.charts.formats._headers import is_dutch_header
from cyberconventions.charts.formats._listing import Form, read_listing
from cyberconventions.charts.formats._tables import name_from
from cyberconventions.errors import quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from cyberconventions._states import State
    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._builder import Builder, Facts, Mark
    from cyberconventions.charts._positions import Line
    from cyberconventions.charts.formats._cells import TableLine

    # Days by what they are of a row, and the letter in brackets.
    _Days: TypeAlias = tuple[dict[str, date], str | None]

_ENGLISH = {
    "R": ActKind.CONSENT,  # ratification, acceptance, approval or notification
    "A": ActKind.ACCESSION,
    "Su": ActKind.SUCCESSION,
    "S": ActKind.DEFINITIVE_SIGNATURE,
    "NK": ActKind.CONSENT,  # not known
}
_DUTCH = {
    "R": ActKind.CONSENT,  # bekrachtiging, aanvaarding, goedkeuring of kennisgeving
    "T": ActKind.ACCESSION,  # toetreding
    "VG": ActKind.SUCCESSION,  # voortgezette gebondenheid
    "O": ActKind.DEFINITIVE_SIGNATURE,  # ondertekening zonder voorbehoud of vereiste van ratificatie
    "NB": ActKind.CONSENT,  # niet bekend
}
# The titles, in English and in Dutch, by what they are of a row. The explanation of the letters has some of these
# words, too: behind an equals sign or in small letters.
_TITLES = re.compile(
    r"(?<!=)(?<!= )(?:(?P<signature>Signature|Ondertekening)"
    r"|(?P<provisional>Provisional(?: ?application)?|Voorlopige(?: ?toepassing)?)"
    r"|(?P<consent>Ratificati(?:on|e))"
    r"|(?P<entry_into_force>Entry into force|In ?werking(?:treding)?)"
    r"|(?P<withdrawal>Renunciation|Opzegging)"
    r"|(?P<withdrawal_effective>Termination|Buiten ?werking(?:treding)?))"
)
_PARTY = re.compile(r"Part(?:y|ies|ij|ijen)")
_REQUIRED = {"signature", "consent", "entry_into_force"}
_IN_HEADER = re.compile(
    r"signature|ondertekening|provisional|voorlopige|application|toepassing|ratificati|entry into force|in ?werking|"
    r"renunciation|opzegging|termination|buiten ?werking|=",
    re.IGNORECASE,
)
_PROVISIONAL = "provisional application"

_DAY = r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}"
_CELL = re.compile(rf"({_DAY})(?: ?\(([A-Za-z]{{1,2}})\))?")
_TOKEN = re.compile(rf" ?(?:(?P<day>{_DAY})(?: ?\((?P<kind>[A-Za-z]{{1,2}})\))?|(?P<other>\S+))")
# Where the cells behind the name begin. Names have brackets, too: "Iran (Islamic Republic of)".
_FIRST = re.compile(r"\d|(?<= )\((?:R|A|Su|S|NK|T|VG|O|NB)\)")
# The last day of a former State, within its name: "Czechoslovakia (<01-01-1993)".
_ENDED = re.compile(rf" ?\( ?< ?{_DAY} ?\)")
_GOES_ON = re.compile(rf"{_DAY}|\([A-Za-z]{{1,2}}\)$")
# A part of a State, listed below it, has a row that begins with a dash.
_PART = re.compile(r"[-–•] ?(?P<part>\D+?):?(?= \d|$)")
_LONGEST_PART = 200
_BLANK = ("", "-", "–")
_SHOWN = 6
_END = re.compile(
    r"\* ?[:=]|Legend|Explanation|Declarations|Reservations|Objections|\(?R\)? ?[:=]|Footnotes?\b|"
    r"Part(?:y|ies|ij|ijen)\b|Legenda|Toelichting|Verklaringen|Voorbehouden|Bezwaren|Voetnoten|"
    r"(?:Back to|Terug naar)\b",
    re.IGNORECASE,
)
_LIKE_DAY = re.compile(r"[0-9]-[0-9]")


def read_dutch_lines(
    lines: "Iterable[Line]", *, treaty: "TreatyLike | None" = None, as_of: date | None = None
) -> "Facts":
    """Return the chart that a pasted table of the Dutch treaty database makes, from numbered lines.

    Raises:
        ChartError: There is no such table, or it can't be read.
    """
    return read_listing(lines, _FORM, treaty=treaty, as_of=as_of)


@attrs.frozen
class _Token:
    """A day of a row, the kind in brackets behind it, and the column of its cell if the line parts its cells."""

    day: date
    kind: str | None
    column: int | None

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y}" if self.kind is None else f"{self.day:%d-%m-%Y} ({self.kind})"


@attrs.define
class _Rows:
    """Reads the rows of one table.

    Attributes:
        found: Where rows, and what can't be read, are noted.
        columns: What of a row stands in each column behind the party's.
        kinds: What the letters in brackets mean.
        lines: The rows so far.
        moved: Whether a copy has moved blank cells, so that cells do not stand in their columns.
    """

    found: "Builder"
    columns: tuple[str, ...]
    kinds: dict[str, ActKind]
    places: tuple[Place, ...]
    begins: "Mark"
    lines: "list[TableLine]" = attrs.Factory(list["TableLine"])
    moved: bool = False

    @classmethod
    def of(cls, found: "Builder", header: "list[TableLine]") -> "_Rows":
        """Read the lines of a header."""
        text = " ".join([line.text for line in header])
        columns, unknown = _columns_of(text)
        if unknown:
            found.error(f"the header has a column that is not known: {quoted(unknown)}", found.line)
        elif not _REQUIRED.issubset(columns) or len(set(columns)) < len(columns):
            message = f"the header {quoted(text)} does not name signature, ratification and entry into force"
            found.error(message, found.line)
        found.silent_on = ("footnotes", "invitations")
        kinds = _DUTCH if "ondertekening" in text.casefold() else _ENGLISH
        consent = columns.index("consent") if "consent" in columns else None
        places = tuple(
            Place(
                frozenset(kinds if what == "consent" else ()),
                plain=what != "consent",
                rare=what not in ("signature", "consent", "entry_into_force"),
                after=consent if what == "entry_into_force" else None,
            )
            for what in columns
        )
        return cls(found, columns, kinds, places, found.mark())

    def read(self, line: "TableLine") -> None:
        """Read a row; what can't be read is noted."""
        self.lines.append(line)
        self._read(line)

    def continues(self, line: str) -> bool:
        """Return whether a line has no name, and so goes on with the row above."""
        return _GOES_ON.match(line) is not None

    def is_name(self, line: str) -> bool:
        """Return whether a line begins with the name of a known State, alone or before days."""
        return find(self._split(line)[0]) is not None

    def has_day(self, line: str) -> bool:
        """Return whether a day, or something like one, stands on a line."""
        return _LIKE_DAY.search(line) is not None

    def close(self) -> None:
        """Read the rows again if a later one shows that cells do not stand in their columns."""
        if self.moved:
            self.found.back_to(self.begins)
            for line in self.lines:
                self._read(line)

    def _read(self, line: "TableLine") -> None:
        part = _PART.match(line.text) if line.text[0] in "-–•" and len(line.text) <= _LONGEST_PART else None
        if part is not None and self.found.rows:
            self._read_part(line, part)
            return
        name, behind = self._split(line.cells[0] if line.cells else line.text)
        state = self.found.state(name, line.number)
        days = self._days(line, name, behind)
        if state is not None and days is not None:
            self.found.rows.append(self._row(state, name, line.number, *days))

    def _split(self, text: str) -> tuple[str, str]:
        """Split a name from the days behind it."""
        if "<" in text:
            text = _ENDED.sub("", text)
        starts = _FIRST.search(text)
        place = len(text) if starts is None else starts.start()
        return text[:place].strip(" *"), text[place:]

    def _read_part(self, line: "TableLine", part: "re.Match[str]") -> None:
        """Take the row of a part of the State above: of its territory in Europe, or of another."""
        above = self.found.rows[-1]
        text = line.text[part.end() :].strip()
        days = self._days(line, above.name, "" if line.cells else text)
        if days is None:
            return
        if "europ" in part["part"].lower() and above.consent is None:
            row = self._row(above.state, above.name, above.line or line.number, *days)
            self.found.rows[-1] = attrs.evolve(row, signature=above.signature or row.signature)
        else:
            territory = (part["part"].strip(), json.dumps(text))
            self.found.rows[-1] = attrs.evolve(above, extra=(*above.extra, territory))

    def _days(self, line: "TableLine", name: str, behind: str) -> "_Days | None":
        """Return the days of a row by what they are, and the kind of consent; nothing if there is an error."""
        in_cells = None if behind or self.moved else self._days_in_cells(line.cells)
        if in_cells is not None:
            return in_cells
        tokens = self._tokens(line, name, behind)
        columns = self._columns(tokens) if tokens is not None else None
        if tokens is None:
            return None
        if columns is None:
            shown = ", ".join([str(each) for each in tokens[:_SHOWN]])
            message = (
                f"the row of {quoted(name)} has dates ({shown}) in columns that the table does not have, or that fit "
                "several of its columns; copy the table with its cells, or save the page"
            )
            self.found.error(message, line.number)
            return None
        kind = next((token.kind for token in tokens if token.kind is not None), None)
        return {self.columns[column]: token.day for column, token in zip(columns, tokens, strict=True)}, kind

    def _days_in_cells(self, cells: tuple[str, ...]) -> "_Days | None":
        """Return the same of cells of which each holds what its column may hold, as most do."""
        days: dict[str, date] = {}
        kind = None
        for what, cell in zip(self.columns, cells[1:], strict=False):
            if cell:
                token = _CELL.fullmatch(cell)
                if token is None:
                    return None
                text, letter = token.groups()
                if letter is not None:
                    if what != "consent" or letter not in self.kinds:
                        return None
                    kind = letter
                try:
                    days[what] = dashed_day(text)
                except ValueError:
                    return None
        return None if any(cells[len(self.columns) + 1 :]) else (days, kind)

    def _tokens(self, line: "TableLine", name: str, behind: str) -> list[_Token] | None:
        """Read the days of a row; nothing, and an error, if there is something else."""
        before = len(self.found.errors)
        tokens: list[_Token] = []
        if behind:
            self._add_tokens(tokens, line, name, behind, None)
        for column, cell in enumerate(line.cells[1:]):
            if cell not in _BLANK:
                self._add_tokens(tokens, line, name, cell, column)
        return tokens if len(self.found.errors) == before else None

    def _add_tokens(self, tokens: list[_Token], line: "TableLine", name: str, text: str, column: int | None) -> None:
        for token in _TOKEN.finditer(text):
            kind = token["kind"]
            if token["day"] is None or not (kind is None or kind in self.kinds):
                odd = quoted(token["other"] or f"({kind})")
                message = (
                    f"{odd} on the row of {quoted(name)} is not expected there; a row has a party, days dd-mm-yyyy, "
                    f"one of ({'), ('.join(self.kinds)})"
                )
                self.found.error(message, line.number)
                return
            try:
                tokens.append(_Token(dashed_day(token["day"]), kind, column))
            except ValueError as error:
                self.found.error(f"{token['day']!r} is not a day of the calendar ({error})", line.number)
                return

    def _row(self, state: "State", name: str, line: int, days: "dict[str, date]", kind: str | None) -> Row:
        provisional = days.get("provisional")
        return Row(
            state,
            Section.PARTICIPANT,
            days.get("signature"),
            days.get("consent"),
            kind,
            days.get("entry_into_force"),
            name=name,
            line=line,
            withdrawal=days.get("withdrawal"),
            withdrawal_effective=days.get("withdrawal_effective"),
            consent_kind=self.kinds[kind] if kind is not None else None,
            notes=None,
            extra=((_PROVISIONAL, f'"{provisional}"'),) if provisional is not None else (),
        )

    def _columns(self, tokens: list[_Token]) -> tuple[int, ...] | None:
        """Return the columns of a row's days: those of their cells, or else those that the bracket tells."""
        kinds = [token.kind for token in tokens]
        columns = tuple([token.column for token in tokens if token.column is not None])
        # Where all stand in one cell, nothing parts them.
        if len(columns) == len(tokens) and not self.moved and (len(tokens) <= 1 or len(set(columns)) > 1):
            if columns != tuple(sorted(set(columns))) or any(column >= len(self.places) for column in columns):
                return None
            if all(
                self.places[column].takes(kind) or kind is None for column, kind in zip(columns, kinds, strict=True)
            ):
                return columns
            self.moved = True
        if len(tokens) > 1 and kinds.count(None) == len(kinds):
            return None
        return place_days(self.places, kinds) if tokens else ()


def _columns_of(header: str) -> tuple[tuple[str, ...], str]:
    """Return the columns that a header names, in its order, and what else it says."""
    columns: list[str] = []
    place = 0
    unknown = ""
    for title in _TITLES.finditer(header):
        between = header[place : title.start()]
        explained = "=" in between and columns[-1:] == ["consent"]
        unknown = unknown or ("" if explained else between)
        columns.append(str(title.lastgroup))
        place = title.end()
        if len(columns) == 1:
            unknown = _PARTY.sub("", between, count=1)
        unknown = unknown.strip(' ,;|"')
    return tuple(columns), unknown or header[place:].strip(' ,;|"')


def _goes_on(line: "TableLine") -> bool:
    """Return whether a line goes on with a header: it has words of one, no day, and no State's name."""
    if _LIKE_DAY.search(line.text) is not None or _IN_HEADER.search(line.text) is None:
        return False
    return find(line.cells[0] if line.cells else line.text) is None


_FORM = Form(
    what="the Dutch database's table",
    missing="there is no table of the Dutch treaty database: no header 'Party Signature Ratification Entry into force'",
    begins=is_dutch_header,
    goes_on=_goes_on,
    ends=lambda line: _END.match(line) is not None,
    rows=_Rows.of,
    head=name_from,
    below=lambda _found, _line: None,
)
