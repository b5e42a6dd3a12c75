"""A small desk: a web form that answers whether a treaty is in force for a State, or between two, on a day.

It stands for the applications of other people: it uses what the library exports, and its own tests (``suite.py``) use
the library's kit and nothing else. ``tools/sample_app.py`` runs them.
"""

from html import escape

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

import cyberconventions as cc

FORM = (
    """<form action="/answer"><input name="treaty"><input name="state"><input name="on"><button>Ask</button></form>"""
)
WORDS = {"yes": "Yes, it is in force.", "no": "No, it is not in force.", "unknown": "The record can't say."}


def answer(treaty: cc.Treaty, state: str, on: str | None) -> tuple[str, str]:
    """Return yes, no or unknown, and the memo for the file."""
    memo = treaty.explain(state, on=on)
    return memo.is_party.value, str(memo)


def between(treaty: cc.Treaty, one: str, other: str, on: str | None) -> str:
    """Return whether a treaty is in force between two States: no if it is not for one, yes if it is for both."""
    found = {answer(treaty, one, on)[0], answer(treaty, other, on)[0]}
    if "no" in found:
        return "no"
    return "unknown" if "unknown" in found else "yes"


def summary(page: str) -> str:
    """Return what a published chart says in one line, and whether it can be trusted."""
    chart = cc.parse_chart(page)
    counted = chart.counted()
    doubts = [*map(str, chart.problems), *chart.gaps]
    found = f"{chart.as_of}: {counted.consents} consents, {counted.signatures_only} signatures only"
    return f"{found}. Check by hand: {'; '.join(doubts)}" if doubts else f"{found}."


def shown(title: str, text: str, status: int = 200) -> HTMLResponse:
    """Return a page."""
    return HTMLResponse(f"<h1>{escape(title)}</h1><pre>{escape(text)}</pre>{FORM}", status_code=status)


async def ask(request: Request) -> HTMLResponse:
    """Answer for one State."""
    asked = request.query_params
    found, memo = answer(cc.treaty(asked["treaty"]), asked["state"], asked.get("on") or None)
    return shown(WORDS[found], memo)


async def ask_between(request: Request) -> HTMLResponse:
    """Answer for two States."""
    asked = request.query_params
    treaty = cc.treaty(asked["treaty"])
    found = between(treaty, asked["one"], asked["other"], asked.get("on") or None)
    return shown(WORDS[found], f"{treaty.short_title}: {asked['one']} and {asked['other']}")


async def read(request: Request) -> HTMLResponse:
    """Read a chart that somebody pasted."""
    return shown("The chart", summary((await request.body()).decode()))


async def start(_: Request) -> HTMLResponse:
    """Show the form."""
    return shown("Is it in force?", "Name a treaty, a State and, if you like, a day.")


async def bad_input(_: Request, error: Exception) -> HTMLResponse:
    """Say what is wrong with what was asked."""
    return shown("Please check what you asked", str(error), status=400)


async def missing(_: Request, error: Exception) -> HTMLResponse:
    """Say which word is missing."""
    return shown("Please check what you asked", f"missing: {error}", status=400)


app = Starlette(
    routes=[
        Route("/", start),
        Route("/answer", ask),
        Route("/between", ask_between),
        Route("/chart", read, methods=["POST"]),
    ],
    exception_handlers={cc.CyberConventionsError: bad_input, KeyError: missing},
)
