"""The audit: every kind of damage is found, with file and line."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions._checks import Finding
from cyberconventions._treaties import ACT_COLUMNS
from cyberconventions.errors import DatasetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.conftest import Folder

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "cyberconventions" / "data"
GUIDE = ROOT / "CONTRIBUTING-DATA.md"
EXCEPTIONS = "state,date,effective,reason,sources"


@pytest.fixture(scope="module")
def main(audit_tool: dict[str, Any]) -> Callable[[list[str]], int]:
    called: Callable[[list[str]], int] = audit_tool["main"]
    return called


class TestSound:
    def test_a_copy_is_sound(self, folder: "Folder") -> None:
        """A folder anywhere is checked like the bundled one, which has nothing wrong."""
        assert () == folder.findings()

    def test_adding_one_ratification_takes_one_line(self, folder: "Folder") -> None:
        """A ratification with a known source is one line; the published totals of earlier days still hold."""
        budapest = cc.treaty("budapest")
        state, day = budapest.signatories()[0].id, budapest.as_of + timedelta(days=1)
        effective = budapest.would_enter_into_force(state, deposited=day)
        folder.change("treaties.csv", "ets185,", str(budapest.as_of), str(day))
        folder.insert(
            "ets185/acts.csv",
            f"{state},signature",
            f"{state},ratification,{day},{effective},coe-185-2026,high,,,,",
        )
        folder.accept()

        assert () == folder.findings()

    def test_an_exception_with_a_reason_is_no_problem(self, folder: "Folder") -> None:
        """A published date that breaks the rule stands once exceptions.csv says why."""
        folder.change("ets185/acts.csv", "MKD,consent", "2005-01-01", "2005-01-02")
        folder.write("ets185/exceptions.csv", [EXCEPTIONS, "MKD,2004-09-15,2005-01-02,Printed so.,coe-185-2020"])
        folder.describe("ets185/exceptions.csv", EXCEPTIONS)
        folder.accept()

        assert () == folder.findings()

    def test_an_exception_is_described_too(self, folder: "Folder") -> None:
        """A table that datapackage.json does not know would be lost to other tools."""
        folder.change("ets185/acts.csv", "MKD,consent", "2005-01-01", "2005-01-02")
        folder.write("ets185/exceptions.csv", [EXCEPTIONS, "MKD,2004-09-15,2005-01-02,Printed so.,coe-185-2020"])

        assert folder.finds_only("ets185/exceptions.csv", 1, "is not described", "datapackage.json")

    def test_a_cell_may_hold_line_breaks(self, folder: "Folder") -> None:
        """A row is found at the line it starts on, also below a cell with a line break."""
        folder.change("ets185/acts.csv", "ALB,consent", ",high,,,,", ',high,"one\ntwo",,,')
        line = folder.change("ets185/acts.csv", "AND,consent", "high", "hihg")

        assert 6 == line
        assert folder.finds("ets185/acts.csv", line, "confidence 'hihg'", "did you mean 'high'")


class TestTheCommand:
    def test_problems_exit_with_1(
        self, folder: "Folder", main: Callable[[list[str]], int], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Each problem is a line with file, line and message."""
        line = folder.change("crc/acts.csv", "AFG,signature", "AFG", "XXX")

        assert 1 == main([str(folder.root)])
        out = capsys.readouterr().out
        assert f"crc/acts.csv:{line}: state 'XXX' is not among the States\n1 problem found\n" == out

    def test_an_edit_is_to_be_accepted(self, folder: "Folder") -> None:
        """The last problem of all: the table is sound, and the manifest does not know of it yet."""
        folder.change("footnotes.csv", "55,", "Date of", "Day of")

        assert folder.finds_only("footnotes.csv", 1, "was changed since datapackage.json was written", "manifest.py")
        folder.accept()
        assert () == folder.findings()

    def test_properties_that_are_missing(self, folder: "Folder") -> None:
        """A resource that somebody added by hand."""
        place = folder.root / "datapackage.json"
        place.write_text(place.read_text(encoding="utf-8").replace('"rows": 2,', "", 1), encoding="utf-8")

        assert folder.finds_only(
            "datapackage.json", 1, "'footnotes.csv' lacks a property", "run python tools/manifest.py"
        )

    def test_bundled_tables_that_are_damaged(
        self,
        main: Callable[[list[str]], int],
        audit_tool: dict[str, Any],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """The checks ask the library for States; what it says of its tables is what comes first."""

        def audit(_: str | None) -> None:
            raise DatasetError("states.csv is missing; the manifest says 5 rows")

        monkeypatch.setitem(main.__globals__, "audit", audit)

        assert audit_tool["main"] is main
        assert 1 == main([])
        assert "states.csv is missing; the manifest says 5 rows\n1 problem found\n" == capsys.readouterr().out

    def test_problems_are_counted(self, audit_tool: dict[str, Any]) -> None:
        """The last line counts."""
        one = Finding("crc/acts.csv", 2, "state 'XXX' is not among the States")

        assert f"{one}\n1 problem found\n" == audit_tool["report"]([one])
        assert f"{one}\n{one}\n2 problems found\n" == audit_tool["report"]([one, one])

    def test_no_such_folder_exits_with_2(
        self, tmp_path: Path, main: Callable[[list[str]], int], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A folder that does not exist is a wrong call, not a sound dataset."""
        with pytest.raises(SystemExit) as stopped:
            main([str(tmp_path / "nowhere")])

        assert 2 == stopped.value.code
        assert "is not a folder" in capsys.readouterr().err

    @pytest.mark.usefixtures("audit_tool")
    def test_it_runs_as_a_program(self) -> None:
        """``python tools/audit.py`` is the maintainer's one command: the bundled dataset has nothing wrong."""
        tool = str(ROOT / "tools" / "audit.py")
        done = subprocess.run([sys.executable, tool], capture_output=True, text=True, check=False)

        *notes, verdict = done.stdout.splitlines()

        assert (0, "The dataset is sound.") == (done.returncode, verdict)
        assert ["cets224", "uncc", "malabo"] == [each.partition(":")[0] for each in notes]
        assert all("text as known, wording not read: " in each for each in notes)
        assert "later (Art. 65(2))" in notes[1]


class TestFilesAndColumns:
    def test_missing_table(self, folder: "Folder") -> None:
        """Every table but flags and exceptions has to be there."""
        (folder.root / "footnotes.csv").unlink()

        assert folder.finds("footnotes.csv", 1, "is missing")

    def test_missing_folder_of_a_treaty(self, folder: "Folder") -> None:
        """A treaty of treaties.csv has its folder."""
        shutil.rmtree(folder.root / "uncc")

        assert folder.finds("uncc/acts.csv", 1, "is missing")
        assert folder.finds("uncc/treaty.toml", 1, "is missing")

    @pytest.mark.parametrize("file", ["vote.csv", "ets185/flag.csv", "ets999/acts.csv"])
    def test_unknown_table(self, folder: "Folder", file: str) -> None:
        """A misspelt table would be read by nobody."""
        (folder.root / file).parent.mkdir(exist_ok=True)
        folder.write(file, ["state"])

        assert folder.finds_only(file, 1, "is not described")

    @pytest.mark.parametrize(
        ("file", "old", "new", "words"),
        [
            ("crc/acts.csv", "confidence", "confidense", "unknown column 'confidense' – did you mean 'confidence'?"),
            ("crc/acts.csv", "confidence,", "", "column 'confidence' is missing"),
            ("footnotes.csv", "subject", "text", "column 'text' occurs twice"),
            (
                "sources.csv",
                "dated,read",
                "read,dated",
                "the columns are in the order id,title,publisher,address,read",
            ),
            ("treaties.csv", "id,", "\ufeffid,", "begins with a byte order mark"),
            ("states.csv", "id,name", "name,id", "the columns are in the order name,id"),
            ("coe_members.csv", "joined", "joind", "unknown column 'joind'"),
            ("resolutions.csv", "symbol", "symbols", "unknown column 'symbols'"),
        ],
    )
    def test_header(self, folder: "Folder", file: str, old: str, new: str, words: str) -> None:
        """A wrong header is one message, whatever else refers to the table: nothing below it can be trusted."""
        lines = folder.lines(file)
        columns = lines[0]
        lines[0] = lines[0].replace(old, new, 1)
        folder.write(file, lines)

        assert folder.finds_only(file, 1, words, f"expected {columns} by datapackage.json:")

    def test_a_wrong_header_hides_no_cell_of_another_table(self, folder: "Folder") -> None:
        """What can be read is checked nevertheless."""
        folder.change("sources.csv", "id,", "title", "titel")
        line = folder.change("crc/acts.csv", "AFG,signature", "AFG", "XXX")
        found = folder.findings()

        assert [("crc/acts.csv", line), ("sources.csv", 1)] == [(each.file, each.line) for each in found]

    @pytest.mark.parametrize(("new", "count"), [("high", 6), ("high,,,,,", 11)])
    def test_ragged_row(self, folder: "Folder", new: str, count: int) -> None:
        """A row has as many cells as the header."""
        line = folder.change("crc/acts.csv", "USA,signature", "high,,,,", new)

        assert folder.finds("crc/acts.csv", line, f"has {count} cells, expected 10")

    def test_empty_file(self, folder: "Folder") -> None:
        """A table without even a header lacks every column."""
        (folder.root / "sponsors.csv").write_text("", encoding="utf-8")

        assert folder.finds("sponsors.csv", 1, "column 'state' is missing")

    @pytest.mark.parametrize(
        ("content", "line", "words"),
        [
            (b"number,subject,text\n4,x,\xff\n", 2, "can't decode byte 0xff"),
            (b'number,subject,text\n4,x,"a\nb"\n55,y,"\xe9"\n', 4, "can't decode byte 0xe9"),
            (b'number,subject,text\n4,x,"open\n', 2, "unexpected end of data"),
            # A quote that nobody closed meets the next one further down; the row it stands in is the place.
            (b'number,subject,text\n4,x,fine\n5,x,"open\n6,x,y\n7,x,"z"\n', 3, "as line 5 shows"),
            (b'number,subject,text\n4,x,"a\nb"\n5,x,"c"d\n', 4, "',' expected after '\"'"),
            (b'"number,subject,text\n4,x,y\n', 1, "unexpected end of data, as line 2 shows"),
        ],
    )
    def test_unreadable_file(self, folder: "Folder", content: bytes, line: int, words: str) -> None:
        """Text in another encoding and a stray quote are found where they stand, and are one message."""
        (folder.root / "footnotes.csv").write_bytes(content)

        assert folder.finds_only("footnotes.csv", line, "is not CSV in UTF-8", words)


class TestDescriptor:
    @pytest.mark.parametrize(
        ("old", "new", "at", "words"),
        [
            ('"title": "Sources",', '"title": "Sources"', '"scheme": "file"', "is not JSON in UTF-8"),
            ('"name": "publisher"', '"name": "publischer"', '"name": "publischer"', "column 'publischer' is missing"),
            ('"version": "2', '"version": "3', '"version": "3', "but VERSION has"),
            ('"path": "errata.csv"', '"path": "erata.csv"', '"path": "erata.csv"', "erata.csv is not in the folder"),
        ],
    )
    def test_damage(self, folder: "Folder", old: str, new: str, at: str, words: str) -> None:
        """Broken JSON, a wrong name of a column, another version and a lost file are found where they stand."""
        place = folder.root / "datapackage.json"
        text = place.read_text(encoding="utf-8")
        before, _, after = text.partition(old)
        place.write_text(before + new + after, encoding="utf-8")
        line = before.count("\n") + (new + after)[: (new + after).index(at)].count("\n") + 1

        # Of a header that differs from its description either may be wrong: the finding names both.
        assert any(f"datapackage.json:{line}" in str(each) and words in str(each) for each in folder.findings())

    @pytest.mark.parametrize("package", ["[]", '{"resources": 1}', '{"resources": [{"name": "x"}]}'])
    def test_no_data_package(self, folder: "Folder", package: str) -> None:
        """JSON of another shape is no description."""
        (folder.root / "datapackage.json").write_text(package, encoding="utf-8")

        assert folder.finds_only("datapackage.json", 1, "is not a data package")

    def test_missing(self, folder: "Folder") -> None:
        """Without it other tools can't read the folder."""
        (folder.root / "datapackage.json").unlink()

        assert folder.finds_only("datapackage.json", 1, "is missing")

    def test_another_encoding(self, folder: "Folder") -> None:
        """The line is that of the byte."""
        (folder.root / "datapackage.json").write_bytes(b'{\n"title": "\xff"}')

        assert folder.finds_only("datapackage.json", 2, "is not JSON in UTF-8")

    def test_resource_without_fields(self, folder: "Folder") -> None:
        """A table's resource has the names of its columns."""
        place = folder.root / "datapackage.json"
        package = json.loads(place.read_text(encoding="utf-8"))
        del package["resources"][0]["schema"]["fields"]
        place.write_text(json.dumps(package), encoding="utf-8")

        assert folder.finds_only("datapackage.json", 1, "resource treaties.csv has no schema")

    def test_missing_field(self, folder: "Folder") -> None:
        """A column that is not described is found at the resource."""
        place = folder.root / "datapackage.json"
        package = json.loads(place.read_text(encoding="utf-8"))
        del package["resources"][0]["schema"]["fields"][2]
        place.write_text(json.dumps(package, indent=0), encoding="utf-8")
        line = place.read_text(encoding="utf-8").split('"path": "treaties.csv"')[0].count("\n") + 1

        assert folder.finds_only("treaties.csv", 1, "unknown column 'title'", f"datapackage.json:{line}")


class TestVersion:
    @pytest.mark.parametrize(
        "version", ["1.0", "2026-11-23", "2026.13.01", "2026.02.30", "", "2026.11.23 beta", "v2026"]
    )
    def test_malformed(self, folder: "Folder", version: str) -> None:
        """The version is a day: year, month, day."""
        folder.write("VERSION", [version])

        assert folder.finds_only("VERSION", 1, f"{version!r} is not a version, expected a day")

    def test_missing(self, folder: "Folder") -> None:
        """The file is part of the dataset."""
        (folder.root / "VERSION").unlink()

        assert folder.finds_only("VERSION", 1, "is missing")

    def test_another_than_the_descriptors(self, folder: "Folder") -> None:
        """VERSION and datapackage.json say the same."""
        folder.write("VERSION", ["2030.1.2"])

        assert any("but VERSION has '2030.1.2'" in each.message for each in folder.findings())

    @pytest.mark.parametrize("key", ["version", "date-released"])
    def test_another_than_the_citations(self, tmp_path: Path, key: str, audit_tool: dict[str, Any]) -> None:
        """Within a source tree CITATION.cff names the version and its day."""
        data = tmp_path / "src" / "cyberconventions" / "data"
        shutil.copytree(DATA, data)
        citation = tmp_path / "CITATION.cff"
        shutil.copy(ROOT / "CITATION.cff", citation)

        lines = citation.read_text(encoding="utf-8").splitlines()
        line = next(number for number, each in enumerate(lines, start=1) if each.startswith(f"{key}: "))
        lines[line - 1] = f"{key}: 2001"
        citation.write_text("\n".join(lines), encoding="utf-8")
        found = audit_tool["audit"](str(data), paths=())

        assert [("CITATION.cff", line)] == [(each.file, each.line) for each in found]
        assert f"{key} differs from VERSION" in found[0].message


# What is changed in the line of a file that begins so, and what is said of it.
BAD_CELLS: list[tuple[str, tuple[str, str, str], str]] = [
    ("crc/acts.csv", ("FRA,ratification", "ratification", "ratificaton"), "did you mean 'ratification'"),
    ("crc/acts.csv", ("FRA,ratification", "FRA", "FRX"), "'FRX' is not among the States"),
    ("crc/acts.csv", ("FRA,ratification", "high", "certain"), "confidence 'certain' is unknown"),
    ("crc/acts.csv", ("FRA,ratification", "high", ""), "confidence is empty"),
    (
        "crc/acts.csv",
        ("FRA,ratification", "fedlex-crc-2016", "fedlex-crc-2015"),
        "did you mean 'fedlex-crc-2016'",
    ),
    ("crc/acts.csv", ("FRA,ratification", "1990-08-07", "07.08.1990"), "date '07.08.1990'"),
    ("crc/acts.csv", ("FRA,ratification", "1990-08-07", "1990-02-30"), "not a day of the calendar"),
    ("crc/acts.csv", ("FRA,ratification", "1990-08-07", "1990-08/1990-07"), "ends before it begins"),
    ("crc/acts.csv", ("FRA,ratification", "1990-09-06", "1990-09"), "effective '1990-09' is not a date"),
    ("crc/acts.csv", ("FRA,ratification", "high", "high "), "begins or ends with white space"),
    ("ets185/acts.csv", ("MNE,signature", ",55", ",56"), "footnotes '56' is not among the footnotes"),
    ("ets185/flags.csv", ("2026-04-25,FRA", "FRA,", "FRA,X. "), "flags 'X. R."),
    ("ets185/flags.csv", ("2026-04-25,FRA", "FRA,", "FRA,R.Q."), "flags 'R.Q."),
    ("ets185/flags.csv", ("2026-04-25,FRA", "FRA,", "FRA,r "), "flags 'r "),
    ("treaties.csv", ("ets189,", "ets185", "ets158"), "parent 'ets158' is not in treaties.csv"),
    ("treaties.csv", ("ets189,", "partial", "part"), "coverage 'part'"),
    ("states.csv", ("SCG,", "MNE SRB", "MNE SRX"), "successors 'SRX'"),
    ("state_names.csv", ("Turkey,", "coe un", "coe eu"), "charts 'coe eu'"),
    ("coe_members.csv", ("FRA,", "1949", "1849x"), "joined"),
    ("footnotes.csv", ("55,", "55", "lv"), "number 'lv' is not a whole number"),
    ("totals.csv", ("crc,2016-10-25", ",196,", ",many,"), "consents 'many' is not a whole number"),
    ("events.csv", ("2019-11-07,", "third-committee", "third"), "body 'third' is not in bodies.csv"),
    ("events.csv", ("2019-11-07,", ",draft,", ",drft,"), "kind 'drft' is unknown"),
    ("events.csv", ("2024-12-24,", ",uncc,", ",unccc,"), "treaty 'unccc' is not among the treaties"),
    ("resolutions.csv", ("74/247,", "resolution,", "vote,"), "kind 'vote' is unknown"),
    ("stages.csv", ("74/247,plenary", "plenary", "plenum"), "stage 'plenum' is unknown"),
    ("votes.csv", ("74/247,plenary,IND", "yes", "unknown"), "vote 'unknown' is unknown"),
    (
        "votes.csv",
        ("74/247,plenary,IND", "74/247", "74/248"),
        "resolution '74/248' is not in resolutions.csv",
    ),
    ("votes.csv", ("74/247,plenary,IND", "roll call", "rollcall"), "basis 'rollcall'"),
    ("sponsors.csv", ("74/247,A/C.3/74/L.11,BLR", "BLR", "BYS"), "state 'BYS'"),
    ("programmes.csv", ("global", "22/8", "22/9"), "mandate '22/9' is not among the resolutions"),
    ("programme_statements.csv", ("global-programme-cybercrime,donor,,CAN", "donor", "giver"), "topic 'giver'"),
    ("programme_statements.csv", ("global-programme-cybercrime,donor,,CAN", ",11,", ",99,"), "erratum '99'"),
    ("provisions.csv", ("crc,34", "crc", "crcc"), "treaty 'crcc' is not among the treaties"),
    ("provisions.csv", ("crc,34", "protection", "protecting"), "subject 'protecting'"),
    ("errata.csv", ("21,", "crc opsc", "crc opcs"), "treaty 'opcs' is not among the treaties"),
    ("errata.csv", ("22,", ",wrong,", ",false,"), "verdict 'false'"),
    ("bodies.csv", ("ccpcj,", "ecosoc", "ecosok"), "parent 'ecosok' is not in bodies.csv"),
]


def at_once() -> list[list[tuple[str, tuple[str, str, str], str]]]:
    """Return the bad cells in as few lists as there may be where each line is changed once."""
    found: dict[int, list[tuple[str, tuple[str, str, str], str]]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for file, change, words in BAD_CELLS:
        found.setdefault(seen[file, change[0]], []).append((file, change, words))
        seen[file, change[0]] += 1
    return list(found.values())


class TestCells:
    @pytest.mark.parametrize("cells", at_once(), ids=len)
    def test_bad_cells(self, folder: "Folder", cells: list[tuple[str, tuple[str, str, str], str]]) -> None:
        """Unknown ids and words and impossible dates are found where they stand, whatever else is wrong."""
        lines = [(file, folder.change(file, *change), words) for file, change, words in cells]
        found = folder.findings()

        assert not [
            (file, line, words)
            for file, line, words in lines
            if not any((file, line) == (each.file, each.line) and words in each.message for each in found)
        ]

    def test_an_act_names_its_source(self, folder: "Folder") -> None:
        """An act without a source is no fact."""
        line = folder.change("crc/acts.csv", "USA,signature", "untc-iv-11-2014", "")

        assert folder.finds("crc/acts.csv", line, "sources is empty")

    def test_source_without_a_publisher(self, folder: "Folder") -> None:
        """Who published a document is told, or that nobody noted it."""
        line = folder.change("sources.csv", "zaki-57451,", ",zaki.ru,", ",,")

        assert folder.finds_only("sources.csv", line, "publisher is empty")

    def test_vote_at_a_stage_that_is_not_on_record(self, folder: "Folder") -> None:
        """A vote belongs to a stage."""
        line = folder.insert("votes.csv", "resolution,", "65/230,third committee,FRA,yes,named,un-mid-2019,low,")

        assert folder.finds_only("votes.csv", line, "'65/230 third committee' is not in stages.csv")

    def test_vote_on_a_broken_resolution(self, folder: "Folder") -> None:
        """One mistake is one finding."""
        line = folder.change("resolutions.csv", "74/247,", "general-assembly", "assembly")

        assert folder.finds_only("resolutions.csv", line, "body 'assembly'")


class TestOrderAndDuplicates:
    def test_acts_are_in_the_order_of_states(self, folder: "Folder") -> None:
        """A State's lines stand together, States in the order of their ids."""
        line = folder.swap("crc/acts.csv", "AGO,ratification")

        assert folder.finds_only("crc/acts.csv", line, "AGO is below ALB")

    @pytest.mark.parametrize(
        ("file", "start"),
        [
            ("sources.csv", "coe-185-2020,"),
            ("events.csv", "2019-11-07,"),
            ("stages.csv", "65/230,"),
            ("errata.csv", "3,"),
            ("footnotes.csv", "4,"),
            ("votes.csv", "74/247,plenary,IND"),
            ("totals.csv", "ets185,2020-03-13"),
            ("states.csv", "EUE,"),
        ],
    )
    def test_other_tables_keep_their_order(self, folder: "Folder", file: str, start: str) -> None:
        """By id, day or number."""
        line = folder.swap(file, start)

        assert folder.finds_only(file, line, "is below", "expected above")

    @pytest.mark.parametrize(
        ("file", "start"),
        [
            ("crc/acts.csv", "USA,signature"),
            ("sources.csv", "coe-185-2020,"),
            ("ets185/flags.csv", "2026-04-25,FRA"),
            ("coe_members.csv", "FRA,"),
            ("provisions.csv", "crc,34"),
            ("votes.csv", "74/247,third committee,IND"),
        ],
    )
    def test_the_same_row_twice(self, folder: "Folder", file: str, start: str) -> None:
        """A fact stands once."""
        number = folder.line(file, start)
        line = folder.insert(file, start, folder.lines(file)[number - 1])

        assert folder.finds(file, line, f"repeats line {number}")


def test_the_maintainers_example_is_in_the_data() -> None:
    """New Zealand's accession and its source, as CONTRIBUTING-DATA.md walks through them."""
    page = GUIDE.read_text(encoding="utf-8").splitlines()
    act = next(line for line in page if line.startswith("NZL,"))
    source = next(line for line in page if line.startswith("overheid-009852,"))

    assert act.partition("81st")[0] in (DATA / "ets185/acts.csv").read_text(encoding="utf-8")
    assert source.partition("https")[0] in (DATA / "sources.csv").read_text(encoding="utf-8")


def test_the_guide_names_every_column_and_kind_of_acts() -> None:
    """What a maintainer may write is on the page."""
    page = GUIDE.read_text(encoding="utf-8")

    assert [] == [word for word in (*ACT_COLUMNS, *cc.ActKind) if f"`{word}`" not in page]
