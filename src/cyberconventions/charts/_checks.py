"""Checks what a chart says against itself, the treaty's rules and the record.

The entry-into-force rule recomputes every published date, and so finds misprints: a wrong digit in a day
of consent gives the first day of another month.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._dataset import per_dataset
from cyberconventions._edition import in_force_known_on
from cyberconventions._group_lists import members_of_coe
from cyberconventions._history import Status, since_of
from cyberconventions._states import State, fold, namesake_of
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions._treaty import Treaty
from cyberconventions.charts._compare import How, Scope, What, compare_days, compare_heads, consented, signed
from cyberconventions.charts._completeness import listed_states, missing_states, missing_words
from cyberconventions.charts._model import Chart
from cyberconventions.charts._names import known_treaty
from cyberconventions.charts._rows import Problem, Row, Section
from cyberconventions.errors import ClauseNotSeenError

# A succession has its own day, and a signature ad referendum no effect yet.
_OWN_EFFECT = (ActKind.SUCCESSION, ActKind.SIGNATURE_AD_REFERENDUM)

# So many States may be missing one by one; of more, a part of the page is.
_FEW = 5

# What a treaty's own days are called in a message, and the keys of their lines in the input.
_HEAD = {
    What.OPENING: ("the opening for signature", "opened"),
    What.ENTRY_INTO_FORCE: ("the treaty's entry into force", "entry_into_force"),
}


def checked(chart: Chart, lines: Mapping[str, int]) -> Chart:
    """Return the chart with everything that is odd about it added to its problems.

    Arguments:
        chart: The chart as it was read.
        lines: The lines of its head and its totals in the input: ``"opened"``, ``"consents"``, ….
    """
    treaty = known_treaty(chart.reference)
    found = [*chart.problems, *_totals(chart, lines), *_doubles(chart), *_members(chart, lines)]
    recorded = _recorded_days(treaty.id) if treaty is not None else {}
    for row in chart.rows:
        found += _order(chart, row)
        if row.signature and row.consent and row.section is not Section.PARTICIPANT and _accedes(row, recorded):
            message = f"{row.name}: an accession on {row.consent}, but a signature on {row.signature}, too"
            found.append(_on(row, message))
    if treaty is not None:
        prints_effect = "entry into force" not in chart.silent_on
        # A chart from before the last consent that was needed can't print what nobody knew.
        in_force = in_force_known_on(treaty, chart.as_of)
        for row in chart.rows:
            found += _against_rule(treaty, row, in_force, prints_effect=prints_effect)
            if row.state.id in recorded:
                found += _against_record(chart, row, recorded[row.state.id])
        found += _invitations(chart, treaty, lines)
        found += _cut_off(chart)
        found += _head(chart, treaty, lines)
    found.sort(key=lambda problem: problem.line or 0)
    return attrs.evolve(chart, problems=tuple(found))


def _totals(chart: Chart, lines: Mapping[str, int]) -> Iterator[Problem]:
    if chart.totals is None or chart.totals.at_least:  # A lower bound counts days that no row can print.
        return
    counted = chart.counted()
    for what, printed, rows, place in (
        ("ratifications/accessions", chart.totals.consents, counted.consents, "consents"),
        (
            "signatures not followed by ratifications",
            chart.totals.signatures_only,
            counted.signatures_only,
            "signatures",
        ),
    ):
        if printed != rows:
            yield Problem(
                f"the total of {what} is printed as {printed}, but the rows count to {rows}", lines.get(place)
            )


def _doubles(chart: Chart) -> Iterator[Problem]:
    first: dict[str, Row] = {}
    for row in chart.rows:
        earlier = first.setdefault(row.state.id, row)
        if earlier is not row:
            yield _on(row, f"{row.name} has a second row; the first stands {_place(earlier)}")


def _members(chart: Chart, lines: Mapping[str, int]) -> Iterator[Problem]:
    """Check the sections against membership of the Council of Europe: members are all listed."""
    listed = {row.state: row for row in chart.rows if row.section is Section.MEMBER}
    if not listed:
        return
    members = set(members_of_coe(chart.as_of))
    for state, row in listed.items():
        if state not in members and not members.intersection(state.successors):
            yield _on(row, f"{row.name} stands among the members, but was not a member on {chart.as_of}")
    for row in chart.rows:
        if row.section is Section.NON_MEMBER and row.state in members:
            yield _on(row, f"{row.name} stands among the non-members, but was a member on {chart.as_of}")
    if "members without an act" in chart.silent_on:
        members.intersection_update(missing_states(chart) if chart.totals is not None else ())
        why = f"by the record it had signed or consented by {chart.as_of}"
    else:
        why = "a chart lists every member of the Council of Europe"
    yield from _few(
        _missing(chart, state, Section.MEMBER, f"{state.name} is missing: {why}", lines)
        for state in sorted(members - listed_states(chart), key=lambda state: state.id)
    )


def _few(found: "Iterator[Problem]") -> Iterator[Problem]:
    """Go through problems with one cause: all where they are few, else the first, with how many more there are."""
    problems = [*found]
    if len(problems) > _FEW:
        message = f"{problems[0].message} – and {len(problems) - 1} more like this"
        problems = [attrs.evolve(problems[0], message=message)]
    yield from problems


def _missing(chart: Chart, state: State, section: Section, message: str, lines: Mapping[str, int]) -> Problem:
    """Return the problem that a State's row is missing, with the position of the row that should come after it."""
    name = fold(state.chart_name(chart.as_of))
    positions = [position for position, row in enumerate(chart.rows) if row.section is section]
    after = next((position for position in positions if fold(chart.rows[position].name) > name), None)
    if after is None and positions and positions[-1] + 1 < len(chart.rows):
        after = positions[-1] + 1
    if after is None:
        return Problem(message, lines.get("signatures") or (chart.rows[-1].line if chart.rows else None))
    row = chart.rows[after]
    return Problem(message, row.line, row.path)


