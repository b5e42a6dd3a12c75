"""What the library adds in words to a chart that it writes, and reads again."""

import re

from cyberconventions._symbols import treaty_office_footnotes
from cyberconventions.charts._names import known_treaty, treaty_number
from cyberconventions.charts._rows import SILENCES

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.charts._builder import Builder
    from cyberconventions.charts._rows import Silent

# Stands below the totals of a partial record.
LOWER_BOUNDS = "Remark: the totals are lower bounds, the record being partial."
# Stands below a chart that omits something.
SILENT = "Remark: not shown on this chart: "

# Stands below a chart whose layout does not say by itself which footnote limits invitations.
_LIMIT = re.compile(r"Remark: (?:no footnote|footnote (?P<number>\d{1,9})) limits invitations\.", re.ASCII)


def written_limit(number: int | None) -> str:
    """Return the remark which footnote limits invitations.

    >>> written_limit(4), written_limit(None)
    ('Remark: footnote 4 limits invitations.', 'Remark: no footnote limits invitations.')
    """
    return f"Remark: {'no footnote' if number is None else f'footnote {number}'} limits invitations."


def read_limit(found: "Builder", line: str) -> None:
    """Read the remark which footnote limits invitations, if a line is that."""
    limit = _LIMIT.fullmatch(line)
    if limit is not None:
        found.limits = (int(limit["number"]) if limit["number"] else None,)


def limit_of(reference: str, *, council: bool) -> int | None:
    """Return the number of the footnote that limits invitations where a chart does not say it.

    The Treaty Office numbers the footnotes of its charts; those of other depositaries have their own. The library
    writes a chart of any treaty without rows in the Treaty Office's layout.

    Arguments:
        reference: The treaty's reference.
        council: Whether the layout is the Treaty Office's.
    """
    if not council:
        return None
    known = known_treaty(reference)
    if known is not None:
        numbered = known.depositary.endswith("Council of Europe")
    else:
        numbered = not reference or treaty_number(reference) is not None
    return treaty_office_footnotes().invitation_limit if numbered else None


def silences(line: str) -> "tuple[Silent, ...]":
    """Return what a remark says that a chart omits; nothing for another line.

    >>> silences("Remark: not shown on this chart: flags; invitations.")
    ('flags', 'invitations')
    """
    if not line.startswith(SILENT):
        return ()
    said = line.removeprefix(SILENT).rstrip(".").split("; ")
    return tuple(known for each in said for known in SILENCES if known == each)
