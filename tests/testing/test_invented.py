"""States that there are not."""

import copy
import pickle

import pytest

import cyberconventions as cc
from cyberconventions._states import INVENTED, spellings
from cyberconventions.errors import InvalidTypeError, InvalidValueError, UnknownStateError
from cyberconventions.testing import chart_text, state, treaty_of


def test_can_do_what_any_state_can() -> None:
    """It is a party, has a row on charts, and is told apart from others."""
    ruritania, syldavia = state("Ruritania"), state("Syldavia")
    treaty = treaty_of(parties={ruritania: "2006-01-10"}, signatories=[syldavia])

    assert ruritania in treaty.parties()
    assert "Ruritania (XRU) on 2006-05-01" in str(treaty.explain(ruritania, on="2006-05-01"))
    assert cc.Status.SIGNATORY is treaty.status(syldavia)
    assert ["Ruritania", "Syldavia"] == [row.name or row.state.name for row in cc.Chart.of(treaty).rows[-2:]]
    assert treaty == pickle.loads(pickle.dumps(treaty)) == copy.deepcopy(treaty)


def test_no_look_up_finds_it() -> None:
    """Neither its name nor its code mean a State, and no message suggests it."""
    known = spellings()
    invented = state("Borduria")

    for ref in ("Borduria", invented.id, "borduria"):
        with pytest.raises(UnknownStateError):
            cc.state(ref)
    assert known == spellings()
    assert cc.state(invented) is invented
    assert invented not in cc.treaty("budapest")
    assert (None, None, None) == (invented.alpha_2, invented.numeric, invented.flag)
    with pytest.raises(cc.errors.ChartError, match="'Borduria' is not a known State"):
        cc.parse_chart(chart_text(parties={invented: "2006-01-10"}))


def test_same_name_same_state() -> None:
    """However it is written; another name is another State, even where it begins alike."""
    assert state("Grand Fenwick") == state("  grand  fenwick ")
    assert state("Grand Fenwick") != state("Grand Banks")
    assert state("東方国") == state("東方国")
    assert 3 == len({state("Qumar"), state("Quaarm"), state("東方国")})


@pytest.mark.parametrize("name", ["France", "fra", "EUE", "Serbia and Montenegro", "Aruba", "ABW", "", "  "])
def test_names_of_real_states(name: str) -> None:
    """A name that means a State or a territory already is refused."""
    with pytest.raises(InvalidValueError, match="expected a new name"):
        state(name)


def test_no_name() -> None:
    """A name is text."""
    with pytest.raises(InvalidTypeError, match="a name for an invented State"):
        state(3)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def test_codes_are_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are some 676 of them."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert "XKX" != state("Kxx Kxx").id, "in wide use for Kosovo"
    for code in (f"X{one}{other}" for one in letters for other in letters):
        monkeypatch.setitem(INVENTED, code, ("Used", "", "", ""))
    with pytest.raises(InvalidValueError, match="used up"):
        state("One too many")
