"""Whether a request can rest on a treaty, for each row; and the tables of what it depends on."""

import random
import warnings
from datetime import date, timedelta
from functools import cache
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions import frames
from cyberconventions._places import periods_of
from cyberconventions._states import territory_codes
from cyberconventions.frames._apart import apart
from cyberconventions.frames._cooperation import grounds_for, whether
from cyberconventions.frames._question import Asked, How, Kind
from tests.frames.engines import (
    ENGINES,
    LOUD,
    SPELLINGS,
    Engine,
    Native,
    budapest,
    needed,
    plain,
    random_columns,
    spark,
)

pytestmark = [
    pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Spark's sockets
]
ASKED: Native = {"requesting": "from", "requested": "to", "on": "day"}
IN_MEMORY = [each for each in ENGINES if not each.is_planned]
NULL = (None, None, None)


def scalar(measure: str | None, asking: Any, asked: Any, day: Any, treaties: Any = None) -> tuple[Any, ...]:  # noqa: ANN401
    """Return what the scalar call says: whether there is a basis, which, and of which that is not known."""
    if None in (measure, asking, asked, day) or cc.state(asking) == cc.state(asked):
        return NULL
    if cc.state(asking).had_ended(day) or cc.state(asked).had_ended(day):
        return (False, [], [])
    found = cc.cooperation(requesting=asking, requested=asked, measure=str(measure), on=day, treaties=treaties)
    answer = {"yes": True, "no": False}.get(found.answer.value)
    lists = [[f"{each.treaty}:{each.articles[0]}" for each in some] for some in (found.in_force(), found.possible())]
    return answer, *lists


@cache
def rows_of(measure: str, treaties: tuple[Any, ...] | None) -> tuple[dict[str, list[Any]], list[tuple[Any, ...]]]:
    """Return random rows and what the scalar call says of them."""
    columns = random_columns(185, budapest(), rows=250)
    columns["from"] += ["FRA", "France", "SCG", "EUE"]
    columns["to"] += ["fr", "DEU", "DEU", "FRA"]
    columns["day"] += [date(2020, 1, 1)] * 4
    rows = zip(columns["from"], columns["to"], columns["day"], strict=True)
    return columns, [scalar(measure, *each, treaties) for each in rows]


class TestEveryEngine:
    @pytest.mark.parametrize(
        ("measure", "treaties"),
        [
            ("preservation", None),
            ("mutual assistance", None),
            ("Art. 29", ("budapest",)),
            ("joint investigation", None),
        ],
    )
    def test_it_says_what_the_scalar_call_says(
        self, engine: Engine, measure: str, treaties: tuple[Any, ...] | None
    ) -> None:
        """One treaty decides for preservation, several for mutual assistance, and none has a basis for the last."""
        if engine.name == "pyspark" and measure != "preservation":
            pytest.skip("Spark compiles each for seconds, and one shows that its way is right")
        columns, expected = rows_of(measure, treaties)
        found = frames.with_cooperation(
            engine.frame(columns), measure, **ASKED, bases="bases", undecided="unsure", treaties=treaties
        )
        answers = engine.columns(found)

        assert list(answers)[-3:] == ["cooperation", "bases", "unsure"]
        assert expected == list(zip(answers["cooperation"], answers["bases"], answers["unsure"], strict=True))

    def test_words_of_other_columns(self, engine: Engine) -> None:
        """``errors=``, ``late=`` and ``territories=`` mean what they mean in ``with_status``."""
        columns = {
            "from": ["FRA", "Frnace", "FRA", "FRA"],
            "to": ["DEU", "DEU", "HKG", "IRL"],
            "day": [*["2020-01-01"] * 3, "2031-01-01"],
        }
        frame = engine.frame(columns)
        message = engine.refused(
            lambda: frames.with_cooperation(frame, "MLA", **ASKED, **LOUD), cc.errors.UnknownStateError
        )
        quiet = frames.with_cooperation(frame, "MLA", **ASKED, treaties="untoc", errors="null", late="known")
        placed = frames.with_cooperation(
            frame, "24/7", **ASKED, treaties="budapest", errors="null", late="known", territories="responsible"
        )

        assert "Frnace" in message or "HKG" in message
        assert [True, None, None, True] == engine.columns(quiet)["cooperation"]
        assert [True, None, False, False] == engine.columns(placed)["cooperation"]


