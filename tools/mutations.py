# ruff: noqa: INP001 - a folder of programs
"""Which mutants a module has: copies in each of which one small thing is wrong.

The operators are those of mutmut 3.8 and of cosmic-ray 8.7, each once: a number more or less, another operator, an
argument left out or ``None``, a condition turned over, a statement, decorator or loop left out, and so on; with ``min``
for ``max`` and ``any`` for ``all``. They are applied to the whole module: to properties, decorated functions, constants
and defaults of classes too, which mutmut passes over, and not to annotations, which cosmic-ray does not. The wording of
errors and the fixed parts of f-strings stay as they are: tests check what a message names, not each word of it.
"""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

Node = TypeVar("Node", bound=ast.AST)
Operator = ast.operator | ast.cmpop | ast.boolop | ast.unaryop


class Mutant(NamedTuple):
    """One change of a module.

    Attributes:
        where: The function or method, ``"Clause.effect"``; of what is in none, the class or nothing.
        line: The line on which what is changed begins.
        before: What is changed, as Python writes it.
        after: What stands there instead.
        nth: Which of several alike in one function, counted from 0.
        inside: Whether it is in a function's body: else it takes effect when the module is imported.
        lines: The first and the last line of the statement, or of its head.
        source: The module's text with the change.
    """

    where: str
    line: int
    before: str
    after: str
    nth: int
    inside: bool
    lines: tuple[int, int]
    source: str

    @property
    def key(self) -> str:
        """What names it in the results, as long as its function stays as it is."""
        return f"{self.where} | {self.before} | {self.after}" + (f" | {self.nth}" if self.nth else "")


# Each operator, and what stands in its place.
_OPERATORS: dict[type[Operator], type[Operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Div,
    ast.Pow: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.USub: ast.UAdd,
}
_METHODS = {
    "lower": "upper",
    "upper": "lower",
    "lstrip": "rstrip",
    "rstrip": "lstrip",
    "find": "rfind",
    "rfind": "find",
    "removeprefix": "removesuffix",
    "removesuffix": "removeprefix",
    "partition": "rpartition",
    "rpartition": "partition",
    "startswith": "endswith",
    "endswith": "startswith",
    "casefold": "upper",
}
_FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}
# These make errors: what they say stays as it is.
_SAYING = ("wrong_type", "check_type", "check_tuple", "several", "check_position", "path_of")
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def mutants(source: str) -> list[Mutant]:
    """Return the mutants of a module's text, in the order of its lines."""
    return [*_Maker(source).made()]


class _Place(NamedTuple):
    """Where a node is: what has to be written anew when it changes, and what it belongs to."""

    names: tuple[str, ...]  # of the classes and the function around it
    inside: bool
    lines: tuple[int, int]
    written: ast.expr | None  # the f-string that it is in: its parts have no places of their own
    wording: bool


