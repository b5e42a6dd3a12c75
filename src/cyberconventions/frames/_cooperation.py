"""Whether a request between two States can rest on a treaty, as a question about a pair of States and a day.

It is that of :func:`cyberconventions.cooperation`: a treaty has a clause on the measure, and is in force between the
two with every treaty that the clause takes beside it. So the answer for a pair is made from what each State is to each
of these treaties.
"""

from functools import partial
from itertools import chain, product
from typing import NamedTuple, TypeVar

import attrs

from cyberconventions._acts import Confidence
from cyberconventions._basis import clauses_on, laws_beside
from cyberconventions._dataset import per_dataset
from cyberconventions._measures import Measure
from cyberconventions._measures import measure as measure_of
from cyberconventions._states import with_id
from cyberconventions._steps import EVER, Steps
from cyberconventions.errors import (
    InvalidTypeError,
    InvalidValueError,
    UnknownMeasureError,
    quoted,
)
from cyberconventions.frames._columns import check_names, check_words, free_prefix, refuse_dtype
from cyberconventions.frames._frame import answered, wrapped
from cyberconventions.frames._intervals import narwhals
from cyberconventions.frames._question import Asked, How, Kind, Question, both, membership_question, options, several
from cyberconventions.frames._spellings import QUIETLY, every_state, listed

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any, TypeAlias

    from cyberconventions._late import Late
    from cyberconventions._treaty import Treaty
    from cyberconventions.frames._columns import Native
    from cyberconventions.frames._question import Errors, Territories, Treaties

    # For each treaty whether a State is a party.
    Memberships: TypeAlias = tuple[bool | None, ...]


FrameT = TypeVar("FrameT")


class Ground(NamedTuple):
    """A clause on which a request can rest.

    Attributes:
        id: The treaty's id and the article, ``"ets185:29"``.
        laws: The positions of the treaties that have to be in force between the two.
        certain: Whether it gives a "yes"; one that is known by inference never does.
    """

    id: str
    laws: tuple[int, ...]
    certain: bool


class Grounds(NamedTuple):
    """What requests for measures can rest on.

    Attributes:
        laws: The treaties.
        of: The clauses for each measure.
    """

    laws: "tuple[Treaty, ...]"
    of: tuple[tuple[Ground, ...], ...]


def grounds_for(measures: "Iterable[Measure]", treaties: "Sequence[Treaty]") -> Grounds:
    """Return on which clauses of treaties requests for measures can rest.

    >>> import cyberconventions as cc
    >>> found = grounds_for([cc.Measure.PRESERVATION], [cc.treaty(185), cc.treaty(189), cc.treaty("palermo")])
    >>> [(each.id, each.laws) for each in found.of[0]]
    [('ets185:29', (0,)), ('ets189:8(2)', (1, 0))]
    """
    laws: dict[int, Treaty] = {}

    def place(law: "Treaty") -> int:
        laws.setdefault(id(law), law)
        return list(laws).index(id(law))

    found = tuple(
        tuple(
            Ground(
                f"{record.id}:{clause.article}",
                tuple([place(law) for law in (record, *laws_beside(record, clause))]),
                clause.confidence is not Confidence.LOW,
            )
            for record in treaties
            for clause in clauses_on(record, measure)
        )
        for measure in measures
    )
    return Grounds(tuple(laws.values()), found)


def question_on(grounds: Grounds, how: How) -> Question:
    """Ask what each State is to the treaties; an organisation gives no assistance, its members do."""
    return _asked_on(membership_question(grounds.laws, how))


@per_dataset(maxsize=64)
def _asked_on(question: Question) -> Question:
    width = len(question.others.values[0])
    organisations = [id_ for id_ in every_state() if with_id(id_).is_organisation]
    # Each has steps of its own, so that engines tell those without an act apart.
    steps: dict[str, Steps[Any]] = {
        id_: Steps((EVER,), ((False,) * width,)) if id_ in organisations else each
        for id_, each in question.of_all().items()
    }
    return attrs.evolve(question, steps=steps)


# -- the answer for a pair --------------------------------------------------------------------------------------------


def _found(ground: Ground, a: "Sequence[bool | None]", b: "Sequence[bool | None]") -> bool | None:
    """Return whether a request can rest on a clause."""
    parties = {each[law] for each in (a, b) for law in ground.laws}
    if False in parties:
        return False
    return None if None in parties or not ground.certain else True


