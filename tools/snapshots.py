# ruff: noqa: INP001 - a program, not a package
"""Writes what the record answers today to ``tests/snapshots/<id>.txt``: ``python tools/snapshots.py``.

One file for each treaty and one fact on each line, so that a change to the data can be reviewed as a diff: a
ratification changes its State's line and a few figures.
"""

from collections.abc import Iterator
from pathlib import Path

import cyberconventions as cc
from cyberconventions._invitations import valid_to
from cyberconventions._states import territory_codes
from cyberconventions._treaty import application_in

FOLDER = Path(__file__).parents[1] / "tests" / "snapshots"


def main() -> None:
    """Write the snapshot of every treaty, and remove those of treaties that are not on record."""
    FOLDER.mkdir(exist_ok=True)
    texts = {f"{treaty.id}.txt": snapshot(treaty) for treaty in cc.treaties()}
    for path in FOLDER.glob("*.txt"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def snapshot(treaty: cc.Treaty) -> str:
    """Return what the record of a treaty answers on its own date, one fact a line."""
    return "\n".join([*_figures(treaty), "", *_states(treaty), "", *_territories(treaty), "", *_events(treaty)]) + "\n"


def _figures(treaty: cc.Treaty) -> Iterator[str]:
    complete = treaty.complete_to or treaty.coverage is cc.Coverage.COMPLETE
    yield repr(treaty)
    yield f"as of: {treaty.as_of}"
    yield f"coverage: {treaty.coverage.value}"
    yield f"complete through: {treaty.complete_to or treaty.as_of}" if complete else "complete through: unknown"
    yield f"in force since: {treaty.entry_into_force or 'not in force'}"
    yield f"totals: {treaty.totals()}"
    yield f"parties: {len(treaty.parties())}"
    yield f"contracting States: {len(treaty.contracting_states())}"
    for status in (cc.Status.SIGNATORY, cc.Status.INVITED, cc.Status.UNKNOWN):
        ids = sorted(each.state.id for each in treaty if each.status() is status)
        yield f"{status.value}: {len(ids)}"
        yield from (f"{status.value}: {id_}" for id_ in ids)


def _states(treaty: cc.Treaty) -> Iterator[str]:
    """Yield a line for each State, in the order of their ids."""
    for participation in sorted(treaty, key=lambda each: each.state.id):
        yield "; ".join((f"{participation.state.id} {participation.status().value}", *_facts(participation)))


def _facts(participation: cc.Participation) -> Iterator[str]:
    for name, act in (("signed", participation.signature), ("consented", participation.consent)):
        if act:
            yield f"{name} {str(act.when) or 'on an unknown day'} ({act.kind.value})"
    if participation.consent:
        yield f"in force {participation.entry_into_force or 'on an unknown day'}"
    if participation.withdrawal:
        yield f"left {participation.withdrawal.when}"
    if participation.invitation:
        yield f"invited {str(participation.invitation.when) or 'on an unknown day'}"
        yield f"invitation {valid_to(participation.invitation)}"
    if participation.notes:
        yield f"flags {' '.join(code.symbol for code in participation.notes)}"


def _territories(treaty: cc.Treaty) -> Iterator[str]:
    """Yield a line for each territory of which anything is on record."""
    for code in sorted(territory_codes()):
        found = application_in(treaty, code, treaty.as_of)
        if found.answer is not cc.Answer.UNKNOWN or found.ground:
            yield f"{code} {found}"


def _events(treaty: cc.Treaty) -> Iterator[str]:
    """Yield the treaty's own events and those of the UN process that are about it, in the order of their days."""
    for event in cc.timeline(treaties=treaty):
        if event.treaty == treaty.id:
            yield f"{event.days}: {event.kind.value}: {event.title}"


if __name__ == "__main__":
    main()
