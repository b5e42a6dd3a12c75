"""The notebooks: their cells run, the tasks have their answers, and prose says only what cells show."""

import ast
import contextlib
import html
import io
import re
import runpy
from pathlib import Path
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from cyberconventions.plots import Picture

pytest.importorskip("openpyxl")

DOCS = Path(__file__).parent.parent / "docs"
NOTEBOOKS = sorted(page for page in DOCS.rglob("*.md") if "```{code-cell}" in page.read_text(encoding="utf-8"))
RESEARCH = [page for page in NOTEBOOKS if page.parent.name == "research"]
CELL = re.compile(r"^```\{code-cell\} ipython3\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FIGURE = re.compile(r"\d{4}-\d\d(?:-\d\d)?|\d+(?:[./]\d+)*")  # numbers, days, resolutions


@attrs.define
class Section:
    """A part of a notebook under its heading, and what its cells showed."""

    heading: str
    prose: str
    code: list[str]
    values: list[Any] = attrs.field(factory=list[Any])
    printed: str = ""

    @property
    def shown(self) -> str:
        """All that a reader sees."""
        return "\n".join([self.printed, *map(words, self.values)])


def words(value: Any) -> str:  # noqa: ANN401 # whatever a cell ends with
    """Return what a cell shows as text."""
    if isinstance(value, Picture):
        return value.alt
    if hasattr(value, "_repr_html_"):
        return html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", value._repr_html_()))
    return repr(value)


def sections(page: Path) -> list[Section]:
    """Read a notebook: what stands before its first heading, and its parts."""
    text = page.read_text(encoding="utf-8").split("---\n", maxsplit=2)[2]
    _, *parts = re.split(r"^#+ ", text, flags=re.MULTILINE)
    return [
        Section(part.partition("\n")[0], CELL.sub("", part.partition("\n")[2]), CELL.findall(part)) for part in parts
    ]


def run(page: Path) -> dict[str, Section]:
    """Run the cells from top to bottom, as Jupyter does: the value of a last expression is shown."""
    names: dict[str, Any] = {}
    found = sections(page)
    for section in found:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            for code in section.code:
                tree = ast.parse(code)
                last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
                exec(compile(tree, page.name, "exec"), names)  # noqa: S102 # the notebook's own
                if isinstance(last, ast.Expr):
                    shown = eval(compile(ast.Expression(last.value), page.name, "eval"), names)  # noqa: S307
                    section.values += [] if shown is None else [shown]
        section.printed = printed.getvalue()
    return {section.heading: section for section in found}


@pytest.fixture(scope="module")
def tasks() -> dict[str, Section]:
    return run(DOCS / "cookbook.md")


class TestCookbook:
    def test_twelve_short_answers(self, tasks: dict[str, Section]) -> None:
        """Each has a value and at most six lines."""
        answers = [section for section in tasks.values() if section.heading != "Cookbook"]

        assert 12 == len(answers)
        for answer in answers:
            assert answer.shown.strip(), answer.heading
            assert sum(len(code.splitlines()) for code in answer.code) <= 6, answer.heading

    def test_parties_with_dates(self, tasks: dict[str, Section]) -> None:
        [table] = tasks["Parties, with dates"].values
        row = table.to_dicts()[0]

        assert ("Albania", "party", "2002-06-20", "2004-07-01") == (
            row["name"],
            row["status"],
            str(row["consent"]),
            str(row["entry_into_force"]),
        )

    def test_parties_over_time(self, tasks: dict[str, Section]) -> None:
        counts, picture = tasks["Parties over time"].values

        assert [(2004, 6), (2009, 26), (2014, 42), (2019, 64), (2024, 76)] == counts
        assert "Budapest Convention: 81 on 2026-04-25." in picture.alt

    def test_map(self, tasks: dict[str, Section]) -> None:
        [picture] = tasks["A map"].values

        assert "Party: 78. Signatory: Ireland; South Africa." in picture.alt

    def test_bound_by_one(self, tasks: dict[str, Section]) -> None:
        """The record of ETS 189 is partial."""
        [only] = tasks["Bound by one treaty and not by others"].values

        assert (6, 36) == (len(only), len(only.undecided))
        assert {"BEL", "CAN"} <= {state.id for state in only}
        assert "36 that may belong: Austria" in tasks["Bound by one treaty and not by others"].shown

    def test_members_of_a_group(self, tasks: dict[str, Section]) -> None:
        [(both, undecided)] = tasks["Members of a group under two treaties"].values

        assert ["BEN", "CPV", "CIV", "GHA", "MUS", "RWA", "STP", "SEN"] == [cc.state(name).id for name in both]
        assert ["CMR", "MAR", "TUN"] == [cc.state(name).id for name in undecided]

    def test_median_time(self, tasks: dict[str, Section]) -> None:
        days, picture = tasks["Median time from signature to entry into force, by region"].values

        assert {
            "Asia-Pacific Group": 2625.5,
            "Eastern European Group": 1135,
            "Western European and Others Group": 2722,
        } == days
        assert "Eastern European Group: 21 in force, median 3.1 years." in picture.alt

    def test_invitations_that_expire(self, tasks: dict[str, Section]) -> None:
        """As windows; one that begins later is left out."""
        [windows] = tasks["Invitations that expire within a year, or may"].values

        assert ["ATG", "GTM", "KAZ", "MYS", "TTO"] == [cc.state(name).id for name in windows]
        assert {"/"} <= {*windows["Guatemala"]}
        assert "Timor-Leste" not in windows

    def test_votes(self, tasks: dict[str, Section]) -> None:
        votes = tasks["Votes on a resolution, against status under a treaty"]

        assert "{'no': 51, 'abstain': 8, 'yes': 5}" in votes.printed
        assert "{'yes': 74, 'abstain': 25, 'absent': 21, 'no': 9}" in votes.printed
        assert "Party: 5 in favour, 8 abstaining, 51 against." in votes.shown

    def test_signatories_that_are_parties(self, tasks: dict[str, Section]) -> None:
        found = tasks["Signatories of one treaty that are parties to another"]

        assert "74 signed; 31 of them" in found.printed
        assert 31 == len(found.values[0])
        assert cc.state("GBR") in found.values[0]

    def test_timeline(self, tasks: dict[str, Section]) -> None:
        [events] = tasks["The timeline of the UN process"].values

        assert ["2018-11-14", "2025-10-25"] == [str(each.when) for each in (events[0], events[-1])]
        [step] = [each for each in events if "74/247" in (each.symbol or "")]
        assert "Resolution 74/247, 79-60-33: an ad hoc committee is to draw up a convention" == step.title

    def test_cite(self, tasks: dict[str, Section]) -> None:
        [citation] = tasks["How to cite"].values

        assert citation.text.startswith(
            "Ratification, acceptance or approval by France, 2006-01-10, effective 2006-05-01: Convention on Cybercrime"
        )

    def test_export(self, tasks: dict[str, Section]) -> None:
        assert "cyberconventions.xlsx\n" == tasks["Export to Excel"].printed


@pytest.mark.parametrize("page", RESEARCH, ids=lambda page: page.stem)
def test_prose_says_what_cells_show(page: Path) -> None:
    """Each figure, day and State that a section's prose names stands in what its cells show."""
    names = [state.name for state in cc.states()]
    for section in run(page).values():
        prose = re.sub(r"<!--.*?-->|`[^`]*`|\[[^]]*\]\([^)]*\)", "", section.prose, flags=re.DOTALL)
        found = FIGURE.findall(prose) + [name for name in names if re.search(rf"\b{name}\b", prose)]
        shown = {*FIGURE.findall(section.shown), *(name for name in names if name in section.shown)}

        assert set() == {*found} - shown, section.heading


@pytest.mark.parametrize("page", NOTEBOOKS, ids=lambda page: page.stem)
class TestEveryNotebook:
    def test_can_be_read(self, page: Path) -> None:
        """Jupyter and the site take it for a notebook; no line of code is cut on the page."""
        text = page.read_text(encoding="utf-8")

        assert "format_name: myst\n" in text.split("---\n")[1]
        assert CELL.findall(text)
        assert "\nNext: [" in text
        assert [] == [line for code in CELL.findall(text) for line in code.splitlines() if len(line) > 88]

    def test_stands_on_a_day(self, page: Path) -> None:
        """Each treaty's record is that of a day, so that a later act changes nothing."""
        code = "".join(CELL.findall(page.read_text(encoding="utf-8")))

        assert code.count("cc.treaty(") == code.count(").known_at(")


def test_an_error_in_a_cell_is_one_of_the_build() -> None:
    """Notebooks run each time that the site is built."""
    settings = runpy.run_path(str(DOCS / "conf.py"))

    assert ("force", True) == (settings["nb_execution_mode"], settings["nb_execution_raise_on_error"])


def test_outputs_are_not_kept() -> None:
    """The site makes them, and the notebooks to be downloaded."""
    assert 4 == len(NOTEBOOKS)
    assert [] == list(DOCS.rglob("*.ipynb"))