def is_there_any(of: tuple[tuple[Ground, ...], ...], a: "Memberships", b: "Memberships") -> "tuple[bool | None, ...]":
    """Return for each measure whether there is a clause on which a request can rest."""
    return tuple(_any(_found(each, a, b) for each in grounds) for grounds in of)


def _any(answers: "Iterable[bool | None]") -> bool | None:
    found = set(answers)
    return True if True in found else None if None in found else False


def which(
    wanted: tuple[bool | None, ...], of: tuple[tuple[Ground, ...], ...], a: "Memberships", b: "Memberships"
) -> "tuple[tuple[str, ...], ...]":
    """Return for each measure the ids of the clauses of which the answer is one of those wanted, answer by answer."""
    return tuple(
        tuple(each.id for each in grounds if _found(each, a, b) is answer) for answer in wanted for grounds in of
    )


@attrs.frozen(eq=False)
class PairQuestion:
    """A question about two States and a day.

    Attributes:
        question: What is asked of each of them.
        outcome: What makes the answer for the pair, one value for each measure.
    """

    question: Question
    outcome: "Callable[..., tuple[Any, ...]]"


def whether(grounds: Grounds, how: How) -> PairQuestion:
    """Ask for each measure whether there is a clause on which a request can rest.

    Only of treaties on which that hangs: a protocol that takes its Convention beside it can't make a "yes" of a "no",
    so it does not matter where its record ends.
    """
    needed = _needed(question_on(grounds, how), grounds)
    return _whether(question_on(needed, how), needed.of)


def lists_of(grounds: Grounds, wanted: tuple[bool | None, ...], how: How) -> PairQuestion:
    """Ask for the clauses of which that is certain, or not known, for each measure."""
    return _lists(question_on(grounds, how), grounds.of, wanted)


@per_dataset(maxsize=64)
def _whether(question: Question, of: tuple[tuple[Ground, ...], ...]) -> PairQuestion:
    outcome = partial(is_there_any, of)
    alone = _of_each(question, outcome) if len(of) == 1 else None
    return _merged(question, outcome) if alone is None else PairQuestion(alone, both)


@per_dataset(maxsize=64)
def _lists(question: Question, of: tuple[tuple[Ground, ...], ...], wanted: tuple[bool | None, ...]) -> PairQuestion:
    return _merged(question, partial(which, wanted, of))


@per_dataset(maxsize=64)
def _needed(question: Question, grounds: Grounds) -> Grounds:
    """Leave out clauses without which the answer for every pair of States is the same on every day."""
    of: list[tuple[Ground, ...]] = []
    for every in grounds.of:
        kept = every
        for each in reversed(every):
            fewer = tuple([other for other in kept if other is not each])
            if all(is_there_any((kept,), a, b) == is_there_any((fewer,), a, b) for a, b in _pairs(question)):
                kept = fewer
        of.append(kept)
    places = sorted({law for kept in of for each in kept for law in each.laws})
    moved = [tuple([each._replace(laws=tuple(map(places.index, each.laws))) for each in kept]) for kept in of]
    return Grounds(tuple([grounds.laws[place] for place in places]), tuple(moved))


@per_dataset(maxsize=64)
def _pairs(question: Question) -> "frozenset[tuple[Any, Any]]":
    """Return what two States may be on one and the same day."""
    steps = [question.others, *question.steps.values()]
    days = {*chain.from_iterable(each.days for each in steps)}
    values = {frozenset([each.at(day) for each in steps]) for day in days}
    return frozenset(chain.from_iterable(product(each, repeat=2) for each in values))


def _of_each(question: Question, outcome: "Callable[..., tuple[Any, ...]]") -> Question | None:
    """Return a question about one State that is answered "yes" for a pair if it is for both, if there is one.

    There is under one treaty; but of two States each may be bound by another.
    """
    if any(outcome(a, b) != both(*outcome(a, a), *outcome(b, b)) for a, b in _pairs(question)):
        return None
    return _mapped(question, lambda value: outcome(value, value)[0])


def _merged(question: Question, outcome: "Callable[..., tuple[Any, ...]]") -> PairQuestion:
    """Return the question with one answer for those between which the outcome makes no difference."""
    every = question.answers()
    first: dict[Any, Any] = {}
    same = {value: first.setdefault(tuple([outcome(value, other) for other in every]), value) for value in every}
    return PairQuestion(_mapped(question, same.__getitem__), outcome)


