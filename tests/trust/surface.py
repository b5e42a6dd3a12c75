"""The public surface, found by walking it: every call with what it takes and what it promises.

Nothing here is a list of calls. Functions and classes are those of ``cyberconventions`` and its public modules, methods
and properties those of the classes; the values on which they are called are found by asking one call after another.
What a call takes and gives is read from its annotations, evaluated with the names that only type checkers see.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# ruff: noqa: S102, S307, ANN401, PLR0911 - the names that only type checkers see are made by running their lines

import ast
import builtins
import importlib
import importlib.util
import inspect
import itertools
import os
import re
import sys
import tempfile
import typing
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from enum import Enum
from functools import cache, partial
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import attrs

import cyberconventions as cc

PACKAGE = cc.__name__
# Of Python's own protocols, those that take an argument and that the library writes itself.
PROTOCOLS = ("__getitem__", "__contains__", "__and__", "__or__", "__sub__", "__eq__")


def modules() -> Iterator[ModuleType]:
    """Go through the public modules, the package first."""
    seen = [cc]
    for module in seen:
        yield module
        found = (getattr(module, name) for name in dir(module) if not name.startswith("_"))
        seen += [each for each in found if inspect.ismodule(each) and _is_ours(each.__name__) and each not in seen]


def _is_ours(name: str) -> bool:
    return name == PACKAGE or name.startswith(f"{PACKAGE}.")


def public() -> dict[str, Any]:
    """Return the public functions and classes by their names, each once, under the shortest."""
    found: dict[str, Any] = {}
    for module in modules():
        names = getattr(module, "__all__", dir(module))
        # What stands in `errors` beside the errors is for the other modules.
        kinds = (inspect.isclass,) if module is cc.errors else (inspect.isclass, inspect.isroutine)
        for name in names:
            value = getattr(module, name)
            if (
                any(kind(value) for kind in kinds)
                and _is_ours(getattr(value, "__module__", ""))
                and value not in found.values()
            ):
                found[f"{module.__name__}.{name}".removeprefix(f"{PACKAGE}.")] = value
    return found


# -- annotations -------------------------------------------------------------------------------------------------------


class Names(dict[str, Any]):
    """The names of a module as a type checker sees them, each looked up when an annotation has it."""

    def __init__(self, module: str) -> None:
        super().__init__(vars(sys.modules[module]))
        self._module = module
        tree = ast.parse(inspect.getsource(sys.modules[module]))
        blocks = [
            node.body for node in tree.body if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        ]
        self._statements = [statement for block in blocks for statement in block]

    def __missing__(self, name: str) -> Any:
        for each in self._statements:
            if isinstance(each, ast.Import | ast.ImportFrom):
                for alias in each.names:
                    if name == (alias.asname or alias.name.partition(".")[0]):
                        return self._imported(each, alias)
            elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name) and each.target.id == name:
                return self._of(name, ast.unparse(typing.cast("ast.expr", each.value)))
            elif isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == name:
                return self._of(name, ast.unparse(each.value))
            elif isinstance(each, ast.ClassDef) and each.name == name:
                made: dict[str, Any] = {"__name__": "typing_only"}
                exec(
                    "from __future__ import annotations\n" + ast.unparse(each),
                    {**self, "Protocol": typing.Protocol},
                    made,
                )
                return self.setdefault(name, made[name])
        return vars(builtins)[name]

    def _of(self, name: str, alias: str) -> Any:
        return self.setdefault(name, evaluated(eval(alias, {}, self), self._module))

    def _imported(self, statement: "ast.Import | ast.ImportFrom", alias: ast.alias) -> Any:
        if isinstance(statement, ast.Import):
            return importlib.import_module(alias.name if alias.asname else alias.name.partition(".")[0])
        home = importlib.import_module(str(statement.module))
        if _is_ours(home.__name__):
            return names_in(home.__name__)[alias.name]
        return getattr(home, alias.name)


@cache
def names_in(module: str) -> Names:
    return Names(module)


def evaluated(annotation: Any, module: str, owner: type | None = None) -> Any:
    """Return an annotation as Python's own objects, whatever texts stand in it."""
    while isinstance(annotation, str):
        annotation = eval(annotation, {}, names_in(module))
    if isinstance(annotation, typing.ForwardRef):
        return evaluated(annotation.__forward_arg__, module, owner)
    if annotation is typing.Self:
        return owner
    return Any if annotation is inspect.Parameter.empty else annotation


