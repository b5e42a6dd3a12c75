"""Twenty questions of three kinds of readers, asked of the built site: two clicks at most, and the right answer."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

import cyberconventions as cc
from tests.site.pages import needs_site, opened

pytestmark = needs_site


@attrs.frozen
class Question:
    """What a reader asks, the links on the way from the first page, and what the page there has to say.

    Attributes:
        asked: The question.
        clicks: The words of the links.
        answer: Gives the texts of the answer, from the library.
    """

    asked: str
    clicks: tuple[str, ...]
    answer: Callable[[], tuple[str, ...]]


def row(*cells: object) -> str:
    """Return a row of a table as a browser gives its text."""
    return "\t".join(map(str, cells))


BUDAPEST = cc.treaty("budapest")
PINNED = BUDAPEST.known_at("2026-04-25")
ANALYST = (
    Question(
        "Since when is Japan bound by the Budapest Convention?",
        ("the treaties", "Budapest Convention"),
        lambda: (row("Japan", "2001-11-23", "2012-07-03", "consent", str(BUDAPEST["Japan"].entry_into_force)),),
    ),
    Question(
        "How many parties does the Palermo Convention have, and since when is it in force?",
        ("the treaties",),
        lambda: (f"{cc.treaty('untoc').entry_into_force}\t{len(cc.treaty('untoc').parties())}\t",),
    ),
    Question(
        "Which States have signed the Budapest Convention and not ratified it?",
        ("the treaties", "Budapest Convention"),
        lambda: tuple(row(each.name, BUDAPEST[each].signature.date) for each in BUDAPEST.signatories()),  # type: ignore[union-attr]
    ),
    Question(
        "Which treaties bound both France and Japan in 2015?",
        ("which treaties bind two States?",),
        lambda: (str([each.reference for each in cc.treaties(between=("France", "Japan"), on="2015-01-01")]),),
    ),
    Question(
        "How did parties to the Budapest Convention vote on resolution 74/247?",
        ("recipes",),
        lambda: (_votes(),),
    ),
    Question(
        "Whose invitation to accede expires in 2027?",
        ("the treaties", "Budapest Convention"),
        lambda: (str(BUDAPEST["Timor-Leste"].invitation.expires),),  # type: ignore[union-attr]
    ),
    Question(
        "What has Norway reserved on preservation (Art. 29(4))?",
        ("the treaties", "Budapest Convention"),
        lambda: (PINNED.statements("Norway", on="2024-01-01", article="29(4)", kind="reservation")[0].summary,),
    ),
    Question(
        "How do I cite the dataset?",
        ("how to cite",),
        lambda: ("cc.cite(", "In: cyberconventions:", "CC BY 4.0"),
    ),
)
DEVELOPER = (
    Question(
        "From what day would Ireland be bound if it deposited on 30 November 2026?",
        (),
        lambda: (repr(PINNED.would_enter_into_force("Ireland", deposited="2026-11-30")),),
    ),
    Question(
        "What do I catch where the record can't tell?",
        ("errors",),
        lambda: (cc.errors.UnknownStatusError.__name__, "is a LookupError", str(cc.treaty("malabo").status("Kenya"))),
    ),
    Question(
        "Does the Budapest Convention apply in Curaçao, and since when?",
        ("Territories",),
        lambda: (
            f"{[PINNED.applies_to('Curaçao', on=day).value for day in ('2024-09-30', '2024-10-01')]}",
            "applies_to",
        ),
    ),
    Question(
        "Which values can a status have, and what does 'contracting' mean?",
        ("every call", "Treaties and what States did"),
        lambda: tuple(f"{each.name} = {each.value!r}" for each in cc.Status),
    ),
    Question(
        "What may I pass as a date?",
        ("every call", "What you may pass"),
        lambda: ("numpy.datetime64", "a text with a time of day"),
    ),
    Question(
        "Can Germany ask Nigeria to preserve data in 2023, and on which article?",
        ("which articles can one rest on?",),
        lambda: (str(_request()).splitlines()[0], str(_request()).splitlines()[1].strip()[:30]),
    ),
    Question(
        "Which exit status does the command have where that is not known?",
        ("which articles can one rest on?",),
        lambda: ("3\tnot known",),
    ),
    Question(
        "How do I read the record from JavaScript?",
        ("The record as JSON, for any language",),
        lambda: ("api/v1/states/FRA.json", "fetch("),
    ),
)
TESTER = (
    Question(
        "How do I keep the record still in pytest?",
        ("tests of your own",),
        lambda: (cc.testing.frozen_record.__name__, 'frozen_record("2020-03-13")'),
    ),
    Question(
        "Does known_at answer the same after the next release?",
        ("pin the data",),
        lambda: (f"({len(PINNED.parties())}, '{PINNED.as_of}')", "A correction of the past does change it."),
    ),
    Question(
        "Which edge cases are there: States that ended, names that mean two States?",
        ("the ideas", "Names, groups, States that end"),
        lambda: (
            f"{[PINNED.status(each, on='2005-12-31').value for each in ('Serbia and Montenegro', 'Montenegro')]}",
            f"{[cc.state(name).id for name in ('St. Lucia', 'Bahamas, The')]}"[:-1],
        ),
    ),
    Question(
        "What is not known of the Malabo Convention?",
        ("the treaties", "Malabo Convention"),
        lambda: ("What is not known", cc.treaty("malabo").unknowns[0].statement),
    ),
)


def _request() -> cc.Cooperation:
    return cc.cooperation(requesting="Germany", requested="Nigeria", measure="preservation", on="2023-01-01")


def _votes() -> str:
    plenary = cc.resolution("74/247").stage("plenary")
    against = [each for each in plenary.ballots if each.vote is cc.un.Vote.NO]
    count = sum(PINNED.is_party(each.state, on=plenary.date) for each in against)
    return f"Counter({{'no': {count}"


def test_there_are_twenty() -> None:
    assert 20 == len((*ANALYST, *DEVELOPER, *TESTER))


@pytest.mark.parametrize("question", [*ANALYST, *DEVELOPER, *TESTER], ids=lambda each: each.asked)
def test_a_reader_finds_the_answer(browser: Any, address: str, question: Question) -> None:  # noqa: ANN401
    """Within two clicks, by links that can be seen; and the page says what the library answers."""
    assert len(question.clicks) <= 2
    with opened(browser) as (page, *_):
        page.goto(address)
        for words in question.clicks:
            with page.expect_navigation():  # to the end of the page: a long one has text before it is whole
                page.get_by_role("link", name=words, exact=True).first.click()
        said = " ".join(page.inner_text("article").replace("\t", " | ").split())
    for part in question.answer():
        assert " ".join(part.replace("\t", " | ").split()) in said
