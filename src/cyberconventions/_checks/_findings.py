"""What a check finds."""

import attrs


@attrs.frozen(order=True)
class Finding:
    """Something that is wrong with a dataset.

    Attributes:
        file: The file's path within the dataset's folder.
        line: The line, counted from 1; 1 also where the file as a whole is meant.
        message: What is wrong: the value, the column and what was expected.

    >>> str(Finding("crc/acts.csv", 12, "state 'XXX' is not among the States"))
    "crc/acts.csv:12: state 'XXX' is not among the States"
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"
