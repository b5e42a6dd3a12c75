"""Pictures against the record: what is drawn is what it says, and nothing is left out. Nothing is drawn here."""

import copy
import pickle
import re
from collections import Counter
from datetime import date

import pytest

import cyberconventions as cc
from cyberconventions.plots import Picture
from cyberconventions.plots import _picture as module
from cyberconventions.plots._drawing import Drawing
from tests.plots.pictures import OTHERS, TREATIES, every_picture, fields, rows, specification, texts

EVERY = dict(every_picture())


@pytest.fixture(scope="module")
def pictures() -> dict[str, Picture]:
    """Every picture, made once."""
    return {name: make() for name, make in EVERY.items()}


# -- what is drawn is what the record says -----------------------------------------------------------------------------


@pytest.mark.parametrize("treaty", TREATIES)
def test_a_map_has_a_tile_for_each_state(treaty: str) -> None:
    """With the letter and the word of its status; the legend counts them all."""
    record = cc.treaty(treaty)
    picture = cc.plots.map(treaty)
    tiles = {row["state"]: row["word"] for row in rows(picture, "tiles")}

    assert {state.id: record.status(state).value for state in cc.states()} == tiles
    assert len(tiles) == sum(int(row["text"].rpartition(" · ")[2]) for row in rows(picture, "legend"))
    assert all(row["letter"] for row in rows(picture, "tiles"))
    assert f"Record to {record.as_of}." in picture.subtitle


def test_a_map_has_former_states_too() -> None:
    """Czechoslovakia was a party in 1991, Yugoslavia is contested then, and States that came of them were not there."""
    tiles = {row["state"]: row["word"] for row in rows(OTHERS["former States"](), "tiles")}

    assert ("party", "unknown") == (tiles["CSK"], tiles["YUG"])
    assert {"not a State that day"} == {tiles[id_] for id_ in ("CZE", "SVK", "MNE", "MKD")}
    assert "RUS stands for Union of Soviet Socialist Republics." in OTHERS["former States"]().subtitle


def test_a_state_of_a_test_has_a_tile() -> None:
    """One that there is not, as the kit makes it."""
    ruritania = cc.testing.state("Ruritania")
    record = cc.testing.treaty_of(parties={ruritania: "2006-01-10", "FRA": "2006-01-10"})

    assert [ruritania.id] == [row["state"] for row in rows(cc.plots.map(record), "tiles")[198:]]


def test_a_map_of_a_later_day_is_presumed() -> None:
    """With one warning, and in words."""
    with pytest.warns(cc.CoverageWarning, match="asked about 2026-06-01") as caught:
        picture = cc.plots.map(cc.treaty("budapest").known_at("2026-04-25"), on="2026-06-01")

    assert 1 == len(caught)
    assert "What held on its last day is presumed to go on." in picture.subtitle


@pytest.mark.parametrize("treaty", TREATIES)
def test_a_timeline_has_a_bar_for_each_period(treaty: str) -> None:
    """For each that had begun by the record's day, on which open ones end."""
    record = cc.treaty(treaty)
    bars = rows(cc.plots.timeline(treaty), "bars")
    expected: Counter[tuple[str, str, str, str, bool]] = Counter()
    for each in record:
        for period in each.history:
            start = period.start or record.as_of
            if period.status is not cc.Status.NOT_PARTICIPATING and start <= record.as_of:
                open_ = period.end is None or period.end > record.as_of
                end = record.as_of if open_ or period.end is None else period.end
                expected[each.state.id, period.status.value, start.isoformat(), end.isoformat(), open_] += 1

    assert expected == Counter((row["state"], row["status"], row["start"], row["end"], row["open"]) for row in bars)
    assert {each.state.id for each in record} == {row["state"] for row in bars}


