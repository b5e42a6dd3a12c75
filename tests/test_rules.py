from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions._treaties import rules_of

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


class TestWaits:
    @pytest.mark.parametrize(
        ("deposited", "in_force"),
        [
            ("2022-11-30", "2023-03-01"),  # Brazil: the third month ends on 28 February
            ("2006-01-10", "2006-05-01"),  # France
            ("2021-04-28", "2021-08-01"),  # Sweden
            ("2014-10-16", "2015-02-01"),  # Luxembourg
        ],
    )
    def test_three_months_then_first_of_the_month(self, deposited: str, in_force: str) -> None:
        """36(4): "the first day of the month following the expiration of a period of three months"."""
        art_36_4 = cc.rules.Clause("36(4)", months=3, first_of_next_month=True)

        assert in_force == art_36_4.effect(deposited).isoformat()

    @pytest.mark.parametrize(("deposited", "in_force"), [("2005-01-31", "2005-02-28"), ("2004-01-30", "2004-02-29")])
    def test_same_day_of_a_later_month_is_clipped(self, deposited: str, in_force: str) -> None:
        """OPSC 14(2): one month after the deposit, clipped to the month's end."""
        assert in_force == cc.rules.Clause("14(2)", months=1).effect(deposited).isoformat()

    @pytest.mark.parametrize(
        ("days", "deposited", "in_force"), [(90, "2003-07-01", "2003-09-29"), (30, "1990-08-03", "1990-09-02")]
    )
    def test_nth_day_after(self, days: int, deposited: str, in_force: str) -> None:
        """UNTOC 38(1) and CRC 49(1): the nth day after the deposit."""
        assert in_force == cc.rules.Clause("38(1)", days=days).effect(deposited).isoformat()

    @given(DAYS, st.integers(0, 24))
    def test_first_of_the_month_against_counting(self, day: date, months: int) -> None:
        """36(4): whatever the day of the month, only its month counts."""
        index = day.year * 12 + day.month - 1 + months + 1

        expected = date(index // 12, index % 12 + 1, 1)
        assert expected == cc.rules.Clause("36(4)", months=months, first_of_next_month=True).effect(day)

    @given(DAYS, st.integers(1, 24))
    def test_same_day_against_counting(self, day: date, months: int) -> None:
        """14(2): the same number of day, or the last of a shorter month."""
        index = day.year * 12 + day.month - 1 + months
        first = date(index // 12, index % 12 + 1, 1)
        last = date((index + 1) // 12, (index + 1) % 12 + 1, 1) - timedelta(days=1)

        assert min(first + timedelta(days=day.day - 1), last) == cc.rules.Clause("14(2)", months=months).effect(day)

    @given(DAYS, DAYS, st.integers(0, 12), st.booleans())
    def test_later_deposits_never_take_effect_sooner(self, one: date, other: date, months: int, first: bool) -> None:
        """A clause keeps the order of deposits."""
        clause = cc.rules.Clause("36(4)", months=months, first_of_next_month=first)

        assert clause.effect(min(one, other)) <= clause.effect(max(one, other))

    @pytest.mark.parametrize(("months", "days"), [(-1, 0), (0, -1), (1, 1)])
    def test_impossible_numbers(self, months: int, days: int) -> None:
        """A clause waits for months or for days, not for less than nothing."""
        with pytest.raises(cc.errors.InvalidRuleError, match=r"Art\. 9"):
            cc.rules.Clause("9", months=months, days=days)

    def test_in_words(self) -> None:
        """A clause says itself in words."""
        assert "Art. 38(1): 90 days" == str(cc.rules.Clause("38(1)", days=90))
        assert "Art. 1: 1 day" == str(cc.rules.Clause("1", days=1))
        assert "Art. 14(2): 1 calendar month" == str(cc.rules.Clause("14(2)", months=1))


class TestBudapest:
    @pytest.mark.parametrize(
        ("topic", "article"),
        [
            ("first", "36(3)"),
            ("later", "36(4)"),
            ("accession", "37(2)"),
            ("territorial_extension", "38(2)"),
            ("denunciation", "47"),
        ],
    )
    def test_articles(self, budapest: cc.Treaty, topic: str, article: str) -> None:
        """Each clause carries its article."""
        assert article == getattr(budapest.rules, topic).article == budapest.rules.clause(topic).article

    def test_numbers(self, budapest: cc.Treaty) -> None:
        """36(3): five States, including at least three member States of the Council of Europe."""
        assert (5, 3, "36(3)") == (
            budapest.rules.consents_needed,
            budapest.rules.members_needed,
            budapest.rules.consents_article,
        )

    def test_first_group(self, budapest: cc.Treaty) -> None:
        """Lithuania's consent of 2004-03-18 completed the five."""
        group = budapest.rules.first_group(budapest.consents)

        assert group is not None
        assert ["ALB", "HRV", "EST", "HUN", "LTU"] == [state.id for state in group.states]
        assert ("LTU", date(2004, 3, 18), date(2004, 7, 1)) == (
            group.completed_by.id,
            group.completed_on,
            group.entry_into_force,
        )

    def test_three_of_the_five_must_be_members(self, budapest: cc.Treaty) -> None:
        """36(3): five consents with two members do not bring the Convention into force."""
        consents = [
            (date(2002, 1, day), cc.state(id_)) for day, id_ in enumerate(["USA", "JPN", "CAN", "FRA", "DEU"], 1)
        ]

        assert budapest.rules.first_group(consents) is None
        assert 1 == budapest.rules.missing(consents)
        assert budapest.rules.first_group([*consents, (date(2002, 2, 1), cc.state("ITA"))]) is not None

    def test_clause_not_on_record(self, budapest: cc.Treaty) -> None:
        """A clause that is not there is said to be missing, never guessed."""
        with pytest.raises(
            cc.errors.ClauseNotSeenError, match="ETS No. 185: the clause on 'suspension' is not on record"
        ):
            budapest.rules.clause("suspension")

    def test_floor_is_the_treatys_own_entry_into_force(self, budapest: cc.Treaty) -> None:
        """36(4): Albania's consent of 2002 had to wait for the Convention itself."""
        assert date(2004, 7, 1) == budapest.rules.effect("2002-06-20", date(2004, 7, 1))


def test_organisations_do_not_count_on_top_of_members() -> None:
    """UNTOC 38(1): an instrument of a regional organisation is not counted beside its members'."""
    rules = cc.rules.Rules(
        treaty="test",
        consents_needed=2,
        members_needed=0,
        counts_organisations=False,
        clauses=(("first", cc.rules.Clause("38(1)", days=90)),),
        not_seen=("later",),
    )
    consents = [(date(2003, 1, 1), cc.state("EU")), (date(2003, 1, 2), cc.state("FRA"))]

    assert rules.first_group(consents) is None
    assert 1 == rules.missing(consents)
    with pytest.raises(cc.errors.ClauseNotSeenError, match="'later' has not been seen"):
        _ = rules.later


def test_clause_for_acts_after_entry_into_force() -> None:
    """OPSC 14(2) speaks of deposits after entry into force; an earlier one takes effect with the treaty."""
    clause = cc.rules.Clause("14(2)", months=1, only_after_entry_into_force=True)
    rules = cc.rules.Rules("test", 10, 0, counts_organisations=True, clauses=(("later", clause),))

    assert date(2002, 1, 18) == rules.effect("2002-01-17", date(2002, 1, 18))
    assert date(2002, 2, 19) == rules.effect("2002-01-19", date(2002, 1, 18))


class TestInvitations:
    RULE = cc.rules.InvitationRule("37(1)", 5, date(2013, 4, 10), "CM/Del/Dec(2013)1168/10.2")

    def invitation(self, when: str, rule: cc.rules.InvitationRule | None = RULE) -> cc.Invitation:
        return cc.Invitation(cc.Act(cc.state("KEN"), cc.ActKind.INVITATION, cc.DateWindow.parse(when)), rule)

    @pytest.mark.parametrize(
        ("when", "on", "validity"),
        [
            ("2024-10-09", "2024-10-08", cc.Validity.NOT_YET),
            ("2024-10-09", "2024-10-09", cc.Validity.VALID),
            ("2024-10-09", "2029-10-09", cc.Validity.VALID),
            ("2024-10-09", "2029-10-10", cc.Validity.EXPIRED),
            ("2016-02-29", "2021-02-28", cc.Validity.VALID),
            ("2016-02-29", "2021-03-01", cc.Validity.EXPIRED),
            ("2013-04-09", "2099-01-01", cc.Validity.UNLIMITED),
            ("2013-04-10", "2099-01-01", cc.Validity.EXPIRED),
            ("2007-01-31", "2017-09-22", cc.Validity.UNLIMITED),
            ("2017-07", "2017-07-15", cc.Validity.UNKNOWN),
            ("2017-07", "2022-07-01", cc.Validity.VALID),
            ("2017-07", "2022-07-15", cc.Validity.UNKNOWN),
            ("2017-07", "2022-08-01", cc.Validity.EXPIRED),
            ("", "2026-04-25", cc.Validity.UNKNOWN),
            ("../2012-08-31", "2026-04-25", cc.Validity.UNLIMITED),
            ("../2018-12-03", "2019-01-01", cc.Validity.UNKNOWN),
            ("2013-01/2013-12", "2030-01-01", cc.Validity.UNKNOWN),
        ],
    )
    def test_validity(self, when: str, on: str, validity: cc.Validity) -> None:
        """Since 2013 a decision is valid five years as from its adoption, the anniversary included."""
        assert validity is self.invitation(when).validity(on)

    def test_without_a_rule_there_is_no_limit(self) -> None:
        """A treaty whose depositary sets no limit."""
        assert cc.Validity.UNLIMITED is self.invitation("2024-10-09", None).validity("2040-01-01")
        assert self.invitation("2024-10-09", None).expires is None

    @pytest.mark.parametrize(
        ("when", "expires"),
        [
            ("2024-10-09", "2029-10-09"),
            ("2019-12", "2024-12"),
            ("2023-02", "2028-02-01/2028-02-28"),
            ("2020-03-16/2020-09", "2025-03-16/2025-09-30"),
            ("2020-03-14/..", "2025-03-14/.."),
            ("../2018-12-03", "2018-04-10/.."),  # from before the limit, or five years after 2013-04-10 at the soonest
            ("2013-01/2013-12", "2018-04-10/.."),
            ("", "2018-04-10/.."),
        ],
    )
    def test_expiry(self, when: str, expires: str) -> None:
        """The end of an invitation is known as well as its decision."""
        assert cc.DateWindow.parse(expires) == self.invitation(when).expires

    @pytest.mark.parametrize("when", ["2007-01-31", "2013-04-09", "../2011-06-01"])
    def test_no_limit(self, when: str) -> None:
        """A decision from before 2013-04-10 has no end."""
        assert self.invitation(when).expires is None

    @pytest.mark.parametrize(
        ("valid_on", "first"),
        [
            ("2026-04-25", "2021-04-25"),
            ("2021-02-28", "2016-02-28"),
            ("2024-02-29", "2019-03-01"),  # one of 2019-02-28 ends on 2024-02-28
            ("2021-03-01", "2016-03-01"),
            ("2015-01-01", "2013-04-10"),
            ("0003-01-01", "2013-04-10"),
        ],
    )
    def test_earliest_decision(self, valid_on: str, first: str) -> None:
        """A decision that is valid on a day was adopted in the five years before, and not before the limit."""
        assert first == str(self.RULE.earliest_decision(valid_on))

    @given(st.dates(date(2013, 4, 10), date(2100, 1, 1)))
    def test_earliest_decision_is_the_first_that_is_valid(self, day: date) -> None:
        """The day before it would have lapsed, or have had no limit."""
        first = self.RULE.earliest_decision(day)
        before = self.RULE.expiry(first - timedelta(days=1))

        assert day <= (self.RULE.expiry(first) or date.min)
        assert before is None or before < day

    def test_repr(self) -> None:
        """An invitation says when it was decided and how long it is valid."""
        assert "<Invitation KEN decided 2024-10-09, valid to 2029-10-09>" == repr(self.invitation("2024-10-09"))
        assert "<Invitation KEN decided on an unknown day, valid to 2018-04-10 at least>" == repr(self.invitation(""))
        assert "<Invitation KEN decided 2007-01-31, without limit>" == repr(self.invitation("2007-01-31"))


class TestOpening:
    def test_budapest(self) -> None:
        """36(1): members and four more may sign; 37(1): others may accede on invitation."""
        rules = cc.treaty("budapest").rules

        assert rules.open_for_signature is not None
        assert "36(1)" == rules.open_for_signature.article
        assert "Canada, Japan, South Africa and the United States" in rules.open_for_signature.who
        assert rules.open_for_accession is not None
        assert ("37(1)", True) == (rules.open_for_accession.article, "invitation" in rules.open_for_accession.who)

    def test_until_when(self) -> None:
        """Palermo was open for signature to 2002-12-12 (36(1)), the CRC has no closing date (46)."""
        untoc, crc = (cc.treaty(each).rules.open_for_signature for each in ("untoc", "crc"))

        assert untoc is not None
        assert crc is not None
        assert date(2002, 12, 12) == untoc.until
        assert (None, True) == (crc.until, crc.open_ended)
        assert all(each.signature.latest <= untoc.until for each in cc.treaty("untoc") if each.signature)  # type: ignore[operator]  # pyright: ignore[reportOptionalOperand]
        assert "<Opening Art. 46: with no closing date>" == repr(crc)

    def test_first_protocol(self) -> None:
        """9(1), 9(2), 11: who signed ETS 185 may sign, even as consent; who acceded to it may accede."""
        rules = cc.treaty(189).rules

        assert rules.open_for_signature is not None
        assert rules.open_for_accession is not None
        assert ("ets185", True) == (rules.open_for_signature.treaty, rules.open_for_signature.consent_by_signature)
        assert ("ets185", "11(1)") == (rules.open_for_accession.treaty, rules.open_for_accession.article)

    @pytest.mark.parametrize(
        ("treaty", "article", "who"),
        [
            ("untoc", "36(4)", "any State"),
            ("crc", "48", "any State"),
            ("opsc", "13(2)", "Parties to and signatories of the Convention on the Rights of the Child"),
            ("uncc", "64(4)", "any State"),
            ("malabo", "35", "members of the African Union"),
            ("ets185", "37(1)", "on invitation"),
            ("ets189", "11(1)", "acceded to the Convention on Cybercrime"),
            ("cets201", "46(1)", "on invitation"),
        ],
    )
    def test_accession_is_open(self, treaty: str, article: str, who: str) -> None:
        """Each treaty says who may accede."""
        found = cc.treaty(treaty).rules.open_for_accession

        assert found is not None
        assert (article, False) == (found.article, found.absent)
        assert who in found.who
        assert found.only_after_entry_into_force is (treaty in {"ets185", "ets189", "cets201"})

    def test_no_accession_clause(self) -> None:
        """CETS 224 has none: States that acceded to ETS 185 sign and ratify."""
        found = cc.treaty(224).rules.open_for_accession

        assert found is not None
        assert (True, None) == (found.absent, found.article)
        assert str(found).startswith("no such clause: Parties that acceded")

    def test_text_as_known(self) -> None:
        """Clauses whose wording was not at hand say so, with medium confidence; none of the others does."""
        cited = {treaty.id: {topic for topic, _ in treaty.rules.text_as_known} for treaty in cc.treaties()}

        assert {
            "cets224": {"signature", "reservations", "first", "later", "reservation_withdrawal", "denunciation"},
            "uncc": {"accession", "later", "denunciation"},
            "malabo": {"signature", "accession", "denunciation"},
        } == {treaty: topics for treaty, topics in cited.items() if topics}
        later = cc.treaty("uncc").rules.later
        assert (cc.Confidence.MEDIUM, False, 30) == (later.confidence, later.text_read, later.days)

    @pytest.mark.parametrize(
        ("treaty", "topic", "clause"),
        [
            ("uncc", "later", "Art. 65(2): 30 days"),
            ("uncc", "denunciation", "Art. 67(1): 12 calendar months"),
            ("malabo", "denunciation", "Art. 38(2): 12 calendar months"),
            ("cets224", "first", "Art. 16(3): 3 calendar months, then the first day of the next month"),
            ("cets224", "later", "Art. 16(4): 3 calendar months, then the first day of the next month"),
            ("cets224", "denunciation", "Art. 24(2): 3 calendar months, then the first day of the next month"),
            ("cets224", "reservation_withdrawal", "Art. 20(1): 0 days"),
            ("crc", "reservation_withdrawal", "Art. 51(3): 0 days"),
            ("ets189", "territorial_withdrawal", "Art. 14(3): 3 calendar months, then the first day of the next month"),
            (
                "cets201",
                "territorial_withdrawal",
                "Art. 47(3): 3 calendar months, then the first day of the next month",
            ),
        ],
    )
    def test_clauses(self, treaty: str, topic: str, clause: str) -> None:
        """What a clause adds, with its article."""
        assert clause == str(cc.treaty(treaty).rules.clause(topic))

    @pytest.mark.parametrize(
        ("treaty", "article", "only_to"),
        [
            ("ets185", "42", "4(2) 6(3) 9(4) 10(3) 11(3) 14(3) 22(2) 29(4) 41(1)"),
            ("ets189", "12(2)", "3 5 6"),
            ("cets224", "19(1)", "7(9)(a) 7(9)(b) 8(13) 17"),
            ("cets201", "48", "20(3) 20(4) 21(2) 24(3) 25(2) 25(3)"),
        ],
    )
    def test_reservations(self, treaty: str, article: str, only_to: str) -> None:
        """To which articles reservations are allowed; the list of CETS 201 is not closed."""
        found = cc.treaty(treaty).rules.reservations

        assert found is not None
        assert (article, tuple(only_to.split())) == (found.article, found.only_to)
        assert found.examples is (treaty == "cets201")

    def test_declarations(self) -> None:
        """ETS 185, Art. 40."""
        found = cc.treaty(185).rules.declarations

        assert found is not None
        assert "Art. 40: only to 2, 3, 6(1)(b), 7, 9(3), 27(9)(e)" == str(found)

    def test_confidence_that_is_none(self) -> None:
        """How well a clause is founded is one of a few words."""
        facts = {"entry_into_force": {"consents": 5}, "clauses": {"first": {"article": "9", "confidence": "sure"}}}

        with pytest.raises(
            cc.errors.InvalidRuleError, match=r"Art\. 9: confidence 'sure', expected one of high, medium"
        ):
            rules_of({"reference": "ETS No. 1"}, facts)


class TestDeposits:
    @pytest.mark.parametrize(
        ("treaty", "state", "deposited", "message"),
        [
            (189, "MAR", "2005-12-31", r"not open for accession before 2006-03-01 \(Art\. 11\(1\)\); Morocco"),
            (185, "MAR", "2004-06-30", r"not open for accession before 2004-07-01 \(Art\. 37\(1\)\)"),
            (201, "TUN", "2010-06-30", r"not open for accession before 2010-07-01 \(Art\. 46\(1\)\)"),
            (
                189,
                "MAR",
                "2018-06-28",
                r"takes an instrument of ETS No\. 185 .* \(Art\. 9\(2\)\); Morocco \(MAR\) had given",
            ),
            (189, "SVN", "2004-09-07", "Slovenia .* had given none by 2004-09-07"),
            (189, "USA", "2005-12-31", "takes an instrument of ETS No. 185"),  # it signed that, so it need not accede
            (224, "IRL", "2026-04-25", r"takes an instrument of ETS No\. 185 before or at the same time; Ireland"),
            (
                "opsc",
                "SOM",
                "2002-05-08",
                r"takes signature or an instrument of UNTC IV-11 .* \(Art\. 13\(1\)\); Somalia",
            ),
        ],
    )
    def test_that_could_not_be_made(self, treaty: int | str, state: str, deposited: str, message: str) -> None:
        """Accession waits for the treaty's own entry into force, and a protocol for the convention's instrument."""
        with pytest.raises(cc.errors.InvalidDateError, match=message):
            cc.treaty(treaty).would_enter_into_force(state, deposited=deposited)

    @pytest.mark.parametrize(
        ("treaty", "state", "deposited", "effect"),
        [
            (189, "MAR", "2018-06-29", "2018-10-01"),  # both instruments on one day
            (189, "SVN", "2004-09-08", "2006-03-01"),  # a signatory of ETS 185 may ratify before
            (185, "FRA", "2001-11-23", "2004-07-01"),  # the day on which it was opened
            (185, "JPN", "2003-12-31", "2004-07-01"),  # it could sign
            (201, "EUE", "2009-01-01", "2010-07-01"),  # it could sign
            (201, "CAN", "2009-01-01", "2010-07-01"),  # it may have taken part in drafting
            (224, "SLE", "2024-06-20", "2026-08-01"),  # consent to ETS 185 counts, not its entry into force
            (189, "IRL", "2027-03-01", "2027-07-01"),  # past the record of ETS 185
            ("opsc", "USA", "2002-12-23", "2003-01-23"),  # it signed the Convention on the Rights of the Child, no more
        ],
    )
    def test_that_could_be_made(self, treaty: int | str, state: str, deposited: str, effect: str) -> None:
        """A State that can sign does not wait, and what lies past the record of the convention may be."""
        assert effect == str(cc.treaty(treaty).would_enter_into_force(state, deposited=deposited))

    def test_before_the_entry_into_force_is_known(self) -> None:
        """In 2005 nobody knew when accession to ETS 189 would open."""
        with pytest.raises(cc.errors.InvalidDateError, match="not open for accession before its entry into force"):
            cc.treaty(189).known_at("2005-01-01").would_enter_into_force("MAR", deposited="2005-01-01")

    @pytest.mark.parametrize("treaty", [189, 224])
    def test_every_consent_on_record_could_be_made(self, treaty: int) -> None:
        """No instrument that was deposited is refused."""
        for each in cc.treaty(treaty):
            if each.consent and each.consent.date:
                cc.treaty(treaty).would_enter_into_force(each.state, deposited=each.consent.date)

    def test_a_state_counts_once(self) -> None:
        """A State that left and came back is one of the five, not two."""
        rules = cc.treaty(224).rules
        hungary, serbia = cc.state("HUN"), cc.state("SRB")
        consents = [(date(2023, 1, 1), hungary), (date(2024, 1, 1), serbia), (date(2025, 1, 1), hungary)]

        assert [(date(2023, 1, 1), hungary), (date(2024, 1, 1), serbia)] == rules.counted(consents)
        assert 3 == rules.missing(consents)
