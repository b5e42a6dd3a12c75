"""Every public call and value that takes a day, found by what its signature says, and how a test asks it.

A new one is found by itself. What else it needs stands here by the name of the argument or of the class; where that is
missing, the walk says so.
"""

import gc
import inspect
import re
import sys
import types
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeAlias

import attrs

import cyberconventions as cc
from cyberconventions import _json

Value: TypeAlias = Any  # of any type
Ask: TypeAlias = Callable[[Value], Value]  # with a day

SOURCES = Path(cc.__file__).parent
ALIAS = re.compile(r"^ +(\w+): TypeAlias = (.+)$", re.MULTILINE)
WORD = re.compile(r"\w+")


@cache
def page() -> str:
    """Return the page of 13 March 2020."""
    return (Path(__file__).parent / "cases" / "charts" / "page-2020.txt").read_text(encoding="utf-8")


# What calls need beside the day: by the argument's name, and for one call alone.
EXAMPLES: dict[str, Callable[[], Value]] = {
    "name": lambda: "African Union",
    "measure": lambda: "preservation",
    "path": lambda: Path(__file__).parent / "cases" / "charts" / "page-2020.txt",
    "requested": lambda: "DEU",
    "requesting": lambda: "FRA",
    "state": lambda: "FRA",
    "status": lambda: "signatory",
    "territory": lambda: "Aruba",
    "text_or_bytes": lambda: page().replace("Status as of 13/03/2020", ""),
    "treaty": lambda: cc.treaty("budapest"),
}
MORE: dict[str, dict[str, Value]] = {
    "Record.treaties": {"party": "FRA"},
    "chart_text": {"treaty": "budapest"},
    "assert_not_party": {"state": "IRL"},
    "Rules.effect": {"in_force": "2004-07-01"},
    "states": {"group": "Council of Europe"},
    "treaties": {"between": ("FRA", "DEU")},
    "treaty_of": {"as_of": "2026-12-31"},
}
# Arguments that take more than the day alone.
FORMS: dict[str, Ask] = {
    "consents": lambda day: [(day, cc.state(each)) for each in ("FRA", "DEU", "JPN", "GBR", "NLD")],
    "invited": lambda day: {"FRA": day},
    "parties": lambda day: {"DEU": day, "JPN": (day, day), "NLD": [day]},
    "signatories": lambda day: {"GBR": day},
    "suspended": lambda day: {"ESP": day},
    "withdrawn": lambda day: {"ITA": day},
}
# Words of treaty_of that have to come with these.
WITH: dict[str, dict[str, Value]] = {
    "treaty_of.suspended": {"parties": {"ESP": "2010-01-01"}},
    "treaty_of.withdrawn": {"parties": {"ITA": "2010-01-01"}},
    "treaty_of.opened": {"entry_into_force": "2030-01-01", "as_of": "2031-01-01"},
}
# Whose methods are asked.
OWNERS: dict[str, Callable[[], Value]] = {
    "Clause": lambda: cc.treaty("budapest").rules.later,
    "Event": lambda: cc.un.events()[0],
    "Invitation": lambda: cc.treaty("budapest")["BRA"].invitation,
    "InvitationRule": lambda: cc.treaty("budapest").rules.invitation,
    "Participation": lambda: cc.treaty("budapest")["FRA"],
    "Record": lambda: cc.dataset(SOURCES / "data"),
    "Rules": lambda: cc.treaty("budapest").rules,
    "State": lambda: cc.state("FRA"),
    "Statement": lambda: cc.treaty("budapest").statements("JPN")[0],
    "Territory": lambda: cc.territory("Aruba"),
    "Treaty": lambda: cc.treaty("budapest"),
}
# Other values, whose properties have days.
VALUES: dict[str, Callable[[], Value]] = {
    "Act": lambda: cc.treaty("budapest")["FRA"].consent,
    "Change": lambda: cc.diff(cc.treaty("budapest").known_at("2020-03-13"), cc.treaty("budapest"))[0],
    "Chart": lambda: cc.Chart.of("budapest"),
    "Explanation": lambda: cc.treaty("budapest").explain("Aruba", on="2010-01-01"),
    "Ground": lambda: getattr(cc.treaty("budapest").explain("Aruba", on="2010-01-01").application, "ground"),  # noqa: B009
    "LegalBasis": lambda: cc.cooperation(**asked()).bases[0],
    "Resolution": lambda: cc.resolution("74/247"),
}


def asked() -> dict[str, Value]:
    """Return the words of a request."""
    return {"requesting": "FRA", "requested": "DEU", "measure": "preservation", "on": "2020-03-13"}


# -- which there are ---------------------------------------------------------------------------------------------------


@cache
def day_types() -> frozenset[str]:
    """Return the words of signatures that stand for a day, or for something that holds one."""
    aliases = [found for path in SOURCES.rglob("*.py") for found in ALIAS.findall(path.read_text(encoding="utf-8"))]
    words = {"date", "datetime"}
    while more := {name for name, meaning in aliases if words & {*WORD.findall(meaning)}} - words:
        words |= more
    return frozenset(words)


