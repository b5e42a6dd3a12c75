"""What States reserved, declared and designated, on any day."""

import copy
import pickle
import re
from collections.abc import Callable  # noqa: TC003
from datetime import date
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._history import CONTRACTING, PARTY
from cyberconventions._statement_lists import AuthorityFunction, Position, Statements
from cyberconventions._statements import (
    Reading,
    Statement,
    StatementCoverage,
    StatementKind,
    coverage_of,
    prefix_of,
    statement_rows,
    statements_of,
)
from cyberconventions._treaty import authorities_in, position_in, statements_in

PRESERVATION = "29(4)"


@pytest.fixture(scope="module")
def budapest() -> cc.Treaty:
    return cc.treaty("budapest").known_at("2026-04-25")


class TestReservations:
    @pytest.mark.parametrize(
        ("state", "day", "expected"),
        [
            ("NGA", "2022-10-31", cc.Answer.NO),  # not yet a party
            ("NGA", "2022-11-01", cc.Answer.YES),
            ("CZE", "2013-11-30", cc.Answer.NO),
            ("CZE", "2013-12-01", cc.Answer.YES),
            ("CZE", "2019-07-04", cc.Answer.YES),
            ("CZE", "2019-07-05", cc.Answer.NO),  # withdrawn, and the chart of 2026 still prints R.
            ("GBR", "2024-01-01", cc.Answer.UNKNOWN),  # the list that was read is cut
            ("JPN", "2012-10-31", cc.Answer.NO),
            ("JPN", "2013-01-01", cc.Answer.YES),  # filed as a declaration, as Andorra's
            ("AND", "2020-01-01", cc.Answer.YES),
            ("ITA", "2026-04-25", cc.Answer.NO),  # no R. on the charts of 2020 and 2026, and Art. 42 closes
            ("ITA", "2021-06-01", cc.Answer.NO),
            ("ITA", "2020-03-12", cc.Answer.UNKNOWN),  # one may have stood that was withdrawn before
            ("ITA", "2010-01-01", cc.Answer.UNKNOWN),
            ("FRA", "2010-01-01", cc.Answer.NO),  # its list was read whole
            ("BRA", "2024-01-01", cc.Answer.UNKNOWN),  # no R., but D., which was not read
            ("BEN", "2025-01-01", cc.Answer.UNKNOWN),  # no chart of a day before
            ("BEN", "2026-04-25", cc.Answer.NO),
            ("COL", "2021-01-01", cc.Answer.UNKNOWN),  # R., and no text was found
            ("KOR", "2025-06-01", cc.Answer.NO),  # not a party
            ("NOR", "2010-01-01", cc.Answer.YES),
        ],
    )
    def test_was_there_one_to_the_rule_on_preservation(
        self, budapest: cc.Treaty, state: str, day: str, expected: cc.Answer
    ) -> None:
        """The days on which somebody's reservation began and ended, and the days before."""
        found = budapest.statements(state, on=day, article=PRESERVATION, kind="reservation")

        assert expected is found.answer

    def test_a_list_known_by_article(self, budapest: cc.Treaty) -> None:
        """Of Norway every article is known, and not every wording: what it reserved beside these is none."""
        assert cc.Answer.NO is budapest.statements("NOR", on="2010-01-01", article="9(4)", kind="reservation").answer
        assert not budapest.statements("NOR", on="2010-01-01", kind="reservation").complete

    def test_an_inference_is_never_a_yes(self, budapest: cc.Treaty) -> None:
        """That the United Kingdom limited a rule of Art. 22 is of low confidence."""
        found = budapest.statements("GBR", on="2024-01-01", article="22(2)", kind="reservation")

        assert 0 == len(found)
        assert ["22(2)"] == [each.articles[0] for each in found.undecided]
        assert cc.Answer.UNKNOWN is found.answer

    def test_one_that_was_withdrawn_before_it_had_effect(self, budapest: cc.Treaty) -> None:
        """Argentina's to 9(1)(e) never stood."""
        assert 0 == len(budapest.statements("ARG", on="2018-10-01", article="9(1)(e)"))
        never = [each for each in budapest["ARG"].statements if each.never_stood]
        assert ["9(1)(e)"] == [each.articles[0] for each in never]
        assert cc.Answer.NO is never[0].stands("2018-06-10")
        assert "withdrawn on 2018-07-30 before it had effect" in str(never[0])

    def test_statements_made_at_signature_do_not_stand(self) -> None:
        """Azerbaijan's under the UN convention are not confirmed (VCLT Art. 23(2)), nor is that in force."""
        uncc = cc.treaty("uncc").known_at("2025-11-19")

        assert 4 == len(uncc["AZE"].statements)
        assert 0 == len(uncc.statements("AZE", on="2025-11-19"))
        assert cc.Answer.NO is uncc["AZE"].statements[0].stands("2025-10-24")
        assert cc.Answer.UNKNOWN is uncc["AZE"].statements[0].stands("2025-10-25")

    def test_those_to_the_convention_hold_for_the_protocol(self) -> None:
        """ETS 189, Art. 12(1): what was reserved under ETS 185 carries over, and only reservations do."""
        protocol = cc.treaty(189)

        carried = protocol.statements("DEU", on="2020-01-01")
        assert {"ets185"} == {each.treaty for each in carried}
        assert {StatementKind.RESERVATION} == {each.kind for each in carried}
        assert cc.Answer.YES is protocol.statements("DEU", on="2020-01-01", article="185:29(4)").answer
        assert cc.Answer.UNKNOWN is protocol.statements("DEU", on="2020-01-01", article="3").answer
        assert 0 == len(protocol.statements("DEU", on="2020-01-01", kind="declaration"))
        assert ["ets189"] == [each.treaty for each in protocol.statements("DNK", on="2020-01-01", article="3")]
        assert ["ets189"] == [each.treaty for each in protocol.statements("LTU", on="2020-01-01", kind="declaration")]
        assert 0 == len(cc.treaty(224).statements("JPN", on="2026-04-15"))

    def test_of_all_states(self, budapest: cc.Treaty) -> None:
        """Without a State the list is of all; it is whole only if each is."""
        found = budapest.statements(on="2026-04-25", article=PRESERVATION, kind="reservation")

        assert {"AND", "ARG", "AUT", "CHE", "DEU", "GRC", "ISR", "JPN", "LIE", "LTU", "LVA", "NGA", "NOR"} < {
            each.state.id for each in found
        }
        assert not found.complete
        assert len(budapest) == len(found.coverage)

    def test_what_of_a_state_they_depend_on(self, budapest: cc.Treaty) -> None:
        """Japan consented on 2012-07-03, and was no party before 2012-11-01."""
        japan, consent, since = cc.state("JPN"), date(2012, 7, 3), date(2012, 11, 1)

        assert Position(japan, CONTRACTING, consent, since) == position_in(budapest, japan, date(2012, 10, 31))
        assert Position(japan, PARTY, consent, since) == position_in(budapest, japan, date(2012, 11, 1))

    def test_a_state_that_comes_back(self, budapest: cc.Treaty) -> None:
        """What it reserved, and whom it named, with a consent that it took back ends with that."""
        acts = list(budapest.acts)
        place = acts.index(budapest["FRA"].consent) + 1  # type: ignore[arg-type]
        back = cc.Act("FRA", "consent", "2022-01-10", "2022-05-01")
        acts[place:place] = [cc.Act("FRA", "denunciation", "2021-01-15", "2021-05-01"), back]
        made = attrs.evolve(budapest, acts=tuple(acts))
        days = ("2021-04-30", "2021-05-01", "2022-05-01")

        assert [2, 0, 0] == [len(made.statements("FRA", on=day, kind="reservation")) for day in days]
        assert [True, False, False] == [bool(made.authorities("FRA", on=day).known) for day in days]
        asked: Any = {"on": "2022-05-01", "article": "22(2)", "kind": "reservation"}
        assert cc.Answer.UNKNOWN is made.statements("FRA", **asked).answer  # what was read may be from before
        assert 2 == len(budapest.statements("FRA", on="2022-05-01", kind="reservation"))

    def test_what_an_edition_knows(self, budapest: cc.Treaty) -> None:
        """What came with the deposit, also of a later effect; not whom a State named afterwards."""
        then = budapest.known_at("2005-06-30")

        assert [] == [str(each.effective) for each in then["ALB"].statements if str(each.effective) > "2005-06-30"]
        assert {"2006-06-19", "2006-10-10"} <= {str(each.effective) for each in budapest["ALB"].statements}
        assert ["2013-12-01"] == [str(each.effective) for each in budapest.known_at("2013-09-01")["CZE"].statements][:1]

    def test_what_other_modules_ask(self, budapest: cc.Treaty) -> None:
        """The answers are those of the public questions."""
        day, japan, norway = date(2026, 1, 1), cc.state("JPN"), cc.state("NOR")
        reservations = statements_in(budapest, [japan], day, None, StatementKind.RESERVATION)
        on_preservation = statements_in(budapest, [japan], day, "29(4)", None)
        named = authorities_in(budapest, norway, day, AuthorityFunction.CENTRAL, None)

        assert budapest.statements(japan, on=day, kind="reservation") == reservations
        assert budapest.statements(japan, on=day, article="29(4)") == on_preservation
        assert budapest.authorities(norway, on=day, function="central") == named

    def test_in_a_partial_record_others_may_have_said_something(self) -> None:
        """ETS 189: a Party that nobody names may have reserved something; of Estonia's, all were read."""
        assert not cc.treaty(189).statements(on="2025-06-04").complete
        assert cc.treaty(189).statements("EST", on="2025-06-04").complete

    def test_nobody_said_anything_before_the_treaty(self, budapest: cc.Treaty) -> None:
        """In 2001 no State was bound, so no statement stood."""
        found = budapest.statements(on="2001-12-01")

        assert cc.Answer.NO is found.answer
        assert not found

    def test_after_the_record(self, budapest: cc.Treaty) -> None:
        """What stood is presumed to stand, with a warning; of a State that may have acceded since nothing is known."""
        with pytest.warns(cc.CoverageWarning):
            assert cc.Answer.YES is budapest.statements("NGA", on="2026-09-01", article=PRESERVATION).answer
        with pytest.warns(cc.CoverageWarning):
            assert cc.Answer.UNKNOWN is budapest.statements("IRL", on="2026-09-01", article=PRESERVATION).answer

    def test_kinds_that_come_at_any_time_are_never_whole(self, budapest: cc.Treaty) -> None:
        """A designation or a communication may follow on any day, so lists of them are never known to be whole."""
        assert not budapest.statements("ITA", on="2026-04-25", kind="communication").complete
        for named in ("24", "24(7)", "27", "27(9)(e)", "35"):
            assert not budapest.statements("ITA", on="2026-04-25", article=named).complete
        assert not budapest.statements("ITA", on="2026-04-25").complete
        assert budapest.statements("ITA", on="2026-04-25", article=PRESERVATION).complete
        assert budapest.statements("ITA", on="2026-04-25", kind="declaration").complete
        assert not budapest.statements("FRA", on="2026-04-25", kind="declaration").complete  # read, not vouched for

    def test_of_a_state_that_may_be_a_party(self, budapest: cc.Treaty) -> None:
        """Had Nigeria acceded on some day of 2022, its reservation might not stand yet at the end of that year."""
        treaty = attrs.evolve(budapest, acts=(cc.Act("NGA", "accession", "2022"),))
        found = treaty.statements("NGA", on="2022-12-31", article=PRESERVATION)

        assert (0, 1, cc.Answer.UNKNOWN) == (len(found), len(found.undecided), found.answer)

    def test_whole_from_the_first_chart_without_a_flag(self, budapest: cc.Treaty) -> None:
        """Italy's row has no flag on 2020-03-13; what stood the day before may have been withdrawn that day.

        A State that consented on the day of a chart is on it.
        """
        asked = {"article": PRESERVATION, "kind": "reservation"}
        consent = cc.Act("ITA", "ratification", "2020-03-13")
        later = attrs.evolve(budapest, acts=(consent,))

        assert not budapest.statements("ITA", on="2020-03-12", **asked).complete
        assert budapest.statements("ITA", on="2020-03-13", **asked).complete
        assert later.statements("ITA", on="2025-01-01", **asked).complete

    @pytest.mark.parametrize(
        ("flags", "kind", "on", "whole"),
        [
            (("R. A.", "A."), "reservation", "2026-04-24", False),
            (("R. A.", "A."), "reservation", "2026-04-25", True),
            (("A.", "R. A."), "reservation", "2026-04-25", False),
            (("D. A.", "A."), "declaration", "2026-04-24", False),
            (("D. A.", "A."), "declaration", "2026-04-25", True),
            (("A.", "D. A."), "declaration", "2026-04-25", False),
            ((), "reservation", "2026-04-25", False),
        ],
    )
    def test_flags_on_charts(
        self, budapest: cc.Treaty, flags: tuple[str, ...], kind: str, on: str, *, whole: bool
    ) -> None:
        """Whole from the first chart after which none has the flag; where no chart has the State, never."""
        days = (date(2020, 3, 13), date(2026, 4, 25))
        charts = tuple((day, (("ITA", each),)) for day, each in zip(days, flags, strict=False))
        details = attrs.evolve(budapest._details(), flags=charts)  # pyright: ignore[reportPrivateUsage]
        treaty = attrs.evolve(budapest, details=details)

        assert whole is treaty.statements("ITA", on=on, kind=kind).complete

    def test_articles_in_any_spelling(self, budapest: cc.Treaty) -> None:
        """A part of an article, the whole of it, and the way people write it."""
        asked = ("29(4)", "Art. 29 (4)", "Article 29", "Articles 29", 29)
        assert {1} == {len(budapest.statements("NGA", on="2023-01-01", article=each)) for each in asked}
        assert 2 == len(budapest.statements("FIN", on="2010-01-01", article="14(3)"))
        assert 1 == len(budapest.statements("FIN", on="2010-01-01", article="14(3)(a)"))
        assert 0 == len(budapest.statements("FIN", on="2010-01-01", article="1"))

    @pytest.mark.parametrize(
        ("arguments", "error", "words"),
        [
            ({"article": 2.5}, cc.errors.InvalidTypeError, "2.5 is of type float, expected an article"),
            ({"article": True}, cc.errors.InvalidTypeError, "True is of type bool"),
            ({"article": "29 para 4"}, cc.errors.InvalidValueError, "'29 para 4' is not an article, expected one such"),
            ({"article": "29.4"}, cc.errors.InvalidValueError, "'29.4' is not an article"),
            ({"article": ""}, cc.errors.InvalidValueError, "'' is not an article"),
            ({"article": 10**5000}, cc.errors.InvalidValueError, "too long to print> is not an article"),
            ({"kind": "reservations"}, cc.errors.InvalidValueError, "did you mean 'reservation'?"),
            ({"kind": 3}, cc.errors.InvalidTypeError, "3 is of type int"),
            ({"on": "2023-02-30"}, cc.errors.InvalidDateError, "not a day"),
        ],
    )
    def test_wrong_questions(
        self, budapest: cc.Treaty, arguments: dict[str, Any], error: type[Exception], words: str
    ) -> None:
        """Each with its own error."""
        with pytest.raises(error, match=words.replace("(", r"\(").replace("?", r"\?")):
            budapest.statements("FRA", **arguments)

    def test_an_edition_of_an_earlier_day(self) -> None:
        """What was said later is not in it, and what was withdrawn later still stands."""
        then = cc.treaty("budapest").known_at("2019-01-01")

        [reservation] = then["CZE"].statements[:1]
        assert reservation.withdrawn is None
        assert 2 == len([each for each in cc.treaty("budapest")["NOR"].statements if "27(2)" in each.articles])
        assert 1 == len([each for each in then["NOR"].statements if "27(2)" in each.articles])
        assert () == tuple(then["NGA"].statements)
        assert 5 == len(cc.treaty("budapest").known_at("2022-07-06")["NGA"].statements)  # the day of the deposit
        assert date(2019, 7, 5) == cc.treaty("budapest").known_at("2019-07-05")["CZE"].statements[0].withdrawn
        assert 1 == len([each for each in cc.treaty("budapest").known_at("2017-10-12")["MCO"].statements if each.made])


