"""A treaty as a value, the lists it gives, and what its errors name."""

import copy
import pickle
import shutil
import warnings
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._dataset import bundled
from cyberconventions._treaty import Treaty, carried_from, footnote_numbers
from cyberconventions.errors import (
    CoverageWarning,
    InvalidTypeError,
    InvalidValueError,
    UnknownStatusError,
)
from cyberconventions.testing import treaty_of

BUDAPEST = cc.treaty("budapest")


def made(**fields: object) -> Treaty:
    """Make a treaty of no more than it needs, and of what a test is about."""
    needed = {
        "id": "test",
        "reference": "Test No. 1",
        "title": "Test Convention",
        "short_title": "Test",
        "opened": date(2000, 1, 1),
        "adopted": None,
        "entry_into_force": date(2001, 1, 1),
        "depositary": "Somebody",
        "parent": None,
        "as_of": date(2020, 1, 1),
        "coverage": cc.Coverage.COMPLETE,
        "acts": (),
        "details": BUDAPEST._details,  # pyright: ignore[reportPrivateUsage]
    }
    return Treaty(**(needed | fields))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


class TestValue:
    def test_what_may_be_left_out(self) -> None:
        """No day up to which a partial record is complete, no sources, and the dataset that is current."""
        treaty = made()

        assert treaty.complete_to is None
        assert () == treaty.source_ids
        assert treaty._dataset is BUDAPEST._dataset  # pyright: ignore[reportPrivateUsage]

    def test_dataset_is_one(self) -> None:
        """What a treaty's tables are read from is checked as its acts are."""
        with pytest.raises(InvalidTypeError, match="a Dataset"):
            made(dataset="data")

    def test_equal_by_what_it_records(self, tmp_path: Path) -> None:
        """Where its clauses and tables are read from makes no difference."""
        elsewhere = cc.dataset(shutil.copytree(bundled().folder, tmp_path / "own")).treaty("budapest")
        by_another_function = made(details=lambda: BUDAPEST._details())  # noqa: PLW0108 # pyright: ignore[reportPrivateUsage]

        assert made() == by_another_function
        assert hash(made()) == hash(by_another_function)
        assert BUDAPEST == elsewhere
        assert made() == made(dataset=elsewhere._dataset)  # pyright: ignore[reportPrivateUsage]

    def test_a_copy_has_the_same_participations(self, tmp_path: Path) -> None:
        """Those of the first were counted by then, and not made."""
        treaty = cc.dataset(shutil.copytree(bundled().folder, tmp_path / "own")).treaty("untoc")
        assert len(treaty)
        for twin in (pickle.loads(pickle.dumps(treaty)), copy.copy(treaty)):
            assert [each.acts for each in cc.treaty("untoc")] == [each.acts for each in twin]


class TestLists:
    def test_signed_on_its_first_day(self) -> None:
        """A State that signs on the day on which it began has signed that day, and not before."""
        montenegro = cc.state("MNE")
        assert montenegro.began is not None
        treaty = made(acts=(cc.Act(montenegro, cc.ActKind.SIGNATURE, cc.DateWindow.on(montenegro.began)),))

        assert (montenegro,) == treaty.signed(on=montenegro.began)
        assert () == treaty.signed(on=montenegro.began - timedelta(days=1))

    def test_former_state_is_in_the_list_of_its_heir(self) -> None:
        """Serbia and Montenegro signed; its acts stand under Serbia."""
        assert cc.state("SCG") in BUDAPEST.signed(on="2005-06-01")
        assert cc.state("SRB") in BUDAPEST.signed(on="2005-06-01")

    def test_former_states_after_the_record(self) -> None:
        """Of one that may have acted since the record no list says that it did not; of one that had ended each does."""
        day = BUDAPEST.as_of + timedelta(days=400)
        with pytest.warns(CoverageWarning):
            later, then = BUDAPEST.parties(on=day), BUDAPEST.known_at("1991-06-01").parties(on="1992-12-31")

        assert cc.state("SUN") not in later
        with pytest.raises(UnknownStatusError, match="Czechoslovakia"):
            _ = cc.state("CSK") in then

    def test_known_acts_alone_warn_of_nothing(self) -> None:
        """``late="known"`` is told that the record has ended, so it needs no warning."""
        day = BUDAPEST.as_of + timedelta(days=400)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert BUDAPEST.parties(late="known") == BUDAPEST.parties(on=day, late="known")
            assert len(BUDAPEST.signed(on=BUDAPEST.as_of)) == len(BUDAPEST.signed(on=day, late="known"))
        with pytest.warns(CoverageWarning):
            BUDAPEST.parties(on=day)


