"""The headers by which the tables of other depositaries are recognised, in the languages in which they are printed."""

import re

# Footnote marks may stand behind the first word, and a file of cells may quote it.
_UN_HEADER = re.compile(r"\"?Participants?\"?(?:[ \d,;\"]*|\b)(?P<rest>(?:[^ \d,;\"].*)?)")
_UN_COLUMNS = (
    "Signature",
    "Ratification",
    *("Accession", "Acceptance", "Approval", "Definitive", "Formal", "Succession", "Consent", "Provisional"),
    *("Adhésion", "Acceptation", "Approbation", "Confirmation", "Consentement", "Application provisoire"),
)
_PARTY = r"Part(?:y|ies|ij|ijen)"
_DUTCH_HEADER = re.compile(
    rf"\"?{_PARTY}\"?[ ,;|]*\"?(?:Signature|Ondertekening)\b\"?[ ,;|]*\"?"
    r"(?:Provisional\b.*|Voorlopige\b.*|Ratificati(?:on|e)(?:.*(?:Entry into force|In ?werking|=).*)?)?"
    rf"|{_PARTY}(?:Signature|Ondertekening)(?:Provisional|Voorlopige|Ratificati).*",
    re.IGNORECASE,
)
_PARTY_ALONE = re.compile(_PARTY, re.IGNORECASE)
# A header that itself parts its cells, as a spreadsheet saves it.
_PARTED = re.compile(rf"\s*\"?(?:Participants?|{_PARTY})\"?(?P<separator>[,;])\s*\"?[^\W\d_]", re.IGNORECASE)
# The first word of any of these headers.
FIRST_WORD = "Part"


def is_un_header(line: str) -> bool:
    """Return whether a line, its white space reduced, begins a header of the UN Treaty Collection.

    >>> is_un_header("Participant Signature Ratification, Acceptance(A)"), is_un_header("Participants said no")
    (True, False)
    >>> is_un_header("Participant;Signature;Ratification, Adhésion(a)"), is_un_header("ParticipantSignature")
    (True, True)
    """
    header = un_columns(line)
    return header is not None and (not header or header.startswith(_UN_COLUMNS))


def un_columns(line: str) -> str | None:
    """Return what stands behind the first word of such a header, ``None`` for another line."""
    header = _UN_HEADER.fullmatch(line) if line.startswith(("Participant", '"Participant')) else None
    return header["rest"] if header is not None else None


def is_dutch_header(line: str, before: str = "") -> bool:
    """Return whether a line, its white space reduced, begins a header of the Dutch treaty database.

    Arguments:
        line: The line.
        before: The line before it, which is the first cell where a cell stands on each line.

    >>> is_dutch_header("Party Signature Ratification Entry into force Renunciation Termination")
    True
    >>> is_dutch_header("Partij Ondertekening Voorlopige"), is_dutch_header("Ondertekening", "Partij")
    (True, True)
    """
    if before and line[:1] in "SsOo" and _PARTY_ALONE.fullmatch(before):
        line = f"{before} {line}"
    return _DUTCH_HEADER.fullmatch(line) is not None


def separator_of(header: str) -> str:
    """Return what parts the cells of a header besides tabs: a comma or a semicolon, nothing where neither does.

    >>> separator_of('"Participant";"Signature"'), separator_of("Participant Signature, Succession to signature(d)")
    (';', '')
    """
    parted = _PARTED.match(header)
    return parted["separator"] if parted is not None else ""
