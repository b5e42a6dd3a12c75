"""Lists of States say who may belong, and keep that when they are combined."""

import copy
import operator
import pickle
from itertools import product
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions import States
from cyberconventions.errors import InvalidTypeError, UnknownAnswerError, UnknownStateError, UnknownStatusError
from cyberconventions.testing import treaty_of

FRA, DEU, JPN, KEN, BRA = (cc.state(each) for each in ("FRA", "DEU", "JPN", "KEN", "BRA"))
SCG, SRB, SUN, RUS = (cc.state(each) for each in ("SCG", "SRB", "SUN", "RUS"))


class TestRecords:
    def test_invited_before_the_chart_that_shows_it(self) -> None:
        """Eight days before a chart lists fourteen, some of them may not have been invited yet."""
        budapest = cc.treaty("budapest").known_at("2026-04-25")
        then, now = budapest.invited(on="2026-04-17"), budapest.invited(on="2026-04-25")

        assert (14, False) == (len(now), now.at_least)
        assert 14 == len(then) + len(then.undecided)
        assert set(then.undecided) | set(then) == set(now)

    def test_who_may_be_a_party(self) -> None:
        """A State without an act in a partial record may be a party; one that had signed alone by a list, too."""
        malabo = cc.treaty("malabo").known_at("2026-02-02").parties()

        assert malabo.more_possible
        assert cc.state("COM") in malabo.undecided
        assert cc.state("Angola") in malabo
        for asked in (cc.state("Kenya"), cc.state("COM")):
            with pytest.raises(UnknownStatusError, match=asked.name):
                _ = asked in malabo

    def test_a_complete_record_decides(self) -> None:
        """No list of the Budapest Convention's Parties leaves anything open."""
        parties = cc.treaty("budapest").known_at("2026-04-25").parties()

        assert (81, (), False, False) == (len(parties), parties.undecided, parties.more_possible, parties.at_least)
        assert cc.state("Kenya") not in parties
        assert cc.state("France") in parties

    def test_parties_to_one_treaty_and_not_to_another(self) -> None:
        """The first Protocol's record is partial: most Parties to the Convention may be bound by it."""
        found = cc.treaty(185).parties(on="2025-06-04") - cc.treaty(189).parties(on="2025-06-04")

        assert not found.more_possible
        assert cc.state("AUS") in found.undecided
        assert cc.state("France") not in found

    def test_a_signature_whose_day_is_not_known(self) -> None:
        """Within the window of its day it is undecided whether France had signed."""
        signature = cc.Act(cc.state("FRA"), cc.ActKind.SIGNATURE, when=cc.DateWindow.parse("2002-01-01/2002-06-30"))
        treaty = treaty_of(acts=[signature])
        found = [treaty.signed(on=day) for day in ("2001-12-31", "2002-03-01", "2002-06-30")]

        assert [0, 0, 1] == [len(each) for each in found]
        assert [(), (cc.state("FRA"),), ()] == [each.undecided for each in found]

    def test_a_name_that_passed_to_another(self) -> None:
        """OPSC: the Federal Republic of Yugoslavia, which Serbia continues, signed on 2001-10-08 under the old name."""
        opsc, yugoslavia = cc.treaty("opsc"), cc.state("YUG")
        signed = opsc.signed(on="2002-06-01")

        assert cc.state("SRB") in signed
        with pytest.raises(cc.errors.UnknownStatusError, match=r"whether Yugoslavia \(YUG\) belongs"):
            _ = yugoslavia in signed
        assert yugoslavia not in opsc.signed(on="2001-10-07")

    def test_a_signature_before_a_ratification(self) -> None:
        """On which day Greece signed is not on record; that it had by the day on which it ratified follows."""
        lanzarote, greece = cc.treaty(201), cc.state("Greece")

        assert greece in lanzarote.signed(on="2009-03-10").undecided or greece in lanzarote.signed(on="2009-03-10")
        assert greece in lanzarote.signed(on="2009-01-01").undecided
        assert not lanzarote.signed(on="2023-01-01").undecided

    def test_who_signed_whatever_since(self) -> None:
        """75 States had signed the UN convention by the last list; thirty the Budapest Convention on its first day."""
        hanoi = cc.treaty("hanoi").known_at("2026-08-02").signed()

        assert (75, True) == (len(hanoi), hanoi.more_possible)
        assert 30 == len(cc.treaty("budapest").signed(on="2001-11-23"))
        assert cc.state("Montenegro") not in cc.treaty("budapest").signed(on="2005-12-31")
        assert cc.state("Montenegro") in cc.treaty("budapest").signed(on="2006-12-31")


