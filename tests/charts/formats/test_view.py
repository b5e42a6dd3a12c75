"""Any chart as a table in a notebook."""

from datetime import date

import attrs

import cyberconventions as cc


class TestView:
    def test_view(self, chart: cc.Chart) -> None:
        """What the layout can't print, a notebook shows all the same."""
        suspended = attrs.evolve(chart["FRA"], suspension=date(2019, 1, 5))
        left = attrs.evolve(chart["ITA"], withdrawn=True, withdrawal=date(2019, 1, 6))
        for rows, shown in (((suspended,), "<td>05/01/2019</td>"), ((suspended, left), "<td>[Italy]</td>")):
            assert shown in attrs.evolve(chart, rows=rows)._repr_html_()  # pyright: ignore[reportPrivateUsage]

    def test_is_a_fragment(self, budapest: cc.Treaty) -> None:
        """A notebook gets part of a page with the first rows, not a page of its own."""
        html = cc.Chart.of(budapest)._repr_html_()  # pyright: ignore[reportPrivateUsage]

        assert html.startswith("<p>Convention on Cybercrime (ETS No. 185), status as of 2026-04-25</p>\n<table>")
        assert 12 == html.count("<td>") // 6
        assert "<p>… 85 more rows; to_html() has them all</p>\n<p>81 consents, 2 signatures only</p>" in html