def _mapped(question: Question, change: "Callable[[Any], Any]") -> Question:
    steps = {id_: each.map(change) for id_, each in question.steps.items()}
    return attrs.evolve(question, steps=steps, others=question.others.map(change))


# -- a call -----------------------------------------------------------------------------------------------------------


def with_cooperation(  # noqa: PLR0913 - the words of one question
    frame: FrameT,
    measure: str | None = None,
    *,
    requesting: str,
    requested: str,
    on: str,
    measures: str | None = None,
    into: str = "cooperation",
    bases: str | None = None,
    undecided: str | None = None,
    treaties: "Treaties | None" = None,
    errors: "Errors" = "raise",
    late: "Late" = "unknown",
    territories: "Territories" = "raise",
) -> FrameT:
    """Return the frame with whether a request from one State to another can rest on a treaty, on the day of each row.

    The added column is :attr:`Cooperation.answer` of each row: true where there is a basis in force between the two,
    false where there certainly is none in these treaties, and null where the record can't say, where a State, the day
    or the measure is null, and where both are the same State. A State that had ended is not a party, so false; but
    null while another went by its name (``YUG`` after 1992), as :meth:`Treaty.is_party` has it. What a request depends
    on beside its basis, :func:`cyberconventions.cooperation` lists; :func:`statements`, :func:`authorities` and
    :func:`territories` have it as tables.

    Arguments:
        frame: The frame.
        measure: What is asked for, as :func:`cyberconventions.measure` takes it.
        requesting: The column of States that ask.
        requested: The column of States that are asked.
        on: The column of days.
        measures: In place of ``measure`` the column that holds what each row asks for; in a frame in memory.
        into: The column to be added.
        bases: A column to be added with the clauses on which the request can rest, each as the treaty's id and the
            article: ``["ets185:29"]``. Where it is empty there may yet be one: see ``undecided``.
        undecided: A column to be added with the clauses of which the record can't say whether it can.
        treaties: One or several treaties, each once; all of the dataset where left out.
        errors: As in :func:`with_status`; what is not a measure in a column of measures, too.
        late: As in :func:`with_status`; :func:`cyberconventions.cooperation` answers as ``"unknown"`` does.
        territories: As in :func:`with_status`; a territory and the State responsible for it are taken for two.

    Raises:
        UnknownMeasureError: Not a known measure.
        InvalidValueError: Both ``measure`` and ``measures``, or neither; or as in :func:`with_status`.
        InvalidTypeError: ``measures`` for a frame that is planned; or as in :func:`with_status`.

    The other errors are those of :func:`with_status`.

    >>> import polars as pl
    >>> rows = pl.DataFrame({"from": ["DEU", "DEU"], "to": ["NGA", "NGA"], "day": ["2022-10-31", "2022-11-01"]})
    >>> asked = {"requesting": "from", "requested": "to", "on": "day"}
    >>> with_cooperation(rows, "preservation", **asked)["cooperation"].to_list()
    [False, True]
    >>> with_cooperation(rows, "preservation", **asked, bases="bases", undecided="unsure").rows()[1][3:]
    (True, ['ets185:29'], ['ets189:8(2)'])
    """
    columns = {"bases": bases, "undecided": undecided, "measures": measures}
    named = {word: name for word, name in columns.items() if name is not None}
    check_words(requesting=requesting, requested=requested, on=on, into=into, **named)
    refuses, how = options(errors, late, territories)
    lists = tuple([(name, answer) for name, answer in ((bases, True), (undecided, None)) if name is not None])
    asked = Request((requesting, requested), on, into, lists, several(treaties), refuses, how)
    if measure is not None and measures is None:
        return _with_one_measure(frame, asked, measure_of(measure))
    if measure is not None or measures is None:
        raise InvalidValueError(
            f"measure={quoted(measure)} and measures={quoted(measures)}, expected one of them: a measure, or a column"
        )
    return _with_column_of_measures(frame, asked, measures)


@attrs.frozen
class Request:
    """What a call asks of a frame.

    Attributes:
        states: The columns of the State that asks and the State that is asked.
        on: The column of days.
        into: The column for whether there is a basis.
        lists: The columns of clauses, each with the answer that these have.
        treaties: The treaties.
        refuses: Whether what is not known is refused; else it gets null.
        how: How the question is meant.
    """

    states: tuple[str, str]
    on: str
    into: str
    lists: "tuple[tuple[str, bool | None], ...]"
    treaties: "tuple[Treaty, ...]"
    refuses: bool
    how: How


