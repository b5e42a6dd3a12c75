"""Published charts, on the command line: the record's own, and those that are read, checked, compared, converted."""

from datetime import date

from cyberconventions._treaties import treaty
from cyberconventions.charts import Chart, Row, diff, read_chart, reconcile
from cyberconventions.errors import counted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

    from cyberconventions._command_line._commands import Answer, Asked

SOMETHING_NEW = 1


def chart(asked: "Asked") -> "Answer":
    """Print the chart that the record gives for a day."""
    made = Chart.of(treaty(asked["which"]), asked["on"])
    return _chart_facts(made), _chart_lines(made), 0


def read(asked: "Asked") -> "Answer":
    """Print what a saved page says, and what is odd about it."""
    found = _file(asked, asked["file"])
    answer = _chart_facts(found)
    answer["problems"] = [
        {"line": problem.line, "path": problem.path, "message": problem.message} for problem in found.problems
    ]
    lines = [*_chart_lines(found), counted(len(found.problems), "problem")]
    lines += [f"  {problem}" for problem in found.problems]
    return answer, lines, 0


def check(asked: "Asked") -> "Answer":
    """Print what a published chart adds to the record, or contradicts in it."""
    chart = _file(asked, asked["file"])
    found = reconcile(treaty(asked["treaty"] or chart.reference), chart)
    answer = {
        "treaty": found.treaty.id,
        "as_of": _iso(chart.as_of),
        "changes": [str(act) for act in found.changes],
        "conflicts": [str(conflict) for conflict in found.conflicts],
        "messages": list(found.messages),
        "problems": [str(problem) for problem in chart.problems],
    }
    lines = [*found.as_text().splitlines(), *(f"Odd on the chart: {problem}" for problem in chart.problems)]
    return answer, lines, SOMETHING_NEW if found.changes or found.conflicts else 0


def compare(asked: "Asked") -> "Answer":
    """Print what changed between two published charts."""
    found = diff(_file(asked, asked["old"]), _file(asked, asked["new"]))
    answer = {
        "reference": found.reference,
        "old": _iso(found.old),
        "new": _iso(found.new),
        "changes": [{"kind": change.kind.value, "sentence": str(change)} for change in found],
        "messages": list(found.messages),
    }
    return answer, found.as_text().splitlines(), SOMETHING_NEW if found.changes else 0


def convert(asked: "Asked") -> "Answer":
    """Write a published chart in another form."""
    found = _file(asked, asked["file"])
    form = asked["form"]
    written = {"csv": found.to_csv, "json": found.to_json, "text": found.to_text, "html": found.to_html}[form]()
    return {"format": form, "content": written}, [written.removesuffix("\n")], 0


def _file(asked: "Asked", path: str) -> Chart:
    return read_chart(path, format=asked["format"], treaty=asked["treaty"], as_of=asked["as_of"])


def _chart_facts(chart: Chart) -> "dict[str, Any]":
    totals = chart.totals
    return {
        "reference": chart.reference,
        "title": chart.title,
        "as_of": _iso(chart.as_of),
        "rows": [_row_facts(row) for row in chart.rows],
        "totals": None if totals is None else {"consents": totals.consents, "signatures_only": totals.signatures_only},
        "footnotes": {str(number): text for number, text in chart.footnotes.items()},
    }


def _row_facts(row: Row) -> "dict[str, Any]":
    return {
        "state": row.state.id,
        "name": row.name,
        "section": row.section.value,
        "signature": _iso(row.signature),
        "consent": _iso(row.consent),
        "consent_mark": row.consent_mark,
        "entry_into_force": _iso(row.entry_into_force),
        "footnotes": list(row.footnotes),
        "notes": None if row.notes is None else [code.symbol for code in row.notes],
        "line": row.line,
        "path": row.path,
    }


def _chart_lines(chart: Chart) -> list[str]:
    lines = [f"{chart.title} ({chart.reference}), status as of {chart.as_of}"]
    section = None
    for row in chart.rows:
        if row.section is not section:
            section = row.section
            lines.append(f"{section.value}s")
        flags = "?" if row.notes is None else " ".join(code.symbol for code in row.notes)
        notes = " ".join(str(number) for number in row.footnotes)
        cells = (row.name, row.signature or "", row.consent or "", row.consent_mark or "", row.entry_into_force or "")
        lines.append("  {:34} {!s:10} {!s:10} {:2} {!s:10}".format(*cells) + f" {notes:3}{flags}")
    lines = [line.rstrip() for line in lines]
    if chart.totals is not None:
        lines.append(f"{chart.totals.consents} ratifications/accessions")
        lines.append(f"{chart.totals.signatures_only} signatures not followed by ratifications")
    lines += [f"({number}) {text}" for number, text in chart.footnotes.items()]
    return lines


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
