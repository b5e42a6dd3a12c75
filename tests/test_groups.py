"""Groups of States: certain members, those since when is not known, and what no list says."""

import copy
import csv
import pickle
from collections import Counter
from pathlib import Path

import pycountry
import pytest

import cyberconventions as cc
from cyberconventions.errors import InvalidTypeError, InvalidValueError, UnknownGroupError, UnknownStatusError

DATA = Path(cc.__file__).parent / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


GROUPS = rows_of("groups.csv")
TODAY = "2026-11-27"  # the day up to which the first edition knows the members


class TestMembers:
    @pytest.mark.parametrize(
        ("name", "certain", "undecided"),
        [
            ("African Union", 54, 0),
            ("ASEAN", 11, 0),
            ("Commonwealth", 56, 0),
            ("Council of Europe", 46, 0),
            ("ECOWAS", 12, 0),
            ("European Union", 27, 0),
            ("G7", 8, 0),
            ("G20", 20, 0),
            ("OAS", 32, 2),
            ("OECD", 38, 0),
            ("Pacific Islands Forum", 16, 0),
            ("UN African", 54, 0),
            ("UN Asia-Pacific", 55, 0),
            ("UN Eastern European", 23, 0),
            ("GRULAC", 33, 0),
            ("WEOG", 29, 0),
        ],
    )
    def test_counts(self, name: str, certain: int, undecided: int) -> None:
        """As many members as the groups had in November 2026, the European Union in the G7 and the G20 included."""
        found = cc.group(name, on=TODAY)

        assert (certain, undecided, False) == (len(found), len(found.undecided), found.more_possible)
        assert found == cc.states(name, on=TODAY)

    @pytest.mark.parametrize(
        ("name", "day", "count", "state"),
        [
            ("EU", "1957-12-31", 0, "FRA"),
            ("EU", "1958-01-01", 6, "CYP"),
            ("EU", "2004-05-01", 25, "BGR"),
            ("EU", "2020-01-31", 28, "TUR"),
            ("EU", "2020-02-01", 27, "GBR"),
            ("CoE", "1949-05-05", 10, "TUR"),
            ("CoE", "1971-01-01", 17, "GRC"),
        ],
    )
    def test_histories_that_are_complete(self, name: str, day: str, count: int, state: str) -> None:
        """Of the European Union and the Council of Europe the record has every member on every day."""
        found = cc.group(name, on=day)

        assert (count, (), False) == (len(found), found.undecided, found.more_possible)
        assert belongs(found, state) is False

    def test_the_council_is_one_source(self) -> None:
        """The group is what ``members_of_coe`` lists, in the order of the Treaty Office's charts."""
        for day in ("1949-05-05", "1992-12-31", "2020-03-13", "2026-04-25"):
            assert cc.members_of_coe(day) == tuple(cc.group("coe", on=day))

    def test_a_former_state_and_the_one_that_continues_it(self) -> None:
        """Serbia and Montenegro was a member of the Council of Europe, under the name that continues."""
        found = cc.group("Council of Europe", on="2005-01-01")

        assert belongs(found, "Serbia and Montenegro")
        assert belongs(found, "Serbia")
        assert 46 == len(found)
        assert belongs(cc.group("Council of Europe", on="2006-06-03"), "Serbia and Montenegro") is False

    def test_since_when_is_not_known(self) -> None:
        """On the day of the list they are members; before it they may have been, and others too."""
        before, then = (cc.group("African Union", on=day) for day in ("2025-12-19", "2025-12-20"))

        assert (0, 54, True) == (len(before), len(before.undecided), before.more_possible)
        assert set(before.undecided) == set(then)
        assert not then.at_least
        for state in ("Kenya", "France"):
            with pytest.raises(UnknownStatusError, match=state):
                _ = cc.state(state) in before

    def test_days_that_are_known(self) -> None:
        """Cambodia joined ASEAN on 1999-04-30; who else may have been a member that day is not on record."""
        before, then = (cc.group("ASEAN", on=day) for day in ("1999-04-29", "1999-04-30"))

        assert (9, 10) == (len(before), len(then))
        assert belongs(before, "Cambodia") is False
        assert belongs(then, "Cambodia")
        assert before.more_possible

    def test_years_that_are_known(self) -> None:
        """Colombia joined the OECD in 2020."""
        found = {day: cc.group("OECD", on=day) for day in ("2019-12-31", "2020-06-01", "2020-12-31")}

        assert belongs(found["2019-12-31"], "COL") is False
        assert cc.state("COL") in found["2020-06-01"].undecided
        assert belongs(found["2020-12-31"], "COL")

    def test_who_left(self) -> None:
        """Burkina Faso, Mali and Niger were in ECOWAS to 2025-01-29, since a day that is not on record."""
        last, after = (cc.group("ECOWAS", on=day) for day in ("2025-01-29", "2025-01-30"))

        assert {"BFA", "MLI", "NER"} == {each.id for each in set(last.undecided) - set(after.undecided)}
        assert belongs(after, "MLI") is False

    def test_what_secondary_sources_say_is_never_certain(self) -> None:
        """Whether Cuba and Venezuela are members of the OAS is disputed, whatever the day."""
        for day in ("2000-01-01", TODAY):
            assert {"CUB", "VEN"} <= {each.id for each in cc.group("OAS", on=day).undecided}

    def test_days_after_the_record(self) -> None:
        """Those who were members are taken to be members still; others may have joined, or come back."""
        with pytest.warns(cc.CoverageWarning, match="European Union: asked about 2100-01-01") as caught:
            found = cc.group("EU", on="2100-01-01")

        assert __file__ == caught[0].filename
        assert (tuple(cc.group("EU")), True) == (tuple(found), found.more_possible)
        assert cc.state("GBR") in found.undecided

    def test_without_a_day(self) -> None:
        """The day is that up to which the record of the group is known."""
        for row in GROUPS:
            assert cc.group(row["id"]) == cc.group(row["name"], on=row["as_of"])


