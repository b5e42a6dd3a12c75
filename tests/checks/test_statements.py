"""The check of what States said: to which articles, since when, whether confirmed, and what charts show."""

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.conftest import Folder

SAID = "ets185/statements.csv"
READ = "ets185/statement_coverage.csv"
LINE = "{state},{kind},,{articles},Text,,{made},{confirmed},{effective},,{withdrawn},,,coe-185-2026,high,"


def said(state: str, kind: str, articles: str, effective: str, **more: str) -> str:
    """A line of a table of statements."""
    rest = {"made": "", "confirmed": "", "withdrawn": "", **more}
    return LINE.format(state=state, kind=kind, articles=articles, effective=effective, **rest)


class TestClosedLists:
    @pytest.mark.parametrize(
        ("kind", "articles", "words"),
        [
            ("reservation", "25(5)", "Art. 42 allows a reservation to 4(2), 6(3)"),
            ("reservation", "29(3)", "Art. 42 allows a reservation"),
            ("declaration", "14", "Art. 40 allows a declaration to 2, 3"),
        ],
    )
    def test_what_the_treaty_does_not_allow(self, folder: "Folder", kind: str, articles: str, words: str) -> None:
        """A reservation to 25(5) is none that Art. 42 names."""
        line = folder.insert(SAID, "DNK,territorial", said("DNK", kind, articles, "2005-10-01"))

        assert folder.finds(SAID, line, f"articles '{articles}'", words, "statement_exceptions.csv")

    def test_an_exception_with_a_reason(self, folder: "Folder") -> None:
        """Some States filed others: the list says why each stands."""
        below = folder.line(SAID, "DNK,territorial")
        folder.insert(SAID, "DNK,territorial", said("DNK", "declaration", "24(5)", "2005-10-01"))
        folder.insert("ets185/statement_exceptions.csv", "CRI,declaration,24", "DNK,declaration,24(5),Why.")

        found = [each for each in folder.findings() if (each.file, each.line) == (SAID, below + 1)]
        assert not any("allows a declaration" in each.message for each in found)

    def test_an_exception_that_nothing_needs(self, folder: "Folder") -> None:
        """It would hide the next mistake."""
        line = folder.insert("ets185/statement_exceptions.csv", "CRI,declaration,24", "DNK,declaration,24(5),Why.")

        assert folder.finds_only("ets185/statement_exceptions.csv", line, "exception DNK declaration 24(5) fits no")

    def test_examples_are_no_closed_list(self, folder: "Folder") -> None:
        """CETS 201, Art. 48, has no list."""
        folder.insert("cets201/statements.csv", "ALB,", said("AND", "reservation", "9", "2014-08-01"))

        assert () == folder.findings()

    def test_reservations_come_with_the_deposit(self, folder: "Folder") -> None:
        """Art. 42: at signature or deposit only."""
        line = folder.change(SAID, "NGA,reservation,,29(4)", "2022-11-01", "2022-11-02")

        assert folder.finds_only(SAID, line, "effective 2022-11-02 is after 2022-11-01", "at signature or deposit")

    def test_reservations_that_carry_over(self, folder: "Folder") -> None:
        """ETS 189, Art. 12(1): they hold anyway."""
        line = folder.insert("ets189/statements.csv", "HRV,", said("HRV", "reservation", "185:22(2)", "2008-11-01"))

        assert folder.finds("ets189/statements.csv", line, "hold for this treaty too", "12(1)")


class TestDays:
    def test_before_entry_into_force(self, folder: "Folder") -> None:
        """No statement has effect before the treaty is in force for the State."""
        line = folder.change(SAID, "NGA,reservation,,29(4)", "2022-11-01", "2022-10-31")

        assert folder.finds_only(SAID, line, "effective 2022-10-31, but the treaty is in force for NGA on 2022-11-01")

    def test_of_a_state_that_is_not_bound(self, folder: "Folder") -> None:
        """A signatory's statement has no effect."""
        line = folder.insert(SAID, "ISR,reservation,,9(4) 9(2)", said("ITA", "designation", "35", "2010-01-01"))
        line = folder.change(SAID, "ITA,designation,,35,Text", "ITA,", "ZAF,")

        assert folder.finds(SAID, line, "in force for ZAF on no day on record")

    def test_of_a_treaty_that_is_not_in_force(self, folder: "Folder") -> None:
        """CETS 224 is in force for nobody."""
        line = folder.insert("cets224/statements.csv", "SRB,", said("SRB", "declaration", "7(2)(b)", "2023-06-01"))

        assert folder.finds_only("cets224/statements.csv", line, "in force for SRB on no day on record")

    def test_withdrawn_before_it_stood(self, folder: "Folder") -> None:
        """Then it never stood, and has no day of effect."""
        line = folder.change(SAID, "CZE,reservation", "2019-07-05", "2013-12-01")

        assert folder.finds_only(SAID, line, "withdrawn 2013-12-01 is not after effective 2013-12-01")

    def test_withdrawn_after_a_day_of_effect_that_is_not_given(self, folder: "Folder") -> None:
        """One that never stood was withdrawn before the treaty was in force for the State."""
        line = folder.change(SAID, "ARG,reservation,,9(1)(e)", "2018-07-30", "2018-10-01")

        assert folder.finds_only(SAID, line, "withdrawn 2018-10-01, but effective is empty")

    def test_amended_on_a_day_on_which_it_does_not_stand(self, folder: "Folder") -> None:
        """Before its effect, or after its withdrawal."""
        line = folder.change(SAID, "SVK,declaration", "2021-04-30", "2008-05-01")

        assert folder.finds_only(SAID, line, "amended 2008-05-01 is on no day on which it stands")

    def test_a_day_that_is_none(self, folder: "Folder") -> None:
        """Found in its cell."""
        line = folder.change(SAID, "CZE,reservation", "2019-07-05", "2019-07-32")

        assert folder.finds_only(SAID, line, "withdrawn '2019-07-32' is not a day")


