"""Bad arguments: every public call with every awkward value in each place gives an answer or an error of the library.

The calls are found by walking the public surface (``surface``), so that a new one is attacked without anyone thinking
of it; the values are in ``awkward``. ``TRUST=whole`` makes every attack. Without it each parameter gets a sample of the
values, chosen by a hash, so that all of them are in use.
"""

# ruff: noqa: ANN401, BLE001 - whatever a call raises or gives is what is looked at

import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from inspect import Parameter
from pathlib import Path
from time import process_time
from typing import Any
from zlib import crc32

import attrs
import pytest

import cyberconventions as cc
from cyberconventions._states import INVENTED
from tests.trust import awkward, surface
from tests.trust.surface import Call
from tests.trust.whole import WHOLE

ONE_OF = 24  # values, in a sample
LONGEST = 500  # characters of a message
SLOWEST = 3.0  # seconds of the processor for a call; the whole record, written, takes one

# A function of the maker's own is asked when its answer is needed, and not before.
LEFT_OUT = {"Treaty.details"}
# Parameters that take any text, and what the text is.
ANY_TEXT = {
    "a new column's name": ("frames.*.into", "frames.*.undecided", "frames.*.bases"),
    "a name in a query, which is not run": ("frames.sql.*",),
    "what a new folder is called": ("export.folder",),
    "what a test calls an invented State or treaty": (
        *("testing.state.name", "testing.treaty_of.id", "testing.treaty_of.reference"),
        *("testing.treaty_of.title", "testing.treaty_of.short_title"),
    ),
    "whether it is one of several": ("un.Body.is_called.name", "charts.Footnotes.__contains__.number"),
    "an interval of no days, which are unknown": ("DateWindow.parse.text",),
}


@attrs.frozen(eq=False)
class Attack:
    """One call with one awkward value, the other arguments being as they should.

    Attributes:
        call: The call.
        parameter: Which of its parameters gets the value.
        name: What the value is.
        value: The value.
        given: The other arguments that the call needs.
    """

    call: Call
    parameter: Parameter
    name: str
    value: Any
    given: "dict[str, Any]"

    @property
    def place(self) -> str:
        return f"{self.call.name}.{self.parameter.name}"

    @property
    def names_nothing(self) -> bool:
        """Whether it is a text in place of a name that nothing has."""
        is_text = isinstance(self.value, str) and self.name.removeprefix("text: ") in awkward.NONSENSE
        known = self.call.like is not None or self.place.endswith("__eq__.other")
        return is_text and not known and not any(fnmatchcase(self.place, each) for each in sum(ANY_TEXT.values(), ()))

    def wrong(self) -> str | None:
        """Make it, and return what is wrong with what comes of it."""
        begin = process_time()
        try:
            result = self.call(self.given | {self.parameter.name: self.value})
        except cc.CyberConventionsError as error:
            found = _of_message(str(error))
        except Exception as error:
            named = {each.__name__ for each in type(error).__mro__} & self.call.raises
            if (named and self.call.fits(self.value, self.parameter)) or "unexpected keyword" in str(error):
                return None  # an error that the docstring names, or Python's own
            return f"raised {type(error).__name__}: {str(error)[:150]}"
        else:
            found = self._of_answer(result)
        seconds = process_time() - begin
        return f"took {seconds:.1f} s" if found is None and seconds > SLOWEST else found

    def _of_answer(self, result: Any) -> str | None:
        try:
            shown = repr(result)
        except cc.CyberConventionsError as error:
            shown = str(error)
        except Exception as error:
            return f"gave a value whose repr raises {type(error).__name__}: {str(error)[:150]}"
        short = f"{type(result).__name__} {shown[:100]}"
        if not self.call.fits(self.value, self.parameter):
            return f"took a value of another type than its annotation says, and gave {short}"
        if not self.call.promised(result):
            return f"gave another type than it promises: {short}"
        if self.names_nothing:
            return f"took a name that nothing has, and gave {short}"
        if self.name == "its own, of another class" and self.call.like is None and " at 0x" not in shown:
            plain = repr(self.call(self.given | {self.parameter.name: surface.valid(self.call, self.parameter)}))
            return None if plain == shown else f"gave {short}, and not {plain[:100]}"
        return None


def _of_message(text: str) -> str | None:
    if len(text) > LONGEST:
        return f"gave a message of {len(text)} characters: {text[:80]!r}…"
    return None if text == text.encode("utf-8", "replace").decode() else f"gave half a character: {text[:150]!r}"


def attacks(counts: "Counter[str]") -> Iterator[Attack]:
    """Go through the attacks: all of them, or some by the hash of call, parameter and value."""
    counts["values"] = len(awkward.PLAIN)
    for call in surface.calls():
        given = surface.required(call)
        try:
            right = call(given)
        except cc.errors.MissingExtraError:
            counts["not installed"] += 1
            continue
        assert call.promised(right), f"{call.name} gives {right!r}"
        counts["calls"] += 1
        for parameter in call.parameters:
            counts["parameters"] += 1
            for name, make in (awkward.PLAIN | awkward.like(surface.valid(call, parameter))).items():
                attack = f"{call.name} {parameter.name} {name}"
                if WHOLE or crc32(attack.encode()) % ONE_OF == 0:
                    counts["attacks"] += 1
                    yield Attack(call, parameter, name, make(), given)


@pytest.mark.no_cover
def test_bad_arguments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    """Whatever a call is given, and wherever: no other error, no value half made, no answer to a slip of the pen."""
    monkeypatch.chdir(tmp_path)
    invented = dict(INVENTED)
    counts: Counter[str] = Counter()
    with warnings.catch_warnings(action="ignore"):
        wrong = {each: what for each in attacks(counts) if each.place not in LEFT_OUT and (what := each.wrong())}
    INVENTED.clear()
    INVENTED.update(invented)

    for what, count in counts.items():
        record_property(f"bad arguments, {what}", count)
    record_property("bad arguments, violations", len(wrong))
    lines = [f"{each.place} = {each.name}: {what}" for each, what in wrong.items()]
    assert not wrong, "\n".join([*lines[:40], f"{len(wrong)} in all"])


def test_what_takes_any_text_is_there() -> None:
    """A line of the lists above that means no parameter any more is taken out."""
    places = [f"{call.name}.{each.name}" for call in surface.calls() for each in call.parameters]

    for pattern in (*LEFT_OUT, *sum(ANY_TEXT.values(), ())):
        assert any(fnmatchcase(place, pattern) for place in places) or pattern.startswith("frames."), pattern
