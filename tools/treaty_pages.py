# ruff: noqa: INP001 - a program, not a package
"""Writes the page of each treaty, ``docs/treaties/<id>.md``, from the data: ``python tools/treaty_pages.py``."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import cyberconventions as cc
from cyberconventions._application import GroundKind, grounds_of
from cyberconventions._measures import clauses
from cyberconventions._statements import coverage_of
from cyberconventions._states import territory_codes

FOLDER = Path(__file__).parents[1] / "docs" / "treaties"
NONE = "–"
COMPUTED = "computed"


def main() -> None:
    """Write the page of every treaty."""
    FOLDER.mkdir(exist_ok=True)
    for treaty in cc.treaties():
        (FOLDER / f"{treaty.id}.md").write_text(page(treaty), encoding="utf-8")


def page(treaty: cc.Treaty) -> str:
    """Return the page of a treaty, in Markdown."""
    lines = [
        f"# {treaty.short_title}",
        "",
        f"{treaty.title}, {treaty.reference}.",
        "",
        *_identity(treaty),
        *_status(treaty),
        *_territories(treaty),
        *_clauses(treaty),
        *_provisions(treaty),
        *_cooperation(treaty),
        *_statements(treaty),
        *_not_known(treaty),
        *_misprints(treaty),
        *_errata(treaty),
        *_sources(treaty),
        "",
        "---",
        "",
        _next(treaty),
        "",
        "Written from the data by `tools/treaty_pages.py`; edit the data instead.",
    ]
    return "\n".join(lines) + "\n"


def _next(treaty: cc.Treaty) -> str:
    """Lead on: to the next treaty, the first after the last, and to pages on what this one shows."""
    ids = [each.id for each in cc.treaties()]
    following = cc.treaty(ids[(ids.index(treaty.id) + 1) % len(ids)])
    return (
        f"Next: [{following.short_title}]({following.id}.md) · [all treaties](index.md) ·\n"
        "[the rules](../entry-into-force.md) · [statements](../ideas/statements.md) · [unknowns](../ideas/unknowns.md)"
    )


# -- sections -----------------------------------------------------------------------------------------------


def _identity(treaty: cc.Treaty) -> Iterator[str]:
    rows = [
        ("id in this library", f"`{treaty.id}`"),
        ("protocol to", cc.treaty(treaty.parent).short_title if treaty.parent else None),
        ("adopted", treaty.adopted),
        ("opened for signature", treaty.opened),
        ("in force since", treaty.entry_into_force or "not in force"),
        ("depositary", treaty.depositary),
        ("record", f"{treaty.coverage.value}, as of {treaty.as_of}"),
        ("complete through", treaty.complete_to),
    ]
    yield from _table(("what", "on record"), ((name, value) for name, value in rows if value))


def _status(treaty: cc.Treaty) -> Iterator[str]:
    yield from ("", f"## Status on {treaty.as_of}", "")
    if treaty.entry_into_force is None:
        lacking, needed = treaty.instruments_needed, treaty.rules.consents_needed
        yield f"Not in force: at most {lacking} more of the {needed} consents needed. Recorded: {treaty.totals()}."
    else:
        least = "At least " if treaty.coverage is cc.Coverage.PARTIAL else ""
        yield f"{least}{len(treaty.parties())} Parties; {treaty.totals()}."
    consented = [each for each in treaty if each.consent]
    yield from ("", "### Consents to be bound", "")
    yield from _table(
        ("State", "signed", "consent", "kind", "in force for it from"),
        (
            (_name(treaty, each.state), _day(each.signature), _day(each.consent), _kind(each.consent), _force(each))
            for each in consented
        ),
    )
    if any(_computed(each) for each in consented):
        yield from ("", f"{COMPUTED[0].upper()}{COMPUTED[1:]}: no source prints the day, the clause gives it.")
    signed = [(_name(treaty, state), _day(treaty[state].signature)) for state in treaty.signatories()]
    if signed:
        yield from ("", "### Signed only", "", *_table(("State", "signed"), signed))
    doubtful = [
        (_name(treaty, state), _day(signature), signature.seen.latest if signature.seen else NONE)
        for state in treaty.unknown()
        if (signature := treaty[state].signature) and not treaty[state].consent
    ]
    if doubtful:
        yield from ("", "### Signed, and may have consented since", "")
        yield from _table(("State", "signed", "had only signed on"), doubtful)
    invited = [
        (_name(treaty, state), _days(invitation.when), _days(invitation.expires) if invitation.expires else "no limit")
        for state in treaty.invited()
        if (invitation := treaty[state].invitation)
    ]
    if invited:
        yield from ("", "### Invited to accede", "", *_table(("State", "decided", "valid to"), invited))
    other = [
        (_name(treaty, act.state), act.kind.value, act.territory or NONE, _day(act), act.effective or NONE)
        for act in treaty.acts
        if act.territory or act.kind.is_withdrawal or act.kind is cc.ActKind.SUSPENSION
    ]
    if other:
        columns = ("State", "act", "territory", "day", "effective")
        yield from ("", "### Withdrawals and territories", "", *_table(columns, other))


def _territories(treaty: cc.Treaty) -> Iterator[str]:
    """Yield to which territories the treaty applies, as far as anything is on record."""
    places = [
        (
            territory.name,
            _name(treaty, ground.state),
            "applies by default" if ground.kind is GroundKind.DEFAULT else ground.kind.value,
            _days(ground.when) if ground.kind in (GroundKind.EXTENSION, GroundKind.EXCLUSION) else NONE,
            ground.confidence.value,
            ground.comment or NONE,
        )
        for territory in map(cc.territory, sorted(territory_codes()))
        for ground in grounds_of(treaty, territory)
    ]
    if places:
        columns = ("territory", "State responsible", "what is known", "since", "confidence", "comment")
        yield from ("", "### Application to territories", "", *_table(columns, places))
        yield from (
            "",
            "Of territories that are not listed nothing is known, unless the State responsible is not a Party.",
        )


def _clauses(treaty: cc.Treaty) -> Iterator[str]:
    rules = treaty.rules
    members = f", {rules.members_needed} of them by members of the Council of Europe" if rules.members_needed else ""
    article = f" (Art. {rules.consents_article})" if rules.consents_article else ""
    yield from ("", "## Final clauses", "")
    yield f"In force after {rules.consents_needed} consents{members}{article}."
    if not rules.counts_organisations:
        yield "The instrument of a regional organisation is not counted beside those of its members."
    if rules.precondition:
        under = f" (Art. {rules.precondition_article})" if rules.precondition_article else ""
        yield f"Takes consent to the {cc.treaty(rules.precondition).short_title} first or at the same time{under}."
    yield from _open_to(treaty)
    if limit := rules.invitation:
        yield f"An invitation to accede (Art. {limit.article}) decided since {limit.since}"
        yield f"is valid for {limit.years} years ({limit.decision})."
    if rules.clauses:
        waits = ((_about(topic), str(clause).removeprefix("Art. ").partition(": ")) for topic, clause in rules.clauses)
        rows = ((topic, article, "at once" if wait == "0 days" else wait) for topic, (article, _, wait) in waits)
        yield from ("", *_table(("clause", "article", "effect after"), rows))
    for what, allowed in (("Reservations", rules.reservations), ("Declarations", rules.declarations)):
        if allowed:
            article, _, words = str(allowed).partition(": ")
            yield from ("", f"{what} are allowed {words} ({article}).")


def _open_to(treaty: cc.Treaty) -> Iterator[str]:
    """Say who may sign or accede, where, and until when."""
    signature, accession = treaty.rules.open_for_signature, treaty.rules.open_for_accession
    if signature:
        who = f" to {signature.who}" if signature.who else ""
        article = f" (Art. {signature.article})" if signature.article else "; the article was not seen"
        yield f"Open for signature{who}{article}."
        if signature.place:
            yield f"Signed in {signature.place}."
        if signature.until:
            yield f"The last day for signature: {signature.until}."
        if signature.open_ended:
            yield "No closing date for signature."
        if signature.consent_by_signature:
            yield "A State may consent to be bound by its signature alone."
    if accession and accession.absent:
        yield f"There is no accession clause: {accession.who}."
    elif accession:
        since = ", from its own entry into force on" if accession.only_after_entry_into_force else ""
        yield f"Open for accession to {accession.who}{since} (Art. {accession.article})."


def _about(topic: str) -> str:
    """Say what a clause is on."""
    words = {"first": "the treaty's own entry into force", "later": "a State that consents later"}
    return words.get(topic, topic.replace("_", " "))


def _provisions(treaty: cc.Treaty) -> Iterator[str]:
    if not treaty.provisions:
        return
    rows = ((each.reference, each.title, each.subject.value, each.summary) for each in treaty.provisions)
    yield from ("", "## Provisions", "", "In outline; the text of the treaty is what counts.", "")
    yield from _table(("article", "title", "what it is", "in one line"), rows)


def _cooperation(treaty: cc.Treaty) -> Iterator[str]:
    yield from ("", "## Cooperation", "", "In outline; the text of the treaty is what counts.", "")
    rows = (
        (
            f"Art. {each.article}" if each.article else NONE,
            each.measure or "any measure",
            each.kind.value
            if each.confidence is cc.Confidence.HIGH
            else f"{each.kind.value} ({each.confidence.value})",
            each.summary,
            each.reservable or NONE,
        )
        for each in clauses(treaty.id)
    )
    yield from _table(("article", "measure", "what it is", "in one line", "who may reserve it"), rows)


def _statements(treaty: cc.Treaty) -> Iterator[str]:
    said = [statement for each in treaty for statement in each.statements]
    yield from ("", "## Statements of States", "")
    if not said:
        yield "Not collected: that a State is not named here does not tell that it reserved nothing."
        return
    yield "Summed up; what the depositary keeps is what counts. A State that is not named may have said something."
    yield from ("", *_what_was_read(treaty))
    about = {each.articles[0] if each.articles else "" for each in said}
    for article in sorted(about, key=_in_order):
        yield from ("", f"### {f'Art. {article}' if article else 'Articles not known'}", "")
        rows = (
            (
                _name(treaty, each.state),
                f"{each.kind.value}{f', filed as a {each.filed_as.value}' if each.filed_as else ''}",
                ", ".join(each.articles[1:]) or NONE,
                " ".join(filter(None, (each.summary, each.comment))),
                each.effective or ("never stood" if each.never_stood else NONE),
                each.withdrawn or NONE,
                each.seen or NONE,
                each.confidence.value,
            )
            for each in said
            if article == (each.articles[0] if each.articles else "")
        )
        columns = ("State", "what", "also on", "in one line", "from", "withdrawn on", "as seen on", "confidence")
        yield from _table(columns, rows)


def _what_was_read(treaty: cc.Treaty) -> Iterator[str]:
    """Say of which States reservations were not read whole."""
    readings: dict[str, list[str]] = {}
    for state in treaty.parties():
        read = coverage_of(treaty.id, state.id).reservations
        if read.value not in {"complete", "none on charts"}:
            readings.setdefault(read.value, []).append(_name(treaty, state))
    for reading, names in readings.items():
        yield f"- Reservations {reading}: {', '.join(names)}."


def _in_order(article: str) -> tuple[int, str]:
    """Return what articles are sorted by: their number, then the rest."""
    number = article.rpartition(":")[2].partition("(")[0]
    return (int(number) if number.isdecimal() else 0, article)


def _not_known(treaty: cc.Treaty) -> Iterator[str]:
    yield from ("", "## What is not known", "")
    if treaty.coverage is cc.Coverage.PARTIAL:
        since = f"after {treaty.complete_to} and " if treaty.complete_to else ""
        when = f"{since}by {treaty.as_of}"
        yield f"- The record is partial: a State not listed may have acted {when}; totals are the least."
    else:
        yield f"- What happened after {treaty.as_of}; up to that day the record lists every act."
    yield from _clauses_not_known(treaty)
    if not treaty.provisions:
        yield "- The articles: the record has no outline of them."
    options: dict[str, list[str]] = {}
    for state in treaty.unknown():
        words = " or ".join(each.value for each in treaty.possible_statuses(state))
        options.setdefault(words, []).append(_name(treaty, state))
    for words, names in options.items():
        yield f"- Status of {', '.join(names)}: {words}."
    no_effect = (
        ("consent", each.consent)
        for each in treaty
        if each.consent and each.entry_into_force is None and treaty.entry_into_force
    )
    yield from _grouped(treaty, "the effect of", no_effect)
    for gap in treaty.unknowns:
        whose = f" of {', '.join(_name(treaty, state) for state in gap.states)}" if gap.states else ""
        yield f"- {gap.subject[0].upper()}{gap.subject[1:]}{whose}. {gap.statement} {_cited(gap.source_ids)}"
    # Said above already, with the reason.
    said = {state for gap in treaty.unknowns if gap.subject == "kind of consent" for state in gap.states}
    consents = (act for act in treaty.acts if act.kind is cc.ActKind.CONSENT and act.state not in said)
    kinds = ((act.kind.label, act) for act in consents)
    yield from _grouped(treaty, "whether it was", kinds)
    low = ((act.kind.value, act) for act in treaty.acts if act.confidence is cc.Confidence.LOW)
    yield from _grouped(treaty, "from secondary sources only:", low)
    days: dict[tuple[str, str], list[str]] = {}
    for act in treaty.acts:
        if act.date is None:
            days.setdefault((act.kind.value, _day(act)), []).append(_name(treaty, act.state))
    if days:
        rows = ((kind, day, ", ".join(dict.fromkeys(states))) for (kind, day), states in sorted(days.items()))
        yield from ("", "Acts whose day is not known exactly:", "", *_table(("act", "day", "by"), rows))


def _clauses_not_known(treaty: cc.Treaty) -> Iterator[str]:
    for topic in treaty.rules.not_seen:
        yield f"- The clause on {_about(topic)}: not seen, so nothing is computed from it."
    if cited := treaty.rules.text_as_known:
        articles = ", ".join(f"Art. {article} ({_about(topic)})" for topic, article in cited)
        yield f"- The wording of {articles}: cited as known, not read."


def _grouped(treaty: cc.Treaty, what: str, acts: Iterable[tuple[str, cc.Act]]) -> Iterator[str]:
    """Yield one line for all States of which the same is not known."""
    names: dict[str, list[str]] = {}
    for about, act in acts:
        names.setdefault(about, []).append(_name(treaty, act.state))
    for about, states in names.items():
        yield f"- {what[0].upper()}{what[1:]} {about}: {', '.join(dict.fromkeys(states))}."


def _misprints(treaty: cc.Treaty) -> Iterator[str]:
    if not treaty.misprints:
        return
    yield from ("", "## Misprints", "", "Errors in official tables; the acts above have what holds.", "")
    rows = (
        (
            _name(treaty, each.state),
            each.act,
            each.printed,
            _cited(each.printed_in_ids) or "table not on record",
            each.holds,
            f"{each.shown_by} {_cited(each.source_ids)}",
        )
        for each in treaty.misprints
    )
    yield from _table(("State", "act", "printed", "in", "what holds", "how it shows"), rows)


def _cited(ids: Iterable[str]) -> str:
    """Return the ids of sources as a remark; nothing where there are none."""
    names = ", ".join(f"`{each}`" for each in ids)
    return f"({names})" if names else ""


def _errata(treaty: cc.Treaty) -> Iterator[str]:
    if not treaty.errata:
        return
    yield from ("", "## Errata", "", "Statements of the page this dataset started from, and what holds.", "")
    rows = ((each.row, each.subject, each.statement, each.verdict.value, each.holds) for each in treaty.errata)
    yield from _table(("no.", "about", "the page", "verdict", "what holds"), rows)


def _sources(treaty: cc.Treaty) -> Iterator[str]:
    yield from ("", "## Sources", "", "Of the acts, the most used first; then of the other sections.", "")
    provisions = (source for each in treaty.provisions for source in each.sources)
    errata = (source for each in treaty.errata for source in each.sources)
    slips = (source for each in treaty.misprints for source in (*each.printed_in, *each.sources))
    gaps = (source for each in treaty.unknowns for source in each.sources)
    said = (source for each in treaty for statement in each.statements for source in statement.sources)
    cooperation = (source for each in clauses(treaty.id) for source in each.sources)
    for source in dict.fromkeys((*treaty.sources, *provisions, *errata, *slips, *gaps, *cooperation, *said)):
        yield f"- `{source.id}`: {source}"


# -- cells --------------------------------------------------------------------------------------------------


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield _row(head)
    yield _row(("---",) * len(head))
    for row in rows:
        yield _row(row)


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"


def _name(treaty: cc.Treaty, state: cc.State) -> str:
    """Return a State's name as the treaty's depositary prints it."""
    chart = "coe" if treaty.depositary.endswith("Council of Europe") else "un"
    return state.chart_name(treaty.as_of, chart)


def _day(act: cc.Act | None) -> str:
    return NONE if act is None else _days(act.when)


def _days(window: cc.DateWindow) -> str:
    if window.earliest is None:
        return f"by {window.latest}" if window.latest else "day not known"
    return str(window) if window.latest else f"from {window.earliest} on"


def _kind(act: cc.Act | None) -> str:
    return act.kind.value if act else NONE


def _force(participation: cc.Participation) -> str:
    day = participation.entry_into_force
    if day is None:
        return "not known" if participation.treaty.entry_into_force else NONE
    return f"{day} ({COMPUTED})" if _computed(participation) else str(day)


def _computed(participation: cc.Participation) -> bool:
    """Whether the day of effect is the clause's, and not one that a source prints."""
    consent = participation.consent
    return consent is not None and consent.effective is None and participation.entry_into_force is not None


if __name__ == "__main__":
    main()
