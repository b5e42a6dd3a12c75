"""The library's own CSV for charts, which keeps everything that makes a chart.

A header, then one line for each row of the chart, then one for each footnote.

* ``state`` (id), ``name`` (as printed), ``section`` (``member``, ``non-member``, ``organisation``,
  ``participant``), ``signature``, ``consent``, ``entry_into_force`` (ISO dates), ``mark`` (the letter after
  the consent), ``notes`` (the flags ``R. D. A.``; ``?`` where they are not known), ``footnotes`` (numbers),
  ``withdrawal``, ``withdrawal_effective``, ``suspension`` (ISO dates), ``withdrawn`` (``yes`` where the State has
  left), ``consent_kind`` (what the letter means, where the source says so), ``known_notes`` (flags that are
  certain where ``notes`` is ``?``), ``extra`` (what else the source says: a JSON list of pairs of key and JSON
  text);
* ``footnote_text``: on a line without a State, the text of the footnote whose number stands in
  ``footnotes``;
* of the chart as a whole, and the same on every line: ``reference``, ``title``, ``as_of``, ``opened``,
  ``treaty_entry_into_force``, ``total_consents``, ``total_signatures_only``, ``totals_at_least`` (``yes``,
  ``no``; the three are empty where the chart has no totals), ``invitation_footnote`` (the number of the
  footnote that limits invitations), ``silent_on`` (what such a chart omits, separated by semicolons).

A chart without rows or footnotes is one line that has the last group only. The columns from ``withdrawal`` to
``extra``, and ``silent_on``, may be missing. Further columns are ignored.
"""

import csv
import json

from cyberconventions.charts._builder import MOST_ROWS, too_many_rows
from cyberconventions.charts._positions import Position
from cyberconventions.charts.formats._delimited import records_of
from cyberconventions.charts.formats._own_records import Reading, iso
from cyberconventions.errors import ChartError, ChartLineError, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from cyberconventions.charts._builder import Facts
    from cyberconventions.charts._rows import ChartLike, Row

    # A line by its columns, with the position on which it ends.
    Line: TypeAlias = tuple[Position, dict[str, str]]

_UNKNOWN = "?"
_ROW = ("state", "name", "section", "signature", "consent", "mark", "entry_into_force", "notes", "footnotes")
_MORE = ("withdrawal", "withdrawal_effective", "suspension", "withdrawn", "consent_kind", "known_notes", "extra")
_WHOLE = (
    "reference",
    "title",
    "as_of",
    "opened",
    "treaty_entry_into_force",
    "total_consents",
    "total_signatures_only",
    "totals_at_least",
    "invitation_footnote",
)
_REQUIRED = (*_ROW, "footnote_text", *_WHOLE)
COLUMNS = (*_REQUIRED, *_MORE, "silent_on")
_SILENCE_ENDS = "; "
_YES: dict[str, object] = {"yes": True, "no": False, "": False}


# -- reading -----------------------------------------------------------------------------------------------


def read_own_csv(text: str) -> "Facts":
    """Return the facts of the chart that :func:`write_own_csv` wrote.

    Raises:
        ChartError: It can't be read: every problem with its line.

    >>> import cyberconventions as cc
    >>> read_own_csv(cc.Chart.of("budapest").to_csv()).reference
    'ETS No. 185'
    """
    lines = _lines(text)
    first, whole = lines[0]
    reading = Reading()
    for at, line in lines[1:]:
        for column in (*_WHOLE, "silent_on"):
            if line.get(column) != whole.get(column):
                reading.builder.error(
                    f"{column} is {quoted(line.get(column))}, but line {first.line} has {quoted(whole.get(column))}: "
                    "these are two charts",
                    at,
                )
    return reading.facts(
        first,
        _whole_of(whole),
        rows=[(at, _row_of(reading, at, line)) for at, line in lines if line["state"]],
        footnotes=[
            (at, {"number": line["footnotes"], "text": line["footnote_text"]})
            for at, line in lines
            if not line["state"] and line["footnotes"]
        ],
    )


def _whole_of(line: dict[str, str]) -> dict[str, object]:
    """Return what a line says of the chart as a whole."""
    totals = {"consents": line["total_consents"], "signatures_only": line["total_signatures_only"]}
    return {
        **line,
        "entry_into_force": line["treaty_entry_into_force"],
        "totals": {**totals, "at_least": line["totals_at_least"] == "yes"} if any(totals.values()) else None,
        "silent_on": [each for each in line.get("silent_on", "").split(_SILENCE_ENDS) if each],
    }


