"""What the record says, on the command line: the treaties, and a State's status under them."""

from cyberconventions._states import state as state_of
from cyberconventions._treaties import treaties, treaty
from cyberconventions._treaty import application_in
from cyberconventions.errors import InvalidValueError, NotAStateError, NotParticipatingError, counted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from cyberconventions._command_line._commands import Answer, Asked
    from cyberconventions._late import Late
    from cyberconventions._treaty import Treaty


def list_treaties(_: "Asked") -> "Answer":
    """List the treaties of the dataset, each with the day up to which its record goes."""
    found = treaties()
    counts = [(len(each.parties()), each.totals()) for each in found]
    answer = [
        {
            "id": each.id,
            "reference": each.reference,
            "title": each.title,
            "short_title": each.short_title,
            "entry_into_force": _iso(each.entry_into_force),
            "as_of": _iso(each.as_of),
            "coverage": each.coverage.value,
            "parties": parties,
        }
        for each, (parties, _) in zip(found, counts, strict=True)
    ]
    width = max(len(each.reference) for each in found)
    lines: list[str] = []
    for each, (parties, totals) in zip(found, counts, strict=True):
        least = "at least " if totals.at_least else ""
        signatures = counted(totals.signatures_only, "signature only", "signatures only")
        count = f"{least}{counted(parties, 'party', 'parties')}, {least}{signatures}"
        lines.append(
            f"{each.id:8} {each.reference:{width}}  {each.short_title}: {count}, "
            f"{each.coverage.value} record as of {each.as_of}"
        )
    return answer, lines, 0


def status(asked: "Asked") -> "Answer":
    """Answer with a State's status on a day, or whether treaties apply to a territory, under one treaty or all."""
    chosen = treaties() if asked["treaty"] is None else (treaty(asked["treaty"]),)
    try:
        state = state_of(asked["state"])
    except NotAStateError:
        if asked["late"] is not None:
            raise InvalidValueError(
                f"--late is about the status of a State, and {asked['state']} is a territory"
            ) from None
        answer = [_application_to(each, asked["state"], asked["on"]) for each in chosen]
        lines = [_application_line(each) for each in answer]
    else:
        answer = [_status_of(each, state.id, asked["on"], asked["late"] or "unknown") for each in chosen]
        lines = [_status_line(each) for each in answer]
    return (answer if asked["treaty"] is None else answer[0]), lines, 0


def _status_of(each: "Treaty", state: str, on: str | None, late: "Late") -> "dict[str, Any]":
    status = each.status(state, on, late=late)
    possible = each.possible_statuses(state, on, late=late)
    answer: dict[str, Any] = {
        "treaty": each.id,
        "reference": each.reference,
        "short_title": each.short_title,
        "state": state,
        "name": state_of(state).name,
        "on": on or _iso(each.as_of),
        "as_of": _iso(each.as_of),
        "status": status.value,
        "possible": [one.value for one in possible],
        "signature": None,
        "consent": None,
        "entry_into_force": None,
    }
    try:
        found = each[state]
    except NotParticipatingError:
        return answer
    for key, act in (("signature", found.signature), ("consent", found.consent)):
        if act is not None:
            answer[key] = {"kind": act.kind.value, "date": str(act.when) or None}
    answer["entry_into_force"] = _iso(found.entry_into_force)
    return answer


def _status_line(answer: "dict[str, Any]") -> str:
    line = f"{answer['reference']} {answer['short_title']}: {answer['name']} on {answer['on']}: {answer['status']}"
    if len(answer["possible"]) > 1:
        line += f" (possible: {', '.join(answer['possible'])})"
    known = [f"signed {answer['signature']['date'] or 'on an unknown day'}"] if answer["signature"] else []
    if answer["consent"]:
        known.append(f"{answer['consent']['kind']} {answer['consent']['date'] or 'on an unknown day'}")
    if answer["entry_into_force"]:
        known.append(f"in force {answer['entry_into_force']}")
    facts = f" [{'; '.join(known)}]" if known else ""
    return f"{line}{facts}, record as of {answer['as_of']}"


def _application_to(each: "Treaty", territory: str, on: str | None) -> "dict[str, Any]":
    found = application_in(each, territory, on)
    return {
        "treaty": each.id,
        "reference": each.reference,
        "short_title": each.short_title,
        "territory": found.territory.id,
        "name": found.territory.name,
        "on": _iso(found.on),
        "as_of": _iso(each.as_of),
        "responsible": None if found.responsible is None else found.responsible.id,
        "applies": found.answer.value,
        "reason": found.reason,
        "confidence": None if found.confidence is None else found.confidence.value,
        "comment": (found.ground and found.ground.comment) or None,
        "sources": [] if found.ground is None else [*found.ground.source_ids],
    }


def _application_line(answer: "dict[str, Any]") -> str:
    responsible = "no State responsible on record"
    if answer["responsible"]:
        responsible = f"{state_of(answer['responsible']).name} is responsible"
    confidence = f", {answer['confidence']} confidence" if answer["confidence"] else ""
    return (
        f"{answer['reference']} {answer['short_title']}: {answer['name']}, a territory, on {answer['on']}: "
        f"applies: {answer['applies']} ({answer['reason']}{confidence}) [{responsible}], record as of {answer['as_of']}"
    )


def _iso(day: "date | None") -> str | None:
    return None if day is None else day.isoformat()
