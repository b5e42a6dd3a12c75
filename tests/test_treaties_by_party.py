"""Treaties in force for a State, or between two, on a day."""

import copy
import pickle
import warnings
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions.errors import (
    InvalidDateError,
    InvalidTypeError,
    InvalidValueError,
    UnknownStateError,
    UnknownStatusError,
)


def test_every_treaty() -> None:
    """Without a question: all, and nothing is undecided."""
    assert 9 == len(cc.treaties())
    assert () == cc.treaties().undecided
    assert tuple(cc.treaties()) == cc.treaties()


def test_by_which_treaties_a_state_is_bound() -> None:
    """Japan in 2015; of the first Protocol, whose record is partial, the record can't say."""
    found = cc.treaties(party="JPN", on="2015-01-01")

    assert ["ets185", "crc", "opsc"] == [each.id for each in found]
    assert ["ets189"] == [each.id for each in found.undecided]


def test_by_which_treaties_two_states_are_bound() -> None:
    """Between France and Albania in 2003, before the Budapest Convention was in force for either."""
    found = cc.treaties(between=("France", "Albania"), on="2003-01-01")

    assert {"crc"} <= {each.id for each in found}
    assert "ets185" not in {each.id for each in found}
    for each in cc.treaties():
        answers = [each.is_party(state, on="2003-01-01") for state in ("FRA", "ALB")]
        assert all(answers) is (each in found)


def test_a_treaty_that_may_match_is_not_silently_left_out() -> None:
    """``in`` raises, as in lists of States."""
    found = cc.treaties(party="JPN", on="2015-01-01")

    assert cc.treaty("budapest") in found
    assert cc.treaty("hanoi") not in found
    with pytest.raises(UnknownStatusError, match="ETS No. 189"):
        _ = cc.treaty(189) in found
    assert repr(found).endswith("; 1 undecided: ets189>")


def test_one_warning_for_all_that_are_presumed() -> None:
    """Each with the day on which its record ends, and none where the known acts are asked."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = cc.treaties(between=("FRA", "DEU"), on="2099-01-01")
        known = cc.treaties(between=("FRA", "DEU"), on="2099-01-01", late="known")

    (warning,) = caught
    ends = ", ".join(f"{each.id} on {each.as_of}" for each in found)
    assert f"the records end earlier ({ends}); what held then is presumed to go on" in str(warning.message)
    assert __file__ == warning.filename
    assert {*found} <= {*known}


def test_behaves_as_a_value() -> None:
    """Frozen, hashable, comparable, picklable and copyable."""
    found = cc.treaties(party="JPN", on="2015-01-01")
    for twin in (pickle.loads(pickle.dumps(found)), copy.copy(found), copy.deepcopy(found)):
        assert (found, hash(found), found.undecided) == (twin, hash(twin), twin.undecided)
    assert found != tuple(found)
    wrong: Any = found
    with pytest.raises(AttributeError, match="frozen"):
        wrong.undecided = ()


def test_questions_that_make_no_sense() -> None:
    """A day is needed: the records end on nine days."""
    wrong: Any = "FRA"
    with pytest.raises(InvalidValueError, match="on= is missing"):
        cc.treaties(party="FRA")
    with pytest.raises(InvalidValueError, match="without a State"):
        cc.treaties(on="2020-01-01")
    with pytest.raises(InvalidTypeError, match="a pair of States"):
        cc.treaties(between=wrong, on="2020-01-01")
    with pytest.raises(UnknownStateError):
        cc.treaties(party="Wakanda", on="2020-01-01")
    with pytest.raises(InvalidDateError):
        cc.treaties(party="FRA", on="2020-02-30")
