"""The command line, run as a user runs it."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

import cyberconventions as cc
from cyberconventions.__main__ import main
from cyberconventions._command_line._commands import CHOICES, COMMANDS, function_of, read_plain
from cyberconventions._command_line._usage import UsageError, read_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cyberconventions._late import Late

CHARTS = Path(__file__).parent / "cases" / "charts"
PAGE = str(CHARTS / "page-2020.txt")


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def test_as_a_module() -> None:
    """``python -m cyberconventions`` answers from a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "cyberconventions", "status", "Benin", "--treaty", "budapest", "--on", "2024-06-20"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert "Benin on 2024-06-20: contracting [accession 2024-06-20; in force 2024-10-01]" in done.stdout


def test_lists_treaties_with_their_dates(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command: every treaty, with the day up to which its record goes."""
    budapest = cc.treaty("budapest")
    parties = len(budapest.parties())
    status, out, _ = run(capsys=capsys)
    _, listing, _ = run("--json", capsys=capsys)

    assert 0 == status
    assert "ETS No. 185" in out
    assert f"{parties} parties, " in out
    assert f"complete record as of {budapest.as_of}" in out
    partial = cc.treaty("malabo")
    least = f"at least {len(partial.parties())} parties, at least {partial.totals().signatures_only} signatures only"
    assert f"{least}, partial record" in out
    (first, *_) = json.loads(listing)
    assert ("ets185", parties, str(budapest.as_of)) == (first["id"], first["parties"], first["as_of"])


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["COL", "--treaty", "185", "--on", "2019-01-01"], "unknown (possible: not participating, invited)"),
        (
            ["Russia", "--treaty", "185", "--on", "2020-03-13"],
            "Russian Federation on 2020-03-13: not participating",
        ),
        (["Ireland", "--treaty", "185", "--on", "2020-03-13"], "signatory [signed 2002-02-28], record as of"),
    ],
)
def test_status(arguments: list[str], answer: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A State's status, with what it rests on."""
    status, out, _ = run("status", *arguments, capsys=capsys)

    assert 0 == status
    assert answer in out


def test_status_of_a_territory(capsys: pytest.CaptureFixture[str]) -> None:
    """A territory has no status: the answer is whether treaties apply to it, and why."""
    status, out, _ = run("status", "Curaçao", "--treaty", "185", "--on", "2025-01-01", capsys=capsys)
    _, antarctica, _ = run("status", "ATA", "--treaty", "185", "--json", capsys=capsys)
    _, default, _ = run("status", "PRI", "--treaty", "185", "--on", "2010-01-01", "--json", capsys=capsys)

    assert 0 == status
    assert "Curaçao, a territory, on 2025-01-01: applies: yes (extended by Netherlands, since 2024-10-01, high" in out
    assert "[Netherlands is responsible], record as of" in out
    found = json.loads(antarctica)
    assert ("unknown", None, None, []) == tuple(found[key] for key in ("applies", "responsible", "comment", "sources"))
    found = json.loads(default)
    assert ("yes", "medium", "USA") == tuple(found[key] for key in ("applies", "confidence", "responsible"))
    assert "VCLT Art. 29" in found["comment"]
    assert 2 == run("status", "Kosovo", capsys=capsys)[0]


def test_status_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The same as JSON: one treaty gives an object, all give a list."""
    _, one, _ = run("status", "FRA", "--treaty", "185", "--json", capsys=capsys)
    _, every, _ = run("status", "FRA", "--json", capsys=capsys)

    assert ("party", "2006-05-01") == (json.loads(one)["status"], json.loads(one)["entry_into_force"])
    assert json.loads(one) == json.loads(every)[0]


def test_late_days(capsys: pytest.CaptureFixture[str]) -> None:
    """``--late known`` answers from the known acts alone; of a territory there is no such answer."""
    protocol = cc.treaty(224)
    signatory, day = protocol.signatories()[0].id, str(protocol.as_of + timedelta(days=400))
    asked = ["status", signatory, "--treaty", "224", "--on", day, "--json"]
    found = [json.loads(run(*asked, "--late", late, capsys=capsys)[1])["possible"] for late in LATE]

    assert found == [[each.value for each in protocol.possible_statuses(signatory, day, late=late)] for late in LATE]
    assert "party" in found[0]
    assert ["signatory"] == found[1]
    assert found[0] == json.loads(run(*asked, capsys=capsys)[1])["possible"]
    status, _, err = run("status", "Aruba", "--late", "known", capsys=capsys)
    assert (2, True) == (status, "--late is about the status of a State, and Aruba is a territory" in err)


LATE: "tuple[Late, ...]" = ("unknown", "known")
DESK = ["desk", "--from", "Germany", "--to", "Nigeria", "--measure", "preservation", "--treaty", "budapest"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([*DESK, "--on", "2022-11-01"], 0),
        ([*DESK, "--on", "2022-10-31"], 1),
        ([*DESK, "--on", "2026-01-01", "--to", "New Zealand", "--territory", "Tokelau"], 3),
    ],
)
def test_desk_says_by_its_exit_status_whether_there_is_a_basis(
    words: list[str], expected: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Yes, no and unknown are three, so that no script takes one for another; 2 stays bad input."""
    status, out, err = run(*words, capsys=capsys)
    as_json, listing, _ = run(*words, "--json", capsys=capsys)

    assert (expected, expected, "") == (status, as_json, err)
    answer = json.loads(listing)["answer"]
    assert {0: "yes", 1: "no", 3: "unknown"}[expected] == answer
    assert f"\nAnswer: {answer}\n" in out


def test_desk_prints_the_memo_or_the_mapping(capsys: pytest.CaptureFixture[str]) -> None:
    """What Python gives for the same question, word by word."""
    found = cc.cooperation(requesting="Germany", requested="Nigeria", measure="preservation", on="2023-01-01")
    words = [*DESK[:-2], "--on", "2023-01-01"]
    _, text, _ = run(*words, capsys=capsys)
    _, listing, _ = run(*words, "--json", capsys=capsys)

    assert found.text() + "\n" == text
    assert found.to_dict() == json.loads(listing)


def test_desk_takes_a_territory_and_an_offence(capsys: pytest.CaptureFixture[str]) -> None:
    """Curaçao was covered from 2024-10-01; Germany's reservation spares the offences of Articles 2 to 11."""
    asked = ["desk", "--from", "FRA", "--treaty", "185"]
    there = [*asked, "--to", "NLD", "--measure", "24/7", "--territory", "Curaçao"]
    days = [run(*there, "--on", day, capsys=capsys)[0] for day in ("2024-09-30", "2024-10-01")]
    german = [*asked, "--to", "DEU", "--measure", "preservation", "--on", "2023-01-01", "--json"]
    offences: tuple[list[str], ...] = ([], ["--offence", "Articles 2 to 11"], ["--offence", "other"])
    dual = [json.loads(run(*german, *each, capsys=capsys)[1])["bases"][0]["conditions"][0] for each in offences]

    assert [1, 0] == days
    assert ["yes", "no", "yes"] == [each["answer"] for each in dual]


def test_desk_warns_where_an_answer_is_presumed(capsys: pytest.CaptureFixture[str]) -> None:
    """A basis in force on the record's day is presumed to go on: the answer is on standard output, a warning is not."""
    status, out, err = run(*DESK, "--on", "2100-01-01", capsys=capsys)

    assert 0 == status
    assert "warning" not in out
    assert "cyberconventions: warning: asked about 2100-01-01, but the records end earlier" in err


def test_a_warning_names_the_option_and_not_the_argument(capsys: pytest.CaptureFixture[str]) -> None:
    """`chart` has no option for it, so the command that has it is named."""
    status, _, err = run("chart", "crc", "--on", "2100-01-01", capsys=capsys)

    assert 0 == status
    assert "(status --late known answers from the known acts)" in err
    assert "late=" not in err


def test_chart(capsys: pytest.CaptureFixture[str]) -> None:
    """The chart that the record gives for a day."""
    status, out, _ = run("chart", "budapest", "--on", "2020-03-13", capsys=capsys)
    _, table, _ = run("chart", "budapest", "--json", capsys=capsys)
    _, early, _ = run("chart", "budapest", "--on", "2005-01-01", capsys=capsys)

    assert 0 == status
    assert "64 ratifications/accessions\n3 signatures not followed by ratifications" in out
    assert 97 == len(json.loads(table)["rows"])
    assert early.splitlines()[2].endswith("?")


def test_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page's chart and what is odd about it."""
    status, out, _ = run("read", PAGE, capsys=capsys)
    odd = tmp_path / "odd.txt"
    odd.write_text(Path(PAGE).read_text(encoding="utf-8").replace("accessions 64", "accessions 65"), encoding="utf-8")
    _, problems, _ = run("read", str(odd), "--json", capsys=capsys)
    _, cut, _ = run("read", str(odd), capsys=capsys)

    assert 0 == status
    assert out.endswith("0 problems\n")
    assert 1 == len(json.loads(problems)["problems"])
    assert "printed as 65" in cut


def test_data_is_utf_8(tmp_path: Path) -> None:
    """Data that goes into a file is UTF-8, whatever the terminal speaks; what is for reading suits the terminal."""
    chart = tmp_path / "chart.json"
    chart.write_text(cc.Chart.of("budapest").to_json(), encoding="utf-8")
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}

    def printed(*words: str) -> bytes:
        command = [sys.executable, "-m", "cyberconventions", *words]
        return subprocess.run(command, capture_output=True, check=True, env=ascii_only).stdout

    assert "São Tomé and Príncipe" in printed("convert", str(chart), "--to", "csv").decode()
    assert "São Tomé and Príncipe" in printed("read", str(chart), "--json").decode()
    assert printed("read", str(chart)).isascii()


