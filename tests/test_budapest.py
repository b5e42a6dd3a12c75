"""The Convention on Cybercrime as the Treaty Office publishes it."""

from datetime import date, timedelta

import pytest

import cyberconventions as cc
from cyberconventions._treaty import flag_charts, footnote_numbers

SEED = "2020-03-13"
S = cc.Status


def ids(states: tuple[cc.State, ...]) -> set[str]:
    return {state.id for state in states}


class TestInstrument:
    def test_facts(self, budapest: cc.Treaty) -> None:
        """The head of the chart."""
        assert ("ets185", "ETS No. 185", "Convention on Cybercrime", "Budapest Convention") == (
            budapest.id,
            budapest.reference,
            budapest.title,
            budapest.short_title,
        )
        assert (date(2001, 11, 23), date(2004, 7, 1), date(2026, 4, 25)) == (
            budapest.opened,
            budapest.entry_into_force,
            budapest.as_of,
        )
        assert (None, cc.Coverage.COMPLETE, 0) == (budapest.parent, budapest.coverage, budapest.instruments_needed)

    def test_repr(self, budapest: cc.Treaty) -> None:
        """The repr says what a reader wants to know."""
        assert "<Treaty ETS No. 185 Budapest Convention: 81 parties, 2 signatories, as of 2026-04-25>" == repr(budapest)

    @pytest.mark.parametrize(
        "ref",
        [
            "budapest",
            "Budapest Convention",
            185,
            "185",
            "ETS 185",
            "ETS No.185",
            "CETS No. 185",
            "ets185",
            "STE n° 185",
        ],
    )
    def test_references(self, ref: str | int) -> None:
        """Every usual way to name the treaty gives the same treaty."""
        assert cc.treaty(ref) is cc.treaty("ets185")
        assert cc.treaty(cc.treaty(ref)) is cc.treaty(ref)


class TestToday:
    def test_record(self, budapest: cc.Treaty) -> None:
        """81 Parties, two signatories, 14 invited."""
        assert 81 == len(budapest.parties())
        assert {"IRL", "ZAF"} == ids(budapest.signatories())
        assert [
            "ATG",
            "GTM",
            "KAZ",
            "KEN",
            "KOR",
            "MEX",
            "MOZ",
            "MWI",
            "MYS",
            "PNG",
            "SYC",
            "TLS",
            "TTO",
            "URY",
        ] == sorted(ids(budapest.invited()))
        assert cc.Totals(81, 2) == budapest.totals()
        assert () == budapest.unknown()

    def test_thirteen_invitations_have_a_limit(self, budapest: cc.Treaty) -> None:
        """Mexico's, from before 2013, has none."""
        limited = {each.id for each in budapest.invited() if 4 in budapest[each].footnotes}
        mexico = budapest["Mexico"].invitation

        assert ids(budapest.invited()) - {"MEX"} == limited
        assert mexico is not None
        assert cc.Validity.UNLIMITED is mexico.validity(budapest.as_of)

    def test_parties_stand_in_the_charts_order(self, budapest: cc.Treaty) -> None:
        """Members first, each list by the printed name."""
        order = [party.id for party in budapest.parties()]

        assert ["ALB", "AND", "ARM"] == order[:3]
        assert ["CYP", "CZE", "DNK"] == order[order.index("CYP") :][:3]
        assert ["GBR", "ARG"] == order[order.index("GBR") :][:2]
        assert order == [each.state.id for each in budapest if S.PARTY is each.status()]


