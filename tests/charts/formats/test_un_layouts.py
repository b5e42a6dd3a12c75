"""Tables of the UN Treaty Collection as copies lay them out: in files, glued, a cell a line, in French, and more."""

from datetime import date

import pytest

import cyberconventions as cc
from tests.charts.pages import errors, messages

TITLE = "12. United Nations Convention against Transnational Organized Crime\n"


def cells(text: str) -> list[str]:
    """Return what the rows of a page say: State, days, letter, footnotes."""
    chart = cc.parse_chart(text, as_of="2020-01-01")
    return [
        " ".join(
            [
                row.state.id,
                str(row.signature or "-"),
                f"{row.consent or '-'}{row.consent_mark or ''}",
                *map(str, row.footnotes),
            ]
        )
        for row in chart.rows
    ]


class TestFiles:
    header = 'Participant,Signature,"Ratification, Acceptance(A), Accession(a)"\n'

    def test_blank_signature(self) -> None:
        """A ratification behind a blank cell is none the less a ratification."""
        rows = "China,,25 May 1954\nGhana,,3 Dec 2018 a\nMalta,12 Dec 2000,\nPeru,1 Jan 2001\n"

        assert ["CHN - 1954-05-25", "GHA - 2018-12-03a", "MLT 2000-12-12 -", "PER 2001-01-01 -"] == cells(
            self.header + rows
        )

    @pytest.mark.parametrize(
        "page",
        [
            "0,China,,25 May 1954\n1,Ghana,,3 Dec 2018 a\n",
            ",China,,25 May 1954\n,Ghana,,3 Dec 2018 a\n",
            "0,China,,25 May 1954\n,,,\n1,Ghana,, 3 Dec 2018 a\nTotal,,2\n",
        ],
    )
    def test_columns_before_the_names(self, page: str) -> None:
        """Scrapers number the rows in a column without a title; a sum of the rows is none."""
        assert ["CHN - 1954-05-25", "GHA - 2018-12-03a"] == cells(f",{self.header}{page}")

    def test_more_cells_than_any_table_has(self) -> None:
        """What stands behind them stays together, and is refused; the next row is read."""
        row = f'"Kenya",{"," * 256}16 Jun 2004 a\n'

        assert "',16 Jun 2004 a' on the row of 'Kenya' is not a date" in errors(f"{self.header}{row}")[0]
        assert 1 == len(errors(f"{self.header}{row}Peru,1 Jan 2001,\n"))

    @pytest.mark.parametrize("separator", [",", ";"])
    def test_quoted(self, separator: str) -> None:
        """A cell may go on with the next line, and hold quotation marks and separators."""
        page = separator.join(['"Participant"', '"Signature"', '"Ratification,\nAccession(a)"'])
        page += "\n" + separator.join(['"Ghana"', '""', '"3 Dec 2018\na"'])
        page += "\n" + separator.join(["Iran (Islamic Republic of)", '"12 Dec 2000"', ""])

        assert ["GHA - 2018-12-03a", "IRN 2000-12-12 -"] == cells(page)

    def test_a_cell_that_is_never_closed(self) -> None:
        """It ends with the file, and is refused; so is one that is longer than Python's csv module reads."""
        unclosed = self.header + '"Malta,12 Dec 2000,\nPeru,1 Jan 2001\n'

        assert "on the row of 'Malta' is not a date" in errors(unclosed)[0]
        assert "not a date" in errors(f'{self.header}Peru,"{"x" * 140_000}"\n')[0]
        assert "the table has no rows" in errors(self.header + '"\n"\n', as_of="2020-01-01")[0]

    def test_a_row_that_the_file_does_not_part(self) -> None:
        """It is read by its words, as elsewhere; below the table the text goes on."""
        page = TITLE + self.header + "Ghana 3 Dec 2018 a\nDeclarations\nMalta,12 Dec 2000,\n"

        assert ["GHA - 2018-12-03a"] == cells(page)
        assert ["PER - 2001-01-01"] == cells('a "page"\n' + self.header + "Peru,,1 Jan 2001\n")


