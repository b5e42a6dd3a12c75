"""A record of one's own, on the command line: kept up to date, taken back, checked and accepted.

The exit status is 0 where all is done or nothing is new, 1 where something is new or was edited and nothing was asked
to be written, 2 where the input is bad or another process writes to the record, 3 where something stops it: a
contradiction, a page that was cut off, a finding of the audit. Then nothing is written.
"""

from cyberconventions._update import Step, check_record, outdated, undo, update
from cyberconventions.errors import InvalidValueError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions._command_line._commands import Answer, Asked

SOMETHING_NEW, STOPPED = 1, 3


def update_record(asked: "Asked") -> "Answer":
    """Show what saved pages change in a record, and write it if asked to; or take the last update back."""
    pages, folder = asked["pages"], asked["record"]
    if asked["undo"]:
        if pages or asked["write"]:
            raise InvalidValueError("--undo takes the last update back, and takes neither pages nor --write")
        changed = undo(folder)
        return {"undone": [*changed]}, ["Taken back. Changed:", *(f"  {name}" for name in changed)], 0
    if not pages and not asked["write"]:
        raise InvalidValueError(
            "update needs the path of a saved page, or --undo; with --write alone, a record is begun"
        )
    reading = {option: asked[option] for option in ("treaty", "as_of", "format")}
    found = update(folder, pages, write=asked["write"], **reading)
    answer = {
        "pages": [_facts(each) for each in found.steps],
        "audit": [str(finding) for finding in found.findings],
        "changed": [*found.changed],
        "written": found.written,
    }
    lines = [line for step in found.steps for line in _lines(step)]
    lines += [f"Audit: {finding}" for finding in found.findings]
    if found.stopped:
        return answer, [*lines, "Stopped: nothing was written."], STOPPED
    if not pages:
        return answer, ["Begun as the bundled record." if found.written else "There is a record already."], 0
    if not found.changed:
        return answer, lines, 0
    lines += ["Changed:", *(f"  {name}" for name in found.changed)]
    end = "Written; --undo takes it back." if found.written else "Nothing was written: --write does."
    return answer, [*lines, end], 0 if found.written else SOMETHING_NEW


def check(asked: "Asked") -> "Answer":
    """Check a record, and accept what was edited by hand if asked to."""
    findings, edited = check_record(asked["folder"], accept=asked["accept"])
    accepted = bool(edited) and asked["accept"] and not findings
    answer = {"audit": [str(each) for each in findings], "edited": [*edited], "accepted": accepted}
    lines = [*(f"Audit: {each}" for each in findings), *(f"Edited by hand: {name}" for name in edited)]
    lines += outdated(asked["folder"])
    if findings:
        return answer, [*lines, "Nothing was accepted." if asked["accept"] else "The record is not sound."], STOPPED
    if accepted:
        return answer, [*lines, "Accepted."], 0
    end = "The record is sound; --accept takes the edits." if edited else "The record is sound."
    return answer, [*lines, end], SOMETHING_NEW if edited else 0


def _facts(step: Step) -> "dict[str, Any]":
    return {
        "page": step.page,
        "treaty": step.treaty,
        "as_of": step.as_of.isoformat(),
        "changes": [str(act) for act in step.found.changes],
        "messages": [*step.found.messages],
        "stops": [*step.stops],
    }


def _lines(step: Step) -> list[str]:
    shown = [line for line in step.found.as_text().splitlines() if line not in step.stops]
    if step.found.treaty.as_of > step.before and not step.stops:
        shown.append(f"With this page the record goes up to {step.as_of} instead of {step.before}.")
    return [f"{step.page}: {step.treaty}, page of {step.as_of}", *(f"  {line}" for line in (*shown, *step.stops))]
