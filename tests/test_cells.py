"""What values show in notebooks: short, true, and nothing but text where the record's words stand."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._cells import cell, note
from cyberconventions._table import Table, texts
from cyberconventions.testing import treaty_of

pytest.importorskip("hypothesis")
from hypothesis import given, settings
from hypothesis import strategies as st

BUDAPEST = cc.treaty("budapest")
KNOWN = BUDAPEST.known_at("2026-04-25")
UN_CONVENTION = cc.treaty("uncc").known_at("2026-08-02")
VALUES: dict[str, Any] = {
    "treaty": KNOWN,
    "participation": KNOWN["FRA"],
    "States": cc.treaty(189).parties(on="2025-06-04"),
    "chart": cc.Chart.of(KNOWN),
    "changes": cc.diff(KNOWN.known_at("2020-03-13"), KNOWN),
    "resolution": cc.resolution("74/247"),
    "ballots": cc.resolution("74/247").stage("plenary").ballots,
    "timeline": cc.timeline(),
    "events": cc.un.events(kind="vote"),
    "a part of events": cc.un.events()[:5],
    "rules": KNOWN.rules,
    "invitation": KNOWN["KEN"].invitation,
    "cooperation": cc.cooperation(requesting="DEU", requested="NGA", measure="preservation", on="2023-01-01"),
    "statements": KNOWN.statements(article="29(4)", kind="reservation"),
    "citation": cc.cite(KNOWN),
    "table": KNOWN.table(),
}


class Page(HTMLParser):
    """The tags of a cell, with their attributes, and its texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))
        if tag not in {"br", "col", "wbr"}:
            self.open.append(tag)
        if tag in {"td", "th", "p", "pre"}:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"td", "th", "p", "strong", "small", "pre", "span"}:
            self.texts[-1] += data


def shown(value: Any) -> str:  # noqa: ANN401 # of any class
    html: str = value._repr_html_()
    return html