class TestNothingPartsTheCells:
    header = "ParticipantSignatureRatification, Acceptance(A), Accession(a)\n"

    @pytest.mark.parametrize(
        "rows",
        [
            "Japan12 Dec 2000 11 Jul 2017\nKenya16 Jun 2004 a\nMalta14 Dec 2000\n",
            "Japan12 Dec 200011 Jul 2017\nKenya16 Jun 2004a\nMalta14 Dec 2000\n",
            "Japan 12 Dec 2000 11 Jul 2017\nKenya 16 Jun 2004 a\nMalta 14 Dec 2000\n",
            "Japan\n12 Dec 2000\n11 Jul 2017\nKenya\n16 Jun 2004 a\nMalta\n14 Dec 2000\n",
            "Japan\n12 Dec 2000 11 Jul 2017\nKenya\n16 Jun 2004\na\nMalta\n14 Dec 2000\n",
            "Japan......12 Dec 2000 11 Jul 2017\nKenya. . . . 16 Jun 2004 a\nMalta ….. 14 Dec 2000\n",
        ],
    )
    def test_rows(self, rows: str) -> None:
        """A letter tells the column of a lone day; without one it is a signature, and a problem says so."""
        for header in (self.header, "Participant\nSignature\nRatification,\nAcceptance(A), Accession(a)\n"):
            page = TITLE + header + rows
            assert ["JPN 2000-12-12 2017-07-11", "KEN - 2004-06-16a", "MLT 2000-12-14 -"] == cells(page)
            assert "a single day without a letter is read as a signature (1: Malta)" in messages(cc.parse_chart(page))

    def test_lone_days(self) -> None:
        """Where only one column takes a day without a letter, there is nothing to say; of many, some are named."""
        header = "Participant Signature Acceptance(A), Accession(a)\n"
        names = ("Malta", "Japan", "Kenya", "Ghana", "Tonga", "Peru")
        rows = "".join(f"{name} 14 Dec 2000\n" for name in names)

        assert "single day" not in messages(cc.parse_chart(header + rows))
        assert "(6: Malta, Japan, Kenya, Ghana, Tonga, …)" in messages(cc.parse_chart(TITLE + self.header + rows))

    @pytest.mark.parametrize(
        ("row", "what"),
        [
            # The footnote's number may be 4 or 42.
            ("China429 Aug 1990", "'China429 Aug' is not a known State"),
            ("Japan 12 Dec 2000 11 Jul 2017 1 Jan 2018", "'Japan' (12 Dec 2000, 11 Jul 2017, 1 Jan 2018) do not fit"),
            ("Japan 12 Dec 2000 x", "'x' on the row of Japan is not among the letters of the table's header: A, a"),
            ("Japan 12 Dec 2000 – 11 Jul 2017", "'– 11 Jul 2017' on the row of 'Japan' is not a date"),
            ("12 Dec 2000 11 Jul 2017", "'' is not a known State"),
        ],
    )
    def test_what_fits_in_no_way_or_in_several(self, row: str, what: str) -> None:
        """It is refused with its line."""
        (error,) = errors(f"{TITLE}{self.header}{row}\n")

        assert error.startswith("line 3: ")
        assert what in error

    def test_one_letter_in_two_columns(self) -> None:
        """A day with ``d`` is a succession to the signature or to the treaty: States have done the one or the other."""
        header = "Participant Signature, Succession to signature(d) Ratification, Succession(d)\n"

        assert "do not fit the table's columns in one way only" in errors(f"{header}Montenegro 23 Oct 2006 d\n")[0]
        assert ["MNE 2006-10-23 2007-01-01"] == cells(f"{header}Montenegro 23 Oct 2006 d 1 Jan 2007\n")

    def test_header_that_does_not_say_where_its_columns_end(self) -> None:
        """Its words would have to be known; with its cells they need not be."""
        titles = ["Participant", "Signature", "Ratification, Participation under article 3 (2)(P)"]

        assert "the header does not say where its columns end" in errors(f"{' '.join(titles)}\nJapan 1 Jan 2001\n")[0]
        assert ["JPN 2001-01-01 2002-01-01P"] == cells("\t".join(titles) + "\nJapan\t1 Jan 2001\t1 Jan 2002 P\n")
        assert ["JPN 2001-01-01 2002-01-01P"] == cells(
            "Participant Signature Ratification, Participation(P)\nJapan 1 Jan 2001 1 Jan 2002 P\n"
        )

    def test_a_line_of_two_letters(self) -> None:
        """It is the letter of the day above if the header has it, else a State's code."""
        page = "Participant Signature Approval(AA), Accession(a)\nUS\n12 Dec 2000\n3 Nov 2005\nAA\nGB\n14 Dec 2000\n"

        assert ["USA 2000-12-12 2005-11-03AA", "GBR 2000-12-14 -"] == cells(page)

    def test_names_broken_over_lines(self) -> None:
        """As in the narrow column of a printed page."""
        page = (
            "Participant Signature Ratification, Accession(a),\n"
            "Bolivia\n(Plurinational State of) 12 Dec 2000 10 Oct 2005\n"
            "United Kingdom of Great\nBritain and Northern\nIreland ...... 14 Dec 2000 9 Feb 2006\n"
            "Papua New\nGuinea 14 Dec 2000\n"
        )

        assert ["BOL 2000-12-12 2005-10-10", "GBR 2000-12-14 2006-02-09", "PNG 2000-12-14 -"] == cells(page)
        assert 2 == len(errors("Participant Signature Ratification\nWakanda\nShangri-La\nJapan 14 Dec 2000\n"))

    def test_header_repeated_over_several_lines(self) -> None:
        """As on each page of a long table."""
        header = "Participant\tSignature\tRatification,\nAccession(a)\n"
        page = f"{TITLE}{header}Japan\t12 Dec 2000\t\n{header}Kenya\t\t16 Jun 2004 a\n"

        assert ["JPN 2000-12-12 -", "KEN - 2004-06-16a"] == cells(page)

    def test_header_whose_first_cell_is_alone(self) -> None:
        """The others stand on the next line; blank ones at the end are none."""
        for titles in ("\tSignature\tRatification\t\t", "Signature\tRatification", "Signature\nRatification"):
            assert ["KEN - 2004-06-16"] == cells(f"Participant\n{titles}\nKenya\t\t16 Jun 2004\n")

    def test_another_table_begins_at_once(self) -> None:
        """Its header differs, so it is not a header that is repeated."""
        page = (
            "Participant\tSignature\tRatification\nKenya\t\t16 Jun 2004\nParticipant\tRatification\nMalta\t1 Jan 2001\n"
        )

        assert 2 == len(errors(page))


