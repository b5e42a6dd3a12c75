"""Public values as JSON that lasts."""

import json
from pathlib import Path
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions._json import types
from cyberconventions._treaty import entered_first
from cyberconventions.errors import InvalidJSONError, InvalidTypeError
from cyberconventions.testing import assert_same_record, register_types, state, treaty_of

pytest.importorskip("cattrs")
pytest.importorskip("hypothesis")
from hypothesis import given, settings
from hypothesis import strategies as st

register_types()
FEW = settings(max_examples=10, deadline=None, derandomize=True, database=None)
GOLDEN = sorted((Path(__file__).parent / "cases" / "json").glob("*-1.json"))
PLAIN = (str, int, bool, type(None))


def plain(value: object) -> bool:
    """Whether JSON has this as it is: words of enumerations are texts, and tuples lists."""
    if isinstance(value, dict):
        return all(type(key) is str and plain(each) for key, each in value.items())  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return all(map(plain, value)) if isinstance(value, list) else type(value) in PLAIN  # pyright: ignore[reportUnknownArgumentType]


def within(old: Any, new: Any) -> bool:  # noqa: ANN401 # plain values
    """Whether a plain value says all that another one said; objects may have more keys."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(key in new and within(each, new[key]) for key, each in old.items())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(within, old, new))  # pyright: ignore[reportUnknownArgumentType]
    return bool(old == new)


@pytest.mark.parametrize("name", types())
def test_round_trip(name: str) -> None:
    """Every public value comes back equal, and writes itself in the same way again."""

    @FEW
    @given(st.from_type(types()[name]))
    def check(value: Any) -> None:  # noqa: ANN401 # of any
        text = cc.to_json(value)
        twin = cc.from_json(text)

        assert (value, type(value)) == (twin, type(twin))
        assert text == cc.to_json(twin)
        assert text.encode() == cc.to_json(cc.from_json(text.encode())).encode()

    check()


def test_every_public_class() -> None:
    """What the package and its modules export, as long as it is a value."""
    import enum
    import inspect

    exported = {
        value
        for module in (cc, cc.charts, cc.rules, cc.un)
        for value in (getattr(module, name) for name in module.__all__)
        if inspect.isclass(value) and not issubclass(value, BaseException | enum.Enum)
    }
    assert exported - {*types().values()} == {
        cc.Record,  # stands for a folder
        cc.Table,  # shows values that have a form
        cc.Treaties,  # holds treaties, each of which has a form
    }


@pytest.mark.parametrize("ref", [each.id for each in cc.treaties()])
def test_whole_records(ref: str) -> None:
    """A treaty comes back with everything it can be asked: acts, clauses, footnotes, flags, the treaty before it."""
    treaty = cc.treaty(ref)
    twin: cc.Treaty = cc.from_json(cc.to_json(treaty))

    assert_same_record(twin, treaty)
    assert treaty.footnotes == twin.footnotes
    assert cc.Chart.of(treaty) == cc.Chart.of(twin)
    assert entered_first(treaty) is entered_first(twin)
    assert [each.notes for each in treaty] == [each.notes for each in twin]


def test_an_answer_to_a_request() -> None:
    """It says the same of the record on which it rested, whatever the record has become."""
    asked = {"requesting": "FRA", "requested": "NLD", "measure": "preservation", "on": "2023-01-01"}
    with cc.testing.frozen_record("2023-01-01"):
        found = cc.cooperation(**asked, territory="Curaçao", offence="other", treaties=["budapest", "crc"])
        text, said = cc.to_json(found), found.text()
    twin: cc.Cooperation = cc.from_json(text)

    assert found == twin
    assert said == twin.text()
    assert "2023-01-01" == str(twin.bases[0].as_of)
    assert plain(json.loads(text))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: str(path.stem))
def test_first_format(path: Path) -> None:
    """Texts of the first format are read, whatever has become of the format since; they are never written again."""
    text = path.read_text(encoding="utf-8")
    value = cc.from_json(text)

    assert within(json.loads(text), json.loads(cc.to_json(value)))
    assert plain(json.loads(text))


def test_a_golden_treaty() -> None:
    """What the text says is what it was made of."""
    made = treaty_of(
        parties={"FRA": ("2006-01-10", "2006-05-01"), "JPN": "2012-07"},
        signatories=["IRL", "FRA"],
        invited={"BRA": "2019-12-11"},
        unknown=["ITA"],
        as_of="2020-03-13",
    )
    (path,) = (path for path in GOLDEN if path.stem == "treaty-1")

    assert made == cc.from_json(path.read_text(encoding="utf-8"))


def changed(value: object, **keys: object) -> str:
    """A value's JSON with other values in its object."""
    whole = json.loads(cc.to_json(value))
    whole["value"] |= keys
    return json.dumps(whole)


