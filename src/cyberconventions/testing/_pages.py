"""Pages with the chart of a treaty, as depositaries and databases lay them out.

The library's own writers write what it publishes itself. Of layouts that it only reads, the writers are here.
"""

import json
from datetime import date
from html import escape

import attrs

from cyberconventions._acts import ActKind
from cyberconventions.charts import Chart, Row, Section
from cyberconventions.charts._names import treaty_number
from cyberconventions.charts.formats._own_records import iso
from cyberconventions.charts.formats._un_writer import write_un_html, write_un_text
from cyberconventions.errors import (
    ChartError,
    ChartLineError,
    InvalidTypeError,
    UnknownCodeError,
    check_type,
    did_you_mean,
    quoted,
)
from cyberconventions.testing._builders import treaty_of

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Literal, TypeAlias

    from cyberconventions._dates import DateLike
    from cyberconventions._treaties import TreatyLike

    Layout: TypeAlias = Literal["text", "html", "json", "xml", "un-text", "un-html", "dutch", "own csv", "own json"]

_TEXT_FLAGS = (
    ("R.", "Reserves"),
    ("D.", "Declarations"),
    ("O.", "Objections"),
    ("T.", "Territoires"),
    ("C.", "Communications"),
)
_DUTCH_KINDS = {
    ActKind.ACCESSION: "A",
    ActKind.SUCCESSION: "Su",
    ActKind.DEFINITIVE_SIGNATURE: "S",
}
_LISTS = (Section.MEMBER, Section.NON_MEMBER, Section.ORGANISATION)


def chart_text(
    treaty: "TreatyLike | Chart | None" = None,
    *,
    format: "Layout" = "text",  # noqa: A002 # the word of parse_chart
    on: "DateLike | None" = None,
    **words: "Any",  # noqa: ANN401 # those of treaty_of
) -> str:
    """Return a page with a treaty's chart, in one of the layouts in which charts are published.

    Arguments:
        treaty: The treaty, what :func:`cyberconventions.treaty` takes, or a ``Chart``. Where left out, the other words
            make one, as they do in :func:`treaty_of`.
        format: The layout, by the names that :func:`cyberconventions.parse_chart` has for them: ``"text"``, ``"html"``
            and ``"json"`` of the Treaty Office, ``"xml"`` and ``"un-text"`` of the UN Treaty Collection (with
            ``"un-html"``, its page), ``"dutch"`` for the Dutch treaty database; and this library's ``"own csv"`` and
            ``"own json"``. Layouts hold more or less; what a page omits, ``Chart.silent_on`` lists when it is read.
        on: The day the chart stands as of; the record's date where left out.
        words: The words of a treaty.

    Raises:
        ChartError: The layout can't show a row: each with its reason.
        UnknownCodeError: The layout is not one of these.
        InvalidTypeError: Both a treaty and words for one are given, or a chart and another day.

    >>> import cyberconventions as cc
    >>> page = cc.testing.chart_text(parties={"FRA": "2006-01-10"}, signatories=["IRL"], on="2020-03-13")
    >>> chart = cc.parse_chart(page)
    >>> chart["FRA"], chart["IRL"].signature
    (<Row FRA - 2006-01-10 a 2006-05-01>, datetime.date(2001, 11, 23))
    >>> print(cc.testing.chart_text(parties={"FRA": "2006-01-10"}, format="dutch").splitlines()[-1])
    France		10-01-2006 (A)	01-05-2006
    """
    check_type(format, str, f"one of {', '.join(LAYOUTS)} for format")
    write = _WRITERS.get(format)
    if write is None:
        hint = did_you_mean(format, LAYOUTS)
        raise UnknownCodeError(f"{quoted(format)} is not a layout{hint}; expected one of {', '.join(LAYOUTS)}")
    if treaty is not None and words:
        raise InvalidTypeError(f"{quoted(treaty)} and words for a treaty ({', '.join(words)}): expected one of the two")
    if isinstance(treaty, Chart) and on is not None:
        raise InvalidTypeError(f"{treaty!r} and on={quoted(on)}: a chart has its day, give its treaty for another one")
    made = treaty_of(**words) if treaty is None else treaty
    return write(made if isinstance(made, Chart) else Chart.of(made, on))


# -- layouts that the library reads only --------------------------------------------------------------------------


def _office_json(chart: Chart) -> str:
    """Return the answer of the Treaty Office's web service: lists of members, of non-members and of organisations."""
    _refuse(chart, [row for row in chart.rows if row.section is Section.PARTICIPANT], "is of a list of participants")
    # Another series' number would be read as one of the Council of Europe's.
    number = treaty_number(chart.reference) or None
    lists = [[_entry(row, number) for row in chart.rows if row.section is section] for section in _LISTS]
    listed = [",\n".join(json.dumps(entry, ensure_ascii=False) for entry in each) for each in lists]
    return "[\n" + ",\n".join(f"[\n{each}\n]" for each in listed) + "\n]\n"


