"""A record of one's own: a folder of tables that answers the same questions as the bundled one."""

import os

import attrs

from cyberconventions import _dataset
from cyberconventions._arguments import check_fields, path_of
from cyberconventions._dataset import Dataset, snapshot
from cyberconventions._manifest import MANIFEST
from cyberconventions._treaties import treaties as every_treaty
from cyberconventions._treaties import treaties_named
from cyberconventions._treaties import treaty as treaty_of
from cyberconventions._treaty import Treaty
from cyberconventions.errors import DatasetError, quoted, wrong_type

TYPE_CHECKING: bool = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cyberconventions._dates import DateLike
    from cyberconventions._desk import Cooperation
    from cyberconventions._late import Late
    from cyberconventions._places import TerritoryLike
    from cyberconventions._states import StateLike
    from cyberconventions._treaties import Treaties, TreatyLike


def _version(dataset: Dataset) -> bytes:
    return (dataset.files or {}).get(MANIFEST, b"")


@attrs.frozen(order=False)
class Record:
    """A record of one's own, as its folder was when it was opened.

    Get one from :func:`cyberconventions.dataset`. What is written to the folder later does not change it, and its
    treaties go on answering from it, inside a block of :func:`cyberconventions.using` or outside. States, their names,
    territories and groups are always those of the package.

    Attributes:
        folder: The path of the folder.

    >>> import cyberconventions as cc
    >>> own = cc.dataset(_dataset.bundled().folder)
    >>> own.treaty("budapest").is_party("France", on="2010-01-01"), len(own.treaties())
    (True, 9)
    """

    folder: str
    _dataset: Dataset = attrs.field(alias="dataset", eq=_version, repr=False)

    def __attrs_post_init__(self) -> None:
        check_fields(self)

    @property
    def data_version(self) -> str:
        """The version of the package's data from which the folder was made."""
        return self._dataset.content("VERSION").decode("utf-8").strip()

    def treaty(self, ref: "TreatyLike") -> Treaty:
        """Return a treaty of the record, as :func:`cyberconventions.treaty` returns the bundled one.

        Arguments:
            ref: Its name, number or reference; of a ``Treaty`` of another record, this one's.

        Raises:
            UnknownTreatyError: The record has no such treaty; the message lists those it has.
            DatasetError: A file of it is not what its manifest describes.

        >>> import cyberconventions as cc
        >>> cc.dataset(_dataset.bundled().folder).treaty("Hanoi Convention").id
        'uncc'
        """
        with using(self):
            return treaty_of(ref.id if isinstance(ref, Treaty) else ref)

    def treaties(
        self,
        *,
        party: "StateLike | None" = None,
        between: "tuple[StateLike, StateLike] | None" = None,
        on: "DateLike | None" = None,
        late: "Late" = "unknown",
    ) -> "Treaties":
        """Return the treaties of the record, or those in force; see :func:`cyberconventions.treaties`.

        Arguments:
            party: A State for which the treaty is to be in force.
            between: Two States between which it is to be in force.
            on: The day, which these questions need.
            late: As in :meth:`Treaty.is_party`.

        Raises:
            InvalidValueError: ``on`` is missing, or there is a day and no State.

        >>> import cyberconventions as cc
        >>> own = cc.dataset(_dataset.bundled().folder)
        >>> [treaty.id for treaty in own.treaties(between=("France", "Japan"), on="2015-01-01")]
        ['ets185', 'crc', 'opsc']
        """
        with using(self):
            return every_treaty(party=party, between=between, on=on, late=late)

    def cooperation(  # noqa: PLR0913 - each by its name
        self,
        *,
        requesting: "StateLike",
        requested: "StateLike",
        measure: str,
        on: "DateLike",
        territory: "TerritoryLike | None" = None,
        offence: str | None = None,
        treaties: "Iterable[TreatyLike] | TreatyLike | None" = None,
    ) -> "Cooperation":
        """Return on which articles a request can rest by this record; see :func:`cyberconventions.cooperation`.

        Arguments:
            requesting: The State that asks.
            requested: The State that is asked.
            measure: What it asks for.
            on: The day.
            territory: The territory of the requested State in which it is to be done.
            offence: ``"Articles 2 to 11"`` (of the Budapest Convention) or ``"other"``.
            treaties: Only this one, or only these, by their names; all where left out.

        Raises:
            CyberConventionsError: As :func:`cyberconventions.cooperation` raises it.

        >>> import cyberconventions as cc
        >>> own = cc.dataset(_dataset.bundled().folder)
        >>> asked = {"requesting": "France", "requested": "Japan", "measure": "preservation", "on": "2026-01-01"}
        >>> own.cooperation(**asked) == cc.cooperation(**asked)
        True
        """
        from cyberconventions._desk import cooperation

        with using(self):
            return cooperation(
                requesting=requesting,
                requested=requested,
                measure=measure,
                on=on,
                territory=territory,
                offence=offence,
                treaties=[self.treaty(each) for each in treaties_named(treaties)],
            )

    def __repr__(self) -> str:
        return f"<Record {self.folder}: made from data version {self.data_version}>"


def dataset(folder: "str | os.PathLike[str]") -> Record:
    """Open a record of one's own, as ``cyberconventions update`` makes and keeps one.

    All its files are read now. One that is damaged is an error once a question needs it, never a shorter record.

    Arguments:
        folder: The path of its folder.

    Raises:
        DatasetError: It is not the folder of a record.
        InvalidTypeError: The path is neither text nor a ``Path``.

    >>> import cyberconventions as cc
    >>> cc.dataset("nowhere")
    Traceback (most recent call last):
    cyberconventions.errors.DatasetError: 'nowhere' is not the folder of a record: it has no datapackage.json
    """
    given = path_of(folder, "the path of a folder")
    path = os.path.abspath(given)
    try:
        made = snapshot(path)
    except OSError as error:
        raise DatasetError(f"{quoted(given)} can't be read: {error.strerror}") from error
    if not made.has(MANIFEST):
        raise DatasetError(f"{quoted(given)} is not the folder of a record: it has no {MANIFEST}")
    made.manifest()
    return Record(path, made)


def using(record: Record) -> _dataset.using:
    """Answer from a record of one's own within a block: ``with cc.using(record):``.

    Everything that names a treaty without saying of which record means this one: ``cc.treaty``, ``cc.cooperation``,
    the functions of ``cc.frames``. The choice is a context variable: it holds for the thread or the task that the block
    is in, and for tasks that are started in it; a thread started in it (``Thread``, ``submit``) answers from the
    bundled record, and one of ``asyncio.to_thread`` from this one. A planned frame keeps the record that was chosen
    when it was planned, whenever and wherever it runs. Don't ``yield`` inside of the block: the caller would see the
    choice.

    Arguments:
        record: The record.

    Raises:
        InvalidTypeError: It is not a ``Record``.

    >>> import cyberconventions as cc
    >>> own = cc.dataset(_dataset.bundled().folder)
    >>> with cc.using(own):
    ...     treaty = cc.treaty("budapest")
    >>> treaty is own.treaty("budapest"), treaty is cc.treaty("budapest")
    (True, False)
    """
    if not isinstance(record, Record):
        raise wrong_type(record, "a Record; cc.dataset() opens one")
    return _dataset.using(record._dataset)  # pyright: ignore[reportPrivateUsage]