@cache
def many() -> tuple[dict[str, list[Any]], list[Any]]:
    choice = random.Random(14)  # noqa: S311 - no secret
    words = [*cc.Measure, "freeze", "Art. 31", "mla", None]
    states = [*(each.id for each in cc.states()), *SPELLINGS]
    first = date(1999, 1, 1)
    columns: dict[str, list[Any]] = {
        "from": choice.choices(states, k=10_000),
        "to": choice.choices(states, k=10_000),
        "day": [first + timedelta(days=choice.randrange(11_000)) for _ in range(10_000)],
        "what": [None if each is None else str(each) for each in choice.choices(words, k=10_000)],
    }
    rows = zip(columns["what"], columns["from"], columns["to"], columns["day"], strict=True)
    return columns, [scalar(*each)[0] for each in rows]


class TestMeasures:
    @pytest.mark.parametrize("engine", IN_MEMORY, ids=lambda engine: engine.name)
    def test_a_column_of_measures(self, engine: Engine) -> None:
        """Ten thousand rows of every measure: each equals the scalar call's answer, and null is unknown."""
        columns, expected = many()
        found = engine.columns(frames.with_cooperation(engine.frame(columns), measures="what", **ASKED))

        assert expected == found["cooperation"]
        assert {True, False, None} == set(expected)

    @pytest.mark.parametrize("engine", IN_MEMORY, ids=lambda engine: engine.name)
    def test_lists_beside_it(self, engine: Engine) -> None:
        """The clauses are those for the measure of the row."""
        columns: dict[str, list[Any]] = {
            "from": ["DEU"] * 3,
            "to": ["NGA"] * 3,
            "day": ["2023-01-01"] * 3,
            "what": ["freeze", None, "subscriber information"],
        }
        found = engine.columns(
            frames.with_cooperation(engine.frame(columns), measures="what", **ASKED, bases="b", undecided="u")
        )

        assert [["ets185:29"], None, ["ets185:31", "untoc:18(3)"]] == found["b"]
        assert [["ets189:8(2)"], None, ["ets189:8(2)"]] == found["u"]
        assert [True, None, True] == found["cooperation"]

    @pytest.mark.parametrize("engine", IN_MEMORY, ids=lambda engine: engine.name)
    def test_words_that_mean_none(self, engine: Engine) -> None:
        """They raise with their rows, or get null; a column of nulls gets nulls."""
        columns = {"from": ["DEU"] * 3, "to": ["NGA"] * 3, "day": ["2023-01-01"] * 3, "what": ["MLA", "spy", "spy"]}
        frame = engine.frame(columns)
        with pytest.raises(
            cc.errors.UnknownMeasureError, match=r"column 'what': 1 value is not .*\n  'spy' \(2 rows\)\n"
        ):
            frames.with_cooperation(frame, measures="what", **ASKED)
        quiet = engine.columns(frames.with_cooperation(frame, measures="what", **ASKED, errors="null"))
        empty = engine.frame({**columns, "what": [None] * 3})

        assert [True, None, None] == quiet["cooperation"]
        assert [None] * 3 == engine.columns(frames.with_cooperation(empty, measures="what", **ASKED))["cooperation"]

    def test_a_planned_frame_takes_one(self) -> None:
        """As its values are not known at the call."""
        lazy = needed("polars").LazyFrame({"from": ["FRA"], "to": ["DEU"], "day": ["2020-01-01"], "what": ["MLA"]})
        with pytest.raises(cc.errors.InvalidTypeError, match="takes a frame in memory .* not LazyFrame"):
            frames.with_cooperation(lazy, measures="what", **ASKED)


