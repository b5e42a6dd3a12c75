"""The words of the Treaty Office's pages, in English and in French."""

import re

from cyberconventions._symbols import FLAGS
from cyberconventions.charts._names import REFERENCE
from cyberconventions.charts._rows import Section

BILINGUAL = " / "
# No row is longer, nor the heading of a section.
LONGEST_ROW = 200
LONGEST_LINE = 10 * LONGEST_ROW

# -- the head --------------------------------------------------------------------------------------------

CAPTIONS = ("Chart of signatures and ratifications of Treaty ", "Etat des signatures et ratifications du trait")
CHART = re.compile(
    r"(?:Chart of signatures and ratifications of Treaty|[EÉ]tat des signatures et ratifications du trait[ée]) "
    r"(?P<number>\d{1,9})"
)
AS_OF = re.compile(r"(?:Status as of|Situation au)(?: / (?:Situation au|Status as of))? ?:? (?P<date>\S+)(?: \(.*\))?")
AS_OF_WORDS = ("Status as of", "Situation au")
_FIELD = (
    r"(?:Title|Titre|Reference|Référence|Opening (?:of the treaty|for signature)"
    r"|Ouverture (?:du traité|à la signature)|Entry in(?:to)? force|Entrée en vigueur)"
)
HEAD = re.compile(rf"(?P<field>{_FIELD})(?P<other> / {_FIELD})?(?: ?:)?(?: (?P<value>.+))?", re.IGNORECASE)
_FIELDS = {"t": "title", "r": "reference", "o": "opened", "e": "entry_into_force"}
NOT_YET = "//"  # where a day will stand
# The oldest pages have no title line "Chart of …": their reference stands alone.
REFERENCE_LINE = re.compile(REFERENCE, re.IGNORECASE)
TITLE = re.compile(rf"(?P<title>.+) \((?P<reference>{REFERENCE})\)", re.IGNORECASE)


def field_of(words: str) -> str:
    """Return the field that words of the head name.

    >>> field_of("Ouverture du traité"), field_of("Entry in force"), field_of("Référence")
    ('opened', 'entry_into_force', 'reference')
    """
    return _FIELDS[words[0].lower()]


# -- sections --------------------------------------------------------------------------------------------

_SECTIONS = {
    "members of council of europe": Section.MEMBER,
    "members of the council of europe": Section.MEMBER,
    "member states of the council of europe": Section.MEMBER,
    "non-members of council of europe": Section.NON_MEMBER,
    "non-members of the council of europe": Section.NON_MEMBER,
    "non-member states of the council of europe": Section.NON_MEMBER,
    "non-member states": Section.NON_MEMBER,
    "international organisations": Section.ORGANISATION,
    "international organizations": Section.ORGANISATION,
    "membres du conseil de l'europe": Section.MEMBER,
    "etats membres du conseil de l'europe": Section.MEMBER,
    "états membres du conseil de l'europe": Section.MEMBER,
    "non-membres du conseil de l'europe": Section.NON_MEMBER,
    "etats non membres du conseil de l'europe": Section.NON_MEMBER,
    "états non membres du conseil de l'europe": Section.NON_MEMBER,
    "organisations internationales": Section.ORGANISATION,
}


HEADING = "'Members of Council of Europe'"
LIKE_HEADING = re.compile(
    r"(?:non\b|m[ae]m|[eé]tats\b|states\b|internat|organi).{0,80}$|.{3,50} (?:of|d[eu'’]) ?(?:the |l['’])?Europe ?:?$",
    re.IGNORECASE,
)


def section_of(line: str) -> Section | None:
    """Return the section whose heading a line is, or nothing.

    >>> section_of("Non-membres du Conseil de l’Europe :")
    <Section.NON_MEMBER: 'non-member'>
    """
    if len(line) > LONGEST_ROW:
        return None
    words = line.casefold().replace("\u2019", "'").rstrip(" :")
    return _SECTIONS.get(words) or _SECTIONS.get(words.partition(BILINGUAL)[0])


# -- the table's header ----------------------------------------------------------------------------------

# A line that has no other words is the table's header, or a part of it that a copy broke off.
HEADER_WORDS = {
    *("state", "states", "or", "international", "organisation", "organization", "signature", "signatures"),
    *("ratification", "ratifications", "entry", "into", "in", "force", "notes", "denunciation", "denunciations"),
    *("effect", "of", "date", "etat", "états", "etats", "état", "ou", "internationale", "entrée", "en", "vigueur"),
    *("dénonciation", "effet", "de", "la", "d'effet", "who", "signed", "ratified", "neither", "nor", "suspended"),
    *("denounced", "r.d.a.t.c.o.", "/"),
    *(flag.lower() for flag in FLAGS),
}
FLAG_WORDS = {flag.lower() for flag in FLAGS}
COLUMNS = ("entry into force notes", "entrée en vigueur notes", "entry into force denunciation")
# Titles of columns, in the order in which they are tried: the effect of a denunciation is one, too.
TITLES = (
    ("effect", "withdrawal_effective"),
    ("effet", "withdrawal_effective"),
    ("nunciation", "withdrawal"),
    ("nonciation", "withdrawal"),
    ("signature", "signature"),
    ("ratification", "consent"),
    ("entry in", "effect"),
    ("entrée en", "effect"),
    ("notes", "notes"),
    ("r.d.a.t.c.o.", "notes"),
)

# -- below the table -------------------------------------------------------------------------------------

TOTAL = re.compile(
    r"(?:Total number of|Nombre total de) (?P<what>"
    r"signatures (?:not followed by ratifications?|non suivies de ratifications?)"
    r"|ratifications? ?/ ?(?:accessions?|adhésions?))(?: / Nombre total de [^\d:]*)?(?: ?:)?(?: (?P<number>\S+))?$",
    re.IGNORECASE,
)
TOTAL_WORDS = ("Total number of", "Nombre total de")
FOOTNOTE = re.compile(r"[^\w(:]*(?:\((?P<number>\d{1,9})\)|(?P<bare>\d{1,9}) ?:) (?P<text>.+)")
# What ends the table or the footnotes, where the page goes on.
AFTER = re.compile(r"Key\b|Légende\b|Source ?:|a ?: (?:Accession|Adhésion)\b")


def ends_table(line: str) -> bool:
    """Return whether a line stands below the table: a footnote, the key."""
    if line[0].isalpha():
        return AFTER.match(line) is not None
    return FOOTNOTE.match(line) is not None
