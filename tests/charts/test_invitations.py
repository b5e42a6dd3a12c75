"""What a chart says of invitations."""

from datetime import date

import attrs

import cyberconventions as cc
from cyberconventions.charts import reconcile
from cyberconventions.testing import treaty_of
from tests.charts.pages import changed, conflicts, without


class TestInvitations:
    def test_lapse_before_its_time(self, budapest: cc.Treaty) -> None:
        """Kenya's invitation is valid to 2029-10-09: a chart of 2027 without it contradicts the record."""
        found = reconcile(budapest, without(cc.Chart.of(budapest), "KEN", "2027-01-01"))

        assert [("KEN", "invitation")] == conflicts(found)
        assert "valid to 2029-10-09" in found.conflicts[0].why
        assert cc.Status.INVITED is found.treaty.status("KEN")

    def test_lapse_of_one_without_limit(self, budapest: cc.Treaty) -> None:
        """Mexico's invitation has no limit: a chart without it contradicts the record."""
        found = reconcile(budapest, without(cc.Chart.of(budapest), "MEX", "2027-01-01"))

        assert ["it is without limit by the record"] == [each.why for each in found.conflicts]

    def test_lapse_of_unknown_date(self, budapest: cc.Treaty) -> None:
        """Kazakhstan's invitation, no longer listed in 2028, was decided before 2023: the status follows."""
        found = reconcile(budapest, without(cc.Chart.of(budapest), "KAZ", "2028-01-01"))
        invitation = found.treaty["KAZ"].invitation

        assert () == found.conflicts
        assert cc.Status.NOT_PARTICIPATING is found.treaty.status("KAZ")
        assert cc.Status.INVITED is found.treaty.status("KAZ", on="2026-04-25")
        assert invitation is not None
        assert date(2022, 12, 31) == invitation.act.latest

    def test_lapse_too_soon(self, budapest: cc.Treaty) -> None:
        """An invitation from after 2020-03-13 can't have ended by 2025-03-01, whenever it was decided."""
        then = attrs.evolve(budapest.known_at("2024-12-31"))
        listed = reconcile(
            then, changed(attrs.evolve(cc.Chart.of(budapest), as_of=date(2025, 1, 31)), "KAZ", "2025-01-31")
        )
        found = reconcile(listed.treaty, without(cc.Chart.of(listed.treaty), "KAZ", "2025-03-01"))

        assert ("KAZ", "invitation") in conflicts(found)

    def test_shown_with_the_limit(self, budapest: cc.Treaty) -> None:
        """Brazil, with note 4 on a chart that a record of 2012 meets: decided in the five years before that chart."""
        found = reconcile(budapest.known_at("2012-01-01"), cc.Chart.of(budapest, "2020-03-13"))
        invitation = found.treaty["BRA"].invitation

        assert invitation is not None
        assert (cc.DateWindow.parse("2013-04-10/.."), cc.DateWindow.parse("2015-03-13/2020-03-13")) == (
            invitation.act.when,
            invitation.when,
        )

    def test_cut_off(self, budapest: cc.Treaty) -> None:
        """From a chart without totals, which may be cut off, no lapse is concluded."""
        odd = attrs.evolve(without(cc.Chart.of(budapest), "KAZ", "2028-01-01"), totals=None)
        found = reconcile(budapest, odd)

        assert () == found.conflicts
        assert any(
            "Kazakhstan is not listed as invited, but the chart has no totals" in each for each in found.messages
        )

    def test_seen_longer(self, budapest: cc.Treaty) -> None:
        """Kazakhstan, listed on a later chart again, was seen until then; Kenya's known day needs no chart."""
        found = reconcile(budapest, attrs.evolve(cc.Chart.of(budapest), as_of=date(2026, 12, 31)))
        kazakhstan, kenya = found.treaty["KAZ"].invitation, found.treaty["KEN"].invitation

        assert ((), ()) == (found.changes, found.conflicts)
        assert kazakhstan is not None
        assert kenya is not None
        assert cc.DateWindow.parse("2026-04-25/2026-12-31") == kazakhstan.act.seen
        assert cc.DateWindow.on("2026-04-25") == kenya.act.seen

    def test_seen_for_the_first_time(self, budapest: cc.Treaty) -> None:
        """Niger's invitation of 2020, listed in spring 2025, stood then; its day leaves that open."""
        then = budapest.known_at("2025-03-20")
        chart = cc.Chart.of(then)
        niger = cc.Row(cc.state("NER"), cc.charts.Section.NON_MEMBER, consent_mark="a", footnotes=(4,), name="Niger")
        rows = tuple(row for row in chart.rows if row.state != niger.state)
        found = reconcile(then, attrs.evolve(chart, rows=(*rows, niger), as_of=date(2025, 4, 1)))

        assert () == found.changes
        assert cc.Status.UNKNOWN is then.status("NER") or cc.Status.INVITED is then.status("NER")
        assert cc.Status.INVITED is found.treaty.status("NER")

    def test_renewed(self, budapest: cc.Treaty) -> None:
        """Burkina Faso's invitation had run out by 2026: one that a chart of 2027 lists is another one."""
        chart = cc.Chart.of(budapest)
        burkina = cc.Row(
            cc.state("BFA"), cc.charts.Section.NON_MEMBER, consent_mark="a", footnotes=(4,), name="Burkina Faso"
        )
        found = reconcile(budapest, attrs.evolve(chart, rows=(*chart.rows, burkina), as_of=date(2027, 1, 1)))

        assert [("BFA", cc.DateWindow.parse("2026-04-26/.."))] == [(act.state.id, act.when) for act in found.changes]
        assert cc.Status.INVITED is found.treaty.status("BFA")
        assert cc.Status.NOT_PARTICIPATING is found.treaty.status("BFA", on="2026-04-25")

    def test_renewed_while_it_stood(self, budapest: cc.Treaty) -> None:
        """Kenya's invitation ends on 2029-10-09: listed in 2030, there was a second decision after the first."""
        found = reconcile(budapest, attrs.evolve(cc.Chart.of(budapest), as_of=date(2030, 1, 1)))
        kenya = found.treaty["KEN"]

        assert 2 == len(kenya.invitations)
        assert date(2024, 10, 10) == kenya.invitations[1].act.earliest
        assert cc.Status.INVITED is kenya.status()

    def test_renewed_before_it_was_used(self, budapest: cc.Treaty) -> None:
        """Kenya acceding in 2030 presupposes a second decision; acceding in 2027 it uses the first."""
        for day, effect, invitations in (("2030-01-10", "2030-05-01", 2), ("2027-01-10", "2027-05-01", 1)):
            odd = changed(
                cc.Chart.of(budapest),
                "KEN",
                day,
                consent=date.fromisoformat(day),
                entry_into_force=date.fromisoformat(effect),
                footnotes=(),
            )
            kenya = reconcile(budapest, odd).treaty["KEN"]
            assert invitations == len(kenya.invitations)
            assert cc.Status.CONTRACTING is kenya.status()

    def test_known_otherwise_on_that_day(self, budapest: cc.Treaty, old: cc.Treaty, chart: cc.Chart) -> None:
        """On an equal or older date, an invitation only one of chart and record has is a conflict."""
        kenya = cc.Row(cc.state("KEN"), cc.charts.Section.NON_MEMBER, footnotes=(4,), name="Kenya")
        more = attrs.evolve(chart, rows=(*chart.rows, kenya))
        less = without(chart, "BEN", "2020-03-13")

        for record in (old, budapest):
            assert [("KEN", "invitation")] == conflicts(reconcile(record, more))
            assert [("BEN", "invitation")] == conflicts(reconcile(record, less))
        assert cc.Status.INVITED is reconcile(old, more, accept="KEN").treaty.status("KEN")

    def test_blank_row_before_there_were_marks(self, budapest: cc.Treaty) -> None:
        """A blank row of 2021 may stand for an invitation without limit, so nothing follows for Brazil's."""
        blank = changed(cc.Chart.of(budapest, "2021-06-01"), "BRA", footnotes=())
        found = reconcile(budapest.known_at("2021-06-01"), blank)

        assert not blank["BRA"].is_invitation
        assert "BRA" not in [state for state, _ in conflicts(found)]
        assert cc.Status.INVITED is found.treaty.status("BRA")

    def test_invitation_without_limit(self) -> None:
        """Where the treaty sets no limit, a newer chart without the invitation contradicts the record."""
        treaty = treaty_of(
            rules="cets201", invited={"BRA": "2015-01-01"}, parties={"FRA": "2010-01-01"}, as_of="2020-01-01"
        )
        found = reconcile(treaty, without(cc.Chart.of(treaty), "BRA", "2021-01-01"))

        assert [("BRA", "invitation")] == conflicts(found)
        assert "the record has no limit" == found.conflicts[0].why
        blank = changed(cc.Chart.of(treaty), "BRA", "2021-01-01", consent_mark=None, footnotes=())
        assert () == reconcile(treaty, blank).conflicts

    def test_blank_row_of_an_invited_state(self, budapest: cc.Treaty) -> None:
        """Since there are marks, a blank row shows no invitation: Kenya's would have run on."""
        blank = changed(cc.Chart.of(budapest), "KEN", "2027-01-01", consent_mark=None, footnotes=())

        assert [("KEN", "invitation")] == conflicts(reconcile(budapest, blank))