class TestWrongCalls:
    @pytest.mark.parametrize(
        ("words", "error", "message"),
        [
            ({"measure": "wiretap"}, cc.errors.UnknownMeasureError, "'wiretap' is not a measure"),
            ({}, cc.errors.InvalidValueError, "measure=None and measures=None"),
            ({"measure": "MLA", "measures": "what"}, cc.errors.InvalidValueError, "expected one of them"),
            ({"measures": "n"}, cc.errors.InvalidTypeError, r"column 'n' is of type Int\d+, expected text"),
            ({"measures": "which"}, cc.errors.ColumnError, "no column 'which'"),
            ({"measure": "MLA", "bases": 3}, cc.errors.InvalidTypeError, "bases=3, expected the name of a column"),
            ({"measure": "MLA", "into": "day"}, cc.errors.ColumnError, "a column 'day' already"),
            ({"measure": "MLA", "bases": "cooperation"}, cc.errors.ColumnError, "'cooperation' already"),
            ({"measure": "MLA", "late": "never"}, cc.errors.InvalidValueError, "late='never'"),
            ({"measure": "MLA", "treaties": "rome"}, cc.errors.UnknownTreatyError, "rome"),
        ],
    )
    def test_each_has_its_own_error(self, words: Any, error: type[Exception], message: str) -> None:  # noqa: ANN401
        """Each says what was expected."""
        rows = needed("polars").DataFrame(
            {"from": ["FRA"], "to": ["DEU"], "day": ["2020-01-01"], "what": ["MLA"], "n": 1}
        )
        with pytest.raises(error, match=message):
            frames.with_cooperation(rows, **ASKED, **words)

    def test_a_frame_of_narwhals(self) -> None:
        """It comes back wrapped, for one measure or a column of them."""
        nw = needed("narwhals")
        rows = nw.from_native(
            needed("polars").DataFrame({"from": ["FRA"], "to": ["DEU"], "day": ["2020-01-01"], "what": ["MLA"]})
        )
        one = frames.with_cooperation(rows, "MLA", **ASKED)
        each = frames.with_cooperation(rows, measures="what", **ASKED)

        assert ([True], [True]) == (one["cooperation"].to_list(), each["cooperation"].to_list())

    def test_late_days_are_warned_of_once(self) -> None:
        """Of the treaties on which the answer hangs: the Protocol's record ends earlier and does not matter."""
        rows = needed("polars").DataFrame({"from": ["FRA"] * 2, "to": ["DEU"] * 2, "day": ["2026-04-25", "2026-12-01"]})
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            frames.with_cooperation(rows, "preservation", **ASKED, bases="b", undecided="u")

        [warned] = [str(each.message) for each in caught if each.category is cc.CoverageWarning]
        assert warned.startswith("ETS No. 185: 1 row asks about days after 2026-04-25")
        assert caught[0].filename == __file__


