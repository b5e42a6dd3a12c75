from collections.abc import Callable  # noqa: TC003
from typing import Any, cast

import pytest

import cyberconventions as cc
from cyberconventions._symbols import flags, un_legend

LEGEND = "Acceptance(A), Ratification, Approval(AA), Accession(a), Succession(d), Formal confirmation(c), Other(x)"


def test_marks() -> None:
    """The letters after a date tell the kind of act."""
    assert ["accession", "definitive signature", "succession", "signature ad referendum"] == [
        code.name for code in cc.decode("a s su r")
    ]
    assert cc.ActKind.ACCESSION is cc.decode("a")[0].kind


def test_flags() -> None:
    """The flags are capitals with a full stop, apart or glued."""
    assert cc.decode("R. D. A. T. C. O.") == cc.decode("R.D.A.T.C.O.")
    assert ["R.", "D.", "A.", "T.", "C.", "O."] == [str(code) for code in cc.decode("R. D. A. T. C. O.")]
    assert cc.decode("R. D.") == flags("R. D.")
    assert () == flags(" ")
    with pytest.raises(cc.errors.UnknownCodeError, match=r"^'R\.D\.A'"):
        cc.decode("R.D.A")


def test_footnotes() -> None:
    """A footnote's number means the Treaty Office's text."""
    assert "state union of Serbia and Montenegro" in cc.decode("55")[0].meaning
    assert "five years" in cc.decode("4")[0].meaning


def test_case_matters() -> None:
    """``r`` and ``R.`` have nothing to do with each other, and ``A`` is nothing."""
    assert cc.decode("r")[0].name != cc.decode("R.")[0].name
    with pytest.raises(
        cc.errors.UnknownCodeError,
        match="'A' is not in this chart's key, which has.*a, s, su, r, R., D., A., T., C., O., 4, 55",
    ):
        cc.decode("A")


@pytest.mark.parametrize("bad", ["", " ", "x", "R", "7", "a, s", "Z."])
def test_unknown_symbols(bad: str) -> None:
    """An unknown symbol is named, with the known ones."""
    with pytest.raises(cc.errors.UnknownCodeError):
        cc.decode(bad)


def test_wrong_type_and_scheme() -> None:
    """Only text is decoded, by one of two schemes."""
    with pytest.raises(cc.errors.InvalidTypeError):
        cc.decode(4)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(cc.errors.UnknownCodeError, match="expected 'coe' or 'un'"):
        cc.decode("a", scheme="au")


@pytest.mark.parametrize("legend", [3.5, b"Accession(a)"])
def test_legend_of_another_type(legend: object) -> None:
    """A legend is text."""
    with pytest.raises(cc.errors.InvalidTypeError, match="expected the header of a table"):
        cc.decode("a", scheme="un", legend=legend)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_un_letters_come_from_the_tables_header() -> None:
    """The same letter means what the table's own header says."""
    assert {"A", "AA", "a", "d", "c", "x"} == set(un_legend(LEGEND))
    assert cc.ActKind.ACCEPTANCE is cc.decode("A", scheme="un", legend=LEGEND)[0].kind
    assert cc.ActKind.ACCESSION is cc.decode("a", scheme="un", legend=LEGEND)[0].kind
    assert cc.decode("x", scheme="un", legend=LEGEND)[0].kind is None
    with pytest.raises(cc.errors.UnknownCodeError, match="pass that header"):
        cc.decode("a", scheme="un")


class TestFootnotes:
    def test_is_a_mapping(self, budapest: cc.Treaty) -> None:
        """Footnotes are looked up by number."""
        notes = budapest.footnotes

        assert [4, 55] == list(notes)
        assert 2 == len(notes)
        assert 55 in notes
        assert 5 not in notes
        assert notes[55].startswith("Date of signature")

    def test_missing_number(self, budapest: cc.Treaty) -> None:
        """A number that is not there is named."""
        with pytest.raises(cc.errors.UnknownCodeError, match="footnote 9 is not among 4, 55"):
            _ = budapest.footnotes[9]

    def test_other_types(self, budapest: cc.Treaty) -> None:
        """Texts are a mapping, and numbers are whole."""
        with pytest.raises(
            cc.errors.InvalidTypeError, match="None is of type NoneType, expected a mapping of numbers to texts"
        ):
            cc.charts.Footnotes.of(None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(
            cc.errors.InvalidTypeError, match="^'55' is of type str, expected the number of a footnote$"
        ):
            cc.charts.Footnotes.of({"55": ""})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
        with pytest.raises(cc.errors.InvalidTypeError, match="3 is of type int, expected the numbers of footnotes"):
            budapest.footnotes.only(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        with pytest.raises(cc.errors.UnknownCodeError, match=r"footnote \[4\] is not among 4, 55"):
            _ = budapest.footnotes[[4]]  # type: ignore[index]  # pyright: ignore[reportArgumentType]
        assert [4] not in budapest.footnotes  # type: ignore[comparison-overlap]

    def test_the_first_text_of_a_number_counts(self) -> None:
        """However many there are, a number is one look-up."""
        notes = cc.charts.Footnotes(((4, "first"), (4, "second"), (5, "")))

        assert ("first", "") == (notes[4], notes[5])

    def test_repr(self, budapest: cc.Treaty) -> None:
        """The repr shows the numbers."""
        assert "<Footnotes 4, 55>" == repr(budapest.footnotes)
        assert "<Footnotes none>" == repr(budapest.footnotes.only([]))

    def test_only_some(self, budapest: cc.Treaty) -> None:
        """By number, and by nothing else."""
        assert [55] == [*budapest.footnotes.only([55, 60])]
        wrong: Any = "4"
        makes: dict[str, Callable[[], object]] = {
            "^.*expected.* numbers of footnotes$": lambda: budapest.footnotes.only([wrong]),
            "^'4' is of type str, expected a mapping of numbers to texts$": lambda: cc.charts.Footnotes.of(wrong),
            "for pairs$": lambda: cc.charts.Footnotes(wrong),
            "^5 is of type int, expected the symbols of a chart$": lambda: cc.decode(cast("Any", 5)),
            "for symbol$": lambda: cc.Code(cast("Any", 5), "five", "A number."),
        }
        for expected, make in makes.items():
            with pytest.raises(cc.errors.InvalidTypeError, match=expected):
                make()

    def test_equal_ones_are_one_key(self) -> None:
        """As values of a treaty they can be kept in sets."""
        one, other = (cc.charts.Footnotes.of({4: "Valid five years."}) for _ in range(2))

        assert 1 == len({one, other})


def test_legend_without_letters() -> None:
    """A header that defines no letter is told as such."""
    with pytest.raises(cc.errors.UnknownCodeError, match="which has none; case matters"):
        cc.decode("a", scheme="un", legend="nonsense")
