"""Finds and loads treaties of the dataset, one at a time and only as far as asked."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import cast

from cyberconventions._acts import Act, ActKind, Confidence
from cyberconventions._dataset import built, compiled, current, per_dataset, using
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._history import PARTY, Coverage, history_of
from cyberconventions._late import known_only, warn_of_ends
from cyberconventions._states import chart_position, fold, former_states, with_id
from cyberconventions._states import state as state_of
from cyberconventions._treaty import Treaty, dataset_of, possible_on
from cyberconventions._treaty_ids import treaty_ids
from cyberconventions.errors import (
    DatasetError,
    InvalidRuleError,
    InvalidValueError,
    UnknownAnswerError,
    UnknownStatusError,
    UnknownTreatyError,
    check_tuple,
    counted,
    did_you_mean,
    quoted,
    several,
    wrong_number,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, NoReturn, Self, TypeAlias, TypeVar

    from cyberconventions._dataset import Dataset
    from cyberconventions._dates import DateLike
    from cyberconventions._edition import Details
    from cyberconventions._late import Late
    from cyberconventions._states import StateLike
    from cyberconventions.rules import Clause, ClosedList, Opening, Rules

    Value = TypeVar("Value")
    TreatyLike: TypeAlias = "Treaty | str | int"
    # The line of the table, counted from 1, and its cells but for the State's.
    ActRow: TypeAlias = tuple[int, tuple[str, ...]]

ACT_COLUMNS = (
    "state",
    "kind",
    "date",
    "effective",
    "sources",
    "confidence",
    "comment",
    "seen",
    "territory",
    "footnotes",
)


# How well a clause is founded, as treaty.toml says it: its confidence, and whether its wording was read.
CONFIDENCES = {
    **{each.value: (each, True) for each in Confidence},
    **{f"{each.value} (text as known)": (each, False) for each in Confidence},
}


_LONGEST_HINT = 100  # characters of a title that a message has room for
_SEVERAL = "a treaty's name, number or reference, or several of them"


def treaty(ref: "TreatyLike") -> Treaty:
    """Return a treaty of the dataset.

    Arguments:
        ref: Its number in the Council of Europe's series (``185``, ``"ETS 185"``, ``"CETS No. 185"``), the
            dataset's id (``"ets185"``), a usual name (``"budapest"``), or a ``Treaty``.

    Raises:
        UnknownTreatyError: The dataset has no such treaty; the message lists those it has.
        InvalidTypeError: The reference is neither text nor a number.

    >>> import cyberconventions as cc
    >>> cc.treaty("ETS No.185") is cc.treaty("Budapest Convention") is cc.treaty(185)
    True
    """
    if isinstance(ref, Treaty):
        return ref
    if isinstance(ref, bool) or not isinstance(ref, str | int):
        raise wrong_number(ref, "a treaty's name, number or reference")
    name = ref if isinstance(ref, str) else quoted(ref)
    found = find_treaty(name)
    if found is None:
        names = [name for row in _index().values() for name in (*row["names"].split("|"), row["title"])]
        hint = did_you_mean(name, [each for each in names if len(each) <= _LONGEST_HINT]) or _shortened(name)
        known = ", ".join(id_ if hint else f"{id_} ({row['short_title']})" for id_, row in _index().items())
        raise UnknownTreatyError(f"{quoted(ref)} is not a treaty of the dataset{hint}; it has {known}")
    return found


def _shortened(name: str) -> str:
    """Return a hint at the one treaty that has a name with these words in this order, and others between them.

    >>> _shortened("second protocol"), _shortened("united convention")  # of two treaties
    (" – did you mean 'Second Additional Protocol'?", '')
    """
    words = fold(name).split()
    found: list[str] = []
    for row in _index().values():
        named = [iter(fold(each).split()) for each in (*row["names"].split("|"), row["title"])]
        if any(all(word in rest for word in words) for rest in named):
            found.append(row["short_title"])
    return f" – did you mean {found[0]!r}?" if len(found) == 1 and len(words) > 1 else ""


def find_treaty(name: str) -> Treaty | None:
    """Return the treaty that a name or a reference means, or nothing: :func:`treaty` without an error's cost.

    >>> find_treaty("ETS No. 5") is None
    True
    """
    id_ = _listed()[1].get(_key(name))
    return None if id_ is None else _known(id_)


class Treaties(tuple[Treaty, ...]):  # noqa: SLOT001 - Python gives no slots to tuples of any length
    """Treaties that certainly match a question, with those of which the record can't say.

    Attributes:
        undecided: Treaties that may match.

    >>> import cyberconventions as cc
    >>> found = cc.treaties(between=("France", "Japan"), on="2015-01-01")
    >>> [treaty.id for treaty in found], [treaty.id for treaty in found.undecided]
    (['ets185', 'crc', 'opsc'], ['ets189'])
    """

    undecided: tuple[Treaty, ...]

    def __new__(cls, certain: "Iterable[Treaty]" = (), *, undecided: tuple[Treaty, ...] = ()) -> "Self":
        """Make a list.

        Arguments:
            certain: The treaties that certainly match.
            undecided: Those that may.
        """
        made = super().__new__(cls, several(certain, "treaties"))
        check_tuple((*made,), Treaty, "treaties")
        check_tuple(undecided, Treaty, "treaties")
        made.__dict__["undecided"] = undecided
        return made

    def __contains__(self, ref: object) -> bool:
        """Return whether a treaty matches.

        Raises:
            UnknownStatusError: It may.
            UnknownTreatyError: The dataset has no treaty of this name.
        """
        wanted = treaty(cast("TreatyLike", ref))
        if wanted in self.undecided:
            raise UnknownStatusError(f"the record does not say whether {wanted!r} belongs to this list")
        return super().__contains__(wanted)

    def __bool__(self) -> bool:
        """Return whether a treaty matches.

        Raises:
            UnknownAnswerError: None certainly does, but some may.
        """
        if not len(self) and self.undecided:
            raise UnknownAnswerError(
                f"no treaty certainly matches, but some may ({_ids(self.undecided)}); "
                "write `len(treaties)` for the certain ones, or handle `treaties.undecided`"
            )
        return bool(len(self))

    def __eq__(self, other: object) -> bool:
        undecided = other.undecided if isinstance(other, Treaties) else ()
        return super().__eq__(other) and self.undecided == undecided

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(((*self,), self.undecided)) if self.undecided else super().__hash__()

    def __setattr__(self, name: str, value: object) -> "NoReturn":
        raise AttributeError(f"a list of treaties is frozen: {name} can't be set")

    def __reduce__(self) -> "tuple[Callable[..., Treaties], tuple[object, ...]]":
        return _made, ((*self,), self.undecided)

    def __repr__(self) -> str:
        certain = f"{counted(len(self), 'treaty', 'treaties')}{f': {_ids(self)}' if len(self) else ''}"
        open_ = f"{len(self.undecided)} undecided: {_ids(self.undecided)}"
        return f"<{certain}; {open_}>" if self.undecided else super().__repr__()


def _ids(treaties: "Iterable[Treaty]") -> str:
    return " ".join([each.id for each in treaties])


def _made(certain: tuple[Treaty, ...], undecided: tuple[Treaty, ...]) -> Treaties:
    return Treaties(certain, undecided=undecided)


def treaties(
    *,
    party: "StateLike | None" = None,
    between: "tuple[StateLike, StateLike] | None" = None,
    on: "DateLike | None" = None,
    late: "Late" = "unknown",
) -> Treaties:
    """Return every treaty of the dataset, or those in force for a State, or between two, on a day.

    Arguments:
        party: A State for which the treaty is to be in force.
        between: Two States between which it is to be in force.
        on: The day, which these questions need: the records of the treaties end on different days.
        late: As in :meth:`Treaty.is_party`.

    Returns:
        The treaties that certainly match, in the dataset's order; ``undecided`` are those that may. After the days of
        some records, what held then is presumed to go on, with one :class:`CoverageWarning` for all.

    Raises:
        UnknownStateError: Not a known State code or name.
        InvalidDateError: Not a valid date.
        InvalidTypeError: ``between`` is not a pair.
        InvalidValueError: ``on`` is missing, or there is a day and no State.

    >>> import cyberconventions as cc
    >>> cc.treaties()[0].short_title
    'Budapest Convention'
    >>> found = cc.treaties(between=("France", "Japan"), on="2015-01-01")
    >>> [treaty.id for treaty in found], [treaty.id for treaty in found.undecided]
    (['ets185', 'crc', 'opsc'], ['ets189'])
    """
    known = known_only(late)  # refuses another word, whatever is asked
    every = [_known(id_) for id_ in _index()]
    if party is None and between is None:
        if on is not None:
            raise InvalidValueError(f"on={quoted(on)} without a State: name it with party= or between=")
        return Treaties(every)
    if on is None:
        raise InvalidValueError("on= is missing: the records of the treaties end on different days")
    states = [state_of(each) for each in _named(party, between)]
    day = as_date(on)
    certain, undecided = list[Treaty](), list[Treaty]()
    for each in every:
        possible = {possible_on(each, state, day, known=known) for state in states}
        if all(statuses & PARTY for statuses in possible):
            (certain if possible == {PARTY} else undecided).append(each)
    if not known:
        warn_of_ends({each.id: each.as_of for each in certain if day > each.as_of}, day)
    return Treaties(certain, undecided=tuple(undecided))


def _named(party: "StateLike | None", between: "tuple[StateLike, StateLike] | None") -> "list[StateLike]":
    """Return the States that a question names."""
    if between is not None and not (isinstance(between, tuple) and len(between) == 2):  # noqa: PLR2004 # a pair
        raise wrong_type(between, "a pair of States such as ('France', 'Japan')")
    return [*([] if party is None else [party]), *(between or ())]


def treaties_named(refs: "Iterable[TreatyLike] | TreatyLike | None", *, or_none: bool = False) -> tuple[Treaty, ...]:
    """Return the treaty or the treaties that a caller named, each once; all of the dataset where they are left out.

    Arguments:
        refs: The treaty or the treaties.
        or_none: Whether there may be none; of none, a question has no answer, and a list is empty.

    Raises:
        InvalidTypeError: Neither a treaty nor several.
        InvalidValueError: There is none among them.
        UnknownTreatyError: The dataset has no treaty of one of the names.

    >>> [each.id for each in treaties_named("budapest")], [each.id for each in treaties_named(["budapest", 189, 185])]
    (['ets185'], ['ets185', 'ets189'])
    """
    if refs is None:
        return treaties()
    found = [treaty(each) for each in references(refs)]
    if not (found or or_none):
        raise InvalidValueError("no treaty is named, expected at least one; leave treaties= out for all")
    # Only treaties of one id can be equal; to compare others would read all their acts.
    if len({each.id for each in found}) == len(found):
        return tuple(found)
    # Records of the same acts are two where their clauses differ, or the datasets that they are of.
    return tuple({(each, each.rules, dataset_of(each)): each for each in found}.values())


def references(refs: "Iterable[TreatyLike] | TreatyLike") -> "tuple[TreatyLike, ...]":
    """Return one reference to a treaty, or several, as several.

    Raises:
        InvalidTypeError: Neither a treaty nor what can be gone through.

    >>> references("budapest"), references(["budapest", 189])
    (('budapest',), ('budapest', 189))
    """
    # A treaty that is gone through gives its participations, a text its letters.
    return (refs,) if isinstance(refs, Treaty | str | int) else several(refs, _SEVERAL)


def _key(ref: str) -> str:
    """Return the form in which two spellings of a reference are equal.

    The Treaty Office has printed one treaty as "ETS No.185", "CETS No. 185" and "STE n° 185".
    """
    folded = fold(ref)
    for prefix in ("cets", "ets", "stce", "ste"):
        rest = folded.removeprefix(prefix)
        if rest != folded:
            number = rest.strip(" .:").removeprefix("no").removeprefix("n°").strip(" .:°")
            if number.isdecimal():
                return number
    return folded


@compiled()
def _listed() -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Map ids of treaties to their rows, and every name of one to its id: a first answer needs both."""
    rows = {row["id"]: row for row in current().rows("treaties.csv")}
    names: dict[str, str] = {}
    for id_, row in rows.items():
        for name in (id_, row["reference"], row["title"], row["short_title"], *row["names"].split("|")):
            if name and names.setdefault(_key(name), id_) != id_:
                raise DatasetError(f"treaties.csv: {name!r} names both {id_} and {names[_key(name)]}")
    return rows, names