class _Maker:
    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = source.splitlines(keepends=True)
        self.tree = ast.parse(source)
        self.seen: Counter[str] = Counter()

    def made(self) -> Iterator[Mutant]:
        compiled = compile(self.source, "", "exec")
        for each in self._statements(self.tree.body, (), inside=False):
            try:
                other = compile(each.source, "", "exec")
            except SyntaxError:  # such as a return outside a function
                continue
            if other != compiled:
                yield each

    # -- statements

    def _statements(self, body: list[ast.stmt], names: tuple[str, ...], *, inside: bool) -> Iterator[Mutant]:
        for position, each in enumerate(body):
            if _is_passed_over(each) or (position == 0 and _is_text(each)):
                continue
            yield from self._statement(each, names, inside=inside)

    def _statement(self, each: ast.stmt, names: tuple[str, ...], *, inside: bool) -> Iterator[Mutant]:
        head = each.body[0].lineno - 1 if isinstance(each, _WITH_BODY) and each.body else each.end_lineno or each.lineno
        place = _Place(names, inside, (each.lineno, max(each.lineno, head)), None, isinstance(each, ast.Raise))
        if isinstance(each, _DEFINITIONS):
            yield from self._definition(each, place)
            return
        yield from self._left_out(each, place)
        for child in ast.iter_child_nodes(each):
            if isinstance(child, ast.expr) and not (isinstance(each, ast.AnnAssign) and child is each.annotation):
                yield from self._expression(child, place)
            elif isinstance(child, ast.withitem):
                yield from self._expression(child.context_expr, place)
            elif isinstance(child, ast.ExceptHandler):
                yield from self._handler(child, place)
        for field in ("body", "orelse", "finalbody"):
            yield from self._statements(getattr(each, field, []), names, inside=inside)

    def _definition(
        self, each: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, place: _Place
    ) -> Iterator[Mutant]:
        own = place._replace(names=(*place.names, each.name) if not place.inside else place.names)
        for decorator in each.decorator_list:
            at = own._replace(lines=(decorator.lineno, each.lineno))
            yield self._change(decorator, "", at, marked="@", line=(decorator.lineno, decorator.end_lineno))
            yield from self._expression(decorator, at)
        if isinstance(each, ast.ClassDef):
            if not any(ast.unparse(base).startswith("Protocol") for base in each.bases):
                yield from self._statements(each.body, own.names, inside=place.inside)
            return
        for default in (*each.args.defaults, *each.args.kw_defaults):
            if default is not None:
                yield from self._expression(default, own)
        yield from self._statements(each.body, own.names, inside=True)

    def _left_out(self, each: ast.stmt, place: _Place) -> Iterator[Mutant]:
        """Leave a statement out, or do another thing instead."""
        if isinstance(each, ast.Expr):
            yield self._change(each, "pass", place)
        elif isinstance(each, ast.Assign | ast.AnnAssign) and each.value is not None:
            nothing = isinstance(each.value, ast.Constant) and each.value.value is None
            yield self._change(each.value, "''" if nothing else "None", place, shown=each)
        elif isinstance(each, ast.AugAssign):
            yield self._change(each, f"{ast.unparse(each.target)} = {ast.unparse(each.value)}", place)
            other = _changed(each, op=_other(each.op))
            yield self._change(each, ast.unparse(other), place)
        elif isinstance(each, ast.Break | ast.Continue):
            yield self._change(each, "break" if isinstance(each, ast.Continue) else "return", place)
        elif isinstance(each, ast.For):
            yield self._change(each.iter, "()", place)
        elif isinstance(each, ast.If | ast.While):
            yield from self._negated(each.test, place)

    def _negated(self, test: ast.expr, place: _Place) -> Iterator[Mutant]:
        """Turn a condition over that no other operator does."""
        turned = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            turned = isinstance(test.ops[0], ast.Is | ast.IsNot | ast.In | ast.NotIn | ast.Eq | ast.NotEq)
        if not turned:
            yield self._change(test, f"not ({ast.unparse(test)})", place)

    def _handler(self, each: ast.ExceptHandler, place: _Place) -> Iterator[Mutant]:
        at = place._replace(lines=(each.lineno, each.lineno))
        if each.type is not None:
            yield self._change(each.type, "MemoryError", at, marked="except ")
        yield from self._statements(each.body, place.names, inside=place.inside)

    # -- expressions

    def _expression(self, each: ast.expr, place: _Place) -> Iterator[Mutant]:
        if isinstance(each, ast.JoinedStr) and place.wording:
            return
        for other in _others(each, wording=place.wording):
            yield self._change(each, ast.unparse(other), place)
        below = place
        if isinstance(each, ast.JoinedStr) and place.written is None:
            below = place._replace(written=each)
        if isinstance(each, ast.Call) and _called(each) in _SAYING:
            below = below._replace(wording=True)
        for child in _below(each):
            yield from self._expression(child, below)
        for condition in _conditions(each):
            yield from self._negated(condition, below)

    # -- the module's text with a change

    def _change(  # noqa: PLR0913 - each by its name
        self,
        each: ast.stmt | ast.expr,
        after: str,
        place: _Place,
        *,
        marked: str = "",
        shown: ast.stmt | None = None,
        line: tuple[int, int | None] | None = None,
    ) -> Mutant:
        before = ast.unparse(each)
        told = (marked + before, marked + after if after else "")
        if shown is not None:
            told = (ast.unparse(shown), after)
        if place.written is not None:
            source = self._with(place.written, ast.unparse(_replaced(place.written, each, after)))
        elif line is not None:
            rest = [f"{'':{len(text) - len(text.lstrip())}}\n" for text in self.lines[line[0] - 1 : line[1]]]
            source = "".join([*self.lines[: line[0] - 1], *rest, *self.lines[line[1] or line[0] :]])
        else:
            source = self._with(each, after)
        made = Mutant(".".join(place.names), each.lineno, *told, 0, place.inside, place.lines, source)
        nth = self.seen[made.key]
        self.seen[made.key] += 1
        return made._replace(nth=nth)

    def _with(self, each: ast.stmt | ast.expr, text: str) -> str:
        """Return the text with another in a node's place, and every line below where it was."""
        last_line, last_column = each.end_lineno or each.lineno, each.end_col_offset or 0
        first, last = self.lines[each.lineno - 1].encode(), self.lines[last_line - 1].encode()
        more = "\n" * (last_line - each.lineno)
        if isinstance(each, ast.expr):
            text = f"({text}{more})"
        else:
            text += more and f" # {more}"
        begin, end = first[: each.col_offset].decode(), last[last_column:].decode()
        return "".join([*self.lines[: each.lineno - 1], begin, text, end, *self.lines[last_line:]])


_WITH_BODY = (ast.If, ast.For, ast.While, ast.With, ast.Try)


def _is_text(each: ast.stmt) -> bool:
    return isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)


def _is_passed_over(each: ast.stmt) -> bool:
    """Return whether a statement only serves type checkers, imports, or lists names."""
    if isinstance(each, ast.Import | ast.ImportFrom | ast.Global | ast.Nonlocal) or _is_text(each):
        return True
    if isinstance(each, ast.If):
        return ast.unparse(each.test) == "TYPE_CHECKING"
    if isinstance(each, ast.Assign | ast.AnnAssign):
        target = each.targets[0] if isinstance(each, ast.Assign) else each.target
        of_types = isinstance(each.value, ast.Call) and _called(each.value) == "TypeVar"
        return of_types or ast.unparse(target) in {"__all__", "TYPE_CHECKING", "__slots__"}
    return False


