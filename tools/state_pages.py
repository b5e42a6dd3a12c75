# ruff: noqa: INP001 - a program, not a package
"""Writes ``docs/names.md`` and ``docs/groups.md`` from the data: ``python tools/state_pages.py``."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import cyberconventions as cc
from cyberconventions._dataset import current
from cyberconventions._state_names import codes, other_names, usual_names

FOLDER = Path(__file__).parents[1] / "docs"
LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish", "de": "German", "nl": "Dutch"}
NAMES = """\
# The names that are accepted

<!-- index: names accepted; accepted names; country names; country codes; ISO codes; spelling -->

Wherever a State is taken, it may be given by a code or by one of the names below. Nothing is resolved by similarity.
Two spellings are the same name if they differ only by

* case, accents, the form of an apostrophe, and runs of white space;
* "&" for "and"; "St" or "St." for "Saint"; full stops (U.K.); hyphens for spaces (Guinea Bissau);
* the English article, wherever it is: "the Republic of Albania", "Bahamas, The", "Democratic Republic of Congo";
* a part that follows a comma, or is in brackets at the end: "Congo, Democratic Republic of the", "Bolivia
  (Plurinational State of)".

Codes are taken as they are, in any case. A form that means two States, in one language or in two, means neither.

"Great Britain" is the United Kingdom of Great Britain and Northern Ireland; England and Scotland are not States here,
and "Korea" and "Macedonia" are not names of one: the error lists those that may be meant. Former States are States with
an end: Czechoslovakia, the German Democratic Republic, Serbia and Montenegro, the USSR, Yugoslavia. Zaire is a former
name. The Federal Republic of Yugoslavia is Serbia and Montenegro. The bare name "Yugoslavia" (YUG) is the State that
ended on 1992-04-27; for days on which the Federal Republic may have borne it, an answer is unknown where the two
differ.

English names are those of ISO 3166-1, UNTERM, the Unicode CLDR and the depositaries' charts. Those in French, Spanish,
German and Dutch are the translations that pycountry ships (here: pycountry {version}), with names of the CLDR and of
UNTERM. A name that differs from another in the table only by these rules may be left out.
"""
GROUPS = """\
# Groups of States

<!-- index: african union; groups; regions; ECOWAS; European Union; regional groups -->

`cc.group(name, on=…)` gives the members of a group on a day, `cc.state(ref).groups(on=…)` the groups of a State,
`cc.state(ref).region` the UN regional group in which it votes. Without a day, the answer is for the day up to which the
record of the group is known.

For a member without a day it is not on record since when it is one: it is certain from the day on which the list was
made, and undecided before. Before that day former members may be missing too, so lists say that more are possible. For
a day after the record the known members are taken to be members still, with a `CoverageWarning`, and more are possible.
A member in brackets is disputed, or known from secondary sources only, and always undecided.
"""
END = """Next: [names, groups, States that end](ideas/states.md) · [what you may pass](reference/arguments.md) ·
[territories](territories.md)

Written from the data by `tools/state_pages.py`; edit the data instead."""


def main() -> None:
    """Write both pages."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def pages() -> Mapping[str, str]:
    """Return the text of each page, by the name of its file."""
    return {"names.md": names_page(), "groups.md": groups_page()}


def names_page() -> str:
    """Return the page of all accepted names, in Markdown."""
    head = NAMES.format(version=version("pycountry"))
    return "\n".join([head, *_table(("id", "codes", *LANGUAGES.values()), _named()), "", "---", "", END, ""])


def _named() -> Iterator[tuple[str, ...]]:
    names: dict[str, dict[str, dict[str, None]]] = {}
    written = (*(("en", name, id_) for name, id_ in usual_names()), *other_names())
    for languages, name, id_ in written:
        for language in languages.split():
            names.setdefault(id_, {}).setdefault(language, {})[name] = None
    other_codes: dict[str, list[str]] = {}
    for code, id_ in codes():
        other_codes.setdefault(id_, []).extend([code] if code != id_ else [])
    for id_ in sorted(names):
        cells = ("; ".join(names[id_].get(language, ())) for language in LANGUAGES)
        yield id_, ", ".join(other_codes[id_]), *cells


def groups_page() -> str:
    """Return the page of all groups and their members, in Markdown."""
    members = [*current().rows("group_members.csv")]
    members += [{**row, "group": "coe", "role": ""} for row in current().rows("coe_members.csv")]
    lines = [GROUPS]
    for group in current().rows("groups.csv"):
        known = f"from {group['complete_from']} to" if group["complete_from"] else "on every day up to"
        own = [row for row in members if row["group"] == group["id"]]
        lines += [f"## {group['name']}", "", f"Also {', '.join(group['names'].split('|'))}. {group['comment']}".strip()]
        lines += [f"Complete {known} {group['as_of']}.", ""]
        lines += ["; ".join(map(_member, sorted(own, key=lambda row: (row["state"], row["joined"])))) + ".", ""]
    return "\n".join([*lines, "---", "", END, ""])


def _member(row: Mapping[str, str]) -> str:
    joined, left = row["joined"], row["left"]
    stay = (
        f" to {left}" if left and not joined else f" {joined} to {left}" if left else f" since {joined}" * bool(joined)
    )
    name = f"{cc.state(row['state']).name}{stay}{' (takes part)' if row['role'] else ''}"
    return f"[{name}]" if row["confidence"] == "low" else name


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    columns = tuple(head)
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    main()
