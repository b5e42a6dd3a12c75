"""Writes a chart: as the Treaty Office lays it out (text, HTML), and as tables for programs (CSV, JSON).

CSV and JSON keep everything that makes a chart; :mod:`~cyberconventions.charts.own_formats` says what
stands where and reads them again. The Treaty Office's layout knows less, so text and HTML refuse a row
that they would turn into another one, and say in a remark below the key what else they could not print.
"""

import csv
import json
import re
from html import escape
from itertools import groupby

from cyberconventions.charts.chart import Section
from cyberconventions.charts.own_formats import COLUMNS, FORMAT, UNKNOWN, VERSION
from cyberconventions.errors import ChartError, ChartLineError, UnknownStateError
from cyberconventions.notes import FLAGS, MARKS
from cyberconventions.states import state as state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cyberconventions.charts.chart import Chart, Row
    from cyberconventions.participation import Totals

HEADINGS = {
    Section.MEMBER: "Members of Council of Europe",
    Section.NON_MEMBER: "Non-Members of Council of Europe",
    Section.ORGANISATION: "International Organisations",
    Section.PARTICIPANT: "Participants",
}
_NUMBER = re.compile(r"\d+")
_CELLS = ("Signature", "Ratification", "Entry into Force", "Notes")
_SIGNATURES = "Total number of signatures not followed by ratifications"
_CONSENTS = "Total number of ratifications/accessions"
_KEY = (
    "Key: a: Accession s: Signature without reservation as to ratification su: Succession "
    'r: Signature "ad referendum". R.: Reservations D.: Declarations, Denunciations, Derogations A.: Authorities '
    "T.: Territorial Application C.: Communication O.: Objection."
)


def to_text(chart: "Chart") -> str:
    """Return a chart as text in the layout of the Treaty Office's page.

    What that layout has no place for is said in a remark below the key: rows whose flags are unknown (a
    reader finds none there), totals that are lower bounds.

    Raises:
        ChartError: The layout would turn a row into another one (a consent without signature or mark, an
            entry into force without consent, a letter or flag that is not in the key); CSV and JSON can
            hold it.

    >>> import cyberconventions as cc
    >>> to_text(cc.Chart.of(cc.treaty(185), on="2020-03-13")).splitlines()[10:13]
    ['', 'Members of Council of Europe', 'Signature Ratification Entry into Force Notes R. D. A. T. C. O.']
    """
    _refuse_unprintable(chart)
    lines = [_caption(chart), "", _one_line(chart.title), "", f"Status as of {_day(chart.as_of)}", ""]
    lines += [f"{field} {value}" for field, value in _head(chart)]
    columns = " ".join((*_CELLS, *FLAGS))
    for section, rows in _sections(chart):
        lines += ["", HEADINGS[section], columns]
        lines += [" ".join(filter(None, (_name(chart, row), *_cells(row)))) for row in rows]
    if chart.totals is not None:
        lines += [f"{what} {number}" for what, number in _totals(chart.totals)]
        lines += ["", *_footnotes(chart), "", _KEY, *_remarks(chart)]
    return "\n".join(lines) + "\n"


def to_html(chart: "Chart") -> str:
    """Return a chart as a page with the table that the Treaty Office's portal shows.

    The flags stand in a column each. Everything is escaped. What the layout has no place for is said below
    the key, as :func:`to_text` does.

    Raises:
        ChartError: The layout would turn a row into another one, as for :func:`to_text`.

    >>> import cyberconventions as cc
    >>> page = to_html(cc.Chart.of(cc.treaty(185), on="2020-03-13"))
    >>> "<td>Albania</td><td>23/11/2001</td><td>20/06/2002</td><td>01/07/2004</td>" in page
    True
    """
    _refuse_unprintable(chart)
    columns = ("", *_CELLS, *FLAGS)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        f'<head><meta charset="utf-8"><title>{escape(_caption(chart))}</title></head>',
        "<body>",
        f"<h1>{escape(_caption(chart))}</h1>",
        f"<h2>{escape(_one_line(chart.title))}</h2>",
        f"<p>Status as of {_day(chart.as_of)}</p>",
        "<table>",
        *(f"<tr><th>{field}</th><td>{escape(value)}</td></tr>" for field, value in _head(chart)),
        "</table>",
        "<table>",
    ]
    for section, rows in _sections(chart):
        lines.append(f'<tr><th colspan="{len(columns)}">{HEADINGS[section]}</th></tr>')
        lines.append(_line("th", columns))
        lines += [_line("td", (_name(chart, row), *_cells(row, apart=True))) for row in rows]
    if chart.totals is not None:
        wide = len(columns) - 1
        lines += [
            f'<tr><td colspan="{wide}">{what}</td><td>{number}</td></tr>' for what, number in _totals(chart.totals)
        ]
    lines.append("</table>")
    if chart.totals is not None:
        below = [*_footnotes(chart), _KEY, *_remarks(chart)]
        lines += [f"<p>{escape(line)}</p>" for line in below if line]
    return "\n".join((*lines, "</body>", "</html>")) + "\n"


