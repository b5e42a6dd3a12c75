"""Writes a chart: as its depositary lays it out (text, HTML), and as tables for programs (CSV, JSON).

CSV and JSON keep everything that makes a chart; :mod:`~cyberconventions.charts.own_formats` says what
stands where and reads them again. The depositaries' layouts know less, so text and HTML refuse what they would
turn into something else, and say in a remark below the table what else they could not print.

A chart of the Council of Europe is laid out as the Treaty Office does; its text stands apart by blanks, or by tabs
where only the column tells what a day is. A chart with one list of participants is laid out as the UN Treaty
Collection does, with tabs, and the letters explained in the table's own header.
"""

import csv
import json
import re
from html import escape
from itertools import groupby

from cyberconventions._acts import ActKind
from cyberconventions._states import find_state
from cyberconventions._symbols import FLAGS, MARKS
from cyberconventions.charts._rows import Section, has_left
from cyberconventions.charts.formats._remarks import LOWER_BOUNDS, SILENT
from cyberconventions.charts.own_formats import COLUMNS, FORMAT, UNKNOWN, VERSION
from cyberconventions.errors import ChartError, ChartLineError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cyberconventions._treaty import Totals
    from cyberconventions.charts._model import Chart
    from cyberconventions.charts._rows import Row

HEADINGS = {
    Section.MEMBER: "Members of Council of Europe",
    Section.NON_MEMBER: "Non-Members of Council of Europe",
    Section.ORGANISATION: "International Organisations",
}
_NUMBER = re.compile(r"\d+")
_NAME = "State or International Organisation"
_DAYS = ("Signature", "Ratification", "Entry into Force")
_DENUNCIATION = ("Denunciation", "Effect of denunciation")
_SIGNATURES = "Total number of signatures not followed by ratifications"
_CONSENTS = "Total number of ratifications/accessions"
_KEY = (
    "Key: a: Accession s: Signature without reservation as to ratification su: Succession "
    'r: Signature "ad referendum". R.: Reservations D.: Declarations, Denunciations, Derogations A.: Authorities '
    "T.: Territorial Application C.: Communication O.: Objection."
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")
_LONGEST_LETTER = 2
# What the Treaty Office prints in one column, and a consent of unknown kind may be.
_ONE_COLUMN = {ActKind.CONSENT, ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL}


def to_text(chart: "Chart") -> str:
    """Return a chart as text in the layout of its depositary's page.

    Flags that are not known are printed as ``?``. What the layout has no place for is said in a remark below the
    table: keys that only one source has, totals that are lower bounds.

    Raises:
        ChartError: The layout would lose something, or turn it into something else (a suspension, a letter or
            flag that is not in the key); CSV and JSON can hold it.

    >>> import cyberconventions as cc
    >>> to_text(cc.Chart.of(cc.treaty(185), on="2020-03-13")).splitlines()[10:13]
    ['', 'Members of Council of Europe', 'Signature Ratification Entry into Force Notes R. D. A. T. C. O.']
    """
    if _is_collection(chart):
        table = _collection(chart)
        return "\n".join((*table.head, "", *("\t".join(cells) for cells in table.cells), *table.below)) + "\n"
    _refuse_unprintable(chart)
    lines = [_caption(chart), "", _one_line(chart.title), "", f"Status as of {_day(chart.as_of)}", ""]
    lines += [f"{field} {value}" for field, value in _head(chart)]
    denunciation = _denunciation(chart)
    apart = bool(denunciation) or any(_needs_columns(row) for row in chart.rows)
    columns = (*_DAYS, *denunciation, "Notes", *FLAGS)
    for section, rows in _sections(chart):
        lines += ["", HEADINGS[section], "\t".join((_NAME, *columns)) if apart else " ".join(columns)]
        if apart:
            lines += ["\t".join((_name(chart, row), *_cells(row, bool(denunciation)))) for row in rows]
        else:
            lines += [" ".join(filter(None, (_name(chart, row), *_words(row)))) for row in rows]
    if chart.totals is not None:
        lines += [f"{what} {number}" for what, number in _totals(chart.totals)]
    lines += ["", *_below(chart)]
    return "\n".join(lines) + "\n"


def to_html(chart: "Chart") -> str:
    """Return a chart as a page with the table that its depositary shows.

    Each cell stands in its column, the flags in one each. Everything is escaped. What the layout has no place for
    is said below the table, as :func:`to_text` does.

    Raises:
        ChartError: The layout would lose something, as for :func:`to_text`.

    >>> import cyberconventions as cc
    >>> page = to_html(cc.Chart.of(cc.treaty(185), on="2020-03-13"))
    >>> "<td>Albania</td><td>23/11/2001</td><td>20/06/2002</td><td>01/07/2004</td>" in page
    True
    """
    if _is_collection(chart):
        table = _collection(chart)
        header, *listed = table.cells
        return _page(
            _one_line(chart.title),
            [
                *_paragraphs(table.head),
                "<table>",
                _line("th", header),
                *(_line("td", cells) for cells in listed),
                "</table>",
                *_paragraphs(table.below),
            ],
        )
    _refuse_unprintable(chart)
    denunciation = _denunciation(chart)
    columns = ("", *_DAYS, *denunciation, "Notes", *FLAGS)
    lines = [
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
        lines += [_line("td", (_name(chart, row), *_cells(row, bool(denunciation)))) for row in rows]
    if chart.totals is not None:
        wide = len(columns) - 1
        lines += [
            f'<tr><td colspan="{wide}">{what}</td><td>{number}</td></tr>' for what, number in _totals(chart.totals)
        ]
    lines += ["</table>", *_paragraphs(_below(chart))]
    return _page(_caption(chart), lines)


def to_view(chart: "Chart") -> str:
    """Return any chart at all as an HTML table for people; no reader has to understand it.

    >>> import cyberconventions as cc
    >>> "<td>Albania</td>" in to_view(cc.Chart.of("lanzarote"))
    True
    """
    columns = ["", *_DAYS]
    columns += [*_DENUNCIATION] if _denunciation(chart) else []
    columns += ["Suspension"] if any(row.suspension for row in chart.rows) else []
    lines = [
        f"<p>{escape(_one_line(chart.title))} ({escape(_one_line(chart.reference))}), status as of {chart.as_of}</p>",
        "<table>",
        _line("th", (*columns, "Notes", "Flags")),
    ]
    for row in chart.rows:
        days = [_day_or_blank(row.signature), _ratification(row), _day_or_blank(row.entry_into_force)]
        if _DENUNCIATION[0] in columns:
            days += [_day_or_blank(row.withdrawal), _day_or_blank(row.withdrawal_effective)]
        if "Suspension" in columns:
            days.append(_day_or_blank(row.suspension))
        name = f"[{row.name or row.state.name}]" if row.withdrawn else row.name or row.state.name
        lines.append(_line("td", (name, *days, _numbers(row), " ".join(_flags(row)))))
    totals = [] if chart.totals is None else [str(chart.totals)]
    return "\n".join((*lines, "</table>", *_paragraphs([*totals, *_footnotes(chart)])))


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
        "silent_on": "; ".join(chart.silent_on),
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
            "footnotes": _numbers(row),
            "withdrawal": _iso(row.withdrawal) or "",
            "withdrawal_effective": _iso(row.withdrawal_effective) or "",
            "suspension": _iso(row.suspension) or "",
            "withdrawn": "yes" if row.withdrawn else "",
            "consent_kind": row.consent_kind.value if row.consent_kind is not None else "",
            "known_notes": " ".join(str(code) for code in row.known_notes),
            "extra": json.dumps(row.extra, ensure_ascii=False) if row.extra else "",
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
        "silent_on": list(chart.silent_on),
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
                "withdrawal": _iso(row.withdrawal),
                "withdrawal_effective": _iso(row.withdrawal_effective),
                "suspension": _iso(row.suspension),
                "withdrawn": row.withdrawn,
                "consent_kind": row.consent_kind.value if row.consent_kind is not None else None,
                "known_notes": [str(code) for code in row.known_notes],
                "extra": [list(pair) for pair in row.extra],
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


# -- what both layouts share -------------------------------------------------------------------------------


def _iso(day: "date | None") -> str | None:
    return None if day is None else str(day)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _name(chart: "Chart", row: "Row") -> str:
    """Return the name as printed, or the depositary's where that does not say who is meant."""
    name = _one_line(row.name)
    if name and find_state(name) == row.state:
        return name
    return row.state.chart_name(chart.as_of, "un" if row.section is Section.PARTICIPANT else "coe")


def _numbers(row: "Row") -> str:
    return " ".join(str(number) for number in row.footnotes)


def _flags(row: "Row") -> list[str]:
    """Return a row's flags, with a question mark where they are not known in full."""
    if row.notes is None:
        return [*(str(code) for code in row.known_notes), UNKNOWN]
    return [str(code) for code in row.notes]


def _totals(totals: "Totals") -> tuple[tuple[str, int], tuple[str, int]]:
    return (_SIGNATURES, totals.signatures_only), (_CONSENTS, totals.consents)


def _footnotes(chart: "Chart") -> list[str]:
    return [f"({number}) {_one_line(text)}" for number, text in chart.footnotes.items()]


def _remarks(chart: "Chart") -> list[str]:
    """Say what is true of the chart and has no place in the layout."""
    remarks: list[str] = []
    keys = dict.fromkeys(_one_line(key) for row in chart.rows for key, _ in row.extra)
    if keys:
        remarks += ["", f"Remark: not printed is what the source says beside the columns: {'; '.join(keys)}."]
    if chart.totals is not None and chart.totals.at_least:
        remarks += ["", LOWER_BOUNDS]
    if chart.silent_on:
        remarks += ["", f"{SILENT}{'; '.join(chart.silent_on)}."]
    return remarks


def _line(cell: str, texts: "Iterable[str]") -> str:
    return f"<tr>{''.join(f'<{cell}>{escape(text)}</{cell}>' for text in texts)}</tr>"


def _paragraphs(lines: "Iterable[str]") -> list[str]:
    return [f"<p>{escape(line)}</p>" for line in lines if line]


def _page(title: str, body: "list[str]") -> str:
    head = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>',
        "<body>",
    ]
    return "\n".join((*head, *body, "</body>", "</html>")) + "\n"


def _refuse(chart: "Chart", errors: list[ChartLineError]) -> None:
    if errors:
        message = f"the chart of {chart.reference} does not fit its depositary's layout; CSV and JSON can hold it"
        raise ChartError(message, errors)


def _leaving(chart: "Chart", row: "Row", *, shown: bool) -> "Iterator[str]":
    """Say what a layout would get wrong about a State that has left, or has not."""
    left = has_left(row.withdrawal, row.withdrawal_effective, chart.as_of)
    if row.withdrawn and not left and not shown:
        yield "that it has left can't be printed without a day of denunciation"
    if left and not row.withdrawn:
        day = row.withdrawal_effective or row.withdrawal
        yield f"the withdrawal of {day} would be read as one that has taken effect by {chart.as_of}"


# -- the Treaty Office's layout ----------------------------------------------------------------------------


def _day(day: "date") -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def _day_or_blank(day: "date | None") -> str:
    return "" if day is None else _day(day)


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


def _denunciation(chart: "Chart") -> tuple[str, ...]:
    """Return the two columns that a chart with a denunciation has."""
    return _DENUNCIATION if any(row.withdrawal or row.withdrawal_effective for row in chart.rows) else ()


def _needs_columns(row: "Row") -> bool:
    """Tell whether only the columns tell what the days and the mark of a row are."""
    if row.consent is None:
        return row.entry_into_force is not None or (row.signature is not None and row.consent_mark is not None)
    return row.signature is None and row.consent_mark is None


def _ratification(row: "Row") -> str:
    return " ".join(filter(None, (_day_or_blank(row.consent), row.consent_mark)))


def _words(row: "Row") -> tuple[str, ...]:
    """Return what stands behind the name where blank cells vanish."""
    return (
        _day_or_blank(row.signature),
        _ratification(row),
        _day_or_blank(row.entry_into_force),
        _numbers(row),
        *_flags(row),
    )


def _cells(row: "Row", denunciation: bool) -> tuple[str, ...]:  # noqa: FBT001 # as the chart has the columns
    """Return the cells behind the name, each flag in the place of its column."""
    left = (_day_or_blank(row.withdrawal), _day_or_blank(row.withdrawal_effective)) if denunciation else ()
    flags = _flags(row)
    unknown = UNKNOWN if row.notes is None else ""
    # Where all flags stand there, and it is not known that these are all, no column of a flag is left.
    notes = " ".join(filter(None, (_numbers(row), unknown))) if set(FLAGS) <= set(flags) else _numbers(row)
    return (
        _day_or_blank(row.signature),
        _ratification(row),
        _day_or_blank(row.entry_into_force),
        *left,
        notes,
        *(symbol if symbol in flags else unknown for symbol in FLAGS),
    )


def _below(chart: "Chart") -> list[str]:
    return [*_footnotes(chart), "", _KEY, *_remarks(chart)]


def _refuse_unprintable(chart: "Chart") -> None:
    """Refuse rows that would be read as other ones."""
    _refuse(
        chart,
        [
            ChartLineError(f"{row.name or row.state.name}: {why}", row.line)
            for row in chart.rows
            for why in (*_unprintable(row), *_leaving(chart, row, shown=False))
        ],
    )


def _unprintable(row: "Row") -> "Iterator[str]":
    if row.section is Section.PARTICIPANT:
        yield "a row of a list of participants stands among lists of members and non-members"
    if row.consent_mark is not None and row.consent_mark not in MARKS:
        yield f"the mark {row.consent_mark!r} is not in the key, which has {', '.join(MARKS)}"
    elif row.consent is not None:
        marked = MARKS[row.consent_mark].kind if row.consent_mark is not None else ActKind.CONSENT
        if row.kind is not marked:
            yield f"consent by {row.kind} would be read as {marked}"
    if row.suspension is not None:
        yield f"a suspension on {row.suspension} is shown by colour only"
    for code in row.notes or ():
        if code.symbol not in FLAGS:
            yield f"the flag {code.symbol!r} is not in the key, which has {' '.join(FLAGS)}"


# -- the UN Treaty Collection's layout ---------------------------------------------------------------------


class _Table:
    """A table with what stands above and below it."""

    def __init__(self, head: list[str], cells: list[tuple[str, ...]], below: list[str]) -> None:
        self.head = head
        self.cells = cells
        self.below = below


def _is_collection(chart: "Chart") -> bool:
    """Tell whether a chart has one list of participants."""
    return bool(chart.rows) and all(row.section is Section.PARTICIPANT for row in chart.rows)


def _collection(chart: "Chart") -> _Table:
    """Lay a chart out as the UN Treaty Collection does; columns that it lacks stand there where they are needed."""
    _refuse(
        chart,
        [
            ChartLineError(f"{row.name or row.state.name}: {why}", row.line)
            for row in chart.rows
            for why in (*_unlisted(row), *_leaving(chart, row, shown=True))
        ],
    )
    more = {title: cells for title, cells in _further_columns(chart).items() if any(cells)}
    head = [f"Title {_one_line(chart.title)}", f"Reference {_one_line(chart.reference)}"]
    head.append(f"STATUS AS AT : {chart.as_of.day:02}-{chart.as_of.month:02}-{chart.as_of.year:04}")
    if chart.opened is not None:
        head.append(f"Opened for signature : {_spelt(chart.opened)}")
    if chart.entry_into_force is not None:
        head.append(f"Entry into force : {_spelt(chart.entry_into_force)}")
    cells = [("Participant", "Signature", _legend(chart), *more)]
    for position, row in enumerate(chart.rows):
        name = f"[{_name(chart, row)}]" if row.withdrawn else _name(chart, row)
        consent = " ".join(filter(None, (_spelt(row.consent), row.consent_mark)))
        cells.append((name, _spelt(row.signature), consent, *(column[position] for column in more.values())))
    below = [] if chart.totals is None else [f"{what} {number}" for what, number in _totals(chart.totals)]
    below += _footnotes(chart)
    if _is_undistinguished(chart):
        below.append("Remark: ratification, acceptance and approval without a letter are not told apart.")
    return _Table(head, cells, [*below, *_remarks(chart)])


def _further_columns(chart: "Chart") -> dict[str, list[str]]:
    """Return the cells of the columns that the Collection's tables do not have, by title."""
    rows = chart.rows
    return {
        "Entry into force": [_spelt(row.entry_into_force) for row in rows],
        "Withdrawal": [_spelt(row.withdrawal) for row in rows],
        "Effect of withdrawal": [_spelt(row.withdrawal_effective) for row in rows],
        "Suspension": [_spelt(row.suspension) for row in rows],
        "Notes": [" ".join(filter(None, (_numbers(row), *_flags(row)))) for row in rows],
    }


def _spelt(day: "date | None") -> str:
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year:04}"


