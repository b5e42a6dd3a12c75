"""Lists of statements and of authorities on a day, which carry what is not known."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

import attrs

from cyberconventions._answers import Answer
from cyberconventions._arguments import check_fields
from cyberconventions._history import PARTY
from cyberconventions._statements import (
    Reading,
    Statement,
    StatementCoverage,
    StatementKind,
    coverage_of,
    coverage_rows,
    is_within,
    prefix_of,
    statements_of,
)
from cyberconventions._states import State
from cyberconventions._treaty_ids import treaty_ids
from cyberconventions.errors import UnknownAnswerError, check_tuple, check_type, several

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, NoReturn, Protocol, Self

    from cyberconventions._table import Table

    # The days of charts, each with the flags of the States it lists.
    Charts = tuple[tuple[date, Mapping[str, str]], ...]

    class Record(Protocol):
        """What of a treaty its statements depend on."""

        @property
        def id(self) -> str: ...
        @property
        def as_of(self) -> date: ...


class Statements(tuple[Statement, ...]):  # noqa: SLOT001 - Python gives no slots to tuples of any length
    """The statements that certainly stand, with those that may, and with whose were read whole.

    It is a tuple of the certain ones. As a condition it is :attr:`answer`: an empty list of a State whose statements
    were not read whole raises :class:`~cyberconventions.errors.UnknownAnswerError`, as it is not "none".

    Attributes:
        undecided: Statements of which the record can't say whether they stand.
        complete: Whether those asked for were read whole, so that there are no others.
        coverage: For each State, what of its statements was read.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> italian = budapest.statements("Italy", on="2021-06-01", article="29(4)", kind="reservation")
    >>> len(italian), italian.complete, bool(italian)
    (0, True, False)
    >>> british = budapest.statements("GBR", on="2024-01-01", article="29(4)", kind="reservation")
    >>> len(british), british.complete, british.answer
    (0, False, <Answer.UNKNOWN: 'unknown'>)
    """

    undecided: tuple[Statement, ...]
    complete: bool
    coverage: tuple[StatementCoverage, ...]

    def __new__(
        cls,
        certain: Iterable[Statement] = (),
        *,
        undecided: tuple[Statement, ...] = (),
        complete: bool = False,
        coverage: tuple[StatementCoverage, ...] = (),
    ) -> "Self":
        """Make a list.

        Arguments:
            certain: The statements that certainly stand.
            undecided: Those that may.
            complete: Whether there are no others.
            coverage: What was read of whose statements.

        Raises:
            InvalidTypeError: Something is not a statement.
        """
        made = super().__new__(cls, several(certain, "statements"))
        check_tuple((*made,), Statement, "statements")
        check_tuple(undecided, Statement, "statements")
        check_type(complete, bool, "True or False for complete")
        check_tuple(coverage, StatementCoverage, "what was read")
        made.__dict__.update(undecided=undecided, complete=complete, coverage=coverage)
        return made

    def of_some(self) -> "Statements":
        """Return the list as one of some States only: others, that are not on record, may have said more.

        >>> import cyberconventions as cc
        >>> found = cc.treaty("budapest").statements("ITA", on="2026-04-25", article="29(4)")
        >>> found.complete, found.of_some().complete
        (True, False)
        """
        return Statements(self, undecided=self.undecided, coverage=self.coverage)

    @property
    def answer(self) -> Answer:
        """Whether there is any such statement."""
        if len(self):
            return Answer.YES
        return Answer.NO if self.complete and not self.undecided else Answer.UNKNOWN

    def table(self) -> "Table[Any]":
        """Return the statements as a table, the undecided last.

        Columns: ``treaty``, ``state``, ``kind``, ``filed_as``, ``stands`` (``"yes"`` or ``"unknown"``), ``confidence``
        (words); ``name``, ``articles``, ``summary``, ``authority``, ``territories``, ``comment`` (text);
        ``made`` (where known to the day), ``effective``, ``withdrawn``, ``seen`` (days).

        >>> import cyberconventions as cc
        >>> table = cc.treaty("budapest").statements("Japan", on="2026-04-25", article="29(4)").table()
        >>> table["effective"], table["kind"]
        ((datetime.date(2012, 11, 1),), ('reservation',))
        """
        from cyberconventions._statement_table import statements_table

        return statements_table(self, self.undecided, self.coverage, complete=self.complete)

    def _repr_html_(self) -> str:
        """Show the statements in a notebook, and whether those asked for were read whole."""
        seen = ("name", "kind", "articles", "summary", "stands", "effective", "withdrawn")
        return self.table().known(*seen)._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def __bool__(self) -> bool:
        if not len(self) and (self.undecided or not self.complete):
            whose = " ".join(each.state.id for each in self.coverage[:5])
            raise UnknownAnswerError(
                f"no such statement is on record, but not all were read, or some may stand ({whose}); "
                "write `len(statements)`, or ask for `.answer` and handle unknown"
            )
        return bool(len(self))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Statements):
            return super().__eq__(other) and self._rest() == other._rest()
        return False

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(((*self,), self._rest()))

    def _rest(self) -> "tuple[tuple[Statement, ...], bool, tuple[StatementCoverage, ...]]":
        return self.undecided, self.complete, self.coverage

    def __setattr__(self, name: str, value: object) -> "NoReturn":
        raise AttributeError(f"a list of statements is frozen: {name} can't be set")

    def __delattr__(self, name: str) -> "NoReturn":
        raise AttributeError(f"a list of statements is frozen: {name} can't be deleted")

    def __reduce__(self) -> "tuple[Callable[..., Statements], tuple[object, ...]]":
        return _made, ((*self,), *self._rest())

    def __repr__(self) -> str:
        rest = [f"{len(self.undecided)} undecided"] if self.undecided else []
        rest.append("read whole" if self.complete else "not read whole")
        return f"<Statements {super().__repr__()}, {', '.join(rest)}>"


def _made(
    certain: tuple[Statement, ...],
    undecided: tuple[Statement, ...],
    complete: bool,  # noqa: FBT001 - pickle passes all by position
    coverage: tuple[StatementCoverage, ...],
) -> Statements:
    return Statements(certain, undecided=undecided, complete=complete, coverage=coverage)


class AuthorityFunction(StrEnum):
    """What an authority is named for."""

    EXTRADITION = "extradition"  #: Sends and receives requests for extradition (ETS 185, Art. 24(7)).
    CENTRAL = "central"  #: The central authority for mutual assistance (Art. 27(2)).
    URGENT = "urgent"  #: Receives urgent requests (Art. 27(9)).
    POINT_OF_CONTACT = "24/7"  #: The point of contact of the 24/7 network (Art. 35).


# The articles under which authorities are named.
_FUNCTIONS = {
    "ets185": {
        "24(7)": AuthorityFunction.EXTRADITION,
        "27(2)": AuthorityFunction.CENTRAL,
        "27(9)": AuthorityFunction.URGENT,
        "35": AuthorityFunction.POINT_OF_CONTACT,
    }
}


@attrs.frozen(order=False)
class Authority:
    """An authority that a State named.

    Attributes:
        name: Its name, in English as far as the source has it; two where two share the function.
        functions: What it was named for.
        statement: The designation.

    >>> import cyberconventions as cc
    >>> [named] = cc.treaty("budapest").authorities("Canada", on="2020-01-01", function="24/7").known
    >>> print(named)
    Royal Canadian Mounted Police, National Operations Centre
    """

    name: str
    functions: tuple[AuthorityFunction, ...]
    statement: Statement

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<Authority {self.statement.state.id} {'/'.join(self.functions)}: {self.name}>"


@attrs.frozen(order=False)
class Authorities:
    """The authorities of a State on a day, as far as their names are on record.

    As a condition it is :attr:`answer`: where no name is certain, and the State may have named one, it raises
    :class:`~cyberconventions.errors.UnknownAnswerError`.

    Attributes:
        state: The State.
        on: The day.
        function: What they are for; ``None`` for all.
        territory: The code of the territory they are for; ``None`` for the State itself.
        known: Those that are on record for that day.
        possible: Those of which that is not certain: named in a national law or on a page on practice, or in a text
            that the State changed after that day.
        unnamed: Designations whose names were not seen, or that name none.
        complete: Whether these are all. Lists of authorities age and no flag tells that one is whole, so for a party
            this is unknown, or no where some are known to be missing.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> [str(each) for each in budapest.authorities("NOR", on="2026-01-01", function="central").known]
    ['Director of Public Prosecutions (Riksadvokaten)']
    >>> found = budapest.authorities("GBR", on="2024-01-01", function="24/7")
    >>> print(found)
    not on record
    >>> found.answer
    <Answer.UNKNOWN: 'unknown'>
    """

    state: State
    on: date
    function: AuthorityFunction | None
    territory: str | None
    known: tuple[Authority, ...]
    possible: tuple[Authority, ...]
    unnamed: tuple[Statement, ...]
    complete: Answer

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def answer(self) -> Answer:
        """Whether there is an authority on record; unknown where the State may have named one."""
        if self.known:
            return Answer.YES
        none = self.complete is Answer.YES and not self.possible and not self.unnamed
        return Answer.NO if none else Answer.UNKNOWN

    def __bool__(self) -> bool:
        if self.answer is Answer.UNKNOWN:
            raise UnknownAnswerError(
                f"no authority of {self.state.name} ({self.state.id}) is certain on {self.on}, but it may have named "
                f"one ({str(self)[:200]}); write `len(authorities.known)`, or ask for `.answer` and handle unknown"
            )
        return bool(self.answer)

    def __str__(self) -> str:
        if self.known:
            return "; ".join(each.name for each in self.known)
        if self.complete is Answer.YES:
            return "none: not a party"
        named = [f"perhaps {each.name}" for each in self.possible]
        named += ["named, but the name was not seen"] if self.unnamed else []
        return "; ".join(named) or "not on record"

    def __repr__(self) -> str:
        return f"<Authorities {self.state.id} {self.function or 'all'} on {self.on}: {self}>"


def functions_of(statement: Statement) -> tuple[AuthorityFunction, ...]:
    """Return what the authority of a designation is for."""
    known = _FUNCTIONS.get(statement.treaty, {})
    return tuple([function for article, function in known.items() if _names(statement, article)])


def _names(statement: Statement, article: str) -> bool:
    """Tell whether a designation is for an article; one for Art. 27 as a whole names the central authority."""
    whole = article.partition("(")[0]
    return any(is_within(each, article) or (each == whole and article != "27(9)") for each in statement.articles)


# -- what is asked, and of whom ----------------------------------------------------------------------------------------


@attrs.frozen
class Question:
    """Which statements are asked for.

    Attributes:
        on: The day.
        article: The article they are about, as :func:`~cyberconventions._statements.article_of` gives it.
        kind: What they are.
        carried: The id of the treaty the reservations to which hold for this one too (ETS 189, Art. 12(1)).
    """

    on: date
    article: str | None = None
    kind: StatementKind | None = None
    carried: str | None = None

    def asks_for(self, statement: Statement) -> bool:
        """Tell whether a statement is of the kind, and about the article, that is asked for.

        An article of the other treaty, whose reservations hold too, has its number before it: ``"185:29(4)"``.
        """
        if self.carried is not None and statement.treaty == self.carried:
            asked = self.article.removeprefix(prefix_of(self.carried)) if self.article else None
            about = asked is None or (asked != self.article and statement.concerns(asked))
            return about and statement.kind is StatementKind.RESERVATION and self.kind in (None, statement.kind)
        about = self.article is None or statement.concerns(self.article)
        return about and self.kind in (None, statement.kind)


@attrs.frozen
class Position:
    """A State's position towards a treaty, on which it depends what of its statements has effect.

    Attributes:
        state: The State.
        possible: The statuses that are possible for it on the day asked about.
        consented: The last day on which it may have consented; ``None`` where it did not.
        since: The published day since when the treaty is in force for it by that consent; ``None`` where there is none.
        left: The days by which its denunciations had effect.
    """

    state: State
    possible: int
    consented: date | None
    since: date | None = None
    left: tuple[date, ...] = ()

    @property
    def bound(self) -> Answer:
        """Whether the treaty is in force for it that day."""
        if not self.possible & PARTY:
            return Answer.NO
        return Answer.YES if self.possible == PARTY else Answer.UNKNOWN


def listed(
    record: "Record", positions: Iterable[Position], question: Question, charts: "Callable[[], Charts]"
) -> Statements:
    """Return the statements that stand on a day.

    Arguments:
        record: The treaty.
        positions: The States that are asked about.
        question: Which statements.
        charts: Gives the flags of dated charts.
    """
    certain, undecided, coverage = list[Statement](), list[Statement](), list[StatementCoverage]()
    complete = True
    for each in positions:
        said = known_statements(record, each, *filter(None, (question.carried,)))
        for statement in filter(question.asks_for, said):
            answer = _has_effect(record, each, statement, question.on)
            if answer is not Answer.NO:
                (certain if answer is Answer.YES else undecided).append(statement)
        read = coverage_of(record.id, each.state.id)
        coverage.append(read)
        # What was read of a State that left and came back may be from before.
        back = any(end <= question.on for end in each.left)
        complete = complete and (each.bound is Answer.NO or (not back and _is_whole(read, each, question, charts)))
    return Statements(certain, undecided=tuple(undecided), complete=complete, coverage=tuple(coverage))


def _has_effect(record: "Record", position: Position, statement: Statement, on: date) -> Answer:
    """Return whether a statement has effect on a day."""
    ended = ended_with_consent(record, position, statement)
    return Answer.NO if ended is not None and ended <= on else position.bound & statement.stands(on)


def ended_with_consent(record: "Record", position: Position, statement: Statement) -> date | None:
    """Return the day on which the consent with which a statement was made ended, and the statement with it.

    ``None`` while it goes on. Reservations to another treaty, which hold for this one too, end with that to the other.
    """
    since = statement.effective
    if statement.treaty != record.id or since is None:
        return None
    return min((end for end in position.left if since < end), default=None)


def said_by(record: "Record", position: Position) -> Statements:
    """Return everything a State said on a treaty, whether or not it stands, in the order of the table.

    Whether there was more is not known: lists do not show what was withdrawn before they were made.
    """
    every = known_statements(record, position)
    return Statements(every, coverage=(coverage_of(record.id, position.state.id),))


def known_statements(record: "Record", position: Position, *others: str) -> Iterator[Statement]:
    """Yield a State's statements as far as the record may have known them, if it is one of an earlier day.

    Where the day on which one was made is not on record, it was made with the consent, or, as an authority that was
    named later, by the day on which it has effect.

    Arguments:
        record: The treaty.
        position: The State's position.
        others: The ids of further treaties on which it said something.
    """
    for each in (each for id_ in (record.id, *others) for each in statements_of(id_, position.state.id)):
        with_consent = each.kind in _MODIFYING or position.since is None or each.effective == position.since
        made = each.made.earliest if each.made else position.consented if with_consent else None
        made = made or each.effective
        if made is None or min(made, each.effective or made) <= record.as_of:
            later = each.withdrawn is not None and each.withdrawn > record.as_of
            yield attrs.evolve(each, withdrawn=None) if later else each


# -- whether that is all -----------------------------------------------------------------------------------------------

_MODIFYING = (StatementKind.RESERVATION, StatementKind.DECLARATION)


def _is_whole(read: StatementCoverage, position: Position, question: Question, charts: "Callable[[], Charts]") -> bool:
    """Tell whether there are no other statements of a State than those on record.

    Reservations and declarations are made at signature or deposit (ETS 185, Art. 40 and 42), so a chart without a flag
    tells that there is none on any later day. Earlier, one may have stood that was withdrawn. Some States filed a
    reservation as a declaration, so reservations are known where declarations were read too.
    """
    kinds = {question.kind} if question.kind else set(_MODIFYING)
    if not kinds <= set(_MODIFYING) or (question.kind is None and not _modifies(read.treaty, question.article)):
        return False  # Other kinds come at any time, and no flag tells that a list of them is whole.

    def whole(reading: Reading, flag: str) -> bool:
        if reading is Reading.NONE_ON_CHARTS:
            since = _without_flag_since(charts(), flag, position)
            return since is not None and question.on >= since
        return reading is Reading.COMPLETE or (reading is Reading.BY_ARTICLE and question.article is not None)

    if not whole(read.reservations, "R."):
        return False
    enough = {Reading.READ} if kinds == {StatementKind.RESERVATION} else set[Reading]()
    return read.declarations in enough or whole(read.declarations, "D.")


def _modifies(treaty: str, article: str | None) -> bool:
    """Tell whether statements on an article can only be reservations and declarations, and name no authority."""
    named = _FUNCTIONS.get(treaty, {})
    return article is not None and not any(is_within(each, article) or is_within(article, each) for each in named)


def _without_flag_since(charts: "Charts", flag: str, position: Position) -> date | None:
    """Return the day of the first of the last charts that list a State that had consented, all without a flag."""
    since: date | None = None
    for day, flags in charts:
        shown = flags.get(position.state.id)
        if shown is None or position.consented is None or day < position.consented:
            continue
        since = None if flag in shown else since or day
    return since


# -- authorities -----------------------------------------------------------------------------------------------------


def authorities_of(
    record: "Record", position: Position, on: date, function: AuthorityFunction | None, territory: str | None
) -> Authorities:
    """Return the authorities of a State on a day.

    Arguments:
        record: The treaty.
        position: The State's position.
        on: The day.
        function: What they are for; ``None`` for all.
        territory: The code of the territory they are for; ``None`` for the State itself.
    """
    known, possible, unnamed = list[Authority](), list[Authority](), list[Statement]()
    answers = {Answer.NO}
    for each in known_statements(record, position):
        functions = functions_of(each)
        answer = _has_effect(record, position, each, on)
        asked = function is None or function in functions
        if not _designates_for(each, territory) or not asked or answer is Answer.NO:
            continue
        if not each.authority:
            unnamed.append(each)
            answers.add(answer)
        else:
            sure = answer is Answer.YES and (each.amended is None or on >= each.amended)
            (known if sure else possible).append(Authority(each.authority, functions, each))
    unread = coverage_of(record.id, position.state.id).authorities is Reading.UNREAD and function is None
    any_read = record.id in treaty_ids() and bool(coverage_rows(record.id))
    missing = Answer.YES in answers or (unread and position.bound is Answer.YES and any_read)
    complete = Answer.YES if position.bound is Answer.NO else Answer.NO if missing else Answer.UNKNOWN
    return Authorities(position.state, on, function, territory, tuple(known), tuple(possible), tuple(unnamed), complete)


def _designates_for(statement: Statement, territory: str | None) -> bool:
    """Tell whether a statement names an authority for a territory, or for the State itself."""
    if statement.kind is not StatementKind.DESIGNATION:
        return False
    return territory in statement.territories if territory else not statement.territories
