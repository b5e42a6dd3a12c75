"""Tables whose cells are parted by pipes, commas or semicolons, as readers, scrapers and spreadsheets save them."""

import pytest

import cyberconventions as cc
from cyberconventions.charts.formats._plain_cells import with_tabs, without_pipes
from tests.charts.pages import content

COLLECTION = """12. United Nations Convention against Transnational Organized Crime
| Participant | Signature | Ratification, Acceptance(A), Accession(a) |
|:---|:---:|---:|
| [Denmark](https://treaties.un.org/x.aspx?a=b) <sup>3</sup> | 12 Dec 2000 | 30 Sep 2003 |
| Kenya | | 16 Jun 2004 a |
| Japan\\* | **12 Dec 2000** | 11 Jul 2017 A |
"""


def days(chart: cc.Chart) -> list[tuple[str, str, str, str | None, str]]:
    """Return what the rows of a chart say."""
    return [
        (row.state.id, str(row.signature), str(row.consent), row.consent_mark, str(row.entry_into_force))
        for row in chart
    ]


def as_markdown(page: str) -> str:
    """Return a page with tabs as a Markdown table: every line with tabs becomes a row between pipes."""
    lines: list[str] = []
    for line in page.splitlines():
        if "\t" not in line:
            lines.append(line)
            continue
        cells = line.split("\t")
        lines.append(f"| {' | '.join(cells)} |")
        if "Signature" in line:
            lines.append("|" + " --- |" * len(cells))
    return "\n".join(lines)


class TestPipes:
    @pytest.mark.parametrize("name", ["f4-2026-tabs.txt", "untoc-2026.txt", "dutch-185.txt"])
    def test_whole_pages(self, name: str) -> None:
        """Each depositary's page, saved as Markdown, is the same chart."""
        page = content(name)

        assert cc.parse_chart(page) == cc.parse_chart(as_markdown(page))

    def test_markup_within_cells(self) -> None:
        """Links, stars, superscripts and escapes say nothing."""
        chart = cc.parse_chart(COLLECTION, as_of="2020-01-01")

        assert "UNTC XVIII-12" == chart.reference
        assert [
            ("DNK", "2000-12-12", "2003-09-30", None, "None"),
            ("KEN", "None", "2004-06-16", "a", "None"),
            ("JPN", "2000-12-12", "2017-07-11", "A", "None"),
        ] == days(chart)
        assert [4, 5, 6] == [row.line for row in chart.rows]

    def test_notes_and_escapes(self) -> None:
        """A note of Markdown is a footnote's number; a line may be long."""
        page = "| Participant | Signature | Ratification |\n|---|---|---|\n"
        page += "| Denmark[^3] | 12 Dec 2000 | |\n| Côte d\\'Ivoire | 15 Dec 2000 | |\n"
        chart = cc.parse_chart(f"{'The Participants ' * 200}\n{page}")

        assert [("DNK", (3,)), ("CIV", ())] == [(row.state.id, row.footnotes) for row in chart]

    def test_without_outer_pipes(self) -> None:
        """The pipes at both ends are often left out; the rule below the header tells."""
        page = "\n".join(line.strip("|").strip() for line in COLLECTION.splitlines())

        assert days(cc.parse_chart(COLLECTION, as_of="2020-01-01")) == days(cc.parse_chart(page, as_of="2020-01-01"))

    def test_head_only(self) -> None:
        """A reader mode makes a table of the box above the rows."""
        page = (
            "Chart of signatures and ratifications of Treaty 185\n"
            "| ###### **Reference** | ETS No. 185 |\n\n| --- | --- |\n"
            "\n| **Opening of the treaty** | Budapest 23/11/2001 |\n"
            "Status as of 25/04/2026\n##### Non-Members of Council of Europe\nFiji20/06/2024 a 01/10/2024A.\n"
        )
        chart = cc.parse_chart(page)

        assert ("ETS No. 185", "2001-11-23") == (chart.reference, str(chart.opened))
        assert [("FJI", "None", "2024-06-20", "a", "2024-10-01")] == days(chart)

    def test_pipes_of_a_menu(self) -> None:
        """A line of text may have pipes: it stays as it is."""
        assert "Home | Search\nx" == without_pipes("Home | Search\nx")
        assert "<tr>\n| a |" == without_pipes("<tr>\n| a |")
        assert "a & a\tb|c" == without_pipes("| a &amp; a | b\\|c |")


class TestDelimiters:
    @pytest.mark.parametrize("delimiter", [",", ";"])
    def test_whole_page(self, delimiter: str) -> None:
        """A page of the Treaty Office that was pasted into a spreadsheet and saved as CSV."""
        page = content("f4-2026-tabs.txt")
        saved = "\n".join(
            delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in line.split("\t"))
            for line in page.splitlines()
        )

        assert cc.parse_chart(page) == cc.parse_chart(saved)

    def test_cells_with_line_ends(self) -> None:
        """A record stands on the line on which it ends, and keeps its number."""
        page = 'Pays;Signature;"Ratification\nou adhésion"\nMalte;17/01/2002;12/04/2012\n'

        assert "\nPays\tSignature\tRatification ou adhésion\nMalte\t17/01/2002\t12/04/2012" == with_tabs(page)
        assert [3] == [row.line for row in cc.parse_chart(page, treaty="budapest")]

    @pytest.mark.parametrize(
        "text",
        [
            "Signature, ratification and accession: by State, signature, ratification.",
            "State,Signature,Ratification",
            "The signature counts.\n" * 30,
            "(5) State,Signature,Ratification\nMalta,17/01/2002,12/04/2012",
            "Participant Signature Ratification, Acceptance(A)\nJapan 12 Dec 2000 11 Jul 2017 A",
        ],
    )
    def test_text_with_commas(self, text: str) -> None:
        """Prose is no table, nor is a header without rows."""
        assert text == with_tabs(text)
