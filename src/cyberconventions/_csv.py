"""Reads one table from a CSV file."""

import csv


def read_table(path: str) -> list[dict[str, str]]:
    """Return the rows of a table, each by column name.

    Arguments:
        path: The file, in UTF-8 with a header line.
    """
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
