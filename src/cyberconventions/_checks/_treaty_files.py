"""Reads a treaty's final clauses from ``treaty.toml``, and finds what is wrong with the file."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from cyberconventions._checks._findings import Finding
from cyberconventions._checks._tables import Row, Tables
from cyberconventions._csv import line_of_error
from cyberconventions._treaties import rules_of
from cyberconventions.errors import InvalidRuleError, InvalidTypeError, UnknownStateError, did_you_mean, of_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions._dataset import Dataset
    from cyberconventions.rules import Rules

# The keys of treaty.toml, with the type of each; a section's name stands before its key.
_CLAUSE_KEYS: Mapping[str, type] = {
    "article": str,
    "months": int,
    "days": int,
    "first_of_next_month": bool,
    "only_after_entry_into_force": bool,
    "silent": bool,
    "confidence": str,
}
_LIST_KEYS: Mapping[str, type] = {
    "article": str,
    "only_to": list,
    "examples": bool,
    "when": str,
    "note": str,
    "carries_over": str,
    "confidence": str,
}
_SECTIONS: Mapping[str, Mapping[str, type]] = {
    "entry_into_force": {"article": str, "consents": int, "members": int, "counts_organisations": bool},
    "invitation": {"article": str, "years": int, "since": date, "decision": str},
    "precondition": {"treaty": str, "article": str},
    # Who may sign, or accede without having signed; where, and until when.
    "signature": {
        "article": str,
        "who": str,
        "states": list,
        "treaty": str,
        "consent_by_signature": bool,
        "place": str,
        "until": date,
        "open_ended": bool,
        "confidence": str,
    },
    "accession": {
        "article": str,
        "who": str,
        "treaty": str,
        "only_after_entry_into_force": bool,
        "absent": bool,
        "confidence": str,
    },
    # To which provisions reservations and declarations are allowed.
    "reservations": _LIST_KEYS,
    "declarations": _LIST_KEYS,
}
_REQUIRED_KEYS: Mapping[str, frozenset[str]] = {
    "entry_into_force": frozenset({"consents"}),
    "invitation": frozenset({"article", "years", "since", "decision"}),
    "precondition": frozenset({"treaty"}),
    "signature": frozenset(),
    "accession": frozenset({"who"}),
    "reservations": frozenset({"article", "only_to"}),
    "declarations": frozenset({"article", "only_to"}),
}
_TOPICS = (
    "first",
    "later",
    "accession",
    "territorial_extension",
    "territorial_withdrawal",
    "reservation_withdrawal",
    "denunciation",
)
# What every treaty says something on, and what those of the Council of Europe do beyond that: a clause on each is on
# record, or was looked for and not seen.
_EVERYWHERE = ("first", "later", "denunciation")
_COUNCILS = ("accession", "territorial_extension", "reservation_withdrawal")


def read_clauses(
    dataset: "Dataset", row: Row, tables: Tables, findings: list[Finding]
) -> "tuple[Rules, Mapping[str, Any]] | None":
    """Read a treaty's clauses, and who may sign; ``None``, and what is wrong among the findings, where it can't be.

    Arguments:
        dataset: Whose treaty it is.
        row: The treaty's line of ``treaties.csv``.
        tables: The dataset's tables.
        findings: What was found so far.
    """
    file = f"{row['id']}/treaty.toml"
    try:
        text = dataset.text(file)
    except FileNotFoundError:
        findings.append(Finding(file, 1, "is missing"))
        return None
    except UnicodeDecodeError as error:
        findings.append(Finding(file, line_of_error(error), f"is not TOML in UTF-8: {error}"))
        return None
    facts = _parse(file, text, findings)
    if facts is None:
        return None
    problems = [Finding(file, _line_of(text, where), message) for where, message in _problems(row, facts, tables)]
    findings += problems
    if problems:
        return None
    try:
        return rules_of(row.by_column(), facts), _section(facts, "signature")
    except (InvalidRuleError, InvalidTypeError, UnknownStateError) as error:
        article = str(error).removeprefix("Art. ").partition(":")[0]
        findings.append(Finding(file, _line_of(text, f'article = "{article}"'), str(error)))
        return None


def _parse(file: str, text: str, findings: list[Finding]) -> "dict[str, Any] | None":
    import tomllib

    try:
        return tomllib.loads(text)
    except ValueError as error:
        at = re.search(r"at line (\d+)", str(error))
        findings.append(Finding(file, int(at[1]) if at else 1, f"is not TOML in UTF-8: {error}"))
        return None


def _line_of(text: str, where: str) -> int:
    """Return the first line that begins with a section's head or a key, 1 where there is none.

    A key within a section is given after the section's head and a line break.
    """
    lines = text.splitlines()
    line = 0
    for wanted in where.split("\n"):
        line = next((n for n, each in enumerate(lines[line:], start=line + 1) if each.startswith(wanted)), line)
    return max(line, 1)


def _problems(row: Row, facts: "Mapping[str, Any]", tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield where in the file something is wrong, as :func:`_line_of` takes it, and what."""
    top = {"not_seen": list, "clauses": dict, **dict.fromkeys(_SECTIONS, dict)}
    yield from _key_problems("", facts, top, frozenset({"entry_into_force"}))
    for name, keys in _SECTIONS.items():
        if name in facts:
            yield from _key_problems(name, _section(facts, name), keys, _REQUIRED_KEYS[name])
    yield from _topic_problems(row, facts)
    yield from _entry_problems(facts, tables)


