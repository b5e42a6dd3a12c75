"""The days, numbers and words on which an answer turns: each case is one that a small fault would change."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._edition import suspended_by, withdrawn_by
from cyberconventions._invitations import decisions
from cyberconventions._steps import EVER, NEVER
from cyberconventions._treaty import footnote_numbers

RULES = cc.treaty("budapest").rules


def act(state: str, kind: cc.ActKind, day: str, seen: str | None = None) -> cc.Act:
    shown = None if seen is None else cc.DateWindow.parse(seen)
    return cc.Act(cc.state(state), kind, cc.DateWindow.parse(day), seen=shown)


def with_acts(*acts: cc.Act, **changes: Any) -> cc.Treaty:  # noqa: ANN401 - of any field
    """Return the Budapest Convention as known on 2026-04-25, with other acts."""
    return attrs.evolve(cc.treaty("budapest").known_at("2026-04-25"), acts=acts, **changes)


def with_clauses(treaty: cc.Treaty, **clauses: cc.rules.Clause) -> cc.Treaty:
    """Return a treaty with other final clauses."""
    rules = attrs.evolve(treaty.rules, clauses=(*{**dict(treaty.rules.clauses), **clauses}.items(),))
    return attrs.evolve(treaty, details=attrs.evolve(treaty._details(), rules=rules))  # pyright: ignore[reportPrivateUsage]


class TestOwnConsent:
    """``would_enter_into_force``: what a State did already does not count beside this instrument."""

    OTHERS = ("ALB", "EST", "JPN", "USA")  # two of them members of the Council of Europe

    def test_once_and_on_the_new_day(self) -> None:
        """36(3): Monaco was no member in 2003 and is one in 2005; only an instrument of 2005 is a member's."""
        acts = [act(each, cc.ActKind.RATIFICATION, "2003-05-01") for each in self.OTHERS]
        own = act("MCO", cc.ActKind.RATIFICATION, "2003-06-01")
        treaty = with_acts(*acts, own, entry_into_force=None)

        assert not cc.state("MCO").member_of_coe("2004-10-04")
        assert cc.state("MCO").member_of_coe("2004-10-05")
        assert 1 == treaty.instruments_needed
        with pytest.raises(cc.errors.InvalidDateError, match="not open for accession before its entry into force"):
            treaty.would_enter_into_force("MCO", deposited="2004-10-04")
        assert date(2005, 2, 1) == treaty.would_enter_into_force("MCO", deposited="2004-10-05")

    def test_not_twice(self) -> None:
        """36(3): the fourth State's second instrument is not the fifth consent; another State's is."""
        acts = [act(each, cc.ActKind.RATIFICATION, "2003-05-01") for each in (*self.OTHERS[:3], "LTU")]
        treaty = with_acts(*acts, entry_into_force=None)

        assert treaty.would_enter_into_force("LTU", deposited="2003-06-01") is None
        assert date(2003, 10, 1) == treaty.would_enter_into_force("HUN", deposited="2003-06-01")

    def test_of_a_state_that_the_clause_names(self) -> None:
        """36(1): South Africa, which took part in drafting, may sign, so that it need not wait; Kenya has to accede."""
        acts = [act(each, cc.ActKind.RATIFICATION, "2003-05-01") for each in (*self.OTHERS[:3], "LTU")]
        treaty = with_acts(*acts, entry_into_force=None)

        assert date(2003, 10, 1) == treaty.would_enter_into_force("ZAF", deposited="2003-06-01")
        with pytest.raises(cc.errors.InvalidDateError, match="not open for accession before its entry into force"):
            treaty.would_enter_into_force("KEN", deposited="2003-06-01")


class TestAccessionClause:
    """A treaty whose article on accession waits longer, or not as long, as that on ratification."""

    OWN = with_clauses(
        cc.treaty("budapest").known_at("2026-04-25"),
        later=cc.rules.Clause("36(4)", months=3, first_of_next_month=True),
        accession=cc.rules.Clause("37(2)", days=30),
    )

    def test_rules(self) -> None:
        """Each kind of consent has its own clause."""
        rules = self.OWN.rules

        assert date(2025, 5, 1) == rules.effect("2025-01-10", "2004-07-01")
        assert date(2025, 2, 9) == rules.effect("2025-01-10", "2004-07-01", accession=True)

    def test_without_a_clause_of_its_own(self) -> None:
        """UNTOC 38(2) is on both."""
        rules = cc.treaty("untoc").rules

        assert "accession" not in dict(rules.clauses)
        assert rules.effect("2025-01-10", "2003-09-29") == rules.effect("2025-01-10", "2003-09-29", accession=True)

    @pytest.mark.parametrize(
        ("kind", "in_force"), [(cc.ActKind.RATIFICATION, "2025-05-01"), (cc.ActKind.ACCESSION, "2025-02-09")]
    )
    def test_status(self, kind: cc.ActKind, in_force: str) -> None:
        """A State is a party from the day that the clause on its kind of consent gives."""
        treaty = attrs.evolve(self.OWN, acts=(act("KEN", kind, "2025-01-10"),))

        assert in_force == str(treaty["KEN"].entry_into_force)
        assert cc.Status.PARTY is treaty.status("KEN", in_force)

    def test_deposits(self) -> None:
        """Ireland signed, so it ratifies; Vanuatu did not and is no member, so it accedes."""
        assert date(2025, 5, 1) == self.OWN.would_enter_into_force("IRL", deposited="2025-01-10")
        assert date(2025, 2, 9) == self.OWN.would_enter_into_force("VUT", deposited="2025-01-10")

    def test_of_a_signatory_that_is_no_member(self) -> None:
        """Montenegro, whose union signed in 2005, became a member of the Council of Europe on 2007-05-11 only."""
        assert not cc.state("MNE").member_of_coe("2006-08-01")
        assert date(2006, 12, 1) == self.OWN.would_enter_into_force("MNE", deposited="2006-08-01")

    def test_what_a_later_instrument_may_change(self) -> None:
        """The first day on which an instrument that the record can't have may have effect is the sooner of both."""
        assert not self.OWN.is_party("IRL", "2026-05-25")
        with pytest.raises(cc.errors.UnknownStatusError, match="may be in force from 2026-05-26 on"):
            self.OWN.is_party("IRL", "2026-05-26")


