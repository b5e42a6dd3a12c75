"""Finds every regular expression that the library compiles, and what its time grows like.

Run as a program it prints, as JSON, each expression with its flags and the place in the library where it is compiled:
it takes down what Python's ``re`` is asked for while every module is imported and a bit of everything is done.
"""

import ast
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cyberconventions

PACKAGE = Path(cyberconventions.__file__).parent
CASES = Path(__file__).parents[1] / "cases" / "charts"
_re: Any = re  # with what it keeps to itself
_CALLS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}


def places() -> dict[str, tuple[str, int] | None]:
    """Return where the source calls ``re``: file and line, with the expression and its flags if it is written there."""
    found: dict[str, tuple[str, int] | None] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and isinstance(called, ast.Attribute) and ast.unparse(called.value) == "re":
                if called.attr not in _CALLS:
                    continue
                first = node.args[0]
                flags = re.MULTILINE if "MULTILINE" in ast.unparse(node) else 0
                written = first.value if isinstance(first, ast.Constant) else None
                place = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                found[place] = (written, flags) if isinstance(written, str) else None
    return found


def uses() -> dict[str, set[str]]:
    """Return how each expression that has a name is used: the place where it is compiled, and the methods called.

    A name counts in every module that has it. One that is handed on, or stands in a table, may be used in any way.
    """
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    named: dict[str, tuple[str, Path]] = {}
    for path, tree in trees.items():
        for node in tree.body:
            call = node.value if isinstance(node, ast.Assign) else None
            if isinstance(node, ast.Assign) and isinstance(call, ast.Call) and ast.unparse(call.func) == "re.compile":
                place = f"{path.relative_to(PACKAGE).as_posix()}:{call.lineno}"
                named[place] = ast.unparse(node.targets[0]), path
    return {
        place: {
            method
            for other, tree in trees.items()
            if other == path or (not name.startswith("_") and _imports(tree, name))
            for method in _methods(tree, name)
        }
        for place, (name, path) in named.items()
    }


def _imports(tree: ast.Module, name: str) -> bool:
    return any(isinstance(node, ast.ImportFrom) and name in [each.name for each in node.names] for node in tree.body)


def _methods(tree: ast.Module, name: str) -> set[str]:
    """Return the methods of what a name means that are called; every one where the name stands elsewhere too."""
    found: set[str] = set()
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            above = parents[node]
            while isinstance(above, ast.IfExp | ast.BoolOp):
                above = parents[above]
            if isinstance(above, ast.Attribute):
                found.add(above.attr)
            elif not (isinstance(above, ast.Compare) and isinstance(above.ops[0], ast.Is)):
                found.update(WAYS)
    return found


def taken_down() -> Iterator[dict[str, Any]]:
    """Return each expression, its flags and its place."""
    found: dict[tuple[Any, int], set[str]] = {}
    before = _re._compile

    def compiled(pattern: Any, flags: Any) -> Any:  # noqa: ANN401
        frame = sys._getframe(2)  # pyright: ignore[reportPrivateUsage]
        if frame.f_code.co_filename.startswith(str(PACKAGE)) and isinstance(pattern, str | bytes):
            place = f"{Path(frame.f_code.co_filename).relative_to(PACKAGE).as_posix()}:{frame.f_lineno}"
            found.setdefault((pattern, int(flags)), set()).add(place)
        return before(pattern, flags)

    _re._compile = compiled
    a_bit_of_everything()
    for (pattern, flags), where in found.items():
        text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        yield {"pattern": text, "flags": flags, "places": sorted(where)}


def a_bit_of_everything() -> None:
    """Import every module, and do what compiles expressions later than that."""
    import contextlib
    import importlib
    import pkgutil

    import cyberconventions as cc
    from cyberconventions._checks import check
    from cyberconventions._dataset import bundled

    for module in pkgutil.walk_packages(cc.__path__, "cyberconventions."):
        with contextlib.suppress(ImportError):
            importlib.import_module(module.name)
    for page in sorted(CASES.iterdir()):
        with contextlib.suppress(cc.CyberConventionsError):
            cc.read_chart(page)
    cc.state("Saint Vincent & the Grenadines")
    cc.cite(cc.treaty(185))
    check(bundled())
    with contextlib.suppress(ImportError):
        cc.plots.reservations(185)
        cc.from_json(cc.to_json(cc.Act("FRA", "signature", "2001-11-23")))


# -- how time grows ----------------------------------------------------------------------------------------------------

# Letters that expressions of the library tell apart; of each set of characters, one of them that it takes.
_LETTERS = ("a", "1", " ", "/", ".", "(", "<", '"', "-", ",", "\n", "\t", "R", "=")
_SIZE = 16_000  # characters; at this size what grows with the square takes a second, not a millisecond
_QUICK = 0.02  # seconds of one core
_LINEAR = 7.0  # how many times as long four times as much may take: four is linear, sixteen is the square


