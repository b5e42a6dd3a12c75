"""What States did under a treaty, one act at a time."""

import datetime as dt
from enum import StrEnum
from types import NoneType

import attrs

from cyberconventions._dates import DateWindow, keep_days
from cyberconventions._states import State
from cyberconventions.errors import InvalidActError, check_tuple, check_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions._sources import Source


class ActKind(StrEnum):
    """What was done. The value is what stands in the dataset's tables."""

    INVITATION = "invitation"
    SIGNATURE = "signature"
    SIGNATURE_AD_REFERENDUM = "signature ad referendum"
    DEFINITIVE_SIGNATURE = "definitive signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    FORMAL_CONFIRMATION = "formal confirmation"
    # Charts print one column for ratification, acceptance and approval and do not distinguish them.
    CONSENT = "consent"
    DENUNCIATION = "denunciation"
    WITHDRAWAL = "withdrawal"
    SUSPENSION = "suspension"
    TERRITORIAL_EXTENSION = "territorial extension"
    TERRITORIAL_EXCLUSION = "territorial exclusion"

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

    HIGH = "high"  # the depositary, or two sources that agree
    MEDIUM = "medium"  # one good source
    LOW = "low"  # secondary sources only


@attrs.frozen(order=False)
class Act:
    """What one State did under a treaty, or what was done to it (an invitation).

    Attributes:
        state: Who.
        kind: What.
        when: On which day, as well as it is known: the day of signature, of the deposit of an instrument,
            of the receipt of a notification, of the adoption of an invitation.
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
    """

    state: State
    kind: ActKind
    when: DateWindow
    effective: dt.date | None = None
    source_ids: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    comment: str = ""
    seen: DateWindow | None = None
    territory: str = ""
    footnotes: tuple[int, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_type(self.state, State, "a State; cc.state() finds one by name")
        check_type(self.kind, ActKind, "an ActKind")
        check_type(self.when, DateWindow, "a DateWindow; DateWindow.on() makes one of a day")
        keep_days(self, "effective")
        check_type(self.seen, (DateWindow, NoneType), "a DateWindow or None")
        check_type(self.confidence, Confidence, "a Confidence")
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
