# ruff: noqa: INP001, T201 - a program that prints what it made
"""Writes what the record answers today to ``tests/snapshots/<id>.txt``: ``python tools/snapshots.py``.

One file for each treaty and one fact on each line, so that a change to the data can be reviewed as a diff: a
ratification changes its State's line and a few figures.

``tests/snapshots/known_at/<id>.txt`` has what was known on four days that are over. Nothing that happens later changes
it: only a correction does, which the changelog has to say. It names the mark of these files, which is printed here.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import cyberconventions as cc
from cyberconventions._invitations import valid_to
from cyberconventions._states import territory_codes
from cyberconventions._treaty import application_in

FOLDER = Path(__file__).parents[1] / "tests" / "snapshots"
KNOWN_AT = FOLDER / "known_at"
# Four days of each record, the last one at its end when they were chosen. They stay, however far the record goes.
DAYS = {
    "ets185": ("2004-07-01", "2013-04-10", "2020-03-13", "2026-04-25"),
    "ets189": ("2006-03-01", "2014-12-31", "2020-03-13", "2025-06-04"),
    "cets201": ("2010-07-01", "2014-12-31", "2020-03-13", "2023-07-14"),
    "cets224": ("2022-05-12", "2023-12-31", "2025-01-10", "2026-04-15"),
    "untoc": ("2003-09-29", "2010-01-01", "2020-03-13", "2026-09-11"),
    "crc": ("1990-09-02", "1995-01-01", "2010-01-01", "2016-10-25"),
    "opsc": ("2002-01-18", "2010-01-01", "2020-03-13", "2025-12-04"),
    "uncc": ("2025-10-25", "2025-11-19", "2026-03-12", "2026-08-02"),
    "malabo": ("2014-06-27", "2020-03-13", "2024-07-08", "2026-02-02"),
}


def main() -> None:
    """Write the snapshots of every treaty, and remove those of treaties that are not on record."""
    KNOWN_AT.mkdir(parents=True, exist_ok=True)
    for folder, of_treaty in ((FOLDER, snapshot), (KNOWN_AT, known_at)):
        texts = {f"{treaty.id}.txt": of_treaty(treaty) for treaty in cc.treaties()}
        for path in folder.glob("*.txt"):
            if path.name not in texts:
                path.unlink()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"The mark of what was known on earlier days, which CHANGELOG.md names: {mark()}")


def mark() -> str:
    """Return what only a change of what was known on earlier days changes."""
    texts = b"".join(path.read_bytes() for path in sorted(KNOWN_AT.glob("*.txt")))
    return hashlib.sha256(texts.replace(b"\r\n", b"\n")).hexdigest()[:12]


def known_at(treaty: cc.Treaty) -> str:
    """Return what was known of a treaty on its four days: who was what, and the acts that were new or changed."""
    lines: list[str] = []
    before: list[str] = []
    for day in DAYS[treaty.id]:
        edition = treaty.known_at(day)
        acts = [_act(each) for each in edition.acts]
        lines += [f"known at {day}: {edition.totals()}", *_who_is_what(edition)]
        lines += [f"- {each}" for each in before if each not in acts]
        lines += [f"+ {each}" for each in acts if each not in before]
        before = acts
    return "\n".join([*lines, ""])


def _who_is_what(treaty: cc.Treaty) -> Iterator[str]:
    for status in cc.Status:
        ids = sorted(each.state.id for each in treaty if each.status() is status)
        if ids:
            yield f"{status.value}: {' '.join(ids)}"


def _act(act: cc.Act) -> str:
    effect = f", effective {act.effective}" if act.effective else ""
    territory = f" ({act.territory})" if act.territory else ""
    # Each chart that shows an invitation says more of when it can have been decided: that is no correction.
    when = str(act.when) if act.date or act.kind is not cc.ActKind.INVITATION else ""
    return f"{act.state.id} {act.kind.value}{territory} {when or 'on a day not known'}{effect}"


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
