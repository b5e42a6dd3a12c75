"""Territories in a column of States: no answer of a State's is theirs."""

import re
from datetime import date

import pytest

import cyberconventions as cc
from cyberconventions import frames
from cyberconventions._states import State, territory_codes
from tests.frames.engines import Engine

CODES = sorted(territory_codes())
DAY = date(2020, 1, 1)

pytestmark = [pytest.mark.filterwarnings("ignore::ResourceWarning")]  # Spark's sockets


class TestInAColumnOfStates:
    def test_they_are_refused(self, engine: Engine) -> None:
        """An error names them, with their numbers where the engine lets the library count."""
        frame = engine.frame({"state": ["HKG", "FRA", "Curaçao", "HKG", None], "day": [DAY] * 5})
        message = engine.refused(
            lambda: frames.with_party(frame, "untoc", state="state", on="day"), cc.errors.NotAStateError
        )

        assert re.search("column 'state'.*'(HKG|Curaçao)'", message, re.DOTALL)
        if not engine.is_planned:
            assert "2 values are not known State codes or names" in message
            assert "'HKG' (2 rows) is a territory (HKG): ask applies_to('HKG', on=…) of a treaty" in message
            assert "'Curaçao' (1 row) is a territory (CUW)" in message

    def test_they_may_be_null(self, engine: Engine) -> None:
        """With ``errors="null"`` each of the 52 has no answer, under one treaty or between two States."""
        names = [cc.territory(code).name for code in CODES]
        frame = engine.frame({"a": [*CODES, *names], "b": ["FRA"] * 104, "day": [DAY] * 104})
        found = engine.columns(frames.with_party(frame, "budapest", state="a", on="day", errors="null"))
        status = engine.columns(frames.with_status(frame, "opsc", state="a", on="day", errors="null"))
        both = engine.columns(frames.both_bound(frame, "opsc", a="a", b="b", on="day", errors="null"))

        assert [None] * 104 == found["party"]
        assert {None} == set(status["status"])
        assert {None} == set(next(values for name, values in both.items() if name not in {"n", "a", "b", "day"}))

    def test_beside_unknown_names(self, engine: Engine) -> None:
        """An unknown name beside a territory keeps its suggestion; numbers are codes of territories too."""
        if engine.is_planned:
            pytest.skip("a plan ends with the first that it meets")
        frame = engine.frame({"state": ["Korea", "GRL"], "day": [DAY] * 2})
        numbers = engine.frame({"state": [344, 10, None], "day": [DAY] * 3})
        message = engine.refused(
            lambda: frames.with_party(frame, "crc", state="state", on="day"), cc.errors.NotAStateError
        )
        codes = engine.refused(
            lambda: frames.with_party(numbers, "crc", state="state", on="day"), cc.errors.NotAStateError
        )

        assert "'Korea' (1 row) – did you mean" in message
        assert re.search(r"344(\.0)? \(1 row\) is a territory \(HKG\)", codes)
        assert re.search(r"10(\.0)? \(1 row\) is a territory \(ATA\)", codes)


def test_states_made_of_a_territorys_code() -> None:
    """A value of type State with such an id does not get a State's answer either."""
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"state": [State("HKG"), cc.state("FRA")], "day": ["2020-01-01"] * 2})
    found = frames.with_party(frame, "untoc", state="state", on="day", errors="null")

    assert [None, True] == [None if pd.isna(each) else bool(each) for each in found["party"]]
    with pytest.raises(cc.errors.NotAStateError, match=r"Hong Kong \(HKG\), a territory"):
        frames.with_party(frame, "untoc", state="state", on="day")
