"""Columns give what the scalar API gives, on every engine."""

import warnings
from datetime import date, datetime, timedelta
from functools import partial as partial_of
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from cyberconventions import frames
from cyberconventions._late import first_effect
from cyberconventions._states import former_states
from cyberconventions._steps import Steps
from cyberconventions.frames._eager import _column  # pyright: ignore[reportPrivateUsage]
from cyberconventions.frames._question import How, party_question, status_question
from tests.frames.engines import (
    ENGINES,
    LIBRARIES,
    LOUD,
    QUIET,
    SPELLINGS,
    TREATIES,
    Columns,
    Engine,
    Native,
    act,
    both,
    budapest,
    invented,
    needed,
    pa,
    partial,
    party,
    plain,
    random_columns,
    spark,
    status,
)

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark's sockets
]


@pytest.mark.usefixtures("quiet")
class TestAnswers:
    def test_status(self, engine: Engine, treaty: cc.Treaty) -> None:
        """The column holds what ``status`` says, null where that is unknown; all else stays as it was."""
        columns = random_columns(1, treaty)
        found = engine.columns(frames.with_status(engine.frame(columns), treaty, state="from", on="day"))

        expected = [status(treaty, *row) for row in zip(columns["from"], columns["day"], strict=True)]
        assert expected == found.pop("status")
        assert engine.columns(engine.frame(columns)) == found

    def test_party(self, engine: Engine, treaty: cc.Treaty) -> None:
        """The column holds what ``is_party`` says, null where that raises."""
        columns = random_columns(2, treaty)
        found = engine.columns(frames.with_party(engine.frame(columns), treaty, state="to", on="day"))

        assert [party(treaty, *row) for row in zip(columns["to"], columns["day"], strict=True)] == found["party"]

    def test_both_bound(self, engine: Engine, treaty: cc.Treaty) -> None:
        """Both are bound where both are parties; one that is not decides."""
        columns = random_columns(3, treaty)
        found = engine.columns(frames.both_bound(engine.frame(columns), treaty, a="from", b="to", on="day", into="x"))

        assert [both(treaty, *row) for row in zip(*columns.values(), strict=True)] == found["x"]

    def test_common_treaties(self, engine: Engine) -> None:
        """The treaties in force between two States, and those of which the record can't say."""
        treaties = (cc.treaty("budapest"), invented(), partial())
        columns = random_columns(4, invented())
        frame = engine.frame(columns)
        found = engine.columns(
            frames.common_treaties(frame, a="from", b="to", on="day", treaties=treaties, undecided="unsure")
        )

        rows = list(zip(*columns.values(), strict=True))
        for into, wanted in (("common_treaties", True), ("unsure", None)):
            expected = [
                None if None in row else [each.id for each in treaties if both(each, *row) is wanted] for row in rows
            ]
            assert expected == found[into]

    @pytest.mark.parametrize("kind", ["datetime", "text"])
    def test_other_columns_of_days(self, engine: Engine, kind: str) -> None:
        """A datetime counts as its calendar day, an ISO text as the day it says."""
        columns = random_columns(5, invented())
        days = columns["day"]
        if kind == "text":
            columns["day"] = [day and str(day) for day in days]
        else:
            columns["day"] = [day and datetime(day.year, day.month, day.day, 23, 59, 59) for day in days]  # noqa: DTZ001
        found = engine.columns(frames.with_status(engine.frame(columns), invented(), state="from", on="day"))

        assert [status(invented(), *row) for row in zip(columns["from"], days, strict=True)] == found["status"]

    def test_numeric_codes(self, engine: Engine) -> None:
        """A column of whole numbers holds ISO's numeric codes."""
        states = [250, 276, None, 380, 8, 724]
        columns: Columns = {"state": states, "day": [date(2006, 6, 1)] * 6}
        found = engine.columns(frames.with_status(engine.frame(columns), invented(), state="state", on="day"))

        assert [status(invented(), state, date(2006, 6, 1)) for state in states] == found["status"]

    @pytest.mark.parametrize("rows", [0, 1])
    def test_no_row_and_one_row(self, engine: Engine, rows: int) -> None:
        """A frame without rows gets the columns too."""
        table = pa.table({"n": [1], "state": ["FRA"], "day": [date(2006, 6, 1)]}).slice(0, rows)
        frame = frames.with_party(engine.make(table), "budapest", state="state", on="day")
        frame = frames.with_status(frame, "budapest", state="state", on="day")
        frame = frames.both_bound(frame, "budapest", a="state", b="state", on="day")
        found = engine.columns(frame)

        assert ["n", "state", "day", "party", "status", "both_bound"] == list(found)
        assert ([True][:rows], ["party"][:rows]) == (found["party"], found["status"])
        assert [True][:rows] == found["both_bound"]

    def test_all_null(self, engine: Engine) -> None:
        """Nothing asked, nothing answered."""
        frame = engine.frame({"state": [None, None], "day": [date(2006, 6, 1), None]})

        assert [None, None] == engine.columns(frames.with_status(frame, invented(), state="state", on="day"))["status"]

    def test_columns_without_a_type(self, engine: Engine) -> None:
        """A column of nothing but null may be of the type that stands for that."""
        if engine.name == "dask":
            pytest.skip("a frame of Dask's can't be of no type")
        nothing = pa.nulls(2)
        if engine.name == "pyspark":
            frame = spark().sql("SELECT 0L AS n, NULL AS state, NULL AS day UNION ALL SELECT 1L, NULL, NULL")
        else:
            frame = engine.make(pa.table({"n": [0, 1], "state": nothing, "day": nothing}))
        if engine.name == "duckdb" and "INTEGER" in map(str, frame.types):
            pytest.skip("DuckDB before 2.0 makes numbers of such columns")
        for quiet in (LOUD, QUIET):
            found = frames.both_bound(frame, "budapest", a="state", b="state", on="day", **quiet)
            assert [None, None] == engine.columns(found)["both_bound"]

    def test_columns_named_as_ours(self, engine: Engine) -> None:
        """Whatever the user's columns are called, they stay as they are."""
        own = ["__cyberconventions_0", "__CYBERCONVENTIONS__0_d0", "__cyberconventions_lists", "lists", "d0"]
        columns: dict[str, list[Any]] = {name: [name, None] for name in own}
        days = [datetime(2013, 1, 1)] * 2  # noqa: DTZ001
        columns |= {"__cyberconventions_state": ["FRA", "TR"], "day": days}
        for quiet in (LOUD, QUIET):
            found = engine.columns(
                frames.both_bound(
                    engine.frame(columns),
                    "budapest",
                    a="__cyberconventions_state",
                    b="__cyberconventions_state",
                    on="day",
                    into="v0",
                    **quiet,
                )
            )
            assert {"n": [0, 1], **columns, "v0": [True, False]} == found

    def test_one_treaty(self, engine: Engine) -> None:
        """One treaty need not be a list, and counts once however often it is named."""
        frame = engine.frame({"a": ["FRA", "Türkiye"], "b": ["JPN", "FRA"], "day": [date(2013, 1, 1)] * 2})
        several: list[Native] = ["budapest", 185, cc.treaty("budapest"), ["budapest", 185]]
        for treaties in several:
            found = frames.common_treaties(frame, a="a", b="b", on="day", treaties=treaties, **QUIET)
            assert [["ets185"], []] == engine.columns(found)["common_treaties"]

    def test_two_records_of_a_treaty(self) -> None:
        """The ids in a list can't say two records of one treaty apart."""
        frame = ENGINES[4].frame({"a": ["FRA"], "b": ["JPN"], "day": [date(2013, 1, 1)]})
        records = [budapest(), budapest().known_at("2005-01-01")]
        with pytest.raises(cc.errors.InvalidValueError, match="two records of 'ets185'"):
            frames.common_treaties(frame, a="a", b="b", on="day", treaties=records)

    def test_blanks_and_case(self, engine: Engine) -> None:
        """Case and blanks around a name are set aside by every engine."""
        states = [" France ", "FrAnCe", "CÔTE D'IVOIRE", "fra", "FR ", " fr", "\tFRA\n", "250"]
        frame = engine.frame({"state": states, "day": [date(2010, 1, 1)] * len(states)})
        found = frames.with_status(frame, "budapest", state="state", on="day", **QUIET)

        assert [status(budapest(), state, date(2010, 1, 1)) for state in states] == engine.columns(found)["status"]

    def test_every_spelling(self, engine: Engine) -> None:
        """Where the engine can fold a name, every spelling that ``state`` takes is known."""
        states = [
            "France\xa0",
            "United\t \u3000States",
            "  cote d\u2018ivoire",
            "T\u00dcRKIYE",
            "Tu\u0308rkiye",
            "\uff26RA",
        ]
        states = states[: {"duckdb": 5, "ibis": 5, "pyspark": 4}.get(engine.name, 6)]
        frame = engine.frame({"state": states, "day": [date(2010, 1, 1)] * len(states)})
        found = frames.with_status(frame, "budapest", state="state", on="day")

        assert [status(budapest(), state, date(2010, 1, 1)) for state in states] == engine.columns(found)["status"]

    def test_unknown_names_may_be_null(self, engine: Engine) -> None:
        """Usual spellings are known, beside a name that is not."""
        states = [
            "FRA",
            "fra",
            "France",
            "FRANCE",
            "Côte d'Ivoire",
            "cote d\u2019ivoire",
            "Narnia",
            None,
            "250",
            "tr",
        ]
        frame = engine.frame({"state": states, "day": [date(2015, 1, 1)] * len(states)})
        found = frames.with_status(frame, "budapest", state="state", on="day", errors="null", late="known")

        known = [None if state == "Narnia" else state for state in states]
        expected = [status(cc.treaty("budapest"), state, date(2015, 1, 1)) for state in known]
        assert expected == engine.columns(found)["status"]