class TestApart:
    """Engines that join compare days where a request hangs on whether two States are parties to some treaties."""

    @pytest.mark.parametrize(
        ("measure", "treaties", "sets"),
        [
            ("preservation", None, ((0,),)),
            ("mutual assistance", ("ets185", "untoc"), ((0,), (1,))),
            ("mutual assistance", None, None),
            ("joint investigation", None, ((0,),)),  # which no State ever has
        ],
    )
    def test_which_questions(self, measure: str, treaties: Any, sets: Any) -> None:  # noqa: ANN401
        """Those of up to three treaties; a State that ended is left to the way of all others."""
        known = cc.treaties() if treaties is None else [cc.treaty(each) for each in treaties]
        pair = whether(grounds_for([cc.measure(measure)], known), How())
        asked = Asked(
            pair.question, ("a", "b"), "on", ("into",), Kind.YES_NO, pair.outcome, refuses=True, how=How(), apart=True
        )
        found = apart(asked, {"FRA": 1, "SCG": 2, "TUV": 3})

        assert sets == (found and found.sets)
        if found and sets == ((0,), (1,)):
            since = (date(2006, 5, 1) - date(1950, 1, 1)).days
            assert [1, -2] == [found.numbers["FRA"] & 511, found.numbers["SCG"]]
            assert since == found.numbers["FRA"] >> 9 & 65535
            assert 65535 == found.numbers["TUV"] >> 9 & 65535
        assert apart(attrs.evolve(asked, apart=False), {"FRA": 1}) is None

    def test_frames_in_turn(self, engine: Engine) -> None:
        """Of frames that are asked the same, each gets what is its own: by its types, its columns, its call."""
        day = date(2022, 11, 1)
        codes: dict[str, Any] = {"from": ["DEU", "NGA"], "to": ["NGA", "NGA"], "day": [day, day]}
        numbers: dict[str, Any] = {"from": [276, 566], "to": [566, 566], "day": [day, day]}
        wrong: dict[str, Any] = {"from": ["Xyz", "DEU"], "to": ["NGA", "NGA"], "day": [day, day]}
        found = [
            engine.columns(frames.with_cooperation(engine.frame(each), "preservation", **ASKED, errors="null"))
            for each in (codes, numbers, {**codes, "__cyberconventions_0": [1, 2]}, wrong)
        ]

        assert [[True, None], [True, None], [True, None], [None, True]] == [each["cooperation"] for each in found]
        assert [1, 2] == found[2]["__cyberconventions_0"]
        message = engine.refused(
            lambda: frames.with_cooperation(engine.frame(wrong), "preservation", **ASKED), cc.errors.UnknownStateError
        )
        assert "Xyz" in message

    def test_no_basis_ever(self, engine: Engine) -> None:
        """The day that stands for "never" does not come, though no record ends where no treaty has a clause."""
        days = [date(2129, 6, 5), date(2129, 6, 6), date(9999, 12, 31)]
        frame = engine.frame({"from": ["SWE"] * 3, "to": ["TUR"] * 3, "day": days})
        words: Any = {**ASKED, "treaties": "ets185"}
        found = frames.with_cooperation(frame, "joint investigation", **words)
        places = engine.frame({"from": ["HKG", "TWN"], "to": ["TUR"] * 2, "day": [date(2020, 1, 1)] * 2})
        placed = frames.with_cooperation(places, "joint investigation", **words, territories="responsible")

        assert [False] * 3 == engine.columns(found)["cooperation"]
        assert [False] * 2 == engine.columns(placed)["cooperation"]


# -- tables -----------------------------------------------------------------------------------------------------------


DAYS = [date(2004, 1, 1) + timedelta(days=97 * place) for place in range(95)]


def on(table: Native, day: date) -> list[Any]:
    """Return the rows of a table of intervals that hold a day."""
    return [row for row in table if (row.start is None or row.start <= day) and (row.end is None or day < row.end)]


