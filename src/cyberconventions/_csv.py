"""Reads one table from a CSV file."""

import csv
import io

from cyberconventions.errors import DatasetError, did_you_mean

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def read_table(name: str, content: bytes) -> list[dict[str, str]]:
    r"""Return the rows of a table, each by column name.

    Arguments:
        name: The file's name, for messages.
        content: What is in it: CSV in UTF-8 with a header line.

    Raises:
        DatasetError: It is something else, or a row has not as many cells as the header; the message names the line.

    >>> read_table("states.csv", b"id,name\nEUE,European Union\n")
    [{'id': 'EUE', 'name': 'European Union'}]
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DatasetError(f"{name}, line {line_of_error(error)}: not UTF-8") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[dict[str, str]] = []
    no_header: list[str] = []
    try:
        header = next(reader, no_header)
        for cells in reader:
            if len(cells) != len(header):
                count = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
                raise DatasetError(f"{name}, line {reader.line_num}: {count}, expected {len(header)}")
            rows.append(dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        raise DatasetError(f"{name}, line {reader.line_num}: not CSV ({error})") from error
    return rows


def header_problem(header: "Sequence[str]", columns: "Sequence[str]") -> str:
    """Say what is wrong with a table's header, in one sentence; nothing if nothing is.

    >>> header_problem(["state", "knd"], ["state", "kind"])
    "unknown column 'knd' – did you mean 'kind'?; column 'kind' is missing"
    """
    problems = [
        f"unknown column {column!r}{did_you_mean(column, columns)}"
        for column in dict.fromkeys(header)
        if column not in columns
    ]
    problems += [f"column {column!r} is missing" for column in columns if column not in header]
    problems += [f"column {column!r} occurs twice" for column in columns if header.count(column) > 1]
    if not problems and list(header) != list(columns):
        problems.append(f"the columns are in the order {','.join(header)}")
    return "; ".join(problems)


def line_of_error(error: ValueError) -> int:
    r"""Return the line of a file at which its content can't be decoded or parsed, 1 where the error does not say.

    >>> try:
    ...     b"one\n\xff".decode("utf-8")
    ... except UnicodeDecodeError as error:
    ...     line_of_error(error)
    2
    """
    if isinstance(error, UnicodeDecodeError):
        return error.object.count(b"\n", 0, error.start) + 1
    line: int = getattr(error, "lineno", 1)  # of JSON
    return line
