"""What two rows of one State, and two heads of one treaty, say differently."""

from datetime import date

import attrs
import pytest

import cyberconventions as cc
from cyberconventions.charts import Row, Section
from cyberconventions.charts._compare import (
    Difference,
    How,
    Scope,
    What,
    came_back,
    compare_days,
    compare_heads,
    compare_rows,
)

SCOPE = Scope(date(2020, 3, 13))
BENIN = Row(cc.state("BEN"), Section.NON_MEMBER, name="Benin")
MARCH = date(2020, 3, 1)


def row(**cells: object) -> Row:
    return attrs.evolve(BENIN, **cells)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def found(old: Row | None, new: Row | None, scope: Scope = SCOPE) -> list[tuple[str, str]]:
    return [(each.what.value, each.how.value) for each in compare_rows(old, new, scope)]


class TestRows:
    def test_equal(self) -> None:
        """A row does not differ from itself, nor a missing row from a missing one."""
        france = cc.Chart.of("budapest")["France"]

        assert [] == found(france, france) == found(None, None)

    @pytest.mark.parametrize(
        ("cells", "difference"),
        [
            ({"signature": MARCH}, ("signature", "new")),
            ({"consent": MARCH}, ("consent", "new")),
            ({"entry_into_force": MARCH}, ("entry into force", "new")),
            ({"withdrawal": MARCH}, ("denunciation", "new")),
            ({"withdrawn": True}, ("denunciation", "new")),
            ({"suspension": MARCH}, ("suspension", "new")),
            ({"consent_mark": "a"}, ("invitation", "new")),
            ({"notes": cc.decode("R.")}, ("flag", "new")),
            ({"name": "Dahomey"}, ("name", "changed")),
            ({"section": Section.MEMBER}, ("section", "changed")),
        ],
    )
    def test_one_cell(self, cells: dict[str, object], difference: tuple[str, str]) -> None:
        """A cell that only the second row has is one difference of its own."""
        assert [difference] == found(BENIN, row(**cells))

    def test_invited_still(self) -> None:
        """Of a State that stays invited, only what its row says otherwise has changed."""
        invited = row(consent_mark="a")

        assert [("flag", "new")] == found(invited, attrs.evolve(invited, notes=cc.decode("R.")))

    def test_invited_by_a_chart_that_was_cut_off(self) -> None:
        """Its row may be blank because the page ends there."""
        invited = row(consent_mark="a")

        assert [("invitation", "gone")] == found(invited, BENIN)
        assert [] == found(invited, BENIN, attrs.evolve(SCOPE, cut_off=True))

    def test_gone(self) -> None:
        """A row or an invitation that is no longer there is gone."""
        assert [("row", "gone")] == found(row(signature=MARCH), None)
        assert [("invitation", "gone")] == found(row(consent_mark="a"), None) == found(row(consent_mark="a"), BENIN)
        assert [("consent", "new"), ("invitation", "used")] == found(row(consent_mark="a"), row(consent=MARCH))

    def test_new_row(self) -> None:
        """A State that is newly listed is compared with a blank row."""
        assert [("row", "new")] == found(None, BENIN)
        assert [("signature", "new")] == found(None, row(signature=MARCH))

    def test_signature_ad_referendum(self) -> None:
        """Printed like a consent, it is a signature."""
        assert [("signature", "new")] == found(BENIN, row(consent=MARCH, consent_mark="r"))
        assert [] == found(row(signature=MARCH), row(consent=MARCH, consent_mark="r"))

    def test_values(self) -> None:
        """A difference has what both rows say."""
        (difference,) = compare_rows(row(consent=MARCH), row(consent=date(2020, 3, 2)), SCOPE)

        assert Difference(What.CONSENT, How.CHANGED, MARCH, date(2020, 3, 2)) == difference


class TestCompatible:
    """One row says less than the other, and both may be right."""

    def test_kind_of_consent(self) -> None:
        """A plain date may be a ratification; it is an accession only where the chart shows no kinds."""
        plain, ratified = row(consent=MARCH), row(consent=MARCH, consent_kind=cc.ActKind.RATIFICATION)
        acceded = row(consent=MARCH, consent_mark="a")
        omits = attrs.evolve(SCOPE, omits=frozenset({"kind of consent"}))

        assert [True] == [each.compatible for each in compare_rows(plain, ratified, SCOPE)]
        assert [False] == [each.compatible for each in compare_rows(plain, acceded, SCOPE)]
        assert [True] == [each.compatible for each in compare_rows(plain, acceded, omits)]
        assert [False] == [each.compatible for each in compare_rows(ratified, acceded, omits)]

    def test_denunciation(self) -> None:
        """That a State has left, without a day, contradicts no day."""
        dated, bare = row(consent=MARCH, withdrawal=MARCH, withdrawn=True), row(consent=MARCH, withdrawn=True)
        stays = row(consent=MARCH)

        assert [True] == [each.compatible for each in compare_rows(dated, bare, SCOPE)]
        assert [True] == [each.compatible for each in compare_rows(bare, dated, SCOPE)]
        assert [False] == [each.compatible for each in compare_rows(dated, stays, SCOPE)]


