"""How to cite the dataset, the record of a treaty, and what the record says: acts, votes, resolutions, statements."""

import re
from datetime import date

import attrs

from cyberconventions._acts import Act, Confidence
from cyberconventions._arguments import check_fields
from cyberconventions._sources import DATASET, dataset_in_words, version_of_data
from cyberconventions._statements import Statement
from cyberconventions._treaties import treaties as every_treaty
from cyberconventions._treaties import treaty as treaty_of

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol, TypeAlias

    from cyberconventions._sources import Source
    from cyberconventions._treaties import TreatyLike
    from cyberconventions.un import Ballot, Event, Resolution, Stage

    class Versioned(Protocol):
        """A record of one's own."""

        @property
        def data_version(self) -> str: ...

    Citable: TypeAlias = "TreatyLike | Act | Ballot | Event | Resolution | Stage | Statement | Versioned"

_AUTHOR = "The cyberconventions authors"
# What TeX reads as something else.
_TEX = {character: rf"\{character}" for character in "&%$#_{}"}
_TEX |= {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@attrs.frozen(order=False)
class Citation:
    """A reference, ready to paste. A notebook shows its text.

    Attributes:
        text: One line of text.
        bibtex: A BibTeX entry.
        csl_json: A list with one item of CSL-JSON, which Zotero and Pandoc read.

    >>> import cyberconventions as cc
    >>> print(cc.cite().bibtex.splitlines()[0])
    @misc{cyberconventions,
    """

    text: str
    bibtex: str
    csl_json: str = ""

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def _repr_html_(self) -> str:
        """Show the text in a notebook, with the entry for BibTeX folded."""
        from cyberconventions._cells import note

        return note(self.text, "BibTeX", self.bibtex)

    def __str__(self) -> str:
        return self.text


@attrs.frozen
class _Entry:
    """What is cited.

    Attributes:
        key: Its key, made of ids and days.
        title: What it is.
        note: What a reader has to know beside: where it stands, how well it is founded.
        issued: Its own day; that of the dataset's version where it is a part of that.
        kind: The type of CSL.
        number: Its symbol, for a document that has one.
        authority: Who issued it.
        of_a_treaty: Whether it is a whole treaty's record, whose depositary the text does not repeat.
    """

    key: str
    title: str
    note: str = ""
    issued: date | None = None
    kind: str = "dataset"
    number: str = ""
    authority: str = ""
    of_a_treaty: bool = False


def cite(what: "Citable | None" = None) -> Citation:
    """Return a citation of the dataset, of a treaty's record with the day it stands as of, or of what the record says.

    Arguments:
        what: A treaty, or any name of one; an act, a statement, a vote, a resolution, one of its stages, an event; a
            record of one's own; the whole dataset where left out.

    Returns:
        The citation. That of an act, a statement or a vote names the document that shows it best, and says where its
        confidence is not high. A treaty is named beside an act that the record has.

    Raises:
        UnknownTreatyError: The dataset has no such treaty.

    >>> import cyberconventions as cc
    >>> print(cc.cite(cc.treaty("budapest").known_at("2020-03-13")).text)
    Convention on Cybercrime (ETS No. 185), status as of 2020-03-13. In: cyberconventions: ... version ..., CC BY 4.0.
    >>> print(cc.cite(cc.treaty("budapest")["FRA"].consent))
    Ratification, acceptance or approval by France, 2006-01-10, effective 2006-05-01: Convention on Cybercrime ...
    >>> print(cc.cite(cc.resolution("74/247")).text)
    General Assembly, resolution 74/247 (A/RES/74/247), adopted on 2019-12-27 by 79 votes to 60, ...
    """
    own = getattr(what, "data_version", None) if hasattr(type(what), "data_version") else None
    if what is None or isinstance(own, str):
        return _dataset(own or version_of_data(), of_ones_own=own is not None)
    return _part(_entry(what))


def _entry(what: "Any") -> _Entry:  # noqa: ANN401 # whatever cite takes; treaty_of refuses the rest
    for kind, entry in _entries():
        if isinstance(what, kind):
            return entry(what)
    found = treaty_of(what)
    title = f"{found.title} ({found.reference}), status as of {found.as_of}"
    return _Entry(found.id, title, f"{found.coverage.value} record, after the {found.depositary}", of_a_treaty=True)


def _act(act: Act) -> _Entry:
    treaties = [each for each in every_treaty() if act in each.acts]
    named = f": {treaties[0].title} ({treaties[0].reference})" if len(treaties) == 1 else ""
    key = "-".join(each.id for each in treaties[:1]) or "act"
    title = f"{act}{named}"
    title = title[0].upper() + title[1:]
    return _Entry(f"{key}-{act.state.id}-{act.kind.value}-{act.when}", title, _founded(act.source, act.confidence))


def _statement(statement: Statement) -> _Entry:
    treaty = treaty_of(statement.treaty)
    title = f"{str(statement).partition(': ')[0]}: {treaty.title} ({treaty.reference})"
    key = f"{statement.treaty}-{statement.state.id}-{statement.kind.value}-{'-'.join(statement.articles)}"
    key += f"-{statement.effective or statement.made or ''}"
    return _Entry(key, title, _founded(next(iter(statement.sources), None), statement.confidence))


def _ballot(ballot: "Ballot") -> _Entry:
    from cyberconventions.un import resolutions

    cast = [(each, stage) for each in resolutions() for stage in each.stages if ballot in stage.ballots]
    on = f" on {cast[0][0].symbol}, {cast[0][1].name}, {cast[0][1].when}" if len(cast) == 1 else ""
    key = f"{cast[0][0].number}-{cast[0][1].name}" if len(cast) == 1 else "vote"
    title = f"Vote of {ballot.state.name}{on}: {ballot.vote.value} ({ballot.basis.value})"
    return _Entry(f"{key}-{ballot.state.id}", title, _founded(next(iter(ballot.sources), None), ballot.confidence))


def _resolution(resolution: "Resolution") -> _Entry:
    adopted = resolution.stage()
    tally = adopted.tally
    votes = f" by {tally.yes} votes to {tally.no}, with {tally.abstain} abstentions" if tally else ""
    when = f", adopted {'on' if adopted.date else 'in'} {adopted.when}{votes}" if str(adopted.when) else ""
    kind = resolution.kind.value
    return _Entry(
        f"{kind}-{resolution.number}",
        f"{resolution.body.name}, {kind} {resolution.number} ({resolution.symbol}){when}",
        issued=adopted.date,
        kind="legislation",
        number=resolution.symbol,
        authority=resolution.body.name,
    )


def _stage(stage: "Stage") -> _Entry:
    from cyberconventions.un import resolutions

    of = next((each for each in resolutions() if stage in each.stages), None)
    what = f"{stage.body.name} on {of.symbol}" if of else stage.body.name
    tally = f": {stage.tally} ({stage.check.value})" if stage.tally else ""
    key = f"{of.number if of else 'stage'}-{stage.name}-{stage.when}"
    return _Entry(key, f"{what}, {stage.when}{tally}", _founded(next(iter(stage.sources), None), stage.confidence))


def _event(event: "Event") -> _Entry:
    key = f"{event.when}-{event.body.id}-{event.kind.value}"
    return _Entry(key, str(event), _founded(event.source, event.confidence))


def _entries() -> "tuple[tuple[type[Any], Callable[[Any], _Entry]], ...]":
    """Return who makes the entry of each class; the UN process is loaded for what is not the dataset alone."""
    from cyberconventions.un import Ballot, Event, Resolution, Stage

    return (
        (Act, _act),
        (Statement, _statement),
        (Ballot, _ballot),
        (Resolution, _resolution),
        (Stage, _stage),
        (Event, _event),
    )


def _founded(source: "Source | None", confidence: Confidence) -> str:
    """Say on which document a fact rests, and how well, where that is not high."""
    said = [] if source is None else [f"Source: {source}"]
    return ". ".join([*said, *([] if confidence is Confidence.HIGH else [f"Confidence: {confidence.value}"])])


def _dataset(version: str, *, of_ones_own: bool) -> Citation:
    title = f"{DATASET} (a record of one's own, made from it)" if of_ones_own else DATASET
    return _cited(_Entry("", title), dataset_in_words(version, title), version)


def _part(entry: _Entry) -> Citation:
    version = version_of_data()
    said = f" {entry.note}." if entry.note and not entry.of_a_treaty else ""
    text = f"{entry.title}.{said} In: {dataset_in_words(version)}"
    return _cited(entry, text, version)


def _cited(entry: _Entry, text: str, version: str) -> Citation:
    import json

    year, month, day = map(int, version.split("."))
    issued = entry.issued or date(year, month, day)
    key = "-".join(filter(None, ("cyberconventions", *re.split(r"[^A-Za-z0-9]+", entry.key))))
    own: dict[str, str] = {"number": entry.number, "authority": entry.authority, "note": entry.note}
    item: dict[str, object] = {
        "id": key,
        "type": entry.kind,
        "title": entry.title,
        "author": [{"literal": _AUTHOR}],
        "issued": {"date-parts": [[issued.year, issued.month, issued.day]]},
        "version": version,
        **{name: value for name, value in own.items() if value},
    }
    if entry.key:
        item["container-title"] = DATASET
    fields = {"author": entry.authority or _AUTHOR, "number": entry.number, "note": entry.note}
    bibtex = _bibtex(key, title=entry.title, year=str(issued.year), version=version, **fields)
    return Citation(text, bibtex, json.dumps([item], ensure_ascii=False, indent=1))


def _bibtex(key: str, **fields: str) -> str:
    """Return an entry without its empty fields."""
    known = {name: "".join(_TEX.get(each, each) for each in value) for name, value in fields.items()}
    entries = {
        "title": "{" + known["title"] + "}",  # The second braces keep capitals.
        "author": "{" + known["author"] + "}",
        "year": known["year"],
        "number": known["number"],
        "version": known["version"],
        "howpublished": "Dataset, CC BY 4.0",
        "note": known["note"],
    }
    lines = [f"  {name} = {{{value}}}," for name, value in entries.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])
