"""Any input gives a chart or an error of the library."""

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


class TestAnything:
    @given(st.text(max_size=300))
    @settings(max_examples=100)
    def test_any_text(self, text: str) -> None:
        """A chart or an error of the library, whatever the format."""
        for format_ in (None, *cc.charts.FORMATS):
            chart_or_error(text, format_)

    @given(st.binary(max_size=300))
    @settings(max_examples=100)
    def test_any_bytes(self, content_: bytes) -> None:
        """Likewise."""
        chart_or_error(content_, None)

    @pytest.mark.parametrize("name", FIXTURES)
    @given(data=st.data())
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_mutated_chart(self, name: str, data: st.DataObject) -> None:
        """Real charts with pieces cut, doubled, swapped and replaced."""
        text = content(name)
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
        chart_or_error(text, None)


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
