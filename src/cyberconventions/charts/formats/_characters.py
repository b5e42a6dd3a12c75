"""Writes a title, a reference or a footnote so that a reader of lines finds it whole again, and reads it.

A line of a page has no tags, no marks of Markdown and no white space but single blanks. A text that has any is written
with a number for that character, ``&#60;`` for ``<``; other texts are written as they are.
"""

import re

# What a copy or a reader takes for markup, a blank that would be lost, and what would be read as such a number.
_TAKEN = re.compile(r"[<>*|]|[^\S ]|(?<= ) |^ | $|&(?=#\d)|^#")
_NUMBER = re.compile(r"&#(\d{1,7});", re.ASCII)
_NOTHING = "&#0;"
# The text of a footnote that the Treaty Office has not.
_NULL = "null"
_LAST = 0x10FFFF


def encoded(text: str) -> str:
    """Return a text as it is written on a line.

    >>> encoded("Convention on Cybercrime"), encoded("<b> *x*"), encoded(""), encoded("null")
    ('Convention on Cybercrime', '&#60;b&#62; &#42;x&#42;', '&#0;', '&#110;ull')
    """
    if not text:
        return _NOTHING
    if text == _NULL:
        return f"&#{ord('n')};ull"
    return _TAKEN.sub(lambda found: f"&#{ord(found.group())};", text)


def decoded(text: str) -> str:
    """Return a text from what is written on a line.

    >>> decoded("&#60;b&#62; &#42;x&#42;"), decoded("&#0;"), decoded("A & B")
    ('<b> *x*', '', 'A & B')
    """
    return _NUMBER.sub(_character, text) if "&#" in text else text


def _character(found: re.Match[str]) -> str:
    number = int(found[1])
    if number == 0:
        return ""
    return found.group() if number > _LAST or 0xD800 <= number <= 0xDFFF else chr(number)  # noqa: PLR2004 # halves
