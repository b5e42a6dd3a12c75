"""How the dataset is cited, and its version."""

import re
from pathlib import Path

import pytest

import cyberconventions as cc
from cyberconventions.errors import UnknownTreatyError


def test_dataset() -> None:
    """The dataset is cited with its own version."""
    citation = cc.cite()

    assert str(citation) == citation.text
    assert f"version {cc.data_version}" in citation.text
    assert citation.bibtex.startswith("@misc{cyberconventions,\n  title = {{cyberconventions: ")
    assert "note" not in citation.bibtex


def test_record_of_a_treaty(budapest: cc.Treaty) -> None:
    """A treaty's record is cited with the day it stands as of, an edition's with its own."""
    latest = cc.treaty("budapest")
    status = f"Convention on Cybercrime (ETS No. 185), status as of {latest.as_of}. In: "

    assert cc.cite("185") == cc.cite(latest)
    assert cc.cite(185).text.startswith(status)
    assert "complete record, after the Secretary General of the Council of Europe" in cc.cite(185).bibtex
    assert "as of 2020-03-13" in cc.cite(budapest.known_at("2020-03-13")).text


def test_nothing_to_cite() -> None:
    """An unknown treaty is an error."""
    with pytest.raises(UnknownTreatyError):
        cc.cite("Vienna")


def test_versions() -> None:
    """Code and data have versions of their own; CITATION.cff names that of the data."""
    cff = (Path(__file__).parent.parent / "CITATION.cff").read_text(encoding="utf-8")

    assert re.fullmatch(r"\d{4}\.\d{1,2}\.\d{1,2}", cc.data_version)
    assert re.fullmatch(r"\d+\.\d+\.\d+", cc.__version__)
    assert f"\nversion: {cc.data_version}\n" in cff