class TestOmissions:
    @pytest.mark.parametrize(
        ("omitted", "cells"),
        [
            ("entry into force", {"entry_into_force": MARCH}),
            ("invitations", {"consent_mark": "a"}),
            ("flags", {"notes": cc.decode("R.")}),
        ],
    )
    def test_a_gap_means_nothing(self, omitted: str, cells: dict[str, object]) -> None:
        """What one of two charts omits is not compared."""
        omits = attrs.evolve(SCOPE, omits=frozenset({omitted}))

        assert [] == found(BENIN, row(**cells), omits) == found(row(**cells), BENIN, omits)
        assert [] != found(BENIN, row(**cells))

    def test_two_days_contradict_each_other(self) -> None:
        """A day that both print is compared, whatever charts of the form usually omit."""
        omits = attrs.evolve(SCOPE, omits=frozenset({"entry into force"}))
        old, new = row(entry_into_force=MARCH), row(entry_into_force=date(2020, 4, 1))

        assert [("entry into force", "changed")] == found(old, new, omits)

    def test_footnote_that_limits_invitations(self) -> None:
        """Its number says the same as a mark without a day."""
        limited = attrs.evolve(SCOPE, limits=frozenset({4}))

        assert [("footnotes", "changed")] == found(row(signature=MARCH), row(signature=MARCH, footnotes=(4,)))
        assert [] == found(row(signature=MARCH), row(signature=MARCH, footnotes=(4,)), limited)

    def test_lists_of_two_depositaries(self) -> None:
        """The United Nations' tables have one list: no row has moved there."""
        assert [] == found(BENIN, row(section=Section.PARTICIPANT))


class TestCameBack:
    left = row(consent=date(2018, 3, 1), withdrawal=date(2019, 1, 5), withdrawn=True)

    @pytest.mark.parametrize(
        ("cells", "back"),
        [
            ({"consent": date(2019, 6, 1)}, True),
            ({"consent": date(2018, 4, 1)}, False),  # before the denunciation: the day was corrected
            ({"consent": date(2018, 3, 1)}, False),
            ({}, False),
            ({"consent": date(2019, 6, 1), "withdrawn": True}, False),
            ({"consent": date(2019, 6, 1), "withdrawn": True, "withdrawal": date(2019, 1, 5)}, False),
            ({"consent": date(2019, 6, 1), "withdrawn": True, "withdrawal": date(2020, 1, 5)}, True),
            ({"consent": date(2019, 6, 1), "consent_mark": "r"}, False),
        ],
    )
    def test_after_leaving(self, cells: dict[str, object], back: bool) -> None:
        """A State has come back if it consented after it left, and has not left again on an earlier day."""
        assert back is came_back(self.left, row(**cells), SCOPE)

    def test_days_that_are_not_known(self) -> None:
        """Where neither the former consent nor the denunciation has a day, the first chart's day decides."""
        gone = row(withdrawn=True)

        assert came_back(gone, row(consent=date(2020, 3, 14)), SCOPE)
        assert not came_back(gone, row(consent=date(2020, 3, 12)), SCOPE)

    def test_its_differences(self) -> None:
        """The new consent is new; nothing is gone, and another kind of consent contradicts nothing."""
        party = attrs.evolve(self.left, entry_into_force=date(2018, 7, 1), suspension=date(2018, 9, 1))
        again = row(consent=date(2019, 6, 1), consent_mark="a", suspension=date(2019, 9, 1))

        assert [("consent", "new"), ("suspension", "new")] == found(party, again)
        assert [("consent", "new")] == found(party, attrs.evolve(again, suspension=None))


class TestDays:
    def test_days_alone(self) -> None:
        """Flags and names are left out."""
        assert [] == [*compare_days(BENIN, row(notes=None, name="Dahomey"), SCOPE)]
        assert [What.SIGNATURE] == [each.what for each in compare_days(BENIN, row(signature=MARCH), SCOPE)]


class TestHeads:
    def test_head_that_is_not_printed(self, chart: cc.Chart) -> None:
        """Not every chart prints its head."""
        without = attrs.evolve(chart, opened=None, entry_into_force=None)

        assert [] == [*compare_heads(chart, without)] == [*compare_heads(without, chart)]

    def test_days_of_the_treaty(self, budapest: cc.Treaty, chart: cc.Chart) -> None:
        """Opened on 2001-11-23 and in force from 2004-07-01, for the record and for the page of 2020."""
        other = attrs.evolve(chart, opened=date(2001, 11, 24), entry_into_force=date(2004, 7, 2))

        assert [] == [*compare_heads(budapest, chart)]
        assert [
            Difference(What.OPENING, How.CHANGED, date(2001, 11, 23), date(2001, 11, 24)),
            Difference(What.ENTRY_INTO_FORCE, How.CHANGED, date(2004, 7, 1), date(2004, 7, 2)),
        ] == [*compare_heads(budapest, other)]
