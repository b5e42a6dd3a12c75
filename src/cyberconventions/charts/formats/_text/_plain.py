"""Reads the rows that most rows are: without damage, or glued together in the usual way."""

from cyberconventions.charts._names import find
from cyberconventions.charts._rows import Row
from cyberconventions.charts.formats._cells import is_parted
from cyberconventions.charts.formats._text._crosses import crossed
from cyberconventions.charts.formats._text._lexer import GLUED_ROW, ROW, X, plain_day, plain_flags
from cyberconventions.charts.formats._text._reading import OpenRow

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    import re
    from datetime import date

    from cyberconventions.charts._rows import Section
    from cyberconventions.charts.formats._text._crosses import Days
    from cyberconventions.charts.formats._text._reading import Reading


def read_plain(found: "Reading", number: int, line: str, raw: str, section: "Section") -> bool:
    """Read a row without damage, or one that a copy glued together; return whether this is one."""
    if found.denunciations or found.only_columns:
        return False
    plain = (GLUED_ROW if found.glued else ROW).fullmatch(line)
    if plain is None:
        plain = (ROW if found.glued else GLUED_ROW).fullmatch(line)
        if plain is None:
            return False
        found.glued = plain.re is GLUED_ROW
    if found.columns and plain["third"] is None and (found.spaced or is_parted(raw)):
        return False  # Where a cell is blank, the columns say which.
    before = len(found.unpadded)
    row = plain_row(found, number, plain, raw, section)
    if row is None:
        del found.unpadded[before:]
        return False
    found.open = OpenRow([(number, line)], section, found.chart.mark(), before, known=True)
    found.add(row)
    return True


def plain_row(found: "Reading", number: int, cells: "re.Match[str]", raw: str, section: "Section") -> Row | None:
    """Read a row from the groups of its expression; nothing if there is more to it."""
    name, first, mark, second, third, footnotes, flags, crosses = cells.groups()
    state = find(name)
    if state is None or (second and not first) or (mark and third) or (flags and crosses):
        return None
    days = _days(found, number, (first, second, third), accedes=mark is not None)
    notes = plain_flags(flags)
    if days is None or notes is None:
        return None
    signature, consent, effect = days
    return Row(
        state,
        section,
        signature,
        consent,
        mark,
        effect,
        crossed(found, raw, crosses.count(X), days) if crosses else notes,
        tuple([int(each) for each in footnotes.split()]) if footnotes else (),
        name,
        number,
    )


def _days(found: "Reading", number: int, texts: tuple[str | None, ...], *, accedes: bool) -> "Days | None":
    """Return signature, consent and effect; nothing if one is not a day of the calendar."""
    days: list[date | None] = []
    for text in texts:
        if text:
            day, padded, short = plain_day(text)
            if day is None:
                return None
            days.append(day)
            found.padded = found.padded or padded
            if short:
                found.unpadded.append((number, text))
    if accedes:
        days.insert(0, None)
    signature, consent, effect = [*days, None, None, None][:3]
    return signature, consent, effect
