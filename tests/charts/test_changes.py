"""What changed between two charts or two editions of a treaty."""

import copy
import pickle
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions._symbols import FLAGS
from cyberconventions.charts._changes import Change, ChangeKind, ChangeSet, diff
from cyberconventions.errors import InvalidTypeError, InvalidValueError
from tests.charts.pages import CHARTS

ACCEDED = set(
    "COL NGA BRA CMR TUN SLE GRD BEN FJI KIR CIV ECU RWA STP VUT NZL".split()  # noqa: SIM905 - ids
)


@pytest.fixture(scope="module")
def since_2020(budapest: cc.Treaty) -> ChangeSet:
    return diff(budapest.known_at("2020-03-13"), budapest)


def sole(state: str, **cells: object) -> cc.Chart:
    """Return a chart of 2020-03-13 with one row."""
    row = cc.Row(cc.state(state), cc.charts.Section.NON_MEMBER, name=state)
    row = attrs.evolve(row, **cells)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    return attrs.evolve(cc.parse_chart(PAGE), rows=(row,))


PAGE = """Chart of signatures and ratifications of Treaty 185
Status as of 13/03/2020
Non-Members of Council of Europe
Total number of signatures not followed by ratifications 0
Total number of ratifications/accessions 0
"""


class TestSince2020:
    def test_consents(self, since_2020: ChangeSet) -> None:
        """From 2020-03-13 to 2026-04-25 seventeen States consented: Sweden ratified, sixteen acceded."""
        found = since_2020.of(ChangeKind.CONSENT)

        assert 17 == len(found)
        assert {cc.state("SWE"): date(2021, 4, 28)} == {each.state: each.date for each in found if each.mark is None}
        assert {cc.state(each) for each in ACCEDED} == {each.state for each in found if each.mark == "a"}
        assert "Sweden consented to be bound on 2021-04-28." in map(str, found)

    def test_entries_into_force(self, since_2020: ChangeSet) -> None:
        """The treaty entered into force for each of them; for New Zealand on 2025-12-01."""
        found = since_2020.of(ChangeKind.ENTRY_INTO_FORCE)

        assert 17 == len(found)
        assert "The treaty is in force for New Zealand from 2025-12-01." == str(found[-1])

    def test_invitations(self, since_2020: ChangeSet) -> None:
        """Fourteen States were invited, five used an older invitation, that of Burkina Faso lapsed."""
        used = since_2020.of(ChangeKind.INVITATION_USED)

        assert 14 == len(since_2020.of(ChangeKind.INVITATION_MADE))
        assert [cc.state(each) for each in ("COL", "NGA", "BRA", "TUN", "BEN")] == [each.state for each in used]
        assert ["The invitation of Burkina Faso lapsed: it is no longer listed."] == [
            str(each) for each in since_2020.of(ChangeKind.INVITATION_LAPSED)
        ]

    def test_flags(self, since_2020: ChangeSet) -> None:
        """Greece lost D., Ukraine gained C."""
        assert (Change(ChangeKind.FLAG_REMOVED, cc.state("GRC"), flag=FLAGS["D."]),) == since_2020.of(
            ChangeKind.FLAG_REMOVED
        )
        assert Change(ChangeKind.FLAG_ADDED, cc.state("UKR"), flag=FLAGS["C."]) in since_2020.of(ChangeKind.FLAG_ADDED)

    def test_names_and_rows(self, since_2020: ChangeSet) -> None:
        """Turkey is printed as Türkiye, and the Russian Federation, no member any more, is gone."""
        assert (Change(ChangeKind.RENAMED, cc.state("TUR"), old="Turkey", new="Türkiye"),) == since_2020.of(
            ChangeKind.RENAMED
        )
        assert ["Russian Federation is no longer listed."] == [str(each) for each in since_2020.of(ChangeKind.ROW_GONE)]

    def test_no_signature(self, since_2020: ChangeSet) -> None:
        """Nobody signed in those years, and no day was corrected."""
        for kind in (
            ChangeKind.SIGNATURE,
            ChangeKind.DATE_CHANGED,
            ChangeKind.MARK_CHANGED,
            ChangeKind.SECTION_CHANGED,
            ChangeKind.FOOTNOTES_CHANGED,
        ):
            assert () == since_2020.of(kind)

    def test_order(self, since_2020: ChangeSet) -> None:
        """By date, then in the chart's order; what has no date comes last."""
        first, second, *_ = since_2020
        *_, before_last, last = since_2020

        assert ["Colombia acceded on 2020-03-16.", "Colombia used its invitation on 2020-03-16."] == [
            str(first),
            str(second),
        ]
        assert [cc.state("RUS"), cc.state("BFA")] == [before_last.state, last.state]
        assert since_2020[1] == second

    def test_text(self, since_2020: ChangeSet) -> None:
        """The changelog has a heading for each kind, and a sentence for each change."""
        text = str(since_2020)

        assert text.startswith("ETS No. 185: changes from 2020-03-13 to 2026-04-25\n\nRatifications, accessions")
        assert "\nStates renamed\n- Turkey is now printed as Türkiye.\n" in text
        assert len(since_2020) == text.count("\n- ")

    def test_mixed(self, budapest: cc.Treaty, since_2020: ChangeSet, chart: cc.Chart) -> None:
        """The pasted page of 2020-03-13 and the record of that day differ from today's in the same."""
        assert since_2020.changes == diff(chart, budapest).changes
        assert since_2020.changes == diff(chart, cc.Chart.of(budapest)).changes


