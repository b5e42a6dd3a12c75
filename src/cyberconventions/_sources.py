"""Where a fact of the dataset comes from."""

from collections.abc import Iterable
from datetime import date

import attrs

from cyberconventions._arguments import check_fields
from cyberconventions._dataset import Dataset, compiled, current, opened_before, per_dataset, using
from cyberconventions._dates import DateWindow, as_date
from cyberconventions.errors import UnknownSourceError, check_type, did_you_mean, quoted

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from typing import Protocol

    class Act(Protocol):
        """What of an act its documents depend on."""

        @property
        def source_ids(self) -> tuple[str, ...]: ...


DATASET = "cyberconventions: signatures, ratifications and accessions under cybercrime treaties"


@attrs.frozen(order=False)
class Source:
    """A document that states facts of the dataset.

    Attributes:
        id: The short name that the dataset's tables use.
        title: What the document is.
        publisher: Who published it; ``"not on record"`` where nobody noted it.
        address: Where it was found: a web address, a path within a repository, or an archive's reference; empty
            where none is on record, and then the title says so.
        read: The day on which it was read; ``None`` where that was not recorded.
        dated: The document's own date: the day, month or year it stands as of, or else was published; ``None``
            where it is not known.

    >>> import cyberconventions as cc
    >>> print(cc.treaty("palermo")["AFG"].signature.source)
    UN Treaty Collection, ..., treaties/18-12.csv (dated 2014-01)
    """

    id: str
    title: str
    publisher: str
    address: str
    read: date | None
    dated: DateWindow | None = None

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    def __str__(self) -> str:
        publisher = "Publisher not on record" if self.publisher == "not on record" else self.publisher
        where = self.address or "no address on record"
        dated = f"dated {self.dated}" if self.dated else "undated"
        read = f", read on {self.read}" if self.read else ""
        return f"{self.title}. {publisher}, {where} ({dated}{read})"


def source(id_: str) -> Source:
    """Return the source of the dataset with this id.

    Arguments:
        id_: The id.

    Raises:
        UnknownSourceError: No source of the dataset has it.

    >>> source("coe-185-2020").dated
    <DateWindow 2020-03-13>
    """
    check_type(id_, str, "the id of a source")
    found = _found(id_) or next((found for each in opened_before() if (found := _in(each, id_))), None)
    if found is None:
        raise UnknownSourceError(f"{quoted(id_)} is not a source id of the dataset{did_you_mean(id_, source_rows())}")
    return found


def sources(ids: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources with these ids, in the order given: a record names the best first.

    Arguments:
        ids: The ids.

    Raises:
        UnknownSourceError: One of them is not an id of the dataset.

    >>> [str(each.dated) for each in sources(["coe-185-2020", "au-malabo-2024"])]
    ['2020-03-13', '2024-07-08']
    """
    return tuple(source(each) for each in ids)


def most_used(own: Iterable[str], acts: "Iterable[Act]") -> list[str]:
    """Return the ids of the sources of a treaty's own dates and of acts, the most used first.

    >>> import cyberconventions as cc
    >>> most_used((), cc.treaty("uncc").acts)[0]
    'wikipedia-uncc-2026-04-16'
    """
    used: dict[str, int] = dict.fromkeys(own, 0)
    for act in acts:
        for each in act.source_ids:
            used[each] = used.get(each, 0) + 1
    return sorted(used, key=lambda each: -used[each])


def in_words(ids: Iterable[str]) -> str:
    """Return the first documents of some in a line that names the dataset too, for below a table.

    >>> print(in_words(["coe-185-2020"] * 2))
    Source: Chart of signatures ... Council of Europe, Treaty Office (dated 2020-03-13). In: cyberconventions, ...
    """
    named = list(dict.fromkeys(ids))
    said = [_in_short(each) for each in sources(named[:_NAMED])]
    more = [f"and {len(named) - _NAMED} more"] if len(named) > _NAMED else []
    head = f"Source{'s' if len(named) > 1 else ''}: {'; '.join([*said, *more])}. " if named else ""
    return f"{head}In: cyberconventions, data {version_of_data()}, CC BY 4.0."


def dataset_in_words(version: str = "", title: str = DATASET) -> str:
    """Return the text of the dataset's citation.

    >>> dataset_in_words("2026.11.27")
    'cyberconventions: signatures, ratifications and accessions ... Dataset, version 2026.11.27, CC BY 4.0.'
    """
    return f"{title}. Dataset, version {version or version_of_data()}, CC BY 4.0."


def _in_short(source: Source) -> str:
    publisher = "" if source.publisher == "not on record" else f". {source.publisher}"
    return f"{source.title}{publisher}{f' (dated {source.dated})' if source.dated else ''}"


def version_of_data() -> str:
    """Return the version of the dataset, which is separate from the code's.

    It is the date of the last change: year, month and day. No table is read for it.
    """
    return current().content("VERSION").decode("utf-8").strip()


def _in(dataset: Dataset, id_: str) -> Source | None:
    """Return a source of a dataset that is not the current one; ids never change, so that they mean one document."""
    with using(dataset):
        return _found(id_)


def _found(id_: str) -> Source | None:
    return _with_id(id_) if id_ in source_rows() else None


@per_dataset()
def _with_id(id_: str) -> Source:
    title, publisher, address, dated, read = source_rows()[id_]
    return Source(
        id=id_,
        title=title,
        publisher=publisher,
        address=address,
        read=as_date(read) if read else None,
        dated=DateWindow.parse(dated) if dated else None,
    )


_NAMED = 1  # documents that a line names
_COLUMNS = ("title", "publisher", "address", "dated", "read")


@compiled()
def source_rows() -> dict[str, tuple[str, ...]]:
    """Return the rows of the table of sources, by id."""
    return {row["id"]: tuple([row[column] for column in _COLUMNS]) for row in current().rows("sources.csv")}
