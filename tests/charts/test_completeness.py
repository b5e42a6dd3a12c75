"""A chart that was cut off, or lacks rows, says nothing about what it does not list."""

from collections.abc import Callable
from datetime import date, timedelta

import attrs
import pytest

import cyberconventions as cc
from cyberconventions.charts import ChangeKind, Section, diff, reconcile
from cyberconventions.charts._completeness import acted, half_row, missing_states
from tests.charts.pages import CHARTS, content

BUDAPEST = cc.treaty("budapest").known_at("2026-04-25")
UNTOC = cc.treaty("untoc").known_at("2026-09-11")
MALABO = cc.treaty("malabo").known_at("2026-02-02")
UNCC = cc.treaty("uncc").known_at("2026-08-02")

# What a chart that was cut off never shows.
GONE = (ChangeKind.ROW_GONE, ChangeKind.INVITATION_LAPSED)


def later(treaty: cc.Treaty, days: int = 60) -> cc.Chart:
    """Return the chart of a record as a depositary may print it later, nothing having happened."""
    return attrs.evolve(cc.Chart.of(treaty), as_of=treaty.as_of + timedelta(days=days))


def with_row(chart: cc.Chart, state: str, **cells: object) -> cc.Chart:
    """Return a chart with one more row in its order, or another row of a State, and the totals of its rows."""
    wanted = cc.state(state)
    section = Section.PARTICIPANT if "invitations" in chart.silent_on else Section.NON_MEMBER
    row = cc.Row(wanted, section, name=wanted.name, **cells)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    rows = sorted(
        (*(each for each in chart.rows if each.state != wanted), row),
        key=lambda each: (each.section is not Section.MEMBER, each.name),
    )
    found = attrs.evolve(chart, rows=tuple(rows))
    return attrs.evolve(found, totals=found.counted())


def un_page(chart: cc.Chart) -> str:
    """Return a chart as the UN Treaty Collection prints it: without totals."""
    lines = chart.to_text().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(("Total number", "Remark")))


def up_to(text: str, words: str) -> str:
    """Return a text up to the line that begins with words, which it ends with."""
    lines = text.splitlines(keepends=True)
    end = next(number for number, line in enumerate(lines) if line.startswith(words))
    return "".join(lines[: end + 1])


def parses(text: str, **how: object) -> cc.Chart | None:
    try:
        return cc.parse_chart(text, **how)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    except cc.errors.ChartError:
        return None


