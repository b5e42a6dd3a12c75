"""Facts in many layouts: a reader gives the same rows or refuses, and never gives others."""

from collections import Counter

import pytest

from tests.charts.formats import layouts


@pytest.mark.parametrize("kind", layouts.LAYOUTS)
def test_the_same_rows_or_a_refusal(kind: str) -> None:
    """The UN Treaty Collection's are all read, the Dutch database's unless a lone end fits two columns."""
    made = [layouts.LAYOUTS[kind](seed) for seed in range(250)]
    found = Counter(layouts.outcome(layout) for layout in made)

    assert not found["misread"], [layout.page for layout in made if layouts.outcome(layout) == "misread"][:1]
    assert found["read"] > (len(made) - 1 if kind == "un" else len(made) // 2)


def test_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    """Run by hand, it prints what came of each layout."""
    assert 0 == layouts.main(2)
    assert "0 misread of 4" in capsys.readouterr().out