@pytest.mark.parametrize("treaty", TREATIES)
def test_a_line_counts_the_parties_of_each_day(treaty: str) -> None:
    """The certain ones, and above them those that may be; its last day is the record's."""
    record = cc.treaty(treaty)
    line = rows(cc.plots.growth(treaty), f"parties {treaty}")

    for row in line[1:]:
        parties = record.parties(on=row["day"])
        assert (len(parties), len(parties) + len(parties.undecided)) == (row["parties"], row["most"]), row
    assert record.as_of.isoformat() == line[-1]["day"]


def test_who_enters_after_the_records_day_is_not_counted() -> None:
    """194 parties to the Palermo Convention, and one more announced."""
    picture = cc.plots.growth("palermo")

    assert "Palermo Convention: 194 on 2026-09-11." in picture.alt
    assert 195 == sum(1 for each in cc.treaty("palermo") for _ in each.periods)
    assert "Malabo Convention at least 17" in " ".join(
        str(row["text"]) for row in rows(cc.plots.growth("malabo"), "ends")
    )
    assert "0 (not in force)" in cc.plots.growth(224).alt


@pytest.mark.parametrize("until", ["consent", "force"])
@pytest.mark.parametrize("treaty", TREATIES)
def test_delays_count_each_state(treaty: str, until: str) -> None:
    """Each has a mark, or is counted in words; the years are those of the record."""
    record = cc.treaty(treaty)
    picture = cc.plots.delays(treaty, until="force" if until == "force" else "consent")
    marks = {row["state"]: row for name in ("dots", "doubts") for row in rows(picture, name)}
    words = " ".join(row["text"] for row in rows(picture, "counts"))

    assert len(record) == sum(map(int, re.findall(r"(\d+) (?:consented|in force|waiting|perhaps|signed|not)", words)))
    for each in record:
        mark, signature = marks.get(each.state.id), each.signature
        consent = each.consent.date if each.consent else None
        reached = each.entry_into_force if until == "force" else consent
        if signature is None or signature.date is None:
            assert mark is None
        elif reached is not None and reached <= record.as_of:
            assert mark is not None
            assert ("took", round((reached - signature.date).days / 365.25, 2)) == (mark["mark"], mark["years"])
        elif mark is not None:
            assert round((record.as_of - signature.date).days / 365.25, 2) == mark["years"]
            assert (mark["mark"] == "may wait") is (each.status() is cc.Status.UNKNOWN)


@pytest.mark.parametrize("name", [name for name in OTHERS if "votes" in name or "tally" in name])
def test_each_member_has_a_seat(name: str) -> None:
    """193 of them, with the vote on record or a question mark."""
    picture = OTHERS[name]()
    seats = [row for layer in ("seats", "absent seats", "unknown seats") for row in rows(picture, layer)]
    found = cc.resolution("73/187" if "tally" in name else "74/247")
    stage = found.stage("third committee" if "statements" in name else "plenary")
    known = {each.state.id: each.vote.value for each in stage.ballots}

    assert 193 == len(seats) == len({row["state"] for row in seats})
    assert {row["state"]: known.get(row["state"], "unknown") for row in seats} == {r["state"]: r["vote"] for r in seats}
    assert [str(each) for each in stage.tally or ()] == [row["count"] for row in rows(picture, "tally")]
    assert sum(int(row["text"]) for row in rows(picture, "table")) == (193 if "by" in name or "from" in name else 0)


def test_votes_are_counted_by_status() -> None:
    """Five parties to the Budapest Convention voted for an ad hoc committee, 51 against."""
    cells = {(row["status"], row["vote"]): row["text"] for row in rows(OTHERS["votes by status"](), "table")}

    assert ("5", "8", "51", "0") == tuple(cells["party", vote] for vote in ("yes", "abstain", "no", "absent"))


def test_votes_after_the_record_are_presumed() -> None:
    """The record of the Convention on the Rights of the Child ends in 2016."""
    with pytest.warns(cc.CoverageWarning, match="asked about 2019-12-27"):
        cc.plots.votes("74/247", by="crc")


