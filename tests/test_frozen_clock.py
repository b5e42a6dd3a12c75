"""Dates while a test holds the clock: freezegun then puts subclasses of `date` in every module."""

import datetime as dt
import pickle

import pytest
from freezegun import freeze_time

import cyberconventions as cc
from cyberconventions._dates import as_date

PLAIN = (dt.date,)  # in a tuple, where freezegun does not find it


def test_answers_are_the_same_in_a_freeze() -> None:
    """Records, charts, timelines and pages, asked with days of the frozen clock."""
    budapest = cc.treaty("budapest")
    page = cc.Chart.of(budapest, "2020-03-13").to_text()
    expected = (budapest.known_at("2020-03-13").parties(), cc.parse_chart(page), cc.timeline()[:5])

    with freeze_time("2020-03-13"):
        today = dt.date.today()  # noqa: DTZ011 - frozen
        assert type(today) not in PLAIN
        assert expected == (budapest.known_at(today).parties(), cc.parse_chart(page), cc.timeline()[:5])
        assert budapest.is_party("FRA", on=today)
        assert budapest.is_party("FRA", on=dt.datetime.now())  # noqa: DTZ005 - frozen
        assert cc.Chart.of(budapest, today) == cc.Chart.of(budapest, "2020-03-13")
        assert cc.DateWindow(today, today) == cc.DateWindow.on("2020-03-13")
        assert type(cc.DateWindow(today, today).earliest) in PLAIN
        assert type(budapest.rules.later.effect(today)) in PLAIN


class Day(dt.date):
    """A date of one's own."""


@pytest.mark.parametrize("day", [Day(2010, 1, 1), "2010-01-01T10:00:00Z", "2010-01-01 23:59:59.999999+14:00"])
def test_days_and_moments_are_calendar_days(day: object) -> None:
    """Subclasses of `date`, and texts of date and time: their own day, in no time zone."""
    found = as_date(day)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

    assert (dt.date(2010, 1, 1), *PLAIN) == (found, type(found))
    assert cc.treaty("budapest").is_party("JPN", on="2010-01-01T10:00:00Z") is False


@pytest.mark.parametrize("unit", ["D", "s", "ms", "us", "ns"])
def test_numpy_days(unit: str) -> None:
    """`numpy.datetime64` of any unit is its calendar day; NaT is none."""
    numpy = pytest.importorskip("numpy")

    assert dt.date(2010, 1, 1) == as_date(numpy.datetime64("2010-01-01", unit))
    for bad in (numpy.datetime64("NaT", unit), numpy.datetime64("20000-01-01")):
        with pytest.raises(cc.errors.InvalidDateError):
            as_date(bad)


@pytest.mark.parametrize(
    "text", ["2010-01-01T", "2010-01-01T25:00", "2010-01-01x10:00", "2010-13-01T10:00", "2010-01-01 " * 9]
)
def test_what_is_no_moment(text: str) -> None:
    """A wrong time is an error, even though the day alone would do."""
    with pytest.raises(cc.errors.InvalidDateError):
        as_date(text)


def test_values_keep_plain_dates() -> None:
    """A value made with a subclass equals the same made without, and its pickle knows nothing of it."""
    own, plain = (cc.DateWindow(day, day) for day in (Day(2020, 3, 13), dt.date(2020, 3, 13)))

    assert own == plain
    assert b"Day" not in pickle.dumps(own)
    for bad in (dt.datetime(2020, 3, 13), "2020-03-13", 1):  # noqa: DTZ001 - a day without a zone
        with pytest.raises(cc.errors.InvalidTypeError, match="earliest"):
            cc.DateWindow(bad, None)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
