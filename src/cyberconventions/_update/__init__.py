"""Keeps a record of one's own: brings it up to saved pages, accepts edits by hand, takes an update back.

Nothing that answers questions imports this.
"""

import os
from datetime import date

import attrs

from cyberconventions._checks import Finding, check
from cyberconventions._dataset import Dataset, bundled, using
from cyberconventions._manifest import MANIFEST, changed_in, hash_of, read_manifest, renewed_by
from cyberconventions._snapshot import read_file, read_folder
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions._update._folder import commit, finish, is_new, locked, previous, tables_in
from cyberconventions._update._tables import CHANGELOG, entered, logged, pages_of, with_source
from cyberconventions.charts import Chart, Reconciliation, read_chart, reconcile
from cyberconventions.charts._completeness import acted, cut_off, gaps
from cyberconventions.errors import DatasetError, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, TypeAlias

    Files: TypeAlias = dict[str, bytes]

_HASH_LENGTH = 8


@attrs.frozen
class Step:
    """What one page adds to the record, or why it stops the update.

    Attributes:
        page: The path of the page.
        treaty: The id of the treaty.
        as_of: The day of the page.
        before: The day up to which the record went before.
        found: What the page adds, and where it contradicts the record.
        stops: Why nothing is written.
    """

    page: str
    treaty: str
    as_of: date
    before: date
    found: Reconciliation
    stops: tuple[str, ...]


@attrs.frozen
class Outcome:
    """What saved pages change in a record.

    Attributes:
        steps: What each page adds, the oldest first.
        findings: What the audit finds in the record that would be written.
        changed: The files that change, in the order of their names.
        written: Whether they were written.
    """

    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    changed: tuple[str, ...]
    written: bool = False

    @property
    def stopped(self) -> bool:
        """Whether a page or the audit keeps the update from being written."""
        return bool(self.findings) or any(each.stops for each in self.steps)


def update(folder: str, pages: "Sequence[str]", *, write: bool = False, **reading: str | None) -> Outcome:
    """Bring the record in a folder up to saved pages.

    Arguments:
        folder: The folder; where it does not exist or is empty, the record starts as the bundled one.
        pages: The paths of the pages; without one, a record is begun as the bundled one.
        write: Whether to write what changes, if nothing stops it.
        reading: How to read the pages, as :func:`cyberconventions.read_chart` takes it.

    Raises:
        ChartError: A page can't be read.
        DatasetError: The record is damaged, or another process writes to it.
        UnknownTreatyError: The record has no treaty with the page's reference.
    """
    path = os.path.abspath(folder)
    if not write:
        return _planned(path, pages, reading)[0]
    with locked(path):
        finish(path)
        outcome, files, more = _planned(path, pages, reading)
        begins = is_new(path) and not (pages and (outcome.stopped or not outcome.changed))
        if begins:
            commit(path, _base(path))
        if outcome.stopped or not outcome.changed:
            return attrs.evolve(outcome, written=begins)
        commit(path, {name: files[name] for name in outcome.changed} | more, kept=_kept(path))
    return attrs.evolve(outcome, written=True)


def undo(folder: str) -> tuple[str, ...]:
    """Take the last update of a record back.

    Arguments:
        folder: Its folder.

    Returns:
        The files that changed, in the order of their names.

    Raises:
        DatasetError: There is nothing to take back, or another process writes to the record.
    """
    path = os.path.abspath(folder)
    if not os.path.isdir(path):
        raise DatasetError(f"{quoted(folder)} is not a folder")
    with locked(path):
        finish(path)
        before, now = previous(path), _kept(path)
        if not before:
            raise DatasetError(f"{quoted(folder)}: there is no update to take back; one is kept, the last")
        gone = {*now, *pages_of(now)} - {*before, *pages_of(before)}
        commit(path, before, gone=(*sorted(gone), ".previous"))
    return tuple(sorted(gone | {name for name, content in before.items() if now.get(name) != content}))