@given(
    st.lists(
        st.tuples(
            st.none() | st.sampled_from(SPELLINGS),
            st.none() | st.dates(date(1995, 1, 1), date(2035, 1, 1)) | st.dates(),
        ),
        max_size=30,
    ),
    st.sampled_from(["pandas", "pandas-arrow", "polars", "polars-lazy", "pyarrow"]),
    st.sampled_from(sorted(TREATIES)),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)
def test_any_frame(rows: list[tuple[str | None, date | None]], name: str, which: str) -> None:
    """Whatever the rows, in memory the columns agree with the scalar API."""
    engine = next(each for each in ENGINES if each.name == name)
    treaty = TREATIES[which]()
    columns: Columns = {"state": [row[0] for row in rows], "day": [row[1] for row in rows]}
    with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
        frame = frames.with_status(engine.frame(columns), treaty, state="state", on="day")
        found = engine.columns(frames.with_party(frame, treaty, state="state", on="day"))

    assert [status(treaty, *row) for row in rows] == found["status"]
    assert [party(treaty, *row) for row in rows] == found["party"]


@pytest.mark.parametrize("name", ["polars-lazy", "duckdb", "dask"])
@pytest.mark.parametrize(
    "options", [{}, {"errors": "null"}, QUIET], ids=["default", "null names", "null names and late days"]
)
def test_rare_spellings(name: str, options: Native) -> None:
    """Engines that know every spelling know it beside those of most, in many batches."""
    needed(LIBRARIES.get(name, name))
    engine = next(each for each in ENGINES if each.name == name)
    spelled: list[str | None] = ["FRA", " Costa   Rica ", None, "fRaNcE", "Cote  d\u2019Ivoire", "250", "TONGA"] * 900
    unknown = [] if options == {} else ["Korea", "", "XXX"]
    days: list[date | None] = [date(2010, 1, 1)] * (len(spelled) + len(unknown))
    frame = engine.frame({"state": [*spelled, *unknown], "day": days})
    found = engine.columns(frames.with_status(frame, "budapest", state="state", on="day", **options))

    budapest = cc.treaty("budapest")
    expected = [status(budapest, each, days[0]) for each in spelled[:7]] * 900
    assert "party" in expected
    assert [*expected, *[None] * len(unknown)] == [plain(each) for each in found["status"]]


