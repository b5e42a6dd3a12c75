"""The package ``cc.un`` as a whole: what it exports, and how its values behave."""

import copy
import inspect
import pickle
import subprocess
import sys

import attrs
import pytest

import cyberconventions as cc
from cyberconventions import un


def fresh(code: str) -> str:
    """Run code in a fresh interpreter and return what it printed."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    ).stdout.strip()


class TestExports:
    def test_every_name_loads(self) -> None:
        """Each name of ``__all__`` is there, and ``dir`` lists it."""
        for name in un.__all__:
            assert getattr(un, name) is not None
        assert sorted(un.__all__) == dir(un)

    def test_unknown_name(self) -> None:
        """A name that is not there is an AttributeError."""
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            getattr(un, "nothing")  # noqa: B009 - no type checker knows the name

    def test_two_names_stand_at_the_top_too(self) -> None:
        """A resolution and the timeline are asked for without the package's name."""
        assert un.resolution is cc.resolution
        assert un.timeline is cc.timeline

    def test_star_import(self) -> None:
        """A star import brings every name."""
        assert "True" == fresh("from cyberconventions.un import *; print(callable(events) and callable(timeline))")

    def test_functions_stay_functions(self) -> None:
        """No submodule hides a function of the package."""
        code = (
            "import types, cyberconventions as cc\n"
            "cc.un.timeline(until='2001-12-31')\n"
            "print([name for name in cc.un.__all__ if isinstance(getattr(cc.un, name), types.ModuleType)])"
        )
        assert "[]" == fresh(code)

    def test_a_vote_needs_no_treaty(self) -> None:
        """The UN process is read without the treaties."""
        code = (
            "import sys, cyberconventions as cc\n"
            "cc.un.resolution('74/247').vote('IND')\n"
            "cc.un.programme().errata\n"
            "print({'cyberconventions._treaty', 'cyberconventions.rules'} & set(sys.modules))"
        )
        assert "set()" == fresh(code)

    @pytest.mark.parametrize("name", [name for name in un.__all__ if inspect.isfunction(getattr(un, name))])
    def test_calls_are_documented(self, name: str) -> None:
        """Each has an example, and explains its arguments."""
        call = getattr(un, name)
        text = inspect.getdoc(call) or ""

        assert ">>>" in text
        assert bool(inspect.signature(call).parameters) == ("Arguments:" in text)


@pytest.mark.parametrize(
    "value",
    [
        un.bodies()[0],
        un.events()[0],
        un.resolution("74/247"),
        un.resolution("74/247").stages[0],
        un.resolution("74/247").stages[0].ballots[0],
        un.resolution("74/247").sponsorships[0],
        un.Tally(79, 60, 33),
        un.programme(),
        un.programme().statements[0],
    ],
    ids=lambda value: type(value).__name__,
)
def test_frozen_hashable_picklable_copyable(value: object) -> None:
    """Every public value can be a key, go to another process, and not change."""
    assert value == pickle.loads(pickle.dumps(value)) == copy.deepcopy(value)
    assert hash(value) == hash(copy.copy(value))
    with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
        value.body = None  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
