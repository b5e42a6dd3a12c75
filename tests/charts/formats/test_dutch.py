"""Tables of the Dutch treaty database."""

from datetime import date

import pytest

import cyberconventions as cc
from tests.charts.pages import errors


class TestDutchDatabase:
    header = "Party\tSignature\tRatification\tEntry into force\tRenunciation\tTermination\n"

    @pytest.mark.parametrize(
        ("cells", "row"),
        [
            ("Chile 20-04-2017 (A) 01-08-2017", (None, "2017-04-20", "A", "accession", "2017-08-01")),
            ("France 23-11-2001 10-01-2006 (R) 01-05-2006", ("2001-11-23", "2006-01-10", "R", "consent", "2006-05-01")),
            (
                "Serbia\t07-04-2005\t14-04-2009 (NK)\t01-08-2009",
                ("2005-04-07", "2009-04-14", "NK", "consent", "2009-08-01"),
            ),
            ("Serbia\t\t14-04-2009 (Su)\t\t", (None, "2009-04-14", "Su", "succession", None)),
            ("Malta * 17-01-2002 (S) 01-08-2012", (None, "2002-01-17", "S", "definitive signature", "2012-08-01")),
            ("Ireland 28-02-2002", ("2002-02-28", None, None, None, None)),
            ("Iran (Islamic Republic of) 01-01-2002", ("2002-01-01", None, None, None, None)),
        ],
    )
    def test_row(self, cells: str, row: tuple[object, ...]) -> None:
        """The kind stands in brackets after the day; with or without tabs."""
        (read,) = cc.parse_chart(self.header + cells, treaty="ETS 5").rows
        signature, consent, effect = (
            str(day) if day else None for day in (read.signature, read.consent, read.entry_into_force)
        )

        assert row == (signature, consent, read.consent_mark, read.kind.value if read.kind else None, effect)

    def test_withdrawal(self) -> None:
        """Renunciation and termination."""
        text = self.header + "Chile 20-04-2017 (A) 01-08-2017 01-02-2020 01-06-2020"
        for day, left in (("2020-05-31", False), ("2020-06-01", True)):
            (row,) = cc.parse_chart(text, as_of=day).rows
            assert (date(2020, 2, 1), date(2020, 6, 1)) == (row.withdrawal, row.withdrawal_effective)
            assert left is row.withdrawn

    def test_parts_of_a_state(self) -> None:
        """The Kingdom in Europe is the State's row; other parts are kept beside it."""
        (row,) = cc.parse_chart(
            self.header
            + "Netherlands, the Kingdom of the 23-11-2001\n"
            + "- in Europe: 16-11-2006 (R) 01-03-2007\n"
            + "- Curaçao 27-06-2024 (R)\n"
        ).rows

        assert (date(2001, 11, 23), date(2006, 11, 16), "R") == (row.signature, row.consent, row.consent_mark)
        assert (("Curaçao", '"27-06-2024 (R)"'),) == row.extra
        assert "31-02-2024" in errors(self.header + "Chile 01-01-2001\n- in Europe 31-02-2024 (R)")[0]

    @pytest.mark.parametrize(
        ("cells", "what"),
        [
            ("Chile 31-04-2017 (A)", "'31-04-2017' is not a day of the calendar"),
            ("Chile 20-04-2017 (X)", "'(X)' on the row of 'Chile' is not expected there"),
            ("Chile 20-04-2017 01-08-2017 01-09-2017 (R)", "columns that the table does not have"),
            ("Chile" + " 20-04-2017" * 6, "columns that the table does not have"),
            ("Chily 20-04-2017", "'Chily' is not a known State"),
        ],
    )
    def test_errors_have_their_line(self, cells: str, what: str) -> None:
        """Of a row."""
        (error,) = errors(self.header + cells)

        assert error.startswith("line 2: ")
        assert what in error

    def test_header_repeated_within_a_table(self) -> None:
        """As on each page of a long one."""
        rows = "Chile 20-04-2017 (A) 01-08-2017\n"

        assert 2 == len(cc.parse_chart(self.header + rows + self.header + rows.replace("Chile", "Japan")))

    def test_two_tables(self) -> None:
        """The named one is read; without a name both are reported, with their lines."""
        for end in ("R=Ratification\n", ""):
            page = (
                f"Convention on Cybercrime\n{self.header}Chile 20-04-2017 (A) 01-08-2017\n{end}"
                f"Convention on the Rights of the Child\n{self.header}Chile 26-01-1990 13-08-1990 (R) 12-09-1990\n"
            )
            assert date(2017, 4, 20) == cc.parse_chart(page, treaty=185)["CHL"].consent
            assert date(1990, 8, 13) == cc.parse_chart(page, treaty="crc")["CHL"].consent
            assert 2 == len(errors(page))

    def test_where_the_table_ends(self) -> None:
        """Below it the letters are explained."""
        assert 1 == len(cc.parse_chart(self.header + "\nChile 20-04-2017 (A) 01-08-2017\nR=Ratification\nprose").rows)
        assert "the table has no rows" in errors(self.header, as_of="2026-01-01")[0]
        assert "there is no table of the Dutch" in errors("nothing", format="dutch")[0]
