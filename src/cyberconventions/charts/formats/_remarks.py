"""What the library adds in words to a chart that it writes, and reads again."""

from cyberconventions.charts._rows import SILENCES

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.charts._rows import Silent

# Stands below the totals of a partial record.
LOWER_BOUNDS = "Remark: the totals are lower bounds, the record being partial."
# Stands below a chart that omits something.
SILENT = "Remark: not shown on this chart: "


def silences(line: str) -> "tuple[Silent, ...]":
    """Return what a remark says that a chart omits; nothing for another line.

    >>> silences("Remark: not shown on this chart: flags; invitations.")
    ('flags', 'invitations')
    """
    if not line.startswith(SILENT):
        return ()
    said = line.removeprefix(SILENT).rstrip(".").split("; ")
    return tuple(known for each in said for known in SILENCES if known == each)
