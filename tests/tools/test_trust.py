"""The page of what is promised and tried, and the program that writes it."""

import ast
import re
import runpy
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
REPORT = """<testsuites><testsuite>
<testcase classname="tests.test_build" name="test_two[a]" file="tests/test_build.py">
  <properties><property name="promise" value="Two are one." /><property name="builds" value="2" /></properties>
</testcase>
<testcase classname="tests.test_build" name="test_two[b]" file="tests/test_build.py">
  <properties><property name="promise" value="Two are one." /><property name="builds" value="1200" />
  <property name="system" value="Linux" /></properties><failure message="no" />
</testcase>
<testcase classname="tests.charts.test_any_input.TestAnything" name="test_any_text"
          file="tests/charts/test_any_input.py">
  <properties><property name="promise" value="Any text is read." /></properties>
</testcase>
</testsuite></testsuites>"""


@pytest.fixture(scope="module")
def tool() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "tools" / "trust.py"))


def test_a_report_becomes_a_page(tool: dict[str, Any], tmp_path: Path) -> None:
    """Cases of a test are added up, and so is what they counted; what failed can be seen."""
    (tmp_path / "report.xml").write_text(REPORT, encoding="utf-8")
    parts = tool["read"](tmp_path / "report.xml")
    text = "\n\n".join(tool["sections"](parts.values()))

    assert ["tests/charts/test_any_input.py", "tests/test_build.py"] == list(parts)
    assert "| Any text is read. | `charts/test_any_input.py::TestAnything::test_any_text` | holds, 1 case |" in text
    assert "| Two are one. | `test_build.py::test_two` | 1 FAILED, 2 cases |" in text
    assert "- builds: 1,202\n- system: Linux" in text
    assert "## The wheel: what is in it, and that it answers" in text
    assert "Not tried: more input than the memory holds." in text


def kept(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield the promises of a page, each with the module and the name of the test that keeps it."""
    for promise, module, name in re.findall(r"^\| (.+) \| `([\w/]+\.py)::([\w:]+)` \|", page, re.MULTILINE):
        yield promise, module, name.rpartition("::")[2]


def test_each_promise_names_a_test_that_is_there() -> None:
    """After a change of a promise: ``just trust``, or by hand."""
    page = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    found = list(kept(page))
    for promise, module, name in found:
        text = (ROOT / "tests" / module).read_text(encoding="utf-8")
        tests = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef) and node.name == name]
        says = [f"{ast.get_docstring(test)} {ast.unparse(test)}" for test in tests]

        assert says, (module, name)
        assert any(promise in each.replace("``", "`") for each in says), promise
    assert 15 < len(found)


def test_the_matrix_takes_the_oldest_of_what_the_core_needs() -> None:
    """As pip is told so; and a table has its rows."""
    tool = runpy.run_path(str(ROOT / "tools" / "matrix.py"))
    floors: Callable[[], list[str]] = tool["floors"]

    assert ["attrs", "python-dateutil", "pycountry"] == [each.partition("==")[0] for each in floors()]
    assert "| a | b |\n| --- | --- |\n| 1 | 2\\|3 |" == tool["table"](("a", "b"), [("1", "2|3")])
    assert tool["pythons"]([sys.executable])
