"""Runs the examples of the README, the docs and the docstrings as tests."""

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

_DOCTEST = DocTestParser(optionflags=ELLIPSIS | NORMALIZE_WHITESPACE)

_pages = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE), SkipParser()],
    patterns=["README.md", "docs/*.md"],
)


def _own_names(namespace: dict[str, object]) -> None:
    """Give a docstring the names of the module it stands in, as doctest does."""
    import importlib

    path = str(namespace.get("__sybil_path__", ""))
    if path:
        namespace.update(vars(importlib.import_module(path)))


_docstrings = Sybil(parsers=[_DOCTEST], patterns=["src/**/*.py"])

pytest_collect_file = (_pages + _docstrings).pytest()