def _index() -> dict[str, dict[str, str]]:
    return _listed()[0]


# The day on which a test holds the record; ``None`` for the record as it stands. One for the process: threads and tasks
# of the application that is tested are to see it.
_frozen: date | None = None


def frozen_on(day: date | None) -> date | None:
    """Hold the record as known on a day, or release it; return what held before (:mod:`cyberconventions.testing`).

    >>> frozen_on(None) is None
    True
    """
    global _frozen
    before, _frozen = _frozen, day
    return before


def _known(id_: str) -> Treaty:
    """Return a treaty as the record stands, or as a test holds it."""
    day = _frozen
    return _load(id_) if day is None else _held(id_, day)


@per_dataset(maxsize=64)
def _held(id_: str, day: date) -> Treaty:
    record = _load(id_)
    return record if day >= record.as_of else record.known_at(day)


@per_dataset()
def _load(id_: str) -> Treaty:
    row = _index()[id_]
    return Treaty(
        id=id_,
        reference=row["reference"],
        title=row["title"],
        short_title=row["short_title"],
        opened=_day(row["opened"]),
        adopted=_day(row["adopted"]),
        entry_into_force=_day(row["entry_into_force"]),
        depositary=row["depositary"],
        parent=row["parent"] or None,
        as_of=as_date(row["as_of"]),
        coverage=Coverage(row["coverage"]),
        acts=cast("tuple[Act, ...]", StoredActs(id_, current())),  # which a treaty makes of it when somebody asks
        details=partial(_by, current(), details, id_),
        complete_to=_day(row["complete_to"]),
        source_ids=tuple(row["sources"].split()),
        dataset=current(),
    )