class TestGaps:
    @pytest.mark.parametrize("treaty", cc.treaties(), ids=lambda each: each.id)
    def test_an_edition_is_complete_in_every_form(self, treaty: cc.Treaty) -> None:
        """What the library writes of an edition, on any day, is as complete as the edition when it is read again."""
        days = [treaty.as_of, *(act.date for act in treaty.acts if act.date is not None)]
        for day in days[:: max(1, len(days) // 6)]:
            chart = cc.Chart.of(treaty, day)
            texts = (chart.to_text(), chart.to_html(), chart.to_csv(), chart.to_json())

            assert () == chart.gaps, day
            assert [()] * 4 == [cc.parse_chart(text).gaps for text in texts], day

    @pytest.mark.parametrize(
        "name",
        [
            *(
                "chart-2024.txt",
                "f1-2004.txt",
                "f4-2026-glued.md",
                "f4-2026-tabs.txt",
                "f5-2018.txt",
                "french-2020.txt",
            ),
            *("page-2020.txt", "portal-2020.html", "treaty-office-185.json", "dutch-185.txt"),
        ],
    )
    def test_published_charts_are_complete(self, name: str) -> None:
        """Pages of every form, with totals and without."""
        assert () == cc.read_chart(CHARTS / name).gaps

    @pytest.mark.parametrize("name", ["untoc-2026.txt", "untoc-2026.xml"])
    def test_part_of_a_page(self, name: str) -> None:
        """The first sixty rows of the UN Treaty Collection's table."""
        (gap,) = cc.read_chart(CHARTS / name).gaps

        assert gap.startswith("136 States are missing that by the record had signed or consented by 2026-09-11: ")

    def test_totals(self) -> None:
        """Without totals, or with fewer rows than they say; with more rows, no row is missing."""
        chart = cc.Chart.of(BUDAPEST)
        fewer = attrs.evolve(chart, rows=chart.rows[1:])
        more = attrs.evolve(chart, totals=cc.Totals(80, 2))

        assert ("the totals are missing",) == attrs.evolve(chart, totals=None).gaps
        assert ("the chart prints a total of 81 consents, but has rows with 80 only",) == fewer.gaps
        assert () == more.gaps

    def test_a_total_may_count_a_state_that_has_left(self) -> None:
        """Its row is there, whether the total counts it or not."""
        chart = cc.Chart.of(BUDAPEST)
        left = attrs.evolve(chart["FRA"], withdrawn=True)
        rows = tuple(left if row.state == left.state else row for row in chart.rows)

        assert () == attrs.evolve(chart, rows=rows).gaps
        assert () == attrs.evolve(chart, rows=rows, totals=cc.Totals(80, 2)).gaps

    def test_lower_bounds(self) -> None:
        """Totals that are lower bounds prove nothing: every State on record has to be listed."""
        chart = cc.Chart.of(MALABO)

        assert () == chart.gaps
        assert "1 State is missing" in attrs.evolve(chart, rows=chart.rows[1:]).gaps[0]

    def test_a_state_need_not_be_listed_before_it_acted(self) -> None:
        """An older table lists fewer States; a former State stands for those that followed it."""
        old = attrs.evolve(cc.Chart.of("untoc", "2003-09-29"), totals=None)
        serbia = cc.Row(cc.state("SCG"), Section.NON_MEMBER, date(2005, 4, 7), name="Serbia and Montenegro")
        then = cc.Chart.of("budapest", "2005-12-31")
        rows = tuple(row for row in then.rows if row.state not in (cc.state("SCG"), cc.state("SRB"), cc.state("MNE")))

        assert () == old.gaps
        assert () == missing_states(attrs.evolve(then, rows=(*rows, serbia)))
        assert () == missing_states(cc.Chart.of(BUDAPEST), [cc.state("SCG")])

    def test_states_that_the_caller_expects(self) -> None:
        """Those of a record of one's own, or of the chart before."""
        chart = attrs.evolve(cc.Chart.of(UNTOC), totals=None, reference="UNTC XVIII-99")

        assert () == chart.gaps
        assert (cc.state("TUV"),) == missing_states(chart, (*acted(UNTOC, UNTOC.as_of), cc.state("TUV")))

    def test_half_row(self) -> None:
        """The last row of a page without totals may be cut off; not if it ends with its entry into force."""
        chart = attrs.evolve(cc.Chart.of(BUDAPEST), totals=None)
        south_africa = next(n for n, row in enumerate(chart.rows) if row.state == cc.state("ZAF"))

        assert half_row(chart) is None
        assert half_row(cc.Chart.of(UNTOC)) is None
        assert half_row(attrs.evolve(chart, rows=())) is None
        assert chart["ZAF"] == half_row(attrs.evolve(chart, rows=chart.rows[: south_africa + 1]))


class TestPages:
    def test_a_web_page_that_ends_within_its_table(self) -> None:
        """Its table was never closed, even if every State on record is listed; all forms keep that."""
        page = cc.Chart.of(UNTOC).to_html()
        end = page.rindex("</table>")
        open_page = page[:end]
        chart = cc.parse_chart(open_page)

        assert ("the page ends within its table",) == chart.gaps
        assert "the page ends within its table: it was cut off" in [each.message for each in chart.problems]
        assert () == cc.parse_chart(page).gaps
        for text in (chart.to_csv(), chart.to_json(), chart.to_text()):
            assert ("the page ends within its table",) == cc.parse_chart(text).gaps

    @pytest.mark.no_cover  # as other tests reach the same; so for every cut within a row
    def test_every_line_of_a_treaty_office_page(self) -> None:
        """A page that ends before its totals neither moves the record nor shows that anything is gone."""
        text = with_row(
            later(BUDAPEST), "KEN", consent=date(2026, 5, 5), consent_mark="a", entry_into_force=date(2026, 9, 1)
        ).to_text()
        lines = text.splitlines(keepends=True)
        totals = next(number for number, line in enumerate(lines) if line.startswith("Total number of ratifications"))
        for number in range(1, totals, 2):
            chart = parses("".join(lines[:number]))
            if chart is not None:
                check_cut(BUDAPEST, chart)

    def test_every_row_of_a_un_page(self) -> None:
        """Without totals, the States on record show that a page was cut off."""
        text = un_page(with_row(later(UNTOC), "TUV", consent=date(2026, 10, 1), consent_mark="a"))
        lines = text.splitlines(keepends=True)
        zimbabwe = next(number for number, line in enumerate(lines) if line.startswith("Zimbabwe"))
        for number in range(8, zimbabwe, 9):
            chart = parses("".join(lines[:number]))
            assert chart is not None
            check_cut(UNTOC, chart)
        whole = cc.parse_chart("".join(lines[: zimbabwe + 1]))

        assert () == whole.gaps

    def test_every_row_of_a_dutch_page(self) -> None:
        """A table of the Dutch treaty database has no totals either."""
        lines = (CHARTS / "dutch-185.txt").read_text(encoding="utf-8").splitlines(keepends=True)
        for number in range(5, len(lines) - 2, 3):
            chart = parses("".join(lines[:number]), treaty="budapest", as_of="2026-06-15")
            if chart is not None and chart.gaps:
                check_cut(BUDAPEST, chart)

    @pytest.mark.no_cover
    @pytest.mark.parametrize("write", [cc.Chart.to_text, cc.Chart.to_html, cc.Chart.to_csv])
    def test_within_a_row(self, write: Callable[[cc.Chart], str]) -> None:
        """A page that ends anywhere is an error or a chart with gaps; nothing on its last row is new or gone."""
        for treaty, chart in ((BUDAPEST, later(BUDAPEST)), (UNTOC, later(UNTOC))):
            text = write(chart)
            end = max(text.find("Total number"), text.find("</table>"), 0) or len(text) - 200
            for number in range(400, end, len(text) // 23):
                part = parses(text[:number])
                if part is not None:
                    check_cut(treaty, part)
                    assert () == reconcile(treaty, part).changes
                    assert () == diff(cc.Chart.of(treaty), part).changes

    def test_a_section_is_missing(self) -> None:
        """The non-members alone, with the totals of all or without; the web service's list of members alone."""
        chart = later(BUDAPEST)
        others = attrs.evolve(chart, rows=tuple(row for row in chart.rows if row.section is Section.NON_MEMBER))
        members = attrs.evolve(
            chart,
            rows=tuple(row for row in chart.rows if row.section is Section.MEMBER),
            totals=None,
            silent_on=("invitations", "kind of consent"),
        )
        for cut in (others, attrs.evolve(others, totals=None), members):
            check_cut(BUDAPEST, cut)

    def test_rows_are_missing_before_the_totals(self) -> None:
        """A row that is missing from the middle is a conflict; the record stays where it is, and no row is gone."""
        chart = later(BUDAPEST)
        odd = attrs.evolve(chart, rows=tuple(row for row in chart.rows if row.state != cc.state("FRA")))
        found = reconcile(BUDAPEST, odd)

        assert [("FRA", "row")] == [(each.state.id, each.what) for each in found.conflicts if each.state is not None]
        assert ((), BUDAPEST.as_of) == (found.changes, found.treaty.as_of)
        assert cc.Status.PARTY is found.treaty.status("FRA")
        assert () == diff(BUDAPEST, odd).changes

    def test_without_footnotes(self) -> None:
        """The table and its totals are whole: the chart is."""
        chart = cc.parse_chart(later(BUDAPEST).to_text().partition("\n(4)")[0])

        assert () == chart.gaps
        assert chart.as_of == reconcile(BUDAPEST, chart).treaty.as_of


def check_cut(treaty: cc.Treaty, chart: cc.Chart) -> None:
    """Check that nothing is concluded from what a chart does not list."""
    found, changes = reconcile(treaty, chart), diff(cc.Chart.of(treaty), chart)

    assert chart.gaps
    assert treaty.as_of == found.treaty.as_of
    assert (treaty.coverage, treaty.complete_to) == (found.treaty.coverage, found.treaty.complete_to)
    assert () == tuple(each for kind in GONE for each in changes.of(kind))
    assert not [each for each in found.messages if "lapsed" in each]
    assert any("is cut off or lacks rows" in each for each in found.messages)
    assert any("is cut off or lacks rows" in each for each in changes.messages)
    assert changes.messages[0] in changes.as_text()


class TestCutWithinTheLastRow:
    def test_its_days_are_missing(self) -> None:
        """A table without totals that ends within a row lists its State, but not what it did."""
        rows = content("table-185.csv").splitlines()[:-1]
        chart = cc.parse_chart("\n".join([*rows[:-1], rows[-1].partition(",")[0] + ",,,,"]))

        assert 67 == len(chart.rows)
        assert "1 State is missing that by the record had signed or consented" in chart.gaps[0]


class TestReconcile:
    def test_what_a_page_that_was_cut_off_shows_is_merged(self) -> None:
        """Kenya's accession is new, the record stays of its day, and Uruguay is not denied its place."""
        chart = with_row(
            later(BUDAPEST), "KEN", consent=date(2026, 5, 5), consent_mark="a", entry_into_force=date(2026, 9, 1)
        )
        found = reconcile(BUDAPEST, cc.parse_chart(up_to(chart.to_text(), "Malaysia")))
        new = found.treaty

        assert ["accession by Kenya, 2026-05-05, effective 2026-09-01"] == [str(act) for act in found.changes]
        assert BUDAPEST.as_of == new.as_of
        assert BUDAPEST.totals() == new.totals()
        assert BUDAPEST.invited() == new.invited()
        assert cc.Chart.of(BUDAPEST) == cc.Chart.of(new)
        assert (
            "The chart of 2026-06-24 is cut off or lacks rows: the totals are missing; 18 States are missing that by "
            "the record had signed or consented by 2026-06-24: Mauritius, Morocco, New Zealand, Nigeria, Panama, …. "
            "Nothing is concluded from what it does not list, and the record stays as of 2026-04-25."
        ) in found.messages
        assert "The page ends on the row of Malaysia, which may be cut off too: it is left out." in found.messages

    def test_the_whole_page_a_day_later(self) -> None:
        """What was cut off comes with the next page, and what was merged is not merged twice."""
        chart = with_row(
            later(BUDAPEST), "KEN", consent=date(2026, 5, 5), consent_mark="a", entry_into_force=date(2026, 9, 1)
        )
        india = with_row(chart, "IND", consent_mark="a", footnotes=(4,))
        cut = cc.parse_chart(up_to(india.to_text(), "Malaysia"))
        once = reconcile(BUDAPEST, cut)
        twice = reconcile(once.treaty, cut)
        whole = reconcile(twice.treaty, attrs.evolve(india, as_of=india.as_of + timedelta(days=1)))

        assert ["IND", "KEN"] == sorted(act.state.id for act in once.changes)
        assert ((), ()) == (twice.changes, twice.conflicts)
        assert once.treaty.acts == twice.treaty.acts
        assert ((), ()) == (whole.changes, whole.conflicts)
        assert india.as_of + timedelta(days=1) == whole.treaty.as_of
        assert cc.Status.CONTRACTING is whole.treaty.status("KEN")
        assert cc.Status.INVITED is whole.treaty.status("IND")

    def test_a_row_that_may_be_cut_off(self) -> None:
        """A day without what follows it may be a signature or an accession: it is not merged."""
        chart = with_row(
            later(BUDAPEST), "KEN", consent=date(2026, 5, 5), consent_mark="a", entry_into_force=date(2026, 9, 1)
        )
        text = chart.to_text()
        for end in ("Kenya", "Kenya 05/05/2026", "Kenya 05/05/2026 a"):
            part = parses(text[: text.index("Kenya 05/05/2026") + len(end)])
            if part is not None:
                found = reconcile(BUDAPEST, part)
                assert ((), (), BUDAPEST.as_of) == (found.changes, found.conflicts, found.treaty.as_of)
                assert () == diff(BUDAPEST, part).changes

    def test_an_older_page(self) -> None:
        """Of an older page that was cut off, too, a message says so, and no row contradicts the record."""
        page = up_to((CHARTS / "page-2020.txt").read_text(encoding="utf-8"), "France")
        found = reconcile(BUDAPEST, cc.parse_chart(page))

        assert ((), ()) == (found.changes, found.conflicts)
        assert found.messages[0].startswith(
            "The chart of 2020-03-13 is cut off or lacks rows: the totals are missing; "
        )
        assert not [each for each in found.messages if "stays" in each]

    def test_flags_of_a_page_that_was_cut_off(self) -> None:
        """They are not recorded: those of the rows that are missing would be forgotten."""
        found = reconcile(BUDAPEST.known_at("2025-06-01"), cc.parse_chart(up_to(later(BUDAPEST).to_text(), "Kiribati")))

        assert found.changes == ()
        assert found.treaty["FRA"].notes == BUDAPEST.known_at("2025-06-01")["FRA"].notes

    def test_signature_from_a_partial_record(self) -> None:
        """A chart of a partial record does not prove that Comoros has not consented since."""
        found = reconcile(MALABO.known_at("2024-01-23"), cc.Chart.of(MALABO)).treaty

        for treaty in (MALABO, found):
            assert cc.Status.UNKNOWN is treaty.status("COM")
            with pytest.raises(cc.errors.UnknownStatusError, match="the record is partial, and"):
                treaty.is_party("COM")
        assert found.is_party("COM", on="2024-01-23") is False

    def test_signatures_after_the_list_that_shows_them(self) -> None:
        """Seventy-two States had signed on 2025-10-26; which had consented by August 2026 is not known."""
        then = UNCC.known_at("2025-10-26")
        found = reconcile(then, cc.Chart.of(UNCC)).treaty

        assert len(then.signatories()) == 72
        assert then.signatories() == found.signatories("2025-10-26")
        assert {cc.Status.UNKNOWN} == {found.status(state) for state in then.signatories()}

    def test_signatures_that_a_list_shows(self) -> None:
        """A list of the depositary's shows a signature alone: seen on its day, and no later."""
        chart = attrs.evolve(cc.Chart.of(MALABO), as_of=date(2026, 11, 2), totals=None)
        newer = reconcile(MALABO, chart).treaty
        latest = attrs.evolve(newer, as_of=date(2026, 12, 1))

        assert (date(2026, 11, 2), MALABO.complete_to) == (newer.as_of, newer.complete_to)
        assert newer["COM"].signature is not None
        assert cc.DateWindow.parse("2024-07-08/2026-11-02") == newer["COM"].signature.seen
        assert newer.is_party("COM") is False
        assert cc.Status.UNKNOWN is latest.status("COM")
        assert cc.Status.SIGNATORY is latest.status("COM", on="2026-11-02")

    def test_a_form_without_invitations(self) -> None:
        """The record becomes partial, and Ireland's signature has been seen on the table's day."""
        found = reconcile(BUDAPEST.known_at("2020-03-13"), cc.read_chart(CHARTS / "dutch-185.txt")).treaty

        assert cc.Coverage.PARTIAL is found.coverage
        assert found.is_party("IRL") is False
        assert found["IRL"].signature is not None
        assert cc.DateWindow.on("2025-08-28") == found["IRL"].signature.seen


class TestDiff:
    def test_from_a_page_that_was_cut_off(self) -> None:
        """Of the States that it does not list, only what they did after its date is new."""
        old = cc.parse_chart(up_to(cc.Chart.of("budapest", "2025-06-30").to_text(), "Australia"))
        changes = diff(old, cc.Chart.of(BUDAPEST))

        acts = [each.state for each in changes if each.kind in (ChangeKind.SIGNATURE, ChangeKind.CONSENT)]
        assert [cc.state("NZL")] == acts
        assert () == changes.of("row added") == changes.of("invitation made")
        assert ["New Zealand acceded on 2025-08-28.", "The treaty is in force for New Zealand from 2025-12-01."] == [
            str(each) for each in changes if each.state == cc.state("NZL")
        ]
        assert changes.messages[0].endswith("Of States that it does not list, only acts after its date are reported.")

    def test_between_two_charts_of_a_treaty_that_is_not_on_record(self) -> None:
        """The first chart says which States the second has to list, where that has no totals."""
        old = attrs.evolve(cc.Chart.of(UNTOC), reference="UNTC XVIII-99", totals=None)
        new = attrs.evolve(old, rows=old.rows[:50], as_of=date(2026, 12, 1))

        assert () == diff(old, new).changes
        assert "is cut off or lacks rows: 146 States are missing" in diff(old, new).messages[0]

    def test_complete_charts(self) -> None:
        """Nothing is said of two complete charts, and a row that is gone from one is reported."""
        old, new = cc.Chart.of("budapest", "2023-03-13"), cc.Chart.of(BUDAPEST)
        without = attrs.evolve(new, rows=tuple(row for row in new.rows if row.state != cc.state("FRA")))
        counted = attrs.evolve(without, totals=without.counted())

        assert () == diff(old, new).messages
        assert ["FRA"] == [each.state.id for each in diff(old, counted).of("row gone") if each.state is not None]
