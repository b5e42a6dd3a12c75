"""A process answers as any other does: whatever its hash seed, locale, options, time zone and parent.

Not tried: Windows and macOS, file systems that don't tell upper from lower case, processors that are not 64-bit.
"""

import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import cyberconventions as cc
from tests.trust.first_use import questions, told
from tests.trust.fresh import alone, first_use
from tests.trust.whole import WHOLE

LOCALES = ("C", "C.UTF-8", "POSIX", "tr_TR.UTF-8", "de_DE.ISO-8859-1")
LOCALE_ALONE = {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}  # else Python takes UTF-8 in the locale C
OPTIONS = ("-O", "-OO", "-s -B", "-X dev", "-X utf8=0", "-X importtime", "-W error -W ignore::DeprecationWarning")
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Midway", "Asia/Kathmandu")
# What is started otherwise: options of Python, and variables of the environment.
STARTS: Mapping[str, tuple[str, Mapping[str, str]]] = (
    {
        **{f"hash seed {seed}": ("", {"PYTHONHASHSEED": str(seed)}) for seed in range(1, 13)},
        **{f"locale {locale}": ("", {"LC_ALL": locale, **LOCALE_ALONE}) for locale in LOCALES},
        **{f"options {options}": (options, {}) for options in OPTIONS},
        **{f"time zone {zone}": ("", {"TZ": zone}) for zone in ZONES},
    }
    if WHOLE
    else {"each": ("-OO", {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": ZONES[1], **LOCALE_ALONE})}
)


@pytest.mark.promise("Answers don't depend on the hash seed, by which Python orders sets.")
@pytest.mark.promise("Answers don't depend on the locale, nor on its encoding.")
@pytest.mark.promise("Answers don't depend on how Python starts: optimised, in its modes, with errors for warnings.")
@pytest.mark.promise("Answers about a day don't depend on the time zone.")
@pytest.mark.parametrize("start", STARTS)
def test_a_process_answers_as_others_do(
    start: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Turkish has two letters i, which are not each other's capitals; it is tomorrow on Kiritimati already."""
    options, variables = STARTS[start]
    place = made_locale(variables.get("LC_ALL", ""), tmp_path)

    assert alone()["answers"] == first_use("alone", options=options.split(), **variables, **place)["answers"]
    record_property("started with", start)


def made_locale(locale: str, folder: Path) -> dict[str, str]:
    """Make a locale of the system's definitions, and return the variable that says where it is."""
    name, _, encoding = locale.partition(".")
    tool = shutil.which("localedef")
    if name in {"", "C", "POSIX"}:
        return {}
    if tool is None:
        pytest.skip("the system makes no locales")
    command = [tool, "-i", name, "-f", encoding, str(folder / locale)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip(f"the system can't make the locale {locale}")
    return {"LOCPATH": str(folder)}


@pytest.mark.promise("Python's isolated mode, in which neither the folder nor the environment counts, answers too.")
def test_isolated() -> None:
    """As programs are started that belong to the system."""
    code = f"import sys; sys.path += {sys.path!r}; import cyberconventions as cc; print(cc.treaty('budapest').is_party"
    command = [sys.executable, "-I", "-c", f"{code}('FRA', on='2010-01-01'))"]

    assert "True\n" == subprocess.run(command, capture_output=True, text=True, check=True).stdout


ASKED = ("codes", "between", "cooperation", "statements of ets185", "parties of uncc", "resolution", "explained")


def some_answers(_: int = 0) -> list[list[str]]:
    return [told([questions()[name]()]) for name in ASKED]


@pytest.mark.promise("A process that was forked after the first use answers as its parent does.")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of forks beside threads, which other tests started
def test_forks(record_property: Callable[[str, object], None]) -> None:
    """What was worked out goes along, and what was not is worked out there."""
    number = 50 if WHOLE else 4
    cc.treaty("budapest").parties()
    with multiprocessing.get_context("fork").Pool(4) as pool:
        found = pool.map(some_answers, range(number), chunksize=1)

    assert [some_answers()] * number == found
    record_property("answers of forks", number * len(ASKED))
