"""Yes, no and unknown."""

import pickle

import pytest

import cyberconventions as cc
from cyberconventions import Answer

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def test_as_a_condition() -> None:
    """Yes is true, no is false, and unknown is neither: it can't slip through an ``if`` in either direction."""
    assert YES
    assert not NO
    with pytest.raises(cc.errors.UnknownAnswerError, match="the answer is unknown, neither yes nor no"):
        bool(UNKNOWN)


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, NO, NO, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (NO, NO, NO, NO),
        (NO, UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_and_or(one: Answer, other: Answer, both: Answer, either: Answer) -> None:
    """Kleene's tables: what is unknown matters only where the other answer does not decide."""
    assert (both, both) == (one & other, other & one)
    assert (either, either) == (one | other, other | one)
    assert both is ~(~one | ~other)


@pytest.mark.parametrize("other", [True, "yes", None])
def test_with_anything_else(other: object) -> None:
    """A bool or a text is not an answer."""
    with pytest.raises(TypeError, match="unsupported operand"):
        YES & other  # type: ignore[operator] # pyright: ignore[reportOperatorIssue, reportUnusedExpression]
    with pytest.raises(TypeError, match="unsupported operand"):
        NO | other  # type: ignore[operator] # pyright: ignore[reportOperatorIssue, reportUnusedExpression]


def test_is_text_and_a_value() -> None:
    """It compares with its text, goes to another process, and prints plainly."""
    assert ["yes", "no", "unknown"] == [*Answer]
    assert YES is pickle.loads(pickle.dumps(YES))
    assert "<Answer.UNKNOWN: 'unknown'>" == repr(UNKNOWN)
