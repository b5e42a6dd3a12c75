"""Where a fact of the dataset comes from."""

from datetime import date

import attrs

from cyberconventions._dataset import current, per_dataset
from cyberconventions._dates import DateWindow, as_date
from cyberconventions.errors import UnknownSourceError, did_you_mean


@attrs.frozen(order=False)
class Source:
    """A document that states facts of the dataset.

    Attributes:
        id: The short name that the dataset's tables use.
        title: What the document is.
        publisher: Who published it; ``"not on record"`` where nobody noted it.
        address: Where it was found: a web address, a path within a repository, or the reference under which an
            archive keeps it; empty where none is on record, and then the title says so.
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

    def __str__(self) -> str:
        publisher = "Publisher not on record" if self.publisher == "not on record" else self.publisher
        where = self.address or "no address on record"
        dated = f"dated {self.dated}" if self.dated else "undated"
        read = f", read on {self.read}" if self.read else ""
        return f"{self.title}. {publisher}, {where} ({dated}{read})"


def source(id_: str) -> Source:
    """Return the source of the dataset with this id.

    Raises:
        UnknownSourceError: There is none.

    >>> source("coe-185-2020").dated
    <DateWindow 2020-03-13>
    """
    found = _sources().get(id_)
    if found is None:
        raise UnknownSourceError(f"{id_!r} is no source of the dataset{did_you_mean(str(id_), _sources())}")
    return found


@per_dataset()
def _sources() -> dict[str, Source]:
    return {
        row["id"]: Source(
            id=row["id"],
            title=row["title"],
            publisher=row["publisher"],
            address=row["address"],
            read=as_date(row["read"]) if row["read"] else None,
            dated=DateWindow.parse(row["dated"]) if row["dated"] else None,
        )
        for row in current().rows("sources.csv")
    }