class TestSignature:
    def test_not_confirmed(self, folder: "Folder") -> None:
        """VCLT Art. 23(2): what was said at signature stands once it is confirmed."""
        line = folder.change(SAID, "AZE,reservation,,4(2)", "2008-06-30,2010-03-15", "2008-06-30,")

        assert folder.finds_only(SAID, line, "made 2008-06-30, before consent, and not confirmed")

    def test_with_the_second_consent(self, folder: "Folder") -> None:
        """A State that left and came back reserves with either deposit; what it says on other days is late."""
        for act in ("consent,2024-12-10,2025-04-01", "denunciation,2024-07-15,2024-11-01"):
            folder.insert("ets185/acts.csv", "FRA,consent,2006", f"FRA,{act},coe-185-2026,high,,,,")
        last = "FRA,reservation,,22(2)"
        for made, effective in (
            ("2006-01-10", "2006-05-01"),
            ("2024-12-10", "2025-04-01"),
            ("2025-05-05", "2025-05-05"),
        ):
            line = folder.insert(SAID, last, said("FRA", "reservation", "29(4)", effective, made=made))
            last = folder.lines(SAID)[line - 1]

        assert folder.finds_only(SAID, line, "effective 2025-05-05 is after 2006-05-01", "at signature or deposit")

    def test_confirmed_too_early(self, folder: "Folder") -> None:
        """It is confirmed with the consent."""
        line = folder.change(SAID, "AZE,reservation,,4(2)", "2010-03-15", "2010-03-14")

        assert folder.finds_only(SAID, line, "confirmed 2010-03-14 is before the consent of 2010-03-15")

    def test_confirmed_with_the_deposit(self, folder: "Folder") -> None:
        """What was made on the day of the deposit needs nothing else."""
        folder.change(SAID, "NGA,reservation,,29(4)", ",,,2022-11-01", ",2022-07-06,,2022-11-01")

        assert () == folder.findings()


class TestCharts:
    def test_a_reservation_that_the_chart_does_not_flag(self, folder: "Folder") -> None:
        """No R. means that none stood that day."""
        line = folder.insert(SAID, "HUN,designation,,35", said("ITA", "reservation", "29(4)", "2008-10-01"))

        assert folder.finds(SAID, line, "reservation stood on 2020-03-13, but that day's chart has no R.")

    def test_what_a_chart_is_known_to_lack(self, folder: "Folder") -> None:
        """Türkiye's flags are missing on the page of 2020."""
        folder.remove("unknowns.csv", "ets185,flags,TUR")

        found = [each.message for each in folder.findings() if each.file == SAID]
        assert 3 == len(found)
        assert all("stood on 2020-03-13" in each for each in found)

    @pytest.mark.parametrize(
        ("state", "old", "new", "words"),
        [
            (
                "ALB",
                "none on charts,none on charts",
                "unread,none on charts",
                "reservations 'unread', but no chart has R.",
            ),
            ("AND", "complete,read", "none on charts,read", "reservations 'none on charts', but a chart has R."),
            ("ITA", ",read,", ",none on charts,", "authorities 'none on charts', but a chart has A."),
        ],
    )
    def test_lines_on_what_was_read(self, folder: "Folder", state: str, old: str, new: str, words: str) -> None:
        """They agree with the flags."""
        line = folder.change(READ, f"{state},", old, new)

        assert folder.finds_only(READ, line, words)

    def test_a_line_on_a_state_that_is_not_bound(self, folder: "Folder") -> None:
        """Nothing it said has effect."""
        line = folder.insert(READ, "HUN,", "IRL,none on charts,none on charts,none on charts,coe-185-2026,")

        assert folder.finds_only(READ, line, "state 'IRL' has no consent on record")


class TestDesignations:
    def test_articles_that_ask_for_none(self, folder: "Folder") -> None:
        """ETS 185 has four that do."""
        line = folder.change(SAID, "HUN,designation,,35", ",35,", ",29,")

        assert folder.finds_only(SAID, line, "articles '29', but authorities are named under 24(7), 27(2), 27(9), 35")

    def test_a_name_in_another_statement(self, folder: "Folder") -> None:
        """Only a designation names an authority."""
        line = folder.change(SAID, "HUN,declaration", "central authority,,", "central authority,Police,")

        assert folder.finds_only(SAID, line, "authority 'Police', but statements of the kind declaration name none")


class TestTerritories:
    def test_a_territory_that_is_not_known(self, folder: "Folder") -> None:
        """France is a State."""
        line = folder.change(SAID, "DNK,territorial", "FRO GRL", "FRO FRA")

        assert folder.finds_only(SAID, line, "territory 'FRA' is not in territories.csv")


class TestClauses:
    def test_an_article_where_there_is_none(self, folder: "Folder") -> None:
        """And none where there is one."""
        line = folder.change("measures.csv", "crc,any", "crc,any,,,", "crc,any,,34,")
        assert folder.finds_only("measures.csv", line, "article '34', but the kind is 'none'")

    def test_a_measure_that_is_none(self, folder: "Folder") -> None:
        """Among those that a clause serves too."""
        line = folder.change("measures.csv", "opsc,mutual assistance", "access to stored data", "stored data")
        assert folder.finds_only("measures.csv", line, "also 'stored data' is not a measure")
