"""The command line in processes of their own, where output, disk and terminal are not as one wishes."""

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import cyberconventions as cc
from cyberconventions.__main__ import main
from cyberconventions._command_line._commands import COMMANDS
from cyberconventions._export._writers import write_sqlite

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "tests" / "cases" / "charts" / "page-2020.txt"
DESK = ["desk", "--from", "Germany", "--to", "Nigeria", "--measure", "preservation", "--treaty", "budapest"]
POSIX = pytest.mark.skipif(os.name != "posix", reason="streams, limits and signals of POSIX systems")
FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")


def ran(line: str, folder: Path, **more: str) -> tuple[int, str, str]:
    """Run a line of shell, in which $CC is the program; return its exit status, output and errors."""
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        errors="backslashreplace",
        env={**os.environ, "CC": f"{sys.executable} -m cyberconventions", **more},
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout, done.stderr


def page_of_record(day: str, old: str = "", new: str = "") -> str:
    """The chart of the bundled record as it would be printed on a later day."""
    treaty = cc.treaty(185)
    text = cc.Chart.of(treaty).to_text().replace(f"{treaty.as_of:%d/%m/%Y}", day)
    assert text.count(old) or not old
    return text.replace(old, new)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pages and a record that was begun, made once."""
    folder = tmp_path_factory.mktemp("made")
    later = page_of_record("01/06/2037")
    (folder / "later.txt").write_text(later, encoding="utf-8")
    contradicted = page_of_record("01/06/2037", "France 23/11/2001", "France 24/11/2001")
    (folder / "contradicted.txt").write_text(contradicted, encoding="utf-8")
    shutil.copy(PAGE, folder / "page.txt")
    shutil.copytree(Path(cc.__file__).parent / "data", folder / "record")
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, to work in."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(place: Path, old: str, new: str) -> None:
    """Edit a table of the record by hand."""
    acts = place / "record" / "ets185" / "acts.csv"
    text = acts.read_text(encoding="utf-8")
    assert 1 == text.count(old)
    acts.write_text(text.replace(old, new), encoding="utf-8")


def edited(place: Path) -> None:
    edit(place, "Octopus Conference). 80 Parties afterwards", "Octopus Conference)")


def unsound(place: Path) -> None:
    edit(place, "FRA,consent,2006-01-10,2006-05-01", "FRA,consent,2006-01-10,2006-06-01")


# For each command and exit status, words that give it, and what has to be done before.
Case = tuple[list[str], Callable[[Path], None] | None]
STATUSES: dict[tuple[str, int], Case] = {
    ("", 0): ([], None),
    ("status", 0): (["status", "Colombia", "--treaty", "185", "--on", "2019-01-01"], None),
    ("status", 2): (["status", "Korea"], None),
    ("desk", 0): ([*DESK, "--on", "2022-11-01"], None),
    ("desk", 1): ([*DESK, "--on", "2022-10-31"], None),
    ("desk", 2): ([*DESK, "--on", "2022-02-30"], None),
    ("desk", 3): ([*DESK, "--on", "2026-01-01", "--to", "New Zealand", "--territory", "Tokelau"], None),
    ("chart", 0): (["chart", "budapest"], None),
    ("chart", 2): (["chart", "nothing"], None),
    ("read", 0): (["read", "page.txt"], None),
    ("read", 2): (["read", "."], None),
    ("check", 0): (["check", "page.txt"], None),
    ("check", 1): (["check", "contradicted.txt"], None),
    ("check", 2): (["check", "nothing.txt"], None),
    ("diff", 0): (["diff", "page.txt", "page.txt"], None),
    ("diff", 1): (["diff", "page.txt", "later.txt"], None),
    ("diff", 2): (["diff", "page.txt", "."], None),
    ("convert", 0): (["convert", "page.txt", "--to", "csv"], None),
    ("convert", 2): (["convert", "page.txt", "--to", "pdf"], None),
    ("update", 0): (["update", "page.txt", "--record", "record"], None),
    ("update", 1): (["update", "later.txt", "--record", "record"], None),
    ("update", 2): (["update", "later.txt", "--record", "page.txt", "--write"], None),
    ("update", 3): (["update", "contradicted.txt", "--record", "record", "--write"], None),
    ("check-record", 0): (["check-record", "record"], None),
    ("check-record", 1): (["check-record", "record"], edited),
    ("check-record", 2): (["check-record", "nothing"], None),
    ("check-record", 3): (["check-record", "record", "--accept"], unsound),
    ("export", 0): (["export", "out", "--format", "csv"], None),
    ("export", 2): (["export", "page.txt", "--format", "csv"], None),
}


@pytest.mark.parametrize(("command", "status"), STATUSES, ids=lambda each: str(each) or "none")
def test_exit_status(command: str, status: int, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is what the page says; bad input is one line on standard error, and nothing else."""
    words, prepare = STATUSES[command, status]
    if prepare:
        prepare(place)

    assert status == main(words)
    out, err = capsys.readouterr()
    if status == 2:
        assert ("", 1) == (out, err.count("\n"))
    else:
        assert out