def _invitations(chart: Chart, treaty: Treaty, lines: Mapping[str, int]) -> Iterator[Problem]:
    """Compare the States that a chart lists as invited with those that the record knows to be invited on its day.

    The record may know of an invitation from later charts only, so a State whose status is not known is no problem.
    """
    if "invitations" in chart.silent_on or not since_of(treaty) <= chart.as_of <= treaty.as_of or chart.totals is None:
        return
    if treaty.rules.invitation is None:  # A blank row is that of a State whose days are not known.
        return
    listed = listed_states(chart)
    why = f"by the record it was invited to accede on {chart.as_of}"
    yield from _few(
        _missing(chart, state, Section.NON_MEMBER, f"{state.name} is missing: {why}", lines)
        for state in _invited(treaty.id, chart.as_of)
        if state not in listed
    )
    for row in chart.rows:
        if row.is_invitation and row.section is Section.NON_MEMBER:
            status = treaty.status(row.state, chart.as_of)
            if status not in (Status.INVITED, Status.UNKNOWN):
                yield _on(row, f"{row.name} is printed as invited, but by the record it was {status} on {chart.as_of}")


def _cut_off(chart: Chart) -> Iterator[Problem]:
    """Find the States on record that a chart leaves out, where it has no totals that would show it."""
    missing = missing_states(chart) if chart.totals is None else ()
    if missing:
        line, path = (chart.rows[-1].line, chart.rows[-1].path) if chart.rows else (None, None)
        yield Problem(missing_words(missing, chart.as_of), line, path)


@per_dataset(maxsize=64)
def _invited(id_: str, day: date) -> tuple[State, ...]:
    """Return the States with an invitation that the record knew to be valid on a day."""
    return treaty_of(id_).known_at(day).invited()


def _order(chart: Chart, row: Row) -> Iterator[Problem]:
    """Check that a row's days follow each other."""
    if row.signature and row.consent and row.consent < row.signature:
        yield _on(row, f"{row.name}: consent on {row.consent} comes before signature on {row.signature}")
    if row.entry_into_force and row.consent is None:
        yield _on(row, f"{row.name}: an entry into force without consent")
    if row.consent and row.entry_into_force and row.entry_into_force < row.consent and row.kind not in _OWN_EFFECT:
        yield _on(row, f"{row.name}: entry into force on {row.entry_into_force} comes before consent on {row.consent}")
    for what, day in (("signature", row.signature), ("consent", row.consent)):
        if day is not None and day > chart.as_of:
            yield _on(row, f"{row.name}: {what} on {day} comes after the chart's date, {chart.as_of}")
        if day is not None and chart.opened is not None and day < chart.opened:
            yield _on(row, f"{row.name}: {what} on {day} comes before the treaty was opened, {chart.opened}")
    day = row.consent or row.signature
    if day is not None and row.state.had_ended(day):
        other = namesake_of(row.state, day)
        meant = f"; if {other.name} is meant, which bore the name, write {other.name!r}" if other else ""
        yield _on(row, f"{row.name} ({row.state.id}) ended on {row.state.ended}, but has {day}{meant}")


def _accedes(row: Row, recorded: "dict[str, _Recorded]") -> bool:
    """Return whether a row has an accession that the record has not: signatories of the Council of Europe ratify."""
    known = recorded.get(row.state.id)
    return row.kind is ActKind.ACCESSION and (known is None or not known.consents)


