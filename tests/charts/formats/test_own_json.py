"""The library's own JSON for charts."""

import json

import pytest

import cyberconventions as cc
from cyberconventions.charts.formats._own_json import read_own_json, write_own_json


class TestJson:
    def test_unknown_flags_are_null(self, budapest: cc.Treaty) -> None:
        """Flags that nobody knows are null, no flags an empty list."""
        rows = json.loads(write_own_json(cc.Chart.of(budapest, on="2010-01-01")))["rows"]

        assert rows[0]["notes"] is None
        assert [] == json.loads(write_own_json(cc.Chart.of(budapest)))["rows"][20]["notes"]

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"as_of": None}, "as_of: the chart has no date"),
            ({"as_of": 2020}, "as_of: 2020 is of type int, expected text"),
            ({"rows": {}}, "rows: {} is of type dict, expected a list"),
            ({"rows": [1]}, r"rows\[0\]: 1 is of type int, expected an object with keys"),
            ({"totals": 64}, "totals: 64 is of type int"),
            ({"title": "half \ud83d"}, "title: .* has half a character"),
            ({"silent_on": "flags"}, "silent_on: 'flags' is of type str, expected a list"),
            ({"totals": {"consents": True, "signatures_only": -1}}, "totals.consents: True is not a number"),
            (
                {"footnotes": [{"number": "9999999999", "text": ""}]},
                r"footnotes\[0\].number: '9999999999' is not a number",
            ),
            ({"version": 2}, "version 2; expected 'cyberconventions chart', 1"),
        ],
    )
    def test_problems_have_their_path(self, chart: cc.Chart, change: dict[str, object], why: str) -> None:
        """What can't be read is told with its path."""
        with pytest.raises(cc.errors.ChartError, match=why):
            read_own_json(json.dumps({**json.loads(write_own_json(chart)), **change}))

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("{\n", "line 2: not JSON"),
            ("[" * 200_000, "JSON that can't be read"),
            ("9" * 5_000, "JSON that can't be read"),
            ("[]", r"\[\] is of type list, expected an object"),
        ],
    )
    def test_no_chart(self, text: str, why: str) -> None:
        """What is no JSON, too deep, too long or a list is an error of the library."""
        with pytest.raises(cc.errors.ChartError, match=why):
            read_own_json(text)