class TestOneDayDecides:
    """A question that one day per State answers is asked of polars as one comparison."""

    @pytest.mark.parametrize("known", [True, False])
    def test_where_it_does(self, known: bool) -> None:
        """The day is that since which a State is a party; without it the State never was one, as far as is known."""
        budapest = cc.treaty("budapest")
        since = party_question(budapest, How(known=known)).since()

        assert since is not None
        assert since.until == (date.max if known else first_effect(budapest) - timedelta(days=1))
        first = {each.state.id: each.periods[0].start for each in budapest if each.periods}
        rest = {id_: last for id_, last in since.lasts.items() if id_ not in first}
        assert {id_ for id_, last in rest.items() if last == date.max} == (
            set(rest) if known else {each.id for each in former_states()}
        )
        assert {None, date.max} >= set(rest.values())
        assert first == {id_: last + timedelta(days=1) for id_, last in since.lasts.items() if last and id_ in first}

    @pytest.mark.usefixtures("quiet")
    def test_a_first_day_after_the_last_of_others(self, engine: Engine) -> None:
        """A State that becomes a party, as is known, later than others may have is none before."""
        later = act("JPN", cc.ActKind.RATIFICATION, "2026-04-01", "2027-08-01")
        treaty = attrs.evolve(budapest(), acts=(*invented().acts[:2], later))
        days = [first_effect(treaty), date(2027, 7, 31), date(2027, 8, 1)]
        frame = engine.frame({"state": ["JPN", "jp", "Japan"], "day": days})
        found = frames.with_party(frame, treaty, state="state", on="day")

        assert [False, False, True] == [plain(each) for each in engine.columns(found)["party"]]

    @pytest.mark.parametrize("treaty", ["untoc", "malabo"])
    def test_where_it_does_not(self, treaty: str) -> None:
        """A State that ended (Serbia and Montenegro) and an answer that is not known take more; so does a status."""
        assert party_question(cc.treaty(treaty), How(known=True)).since() is None
        assert status_question(cc.treaty("budapest"), How(known=True)).since() is None

    def test_not_where_records_end_apart(self) -> None:
        """A question whose States have no last day in common is not such a one either."""
        question = party_question(cc.treaty("budapest"), How())
        steps: Any = {**question.steps, "IRL": Steps((date.min, date(2036, 5, 1)), (False, None))}

        assert attrs.evolve(question, steps=steps).since() is None