def test_error_names_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of two files, the one that can't be read."""
    bad = tmp_path / "bad.txt"
    bad.write_text(Path(PAGE).read_text(encoding="utf-8").replace("23/11/2001", "43/11/2001", 1), encoding="utf-8")
    for files in ((PAGE, str(bad)), (str(bad), PAGE)):
        status, _, err = run("diff", *files, capsys=capsys)

        assert 2 == status
        assert f"{bad}: the chart of ETS No.185 can't be read: line" in err


def test_read_tells_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows and problems of a JSON text have their path, as their line tells little."""
    odd = tmp_path / "odd.json"
    published = (CHARTS / "treaty-office-185.json").read_text(encoding="utf-8")
    odd.write_text(published.replace("2017-08-01T00", "2017-09-01T00", 1), encoding="utf-8")
    _, out, _ = run("read", str(odd), "--json", capsys=capsys)
    found = json.loads(out)

    (problem,) = (each for each in found["problems"] if "printed as 2017-09-01" in each["message"])
    (row,) = (row for row in found["rows"] if row["state"] == "CHL")
    assert problem["path"].startswith(row["path"])


def test_day_after_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    """A later day is answered, with a warning on standard error."""
    status, _, err = run("status", "FRA", "--treaty", "185", "--on", "2030-01-01", capsys=capsys)

    assert 0 == status
    assert "warning: ETS No. 185: asked about 2030-01-01" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["status", "Korea"], "'Korea' is not a known State code or name"),
        (["status", ""], "'' is not a known State code or name"),
        (["status", "FRA", "--treaty", "999"], "'999' is not a treaty of the dataset"),
        (["status", "FRA", "--on", "2020-02-30"], "'2020-02-30' is not a day of the calendar"),
        (["chart", "nothing"], "'nothing' is not a treaty"),
        ([*DESK, "--on", "2020-02-30"], "'2020-02-30' is not a day of the calendar"),
        ([*DESK, "--on", "2020-01-01", "--measure", "freezing"], "'freezing' is not a measure"),
        ([*DESK, "--on", "2020-01-01", "--to", "Germany"], "are both Germany"),
        ([*DESK, "--on", "2020-01-01", "--to", "HKG"], "Hong Kong"),
        ([*DESK, "--on", "2020-01-01", "--territory", "HKG"], "is not a territory of Nigeria"),
        ([*DESK, "--on", "2020-01-01", "--offence", "fraud"], "'fraud' is not an offence"),
        (["read", "no-such-file.txt"], "no-such-file.txt"),
        (["read", __file__], "can't be read"),
    ],
)
def test_bad_input(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status 2 and one clear line on standard error."""
    status, out, err = run(*arguments, capsys=capsys)

    assert (2, "") == (status, out)
    assert message in err
    assert 1 == err.count("\n")


