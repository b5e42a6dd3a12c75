"""Reads the JSON behind the Treaty Office's page: lists of members, of non-members and of organisations.

``CodePays`` is three letters and not ISO 3166 (Bulgaria is ``BUL``), so a State is found by its name. The
service does not document how it gives kinds of consent, authorities or notes: keys that are not known are
kept with each row, a consent stays of unknown kind, and the flags of a row are known in part only.
"""

import json
import re
from datetime import date
from typing import cast

from cyberconventions._dataset import remembered
from cyberconventions._dates import as_date
from cyberconventions._symbols import FLAGS, treaty_office_footnotes
from cyberconventions.charts._builder import Builder
from cyberconventions.charts._names import find, known_treaty
from cyberconventions.charts._positions import Position
from cyberconventions.charts._rows import Row, Section
from cyberconventions.charts.formats._pages import is_page, unexpected_page
from cyberconventions.charts.formats._tables import table_facts
from cyberconventions.errors import ChartError, ChartLineError, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from cyberconventions._treaties import TreatyLike
    from cyberconventions.charts._builder import Facts

    Entry: TypeAlias = dict[str, object]

_LISTS = (Section.MEMBER, Section.NON_MEMBER, Section.ORGANISATION)
_FLAGS = {
    "Reserves": "R.",
    "Declarations": "D.",
    "Territoires": "T.",
    "Communications": "C.",
    "Objections": "O.",
}
_DAYS = (
    "DateSignature",
    "DateConsentement",
    "DateEntreeVigueur",
    "DateDenonciation",
    "DateEffetDenonciation",
    "DateSuspension",
)
_KNOWN = {"CodePays", "LibPaysOrga", "NumSTE", *_DAYS}
# The service prints midnight; a time zone is left aside, for the day is the Treaty Office's own.
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_CONSTANTS = {None: "null", True: "true", False: "false"}
_LONGEST_DAY = 40
_NO = ("", "0", "N", "NO", "NON", "FALSE")


def read_json(text: str, *, treaty: "TreatyLike | None" = None, as_of: date | None = None) -> "Facts":
    """Return the chart that the web service answered with.

    Arguments:
        text: The JSON.
        treaty: The treaty, where the rows do not name it.
        as_of: The day of the answer, which it does not print itself.

    Raises:
        ChartError: It can't be read; the errors name the path to each value.
    """
    limit = treaty_office_footnotes().invitation_limit
    found = Builder(silent_on=("invitations", "kind of consent"), invitation_limit=limit)
    entries = _entries(found, _lists(text))
    _name(found, entries)
    signed = _signed(found.reference or treaty)
    for entry, section, position in entries:
        row = _row(found, entry, section, position, signed)
        if row is not None:
            found.rows.append(row)
    return table_facts(found, "the Treaty Office's JSON", treaty=treaty, as_of=as_of)


def _entries(found: Builder, lists: list[list[object]]) -> "list[tuple[Entry, Section, Position]]":
    """Return the entries of the three lists, each with its section and position."""
    entries: list[tuple[Entry, Section, Position]] = []
    for place, (section, listed) in enumerate(zip(_LISTS, lists, strict=True)):
        for index, entry in enumerate(listed):
            position = Position(path=f"[{place}][{index}]")
            if isinstance(entry, dict):
                entries.append((cast("Entry", entry), section, position))
            else:
                found.error(f"{quoted(entry)} is not a row, expected an object", position)
    return entries


def _lists(text: str) -> list[list[object]]:
    """Return the three lists of the answer."""
    if is_page(text):
        raise unexpected_page(text, "JSON")
    try:
        lists: object = json.loads(text)
    except RecursionError:
        raise ChartError("not JSON", [ChartLineError("nested too deeply for a chart")]) from None
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise ChartError("not JSON", [ChartLineError(f"{error}, expected the service's three lists", line)]) from None
    if isinstance(lists, list):
        answer = cast("list[object]", lists)
        if len(answer) == len(_LISTS) and all(isinstance(each, list) for each in answer):
            return cast("list[list[object]]", answer)
    problem = ChartLineError("$: expected a list of three lists: member States, non-member States, organisations")
    raise ChartError("not a chart of the Treaty Office", [problem])