class TestChanges:
    def test_nothing(self, chart: cc.Chart, budapest: cc.Treaty) -> None:
        """The real page of 2020-03-13 and the record of that day do not differ."""
        same = diff(chart, budapest.known_at("2020-03-13"))

        assert () == same.changes
        assert "Nothing changed." in same.as_text()

    def test_signature(self) -> None:
        """A signature is new, and so is one ad referendum, which is no consent."""
        day = date(2020, 3, 1)

        new = diff(sole("Benin"), sole("Benin", consent=day, consent_mark="r"))
        assert ["Benin signed on 2020-03-01."] == [str(each) for each in new]
        assert new.changes == diff(sole("Benin"), sole("Benin", signature=day)).changes

    @pytest.mark.parametrize(
        ("mark", "sentence"),
        [
            ("su", "Benin succeeded on 2020-03-01."),
            ("s", "Benin signed without reservation as to ratification on 2020-03-01."),
            ("AA", "Benin consented to be bound on 2020-03-01."),
        ],
    )
    def test_kind_of_consent(self, mark: str, sentence: str) -> None:
        """The mark tells how a State consented, where it is in the key."""
        assert sentence == str(diff(sole("Benin"), sole("Benin", consent=date(2020, 3, 1), consent_mark=mark))[0])

    def test_day_changed(self) -> None:
        """A day printed otherwise, or no longer, is named with what it was."""
        old = sole("Benin", consent=date(2108, 6, 19), consent_mark="a", entry_into_force=date(2018, 10, 1))
        new = sole("Benin", consent=date(2018, 6, 19), consent_mark="a")

        assert [
            "Benin: consent on 2108-06-19 is now printed as 2018-06-19.",
            "Benin: entry into force on 2018-10-01 is no longer printed.",
        ] == [str(each) for each in diff(old, new)]

    def test_treatys_own_days(self, chart: cc.Chart) -> None:
        """The treaty's own days belong to no State; one that an older chart left out is no change."""
        other = attrs.evolve(chart, opened=date(2001, 11, 24))
        assert [(None, "opening for signature")] == [
            (each.state, each.what) for each in diff(chart, other).of(ChangeKind.DATE_CHANGED)
        ]
        assert "The treaty: opening for signature on 2001-11-23 is now printed as 2001-11-24." == str(
            diff(chart, other)[0]
        )
        assert () == diff(attrs.evolve(chart, opened=None, entry_into_force=None), chart).changes

    def test_treaty_enters_into_force(self, budapest: cc.Treaty) -> None:
        """On 2004-03-18 the fifth State, Lithuania, brought the Convention into force for 2004-07-01."""
        found = diff(budapest.known_at("2004-03-17"), budapest.known_at("2004-03-18"))

        assert "The treaty is in force from 2004-07-01." in map(str, found)
        assert {None, *["ALB", "HRV", "EST", "HUN", "LTU"]} == {
            each.state and each.state.id for each in found.of(ChangeKind.ENTRY_INTO_FORCE)
        }

    @pytest.mark.parametrize(
        ("old", "new", "sentence"),
        [
            (None, "a", "the consent is now marked as accession, no longer as ratification, acceptance or approval."),
            ("AA", "a", "the consent is now marked as accession, no longer as 'AA'."),
        ],
    )
    def test_mark_changed(self, old: str | None, new: str, sentence: str) -> None:
        """A letter behind the day of consent that is another one is a change of its own."""
        day = date(2020, 3, 1)
        (found,) = diff(sole("Benin", consent=day, consent_mark=old), sole("Benin", consent=day, consent_mark=new)).of(
            ChangeKind.MARK_CHANGED
        )

        assert f"Benin: {sentence}" == str(found)

    def test_footnotes_and_section(self) -> None:
        """Other footnotes are a change, that of the limit on invitations is none; and so is another section."""
        old = sole("Benin", signature=date(2020, 3, 1), footnotes=(4,))
        new = sole("Benin", signature=date(2020, 3, 1), footnotes=(55,), section=cc.charts.Section.MEMBER)

        assert [
            "Benin: footnotes changed from none to 55.",
            "Benin moved from the non-member to the member list.",
        ] == [str(each) for each in diff(old, new)]

    def test_blank_rows(self) -> None:
        """A State that is newly listed with a blank row, even with unknown flags, is a row added."""
        none = attrs.evolve(sole("Benin"), rows=())

        assert ["Benin is newly listed, with nothing done."] == [str(each) for each in diff(none, sole("Benin"))]
        assert (Change(ChangeKind.ROW_ADDED, cc.state("BEN")),) == diff(none, sole("Benin", notes=None)).changes

    def test_row_gone(self) -> None:
        """A row that is gone is reported with what stood on it."""
        old = sole("Benin", signature=date(2020, 3, 1), consent=date(2020, 3, 2))

        assert "Benin is no longer listed, with its signature on 2020-03-01 and consent on 2020-03-02." == str(
            diff(old, attrs.evolve(old, rows=()))[0]
        )

    def test_invitation_on_a_blank_row(self) -> None:
        """An invitation may lapse and leave a blank row; the mark that newer charts print is no change."""
        assert [Change(ChangeKind.INVITATION_LAPSED, cc.state("BEN"))] == [
            *diff(sole("Benin", footnotes=(4,)), sole("Benin"))
        ]
        assert () == diff(sole("Benin", footnotes=(4,)), sole("Benin", footnotes=(4,), consent_mark="a")).changes

    def test_spelling_is_no_new_name(self) -> None:
        """An accent or an apostrophe more is the same name."""
        assert () == diff(sole("Côte d'Ivoire"), sole("Cote d’Ivoire")).changes

    def test_unknown_flags(self) -> None:
        """What nobody knows can't have changed."""
        assert () == diff(sole("Benin", notes=None), sole("Benin", notes=(FLAGS["A."],))).changes

    def test_denunciation_between_charts(self) -> None:
        """With its days, or with brackets that tell none; a chart that shows less contradicts nothing."""
        day = date(2018, 3, 1)
        party = sole("Benin", consent=day, consent_mark="a")
        left = sole("Benin", consent=day, consent_mark="a", withdrawal=date(2019, 1, 5), withdrawn=True)
        gone = sole("Benin", consent=day, consent_mark="a", withdrawn=True)

        assert ["Benin denounced the treaty on 2019-01-05."] == [str(each) for each in diff(party, left)]
        assert [Change(ChangeKind.DENUNCIATION, cc.state("BEN"))] == [*diff(party, gone)]
        assert () == diff(left, gone).changes == diff(gone, left).changes
        assert ["Benin: denunciation on 2019-01-05 is no longer printed."] == [str(each) for each in diff(left, party)]

    def test_day_of_a_denunciation_changed(self) -> None:
        """Its own day, and that of its effect."""
        cells = {"consent": date(2018, 3, 1), "withdrawal": date(2019, 1, 5), "withdrawal_effective": date(2019, 5, 1)}
        old = sole("Benin", **cells)
        new = sole("Benin", **{**cells, "withdrawal": date(2019, 1, 6), "withdrawal_effective": date(2019, 6, 1)})

        assert ["denunciation", "effect of denunciation"] == [
            each.what for each in diff(old, new).of(ChangeKind.DATE_CHANGED)
        ]

    def test_back_after_a_denunciation(self) -> None:
        """A second consent is new, and corrects no day."""
        old = sole(
            "Benin",
            consent=date(2018, 3, 1),
            consent_mark="a",
            entry_into_force=date(2018, 7, 1),
            withdrawal=date(2019, 1, 5),
            withdrawn=True,
        )
        new = sole("Benin", consent=date(2020, 3, 1), consent_mark="a", entry_into_force=date(2020, 7, 1))
        soon = sole("Benin", consent=date(2020, 3, 1), consent_mark="a")

        assert ["Benin acceded on 2020-03-01.", "The treaty is in force for Benin from 2020-07-01."] == [
            str(each) for each in diff(old, new)
        ]
        assert ["Benin acceded on 2020-03-01."] == [str(each) for each in diff(old, soon)]

    def test_back_and_left_again(self) -> None:
        """A consent between two denunciations is new, and so is the second denunciation."""
        cells = {"consent_mark": "a", "withdrawn": True}
        old = sole("Benin", consent=date(2018, 3, 1), withdrawal=date(2019, 1, 5), **cells)
        new = sole("Benin", consent=date(2019, 6, 1), withdrawal=date(2020, 1, 5), **cells)

        assert ["Benin acceded on 2019-06-01.", "Benin denounced the treaty on 2020-01-05."] == [
            str(each) for each in diff(old, new)
        ]

    def test_consent_of_another_day_before_a_denunciation(self) -> None:
        """A State that denounced in 2019 did not come back in 2018: the day was corrected."""
        old = sole("Benin", consent=date(2018, 3, 1), withdrawal=date(2019, 1, 5), withdrawn=True)
        new = sole("Benin", consent=date(2018, 4, 1))

        assert ["consent", "denunciation"] == [each.what for each in diff(old, new)]

    def test_suspension(self) -> None:
        """A change of its own kind; a day that changed or is gone is reported as one."""
        plain, suspended, other = (
            sole("Benin", consent=date(2018, 3, 1), suspension=day)
            for day in (None, date(2019, 1, 5), date(2019, 1, 6))
        )

        assert [Change(ChangeKind.SUSPENSION, cc.state("BEN"), date(2019, 1, 5))] == [*diff(plain, suspended)]
        assert "Benin was suspended on 2019-01-05." == str(diff(plain, suspended)[0])
        assert ["suspension"] == [each.what for each in diff(suspended, other).of(ChangeKind.DATE_CHANGED)]
        assert "Benin: suspension on 2019-01-05 is no longer printed." == str(diff(suspended, plain)[0])

    @pytest.mark.parametrize(
        ("mark", "kind", "sentence"),
        [
            (None, cc.ActKind.RATIFICATION, "Benin ratified on 2020-03-01."),
            ("A", cc.ActKind.ACCEPTANCE, "Benin accepted on 2020-03-01."),
            ("AA", cc.ActKind.APPROVAL, "Benin approved on 2020-03-01."),
            ("A", cc.ActKind.ACCESSION, "Benin acceded on 2020-03-01."),  # the Dutch database's letter
            ("c", cc.ActKind.FORMAL_CONFIRMATION, "Benin formally confirmed on 2020-03-01."),
        ],
    )
    def test_letters_mean_what_their_table_says(self, mark: str | None, kind: cc.ActKind, sentence: str) -> None:
        """Not what they mean on the Council of Europe's charts; the change carries the kind."""
        (new,) = diff(sole("Benin"), sole("Benin", consent=date(2020, 3, 1), consent_mark=mark, consent_kind=kind))

        assert sentence == str(new)
        assert ChangeKind.CONSENT is new.kind
        assert kind is new.consent

    def test_letters_of_two_depositaries(self) -> None:
        """One kind under two letters is no change, nor is a kind that one of them does not say."""
        day = date(2018, 3, 1)
        council = sole("Benin", consent=day, consent_mark="a")
        dutch = sole("Benin", consent=day, consent_mark="A", consent_kind=cc.ActKind.ACCESSION)
        unsaid = attrs.evolve(sole("Benin", consent=day), silent_on=("kind of consent",))
        plain = sole("Benin", consent=day)
        ratified = sole("Benin", consent=day, consent_kind=cc.ActKind.RATIFICATION)

        for old, new in ((council, dutch), (council, unsaid), (plain, ratified)):
            assert () == diff(old, new).changes == diff(new, old).changes
        assert ["Benin: the consent is now marked as ratification, no longer as accession."] == [
            str(each) for each in diff(council, ratified)
        ]

    def test_what_a_form_never_shows(self, budapest: cc.Treaty) -> None:
        """The Treaty Office's JSON shows no invitation: none has lapsed, and none is new."""
        json = cc.read_chart(CHARTS / "treaty-office-185.json")
        record = cc.Chart.of(budapest, on="2025-08-28")

        for changes in (diff(record, json), diff(json, record)):
            unknown = (ChangeKind.INVITATION_MADE, ChangeKind.INVITATION_LAPSED, ChangeKind.MARK_CHANGED)
            assert not [each for each in changes if each.kind in unknown]
        legacy = attrs.evolve(record, silent_on=("flags",), rows=tuple(attrs.evolve(row, notes=()) for row in record))
        assert () == diff(legacy, record).changes
        dutch = cc.read_chart(CHARTS / "dutch-185.txt")
        assert not diff(record, dutch).of(ChangeKind.INVITATION_LAPSED)

    def test_former_state(self, budapest: cc.Treaty) -> None:
        """The row of Serbia and Montenegro goes on as Serbia's, and Montenegro's starts from it."""
        old, new = cc.Chart.of(budapest, on="2005-12-31"), cc.Chart.of(budapest, on="2010-12-31")
        found = [
            str(each) for each in diff(old, new) if each.state in (cc.state("SRB"), cc.state("MNE"), cc.state("SCG"))
        ]

        assert [
            "Serbia consented to be bound on 2009-04-14.",
            "The treaty is in force for Serbia from 2009-08-01.",
            "Montenegro consented to be bound on 2010-03-03.",
            "The treaty is in force for Montenegro from 2010-07-01.",
            "Serbia and Montenegro is now printed as Serbia.",
            "Montenegro is newly listed, as a successor of Serbia and Montenegro.",
        ] == found
        assert not [each for each in diff(new, old) if each.state == cc.state("SRB")]
        without = attrs.evolve(new, rows=tuple(row for row in new if row.state != cc.state("SRB")))
        without = attrs.evolve(without, totals=without.counted())
        assert [ChangeKind.ROW_GONE] == [each.kind for each in diff(old, without) if each.state == cc.state("SCG")]

    def test_denunciation(self, budapest: cc.Treaty) -> None:
        """Editions show a denunciation, even one of unknown day: with its effect, and only once."""
        left = cc.Act(cc.state("FRA"), cc.ActKind.DENUNCIATION, cc.DateWindow.on("2026-01-05"), date(2026, 5, 1))
        unknown = cc.Act(cc.state("ITA"), cc.ActKind.WITHDRAWAL, cc.DateWindow(None, None))
        new = attrs.evolve(budapest, acts=(*budapest.acts, left, unknown))

        assert [
            "France denounced the treaty on 2026-01-05, with effect from 2026-05-01.",
            "Italy denounced the treaty on an unknown day.",
        ] == [str(each) for each in diff(budapest, new)]
        assert () == diff(new, new).changes
        assert 2 == len(diff(cc.Chart.of(budapest, on="2026-01-01"), new).of(ChangeKind.DENUNCIATION))
        assert () == diff(cc.Chart.of(new), new).changes

    def test_other_treaty(self, chart: cc.Chart, budapest: cc.Treaty) -> None:
        """Charts of two treaties are not compared, whether the dataset has them or not."""
        for reference in ("CETS No. 201", "ETS No. 5"):
            other = attrs.evolve(chart, reference=reference)
            with pytest.raises(cc.errors.DifferentTreatiesError, match="are two treaties"):
                diff(budapest, other)
        five = attrs.evolve(chart, reference="ETS No. 5")
        assert () == diff(five, attrs.evolve(five, reference="CETS No.5")).changes

    def test_other_type(self, chart: cc.Chart) -> None:
        """What is neither chart nor treaty is an error of type."""
        with pytest.raises(InvalidTypeError, match="expected a Chart or a Treaty"):
            diff(chart, "185")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_of_a_kind(self, since_2020: ChangeSet) -> None:
        """A kind or its value; one that does not exist is an error with the nearest spelling."""
        assert since_2020.of(ChangeKind.INVITATION_LAPSED) == since_2020.of("invitation lapsed")
        with pytest.raises(InvalidValueError, match="'consents' is not a kind of change – did you mean 'consent'"):
            since_2020.of("consents")
        with pytest.raises(InvalidTypeError, match="expected a ChangeKind or its value"):
            since_2020.of(cc.ActKind)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    def test_every_kind_has_a_heading(self) -> None:
        """And no two have the same."""
        assert len(ChangeKind) == len({kind.heading for kind in ChangeKind})

    def test_names_are_not_compared(self) -> None:
        """A change is the same under another spelling of the State's name."""
        change = Change(ChangeKind.SIGNATURE, cc.state("CIV"), date(2020, 3, 1), name="Côte d'Ivoire")

        assert change == attrs.evolve(change, name="Ivory Coast")
        assert "Côte d'Ivoire signed on 2020-03-01." == str(change)

    def test_values(self, since_2020: ChangeSet) -> None:
        """The changes can be pickled, copied and hashed, and their repr says from when to when."""
        assert since_2020 == pickle.loads(pickle.dumps(since_2020)) == copy.deepcopy(since_2020)
        assert {since_2020: 1}[since_2020]
        assert "<ChangeSet ETS No. 185 from 2020-03-13 to 2026-04-25: 84 changes>" == repr(since_2020)

    @settings(deadline=None, max_examples=40)
    @given(st.dates(date(2001, 11, 23), date(2026, 4, 25)), st.dates(date(2001, 11, 23), date(2026, 4, 25)))
    def test_any_two_days(self, budapest: cc.Treaty, one: date, other: date) -> None:
        """Between any two days of the record, forwards or back, each new consent is a State more."""
        old, new = cc.Chart.of(budapest.known_at(one)), cc.Chart.of(budapest.known_at(other))
        found = diff(old, new)

        gone = [each for each in found.of(ChangeKind.DATE_CHANGED) if each.what == "consent" and each.new is None]
        lost = [each for each in found.of(ChangeKind.ROW_GONE) if each.row and each.row.consent is not None]
        assert new.counted().consents - old.counted().consents == len(found.of(ChangeKind.CONSENT)) - len(gone) - len(
            lost
        )
        assert all(str(each).endswith(".") for each in found)