def fits(value: object, kind: Any, module: str, owner: type | None = None) -> bool:
    """Return whether a value is of the type that an annotation says."""
    kind = evaluated(kind, module, owner)
    if isinstance(kind, TypeVar) or kind in (Any, object):
        return True
    if kind is None or kind is NoneType:
        return value is None
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return any(fits(value, each, module, owner) for each in inner)
    if origin is Literal:
        return isinstance(value, str) and any(value == each for each in inner)
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        kinds = itertools.repeat(inner[0]) if inner[-1] is Ellipsis else inner
        exact = inner[-1] is Ellipsis or len(value) == len(inner)
        return exact and all(fits(each, of, module, owner) for each, of in zip(value, kinds, strict=False))
    if origin is list:
        return isinstance(value, list) and all(fits(each, inner[0], module, owner) for each in value)
    if origin is not None and issubclass(origin, Mapping):
        return isinstance(value, Mapping)
    if origin is not None and issubclass(origin, Iterable):
        # Of a text, the letters are no names; whatever else is gone through is looked at, if that does not use it up.
        known = isinstance(value, tuple | list | set | frozenset | dict)
        return isinstance(value, Iterable) and (
            all(fits(each, inner[0], module, owner) for each in value) if known else not isinstance(value, str | bytes)
        )
    return _is_a(value, origin or kind)


def _is_a(value: object, kind: Any) -> bool:
    if getattr(kind, "_is_protocol", False) and not getattr(kind, "_is_runtime_protocol", False):
        return all(
            hasattr(type(value), name) for name in kind.__dict__ if name != "__init__" and callable(kind.__dict__[name])
        )
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is date:  # a datetime counts as one in Python; where a field takes a day, it does not
        return isinstance(value, date) and not isinstance(value, datetime)
    return not isinstance(kind, type) or isinstance(value, kind)


# -- calls -------------------------------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class Call:
    """One public call: a function, what makes a value, a method, or a property.

    Attributes:
        name: How a caller writes it.
        function: What is called, with its arguments by name; a method is bound to a real value.
        parameters: What it takes.
        returns: What it promises.
        module: Where it is written, for its annotations.
        owner: The class that it belongs to; ``None`` of a function.
        like: Of what makes a value: a real one.
        raises: The names of the errors that its docstring has.
    """

    name: str
    function: Callable[..., Any]
    parameters: tuple[inspect.Parameter, ...]
    returns: Any
    module: str
    owner: type | None = None
    like: Any = None
    raises: frozenset[str] = frozenset()

    def __call__(self, given: dict[str, Any]) -> object:
        """Call it with arguments by name, and have the result do what it is for."""
        positional: list[object] = []
        named: dict[str, object] = {}
        for each in self.parameters:
            if each.name not in given:
                continue
            if each.kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.VAR_POSITIONAL):
                positional.append(given[each.name])
            elif each.kind is inspect.Parameter.VAR_KEYWORD:
                named["anything"] = given[each.name]
            else:
                named[each.name] = given[each.name]
        return used(self.function(*positional, **named))

    def fits(self, value: object, parameter: inspect.Parameter) -> bool:
        """Return whether a value is of the type that a parameter says."""
        return fits(value, parameter.annotation, self.module, self.owner)

    def promised(self, value: object) -> bool:
        """Return whether a value is of the type that the call promises."""
        return value is NotImplemented or fits(value, self.returns, self.module, self.owner)


def used(result: Any) -> object:
    """Return a result once it has done what it is for: a block is entered, and of an example one is drawn."""
    if isinstance(result, AbstractContextManager):
        with result:
            return result
    if type(result).__module__.startswith("hypothesis."):
        result.validate()
    return result


def function_call(name: str, function: Callable[..., Any]) -> Call:
    signature = inspect.signature(function)
    homes = (getattr(function, "__module__", ""), inspect.unwrap(function).__module__)
    home = next(each for each in homes if _is_ours(each))
    return Call(name, function, _parameters(signature), _block(function, signature), home, raises=_raises(function))


def _block(function: Callable[..., Any], signature: inspect.Signature) -> Any:
    """Return what a function promises; a block's is written as a generator."""
    generates = inspect.isgeneratorfunction(inspect.unwrap(function))
    return AbstractContextManager if generates else signature.return_annotation


