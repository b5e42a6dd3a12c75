"""The check of the whole dataset: every kind of damage is found, with file and line."""

import json
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest

import cyberconventions as cc
from cyberconventions.audit import Finding, audit
from cyberconventions.audit.__main__ import main
from cyberconventions.audit.schemas import SCHEMAS, TREATY_SCHEMAS

BUNDLED = Path(cc.__file__).parent / "data"
EXCEPTIONS = "state,date,effective,reason,sources"
TOTALS = [line.split(",")[:4] for line in (BUNDLED / "totals.csv").read_text(encoding="utf-8").splitlines()[1:]]


class Folder:
    """A copy of the dataset, to be damaged."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def lines(self, file: str) -> list[str]:
        return (self.root / file).read_text(encoding="utf-8").splitlines()

    def write(self, file: str, lines: list[str]) -> None:
        (self.root / file).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def line(self, file: str, start: str) -> int:
        """The number of the only line that begins so."""
        numbers = [number for number, line in enumerate(self.lines(file), start=1) if line.startswith(start)]

        assert 1 == len(numbers), (file, start, numbers)
        return numbers[0]

    def change(self, file: str, start: str, old: str, new: str) -> int:
        """Replace text in the line that begins so; return its number."""
        number = self.line(file, start)
        lines = self.lines(file)

        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new, 1)
        self.write(file, lines)
        return number

    def insert(self, file: str, below: str, line: str) -> int:
        """Insert a line below the one that begins so; return its number."""
        number = self.line(file, below)
        lines = self.lines(file)
        lines.insert(number, line)
        self.write(file, lines)
        return number + 1

    def swap(self, file: str, start: str) -> int:
        """Swap the line that begins so with the next; return the lower one's number."""
        number = self.line(file, start)
        lines = self.lines(file)
        lines[number - 1 : number + 1] = lines[number], lines[number - 1]
        self.write(file, lines)
        return number + 1

    def remove(self, file: str, start: str) -> int:
        number = self.line(file, start)
        lines = self.lines(file)
        del lines[number - 1]
        self.write(file, lines)
        return number

    def describe(self, file: str, columns: str) -> None:
        """Make a table a resource of datapackage.json."""
        place = self.root / "datapackage.json"
        package = json.loads(place.read_text(encoding="utf-8"))
        fields = [{"name": column, "type": "string"} for column in columns.split(",")]
        package["resources"].append({"name": "more", "path": file, "schema": {"fields": fields}})
        place.write_text(json.dumps(package), encoding="utf-8")

    def findings(self) -> tuple[Finding, ...]:
        return audit(str(self.root))

    def finds(self, file: str, line: int, *words: str) -> bool:
        """Whether the check finds something on that line, with these words in its message."""
        found = [each.message for each in self.findings() if (each.file, each.line) == (file, line)]
        return any(all(word in message for word in words) for message in found)

    def finds_only(self, file: str, line: int, *words: str) -> bool:
        """Whether that is all it finds."""
        found = self.findings()
        return [(file, line)] == [(each.file, each.line) for each in found] and all(
            w in found[0].message for w in words
        )


def breaks_the_rule(treaty: cc.Treaty, act: cc.Act) -> bool:
    """Whether a consent's published day of effect is another than its clause gives; a succession's is its own."""
    if not act.kind.is_consent or act.kind is cc.ActKind.SUCCESSION or not (act.date and act.effective):
        return False
    assert treaty.entry_into_force is not None
    try:
        given = treaty.rules.effect(act.date, treaty.entry_into_force, accession=act.kind is cc.ActKind.ACCESSION)
    except cc.errors.ClauseNotSeenError:
        # The first group has the treaty's own day.
        given = treaty.entry_into_force
    return given != act.effective


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    shutil.copytree(BUNDLED, tmp_path / "data")
    return Folder(tmp_path / "data")


class TestSound:
    def test_the_bundled_dataset_is_sound(self) -> None:
        """The dataset that comes with the library has nothing wrong."""
        assert () == audit()

    def test_a_copy_is_sound(self, folder: Folder) -> None:
        """A folder anywhere is checked like the bundled one."""
        assert () == folder.findings()

    def test_adding_one_ratification_takes_one_line(self, folder: Folder) -> None:
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

        assert () == folder.findings()

    def test_an_exception_with_a_reason_is_no_problem(self, folder: Folder) -> None:
        """A published date that breaks the rule stands once exceptions.csv says why."""
        folder.change("ets185/acts.csv", "FRA,consent", "2006-05-01", "2006-05-02")
        folder.write("ets185/exceptions.csv", [EXCEPTIONS, "FRA,2006-01-10,2006-05-02,Printed so.,coe-185-2020"])
        folder.describe("ets185/exceptions.csv", EXCEPTIONS)

        assert () == folder.findings()

    def test_an_exception_is_described_too(self, folder: Folder) -> None:
        """A table that datapackage.json does not know would be lost to other tools."""
        folder.change("ets185/acts.csv", "FRA,consent", "2006-05-01", "2006-05-02")
        folder.write("ets185/exceptions.csv", [EXCEPTIONS, "FRA,2006-01-10,2006-05-02,Printed so.,coe-185-2020"])

        assert folder.finds_only("datapackage.json", 1, "ets185/exceptions.csv is no resource")

    def test_a_cell_may_hold_line_breaks(self, folder: Folder) -> None:
        """A row is found at the line it starts on, also below a cell with a line break."""
        folder.change("ets185/acts.csv", "ALB,consent", ",high,,,,", ',high,"one\ntwo",,,')
        line = folder.change("ets185/acts.csv", "AND,consent", "high", "hihg")

        assert 6 == line
        assert folder.finds("ets185/acts.csv", line, "confidence 'hihg'", "did you mean 'high'")