class TestLists:
    def test_an_empty_list_that_is_not_whole_is_no_condition(self, budapest: cc.Treaty) -> None:
        """Neither "none" nor "some"."""
        british = budapest.statements("GBR", on="2024-01-01", article=PRESERVATION)

        with pytest.raises(cc.errors.UnknownAnswerError, match="GBR"):
            bool(british)
        assert bool(budapest.statements("NGA", on="2023-01-01", article=PRESERVATION))
        assert not budapest.statements("ITA", on="2026-04-25", article=PRESERVATION)

    def test_five_states_whose_statements_were_not_read_whole(self, budapest: cc.Treaty) -> None:
        """Of 81 the first five are named."""
        with pytest.raises(cc.errors.UnknownAnswerError, match=r"or some may stand \(ALB AND ARM AUT AZE\); write"):
            bool(budapest.statements(on="2024-01-01", kind="territorial", article="29(4)"))

    def test_in_a_notebook(self, budapest: cc.Treaty) -> None:
        """Czechia withdrew one of its statements; below the table stands whether these are all."""
        of_italy = budapest.statements("ITA", on="2026-04-25", article=PRESERVATION)
        shown, whole, part = [
            each._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks
            for each in (budapest["CZE"].statements, of_italy, of_italy.of_some())
        ]

        assert ["name", "kind", "articles", "summary", "stands", "effective", "withdrawn"] == re.findall(
            r"<th\b[^>]*>([a-z]+)</th>", shown
        )
        assert "Not all statements were read, so others may stand" in shown
        assert "Not all" not in whole
        assert "Not all" in part

    def test_lists_are_values(self, budapest: cc.Treaty) -> None:
        """They compare with what they do not know, and survive copies and pickles."""
        found = budapest.statements("GBR", on="2024-01-01")
        whole = Statements(found, undecided=found.undecided, complete=True, coverage=found.coverage)

        assert whole == pickle.loads(pickle.dumps(whole))
        for twin in (pickle.loads(pickle.dumps(found)), copy.copy(found), copy.deepcopy(found)):
            assert found == twin
            assert hash(found) == hash(twin)
            assert found.coverage == twin.coverage
        assert found != whole
        assert hash(found) != hash(whole)
        assert found != tuple(found)
        assert (tuple(found), found.undecided, found.coverage) == (
            tuple(whole.of_some()),
            whole.of_some().undecided,
            whole.of_some().coverage,
        )
        assert repr(whole).endswith("1 undecided, read whole>")
        assert "<Statements (), read whole>" == repr(Statements(complete=True))
        assert repr(found.of_some()).endswith("1 undecided, not read whole>")

    def test_lists_are_frozen(self, budapest: cc.Treaty) -> None:
        """Nothing can be set or deleted."""
        found: Any = budapest.statements("GBR", on="2024-01-01")
        with pytest.raises(AttributeError, match="complete can't be set"):
            found.complete = True
        with pytest.raises(AttributeError, match="complete can't be deleted"):
            del found.complete

    def test_lists_are_of_statements(self) -> None:
        """Not of anything else."""
        wrong: Any = ("29(4)",)
        makes: dict[str, Callable[[], Statements]] = {
            "statements": lambda: Statements(undecided=wrong),
            "True or False for complete": lambda: Statements(complete=wrong),
            "what was read": lambda: Statements(coverage=wrong),
        }
        for expected, make in makes.items():
            with pytest.raises(cc.errors.InvalidTypeError, match=f"expected.* {expected}$"):
                make()
        with pytest.raises(cc.errors.InvalidTypeError):
            Statements(wrong)