def _by(dataset: "Dataset", answer: "Callable[[str], Value]", id_: str) -> "Value":
    """Return what a function answers of a treaty from a dataset: that of the treaty, whichever is current by then."""
    if dataset is current():
        return answer(id_)
    with using(dataset):
        return answer(id_)


def _day(text: str) -> date | None:
    return as_date(text) if text else None


# -- acts, made when somebody asks for them ---------------------------------------------------------------------------


class StoredActs:
    """The acts that the dataset has of one treaty: those of one State are made from its rows, or all of them."""

    __slots__ = ("_all", "_dataset", "_id", "_made", "_ready")

    def __init__(self, id_: str, dataset: "Dataset") -> None:
        self._id = id_
        self._dataset = dataset
        self._all: tuple[Act, ...] = ()
        self._made: dict[str, tuple[Act, ...]] = {}
        self._ready: list[Mapping[str, tuple[tuple[str, ...], tuple[int, ...]]] | None] = []

    def __call__(self) -> tuple[Act, ...]:
        """Return all acts, in the order of the table."""
        if not self._all:
            self._all = tuple([act for state in self._rows() for act in self.of(state)])
        return self._all

    def __contains__(self, state: str) -> bool:
        """Return whether this is the id of a State with an act, or with a history that the build worked out."""
        return state in (self.histories() or self._rows())

    def of(self, state: str) -> tuple[Act, ...]:
        """Return the acts of the State with this id."""
        found = self._made.get(state)
        if found is None:
            found = self._made[state] = acts_from(f"{self._id}/acts.csv", state, self._rows()[state])
        return found

    def order(self) -> tuple[str, ...]:
        """Return the ids of the States with an act, in the order of the depositary's chart."""
        return _by(self._dataset, chart_order, self._id)

    def histories(self) -> "Mapping[str, tuple[tuple[str, ...], tuple[int, ...]]] | None":
        """Return the histories that the build worked out; ``None`` where each is to be derived from acts."""
        if not self._ready:  # Asked for each State of a list.
            self._ready.append(_by(self._dataset, _built_histories, self._id))
        return self._ready[0]

    def _rows(self) -> "dict[str, tuple[ActRow, ...]]":
        return _by(self._dataset, act_rows, self._id)


