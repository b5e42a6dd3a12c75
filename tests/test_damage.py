"""A damaged installation is an error, never a shorter record: no file can be cut or changed without one.

Not tried: a change that was made on purpose, with the manifest and the hashes changed to fit: the hashes tell damage,
not forgery.
"""

import importlib
import importlib.util
import os
import py_compile
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

import cyberconventions as cc
from cyberconventions import _dataset
from cyberconventions._dataset import Dataset, current, opened
from cyberconventions._manifest import MANIFEST, read_manifest
from cyberconventions.errors import DatasetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

ROOT = Path(__file__).parent.parent
PACKAGE = Path(cc.__path__[0])
BUNDLED = Path(current().folder)
FILES = tuple(read_manifest((BUNDLED / MANIFEST).read_bytes()))
TREATIES = tuple(treaty.id for treaty in cc.treaties())
LONGEST = 500  # characters of a message

# -- what happens to a file --------------------------------------------------------------------------------------------

Lines = list[bytes]


def half(lines: Lines) -> int:
    return len(lines) // 2


def cut_at_a_line_end(lines: Lines) -> Lines:
    return lines[: half(lines)]


def cut_in_mid_line(lines: Lines) -> Lines:
    return [*lines[: half(lines)], lines[half(lines)][:5]]


def without_its_last_line_end(lines: Lines) -> Lines:
    return [*lines[:-1], lines[-1].rstrip(b"\n")]


def emptied(_: Lines) -> Lines:
    return []


def line_doubled(lines: Lines) -> Lines:
    return [*lines[: half(lines) + 1], *lines[half(lines) :]]


def line_removed(lines: Lines) -> Lines:
    return [*lines[: half(lines)], *lines[half(lines) + 1 :]]


def lines_turned_round(lines: Lines) -> Lines:
    return [lines[0], *reversed(lines[1:])]


def column_added(lines: Lines) -> Lines:
    return [line.rstrip(b"\n") + b",more\n" for line in lines]


def column_renamed(lines: Lines) -> Lines:
    return [b"x" + lines[0], *lines[1:]]


def last_column_removed(lines: Lines) -> Lines:
    return [line.rpartition(b",")[0] + b"\n" for line in lines]


def character_changed(lines: Lines) -> Lines:
    line = lines[half(lines)]
    return [*lines[: half(lines)], bytes([line[0] ^ 1]) + line[1:], *lines[half(lines) + 1 :]]


def saved_on_windows(lines: Lines) -> Lines:
    return [line.replace(b"\n", b"\r\n") for line in lines]


DAMAGES = (
    *(cut_at_a_line_end, cut_in_mid_line, without_its_last_line_end, emptied, line_doubled, line_removed),
    *(lines_turned_round, column_added, column_renamed, last_column_removed, character_changed, saved_on_windows),
)
# All of them are read in one way, so that this one and a missing file are enough to see what an answer becomes.
FEW = (cut_at_a_line_end,)


def damaged(path: Path, damages: Iterable[Callable[[Lines], Lines]] = DAMAGES) -> Iterator[str]:
    """Damage a file in one way after another, and remove it at last; the file is whole again at the end."""
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    for damage in damages:
        if b"".join(damage(lines)) != whole:
            path.write_bytes(b"".join(damage(lines)))
            yield damage.__name__
    path.unlink()
    yield "removed"
    path.write_bytes(whole)


# -- every file, every damage ------------------------------------------------------------------------------------------


def measured(names: Iterable[str]) -> "list[ParameterSet]":
    """Have what the tests reach measured for a file of each kind, as the others reach the same."""
    kinds = {"ets185/acts.csv", "ets185/treaty.toml", "sources.csv", "states.csv"}
    return [pytest.param(name, marks=() if name in kinds else pytest.mark.no_cover) for name in names]


def read(dataset: Dataset, name: str) -> object:
    return dataset.rows(name) if name.endswith(".csv") else dataset.content(name)


