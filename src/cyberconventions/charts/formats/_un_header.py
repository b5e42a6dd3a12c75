"""Reads the header of a table of the UN Treaty Collection: its columns, and what their letters mean.

The letters are defined in each table's own header and clash with the Council of Europe's, so they are read from there.
A table has a column of signatures and one of consents, or only one of both; some have more, as for provisional
application.
"""

import re

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._symbols import UN_KINDS, Code, un_legend
from cyberconventions.charts.formats._columns import Place, place_days
from cyberconventions.charts.formats._headers import un_columns
from cyberconventions.errors import quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from cyberconventions.charts._builder import Builder
    from cyberconventions.charts._rows import Row, Silent
    from cyberconventions.charts.formats._cells import TableLine

# What a column is, if it is none of those that a row has: its cells are kept as they are.
OTHER = "other"
PROVISIONAL = "provisional application"
_SIGNATURE = "signature"
_CONSENT = "consent"
# Columns that the library adds to the Collection's where a chart needs them.
_MORE = {
    "entry into force": "entry_into_force",
    "withdrawal": "withdrawal",
    "effect of withdrawal": "withdrawal_effective",
    "suspension": "suspension",
    "notes": "notes",
}
_PROVISIONAL = ("provisional application", "undertaking of provisional application", "application provisoire")
# Names that a header may have, from the longest to the shortest, each with its letter.
_NAMES = sorted(
    {
        *UN_KINDS,
        *_MORE,
        *_PROVISIONAL,
        "succession to signature",
        "signature ad referendum",
        "succession à la signature",
        "simplified procedure",
        "procédure simplifiée",
    },
    key=len,
    reverse=True,
)
_KNOWN = re.compile(rf"(?:{'|'.join(re.escape(name) for name in _NAMES)})(?: ?\( ?[A-Za-z]{{1,2}} ?\))?", re.IGNORECASE)
# A name that is not known is taken for one if it has a letter and stands among the names of a column.
_LETTERED = re.compile(r"[^,()\d]{1,80}\( ?[A-Za-z]{1,2} ?\)")
_COMMA = re.compile(r" ?, ?")
_IN_HEADER = re.compile(
    r"signature|ratif|accept|accession|appro|adh[ée]sion|succession|confirmation|consent|application|procedure|"
    r"entry into|into force|notification|participation|notes|withdrawal|suspension|article|\([A-Za-z]{1,2}\)",
    re.IGNORECASE,
)


@attrs.frozen
class Column:
    """A column behind the participant's.

    Attributes:
        what: The attribute of a row that its day is, or ``"notes"``, ``"provisional application"``, ``"other"``.
        title: The title.
        letters: What the letters of its days mean.
        plain: What a day without a letter means.
        is_plain: Whether the title names something that has no letter.
    """

    what: str
    title: str
    letters: dict[str, Code] = attrs.Factory(dict[str, Code])
    plain: ActKind = ActKind.CONSENT
    is_plain: bool = True

    @classmethod
    def of(cls, title: str) -> "Column":
        """Read a title.

        >>> Column.of("Ratification, Accession(a)").what, Column.of("Provisional application(n)").what
        ('consent', 'provisional application')
        """
        title = " ".join(title.split())
        words = title.casefold()
        letters = un_legend(title) if title else {}
        parts = [part.strip() for part in words.split(",")]
        unlettered = [part for part in parts if not part.endswith(")")]
        plain = [UN_KINDS[part] for part in unlettered if part in UN_KINDS]
        if words in _MORE:
            what = _MORE[words]
        elif words.startswith(_SIGNATURE) and parts[0] not in UN_KINDS.keys() - {_SIGNATURE}:
            what = _SIGNATURE
        elif words.startswith(_PROVISIONAL):
            what = PROVISIONAL
        elif not title or plain or any(code.kind is not None for code in letters.values()):
            what = _CONSENT
        else:
            what = OTHER
        return cls(what, title, letters, plain[0] if plain else ActKind.CONSENT, bool(unlettered))


