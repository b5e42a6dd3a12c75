"""What a value shows in a notebook: a compact table whose first rows are seen, and whose others are folded.

One piece of HTML serves everywhere. No colour of ground or text is set, so it takes those of a light or a dark theme;
rules are a share of the text's colour. A notebook that is not trusted drops the style, and a plain table is left.
"""

from html import escape

from cyberconventions.errors import counted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHOWN = 12  # rows that are seen at once
_UNFOLDED = 15  # so few rows are not folded at all
_MOST = 500  # rows of one cell, the folded ones included
_SHORT = 12  # characters of a day, a code or a number
_WHOLE = 24  # characters of two days, which are not broken either

# Two classes in each selector, as JupyterLab's own have one. Names of classes as short as they may be: "cc" for the
# library, "v" for a value, "t" for its table. The others keep MathJax from reading "$" in a text.
_STYLE = (
    ".cc-v .cc-t{border-collapse:collapse;max-width:100%;margin:.3em 0;font-size:inherit}"
    ".cc-v .cc-t :is(td,th){text-align:left;vertical-align:top;padding:.2em 1em .2em 0;white-space:nowrap;"
    "border:0;border-bottom:1px solid color-mix(in srgb,currentColor 14%,transparent)}"
    ".cc-v .cc-t :is(th,.w){white-space:normal;overflow-wrap:break-word}.cc-v .cc-t span{white-space:nowrap}"
    ".cc-v .cc-t th{font-weight:600;border-bottom-color:color-mix(in srgb,currentColor 45%,transparent)}"
    ".cc-v .cc-t :is(td,th).n{text-align:right}"
    ".cc-v p{margin:.3em 0;max-width:60em;line-height:1.4}.cc-v summary{cursor:pointer}"
)
_OPENED = f'<div class="cc-v mathjax_ignore tex2jax_ignore"><style>{_STYLE}</style>'


def cell(  # noqa: PLR0913 - each by its name
    rows: "Iterable[Sequence[str]]",
    *,
    heads: "Sequence[str]" = (),
    title: str = "",
    note: str = "",
    foot: "Iterable[str]" = (),
    right: "Sequence[bool]" = (),
) -> str:
    """Return a part of a page with a table, for a notebook. Every text is escaped.

    Arguments:
        rows: The texts of each row.
        heads: The names of the columns; a table without them has no header.
        title: What the table is.
        note: What a reader has to know before the rows.
        foot: What stands below them, a paragraph each: how far the record goes, where it comes from.
        right: Which columns are numbers.

    >>> print(cell([("FRA", "<b>")], heads=("state", "note"))[-70:])
    <tbody>
    <tr><td>FRA</td><td>&lt;b&gt;</td></tr>
    </tbody></table></div>
    """
    rows = list(rows)
    shown = rows if len(rows) <= _UNFOLDED else rows[:SHOWN]
    folded = rows[len(shown) : _MOST]
    longest = _longest([heads, *shown, *folded])
    numeric = [*right] or [False] * len(longest)
    parts = [
        _OPENED,
        _paragraph(f"<strong>{escape(title)}</strong>" * bool(title), escape(note)),
    ]
    if longest:
        parts.append(_table(shown, heads, numeric, longest))
    if not rows:
        parts.append(_paragraph("No rows."))
    if folded:
        parts.append(f"<details><summary>{counted(len(folded), 'more row')}</summary>")
        parts.append(_table(folded, heads, numeric, longest) + "</details>")
    if len(rows) > _MOST:
        parts.append(_paragraph(f"… {counted(len(rows) - _MOST, 'more row')}"))
    parts.append(_paragraph(*(f"<small>{escape(each)}</small>" for each in foot if each)))
    return "".join(parts) + "</div>"


def note(text: str, summary: str, folded: str) -> str:
    """Return a paragraph for a notebook, with more below it that is folded, as it stands.

    >>> note("A & B", "BibTeX", "@misc{}")[-84:]
    '<p>A &amp; B</p><details><summary>BibTeX</summary><pre>@misc{}</pre></details></div>'
    """
    return (
        f"{_OPENED}{_paragraph(escape(text))}<details><summary>{escape(summary)}</summary>"
        f"<pre>{escape(folded)}</pre></details></div>"
    )


def one_line(value: object) -> str:
    r"""Return a value's text with every run of white space as one space.

    >>> one_line(" Republic of\n Korea")
    'Republic of Korea'
    """
    return " ".join(str(value).split())


def _paragraph(*lines: str) -> str:
    found = "<br>".join(line for line in lines if line)
    return f"<p>{found}</p>" if found else ""


def _table(
    rows: "Sequence[Sequence[str]]", heads: "Sequence[str]", right: "Sequence[bool]", longest: "Sequence[int]"
) -> str:
    # A column of days or codes asks for its width, so that the table that is seen and the one that is folded line up;
    # longer texts share what is left.
    kinds = ["n" if numeric else "w" * (length > _WHOLE) for numeric, length in zip(right, longest, strict=True)]
    classes = [f' class="{kind}"' if kind else "" for kind in kinds]
    writers = [_broken if kind == "w" else escape for kind in kinds]
    widths = [f' style="width:{length + 1}ch"' if length <= _SHORT else "" for length in longest]

    def line(tag: str, texts: "Sequence[str]") -> str:
        cells = [
            f"<{tag}{kind}>{write(text)}</{tag}>" for kind, write, text in zip(classes, writers, texts, strict=True)
        ]
        return f"<tr>{''.join(cells)}</tr>"

    columns = "".join([f"<col{width}>" for width in widths])
    head = f"<thead>{line('th', heads)}</thead>" if heads else ""
    body = "\n".join([line("td", row) for row in rows])
    return f'<table class="cc-t"><colgroup>{columns}</colgroup>{head}<tbody>\n{body}\n</tbody></table>'


def _longest(rows: "Iterable[Sequence[str]]") -> list[int]:
    """Return the number of characters of the longest text of each column."""
    return [max(map(len, column)) for column in zip(*[row for row in rows if row], strict=True)]


def _broken(text: str) -> str:
    """Return a text whose symbols may be broken after a slash, and no day, tally or number of theirs.

    >>> _broken("A/RES/74/247, 2019-12-27")
    'A/<wbr>RES/74/247, <span>2019-12-27</span>'
    """
    import re

    symbols = re.sub(r"/(?=[A-Za-z])", "/<wbr>", escape(text))
    return re.sub(r"(?<![0-9])[0-9]+(-[0-9]+)+", r"<span>\g<0></span>", symbols)