class TestThen:
    def test_signature_only(self, budapest: cc.Treaty) -> None:
        """Ireland, Sweden and South Africa had signed and not ratified."""
        assert {"IRL", "SWE", "ZAF"} == ids(budapest.signatories(SEED))

    def test_invited(self, budapest: cc.Treaty) -> None:
        """The chart showed six invited States."""
        then = budapest.known_at(SEED)

        assert {"BEN", "BRA", "BFA", "COL", "NGA", "TUN"} == ids(then.invited())

    def test_russian_federation_did_neither(self, budapest: cc.Treaty) -> None:
        """A State with no act is not in the treaty, and not participating."""
        assert "RUS" not in budapest
        assert S.NOT_PARTICIPATING is budapest.status("RUS", on=SEED)
        assert not budapest.is_party("Russian Federation", on=SEED)
        with pytest.raises(
            cc.errors.NotParticipatingError, match="Russian Federation.*no act on record under ETS No. 185"
        ):
            _ = budapest["RUS"]

    def test_accessions_of_non_members(self, budapest: cc.Treaty) -> None:
        """17 of the 20 Parties outside the Council of Europe had acceded."""
        outside = [each for each in budapest.parties(SEED) if not each.member_of_coe(SEED)]
        kinds = [budapest[each].consent for each in outside]

        assert 20 == len(outside)
        assert 17 == sum(1 for each in kinds if each and each.kind is cc.ActKind.ACCESSION)

    def test_known_at_leaves_out_what_came_later(self, budapest: cc.Treaty) -> None:
        """The edition of a day does not know what a later chart showed: Mexico's invitation."""
        then = budapest.known_at(SEED)

        assert "MEX" not in then
        assert S.INVITED is budapest.status("MEX", on=SEED)
        assert S.NOT_PARTICIPATING is then.status("MEX")
        assert date(2020, 3, 13) == then.as_of
        assert then == then.known_at(SEED)

    def test_known_at_before_entry_into_force(self, budapest: cc.Treaty) -> None:
        """An edition from before the fifth consent does not know when the Convention enters into force."""
        early = budapest.known_at("2004-03-17")

        assert early.entry_into_force is None
        assert 1 == early.instruments_needed
        assert early["ALB"].entry_into_force is None
        assert S.CONTRACTING is early.status("ALB")
        assert date(2004, 7, 1) == budapest.known_at("2004-03-18").entry_into_force
        assert date(2004, 7, 1) == budapest.known_at("2004-03-18")["ALB"].entry_into_force

    def test_known_at_keeps_what_may_have_been_known(self, budapest: cc.Treaty) -> None:
        """Ghana's invitation has no date: before its accession nothing tells whether it was invited."""
        assert S.UNKNOWN is budapest.known_at("2018-01-01").status("GHA")

    def test_known_at_knows_decisions_whose_day_is_known(self, budapest: cc.Treaty) -> None:
        """An invitation of 2022 was known in 2022, though the first chart at hand that shows it is of 2026."""
        assert "TLS" in [state.id for state in budapest.known_at("2022-12-01").invited()]
        day_before = budapest.known_at("2026-04-24")
        invited = {state.id for state in day_before.invited()}
        assert {"KEN", "MWI", "MOZ", "PNG", "TLS", "KOR"} <= invited
        assert invited == {state.id for state in budapest.invited(on="2026-04-24") if state.id != "MEX"}

    def test_known_at_does_not_guess_when_an_invitation_was_decided(self, budapest: cc.Treaty) -> None:
        """Kazakhstan's came between the charts of 2020 and 2026: whether by 2024 is not known."""
        edition = budapest.known_at("2024-06-30")

        assert cc.Status.UNKNOWN is edition.status("KAZ")
        assert (cc.Status.NOT_PARTICIPATING, cc.Status.INVITED) == edition.possible_statuses("KAZ")
        assert edition["KAZ"].invitation is not None
        assert edition["KAZ"].invitation.act.seen is None  # The chart of 2026 had not been seen.

    def test_order_is_that_of_the_chart_of_the_day(self, budapest: cc.Treaty) -> None:
        """Montenegro became a member in May 2007, and stood among the non-members before."""
        ids = [state.id for state in budapest.signatories(on="2007-01-01")]
        assert ids.index("MNE") > ids.index("GBR")
        assert ids.index("MNE") < ids.index("ZAF")
        later = [state.id for state in budapest.signatories(on="2007-12-31")]
        assert later.index("MNE") < later.index("GBR")

    def test_nothing_is_known_of_the_future(self, budapest: cc.Treaty) -> None:
        """An edition can't be later than the record."""
        with pytest.raises(cc.errors.InvalidDateError, match="known up to 2026-04-25 only"):
            budapest.known_at("2026-04-26")


