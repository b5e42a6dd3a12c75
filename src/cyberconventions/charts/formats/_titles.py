"""What the titles of a table's columns mean, in English and in French, in whatever order the columns stand."""

import re

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._dataset import remembered
from cyberconventions._states import fold
from cyberconventions._symbols import FLAGS, Code, un_legend

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME, CODE, SIGNATURE, CONSENT, KIND, EFFECT = "name", "code", "signature", "consent", "kind", "effect"
WITHDRAWAL, WITHDRAWAL_EFFECTIVE, NOTES, FLAG = "withdrawal", "withdrawal_effective", "notes", "flag"
TREATY, AS_OF, NOTHING, OTHER = "treaty", "as_of", "nothing", "other"
DAYS = (SIGNATURE, CONSENT, EFFECT, WITHDRAWAL, WITHDRAWAL_EFFECTIVE)

_LONGEST_TITLE = 200
_BRACKET = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that say no more than that a column has days, or nothing at all.
_SMALL = _words(
    "a and au aux by d date dates day days de deposit deposited depot des du et for instrument instruments jour l la "
    "le les of on or ou par pour the to"
)
# Without a word for a consent, these mean one.
_DEPOSITED = _words("deposit deposited depot instrument instruments")
_KINDS = {
    "ratification": ActKind.CONSENT,
    "ratifications": ActKind.CONSENT,
    "ratified": ActKind.CONSENT,
    "ratifie": ActKind.CONSENT,
    "consent": ActKind.CONSENT,
    "consentement": ActKind.CONSENT,
    "acceptance": ActKind.ACCEPTANCE,
    "acceptation": ActKind.ACCEPTANCE,
    "approval": ActKind.APPROVAL,
    "approbation": ActKind.APPROVAL,
    "accession": ActKind.ACCESSION,
    "accessions": ActKind.ACCESSION,
    "acceded": ActKind.ACCESSION,
    "adhesion": ActKind.ACCESSION,
    "adhesions": ActKind.ACCESSION,
    "succession": ActKind.SUCCESSION,
}
_ACTS = frozenset(_KINDS)
_ACT_WORDS = _ACTS | _words("bound be confirmation etre formal formelle lie")
_LEAVING = _words("denonciation denounced denunciation denunciations retrait withdrawal withdrawn")
_EFFECT = _words("effect effective effet prend prise takes taking")
_STATES = _words(
    "countries country etat etats name nom participant participants partie parties party pays state states"
)
_CODES = _words("alpha2 alpha3 code codes iso iso2 iso3")
_IN_FORCE = _words("effective eif force vigueur")
_TYPES = _words("act acte action form forme kind mode nature type")
_SIGNED = _words("signature signatures signe signed signee")
_NOTED = _words("footnote footnotes note notes remarques renvois")
_TREATIES = _words("cets convention ets reference ste stce traite treaty")
_DATED = _words("as at situation status")
_NUMBERED = _words("0 id index n no nr number rang row unnamed")
# For each column: words of which its title has one, and all that it may have.
_COLUMNS = (
    (CODE, _CODES, _CODES | _words("1 2 3 3166 alpha country etat pays state")),
    (
        NAME,
        _STATES,
        _STATES
        | _words(
            "contractant contractante contractantes contractants contracting international internationale "
            "internationales member membre membres organisation organisations organization organizations"
        ),
    ),
    (SIGNATURE, _SIGNED, _SIGNED),
    (CONSENT, _ACTS, _ACT_WORDS),
    (EFFECT, _IN_FORCE, _IN_FORCE | _words("effect effet en entered entree entry in into")),
    (KIND, _TYPES, _TYPES | _ACT_WORDS),
    (NOTES, _NOTED, _NOTED),
    (TREATY, _TREATIES, _TREATIES | _words("no number numero")),
    (AS_OF, _DATED, _DATED),
    (NOTHING, _NUMBERED, _NUMBERED),
)
# What a column of kinds says.
KIND_WORDS = _KINDS | {
    "ratification": ActKind.RATIFICATION,
    "definitive signature": ActKind.DEFINITIVE_SIGNATURE,
    "signature definitive": ActKind.DEFINITIVE_SIGNATURE,
    "formal confirmation": ActKind.FORMAL_CONFIRMATION,
    "confirmation formelle": ActKind.FORMAL_CONFIRMATION,
}


