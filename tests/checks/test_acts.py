"""The check of a treaty's acts: order, twice, days, who may take part."""

from datetime import timedelta

import pytest

import cyberconventions as cc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.conftest import Folder


class TestOrderAndDuplicates:
    def test_acts_of_a_state_are_in_the_order_of_events(self, folder: "Folder") -> None:
        """Signature before ratification."""
        line = folder.swap("crc/acts.csv", "FRA,signature")

        assert folder.finds("crc/acts.csv", line, "1990-01-26 is below 1990-08-07 on line")
        assert folder.finds("crc/acts.csv", line, "signature by FRA is below the consent")

    def test_invitation_stands_above_the_accession(self, folder: "Folder") -> None:
        """Also where the date of the invitation is not known."""
        line = folder.swap("ets185/acts.csv", "PHL,invitation")

        assert folder.finds("ets185/acts.csv", line, "invitation by PHL is below the consent")

    @pytest.mark.parametrize(
        ("start", "old", "new", "words"),
        [
            (
                "KEN,invitation",
                "2024-10-09",
                "2020-10-09",
                "is seen on 2026-04-25, but was valid to 2025-10-09 at most",
            ),
            (
                "NGA,invitation",
                "2017-07-10",
                "2017-06-10",
                "is used on 2022-07-06, but was valid to 2022-06-10 at most",
            ),
        ],
    )
    def test_invitation_that_had_lapsed(self, folder: "Folder", start: str, old: str, new: str, words: str) -> None:
        """An invitation that a chart shows, or an accession used, was valid then."""
        line = folder.change("ets185/acts.csv", start, old, new)

        assert folder.finds("ets185/acts.csv", line, words)

    def test_second_signature(self, folder: "Folder") -> None:
        """A State signs once, whatever the date."""
        line = folder.insert("crc/acts.csv", "USA,", "USA,signature,1996-02-16,,untc-iv-11-2014,high,,,,")

        assert folder.finds_only("crc/acts.csv", line, f"signature by USA, which signed on line {line - 1} already")

    def test_second_consent(self, folder: "Folder") -> None:
        """A succession after a ratification counts one State twice."""
        line = folder.insert(
            "opsc/acts.csv", "SRB,ratification", "SRB,succession,2006-06-03,2006-06-03,untc-iv-11-c-2015,high,,,,"
        )

        assert folder.finds_only(
            "opsc/acts.csv", line, f"succession by SRB, which consented on line {line - 1} already"
        )

    @pytest.mark.parametrize(
        ("treaty", "state", "kind"), [("ets185", "FRA", "consent"), ("crc", "FRA", "ratification")]
    )
    def test_accession_of_a_signatory(self, folder: "Folder", treaty: str, state: str, kind: str) -> None:
        """Who signed ratifies, accepts or approves; a chart marks an accession, so it is not mistaken for a consent."""
        line = folder.change(f"{treaty}/acts.csv", f"{state},{kind}", kind, "accession")

        assert folder.finds(f"{treaty}/acts.csv", line, f"accession by {state}, which signed on line {line - 1}")

    def test_second_consent_after_a_withdrawal(self, folder: "Folder") -> None:
        """A State may leave and come back."""
        folder.insert(
            "crc/acts.csv", "FRA,ratification", "FRA,denunciation,2000-01-31,2001-01-31,fedlex-crc-2016,high,,,,"
        )
        folder.insert(
            "crc/acts.csv", "FRA,denunciation", "FRA,accession,2005-01-31,2005-03-02,fedlex-crc-2016,high,,,,"
        )

        assert () == folder.findings()

    def test_succession_counted_twice(self, folder: "Folder") -> None:
        """A former State's consent and its successor's are not both counted."""
        folder.insert("opsc/acts.csv", "SAU,", "SCG,ratification,2002-10-10,2002-11-10,untc-iv-11-c-2015,high,,,,")
        line = folder.line("opsc/acts.csv", "SRB,ratification")

        assert folder.finds("opsc/acts.csv", line, "SRB succeeded to SCG", "counted twice")

    def test_succession_before_the_beginning(self, folder: "Folder") -> None:
        """Czechoslovakia counts until it ended, and a successor from then on."""
        line = folder.change("crc/acts.csv", "CZE,succession", "1993-01-01", "1992-12-31")

        assert folder.finds_only("crc/acts.csv", line, "CZE succeeded to CSK", "counted twice")

    def test_act_of_a_state_that_had_ended(self, folder: "Folder") -> None:
        """The German Democratic Republic ratified on its last day."""
        line = folder.change("crc/acts.csv", "DDR,ratification", "1990-10-02", "1990-10-03")

        assert folder.finds("crc/acts.csv", line, "date 1990-10-03 is after DDR ended on 1990-10-03")

    def test_successor_without_consent(self, folder: "Folder") -> None:
        """A successor that only signed counts nothing twice."""
        folder.insert("cets224/acts.csv", "SRB,consent", "SCG,consent,2023-02-09,,verdragen-013833,high,,,,")
        line = folder.line("cets224/acts.csv", "MNE,")

        assert not folder.finds("cets224/acts.csv", line, "counted twice")

    def test_suspensions(self, folder: "Folder") -> None:
        """Who is not bound is not suspended, and nobody is twice: the second would hide the first."""
        line = folder.insert("crc/acts.csv", "USA,", "USA,suspension,2001-01-31,2001-01-31,fedlex-crc-2016,high,,,,")
        above = folder.insert("opsc/acts.csv", "FRA,rat", "FRA,suspension,2011-01-31,,fedlex-crc-2016,high,,,,")
        twice = folder.insert("opsc/acts.csv", "FRA,susp", "FRA,suspension,2012-01-31,,fedlex-crc-2016,high,,,,")
        found = {(each.file, each.line): each.message for each in folder.findings()}

        assert found[("crc/acts.csv", line)] == "suspension by USA has no consent above it"
        assert found[("opsc/acts.csv", twice)] == f"suspension by FRA, which was suspended on line {above} already"
        assert ("opsc/acts.csv", above) not in found

    def test_withdrawal_without_consent(self, folder: "Folder") -> None:
        """Who never consented can't withdraw."""
        line = folder.insert("crc/acts.csv", "USA,", "USA,denunciation,2001-01-31,2002-01-31,fedlex-crc-2016,high,,,,")

        assert folder.finds_only("crc/acts.csv", line, "has no consent above it")


