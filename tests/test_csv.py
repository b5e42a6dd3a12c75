"""Reading one table."""

import pytest

from cyberconventions._csv import header_problem, read_table
from cyberconventions.errors import DatasetError


def test_cells_may_hold_commas_quotes_and_line_breaks() -> None:
    """As CSV has them."""
    content = b'state,comment\nFRA,"one, ""two""\nthree"\n'

    assert [{"state": "FRA", "comment": 'one, "two"\nthree'}] == read_table("acts.csv", content)


def test_a_table_may_be_without_rows() -> None:
    """A header alone, or nothing."""
    assert [] == read_table("acts.csv", b"state,kind\n") == read_table("acts.csv", b"")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"state,kind\nFRA,signature\nDEU\n", "acts.csv, line 3: 1 cell, expected 2"),
        (b"state,kind\nFRA,signature,\n", "acts.csv, line 2: 3 cells, expected 2"),
        (b"state,kind\n\n", "acts.csv, line 2: 0 cells, expected 2"),
        (b'state,kind\nFRA,"signature\n', "acts.csv, line 2: not CSV (unexpected end of data)"),
        (b"state,kind\nFRA,\xffsignature\n", "acts.csv, line 2: not UTF-8"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(content: bytes, message: str) -> None:
    """No row is filled up or cut to fit the header."""
    with pytest.raises(DatasetError) as caught:
        read_table("acts.csv", content)

    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("state,kind", ""),
        ("kind,state", "the columns are in the order kind,state"),
        ("state", "column 'kind' is missing"),
        ("state,kind,kind", "column 'kind' occurs twice"),
        ("state,kind,more", "unknown column 'more'"),
    ],
)
def test_a_header_is_compared(header: str, problem: str) -> None:
    """With the columns that are expected, in their order."""
    assert problem == header_problem(header.split(","), ["state", "kind"])
