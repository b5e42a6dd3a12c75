"""The library's own JSON for charts, which keeps everything that makes a chart.

One object with ``format`` (``"cyberconventions chart"``), ``version`` (1), ``reference``, ``title``, ``as_of``,
``opened``, ``entry_into_force``, ``totals`` (``consents``, ``signatures_only``, ``at_least``; or null), ``footnotes``
(``number``, ``text``), ``invitation_footnote``, ``silent_on``, and ``rows`` with ``state``, ``name``, ``section``,
``signature``, ``consent``, ``consent_mark``, ``entry_into_force``, ``notes`` (a list of flags; null where they are not
known), ``footnotes`` (numbers), ``withdrawal``, ``withdrawal_effective``, ``suspension``, ``withdrawn``,
``consent_kind``, ``known_notes``, ``extra`` (pairs of key and JSON text). Dates are ISO dates or null.

The keys behind ``footnotes`` in a row, and ``silent_on``, may be missing. Further keys are ignored.
"""

import json

from cyberconventions.charts._positions import Position
from cyberconventions.charts.formats._own_records import Reading, iso
from cyberconventions.errors import ChartError, ChartLineError, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from cyberconventions.charts._builder import Facts
    from cyberconventions.charts._rows import ChartLike, Row

_FORMAT = "cyberconventions chart"
_VERSION = 1
_INPUT = Position(path="the input")


def read_own_json(text: str) -> "Facts":
    """Return the facts of the chart that :func:`write_own_json` wrote.

    Raises:
        ChartError: It can't be read: every problem with its path, ``rows[3].signature``.

    >>> import cyberconventions as cc
    >>> read_own_json(cc.Chart.of("budapest").to_json()).reference
    'ETS No. 185'
    """
    try:
        found: object = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        problem = ChartLineError(f"not JSON: {error.msg}", error.lineno)
        raise ChartError("the chart can't be read", [problem]) from None
    except (ValueError, RecursionError) as error:  # A number too long, brackets too deep.
        raise ChartError("the chart can't be read", [ChartLineError(f"JSON that can't be read: {error}")]) from None
    reading = Reading()
    whole = reading.record(_INPUT, found)
    if not reading.builder.errors and (whole.get("format"), whole.get("version")) != (_FORMAT, _VERSION):
        named = f"format {quoted(whole.get('format'))}, version {quoted(whole.get('version'))}"
        reading.builder.error(f"{named}; expected {_FORMAT!r}, {_VERSION}", _INPUT)
    if reading.builder.errors:
        raise ChartError("the chart can't be read", reading.builder.errors)
    return reading.facts(
        Position(path=""),
        whole,
        rows=reading.records("rows", whole.get("rows")),
        footnotes=reading.records("footnotes", whole.get("footnotes")),
    )


def write_own_json(chart: "ChartLike") -> str:
    """Return a chart as JSON that keeps all of it.

    >>> import cyberconventions as cc
    >>> import json
    >>> json.loads(write_own_json(cc.Chart.of("budapest")))["rows"][0]["notes"]
    ['A.']
    """
    totals = chart.totals
    whole = {
        "format": _FORMAT,
        "version": _VERSION,
        "reference": chart.reference,
        "title": chart.title,
        "as_of": str(chart.as_of),
        "opened": iso(chart.opened),
        "entry_into_force": iso(chart.entry_into_force),
        "totals": totals
        and {
            "consents": totals.consents,
            "signatures_only": totals.signatures_only,
            "at_least": totals.at_least,
        },
        "footnotes": [{"number": number, "text": text} for number, text in chart.footnotes.items()],
        "invitation_footnote": chart.footnotes.invitation_limit,
        "silent_on": list(chart.silent_on),
        "rows": [_record(row) for row in chart.rows],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _record(row: "Row") -> dict[str, object]:
    return {
        "state": row.state.id,
        "name": row.name,
        "section": row.section.value,
        "signature": iso(row.signature),
        "consent": iso(row.consent),
        "consent_mark": row.consent_mark,
        "entry_into_force": iso(row.entry_into_force),
        "notes": None if row.notes is None else [str(code) for code in row.notes],
        "footnotes": list(row.footnotes),
        "withdrawal": iso(row.withdrawal),
        "withdrawal_effective": iso(row.withdrawal_effective),
        "suspension": iso(row.suspension),
        "withdrawn": row.withdrawn,
        "consent_kind": row.consent_kind.value if row.consent_kind is not None else None,
        "known_notes": [str(code) for code in row.known_notes],
        "extra": [list(pair) for pair in row.extra],
    }