class TestTables:
    @pytest.mark.parametrize("reference", ["ets185", "ets189", "ets185 of 2020"])
    def test_statements(self, reference: str) -> None:
        """On each day those that stand, and those that may, are those of ``Treaty.statements``."""
        treaty = cc.treaty(reference[:6])
        if reference.endswith("2020"):
            treaty = treaty.known_at("2020-03-13")
        table = list(frames.statements(treaty))
        for day in DAYS[::3]:
            held = on(table, day)
            said = treaty.statements(on=day)
            for stands, expected in ((True, tuple(said)), (None, said.undecided)):
                names = {(each.state.id, each.kind.value, each.summary) for each in expected}
                assert names == {(row.state, row.kind, row.summary) for row in held if row.stands is stands}

    def test_a_state_that_came_back(self) -> None:
        """What it said with the consent that ended does not stand again."""
        acts = list(budapest().acts)
        place = max(place for place, act in enumerate(acts) if act.state == cc.state("FRA")) + 1
        back = cc.Act("FRA", "consent", "2022-01-10", "2022-05-01")
        acts[place:place] = [cc.Act("FRA", "denunciation", "2021-01-15", "2021-05-01"), back]
        made = attrs.evolve(budapest(), acts=tuple(acts))
        for table in (frames.statements(made), frames.authorities(made)):
            for day, stands in (("2021-04-30", True), ("2021-05-01", False), ("2022-05-01", False)):
                assert stands is any(row.state == "FRA" for row in on(table, date.fromisoformat(day)))

    def test_a_reservation_carried_over(self) -> None:
        """One to ETS 185 holds for ETS 189 (Art. 12(1)), under its number."""
        found = [row for row in frames.statements("ets189") if row.article == "185:29(4)" and row.state == "DEU"]

        assert [(True, "ets189")] == [(row.stands, row.treaty) for row in found]

    def test_authorities(self) -> None:
        """On each day those known, possible and unnamed are those of ``Treaty.authorities``."""
        treaty = budapest()
        table = list(frames.authorities(treaty))
        for day in DAYS[::4]:
            held = on(table, day)
            for state in ("NOR", "DEU", "ARM", "NLD", "FRA", "CAN"):
                for function in ("central", "24/7"):
                    asked = treaty.authorities(state, on=day, function=function)
                    rows = [row for row in held if (row.state, row.function, row.territory) == (state, function, None)]
                    assert {each.name for each in asked.known} == {r.authority for r in rows if r.authority and r.named}
                    possible = {r.authority for r in rows if r.authority and r.named is None}
                    assert {each.name for each in asked.possible} == possible
                    assert len(asked.unnamed) == len([row for row in rows if row.authority is None])
        assert "National Central Bureau of Interpol, Willemstad" in {
            row.authority for row in on(table, date(2025, 1, 1)) if row.territory == "CUW"
        }

    @pytest.mark.parametrize("reference", ["budapest", "opsc", "crc", "untoc", "lanzarote", "uncc"])
    def test_territories(self, reference: str) -> None:
        """Each day once, with the answer of ``Treaty.applies_to``: on every day of change, before it, and between."""
        treaty = cc.treaty(reference)
        by_code: dict[str, list[frames.TerritoryInterval]] = {}
        for row in frames.territories(treaty):
            by_code.setdefault(row.territory, []).append(row)
        assert by_code.keys() == set(territory_codes())
        for code, rows in by_code.items():
            edges = [row.start for row in rows if row.start]
            turns = [last for _, _, last in periods_of(cc.territory(code)) if last < date.max]
            for day in {*edges, *(each - timedelta(days=1) for each in edges), *turns, *DAYS[::8], date(2031, 1, 1)}:
                [row] = on(rows, day)
                expected = {"yes": True, "no": False}.get(treaty.applies_to(code, on=day).value)
                responsible = cc.territory(code).responsible(day)
                assert (expected, responsible and responsible.id) == (row.applies, row.state), (code, day)

    @pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow", "duckdb", "dask", "ibis", "pyspark"])
    def test_backends(self, backend: str) -> None:
        """The tables come as frames of the library asked for, with true, false and null."""
        needed(backend)
        if backend == "pyspark":
            spark()
        engine = next(each for each in ENGINES if each.name == backend)
        for make in (frames.statements, frames.authorities, frames.territories):
            table: Native = make("budapest")
            found = {
                name: [plain(each) for each in values]
                for name, values in engine.read(make("budapest", backend)).items()
            }
            rows = zip(*found.values(), strict=True)
            made = [tuple(getattr(each, "date", lambda each=each: each)() for each in row) for row in rows]

            assert sorted(table, key=str) == sorted(made, key=str)

    def test_a_join_of_ones_own(self) -> None:
        """Requests with the reservations to 29(4) of the requested State: Czechia's until 2019-07-05."""
        duckdb = needed("duckdb")
        connection = duckdb.connect()
        connection.register("said", frames.statements("budapest", backend="pyarrow"))
        found = connection.sql(
            "SELECT day, stands FROM (VALUES (DATE '2019-07-04'), (DATE '2019-07-05')) AS t(day) LEFT JOIN said ON "
            "state = 'CZE' AND article = '29(4)' AND day >= start AND (\"end\" IS NULL OR day < \"end\") ORDER BY day"
        ).fetchall()

        assert [(date(2019, 7, 4), True), (date(2019, 7, 5), None)] == found

    def test_late_days_and_no_rows(self) -> None:
        """The known acts alone make other rows; a treaty on which nothing was said has none."""
        assert len(frames.territories("crc", late="known")) <= len(frames.territories("crc"))
        assert 0 == len(frames.authorities("crc", late="known"))
        assert ["treaty", "state", "function"] == list(frames.authorities("crc", backend="polars").columns)[:3]
        with pytest.raises(cc.errors.InvalidValueError, match="did you mean 'pandas'"):
            frames.statements("budapest", backend="panda")
