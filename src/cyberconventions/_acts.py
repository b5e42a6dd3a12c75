"""What States did under a treaty, one act at a time."""

import datetime as dt
from enum import StrEnum
from types import NoneType

import attrs

from cyberconventions._dates import DateWindow, as_date, window_of
from cyberconventions._states import State
from cyberconventions._states import state as state_of
from cyberconventions.errors import (
    InvalidActError,
    InvalidValueError,
    check_tuple,
    check_type,
    did_you_mean,
    quoted,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._dates import DateLike
    from cyberconventions._sources import Source
    from cyberconventions._states import StateLike


class ActKind(StrEnum):
    """What was done. The value is what stands in the dataset's tables."""

    INVITATION = "invitation"  #: The Committee of Ministers' decision that a State may accede (ETS 185, Art. 37(1)).
    SIGNATURE = "signature"  #: Signature, subject to ratification (VCLT Art. 14).
    #: Signature that the State has yet to confirm (VCLT Art. 12(2)(b)).
    SIGNATURE_AD_REFERENDUM = "signature ad referendum"
    #: Signature without reservation as to ratification; consent to be bound (VCLT Art. 12).
    DEFINITIVE_SIGNATURE = "definitive signature"
    RATIFICATION = "ratification"  #: Consent to be bound by a State that signed (VCLT Art. 14(1)).
    ACCEPTANCE = "acceptance"  #: The same, under another name (VCLT Art. 14(2)).
    APPROVAL = "approval"  #: The same, under another name (VCLT Art. 14(2)).
    ACCESSION = "accession"  #: Consent to be bound by a State that did not sign (VCLT Art. 15).
    SUCCESSION = "succession"  #: A new State takes the place of the one before.
    FORMAL_CONFIRMATION = "formal confirmation"  #: Consent to be bound by an organisation, such as the European Union.
    #: Consent of which no source says whether it is ratification, acceptance or approval; charts print one column.
    CONSENT = "consent"
    DENUNCIATION = "denunciation"  #: The State leaves; this has effect some months later (ETS 185, Art. 47).
    WITHDRAWAL = "withdrawal"  #: The same, where the treaty calls it so.
    SUSPENSION = "suspension"  #: The treaty does not operate for the State for some time.
    #: The State extends the treaty to a territory (ETS 185, Art. 38(2)).
    TERRITORIAL_EXTENSION = "territorial extension"
    TERRITORIAL_EXCLUSION = "territorial exclusion"  #: The State excludes a territory.

    @property
    def is_consent(self) -> bool:
        """Whether the act expresses consent to be bound (VCLT Art. 11).

        ``CONSENT`` is consent whose kind the sources do not say: on a Treaty Office chart, one of
        ratification, acceptance and approval.
        """
        return self in _CONSENTS

    @property
    def is_signature(self) -> bool:
        """Whether the State signed, subject to ratification or definitively."""
        return self in _SIGNATURES

    @property
    def is_withdrawal(self) -> bool:
        """Whether the act ends the State's participation (VCLT Art. 54 and 56)."""
        return self is ActKind.DENUNCIATION or self is ActKind.WITHDRAWAL

    @property
    def label(self) -> str:
        """The kind in words, for people."""
        return "ratification, acceptance or approval" if self is ActKind.CONSENT else self.value


_CONSENTS = frozenset(
    {
        ActKind.DEFINITIVE_SIGNATURE,
        ActKind.RATIFICATION,
        ActKind.ACCEPTANCE,
        ActKind.APPROVAL,
        ActKind.ACCESSION,
        ActKind.SUCCESSION,
        ActKind.FORMAL_CONFIRMATION,
        ActKind.CONSENT,
    }
)
_SIGNATURES = frozenset({ActKind.SIGNATURE, ActKind.SIGNATURE_AD_REFERENDUM, ActKind.DEFINITIVE_SIGNATURE})


class Confidence(StrEnum):
    """How well a fact is founded."""

    HIGH = "high"  #: The depositary, or two sources that agree.
    MEDIUM = "medium"  #: One good source.
    LOW = "low"  #: Secondary sources only.


# Who, what and when are converted, so that an act can be written down as a sentence. The rest is not: attrs looks into
# each converter when the class is made, which a first answer waits for.


def _state(ref: "StateLike") -> State:
    return ref if isinstance(ref, State) else state_of(ref)


def _kind(word: "ActKind | str") -> ActKind:
    if isinstance(word, ActKind):
        return word
    if not isinstance(word, str):
        raise wrong_type(word, "an ActKind, or its word")
    for kind in ActKind:
        if kind.value == word:
            return kind
    hint = did_you_mean(word, [*ActKind])
    raise InvalidValueError(f"{quoted(word)} is not a kind of act{hint}; expected one of {', '.join(ActKind)}")


def _day(day: "DateLike | None") -> dt.date | None:
    return None if day is None else as_date(day)


@attrs.frozen(order=False)
class Act:
    """What one State did under a treaty, or what was done to it (an invitation).

    States, kinds and days are taken in all their forms, and kept as the library's own values.

    Attributes:
        state: Who; given as a code, a name or a ``State``.
        kind: What; given as an ``ActKind`` or its word.
        when: On which day, as well as it is known: the day of signature, of the deposit of an instrument,
            of the receipt of a notification, of the adoption of an invitation; given as a day, in one of the forms
            that :meth:`DateWindow.parse` reads, or as a ``DateWindow``.
        effective: The day from which the act has effect, as the depositary published it; ``None`` where it
            published none. The rules of the treaty compute it again.
        source_ids: The ids of the sources that state it.
        confidence: How well it is founded.
        comment: What else a reader of the record has to know.
        seen: From which to which published chart or list the act was seen to stand. For an invitation
            whose decision date is not known this is the evidence that it stood, and the record knew it
            from the first of these days; for a consent whose effect no clause gives, it is the evidence
            that the State was a party; for a signature in a partial record, it is the evidence that there
            was no consent yet, and after the last of these days there may be one.
        territory: The territory, for territorial acts.
        footnotes: The numbers of the Treaty Office's footnotes on the act.

    >>> import cyberconventions as cc
    >>> act = cc.treaty("budapest")["FRA"].consent
    >>> act, act.date, act.source.publisher
    (<Act FRA consent 2006-01-10, effective 2006-05-01>, datetime.date(2006, 1, 10), 'Council of Europe, Treaty Office')
    >>> cc.Act("France", "signature", "2001-11-23")
    <Act FRA signature 2001-11-23>
    """

    state: State = attrs.field(converter=_state)
    kind: ActKind = attrs.field(converter=_kind)
    when: DateWindow = attrs.field(converter=window_of)
    effective: dt.date | None = attrs.field(default=None, converter=_day)
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    comment: str = ""
    seen: DateWindow | None = None
    territory: str = ""
    footnotes: tuple[int, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_type(self.seen, (DateWindow, NoneType), "a DateWindow or None")
        check_type(self.confidence, Confidence, "a Confidence")
        check_type(self.comment, str, "text for comment")
        check_type(self.territory, str, "text for territory")
        check_tuple(self.source_ids, str, "ids of sources")
        check_tuple(self.footnotes, int, "numbers of footnotes")
        if (
            self.effective is not None
            and self.when.earliest is not None
            and self.effective < self.when.earliest
            and self.kind is not ActKind.SUCCESSION  # Takes effect on the date of succession, before the notice.
        ):
            raise InvalidActError(
                f"{self.kind.value} by {self.state.id} on {self.when} can't have effect earlier, on {self.effective}"
            )

    @property
    def date(self) -> dt.date | None:
        """The day of the act, ``None`` unless it is known to the day."""
        return self.when.day

    @property
    def earliest(self) -> dt.date | None:
        """The first day on which it may have happened."""
        return self.when.earliest

    @property
    def latest(self) -> dt.date | None:
        """The last day on which it may have happened."""
        return self.when.latest

    @property
    def sources(self) -> "tuple[Source, ...]":
        """The documents that state the act, the best first."""
        from cyberconventions._sources import sources

        return sources(self.source_ids)

    @property
    def source(self) -> "Source | None":
        """The best document that states the act; ``None`` for an act made outside the dataset."""
        return next(iter(self.sources), None)

    def __str__(self) -> str:
        day = str(self.when) or "on an unknown day"
        effect = f", effective {self.effective}" if self.effective else ""
        territory = f" ({self.territory})" if self.territory else ""
        whose = "of" if self.kind is ActKind.INVITATION else "by"
        return f"{self.kind.label} {whose} {self.state.name}{territory}, {day}{effect}"

    def __repr__(self) -> str:
        effect = f", effective {self.effective}" if self.effective else ""
        return f"<Act {self.state.id} {self.kind.value} {str(self.when) or 'unknown day'}{effect}>"


def in_a_memo(act: Act, day: dt.date, as_of: dt.date) -> str:
    """Return an act as memos about a day list it: how certain it is, and whether it was done by then.

    Arguments:
        act: The act.
        day: The day.
        as_of: The day of the record, by which all that it lists was done.

    >>> in_a_memo(Act("FRA", "ratification", "2006-01/2006-03"), dt.date(2006, 2, 1), dt.date(2020, 1, 1))
    'ratification by France, 2006-01-01/2006-03-31 (high confidence, but perhaps not by then)'
    """
    perhaps = ", but perhaps not by then" if (act.latest or as_of) > day else ""
    return f"{act} ({act.confidence.value} confidence{perhaps})"
