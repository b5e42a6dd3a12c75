"""What the kit exports."""

import pytest

from cyberconventions import testing


def test_every_name_loads() -> None:
    """Each name of ``__all__`` is there, and ``dir`` lists it with the module of strategies."""
    for name in testing.__all__:
        assert getattr(testing, name) is not None
    assert sorted([*testing.__all__, "strategies"]) == dir(testing)


def test_unknown_name() -> None:
    """A name that is not there is an AttributeError."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(testing, "nothing")  # noqa: B009 - no type checker knows the name