def to_csv(chart: "Chart") -> str:
    """Return a chart as CSV that keeps all of it, one line for each row.

    The columns are explained in :mod:`~cyberconventions.charts.own_formats`. What belongs to the chart as
    a whole is repeated on every line, so a line means the same wherever it is moved. A line without a
    State is a footnote.

    >>> import cyberconventions as cc
    >>> print(to_csv(cc.Chart.of(cc.treaty(185), on="2020-03-13")).splitlines()[1][:55])
    ALB,Albania,member,2001-11-23,2002-06-20,,2004-07-01,A.
    """
    whole = {
        "reference": chart.reference,
        "title": chart.title,
        "as_of": str(chart.as_of),
        "opened": _iso(chart.opened) or "",
        "treaty_entry_into_force": _iso(chart.entry_into_force) or "",
        "invitation_footnote": str(chart.footnotes.invitation_limit or ""),
    }
    if chart.totals is not None:
        whole["total_consents"] = str(chart.totals.consents)
        whole["total_signatures_only"] = str(chart.totals.signatures_only)
        whole["totals_at_least"] = "yes" if chart.totals.at_least else "no"
    lines = [
        {
            "state": row.state.id,
            "name": row.name,
            "section": row.section.value,
            "signature": _iso(row.signature) or "",
            "consent": _iso(row.consent) or "",
            "mark": row.consent_mark or "",
            "entry_into_force": _iso(row.entry_into_force) or "",
            "notes": UNKNOWN if row.notes is None else " ".join(str(code) for code in row.notes),
            "footnotes": " ".join(str(number) for number in row.footnotes),
        }
        for row in chart.rows
    ]
    lines += [{"footnotes": str(number), "footnote_text": text} for number, text in chart.footnotes.items()]
    written = _Lines()
    writer: csv.DictWriter[str] = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**line, **whole} for line in lines or [{}])
    return "".join(written)


