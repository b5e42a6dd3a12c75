"""The headers by which the tables of other depositaries are recognised."""

import re

_UN_HEADER = re.compile(r"Participants?(?:[ \d,]*|\b)(?P<rest>(?:[^ \d,].*)?)")
_UN_COLUMNS = ("Signature", "Ratification", "Accession", "Acceptance", "Approval", "Definitive", "Formal", "Succession")
_DUTCH_HEADER = re.compile(r"Part(?:y|ies) Signature Ratification Entry into force\b.*", re.IGNORECASE)
# The first word of either header.
FIRST_WORD = "Part"


def is_un_header(line: str) -> bool:
    """Return whether a line, its white space reduced, begins a header of the UN Treaty Collection.

    >>> is_un_header("Participant Signature Ratification, Acceptance(A)"), is_un_header("Participants said no")
    (True, False)
    """
    header = un_columns(line)
    return header is not None and (not header or header.startswith(_UN_COLUMNS))


def un_columns(line: str) -> str | None:
    """Return what stands behind the first word of such a header, ``None`` for another line."""
    header = _UN_HEADER.fullmatch(line) if line.startswith("Participant") else None
    return header["rest"] if header is not None else None


def is_dutch_header(line: str) -> bool:
    """Return whether a line, its white space reduced, is the header of the Dutch treaty database.

    >>> is_dutch_header("Party Signature Ratification Entry into force Renunciation Termination")
    True
    """
    return _DUTCH_HEADER.fullmatch(line) is not None