@pytest.mark.parametrize("name", ["overlap", "overlap of a day"])
def test_columns_hold_each_state_once(name: str) -> None:
    """Every State of the record is in one column; the numbers at the lines are those of the parties."""
    picture = OTHERS[name]()
    day = "2023-07-01" if "day" in name else None
    chosen = [cc.treaty(each) for each in ("budapest", 189, "lanzarote")] if day else list(cc.treaties())
    states = [id_ for row in rows(picture, "bars") for id_ in row["states"].split()]

    assert sorted(state.id for state in cc.states()) == sorted(states)
    assert [row["count"] for row in rows(picture, "bars")] == [
        len(row["states"].split()) for row in rows(picture, "bars")
    ]
    assert [len(each.parties(on=day)) for each in chosen] == [
        int(row["count"].removeprefix("≥ ")) for row in rows(picture, "treaties")
    ]


def test_a_column_is_a_set() -> None:
    """The parties to the Budapest Convention that are not in the Lanzarote Convention, and in both."""
    budapest, lanzarote = (cc.treaty(each).parties(on="2023-07-01") for each in ("budapest", "lanzarote"))
    bars = rows(cc.plots.overlap(["budapest", "lanzarote"], on="2023-07-01"), "bars")

    assert {*(state.id for state in budapest - lanzarote)} in [set(row["states"].split()) for row in bars]
    assert {*(state.id for state in budapest & lanzarote)} in [set(row["states"].split()) for row in bars]
    with pytest.warns(cc.CoverageWarning, match="asked about 2025-01-01"):
        cc.plots.overlap(["lanzarote"], on="2025-01-01")


@pytest.mark.parametrize("treaty", TREATIES)
def test_reservations_are_those_on_record(treaty: str) -> None:
    """Each State's cells are its statements; every party is in a row, or named below with what was read."""
    record = cc.treaty(treaty)
    picture = cc.plots.reservations(treaty)
    cells = rows(picture, "cells")
    named = [row["text"] for row in rows(picture, "states")]
    lists = [" ".join(row["text"] for row in rows(picture, name)).split("; ") for name in ("none", "unread")]
    below = [state for states in lists for state in states]
    parties = record.parties()

    assert sorted(state.name for state in (*parties, *parties.undecided)) == sorted([*named, *filter(None, below)])
    for state in parties:
        kinds = [record.statements(state, kind=kind) for kind in ("reservation", "declaration")]
        drawn = {row["article"] for row in cells if row["state"] == state.id}
        said = {article for found in kinds for each in (*found, *found.undecided) for article in each.articles}
        assert drawn - {""} <= {f"185:{article}" for article in said} | said
        assert bool(drawn - {""}) is bool(said)
        assert not drawn or ("" in drawn) is not all(found.complete for found in kinds)


def test_letters_of_reservations() -> None:
    """France reserved and declared; the United States did both on one article; of Iceland it is not certain."""
    letters = {
        (row["state"], row["article"]): row["letter"] for row in rows(cc.plots.reservations("budapest"), "cells")
    }

    assert ("R", "D", "RD", "R?") == tuple(
        letters[each] for each in (("FRA", "9(2)(b)"), ("FRA", "21"), ("USA", "6(1)(b)"), ("ISL", "9(4)"))
    )


def test_partners_are_answers_of_cooperation() -> None:
    """A tile is the answer for a request to that State, the one that asks apart."""
    asked = {"requesting": "Nigeria", "measure": "mutual assistance", "on": "2025-01-01"}
    words = {row["state"]: row["letter"] for row in rows(OTHERS["partners"](), "tiles")}
    letters = {"yes": "Y", "no": "N", "unknown": "?"}

    assert words.pop("NGA") == "A"
    assert {
        state.id: letters[cc.cooperation(requested=state, **asked).answer.value]
        for state in cc.states()
        if state.id != "NGA"
    } == words
    assert "UNTOC Art. 18: 190 (record to 2026-09-11)" in OTHERS["partners"]().subtitle