@compiled(each=treaty_ids)
def act_rows(id_: str) -> "dict[str, tuple[ActRow, ...]]":
    """Return the rows of a treaty's table of acts, by the State's id."""
    found: dict[str, list[ActRow]] = {}
    for line, row in enumerate(current().rows(f"{id_}/acts.csv"), start=2):
        found.setdefault(row["state"], []).append((line, tuple([row[column] for column in ACT_COLUMNS[1:]])))
    return {state: tuple(rows) for state, rows in found.items()}


def acts_from(table: str, state: str, rows: "tuple[ActRow, ...]") -> tuple[Act, ...]:
    """Return the acts of a State that some rows of a table state.

    Raises:
        DatasetError: A cell can't be read; the message names file, line and what was expected.
    """
    found: list[Act] = []
    for line, cells in rows:
        try:
            found.append(_act(state, cells))
        except (ValueError, LookupError, TypeError) as error:
            raise DatasetError(f"{table}, line {line}: {error}") from error
    return tuple(found)


def _act(id_: str, cells: tuple[str, ...]) -> Act:
    kind, when, effective, sources, confidence, comment, seen, territory, footnotes = cells
    return Act(
        state=with_id(id_),
        kind=ActKind(kind),
        when=DateWindow.parse(when),
        effective=_day(effective),
        source_ids=tuple(sources.split()),
        confidence=Confidence(confidence),
        comment=comment,
        seen=DateWindow.parse(seen) if seen else None,
        territory=territory,
        footnotes=tuple(int(number) for number in footnotes.split()),
    )