def _entry(row: Row, number: str | None) -> dict[str, object]:
    shown = {code.symbol for code in row.notes or ()}
    return {
        "CodePays": row.state.id,
        "LibPaysOrga": row.name or row.state.name,
        "NumSTE": number,
        "DateSignature": _midnight(row.signature),
        "DateConsentement": _midnight(row.consent),
        "DateEntreeVigueur": _midnight(row.entry_into_force),
        "DateDenonciation": _midnight(row.withdrawal),
        "DateEffetDenonciation": _midnight(row.withdrawal_effective),
        "DateSuspension": _midnight(row.suspension),
        **{key: symbol in shown for symbol, key in _TEXT_FLAGS},
        "Remarque": None,
    }


def _midnight(day: date | None) -> str | None:
    return None if day is None else f"{iso(day)}T00:00:00"


def _un_xml(chart: Chart) -> str:
    """Return the file of the UN Treaty Collection: its table, as its page lays it out."""
    chart = _one_list(chart)
    lines = write_un_text(chart).splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("Participant\t"))
    header, *rows = (line.split("\t") for line in lines[start : start + 1 + len(chart.rows)])
    rows = [[*row, *[""] * (len(header) - len(row))] for row in rows]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            "<Treaty>",
            f"<Title>{escape(chart.title)}</Title>",
            f"<Reference>Reference {escape(chart.reference)}</Reference>",
            f"<Status>STATUS AS AT : {chart.as_of:%d-%m-%Y} 05:00:31 EDT</Status>",
            "<Participants><Table><TGroup>",
            f"<Thead>{_xml_row(header)}</Thead>",
            "<Tbody><Rows>",
            *map(_xml_row, rows),
            "</Rows></Tbody>",
            "</TGroup></Table></Participants>",
            "</Treaty>",
            "",
        ]
    )


def _xml_row(cells: list[str]) -> str:
    return f"<Row>{''.join(f'<Entry>{escape(cell)}</Entry>' for cell in cells)}</Row>"


def _dutch(chart: Chart) -> str:
    """Return the table of parties of the Dutch treaty database."""
    rows = [row for row in chart.rows if row.signature is not None or row.consent is not None]
    _refuse(chart, [row for row in rows if row.suspension is not None], "is suspended, which the table does not show")
    return "\n".join(
        [
            "Treaty database",
            chart.title,
            chart.reference,
            "Parties",
            "Party\tSignature\tRatification\tEntry into force\tRenunciation\tTermination",
            *("\t".join(_dutch_cells(row)).rstrip() for row in rows),
            "",
        ]
    )


def _dutch_cells(row: Row) -> tuple[str, ...]:
    kind = None if row.consent is None or row.kind is None else _DUTCH_KINDS.get(row.kind, "R")
    days = (row.signature, row.consent, row.entry_into_force, row.withdrawal, row.withdrawal_effective)
    signature, consent, *others = ("" if day is None else f"{day:%d-%m-%Y}" for day in days)
    return row.name or row.state.name, signature, f"{consent} ({kind})" if kind else consent, *others


def _one_list(chart: Chart) -> Chart:
    """Return a chart with one list of participants, as the UN Treaty Collection has."""
    if all(row.section is Section.PARTICIPANT for row in chart.rows):
        return chart
    did = [row for row in chart.rows if row.signature is not None or row.consent is not None]
    rows = tuple(attrs.evolve(row, section=Section.PARTICIPANT, footnotes=(), notes=(), known_notes=()) for row in did)
    return attrs.evolve(chart, rows=rows, footnotes=chart.footnotes.only(()))


def _refuse(chart: Chart, rows: list[Row], why: str) -> None:
    if rows:
        problems = [ChartLineError(f"{row.name or row.state.name}: its row {why}") for row in rows]
        raise ChartError(f"the layout can't show the chart of {chart.reference}", problems)


_WRITERS: "dict[Layout, Callable[[Chart], str]]" = {
    "text": Chart.to_text,
    "html": Chart.to_html,
    "json": _office_json,
    "xml": _un_xml,
    "un-text": lambda chart: write_un_text(_one_list(chart)),
    "un-html": lambda chart: write_un_html(_one_list(chart)),
    "dutch": _dutch,
    "own csv": Chart.to_csv,
    "own json": Chart.to_json,
}
LAYOUTS: "tuple[Layout, ...]" = tuple(_WRITERS)
