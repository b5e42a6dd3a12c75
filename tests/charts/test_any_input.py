"""Any input gives a chart or an error of the library.

Not tried: more input than the memory holds. `just fuzz` goes further, led by what each input reaches.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cyberconventions as cc
from tests.charts.pages import FIXTURES, content
from tests.trust.whole import WHOLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cyberconventions.charts._detect import Format


def chart_or_error(text: str | bytes, format_: "Format | None") -> None:
    """Read a text; any error but the library's own fails the test."""
    with suppress(cc.CyberConventionsError):
        assert isinstance(hash(cc.parse_chart(text, format=format_)), int)


def is_chart(page: bytes) -> bool:
    """Return whether a page can be read."""
    try:
        return len(cc.parse_chart(page)) > 1
    except cc.errors.ChartError:
        return False


# How often each is tried, and for how many times more everything is.
TIMES = 40 if WHOLE else 1
HOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


class TestAnything:
    @pytest.mark.promise("Any text and any bytes, in any format, are a chart or an error of the library.")
    def test_any_text(self, record_property: Callable[[str, object], None]) -> None:
        """A chart or an error of the library, whatever the format."""
        read: list[str | bytes] = []

        @given(st.text(max_size=300) | st.binary(max_size=300))
        @settings(HOW, max_examples=200 * TIMES)
        def attack(text: str | bytes) -> None:
            read.append(text)
            for format_ in (None, *cc.charts.FORMATS) if isinstance(text, str) else (None,):
                chart_or_error(text, format_)

        attack()
        record_property("texts and bytes", len(read))

    @pytest.mark.promise("A real chart with pieces cut, doubled, swapped and replaced is a chart or an error.")
    @pytest.mark.parametrize("name", FIXTURES)
    def test_mutated_chart(self, name: str, record_property: Callable[[str, object], None]) -> None:
        """Each published layout."""
        read: list[str] = []

        @given(data=st.data())
        @settings(HOW, max_examples=25 * TIMES)
        def attack(data: st.DataObject) -> None:
            read.append(mutated(content(name), data))
            chart_or_error(read[-1], None)

        attack()
        record_property("charts with mutations", len(read))


def mutated(text: str, data: st.DataObject) -> str:
    """Cut, double, swap and replace some pieces of a text."""
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 60)))
        piece = data.draw(
            st.one_of(
                st.just(""),
                st.just(text[start:end] * 2),
                st.just(text[start:end][::-1]),
                st.sampled_from(
                    ["a", "X", "R.", "01/01/2001", "31/31/2001", "\t", "\n", "<", "[", "]", "(4)", "9" * 5000]
                ),
                st.text(max_size=8),
            )
        )
        text = text[:start] + piece + text[end:]
    return text


@cache
def fuzz_run() -> ModuleType:
    """Load the script, which is not a module of the library."""
    spec = spec_from_file_location("fuzz_run", Path(__file__).parents[1] / "fuzz" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestFuzzHarness:
    """``tests/fuzz/run.py`` is run by hand and in CI; here it reads its own seeds."""

    @pytest.mark.parametrize("name", ["any", "own", *cc.charts.FORMATS])
    def test_reads_its_seeds(self, name: str) -> None:
        """Every format has seeds, and each is a chart or an error of the library."""
        run = fuzz_run()
        pages = run.seeds(name)

        assert pages
        for page in pages:
            run.harness(name)(page)
        # A fuzzer gets further from pages that are charts than from pieces of them.
        assert any(is_chart(page) for page in pages)

    def test_says_how_it_is_run(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Without a format there is nothing to fuzz."""
        assert 2 == fuzz_run().main([])
        assert "usage:" in capsys.readouterr().err