class TestFormerStates:
    @pytest.mark.parametrize(("ref", "day"), [("untoc", "2004-12-14"), ("crc", "2003-01-01"), ("opsc", "2006-06-02")])
    def test_one_member_under_two_names(self, ref: str, day: str) -> None:
        """Serbia and Montenegro, which Serbia continues, belongs where ``is_party`` says so, and counts once."""
        treaty = cc.treaty(ref)
        union, serbia = cc.state("SCG"), cc.state("SRB")
        parties = treaty.parties(on=day)

        assert treaty.is_party(union, on=day) is (union in parties) is True
        assert serbia in parties
        assert 1 == sum(state in (union, serbia) for state in parties)
        assert union in parties & treaty.contracting_states(on=day)
        assert union in pickle.loads(pickle.dumps(parties))
        assert union not in treaty.parties(on="2006-06-04")

    def test_every_state_as_the_scalar_call_says(self) -> None:
        """On days around the end of the state union, for every State with an act and every former one."""
        for treaty in cc.treaties():
            for day in ("1992-12-31", "2004-12-14", "2006-06-02", "2006-06-03"):
                parties = treaty.parties(on=day)
                for state in [*(each.state for each in treaty), cc.state("SCG")]:
                    possible = treaty.possible_statuses(state, on=day)
                    expected = (cc.Status.PARTY in possible) if len(possible) == 1 else None
                    if cc.Status.PARTY not in possible:
                        expected = False
                    assert expected is belongs(parties, state), (treaty.id, day, state)


# For each of the States: certainly in, may be, certainly not; then what holds of those not named.
LISTS = (
    States((FRA, DEU)),
    States((FRA,), undecided=(DEU, JPN)),
    States((JPN,), undecided=(FRA,), more_possible=True, others=(KEN,)),
    States(),
)


def belongs(states: States, state: cc.State) -> bool | None:
    """Whether a State belongs; ``None`` where it may."""
    try:
        return state in states
    except UnknownStatusError:
        return None


@pytest.mark.parametrize(("one", "other"), [*product(LISTS, LISTS)])
def test_combined_lists_say_of_each_state_what_both_say(one: States, other: States) -> None:
    """By what may be true: no where one says no, maybe where none says no and one says maybe."""
    for state in (FRA, DEU, JPN, KEN, BRA):
        a, b = belongs(one, state), belongs(other, state)
        in_both = False if a is False or b is False else (True if a and b else None)
        in_either = True if a or b else (False if a is False and b is False else None)
        in_first_only = False if a is False or b is True else (True if a and b is False else None)

        assert in_both is belongs(one & other, state)
        assert in_either is belongs(one | other, state)
        assert in_first_only is belongs(one - other, state)