def test_partners_under_some_treaties() -> None:
    """Only those are counted, as known on their days; the subtitle doesn't say that all of the dataset were."""
    records = [cc.treaty("budapest").known_at("2020-03-13"), cc.treaty(189).known_at("2025-06-04")]
    picture = cc.plots.partners("Germany", "preservation", on="2019-01-01", treaties=records)
    letters = {row["state"]: row["letter"] for row in rows(picture, "tiles")}

    assert "ETS 185 Art. 29: 60 (record to 2020-03-13)" in picture.subtitle
    assert "Other treaties are not counted." in picture.subtitle
    assert ("Y", "N") == (letters["FRA"], letters["NGA"])


def test_partners_of_another_time() -> None:
    """States that were not there yet are no partners; what is presumed is said once."""
    letters = {
        row["state"]: row["letter"] for row in rows(cc.plots.partners("FRA", "extradition", on="1991-07-01"), "tiles")
    }

    assert ("N", "–", "N") == (letters["CSK"], letters["CZE"], letters["USA"])
    union, serbia = (rows(cc.plots.partners(each, "extradition", on="2005-06-02"), "tiles") for each in ("SCG", "SRB"))
    assert union == serbia  # one State then, which is no partner of itself
    with pytest.warns(cc.CoverageWarning) as caught:
        picture = cc.plots.partners("FRA", "preservation", on="2026-06-01")
    assert 1 == len(caught)
    assert "presumed to go on" in picture.subtitle
    with pytest.raises(cc.errors.InvalidValueError, match=r"Czechoslovakia \(CSK\) ended on 1993-01-01"):
        cc.plots.partners("CSK", "extradition", on="2000-01-01")


# -- every picture -----------------------------------------------------------------------------------------------------


def test_every_picture_says_what_it_shows(pictures: dict[str, Picture]) -> None:
    """Title, subtitle, words for who can't see it, source; and a font that is there everywhere."""
    for name, picture in pictures.items():
        assert picture.title in picture.alt, name
        assert picture.subtitle in picture.alt, name
        assert "CC BY 4.0" in picture.source, name
        assert '"url"' not in picture._specification, name  # pyright: ignore[reportPrivateUsage]
        assert any(row["text"].split()[0] == picture.source.split()[0] for row in rows(picture, "source")), name
        assert picture.alt == specification(picture)["description"]
        assert specification(picture)["config"]["font"].endswith(", sans-serif")


def test_no_text_meets_another(pictures: dict[str, Picture]) -> None:
    """And none is cut: each lies within the 900 pixels of the picture."""
    for name, picture in pictures.items():
        lines = sorted(texts(picture), key=lambda text: text.top)
        left = min(text.left for text in lines)
        for place, text in enumerate(lines):
            near = (other for other in lines[place + 1 :] if other.top < text.bottom)
            assert not [other for other in near if text.meets(other)], (name, text)
            assert text.right - left <= 875, (name, text)


def test_every_mark_has_its_fields_and_colours(pictures: dict[str, Picture]) -> None:
    """What a layer reads stands in its rows, and each colour has one for each theme."""
    colours = module._COLOURS  # pyright: ignore[reportPrivateUsage]
    for name, picture in pictures.items():
        datasets = specification(picture)["datasets"]
        for layer, field in fields(picture):
            assert all(field in row for row in datasets[layer]), (name, layer, field)
        used = set(re.findall(r'"colour:(\w+)"', picture._specification))  # pyright: ignore[reportPrivateUsage]
        assert used <= set(colours), name