@compiled(each=treaty_ids)
def chart_order(id_: str) -> tuple[str, ...]:
    """Return the ids of the States with an act, in the order of the depositary's chart."""
    row = _index()[id_]
    day, council = as_date(row["as_of"]), row["depositary"].endswith("Council of Europe")
    return tuple(sorted(act_rows(id_), key=lambda state: chart_position(with_id(state), day, council=council)))


@compiled(each=treaty_ids)
def histories(id_: str) -> dict[str, tuple[tuple[str, ...], tuple[int, ...]]]:
    """Return the histories of the States with an act, and of former States: ISO days, and what is possible from each.

    All other States share one.
    """
    record = _load(id_)
    states = dict.fromkeys((*act_rows(id_), *(former.id for former in former_states())))
    found = {state: history_of(record, state) for state in states}
    return {state: (tuple([day.isoformat() for day in each.days]), each.values) for state, each in found.items()}


def _built_histories(id_: str) -> "Mapping[str, tuple[tuple[str, ...], tuple[int, ...]]] | None":
    return built(histories, id_)


# -- clauses and flags ------------------------------------------------------------------------------------------------


@per_dataset()
def details(id_: str) -> "Details":
    """Read what a treaty's folder holds beside acts: its clauses, and the flags of dated charts."""
    from cyberconventions._edition import Details
    from cyberconventions._symbols import Footnotes, treaty_office_footnotes

    facts = current().toml(f"{id_}/treaty.toml")
    council = _index()[id_]["depositary"].endswith("Council of Europe")
    rules = rules_of(_index()[id_], facts)
    first = rules.precondition or (rules.open_for_signature.treaty if rules.open_for_signature else None)
    return Details(
        rules=rules,
        footnotes=treaty_office_footnotes() if council else Footnotes(),
        flags=_flags(id_),
        entered_first=partial(_by, current(), _known, first) if first else None,
    )