@pytest.mark.parametrize("version", ["narwhals", "narwhals.stable.v1", "narwhals.stable.v2"])
def test_frames_in_a_wrapper(version: str) -> None:
    """A frame that narwhals wraps comes back wrapped by the same version of it."""
    pl = needed("polars")
    nw: Native = import_module(version)
    plain = pl.DataFrame({"state": ["FRA"], "day": [date(2010, 1, 1)]})
    for native in (plain, plain.lazy()):
        wrapped = nw.from_native(native)
        found = frames.with_party(wrapped, "budapest", state="state", on="day")
        assert type(wrapped) is type(found)
        assert [True] == found.lazy().collect()["party"].to_list()


def _with_rules_of(name: str) -> Native:
    return attrs.evolve(budapest()._details(), rules=cc.treaty(name).rules)  # pyright: ignore[reportPrivateUsage]


class TestRules:
    """Treaties that are equal but for their rules have each its own answers."""

    def test_equal_acts_and_other_rules(self) -> None:
        """A ratification takes effect by the treaty's own clause, whatever another treaty was asked before."""
        slow, fast = (
            attrs.evolve(
                cc.treaty("budapest"),
                id="made",
                entry_into_force=date(2000, 1, 1),
                acts=(act("FRA", cc.ActKind.RATIFICATION, "2010-01-10"),),
                details=partial_of(_with_rules_of, each),
            )
            for each in ("budapest", "crc")
        )
        assert slow == fast
        days = [date(2010, 2, 9), date(2010, 5, 1)]
        frame = ENGINES[4].frame({"state": ["FRA"] * 2, "day": days})
        for treaty in (slow, fast, slow):
            found = frames.with_party(frame, treaty, state="state", on="day")["party"].to_pylist()
            assert [treaty.is_party("FRA", day) for day in days] == found
            periods = [each for each in frames.intervals(treaty, only_participants=True) if each.status == "party"]
            assert treaty["FRA"].entry_into_force == periods[0].start
        assert slow["FRA"].entry_into_force != fast["FRA"].entry_into_force
        pair = ENGINES[4].frame({"a": ["FRA"], "b": ["FRA"], "day": days[:1]})
        with pytest.raises(cc.errors.InvalidValueError, match="two records of 'made'"):
            frames.common_treaties(pair, a="a", b="b", on="day", treaties=[slow, fast, slow])


def test_many_chunks(tmp_path: Path) -> None:
    """A column of pandas that lies in many chunks, as ``read_parquet`` leaves it, keeps them until it is looked up."""
    parquet, pd = needed("pyarrow.parquet"), needed("pandas")
    rows = pa.table({"state": ["FRA", "Japan", None, "tr"] * 200, "day": [date(2015, 1, 1)] * 800})
    parquet.write_table(rows, tmp_path / "rows.parquet", row_group_size=10)
    frame = pd.read_parquet(tmp_path / "rows.parquet")
    frame = pd.concat([frame[start : start + 10] for start in range(0, 800, 10)])
    found = frames.with_party(frame, "budapest", state="state", on="day")

    assert 1 < _column(frame["state"]).num_chunks
    assert [True, True, None, True] * 200 == [plain(each) for each in found["party"]]