@pytest.mark.promise("A file of the dataset that was cut off, changed or removed is an error that names it.")
@pytest.mark.parametrize("name", measured(FILES))
def test_no_file_is_read_that_is_not_what_the_manifest_says(
    name: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Whatever happened to it; the message says which file it is, and no file elsewhere is held up."""
    folder = shutil.copytree(BUNDLED, tmp_path / "data")
    others = [other for other in FILES if "/" not in other or other.partition("/")[0] != name.partition("/")[0]]
    kinds = list(damaged(folder / name))
    for kind in damaged(folder / name):
        dataset = opened(str(folder))
        with pytest.raises(DatasetError) as caught:
            read(dataset, name)

        assert str(caught.value).startswith(name), kind
        assert len(str(caught.value)) < LONGEST, kind
        if kind in {emptied.__name__, "removed"}:
            assert all(read(dataset, other) for other in others if other != name), kind
    record_property("damaged files", len(kinds))
    assert len(kinds) >= len(DAMAGES) - 5  # a file of one line can't be damaged in every way
    assert read(opened(str(folder)), name)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A copy of the tables, from which the library answers, with nothing worked out yet."""
    copy = shutil.copytree(BUNDLED, tmp_path / "data")
    answer_from(copy)
    yield copy
    answer_from(BUNDLED)


def answer_from(folder: Path) -> None:
    object.__setattr__(current(), "folder", str(folder))
    current().caches.clear()
    current().checked.clear()
    current().described.clear()


def of_treaty(id_: str) -> Mapping[str, Callable[[], object]]:
    """What can be asked about a treaty, and needs a file of its own."""
    return {
        "acts": lambda: cc.treaty(id_).acts,
        "parties": lambda: cc.treaty(id_).parties(),
        "number": lambda: len(cc.treaty(id_)),
        "membership": lambda: ("FRA" in cc.treaty(id_), "CZE" in cc.treaty(id_)),
        "rules": lambda: cc.treaty(id_).rules,
        "chart": lambda: cc.Chart.of(id_).rows,
    }


def suggestions(name: str) -> str:
    with pytest.raises((LookupError, DatasetError)) as caught:
        cc.state(name)
    if isinstance(caught.value, DatasetError):
        raise caught.value
    return str(caught.value)


OF_ALL: Mapping[str, Callable[[], object]] = {
    "treaties": lambda: [repr(treaty) for treaty in cc.treaties()],
    "treaty": lambda: cc.treaty("budapest").title,
    "states": lambda: [repr(cc.state(each)) for each in ("EU", "Türkiye", "CSK", "Serbia and Montenegro", "FRA")],
    "suggestions": lambda: suggestions("Frnace"),
    "successions": lambda: [cc.state(each).began for each in ("CZE", "SRB", "FRA")],
    "members": lambda: cc.members_of_coe("1971-01-01"),
    "groups": lambda: cc.group("African Union", on="2020-01-01"),
    "territory": lambda: cc.territory("HKG").responsible("2020-01-01"),
    "application": lambda: cc.treaty("palermo").applies_to("HKG", on="2020-01-01"),
    "tiles": lambda: cc.plots.map("budapest").alt,
    "measure": lambda: cc.measure("Art. 29"),
    "other names": lambda: cc.state("Allemagne"),
    "printed": lambda: [row.name for row in cc.Chart.of("budapest").rows],
    "sources": lambda: [act.sources for act in cc.treaty("budapest").acts],
    "footnotes": lambda: cc.decode("55"),
    "provisions": lambda: cc.treaty("budapest").provisions,
    "errata": lambda: cc.errata("budapest"),
    "misprints": lambda: cc.misprints("budapest"),
    "unknowns": lambda: cc.unknowns("malabo"),
    "bodies": cc.un.bodies,
    "events": cc.un.events,
    "resolutions": lambda: [(each, each.sponsors()) for each in cc.un.resolutions()],
    "programmes": cc.un.programmes,
    "timeline": cc.timeline,
    "citation": cc.cite,
}
NOT_ASKED = {"totals.csv"}  # the checks alone compare records with published totals


def answers(questions: Mapping[str, Callable[[], object]]) -> dict[str, object]:
    """What each question gets, an error of the dataset among them."""
    found: dict[str, object] = {}
    for name, question in questions.items():
        try:
            found[name] = question()
        except DatasetError as error:
            found[name] = error
    return found


@pytest.fixture(scope="module")
def sound_answers() -> dict[str, dict[str, object]]:
    """What each question gets where nothing is damaged: about each treaty, by its id, and about all."""
    answer_from(BUNDLED)
    return {"": answers(OF_ALL)} | {id_: answers(of_treaty(id_)) for id_ in TREATIES}


@pytest.mark.promise("Damage of one treaty's files is an error of each question about it, and of no other.")
@pytest.mark.parametrize("name", measured(name for name in FILES if "/" in name))
def test_a_damaged_treaty_never_answers_otherwise(
    name: str, sound_answers: dict[str, dict[str, object]], place: Path
) -> None:
    """What is asked about it is an error at first use, whichever of its files it is; other treaties go on."""
    id_ = name.partition("/")[0]
    other = next(each for each in reversed(TREATIES) if each != id_)
    for kind in damaged(place / name, FEW):
        answer_from(place)
        errors = answers(of_treaty(id_))

        assert [] == [question for question, each in errors.items() if not isinstance(each, DatasetError)], kind
        assert all(str(each).startswith(name) for each in errors.values()), kind
        assert sound_answers[other] == answers(of_treaty(other)), kind
    answer_from(place)
    assert sound_answers[id_] == answers(of_treaty(id_))


@pytest.mark.promise("Damage of a shared table is an error, or changes nothing in an answer.")
@pytest.mark.parametrize("name", measured(name for name in FILES if "/" not in name))
def test_a_damaged_shared_table_never_answers_otherwise(
    name: str, sound_answers: dict[str, dict[str, object]], place: Path
) -> None:
    """Each question gets the same answer, or an error that names the file; at least one gets the error."""
    for kind in damaged(place / name, FEW):
        answer_from(place)
        found = answers(OF_ALL)
        errors = [str(each) for each in found.values() if isinstance(each, DatasetError)]

        assert bool(errors) is (name not in NOT_ASKED), kind
        assert all(each.startswith(name) and len(each) < LONGEST for each in errors), (kind, errors)
        assert found == {
            question: found[question] if isinstance(found[question], DatasetError) else answer
            for question, answer in sound_answers[""].items()
        }, kind


# -- what an error says ------------------------------------------------------------------------------------------------


def place_in(message: str) -> tuple[str, str]:
    """The file and line that a message begins with, and what is wrong there."""
    where, _, problem = message.partition(": ")
    return where, problem.partition(". ")[0]


def test_a_message_says_where_and_what_was_expected(place: Path) -> None:
    """File, line where it can be told, what the manifest says; what to do."""
    acts = place / "ets185" / "acts.csv"
    whole = acts.read_bytes()
    lines = whole.splitlines(keepends=True)
    rows = len(lines) - 1
    says = f"the manifest says {rows} rows"

    def said(content: bytes) -> str:
        acts.write_bytes(content)
        answer_from(place)
        with pytest.raises(DatasetError) as caught:
            len(cc.treaty("budapest"))
        return str(caught.value)

    assert said(b"".join(lines[:91])).startswith(f"ets185/acts.csv has 90 rows; {says}. ")
    assert ("ets185/acts.csv, line 1", f"the file is empty; {says}") == place_in(said(b""))
    assert ("ets185/acts.csv, line 8", f"repeats line 7; {says}") == place_in(said(b"".join([*lines[:7], *lines[6:]])))
    assert ("ets185/acts.csv, line 9", f"cut off, the line has no end; {says}") == place_in(
        said(b"".join(lines[:8]) + b"ALB")
    )
    assert ("ets185/acts.csv, line 9", f"1 cell, expected 10; {says}") == place_in(
        said(b"".join([*lines[:8], b"ALB\n", *lines[9:]]))
    )
    assert ("ets185/acts.csv, line 1", f"unknown column 'more'; {says}") == place_in(
        said(whole.replace(b"\n", b",more\n"))
    )
    assert ("ets185/acts.csv, line 3", f"not UTF-8; {says}") == place_in(
        said(b"".join([*lines[:2], b"\xff" + lines[2][1:], *lines[3:]]))
    )
    assert ("ets185/acts.csv, line 1", f"the line ends in CR LF, expected LF; {says}") == place_in(
        said(whole.replace(b"\n", b"\r\n"))
    )
    assert (
        f"ets185/acts.csv was changed: it has {len(whole)} bytes, the manifest says {len(whole)}, with another hash"
        == (said(whole.replace(b"2001", b"2002", 1)).partition(". ")[0])
    )
    assert "The installation is damaged: reinstall it, with pip's option --force-reinstall" in said(b"")


def test_a_missing_file_is_named(place: Path) -> None:
    """Flags are no table of every treaty, and yet not forgotten."""
    (place / "ets185" / "flags.csv").unlink()
    answer_from(place)

    with pytest.raises(DatasetError, match=r"^ets185/flags\.csv is missing; the manifest says \d+ rows\. "):
        cc.treaty("budapest").is_party("FRA", on="2010-01-01")


def test_a_file_that_nobody_described_is_not_read(place: Path) -> None:
    """A table of a treaty that has none by the manifest: neither read nor passed over."""
    shutil.copy(place / "ets185" / "flags.csv", place / "ets189" / "flags.csv")
    answer_from(place)

    with pytest.raises(DatasetError, match=r"^ets189/flags\.csv is not described by the manifest"):
        _ = cc.treaty("ets189").rules


def test_a_checkout_says_what_to_run_after_an_edit(tmp_path: Path) -> None:
    """Who edits a table gets the one command that accepts it; who has a folder of their own, what applies there."""
    data = shutil.copytree(BUNDLED, tmp_path / "src" / "cyberconventions" / "data")
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "manifest.py").touch()
    (data / "states.csv").write_text("id,name\n", encoding="utf-8")
    answer_from(data)
    try:
        with pytest.raises(DatasetError, match="After an edit by hand run: python tools/manifest.py; otherwise"):
            current().rows("states.csv")
    finally:
        answer_from(BUNDLED)
    with pytest.raises(
        DatasetError, match="run: cyberconventions check-record .* --accept; otherwise restore the file from a copy"
    ):
        opened(str(data)).rows("states.csv")


