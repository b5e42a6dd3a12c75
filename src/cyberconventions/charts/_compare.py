"""Compares two rows of one State, and the heads of two charts.

The changes between two charts, the merging of a chart into a record, and the check of a chart against the record
all start from these differences. What a chart omits and whether a State came back after leaving are decided here.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._states import fold
from cyberconventions.charts._names import known_treaty, treaty_number
from cyberconventions.charts._rows import Row, Section
from cyberconventions.errors import DifferentTreatiesError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from cyberconventions._symbols import Code
    from cyberconventions._treaty import Treaty
    from cyberconventions.charts._model import Chart

    Value: TypeAlias = date | str | Code | Row | tuple[int, ...] | None

# What a consent of the kind "ratification, acceptance or approval" may be.
ONE_COLUMN = frozenset({ActKind.CONSENT, ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL})


class What(StrEnum):
    """What two rows, or two heads, say differently."""

    OPENING = "opening for signature"
    SIGNATURE = "signature"
    CONSENT = "consent"
    ENTRY_INTO_FORCE = "entry into force"
    KIND_OF_CONSENT = "kind of consent"
    DENUNCIATION = "denunciation"
    EFFECT_OF_DENUNCIATION = "effect of denunciation"
    SUSPENSION = "suspension"
    INVITATION = "invitation"
    FLAG = "flag"
    FOOTNOTES = "footnotes"
    SECTION = "section"
    NAME = "name"
    ROW = "row"


class How(StrEnum):
    """How the second differs from the first."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    USED = "used"  # an invitation, by a consent


@attrs.frozen(order=False)
class Difference:
    """One thing that two rows or heads say differently.

    Attributes:
        what: What differs.
        how: Whether it is new, changed or gone.
        old: What the first says: a day, a kind of consent, a flag, a row, …; ``None`` where it says nothing. For the
            new consent of a State that came back, the day of the former one.
        new: What the second says, likewise; the day of the consent that used an invitation.
        compatible: Whether both may be right, because one says less than the other.

    >>> Difference(What.CONSENT, How.NEW, None, date(2020, 3, 16))
    Difference(what=<What.CONSENT: 'consent'>, how=<How.NEW: 'new'>, old=None, new=datetime.date(2020, 3, 16), \
compatible=False)
    """

    what: What
    how: How
    old: "Value" = None
    new: "Value" = None
    compatible: bool = False


@attrs.frozen(order=False)
class Scope:
    """What the comparison of two charts has to know beside their rows.

    Attributes:
        as_of: The date of the first chart.
        omits: What one of them omits (``Chart.silent_on``): a gap there means nothing.
        limits: The numbers of the footnotes that limit invitations.
        cut_off: Whether rows may be missing from the second chart (``Chart.gaps``): what it does not list means
            nothing.
        of_record: Whether the first rows are those of a record, which omits nothing.
    """

    as_of: date
    omits: frozenset[str] = frozenset()
    limits: frozenset[int | None] = frozenset()
    cut_off: bool = False
    of_record: bool = False


def compare_heads(old: "Chart | Treaty", new: "Chart | Treaty") -> Iterator[Difference]:
    """Compare the treaty's own days as two charts, or a record and a chart, have them.

    A day that only one of them has is no difference, since not every chart prints its head; except an entry into
    force that lies after the day of the first, which could not know it.

    >>> import cyberconventions as cc
    >>> budapest = cc.treaty("budapest")
    >>> [str(each.new) for each in compare_heads(budapest.known_at("2004-03-17"), budapest.known_at("2004-03-18"))]
    ['2004-07-01']
    """
    for what, before, after in (
        (What.OPENING, old.opened, new.opened),
        (What.ENTRY_INTO_FORCE, old.entry_into_force, new.entry_into_force),
    ):
        if before is not None and after is not None and before != after:
            yield Difference(what, How.CHANGED, before, after)
    force = new.entry_into_force
    if old.entry_into_force is None and force is not None and force > old.as_of:
        yield Difference(What.ENTRY_INTO_FORCE, How.NEW, None, force)