class TestDayOfEntryIntoForce:
    def test_clause_on_later_acts_only(self) -> None:
        """OPSC 14(2): "ratifying … after its entry into force": a deposit on that very day takes effect with it."""
        rules = cc.treaty("opsc").rules

        assert rules.later.only_after_entry_into_force
        assert date(2002, 1, 18) == rules.effect("2002-01-18", "2002-01-18")
        assert date(2002, 2, 19) == rules.effect("2002-01-19", "2002-01-18")

    def test_accession_opens_on_it(self) -> None:
        """37(1): "after the entry into force of this Convention": from 2004-07-01 on, in force after three months."""
        with pytest.raises(cc.errors.InvalidDateError, match="not open for accession before 2004-07-01"):
            cc.treaty("budapest").would_enter_into_force("VUT", deposited="2004-06-30")
        assert date(2004, 11, 1) == cc.treaty("budapest").would_enter_into_force("VUT", deposited="2004-07-01")

    def test_who_deposits_on_it_waits(self) -> None:
        """36(4): the day of the deposit counts, though the treaty is in force."""
        treaty = with_acts(act("FRA", cc.ActKind.RATIFICATION, "2004-07-01"))

        assert cc.Status.CONTRACTING is treaty.status("FRA", "2004-10-31")
        assert cc.Status.PARTY is treaty.status("FRA", "2004-11-01")

    def test_with_the_last_of_those_needed(self) -> None:
        """Malabo, 36: who deposits on the day of the fifteenth is in force with them; the day after, too."""
        longer = with_clauses(cc.treaty("malabo"), later=cc.rules.Clause("36", months=6))

        assert date(2023, 6, 8) == longer.would_enter_into_force("KEN", deposited="2023-05-09")
        assert date(2023, 11, 10) == longer.would_enter_into_force("KEN", deposited="2023-05-10")


class TestEndsOfTheCalendar:
    def test_the_first_day(self) -> None:
        """Nobody had done anything on the first day of the calendar, before any treaty was opened."""
        assert cc.Status.NOT_PARTICIPATING is cc.treaty("budapest").status("FRA", date.min)
        assert cc.Status.NOT_PARTICIPATING is cc.treaty("malabo").status("KEN", date.min)

    def test_no_day_is_left_out(self) -> None:
        """What has no beginning begins with the calendar, and what goes on ends with it."""
        assert (date.min, date.max) == (EVER, NEVER)


