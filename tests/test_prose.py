"""The docs are in plain English: rules of our own, beside those of proselint (`just prose`)."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GENERATED = {"names.md", "groups.md"}
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CONTRIBUTING-DATA.md")),
    *(
        page
        for page in sorted(ROOT.glob("docs/**/*.md"))
        if page.name not in GENERATED and page.parent.name != "treaties"
    ),
]
# What reads badly, and what is better.
RULES = {
    r"(?<!there )\b(is|are) no (?!longer\b|more\b)[a-zA-Z]+": "is not a",
    r"\banew\b": "again",
    r"\bspeaks? of\b": "names, is about",
    r"\bgoes on \w+ing\b": "continues to",
    r"\bin order to\b": "to",
    r"\b(simply|easily|obviously|of course)\b": "nothing",
    r"\b(utili[sz]e|leverage)s?\b": "use",
    r"\bprose and all\b": "including surrounding text",
}


def prose(text: str) -> str:
    """Return a page with its code and comments blanked, line by line."""
    blanked = re.sub(r"```.*?```|<!--.*?-->", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    return re.sub(r"`[^`\n]*`", "code", blanked)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_plain_english(page: Path) -> None:
    found = [
        f"line {number}: {match[0]!r}, better: {better}"
        for number, line in enumerate(prose(page.read_text(encoding="utf-8")).splitlines(), 1)
        for rule, better in RULES.items()
        for match in re.finditer(rule, line, re.IGNORECASE)
    ]

    assert not found


def test_a_rule_is_found_in_prose_and_not_in_code() -> None:
    assert prose("a\n```sh\nb is no c\n```\n`x is no y` z") == "a\n\n\n\ncode z"
    assert re.search(next(iter(RULES)), "Korea is no State")
    assert not re.search(next(iter(RULES)), "there is no State, and it is no longer one")