def _called(each: ast.Call) -> str:
    return each.func.attr if isinstance(each.func, ast.Attribute) else ast.unparse(each.func)


def _below(each: ast.expr) -> Iterator[ast.expr]:
    for child in ast.iter_child_nodes(each):
        if isinstance(child, ast.expr):
            if not (isinstance(each, ast.JoinedStr) and isinstance(child, ast.Constant)):
                yield child
        elif isinstance(child, ast.comprehension):
            yield from (child.iter, *child.ifs)
        elif isinstance(child, ast.keyword):
            yield child.value
        elif isinstance(child, ast.arguments):
            yield from (default for default in (*child.defaults, *child.kw_defaults) if default is not None)


def _conditions(each: ast.expr) -> Iterator[ast.expr]:
    for child in ast.iter_child_nodes(each):
        if isinstance(child, ast.comprehension):
            yield from child.ifs


def _others(each: ast.expr, *, wording: bool) -> Iterator[ast.expr]:
    """Yield what may stand in an expression's place."""
    if isinstance(each, ast.Constant):
        yield from (ast.Constant(value) for value in _other_values(each.value, wording=wording))
    elif isinstance(each, ast.Compare):
        for place, operator in enumerate(each.ops):
            yield _changed(each, ops=[*each.ops[:place], _other(operator), *each.ops[place + 1 :]])
    elif isinstance(each, ast.BinOp | ast.BoolOp):
        yield _changed(each, op=_other(each.op))
    elif isinstance(each, ast.UnaryOp):
        yield each.operand if isinstance(each.op, ast.Not | ast.Invert) else _changed(each, op=_other(each.op))
    elif isinstance(each, ast.IfExp):
        yield _changed(each, test=ast.Constant(value=False))
        yield _changed(each, test=ast.Constant(value=True))
    elif isinstance(each, ast.Lambda):
        nothing = isinstance(each.body, ast.Constant) and each.body.value is None
        yield _changed(each, body=ast.Constant(0 if nothing else None))
    elif isinstance(each, ast.Call):
        yield from _other_calls(each, wording=wording)


def _other_values(value: object, *, wording: bool) -> Iterator[bool | int | str]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1)
    elif isinstance(value, str) and not wording:
        yield f"XX{value}XX"


def _other_calls(each: ast.Call, *, wording: bool) -> Iterator[ast.Call]:
    """Yield a call with an argument less, or ``None`` for it, and one of the opposite function."""
    says = wording or _called(each) in _SAYING
    for place, given in enumerate(each.args):
        if isinstance(given, ast.Starred) or (says and isinstance(given, ast.Constant | ast.JoinedStr)):
            continue
        if not (isinstance(given, ast.Constant) and given.value is None):
            yield _changed(each, args=[*each.args[:place], ast.Constant(value=None), *each.args[place + 1 :]])
        if len(each.args) + len(each.keywords) > 1:
            yield _changed(each, args=[*each.args[:place], *each.args[place + 1 :]])
    for place, named in enumerate(each.keywords):
        if named.arg is None:
            continue
        if not (isinstance(named.value, ast.Constant) and named.value.value is None):
            nothing = ast.keyword(named.arg, ast.Constant(value=None))
            yield _changed(each, keywords=[*each.keywords[:place], nothing, *each.keywords[place + 1 :]])
        yield _changed(each, keywords=[*each.keywords[:place], *each.keywords[place + 1 :]])
    if isinstance(each.func, ast.Attribute) and each.func.attr in _METHODS:
        yield _changed(each, func=_changed(each.func, attr=_METHODS[each.func.attr]))
    elif isinstance(each.func, ast.Name) and each.func.id in _FUNCTIONS:
        yield _changed(each, func=ast.Name(_FUNCTIONS[each.func.id], ast.Load()))


def _other(operator: Operator) -> Operator:
    return _OPERATORS[type(operator)]()


def _changed(each: Node, **fields: object) -> Node:
    """Return a copy of a node with other fields."""
    made = copy.copy(each)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _replaced(whole: Node, part: ast.AST, text: str) -> Node:
    """Return a copy of an expression with another text in the place of a part."""
    fields: dict[str, object] = {}
    for name, value in ast.iter_fields(whole):
        if isinstance(value, list):
            several: list[object] = [*value]  # pyright: ignore[reportUnknownArgumentType] - of whatever a field holds
            fields[name] = [_with_part(each, part, text) for each in several]
        else:
            fields[name] = _with_part(value, part, text)
    return _changed(whole, **fields)


def _with_part(value: object, part: ast.AST, text: str) -> object:
    if value is part:
        return ast.parse(text, mode="eval").body
    return _replaced(value, part, text) if isinstance(value, ast.AST) else value
