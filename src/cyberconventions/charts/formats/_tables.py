"""What readers of tables share that print neither a date of their own nor always their treaty."""

import re

from cyberconventions.charts._names import another_treaty, known_treaty, name_of, same_treaty
from cyberconventions.charts.formats._characters import decoded
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._builder import Builder, Facts
    from cyberconventions.charts._positions import Line

_REFERENCE_WORD = "Reference "
_TITLE_WORD = "Title "
_NUMBERED = re.compile(r"^\d{1,3} ?(?:\. ?)?(?:[a-z]\)?\.? )?")
# So many lines above a table are searched for the treaty's name.
_HEAD_LINES = 200


def table_facts(found: "Builder", what: str, *, treaty: "TreatyLike | None", as_of: "date | None") -> "Facts":
    """Return what was read of a table, if all of it could be read.

    Where neither the table nor the caller gives its date, it is taken as of the last act that it shows: it can't be
    older. That is listed among the problems.

    Arguments:
        found: What was read.
        what: What the table is, for messages.
        treaty: The treaty that the caller names.
        as_of: The date that the caller gives.

    Raises:
        ChartError: Something can't be read, the table is another treaty's or of another day than the caller says, or
            there is no date.
    """
    _name_treaty(found, treaty)
    _date(found, what, as_of)
    return found.facts(what)


def _date(found: "Builder", what: str, as_of: "date | None") -> None:
    """Date a table: by the caller, by itself, or by its last act."""
    printed = found.as_of
    if as_of is not None and printed is not None and as_of != printed:
        found.error(f"the table is dated {printed}, not {as_of} (as_of=)", found.line)
    found.as_of = as_of or printed or _last_act(found)
    if found.as_of is None and not found.errors:
        found.error("the table has no date; pass as_of=", found.line)
    if as_of is None and printed is None:
        found.problem(f"{what} has no date; taken as {found.as_of}, the last act it shows (pass as_of= if you know it)")


def _last_act(found: "Builder") -> "date | None":
    days = [day for row in found.rows for day in (row.signature, row.consent, row.withdrawal) if day is not None]
    return max(days, default=None)


def _name_treaty(found: "Builder", treaty: "TreatyLike | None") -> None:
    """Name the treaty by the caller's word for it, which must not contradict the table."""
    if treaty is None:
        if not found.reference:
            found.problem("the table does not name its treaty; pass treaty=", found.line)
        return
    if found.reference and not same_treaty(found.reference, treaty):
        raise another_treaty(found.reference, found.line, treaty)
    known = known_treaty(treaty)
    if known is not None:
        found.reference, found.title = known.reference, found.title or known.title
    else:
        found.reference = found.reference or name_of(treaty)


def name_from(found: "Builder", above: "list[Line]") -> None:
    """Look for the treaty's name in the lines above a table."""
    lines = [" ".join(text.split()) for _, text in above[-_HEAD_LINES:]]
    written = False
    for line in lines:  # as the library writes them
        if line.startswith(_REFERENCE_WORD):
            found.reference, written = decoded(line.removeprefix(_REFERENCE_WORD)), True
        elif line.startswith(_TITLE_WORD):
            found.title = decoded(line.removeprefix(_TITLE_WORD))
    if not written:
        any(_take_name(found, line) for line in lines)


def _take_name(found: "Builder", line: str) -> bool:
    """Take the treaty of a line that consists of its title or reference, and return whether it does."""
    for words in (line, line.partition(": ")[2], _NUMBERED.sub("", line)):
        # A name that a sentence may have, "Convention", does not count; a title or a reference does.
        known = None if words.isdecimal() else known_treaty(words)
        if known is not None:
            found.reference, found.title = known.reference, known.title
            return True
    return False


def wanted_table(tables: "Sequence[Builder]", treaty: "TreatyLike | None") -> "Builder":
    """Return the table of the treaty that the caller names, or the only one.

    Raises:
        ChartError: There are several, and the name does not decide which is wanted.
    """
    if len(tables) == 1:
        return tables[0]
    named = [each for each in tables if treaty is not None and each.reference and same_treaty(each.reference, treaty)]
    if len(named) == 1:
        return named[0]
    problems = [
        ChartLineError(f"a table of {each.reference or 'a treaty that it does not name'} begins here", each.line)
        for each in tables
    ]
    raise ChartError(
        f"the page has {len(tables)} tables: name the treaty you want with treaty=, or pass the part of the page "
        "with one of them",
        problems,
    )