def compare_rows(old: Row | None, new: Row | None, scope: Scope) -> list[Difference]:
    """Compare the rows of one State; ``None`` where a chart does not list it.

    Arguments:
        old: The row of the first chart, or the one that a record gives.
        new: The row of the second.
        scope: What there is to know of the two charts.

    Returns:
        The differences: of days, of a denunciation or suspension, of an invitation, of flags, and of how the row is
        printed, in this order.

    >>> import cyberconventions as cc
    >>> blank = Row(cc.state("BEN"), Section.NON_MEMBER)
    >>> (found,) = compare_rows(blank, attrs.evolve(blank, signature=date(2020, 3, 1)), Scope(date(2020, 1, 1)))
    >>> found.what.value, found.how.value
    ('signature', 'new')
    """
    if new is None:
        return [] if old is None else _gone(old, scope)
    if old is None:  # A row that was not there had no flags.
        blank = Row(new.state, new.section, name=new.name)
        return compare_rows(blank, new, scope) or [Difference(What.ROW, How.NEW, None, new)]
    found = [*compare_days(old, new, scope)]
    if _shows_ending(old) or _shows_ending(new):
        found += _leaving(old, new, scope)
    if old.is_invitation or new.is_invitation:
        found += _invitation(old, new, scope)
    if old.notes != new.notes:
        found += _flags(old, new, scope)
    found += _print(old, new, scope)
    return found


def compare_days(old: Row, new: Row, scope: Scope) -> Iterator[Difference]:
    """Compare the days of signature, consent and entry into force alone.

    >>> import cyberconventions as cc
    >>> row = cc.Chart.of("budapest")["Japan"]
    >>> other = attrs.evolve(row, consent=date(2012, 7, 4))
    >>> [str(each.new) for each in compare_days(row, other, Scope(date(2026, 4, 25)))]
    ['2012-07-04']
    """
    again = came_back(old, new, scope)
    for what, before, after in (
        (What.SIGNATURE, signed(old), signed(new)),
        (What.CONSENT, consented(old), consented(new)),
        (What.ENTRY_INTO_FORCE, old.entry_into_force, new.entry_into_force),
    ):
        gap = after is None or (before is None and not scope.of_record)
        if before == after or (gap and what.value in scope.omits):
            continue
        if after is None:
            if not again:
                yield Difference(what, How.GONE, before)
        elif before is None or (again and after > before):
            yield Difference(what, How.NEW, before, after)
        else:
            yield Difference(what, How.CHANGED, before, after)


def signed(row: Row) -> date | None:
    """Return a row's day of signature; a signature ad referendum is printed like consent."""
    return row.consent if row.kind is ActKind.SIGNATURE_AD_REFERENDUM else row.signature


def consented(row: Row) -> date | None:
    """Return a row's day of consent, which a signature ad referendum is not."""
    return None if row.kind is ActKind.SIGNATURE_AD_REFERENDUM else row.consent


def came_back(old: Row, new: Row, scope: Scope) -> bool:
    """Say whether a State that had left, or had said that it would, has consented again.

    Its consent is then later than the former one and than the denunciation; where neither has a day, than the first
    chart. A new row that shows that the State has left must show that it did so after the new consent.
    """
    if not old.withdrawn and old.withdrawal is None:
        return False
    after = consented(new)
    if after is None:
        return False
    former = [day for day in (consented(old), old.withdrawal) if day is not None]
    if after <= max(former, default=scope.as_of):
        return False
    return not new.withdrawn or _left_after(new, after)


def _left_after(row: Row, consent: date) -> bool:
    left = row.withdrawal or row.withdrawal_effective
    return left is not None and left >= consent


def _shows_leaving(row: Row) -> bool:
    return row.withdrawn or row.withdrawal is not None or row.withdrawal_effective is not None


def _shows_ending(row: Row) -> bool:
    return _shows_leaving(row) or row.suspension is not None


def _leaving(old: Row, new: Row, scope: Scope) -> Iterator[Difference]:
    """Compare what two rows show of a denunciation and of a suspension."""
    consent = consented(new)
    again = consent is not None and came_back(old, new, scope)
    if again and consent is not None:  # What the State did before it came back is over.
        if _left_after(new, consent):
            yield Difference(What.DENUNCIATION, How.NEW, None, new.withdrawal)
    elif _shows_leaving(new) and not _shows_leaving(old):
        yield Difference(What.DENUNCIATION, How.NEW, None, new.withdrawal)
    else:
        yield from _days_of_leaving(old, new)
    suspended = None if again else old.suspension
    if suspended == new.suspension:
        return
    how = How.NEW if suspended is None else How.GONE if new.suspension is None else How.CHANGED
    yield Difference(What.SUSPENSION, how, suspended, new.suspension)


