"""One call's question to a frame: what is asked of which columns, and what comes of the answers."""

import warnings
from functools import lru_cache, partial

import attrs

from cyberconventions._treaty import Treaty
from cyberconventions.errors import CoverageWarning, outside_level
from cyberconventions.frames.columns import Kind
from cyberconventions.frames.questions import Question, memberships, parties, statuses
from cyberconventions.frames.spellings import refuse_states

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from cyberconventions.frames.columns import Native
    from cyberconventions.frames.questions import Since
    from cyberconventions.frames.tables import Table


@attrs.frozen(eq=False)
class Asked:
    """What a call asks of a frame.

    Attributes:
        question: The question about a State and a day.
        states: The columns of States: one, or two for a pair.
        on: The column of dates.
        into: The columns to be added.
        kind: What kind of columns these are.
        outcome: Makes one value per added column from the answer for each State.
        refuses: Whether values that are no State's code or name, and texts that are no dates, are an error;
            else they get null.
        warns: Whether days after the record's date are answered with a warning; else they get null.
        ids: The ids of the treaties, by bit, where the answers are sets of treaties.
    """

    question: Question
    states: tuple[str, ...]
    on: str
    into: tuple[str, ...]
    kind: Kind
    outcome: "Callable[..., tuple[Any, ...]]"
    refuses: bool
    warns: bool
    ids: tuple[str, ...] = ()

    @property
    def needs_a_look(self) -> bool:
        """Whether a lazy frame has to be looked at before its answers are planned."""
        return self.refuses or self.warns

    def after_a_look(self) -> "Asked":
        """Return the same question once its findings were told: nothing is left to raise or to warn of."""
        return attrs.evolve(self, refuses=False, warns=False)

    @property
    def since(self) -> "Since | None":
        """The one day per State that tells all, if the question is such a one."""
        return self.question.since() if self.kind is Kind.YES_NO else None

    @property
    def table(self) -> "Table":
        """The answers as a table of numbers."""
        return _table(self.question)

    def tell(self, findings: "Findings") -> None:
        """Raise or warn of what was found in the columns.

        Raises:
            UnknownStateError: Values that are no State's code or name were found and are to be refused.
        """
        if self.refuses:
            refuse_states(findings.strangers)
        if self.warns and findings.late:
            rows = "1 row asks" if findings.late == 1 else f"{findings.late} rows ask"
            warnings.warn(
                f"{self.question.about}: {rows} about days after {self.question.as_of}, up to which the record is "
                f'known; answered from the acts known by then (on_coverage="null" makes the answers null)',
                CoverageWarning,
                stacklevel=outside_level(),
            )


@attrs.frozen(eq=False)
class Findings:
    """What a look at the columns found.

    Attributes:
        strangers: By column of States, the values that are no State's code or name, with their rows.
        late: How many rows that get an answer ask about a day after the record's date.
    """

    strangers: "Mapping[str, Mapping[Any, int]]"
    late: int


@lru_cache(maxsize=64)
def _table(question: Question) -> "Table":
    # Questions are told apart by identity; the functions below make each of them once.
    from cyberconventions.frames.tables import Table

    return Table.of(question)


@lru_cache(maxsize=64)
def status_question(treaty: Treaty, *, beyond: bool) -> Question:
    """Return the question for a status, with or without answers for days after the record's date."""
    question = statuses(treaty)
    return question if beyond else question.up_to_as_of()


@lru_cache(maxsize=64)
def party_question(treaty: Treaty, *, beyond: bool) -> Question:
    """Return the question whether a State is a party, likewise."""
    question = parties(treaty)
    return question if beyond else question.up_to_as_of()


@lru_cache(maxsize=16)
def membership_question(treaties: tuple[Treaty, ...], *, beyond: bool) -> Question:
    """Return the question for all treaties at once; each ends, if at all, with its own record."""
    return memberships(treaties, beyond=beyond)


def single(answer: "Native") -> "tuple[Any, ...]":
    """Pass the answer on."""
    return (answer,)


def both(a: "bool | None", b: "bool | None") -> "tuple[bool | None]":
    """Tell whether both are bound: no, if one certainly is not, whatever is not known of the other."""
    if a is False or b is False:
        return (False,)
    return (True if a and b else None,)


def in_common(ids: tuple[str, ...], a: tuple[int, int], b: tuple[int, int]) -> tuple[tuple[str, ...], ...]:
    """Name the treaties certainly in force between two States, and those that may be."""
    certain, may_be = a[0] & b[0], a[1] & b[1]
    return named(ids, certain), named(ids, may_be & ~certain)


@lru_cache(maxsize=4096)
def named(ids: tuple[str, ...], bits: int) -> tuple[str, ...]:
    """Return the ids that a set of bits means."""
    return tuple(id_ for place, id_ in enumerate(ids) if bits >> place & 1)


def common_outcome(ids: tuple[str, ...], *, undecided: bool) -> "Callable[..., tuple[Any, ...]]":
    """Return what makes one or two columns of ids from two answers."""
    return partial(in_common, ids) if undecided else partial(_certain, ids)


def _certain(ids: tuple[str, ...], a: tuple[int, int], b: tuple[int, int]) -> tuple[tuple[str, ...], ...]:
    return in_common(ids, a, b)[:1]