def to_json(chart: "Chart") -> str:
    """Return a chart as JSON that keeps all of it.

    The keys are explained in :mod:`~cyberconventions.charts.own_formats`.

    >>> import cyberconventions as cc
    >>> import json
    >>> json.loads(to_json(cc.Chart.of(cc.treaty(185))))["rows"][0]["notes"]
    ['A.']
    """
    totals = chart.totals
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "reference": chart.reference,
        "title": chart.title,
        "as_of": str(chart.as_of),
        "opened": _iso(chart.opened),
        "entry_into_force": _iso(chart.entry_into_force),
        "totals": totals
        and {
            "consents": totals.consents,
            "signatures_only": totals.signatures_only,
            "at_least": totals.at_least,
        },
        "footnotes": [{"number": number, "text": text} for number, text in chart.footnotes.items()],
        "invitation_footnote": chart.footnotes.invitation_limit,
        "rows": [
            {
                "state": row.state.id,
                "name": row.name,
                "section": row.section.value,
                "signature": _iso(row.signature),
                "consent": _iso(row.consent),
                "consent_mark": row.consent_mark,
                "entry_into_force": _iso(row.entry_into_force),
                "notes": None if row.notes is None else [str(code) for code in row.notes],
                "footnotes": list(row.footnotes),
            }
            for row in chart.rows
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


class _Lines(list[str]):
    """Lines of CSV that end as lines do here; only one who writes both characters quotes both in cells."""

    def write(self, line: str) -> None:
        """Take a line."""
        self.append(line.removesuffix("\r\n") + "\n")


def _iso(day: "date | None") -> str | None:
    return None if day is None else str(day)


def _day(day: "date") -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _caption(chart: "Chart") -> str:
    number = _NUMBER.search(chart.reference)
    return f"Chart of signatures and ratifications of Treaty {number[0] if number else _one_line(chart.reference)}"


def _head(chart: "Chart") -> list[tuple[str, str]]:
    """Return the fields of the box above the table."""
    fields = [("Title", _one_line(chart.title)), ("Reference", _one_line(chart.reference))]
    if chart.opened is not None:
        fields.append(("Opening of the treaty", _day(chart.opened)))
    if chart.entry_into_force is not None:
        fields.append(("Entry into Force", _day(chart.entry_into_force)))
    return fields


def _sections(chart: "Chart") -> "Iterator[tuple[Section, Iterator[Row]]]":
    """Go through the parts of the chart in its own order; a chart without rows is an empty list of members."""
    if not chart.rows:
        yield Section.MEMBER, iter(())
    yield from groupby(chart.rows, key=lambda row: row.section)


def _name(chart: "Chart", row: "Row") -> str:
    """Return the name as printed, or the Treaty Office's where that does not say who is meant."""
    name = _one_line(row.name)
    try:
        if name and state_of(name) == row.state:
            return name
    except UnknownStateError:
        pass
    return row.state.chart_name(chart.as_of)


def _cells(row: "Row", *, apart: bool = False) -> tuple[str, ...]:
    """Return what stands behind the name; with *apart*, each flag in the place of its column."""
    signature, consent, effect = (
        "" if day is None else _day(day) for day in (row.signature, row.consent, row.entry_into_force)
    )
    ratification = " ".join(filter(None, (consent, row.consent_mark)))
    flags = [str(code) for code in row.notes or ()]
    if apart:
        flags = [symbol if symbol in flags else "" for symbol in FLAGS]
    return signature, ratification, effect, " ".join(str(number) for number in row.footnotes), *flags


def _line(cell: str, texts: "tuple[str, ...]") -> str:
    return f"<tr>{''.join(f'<{cell}>{escape(text)}</{cell}>' for text in texts)}</tr>"


def _totals(totals: "Totals") -> tuple[tuple[str, int], tuple[str, int]]:
    return (_SIGNATURES, totals.signatures_only), (_CONSENTS, totals.consents)


def _footnotes(chart: "Chart") -> list[str]:
    return [f"({number}) {_one_line(text)}" for number, text in chart.footnotes.items()]


def _remarks(chart: "Chart") -> list[str]:
    """Say what is true of the chart and has no place in the layout."""
    remarks: list[str] = []
    unknown = [_name(chart, row) for row in chart.rows if row.notes is None]
    if unknown:
        remarks += ["", f"Remark: the flags are not known of {'; '.join(unknown)}."]
    if chart.totals is not None and chart.totals.at_least:
        remarks += ["", "Remark: the totals are lower bounds, the record being partial."]
    return remarks


def _refuse_unprintable(chart: "Chart") -> None:
    """Refuse rows that would be read as other ones."""
    errors = [ChartLineError(f"{row.state.name}: {why}", row.line) for row in chart.rows for why in _unprintable(row)]
    if chart.totals is None and chart.footnotes:
        errors.append(ChartLineError("footnotes stand below the totals, and the chart has none"))
    if errors:
        message = f"the chart of {chart.reference} does not fit the Treaty Office's layout; CSV and JSON can hold it"
        raise ChartError(message, errors)


def _unprintable(row: "Row") -> "Iterator[str]":
    if row.consent is None and row.entry_into_force is not None:
        yield f"an entry into force on {row.entry_into_force} without consent would be read as one"
    if row.consent is None and row.signature is not None and row.consent_mark is not None:
        yield f"the mark {row.consent_mark!r} behind a signature would make it consent"
    if row.consent is not None and row.signature is None and row.consent_mark is None:
        yield f"consent on {row.consent} without signature or mark would be read as a signature"
    if row.consent_mark is not None and row.consent_mark not in MARKS:
        yield f"the mark {row.consent_mark!r} is not in the key, which has {', '.join(MARKS)}"
    for code in row.notes or ():
        if code.symbol not in FLAGS:
            yield f"the flag {code.symbol!r} is not in the key, which has {' '.join(FLAGS)}"