ACT = cc.Act("FRA", "accession", "2006-01-10", "2006-05-01")
REFUSED: dict[str, tuple[str, str]] = {
    "no JSON": ("{", "not JSON: "),
    "nested too deeply": ("[" * 100_000, "not JSON: "),
    "a list": ("[]", r"\[\] is of type list, expected an object"),
    "another format": ('{"format": "x", "version": 1}', "format 'x', version 1; expected 'cyberconventions', 1"),
    "a later version": ('{"format": "cyberconventions", "version": 2}', "version 2; expected"),
    "a truth for a version": ('{"format": "cyberconventions", "version": true}', "version True; expected"),
    "a key twice": ('{"format": "cyberconventions", "format": "x"}', "the key 'format' stands twice"),
    "acts out of order": (
        changed(treaty_of(signatories=["FRA"], parties={"FRA": "2006-01-10"})).replace(
            '"when": "2001-11-23"', '"when": "2007-11-23"'
        ),
        "acts of FRA are out of order",
    ),
    "a footnote twice": (
        changed(cc.charts.Footnotes.of({4: "x"}), texts=[[4, "x"], [4, "y"]]),
        "a number of a footnote stands twice",
    ),
    "another key": (json.dumps({**json.loads(cc.to_json(ACT)), "more": 1}), "keys .*, expected format, version"),
    "no value": ('{"format": "cyberconventions", "version": 1, "type": "Act"}', "keys .*, expected format"),
    "no class": ('{"format": "cyberconventions", "version": 1, "type": "act", "value": 1}', "did you mean 'Act'"),
    "no name": ('{"format": "cyberconventions", "version": 1, "type": 3, "value": 1}', "type 3 is not a public class"),
    "a number": (
        '{"format": "cyberconventions", "version": 1, "type": "Act", "value": 1}',
        "1 is of type int, expected an ob",
    ),
    "an unknown key": (changed(ACT, colour="red", day=1), "keys that are not known: colour, day @ value"),
    "a State that there is not": (changed(ACT, state="XXX"), r"'XXX' is not the id of a known State.* @ value\.state"),
    "a State by name": (changed(ACT, state="France"), r"@ value\.state"),
    "a number for a State": (changed(ACT, state=3), "3 is of type int, expected str"),
    "another kind": (changed(ACT, kind="handshake"), r"'handshake' is not a valid ActKind @ value\.kind"),
    "a day that there is not": (changed(ACT, effective="2006-02-30"), r"@ value\.effective"),
    "a day as a moment": (changed(ACT, effective="2006-05-01T10:00"), "expected a day such as"),
    "null for a text": (changed(ACT, comment=None), r"None is of type NoneType, expected str @ value\.comment"),
    "a text for a list": (changed(ACT, source_ids="FRA"), "'FRA' is of type str, expected a list"),
    "a text for a number": (changed(ACT, footnotes=["4"]), "'4' is of type str, expected int"),
    "a truth for a number": (changed(ACT, footnotes=[True]), "True is of type bool, expected int"),
    "a text for a truth": (changed(ACT).replace("Act", "Totals"), "consents is missing"),
    "what the class refuses": (
        changed(ACT, effective="2005-05-01"),
        "can't have effect earlier, on 2005-05-01 @ value",
    ),
    "half a pair": (changed(cc.charts.Footnotes.of({4: "x"}), texts=[[4]]), "expected a list of 2"),
    "a day in another object": (
        changed(cc.charts.Conflict(None, "signature", None, "x"), printed={"date": "2020-01-01"}),
        r"expected a day as \{'day'",
    ),
    "a number for a day": (changed(cc.charts.Conflict(None, "signature", None, "x"), printed=3), "expected str"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(text: str, message: str) -> None:
    """Nothing is taken for what it is not; the message has the path and is short."""
    with pytest.raises(InvalidJSONError, match=message) as caught:
        cc.from_json(text)
    assert 500 >= len(str(caught.value))


def test_footnotes_that_changed() -> None:
    """What a change is from and to may be a day, a text or numbers."""
    numbers = cc.Change(cc.ChangeKind.FOOTNOTES_CHANGED, cc.state("MNE"), old=(4,), new=(4, 55))

    assert numbers == cc.from_json(cc.to_json(numbers))
    with pytest.raises(InvalidJSONError, match="'4' is of type str, expected int"):
        cc.from_json(changed(numbers, new=["4"]))


def test_many_problems() -> None:
    """All are counted, and the first ones shown."""
    whole = json.loads(cc.to_json(treaty_of(parties={"FRA": "2006-01-10", "DEU": "2006-01-10"})))
    whole["value"] = dict.fromkeys(whole["value"], 3.5)
    with pytest.raises(InvalidJSONError, match=r"3\.5 is of type float, expected str @ value\.id; .*; and \d+ more$"):
        cc.from_json(json.dumps(whole))


@pytest.mark.parametrize("value", [None, "FRA", 3, [ACT], cc.Status.PARTY, object])
def test_no_public_value(value: object) -> None:
    """Other values are refused."""
    with pytest.raises(InvalidTypeError, match="expected a value of a public class"):
        cc.to_json(value)
    with pytest.raises(InvalidTypeError, match="expected JSON, as text or bytes"):
        cc.from_json(value if not isinstance(value, str) else None)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def test_invented_states() -> None:
    """They are read by the process that has invented them."""
    treaty = treaty_of(parties={state("Ruritania"): "2006-01-10"})

    assert treaty == cc.from_json(cc.to_json(treaty))