class TestNames:
    @pytest.mark.parametrize("row", GROUPS, ids=lambda row: row["id"])
    def test_every_name(self, row: dict[str, str]) -> None:
        """A group has an id, a name, others, in any case, with and without article."""
        expected = cc.group(row["id"])
        for name in (row["name"], *row["names"].split("|")):
            assert expected == cc.group(name) == cc.group(f" the  {name.upper()} ")

    def test_unknown_names_list_the_known_ones(self) -> None:
        """The message has an abbreviation of each, and fits on a screen."""
        with pytest.raises(
            UnknownGroupError, match="'BRICS' is not a known group of States, expected one of"
        ) as caught:
            cc.group("BRICS")

        assert len(str(caught.value)) < 500
        for row in GROUPS:
            assert row["names"].split("|")[0] in str(caught.value)

    @pytest.mark.parametrize("bad", [None, 7, True, ["EU"]])
    def test_other_types(self, bad: object) -> None:
        """A group is given by text."""
        with pytest.raises(InvalidTypeError, match="expected a group's name"):
            cc.group(bad)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestStates:
    def test_all(self) -> None:
        """193 Members of the United Nations, four more that act in their own names, and the European Union."""
        found = cc.states()

        assert 198 == len(found)
        assert not found.at_least
        for state in ("Palestine", "Holy See", "Cook Islands", "Niue", "European Union", "Switzerland", "South Sudan"):
            assert belongs(found, state)
        for other in ("Czechoslovakia", "USSR"):
            assert belongs(found, other) is False
        assert {each.alpha_3 for each in pycountry.countries} >= {each.id for each in found} - {"EUE"}

    def test_a_day_needs_a_group(self) -> None:
        """Since when South Sudan exists is not on record."""
        with pytest.raises(InvalidValueError, match="on='1990-01-01' without a group"):
            cc.states(on="1990-01-01")
        with pytest.raises(cc.errors.InvalidDateError):
            cc.states(on="1990")