@attrs.define
class UnTable:
    """A table's columns, as its header names them.

    Attributes:
        columns: The columns behind the participant's, in order.
        places: The same, as places for days.
        letters: The letters of the header.
        placed: The columns of days that nothing parts, by the letters of the days.
        lone: The names of States with one day without a letter that nothing parts from a blank cell.
        moved: Whether a letter shows that a copy has moved blank cells behind the others.
    """

    columns: "tuple[Column, ...]"
    places: "tuple[Place, ...]"
    letters: tuple[str, ...]
    placed: "dict[tuple[str | None, ...], tuple[int, ...] | None]" = attrs.Factory(
        dict["tuple[str | None, ...]", "tuple[int, ...] | None"]
    )
    lone: list[str] = attrs.Factory(list[str])
    moved: bool = False

    @classmethod
    def of(cls, titles: "Sequence[str]") -> "UnTable":
        """Read the titles of the columns behind the participant's."""
        columns = tuple(Column.of(title) for title in titles)
        whats = [column.what for column in columns]
        after = {
            what: whats.index(before) if before in whats else None
            for what, before in ((_CONSENT, _SIGNATURE), ("entry_into_force", _CONSENT))
        }
        places = tuple(
            Place(
                frozenset(column.letters),
                plain=column.is_plain and column.what not in ("notes", OTHER),
                rare=column.what in ("withdrawal", "withdrawal_effective", "suspension"),
                after=after.get(column.what),
            )
            for column in columns
        )
        return cls(columns, places, tuple(dict.fromkeys(letter for column in columns for letter in column.letters)))

    def silent_on(self, rows: "list[Row]") -> "tuple[Silent, ...]":
        """Return what the table with these rows omits; many copies lose the numbers of footnotes."""
        prints_effect = any(column.what == "entry_into_force" for column in self.columns)
        prints_notes = any(row.footnotes for row in rows)
        return (
            "invitations",
            *(() if prints_effect else ("entry into force",)),
            *(() if prints_notes else ("footnotes",)),
        )

    @property
    def is_ambiguous(self) -> bool:
        """Whether a day without a letter may stand in several columns."""
        return sum(place.plain for place in self.places) > 1

    def check(self, found: "Builder") -> None:
        """Note what is wrong with the header, and the columns that are kept as they are."""
        whats = [column.what for column in self.columns]
        twice = next((what for what in whats if what not in (_CONSENT, OTHER) and whats.count(what) > 1), None)
        if twice is not None:
            found.error(f"the header has two columns of {twice.replace('_', ' ')}", found.line)
        if _CONSENT not in whats and set(whats) != {_SIGNATURE}:
            titles = quoted(", ".join(column.title for column in self.columns)) if self.columns else "none"
            found.error(f"the header has no column of ratification, accession or another consent: {titles}", found.line)
        for column in self.columns:
            if column.what == OTHER:
                message = f"the column {quoted(column.title)} is not one that a chart has: it is kept as it is"
                found.problem(message, found.line)

    def place(self, letters: "tuple[str | None, ...]") -> "tuple[int, ...] | None":
        """Return the columns of days that nothing parts, by their letters."""
        if letters not in self.placed:
            self.placed[letters] = place_days(self.places, letters)
        return self.placed[letters]


def goes_on(text: str) -> bool:
    """Return whether a line without a day or a State's name goes on with a header.

    >>> goes_on("Accession(a), Succession(d)"), goes_on("Wakanda")
    (True, False)
    """
    return _IN_HEADER.search(text) is not None


def titles_of(header: "list[TableLine]") -> "list[str] | None":
    """Return the titles of the columns behind the participant's; nothing if a header does not say where they end."""
    cells: list[str] = []
    for line in header:
        parts = list(line.cells) or [line.text]
        if line is header[0]:
            parts[:1] = [un_columns(parts[0]) or ""] if un_columns(parts[0]) else []
        elif not parts[0]:
            parts = parts[1:]
        elif cells:
            cells[-1] = f"{cells[-1]} {parts[0]}"
            parts = parts[1:]
        cells += parts
    while cells and not cells[-1]:
        cells.pop()
    titles = [_titles_in(cell) for cell in cells]
    if None in titles and not any(line.cells for line in header):
        return None
    return [title for cell, known in zip(cells, titles, strict=True) for title in known or [cell]]


def _titles_in(text: str) -> list[str] | None:
    """Return the titles of which a text consists; nothing if it has other words.

    The names of one column are parted by commas, and columns are not.

    >>> _titles_in("SignatureRatification, Acceptance(A), Accession(a)")
    ['Signature', 'Ratification, Acceptance(A), Accession(a)']
    """
    titles: list[str] = []
    place = 0
    begins = 0
    after_comma = False
    while place < len(text):
        name = _KNOWN.match(text, place) or (_LETTERED.match(text, place) if after_comma else None)
        if name is None:
            return None
        comma = _COMMA.match(text, name.end())
        after_comma = comma is not None
        if comma is not None:
            place = comma.end()
        else:
            titles.append(text[begins : name.end()].strip())
            begins = place = name.end() + (text[name.end() : name.end() + 1] == " ")
    return [*titles, *([text[begins:].strip(" ,")] if after_comma else [])]
