"""Assertions whose failures say what the record has, so that a person can act on them."""

from difflib import unified_diff
from itertools import islice
from typing import cast

import attrs

from cyberconventions._answers import Answer
from cyberconventions._history import Status
from cyberconventions._states import State
from cyberconventions._states import state as state_of
from cyberconventions._treaty import Treaty
from cyberconventions.charts import Chart
from cyberconventions.errors import InvalidValueError, check_type, quoted, wrong_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, NoReturn

    from cyberconventions._dates import DateLike
    from cyberconventions._states import StateLike
    from cyberconventions._treaty import Participation

_LONGEST_DIFF = 60  # lines
# From doing nothing to being bound. Who is suspended has consented; who has left is on no step.
_STEPS = (Status.NOT_PARTICIPATING, Status.INVITED, Status.SIGNATORY, Status.CONTRACTING, Status.PARTY)
_REACHED = {Status.SUSPENDED: Status.CONTRACTING, Status.WITHDRAWN: Status.NOT_PARTICIPATING}


def assert_party(treaty: Treaty, state: "StateLike", on: "DateLike | None" = None) -> None:
    """Assert that a treaty is in force for a State on a day.

    A failure prints the memo of :meth:`Treaty.explain` – acts, clause, how far the record goes – and every period of
    the State's status. That the record can't say is a failure too.

    Arguments:
        treaty: The treaty.
        state: A code, a name or a ``State``.
        on: The day; the record's where left out.

    Raises:
        AssertionError: It is not in force for the State, or the record can't say.
        UnknownStateError: Not a known State code or name.
        NotAStateError: A territory; :meth:`Treaty.applies_to` answers for those.
        InvalidDateError: Not a valid date.

    >>> import cyberconventions as cc
    >>> cc.testing.assert_party(cc.treaty("budapest"), "FRA", on="2006-05-01")
    >>> cc.testing.assert_party(cc.treaty("budapest"), "FRA", on="2006-04-30")
    Traceback (most recent call last):
    AssertionError: expected the treaty to be in force for France (FRA) on 2006-04-30, and it is not
    ETS No. 185 (Budapest Convention): France (FRA) on 2006-04-30
    Party: no
    ...
    """
    __tracebackhide__ = True
    _assert_answer(treaty, state, on, Answer.YES)


def assert_not_party(treaty: Treaty, state: "StateLike", on: "DateLike | None" = None) -> None:
    """Assert that a treaty is not in force for a State on a day, as :func:`assert_party` does the contrary.

    Arguments:
        treaty: The treaty.
        state: A code, a name or a ``State``.
        on: The day; the record's where left out.

    Raises:
        AssertionError: It is in force for the State, or the record can't say.
        UnknownStateError: Not a known State code or name.
        NotAStateError: A territory; :meth:`Treaty.applies_to` answers for those.
        InvalidDateError: Not a valid date.

    >>> import cyberconventions as cc
    >>> cc.testing.assert_not_party(cc.treaty("budapest"), "FRA", on="2006-04-30")
    """
    __tracebackhide__ = True
    _assert_answer(treaty, state, on, Answer.NO)


def _assert_answer(treaty: Treaty, state: "StateLike", on: "DateLike | None", expected: Answer) -> None:
    __tracebackhide__ = True
    check_type(treaty, Treaty, "a Treaty")
    asked = state_of(state)
    found = treaty.explain(asked, on).is_party
    if found is not expected:
        what = "in force" if expected is Answer.YES else "not in force"
        _fail(treaty, asked, on, f"the treaty to be {what}", _FOUND[found])


_FOUND = {Answer.YES: "it is", Answer.NO: "it is not", Answer.UNKNOWN: "the record can't say"}


def assert_status_at_least(
    treaty: Treaty, state: "StateLike", status: "Status | str", on: "DateLike | None" = None
) -> None:
    """Assert that a State has come as far as a status, whatever else the record leaves open.

    The steps are not participating, invited, signatory, contracting, party. In a partial record a signatory may have
    ratified since: it is at least a signatory. A suspended State is at least contracting; one that has left, and one
    of which the record can't say that much, is not.

    Arguments:
        treaty: The treaty.
        state: A code, a name or a ``State``.
        status: The least status, or its word.
        on: The day; the record's where left out.

    Raises:
        AssertionError: A lower status is possible.
        InvalidValueError: The status is not one of the steps.
        UnknownStateError: Not a known State code or name.
        NotAStateError: A territory; :meth:`Treaty.applies_to` answers for those.
        InvalidDateError: Not a valid date.

    >>> import cyberconventions as cc
    >>> treaty = cc.testing.treaty_of(signatories=["ITA"], unknown=["ITA"])
    >>> treaty.status("ITA")
    <Status.UNKNOWN: 'unknown'>
    >>> cc.testing.assert_status_at_least(treaty, "ITA", "signatory")
    """
    __tracebackhide__ = True
    check_type(treaty, Treaty, "a Treaty")
    check_type(status, str, "a Status, or its word")
    if status not in _STEPS:
        steps = ", ".join(each.value for each in _STEPS)
        raise InvalidValueError(f"{quoted(status)} is not a step towards being a party, expected one of {steps}")
    least = _STEPS.index(Status(status))
    asked = state_of(state)
    possible = treaty.explain(asked, on).possible_statuses
    if any(_STEPS.index(_REACHED.get(each, each)) < least for each in possible):
        found = " or ".join(each.value for each in possible)
        _fail(treaty, asked, on, f"at least {Status(status).value}", f"the status is {found}")


