"""The check of treaty.toml."""

import pytest

import cyberconventions as cc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.conftest import Folder


class TestTreatyFile:
    @pytest.mark.parametrize(
        ("treaty", "change", "words"),
        [
            ("ets185", ("[invitation]", "invitation", "invitatoin"), "unknown key 'invitatoin'"),
            ("ets185", ("since", "since", "sinse"), "unknown key 'sinse'"),
            ("ets185", ("since", "2013-04-10", '"2013-04-10"'), "is of type str, expected date"),
            ("ets185", ("members", "3", '"3"'), "members '3' is of type str, expected int"),
            ("ets185", ("[clauses.later]", "later", "latter"), "clause 'latter' is unknown"),
            ("ets185", ("[entry_into_force]", "[entry", "[entri"), "unknown key 'entri_into_force'"),
            ("untoc", ('article = "36(4)"', "article", 'treaty = "crcc"\narticle'), "treaty 'crcc' is not among the"),
            ("untoc", ("until", "until", "untill"), "unknown key 'untill'"),
            ("uncc", ("until", "2026-12-31", '"2026-12-31"'), "is of type str, expected date"),
            ("crc", ("open_ended = true", "true", "true\nuntil = 1990-01-26"), "open_ended, but until 1990-01-26"),
            ("cets201", ("[accession]", "accession", "acession"), "unknown key 'acession'"),
            ("cets224", ("not_seen", '"territorial_extension"', '"latter"'), "not_seen 'latter' is unknown"),
            (
                "uncc",
                ("[accession]", "[accession]", "[accession]\nabsent = true"),
                "expected either an article or absent = true",
            ),
            ("ets185", ("[reservations]", "reservations", "reservation"), "unknown key 'reservation'"),
            ("malabo", ("silent = true", "true", "1"), "silent 1 is of type int, expected bool"),
            (
                "untoc",
                ("[signature]", "[signature]", 'not_seen = "first"\n[signature]'),
                "is of type str, expected list",
            ),
            (
                "cets224",
                ("not_seen", '"territorial_extension"', '"first"'),
                "not_seen 'first' has a clause all the same",
            ),
            ("crc", ("months = 12", "12", "-12"), "months=-12"),
            ("crc", ("months = 12", "12", "twelve"), "is not TOML in UTF-8"),
        ],
    )
    def test_bad_clause(self, folder: "Folder", treaty: str, change: tuple[str, str, str], words: str) -> None:
        """Unknown keys, wrong types and impossible numbers are found where they stand."""
        file = f"{treaty}/treaty.toml"
        line = folder.change(file, *change)
        if words.startswith("months"):
            line -= 1  # The clause is named by its article, one line above.

        assert folder.finds(file, line, words)

    def test_precondition_on_no_treaty(self, folder: "Folder") -> None:
        """Each section that names a treaty is looked at."""
        line = folder.line("ets189/treaty.toml", "[precondition]") + 1
        lines = folder.lines("ets189/treaty.toml")
        lines[line - 1] = lines[line - 1].replace("ets185", "ets158")
        folder.write("ets189/treaty.toml", lines)

        assert folder.finds_only("ets189/treaty.toml", line, "treaty 'ets158' is not among the treaties")

    @pytest.mark.parametrize("topic", ["first", "later", "denunciation"])
    def test_every_treaty_has_its_clauses(self, folder: "Folder", topic: str) -> None:
        """A clause is on record, or was not seen; one that got lost is found, whatever the treaty."""
        files = [f"{treaty.id}/treaty.toml" for treaty in cc.treaties()]
        for file in files:
            text = (folder.root / file).read_text(encoding="utf-8")
            head, clause, rest = text.partition(f"[clauses.{topic}]\n")
            kept = head + rest[rest.find("\n[") + 1 :] if clause and "\n[" in rest else head
            for word in (f'"{topic}", ', f', "{topic}"', f'"{topic}"'):
                kept = kept.replace(word, "")
            (folder.root / file).write_text(kept, encoding="utf-8")
        found = sorted((each.file, each.message) for each in folder.findings() if each.file in files)
        message = f"no clause on '{topic}', expected [clauses.{topic}], or '{topic}' in not_seen"

        assert sorted((file, message) for file in files) == found

    @pytest.mark.parametrize("topic", ["accession", "territorial_extension", "reservation_withdrawal"])
    def test_the_councils_treaties_have_more(self, folder: "Folder", topic: str) -> None:
        """ETS 185, Art. 37(2), 38(2), 43(1)."""
        folder.change("ets185/treaty.toml", f"[clauses.{topic}]", topic, "territorial_withdrawal_of_old")
        found = [each.message for each in folder.findings()]

        assert f"no clause on '{topic}', expected [clauses.{topic}], or '{topic}' in not_seen" in found

    def test_signature_after_the_last_day(self, folder: "Folder") -> None:
        """UNTOC, Art. 36(1): to 2002-12-12."""
        line = folder.change("untoc/acts.csv", "BRB,signature", "2001-09-26", "2002-12-13")

        assert folder.finds_only("untoc/acts.csv", line, "date 2002-12-13 is after 2002-12-12, the last day")

    def test_signature_by_whom_it_is_not_open_to(self, folder: "Folder") -> None:
        """OPSC, Art. 13(1): Parties to and signatories of the CRC; a signature is enough for the United States."""
        folder.remove("crc/acts.csv", "USA,signature")
        signature = folder.line("opsc/acts.csv", "USA,signature")
        consent = folder.line("opsc/acts.csv", "USA,ratification")

        assert folder.finds("opsc/acts.csv", signature, "signature takes signature of, or consent to, crc by then")
        assert folder.finds("opsc/acts.csv", consent, "ratification takes signature of, or consent to, crc by then")

    def test_missing_key(self, folder: "Folder") -> None:
        """A section without what it needs is found at its head."""
        folder.remove("cets224/treaty.toml", "consents")
        line = folder.line("cets224/treaty.toml", "[entry_into_force]")

        assert folder.finds("cets224/treaty.toml", line, "consents is missing in [entry_into_force]")

    def test_missing_section(self, folder: "Folder") -> None:
        """Every treaty says how many consents it takes; what can't be found stands on line 1."""
        folder.write("cets224/treaty.toml", ["not_seen = []"])

        assert folder.finds("cets224/treaty.toml", 1, "entry_into_force is missing")

    def test_clause_that_is_no_section(self, folder: "Folder") -> None:
        """A clause has an article of its own."""
        folder.write("cets224/treaty.toml", ["[entry_into_force]", "consents = 5", "[clauses]", "first = 3"])

        assert folder.finds("cets224/treaty.toml", 1, "article is missing in [clauses.first]")

    @pytest.mark.parametrize(
        ("start", "new", "words"),
        [
            ("states =", 'states = ["CAN", "XXX"]', "'XXX' is not the id of a known State"),
            ('only_to = ["4(2)', "only_to = [4]", "expected a tuple of text for only_to"),
        ],
    )
    def test_values_that_are_none(self, folder: "Folder", start: str, new: str, words: str) -> None:
        """What a clause can't be made of is found, with the file."""
        line = folder.line("ets185/treaty.toml", start)
        lines = folder.lines("ets185/treaty.toml")
        folder.write("ets185/treaty.toml", [*lines[: line - 1], new, *lines[line:]])

        assert any(words in each.message for each in folder.findings() if each.file == "ets185/treaty.toml")

    def test_file_in_another_encoding(self, folder: "Folder") -> None:
        """The file as a whole is meant."""
        (folder.root / "crc/treaty.toml").write_bytes(b"# \xff\n")

        assert folder.finds("crc/treaty.toml", 1, "is not TOML in UTF-8")

    def test_denunciation_without_rules(self, folder: "Folder") -> None:
        """Totals are counted also where the clauses can't be read."""
        folder.insert("crc/acts.csv", "VUT,ratification", "VUT,denunciation,2000-01-31,,fedlex-crc-2016,high,,,,")
        (folder.root / "crc/treaty.toml").unlink()
        line = folder.line("totals.csv", "crc,2016-10-25")

        assert folder.finds("totals.csv", line, "consents 196, but the record of crc has 195")
