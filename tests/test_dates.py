from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyberconventions._dates import DateWindow, Precision, as_date
from cyberconventions.errors import InvalidDateError, InvalidTypeError


class TestAsDate:
    def test_takes_the_calendar_day_of_a_datetime(self) -> None:
        """A datetime counts as its own calendar day."""
        assert date(2020, 3, 13) == as_date(datetime(2020, 3, 13, 23, 59))  # noqa: DTZ001

    @pytest.mark.parametrize("text", ["", "2020", "20200313", "2020-W11-5", "2020-3-13", "13/03/2020", "2020-02-30"])
    def test_refuses_texts_that_are_no_iso_day(self, text: str) -> None:
        """Only YYYY-MM-DD is a day, and the calendar must have it."""
        with pytest.raises(InvalidDateError, match="expected a date"):
            as_date(text)

    def test_refuses_other_types(self) -> None:
        """A number is no date."""
        with pytest.raises(InvalidTypeError, match="20200313 is of type int"):
            as_date(20200313)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


class TestDateWindow:
    @pytest.mark.parametrize(
        ("text", "earliest", "latest", "precision"),
        [
            ("2020-03-16", date(2020, 3, 16), date(2020, 3, 16), Precision.DAY),
            ("2019-12", date(2019, 12, 1), date(2019, 12, 31), Precision.MONTH),
            ("2020-02", date(2020, 2, 1), date(2020, 2, 29), Precision.MONTH),
            ("2020", date(2020, 1, 1), date(2020, 12, 31), Precision.YEAR),
            ("2019-06-13/2019-12-31", date(2019, 6, 13), date(2019, 12, 31), Precision.INTERVAL),
            ("../2012-08-31", None, date(2012, 8, 31), Precision.INTERVAL),
            ("2020-03-14/..", date(2020, 3, 14), None, Precision.INTERVAL),
            ("", None, None, Precision.UNKNOWN),
        ],
    )
    def test_reads_and_writes_each_form(
        self, text: str, earliest: date | None, latest: date | None, precision: Precision
    ) -> None:
        """Every form of the dataset is read, and written again the same."""
        window = DateWindow.parse(text)

        assert (earliest, latest, precision, text) == (window.earliest, window.latest, window.precision, str(window))

    def test_month_side_of_an_interval_covers_the_month(self) -> None:
        """An interval may end with a month, which means its last day."""
        assert DateWindow(date(2009, 6, 12), date(2012, 8, 31)) == DateWindow.parse("2009-06-12/2012-08")

    def test_last_month_of_the_calendar(self) -> None:
        """The calendar's last month has an end."""
        assert date.max == DateWindow.parse("9999-12").latest

    @pytest.mark.parametrize(
        "text", ["2020-13", "20x0", "2020-03-16/", "/2020", "2020-05/2020-04", "soon", "2020-02-30", "2020-0x", "1 May"]
    )
    def test_refuses_what_is_no_date(self, text: str) -> None:
        """A broken text never yields a half-built window."""
        with pytest.raises(InvalidDateError):
            DateWindow.parse(text)

    def test_refuses_other_types(self) -> None:
        """Only text is parsed."""
        with pytest.raises(InvalidTypeError):
            DateWindow.parse(None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_repr_says_unknown(self) -> None:
        """An unknown date says so."""
        assert repr(DateWindow.parse("")) == "<DateWindow unknown>"

    @given(st.dates(), st.dates())
    def test_any_window_survives_its_text(self, one: date, other: date) -> None:
        """Writing and reading any window gives it back."""
        window = DateWindow(min(one, other), max(one, other))

        assert window == DateWindow.parse(str(window))

    @given(st.dates())
    def test_day_is_known_only_for_one_day(self, day: date) -> None:
        """A window of one day has a day; a longer one has none."""
        assert day == DateWindow.on(day).day
        assert DateWindow(None, day).day is None
