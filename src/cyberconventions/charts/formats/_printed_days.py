"""Reads days in the ways in which people and programs print them, English and French.

Whether a day or a month comes first, ``03/12/2018`` does not say. One date of a table that can be read in one way only
says it for all of them; a table without one is refused.
"""

import re
from datetime import date

from cyberconventions._dataset import remembered
from cyberconventions.charts.formats._days import month_of

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMS = re.compile(
    r"(?P<iso>\d{4})[-/](?P<iso_month>\d{1,2})[-/](?P<iso_day>\d{1,2})"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?"
    r"|(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})"
    r"|(?P<spelt_day>\d{1,2})(?:er|st|nd|rd|th)?[ -]?(?P<month>[^\W\d_]{3,9})\.?,?[ -]?(?P<spelt_year>\d{4})"
    r"|(?P<named>[^\W\d_]{3,9})\.? (?P<named_day>\d{1,2}),? (?P<named_year>\d{4})",
)
# What may stand behind a day: a letter or the kind of consent, in brackets or not.
_BEHIND = re.compile(r" ?(?:\((?P<bracketed>[^\W\d_][\w ]{0,30})\)|(?P<bare>[^\W\d_][\w ]{0,30}))?")
_LONGEST = 80
_LAST_MONTH = 12
BLANK = frozenset(("", "-", "–", "—", "n/a", "na", "none", "null", "nan", "nat", "//"))


@remembered(maxsize=4096)
def numbers_of(text: str) -> tuple[int, int] | None:
    """Return the two numbers before the year of a date that is printed in numbers, in their order.

    >>> numbers_of("03/12/2018 a"), numbers_of("2018-12-03")
    ((3, 12), None)
    """
    form = _FORMS.match(text) if len(text) <= _LONGEST else None
    return (int(form["first"]), int(form["second"])) if form is not None and form["first"] else None


def order_of(texts: "Iterable[str]", *, french: bool) -> str:
    """Return why dates can't be read with the day first; nothing if they can.

    >>> order_of(["03/12/2018", "23/11/2001"], french=False)
    ''
    """
    pairs = {pair for text in texts if (pair := numbers_of(text)) is not None}
    day_first = french or any(first > _LAST_MONTH for first, _ in pairs)
    month_first = next(((first, second) for first, second in pairs if second > _LAST_MONTH), None)
    if month_first is not None:
        return f"the dates are printed month first ({month_first[0]:02}/{month_first[1]:02}/…)"
    if not day_first and any(first != second for first, second in pairs):
        return "no date shows whether the day or the month comes first"
    return ""


@remembered(maxsize=4096)
def day_of(text: str) -> tuple[date, str] | None:
    """Return the day that a cell begins with and what stands behind it; nothing if there is none.

    >>> day_of("1er juillet 2004"), day_of("16 Jun 2004 (a)")
    ((datetime.date(2004, 7, 1), ''), (datetime.date(2004, 6, 16), 'a'))

    Raises:
        ValueError: The calendar has no such day.
    """
    form = _FORMS.match(text) if len(text) <= _LONGEST else None
    if form is None:
        return None
    behind = _BEHIND.fullmatch(text, form.end())
    if behind is None:
        return None
    numbers = _numbers(form)
    if numbers is None:
        return None
    year, month, day = numbers
    return date(year, month, day), (behind["bracketed"] or behind["bare"] or "").strip()


def _numbers(form: re.Match[str]) -> tuple[int, int, int] | None:
    """Return year, month and day of a date; nothing if its month has no known name."""
    if form["iso"]:
        return int(form["iso"]), int(form["iso_month"]), int(form["iso_day"])
    if form["first"]:
        return int(form["year"]), int(form["second"]), int(form["first"])
    month = month_of(form["month"] or form["named"])
    if month is None:
        return None
    if form["month"]:
        return int(form["spelt_year"]), month, int(form["spelt_day"])
    return int(form["named_year"]), month, int(form["named_day"])
