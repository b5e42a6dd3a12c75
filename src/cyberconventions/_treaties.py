"""Finds and loads treaties of the dataset, one at a time and only as far as asked."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import cast

from cyberconventions._acts import Act, ActKind, Confidence
from cyberconventions._dataset import current, per_dataset
from cyberconventions._dates import DateWindow, as_date
from cyberconventions._edition import Details
from cyberconventions._history import Coverage
from cyberconventions._states import State, fold
from cyberconventions._treaty import Treaty
from cyberconventions.errors import (
    DatasetError,
    InvalidRuleError,
    UnknownTreatyError,
    did_you_mean,
    quoted,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from cyberconventions.rules import Clause, ClosedList, Opening, Rules

    TreatyLike: TypeAlias = "Treaty | str | int"

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
        raise wrong_type(ref, "a treaty's name, number or reference")
    name = ref if isinstance(ref, str) else quoted(ref)
    found = find_treaty(name)
    if found is None:
        known = ", ".join(f"{row['id']} ({row['short_title']})" for row in _index().values())
        names = [name for row in _index().values() for name in (*row["names"].split("|"), row["title"])]
        hint = did_you_mean(name, names)
        raise UnknownTreatyError(f"{quoted(ref)} is not a treaty of the dataset{hint}; it has {known}")
    return found


def find_treaty(name: str) -> Treaty | None:
    """Return the treaty that a name or a reference means, or nothing: :func:`treaty` without an error's cost.

    >>> find_treaty("ETS No. 5") is None
    True
    """
    id_ = _names().get(_key(name))
    return None if id_ is None else _load(id_)


def treaties() -> tuple[Treaty, ...]:
    """Return every treaty of the dataset.

    >>> import cyberconventions as cc
    >>> cc.treaties()[0].short_title
    'Budapest Convention'
    """
    return tuple(_load(id_) for id_ in _index())


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


@per_dataset()
def _index() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in current().rows("treaties.csv")}


@per_dataset()
def _names() -> dict[str, str]:
    """Map every name of a treaty to its id."""
    names: dict[str, str] = {}
    for id_, row in _index().items():
        for name in (id_, row["reference"], row["title"], row["short_title"], *row["names"].split("|")):
            if name and names.setdefault(_key(name), id_) != id_:
                raise DatasetError(f"treaties.csv: {name!r} names both {id_} and {names[_key(name)]}")
    return names


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
        acts=read_acts(f"{id_}/acts.csv"),
        details=partial(details, id_),
        complete_to=_day(row["complete_to"]),
        source_ids=tuple(row["sources"].split()),
    )


def _day(text: str) -> date | None:
    return as_date(text) if text else None


def read_acts(name: str) -> tuple[Act, ...]:
    """Read a table of acts from the dataset's folder.

    Raises:
        DatasetError: A cell can't be read; the message names file, line and what was expected.
    """
    states: dict[str, State] = {}
    return current().values(name, lambda row: _act(row, states))


def _act(row: Mapping[str, str], states: dict[str, State]) -> Act:
    id_ = row["state"]
    state = states.get(id_)
    if state is None:
        state = states[id_] = State(id_)
    return Act(
        state=state,
        kind=ActKind(row["kind"]),
        when=DateWindow.parse(row["date"]),
        effective=_day(row["effective"]),
        source_ids=tuple(row["sources"].split()),
        confidence=Confidence(row["confidence"]),
        comment=row["comment"],
        seen=DateWindow.parse(row["seen"]) if row["seen"] else None,
        territory=row["territory"],
        footnotes=tuple(int(number) for number in row["footnotes"].split()),
    )


@per_dataset()
def details(id_: str) -> Details:
    """Read what a treaty's folder holds beside acts: its clauses, and the flags of dated charts."""
    from cyberconventions._symbols import Footnotes, treaty_office_footnotes

    facts = current().toml(f"{id_}/treaty.toml")
    council = _index()[id_]["depositary"].endswith("Council of Europe")
    rules = rules_of(_index()[id_], facts)
    first = rules.precondition or (rules.open_for_signature.treaty if rules.open_for_signature else None)
    return Details(
        rules=rules,
        footnotes=treaty_office_footnotes() if council else Footnotes(),
        flags=_flags(id_),
        entered_first=partial(_load, first) if first else None,
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
    lists = {key: tuple(cast("list[str]", each)) for key, each in facts.items() if isinstance(each, list)}
    found: dict[str, Any] = {**facts, **lists}
    word: str = found.pop("confidence", Confidence.HIGH.value)
    if word not in CONFIDENCES:
        expected = ", ".join(CONFIDENCES)
        raise InvalidRuleError(f"Art. {facts.get('article')}: confidence {quoted(word)}, expected one of {expected}")
    found["confidence"], found["text_read"] = CONFIDENCES[word]
    return found


def _flags(id_: str) -> tuple[tuple[date, tuple[tuple[str, str], ...]], ...]:
    """Read the flags that each dated chart of a treaty showed; a treaty without charts has none."""
    if not current().has(f"{id_}/flags.csv"):
        return ()
    charts: dict[date, list[tuple[str, str]]] = {}
    for row in current().rows(f"{id_}/flags.csv"):
        charts.setdefault(as_date(row["chart"]), []).append((row["state"], row["flags"]))
    return tuple((day, tuple(charts[day])) for day in sorted(charts))
