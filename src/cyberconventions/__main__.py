"""The command line: ``python -m cyberconventions``.

Lists the treaties of the dataset, tells a State's status on a day, prints a treaty's chart; reads a
published chart, checks it against the record, compares two of them, converts one. Every command prints JSON
with ``--json``. The exit status is 2, with one line on standard error, where the input is bad; ``check`` and
``diff`` exit with 1 where something is new or contradictory.
"""

import argparse
import json
import os
import sys
import warnings
from collections.abc import Sequence
from datetime import date
from typing import NoReturn

from cyberconventions._states import state as state_of
from cyberconventions._treaties import treaties, treaty
from cyberconventions._treaty import Treaty
from cyberconventions.charts import FORMATS, Chart, Row, diff, read_chart, reconcile
from cyberconventions.errors import (
    ChartError,
    CyberConventionsError,
    CyberConventionsWarning,
    NotParticipatingError,
)

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Any

SOMETHING_NEW = 1
BAD_INPUT = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status.

    Arguments:
        argv: The words after the program's name; the process's own where left out.
    """
    try:
        arguments = _parser().parse_args(argv)
    except _UsageError as error:
        return _refuse(error)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", CyberConventionsWarning)
        try:
            answer, lines, *status = arguments.run(arguments)
        except (CyberConventionsError, OSError) as error:
            return _refuse(error)
    for warning in dict.fromkeys(str(each.message) for each in caught):
        print(f"cyberconventions: warning: {warning}", file=sys.stderr)
    try:
        as_json = getattr(arguments, "json", False)
        text = json.dumps(answer, ensure_ascii=False, indent=2) if as_json else "\n".join(lines)
        _print(text, data=as_json or arguments.run is _convert)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Nothing is left to fail at the end.
        if not isinstance(error, BrokenPipeError):  # There, who reads has seen enough, as `head` does.
            return _refuse(error)
    return status[0] if status else 0


class _UsageError(Exception):
    """Words on the command line that no command takes."""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, as all errors here."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(f"{message}; {self.prog} --help tells more")


def _refuse(error: Exception) -> int:
    print(f"cyberconventions: {_one_line(error)}", file=sys.stderr)
    return BAD_INPUT


def _print(text: str, *, data: bool) -> None:
    """Print a text on whatever the terminal can show: names of States have letters that not all can.

    Data that goes into a file or another program is UTF-8, whatever the terminal speaks.
    """
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if data and reconfigure is not None and not sys.stdout.isatty():
        reconfigure(encoding="utf-8")
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), flush=True)


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    # Before or after the command: what is not given there must not undo what was given here.
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print JSON")
    parser = _Parser(
        prog="python -m cyberconventions",
        description="Who signed, ratified, acceded or was invited to every cybercrime treaty. Without a command: "
        "the treaties of the dataset, each with the day up to which its record goes.",
        parents=[common],
    )
    parser.set_defaults(run=_list)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    status = commands.add_parser("status", parents=[common], help="a State's status under one or all treaties")
    status.add_argument("state", metavar="STATE", help="a name or an ISO 3166 code")
    status.add_argument("--treaty", metavar="T", help="a treaty's name or number; all where left out")
    status.add_argument("--on", metavar="DATE", help="the day asked about, YYYY-MM-DD; the record's where left out")
    status.set_defaults(run=_status)

    chart = commands.add_parser("chart", parents=[common], help="the chart that the record gives for a day")
    chart.add_argument("treaty", metavar="TREATY", help="a treaty's name or number")
    chart.add_argument("--on", metavar="DATE", help="the day, YYYY-MM-DD; the record's where left out")
    chart.set_defaults(run=_chart)

    reading = _Parser(add_help=False)
    reading.add_argument("--treaty", metavar="T", help="the treaty whose chart is wanted, where the file does not tell")
    reading.add_argument("--as-of", metavar="DATE", help="the day the chart stands as of, where the file does not tell")
    reading.add_argument("--format", choices=FORMATS, help="what the file is, if its content shall not tell")

    read = commands.add_parser("read", parents=[common, reading], help="read a page with a published chart")
    read.add_argument("file", metavar="FILE", help="a saved page or pasted text")
    read.set_defaults(run=_read)

    check = commands.add_parser(
        "check", parents=[common, reading], help="what a published chart adds to the record, or contradicts in it"
    )
    check.add_argument("file", metavar="FILE", help="a saved page or pasted text")
    check.set_defaults(run=_check)

    compare = commands.add_parser("diff", parents=[common, reading], help="what changed between two published charts")
    compare.add_argument("old", metavar="OLD", help="the older chart")
    compare.add_argument("new", metavar="NEW", help="the newer chart")
    compare.set_defaults(run=_diff)

    convert = commands.add_parser("convert", parents=[common, reading], help="write a published chart in another form")
    convert.add_argument("file", metavar="FILE", help="a saved page or pasted text")
    convert.add_argument("--to", choices=("csv", "json", "text", "html"), required=True, help="the form")
    convert.set_defaults(run=_convert)
    return parser


def _one_line(error: Exception) -> str:
    if isinstance(error, ChartError):
        first, *others = error.exceptions
        more = f" (and {len(others)} more)" if others else ""
        return f"{error.message.partition(chr(10))[0]}: {first}{more}"
    return " ".join(str(error).split())


def _list(_: argparse.Namespace) -> "tuple[Any, list[str]]":
    found = treaties()
    answer = [
        {
            "id": each.id,
            "reference": each.reference,
            "title": each.title,
            "short_title": each.short_title,
            "entry_into_force": _iso(each.entry_into_force),
            "as_of": _iso(each.as_of),
            "coverage": each.coverage.value,
            "parties": len(each.parties()),
        }
        for each in found
    ]
    width = max(len(each.reference) for each in found)
    lines = [
        f"{each.id:8} {each.reference:{width}}  {each.short_title}: {_count(each)}, "
        f"{each.coverage.value} record as of {each.as_of}"
        for each in found
    ]
    return answer, lines


def _count(each: Treaty) -> str:
    totals = each.totals()
    least = "at least " if totals.at_least else ""
    return f"{least}{len(each.parties())} parties, {totals.signatures_only} signatures only"


def _status(arguments: argparse.Namespace) -> "tuple[Any, list[str]]":
    state = state_of(arguments.state)
    asked = treaties() if arguments.treaty is None else (treaty(arguments.treaty),)
    answer = [_status_of(each, state.id, arguments.on) for each in asked]
    lines = [_status_line(each) for each in answer]
    return (answer if arguments.treaty is None else answer[0]), lines


def _status_of(each: Treaty, state: str, on: str | None) -> "dict[str, Any]":
    status = each.status(state, on)
    possible = each.possible_statuses(state, on)
    answer: dict[str, Any] = {
        "treaty": each.id,
        "reference": each.reference,
        "short_title": each.short_title,
        "state": state,
        "name": state_of(state).name,
        "on": on or _iso(each.as_of),
        "as_of": _iso(each.as_of),
        "status": status.value,
        "possible": [one.value for one in possible],
        "signature": None,
        "consent": None,
        "entry_into_force": None,
    }
    try:
        found = each[state]
    except NotParticipatingError:
        return answer
    for key, act in (("signature", found.signature), ("consent", found.consent)):
        if act is not None:
            answer[key] = {"kind": act.kind.value, "date": str(act.when) or None}
    answer["entry_into_force"] = _iso(found.entry_into_force)
    return answer


def _status_line(answer: "dict[str, Any]") -> str:
    line = f"{answer['reference']} {answer['short_title']}: {answer['name']} on {answer['on']}: {answer['status']}"
    if len(answer["possible"]) > 1:
        line += f" (possible: {', '.join(answer['possible'])})"
    known = [f"signed {answer['signature']['date'] or 'on an unknown day'}"] if answer["signature"] else []
    if answer["consent"]:
        known.append(f"{answer['consent']['kind']} {answer['consent']['date'] or 'on an unknown day'}")
    if answer["entry_into_force"]:
        known.append(f"in force {answer['entry_into_force']}")
    facts = f" [{'; '.join(known)}]" if known else ""
    return f"{line}{facts}, record as of {answer['as_of']}"


def _chart(arguments: argparse.Namespace) -> "tuple[Any, list[str]]":
    chart = Chart.of(treaty(arguments.treaty), arguments.on)
    return _chart_facts(chart), _chart_lines(chart)


def _file(arguments: argparse.Namespace, path: str) -> Chart:
    return read_chart(path, format=arguments.format, treaty=arguments.treaty, as_of=arguments.as_of)


def _check(arguments: argparse.Namespace) -> "tuple[Any, list[str], int]":
    chart = _file(arguments, arguments.file)
    found = reconcile(treaty(arguments.treaty or chart.reference), chart)
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


def _diff(arguments: argparse.Namespace) -> "tuple[Any, list[str], int]":
    found = diff(_file(arguments, arguments.old), _file(arguments, arguments.new))
    answer = {
        "reference": found.reference,
        "old": _iso(found.old),
        "new": _iso(found.new),
        "changes": [{"kind": change.kind.value, "sentence": str(change)} for change in found],
        "messages": list(found.messages),
    }
    return answer, found.as_text().splitlines(), SOMETHING_NEW if found.changes else 0


def _convert(arguments: argparse.Namespace) -> "tuple[Any, list[str]]":
    chart = _file(arguments, arguments.file)
    written = {"csv": chart.to_csv, "json": chart.to_json, "text": chart.to_text, "html": chart.to_html}[arguments.to]()
    return {"format": arguments.to, "content": written}, [written.removesuffix("\n")]


def _read(arguments: argparse.Namespace) -> "tuple[Any, list[str]]":
    chart = _file(arguments, arguments.file)
    answer = _chart_facts(chart)
    answer["problems"] = [
        {"line": problem.line, "path": problem.path, "message": problem.message} for problem in chart.problems
    ]
    lines = [*_chart_lines(chart), f"{len(chart.problems)} problems"]
    lines += [f"  {problem}" for problem in chart.problems]
    return answer, lines


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


if __name__ == "__main__":
    sys.exit(main())