class TestDates:
    def test_act_after_the_records_date(self, folder: "Folder") -> None:
        """The record of the CRC reaches to a day, and no act lies beyond."""
        as_of = cc.treaty("crc").as_of
        day = as_of + timedelta(days=1)
        line = folder.insert("crc/acts.csv", "USA,", f"USA,ratification,{day},,untc-iv-11-2014,high,,,,")

        assert folder.finds_only("crc/acts.csv", line, f"date {day} is after the record's as_of {as_of}")

    def test_act_before_the_opening(self, folder: "Folder") -> None:
        """Nobody signed the Budapest Convention before Budapest."""
        line = folder.change("ets185/acts.csv", "IRL,signature", "2002-02-28", "2001-02-28")

        assert folder.finds("ets185/acts.csv", line, "date 2001-02-28 is before 2001-11-23")

    def test_act_seen_after_the_records_date(self, folder: "Folder") -> None:
        """A chart on which an act was seen is not later than the record."""
        as_of = cc.treaty("budapest").as_of
        line = folder.change("ets185/acts.csv", "KEN,invitation", ",2026-04-25,", f",{as_of.year + 1},")

        assert folder.finds_only("ets185/acts.csv", line, f"seen {as_of.year + 1} is after the record's as_of {as_of}")

    def test_act_of_a_state_that_ended(self, folder: "Folder") -> None:
        """Serbia and Montenegro ended on 2006-06-03."""
        line = folder.insert("crc/acts.csv", "SAU,accession", "SCG,signature,2007-01-01,,fedlex-crc-2016,high,,,,")

        assert folder.finds("crc/acts.csv", line, "date 2007-01-01 is after SCG ended on 2006-06-03")

    def test_effect_before_the_act(self, folder: "Folder") -> None:
        """Only a succession has effect before its notification."""
        line = folder.change("crc/acts.csv", "FRA,ratification", "1990-09-06", "1990-08-06")

        assert folder.finds("crc/acts.csv", line, "can't have effect earlier")

    def test_treatys_own_dates(self, folder: "Folder") -> None:
        """Adoption, opening, entry into force."""
        line = folder.change("treaties.csv", "untoc,", "2000-11-15", "2001-11-15")

        assert folder.finds_only("treaties.csv", line, "opened 2000-12-12 is before adopted 2001-11-15")

    def test_complete_to(self, folder: "Folder") -> None:
        """A partial record may be complete to an earlier day, a complete one is complete to its own."""
        complete = folder.change("treaties.csv", "crc,", ",complete,,", ",complete,2016-10-01,")
        partial = folder.change("treaties.csv", "malabo,", ",partial,2024-07-08", ",partial,2124-07-08")

        assert folder.finds("treaties.csv", complete, "complete_to 2016-10-01, but the record is complete to its as_of")
        assert folder.finds("treaties.csv", partial, "complete_to 2124-07-08 is after as_of")

    def test_signature_that_no_list_shows(self, folder: "Folder") -> None:
        """In a partial record somebody has to have seen that a signatory had not consented."""
        line = folder.change("uncc/acts.csv", "FRA,signature", ",2026-03-12,", ",,")

        assert folder.finds_only("uncc/acts.csv", line, "signature by FRA in a partial record: seen is empty")

    def test_event_that_ends_before_it_begins(self, folder: "Folder") -> None:
        """A session ends after it began."""
        line = folder.change("events.csv", "2010-04-12,", "2010-04-19", "2010-04-09")

        assert folder.finds_only("events.csv", line, "end 2010-04-09 is before date 2010-04-12")