def _with_one_measure(frame: FrameT, request: Request, measure: Measure) -> FrameT:
    """Return a frame with the answers for one measure."""
    names = [(each,) for each in (request.into, *(name for name, _ in request.lists))]
    return _with_answers(frame, request, [measure], names)


def _with_answers(
    frame: FrameT, request: Request, measures: "Sequence[Measure]", names: "Sequence[tuple[str, ...]]"
) -> FrameT:
    """Return a frame with a column for each measure: of whether there is a basis, and of each list."""
    grounds = grounds_for(measures, request.treaties)
    pair, more = whether(grounds, request.how), names[1:]
    asked = Asked(
        *(pair.question, request.states, request.on, names[0], Kind.YES_NO, pair.outcome),
        *(request.refuses, request.how),
        apart=True,
    )
    found = answered(frame, asked)
    if not more:
        return found
    pair = lists_of(grounds, tuple([answer for _, answer in request.lists]), request.how)
    quiet = attrs.evolve(request.how, known=True)  # Late days were reported.
    into = tuple(chain.from_iterable(more))
    asked = attrs.evolve(asked, question=pair.question, into=into, kind=Kind.IDS, outcome=pair.outcome, how=quiet)
    return answered(found, asked)


def _with_column_of_measures(frame: FrameT, request: Request, column: str) -> FrameT:
    """Return a frame in memory with the answers for the measure in each row.

    Raises:
        UnknownMeasureError: Values are not known measures.
        InvalidTypeError: The frame is planned, or the column does not hold texts.
    """
    nw = narwhals()
    native: Native = nw.to_native(frame, pass_through=True)
    rows = nw.from_native(native, pass_through=True)
    if not isinstance(rows, nw.DataFrame):
        raise InvalidTypeError(
            f"measures={quoted(column)}: a column of measures takes a frame in memory (pandas, polars, pyarrow), not "
            f"{type(native).__name__}, which is planned; ask for one measure"
        )
    names = [request.into, *(name for name, _ in request.lists)]
    check_names(rows.columns, (*request.states, request.on, column), names)
    meant = _measures_in(rows[column], column, refuses=request.refuses)
    measures = list(dict.fromkeys(meant.values())) or [Measure.PRESERVATION]  # for the columns' types
    prefix = free_prefix([*rows.columns, *names])
    parts = [tuple([f"{prefix}{place}_{number}" for number in range(len(measures))]) for place in range(len(names))]
    found = nw.from_native(_with_answers(native, request, measures, parts))
    word: Any = nw.col(column).cast(nw.String)
    of_each = {each: [word_ for word_, measure in meant.items() if measure is each] for each in measures}
    chosen: list[Any] = []
    for name, part in zip(names, parts, strict=True):
        choice: Any = None
        for each, answer in zip(of_each.values(), part, strict=True):
            choice = (
                nw.when(word.is_in(each) if each else word.is_null() & ~word.is_null())
                .then(nw.col(answer))
                .otherwise(choice)
            )
        chosen.append(choice.alias(name))
    found = found.with_columns(*chosen).drop([each for part in parts for each in part])
    made = found.to_native()
    if found.implementation.is_pandas_like():  # where "no list" has become "not a number"
        for name, _ in request.lists:
            made[name] = made[name].where(made[name].notna(), None)
    return wrapped(made, frame, native)


def _measures_in(column: "Native", name: str, *, refuses: bool) -> "dict[str, Measure]":
    """Return what each value of a column of measures means, of those that mean one.

    Raises:
        UnknownMeasureError: Values mean none, and are refused.
        InvalidTypeError: The column can hold no texts.
    """
    nw = narwhals()
    holds_nothing = column.null_count() == len(column)
    if not (holds_nothing or column.dtype in (nw.String, nw.Categorical, nw.Enum, nw.Object)):
        raise refuse_dtype(name, column.dtype, "text")
    counts = dict(column.drop_nulls().value_counts(name="rows").rows())
    found: dict[str, Measure] = {}
    for value in counts:
        try:
            found[value] = measure_of(value)
        except (UnknownMeasureError, InvalidTypeError):
            continue
    wrong = {value: rows for value, rows in counts.items() if value not in found}
    if wrong and refuses:
        what = listed(name, wrong, ("a measure", "measures"))
        raise UnknownMeasureError(f"{what}\nexpected what cc.measure() takes, such as 'preservation' {QUIETLY}")
    return found
