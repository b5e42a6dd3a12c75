"""Where a fact of the dataset comes from."""

from datetime import date
from functools import cache

import attrs

from cyberconventions.dates import as_date
from cyberconventions.errors import UnknownSourceError, did_you_mean
from cyberconventions.tables import data_rows


@attrs.frozen(order=False)
class Source:
    """A document that states facts of the dataset.

    Attributes:
        id: The short name that the dataset's tables use.
        title: What the document is.
        publisher: Who published it.
        address: Where it was found: a web address or an archive reference.
        read: The day it was read, or stands as of; ``None`` where that was not recorded.
    """

    id: str
    title: str
    publisher: str
    address: str
    read: date | None

    def __str__(self) -> str:
        where = f", {self.address}" if self.address else ""
        when = f" (read {self.read})" if self.read else ""
        return f"{self.title}. {self.publisher}{where}{when}"


def source(id_: str) -> Source:
    """Return the source of the dataset with this id.

    Raises:
        UnknownSourceError: There is none.

    >>> source("coe-185-2020").publisher
    'Council of Europe, Treaty Office'
    """
    found = _sources().get(id_)
    if found is None:
        raise UnknownSourceError(f"{id_!r} is no source of the dataset{did_you_mean(str(id_), _sources())}")
    return found


@cache
def _sources() -> dict[str, Source]:
    return {
        row["id"]: Source(
            id=row["id"],
            title=row["title"],
            publisher=row["publisher"],
            address=row["address"],
            read=as_date(row["read"]) if row["read"] else None,
        )
        for row in data_rows("sources.csv")
    }
