"""Writes what a page adds to a record into the record's tables; lines that say the same as before stay as they are."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date

from cyberconventions._acts import Act
from cyberconventions._checks._statements import FLAGGED_AS
from cyberconventions._csv import read_table
from cyberconventions._manifest import MANIFEST
from cyberconventions._statements import Reading
from cyberconventions._treaties import ACT_COLUMNS
from cyberconventions._treaty import Treaty, flag_charts, flags_on
from cyberconventions.charts import Chart, Reconciliation

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeAlias

    Files: TypeAlias = dict[str, bytes]
    # A row's cells, and its line as it stands in the file.
    Line: TypeAlias = tuple[tuple[str, ...], str]

CHANGELOG = "CHANGELOG.md"
_PAGES = "pages/"
_FLAGS = ("chart", "state", "flags")
# The table whose description another treaty's flags take over.
_DESCRIBED_FLAGS = "ets185/flags.csv"


def with_source(files: "Files", id_: str, chart: Chart) -> "Files":
    """Return the files with a saved page among the sources.

    Arguments:
        files: The files.
        id_: The id of the source.
        chart: What the page says.
    """
    name = "sources.csv"
    row = {
        "id": id_,
        "title": f"Status of {chart.reference} as of {chart.as_of}, as a page saved here has it",
        "publisher": "not on record",
        "address": f"{_PAGES}{id_}.txt",
        "dated": str(chart.as_of),
        "read": date.today().isoformat(),  # noqa: DTZ011 - the desk's own day
    }
    lines = [line for line in _lines(files[name]) if line[0][0] != id_]
    return {**files, name: _table(sorted([*lines, _line(row.values())], key=_by(1)), files[name])}


def entered(files: "Files", treaty: Treaty, found: Reconciliation, chart: Chart, source: str) -> "Files":
    """Return the files with what a page adds; the same ones where it adds nothing.

    Arguments:
        files: The files, the page among their sources.
        treaty: The treaty before.
        found: What the page adds.
        chart: What it says.
        source: The id of the page among the sources.
    """
    after = found.treaty
    if after is treaty or (after == treaty and flag_charts(after) == flag_charts(treaty)):
        return files
    changed = dict(files)
    acts = f"{treaty.id}/acts.csv"
    changed[acts] = _acts(files[acts], treaty, after)
    changed["treaties.csv"] = _treaties(files["treaties.csv"], after)
    if after.as_of > treaty.as_of:
        if chart.totals is not None and not chart.totals.at_least:
            row = (treaty.id, chart.as_of, chart.totals.consents, chart.totals.signatures_only, "", "", source, "")
            lines = [*_lines(files["totals.csv"]), _line(map(str, row))]
            changed["totals.csv"] = _table(sorted(lines, key=_by(2)), files["totals.csv"])
        if chart.as_of in flag_charts(after):
            shown = flags_on(after, chart.as_of) or {}
            _add_flags(changed, after, chart.as_of, shown)
            _add_unread(changed, after, shown, source)
            _add_unknown(changed, after, chart.as_of, shown, source)
    resting = (acts, "totals.csv", "unknowns.csv", f"{treaty.id}/statement_coverage.csv")
    if not any(source in _text(changed[name]) for name in resting if name in changed):
        # Nothing in the tables rests on the page: it only showed that there is nothing new.
        changed["sources.csv"] = _without(changed["sources.csv"], source)
    return changed


def pages_of(files: "Files") -> frozenset[str]:
    """Return the names of the saved pages that the sources name."""
    rows = read_table("sources.csv", files["sources.csv"]) if "sources.csv" in files else []
    return frozenset(row["address"] for row in rows if row["address"].startswith(_PAGES))


def logged(found: Reconciliation, as_of: date, page: str) -> list[str]:
    """Return what a page adds as lines of a changelog.

    Arguments:
        found: What it adds.
        as_of: Its day.
        page: Where it is kept; nothing where it is not.
    """
    kept = f", {page}" if page else ""
    lines = found.as_text().splitlines()
    return [f"### {found.treaty.reference}, page of {as_of}{kept}", "", *(f"- {line}" for line in lines), ""]


# -- the tables -------------------------------------------------------------------------------------------------------


def _acts(content: bytes, before: Treaty, after: Treaty) -> bytes:
    lines = dict(zip(before.acts, _lines(content), strict=True))
    acts = sorted(after.acts, key=lambda act: act.state.id)
    return _table([lines.get(act) or _line(_cells(act)) for act in acts], content)


def _cells(act: Act) -> tuple[str, ...]:
    cells = {
        "state": act.state.id,
        "kind": act.kind.value,
        "date": str(act.when),
        "effective": str(act.effective or ""),
        "sources": " ".join(act.source_ids),
        "confidence": act.confidence.value,
        "comment": act.comment,
        "seen": str(act.seen or ""),
        "territory": act.territory,
        "footnotes": " ".join(map(str, act.footnotes)),
    }
    return tuple([cells[column] for column in ACT_COLUMNS])


def _treaties(content: bytes, treaty: Treaty) -> bytes:
    facts = {
        "as_of": str(treaty.as_of),
        "coverage": treaty.coverage.value,
        "complete_to": str(treaty.complete_to or ""),
        "entry_into_force": str(treaty.entry_into_force or ""),
    }
    rows = read_table("treaties.csv", content)
    lines = [
        _line((row | facts).values()) if row["id"] == treaty.id and row != row | facts else line
        for row, line in zip(rows, _lines(content), strict=True)
    ]
    return _table(lines, content)


def _add_flags(files: "Files", treaty: Treaty, day: date, flags: "Mapping[str, str]") -> None:
    name = f"{treaty.id}/flags.csv"
    if name not in files:
        package: Any = json.loads(files[MANIFEST])
        like = next(each for each in package["resources"] if each["path"] == _DESCRIBED_FLAGS)
        named = {"name": f"{treaty.id}-flags", "path": name, "title": f"Flags on dated charts of {treaty.reference}"}
        package["resources"].append({**like, **named})
        files[MANIFEST] = json.dumps(package, ensure_ascii=False).encode("utf-8")
        files[name] = _line(_FLAGS)[1].encode("utf-8")
    shown = [_line((str(day), state, symbols)) for state, symbols in flags.items()]
    before = [line for line in _lines(files[name]) if line[0][0] != str(day)]
    files[name] = _table(sorted([*before, *shown], key=_by(2)), files[name])


def _add_unread(files: "Files", treaty: Treaty, flags: "Mapping[str, str]", source: str) -> None:
    """Note that a State said what its flags show for the first time: no text of it was read."""
    name = f"{treaty.id}/statement_coverage.csv"
    if name not in files:
        return
    lines: list[Line] = []
    for row, line in zip(read_table(name, files[name]), _lines(files[name]), strict=True):
        symbols = flags.get(row["state"], "").split(" ")
        unread = {
            column: Reading.UNREAD.value
            for column, flag in FLAGGED_AS.items()
            if flag in symbols and row[column] == Reading.NONE_ON_CHARTS
        }
        more = {**unread, "sources": f"{row['sources']} {source}".strip()} if unread else {}
        lines.append(_line((row | more).values()) if more else line)
    files[name] = _table(lines, files[name])


def _add_unknown(files: "Files", treaty: Treaty, day: date, flags: "Mapping[str, str]", source: str) -> None:
    """Note for which States a page shows a territorial declaration that the record does not have."""
    name, subject = "unknowns.csv", "territories"
    known = {act.state.id for act in treaty.acts if act.territory}
    shown = "territorial_application.csv"
    known |= {row["state"] for row in read_table(shown, files[shown]) if row["treaty"] == treaty.id}
    for row in read_table(name, files[name]):
        if (row["treaty"], row["subject"]) == (treaty.id, subject):
            known |= {*row["states"].split(" ")}
    states = " ".join(state for state, symbols in flags.items() if "T." in symbols.split(" ") and state not in known)
    if states:
        statement = f"T. on the chart of {day}: which territories that is, the page does not say."
        files[name] = _table(
            [*_lines(files[name]), _line((treaty.id, subject, states, statement, source))], files[name]
        )


# -- lines ------------------------------------------------------------------------------------------------------------


def _lines(content: bytes) -> "list[Line]":
    """Return the rows of a table, each with its line, which may hold line breaks."""
    whole = _text(content).splitlines(keepends=True)
    reader = csv.reader(iter(whole), strict=True)
    found: list[Line] = []
    start = 0
    for cells in reader:
        found.append((tuple(cells), "".join(whole[start : reader.line_num])))
        start = reader.line_num
    return found[1:]


def _line(cells: Iterable[str]) -> "Line":
    row, text = tuple(cells), io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return row, text.getvalue()


def _table(lines: "Sequence[Line]", before: bytes) -> bytes:
    """Return a table with the header that it had before."""
    header = _text(before).partition("\n")[0]
    return "".join([f"{header}\n", *(text for _, text in lines)]).encode("utf-8")


def _without(content: bytes, id_: str) -> bytes:
    return _table([line for line in _lines(content) if line[0][0] != id_], content)


def _by(columns: int) -> "Callable[[Line], tuple[str, ...]]":
    """Return what lines are sorted by, if it is their first cells."""

    def first(line: "Line") -> tuple[str, ...]:
        return line[0][:columns]

    return first


def _text(content: bytes) -> str:
    return content.decode("utf-8")