def _name(found: Builder, entries: "list[tuple[Entry, Section, Position]]") -> None:
    """Name the treaty by the number that the rows carry."""
    numbers: dict[str, Position] = {}
    for entry, _, position in entries:
        number = entry.get("NumSTE")
        if number is not None:
            numbers.setdefault(quoted(str(number).strip().lstrip("0"))[1:-1], position)
    if len(numbers) > 1:
        places = ", ".join(f"{quoted(number)} at {position.path}" for number, position in list(numbers.items())[:5])
        found.error(f"NumSTE: the rows are of different treaties: {places}")
        return
    for number, position in numbers.items():
        if not (number.isdecimal() and len(number) <= len("9999")):
            found.error(f"{quoted(number)} is not the number of a treaty", position.key("NumSTE"))
            return
        known = known_treaty(f"ETS {number}")
        found.reference = known.reference if known is not None else f"ETS No.{number}"
        found.title = known.title if known is not None else ""


def _signed(treaty: "TreatyLike | None") -> frozenset[str] | None:
    """Return the ids of the States that signed, ``None`` for a treaty that is not on record."""
    known = known_treaty(treaty) if treaty else None
    if known is None:
        return None
    return frozenset(act.state.id for act in known.acts if act.kind.is_signature)


def _row(
    found: Builder, entry: "Entry", section: Section, position: Position, signed: frozenset[str] | None
) -> Row | None:
    name = entry.get("LibPaysOrga")
    before = len(found.errors)
    if not isinstance(name, str):
        found.error(f"{quoted(name)} is not a name", position.key("LibPaysOrga"))
        return None
    state = find(" ".join(name.split()))
    if state is None:
        found.unknown_state(name, position.key("LibPaysOrga"))
    days = {key: _day(found, entry.get(key), position, key) for key in _DAYS}
    if state is None or len(found.errors) > before:
        return None
    signature, consent = days["DateSignature"], days["DateConsentement"]
    # A State outside the Council of Europe that did not take part in drafting has no way but accession.
    may_only_accede = section is Section.NON_MEMBER and signed is not None and state.id not in signed
    accedes = consent is not None and signature is None and may_only_accede
    return Row(
        state,
        section,
        signature,
        consent,
        "a" if accedes else None,
        days["DateEntreeVigueur"],
        notes=None,
        name=_whole(name),
        withdrawal=days["DateDenonciation"],
        withdrawal_effective=days["DateEffetDenonciation"],
        suspension=days["DateSuspension"],
        known_notes=tuple([FLAGS[flag] for key, flag in _FLAGS.items() if _is_set(entry.get(key))]),
        extra=tuple([(_whole(key), _json(value)) for key, value in entry.items() if key not in _KNOWN]),
        path=position.path,
    )


def _json(value: object) -> str:
    if value is None or isinstance(value, bool):  # as most are, and quickly
        return _CONSTANTS[value]
    return _whole(json.dumps(value, ensure_ascii=False))


def _whole(text: str) -> str:
    """Return a text without halves of characters, which JSON can write and nothing else can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _is_set(value: object) -> bool:
    """Return whether a flag is set: true, a number but 0, a text but "N", a list that has something."""
    return value.strip().upper() not in _NO if isinstance(value, str) else bool(value)


def _day(found: Builder, value: object, position: Position, key: str) -> date | None:
    """Read a day, ``2001-11-23T00:00:00`` or null."""
    if value is None or value == "":
        return None
    text = value if isinstance(value, str) else repr(value)
    day = _calendar_day(text) if len(text) <= _LONGEST_DAY else None
    if day is None:
        found.error(f"{quoted(text)} is not a date, expected YYYY-MM-DDT00:00:00 or null", position.key(key))
    return day


@remembered(maxsize=4096)
def _calendar_day(text: str) -> date | None:
    try:
        return as_date(text[: len("2001-11-23")]) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
