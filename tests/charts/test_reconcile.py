"""A published chart brings the record up to its date, or contradicts it."""

import pickle
from datetime import date, timedelta

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._treaty import details_of, flag_charts
from cyberconventions.charts import Reconciliation, reconcile
from cyberconventions.errors import DifferentTreatiesError
from tests.charts.pages import CHARTS, changed


@pytest.fixture(scope="module")
def today(budapest: cc.Treaty, old: cc.Treaty) -> Reconciliation:
    return reconcile(old, cc.Chart.of(budapest))


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
        assert (date(2020, 3, 13), date(2026, 4, 25)) == flag_charts(new)

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

    def test_flags_and_lapse_are_reported(self, today: Reconciliation) -> None:
        """What is not an act is reported in sentences."""
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
        now = reconcile(found.treaty, cc.Chart.of(budapest)).treaty
        contracting = budapest.contracting_states()
        assert [budapest.status(state) for state in listed if state in contracting] == [
            now.status(state) for state in listed if state in contracting
        ]

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


class TestCall:
    @pytest.mark.parametrize("named", ["conflict", "Luxembourg", "LUX"])
    def test_accepted(self, old: cc.Treaty, chart: cc.Chart, named: str) -> None:
        """The caller may name the conflict, or the State, in which the chart is right."""
        odd = changed(chart, "LUX", "2020-04-01", entry_into_force=date(2015, 5, 1))
        accept = reconcile(old, odd).conflicts if named == "conflict" else named
        found = reconcile(old, odd, accept=accept)

        assert ((), 1) == (found.conflicts, len(found.accepted))
        assert date(2015, 5, 1) == found.treaty["LUX"].entry_into_force
        assert "Accepted: " in found.as_text()

    def test_older_chart(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """A chart older than the record changes nothing even if accepted, but its conflicts are reported."""
        odd = changed(chart, "FRA", consent=date(2006, 1, 11))
        found = reconcile(budapest, odd, accept="FRA")

        assert ["consent"] == [each.what for each in found.conflicts]
        assert cc.state("FRA") == found.conflicts[0].state
        assert budapest is found.treaty
        assert () == found.changes

    def test_other_treaty(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """A chart of another treaty is refused."""
        with pytest.raises(DifferentTreatiesError, match=r"'CETS No\. 201'"):
            reconcile(budapest, attrs.evolve(chart, reference="CETS No. 201"))

    def test_a_name_of_the_treaty(self, chart: cc.Chart) -> None:
        """Will do, as everywhere."""
        assert reconcile(cc.treaty(185), chart) == reconcile("ETS 185", chart)

    def test_other_types(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """Chart and treaty the wrong way round, or something else accepted, are errors of type."""
        with pytest.raises(cc.errors.InvalidTypeError, match="is of type Chart, expected a treaty's name"):
            reconcile(chart, budapest)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
        with pytest.raises(cc.errors.InvalidTypeError, match="expected a State"):
            reconcile(budapest, cc.Chart.of(budapest), accept=[None])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
        with pytest.raises(cc.errors.InvalidTypeError, match="None is of type NoneType, expected conflicts, or States"):
            reconcile(budapest, cc.Chart.of(budapest), accept=None)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_day_beyond_all_charts(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """Years are added to a chart's day, and the calendar ends."""
        with pytest.raises(cc.errors.InvalidDateError, match="9999-12-31, is out of range; expected a day up to 2999"):
            reconcile(budapest, attrs.evolve(chart, as_of=date.max))


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
        known = changed(chart, state.id, consent_kind=cc.ActKind.RATIFICATION)
        newer = attrs.evolve(known, as_of=malabo.as_of + timedelta(days=1))

        assert () == reconcile(malabo, known).changes
        (act,) = reconcile(malabo, newer).changes
        assert (state, cc.ActKind.RATIFICATION) == (act.state, act.kind)

    def test_entry_into_force_that_no_clause_gives(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the clause has not been seen, a newer chart's day is new, and one of the record's day no conflict."""

        def no_effect(*_: object, **__: object) -> None:
            """No clause gives it."""

        known = details_of(cc.treaty("malabo"))
        clauses = tuple((topic, clause) for topic, clause in known.rules.clauses if topic != "later")
        details = attrs.evolve(known, rules=attrs.evolve(known.rules, clauses=clauses, not_seen=("later",)))
        malabo = attrs.evolve(cc.treaty("malabo"), details=lambda: details)
        monkeypatch.setattr("cyberconventions.charts._checks._effect", no_effect)
        chart = cc.Chart.of(malabo)
        (row, *_) = [row for row in chart if row.consent is not None and row.entry_into_force is None]
        assert row.consent is not None
        same = changed(chart, row.state.id, entry_into_force=malabo.as_of)
        newer = attrs.evolve(same, as_of=malabo.as_of + timedelta(days=1))

        assert ((), ()) == (reconcile(malabo, same).changes, reconcile(malabo, same).conflicts)
        assert [malabo.as_of] == [act.effective for act in reconcile(malabo, newer).changes]

    def test_a_day_that_a_chart_prints_though_its_form_omits_it(self) -> None:
        """The record's gap is filled: what a form omits says nothing of what a chart prints."""
        malabo = cc.treaty("malabo")
        chart = attrs.evolve(cc.Chart.of(malabo), silent_on=("entry into force",))
        found = reconcile(malabo.known_at("2020-01-01"), chart)

        assert cc.Status.PARTY is found.treaty.status("GHA", on="2023-06-08")

    def test_flags_of_another_day(self, budapest: cc.Treaty) -> None:
        """The oldest pages print the flags of the day of capture: they are not recorded under the chart's."""
        then = budapest.known_at("2003-12-31")
        chart = cc.read_chart(CHARTS / "f1-2004.txt")
        found = reconcile(then, chart)

        assert ("flags", "members without an act") == chart.silent_on
        assert () == flag_charts(found.treaty)
        assert () == found.conflicts
        assert "The flags on the page are those of the day on which it was captured, not of 2004-06-18" in str(found)

    def test_source(self, old: cc.Treaty, budapest: cc.Treaty) -> None:
        """The caller may say from which of the dataset's sources a chart comes."""
        found = reconcile(old, cc.Chart.of(budapest), source="coe-185-2026")

        assert {"coe-185-2026"} == {each.id for act in found.changes if act.kind.is_consent for each in act.sources}
        # So do invitations: those that it shows, those that an accession presupposes, and those that it shows again.
        assert not [act for act in found.changes if "coe-185-2026" not in act.source_ids]
        seen = [act for act in found.treaty.acts if act.seen is not None and act.seen.latest == found.treaty.as_of]
        assert seen
        assert not [act for act in seen if "coe-185-2026" not in act.source_ids]
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

    def test_cut_off_within_a_row(self, budapest: cc.Treaty) -> None:
        """South Africa's row is the last of a page and has no consent: it may be cut, and shows nothing."""
        chart = cc.Chart.of(budapest, "2026-04-25")
        end = next(place for place, row in enumerate(chart.rows) if row.state == cc.state("ZAF"))
        cut = attrs.evolve(chart, rows=chart.rows[: end + 1], totals=None, as_of=date(2026, 5, 25))
        before = budapest["ZAF"].acts

        assert before == reconcile(budapest, cut).treaty["ZAF"].acts

    def test_last_row_of_a_partial_record(self) -> None:
        """A cut-off page shows on which day Uzbekistan had signed alone; not Venezuela, on whose row it ends."""
        uncc = cc.treaty("uncc").known_at("2026-08-02")
        chart = cc.Chart.of(uncc)
        end = next(place for place, row in enumerate(chart.rows) if row.state == cc.state("VEN"))
        cut = attrs.evolve(chart, rows=chart.rows[: end + 1], totals=None)
        found = reconcile(uncc, changed(cut, "URY", "2026-09-01", consent=date(2026, 8, 15))).treaty
        seen = {each: found[each].acts[0].seen for each in ("UZB", "VEN")}

        assert {"UZB": cc.DateWindow.parse("2026-03-12/2026-09-01"), "VEN": cc.DateWindow.on("2026-03-12")} == seen