@attrs.frozen
class Title:
    """What the title of a column means.

    Attributes:
        column: What the column has.
        kind: The kind of consent that a day in it is, if it is a column of consents.
        acts: The words for consents in the title of such a column.
        letters: What letters behind a day mean, where the title says so.
        flag: The flag that the column has, if it has one.
        text: The title as printed.
    """

    column: str
    kind: ActKind | None = None
    letters: tuple[tuple[str, Code], ...] = ()
    flag: Code | None = None
    text: str = ""
    acts: frozenset[str] = frozenset()


@remembered(maxsize=4096)
def title_of(text: str) -> Title:
    """Return what a title means.

    >>> title_of("Date of signature").column, title_of("Date d’entrée en vigueur").column, title_of("Pays").column
    ('signature', 'effect', 'name')
    >>> title_of("Ratification, Acceptance(A), Accession(a)").letters[1][1].kind
    <ActKind.ACCESSION: 'accession'>
    >>> title_of("Adhésion").kind, title_of("Objections").column
    (<ActKind.ACCESSION: 'accession'>, 'other')
    """
    if text.upper() in FLAGS:
        return Title(FLAG, flag=FLAGS[text.upper()], text=text)
    if len(text) > _LONGEST_TITLE:
        return Title(OTHER, text=text)
    all_words = _WORD.findall(fold(_BRACKET.sub(" ", text)).replace("_", " "))
    words = frozenset(all_words) - _SMALL
    if not words:
        column = _of_small_words(all_words)
        return Title(column, ActKind.CONSENT if column == CONSENT else None, text=text)
    column = _leaving(words) if words & _LEAVING else _column(words)
    if column == CONSENT:
        letters = tuple(un_legend(text).items())
        return Title(CONSENT, _kind(words, lettered=bool(letters)), letters, text=text, acts=words & _ACTS)
    # "(5) State" is a note, or the end of a sentence; "Status" alone says whether a State is a party.
    other = (column == NAME and not text[0].isalpha()) or (column == AS_OF and len(all_words) == 1)
    return Title(OTHER if other else column, text=text)


def _of_small_words(words: list[str]) -> str:
    """Return what a column has whose title has small words only."""
    if _DEPOSITED.intersection(words):
        return CONSENT
    return AS_OF if words[:1] == ["as"] else OTHER if words else NOTHING


def _kind(words: frozenset[str], *, lettered: bool) -> ActKind:
    """Return what a day without a letter is, by the words of its column's title."""
    if lettered and "ratification" in words:
        return ActKind.RATIFICATION
    kinds = {kind for word, kind in _KINDS.items() if word in words}
    return kinds.pop() if len(kinds) == 1 else ActKind.CONSENT


def _leaving(words: frozenset[str]) -> str:
    rest = words - _LEAVING
    if not rest:
        return WITHDRAWAL
    return WITHDRAWAL_EFFECTIVE if rest <= _EFFECT else OTHER


def _column(words: frozenset[str]) -> str:
    """Return what a column has, by the words of its title that mean something."""
    return next((column for column, some, known in _COLUMNS if words & some and words <= known), OTHER)


def is_header(cells: "Sequence[str]", days: int = 1) -> bool:
    """Return whether cells are the header of a table of States: one has names, or nothing, and some have days.

    Arguments:
        cells: The cells.
        days: Of how many sorts, among signature, consent and entry into force.

    >>> is_header(["Pays", "Signature", "Ratification"]), is_header(["", "Signature"]), is_header(["Signature", "x"])
    (True, True, False)
    """
    if not _LEAST_CELLS <= len(cells) <= _MOST_CELLS:
        return False
    columns = {title_of(" ".join(cell.split())).column for cell in cells}
    named = not cells[0].strip() or NAME in columns or CODE in columns
    return named and len(columns.intersection((SIGNATURE, CONSENT, EFFECT))) >= days


_LEAST_CELLS = 2
_MOST_CELLS = 64


def titles(cells: "Iterable[str]") -> list[Title]:
    """Return what the titles of a header mean; a blank first one stands above the names."""
    found = [title_of(cell) for cell in cells]
    if found and not found[0].text and all(each.column != NAME for each in found):
        found[0] = Title(NAME)
    return found
