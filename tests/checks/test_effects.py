"""The check of effect dates against the clauses, and of published totals."""

from datetime import date
from pathlib import Path

import attrs
import pytest

import cyberconventions as cc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.conftest import Folder

BUNDLED = Path(cc.__file__).parent / "data"
TOTALS = [line.split(",")[:4] for line in (BUNDLED / "totals.csv").read_text(encoding="utf-8").splitlines()[1:]]
EXCEPTIONS = "state,date,effective,reason,sources"


def forget(folder: "Folder", treaty: str, topic: str) -> None:
    """Make a clause one that was looked for and not seen."""
    file = folder.root / treaty / "treaty.toml"
    head, _, rest = file.read_text(encoding="utf-8").partition(f"[clauses.{topic}]\n")
    kept = rest[rest.find("\n[") + 1 :] if "\n[" in rest else ""
    file.write_text(f'not_seen = ["{topic}"]\n{head.replace("not_seen =", "# not_seen =")}{kept}', encoding="utf-8")


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


class TestRules:
    @pytest.mark.parametrize(
        ("file", "start", "old", "new"),
        [
            ("ets185/acts.csv", "MKD,consent", "2005-01-01", "2005-02-01"),
            ("ets185/acts.csv", "ALB,consent", "2004-07-01", "2004-08-01"),
            ("ets185/acts.csv", "NLD,territorial extension", "2024-10-01", "2024-11-01"),
            ("untoc/acts.csv", "AND,ratification", "2011-10-22", "2011-10-23"),
            ("opsc/acts.csv", "ALB,accession", "2008-03-05", "2008-03-06"),
            ("malabo/acts.csv", "CIV,accession", "2023-06-08", "2023-06-09"),
        ],
    )
    def test_effect_against_the_rule(self, folder: "Folder", file: str, start: str, old: str, new: str) -> None:
        """A published entry into force that the clause does not give is found."""
        line = folder.change(file, start, old, new)

        assert folder.finds_only(file, line, f"effective {new}, but the rules give {old}")

    def test_effect_of_an_inexact_day(self, folder: "Folder") -> None:
        """Romania's day lies within a window, so its effect does too."""
        line = folder.change("ets189/acts.csv", "ROU,ratification", ",2009-05/2009-12,", ",2009-05/2009-12,2011-01-01")

        assert folder.finds_only("ets189/acts.csv", line, "the rules give 2009-09-01/2010-04-01")

    def test_effect_without_a_clause(self, folder: "Folder") -> None:
        """Where the clause was not seen nothing is held against the date, but the first group has the treaty's own."""
        forget(folder, "malabo", "later")
        folder.change("malabo/acts.csv", "BEN,ratification", "2024-11-12,", "2024-11-12,2024-12-12")

        assert () == folder.findings()
        line = folder.change("malabo/acts.csv", "CIV,accession", "2023-06-08", "2023-06-09")
        assert folder.finds_only("malabo/acts.csv", line, "effective 2023-06-09, but the rules give 2023-06-08")

    def test_effect_under_a_treaty_not_in_force(self, folder: "Folder") -> None:
        """Nothing has effect under a treaty that is not in force."""
        line = folder.change("cets224/acts.csv", "SRB,consent", "2023-02-09,", "2023-02-09,2023-06-01")

        assert folder.finds_only("cets224/acts.csv", line, "effective 2023-06-01, but the treaty is not in force")

    def test_denunciation_against_the_rule(self, folder: "Folder") -> None:
        """CRC, Art. 52: one year after receipt."""
        line = folder.insert(
            "crc/acts.csv", "VUT,ratification", "VUT,denunciation,2000-01-31,2001-02-01,fedlex-crc-2016,high,,,,"
        )

        assert folder.finds("crc/acts.csv", line, "the rules give 2001-01-31")

    def test_unused_exception(self, folder: "Folder") -> None:
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

    def test_exceptions_with_another_header(self, folder: "Folder") -> None:
        """The columns are known although no treaty has the file today."""
        folder.write("ets185/exceptions.csv", [EXCEPTIONS.replace("reason", "why")])

        assert folder.finds_only("ets185/exceptions.csv", 1, "unknown column 'why'", f"expected {EXCEPTIONS}")

    def test_exception_without_a_reason(self, folder: "Folder") -> None:
        """Why a date breaks the rule is part of the exception."""
        folder.change("ets185/acts.csv", "FRA,consent", "2006-05-01", "2006-05-02")
        folder.write("ets185/exceptions.csv", [EXCEPTIONS, "FRA,2006-01-10,2006-05-02,,coe-185-2020"])

        assert folder.finds("ets185/exceptions.csv", 2, "reason is empty")

    def test_own_entry_into_force(self, folder: "Folder") -> None:
        """The treaty's own date against the consent that completed the number."""
        line = folder.change("treaties.csv", "crc,", "1990-09-02", "1990-09-03")

        assert folder.finds(
            "treaties.csv", line, "entry_into_force 1990-09-03", "1990-08-03", "1990-09-02 by the clause"
        )

    def test_own_entry_into_force_missing(self, folder: "Folder") -> None:
        """Forty instruments are there, so the day is known."""
        line = folder.change("treaties.csv", "untoc,", "2003-09-29", "")

        assert folder.finds("treaties.csv", line, "entry_into_force is empty", "2003-07-01")

    def test_own_entry_into_force_too_early(self, folder: "Folder") -> None:
        """Four of five consents bring nothing into force."""
        line = folder.change("treaties.csv", "cets224,", "2022-05-12,,,", "2022-05-12,,2025-01-01,")

        assert folder.finds("treaties.csv", line, "entry_into_force 2025-01-01", "lacks some of the 5 consents")

    def test_own_entry_into_force_without_its_clause(self, folder: "Folder") -> None:
        """The fifth consent completes the number; when that takes effect no clause on record says."""
        forget(folder, "cets224", "first")
        folder.change("cets224/treaty.toml", "not_seen", '"first"', '"first", "territorial_extension"')
        folder.change("totals.csv", "cets224,2026-04-15", ",4,48,", ",5,47,")
        folder.insert(
            "cets224/acts.csv", "ALB,signature", "ALB,ratification,2026-01-15,,coe-second-additional-protocol,high,,,,"
        )
        line = folder.line("treaties.csv", "cets224,")

        assert folder.finds_only("treaties.csv", line, "entry_into_force is empty, but the consent of 2026-04-15")

    def test_organisations_are_not_counted(self, folder: "Folder") -> None:
        """UNTOC, Art. 38(1): the European Union's instrument does not come on top of its members'."""
        folder.change("untoc/acts.csv", "EUE,approval", "2004-05-21,2004-06-20", "2000-12-12,2003-09-29")

        assert all("treaties.csv" != each.file for each in folder.findings())

    def test_members_of_the_council_are_counted(self, folder: "Folder") -> None:
        """ETS 185, Art. 36(3): three of the five are members of the Council of Europe."""
        for state in ("ALB", "EST", "HUN"):
            folder.remove("coe_members.csv", f"{state},")
        line = folder.line("treaties.csv", "ets185,")

        assert folder.finds("treaties.csv", line, "entry_into_force 2004-07-01, but the consent of 2004-05-12")

    def test_precondition(self, folder: "Folder") -> None:
        """ETS 189, Art. 9(2): consent to ETS 185 first."""
        folder.remove("ets185/acts.csv", "ISL,consent")
        line = folder.line("ets189/acts.csv", "ISL,ratification")

        assert folder.finds("ets189/acts.csv", line, "takes consent to ets185")


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
    def test_published_total(self, folder: "Folder", start: str, old: str, new: str, words: str) -> None:
        """The record has to give what was published."""
        line = folder.change("totals.csv", start, old, new)

        assert folder.finds_only("totals.csv", line, words)

    @pytest.mark.parametrize(
        ("start", "old", "new", "words"),
        [
            (
                "ets185,2026-04-25",
                ",81,2,14,",
                ",81,2,13,",
                "invited 13, but the record of ets185 has 14 on 2026-04-25",
            ),
            ("ets185,2024-06-20", ",75,2,18,", ",75,2,19,", "invited 19, but the record of ets185 has 12 to 18"),
            (
                "ets185,2017-07-11",
                ",55,,,14,",
                ",55,,,15,",
                "signed_or_invited 15, but the record of ets185 has 11 to 14",
            ),
            (
                "ets185,2026-04-17",
                ",81,,,16,",
                ",81,,,9,",
                "signed_or_invited 9, but the record of ets185 has 10 to 16",
            ),
        ],
    )
    def test_published_number_of_invited_states(
        self, folder: "Folder", start: str, old: str, new: str, words: str
    ) -> None:
        """A published number lies between those that certainly were invited and those that may have been."""
        line = folder.change("totals.csv", start, old, new)

        assert folder.finds_only("totals.csv", line, words)

    def test_missing_act(self, folder: "Folder") -> None:
        """A line that was lost is found by the total."""
        folder.remove("untoc/acts.csv", "AND,ratification")
        line = folder.line("totals.csv", "untoc,2026-09-11")

        assert folder.finds_only("totals.csv", line, "consents 195, but the record of untoc has 194")

    @pytest.mark.parametrize(("effective", "count"), [("2016-06-30", 195), ("", 196)])
    def test_withdrawal(self, folder: "Folder", effective: str, count: int) -> None:
        """A denunciation counts from its effect, which the clause gives where no date was published."""
        day = "2015-06-30" if effective else "2016-06-30"
        folder.insert(
            "crc/acts.csv", "VUT,ratification", f"VUT,denunciation,{day},{effective},fedlex-crc-2016,high,,,,"
        )
        line = folder.line("totals.csv", "crc,2016-10-25")

        assert (count == 195) is folder.finds("totals.csv", line, "the record of crc has 195")

    def test_withdrawal_without_a_clause(self, folder: "Folder") -> None:
        """Where no clause says more, a denunciation counts from its day."""
        forget(folder, "malabo", "denunciation")
        folder.insert("malabo/acts.csv", "GIN,", "GIN,denunciation,2024-01-31,,au-malabo-2024,high,,,,")
        line = folder.line("totals.csv", "malabo,2024-07-08")

        assert folder.finds_only("totals.csv", line, "consents 16, but the record of malabo has 15")

    @pytest.mark.parametrize("row", TOTALS)
    def test_the_library_gives_them_too(self, row: list[str]) -> None:
        """``Treaty.totals`` and the check count alike."""
        treaty, day, consents, signatures = row
        found = cc.treaty(treaty).totals(on=day)

        assert consents in ("", str(found.consents))
        assert signatures in ("", str(found.signatures_only))