def _row_of(reading: Reading, at: Position, line: dict[str, str]) -> dict[str, object]:
    """Return what a line says of a row."""
    return {
        **line,
        "consent_mark": line["mark"],
        "notes": None if line["notes"] == _UNKNOWN else line["notes"].split(),
        "footnotes": line["footnotes"].split(),
        "withdrawn": _YES.get(line.get("withdrawn", ""), line.get("withdrawn")),
        "known_notes": line.get("known_notes", "").split(),
        "extra": reading.json_of(at, line.get("extra", "")),
    }


def _lines(text: str) -> "list[Line]":
    """Return the lines below the header.

    Raises:
        ChartError: Columns are missing, or there are no lines.
    """
    records = records_of(text.removeprefix("\ufeff"))
    _, columns = next(records, (1, list[str]()))
    missing = [column for column in _REQUIRED if column not in columns]
    if missing:
        raise _unreadable(f"the columns {', '.join(missing)} are missing")
    blank = dict.fromkeys(columns, "")
    lines: list[Line] = []
    for number, cells in records:
        if cells:
            lines.append((Position(number), {**blank, **dict(zip(columns, cells, strict=False))}))
            if len(lines) > 2 * MOST_ROWS:  # rows, and as many footnotes
                raise too_many_rows(number)
    if not lines:
        raise _unreadable("nothing stands below the header; expected at least one line")
    return lines


def _unreadable(message: str) -> ChartError:
    return ChartError("the chart can't be read", [ChartLineError(message, 1)])


# -- writing -----------------------------------------------------------------------------------------------


def write_own_csv(chart: "ChartLike") -> str:
    """Return a chart as CSV that keeps all of it, one line for each row.

    What belongs to the chart as a whole is repeated on every line, so a line means the same wherever it is moved. A
    line without a State is a footnote.

    >>> import cyberconventions as cc
    >>> print(write_own_csv(cc.Chart.of("budapest", on="2020-03-13")).splitlines()[1][:55])
    ALB,Albania,member,2001-11-23,2002-06-20,,2004-07-01,A.
    """
    whole = _about(chart)
    lines = [_line_of(row) for row in chart.rows]
    lines += [{"footnotes": str(number), "footnote_text": text} for number, text in chart.footnotes.items()]
    written = _Written()
    writer: csv.DictWriter[str] = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**line, **whole} for line in lines or [{}])
    return "".join(written)


def _about(chart: "ChartLike") -> dict[str, str]:
    """Return what every line says of the chart as a whole."""
    about = {
        "reference": chart.reference,
        "title": chart.title,
        "as_of": str(chart.as_of),
        "opened": iso(chart.opened) or "",
        "treaty_entry_into_force": iso(chart.entry_into_force) or "",
        "invitation_footnote": str(chart.footnotes.invitation_limit or ""),
        "silent_on": _SILENCE_ENDS.join(chart.silent_on),
    }
    if chart.totals is not None:
        about["total_consents"] = str(chart.totals.consents)
        about["total_signatures_only"] = str(chart.totals.signatures_only)
        about["totals_at_least"] = "yes" if chart.totals.at_least else "no"
    return about


def _line_of(row: "Row") -> dict[str, str]:
    """Return what a line says of a row."""
    return {
        "state": row.state.id,
        "name": row.name,
        "section": row.section.value,
        "signature": iso(row.signature) or "",
        "consent": iso(row.consent) or "",
        "mark": row.consent_mark or "",
        "entry_into_force": iso(row.entry_into_force) or "",
        "notes": _UNKNOWN if row.notes is None else " ".join(str(code) for code in row.notes),
        "footnotes": " ".join(str(number) for number in row.footnotes),
        "withdrawal": iso(row.withdrawal) or "",
        "withdrawal_effective": iso(row.withdrawal_effective) or "",
        "suspension": iso(row.suspension) or "",
        "withdrawn": "yes" if row.withdrawn else "",
        "consent_kind": row.consent_kind.value if row.consent_kind is not None else "",
        "known_notes": " ".join(str(code) for code in row.known_notes),
        "extra": json.dumps(row.extra, ensure_ascii=False) if row.extra else "",
    }


class _Written(list[str]):
    r"""Lines of CSV that end in ``\n``, written as ``\r\n``: only so the writer quotes cells with either character."""

    def write(self, line: str) -> None:
        """Take a line."""
        self.append(line.removesuffix("\r\n") + "\n")
