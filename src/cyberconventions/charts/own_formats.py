"""The library's own CSV and JSON for charts, which keep everything that makes a chart.

**CSV**: a header, then one line for each row of the chart, then one for each footnote.

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
  footnote that limits invitations), ``silent_on`` (what such a chart never shows, parted by semicolons).

A chart without rows or footnotes is one line that has the last group only.

**JSON**: one object with ``format`` (``"cyberconventions chart"``), ``version`` (1), ``reference``,
``title``, ``as_of``, ``opened``, ``entry_into_force``, ``totals`` (``consents``, ``signatures_only``,
``at_least``; or null), ``footnotes`` (``number``, ``text``), ``invitation_footnote``, ``silent_on``, and ``rows``
with ``state``, ``name``, ``section``, ``signature``, ``consent``, ``consent_mark``, ``entry_into_force``,
``notes`` (a list of flags; null where they are not known), ``footnotes`` (numbers), ``withdrawal``,
``withdrawal_effective``, ``suspension``, ``withdrawn``, ``consent_kind``, ``known_notes``, ``extra`` (pairs of key
and JSON text). Dates are ISO dates or null.

What stands behind ``footnotes`` in a row, and ``silent_on``, may be missing.
"""

import csv
import io
import json
import re
from datetime import date
from typing import cast

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._dates import as_date
from cyberconventions._states import State
from cyberconventions._symbols import FLAGS, Code, Footnotes
from cyberconventions._treaty import Totals
from cyberconventions.charts._model import Chart
from cyberconventions.charts._names import Unknown, find
from cyberconventions.charts._rows import SILENCES, Row, Section
from cyberconventions.errors import ChartError, ChartLineError, InvalidDateError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from cyberconventions.charts._rows import Silent

    Place: TypeAlias = int | str  # a line of CSV, or a path of JSON
    Record: TypeAlias = Mapping[str, object]

FORMAT = "cyberconventions chart"
VERSION = 1
UNKNOWN = "?"
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
_LONGEST_NUMBER = len("999999999")
_SURROGATE = re.compile("[\ud800-\udfff]")
_YES: dict[str, object] = {"yes": True, "no": False, "": False}


def from_csv(text: str) -> Chart:
    """Return the chart that :func:`~cyberconventions.charts.writing.to_csv` wrote.

    Columns that the format does not have are left alone.

    Raises:
        ChartError: It can't be read: every problem with its line.

    >>> import cyberconventions as cc
    >>> from cyberconventions.charts.writing import to_csv
    >>> chart = cc.Chart.of(cc.treaty(185))
    >>> from_csv(to_csv(chart)) == chart
    True
    """
    lines = _csv_lines(text)
    first, whole = lines[0]
    reading = _Reading()
    for line, record in lines[1:]:
        for column in (*_WHOLE, "silent_on"):
            if record.get(column) != whole.get(column):
                reading.note(
                    line,
                    f"{column} is {quoted(record.get(column))}, but line {first} has {quoted(whole.get(column))}: "
                    "these are two charts",
                )
    totals = {"consents": whole["total_consents"], "signatures_only": whole["total_signatures_only"]}
    return reading.chart(
        first,
        {
            **whole,
            "entry_into_force": whole["treaty_entry_into_force"],
            "totals": {**totals, "at_least": whole["totals_at_least"] == "yes"} if any(totals.values()) else None,
            "silent_on": [each for each in whole.get("silent_on", "").split(_SILENCE_ENDS) if each],
        },
        rows=[
            (
                line,
                {
                    **record,
                    "consent_mark": record["mark"],
                    "notes": None if record["notes"] == UNKNOWN else record["notes"].split(),
                    "footnotes": record["footnotes"].split(),
                    "withdrawn": _YES.get(record.get("withdrawn", ""), record.get("withdrawn")),
                    "known_notes": record.get("known_notes", "").split(),
                    "extra": reading.json_of(line, record.get("extra", "")),
                },
            )
            for line, record in lines
            if record["state"]
        ],
        footnotes=[
            (line, {"number": record["footnotes"], "text": record["footnote_text"]})
            for line, record in lines
            if not record["state"] and record["footnotes"]
        ],
    )


def _csv_lines(text: str) -> list[tuple[int, dict[str, str]]]:
    """Split a table into records, each with the line on which it ends."""
    records = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), restval="", restkey="")
    lines: list[tuple[int, dict[str, str]]] = []
    problem = None
    try:
        missing = [column for column in _REQUIRED if column not in (records.fieldnames or ())]
        if missing:
            problem = ChartLineError(f"the columns {', '.join(missing)} are missing", 1)
        for record in records:
            lines.append((records.line_num, record))  # noqa: PERF401 - the number changes with each record
    except csv.Error as error:
        problem = ChartLineError(f"not a table of comma-separated values: {error}", records.line_num or 1)
    if problem is None and not lines:
        problem = ChartLineError("nothing stands below the header; expected at least one line", 1)
    if problem is not None:
        raise ChartError("the chart can't be read", [problem])
    return lines