class TestTheCommand:
    def test_a_sound_dataset_exits_with_0(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing wrong: status 0 and one line."""
        assert 0 == main([])
        assert "The dataset is sound.\n" == capsys.readouterr().out

    def test_problems_exit_with_1(self, folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
        """Each problem is a line with file, line and message."""
        line = folder.change("crc/acts.csv", "AFG,signature", "AFG", "XXX")

        assert 1 == main([str(folder.root)])
        out = capsys.readouterr().out
        assert f"crc/acts.csv:{line}: state 'XXX' is not among the States\n1 problem found\n" == out

    def test_several_problems_are_counted(self, folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
        """The last line counts."""
        folder.change("crc/acts.csv", "AFG,signature", "AFG", "XXX")
        folder.change("crc/acts.csv", "ALB,signature", "high", "sure")

        assert 1 == main([str(folder.root)])
        assert capsys.readouterr().out.endswith("\n2 problems found\n")

    def test_no_such_folder_exits_with_2(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A folder that is not there is a wrong call, not a sound dataset."""
        with pytest.raises(SystemExit) as stopped:
            main([str(tmp_path / "nowhere")])

        assert 2 == stopped.value.code
        assert "is no folder" in capsys.readouterr().err

    def test_it_runs_as_a_program(self) -> None:
        """``python -m cyberconventions.audit`` is the maintainer's one command."""
        done = subprocess.run(
            [sys.executable, "-m", "cyberconventions.audit"], capture_output=True, text=True, check=False
        )

        assert (0, "The dataset is sound.\n") == (done.returncode, done.stdout)


class TestFilesAndColumns:
    def test_missing_table(self, folder: Folder) -> None:
        """Every table but flags and exceptions has to be there."""
        (folder.root / "footnotes.csv").unlink()

        assert folder.finds("footnotes.csv", 1, "is missing")

    def test_missing_folder_of_a_treaty(self, folder: Folder) -> None:
        """A treaty of treaties.csv has its folder."""
        shutil.rmtree(folder.root / "uncc")

        assert folder.finds("uncc/acts.csv", 1, "is missing")
        assert folder.finds("uncc/treaty.toml", 1, "is missing")

    @pytest.mark.parametrize("file", ["vote.csv", "ets185/flag.csv", "ets999/acts.csv"])
    def test_unknown_table(self, folder: Folder, file: str) -> None:
        """A misspelt table would be read by nobody."""
        (folder.root / file).parent.mkdir(exist_ok=True)
        folder.write(file, ["state"])

        assert folder.finds_only(file, 1, "is no table of the dataset")

    @pytest.mark.parametrize(
        ("file", "old", "new", "words"),
        [
            ("crc/acts.csv", "confidence", "confidense", "unknown column 'confidense' – did you mean 'confidence'?"),
            ("crc/acts.csv", "confidence,", "", "column 'confidence' stands 0 times"),
            ("footnotes.csv", "subject", "text", "column 'text' stands 2 times"),
            (
                "sources.csv",
                "dated,read",
                "read,dated",
                "the columns stand in the order id,title,publisher,address,read",
            ),
            ("treaties.csv", "id,", "\ufeffid,", "begins with a byte order mark"),
            ("states.csv", "id,name", "name,id", "the columns stand in the order name,id"),
            ("coe_members.csv", "joined", "joind", "unknown column 'joind'"),
            ("resolutions.csv", "symbol", "symbols", "unknown column 'symbols'"),
        ],
    )
    def test_header(self, folder: Folder, file: str, old: str, new: str, words: str) -> None:
        """A wrong header is one message, whatever else refers to the table: nothing below it can be trusted."""
        columns = {**SCHEMAS, **TREATY_SCHEMAS}[file.rpartition("/")[2]].columns
        lines = folder.lines(file)
        lines[0] = lines[0].replace(old, new, 1)
        folder.write(file, lines)

        assert folder.finds_only(file, 1, words, f"expected {','.join(columns)}")

    def test_a_wrong_header_hides_no_cell_of_another_table(self, folder: Folder) -> None:
        """What can be read is looked at all the same."""
        folder.change("sources.csv", "id,", "title", "titel")
        line = folder.change("crc/acts.csv", "AFG,signature", "AFG", "XXX")
        found = folder.findings()

        assert [("crc/acts.csv", line), ("sources.csv", 1)] == [(each.file, each.line) for each in found]

    @pytest.mark.parametrize(("new", "count"), [("high", 6), ("high,,,,,", 11)])
    def test_ragged_row(self, folder: Folder, new: str, count: int) -> None:
        """A row has as many cells as the header."""
        line = folder.change("crc/acts.csv", "USA,signature", "high,,,,", new)

        assert folder.finds("crc/acts.csv", line, f"has {count} cells, expected 10")

    def test_empty_file(self, folder: Folder) -> None:
        """A table without even a header lacks every column."""
        (folder.root / "sponsors.csv").write_text("", encoding="utf-8")

        assert folder.finds("sponsors.csv", 1, "column 'state' stands 0 times")

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
    def test_unreadable_file(self, folder: Folder, content: bytes, line: int, words: str) -> None:
        """Text in another encoding and a stray quote are found where they stand, and are one message."""
        (folder.root / "footnotes.csv").write_bytes(content)

        assert folder.finds_only("footnotes.csv", line, "is no CSV in UTF-8", words)


class TestDescriptor:
    @pytest.mark.parametrize(
        ("old", "new", "at", "words"),
        [
            ('"title": "Sources",', '"title": "Sources"', '"scheme": "file"', "is no JSON in UTF-8"),
            ('"name": "publisher"', '"name": "publischer"', '"name": "publischer"', "unknown column 'publischer'"),
            ('"version": "2', '"version": "3', '"version": "3', "but VERSION has"),
            ('"path": "errata.csv"', '"path": "erata.csv"', '"path": "erata.csv"', "erata.csv is not in the folder"),
        ],
    )
    def test_damage(self, folder: Folder, old: str, new: str, at: str, words: str) -> None:
        """Broken JSON, a wrong name of a column, another version and a lost file are found where they stand."""
        place = folder.root / "datapackage.json"
        text = place.read_text(encoding="utf-8")
        before, _, after = text.partition(old)
        place.write_text(before + new + after, encoding="utf-8")
        line = before.count("\n") + (new + after)[: (new + after).index(at)].count("\n") + 1

        assert folder.finds("datapackage.json", line, words)

    @pytest.mark.parametrize("package", ["[]", '{"resources": 1}', '{"resources": [{"name": "x"}]}'])
    def test_no_data_package(self, folder: Folder, package: str) -> None:
        """JSON of another shape is no description."""
        (folder.root / "datapackage.json").write_text(package, encoding="utf-8")

        assert folder.finds_only("datapackage.json", 1, "is no data package")

    def test_missing(self, folder: Folder) -> None:
        """Without it other tools can't read the folder."""
        (folder.root / "datapackage.json").unlink()

        assert folder.finds_only("datapackage.json", 1, "is missing")

    def test_another_encoding(self, folder: Folder) -> None:
        """The line is that of the byte."""
        (folder.root / "datapackage.json").write_bytes(b'{\n"title": "\xff"}')

        assert folder.finds_only("datapackage.json", 2, "is no JSON in UTF-8")

    def test_resource_without_fields(self, folder: Folder) -> None:
        """A table's resource has the names of its columns."""
        place = folder.root / "datapackage.json"
        package = json.loads(place.read_text(encoding="utf-8"))
        del package["resources"][0]["schema"]["fields"]
        place.write_text(json.dumps(package), encoding="utf-8")

        assert folder.finds_only("datapackage.json", 1, "resource treaties.csv has no schema")

    def test_missing_field(self, folder: Folder) -> None:
        """A column that is not described is found at the resource."""
        place = folder.root / "datapackage.json"
        package = json.loads(place.read_text(encoding="utf-8"))
        del package["resources"][0]["schema"]["fields"][2]
        place.write_text(json.dumps(package, indent=0), encoding="utf-8")
        line = place.read_text(encoding="utf-8").split('"path": "treaties.csv"')[0].count("\n") + 1

        assert folder.finds_only("datapackage.json", line, "fields of treaties.csv: column 'title' stands 0 times")


class TestVersion:
    @pytest.mark.parametrize(
        "version", ["1.0", "2026-11-23", "2026.13.01", "2026.02.30", "", "2026.11.23 beta", "v2026"]
    )
    def test_malformed(self, folder: Folder, version: str) -> None:
        """The version is a day: year, month, day."""
        folder.write("VERSION", [version])

        assert folder.finds_only("VERSION", 1, f"{version!r} is no version, expected a day")

    def test_missing(self, folder: Folder) -> None:
        """The file is part of the dataset."""
        (folder.root / "VERSION").unlink()

        assert folder.finds_only("VERSION", 1, "is missing")

    def test_another_than_the_descriptors(self, folder: Folder) -> None:
        """VERSION and datapackage.json say the same."""
        folder.write("VERSION", ["2030.1.2"])

        assert any("but VERSION has '2030.1.2'" in each.message for each in folder.findings())

    @pytest.mark.parametrize("key", ["version", "date-released"])
    def test_another_than_the_citations(self, tmp_path: Path, key: str) -> None:
        """Within a source tree CITATION.cff names the version and its day."""
        data = tmp_path / "src" / "cyberconventions" / "data"
        shutil.copytree(BUNDLED, data)
        citation = tmp_path / "CITATION.cff"
        shutil.copy(Path(__file__).parents[2] / "CITATION.cff", citation)

        assert () == audit(str(data))

        lines = citation.read_text(encoding="utf-8").splitlines()
        line = next(number for number, each in enumerate(lines, start=1) if each.startswith(f"{key}: "))
        lines[line - 1] = f"{key}: 2001"
        citation.write_text("\n".join(lines), encoding="utf-8")
        found = audit(str(data))

        assert [("CITATION.cff", line)] == [(each.file, each.line) for each in found]
        assert f"{key} is another than VERSION's" in found[0].message


class TestCells:
    @pytest.mark.parametrize(
        ("file", "change", "words"),
        [
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
            ("ets185/flags.csv", ("2026-04-25,FRA", "FRA,", "FRA,X. "), "'X.' is unknown"),
            ("ets185/flags.csv", ("2026-04-25,FRA", "FRA,", "FRA,R.Q."), "'Q.' is unknown"),
            ("ets185/flags.csv", ("2026-04-25,FRA", "FRA,", "FRA,r "), "'r' is unknown"),
            ("treaties.csv", ("ets189,", "ets185", "ets158"), "parent 'ets158' is not among the treaties"),
            ("treaties.csv", ("ets189,", "partial", "part"), "coverage 'part'"),
            ("states.csv", ("SCG,", "MNE SRB", "MNE SRX"), "successors 'SRX'"),
            ("state_names.csv", ("Turkey,", "coe un", "coe eu"), "charts 'eu'"),
            ("coe_members.csv", ("FRA,", "1949", "1849x"), "joined"),
            ("footnotes.csv", ("55,", "55", "lv"), "number 'lv' is no whole number"),
            ("totals.csv", ("crc,2016-10-25", ",196,", ",many,"), "consents 'many' is no whole number"),
            ("events.csv", ("2019-11-07,", "third-committee", "third"), "body 'third' is not among the bodies"),
            ("events.csv", ("2019-11-07,", ",draft,", ",drft,"), "kind 'drft' is unknown"),
            ("events.csv", ("2024-12-24,", ",uncc,", ",unccc,"), "treaty 'unccc' is not among the treaties"),
            ("resolutions.csv", ("74/247,", "resolution,", "vote,"), "kind 'vote' is unknown"),
            ("stages.csv", ("74/247,plenary", "plenary", "plenum"), "stage 'plenum' is unknown"),
            ("votes.csv", ("74/247,plenary,IND", "yes", "unknown"), "vote 'unknown' is unknown"),
            (
                "votes.csv",
                ("74/247,plenary,IND", "74/247", "74/248"),
                "resolution '74/248' is not among the resolutions",
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
            ("bodies.csv", ("ccpcj,", "ecosoc", "ecosok"), "parent 'ecosok' is not among the bodies"),
        ],
    )
    def test_bad_cell(self, folder: Folder, file: str, change: tuple[str, str, str], words: str) -> None:
        """Unknown ids and words and impossible dates are found where they stand."""
        line = folder.change(file, *change)

        assert folder.finds(file, line, words)

    def test_an_act_names_its_source(self, folder: Folder) -> None:
        """An act without a source is no fact."""
        line = folder.change("crc/acts.csv", "USA,signature", "untc-iv-11-2014", "")

        assert folder.finds("crc/acts.csv", line, "sources is empty")


class TestOrderAndDuplicates:
    def test_acts_are_in_the_order_of_states(self, folder: Folder) -> None:
        """A State's lines stand together, States in the order of their ids."""
        line = folder.swap("crc/acts.csv", "AGO,ratification")

        assert folder.finds_only("crc/acts.csv", line, "AGO stands below ALB")

    def test_acts_of_a_state_are_in_the_order_of_events(self, folder: Folder) -> None:
        """Signature before ratification."""
        line = folder.swap("crc/acts.csv", "FRA,signature")

        assert folder.finds("crc/acts.csv", line, "1990-01-26 stands below 1990-08-07 on line")
        assert folder.finds("crc/acts.csv", line, "signature by FRA stands below the consent")

    def test_invitation_stands_above_the_accession(self, folder: Folder) -> None:
        """Also where the date of the invitation is not known."""
        line = folder.swap("ets185/acts.csv", "PHL,invitation")

        assert folder.finds_only("ets185/acts.csv", line, "invitation by PHL stands below the consent")

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
    def test_other_tables_keep_their_order(self, folder: Folder, file: str, start: str) -> None:
        """By id, day or number."""
        line = folder.swap(file, start)

        assert folder.finds_only(file, line, "stands below", "expected above")

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
    def test_the_same_row_twice(self, folder: Folder, file: str, start: str) -> None:
        """A fact stands once."""
        number = folder.line(file, start)
        line = folder.insert(file, start, folder.lines(file)[number - 1])

        assert folder.finds(file, line, f"stands on line {number} already")

    def test_second_signature(self, folder: Folder) -> None:
        """A State signs once, whatever the date."""
        line = folder.insert("crc/acts.csv", "USA,", "USA,signature,1996-02-16,,untc-iv-11-2014,high,,,,")

        assert folder.finds_only("crc/acts.csv", line, f"signature by USA, which signed on line {line - 1} already")

    def test_second_consent(self, folder: Folder) -> None:
        """A succession after a ratification counts one State twice."""
        line = folder.insert(
            "opsc/acts.csv", "SRB,ratification", "SRB,succession,2006-06-03,2006-06-03,untc-iv-11-c-2015,high,,,,"
        )

        assert folder.finds_only(
            "opsc/acts.csv", line, f"succession by SRB, which consented on line {line - 1} already"
        )

    def test_second_consent_after_a_withdrawal(self, folder: Folder) -> None:
        """A State may leave and come back."""
        folder.insert(
            "crc/acts.csv", "FRA,ratification", "FRA,denunciation,2000-01-31,2001-01-31,fedlex-crc-2016,high,,,,"
        )
        folder.insert(
            "crc/acts.csv", "FRA,denunciation", "FRA,accession,2005-01-31,2005-03-02,fedlex-crc-2016,high,,,,"
        )

        assert () == folder.findings()

    def test_succession_counted_twice(self, folder: Folder) -> None:
        """A former State's consent and its successor's are not both counted."""
        folder.insert("opsc/acts.csv", "SAU,", "SCG,ratification,2002-10-10,2002-11-10,untc-iv-11-c-2015,high,,,,")
        line = folder.line("opsc/acts.csv", "SRB,ratification")

        assert folder.finds("opsc/acts.csv", line, "SRB succeeded to SCG", "counted twice")

    def test_successor_without_consent(self, folder: Folder) -> None:
        """A successor that only signed counts nothing twice."""
        folder.insert("cets224/acts.csv", "SRB,consent", "SCG,consent,2023-02-09,,verdragen-013833,high,,,,")
        line = folder.line("cets224/acts.csv", "MNE,")

        assert not folder.finds("cets224/acts.csv", line, "counted twice")

    def test_withdrawal_without_consent(self, folder: Folder) -> None:
        """Who never consented can't withdraw."""
        line = folder.insert("crc/acts.csv", "USA,", "USA,denunciation,2001-01-31,2002-01-31,fedlex-crc-2016,high,,,,")

        assert folder.finds_only("crc/acts.csv", line, "stands below no consent")


class TestDates:
    def test_act_after_the_records_date(self, folder: Folder) -> None:
        """The record of the CRC reaches to a day, and no act lies beyond."""
        as_of = cc.treaty("crc").as_of
        day = as_of + timedelta(days=1)
        line = folder.insert("crc/acts.csv", "USA,", f"USA,ratification,{day},,untc-iv-11-2014,high,,,,")

        assert folder.finds_only("crc/acts.csv", line, f"date {day} is after the record's as_of {as_of}")

    def test_act_before_the_opening(self, folder: Folder) -> None:
        """Nobody signed the Budapest Convention before Budapest."""
        line = folder.change("ets185/acts.csv", "IRL,signature", "2002-02-28", "2001-02-28")

        assert folder.finds("ets185/acts.csv", line, "date 2001-02-28 is before 2001-11-23")

    def test_act_seen_after_the_records_date(self, folder: Folder) -> None:
        """A chart on which an act was seen is not later than the record."""
        as_of = cc.treaty("budapest").as_of
        line = folder.change("ets185/acts.csv", "KEN,invitation", ",2026-04-25,", f",{as_of.year + 1},")

        assert folder.finds_only("ets185/acts.csv", line, f"seen {as_of.year + 1} is after the record's as_of {as_of}")

    def test_act_of_a_state_that_ended(self, folder: Folder) -> None:
        """Serbia and Montenegro ended on 2006-06-03."""
        line = folder.insert("crc/acts.csv", "SAU,accession", "SCG,signature,2007-01-01,,fedlex-crc-2016,high,,,,")

        assert folder.finds("crc/acts.csv", line, "date 2007-01-01 is after SCG ended on 2006-06-03")

    def test_effect_before_the_act(self, folder: Folder) -> None:
        """Only a succession has effect before its notification."""
        line = folder.change("crc/acts.csv", "FRA,ratification", "1990-09-06", "1990-08-06")

        assert folder.finds("crc/acts.csv", line, "can't have effect earlier")

    def test_treatys_own_dates(self, folder: Folder) -> None:
        """Adoption, opening, entry into force."""
        line = folder.change("treaties.csv", "untoc,", "2000-11-15", "2001-11-15")

        assert folder.finds_only("treaties.csv", line, "opened 2000-12-12 is before adopted 2001-11-15")

    def test_complete_to(self, folder: Folder) -> None:
        """A partial record may be complete to an earlier day, a complete one is complete to its own."""
        complete = folder.change("treaties.csv", "crc,", ",complete,,", ",complete,2016-10-01,")
        partial = folder.change("treaties.csv", "malabo,", ",partial,2024-07-08", ",partial,2124-07-08")

        assert folder.finds("treaties.csv", complete, "complete_to 2016-10-01, but the record is complete to its as_of")
        assert folder.finds("treaties.csv", partial, "complete_to 2124-07-08 is after as_of")

    def test_signature_that_no_list_shows(self, folder: Folder) -> None:
        """In a partial record somebody has to have seen that a signatory had not consented."""
        line = folder.change("uncc/acts.csv", "FRA,signature", ",2026-03-12,", ",,")

        assert folder.finds_only("uncc/acts.csv", line, "signature by FRA in a partial record: seen is empty")

    def test_event_that_ends_before_it_begins(self, folder: Folder) -> None:
        """A session ends after it began."""
        line = folder.change("events.csv", "2010-04-12,", "2010-04-19", "2010-04-09")

        assert folder.finds_only("events.csv", line, "end 2010-04-09 is before date 2010-04-12")


class TestRules:
    @pytest.mark.parametrize(
        ("file", "start", "old", "new"),
        [
            ("ets185/acts.csv", "FRA,consent", "2006-05-01", "2006-06-01"),
            ("ets185/acts.csv", "ALB,consent", "2004-07-01", "2004-08-01"),
            ("ets185/acts.csv", "NLD,territorial extension", "2024-10-01", "2024-11-01"),
            ("untoc/acts.csv", "AND,ratification", "2011-10-22", "2011-10-23"),
            ("opsc/acts.csv", "ALB,accession", "2008-03-05", "2008-03-06"),
            # The clause for later States was not seen; for the first group effect comes with the treaty's own.
            ("malabo/acts.csv", "CIV,accession", "2023-06-08", "2023-06-09"),
        ],
    )
    def test_effect_against_the_rule(self, folder: Folder, file: str, start: str, old: str, new: str) -> None:
        """A published entry into force that the clause does not give is found."""
        line = folder.change(file, start, old, new)

        assert folder.finds_only(file, line, f"effective {new}, but the rules give {old}")

    def test_effect_of_an_inexact_day(self, folder: Folder) -> None:
        """Romania's day lies within a window, so its effect does too."""
        line = folder.change("ets189/acts.csv", "ROU,ratification", ",2009-05/2009-12,", ",2009-05/2009-12,2011-01-01")

        assert folder.finds_only("ets189/acts.csv", line, "the rules give 2009-09-01/2010-04-01")

    def test_effect_without_a_clause(self, folder: Folder) -> None:
        """Where the clause was not seen nothing is held against the date."""
        folder.change("malabo/acts.csv", "BEN,ratification", "2024-11-12,", "2024-11-12,2024-12-12")

        assert () == folder.findings()

    def test_effect_under_a_treaty_not_in_force(self, folder: Folder) -> None:
        """Nothing has effect under a treaty that is not in force."""
        line = folder.change("cets224/acts.csv", "SRB,consent", "2023-02-09,", "2023-02-09,2023-06-01")

        assert folder.finds_only("cets224/acts.csv", line, "effective 2023-06-01, but the treaty is not in force")

    def test_denunciation_against_the_rule(self, folder: Folder) -> None:
        """CRC, Art. 52: one year after receipt."""
        line = folder.insert(
            "crc/acts.csv", "VUT,ratification", "VUT,denunciation,2000-01-31,2001-02-01,fedlex-crc-2016,high,,,,"
        )

        assert folder.finds("crc/acts.csv", line, "the rules give 2001-01-31")

    def test_unused_exception(self, folder: Folder) -> None:
        """An exception that fits no act is a leftover."""
        folder.write("ets185/exceptions.csv", [EXCEPTIONS, "FRA,2006-01-10,2006-05-01,Printed so.,coe-185-2020"])
        folder.describe("ets185/exceptions.csv", EXCEPTIONS)

        assert folder.finds_only("ets185/exceptions.csv", 2, "exception FRA 2006-01-10 2006-05-01 fits no act")

    def test_exceptions_are_counted(self) -> None:
        """As many published days differ from the rules as exceptions are listed: none of either, today."""
        listed = sum(len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in BUNDLED.rglob("exceptions.csv"))
        differ = [(treaty.id, act) for treaty in cc.treaties() for act in treaty.acts if breaks_the_rule(treaty, act)]

        assert 0 == listed == len(differ)

    def test_a_day_that_breaks_the_rule_is_counted(self) -> None:
        """France's consent of 2006-01-10 with effect one day late would be one."""
        budapest = cc.treaty("budapest")
        consent = budapest["FRA"].consent

        assert consent is not None
        assert not breaks_the_rule(budapest, consent)
        assert breaks_the_rule(budapest, attrs.evolve(consent, effective=date(2006, 5, 2)))

    def test_exception_without_a_reason(self, folder: Folder) -> None:
        """Why a date breaks the rule is part of the exception."""
        folder.change("ets185/acts.csv", "FRA,consent", "2006-05-01", "2006-05-02")
        folder.write("ets185/exceptions.csv", [EXCEPTIONS, "FRA,2006-01-10,2006-05-02,,coe-185-2020"])

        assert folder.finds("ets185/exceptions.csv", 2, "reason is empty")

    def test_own_entry_into_force(self, folder: Folder) -> None:
        """The treaty's own date against the consent that completed the number."""
        line = folder.change("treaties.csv", "crc,", "1990-09-02", "1990-09-03")

        assert folder.finds(
            "treaties.csv", line, "entry_into_force 1990-09-03", "1990-08-03", "1990-09-02 by the clause"
        )

    def test_own_entry_into_force_missing(self, folder: Folder) -> None:
        """Forty instruments are there, so the day is known."""
        line = folder.change("treaties.csv", "untoc,", "2003-09-29", "")

        assert folder.finds("treaties.csv", line, "entry_into_force is empty", "2003-07-01")

    def test_own_entry_into_force_too_early(self, folder: Folder) -> None:
        """Four of five consents bring nothing into force."""
        line = folder.change("treaties.csv", "cets224,", "2022-05-12,,,", "2022-05-12,,2025-01-01,")

        assert folder.finds("treaties.csv", line, "entry_into_force 2025-01-01", "lacks some of the 5 consents")

    def test_own_entry_into_force_without_its_clause(self, folder: Folder) -> None:
        """The fifth consent completes the number; when that takes effect no clause on record tells."""
        folder.change("totals.csv", "cets224,2026-04-15", ",4,48,", ",5,47,")
        folder.insert(
            "cets224/acts.csv", "ALB,signature", "ALB,ratification,2026-01-15,,coe-second-additional-protocol,high,,,,"
        )
        line = folder.line("treaties.csv", "cets224,")

        assert folder.finds_only("treaties.csv", line, "entry_into_force is empty, but the consent of 2026-04-15")

    def test_organisations_are_not_counted(self, folder: Folder) -> None:
        """UNTOC, Art. 38(1): the European Union's instrument does not come on top of its members'."""
        folder.change("untoc/acts.csv", "EUE,approval", "2004-05-21,2004-06-20", "2000-12-12,2003-09-29")

        assert all("treaties.csv" != each.file for each in folder.findings())

    def test_members_of_the_council_are_counted(self, folder: Folder) -> None:
        """ETS 185, Art. 36(3): three of the five are members of the Council of Europe."""
        for state in ("ALB", "EST", "HUN"):
            folder.remove("coe_members.csv", f"{state},")
        line = folder.line("treaties.csv", "ets185,")

        assert folder.finds("treaties.csv", line, "entry_into_force 2004-07-01, but the consent of 2004-05-12")

    def test_precondition(self, folder: Folder) -> None:
        """ETS 189, Art. 9(2): consent to ETS 185 first."""
        folder.remove("ets185/acts.csv", "ISL,consent")
        line = folder.line("ets189/acts.csv", "ISL,ratification")

        assert folder.finds("ets189/acts.csv", line, "takes consent to ets185")


class TestTreatyFile:
    @pytest.mark.parametrize(
        ("treaty", "change", "words"),
        [
            ("ets185", ("[invitation]", "invitation", "invitatoin"), "unknown key 'invitatoin'"),
            ("ets185", ("since", "since", "sinse"), "unknown key 'sinse'"),
            ("ets185", ("since", "2013-04-10", '"2013-04-10"'), "is a str, expected a date"),
            ("ets185", ("members", "3", '"3"'), "members '3' is a str, expected a int"),
            ("ets185", ("[clauses.later]", "later", "latter"), "clause 'latter' is unknown"),
            ("ets185", ("[entry_into_force]", "[entry", "[entri"), "unknown key 'entri_into_force'"),
            ("opsc", ("treaty", '"crc"', '"crcc"'), "treaty 'crcc' is not among the treaties"),
            ("untoc", ("until", "until", "untill"), "unknown key 'untill'"),
            ("uncc", ("until", "2026-12-31", '"2026-12-31"'), "is a str, expected a date"),
            ("crc", ("open_ended = true", "true", "true\nuntil = 1990-01-26"), "open_ended, but until 1990-01-26"),
            ("cets201", ("[accession]", "accession", "acession"), "unknown key 'acession'"),
            ("cets224", ("not_seen", '"later"', '"latter"'), "not_seen 'latter' is unknown"),
            ("untoc", ("[signature]", "[signature]", 'not_seen = "first"\n[signature]'), "is a str, expected a list"),
            ("malabo", ("not_seen", '"later"', '"first"'), "not_seen 'first' has a clause all the same"),
            ("crc", ("months = 12", "12", "-12"), "months=-12"),
            ("crc", ("months = 12", "12", "twelve"), "is no TOML in UTF-8"),
        ],
    )
    def test_bad_clause(self, folder: Folder, treaty: str, change: tuple[str, str, str], words: str) -> None:
        """Unknown keys, wrong types and impossible numbers are found where they stand."""
        file = f"{treaty}/treaty.toml"
        line = folder.change(file, *change)
        if words.startswith("months"):
            line -= 1  # The clause is named by its article, one line above.

        assert folder.finds(file, line, words)

    def test_precondition_on_no_treaty(self, folder: Folder) -> None:
        """Each section that names a treaty is looked at."""
        line = folder.line("ets189/treaty.toml", "[precondition]") + 1
        lines = folder.lines("ets189/treaty.toml")
        lines[line - 1] = lines[line - 1].replace("ets185", "ets158")
        folder.write("ets189/treaty.toml", lines)

        assert folder.finds_only("ets189/treaty.toml", line, "treaty 'ets158' is not among the treaties")

    @pytest.mark.parametrize("treaty", [treaty.id for treaty in cc.treaties()])
    @pytest.mark.parametrize("topic", ["first", "later", "denunciation"])
    def test_every_treaty_has_its_clauses(self, folder: Folder, treaty: str, topic: str) -> None:
        """A clause is on record, or was not seen; one that got lost is found, whatever the treaty."""
        file = f"{treaty}/treaty.toml"
        text = (folder.root / file).read_text(encoding="utf-8")
        head, clause, rest = text.partition(f"[clauses.{topic}]\n")
        kept = head + rest[rest.find("\n[") + 1 :] if clause and "\n[" in rest else head
        for word in (f'"{topic}", ', f', "{topic}"', f'"{topic}"'):
            kept = kept.replace(word, "")
        (folder.root / file).write_text(kept, encoding="utf-8")
        found = [each.message for each in folder.findings() if each.file == file]

        assert [f"no clause on '{topic}', expected [clauses.{topic}], or '{topic}' in not_seen"] == found

    @pytest.mark.parametrize("topic", ["accession", "territorial_extension", "reservation_withdrawal"])
    def test_the_councils_treaties_have_more(self, folder: Folder, topic: str) -> None:
        """ETS 185, Art. 37(2), 38(2), 43(1)."""
        folder.change("ets185/treaty.toml", f"[clauses.{topic}]", topic, "territorial_withdrawal_of_old")
        found = [each.message for each in folder.findings()]

        assert f"no clause on '{topic}', expected [clauses.{topic}], or '{topic}' in not_seen" in found

    def test_signature_after_the_last_day(self, folder: Folder) -> None:
        """UNTOC, Art. 36(1): to 2002-12-12."""
        line = folder.change("untoc/acts.csv", "BRB,signature", "2001-09-26", "2002-12-13")

        assert folder.finds_only("untoc/acts.csv", line, "date 2002-12-13 is after 2002-12-12, the last day")

    def test_signature_by_whom_it_is_not_open_to(self, folder: Folder) -> None:
        """OPSC, Art. 13(1): Parties to and signatories of the CRC; a signature is enough for the United States."""
        folder.remove("crc/acts.csv", "USA,signature")
        signature = folder.line("opsc/acts.csv", "USA,signature")
        consent = folder.line("opsc/acts.csv", "USA,ratification")

        assert folder.finds("opsc/acts.csv", signature, "signature takes signature of, or consent to, crc by then")
        assert folder.finds("opsc/acts.csv", consent, "ratification takes signature of, or consent to, crc by then")

    def test_missing_key(self, folder: Folder) -> None:
        """A section without what it needs is found at its head."""
        folder.remove("cets224/treaty.toml", "consents")
        line = folder.line("cets224/treaty.toml", "[entry_into_force]")

        assert folder.finds("cets224/treaty.toml", line, "consents is missing in [entry_into_force]")

    def test_missing_section(self, folder: Folder) -> None:
        """Every treaty says how many consents it takes; what can't be found stands on line 1."""
        folder.write("cets224/treaty.toml", ["not_seen = []"])

        assert folder.finds("cets224/treaty.toml", 1, "entry_into_force is missing")

    def test_clause_that_is_no_section(self, folder: Folder) -> None:
        """A clause has an article of its own."""
        folder.write("cets224/treaty.toml", ["[entry_into_force]", "consents = 5", "[clauses]", "first = 3"])

        assert folder.finds("cets224/treaty.toml", 1, "article is missing in [clauses.first]")

    def test_file_in_another_encoding(self, folder: Folder) -> None:
        """The file as a whole is meant."""
        (folder.root / "crc/treaty.toml").write_bytes(b"# \xff\n")

        assert folder.finds("crc/treaty.toml", 1, "is no TOML in UTF-8")

    def test_denunciation_without_rules(self, folder: Folder) -> None:
        """Totals are counted also where the clauses can't be read."""
        folder.insert("crc/acts.csv", "VUT,ratification", "VUT,denunciation,2000-01-31,,fedlex-crc-2016,high,,,,")
        (folder.root / "crc/treaty.toml").unlink()
        line = folder.line("totals.csv", "crc,2016-10-25")

        assert folder.finds("totals.csv", line, "consents 196, but the record of crc has 195")


class TestNamesAndMembers:
    def test_name_of_two_treaties(self, folder: Folder) -> None:
        """A usual name leads to one treaty."""
        line = folder.change("treaties.csv", "cets201,", ",lanzarote|", ",lanzarote|Budapest|")

        assert folder.finds_only("treaties.csv", line, "name 'Budapest' is ets185's already")

    def test_name_of_two_bodies(self, folder: Folder) -> None:
        """So it is with bodies."""
        line = folder.change("bodies.csv", "ecosoc,", ",ECOSOC", ",ECOSOC|unga")

        assert folder.finds_only("bodies.csv", line, "name 'unga' is general-assembly's already")

    def test_name_of_two_states(self, folder: Folder) -> None:
        """A spelling means one State, whatever its accents; ISO 3166-1 has its say."""
        line = folder.insert("state_names.csv", "Swaziland,", "Côte d’Ivoire,GHA,,,")

        assert folder.finds_only("state_names.csv", line, "means CIV already, not GHA")

    def test_own_state_with_a_code_of_iso(self, folder: Folder) -> None:
        """An id of the dataset must not be a code of ISO 3166-1."""
        line = folder.insert("states.csv", "EUE,", "FRX,France,former State,,2000-01-01,,,")

        assert folder.finds_only("states.csv", line, "'France' means FRA already")

    def test_membership_that_ends_before_it_begins(self, folder: Folder) -> None:
        """Left after joined."""
        line = folder.change("coe_members.csv", "RUS,", "2022-03-16", "1992-03-16")

        assert folder.finds("coe_members.csv", line, "left 1992-03-16 is not after joined 1996-02-28")

    def test_membership_that_overlaps(self, folder: Folder) -> None:
        """A member can't join; a former one can."""
        line = folder.insert("coe_members.csv", "FRA,", "FRA,2000-01-01,,hrea-coe-member-states,high,")
        folder.insert("coe_members.csv", "RUS,", "RUS,2030-01-01,,hrea-coe-member-states,high,")

        assert folder.finds_only("coe_members.csv", line, "FRA joined 2000-01-01, but was a member already")

    def test_flags_of_a_state_without_acts(self, folder: Folder) -> None:
        """Russia stood on the chart of 2020 with nothing in its row."""
        line = folder.change("ets185/flags.csv", "2020-03-13,RUS", "RUS,", "RUS,R.")

        assert folder.finds_only("ets185/flags.csv", line, "state 'RUS' has flags but no act on record")


class TestSources:
    def test_unused_source(self, folder: Folder) -> None:
        """A source that states nothing is a leftover."""
        line = folder.insert("sources.csv", "zaki-57451,", "zaki-57452,Nothing,Nobody,https://example.org,,")

        assert folder.finds_only("sources.csv", line, "source 'zaki-57452' is used nowhere")

    def test_source_without_a_publisher(self, folder: Folder) -> None:
        """Who published a document is told, or that nobody noted it."""
        line = folder.change("sources.csv", "zaki-57451,", ",zaki.ru,", ",,")

        assert folder.finds_only("sources.csv", line, "publisher is empty")

    def test_source_without_an_address(self, folder: Folder) -> None:
        """A source that can't be looked up says so in its title; a post of 2026 does."""
        line = folder.change("sources.csv", "zaki-57451,", "https://zaki.ru/pagesnew.php?id=57451&page=8", "")

        assert folder.finds_only("sources.csv", line, "address is empty, expected one, or a title that says")
        assert (
            "post-2026-08-02,Post of 2 August 2026"
            in folder.lines("sources.csv")[folder.line("sources.csv", "post-2026-08-02,") - 1]
        )

    def test_undefined_source(self, folder: Folder) -> None:
        """A source is defined in sources.csv."""
        folder.remove("sources.csv", "fedlex-untoc-2026,")
        line = folder.line("totals.csv", "untoc,2026-09-11")

        assert folder.finds("totals.csv", line, "sources 'fedlex-untoc-2026' is not among the sources")


class TestErrata:
    @pytest.mark.parametrize("row", [1, 13, 21])
    def test_a_number_that_went_away(self, folder: Folder, row: int) -> None:
        """Errata are cited by their numbers."""
        line = folder.remove("errata.csv", f"{row},")

        assert folder.finds("errata.csv", line, f"row {row + 1}, but no row {row}: numbers are cited")


class TestTotals:
    @pytest.mark.parametrize(
        ("start", "old", "new", "words"),
        [
            ("ets185,2020", ",64,3,", ",65,3,", "consents 65, but the record of ets185 has 64 on 2020-03-13"),
            (
                "ets185,2026-04-25",
                ",81,2,",
                ",81,1,",
                "signatures_only 1, but the record of ets185 has 2 on 2026-04-25",
            ),
            (
                "crc,2016-10-25",
                "2016-10-25",
                "2126-10-25",
                f"on 2126-10-25 is after the as_of {cc.treaty('crc').as_of}",
            ),
        ],
    )
    def test_published_total(self, folder: Folder, start: str, old: str, new: str, words: str) -> None:
        """The record has to give what was published."""
        line = folder.change("totals.csv", start, old, new)

        assert folder.finds_only("totals.csv", line, words)

    def test_missing_act(self, folder: Folder) -> None:
        """A line that was lost is found by the total."""
        folder.remove("untoc/acts.csv", "AND,ratification")
        line = folder.line("totals.csv", "untoc,2026-09-11")

        assert folder.finds_only("totals.csv", line, "consents 195, but the record of untoc has 194")

    @pytest.mark.parametrize(("effective", "count"), [("2016-06-30", 195), ("", 196)])
    def test_withdrawal(self, folder: Folder, effective: str, count: int) -> None:
        """A denunciation counts from its effect, which the clause gives where no date was published."""
        day = "2015-06-30" if effective else "2016-06-30"
        folder.insert(
            "crc/acts.csv", "VUT,ratification", f"VUT,denunciation,{day},{effective},fedlex-crc-2016,high,,,,"
        )
        line = folder.line("totals.csv", "crc,2016-10-25")

        assert (count == 195) is folder.finds("totals.csv", line, "the record of crc has 195")

    def test_withdrawal_without_a_clause(self, folder: Folder) -> None:
        """Where no clause tells, a denunciation counts from its day."""
        folder.insert("malabo/acts.csv", "GIN,", "GIN,denunciation,2024-01-31,,au-malabo-2024,high,,,,")
        line = folder.line("totals.csv", "malabo,2024-07-08")

        assert folder.finds_only("totals.csv", line, "consents 16, but the record of malabo has 15")

    @pytest.mark.parametrize("row", TOTALS)
    def test_the_library_gives_them_too(self, row: list[str]) -> None:
        """``Treaty.totals`` and the check count alike."""
        treaty, day, consents, signatures = row
        found = cc.treaty(treaty).totals(on=day)

        assert int(consents) == found.consents
        assert signatures in ("", str(found.signatures_only))


class TestVotes:
    def test_resolution_without_adoption(self, folder: Folder) -> None:
        """Every resolution was adopted."""
        folder.remove("stages.csv", "75/282,")
        line = folder.line("resolutions.csv", "75/282,")

        assert folder.finds_only("resolutions.csv", line, "has no stage 'plenary'")

    def test_vote_at_a_stage_that_is_not_on_record(self, folder: Folder) -> None:
        """A vote belongs to a stage."""
        line = folder.insert("votes.csv", "resolution,", "65/230,third committee,FRA,yes,named,un-mid-2019,low,")

        assert folder.finds_only("votes.csv", line, "stage 'third committee' of '65/230' is not in stages.csv")

    def test_vote_on_a_broken_resolution(self, folder: Folder) -> None:
        """One mistake is one finding."""
        line = folder.change("resolutions.csv", "74/247,", "general-assembly", "assembly")

        assert folder.finds_only("resolutions.csv", line, "body 'assembly'")

    def test_roll_call_against_the_tally(self, folder: Folder) -> None:
        """A roll call gives the published tally, 79-60-33."""
        folder.change("votes.csv", "74/247,plenary,IND", "yes", "no")
        line = folder.line("stages.csv", "74/247,plenary")

        assert folder.finds("stages.csv", line, "yes 79, but votes.csv has 78")
        assert folder.finds("stages.csv", line, "no 60, but votes.csv has 61")

    def test_tally_in_part(self, folder: Folder) -> None:
        """A tally has three numbers."""
        line = folder.change("stages.csv", "74/247,third", "88,58,34", "88,58,")

        assert folder.finds_only("stages.csv", line, "tally 88-58- is not complete")

    def test_statement_without_text(self, folder: Folder) -> None:
        """A donor is a State; everything else is said in words."""
        line = folder.change("programme_statements.csv", "global-programme-cybercrime,donor,,CAN", "CAN", "")

        assert folder.finds_only("programme_statements.csv", line, "expected either text or, for a donor, state")


def test_the_columns_of_acts_are_the_librarys() -> None:
    """The check knows the columns that the library reads."""
    from cyberconventions._treaties import ACT_COLUMNS

    assert ACT_COLUMNS == tuple(TREATY_SCHEMAS["acts.csv"].columns)


def test_the_maintainers_example_stands_in_the_data() -> None:
    """New Zealand's accession and its source, as docs/contributing.md walks through them."""
    page = (Path(__file__).parents[2] / "docs" / "contributing.md").read_text(encoding="utf-8").splitlines()
    act = next(line for line in page if line.startswith("NZL,"))
    source = next(line for line in page if line.startswith("overheid-009852,"))

    assert act.partition("81st")[0] in (BUNDLED / "ets185/acts.csv").read_text(encoding="utf-8")
    assert source.partition("https")[0] in (BUNDLED / "sources.csv").read_text(encoding="utf-8")


def test_contributing_names_every_column_and_kind_of_acts() -> None:
    """What a maintainer may write is on the page."""
    page = (Path(__file__).parents[2] / "docs" / "contributing.md").read_text(encoding="utf-8")

    assert [] == [word for word in (*TREATY_SCHEMAS["acts.csv"].columns, *cc.ActKind) if f"`{word}`" not in page]


def test_every_table_has_a_schema() -> None:
    """Every table of the bundled folder is checked."""
    assert sorted(SCHEMAS) == sorted(path.name for path in BUNDLED.glob("*.csv"))