class TestMovedCells:
    header = "| Participant | Signature | Ratification, Accession(a) |\n|---|---|---|\n"

    def test_by_letters(self) -> None:
        """A letter in a column that has none shows that blank cells stand behind the others, on other rows, too."""
        page = f"{self.header}| Kenya | 16 Jun 2004 a | |\n| Malta | | 12 Dec 2000 |\n"
        page += "| Japan | 1 Jan 2001 | 2 Feb 2002 |\n| Peru | 1 Jan 2001 | |\n"

        assert ["KEN - 2004-06-16a", "MLT - 2000-12-12", "JPN 2001-01-01 2002-02-02", "PER 2001-01-01 -"] == cells(page)
        assert (
            "blank cells stand behind the others: a single day without a letter is read as a signature (1: Peru)"
            in (messages(cc.parse_chart(page)))
        )

    def test_letters_of_no_column(self) -> None:
        """The error says whether the header has the letter at all."""
        page = f"{self.header}| Kenya | 16 Jun 2004 s | |\n"
        both = page.replace("2004 s | ", "2004 | 1 Jan 2005 s")

        assert ["line 3: 's' on the row of Kenya is not among the letters of the table's header: a"] == errors(page)
        assert "is not among the letters of the table's header: a" in errors(both)[0]


class TestFurtherColumns:
    def test_definitive_signature(self) -> None:
        """It stands among the signatures, and is a consent."""
        page = "Participant\tSignature, Definitive signature(s)\tRatification\nPeru\t1 Jan 2001 s\nMalta\t2 Jan 2001\n"
        chart = cc.parse_chart(page)

        assert ["PER - 2001-01-01s", "MLT 2001-01-02 -"] == cells(page) == cells(page.replace("\t", " "))
        assert cc.ActKind.DEFINITIVE_SIGNATURE is chart.rows[0].kind

    def test_provisional_application(self) -> None:
        """It is no consent, and is kept beside the columns; nothing is odd about it."""
        header = ["Participant", "Signature", "Provisional application(n)", "Ratification, Accession(a)"]
        rows = [["Spain", "1 Feb 2001", "3 Mar 2001 n", "4 Apr 2002"], ["Chile", "", "", "5 May 2003 a"]]
        for separator in ("\t", ";"):
            page = "\n".join(separator.join(line) for line in (header, *rows))
            chart = cc.parse_chart(page, treaty="ETS 5")
            assert ["ESP 2001-02-01 2002-04-04", "CHL - 2003-05-05a"] == cells(page)
            assert (("provisional application", '"2001-03-03"'),) == chart["ESP"].extra
            assert "provisional" not in messages(chart)
        page = "\n".join(" ".join(filter(None, line)) for line in (header, *rows))
        assert ["ESP 2001-02-01 2002-04-04", "CHL - 2003-05-05a"] == cells(page)

    def test_two_days_where_three_columns_take_them(self) -> None:
        """Without a letter the second is a ratification or a provisional application."""
        page = "Participant Signature Provisional application Ratification\nSpain 1 Feb 2001 4 Apr 2002\n"

        assert "do not fit the table's columns in one way only" in errors(page)[0]

    def test_others_are_kept_as_they_are(self) -> None:
        """And named: a title that is misspelt must not lose a column without a word."""
        page = (
            "Participant\tSignature\tNotification under article 25\tRatification\nPeru\t\tsee 3 Mar 2001\t4 Apr 2002\n"
        )
        chart = cc.parse_chart(page)

        assert (("Notification under article 25", '"see 3 Mar 2001"'),) == chart["PER"].extra
        assert date(2002, 4, 4) == chart["PER"].consent
        assert "the column 'Notification under article 25' is not one that a chart has" in messages(chart)

    @pytest.mark.parametrize(
        ("header", "what"),
        [
            ("Participant\tSignature\tSignature\tRatification", "the header has two columns of signature"),
            ("Participant\tSignature\tExtension", "no column of ratification, accession or another consent"),
            ("Participant\tProvisional application(n)", "no column of ratification, accession or another consent"),
        ],
    )
    def test_headers_that_are_refused(self, header: str, what: str) -> None:
        """A table whose columns are not known is not read."""
        assert what in errors(f"{header}\nPeru\t1 Jan 2001\n")[0]

    def test_two_columns_of_consent(self) -> None:
        """A State may have a day in one of them."""
        header = "Participant\tAcceptance(A)\tAccession(a), Succession(d)\n"

        assert ["PER - 2001-01-01A", "JPN - 2002-01-01d"] == cells(
            f"{header}Peru\t1 Jan 2001 A\t\nJapan\t\t1 Jan 2002 d\n"
        )
        (error,) = errors(f"{header}Peru\t1 Jan 2001 A\t2 Jan 2002 a\n")
        assert "line 2: Peru has days in two columns of consent: 2001-01-01, 2002-01-02" == error

    def test_a_day_without_a_letter_where_every_kind_has_one(self) -> None:
        """It is a consent of a kind that is not stated."""
        (row,) = cc.parse_chart("Participant\tAccession(a), Succession(d)\nPeru\t1 Jan 2001\n")

        assert cc.ActKind.CONSENT is row.kind


