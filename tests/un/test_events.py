from datetime import date
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._dataset import Dataset, current
from cyberconventions.errors import DatasetError, InvalidDateError, InvalidTypeError, UnknownEventError
from cyberconventions.un import Event, EventKind, body, events
from cyberconventions.un._events import event_kind


class TestEvents:
    def test_forty_four(self) -> None:
        """From the Bangkok congress to the ceremony in Hanoi."""
        found = events(until="2025-10-26")

        assert len(found) == 44
        assert (found[0].place, found[-1].place) == ("Bangkok", "Hanoi")

    def test_are_events(self) -> None:
        """Each row is an Event."""

        assert all(isinstance(each, Event) for each in events())

    def test_in_the_order_of_days(self) -> None:
        """An event of which only the year is known comes at the beginning of that year."""
        days = [each.earliest for each in events()]

        assert sorted(days, key=str) == days

    def test_seven_sessions_of_the_expert_group(self) -> None:
        """The page names three; there were seven."""
        sessions = events(body="IEG on cybercrime", kind="meeting", until="2021-12-31")

        assert [str(each.date) for each in sessions] == [
            "2011-01-17",
            "2013-02-25",
            "2017-04-10",
            "2018-04-03",
            "2019-03-27",
            "2020-07-27",
            "2021-04-06",
        ]

    def test_by_kind(self) -> None:
        """The Committee's two votes are two events."""

        assert [str(each.when) for each in events(kind=EventKind.VOTE, until="2025-10-26")] == [
            "2018-11-14",
            "2019-11-18",
        ]

    def test_a_committee_is_a_body_of_its_own(self) -> None:
        """What the Third Committee did is not what the General Assembly did."""
        assembly = events(body=body("General Assembly"))

        assert body("third-committee") not in {each.body for each in assembly}
        assert body("third-committee").parent == body("GA").id

    def test_period_includes_both_ends(self) -> None:
        """A session belongs to every day from its first to its last."""
        first_session = events(since="2022-03-11", until="2022-03-11")

        assert [each.title for each in first_session] == ["Ad Hoc Committee, first session"]
        assert first_session == events(since=date(2022, 2, 28), until=date(2022, 2, 28))

    def test_what_may_have_happened_in_a_period_is_in_it(self) -> None:
        """Decision 78/549 has no known day, and may be of March 2024."""

        assert [each.symbol for each in events(since="2024-03-01", until="2024-03-31")] == ["Decision 78/549"]

    def test_an_unknown_day_lies_in_every_period(self) -> None:
        """Nothing rules it out."""
        some_day = attrs.evolve(events()[0], when=cc.DateWindow.parse(""), end=None)

        assert some_day.within(date(2000, 1, 1), date(2000, 1, 2))
        assert some_day.days == "unknown day"

    def test_nothing_before_the_first(self) -> None:
        """The record begins in 2005."""

        assert events(until="2005-04-17") == ()

    def test_every_event_names_its_source(self) -> None:
        """No fact without a document behind it."""

        assert all(each.source is not None and each.source.title for each in events())

    def test_without_a_source(self) -> None:
        """An event made by a user has none."""

        assert attrs.evolve(events()[0], source_ids=()).source is None

    def test_low_confidence_is_carried(self) -> None:
        """The 44th meeting rests on one page."""

        assert [str(each.date) for each in events(until="2025-10-26") if each.confidence is cc.Confidence.LOW] == [
            "2019-11-07"
        ]

    def test_in_words(self) -> None:
        """An event prints as a line, and its repr says what it is about."""
        event = events(kind="resolution", since="2019-12-27", until="2019-12-27")[0]

        assert str(event).startswith("2019-12-27 General Assembly: Resolution 74/247, 79-60-33: ")
        assert repr(event) == (
            "<Event 2019-12-27 resolution General Assembly: Resolution 74/247, 79-60-33: an ad hoc committee is to …>"
        )
        assert event.earliest == event.latest == event.date

    def test_an_end_before_the_beginning(self) -> None:
        """A session can't end before it begins."""
        with pytest.raises(InvalidDateError, match="can't end on 2001-01-01"):
            attrs.evolve(events()[0], end=date(2001, 1, 1))

    @pytest.mark.parametrize(
        ("asked", "error", "message"),
        [
            ({"body": "General Asembly"}, UnknownEventError, "did you mean 'General Assembly'"),
            ({"body": 7}, InvalidTypeError, "expected a body's name"),
            ({"kind": "meetings"}, UnknownEventError, "did you mean 'meeting'"),
            ({"kind": 7}, InvalidTypeError, "expected a kind of event"),
            ({"since": "2020-02-30"}, InvalidDateError, "not a day"),
            ({"until": 2020}, InvalidTypeError, "expected a date"),
            ({"since": "2020-01-02", "until": "2020-01-01"}, InvalidDateError, "ends before it begins"),
        ],
    )
    def test_bad_questions(self, asked: dict[str, Any], error: type[Exception], message: str) -> None:
        """An invalid question is an error that says why."""
        with pytest.raises(error, match=message):
            events(**asked)

    def test_kind_by_its_member_name(self) -> None:
        """Underscores are as good as spaces."""

        assert EventKind.SIGNING_CEREMONY is event_kind("signing_ceremony")


class TestReading:
    def test_a_broken_row_names_its_place(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A row that can't be read is an error with file and line."""
        rows = [{"kind": "meeting"}, {"kind": "picnic"}]

        def broken(_self: Dataset, _: str) -> list[dict[str, str]]:
            return rows

        monkeypatch.setattr(Dataset, "rows", broken)

        with pytest.raises(DatasetError, match=r"events\.csv, line 3: 'picnic'"):
            current().values("events.csv", lambda row: EventKind(row["kind"]))