TAGS = {
    *("div", "style", "p", "strong", "small", "br", "details", "summary", "pre"),
    *("table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "span", "wbr"),
}
MIXED = st.text(max_size=12) | st.sampled_from(
    ["<script>alert(1)</script>", "</td></table>", "<img src=x onerror=y>", '" style="', "&lt;b&gt;", "<!--", "]]>"]
)
# Browsers, and so the parser, have no other line ends and no zero character.
TEXTS = MIXED.filter(lambda text: "\0" not in text and "\r" not in text)


@pytest.mark.parametrize("name", VALUES)
class TestEveryCell:
    def test_is_a_part_of_a_page(self, name: str) -> None:
        """Whole tags, each closed; no page of its own, no script, no address, and no colour of ground or text."""
        html = shown(VALUES[name])
        page = Page(html)

        assert [] == page.open
        assert {tag for tag, _ in page.tags} <= TAGS
        assert {key for _, given in page.tags for key, _ in given} <= {"class", "style"}
        assert not re.search(r"(?<![-\w])(background|color)\s*:", html)
        assert "http" not in re.sub(r">[^<]*<", "><", html)

    def test_says_where_it_is_from(self, name: str) -> None:
        """The foot names the dataset; a chart is of a day, and a citation says so itself."""
        foot = Page(shown(VALUES[name])).texts[-1]

        if name == "chart":
            assert "Chart as of 2026-04-25" in shown(VALUES[name])
        elif name == "citation":
            assert "@misc{cyberconventions-ets185," in foot
        else:
            assert f"In: cyberconventions, data {cc.data_version}, CC BY 4.0." in foot

    def test_shows_a_dozen_rows(self, name: str) -> None:
        """The others are folded."""
        seen = Page(shown(VALUES[name]).partition("<details>")[0])

        assert sum(tag == "tr" for tag, _ in seen.tags) <= 1 + 15


class TestTreaty:
    def test_size(self) -> None:
        """30 kB for the Budapest Convention, and 250 bytes for each row more."""
        for each in cc.treaties():
            more = max(0, len(each) - len(KNOWN))
            assert len(shown(each).encode()) <= 30_000 + 250 * more

    def test_what_states_did(self) -> None:
        """A row for each State, with its days and its status."""
        cells = Page(shown(KNOWN)).texts

        assert "81 parties, 2 signatories, 14 invited, 2 not participating" in cells[0]
        place = cells.index("FRA")
        expected = ["FRA", "France", "party", "2001-11-23", "2006-01-10", "consent", "2006-05-01"]
        assert expected == cells[place : place + 7]
        assert "'consent' stands for ratification, acceptance or approval." in cells[-1]
        assert "Record as of 2026-04-25, complete." in cells[-1]

    def test_what_is_not_known(self) -> None:
        """Signatories of the UN Convention may have ratified since 2026-03-13; that Qatar did is known to the month."""
        cells = Page(shown(UN_CONVENTION)).texts
        unknown = "unknown since 2026-03-13: signatory or contracting"
        qatar = cells.index("QAT")

        assert 73 == sum(text.startswith(unknown) for text in cells)
        assert ["contracting", "2025-10-25", "2026-02, low confidence", "ratification", "–"] == (
            cells[qatar + 2 : qatar + 7]
        )
        assert cells[0].endswith("73 whose status is unknown. States that are not listed may have acted too.")
        assert "partial: it is complete to 2025-11-19, and of acts since then some may be missing." in cells[-1]

    def test_uncertain_days(self) -> None:
        """Days are shown as well as they are known."""
        found = treaty_of(
            parties={"JPN": "2012-07", "FRA": "../2012-08"},
            invited={"KEN": "2019-06-13/2019-12-31"},
            as_of="2020-03-13",
        )
        cells = Page(shown(found)).texts

        assert {"2012-07", "by 2012-08"} <= {*cells}
        assert "invited, expires 2024-06-13 to 2024-12-31" in cells
        assert "2019-06-13 to 2019-12-31" in Page(shown(found["KEN"])).texts

    def test_rows_of_the_table(self) -> None:
        """What a cell shows is what a program gets, but for days that are not known to the day."""
        rows = KNOWN.table(per="state")

        assert [each.state.id for each in KNOWN] == list(rows["state"])
        assert [None if each.consent is None else each.consent.date for each in KNOWN] == list(rows["consent"])
        assert (None, "contracting") == next(
            (row.consent, row.status) for row in UN_CONVENTION.table(per="state") if row.state == "QAT"
        )

    def test_another_row(self) -> None:
        """A row is an act or a State."""
        with pytest.raises(cc.errors.InvalidValueError, match="'staat' is not what a row may be.*act or state"):
            KNOWN.table(per="staat")

    def test_no_act(self) -> None:
        """A complete record without an act says so."""
        assert "no act on record" == treaty_of().table(per="state").note
        partial = attrs.evolve(treaty_of(), coverage=cc.Coverage.PARTIAL)
        assert "At least: nothing on record. States that are not listed may have acted too." == (
            partial.table(per="state").note
        )
        assert "some acts may be missing." in partial.table(per="state").foot[0]


class TestParticipation:
    def test_since_when(self) -> None:
        """A status that followed an unknown one began by that day at the latest."""
        assert "party since 2006-05-01" == KNOWN["FRA"].table().note
        assert "contracting since 2026-02-28 at the latest" == UN_CONVENTION["QAT"].table().note
        assert "unknown since 2026-03-13: signatory or contracting" == UN_CONVENTION["BRA"].table().note

    def test_not_yet(self) -> None:
        """What begins after the record's day is not said of that day."""
        recent = treaty_of(parties={"FRA": ("2020-03-01", "2020-07-01")}, as_of="2020-03-13")

        assert "contracting since 2020-03-01" == recent["FRA"].table().note

    def test_unlimited_invitation(self) -> None:
        """Mexico's invitation has no limit, and Kenya's one."""
        rows = {row.state: row for row in KNOWN.table(per="state")}
        cells = Page(shown(KNOWN)).texts

        assert "invited" == rows["KEN"].status
        assert "invited, expires 2029-10-09" == cells[cells.index("KEN") + 2]
        assert "invited, without limit" == cells[cells.index("MEX") + 2]


class TestOthers:
    def test_undecided(self) -> None:
        """A list names the States that may belong."""
        table = VALUES["States"].table()

        assert "36 States, and 2 that may belong: Austria, Switzerland." in table.note
        assert ["yes"] * 36 + ["unknown"] * 2 == list(table["belongs"])

    def test_a_vote_is_not_known(self) -> None:
        """An incomplete roll call says so, and a missing one too."""
        table = cc.resolution("74/247").table()
        row = next(row for row in table if row.state == "IND" and row.stage == "plenary")

        assert ("yes", "roll call", True) == (row.vote, row.basis, row.verified)
        assert "88 in favour, 58 against, 34 abstaining (roll call incomplete)" in table.note
        assert "plenary 2024-12-24: no vote on record" == cc.resolution("79/243").table().note
        voted = attrs.evolve(cc.resolution("74/247").stage(), tally=None)
        assert attrs.evolve(cc.resolution("74/247"), stages=(voted,)).table().note.endswith("no tally on record")
        assert "<p>No rows.</p>" in shown(cc.resolution("79/243"))

    def test_events_are_tuples(self) -> None:
        """A list of events is a tuple as ever, and so is that of votes."""
        events = cc.un.events(kind="vote")
        ballots = cc.resolution("74/247").stage().ballots

        assert isinstance(events, tuple)
        assert (*events,) == events
        assert events[:1].table()["kind"] == ("vote",)
        assert events[0] is next(iter(events))
        assert 1 == len(ballots[:1].table())
        assert ballots[-1] == (*ballots,)[-1]
        for kind in (cc.un.Events, cc.un.Ballots):
            with pytest.raises(cc.errors.InvalidTypeError, match="FRA"):
                kind(["FRA"])  # type: ignore[list-item]

    def test_a_day_that_is_known_to_the_month(self) -> None:
        """An event shows its day as well as it is known."""
        table = cc.un.events().table()
        shown_days = dict(zip(table["title"], table.only("date").columns[0].texts(), strict=True))

        assert "2010" == shown_days["Resolution 2010/18 carries the Salvador proposal of an expert group forward"]

    def test_statements(self) -> None:
        """Those of which that is not certain stand last, and it is said whether there may be more."""
        found = KNOWN.statements(article="29(4)", kind="reservation")
        whole = KNOWN.statements("Italy", on="2021-06-01", article="29(4)", kind="reservation")

        assert "others may stand" in found.table().note
        assert "0 statements. Those asked for were read whole." == whole.table().note
        assert ("unknown",) * len(found.undecided) == found.table()["stands"][len(found) :]
        unsure = cc.Statements(undecided=(found[0],))
        assert unsure.table().note.startswith("0 statements, and 1 that may stand.")

    def test_rules(self) -> None:
        """What was not read, or not seen, is no article of the treaty."""
        rows = {row.topic: row for row in cc.treaty("malabo").rules.table()}
        un = {row.topic: row for row in UN_CONVENTION.rules.table()}

        assert "VCLT 24(3)" == rows["entry into force for a State"].article
        assert "the same day (general law, as the treaty is silent)" == rows["entry into force for a State"].rule
        assert "as known" == un["denunciation"].on_record
        assert "consent to ets185" == cc.treaty(189).rules.table()[1].rule
        unseen = attrs.evolve(UN_CONVENTION.rules, not_seen=("territorial_extension",)).table()[-1]
        assert ("territorial extension", None, None, "not seen") == unseen[:4]

    def test_invitation(self) -> None:
        """When it was decided, as well as that is known, and how long it is valid."""
        colombia = Page(shown(KNOWN["COL"].invitation)).texts
        mexico = Page(shown(KNOWN["MEX"].invitation)).texts

        assert ["decided", "2015-03-16 to 2020-03-13", "validity"] == colombia[1:4]
        assert "without limit" in mexico
        kenya = KNOWN["KEN"].invitation
        assert kenya is not None
        bare = attrs.evolve(kenya, rule=None)
        assert "limit" not in Page(shown(bare)).texts

    def test_chart(self) -> None:
        """A column for what some row has; a State that left stands in brackets, and oddities below."""
        row = attrs.evolve(cc.Chart.of(KNOWN).rows[0], withdrawn=True)
        chart = attrs.evolve(
            cc.Chart.of(KNOWN), rows=(row,), problems=(cc.charts.Problem("odd", line=3),), silent_on=("footnotes",)
        )
        html = shown(chart)

        assert "<td>[Albania]</td>" in html
        assert "suspension" not in html
        assert "1 problem: line 3: odd" in html
        assert "It omits: footnotes." in html
        assert "prints a total of 81 consents" in html

    def test_what_a_layout_cannot_print(self) -> None:
        """A suspension, for which the Treaty Office has no column, is shown."""
        chart = cc.Chart.of(KNOWN)
        suspended = attrs.evolve(chart["FRA"], suspension=date(2019, 1, 5))
        shown_row = Page(shown(attrs.evolve(chart, rows=(suspended,), totals=None))).texts

        assert {"suspension", "2019-01-05"} <= {*shown_row}

    def test_nothing_known(self) -> None:
        """A table whose columns are all empty keeps them."""
        assert ("a", "b") == Table.of(a=texts([None]), b=texts([None])).known("a", "b").names
        with pytest.raises(cc.errors.ColumnError):
            KNOWN.table().only("stat")


class TestLineBreaks:
    def test_days_are_whole(self) -> None:
        """A day or a tally in a longer text is not broken at its hyphens, and the text is the same to a reader."""
        html = shown(UN_CONVENTION)

        assert '<td class="w">unknown since <span>2026-03-13</span>: signatory or contracting</td>' in html
        assert "<td>2025-10-25</td>" in html  # such a column is not broken at all
        assert "Resolution 73/187, <span>94-59-33</span>: the Secretary-General" in shown(cc.un.events())

    def test_symbols_may_be_broken(self) -> None:
        """A long symbol may be broken after a slash, so that it leaves room for what is read."""
        html = shown(cc.un.events())

        assert '<td class="w">UNODC/<wbr>CCPCJ/<wbr>EG.4/2021/<wbr>CRP.1</td>' in html


class TestOnlyText:
    """Nothing in the record's words is markup, whatever they are."""

    @settings(max_examples=30, deadline=None, database=None)
    @given(st.lists(TEXTS, min_size=1, max_size=20), TEXTS, TEXTS)
    def test_fuzz(self, values: list[str], head: str, about: str) -> None:
        """Every text comes out as it went in, but for white space, and brings no tag."""
        table = attrs.evolve(Table.of(**{head: texts(values)}), title=about, note=about, foot=(about,))
        page = Page(shown(table))
        cells = [text for text, tag in zip(page.texts, _kinds(page), strict=True) if tag == "td"]

        assert [] == page.open
        assert {tag for tag, _ in page.tags} <= TAGS
        assert [" ".join(value.split()) for value in values] == cells

    def test_a_chart_of_somebody_else(self) -> None:
        """Names and titles that a page printed are text."""
        row = attrs.evolve(cc.Chart.of(KNOWN).rows[0], name="<script>1</script>")
        chart = attrs.evolve(cc.Chart.of(KNOWN), rows=(row,), title="<b>Convention</b>")

        assert "<script" not in shown(chart)
        assert "&lt;b&gt;Convention&lt;/b&gt;" in shown(chart)
        assert "<script" not in shown(cc.diff(cc.Chart.of(KNOWN), chart))

    def test_notes(self) -> None:
        """A paragraph and what is folded below it are text too."""
        assert "<b>" not in note("<b>", "<b>", "<b>")
        assert cell([]).endswith("</style><p>No rows.</p></div>")
        assert "<b>" not in cell([("<b>",)], heads=("<b>",), title="<b>", note="<b>", foot=("<b>",))


def _kinds(page: Page) -> list[str]:
    return [tag for tag, _ in page.tags if tag in {"td", "th", "p", "pre"}]
