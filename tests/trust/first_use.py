"""First use of everything that is worked out when somebody asks: alone, or by 32 threads at the same moment.

    python tests/trust/first_use.py alone
    python tests/trust/first_use.py together SHARE

A process of its own, as nothing may have been asked before. ``alone`` asks one question after another. ``together`` has
each thread ask all questions where the share is 1, every eighth where it is 8: those that ask the same begin at the
same moment, while Python changes threads as often as it can. Both print one line of JSON: what each question got, as a
hash of all that is in the answer.
"""

# Answers are of any type.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false

import functools
import hashlib
import importlib.util
import inspect
import json
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

import attrs

THREADS = 32
Questions = dict[str, Callable[[], object]]


def names() -> Questions:
    """Every public name of the package and of its modules, none of which is loaded before it is used."""
    import cyberconventions as cc

    def exported(module: str) -> list[str]:
        found = cc if module == "cyberconventions" else getattr(cc, module)
        listed = getattr(found, "__all__", None) or [name for name in dir(found) if not name.startswith("_")]
        return [str(getattr(getattr(found, name), "__name__", name)) for name in listed]

    own = ["cyberconventions", *cc._MODULES]  # pyright: ignore[reportPrivateUsage]
    return {f"names of {module}": functools.partial(exported, module) for module in own}


def of_each_treaty(id_: str) -> Questions:
    """What is worked out for each treaty: from acts, clauses, statements, symbols and sources."""
    import cyberconventions as cc

    def of() -> cc.Treaty:
        return cc.treaty(id_)

    return {
        "is party": lambda: of().status("FRA", on="2010-01-01", late="known"),
        "number": lambda: len(of()),
        "order": lambda: [each.state.id for each in of()],
        "participations": lambda: list(of()),
        "parties": lambda: of().parties(on="2015-01-01", late="known"),
        "histories": lambda: [each.history for each in of()],
        "rules": lambda: of().rules,
        "sources": lambda: [act.sources for act in of().acts],
        "statements": lambda: of().statements("FRA"),
        "authorities": lambda: of().authorities("FRA"),
        "provisions": lambda: of().provisions,
        "corrections": lambda: (of().errata, of().misprints, of().unknowns),
        "earlier": lambda: len(of().known_at("2020-03-13")),
        "chart": lambda: cc.Chart.of(id_).rows,
        "table": lambda: list(of().table()),
        "HTML": lambda: of()._repr_html_(),  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks
    }


def of_all() -> Questions:
    """What is worked out once for all treaties."""
    import cyberconventions as cc

    def error(ask: Callable[[], object]) -> str:
        try:
            return str(ask())
        except cc.CyberConventionsError as found:
            return f"{type(found).__name__}: {found}"

    asked = {"requesting": "France", "requested": "Japan", "on": "2026-01-01"}
    tables = (cc.frames.statements, cc.frames.authorities, cc.frames.territories)
    return {
        "codes": lambda: [cc.state(each) for each in ("FRA", "fr", "250", "EU", "SCG", "CSK")],
        "other names": lambda: [cc.state(each) for each in ("Allemagne", "Türkiye", "South Korea", "Cote d'Ivoire")],
        "no name": lambda: [error(lambda: cc.state("Frnace")), error(lambda: cc.state("Hongkong"))],
        "former": lambda: [(cc.state(each).began, cc.state(each).ended) for each in ("CZE", "SRB", "YUG")],
        "groups": lambda: [cc.group(each, on="2020-01-01") for each in ("African Union", "EU")],
        "members": lambda: cc.members_of_coe("1971-01-01"),
        "States": lambda: len(cc.states()),
        "territory": lambda: cc.territory("HKG").responsible("2000-01-01"),
        "application": lambda: cc.treaty("palermo").applies_to("HKG", on="2020-01-01"),
        "treaties": lambda: [each.id for each in cc.treaties()],
        "treaty names": lambda: [cc.treaty(each).id for each in (185, "CETS 224", "Hanoi Convention", "palermo")],
        "no treaty": lambda: error(lambda: cc.treaty("Budapst")),
        "between": lambda: [each.id for each in cc.treaties(between=("France", "Japan"), on="2015-01-01")],
        "measures": lambda: [cc.measure(each) for each in ("preservation", "Art. 29")],
        "cooperation": lambda: cc.cooperation(measure="preservation", **asked),
        "explained": lambda: str(cc.treaty("budapest").explain("Aruba", on="2010-01-01")),
        "symbols": lambda: (cc.decode("55"), cc.decode("R.")),
        "timeline": lambda: [str(each) for each in cc.timeline()],
        "bodies": cc.un.bodies,
        "programmes": cc.un.programmes,
        "resolutions": lambda: [(each, each.sponsors(), each.vote) for each in cc.un.resolutions()],
        "resolution": lambda: cc.resolution("74/247"),
        "corrections": lambda: (cc.errata(), cc.misprints(), cc.unknowns()),
        "citation": lambda: str(cc.cite()),
        "version": lambda: cc.data_version,
        "tables for joins": lambda: [list(each()) for each in tables],
        "JSON": lambda: json.loads(cc.to_json(cc.treaty("cets224"))),
        "read again": lambda: cc.from_json(cc.to_json(cc.treaty("cets224"))),
        "chart": lambda: cc.parse_chart(cc.testing.chart_text("budapest", on="2020-03-13")),
        "invented": lambda: cc.testing.state("Ruritania").id,
        "held": held,
        "picture": lambda: cc.plots.map("budapest").alt,
    }