class TestValue:
    def test_equality_and_hash_include_what_is_undecided(self) -> None:
        """Two lists of the same certain States differ where one leaves something open."""
        assert States((FRA,)) == (FRA,)
        assert hash(States((FRA,))) == hash((FRA,))
        assert States((FRA,), undecided=(DEU,)) != States((FRA,))
        assert States((FRA,), undecided=(DEU,)) != (FRA,)
        assert States((FRA,), undecided=(DEU,)) == States([FRA], undecided=(DEU,))
        assert hash(States((FRA,), undecided=(DEU,))) == hash(States([FRA], undecided=(DEU,)))

    @pytest.mark.parametrize("states", LISTS)
    def test_survives_pickling_and_copying(self, states: States) -> None:
        """And what it says of States that are not named."""
        for twin in (pickle.loads(pickle.dumps(states)), copy.copy(states), copy.deepcopy(states)):
            assert states == twin
            assert belongs(states, BRA) is belongs(twin, BRA)
            assert belongs(states, KEN) is belongs(twin, KEN)

    def test_frozen(self) -> None:
        """Nothing can be set or deleted."""
        states: Any = States((FRA,))
        with pytest.raises(AttributeError, match="frozen"):
            states.undecided = ()
        with pytest.raises(AttributeError, match="frozen"):
            del states.undecided

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (States(), False),
            (States((FRA,)), True),
            (States((FRA,), more_possible=True), True),
            (States(undecided=(DEU,)), None),
            (States(more_possible=True), None),
            (cc.treaties(between=("FRA", "COM"), on="2016-01-01"), True),
            (cc.treaties(party="FRA", on="1985-01-01"), False),
            (cc.Groups(), False),
            (cc.Groups(("European Union",)), True),
            (cc.Groups((), ("African Union",)), None),
        ],
    )
    def test_as_a_condition(self, found: object, expected: bool | None) -> None:
        """An empty list to which some may belong is neither yes nor no."""
        if expected is None:
            with pytest.raises(UnknownAnswerError, match="may"):
                bool(found)
        else:
            assert expected is bool(found)

    def test_treaties_as_a_condition(self) -> None:
        """None certainly, some perhaps."""
        first, *_ = cc.treaties()
        with pytest.raises(UnknownAnswerError, match=r"may \(ets185\)"):
            bool(type(cc.treaties())(undecided=(first,)))

    def test_no_order(self) -> None:
        """`<=` of two tuples compares their first items, and whoever writes it means something else."""
        one: Any = States((FRA,))
        for compare in (operator.lt, operator.le, operator.gt, operator.ge):
            with pytest.raises(InvalidTypeError, match=r"no order.*other - this"):
                compare(one, States((FRA, DEU)))

    def test_repr_says_what_is_open(self) -> None:
        """A list that is certain shows itself as a tuple."""
        assert "(<State FRA France>,)" == repr(States((FRA,)))
        assert "<1 State, 1 undecided: DEU>" == repr(States((FRA,), undecided=(DEU,)))
        assert "<0 States, more possible>" == repr(States(more_possible=True))

    def test_wrong_things(self) -> None:
        """States only, and lists of States only."""
        wrong: Any = ("FRA",)
        number: Any = 3.5
        for make in (
            lambda: States(wrong),
            lambda: States(undecided=wrong),
            lambda: States((FRA,)) - wrong,
            lambda: number in States((FRA,)),
            lambda: States(more_possible=wrong),
            lambda: States(number),
        ):
            with pytest.raises(InvalidTypeError):
                make()
        name: Any = "Wakanda"
        with pytest.raises(UnknownStateError):
            _ = name in States((FRA,))

    def test_names_and_codes_are_taken_too(self) -> None:
        """As wherever a State is taken."""
        names: list[Any] = ["France", "FRA", "fr", 250]

        assert all(name in States((FRA,)) for name in names)


class TestFormerStatesInTwoLists:
    """Serbia and Montenegro stands in lists as Serbia, whichever list it is combined with."""

    def test_a_list_that_has_neither(self) -> None:
        """What one list holds of it is not lost beside one of a treaty that Serbia did nothing under."""
        signed, none = cc.treaty("opsc").signed("2003-07-23"), cc.treaty("uncc").invited("2003-07-23")

        for found in (signed | none, none | signed, signed - none):
            assert SCG in found
            assert ["SRB"] == [each.id for each in found if each in (SCG, SRB)]
        assert SCG not in signed & none
        assert SCG not in none - signed

    def test_lists_of_different_days(self) -> None:
        """Of one that ended in between, while Serbia went on, nothing is certain; it is not left out either."""
        palermo = cc.treaty("untoc")
        then, now = palermo.parties("2005-01-01"), palermo.parties("2010-01-01")

        assert SRB not in then - now
        assert ["SCG"] == [each.id for each in (then - now).undecided if each in (SCG, SRB)]
        assert SCG not in then & now
        assert SRB in then & now
        assert SCG in then | now

    def test_may_belong_to_one(self) -> None:
        """Russia and the Soviet Union, where a list of members says of neither whether it was one."""
        parties = cc.treaty("crc").parties("1991-07-12")
        organisation = cc.group("OAS", on="1991-07-12")

        assert SUN in parties
        for each in (RUS, SUN):
            with pytest.raises(cc.errors.UnknownStatusError):
                assert each in organisation
        with pytest.raises(cc.errors.UnknownStatusError):
            assert SUN in parties - organisation