class TestFootnotes:
    @pytest.mark.parametrize(
        ("name", "numbers"),
        [
            ("Denmark 3", "3"),
            ("China 4,5", "4 5"),
            ("China 4, 5", "4 5"),
            ("Croatia5", "5"),
            ("China<superscript>4,5</superscript>", "4 5"),
            ("[Philippines 12]", "12"),
            ("China [4] [5]", "4 5"),
            ("Malta", ""),
        ],
    )
    def test_numbers_behind_a_name(self, name: str, numbers: str) -> None:
        """They are kept, and the table is then not silent on them."""
        chart = cc.parse_chart(f"Participant\tSignature\tRatification\n{name}\t12 Dec 2000\t", format="un-text")
        (row,) = chart

        assert numbers == " ".join(map(str, row.footnotes))
        assert ("footnotes" in chart.silent_on) is not bool(numbers)

    def test_where_they_stand_otherwise(self) -> None:
        """Before a day that nothing parts from them, on a line of their own, behind a day."""
        words = "Participant Signature Ratification, Accession(a)\nBurundi 3 13 Jan 1999 21 Sep 2004\n"
        lines = "Participant\nSignature\nRatification, Accession(a)\nChina\n4, 5\n12 Dec 2000\n"
        behind = "Participant\tSignature\tRatification\nMalta 1\t12 Dec 2000<superscript>2</superscript>\t"

        assert ["BDI 1999-01-13 2004-09-21 3"] == cells(words)
        assert ["CHN 2000-12-12 - 4 5"] == cells(lines)
        assert (1, 2) == cc.parse_chart(behind, format="un-text")["MLT"].footnotes

    def test_a_participant_that_only_has_a_footnote_is_not_invited(self) -> None:
        """On a list of participants the number says something else."""
        (row,) = cc.parse_chart("Participant\tSignature\tRatification\nMalta 1\t\t", as_of="2020-01-01")

        assert (1,) == row.footnotes
        assert not row.is_invitation

    def test_the_record_has_no_numbers(self) -> None:
        """So a comparison with it, or with a copy that lost them, has nothing to say about them."""
        page = cc.Chart.of("palermo").to_text().replace("China\t", "China 4, 5\t")
        printed = cc.parse_chart(page)
        copy = cc.parse_chart(page.replace("China 4, 5", "China"))

        assert (4, 5) == printed["CHN"].footnotes
        assert () == cc.diff(cc.Chart.of("palermo"), printed).changes
        assert () == cc.diff(printed, copy).changes