def documented() -> dict[tuple[str, int], str]:
    """What the page says of each exit status."""
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:none|`([a-z-]+)`) \| (.+) \| (.+) \| (.+) \|$", page, re.MULTILINE)
    cells = {(command, status): said for command, *row in rows for status, said in zip((0, 1, 3), row, strict=True)}
    return {key: said for key, said in cells.items() if said != "–"}


def test_every_exit_status_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    """On the page as in each command's help; and each was shown above to happen."""
    said = documented()
    for command in filter(None, COMMANDS):
        assert 0 == main([command, "--help"])
        printed = " ".join(capsys.readouterr().out.split())
        found = re.search(r"Exit status: (.*); 2 bad input, with one line that says what was expected\.", printed)
        assert found
        helped = {(command, int(each[0])): each[2:] for each in re.split(r", (?=\d )", found[1])}

        assert helped == {key: text for key, text in said.items() if key[0] == command}
    assert {*COMMANDS} == {command for command, _ in said}
    assert {*STATUSES} == {*said, *((command, 2) for command in COMMANDS if command)}


@POSIX
@pytest.mark.parametrize("words", ["--help", "chart budapest", "convert page.txt --to csv"])
def test_a_reader_that_stops_early(words: str, place: Path) -> None:
    """Is not an error, whatever is printed."""
    assert (0, "", "0\n") == ran(f"($CC {words}; echo $? >status) | true; cat status >&2", place)


@FULL
@pytest.mark.parametrize("words", ["chart budapest", "--help", "status France --json"])
@pytest.mark.parametrize(
    ("where", "message"), [(">&-", "standard output is closed"), (">/dev/full", "standard output can't be written")]
)
def test_output_that_goes_nowhere(where: str, message: str, words: str, place: Path) -> None:
    """Is one line, and status 2: a script must not take silence for an answer."""
    status, out, err = ran(f"$CC {words} {where}", place)

    assert (2, "", 1) == (status, out, err.count("\n"))
    assert f"cyberconventions: {message}" in err


@FULL
@pytest.mark.parametrize("where", ["2>&-", "2>/dev/full", "2>&1 >/dev/null | true"])
def test_errors_that_go_nowhere(where: str, place: Path) -> None:
    """Stay off standard output, where they would be taken for an answer; the exit status says it all the same."""
    late = "status France --treaty 185 --on 2037-01-01"
    for words, expected, lines in (("status Korea", 2, 0), (late, 0, 1), ("bogus >&-", 2, 0)):
        status, out, err = ran(f"($CC {words}; echo $? >status) {where}; exit $(cat status)", place)

        assert (expected, "") == (status, err)
        assert (0 if "|" in where else lines) == out.count("\n")


@POSIX
def test_letters_that_an_encoding_lacks(place: Path) -> None:
    """Are escaped, in answers and in errors; data is UTF-8."""
    for encoding in ("ascii:strict", "koi8-r"):
        status, out, _ = ran("$CC status CIV --treaty 185 --on 2025-03-13", place, PYTHONIOENCODING=encoding)
        assert (0, True) == (status, "C\\xf4te d'Ivoire on 2025-03-13: party" in out)
    status, _, err = ran("$CC status Côte", place, PYTHONIOENCODING="ascii:strict")
    assert (2, True) == (status, "C\\xf4te d'Ivoire" in err)
    status, out, _ = ran("$CC status CIV --treaty 185 --json", place, PYTHONIOENCODING="ascii:strict")
    assert (0, True) == (status, '"Côte d\'Ivoire"' in out)


@POSIX
def test_words_that_are_not_text(place: Path) -> None:
    """Bytes that are not UTF-8 on the command line are bad input, or a file's name like any other."""
    status, _, err = ran("$CC status $(printf '\\377')", place)
    assert (2, True) == (status, "is not a known State" in err)
    status, out, _ = ran("p=$(printf '\\377.txt'); cp page.txt $p; $CC read $p --json", place)
    assert (0, True) == (status, "Albania" in out)


