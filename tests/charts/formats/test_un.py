"""Tables of the UN Treaty Collection: its XML, and its page as pasted."""

import re
from datetime import date

import attrs
import pytest

import cyberconventions as cc
from tests.charts.pages import CHARTS, content, errors, messages

UN_HEADER = "Participant\tSignature\tRatification, Acceptance(A), Approval(AA), Accession(a), Succession(d)"


class TestUnTreatyCollection:
    def test_cut_off(self) -> None:
        """A table without totals that ends too early lacks States on record, reported on its last row."""
        whole = cc.Chart.of("palermo").to_text().splitlines(keepends=True)
        last = next(number for number, line in enumerate(whole, start=1) if line.startswith("Angola"))
        (problem,) = cc.parse_chart("".join(whole[:last])).problems
        without = "".join(line for line in whole if not line.startswith(("Albania", "Total")))

        assert last == problem.line
        assert "States are missing that by the record had signed or consented by 2026-09-11: " in problem.message
        assert problem.message.endswith(", …")
        (problem,) = cc.parse_chart(without).problems
        assert "1 State is missing that by the record had signed or consented by 2026-09-11: Albania" == problem.message

    def test_xml_and_pasted_table_are_the_same(self) -> None:
        """``Sept`` is September, letters are the table's own; each numbers its footnotes in its own way."""
        xml, text = (cc.read_chart(CHARTS / f"untoc-2026.{ending}") for ending in ("xml", "txt"))
        bare = [
            attrs.evolve(chart, rows=tuple(attrs.evolve(row, footnotes=()) for row in chart.rows))
            for chart in (xml, text)
        ]

        assert bare[0] == bare[1]
        assert [(35,), (4, 5)] == [chart["CHN"].footnotes for chart in (xml, text)]
        assert "UNTC XVIII-12" == xml.reference
        assert ("China", date(2003, 9, 23)) == (xml["CHN"].name, xml["CHN"].consent)
        kinds = {row.consent_mark: row.kind for row in xml.rows if row.consent}
        assert cc.ActKind.ACCESSION is kinds["a"]
        assert cc.ActKind.RATIFICATION is kinds[None]
        assert cc.ActKind.ACCEPTANCE is xml["CHN"].kind or "A" not in kinds

    @pytest.mark.parametrize(
        ("cells", "row"),
        [
            ("Angola\t\t5 December 1990 a", (None, "1990-12-05", "a", "accession", False)),
            ("Japan\t21 Sept 1990\t22 Apr 1994 A", ("1990-09-21", "1994-04-22", "A", "acceptance", False)),
            ("China 4, 5\t29 Aug 1990\t2 Mar 1992", ("1990-08-29", "1992-03-02", None, "ratification", False)),
            ("Croatia5\t\t12 Oct 1992 d", (None, "1992-10-12", "d", "succession", False)),
            ("[Philippines]\t28 Dec 2000\t[30 Aug 2011 ]", ("2000-12-28", "2011-08-30", None, "ratification", True)),
            ("[Burundi 3 13 Jan 1999 21 Sep 2004]", ("1999-01-13", "2004-09-21", None, "ratification", True)),
            ("Angola 5 Dec 1990 a", (None, "1990-12-05", "a", "accession", False)),
            ("Japan 21 Sep 1990 22 Apr 1994 AA", ("1990-09-21", "1994-04-22", "AA", "approval", False)),
            ("United States of America 16 Feb 1995", ("1995-02-16", None, None, None, False)),
            (
                "Bolivia (Plurinational State of)\t8 Mar 1990 \t26 Jun 1990 ",
                ("1990-03-08", "1990-06-26", None, "ratification", False),
            ),
            ("Afghanistan", (None, None, None, None, False)),
        ],
    )
    def test_row(self, cells: str, row: tuple[object, ...]) -> None:
        """With or without tabs."""
        (read,) = cc.parse_chart(f"{UN_HEADER}\n{cells}\n", treaty="ETS 5", as_of="2026-01-01").rows

        days = (str(day) if day else None for day in (read.signature, read.consent))
        assert row == (*days, read.consent_mark, read.kind.value if read.kind else None, read.withdrawn)

    def test_letters_are_those_of_the_header(self) -> None:
        """``s`` means one thing here and nothing there; an unknown letter is an error."""
        text = "Participant\tSignature\tDefinitive signature(s), Ratification\nJapan\t\t1 Jan 2001 s\n"

        assert cc.ActKind.DEFINITIVE_SIGNATURE is cc.parse_chart(text).rows[0].kind
        assert "'s' on the row of Japan is not among the letters" in errors(f"{UN_HEADER}\nJapan\t\t1 Jan 2001 s\n")[0]
        headless = content("untoc-2026.xml").replace(
            "Ratification, Acceptance(A), Approval(AA), Formal confirmation(c), Accession(a), Succession(d)", " "
        )
        assert "'a' on the row of Bahrain is not among the letters of the table's header: none" in errors(headless)[0]

    def test_other_headers(self) -> None:
        """Broken over lines, without signatures, with provisional application, with succession to signature."""
        broken = (
            "Participant\nSignature, Succession to signature(d)\nRatification, Accession(a), Succession(d)\n"
            "Croatia 12 Oct 1992 d\n"
        )
        assert date(1992, 10, 12) == cc.parse_chart(broken.replace(", Succession to signature(d)", "")).rows[0].consent
        assert "do not fit the table's columns in one way only" in errors(broken)[0]
        only = "Participant Ratification, Accession(a)\nJapan 1 Jan 2001\n"
        assert (None, date(2001, 1, 1)) == (
            cc.parse_chart(only).rows[0].signature,
            cc.parse_chart(only).rows[0].consent,
        )
        provisional = (
            "Participant\tSignature\tRatification, Provisional application(n)\nJapan\t2 Jan 2001\t1 May 2001 n\n"
        )
        chart = cc.parse_chart(provisional)
        assert (None, (("provisional application", '"2001-05-01"'),)) == (chart.rows[0].consent, chart.rows[0].extra)
        assert "provisional application from 2001-05-01 is not a consent to be bound" in messages(chart)

    @pytest.mark.parametrize(
        ("cells", "what"),
        [
            ("Japan\t31 Feb 2001\t", "'31 Feb 2001' is not a day of the calendar"),
            ("Japan\t29 Feb 2001\t", "'29 Feb 2001' is not a day of the calendar"),
            ("Japan\t1 Foo 2001\t", "'1 Foo 2001' on the row of 'Japan' is not a date"),
            ("Nihon\t1 Jan 2001\t", "'Nihon' is not a known State"),
            (
                "Japan\t1 Jan 2001\t2 Jan 2001\t3 Jan 2001",
                "a date, 2001-01-03, in a column that the table does not have",
            ),
        ],
    )
    def test_errors_have_their_line(self, cells: str, what: str) -> None:
        """Of a row of a pasted table."""
        (error,) = errors(f"\n{UN_HEADER}\n{cells}\n")

        assert error.startswith("line 3: ")
        assert what in error

    def test_day_of_the_page(self) -> None:
        """ "Status as at" is read, and an impossible day of it is as good as none."""
        text = f"STATUS AS AT : 31-02-2026\n{UN_HEADER}\nJapan\t1 Jan 2001\t\n"

        assert date(2001, 1, 1) == cc.parse_chart(text).as_of
        assert date(2026, 2, 1) == cc.parse_chart(text.replace("31-02", "01-02")).as_of
        assert "not 2020-01-01 (as_of=)" in errors(text.replace("31-02", "01-02"), as_of="2020-01-01")[0]

    def test_truncated(self) -> None:
        """A table that ends with its header."""
        assert "the table has no rows: it may be cut off" in errors(UN_HEADER, as_of="2026-01-01")[0]
        assert "there is no table of the UN" in errors("nothing", format="un-text")[0]
        xml = content("untoc-2026.xml")
        assert "line 40: not well-formed XML" in errors("\n".join(xml.splitlines()[:39]) + "\n")[0]
        empty = re.sub(r"<Tbody>.*</Tbody>", "<Tbody></Tbody>", xml, flags=re.DOTALL)
        assert "the table has no rows" in errors(empty)[0]
        headless = xml.replace("Ratification, Acceptance(A)", "Application(A)").replace("Signature", "Extension")
        assert (
            "no column of ratification" in errors(re.sub(r"Application.*?</Entry>", "Application</Entry>", headless))[0]
        )
        assert "no table of participants" in errors("<?xml version='1.0'?><Treaty><Row/></Treaty>")[0]

    def test_entities_are_refused(self) -> None:
        """A document type could define entities that expand without end, or name a file."""
        bomb = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Treaty>&b;</Treaty>'

        assert "line 2: the XML declares a document type" in errors(bomb)[0]

    def test_saved_page(self) -> None:
        """A web page with the table of another depositary is read as what it is."""
        rows = [line.split("\t") for line in content("untoc-2026.txt").splitlines() if "\t" in line]
        table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        page = (
            f"<html><p>United Nations Convention against Transnational Organized Crime</p><table>{table}</table></html>"
        )

        assert cc.read_chart(CHARTS / "untoc-2026.txt").rows == cc.parse_chart(page, as_of="2026-09-11").rows

    def test_two_tables(self) -> None:
        """The named one is read; without a name both are reported, with their lines."""
        end = ["Declarations", "", "https://treaties.un.org"]
        for between in (*end, ""):
            page = (
                f"United Nations Convention against Transnational Organized Crime\n{UN_HEADER}\nJapan\t12 Dec 2000\t\n"
                f"{between}\nConvention on the Rights of the Child\n{UN_HEADER}\nJapan\t21 Sept 1990\t22 Apr 1994\n"
            )
            assert [date(1994, 4, 22)] == [row.consent for row in cc.parse_chart(page, treaty="crc")]
            assert [None] == [row.consent for row in cc.parse_chart(page, treaty="palermo")]
            assert [
                "line 2: a table of UNTC XVIII-12 begins here",
                "line 6: a table of UNTC IV-11 begins here",
            ] == errors(page)

    def test_header_repeated_within_a_table(self) -> None:
        """As on each page of a long one."""
        assert 2 == len(cc.parse_chart(f"{UN_HEADER}\nJapan\t12 Dec 2000\t\n{UN_HEADER}\nChina\t12 Dec 2000\t\n"))

    def test_two_tables_in_one_file(self) -> None:
        """XML may hold the participants of two treaties."""
        xml = content("untoc-2026.xml")
        one = xml[xml.index("<Title>") : xml.index("</Treaty>")]
        other = one.replace(
            "12. United Nations Convention against Transnational", "11. United Nations Convention against"
        )
        other = other.replace(
            "United Nations Convention against Organized Crime", "Convention on the Rights of the Child"
        )
        both = xml.replace("</Treaty>", f"{other}</Treaty>")

        assert 2 == len(errors(both))
        assert "UNTC IV-11" == cc.parse_chart(both, treaty="crc").reference
        assert cc.parse_chart(xml) == cc.parse_chart(both, treaty="palermo")

    def test_file_in_one_line(self) -> None:
        """Where the line does not say which row it is, its number does."""
        xml = content("untoc-2026.xml").replace("\n", "")

        assert "table row 1" == cc.parse_chart(xml)["Afghanistan"].path
        assert (
            "line 1: table row 1: '31 Sept 2003' is not a day"
            in errors(xml.replace("24 Sept 2003", "31 Sept 2003", 1))[0]
        )
        assert "table row 2: Albania: consent is printed as 2002-08-22" in messages(
            cc.parse_chart(xml.replace("21 Aug 2002", "22 Aug 2002"))
        )

    def test_rows_and_tables_that_say_nothing(self) -> None:
        """A blank row, a second line of the header, a table without one."""
        xml = content("untoc-2026.xml")
        odd = xml.replace("</Thead>", "<Row><Entry>x</Entry></Row></Thead>").replace(
            "</Rows>", "<Row><Entry/></Row></Rows>"
        )
        odd = odd.replace("<Participants>", "<Table><Row><Entry>Legend</Entry></Row></Table><Participants>")

        assert cc.parse_chart(xml) == cc.parse_chart(odd)

    def test_header_without_tabs(self) -> None:
        """The words of the header are the columns; a participant's first day is a signature."""
        (row,) = cc.parse_chart(
            "Participant Signature Ratification, Accession(a)\nJapan 12 Dec 2000 11 Jul 2017\n"
        ).rows

        assert (date(2000, 12, 12), date(2017, 7, 11)) == (row.signature, row.consent)

    @pytest.mark.parametrize(
        ("day", "in_force"),
        [
            ("29 September 2003, in accordance with article 38(1)", date(2003, 9, 29)),
            ("31 Feb 2003", None),
            ("1 Foo 2003", None),
        ],
    )
    def test_entry_into_force_of_the_treaty(self, day: str, in_force: date | None) -> None:
        """As the Collection's page prints it; an impossible day is none."""
        text = content("untoc-2026.txt").replace("STATUS", f"Entry into force\t:\t{day}\nSTATUS")

        assert in_force == cc.parse_chart(text).entry_into_force

    def test_notes_of_the_librarys_own(self) -> None:
        """A column that the library adds; what is not a note there is an error."""
        text = f"{UN_HEADER}\tNotes\nJapan\t12 Dec 2000\t\t5 R. ?\n"
        (row,) = cc.parse_chart(text).rows

        assert ((5,), None, ["R."]) == (row.footnotes, row.notes, [str(code) for code in row.known_notes])
        assert "'Q.' on the row of 'Japan' is not a note" in errors(text.replace("R.", "Q."))[0]

    def test_withdrawn_participant(self) -> None:
        """Brackets say that a State has left, and not when."""
        (row,) = cc.parse_chart(f"{UN_HEADER}\n[Japan]\t12 Dec 2000\t[11 Jul 2017]\n").rows

        assert (True, None) == (row.withdrawn, row.withdrawal)
