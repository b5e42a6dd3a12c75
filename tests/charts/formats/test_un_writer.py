"""A chart in the layout of the UN Treaty Collection."""

from datetime import date

import attrs
import pytest

import cyberconventions as cc
from cyberconventions.charts.formats._un_writer import write_un_html, write_un_text


class TestText:
    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ({"consent_mark": "a"}, "the letter 'a' without a day of consent has no place"),
            ({"consent": date(2024, 6, 20), "consent_mark": "a1"}, "'a1' is not a letter"),
            (
                {"consent": date(2024, 6, 20), "consent_mark": "a", "consent_kind": cc.ActKind.APPROVAL},
                "the letter 'a' means approval here, and elsewhere accession",
            ),
            ({"notes": (cc.Code("X.", "x", "X."),)}, "'X.' is not in the key"),
            ({"withdrawal": date(2009, 1, 5)}, "would be read as one that has taken effect"),
        ],
    )
    def test_refuses_what_a_list_of_participants_loses(self, cells: dict[str, object], why: str) -> None:
        """Each letter of a table has one meaning, and stands behind a day."""
        crc = cc.Chart.of("crc")
        row = attrs.evolve(crc["FRA"], **{"consent": None, "consent_mark": None, **cells})  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        odd = attrs.evolve(crc, rows=(*crc.rows[:10], row))

        for write in (write_un_text, write_un_html):
            with pytest.raises(cc.errors.ChartError, match="France") as caught:
                write(odd)
            assert why in str(caught.value)

    @pytest.mark.parametrize("ref", [treaty.id for treaty in cc.treaties()])
    def test_without_rows(self, ref: str) -> None:
        """A chart without rows stays as it is; only the Council of Europe's has a footnote that limits invitations."""
        chart = cc.Chart.of(ref)
        bare = attrs.evolve(chart, rows=(), totals=cc.Totals(0, 0), footnotes=chart.footnotes.only([]))
        texts = (bare.to_text(), bare.to_html(), bare.to_csv(), bare.to_json())

        assert [bare] * 4 == [cc.parse_chart(text) for text in texts]

    def test_kinds_that_a_record_does_not_tell_apart(self) -> None:
        """Of consents to the Malabo Convention some are known to be ratifications, some not: a remark says so."""
        assert "Remark: ratification, acceptance and approval without a letter are not told apart." in write_un_text(
            cc.Chart.of("malabo")
        )
