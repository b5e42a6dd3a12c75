"""The check of who is responsible for territories, and of what is said of treaties that apply to them."""

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.conftest import Folder

SHOWN = "territorial_application.csv"


class TestResponsible:
    @pytest.mark.parametrize(
        ("start", "old", "new", "words"),
        [
            ("HKG,CHN,", "1997-07-01", "1997-06-30", "since 1997-06-30, but line {above} has HKG until 1997-06-30"),
            ("MAC,PRT,", "1999-12-19", "", "since 1999-12-20, but line {line} has MAC until the present"),
            ("MAC,CHN,", "1999-12-20", "", "since ever, but line {above} has MAC until 1999-12-19"),
            ("HKG,GBR,", ",1997-06-30", "1998-01-01,1997-06-30", "until 1997-06-30 is before since 1998-01-01"),
            ("ABW,NLD,", "NLD,,,", "NLD,,,yes", "state NLD is responsible, but that is disputed"),
        ],
    )
    def test_periods(self, folder: "Folder", start: str, old: str, new: str, words: str) -> None:
        """One State at a time, or a dispute."""
        line = folder.change("territories.csv", start, old, new)

        found = [str(each) for each in folder.findings() if each.file == "territories.csv"]
        assert any(words.format(line=line, above=line - 1) in each for each in found), found

    def test_a_territory_is_not_a_state(self, folder: "Folder") -> None:
        """Neither in a column of States: acts are those of the State responsible."""
        line = folder.change("territories.csv", "ABW,NLD,", "NLD", "CUW")
        act = folder.insert(
            "crc/acts.csv", "HUN,ratification", "HKG,accession,1994-09-07,1994-10-07,fedlex-crc-2016,high,,,,"
        )

        assert folder.finds("territories.csv", line, "state 'CUW' is not among the States")
        assert folder.finds("crc/acts.csv", act, "state 'HKG' is not among the States")


class TestActs:
    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("Greenland", "Greenwich", "territory 'Greenwich' is not known: expected a name of territories.csv"),
            ("Greenland", "", "territory '' is not known"),
            ("Greenland", "Svalbard and Jan Mayen", "state DNK, but NOR is responsible for SJM"),
            ("Greenland", "Antarctica", "state DNK, but no State is responsible for ATA"),
            (",territorial exclusion,../2005-10-01,2005-10-01", ",signature,2005-10-01,", "is not a territorial act"),
        ],
    )
    def test_territories_of_acts(self, folder: "Folder", old: str, new: str, words: str) -> None:
        """A territorial act names a territory of its State, and no other act names one."""
        lines = folder.lines("ets185/acts.csv")
        number = next(n for n, each in enumerate(lines) if each.startswith("DNK,territorial") and "Greenland" in each)
        lines[number] = lines[number].replace(old, new)
        folder.write("ets185/acts.csv", lines)

        assert folder.finds("ets185/acts.csv", number + 1, words)

    def test_on_the_day(self, folder: "Folder") -> None:
        """Hong Kong was the United Kingdom's to extend a treaty to until 1997-06-30."""
        row = "territorial extension,,{day},fedlex-crc-2016,high,,,Hong Kong,"
        early = folder.insert("crc/acts.csv", "GBR,ratification", f"GBR,{row.format(day='1994-09-08')}")
        late = folder.insert("crc/acts.csv", "GBR,ratification", f"GBR,{row.format(day='1997-07-01')}")

        assert not folder.finds("crc/acts.csv", early + 1, "is responsible for")
        assert folder.finds("crc/acts.csv", late, "state GBR, but CHN is responsible for HKG")


class TestShown:
    @pytest.mark.parametrize(
        ("start", "old", "new", "words"),
        [
            ("untoc,HKG,", "2006-09-27", "2006-09-27/..", "date has no last day, expected one"),
            ("untoc,HKG,", "2006-09-27", "", "date has no last day, expected one"),
            ("ets185,GUM,", "default,,", "default,2007-01-01,", "date 2007-01-01, but default has none"),
            ("untoc,HKG,", "CHN", "GBR", "state GBR, but CHN is responsible for HKG"),
            ("crc,HKG,GBR", "1994-09-07", "1997-07-01", "state GBR, but CHN is responsible for HKG"),
            (
                "ets189,ABW,",
                "ABW,NLD,unknown,,",
                "CUW,NLD,extension,2025-05-01,",
                "extension is an act on record, ets189",
            ),
        ],
    )
    def test_lines(self, folder: "Folder", start: str, old: str, new: str, words: str) -> None:
        """A line has a day where it needs one, the State responsible, and nothing that an act says."""
        line = folder.change(SHOWN, start, old, new)

        assert folder.finds(SHOWN, line, words)


class TestFlags:
    def test_a_flag_without_a_line(self, folder: "Folder") -> None:
        """T. on a chart says that there is a declaration: what it says is on record, or a gap."""
        folder.remove(SHOWN, "ets185,TKL,")
        line = folder.line("ets185/flags.csv", "2026-04-25,NZL,")

        assert folder.finds_only("ets185/flags.csv", line, "flags 'R. A. T.', but no act of NZL and no line of")

    def test_a_gap_that_is_listed(self, folder: "Folder") -> None:
        """Azerbaijan and the Republic of Moldova are in unknowns.csv."""
        folder.change("unknowns.csv", "ets185,territories", "AZE MDA", "MDA")
        chart, other = (folder.line("ets185/flags.csv", f"{day},AZE,") for day in ("2020-03-13", "2026-04-25"))

        assert {("ets185/flags.csv", chart), ("ets185/flags.csv", other)} == {
            (each.file, each.line) for each in folder.findings()
        }
