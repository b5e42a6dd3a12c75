"""The published JSON Schema of public values."""

import json
from typing import Any

import pytest

import cyberconventions as cc
from cyberconventions._json import types
from cyberconventions.testing import register_types
from tools import json_schema

jsonschema: Any = pytest.importorskip("jsonschema")
pytest.importorskip("cattrs")
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

register_types()
SCHEMA = json_schema.schema()
VALID = jsonschema.Draft202012Validator(SCHEMA)
FEW = settings(max_examples=5, deadline=None, derandomize=True, database=None)


def test_it_is_published() -> None:
    """``python tools/json_schema.py`` writes it."""
    assert json_schema.PATH.read_text(encoding="utf-8") == json_schema.text()
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.no_cover  # as the round trips reach the same
@pytest.mark.parametrize("name", types())
def test_what_is_written_is_valid(name: str) -> None:
    """And what has a key too many, or a key too few, is not."""

    @FEW
    @given(st.from_type(types()[name]))
    def check(value: Any) -> None:  # noqa: ANN401 # of any
        whole = json.loads(cc.to_json(value))
        VALID.validate(whole)
        assert not VALID.is_valid({**whole, "more": 1})
        if isinstance(whole["value"], dict):
            assert not VALID.is_valid({**whole, "value": {**whole["value"], "more": 1}})
        assert not VALID.is_valid({**whole, "value": None})

    check()


@pytest.mark.parametrize("path", sorted((json_schema.PATH.parents[1] / "tests" / "cases" / "json").glob("*-1.json")))
def test_texts_of_the_first_format(path: Any) -> None:  # noqa: ANN401 # a path
    """They stay valid."""
    VALID.validate(json.loads(path.read_text(encoding="utf-8")))
