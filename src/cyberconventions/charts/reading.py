"""Reads a published chart, whatever its form."""

import os

from cyberconventions.charts.chart import Chart
from cyberconventions.charts.checking import checked
from cyberconventions.charts.text import read_text
from cyberconventions.errors import ChartError, ChartLineError, InvalidTypeError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Path: TypeAlias = str | os.PathLike[str]


def parse_chart(text_or_bytes: str | bytes) -> Chart:
    """Return the chart of signatures and ratifications that a text holds.

    The chart may stand anywhere in a pasted page. It is read by its words, not by its columns, which
    no copy keeps.

    Arguments:
        text_or_bytes: The page's text; bytes are read as UTF-8.

    Returns:
        The chart, each row with its line. What is odd but readable (a total that does not add up, an
        entry into force that the treaty's rule does not give) is listed in ``problems``.

    Raises:
        ChartError: The chart can't be read: a group of every problem found, each with its line.
        InvalidTypeError: The input is neither text nor bytes.

    >>> import cyberconventions as cc
    >>> page = '''
    ... Chart of signatures and ratifications of Treaty 185
    ... Status as of 13/03/2020
    ... Non-Members of Council of Europe
    ... Argentina 05/06/2018 a 01/10/2018 R. A.
    ... Total number of signatures not followed by ratifications 0
    ... Total number of ratifications/accessions 1
    ... '''
    >>> cc.parse_chart(page).rows[0].entry_into_force
    datetime.date(2018, 10, 1)
    """
    if isinstance(text_or_bytes, bytes):
        try:
            text = text_or_bytes.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = text_or_bytes[: error.start].count(b"\n") + 1
            problem = ChartLineError(f"byte {error.start} is not UTF-8; expected text in UTF-8", line)
            raise ChartError("not a text", [problem]) from None
    elif isinstance(text_or_bytes, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        text = text_or_bytes
    else:
        raise InvalidTypeError(f"{text_or_bytes!r} is a {type(text_or_bytes).__name__}, expected text or bytes")
    return checked(*read_text(text))


def read_chart(path: "Path") -> Chart:
    """Return the chart of signatures and ratifications in a file, as :func:`parse_chart` does.

    Raises:
        ChartError: The chart can't be read.
        OSError: The file can't be opened.
    """
    if not isinstance(path, str | os.PathLike):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidTypeError(f"{path!r} is a {type(path).__name__}, expected the path of a file")
    with open(path, "rb") as file:
        return parse_chart(file.read())