# -- the manifest itself -----------------------------------------------------------------------------------------------


def with_its_first_half(text: str) -> str:
    return text[: len(text) // 2]


def with_another_encoding(text: str) -> str:
    return text.replace("title", "t\udcfftle", 3)


def with_a_list(_: str) -> str:
    return "[]"


def without_rows(text: str) -> str:
    return text.replace('"rows"', '"row"', 1)


def without_a_table(text: str) -> str:
    return text.replace('"path": "ets185/acts.csv"', '"path": "ets185/act.csv"')


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (with_its_first_half, r"datapackage\.json, line \d+: not JSON in UTF-8"),
        (with_another_encoding, r"datapackage\.json, line \d+: not JSON in UTF-8"),
        (with_a_list, r"datapackage\.json, line 1: not a data package"),
        (without_rows, r"datapackage\.json: resource 'treaties\.csv' lacks a property, expected bytes and hash"),
        (without_a_table, r"ets185/act\.csv is missing"),
    ],
)
def test_a_damaged_manifest(damage: Callable[[str], str], expected: str, tmp_path: Path) -> None:
    """A folder whose manifest can't be read answers nothing; a table that is not in it can't be checked."""
    folder = shutil.copytree(BUNDLED, tmp_path / "data")
    text = damage((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(text, encoding="utf-8", errors="surrogateescape")

    with pytest.raises(DatasetError, match=expected):
        opened(str(folder)).rows("ets185/acts.csv")


def test_a_missing_manifest(tmp_path: Path) -> None:
    """It is the first file that is needed."""
    with pytest.raises(DatasetError, match=r"^datapackage\.json is missing\. After an edit"):
        opened(str(tmp_path)).rows("treaties.csv")


# -- real copies of the package ----------------------------------------------------------------------------------------

SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
import cyberconventions as cc
for treaty in cc.treaties():
    try:
        print(treaty.id, "FRA" in treaty and treaty.status("FRA", on="2010-01-01"), len(treaty))
    except cc.errors.DatasetError as error:
        print(treaty.id, "DatasetError:", error)
"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with its tables alone."""
    place = tmp_path_factory.mktemp("checkout")
    shutil.copytree(PACKAGE, place / "cyberconventions", ignore=shutil.ignore_patterns("_compiled", "__pycache__"))
    return place


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with what a build works out from them."""
    place = tmp_path_factory.mktemp("built")
    shutil.copytree(checkout, place, dirs_exist_ok=True)
    compile_into(place / "cyberconventions" / "_compiled")
    return place


def compile_into(folder: Path) -> None:
    tool = str(ROOT / "tools" / "compile_tables.py")
    subprocess.run([sys.executable, "-B", tool, str(folder)], check=True)


def lines_of(place: Path) -> dict[str, str]:
    """What a fresh Python says of each treaty, by its id."""
    command = [sys.executable, "-c", SCRIPT, str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"})

    assert 0 == done.returncode, done.stderr
    return {id_: said for id_, _, said in (line.partition(" ") for line in done.stdout.splitlines())}


@pytest.fixture(scope="module")
def sound(checkout: Path, built: Path) -> dict[str, str]:
    """What is said where nothing is damaged, with and without what a build worked out."""
    found = lines_of(checkout)

    assert f"party {len(cc.treaty('budapest'))}" == found["ets185"]
    assert len(TREATIES) == len(found)
    assert found == lines_of(built)
    return found


@pytest.fixture(params=["checkout", "built"])
def copy(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy to damage, of either form."""
    return shutil.copytree(request.getfixturevalue(request.param), tmp_path / "copy")


@pytest.fixture
def copy_of_build(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "copy")


@pytest.mark.parametrize(
    ("file", "damage"),
    [
        ("acts.csv", cut_at_a_line_end),
        ("acts.csv", emptied),
        ("acts.csv", line_doubled),
        ("acts.csv", character_changed),
        ("flags.csv", None),
        ("treaty.toml", cut_at_a_line_end),
    ],
)
def test_a_damaged_copy(file: str, damage: Callable[[Lines], Lines] | None, copy: Path, sound: dict[str, str]) -> None:
    """The damaged treaty is an error, with and without what a build worked out; each other one answers as before."""
    path = copy / "cyberconventions" / "data" / "ets185" / file
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(b"".join(damage(path.read_bytes().splitlines(keepends=True))))
    found = lines_of(copy)

    assert found.pop("ets185").startswith(f"DatasetError: ets185/{file}")
    assert {id_: said for id_, said in sound.items() if id_ != "ets185"} == found


def test_a_damaged_list_of_treaties(copy: Path) -> None:
    """Another column in a table that all of them stand in: nothing is answered from it, compiled or not."""
    path = copy / "cyberconventions" / "data" / "treaties.csv"
    path.write_bytes(b"".join(column_added(path.read_bytes().splitlines(keepends=True))))
    command = [sys.executable, "-m", "cyberconventions", "status", "France", "--treaty", "budapest"]
    env = {**os.environ, "PYTHONPATH": str(copy)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=copy)

    assert 2 == done.returncode
    assert done.stderr.startswith("cyberconventions: treaties.csv, line 1: unknown column 'more'; the manifest says ")


# -- what a build worked out -------------------------------------------------------------------------------------------


@pytest.fixture
def compiled(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the modules of literals, which is where the library finds them."""
    copy = shutil.copytree(built / "cyberconventions" / "_compiled", tmp_path / "_compiled")
    monkeypatch.setattr(cc, "__path__", [str(tmp_path)])
    answer_from(BUNDLED)
    yield copy
    forget()
    answer_from(BUNDLED)


def forget() -> None:
    """Have the modules imported again."""
    for name in [name for name in sys.modules if name.startswith("cyberconventions._compiled")]:
        del sys.modules[name]
    importlib.invalidate_caches()
    current().checked.clear()
    current().described.clear()


def literal(name: str) -> object:
    """What the library takes from a module; the manifest for the package itself."""
    forget()
    return _dataset._literal("" if name == "__init__" else f".{name}")  # pyright: ignore[reportPrivateUsage]


@pytest.mark.promise("A module that the build wrote is an error where it was damaged.")
def test_a_damaged_module_never_gives_another_value(
    compiled: Path, record_property: Callable[[str, object], None]
) -> None:
    """Each module, each damage: an error that names it; none where it is missing, and the tables answer."""
    for path in sorted(compiled.glob("*.py")):
        expected = literal(path.stem)
        assert expected
        for kind in damaged(path, (cut_at_a_line_end, cut_in_mid_line, emptied, line_removed, character_changed)):
            record_property("damaged modules of a build", 1)
            if kind == "removed":
                assert literal(path.stem) is None
            else:
                with pytest.raises(DatasetError, match="reinstall") as caught:
                    literal(path.stem)
                assert str(caught.value).startswith(f"cyberconventions/_compiled/{path.name}"), (path, kind)
                assert len(str(caught.value)) < LONGEST


def test_what_a_build_worked_out_from_other_tables_is_not_used(compiled: Path) -> None:
    """Modules of two releases, mixed: by a copy over an older one, or a module that was left behind."""
    package = compiled / "__init__.py"
    text, _, _ = package.read_text(encoding="utf-8").rpartition("CHECKSUM")
    hashes = [_dataset.hash_like("crc32:", current().content(each)) for each in ("treaties.csv", "states.csv")]
    other = text.replace(hashes[0], hashes[1])
    package.write_text(f"{other}CHECKSUM = {_dataset.checksum(other.encode())}\n", encoding="utf-8", newline="\n")

    with pytest.raises(DatasetError, match=r"^treaties\.csv was changed"):
        literal("treaties_listed")
    package.unlink()
    with pytest.raises(DatasetError, match=r"/treaties_listed\.py: worked out from another treaties\.csv\. "):
        literal("treaties_listed")


def test_a_distribution_without_sources_has_nothing_to_compare(compiled: Path) -> None:
    """Modules that Python compiled, alone: their values count, for the tables that they were worked out from."""
    expected = literal("treaties_listed")
    for path in compiled.glob("*.py"):
        py_compile.compile(str(path), cfile=f"{path}c")
        path.unlink()

    assert expected
    assert expected == literal("treaties_listed")


def test_a_folder_that_python_left_behind_is_no_build(compiled: Path) -> None:
    """Where modules were removed, their folder may stay."""
    for path in compiled.glob("*.py"):
        path.unlink()

    assert literal("__init__") is None
    assert literal("treaties_listed") is None


@pytest.mark.parametrize(
    ("module", "damage", "expected"),
    [
        ("treaties_histories_ets185", emptied, "AttributeError: module"),
        ("treaties_histories_ets185", cut_at_a_line_end, "SyntaxError: '{' was never closed"),
        ("treaties_histories_ets185", line_removed, "not what the build wrote"),
    ],
)
def test_a_damaged_build(
    module: str, damage: Callable[[Lines], Lines], expected: str, copy_of_build: Path, sound: dict[str, str]
) -> None:
    """In a copy of the package: that treaty is an error, each other one answers as before."""
    path = copy_of_build / "cyberconventions" / "_compiled" / f"{module}.py"
    path.write_bytes(b"".join(damage(path.read_bytes().splitlines(keepends=True))))
    found = lines_of(copy_of_build)
    said = found.pop("ets185")

    assert said.startswith(f"DatasetError: cyberconventions/_compiled/{module}.py")
    assert expected in said
    assert {id_: said for id_, said in sound.items() if id_ != "ets185"} == found


def test_where_a_module_is_missing_the_tables_answer(copy_of_build: Path, sound: dict[str, str]) -> None:
    """Later, and not otherwise."""
    (copy_of_build / "cyberconventions" / "_compiled" / "treaties_histories_ets185.py").unlink()

    assert sound == lines_of(copy_of_build)


def test_a_damaged_pyc_is_an_error(copy_of_build: Path) -> None:
    """What Python wrote of a module can be cut off as well."""
    compiled = copy_of_build / "cyberconventions" / "_compiled"
    module = compiled / "treaties_histories_ets185.py"
    pyc = Path(importlib.util.cache_from_source(str(module)))
    py_compile.compile(str(module), cfile=str(pyc))
    pyc.write_bytes(pyc.read_bytes()[:200])

    assert "treaties_histories_ets185.py: EOFError: marshal data too short" in lines_of(copy_of_build)["ets185"]
