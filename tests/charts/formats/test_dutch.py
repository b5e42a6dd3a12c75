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

    def test_letters_of_each_language(self) -> None:
        """``S`` in English is ``O`` in Dutch; the other language's letters are not expected."""
        dutch = "Partij Ondertekening Ratificatie In werking Opzegging Buiten werking\n"
        kinds = [
            ("R", "consent"),
            ("T", "accession"),
            ("VG", "succession"),
            ("O", "definitive signature"),
            ("NB", "consent"),
        ]
        for letter, kind in kinds:
            (row,) = cc.parse_chart(f"{dutch}Peru 26-08-2019 ({letter}) 01-12-2019\n")
            assert (letter, kind, date(2019, 12, 1)) == (row.consent_mark, str(row.kind), row.entry_into_force)
        assert "'(A)' on the row of 'Peru' is not expected there" in errors(f"{dutch}Peru 26-08-2019 (A)\n")[0]
        assert "'(T)' on the row of 'Peru' is not expected there" in errors(f"{self.header}Peru 26-08-2019 (T)\n")[0]

    def test_where_the_table_ends(self) -> None:
        """Below it the letters are explained."""
        assert 1 == len(cc.parse_chart(self.header + "\nChile 20-04-2017 (A) 01-08-2017\nR=Ratification\nprose").rows)
        assert "the table has no rows" in errors(self.header, as_of="2026-01-01")[0]
        assert "there is no table of the Dutch" in errors("nothing", format="dutch")[0]