def test_several_errors_make_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unreadable chart names its first error and counts the others."""
    bad = tmp_path / "bad.txt"
    text = Path(PAGE).read_text(encoding="utf-8").replace("Albania", "Albany").replace("Andorra", "Andora")
    bad.write_text(text, encoding="utf-8")
    status, _, err = run("read", str(bad), capsys=capsys)

    assert 2 == status
    assert "(and 1 more)" in err


def test_check_finds_nothing_new(capsys: pytest.CaptureFixture[str]) -> None:
    """The page of 2020 is older than the record and contradicts nothing: exit status 0."""
    status, out, _ = run("check", PAGE, capsys=capsys)

    assert 0 == status
    assert "older than the record" in out


def test_check_finds_a_contradiction(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A past date that differs is printed, and the exit status is 1."""
    other = tmp_path / "other.txt"
    other.write_text(
        Path(PAGE).read_text(encoding="utf-8").replace("France 23/11/2001", "France 24/11/2001"), encoding="utf-8"
    )
    status, out, _ = run("check", str(other), capsys=capsys)
    again, listing, _ = run("check", str(other), "--treaty", "185", "--json", capsys=capsys)

    assert (1, 1) == (status, again)
    assert "Contradiction: " in out
    assert "France" in json.loads(listing)["conflicts"][0]
    assert json.loads(listing)["problems"]