def check_record(folder: str, *, accept: bool = False) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Check the record in a folder as its files stand, and accept what was edited by hand.

    Arguments:
        folder: The folder.
        accept: Whether to write size, hash and number of rows of the files into the manifest, if the audit passes.

    Returns:
        What the audit finds, and the files that are not what the manifest describes.

    Raises:
        DatasetError: There is no such record, its manifest or a table can't be read, or another process writes to it.
    """
    path = os.path.abspath(folder)
    if not os.path.isdir(path) or read_file(path, MANIFEST) is None:
        raise DatasetError(f"{quoted(folder)} is not the folder of a record: it has no {MANIFEST}")
    if not accept:
        return _checked(path)[:2]
    with locked(path):
        finish(path)
        findings, edited, manifest = _checked(path)
        if edited and not findings:  # nothing else of the folder changes
            commit(path, {MANIFEST: manifest}, kept=None)
    return findings, edited


def _checked(path: str) -> "tuple[tuple[Finding, ...], tuple[str, ...], bytes]":
    files = read_folder(path)
    manifest = _renewed(files)
    findings = check(Dataset(path, {**files, MANIFEST: manifest}))
    unknown = [
        Finding(name, 1, f"is not described, expected every table to be a resource of {MANIFEST}")
        for name in tables_in(path)
        if name not in files
    ]
    return (*findings, *unknown), changed_in(files[MANIFEST], manifest), manifest


def outdated(folder: str) -> tuple[str, ...]:
    """Return what to know of a record that was made by an earlier release, in sentences; nothing where it is current.

    Arguments:
        folder: Its folder.
    """
    files, package = read_folder(os.path.abspath(folder)), bundled()
    made, now = (_version(each) for each in (files["VERSION"], package.content("VERSION")))
    known = read_manifest(_renewed(files))
    other = [name for name, entry in package.manifest().items() if name in known and known[name][3] != entry[3]]
    sentences = [f"Other columns than this release reads: {', '.join(other)}."] if other else []
    if made != now:
        sentences.append(f"Made from data version {made}; the package has {now}: docs/record.md says how to go on.")
    return tuple(sentences)


def _version(content: bytes) -> str:
    return content.decode("utf-8").strip()


def _planned(path: str, pages: "Sequence[str]", reading: "Mapping[str, Any]") -> "tuple[Outcome, Files, Files]":
    """Return what pages change, the files of the record afterwards, and what is written beside them."""
    before = _base(path)
    dataset = Dataset(path, before)
    for name in dataset.manifest():
        dataset.check(name)
    with using(dataset):
        charts = [(page, read_chart(page, **reading)) for page in pages]
    files, more, log = before, dict[str, bytes](), list[str]()
    steps: list[Step] = []
    for page, chart in sorted(charts, key=lambda each: (each[1].as_of, each[1].reference)):
        with open(page, "rb") as file:
            content = file.read()
        step, files, source = _step(path, files, page, content, chart)
        steps.append(step)
        if source:
            more[source] = content
        log += logged(step.found, step.as_of, source)
    changed = tuple(sorted(name for name in files if files[name] != before.get(name)))
    findings = check(Dataset(path, files)) if changed else ()
    if changed:
        more[CHANGELOG] = _changelog(path, log)
    return Outcome(tuple(steps), findings, changed), files, more


def _step(path: str, files: "Files", page: str, content: bytes, chart: Chart) -> "tuple[Step, Files, str]":
    """Return what one page adds, the files with it, and where the page is kept; nowhere if the record needs it not."""
    with using(Dataset(path, files)):
        treaty = treaty_of(chart.reference)
    hash_ = hash_of(content).partition(":")[2][:_HASH_LENGTH]
    source = f"page-{treaty.id}-{chart.as_of}-{hash_}"
    known = with_source(files, source, chart)
    known[MANIFEST] = _renewed(known)
    with using(Dataset(path, known)):
        treaty = treaty_of(treaty.id)
        found = reconcile(treaty, chart, source=source)
    stops = [f"Contradiction: {conflict}" for conflict in found.conflicts]
    missing = gaps(chart, acted(treaty, chart.as_of))
    if missing:
        stops.append(cut_off(chart, missing))
    step = Step(page, treaty.id, chart.as_of, treaty.as_of, found, tuple(stops))
    after = files if stops else entered(known, treaty, found, chart, source)
    if after is known or after is files:
        return step, files, ""
    after[MANIFEST] = _renewed(after)
    return step, after, next(iter(pages_of(after) - pages_of(files)), "")


def _base(path: str) -> "Files":
    """Return the files of the record; of the bundled one for a folder that is new."""
    if not is_new(path):
        return read_folder(path)
    dataset = bundled()
    files = {name: dataset.content(name) for name in read_manifest(dataset.text(MANIFEST).encode("utf-8"))}
    files[MANIFEST] = dataset.text(MANIFEST).encode("utf-8")
    return {**files, MANIFEST: _renewed(files)}


def _kept(path: str) -> "Files":
    """Return what an update can change, as it is now."""
    log = read_file(path, CHANGELOG)
    return read_folder(path) | ({} if log is None else {CHANGELOG: log})


def _renewed(files: "Files") -> bytes:
    return renewed_by(lambda name: _file(files, name)).encode("utf-8")


def _file(files: "Files", name: str) -> bytes:
    if name not in files:
        raise DatasetError(f"{name} is missing")
    return files[name]


def _changelog(path: str, lines: "Sequence[str]") -> bytes:
    """Return the changelog with some lines on top, under the day of today."""
    head = "# Changes of this record\n"
    before = (read_file(path, CHANGELOG) or head.encode("utf-8")).decode("utf-8").removeprefix(head)
    text = "\n".join([f"## {date.today().isoformat()}", "", *lines])  # noqa: DTZ011 - the desk's own day
    return f"{head}\n{text}\n{before}".encode()
