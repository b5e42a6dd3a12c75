#!/usr/bin/env bash
# pytest 9.2.0.
#
# pytest rewrites the assertions of a plugin, and takes the whole distribution for the plugin: every module of it is loaded by
# pytest's own hook, though the entry point names one file beside the package. The hook keeps compiled files of its own. Where it
# may not write any (PYTHONDONTWRITEBYTECODE, as in many containers), it compiles each module from its source in every run, and
# Python's compiled files, which are there, stay unread.
#
# Seen, how a module of the distribution is loaded, and whether its source was compiled:
#   without the entry point    SourceFileLoader, compiled: False
#   with the entry point       AssertionRewritingHook, compiled: True
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet pytest==9.2.0 setuptools==80.9.0

mkdir -p "$work/source/weights" "$work/tests"
touch "$work/source/weights/__init__.py"
echo "POUND = 0.45359237" >"$work/source/weights/imperial.py"
echo "" >"$work/source/weights_plugin.py"
cat >"$work/tests/test_it.py" <<'PYTHON'
import sys

compiled = []
sys.addaudithook(lambda event, given: compiled.append(str(given[1])) if event == "compile" else None)


def test_it(capsys):
    from weights import imperial

    with capsys.disabled():
        again = any(each.endswith("imperial.py") for each in compiled)
        print(f"{type(imperial.__spec__.loader).__name__}, compiled: {again}")
PYTHON

install() { # ENTRY POINTS
    cat >"$work/source/pyproject.toml" <<TOML
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "weights"
version = "1.0"
$1
[tool.setuptools]
packages = ["weights"]
py-modules = ["weights_plugin"]
TOML
    "$work/venv/bin/python" -m pip install --quiet --force-reinstall --no-deps --no-build-isolation "$work/source"
    PYTHONDONTWRITEBYTECODE=1 "$work/venv/bin/python" -m pytest -q -p no:cacheprovider "$work/tests" | grep compiled
}
found=$(
    install ""
    install '[project.entry-points.pytest11]
weights = "weights_plugin"'
)
printf '%s\n' "$found"
[ "$found" = "SourceFileLoader, compiled: False
AssertionRewritingHook, compiled: True" ]
