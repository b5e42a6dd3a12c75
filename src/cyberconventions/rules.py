"""The final clauses in numbers: entry into force, invitations to accede, denunciation.

Each treaty's clauses stand in its ``treaty.toml`` with their articles; what they have in common is here.
For the Convention on Cybercrime (ETS 185) that is

* Art. 36(1) – who may sign: ``Rules.open_for_signature``;
* Art. 36(3) – the Convention's own entry into force: :meth:`Rules.first_group` and ``Rules.first``;
* Art. 36(4) – a State that consents later: ``Rules.later`` and :meth:`Rules.effect`;
* Art. 37(1) – accession on invitation: ``Rules.open_for_accession``, :class:`InvitationRule` and
  :class:`Invitation`;
* Art. 37(2) – a State that accedes: ``Rules.accession`` and :meth:`Rules.effect`;
* Art. 38(2) – extension to a territory: ``Rules.territorial_extension``;
* Art. 40 and 42 – what may be declared and reserved: ``Rules.declarations`` and ``Rules.reservations``;
* Art. 47 – denunciation: ``Rules.denunciation``.

A clause was seen, or was looked for and not seen (``Rules.not_seen``), or the treaty is silent and general law applies
(``Rules.silent``). Where its wording was not at hand, a clause is cited from knowledge of the treaty
(``Rules.text_as_known``).

Calendar months and years are dateutil's: the same day of a later month, clipped to that month's end.
"""

from datetime import date
from typing import cast

import attrs

