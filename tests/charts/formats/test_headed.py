"""Tables of States by the titles of their columns, from spreadsheets."""

import io
import re
import zipfile
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest

import cyberconventions as cc
from tests.charts.formats.test_plain_cells import days
from tests.charts.pages import errors, messages

ROWS = [
    ("EST", "2001-11-23", "2003-05-12", None, "2004-07-01"),
    ("IRL", "2002-02-28", "None", None, "None"),
    ("PER", "None", "2019-08-26", "a", "2019-12-01"),
]


def read(text: str | bytes, **how: Any) -> list[tuple[str, str, str, str | None, str]]:  # noqa: ANN401 # options
    return days(cc.parse_chart(text, treaty="budapest", as_of="2020-01-01", **how))


class TestTitles:
    @pytest.mark.parametrize(
        "table",
        [
            """Country,Signature date,Ratification date,Entry into force
Estonia,2001-11-23,2003-05-12,2004-07-01
Ireland,2002-02-28,,
Peru,,2019-08-26 a,2019-12-01""",
            """Entrée en vigueur;Adhésion;Pays;Ratification;Signature
01/07/2004;;Estonie;12/05/2003;23/11/2001
;;Irlande;;28/02/2002
01/12/2019;26/08/2019;Pérou;;""",
            """ISO3\tIn force\tSigned\tRatification, Accession(a)
EST\t1 July 2004\t23 Nov. 2001\t12 May 2003
IRL\t\t28 February 2002\t
PER\tDecember 1, 2019\tn/a\t26 August 2019 (a)""",
            """No.|State|Type|Consent|Signature|EIF
1|Estonia|Ratification|12.05.2003|23.11.2001|01.07.2004
2|Ireland|Signature||28.02.2002|
3|Peru|Accession|26.08.2019||01.12.2019""",
            """"State","Signature","Ratification / Accession","Entry into force","Treaty"
"Estonia","23/11/2001","12/05/2003","01/07/2004","ETS 185"
"Ireland*","28/02/2002","-","-","ETS 185"
"Peru 4","","26/08/2019 accession","01/12/2019","ETS 185"
Source: Treaty Office,,,,""",
        ],
    )
    def test_any_order_and_print(self, table: str) -> None:
        """English and French, by name or code, with the kind of consent in a column, in the title or behind the day."""
        assert ROWS == read(table)

    def test_what_else_a_table_says(self) -> None:
        """The head names the treaty and the day; totals, flags, notes and other columns are kept."""
        chart = cc.parse_chart(
            "Chart of signatures and ratifications of Treaty 185;;\nStatus as of 25/04/2026;;\n"
            "Members of Council of Europe;;\n"
            "State;Date of signature;Ratification;EIF;Denunciation;R.;D.;Notes;Remarks\n"
            "Estonia;2001-11-23;2003-05-12;2004-07-01;;R.;;;x\nMontenegro 55;2005-04-07;2010-03-03;2010-07-01;;X;?;4;\n"
            "Total number of signatures not followed by ratifications;0\nTotal number of ratifications/accessions;2\n"
        )

        assert ("ETS No. 185", "2026-04-25", "2 consents, 0 signatures only") == (
            chart.reference,
            str(chart.as_of),
            str(chart.totals),
        )
        assert [("R.",), None] == [None if row.notes is None else tuple(map(str, row.notes)) for row in chart]
        assert [(), (55, 4)] == [row.footnotes for row in chart]
        assert (("Remarks", '"x"'),) == chart.rows[0].extra
        assert {"member"} == {row.section.value for row in chart}
        assert ("invitations", "kind of consent") == chart.silent_on

    @pytest.mark.parametrize(
        "table",
        [
            """Participant;Signature;Ratification;Acceptance(A);Accession(a), Succession(d);EIF
Estonia;23/11/2001;;12/05/2003;;01/07/2004
Ireland;28/02/2002;;;;
Peru;;;;26/08/2019 a;01/12/2019""",
            # Nobody quoted the title's commas, but the day stands below its first word.
            """Participant,Signature,Ratification,Acceptance(A),Accession(a),EIF
Estonia,23/11/2001,12/05/2003 A,,,01/07/2004
Ireland,28/02/2002,,,,
Peru,,26/08/2019 a,,,01/12/2019""",
            """;Country;Status;Signature;Date of deposit;Kind;EIF
0;Estonia;Party;23/11/2001;12/05/2003;Acceptance;01/07/2004
1;Ireland;Signatory;28/02/2002;;;
2;Peru;Party;;26/08/2019;Accession;01/12/2019
Total;3;3;2;2""",
        ],
    )
    def test_columns_that_spreadsheets_have(self, table: str) -> None:
        """Several of consents, an index, a State's status, a sum below; letters from any title."""
        found = [(*row[:3], None if row[3] == "A" else row[3], row[4]) for row in read(table)]

        assert ROWS == found

    def test_invitations_and_footnotes(self) -> None:
        """A letter alone is an invitation, as on the Treaty Office's page; numbers may stand in brackets."""
        chart = cc.parse_chart(
            "State;Signature;Ratification;R.\nEstonia (1);23/11/2001;12/05/2003;\nIreland [2, 3];28/02/2002;;\n"
            "Mexico;;a;",
            treaty=185,
        )

        assert [(1,), (2, 3), ()] == [row.footnotes for row in chart]
        assert [False, False, True] == [row.is_invitation for row in chart]

    def test_an_overlong_title(self) -> None:
        """It is kept as what it is: another column."""
        title = "Ratification " * 20
        chart = cc.parse_chart(f"State;Signature;Ratification;{title}\nEstonia;23/11/2001;12/05/2003;x", treaty=185)

        assert ((title.strip(), '"x"'),) == chart.rows[0].extra

    def test_omissions(self) -> None:
        """A table without days of entry into force omits them; one without a date is dated by its last act."""
        chart = cc.parse_chart("State,Signature,Ratification\nEstonia,23/11/2001,12/05/2003", treaty=185)

        assert ("entry into force", "invitations", "kind of consent") == chart.silent_on
        assert "taken as 2003-05-12, the last act it shows" in messages(chart)

    @pytest.mark.parametrize(
        ("table", "what"),
        [
            ("State,Signature,Ratification\nEstonia,11/23/2001,05/12/2003", "printed month first (11/23/…)"),
            (
                "State,Signature,Ratification\nGhana,,03/12/2018",
                "no date shows whether the day or the month comes first",
            ),
            ("State,Signature,Ratification\nEstonia,23/11/01,12/05/03", "'23/11/01' is not a date"),
            ("State,Signature,Ratification\nEstonia,31/11/2001,", "'31/11/2001' is not a day of the calendar"),
            ("State,Signature,Ratification\nEstonia,37218,37753", "'37218' is not a date"),
            ("State,Signature,Ratification\nEstonia,30/12/1899,12/05/2003", "'30/12/1899' is not a date"),
            ("State,Ratification,Entry into force\nEstonia,12/05/2003,23/11/2004", "no column of signatures; it names"),
            ("State,Signature,Signed,Ratification\nEstonia,23/11/2001,,", "mean the same: 'Signature' and 'Signed'"),
            ("State,Signature,Ratification,Date of ratification\nEstonia,23/11/2001,,", "mean the same consents"),
            ("State,Signature,Ratification\nWakanda,23/11/2001,", "'Wakanda' is not a known State"),
            (
                "State,Code,Signature,Ratification\nEstonia,FIN,23/11/2001,",
                "'Estonia' and the code 'FIN' are two States",
            ),
            ("State,Signature,Ratification\nEstonia,23/11/2001,12/05/2003 A", "'A' behind a day of consent is not"),
            ("State,Signature,Ratification\nEstonia,23/11/2001 a,", "'23/11/2001 a' has more than a day"),
            ("State,Signature,Ratification,Accession\nEstonia,23/11/2001,12/05/2003,12/05/2003", "two days of consent"),
            (
                "State,Type,Signature,Ratification\nEstonia,Vote,23/11/2001,12/05/2003",
                "'Vote' is not a kind of consent",
            ),
            ("State,Signature,Ratification\nEstonia,23/11/2001,12/05/2003,x", "has 4 cells, but the header names 3"),
            ("State,Signature,Ratification,R.\nEstonia,23/11/2001,12/05/2003,y", "'y' in the column R. is not a flag"),
            ("State,Signature,Ratification,Treaty\nEstonia,23/11/2001,,185\nPeru,,23/11/2001,189", "of 2 treaties"),
            ("State,Signature,Ratification,As of\nEstonia,23/11/2001,,soon", "'soon' is not a date"),
            ("State,Signature,Ratification\nEstonia,23/11/2001-24/11/2001,", "'23/11/2001-24/11/2001' is not a date"),
            ("State,Signature,Ratification\nEstonia,23 Brumaire 2001,2003-05-12", "'23 Brumaire 2001' is not a date"),
            (
                "State,Type,Signature,Consent\nEstonia,Signature,,23/11/2001",
                "'Signature' is the kind of a day in a column of consents",
            ),
            ("State,Signature,Deposit,Instrument\nEstonia,23/11/2001,,", "mean the same consents"),
            ("State,Signature,Accession(a),Date of accession\nEstonia,23/11/2001,,", "mean the same consents"),
        ],
    )
    def test_refusals(self, table: str, what: str) -> None:
        """One true sentence, where a row could be read otherwise than it is meant."""
        assert what in errors(table)[0]

    def test_named_format(self) -> None:
        """Told that it is a table, the reader says what it misses; several tables need a name."""
        assert "no header with columns such as 'State'" in errors("x", format="table")[0]
        assert ["the table has no rows: it may be cut off"] == [
            each.partition(": ")[2] for each in errors("State\tSignature\tRatification", format="table")
        ]
        two = "State,Signature,Ratification\nEstonia,23/11/2001,\nPays,Signature,Ratification\nEstonie,23/11/2001,"
        assert 2 == len(errors(two))
        assert 1 == len(cc.parse_chart(two.replace("Pays", "State").replace("Estonie", "Italy"), treaty=185).rows) - 1

    def test_other_treaties(self) -> None:
        """A treaty that the dataset does not have is named by its reference, above the table or in a column."""
        table = "State,Signature,Ratification,Treaty\nEstonia,1996-05-14,1996-05-14,ETS 5\n"
        table += "Total number of ratifications/accessions"

        assert "ETS 5" == cc.parse_chart(table, as_of="2020-01-01").reference
        above = table.replace(",Treaty", "").replace(",ETS 5", "")
        assert "ETS No. 5" == cc.parse_chart(f"ETS No. 5\n{above}", as_of="2020-01-01").reference
        both = f"Chart of signatures and ratifications of Treaty 5\n{table}"
        assert "ETS No.5" == cc.parse_chart(both, as_of="2020-01-01").reference

    def test_dated_by_a_column(self) -> None:
        """A column may repeat the date on every row."""
        chart = cc.parse_chart(
            "State,Signature,Ratification,As of\nEstonia,2001-11-23,2003-05-12,2020-01-01\nIreland,2002-02-28,,",
            treaty=185,
        )

        assert date(2020, 1, 1) == chart.as_of
        assert [None, None] == [row.notes for row in chart]