class TestStatus:
    @pytest.mark.parametrize(
        ("state", "on", "status"),
        [
            ("Benin", SEED, S.INVITED),
            ("Benin", "2024-06-19", S.INVITED),
            ("Benin", "2024-06-20", S.CONTRACTING),
            ("Benin", "2024-09-30", S.CONTRACTING),
            ("Benin", "2024-10-01", S.PARTY),
            ("Benin", "2019-09-01", S.UNKNOWN),
            ("COL", "2013-09-10", S.NOT_PARTICIPATING),
            ("COL", "2018-09-11", S.INVITED),
            ("COL", "2019-01-01", S.UNKNOWN),
            ("COL", SEED, S.INVITED),
            ("COL", "2020-05-01", S.CONTRACTING),
            ("COL", "2020-07-01", S.PARTY),
            ("TUN", "2023-02-14", S.INVITED),
            ("TUN", "2023-02-15", S.UNKNOWN),
            ("FRA", "2001-11-22", S.NOT_PARTICIPATING),
            ("FRA", "2001-11-23", S.SIGNATORY),
            ("FRA", "2006-01-10", S.CONTRACTING),
            ("FRA", "2006-05-01", S.PARTY),
            ("Burkina Faso", SEED, S.INVITED),
            ("Burkina Faso", "2026-04-25", S.NOT_PARTICIPATING),
            ("Niger", "2021-01-01", S.INVITED),
            ("Niger", "2026-04-25", S.NOT_PARTICIPATING),
            ("CRI", "2017-09-21", S.INVITED),
        ],
    )
    def test_on_a_day(self, budapest: cc.Treaty, state: str, on: str, status: cc.Status) -> None:
        """The status follows from acts, rules and the limit on invitations."""
        assert status is budapest.status(state, on=on)

    def test_yes_or_no_is_certain_where_the_doubt_is_about_something_else(self, budapest: cc.Treaty) -> None:
        """Whether Colombia was invited is not known, but it was no party."""
        assert not budapest.is_party("COL", on="2019-01-01")
        assert (S.NOT_PARTICIPATING, S.INVITED) == budapest.possible_statuses("COL", "2019-01-01")

    def test_a_party_is_presumed_to_stay_one(self, budapest: cc.Treaty) -> None:
        """After the record it is one, with a warning that names both dates."""
        with pytest.warns(cc.CoverageWarning, match="2030-01-01.*2026-04-25") as caught:
            assert budapest.is_party("FRA", on="2030-01-01")
        assert __file__ == caught[0].filename

        with pytest.warns(cc.CoverageWarning):
            assert S.PARTY is budapest.status("FRA", on=date(2030, 1, 1))
        with pytest.warns(cc.CoverageWarning):
            assert budapest["FRA"].is_party(on="2030-01-01")
        with pytest.warns(cc.CoverageWarning):
            assert cc.state("FRA") in budapest.parties(on="2030-01-01")

    @pytest.mark.parametrize("state", ["IRL", "BRB", "CHN", "ATG"])
    def test_a_no_holds_until_a_deposit_of_the_day_after_may_have_effect(self, budapest: cc.Treaty, state: str) -> None:
        """Without a warning up to 2026-07-31; from the day after, only the known acts say no."""
        then = budapest.known_at("2026-04-25")
        for day in ("2026-04-26", "2026-07-31"):
            assert then.is_party(state, on=day) is False
        for day in ("2026-08-01", "2035-01-01"):
            with pytest.raises(cc.errors.UnknownStatusError, match="2026-04-25.*2026-08-01 on"):
                then.is_party(state, on=day)
            assert then.is_party(state, on=day, late="known") is False
            assert S.UNKNOWN is then.status(state, on=day)

    def test_same_answer_for_every_way_to_ask(self, budapest: cc.Treaty) -> None:
        """Codes, names and States; dates, datetimes and texts; the first question and the next."""
        for state in ("FRA", "FR", 250, "France", cc.state("FRA")):
            for on in (date(2010, 1, 1), "2010-01-01"):
                for _ in range(2):
                    assert budapest.is_party(state, on=on) is True
                    assert S.PARTY is budapest.status(state, on)
        assert budapest.is_party("FRA")

    def test_a_question_by_name_changes_no_other_answer(self, budapest: cc.Treaty) -> None:
        """Whatever was asked before, and by which name, an answer stays the same."""
        by_name = budapest.possible_statuses("Germany", "2020-01-01")

        assert by_name == budapest.possible_statuses("DEU", date(2020, 1, 1))
        assert budapest.is_party("Germany", on="2020-01-01")