def _fail(treaty: Treaty, state: State, on: "DateLike | None", expected: str, found: str) -> "NoReturn":
    __tracebackhide__ = True
    memo = treaty.explain(state, on)
    whom = f"{state.name} ({state.id}) on {memo.on}"
    periods = _periods(treaty[state]) if state in treaty else ["no act on record, on whatever day"]
    lines = [f"expected {expected} for {whom}, and {found}", str(memo), "Every period on record:"]
    raise AssertionError("\n".join([*lines, *(f"  - {each}" for each in periods)]))


def _periods(participation: "Participation") -> list[str]:
    found: list[str] = []
    for each in participation.history:
        bounds = [f"from {each.start}"] if each.start else []
        if each.end:
            bounds.append(f"before {each.end}")
        found.append(f"{each.status.value}: {', '.join(bounds) or 'always'}")
    return found


def assert_same_record(found: "Treaty | Chart", expected: "Treaty | Chart") -> None:
    """Assert that two treaties, or two charts, record the same: every act or row, every day, every clause.

    A failure prints the lines that differ, ``-`` before what was expected and ``+`` before what was found.

    Arguments:
        found: A treaty or a chart.
        expected: What it is to equal.

    Raises:
        AssertionError: They differ.
        InvalidTypeError: They are not two treaties or two charts.

    >>> import cyberconventions as cc
    >>> one, other = (cc.testing.treaty_of(parties={"FRA": day}) for day in ("2006-01-10", "2006-02-10"))
    >>> cc.testing.assert_same_record(one, one)
    >>> cc.testing.assert_same_record(one, other)
    Traceback (most recent call last):
    AssertionError: the record of Test No. 1 differs from what was expected
    - FRA accession 2006-02-10
    + FRA accession 2006-01-10
    """
    __tracebackhide__ = True
    for each in (found, expected):
        if not isinstance(each, Treaty | Chart):
            raise wrong_type(each, "a Treaty or a Chart")
    if type(found) is not type(expected):
        raise wrong_type(found, f"a {type(expected).__name__}, as what was expected")
    lines = (list(_lines(expected)), list(_lines(found)))
    changed = [
        f"{line[0]} {line[1:]}"
        for line in islice(unified_diff(*lines, n=0, lineterm=""), 2, None)
        if not line.startswith("@@")
    ]
    if changed:
        more = len(changed) - _LONGEST_DIFF
        rest = [f"… and {more} lines more"] if more > 0 else []
        title = f"the record of {found.reference} differs from what was expected"
        raise AssertionError("\n".join([title, *changed[:_LONGEST_DIFF], *rest]))


def _lines(record: "Treaty | Chart") -> "Iterator[str]":
    """Yield a record line by line: its own facts, then each act or row."""
    listed = record.acts if isinstance(record, Treaty) else record.rows
    kind: Any = type(record)
    for field in attrs.fields(kind):
        if field.eq and field.name not in {"acts", "rows"}:
            yield f"{field.name}: {getattr(record, field.name)}"
    if isinstance(record, Treaty):
        for clause in attrs.fields(type(record.rules)):
            yield f"rules.{clause.name}: {getattr(record.rules, clause.name)}"
    yield from (_line(each) for each in listed)


def _line(value: "Any") -> str:  # noqa: ANN401 # an act or a row
    """Return an act or a row in one line: what it is, and what else it says."""
    words: list[str] = []
    for field in value.__attrs_attrs__:
        found: Any = getattr(value, field.name)
        if not field.eq or found in (None, "", ()):
            continue
        if field.name in {"state", "kind", "when", "section"}:
            words.append(found.id if field.name == "state" else str(found))
        elif found != field.default:
            shown = " ".join(map(str, cast("tuple[object, ...]", found))) if isinstance(found, tuple) else found
            words.append(f"{field.name}={shown}")
    return " ".join(words)
