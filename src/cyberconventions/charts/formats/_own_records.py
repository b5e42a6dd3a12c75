"""Reads the records of the library's own CSV and JSON: typed values, a row, the chart as a whole.

Both forms hold the same records. What can't be read is noted with its position, a line of CSV or a path of JSON.
"""

import json
import re
from typing import cast

import attrs

from cyberconventions._acts import ActKind
from cyberconventions._dates import as_date
from cyberconventions._symbols import FLAGS, Code
from cyberconventions.charts._builder import Builder, Facts
from cyberconventions.charts._positions import Position
from cyberconventions.charts._rows import SILENCES, Row, Section
from cyberconventions.errors import InvalidDateError, of_type, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import TypeAlias

    from cyberconventions._states import State
    from cyberconventions.charts._rows import Silent

    Record: TypeAlias = Mapping[str, object]
    # Records, each with its position.
    Records: TypeAlias = Sequence[tuple[Position, Record]]

_LONGEST_NUMBER = len("999999999")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = len(("key", "text"))
_NOTHING = (None, "")


@attrs.define
class Reading:
    """Reads values of records into a chart that is being built.

    Attributes:
        builder: The chart, and what could not be read of it.
    """

    builder: Builder = attrs.Factory(Builder)

    def facts(self, at: Position, whole: "Record", *, rows: "Records", footnotes: "Records") -> Facts:
        """Read a chart from its parts.

        Arguments:
            at: The position of what is said of the chart as a whole.
            whole: What is said of it.
            rows: The records of the rows.
            footnotes: The records of the footnotes: ``number`` and ``text``.

        Raises:
            ChartError: Something could not be read.
        """
        builder = self.builder
        builder.as_of = self.day(at.key("as_of"), whole.get("as_of"))
        if builder.as_of is None:
            builder.error("the chart has no date", at.key("as_of"))
        for where, record in rows:
            self._add_row(where, record)
        for where, record in footnotes:
            number = self.number(where.key("number"), record.get("number"))
            builder.footnotes[number] = self.text(where.key("text"), record.get("text"))
        limit = whole.get("invitation_footnote")
        builder.reference = self.text(at.key("reference"), whole.get("reference"))
        builder.title = self.text(at.key("title"), whole.get("title"))
        self._add_totals(at.key("totals"), whole.get("totals"))
        if limit not in _NOTHING:
            builder.invitation_limit = self.number(at.key("invitation_footnote"), limit)
        builder.opened = self.day(at.key("opened"), whole.get("opened"))
        builder.entry_into_force = self.day(at.key("entry_into_force"), whole.get("entry_into_force"))
        builder.silent_on = self._silences(at.key("silent_on"), whole.get("silent_on", []))
        return builder.facts("the chart", as_written=True)

    def _add_row(self, at: Position, record: "Record") -> None:
        """Read a row, and add it if its State and its section are known."""
        state = self._state(at.key("state"), record.get("state"))
        section = self._section(at.key("section"), record.get("section"))
        if state is None or section is None:
            return
        notes = record.get("notes")
        mark = record.get("consent_mark")
        numbers = self.values(at.key("footnotes"), record.get("footnotes"))
        row = Row(
            state=state,
            section=section,
            signature=self.day(at.key("signature"), record.get("signature")),
            consent=self.day(at.key("consent"), record.get("consent")),
            consent_mark=None if mark in _NOTHING else self.text(at.key("consent_mark"), mark),
            entry_into_force=self.day(at.key("entry_into_force"), record.get("entry_into_force")),
            notes=None if notes is None else self._flags(at.key("notes"), notes),
            footnotes=tuple(self.number(at.key("footnotes"), each) for each in numbers),
            name=self.text(at.key("name"), record.get("name")),
            line=at.line,
            withdrawal=self.day(at.key("withdrawal"), record.get("withdrawal")),
            withdrawal_effective=self.day(at.key("withdrawal_effective"), record.get("withdrawal_effective")),
            suspension=self.day(at.key("suspension"), record.get("suspension")),
            withdrawn=self._truth(at.key("withdrawn"), record.get("withdrawn", False)),
            consent_kind=self._kind(at.key("consent_kind"), record.get("consent_kind")),
            known_notes=self._flags(at.key("known_notes"), record.get("known_notes", [])),
            extra=self._pairs(at.key("extra"), record.get("extra", [])),
            path=at.path,
        )
        self.builder.rows.append(row)

    def _add_totals(self, at: Position, value: object) -> None:
        """Read the totals; a chart may have none."""
        if value is None:
            return
        record = self.record(at, value)
        self.builder.totals["consents"] = self.number(at.key("consents"), record.get("consents"))
        self.builder.totals["signatures"] = self.number(at.key("signatures_only"), record.get("signatures_only"))
        self.builder.at_least = record.get("at_least") is True

    # -- values of any record ------------------------------------------------------------------------------

    def text(self, at: Position, value: object) -> str:
        """Read a text."""
        if not isinstance(value, str):
            self.builder.error(f"{of_type(value)}, expected text", at)
            return ""
        if not value.isascii() and _SURROGATE.search(value):  # half a character, which JSON can write
            self.builder.error(f"{quoted(value)} has half a character (a lone surrogate), expected text", at)
            return ""
        return value

    def number(self, at: Position, value: object) -> int:
        """Read a number that counts."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        digits = isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER
        if digits:
            return int(cast("str", value))
        self.builder.error(f"{quoted(value)} is not a number, expected digits", at)
        return 0

    def day(self, at: Position, value: object) -> "date | None":
        """Read an ISO date, or nothing."""
        if value is None or value == "":
            return None
        try:
            return as_date(self.text(at, value))
        except InvalidDateError as error:
            self.builder.error(str(error), at)
        return None

    def values(self, at: Position, value: object) -> list[object]:
        """Read a list."""
        if isinstance(value, list):
            return cast("list[object]", value)
        self.builder.error(f"{of_type(value)}, expected a list", at)
        return []

    def record(self, at: Position, value: object) -> "Record":
        """Read an object with keys."""
        if isinstance(value, dict):
            return cast("Record", value)
        self.builder.error(f"{of_type(value)}, expected an object with keys", at)
        return {}

    def records(self, path: str, value: object) -> "Records":
        """Read a list of objects, each with its path."""
        placed = [
            (Position(path=f"{path}[{number}]"), each)
            for number, each in enumerate(self.values(Position(path=path), value))
        ]
        return [(at, self.record(at, each)) for at, each in placed]

    def json_of(self, at: Position, text: str) -> object:
        """Read the JSON that a cell holds; an empty cell is an empty list."""
        try:
            return json.loads(text) if text else []
        except (ValueError, RecursionError) as error:
            self.builder.error(f"{quoted(text)} is not JSON: {error}", at)
            return []

    # -- values of a chart ---------------------------------------------------------------------------------

    def _state(self, at: Position, value: object) -> "State | None":
        """Read the id of a State."""
        return self.builder.state(self.text(at, value), at)

    def _section(self, at: Position, value: object) -> Section | None:
        """Read the part of the chart."""
        for section in Section:
            if section.value == value:
                return section
        self.builder.error(f"{quoted(value)} is not a section of a chart, expected one of {', '.join(Section)}", at)
        return None

    def _kind(self, at: Position, value: object) -> ActKind | None:
        """Read what kind of consent a row shows, or nothing."""
        if value is None or value == "":
            return None
        for kind in ActKind:
            if kind.value == value:
                return kind
        self.builder.error(f"{quoted(value)} is not a kind of act, expected one of {', '.join(ActKind)}", at)
        return None

    def _truth(self, at: Position, value: object) -> bool:
        """Read a yes or a no."""
        if isinstance(value, bool):
            return value
        self.builder.error(f"{quoted(value)} is neither yes nor no", at)
        return False

    def _flags(self, at: Position, value: object) -> tuple[Code, ...]:
        """Read a list of flags."""
        symbols = self.values(at, value)
        for symbol in symbols:
            if symbol not in FLAGS:
                self.builder.error(f"{quoted(symbol)} is not a flag, expected some of {' '.join(FLAGS)}", at)
        return tuple(code for symbol in symbols for code in FLAGS.values() if code.symbol == symbol)

    def _pairs(self, at: Position, value: object) -> tuple[tuple[str, str], ...]:
        """Read pairs of key and text."""
        found: list[tuple[str, str]] = []
        for each in self.values(at, value):
            pair = self.values(at, each)
            if len(pair) == _PAIR:
                found.append((self.text(at, pair[0]), self.text(at, pair[1])))
            elif isinstance(each, list):
                self.builder.error(f"{quoted(pair)} is not a pair of key and text", at)
        return tuple(found)

    def _silences(self, at: Position, value: object) -> "tuple[Silent, ...]":
        """Read what the chart omits."""
        wanted = self.values(at, value)
        for each in wanted:
            if each not in SILENCES:
                message = f"{quoted(each)} is not something that a chart omits, expected {', '.join(SILENCES)}"
                self.builder.error(message, at)
        return tuple(known for each in wanted for known in SILENCES if known == each)


def iso(day: "date | None") -> str | None:
    """Return a day as an ISO date."""
    return None if day is None else str(day)
