"""What a wheel carries as literals is what the tables and pycountry give."""

import copy
import importlib.util
import inspect
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import attrs
import pycountry
import pytest

import cyberconventions as cc
from cyberconventions import _dataset, _groups, _measures, _statements, _treaties
from cyberconventions._dataset import COMPILED, built, current, module_of
from cyberconventions._history import history_of
from cyberconventions._states import State
from cyberconventions._treaty import history_in

ROOT = Path(__file__).parent.parent
MARKED = (_groups, _measures, _statements, _treaties)  # with what these import, all functions that are marked are known
ANSWERS = [
    pytest.param(function, arguments, id=module_of(function, *arguments))
    for function, each in COMPILED
    for arguments in ([()] if each is None else [(argument,) for argument in each()])
]
STATES = [State(id_) for id_ in sorted({*(country.alpha_3 for country in pycountry.countries), "EUE", "SCG"})]


def write(folder: Path, hash_seed: str) -> dict[str, str]:
    """Compile the tables into a folder, and return each module's text."""
    subprocess.run(
        [sys.executable, "-B", str(ROOT / "tools" / "compile_tables.py"), str(folder)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the compiled modules of this checkout are."""
    found = tmp_path_factory.mktemp("built")
    write(found / "_compiled", "1")
    return found


@pytest.fixture
def as_built(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the library find the compiled modules, as it does in a wheel, with nothing worked out yet."""
    for function in list(current().caches):
        monkeypatch.delitem(current().caches, function)
    monkeypatch.setattr(cc, "__path__", [*cc.__path__, str(folder)])
    current().described.clear()
    yield
    current().caches.clear()
    current().described.clear()
    if not Path(cc.__path__[0], "_compiled").exists():
        for name in [name for name in sys.modules if name.startswith("cyberconventions._compiled")]:
            del sys.modules[name]


def module(folder: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, folder / "_compiled" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.mark.promise("What a wheel answers without opening a table is what the tables give.")
@pytest.mark.parametrize(("function", "arguments"), ANSWERS)
def test_each_literal_is_what_the_tables_give(
    function: Callable[..., object], arguments: tuple[str, ...], folder: Path
) -> None:
    """Every compiled table, against the function that works it out again; in a wheel, the wheel's own too."""
    expected = inspect.unwrap(function)(*arguments)

    assert expected
    # As texts, so that the order of mappings and the types count too.
    assert repr(expected) == repr(module(folder, module_of(function, *arguments)).VALUE)
    assert repr(built(function, *arguments)) in (repr(None), repr(expected))


def test_nothing_is_compiled_beside_that(folder: Path) -> None:
    """One module for each answer, and the package's own."""
    expected = {f"{parameter.id}.py" for parameter in ANSWERS}

    assert expected | {"__init__.py"} == {path.name for path in (folder / "_compiled").glob("*.py")}


def test_compiling_again_gives_the_same_texts(folder: Path, tmp_path: Path) -> None:
    """Whatever order sets have in a process: builds are reproducible."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in (folder / "_compiled").glob("*.py")}

    assert texts == write(tmp_path, "2")


@pytest.mark.usefixtures("as_built")
@pytest.mark.parametrize("id_", [treaty.id for treaty in cc.treaties()])
def test_histories_are_those_that_follow_from_acts(id_: str) -> None:
    """For every State there is, whether or not it has an act."""
    treaty = cc.treaty(id_)
    made_of_acts = attrs.evolve(treaty)

    assert built(_treaties.histories, id_)
    assert [each.state for each in made_of_acts] == [each.state for each in treaty]
    for state in STATES:
        assert history_of(made_of_acts, state.id) == history_in(treaty, state) == history_in(made_of_acts, state), state


@pytest.mark.usefixtures("as_built")
@pytest.mark.parametrize("id_", [treaty.id for treaty in cc.treaties()])
def test_participations_are_those_made_of_all_acts(id_: str) -> None:
    """The acts of one State, made alone, are those among all."""
    treaty = cc.treaty(id_)
    one_by_one = {each.state: each.acts for each in treaty}

    assert one_by_one == {each.state: each.acts for each in attrs.evolve(treaty)}
    assert treaty.acts == tuple(
        act for state in dict.fromkeys(act.state for act in treaty.acts) for act in one_by_one[state]
    )


@pytest.mark.usefixtures("as_built")
def test_a_treaty_whose_acts_were_never_read_is_a_value_like_any_other() -> None:
    """It compares, hashes, copies, pickles and changes as if they had been."""

    def fresh() -> cc.Treaty:
        current().caches.clear()
        return cc.treaty("budapest")

    read = attrs.evolve(fresh())
    assert read == fresh()
    assert hash(read) == hash(fresh())
    assert read == copy.copy(fresh()) == copy.deepcopy(fresh()) == pickle.loads(pickle.dumps(fresh()))
    assert read.known_at("2020-03-13") == fresh().known_at("2020-03-13")
    assert fresh().acts is not fresh().acts
    treaty = fresh()
    assert treaty.acts is treaty.acts


@pytest.mark.usefixtures("as_built")
def test_other_acts_make_other_histories() -> None:
    """What the build worked out is never taken for a treaty with acts of its own."""
    treaty = cc.treaty("budapest")
    without = attrs.evolve(treaty, acts=tuple(act for act in treaty.acts if act.state.id != "FRA"))

    assert treaty.is_party("FRA", on="2010-01-01")
    assert not without.is_party("FRA", on="2010-01-01")
    assert "FRA" not in without
    assert len(treaty) - 1 == len(without)


@pytest.mark.usefixtures("as_built")
def test_participations_outlive_a_pickle() -> None:
    """A participation that nobody had asked for is made by the copy itself."""
    treaty = cc.treaty("budapest")
    assert len(treaty)
    copied: cc.Treaty = pickle.loads(pickle.dumps(treaty))

    assert treaty["FRA"] == copied["FRA"]


def test_another_dataset_answers_from_its_own_tables(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The literals are the bundled dataset's."""
    monkeypatch.setattr(cc, "__path__", [*cc.__path__, str(folder)])
    other = _dataset.opened(current().folder)
    monkeypatch.setattr(_dataset, "current", lambda: other)

    assert built(_treaties.histories, "ets185") is None


def test_the_dataset_travels_without_its_caches() -> None:
    """Another process opens its own: the bundled one by no path, since it lies elsewhere there."""
    assert pickle.loads(pickle.dumps(current())) is current()
    assert current().__reduce__()[1] == (None,)


QUESTIONS = {
    "a name": "assert cc.treaty('budapest').is_party('France', on='2010-01-01')",
    "a name in French": "assert cc.treaty('budapest').is_party('Allemagne', on='2010-01-01')",
    "a group": "assert len(cc.group('EU', on='2020-02-01')) == 27 and cc.state('FRA').region",
    "facts": "assert cc.state('FRA').flag and cc.state('FRA').member_of_coe('2010-01-01')",
    "counts": "assert [len(treaty) for treaty in cc.treaties()][0] > 90",
    "a participation": "assert cc.treaty('budapest')['France'].consent.date",
    "an error": "\ntry: cc.state('Frnace')\nexcept LookupError as error: assert \"mean 'France'?\" in str(error)",
    "a command": "from cyberconventions import __main__ as it; it.main(['status', 'France', '--on', '2010-01-01'])",
    "the list": "from cyberconventions import __main__ as it; it.main([])",
}
HEAVY = {"csv", "pycountry", "tomllib", "argparse", "json", "importlib.metadata", "dateutil", "cyberconventions.charts"}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_a_first_answer_loads_nothing_heavy(question: str, folder: Path) -> None:
    """No table, no list of countries, no parser of words that are plain, no chart."""
    start = f"import sys, cyberconventions as cc; cc.__path__.append({str(folder)!r}); {question}"
    code = f"{start}\nprint(sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONUTF8": "1"}
    )

    assert "[]" == done.stdout.splitlines()[-1]


def test_the_class_can_be_inspected() -> None:
    """Documentation tools and debuggers ask the class for each of its attributes."""
    assert dict(inspect.getmembers(cc.Treaty))["acts"]
    assert ["id", "reference"] == [each.name for each in attrs.fields(cc.Treaty)][:2]