class TestLateDays:
    """Days after a record: what `late` says, in every engine; the scalar call says the same."""

    DAYS = (date(2026, 4, 25), date(2026, 4, 26), date(2026, 7, 31), date(2026, 8, 1), date(2040, 1, 1))
    STATES = ("FRA", "IRL", "CHN", "SCG", "ATG", "Allemagne")

    @pytest.mark.parametrize("late", ["unknown", "known"])
    def test_like_the_scalar_call(self, engine: Engine, late: Native) -> None:
        """A yes is presumed to go on; a no is one until a deposit may have effect; an ended State's always is."""
        treaty = cc.treaty("budapest").known_at("2026-04-25")
        rows = [(state, day) for state in self.STATES for day in self.DAYS]
        frame = engine.frame({"state": [row[0] for row in rows], "day": [row[1] for row in rows]})
        with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
            found = frames.with_status(frame, treaty, state="state", on="day", late=late)
            found = frames.with_party(found, treaty, state="state", on="day", late=late)
            found = frames.both_bound(found, treaty, a="state", b="state", on="day", late=late)
            columns = engine.columns(found)
            expected = [treaty.status(*row, late=late) for row in rows]
            bound = [_bound(treaty, *row, late=late) for row in rows]

        assert [None if each is cc.Status.UNKNOWN else each.value for each in expected] == columns["status"]
        assert bound == [plain(each) for each in columns["party"]] == [plain(each) for each in columns["both_bound"]]
        assert (None in bound) is (late == "unknown")

    def test_pairs(self, engine: Engine) -> None:
        """One that is certainly no party settles it; one of which it is not known does not."""
        treaty = cc.treaty("budapest").known_at("2026-04-25")
        pairs = [("FRA", "SCG"), ("FRA", "IRL"), ("FRA", "JPN"), ("IRL", "SCG"), ("IRL", None), ("SCG", None)]
        frame = engine.frame(
            {"a": [a for a, _ in pairs], "b": [b for _, b in pairs], "day": [date(2030, 1, 1)] * len(pairs)}
        )
        with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
            found = engine.columns(frames.both_bound(frame, treaty, a="a", b="b", on="day"))

        assert [False, None, True, False, None, None] == [plain(each) for each in found["both_bound"]]


class TestTerritories:
    """Territories in a column of States, answered by the State responsible, if asked for."""

    def test_responsible(self, engine: Engine) -> None:
        """The State's answer on the day, whoever was responsible then; none where there is no such State."""
        rows = [
            ("HKG", date(1997, 6, 30), "GBR"),
            ("HKG", date(1997, 7, 1), "CHN"),
            ("Hong Kong", date(2020, 1, 1), "CHN"),
            ("Curaçao", date(2020, 1, 1), "NLD"),
            ("ATA", date(2020, 1, 1), None),
            ("FRA", date(2020, 1, 1), "FRA"),
        ]
        frame = engine.frame({"state": [row[0] for row in rows], "day": [row[1] for row in rows]})
        for treaty in ("crc", "budapest"):
            asked = cc.treaty(treaty)
            with warnings.catch_warnings(action="ignore", category=cc.CoverageWarning):
                found = engine.columns(
                    frames.with_status(frame, asked, state="state", on="day", territories="responsible", late="known")
                )
                expected = [None if state is None else asked.status(state, on, late="known") for _, on, state in rows]
            assert [None if each is None else each.value for each in expected] == found["status"]
        assert not frames.check(frame, "crc", state="state", on="day", territories="responsible").unresolved
        assert {"a territory"} == {
            each.problem for each in frames.check(frame, "crc", state="state", on="day").unresolved
        }

    def test_another_word(self) -> None:
        """There are two."""
        rows: list[str] = []
        with pytest.raises(cc.errors.InvalidValueError, match="territories='null', expected 'raise' or 'responsible'"):
            frames.with_party(rows, "crc", state="a", on="b", territories="null")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def _bound(treaty: cc.Treaty, state: str, day: date, *, late: Native) -> bool | None:
    try:
        return treaty.is_party(state, day, late=late)
    except cc.errors.UnknownStatusError:
        return None
