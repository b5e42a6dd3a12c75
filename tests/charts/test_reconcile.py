"""A published chart brings the record up to its date, or contradicts it."""

import json
import pickle
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions._treaty import flag_charts
from cyberconventions.charts._reconcile import Reconciliation, reconcile
from cyberconventions.charts._revision import Conflict
from cyberconventions.errors import DifferentTreatiesError

CHARTS = Path(__file__).parents[1] / "cases" / "charts"


@pytest.fixture(scope="module")
def old(budapest: cc.Treaty) -> cc.Treaty:
    return budapest.known_at("2020-03-13")


@pytest.fixture(scope="module")
def today(budapest: cc.Treaty, old: cc.Treaty) -> Reconciliation:
    return reconcile(old, cc.Chart.of(budapest))


def changed(chart: cc.Chart, state: str, day: str | None = None, **cells: object) -> cc.Chart:
    """Return a chart with other cells in one State's row, as of another day."""
    row = attrs.evolve(chart[state], **cells)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    rows = tuple(row if each.state == row.state else each for each in chart.rows)
    return attrs.evolve(chart, rows=rows, as_of=date.fromisoformat(day) if day else chart.as_of)


def without(chart: cc.Chart, state: str, day: str) -> cc.Chart:
    """Return a chart of another day without one State's row."""
    wanted = chart[state]
    return attrs.evolve(
        chart, rows=tuple(row for row in chart.rows if row is not wanted), as_of=date.fromisoformat(day)
    )


def conflicts(found: Reconciliation) -> list[tuple[str, str]]:
    return [(each.state.id if each.state else "", each.what) for each in found.conflicts]


