"""Web pages that come where a chart in another form was expected, and what they say of an outage."""

import re

from cyberconventions.errors import ChartError, ChartLineError

_OUTAGE = re.compile(r"maintenance|temporarily unavailable|service unavailable|indisponible", re.IGNORECASE)
_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


def is_page(text: str) -> bool:
    """Return whether a text is a web page from its first word on."""
    return _PAGE.match(text) is not None


def is_outage(text: str) -> bool:
    """Return whether a page says that the service is not available."""
    return _OUTAGE.search(text, 0, 100_000) is not None


def unexpected_page(text: str, expected: str) -> ChartError:
    """Return the error that a web page came where something else was expected."""
    hint = "it looks like an outage page" if is_outage(text) else "it may be an outage or a redirect"
    problem = ChartLineError(f"a web page (HTML) came where {expected} was expected: {hint}; fetch it again", 1)
    return ChartError("not a chart", [problem])
