"""What the writers of text and HTML share: how the parts of a row are printed, and what a layout can't print."""

import re
from html import escape

from cyberconventions._states import find_state
from cyberconventions._symbols import FLAGS
from cyberconventions.charts._rows import Section, has_left
from cyberconventions.charts.formats._characters import encoded
from cyberconventions.charts.formats._remarks import LOWER_BOUNDS, SILENT, limit_of, written_limit
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cyberconventions._totals import Totals
    from cyberconventions.charts._rows import ChartLike, Row

UNKNOWN = "?"
# Words and the marks between them; nothing by which a reader knows a head, a heading, a table or a reference.
_ORDINARY = re.compile(r"[^\W\d_][^\W_]*+(?:[ ,.'’–-]{1,2}[^\W_]++){0,60}")
_OTHERWISE = re.compile(
    r"\d/|\b(?:ETS|CETS|STE|STCE)\b|^(?:Part|Status|Situation|Titl?t?[er]|Ref|Réf|Open|Ouver|Entr|Total|Nombre|Chart|Etat|"
    r"État|Members?|Non|Membres?|International|Organi|Sig|Rat|State|Country|Key|Légende|Source|Remark)",
    re.IGNORECASE,
)
_SIGNATURES = "Total number of signatures not followed by ratifications"
_CONSENTS = "Total number of ratifications/accessions"


def one_line(text: str) -> str:
    """Return a text with its line breaks and repeated blanks as single blanks."""
    return " ".join(text.split())


def joined(*parts: str | None) -> str:
    """Return the parts that say something, with blanks between."""
    return " ".join(filter(None, parts))


def ordinary(title: str) -> str:
    """Return a title that can stand alone on a line; nothing for one that a reader would take for something else.

    >>> ordinary("Convention on Cybercrime"), ordinary("Status as of 01/01/2001"), ordinary("Participant Signature")
    ('Convention on Cybercrime', '', '')
    """
    return title if _ORDINARY.fullmatch(title) and not _OTHERWISE.search(title) else ""


def day_of(day: "date | None") -> str:
    """Return a day as the Treaty Office prints it, dd/mm/yyyy; nothing for none."""
    return "" if day is None else f"{day.day:02}/{day.month:02}/{day.year:04}"


def printed_name(chart: "ChartLike", row: "Row") -> str:
    """Return the name as printed, or the depositary's where that does not identify the State."""
    name = one_line(row.name)
    if name and find_state(name) == row.state:
        return name
    return row.state.chart_name(chart.as_of, "un" if row.section is Section.PARTICIPANT else "coe")


def numbers(row: "Row") -> str:
    """Return the numbers of a row's footnotes."""
    return " ".join(str(number) for number in row.footnotes)


def flags(row: "Row") -> list[str]:
    """Return a row's flags, with a question mark where they are not known in full."""
    if row.notes is None:
        return [*(str(code) for code in row.known_notes), UNKNOWN]
    return [str(code) for code in row.notes]


def totals_of(totals: "Totals | None") -> list[tuple[str, int]]:
    """Return the words and numbers of a chart's totals; a chart may have none."""
    return [] if totals is None else [(_SIGNATURES, totals.signatures_only), (_CONSENTS, totals.consents)]


def footnotes_of(chart: "ChartLike") -> list[str]:
    """Return the lines of a chart's footnotes."""
    return [f"({number}) {encoded(text)}" for number, text in chart.footnotes.items()]


def remarks_on(chart: "ChartLike", *, council: bool) -> list[str]:
    """Say what is true of the chart and has no place in its layout.

    Arguments:
        chart: The chart.
        council: Whether the layout is that of the Council of Europe's Treaty Office, which numbers its footnotes.
    """
    remarks: list[str] = []
    keys = dict.fromkeys(one_line(key) for row in chart.rows for key, _ in row.extra)
    if keys:
        remarks += ["", f"Remark: not printed is what the source says beside the columns: {'; '.join(keys)}."]
    if chart.totals is not None and chart.totals.at_least:
        remarks += ["", LOWER_BOUNDS]
    limit = chart.footnotes.invitation_limit
    if limit != limit_of(chart.reference, council=council):
        remarks += ["", written_limit(limit)]
    if chart.silent_on:
        remarks += ["", f"{SILENT}{'; '.join(chart.silent_on)}."]
    return remarks


# -- HTML --------------------------------------------------------------------------------------------------


def table_row(tag: str, texts: "Iterable[str]") -> str:
    """Return the row of an HTML table."""
    return f"<tr>{''.join(f'<{tag}>{escape(text)}</{tag}>' for text in texts)}</tr>"


def paragraphs(lines: "Iterable[str]") -> list[str]:
    """Return a paragraph for each line that is not blank."""
    return [f"<p>{escape(line)}</p>" for line in lines if line]


def page(title: str, body: "list[str]") -> str:
    """Return a whole HTML page."""
    head = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>',
        "<body>",
    ]
    return "\n".join((*head, *body, "</body>", "</html>")) + "\n"


# -- what can't be printed ---------------------------------------------------------------------------------


def refusal(row: "Row", reason: str) -> ChartLineError:
    """Return the error that a row can't be printed."""
    return ChartLineError(f"{row.name or row.state.name}: {reason}", row.line)


def refuse(chart: "ChartLike", errors: "list[ChartLineError]") -> None:
    """Refuse to print a chart with rows that would be read as others.

    Raises:
        ChartError: There are such rows.
    """
    if errors:
        message = f"the chart of {chart.reference} does not fit its depositary's layout; CSV and JSON can hold it"
        raise ChartError(message, errors)


def wrong_leaving(chart: "ChartLike", row: "Row", *, shown: bool) -> "Iterator[str]":
    """Say what a layout would get wrong about a State that has left, or has not.

    Arguments:
        chart: The chart.
        row: The State's row.
        shown: Whether the layout shows that a State has left without a day of it.
    """
    left = has_left(row.withdrawal, row.withdrawal_effective, chart.as_of)
    if row.withdrawn and not left and not shown:
        yield "that it has left can't be printed without a day of denunciation"
    if left and not row.withdrawn:
        day = row.withdrawal_effective or row.withdrawal
        yield f"the withdrawal of {day} would be read as one that has taken effect by {chart.as_of}"


def unknown_flags(row: "Row") -> "Iterator[str]":
    """Say which flags of a row are not in the key."""
    for code in row.notes or ():
        if code.symbol not in FLAGS:
            yield f"the flag {code.symbol!r} is not in the key, which has {' '.join(FLAGS)}"
