"""Reads the files of the dataset's folder."""

import csv
import os

from cyberconventions.errors import DatasetError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    Value = TypeVar("Value")


def data_path(name: str) -> str:
    """Return the path of a file of the dataset."""
    return os.path.join(os.path.dirname(__file__), "data", name)


def data_rows(name: str) -> list[dict[str, str]]:
    """Read a table, each row by column name."""
    with open(data_path(name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_rows(name: str, make: "Callable[[dict[str, str]], Value]") -> "tuple[Value, ...]":
    """Read a table, each row as the value that *make* gives.

    Raises:
        DatasetError: A row can't be read; the message names file, line and what was expected.
    """
    values: list[Value] = []
    for line, row in enumerate(data_rows(name), start=2):
        try:
            values.append(make(row))
        except (ValueError, LookupError, TypeError) as error:
            raise DatasetError(f"{name}, line {line}: {error}") from error
    return tuple(values)


def data_toml(name: str) -> "dict[str, Any]":
    """Read a TOML file."""
    import tomllib

    with open(data_path(name), "rb") as file:
        return tomllib.load(file)