def _parameters(signature: inspect.Signature) -> tuple[inspect.Parameter, ...]:
    return tuple(signature.parameters.values())


def _raises(function: Callable[..., Any]) -> frozenset[str]:
    text = inspect.getdoc(function) or ""
    found = re.findall(r"^    (\w+Error): ", text, re.MULTILINE)
    # That a list has no such place is how Python ends a loop over it.
    return frozenset([*found, *(["IndexError"] if function.__name__ == "__getitem__" else [])])


def _can_be_asked(function: Callable[..., Any]) -> bool:
    """Return whether there is what a function has to be given."""
    return FRAME is not None or "frame" not in inspect.signature(function).parameters


def calls() -> Iterator[Call]:
    """Go through every public call, on real values."""
    values = instances()
    for name, value in public().items():
        if not inspect.isclass(value):
            if _can_be_asked(value):
                yield function_call(name, value)
            continue
        if issubclass(value, BaseException | Enum):  # whose makers are Python's own
            continue
        if value not in values and FRAME is None and name.startswith("frames."):
            continue
        if not hasattr(value, "_fields"):  # a named tuple's maker is Python's own too
            made = _parameters(inspect.signature(value))
            yield Call(name, value, made, value, value.__module__, value, values[value])
        yield from _of_class(name, value, values[value])


def _of_class(name: str, kind: type, value: object) -> Iterator[Call]:
    for attribute in members(kind):
        written = inspect.getattr_static(kind, attribute)
        home = next(each for each in kind.__mro__ if attribute in vars(each)).__module__
        if isinstance(written, property):
            read = typing.cast("Callable[[Any], Any]", written.fget)
            signature = inspect.signature(read)
            yield Call(f"{name}.{attribute}", partial(read, value), (), signature.return_annotation, home, kind)
        elif callable(written) or isinstance(written, classmethod | staticmethod):
            function = getattr(value, attribute)
            signature = inspect.signature(function)
            returns = bool if attribute == "__eq__" else signature.return_annotation
            yield Call(
                f"{name}.{attribute}",
                function,
                _parameters(signature),
                returns,
                home,
                kind,
                raises=_raises(function),
            )


def members(kind: type) -> Iterator[str]:
    """Go through the names of a class's public methods and properties, and of the protocols it writes itself."""
    seen = dict.fromkeys(name for each in kind.__mro__ if _is_ours(each.__module__) for name in vars(each))
    fields = {each.name for each in attrs.fields(kind)} if attrs.has(kind) else {*getattr(kind, "_fields", ())}
    for name in seen:
        if name in fields or (name.startswith("_") and name not in PROTOCOLS):
            continue
        yield name


# -- real values -------------------------------------------------------------------------------------------------------

ROWS = {"state": ["FRA", "Wakanda"], "other": ["DEU", "IRL"], "day": [date(2020, 1, 1)] * 2}
# Frames are asked where there is a library of frames.
FRAME: Any = importlib.import_module("polars").DataFrame(ROWS) if importlib.util.find_spec("polars") else None
GOOD: Any = None if FRAME is None else FRAME.head(1)