def texts_against(pattern: "str | bytes", flags: int) -> Iterator[str]:
    """Return long texts that an expression almost takes, made of its own letters: each repetition, repeated.

    Every part of the expression that may stand any number of times does, with each letter that it takes, behind what
    comes before it and before what it does not expect.
    """
    tree = _re._parser.parse(pattern, flags)
    for prefer in _LETTERS:
        sample = "".join(_made(tree, prefer, None, 1)) or prefer
        bodies = {sample, *("".join(_made(body, prefer, None, 1)) for body in _repeated(tree))} - {""}
        grown = {"".join(_made(tree, prefer, body, _SIZE // 2)) for body in _repeated(tree)}
        for text in {body * (_SIZE // len(body)) for body in bodies if len(body) < _SIZE} | grown:
            cut = text[:_SIZE]
            yield from (cut, f"{cut}\x00", f"{sample[:-1]}{cut}!", cut.replace(prefer, "é", 1))


def _repeated(tree: Any) -> Iterator[Any]:  # noqa: ANN401 - the parser's own classes
    for name, value in tree:
        word = str(name)
        if word in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            if value[1] > 50:
                yield value[2]
            yield from _repeated(value[2])
        elif word == "SUBPATTERN":
            yield from _repeated(value[3])
        elif word == "BRANCH":
            for branch in value[1]:
                yield from _repeated(branch)
        elif word in ("ASSERT", "ASSERT_NOT"):
            yield from _repeated(value[1])
        elif word == "ATOMIC_GROUP":
            yield from _repeated(value)


def _made(tree: Any, prefer: str, grow: Any, times: int) -> Iterator[str]:  # noqa: ANN401
    """Make a text that a part of an expression takes, with one repetition as often as is wanted."""
    for name, value in tree:
        word = str(name)
        if word == "LITERAL":
            yield chr(value)
        elif word == "NOT_LITERAL":
            yield prefer if ord(prefer) != value else "b"
        elif word == "ANY":
            yield prefer if prefer != "\n" else "a"
        elif word == "IN":
            yield _member(value, prefer)
        elif word in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, body = value
            inner = "".join(_made(body, prefer, grow, times))
            yield inner * (min(high, times) if body is grow else max(low, min(high, 1)))
        elif word == "SUBPATTERN":
            yield from _made(value[3], prefer, grow, times)
        elif word == "BRANCH":
            options = ["".join(_made(each, prefer, grow, times)) for each in value[1]]
            yield (
                max(options, key=len)
                if grow is not None
                else next((each for each in options if prefer in each), options[0])
            )
        elif word == "ATOMIC_GROUP":
            yield from _made(value, prefer, grow, times)


def _member(members: Any, prefer: str) -> str:  # noqa: ANN401
    """Return a character of a set: the letter that is preferred, or the first that it has."""
    for letter in (prefer, *_LETTERS, "é", "–", "Z", "_"):
        if _takes(members, letter):
            return letter
    first = next((value for name, value in members if str(name) in ("LITERAL", "RANGE")), 33)
    return chr(first if isinstance(first, int) else first[0])


def _takes(members: Any, letter: str) -> bool:  # noqa: ANN401
    categories = {"DIGIT": r"\d", "WORD": r"\w", "SPACE": r"\s"}
    negated = str(members[0][0]) == "NEGATE"
    found = False
    for name, value in members[1:] if negated else members:
        word = str(name)
        if word == "LITERAL":
            found |= ord(letter) == value
        elif word == "RANGE":
            found |= value[0] <= ord(letter) <= value[1]
        elif word == "CATEGORY":
            kind = str(value).removeprefix("CATEGORY_")
            taken = re.match(categories[kind.removeprefix("NOT_")], letter) is not None
            found |= taken != kind.startswith("NOT_")
    return found != negated


WAYS = ("match", "fullmatch", "search", "finditer")


def slow(pattern: "str | bytes", flags: int, methods: set[str]) -> str:
    """Return what of an expression takes longer than its text is long; nothing where it is linear.

    Arguments:
        pattern: The expression.
        flags: How it is compiled.
        methods: How it is used; what starts at one place only takes no longer for the places where it might start.
    """
    compiled = re.compile(pattern, flags)
    ways: list[Any] = [getattr(compiled, each) for each in ("match", "fullmatch", "search") if each in methods]
    if methods - {"match", "fullmatch", "search"}:
        ways.append(compiled.findall)
    for text in {*texts_against(pattern, flags)}:
        whole: Any = text if isinstance(pattern, str) else text.encode("utf-8")
        for how in ways:
            if _seconds(how, whole) > _QUICK and _grows(how, whole):
                return f"{pattern!r} takes {_seconds(how, whole):.3f} s for {len(text)} characters like {text[:60]!r}"
    return ""


def _grows(how: Any, text: Any) -> bool:  # noqa: ANN401
    short, long = (min(_seconds(how, text[:size]) for _ in range(3)) for size in (len(text) // 4, len(text)))
    return long > _QUICK and long / max(short, 1e-6) > _LINEAR


def _seconds(how: Any, text: Any) -> float:  # noqa: ANN401
    before = time.thread_time()
    how(text)
    return time.thread_time() - before


if __name__ == "__main__":
    sys.stdout.write(json.dumps([*taken_down()]))