from cyberconventions._acts import Confidence
from cyberconventions._arguments import check_fields
from cyberconventions._dates import as_date, calendar_day_after
from cyberconventions._invitations import Invitation, InvitationRule, Validity
from cyberconventions._states import State
from cyberconventions._states import state as state_of
from cyberconventions.errors import (
    ClauseNotSeenError,
    InvalidRuleError,
    check_type,
    counted,
    quoted,
    several,
    wrong_type,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from cyberconventions._dates import DateLike
    from cyberconventions._table import Table

__all__ = ["Clause", "ClosedList", "FirstGroup", "Invitation", "InvitationRule", "Opening", "Rules", "Validity"]


# What the clauses on effect are about, for people.
_EFFECT_OF = {
    "first": "entry into force of the treaty",
    "later": "entry into force for a State",
    "accession": "entry into force on accession",
}


def _on_record(*, text_read: bool) -> str:
    return "text read" if text_read else "as known"


@attrs.frozen(order=False)
class Clause:
    """A final clause that makes an act effective some time after its day.

    Attributes:
        article: The article of the treaty.
        months: Calendar months to add, clipped to the month's end.
        days: Days to add; "the ninetieth day after" is 90.
        first_of_next_month: Whether effect waits for the first day of the month that follows the end of
            the months ("on the first day of the month following the expiration of three months").
        only_after_entry_into_force: Whether the clause speaks only of acts done when the treaty is in
            force already; for earlier ones effect comes with the treaty's own entry into force.
        silent: Whether the treaty says nothing, so that general law applies; the article is then one of the Vienna
            Convention on the Law of Treaties.
        confidence: How well the clause is founded.
        text_read: Whether its wording was read; a clause is else cited from knowledge of the treaty.

    >>> art_36_4 = Clause(article="36(4)", months=3, first_of_next_month=True)
    >>> art_36_4.effect("2022-11-30")
    datetime.date(2023, 3, 1)
    """

    article: str
    months: int = 0
    days: int = 0
    first_of_next_month: bool = False
    only_after_entry_into_force: bool = False
    silent: bool = False
    confidence: Confidence = Confidence.HIGH
    text_read: bool = True

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        if self.months < 0 or self.days < 0 or (self.days and (self.months or self.first_of_next_month)):
            raise InvalidRuleError(
                f"Art. {self.article}: months={self.months}, days={self.days}; expected one of them, not negative"
            )

    def effect(self, day: "DateLike") -> date:
        """Return the day on which an act of *day* has effect.

        Arguments:
            day: The day of deposit, of receipt, or of the consent that completes a number.

        Returns:
            The day; what the clause adds are calendar months, clipped to the month's end, or days.

        Raises:
            InvalidDateError: Not a valid date, or the calendar ends before the effect.

        >>> Clause(article="14(2)", months=1).effect("2005-01-31")
        datetime.date(2005, 2, 28)
        """
        return calendar_day_after(
            as_date(day),
            months=self.months,
            days=self.days,
            first_of_next_month=self.first_of_next_month,
            what=self,
        )

    def __str__(self) -> str:
        if self.months:
            wait = f"{self.months} calendar month{'s' if self.months > 1 else ''}"
        else:
            wait = f"{self.days} day{'s' if self.days != 1 else ''}"
        then = ", then the first day of the next month" if self.first_of_next_month else ""
        article = f"VCLT Art. {self.article}, as the treaty is silent" if self.silent else f"Art. {self.article}"
        return f"{article}: {wait}{then}"

    def __repr__(self) -> str:
        return f"<Clause {self}>"


def _ids(states: "tuple[State | str, ...]") -> tuple[str, ...]:
    """Return the ids of States that are given as such, or by their ids; what is no tuple is refused by its type."""
    if type(states) is not tuple:
        return cast("tuple[str, ...]", states)
    return tuple([each.id if isinstance(each, State) else each for each in states])


@attrs.frozen(order=False)
class Opening:
    """Who may sign a treaty, or accede to it; where, and until when.

    Attributes:
        article: The article that says so; ``None`` where it was not seen.
        who: Who may, in words; empty where any State may.
        treaty: The id of the treaty that one has to have signed or consented to first, as *who* says.
        place: Where it is or was open, in words.
        until: The last day; ``None`` where none is on record.
        open_ended: Whether the treaty says that there is no last day.
        consent_by_signature: Whether a State may consent to be bound by signature alone.
        states: The ids of those that it is open to beside members of the Council of Europe, where they are known; a
            ``State`` is taken for its id.
        only_after_entry_into_force: Whether it is open only from the treaty's own entry into force on.
        absent: Whether the treaty has no such clause. It is then not open, and *who* says what States do instead.
        confidence: How well the clause is founded.
        text_read: Whether its wording was read; a clause is else cited from knowledge of the treaty.

    >>> import cyberconventions as cc
    >>> print(cc.treaty("uncc").rules.open_for_signature)
    Art. 64: Hanoi, on 2025-10-25 and 2025-10-26; then New York; until 2026-12-31
    """

    article: str | None = None
    who: str = ""
    treaty: str | None = None
    place: str = ""
    until: date | None = None
    open_ended: bool = False
    consent_by_signature: bool = False
    states: tuple[str, ...] = attrs.field(default=(), converter=_ids)
    only_after_entry_into_force: bool = False
    absent: bool = False
    confidence: Confidence = Confidence.HIGH
    text_read: bool = True

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        for each in self.states:
            state_of(State(each))

    def __str__(self) -> str:
        said = [self.who, self.place, f"until {self.until}" if self.until else ""]
        said += ["with no closing date" if self.open_ended else ""]
        said += ["signature alone may be consent" if self.consent_by_signature else ""]
        said += ["from the treaty's own entry into force on" if self.only_after_entry_into_force else ""]
        article = "article not seen" if self.article is None else f"Art. {self.article}"
        return f"{'no such clause' if self.absent else article}: {'; '.join(each for each in said if each)}"

    def __repr__(self) -> str:
        return f"<Opening {self}>"


@attrs.frozen(order=False)
class ClosedList:
    """To which provisions a treaty allows reservations, or declarations.

    Attributes:
        article: The article that says so.
        only_to: The provisions, by article.
        examples: Whether these are examples, as the treaty has no list: what other articles provide for is allowed.
        when: When they may be made, in words; empty where that is not on record.
        note: What else the article says, in words.
        carries_over: The article by which reservations to the treaty that this one is a protocol to hold for this one
            too; empty where there is none.
        confidence: How well the clause is founded.
        text_read: Whether its wording was read; a clause is else cited from knowledge of the treaty.

    >>> import cyberconventions as cc
    >>> cc.treaty("budapest").rules.reservations
    <ClosedList Art. 42: only to 4(2), 6(3), 9(4), 10(3), 11(3), 14(3), 22(2), 29(4), 41(1); at signature or deposit>
    """

    article: str
    only_to: tuple[str, ...]
    examples: bool = False
    when: str = ""
    note: str = ""
    carries_over: str = ""
    confidence: Confidence = Confidence.HIGH
    text_read: bool = True

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def __str__(self) -> str:
        to = f"where another article provides for it, such as {', '.join(self.only_to)}"
        said = [to if self.examples else f"only to {', '.join(self.only_to)}", self.when, self.note]
        return f"Art. {self.article}: {'; '.join(each for each in said if each)}"

    def __repr__(self) -> str:
        return f"<ClosedList {self}>"


@attrs.frozen(order=False)
class FirstGroup:
    """The consents that brought a treaty into force.

    Attributes:
        states: Whose they were, in the order of their consents.
        completed_by: The State whose consent completed the number.
        completed_on: The day of that consent.
        entry_into_force: The day that the clause gives.

    >>> import cyberconventions as cc
    >>> group = cc.treaty("untoc").rules.first_group(cc.treaty("untoc").consents)
    >>> len(group.states), group.completed_by, str(group.completed_on), str(group.entry_into_force)
    (40, <State ARM Armenia>, '2003-07-01', '2003-09-29')
    """

    states: tuple[State, ...]
    completed_by: State
    completed_on: date
    entry_into_force: date

    def __attrs_post_init__(self) -> None:
        check_fields(self)


def _pairs(consents: "Iterable[tuple[date, State]]") -> "list[tuple[date, State]]":
    """Check what a caller gives as consents: pairs of a day and a State."""
    found: list[tuple[date, State]] = []
    for each in several(consents, "pairs of a date and a State"):
        pair: Any = each
        if not isinstance(each, tuple) or len(pair) != 2 or not isinstance(pair[1], State):  # noqa: PLR2004 # a pair
            raise wrong_type(pair, "a pair of a date and a State")
        found.append((as_date(pair[0]), pair[1]))
    return found


@attrs.frozen(order=False)
class Rules:
    """The final clauses of one treaty, as far as they have been seen.

    Attributes:
        treaty: The treaty's reference, for messages.
        consents_needed: How many consents bring the treaty into force.
        members_needed: How many of them must be by members of the Council of Europe.
        counts_organisations: Whether a regional organisation's instrument counts beside its members'.
        clauses: The clauses, by topic.
        not_seen: Topics whose clause was looked for and not seen.
        invitation: How long an invitation to accede is valid; ``None`` where there is no such limit.
        precondition: The id of the treaty a State must have consented to first, if any.
        precondition_article: The article that says so.
        consents_article: The article that sets the number of consents.
        open_for_signature: Who may sign, where and until when; ``None`` where no clause is on record.
        open_for_accession: Who may accede, likewise; a treaty without such a clause says so in ``absent``.
        reservations: To which provisions reservations are allowed; ``None`` where no clause is on record.
        declarations: To which provisions declarations are, likewise.

    >>> import cyberconventions as cc
    >>> cc.treaty("crc").rules
    <Rules of UNTC IV-11: 20 consents needed (Art. 49(1)); clauses: first, later, reservation_withdrawal, denunciation>
    """

    treaty: str
    consents_needed: int
    members_needed: int
    counts_organisations: bool
    clauses: tuple[tuple[str, Clause], ...]
    not_seen: tuple[str, ...] = ()
    invitation: InvitationRule | None = None
    precondition: str | None = None
    precondition_article: str | None = None
    consents_article: str | None = None
    open_for_signature: Opening | None = None
    open_for_accession: Opening | None = None
    reservations: ClosedList | None = None
    declarations: ClosedList | None = None

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        for number in (self.consents_needed, self.members_needed):
            if number < 0:
                raise InvalidRuleError(f"{self.treaty}: {number} consents needed, expected a number, 0 or more")

    def clause(self, topic: str) -> Clause:
        """Return the clause on a topic.

        Arguments:
            topic: ``"first"`` (the treaty's own entry into force), ``"later"`` (a State that consents
                after that), ``"accession"``, ``"territorial_extension"``, ``"denunciation"``, ….

        Raises:
            ClauseNotSeenError: The record has no such clause; nothing may be computed from a guess.

        >>> import cyberconventions as cc
        >>> str(cc.treaty("budapest").rules.clause("denunciation"))
        'Art. 47: 3 calendar months, then the first day of the next month'
        """
        check_type(topic, str, "the topic of a clause")
        for known, clause in self.clauses:
            if known == topic:
                return clause
        known_topics = ", ".join(known for known, _ in self.clauses)
        how = "has not been seen" if topic in self.not_seen else "is not on record"
        raise ClauseNotSeenError(
            f"{self.treaty}: the clause on {quoted(topic)} {how}, so nothing is computed from it; "
            f"on record: {known_topics}"
        )

    @property
    def silent(self) -> tuple[str, ...]:
        """The topics on which the treaty says nothing, so that general law applies.

        >>> import cyberconventions as cc
        >>> malabo = cc.treaty("malabo").rules
        >>> malabo.silent, str(malabo.later)
        (('later',), 'VCLT Art. 24(3), as the treaty is silent: 0 days')
        """
        return tuple([topic for topic, clause in self.clauses if clause.silent])

    @property
    def text_as_known(self) -> tuple[tuple[str, str], ...]:
        """The topics, with their articles, whose wording was not read; they are cited from knowledge of the treaty.

        >>> import cyberconventions as cc
        >>> cc.treaty("uncc").rules.text_as_known
        (('accession', '64(4)'), ('later', '65(2)'), ('denunciation', '67(1)'))
        """
        openings = {
            "signature": self.open_for_signature,
            "accession": self.open_for_accession,
            "reservations": self.reservations,
            "declarations": self.declarations,
        }
        cited = [(topic, each) for topic, each in openings.items() if each is not None]
        return tuple([(topic, each.article or "") for topic, each in (*cited, *self.clauses) if not each.text_read])

    @property
    def first(self) -> Clause:
        """When the treaty enters into force after the consent that completes the number."""
        return self.clause("first")

    @property
    def later(self) -> Clause:
        """When it enters into force for a State that consents later."""
        return self.clause("later")

    @property
    def accession(self) -> Clause:
        """When it enters into force for a State that accedes, where an article of its own says so."""
        return self.clause("accession")

    @property
    def denunciation(self) -> Clause:
        """When a denunciation has effect."""
        return self.clause("denunciation")

    @property
    def territorial_extension(self) -> Clause:
        """When an extension to a territory has effect."""
        return self.clause("territorial_extension")

    def counted(self, consents: "Iterable[tuple[date, State]]") -> "list[tuple[date, State]]":
        """Return the consents that count towards the number, in the order of their days.

        A State counts once, by its first consent.

        Arguments:
            consents: Day of consent and State, in any order.

        Raises:
            InvalidTypeError: Something is not a pair of a day and a State.

        >>> import cyberconventions as cc
        >>> day, union = cc.treaty("untoc")["EUE"].consent.date, cc.state("European Union")
        >>> cc.treaty("untoc").rules.counted([(day, union)])  # Art. 38(1): not on top of its members
        []
        """
        first: dict[State, date] = {}
        for day, state in sorted(_pairs(consents), key=lambda consent: consent[0]):
            if self.counts_organisations or not state.is_organisation:
                first.setdefault(state, day)
        return [(day, state) for state, day in first.items()]

    def first_group(self, consents: "Iterable[tuple[date, State]]") -> FirstGroup | None:
        """Find the consents that bring the treaty into force, and when.

        ETS 185, Art. 36(3): five States, at least three of them members of the Council of Europe.
        Membership is taken on the day of the consent.

        Arguments:
            consents: Day of consent and State, in any order.

        Returns:
            The group, or ``None`` while the number is not complete.

        Raises:
            ClauseNotSeenError: The number is complete but the clause on the wait has not been seen.

        >>> import cyberconventions as cc
        >>> budapest = cc.treaty("budapest")
        >>> [state.id for state in budapest.rules.first_group(budapest.consents).states]
        ['ALB', 'HRV', 'EST', 'HUN', 'LTU']
        """
        members = 0
        counted = self.counted(consents)
        for position, (day, state) in enumerate(counted, start=1):
            # Membership is looked up only where the clause asks for it.
            members += self.members_needed > 0 and state.member_of_coe(day)
            if position >= self.consents_needed and members >= self.members_needed:
                group = tuple(each for _, each in counted[:position])
                return FirstGroup(group, state, day, self.first.effect(day))
        return None

    def missing(self, consents: "Iterable[tuple[date, State]]") -> int:
        """Return how many more consents the treaty needs before its number is complete.

        Arguments:
            consents: Day of consent and State, in any order.

        >>> import cyberconventions as cc
        >>> protocol = cc.treaty(224)
        >>> protocol.rules.missing(protocol.consents)
        1
        """
        counted = self.counted(consents)
        members = sum(state.member_of_coe(day) for day, state in counted) if self.members_needed else 0
        return max(0, self.consents_needed - len(counted), self.members_needed - members)

    def effect(self, deposited: "DateLike", in_force: "DateLike", *, accession: bool = False) -> date:
        """Return the day the treaty enters into force for a State that consents on a day.

        ETS 185, Art. 36(4) and 37(2): the first day of the month that follows the end of three months
        from the consent – and never before the treaty's own entry into force.

        Arguments:
            deposited: The day of the consent.
            in_force: The treaty's own entry into force.
            accession: Whether the consent is an accession, for treaties with a clause of its own.

        Returns:
            The day.

        Raises:
            ClauseNotSeenError: The clause has not been seen.
            InvalidDateError: One is not a valid date.

        >>> import cyberconventions as cc
        >>> cc.treaty("budapest").rules.effect("2022-11-30", in_force="2004-07-01", accession=True)
        datetime.date(2023, 3, 1)
        """
        check_type(accession, bool, "True or False for accession")
        day, since = as_date(deposited), as_date(in_force)
        topics = [topic for topic, _ in self.clauses]
        clause = self.accession if accession and "accession" in topics else self.later
        if clause.only_after_entry_into_force and day <= since:
            return since
        return max(since, clause.effect(day))

    def table(self) -> "Table[Any]":
        """Return the clauses as a table, a row for each topic.

        Columns: ``topic``, ``article``, ``on_record`` (words: ``"text read"``, ``"as known"`` where its wording was not
        at hand, ``"not seen"``), ``confidence`` (words); ``rule`` (text).

        >>> import cyberconventions as cc
        >>> print(cc.treaty("budapest").rules.table()[0].rule)
        5 consents, 3 of them by members of the Council of Europe
        """
        from cyberconventions._sources import in_words
        from cyberconventions._table import Table, texts, words

        rows = [*self._in_words()]
        table = Table.of(
            topic=words([row[0] for row in rows]),
            article=words([row[1] for row in rows]),
            rule=texts([row[2] for row in rows]),
            on_record=words([row[3] for row in rows]),
            confidence=words([row[4] for row in rows]),
        )
        return attrs.evolve(table, title=f"Final clauses of {self.treaty}", foot=(in_words(()),))

    def _in_words(self) -> "Iterator[tuple[str, str | None, str | None, str | None, str | None]]":
        """Go through the topics: article, what it says, whether it was read, and how well it is founded."""
        members = f", {self.members_needed} of them by members of the Council of Europe" if self.members_needed else ""
        needed = counted(self.consents_needed, "consent")
        yield "consents needed", self.consents_article, f"{needed}{members}", None, None
        if self.precondition is not None:
            yield "first", self.precondition_article, f"consent to {self.precondition}", None, None
        stated = (
            ("signature", self.open_for_signature),
            ("accession", self.open_for_accession),
            ("reservations", self.reservations),
            ("declarations", self.declarations),
        )
        for topic, said in stated:
            if said is not None:
                rule = str(said).partition(": ")[2]
                yield topic, said.article, rule, _on_record(text_read=said.text_read), said.confidence.value
        for topic, clause in self.clauses:
            yield (
                _EFFECT_OF.get(topic, topic.replace("_", " ")),
                f"VCLT {clause.article}" if clause.silent else clause.article,
                _effect(clause),
                _on_record(text_read=clause.text_read),
                clause.confidence.value,
            )
        if self.invitation is not None:
            rule = f"valid for {self.invitation.years} years, if decided since {self.invitation.since}"
            yield "invitation", self.invitation.article, rule, None, None
        for topic in self.not_seen:
            yield topic.replace("_", " "), None, None, "not seen", None

    def _repr_html_(self) -> str:
        """Show the clauses in a notebook."""
        return self.table()._repr_html_()  # pyright: ignore[reportPrivateUsage] - a protocol of notebooks

    def __repr__(self) -> str:
        members = f", {self.members_needed} of them by members" if self.members_needed else ""
        article = f" (Art. {self.consents_article})" if self.consents_article else ""
        topics = ", ".join(topic for topic, _ in self.clauses)
        needed = counted(self.consents_needed, "consent")
        return f"<Rules of {self.treaty}: {needed} needed{members}{article}; clauses: {topics}>"


def _effect(clause: Clause) -> str:
    """Say when an act has effect by a clause, and what applies where the treaty is silent."""
    at_once = not (clause.months or clause.days or clause.first_of_next_month)
    wait = "the same day" if at_once else str(clause).partition(": ")[2]
    return f"{wait} (general law, as the treaty is silent)" if clause.silent else wait