class TestRealCharts:
    def test_page_of_2020(self, budapest: cc.Treaty, old: cc.Treaty, chart: cc.Chart) -> None:
        """The page of 2020-03-13 has no conflict with the record and nothing new, then or today."""
        then, now = reconcile(old, chart), reconcile(budapest, chart)

        assert ((), (), ()) == (then.changes, then.conflicts, then.messages)
        assert "Nothing new." == str(then)
        assert "Nothing new.\n" == then.as_text()
        assert ((), ()) == (now.changes, now.conflicts)
        assert ("The chart of 2020-03-13 is older than the record of 2026-04-25: nothing was changed.",) == now.messages
        assert budapest is now.treaty
        assert old is then.treaty

    def test_chart_of_2026_gives_todays_record(self, budapest: cc.Treaty, today: Reconciliation) -> None:
        """The chart of 2026-04-25 brings the record of 2020-03-13 to the same chart and statuses as today's."""
        new = today.treaty

        assert () == today.conflicts
        assert cc.Chart.of(budapest) == cc.Chart.of(new)
        assert [budapest.status(each.state) for each in budapest] == [new.status(each.state) for each in budapest]
        assert budapest.totals() == new.totals()
        assert (date(2020, 3, 13), date(2026, 4, 25)) == new.charts

    def test_new_acts(self, today: Reconciliation) -> None:
        """Seventeen consents are new; that of Sweden is one whose kind the chart can't tell."""
        consents = [act for act in today.changes if act.kind.is_consent]

        assert 17 == len(consents)
        assert [("SWE", cc.ActKind.CONSENT)] == [
            (act.state.id, act.kind) for act in consents if act.kind is not cc.ActKind.ACCESSION
        ]
        assert all(act.source is None and "chart of 2026-04-25" in act.comment for act in consents)

    def test_invitations(self, today: Reconciliation) -> None:
        """Kazakhstan was seen invited on 2026-04-25, decided after 2020-03-13; Mexico before there was a limit."""
        kazakhstan, mexico = today.treaty["KAZ"].invitation, today.treaty["MEX"].invitation

        assert kazakhstan is not None
        assert mexico is not None
        assert (cc.DateWindow.parse("2020-03-14/.."), cc.DateWindow.on("2026-04-25")) == (
            kazakhstan.act.when,
            kazakhstan.act.seen,
        )
        assert date(2013, 4, 9) == mexico.act.latest

    def test_presupposed_invitation(self, today: Reconciliation) -> None:
        """Côte d'Ivoire acceded, so it had been invited: whether already in 2023, the charts can't tell."""
        assert cc.Status.UNKNOWN is today.treaty.status("CIV", on="2023-01-01")
        assert cc.Status.CONTRACTING is today.treaty.status("CIV", on="2024-07-29")

    def test_flags_and_lapse_are_told(self, today: Reconciliation) -> None:
        """What is no act is told in sentences."""
        assert "The invitation of Burkina Faso lapsed: the chart of 2026-04-25 does not list it." in today.messages
        assert "Greece: flag D. (declarations) removed." in today.messages
        text = today.as_text()
        assert "New: accession by Benin on 2024-06-20, in force for it from 2024-10-01.\n" in text
        assert "New: Kazakhstan was invited to accede on an unknown day; listed on 2026-04-25.\n" in text
        assert "New: Cameroon was invited to accede in 2020-03-14/2023-12-15.\n" in text

    def test_earlier_days_stay(self, old: cc.Treaty, today: Reconciliation) -> None:
        """The treaty brought up still knows what it was on 2020-03-13, flags included."""
        then = today.treaty.known_at("2020-03-13")

        assert cc.Chart.of(old) == cc.Chart.of(then)
        assert old.totals() == then.totals()

    def test_values(self, today: Reconciliation) -> None:
        """Outcome and treaty can be pickled and hashed; the repr counts."""
        copy = pickle.loads(pickle.dumps(today))

        assert today == copy
        assert {today: 1}[copy]
        assert cc.Chart.of(today.treaty) == cc.Chart.of(copy.treaty)
        assert "<Reconciliation ETS No. 185 as of 2026-04-25: 42 changes, 0 conflicts>" == repr(today)

    def test_chart_of_2024_by_hand(self, budapest: cc.Treaty, old: cc.Treaty) -> None:
        """A chart of 2024-07-01, written from the facts, brings known_at(2020-03-13) to the record of that day."""
        chart = cc.read_chart(CHARTS / "chart-2024.txt")
        found = reconcile(old, chart)
        then = budapest.known_at("2024-07-01")

        assert ((), ()) == (chart.problems, found.conflicts)
        assert cc.Totals(75, 2) == found.treaty.totals() == then.totals()
        listed = [row.state for row in chart.rows]
        # The decisions on these are known to the record from the chart of 2026 only.
        shown_later = {"GTM", "KOR", "MEX", "MOZ", "TLS"}
        assert {state: then.status(state) for state in listed if state.id not in shown_later} == {
            state: found.treaty.status(state) for state in listed if state.id not in shown_later
        }
        assert {cc.Status.INVITED} == {found.treaty.status(state) for state in shown_later}
        assert {state: budapest.status(state) for state in listed if state in budapest.contracting_states()} == {
            state: reconcile(found.treaty, cc.Chart.of(budapest)).treaty.status(state)
            for state in listed
            if state in budapest.contracting_states()
        }

    @pytest.mark.parametrize(
        ("ref", "days"),
        [
            ("budapest", ("2003-06-01", "2004-03-17", "2004-03-18", "2005-12-31", "2019-06-01", "2026-04-25")),
            (189, ("2005-06-01", "2006-01-10", "2017-01-25", "2025-06-04")),
            ("lanzarote", ("2010-03-31", "2023-07-14")),
            (224, ("2023-02-28", "2026-04-15")),
            ("palermo", ("2003-04-22", "2003-12-03", "2026-09-11")),
            ("crc", ("1990-08-01", "1992-08-13", "2016-10-25")),
            ("opsc", ("2001-12-31", "2002-04-30", "2025-12-04")),
            ("hanoi", ("2025-10-26", "2025-11-19", "2026-08-02")),
            ("malabo", ("2021-10-19", "2024-07-08", "2026-02-02")),
        ],
    )
    def test_a_record_agrees_with_its_own_chart(self, ref: str | int, days: tuple[str, ...]) -> None:
        """Before its own entry into force, with former States, and with days not known: nothing odd, nothing new."""
        treaty = cc.treaty(ref)
        for day in days:
            edition = treaty.known_at(day)
            made = cc.Chart.of(edition)
            read = [cc.parse_chart(text) for text in (made.to_text(), made.to_html(), made.to_csv(), made.to_json())]
            # Spain's day of consent is not known, that of its effect is.
            known = ["Spain: an entry into force without consent"] if ref == 189 and day > "2015-04-01" else []

            assert [known] * 4 == [[problem.message for problem in each.problems] for each in read]
            for record in (edition, treaty):
                for chart in (made, *read):
                    found = reconcile(record, chart)
                    assert ((), ()) == (found.changes, found.conflicts), (ref, day)

    @pytest.mark.parametrize(
        ("ref", "old", "new"),
        [
            ("budapest", "2002-01-01", "2005-12-31"),
            ("budapest", "2004-05-12", "2011-05-25"),  # Australia and Costa Rica were invited, without a limit.
            ("budapest", "2007-02-14", "2013-11-15"),  # Chile too, by a chart that knows the limit.
            ("budapest", "2012-06-01", "2020-03-13"),
            ("budapest", "2020-03-13", "2026-04-25"),
            ("lanzarote", "2010-03-31", "2023-07-14"),
            (224, "2022-06-01", "2026-04-15"),
            ("palermo", "2001-01-01", "2003-12-03"),
            ("palermo", "2003-12-03", "2026-09-11"),
            ("crc", "1990-06-01", "2016-10-25"),
            ("opsc", "2001-12-31", "2025-12-04"),
        ],
    )
    def test_an_edition_is_brought_up_to_a_later_chart(self, ref: str | int, old: str, new: str) -> None:
        """What a chart shows beyond an edition makes the edition of its day."""
        later = cc.treaty(ref).known_at(new)
        chart = cc.Chart.of(later)
        found = reconcile(cc.treaty(ref).known_at(old), chart)

        assert () == found.conflicts
        assert chart.rows == cc.Chart.of(found.treaty).rows
        for each in later:
            assert later.status(each.state) in (found.treaty.status(each.state), cc.Status.UNKNOWN)

    def test_lower_bounds(self) -> None:
        """Totals that are lower bounds come from a record that does not know all."""
        uncc = cc.treaty("uncc")
        found = reconcile(uncc.known_at("2025-11-18"), cc.Chart.of(uncc))

        assert (cc.Coverage.PARTIAL, date(2025, 11, 18)) == (found.treaty.coverage, found.treaty.complete_to)
        assert "The chart's totals are lower bounds: the record is complete up to 2025-11-18 only." in found.messages

    def test_before_the_treaty_is_in_force(self, budapest: cc.Treaty) -> None:
        """In June 2003 nobody could print an entry into force; the fifth consent came in March 2004."""
        found = reconcile(budapest.known_at("2002-12-31"), cc.Chart.of(budapest, "2003-06-01"))

        assert () == found.conflicts
        assert "EST" in {act.state.id for act in found.changes if act.kind.is_consent}
        assert cc.Chart.of(budapest, "2003-06-01").entry_into_force is None
        assert {None} == {row.entry_into_force for row in cc.Chart.of(budapest, "2004-03-17").rows}
        assert date(2004, 7, 1) == cc.Chart.of(budapest, "2004-03-18")["EST"].entry_into_force


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

    @pytest.mark.parametrize("named", ["conflict", "Luxembourg", "LUX"])
    def test_accepted(self, old: cc.Treaty, chart: cc.Chart, named: str) -> None:
        """The caller may name the conflict, or the State, in which the chart is right."""
        odd = changed(chart, "LUX", "2020-04-01", entry_into_force=date(2015, 5, 1))
        accept = reconcile(old, odd).conflicts if named == "conflict" else named
        found = reconcile(old, odd, accept=accept)

        assert ((), 1) == (found.conflicts, len(found.accepted))
        assert date(2015, 5, 1) == found.treaty["LUX"].entry_into_force
        assert "Accepted: " in found.as_text()

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

    def test_older_chart(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """A chart older than the record changes nothing even if accepted, but its conflicts are told."""
        odd = changed(chart, "FRA", consent=date(2006, 1, 11))
        found = reconcile(budapest, odd, accept="FRA")

        assert [("FRA", "consent")] == conflicts(found)
        assert budapest is found.treaty
        assert () == found.changes

    def test_other_treaty(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """A chart of another treaty is refused."""
        with pytest.raises(DifferentTreatiesError, match=r"'CETS No\. 201'"):
            reconcile(budapest, attrs.evolve(chart, reference="CETS No. 201"))

    def test_other_types(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """Chart and treaty the wrong way round, or something else accepted, are errors of type."""
        with pytest.raises(cc.errors.InvalidTypeError, match="expected a Treaty"):
            reconcile(chart, budapest)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        with pytest.raises(cc.errors.InvalidTypeError, match="expected a State"):
            reconcile(budapest, cc.Chart.of(budapest), accept=[None])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
        with pytest.raises(cc.errors.InvalidTypeError, match="None is a NoneType, expected conflicts, or States"):
            reconcile(budapest, cc.Chart.of(budapest), accept=None)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_day_beyond_all_charts(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """Years are added to a chart's day, and the calendar ends."""
        with pytest.raises(
            cc.errors.InvalidDateError, match="no chart stands as of 9999-12-31; expected a day up to 2999"
        ):
            reconcile(budapest, attrs.evolve(chart, as_of=date.max))


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


class TestOtherForms:
    @pytest.mark.parametrize("treaty", cc.treaties(), ids=lambda each: each.id)
    def test_every_record_agrees_with_its_chart(self, treaty: cc.Treaty) -> None:
        """An act of unknown day is printed nowhere, and that is no conflict."""
        found = reconcile(treaty, cc.Chart.of(treaty))

        assert ((), ()) == (found.changes, found.conflicts)
        assert treaty is found.treaty

    @pytest.mark.parametrize(
        "name",
        [
            "chart-2024.txt",
            "f1-2004.txt",
            "f5-2018.txt",
            "french-2020.txt",
            "portal-2020.html",
            "treaty-office-185.json",
            "dutch-185.txt",
        ],
    )
    def test_older_charts_agree_with_the_record(self, budapest: cc.Treaty, name: str) -> None:
        """What the record knows by hindsight, or a form never shows, is no conflict."""
        assert () == reconcile(budapest, cc.read_chart(CHARTS / name)).conflicts

    @pytest.mark.parametrize(("name", "kinds"), [("treaty-office-185.json", 17), ("dutch-185.txt", 17)])
    def test_form_without_invitations(self, old: cc.Treaty, name: str, kinds: int) -> None:
        """Its new consents are merged; who has been invited since stays open, and is not denied."""
        found = reconcile(old, cc.read_chart(CHARTS / name))
        new = found.treaty

        assert () == found.conflicts
        assert kinds == sum(act.kind.is_consent for act in found.changes)
        assert cc.Status.UNKNOWN is new.status("KEN")
        assert cc.Status.NOT_PARTICIPATING is new.status("KEN", on="2020-03-13")
        assert (cc.Coverage.PARTIAL, date(2020, 3, 13)) == (new.coverage, new.complete_to)
        assert "which States were invited after 2020-03-13 is not known" in str(found)
        assert "cut off" not in str(found)
        assert old.invited() == new.known_at("2020-03-13").invited()

    def test_table_of_the_un_treaty_collection(self) -> None:
        """It has no column for the entry into force: that is no doubt about its new acts."""
        then = cc.treaty("untoc").known_at("2010-01-01")
        chart = cc.read_chart(CHARTS / "untoc-2026.xml")
        listed = {row.state for row in chart}
        found = reconcile(then, chart)

        assert [] == [each for each in found.conflicts if each.state in listed]
        assert {"accession": 5, "ratification": 7} == {
            kind: sum(act.kind.value == kind for act in found.changes) for kind in ("accession", "ratification")
        }
        assert all(act.confidence is cc.Confidence.MEDIUM for act in found.changes)

    def test_note_on_a_blank_row(self) -> None:
        """A footnote makes an invitation only where a chart shows invitations."""
        untoc = cc.treaty("untoc")
        tuvalu = cc.Row(cc.state("TUV"), cc.charts.Section.PARTICIPANT, footnotes=(7,), name="Tuvalu")
        chart = cc.Chart.of(untoc)
        found = reconcile(untoc, attrs.evolve(chart, rows=(*chart.rows, tuvalu)))

        assert ((), ()) == (found.changes, found.conflicts)

    def test_letters_are_those_of_the_table(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """The Dutch database's A is accession; the Council of Europe's key does not know it."""
        day = date(2020, 3, 20)
        row = cc.Row(
            cc.state("IND"),
            cc.charts.Section.NON_MEMBER,
            None,
            day,
            "A",
            date(2020, 7, 1),
            name="India",
            consent_kind=cc.ActKind.ACCESSION,
        )
        found = reconcile(old, attrs.evolve(chart, rows=(*chart.rows, row), as_of=date(2020, 4, 1)))

        assert [cc.ActKind.INVITATION, cc.ActKind.ACCESSION] == [act.kind for act in found.changes]
        assert "key" not in found.changes[-1].comment

    def test_kind_better_known(self) -> None:
        """A consent that the record can't place becomes what a newer table says; an older one changes nothing."""
        malabo = cc.treaty("malabo")
        chart = cc.Chart.of(malabo)
        (state, *_) = [act.state for act in malabo.acts if act.kind is cc.ActKind.CONSENT and act.date is not None]
        told = changed(chart, state.id, consent_kind=cc.ActKind.RATIFICATION)
        newer = attrs.evolve(told, as_of=malabo.as_of + timedelta(days=1))

        assert () == reconcile(malabo, told).changes
        (act,) = reconcile(malabo, newer).changes
        assert (state, cc.ActKind.RATIFICATION) == (act.state, act.kind)

    def test_entry_into_force_that_no_clause_gives(self) -> None:
        """Where the clause has not been seen, a newer chart's day is new, and one of the record's day no conflict."""
        malabo = cc.treaty("malabo")
        chart = cc.Chart.of(malabo)
        (row, *_) = [row for row in chart if row.consent is not None and row.entry_into_force is None]
        assert row.consent is not None
        same = changed(chart, row.state.id, entry_into_force=malabo.as_of)
        newer = attrs.evolve(same, as_of=malabo.as_of + timedelta(days=1))

        assert ((), ()) == (reconcile(malabo, same).changes, reconcile(malabo, same).conflicts)
        assert [malabo.as_of] == [act.effective for act in reconcile(malabo, newer).changes]

    def test_flags_of_another_day(self, budapest: cc.Treaty) -> None:
        """The oldest pages print the flags of the day of capture: they are not recorded under the chart's."""
        then = budapest.known_at("2003-12-31")
        chart = cc.read_chart(CHARTS / "f1-2004.txt")
        found = reconcile(then, chart)

        assert ("flags",) == chart.silent_on
        assert () == flag_charts(found.treaty)
        assert () == found.conflicts
        assert "The flags on the page are those of the day on which it was captured, not of 2004-06-18" in str(found)

    def test_source(self, old: cc.Treaty, budapest: cc.Treaty) -> None:
        """The caller may say from which of the dataset's sources a chart comes."""
        found = reconcile(old, cc.Chart.of(budapest), source="coe-185-2026")

        assert {"coe-185-2026"} == {each.id for act in found.changes if act.kind.is_consent for each in act.sources}
        with pytest.raises(cc.errors.UnknownSourceError):
            reconcile(old, cc.Chart.of(budapest), source="hearsay")

    def test_cut_off_after_a_row(self, budapest: cc.Treaty) -> None:
        """That the totals are missing is no doubt about the last row."""
        lines = (CHARTS / "f4-2026-tabs.txt").read_text(encoding="utf-8").splitlines()
        end = next(place for place, line in enumerate(lines) if line.startswith("Vanuatu"))
        chart = cc.parse_chart("\n".join(lines[: end + 1]))
        found = reconcile(budapest.known_at("2025-06-01"), chart)

        assert any(each.line == end + 1 and "the totals are missing" in each.message for each in chart.problems)
        assert "VUT" in [act.state.id for act in found.changes]


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

        assert (consent,) == found.changes
        assert (consent,) == reconcile(then, changed(chart, "FRA", "2020-04-01", consent=consent.date)).changes
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

    def test_signature_ad_referendum(self, old: cc.Treaty, chart: cc.Chart) -> None:
        """The letter r marks a signature, s a consent by signature, one that is not in the key is told."""
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

    def test_conflict_is_a_value(self) -> None:
        """Two conflicts are equal by State and days, not by where they stand."""
        one = Conflict(cc.state("FRA"), "consent", date(2006, 1, 10), date(2006, 1, 11), line=46)

        assert one == attrs.evolve(one, line=None, name="France")
        assert str(one).startswith("line 46: France, consent: ")