def rules_of(row: Mapping[str, str], facts: "Mapping[str, Any]") -> "Rules":
    """Return the final clauses that a treaty's two files give.

    Arguments:
        row: Its line of ``treaties.csv``.
        facts: The content of its ``treaty.toml``.

    Raises:
        InvalidRuleError: The numbers of a clause make no sense.

    >>> rules_of({"reference": "ETS No. 1"}, {"entry_into_force": {"consents": 5}}).consents_needed
    5
    """
    from cyberconventions.rules import InvitationRule, Rules

    number = facts["entry_into_force"]
    invitation = facts.get("invitation")
    precondition = facts.get("precondition", {})
    return Rules(
        treaty=row["reference"],
        consents_needed=number["consents"],
        members_needed=number.get("members", 0),
        counts_organisations=number.get("counts_organisations", True),
        clauses=tuple((topic, _clause(clause)) for topic, clause in facts.get("clauses", {}).items()),
        not_seen=tuple(facts.get("not_seen", ())),
        invitation=InvitationRule(**invitation) if invitation else None,
        precondition=precondition.get("treaty"),
        precondition_article=precondition.get("article"),
        consents_article=number.get("article"),
        open_for_signature=_opening(facts.get("signature")),
        open_for_accession=_opening(facts.get("accession")),
        reservations=_list(facts.get("reservations")),
        declarations=_list(facts.get("declarations")),
    )


def _opening(facts: "dict[str, Any] | None") -> "Opening | None":
    from cyberconventions.rules import Opening

    return None if facts is None else Opening(**_founded(facts))


def _clause(facts: "dict[str, Any]") -> "Clause":
    from cyberconventions.rules import Clause

    return Clause(**_founded(facts))


def _list(facts: "dict[str, Any] | None") -> "ClosedList | None":
    from cyberconventions.rules import ClosedList

    return None if facts is None else ClosedList(**_founded(facts))


def _founded(facts: "dict[str, Any]") -> "dict[str, Any]":
    """Return the facts of a clause as its class takes them: how well it is founded, and no lists that may change.

    >>> _founded({"article": "67(1)", "confidence": "medium (text as known)"})
    {'article': '67(1)', 'confidence': <Confidence.MEDIUM: 'medium'>, 'text_read': False}
    """
    found: dict[str, Any] = {
        key: tuple(cast("list[str]", value)) if isinstance(value, list) else value for key, value in facts.items()
    }
    word = found.pop("confidence", Confidence.HIGH.value)
    if word not in CONFIDENCES:
        expected = ", ".join(CONFIDENCES)
        raise InvalidRuleError(f"Art. {facts.get('article')}: confidence {quoted(word)}, expected one of {expected}")
    found["confidence"], found["text_read"] = CONFIDENCES[word]
    return found


def _flags(id_: str) -> tuple[tuple[date, tuple[tuple[str, str], ...]], ...]:
    """Read the flags that each dated chart of a treaty showed; a treaty without charts has none."""
    if not current().lists(f"{id_}/flags.csv"):
        return ()
    charts: dict[date, list[tuple[str, str]]] = {}
    for row in current().rows(f"{id_}/flags.csv"):
        charts.setdefault(as_date(row["chart"]), []).append((row["state"], row["flags"]))
    return tuple((day, tuple(charts[day])) for day in sorted(charts))
