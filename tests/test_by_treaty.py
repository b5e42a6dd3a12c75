"""Errata, misprints and unknowns by any name of a treaty."""

import pytest

import cyberconventions as cc
from cyberconventions.errors import InvalidTypeError, UnknownTreatyError


@pytest.mark.parametrize("ref", [201, "cets201", "CETS No. 201", "lanzarote", "Lanzarote Convention"])
def test_by_any_name_of_a_treaty(ref: "str | int") -> None:
    """A treaty's number, name or id will do, and so will the treaty itself."""
    treaty = cc.treaty(201)

    assert [14, 15, 16] == [each.row for each in cc.errata(ref)]
    assert cc.errata(ref) == cc.errata(treaty) == treaty.errata
    assert ["ARM"] == [each.state.id for each in cc.misprints(ref)]
    assert cc.misprints(ref) == cc.misprints(treaty) == treaty.misprints
    assert ["signatories"] == [each.subject for each in cc.unknowns(ref)]
    assert cc.unknowns(ref) == cc.unknowns(treaty) == treaty.unknowns


def test_an_edition_has_those_of_its_treaty(budapest: cc.Treaty) -> None:
    """They are about the treaty, whatever the day."""
    assert cc.misprints(budapest.known_at("2020-03-13")) == cc.misprints("budapest")


def test_of_all_treaties() -> None:
    """Without a treaty, those of all, and the errata about the UN process."""
    assert set(cc.errata("crc")) < set(cc.errata())
    assert {each for treaty in cc.treaties() for each in cc.misprints(treaty)} == set(cc.misprints())
    assert {each for treaty in cc.treaties() for each in cc.unknowns(treaty)} == set(cc.unknowns())


def test_bad_questions() -> None:
    """Unknown treaties and other types are errors."""
    for question in (cc.errata, cc.misprints, cc.unknowns):
        with pytest.raises(UnknownTreatyError):
            question("nowhere")
        with pytest.raises(InvalidTypeError):
            question(1.5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