def _legend(chart: "Chart") -> str:
    """Return the header of the column of consents, which explains its letters.

    Raises:
        ChartError: A letter, or no letter, means two things.
    """
    meanings: dict[str | None, ActKind] = {}
    errors: list[ChartLineError] = []
    if _is_undistinguished(chart):
        meanings[None] = ActKind.CONSENT
    for row in chart.rows:
        loosely = row.consent_mark is None and meanings.get(None) is ActKind.CONSENT and row.kind in _ONE_COLUMN
        if row.kind is None or loosely:
            continue
        if meanings.setdefault(row.consent_mark, row.kind) is not row.kind:
            letter = "consent without a letter" if row.consent_mark is None else f"the letter {row.consent_mark!r}"
            errors.append(
                ChartLineError(
                    f"{row.name or row.state.name}: {letter} means {row.kind} here, and elsewhere "
                    f"{meanings[row.consent_mark]}",
                    row.line,
                )
            )
    _refuse(chart, errors)
    unlettered = meanings.pop(None, ActKind.RATIFICATION)
    letters = [f"{kind.value.capitalize()}({letter})" for letter, kind in meanings.items()]
    return ", ".join((unlettered.value.capitalize(), *letters))


def _is_undistinguished(chart: "Chart") -> bool:
    """Tell whether consents without a letter are partly known to be ratifications, partly not known."""
    unlettered = {row.kind for row in chart.rows if row.consent_mark is None and row.kind is not None}
    return len(unlettered) > 1 and ActKind.CONSENT in unlettered and unlettered.issubset(_ONE_COLUMN)


def _unlisted(row: "Row") -> "Iterator[str]":
    mark = row.consent_mark
    if mark is not None and row.consent is None:
        yield f"the letter {mark!r} without a day of consent has no place"
    if mark is not None and not (mark.isascii() and mark.isalpha() and len(mark) <= _LONGEST_LETTER):
        yield f"{mark!r} is no letter that a header can explain"
    for code in row.notes or ():
        if code.symbol not in FLAGS:
            yield f"the flag {code.symbol!r} is not in the key, which has {' '.join(FLAGS)}"
