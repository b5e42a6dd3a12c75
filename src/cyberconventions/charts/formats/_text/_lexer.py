"""Splits the lines of a Treaty Office chart: dates, words, and the cells that a copy glued together."""

import re
from datetime import date
from functools import lru_cache

from cyberconventions._dates import calendar_day
from cyberconventions._symbols import FLAGS, MARKS, Code

DATE = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII)
LONGEST_DATE = 40
LIKE_DATE = re.compile(r"(?=[\d/]*\d/)[\d/]+")
X = "X"
UNKNOWN = "?"
SYMBOLS = {*MARKS, *FLAGS, X, UNKNOWN}
_MOST_DIGITS = 9
# Where a copy glued a name, a mark, a date, a number and flags together. The year of a date has four digits.
_GLUE = re.compile(
    r"(?<=[^\W\d_])(?=\d)|(?<=[).'])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=/\d{4})(?=\d)|(?<=[RDATCO]\.)(?=[RDATCO]\.)"
)
_GLUED = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|/\d{5}|[RDATCO]\.[RDATCO]\.")
# A row without damage; one expression for it, since most rows are like that.
_DAY = r"\d\d?/\d\d?/\d{4}"
ROW = re.compile(
    rf"(?P<name>[^\W\d_]\D*?)(?: (?P<first>{_DAY}))?(?: (?P<accession>a|su|s|r))?(?: (?P<second>{_DAY}))?"
    rf"(?: (?P<third>{_DAY}))?(?P<notes>(?: \d{{1,9}}){{0,9}})"
    r"(?P<flags>(?: [RDATCO]\.){0,6})(?P<crosses>(?: X){0,6})",
    re.ASCII,
)
# A row whose cells a reader's view glued together.
GLUED_ROW = re.compile(
    rf"(?P<name>[^\W\d_]\D*?) ?(?P<first>{_DAY}) ?(?P<accession>a|su|s|r)?"
    rf"(?: ?(?P<second>{_DAY}))?(?: ?(?P<third>{_DAY}))?"
    r"(?P<notes>(?: ?\d{1,9})?(?: \d{1,9}){0,8}) ?(?P<flags>(?:[RDATCO]\. ?){0,6})(?P<crosses>)",
    re.ASCII,
)
_FLAG = re.compile(r"[RDATCO]\.")


def without_markdown(line: str) -> str:
    """Return a line without the Markdown of a reader's view.

    >>> without_markdown("##### **Members** of Council of Europe")
    'Members of Council of Europe'
    """
    return " ".join(line.lstrip("#").replace("**", " ").split())


def unglued(text: str) -> str:
    """Return a text with spaces between the cells that a copy glued together.

    >>> unglued("Estonia23/11/2001 12/05/200301/07/2004R.A.")
    'Estonia 23/11/2001 12/05/2003 01/07/2004 R. A.'
    """
    return _GLUE.sub(" ", text) if _GLUED.search(text) else text


def words_of(line: str) -> tuple[list[str], int]:
    """Split a row, and return where its name ends.

    No name has a word that begins with a digit or is a mark or a flag.

    >>> words_of("Costa Rica 4")
    (['Costa', 'Rica', '4'], 2)
    """
    words = unglued(line).split(" ")
    name_ends = 1
    while name_ends < len(words) and not (words[name_ends][:1].isdecimal() or words[name_ends] in SYMBOLS):
        name_ends += 1
    return words, name_ends


def is_number(word: str) -> bool:
    """Return whether a word is a whole number of a length that is read."""
    return word.isdecimal() and len(word) <= _MOST_DIGITS


@lru_cache(maxsize=4096)
def plain_day(text: str) -> tuple[date | None, bool, bool]:
    """Return the day that a text prints, or nothing; whether it has a leading zero, and whether it lacks one.

    >>> plain_day("1/07/2004")
    (datetime.date(2004, 7, 1), True, True)
    """
    day, month, year = text.split("/")
    padded, short = day[0] == "0" or month[0] == "0", len(day) == 1 or len(month) == 1
    try:
        return calendar_day(int(year), int(month), int(day)), padded, short
    except ValueError:
        return None, padded, short


@lru_cache(maxsize=4096)
def plain_flags(text: str) -> tuple[Code, ...] | None:
    """Return the flags of a plain row; nothing if one stands there twice."""
    symbols = _FLAG.findall(text)
    return tuple(FLAGS[symbol] for symbol in symbols) if len(set(symbols)) == len(symbols) else None
