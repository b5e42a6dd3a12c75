"""Answers to yes/no questions that a record may not be able to give."""

from enum import StrEnum

from cyberconventions.errors import UnknownAnswerError


class Answer(StrEnum):
    """Yes, no, or not known; ``&``, ``|`` and ``~`` are those of three-valued logic (Kleene's).

    Written as a condition, ``UNKNOWN`` raises :class:`~cyberconventions.errors.UnknownAnswerError`, as it is neither:
    write ``answer is Answer.YES`` or ``answer is not Answer.NO``, whichever is meant.

    >>> import cyberconventions as cc
    >>> cc.Answer.YES & cc.Answer.UNKNOWN, cc.Answer.YES | cc.Answer.UNKNOWN, ~cc.Answer.NO
    (<Answer.UNKNOWN: 'unknown'>, <Answer.YES: 'yes'>, <Answer.YES: 'yes'>)
    """

    YES = "yes"  #: Yes; true as a condition.
    NO = "no"  #: No; false as a condition.
    UNKNOWN = "unknown"  #: The record can't tell; an error as a condition.

    def __bool__(self) -> bool:
        if self is Answer.UNKNOWN:
            raise UnknownAnswerError(
                "the answer is unknown, neither yes nor no; write `is Answer.YES` or `is Answer.NO`"
            )
        return self is Answer.YES

    def __and__(self, other: "Answer") -> "Answer":
        if not isinstance(other, Answer):  # pyright: ignore[reportUnnecessaryIsInstance] - Python asks the other operand
            return NotImplemented
        return min(self, other, key=_ORDER.__getitem__)

    def __or__(self, other: "Answer") -> "Answer":
        if not isinstance(other, Answer):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return max(self, other, key=_ORDER.__getitem__)

    def __invert__(self) -> "Answer":
        return _OPPOSITE[self]


# From no over unknown to yes: "and" is the least of two answers, "or" the greatest.
_ORDER = {Answer.NO: 0, Answer.UNKNOWN: 1, Answer.YES: 2}
_OPPOSITE = {Answer.NO: Answer.YES, Answer.UNKNOWN: Answer.UNKNOWN, Answer.YES: Answer.NO}