class TestFirstDayOfTheLimit:
    """The Ministers' Deputies limited invitations on 2013-04-10: a decision of that day is limited already."""

    @pytest.mark.parametrize(
        ("decided", "on", "status"),
        [
            ("2013-04-09", "2018-04-09", cc.Status.INVITED),
            ("2013-04-09", "2018-04-10", cc.Status.INVITED),
            ("2013-04-09", "2026-04-25", cc.Status.INVITED),
            ("2013-04-10", "2013-04-09", cc.Status.NOT_PARTICIPATING),
            ("2013-04-10", "2013-04-10", cc.Status.INVITED),
            ("2013-04-10", "2018-04-10", cc.Status.INVITED),
            ("2013-04-10", "2018-04-11", cc.Status.NOT_PARTICIPATING),
            ("2013-04-11", "2018-04-11", cc.Status.INVITED),
            ("2013-04-11", "2018-04-12", cc.Status.NOT_PARTICIPATING),
        ],
    )
    def test_status(self, decided: str, on: str, status: cc.Status) -> None:
        """Five years from adoption, the anniversary included; before that day for good."""
        assert status is with_acts(act("KEN", cc.ActKind.INVITATION, decided)).status("KEN", on)

    @pytest.mark.parametrize(
        ("decided", "expires"),
        [
            ("2013-04-09", None),
            ("2013-04-10", "2018-04-10"),
            ("2013-04-09/2013-04-10", "2018-04-10/.."),
            ("2013-04-10/2013-04-11", "2018-04-10/2018-04-11"),
        ],
    )
    def test_expiry(self, decided: str, expires: str | None) -> None:
        """A window that begins before that day has no last day of validity."""
        invitation = with_acts(act("KEN", cc.ActKind.INVITATION, decided))["KEN"].invitation

        assert invitation is not None
        assert (None if expires is None else cc.DateWindow.parse(expires)) == invitation.expires

    def test_one_day_of_doubt(self) -> None:
        """Decided on the day before or on that day: after the fifth anniversary it may be limited or not."""
        treaty = with_acts(act("KEN", cc.ActKind.INVITATION, "2013-04-09/2013-04-10"))

        assert cc.Status.INVITED is treaty.status("KEN", "2018-04-10")
        assert cc.Status.UNKNOWN is treaty.status("KEN", "2018-04-11")

    def test_no_decision_of_a_chart_can_be_older(self) -> None:
        """A chart with the limit, of a day less than five years later, proves a decision since 2013-04-10."""
        assert RULES.invitation is not None
        assert date(2013, 4, 10) == RULES.invitation.earliest_decision("2018-04-09")
        assert date(2013, 4, 10) == RULES.invitation.earliest_decision("2018-04-10")
        assert date(2013, 4, 11) == RULES.invitation.earliest_decision("2018-04-11")
        february = attrs.evolve(RULES.invitation, since=date(2015, 2, 28))
        assert date(2015, 3, 1) == february.earliest_decision("2020-02-29")

    def test_a_limit_beyond_the_calendar(self) -> None:
        """The message says what was added to which day."""
        limit = cc.rules.InvitationRule("37(1)", 9000, date(2013, 4, 10), "invented")

        with pytest.raises(cc.errors.InvalidDateError, match="^9000 years after 2020-01-01 lies beyond"):
            limit.expiry("2020-01-01")

    def test_the_footnote_stands_on_the_last_decision(self) -> None:
        """One of 2010 has no limit, so the chart prints no footnote until the next, of 2020."""
        twice = with_acts(*(act("KEN", cc.ActKind.INVITATION, day) for day in ("2010-01-01", "2020-01-01")))

        assert [(), (4,)] == [footnote_numbers(twice["KEN"], date(year, 6, 1)) for year in (2012, 2021)]

    def test_an_invitation_by_nothing(self) -> None:
        """Without an act there is no window to take from it."""
        with pytest.raises(cc.errors.InvalidTypeError, match="expected an act"):
            cc.Invitation(3, None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    @pytest.mark.parametrize(
        ("on", "validity"),
        [
            ("2017-06-30", cc.rules.Validity.NOT_YET),
            ("2017-07-01", cc.rules.Validity.UNKNOWN),
            ("2017-07-30", cc.rules.Validity.UNKNOWN),
            ("2017-07-31", cc.rules.Validity.VALID),
            ("2022-07-01", cc.rules.Validity.VALID),
            ("2022-07-02", cc.rules.Validity.UNKNOWN),
            ("2022-07-31", cc.rules.Validity.UNKNOWN),
            ("2022-08-01", cc.rules.Validity.EXPIRED),
        ],
    )
    def test_validity_at_the_ends_of_a_month(self, on: str, validity: cc.rules.Validity) -> None:
        """Decided on some day of July 2017."""
        invitation = with_acts(act("KEN", cc.ActKind.INVITATION, "2017-07"))["KEN"].invitation

        assert invitation is not None
        assert validity is invitation.validity(on)


class TestSeen:
    """Charts that show an invitation, within the window of its decision and at its ends."""

    def test_a_side_that_nothing_narrows_stays(self) -> None:
        """Of a treaty as old as the limit, a chart of the fifth anniversary proves no first day."""
        shown = act("KEN", cc.ActKind.INVITATION, "../2018-04-10", "2018-04-10")
        [(_, when)] = decisions([shown], RULES.invitation, date(2013, 4, 10))

        assert cc.DateWindow.parse("../2018-04-10") == when

    @pytest.mark.parametrize(
        ("window", "seen", "decided"),
        [
            ("2015", "2015-06-10/2015-08-01", "2015-01-01/2015-06-10"),  # decided by the first chart
            ("2015", "2015-01-01/2015-08-01", "2015-01-01"),
            ("2015", "2015-12-31/2016-08-01", "2015"),
            ("2015", "2016-08-01/2016-09-01", "2015"),
            ("2015", "2020-01-01/2020-06-10", "2015-06-10/2015-12-31"),  # not so early that it had lapsed by the last
            ("2015", "2020-01-01", "2015"),
            ("2013-04-10/2015-12-31", "2020-06-10", "2015-06-10/2015-12-31"),
            ("2013-04-09/2015-12-31", "2020-06-10", "2013-04-09/2015-12-31"),
            ("2015", "2020-01-02", "2015-01-02/2015-12-31"),
            ("2015", "2020-12-31", "2015-12-31"),
            ("2015", "2021-01-01", "2015"),  # a chart that contradicts the window changes nothing
            ("../2015-12-31", "2015-06-10", "../2015-06-10"),
            ("2015-01-01/..", "2015-06-10", "2015-01-01/2015-06-10"),
            ("2012", "2012-06-10/2020-06-10", "2012-01-01/2012-06-10"),  # from before the limit: it does not lapse
        ],
    )
    def test_decided(self, window: str, seen: str, decided: str) -> None:
        """The window is narrowed by what the charts prove, and by nothing else."""
        invitation = with_acts(act("KEN", cc.ActKind.INVITATION, window, seen))["KEN"].invitation

        assert invitation is not None
        assert cc.DateWindow.parse(decided) == invitation.when

    def test_status_within_the_window(self) -> None:
        """Before the first chart the decision may have been made or not; from it on, it was."""
        treaty = with_acts(act("KEN", cc.ActKind.INVITATION, "2015", "2015-06-10/2015-08-01"))

        assert {
            "2014-12-31": cc.Status.NOT_PARTICIPATING,
            "2015-01-01": cc.Status.UNKNOWN,
            "2015-06-09": cc.Status.UNKNOWN,
            "2015-06-10": cc.Status.INVITED,
            "2015-08-01": cc.Status.INVITED,
            "2020-01-01": cc.Status.INVITED,
            "2020-01-02": cc.Status.UNKNOWN,
            "2020-06-10": cc.Status.UNKNOWN,
            "2020-06-11": cc.Status.NOT_PARTICIPATING,
        } == {
            day: treaty.status("KEN", day)
            for day in (
                "2014-12-31",
                "2015-01-01",
                "2015-06-09",
                "2015-06-10",
                "2015-08-01",
                "2020-01-01",
                "2020-01-02",
                "2020-06-10",
                "2020-06-11",
            )
        }

    @pytest.mark.parametrize(
        ("window", "seen", "on", "status"),
        [
            # Before the limit, when it does not lapse, or on 2015-06-10: by 2020 it stood either way.
            ("2013-01-01/2015-06-10", "2020-06-10", "2019-01-01", cc.Status.INVITED),
            ("2013-01-01/2015-06-10", "2020-06-10", "2020-06-10", cc.Status.INVITED),
            ("2013-01-01/2015-06-10", "2020-06-10", "2020-06-11", cc.Status.UNKNOWN),
            # A chart shows it after it had lapsed: for the days of the chart that is proof.
            ("2015", "2021-03-01", "2021-02-28", cc.Status.NOT_PARTICIPATING),
            ("2015", "2021-03-01", "2021-03-01", cc.Status.INVITED),
            ("2015", "2021-03-01", "2021-03-02", cc.Status.NOT_PARTICIPATING),
            ("2015", "2021-03-01/2021-06-01", "2021-03-01", cc.Status.INVITED),
            ("2015", "2021-03-01/2021-06-01", "2021-06-01", cc.Status.INVITED),
            ("2015", "2021-03-01/2021-06-01", "2021-06-02", cc.Status.NOT_PARTICIPATING),
        ],
    )
    def test_status_by_charts(self, window: str, seen: str, on: str, status: cc.Status) -> None:
        """What charts prove comes before what the limit gives."""
        assert status is with_acts(act("KEN", cc.ActKind.INVITATION, window, seen)).status("KEN", on)


class TestGluedFlags:
    @pytest.mark.parametrize(
        ("glued", "symbols"),
        [
            ("R.D.", ["R.", "D."]),
            ("D.A.", ["D.", "A."]),
            ("R.D.A.", ["R.", "D.", "A."]),
            ("R.", ["R."]),
            ("55 R.D. A.", ["55", "R.", "D.", "A."]),
        ],
    )
    def test_two_and_more(self, glued: str, symbols: list[str]) -> None:
        """Two flags without a space are two flags."""
        assert symbols == [code.symbol for code in cc.decode(glued)]

    @pytest.mark.parametrize("text", ["R.D", "RD.", ".R.", "R..D."])
    def test_what_is_not_glued(self, text: str) -> None:
        """Without its own full stop a letter is no flag."""
        with pytest.raises(cc.errors.UnknownCodeError):
            cc.decode(text)


class TestCounting:
    ALB, FRA, USA = (cc.state(each) for each in ("ALB", "FRA", "USA"))

    def test_consents_of_one_day_keep_their_order(self) -> None:
        """By day, and then as they stand: the order of a list is the depositary's."""
        day = date(2002, 1, 1)
        consents = [(day, self.USA), (day, self.ALB), (date(2001, 12, 1), self.FRA)]

        assert [self.FRA, self.USA, self.ALB] == [state for _, state in RULES.counted(consents)]

    def test_a_consent_that_nothing_closes_was_given_by_the_day_of_the_record(self) -> None:
        """36(3): five States, three of them members; of when the fifth ratified, only the first day is known."""
        acts = [act(each, cc.ActKind.RATIFICATION, "2003-05-01") for each in ("ALB", "EST", "JPN", "USA")]
        last = act("FRA", cc.ActKind.RATIFICATION, "2003-06-01/..")

        assert 1 == with_acts(*acts, entry_into_force=None).instruments_needed
        assert 0 == with_acts(*acts, last, entry_into_force=None).instruments_needed

    @pytest.mark.parametrize(
        ("part", "message"),
        [
            ({"details": 5}, "^5 is of type int, expected a function that returns"),
            ({"title": 5}, "5 is of type int, expected .*texts for id, reference, title"),
            ({"parent": 5}, "^5 is of type int, expected text or None for parent"),
            ({"source_ids": (5,)}, "5 is of type int, expected .*ids of sources"),
        ],
    )
    def test_a_part_of_another_type(self, part: dict[str, Any], message: str) -> None:
        """The message names what was given, and what belongs there."""
        with pytest.raises(cc.errors.InvalidTypeError, match=message):
            attrs.evolve(cc.treaty("budapest"), **part)

    def test_nothing_is_missing_from_more_than_enough(self) -> None:
        """Eighty-one consents are not seventy-six less than nothing."""
        budapest = cc.treaty("budapest").known_at("2026-04-25")

        assert 81 == len(RULES.counted(budapest.consents))
        assert 0 == RULES.missing(budapest.consents)
        assert 5 == RULES.missing([])
        assert 3 == RULES.missing(
            (date(2002, 1, day), cc.state(each)) for day, each in enumerate(["USA", "JPN", "CAN", "AUS", "CHL"], 1)
        )

    @pytest.mark.parametrize(
        ("consents", "message"),
        [
            (7, "7 is of type int, expected pairs of a date and a State"),
            ([7], "7 is of type int, expected a pair of a date and a State"),
            ([("2002-01-01", "FRA")], r"\('2002-01-01', 'FRA'\) is of type tuple, expected a pair"),
            ([["2002-01-01", FRA]], "is of type list, expected a pair"),
            ([("2002-01-01", FRA, FRA)], "is of type tuple, expected a pair"),
        ],
    )
    def test_what_is_no_consent(self, consents: object, message: str) -> None:
        """A consent is a pair of a day and a State."""
        with pytest.raises(cc.errors.InvalidTypeError, match=message):
            RULES.missing(consents)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_one_member_is_enough(self) -> None:
        """Where one has to be a member, the first member completes the number."""
        rules = attrs.evolve(RULES, consents_needed=2, members_needed=1)
        consents = [(date(2002, 1, day), each) for day, each in enumerate((self.USA, self.ALB), 1)]
        group = rules.first_group(consents)

        assert rules.first_group([*consents[:1], (date(2002, 1, 2), cc.state("JPN"))]) is None
        assert group is not None
        assert (self.ALB, date(2002, 1, 2)) == (group.completed_by, group.completed_on)

    def test_a_topic_without_a_clause(self) -> None:
        """The message lists the topics that have one, and tells what was looked for from what was not."""
        rules = attrs.evolve(RULES, clauses=RULES.clauses[:2], not_seen=("denunciation",))
        record = "so nothing is computed from it; on record: first, later$"

        with pytest.raises(cc.errors.ClauseNotSeenError, match=f"'denunciation' has not been seen, {record}"):
            _ = rules.denunciation
        with pytest.raises(cc.errors.ClauseNotSeenError, match=f"'suspension' is not on record, {record}"):
            rules.clause("suspension")

    def test_words_with_a_colon(self) -> None:
        """The article is cut off before the first colon; what the clause says may have more."""
        opening = cc.rules.Opening("9", who="States of two kinds: members, and others")
        rules = attrs.evolve(RULES, open_for_signature=opening)

        assert "States of two kinds: members, and others" == rules.table()[1].rule


class TestIsoForms:
    @pytest.mark.parametrize(
        "text",
        [
            "2020-03-13T10:00",
            "2020-03-13 10:00:00",
            "2020-03-13T00:00Z",
            datetime(2020, 3, 13, 23, 59, 59, 999999, timezone(timedelta(hours=14, microseconds=1))).isoformat(),
        ],
    )
    def test_moments(self, text: str) -> None:
        """A moment means its own calendar day, in the longest form that Python writes too."""
        assert date(2020, 3, 13) == cc.rules.Clause("1").effect(text)

    def test_longest_moment(self) -> None:
        """A text that is longer than any moment is not read at all."""
        longest = "2020-03-13T23:59:59.999999+14:00:00.000001"

        assert 42 == len(longest)
        assert date(2020, 3, 13) == cc.rules.Clause("1").effect(longest)
        with pytest.raises(cc.errors.InvalidDateError, match="is not a date, expected"):
            cc.rules.Clause("1").effect(longest.replace("59.9", "59.99"))

    @pytest.mark.parametrize(
        "text",
        [
            *("2020-03-13X10:00", "2020-03-13T", "2020-03-13T25:00", "2020-03-13T10:00 and more", "20200313T100000"),
            *("2020-W11-5T10:00", "2020/03/13", "2020-03/13", "2020/03-13", "2020-0313-", "2020-02-30T10:00"),
        ],
    )
    def test_what_is_no_day(self, text: str) -> None:
        """Other forms of ISO 8601 and of nobody are refused, with the text."""
        with pytest.raises(cc.errors.InvalidDateError, match=f"^'{text}' is not a .*expected a date, a datetime or"):
            cc.rules.Clause("1").effect(text)

    @pytest.mark.parametrize(
        ("text", "precision"),
        [
            ("2019-12-01/2019-12-31", cc.Precision.MONTH),
            ("2020-02-01/2020-02-29", cc.Precision.MONTH),
            ("2020-02-01/2020-02-28", cc.Precision.INTERVAL),
            ("2020-02-02/2020-02-29", cc.Precision.INTERVAL),
            ("2020-02-01/2020-03-31", cc.Precision.INTERVAL),
            ("2019-01-01/2019-12-31", cc.Precision.YEAR),
            ("2019-01-01/2020-12-31", cc.Precision.INTERVAL),
            ("2019-01-02/2019-12-31", cc.Precision.INTERVAL),
            ("2019-02-01/2019-12-31", cc.Precision.INTERVAL),
            ("2019-01-01/2019-12-30", cc.Precision.INTERVAL),
            ("2019-01-01/2019-11-30", cc.Precision.INTERVAL),
            ("9999-12", cc.Precision.MONTH),
            ("9999", cc.Precision.YEAR),
            ("../2019", cc.Precision.INTERVAL),
            ("2019/..", cc.Precision.INTERVAL),
            ("../..", cc.Precision.UNKNOWN),
        ],
    )
    def test_precision(self, text: str, precision: cc.Precision) -> None:
        """A window is a month or a year where it has the first and the last day of one, and no others."""
        window = cc.DateWindow.parse(text)

        assert precision is window.precision
        assert window == cc.DateWindow.parse(str(window))
        written = {cc.Precision.MONTH: 7, cc.Precision.YEAR: 4, cc.Precision.INTERVAL: None, cc.Precision.UNKNOWN: 0}
        assert written[precision] in (None, len(str(window)))

    @pytest.mark.parametrize(
        "text", ["2020-1x", "2020x01", "20201", "202", "2020-01/", "/2020-01", "/", "2020-01-1", "some time"]
    )
    def test_what_is_no_window(self, text: str) -> None:
        """A text that has none of the forms is refused, and named whole."""
        with pytest.raises(cc.errors.InvalidDateError, match=f"^'{text}'( is not a date on record|: write '..')"):
            cc.DateWindow.parse(text)

    def test_the_side_that_is_wrong_is_named_whole(self) -> None:
        """The message has the text as it was given, and the forms that there are."""
        with pytest.raises(
            cc.errors.InvalidDateError,
            match=r"^'2020-01/soon' is not a date on record, expected an ISO date, month, year or interval such as "
            r"'2020-03-16', '2019-12' or '2019-06-13/2019-12-31'$",
        ):
            cc.DateWindow.parse("2020-01/soon")

    def test_the_end_of_each_month(self) -> None:
        """November's is in its own year, and December's."""
        ends = [
            f"2019-{month:02}-{day}" for month, day in enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1)
        ]

        assert ends == [str(cc.DateWindow.parse(end[:7]).latest) for end in ends]
        assert ends[10:] == [str(cc.Act("FRA", "signature", end[:7]).when.latest) for end in ends[10:]]

    @pytest.mark.parametrize("text", ["2020-03-16/", "/2020", "/"])
    def test_an_open_side(self, text: str) -> None:
        """It is written as two dots."""
        with pytest.raises(cc.errors.InvalidDateError, match="write '..' for an open side"):
            cc.DateWindow.parse(text)

    def test_a_window_of_a_number(self) -> None:
        """The message names the value."""
        with pytest.raises(cc.errors.InvalidTypeError, match="^3 is of type int, expected an ISO date or interval"):
            cc.DateWindow.parse(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_windows_of_days(self) -> None:
        """A window of one day, written so, is the day; one that ends before it begins is none."""
        assert date(2020, 1, 31) == cc.DateWindow(date(2020, 1, 31), date(2020, 1, 31)).day
        assert cc.DateWindow(None, None).day is None
        with pytest.raises(
            cc.errors.InvalidDateError, match="^the window 2020-01-02/2020-01-01 ends before it begins$"
        ):
            cc.DateWindow(date(2020, 1, 2), date(2020, 1, 1))


class TestAfterTheRecord:
    """What an instrument since 2026-04-25 may have changed: from 2026-08-01 on it may be in force."""

    BUDAPEST = cc.treaty("budapest").known_at("2026-04-25")

    def test_possible_statuses(self) -> None:
        """By the known acts Ireland is a signatory; by others it may be more."""
        then = "2026-08-01"

        assert (cc.Status.SIGNATORY,) == self.BUDAPEST.possible_statuses("IRL", then, late="known")
        assert cc.Status.PARTY in self.BUDAPEST.possible_statuses("IRL", then)

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_who_may_have_signed_since(self) -> None:
        """Kenya may, who was invited; Argentina acceded, and has nothing left to sign."""
        signed = self.BUDAPEST.signed("2026-08-01")

        assert "KEN" in {each.id for each in signed.undecided}
        assert "ARG" not in {each.id for each in signed.undecided}
        assert cc.state("ARG") not in signed
        assert cc.state("FRA") in signed

    def test_statements(self) -> None:
        """Whether Ireland is bound is not known any more, nor whether it reserved anything."""
        with pytest.warns(cc.CoverageWarning, match="asked about 2026-07-31"):
            assert self.BUDAPEST.statements("IRL", on="2026-07-31").complete
        with pytest.warns(cc.CoverageWarning, match="asked about 2026-08-01"):
            assert not self.BUDAPEST.statements("IRL", on="2026-08-01").complete
        with pytest.warns(cc.CoverageWarning, match="asked about 2026-08-01"):
            assert () == self.BUDAPEST.authorities("IRL", on="2026-08-01").known

    @pytest.mark.parametrize(
        ("on", "answer"), [("2024-09-30", "no: excluded"), ("2024-10-01", "yes: extended"), (None, "yes: extended")]
    )
    def test_a_territory_for_a_state(self, on: str | None, answer: str) -> None:
        """The message says how the treaty applied on the day that was asked about."""
        with pytest.raises(cc.errors.NotAStateError, match=f"is {answer} by Netherlands"):
            self.BUDAPEST.status("Curaçao", on)

    def test_how_far_an_edition_is_complete(self) -> None:
        """Malabo's record has every act up to the list of 2024-07-08."""
        malabo = cc.treaty("malabo")

        assert cc.Coverage.COMPLETE is malabo.known_at("2024-07-08").coverage
        assert cc.Coverage.PARTIAL is malabo.known_at("2024-07-09").coverage


class Day(date):
    """A subclass of ``date``, as frozen clocks and libraries of dates have one."""


class TestOtherDays:
    def test_of_numpy(self) -> None:
        """A ``datetime64`` means its calendar day; no time, and a year without a calendar, are none."""
        numpy = pytest.importorskip("numpy")
        clause = cc.rules.Clause("1")

        assert date(2020, 3, 13) == clause.effect(numpy.datetime64("2020-03-13"))
        assert date(2020, 3, 13) == clause.effect(numpy.datetime64("2020-03-13T23:59:59"))
        for none in ("NaT", "20000-01-01"):
            with pytest.raises(cc.errors.InvalidDateError, match=f"{none}.* is not a day, expected a date, a datetime"):
                clause.effect(numpy.datetime64(none))

    def test_of_a_subclass(self) -> None:
        """Plain dates are kept, and come out."""
        window = cc.DateWindow(Day(2020, 3, 13), None)

        assert type(window.earliest) is date
        assert date(2020, 3, 13) == window.earliest
        assert type(cc.rules.Clause("1").effect(Day(2020, 3, 13))) is date
        assert date(2020, 3, 13) == cc.rules.Clause("1").effect(Day(2020, 3, 13))

    def test_of_an_act(self) -> None:
        """An act takes a day, a text of one and a window."""
        window = cc.DateWindow(date(2001, 11, 23), date(2001, 11, 23))
        days = (date(2001, 11, 23), datetime(2001, 11, 23, 12), "2001-11-23", window)  # noqa: DTZ001

        assert {window} == {cc.Act("FRA", "signature", day).when for day in days}

    def test_of_another_type(self) -> None:
        """A number is no day; the message says what is one."""
        with pytest.raises(
            cc.errors.InvalidTypeError,
            match="^20200313 is of type int, expected a date, a datetime or an ISO date such as '2020-03-13'$",
        ):
            cc.rules.Clause("1").effect(20200313)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestFormerStates:
    @pytest.mark.parametrize(
        ("on", "status"),
        [
            ("2005-04-06", cc.Status.NOT_PARTICIPATING),
            ("2005-04-07", cc.Status.SIGNATORY),
            ("2006-06-02", cc.Status.SIGNATORY),
            ("2006-06-03", cc.Status.NOT_PARTICIPATING),
        ],
    )
    def test_acts_that_stand_under_another(self, on: str, status: cc.Status) -> None:
        """Serbia and Montenegro signed on 2005-04-07 and ended on 2006-06-03; its acts stand under Serbia."""
        assert status is cc.treaty("budapest").status("SCG", on)


class TestUncertainActs:
    def test_a_clause_that_was_not_seen(self) -> None:
        """From the treaty's own entry into force on a State may be a party; a list that shows it proves that it is."""
        treaty = with_acts(act("FRA", cc.ActKind.RATIFICATION, "2003-01-01", "2010-05-01"))
        rules = attrs.evolve(treaty.rules, clauses=(), not_seen=("later", "denunciation"))
        unseen = attrs.evolve(treaty, details=attrs.evolve(treaty._details(), rules=rules))  # pyright: ignore[reportPrivateUsage]

        assert cc.Status.CONTRACTING is unseen.status("FRA", "2004-06-30")
        assert (cc.Status.CONTRACTING, cc.Status.PARTY) == unseen.possible_statuses("FRA", "2004-07-01")
        assert cc.Status.UNKNOWN is unseen.status("FRA", "2010-04-30")
        assert cc.Status.PARTY is unseen.status("FRA", "2010-05-01")

    def test_a_list_closes_a_window(self) -> None:
        """A signature of a day not known, on a list of 2016, had been given by then."""
        treaty = with_acts(act("KEN", cc.ActKind.SIGNATURE, "2015-01-01/..", "2016-01-01"))

        assert cc.Status.NOT_PARTICIPATING is treaty.status("KEN", "2014-12-31")
        assert cc.Status.UNKNOWN is treaty.status("KEN", "2015-12-31")
        assert cc.Status.SIGNATORY is treaty.status("KEN", "2016-01-01")

    def test_a_consent_that_may_have_come_after_its_end(self) -> None:
        """A denunciation that has effect says nothing of a consent that may not have been given by then."""
        treaty = with_acts(
            act("FRA", cc.ActKind.RATIFICATION, "2010-01-01/2012-12-31"),
            act("FRA", cc.ActKind.DENUNCIATION, "2011-06-01"),
        )

        assert (cc.Status.NOT_PARTICIPATING, cc.Status.WITHDRAWN) == treaty.possible_statuses("FRA", "2011-11-01")
        assert cc.Status.WITHDRAWN is treaty.status("FRA", "2013-01-01")

    def test_a_treaty_of_which_no_day_is_known(self) -> None:
        """In a partial record that says neither since when nor until when, a signatory may have become anything."""
        unknown = {"opened": None, "adopted": None, "coverage": cc.Coverage.PARTIAL, "complete_to": None}
        treaty = with_acts(act("KEN", cc.ActKind.SIGNATURE, ""), **unknown)

        assert cc.Status.UNKNOWN is treaty.status("KEN", "2026-01-01")
        assert cc.Status.UNKNOWN is treaty.status("KEN", "0001-01-01")

    def test_a_denunciation_by_a_suspended_state(self) -> None:
        """47: until it has effect, the State stays suspended, in a partial record too."""
        treaty = with_acts(
            act("FRA", cc.ActKind.RATIFICATION, "2005-01-01"),
            act("FRA", cc.ActKind.SUSPENSION, "2010-01-01"),
            act("FRA", cc.ActKind.DENUNCIATION, "2015-01-01"),
            coverage=cc.Coverage.PARTIAL,
        )

        assert cc.Status.SUSPENDED is treaty.status("FRA", "2015-02-01")
        assert cc.Status.UNKNOWN is treaty.status("FRA", "2015-05-01")

    def test_an_accession_proves_its_invitation_past_the_limit(self) -> None:
        """37(1): who acceded in 2020 had been invited until then, though the decision on record is of 2013."""
        treaty = with_acts(
            act("KEN", cc.ActKind.INVITATION, "2013-09-11"), act("KEN", cc.ActKind.ACCESSION, "2020-01-01")
        )

        assert cc.Status.INVITED is treaty.status("KEN", "2019-06-01")
        assert cc.Status.CONTRACTING is treaty.status("KEN", "2020-01-01")


class TestPartialRecord:
    """What acts that are not on record may have made of a State whose acts are."""

    @pytest.mark.parametrize(
        ("day", "possible"),
        [
            ("2002-01-14", {cc.Status.NOT_PARTICIPATING}),
            ("2002-01-15", {cc.Status.SIGNATORY, cc.Status.CONTRACTING}),
            ("2004-06-30", {cc.Status.SIGNATORY, cc.Status.CONTRACTING}),
            ("2004-07-01", {cc.Status.SIGNATORY, cc.Status.CONTRACTING, cc.Status.PARTY}),
        ],
    )
    def test_a_signature_that_no_list_shows_alone(self, day: str, possible: set[cc.Status]) -> None:
        """Who signed may have ratified on that very day, and be a party once the treaty is in force."""
        treaty = with_acts(act("KEN", cc.ActKind.SIGNATURE, "2002-01-15"), coverage=cc.Coverage.PARTIAL)

        assert possible == {*treaty.possible_statuses("KEN", day)}

    def test_an_invitation_that_no_list_shows_alone(self) -> None:
        """Who was invited may have signed or acceded since, or neither; one that left can't sign any more."""
        invited = with_acts(act("KEN", cc.ActKind.INVITATION, "2003-01-15"), coverage=cc.Coverage.PARTIAL)
        left = with_acts(
            act("KEN", cc.ActKind.ACCESSION, "2005-01-15"),
            act("KEN", cc.ActKind.DENUNCIATION, "2006-01-15"),
            coverage=cc.Coverage.PARTIAL,
        )

        assert {cc.Status.INVITED, cc.Status.SIGNATORY, cc.Status.CONTRACTING} == {
            *invited.possible_statuses("KEN", "2004-01-15")
        }
        assert {cc.Status.WITHDRAWN, cc.Status.CONTRACTING, cc.Status.PARTY} == {
            *left.possible_statuses("KEN", "2006-05-01")
        }

    def test_a_denunciation_by_a_clause_not_seen(self) -> None:
        """Before a treaty is in force too, a denunciation has effect on its day or later."""
        acts = (act("KEN", cc.ActKind.ACCESSION, "2003-01-15"), act("KEN", cc.ActKind.DENUNCIATION, "2003-06-15"))
        treaty = with_acts(*acts, entry_into_force=None)
        rules = attrs.evolve(treaty.rules, clauses=(), not_seen=("denunciation",))
        unseen = attrs.evolve(treaty, details=attrs.evolve(treaty._details(), rules=rules))  # pyright: ignore[reportPrivateUsage]

        assert cc.Status.CONTRACTING is unseen.status("KEN", "2003-06-14")
        assert {cc.Status.CONTRACTING, cc.Status.WITHDRAWN} == {*unseen.possible_statuses("KEN", "2003-06-15")}


class TestDoneByADay:
    """A State that acceded twice: what ended or suspended which of its consents, from which day on."""

    ACTS = (
        act("KEN", cc.ActKind.ACCESSION, "2005-01-15"),
        act("KEN", cc.ActKind.DENUNCIATION, "2006-03-10"),
        act("KEN", cc.ActKind.ACCESSION, "2010-02-01"),
        act("KEN", cc.ActKind.SUSPENSION, "2012-05-04"),
        act("KEN", cc.ActKind.SUSPENSION, "2013-05-04"),
        act("KEN", cc.ActKind.DENUNCIATION, "2014-06/2014-08"),
    )
    KENYA = with_acts(*ACTS)["KEN"]

    @pytest.mark.parametrize(
        ("consent", "day", "denunciation"),
        [(0, "2006-03-09", None), (0, "2006-03-10", 1), (2, "2014-08-30", None), (2, "2014-08-31", 5)],
    )
    def test_denunciation(self, consent: int, day: str, denunciation: int | None) -> None:
        """One ends the consents before it, once it had certainly been made."""
        expected = None if denunciation is None else self.ACTS[denunciation]

        assert expected == withdrawn_by(self.KENYA, date.fromisoformat(day), self.ACTS[consent])

    def test_what_the_record_has_was_done_by_its_day(self) -> None:
        """Of acts without a last day that alone is certain."""
        last = (act("KEN", cc.ActKind.SUSPENSION, "2014-05/.."), act("KEN", cc.ActKind.DENUNCIATION, "2014-06/.."))
        kenya = with_acts(self.ACTS[0], *last)["KEN"]
        eve, as_of = date(2026, 4, 24), date(2026, 4, 25)

        assert (None, last[1]) == tuple(withdrawn_by(kenya, day, self.ACTS[0]) for day in (eve, as_of))
        assert (None, last[0]) == tuple(suspended_by(kenya, day, self.ACTS[0]) for day in (eve, as_of))

    def test_a_new_consent_is_not_suspended(self) -> None:
        """What suspended the one before does not suspend it."""
        again = act("KEN", cc.ActKind.RATIFICATION, "2015-02-01")
        kenya = with_acts(self.ACTS[0], self.ACTS[3], again)["KEN"]

        assert self.ACTS[3] == suspended_by(kenya, date(2026, 4, 25), self.ACTS[0])
        assert suspended_by(kenya, date(2026, 4, 25), again) is None

    @pytest.mark.parametrize(
        ("day", "suspension"),
        [("2012-05-03", None), ("2012-05-04", 3), ("2013-05-03", 3), ("2013-05-04", 4), ("2026-04-25", 4)],
    )
    def test_suspension(self, day: str, suspension: int | None) -> None:
        """The last one counts."""
        expected = None if suspension is None else self.ACTS[suspension]

        assert expected == suspended_by(self.KENYA, date.fromisoformat(day), self.ACTS[2])


def test_a_suspension_outweighs_a_consent_without_effect() -> None:
    """A State that is bound as a successor, and suspended the treaty, is suspended, whatever it deposited besides."""
    treaty = with_acts(
        cc.Act("KEN", "accession", "2005-01-15", "2010-01-01"),
        act("KEN", cc.ActKind.SUCCESSION, "2005-06-01"),
        act("KEN", cc.ActKind.SUSPENSION, "2006-01-01"),
    )

    assert cc.Status.CONTRACTING is treaty.status("KEN", "2005-05-31")
    assert cc.Status.PARTY is treaty.status("KEN", "2005-12-31")
    assert cc.Status.SUSPENDED is treaty.status("KEN", "2006-01-01")


def test_a_signature_and_a_consent_of_unknown_days() -> None:
    """In June 2003 a State that signed and ratified in some months of that year may have done neither, one or both."""
    treaty = with_acts(
        act("FRA", cc.ActKind.SIGNATURE, "2003-01/2003-08"), act("FRA", cc.ActKind.RATIFICATION, "2003-03/2003-12")
    )

    assert {cc.Status.NOT_PARTICIPATING, cc.Status.SIGNATORY, cc.Status.CONTRACTING} == {
        *treaty.possible_statuses("FRA", "2003-06-15")
    }


def test_a_consent_of_an_unknown_day() -> None:
    """What may be is told, and of a consent without a last day, that it was given by the day of the record."""
    treaty = with_acts(act("FRA", cc.ActKind.RATIFICATION, "2009"), act("NGA", cc.ActKind.ACCESSION, "2015-01-01/.."))

    with pytest.raises(cc.errors.UnknownStatusError, match=r"\(possible: not participating or contracting or party\)$"):
        treaty.is_party("FRA", "2009-08-01")
    assert cc.Answer.UNKNOWN is treaty.statements("NGA", on="2023-01-01", article="29(4)").answer


def test_what_was_asked_changes_no_treaty() -> None:
    """Answers are remembered beside the value, and a list of States is not asked about."""
    one, other = (with_acts(act("FRA", cc.ActKind.RATIFICATION, "2006-01-10")) for _ in range(2))
    wrong: Any = ["FRA"]

    assert one.is_party("FRA")
    assert ["FRA"] == [each.state.id for each in one]
    assert one == other
    assert hash(one) == hash(other)
    with pytest.raises(cc.errors.InvalidTypeError, match=r"^\['FRA'\] is of type list"):
        one.is_party(wrong)


def test_one_denunciation_ends_two_consents_at_once() -> None:
    """Its day is not known, but it is one: if the second consent is withdrawn, so is the first."""
    treaty = with_acts(
        act("KEN", cc.ActKind.ACCESSION, "2005-01-15"),
        cc.Act("KEN", "accession", "2010-03-01", "2010-12-01"),
        act("KEN", cc.ActKind.DENUNCIATION, "2010-03/2010-04"),
    )

    assert {cc.Status.PARTY, cc.Status.WITHDRAWN} == {*treaty.possible_statuses("KEN", "2010-07-15")}
    assert cc.Status.WITHDRAWN is treaty.status("KEN", "2010-08-01")


class TestEditionsOfADay:
    """What an edition has of acts whose days, or whose evidence, lie on both sides of its own day."""

    def test_in_force_on_the_day(self) -> None:
        """Who brought a treaty into force may not be on record; that it was is known from that day on."""
        acts = (act("FRA", cc.ActKind.RATIFICATION, "2003-05-01"), act("KEN", cc.ActKind.ACCESSION, "2003"))
        treaty = with_acts(*acts)

        assert treaty.known_at("2004-06-30").entry_into_force is None
        assert date(2004, 7, 1) == treaty.known_at("2004-07-01").entry_into_force

    def test_published_effects(self) -> None:
        """Before anybody knew when the treaty would be in force, only a denunciation's effect could be published."""
        treaty = with_acts(
            cc.Act("KEN", "accession", "2003-01-15", "2004-07-01"),
            cc.Act("KEN", "denunciation", "2003-03-10", "2003-07-01"),
        )

        assert [None, date(2003, 7, 1)] == [each.effective for each in treaty.known_at("2003-12-31").acts]
        assert [date(2004, 7, 1), date(2003, 7, 1)] == [each.effective for each in treaty.known_at("2004-07-01").acts]

    def test_an_invitation_that_nothing_shows(self) -> None:
        """Decided since 2015 and by the day of the record: in 2017 nobody knew whether it had been."""
        invitation = act("KEN", cc.ActKind.INVITATION, "2015-01-01/..")
        then = with_acts(invitation, act("PHL", cc.ActKind.ACCESSION, "2018-03-28")).known_at("2017-01-01")

        assert ["2015-01-01/2026-04-25"] == [str(each.when) for each in then.acts]
        assert cc.Status.UNKNOWN is then.status("KEN")

    def test_an_accession_of_a_later_day(self) -> None:
        """No day bounds the decision to invite Ecuador but that on which it acceded; an edition of 2021 keeps that.

        Colombia's second invitation is in it as on record, with the chart of 2020 and the accession that show it.
        """
        budapest = cc.treaty("budapest")
        invitation, accession = budapest["ECU"].acts

        assert (None, None) == (invitation.latest, invitation.seen)
        assert accession.date is not None
        assert [accession.date] == [each.latest for each in budapest.known_at("2021-01-01")["ECU"].acts]
        assert budapest["COL"].acts == budapest.known_at("2021-01-01")["COL"].acts

    def test_an_invitation_that_some_chart_shows(self) -> None:
        """Where neither its day nor the first of the charts is known, it may have been known from the opening on."""
        treaty = with_acts(act("KEN", cc.ActKind.INVITATION, "../..", "../2020-03-13"))

        assert 0 == len(treaty.known_at("2001-11-22").acts)
        assert 1 == len(treaty.known_at("2001-11-23").acts)

    @pytest.mark.parametrize(
        ("when", "seen", "day", "then"),
        [
            ("2020-06-01/..", None, "2021-01-01", ("2020-06-01/2026-04-25", None)),
            ("../..", None, "2021-01-01", ("../2026-04-25", None)),
            ("2020-06-01/..", "2024-06-01/2025-06-01", "2024-05-31", ("2020-06-01/2024-06-01", None)),
            ("2020-06-01/..", "2024-06-01/2025-06-01", "2024-06-01", ("2020-06-01/..", "2024-06-01")),
            ("2020-06-01/..", "2024-06-01/2025-06-01", "2024-06-02", ("2020-06-01/..", "2024-06-01/2024-06-02")),
            ("2020-06-01/..", "2024-06-01/2025-06-01", "2026-01-01", ("2020-06-01/..", "2024-06-01/2025-06-01")),
            ("2020-06-01/..", "2024-06-01/..", "2024-06-02", ("2020-06-01/..", "2024-06-01/2024-06-02")),
            ("2020-06-01/2020-06-30", "2024-06-01", "2024-05-31", ("2020-06-01/2020-06-30", None)),
        ],
    )
    def test_charts_of_later_days(self, when: str, seen: str | None, day: str, then: tuple[str, str | None]) -> None:
        """A later chart had not been seen; that the act had been done by its day stays."""
        [known] = with_acts(act("KEN", cc.ActKind.SIGNATURE, when, seen)).known_at(day).acts

        assert cc.DateWindow.parse(then[0]) == known.when
        assert (None if then[1] is None else cc.DateWindow.parse(then[1])) == known.seen