def from_json(text: str) -> Chart:
    """Return the chart that :func:`~cyberconventions.charts.writing.to_json` wrote.

    Keys that the format does not have are left alone.

    Raises:
        ChartError: It can't be read: every problem with its path, ``rows[3].signature``.

    >>> import cyberconventions as cc
    >>> from cyberconventions.charts.writing import to_json
    >>> chart = cc.Chart.of(cc.treaty(185))
    >>> from_json(to_json(chart)) == chart
    True
    """
    try:
        found: object = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        problem = ChartLineError(f"not JSON: {error.msg}", error.lineno)
        raise ChartError("the chart can't be read", [problem]) from None
    except (ValueError, RecursionError) as error:  # A number too long, brackets too deep.
        raise ChartError("the chart can't be read", [ChartLineError(f"JSON that can't be read: {error}")]) from None
    reading = _Reading()
    whole = reading.record("the input", found)
    if not reading.errors and (whole.get("format"), whole.get("version")) != (FORMAT, VERSION):
        named = f"format {quoted(whole.get('format'))}, version {quoted(whole.get('version'))}"
        reading.note("the input", f"{named}; expected {FORMAT!r}, {VERSION}")
    reading.finish()
    return reading.chart(
        "",
        whole,
        rows=reading.records("rows", whole.get("rows")),
        footnotes=reading.records("footnotes", whole.get("footnotes")),
    )