def _topic_problems(row: Row, facts: "Mapping[str, Any]") -> Iterator[tuple[str, str]]:
    """Find clauses on unknown topics, and topics of which the file says nothing."""
    clauses = _section(facts, "clauses")
    not_seen = _words(facts, "not_seen")
    for topic in clauses:
        if topic not in _TOPICS:
            yield f"[clauses.{topic}]", f"clause {topic!r} is unknown, expected one of {', '.join(_TOPICS)}"
        else:
            yield from _key_problems(f"clauses.{topic}", _section(clauses, topic), _CLAUSE_KEYS, frozenset({"article"}))
    for topic in not_seen:
        if topic not in _TOPICS:
            yield "not_seen", f"not_seen {topic!r} is unknown, expected one of {', '.join(_TOPICS)}"
        elif topic in clauses:
            yield "not_seen", f"not_seen {topic!r} has a clause all the same"
    council = row["depositary"].endswith("Council of Europe")
    if _section(facts, "accession").get("absent"):
        not_seen.append("accession")
    for topic in (*_EVERYWHERE, *_COUNCILS) if council else _EVERYWHERE:
        if topic not in clauses and topic not in not_seen:
            yield "not_seen", f"no clause on {topic!r}, expected [clauses.{topic}], or {topic!r} in not_seen"


def _entry_problems(facts: "Mapping[str, Any]", tables: Tables) -> Iterator[tuple[str, str]]:
    """Find unknown treaties that a State is to have entered first, and windows open and closed at once."""
    treaties = {row["id"] for row in tables.rows("treaties.csv")}
    for name in ("precondition", "signature", "accession"):
        treaty = _section(facts, name).get("treaty")
        if treaty is not None and treaty not in treaties:
            yield f"[{name}]\ntreaty", f"treaty {treaty!r} is not among the treaties"
    accession = _section(facts, "accession")
    if accession and bool(accession.get("absent")) is ("article" in accession):
        yield "[accession]", "expected either an article or absent = true in [accession]"
    signature = _section(facts, "signature")
    if signature.get("open_ended") and "until" in signature:
        yield "[signature]\nopen_ended", f"open_ended, but until {signature['until']}"


def _section(facts: "Mapping[str, Any]", name: str) -> "dict[str, Any]":
    """Return a section; an empty one, which lacks what it needs, where there is something else."""
    found = facts.get(name)
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _words(facts: "Mapping[str, Any]", name: str) -> list[str]:
    found = facts.get(name)
    return [str(each) for each in cast("list[object]", found)] if isinstance(found, list) else []


def _key_problems(
    section: str, facts: "Mapping[str, Any]", keys: Mapping[str, type], required: frozenset[str]
) -> Iterator[tuple[str, str]]:
    head = f"[{section}]" if section else ""
    sections = {key for key in facts if isinstance(facts[key], dict)}
    for key, value in facts.items():
        # Within the file, a section's key follows its head; a section itself is a head.
        where = f"{head}\n{key}" if head else f"[{key}]" if key in sections else key
        if key not in keys:
            yield where, f"unknown key {key!r}{did_you_mean(key, keys)}; expected {', '.join(keys)}"
        elif type(value) is not keys[key]:
            yield where, f"{key} {of_type(value)}, expected {keys[key].__name__}"
    for key in sorted(required - facts.keys()):
        yield head, f"{key} is missing{f' in [{section}]' if section else ''}"