class TestOfAState:
    def test_every_member_of_the_un_votes_in_one_region(self) -> None:
        """193 Members, each in one; others in none."""
        regions = Counter(state.region for state in cc.states())

        assert {
            "African Group": 54,
            "Asia-Pacific Group": 54,
            "Eastern European Group": 23,
            "Latin American and Caribbean Group": 33,
            "Western European and Others Group": 29,
            None: 5,
        } == regions

    def test_turkiye(self) -> None:
        """It takes part in two regional groups, and votes in one."""
        turkiye = cc.state("TUR")

        assert "Western European and Others Group" == turkiye.region
        assert {"Asia-Pacific Group", turkiye.region} <= set(turkiye.groups(on=TODAY))
        assert belongs(cc.group("UN Asia-Pacific", on=TODAY), "TUR")

    @pytest.mark.parametrize(
        "day", ["1950-01-01", "1971-01-01", "1991-12-01", "1999-04-30", "2005-01-01", "2020-06-01", TODAY]
    )
    def test_groups_are_those_that_list_the_state(self, day: str) -> None:
        """For every State and every group, on days around which memberships change."""
        lists = {row["name"]: cc.group(row["id"], on=day) for row in GROUPS}
        for state in (*cc.states(), *(cc.state(former) for former in ("CSK", "DDR", "SCG", "SUN", "YUG"))):
            found = state.groups(on=day)
            for name, members in lists.items():
                assert belongs(members, state) is belongs(found, name), (state, name)

    def test_any_name_of_a_group(self) -> None:
        """A group is found by whatever name it has, and an unknown one is an error."""
        france = cc.state("FRA").groups(on=TODAY)

        assert "EU" in france
        assert "African Union" not in france
        with pytest.raises(UnknownGroupError):
            _ = "BRICS" in france

    def test_states_that_did_not_exist(self) -> None:
        """A State is in no group before it began, nor once it ended."""
        for state, day in (("SVN", "1991-06-24"), ("CSK", "1993-01-01"), ("SCG", "2006-06-03")):
            assert cc.Groups() == cc.state(state).groups(on=day)
        assert cc.Groups() == cc.state("YUG").groups(on="2006-06-03")
        assert "Council of Europe" in cc.state("YUG").groups(on="2004-01-01").undecided  # as its name may mean another
        assert cc.Groups() == cc.state("SCG").groups()
        assert "Council of Europe" in cc.state("SCG").groups(on="2006-06-02")
        assert cc.state("SCG").member_of_coe("2006-06-02")
        assert not cc.state("SCG").member_of_coe("2006-06-03")

    def test_what_is_not_known(self) -> None:
        """Since when Kenya is a member of the African Union is not on record."""
        kenya = cc.state("KEN").groups(on="2010-01-01")

        assert "African Union" in kenya.undecided
        with pytest.raises(UnknownStatusError, match="whether the State was in the African Union on that day"):
            _ = "AU" in kenya

    def test_days_after_the_record(self) -> None:
        """One warning for all groups; the United Kingdom may have come back."""
        with pytest.warns(cc.CoverageWarning, match="groups of States") as caught:
            found = cc.state("GBR").groups(on="2100-01-01")

        assert 1 == len(caught)
        assert "Council of Europe" in found
        assert "European Union" in found.undecided

    def test_without_a_day(self) -> None:
        """Each group's record has its own day."""
        assert "Council of Europe" in cc.state("ISL").groups()
        assert not cc.state("ISL").groups().undecided


class TestValue:
    SOME = cc.Groups(("European Union",), ("African Union",))

    def test_equality_and_hash(self) -> None:
        """What is undecided counts; without it, it is a tuple of names."""
        assert cc.Groups(("European Union",)) == ("European Union",)
        assert hash(cc.Groups(("European Union",))) == hash(("European Union",))
        assert cc.Groups(("European Union",)) != self.SOME
        assert ("European Union",) != self.SOME
        assert cc.Groups(("European Union",), ("African Union",)) == self.SOME
        assert hash(cc.Groups(("European Union",), ("African Union",))) == hash(self.SOME)

    def test_copies(self) -> None:
        """A pickle and a copy keep what is undecided."""
        for copied in (pickle.loads(pickle.dumps(self.SOME)), copy.copy(self.SOME), copy.deepcopy(self.SOME)):
            assert self.SOME == copied
            assert ("African Union",) == copied.undecided

    def test_repr(self) -> None:
        """It says what is undecided."""
        assert "<Groups European Union; undecided: African Union>" == repr(self.SOME)
        assert "('European Union',)" == repr(cc.Groups(("European Union",)))

    def test_frozen(self) -> None:
        """Nothing about it changes."""
        with pytest.raises(AttributeError, match="frozen: undecided can't be set"):
            self.SOME.undecided = ()
        with pytest.raises(AttributeError, match="frozen: undecided can't be deleted"):
            del self.SOME.undecided


def belongs(members: "cc.States | cc.Groups", one: object) -> bool | None:
    """Whether it belongs; ``None`` where it may."""
    try:
        return one in members
    except UnknownStatusError:
        return None