@attrs.define
class _Reading:
    """Reads cells, and keeps what could not be read, each with its place."""

    errors: list[ChartLineError] = attrs.field(factory=list[ChartLineError])
    unknown: Unknown = attrs.field(factory=Unknown)

    def chart(
        self,
        place: "Place",
        whole: "Record",
        *,
        rows: "Sequence[tuple[Place, Record]]",
        footnotes: "Sequence[tuple[Place, Record]]",
    ) -> Chart:
        """Read a chart from its parts.

        Raises:
            ChartError: Something could not be read.
        """
        as_of = self.day(_at(place, "as_of"), whole.get("as_of"))
        if as_of is None:
            self.note(_at(place, "as_of"), "the chart does not say as of which day it stands")
        found = [self.row(where, record) for where, record in rows]
        texts = {
            self.number(_at(where, "number"), record.get("number")): self.text(_at(where, "text"), record.get("text"))
            for where, record in footnotes
        }
        limit = whole.get("invitation_footnote")
        chart = Chart(
            reference=self.text(_at(place, "reference"), whole.get("reference")),
            title=self.text(_at(place, "title"), whole.get("title")),
            as_of=as_of or date.max,  # finish() raises where there is none.
            rows=tuple(row for row in found if row is not None),
            totals=self.totals(_at(place, "totals"), whole.get("totals")),
            footnotes=Footnotes.of(
                texts, None if limit in (None, "") else self.number(_at(place, "invitation_footnote"), limit)
            ),
            opened=self.day(_at(place, "opened"), whole.get("opened")),
            entry_into_force=self.day(_at(place, "entry_into_force"), whole.get("entry_into_force")),
            silent_on=self.silences(_at(place, "silent_on"), whole.get("silent_on", [])),
        )
        self.finish()
        return chart

    def row(self, place: "Place", record: "Record") -> Row | None:
        """Read a row; there is none where the State can't be told."""
        state = self.state(_at(place, "state"), record.get("state"))
        section = self.section(_at(place, "section"), record.get("section"))
        if state is None or section is None:
            return None
        notes = record.get("notes")
        mark = record.get("consent_mark")
        return Row(
            state=state,
            section=section,
            signature=self.day(_at(place, "signature"), record.get("signature")),
            consent=self.day(_at(place, "consent"), record.get("consent")),
            consent_mark=None if mark in (None, "") else self.text(_at(place, "consent_mark"), mark),
            entry_into_force=self.day(_at(place, "entry_into_force"), record.get("entry_into_force")),
            notes=None if notes is None else self.flags(_at(place, "notes"), notes),
            footnotes=tuple(
                self.number(_at(place, "footnotes"), each)
                for each in self.values(_at(place, "footnotes"), record.get("footnotes"))
            ),
            name=self.text(_at(place, "name"), record.get("name")),
            line=place if isinstance(place, int) else None,
            withdrawal=self.day(_at(place, "withdrawal"), record.get("withdrawal")),
            withdrawal_effective=self.day(_at(place, "withdrawal_effective"), record.get("withdrawal_effective")),
            suspension=self.day(_at(place, "suspension"), record.get("suspension")),
            withdrawn=self.truth(_at(place, "withdrawn"), record.get("withdrawn", False)),
            consent_kind=self.kind(_at(place, "consent_kind"), record.get("consent_kind")),
            known_notes=self.flags(_at(place, "known_notes"), record.get("known_notes", [])),
            extra=self.pairs(_at(place, "extra"), record.get("extra", [])),
            path=place if isinstance(place, str) else None,
        )

    def totals(self, place: "Place", value: object) -> Totals | None:
        """Read the totals; a chart may have none."""
        if value is None:
            return None
        record = self.record(place, value)
        return Totals(
            self.number(_at(place, "consents"), record.get("consents")),
            self.number(_at(place, "signatures_only"), record.get("signatures_only")),
            record.get("at_least") is True,
        )

    def day(self, place: "Place", value: object) -> "date | None":
        """Read an ISO date; nothing is none."""
        if value is None or value == "":
            return None
        try:
            return as_date(self.text(place, value))
        except InvalidDateError as error:
            self.note(place, str(error))
        return None

    def state(self, place: "Place", value: object) -> State | None:
        """Read the id of a State."""
        name = self.text(place, value)
        state = find(name)
        if state is None:
            self.note(place, self.unknown.message(name))
        return state

    def kind(self, place: "Place", value: object) -> ActKind | None:
        """Read what kind of consent a row shows; nothing is none."""
        if value is None or value == "":
            return None
        for kind in ActKind:
            if kind.value == value:
                return kind
        self.note(place, f"{quoted(value)} is no kind of act, expected one of {', '.join(ActKind)}")
        return None

    def truth(self, place: "Place", value: object) -> bool:
        """Read a yes or a no."""
        if isinstance(value, bool):
            return value
        self.note(place, f"{quoted(value)} is neither yes nor no")
        return False

    def pairs(self, place: "Place", value: object) -> tuple[tuple[str, str], ...]:
        """Read pairs of key and text."""
        found: list[tuple[str, str]] = []
        for each in self.values(place, value):
            pair = self.values(place, each)
            if len(pair) == len(("key", "text")):
                found.append((self.text(place, pair[0]), self.text(place, pair[1])))
            elif isinstance(each, list):
                self.note(place, f"{quoted(pair)} is no pair of key and text")
        return tuple(found)

    def silences(self, place: "Place", value: object) -> "tuple[Silent, ...]":
        """Read what the chart never shows."""
        wanted = self.values(place, value)
        for each in wanted:
            if each not in SILENCES:
                self.note(place, f"{quoted(each)} is nothing that a chart never shows, expected {', '.join(SILENCES)}")
        return tuple(known for each in wanted for known in SILENCES if known == each)

    def json_of(self, place: "Place", text: str) -> object:
        """Read the JSON that a cell holds; an empty cell is an empty list."""
        try:
            return json.loads(text) if text else []
        except (ValueError, RecursionError) as error:
            self.note(place, f"{quoted(text)} is no JSON: {error}")
            return []

    def section(self, place: "Place", value: object) -> Section | None:
        """Read the part of the chart."""
        for section in Section:
            if section.value == value:
                return section
        self.note(place, f"{quoted(value)} is no section of a chart, expected one of {', '.join(Section)}")
        return None

    def flags(self, place: "Place", value: object) -> tuple[Code, ...]:
        """Read a list of flags."""
        symbols = self.values(place, value)
        for symbol in symbols:
            if symbol not in FLAGS:
                self.note(place, f"{quoted(symbol)} is no flag, expected some of {' '.join(FLAGS)}")
        return tuple(code for symbol in symbols for code in FLAGS.values() if code.symbol == symbol)

    def number(self, place: "Place", value: object) -> int:
        """Read a number that counts."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        digits = isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER
        if digits:
            return int(cast("str", value))
        self.note(place, f"{quoted(value)} is no number, expected digits")
        return 0

    def text(self, place: "Place", value: object) -> str:
        """Read a text."""
        if not isinstance(value, str):
            self.note(place, f"{quoted(value)} is a {type(value).__name__}, expected text")
            return ""
        if not value.isascii() and _SURROGATE.search(value):  # half a character, which JSON can write
            self.note(place, f"{quoted(value)} has half a character (a lone surrogate), expected text")
            return ""
        return value

    def values(self, place: "Place", value: object) -> list[object]:
        """Read a list."""
        if isinstance(value, list):
            return cast("list[object]", value)
        self.note(place, f"{quoted(value)} is a {type(value).__name__}, expected a list")
        return []

    def record(self, place: "Place", value: object) -> "Record":
        """Read an object with keys."""
        if isinstance(value, dict):
            return cast("Record", value)
        self.note(place, f"{quoted(value)} is a {type(value).__name__}, expected an object with keys")
        return {}

    def records(self, path: str, value: object) -> "list[tuple[Place, Record]]":
        """Read a list of objects, each with its path."""
        return [
            (f"{path}[{position}]", self.record(f"{path}[{position}]", each))
            for position, each in enumerate(self.values(path, value))
        ]

    def note(self, place: "Place", message: str) -> None:
        """Note what can't be read."""
        error = ChartLineError(message, place) if isinstance(place, int) else ChartLineError(f"{place}: {message}")
        self.errors.append(error)

    def finish(self) -> None:
        """Raise everything that could not be read.

        Raises:
            ChartError: There was something.
        """
        if self.errors:
            raise ChartError("the chart can't be read", self.errors)


def _at(place: "Place", key: str) -> "Place":
    """Return the place of a key; a line of CSV is its own place."""
    if isinstance(place, int):
        return place
    return f"{place}.{key}" if place else key