def _days_of_leaving(old: Row, new: Row) -> Iterator[Difference]:
    """Compare the days of one denunciation; a chart that shows only that a State has left contradicts no day."""
    for what, before, after in (
        (What.DENUNCIATION, old.withdrawal, new.withdrawal),
        (What.EFFECT_OF_DENUNCIATION, old.withdrawal_effective, new.withdrawal_effective),
    ):
        if before != after:
            how = How.GONE if after is None else How.CHANGED
            yield Difference(what, how, before, after, before is None or (after is None and new.withdrawn))


def _gone(old: Row, scope: Scope) -> list[Difference]:
    if scope.cut_off:
        return []
    if not old.is_invitation:
        return [Difference(What.ROW, How.GONE, old)]
    return [] if "invitations" in scope.omits else [Difference(What.INVITATION, How.GONE)]


def _invitation(old: Row, new: Row, scope: Scope) -> Iterator[Difference]:
    consent = consented(new)
    if old.is_invitation and consent is not None:
        yield Difference(What.INVITATION, How.USED, None, consent)
    elif "invitations" in scope.omits:
        return
    elif old.is_invitation and new.signature is None and new.consent is None and not new.is_invitation:
        if not scope.cut_off:
            yield Difference(What.INVITATION, How.GONE)
    elif new.is_invitation and not old.is_invitation:
        yield Difference(What.INVITATION, How.NEW)


def _flags(old: Row, new: Row, scope: Scope) -> Iterator[Difference]:
    if old.notes is None or new.notes is None or "flags" in scope.omits:
        return
    for flag in new.notes:
        if flag not in old.notes:
            yield Difference(What.FLAG, How.NEW, None, flag)
    for flag in old.notes:
        if flag not in new.notes:
            yield Difference(What.FLAG, How.GONE, flag)


def _print(old: Row, new: Row, scope: Scope) -> Iterator[Difference]:
    """Compare how two rows are printed: the kind of consent, footnotes, section and name."""
    kind, other = old.kind, new.kind
    if kind is not other and kind is not None and other is not None and not came_back(old, new, scope):
        yield Difference(What.KIND_OF_CONSENT, How.CHANGED, kind, other, _may_be_one_kind({kind, other}, scope))
    gap = not old.footnotes or not new.footnotes
    if old.footnotes != new.footnotes and not (gap and "footnotes" in scope.omits):
        before, after = _numbers(old.footnotes, scope), _numbers(new.footnotes, scope)
        if before != after:
            yield Difference(What.FOOTNOTES, How.CHANGED, before, after)
    if old.section is not new.section and Section.PARTICIPANT not in (old.section, new.section):
        yield Difference(What.SECTION, How.CHANGED, old.section, new.section)
    if old.name != new.name and old.name and new.name and fold(old.name) != fold(new.name):
        yield Difference(What.NAME, How.CHANGED, old.name, new.name)


def _may_be_one_kind(kinds: set[ActKind], scope: Scope) -> bool:
    """Say whether two kinds of consent may be one, of which a chart says no more."""
    return ActKind.CONSENT in kinds and ("kind of consent" in scope.omits or kinds <= ONE_COLUMN)


def _numbers(footnotes: Iterable[int], scope: Scope) -> tuple[int, ...]:
    """Return the footnotes that a mark without a day does not say as well."""
    return tuple(number for number in footnotes if number not in scope.limits)


def check_same_treaty(reference: str, other: str) -> None:
    """Check that two references, as printed, are of the same treaty.

    Raises:
        DifferentTreatiesError: They are of two treaties.
    """
    if _treaty_key(reference) != _treaty_key(other):
        raise DifferentTreatiesError(f"{reference!r} and {other!r} are two treaties; expected charts of the same one")


def _treaty_key(reference: str) -> str:
    """Return what is equal for all references of one treaty ("ETS No.185", "CETS No. 185")."""
    known = known_treaty(reference)
    return known.id if known is not None else treaty_number(reference) or fold(reference)