def _against_rule(treaty: Treaty, row: Row, in_force: date | None, *, prints_effect: bool) -> Iterator[Problem]:
    """Compute the entry into force again (ETS 185: Art. 36(3), 36(4), 37(2))."""
    if (
        row.consent is None
        or in_force is None
        or row.kind in _OWN_EFFECT
        or not (prints_effect or row.entry_into_force)
    ):
        return
    expected = _effect(treaty.id, row.consent, accession=row.kind is ActKind.ACCESSION)
    if expected is None:
        return
    if row.entry_into_force is None:
        yield _on(row, f"{row.name}: no entry into force is printed; the rule gives {expected}")
    elif row.entry_into_force != expected:
        yield _on(
            row,
            f"{row.name}: entry into force is printed as {row.entry_into_force}, but the rule gives {expected} "
            f"for consent on {row.consent}",
        )


@per_dataset(maxsize=4096)
def _effect(id_: str, consent: date, *, accession: bool) -> date | None:
    """Return the entry into force that the rule of a treaty in force gives; ``None`` if it was not seen."""
    treaty = treaty_of(id_)
    if treaty.entry_into_force is None:  # pragma: no cover - asked for treaties in force
        return None
    rules = treaty.rules  # before what follows, as an error of the dataset is a ValueError too
    try:
        return rules.effect(consent, treaty.entry_into_force, accession=accession)
    except (ClauseNotSeenError, OverflowError, ValueError):  # not seen, or after the calendar's end
        return None


@per_dataset(maxsize=16)
def _recorded_days(id_: str) -> dict[str, "_Recorded"]:
    """Return the days of signature and of consent that the record has for each State."""
    days: dict[str, _Recorded] = {}
    for act in treaty_of(id_).acts:
        recorded = days.setdefault(act.state.id, _Recorded())
        if act.kind.is_signature:
            recorded.signatures.add(act.date)
        if act.kind.is_consent:
            recorded.consents.add(act.date)
            recorded.kinds.add(act.kind)
    return days


@attrs.define
class _Recorded:
    """The days that the record has for a State."""

    signatures: set[date | None] = attrs.Factory(set[date | None])
    consents: set[date | None] = attrs.Factory(set[date | None])
    kinds: set[ActKind] = attrs.Factory(set[ActKind])


def _against_record(chart: Chart, row: Row, recorded: "_Recorded") -> Iterator[Problem]:
    """Compare a row's days with the bundled record, where that knows them to the day.

    A State that came back has several days of one sort on record, and a chart prints one of them.
    """
    if (row.signature is None or row.signature in recorded.signatures) and (
        row.consent is None or row.consent in recorded.consents
    ):
        return
    if row.signature is not None and signed(row) != row.signature:
        # Its consent is a signature ad referendum, which is compared below; the row has one of the usual kind as well.
        yield from _against_record(chart, attrs.evolve(row, consent=None, consent_mark=None), recorded)
    nearest = Row(
        row.state,
        row.section,
        signature=_nearest(signed(row), recorded.signatures),
        consent=_nearest(consented(row), recorded.consents),
        entry_into_force=row.entry_into_force,
    )
    found = {each.what: each for each in compare_days(nearest, row, Scope(chart.as_of))}
    for what, days in ((What.SIGNATURE, recorded.signatures), (What.CONSENT, recorded.consents)):
        if what in found and found[what].how is How.CHANGED:
            listing = _listing(days)
            yield _on(row, f"{row.name}: {what} is printed as {found[what].new}, but the record has {listing}")
    if What.SIGNATURE in found and not recorded.signatures and recorded.kinds == {ActKind.ACCESSION}:
        yield _on(
            row,
            f"{row.name}: signature is printed as {signed(row)}, but the record has no signature, only the "
            f"accession of {_listing(recorded.consents)}",
        )


def _nearest(printed: date | None, days: set[date | None]) -> date | None:
    """Return the day on record to compare a printed one with; ``None`` where the record leaves it open."""
    if printed is None or printed in days:
        return printed
    known = [day for day in days if day is not None]
    return known[0] if len(known) == len(days) > 0 else None


def _listing(days: set[date | None]) -> str:
    return ", ".join(sorted(str(day or "an unknown day") for day in days))


def _place(row: Row) -> str:
    return f"at {row.path}" if row.path is not None else f"on line {row.line}"


def _on(row: Row, message: str) -> Problem:
    return Problem(message, row.line, row.path, row.state)


def _head(chart: Chart, treaty: Treaty, lines: Mapping[str, int]) -> Iterator[Problem]:
    """Compare the treaty's own days with those on record."""
    for found in compare_heads(treaty, chart):
        if found.how is How.CHANGED:
            what, place = _HEAD[found.what]
            yield Problem(f"{what} is printed as {found.new}, but the record has {found.old}", lines.get(place))
    if chart.as_of < since_of(treaty):
        yield Problem(
            f"the chart's date, {chart.as_of}, comes before the treaty was opened, {since_of(treaty)}",
            lines.get("as_of"),
        )