class TestParticipation:
    def test_acts(self, budapest: cc.Treaty) -> None:
        """France signed on the first day and consented in 2006."""
        france = budapest["FRA"]

        assert france.signature is not None
        assert france.consent is not None
        assert (date(2001, 11, 23), date(2006, 1, 10), date(2006, 5, 1)) == (
            france.signature.date,
            france.consent.date,
            france.entry_into_force,
        )
        assert (None, None, ()) == (france.withdrawal, france.invitation, france.invitations)
        assert cc.ActKind.CONSENT is france.consent.kind

    def test_times(self, budapest: cc.Treaty) -> None:
        """From consent to entry into force: 111 days for France, 91 at the shortest, 742 at the longest."""
        times = {
            each.state.id: each.time_to_entry_into_force
            for each in budapest
            if each.time_to_entry_into_force is not None
        }

        assert timedelta(days=111) == times["FRA"]
        assert timedelta(days=91) == min(times.values())
        assert ("ALB", timedelta(days=742)) == max(times.items(), key=lambda item: item[1])
        assert date(2006, 1, 10) - date(2001, 11, 23) == budapest["FRA"].time_to_consent
        assert budapest["IRL"].time_to_consent is None
        assert budapest["IRL"].time_to_entry_into_force is None

    def test_periods(self, budapest: cc.Treaty) -> None:
        """A period knows its days."""
        (period,) = budapest["FRA"].periods

        assert (S.PARTY, date(2006, 5, 1), None) == (period.status, period.start, period.end)
        assert "2006-05-01" in period
        assert date(2006, 4, 30) not in period
        assert date(2006, 1, 10) in budapest["FRA"].history[2]
        assert "1900-01-01" in budapest["FRA"].history[0]
        with pytest.raises(cc.errors.InvalidTypeError):
            _ = 5 in period
        assert () == budapest["IRL"].periods
        assert S.CONTRACTING is budapest["FRA"].status("2006-04-30")

    def test_footnotes(self, budapest: cc.Treaty) -> None:
        """Montenegro and Serbia carry note 55."""
        carrying = {each.state.id for each in budapest if 55 in each.footnotes}

        assert {"MNE", "SRB"} == carrying
        assert (4,) == footnote_numbers(budapest["BEN"], date.fromisoformat(SEED))
        assert () == footnote_numbers(budapest["BEN"], budapest.as_of)
        assert () == footnote_numbers(budapest["MNE"], date(2005, 4, 6))
        assert (55,) == footnote_numbers(budapest["MNE"], date(2005, 4, 7))

    def test_flags_are_those_of_the_last_chart(self, budapest: cc.Treaty) -> None:
        """Greece lost its declarations, Ukraine gained a communication; before the first chart nothing is known."""

        def symbols(treaty: cc.Treaty, state: str) -> list[str] | None:
            notes = treaty[state].notes
            return None if notes is None else [code.symbol for code in notes]

        then, before = budapest.known_at("2021-01-01"), budapest.known_at("2020-03-12")

        assert ["R.", "D.", "A."] == symbols(then, "GRC")
        assert ["R.", "A."] == symbols(budapest, "GRC")
        assert ["R.", "D.", "A.", "C."] == symbols(budapest, "UKR")
        assert [] == symbols(then, "TUR")
        assert (date(2020, 3, 13), date(2026, 4, 25)) == (then["GRC"].notes_as_of, budapest["GRC"].notes_as_of)
        assert (None, None) == (before["GRC"].notes, before["GRC"].notes_as_of)
        assert (date(2020, 3, 13), date(2026, 4, 25)) == flag_charts(budapest)

    def test_invitations(self, budapest: cc.Treaty) -> None:
        """Colombia was invited twice; the second decision was valid on 2020-03-16, when it acceded."""
        first, second = budapest["COL"].invitations

        assert (date(2013, 9, 11), cc.DateWindow.on("2018-09-11")) == (first.decided, first.expires)
        assert (None, cc.DateWindow.parse("2020-03-16/2025-03-13")) == (second.decided, second.expires)
        assert second == budapest["COL"].invitation
        assert "COL" == second.state.id

    @pytest.mark.parametrize(
        ("state", "decided"),
        [
            # The days and bounds that documents give.
            ("SYC", "2025-06-18"),
            ("NGA", "2017-07-10"),
            ("PAN", "2011-06-01/2012-12-07"),
            ("SEN", "2011-06-01/2012-12-07"),
            ("ISR", "2012-12-07/2014-10-06"),
            ("MAR", "2012-12-07/2014-10-06"),
            ("TON", "2014-01-01/2014-10-06"),
            ("MUS", "2012-12-07/2013-11-15"),
            ("ARG", "../2011-06-01"),
            ("PHL", "../2011-06-01"),
            ("MEX", "../2011-06-01"),
            ("CHL", "2009-06-12/2011-06-01"),
            ("DOM", "2008-09-23/2011-06-01"),
            ("PRY", "2014-10-06/2018-07-30"),
            ("PER", "2014-10-06/2019-08-26"),
            ("GHA", "2014-10-06/2018-12-03"),
            # By the rule: on the chart of 2026-04-25 with note 4, or used by an accession.
            ("KAZ", "2021-04-25/2026-04-25"),
            ("ATG", "2021-04-25/2026-04-25"),
            ("MYS", "2021-04-25/2026-04-25"),
            ("TTO", "2021-04-25/2026-04-25"),
            ("GTM", "2021-04-25/2026-04-25"),
            ("URY", "2022-09-01/2026-04-25"),
            ("BEN", "2019-06-20/2019-12-31"),
            ("COL", "2015-03-16/2020-03-13"),
            ("TUN", "2019-03-08/2024-03-08"),
        ],
    )
    def test_when_an_invitation_was_decided(self, budapest: cc.Treaty, state: str, decided: str) -> None:
        """Documents bound the decision, and the limit bounds one that stood on a known day."""
        invitation, expected = budapest[state].invitation, cc.DateWindow.parse(decided)

        assert invitation is not None
        found = invitation.when
        if cc.treaty("budapest").as_of == budapest.as_of:
            assert expected == found
        # A later chart or an accession can only narrow it.
        assert (expected.earliest or date.min) <= (found.earliest or date.min)
        assert found.latest is not None
        assert expected.latest is not None
        assert found.latest <= expected.latest

    @pytest.mark.parametrize("state", ["ATG", "KAZ", "MYS", "SYC", "TTO"])
    def test_nobody_is_invited_before_the_decision_can_have_been_made(self, budapest: cc.Treaty, state: str) -> None:
        """One that is shown with its limit on 2026-04-25 was not there on 2021-04-24."""
        assert cc.Status.NOT_PARTICIPATING is budapest.status(state, on="2021-04-24")
        assert state not in [act.state.id for act in budapest.known_at("2021-04-24").acts]

    def test_how_many_were_invited(self, budapest: cc.Treaty) -> None:
        """On 2026-04-17 eight certainly and six perhaps; a page of that day counts sixteen with the two signatories."""
        day = "2026-04-17"
        open_ = [each for each in budapest.unknown(day) if cc.Status.INVITED in budapest.possible_statuses(each, day)]

        assert (8, 6, 2) == (len(budapest.invited(day)), len(open_), len(budapest.signatories(day)))

    def test_territories(self, budapest: cc.Treaty) -> None:
        """The Convention was extended to Curaçao by the rule of 38(2), and not to Greenland."""
        kinds = {act.territory: act for act in budapest.acts if act.territory}

        extension = kinds["Curaçao"]
        assert extension.date is not None
        assert extension.effective == budapest.rules.territorial_extension.effect(extension.date)
        assert cc.ActKind.TERRITORIAL_EXCLUSION is kinds["Greenland"].kind
        assert "(Curaçao)" in str(extension)

    def test_repr(self, budapest: cc.Treaty) -> None:
        """A participation says status and date."""
        assert "<Participation FRA in ETS No. 185: party, 2 acts, as of 2026-04-25>" == repr(budapest["FRA"])

    def test_an_edition_knows_no_later_chart(self, budapest: cc.Treaty) -> None:
        """The flags of 2026 are not known to the record of 2020, whatever the day asked about."""
        then = budapest.known_at("2020-06-01")

        assert ["R.", "D.", "A."] == [code.symbol for code in then["GRC"].notes_on("2026-05-01") or ()]
        with pytest.warns(cc.CoverageWarning):
            assert then["GRC"].notes == cc.Chart.of(then, "2026-05-01")["GRC"].notes

    def test_a_former_state_deposits_nothing(self) -> None:
        """Serbia and Montenegro ended on 2006-06-03."""
        with pytest.raises(cc.errors.InvalidDateError, match="it ended on 2006-06-03"):
            cc.treaty("budapest").would_enter_into_force("SCG", deposited="2026-01-01")
        assert date(2006, 9, 1) == cc.treaty("budapest").would_enter_into_force("SCG", deposited="2006-05-31")


