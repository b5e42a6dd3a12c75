"""What the symbols on a published chart mean: marks, flags and footnotes.

The Council of Europe's symbols are fixed (the key under every chart). The UN Treaty Collection defines
its letters again in the header of each table, and they clash with the Council of Europe's, so they are
read from that header and from nowhere else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import NoneType

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._arguments import check_fields
from cyberconventions._dataset import current, per_dataset
from cyberconventions.errors import UnknownCodeError, check_tuple, check_type, did_you_mean, quoted, several, wrong_type


@attrs.frozen(order=False)
class Code:
    """A symbol of a chart with its meaning.

    Attributes:
        symbol: As printed, ``"a"`` or ``"R."``.
        name: In one or two words.
        meaning: In a sentence.
        kind: The act that the symbol marks, for marks after a date; ``None`` for flags and footnotes.

    >>> import cyberconventions as cc
    >>> code = cc.decode("su")[0]
    >>> code.name, code.kind
    ('succession', <ActKind.SUCCESSION: 'succession'>)
    """

    symbol: str
    name: str
    meaning: str
    kind: ActKind | None = None

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def __str__(self) -> str:
        return self.symbol


MARKS = {
    code.symbol: code
    for code in (
        Code("a", "accession", "Consent by accession, without signature.", ActKind.ACCESSION),
        Code(
            "s",
            "definitive signature",
            "Signature without reservation as to ratification: consent by signature alone.",
            ActKind.DEFINITIVE_SIGNATURE,
        ),
        Code("su", "succession", "The State succeeded to the obligations of a former State.", ActKind.SUCCESSION),
        Code(
            "r",
            "signature ad referendum",
            "Signature that becomes full once the State confirms it.",
            ActKind.SIGNATURE_AD_REFERENDUM,
        ),
    )
}

FLAGS = {
    code.symbol: code
    for code in (
        Code("R.", "reservations", "The State made reservations."),
        Code("D.", "declarations", "The State made declarations, denunciations or derogations: one letter for three."),
        Code("A.", "authorities", "The State named its competent authorities."),
        Code("T.", "territorial application", "The State declared to which territories the treaty applies."),
        Code("C.", "communication", "There is a communication by or about the State."),
        Code("O.", "objection", "There is an objection by or about the State."),
    )
}

# Header names of the UN Treaty Collection's tables, in English and in French, and the act each stands for.
UN_KINDS = {
    "signature": ActKind.SIGNATURE,
    "definitive signature": ActKind.DEFINITIVE_SIGNATURE,
    "ratification": ActKind.RATIFICATION,
    "acceptance": ActKind.ACCEPTANCE,
    "approval": ActKind.APPROVAL,
    "accession": ActKind.ACCESSION,
    "succession": ActKind.SUCCESSION,
    "formal confirmation": ActKind.FORMAL_CONFIRMATION,
    "consent": ActKind.CONSENT,  # where a copy of the table does not say which
    "consent to be bound": ActKind.CONSENT,
    "signature définitive": ActKind.DEFINITIVE_SIGNATURE,
    "acceptation": ActKind.ACCEPTANCE,
    "approbation": ActKind.APPROVAL,
    "adhésion": ActKind.ACCESSION,
    "confirmation formelle": ActKind.FORMAL_CONFIRMATION,
    "consentement à être lié": ActKind.CONSENT,
}
# The last letter in brackets of a name, which may have brackets of its own: "Participation under article 3 (2) (P)".
_LETTER = re.compile(r"\( ?(?P<letter>[^\W\d_]+) ?\)")


@attrs.frozen(order=False, repr=False)
class Footnotes(Mapping[int, str]):
    """Footnotes by number: the Treaty Office's own numbers, not 1, 2, 3 on each page.

    >>> Footnotes.of({55: "Date of signature by the state union of Serbia and Montenegro."})
    <Footnotes 55>
    """

    _pairs: tuple[tuple[int, str], ...] = attrs.field(default=(), alias="pairs")
    invitation_limit: int | None = None
    # The same by number: a page may have as many footnotes as lines.
    _texts: dict[int, str] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        object.__setattr__(self, "_texts", dict(reversed(self._pairs)))

    @classmethod
    def of(cls, texts: Mapping[int, str], invitation_limit: int | None = None) -> "Footnotes":
        """Return the footnotes with these numbers and texts, in the order of the numbers.

        Arguments:
            texts: Number to text.
            invitation_limit: The number of the footnote that says how long an invitation is valid.

        Raises:
            InvalidTypeError: The texts are not a mapping.

        >>> list(Footnotes.of({55: "By the state union.", 4: "Valid five years."}))
        [4, 55]
        """
        if not isinstance(texts, Mapping):
            raise wrong_type(texts, "a mapping of numbers to texts")
        for number in texts:
            check_type(number, int, "the number of a footnote")
        return cls(tuple(sorted(texts.items())), invitation_limit)

    def only(self, numbers: Iterable[int]) -> "Footnotes":
        """Return the footnotes with these numbers.

        Arguments:
            numbers: The numbers; those that are none of these footnotes' are passed over.

        Raises:
            InvalidTypeError: The numbers are not a list, set or other collection.

        >>> Footnotes.of({55: "By the state union.", 4: "Valid five years."}).only([55, 60])
        <Footnotes 55>
        """
        wanted = several(numbers, "the numbers of footnotes")
        check_tuple(wanted, int, "numbers of footnotes")
        return attrs.evolve(self, pairs=tuple(item for item in self._pairs if item[0] in wanted))

    def __getitem__(self, number: int) -> str:
        text = self._texts.get(number) if isinstance(number, int) else None
        if text is None:
            raise UnknownCodeError(f"footnote {quoted(number)} is not among {', '.join(map(str, self)) or 'none'}")
        return text

    def __iter__(self) -> Iterator[int]:
        return (number for number, _ in self._pairs)

    def __len__(self) -> int:
        return len(self._pairs)

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and number in self._texts

    def __repr__(self) -> str:
        return f"<Footnotes {', '.join(map(str, self)) or 'none'}>"


def decode(text: str, *, scheme: str = "coe", legend: str | None = None) -> tuple[Code, ...]:
    """Explain the symbols that stand on a chart's row.

    Arguments:
        text: Symbols as printed, ``"a"`` or ``"55 R. D. A."``. Case matters: ``r`` is a signature ad
            referendum, ``R.`` are reservations. Flags may be glued together, ``"R.D.A."``.
        scheme: ``"coe"`` for the Treaty Office of the Council of Europe, ``"un"`` for the UN Treaty
            Collection.
        legend: For ``"un"``, the header of the table that the letters stand in; its letters differ from
            table to table. ``"Acceptance(A), Ratification, Accession(a)"``.

    Raises:
        UnknownCodeError: A symbol is not in the key; the message lists the known ones.
        InvalidTypeError: The text, the scheme or the legend is not text.

    >>> [code.name for code in decode("R. D. A.")]
    ['reservations', 'declarations', 'authorities']
    >>> decode("a", scheme="un", legend="Ratification, Acceptance(A), Accession(a)")[0].name
    'accession'
    """
    if not isinstance(text, str):
        raise wrong_type(text, "the symbols of a chart")
    check_type(scheme, str, "a scheme of chart symbols, 'coe' or 'un'")
    check_type(legend, (str, NoneType), "the header of a table of the UN Treaty Collection, or None, for legend")
    if not text.strip():
        raise UnknownCodeError(
            f"{quoted(text)} holds no symbol, expected one of a chart's marks, flags or footnote numbers"
        )
    if scheme == "un":
        known = un_legend(legend)
    elif scheme == "coe":
        known = {**MARKS, **FLAGS, **_footnote_codes()}
    else:
        raise UnknownCodeError(f"{quoted(scheme)} is not a scheme of chart symbols, expected 'coe' or 'un'")
    return tuple(_decode_one(symbol, known) for token in text.split() for symbol in _symbols(token))


def flags(text: str) -> tuple[Code, ...]:
    """Explain the flags of a row, which may have none.

    >>> flags("")
    ()
    """
    return decode(text) if text.strip() else ()


def un_legend(legend: str | None) -> dict[str, Code]:
    """Read the letters that the header of a UN Treaty Collection table defines.

    >>> sorted(un_legend("Acceptance(A), Ratification, Approval(AA), Accession(a), Succession(d)"))
    ['A', 'AA', 'a', 'd']
    """
    if not legend:
        raise UnknownCodeError(
            "the UN Treaty Collection defines its letters in each table's header: pass that header as legend="
        )
    found: dict[str, Code] = {}
    for part in legend.split(","):
        words = " ".join(part.split())
        lettered = list(_LETTER.finditer(words))
        if not lettered:
            continue
        name, letter = words[: lettered[-1].start()].strip().lower(), lettered[-1]["letter"]
        found[letter] = Code(letter, name, f"{name.capitalize()}, by the table's header.", UN_KINDS.get(name))
    return found


@per_dataset()
def treaty_office_footnotes() -> Footnotes:
    """Return the Treaty Office's footnotes that the dataset knows."""
    rows = current().rows("footnotes.csv")
    limits = [int(row["number"]) for row in rows if row["subject"] == "invitation limit"]
    return Footnotes.of({int(row["number"]): row["text"] for row in rows}, limits[0])


def _footnote_codes() -> dict[str, Code]:
    notes = treaty_office_footnotes()
    return {str(number): Code(str(number), f"footnote {number}", text) for number, text in notes.items()}


def _symbols(token: str) -> list[str]:
    """Split flags that stand glued together: ``R.D.A.`` is three symbols."""
    if token.count(".") > 1 and token.endswith("."):
        return [letter + "." for letter in token[:-1].split(".")]
    return [token]


def _decode_one(symbol: str, known: Mapping[str, Code]) -> Code:
    code = known.get(symbol)
    if code is None:
        raise UnknownCodeError(
            f"{quoted(symbol)} is not in this chart's key, which has {', '.join(known) or 'none'}; case matters"
            + did_you_mean(symbol, known)
        )
    return code