# What a parameter takes, by its name, or by the call's and its own where one name means two things. A parameter with a
# type that says enough is in no need of a line.
VALID: dict[str, Any] = {
    **dict.fromkeys(("state", "party", "requested"), "FRA"),
    **dict.fromkeys(("treaty", "rules", "by"), "ets185"),
    "a": "state",
    "accept": ("FRA",),
    "acts": (),
    "article": "29(4)",
    "ChangeSet.of.kind": "signature",
    "b": "other",
    "backend": None if FRAME is None else "polars",
    "between": ("FRA", "DEU"),
    "body": "UNODC",
    "consents": ((date(2010, 1, 1), cc.state("FRA")),),
    "document": "A/C.3/74/L.11/Rev.1",
    "frame": GOOD,
    "function": "extradition",
    "invited": {"BRA": "2019-12-11"},
    "key": 0,
    "kind": "reservation",
    "measure": "preservation",
    "number": 0,
    "offence": "other",
    "parties": {"FRA": "2006-01-10"},
    "position": 0,
    "requesting": "DEU",
    "signatories": ("FRA",),
    "states": ("FRA",),
    "status": "party",
    "suspended": {"FRA": "2010-01-10"},
    "table": "cases",
    "territory": "CUW",
    "treaties": ("ets185",),
    "unknown": ("ITA",),
    "withdrawn": {"FRA": "2010-01-10"},
    "Body.is_called.name": "UNODC",
    "cite.what": "ets185",
    "decode.text": "a",
    "decode.scheme": "un",
    "decode.legend": "Ratification, Accession(a)",
    "DateWindow.parse.text": "2019-12",
    "erratum.row": 1,
    "export.format": "csv",
    "Period.__contains__.day": "2020-03-13",
    "Table.of.row": None,
    "Groups.certain": ("European Union",),
    "source": "coe-185-2020",
    "texts": {1: "a footnote"},
    "charts.Footnotes.__getitem__.number": 4,
    "undecided": "undecided",
    "into": "answer",
    "measures": "other",
    "bases": "bases",
    "short_title": "Test",
    "is_called.name": "UNODC",
    "on.topic": "donor",
    "from_json.text": "",
    "frames.state": "state",
    "frames.on": "day",
    "frames.requesting": "state",
    "frames.requested": "other",
    "group.name": "EU",
    "Groups.__contains__.name": "EU",
    "measure.ref": "preservation",
    "plots.votes.by": "ets185",
    "plots.delays.by": "region",
    "Programme.on.topic": "donor",
    "resolution.ref": "74/247",
    "rules.Rules.clause.topic": "first",
    "state.ref": "FRA",
    "states.group": "EU",
    "Table.__getitem__.key": "state",
    "Table.known.names": "state",
    "Table.only.names": "state",
    "territory.ref": "CUW",
    "testing.assert_not_party.state": "IRL",
    "testing.state.name": "Wakanda",
    "testing.strategies.acts.kind": "accession",
    "to_json.value": cc.state("FRA"),
    "treaty.ref": "ets185",
    "Treaties.__contains__.ref": "ets185",
    "un.body.ref": "UNODC",
    "un.programme.ref": "Global Programme on Cybercrime",
    "events.kind": "resolution",
    "timeline.kind": "resolution",
    "kind_of_event": "resolution",
}


def valid(call: Call, parameter: inspect.Parameter) -> Any:
    """Return what a parameter takes.

    Raises:
        LookupError: Nobody knows; a line in ``VALID`` says it.
    """
    if call.like is not None:
        found = getattr(call.like, _field(call, parameter.name), inspect.Parameter.empty)
        if found is not inspect.Parameter.empty:
            return found
    place = call.name.partition(".")[0]
    for name in (
        f"{call.name}.{parameter.name}",
        f"{call.name.rpartition('.')[2]}.{parameter.name}",
        f"{place}.{parameter.name}",
        parameter.name,
    ):
        if name in VALID and call.fits(VALID[name], parameter):
            return VALID[name]
    if parameter.default is not inspect.Parameter.empty and parameter.default not in (None, ()):
        return parameter.default
    return _of_type(evaluated(parameter.annotation, call.module, call.owner), call)


def _field(call: Call, name: str) -> str:
    """Return the attribute of a value that its maker has under a name."""
    fields = attrs.fields(call.owner) if call.owner is not None and attrs.has(call.owner) else ()
    return next((each.name for each in fields if each.alias == name), name)


def _of_type(kind: Any, call: Call) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        found = (_of_type(each, call) for each in inner if each is not NoneType)
        return next((each for each in found if each is not LookupError), LookupError)
    if origin is Literal:
        return inner[0]
    if kind is bool:
        return True
    if kind is int:
        return 3
    if kind is date:
        return date(2020, 3, 13)
    if kind is object:
        return "FRA"
    if inspect.isclass(kind) and issubclass(kind, Enum):
        return next(iter(kind))
    if kind is Any:
        return call.owner if call.owner is None else _POOL.get(call.owner, LookupError)
    if origin is tuple and inner[-1] is not Ellipsis:
        return tuple(_of_type(each, call) for each in inner)
    if origin is not None and inner and issubclass(origin, Iterable) and not issubclass(origin, Mapping):
        one = _of_type(inner[0], call)
        return LookupError if one is LookupError else (one,)
    return _POOL.get(origin or kind, LookupError)


_POOL: dict[type, Any] = {}


