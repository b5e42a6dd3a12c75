"""A record of one's own, kept current: what a page changes, what stops it, and what a crash leaves behind."""

import csv
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import cyberconventions as cc
from cyberconventions import _update
from cyberconventions.__main__ import main
from cyberconventions._checks import Finding
from cyberconventions._dataset import bundled
from cyberconventions._manifest import MANIFEST
from cyberconventions._snapshot import read_file
from cyberconventions._update import _tables, check_record, undo, update
from cyberconventions._update._folder import locked
from cyberconventions.errors import DatasetError
from cyberconventions.testing import chart_text
from tests.test_examples import commands_in

ROOT = Path(__file__).parents[2]
BUNDLED = Path(bundled().folder)
RECORD = cc.treaty("budapest").known_at("2026-04-25")
LATER = "01/06/2026"


def page_of(text: str = "", *changes: tuple[str, str]) -> str:
    """The chart of the bundled record as the Treaty Office would print it on a later day, with some rows changed."""
    page = text or cc.Chart.of(RECORD).to_text().replace("Status as of 25/04/2026", f"Status as of {LATER}")
    for old, new in changes:
        assert 1 == page.count(old), old
        page = page.replace(old, new)
    return page


# Uruguay was invited in 2022; what it does here is invented.
ACCESSION = (
    ("Uruguay a 4", "Uruguay 20/05/2026 a 01/09/2026"),
    ("ratifications/accessions 81", "ratifications/accessions 82"),
)