class TestStatements:
    def test_as_text(self, budapest: cc.Treaty) -> None:
        """Who, what, on which articles, since when, and how well that is known."""
        texts = [
            str(each) for state in ("JPN", "NLD", "BGR", "GBR", "SRB", "ARM") for each in budapest[state].statements
        ]

        def text(start: str) -> str:
            return next(each for each in texts if each.startswith(start))

        assert "Japan, reservation (filed as a declaration) to Art. 29(4), 42, from 2012-11-01: May" in text(
            "Japan, res"
        )
        assert "Netherlands, territorial statement under Art. 38, from 2007-03-01: Accepted" in text(
            "Netherlands, terr"
        )
        assert "from 2005-08-01, withdrawn on 2005-09-12" in text("Bulgaria, communication on Art. 24")
        assert text("Serbia, designation under Art. an article not known").endswith("(low confidence)")
        assert ", from a day not known: " in text("Armenia")
        assert "<Statement GBR reservation ets185 9(4) 9(2)(b), from 2011-09-01>" in map(
            repr, budapest["GBR"].statements
        )

    def test_sources(self, budapest: cc.Treaty) -> None:
        """Each says where it was read, and so does what was read."""
        statement = budapest["NGA"].statements[0]

        assert "WIPO Lex" == statement.sources[0].publisher
        assert budapest["NGA"].statements.coverage[0].sources[0].id == "coe-185-2026"

    def test_confirmed_at_ratification(self, budapest: cc.Treaty) -> None:
        """VCLT 23(2): what Azerbaijan reserved when it signed, it confirmed on 2010-03-15."""
        [reservation] = [each for each in budapest["AZE"].statements if each.confirmed]

        assert "2017-12-13" == str(reservation.seen)
        assert "Made at signature, confirmed at ratification." == reservation.comment
        assert ("2008-06-30", "2010-03-15", date(2010, 7, 1)) == (
            str(reservation.made),
            str(reservation.confirmed),
            reservation.effective,
        )

    def test_made_of_wrong_parts(self) -> None:
        """Types are checked, since a statement can be made by hand."""
        france = cc.state("FRA")
        good: dict[str, Any] = {
            "treaty": "ets185",
            "state": france,
            "kind": StatementKind.DECLARATION,
            "articles": ("2",),
            "summary": "",
        }

        assert "ets185" == Statement(**good).treaty
        bad: list[dict[str, Any]] = [
            {"state": "FRA"},
            {"kind": "declaration"},
            {"articles": ["2"]},
            {"effective": "2010-01-01"},
            {"territories": "CUW"},
            {"source_ids": [""]},
        ]
        for each in bad:
            with pytest.raises(cc.errors.InvalidTypeError):
                Statement(**{**good, **each})

    @pytest.mark.parametrize(
        ("state", "spared"),
        [
            ("AUT", True),
            ("LTU", False),  # the text makes no exception for Articles 2 to 11
            ("GRC", False),  # the text does not speak of them
        ],
    )
    def test_offences_of_the_convention_itself(self, budapest: cc.Treaty, state: str, *, spared: bool) -> None:
        """29(4) allows reservations for other offences only, and not every State says so."""
        [reservation] = budapest.statements(state, on="2023-01-01", article=PRESERVATION, kind="reservation")

        assert spared is reservation.spares_computer_offences

    def test_whole_text(self, budapest: cc.Treaty) -> None:
        """Nothing is added to what is certain and is what it was filed as."""
        [reservation] = budapest.statements("GRC", on="2023-01-01", article=PRESERVATION, kind="reservation")

        assert (
            f"Greece, reservation to Art. {', '.join(reservation.articles)}, from 2017-05-01: "
            "May refuse preservation when dual criminality is missing"
        ) == str(reservation)
        assert reservation.concerns("29(4)(a)")

    def test_lines_of_the_table(self) -> None:
        """Counted from 1, as editors do: the head is the first."""
        assert 2 == statement_rows("ets185")["ALB"][0][0]

    def test_a_broken_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error names file and line."""
        line = (2, ("promise", "", "2", "Text", *([""] * 9), "high", ""))

        def rows(_: str) -> dict[str, tuple[tuple[int, tuple[str, ...]], ...]]:
            return {"ZZZ": (line,)}

        monkeypatch.setattr("cyberconventions._statements.statement_rows", rows)

        with pytest.raises(cc.errors.DatasetError, match=r"ets185/statements.csv, line 2: 'promise'"):
            statements_of("ets185", "ZZZ")


class TestCoverage:
    def test_where_no_table_says_so(self) -> None:
        """At most a part was read, and of most treaties nothing."""
        assert Reading.PARTIAL is coverage_of("cets201", "RUS").reservations
        assert Reading.UNREAD is coverage_of("cets201", "RUS").declarations
        assert Reading.PARTIAL is coverage_of("cets201", "ALB").authorities
        assert Reading.UNREAD is coverage_of("crc", "FRA").reservations
        assert StatementCoverage("made-up", cc.state("FRA")) == coverage_of("made-up", "FRA")
        assert "D. on the chart = the two authority declarations" in coverage_of("ets185", "AUT").comment
        wrong: Any = "FRA"
        with pytest.raises(cc.errors.InvalidTypeError, match="expected a State"):
            StatementCoverage("ets185", wrong)
        assert "201:24" == f"{prefix_of('cets201')}24"
        assert cc.Answer.UNKNOWN is cc.treaty("crc").statements("FRA", on="2010-01-01", article="34").answer

    def test_every_party_of_the_convention_has_a_line(self, budapest: cc.Treaty) -> None:
        """So that each list says how much of it is known."""
        lines = [coverage_of("ets185", each.id) for each in budapest.parties()]

        assert [] == [each.state.id for each in lines if each == StatementCoverage("ets185", each.state)]


class TestAuthorities:
    @pytest.mark.parametrize(
        ("state", "day", "function", "expected"),
        [
            ("NOR", "2025-12-31", "central", ["National Criminal Investigation Service (KRIPOS)"]),
            ("NOR", "2026-01-01", "central", ["Director of Public Prosecutions (Riksadvokaten)"]),
            ("MCO", "2017-10-16", "24/7", ["International Cooperation Service, Directorate of Public Security"]),
            ("MCO", "2017-10-17", "24/7", ["Interpol bureau, Judicial Police Division"]),
            (
                "NGA",
                "2023-01-01",
                "central",
                ["Central Authority Unit, Office of the Attorney General and Minister of Justice, Abuja"],
            ),
            ("NGA", "2022-10-31", "central", []),
            ("GBR", "2024-01-01", "24/7", []),
            ("CHE", "2024-01-01", "urgent", ["Federal Office of Justice"]),
            ("ESP", "2024-01-01", "urgent", []),  # named under Art. 27 as a whole: the central authority
            (
                "ESP",
                "2024-01-01",
                "extradition",
                ["Ministry of Justice, subdirectorate for international legal cooperation"],
            ),
        ],
    )
    def test_who_is_named(self, budapest: cc.Treaty, state: str, day: str, function: str, expected: list[str]) -> None:
        """For a function, on a day and on the day before."""
        assert expected == [each.name for each in budapest.authorities(state, on=day, function=function).known]

    def test_nobody_on_record_is_not_nobody(self, budapest: cc.Treaty) -> None:
        """The usual case, and it prints so."""
        found = budapest.authorities("GBR", on="2024-01-01", function="24/7")

        assert cc.Answer.UNKNOWN is found.complete
        assert "not on record" == str(found)
        assert "<Authorities GBR 24/7 on 2024-01-01: not on record>" == repr(found)

    def test_not_a_party(self, budapest: cc.Treaty) -> None:
        """Certainly none."""
        found = budapest.authorities("KOR", on="2025-06-01")

        assert cc.Answer.YES is found.complete
        assert "none: not a party" == str(found)

    def test_as_a_condition(self, budapest: cc.Treaty) -> None:
        """As a list of statements is: what is not on record, not seen or not certain is not "none"."""
        norway, korea = (budapest.authorities(each, on="2025-06-01") for each in ("NOR", "KOR"))
        assert (True, False) == (bool(norway), bool(korea))
        assert (cc.Answer.YES, cc.Answer.NO) == (norway.answer, korea.answer)
        british = budapest.authorities("GBR", on="2024-01-01", function="24/7")
        american = budapest.authorities("USA", on="2024-01-01", function="central")  # named; the name was not seen
        mauritian = budapest.authorities("MUS", on="2024-01-01", function="central")  # on a page on practice
        open_ = [attrs.evolve(korea, possible=mauritian.possible), attrs.evolve(korea, unnamed=american.unnamed)]
        for found in (british, american, mauritian, *open_):
            assert cc.Answer.UNKNOWN is found.answer
            with pytest.raises(cc.errors.UnknownAnswerError, match="may have named one .*`len.authorities.known.`"):
                bool(found)

    def test_only_designations_name_authorities(self, budapest: cc.Treaty) -> None:
        """Denmark's reservations, which name nobody, are not among the designations without a name."""
        assert () == budapest.authorities("DNK", on="2024-01-01").unnamed

    def test_names_that_were_not_seen(self, budapest: cc.Treaty) -> None:
        """A designation is on record, and its name is not; or nothing is, and the chart has A."""
        named = budapest.authorities("USA", on="2024-01-01", function="central")
        assert cc.Answer.NO is named.complete
        assert "named, but the name was not seen" == str(named)
        assert cc.Answer.NO is budapest.authorities("HRV", on="2024-01-01").complete
        assert cc.Answer.UNKNOWN is budapest.authorities("HRV", on="2024-01-01", function="central").complete
        assert cc.Answer.UNKNOWN is cc.treaty("palermo").authorities("FRA", on="2024-01-01").complete

    def test_names_that_are_not_certain(self, budapest: cc.Treaty) -> None:
        """A page on practice; a text that the State changed after the day."""
        assert "perhaps Attorney General" == str(budapest.authorities("MUS", on="2024-01-01", function="central"))
        before = budapest.authorities("FRA", on="2010-07-06", function="24/7")
        assert ((), "OCLCTIC, judicial police") == (before.known, str(before.possible[0]))
        after = budapest.authorities("FRA", on="2010-07-07", function="24/7")
        assert "<Authority FRA 24/7: OCLCTIC, judicial police>" == repr(after.known[0])

    def test_of_a_territory(self, budapest: cc.Treaty) -> None:
        """Curaçao has its own from the day of the extension; for another territory the State's own is not taken."""
        asked = {"function": "24/7", "territory": "CUW"}
        assert "National Central Bureau of Interpol, Willemstad" == str(
            budapest.authorities("NLD", on="2025-01-01", **asked)
        )
        assert "CUW" == budapest.authorities("NLD", on="2025-01-01", **asked).territory
        assert "not on record" == str(budapest.authorities("NLD", on="2024-09-30", **asked))
        assert "not on record" == str(budapest.authorities("DNK", on="2024-09-30", function="24/7", territory="FRO"))
        assert ["National office of the public prosecution service, Rotterdam"] == [
            each.name for each in budapest.authorities("NLD", on="2025-01-01", function="24/7").known
        ]

    def test_several_in_one_line(self, budapest: cc.Treaty) -> None:
        """Those that are certain, else those that are not, and that of some no name was seen."""
        named = budapest.authorities("NLD", on="2025-01-01")
        perhaps = budapest.authorities("ARM", on="2024-01-01")
        unnamed = budapest.authorities("USA", on="2024-01-01", function="central").unnamed

        assert "; ".join(each.name for each in named.known) == str(named)
        assert 2 == len(named.known) == len(perhaps.possible)
        assert "<Authority NLD central/24/7: National office of the public prosecution service, Rotterdam>" in map(
            repr, named.known
        )
        assert "<Authorities NLD all on 2025-01-01: " in repr(named)
        assert "; ".join(f"perhaps {each.name}" for each in perhaps.possible) == str(perhaps)
        assert f"{perhaps}; named, but the name was not seen" == str(attrs.evolve(perhaps, unnamed=unnamed))

    def test_a_function_that_is_none(self, budapest: cc.Treaty) -> None:
        """The message lists them."""
        expected = "'police' is not the function of an authority; expected one of extradition, central, urgent, 24/7"
        with pytest.raises(cc.errors.InvalidValueError, match=expected):
            budapest.authorities("FRA", function="police")

    def test_of_a_treaty_without_such_articles(self) -> None:
        """Lanzarote's authorities are for none of these functions."""
        [found] = cc.treaty("lanzarote").authorities("ALB", on="2020-01-01").known
        assert () == found.functions


def test_a_statement_that_began_is_not_undone_by_another_record(budapest: cc.Treaty) -> None:
    """A treaty with other acts answers by these."""
    without = attrs.evolve(budapest, acts=tuple(act for act in budapest.acts if act.state.id != "NGA"))

    assert 0 == len(without.statements("NGA", on="2023-01-01"))
    assert date(2022, 11, 1) == statements_of("ets185", "NGA")[0].effective
