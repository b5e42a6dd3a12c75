"""The Treaty Office's web service."""

import json
from datetime import date

import pytest

import cyberconventions as cc
from tests.charts.pages import CHARTS, content, errors, messages


class TestTreatyOfficeJson:
    def test_sections_and_kinds(self) -> None:
        """Three lists; accession only where a State may do nothing else; CodePays is not ISO 3166."""
        chart = cc.read_chart(CHARTS / "treaty-office-185.json")

        assert (cc.charts.Section.MEMBER, cc.charts.Section.NON_MEMBER, cc.charts.Section.ORGANISATION) == tuple(
            chart[state].section for state in ("BGR", "CHL", "European Union")
        )
        assert (None, cc.ActKind.CONSENT) == (chart["BGR"].consent_mark, chart["BGR"].kind)
        assert ("a", cc.ActKind.ACCESSION) == (chart["CHL"].consent_mark, chart["CHL"].kind)
        assert (None, cc.ActKind.CONSENT) == (chart["CAN"].consent_mark, chart["CAN"].kind)
        assert (None, None, None) == (chart["MEX"].signature, chart["MEX"].consent, chart["MEX"].kind)
        assert not chart["MEX"].is_invitation
        assert "[0][0]" == chart["ALB"].path

    def test_unknown_keys_are_kept_and_flags_known_in_part(self) -> None:
        """No key gives the authorities, so the row's flags are known in part only."""
        row = cc.read_chart(CHARTS / "treaty-office-185.json")["MNE"]

        assert None is row.notes
        assert ["R."] == [str(code) for code in row.known_notes]
        assert ("Remarque", '"55"') in row.extra
        assert ("Reserves", "true") in row.extra
        assert isinstance(hash(row), int)

    @pytest.mark.parametrize(
        ("before", "after", "what"),
        [
            (
                '"LibPaysOrga": "Chile"',
                '"LibPaysOrga": "Chili con carne"',
                "].LibPaysOrga: 'Chili con carne' is not a known State",
            ),
            ('"LibPaysOrga": "Chile"', '"LibPaysOrga": 5', "].LibPaysOrga: 5 is not a name"),
            ("2017-04-20T00:00:00", "2017-04-31T00:00:00", "].DateConsentement: '2017-04-31T00:00:00' is not a date"),
            (
                "2017-04-20T00:00:00",
                "20/04/2017",
                "].DateConsentement: '20/04/2017' is not a date, expected YYYY-MM-DD",
            ),
            ('"2017-04-20T00:00:00"', "20170420", "].DateConsentement: '20170420' is not a date"),
            ('"NumSTE": "185"', '"NumSTE": "189"', "NumSTE: the rows are of different treaties: '189' at [0][0]"),
        ],
    )
    def test_errors_name_the_path(self, before: str, after: str, what: str) -> None:
        """Each value that can't be read has its path."""
        text = content("treaty-office-185.json")
        assert before in text

        assert what in errors(text.replace(before, after, 1))[0]

    def test_errors_of_a_row_stand_in_the_order_of_its_columns(self) -> None:
        """The order is that of the columns, whatever PYTHONHASHSEED is."""
        days = (
            *("DateSignature", "DateConsentement", "DateEntreeVigueur"),
            *("DateDenonciation", "DateEffetDenonciation", "DateSuspension"),
        )
        row = {"NumSTE": "185", "LibPaysOrga": "France", **dict.fromkeys(reversed(days), "soon")}

        found = errors(json.dumps([[row], [], []]))

        assert [f"[0][0].{day}" for day in days] == [error.partition(":")[0] for error in found]

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("[[], []]", "expected a list of three lists"),
            ('{"Message": "An error has occurred."}', "expected a list of three lists"),
            ("[[], [], [5]]", "[2][0]: 5 is not a row"),
            ("[[], [], []]", "the table has no date; pass as_of="),
            ("[[],", "expected the service's three lists"),
            ("[" * 100_000, "nested too deeply"),
            ("[" * 200_000, "200,000 times '['; no chart has more than 100,000"),
            ("[[], [], [" + "1" * 5000 + "]]", "expected the service's three lists"),
            (
                '[[{"NumSTE": "x", "LibPaysOrga": "France"}], [], []]',
                "[0][0].NumSTE: 'x' is not the number of a treaty",
            ),
        ],
    )
    def test_what_is_no_chart(self, text: str, what: str) -> None:
        """Other JSON, broken JSON, and JSON made to break a reader."""
        assert what in errors(text)[0]

    def test_outage(self) -> None:
        """A web page where JSON was expected is reported as one."""
        page = "<!DOCTYPE html><html><body>Service unavailable</body></html>"

        assert (
            "a web page (HTML) came where JSON was expected: it looks like an outage page"
            in errors(page, format="json")[0]
        )
        assert "an outage or a redirect" in errors("<html><a href='x'>moved</a>", format="json")[0]
        assert "where XML of the UN" in errors("<html>Urgent maintenance", format="xml")[0]

    def test_problems_have_paths(self) -> None:
        """An entry into force that the rule does not give."""
        text = content("treaty-office-185.json").replace("2017-08-01T00", "2017-09-01T00", 1)

        assert "[1][" in messages(cc.parse_chart(text))
        assert "Chile: entry into force is printed as 2017-09-01" in messages(cc.parse_chart(text))

    def test_denounced_suspended_and_french(self) -> None:
        """The days of denunciation, its effect and suspension; names as ``langue=FRA`` gives them."""
        row = {
            "LibPaysOrga": "Royaume-Uni",
            "NumSTE": 5,
            "DateSignature": "1950-11-04T00:00:00",
            "DateConsentement": "1951-03-08T00:00:00Z",
            "DateDenonciation": "1960-01-01",
            "DateEffetDenonciation": "1960-07-01",
            "DateSuspension": "1959-01-01",
            "Reserves": "N",
            "Declarations": "O",
        }
        chart = cc.parse_chart(json.dumps([[row, row], [], []]), as_of="1990-01-01")
        (first, _) = chart.rows

        assert ("GBR", "ETS No.5", True) == (first.state.id, chart.reference, first.withdrawn)
        assert (date(1960, 1, 1), date(1960, 7, 1), date(1959, 1, 1)) == (
            first.withdrawal,
            first.withdrawal_effective,
            first.suspension,
        )
        assert ["D."] == [str(code) for code in first.known_notes]
        assert "[0][1]: Royaume-Uni has a second row; the first stands at [0][0]" in messages(chart)

    def test_no_number_and_no_treaty(self) -> None:
        """The rows do not say of which treaty they are; the caller may."""
        text = '[[{"LibPaysOrga": "France", "DateSignature": "2001-11-23"}], [], []]'

        assert "pass treaty=" in messages(cc.parse_chart(text))
        assert "ETS No. 185" == cc.parse_chart(text, treaty="budapest").reference
        assert "ETS No. 5" == cc.parse_chart(text, treaty=5).reference

    def test_denunciation_and_suspension(self) -> None:
        """Each has its key; a State that denounced has left when that takes effect."""
        rows = json.loads(content("treaty-office-185.json"))
        row = next(row for row in rows[1] if row["LibPaysOrga"] == "Chile")
        row |= {"DateDenonciation": None, "DateEffetDenonciation": "2025-08-01", "DateSuspension": "2024-01-01"}
        chile = cc.parse_chart(json.dumps(rows))["CHL"]

        assert (None, date(2025, 8, 1), date(2024, 1, 1)) == (
            chile.withdrawal,
            chile.withdrawal_effective,
            chile.suspension,
        )
        assert chile.withdrawn
        assert not cc.parse_chart(json.dumps(rows).replace("2025-08-01", "2026-08-01"))["CHL"].withdrawn

    def test_half_a_character_does_not_survive(self) -> None:
        """JSON can write half of a pair of surrogates, which nothing can encode."""
        text = content("treaty-office-185.json").replace('"Remarque": null', '"Remar\\ud83dque": "\\ud83d"', 1)
        chart = cc.parse_chart(text)

        assert chart == cc.parse_chart(chart.to_json().encode())
        assert cc.parse_chart("\ud800\n" + content("page-2020.txt")).rows
