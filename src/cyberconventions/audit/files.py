"""Reads the files of a folder as they stand, and finds the lines of what is wrong in them."""

import os


def content_of(root: str, file: str) -> bytes | None:
    """Return what a file of the folder holds; ``None`` if it is not there."""
    path = os.path.join(root, *file.split("/"))
    if not os.path.exists(path):
        return None
    with open(path, "rb") as binary:
        return binary.read()


def line_of_byte(content: bytes, position: int) -> int:
    """Return the line of a byte, counted from 1."""
    return content.count(b"\n", 0, position) + 1


def line_of(text: str, where: str) -> int:
    """Return the first line that begins with a section's head or a key, 1 where there is none.

    A key within a section is given after the section's head and a line break.
    """
    lines = text.splitlines()
    line = 0
    for wanted in where.split("\n"):
        line = next((n for n, each in enumerate(lines[line:], start=line + 1) if each.startswith(wanted)), line)
    return max(line, 1)


def line_with(text: str, words: str, after: int = 0) -> int:
    """Return the first line with these words, from a line on; that line, or 1, where there is none."""
    lines = text.splitlines()[after:]
    return next((n for n, line in enumerate(lines, start=after + 1) if words in line), max(after, 1))
