"""Public values as JSON that later releases read: ``cc.to_json`` and ``cc.from_json`` (extra ``json``).

Every value has the shape of its class: an object with the public names of its attributes. What people write in other
ways is written so here too: a State or a territory as its id, a day as an ISO date, a window as the dataset
writes it (``"2019-06-13/2019-12-31"``), a word of an enumeration as that word. A treaty carries its final clauses, the
footnotes and the flags of its charts. So does each ``LegalBasis`` of a ``Cooperation`` carry the record and the clause
on which it rests; what States said on them is looked up again. ``Cooperation.to_dict`` is short, for reading.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache, partial
from types import NoneType, SimpleNamespace, UnionType
from typing import Literal, TypeVar, Union, cast, get_args, get_origin

import attrs

from cyberconventions import _corrections, _explain, charts, rules, un
from cyberconventions._acts import Act, Confidence
from cyberconventions._answers import Answer
from cyberconventions._application import Application, Ground
from cyberconventions._basis import LegalBasis, Reason, Standing
from cyberconventions._citation import Citation
from cyberconventions._conditions import Condition, Gap, Request
from cyberconventions._dates import PLAIN, DateWindow, as_date
from cyberconventions._desk import Cooperation
from cyberconventions._edition import Details
from cyberconventions._groups import Groups
from cyberconventions._invitations import Invitation, InvitationRule
from cyberconventions._measures import ClauseKind, CooperationClause
from cyberconventions._periods import Period
from cyberconventions._places import Territory
from cyberconventions._provisions import Provision
from cyberconventions._sources import Source
from cyberconventions._state_lists import States
from cyberconventions._statement_lists import Authorities, Authority, Statements
from cyberconventions._statements import Statement, StatementCoverage
from cyberconventions._states import State
from cyberconventions._states import state as state_of
from cyberconventions._symbols import Code, Footnotes
from cyberconventions._totals import Totals
from cyberconventions._treaties import treaty as treaty_of_record
from cyberconventions._treaty import Participation, Treaty, details_of
from cyberconventions.charts._rows import SILENCES
from cyberconventions.errors import (
    InvalidJSONError,
    InvalidValueError,
    did_you_mean,
    missing_extra,
    of_type,
    quoted,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, NoReturn

    from cattrs import Converter

FORMAT = "cyberconventions"
VERSION = 1

ValueT = TypeVar("ValueT")

# What only type checkers know by name.
_ALIASES: "dict[str, Any]" = {
    "Silent": Literal[SILENCES],  # pyright: ignore[reportInvalidTypeForm] - its values
    "Printed": date | str | tuple[int, ...] | None,
    "Clause": rules.Clause,
    "Rules": rules.Rules,
    "Footnotes": Footnotes,
    "Callable": Callable,
    # Python's own class: while freezegun holds the clock, every module's `date` is a subclass of it.
    "date": PLAIN[0],
    "dt": SimpleNamespace(date=PLAIN[0]),
}
# What a message shows of what is wrong: so many problems, of so many characters.
_MOST_PROBLEMS = 3
_LONGEST_PROBLEM = 110
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


# -- the values there are ---------------------------------------------------------------------------------------------


def types() -> "dict[str, type[Any]]":
    """Return the classes of public values by the name that JSON has for them.

    >>> types()["Act"]
    <class 'cyberconventions._acts.Act'>
    """
    plain: tuple[type[Any], ...] = (
        *(Act, Citation, Code, DateWindow, Invitation, Participation, Period, Provision, Source, State, States, Totals),
        *(Treaty, _corrections.Erratum, _corrections.Misprint, _corrections.Unknown, _explain.Explanation),
        *(Application, Authorities, Authority, Ground, Groups, Statement, StatementCoverage, Statements, Territory),
        *(charts.Change, charts.ChangeSet, charts.Chart, charts.Reconciliation, charts.Row),
        *(Condition, Cooperation, CooperationClause, Gap, LegalBasis, Request, Standing),
    )
    modules: dict[str, tuple[type[Any], ...]] = {
        "charts": (charts.Conflict, Footnotes, charts.Problem),
        "rules": (rules.Clause, rules.ClosedList, rules.FirstGroup, InvitationRule, rules.Opening, rules.Rules),
        "un": (
            *(
                un.Ballot,
                un.Ballots,
                un.Body,
                un.Event,
                un.Events,
                un.Programme,
                un.Resolution,
                un.Sponsorship,
                un.Stage,
                un.ProgrammeStatement,
            ),
            un.Tally,
        ),
    }
    named = {each.__name__: each for each in plain}
    return named | {f"{module}.{each.__name__}": each for module, kinds in modules.items() for each in kinds}


def fields_of(kind: "type[Any]") -> "tuple[tuple[str, Any, bool], ...]":
    """Return what an object of a class holds: names, types, and whether each has to be there.

    >>> [name for name, _, needed in fields_of(Act) if needed]
    ['state', 'kind', 'when']
    """
    found = _FIELDS.get(kind)
    if found is None:
        attrs.resolve_types(kind, localns=_ALIASES)
        fields = [each for each in attrs.fields(kind) if each.init]
        found = tuple([(each.name, each.type, each.default is attrs.NOTHING) for each in fields])
        _FIELDS[kind] = found
    return found


_PAIRS = tuple[tuple[int, str], ...]
_FLAGS = tuple[tuple[date, tuple[tuple[str, str], ...]], ...]
# Those of classes whose JSON is not what they are made of; the others are added as they are asked for.
_FIELDS: "dict[type[Any], tuple[tuple[str, Any, bool], ...]]" = {
    Footnotes: (("texts", _PAIRS, True), ("invitation_limit", int | None, False)),
    States: (
        ("certain", tuple[State, ...], True),
        ("undecided", tuple[State, ...], False),
        ("more_possible", bool, False),
        ("others", tuple[State, ...], False),
        ("former", tuple[tuple[State, State], ...], False),
    ),
    Statements: (
        ("certain", tuple[Statement, ...], True),
        ("undecided", tuple[Statement, ...], False),
        ("complete", bool, False),
        ("coverage", tuple[StatementCoverage, ...], False),
    ),
    Groups: (("certain", tuple[str, ...], True), ("undecided", tuple[str, ...], False)),
    un.Ballots: (("ballots", tuple[un.Ballot, ...], True),),
    un.Events: (("events", tuple[un.Event, ...], True),),
    un.Stage: (
        ("name", str, True),
        ("body", un.Body, True),
        ("when", DateWindow, True),
        ("document", str, False),
        ("tally", un.Tally | None, False),
        ("ballots", tuple[un.Ballot, ...], False),
        ("source_ids", tuple[str, ...], False),
        ("confidence", Confidence, False),
        ("comment", str, False),
    ),
    un.Tally: (("yes", int, True), ("no", int, True), ("abstain", int, True)),
    Participation: (("treaty", Treaty, True), ("state", State, True)),
    LegalBasis: (
        ("treaty", str, True),
        ("articles", tuple[str, ...], True),
        ("clause", ClauseKind, True),
        ("in_force", Answer, True),
        ("why", Reason, True),
        ("request", Request, True),
        ("as_of", date, True),
        ("record", Treaty, True),
        ("text", CooperationClause | None, True),
    ),
    Treaty: (
        ("id", str, True),
        ("reference", str, True),
        ("title", str, True),
        ("short_title", str, True),
        ("opened", date | None, True),
        ("adopted", date | None, True),
        ("entry_into_force", date | None, True),
        ("depositary", str, True),
        ("parent", str | None, True),
        ("as_of", date, True),
        ("coverage", cast("Any", attrs.fields(Treaty).coverage.type), True),
        ("complete_to", date | None, False),
        ("source_ids", tuple[str, ...], False),
        ("acts", tuple[Act, ...], True),
        ("rules", rules.Rules, True),
        ("footnotes", Footnotes, False),
        ("flags", _FLAGS, False),
    ),
}


# -- values as plain ones, and back ------------------------------------------------------------------------------------


def to_json(value: object) -> str:
    """Return a public value as JSON, which :func:`from_json` of this and of every later release reads.

    Arguments:
        value: A value of one of the library's public classes: a treaty, an act, a chart, a resolution….

    Raises:
        InvalidTypeError: A value of another type.
        MissingExtraError: cattrs is missing (extra ``json``).

    >>> import cyberconventions as cc
    >>> print(cc.to_json(cc.Act("FRA", "signature", "2001-11-23")))  # doctest: +ELLIPSIS
    {
     "format": "cyberconventions",
     "version": 1,
     "type": "Act",
     "value": {
      "state": "FRA",
      "kind": "signature",
      "when": "2001-11-23",
    ...
    """
    name = next((name for name, kind in types().items() if type(value) is kind), None)
    if name is None:
        raise wrong_type(value, "a value of a public class, such as an Act or a Treaty")
    whole = {"format": FORMAT, "version": VERSION, "type": name, "value": _converter().unstructure(value)}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def from_json(text: "str | bytes") -> "Any":  # noqa: ANN401 # of any public class
    """Return the value that a JSON text of :func:`to_json` holds, equal to the one it was made of.

    Arguments:
        text: The JSON; bytes are UTF-8.

    Raises:
        InvalidJSONError: Not such a text: not JSON, of another format or a later version, with keys that are not known
            or values that the class refuses. The message has the path of each.
        InvalidTypeError: Neither text nor bytes.
        MissingExtraError: cattrs is missing (extra ``json``).

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest").known_at("2020-03-13")
    >>> cc.from_json(cc.to_json(budapest)) == budapest
    True
    """
    if not isinstance(text, str | bytes):
        raise wrong_type(text, "JSON, as text or bytes")
    try:
        whole: object = json.loads(text, object_pairs_hook=_once)
    except InvalidJSONError:
        raise
    except (ValueError, RecursionError) as error:
        raise InvalidJSONError(f"not JSON: {error}") from None
    kind, value = _opened(whole)
    convert = _converter()
    try:
        return convert.structure(value, kind)
    except Exception as error:  # noqa: BLE001 - whatever a value refuses
        _refuse(error)


def _once(pairs: "list[tuple[str, object]]") -> "dict[str, object]":
    """Return an object of its keys, each of which stands there once: of two, a reader would drop one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidJSONError(f"not JSON: the key {quoted(twice)} stands twice in an object")
    return found


def _opened(whole: object) -> "tuple[type[Any], object]":
    """Return the class and the plain value of a whole text."""
    if not isinstance(whole, dict):
        raise InvalidJSONError(f"{of_type(whole)}, expected an object with format and type")
    found = cast("Mapping[str, object]", whole)
    if found.get("format") != FORMAT or found.get("version") != VERSION or type(found["version"]) is not int:
        named = f"format {quoted(found.get('format'))}, version {quoted(found.get('version'))}"
        raise InvalidJSONError(f"{named}; expected {FORMAT!r}, {VERSION}")
    unknown = sorted(found.keys() - {"format", "version", "type", "value"})
    if unknown or "value" not in found:
        raise InvalidJSONError(f"keys {quoted([*found])}, expected format, version, type, value")
    name = found.get("type")
    kind = types().get(name) if isinstance(name, str) else None
    if kind is None:
        hint = did_you_mean(name, types()) if isinstance(name, str) else ""
        raise InvalidJSONError(
            f"type {quoted(name)} is not a public class{hint}; expected one such as 'Act' or 'Treaty'"
        )
    return kind, found["value"]


def _refuse(error: Exception) -> "NoReturn":
    """Raise the error for a value that can't be made, with the path of everything that is wrong."""
    from cattrs import transform_error

    problems = transform_error(error, path="value", format_exception=_problem)
    shown = problems[:_MOST_PROBLEMS]
    more = [f"and {len(problems) - len(shown)} more"] if len(problems) > len(shown) else []
    raise InvalidJSONError("; ".join([*shown, *more])) from error


def _problem(error: BaseException, kind: "type[Any] | None") -> str:  # noqa: ARG001 # cattrs gives the type
    from cattrs import ForbiddenExtraKeysError

    if isinstance(error, ForbiddenExtraKeysError):
        text = f"keys that are not known: {', '.join(sorted(error.extra_fields))}"
    else:
        text = f"{error.args[0]} is missing" if type(error) is KeyError else str(error)
    return text if len(text) <= _LONGEST_PROBLEM else f"{text[:_LONGEST_PROBLEM]}…"


# -- the converter -----------------------------------------------------------------------------------------------------


@cache
def _converter() -> "Converter":
    """Return a converter that takes nothing for what it is not: no text for a number, no text for a list."""
    try:
        from cattrs import Converter
    except ImportError as error:  # pragma: no cover - the tests have it
        raise missing_extra("JSON needs cattrs", "json") from error
    found = Converter(forbid_extra_keys=True)
    for plain in (str, int, bool):
        found.register_structure_hook(plain, _plain)
    found.register_structure_hook_func(_is_day, _day)
    found.register_unstructure_hook_func(_is_day, PLAIN[0].isoformat)
    found.register_unstructure_hook_func(lambda kind: _is_class(kind, Enum), lambda word: word.value)
    found.register_structure_hook_func(partial(_is, State), lambda value, _: state_of(State(_strict(value, str))))
    found.register_unstructure_hook_func(partial(_is, State), lambda state: state.id)
    found.register_structure_hook_func(partial(_is, Territory), lambda value, _: Territory(_strict(value, str)))
    found.register_unstructure_hook_func(partial(_is, Territory), lambda place: place.id)
    found.register_structure_hook_func(partial(_is, DateWindow), lambda value, _: DateWindow.parse(_strict(value, str)))
    found.register_unstructure_hook_func(partial(_is, DateWindow), str)
    found.register_structure_hook_func(_is_tuple, partial(_tuple, found))
    found.register_unstructure_hook_func(_is_tuple, lambda values: [found.unstructure(each) for each in values])
    found.register_structure_hook_func(_is_union, partial(_one_of, found))
    found.register_unstructure_hook_func(_is_mixed, partial(_tagged, found))
    objects = {*types().values()} - {State, Territory, DateWindow}
    found.register_structure_hook_func(partial(_is_in, objects), partial(_object, found))
    found.register_unstructure_hook_func(partial(_is_in, objects), partial(_record, found))
    return found


def _is_in(wanted: "set[type[Any]]", kind: object) -> bool:
    return isinstance(kind, type) and kind in wanted


def _is(wanted: "type[Any]", kind: object) -> bool:
    return kind is wanted


def _is_day(kind: object) -> bool:
    """Return whether it is the class of days; of values whose class was made in a freeze, it is freezegun's."""
    return _is_class(kind, PLAIN[0])


def _is_class(kind: object, base: "type[Any]") -> bool:
    return isinstance(kind, type) and issubclass(kind, base)


def _is_tuple(kind: object) -> bool:
    return get_origin(kind) is tuple


def _is_union(kind: object) -> bool:
    return get_origin(kind) in {Union, UnionType}


def _is_mixed(kind: object) -> bool:
    """Return whether a value may be a day or a text, so that JSON has to tell them apart."""
    return _is_union(kind) and str in get_args(kind) and any(map(_is_day, get_args(kind)))


def _strict(value: object, kind: "type[ValueT]") -> "ValueT":
    if type(value) is not kind:
        raise wrong_type(value, kind.__name__)
    return value


def _day(value: object, _: object) -> date:
    text = _strict(value, str)
    if not _DAY.fullmatch(text):
        raise wrong_type(value, "a day such as '2020-03-13'")
    return as_date(text)


def _plain(value: object, kind: "type[Any]") -> object:
    """Return a text, a number or a truth as it is; a word, which is a text for cattrs, as the member of its class."""
    return kind(_strict(value, str)) if issubclass(kind, Enum) else _strict(value, kind)


def _tuple(convert: "Converter", values: object, kind: object) -> "tuple[Any, ...]":
    if not isinstance(values, list):
        raise wrong_type(values, "a list")
    listed = cast("list[object]", values)
    inner = get_args(kind)
    if inner[-1] is Ellipsis:
        inner = inner[:1] * len(listed)
    elif len(inner) != len(listed):
        raise wrong_type(listed, f"a list of {len(inner)}")
    return tuple([convert.structure(value, each) for value, each in zip(listed, inner, strict=True)])


def _one_of(convert: "Converter", value: object, kind: object) -> object:
    """Return the value of a union: nothing, a day in an object where it could be a text, a text, a list, an object."""
    kinds = get_args(kind)
    if value is None and NoneType in kinds:
        return None
    others = [each for each in kinds if each is not NoneType]
    if len(others) == 1:
        return convert.structure(value, others[0])
    if isinstance(value, dict):
        tagged = cast("dict[str, object]", value)
        if [*tagged] != ["day"]:
            raise wrong_type(tagged, "a day as {'day': '2020-03-13'}")
        return _day(tagged["day"], date)
    if isinstance(value, list):
        return convert.structure(value, next((each for each in others if _is_tuple(each)), str))
    return _strict(value, str)


def _tagged(convert: "Converter", value: object) -> object:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return (
        [convert.unstructure(each) for each in cast("tuple[object, ...]", value)] if isinstance(value, tuple) else value
    )


def _object(convert: "Converter", value: object, kind: "type[Any]") -> object:
    """Make an object of a class of its fields, by name; every problem is collected with its path."""
    from cattrs import AttributeValidationNote, ClassValidationError, ForbiddenExtraKeysError

    if not isinstance(value, dict):
        raise wrong_type(value, "an object with keys")
    given = cast("dict[str, object]", value)
    made: dict[str, object] = {}
    problems: list[Exception] = []
    for name, of, needed in fields_of(kind):
        try:
            if name in given:
                made[name] = convert.structure(given[name], of)
            elif needed:
                raise KeyError(name)  # noqa: TRY301 - collected with the others
        except Exception as error:  # noqa: BLE001 - whatever a value refuses
            place = AttributeValidationNote(f"{kind}.{name}", name, of)
            error.__notes__ = [*getattr(error, "__notes__", []), place]
            problems.append(error)
    more = given.keys() - {name for name, _, _ in fields_of(kind)}
    if more:
        problems.append(ForbiddenExtraKeysError("", kind, {*more}))
    if problems:
        raise ClassValidationError(f"{kind.__name__} can't be made", problems, kind)  # pyright: ignore[reportCallIssue] - a group with its class
    return _MAKERS.get(kind, kind)(**made)


def _record(convert: "Converter", value: object) -> dict[str, object]:
    kind = type(value)
    read = _READERS.get(kind, getattr)
    return {name: convert.unstructure(read(value, name), unstructure_as=of) for name, of, _ in fields_of(kind)}


# -- values whose JSON is not what they are made of --------------------------------------------------------------------


def _footnotes(texts: "tuple[tuple[int, str], ...]", invitation_limit: int | None = None) -> Footnotes:
    by_number = dict(texts)
    if len(by_number) < len(texts):
        raise InvalidValueError("a number of a footnote stands twice, expected one text for each")
    return Footnotes.of(by_number, invitation_limit)


def _of_footnotes(value: Footnotes, name: str) -> object:
    return tuple(value.items()) if name == "texts" else value.invitation_limit


def _of_states(value: States, name: str) -> object:
    if name in {"others", "former"}:
        kept: frozenset[Any] = getattr(value, f"_{name}")
        return tuple(sorted(kept))
    return tuple(value) if name == "certain" else getattr(value, name)


def _of_basis(value: LegalBasis, name: str) -> object:
    return getattr(value, {"record": "_record", "text": "_clause"}.get(name, name))


def _of_list(value: "Statements | Groups", name: str) -> object:
    return tuple(value) if name == "certain" else getattr(value, name)


def _of_tuple(value: "tuple[object, ...]", _: str) -> object:
    return (*value,)


def _of_treaty(value: Treaty, name: str) -> object:
    return getattr(details_of(value) if name in {"rules", "footnotes", "flags"} else value, name)


def _treaty(
    *,
    rules: rules.Rules,
    footnotes: Footnotes = Footnotes(),  # noqa: B008 - frozen
    flags: "tuple[tuple[date, tuple[tuple[str, str], ...]], ...]" = (),
    **facts: "Any",  # noqa: ANN401 # the treaty's own
) -> Treaty:
    first = rules.precondition or (rules.open_for_signature.treaty if rules.open_for_signature else None)
    entered = partial(treaty_of_record, first) if first else None
    made = Treaty(**facts, details=Details(rules, footnotes, flags, entered))
    for each in made:
        _ = each.history  # acts in an order in which they can't have happened are refused now, and not by a question
    return made


def _participation(treaty: Treaty, state: State) -> Participation:
    return treaty[state]


_MAKERS: "dict[type[Any], Callable[..., Any]]" = {
    Footnotes: _footnotes,
    Treaty: _treaty,
    Participation: _participation,
}
_READERS: "dict[type[Any], Callable[[Any, str], object]]" = {
    Footnotes: _of_footnotes,
    Groups: _of_list,
    LegalBasis: _of_basis,
    Statements: _of_list,
    States: _of_states,
    Treaty: _of_treaty,
    un.Ballots: _of_tuple,
    un.Events: _of_tuple,
}
