#!/usr/bin/env bash
# jedi 0.20.1 (parso 0.8.7), Python 3.11.
#
# A package that must import fast avoids typing and writes `TYPE_CHECKING = False` above its block of imports for type
# checkers. mypy and pyright both take that name for true, whatever stands there. jedi does not: it reads the constant,
# drops the block as dead code, and completes nothing of it. With an annotation that changes nothing at run time,
# `TYPE_CHECKING: bool = False`, it completes the same names, and what follows from them.
#
# Seen:
#   TYPE_CHECKING = False       [] []
#   TYPE_CHECKING: bool = False ['Treaty'] ['parties']
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet jedi==0.20.1 parso==0.8.7

mkdir -p "$work/code/plain" "$work/code/annotated"
for package in plain annotated; do
    printf 'class Treaty:\n    def parties(self): ...\n' >"$work/code/$package/_home.py"
done
printf 'TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from plain._home import Treaty\n' >"$work/code/plain/__init__.py"
printf 'TYPE_CHECKING: bool = False\nif TYPE_CHECKING:\n    from annotated._home import Treaty\n' \
    >"$work/code/annotated/__init__.py"

found=$("$work/venv/bin/python" - "$work/code" <<'PYTHON'
import sys

import jedi

project = jedi.Project(sys.argv[1])
for package in ("plain", "annotated"):
    for code in (f"import {package}\n{package}.Tre", f"import {package}\n{package}.Treaty().par"):
        print(package, [each.name for each in jedi.Script(code, project=project).complete()])
PYTHON
)
printf '%s\n' "$found"
[ "$found" = "plain []
plain []
annotated ['Treaty']
annotated ['parties']" ]