@cache
def instances() -> dict[type, Any]:
    """Return a real value of every public class, found by asking one call after another."""
    with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
        return _found()


def _found() -> dict[type, Any]:
    budapest = cc.treaty("budapest")
    VALID["from_json.text"] = cc.to_json(cc.state("FRA"))
    folder = tempfile.mkdtemp()
    VALID["save.path"] = os.path.join(folder, "picture.html")
    VALID["export.folder"] = os.path.join(folder, "record")
    VALID["anything"] = VALID["columns"] = cc.treaty("ets185").table().columns[0]
    VALID["read_chart.path"] = os.path.join(folder, "chart.txt")
    with open(VALID["read_chart.path"], "w", encoding="utf-8") as file:
        file.write(cc.Chart.of(budapest).to_text())
    VALID["text_or_bytes"] = cc.Chart.of(budapest).to_text()
    VALID["dataset.folder"] = os.path.join(os.path.dirname(cc.__file__), "data")
    _ask([budapest, budapest["BEN"], budapest.explain("FRA"), cc.Answer.YES, *_more()])
    functions = {name: each for name, each in public().items() if not inspect.isclass(each)}
    waiting = {name: function_call(name, each) for name, each in functions.items() if _can_be_asked(each)}
    waiting.pop("export")
    before = -1
    while before != len(_POOL):
        before = len(_POOL)
        for name, call in [*waiting.items()]:
            try:
                _ask([call(required(call))])
            except (LookupError, cc.errors.MissingExtraError):  # of what another call gives, or what is not installed
                continue
            del waiting[name]
    return _POOL


# A call that needs one of two arguments is given this one.
ALSO = {
    "frames.with_cooperation": ("measure",),
    "export": ("overwrite",),
    "Table.of": ("columns",),
    "decode": ("scheme", "legend"),
}


def _more() -> list[Any]:
    """Return what no call tells that is asked with the arguments above."""
    budapest = cc.treaty("budapest")
    charts = [cc.Chart.of(budapest, day) for day in ("2010-01-01", "2020-01-01")]
    other = attrs.evolve(charts[1], rows=(attrs.evolve(charts[1]["FRA"], consent=date(2006, 1, 11)),))
    rules = budapest.rules
    place, differ = budapest.explain("CUW").application, cc.diff(*charts)
    found = cc.reconcile(budapest.known_at("2020-01-01"), other)
    unresolved = () if FRAME is None else cc.frames.check(FRAME, "ets185", state="state", on="day").unresolved
    return [
        *(place, place and place.ground, differ, differ.changes, found, found.conflicts),
        *(rules.first_group(budapest.consents), budapest.statements("FRA").coverage),
        *(cc.charts.Problem("odd", 3), unresolved),
    ]


def required(call: Call) -> dict[str, Any]:
    """Return the arguments that a call needs."""
    found: dict[str, Any] = {}
    for each in call.parameters:
        needed = each.default is inspect.Parameter.empty or each.name in ALSO.get(call.name, ())
        if needed and (each.kind is not inspect.Parameter.VAR_KEYWORD or each.name in ALSO.get(call.name, ())):
            value = valid(call, each)
            if value is LookupError:
                raise LookupError(f"{call.name}({each.name}=): what is valid? A line in VALID says it")
            found[each.name] = value
    return found


def _ask(waiting: list[Any]) -> None:
    for value in waiting:
        kind = type(value)
        if isinstance(value, tuple | list):
            waiting += [*value][:3]
        if isinstance(value, cc.Table):
            waiting += [*value][:1]
        if not _is_ours(kind.__module__) or (kind in _POOL and not _is_richer(value, _POOL[kind])):
            continue
        _POOL[kind] = value
        waiting += _asked(value)


def _is_richer(value: Any, other: Any) -> bool:
    return isinstance(value, tuple) and len(value) > 0 == len(other)


def _asked(value: Any) -> Iterator[Any]:
    """Go through what a value tells of itself."""
    kind = type(value)
    names = [each.name for each in attrs.fields(kind)] if attrs.has(kind) else []
    for name in (*names, *members(kind)):
        try:
            told = getattr(value, name)
            yield told() if inspect.ismethod(told) and name not in PROTOCOLS and name != "save" else told
        except (
            cc.CyberConventionsError,
            TypeError,
        ):  # it does not tell everything, or not without more words
            continue