def test_a_long_legend_has_several_lines() -> None:
    """Nothing of it leaves the picture."""
    drawing = Drawing(300, 100, left=-100)
    word = {"text": "not participating", "letter": "·", "fill": "", "ink": "", "edge": "", "dash": (1, 0)}
    below = drawing.legend([word] * 7, 10)

    assert [10, 10, 10, 32, 32, 32, 54] == [row["top"] for row in drawing.rows["legend"]]
    assert 70 == below
    assert all(row["words"] + 85 < 300 for row in drawing.rows["legend"])


def test_words_can_be_read_on_their_colours() -> None:
    """At least 4.5 to 1, as WCAG asks, in both themes."""
    colours = module._COLOURS  # pyright: ignore[reportPrivateUsage]

    def light(colour: str) -> float:
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    pairs = [(name, name.removeprefix("on_")) for name in colours if name.startswith("on_")]
    pairs += [(name, "ground") for name in colours if name.startswith("line_") or name in ("ink", "muted")]
    pairs += [("ink", "faint"), ("ink", "stripe"), ("muted", "stripe")]
    for text, ground in pairs:
        for one, two in zip(colours[text], colours[ground], strict=True):
            dark, bright = sorted((light(one), light(two)))
            assert (bright + 0.05) / (dark + 0.05) >= 4.5, (text, ground, one, two)


def test_a_picture_is_a_value() -> None:
    """Frozen, hashable, comparable, picklable; another theme is another picture."""
    picture = cc.plots.map("budapest", on="2025-06-01")
    dark = picture.with_theme("dark")

    for twin in (cc.plots.map(185, on=date(2025, 6, 1)), copy.deepcopy(picture), pickle.loads(pickle.dumps(picture))):
        assert picture == twin
        assert hash(picture) == hash(twin)
    assert picture != dark
    assert picture == dark.with_theme("light")
    with pytest.raises(AttributeError):
        picture.title = "Another"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    assert "<Picture Budapest Convention: the status of each State on 2025-06-01>" == repr(picture)


def test_a_record_without_acts_is_drawn_empty() -> None:
    """No State, no bar, no dot; and no error."""
    record = cc.testing.treaty_of()

    for make in (cc.plots.timeline, cc.plots.delays, cc.plots.growth, cc.plots.reservations, cc.plots.map):
        assert record.short_title in make(record).alt
    assert [] == rows(cc.plots.timeline(record), "bars")
    assert [] == rows(cc.plots.delays(record), "dots")


def test_what_can_not_be_drawn() -> None:
    """The message names the value and what was expected."""
    with pytest.raises(cc.errors.InvalidValueError, match="theme='drak' – did you mean 'dark'"):
        cc.plots.map(185).with_theme("drak")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(cc.errors.InvalidValueError, match="by='continent', expected 'region' or None"):
        cc.plots.delays(185, by="continent")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(cc.errors.InvalidValueError, match="until='signature', expected 'consent' or 'force'"):
        cc.plots.delays(185, until="signature")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(cc.errors.InvalidValueError, match="no treaty is named"):
        cc.plots.growth([])
    with pytest.raises(cc.errors.UnknownEventError, match="A/RES/79/243 has no recorded vote at the stage 'plenary'"):
        cc.plots.votes("79/243")
    with pytest.raises(cc.errors.InvalidValueError, match=r"'world\.jpg' ends in none of \.png, \.svg, \.html"):
        cc.plots.map(185).save("world.jpg")
    with pytest.raises(cc.errors.InvalidTypeError, match="the path of a file"):
        cc.plots.map(185).save(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_one_state_or_treaty_by_itself() -> None:
    """Need not be a list."""
    assert cc.plots.timeline(185, states=["Ireland"]) == cc.plots.timeline("budapest", states="IRL")
    assert cc.plots.overlap(["budapest"]) == cc.plots.overlap(185)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """And so is what brings it."""
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)

    with pytest.raises(cc.errors.MissingExtraError, match=r"vl-convert-python .*: pip install '\.\[plot\]'"):
        cc.plots.map(185).save("world.png")