class TestRule:
    def test_gives_every_published_entry_into_force(self, budapest: cc.Treaty) -> None:
        """36(3), 36(4), 37(2): 64 of 64 on the page's chart, 17 of 17 since."""
        consents = [each.consent for each in budapest if each.consent]
        agreeing = [
            act
            for act in consents
            if act.effective
            and act.date
            and act.effective == budapest.would_enter_into_force(act.state, deposited=act.date)
        ]

        assert 64 == sum(1 for act in agreeing if act.date and act.date <= date(2020, 3, 13))
        assert 17 == sum(1 for act in agreeing if act.date and act.date > date(2020, 3, 13))
        assert len(consents) == len(agreeing)

    def test_the_treatys_own_entry_into_force(self, budapest: cc.Treaty) -> None:
        """36(3): the first group gives the published day."""
        group = budapest.rules.first_group(budapest.consents)

        assert group is not None
        assert budapest.entry_into_force == group.entry_into_force

    def test_instruments_that_nobody_deposited(self, budapest: cc.Treaty) -> None:
        """Ireland and a State that never took part, deposited on a day to come."""
        assert date(2027, 3, 1) == budapest.would_enter_into_force("IRL", deposited="2026-11-30")
        assert date(2027, 1, 1) == budapest.would_enter_into_force("VUT", deposited=date(2026, 9, 30))

    def test_before_the_number_is_complete(self, budapest: cc.Treaty) -> None:
        """36(3): a fourth consent brings nothing into force, a fifth does, and the next State waits on its own."""
        early = budapest.known_at("2004-03-17")

        assert date(2004, 7, 1) == early.would_enter_into_force("LTU", deposited="2004-03-18")
        assert budapest.known_at("2003-11-01").would_enter_into_force("HUN", deposited="2003-12-04") is None

    def test_not_before_the_treaty_was_open(self, budapest: cc.Treaty) -> None:
        """Nothing could be deposited before the opening."""
        with pytest.raises(cc.errors.InvalidDateError, match="not open on 2001-11-22"):
            budapest.would_enter_into_force("FRA", deposited="2001-11-22")


class TestProvenance:
    def test_every_act_has_sources(self, budapest: cc.Treaty) -> None:
        """Every act names a source that the dataset defines."""
        assert all(act.sources for act in budapest.acts)

    def test_source(self, budapest: cc.Treaty) -> None:
        """A source has title, publisher, address and the day it stands as of."""
        consent = budapest["FRA"].consent
        assert consent is not None
        source = consent.source

        assert source is not None
        assert ("Council of Europe, Treaty Office", cc.DateWindow.on("2020-03-13")) == (source.publisher, source.dated)
        assert "13/03/2020" in str(source)
        assert {"coe-185-2020", "coe-185-2026"} == {each.id for each in budapest.sources[:2]}

    def test_confidence(self, budapest: cc.Treaty) -> None:
        """Sweden's ratification is sure, Ecuador's invitation is not."""
        sweden = budapest["SWE"].consent
        ecuador = budapest["ECU"].invitation
        assert sweden is not None
        assert ecuador is not None
        assert (cc.Confidence.HIGH, cc.Confidence.LOW) == (sweden.confidence, ecuador.act.confidence)
