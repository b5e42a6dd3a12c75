"""What a chart's rows add to the record, and where the two contradict each other."""

import json
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions.charts import reconcile
from cyberconventions.testing import treaty_of
from tests.charts.pages import CHARTS, changed, conflicts, without


class TestConflicts:
    def test_past_day_differs(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """Luxembourg's entry into force printed 2015-05-01 for 2015-02-01 is a conflict, and not merged."""
        odd = changed(chart, "LUX", "2020-04-01", entry_into_force=date(2015, 5, 1))
        found = reconcile(old, odd)

        assert [("LUX", "entry into force")] == conflicts(found)
        (conflict,) = found.conflicts
        assert (date(2015, 2, 1), date(2015, 5, 1)) == (conflict.recorded, conflict.printed)
        assert "Luxembourg, entry into force: the chart has 2015-05-01, the record has 2015-02-01 (" in str(conflict)
        assert date(2015, 2, 1) == found.treaty["LUX"].entry_into_force
        assert "Contradiction: line " in found.as_text()

    def test_consent_of_another_day(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """France's ratification of 2006-01-10 printed a day later stays, unless accepted with its new day."""
        odd = changed(chart, "FRA", "2020-04-01", consent=date(2006, 1, 11))
        france = reconcile(old, odd, accept=[cc.state("FRA")]).treaty["FRA"]

        assert [("FRA", "consent")] == conflicts(reconcile(old, odd))
        assert date(2006, 1, 10) == reconcile(old, odd).treaty["FRA"].consent.date  # type: ignore[union-attr] # pyright: ignore[reportOptionalMemberAccess]
        assert france.consent is not None
        assert (date(2006, 1, 11), date(2006, 5, 1)) == (france.consent.date, france.entry_into_force)

    def test_signature_of_another_day(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """A signature has no effect date to correct with it."""
        odd = changed(chart, "IRL", "2020-04-01", signature=date(2002, 2, 27))
        found = reconcile(old, odd, accept=["IRL"])

        assert found.treaty["IRL"].signature is not None
        assert (date(2002, 2, 27), None) == (
            found.treaty["IRL"].signature.date,
            found.treaty["IRL"].signature.effective,
        )

    def test_signature_column(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """Benin's accession printed in the column of signatures is merged nowhere: nothing gives it force."""
        odd = changed(chart, "BEN", "2024-07-01", signature=date(2024, 6, 20), entry_into_force=date(2024, 10, 1))
        found = reconcile(old, odd)

        assert ("BEN", "signature") in conflicts(found)
        assert "Benin: an entry into force without consent" in str(found)
        assert found.treaty["BEN"].signature is None

    def test_misprint_of_a_new_day(self, old: cc.Treaty, budapest: cc.Treaty) -> None:
        """Nigeria's accession printed 6 June for 6 July 2022 does not give 2022-11-01: reported, not merged."""
        odd = changed(cc.Chart.of(budapest), "NGA", consent=date(2022, 6, 6))
        found = reconcile(old, odd)

        assert [("NGA", "consent")] == conflicts(found)
        assert "the rule gives 2022-10-01" in found.conflicts[0].why
        assert found.treaty["NGA"].consent is None
        accepted = reconcile(old, odd, accept=found.conflicts).treaty["NGA"].consent
        assert accepted is not None
        assert date(2022, 6, 6) == accepted.date

    def test_problems_of_the_reader(self, old: cc.Treaty, budapest: cc.Treaty) -> None:
        """What a reader found odd about a row keeps its new days out; a problem of the whole chart does not."""
        chart = cc.Chart.of(budapest)
        chart = changed(chart, "SWE", line=44)
        row = cc.charts.Problem("a digit is missing", 44, state=cc.state("SWE"))
        odd = attrs.evolve(chart, problems=(row, cc.charts.Problem("the table is cut off", 44)))
        found = reconcile(old, odd)

        assert [("SWE", "consent")] == conflicts(found)
        assert "a digit is missing" == found.conflicts[0].why

    def test_past_act_unknown_to_the_record(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """The record is complete up to its date: a consent of an earlier day is a conflict, until accepted."""
        odd = changed(chart, "IRL", "2020-04-01", consent=date(2019, 1, 7), entry_into_force=date(2019, 5, 1))
        odd = attrs.evolve(odd, totals=None)
        found = reconcile(old, odd)

        assert [("IRL", "consent")] == conflicts(found)
        assert "the record has none" in str(found.conflicts[0])
        assert cc.Status.SIGNATORY is found.treaty.status("IRL")
        assert cc.Status.PARTY is reconcile(old, odd, accept="IRL").treaty.status("IRL")

    def test_past_accession(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """An accession of 2019 that the record lacks, accepted, comes without the invitation before it."""
        india = cc.Row(
            cc.state("IND"), cc.charts.Section.NON_MEMBER, None, date(2019, 1, 7), "a", date(2019, 5, 1), name="India"
        )
        odd = attrs.evolve(chart, rows=(*chart.rows, india), as_of=date(2020, 4, 1))
        found = reconcile(old, odd, accept=["India"])

        assert [cc.ActKind.ACCESSION] == [act.kind for act in found.changes]
        assert cc.Status.PARTY is found.treaty.status("IND")

    def test_day_no_longer_printed(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """A consent that the chart leaves out is a conflict; accepted, it leaves the record."""
        odd = changed(chart, "FRA", "2020-04-01", consent=None, entry_into_force=None)

        assert [("FRA", "consent")] == conflicts(reconcile(old, odd))
        assert "the chart has none" in str(reconcile(old, odd).conflicts[0])
        assert cc.Status.SIGNATORY is reconcile(old, odd, accept="FRA").treaty.status("FRA")

    def test_only_a_mark_for_a_party(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """A bare mark on the row of a party is no invitation, but two days that are missing."""
        odd = changed(chart, "FRA", "2020-04-01", signature=None, consent=None, consent_mark="a", entry_into_force=None)

        assert [("FRA", "signature"), ("FRA", "consent")] == conflicts(reconcile(old, odd))

    def test_row_gone(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """A party whose row is gone is a conflict, and can't be accepted."""
        odd = without(chart, "JPN", "2020-04-01")
        found = reconcile(old, odd, accept="JPN")

        assert [("JPN", "row")] == conflicts(found)
        assert "the record has ratification, acceptance or approval 2012-07-03" in str(found.conflicts[0])
        assert cc.Status.PARTY is found.treaty.status("JPN")

    def test_kind_of_consent(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """A mark that contradicts the kind on record is a conflict; no mark contradicts none."""
        now = cc.Chart.of(budapest)
        odd = changed(now, "SWE", "2026-05-01", consent_mark="a")
        plain = changed(now, "BEN", "2026-05-01", consent_mark=None)

        assert [("SWE", "kind of consent")] == conflicts(reconcile(budapest, odd))
        assert "the chart has accession, the record has ratification." in str(reconcile(budapest, odd).conflicts[0])
        accepted = reconcile(budapest, odd, accept="SWE").treaty["SWE"].consent
        assert accepted is not None
        assert cc.ActKind.ACCESSION is accepted.kind
        assert () == reconcile(budapest, plain).conflicts
        known = reconcile(budapest, plain).treaty["BEN"].consent
        assert known is not None
        assert cc.ActKind.ACCESSION is known.kind
        assert chart.as_of < plain.as_of

    def test_treatys_own_entry_into_force(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """The treaty's own day that differs is a conflict of no State."""
        found = reconcile(old, attrs.evolve(chart, entry_into_force=date(2004, 7, 2)))

        assert ["The treaty, entry into force: the chart has 2004-07-02, the record has 2004-07-01."] == [
            str(each) for each in found.conflicts
        ]


class TestWithdrawals:
    left = {"withdrawal": date(2021, 1, 5), "withdrawal_effective": date(2021, 5, 1), "withdrawn": True}  # noqa: RUF012

    def test_denunciation(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """A denunciation of a new day is a new act, and changes the status when it takes effect."""
        found = reconcile(old, changed(chart, "JPN", "2021-06-01", **self.left))

        assert ["denunciation by Japan, 2021-01-05, effective 2021-05-01"] == [str(act) for act in found.changes]
        assert cc.Status.PARTY is found.treaty.status("JPN", on="2021-04-30")
        assert cc.Status.WITHDRAWN is found.treaty.status("JPN")
        assert "New: denunciation by Japan on 2021-01-05, with effect from 2021-05-01." in str(found)
        again = reconcile(found.treaty, cc.Chart.of(found.treaty))
        assert ((), ()) == (again.changes, again.conflicts)
        written = cc.parse_chart(cc.Chart.of(found.treaty).to_html())
        assert cc.Chart.of(found.treaty) == written

    @pytest.mark.parametrize(
        ("cells", "when"),
        [
            ({"withdrawal_effective": date(2021, 5, 1), "withdrawn": True}, "2020-03-14/2021-05-01"),
            ({"withdrawn": True}, "2020-03-14/2021-06-01"),
        ],
    )
    def test_day_that_is_not_printed(
        self, old: cc.Treaty, chart: cc.Chart, cells: dict[str, object], when: str
    ) -> None:
        """An effect alone, or brackets, show that there was a denunciation after the record's day."""
        (act,) = reconcile(old, changed(chart, "JPN", "2021-06-01", **cells)).changes

        assert (cc.ActKind.DENUNCIATION, when) == (act.kind, str(act.when))

    def test_json(self, budapest: cc.Treaty) -> None:
        """The Treaty Office's keys for a denunciation and a suspension bring both acts."""
        rows = json.loads((CHARTS / "treaty-office-185.json").read_text(encoding="utf-8"))
        by_name = {row["LibPaysOrga"]: row for part in rows for row in part}
        by_name["Chile"] |= {"DateDenonciation": "2026-05-02T00:00:00", "DateEffetDenonciation": "2026-09-01T00:00:00"}
        by_name["Japan"] |= {"DateSuspension": "2026-05-03T00:00:00"}
        found = reconcile(budapest, cc.parse_chart(json.dumps(rows), as_of="2026-10-01"))

        assert {"JPN suspension", "CHL denunciation"} == {f"{act.state.id} {act.kind}" for act in found.changes}
        assert cc.Status.SUSPENDED is found.treaty.status("JPN")
        assert cc.Status.WITHDRAWN is found.treaty.status("CHL")
        again = reconcile(found.treaty, cc.Chart.of(found.treaty))
        assert ((), ()) == (again.changes, again.conflicts)

    def test_past_day(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """A denunciation of a day that the record covers contradicts it, until accepted; so does a suspension."""
        left = {"withdrawal": date(2019, 1, 5), "withdrawal_effective": date(2019, 5, 1), "withdrawn": True}
        odd = changed(chart, "JPN", "2020-04-01", **left, suspension=date(2019, 1, 1))
        found = reconcile(old, odd)

        assert [("JPN", "denunciation"), ("JPN", "suspension")] == conflicts(found)
        assert () == found.changes
        japan = reconcile(old, changed(chart, "JPN", "2020-04-01", **left), accept="Japan").treaty["JPN"]
        assert cc.Status.WITHDRAWN is japan.status()
        assert cc.Status.PARTY is japan.status("2019-04-30")
        suspended = changed(chart, "JPN", "2020-04-01", suspension=date(2019, 1, 1))
        assert cc.Status.SUSPENDED is reconcile(old, suspended, accept="Japan").treaty.status("JPN")

    def test_nothing_to_denounce(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """A State that has not consented can't denounce."""
        odd = changed(chart, "IRL", "2021-06-01", **self.left)

        assert ["there is no consent"] == [each.why for each in reconcile(old, odd).conflicts]

    @pytest.fixture
    def without_japan(self, old: cc.Treaty, chart: cc.Chart) -> cc.Treaty:
        return reconcile(old, changed(chart, "JPN", "2021-06-01", **self.left)).treaty

    @pytest.mark.parametrize(
        ("cells", "what"),
        [
            ({"withdrawal": date(2021, 1, 6)}, "denunciation"),
            ({"withdrawal_effective": date(2021, 6, 1)}, "effect of denunciation"),
            ({"withdrawal": None, "withdrawal_effective": None, "withdrawn": False}, "denunciation"),
        ],
    )
    def test_days_differ(self, without_japan: cc.Treaty, cells: dict[str, object], what: str) -> None:
        """A denunciation on record with other days, or none, on the chart is a conflict."""
        odd = changed(cc.Chart.of(without_japan), "JPN", "2021-07-01", **cells)
        found = reconcile(without_japan, odd)

        assert [("JPN", what)] == conflicts(found)
        assert without_japan["JPN"].acts == found.treaty["JPN"].acts
        accepted = reconcile(without_japan, odd, accept="JPN").treaty["JPN"].withdrawal
        assert accepted is not None
        if what in cells:
            assert cells["withdrawal"] == accepted.date
        if cells.get("withdrawal_effective"):
            assert cells["withdrawal_effective"] == accepted.effective

    def test_of_an_unknown_day(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """Brackets showed one of Japan by 2021-06-01; that a later chart shows none contradicts the record."""
        bracketed = reconcile(old, changed(chart, "JPN", "2021-06-01", withdrawn=True)).treaty
        without_it = changed(cc.Chart.of(bracketed), "JPN", "2021-07-01", withdrawn=False)
        (found,) = reconcile(bracketed, without_it).conflicts

        assert (cc.state("JPN"), "denunciation", None) == (found.state, found.what, found.printed)
        assert "2020-03-14/2021-06-01" == found.recorded
        again = changed(without_it, "JPN", consent=date(2021, 6, 15), entry_into_force=date(2021, 10, 1))
        assert ("JPN", "denunciation") not in conflicts(reconcile(bracketed, again))
        signed_only = conflicts(reconcile(bracketed, changed(without_it, "JPN", consent=None, entry_into_force=None)))
        assert ["consent"] == [what for state, what in signed_only if state == "JPN"]

    def test_days_better_known(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """What brackets showed without a day, a newer chart dates."""
        then = reconcile(old, changed(chart, "JPN", "2021-06-01", withdrawn=True)).treaty
        now = changed(cc.Chart.of(then), "JPN", "2021-07-01", **self.left)
        effect = changed(
            cc.Chart.of(then),
            "JPN",
            "2021-07-01",
            withdrawal_effective=date(2021, 5, 1),
            withdrawal=None,
            withdrawn=True,
        )
        same_day = attrs.evolve(now, as_of=then.as_of)
        same_effect = attrs.evolve(effect, as_of=then.as_of)

        (act,) = reconcile(then, now).changes
        assert (date(2021, 1, 5), date(2021, 5, 1)) == (act.date, act.effective)
        assert [date(2021, 5, 1)] == [each.effective for each in reconcile(then, effect).changes]
        assert ((), ()) == (reconcile(then, same_day).changes, reconcile(then, same_day).conflicts)
        assert ((), ()) == (reconcile(then, same_effect).changes, reconcile(then, same_effect).conflicts)

    def test_brackets_say_no_more(self, without_japan: cc.Treaty) -> None:
        """A table that shows only that a State has left agrees with a record that has the days."""
        odd = changed(
            cc.Chart.of(without_japan), "JPN", "2021-07-01", withdrawal=None, withdrawal_effective=None, withdrawn=True
        )

        assert ((), ()) == (reconcile(without_japan, odd).changes, reconcile(without_japan, odd).conflicts)

    def test_suspension_of_another_day(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """A suspension on record is kept where a chart shows none, and contradicted by another day."""
        then = reconcile(old, changed(chart, "JPN", "2021-06-01", suspension=date(2021, 1, 5))).treaty
        same = cc.Chart.of(then)
        other = changed(same, "JPN", "2021-07-01", suspension=date(2021, 1, 6))

        assert cc.Status.SUSPENDED is then.status("JPN")
        assert () == reconcile(then, changed(same, "JPN", "2021-07-01", suspension=None)).conflicts
        assert [("JPN", "suspension")] == conflicts(reconcile(then, other))
        accepted = reconcile(then, other, accept="JPN").treaty["JPN"].acts[-1]
        assert (cc.ActKind.SUSPENSION, date(2021, 1, 6)) == (accepted.kind, accepted.date)


class TestOtherRecords:
    def test_treaty_enters_into_force(self, budapest: cc.Treaty) -> None:
        """From 2003-12-31 to 2020 the Convention entered into force, for Albania on 2004-07-01 with the rest."""
        then = budapest.known_at("2003-12-31")
        chart = cc.Chart.of(budapest.known_at("2020-03-13"))
        for head in (date(2004, 7, 1), None):
            found = reconcile(then, attrs.evolve(chart, entry_into_force=head))
            assert () == found.conflicts
            assert date(2004, 7, 1) == found.treaty.entry_into_force == found.treaty["ALB"].entry_into_force
            assert "The treaty's entry into force is 2004-07-01." in found.messages
            assert chart == cc.Chart.of(found.treaty)
        few = cc.Chart.of(budapest.known_at("2004-01-31"))
        assert reconcile(then, few).treaty.entry_into_force is None

    def test_partial_record(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """What a partial record lacks is new, whenever it happened."""
        acts = tuple(act for act in budapest.known_at("2020-03-13").acts if act.state.id not in {"FRA", "BEN"})
        partial = attrs.evolve(budapest.known_at("2020-03-13"), acts=acts, coverage=cc.Coverage.PARTIAL)
        found = reconcile(partial, attrs.evolve(chart, as_of=date(2020, 4, 1)))

        assert () == found.conflicts
        assert ["signature", "consent", "invitation"] == [act.kind.value for act in found.changes]

    def test_better_known_day(self, budapest: cc.Treaty, old: cc.Treaty, chart: cc.Chart) -> None:
        """A day that the record knows to the month becomes exact; without a printed effect the known one stays."""
        (consent,) = (act for act in old.acts if act.state.id == "FRA" and act.kind.is_consent)
        vague = attrs.evolve(consent, when=cc.DateWindow.parse("2006-01"))
        then = attrs.evolve(old, acts=tuple(vague if act is consent else act for act in old.acts))
        found = reconcile(then, attrs.evolve(chart, as_of=date(2020, 4, 1)))

        better = attrs.evolve(consent, comment=f"{consent.comment} Completed from the chart of 2020-04-01.".strip())

        assert (better,) == found.changes
        assert (better,) == reconcile(then, changed(chart, "FRA", "2020-04-01", consent=consent.date)).changes
        assert [] == [each for each in reconcile(budapest, chart).changes if each == consent]

    def test_back_after_denunciation(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """A State that had withdrawn and consents again has a second consent."""
        left = cc.Act(cc.state("FRA"), cc.ActKind.DENUNCIATION, cc.DateWindow.on("2019-01-05"), date(2019, 5, 1))
        acts = list(old.acts)
        acts.insert(max(place for place, act in enumerate(acts) if act.state.id == "FRA") + 1, left)
        then = attrs.evolve(old, acts=tuple(acts))
        again = changed(chart, "FRA", "2024-07-01", consent=date(2024, 2, 2), entry_into_force=date(2024, 6, 1))
        found = reconcile(then, attrs.evolve(again, reference="ETS No. 185"))

        assert [("FRA", "consent")] == conflicts(found)
        assert "the record has 2006-01-10" in found.conflicts[0].why
        assert cc.Status.PARTY is reconcile(then, again, accept="FRA").treaty.status("FRA")

    def test_back_and_left_again(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """A consent between two denunciations is an act of its own, and so is the second denunciation."""
        left = cc.Act(cc.state("FRA"), cc.ActKind.DENUNCIATION, cc.DateWindow.on("2019-01-05"), date(2019, 5, 1))
        acts = list(old.acts)
        acts.insert(max(place for place, act in enumerate(acts) if act.state.id == "FRA") + 1, left)
        then = attrs.evolve(old, acts=tuple(acts))
        again = changed(
            chart,
            "FRA",
            "2024-07-01",
            consent=date(2023, 2, 2),
            entry_into_force=date(2023, 6, 1),
            withdrawal=date(2024, 1, 5),
            withdrawal_effective=date(2024, 5, 1),
            withdrawn=True,
        )
        france = reconcile(then, again, accept="FRA").treaty["FRA"]

        assert ["signature", "consent", "denunciation", "consent", "denunciation"] == [
            act.kind.value for act in france.acts
        ]
        assert cc.Status.PARTY is france.status("2024-04-30")
        assert cc.Status.WITHDRAWN is france.status()

    def test_signature_ad_referendum(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """The letter r marks a signature, s a consent by signature, and one that is not in the key is reported."""
        day = date(2020, 3, 20)
        rows = [
            cc.Row(cc.state("KEN"), cc.charts.Section.NON_MEMBER, consent=day, consent_mark="r", name="Kenya"),
            cc.Row(cc.state("IND"), cc.charts.Section.NON_MEMBER, None, day, "s", date(2020, 7, 1), name="India"),
            cc.Row(cc.state("EGY"), cc.charts.Section.NON_MEMBER, None, day, "AA", date(2020, 7, 1), name="Egypt"),
        ]
        found = reconcile(old, attrs.evolve(chart, rows=(*chart.rows, *rows), as_of=date(2020, 4, 1)))

        assert [
            cc.ActKind.SIGNATURE_AD_REFERENDUM,
            cc.ActKind.DEFINITIVE_SIGNATURE,
            cc.ActKind.CONSENT,
        ] == [act.kind for act in found.changes]
        assert "Its mark there, 'AA', is not in the key." in found.changes[-1].comment
        same = reconcile(found.treaty, cc.Chart.of(found.treaty))
        assert ((), ()) == (same.changes, same.conflicts)

    def test_former_state(self, budapest: cc.Treaty) -> None:
        """In 2005 Serbia and Montenegro had one row, which speaks for both States that followed it."""
        then = budapest.known_at("2005-12-31")
        chart = cc.Chart.of(then)
        rows = tuple(attrs.evolve(row, footnotes=()) if row.state.id == "SCG" else row for row in chart)
        found = reconcile(then, attrs.evolve(chart, rows=rows))

        assert "Serbia and Montenegro" == chart["SCG"].name
        assert ((), ()) == (found.changes, found.conflicts)

    def test_new_footnote(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """A footnote that a newer chart puts on a row stands on its last act, with its text."""
        texts = {**chart.footnotes, 60: "A new one."}
        odd = changed(chart, "FRA", "2020-04-01", footnotes=(60,))
        odd = changed(attrs.evolve(odd, footnotes=cc.charts.Footnotes.of(texts, 4)), "RUS", footnotes=(), notes=())
        found = reconcile(old, odd)

        assert {60: "A new one."} == dict(found.treaty["FRA"].footnotes)
        assert ("France: footnotes 60 added.",) == found.messages
        ireland = changed(
            odd, "IRL", consent=date(2020, 3, 20), entry_into_force=date(2020, 7, 1), footnotes=(60,), name=""
        )
        (act,) = reconcile(old, ireland).changes
        assert (60,) == act.footnotes

    def test_effect_and_kind_of_one_consent(self) -> None:
        """A chart that says both of a consent on record makes one change, and one comment."""
        acts = [cc.Act("CHL", "consent", "2018-12-20")]
        record = attrs.evolve(treaty_of(acts=acts, as_of="2019-01-01"), entry_into_force=None)
        shown = cc.Chart.of(treaty_of(acts=acts, as_of="2020-01-01"))
        rows = [attrs.evolve(row, consent_kind=cc.ActKind.RATIFICATION) if row.consent else row for row in shown.rows]
        (act,) = reconcile(record, attrs.evolve(shown, rows=tuple(rows))).changes

        assert ("CHL", cc.ActKind.RATIFICATION, "2019-04-01") == (act.state.id, act.kind, str(act.effective))
        assert "Completed from the chart of 2020-01-01." == act.comment

    @pytest.mark.no_cover  # as other tests reach the same
    @settings(deadline=None, max_examples=40)
    @given(st.dates(date(2001, 11, 23), date(2026, 4, 25)))
    def test_any_day(self, budapest: cc.Treaty, day: date) -> None:
        """The record of any day is in no conflict with its own chart, and today's brings it to today's."""
        then = budapest.known_at(day)
        own, now = reconcile(then, cc.Chart.of(then)), reconcile(then, cc.Chart.of(budapest))

        assert ((), ()) == (own.changes, own.conflicts)
        assert () == now.conflicts
        assert cc.Chart.of(budapest) == cc.Chart.of(now.treaty)
        assert all(participation.status() is now.treaty.status(participation.state) for participation in budapest)
        assert cc.Chart.of(then) == cc.Chart.of(now.treaty.known_at(day))