@pytest.mark.parametrize(
    "words",
    [
        ["x" * 5000],
        ["status", "x" * 5000],
        ["read", "x" * 5000],
        ["export", "x" * 5000, "--format", "csv"],
        ["export", ".", "--format", "x" * 5000],
        ["update", "x" * 5000, "--record", "y" * 5000],
    ],
    ids=lambda words: f"{words[0][:6]}-{len(words)}",
)
def test_long_words_make_short_messages(words: list[str], place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line of at most 500 characters, which begins with the program's name."""
    assert place.is_dir()
    assert 2 == main(words)
    line = capsys.readouterr().err
    assert 1 == line.count("\n")
    assert len(line) <= len("cyberconventions: \n") + 500


@POSIX
def test_files_that_cannot_be_read(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder, a file that the system does not give, a device: one line that names it."""
    (place / "secret.txt").write_text("", encoding="utf-8")
    (place / "secret.txt").chmod(0)
    unreadable = ["."] if os.geteuid() == 0 else [".", "secret.txt"]
    for path in [*unreadable, *(["/proc/self/mem"] if os.path.exists("/proc/self/mem") else [])]:
        for words in (["read", path], ["diff", "page.txt", path], ["update", path, "--record", "new", "--write"]):
            assert 2 == main(words)
            out, err = capsys.readouterr()
            assert ("", 1) == (out, err.count("\n"))
            assert f"'{path}' can't be read" in err
    assert not (place / "new" / "datapackage.json").exists()


# A disk of 100 kB is mounted where no other process sees it; where nobody may, a limit on files does nearly the same.
DISK = "unshare -rm /bin/sh -c 'mkdir -p disk && mount -t tmpfs -o size=100k tmpfs disk && {}; find disk -type f >left'"
LIMIT = "mkdir -p disk; ulimit -f 40; {}; find disk -type f >left"


@pytest.fixture(scope="module")
def disk(made: Path) -> str:
    """A line of shell that runs a command with a disk too small for it."""
    return LIMIT if ran(DISK.format("true"), made)[0] else DISK


@POSIX
@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("export disk --format csv", ()),
        ("export disk --format sqlite --json", ()),
        ("export disk/new --format datapackage --overwrite", ()),
        ("update later.txt --record disk/new --write", (".lock", ".update.new")),
    ],
)
def test_a_full_disk(words: str, left: tuple[str, ...], disk: str, place: Path) -> None:
    """One line that names the folder; no file is there that somebody could take for the record."""
    assert (0, "") == full_disk(words, left, disk, place)


@POSIX
def test_a_full_disk_under_a_workbook(disk: str, place: Path) -> None:
    """The library that writes it leaves nothing behind either, and prints nothing of its own."""
    pytest.importorskip("openpyxl")

    assert (0, "") == full_disk("export disk --format xlsx", (), disk, place)


def full_disk(words: str, left: tuple[str, ...], disk: str, place: Path) -> tuple[int, str]:
    status, out, err = ran(disk.format(f"$CC {words}; echo $? >status"), place)

    assert (1, "2\n") == (err.count("\n"), (place / "status").read_text(encoding="utf-8")), err
    assert re.match(r"cyberconventions: 'disk.*' can't be written: .*(space left|too large|full|I/O)", err)
    found = (place / "left").read_text(encoding="utf-8").splitlines()
    assert all(any(f"/{name}" in file for name in left) for file in found), found
    return status, out


def test_a_database_that_cannot_be_written(place: Path) -> None:
    """Is an error of the system, as with every other format, and none of SQLite's."""
    with pytest.raises(OSError, match="the database can't be written: unable to open"):
        write_sqlite(str(place / "nothing"))


def test_a_folder_where_a_file_is_due(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written, and --overwrite removes no folder."""
    (place / "out" / "votes.csv").mkdir(parents=True)
    for more in ([], ["--overwrite"]):
        assert 2 == main(["export", "out", "--format", "csv", *more])
        assert "votes.csv' is a folder" in capsys.readouterr().err
    assert ["votes.csv"] == os.listdir(place / "out")


@pytest.fixture
def heard() -> Iterator[None]:
    """Have interrupts heard, here and in new processes: what a shell starts in its background may ignore them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@POSIX
@pytest.mark.usefixtures("heard")
def test_an_interrupt(place: Path) -> None:
    """Ends the process by its signal, so that a shell's loop ends too; nothing is printed and nothing left."""
    command = [sys.executable, "-m", "cyberconventions", "export", "out", "--format", "sqlite"]
    running = subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not (place / "out").exists() or not os.listdir(place / "out"):
        assert running.poll() is None
        time.sleep(0.005)
    running.send_signal(signal.SIGINT)

    assert (b"", b"") == running.communicate()
    assert -signal.SIGINT == running.returncode
    assert [] == os.listdir(place / "out")


@pytest.mark.usefixtures("heard")
def test_an_interrupt_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever calls the command line from Python gets it, and Python then prints no traceback."""

    class Interrupted(io.StringIO):
        def write(self, _: str) -> int:
            signal.raise_signal(signal.SIGINT)
            return 0

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "stdout", Interrupted())
    with pytest.raises(KeyboardInterrupt) as stopped:
        main(["status", "France", "--treaty", "185"])
    monkeypatch.setattr(sys, "stdout", sys.__stdout__)

    assert sys.excepthook(stopped.type, stopped.value, stopped.tb) is None


def test_streams_that_are_not_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Within a process, as a program without a terminal has it."""
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", None)
        assert 2 == main(["status", "Korea"])
        patched.setattr(sys, "stdout", None)
        assert 2 == main(["status", "France"])
    assert ("", "") == capsys.readouterr()


@FULL
def test_errors_on_a_full_device(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Within a process: what could not be written is not tried again at its end."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stderr", full)
            assert 2 == main(["status", "Korea"])
        full.flush()
    assert ("", "") == capsys.readouterr()