def book(*sheets: list[list[object]]) -> bytes:
    """Return a workbook with sheets."""
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def archive(name: str) -> bytes:
    """Return an archive with one part."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        made.writestr(name, "<x/>")
    return written.getvalue()


TABLE: list[list[object]] = [
    ["Pays", "Entrée en vigueur", "Signature", "Ratification"],
    ["Estonie", date(2004, 7, 1), datetime(2001, 11, 23), date(2003, 5, 12)],  # noqa: DTZ001 # as spreadsheets have it
    ["Irlande", None, date(2002, 2, 28)],
    ["Pérou", "01/12/2019", None, "26/08/2019 a"],
]


# A text as the value of a formula.
CACHED = rb'\1 t="str"\2<v>12/05/2003</v>'


class TestWorkbooks:
    def test_days_and_texts(self) -> None:
        """A cell has a day, or prints one; a sheet without a table is passed over."""
        assert ROWS == read(book(TABLE))
        assert ROWS == read(book([["Notes"]], TABLE, []))
        assert [2, 3, 4] == [row.line for row in cc.parse_chart(book(TABLE), treaty=185)]

    def test_pages_of_depositaries(self) -> None:
        """Pasted into a spreadsheet, their days became days, those with a letter stayed text."""
        office = cc.parse_chart(
            book(
                [
                    ["Chart of signatures and ratifications of Treaty 185"],
                    ["Status as of 25/04/2026"],
                    ["Non-Members of Council of Europe"],
                    [None, "Signature", "Ratification", "Entry into Force", "Notes", "R."],
                    ["Canada", date(2001, 11, 23), date(2015, 7, 8), date(2015, 11, 1), None, "R."],
                    ["Peru", None, "26/08/2019 a", date(2019, 12, 1), 4.0],
                ]
            )
        )
        collection = cc.parse_chart(
            book(
                [
                    ["Participant", "Signature", "Ratification, Accession(a)"],
                    ["Japan", date(2000, 12, 12), date(2017, 7, 11)],
                    ["Kenya", None, "16 Jun 2004 a"],
                ]
            ),
            treaty="palermo",
        )
        dutch = cc.parse_chart(
            book(
                [
                    ["Party", "Signature", "Ratification", "Entry into force"],
                    ["Peru", None, "26-08-2019 (A)", date(2019, 12, 1)],
                ]
            ),
            treaty=185,
        )

        assert [("CAN", ()), ("PER", (4,))] == [(row.state.id, row.footnotes) for row in office]
        assert [("JPN", None), ("KEN", "a")] == [(row.state.id, row.consent_mark) for row in collection]
        assert [("PER", "None", "2019-08-26", "A", "2019-12-01")] == days(dutch)

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"\xd0\xcf\x11\xe0", "before 2007 (.xls), or has a password"),
            (b"PK\x03\x04", "not a workbook as spreadsheets write it"),
            (archive("word/document.xml"), "a document of a word processor (.docx), expected one saved as .xlsx"),
            (archive("content.xml").replace(b"\x14\x00", b"\xff\x00"), "not a workbook as spreadsheets write it"),
        ],
    )
    def test_no_workbook(self, content: bytes, what: str) -> None:
        """An old one, a broken one, another archive."""
        pytest.importorskip("openpyxl")
        assert what in errors(content)[0]

    def test_refused(self) -> None:
        """Two tables, nothing at all, more rows than any chart has, an archive of something else."""
        whole = book(TABLE)

        assert "2 sheets have a table of States: 'Sheet 0', 'Sheet 1'" in errors(book(TABLE, TABLE))[0]
        assert "no visible sheet" in errors(book([]))[0]
        assert "more than 6,000 rows" in errors(book([["x"]] * 6001))[0]
        assert "neither the heading of a list" in errors(book([["x", 1.5, True, datetime(2001, 1, 1, 12)]]))[0]  # noqa: DTZ001
        for place in range(200, len(whole), 400):
            with suppress(cc.CyberConventionsError):  # what is broken may not matter
                cc.parse_chart(whole[:place] + b"\0" * 60 + whole[place + 60 :])

    def test_formulas(self) -> None:
        """One that no spreadsheet has computed would be read as a blank cell; a computed one has its value."""
        rows: list[list[object]] = [
            ["State", "Signature", "Ratification"],
            ["Estonia", "23/11/2001", "=DATE(2003,5,12)"],
        ]
        (error,) = errors(book(rows))
        computed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(book(rows))) as old, zipfile.ZipFile(computed, "w") as new:
            for name in old.namelist():
                text = re.sub(rb'(<c r="C2")(?: t="\w+")?(>.*?</f>)<v ?/?>(?:</v>)?', CACHED, old.read(name))
                new.writestr(name, text)

        assert "cell C2 of sheet 'Sheet 0' has a formula without a value" in error
        assert [("EST", "2001-11-23", "2003-05-12", None, "None")] == read(computed.getvalue())

    def test_unpacks_to_much(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What a workbook unpacks to is known before it is unpacked."""
        from cyberconventions.charts.formats import _workbook

        monkeypatch.setattr(_workbook, "_LARGEST", 1000)

        assert "expected at most 1,000" in errors(book(TABLE))[0]

    def test_without_openpyxl(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error names the extra."""
        import sys

        monkeypatch.setitem(sys.modules, "openpyxl", None)

        with pytest.raises(cc.errors.MissingExtraError, match=r"pip install '.\[xlsx\]'"):
            cc.parse_chart(b"PK\x03\x04")
