"""What can't be answered: unknown names, texts that are not dates, wrong columns, late days."""

import functools
import re
import sys
import warnings
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions import frames
from cyberconventions.frames._columns import ISO_DATE
from cyberconventions.frames._spellings import refuse
from tests.frames.engines import Columns, Engine, Native, invented

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark's sockets
]


@pytest.mark.parametrize("columns", [("a",), ("a", "b" * 200)])
@pytest.mark.parametrize("value", ["Wakanda {}", "{}" + "y" * 300, "Korea {}", "Guinea {}"])
def test_a_message_has_an_end(columns: tuple[str, ...], value: str) -> None:
    """However many values are unknown, in however many columns, and however long they are."""
    wrong = {value.format(number): 1 for number in range(300)}
    with pytest.raises(cc.errors.UnknownStateError) as unknown:
        refuse(dict.fromkeys(columns, wrong), {})
    with pytest.raises(cc.errors.InvalidDateError) as invalid:
        refuse({}, {columns[-1]: wrong})

    for caught in (unknown, invalid):
        assert "300 values are not" in str(caught.value)
        assert re.search("and 29[0-9] more", str(caught.value))
        assert len(str(caught.value)) <= 500


class TestWrongValues:
    def test_unknown_names_are_refused(self, engine: Engine) -> None:
        """Unresolved values are named; in memory, in polars and in Dask they are counted and come with suggestions."""
        frame = engine.frame({"state": ["Korea", "FRA", "Korea", "Narnia", None], "day": [date(2010, 1, 1)] * 5})
        message = engine.refused(
            lambda: frames.with_status(frame, "budapest", state="state", on="day"), cc.errors.UnknownStateError
        )

        if engine.raises_its_own:
            assert re.search("column 'state': '(Korea|Narnia)' is not a known State code or name", message)
        elif engine.is_planned:  # of one batch, of one partition
            assert re.search(r"'Korea' \([12] rows?\) – did you mean|'Narnia' \(1 row\)", message)
        else:
            assert "column 'state': 2 values are not known State codes or names" in message
            assert "'Korea' (2 rows) – did you mean" in message
            assert "'Narnia' (1 row)" in message

    def test_the_same_column_twice(self, engine: Engine) -> None:
        """A wrong value of a column that is asked with twice counts once."""
        frame = engine.frame({"state": ["Korea", "FRA"], "day": [date(2010, 1, 1)] * 2})
        message = engine.refused(
            lambda: frames.both_bound(frame, "budapest", a="state", b="state", on="day"), cc.errors.UnknownStateError
        )

        assert "column 'state'" in message
        assert engine.raises_its_own or "'Korea' (1 row)" in message

    def test_wrong_values_of_two_columns(self, engine: Engine) -> None:
        """In memory wrong values of two columns are one error; a plan ends with the first that it meets."""
        frame = engine.frame({"a": ["Korea", "FRA"], "b": ["FRA", "Narnia"], "day": [date(2010, 1, 1)] * 2})
        message = engine.refused(
            lambda: frames.both_bound(frame, "budapest", a="a", b="b", on="day"), cc.errors.UnknownStateError
        )

        pattern = "column 'a'.*'Korea'|column 'b'.*'Narnia'"
        if not engine.is_planned:
            pattern = r"column 'a'.*'Korea' \(1 row\).*column 'b'.*'Narnia'"
        assert re.search(pattern, message, re.DOTALL)

    def test_nothing_runs_at_the_call(self, engine: Engine) -> None:
        """A planned frame of rows that can't be answered is planned all the same; unread, it raises nothing."""
        if not engine.is_planned:
            pytest.skip("in memory everything runs at the call")
        frame = engine.frame({"state": ["Korea"], "day": ["yesterday"]})
        for call in (frames.with_status, frames.with_party):
            assert call(frame, "budapest", state="state", on="day", into="answer") is not None
        found = frames.common_treaties(frame, a="state", b="state", on="day")
        assert "common_treaties" in (found.collect_schema() if engine.name == "polars-lazy" else found.columns)

    def test_unknown_names_may_be_null(self, engine: Engine) -> None:
        """``errors="null"`` leaves their rows without an answer."""
        frame = engine.frame({"state": ["Korea", "FRA"], "day": [date(2010, 1, 1)] * 2})
        found = frames.with_status(frame, "budapest", state="state", on="day", errors="null")

        assert [None, "party"] == engine.columns(found)["status"]

    def test_numbers_that_are_not_codes(self, engine: Engine) -> None:
        """A number outside ISO 3166 is refused like any other value."""
        frame = engine.frame({"state": [250, 999, -4, 10**9], "day": [date(2010, 1, 1)] * 4})
        message = engine.refused(
            lambda: frames.with_status(frame, "budapest", state="state", on="day"), cc.errors.UnknownStateError
        )
        assert re.search("not( a)? known State", message)
        if not engine.is_planned:
            assert "3 values are not known State" in message
        found = frames.with_status(frame, "budapest", state="state", on="day", errors="null")
        assert ["party", None, None, None] == engine.columns(found)["status"]

    def test_texts_that_are_not_dates(self, engine: Engine) -> None:
        """Texts are ISO dates or an error."""
        days = ["2010-01-01", "2010-02-30", "01.02.2010", "2010-02-30", None]
        frame = engine.frame({"state": ["FRA"] * 5, "day": days})
        message = engine.refused(
            lambda: frames.with_status(frame, "budapest", state="state", on="day"), cc.errors.InvalidDateError
        )

        assert re.search("column 'day': .*not (a )?dates?", message)
        assert "'2010-02-30'" in message or "'01.02.2010'" in message
        if not engine.is_planned:
            assert re.search(r"2 values are not dates(?s:.*)'2010-02-30' \(2 rows\)", message)

    @pytest.mark.parametrize("late", ["known", "unknown"])
    def test_texts_that_are_not_dates_may_be_null(self, engine: Engine, late: Native) -> None:
        """With ``errors="null"`` a text that is not an ISO date has no answer, and does not count as late."""
        days = ["2010-01-01", "2010-1-5", "2010-02-29", "20100101", "2010-01-01 ", "2027-01-01x", "infinity", "", None]
        frame = engine.frame({"state": ["FRA"] * len(days), "day": days})
        options: Native = {"errors": "null", "late": late}
        found = frames.with_status(frame, "budapest", state="state", on="day", **options)

        assert ["party"] + [None] * (len(days) - 1) == engine.columns(found)["status"]

    def test_names_of_columns(self, engine: Engine) -> None:
        """A column is asked with by its name, and nothing else."""
        frame = engine.frame({"state": ["FRA"], "day": [date(2010, 1, 1)]})
        wrong: list[tuple[str, Native]] = [
            ("state", 0),
            ("on", date(2010, 1, 1)),
            ("state", cc.state("FRA")),
            ("into", 3),
        ]
        for word, value in wrong:
            words: Native = {"state": "state", "on": "day", word: value}
            more = "; for one day, .*" if word == "on" else ""
            with pytest.raises(cc.errors.InvalidTypeError, match=f"^{word}=.*, expected the name of a column{more}$"):
                frames.with_status(frame, "budapest", **words)

    def test_wrong_types(self, engine: Engine) -> None:
        """Numbers are not dates, dates are not States."""
        frame = engine.frame({"state": ["FRA"], "day": [date(2010, 1, 1)], "number": [1]})

        with pytest.raises(cc.errors.InvalidTypeError, match="column 'number' is of type"):
            frames.with_status(frame, "budapest", state="state", on="number")
        if engine.name not in ("pandas", "dask"):  # There a column of dates is one of objects.
            with pytest.raises(cc.errors.InvalidTypeError, match="column 'day' is of type"):
                frames.with_status(frame, "budapest", state="day", on="day")

    def test_columns_that_are_not_there_or_there_already(self, engine: Engine) -> None:
        """Nothing is overwritten; a misspelt column gets a suggestion."""
        frame = engine.frame({"state": ["FRA"], "day": [date(2010, 1, 1)], "status": ["mine"]})

        with pytest.raises(cc.errors.ColumnError, match="'status' already"):
            frames.with_status(frame, "budapest", state="state", on="day")
        with pytest.raises(cc.errors.ColumnError, match="no column 'stat' – did you mean 'state'"):
            frames.with_party(frame, "budapest", state="stat", on="day")

    def test_a_day_in_place_of_a_column(self) -> None:
        """The error says what to do for one day."""
        frame = pytest.importorskip("polars").DataFrame({"state": ["FRA"], "day": [date(2010, 1, 1)]})
        a_day: Any = date(2010, 1, 1)

        with pytest.raises(
            cc.errors.ColumnError,
            match="'2010-01-01'; on= names a column; for one day, add a column that holds it",
        ):
            frames.with_party(frame, "budapest", state="state", on="2010-01-01")
        with pytest.raises(cc.errors.InvalidTypeError, match="the name of a column; for one day, add a column"):
            frames.with_party(frame, "budapest", state="state", on=a_day)
        with pytest.raises(cc.errors.InvalidTypeError, match="state=3, expected the name of a column$"):
            frames.with_party(frame, "budapest", state=3, on="day")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_not_a_frame(self) -> None:
        """A list is not a frame; an option has its values."""
        rows: list[str] = []
        with pytest.raises(cc.errors.InvalidTypeError, match="list is not a frame"):
            frames.with_status(rows, "budapest", state="a", on="b")
        with pytest.raises(cc.errors.InvalidValueError, match="errors='ignore'"):
            frames.with_status(rows, "budapest", state="a", on="b", errors="ignore")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(cc.errors.InvalidValueError, match="late='raise'"):
            frames.with_status(rows, "budapest", state="a", on="b", late="raise")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_missing_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the extra the error says what to install."""
        monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)

        with pytest.raises(cc.errors.MissingExtraError, match=r"pip install '\.\[frames\]'"):
            frames.with_status(object(), "budapest", state="a", on="b")


class TestLateDays:
    COLUMNS: ClassVar[Columns] = {
        "state": ["JPN", "JPN", "FRA", None, "JPN"],
        "to": ["JPN", "FRA", "FRA", "FRA", None],
        "day": [date(2026, 8, 1), date(2026, 4, 26), date(2026, 4, 25), date(2030, 1, 1), date(2027, 1, 1)],
    }

    def warned(self, engine: Engine, ask: Callable[[], Any]) -> tuple[list[warnings.WarningMessage], Any]:
        """Return the warnings of a question and of reading its answer, and the columns."""
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", cc.CoverageWarning)
            found = engine.columns(ask())
        return [each for each in caught if each.category is cc.CoverageWarning], found

    def test_one_warning(self, engine: Engine) -> None:
        """Days after the record's date are answered, with a warning where the engine can, at the user's line."""
        frame = engine.frame(self.COLUMNS)
        caught, found = self.warned(engine, lambda: frames.with_status(frame, invented(), state="state", on="day"))

        assert ["party", "contracting", "party", None, "party"] == found["status"]
        if engine.raises_its_own:
            assert [] == caught
            return
        assert {__file__} == {each.filename for each in caught}
        text = "rows ask" if engine.name == "polars-lazy" else "1 row asks" if engine.name == "dask" else "3 rows ask"
        assert any(f"Invented No. 1: {text} about days after 2026-04-25" in str(each.message) for each in caught)
        if engine.name != "dask":  # there one a partition
            assert 1 == len(caught)

    def test_pairs_count_once(self, engine: Engine) -> None:
        """A row of two States is one row."""
        frame = engine.frame(self.COLUMNS)
        caught, _ = self.warned(engine, lambda: frames.both_bound(frame, invented(), a="state", b="to", on="day"))

        if not engine.is_planned:
            assert ["2 rows ask"] == re.findall(r"\d+ rows ask", " ".join(str(each.message) for each in caught))
        assert 2 == frames.check(frame, invented(), state=("state", "to"), on="day").late

    def test_rows_without_an_answer_are_not_late(self, engine: Engine) -> None:
        """A row without a State is not counted, whether it is null or a value that is not known."""
        states = ["JPN", "Narnia", None, " fRaNcE ", "", "JPN"]
        frame = engine.frame({"state": states, "day": [date(2026, 8, 1)] * 5 + [date(2026, 4, 25)]})

        calls: list[Any] = [frames.with_party, frames.with_status]
        for call in calls:
            caught, found = self.warned(
                engine,
                functools.partial(call, frame, invented(), state="state", on="day", into="answer", errors="null"),
            )
            if not engine.is_planned:
                assert "2 rows ask" in str(caught[0].message)
            assert [True, False, False, True, False, True] == [each is not None for each in found["answer"]]
        assert 2 == frames.check(frame, invented(), state="state", on="day").late

    def test_unknown_states_alone_do_not_warn(self, engine: Engine) -> None:
        """Where no row with a State is late, nothing is."""
        frame = engine.frame({"state": ["Narnia", None, "JPN"], "day": [date(2026, 8, 1)] * 2 + [date(2026, 4, 25)]})
        caught, _ = self.warned(
            engine, lambda: frames.with_party(frame, invented(), state="state", on="day", errors="null")
        )
        assert [] == caught

    def test_known_acts_alone(self, engine: Engine) -> None:
        """``late="known"`` does not warn, and answers from the acts known by then."""
        found = frames.with_status(engine.frame(self.COLUMNS), invented(), state="state", on="day", late="known")

        assert ["party", "contracting", "party", None, "party"] == engine.columns(found)["status"]


@given(st.dates().map(str) | st.from_regex(r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\n?\Z") | st.text("0123456789-", max_size=11))
@settings(max_examples=500)
def test_the_pattern_of_a_date(day: str) -> None:
    """What engines take for an ISO date is what the scalar API takes for one."""
    try:
        cc.treaty("budapest").status("FRA", day)
        known = True
    except cc.errors.InvalidDateError:
        known = False
    except cc.CoverageWarning:
        known = True

    assert known == (re.fullmatch(ISO_DATE, day) is not None)
