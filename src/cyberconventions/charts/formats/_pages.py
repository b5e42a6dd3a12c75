"""What a text looks like that is not read: an outage page, a page of another form."""

import re

from cyberconventions.errors import ChartError, ChartLineError

# Sentences about the service itself: "maintenance" alone is a word that any text may have.
_OUTAGE = re.compile(
    r"\b(?:temporarily|currently|momentanément|temporairement) (?:unavailable|down|offline|indisponible)\b"
    r"|\b(?:service|server|site|page|database|serveur|base de données) (?:is |est )?(?:unavailable|indisponible)\b"
    r"|\b(?:urgent|scheduled|planned|unplanned|routine|emergency|essential|technical|site|system|server|under"
    r"|en cours de) maintenance\b(?! of\b)"
    r"|\b(?:down|closed|offline|unavailable) for (?:\w+ ){0,2}maintenance\b(?! of\b)"
    r"|\bmaintenance (?:mode|window|page|in progress|underway|programmée|en cours)\b"
    r"|\b50[234] (?:bad gateway|service|gateway)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
# So much of a page is searched for what it looks like.
_BEGINNING = 100_000
_DRAWN = re.compile(
    r"^[ \t]*(?:={3,}(?: +={3,})+|\+[-=]{3}[-=+]*\+|[\u250c-\u254b\u2552-\u256c][\u2500-\u257f]{3,})[ \t]*$",
    re.MULTILINE,
)
# Forms that are known, and not read.
_NOT_READ = (
    (
        re.compile(
            r"\b(?:Geltungsbereich am|Champ d.application le|Campo d.applicazione il|Scope of application on) \d"
            r"|\bVertragsstaaten\s+Ratifikation\b|\b[EÉ]tats parties\s+Ratification\s+Adh[ée]sion \(A\)"
            r"|\bStati partecipanti\s+Ratifica\b",
            re.IGNORECASE,
        ),
        "a scope table of the Swiss classified compilation (SR, RS)",
    ),
    (
        re.compile(r"\bE\. PARTIJGEGEVENS\b|^Partij\s*Onder-?\s?tekening.*\bType", re.MULTILINE),
        "a table of the Dutch Tractatenblad, whose years have two digits",
    ),
    (
        re.compile(r"\bAction Date\b.{0,60}\bEffective Date\b", re.IGNORECASE),
        "a list with one row for each act, as the UK's treaty database has",
    ),
    (re.compile(r"^\{\|.*\n(?:.*\n)?[!|]", re.MULTILINE), "a table in the mark-up of a wiki"),
)
# Forms that are read, if their table is there.
_WITHOUT_TABLE = (
    (
        re.compile(
            r"\bUnited Nations Treaty Collection\b|\btreaties\.un\.org\b|\bMTDSG\b|\bSTATUS AS AT\b"
            r"|^Participants?\b.*\bSignature",
            re.MULTILINE,
        ),
        "a page of the UN Treaty Collection without its table (no header 'Participant Signature …')",
    ),
    (
        re.compile(
            r"\bverdragenbank\b|\btreatydatabase\.overheid\.nl\b|\bverdragen\.nl\b"
            r"|\bParties with reservations, declarations and objections\b|\bPartijen met voorbehouden\b",
            re.IGNORECASE,
        ),
        "a page of the Dutch treaty database without its table of parties",
    ),
)


def is_page(text: str) -> bool:
    """Return whether a text is a web page from its first word on."""
    return _PAGE.match(text) is not None


def is_outage(text: str) -> bool:
    """Return whether a page says that the service is not available.

    >>> is_outage("Service temporarily unavailable"), is_outage("the maintenance of the land register")
    (True, False)
    """
    return _OUTAGE.search(text, 0, _BEGINNING) is not None


def is_drawn(text: str) -> bool:
    r"""Return whether a text has a table that is drawn with lines.

    >>> is_drawn("+------+---+\n| Peru | a |"), is_drawn("┌──────┬───┐"), is_drawn("----")
    (True, True, False)
    """
    return _DRAWN.search(text, 0, _BEGINNING) is not None


def unread_form(text: str) -> str:
    """Return what a text looks like whose form is known and not read; nothing for another.

    >>> unread_form("Geltungsbereich am 14. September 2020")
    'a scope table of the Swiss classified compilation (SR, RS)'
    """
    return _first(_NOT_READ, text)


def without_table(text: str) -> str:
    """Return what a text looks like of which a table would be read; nothing for another.

    >>> without_table("Convention on Cybercrime")
    ''
    """
    return _first(_WITHOUT_TABLE, text)


def _first(forms: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str:
    return next((words for pattern, words in forms if pattern.search(text, 0, _BEGINNING)), "")


def unexpected_page(text: str, expected: str) -> ChartError:
    """Return the error that a web page came where something else was expected."""
    hint = "it looks like an outage page" if is_outage(text) else "it may be an outage or a redirect"
    problem = ChartLineError(f"a web page (HTML) came where {expected} was expected: {hint}; fetch it again", 1)
    return ChartError("not a chart", [problem])
