"""The watch over the whole run sees what it is there for, and lets pass what the security page allows."""

import contextlib
import os
from pathlib import Path

import pytest

import cyberconventions as cc
from tests.trust import audit

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")

# What a module of the library would do that breaks a promise, each as code that seems to stand in one.
FORBIDDEN = {
    "a file": "open(os.path.join(folder, 'x'), 'w').close()",
    "a file through the system": "os.close(os.open(os.path.join(folder, 'x'), os.O_CREAT | os.O_WRONLY))",
    "a file through another module": "import pathlib; pathlib.Path(folder, 'x').write_text('')",
    "a folder": "os.mkdir(os.path.join(folder, 'x'))",
    "a database": "import sqlite3; sqlite3.connect(os.path.join(folder, 'x')).close()",
    "the network": "import socket; socket.socket().close()",
    "a name on the network": "import socket; socket.gethostbyname('localhost')",
    "an address": "import urllib.request; urllib.request.urlopen('file:' + folder)",
    "a process": "import subprocess; subprocess.run(['true'])",
    "a shell": "os.system('true')",
    "code": "eval('1 + 1')",
    "compiled code": "compile('1', 'x', 'exec')",
    "a pickle": "import pickle, fractions; pickle.loads(pickle.dumps(fractions.Fraction(1)))",
    "a library that is not an extra": "import pip",
    "a variable": "os.environ['PATH']",
    "a variable that may be missing": "os.environ.get('NOTHING')",
    "a variable through the system": "os.getenv('NOTHING')",
    "whether there is a variable": "'NOTHING' in os.environ",
    "all variables": "dict(os.environ)",
    "setting a variable": "os.putenv('NOTHING', '1')",
}


def seen(code: str, module: str, folder: Path) -> audit.Watch:
    """Return what the watch sees of code that seems to stand in a module of the library."""
    compiled = compile(code, os.path.join(audit.PACKAGE, module), "exec")
    with audit.apart() as found, contextlib.suppress(OSError, ImportError):  # Tried is enough.
        exec(compiled, {"os": os, "folder": str(folder)})  # noqa: S102 - our own text
    return found


@pytest.mark.parametrize("code", FORBIDDEN.values(), ids=FORBIDDEN)
def test_what_breaks_a_promise_is_seen(code: str, tmp_path: Path) -> None:
    """Each way, whoever of Python's modules goes it for the library."""
    found = seen(code, "_treaty.py", tmp_path)

    assert found.broken
    assert found.broken[0].startswith("_treaty.py, line 1: ")


@pytest.mark.parametrize("module", ["_export/_writers.py", "_update/_folder.py", "plots/_picture.py"])
def test_only_writers_write(module: str, tmp_path: Path) -> None:
    """What `export`, `update` and `save` are for; the network and the rest is closed to them too."""
    assert not seen(FORBIDDEN["a file"] + "; " + FORBIDDEN["a folder"].replace("'x'", "'y'"), module, tmp_path).broken
    for forbidden in ("the network", "a process", "code", "a variable"):
        assert seen(FORBIDDEN[forbidden], module, tmp_path).broken


def test_a_promise_that_breaks_fails_the_test() -> None:
    """The one in which it breaks."""
    audit.fail_if_broken()
    with audit.apart():
        audit.WATCH.broken.append("_treaty.py, line 1: made up")
        with pytest.raises(pytest.fail.Exception, match=r"docs/security\.md.*\n_treaty\.py, line 1"):
            audit.fail_if_broken()


def test_the_library_is_watched(tmp_path: Path) -> None:
    """An export is seen, and nothing in it breaks a promise; what tests do themselves does not count."""
    with audit.apart() as found:
        cc.export(tmp_path / "out", format="csv")
    assert found.seen["open"] >= 14
    assert found.seen["change"] >= 14
    assert not found.broken

    with audit.apart() as found:
        (tmp_path / "own").write_text(os.environ.get("NOTHING", ""), encoding="utf-8")
    assert audit.Watch().seen == found.seen


def test_the_page_names_what_is_allowed() -> None:
    """Every module that writes, every variable that others ask for, and who makes code from classes."""
    for module in audit.WRITERS:
        assert f"`{module}`" in PAGE
    for variable in audit.ASKED:
        assert f"`{variable}`" in PAGE
