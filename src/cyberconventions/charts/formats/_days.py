"""Days as depositaries print them: the names of months, in English and in French, and days in numbers."""

from datetime import date

from cyberconventions._dataset import remembered
from cyberconventions._dates import calendar_day
from cyberconventions._states import fold

# No two months have one name in the two languages.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier",
            "feb february fev fevr fevrier",
            "mar march mars",
            "apr april avr avril",
            "may mai",
            "jun june juin",
            "jul july juil juillet",
            "aug august aout",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_PRINTED = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")


def spelt(day: date) -> str:
    """Return a day as the UN Treaty Collection prints it.

    >>> spelt(date(2003, 9, 29))
    '29 Sept 2003'
    """
    return f"{day.day} {_PRINTED[day.month - 1]} {day.year:04}"


@remembered(maxsize=512)
def month_of(name: str) -> int | None:
    """Return the number of a month, or nothing for another word.

    >>> month_of("Sept"), month_of("août"), month_of("Brumaire")
    (9, 8, None)
    """
    return _MONTHS.get(fold(name))


@remembered(maxsize=4096)
def dashed_day(text: str) -> date:
    """Return a day that is printed as dd-mm-yyyy.

    >>> dashed_day("5-05-2003")
    datetime.date(2003, 5, 5)

    Raises:
        ValueError: The calendar has no such day.
    """
    day, month, year = text.split("-")
    return calendar_day(int(year), int(month), int(day))