def lanzarote_of(day: str = LATER, flags: str = "R.\tD.\tA.\t\t\t") -> str:
    """The chart of another treaty on a day, with the same flags on each row; the record knows none."""
    treaty = cc.treaty(201)
    text = cc.Chart.of(treaty).to_text().replace(f"{treaty.as_of:%d/%m/%Y}", day)
    return text.replace("?\t?\t?\t?\t?\t?", flags)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a page that has an accession."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(page_of("", *ACCESSION), encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page that says the same as the record, and the record that the first update makes of it."""
    found = tmp_path_factory.mktemp("first")
    (found / "same.txt").write_text(page_of("", (LATER, "01/05/2026")), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(found)
        assert update("own", ["same.txt"], write=True).written
    return found


@pytest.fixture
def own(first: Path, place: Path) -> Path:
    """A record that is as the bundled one, but for its flags: as the first update makes it."""
    shutil.copytree(first, place, dirs_exist_ok=True)
    return place / "own"


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a record, without what only the next update needs."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not name.startswith(".")}


def same(cells: tuple[str, ...]) -> tuple[object, ...]:
    """A line of a table of acts, with its days as they are read."""
    return (*cells[:2], cc.DateWindow.parse(cells[2]), *cells[3:7], cc.DateWindow.parse(cells[7]), *cells[8:])


def ran(*words: str) -> tuple[int, str]:
    """Run the command line in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "cyberconventions", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.usefixtures("place")
def test_commands_of_the_pages(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command that docs/record.md and docs/own-treaty.md show, in their order, with what the first prints."""
    shown, write, taken_back, *asking, checked, accepted, anew = commands_in("docs/record.md")
    [own_treaty] = commands_in("docs/own-treaty.md")

    assert 1 == main(shown)
    printed = capsys.readouterr().out.splitlines()
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    report = page.partition("```text\n")[2].partition("\n```")[0].splitlines()
    assert {*report} - {"  ..."} <= {*printed}
    for words in (write, taken_back, write, *asking, checked, accepted):
        assert 0 == main(words), (words, capsys.readouterr())
    assert 0 == main([word if word != "FOLDER" else "record" for word in own_treaty])
    assert 0 == main([each for word in anew for each in (sorted(glob.glob(word)) if "*" in word else [word])])
    assert cc.dataset("record-new").treaty("budapest").is_party("Uruguay", on="2026-09-01", late="known")


class TestUpdate:
    def test_an_accession(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Shown first; written when asked to; then answered from, with the page as its source; and taken back."""
        words = ["update", "page.txt", "--record", "own"]

        assert 1 == main(words)
        assert "New: accession by Uruguay on 2026-05-20" in capsys.readouterr().out
        assert not (place / "own").exists()
        assert 0 == main([*words, "--write"])
        assert "Written" in capsys.readouterr().out
        asked = ["status", "Uruguay", "--treaty", "budapest", "--on", "2026-06-01"]
        assert 0 == main([*asked, "--record", "own"]) == main(["--record=own", *asked])
        [one, two] = capsys.readouterr().out.splitlines()
        assert "contracting [accession 2026-05-20" in one
        assert one == two
        assert 0 == main(["--record", "own"])
        assert "complete record as of 2026-06-01" in capsys.readouterr().out
        assert 0 == main(["chart", "budapest", "--record", "own"])
        assert "status as of 2026-06-01" in capsys.readouterr().out
        assert 0 == main(["check", "page.txt", "--record", "own"])  # what is new on the page is in the record
        assert 1 == main(["check", "page.txt"])
        request = ["desk", "--from", "FRA", "--to", "URY", "--measure", "24/7", "--treaty", "185"]
        assert (0, 1) == (
            main([*request, "--on", "2026-09-01", "--record", "own"]),
            main([*request, "--on", "2026-05-21"]),
        )
        assert 0 == main(["export", "out", "--format", "csv", "--record", "own"])
        assert "2026-05-20" in (place / "out" / "acts.csv").read_text(encoding="utf-8")
        capsys.readouterr()
        own = cc.dataset("own")
        treaty = own.treaty("budapest")
        assert "2026-06-01" == str(treaty.as_of)
        assert treaty.is_party("Uruguay", on="2026-09-01", late="known")
        consent = treaty["URY"].consent
        assert consent is not None
        assert consent.source is not None
        kept = place / "own" / consent.source.address
        assert kept.read_bytes() == (place / "page.txt").read_bytes()
        assert 82 == treaty.totals(treaty.as_of).consents
        notes = treaty["USA"].notes
        assert notes is not None
        assert ["R.", "D.", "A."] == [code.symbol for code in notes]
        assert "accession by Uruguay" in (place / "own" / "CHANGELOG.md").read_text(encoding="utf-8")

        assert 0 == main([*words, "--write"])
        assert "Nothing new." in capsys.readouterr().out
        assert 0 == main(["check-record", "own"])
        assert 0 == main(["update", "--record", "own", "--undo"])
        assert {*content(place / "own")} == {*content(BUNDLED)}
        assert content(place / "own") | {MANIFEST: b""} == content(BUNDLED) | {MANIFEST: b""}
        assert 2 == main(["update", "--record", "own", "--undo"])

    def test_lines_that_say_the_same_stay_as_they_are(self, own: Path) -> None:
        """Of the acts, only those of States whose invitation the page shows again; elsewhere, lines are added."""
        for name, data in content(own).items():
            before = (BUNDLED / name).read_bytes() if (BUNDLED / name).exists() else b""
            lost = {*before.splitlines()} - {*data.splitlines()}
            if name == "ets185/acts.csv":
                assert all(b",invitation," in line for line in lost)
            elif name == "treaties.csv":
                assert [b"ets185"] == [line.partition(b",")[0] for line in lost]
            elif name != MANIFEST:
                assert not lost, name

    def test_a_record_goes_on_for_weeks(self, own: Path, place: Path) -> None:
        """A page a week, two of them at once, in any order; an older page changes nothing."""
        for day in ("08/06/2026", "15/06/2026"):
            (place / f"{day[:2]}.txt").write_text(
                page_of((place / "page.txt").read_text(encoding="utf-8"), (LATER, day)), encoding="utf-8"
            )
        found = update("own", ["15.txt", "08.txt"], write=True)

        assert ["2026-06-08", "2026-06-15"] == [str(step.as_of) for step in found.steps]
        assert [1, 0] == [len([act for act in step.found.changes if act.kind.is_consent]) for step in found.steps]
        assert found.written
        assert not update("own", ["same.txt"], write=True).changed
        assert "2026-06-15" == str(cc.dataset(own).treaty(185).as_of)

    def test_a_page_without_totals_and_flags_that_has_nothing_new(self, place: Path) -> None:
        """The record's day moves; as no line of the tables rests on the page, it is not kept among the sources."""
        with pytest.warns(cc.CoverageWarning):  # of a day after the record's
            page = chart_text(cc.treaty("crc"), on="2026-06-01", format="xml")
        (place / "un.xml").write_text(page, encoding="utf-8")
        found = update("own", ["un.xml"], write=True)

        assert found.written
        assert ("datapackage.json", "treaties.csv") == found.changed
        assert "2026-06-01" == str(cc.dataset("own").treaty("crc").as_of)
        assert (place / "own" / "sources.csv").read_bytes() == (BUNDLED / "sources.csv").read_bytes()

    def test_every_act_on_record_is_written_as_it_stands(self) -> None:
        """What the table would be if each of its lines were written anew."""
        for treaty in cc.treaties():
            with (BUNDLED / treaty.id / "acts.csv").open(encoding="utf-8", newline="") as file:
                rows = [tuple(row) for row in csv.reader(file)][1:]
            written = [_tables._cells(act) for act in treaty.acts]  # pyright: ignore[reportPrivateUsage]

            # A month at the end of an interval is written as its first or last day.
            assert list(map(same, rows)) == list(map(same, written))

    def test_flags_of_a_treaty_that_had_none(self, place: Path) -> None:
        """Its table is made and described; the next page's flags are added to it."""
        (place / "may.txt").write_text(lanzarote_of("01/05/2026"), encoding="utf-8")
        (place / "june.txt").write_text(lanzarote_of(LATER, "R.\tD.\tA.\tT.\t\t"), encoding="utf-8")

        assert update("own", ["may.txt"], write=True).written
        assert update("own", ["june.txt"], write=True).written
        with (place / "own" / "cets201" / "flags.csv").open(encoding="utf-8") as file:
            lines = file.read().splitlines()
        assert ["chart,state,flags", "2026-05-01,ALB,R. D. A."] == lines[:2]
        assert "2026-06-01,ALB,R. D. A. T." in lines
        assert ((), ()) == check_record("own")
        notes = cc.dataset("own").treaty(201)["ALB"].notes
        assert notes is not None
        assert ["R.", "D.", "A.", "T."] == [code.symbol for code in notes]

    def test_a_day_that_was_not_known(self, place: Path) -> None:
        """A page of the record's own day says it, and is its source; the record stays as of that day."""
        treaty = cc.treaty(201)
        text = lanzarote_of(f"{treaty.as_of:%d/%m/%Y}")
        (place / "same.txt").write_text(page_of(text, ("Azerbaijan\t", "Azerbaijan\t17/11/2008")), encoding="utf-8")
        found = update("own", ["same.txt"], write=True)
        own = cc.dataset("own").treaty(201)
        signature = own["AZE"].signature

        assert ("cets201/acts.csv", "datapackage.json", "sources.csv") == found.changed
        assert signature is not None
        assert "2008-11-17" == str(signature.when)
        assert signature.source_ids[-1].startswith("page-cets201-2023-07-14-")
        assert "Day not found. Completed from the chart of 2023-07-14." == signature.comment
        assert treaty.as_of == own.as_of

    @pytest.mark.parametrize(
        ("old", "new", "name", "line"),
        [
            (
                "Uruguay a 4",
                "Uruguay a 4 T.",
                "unknowns.csv",
                r"ets185,territories,URY,\"?T. on the chart of 2026-06-01: .*,page-ets185-2026-06-01-\w{8}",
            ),
            (
                "06/06/2012 01/10/2012 D.",
                "06/06/2012 01/10/2012 R. D. A.",
                "ets185/statement_coverage.csv",
                r"GEO,unread,read,read,coe-185-2026 page-ets185-2026-06-01-\w{8},",
            ),
        ],
    )
    def test_a_flag_that_no_chart_had(self, place: Path, old: str, new: str, name: str, line: str) -> None:
        """What it is about, the page does not say: the record notes that it does not know it."""
        (place / "flag.txt").write_text(page_of("", (old, new)), encoding="utf-8")

        assert update("own", ["flag.txt"], write=True).written
        (added,) = {*(place / "own" / name).read_text(encoding="utf-8").splitlines()} - {
            *(BUNDLED / name).read_text(encoding="utf-8").splitlines()
        }
        assert re.fullmatch(line, added)
        assert ((), ()) == check_record("own")

    def test_begun_without_a_page(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """As the bundled record, so that it can be corrected before the first page."""
        assert 0 == main(["update", "--record", "own", "--write"])
        assert 0 == main(["update", "--record", "own", "--write"])
        assert ["Begun as the bundled record.", "There is a record already."] == capsys.readouterr().out.splitlines()
        assert content(place / "own") | {MANIFEST: b""} == content(BUNDLED) | {MANIFEST: b""}

    def test_a_page_from_which_nothing_follows_is_not_kept(self, place: Path) -> None:
        """It shows that nothing is new, on a day for which the record stands already."""
        (place / "now.txt").write_text(cc.Chart.of(RECORD).to_text(), encoding="utf-8")

        assert not update("own", ["now.txt"], write=True).changed
        assert [".lock"] == os.listdir("own")


class TestStops:
    def test_a_contradiction(self, own: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Another day of France's ratification than the record has; what is new beside it is not written either."""
        text = (place / "page.txt").read_text(encoding="utf-8")
        changed = page_of(text, ("10/01/2006 01/05/2006", "11/01/2006 01/05/2006"), (LATER, "08/06/2026"))
        (place / "wrong.txt").write_text(changed, encoding="utf-8")
        before = content(own)

        assert 3 == main(["update", "wrong.txt", "--record", "own", "--write"])
        said = capsys.readouterr().out
        assert "France, consent: the chart has 2006-01-11, the record has 2006-01-10" in said
        assert said.endswith("Stopped: nothing was written.\n")
        assert before == content(own)

    def test_one_of_several_pages(self, own: Path, place: Path) -> None:
        """A page that is right is not written where another stops the update."""
        text = page_of((place / "page.txt").read_text(encoding="utf-8"), (LATER, "08/06/2026"))
        (place / "right.txt").write_text(text, encoding="utf-8")
        wrong = page_of(text, ("10/01/2006 01/05/2006", "11/01/2006 01/05/2006"))
        (place / "wrong.txt").write_text(wrong.replace("08/06/2026", "09/06/2026"), encoding="utf-8")
        before = content(own)

        assert update("own", ["right.txt", "wrong.txt"], write=True).stopped
        assert before == content(own)

    def test_a_page_that_was_cut_off(self, own: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing follows from what it does not list."""
        text = page_of((place / "page.txt").read_text(encoding="utf-8"), (LATER, "08/06/2026"))
        (place / "half.txt").write_text(text.partition("Morocco")[0], encoding="utf-8")
        before = content(own)

        assert 3 == main(["update", "half.txt", "--record", "own", "--write"])
        assert "Stopped" in capsys.readouterr().out
        assert before == content(own)

    def test_the_audit(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """An accession with effect on another day than the treaty's clause gives."""
        (place / "odd.txt").write_text(
            page_of("", ("Uruguay a 4", "Uruguay 20/05/2026 a 01/10/2026"), ACCESSION[1]), encoding="utf-8"
        )

        assert 3 == main(["update", "odd.txt", "--record", "own", "--write"])
        assert capsys.readouterr().out
        assert not (place / "own" / MANIFEST).exists()

    def test_findings_of_the_audit_stop_it(
        self, own: Path, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Whatever they are: they are shown, and nothing is written."""

        def invented(_: object) -> tuple[Finding, ...]:
            return (Finding("ets185/acts.csv", 3, "invented"),)

        monkeypatch.setattr(_update, "check", invented)
        text = page_of((place / "page.txt").read_text(encoding="utf-8"), (LATER, "08/06/2026"))
        (place / "more.txt").write_text(text, encoding="utf-8")
        before = content(own)

        assert 3 == main(["update", "more.txt", "--record", "own", "--write"])
        assert "Audit: ets185/acts.csv:3: invented" in capsys.readouterr().out
        assert before == content(own)

    def test_bad_input(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """One line, and exit status 2."""
        (place / "junk").mkdir()
        (place / "junk" / "letter.txt").write_text("Dear all", encoding="utf-8")

        assert 2 == main(["update", "nowhere.txt", "--record", "own"])
        assert 2 == main(["update", "page.txt", "--record", "junk", "--write"])
        assert 2 == main(["update", "page.txt", "--record", "page.txt", "--write"])
        assert 2 == main(["update", "page.txt"])
        assert 2 == main(["update", "--record", "own"])
        assert 2 == main(["update", "page.txt", "--record", "own", "--undo"])
        assert 2 == main(["update", "--record", "own", "--undo"])
        assert 2 == main(["check-record", "own"])
        assert 8 == len(capsys.readouterr().err.splitlines())


class TestFolder:
    def test_two_processes(self, own: Path, place: Path) -> None:
        """The second is refused while the first writes, and may write after it."""
        holding = (
            "import sys, time\nfrom cyberconventions._update._folder import locked\n"
            "with locked('own'):\n    print('held', flush=True)\n    sys.stdin.read()"
        )
        text = page_of((place / "page.txt").read_text(encoding="utf-8"), (LATER, "08/06/2026"))
        (place / "more.txt").write_text(text, encoding="utf-8")
        before = content(own)
        with subprocess.Popen(
            [sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as other:
            assert other.stdout is not None
            assert other.stdin is not None
            assert "held\n" == other.stdout.readline()
            status, said = ran("update", "more.txt", "--record", "own", "--write")
            assert (2, True) == (status, "another process writes to this record" in said)
            assert 2 == ran("update", "--record", "own", "--undo")[0]
            assert before == content(own)
            assert 1 == ran("update", "more.txt", "--record", "own")[0]  # Reading needs nobody's leave.
            other.stdin.close()
        assert 0 == ran("update", "more.txt", "--record", "own", "--write")[0]

    def test_while_another_writes(self, own: Path) -> None:
        """Nothing is done, and the error says why."""
        before = content(own)
        with (
            locked(str(own)),
            pytest.raises(DatasetError, match="another process writes to this record; nothing was done"),
        ):
            update("own", ["page.txt"], write=True)

        assert before == content(own)

    def test_a_crash_while_taking_back(self, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """From the rename on, the record is what it was before the update, without the page that was kept."""
        before = cc.dataset(own).treaty(185)
        kept = {*(own / "pages").iterdir()}
        assert update("own", ["page.txt"], write=True).written
        (page,) = {*(own / "pages").iterdir()} - kept

        def crash(_: str) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(os, "remove", crash)
            with pytest.raises(KeyboardInterrupt):
                undo("own")
        name = page.relative_to(own).as_posix()

        assert page.exists()
        assert read_file(str(own), name) is None
        assert before == cc.dataset(own).treaty(185)
        assert ((), ()) == check_record("own", accept=True)  # which ends what was begun
        assert not page.exists()

    @pytest.mark.usefixtures("own")
    def test_many_processes_at_once(self, place: Path) -> None:
        """Whatever their order, each update is written whole or not at all."""
        text = (place / "page.txt").read_text(encoding="utf-8")
        for day in range(8, 11):
            changed = page_of(text, (LATER, f"{day:02}/06/2026"))
            (place / f"{day}.txt").write_text(changed, encoding="utf-8")
        command = [sys.executable, "-m", "cyberconventions", "update", "--record", "own", "--write"]
        running = [
            subprocess.Popen([*command, f"{day}.txt"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for day in range(8, 11)
        ]

        assert {each.wait() for each in running} <= {0, 2}
        assert ((), ()) == check_record("own")

    @pytest.mark.parametrize("at", range(1, 12))
    def test_a_crash_at_any_rename(self, own: Path, place: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
        """Readers find the record before the update or after it, and the next command ends what was begun."""
        text = page_of((place / "page.txt").read_text(encoding="utf-8"), (LATER, "08/06/2026"))
        (place / "more.txt").write_text(text, encoding="utf-8")
        before = cc.dataset(own).treaty(185)
        steps: list[str] = []

        def crash(name: str) -> object:
            real = getattr(os, name)

            def moved(source: str, target: str) -> None:
                steps.append(target)
                if len(steps) == at:
                    raise KeyboardInterrupt
                real(source, target)

            return moved

        with monkeypatch.context() as patched:
            patched.setattr(os, "rename", crash("rename"))
            patched.setattr(os, "replace", crash("replace"))
            try:
                update("own", ["more.txt"], write=True)
            except KeyboardInterrupt:
                interrupted = True
            else:
                interrupted = False
        treaty = cc.dataset(own).treaty(185)

        assert (at == 1) == (str(treaty.as_of) == "2026-05-01")
        assert treaty.parties()
        assert treaty == before or treaty.is_party("URY", on="2026-09-01", late="known")
        assert interrupted == (len(steps) >= at)
        assert ((), ()) == check_record("own")
        assert ((), ()) == check_record("own", accept=True)
        assert treaty == cc.dataset(own).treaty(185)
        assert not (own / ".update").exists()
        undo("own")
        assert (before == cc.dataset(own).treaty(185)) == (at != 1)

    def test_a_reader_during_an_update(self, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Files of two moments are read again; those that stay apart are damage, and said when they are needed."""
        acts = own / "crc" / "acts.csv"
        whole = acts.read_bytes()
        acts.write_bytes(whole[:-20])

        def written(_: float) -> None:
            acts.write_bytes(whole)

        monkeypatch.setattr(time, "sleep", written)

        assert cc.dataset(own).treaty("crc").parties()


class TestCheckRecord:
    def test_an_edit_by_hand(self, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """It is an error until it is accepted."""
        acts = own / "ets185" / "acts.csv"
        acts.write_text(
            acts.read_text(encoding="utf-8").replace("80 Parties afterwards", "80 Parties"), encoding="utf-8"
        )

        assert 1 == main(["check-record", "own"])
        assert "Edited by hand: ets185/acts.csv" in capsys.readouterr().out
        with pytest.raises(DatasetError, match="--accept"):
            len(cc.dataset(own).treaty(185))
        assert 2 == main(["update", "same.txt", "--record", "own"])
        assert 0 == main(["check-record", "own", "--accept"])
        assert len(cc.dataset(own).treaty(185))
        assert 0 == main(["check-record", "own", "--json"])
        assert {"audit": [], "edited": [], "accepted": False} == json.loads(
            capsys.readouterr().out.rpartition("Accepted.\n")[2]
        )

    def test_what_the_audit_finds_is_not_accepted(self, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Another day of effect than the clause gives; a table that nobody described."""
        acts = own / "ets185" / "acts.csv"
        text = acts.read_text(encoding="utf-8")
        acts.write_text(
            text.replace("FRA,consent,2006-01-10,2006-05-01", "FRA,consent,2006-01-10,2006-06-01"), encoding="utf-8"
        )
        (own / "more.csv").write_text("a\n1\n", encoding="utf-8")
        before = content(own)

        assert 3 == main(["check-record", "own", "--accept"])
        said = capsys.readouterr().out
        assert "effective 2006-06-01, but the rules give 2006-05-01" in said
        assert "more.csv:1: is not described" in said
        assert before == content(own)
        assert 3 == main(["check-record", "own"])

    def test_a_table_of_ones_own(self, own: Path) -> None:
        """Described without size, hash and number of rows, which accepting adds."""
        place = own / MANIFEST
        package = json.loads(place.read_text(encoding="utf-8"))
        package["resources"].append({"name": "more", "path": "more.csv", "schema": {"fields": [{"name": "a"}]}})
        place.write_text(json.dumps(package), encoding="utf-8")
        (own / "more.csv").write_text("a\n1\n", encoding="utf-8")

        assert ((), ("more.csv",)) == check_record("own", accept=True)
        assert ((), ()) == check_record("own")
        assert len(cc.dataset(own).treaty(185))

    def test_a_treaty_without_its_files(self, own: Path) -> None:
        """A line of the table of treaties is not enough."""
        treaties = own / "treaties.csv"
        text = treaties.read_text(encoding="utf-8")
        line = next(each for each in text.splitlines() if each.startswith("malabo,"))
        treaties.write_text(f"{text}{line.replace('malabo,', 'ets5,', 1)}\n", encoding="utf-8")
        findings, edited = check_record("own", accept=True)

        assert ("treaties.csv",) == edited
        assert "ets5/treaty.toml:1: is missing" in map(str, findings)

    def test_a_file_that_is_missing(self, own: Path) -> None:
        (own / "votes.csv").unlink()
        with pytest.raises(DatasetError, match="votes.csv is missing"):
            check_record("own")

    def test_a_record_of_an_earlier_release(self, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """It answers as before; the command says that the package goes further, and what it reads otherwise."""
        (own / "VERSION").write_text("2025.01.31\n", encoding="utf-8")
        place = own / MANIFEST
        text = place.read_text(encoding="utf-8")
        place.write_text(text.replace(f'"version": "{cc.data_version}"', '"version": "2025.01.31"'), encoding="utf-8")

        assert 0 == main(["check-record", "own", "--accept"])
        assert "Made from data version 2025.01.31" in capsys.readouterr().out
        assert "2025.01.31" == cc.dataset(own).data_version
        assert cc.dataset(own).treaty(185).parties()
        votes = own / "votes.csv"
        votes.write_text(
            votes.read_text(encoding="utf-8").replace("resolution,stage,", "resolution,phase,", 1), encoding="utf-8"
        )
        text = place.read_text(encoding="utf-8")
        head, _, tail = text.partition('"path": "votes.csv"')
        place.write_text(
            head + '"path": "votes.csv"' + tail.replace('"name": "stage"', '"name": "phase"', 1), encoding="utf-8"
        )
        assert any("votes.csv" in each for each in _update.outdated("own"))

    def test_the_pages_of_a_record_make_it_anew(self, own: Path) -> None:
        """As the docs say for the next release."""
        assert update("own", ["page.txt"], write=True).written
        pages = sorted(map(str, (own / "pages").iterdir()))
        assert update("new", pages, write=True).written

        assert cc.dataset("new").treaty(185) == cc.dataset(own).treaty(185)


@pytest.mark.usefixtures("place")
def test_the_page_of_the_docs() -> None:
    """Its commands run in their order, and its example between them."""
    page = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(sh|python)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    write, undone = "update page.txt --record record --write", "update --record record --undo"
    for kind, text in blocks:
        if kind == "python":
            assert 0 == ran(*write.split())[0]
            done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
            assert ["2026-06-01", "True"] == done.stdout.split()
            continue
        for line in text.splitlines():
            words = [name for word in line.split()[1:] for name in (sorted(glob.glob(word)) if "*" in word else [word])]
            expected = 1 if line.endswith("update page.txt --record record") else 0
            assert expected == ran(*words)[0], line

    assert {write, undone} <= {line.partition(" ")[2] for _, text in blocks for line in text.splitlines()}
    assert cc.dataset("record-new").treaty(185) == cc.dataset("record").treaty(185)
