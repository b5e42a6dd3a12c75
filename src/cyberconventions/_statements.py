"""What States said on a treaty's articles: reservations, declarations, the authorities they named, and the like.

A chart shows no more than a flag, and a flag outlives the reservation it stands for; so what a State reserved is read
from its statements. Not every State's were read whole, and each list says so: no list is a silent "none".
"""

from datetime import date
from enum import StrEnum

import attrs

from cyberconventions._acts import Confidence
from cyberconventions._answers import Answer
from cyberconventions._arguments import check_fields
from cyberconventions._dataset import compiled, current, per_dataset
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._sources import sources
from cyberconventions._states import State, with_id
from cyberconventions._treaty_ids import treaty_ids
from cyberconventions.errors import (
    DatasetError,
    InvalidValueError,
    check_type,
    did_you_mean,
    quoted,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeVar

    from cyberconventions._dates import DateLike
    from cyberconventions._sources import Source

    Word = TypeVar("Word", bound=StrEnum)
    # The line of the table, counted from 1, and its cells but for the State's.
    Line = tuple[int, tuple[str, ...]]


class StatementKind(StrEnum):
    """What a statement is, whatever it is called (VCLT Art. 2(1)(d)). The value is what stands in the tables."""

    RESERVATION = "reservation"  #: Excludes or changes a provision for the State (VCLT Art. 2(1)(d)).
    #: Changes nothing that the treaty demands, or is one that the treaty asks for (ETS 185, Art. 40).
    DECLARATION = "declaration"
    DESIGNATION = "designation"  #: Names an authority.
    TERRITORIAL = "territorial"  #: Says to which territories the treaty applies.
    COMMUNICATION = "communication"  #: Anything else that the depositary passed on.


class Reading(StrEnum):
    """Whether what a State said was read. The value is what stands in the tables."""

    COMPLETE = "complete"  #: The whole list was read.
    BY_ARTICLE = "by article"  #: Every article that it is about is known, not every wording.
    READ = "read"  #: A text was read, and none is known to be missing.
    PARTIAL = "partial"  #: The text that was read is cut off.
    UNREAD = "unread"  #: A chart has the flag, and no text was found.
    NONE_ON_CHARTS = "none on charts"  #: No chart has the flag, so there is nothing to read.


@attrs.frozen(order=False)
class Statement:
    """What a State said on articles of a treaty, summed up in the words of the dataset.

    Attributes:
        treaty: The treaty's id, ``"ets185"``.
        state: Who said it.
        kind: What it is.
        articles: The articles it is about; one that merely allows it (ETS 185, Art. 40 and 42) stands last.
        summary: What it says; the text kept by the depositary is what counts.
        filed_as: What the depositary filed it as, where that differs from :attr:`kind`.
        authority: The authority that a designation names; empty where the name was not seen.
        made: When it was made; ``None`` where that was not seen.
        confirmed: When it was confirmed, if it was made at signature (VCLT Art. 23(2)).
        effective: The first day on which it stands; ``None`` where that is not known, or where it never stood.
        amended: The day of the text that is summed up, if the State changed it; its text of before is not known.
        withdrawn: The first day on which it no longer stands.
        seen: The date of the document that shows it; ``None`` where that is not known.
        territories: The codes of the territories it is for.
        source_ids: The ids of the sources that state it.
        confidence: How well it is founded. One of low confidence is an inference, and never makes a "yes".
        comment: What else a reader has to know.

    >>> import cyberconventions as cc
    >>> print(cc.treaty("budapest").statements("Nigeria", on="2023-01-01", article="29(4)")[0])
    Nigeria, reservation to Art. 29(4), from 2022-11-01: Does not apply Art. 29 if preservation needs ...
    """

    treaty: str
    state: State
    kind: StatementKind
    articles: tuple[str, ...]
    summary: str
    filed_as: StatementKind | None = None
    authority: str = ""
    made: DateWindow | None = None
    confirmed: DateWindow | None = None
    effective: date | None = None
    amended: date | None = None
    withdrawn: date | None = None
    seen: DateWindow | None = None
    territories: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    comment: str = ""

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def never_stood(self) -> bool:
        """Whether it was withdrawn before it could have effect.

        >>> import cyberconventions as cc
        >>> [each.articles for each in cc.treaty("budapest")["ARG"].statements if each.never_stood]
        [('9(1)(e)',)]
        """
        return self.effective is None and self.withdrawn is not None

    @property
    def spares_computer_offences(self) -> bool:
        """Whether a reservation to ETS 185, Art. 29(4), is worded for offences outside Articles 2 to 11 only.

        By the paragraph itself only those are meant, but some States left that limit out.

        >>> import cyberconventions as cc
        >>> asked = {"on": "2023-01-01", "article": "29(4)"}
        >>> [cc.treaty("budapest").statements(each, **asked)[0].spares_computer_offences for each in ("DEU", "LTU")]
        [True, False]
        """
        return "Arts 2-11" in self.summary and "no exception" not in self.summary

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state it, the best first."""
        return sources(self.source_ids)

    def concerns(self, article: str | int) -> bool:
        """Tell whether it is about an article, a part of it, or one that it is a part of.

        Arguments:
            article: The article: ``"29(4)"``, ``"Art. 29"``, ``29``.

        >>> import cyberconventions as cc
        >>> statement = cc.treaty("budapest").statements("NGA", on="2023-01-01", article="29(4)")[0]
        >>> statement.concerns("Art. 29"), statement.concerns("2")
        (True, False)
        """
        asked = article_of(article)
        return any(is_within(asked, each) or is_within(each, asked) for each in self.articles)

    def stands(self, on: "DateLike") -> Answer:
        """Return whether it stands on a day, as far as its own days tell: whether the State is bound is another matter.

        Arguments:
            on: The day.

        Returns:
            Yes from :attr:`effective` to the day before :attr:`withdrawn`; nobody may have seen a later withdrawal.
            Unknown where the day of effect is not known, or where the statement is an inference.

        Raises:
            InvalidDateError: Not a valid date.

        >>> import cyberconventions as cc
        >>> [once] = [each for each in cc.treaty("budapest")["CZE"].statements if each.concerns("29(4)")]
        >>> once.stands("2019-07-04"), once.stands("2019-07-05")
        (<Answer.YES: 'yes'>, <Answer.NO: 'no'>)
        """
        day = as_date(on)
        if self.never_stood or (self.withdrawn is not None and day >= self.withdrawn):
            return Answer.NO
        first = self.effective or (self.made.earliest if self.made else None)
        if first is not None and day < first:
            return Answer.NO
        certain = self.effective is not None and self.confidence is not Confidence.LOW
        return Answer.YES if certain else Answer.UNKNOWN

    @property
    def _days(self) -> str:
        if self.never_stood:
            return f"withdrawn on {self.withdrawn} before it had effect"
        until = f", withdrawn on {self.withdrawn}" if self.withdrawn else ""
        return f"{f'from {self.effective}' if self.effective else 'from a day not known'}{until}"

    def __str__(self) -> str:
        filed = f" (filed as a {self.filed_as.value})" if self.filed_as else ""
        about = {
            StatementKind.DESIGNATION: "designation under",
            StatementKind.TERRITORIAL: "territorial statement under",
            StatementKind.COMMUNICATION: "communication on",
        }.get(self.kind, f"{self.kind.value}{filed} to")
        articles = ", ".join(self.articles) or "an article not known"
        unsure = "" if self.confidence is Confidence.HIGH else f" ({self.confidence.value} confidence)"
        return f"{self.state.name}, {about} Art. {articles}, {self._days}: {self.summary}{unsure}"

    def __repr__(self) -> str:
        return f"<Statement {self.state.id} {self.kind.value} {self.treaty} {' '.join(self.articles)}, {self._days}>"


@attrs.frozen(order=False)
class StatementCoverage:
    """Whether what a State said on a treaty was read whole, in part or not.

    Attributes:
        treaty: The treaty's id.
        state: The State.
        reservations: Whether its reservations were.
        declarations: Whether its declarations were.
        authorities: Whether the authorities it named were.
        source_ids: The ids of the sources that show it.
        comment: What else a reader has to know.

    >>> import cyberconventions as cc
    >>> cc.treaty("budapest").statements("GBR", on="2024-01-01").coverage
    (<StatementCoverage GBR ets185: reservations partial, declarations none on charts, authorities read>,)
    """

    treaty: str
    state: State
    reservations: Reading = Reading.UNREAD
    declarations: Reading = Reading.UNREAD
    authorities: Reading = Reading.UNREAD
    source_ids: tuple[str, ...] = ()
    comment: str = ""

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that show it, the best first."""
        return sources(self.source_ids)

    def __repr__(self) -> str:
        return (
            f"<StatementCoverage {self.state.id} {self.treaty}: reservations {self.reservations.value}, "
            f"declarations {self.declarations.value}, authorities {self.authorities.value}>"
        )


# -- words and articles ----------------------------------------------------------------------------------------------


def article_of(text: "str | int") -> str:
    """Return an article's number in the form of the tables.

    Raises:
        InvalidTypeError: Neither text nor a number.
        InvalidValueError: Not the number of an article: about one that nobody has, nothing would be on record.

    >>> article_of("Art. 29 (4)"), article_of("Articles 35"), article_of(2), article_of("185:29(4)")
    ('29(4)', '35', '2', '185:29(4)')
    """
    if isinstance(text, bool) or not isinstance(text, str | int):
        raise wrong_type(text, "an article such as '29(4)'")
    key = as_article(text if isinstance(text, str) else quoted(text))
    if not key.rpartition(":")[2].partition("(")[0].isdecimal():
        raise InvalidValueError(f"{quoted(text)} is not an article, expected one such as '29(4)', 29 or '185:29(4)'")
    return key


def as_article(text: str) -> str:
    """Return a text in the form that the tables have articles in, whether or not it is one.

    >>> as_article("Art. 29 (4)"), as_article("freeze")
    ('29(4)', 'freeze')
    """
    key = "".join(text.casefold().split())
    return key.removeprefix("articles").removeprefix("article").removeprefix("art").removeprefix(".")


def prefix_of(treaty_id: str) -> str:
    """Return what stands before an article of another treaty: the treaty's number in the Council of Europe's series.

    >>> prefix_of("ets185") + "29(4)"
    '185:29(4)'
    """
    return f"{treaty_id.removeprefix('c').removeprefix('ets')}:"


def is_within(part: str, whole: str) -> bool:
    return part == whole or part.startswith(f"{whole}(")


def word_of(kind: "type[Word]", text: "str | None", what: str) -> "Word | None":
    """Return the member of an enumeration that a word means; ``None`` for ``None``.

    Raises:
        InvalidTypeError: Not text.
        InvalidValueError: No member has this value.

    >>> word_of(StatementKind, "reservation", "a kind of statement")
    <StatementKind.RESERVATION: 'reservation'>
    """
    if text is None:
        return None
    check_type(text, str, f"{what}, as text")
    known = [each.value for each in kind]
    if text not in known:
        raise InvalidValueError(
            f"{quoted(text)} is not {what}{did_you_mean(text, known)}; expected one of {', '.join(known)}"
        )
    return kind(text)


# -- tables ------------------------------------------------------------------------------------------------------------

_COLUMNS = (
    "kind",
    "filed_as",
    "articles",
    "summary",
    "authority",
    "made",
    "confirmed",
    "effective",
    "amended",
    "withdrawn",
    "seen",
    "territory",
    "sources",
    "confidence",
    "comment",
)


def _with_statements() -> list[str]:
    return [id_ for id_ in treaty_ids() if current().lists(f"{id_}/statements.csv")]


@compiled(each=_with_statements)
def statement_rows(id_: str) -> "dict[str, tuple[Line, ...]]":
    """Return the rows of a treaty's table of statements, by the State's id; nothing where there is no such table."""
    if not current().lists(f"{id_}/statements.csv"):
        return {}
    found: dict[str, list[Line]] = {}
    for line, row in enumerate(current().rows(f"{id_}/statements.csv"), start=2):
        found.setdefault(row["state"], []).append((line, tuple([row[column] for column in _COLUMNS])))
    return {state: tuple(rows) for state, rows in found.items()}


def statements_of(treaty_id: str, state_id: str) -> tuple[Statement, ...]:
    """Return everything that a State said on a treaty, as far as it is on record, in the order of the table.

    >>> [each.kind.value for each in statements_of("ets189", "HRV")]
    ['reservation']
    """
    return _statements_of(treaty_id, state_id) if treaty_id in treaty_ids() else ()


@per_dataset()
def _statements_of(treaty_id: str, state_id: str) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for line, cells in statement_rows(treaty_id).get(state_id, ()):
        try:
            found.append(_statement(treaty_id, state_id, dict(zip(_COLUMNS, cells, strict=True))))
        except (ValueError, LookupError, TypeError) as error:
            raise DatasetError(f"{treaty_id}/statements.csv, line {line}: {error}") from error
    return tuple(found)


def _statement(treaty_id: str, state_id: str, row: dict[str, str]) -> Statement:
    return Statement(
        treaty=treaty_id,
        state=with_id(state_id),
        kind=StatementKind(row["kind"]),
        articles=tuple(row["articles"].split()),
        summary=row["summary"],
        filed_as=StatementKind(row["filed_as"]) if row["filed_as"] else None,
        authority=row["authority"],
        made=_window(row["made"]),
        confirmed=_window(row["confirmed"]),
        effective=_day(row["effective"]),
        amended=_day(row["amended"]),
        withdrawn=_day(row["withdrawn"]),
        seen=_window(row["seen"]),
        territories=tuple(row["territory"].split()),
        source_ids=tuple(row["sources"].split()),
        confidence=Confidence(row["confidence"]),
        comment=row["comment"],
    )


def _day(text: str) -> date | None:
    return as_date(text) if text else None


def _window(text: str) -> DateWindow | None:
    return DateWindow.parse(text) if text else None


_READ_COLUMNS = ("reservations", "declarations", "authorities", "sources", "comment")


def _with_coverage() -> list[str]:
    return [id_ for id_ in treaty_ids() if current().lists(f"{id_}/statement_coverage.csv")]


@compiled(each=_with_coverage)
def coverage_rows(id_: str) -> dict[str, tuple[str, ...]]:
    """Return what was read of each State's statements; nothing where there is no such table."""
    if not current().lists(f"{id_}/statement_coverage.csv"):
        return {}
    rows = current().rows(f"{id_}/statement_coverage.csv")
    return {row["state"]: tuple([row[column] for column in _READ_COLUMNS]) for row in rows}


def coverage_of(treaty_id: str, state_id: str) -> StatementCoverage:
    """Return what was read of a State's statements; where no table says so, at most a part was.

    >>> coverage_of("untoc", "FRA").reservations, coverage_of("ets189", "HRV").reservations
    (<Reading.UNREAD: 'unread'>, <Reading.PARTIAL: 'partial'>)
    """
    known = treaty_id in treaty_ids()  # of a treaty that somebody made nothing was read, and nothing is remembered
    return _coverage_of(treaty_id, state_id) if known else StatementCoverage(treaty_id, with_id(state_id))


@per_dataset()
def _coverage_of(treaty_id: str, state_id: str) -> StatementCoverage:
    row = coverage_rows(treaty_id).get(state_id)
    if row is None:
        kinds = {each.kind for each in statements_of(treaty_id, state_id)}
        reservations, declarations, authorities = [
            Reading.PARTIAL if kind in kinds else Reading.UNREAD
            for kind in (StatementKind.RESERVATION, StatementKind.DECLARATION, StatementKind.DESIGNATION)
        ]
        return StatementCoverage(treaty_id, with_id(state_id), reservations, declarations, authorities)
    return _coverage(treaty_id, state_id, row)


def _coverage(treaty_id: str, state_id: str, row: tuple[str, ...]) -> StatementCoverage:
    *words, source_ids, comment = row
    try:
        reservations, declarations, authorities = map(Reading, words)
    except ValueError as error:
        raise DatasetError(f"{treaty_id}/statement_coverage.csv, {state_id}: {error}") from error
    return StatementCoverage(
        treaty_id,
        with_id(state_id),
        reservations,
        declarations,
        authorities,
        tuple(source_ids.split()),
        comment,
    )
