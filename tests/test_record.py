"""A record of one's own: opened from a folder, asked as the bundled one is, chosen for a block."""

import asyncio
import copy
import pickle
import shutil
import threading
from collections.abc import Callable  # noqa: TC003
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions._dataset import bundled, current
from cyberconventions._manifest import MANIFEST, renewed
from cyberconventions._treaty import authorities_in, statements_in

BUNDLED = Path(bundled().folder)
DAY = "2020-01-01"


def edited(folder: Path, file: str, old: str, new: str) -> None:
    """Change a table by hand, and its manifest."""
    place = folder / file
    text = place.read_text(encoding="utf-8")

    assert 1 == text.count(old), (file, old)
    place.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    (folder / MANIFEST).write_text(renewed(str(folder)), encoding="utf-8", newline="\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record in which France ratified ten years later than it did."""
    copied = shutil.copytree(BUNDLED, tmp_path / "own")
    edited(copied, "ets185/acts.csv", "FRA,consent,2006-01-10,2006-05-01", "FRA,consent,2016-01-10,2016-05-01")
    edited(copied, "ets185/treaty.toml", 'article = "36(4)"', 'article = "36(9)"')
    edited(
        copied, "ets185/statements.csv", "\nJPN,reservation,declaration,29(4)", "\nJPN,reservation,declaration,29(5)"
    )
    return copied


@pytest.fixture
def own(folder: Path) -> cc.Record:
    return cc.dataset(folder)


def facts(treaty: cc.Treaty) -> tuple[object, ...]:
    """What tells the two records apart: acts, clauses, statements."""
    later = treaty.rules.later
    assert later is not None
    return (
        treaty.is_party("France", on="2010-01-01"),
        str(treaty["FRA"].consent),
        later.article,
        [each.articles[0] for each in treaty.statements("JPN", on=DAY, kind="reservation")][:1],
    )


class TestRecord:
    def test_answers_from_its_own_tables(self, own: cc.Record) -> None:
        """The bundled record answers as before."""
        assert not own.treaty("budapest").is_party("France", on="2010-01-01")
        assert cc.treaty("budapest").is_party("France", on="2010-01-01")
        assert [each.id for each in own.treaties()] == [each.id for each in cc.treaties()]
        found = own.treaties(between=("France", "Japan"), on="2015-01-01")
        assert ["crc", "opsc"] == [each.id for each in found]

    def test_two_records_of_the_same_acts_are_two(self) -> None:
        """Equal treaties may differ in what is said on them; of one record each is taken once."""
        theirs = cc.treaty("budapest")
        own = cc.dataset(BUNDLED).treaty("budapest")
        asked: Any = {"requesting": "France", "requested": "Japan", "measure": "preservation", "on": "2020-01-01"}
        named = [theirs, own, "budapest", pickle.loads(pickle.dumps(theirs))]
        found = cc.cooperation(**asked, treaties=named)

        assert own == theirs
        assert 2 == len(found.bases)

    def test_a_treaty_answers_from_its_own_record_after_the_block(self, own: cc.Record) -> None:
        """Whatever of it is read for the first time then, and the other way round."""
        with cc.using(own):
            inside = cc.treaty("budapest")
        theirs = facts(cc.treaty("budapest"))

        assert all(one != other for one, other in zip(facts(inside), theirs, strict=True))

    def test_a_bundled_treaty_answers_from_the_bundled_record_inside_a_block(self, own: cc.Record) -> None:
        """A block chooses for what is asked by name."""
        bundled().caches.clear()
        treaty = cc.treaty("budapest")
        with cc.using(own):
            inside = facts(treaty)

        assert facts(cc.treaty("budapest")) == inside
        assert inside[0] is True

    def test_clauses_of_a_protocol(self, own: cc.Record) -> None:
        """The treaty that it takes first is that of the same record."""
        protocol = own.treaty(224)
        expected = cc.treaty(224).would_enter_into_force("France", deposited="2026-11-01")
        with pytest.raises(cc.errors.InvalidDateError):
            protocol.known_at("2026-04-15").would_enter_into_force("Ireland", deposited="2015-01-01")

        assert expected == protocol.would_enter_into_force("France", deposited="2026-11-01")

    def test_earlier_editions_keep_their_record(self, own: cc.Record) -> None:
        """What the record knew on a day is what this record knew."""
        assert not own.treaty(185).known_at("2020-03-13").is_party("France", on="2010-01-01")
        assert "36(9)" == facts(own.treaty(185).known_at("2020-03-13"))[2]

    def test_sources_outlive_the_block(self, folder: Path) -> None:
        """A source that only this record has is found from an act of it."""
        edited_end(folder)
        edited_text = (folder / "ets185/acts.csv").read_text(encoding="utf-8")
        line = next(each for each in edited_text.splitlines() if each.startswith("FRA,consent"))
        edited(folder, "ets185/acts.csv", line, line.replace(line.split(",")[4], "zz-own"))
        own = cc.dataset(folder)
        consent = own.treaty(185)["FRA"].consent

        assert consent is not None
        assert consent.source is not None
        assert "A letter" == consent.source.title

    def test_co_operation(self, own: cc.Record) -> None:
        """A request rests on what this record says."""
        asked = {"requesting": "Japan", "requested": "France", "measure": "preservation", "on": "2015-01-01"}

        assert str(own.cooperation(**asked)) != str(cc.cooperation(**asked))
        assert own.cooperation(**asked, treaties=[cc.treaty(185)]) == own.cooperation(**asked, treaties=[185])

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_a_basis_answers_from_its_own_record(self, folder: Path) -> None:
        """Whatever is asked of it for the first time outside the block: each of these tables says another thing."""
        edited(folder, "ets185/treaty.toml", 'article = "36(9)"\nmonths = 3', 'article = "36(9)"\nmonths = 5')
        edited(folder, "ets185/treaty.toml", 'article = "37(2)"\nmonths = 3', 'article = "37(2)"\nmonths = 5')
        edited(folder, "measures.csv", "Frame clause: co-operation as wide", "Frame clause: assistance as wide")
        edited(folder, "measures.csv", "a Party that requires dual criminality for", "none: not even for")
        edited(folder, "ets185/statements.csv", "\nDEU,reservation,,29(4) 42,", "\nDEU,reservation,,29(5) 42,")
        edited(folder, "ets185/statements.csv", ',"National Central Bureau of Interpol, Willemstad",,', ",,,")
        edited(folder, "territorial_application.csv", "ets185,ALA,FIN,default", "ets185,ALA,FIN,unknown")
        edited(
            folder, "sources.csv", "Convention on Cybercrime (ETS No. 185): text", "Convention on Cybercrime: the text"
        )
        own = cc.dataset(folder)
        asked: dict[tuple[str, ...], dict[str, Any]] = {
            ("reason",): {"requested": "FRA", "measure": "freeze", "on": "2012-01-01", "treaties": [189]},
            ("certain_until",): {"requested": "KOR", "measure": "freeze", "on": "2026-07-01", "treaties": [189]},
            ("statements",): {"requested": "UKR", "measure": "freeze", "on": "2020-01-01", "treaties": [189]},
            ("gaps",): {"requested": "GBR", "measure": "freeze", "on": "2020-01-01", "treaties": [185]},
            ("conditions", "statements", "sources"): {
                "requested": "JPN",
                "measure": "freeze",
                "on": "2020-01-01",
                "treaties": [185],
            },
            ("authorities", "gaps"): {
                "requested": "NLD",
                "territory": "CUW",
                "measure": "24/7",
                "on": "2025-01-01",
                "treaties": [185],
            },
            ("territory", "application"): {
                "requested": "FIN",
                "territory": "ALA",
                "measure": "24/7",
                "on": "2020-01-01",
                "treaties": [185],
            },
        }
        for names, request in asked.items():
            for name in names:
                [theirs] = cc.cooperation(requesting="DEU", **request).bases
                [found] = own.cooperation(requesting="DEU", **request).bases
                outside = getattr(found, name)
                with cc.using(own):
                    [twin] = cc.cooperation(requesting="DEU", **request).bases
                    assert outside == getattr(twin, name), name
                assert outside != getattr(theirs, name), name

    @pytest.mark.filterwarnings("ignore::cyberconventions.CoverageWarning")
    def test_each_answer_of_a_treaty_comes_from_its_own_record(self, folder: Path) -> None:
        """Whichever is current when it is asked: each of these tables says another thing than the bundled one."""
        edited(folder, "provisions.csv", "ets185,2,Illegal access", "ets185,2,Unlawful access")
        edited(folder, "errata.csv", "18,ets185,,,Totals of the chart", "18,ets185,,,Sums of the chart")
        edited(folder, "misprints.csv", "2024-06-20 in the column of signatures", "2024-06-20 as a signature")
        edited(folder, "unknowns.csv", "ets185,flags,TUR,", "ets185,flags on charts,TUR,")
        edited(folder, "ets185/flags.csv", "2020-03-13,GRC,R. D. A.", "2020-03-13,GRC,D. A.")
        edited(folder, "ets185/statements.csv", ',"National Central Bureau of Interpol, Willemstad",,', ",,,")
        edited(folder, "territorial_application.csv", "ets185,ALA,FIN,default", "ets185,ALA,FIN,unknown")
        for each in ("2020", "2026"):
            edited(folder, "sources.csv", f'coe-185-{each},"Chart of', f'coe-185-{each},"The chart of')
        own, day = cc.dataset(folder), date(2025, 1, 1)
        asked: dict[str, Callable[[cc.Treaty], object]] = {
            "sources": lambda treaty: treaty.sources,
            "provisions": lambda treaty: treaty.provisions,
            "errata": lambda treaty: treaty.errata,
            "misprints": lambda treaty: treaty.misprints,
            "unknowns": lambda treaty: treaty.unknowns,
            "applies_to": lambda treaty: treaty.applies_to("ALA", on=DAY),
            "a territory": lambda treaty: str(treaty.explain("ALA", on=DAY)),
            "not a State": refusal_of_aland,
            "explain": lambda treaty: str(treaty.explain("GRC", on=DAY)),
            "statements": lambda treaty: treaty.statements("JPN", on=DAY, kind="reservation"),
            "statements, without a warning": lambda treaty: statements_in(treaty, [cc.state("JPN")], day, None, None),
            "authorities": lambda treaty: str(treaty.authorities("NLD", on=day, territory="CUW")),
            "authorities, without a warning": lambda treaty: str(
                authorities_in(treaty, cc.state("NLD"), day, None, "CUW")
            ),
            "table": lambda treaty: str(treaty.table()),
            "of a State: notes": lambda treaty: treaty["GRC"].notes_on("2020-12-31"),
            "of a State: statements": lambda treaty: treaty["JPN"].statements,
            "of a State: table": lambda treaty: str(treaty["GRC"].table()),
        }
        for name, ask in asked.items():
            outside = ask(own.treaty(185))
            with cc.using(cc.dataset(folder)):
                assert outside == ask(cc.treaty(185)), name
            assert outside != ask(cc.treaty(185)), name

    def test_a_record_is_a_value(self, own: cc.Record, folder: Path) -> None:
        """Equal to what the same files give; it travels to other processes, its treaties too."""
        for twin in (pickle.loads(pickle.dumps(own)), copy.copy(own), copy.deepcopy(own), cc.dataset(str(folder))):
            assert own == twin
            assert hash(own) == hash(twin)
        treaty = own.treaty(185)
        shutil.rmtree(folder)

        assert treaty == pickle.loads(pickle.dumps(treaty))
        assert cc.treaty("malabo") == own.treaty("malabo")  # in which nothing was edited
        assert facts(treaty) == facts(pickle.loads(pickle.dumps(treaty)))
        assert f"<Record {folder}: made from data version {cc.data_version}>" == repr(own)
        assert own.data_version == cc.data_version

    def test_what_is_written_later_does_not_change_it(self, own: cc.Record, folder: Path) -> None:
        """A folder that was updated is opened again."""
        edited(folder, "ets185/acts.csv", "FRA,consent,2016-01-10,2016-05-01", "FRA,consent,2006-01-10,2006-05-01")

        assert not own.treaty(185).is_party("France", on="2010-01-01")
        assert cc.dataset(folder).treaty(185).is_party("France", on="2010-01-01")
        assert own != cc.dataset(folder)

    def test_damage_is_an_error(self, folder: Path) -> None:
        """And its remedy names the command that accepts an edit by hand."""
        place = folder / "crc" / "acts.csv"
        place.write_bytes(place.read_bytes()[:-100])
        own = cc.dataset(folder)

        with pytest.raises(cc.errors.DatasetError, match="check-record .* --accept"):
            own.treaty("crc").parties()
        assert own.treaty(185).parties()

    @pytest.mark.parametrize("wrong", [None, 1, b"own"])
    def test_not_a_path(self, wrong: object) -> None:
        with pytest.raises(cc.errors.InvalidTypeError):
            cc.dataset(wrong)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_not_a_record(self, tmp_path: Path, own: cc.Record) -> None:
        """A folder without a manifest, or with a broken one, is not opened."""
        with pytest.raises(cc.errors.DatasetError, match="not the folder of a record"):
            cc.dataset(tmp_path)
        (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
        with pytest.raises(cc.errors.DatasetError, match="not JSON"):
            cc.dataset(tmp_path)
        with pytest.raises(cc.errors.InvalidTypeError):
            cc.using(own.folder)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def edited_end(folder: Path) -> None:
    """Add a source at the end of their table."""
    text = (folder / "sources.csv").read_text(encoding="utf-8")
    last = text.splitlines()[-1]
    edited(folder, "sources.csv", f"\n{last}", f"\n{last}\nzz-own,A letter,A desk,in the files,2020,")


def refusal_of_aland(treaty: cc.Treaty) -> str:
    """Return what a treaty says that is asked about the Åland Islands as if they were a State."""
    with pytest.raises(cc.errors.NotAStateError) as caught:
        treaty.status("ALA", on=DAY)
    return str(caught.value)


def is_own() -> bool:
    """Whether what is asked by name is answered from the record in which France ratified later."""
    return not cc.treaty(185).is_party("France", on="2010-01-01")


class TestUsing:
    def test_a_block(self, own: cc.Record) -> None:
        """Blocks nest, and end with an error too."""
        with cc.using(own):
            assert is_own()
            with cc.using(cc.dataset(BUNDLED)):
                assert not is_own()
            assert is_own()
        with pytest.raises(ZeroDivisionError), cc.using(own):
            _ = 1 / 0
        assert not is_own()
        assert current() is bundled()

    def test_one_block_twice(self, own: cc.Record) -> None:
        """The same block can be entered within itself, and again later."""
        block = cc.using(own)
        with block, block:
            assert is_own()
        assert not is_own()
        with block:
            assert is_own()

    def test_the_version_is_that_of_the_record(self, folder: Path) -> None:
        """``data_version`` is asked for each time."""
        edited(folder, "VERSION", cc.data_version, "2020.01.02")
        with cc.using(cc.dataset(folder)):
            assert "2020.01.02" == cc.data_version
        assert "2020.01.02" != cc.data_version

    def test_threads_and_tasks(self, own: cc.Record) -> None:
        """Threads that are started begin with the bundled record; tasks and ``to_thread`` take the choice along."""
        seen: list[bool] = []

        async def task() -> bool:
            return is_own()

        async def both() -> list[bool]:
            with cc.using(own):
                started = asyncio.create_task(task())
                in_thread = asyncio.to_thread(is_own)
            return [await started, await in_thread, is_own()]

        with cc.using(own):
            thread = threading.Thread(target=lambda: seen.append(current() is bundled()))
            thread.start()
            thread.join()
            with ThreadPoolExecutor(1) as pool:
                seen.append(pool.submit(is_own).result())
        answers = asyncio.run(both())

        assert answers[0] is True
        assert answers[2] is False
        assert len(seen) == 2

    def test_states_are_those_of_the_package(self, folder: Path) -> None:
        """Their names, territories and groups: a record of one's own keeps none of them."""
        edited(folder, "states.csv", "EUE,European Union", "EUE,Some Union")
        with cc.using(cc.dataset(folder)):
            assert "European Union" == cc.state("EUE").name
            assert 27 == len(cc.group("EU", on="2020-02-01"))
            assert cc.territory("HKG").responsible("2000-01-01") == cc.state("CHN")


@pytest.fixture
def rows() -> dict[str, list[str]]:
    return {"state": ["France", "Japan"], "day": ["2010-01-01", "2015-01-01"]}


def polars_lazy(rows: dict[str, list[str]]) -> "Callable[[], list[bool]]":
    pl = pytest.importorskip("polars")
    frame = pl.LazyFrame(rows).with_columns(pl.col("day").str.to_date())
    planned = cc.frames.with_party(frame, treaty="budapest", state="state", on="day")
    return lambda: list(planned.collect()["party"])


def polars_frame(rows: dict[str, list[str]]) -> "Callable[[], list[bool]]":
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(rows).with_columns(pl.col("day").str.to_date())
    found = cc.frames.with_party(frame, treaty="budapest", state="state", on="day")
    return lambda: list(found["party"])


@pytest.mark.engines
@pytest.mark.parametrize("engine", [polars_frame, polars_lazy])
def test_frames(
    own: cc.Record, rows: dict[str, list[str]], engine: "Callable[[dict[str, list[str]]], Callable[[], list[bool]]]"
) -> None:
    """A frame is answered from the record that was chosen when it was written, wherever its plan runs."""
    with cc.using(own):
        inside = engine(rows)
    outside = engine(rows)

    assert [False, True] == inside()
    with cc.using(own):
        assert [True, True] == outside()


def test_a_file_that_is_missing(folder: Path) -> None:
    """The record opens, and says so where the file is needed; other treaties answer."""
    (folder / "ets189" / "acts.csv").unlink()
    own = cc.dataset(folder)

    with pytest.raises(cc.errors.DatasetError, match=r"^ets189/acts\.csv is missing"):
        len(own.treaty(189))
    assert own.treaty(185).is_party("France", on="2020-01-01")