class TestFrench:
    header = "Participant\tSignature\tRatification, Acceptation(A), Approbation(AA), Adhésion(a), Succession(d)\n"

    def test_months_and_kinds(self) -> None:
        """Months are printed short or in full, with dots or without."""
        days = ["12 déc 2000", "1er févr. 2001", "3 juillet 2001", "4 août 2001", "5 sept. 2001", "6 avr 2001"]
        names = ["Belgique", "Allemagne", "Pérou", "Japon", "Maroc", "Grèce"]
        rows = "".join(f"{name}\t{day}\t\n" for name, day in zip(names, days, strict=True))

        assert [
            "BEL 2000-12-12 -",
            "DEU 2001-02-01 -",
            "PER 2001-07-03 -",
            "JPN 2001-08-04 -",
            "MAR 2001-09-05 -",
            "GRC 2001-04-06 -",
        ] == cells(self.header + rows)

    @pytest.mark.parametrize(
        ("letter", "kind"),
        [("", "ratification"), ("A", "acceptance"), ("AA", "approval"), ("a", "accession"), ("d", "succession")],
    )
    def test_kinds(self, letter: str, kind: str) -> None:
        """With cells that are parted or not."""
        for row in (f"Pérou\t1 mars 2001\t2 juin 2001 {letter}\n", f"Pérou 1 mars 2001 2 juin 2001 {letter}\n"):
            (read,) = cc.parse_chart(self.header + row)
            assert kind == (read.kind.value if read.kind else None)

    def test_page(self) -> None:
        """Its date, its columns that nothing parts, and what stands below."""
        page = (
            "ÉTAT AU : 01-02-2020 05:00:00 EDT\n"
            "Participant Signature Application provisoire(n) Ratification, Adhésion(a)\n"
            "Belgique 12 déc 2000 11 août 2004\nPérou 3 mai 2001 n 5 juin 2002 a\n"
            "Déclarations et réserves\n(En l'absence d'indication)\nPérou\n"
        )
        chart = cc.parse_chart(page)

        assert date(2020, 2, 1) == chart.as_of
        assert [("BEL", date(2004, 8, 11)), ("PER", date(2002, 6, 5))] == [(row.state.id, row.consent) for row in chart]
        assert (("provisional application", '"2001-05-03"'),) == chart["PER"].extra
