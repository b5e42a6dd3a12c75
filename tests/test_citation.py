"""How the dataset is cited, and its version."""

import json
import re
from pathlib import Path

import attrs
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


class TestWhatTheRecordSays:
    """Acts, statements, votes, resolutions and events, each with the document that shows it best."""

    def test_act(self) -> None:
        """An act names its treaty, and says where it is badly founded."""
        budapest, qatar = cc.treaty("budapest"), cc.treaty("uncc")["QAT"].consent
        assert qatar is not None
        france = cc.cite(budapest["FRA"].consent)
        of_a_test = cc.cite(cc.Act("FRA", "accession", "2006-01-10"))

        assert france.text.startswith(
            "Ratification, acceptance or approval by France, 2006-01-10, effective 2006-05-01: "
        )
        assert "Convention on Cybercrime (ETS No. 185). Source: Chart of signatures" in france.text
        assert "Confidence" not in france.text
        assert "by Qatar, 2026-02: United Nations Convention" in cc.cite(qatar).text
        assert ". Confidence: low. In: cyberconventions" in cc.cite(qatar).text
        assert of_a_test.text.startswith("Accession by France, 2006-01-10. In: cyberconventions")
        assert of_a_test.bibtex.startswith("@misc{cyberconventions-act-FRA-accession-2006-01-10,")

    def test_statement(self) -> None:
        """A statement names the article and the treaty, not what it says in the dataset's words."""
        [statement] = cc.treaty("budapest").statements("NGA", on="2023-01-01", article="29(4)")
        citation = cc.cite(statement)

        assert citation.text.startswith(
            "Nigeria, reservation to Art. 29(4), from 2022-11-01: Convention on Cybercrime (ETS No. 185). Source: "
        )
        assert citation.bibtex.startswith("@misc{cyberconventions-ets185-NGA-reservation-29-4-2022-11-01,")

    def test_vote(self) -> None:
        """A vote names the resolution, and how it is known."""
        found = cc.resolution("74/247")
        ballot, other = found.ballot("India"), found.ballot("France", "third committee")
        assert ballot is not None
        assert other is not None
        invented = cc.un.Ballot(cc.state("FRA"), cc.un.Vote.YES, cc.un.Basis.NAMED)

        assert cc.cite(ballot).text.startswith("Vote of India on A/RES/74/247, plenary, 2019-12-27: yes (roll call). ")
        assert "third committee, 2019-11-18: no (bloc). Source: " in cc.cite(other).text
        assert ". Confidence: low. In: " in cc.cite(other).text
        assert cc.cite(invented).text.startswith("Vote of France: yes (named). In: ")

    def test_resolution(self) -> None:
        """A resolution is cited by its symbol and its day, as it is known."""
        known, of_a_year = cc.cite(cc.resolution("74/247")), cc.cite(cc.resolution("2010/18"))

        assert known.text.startswith(
            "General Assembly, resolution 74/247 (A/RES/74/247), adopted on 2019-12-27 by 79 votes to 60, "
            "with 33 abstentions. In: "
        )
        assert "adopted in 2010. In: " in of_a_year.text
        assert "  author = {{General Assembly}},\n  year = {2019}," in known.bibtex
        undated = attrs.evolve(cc.resolution("2010/18").stage(), when=cc.DateWindow(None, None))
        bare = attrs.evolve(cc.resolution("2010/18"), stages=(undated,))
        assert "(E/RES/2010/18). In: " in cc.cite(bare).text

    def test_stage(self) -> None:
        """A step has its tally, and says whether the votes on record explain it."""
        stage = cc.resolution("74/247").stage("third committee")

        assert cc.cite(stage).text.startswith(
            "Third Committee on A/RES/74/247, 2019-11-18: 88-58-34 (roll call incomplete). Source: "
        )
        other = attrs.evolve(stage, tally=None, comment="another")
        assert cc.cite(other).text.startswith("Third Committee, 2019-11-18. Source: ")

    def test_event(self) -> None:
        """An event is cited with its body and its day."""
        [event] = cc.un.events(kind="vote", until="2018-12-31")

        assert cc.cite(event).text.startswith("2018-11-14 Third Committee: Third Committee approves the draft")
        assert cc.cite(event).bibtex.startswith("@misc{cyberconventions-2018-11-14-third-committee-vote,")

    def test_record_of_ones_own(self) -> None:
        """A record of one's own is not the published one."""
        own = cc.dataset(Path(cc.__file__).parent / "data")

        assert "(a record of one's own, made from it). Dataset, version " in cc.cite(own).text

    def test_a_key_of_its_own(self) -> None:
        """No two acts, statements or votes that one may cite together have one key."""
        budapest = cc.treaty("budapest")
        cited = [*budapest["FRA"].acts, *budapest["ARG"].acts, *budapest["CZE"].statements]
        keys = [cc.cite(each).bibtex.partition(",")[0] for each in cited]

        assert len(set(keys)) == len(keys)
        assert all(re.fullmatch(r"@misc\{[A-Za-z0-9-]+", key) for key in keys)


class TestForms:
    def test_csl_json(self) -> None:
        """One item, with what Zotero and Pandoc read."""
        [item] = json.loads(cc.cite(cc.resolution("74/247")).csl_json)
        [dataset] = json.loads(cc.cite().csl_json)

        assert ("legislation", "A/RES/74/247", "General Assembly") == (item["type"], item["number"], item["authority"])
        assert [[2019, 12, 27]] == item["issued"]["date-parts"]
        assert ("dataset", "cyberconventions") == (dataset["type"], dataset["id"])
        assert [int(part) for part in cc.data_version.split(".")] == dataset["issued"]["date-parts"][0]
        assert "container-title" not in dataset
        assert {"id", "type", "title", "author", "issued"} <= {*item}

    def test_bibtex_reads_no_command(self) -> None:
        """What TeX would read as a command is text."""
        act = attrs.evolve(cc.treaty("budapest")["FRA"].acts[0], territory=r"50% & {a_b} #1 $x$ \cite ~ ^")
        title = cc.cite(act).bibtex.splitlines()[1]

        assert r"50\% \& \{a\_b\} \#1 \$x\$ \textbackslash{}cite \textasciitilde{} \textasciicircum{}" in title
        assert title.startswith("  title = {{Signature by France")

    def test_notebook(self) -> None:
        """A cell shows the text, and the entry for BibTeX folded."""
        html = cc.cite("budapest")._repr_html_()  # pyright: ignore[reportPrivateUsage]

        assert f"<p>{cc.cite('budapest').text}</p>" in html
        assert "<details><summary>BibTeX</summary><pre>@misc{cyberconventions-ets185," in html