class TestErrors:
    def test_uncertain_acts_are_named_before_the_end_of_the_record(self) -> None:
        """On a late day too, the error says what of the known acts leaves it open whether a State is a party."""
        treaty = treaty_of(parties={"FRA": "2006-01-10"}, as_of="2020-01-01")
        open_ = attrs.evolve(
            treaty,
            acts=(
                *treaty.acts,
                cc.Act(
                    cc.state("JPN"), cc.ActKind.RATIFICATION, cc.DateWindow.parse("2019"), confidence=cc.Confidence.LOW
                ),
            ),
        )
        for day in ("2019-08-01", "2020-02-01"):
            with pytest.raises(UnknownStatusError, match="Japan") as caught:
                open_.is_party("JPN", on=day)
            assert "the record ends on" not in str(caught.value)
        with pytest.raises(UnknownStatusError, match="the record ends on 2020-01-01"):
            open_.is_party("KEN", on="2020-12-01")

    def test_the_last_day_of_all(self) -> None:
        """That a State is no party is not certain for ever, to the last day that there is."""
        with pytest.raises(UnknownStatusError, match="the record ends on"):
            BUDAPEST.known_at("2026-04-25").is_party("TUV", on=date.max)

    def test_where_nothing_is_known(self) -> None:
        """Of a State without an act in a partial record, each status is possible: they are not listed."""
        malabo = cc.treaty("malabo")

        with pytest.raises(UnknownStatusError, match=r"\(possible: any status\)"):
            malabo.is_party("AFG", on=malabo.as_of)

    def test_kind_of_statement(self) -> None:
        """The error says what the word was to be."""
        with pytest.raises(InvalidValueError, match=" is not a kind of statement"):
            BUDAPEST.statements(kind="objection to everything")


def test_statements_of_all_states_before_the_record_became_partial() -> None:
    """Up to the day up to which a partial record is complete, no State is missing from the list."""
    partial = made(
        id="ets185",
        coverage=cc.Coverage.PARTIAL,
        complete_to=date(2010, 1, 1),
        acts=tuple(BUDAPEST.known_at("2010-01-01").acts),
    )

    assert partial.statements(on="2004-01-01").complete
    assert not partial.statements(on="2015-01-01").complete


def test_reservations_that_are_carried_over() -> None:
    """Those to the Convention hold for the First Protocol (ETS 189, Art. 12(1)), and not for the Second."""
    assert "ets185" == carried_from(cc.treaty(189))
    assert carried_from(BUDAPEST) is None
    assert carried_from(cc.treaty(224)) is None


@pytest.mark.engines
def test_arrow_names_the_treaty() -> None:
    """Acts of several treaties can be put in one table."""
    pytest.importorskip("pyarrow")
    assert {"ets185"} == set(BUDAPEST.to_arrow().column("treaty").to_pylist())


def test_footnote_on_the_day_of_the_decision() -> None:
    """An invitation that was decided on the day on which the limit began has the footnote, from that day on."""
    day = date(2013, 4, 10)
    then = BUDAPEST.known_at("2026-04-25")
    invited = attrs.evolve(
        then, acts=(*then.acts, cc.Act(cc.state("TUV"), cc.ActKind.INVITATION, cc.DateWindow.on(day)))
    )

    assert (4,) == footnote_numbers(invited["TUV"], day)