class TestPagesAsTheyAre:
    """The layouts of the database's pages, as browsers and readers copy them."""

    legend = (
        "RatificationS=Signature without reservation or requirement of ratification "
        "R=Ratification, Acceptance, Approval or Notification A=Accession Su=Succession NK=Not Known "
    )
    header = f"Party Signature Provisional\napplication\n{legend}Entry into force Renunciation Termination\n"
    rows = ("Norway 23-11-2001 30-06-2006 (R) 01-10-2006", "Ghana 03-12-2018 (A) 01-04-2019", "Ireland 28-02-2002")
    read = (
        ("NOR", date(2001, 11, 23), date(2006, 6, 30), "R", date(2006, 10, 1)),
        ("GHA", None, date(2018, 12, 3), "A", date(2019, 4, 1)),
        ("IRL", date(2002, 2, 28), None, None, None),
    )

    def shown(self, page: str) -> tuple[object, ...]:
        """Return what the rows of a page say."""
        return tuple(
            (row.state.id, row.signature, row.consent, row.consent_mark, row.entry_into_force)
            for row in cc.parse_chart(page, as_of="2020-01-01")
        )

    def test_legend_and_provisional_application_within_the_header(self) -> None:
        """A day before the consent is the signature; two are that and the provisional application."""
        page = f"Convention on Cybercrime\nBack to previous page\n{self.header}" + "\n".join(self.rows)
        chart = cc.parse_chart(page + "\nPeru 01-01-2001 02-02-2002 26-08-2019 (R)\n", as_of="2020-01-01")

        assert self.read == self.shown(page)
        assert (("provisional application", '"2002-02-02"'),) == chart["PER"].extra
        assert (date(2001, 1, 1), date(2019, 8, 26)) == (chart["PER"].signature, chart["PER"].consent)
        assert "ETS No. 185" == chart.reference
        assert ("footnotes", "invitations") == chart.silent_on

    def test_a_cell_a_line(self) -> None:
        """And lines glued."""
        titles = ["Party", "Signature", "Provisional", "application", self.legend, "Entry into force", "Renunciation"]
        header = "\n".join([*titles, "Termination", ""])
        rows = [row.replace(" (", "_(").replace(" ", "\n").replace("_", " ") for row in self.rows]
        glued = "PartySignatureProvisional applicationRatificationEntry into forceRenunciationTermination\n"

        assert self.read == self.shown(header + "\n".join(rows))
        assert self.read == self.shown(glued + "\n".join(row.replace(" ", "", 1) for row in self.rows))
        assert self.read == self.shown(glued + "\n".join(row.replace(" ", "") for row in self.rows))

    def test_a_bracket_on_a_line_of_its_own(self) -> None:
        """It goes on with its day."""
        page = f"{self.header}Ghana\n03-12-2018\n(A)\n01-04-2019\n"

        assert self.read[1:2] == self.shown(page)
        assert self.read[1:2] == self.shown(f"{self.header}Ghana\t03-12-2018 (A) 01-04-2019\n")

    def test_blank_cells_that_a_copy_has_moved(self) -> None:
        """One row shows that cells do not stand in their columns, and then none is read by them."""
        header = "\t".join(["Party", "Signature", "Provisional application", self.legend, "Entry into force", *"  "])
        page = (
            f"{header.rstrip()}\tRenunciation\tTermination\n"
            "Ireland\t28-02-2002\t\t\t\t\t\n"
            "Norway\t23-11-2001\t30-06-2006 (R)\t01-10-2006\t\t\t\n"
            "Ghana\t03-12-2018 (A)\t01-04-2019\t\t\t\t\n"
            "Japan\t23-11-2001\t\t03-07-2012 (R)\t01-11-2012\t\t\n"
        )

        assert {*self.read, ("JPN", date(2001, 11, 23), date(2012, 7, 3), "R", date(2012, 11, 1))} == {
            *self.shown(page)
        }
        # In its column the second day would be that of a provisional application.
        assert "fit several of its columns" in errors(f"{page}Malta\t18-09-1997\t31-07-1998\t\t\t\t\n")[0]

    def test_days_that_fit_several_columns(self) -> None:
        """A last day may be that of a renunciation or of a termination; cells tell."""
        rows = "Finland\t\t02-10-1978 (R)\t02-10-1979\t\t09-01-2014\n"
        header = "Party\tSignature\tRatification\tEntry into force\tRenunciation\tTermination\n"
        (row,) = cc.parse_chart(header + rows)

        assert (None, date(2014, 1, 9)) == (row.withdrawal, row.withdrawal_effective)
        for page in (header + " ".join(rows.split()), f"{header}Denmark 18-09-1997 31-07-1998\n"):
            assert "fit several of its columns; copy the table with its cells" in errors(page)[0]
        assert "31-02-2014" in errors(header + rows.replace("09-01", "31-02"))[0]
        assert "columns that the table does not have" in errors(header + rows.replace("\n", "\t01-01-2015\n"))[0]
        assert (
            "columns that the table does not have"
            in errors(header + rows.replace("1978 (R)", "1978 (R) 01-01-2015"))[0]
        )
        assert "columns that the table does not have" in errors(header + rows.replace("2014", "2014 (R)"))[0]

    def test_pipes_left_in_the_header(self) -> None:
        """A reader mode breaks the header's line, so that its beginning is not seen as a row of a table."""
        page = "Party | Signature | Provisional application |\n" + self.legend + "Entry into force | Renunciation\n"

        assert self.read == self.shown(page + "\n".join(self.rows))

    def test_name_broken_over_lines(self) -> None:
        """As in a narrow column."""
        page = f"{self.header}Bosnia and\nHerzegovina 09-02-2005 19-05-2006 (R) 01-09-2006\n"

        assert (("BIH", date(2005, 2, 9), date(2006, 5, 19), "R", date(2006, 9, 1)),) == self.shown(page)

    def test_former_states(self) -> None:
        """The last day of one stands within its name."""
        (row,) = cc.parse_chart(f"{self.header}Czechoslovakia (<01-01-1993) 06-02-1975 12-05-1976 (R) 11-07-1976\n")

        assert ("Czechoslovakia", date(1975, 2, 6)) == (row.name, row.signature)

    @pytest.mark.parametrize(
        "below",
        [
            "Parties with reservations, declarations and objections\nParty Objections\nPeru No\n\nPeru\n26-08-2019\n",
            "Partijen met voorbehouden, verklaringen en bezwaren\nPartij Voorbehouden Bezwaren\nPeru Ja Nee\n",
            "Back to previous page\n",
        ],
    )
    def test_what_stands_below(self, below: str) -> None:
        """The list of those with reservations is another table."""
        assert self.read == self.shown(self.header + "\n".join(self.rows) + "\n\n" + below)

    def test_saved_page(self) -> None:
        """With its blank cells, and the explanation as a list within a header's cell."""
        legend = "".join(
            f"<li>{each}</li>" for each in ("S=Signature without reservation", "R=Ratification", "A=Accession")
        )
        titles = ["Signature", "Provisional<br>application", f"Ratification<ul>{legend}</ul>", "Entry into force"]
        rows = [
            ("Norway", "23-11-2001", "", "30-06-2006 (R)", "01-10-2006"),
            ("Ghana", "", "", "03-12-2018 (A)", "01-04-2019"),
            ("Ireland", "28-02-2002", "", "", ""),
        ]
        table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
        head = "".join(f"<th>{title}</th>" for title in ("Party", *titles, "Renunciation", "Termination"))

        assert self.read == self.shown(f"<html><h1>Parties</h1><table><tr>{head}</tr>\n{table}</table></html>")

    @pytest.mark.parametrize(
        ("header", "what"),
        [
            ("Party Signature Region Ratification Entry into force", "there is no chart"),
            (
                "Party\nSignature\nRatification\nTermination",
                "does not name signature, ratification and entry into force",
            ),
            ("Party Signature Ratification Entry into force Objections", "a column that is not known: 'Objections'"),
            ("Party Signature Ratification Entry into force Signature", "does not name signature, ratification"),
            ("Party\nSignature\nTerritorial application\nRatification\nEntry into force", "not known: 'Territorial"),
        ],
    )
    def test_headers_that_are_refused(self, header: str, what: str) -> None:
        """A table whose columns are not known is not read."""
        assert what in errors(f"{header}\nPeru 26-08-2019 (A) 01-12-2019\n")[0]

    def test_columns_in_another_order(self) -> None:
        """They are those of the header."""
        page = "Party Signature Ratification Termination Entry into force\nPeru\t\t26-08-2019 (A)\t\t01-12-2019\n"
        (row,) = cc.parse_chart(page)

        assert (date(2019, 12, 1), None) == (row.entry_into_force, row.withdrawal_effective)