def test_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What changed between two charts, as a changelog or as JSON."""
    _, newer, _ = run("convert", PAGE, "--to", "text", capsys=capsys)
    later = tmp_path / "later.txt"
    later.write_text(newer.replace("Ireland 28/02/2002", "Ireland 28/02/2002 01/03/2020 01/07/2020"), encoding="utf-8")
    status, out, _ = run("diff", PAGE, str(later), capsys=capsys)
    _, changes, _ = run("diff", PAGE, str(later), "--json", capsys=capsys)
    same, nothing, _ = run("diff", PAGE, PAGE, capsys=capsys)

    assert (1, 0) == (status, same)
    assert "Ireland consented to be bound on 2020-03-01." in out
    assert "consent" in {change["kind"] for change in json.loads(changes)["changes"]}
    assert "Nothing changed." in nothing


@pytest.mark.parametrize("form", ["csv", "json", "text", "html"])
def test_convert(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A chart in another form is the same chart."""
    import cyberconventions as cc

    status, out, _ = run("convert", PAGE, "--to", form, capsys=capsys)
    written = tmp_path / "chart"
    written.write_text(out, encoding="utf-8")

    assert 0 == status
    assert cc.read_chart(PAGE) == cc.read_chart(written)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["bogus"], "invalid choice: 'bogus'"),
        (["status"], "required: STATE"),
        (["chart"], "required: TREATY"),
        (DESK, "required: --on"),
        (["desk", "Germany", "Nigeria"], "required: --from, --to, --measure, --on"),
        (["status", "FRA", "--late", "maybe"], "invalid choice: 'maybe'"),
        (["--bogus"], "unrecognized arguments: --bogus"),
        (["status", "France", "Germany"], "unrecognized arguments: Germany"),
        (["read", PAGE, "--format", "xx"], "invalid choice: 'xx'"),
    ],
)
def test_words_that_no_command_takes(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, and status 2, for the command line itself as for what it asks."""
    status, out, err = run(*arguments, capsys=capsys)

    assert (2, "", 1) == (status, out, err.count("\n"))
    assert message in err


def test_json_before_or_after_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """``--json`` counts wherever it stands."""
    _, before, _ = run("--json", "status", "France", "--treaty", "185", capsys=capsys)
    _, after, _ = run("status", "France", "--treaty", "185", "--json", capsys=capsys)

    assert "party" == json.loads(before)["status"]
    assert before == after


PLAIN = [
    "",
    "--json",
    "status France",
    "status France --json --on 2010-01-01 --treaty budapest",
    "--json status --treaty 185 FRA",
    "status FRA --on 2010-01-01 --on 2011-01-01",
    "chart budapest --on 2020-03-13",
    "read page.txt --as-of 2020-03-13 --format text",
    "check page.txt --treaty 185",
    "diff old.txt --treaty 185 new.txt",
    "convert page.txt --to csv",
    "status FRA --late known",
    "desk --from DEU --to NGA --measure preservation --on 2023-01-01",
    "desk --to NLD --from FRA --measure 24/7 --on 2025-01-01 --territory CUW --treaty 185 --offence other --json",
]
NOT_PLAIN = [
    "--help",
    "status --help",
    "status FRA --on=2010-01-01",
    "status FRA --tr budapest",
    "status -- FRA",
    "status FRA --on",
    "status FRA --on --json 2010-01-01",
    "status",
    "status FRA DEU",
    "status FRA --to csv",
    "status FRA --as_of 2020-01-01",
    "stat FRA",
    "--bogus",
    "--treaty 185 status FRA",
    "read page.txt --format xx",
    "convert page.txt",
    "convert page.txt --to pdf",
    "status FRA --late maybe",
    "desk",
    "desk --from DEU --to NGA --measure preservation",
    "desk --requesting DEU --to NGA --measure preservation --on 2023-01-01",
    "desk DEU NGA --measure preservation --on 2023-01-01",
]


@pytest.mark.parametrize("line", PLAIN)
def test_plain_words_mean_what_the_parser_reads(line: str) -> None:
    """One table of commands, read in two ways that agree."""
    assert read_plain(line.split()) == read_words(line.split())


@pytest.mark.parametrize("line", NOT_PLAIN)
def test_the_parser_reads_everything_else(line: str) -> None:
    """Help, abbreviations and mistakes are its own."""
    assert read_plain(line.split()) is None


def test_abbreviations_and_equals_signs() -> None:
    """What the parser takes beside plain words."""
    words = ["status", "FRA", "--tr=budapest", "--o", "2010-01-01"]

    assert read_plain(["status", "FRA", "--treaty", "budapest", "--on", "2010-01-01"]) == read_words(words)


def test_an_empty_word_is_not_a_command() -> None:
    """Whoever passes an empty word did not leave the command out."""
    assert read_plain([""]) is None
    with pytest.raises(UsageError, match="invalid choice: ''"):
        read_words([""])


@pytest.mark.parametrize("words", [["read", PAGE], ["convert", PAGE, "--to", "csv"], ["check-record", "folder"]])
def test_only_what_answers_from_a_record_takes_one(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The others would answer as if the option had not been there; so would all, where a folder holds no record."""
    status, _, err = run("--record", "folder", *words, capsys=capsys)
    assert 2 == status
    assert f"--record: {words[0]} does not answer from a record" in err
    status, _, err = run(*words, "--record", "folder", capsys=capsys)
    assert 2 == status
    assert "unrecognized arguments: --record folder" in err
    status, _, err = run("status", "FRA", "--record", str(CHARTS), capsys=capsys)
    assert 2 == status
    assert "is not the folder of a record" in err


def test_the_versions(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the library, and of the data that it answers from."""
    status, out, _ = run("--version", capsys=capsys)

    assert (0, f"cyberconventions {cc.__version__}, data {cc.data_version}\n") == (status, out)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """And what each is for."""
    status, out, _ = run("--help", capsys=capsys)
    shown = " ".join(out.split())

    assert 0 == status
    for command, (_, _, _, _, purpose) in COMMANDS.items():
        assert f"{command} {purpose}".strip() in shown
        assert callable(function_of(command))


@pytest.mark.parametrize(
    ("command", "statuses"),
    [
        ("desk", "0 a basis in force, 1 none in these treaties, 3 not known; 2 bad input"),
        ("check", "0 nothing new, 1 something new or contradictory; 2 bad input"),
        ("status", "0 an answer; 2 bad input"),
    ],
)
def test_help_explains_the_exit_status(command: str, statuses: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of every command, as scripts branch on it."""
    status, out, _ = run(command, "--help", capsys=capsys)

    assert 0 == status
    assert f"Exit status: {statuses}" in " ".join(out.split())


def test_formats_are_those_of_the_readers() -> None:
    """The table names them itself, as reading charts would cost a plain question too much."""
    assert cc.charts.FORMATS == CHOICES["format"]


COMMAND = [sys.executable, "-m", "cyberconventions"]


def test_reader_that_stops_early(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """``… | head -1`` is no error."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert 0 == main(["chart", "budapest"])
    monkeypatch.undo()

    assert "" == capsys.readouterr().err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
def test_disk_that_is_full(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What can't be written is one line, and status 2."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert 2 == main(["chart", "budapest"])
    monkeypatch.undo()

    assert 1 == capsys.readouterr().err.count("\n")


def test_chart_without_totals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that ends before its totals is read as far as it goes, and the problem is told."""
    page = tmp_path / "page.txt"
    page.write_text(Path(PAGE).read_text(encoding="utf-8").partition("Total number")[0], encoding="utf-8")
    status, out, _ = run("read", str(page), capsys=capsys)

    assert 0 == status
    assert "ratifications/accessions" not in out
    assert "the totals are missing" in out


def test_terminal_without_accents() -> None:
    """Letters that the terminal can't show are written as escapes."""
    done = subprocess.run(
        [*COMMAND, "status", "CIV", "--treaty", "185", "--on", "2025-03-13"],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )

    assert (0, b"") == (done.returncode, done.stderr)
    assert b"C\\xf4te d'Ivoire on 2025-03-13: party" in done.stdout


def test_closed_output() -> None:
    """With nowhere to print, one line says so, and the exit status is that of bad input."""
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" -m cyberconventions chart budapest >&-', sys.executable],
        check=False,
        capture_output=True,
    )

    assert (2, b"cyberconventions: standard output is closed\n") == (done.returncode, done.stderr)


def test_no_output_at_all(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The same within a process whose standard output is gone, as under ``pythonw``."""
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", None)
        status = main(("status", "France", "--treaty", "budapest"))

    assert (2, "cyberconventions: standard output is closed\n") == (status, capsys.readouterr().err)
