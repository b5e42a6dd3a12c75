"""A chart in the Treaty Office's layout, as text and as a page."""

from datetime import date

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._symbols import FLAGS
from cyberconventions.charts.formats._treaty_office_writer import write_treaty_office_html, write_treaty_office_text


def whole(chart: cc.Chart) -> list[object]:
    """Return everything on a chart, what its equality leaves out among it, but the places in an input."""
    fields = [each.name for each in attrs.fields(cc.Row) if each.name not in ("line", "path", "name")]
    return [chart, chart.silent_on, [[getattr(row, name) for name in fields] for row in chart.rows]]


class TestText:
    def test_is_the_treaty_offices(self, page: str, chart: cc.Chart) -> None:
        """The rows, sections and totals of the real page of 2020-03-13 come out word for word."""
        expected = {" ".join(line.split()) for line in page.splitlines()}
        written = write_treaty_office_text(chart).splitlines()

        rows = written[written.index("Members of Council of Europe") : written.index("") - 1 or None]
        assert {"Chart of signatures and ratifications of Treaty 185", "Status as of 13/03/2020"} <= {*written}
        assert "Total number of ratifications/accessions 64" in written
        assert {line for line in rows if line[:1].isalpha() and "/" in line and "Key" not in line} <= expected

    def test_unknown_flags_are_a_question_mark(self, budapest: cc.Treaty) -> None:
        """Flags that nobody knows stand as a question mark behind those that are certain, and never as none."""
        chart = cc.Chart.of(budapest, on="2010-01-01")
        some = attrs.evolve(chart, rows=(attrs.evolve(chart["ALB"], known_notes=(FLAGS["R."],)),))

        assert "\nAlbania 23/11/2001 20/06/2002 01/07/2004 ?\n" in write_treaty_office_text(chart)
        assert {None} == {row.notes for row in cc.parse_chart(write_treaty_office_text(chart)).rows}
        assert "\nAlbania 23/11/2001 20/06/2002 01/07/2004 R. ?\n" in write_treaty_office_text(some)
        assert "<td>R.</td><td>?</td>" in write_treaty_office_html(some)

    def test_lower_bounds_are_a_remark(self, chart: cc.Chart) -> None:
        """Totals of a partial record are printed as numbers, and a remark says that they are lower bounds."""
        least = attrs.evolve(chart, totals=cc.Totals(64, 3, at_least=True))

        assert "lower bounds" in write_treaty_office_text(least)
        assert cc.Totals(64, 3, at_least=True) == cc.parse_chart(write_treaty_office_text(least)).totals

    def test_denunciation_has_its_columns(self, chart: cc.Chart) -> None:
        """A chart with a denunciation stands apart by tabs, with the two columns more that it has."""
        left = attrs.evolve(
            chart["FRA"], withdrawal=date(2019, 1, 5), withdrawal_effective=date(2019, 5, 1), withdrawn=True
        )
        rows = tuple(left if row.state == left.state else row for row in chart.rows)
        with_it = attrs.evolve(chart, rows=rows)

        assert "\tEntry into Force\tDenunciation\tEffect of denunciation\tNotes\t" in write_treaty_office_text(with_it)
        assert (
            "France\t23/11/2001\t10/01/2006\t01/05/2006\t05/01/2019\t01/05/2019\t\tR.\tD.\tA."
            in write_treaty_office_text(with_it)
        )
        assert (
            whole(with_it)
            == whole(cc.parse_chart(write_treaty_office_text(with_it)))
            == whole(cc.parse_chart(write_treaty_office_html(with_it)))
        )

    @pytest.mark.parametrize(
        "cells",
        [
            {"consent": date(2024, 6, 20)},
            {"entry_into_force": date(2024, 10, 1)},
            {"signature": date(2024, 6, 20), "consent_mark": "a"},
        ],
    )
    def test_columns_tell_where_words_do_not(self, chart: cc.Chart, cells: dict[str, object]) -> None:
        """A row that would read otherwise with its blank cells gone keeps them."""
        row = attrs.evolve(cc.Row(cc.state("Benin"), cc.charts.Section.NON_MEMBER), **cells)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        odd = attrs.evolve(chart, rows=(row,))

        assert odd == cc.parse_chart(write_treaty_office_text(odd)) == cc.parse_chart(write_treaty_office_html(odd))

    def test_what_only_one_source_says_is_a_remark(self, chart: cc.Chart) -> None:
        """Keys of the Treaty Office's JSON have no column."""
        rows = tuple(attrs.evolve(row, extra=(("Remarque", "null"),)) for row in chart.rows)

        assert "Remark: not printed is what the source says beside the columns: Remarque." in write_treaty_office_text(
            attrs.evolve(chart, rows=rows)
        )

    def test_reference_without_number(self, chart: cc.Chart) -> None:
        """A reference without a number stands in the caption as it is."""
        assert write_treaty_office_text(attrs.evolve(chart, reference="Malabo")).startswith(
            "Chart of signatures and ratifications of Treaty Malabo\n"
        )

    @pytest.mark.parametrize(
        "treaty", [each for each in cc.treaties() if "Council" not in each.depositary], ids=lambda each: each.id
    )
    def test_only_references_of_the_council_have_a_number(self, treaty: cc.Treaty) -> None:
        """A chart without rows names its treaty in full: the 12 of UNTC XVIII-12 is not that of ETS No. 12."""
        empty = attrs.evolve(cc.Chart.of(treaty), rows=(), totals=None)

        for written in (write_treaty_office_text(empty), write_treaty_office_html(empty)):
            assert treaty.reference == cc.parse_chart(written).reference

    def test_before_the_first_signature(self) -> None:
        """The day before the Palermo Convention was opened, nobody had signed."""
        chart = cc.Chart.of("untoc", "2000-12-11")

        assert ("UNTC XVIII-12", ()) == (cc.parse_chart(chart.to_text()).reference, chart.rows)

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ({"consent": date(2024, 6, 20), "consent_mark": "AA"}, "'AA' is not in the key"),
            ({"notes": (cc.Code("X.", "x", "X."),)}, "'X.' is not in the key"),
            ({"suspension": date(2024, 6, 20)}, "a suspension on 2024-06-20 is shown by colour only"),
            ({"withdrawn": True}, "can't be printed without a day"),
            ({"withdrawal": date(2019, 1, 5)}, "would be read as one that has taken effect"),
            ({"consent": date(2024, 6, 20), "consent_kind": cc.ActKind.APPROVAL}, "approval would be read as consent"),
            ({"section": cc.charts.Section.PARTICIPANT}, "a row of a list of participants stands among"),
        ],
    )
    def test_refuses_what_would_be_lost(self, chart: cc.Chart, cells: dict[str, object], why: str) -> None:
        """What the layout can't print is an error that names the row, in text and HTML; CSV and JSON hold it."""
        row = attrs.evolve(cc.Row(cc.state("Benin"), cc.charts.Section.NON_MEMBER, line=83), **cells)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        odd = attrs.evolve(chart, rows=(chart["FRA"], row))

        for write in (write_treaty_office_text, write_treaty_office_html):
            with pytest.raises(cc.errors.ChartError, match="line 83: Benin") as caught:
                write(odd)
            assert why in str(caught.value)
        if "notes" not in cells:
            assert whole(odd) == whole(cc.parse_chart(odd.to_json()))

    def test_footnotes_without_totals(self, chart: cc.Chart) -> None:
        """The key ends the table where a chart has no totals."""
        without = attrs.evolve(chart, totals=None)

        assert (
            without
            == cc.parse_chart(write_treaty_office_text(without))
            == cc.parse_chart(write_treaty_office_html(without))
        )


class TestHtml:
    def test_row(self, budapest: cc.Treaty) -> None:
        """Each flag stands in its column, an apostrophe is escaped."""
        page = write_treaty_office_html(cc.Chart.of(budapest))

        assert (
            "<tr><td>Côte d&#x27;Ivoire</td><td></td><td>29/07/2024 a</td><td>01/11/2024</td><td></td>"
            "<td></td><td></td><td>A.</td><td></td><td></td><td></td></tr>"
        ) in page