def takes_day(annotation: object) -> bool:
    """Whether an annotation says that a day is taken; a window of days alone is not a day."""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return not day_types().isdisjoint(WORD.findall(text))


def public() -> dict[str, Value]:
    """Return every public function and class by its name."""
    modules = [cc, *(getattr(cc, name) for name in cc._MODULES), cc.testing.strategies]  # pyright: ignore[reportPrivateUsage]
    exported = [getattr(module, name) for module in modules for name in getattr(module, "__all__", ())]
    found = [each for each in exported if inspect.isfunction(each) or inspect.isclass(each)]
    return {each.__name__: each for each in (*found, *_json.types().values())}


def methods(kind: type[Value]) -> Iterator[tuple[str, Value]]:
    """Yield the public methods of a class."""
    for name in dir(kind):
        method = inspect.getattr_static(kind, name)
        if not name.startswith("_") and (inspect.isfunction(method) or isinstance(method, classmethod)):
            yield name, getattr(kind, name)


def arguments(call: Value) -> list[str]:
    """Return the arguments that take a day."""
    return [each.name for each in inspect.signature(call).parameters.values() if takes_day(each.annotation)]


def fields(kind: type[Value]) -> list[Value]:
    """Return the fields of a value that take a day; one that converts what it is given may take more than it holds."""
    if not attrs.has(kind):
        return []
    converted = (each for each in attrs.fields(kind) if each.init)
    return [each for each in converted if takes_day(each.type) or (each.converter and "DateWindow" in str(each.type))]


@cache
def calls() -> dict[str, Ask]:
    """Return every public call that takes a day, by its name and argument, each as a function of the day."""
    found: dict[str, Ask] = {}
    for name, value in public().items():
        if inspect.isfunction(value):
            found |= {f"{name}.{each}": partial(call, name, partial(_same, value), each) for each in arguments(value)}
            continue
        for method, function in methods(value):
            whole = f"{name}.{method}"
            get = (
                partial(bound_to, name, method)
                if "self" in inspect.signature(function).parameters
                else partial(_same, function)
            )
            found |= {f"{whole}.{each}": partial(call, whole, get, each) for each in arguments(function)}
    return found


def bound_to(name: str, method: str) -> Value:
    """Return a method of an example."""
    return getattr(OWNERS[name](), method)


def _same(function: Value) -> Value:
    return function


def call(name: str, get: Callable[[], Value], argument: str, day: Value) -> Value:
    """Ask a function about a day, with what else it needs."""
    given: dict[str, Value] = {}
    function = get()
    for each in inspect.signature(function).parameters.values():
        if each.name == argument:
            given[each.name] = FORMS.get(each.name, lambda day: day)(day)
        elif each.default is each.empty and each.kind is not each.VAR_KEYWORD:
            given[each.name] = EXAMPLES[each.name]() if each.name in EXAMPLES else day
    more = MORE.get(name, {}) | WITH.get(f"{name}.{argument}", {})
    return plainly(function(**{**more, **given}))


def plainly(answer: Value) -> Value:
    """Return what a context manager gives."""
    if not hasattr(answer, "__enter__"):
        return answer
    with answer as given:
        return given, cc.treaty("budapest")


@cache
def answers() -> dict[str, Ask]:
    """Return every call that takes a day, and what takes none and has days to give, by name."""
    return calls() | {f"{name} itself": partial(_whole, owner) for name, owner in (OWNERS | VALUES).items()}


def _whole(owner: Callable[[], Value], _: Value) -> Value:
    """Return every property of a value, and what comes back of its JSON."""
    value = owner()
    names = [name for name in dir(value) if isinstance(inspect.getattr_static(value, name), property)]
    properties = {name: getattr(value, name) for name in names if not name.startswith("_")}
    return properties, cc.from_json(cc.to_json(value)) if type(value) in _json.types().values() else None


def outcome(ask: Callable[[], Value]) -> tuple[Value, ...]:
    """Return what is answered: a value, or an error of the library; and the warnings on the way."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            answer: tuple[Value, ...] = ("answer", ask())
        except (cc.CyberConventionsError, AssertionError) as error:
            answer = (type(error), str(error))
    return *answer, [str(each.message) for each in heard]


# -- what is kept of a day ---------------------------------------------------------------------------------------------


def held(kinds: tuple[type[Value], ...]) -> list[Value]:
    """Return what the library's modules, their caches and their values hold of these classes."""
    modules = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == cc.__name__}
    waiting: list[Value] = [value for module in modules.values() for value in vars(module).values()]
    seen: set[int] = set()
    found: list[Value] = []
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if type(value) in kinds:
            found.append(value)
        waiting += _within(value)
    return found


def _within(value: Value) -> Iterable[Value]:
    """Return what a value refers to, as far as it is the library's own."""
    if isinstance(value, types.ModuleType):
        return ()
    if isinstance(value, type):
        return list(vars(value).values()) if value.__module__.partition(".")[0] == cc.__name__ else ()
    if isinstance(value, types.FunctionType):
        return [*(value.__closure__ or ()), *(value.__defaults__ or ()), *(value.__kwdefaults__ or {}).values()]
    return gc.get_referents(value)