def held() -> object:
    """Ask the record as known on a day, which a test holds for the whole process: by one thread, then."""
    from cyberconventions._treaties import _held  # pyright: ignore[reportPrivateUsage] - what a fixture asks

    return [act.when for act in _held("ets185", date(2020, 3, 13)).acts]


def of_frames() -> Questions:
    """What is worked out for columns, where there is a library of data frames."""
    import cyberconventions as cc

    rows = {"a": ["France", "Japan", "Frnace", "XXX"], "b": ["JPN", "USA", "DEU", "FRA"], "on": ["2015-01-01"] * 4}
    words: dict[str, Any] = {"on": "on", "errors": "null"}

    def asked(library: str) -> object:
        made = getattr(__import__(library), "table" if library == "pyarrow" else "DataFrame")(rows)
        made = cc.frames.with_status(made, treaty="budapest", state="a", **words)
        made = cc.frames.both_bound(made, treaty="budapest", a="a", b="b", **words)
        made = cc.frames.with_cooperation(made, requesting="a", requested="b", measure="preservation", **words)
        return str(made.to_pydict() if library == "pyarrow" else made)

    found = [each for each in ("pandas", "polars", "pyarrow") if importlib.util.find_spec(each)]
    return {f"columns of {library}": functools.partial(asked, library) for library in found}


def questions() -> Questions:
    """Return all of them."""
    treaties = {
        f"{name} of {id_}": ask for id_ in ("ets185", "uncc", "malabo") for name, ask in of_each_treaty(id_).items()
    }
    return {**names(), **treaties, **of_all(), **of_frames()}


# -- an answer as text, with all that is in it -------------------------------------------------------------------------


def text_of(value: Any) -> str:  # noqa: ANN401 - of any type
    """Return all of an answer as text; two answers with the same text are equal."""
    if isinstance(value, Enum | str):
        return repr(str(value))
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{text_of(key)}: {text_of(each)}' for key, each in value.items())}}}"
    if attrs.has(type(value)):
        fields = [each.name for each in attrs.fields(type(value)) if each.eq]
        return f"{type(value).__name__}({', '.join(text_of(getattr(value, name)) for name in fields)})"
    if isinstance(value, set | frozenset):
        return f"{{{', '.join(sorted(map(text_of, value)))}}}"
    if isinstance(value, Iterable):
        more = {name: each for name, each in getattr(value, "__dict__", {}).items() if not name.startswith("__")}
        return f"({', '.join(map(text_of, value))}){text_of(more) if more else ''}"
    return repr(value)


def answer_to(ask: Callable[[], object]) -> object:
    """Return what a question gets; of an error its text, which the other threads don't get."""
    try:
        return ask()
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}"


def told(answers: Iterable[object]) -> list[str]:
    """Return the answers that differ, each once: as text where it is short, else as a hash."""
    different: list[object] = []
    for answer in answers:
        if not any(answer is other or answer == other for other in different):
            different.append(answer)
    texts = dict.fromkeys(map(text_of, different))
    return [text if len(text) <= 100 else hashlib.sha256(text.encode()).hexdigest() for text in texts]


# -- alone, and together -----------------------------------------------------------------------------------------------


def alone() -> dict[str, list[str]]:
    """Ask one question after another."""
    return {name: told([answer_to(ask)]) for name, ask in questions().items()}


def together(share: int) -> dict[str, list[str]]:
    """Have each thread load all names, and then ask each so manieth question, all beginning at the same moment."""
    barrier = threading.Barrier(THREADS)
    got: list[dict[str, object]] = [{} for _ in range(THREADS)]
    loading, listed = names(), [each for each in questions().items() if each[0] not in names()]

    def ask(number: int) -> None:
        barrier.wait()
        for name, question in [*loading.items(), *listed[number % share :: share]]:
            got[number][name] = answer_to(question)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(THREADS)]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(before)
    return {name: told([each[name] for each in got if name in each]) for name in [*loading, *dict(listed)]}


def unasked() -> list[str]:
    """Return the functions of loaded modules whose answers are kept, and which nobody asked."""
    from cyberconventions._dataset import current

    found: list[str] = []
    for module in [each for name, each in sys.modules.items() if name.startswith("cyberconventions")]:
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__:
                kept = "per_dataset.<locals>" in function.__code__.co_qualname and hasattr(function, "__wrapped__")
                if kept and vars(function)["__wrapped__"] not in current().caches:
                    found.append(f"{module.__name__}.{name}")
    return found


def main() -> None:
    """Ask, and print what everything got."""
    warnings.simplefilter("ignore")
    answers = alone() if sys.argv[1] == "alone" else together(int(sys.argv[2]))
    gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    print(json.dumps({"answers": answers, "unasked": unasked(), "gil": gil}))  # noqa: T201


if __name__ == "__main__":
    main()
