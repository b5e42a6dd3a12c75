"""What readers of tables share that print neither a date of their own nor always their treaty."""

import re
from datetime import date

import attrs

from cyberconventions._symbols import Footnotes
from cyberconventions._treaty import Totals
from cyberconventions.charts._model import Chart
from cyberconventions.charts._names import Unknown, known_treaty, name_of, same_treaty
from cyberconventions.charts._rows import Problem, Row, with_leaving
from cyberconventions.charts.text import another_treaty
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._rows import Silent
    from cyberconventions.charts.text import Line

_UN_HEADER = re.compile(r"Participants?(?:[ \d,]*|\b)(?P<rest>(?:[^ \d,].*)?)")
_UN_COLUMNS = ("Signature", "Ratification", "Accession", "Acceptance", "Approval", "Definitive", "Formal", "Succession")
_DUTCH_HEADER = re.compile(r"Part(?:y|ies) Signature Ratification Entry into force\b.*", re.IGNORECASE)
_REFERENCE_WORD = "Reference "
_TITLE_WORD = "Title "
# So many lines above a table are searched for the treaty's name.
_HEAD_LINES = 200


@attrs.define
class Found:
    """What has been read of a table so far."""

    reference: str = ""
    title: str = ""
    as_of: date | None = None
    rows: list[Row] = attrs.Factory(list[Row])
    errors: list[ChartLineError] = attrs.Factory(list[ChartLineError])
    problems: list[Problem] = attrs.Factory(list[Problem])
    unknown: Unknown = attrs.Factory(Unknown)
    opened: date | None = None
    entry_into_force: date | None = None
    totals: dict[str, int] = attrs.Factory(dict[str, int])
    at_least: bool = False
    footnotes: dict[int, str] = attrs.Factory(dict[int, str])
    invitation_limit: int | None = None
    # The line of the table's header, and what tables of this form never show.
    line: int | None = None
    silent_on: "tuple[Silent, ...]" = ()

    def chart(self, what: str, *, treaty: "TreatyLike | None", as_of: date | None) -> Chart:
        """Return the chart, if all of it could be read.

        Where neither the table nor the caller tells as of which day it stands, it stands as of the last
        act that it shows: it can't be older. That is listed among the problems.

        Raises:
            ChartError: Something can't be read, the table is another treaty's or of another day than the
                caller says, or nothing tells of which day it is.
        """
        self._name_treaty(treaty)
        if as_of is not None and self.as_of is not None and as_of != self.as_of:
            self.errors.append(ChartLineError(f"the table stands as of {self.as_of}, not {as_of} (as_of=)", self.line))
        day = as_of or self.as_of or self._last_act()
        if day is None and not self.errors:
            self.errors.append(ChartLineError("nothing tells as of which day the table stands; pass as_of=", self.line))
        if self.errors or day is None:
            raise ChartError(f"{what} can't be read", self.errors)
        if as_of is None and self.as_of is None:
            self.problems.append(
                Problem(
                    f"{what} does not say as of which day it stands; taken as {day}, the last act it shows "
                    "(pass as_of= if you know)"
                )
            )
        return Chart(
            reference=self.reference,
            title=self.title,
            as_of=day,
            rows=with_leaving(self.rows, day),
            totals=Totals(**self.totals, at_least=self.at_least) if len(self.totals) > 1 else None,
            footnotes=Footnotes.of(self.footnotes, self.invitation_limit),
            opened=self.opened,
            entry_into_force=self.entry_into_force,
            problems=tuple(self.problems),
            silent_on=self.silent_on,
        )

    def _name_treaty(self, treaty: "TreatyLike | None") -> None:
        if treaty is None:
            if not self.reference:
                self.problems.append(Problem("the table does not say of which treaty it is; pass treaty=", self.line))
            return
        if self.reference and not same_treaty(self.reference, treaty):
            raise another_treaty(self.reference, self.line, treaty)
        known = known_treaty(treaty)
        if known is not None:
            self.reference, self.title = known.reference, self.title or known.title
        else:
            self.reference = self.reference or name_of(treaty)

    def _last_act(self) -> date | None:
        days = [day for row in self.rows for day in (row.signature, row.consent, row.withdrawal) if day is not None]
        return max(days, default=None)

    def error(self, message: str, line: int | None) -> None:
        """Note what can't be read."""
        self.errors.append(ChartLineError(message, line))

    def name_from(self, above: "list[Line]") -> None:
        """Look for the treaty's name in the lines above a table."""
        for _, text in above[-_HEAD_LINES:]:
            line = " ".join(text.split())
            if line.startswith(_REFERENCE_WORD):  # as the library writes it
                self.reference = line.removeprefix(_REFERENCE_WORD).strip()
                continue
            if line.startswith(_TITLE_WORD):
                self.title = line.removeprefix(_TITLE_WORD).strip()
                continue
            without_number = re.sub(r"^\d{1,3} ?(?:\. ?)?(?:[a-z]\)?\.? )?", "", line)
            for words in (line, line.partition(": ")[2], without_number):
                known = known_treaty(words)
                # A name that a sentence may have, "Convention", is none; a title or a reference is.
                if known is not None and not words.isdecimal() and not self.reference:
                    self.reference, self.title = known.reference, known.title
                    return


def wanted_table(tables: "Sequence[Found]", treaty: "TreatyLike | None") -> Found:
    """Return the table of the treaty that the caller names, or the only one.

    Raises:
        ChartError: There are several, and the name does not tell which is wanted.
    """
    if len(tables) == 1:
        return tables[0]
    named = [each for each in tables if treaty is not None and each.reference and same_treaty(each.reference, treaty)]
    if len(named) == 1:
        return named[0]
    problems = [
        ChartLineError(f"a table of {each.reference or 'a treaty that it does not name'} begins here", each.line)
        for each in tables
    ]
    raise ChartError(
        f"the page has {len(tables)} tables: name the treaty you want with treaty=, or pass the part of the page "
        "with one of them",
        problems,
    )


def is_un_header(line: str) -> bool:
    """Tell whether a line, its white space reduced, begins a header of the UN Treaty Collection.

    >>> is_un_header("Participant Signature Ratification, Acceptance(A)"), is_un_header("Participants said no")
    (True, False)
    """
    header = un_columns(line)
    return header is not None and (not header or header.startswith(_UN_COLUMNS))


def un_columns(line: str) -> str | None:
    """Return what stands behind the first word of such a header, ``None`` for another line."""
    header = _UN_HEADER.fullmatch(line) if line.startswith("Participant") else None
    return header["rest"] if header is not None else None


def is_dutch_header(line: str) -> bool:
    """Tell whether a line, its white space reduced, is the header of the Dutch treaty database.

    >>> is_dutch_header("Party Signature Ratification Entry into force Renunciation Termination")
    True
    """
    return _DUTCH_HEADER.fullmatch(line) is not None
